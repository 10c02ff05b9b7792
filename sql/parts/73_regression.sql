CREATE FUNCTION mreg_internal.regression_accum(state mreg.regression, y_true double precision, y_pred double precision) RETURNS mreg.regression
    AS 'MODULE_PATHNAME', 'mreg_regression_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.regression_weigh(
    state mreg.regression,
    y_true double precision,
    y_pred double precision,
    weight double precision
) RETURNS mreg.regression
    AS 'MODULE_PATHNAME', 'mreg_regression_weigh' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.regression_combine(state mreg.regression, other mreg.regression) RETURNS mreg.regression
    AS 'MODULE_PATHNAME', 'mreg_regression_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.regression_final(state mreg.regression) RETURNS mreg.regression
    AS 'MODULE_PATHNAME', 'mreg_regression_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.mean_absolute_error_final(state mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_absolute_error_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.mean_squared_error_final(state mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_squared_error_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.root_mean_squared_error_final(state mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_root_mean_squared_error_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.r2_score_final(state mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_r2_score_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.regression_errors(y_true double precision, y_pred double precision) (
    SFUNC = mreg_internal.regression_accum,
    STYPE = mreg.regression,
    SSPACE = 1120,
    FINALFUNC = mreg_internal.regression_final,
    COMBINEFUNC = mreg_internal.regression_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.regression_errors(double precision, double precision) IS
    'sums over targets and predictions, read by mean_absolute_error, r2_score and the like; compensated, so that the order of the rows and the number of workers do not show; integers, real and numeric need no cast; a moving frame is added up anew for every row, so that nothing drifts; rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023); sums out of range are errors (22003)';

CREATE AGGREGATE mreg.regression_errors(y_true double precision, y_pred double precision, weight double precision) (
    SFUNC = mreg_internal.regression_weigh,
    STYPE = mreg.regression,
    SSPACE = 1120,
    FINALFUNC = mreg_internal.regression_final,
    COMBINEFUNC = mreg_internal.regression_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.regression_errors(double precision, double precision, double precision) IS
    'sums over targets and predictions with weights; the weight is finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023); sums out of range are errors (22003)';

CREATE AGGREGATE mreg.rollup(r mreg.regression) (
    SFUNC = mreg_internal.regression_combine,
    STYPE = mreg.regression,
    SSPACE = 320,
    FINALFUNC = mreg_internal.regression_final,
    COMBINEFUNC = mreg_internal.regression_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.rollup(mreg.regression) IS
    'merges values, as if the rows of all had been added at once; NULL is skipped, no value gives NULL';

CREATE AGGREGATE mreg.mean_absolute_error(y_true double precision, y_pred double precision) (
    SFUNC = mreg_internal.regression_accum,
    STYPE = mreg.regression,
    SSPACE = 1120,
    FINALFUNC = mreg_internal.mean_absolute_error_final,
    COMBINEFUNC = mreg_internal.regression_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.mean_absolute_error(double precision, double precision) IS
    'mean of |y_true - y_pred|, as scikit-learn''s mean_absolute_error; rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023)';

CREATE AGGREGATE mreg.mean_squared_error(y_true double precision, y_pred double precision) (
    SFUNC = mreg_internal.regression_accum,
    STYPE = mreg.regression,
    SSPACE = 1120,
    FINALFUNC = mreg_internal.mean_squared_error_final,
    COMBINEFUNC = mreg_internal.regression_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.mean_squared_error(double precision, double precision) IS
    'mean of (y_true - y_pred)^2, as scikit-learn''s mean_squared_error; rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023)';

CREATE AGGREGATE mreg.root_mean_squared_error(y_true double precision, y_pred double precision) (
    SFUNC = mreg_internal.regression_accum,
    STYPE = mreg.regression,
    SSPACE = 1120,
    FINALFUNC = mreg_internal.root_mean_squared_error_final,
    COMBINEFUNC = mreg_internal.regression_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.root_mean_squared_error(double precision, double precision) IS
    'square root of the mean of (y_true - y_pred)^2, as scikit-learn''s root_mean_squared_error; rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023)';

CREATE AGGREGATE mreg.r2_score(y_true double precision, y_pred double precision) (
    SFUNC = mreg_internal.regression_accum,
    STYPE = mreg.regression,
    SSPACE = 1120,
    FINALFUNC = mreg_internal.r2_score_final,
    COMBINEFUNC = mreg_internal.regression_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.r2_score(double precision, double precision) IS
    'coefficient of determination 1 - sum (y_true - y_pred)^2 / sum (y_true - mean)^2, at most 1; for a constant target 1 where all errors are 0, else 0; NULL for fewer than two rows, as scikit-learn''s r2_score; rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023)';

CREATE FUNCTION mreg.mean_absolute_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_absolute_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.mean_absolute_error(mreg.regression) IS
    'mean of |y_true - y_pred|, in units of the target. As scikit-learn''s mean_absolute_error';

CREATE FUNCTION mreg.mean_squared_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_squared_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.mean_squared_error(mreg.regression) IS
    'mean of (y_true - y_pred)^2, in squared units of the target. As scikit-learn''s mean_squared_error';

CREATE FUNCTION mreg.root_mean_squared_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_root_mean_squared_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.root_mean_squared_error(mreg.regression) IS
    'square root of mean_squared_error, in units of the target. As scikit-learn''s root_mean_squared_error';

CREATE FUNCTION mreg.mean_absolute_percentage_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_absolute_percentage_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.mean_absolute_percentage_error(mreg.regression) IS
    'mean of |y_true - y_pred| / |y_true|, a ratio (0.05 is five percent), not times 100; where |y_true| is below 2^-52 it is divided by that, so a target of 0 gives a huge number. As scikit-learn''s mean_absolute_percentage_error';

CREATE FUNCTION mreg.weighted_absolute_percentage_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_weighted_absolute_percentage_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.weighted_absolute_percentage_error(mreg.regression) IS
    'WAPE: sum of |y_true - y_pred| over sum of |y_true|, a ratio; NULL where all targets are 0';

CREATE FUNCTION mreg.symmetric_mean_absolute_percentage_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_symmetric_mean_absolute_percentage_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.symmetric_mean_absolute_percentage_error(mreg.regression) IS
    'sMAPE: mean of 2 |y_true - y_pred| / (|y_true| + |y_pred|), a ratio in [0, 2]; a row where both are 0 counts as 0';

CREATE FUNCTION mreg.mean_squared_log_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_squared_log_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.mean_squared_log_error(mreg.regression) IS
    'mean of (ln(1 + y_true) - ln(1 + y_pred))^2; error 22023 where a target or prediction is -1 or below. As scikit-learn''s mean_squared_log_error';

CREATE FUNCTION mreg.root_mean_squared_log_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_root_mean_squared_log_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.root_mean_squared_log_error(mreg.regression) IS
    'square root of mean_squared_log_error, with its errors. As scikit-learn''s root_mean_squared_log_error';

CREATE FUNCTION mreg.mean_bias_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_bias_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.mean_bias_error(mreg.regression) IS
    'mean of y_pred - y_true: above 0 where predictions are too high, below 0 where they are too low; in units of the target';

CREATE FUNCTION mreg.max_error(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_max_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.max_error(mreg.regression) IS
    'largest |y_true - y_pred| of a row with a weight above 0, in units of the target. As scikit-learn''s max_error';

CREATE FUNCTION mreg.mean_pinball_loss(r mreg.regression, alpha double precision DEFAULT 0.5) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_pinball_loss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.mean_pinball_loss(mreg.regression, double precision) IS
    'quantile loss: mean of alpha (y_true - y_pred) where that is positive, of (1 - alpha) (y_pred - y_true) where not; alpha in [0, 1] is the quantile that is predicted; 0.5 gives half the mean absolute error. As scikit-learn''s mean_pinball_loss';

CREATE FUNCTION mreg.r2_score(r mreg.regression, force_finite boolean DEFAULT true) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_r2_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.r2_score(mreg.regression, boolean) IS
    'coefficient of determination 1 - sum (y_true - y_pred)^2 / sum (y_true - mean)^2, at most 1. NULL for fewer than two rows. For a constant target: 1 where all errors are 0, else 0; with force_finite => false NULL and -Infinity. As scikit-learn''s r2_score';

CREATE FUNCTION mreg.adjusted_r2_score(r mreg.regression, predictors bigint) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_adjusted_r2_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.adjusted_r2_score(mreg.regression, bigint) IS
    '1 - (1 - R2) (n - 1) / (n - predictors - 1), where n is the number of rows and predictors that of the models inputs (0 or above, else error 22023); NULL where n - predictors - 1 is not above 0';

CREATE FUNCTION mreg.explained_variance_score(r mreg.regression, force_finite boolean DEFAULT true) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_explained_variance_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.explained_variance_score(mreg.regression, boolean) IS
    '1 - variance of (y_true - y_pred) / variance of y_true, at most 1: R2 for which a constant bias costs nothing. For a constant target as r2_score. As scikit-learn''s explained_variance_score';

CREATE FUNCTION mreg.mean_tweedie_deviance(r mreg.regression, power integer DEFAULT 0) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_tweedie_deviance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.mean_tweedie_deviance(mreg.regression, integer) IS
    'mean deviance: power 0 squared error; 1 Poisson, 2 (y ln(y / y_pred) - y + y_pred); 2 gamma, 2 (ln(y_pred / y) + y / y_pred - 1). Error 22023 for another power, for power 1 where a target is below 0 or a prediction not above 0, for power 2 where a target or prediction is not above 0, or a target times its weight is below 1e-289, or the loss of a row beyond 1e270. As scikit-learn''s mean_tweedie_deviance';

CREATE FUNCTION mreg.d2_tweedie_score(r mreg.regression, power integer DEFAULT 0) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_d2_tweedie_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.d2_tweedie_score(mreg.regression, integer) IS
    'share of the deviance that is explained, 1 - mean deviance / mean deviance of the constant mean, at most 1; power as in mean_tweedie_deviance, with its errors. NULL for fewer than two rows and for a constant target. As scikit-learn''s d2_tweedie_score; d2_absolute_error_score and d2_pinball_score need quantiles of all targets, which sums do not hold';

CREATE FUNCTION mreg.support(r mreg.regression) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_support_regression' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.support(mreg.regression) IS
    'number (or weight) of the rows';

CREATE FUNCTION mreg_internal.median_absolute_error_accum(state double precision[], y_true double precision, y_pred double precision) RETURNS double precision[]
    AS 'MODULE_PATHNAME', 'mreg_median_absolute_error_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.median_absolute_error_weigh(
    state double precision[],
    y_true double precision,
    y_pred double precision,
    weight double precision
) RETURNS double precision[]
    AS 'MODULE_PATHNAME', 'mreg_median_absolute_error_weigh' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.median_absolute_error_combine(state double precision[], other double precision[]) RETURNS double precision[]
    AS 'MODULE_PATHNAME', 'mreg_median_absolute_error_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.median_absolute_error_final(state double precision[]) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_median_absolute_error_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.weighted_median_absolute_error_final(state double precision[]) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_weighted_median_absolute_error_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.median_absolute_error(y_true double precision, y_pred double precision) (
    SFUNC = mreg_internal.median_absolute_error_accum,
    STYPE = double precision[],
    SSPACE = 1024,
    FINALFUNC = mreg_internal.median_absolute_error_final,
    COMBINEFUNC = mreg_internal.median_absolute_error_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.median_absolute_error(double precision, double precision) IS
    'median of |y_true - y_pred|, exact, the mean of the two in the middle where rows are even in number; in units of the target; takes 8 bytes of memory per row. As scikit-learn''s median_absolute_error; rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023)';

CREATE AGGREGATE mreg.median_absolute_error(y_true double precision, y_pred double precision, weight double precision) (
    SFUNC = mreg_internal.median_absolute_error_weigh,
    STYPE = double precision[],
    SSPACE = 1024,
    FINALFUNC = mreg_internal.weighted_median_absolute_error_final,
    COMBINEFUNC = mreg_internal.median_absolute_error_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.median_absolute_error(double precision, double precision, double precision) IS
    'weighted median of |y_true - y_pred|, exact: the error below and above which weights are equal, the mean of two neighbours where either would do; takes 16 bytes of memory per row. As scikit-learn''s median_absolute_error since 1.8; the weight is finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023)';

CREATE FUNCTION mreg_internal.intervals_accum(
    state mreg.intervals,
    y_true double precision,
    lower double precision,
    upper double precision
) RETURNS mreg.intervals
    AS 'MODULE_PATHNAME', 'mreg_intervals_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.intervals_weigh(
    state mreg.intervals,
    y_true double precision,
    lower double precision,
    upper double precision,
    weight double precision
) RETURNS mreg.intervals
    AS 'MODULE_PATHNAME', 'mreg_intervals_weigh' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.intervals_combine(state mreg.intervals, other mreg.intervals) RETURNS mreg.intervals
    AS 'MODULE_PATHNAME', 'mreg_intervals_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.intervals_final(state mreg.intervals) RETURNS mreg.intervals
    AS 'MODULE_PATHNAME', 'mreg_intervals_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.interval_errors(y_true double precision, lower double precision, upper double precision) (
    SFUNC = mreg_internal.intervals_accum,
    STYPE = mreg.intervals,
    SSPACE = 128,
    FINALFUNC = mreg_internal.intervals_final,
    COMBINEFUNC = mreg_internal.intervals_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.interval_errors(double precision, double precision, double precision) IS
    'sums over targets and predicted intervals, read by interval_coverage, mean_interval_width and winkler_score; rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023), as is a lower bound above the upper one';

CREATE AGGREGATE mreg.interval_errors(
    y_true double precision,
    lower double precision,
    upper double precision,
    weight double precision
) (
    SFUNC = mreg_internal.intervals_weigh,
    STYPE = mreg.intervals,
    SSPACE = 128,
    FINALFUNC = mreg_internal.intervals_final,
    COMBINEFUNC = mreg_internal.intervals_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.interval_errors(double precision, double precision, double precision, double precision) IS
    'sums over targets and predicted intervals with weights; the weight is finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023), as is a lower bound above the upper one';

CREATE AGGREGATE mreg.rollup(v mreg.intervals) (
    SFUNC = mreg_internal.intervals_combine,
    STYPE = mreg.intervals,
    SSPACE = 128,
    FINALFUNC = mreg_internal.intervals_final,
    COMBINEFUNC = mreg_internal.intervals_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.rollup(mreg.intervals) IS
    'merges values, as if the rows of all had been added at once; NULL is skipped, no value gives NULL';

CREATE FUNCTION mreg.interval_coverage(v mreg.intervals) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_interval_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.interval_coverage(mreg.intervals) IS
    'share (or weight) of the targets in [lower, upper], bounds included, in [0, 1]: 0.9 is what 90 percent intervals should have';

CREATE FUNCTION mreg.mean_interval_width(v mreg.intervals) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_mean_interval_width' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.mean_interval_width(mreg.intervals) IS
    'mean of upper - lower, in units of the target';

CREATE FUNCTION mreg.winkler_score(v mreg.intervals, alpha double precision DEFAULT 0.1) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_winkler_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.winkler_score(mreg.intervals, double precision) IS
    'interval score: mean of the width plus 2 / alpha times the distance of a target outside to the nearer bound, in units of the target; less is better; alpha above 0 and below 1 is the share meant to lie outside, 0.1 for 90 percent intervals. Winkler, Journal of the American Statistical Association 67 (1972), 187-191';

CREATE FUNCTION mreg.support(v mreg.intervals) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_support_intervals' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.support(mreg.intervals) IS
    'number (or weight) of the rows';
