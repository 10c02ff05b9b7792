CREATE TYPE mreg.class_scores;

CREATE FUNCTION mreg_internal.class_scores_in(cstring) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_out(mreg.class_scores) RETURNS cstring
    AS 'MODULE_PATHNAME', 'mreg_class_scores_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_recv(internal) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_send(mreg.class_scores) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_class_scores_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE mreg.class_scores (
    INPUT = mreg_internal.class_scores_in,
    OUTPUT = mreg_internal.class_scores_out,
    RECEIVE = mreg_internal.class_scores_recv,
    SEND = mreg_internal.class_scores_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE mreg.class_scores IS
    'rows of a classifier of two or more classes: of each row the true class, an integer or text, and the probability of every class, 2 to 32768 of them; rows are in order of their class, then of their probabilities; as text {"y_true": ["a", "b"], "probabilities": [[0.7, 0.3], [0.4, 0.6]]}';

-- What takes integer labels takes this, so that a call without labels means the function of text labels.
CREATE DOMAIN mreg_internal.class_scores_by_integers AS mreg.class_scores;

CREATE FUNCTION mreg.class_scores_eq(a mreg.class_scores, b mreg.class_scores) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_class_scores_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.class_scores_eq(mreg.class_scores, mreg.class_scores) IS
    'a = b: same rows, each as often';

CREATE FUNCTION mreg.class_scores_ne(a mreg.class_scores, b mreg.class_scores) RETURNS boolean
    AS 'MODULE_PATHNAME', 'mreg_class_scores_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.class_scores_ne(mreg.class_scores, mreg.class_scores) IS
    'a <> b: rows differ';

CREATE FUNCTION mreg.class_scores_add(a mreg.class_scores, b mreg.class_scores) RETURNS mreg.class_scores
    AS 'MODULE_PATHNAME', 'mreg_class_scores_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.class_scores_add(mreg.class_scores, mreg.class_scores) IS
    'a + b: the rows of both, which must have labels of one kind and probabilities of equally many classes';

CREATE FUNCTION mreg_internal.class_scores_hash(mreg.class_scores) RETURNS integer
    AS 'MODULE_PATHNAME', 'mreg_class_scores_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_hash_extended(mreg.class_scores, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'mreg_class_scores_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mreg_internal.class_scores_to_jsonb(mreg.class_scores) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'mreg_class_scores_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (mreg.class_scores AS jsonb) WITH FUNCTION mreg_internal.class_scores_to_jsonb(mreg.class_scores);
COMMENT ON CAST (mreg.class_scores AS jsonb) IS
    'the object that the text is: "y_true" and "probabilities"';

CREATE OPERATOR mreg.= (
    LEFTARG = mreg.class_scores,
    RIGHTARG = mreg.class_scores,
    FUNCTION = mreg.class_scores_eq,
    COMMUTATOR = OPERATOR(mreg.=),
    NEGATOR = OPERATOR(mreg.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES
);
COMMENT ON OPERATOR mreg.= (mreg.class_scores, mreg.class_scores) IS 'same rows, each as often';

CREATE OPERATOR mreg.<> (
    LEFTARG = mreg.class_scores,
    RIGHTARG = mreg.class_scores,
    FUNCTION = mreg.class_scores_ne,
    COMMUTATOR = OPERATOR(mreg.<>),
    NEGATOR = OPERATOR(mreg.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);
COMMENT ON OPERATOR mreg.<> (mreg.class_scores, mreg.class_scores) IS 'rows differ';

CREATE OPERATOR mreg.+ (
    LEFTARG = mreg.class_scores,
    RIGHTARG = mreg.class_scores,
    FUNCTION = mreg.class_scores_add,
    COMMUTATOR = OPERATOR(mreg.+)
);
COMMENT ON OPERATOR mreg.+ (mreg.class_scores, mreg.class_scores) IS 'the rows of both';

CREATE OPERATOR CLASS mreg.class_scores_hash_ops
    DEFAULT FOR TYPE mreg.class_scores USING hash AS
    OPERATOR 1 mreg.= (mreg.class_scores, mreg.class_scores),
    FUNCTION 1 mreg_internal.class_scores_hash(mreg.class_scores),
    FUNCTION 2 mreg_internal.class_scores_hash_extended(mreg.class_scores, bigint);
COMMENT ON OPERATOR FAMILY mreg.class_scores_hash_ops USING hash IS 'hashing of class scores';
COMMENT ON OPERATOR CLASS mreg.class_scores_hash_ops USING hash IS 'hashing of class scores, for GROUP BY, DISTINCT and hash joins';
