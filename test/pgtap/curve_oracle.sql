-- Every value that scikit-learn and SciPy computed (test/oracle/curve.py) comes out of mreg, to 1e-12 relative.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;

CREATE TEMPORARY TABLE data_set (id integer PRIMARY KEY, y_true integer[], score double precision[], weight double precision[]);
CREATE TEMPORARY TABLE expected_score (
    id integer PRIMARY KEY, set_id integer, metric text, option text, parameter double precision, value double precision);
CREATE TEMPORARY TABLE expected_curve (
    id integer PRIMARY KEY, set_id integer, metric text, option text, a double precision[], b double precision[], c double precision[]);
CREATE TEMPORARY TABLE expected_test (
    id integer PRIMARY KEY, y_true integer[], score_a double precision[], score_b double precision[], result double precision[]);
\ir ../oracle/curve_cases.sql

-- The curve of every set, its labels in the type that its number chooses.
CREATE TEMPORARY TABLE pair AS
SELECT s.id, s.weight IS NOT NULL AS is_weighted, p.y, p.x, p.w
FROM data_set s CROSS JOIN LATERAL unnest(s.y_true, s.score, s.weight) p (y, x, w);
CREATE TEMPORARY TABLE curve AS
SELECT id, is_weighted, mreg.score_curve(y = 1, x) AS c FROM pair WHERE id % 5 = 0 AND NOT is_weighted GROUP BY 1, 2
UNION ALL SELECT id, is_weighted, mreg.score_curve(y::smallint, x) FROM pair WHERE id % 5 = 1 AND NOT is_weighted GROUP BY 1, 2
UNION ALL SELECT id, is_weighted, mreg.score_curve(y, x) FROM pair WHERE id % 5 = 2 AND NOT is_weighted GROUP BY 1, 2
UNION ALL SELECT id, is_weighted, mreg.score_curve(y::bigint, x) FROM pair WHERE id % 5 = 3 AND NOT is_weighted GROUP BY 1, 2
UNION ALL SELECT id, is_weighted, mreg.score_curve(2 * y - 1, x) FROM pair WHERE id % 5 = 4 AND NOT is_weighted GROUP BY 1, 2
UNION ALL SELECT id, is_weighted, mreg.score_curve(y = 1, x, w) FROM pair WHERE id % 5 = 0 AND is_weighted GROUP BY 1, 2
UNION ALL SELECT id, is_weighted, mreg.score_curve(y::smallint, x, w) FROM pair WHERE id % 5 = 1 AND is_weighted GROUP BY 1, 2
UNION ALL SELECT id, is_weighted, mreg.score_curve(y, x, w) FROM pair WHERE id % 5 = 2 AND is_weighted GROUP BY 1, 2
UNION ALL SELECT id, is_weighted, mreg.score_curve(y::bigint, x, w) FROM pair WHERE id % 5 = 3 AND is_weighted GROUP BY 1, 2
UNION ALL SELECT id, is_weighted, mreg.score_curve(2 * y - 1, x, w) FROM pair WHERE id % 5 = 4 AND is_weighted GROUP BY 1, 2;

CREATE FUNCTION pg_temp.close_to(have double precision, want double precision) RETURNS boolean
IMMUTABLE LANGUAGE SQL
RETURN CASE WHEN want IS NULL OR have IS NULL THEN have IS NULL AND want IS NULL
            WHEN abs(want) = 'Infinity' THEN have = want
            ELSE abs(have - want) <= 1e-12 * abs(want) OR abs(have - want) <= 1e-300 END;

-- Differences and shares of one can come out as almost 0 on either side.
CREATE FUNCTION pg_temp.close_to_within(have double precision, want double precision, slack double precision) RETURNS boolean
IMMUTABLE LANGUAGE SQL
RETURN CASE WHEN pg_temp.close_to(have, want) THEN true ELSE abs(have - want) <= slack END;

CREATE FUNCTION pg_temp.all_close(have double precision[], want double precision[]) RETURNS boolean
IMMUTABLE LANGUAGE SQL
RETURN coalesce(cardinality(have), 0) = coalesce(cardinality(want), 0)
   AND NOT EXISTS (SELECT FROM unnest(have, want) u (h, w) WHERE pg_temp.close_to_within(h, w, 1e-16) IS NOT TRUE);

SELECT plan((SELECT count(*) FROM expected_score)::integer + (SELECT count(*) FROM expected_curve)::integer
            + (SELECT count(*) FROM expected_test)::integer + 6);
SELECT cmp_ok((SELECT count(*) FROM expected_score) + (SELECT count(*) FROM expected_curve), '>=', 500::bigint, 'at least 500 cases are compared');
SELECT is((SELECT count(*) FROM curve), (SELECT count(*) FROM data_set), 'every set has its curve');

SELECT ok(pg_temp.close_to_within(have.value, e.value, CASE WHEN e.metric LIKE '%calibration_error' THEN 1e-16 ELSE 0 END),
          format('set %s: %s(%s)%s is %s', e.set_id, e.metric, concat_ws(', ', e.option, e.parameter),
                 CASE WHEN pg_temp.close_to(have.value, e.value) THEN '' ELSE ' = ' || coalesce(have.value::text, 'NULL') END,
                 coalesce(e.value::text, 'NULL')))
FROM expected_score e
JOIN curve k ON k.id = e.set_id
CROSS JOIN LATERAL (
    SELECT CASE e.metric
        WHEN 'roc_auc_score' THEN mreg.roc_auc_score(k.c, e.parameter)
        WHEN 'average_precision_score' THEN mreg.average_precision_score(k.c)
        WHEN 'log_loss' THEN mreg.log_loss(k.c)
        WHEN 'log_loss_sum' THEN mreg.log_loss(k.c, normalized => false)
        WHEN 'brier_score_loss' THEN mreg.brier_score_loss(k.c)
        WHEN 'ks_statistic' THEN mreg.ks_statistic(k.c)
        WHEN 'ks_threshold' THEN mreg.ks_threshold(k.c)
        WHEN 'gini' THEN mreg.gini(k.c)
        WHEN 'capture_rate' THEN mreg.capture_rate(k.c, e.parameter)
        WHEN 'expected_calibration_error' THEN mreg.expected_calibration_error(k.c, e.parameter::integer)
        WHEN 'maximum_calibration_error' THEN mreg.maximum_calibration_error(k.c, e.parameter::integer)
        WHEN 'root_mean_squared_calibration_error' THEN mreg.root_mean_squared_calibration_error(k.c, e.parameter::integer)
        WHEN 'auc_variance' THEN (mreg.roc_auc_interval(k.c)).variance
        WHEN 'auc_lower' THEN (mreg.roc_auc_interval(k.c, e.parameter)).lower_bound
        WHEN 'auc_upper' THEN (mreg.roc_auc_interval(k.c, e.parameter)).upper_bound
        WHEN 'best_threshold' THEN CASE e.option
            WHEN 'fbeta' THEN mreg.best_threshold(k.c, 'fbeta', beta => e.parameter)
            WHEN 'youden' THEN mreg.best_threshold(k.c, 'youden')
            WHEN 'cost' THEN mreg.best_threshold(k.c, 'cost', cost_fp => e.parameter) END END AS value) have
ORDER BY e.id;

-- Curves as arrays, in the order of the rows.
CREATE TEMPORARY TABLE have (id integer PRIMARY KEY, a double precision[], b double precision[], c double precision[]);
INSERT INTO have
SELECT e.id, array_agg(r.fpr ORDER BY r.o), array_agg(r.tpr ORDER BY r.o), array_agg(r.threshold ORDER BY r.o)
FROM expected_curve e JOIN curve k ON k.id = e.set_id
CROSS JOIN LATERAL mreg.roc_curve(k.c, e.option::boolean) WITH ORDINALITY r (fpr, tpr, threshold, o)
WHERE e.metric = 'roc_curve' GROUP BY e.id;
INSERT INTO have
SELECT e.id, array_agg(r.p ORDER BY r.o), array_agg(r.r ORDER BY r.o), array_agg(r.threshold ORDER BY r.o)
FROM expected_curve e JOIN curve k ON k.id = e.set_id
CROSS JOIN LATERAL mreg.precision_recall_curve(k.c, e.option::boolean) WITH ORDINALITY r (p, r, threshold, o)
WHERE e.metric = 'precision_recall_curve' GROUP BY e.id;
INSERT INTO have
SELECT e.id, array_agg(r.fpr ORDER BY r.o), array_agg(r.fnr ORDER BY r.o), array_agg(r.threshold ORDER BY r.o)
FROM expected_curve e JOIN curve k ON k.id = e.set_id
CROSS JOIN LATERAL mreg.det_curve(k.c, e.option::boolean) WITH ORDINALITY r (fpr, fnr, threshold, o)
WHERE e.metric = 'det_curve' GROUP BY e.id;
INSERT INTO have
SELECT e.id, array_agg(r.t ORDER BY r.o), array_agg(r.p ORDER BY r.o)
FROM expected_curve e JOIN curve k ON k.id = e.set_id
CROSS JOIN LATERAL mreg.calibration_curve(k.c, split_part(e.option, ' ', 2)::integer, split_part(e.option, ' ', 1)) WITH ORDINALITY r (t, p, n, lower_edge, upper_edge, o)
WHERE e.metric = 'calibration_curve' GROUP BY e.id;
INSERT INTO have
SELECT e.id, ARRAY[coalesce(sum(n) FILTER (WHERE y_true = '0' AND y_pred = '0'), 0), coalesce(sum(n) FILTER (WHERE y_true = '0' AND y_pred = '1'), 0),
                   coalesce(sum(n) FILTER (WHERE y_true = '1' AND y_pred = '0'), 0), coalesce(sum(n) FILTER (WHERE y_true = '1' AND y_pred = '1'), 0)]
FROM expected_curve e JOIN curve k ON k.id = e.set_id
CROSS JOIN LATERAL mreg.confusion_cells(mreg.confusion_at(k.c, e.option::double precision))
WHERE e.metric = 'confusion_at' GROUP BY e.id;

SELECT ok(v.good, format('set %s: %s(%s) is scikit-learn''s%s', e.set_id, e.metric, e.option,
                         CASE WHEN NOT v.good THEN format(': %s %s %s, not %s %s %s', h.a, h.b, h.c, e.a, e.b, e.c) END))
FROM expected_curve e LEFT JOIN have h USING (id)
CROSS JOIN LATERAL (SELECT pg_temp.all_close(h.a, e.a) AND pg_temp.all_close(h.b, e.b) AND pg_temp.all_close(h.c, e.c)) v (good)
ORDER BY e.id;

SELECT ok(pg_temp.close_to(have.auc_a, e.result[1]) AND pg_temp.close_to(have.auc_b, e.result[2])
          AND pg_temp.close_to_within(have.difference, e.result[3], 1e-15) AND pg_temp.close_to(have.variance_a, e.result[4])
          AND pg_temp.close_to(have.variance_b, e.result[5]) AND pg_temp.close_to_within(have.covariance, e.result[6], 1e-16)
          AND pg_temp.close_to_within(have.z, e.result[7], 1e-12 * abs(e.result[7])) AND pg_temp.close_to_within(have.p_value, e.result[8], 1e-9 * e.result[8]),
          format('paired test %s: %s', e.id, have::text))
FROM expected_test e
CROSS JOIN LATERAL (SELECT (mreg.delong_test(u.y, u.a, u.b)).* FROM unnest(e.y_true, e.score_a, e.score_b) u (y, a, b)) have
ORDER BY e.id;

-- One-step aggregates say what the curve says.
SELECT is_empty($$
    SELECT id FROM (SELECT id, mreg.roc_auc_score(y, x) AS auc, mreg.average_precision_score(y, x) AS ap FROM pair WHERE NOT is_weighted GROUP BY id) s
    JOIN curve k USING (id) WHERE s.auc IS DISTINCT FROM mreg.roc_auc_score(k.c) OR s.ap IS DISTINCT FROM mreg.average_precision_score(k.c)$$,
    'roc_auc_score and average_precision_score of two columns are those of the curve');
SELECT is_empty($$
    SELECT id FROM (SELECT id, mreg.log_loss(y = 1, x) AS ll, mreg.brier_score_loss(y::bigint, x) AS brier FROM pair
                    WHERE NOT is_weighted AND id IN (SELECT set_id FROM expected_score WHERE metric = 'log_loss') GROUP BY id) s
    JOIN curve k USING (id) WHERE s.ll IS DISTINCT FROM mreg.log_loss(k.c) OR s.brier IS DISTINCT FROM mreg.brier_score_loss(k.c)$$,
    'log_loss and brier_score_loss too');
SELECT is_empty($$
    SELECT k.id FROM curve k CROSS JOIN LATERAL mreg.lift_curve(k.c, 7) l
    WHERE pg_temp.close_to_within(l.cumulative_gain, mreg.capture_rate(k.c, l.share), 1e-15) IS NOT TRUE AND mreg.support(k.c, true) > 0$$,
    'the gains of lift_curve are capture rates');
SELECT is_empty($$
    SELECT k.id FROM curve k CROSS JOIN LATERAL mreg.cumulative_gain_curve(k.c) g
    WHERE mreg.support(k.c, true) > 0 AND pg_temp.close_to_within(g.gain, mreg.capture_rate(k.c, g.share), 1e-15) IS NOT TRUE$$,
    'and so are those of cumulative_gain_curve');
SELECT * FROM finish();
ROLLBACK;
