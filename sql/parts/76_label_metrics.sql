CREATE FUNCTION mreg.jaccard_score(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_jaccard_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.jaccard_score(mreg.confusion, text, text[], text, double precision) IS
    'Jaccard index tp / (tp + fp + fn), in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support), or samples (mean over the rows of a multilabel matrix); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). As scikit-learn''s jaccard_score';

CREATE FUNCTION mreg.jaccard_score(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_jaccard_score_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.jaccard_score(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'Jaccard index tp / (tp + fp + fn), in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.jaccard_score(
    cm mreg_internal.confusion_by_integers,
    pos_label bigint,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_jaccard_score_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.jaccard_score(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'Jaccard index tp / (tp + fp + fn), in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.specificity_score(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_specificity_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.specificity_score(mreg.confusion, text, text[], text, double precision) IS
    'specificity tn / (tn + fp), the share of the rows that are not of a class and not predicted so, in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). scikit-learn''s recall_score of the other class';

CREATE FUNCTION mreg.specificity_score(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_specificity_score_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.specificity_score(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'specificity tn / (tn + fp), the share of the rows that are not of a class and not predicted so, in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.specificity_score(
    cm mreg_internal.confusion_by_integers,
    pos_label bigint,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_specificity_score_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.specificity_score(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'specificity tn / (tn + fp), the share of the rows that are not of a class and not predicted so, in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.negative_predictive_value(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_negative_predictive_value' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.negative_predictive_value(mreg.confusion, text, text[], text, double precision) IS
    'negative predictive value tn / (tn + fn), the share of the rows not predicted as a class that are not of it, in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). Source: a two by two table';

CREATE FUNCTION mreg.negative_predictive_value(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_negative_predictive_value_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.negative_predictive_value(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'negative predictive value tn / (tn + fn), the share of the rows not predicted as a class that are not of it, in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.negative_predictive_value(
    cm mreg_internal.confusion_by_integers,
    pos_label bigint,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_negative_predictive_value_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.negative_predictive_value(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'negative predictive value tn / (tn + fn), the share of the rows not predicted as a class that are not of it, in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.false_positive_rate(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_positive_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_positive_rate(mreg.confusion, text, text[], text, double precision) IS
    'false positive rate fp / (fp + tn), 1 less specificity, in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). Source: a two by two table';

CREATE FUNCTION mreg.false_positive_rate(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_positive_rate_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_positive_rate(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'false positive rate fp / (fp + tn), 1 less specificity, in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.false_positive_rate(
    cm mreg_internal.confusion_by_integers,
    pos_label bigint,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_positive_rate_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_positive_rate(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'false positive rate fp / (fp + tn), 1 less specificity, in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.false_negative_rate(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_negative_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_negative_rate(mreg.confusion, text, text[], text, double precision) IS
    'false negative rate fn / (fn + tp), 1 less recall, in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). Source: a two by two table';

CREATE FUNCTION mreg.false_negative_rate(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_negative_rate_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_negative_rate(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'false negative rate fn / (fn + tp), 1 less recall, in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.false_negative_rate(
    cm mreg_internal.confusion_by_integers,
    pos_label bigint,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_negative_rate_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_negative_rate(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'false negative rate fn / (fn + tp), 1 less recall, in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.false_discovery_rate(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_discovery_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_discovery_rate(mreg.confusion, text, text[], text, double precision) IS
    'false discovery rate fp / (fp + tp), 1 less precision, in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). Source: a two by two table';

CREATE FUNCTION mreg.false_discovery_rate(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_discovery_rate_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_discovery_rate(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'false discovery rate fp / (fp + tp), 1 less precision, in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.false_discovery_rate(
    cm mreg_internal.confusion_by_integers,
    pos_label bigint,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_discovery_rate_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_discovery_rate(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'false discovery rate fp / (fp + tp), 1 less precision, in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.false_omission_rate(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_omission_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_omission_rate(mreg.confusion, text, text[], text, double precision) IS
    'false omission rate fn / (fn + tn), 1 less negative predictive value, in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). Source: a two by two table';

CREATE FUNCTION mreg.false_omission_rate(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_omission_rate_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_omission_rate(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'false omission rate fn / (fn + tn), 1 less negative predictive value, in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.false_omission_rate(
    cm mreg_internal.confusion_by_integers,
    pos_label bigint,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_false_omission_rate_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.false_omission_rate(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'false omission rate fn / (fn + tn), 1 less negative predictive value, in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.positive_likelihood_ratio(cm mreg.confusion, pos_label text DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_positive_likelihood_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.positive_likelihood_ratio(mreg.confusion, text) IS
    'recall over the false positive rate, from 0 up; NULL without a row of the class or without a false positive. As the first of scikit-learn''s class_likelihood_ratios, which says NaN for undefined; of the class 1 or true of at most two, or of pos_label';

CREATE FUNCTION mreg.positive_likelihood_ratio(cm mreg_internal.confusion_by_integers, pos_label bigint) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_positive_likelihood_ratio_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.positive_likelihood_ratio(mreg_internal.confusion_by_integers, bigint) IS
    'recall over the false positive rate, from 0 up; NULL without a row of the class or without a false positive. As the first of scikit-learn''s class_likelihood_ratios, which says NaN for undefined; of one class, named by an integer';

CREATE FUNCTION mreg.negative_likelihood_ratio(cm mreg.confusion, pos_label text DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_negative_likelihood_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.negative_likelihood_ratio(mreg.confusion, text) IS
    'false negative rate over specificity, from 0 up; NULL without a row of the class or without a true negative. As the second of scikit-learn''s class_likelihood_ratios, which says NaN for undefined; of the class 1 or true of at most two, or of pos_label';

CREATE FUNCTION mreg.negative_likelihood_ratio(cm mreg_internal.confusion_by_integers, pos_label bigint) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_negative_likelihood_ratio_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.negative_likelihood_ratio(mreg_internal.confusion_by_integers, bigint) IS
    'false negative rate over specificity, from 0 up; NULL without a row of the class or without a true negative. As the second of scikit-learn''s class_likelihood_ratios, which says NaN for undefined; of one class, named by an integer';

CREATE FUNCTION mreg.prevalence(cm mreg.confusion, pos_label text DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_prevalence' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.prevalence(mreg.confusion, text) IS
    'share of the rows that are of a class, in [0, 1]; NULL where there is no row; of the class 1 or true of at most two, or of pos_label';

CREATE FUNCTION mreg.prevalence(cm mreg_internal.confusion_by_integers, pos_label bigint) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_prevalence_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.prevalence(mreg_internal.confusion_by_integers, bigint) IS
    'share of the rows that are of a class, in [0, 1]; NULL where there is no row; of one class, named by an integer';

CREATE FUNCTION mreg.informedness(cm mreg.confusion, pos_label text DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_informedness' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.informedness(mreg.confusion, text) IS
    'Youden''s J, recall + specificity - 1, in [-1, 1]; NULL where one of them is undefined; of the class 1 or true of at most two, or of pos_label';

CREATE FUNCTION mreg.informedness(cm mreg_internal.confusion_by_integers, pos_label bigint) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_informedness_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.informedness(mreg_internal.confusion_by_integers, bigint) IS
    'Youden''s J, recall + specificity - 1, in [-1, 1]; NULL where one of them is undefined; of one class, named by an integer';

CREATE FUNCTION mreg.markedness(cm mreg.confusion, pos_label text DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_markedness' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.markedness(mreg.confusion, text) IS
    'precision + negative predictive value - 1, in [-1, 1]; NULL where one of them is undefined; of the class 1 or true of at most two, or of pos_label';

CREATE FUNCTION mreg.markedness(cm mreg_internal.confusion_by_integers, pos_label bigint) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_markedness_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.markedness(mreg_internal.confusion_by_integers, bigint) IS
    'precision + negative predictive value - 1, in [-1, 1]; NULL where one of them is undefined; of one class, named by an integer';

CREATE FUNCTION mreg.matthews_corrcoef(cm mreg.confusion) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_matthews_corrcoef' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.matthews_corrcoef(mreg.confusion) IS
    'Matthews'' correlation coefficient of any number of classes, in [-1, 1]: covariance of truth and prediction over the root of the product of their own; 0 where either is constant, NULL where there is no row. Products of counts are exact. As scikit-learn''s matthews_corrcoef';

CREATE FUNCTION mreg.cohen_kappa_score(
    cm mreg.confusion,
    weights text DEFAULT NULL,
    labels text[] DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_cohen_kappa_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.cohen_kappa_score(mreg.confusion, text, text[]) IS
    'Cohen''s kappa, 1 less the observed over the expected disagreement, at most 1; weights is NULL (all disagreements count the same), linear or quadratic (by the distance of the two labels in their order); labels chooses and orders the labels, rows with another one are left out. NULL where no disagreement can be expected. As scikit-learn''s cohen_kappa_score, which says NaN for undefined';

CREATE FUNCTION mreg.cohen_kappa_score(cm mreg_internal.confusion_by_integers, weights text, labels bigint[]) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_cohen_kappa_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.cohen_kappa_score(mreg_internal.confusion_by_integers, text, bigint[]) IS
    'Cohen''s kappa, 1 less the observed over the expected disagreement, at most 1; weights is NULL (all disagreements count the same), linear or quadratic (by the distance of the two labels in their order); labels chooses and orders the labels, rows with another one are left out. NULL where no disagreement can be expected. As scikit-learn''s cohen_kappa_score, which says NaN for undefined';

CREATE FUNCTION mreg.balanced_accuracy_score(cm mreg.confusion, adjusted boolean DEFAULT false) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_balanced_accuracy_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.balanced_accuracy_score(mreg.confusion, boolean) IS
    'mean recall of the classes that have rows, in [0, 1]; adjusted => true: (it - 1 / k) / (1 - 1 / k) for k classes, so that chance is 0 and right is 1. NULL where there is no row, adjusted also where there is one class only. As scikit-learn''s balanced_accuracy_score';

CREATE FUNCTION mreg.zero_one_loss(cm mreg.confusion, normalized boolean DEFAULT true) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_zero_one_loss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.zero_one_loss(mreg.confusion, boolean) IS
    'share of the rows that are wrong (of a multilabel matrix: that have any label wrong), in [0, 1], or with normalized => false their number or weight; NULL where there is no row. As scikit-learn''s zero_one_loss';

CREATE FUNCTION mreg.hamming_loss(cm mreg.confusion, labels text[] DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_hamming_loss' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.hamming_loss(mreg.confusion, text[]) IS
    'share of the labels that are wrong, in [0, 1]: of single labels the share of wrong rows; of a multilabel matrix wrong labels over rows times labels, where labels tells which labels there are (default: those seen, true or predicted) and is allowed for multilabel matrices only. NULL where there is no row. As scikit-learn''s hamming_loss';

CREATE FUNCTION mreg.hamming_loss(cm mreg_internal.confusion_by_integers, labels bigint[]) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_hamming_loss' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.hamming_loss(mreg_internal.confusion_by_integers, bigint[]) IS
    'share of the labels that are wrong, in [0, 1]: of single labels the share of wrong rows; of a multilabel matrix wrong labels over rows times labels, where labels tells which labels there are (default: those seen, true or predicted) and is allowed for multilabel matrices only. NULL where there is no row. As scikit-learn''s hamming_loss';

CREATE FUNCTION mreg.confusion_cells(
    cm mreg.confusion,
    over text,
    OUT y_true text,
    OUT y_pred text,
    OUT share double precision
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'mreg_confusion_cells_over' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION mreg.confusion_cells(mreg.confusion, text) IS
    'the cells that are not empty, by true and predicted label, as shares in (0, 1]: over ''true'' of the rows with that true label, over ''pred'' of the rows predicted so, over ''all'' of all rows. As normalize of scikit-learn''s confusion_matrix';

CREATE FUNCTION mreg.multilabel_confusion_matrix(
    cm mreg.confusion,
    labels text[] DEFAULT NULL,
    OUT label text,
    OUT tn double precision,
    OUT fp double precision,
    OUT fn double precision,
    OUT tp double precision
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'mreg_multilabel_confusion_matrix' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION mreg.multilabel_confusion_matrix(mreg.confusion, text[]) IS
    'one row per class, or per label of a multilabel matrix: numbers (or weights) of rows, the class against all others; labels chooses and orders the classes and may name absent ones. As scikit-learn''s multilabel_confusion_matrix';

CREATE FUNCTION mreg.multilabel_confusion_matrix(
    cm mreg_internal.confusion_by_integers,
    labels bigint[],
    OUT label text,
    OUT tn double precision,
    OUT fp double precision,
    OUT fn double precision,
    OUT tp double precision
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'mreg_multilabel_confusion_matrix' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION mreg.multilabel_confusion_matrix(mreg_internal.confusion_by_integers, bigint[]) IS
    'one row per class, or per label of a multilabel matrix: numbers (or weights) of rows, the class against all others; labels chooses and orders the classes and may name absent ones. As scikit-learn''s multilabel_confusion_matrix';

CREATE FUNCTION mreg_internal.matthews_final(state mreg.confusion) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_matthews_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.matthews_corrcoef(y_true boolean, y_pred boolean) (
    SFUNC = mreg_internal.confusion_count_boolean,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.matthews_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_boolean,
    MINVFUNC = mreg_internal.confusion_remove_boolean,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.matthews_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.matthews_corrcoef(boolean, boolean) IS
    'Matthews'' correlation coefficient of two columns of boolean labels, any number of classes, in [-1, 1]; 0 where either is constant; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s matthews_corrcoef';

CREATE AGGREGATE mreg.matthews_corrcoef(y_true smallint, y_pred smallint) (
    SFUNC = mreg_internal.confusion_count_smallint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.matthews_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_smallint,
    MINVFUNC = mreg_internal.confusion_remove_smallint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.matthews_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.matthews_corrcoef(smallint, smallint) IS
    'Matthews'' correlation coefficient of two columns of smallint labels, any number of classes, in [-1, 1]; 0 where either is constant; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s matthews_corrcoef';

CREATE AGGREGATE mreg.matthews_corrcoef(y_true integer, y_pred integer) (
    SFUNC = mreg_internal.confusion_count_integer,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.matthews_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_integer,
    MINVFUNC = mreg_internal.confusion_remove_integer,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.matthews_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.matthews_corrcoef(integer, integer) IS
    'Matthews'' correlation coefficient of two columns of integer labels, any number of classes, in [-1, 1]; 0 where either is constant; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s matthews_corrcoef';

CREATE AGGREGATE mreg.matthews_corrcoef(y_true bigint, y_pred bigint) (
    SFUNC = mreg_internal.confusion_count_bigint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.matthews_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_bigint,
    MINVFUNC = mreg_internal.confusion_remove_bigint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.matthews_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.matthews_corrcoef(bigint, bigint) IS
    'Matthews'' correlation coefficient of two columns of bigint labels, any number of classes, in [-1, 1]; 0 where either is constant; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s matthews_corrcoef';

CREATE AGGREGATE mreg.matthews_corrcoef(y_true text, y_pred text) (
    SFUNC = mreg_internal.confusion_count_text,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.matthews_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_text,
    MINVFUNC = mreg_internal.confusion_remove_text,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.matthews_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.matthews_corrcoef(text, text) IS
    'Matthews'' correlation coefficient of two columns of text labels, any number of classes, in [-1, 1]; 0 where either is constant; rows with a NULL are skipped, no row gives NULL. As scikit-learn''s matthews_corrcoef';

CREATE CAST (mreg.confusion AS jsonb) WITH INOUT;
COMMENT ON CAST (mreg.confusion AS jsonb) IS
    'the matrix as JSON, as its text: labels and cells, or of a multilabel matrix labels, classes and rows';
