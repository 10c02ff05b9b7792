-- Distributions come out the same whichever way they are computed, and keep through text and binary images.
\ir ../lib/properties.sql

SELECT setseed(0.25);
CREATE TABLE observation AS
SELECT i, i % 7 AS part, i % 1000 AS slice,
       CASE WHEN r < 0.05 THEN NULL WHEN r < 0.08 THEN 'NaN' WHEN r < 0.09 THEN 'Infinity' WHEN r < 0.1 THEN '-Infinity'
            WHEN r < 0.5 THEN round((r * 40)::numeric)::float8 ELSE (r * 40)::float8 END AS value,
       CASE WHEN r < 0.9 THEN r < 0.3 END AS yes, CASE WHEN r < 0.9 THEN (s % 12)::smallint END AS small,
       CASE WHEN r < 0.95 THEN s END AS number, CASE WHEN r > 0.1 THEN s * 4000000000 END AS big,
       CASE WHEN r > 0.02 THEN 'category ' || s % 40 END AS category, 'key ' || i AS key, i AS serial
FROM (SELECT i, random() AS r, (random() * 300)::integer AS s FROM generate_series(1, 30000) i) x;
ALTER TABLE observation SET (parallel_workers = 4);
ANALYZE observation;

-- One query per aggregate; each gives one value.
CREATE TEMPORARY TABLE aggregate AS
SELECT name, expression, format('SELECT %s FROM observation', expression) AS query
FROM (VALUES
    ('distribution over few edges', $$mreg.value_distribution(value, '{0, 4, 5, 10, 20, 30.5}')$$),
    ('distribution over -0 and more', $$mreg.value_distribution(value, '{-0, 4, 5, 10, 20, 30.5}')$$),
    ('distribution over 20 edges', $$mreg.value_distribution(value, (SELECT array_agg(2.0::float8 * g) FROM generate_series(0, 19) g))$$),
    ('distribution over 200 equal bins', $$mreg.value_distribution(value, (SELECT array_agg(0.2::float8 * g) FROM generate_series(0, 200) g))$$),
    ('distribution over 200 unequal bins', $$mreg.value_distribution(value, (SELECT array_agg(0.001::float8 * g * g) FROM generate_series(0, 200) g))$$),
    ('distribution of booleans', 'mreg.category_distribution(yes)'),
    ('distribution of smallints', 'mreg.category_distribution(small)'),
    ('distribution of integers', 'mreg.category_distribution(number)'),
    ('distribution of bigints', 'mreg.category_distribution(big)'),
    ('distribution of texts', 'mreg.category_distribution(category)'),
    ('distribution of more integers than are counted apart', 'mreg.category_distribution(serial)'),
    ('distribution of more texts than are counted apart', 'mreg.category_distribution(key)'),
    ('edges', 'mreg.distribution_edges(value, 20)'),
    ('edges of integers', 'mreg.distribution_edges(number, 7)')) a (name, expression);

SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TEMPORARY TABLE serial AS SELECT name, expression, query, pg_temp.value_of(query) AS value FROM aggregate;
SELECT ok(value IS NOT NULL, name || ' has a value') FROM serial;
SELECT unalike(pg_temp.plan_of(query), '%Gather%', name || ' is serial where it should be') FROM serial LIMIT 1;

-- Parallel plans.
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT alike(pg_temp.plan_of(query), '%Finalize Aggregate%Gather%Workers Planned: 2%Partial Aggregate%', name || ' has a parallel plan') FROM serial;
SELECT is(pg_temp.value_of(query), value, name || ' of two workers is that of one process') FROM serial;
SET LOCAL max_parallel_workers_per_gather = 4;
SET LOCAL parallel_leader_participation = off;
SELECT is(pg_temp.value_of(query), value, name || ' of four workers is that of one process') FROM serial;
RESET parallel_leader_participation;
CREATE TABLE stored AS
SELECT part, slice, mreg.value_distribution(value, '{0, 4, 5, 10, 20, 30.5}') AS d, mreg.category_distribution(category) AS c,
       mreg.category_distribution(serial) AS s, mreg.category_distribution(key) AS k FROM observation GROUP BY part, slice;
ALTER TABLE stored SET (parallel_workers = 2);
SELECT alike(pg_temp.plan_of('SELECT mreg.rollup(d) FROM stored'), '%Finalize Aggregate%Partial Aggregate%', 'rollup has a parallel plan');

-- Parts, in any order, in parallel and not.
SELECT is(pg_temp.value_of(format('SELECT mreg.rollup(%s) FROM stored', part)), value, 'a parallel rollup of 7000 parts is the whole: ' || name)
FROM serial JOIN (VALUES ('d', 'distribution over few edges'), ('c', 'distribution of texts'), ('s', 'distribution of more integers than are counted apart'),
                         ('k', 'distribution of more texts than are counted apart')) p (part, name) USING (name);
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT is(pg_temp.value_of(format('SELECT mreg.rollup(%s ORDER BY part DESC, slice) FROM stored', part)), value, 'rollup in another order is the whole: ' || name)
FROM serial JOIN (VALUES ('d', 'distribution over few edges'), ('c', 'distribution of texts'), ('s', 'distribution of more integers than are counted apart'),
                         ('k', 'distribution of more texts than are counted apart')) p (part, name) USING (name);
SELECT is(pg_temp.value_of(format('SELECT %s FROM (SELECT * FROM observation ORDER BY %s) o', expression, sorting)), value, name || ' is the same of rows by ' || sorting)
FROM serial, (VALUES ('i DESC'), ('part, slice'), ('md5(key)')) s (sorting);
SELECT results_eq(
    $$SELECT s.bucket, s.n FROM mreg.distribution_shares((SELECT mreg.category_distribution(category) FROM observation)) s WHERE s.kind = 'category'$$,
    'SELECT category, count(*) FROM observation WHERE category IS NOT NULL GROUP BY category ORDER BY category COLLATE "C"', 'categories have the counts of GROUP BY');
SELECT results_eq(
    $$SELECT s.n FROM mreg.distribution_shares((SELECT mreg.category_distribution(serial) FROM observation)) s WHERE s.kind <> 'category'$$,
    'VALUES (20000::bigint), (0)', 'categories beyond the ten thousandth are counted together');
SELECT is((SELECT max(s.bucket::integer) FROM mreg.distribution_shares((SELECT mreg.category_distribution(serial) FROM observation)) s WHERE s.kind = 'category'),
          10000, 'the least have counts of their own');
SELECT results_eq(
    $$SELECT s.n FROM mreg.distribution_shares((SELECT mreg.value_distribution(value, '{0, 4, 5, 10, 20, 30.5}') FROM observation)) s$$,
    $$SELECT count(*) FROM observation WHERE value < 0
      UNION ALL SELECT count(*) FROM observation WHERE value >= 0 AND value < 4
      UNION ALL SELECT count(*) FROM observation WHERE value >= 4 AND value < 5
      UNION ALL SELECT count(*) FROM observation WHERE value >= 5 AND value < 10
      UNION ALL SELECT count(*) FROM observation WHERE value >= 10 AND value < 20
      UNION ALL SELECT count(*) FROM observation WHERE value >= 20 AND value <= 30.5
      UNION ALL SELECT count(*) FROM observation WHERE value > 30.5 AND value <> 'NaN'
      UNION ALL SELECT count(*) FROM observation WHERE value = 'NaN'
      UNION ALL SELECT count(*) FROM observation WHERE value IS NULL$$, 'bins have the counts of WHERE');
SELECT is((SELECT mreg.support(mreg.category_distribution(key)) FROM observation), 30000::bigint, 'every row is counted once');
CREATE TEMPORARY TABLE whole AS SELECT mreg.rollup(d) AS d, mreg.rollup(c) AS c FROM stored;
SELECT ok(w.d OPERATOR(mreg.-) p.d OPERATOR(mreg.=) r.d AND mreg.distribution_subtract(w.c, p.c) OPERATOR(mreg.=) r.c, 'the whole less a part is the rest')
FROM whole w, (SELECT mreg.rollup(d) AS d, mreg.rollup(c) AS c FROM stored WHERE part = 3) p, (SELECT mreg.rollup(d) AS d, mreg.rollup(c) AS c FROM stored WHERE part <> 3) r;
SELECT ok(p.d OPERATOR(mreg.+) r.d OPERATOR(mreg.=) w.d AND mreg.distribution_add(r.c, p.c) OPERATOR(mreg.=) w.c, 'a part and the rest are the whole')
FROM whole w, (SELECT mreg.rollup(d) AS d, mreg.rollup(c) AS c FROM stored WHERE part = 3) p, (SELECT mreg.rollup(d) AS d, mreg.rollup(c) AS c FROM stored WHERE part <> 3) r;

-- Edges from different columns, in different forms of storage, and of each group its own.
CREATE TABLE edge (part integer, edges double precision[]);
INSERT INTO edge SELECT g, ARRAY[-0.0, g + 1, 20, 30]::double precision[] FROM generate_series(0, 6) g;
SELECT is_empty($$SELECT part FROM observation JOIN edge USING (part) GROUP BY part, edges
    HAVING mreg.value_distribution(value, edges) OPERATOR(mreg.<>) mreg.value_distribution(value, ARRAY[0, part + 1, 20, 30]::double precision[])$$,
    'edges from a table are those that are computed');
SELECT throws_ok($$SELECT mreg.value_distribution(value, edges) FROM observation JOIN edge USING (part)$$, '22023',
    'edges must be the same in every row of a group', 'edges that change within a group are refused');

-- GROUPING SETS, FILTER, DISTINCT, one row, none.
SELECT is_empty($$
    SELECT g.part FROM (SELECT part, yes, mreg.value_distribution(value, '{0, 10, 20}') AS d, mreg.category_distribution(category) AS c
                        FROM observation GROUP BY GROUPING SETS ((part), (yes), ())) g
    WHERE g.d OPERATOR(mreg.<>) (SELECT mreg.value_distribution(value, '{0, 10, 20}') FROM observation o
                                 WHERE (g.part IS NULL OR o.part = g.part) AND (g.part IS NOT NULL OR g.yes IS NULL OR o.yes = g.yes))
      AND (g.part IS NOT NULL OR g.yes IS NOT NULL)$$, 'GROUPING SETS give each set its own');
SELECT ok(mreg.value_distribution(value, '{0, 10, 20}') FILTER (WHERE part = 1) OPERATOR(mreg.=)
          (SELECT mreg.value_distribution(value, '{0, 10, 20}') FROM observation WHERE part = 1), 'FILTER') FROM observation;
SELECT is((SELECT mreg.support(mreg.category_distribution(DISTINCT small)) FROM observation), 13::bigint, 'DISTINCT, with NULL as one');
SELECT ok(mreg.value_distribution(value, '{0, 1}') IS NULL AND mreg.category_distribution(key) IS NULL AND mreg.distribution_edges(value, 3) IS NULL,
          'no row gives NULL') FROM observation WHERE false;
SELECT ok(mreg.distribution_edges(NULLIF(value, value), 3) IS NULL AND mreg.distribution_edges('NaN', 3) IS NULL, 'no usable value has no edges') FROM observation;
SELECT is(mreg.null_share(mreg.category_distribution(NULL::text)), 1::float8, 'nothing but NULL') FROM observation;

-- Spilling to disk, hashing and sorting.
SET LOCAL enable_sort = off;
SET LOCAL work_mem = '64kB';
SET LOCAL hash_mem_multiplier = 1;
CREATE TEMPORARY TABLE hashed AS SELECT slice, mreg.category_distribution(key) AS c, mreg.value_distribution(value, '{0, 10, 20}') AS d,
       mreg.distribution_edges(value, 3) AS e FROM observation GROUP BY slice;
SELECT alike(pg_temp.plan_of('SELECT slice, mreg.category_distribution(key), mreg.distribution_edges(value, 3) FROM observation GROUP BY slice'), 'HashAggregate%', 'groups are hashed');
RESET enable_sort;
SET LOCAL enable_hashagg = off;
SELECT is_empty($$SELECT slice, mreg.category_distribution(key), mreg.value_distribution(value, '{0, 10, 20}'), mreg.distribution_edges(value, 3) FROM observation GROUP BY slice
                  EXCEPT SELECT slice, c, d, e FROM hashed$$,
                'sorted groups are hashed groups with little memory');
RESET enable_hashagg;
RESET work_mem;

-- Moving frames against the same frame computed anew.
CREATE INDEX ON observation (i);
SELECT is_empty(format('SELECT i FROM (%s) a JOIN (%s) b USING (i) WHERE a.value::text IS DISTINCT FROM b.value::text',
                       pg_temp.moving(expression, rows, 'observation'), pg_temp.anew(expression, rows, 'observation')), format('%s over %s rows moves rightly', expression, rows))
FROM (SELECT expression FROM serial WHERE expression !~ 'SELECT' UNION ALL VALUES ('mreg.category_distribution(category || serial)')) e (expression),
     (VALUES (1), (3), (50), (200)) r (rows);
SELECT is_empty(
    $$SELECT part, slice FROM (SELECT part, slice, mreg.rollup(d) OVER w AS a, mreg.rollup(CASE WHEN slice % 3 > 0 THEN c END) OVER w AS b
                               FROM stored WHERE part = 1 WINDOW w AS (ORDER BY slice ROWS 5 PRECEDING)) m
      WHERE a::text <> (SELECT mreg.rollup(d)::text FROM stored s WHERE part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)
         OR b::text <> (SELECT mreg.rollup(c)::text FROM stored s WHERE slice % 3 > 0 AND part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)$$,
    'rollup over a moving frame is that of the frame');
SELECT results_eq($$SELECT mreg.rollup(d) OVER (ORDER BY i ROWS 1 PRECEDING)::text FROM
    (VALUES (1, NULL::mreg.distribution), (2, NULL), (3, '{"edges": [0, 1], "counts": [1]}'), (4, NULL), (5, NULL), (6, '{"edges": [0, 2], "counts": [3]}')) v (i, d)$$,
    $$VALUES (NULL), (NULL), ('{"edges": [0, 1], "counts": [1], "under": 0, "over": 0, "nan": 0, "null": 0}'),
             ('{"edges": [0, 1], "counts": [1], "under": 0, "over": 0, "nan": 0, "null": 0}'), (NULL),
             ('{"edges": [0, 2], "counts": [3], "under": 0, "over": 0, "nan": 0, "null": 0}')$$, 'a frame forgets the edges that left it');

-- A crowded frame: more categories than are counted apart, then fewer.
CREATE TABLE crowd AS SELECT i, i / 5000 AS day, CASE WHEN i < 30000 THEN i * 7919 % 30011 ELSE i % 9 END AS c FROM generate_series(0, 59999) i;
CREATE TEMPORARY TABLE crowded AS
SELECT DISTINCT ON (day) day, have
FROM (SELECT day, mreg.category_distribution(c) OVER (ORDER BY day GROUPS BETWEEN 4 PRECEDING AND CURRENT ROW) AS have FROM crowd) f;
SELECT is_empty('SELECT day FROM crowded m WHERE have OPERATOR(mreg.<>) (SELECT mreg.category_distribution(c) FROM crowd x WHERE x.day BETWEEN m.day - 4 AND m.day)',
                'frames with too many categories, then with few, are those of their rows');
SELECT ok((SELECT have::jsonb ->> 'other' FROM crowded WHERE day = 5)::integer > 10000 AND (SELECT have::jsonb ->> 'other' FROM crowded WHERE day = 11) = '0',
          'and have others, then none');

-- Through text and back.
CREATE TEMPORARY TABLE state AS
SELECT d FROM stored UNION ALL SELECT c FROM stored UNION ALL SELECT mreg.category_distribution(yes) FROM observation GROUP BY slice
UNION ALL SELECT mreg.category_distribution(big) FROM observation GROUP BY slice
UNION ALL SELECT mreg.category_distribution(chr(1 + i % 9000) || '"\/' || repeat(chr(9), i % 3)) FROM generate_series(1, 20000) i GROUP BY i / 10
UNION ALL SELECT mreg.value_distribution(random() * 1e9, ARRAY[-random() * 1e-7, random(), 1e5 + random(), 1e300]) FROM generate_series(1, 3000) i GROUP BY i
UNION ALL SELECT mreg.category_distribution(serial) FROM observation;
SELECT cmp_ok(count(*), '>', 10000::bigint, 'more than ten thousand values') FROM state;
SELECT is(count(*) FILTER (WHERE d::text::mreg.distribution OPERATOR(mreg.=) d), count(*), 'text input of text output gives the value back') FROM state;
SELECT is(count(*) FILTER (WHERE d::text::mreg.distribution::text = d::text), count(*), 'and the same text') FROM state;
SELECT is(count(*) FILTER (WHERE d::jsonb = d::text::jsonb), count(*), 'the cast to jsonb is the text') FROM state;
SELECT is((SELECT count(DISTINCT d::text) FROM state), (SELECT count(*) FROM (SELECT DISTINCT d FROM state) s), 'equality is equality of the text');

-- States without a final function can be stored and used like any value.
CREATE AGGREGATE open_categories(text) (SFUNC = mreg_internal.distribution_count_text, STYPE = mreg.distribution);
CREATE AGGREGATE open_categories(bigint) (SFUNC = mreg_internal.distribution_count_bigint, STYPE = mreg.distribution, INITCOND = '{"categories": [7], "counts": [2]}');
CREATE AGGREGATE open_values(double precision, double precision[]) (SFUNC = mreg_internal.distribution_count_value, STYPE = mreg.distribution);
CREATE AGGREGATE open_rollup(mreg.distribution) (SFUNC = mreg_internal.distribution_rollup, STYPE = mreg.distribution);
CREATE TABLE open_state AS SELECT part, open_categories(category) AS o, mreg.category_distribution(category) AS c, open_categories(big) AS ob,
       mreg.distribution_add(mreg.category_distribution(big), '{"categories": [7], "counts": [2]}') AS cb,
       open_values(value, '{0, 5, 7}') AS v, mreg.value_distribution(value, '{0, 5, 7}') AS cv FROM observation GROUP BY part;
SELECT is(count(*) FILTER (WHERE s.o OPERATOR(mreg.=) s.c AND s.ob OPERATOR(mreg.=) s.cb AND s.v OPERATOR(mreg.=) s.cv AND s.o::text = s.c::text
          AND mreg_internal.distribution_hash(s.o) = mreg_internal.distribution_hash(s.c) AND mreg_internal.distribution_hash(s.v) = mreg_internal.distribution_hash(s.cv)
          AND mreg_internal.distribution_send(s.ob) = mreg_internal.distribution_send(s.cb) AND mreg.psi(s.o, other.c) = mreg.psi(s.c, other.o)
          AND mreg.distribution_subtract(mreg.distribution_add(s.ob, other.ob), s.ob) OPERATOR(mreg.=) other.cb), count(*), 'a stored working state is the value it stands for')
FROM open_state s, (SELECT ob, cb, c, o FROM open_state WHERE part = 2) other;
SELECT ok((SELECT mreg.rollup(o) OPERATOR(mreg.=) mreg.rollup(c) AND mreg.rollup(v) OPERATOR(mreg.=) mreg.rollup(cv)
           AND open_rollup(v) OPERATOR(mreg.=) mreg.rollup(cv) AND open_rollup(o) OPERATOR(mreg.=) mreg.rollup(c) FROM open_state), 'rollup takes working states');
SELECT is_empty('SELECT part FROM open_state WHERE o OPERATOR(mreg.<>) c OR ob OPERATOR(mreg.<>) cb', 'and leaves them as they were');

-- An aggregate of somebody's own, with a state that distribution_edges never has.
SELECT throws_ok(format('CREATE AGGREGATE own_edges_%s(double precision, integer) (SFUNC = mreg_internal.edges_collect, STYPE = double precision[], FINALFUNC = mreg_internal.edges_final, INITCOND = %L);
                         SELECT own_edges_%1$s(value, 3) FROM observation WHERE %3$s', number, state, condition), 'XX001', 'array is not a state of distribution_edges', 'no state of edges: ' || state || ' WHERE ' || condition)
FROM (VALUES (1, '{0, 1, 5}', 'false'), (2, '{0, 1, 5}', 'i < 99'), (3, '{1e300, 1, 5}', 'false'), (4, '{NaN, 1, 5}', 'false'), (5, '{1.5, 1, 5}', 'false'),
             (6, '{3, 2, 5}', 'false'), (7, '{3, -1, 5}', 'false'), (8, '{3, NaN, 5}', 'false'), (9, '{3, 0.5, 5}', 'false'), (10, '{3}', 'false'), (11, '{}', 'false'),
             (12, '{{3, 1}, {5, 6}}', 'false'), (13, '{3, 1, NULL}', 'false')) s (number, state, condition);

CREATE AGGREGATE own_edges(double precision[]) (SFUNC = mreg_internal.edges_combine, STYPE = double precision[], FINALFUNC = mreg_internal.edges_final);
SELECT is((SELECT own_edges(s) FROM (VALUES ('{1, 1, 5}'::double precision[]), (NULL), ('{1, 2, 7, 9}')) v (s)), '{5, 9}', 'partial states of edges are merged');
SELECT throws_ok($$SELECT own_edges(s) FROM (VALUES ('{3, 1, 5}'::double precision[]), ('{4, 1, 5}')) v (s)$$, '22023', 'number of bins must be the same in every row of a group', 'but not of different numbers of bins');

-- Where one side counts categories together, so does the sum; where it cannot be told apart, there is no difference.
SELECT is(mreg.distribution_add(a, b)::text, w, 'sum of ' || a::text || ' and ' || b::text)
FROM (VALUES ('{"categories": [1, 2, 3], "counts": [1, 2, 3]}'::mreg.distribution, '{"categories": [2], "counts": [1], "other": 5}'::mreg.distribution, '{"categories": [1, 2], "counts": [1, 3], "other": 8, "null": 0}'),
             ('{"categories": [1, 9], "counts": [1, 2], "other": 3}', '{"categories": [0, 4, 5], "counts": [1, 1, 1], "other": 1}', '{"categories": [0, 1, 4, 5], "counts": [1, 1, 1, 1], "other": 6, "null": 0}'),
             ('{"categories": ["b"], "counts": [1], "other": 3}', '{"categories": ["a", "b", "bb"], "counts": [1, 1, 1]}', '{"categories": ["a", "b"], "counts": [1, 2], "other": 4, "null": 0}')) v (x, y, w),
     LATERAL (VALUES (x, y), (y, x)) o (a, b);
SELECT is(mreg.distribution_subtract('{"categories": [1, 2, 3], "counts": [1, 2, 3]}', '{"categories": [1], "counts": [1], "other": 5}')::text,
          '{"categories": [], "counts": [], "other": 0, "null": 0}', 'all rows taken out, some of them counted together');
SELECT throws_ok($$SELECT mreg.distribution_subtract('{"categories": [1, 2, 3], "counts": [1, 2, 3]}', '{"categories": [1], "counts": [1], "other": 4}')$$, '22023',
                 'cannot subtract a distribution where categories are counted together', 'what others are left is not known');
SELECT throws_ok(format('SELECT %L::mreg.distribution', d), '22P02', NULL, 'a sum that int64 cannot hold: ' || d)
FROM unnest(ARRAY['{"categories": [1], "counts": [9223372036854775807], "other": 1}', '{"categories": [1], "counts": [9223372036854775807], "null": 1}',
                  '{"categories": [1, 2], "counts": [9223372036854775807, 1]}', '{"edges": [0, 1], "counts": [9223372036854775807], "nan": 1}']) d;

-- Integers in order, as core functions see them.
SELECT ok(abs(mreg.quantile(mreg.category_distribution(number), q) - percentile_cont(q) WITHIN GROUP (ORDER BY number)) < 1e-9, 'quantile ' || q || ' of integers is percentile_cont')
FROM observation, unnest('{0, 0.001, 0.2, 0.5, 0.77, 0.999, 1}'::float8[]) q GROUP BY q;

-- What takes long can be cancelled, and needs little memory.
CREATE FUNCTION pg_temp.is_cancelled(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    start timestamptz := clock_timestamp();
BEGIN
    EXECUTE query;
    RETURN false;
EXCEPTION WHEN query_canceled THEN
    RETURN clock_timestamp() < start + interval '1 second';
END $$;
SET LOCAL statement_timeout = '150ms';
SELECT ok(pg_temp.is_cancelled($$SELECT mreg.ks_test('{"categories": [1, 2, 3], "counts": [10000, 10000, 11000]}', '{"categories": [1, 2, 3], "counts": [5400, 14600, 11000]}', 'exact')$$),
          'an exact test of large samples can be cancelled');
SET LOCAL statement_timeout = '150ms';
SELECT ok(pg_temp.is_cancelled($$SELECT mreg.ks_test('{"categories": [1, 2], "counts": [999999999, 1]}', '{"categories": [2], "counts": [1]}', 'exact')$$), 'or of a large one and a small one');
RESET statement_timeout;

-- What a distance is.
CREATE TEMPORARY TABLE pair AS SELECT a.d AS a, b.d AS b, a.c AS ac, b.c AS bc
FROM (SELECT part, mreg.rollup(d) AS d, mreg.rollup(c) AS c FROM stored GROUP BY part) a CROSS JOIN (SELECT part, mreg.rollup(d) AS d, mreg.rollup(c) AS c FROM stored GROUP BY part) b;
SELECT is_empty(format('SELECT a, b FROM pair WHERE NOT (%1$s(a, b) = %1$s(b, a) AND %1$s(ac, bc) = %1$s(bc, ac) AND %1$s(a, a) = 0 AND %1$s(a, b) BETWEEN 0 AND 1)', f), f || ' is symmetric, 0 of the same and within [0, 1]')
FROM unnest('{mreg.psi,mreg.js_distance,mreg.js_divergence,mreg.hellinger,mreg.total_variation,mreg.l_infinity}'::text[]) f;
SELECT is_empty('SELECT a, b FROM pair WHERE mreg.wasserstein(a, b) <> mreg.wasserstein(b, a) OR mreg.ks_distance(a, b) <> mreg.ks_distance(b, a)', 'so are those over numbers');
SELECT is_empty($$SELECT a, b FROM pair WHERE abs(mreg.psi(a, b) - mreg.kl_divergence(a, b) - mreg.kl_divergence(b, a)) > 1e-12$$, 'PSI is the sum of both divergences');
SELECT is_empty($$SELECT a, b FROM pair WHERE abs(mreg.information_value(a, b) - (SELECT sum(iv) FROM mreg.woe_table(a, b))) > 1e-12 OR mreg.information_value(a, b) <> mreg.psi(a, b)$$,
                'the information value is the sum of the table');
SELECT ok(abs(mreg.wasserstein(mreg.value_distribution(v, e), mreg.value_distribution(v + 0.7, e)) - 0.7) <= 0.5, 'Wasserstein over edges is within its bound')
FROM generate_series(1, 200) g, LATERAL (SELECT sqrt(g)::float8 AS v, (SELECT array_agg(0.5::float8 * x) FROM generate_series(0, 40) x) AS e) l;

-- SQLSTATEs.
SELECT throws_ok(query, state, NULL, what) FROM (VALUES
    ($$SELECT mreg.value_distribution(1, '{1}')$$, '22023', 'one edge'),
    ($$SELECT mreg.value_distribution(1, '{2, 1}')$$, '22023', 'edges that descend'),
    ($$SELECT mreg.value_distribution(1, NULL)$$, '22004', 'no edges'),
    ($$SELECT mreg.value_distribution(1, array_fill(1::float8, '{2000000}'))$$, '22023', 'too many edges'),
    ($$SELECT mreg.psi('{"edges": [0, 1], "counts": [1]}', '{"edges": [0, 2], "counts": [1]}')$$, '22023', 'different edges'),
    ($$SELECT mreg.psi('{"edges": [0, 1], "counts": [1]}', '{"categories": [1], "counts": [1]}')$$, '42804', 'different kinds'),
    ($$SELECT mreg.psi('{"categories": ["a"], "counts": [1]}', '{"categories": [1], "counts": [1]}')$$, '42804', 'different types of category'),
    ($$SELECT '{"categories": ["\u0000"], "counts": [1]}'::mreg.distribution$$, '22P05', 'a NUL in a category'),
    ($$SELECT '{"edges": 1}'::mreg.distribution$$, '22P02', 'text of the wrong shape'),
    ($$SELECT '{"edges": [0, 1], "counts": [9223372036854775807]}'::mreg.distribution OPERATOR(mreg.+) '{"edges": [0, 1], "counts": [0], "null": 1}'$$, '22003', 'a count that overflows'),
    ($$SELECT '{"categories": [1], "counts": [9223372036854775807]}'::mreg.distribution OPERATOR(mreg.+) '{"categories": [1], "counts": [1]}'$$, '22003', 'a count of a category that overflows'),
    ($$SELECT '{"categories": [1], "counts": [9223372036854775807]}'::mreg.distribution OPERATOR(mreg.+) '{"categories": [2], "counts": [1]}'$$, '22003', 'a sum of counts that overflows'),
    ($$SELECT '{"categories": [1], "counts": [1]}'::mreg.distribution OPERATOR(mreg.-) '{"categories": [2], "counts": [1]}'$$, '22023', 'what is no part'),
    ($$SELECT mreg.ks_test(d, d, 'exact') FROM (VALUES ('{"edges": [0, 1], "counts": [100000]}'::mreg.distribution)) v (d)$$, '22023', 'an exact test of too many'),
    ($$SELECT mreg_internal.distribution_rollup(NULL, NULL)$$, '0A000', 'a support function that is called by hand'),
    ($$SELECT mreg_internal.edges_collect(NULL, 1, 1)$$, '0A000', 'another')) v (query, state, what);

-- Anybody may use them.
CREATE ROLE mreg_test_nobody_distribution;
GRANT SELECT ON observation TO mreg_test_nobody_distribution;
SET LOCAL ROLE mreg_test_nobody_distribution;
SELECT lives_ok($$SELECT mreg.psi(a, a), mreg.rollup(a), count(s), mreg.distribution_edges(1, 3) FROM (SELECT mreg.value_distribution(value, '{0, 1}') AS a FROM observation) o,
                         mreg.distribution_shares(a) s GROUP BY a$$, 'a role without privileges measures drift');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
