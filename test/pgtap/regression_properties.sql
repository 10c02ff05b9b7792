-- Regression errors come out the same whichever way they are computed, and keep through text and bytes.
\ir ../lib/properties.sql

SELECT setseed(0.25);
CREATE TABLE prediction AS
SELECT i, i % 7 AS part, i % 1000 AS slice, 1e6 + round(6400 * a) / 64 AS y, 1e6 + round(6400 * a) / 64 + round(640 * b) / 64 + 3 AS p, exp(3 * a) AS y_above, exp(3 * a + b - 0.5) AS p_above,
       (10 * a)::integer AS yi, CASE WHEN b < 0.1 THEN NULL ELSE (10 * a + 3 * b)::integer END AS pi, a * 1e-9 - 0.2e-9 AS y_tiny, b * 1e-9 AS p_tiny,
       CASE WHEN c < 0.01 THEN 0 ELSE c * 10 END AS w, 1e6 + 100 * a + 10 * b - 8 AS low, 1e6 + 100 * a + 10 * b - 3 AS high
FROM (SELECT i, random() AS a, random() AS b, random() AS c FROM generate_series(1, 30000) i) x;
ALTER TABLE prediction SET (parallel_workers = 4);
CREATE INDEX ON prediction (i);
ANALYZE prediction;

CREATE FUNCTION pg_temp.numbers_of(query text) RETURNS double precision[] LANGUAGE plpgsql AS $$
DECLARE
    value double precision[];
BEGIN
    EXECUTE query INTO value;
    RETURN value;
END $$;

-- Are the numbers of two lists the same up to a relative error?
CREATE FUNCTION pg_temp.as_close(a double precision[], b double precision[], error double precision) RETURNS boolean LANGUAGE sql AS $$
SELECT cardinality(a) > 0 AND cardinality(a) = cardinality(b)
       AND NOT EXISTS (SELECT FROM unnest(a, b) v (x, y) WHERE x IS NULL OR y IS NULL OR abs(x - y) > error * abs(y)) $$;

-- Every metric of a value, and those with losses that need numbers above 0.
CREATE FUNCTION pg_temp.metrics(r mreg.regression) RETURNS double precision[] IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
SELECT ARRAY[mreg.mean_absolute_error(r), mreg.mean_squared_error(r), mreg.root_mean_squared_error(r), mreg.mean_absolute_percentage_error(r),
             mreg.weighted_absolute_percentage_error(r), mreg.symmetric_mean_absolute_percentage_error(r), mreg.mean_bias_error(r), mreg.max_error(r),
             mreg.mean_pinball_loss(r, 0.2), mreg.r2_score(r), mreg.adjusted_r2_score(r, 3), mreg.explained_variance_score(r), mreg.support(r)] $$;
CREATE FUNCTION pg_temp.losses(r mreg.regression) RETURNS double precision[] IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
SELECT ARRAY[mreg.mean_squared_log_error(r), mreg.mean_tweedie_deviance(r, 1), mreg.mean_tweedie_deviance(r, 2), mreg.d2_tweedie_score(r, 1), mreg.d2_tweedie_score(r, 2)] $$;
CREATE FUNCTION pg_temp.interval_metrics(v mreg.intervals) RETURNS double precision[] IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
SELECT ARRAY[mreg.interval_coverage(v), mreg.mean_interval_width(v), mreg.winkler_score(v, 0.1), mreg.support(v)] $$;

-- One query per aggregate, and how near other orders of the sums must come.
CREATE TEMPORARY TABLE aggregate AS
SELECT name, format('SELECT %s FROM prediction', expression) AS query, error
FROM (VALUES
    ('metrics of floats', 'pg_temp.metrics(mreg.regression_errors(y, p))', 2.3e-16),
    ('metrics of integers', 'pg_temp.metrics(mreg.regression_errors(yi, pi))', 2.3e-16),
    ('metrics with weights', 'pg_temp.metrics(mreg.regression_errors(y, p, w))', 2.3e-16),
    ('metrics of tiny numbers', 'pg_temp.metrics(mreg.regression_errors(y_tiny, p_tiny))', 2.3e-16),
    ('losses with logarithms', 'pg_temp.losses(mreg.regression_errors(y_above, p_above))', 1e-15),
    ('losses with weights', 'pg_temp.losses(mreg.regression_errors(y_above, p_above, w))', 1e-15),
    ('one-step metrics', 'ARRAY[mreg.mean_absolute_error(y, p), mreg.mean_squared_error(y, p), mreg.root_mean_squared_error(y, p), mreg.r2_score(y, p)]', 2.3e-16),
    ('median absolute error', 'ARRAY[mreg.median_absolute_error(y, p)]', 0),
    ('weighted median absolute error', 'ARRAY[mreg.median_absolute_error(y, p, w)]', 0),
    ('interval metrics', 'pg_temp.interval_metrics(mreg.interval_errors(y, low, high))', 2.3e-16),
    ('interval metrics with weights', 'pg_temp.interval_metrics(mreg.interval_errors(y, low, high, w))', 2.3e-16)) a (name, expression, error);

SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TEMPORARY TABLE serial AS SELECT name, query, error, pg_temp.numbers_of(query) AS value FROM aggregate;
SELECT ok(cardinality(value) > 0 AND array_position(value, NULL) IS NULL, name || ' have values') FROM serial;

-- Against plain SQL, as far as numeric arithmetic goes.
SELECT ok(pg_temp.as_close(ARRAY[mreg.mean_absolute_error(r), mreg.mean_squared_error(r), mreg.mean_bias_error(r)], ARRAY[mae, mse, bias], 1e-15),
          'means are those of exact arithmetic')
FROM (SELECT mreg.regression_errors(y, p) AS r, avg(abs((y - p)::numeric))::float8 AS mae, avg((y - p)::numeric ^ 2)::float8 AS mse, avg((p - y)::numeric)::float8 AS bias
      FROM prediction) s;
SELECT ok(abs(mreg.r2_score(r) - r2) <= 1e-15, 'R2 is that of exact arithmetic')
FROM (SELECT mreg.regression_errors(y, p) AS r, (1 - sum((y - p)::numeric * (y - p)::numeric) / (sum(y::numeric * y::numeric) - sum(y::numeric) * sum(y::numeric) / count(*)))::float8 AS r2
      FROM prediction) s;
SELECT is((SELECT value[1] FROM serial WHERE name = 'median absolute error'), (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(y - p)) FROM prediction),
          'the median is that of percentile_cont');

-- Parallel plans.
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT alike(pg_temp.plan_of(query), '%Finalize Aggregate%Gather%Workers Planned: 2%Partial Aggregate%', name || ': the plan is parallel') FROM serial;
SELECT ok(pg_temp.as_close(pg_temp.numbers_of(query), value, error), name || ' of two workers are those of one process') FROM serial;
SET LOCAL max_parallel_workers_per_gather = 4;
SELECT ok(pg_temp.as_close(pg_temp.numbers_of(query), value, error), name || ' of four workers are those of one process') FROM serial;
SET LOCAL parallel_leader_participation = off;
SELECT ok(pg_temp.as_close(pg_temp.numbers_of(query), value, error), name || ' of workers alone are those of one process') FROM serial;
RESET parallel_leader_participation;

-- Parts.
CREATE TABLE stored AS
SELECT part, slice, mreg.regression_errors(y, p) AS r, mreg.regression_errors(y_above, p_above, w) AS weighted, mreg.interval_errors(y, low, high) AS v
FROM prediction GROUP BY part, slice;
ALTER TABLE stored SET (parallel_workers = 2);
SELECT alike(pg_temp.plan_of('SELECT mreg.rollup(r) FROM stored'), '%Finalize Aggregate%Partial Aggregate%', 'rollup has a parallel plan');
SELECT ok(pg_temp.as_close(pg_temp.numbers_of('SELECT pg_temp.metrics(mreg.rollup(r)) FROM stored'), value, error), 'a parallel rollup of 7000 parts is the whole')
FROM serial WHERE name = 'metrics of floats';
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT ok(pg_temp.as_close((SELECT pg_temp.metrics(mreg.rollup(r)) FROM stored), value, error), 'rollup of the parts is the whole') FROM serial WHERE name = 'metrics of floats';
SELECT ok(pg_temp.as_close((SELECT pg_temp.metrics(mreg.rollup(r ORDER BY slice DESC, part)) FROM stored), value, error), 'in any order') FROM serial WHERE name = 'metrics of floats';
SELECT ok(pg_temp.as_close((SELECT pg_temp.losses(mreg.rollup(weighted)) FROM stored), value, error), 'with weights and logarithms too') FROM serial WHERE name = 'losses with weights';
SELECT ok(pg_temp.as_close((SELECT pg_temp.interval_metrics(mreg.rollup(v)) FROM stored), value, error), 'and of intervals') FROM serial WHERE name = 'interval metrics';
SELECT ok(pg_temp.as_close(pg_temp.metrics(mreg.regression_add(a, b)), pg_temp.metrics(mreg.regression_add(b, a)), 0), 'addition commutes')
FROM (SELECT mreg.regression_errors(y, p) FILTER (WHERE i < 100) AS a, mreg.regression_errors(y, p) FILTER (WHERE i >= 100) AS b FROM prediction) s;
SELECT ok(pg_temp.as_close((SELECT pg_temp.metrics(mreg.regression_errors(y, p ORDER BY y DESC)) FROM prediction), value, error), 'the order of the rows does not show')
FROM serial WHERE name = 'metrics of floats';
SELECT ok(mreg.r2_score(r) IS NULL AND mreg.regression_add(r, r)::text::mreg.regression OPERATOR(mreg.=) mreg.regression_add(r, r), 'one row, twice')
FROM (SELECT mreg.regression_errors(y, p) AS r FROM prediction WHERE i = 1) s;

-- A constant target stays constant through merging, and a far outlier does not spoil the others.
SELECT is(mreg.r2_score(mreg.rollup(r)), 0::float8, 'R2 of a constant target in parts is 0')
FROM (SELECT mreg.regression_errors(0.1, i) AS r FROM generate_series(1, 1000) i GROUP BY i % 10) s;
SELECT is(mreg.r2_score(mreg.rollup(r)), 1::float8, 'and 1 where all errors are 0') FROM (SELECT mreg.regression_errors(0.1, 0.1) AS r FROM generate_series(1, 1000) i GROUP BY i % 10) s;
SELECT ok(abs(mreg.r2_score(r) - r2) <= 1e-15, 'values near 10^9 behind a first one of 0 with little weight keep their digits')
FROM (SELECT mreg.regression_errors(y, y + 0.25, w ORDER BY i) AS r,
             (1 - sum(w * 0.0625) / (sum(w * y ^ 2) - sum(w * y) ^ 2 / sum(w)))::float8 AS r2
      FROM (SELECT i, CASE i WHEN 0 THEN 0 ELSE 1000000000 + i % 3 END::numeric AS y, CASE i WHEN 0 THEN 1e-30 ELSE 1 END::numeric AS w FROM generate_series(0, 10000) i) s) s;
SELECT ok(abs(mreg.mean_squared_error(r) - mse) <= 1e-15 * mse AND abs(mreg.r2_score(r) - r2) <= 1e-14, 'weights from 1e-200 to 1e100 lose nothing')
FROM (SELECT mreg.regression_errors(i * 0.5, i * 0.5 + i % 7, 10 ^ (i - 200)) AS r,
             (sum((i % 7) ^ 2 * 10::numeric ^ (i - 200)) / sum(10::numeric ^ (i - 200)))::float8 AS mse,
             (1 - sum((i % 7) ^ 2 * 10::numeric ^ (i - 200))
                  / (sum((i * 0.5) ^ 2 * 10::numeric ^ (i - 200)) - sum(i * 0.5 * 10::numeric ^ (i - 200)) ^ 2 / sum(10::numeric ^ (i - 200))))::float8 AS r2
      FROM (SELECT i::numeric FROM generate_series(1, 300) i) s) s;

-- A row with an extreme ratio costs the other metrics nothing.
SELECT ok(abs(mreg.mean_absolute_error(r) - 7.5) < 1e-14 AND mreg.mean_squared_log_error(r) > 0 AND mreg.mean_tweedie_deviance(r, 1) > 0, 'a prediction of 1e-300 among others')
FROM (SELECT mreg.regression_errors(y, p) AS r FROM (VALUES (1::float8, 1e-300), (15, 1)) v (y, p)) s;

-- Spilling to disk, hashing and sorting.
SET LOCAL enable_sort = off;
SET LOCAL work_mem = '64kB';
SET LOCAL hash_mem_multiplier = 1;
CREATE TEMPORARY TABLE hashed AS
SELECT slice, mreg.regression_errors(y, p) AS r, mreg.median_absolute_error(y, p) AS m, mreg.interval_errors(y, low, high) AS v FROM prediction GROUP BY slice;
SELECT alike(pg_temp.plan_of('SELECT slice, mreg.regression_errors(y, p), mreg.median_absolute_error(y, p) FROM prediction GROUP BY slice'), 'HashAggregate%', 'groups are hashed');
RESET enable_sort;
SET LOCAL enable_hashagg = off;
SELECT is_empty('SELECT slice, pg_temp.metrics(mreg.regression_errors(y, p)), mreg.median_absolute_error(y, p), mreg.interval_errors(y, low, high)::text FROM prediction GROUP BY slice
                 EXCEPT SELECT slice, pg_temp.metrics(r), m, v::text FROM hashed', 'sorted groups are hashed groups with little memory');
SELECT is((SELECT mreg.median_absolute_error(y, p) FROM prediction, generate_series(1, 20)), (SELECT value[1] FROM serial WHERE name = 'median absolute error'),
          'the median of twenty times the rows is the same');
RESET enable_hashagg;
RESET work_mem;

-- Moving frames against the same frame computed anew.
SELECT is_empty(format('SELECT i FROM (SELECT i, %1$s OVER (ORDER BY i ROWS BETWEEN %2$s PRECEDING AND 1 PRECEDING) AS value FROM prediction WHERE i <= 400) a
                        JOIN (SELECT i, (SELECT %1$s FROM prediction q WHERE q.i BETWEEN p.i - %2$s AND p.i - 1) AS value FROM prediction p WHERE i <= 400) b USING (i)
                        WHERE a.value::text IS DISTINCT FROM b.value::text', expression, rows), format('%s over %s rows moves rightly', expression, rows))
FROM (VALUES ('mreg.regression_errors(y, p)'), ('mreg.regression_errors(y, p, w)'), ('mreg.r2_score(yi, pi)'), ('mreg.median_absolute_error(yi, pi)'),
             ('mreg.median_absolute_error(y, p, w)'), ('mreg.interval_errors(y, low, high)')) e (expression), (VALUES (1), (3), (50), (200)) r (rows);

-- Grouping sets, filters, distinct rows.
SELECT is_empty('SELECT part, pg_temp.metrics(mreg.regression_errors(y, p)) FROM prediction GROUP BY GROUPING SETS ((part), (slice)) HAVING GROUPING(part) = 0
                 EXCEPT SELECT part, pg_temp.metrics(mreg.regression_errors(y, p)) FROM prediction GROUP BY part', 'grouping sets give the groups');
SELECT is((SELECT mreg.regression_errors(y, p) FILTER (WHERE part = 3)::text FROM prediction), (SELECT mreg.regression_errors(y, p)::text FROM prediction WHERE part = 3), 'FILTER is WHERE');
SELECT is((SELECT mreg.support(mreg.regression_errors(DISTINCT yi, pi)) FROM prediction), (SELECT count(*)::float8 FROM (SELECT DISTINCT yi, pi FROM prediction WHERE pi IS NOT NULL) s),
          'DISTINCT counts a pair once');

-- Through text and back.
CREATE TEMPORARY TABLE state AS
SELECT mreg.regression_errors(y * s, p * s, w) AS r, mreg.interval_errors(y * s, low * s, high * s, w * s) AS v
FROM prediction CROSS JOIN (VALUES (1::float8), (1e-120), (1e30), (0.1)) t (s) GROUP BY slice, part % 3, s;
SELECT cmp_ok(count(*), '>=', 10000::bigint, 'ten thousand values and more') FROM state;
SELECT is(count(*) FILTER (WHERE r::text::mreg.regression OPERATOR(mreg.=) r AND v::text::mreg.intervals OPERATOR(mreg.=) v), count(*), 'text input of text output gives the value back') FROM state;
SELECT is(count(*) FILTER (WHERE (r::jsonb)::text::mreg.regression OPERATOR(mreg.=) r AND (v::jsonb)::text::mreg.intervals OPERATOR(mreg.=) v), count(*), 'and so does jsonb') FROM state;
SELECT is((SELECT count(DISTINCT r::text) FROM state), (SELECT count(*) FROM (SELECT DISTINCT r FROM state) d), 'equality is equality of the text');
SELECT is((SELECT count(DISTINCT v::text) FROM state), (SELECT count(*) FROM (SELECT v FROM state GROUP BY v) d), 'of intervals too');

-- States without a final function can be stored and used like any value.
CREATE AGGREGATE open_errors(double precision, double precision) (SFUNC = mreg_internal.regression_accum, STYPE = mreg.regression);
CREATE AGGREGATE open_intervals(double precision, double precision, double precision) (SFUNC = mreg_internal.intervals_accum, STYPE = mreg.intervals);
CREATE TABLE open_state AS
SELECT part, open_errors(y, p) AS o, mreg.regression_errors(y, p) AS c, open_intervals(y, low, high) AS ov, mreg.interval_errors(y, low, high) AS cv FROM prediction GROUP BY part;
SELECT is(count(*) FILTER (WHERE o OPERATOR(mreg.=) c AND o::text = c::text AND mreg_internal.regression_send(o) = mreg_internal.regression_send(c)
                                 AND mreg_internal.regression_hash(o) = mreg_internal.regression_hash(c) AND mreg.r2_score(o) = mreg.r2_score(c)
                                 AND ov OPERATOR(mreg.=) cv AND mreg.winkler_score(ov) = mreg.winkler_score(cv)), 7::bigint, 'a stored working state is the value it stands for') FROM open_state;
SELECT ok((SELECT mreg.rollup(o) OPERATOR(mreg.=) mreg.rollup(c) AND mreg.rollup(ov) OPERATOR(mreg.=) mreg.rollup(cv) FROM open_state), 'rollup takes working states');
CREATE AGGREGATE from_stored(double precision, double precision) (SFUNC = mreg_internal.regression_accum, STYPE = mreg.regression, FINALFUNC = mreg_internal.regression_final,
    INITCOND = '{"n": 1, "weight": 1, "error_above": 1, "error_below": 0, "target_above": 5, "target_below": 0, "error_m2": 0, "target_m2": 0, "percentage": 0.2, "symmetric": 0.2222222222222222, "squared_log": null, "poisson": null, "gamma": null, "poisson_mean": null, "gamma_mean": null, "error_min": 1, "error_max": 1, "target_min": 5, "target_max": 5}');
SELECT ok(pg_temp.as_close(ARRAY[mreg.mean_squared_error(a), mreg.r2_score(a), mreg.max_error(a), mreg.support(a)],
                           ARRAY[mreg.mean_squared_error(b), mreg.r2_score(b), mreg.max_error(b), mreg.support(b)], 2.3e-16), 'an aggregate goes on from a stored value')
FROM (SELECT from_stored(y, p) AS a FROM (VALUES (1, 3), (7, 7)) v (y, p)) s, (SELECT mreg.regression_errors(y, p) AS b FROM (VALUES (5, 4), (1, 3), (7, 7)) v (y, p)) t;

-- SQLSTATEs.
SELECT throws_ok(query, state, NULL, what) FROM (VALUES
    ($$SELECT mreg.regression_errors('NaN', 1)$$, '22023', 'a target that is no number'),
    ($$SELECT mreg.r2_score(1, 'Infinity')$$, '22023', 'an infinite prediction'),
    ($$SELECT mreg.regression_errors(1, 1, -1)$$, '22023', 'a negative weight'),
    ($$SELECT mreg.regression_errors('NaN', 1, 0)$$, '22023', 'no number, though without weight'),
    ($$SELECT mreg.regression_errors(i, 0, 1e308) FROM generate_series(1, 9) i$$, '22003', 'weights that overflow'),
    ($$SELECT mreg.regression_errors(i * 1e160, 0) FROM generate_series(1, 9) i$$, '22003', 'squares that overflow'),
    ($$SELECT mreg.regression_errors(1.7e308, -1.7e308)$$, '22003', 'an error that overflows'),
    ($$SELECT mreg.median_absolute_error(1.7e308, -1.7e308)$$, '22003', 'an error of the median that overflows'),
    ($$SELECT mreg.rollup(r) FROM (SELECT mreg.regression_errors(y, 0, 1e7) AS r FROM (VALUES (1e150), (-1e150)) v (y)) s, generate_series(1, 20)$$, '22003', 'a sum that overflows'),
    ($$SELECT mreg.mean_squared_log_error(mreg.regression_errors(-1, 1))$$, '22023', 'logarithms of 0'),
    ($$SELECT mreg.mean_pinball_loss(mreg.regression_errors(1, 1), -0.1)$$, '22023', 'a quantile below 0'),
    ($$SELECT mreg.winkler_score(mreg.interval_errors(1, 0, 2), 1)$$, '22023', 'an alpha of 1'),
    ($$SELECT mreg.winkler_score(mreg.interval_errors(5, 0, 2), 1e-310)$$, '22003', 'an alpha that makes the penalty overflow'),
    ($$SELECT mreg.mean_tweedie_deviance(mreg.regression_errors(1, 1e-300), 2)$$, '22023', 'a prediction so near 0 that it has no gamma deviance'),
    ($$SELECT mreg.interval_errors(1, 3, 2)$$, '22023', 'bounds that are crossed'),
    ($$SELECT mreg.interval_errors(0, -1.7e308, 1.7e308)$$, '22003', 'a width that overflows'),
    ($$SELECT '{"n": 1}'::mreg.intervals$$, '22P02', 'text of the wrong shape'),
    ($$SELECT mreg_internal.regression_combine(NULL, NULL)$$, '0A000', 'a support function that is called by hand'),
    ($$SELECT mreg_internal.median_absolute_error_combine(NULL, '{1}')$$, '0A000', 'and that of the median')) v (query, state, what);
CREATE AGGREGATE median_of_anything(double precision[]) (SFUNC = mreg_internal.median_absolute_error_combine, STYPE = double precision[], FINALFUNC = mreg_internal.median_absolute_error_final);
SELECT throws_ok(format('SELECT median_of_anything(%L)', state), 'XX001', NULL, 'a state made by hand is refused: ' || state)
FROM (VALUES ('{}'), ('{1}'), ('{2,1,5}'), ('{-1,1,5}'), ('{NaN,1,5}'), ('{1,3,5}'), ('{1,2,5}'), ('{1,1,NULL}'), ('{{1,1,5}}')) v (state);
SELECT is(median_of_anything('{2,1,5,7,100}'), 6::float8, 'a state that is whole is taken');

-- Anybody may use them.
CREATE ROLE mreg_test_nobody;
GRANT SELECT ON prediction TO mreg_test_nobody;
SET LOCAL ROLE mreg_test_nobody;
SELECT lives_ok($$SELECT mreg.r2_score(y, p), mreg.max_error(mreg.regression_errors(y, p)), mreg.median_absolute_error(y, p), mreg.winkler_score(mreg.interval_errors(y, low, high)) FROM prediction$$,
                'a role without privileges computes metrics');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
