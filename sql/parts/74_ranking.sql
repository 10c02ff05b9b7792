CREATE FUNCTION mreg_internal.ranking_accum(state mreg.ranking, relevance double precision, score double precision) RETURNS mreg.ranking
    AS 'MODULE_PATHNAME', 'mreg_ranking_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.ranking_combine(state mreg.ranking, other mreg.ranking) RETURNS mreg.ranking
    AS 'MODULE_PATHNAME', 'mreg_ranking_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.ranking_final(state mreg.ranking) RETURNS mreg.ranking
    AS 'MODULE_PATHNAME', 'mreg_ranking_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.query_ranking(relevance double precision, score double precision) (
    SFUNC = mreg_internal.ranking_accum,
    STYPE = mreg.ranking,
    SSPACE = 512,
    FINALFUNC = mreg_internal.ranking_final,
    COMBINEFUNC = mreg_internal.ranking_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.query_ranking(double precision, double precision) IS
    'the documents of one query, one per row, so GROUP BY the query: read by ndcg_score, average_precision_at and the like, whose plain avg() over the queries is the metric of all, and sum(weight * metric) / sum(weight) what scikit-learn''s sample_weight gives; rows with a NULL are skipped, no row gives NULL; NaN and infinities are errors (22023)';

CREATE AGGREGATE mreg.rollup(q mreg.ranking) (
    SFUNC = mreg_internal.ranking_combine,
    STYPE = mreg.ranking,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.ranking_final,
    COMBINEFUNC = mreg_internal.ranking_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.rollup(mreg.ranking) IS
    'merges parts of the documents of one query, as if they had been ranked at once; NULL is skipped, no value gives NULL. For the mean over queries take avg() of a metric';

CREATE FUNCTION mreg.dcg_score(
    relevance double precision[],
    score double precision[],
    k integer DEFAULT NULL,
    gain text DEFAULT 'linear',
    ignore_ties boolean DEFAULT false,
    log_base double precision DEFAULT 2
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_dcg_score_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.dcg_score(double precision[], double precision[], integer, text, boolean, double precision) IS
    'discounted cumulative gain: sum of gain / log(rank + 1), the logarithm to the base log_base (finite, above 0, not 1, else error 22023); relevance and score have one element per document of a query, finite and without NULL (else error 22023); empty arrays give NULL; k counts only the first k (1 or above, else error 22023; NULL: all); gain is linear (the relevance) or exponential (2 ^ relevance - 1); documents of equal score count as the mean over all orders of them; ignore_ties => true puts the later element first instead. As scikit-learn''s dcg_score of one query';

CREATE FUNCTION mreg.dcg_score(
    q mreg.ranking,
    k integer DEFAULT NULL,
    gain text DEFAULT 'linear',
    log_base double precision DEFAULT 2
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_dcg_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.dcg_score(mreg.ranking, integer, text, double precision) IS
    'discounted cumulative gain: sum of gain / log(rank + 1), the logarithm to the base log_base (finite, above 0, not 1, else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all); gain is linear (the relevance) or exponential (2 ^ relevance - 1); documents of equal score count as the mean over all orders of them. As scikit-learn''s dcg_score of one query';

CREATE FUNCTION mreg.ndcg_score(
    relevance double precision[],
    score double precision[],
    k integer DEFAULT NULL,
    gain text DEFAULT 'linear',
    ignore_ties boolean DEFAULT false
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_ndcg_score_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.ndcg_score(double precision[], double precision[], integer, text, boolean) IS
    'DCG over that of the best order, in [0, 1]; 0 where nothing is relevant, which counts in an average as in scikit-learn; a negative relevance is an error (22023); relevance and score have one element per document of a query, finite and without NULL (else error 22023); empty arrays give NULL; k counts only the first k (1 or above, else error 22023; NULL: all); gain is linear (the relevance) or exponential (2 ^ relevance - 1); documents of equal score count as the mean over all orders of them; ignore_ties => true puts the later element first instead. As scikit-learn''s ndcg_score of one query';

CREATE FUNCTION mreg.ndcg_score(q mreg.ranking, k integer DEFAULT NULL, gain text DEFAULT 'linear') RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_ndcg_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.ndcg_score(mreg.ranking, integer, text) IS
    'DCG over that of the best order, in [0, 1]; 0 where nothing is relevant, which counts in an average as in scikit-learn; a negative relevance is an error (22023); k counts only the first k (1 or above, else error 22023; NULL: all); gain is linear (the relevance) or exponential (2 ^ relevance - 1); documents of equal score count as the mean over all orders of them. As scikit-learn''s ndcg_score of one query';

CREATE FUNCTION mreg.reciprocal_rank(relevant bigint[], ranked bigint[], k integer DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_reciprocal_rank_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.reciprocal_rank(bigint[], bigint[], integer) IS
    '1 / rank of the first relevant item, 0 if it is not there, in [0, 1]; avg() over queries is MRR; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all)';

CREATE FUNCTION mreg.reciprocal_rank(relevant text[], ranked text[], k integer DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_reciprocal_rank_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.reciprocal_rank(text[], text[], integer) IS
    '1 / rank of the first relevant item, 0 if it is not there, in [0, 1]; avg() over queries is MRR; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all)';

CREATE FUNCTION mreg.reciprocal_rank(q mreg.ranking, k integer DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_reciprocal_rank' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.reciprocal_rank(mreg.ranking, integer) IS
    '1 / rank of the first relevant item, 0 if it is not there, in [0, 1]; avg() over queries is MRR; k counts only the first k (1 or above, else error 22023; NULL: all); documents of equal score count as the mean over all orders of them';

CREATE FUNCTION mreg.average_precision_at(
    relevant bigint[],
    ranked bigint[],
    k integer DEFAULT NULL,
    capped boolean DEFAULT true
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_average_precision_at_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.average_precision_at(bigint[], bigint[], integer, boolean) IS
    'sum over the relevant items in the list of the precision at their rank, divided by min(k, number of relevant items), in [0, 1]; NULL where nothing is relevant; avg() over queries is MAP; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all); capped => false divides by the number of relevant items instead';

CREATE FUNCTION mreg.average_precision_at(
    relevant text[],
    ranked text[],
    k integer DEFAULT NULL,
    capped boolean DEFAULT true
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_average_precision_at_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.average_precision_at(text[], text[], integer, boolean) IS
    'sum over the relevant items in the list of the precision at their rank, divided by min(k, number of relevant items), in [0, 1]; NULL where nothing is relevant; avg() over queries is MAP; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all); capped => false divides by the number of relevant items instead';

CREATE FUNCTION mreg.average_precision_at(q mreg.ranking, k integer DEFAULT NULL, capped boolean DEFAULT true) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_average_precision_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.average_precision_at(mreg.ranking, integer, boolean) IS
    'sum over the relevant items in the list of the precision at their rank, divided by min(k, number of relevant items), in [0, 1]; NULL where nothing is relevant; avg() over queries is MAP; k counts only the first k (1 or above, else error 22023; NULL: all); documents of equal score count as the mean over all orders of them; capped => false divides by the number of relevant items instead';

CREATE FUNCTION mreg.precision_at(
    relevant bigint[],
    ranked bigint[],
    k integer DEFAULT NULL,
    padded boolean DEFAULT true
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_precision_at_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.precision_at(bigint[], bigint[], integer, boolean) IS
    'share of the first k items that is relevant, in [0, 1]; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all); a list shorter than k counts as filled up with misses, with padded => false by its own length; NULL where that is 0';

CREATE FUNCTION mreg.precision_at(
    relevant text[],
    ranked text[],
    k integer DEFAULT NULL,
    padded boolean DEFAULT true
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_precision_at_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.precision_at(text[], text[], integer, boolean) IS
    'share of the first k items that is relevant, in [0, 1]; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all); a list shorter than k counts as filled up with misses, with padded => false by its own length; NULL where that is 0';

CREATE FUNCTION mreg.precision_at(q mreg.ranking, k integer DEFAULT NULL, padded boolean DEFAULT true) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_precision_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.precision_at(mreg.ranking, integer, boolean) IS
    'share of the first k items that is relevant, in [0, 1]; k counts only the first k (1 or above, else error 22023; NULL: all); documents of equal score count as the mean over all orders of them; a list shorter than k counts as filled up with misses, with padded => false by its own length; NULL where that is 0';

CREATE FUNCTION mreg.recall_at(relevant bigint[], ranked bigint[], k integer DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_recall_at_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.recall_at(bigint[], bigint[], integer) IS
    'share of the relevant items that is among the first k, in [0, 1]; NULL where nothing is relevant; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all)';

CREATE FUNCTION mreg.recall_at(relevant text[], ranked text[], k integer DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_recall_at_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.recall_at(text[], text[], integer) IS
    'share of the relevant items that is among the first k, in [0, 1]; NULL where nothing is relevant; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all)';

CREATE FUNCTION mreg.recall_at(q mreg.ranking, k integer DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_recall_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.recall_at(mreg.ranking, integer) IS
    'share of the relevant items that is among the first k, in [0, 1]; NULL where nothing is relevant; k counts only the first k (1 or above, else error 22023; NULL: all); documents of equal score count as the mean over all orders of them';

CREATE FUNCTION mreg.hit_rate_at(relevant bigint[], ranked bigint[], k integer DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_hit_rate_at_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.hit_rate_at(bigint[], bigint[], integer) IS
    '1 if a relevant item is among the first k, else 0; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all)';

CREATE FUNCTION mreg.hit_rate_at(relevant text[], ranked text[], k integer DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_hit_rate_at_arrays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.hit_rate_at(text[], text[], integer) IS
    '1 if a relevant item is among the first k, else 0; relevant is the set of relevant items, ranked the list of items, best first, each once and without NULL (else error 22023); k counts only the first k (1 or above, else error 22023; NULL: all)';

CREATE FUNCTION mreg.hit_rate_at(q mreg.ranking, k integer DEFAULT NULL) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_hit_rate_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mreg.hit_rate_at(mreg.ranking, integer) IS
    '1 if a relevant item is among the first k, else 0; k counts only the first k (1 or above, else error 22023; NULL: all); documents of equal score count as the mean over all orders of them';
