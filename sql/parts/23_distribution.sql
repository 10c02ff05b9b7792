CREATE TYPE mreg.distribution;

CREATE FUNCTION mreg_internal.distribution_in(cstring) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_out(mreg.distribution) RETURNS cstring
    AS 'MODULE_PATHNAME', 'mreg_distribution_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_recv(internal) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_send(mreg.distribution) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_distribution_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE TYPE mreg.distribution (
    INPUT = mreg_internal.distribution_in,
    OUTPUT = mreg_internal.distribution_out,
    RECEIVE = mreg_internal.distribution_recv,
    SEND = mreg_internal.distribution_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE mreg.distribution IS
    'counts of values by bucket: over fixed edges {"edges": [0, 1, 2], "counts": [5, 3], "under": 1, "over": 0, "nan": 0, "null": 2}, where bins hold their lower edge and the last one its upper edge too; or over categories {"categories": ["a", "b"], "counts": [5, 3], "other": 0, "null": 2}, the least 10000 of them, in their order (numbers, text by bytes), the rest counted together as other';

CREATE FUNCTION mreg.distribution_eq(a mreg.distribution, b mreg.distribution) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_distribution_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.distribution_eq(mreg.distribution, mreg.distribution) IS
    'a = b: same edges or categories, same counts';

CREATE FUNCTION mreg.distribution_ne(a mreg.distribution, b mreg.distribution) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_distribution_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.distribution_ne(mreg.distribution, mreg.distribution) IS
    'a <> b: edges, categories or counts differ';

CREATE FUNCTION mreg.distribution_add(a mreg.distribution, b mreg.distribution) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.distribution_add(mreg.distribution, mreg.distribution) IS
    'a + b: the distribution of the rows of both, which must be over the same edges or categories of one type';

CREATE FUNCTION mreg.distribution_subtract(a mreg.distribution, b mreg.distribution) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.distribution_subtract(mreg.distribution, mreg.distribution) IS
    'a - b: a without the rows of b, which must be part of it; an error where categories that were counted as other would have to be counted apart';

CREATE FUNCTION mreg_internal.distribution_hash(mreg.distribution) RETURNS integer
    AS 'MODULE_PATHNAME', 'mreg_distribution_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_hash_extended(mreg.distribution, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'mreg_distribution_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_to_jsonb(mreg.distribution) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'mreg_distribution_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (mreg.distribution AS jsonb) WITH FUNCTION mreg_internal.distribution_to_jsonb(mreg.distribution);
COMMENT ON CAST (mreg.distribution AS jsonb) IS
    'the distribution as JSON: edges or categories with counts, and the counts of the other buckets';

CREATE OPERATOR mreg.= (
    LEFTARG = mreg.distribution,
    RIGHTARG = mreg.distribution,
    FUNCTION = mreg.distribution_eq,
    COMMUTATOR = OPERATOR(mreg.=),
    NEGATOR = OPERATOR(mreg.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES
);
COMMENT ON OPERATOR mreg.= (mreg.distribution, mreg.distribution) IS 'same edges or categories, same counts';

CREATE OPERATOR mreg.<> (
    LEFTARG = mreg.distribution,
    RIGHTARG = mreg.distribution,
    FUNCTION = mreg.distribution_ne,
    COMMUTATOR = OPERATOR(mreg.<>),
    NEGATOR = OPERATOR(mreg.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);
COMMENT ON OPERATOR mreg.<> (mreg.distribution, mreg.distribution) IS 'edges, categories or counts differ';

CREATE OPERATOR mreg.+ (
    LEFTARG = mreg.distribution,
    RIGHTARG = mreg.distribution,
    FUNCTION = mreg.distribution_add,
    COMMUTATOR = OPERATOR(mreg.+)
);
COMMENT ON OPERATOR mreg.+ (mreg.distribution, mreg.distribution) IS 'the distribution of the rows of both';

CREATE OPERATOR mreg.- (
    LEFTARG = mreg.distribution,
    RIGHTARG = mreg.distribution,
    FUNCTION = mreg.distribution_subtract
);
COMMENT ON OPERATOR mreg.- (mreg.distribution, mreg.distribution) IS
    'the left distribution without the rows of the right one, which must be part of it';

CREATE OPERATOR CLASS mreg.distribution_hash_ops
    DEFAULT FOR TYPE mreg.distribution USING hash AS
    OPERATOR 1 mreg.= (mreg.distribution, mreg.distribution),
    FUNCTION 1 mreg_internal.distribution_hash(mreg.distribution),
    FUNCTION 2 mreg_internal.distribution_hash_extended(mreg.distribution, bigint);
COMMENT ON OPERATOR FAMILY mreg.distribution_hash_ops USING hash IS 'hashing of distributions';
COMMENT ON OPERATOR CLASS mreg.distribution_hash_ops USING hash IS
    'hashing of distributions, for GROUP BY, DISTINCT and hash joins';
