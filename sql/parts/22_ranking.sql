CREATE TYPE mreg.ranking;

CREATE FUNCTION mreg_internal.ranking_in(cstring) RETURNS mreg.ranking
    AS 'MODULE_PATHNAME', 'mreg_ranking_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.ranking_out(mreg.ranking) RETURNS cstring
    AS 'MODULE_PATHNAME', 'mreg_ranking_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.ranking_recv(internal) RETURNS mreg.ranking
    AS 'MODULE_PATHNAME', 'mreg_ranking_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.ranking_send(mreg.ranking) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_ranking_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE TYPE mreg.ranking (
    INPUT = mreg_internal.ranking_in,
    OUTPUT = mreg_internal.ranking_out,
    RECEIVE = mreg_internal.ranking_recv,
    SEND = mreg_internal.ranking_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE mreg.ranking IS
    'the documents of one query, each with the score that ranks it and its relevance; as text {"documents": [[score, relevance], ...]}, the highest score first; a document is relevant where its relevance is above 0';

CREATE FUNCTION mreg.ranking_eq(a mreg.ranking, b mreg.ranking) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_ranking_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.ranking_eq(mreg.ranking, mreg.ranking) IS
    'a = b: the same documents';

CREATE FUNCTION mreg.ranking_ne(a mreg.ranking, b mreg.ranking) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_ranking_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.ranking_ne(mreg.ranking, mreg.ranking) IS
    'a <> b: some document differs';

CREATE FUNCTION mreg.ranking_add(a mreg.ranking, b mreg.ranking) RETURNS mreg.ranking
    AS 'MODULE_PATHNAME', 'mreg_ranking_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.ranking_add(mreg.ranking, mreg.ranking) IS
    'a + b: the documents of both, as one query';

CREATE FUNCTION mreg_internal.ranking_hash(mreg.ranking) RETURNS integer
    AS 'MODULE_PATHNAME', 'mreg_ranking_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.ranking_hash_extended(mreg.ranking, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'mreg_ranking_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.ranking_jsonb(mreg.ranking) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'mreg_ranking_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (mreg.ranking AS jsonb) WITH FUNCTION mreg_internal.ranking_jsonb(mreg.ranking);
COMMENT ON CAST (mreg.ranking AS jsonb) IS 'the content of the value, as its text form';

CREATE OPERATOR mreg.= (
    LEFTARG = mreg.ranking,
    RIGHTARG = mreg.ranking,
    FUNCTION = mreg.ranking_eq,
    COMMUTATOR = OPERATOR(mreg.=),
    NEGATOR = OPERATOR(mreg.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES
);
COMMENT ON OPERATOR mreg.= (mreg.ranking, mreg.ranking) IS 'the same documents';

CREATE OPERATOR mreg.<> (
    LEFTARG = mreg.ranking,
    RIGHTARG = mreg.ranking,
    FUNCTION = mreg.ranking_ne,
    COMMUTATOR = OPERATOR(mreg.<>),
    NEGATOR = OPERATOR(mreg.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);
COMMENT ON OPERATOR mreg.<> (mreg.ranking, mreg.ranking) IS 'some document differs';

CREATE OPERATOR mreg.+ (
    LEFTARG = mreg.ranking,
    RIGHTARG = mreg.ranking,
    FUNCTION = mreg.ranking_add,
    COMMUTATOR = OPERATOR(mreg.+)
);
COMMENT ON OPERATOR mreg.+ (mreg.ranking, mreg.ranking) IS 'the documents of both, as one query';

CREATE OPERATOR CLASS mreg.ranking_hash_ops
    DEFAULT FOR TYPE mreg.ranking USING hash AS
    OPERATOR 1 mreg.= (mreg.ranking, mreg.ranking),
    FUNCTION 1 mreg_internal.ranking_hash(mreg.ranking),
    FUNCTION 2 mreg_internal.ranking_hash_extended(mreg.ranking, bigint);
COMMENT ON OPERATOR FAMILY mreg.ranking_hash_ops USING hash IS 'hashing of rankings';
COMMENT ON OPERATOR CLASS mreg.ranking_hash_ops USING hash IS 'hashing of rankings, for GROUP BY, DISTINCT and hash joins';
