CREATE FUNCTION mreg.wilson_interval(
    successes double precision,
    n double precision,
    confidence double precision DEFAULT 0.95,
    OUT lower double precision,
    OUT upper double precision
) RETURNS record
    AS 'MODULE_PATHNAME', 'mreg_wilson_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.wilson_interval(double precision, double precision, double precision) IS
    'Wilson''s score interval of a proportion, within [0, 1]: of successes in n rows, for a confidence within (0, 1); successes and n may be fractional, as sums of weights are. NULL where n is 0 or an argument is NULL. Source: Wilson 1927';

CREATE FUNCTION mreg.clopper_pearson_interval(
    successes double precision,
    n double precision,
    confidence double precision DEFAULT 0.95,
    OUT lower double precision,
    OUT upper double precision
) RETURNS record
    AS 'MODULE_PATHNAME', 'mreg_clopper_pearson_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.clopper_pearson_interval(double precision, double precision, double precision) IS
    'the exact interval of Clopper and Pearson of a proportion, within [0, 1]: of successes in n rows, for a confidence within (0, 1); successes and n may be fractional, as sums of weights are; n at most 1e14. NULL where n is 0 or an argument is NULL; from 0 where there is no success, to 1 where there is no failure. Source: Clopper and Pearson 1934';

CREATE FUNCTION mreg.score_interval(
    cm mreg.confusion,
    metric text,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    beta double precision DEFAULT 1,
    weights text DEFAULT NULL,
    zero_division double precision DEFAULT NULL,
    confidence double precision DEFAULT 0.95,
    replicates integer DEFAULT 2000,
    seed bigint DEFAULT 0,
    OUT score double precision,
    OUT lower double precision,
    OUT upper double precision
) RETURNS record
    AS 'MODULE_PATHNAME', 'mreg_score_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION mreg.score_interval(mreg.confusion, text, text, text[], text, double precision, text, double precision, double precision, integer, bigint) IS
    'an interval of any metric of a confusion matrix by the multinomial bootstrap: as many rows as there are, drawn anew from the cells, replicates times; lower and upper are the quantiles that leave out (1 - confidence) / 2 on each side, linear between draws, score is the metric itself. metric is the name of its function: precision_score, recall_score, f1_score, fbeta_score, jaccard_score, specificity_score and its relatives, likelihood ratios, prevalence, informedness, markedness, accuracy_score, zero_one_loss, hamming_loss, balanced_accuracy_score, matthews_corrcoef or cohen_kappa_score; the other arguments mean what they mean there. One seed gives the same interval on every platform (xoshiro256** and binomial draws in exactly rounded arithmetic). labels of cohen_kappa_score and of hamming_loss go in labels too. Draws without the metric are left out, a class that a draw lacks counts in averages as the metric says of undefined scores; NULL where none has it. Of multilabel matrices there are intervals of accuracy_score, zero_one_loss and hamming_loss, of average micro and samples over all labels, and of one label, pos_label; they do not know which labels occur together, so that macro, weighted and averages of some labels are refused, as are weighted matrices. Source: Efron 1979';

CREATE FUNCTION mreg.score_interval(
    cm mreg_internal.confusion_by_integers,
    metric text,
    average text,
    labels bigint[],
    beta double precision DEFAULT 1,
    zero_division double precision DEFAULT NULL,
    confidence double precision DEFAULT 0.95,
    replicates integer DEFAULT 2000,
    seed bigint DEFAULT 0,
    OUT score double precision,
    OUT lower double precision,
    OUT upper double precision
) RETURNS record
    AS 'MODULE_PATHNAME', 'mreg_score_interval_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION mreg.score_interval(mreg_internal.confusion_by_integers, text, text, bigint[], double precision, double precision, double precision, integer, bigint) IS
    'an interval of an average over the classes that integer labels name, by the multinomial bootstrap; see score_interval(mreg.confusion, text, ...)';

CREATE FUNCTION mreg.score_interval(
    cm mreg_internal.confusion_by_integers,
    metric text,
    pos_label bigint,
    beta double precision DEFAULT 1,
    zero_division double precision DEFAULT NULL,
    confidence double precision DEFAULT 0.95,
    replicates integer DEFAULT 2000,
    seed bigint DEFAULT 0,
    OUT score double precision,
    OUT lower double precision,
    OUT upper double precision
) RETURNS record
    AS 'MODULE_PATHNAME', 'mreg_score_interval_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION mreg.score_interval(mreg_internal.confusion_by_integers, text, bigint, double precision, double precision, double precision, integer, bigint) IS
    'an interval of a metric of one class, named by an integer, by the multinomial bootstrap; see score_interval(mreg.confusion, text, ...)';

CREATE FUNCTION mreg_internal.paired_count_boolean(
    state mreg.confusion,
    y_true boolean,
    pred_a boolean,
    pred_b boolean
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_count_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.paired_remove_boolean(
    state mreg.confusion,
    y_true boolean,
    pred_a boolean,
    pred_b boolean
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_remove_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.paired_count_smallint(
    state mreg.confusion,
    y_true smallint,
    pred_a smallint,
    pred_b smallint
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_count_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.paired_remove_smallint(
    state mreg.confusion,
    y_true smallint,
    pred_a smallint,
    pred_b smallint
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_remove_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.paired_count_integer(
    state mreg.confusion,
    y_true integer,
    pred_a integer,
    pred_b integer
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_count_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.paired_remove_integer(
    state mreg.confusion,
    y_true integer,
    pred_a integer,
    pred_b integer
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_remove_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.paired_count_bigint(
    state mreg.confusion,
    y_true bigint,
    pred_a bigint,
    pred_b bigint
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_count_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.paired_remove_bigint(
    state mreg.confusion,
    y_true bigint,
    pred_a bigint,
    pred_b bigint
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_remove_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.paired_count_text(
    state mreg.confusion,
    y_true text,
    pred_a text,
    pred_b text
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_count_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.paired_remove_text(
    state mreg.confusion,
    y_true text,
    pred_a text,
    pred_b text
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_paired_remove_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.paired_correctness(y_true boolean, pred_a boolean, pred_b boolean) (
    SFUNC = mreg_internal.paired_count_boolean,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.paired_count_boolean,
    MINVFUNC = mreg_internal.paired_remove_boolean,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.paired_correctness(boolean, boolean, boolean) IS
    'champion against challenger on the same rows: a confusion matrix of booleans, whether a prediction of model a is right (rows of the matrix) by whether that of model b is (columns), for mcnemar_test; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.paired_correctness(y_true smallint, pred_a smallint, pred_b smallint) (
    SFUNC = mreg_internal.paired_count_smallint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.paired_count_smallint,
    MINVFUNC = mreg_internal.paired_remove_smallint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.paired_correctness(smallint, smallint, smallint) IS
    'champion against challenger on the same rows: a confusion matrix of booleans, whether a prediction of model a is right (rows of the matrix) by whether that of model b is (columns), for mcnemar_test; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.paired_correctness(y_true integer, pred_a integer, pred_b integer) (
    SFUNC = mreg_internal.paired_count_integer,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.paired_count_integer,
    MINVFUNC = mreg_internal.paired_remove_integer,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.paired_correctness(integer, integer, integer) IS
    'champion against challenger on the same rows: a confusion matrix of booleans, whether a prediction of model a is right (rows of the matrix) by whether that of model b is (columns), for mcnemar_test; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.paired_correctness(y_true bigint, pred_a bigint, pred_b bigint) (
    SFUNC = mreg_internal.paired_count_bigint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.paired_count_bigint,
    MINVFUNC = mreg_internal.paired_remove_bigint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.paired_correctness(bigint, bigint, bigint) IS
    'champion against challenger on the same rows: a confusion matrix of booleans, whether a prediction of model a is right (rows of the matrix) by whether that of model b is (columns), for mcnemar_test; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.paired_correctness(y_true text, pred_a text, pred_b text) (
    SFUNC = mreg_internal.paired_count_text,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.paired_count_text,
    MINVFUNC = mreg_internal.paired_remove_text,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.paired_correctness(text, text, text) IS
    'champion against challenger on the same rows: a confusion matrix of booleans, whether a prediction of model a is right (rows of the matrix) by whether that of model b is (columns), for mcnemar_test; rows with a NULL are skipped, no row gives NULL';

CREATE FUNCTION mreg.mcnemar_test(
    cm mreg.confusion,
    OUT only_a double precision,
    OUT only_b double precision,
    OUT chi2 double precision,
    OUT p_value double precision,
    OUT corrected_chi2 double precision,
    OUT corrected_p_value double precision,
    OUT exact_p_value double precision
) RETURNS record
    AS 'MODULE_PATHNAME', 'mreg_mcnemar_test' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.mcnemar_test(mreg.confusion) IS
    'McNemar''s test of whether two models are right equally often, of paired_correctness (or any matrix of the labels 0 and 1, or false and true): only_a rows that a alone has right, only_b that b alone has; chi2 = (only_a - only_b)^2 / (only_a + only_b) with one degree of freedom and its p-value; the same with Edwards'' correction, max(|only_a - only_b| - 1, 0)^2; and the exact two-sided binomial p-value, to be preferred below 25 such rows (above 1e14 the corrected one, which is then the same). Without any such row chi2 is NULL and the exact p-value 1. Source: McNemar 1947';

CREATE FUNCTION mreg_internal.estimate_boolean(
    state mreg.confusion,
    y_pred boolean,
    probability double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_estimate_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.estimate_smallint(
    state mreg.confusion,
    y_pred smallint,
    probability double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_estimate_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.estimate_integer(
    state mreg.confusion,
    y_pred integer,
    probability double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_estimate_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.estimate_bigint(state mreg.confusion, y_pred bigint, probability double precision) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_estimate_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.estimated_confusion(y_pred boolean, probability double precision) (
    SFUNC = mreg_internal.estimate_boolean,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.estimated_confusion(boolean, double precision) IS
    'decisions true or false whose labels are not known yet, with the calibrated probability in [0, 1] that the label is true: the confusion matrix to be expected, weighted, from which any metric estimates itself (CBPE, confidence-based performance estimation). It is right as far as the probabilities are calibrated and the concept has not moved. Rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.estimated_confusion(y_pred smallint, probability double precision) (
    SFUNC = mreg_internal.estimate_smallint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.estimated_confusion(smallint, double precision) IS
    'decisions 1 or 0 whose labels are not known yet, with the calibrated probability in [0, 1] that the label is 1: the confusion matrix to be expected, weighted, from which any metric estimates itself (CBPE, confidence-based performance estimation). It is right as far as the probabilities are calibrated and the concept has not moved. Rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.estimated_confusion(y_pred integer, probability double precision) (
    SFUNC = mreg_internal.estimate_integer,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.estimated_confusion(integer, double precision) IS
    'decisions 1 or 0 whose labels are not known yet, with the calibrated probability in [0, 1] that the label is 1: the confusion matrix to be expected, weighted, from which any metric estimates itself (CBPE, confidence-based performance estimation). It is right as far as the probabilities are calibrated and the concept has not moved. Rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.estimated_confusion(y_pred bigint, probability double precision) (
    SFUNC = mreg_internal.estimate_bigint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.estimated_confusion(bigint, double precision) IS
    'decisions 1 or 0 whose labels are not known yet, with the calibrated probability in [0, 1] that the label is 1: the confusion matrix to be expected, weighted, from which any metric estimates itself (CBPE, confidence-based performance estimation). It is right as far as the probabilities are calibrated and the concept has not moved. Rows with a NULL are skipped, no row gives NULL';

CREATE FUNCTION mreg_internal.estimate_classes_text(
    state mreg.confusion,
    y_pred text,
    probabilities double precision[],
    labels text[]
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_estimate_classes_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.estimated_confusion(y_pred text, probabilities double precision[], labels text[]) (
    SFUNC = mreg_internal.estimate_classes_text,
    STYPE = mreg.confusion,
    SSPACE = 512,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.estimated_confusion(text, double precision[], text[]) IS
    'predictions of any number of classes whose labels are not known yet, with the calibrated probabilities of all classes and the labels that these are of: the confusion matrix to be expected, weighted, from which any metric estimates itself (CBPE, confidence-based performance estimation): of each class as much of the row as its probability, predicted as y_pred. y_pred is among labels, no label twice; probabilities are in [0, 1] and sum to 1 (to 1e-5), one per label, else 22023; a NULL within an array is an error. It is right as far as the probabilities are calibrated and the concept has not moved. Rows where an argument is NULL are skipped, no row gives NULL';

CREATE FUNCTION mreg_internal.estimate_classes_bigint(
    state mreg.confusion,
    y_pred bigint,
    probabilities double precision[],
    labels bigint[]
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_estimate_classes_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.estimated_confusion(y_pred bigint, probabilities double precision[], labels bigint[]) (
    SFUNC = mreg_internal.estimate_classes_bigint,
    STYPE = mreg.confusion,
    SSPACE = 512,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.estimated_confusion(bigint, double precision[], bigint[]) IS
    'predictions of any number of classes whose labels are not known yet, with the calibrated probabilities of all classes and the labels that these are of: the confusion matrix to be expected, weighted, from which any metric estimates itself (CBPE, confidence-based performance estimation): of each class as much of the row as its probability, predicted as y_pred. y_pred is among labels, no label twice; probabilities are in [0, 1] and sum to 1 (to 1e-5), one per label, else 22023; a NULL within an array is an error. It is right as far as the probabilities are calibrated and the concept has not moved. Rows where an argument is NULL are skipped, no row gives NULL';
