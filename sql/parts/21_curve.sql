CREATE TYPE mreg.curve;

CREATE FUNCTION mreg_internal.curve_in(cstring) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_out(mreg.curve) RETURNS cstring
    AS 'MODULE_PATHNAME', 'mreg_curve_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_recv(internal) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_send(mreg.curve) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_curve_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Preferred: a literal without a type means a curve where class scores could be meant as well.
CREATE TYPE mreg.curve (
    INPUT = mreg_internal.curve_in,
    OUTPUT = mreg_internal.curve_out,
    RECEIVE = mreg_internal.curve_recv,
    SEND = mreg_internal.curve_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended,
    PREFERRED = true
);
COMMENT ON TYPE mreg.curve IS
    'scores of a binary classifier: each distinct score with its positive and negative rows, counts or sums of weights; as text {"scores": [0.1, 0.4], "positives": [0, 2], "negatives": [3, 1]}, with "weighted": true where the numbers are weights and "dropped_bits": n where scores were rounded down by n bits of their 64, since there were more than mreg.max_curve_scores';

CREATE FUNCTION mreg.curve_eq(a mreg.curve, b mreg.curve) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_curve_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.curve_eq(mreg.curve, mreg.curve) IS
    'a = b: same scores, same counts or weights, rounded alike';

CREATE FUNCTION mreg.curve_ne(a mreg.curve, b mreg.curve) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_curve_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.curve_ne(mreg.curve, mreg.curve) IS
    'a <> b: scores, counts, weighting or rounding differ';

CREATE FUNCTION mreg.curve_add(a mreg.curve, b mreg.curve) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_add' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.curve_add(mreg.curve, mreg.curve) IS
    'a + b: the curve of the rows of both; weighted if either is, rounded if either is or there are more than mreg.max_curve_scores distinct scores';

CREATE FUNCTION mreg.curve_subtract(a mreg.curve, b mreg.curve) RETURNS mreg.curve
    AS 'MODULE_PATHNAME', 'mreg_curve_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.curve_subtract(mreg.curve, mreg.curve) IS
    'a - b: a without the rows of b, which must be part of it; counts only, since differences of weights are not exact';

CREATE FUNCTION mreg_internal.curve_hash(mreg.curve) RETURNS integer
    AS 'MODULE_PATHNAME', 'mreg_curve_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_hash_extended(mreg.curve, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'mreg_curve_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.curve_to_jsonb(mreg.curve) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'mreg_curve_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (mreg.curve AS jsonb) WITH FUNCTION mreg_internal.curve_to_jsonb(mreg.curve);
COMMENT ON CAST (mreg.curve AS jsonb) IS
    'the object that the text is: "scores", "positives" and "negatives", with "weighted" and "dropped_bits" where they apply';

CREATE OPERATOR mreg.= (
    LEFTARG = mreg.curve,
    RIGHTARG = mreg.curve,
    FUNCTION = mreg.curve_eq,
    COMMUTATOR = OPERATOR(mreg.=),
    NEGATOR = OPERATOR(mreg.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES
);
COMMENT ON OPERATOR mreg.= (mreg.curve, mreg.curve) IS 'same scores, same counts or weights, rounded alike';

CREATE OPERATOR mreg.<> (
    LEFTARG = mreg.curve,
    RIGHTARG = mreg.curve,
    FUNCTION = mreg.curve_ne,
    COMMUTATOR = OPERATOR(mreg.<>),
    NEGATOR = OPERATOR(mreg.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);
COMMENT ON OPERATOR mreg.<> (mreg.curve, mreg.curve) IS 'scores, counts, weighting or rounding differ';

CREATE OPERATOR mreg.+ (
    LEFTARG = mreg.curve,
    RIGHTARG = mreg.curve,
    FUNCTION = mreg.curve_add,
    COMMUTATOR = OPERATOR(mreg.+)
);
COMMENT ON OPERATOR mreg.+ (mreg.curve, mreg.curve) IS 'the curve of the rows of both';

CREATE OPERATOR mreg.- (
    LEFTARG = mreg.curve,
    RIGHTARG = mreg.curve,
    FUNCTION = mreg.curve_subtract
);
COMMENT ON OPERATOR mreg.- (mreg.curve, mreg.curve) IS 'the left curve without the rows of the right one, which must be part of it';

CREATE OPERATOR CLASS mreg.curve_hash_ops
    DEFAULT FOR TYPE mreg.curve USING hash AS
    OPERATOR 1 mreg.= (mreg.curve, mreg.curve),
    FUNCTION 1 mreg_internal.curve_hash(mreg.curve),
    FUNCTION 2 mreg_internal.curve_hash_extended(mreg.curve, bigint);
COMMENT ON OPERATOR FAMILY mreg.curve_hash_ops USING hash IS 'hashing of score curves';
COMMENT ON OPERATOR CLASS mreg.curve_hash_ops USING hash IS 'hashing of score curves, for GROUP BY, DISTINCT and hash joins';
