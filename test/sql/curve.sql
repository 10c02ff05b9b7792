-- Score curves and the metrics read off them.
SET search_path = mreg, public;

-- Text form: canonical, whatever the order of the input.
SELECT '{"scores": [], "positives": [], "negatives": []}'::curve;
SELECT '{"negatives": [3, 1], "positives": [0, 2], "scores": [0.4, 0.1]}'::curve;
SELECT '{"scores": [-1e300, -0.0, 1e-320, 0.1], "positives": [300, 1, 9223372036854775000, 0], "negatives": [0, 0, 0, 4]}'::curve;
SELECT '{"scores": [0.5], "positives": [0.25], "negatives": [1e-300], "weighted": true}'::curve,
       '{"scores": [0.5], "positives": [2], "negatives": [0], "weighted": false, "dropped_bits": 0}'::curve;
SELECT '{"scores": [0.5, 0.75], "positives": [2, 1], "negatives": [0, 1], "dropped_bits": 40}'::curve;
SELECT '{"scores": [0.5, 0.75], "positives": [2, 1], "negatives": [0, 1]}'::curve::jsonb -> 'scores' -> 1 AS second_score;

-- Text form: what is refused.
SELECT ''::curve;
SELECT '17'::curve;
SELECT '[]'::curve;
SELECT '{}'::curve;
SELECT '{"scores": [1], "positives": [1]}'::curve;
SELECT '{"scores": 1, "positives": [1], "negatives": [1]}'::curve;
SELECT '{"scores": ["1"], "positives": [1], "negatives": [1]}'::curve;
SELECT '{"scores": [null], "positives": [1], "negatives": [1]}'::curve;
SELECT '{"scores": [[1]], "positives": [1], "negatives": [1]}'::curve;
SELECT '{"scores": [{}], "positives": [1], "negatives": [1]}'::curve;
SELECT '{"scores": [1, 2], "positives": [1], "negatives": [1]}'::curve;
SELECT '{"scores": [1, 1], "positives": [1, 1], "negatives": [1, 1]}'::curve;
SELECT '{"scores": [0.0, -0.0], "positives": [1, 1], "negatives": [1, 1]}'::curve;
SELECT '{"scores": [1e400], "positives": [1], "negatives": [1]}'::curve;
SELECT '{"scores": [1], "positives": [0], "negatives": [0]}'::curve;
SELECT '{"scores": [1], "positives": [-1], "negatives": [5]}'::curve;
SELECT '{"scores": [1], "positives": [1.5], "negatives": [5]}'::curve;
SELECT '{"scores": [1], "positives": [9223372036854775808], "negatives": [5]}'::curve;
SELECT '{"scores": [1], "positives": [9223372036854775807], "negatives": [5]}'::curve;
SELECT '{"scores": [1], "positives": [0], "negatives": [0], "weighted": true}'::curve;
SELECT '{"scores": [1, 2], "positives": [1e308, 1e308], "negatives": [0, 0], "weighted": true}'::curve;
SELECT '{"scores": [1], "positives": [1], "negatives": [1], "weighted": 1}'::curve;
SELECT '{"scores": [1], "positives": [1], "negatives": [1], "dropped_bits": 64}'::curve;
SELECT '{"scores": [0.1], "positives": [1], "negatives": [1], "dropped_bits": 40}'::curve;
SELECT '{"scores": [1], "scores": [1], "positives": [1], "negatives": [1]}'::curve;
SELECT '{"scores": [1], "positives": [1], "negatives": [1], "extra": 1}'::curve;

-- Every type of label and score without a cast.
SELECT score_curve(y, s) FROM (VALUES (true, 0.5::real), (false, 0.25), (NULL, 0.1), (true, NULL)) v (y, s);
SELECT score_curve(y, s) FROM (VALUES (1::smallint, 0.5), (0::smallint, 0.25)) v (y, s);
SELECT score_curve(y, s) FROM (VALUES (1, 0.5::float8), (-1, 0.25)) v (y, s);
SELECT score_curve(y, s) FROM (VALUES (1::bigint, 3), (0::bigint, 3)) v (y, s);
SELECT score_curve(y, s, w) FROM (VALUES (1, 0.5, 0.25), (0, 0.25, 0), (0, 0.5, 2), (0, 0.5, 0.5), (1, 0.5, NULL)) v (y, s, w);

-- Rows that are refused.
SELECT score_curve(y, 0.5) FROM (VALUES (0), (1), (2)) v (y);
SELECT score_curve(y, 0.5) FROM (VALUES (0), (1), (-1)) v (y);
SELECT roc_auc_score(1, 'NaN');
SELECT roc_auc_score(true, '-Infinity');
SELECT score_curve(1, 0.5, -1);
SELECT score_curve(1, 0.5, 'NaN');
SELECT score_curve(1, 0.5, 'Infinity');

-- No usable row gives NULL.
SELECT score_curve(1, 0.5) IS NULL AS c, score_curve(1, 0.5, 1) IS NULL AS weighted, roc_auc_score(1, 0.5) IS NULL AS auc,
       average_precision_score(1, 0.5) IS NULL AS ap, log_loss(1, 0.5) IS NULL AS ll, brier_score_loss(1, 0.5) IS NULL AS brier,
       rollup('{"scores": [1], "positives": [1], "negatives": [1]}'::curve) IS NULL AS rollup, delong_test(1, 0.5, 0.5) IS NULL AS test
FROM generate_series(1, 0);
SELECT score_curve(y, 0.5) IS NULL AS c, score_curve(y, 0.5, 0) IS NULL AS weighted, roc_auc_score(y, 0.5) IS NULL AS auc FROM (VALUES (NULL::integer), (NULL)) v (y);
SELECT rollup('{"scores": [], "positives": [], "negatives": []}'::curve);

-- Golden values.
CREATE TEMPORARY TABLE golden (name text, y integer, s float8, w float8);
INSERT INTO golden VALUES ('plain', 0, .1, 1), ('plain', 0, .4, 2), ('plain', 1, .35, 3), ('plain', 1, .8, 4),
    ('ties', 0, .5, 1), ('ties', 1, .5, 1), ('ties', 0, .5, 1), ('ties', 1, .9, 1), ('ties', 1, .2, 1), ('ties', 0, .1, 1);
CREATE TEMPORARY TABLE c AS (SELECT name, score_curve(y, s) AS c FROM golden GROUP BY name ORDER BY name)
UNION ALL SELECT 'weights', score_curve(y, s, w) FROM golden WHERE name = 'plain'
UNION ALL SELECT 'positives', score_curve(1, s / 10.0) FROM generate_series(1, 3) s
UNION ALL SELECT 'negatives', score_curve(0, s / 10.0) FROM generate_series(1, 3) s;
SELECT name, round(roc_auc_score(c)::numeric, 6) AS auc, round(gini(c)::numeric, 6) AS gini, round(average_precision_score(c)::numeric, 6) AS ap,
       round(log_loss(c)::numeric, 6) AS log_loss, round(brier_score_loss(c)::numeric, 6) AS brier, round(ks_statistic(c)::numeric, 6) AS ks,
       ks_threshold(c) AS "at", support(c) AS n, support(c, true) AS p, curve_is_exact(c) AS exact, roc_auc_error_bound(c) AS bound FROM c;
SELECT m AS max_fpr, round(roc_auc_score(c, m)::numeric, 6) AS auc, round(roc_auc_score(c, max_fpr => NULL)::numeric, 6) AS whole
FROM c, (VALUES (.25), (.5), (.75), (1)) v (m) WHERE name = 'plain';
SELECT r.* FROM c, roc_curve(c) r WHERE name = 'plain';
SELECT r.* FROM c, roc_curve(c, drop_intermediate => false) r WHERE name = 'ties';
SELECT r.* FROM c, roc_curve(c) r WHERE name = 'positives';
SELECT r.* FROM c, precision_recall_curve(c) r WHERE name = 'plain';
SELECT r.* FROM c, precision_recall_curve(c) r WHERE name = 'negatives';
SELECT r.* FROM c, det_curve(c) r WHERE name = 'plain';
SELECT r.* FROM c, det_curve(c) r WHERE name = 'negatives';
SELECT count(*) FROM (SELECT score_curve(i > 3, i) AS c FROM generate_series(1, 6) i) s, roc_curve(c);
SELECT count(*) FROM (SELECT score_curve(i > 3, i) AS c FROM generate_series(1, 6) i) s, roc_curve(c, false);
SELECT p.* FROM c, curve_points(c) p WHERE name = 'weights';
SELECT round(log_loss(y, p)::numeric, 6) AS log_loss FROM (VALUES (0, 1), (1, 1)) v (y, p);
SELECT round(log_loss(y, p)::numeric, 6) AS log_loss FROM (VALUES (0, .1), (0, .2), (1, .7), (1, .99)) v (y, p);
SELECT round(brier_score_loss(y, p)::numeric, 6) AS brier FROM (VALUES (0, .1), (1, .9), (1, .8), (0, .3)) v (y, p);
SELECT log_loss(0, 1e-10) AS "-ln(1 - 1e-10)", log_loss(1, 1e-300) AS "kept from 0";
SELECT log_loss(score_curve(y, p), normalized => false) = 2 * log_loss(y, p) AS sum FROM (VALUES (0, .25), (1, .5)) v (y, p);

-- Calibration.
SELECT k.prob_true, k.prob_pred, k.n FROM calibration_curve((SELECT score_curve(y, p) FROM (VALUES
    (0, 0), (0, .1), (0, .2), (0, .3), (1, .4), (1, .65), (1, .7), (1, .8), (1, .9)) v (y, p)), n_bins => 3) k;
SELECT k.* FROM calibration_curve((SELECT score_curve(y, p) FROM (VALUES (0, 0), (1, .5), (0, .5), (1, 1)) v (y, p)), 2) k;
SELECT k.* FROM calibration_curve((SELECT score_curve(y, p) FROM (VALUES (0, .1), (1, .2), (0, .3), (1, .9)) v (y, p)), 2, strategy => 'quantile') k;
SELECT expected_calibration_error(c) AS ece, expected_calibration_error(c, bins => 1) AS one_bin, maximum_calibration_error(c) AS mce,
       root_mean_squared_calibration_error(c, 2) AS rmsce FROM c WHERE name = 'plain';
SELECT expected_calibration_error(score_curve(i % 4 = 0, 0.25)) AS calibrated FROM generate_series(1, 8) i;

-- Thresholds.
SELECT name, best_threshold(c) AS f1, best_threshold(c, 'fbeta', beta => 'Infinity') AS recall, best_threshold(c, 'youden') AS youden,
       best_threshold(c, 'cost', cost_fp => 5) AS fp_dear, best_threshold(c, 'cost', cost_fn => 5) AS fn_dear,
       best_threshold(c, 'cost', cost_tp => 9) AS never FROM c;
SELECT confusion_at(c, .35), confusion_at(c, 'Infinity'), confusion_at(c, '-Infinity') FROM c WHERE name = 'plain';
SELECT confusion_at(c, .4) FROM c WHERE name = 'weights';
SELECT f1_score(confusion_at(c, best_threshold(c))) FROM c WHERE name = 'ties';

-- Gain and lift: tied rows are split at the borders.
SELECT l.* FROM c, lift_curve(c, n_bins => 4) l WHERE name = 'ties';
SELECT g.* FROM c, cumulative_gain_curve(c) g WHERE name = 'ties';
SELECT capture_rate(c, 0) AS none, capture_rate(c, 1.0 / 6) AS first, capture_rate(c, 0.5) AS half, capture_rate(c, 1) AS everyone, lift_score(c, 0.5) AS lift, lift_score(c, 0) AS no_lift
FROM c WHERE name = 'ties';

-- Uncertainty.
SELECT round(i.roc_auc_score::numeric, 6) AS auc, round(i.variance::numeric, 7) AS variance, round(i.lower_bound::numeric, 6) AS lower, i.upper_bound
FROM c, roc_auc_interval(c) i WHERE name = 'ties';
SELECT i.* FROM c, roc_auc_interval(c, 0.9) i WHERE name = 'negatives';
SELECT i.* FROM roc_auc_interval('{"scores": [1, 2], "positives": [0, 1], "negatives": [1, 0]}') i;
SELECT round((t).auc_a::numeric, 6) AS a, round((t).auc_b::numeric, 6) AS b, round((t).variance_a::numeric, 7) AS variance_a,
       round((t).variance_b::numeric, 7) AS variance_b, round((t).covariance::numeric, 7) AS covariance, round((t).z::numeric, 6) AS z, round((t).p_value::numeric, 6) AS p
FROM (SELECT delong_test(y, a, b) AS t FROM (VALUES (0, .5, .1), (1, .5, .4), (0, .5, .35), (1, .9, .8), (1, .2, .6), (0, .1, .7)) v (y, a, b)) s;
SELECT delong_test(y, a, 2 * a) FROM (VALUES (0, 1), (1, 3), (0, 2), (1, 2)) v (y, a);
SELECT delong_test(true, 1, 2), delong_test(i, i, 1 - i) AS one_each FROM generate_series(0, 1) i;

-- Arithmetic.
SELECT a.c + a.c AS sum, a.c + a.c - a.c = a.c AS back, a.c <> b.c AS other FROM c a, c b WHERE a.name = 'plain' AND b.name = 'ties';
SELECT a.c + b.c FROM c a, c b WHERE a.name = 'plain' AND b.name = 'weights';
SELECT rollup(c) = (SELECT score_curve(y, s) FROM golden) AS whole FROM c WHERE name IN ('plain', 'ties');
SELECT a.c - b.c FROM c a, c b WHERE a.name = 'plain' AND b.name = 'ties';
SELECT c - c FROM c WHERE name = 'weights';
SELECT c - c AS nothing, roc_auc_score(c - c) AS auc, support(c - c) AS n FROM c WHERE name = 'plain';

-- Moving frames.
SELECT i, roc_auc_score(i % 3 = 0, i % 5) OVER w AS auc, average_precision_score(i % 3 = 0, i % 5) OVER w AS ap
FROM generate_series(1, 8) i WINDOW w AS (ORDER BY i ROWS 3 PRECEDING);

-- More distinct scores than are kept apart.
SET mreg.max_curve_scores = 100;
CREATE TEMPORARY TABLE many AS SELECT i, i % 3 = 0 AS y, i * 0.6180339887498949::float8 - floor(i * 0.6180339887498949::float8) AS s FROM generate_series(1, 1000) i;
CREATE TEMPORARY TABLE rounded AS SELECT score_curve(y, s) AS c, score_curve(y, s) FILTER (WHERE i % 2 = 0) AS part FROM many;
RESET mreg.max_curve_scores;
SELECT curve_is_exact(c), count(*) AS scores, count(*) <= 100 AS few FROM rounded, curve_points(c) GROUP BY c;
SELECT abs(roc_auc_score(c) - exact) <= roc_auc_error_bound(c) AS within, round(roc_auc_error_bound(c)::numeric, 4) AS bound
FROM rounded, (SELECT roc_auc_score(y, s) AS exact FROM many) e;
SELECT count(*) AS wrong FROM rounded, curve_points(c) p
WHERE confusion_at(c, p.score) <> (SELECT confusion_matrix(y, s >= p.score)::text::jsonb || '{"labels": [0, 1]}' FROM many)::text::confusion;
SELECT curve_is_exact(c - part) AS exact, support(c - part) AS n FROM rounded;
SET mreg.max_curve_scores = 1;
SET mreg.no_such_setting = 1;

-- Bad arguments.
SELECT log_loss(1, 1.5);
SELECT brier_score_loss('{"scores": [-0.5, 0.5], "positives": [1, 1], "negatives": [0, 0]}'::curve);
SELECT expected_calibration_error('{"scores": [2], "positives": [1], "negatives": [0]}'::curve);
SELECT expected_calibration_error(c, 0) FROM c;
SELECT calibration_curve(c, strategy => 'kmeans') FROM c;
SELECT calibration_curve('{"scores": [2], "positives": [1], "negatives": [0]}');
SELECT roc_auc_score(c, 0) FROM c;
SELECT roc_auc_score(c, 'NaN') FROM c;
SELECT capture_rate(c, 1.5) FROM c;
SELECT confusion_at(c, 'NaN') FROM c;
SELECT best_threshold(c, 'accuracy') FROM c;
SELECT best_threshold(c, NULL) FROM c;
SELECT best_threshold(c, 'fbeta', beta => -1) FROM c;
SELECT best_threshold(c, 'cost', cost_fp => 'Infinity') FROM c;
SELECT roc_auc_interval(c, 1) FROM c;
SELECT roc_auc_interval(c) FROM c WHERE name = 'weights';
SELECT delong_test(2, 1, 1);
SELECT delong_test(1, 'NaN', 1);
SELECT mreg_internal.curve_final('{"scores": [2], "positives": [1], "negatives": [0]}');

-- NULL arguments.
SELECT roc_auc_score(NULL::curve) AS auc, log_loss(NULL::curve) AS ll, confusion_at(NULL, 1) AS cm, best_threshold(NULL::curve) AS t, support(NULL::curve) AS n, (SELECT count(*) FROM roc_curve(NULL)) AS roc;
