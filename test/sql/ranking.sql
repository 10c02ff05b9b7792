-- Ranking metrics of one query, over arrays and over rows, and their means over queries.
SET search_path = mreg, public;
\pset null NULL

-- Golden values: gains of scored documents.
SELECT round(dcg_score('{10,0,0,1,5}'::float8[], '{0.1,0.2,0.3,4,70}')::numeric, 6) AS dcg, round(ndcg_score('{10,0,0,1,5}'::float8[], '{0.1,0.2,0.3,4,70}')::numeric, 6) AS ndcg,
       round(ndcg_score('{10,0,0,1,5}'::float8[], '{0.05,1.1,1,0.5,0}')::numeric, 6) AS other, round(ndcg_score('{10,0,0,1,5}'::float8[], '{0.05,1.1,1,0.5,0}', k => 4)::numeric, 6) AS at_4;
-- Ties share their gains, or the later comes first.
SELECT ndcg_score('{10,0,0,1,5}'::float8[], '{1,0,0,0,1}', k => 1) AS shared, ndcg_score('{10,0,0,1,5}'::float8[], '{1,0,0,0,1}', k => 1, ignore_ties => true) AS ignored;
-- Exponential gain, as gradient boosting libraries use it: (7 / 1 + 1 / log2(3)) / best order is that order.
SELECT dcg_score(ARRAY[3, 0, 1], ARRAY[3, 1, 2], gain => 'exponential') AS dcg, ndcg_score(ARRAY[3, 0, 1], ARRAY[3, 1, 2], gain => 'exponential') AS ndcg;
SELECT ndcg_score('{0,0}'::float8[], '{1,2}') AS nothing_relevant, ndcg_score('{1}'::float8[], '{1}') AS one_document, ndcg_score('{}'::float8[], '{}') AS empty, dcg_score('{-1,1}'::float8[], '{2,1}') AS negative;

-- Items recommended, best first.
SELECT precision_at(ARRAY[1, 2, 3], ARRAY[1, 9, 2, 8], 2) AS p2, recall_at(ARRAY[1, 2, 3], ARRAY[1, 9, 2, 8], 2) AS r2, hit_rate_at(ARRAY[1, 2, 3], ARRAY[9, 8, 1], 2) AS hit2,
       reciprocal_rank(ARRAY[1, 2, 3], ARRAY[9, 8, 2]) AS rr, reciprocal_rank(ARRAY[1, 2, 3], ARRAY[9, 8, 2], k => 2) AS rr2,
       average_precision_at(ARRAY[1, 2, 3], ARRAY[1, 9, 2, 8]) AS ap, average_precision_at(ARRAY[1, 2, 3], ARRAY[1, 9, 2, 8], 2) AS ap2,
       average_precision_at(ARRAY[1, 2, 3], ARRAY[1, 9, 2, 8], 2, capped => false) AS ap2_uncapped;
-- Lists shorter than k.
SELECT precision_at(ARRAY['a', 'b'], ARRAY['a'], 4) AS padded, precision_at(ARRAY['a', 'b'], ARRAY['a'], 4, padded => false) AS own_length,
       precision_at(ARRAY['a', 'b'], ARRAY['a', 'z']) AS whole, recall_at(ARRAY['a', 'b', 'a'], ARRAY['a'], 4) AS recall;
SELECT precision_at('{1}'::bigint[], '{}', 2) AS p, precision_at('{1}'::bigint[], '{}', 2, false) AS p_own, precision_at('{1}'::bigint[], '{}') AS p_all,
       recall_at('{1}'::bigint[], '{}') AS r, recall_at('{}'::bigint[], '{1}') AS r_none, average_precision_at('{}'::bigint[], '{1}') AS ap_none,
       hit_rate_at('{}'::bigint[], '{1}') AS hit_none, reciprocal_rank('{}'::text[], '{a}') AS rr_none, recall_at(NULL::text[], '{a}') AS unknown;

-- Rows, one query per group, and the means over the queries.
CREATE TEMPORARY TABLE shown AS
SELECT * FROM (VALUES ('shoes', 3, 0.9::float8), ('shoes', 0, 0.8), ('shoes', 2, 0.7), ('shoes', NULL, 0.6),
                      ('hats', 0, 0.9), ('hats', 1, 0.5), ('hats', 0, NULL), ('none', 0, 0.3), ('none', 0, 0.2)) v (query, grade, score);
SELECT query, query_ranking(grade, score) AS q FROM shown GROUP BY query ORDER BY query;
SELECT query, round(ndcg_score(q)::numeric, 6) AS ndcg, round(ndcg_score(q, k => 1, gain => 'exponential')::numeric, 6) AS "ndcg@1", round(dcg_score(q, 2)::numeric, 6) AS "dcg@2",
       reciprocal_rank(q) AS rr, round(average_precision_at(q)::numeric, 6) AS ap, precision_at(q, 2) AS "p@2", recall_at(q, 2) AS "r@2", hit_rate_at(q, 1) AS "hit@1"
FROM (SELECT query, query_ranking(grade, score) AS q FROM shown GROUP BY query) s ORDER BY query;
SELECT round(avg(ndcg_score(q))::numeric, 6) AS ndcg, avg(reciprocal_rank(q)) AS mrr, round(avg(average_precision_at(q))::numeric, 6) AS map, avg(hit_rate_at(q, 1)) AS "hit@1"
FROM (SELECT query_ranking(grade, score) AS q FROM shown GROUP BY query) s;
-- Equal scores: the mean over all orders, here of (hit, miss) and (miss, hit).
SELECT reciprocal_rank(q) AS rr, average_precision_at(q) AS ap, precision_at(q, 1) AS p1, hit_rate_at(q, 1) AS hit1, recall_at(q, 1) AS r1, hit_rate_at(q, 2) AS hit2
FROM (SELECT query_ranking(r, 1) AS q FROM (VALUES (1), (0)) v (r)) s;
-- Scores that differ by sign of zero alone are equal.
SELECT query_ranking(r, s) FROM (VALUES (1, '-0'::float8), (2, 0)) v (r, s);

-- Text form, sum, equality, rollup.
SELECT '{"documents": [[1, 0], [3, 1.5], [1, 2]]}'::ranking, '{"documents": []}'::ranking;
SELECT a + b = c AS sum, a <> b AS different, ranking_add(b, a) = c AS commutes, c::text::ranking = c AS same, a::jsonb
FROM (SELECT query_ranking(grade, score) FILTER (WHERE score > 0.75) AS a, query_ranking(grade, score) FILTER (WHERE score <= 0.75) AS b,
             query_ranking(grade, score) AS c FROM shown WHERE query = 'shoes') s;
SELECT rollup(q) = (SELECT query_ranking(grade, score) FROM shown) AS same FROM (SELECT query_ranking(grade, score) AS q FROM shown GROUP BY query) s;
SELECT query_ranking(1, 1) AS nothing, rollup(NULL::ranking) AS rollup, ndcg_score(NULL::ranking) AS ndcg, ndcg_score('{"documents": []}'::ranking) AS empty FROM generate_series(1, 0);
SELECT query, score, ndcg_score(query_ranking(grade, score) OVER (PARTITION BY query ORDER BY score ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)) AS ndcg
FROM shown WHERE query = 'shoes' ORDER BY score;
SELECT count(*) FROM (SELECT DISTINCT q FROM (SELECT query_ranking(1, 2) AS q FROM shown GROUP BY query) s) d;

-- What is refused.
SELECT query_ranking('NaN', 1);
SELECT query_ranking(1, 'Infinity');
SELECT ndcg_score(query_ranking(-1, 1));
SELECT ndcg_score('{1,-1}'::float8[], '{1,2}');
SELECT ndcg_score('{1,2}'::float8[], '{1,2,3}');
SELECT ndcg_score('{1,NULL}'::float8[], '{1,2}');
SELECT ndcg_score('{1,NaN}'::float8[], '{1,2}');
SELECT ndcg_score('{{1,2}}'::float8[], '{1,2}');
SELECT ndcg_score('{1,2}'::float8[], '{1,2}', k => 0);
SELECT ndcg_score('{1,2}'::float8[], '{1,2}', gain => 'square');
SELECT ndcg_score('{1,2}'::float8[], '{1,2}', gain => NULL);
SELECT dcg_score('{2000,2}'::float8[], '{1,2}', gain => 'exponential');
SELECT precision_at(ARRAY[1], ARRAY[2, 3, 2], 2);
SELECT precision_at(ARRAY[1], ARRAY[2, NULL], 2);
SELECT recall_at(ARRAY['a', NULL], ARRAY['a'], 2);
SELECT recall_at(ARRAY[['a'], ['b']], ARRAY['a'], 2);
SELECT recall_at(query_ranking(1, 1), 0);
SELECT '{"documents": [[1]]}'::ranking;
SELECT '{"documents": [[1, "a"]]}'::ranking;
SELECT '{"documents": 1}'::ranking;
SELECT '{"documents": [], "n": 1}'::ranking;
SELECT mreg_internal.ranking_accum(NULL, 1, 2);
