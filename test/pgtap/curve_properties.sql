-- Score curves come out the same whichever way they are computed, and keep through text.
\ir ../lib/properties.sql

SELECT setseed(0.25);
CREATE TABLE prediction AS
SELECT i, i % 7 AS part, i % 1000 AS slice, b AS yb, b::integer::smallint AS ys, CASE WHEN r < 0.01 THEN NULL ELSE 2 * b::integer - 1 END AS yi, b::integer::bigint AS yl,
       p, CASE WHEN r < 0.02 THEN NULL ELSE ln(p / (1 - p)) END AS logit, round(p::numeric, 2)::real AS rough, p * p AS q,
       CASE WHEN r < 0.01 THEN 0 ELSE r * 10 END AS w
FROM (SELECT i, u < 0.3 AS b, 0.001 + 0.998 * (CASE WHEN u < 0.3 THEN sqrt(random()) ELSE random() END) AS p, random() AS r
      FROM (SELECT i, random() AS u FROM generate_series(1, 30000) i) g) x;
ALTER TABLE prediction SET (parallel_workers = 4);
ANALYZE prediction;

-- One query per aggregate; each gives one value.
CREATE TEMPORARY TABLE aggregate AS
SELECT name, format('SELECT %s FROM prediction', expression) AS query
FROM (VALUES
    ('score_curve of booleans', 'mreg.score_curve(yb, p)'),
    ('score_curve of smallints', 'mreg.score_curve(ys, rough)'),
    ('score_curve of integers', 'mreg.score_curve(yi, logit)'),
    ('score_curve of bigints', 'mreg.score_curve(yl, q)'),
    ('weighted score_curve of booleans', 'mreg.score_curve(yb, p, w)'),
    ('weighted score_curve of smallints', 'mreg.score_curve(ys, rough, w)'),
    ('weighted score_curve of integers', 'mreg.score_curve(yi, logit, w)'),
    ('weighted score_curve of bigints', 'mreg.score_curve(yl, q, w)'),
    ('roc_auc_score', 'mreg.roc_auc_score(yb, p)'),
    ('roc_auc_score of few scores', 'mreg.roc_auc_score(ys, rough)'),
    ('average_precision_score', 'mreg.average_precision_score(yi, logit)'),
    ('log_loss', 'mreg.log_loss(yl, q)'),
    ('brier_score_loss', 'mreg.brier_score_loss(yb, rough)'),
    ('delong_test', 'mreg.delong_test(yi, logit, rough)')) a (name, expression);

SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TEMPORARY TABLE serial AS SELECT name, query, pg_temp.value_of(query) AS value FROM aggregate;
SELECT ok(value IS NOT NULL, name || ' has a value') FROM serial;
SELECT unalike(pg_temp.plan_of(query), '%Gather%', name || ' is serial where it should be') FROM serial LIMIT 1;

-- Parallel plans.
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT alike(pg_temp.plan_of(query), '%Finalize Aggregate%Gather%Workers Planned: 2%Partial Aggregate%', name || ' has a parallel plan') FROM serial;
CREATE FUNCTION pg_temp.same(a text, b text, exact boolean) RETURNS boolean LANGUAGE sql AS $$
SELECT CASE WHEN exact OR left(a, 1) = '{' THEN a = b ELSE NOT EXISTS (
    SELECT FROM unnest(string_to_array(trim('()' FROM a), ','), string_to_array(trim('()' FROM b), ',')) u (x, y)
    WHERE (abs(x::float8 - y::float8) <= 1e-12 * abs(x::float8)) IS NOT TRUE) END $$;
SELECT ok(pg_temp.same(pg_temp.value_of(query), value, name <> 'delong_test'), name || ' of two workers is that of one process') FROM serial;
SET LOCAL max_parallel_workers_per_gather = 4;
SELECT ok(pg_temp.same(pg_temp.value_of(query), value, name <> 'delong_test'), name || ' of four workers is that of one process') FROM serial;
CREATE TABLE stored AS
SELECT part, slice, mreg.score_curve(yi, logit) AS c, mreg.score_curve(ys, rough, w) AS weighted, mreg.score_curve(ys, rough) AS rough FROM prediction GROUP BY part, slice;
ALTER TABLE stored SET (parallel_workers = 2);
SELECT alike(pg_temp.plan_of('SELECT mreg.rollup(c) FROM stored'), '%Finalize Aggregate%Partial Aggregate%', 'rollup has a parallel plan');
SELECT is(pg_temp.value_of('SELECT mreg.rollup(c) FROM stored'), (SELECT value FROM serial WHERE name = 'score_curve of integers'),
          'a parallel rollup of 7000 parts is the whole');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET LOCAL max_parallel_workers_per_gather = 0;

-- Parts.
SELECT is((SELECT mreg.rollup(c)::text FROM stored), (SELECT value FROM serial WHERE name = 'score_curve of integers'), 'rollup of the parts is the whole');
SELECT is((SELECT mreg.rollup(rough ORDER BY part DESC, slice)::text FROM stored), (SELECT value FROM serial WHERE name = 'score_curve of smallints'), 'in any order, many rows to a score');
SELECT is((SELECT mreg.rollup(u)::text FROM (SELECT part, mreg.rollup(c) AS u FROM stored GROUP BY part) s), (SELECT value FROM serial WHERE name = 'score_curve of integers'), 'rollup of rollups too');
SELECT is_empty(
    $$SELECT c.score FROM mreg.curve_points((SELECT mreg.rollup(weighted) FROM stored)) c
      FULL JOIN (SELECT rough::float8 AS score, sum(w) FILTER (WHERE yb) AS p, sum(w) FILTER (WHERE NOT yb) AS n FROM prediction WHERE w > 0 GROUP BY 1) d USING (score)
      WHERE (abs(c.positives - coalesce(d.p, 0)) <= 1e-12 * c.positives AND abs(c.negatives - coalesce(d.n, 0)) <= 1e-12 * c.negatives) IS NOT TRUE$$,
    'rollup of weighted parts has the sums of the rows');
SELECT results_eq(
    'SELECT score, positives, negatives FROM mreg.curve_points((SELECT mreg.score_curve(ys, rough) FROM prediction))',
    'SELECT rough::float8, count(*) FILTER (WHERE yb)::float8, count(*) FILTER (WHERE NOT yb)::float8 FROM prediction GROUP BY rough ORDER BY rough', 'points are the counts of GROUP BY');
SELECT ok(mreg.curve_subtract(w.c, p.c) OPERATOR(mreg.=) r.c, 'the whole less a part is the rest')
FROM (SELECT mreg.rollup(c) AS c FROM stored) w, (SELECT mreg.rollup(c) AS c FROM stored WHERE part = 3) p, (SELECT mreg.rollup(c) AS c FROM stored WHERE part <> 3) r;
SELECT is((SELECT mreg.roc_auc_score(yb, p) FROM prediction),
          (SELECT (sum(rank) FILTER (WHERE yb) - count(*) FILTER (WHERE yb) * (count(*) FILTER (WHERE yb) + 1) / 2.0) / (count(*) FILTER (WHERE yb) * count(*) FILTER (WHERE NOT yb))::float8
           FROM (SELECT yb, (rank() OVER (ORDER BY p) + count(*) OVER (ORDER BY p)) / 2.0::float8 AS rank FROM prediction) r), 'ROC AUC is that of the window functions');

-- FILTER, DISTINCT, ORDER BY, GROUPING SETS.
SELECT is((SELECT mreg.score_curve(yb, p) FILTER (WHERE part = 1)::text FROM prediction), (SELECT mreg.score_curve(yb, p)::text FROM prediction WHERE part = 1), 'FILTER leaves rows out');
SELECT is((SELECT max(positives + negatives) FROM mreg.curve_points((SELECT mreg.score_curve(DISTINCT yb, rough) FROM prediction))), 2::float8, 'DISTINCT leaves repetitions out');
SELECT is((SELECT mreg.score_curve(yb, p ORDER BY p DESC)::text FROM prediction), (SELECT value FROM serial WHERE name = 'score_curve of booleans'), 'the order of the rows is nothing');
SELECT is((SELECT mreg.score_curve(yb, p ORDER BY yb, p)::text FROM prediction), (SELECT value FROM serial WHERE name = 'score_curve of booleans'), 'whatever it is');
SELECT is_empty($$
    SELECT g.part FROM (SELECT part, mreg.score_curve(yb, rough)::text AS c, mreg.roc_auc_score(yb, rough) AS auc FROM prediction GROUP BY ROLLUP (part)) g
    JOIN (SELECT part, mreg.score_curve(yb, rough)::text AS c, mreg.roc_auc_score(yb, rough) AS auc FROM prediction GROUP BY part
          UNION ALL SELECT NULL, mreg.score_curve(yb, rough)::text, mreg.roc_auc_score(yb, rough) FROM prediction) s ON g.part IS NOT DISTINCT FROM s.part
    WHERE g.c <> s.c OR g.auc <> s.auc$$, 'GROUPING SETS are the groups one by one');

-- Several final functions of one state, which the first puts in order.
SELECT is_empty($$
    SELECT FROM (SELECT mreg.roc_auc_score(yl, q) AS a, mreg.average_precision_score(yl, q) AS b, mreg.log_loss(yl, q) AS c, mreg.brier_score_loss(yl, q) AS d, mreg.score_curve(yl, q) AS k FROM prediction) s
    WHERE (a, b, c, d) <> (mreg.roc_auc_score(k), mreg.average_precision_score(k), mreg.log_loss(k), mreg.brier_score_loss(k))$$, 'one-step metrics are those of the curve');

-- Spilling to disk, hashing and sorting.
SET LOCAL enable_sort = off;
SET LOCAL work_mem = '64kB';
SET LOCAL hash_mem_multiplier = 1;
CREATE TEMPORARY TABLE hashed AS SELECT slice, mreg.score_curve(yb, p) AS c, mreg.roc_auc_score(yi, logit) AS auc FROM prediction GROUP BY slice;
SELECT alike(pg_temp.plan_of('SELECT slice, mreg.score_curve(yb, p), mreg.roc_auc_score(yi, logit) FROM prediction GROUP BY slice'), 'HashAggregate%', 'groups are hashed');
RESET enable_sort;
SET LOCAL enable_hashagg = off;
SELECT is_empty('SELECT slice, mreg.score_curve(yb, p)::text, mreg.roc_auc_score(yi, logit) FROM prediction GROUP BY slice EXCEPT SELECT slice, c::text, auc FROM hashed',
                'sorted groups are hashed groups with little memory');
RESET enable_hashagg;
RESET work_mem;

-- Moving frames against the same frame computed anew.
CREATE INDEX ON prediction (i);
SELECT is_empty(format('SELECT i FROM (%s) a JOIN (%s) b USING (i) WHERE a.value::text IS DISTINCT FROM b.value::text',
                       pg_temp.moving(expression, rows), pg_temp.anew(expression, rows)), format('%s over %s rows moves rightly', expression, rows))
FROM (VALUES ('mreg.score_curve(yb, p)'), ('mreg.score_curve(ys, rough)'), ('mreg.score_curve(yi, logit)'), ('mreg.score_curve(yl, q)'),
             ('mreg.score_curve(ys, rough, w)'), ('mreg.score_curve(NULLIF(ys, 1::smallint), rough)'), ('mreg.roc_auc_score(yb, p)'),
             ('mreg.average_precision_score(ys, rough)'), ('mreg.log_loss(yb, p)'), ('mreg.delong_test(yb, p, rough)')) e (expression), (VALUES (1), (3), (50), (200)) r (rows);
SELECT is_empty(
    $$SELECT part, slice FROM (SELECT part, slice, mreg.rollup(c) OVER w AS a, mreg.rollup(weighted) OVER w AS b, mreg.rollup(rough) OVER w AS r
                               FROM stored WHERE part = 1 WINDOW w AS (ORDER BY slice ROWS 5 PRECEDING)) m
      WHERE a::text <> (SELECT mreg.rollup(c)::text FROM stored s WHERE part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)
         OR b::text <> (SELECT mreg.rollup(weighted)::text FROM stored s WHERE part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)
         OR r::text <> (SELECT mreg.rollup(rough)::text FROM stored s WHERE part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)$$,
    'rollup over a moving frame, of counts and of weights, is that of the frame');
-- A frame wide enough that its rows are grouped and its state is moved into an expanded object.
SELECT is_empty($$
    SELECT i FROM (SELECT i, mreg.roc_auc_score(i % 3 = 0, (i * 7919 % 1009)::float8) OVER w AS a, mreg.roc_auc_score(i % 3 = 0, i * 0.5::float8) OVER w AS b,
                          mreg.average_precision_score(i % 3 = 0, (i * 7919 % 1009)::float8) OVER w AS c, mreg.average_precision_score(i % 3 = 0, i * 0.5::float8) OVER w AS d
                   FROM generate_series(1, 140000) i WINDOW w AS (ORDER BY i / 35000 RANGE BETWEEN 2 PRECEDING AND CURRENT ROW)) m
    JOIN (SELECT g, mreg.roc_auc_score(i % 3 = 0, (i * 7919 % 1009)::float8) AS a, mreg.roc_auc_score(i % 3 = 0, i * 0.5::float8) AS b,
                 mreg.average_precision_score(i % 3 = 0, (i * 7919 % 1009)::float8) AS c, mreg.average_precision_score(i % 3 = 0, i * 0.5::float8) AS d
          FROM generate_series(0, 4) g JOIN generate_series(1, 140000) i ON i / 35000 BETWEEN g - 2 AND g GROUP BY g) s ON m.i / 35000 = s.g
    WHERE (m.a, m.b, m.c, m.d) IS DISTINCT FROM (s.a, s.b, s.c, s.d)$$, 'wide frames move rightly, of few scores and of many');

SELECT results_eq($$
    SELECT DISTINCT i > 1000, mreg.average_precision_score(i % 3 = 0, i * 0.5::float8) OVER (ORDER BY (i > 1000) RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
    FROM generate_series(1, 140000) i ORDER BY 1$$, $$
    SELECT g > 0, mreg.average_precision_score(i % 3 = 0, i * 0.5::float8) FROM (VALUES (0), (1000)) v (g) JOIN generate_series(1, 140000) i ON i > g GROUP BY 1 ORDER BY 1$$,
    'and ones that only lose rows');

-- Many rows: states that grow large, in place, with many and with few distinct scores.
CREATE TABLE big AS SELECT i, (i * 7919 % 1000003) / 1000003.0::float8 AS s, i % 1013 AS few, i * i % 7 < 3 AS y FROM generate_series(1, 500000::bigint) i;
ALTER TABLE big SET (parallel_workers = 4);
ANALYZE big;
CREATE TEMPORARY TABLE big_serial AS
SELECT mreg.score_curve(y, s) AS c, mreg.score_curve(y, few) AS f, mreg.score_curve(y, few, 0.5) AS w, mreg.score_curve(y, s, 0.5) AS v, mreg.roc_auc_score(y, s) AS a FROM big;
SELECT is((SELECT mreg.rollup(k) FROM (SELECT mreg.score_curve(y, s) AS k FROM big GROUP BY i % 5) g)::text, (SELECT c::text FROM big_serial), 'half a million scores in five parts');
SELECT is((SELECT mreg.rollup(k) FROM (SELECT mreg.score_curve(y, few) AS k FROM big GROUP BY i % 5) g)::text, (SELECT f::text FROM big_serial), 'half a million rows of few scores in five parts');
SELECT results_eq('SELECT score, positives, negatives FROM mreg.curve_points((SELECT f FROM big_serial))',
    'SELECT few::float8, count(*) FILTER (WHERE y)::float8, count(*) FILTER (WHERE NOT y)::float8 FROM big GROUP BY few ORDER BY few', 'and their counts');
SELECT results_eq('SELECT score, positives, negatives FROM mreg.curve_points((SELECT w FROM big_serial))',
    'SELECT few::float8, count(*) FILTER (WHERE y) / 2.0::float8, count(*) FILTER (WHERE NOT y) / 2.0::float8 FROM big GROUP BY few ORDER BY few', 'and their weights');
SELECT is_empty('SELECT score, positives, negatives FROM mreg.curve_points((SELECT v FROM big_serial)) EXCEPT SELECT s, 0.5 * y::integer, 0.5 * (NOT y)::integer FROM big', 'and the weights of many scores');
SELECT is(mreg.roc_auc_score(c), a, 'the AUC of rows is that of the curve') FROM big_serial;
SELECT is_empty($$
    SELECT FROM (SELECT mreg.average_precision_score(y, s) AS b, mreg.log_loss(y, s) AS c, mreg.brier_score_loss(y, s) AS d, mreg.score_curve(y, s) AS k, mreg.roc_auc_score(y, s) AS a FROM big GROUP BY i % 2) s
    WHERE (a, b, c, d) <> (mreg.roc_auc_score(k), mreg.average_precision_score(k), mreg.log_loss(k), mreg.brier_score_loss(k))$$, 'all metrics of a large state are those of the curve');
SELECT is_empty($$
    SELECT g FROM (SELECT DISTINCT i / 50000 AS g, mreg.average_precision_score(y, s) OVER w AS a FROM big WHERE i < 250000 WINDOW w AS (ORDER BY i / 50000)) r
    WHERE a <> (SELECT mreg.average_precision_score(y, s) FROM big WHERE i < 50000 * (g + 1))$$, 'also while it goes on growing');
SET LOCAL mreg.max_curve_scores = 40000;
SELECT is_empty($$
    SELECT g FROM (SELECT DISTINCT i / 3000 AS g, mreg.roc_auc_score(y, s) OVER w AS a FROM big WHERE i < 78000 WINDOW w AS (ORDER BY i / 3000)) r
    WHERE a <> (SELECT mreg.roc_auc_score(mreg.score_curve(y, s)) FROM big WHERE i < 3000 * (g + 1) AND i < 78000)$$, 'and beyond the scores that are kept apart');
RESET mreg.max_curve_scores;
SELECT is_empty($$
    SELECT p FROM (SELECT i % 3 AS p, mreg.average_precision_score(y, s) OVER (PARTITION BY i % 3 ORDER BY i / 100000) AS a, i / 100000 AS t FROM big) r GROUP BY p, t
    HAVING max(a) <> (SELECT mreg.average_precision_score(mreg.score_curve(y, s)) FROM big WHERE i % 3 = p AND i / 100000 <= t)$$, 'and in one partition after the other');
SELECT is(mreg.support(mreg.rollup(x)), 1000000::float8, 'counts and weights merge') FROM (SELECT c AS x FROM big_serial UNION ALL SELECT w FROM big_serial UNION ALL SELECT v FROM big_serial) u;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL max_parallel_workers_per_gather = 3;
SELECT is((SELECT mreg.score_curve(y, s)::text FROM big), (SELECT c::text FROM big_serial), 'large states go from workers to their leader');
SELECT is((SELECT mreg.score_curve(y, few)::text FROM big), (SELECT f::text FROM big_serial), 'and grouped ones');
SELECT is((SELECT mreg.score_curve(y, s, 0.5)::text FROM big), (SELECT v::text FROM big_serial), 'and weighted ones');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
SET LOCAL max_parallel_workers_per_gather = 0;

-- Rounded curves: the same whichever way they are computed, and within their bound.
SET LOCAL mreg.max_curve_scores = 1000;
CREATE TEMPORARY TABLE rounded AS SELECT mreg.score_curve(y, s) AS c, mreg.roc_auc_score(y, s) AS auc, mreg.score_curve(y, s, 0.5) AS w FROM big;
SELECT ok(NOT mreg.curve_is_exact(c), 'half a million scores are more than a thousand') FROM rounded;
SELECT cmp_ok(count(*), '<=', 1000::bigint, 'which is kept to') FROM rounded, mreg.curve_points(c);
SELECT cmp_ok(abs(r.auc - s.a), '<=', mreg.roc_auc_error_bound(r.c), 'the AUC is within the bound') FROM rounded r, big_serial s;
SELECT cmp_ok(mreg.roc_auc_error_bound(c), '<', 0.01::float8, 'which is small') FROM rounded;
SELECT is(auc, mreg.roc_auc_score(c), 'roc_auc_score of two columns is that of the rounded curve') FROM rounded;
SELECT is((SELECT mreg.rollup(k)::text FROM (SELECT mreg.score_curve(y, s) AS k FROM big GROUP BY i % 5) g), (SELECT c::text FROM rounded), 'rounded parts are the rounded whole');
SELECT is((SELECT mreg.rollup(c)::text FROM big_serial), (SELECT c::text FROM rounded), 'rounding an exact curve too');
SELECT is((SELECT mreg.rollup(v)::text FROM big_serial), (SELECT w::text FROM rounded), 'and a weighted one');
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL max_parallel_workers_per_gather = 3;
SELECT is((SELECT mreg.score_curve(y, s)::text FROM big), (SELECT c::text FROM rounded), 'and in workers');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL mreg.max_curve_scores = 16;
SELECT is_empty(format('SELECT i FROM (%s) a JOIN (%s) b USING (i) WHERE a.value::text IS DISTINCT FROM b.value::text',
                       pg_temp.moving(expression, rows), pg_temp.anew(expression, rows)), format('rounded %s over %s rows moves rightly', expression, rows))
FROM (VALUES ('mreg.score_curve(yb, p)'), ('mreg.roc_auc_score(yb, p)')) e (expression), (VALUES (10), (50), (200)) r (rows);
SELECT is_empty(
    $$SELECT slice FROM (SELECT slice, mreg.rollup(c) OVER (ORDER BY slice ROWS 5 PRECEDING) AS a FROM stored WHERE part = 1) m
      WHERE a::text <> (SELECT mreg.rollup(c)::text FROM stored s WHERE part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)$$, 'a rounded rollup moves rightly');
RESET mreg.max_curve_scores;

-- Through text and back.
CREATE TEMPORARY TABLE state AS
SELECT c FROM stored UNION ALL SELECT weighted FROM stored UNION ALL SELECT rough FROM stored
UNION ALL SELECT mreg.score_curve(yb, p, w * 1e-9) FROM prediction GROUP BY slice
UNION ALL SELECT mreg.score_curve(random() < 0.5, (random() - 0.5) * 10.0::float8 ^ (random() * 600 - 300)) FROM generate_series(1, 240000) i GROUP BY i / 3;
DELETE FROM state WHERE c IS NULL;
SELECT cmp_ok(count(*), '>', 100000::bigint, 'more than a hundred thousand values') FROM state;
SELECT is(count(*) FILTER (WHERE c::text::mreg.curve OPERATOR(mreg.=) c), count(*), 'text input of text output gives the value back') FROM state;
SELECT is(count(*) FILTER (WHERE c::text::mreg.curve::text = c::text), count(*), 'and the same text') FROM state;
SELECT is(count(*) FILTER (WHERE c::jsonb = c::text::jsonb), count(*), 'which the cast to jsonb holds') FROM state;
SELECT is((SELECT count(DISTINCT c::text) FROM state), (SELECT count(*) FROM (SELECT DISTINCT c FROM state) d), 'equality is equality of the text');
SELECT ok(c::text::mreg.curve OPERATOR(mreg.=) c AND f::text::mreg.curve OPERATOR(mreg.=) f AND v::text::mreg.curve OPERATOR(mreg.=) v, 'large values keep through text') FROM big_serial;
SELECT ok(c::text::mreg.curve OPERATOR(mreg.=) c AND w::text::mreg.curve OPERATOR(mreg.=) w, 'and rounded ones') FROM rounded;

-- States without a final function can be stored and used like any value.
CREATE AGGREGATE open_curve(integer, double precision) (SFUNC = mreg_internal.curve_count_integer, STYPE = mreg.curve);
CREATE AGGREGATE open_curve(bigint, double precision) (SFUNC = mreg_internal.curve_count_bigint, STYPE = mreg.curve, INITCOND = '{"scores": [7], "positives": [2], "negatives": [0]}');
CREATE AGGREGATE open_curve(boolean, double precision, double precision) (SFUNC = mreg_internal.curve_weigh_boolean, STYPE = mreg.curve);
CREATE TABLE open_state AS SELECT part, open_curve(yi, logit) AS o, mreg.score_curve(yi, logit) AS c, open_curve(yl, q) AS ol,
       mreg.curve_add(mreg.score_curve(yl, q), '{"scores": [7], "positives": [2], "negatives": [0]}') AS cl, open_curve(yb, rough, w) AS ow, mreg.score_curve(yb, rough, w) AS cw FROM prediction GROUP BY part;
INSERT INTO open_state SELECT 99, open_curve(y::integer, s), mreg.score_curve(y, s), open_curve(y::integer::bigint, few), mreg.curve_add(mreg.score_curve(y, few), '{"scores": [7], "positives": [2], "negatives": [0]}'), open_curve(y, s, i), mreg.score_curve(y, s, i) FROM big;
SELECT is(count(*) FILTER (WHERE o OPERATOR(mreg.=) c AND s.ol OPERATOR(mreg.=) s.cl AND ow OPERATOR(mreg.=) cw AND o::text = c::text AND mreg_internal.curve_hash(o) = mreg_internal.curve_hash(c)
          AND mreg_internal.curve_send(s.ol) = mreg_internal.curve_send(s.cl) AND mreg.roc_auc_score(o) = mreg.roc_auc_score(c)
          AND mreg.curve_subtract(mreg.curve_add(s.ol, o_other.ol), s.ol) OPERATOR(mreg.=) o_other.cl), count(*), 'a stored working state is the value it stands for')
FROM open_state s, (SELECT ol, cl FROM open_state WHERE part = 2) o_other;
SELECT ok((SELECT mreg.rollup(o) OPERATOR(mreg.=) mreg.rollup(c) AND mreg.rollup(ol) OPERATOR(mreg.=) mreg.rollup(cl) FROM open_state), 'rollup takes working states');
SELECT is_empty('SELECT part FROM open_state WHERE o OPERATOR(mreg.<>) c OR ol OPERATOR(mreg.<>) cl OR ow OPERATOR(mreg.<>) cw', 'and leaves them as they were');

-- Extreme weights and scores.
SELECT is(round(mreg.roc_auc_score(mreg.score_curve(y, s, w * f))::numeric, 12), 0.714285714286, 'weights about ' || f || ' have the same AUC')
FROM (VALUES (0, .1, 1), (0, .4, 2), (1, .35, 3), (1, .8, 4)) v (y, s, w), (VALUES (1e-300::float8), (1e-150), (1e150), (1e307)) e (f) GROUP BY f;
SELECT is(mreg.roc_auc_score(y, s), 1::float8, 'the greatest and least doubles are told apart')
FROM (VALUES (0, -1.7976931348623157e308::float8), (1, -1.797693134862315e308), (1, 4.9e-324), (1, 1.7976931348623157e308)) v (y, s);
SELECT is(mreg.roc_auc_score(y, s), 0.5::float8, '0 and -0 are tied') FROM (VALUES (0, 0::float8), (1, '-0'::float8)) v (y, s);

-- SQLSTATEs.
SELECT throws_ok(query, state, NULL, what) FROM (VALUES
    ($$SELECT mreg.score_curve(1, 1, -1)$$, '22023', 'a negative weight'),
    ($$SELECT mreg.score_curve(true, 'NaN')$$, '22023', 'a score that is no number'),
    ($$SELECT mreg.score_curve(2, 1)$$, '22023', 'a label that is neither 0 nor 1'),
    ($$SELECT mreg.log_loss(1, 2)$$, '22023', 'a score that is no probability'),
    ($$SELECT mreg.best_threshold('{"scores": [1], "positives": [1], "negatives": [1]}', criterion => NULL)$$, '22004', 'a criterion of NULL'),
    ($$SELECT '{"scores": ["\u0000"], "positives": [1], "negatives": [1]}'::mreg.curve$$, '22P05', 'a NUL in a text'),
    ($$SELECT '{"scores": 1}'::mreg.curve$$, '22P02', 'text of the wrong shape'),
    ($$SELECT '{"scores": [1]'::mreg.curve$$, '22P02', 'text that is no JSON'),
    ($$SELECT repeat('[', 100000)::mreg.curve$$, '54001', 'text that nests too deep'),
    ($$SELECT '{"scores": [1], "positives": [9223372036854775807], "negatives": [0]}'::mreg.curve OPERATOR(mreg.+) '{"scores": [1], "positives": [1], "negatives": [0]}'$$, '22003', 'a count that overflows'),
    ($$SELECT '{"scores": [1], "positives": [9223372036854775807], "negatives": [0]}'::mreg.curve OPERATOR(mreg.+) '{"scores": [2], "positives": [1], "negatives": [0]}'$$, '22003', 'a sum of counts that overflows'),
    ($$SELECT mreg.score_curve(1, 1, 1.7e308) FROM generate_series(1, 2)$$, '22003', 'a sum of weights that overflows'),
    ($$SELECT mreg_internal.curve_rollup(NULL, NULL)$$, '0A000', 'a support function that is called by hand'),
    ($$SELECT mreg_internal.delong_combine(NULL, 'x')$$, '0A000', 'another')) v (query, state, what);
CREATE AGGREGATE damaged(boolean, double precision, double precision) (SFUNC = mreg_internal.delong_count_boolean, STYPE = bytea, INITCOND = 'nonsense');
SELECT throws_ok('SELECT damaged(true, 1, 1)', 'XX001', NULL, 'a state of delong_test that is none');

-- Anybody may use them.
CREATE ROLE mreg_test_nobody;
GRANT SELECT ON prediction TO mreg_test_nobody;
SET LOCAL ROLE mreg_test_nobody;
SELECT lives_ok($$SELECT mreg.roc_auc_score(mreg.score_curve(yb, p)), mreg.roc_auc_score(yi, logit), mreg.confusion_at(mreg.score_curve(yb, p), 0.5), mreg.delong_test(yb, p, logit),
                         mreg.rollup(c), count(r) FROM prediction, (VALUES ('{"scores": [1], "positives": [1], "negatives": [1]}'::mreg.curve)) v (c), mreg.roc_curve(c) r$$,
                'a role without privileges computes metrics');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
