CREATE FUNCTION mreg.roc_auc_score(curve mreg.curve, max_fpr double precision DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_roc_auc_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.roc_auc_score(mreg.curve, double precision) IS
    'area under the ROC curve, in [0, 1]: the probability that a positive row scores above a negative one, ties one half; with max_fpr, above 0 and at most 1, the area up to that false positive rate, standardised after McClish so that chance gives 0.5. NULL where a class is missing; of an inexact curve, without max_fpr, within roc_auc_error_bound. As scikit-learn''s roc_auc_score';

CREATE FUNCTION mreg.roc_auc_error_bound(curve mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_roc_auc_error_bound' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.roc_auc_error_bound(mreg.curve) IS
    'what roc_auc_score of this curve may be off by, at most: 0 for an exact curve, else half the share of the pairs of a positive and a negative row that rounding may have tied; NULL where a class is missing';

CREATE FUNCTION mreg.curve_is_exact(curve mreg.curve) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_curve_is_exact' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.curve_is_exact(mreg.curve) IS
    'does the curve hold the scores that came in? false where there were more than mreg.max_curve_scores and they were rounded down: each threshold then still has the counts of the rows at or above it';

CREATE FUNCTION mreg.average_precision_score(curve mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_average_precision_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.average_precision_score(mreg.curve) IS
    'average precision, in [0, 1]: sum over the scores of the precision there times the rise in recall, without interpolation; NULL without a positive row, where scikit-learn''s average_precision_score gives 0';

CREATE FUNCTION mreg.log_loss(curve mreg.curve, normalized boolean DEFAULT true) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_log_loss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.log_loss(mreg.curve, boolean) IS
    'mean over the rows, or with normalized false the sum, of -ln of the probability given to what came true, in nats, at most 36.04 a row: probabilities are kept 2.2e-16 away from 0 and 1. Scores outside [0, 1] are an error; one class is enough. As scikit-learn''s log_loss with both labels named, but without its loss of digits where probabilities are near 0';

CREATE FUNCTION mreg.brier_score_loss(curve mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_brier_score_loss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.brier_score_loss(mreg.curve) IS
    'mean squared difference of the probability and what came true, in [0, 1]; scores outside [0, 1] are an error. As scikit-learn''s brier_score_loss';

CREATE FUNCTION mreg.ks_statistic(curve mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_ks_statistic' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.ks_statistic(mreg.curve) IS
    'Kolmogorov-Smirnov statistic, in [0, 1]: the greatest distance of true and false positive rate over all thresholds; NULL where a class is missing. As scipy''s ks_2samp of the scores of the two classes';

CREATE FUNCTION mreg.ks_threshold(curve mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_ks_threshold' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.ks_threshold(mreg.curve) IS
    'the threshold (rows at or above it are predicted positive) where the Kolmogorov-Smirnov statistic is reached, the highest of several; NULL where a class is missing';

CREATE FUNCTION mreg.gini(curve mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_gini' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.gini(mreg.curve) IS
    'Gini coefficient or accuracy ratio, 2 AUC - 1, in [-1, 1]; NULL where a class is missing';

CREATE FUNCTION mreg.expected_calibration_error(curve mreg.curve, bins integer DEFAULT 15) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_expected_calibration_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.expected_calibration_error(mreg.curve, integer) IS
    'ECE, in [0, 1]: mean over the rows of the distance between mean score and share of positives in their bin; bins of equal width from 0 to 1, an inner edge belonging to the bin below it. Scores outside [0, 1] are an error. Guo et al. 2017';

CREATE FUNCTION mreg.maximum_calibration_error(curve mreg.curve, bins integer DEFAULT 15) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_maximum_calibration_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.maximum_calibration_error(mreg.curve, integer) IS
    'MCE, in [0, 1]: the greatest distance between mean score and share of positives of the bins that are not empty; bins as in expected_calibration_error';

CREATE FUNCTION mreg.root_mean_squared_calibration_error(curve mreg.curve, bins integer DEFAULT 15) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_root_mean_squared_calibration_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.root_mean_squared_calibration_error(mreg.curve, integer) IS
    'RMSCE, in [0, 1]: root of the mean over the rows of the squared distance between mean score and share of positives in their bin; bins as in expected_calibration_error';

CREATE FUNCTION mreg.capture_rate(curve mreg.curve, q double precision) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_capture_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.capture_rate(mreg.curve, double precision) IS
    'share of the positive rows found among the share q (0 to 1) of the rows with the highest scores, in [0, 1]; of rows tied at the cut the fitting part counts, whatever their order; NULL without a positive row';

CREATE FUNCTION mreg.lift_score(curve mreg.curve, q double precision) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_lift_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.lift_score(mreg.curve, double precision) IS
    'how many times more positive rows there are among the share q (0 to 1) of the rows with the highest scores than among all: capture_rate / q; NULL without a positive row and for q = 0';

CREATE FUNCTION mreg.support(curve mreg.curve, y_true boolean DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_support_curve' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.support(mreg.curve, boolean) IS
    'number (or weight) of the rows, or of the positive (true) or negative (false) ones';

CREATE FUNCTION mreg.confusion_at(curve mreg.curve, threshold double precision) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.confusion_at(mreg.curve, double precision) IS
    'confusion matrix of the labels 0 and 1 if rows whose score is at or above threshold are predicted 1; threshold may be infinite, not NaN. Exact also for an inexact curve at each of its thresholds';

CREATE FUNCTION mreg.best_threshold(
    curve mreg.curve,
    criterion text DEFAULT 'f1',
    beta double precision DEFAULT 1,
    cost_fp double precision DEFAULT 1,
    cost_fn double precision DEFAULT 1,
    cost_tp double precision DEFAULT 0,
    cost_tn double precision DEFAULT 0
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_best_threshold' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.best_threshold(mreg.curve, text, double precision, double precision, double precision, double precision, double precision) IS
    'the threshold, among the scores, that is best by a criterion, the highest of equals: f1; fbeta, with beta 0 or above, Infinity meaning recall; youden, true less false positive rate; cost, the least sum of the costs of all rows, given per false and true positive and negative, where Infinity means that it is best to predict none positive. NULL where the criterion is undefined: f1 and fbeta without a positive row, youden where a class is missing';

CREATE FUNCTION mreg.curve_points(curve mreg.curve) RETURNS TABLE (score double precision, positives double precision, negatives double precision)
    AS 'MODULE_PATHNAME', 'mreg_curve_points' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.curve_points(mreg.curve) IS
    'one row per distinct score, ascending, with the number (or weight) of its positive and negative rows';

CREATE FUNCTION mreg.roc_curve(curve mreg.curve, drop_intermediate boolean DEFAULT true) RETURNS TABLE (fpr double precision, tpr double precision, threshold double precision)
    AS 'MODULE_PATHNAME', 'mreg_roc_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.roc_curve(mreg.curve, boolean) IS
    'ROC curve: false and true positive rate if rows at or above threshold are predicted positive, from threshold Infinity downwards; drop_intermediate leaves out points on a straight line between their neighbours. A rate is NULL where its class is missing. As scikit-learn''s roc_curve';

CREATE FUNCTION mreg.precision_recall_curve(curve mreg.curve, drop_intermediate boolean DEFAULT false) RETURNS TABLE (precision_score double precision, recall_score double precision, threshold double precision)
    AS 'MODULE_PATHNAME', 'mreg_precision_recall_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.precision_recall_curve(mreg.curve, boolean) IS
    'precision and recall if rows at or above threshold are predicted positive, by ascending threshold, and at the end precision 1 and recall 0 without a threshold; drop_intermediate leaves out points between others of the same recall. Recall is NULL without a positive row. As scikit-learn''s precision_recall_curve';

CREATE FUNCTION mreg.det_curve(curve mreg.curve, drop_intermediate boolean DEFAULT false) RETURNS TABLE (fpr double precision, fnr double precision, threshold double precision)
    AS 'MODULE_PATHNAME', 'mreg_det_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.det_curve(mreg.curve, boolean) IS
    'detection error tradeoff: false positive and false negative rate by ascending threshold, from the last threshold without a false negative to the first without a false positive; drop_intermediate leaves out points between others of the same false negative rate. No row where a class is missing. As scikit-learn''s det_curve';

CREATE FUNCTION mreg.calibration_curve(curve mreg.curve, n_bins integer DEFAULT 5, strategy text DEFAULT 'uniform') RETURNS TABLE (prob_true double precision, prob_pred double precision, n double precision, lower_edge double precision, upper_edge double precision)
    AS 'MODULE_PATHNAME', 'mreg_calibration_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.calibration_curve(mreg.curve, integer, text) IS
    'reliability diagram: per bin that is not empty the share of positives, the mean score, the number (or weight) of rows and the edges; strategy uniform for bins of equal width from 0 to 1, quantile for bins of about as many rows each (percentiles, of weights without interpolation); an inner edge belongs to the bin below it. Scores outside [0, 1] are an error. As scikit-learn''s calibration_curve';

CREATE FUNCTION mreg.cumulative_gain_curve(curve mreg.curve) RETURNS TABLE (share double precision, gain double precision, lift double precision, threshold double precision)
    AS 'MODULE_PATHNAME', 'mreg_cumulative_gain_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.cumulative_gain_curve(mreg.curve) IS
    'per threshold, from Infinity downwards, the share of the rows at or above it, the share of the positive rows among them (gain, NULL without a positive row) and gain / share (lift)';

CREATE FUNCTION mreg.lift_curve(curve mreg.curve, n_bins integer DEFAULT 10) RETURNS TABLE (bin integer, share double precision, n double precision, positives double precision, positive_rate double precision, lift double precision, cumulative_gain double precision, cumulative_lift double precision, threshold double precision)
    AS 'MODULE_PATHNAME', 'mreg_lift_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.lift_curve(mreg.curve, integer) IS
    'gain and lift table: the rows in n_bins equal parts by descending score; share of the rows down to the end of the part, rows (or weight) and positives in it, their rate, the rate over that of all rows (lift), the share of all positives found so far, the same over share, and the lowest score of the part. Rows of one score that falls on a border are split by the fitting share, so the table does not depend on their order';
