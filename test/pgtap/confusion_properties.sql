-- Confusion matrices come out the same whichever way they are computed, and keep through text.
\ir ../lib/properties.sql

SELECT setseed(0.25);
CREATE TABLE prediction AS
SELECT i, i % 7 AS part, i % 1000 AS slice, b AS yb, b <> (r < 0.1) AS pb, s::smallint AS ys, (CASE WHEN r < 0.3 THEN -1 ELSE s END)::smallint AS ps,
       s * 3 AS yi, CASE WHEN r < 0.2 THEN 0 ELSE s * 3 END AS pi, l AS yl, CASE WHEN r < 0.5 THEN l ELSE l / 2 END AS pl,
       'label ' || s AS yt, CASE WHEN r < 0.2 THEN NULL WHEN r < 0.4 THEN 'other' ELSE 'label ' || s END AS pt,
       CASE WHEN r < 0.01 THEN 0 ELSE r * 10 END AS w
FROM (SELECT i, random() < 0.4 AS b, (random() * 12)::integer AS s, (random() * 300)::bigint AS l, random() AS r
      FROM generate_series(1, 30000) i) x;
ALTER TABLE prediction SET (parallel_workers = 4);
ANALYZE prediction;

-- One query per aggregate; each gives one value.
CREATE TEMPORARY TABLE aggregate AS
SELECT name, format('SELECT %s FROM prediction', expression) AS query
FROM (VALUES
    ('confusion_matrix of booleans', 'mreg.confusion_matrix(yb, pb)'),
    ('confusion_matrix of smallints', 'mreg.confusion_matrix(ys, ps)'),
    ('confusion_matrix of integers', 'mreg.confusion_matrix(yi, pi)'),
    ('confusion_matrix of bigints', 'mreg.confusion_matrix(yl, pl)'),
    ('confusion_matrix of texts', 'mreg.confusion_matrix(yt, pt)'),
    ('weighted confusion_matrix of booleans', 'mreg.confusion_matrix(yb, pb, w)'),
    ('weighted confusion_matrix of smallints', 'mreg.confusion_matrix(ys, ps, w)'),
    ('weighted confusion_matrix of integers', 'mreg.confusion_matrix(yi, pi, w)'),
    ('weighted confusion_matrix of bigints', 'mreg.confusion_matrix(yl, pl, w)'),
    ('weighted confusion_matrix of texts', 'mreg.confusion_matrix(yt, pt, w)'),
    ('precision_score', 'mreg.precision_score(yb, pb)'),
    ('recall_score', 'mreg.recall_score(yb::integer, pb::integer)'),
    ('f1_score', 'mreg.f1_score(yb::integer::bigint, pb::integer::bigint)'),
    ('accuracy_score of texts', 'mreg.accuracy_score(yt, pt)'),
    ('accuracy_score of smallints', 'mreg.accuracy_score(ys, ps)')) a (name, expression);

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
SELECT is(pg_temp.value_of(query), value, name || ' of two workers is that of one process') FROM serial;
SET LOCAL max_parallel_workers_per_gather = 4;
SELECT is(pg_temp.value_of(query), value, name || ' of four workers is that of one process') FROM serial;
SELECT alike(pg_temp.plan_of('SELECT mreg.rollup(cm) FROM (SELECT part, mreg.confusion_matrix(yt, pt) AS cm FROM prediction GROUP BY part) s'),
             '%Partial%', 'rollup works on groups that workers built');
CREATE TABLE stored AS
SELECT part, slice, mreg.confusion_matrix(yl, pl) AS cm, mreg.confusion_matrix(yt, pt, w) AS weighted FROM prediction GROUP BY part, slice;
ALTER TABLE stored SET (parallel_workers = 2);
SELECT alike(pg_temp.plan_of('SELECT mreg.rollup(cm) FROM stored'), '%Finalize Aggregate%Partial Aggregate%', 'rollup has a parallel plan');
SELECT is(pg_temp.value_of('SELECT mreg.rollup(cm) FROM stored'), (SELECT value FROM serial WHERE name = 'confusion_matrix of bigints'),
          'a parallel rollup of 7000 parts is the whole');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET LOCAL max_parallel_workers_per_gather = 0;

-- Parts.
SELECT is((SELECT mreg.rollup(cm)::text FROM stored), (SELECT value FROM serial WHERE name = 'confusion_matrix of bigints'),
          'rollup of the parts is the whole');
SELECT is((SELECT mreg.rollup(cm ORDER BY part DESC, slice)::text FROM stored),
          (SELECT value FROM serial WHERE name = 'confusion_matrix of bigints'), 'in any order');
SELECT is_empty(
    $$SELECT c.y_true, c.y_pred FROM mreg.confusion_cells((SELECT mreg.rollup(weighted) FROM stored)) c
      FULL JOIN (SELECT yt AS y_true, pt AS y_pred, sum(w) AS n FROM prediction WHERE pt IS NOT NULL AND w > 0 GROUP BY 1, 2) d
      USING (y_true, y_pred)
      WHERE (abs(c.n - d.n) <= 1e-12 * d.n) IS NOT TRUE$$, 'rollup of weighted parts has the sums of the rows');
SELECT results_eq(
    'SELECT y_true, y_pred, n FROM mreg.confusion_cells((SELECT mreg.confusion_matrix(yl, pl) FROM prediction))',
    'SELECT p.yl::text, p.pl::text, count(*)::float8 FROM prediction p GROUP BY p.yl, p.pl ORDER BY p.yl, p.pl', 'cells are the counts of GROUP BY');
SELECT results_eq(
    $$SELECT y_true, y_pred, n FROM mreg.confusion_cells((SELECT mreg.confusion_matrix(yt, pt) FROM prediction))$$,
    $$SELECT yt, pt, count(*)::float8 FROM prediction WHERE pt IS NOT NULL GROUP BY yt, pt ORDER BY yt COLLATE "C", pt COLLATE "C"$$,
    'text labels are sorted by bytes');
CREATE TEMPORARY TABLE whole AS SELECT mreg.rollup(cm) AS cm FROM stored;
SELECT ok(mreg.confusion_subtract(w.cm, p.cm) OPERATOR(mreg.=) r.cm, 'the whole less a part is the rest')
FROM whole w, (SELECT mreg.rollup(cm) AS cm FROM stored WHERE part = 3) p, (SELECT mreg.rollup(cm) AS cm FROM stored WHERE part <> 3) r;

-- Spilling to disk, hashing and sorting.
SET LOCAL enable_sort = off;
SET LOCAL work_mem = '64kB';
SET LOCAL hash_mem_multiplier = 1;
CREATE TEMPORARY TABLE hashed AS SELECT slice, mreg.confusion_matrix(yt, pt) AS cm, mreg.f1_score(yb, pb) AS f FROM prediction GROUP BY slice;
SELECT alike(pg_temp.plan_of('SELECT slice, mreg.confusion_matrix(yt, pt), mreg.f1_score(yb, pb) FROM prediction GROUP BY slice'), 'HashAggregate%', 'groups are hashed');
RESET enable_sort;
SET LOCAL enable_hashagg = off;
SELECT is_empty('SELECT slice, mreg.confusion_matrix(yt, pt)::text, mreg.f1_score(yb, pb) FROM prediction GROUP BY slice EXCEPT SELECT slice, cm::text, f FROM hashed',
                'sorted groups are hashed groups with little memory');
RESET enable_hashagg;
RESET work_mem;

-- Moving frames against the same frame computed anew.
CREATE INDEX ON prediction (i);
SELECT is_empty(format('SELECT i FROM (%s) a JOIN (%s) b USING (i) WHERE a.value::text IS DISTINCT FROM b.value::text',
                       pg_temp.moving(expression, rows), pg_temp.anew(expression, rows)), format('%s over %s rows moves rightly', expression, rows))
FROM (VALUES ('mreg.confusion_matrix(yb, pb)'), ('mreg.confusion_matrix(ys, ps)'), ('mreg.confusion_matrix(yi, pi)'), ('mreg.confusion_matrix(yl, pl)'),
             ('mreg.confusion_matrix(yt, pt)'), ('mreg.confusion_matrix(yt, pt, w)'), ('mreg.confusion_matrix(NULLIF(yi, 3), pi)'),
             ('mreg.f1_score(yb, pb)'), ('mreg.accuracy_score(yt, pt)')) e (expression), (VALUES (1), (3), (50), (200)) r (rows);
SELECT is_empty(
    $$SELECT part, slice FROM (SELECT part, slice, mreg.rollup(cm) OVER w AS a,
                                      mreg.rollup(weighted) OVER w AS b FROM stored WHERE part = 1 WINDOW w AS (ORDER BY slice ROWS 5 PRECEDING)) m
      WHERE a::text <> (SELECT mreg.rollup(cm)::text FROM stored s WHERE part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)
         OR b::text <> (SELECT mreg.rollup(weighted)::text FROM stored s WHERE part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)$$,
    'rollup over a moving frame, of counts and of weights, is that of the frame');

-- Through text and back.
CREATE TEMPORARY TABLE state AS
SELECT cm FROM stored UNION ALL SELECT weighted FROM stored
UNION ALL SELECT mreg.confusion_matrix(yb, pb) FROM prediction GROUP BY slice
UNION ALL SELECT mreg.confusion_matrix(yb, pb, w * 1e-9) FROM prediction GROUP BY slice
UNION ALL SELECT mreg.confusion_matrix(chr(1 + i % 9000), chr(1 + i * 7 % 9000) || '"\/' || repeat(chr(9), i % 3)) FROM generate_series(1, 20000) i GROUP BY i / 10;
-- Groups without a usable row have none.
DELETE FROM state WHERE cm IS NULL;
SELECT cmp_ok(count(*), '>', 10000::bigint, 'more than ten thousand values') FROM state;
SELECT is(count(*) FILTER (WHERE cm::text::mreg.confusion OPERATOR(mreg.=) cm), count(*), 'text input of text output gives the value back') FROM state;
SELECT is(count(*) FILTER (WHERE cm::text::mreg.confusion::text = cm::text), count(*), 'and the same text') FROM state;
SELECT is((SELECT count(DISTINCT cm::text) FROM state), (SELECT count(*) FROM (SELECT DISTINCT cm FROM state) d), 'equality is equality of the text');

-- States without a final function can be stored and used like any value.
CREATE AGGREGATE open_matrix(text, text) (SFUNC = mreg_internal.confusion_count_text, STYPE = mreg.confusion);
CREATE AGGREGATE open_matrix(bigint, bigint) (SFUNC = mreg_internal.confusion_count_bigint, STYPE = mreg.confusion, INITCOND = '{"labels": [7], "cells": [[0, 0, 2]]}');
CREATE TABLE open_state AS SELECT part, open_matrix(yt, pt) AS o, mreg.confusion_matrix(yt, pt) AS c, open_matrix(yl, pl) AS ol,
       mreg.confusion_add(mreg.confusion_matrix(yl, pl), '{"labels": [7], "cells": [[0, 0, 2]]}') AS cl FROM prediction GROUP BY part;
SELECT is(count(*), count(*) FILTER (WHERE o OPERATOR(mreg.=) c AND s.ol OPERATOR(mreg.=) s.cl AND o::text = c::text AND mreg_internal.confusion_hash(o) = mreg_internal.confusion_hash(c)
          AND mreg_internal.confusion_send(s.ol) = mreg_internal.confusion_send(s.cl) AND mreg.f1_score(o, 'macro') = mreg.f1_score(c, 'macro')
          AND mreg.confusion_subtract(mreg.confusion_add(s.ol, o_other.ol), s.ol) OPERATOR(mreg.=) o_other.cl), 'a stored working state is the value it stands for')
FROM open_state s, (SELECT ol, cl FROM open_state WHERE part = 2) o_other;
SELECT ok((SELECT mreg.rollup(o) OPERATOR(mreg.=) mreg.rollup(c) FROM open_state), 'rollup takes working states');
SELECT is_empty('SELECT part FROM open_state WHERE o OPERATOR(mreg.<>) c OR ol OPERATOR(mreg.<>) cl', 'and leaves them as they were');

-- Many labels, and a million distinct pairs.
CREATE TEMPORARY TABLE wide AS SELECT mreg.confusion_matrix(i, -i) AS cm FROM generate_series(1, 1000000) i;
SELECT is(mreg.support(cm), 1000000::float8, 'a million distinct pairs are counted') FROM wide;
SELECT is(mreg.accuracy_score(cm), 0::float8, 'none of them right') FROM wide;
SELECT is(mreg.f1_score(cm, 'macro'), 0::float8, 'macro F1 of two million labels') FROM wide;
SELECT is(mreg.f1_score('{"labels": [1], "cells": [[0, 0, 1]]}', 'macro', labels => array_agg(i)), 1 / 1000000::float8, 'a million labels in a list')
FROM generate_series(1, 1000000) i;
SELECT throws_ok($$SELECT mreg.f1_score('{"labels": [1], "cells": [[0, 0, 1]]}', 'macro', labels => array_agg(i % 999999)) FROM generate_series(1, 1000000) i$$,
                 '22023', NULL, 'a repeated label among a million is found');

-- SQLSTATEs.
SELECT throws_ok(query, state, NULL, what) FROM (VALUES
    ($$SELECT mreg.confusion_matrix(1, 1, -1)$$, '22023', 'a negative weight'),
    ($$SELECT mreg.confusion_matrix('a'::text, 'b', 'NaN')$$, '22023', 'a weight that is no number'),
    ($$SELECT mreg.f1_score(i, i) FROM generate_series(1, 3) i$$, '22023', 'three labels without an average'),
    ($$SELECT mreg.f1_score('{"labels": ["a"], "cells": [[0, 0, 1]]}'::mreg.confusion)$$, '22023', 'text labels without pos_label'),
    ($$SELECT mreg.f1_score('{"labels": [1], "cells": [[0, 0, 1]]}'::mreg.confusion, average => NULL)$$, '22004', 'an average of NULL'),
    ($$SELECT '{"labels": ["\u0000"], "cells": []}'::mreg.confusion$$, '22P05', 'a NUL in a label'),
    ($$SELECT '{"labels": 1}'::mreg.confusion$$, '22P02', 'text of the wrong shape'),
    ($$SELECT '{"labels": [1], "cells": [[0, 0, 9223372036854775807]]}'::mreg.confusion OPERATOR(mreg.+) '{"labels": [1], "cells": [[0, 0, 1]]}'$$, '22003', 'a count that overflows'),
    ($$SELECT mreg.confusion_matrix(1, 1, 1.7e308) FROM generate_series(1, 2)$$, '22003', 'a sum of weights that overflows'),
    ($$SELECT '{"labels": [1], "cells": [[0, 0, 1]]}'::mreg.confusion OPERATOR(mreg.+) '{"labels": ["1"], "cells": [[0, 0, 1]]}'$$, '42804', 'labels of two kinds'),
    ($$SELECT mreg_internal.confusion_rollup(NULL, NULL)$$, '0A000', 'a support function that is called by hand')) v (query, state, what);

-- Anybody may use them.
CREATE ROLE mreg_test_nobody;
GRANT SELECT ON prediction TO mreg_test_nobody;
SET LOCAL ROLE mreg_test_nobody;
SELECT lives_ok($$SELECT mreg.f1_score(mreg.confusion_matrix(yt, pt), 'macro'), mreg.f1_score(yb, pb), mreg.classification_report(mreg.confusion_matrix(yi, pi), ARRAY[0, 3]),
                         mreg.rollup(cm), count(r) FROM prediction, (VALUES ('{"labels": [1], "cells": [[0, 0, 1]]}'::mreg.confusion)) v (cm), mreg.class_report(cm) r$$,
                'a role without privileges computes metrics');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
