-- Multilabel matrices, paired and estimated ones come out the same whichever way they are computed.
\ir ../lib/properties.sql

SELECT setseed(0.75);
CREATE TABLE prediction AS
SELECT i, i % 7 AS part, i % 500 AS slice,
       CASE WHEN r < 0.02 THEN NULL ELSE ARRAY(SELECT 'tag ' || (i * k * k % 13) FROM generate_series(1, i % 4) k) END AS yt,
       ARRAY(SELECT 'tag ' || (i * k * k % (CASE WHEN r < 0.3 THEN 17 ELSE 13 END)) FROM generate_series(1, i % 4) k) AS pt,
       ARRAY(SELECT (i * k % 11)::integer FROM generate_series(0, i % 3) k) AS yi,
       ARRAY(SELECT (i * k % (CASE WHEN r < 0.3 THEN 7 ELSE 11 END))::integer FROM generate_series(0, i % 3) k) AS pi,
       i % 2 AS y, (r < 0.5)::integer AS a, CASE WHEN r > 0.9 THEN NULL ELSE (i % 3 = 0)::integer END AS b, 'l' || i % 5 AS lt, 'l' || i % 4 AS la, 'l' || i % 3 AS lb,
       CASE WHEN r < 0.01 THEN 0 ELSE (i % 64 + 1) / 16.0::float8 END AS w, (i % 128 + 1) / 256.0::float8 AS p
FROM (SELECT i, random() AS r FROM generate_series(1, 20000) i) x;
ALTER TABLE prediction SET (parallel_workers = 4);
ANALYZE prediction;

-- One query per aggregate; each gives one value.
CREATE TEMPORARY TABLE aggregate AS
SELECT name, expression, format('SELECT %s FROM prediction', expression) AS query
FROM (VALUES
    ('confusion_matrix of sets of texts', 'mreg.confusion_matrix(yt, pt)'),
    ('confusion_matrix of sets of integers', 'mreg.confusion_matrix(yi, pi)'),
    ('weighted confusion_matrix of sets of texts', 'mreg.confusion_matrix(yt, pt, w)'),
    ('weighted confusion_matrix of sets of integers', 'mreg.confusion_matrix(yi, pi, w)'),
    ('matthews_corrcoef of integers', 'mreg.matthews_corrcoef(y, a)'),
    ('matthews_corrcoef of texts', 'mreg.matthews_corrcoef(lt, la)'),
    ('matthews_corrcoef of booleans', 'mreg.matthews_corrcoef(y = 1, a = 1)'),
    ('paired_correctness of integers', 'mreg.paired_correctness(y, a, b)'),
    ('paired_correctness of smallints', 'mreg.paired_correctness(y::smallint, a::smallint, b::smallint)'),
    ('paired_correctness of bigints', 'mreg.paired_correctness(y::bigint, a::bigint, b::bigint)'),
    ('paired_correctness of booleans', 'mreg.paired_correctness(y = 1, a = 1, b = 1)'),
    ('paired_correctness of texts', 'mreg.paired_correctness(lt, la, lb)'),
    ('estimated_confusion of booleans', 'mreg.estimated_confusion(a = 1, p)'),
    ('estimated_confusion of integers', 'mreg.estimated_confusion(a, p)'),
    ('estimated_confusion of classes named by texts', $$mreg.estimated_confusion(la, ARRAY[p / 2, p / 2, 1 - p], ARRAY[lb || '!', la, 'else'])$$),
    ('estimated_confusion of classes named by integers', 'mreg.estimated_confusion(a, ARRAY[1 - p, p / 4, 3 * p / 4], ARRAY[0, 1, 2])')) v (name, expression);

SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TEMPORARY TABLE serial AS SELECT name, expression, query, pg_temp.value_of(query) AS value FROM aggregate;
SELECT ok(value IS NOT NULL, name || ' has a value') FROM serial;

-- Parallel plans.
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT alike(pg_temp.plan_of(query), '%Finalize Aggregate%Gather%Workers Planned: 2%Partial Aggregate%', name || ' has a parallel plan') FROM serial;
SELECT is(pg_temp.value_of(query), value, name || ' of two workers is that of one process') FROM serial;
SET LOCAL max_parallel_workers_per_gather = 4;
SELECT is(pg_temp.value_of(query), value, name || ' of four workers is that of one process') FROM serial;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET LOCAL max_parallel_workers_per_gather = 0;

-- Against the same counts by plain SQL.
CREATE TEMPORARY TABLE expected_label AS
SELECT coalesce(t.label, q.label) AS label, count(*) FILTER (WHERE t.label IS NOT NULL AND q.label IS NOT NULL) AS tp,
       count(*) FILTER (WHERE t.label IS NULL) AS fp, count(*) FILTER (WHERE q.label IS NULL) AS fn
FROM prediction p
CROSS JOIN LATERAL (SELECT DISTINCT unnest(yt) AS label) t
FULL JOIN (SELECT i AS qi, label FROM prediction CROSS JOIN LATERAL (SELECT DISTINCT unnest(pt) AS label) u WHERE yt IS NOT NULL) q
    ON q.qi = p.i AND q.label = t.label
GROUP BY 1;
SELECT results_eq(
    'SELECT label, fp, fn, tp, tn + fp + fn + tp FROM mreg.multilabel_confusion_matrix((SELECT mreg.confusion_matrix(yt, pt) FROM prediction)) ORDER BY label COLLATE "C"',
    $$SELECT label, fp::float8, fn::float8, tp::float8, (SELECT count(*) FROM prediction WHERE yt IS NOT NULL)::float8 FROM expected_label ORDER BY label COLLATE "C"$$,
    'the counts of every label are those of a join');
SELECT is((SELECT mreg.accuracy_score(mreg.confusion_matrix(yt, pt), false) FROM prediction),
          (SELECT count(*) FROM prediction WHERE yt @> pt AND pt @> yt)::float8, 'exact matches are those of the arrays');
SELECT ok(abs(mreg.jaccard_score(cm, 'samples') - j) < 1e-12, 'the mean Jaccard index of the rows is that of the arrays')
FROM (SELECT mreg.confusion_matrix(yi, pi) AS cm, avg((SELECT count(*) FROM (SELECT unnest(yi) INTERSECT SELECT unnest(pi)) s)::float8
             / (SELECT count(*) FROM (SELECT unnest(yi) UNION SELECT unnest(pi)) s)) AS j FROM prediction) x;
SELECT is((SELECT array_agg(n::bigint ORDER BY y_true, y_pred) FROM mreg.confusion_cells((SELECT mreg.paired_correctness(y, a, b) FROM prediction))),
          (SELECT array_agg(n ORDER BY ra::text, rb::text) FROM (SELECT y = a AS ra, y = b AS rb, count(*) AS n FROM prediction WHERE b IS NOT NULL GROUP BY 1, 2) s),
          'paired_correctness counts what GROUP BY counts');
SELECT is((SELECT array_agg(n ORDER BY y_true, y_pred) FROM mreg.confusion_cells((SELECT mreg.estimated_confusion(a, p) FROM prediction))),
          (SELECT ARRAY[sum(1 - p) FILTER (WHERE a = 0), sum(1 - p) FILTER (WHERE a = 1), sum(p) FILTER (WHERE a = 0), sum(p) FILTER (WHERE a = 1)] FROM prediction),
          'estimated_confusion sums the probabilities');
SELECT results_eq('SELECT y_true, y_pred, n FROM mreg.confusion_cells((SELECT mreg.estimated_confusion(la, ARRAY[p / 2, p / 2, 1 - p], ARRAY[lb || ''!'', la, ''else'']) FROM prediction)) ORDER BY 1, 2',
                  'SELECT label, la, sum(q) FROM prediction, unnest(ARRAY[p / 2, p / 2, 1 - p], ARRAY[lb || ''!'', la, ''else'']) u (q, label) GROUP BY 1, 2 ORDER BY 1, 2', 'that of classes sums the probabilities of each');
SELECT ok(abs(mreg.matthews_corrcoef(y, a) - corr(y, a)) < 1e-12, 'Matthews'' coefficient of two classes is Pearson''s') FROM prediction;

-- Parts.
CREATE TABLE stored AS
SELECT part, slice, mreg.confusion_matrix(yt, pt) AS texts, mreg.confusion_matrix(yi, pi) AS integers, mreg.confusion_matrix(yt, pt, w) AS weighted
FROM prediction GROUP BY part, slice;
ALTER TABLE stored SET (parallel_workers = 2);
SELECT is((SELECT mreg.rollup(texts)::text FROM stored), (SELECT value FROM serial WHERE name = 'confusion_matrix of sets of texts'), 'rollup of the parts is the whole');
SELECT is((SELECT mreg.rollup(integers ORDER BY slice DESC, part)::text FROM stored), (SELECT value FROM serial WHERE name = 'confusion_matrix of sets of integers'), 'in any order');
SELECT is((SELECT mreg.rollup(weighted)::text FROM stored), (SELECT value FROM serial WHERE name = 'weighted confusion_matrix of sets of texts'), 'of weights too, where their sums are exact');
SELECT ok(mreg.confusion_subtract(w, p) OPERATOR(mreg.=) r, 'the whole less a part is the rest')
FROM (SELECT mreg.rollup(texts) AS w, mreg.rollup(texts) FILTER (WHERE part = 3) AS p, mreg.rollup(texts) FILTER (WHERE part <> 3) AS r FROM stored) s;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT alike(pg_temp.plan_of('SELECT mreg.rollup(texts) FROM stored'), '%Finalize Aggregate%Partial Aggregate%', 'rollup has a parallel plan');
SELECT is(pg_temp.value_of('SELECT mreg.rollup(texts) FROM stored'), (SELECT value FROM serial WHERE name = 'confusion_matrix of sets of texts'), 'a parallel rollup is the whole');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET LOCAL max_parallel_workers_per_gather = 0;

-- Groups: hashed with little memory, sorted, sets of groups, FILTER, DISTINCT.
SET LOCAL enable_sort = off;
SET LOCAL work_mem = '64kB';
SET LOCAL hash_mem_multiplier = 1;
CREATE TEMPORARY TABLE hashed AS SELECT slice, mreg.confusion_matrix(yt, pt) AS cm, mreg.matthews_corrcoef(lt, la) AS m FROM prediction GROUP BY slice;
RESET enable_sort;
SET LOCAL enable_hashagg = off;
SELECT is_empty('SELECT slice, mreg.confusion_matrix(yt, pt)::text, mreg.matthews_corrcoef(lt, la) FROM prediction GROUP BY slice EXCEPT SELECT slice, cm::text, m FROM hashed',
                'sorted groups are hashed groups with little memory');
RESET enable_hashagg;
RESET work_mem;
SELECT is((SELECT string_agg(cm::text, ' ' ORDER BY part NULLS LAST) FROM (SELECT part, mreg.confusion_matrix(yi, pi) AS cm FROM prediction GROUP BY GROUPING SETS ((part), ())) s),
          (SELECT string_agg(cm, ' ' ORDER BY part NULLS LAST) FROM (SELECT part, mreg.confusion_matrix(yi, pi)::text AS cm FROM prediction GROUP BY part
           UNION ALL SELECT NULL, value FROM serial WHERE name = 'confusion_matrix of sets of integers') s), 'GROUPING SETS give each its own');
SELECT is((SELECT mreg.confusion_matrix(yi, pi) FILTER (WHERE part = 2)::text FROM prediction), (SELECT mreg.confusion_matrix(yi, pi)::text FROM prediction WHERE part = 2), 'FILTER is WHERE');
SELECT is((SELECT mreg.support(mreg.confusion_matrix(DISTINCT yi, pi)) FROM prediction), (SELECT count(DISTINCT (yi, pi)) FROM prediction)::float8, 'DISTINCT counts pairs of arrays once');

-- Moving frames against the same frame computed anew.
CREATE INDEX ON prediction (i);
SELECT is_empty(format('SELECT i FROM (SELECT i, %1$s OVER (ORDER BY i ROWS BETWEEN %2$s PRECEDING AND 1 PRECEDING) AS value FROM prediction WHERE i <= 300) a
                        JOIN (SELECT i, (SELECT %1$s FROM prediction q WHERE q.i BETWEEN p.i - %2$s AND p.i - 1) AS value FROM prediction p WHERE i <= 300) b USING (i)
                        WHERE a.value::text IS DISTINCT FROM b.value::text', expression, rows), format('%s over %s rows moves rightly', name, rows))
FROM aggregate, (VALUES (1), (3), (50)) r (rows);
CREATE AGGREGATE open_moving(text[], text[]) (
    SFUNC = mreg_internal.multilabel_count_text, STYPE = mreg.confusion, MSFUNC = mreg_internal.multilabel_count_text,
    MINVFUNC = mreg_internal.multilabel_remove_text, MSTYPE = mreg.confusion, MINITCOND = '{"labels": [], "cells": []}');
SELECT cmp_ok(max(pg_column_size(cm)), '<', 16384, 'the state of a moving frame does not grow with the labels that left it')
FROM (SELECT open_moving(ARRAY['a' || i, 'b' || i / 3], ARRAY['a' || i]) OVER (ORDER BY i ROWS 4 PRECEDING) AS cm FROM generate_series(1, 5000) i) s;
SELECT is_empty(
    $$SELECT i FROM (SELECT i, mreg.confusion_matrix(ARRAY['a' || i, 'b' || i / 3], ARRAY['a' || i]) OVER (ORDER BY i ROWS 4 PRECEDING) AS cm FROM generate_series(1, 20000) i) s
      WHERE mreg.support(cm) <> least(i, 5) OR mreg.recall_score(cm, 'micro') <> 0.5 OR octet_length(mreg_internal.confusion_send(cm)) > 2000$$,
    'labels that left a moving frame leave no trace');
SELECT is_empty(
    $$SELECT part, slice FROM (SELECT part, slice, mreg.rollup(texts) OVER w AS a, mreg.rollup(weighted) OVER w AS b FROM stored WHERE part = 1 WINDOW w AS (ORDER BY slice ROWS 5 PRECEDING)) m
      WHERE a::text IS DISTINCT FROM (SELECT mreg.rollup(texts)::text FROM stored s WHERE part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)
         OR b::text IS DISTINCT FROM (SELECT mreg.rollup(weighted)::text FROM stored s WHERE part = 1 AND s.slice BETWEEN m.slice - 5 AND m.slice)$$,
    'rollup over a moving frame is that of the frame');
SELECT is_empty(
    $$SELECT i FROM (SELECT i, mreg.rollup(cm) OVER (ORDER BY i ROWS 1 PRECEDING) AS cm
                     FROM (VALUES (1, '{"labels": [], "cells": []}'::mreg.confusion), (2, '{"labels": ["a"], "multilabel": true, "classes": [[1, 0, 0]], "rows": [[1, 1, 1, 1]]}'),
                                  (3, '{"labels": [], "cells": []}'), (4, '{"labels": [], "cells": []}'), (5, '{"labels": [1], "cells": [[0, 0, 4]]}'), (6, NULL),
                                  (7, NULL), (8, '{"labels": [], "multilabel": true, "classes": [], "rows": [[0, 0, 0, 2]]}')) v (i, cm)) s
      WHERE cm::text IS DISTINCT FROM (ARRAY['{"labels": [], "cells": []}', '{"labels": ["a"], "multilabel": true, "classes": [[1, 0, 0]], "rows": [[1, 1, 1, 1]]}',
          '{"labels": ["a"], "multilabel": true, "classes": [[1, 0, 0]], "rows": [[1, 1, 1, 1]]}', '{"labels": [], "cells": []}',
          '{"labels": [1], "cells": [[0, 0, 4]]}', '{"labels": [1], "cells": [[0, 0, 4]]}', NULL, '{"labels": [], "multilabel": true, "classes": [], "rows": [[0, 0, 0, 2]]}'])[i]$$,
    'a moving rollup may pass from single labels to sets and back through emptiness');

-- Through text, jsonb and binary, and back.
CREATE TEMPORARY TABLE state AS
SELECT texts AS cm FROM stored UNION ALL SELECT integers FROM stored UNION ALL SELECT weighted FROM stored
UNION ALL SELECT mreg.confusion_matrix(ARRAY[chr(1 + i % 9000), ''], ARRAY[chr(1 + i * 7 % 9000) || '"\/' || repeat(chr(9), i % 3)]) FROM generate_series(1, 20000) i GROUP BY i / 10;
DELETE FROM state WHERE cm IS NULL;
SELECT cmp_ok(count(*), '>', 10000::bigint, 'more than ten thousand values') FROM state;
SELECT is(count(*) FILTER (WHERE cm::text::mreg.confusion OPERATOR(mreg.=) cm AND cm::text::mreg.confusion::text = cm::text), count(*), 'text input of text output gives the value back') FROM state;
SELECT is(count(*) FILTER (WHERE cm::jsonb::text::mreg.confusion OPERATOR(mreg.=) cm), count(*), 'so does jsonb') FROM state;
SELECT is((SELECT count(DISTINCT cm::text) FROM state), (SELECT count(*) FROM (SELECT DISTINCT cm FROM state) d), 'equality is equality of the text');

-- Working states can be stored and used like any value.
CREATE AGGREGATE open_matrix(text[], text[]) (SFUNC = mreg_internal.multilabel_count_text, STYPE = mreg.confusion);
CREATE TABLE open_state AS SELECT part, open_matrix(yt, pt) AS o, mreg.confusion_matrix(yt, pt) AS c FROM prediction GROUP BY part;
SELECT is_empty('SELECT part FROM open_state WHERE o OPERATOR(mreg.<>) c OR o::text <> c::text OR mreg_internal.confusion_hash(o) <> mreg_internal.confusion_hash(c) OR mreg.f1_score(o, ''samples'') <> mreg.f1_score(c, ''samples'')',
                'a stored working state is the value it stands for');
SELECT ok((SELECT mreg.rollup(o) OPERATOR(mreg.=) mreg.rollup(c) FROM open_state), 'rollup takes working states');
SELECT ok(mreg.confusion_add(mreg.confusion_subtract(o, o), c) OPERATOR(mreg.=) c, 'so do sum and difference') FROM open_state WHERE part = 1;

-- Many labels.
CREATE TEMPORARY TABLE wide AS SELECT mreg.confusion_matrix(ARRAY(SELECT i * 100 + k FROM generate_series(1, 50) k), ARRAY(SELECT i * 100 + k FROM generate_series(26, 75) k)) AS cm
FROM generate_series(1, 2000) i;
SELECT is(ARRAY[mreg.precision_score(cm, 'micro'), mreg.recall_score(cm, 'samples'), mreg.jaccard_score(cm, 'samples'), mreg.support(cm)],
          ARRAY[0.5, 0.5, 1 / 3::float8, 2000], 'a hundred and fifty thousand labels') FROM wide;
SELECT ok(cm::text::mreg.confusion OPERATOR(mreg.=) cm, 'keep through text') FROM wide;

-- No rows, and rows without labels.
SELECT is((SELECT mreg.confusion_matrix(yt, pt)::text FROM prediction WHERE i < 0), NULL, 'no row gives NULL');
SELECT is((SELECT mreg.confusion_matrix(NULL::text[], pt)::text FROM prediction), NULL, 'NULLs give NULL');
SELECT is((SELECT mreg.confusion_matrix(yt, pt, 0)::text FROM prediction), NULL, 'weights of 0 give NULL');
SELECT is(ARRAY[mreg.paired_correctness(y, NULL, b)::text, mreg.estimated_confusion(y, NULL)::text, mreg.matthews_corrcoef(y, NULL)::text], ARRAY[NULL, NULL, NULL]::text[], 'no usable row gives NULL') FROM prediction;
SELECT is(ARRAY[mreg.accuracy_score(cm), mreg.hamming_loss(cm), mreg.f1_score(cm, 'macro'), mreg.f1_score(cm, 'samples'), mreg.f1_score(cm, 'samples', zero_division => 1)],
          ARRAY[1, NULL, NULL, 0, 1]::float8[], 'rows without labels are right, and have no averages of labels') FROM (SELECT mreg.confusion_matrix('{}'::text[], '{}') AS cm) s;

-- The bootstrap: between what a normal approximation says, the more exact the more rows; and reproducible.
SELECT ok(abs(upper - lower - 2 * 1.959964 * sqrt(0.3 * 0.7 / n)) < 0.05 * (upper - lower) AND lower < 0.7 AND upper > 0.7, format('the interval of an accuracy over %s rows', n))
FROM (VALUES (1000), (100000), (100000000), (1000000000000)) r (n),
     mreg.score_interval(format('{"labels": [0, 1], "cells": [[0, 0, %s], [0, 1, %s], [1, 1, %s]]}', n / 2, n * 3 / 10, n / 5)::mreg.confusion, 'accuracy_score', replicates => 5000);
SELECT is((SELECT count(*) FROM generate_series(1, 400) s, mreg.score_interval('{"labels": [0, 1], "cells": [[0, 0, 30], [1, 1, 10]]}', 'accuracy_score', replicates => 5, seed => s) WHERE lower = 1 AND upper = 1 AND score = 1), 400::bigint,
          'what never errs has an interval without width');
SELECT is((SELECT count(DISTINCT i) FROM mreg.score_interval('{"labels": [0, 1], "cells": [[0, 0, 30], [0, 1, 7], [1, 1, 10]]}', 'f1_score') i,
           generate_series(1, 3)), 1::bigint, 'one seed, one interval');
SELECT cmp_ok((SELECT count(*) FILTER (WHERE 0.8 BETWEEN lower AND upper)::float8 / count(*)
               FROM generate_series(1, 300) g
               CROSS JOIN LATERAL (SELECT mreg.confusion_matrix(true, random() < 0.8 AND g + h > 0) AS cm FROM generate_series(1, 200) h) s
               CROSS JOIN LATERAL mreg.score_interval(cm, 'accuracy_score', replicates => 300, seed => g)), '>', 0.88::float8, 'it covers the truth about as often as it says');

-- Of sets of labels: rows resampled by hand give the same interval, as far as chance lets it.
CREATE TEMPORARY TABLE resampled AS
SELECT mreg.f1_score(cm, 'micro') AS micro, mreg.f1_score(cm, 'samples') AS samples, mreg.hamming_loss(cm, array_agg(l)) AS hamming, mreg.f1_score(cm, pos_label => 'tag 3') AS one
FROM (SELECT g, mreg.confusion_matrix(yt, pt) AS cm
      FROM (SELECT g, 1 + floor(random() * 2000 + 0 * h)::integer AS i FROM generate_series(1, 300) g, generate_series(1, 2000) h) d JOIN prediction USING (i) GROUP BY g) s,
     (SELECT 'tag ' || k AS l FROM generate_series(0, 16) k) l
GROUP BY g, cm;
SELECT ok(abs(i.upper - i.lower - r.width) < 0.2 * r.width AND i.score BETWEEN i.lower AND i.upper AND abs(i.score - r.middle) < 0.2 * r.width, format('the interval of %s of sets of labels', r.name))
FROM (SELECT mreg.confusion_matrix(yt, pt) AS cm FROM prediction WHERE i <= 2000) c
CROSS JOIN LATERAL (VALUES ('micro F1', 'f1_score', 'micro', NULL, NULL), ('samples F1', 'f1_score', 'samples', NULL, NULL),
    ('hamming_loss', 'hamming_loss', 'binary', (SELECT array_agg('tag ' || k) FROM generate_series(0, 16) k), NULL), ('F1 of one label', 'f1_score', 'binary', NULL, 'tag 3')) m (name, metric, average, labels, pos_label)
JOIN (SELECT name, percentile_cont(0.975) WITHIN GROUP (ORDER BY v) - percentile_cont(0.025) WITHIN GROUP (ORDER BY v) AS width, avg(v) AS middle
      FROM resampled, LATERAL (VALUES ('micro F1', micro), ('samples F1', samples), ('hamming_loss', hamming), ('F1 of one label', one)) u (name, v) GROUP BY name) r USING (name)
CROSS JOIN LATERAL mreg.score_interval(c.cm, m.metric, m.average, labels => m.labels, pos_label => m.pos_label) i;

SELECT is(ARRAY[(mreg.score_interval(cm, 'specificity_score', pos_label => 'tag 3', replicates => 1)).score, (mreg.score_interval(cm, 'recall_score', pos_label => 'tag 3', replicates => 1)).score,
                (mreg.score_interval(cm, 'precision_score', pos_label => 'tag 3', replicates => 1)).score, (mreg.score_interval(cm, 'prevalence', pos_label => 'tag 3', replicates => 1)).score],
          ARRAY[mreg.specificity_score(cm, pos_label => 'tag 3'), mreg.recall_score(cm, pos_label => 'tag 3'), mreg.precision_score(cm, pos_label => 'tag 3'), mreg.prevalence(cm, 'tag 3')],
          'the score of one label is that of its function') FROM (SELECT mreg.confusion_matrix(yt, pt) AS cm FROM prediction) s;

-- Values larger than a page, kept out of line, are what they were.
CREATE TABLE toasted AS SELECT mreg.confusion_matrix(md5((i % 300)::text), md5((i % 301)::text)) AS cm FROM generate_series(1, 20000) i;
INSERT INTO toasted SELECT mreg.confusion_matrix(ARRAY[md5((i % 300)::text)], ARRAY[md5((i % 301)::text), 'x']) FROM generate_series(1, 20000) i;
ALTER TABLE toasted ALTER cm SET STORAGE external;
INSERT INTO toasted SELECT cm::text::mreg.confusion FROM toasted;
SELECT is((SELECT count(*) FROM (SELECT DISTINCT cm FROM toasted) d), 2::bigint, 'equal values are equal out of line');
SELECT is((SELECT count(DISTINCT ARRAY[mreg.f1_score(cm, 'macro'), mreg.accuracy_score(cm), mreg.support(cm), (mreg.score_interval(cm, 'f1_score', 'micro', replicates => 3)).upper]) FROM toasted), 2::bigint, 'their metrics are the same');
SELECT is((SELECT mreg.rollup(cm) OPERATOR(mreg.=) mreg.confusion_add(min(cm::text)::mreg.confusion, min(cm::text)::mreg.confusion) FROM toasted WHERE NOT cm::jsonb ? 'multilabel'), true, 'and so is their sum');

-- Anybody may use them.
CREATE ROLE mreg_test_nobody;
GRANT SELECT ON prediction TO mreg_test_nobody;
SET LOCAL ROLE mreg_test_nobody;
SELECT lives_ok($$SELECT mreg.f1_score(mreg.confusion_matrix(yt, pt), 'samples'), mreg.matthews_corrcoef(y, a), mreg.mcnemar_test(mreg.paired_correctness(y, a, b)),
                         mreg.estimated_confusion(a, p)::jsonb, mreg.wilson_interval(3, 4) FROM prediction$$, 'a role without privileges computes metrics');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
