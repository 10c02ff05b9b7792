-- Every value that scikit-learn computed (test/oracle/regression.py) comes out of mreg, to 1e-12 relative.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;

CREATE TEMPORARY TABLE data_set (
    id integer PRIMARY KEY, y_true double precision[], y_pred double precision[], weight double precision[]);
CREATE TEMPORARY TABLE expected_score (
    id integer PRIMARY KEY, set_id integer, metric text, parameter double precision, value double precision, error text);
CREATE TEMPORARY TABLE interval_set (
    id integer PRIMARY KEY, y_true double precision[], lower double precision[], upper double precision[],
    weight double precision[]);
CREATE TEMPORARY TABLE expected_interval (
    id integer PRIMARY KEY, set_id integer, metric text, parameter double precision, value double precision);
\ir ../oracle/regression_cases.sql

CREATE TEMPORARY TABLE state AS
WITH pair AS (
    SELECT s.id, s.weight IS NOT NULL AS is_weighted, p.y, p.yhat, p.w
    FROM data_set s CROSS JOIN LATERAL unnest(s.y_true, s.y_pred, s.weight) p (y, yhat, w)
)
SELECT id, mreg.regression_errors(y, yhat) AS r, mreg.median_absolute_error(y, yhat) AS median
FROM pair WHERE NOT is_weighted GROUP BY id
UNION ALL
SELECT id, mreg.regression_errors(y, yhat, w), mreg.median_absolute_error(y, yhat, w)
FROM pair WHERE is_weighted GROUP BY id;

CREATE TEMPORARY TABLE interval_state AS
SELECT s.id, CASE WHEN s.weight IS NULL THEN mreg.interval_errors(p.y, p.low, p.high)
             ELSE mreg.interval_errors(p.y, p.low, p.high, p.w) END AS v
FROM interval_set s CROSS JOIN LATERAL unnest(s.y_true, s.lower, s.upper, s.weight) p (y, low, high, w)
GROUP BY s.id;

CREATE FUNCTION pg_temp.close_to(have double precision, want double precision) RETURNS boolean
IMMUTABLE LANGUAGE SQL
RETURN CASE WHEN want IS NULL OR have IS NULL THEN have IS NULL AND want IS NULL
            WHEN want = '-Infinity' THEN have = want
            ELSE abs(have - want) <= 1e-12 * abs(want) END;

SELECT plan((SELECT count(*) FROM expected_score)::integer + (SELECT count(*) FROM expected_interval)::integer + 3);
SELECT cmp_ok((SELECT count(*) FROM expected_score), '>=', 1500::bigint, 'at least 1500 values are compared');
SELECT cmp_ok((SELECT count(*) FROM expected_score WHERE error IS NOT NULL), '>=', 100::bigint, 'errors among them');
SELECT is((SELECT count(*) FROM state WHERE r IS NOT NULL), (SELECT count(*) FROM data_set), 'every set has its sums');

SELECT ok(pg_temp.close_to(have.value, e.value),
          format('set %s: %s(%s)%s is %s', e.set_id, e.metric, e.parameter,
                 CASE WHEN pg_temp.close_to(have.value, e.value) THEN '' ELSE ' = ' || coalesce(have.value::text, 'NULL') END,
                 coalesce(e.value::text, 'NULL')))
FROM expected_score e
JOIN state s ON s.id = e.set_id
CROSS JOIN LATERAL (
    SELECT CASE e.metric
        WHEN 'mean_absolute_error' THEN mreg.mean_absolute_error(s.r)
        WHEN 'mean_squared_error' THEN mreg.mean_squared_error(s.r)
        WHEN 'root_mean_squared_error' THEN mreg.root_mean_squared_error(s.r)
        WHEN 'mean_absolute_percentage_error' THEN mreg.mean_absolute_percentage_error(s.r)
        WHEN 'weighted_absolute_percentage_error' THEN mreg.weighted_absolute_percentage_error(s.r)
        WHEN 'symmetric_mean_absolute_percentage_error' THEN mreg.symmetric_mean_absolute_percentage_error(s.r)
        WHEN 'mean_squared_log_error' THEN mreg.mean_squared_log_error(s.r)
        WHEN 'root_mean_squared_log_error' THEN mreg.root_mean_squared_log_error(s.r)
        WHEN 'mean_bias_error' THEN mreg.mean_bias_error(s.r)
        WHEN 'max_error' THEN mreg.max_error(s.r)
        WHEN 'median_absolute_error' THEN s.median
        WHEN 'mean_pinball_loss' THEN mreg.mean_pinball_loss(s.r, e.parameter)
        WHEN 'r2_score' THEN mreg.r2_score(s.r, e.parameter = 1)
        WHEN 'explained_variance_score' THEN mreg.explained_variance_score(s.r, e.parameter = 1)
        WHEN 'adjusted_r2_score' THEN mreg.adjusted_r2_score(s.r, e.parameter::integer)
        WHEN 'mean_tweedie_deviance' THEN mreg.mean_tweedie_deviance(s.r, e.parameter::integer)
        WHEN 'd2_tweedie_score' THEN mreg.d2_tweedie_score(s.r, e.parameter::integer) END AS value) have
WHERE e.error IS NULL
ORDER BY e.id;

SELECT throws_ok(format(CASE WHEN e.metric LIKE '%tweedie%' THEN 'SELECT mreg.%I(%L::mreg.regression, %s::integer)' ELSE 'SELECT mreg.%I(%L::mreg.regression)' END,
                        e.metric, s.r, e.parameter),
                 e.error, NULL, format('set %s: %s(%s) is out of its domain', e.set_id, e.metric, e.parameter))
FROM expected_score e JOIN state s ON s.id = e.set_id
WHERE e.error IS NOT NULL
ORDER BY e.id;

SELECT ok(pg_temp.close_to(have.value, e.value),
          format('interval set %s: %s(%s) = %s is %s', e.set_id, e.metric, e.parameter, have.value, e.value))
FROM expected_interval e
JOIN interval_state s ON s.id = e.set_id
CROSS JOIN LATERAL (
    SELECT CASE e.metric
        WHEN 'interval_coverage' THEN mreg.interval_coverage(s.v)
        WHEN 'mean_interval_width' THEN mreg.mean_interval_width(s.v)
        WHEN 'winkler_score' THEN mreg.winkler_score(s.v, e.parameter) END AS value) have
ORDER BY e.id;

SELECT * FROM finish();
ROLLBACK;
