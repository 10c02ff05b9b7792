CREATE FUNCTION mreg_internal.confusion_count_boolean(state mreg.confusion, y_true boolean, y_pred boolean) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_count_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_remove_boolean(state mreg.confusion, y_true boolean, y_pred boolean) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_remove_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_weigh_boolean(
    state mreg.confusion,
    y_true boolean,
    y_pred boolean,
    weight double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_weigh_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_count_smallint(state mreg.confusion, y_true smallint, y_pred smallint) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_count_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_remove_smallint(state mreg.confusion, y_true smallint, y_pred smallint) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_remove_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_weigh_smallint(
    state mreg.confusion,
    y_true smallint,
    y_pred smallint,
    weight double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_weigh_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_count_integer(state mreg.confusion, y_true integer, y_pred integer) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_count_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_remove_integer(state mreg.confusion, y_true integer, y_pred integer) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_remove_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_weigh_integer(
    state mreg.confusion,
    y_true integer,
    y_pred integer,
    weight double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_weigh_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_count_bigint(state mreg.confusion, y_true bigint, y_pred bigint) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_count_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_remove_bigint(state mreg.confusion, y_true bigint, y_pred bigint) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_remove_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_weigh_bigint(
    state mreg.confusion,
    y_true bigint,
    y_pred bigint,
    weight double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_weigh_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_count_text(state mreg.confusion, y_true text, y_pred text) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_count_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_remove_text(state mreg.confusion, y_true text, y_pred text) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_remove_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_weigh_text(
    state mreg.confusion,
    y_true text,
    y_pred text,
    weight double precision
) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_weigh_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_combine(state mreg.confusion, other mreg.confusion) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_final(state mreg.confusion) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_rollup(state mreg.confusion, cm mreg.confusion) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_rollup' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_rollup_remove(state mreg.confusion, cm mreg.confusion) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_rollup_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_rollup_final(state mreg.confusion) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_rollup_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.precision_final(state mreg.confusion) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_precision_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.recall_final(state mreg.confusion) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_recall_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.f1_final(state mreg.confusion) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_f1_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.accuracy_final(state mreg.confusion) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_accuracy_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.confusion_matrix(y_true boolean, y_pred boolean) (
    SFUNC = mreg_internal.confusion_count_boolean,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_boolean,
    MINVFUNC = mreg_internal.confusion_remove_boolean,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(boolean, boolean) IS
    'confusion matrix of boolean labels: counts of (true, predicted) pairs; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true boolean, y_pred boolean, weight double precision) (
    SFUNC = mreg_internal.confusion_weigh_boolean,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(boolean, boolean, double precision) IS
    'confusion matrix of boolean labels: sums of weights of (true, predicted) pairs; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true smallint, y_pred smallint) (
    SFUNC = mreg_internal.confusion_count_smallint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_smallint,
    MINVFUNC = mreg_internal.confusion_remove_smallint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(smallint, smallint) IS
    'confusion matrix of smallint labels: counts of (true, predicted) pairs; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true smallint, y_pred smallint, weight double precision) (
    SFUNC = mreg_internal.confusion_weigh_smallint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(smallint, smallint, double precision) IS
    'confusion matrix of smallint labels: sums of weights of (true, predicted) pairs; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true integer, y_pred integer) (
    SFUNC = mreg_internal.confusion_count_integer,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_integer,
    MINVFUNC = mreg_internal.confusion_remove_integer,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(integer, integer) IS
    'confusion matrix of integer labels: counts of (true, predicted) pairs; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true integer, y_pred integer, weight double precision) (
    SFUNC = mreg_internal.confusion_weigh_integer,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(integer, integer, double precision) IS
    'confusion matrix of integer labels: sums of weights of (true, predicted) pairs; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true bigint, y_pred bigint) (
    SFUNC = mreg_internal.confusion_count_bigint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_bigint,
    MINVFUNC = mreg_internal.confusion_remove_bigint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(bigint, bigint) IS
    'confusion matrix of bigint labels: counts of (true, predicted) pairs; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true bigint, y_pred bigint, weight double precision) (
    SFUNC = mreg_internal.confusion_weigh_bigint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(bigint, bigint, double precision) IS
    'confusion matrix of bigint labels: sums of weights of (true, predicted) pairs; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true text, y_pred text) (
    SFUNC = mreg_internal.confusion_count_text,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_text,
    MINVFUNC = mreg_internal.confusion_remove_text,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.confusion_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(text, text) IS
    'confusion matrix of text labels: counts of (true, predicted) pairs; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.confusion_matrix(y_true text, y_pred text, weight double precision) (
    SFUNC = mreg_internal.confusion_weigh_text,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.confusion_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.confusion_matrix(text, text, double precision) IS
    'confusion matrix of text labels: sums of weights of (true, predicted) pairs; weights are finite and not negative, weight 0 and rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.rollup(cm mreg.confusion) (
    SFUNC = mreg_internal.confusion_rollup,
    STYPE = mreg.confusion,
    SSPACE = 512,
    FINALFUNC = mreg_internal.confusion_rollup_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_rollup,
    MINVFUNC = mreg_internal.confusion_rollup_remove,
    MSTYPE = mreg.confusion,
    MSSPACE = 512,
    MFINALFUNC = mreg_internal.confusion_rollup_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.rollup(mreg.confusion) IS
    'sum of confusion matrices, as if the rows of all had been counted at once; labels must be of one kind, NULL is skipped, no value gives NULL';

CREATE AGGREGATE mreg.precision_score(y_true boolean, y_pred boolean) (
    SFUNC = mreg_internal.confusion_count_boolean,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.precision_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_boolean,
    MINVFUNC = mreg_internal.confusion_remove_boolean,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.precision_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.precision_score(boolean, boolean) IS
    'share of the rows predicted positive that are, of the class true of at most two, as scikit-learn''s precision_score by default; in [0, 1], undefined (NULL) where none is predicted; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.precision_score(y_true smallint, y_pred smallint) (
    SFUNC = mreg_internal.confusion_count_smallint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.precision_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_smallint,
    MINVFUNC = mreg_internal.confusion_remove_smallint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.precision_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.precision_score(smallint, smallint) IS
    'share of the rows predicted positive that are, of the class 1 of at most two, as scikit-learn''s precision_score by default; in [0, 1], undefined (NULL) where none is predicted; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.precision_score(y_true integer, y_pred integer) (
    SFUNC = mreg_internal.confusion_count_integer,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.precision_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_integer,
    MINVFUNC = mreg_internal.confusion_remove_integer,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.precision_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.precision_score(integer, integer) IS
    'share of the rows predicted positive that are, of the class 1 of at most two, as scikit-learn''s precision_score by default; in [0, 1], undefined (NULL) where none is predicted; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.precision_score(y_true bigint, y_pred bigint) (
    SFUNC = mreg_internal.confusion_count_bigint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.precision_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_bigint,
    MINVFUNC = mreg_internal.confusion_remove_bigint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.precision_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.precision_score(bigint, bigint) IS
    'share of the rows predicted positive that are, of the class 1 of at most two, as scikit-learn''s precision_score by default; in [0, 1], undefined (NULL) where none is predicted; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.precision_score(y_true text, y_pred text) (
    SFUNC = mreg_internal.confusion_count_text,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.precision_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_text,
    MINVFUNC = mreg_internal.confusion_remove_text,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.precision_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.precision_score(text, text) IS
    'always an error that shows the way, since text labels have no positive class by default: precision_score(confusion_matrix(y_true, y_pred), pos_label => ...) or average => ''macro''';

CREATE AGGREGATE mreg.recall_score(y_true boolean, y_pred boolean) (
    SFUNC = mreg_internal.confusion_count_boolean,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.recall_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_boolean,
    MINVFUNC = mreg_internal.confusion_remove_boolean,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.recall_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.recall_score(boolean, boolean) IS
    'share of the positive rows that are predicted so, of the class true of at most two, as scikit-learn''s recall_score by default; in [0, 1], undefined (NULL) where there is none; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.recall_score(y_true smallint, y_pred smallint) (
    SFUNC = mreg_internal.confusion_count_smallint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.recall_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_smallint,
    MINVFUNC = mreg_internal.confusion_remove_smallint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.recall_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.recall_score(smallint, smallint) IS
    'share of the positive rows that are predicted so, of the class 1 of at most two, as scikit-learn''s recall_score by default; in [0, 1], undefined (NULL) where there is none; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.recall_score(y_true integer, y_pred integer) (
    SFUNC = mreg_internal.confusion_count_integer,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.recall_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_integer,
    MINVFUNC = mreg_internal.confusion_remove_integer,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.recall_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.recall_score(integer, integer) IS
    'share of the positive rows that are predicted so, of the class 1 of at most two, as scikit-learn''s recall_score by default; in [0, 1], undefined (NULL) where there is none; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.recall_score(y_true bigint, y_pred bigint) (
    SFUNC = mreg_internal.confusion_count_bigint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.recall_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_bigint,
    MINVFUNC = mreg_internal.confusion_remove_bigint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.recall_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.recall_score(bigint, bigint) IS
    'share of the positive rows that are predicted so, of the class 1 of at most two, as scikit-learn''s recall_score by default; in [0, 1], undefined (NULL) where there is none; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.recall_score(y_true text, y_pred text) (
    SFUNC = mreg_internal.confusion_count_text,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.recall_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_text,
    MINVFUNC = mreg_internal.confusion_remove_text,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.recall_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.recall_score(text, text) IS
    'always an error that shows the way, since text labels have no positive class by default: recall_score(confusion_matrix(y_true, y_pred), pos_label => ...) or average => ''macro''';

CREATE AGGREGATE mreg.f1_score(y_true boolean, y_pred boolean) (
    SFUNC = mreg_internal.confusion_count_boolean,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.f1_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_boolean,
    MINVFUNC = mreg_internal.confusion_remove_boolean,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.f1_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.f1_score(boolean, boolean) IS
    'F1, 2 tp / (2 tp + fp + fn), of the class true of at most two, as scikit-learn''s f1_score by default; in [0, 1], undefined (NULL) where no row is positive or predicted so; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.f1_score(y_true smallint, y_pred smallint) (
    SFUNC = mreg_internal.confusion_count_smallint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.f1_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_smallint,
    MINVFUNC = mreg_internal.confusion_remove_smallint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.f1_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.f1_score(smallint, smallint) IS
    'F1, 2 tp / (2 tp + fp + fn), of the class 1 of at most two, as scikit-learn''s f1_score by default; in [0, 1], undefined (NULL) where no row is positive or predicted so; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.f1_score(y_true integer, y_pred integer) (
    SFUNC = mreg_internal.confusion_count_integer,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.f1_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_integer,
    MINVFUNC = mreg_internal.confusion_remove_integer,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.f1_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.f1_score(integer, integer) IS
    'F1, 2 tp / (2 tp + fp + fn), of the class 1 of at most two, as scikit-learn''s f1_score by default; in [0, 1], undefined (NULL) where no row is positive or predicted so; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.f1_score(y_true bigint, y_pred bigint) (
    SFUNC = mreg_internal.confusion_count_bigint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.f1_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_bigint,
    MINVFUNC = mreg_internal.confusion_remove_bigint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.f1_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.f1_score(bigint, bigint) IS
    'F1, 2 tp / (2 tp + fp + fn), of the class 1 of at most two, as scikit-learn''s f1_score by default; in [0, 1], undefined (NULL) where no row is positive or predicted so; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.f1_score(y_true text, y_pred text) (
    SFUNC = mreg_internal.confusion_count_text,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.f1_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_text,
    MINVFUNC = mreg_internal.confusion_remove_text,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.f1_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.f1_score(text, text) IS
    'always an error that shows the way, since text labels have no positive class by default: f1_score(confusion_matrix(y_true, y_pred), pos_label => ...) or average => ''macro''';

CREATE AGGREGATE mreg.accuracy_score(y_true boolean, y_pred boolean) (
    SFUNC = mreg_internal.confusion_count_boolean,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.accuracy_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_boolean,
    MINVFUNC = mreg_internal.confusion_remove_boolean,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.accuracy_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.accuracy_score(boolean, boolean) IS
    'share of the rows whose boolean labels agree, in [0, 1]; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.accuracy_score(y_true smallint, y_pred smallint) (
    SFUNC = mreg_internal.confusion_count_smallint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.accuracy_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_smallint,
    MINVFUNC = mreg_internal.confusion_remove_smallint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.accuracy_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.accuracy_score(smallint, smallint) IS
    'share of the rows whose smallint labels agree, in [0, 1]; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.accuracy_score(y_true integer, y_pred integer) (
    SFUNC = mreg_internal.confusion_count_integer,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.accuracy_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_integer,
    MINVFUNC = mreg_internal.confusion_remove_integer,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.accuracy_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.accuracy_score(integer, integer) IS
    'share of the rows whose integer labels agree, in [0, 1]; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.accuracy_score(y_true bigint, y_pred bigint) (
    SFUNC = mreg_internal.confusion_count_bigint,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.accuracy_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_bigint,
    MINVFUNC = mreg_internal.confusion_remove_bigint,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.accuracy_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.accuracy_score(bigint, bigint) IS
    'share of the rows whose bigint labels agree, in [0, 1]; rows with a NULL are skipped, no row gives NULL';

CREATE AGGREGATE mreg.accuracy_score(y_true text, y_pred text) (
    SFUNC = mreg_internal.confusion_count_text,
    STYPE = mreg.confusion,
    SSPACE = 256,
    FINALFUNC = mreg_internal.accuracy_final,
    COMBINEFUNC = mreg_internal.confusion_combine,
    MSFUNC = mreg_internal.confusion_count_text,
    MINVFUNC = mreg_internal.confusion_remove_text,
    MSTYPE = mreg.confusion,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.accuracy_final,
    MINITCOND = '{"labels": [], "cells": []}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.accuracy_score(text, text) IS
    'share of the rows whose text labels agree, in [0, 1]; rows with a NULL are skipped, no row gives NULL';
