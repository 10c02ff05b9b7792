CREATE FUNCTION mreg_internal.curve_count_boolean(state mreg.curve, y_true boolean, score double precision) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_count_boolean' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_remove_boolean(state mreg.curve, y_true boolean, score double precision) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_remove_boolean' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_weigh_boolean(
    state mreg.curve,
    y_true boolean,
    score double precision,
    weight double precision
) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_weigh_boolean' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_count_smallint(state mreg.curve, y_true smallint, score double precision) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_count_smallint' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_remove_smallint(state mreg.curve, y_true smallint, score double precision) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_remove_smallint' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_weigh_smallint(
    state mreg.curve,
    y_true smallint,
    score double precision,
    weight double precision
) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_weigh_smallint' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_count_integer(state mreg.curve, y_true integer, score double precision) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_count_integer' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_remove_integer(state mreg.curve, y_true integer, score double precision) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_remove_integer' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_weigh_integer(
    state mreg.curve,
    y_true integer,
    score double precision,
    weight double precision
) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_weigh_integer' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_count_bigint(state mreg.curve, y_true bigint, score double precision) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_count_bigint' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_remove_bigint(state mreg.curve, y_true bigint, score double precision) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_remove_bigint' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_weigh_bigint(
    state mreg.curve,
    y_true bigint,
    score double precision,
    weight double precision
) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_weigh_bigint' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_combine(state mreg.curve, other mreg.curve) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_combine' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_rollup(state mreg.curve, curve mreg.curve) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_rollup' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_rollup_remove(state mreg.curve, curve mreg.curve) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_rollup_remove' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_final(state mreg.curve) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_final' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_rollup_final(state mreg.curve) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_rollup_final' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.roc_auc_final(state mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_roc_auc_final' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.average_precision_final(state mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_average_precision_final' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.log_loss_final(state mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_log_loss_final' LANGUAGE C STABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.brier_score_loss_final(state mreg.curve) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_brier_score_loss_final' LANGUAGE C STABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.score_curve(y_true boolean, score double precision) (
    SFUNC = mreg_internal.curve_count_boolean,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.curve_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_boolean,
    MINVFUNC = mreg_internal.curve_remove_boolean,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.curve_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.score_curve(boolean, double precision) IS
    'score curve: every distinct score with its positive and negative rows, from which all metrics of scores are read; y_true is true for the positive class, scores are finite; rows with a NULL are skipped, no row gives NULL; beyond mreg.max_curve_scores distinct scores these are rounded down, and roc_auc_error_bound tells what that may cost';

CREATE AGGREGATE mreg.score_curve(y_true boolean, score double precision, weight double precision) (
    SFUNC = mreg_internal.curve_weigh_boolean,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.curve_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.score_curve(boolean, double precision, double precision) IS
    'score curve of weighted rows: every distinct score with the weight of its positive and negative rows; y_true is true for the positive class, scores are finite; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.score_curve(y_true smallint, score double precision) (
    SFUNC = mreg_internal.curve_count_smallint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.curve_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_smallint,
    MINVFUNC = mreg_internal.curve_remove_smallint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.curve_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.score_curve(smallint, double precision) IS
    'score curve: every distinct score with its positive and negative rows, from which all metrics of scores are read; y_true is 0 or 1, or -1 or 1, scores are finite; rows with a NULL are skipped, no row gives NULL; beyond mreg.max_curve_scores distinct scores these are rounded down, and roc_auc_error_bound tells what that may cost';

CREATE AGGREGATE mreg.score_curve(y_true smallint, score double precision, weight double precision) (
    SFUNC = mreg_internal.curve_weigh_smallint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.curve_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.score_curve(smallint, double precision, double precision) IS
    'score curve of weighted rows: every distinct score with the weight of its positive and negative rows; y_true is 0 or 1, or -1 or 1, scores are finite; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.score_curve(y_true integer, score double precision) (
    SFUNC = mreg_internal.curve_count_integer,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.curve_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_integer,
    MINVFUNC = mreg_internal.curve_remove_integer,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.curve_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.score_curve(integer, double precision) IS
    'score curve: every distinct score with its positive and negative rows, from which all metrics of scores are read; y_true is 0 or 1, or -1 or 1, scores are finite; rows with a NULL are skipped, no row gives NULL; beyond mreg.max_curve_scores distinct scores these are rounded down, and roc_auc_error_bound tells what that may cost';

CREATE AGGREGATE mreg.score_curve(y_true integer, score double precision, weight double precision) (
    SFUNC = mreg_internal.curve_weigh_integer,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.curve_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.score_curve(integer, double precision, double precision) IS
    'score curve of weighted rows: every distinct score with the weight of its positive and negative rows; y_true is 0 or 1, or -1 or 1, scores are finite; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.score_curve(y_true bigint, score double precision) (
    SFUNC = mreg_internal.curve_count_bigint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.curve_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_bigint,
    MINVFUNC = mreg_internal.curve_remove_bigint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.curve_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.score_curve(bigint, double precision) IS
    'score curve: every distinct score with its positive and negative rows, from which all metrics of scores are read; y_true is 0 or 1, or -1 or 1, scores are finite; rows with a NULL are skipped, no row gives NULL; beyond mreg.max_curve_scores distinct scores these are rounded down, and roc_auc_error_bound tells what that may cost';

CREATE AGGREGATE mreg.score_curve(y_true bigint, score double precision, weight double precision) (
    SFUNC = mreg_internal.curve_weigh_bigint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.curve_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.score_curve(bigint, double precision, double precision) IS
    'score curve of weighted rows: every distinct score with the weight of its positive and negative rows; y_true is 0 or 1, or -1 or 1, scores are finite; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.roc_auc_score(y_true boolean, score double precision) (
    SFUNC = mreg_internal.curve_count_boolean,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.roc_auc_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_boolean,
    MINVFUNC = mreg_internal.curve_remove_boolean,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.roc_auc_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.roc_auc_score(boolean, double precision) IS
    'area under the ROC curve, in [0, 1]: the probability that a positive row scores above a negative one, ties one half; NULL where a class is missing. y_true is true for the positive class; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s roc_auc_score of a binary y_true';

CREATE AGGREGATE mreg.roc_auc_score(y_true smallint, score double precision) (
    SFUNC = mreg_internal.curve_count_smallint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.roc_auc_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_smallint,
    MINVFUNC = mreg_internal.curve_remove_smallint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.roc_auc_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.roc_auc_score(smallint, double precision) IS
    'area under the ROC curve, in [0, 1]: the probability that a positive row scores above a negative one, ties one half; NULL where a class is missing. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s roc_auc_score of a binary y_true';

CREATE AGGREGATE mreg.roc_auc_score(y_true integer, score double precision) (
    SFUNC = mreg_internal.curve_count_integer,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.roc_auc_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_integer,
    MINVFUNC = mreg_internal.curve_remove_integer,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.roc_auc_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.roc_auc_score(integer, double precision) IS
    'area under the ROC curve, in [0, 1]: the probability that a positive row scores above a negative one, ties one half; NULL where a class is missing. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s roc_auc_score of a binary y_true';

CREATE AGGREGATE mreg.roc_auc_score(y_true bigint, score double precision) (
    SFUNC = mreg_internal.curve_count_bigint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.roc_auc_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_bigint,
    MINVFUNC = mreg_internal.curve_remove_bigint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.roc_auc_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.roc_auc_score(bigint, double precision) IS
    'area under the ROC curve, in [0, 1]: the probability that a positive row scores above a negative one, ties one half; NULL where a class is missing. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s roc_auc_score of a binary y_true';

CREATE AGGREGATE mreg.average_precision_score(y_true boolean, score double precision) (
    SFUNC = mreg_internal.curve_count_boolean,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.average_precision_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_boolean,
    MINVFUNC = mreg_internal.curve_remove_boolean,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.average_precision_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.average_precision_score(boolean, double precision) IS
    'average precision, in [0, 1]: the precisions at every score, weighted by the rise in recall; NULL without a positive row, where scikit-learn gives 0. y_true is true for the positive class; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s average_precision_score of a binary y_true';

CREATE AGGREGATE mreg.average_precision_score(y_true smallint, score double precision) (
    SFUNC = mreg_internal.curve_count_smallint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.average_precision_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_smallint,
    MINVFUNC = mreg_internal.curve_remove_smallint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.average_precision_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.average_precision_score(smallint, double precision) IS
    'average precision, in [0, 1]: the precisions at every score, weighted by the rise in recall; NULL without a positive row, where scikit-learn gives 0. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s average_precision_score of a binary y_true';

CREATE AGGREGATE mreg.average_precision_score(y_true integer, score double precision) (
    SFUNC = mreg_internal.curve_count_integer,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.average_precision_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_integer,
    MINVFUNC = mreg_internal.curve_remove_integer,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.average_precision_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.average_precision_score(integer, double precision) IS
    'average precision, in [0, 1]: the precisions at every score, weighted by the rise in recall; NULL without a positive row, where scikit-learn gives 0. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s average_precision_score of a binary y_true';

CREATE AGGREGATE mreg.average_precision_score(y_true bigint, score double precision) (
    SFUNC = mreg_internal.curve_count_bigint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.average_precision_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_bigint,
    MINVFUNC = mreg_internal.curve_remove_bigint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.average_precision_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.average_precision_score(bigint, double precision) IS
    'average precision, in [0, 1]: the precisions at every score, weighted by the rise in recall; NULL without a positive row, where scikit-learn gives 0. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s average_precision_score of a binary y_true';

CREATE AGGREGATE mreg.log_loss(y_true boolean, score double precision) (
    SFUNC = mreg_internal.curve_count_boolean,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.log_loss_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_boolean,
    MINVFUNC = mreg_internal.curve_remove_boolean,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.log_loss_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.log_loss(boolean, double precision) IS
    'mean of -ln of the probability given to what came true, in nats; scores are probabilities of the positive class, kept 2.2e-16 away from 0 and 1, and outside [0, 1] an error. y_true is true for the positive class; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s log_loss of a binary y_true';

CREATE AGGREGATE mreg.log_loss(y_true smallint, score double precision) (
    SFUNC = mreg_internal.curve_count_smallint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.log_loss_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_smallint,
    MINVFUNC = mreg_internal.curve_remove_smallint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.log_loss_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.log_loss(smallint, double precision) IS
    'mean of -ln of the probability given to what came true, in nats; scores are probabilities of the positive class, kept 2.2e-16 away from 0 and 1, and outside [0, 1] an error. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s log_loss of a binary y_true';

CREATE AGGREGATE mreg.log_loss(y_true integer, score double precision) (
    SFUNC = mreg_internal.curve_count_integer,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.log_loss_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_integer,
    MINVFUNC = mreg_internal.curve_remove_integer,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.log_loss_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.log_loss(integer, double precision) IS
    'mean of -ln of the probability given to what came true, in nats; scores are probabilities of the positive class, kept 2.2e-16 away from 0 and 1, and outside [0, 1] an error. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s log_loss of a binary y_true';

CREATE AGGREGATE mreg.log_loss(y_true bigint, score double precision) (
    SFUNC = mreg_internal.curve_count_bigint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.log_loss_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_bigint,
    MINVFUNC = mreg_internal.curve_remove_bigint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.log_loss_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.log_loss(bigint, double precision) IS
    'mean of -ln of the probability given to what came true, in nats; scores are probabilities of the positive class, kept 2.2e-16 away from 0 and 1, and outside [0, 1] an error. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s log_loss of a binary y_true';

CREATE AGGREGATE mreg.brier_score_loss(y_true boolean, score double precision) (
    SFUNC = mreg_internal.curve_count_boolean,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.brier_score_loss_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_boolean,
    MINVFUNC = mreg_internal.curve_remove_boolean,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.brier_score_loss_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.brier_score_loss(boolean, double precision) IS
    'mean squared difference of the probability and what came true, in [0, 1]; scores outside [0, 1] are an error. y_true is true for the positive class; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s brier_score_loss of a binary y_true';

CREATE AGGREGATE mreg.brier_score_loss(y_true smallint, score double precision) (
    SFUNC = mreg_internal.curve_count_smallint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.brier_score_loss_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_smallint,
    MINVFUNC = mreg_internal.curve_remove_smallint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.brier_score_loss_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.brier_score_loss(smallint, double precision) IS
    'mean squared difference of the probability and what came true, in [0, 1]; scores outside [0, 1] are an error. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s brier_score_loss of a binary y_true';

CREATE AGGREGATE mreg.brier_score_loss(y_true integer, score double precision) (
    SFUNC = mreg_internal.curve_count_integer,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.brier_score_loss_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_integer,
    MINVFUNC = mreg_internal.curve_remove_integer,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.brier_score_loss_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.brier_score_loss(integer, double precision) IS
    'mean squared difference of the probability and what came true, in [0, 1]; scores outside [0, 1] are an error. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s brier_score_loss of a binary y_true';

CREATE AGGREGATE mreg.brier_score_loss(y_true bigint, score double precision) (
    SFUNC = mreg_internal.curve_count_bigint,
    STYPE = mreg.curve,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.brier_score_loss_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_count_bigint,
    MINVFUNC = mreg_internal.curve_remove_bigint,
    MSTYPE = mreg.curve,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.brier_score_loss_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.brier_score_loss(bigint, double precision) IS
    'mean squared difference of the probability and what came true, in [0, 1]; scores outside [0, 1] are an error. y_true is 0 or 1, or -1 or 1; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s brier_score_loss of a binary y_true';

CREATE AGGREGATE mreg.rollup(curve mreg.curve) (
    SFUNC = mreg_internal.curve_rollup,
    STYPE = mreg.curve,
    SSPACE = 4096,
    FINALFUNC = mreg_internal.curve_rollup_final,
    COMBINEFUNC = mreg_internal.curve_combine,
    MSFUNC = mreg_internal.curve_rollup,
    MINVFUNC = mreg_internal.curve_rollup_remove,
    MSTYPE = mreg.curve,
    MSSPACE = 4096,
    MFINALFUNC = mreg_internal.curve_rollup_final,
    MINITCOND = '{"scores": [], "positives": [], "negatives": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.rollup(mreg.curve) IS
    'score curve of the rows of all given ones, as if they had been counted at once; NULLs are skipped, no value gives NULL';
