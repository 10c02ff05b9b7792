CREATE TYPE mreg.confusion;

CREATE FUNCTION mreg_internal.confusion_in(cstring) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_out(mreg.confusion) RETURNS cstring
    AS 'MODULE_PATHNAME', 'mreg_confusion_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_recv(internal) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_send(mreg.confusion) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_confusion_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE TYPE mreg.confusion (
    INPUT = mreg_internal.confusion_in,
    OUTPUT = mreg_internal.confusion_out,
    RECEIVE = mreg_internal.confusion_recv,
    SEND = mreg_internal.confusion_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE mreg.confusion IS
    'confusion matrix: rows true, columns predicted, counts or sums of weights over boolean, integer or text labels; as text {"labels": [0, 1], "cells": [[0, 0, 50], [0, 1, 2]]}, where cells hold indexes into labels from 0, and "weighted": true where the numbers are weights; of rows with sets of labels {"labels": ["a"], "multilabel": true, "classes": [[tp, fp, fn]], "rows": [[t, p, b, n]]}, one class per label, and n rows with t true and p predicted labels, b of them both';

CREATE FUNCTION mreg.confusion_eq(a mreg.confusion, b mreg.confusion) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_confusion_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.confusion_eq(mreg.confusion, mreg.confusion) IS
    'a = b: same labels, same cells, both weighted or both not, both multilabel or both not';

CREATE FUNCTION mreg.confusion_ne(a mreg.confusion, b mreg.confusion) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_confusion_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.confusion_ne(mreg.confusion, mreg.confusion) IS
    'a <> b: labels, cells or weighting differ';

CREATE FUNCTION mreg.confusion_add(a mreg.confusion, b mreg.confusion) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.confusion_add(mreg.confusion, mreg.confusion) IS
    'a + b: the matrix of the rows of both; labels must be of one kind, weighted if either is';

CREATE FUNCTION mreg.confusion_subtract(a mreg.confusion, b mreg.confusion) RETURNS mreg.confusion
    AS 'MODULE_PATHNAME', 'mreg_confusion_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.confusion_subtract(mreg.confusion, mreg.confusion) IS
    'a - b: a without the rows of b, which must be part of it; counts only, since differences of weights are not exact';

CREATE FUNCTION mreg_internal.confusion_hash(mreg.confusion) RETURNS integer
    AS 'MODULE_PATHNAME', 'mreg_confusion_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.confusion_hash_extended(mreg.confusion, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'mreg_confusion_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR mreg.= (
    LEFTARG = mreg.confusion,
    RIGHTARG = mreg.confusion,
    FUNCTION = mreg.confusion_eq,
    COMMUTATOR = OPERATOR(mreg.=),
    NEGATOR = OPERATOR(mreg.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES
);
COMMENT ON OPERATOR mreg.= (mreg.confusion, mreg.confusion) IS 'same labels, same cells, both weighted or both not';

CREATE OPERATOR mreg.<> (
    LEFTARG = mreg.confusion,
    RIGHTARG = mreg.confusion,
    FUNCTION = mreg.confusion_ne,
    COMMUTATOR = OPERATOR(mreg.<>),
    NEGATOR = OPERATOR(mreg.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);
COMMENT ON OPERATOR mreg.<> (mreg.confusion, mreg.confusion) IS 'labels, cells or weighting differ';

CREATE OPERATOR mreg.+ (
    LEFTARG = mreg.confusion,
    RIGHTARG = mreg.confusion,
    FUNCTION = mreg.confusion_add,
    COMMUTATOR = OPERATOR(mreg.+)
);
COMMENT ON OPERATOR mreg.+ (mreg.confusion, mreg.confusion) IS 'the matrix of the rows of both';

CREATE OPERATOR mreg.- (
    LEFTARG = mreg.confusion,
    RIGHTARG = mreg.confusion,
    FUNCTION = mreg.confusion_subtract
);
COMMENT ON OPERATOR mreg.- (mreg.confusion, mreg.confusion) IS 'the left matrix without the rows of the right one, which must be part of it';

CREATE OPERATOR CLASS mreg.confusion_hash_ops
    DEFAULT FOR TYPE mreg.confusion USING hash AS
    OPERATOR 1 mreg.= (mreg.confusion, mreg.confusion),
    FUNCTION 1 mreg_internal.confusion_hash(mreg.confusion),
    FUNCTION 2 mreg_internal.confusion_hash_extended(mreg.confusion, bigint);
COMMENT ON OPERATOR FAMILY mreg.confusion_hash_ops USING hash IS 'hashing of confusion matrices';
COMMENT ON OPERATOR CLASS mreg.confusion_hash_ops USING hash IS 'hashing of confusion matrices, for GROUP BY, DISTINCT and hash joins';
