CREATE TYPE mreg.regression;

CREATE FUNCTION mreg_internal.regression_in(cstring) RETURNS mreg.regression
    AS 'MODULE_PATHNAME', 'mreg_regression_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.regression_out(mreg.regression) RETURNS cstring
    AS 'MODULE_PATHNAME', 'mreg_regression_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.regression_recv(internal) RETURNS mreg.regression
    AS 'MODULE_PATHNAME', 'mreg_regression_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.regression_send(mreg.regression) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_regression_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE TYPE mreg.regression (
    INPUT = mreg_internal.regression_in,
    OUTPUT = mreg_internal.regression_out,
    RECEIVE = mreg_internal.regression_recv,
    SEND = mreg_internal.regression_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = main
);
COMMENT ON TYPE mreg.regression IS
    'sums over rows of a target and its prediction, from which regression metrics are read; as text {"n": rows, "weight": 4, "error_above": 1, "error_below": [0.7, -1e-17], ...}: error is y_true - y_pred, above and below stand for what is positive and negative, m2 for squared distances from the mean; a sum that one number does not hold is [high, low]; null where rows are out of the domain of a loss';

CREATE FUNCTION mreg.regression_eq(a mreg.regression, b mreg.regression) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_regression_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.regression_eq(mreg.regression, mreg.regression) IS
    'a = b: the same sums to the last digit';

CREATE FUNCTION mreg.regression_ne(a mreg.regression, b mreg.regression) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_regression_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.regression_ne(mreg.regression, mreg.regression) IS
    'a <> b: some sum differs';

CREATE FUNCTION mreg.regression_add(a mreg.regression, b mreg.regression) RETURNS mreg.regression
    AS 'MODULE_PATHNAME', 'mreg_regression_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.regression_add(mreg.regression, mreg.regression) IS
    'a + b: the value of the rows of both';

CREATE FUNCTION mreg_internal.regression_hash(mreg.regression) RETURNS integer
    AS 'MODULE_PATHNAME', 'mreg_regression_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.regression_hash_extended(mreg.regression, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'mreg_regression_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.regression_jsonb(mreg.regression) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'mreg_regression_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (mreg.regression AS jsonb) WITH FUNCTION mreg_internal.regression_jsonb(mreg.regression);
COMMENT ON CAST (mreg.regression AS jsonb) IS 'the content of the value, as its text form';

CREATE OPERATOR mreg.= (
    LEFTARG = mreg.regression,
    RIGHTARG = mreg.regression,
    FUNCTION = mreg.regression_eq,
    COMMUTATOR = OPERATOR(mreg.=),
    NEGATOR = OPERATOR(mreg.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES
);
COMMENT ON OPERATOR mreg.= (mreg.regression, mreg.regression) IS 'the same sums to the last digit';

CREATE OPERATOR mreg.<> (
    LEFTARG = mreg.regression,
    RIGHTARG = mreg.regression,
    FUNCTION = mreg.regression_ne,
    COMMUTATOR = OPERATOR(mreg.<>),
    NEGATOR = OPERATOR(mreg.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);
COMMENT ON OPERATOR mreg.<> (mreg.regression, mreg.regression) IS 'some sum differs';

CREATE OPERATOR mreg.+ (
    LEFTARG = mreg.regression,
    RIGHTARG = mreg.regression,
    FUNCTION = mreg.regression_add,
    COMMUTATOR = OPERATOR(mreg.+)
);
COMMENT ON OPERATOR mreg.+ (mreg.regression, mreg.regression) IS 'the value of the rows of both';

CREATE OPERATOR CLASS mreg.regression_hash_ops
    DEFAULT FOR TYPE mreg.regression USING hash AS
    OPERATOR 1 mreg.= (mreg.regression, mreg.regression),
    FUNCTION 1 mreg_internal.regression_hash(mreg.regression),
    FUNCTION 2 mreg_internal.regression_hash_extended(mreg.regression, bigint);
COMMENT ON OPERATOR FAMILY mreg.regression_hash_ops USING hash IS 'hashing of sums of regression';
COMMENT ON OPERATOR CLASS mreg.regression_hash_ops USING hash IS 'hashing of sums of regression, for GROUP BY, DISTINCT and hash joins';

CREATE TYPE mreg.intervals;

CREATE FUNCTION mreg_internal.intervals_in(cstring) RETURNS mreg.intervals
    AS 'MODULE_PATHNAME', 'mreg_intervals_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.intervals_out(mreg.intervals) RETURNS cstring
    AS 'MODULE_PATHNAME', 'mreg_intervals_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.intervals_recv(internal) RETURNS mreg.intervals
    AS 'MODULE_PATHNAME', 'mreg_intervals_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.intervals_send(mreg.intervals) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_intervals_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE TYPE mreg.intervals (
    INPUT = mreg_internal.intervals_in,
    OUTPUT = mreg_internal.intervals_out,
    RECEIVE = mreg_internal.intervals_recv,
    SEND = mreg_internal.intervals_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = main
);
COMMENT ON TYPE mreg.intervals IS
    'sums over rows of a target with a lower and an upper bound, from which coverage and interval scores are read; as text {"n": rows, "weight": 4, "below": 0, "above": 1, "width": 8, "shortfall": 0, "excess": 0.5}: weight of all rows, of targets below and above their bounds, sum of the widths, sums of the distances to the bound missed';

CREATE FUNCTION mreg.intervals_eq(a mreg.intervals, b mreg.intervals) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_intervals_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.intervals_eq(mreg.intervals, mreg.intervals) IS
    'a = b: the same sums to the last digit';

CREATE FUNCTION mreg.intervals_ne(a mreg.intervals, b mreg.intervals) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_intervals_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.intervals_ne(mreg.intervals, mreg.intervals) IS
    'a <> b: some sum differs';

CREATE FUNCTION mreg.intervals_add(a mreg.intervals, b mreg.intervals) RETURNS mreg.intervals
    AS 'MODULE_PATHNAME', 'mreg_intervals_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.intervals_add(mreg.intervals, mreg.intervals) IS
    'a + b: the value of the rows of both';

CREATE FUNCTION mreg_internal.intervals_hash(mreg.intervals) RETURNS integer
    AS 'MODULE_PATHNAME', 'mreg_intervals_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.intervals_hash_extended(mreg.intervals, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'mreg_intervals_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.intervals_jsonb(mreg.intervals) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'mreg_intervals_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (mreg.intervals AS jsonb) WITH FUNCTION mreg_internal.intervals_jsonb(mreg.intervals);
COMMENT ON CAST (mreg.intervals AS jsonb) IS 'the content of the value, as its text form';

CREATE OPERATOR mreg.= (
    LEFTARG = mreg.intervals,
    RIGHTARG = mreg.intervals,
    FUNCTION = mreg.intervals_eq,
    COMMUTATOR = OPERATOR(mreg.=),
    NEGATOR = OPERATOR(mreg.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES
);
COMMENT ON OPERATOR mreg.= (mreg.intervals, mreg.intervals) IS 'the same sums to the last digit';

CREATE OPERATOR mreg.<> (
    LEFTARG = mreg.intervals,
    RIGHTARG = mreg.intervals,
    FUNCTION = mreg.intervals_ne,
    COMMUTATOR = OPERATOR(mreg.<>),
    NEGATOR = OPERATOR(mreg.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);
COMMENT ON OPERATOR mreg.<> (mreg.intervals, mreg.intervals) IS 'some sum differs';

CREATE OPERATOR mreg.+ (
    LEFTARG = mreg.intervals,
    RIGHTARG = mreg.intervals,
    FUNCTION = mreg.intervals_add,
    COMMUTATOR = OPERATOR(mreg.+)
);
COMMENT ON OPERATOR mreg.+ (mreg.intervals, mreg.intervals) IS 'the value of the rows of both';

CREATE OPERATOR CLASS mreg.intervals_hash_ops
    DEFAULT FOR TYPE mreg.intervals USING hash AS
    OPERATOR 1 mreg.= (mreg.intervals, mreg.intervals),
    FUNCTION 1 mreg_internal.intervals_hash(mreg.intervals),
    FUNCTION 2 mreg_internal.intervals_hash_extended(mreg.intervals, bigint);
COMMENT ON OPERATOR FAMILY mreg.intervals_hash_ops USING hash IS 'hashing of sums of intervals';
COMMENT ON OPERATOR CLASS mreg.intervals_hash_ops USING hash IS 'hashing of sums of intervals, for GROUP BY, DISTINCT and hash joins';
