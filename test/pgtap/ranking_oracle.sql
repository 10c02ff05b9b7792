-- Every value of test/oracle/ranking.py comes out of mreg, to 1e-12 relative: of arrays and of rows.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;

CREATE TEMPORARY TABLE data_set (id integer PRIMARY KEY, relevance double precision[], score double precision[]);
CREATE TEMPORARY TABLE expected_score (
    id integer PRIMARY KEY, set_id integer, metric text, k integer, gain text, ignore_ties boolean, flag boolean,
    value double precision);
CREATE TEMPORARY TABLE list_set (id integer PRIMARY KEY, relevant bigint[], ranked bigint[]);
CREATE TEMPORARY TABLE expected_list (LIKE expected_score);
\ir ../oracle/ranking_cases.sql

CREATE TEMPORARY TABLE state AS
SELECT s.id, s.relevance, s.score, mreg.query_ranking(d.relevance, d.score) AS q
FROM data_set s CROSS JOIN LATERAL unnest(s.relevance, s.score) d (relevance, score)
GROUP BY s.id;

CREATE FUNCTION pg_temp.close_to(have double precision, want double precision) RETURNS boolean
IMMUTABLE LANGUAGE SQL
RETURN CASE WHEN want IS NULL OR have IS NULL THEN have IS NULL AND want IS NULL
            ELSE abs(have - want) <= 1e-12 * abs(want) END;

CREATE TEMPORARY TABLE compared AS
SELECT 1 AS part, e.*, 'arrays' AS form, CASE e.metric
        WHEN 'dcg_score' THEN mreg.dcg_score(s.relevance, s.score, e.k, e.gain, e.ignore_ties)
        WHEN 'ndcg_score' THEN mreg.ndcg_score(s.relevance, s.score, e.k, e.gain, e.ignore_ties) END AS have
FROM expected_score e JOIN state s ON s.id = e.set_id WHERE e.gain IS NOT NULL
UNION ALL
SELECT 2, e.*, 'rows', CASE e.metric
        WHEN 'dcg_score' THEN mreg.dcg_score(s.q, e.k, e.gain)
        WHEN 'ndcg_score' THEN mreg.ndcg_score(s.q, e.k, e.gain)
        WHEN 'reciprocal_rank' THEN mreg.reciprocal_rank(s.q, e.k)
        WHEN 'average_precision_at' THEN mreg.average_precision_at(s.q, e.k, e.flag)
        WHEN 'precision_at' THEN mreg.precision_at(s.q, e.k, e.flag)
        WHEN 'recall_at' THEN mreg.recall_at(s.q, e.k)
        WHEN 'hit_rate_at' THEN mreg.hit_rate_at(s.q, e.k) END
FROM expected_score e JOIN state s ON s.id = e.set_id WHERE e.ignore_ties IS NOT TRUE
UNION ALL
SELECT 3, e.*, 'integer items', CASE e.metric
        WHEN 'reciprocal_rank' THEN mreg.reciprocal_rank(s.relevant, s.ranked, e.k)
        WHEN 'average_precision_at' THEN mreg.average_precision_at(s.relevant, s.ranked, e.k, e.flag)
        WHEN 'precision_at' THEN mreg.precision_at(s.relevant, s.ranked, e.k, e.flag)
        WHEN 'recall_at' THEN mreg.recall_at(s.relevant, s.ranked, e.k)
        WHEN 'hit_rate_at' THEN mreg.hit_rate_at(s.relevant, s.ranked, e.k) END
FROM expected_list e JOIN list_set s ON s.id = e.set_id
UNION ALL
SELECT 4, e.*, 'text items', CASE e.metric
        WHEN 'reciprocal_rank' THEN mreg.reciprocal_rank(s.relevant::text[], s.ranked::text[], e.k)
        WHEN 'average_precision_at' THEN mreg.average_precision_at(s.relevant::text[], s.ranked::text[], e.k, e.flag)
        WHEN 'precision_at' THEN mreg.precision_at(s.relevant::text[], s.ranked::text[], e.k, e.flag)
        WHEN 'recall_at' THEN mreg.recall_at(s.relevant::text[], s.ranked::text[], e.k)
        WHEN 'hit_rate_at' THEN mreg.hit_rate_at(s.relevant::text[], s.ranked::text[], e.k) END
FROM expected_list e JOIN list_set s ON s.id = e.set_id;

SELECT plan((SELECT count(*) FROM compared)::integer + 1);
SELECT cmp_ok((SELECT count(*) FROM compared), '>=', 1500::bigint, 'at least 1500 values are compared');
SELECT ok(pg_temp.close_to(have, value),
          format('%s, set %s: %s(%s)%s is %s', form, set_id, metric, concat_ws(', ', 'k ' || k, gain, 'ignore_ties ' || ignore_ties, flag),
                 CASE WHEN pg_temp.close_to(have, value) THEN '' ELSE ' = ' || coalesce(have::text, 'NULL') END,
                 coalesce(value::text, 'NULL')))
FROM compared ORDER BY part, id;
SELECT * FROM finish();
ROLLBACK;
