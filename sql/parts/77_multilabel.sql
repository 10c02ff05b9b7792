CREATE FUNCTION mreg_internal.multilabel_count_text(state mreg.confusion, y_true text[], y_pred text[]) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_multilabel_count_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.multilabel_remove_text(state mreg.confusion, y_true text[], y_pred text[]) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_multilabel_remove_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.multilabel_weigh_text(
    state mreg.confusion,
    y_true text[],
    y_pred text[],
    weight double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_multilabel_weigh_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.multilabel_count_integer(state mreg.confusion, y_true integer[], y_pred integer[]) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_multilabel_count_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.multilabel_remove_integer(
    state mreg.confusion,
    y_true integer[],
    y_pred integer[]
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_multilabel_remove_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.multilabel_weigh_integer(
    state mreg.confusion,
    y_true integer[],
    y_pred integer[],
    weight double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_multilabel_weigh_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.confusion_matrix(y_true text[], y_pred text[]) (
    SFUNC = mreg_internal.multilabel_count_text,
    STYPE = mreg.confusion,
    SSPACE = 2048,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.multilabel_count_text,
    MINVFUNC = mreg_internal.multilabel_remove_text,
    MSTYPE = mreg.confusion,
    MSSPACE = 2048,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(text[], text[]) IS
    'multilabel confusion matrix: each row has a set of text labels that are true and one that is predicted; repeats within an array count once, the empty set is a set, NULL within an array is an error. Keeps the counts of every label, and for averages over rows how many rows have so many true, predicted and common labels. Rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true text[], y_pred text[], weight double precision) (
    SFUNC = mreg_internal.multilabel_weigh_text,
    STYPE = mreg.confusion,
    SSPACE = 2048,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(text[], text[], double precision) IS
    'weighted multilabel confusion matrix of sets of text labels; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true integer[], y_pred integer[]) (
    SFUNC = mreg_internal.multilabel_count_integer,
    STYPE = mreg.confusion,
    SSPACE = 2048,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.multilabel_count_integer,
    MINVFUNC = mreg_internal.multilabel_remove_integer,
    MSTYPE = mreg.confusion,
    MSSPACE = 2048,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(integer[], integer[]) IS
    'multilabel confusion matrix: each row has a set of integer labels that are true and one that is predicted; repeats within an array count once, the empty set is a set, NULL within an array is an error. Keeps the counts of every label, and for averages over rows how many rows have so many true, predicted and common labels. Rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true integer[], y_pred integer[], weight double precision) (
    SFUNC = mreg_internal.multilabel_weigh_integer,
    STYPE = mreg.confusion,
    SSPACE = 2048,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(integer[], integer[], double precision) IS
    'weighted multilabel confusion matrix of sets of integer labels; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';
