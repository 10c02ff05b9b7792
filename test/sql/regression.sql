-- Regression errors, intervals, and the metrics read off them.
SET search_path = mreg, public;
\pset null NULL

-- Golden values, in one step and in two.
CREATE TEMPORARY TABLE golden AS
SELECT * FROM (VALUES (3.0::float8, 2.5::float8), (-0.5, 0), (2, 2), (7, 8)) v (y, yhat);
SELECT mean_absolute_error(y, yhat) AS mae, mean_squared_error(y, yhat) AS mse, round(root_mean_squared_error(y, yhat)::numeric, 6) AS rmse,
       round(r2_score(y, yhat)::numeric, 6) AS r2, median_absolute_error(y, yhat) AS medae
FROM golden;
SELECT mean_absolute_error(r) AS mae, mean_squared_error(r) AS mse, round(root_mean_squared_error(r)::numeric, 6) AS rmse,
       round(r2_score(r)::numeric, 6) AS r2, round(adjusted_r2_score(r, 1)::numeric, 6) AS adjusted,
       round(explained_variance_score(r)::numeric, 6) AS ev, max_error(r), weighted_absolute_percentage_error(r) AS wape,
       mean_bias_error(r) AS bias, mean_pinball_loss(r) AS pinball, support(r)
FROM (SELECT regression_errors(y, yhat) AS r FROM golden) s;
SELECT round(mean_squared_log_error(r)::numeric, 6) AS msle, round(root_mean_squared_log_error(r)::numeric, 6) AS rmsle
FROM (SELECT regression_errors(y, yhat) AS r FROM (VALUES (3, 2.5), (5, 5), (2.5, 4), (7, 8)) v (y, yhat)) s;
SELECT round(mean_absolute_percentage_error(r)::numeric, 6) AS mape, round(symmetric_mean_absolute_percentage_error(r)::numeric, 6) AS smape
FROM (SELECT regression_errors(y, yhat) AS r FROM (VALUES (1, 0.9), (10, 15), (1e6, 1.2e6)) v (y, yhat)) s;
SELECT mean_absolute_percentage_error(regression_errors(0, 1)) AS mape, symmetric_mean_absolute_percentage_error(regression_errors(0, 0)) AS smape,
       weighted_absolute_percentage_error(regression_errors(0, 1)) AS wape;
SELECT alpha, round(mean_pinball_loss(low, alpha)::numeric, 6) AS low, round(mean_pinball_loss(high, alpha)::numeric, 6) AS high
FROM (SELECT regression_errors(y, a) AS low, regression_errors(y, b) AS high FROM (VALUES (1, 0, 1), (2, 2, 2), (3, 3, 4)) v (y, a, b)) s,
     (VALUES (0.1), (0.5), (1)) p (alpha);
SELECT power, round(mean_tweedie_deviance(r, power)::numeric, 6) AS deviance, round(d2_tweedie_score(r, power)::numeric, 6) AS d2
FROM (SELECT regression_errors(y, yhat) AS r FROM (VALUES (0.5, 1), (1, 1), (2.5, 5), (7, 3.5)) v (y, yhat)) s,
     (VALUES (0), (1), (2)) p (power);
-- Predictions that are too high have a positive bias.
SELECT mean_bias_error(regression_errors(10, 12)) AS too_high, mean_bias_error(regression_errors(10, 7)) AS too_low;

-- Constant targets, one row.
SELECT name, r2_score(r) AS r2, r2_score(r, force_finite => false) AS r2_raw, explained_variance_score(r) AS ev,
       explained_variance_score(r, false) AS ev_raw, d2_tweedie_score(r) AS d2
FROM (SELECT name, regression_errors(y, yhat) AS r
      FROM (VALUES ('equal', -2.0, -2.0), ('equal', -2, -2), ('off by little', -2, -2), ('off by little', -2, -2.00000001),
                   ('off by one', -2, -1), ('off by one', -2, -1), ('one row', 5, 4), ('tenths', 0.1, 0.2), ('tenths', 0.1, 0.3),
                   ('tenths', 0.1, 0.4)) v (name, y, yhat)
      GROUP BY name) s ORDER BY name;
SELECT adjusted_r2_score(r, 1), adjusted_r2_score(r, 2), adjusted_r2_score(r, 3)
FROM (SELECT regression_errors(y, y * y) AS r FROM (VALUES (1), (2), (3), (5)) v (y)) s;

-- Every numeric type without a cast.
SELECT mean_absolute_error(1::smallint, 2::smallint), mean_absolute_error(1, 2), mean_absolute_error(1::bigint, 2::bigint),
       mean_absolute_error(1::real, 2::real), mean_absolute_error(1.5, 2.5), mean_absolute_error(1, 2::float8), mean_absolute_error(1::bigint, 2.0);
SELECT support(regression_errors(1, 2, 3)), support(regression_errors(1.5, 2::bigint, 0.5)), median_absolute_error(1, 3), median_absolute_error(1, 3.5, 2),
       support(interval_errors(1, 0, 2)), support(interval_errors(1.5, 0, 2, 3));

-- Weights.
SELECT mean_absolute_error(r) AS mae, r2_score(r) AS r2, max_error(r), support(r)
FROM (SELECT regression_errors(y, yhat, w) AS r
      FROM (VALUES (1, 2, 1.0), (2, 4, 0.5), (3, 3, 2), (9, 0, 0), (9, 0, NULL)) v (y, yhat, w)) s;
SELECT median_absolute_error(y, 0, 1) AS even, median_absolute_error(y, 0, w) AS weighted, median_absolute_error(y, 0) AS plain
FROM (VALUES (1, 5), (2, 1), (3, 1), (4, 1)) v (y, w);
SELECT regression_errors(1, 2, -1);
SELECT regression_errors(1, 2, 'NaN');
SELECT regression_errors(1, 2, 'Infinity');
SELECT median_absolute_error(1, 2, -1);

-- No usable row gives NULL.
SELECT regression_errors(1, 2) AS errors, mean_absolute_error(1, 2) AS mae, r2_score(1, 2) AS r2, median_absolute_error(1, 2) AS medae,
       median_absolute_error(1, 2, 1) AS weighted, interval_errors(1, 0, 2) AS intervals
FROM generate_series(1, 0);
SELECT regression_errors(y, 1) AS errors, regression_errors(1, y, 1) AS weighted, regression_errors(1, 1, 0) AS weightless,
       median_absolute_error(1, y) AS medae, median_absolute_error(1, 2, 0) AS weightless_medae, interval_errors(1, y, 2) AS intervals,
       root_mean_squared_error(1, y) AS rmse
FROM (VALUES (NULL::integer), (NULL)) v (y);
SELECT rollup(NULL::regression) AS regression, rollup(NULL::intervals) AS intervals, mean_absolute_error(NULL::regression) AS mae;

-- What rows and accessors refuse.
SELECT regression_errors('NaN', 1);
SELECT regression_errors(1, '-Infinity');
SELECT mean_absolute_error('Infinity', 1);
SELECT median_absolute_error(1, 'NaN');
SELECT regression_errors(1e308, -1e308);
SELECT regression_errors(y, 0) FROM (VALUES (1e200), (0)) v (y);
SELECT mean_squared_log_error(regression_errors(-1, 1));
SELECT root_mean_squared_log_error(regression_errors(1, -3));
SELECT mean_pinball_loss(regression_errors(1, 2), 1.5);
SELECT mean_pinball_loss(regression_errors(1, 2), 'NaN');
SELECT adjusted_r2_score(regression_errors(1, 2), -1);
SELECT mean_tweedie_deviance(regression_errors(1, 2), 3);
SELECT mean_tweedie_deviance(regression_errors(-1, 2), 1);
SELECT mean_tweedie_deviance(regression_errors(0, 2), 2);
SELECT d2_tweedie_score(regression_errors(y, 0), 1) FROM (VALUES (1), (2)) v (y);
SELECT mreg_internal.regression_accum(NULL, 1, 2);
SELECT mreg_internal.median_absolute_error_final('{1,1,5}');

-- Text form.
SELECT regression_errors(y, yhat) AS r FROM golden;
SELECT regression_errors(y, yhat)::jsonb AS r FROM golden;
SELECT '{"gamma": 0, "n": 2, "weight": 2, "error_above": [0.5, 1e-20], "error_below": -0.0, "target_above": 3, "target_below": 0, "error_m2": 0, "target_m2": 0.5, "percentage": 0.5, "symmetric": 0.25, "squared_log": null, "poisson": 0.1, "poisson_mean": 0.2, "gamma_mean": 0.1, "error_min": 0, "error_max": 0.5, "target_min": 1, "target_max": 2}'::regression AS r;
CREATE FUNCTION pg_temp.changed(change jsonb) RETURNS text LANGUAGE sql AS $$
SELECT (regression_errors(y, yhat)::jsonb || change)::text FROM golden $$;
SELECT pg_temp.changed('{}')::regression = (SELECT regression_errors(y, yhat) FROM golden) AS same;
SELECT ''::regression;
SELECT '[]'::regression;
SELECT '{"n": 1}'::regression;
SELECT '{"n": 1.5}'::regression;
SELECT '{"n": 9223372036854775808}'::regression;
DO $$
DECLARE
    change jsonb;
    detail text;
BEGIN
    FOREACH change IN ARRAY ARRAY['{"n": 0}', '{"n": "1"}', '{"weight": -1}', '{"weight": "4"}', '{"weight": [1]}', '{"weight": [1, 2]}', '{"weight": null}',
        '{"error_max": -7}', '{"target_min": null}', '{"gamma": 1}', '{"poisson": 1, "poisson_mean": 0, "gamma": null}', '{"extra": 1}',
        '{"squared_log": 1e400}', '{"error_m2": {}}']::jsonb[] LOOP
        BEGIN
            PERFORM pg_temp.changed(change)::regression;
            RAISE NOTICE '% is accepted', change;
        EXCEPTION WHEN invalid_text_representation THEN
            GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
            RAISE NOTICE '%: %', change, detail;
        END;
    END LOOP;
END $$;

-- Sum, equality, rollup, groups, filters, windows.
SELECT a + b = c AS sum, a <> b AS different, a = a AS same, regression_add(a, b) = b + a AS commutes, regression_eq(a, b) AS eq, regression_ne(a, b) AS ne
FROM (SELECT regression_errors(y, yhat) FILTER (WHERE y < 3) AS a, regression_errors(y, yhat) FILTER (WHERE y >= 3) AS b,
             regression_errors(y, yhat) AS c FROM golden) s;
SELECT rollup(r) = (SELECT regression_errors(y, yhat) FROM golden) AS same, round(mean_squared_error(rollup(r))::numeric, 6) AS mse
FROM (SELECT regression_errors(y, yhat) AS r FROM golden GROUP BY y > 2) s;
SELECT count(*) FROM (SELECT DISTINCT r FROM (SELECT regression_errors(1, 2) AS r FROM golden GROUP BY y) s) d;
SELECT y, mean_absolute_error(y, yhat) OVER w AS mae, r2_score(y, yhat) OVER w AS r2, median_absolute_error(y, yhat) OVER w AS medae,
       max_error(regression_errors(y, yhat) OVER w) AS worst
FROM golden WINDOW w AS (ORDER BY y ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) ORDER BY y;
SELECT y > 2 AS large, yhat > 2 AS hat, mean_absolute_error(y, yhat) FROM golden GROUP BY GROUPING SETS ((y > 2), (yhat > 2), ()) ORDER BY 1, 2;
SELECT mean_absolute_error(DISTINCT y, yhat) FROM (SELECT * FROM golden UNION ALL SELECT * FROM golden) s;

-- Sums keep what rounding takes: a million values near 10^9.
SELECT mean_squared_error(r) AS mse, r2_score(r) AS r2, mean_bias_error(r) AS bias, mean_absolute_error(r) AS mae
FROM (SELECT regression_errors(1e9 + i % 3, 1e9 + i % 3 + 0.25) AS r FROM generate_series(0, 999999) i) s;

-- Intervals.
SELECT interval_errors(y, lower, upper) AS v FROM (VALUES (1, 0, 2), (2, 2, 2), (3, 4, 5), (4, 1, 3)) t (y, lower, upper);
SELECT interval_coverage(v) AS coverage, mean_interval_width(v) AS width, winkler_score(v) AS score, winkler_score(v, alpha => 0.5) AS half, support(v)
FROM (SELECT interval_errors(y, lower, upper) AS v FROM (VALUES (1, 0, 2), (2, 2, 2), (3, 4, 5), (4, 1, 3)) t (y, lower, upper)) s;
SELECT interval_coverage(v) AS coverage, winkler_score(v, 0.2) AS score, support(v), v::jsonb, v = v::text::intervals AS same
FROM (SELECT interval_errors(y, lower, upper, w) AS v FROM (VALUES (1, 0, 2, 3), (2, 3, 5, 1), (2, 3, 5, 0)) t (y, lower, upper, w)) s;
SELECT a + b = c AS sum, a <> b AS different, intervals_add(a, b) = c AS add, rollup_same
FROM (SELECT interval_errors(i, 3, 5) FILTER (WHERE i < 4) AS a, interval_errors(i, 3, 5) FILTER (WHERE i >= 4) AS b, interval_errors(i, 3, 5) AS c
      FROM generate_series(1, 9) i) s,
     (SELECT rollup(v) = (SELECT interval_errors(i, 3, 5) FROM generate_series(1, 9) i) AS rollup_same
      FROM (SELECT interval_errors(i, 3, 5) AS v FROM generate_series(1, 9) i GROUP BY i % 2) p) r;
SELECT interval_errors(1, 2, 1);
SELECT interval_errors(1, 'NaN', 1);
SELECT interval_errors(1, 0, 'Infinity');
SELECT winkler_score(interval_errors(1, 0, 2), 0);
SELECT '{"n": 1, "weight": 1, "below": 1, "above": 1, "width": 1, "shortfall": 1, "excess": 0}'::intervals;
