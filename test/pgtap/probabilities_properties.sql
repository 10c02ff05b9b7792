-- Class scores come out the same whichever way they are gathered, and keep through text and binary.
\ir ../lib/properties.sql

SELECT setseed(0.25);
CREATE TABLE prediction AS
SELECT i, i % 7 AS part, i % 500 AS slice, y, NULLIF('class ' || repeat('x', y) || y, 'class 0') AS yt,
       CASE WHEN i % 97 = 0 THEN NULL ELSE ARRAY[a, b * (1 - a), c * (1 - b) * (1 - a), (1 - c) * (1 - b) * (1 - a)] END AS p
FROM (SELECT i, (random() * 3)::integer AS y, random() AS a, round(random()::numeric, 1)::float8 AS b, random() AS c FROM generate_series(1, 20000) i) x;
ALTER TABLE prediction SET (parallel_workers = 4);
ANALYZE prediction;

CREATE TEMPORARY TABLE aggregate AS
SELECT name, format('SELECT %s FROM prediction', expression) AS query
FROM (VALUES
    ('class_scores of smallints', 'mreg.class_scores(y::smallint, p)'),
    ('class_scores of integers', 'mreg.class_scores(y, p)'),
    ('class_scores of bigints', 'mreg.class_scores(y::bigint, p)'),
    ('class_scores of texts', 'mreg.class_scores(yt, p)'),
    ('log_loss', 'mreg.log_loss(mreg.class_scores(y, p))'),
    ('roc_auc_score', 'mreg.roc_auc_score(mreg.class_scores(y, p), ''ovo'', ''weighted'')'),
    ('expected_calibration_error', 'mreg.expected_calibration_error(mreg.class_scores(y, p))')) a (name, expression);

SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TEMPORARY TABLE serial AS SELECT name, query, pg_temp.value_of(query) AS value FROM aggregate;
SELECT ok(value IS NOT NULL, name || ' has a value') FROM serial;
SELECT unalike(pg_temp.plan_of(query), '%Gather%', name || ' is serial where it should be') FROM serial LIMIT 1;
SELECT ok((SELECT value FROM serial WHERE name = 'class_scores of integers') = value, name || ' is that of integers') FROM serial WHERE name IN ('class_scores of smallints', 'class_scores of bigints');
SELECT is((SELECT mreg.class_scores(y, p ORDER BY i DESC)::text FROM prediction), value, 'whatever the order of the rows') FROM serial WHERE name = 'class_scores of integers';
SELECT is((SELECT mreg.support(mreg.class_scores(yt, p)) FROM prediction), count(*)::float8, 'rows with a NULL are skipped') FROM prediction WHERE yt IS NOT NULL AND p IS NOT NULL;

-- Parallel plans.
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT alike(pg_temp.plan_of(query), '%Finalize Aggregate%Gather%Workers Planned: 2%Partial Aggregate%', name || ' has a parallel plan') FROM serial;
SELECT ok(pg_temp.value_of(query) = value, name || ' of two workers is that of one process') FROM serial;
SET LOCAL max_parallel_workers_per_gather = 4;
SELECT ok(pg_temp.value_of(query) = value, name || ' of four workers is that of one process') FROM serial;
CREATE TABLE stored AS SELECT part, slice, mreg.class_scores(y, p) AS s, mreg.class_scores(yt, p) AS t FROM prediction GROUP BY part, slice;
ALTER TABLE stored SET (parallel_workers = 2);
SELECT alike(pg_temp.plan_of('SELECT mreg.rollup(s) FROM stored'), '%Finalize Aggregate%Partial Aggregate%', 'rollup has a parallel plan');
SELECT ok(pg_temp.value_of('SELECT mreg.rollup(s) FROM stored') = (SELECT value FROM serial WHERE name = 'class_scores of integers'), 'a parallel rollup of the parts is the whole');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET LOCAL max_parallel_workers_per_gather = 0;

-- Parts.
SELECT ok((SELECT mreg.rollup(t ORDER BY slice DESC, part)::text FROM stored) = (SELECT value FROM serial WHERE name = 'class_scores of texts'), 'rollup of the parts is the whole');
SELECT ok(bool_and(mreg.class_scores_add(a.s, b.s) OPERATOR(mreg.=) mreg.class_scores_add(b.s, a.s)), 'a + b is b + a')
FROM stored a JOIN stored b USING (slice) WHERE a.part = 1 AND b.part = 2;
SELECT ok((SELECT mreg.class_scores_add(mreg.rollup(s), '{"y_true": [], "probabilities": []}') OPERATOR(mreg.=) mreg.rollup(s) FROM stored), 'no row adds nothing');

-- Spilling to disk, sorting, grouping sets, FILTER, DISTINCT.
SET LOCAL enable_sort = off;
SET LOCAL work_mem = '64kB';
SET LOCAL hash_mem_multiplier = 1;
CREATE TEMPORARY TABLE hashed AS SELECT slice, mreg.class_scores(yt, p) AS t FROM prediction GROUP BY slice;
SELECT alike(pg_temp.plan_of('SELECT slice, mreg.class_scores(yt, p) FROM prediction GROUP BY slice'), 'HashAggregate%', 'groups are hashed');
RESET enable_sort;
SET LOCAL enable_hashagg = off;
SELECT is_empty('SELECT slice, mreg.class_scores(yt, p)::text FROM prediction GROUP BY slice EXCEPT SELECT slice, t::text FROM hashed', 'sorted groups are hashed groups with little memory');
RESET enable_hashagg;
RESET work_mem;
SELECT ok(bool_and(s OPERATOR(mreg.=) CASE WHEN part IS NULL THEN (SELECT mreg.rollup(s) FROM stored) ELSE (SELECT mreg.rollup(s) FROM stored t WHERE t.part = g.part) END), 'grouping sets')
FROM (SELECT part, mreg.class_scores(y, p) AS s FROM prediction GROUP BY GROUPING SETS ((part), ())) g;
SELECT ok(mreg.class_scores(y, p) FILTER (WHERE part = 1) OPERATOR(mreg.=) (SELECT mreg.rollup(s) FROM stored WHERE part = 1), 'FILTER') FROM prediction;
SELECT is(mreg.support(mreg.class_scores(DISTINCT v.y, v.p)), 2::float8, 'DISTINCT') FROM (VALUES (1, '{0, 1}'::float8[]), (1, '{0, 1}'), (2, '{0, 1}')) v (y, p);

-- Moving frames against the same frame computed anew.
CREATE INDEX ON prediction (i);
SELECT is_empty(format($$SELECT i FROM (SELECT i, mreg.class_scores(yt, p) OVER (ORDER BY i ROWS BETWEEN %1$s PRECEDING AND 1 PRECEDING) AS v FROM prediction WHERE i <= 300) a
    WHERE v::text IS DISTINCT FROM (SELECT mreg.class_scores(yt, p)::text FROM prediction q WHERE q.i BETWEEN a.i - %1$s AND a.i - 1)$$, rows), format('%s rows move rightly', rows))
FROM (VALUES (1), (3), (50)) r (rows);

-- Through text and binary and back.
CREATE TEMPORARY TABLE state AS
SELECT s FROM stored UNION ALL SELECT t FROM stored
UNION ALL SELECT mreg.class_scores(y, p) FROM prediction GROUP BY i
UNION ALL SELECT mreg.class_scores(chr(1 + i * 7 % 9000) || '"\/' || repeat(chr(9), i % 3), ARRAY[0, 5e-324, 1, -0.0]) FROM generate_series(1, 9000) i GROUP BY i / 4
UNION ALL SELECT '{"y_true": [], "probabilities": []}';
DELETE FROM state WHERE s IS NULL;
SELECT cmp_ok(count(*), '>', 20000::bigint, 'more than twenty thousand values') FROM state;
SELECT is(count(*) FILTER (WHERE s::text::mreg.class_scores OPERATOR(mreg.=) s), count(*), 'text input of text output gives the value back') FROM state;
SELECT is(count(*) FILTER (WHERE s::text::mreg.class_scores::text = s::text), count(*), 'and the same text') FROM state;
SELECT is(count(*) FILTER (WHERE s::jsonb = s::text::jsonb), count(*), 'the cast to jsonb is the text') FROM state;
SELECT is((SELECT count(DISTINCT s::text) FROM state), (SELECT count(*) FROM (SELECT DISTINCT s FROM state) d), 'equality is equality of the text');
SELECT is('{"probabilities": [[0.5, 0.5], [0.25, 0.75]], "y_true": ["b", "a"]}'::mreg.class_scores::text, '{"y_true": ["a", "b"], "probabilities": [[0.25, 0.75], [0.5, 0.5]]}', 'rows are put in order');
SELECT is('{"y_true": [1], "probabilities": [[-0.0, 1]]}'::mreg.class_scores::text, '{"y_true": [1], "probabilities": [[0, 1]]}', 'there is no negative 0');

-- Edges.
SELECT ok(mreg.class_scores(1, NULL::float8[]) IS NULL, 'no usable row gives NULL') FROM generate_series(1, 3);
SELECT ok(mreg.rollup(NULL::mreg.class_scores) IS NULL, 'nor any value');
SELECT is(mreg.rollup(s)::text, '{"y_true": [], "probabilities": []}', 'values without rows are a value without rows') FROM (VALUES ('{"y_true": [], "probabilities": []}'::mreg.class_scores), (NULL)) v (s);
SELECT is(ARRAY[mreg.log_loss(s), mreg.brier_score_loss(s), mreg.top_k_accuracy_score(s), mreg.roc_auc_score(s), mreg.expected_calibration_error(s), mreg.support(s)],
          ARRAY[NULL, NULL, NULL, NULL, NULL, 0]::float8[], 'without a row all is undefined') FROM (VALUES ('{"y_true": [], "probabilities": []}'::mreg.class_scores)) v (s);
SELECT is(ARRAY[mreg.roc_auc_score(s, m, a, '{0, 1, 2}'::bigint[])], ARRAY[NULL]::float8[], format('one class has no AUC, %s %s', m, a))
FROM (VALUES ('{"y_true": [1, 1], "probabilities": [[0, 1, 0], [0.5, 0.5, 0]]}'::mreg.class_scores)) v (s), (VALUES ('ovr'), ('ovo')) w (m), (VALUES ('macro'), ('weighted')) x (a);
SELECT is(mreg.log_loss(mreg.class_scores(1, ARRAY[1, 0]), ARRAY[0, 1]), -ln(2.220446049250313e-16::float8), 'a class of probability 0 costs 36.04');
SELECT is(mreg.top_k_accuracy_score(s, 2)::numeric(7, 6), 0.666667, 'of equals the last come first') FROM (VALUES ('{"y_true": [0, 1, 2], "probabilities": [[0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]}'::mreg.class_scores)) v (s);
SELECT is(mreg.roc_auc_score(mreg.class_scores(y, p), m), x.auc, 'two classes have the AUC of either, ' || m)
FROM (SELECT i % 2 AS y, ARRAY[1 - i % 64 / 64.0, i % 64 / 64.0]::float8[] AS p FROM generate_series(1, 999) i WHERE i % 5 <> 1) r,
     (SELECT mreg.roc_auc_score(i % 2, i % 64 / 64.0::float8) AS auc FROM generate_series(1, 999) i WHERE i % 5 <> 1) x, (VALUES ('ovr'), ('ovo')) w (m) GROUP BY m, x.auc;
SELECT is(mreg.log_loss(mreg.class_scores(5, p.a), p.names)::numeric(12, 9), ln(32768::float8)::numeric(12, 9), 'as many classes as there may be')
FROM (SELECT array_agg(1 / 32768::float8) AS a, array_agg(i::bigint) AS names FROM generate_series(1, 32768) i) p GROUP BY p.names;

-- SQLSTATEs.
SELECT throws_ok(query, state, NULL, what) FROM (VALUES
    ($$SELECT mreg.class_scores(1, '{0.5, NaN}')$$, '22023', 'a probability that is no number'),
    ($$SELECT mreg.class_scores(1, '{0.5, Infinity}')$$, '22023', 'an infinite probability'),
    ($$SELECT mreg.class_scores(1, '{0.5, -1e-300}')$$, '22023', 'a probability below 0'),
    ($$SELECT mreg.class_scores(1, '{0.5, 1.0000000000000002}')$$, '22023', 'a probability above 1'),
    ($$SELECT mreg.class_scores(1, '{0.5, NULL}')$$, '22004', 'a NULL among the probabilities'),
    ($$SELECT mreg.class_scores(1, '{}')$$, '22023', 'no probability'),
    ($$SELECT mreg.class_scores(1, '{{0.5, 0.5}}')$$, '22023', 'probabilities in two dimensions'),
    ($$SELECT mreg.class_scores(1, array_fill(0::float8, ARRAY[32769]))$$, '54000', 'too many classes'),
    ($$SELECT mreg.class_scores(1, array_fill(0::float8, ARRAY[2 + i % 2])) FROM generate_series(1, 2) i$$, '22023', 'rows of different lengths'),
    ($$SELECT mreg.rollup(s) FROM (VALUES ('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores), ('{"y_true": [1], "probabilities": [[0, 1, 0]]}')) v (s)$$, '22023', 'values of different lengths'),
    ($$SELECT mreg.rollup(s) FROM (VALUES ('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores), ('{"y_true": ["1"], "probabilities": [[0, 1]]}')) v (s)$$, '42804', 'labels of two kinds'),
    ($$SELECT mreg.log_loss('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores)$$, '22023', 'one class, two probabilities'),
    ($$SELECT mreg.log_loss('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores, ARRAY[1, 1])$$, '22023', 'a label twice'),
    ($$SELECT mreg.log_loss('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores, ARRAY[1, 2, 3])$$, '22023', 'too many labels'),
    ($$SELECT mreg.log_loss('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores, ARRAY[2, 3])$$, '22023', 'a class that labels leaves out'),
    ($$SELECT mreg.log_loss('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores, ARRAY[1, NULL])$$, '22004', 'a label of NULL'),
    ($$SELECT mreg.log_loss('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores, ARRAY['1', 'one'])$$, '22023', 'a label that is no integer'),
    ($$SELECT mreg.log_loss('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores, '{{1, 2}}'::bigint[])$$, '22023', 'labels in two dimensions'),
    ($$SELECT mreg.log_loss('{"y_true": [1], "probabilities": [[0, 1]]}'::mreg.class_scores, ARRAY[1, 2], NULL)$$, '22004', 'normalized NULL'),
    ($$SELECT mreg.roc_auc_score('{"y_true": [0, 1], "probabilities": [[0, 1], [0.5, 0.4999]]}'::mreg.class_scores)$$, '22023', 'AUC of rows that do not sum to 1'),
    ($$SELECT mreg.roc_auc_score('{"y_true": [0, 1], "probabilities": [[0, 1], [0.5, 0.5]]}'::mreg.class_scores, 'ovx')$$, '22023', 'an unknown multi_class'),
    ($$SELECT mreg.roc_auc_score('{"y_true": [0, 1], "probabilities": [[0, 1], [0.5, 0.5]]}'::mreg.class_scores, average => 'samples')$$, '22023', 'an unknown average'),
    ($$SELECT mreg.top_k_accuracy_score('{"y_true": [0, 1], "probabilities": [[0, 1], [0.5, 0.5]]}'::mreg.class_scores, 0)$$, '22023', 'k of 0'),
    ($$SELECT mreg.expected_calibration_error('{"y_true": [0, 1], "probabilities": [[0, 1], [0.5, 0.5]]}'::mreg.class_scores, 0)$$, '22023', 'no bin'),
    ($$SELECT '{"y_true": ["\u0000"], "probabilities": [[0, 1]]}'::mreg.class_scores$$, '22P05', 'a NUL in a label'),
    ($$SELECT mreg_internal.class_scores_combine(NULL, NULL)$$, '0A000', 'a support function that is called by hand')) v (query, state, what);
SELECT throws_ok(format('SELECT %L::mreg.class_scores', value), '22P02', NULL, 'not read: ' || value) FROM (VALUES
    ('{'), ('1'), ('[]'), ('{}'), ('{"y_true": []}'), ('{"probabilities": []}'), ('{"y_true": 1, "probabilities": []}'), ('{"y_true": [], "probabilities": 1}'),
    ('{"y_true": [1], "probabilities": []}'), ('{"y_true": [], "probabilities": [[0, 1]]}'), ('{"y_true": [1], "probabilities": [[1]]}'), ('{"y_true": [1], "probabilities": [[]]}'),
    ('{"y_true": [1], "probabilities": [[0, 1.5]]}'), ('{"y_true": [1], "probabilities": [[0, -1]]}'), ('{"y_true": [1], "probabilities": [[0, 1e999]]}'), ('{"y_true": [1], "probabilities": [["0", 1]]}'),
    ('{"y_true": [1], "probabilities": [0, 1]}'), ('{"y_true": [1], "probabilities": [[0, [1]]]}'), ('{"y_true": [[1]], "probabilities": [[0, 1]]}'), ('{"y_true": [{}], "probabilities": [[0, 1]]}'),
    ('{"y_true": [1, "a"], "probabilities": [[0, 1], [0, 1]]}'), ('{"y_true": [1, 2], "probabilities": [[0, 1], [0, 1, 0]]}'), ('{"y_true": [1.5], "probabilities": [[0, 1]]}'), ('{"y_true": [9223372036854775808], "probabilities": [[0, 1]]}'),
    ('{"y_true": [null], "probabilities": [[0, 1]]}'), ('{"y_true": [true], "probabilities": [[0, 1]]}'), ('{"y_true": [], "y_true": [], "probabilities": []}'), ('{"y_true": [], "probabilities": [], "more": 1}')) v (value);

-- Anybody may use them.
CREATE ROLE mreg_test_nobody;
GRANT SELECT ON prediction TO mreg_test_nobody;
SET LOCAL ROLE mreg_test_nobody;
SELECT lives_ok($$SELECT mreg.log_loss(mreg.class_scores(y, p)), mreg.roc_auc_score(mreg.class_scores(y, p), 'ovo', labels => ARRAY[0, 1, 2, 3]) FROM prediction$$, 'a role without privileges computes metrics');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
