CREATE DOMAIN mreg_internal.confusion_by_integers AS mreg.confusion;
COMMENT ON DOMAIN mreg_internal.confusion_by_integers IS
    'a confusion, in the forms of functions that take integer labels: an untyped literal of labels then means text[]';

CREATE FUNCTION mreg.precision_score(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_precision_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.precision_score(mreg.confusion, text, text[], text, double precision) IS
    'precision tp / (tp + fp), in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support), or samples (mean over the rows of a multilabel matrix); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). As scikit-learn''s precision_score';

CREATE FUNCTION mreg.precision_score(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_precision_score_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.precision_score(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'precision tp / (tp + fp), in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.precision_score(cm mreg_internal.confusion_by_integers, pos_label bigint, zero_division double precision DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_precision_score_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.precision_score(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'precision tp / (tp + fp), in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.recall_score(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_recall_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.recall_score(mreg.confusion, text, text[], text, double precision) IS
    'recall tp / (tp + fn), in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support), or samples (mean over the rows of a multilabel matrix); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). As scikit-learn''s recall_score';

CREATE FUNCTION mreg.recall_score(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_recall_score_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.recall_score(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'recall tp / (tp + fn), in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.recall_score(cm mreg_internal.confusion_by_integers, pos_label bigint, zero_division double precision DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_recall_score_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.recall_score(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'recall tp / (tp + fn), in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.f1_score(
    cm mreg.confusion,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_f1_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.f1_score(mreg.confusion, text, text[], text, double precision) IS
    'F1, 2 tp / (2 tp + fp + fn), in [0, 1]; average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support), or samples (mean over the rows of a multilabel matrix); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). As scikit-learn''s f1_score';

CREATE FUNCTION mreg.f1_score(
    cm mreg_internal.confusion_by_integers,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_f1_score_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.f1_score(mreg_internal.confusion_by_integers, text, bigint[], double precision) IS
    'F1, 2 tp / (2 tp + fp + fn), in [0, 1]; average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.f1_score(cm mreg_internal.confusion_by_integers, pos_label bigint, zero_division double precision DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_f1_score_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.f1_score(mreg_internal.confusion_by_integers, bigint, double precision) IS
    'F1, 2 tp / (2 tp + fp + fn), in [0, 1]; of one class, named by an integer';

CREATE FUNCTION mreg.fbeta_score(
    cm mreg.confusion,
    beta double precision,
    average text DEFAULT 'binary',
    labels text[] DEFAULT NULL,
    pos_label text DEFAULT NULL,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_fbeta_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.fbeta_score(mreg.confusion, double precision, text, text[], text, double precision) IS
    'F-beta, (1 + beta^2) tp / ((1 + beta^2) tp + beta^2 fn + fp), in [0, 1]; beta from 0 (precision) to Infinity (recall); average is binary (class 1 or true of at most two, or pos_label: that class of any number), micro, macro or weighted (by support), or samples (mean over the rows of a multilabel matrix); labels chooses and orders the classes of an average and may name absent ones. Undefined: NULL for a class, 0 within an average, unless zero_division is 0, 1 or NaN (left out of averages). As scikit-learn''s fbeta_score';

CREATE FUNCTION mreg.fbeta_score(
    cm mreg_internal.confusion_by_integers,
    beta double precision,
    average text,
    labels bigint[],
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_fbeta_score_labels' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.fbeta_score(mreg_internal.confusion_by_integers, double precision, text, bigint[], double precision) IS
    'F-beta, (1 + beta^2) tp / ((1 + beta^2) tp + beta^2 fn + fp), in [0, 1]; beta from 0 (precision) to Infinity (recall); average over the classes that integer labels name, which may be absent';

CREATE FUNCTION mreg.fbeta_score(
    cm mreg_internal.confusion_by_integers,
    beta double precision,
    pos_label bigint,
    zero_division double precision DEFAULT NULL
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_fbeta_score_pos_label' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.fbeta_score(mreg_internal.confusion_by_integers, double precision, bigint, double precision) IS
    'F-beta, (1 + beta^2) tp / ((1 + beta^2) tp + beta^2 fn + fp), in [0, 1]; beta from 0 (precision) to Infinity (recall); of one class, named by an integer';

CREATE FUNCTION mreg.accuracy_score(cm mreg.confusion, normalized boolean DEFAULT true) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_accuracy_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.accuracy_score(mreg.confusion, boolean) IS
    'share of the rows on the diagonal (of a multilabel matrix: of the rows whose sets of labels are the same), in [0, 1], or with normalized => false their number or weight; NULL where there is no row. As scikit-learn''s accuracy_score';

CREATE FUNCTION mreg.support(cm mreg.confusion) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.support(mreg.confusion) IS
    'number (or weight) of all rows';

CREATE FUNCTION mreg.support(cm mreg.confusion, pos_label text) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_support_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.support(mreg.confusion, text) IS
    'number (or weight) of the rows whose true label is pos_label; 0 where it is absent';

CREATE FUNCTION mreg.support(cm mreg_internal.confusion_by_integers, pos_label bigint) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_support_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.support(mreg_internal.confusion_by_integers, bigint) IS
    'number (or weight) of the rows whose true label is pos_label; 0 where it is absent';

CREATE FUNCTION mreg.confusion_cells(
    cm mreg.confusion,
    OUT y_true text,
    OUT y_pred text,
    OUT n double precision
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'mreg_confusion_cells' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION mreg.confusion_cells(mreg.confusion) IS
    'the cells that are not empty, by true and predicted label: n is the number (or weight) of rows';


CREATE FUNCTION mreg.class_report(
    cm mreg.confusion,
    labels text[] DEFAULT NULL,
    zero_division double precision DEFAULT NULL,
    OUT label text,
    OUT kind text,
    OUT precision_score double precision,
    OUT recall_score double precision,
    OUT f1_score double precision,
    OUT support double precision
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'mreg_class_report' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION mreg.class_report(mreg.confusion, text[], double precision) IS
    'one row per class (kind class), in the order of labels, then accuracy (micro where labels leaves out a class that is there, or the matrix is multilabel), macro and weighted averages, and of a multilabel matrix samples unless labels leaves out a label that is there; support is the number (or weight) of true rows. A score that is undefined is NULL, within an average 0, unless zero_division is 0, 1 or NaN';

CREATE FUNCTION mreg.class_report(
    cm mreg_internal.confusion_by_integers,
    labels bigint[],
    zero_division double precision DEFAULT NULL,
    OUT label text,
    OUT kind text,
    OUT precision_score double precision,
    OUT recall_score double precision,
    OUT f1_score double precision,
    OUT support double precision
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'mreg_class_report' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION mreg.class_report(mreg_internal.confusion_by_integers, bigint[], double precision) IS
    'one row per class (kind class), in the order of labels, then accuracy (micro where labels leaves out a class that is there, or the matrix is multilabel), macro and weighted averages, and of a multilabel matrix samples unless labels leaves out a label that is there; support is the number (or weight) of true rows. A score that is undefined is NULL, within an average 0, unless zero_division is 0, 1 or NaN';

CREATE FUNCTION mreg.classification_report(
    cm mreg.confusion,
    labels text[] DEFAULT NULL,
    target_names text[] DEFAULT NULL,
    digits integer DEFAULT 2,
    zero_division double precision DEFAULT NULL
) RETURNS text
    AS 'MODULE_PATHNAME', 'mreg_classification_report' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.classification_report(mreg.confusion, text[], text[], integer, double precision) IS
    'the report as text, to the letter what scikit-learn''s classification_report prints: precision, recall, F1 and support per class, accuracy and averages (of a multilabel matrix micro and, unless labels leaves out a label that is there, samples); target_names replaces the names of the classes, digits is 0 to 1000 places, zero_division NULL prints 0; NULL where there is no class';

CREATE FUNCTION mreg.classification_report(
    cm mreg_internal.confusion_by_integers,
    labels bigint[],
    target_names text[] DEFAULT NULL,
    digits integer DEFAULT 2,
    zero_division double precision DEFAULT NULL
) RETURNS text
    AS 'MODULE_PATHNAME', 'mreg_classification_report' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.classification_report(mreg_internal.confusion_by_integers, bigint[], text[], integer, double precision) IS
    'the report as text, to the letter what scikit-learn''s classification_report prints: precision, recall, F1 and support per class, accuracy and averages (of a multilabel matrix micro and, unless labels leaves out a label that is there, samples); target_names replaces the names of the classes, digits is 0 to 1000 places, zero_division NULL prints 0; NULL where there is no class';
