CREATE FUNCTION mreg_internal.class_scores_count_text(
    state mreg.class_scores,
    y_true text,
    probabilities double precision[]
) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_count_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_count_smallint(
    state mreg.class_scores,
    y_true smallint,
    probabilities double precision[]
) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_count_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_count_integer(
    state mreg.class_scores,
    y_true integer,
    probabilities double precision[]
) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_count_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_count_bigint(
    state mreg.class_scores,
    y_true bigint,
    probabilities double precision[]
) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_count_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_count_boolean(
    state mreg.class_scores,
    y_true boolean,
    probabilities double precision[]
) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_count_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_combine(state mreg.class_scores, other mreg.class_scores) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_final(state mreg.class_scores) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.class_scores(y_true text, probabilities double precision[]) (
    SFUNC = mreg_internal.class_scores_count_text,
    STYPE = mreg.class_scores,
    SSPACE = 4096,
    FINALFUNC = mreg_internal.class_scores_final,
    COMBINEFUNC = mreg_internal.class_scores_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.class_scores(text, double precision[]) IS
    'the rows of a classifier of two or more classes, from which log_loss, brier_score_loss, top_k_accuracy_score, roc_auc_score and expected_calibration_error are read: the true class and the probability of every class, in the same order in all rows; of two classes ARRAY[1 - p, p]. Probabilities outside [0, 1], NaN, a NULL among them and arrays of different lengths are errors; rows where y_true or the array is NULL are skipped, no row gives NULL. Every row is kept, up to 1 GB';

CREATE AGGREGATE mreg.class_scores(y_true boolean, probabilities double precision[]) (
    SFUNC = mreg_internal.class_scores_count_boolean,
    STYPE = mreg.class_scores,
    SSPACE = 4096,
    FINALFUNC = mreg_internal.class_scores_final,
    COMBINEFUNC = mreg_internal.class_scores_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.class_scores(boolean, double precision[]) IS
    'the rows of a classifier of two or more classes, from which log_loss, brier_score_loss, top_k_accuracy_score, roc_auc_score and expected_calibration_error are read: the true class and the probability of every class, in the same order in all rows; false counts as the class 0 and true as the class 1, so that of two classes it is ARRAY[1 - p, p]. Probabilities outside [0, 1], NaN, a NULL among them and arrays of different lengths are errors; rows where y_true or the array is NULL are skipped, no row gives NULL. Every row is kept, up to 1 GB';

CREATE AGGREGATE mreg.class_scores(y_true smallint, probabilities double precision[]) (
    SFUNC = mreg_internal.class_scores_count_smallint,
    STYPE = mreg.class_scores,
    SSPACE = 4096,
    FINALFUNC = mreg_internal.class_scores_final,
    COMBINEFUNC = mreg_internal.class_scores_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.class_scores(smallint, double precision[]) IS
    'the rows of a classifier of two or more classes, from which log_loss, brier_score_loss, top_k_accuracy_score, roc_auc_score and expected_calibration_error are read: the true class and the probability of every class, in the same order in all rows; of two classes ARRAY[1 - p, p]. Probabilities outside [0, 1], NaN, a NULL among them and arrays of different lengths are errors; rows where y_true or the array is NULL are skipped, no row gives NULL. Every row is kept, up to 1 GB';

CREATE AGGREGATE mreg.class_scores(y_true integer, probabilities double precision[]) (
    SFUNC = mreg_internal.class_scores_count_integer,
    STYPE = mreg.class_scores,
    SSPACE = 4096,
    FINALFUNC = mreg_internal.class_scores_final,
    COMBINEFUNC = mreg_internal.class_scores_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.class_scores(integer, double precision[]) IS
    'the rows of a classifier of two or more classes, from which log_loss, brier_score_loss, top_k_accuracy_score, roc_auc_score and expected_calibration_error are read: the true class and the probability of every class, in the same order in all rows; of two classes ARRAY[1 - p, p]. Probabilities outside [0, 1], NaN, a NULL among them and arrays of different lengths are errors; rows where y_true or the array is NULL are skipped, no row gives NULL. Every row is kept, up to 1 GB';

CREATE AGGREGATE mreg.class_scores(y_true bigint, probabilities double precision[]) (
    SFUNC = mreg_internal.class_scores_count_bigint,
    STYPE = mreg.class_scores,
    SSPACE = 4096,
    FINALFUNC = mreg_internal.class_scores_final,
    COMBINEFUNC = mreg_internal.class_scores_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.class_scores(bigint, double precision[]) IS
    'the rows of a classifier of two or more classes, from which log_loss, brier_score_loss, top_k_accuracy_score, roc_auc_score and expected_calibration_error are read: the true class and the probability of every class, in the same order in all rows; of two classes ARRAY[1 - p, p]. Probabilities outside [0, 1], NaN, a NULL among them and arrays of different lengths are errors; rows where y_true or the array is NULL are skipped, no row gives NULL. Every row is kept, up to 1 GB';

CREATE AGGREGATE mreg.rollup(scores mreg.class_scores) (
    SFUNC = mreg_internal.class_scores_combine,
    STYPE = mreg.class_scores,
    SSPACE = 4096,
    FINALFUNC = mreg_internal.class_scores_final,
    COMBINEFUNC = mreg_internal.class_scores_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.rollup(mreg.class_scores) IS
    'class scores of the rows of all given ones, as if they had been gathered at once; NULLs are skipped, no value gives NULL';

CREATE FUNCTION mreg.log_loss(
    scores mreg.class_scores,
    labels text[] DEFAULT NULL,
    normalized boolean DEFAULT true
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_log_loss' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.log_loss(mreg.class_scores, text[], boolean) IS
    'mean over the rows, or with normalized false the sum, of -ln of the probability given to the true class, in nats, at most 36.04 a row: probabilities are kept 2.2e-16 away from 0 and 1. Rows need not sum to 1. labels says which class each probability of a row is of; without it they are those of the classes in y_true in ascending order (text by bytes), which must be as many, else 22023. NULL without a row. As scikit-learn''s log_loss, except that it sorts labels';

CREATE FUNCTION mreg.log_loss(
    scores mreg_internal.class_scores_by_integers,
    labels bigint[] DEFAULT NULL,
    normalized boolean DEFAULT true
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_log_loss' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.log_loss(mreg_internal.class_scores_by_integers, bigint[], boolean) IS
    'mean over the rows, or with normalized false the sum, of -ln of the probability given to the true class, in nats, at most 36.04 a row: probabilities are kept 2.2e-16 away from 0 and 1. Rows need not sum to 1. labels, integers, says which class each probability of a row is of. NULL without a row. As scikit-learn''s log_loss, except that it sorts labels';

CREATE FUNCTION mreg.brier_score_loss(
    scores mreg.class_scores,
    labels text[] DEFAULT NULL,
    scale_by_half boolean DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_brier' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.brier_score_loss(mreg.class_scores, text[], boolean) IS
    'mean over the rows of the sum over the classes of squared differences of the probability and what came true, in [0, 2]; halved with scale_by_half, and if that is NULL where there are two classes. labels says which class each probability of a row is of; without it they are those of the classes in y_true in ascending order (text by bytes), which must be as many, else 22023. NULL without a row. As scikit-learn''s brier_score_loss, except that it sorts labels';

CREATE FUNCTION mreg.brier_score_loss(
    scores mreg_internal.class_scores_by_integers,
    labels bigint[] DEFAULT NULL,
    scale_by_half boolean DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_brier' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.brier_score_loss(mreg_internal.class_scores_by_integers, bigint[], boolean) IS
    'mean over the rows of the sum over the classes of squared differences of the probability and what came true, in [0, 2]; halved with scale_by_half, and if that is NULL where there are two classes. labels, integers, says which class each probability of a row is of. NULL without a row. As scikit-learn''s brier_score_loss, except that it sorts labels';

CREATE FUNCTION mreg.top_k_accuracy_score(
    scores mreg.class_scores,
    k integer DEFAULT 2,
    labels text[] DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_top_k' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.top_k_accuracy_score(mreg.class_scores, integer, text[]) IS
    'share of the rows, in [0, 1], whose true class is among the k most probable ones; of equally probable classes the last in the row comes first; 1 where k is not less than the number of classes. labels says which class each probability of a row is of; without it they are those of the classes in y_true in ascending order (text by bytes), which must be as many, else 22023. NULL without a row. As scikit-learn''s top_k_accuracy_score, which takes two classes as one column';

CREATE FUNCTION mreg.top_k_accuracy_score(
    scores mreg_internal.class_scores_by_integers,
    k integer DEFAULT 2,
    labels bigint[] DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_top_k' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.top_k_accuracy_score(mreg_internal.class_scores_by_integers, integer, bigint[]) IS
    'share of the rows, in [0, 1], whose true class is among the k most probable ones; of equally probable classes the last in the row comes first; 1 where k is not less than the number of classes. labels, integers, says which class each probability of a row is of. NULL without a row. As scikit-learn''s top_k_accuracy_score, which takes two classes as one column';

CREATE FUNCTION mreg.roc_auc_score(
    scores mreg.class_scores,
    multi_class text DEFAULT 'ovr',
    average text DEFAULT 'macro',
    labels text[] DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_roc_auc' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.roc_auc_score(mreg.class_scores, text, text, text[]) IS
    'area under the ROC curve of several classes, in [0, 1]: multi_class ovr is the mean over the classes of that of each class against the rest, ovo (Hand and Till 2001) the mean over the pairs of classes that have rows of that among the rows of the two, each positive in turn; average is macro, all classes or pairs alike, weighted by their rows, or for ovr micro: all probabilities together, those of the rows'' own classes against the others. Rows must sum to 1, up to 1e-5. NULL, but for micro, where y_true has one class, and for ovr and macro where a class has no row. For each class by itself see class_curve. labels says which class each probability of a row is of; without it they are those of the classes in y_true in ascending order (text by bytes), which must be as many, else 22023. NULL without a row. As scikit-learn''s roc_auc_score, which has no default for multi_class';

CREATE FUNCTION mreg.roc_auc_score(
    scores mreg_internal.class_scores_by_integers,
    multi_class text DEFAULT 'ovr',
    average text DEFAULT 'macro',
    labels bigint[] DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_roc_auc' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.roc_auc_score(mreg_internal.class_scores_by_integers, text, text, bigint[]) IS
    'area under the ROC curve of several classes, in [0, 1]: multi_class ovr is the mean over the classes of that of each class against the rest, ovo (Hand and Till 2001) the mean over the pairs of classes that have rows of that among the rows of the two, each positive in turn; average is macro, all classes or pairs alike, weighted by their rows, or for ovr micro: all probabilities together, those of the rows'' own classes against the others. Rows must sum to 1, up to 1e-5. NULL, but for micro, where y_true has one class, and for ovr and macro where a class has no row. For each class by itself see class_curve. labels, integers, says which class each probability of a row is of. NULL without a row. As scikit-learn''s roc_auc_score, which has no default for multi_class';

CREATE FUNCTION mreg.expected_calibration_error(
    scores mreg.class_scores,
    bins integer DEFAULT 15,
    labels text[] DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_calibration_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.expected_calibration_error(mreg.class_scores, integer, text[]) IS
    'ECE, in [0, 1]: mean over the rows of the distance between mean confidence and accuracy in their bin, where the confidence of a row is its greatest probability, of equals the first, and bins are of equal width from 0 to 1, an inner edge belonging to the bin below it. labels says which class each probability of a row is of; without it they are those of the classes in y_true in ascending order (text by bytes), which must be as many, else 22023. NULL without a row. Guo et al. 2017';

CREATE FUNCTION mreg.expected_calibration_error(
    scores mreg_internal.class_scores_by_integers,
    bins integer DEFAULT 15,
    labels bigint[] DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_calibration_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.expected_calibration_error(mreg_internal.class_scores_by_integers, integer, bigint[]) IS
    'ECE, in [0, 1]: mean over the rows of the distance between mean confidence and accuracy in their bin, where the confidence of a row is its greatest probability, of equals the first, and bins are of equal width from 0 to 1, an inner edge belonging to the bin below it. labels, integers, says which class each probability of a row is of. NULL without a row. Guo et al. 2017';

CREATE FUNCTION mreg.class_curve(
    scores mreg.class_scores,
    label text,
    labels text[] DEFAULT NULL
) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_class_curve' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.class_curve(mreg.class_scores, text, text[]) IS
    'score curve of one class against the rest, by the probability of the class: its roc_auc_score is the one-vs-rest AUC of that class, and all other metrics and tables of curves can be read off it. labels says which class each probability of a row is of; without it they are those of the classes in y_true in ascending order (text by bytes), which must be as many, else 22023, as is a label that is none of them. NULL without a row';

CREATE FUNCTION mreg.class_curve(
    scores mreg_internal.class_scores_by_integers,
    label bigint,
    labels bigint[] DEFAULT NULL
) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_class_curve_integer' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.class_curve(mreg_internal.class_scores_by_integers, bigint, bigint[]) IS
    'score curve of one class, an integer, against the rest, by the probability of the class: its roc_auc_score is the one-vs-rest AUC of that class, and all other metrics and tables of curves can be read off it. labels, integers, says which class each probability of a row is of; without it they are those of the classes in y_true in ascending order, which must be as many, else 22023, as is a label that is none of them. NULL without a row';

CREATE FUNCTION mreg.support(scores mreg.class_scores) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_class_scores_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.support(mreg.class_scores) IS
    'number of the rows';
