-- Rankings come out the same whichever way they are built, and keep through text.
\ir ../lib/properties.sql

SELECT setseed(0.75);
CREATE TABLE shown AS
SELECT i, i % 500 AS query, i % 7 AS part, CASE WHEN a < 0.7 THEN 0 ELSE (a * 10)::integer - 6 END AS grade, CASE WHEN b < 0.02 THEN NULL ELSE round(b * 20) / 4 END AS score,
       row_number() OVER (PARTITION BY i % 500 ORDER BY b, i)::bigint AS item
FROM (SELECT i, random() AS a, random() AS b FROM generate_series(1, 20000) i) x;
ALTER TABLE shown SET (parallel_workers = 4);
ANALYZE shown;

-- Serial, parallel, in parts, in any order.
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TEMPORARY TABLE serial AS SELECT query, mreg.query_ranking(grade, score) AS q FROM shown GROUP BY query;
CREATE TEMPORARY TABLE whole AS SELECT mreg.query_ranking(grade, score) AS q FROM shown;
SELECT is((SELECT count(*) FROM serial WHERE mreg.ndcg_score(q) BETWEEN 0 AND 1 AND mreg.hit_rate_at(q, 3) BETWEEN 0 AND 1), 500::bigint, 'every query has its metrics');
CREATE TABLE stored AS SELECT query, part, mreg.query_ranking(grade, score) AS q FROM shown GROUP BY query, part;
ALTER TABLE stored SET (parallel_workers = 2);
SELECT is_empty('SELECT query FROM (SELECT query, mreg.rollup(q) AS r FROM stored GROUP BY query) p JOIN serial s USING (query) WHERE r OPERATOR(mreg.<>) q', 'rollup of the parts is the whole');
SELECT is_empty('SELECT query FROM (SELECT query, mreg.query_ranking(grade, score ORDER BY grade, i DESC) AS r FROM shown GROUP BY query) p JOIN serial s USING (query) WHERE r::text <> q::text',
                'the order of the rows does not show');
SELECT is_empty('SELECT a.query FROM serial a JOIN serial b ON b.query = a.query + 1 WHERE mreg.ranking_add(a.q, b.q) OPERATOR(mreg.<>) mreg.ranking_add(b.q, a.q)', 'addition commutes');
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT alike(pg_temp.plan_of('SELECT mreg.query_ranking(grade, score) FROM shown'), '%Finalize Aggregate%Gather%Workers Planned: 2%Partial Aggregate%', 'the plan is parallel');
SELECT ok((SELECT mreg.query_ranking(grade, score) FROM shown) OPERATOR(mreg.=) q, 'two workers build what one process builds') FROM whole;
SET LOCAL max_parallel_workers_per_gather = 4;
SELECT ok((SELECT mreg.query_ranking(grade, score) FROM shown) OPERATOR(mreg.=) q, 'four workers too') FROM whole;
SELECT alike(pg_temp.plan_of('SELECT mreg.rollup(q) FROM stored'), '%Finalize Aggregate%Partial Aggregate%', 'rollup has a parallel plan');
SELECT ok((SELECT mreg.rollup(q) FROM stored) OPERATOR(mreg.=) q, 'and gives the whole') FROM whole;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET LOCAL max_parallel_workers_per_gather = 0;

-- Arrays and rows agree, items and rows agree.
SELECT is_empty($$SELECT query FROM (SELECT query, mreg.query_ranking(grade, score) AS q, array_agg(grade::float8) AS grades, array_agg(score) AS scores
                                     FROM shown WHERE score IS NOT NULL GROUP BY query) s, (VALUES (NULL::integer), (1), (5), (100)) v (k)
                  WHERE mreg.ndcg_score(q, k) IS DISTINCT FROM mreg.ndcg_score(grades, scores, k)
                     OR mreg.dcg_score(q, k, 'exponential') IS DISTINCT FROM mreg.dcg_score(grades, scores, k, 'exponential')$$, 'gains of arrays are gains of rows');
SELECT is_empty($$SELECT query FROM (SELECT query, mreg.query_ranking(grade, -item) AS q, array_agg(item) FILTER (WHERE grade > 0) AS relevant, array_agg(item ORDER BY item) AS ranked
                                     FROM shown GROUP BY query) s, (VALUES (NULL::integer), (1), (5), (100)) v (k)
                  WHERE mreg.average_precision_at(q, k) IS DISTINCT FROM mreg.average_precision_at(relevant, ranked, k)
                     OR mreg.average_precision_at(q, k, false) IS DISTINCT FROM mreg.average_precision_at(relevant::text[], ranked::text[], k, false)
                     OR mreg.precision_at(q, k) IS DISTINCT FROM mreg.precision_at(relevant, ranked, k) OR mreg.recall_at(q, k) IS DISTINCT FROM mreg.recall_at(relevant, ranked, k)
                     OR mreg.reciprocal_rank(q, k) IS DISTINCT FROM mreg.reciprocal_rank(relevant, ranked, k) OR mreg.hit_rate_at(q, k) IS DISTINCT FROM mreg.hit_rate_at(relevant, ranked, k)$$,
                'metrics of lists of items are metrics of rows');

-- The base of the discount's logarithm.
SELECT ok(abs(mreg.dcg_score(relevance, score, log_base => base) - value) <= 2e-15 * abs(value) AND abs(mreg.dcg_score(q, log_base => base) - value) <= 2e-15 * abs(value),
          format('DCG with logarithms to the base %s', base))
FROM (VALUES (2::float8, 9.499457825916874::float8), (4, 18.998915651833748), (0.5, -9.499457825916874), (10, 31.556515838110887), (NULL, 9.499457825916874)) v (base, value),
     (SELECT array_agg(r) AS relevance, array_agg(s) AS score, mreg.query_ranking(r, s) AS q
      FROM unnest(ARRAY[10, 0, 0, 1, 5]::float8[], ARRAY[0.1, 0.2, 0.3, 4, 70]::float8[]) u (r, s)) d;
SELECT throws_ok(format('SELECT mreg.dcg_score(ARRAY[1], ARRAY[1], log_base => %L)', base), '22023', NULL, format('the base %s is refused', base))
FROM (VALUES ('0'), ('1'), ('-2'), ('NaN'), ('Infinity')) v (base);

-- Spilling to disk, hashing and sorting; moving frames; grouping sets, filters, distinct rows.
SET LOCAL enable_sort = off;
SET LOCAL work_mem = '64kB';
SET LOCAL hash_mem_multiplier = 1;
SELECT alike(pg_temp.plan_of('SELECT query, mreg.query_ranking(grade, score) FROM shown GROUP BY query'), 'HashAggregate%', 'groups are hashed');
CREATE TEMPORARY TABLE hashed AS SELECT query, mreg.query_ranking(grade, score) AS q FROM shown GROUP BY query;
RESET enable_sort;
SET LOCAL enable_hashagg = off;
SELECT is_empty('SELECT query, mreg.query_ranking(grade, score)::text FROM shown GROUP BY query EXCEPT SELECT query, q::text FROM hashed', 'sorted groups are hashed groups with little memory');
RESET enable_hashagg;
RESET work_mem;
SELECT is_empty(format('SELECT i FROM (SELECT i, mreg.query_ranking(grade, score) OVER (ORDER BY i ROWS BETWEEN %1$s PRECEDING AND 1 PRECEDING) AS value FROM shown WHERE i <= 300) a
                        JOIN (SELECT i, (SELECT mreg.query_ranking(grade, score) FROM shown q WHERE q.i BETWEEN p.i - %1$s AND p.i - 1) AS value FROM shown p WHERE i <= 300) b USING (i)
                        WHERE a.value::text IS DISTINCT FROM b.value::text', rows), format('a frame of %s rows moves rightly', rows)) FROM (VALUES (1), (3), (50)) r (rows);
SELECT is_empty('SELECT query, mreg.query_ranking(grade, score)::text FROM shown GROUP BY GROUPING SETS ((query), (part)) HAVING GROUPING(query) = 0 EXCEPT SELECT query, q::text FROM serial', 'grouping sets give the groups');
SELECT ok((SELECT mreg.query_ranking(grade, score) FILTER (WHERE query = 3) FROM shown) OPERATOR(mreg.=) q, 'FILTER is WHERE') FROM serial WHERE query = 3;
SELECT is((SELECT jsonb_array_length(mreg.query_ranking(DISTINCT grade, score)::jsonb -> 'documents') FROM shown),
          (SELECT count(*)::integer FROM (SELECT DISTINCT grade, score FROM shown WHERE score IS NOT NULL) s), 'DISTINCT counts a document once');

-- Through text and back; equality.
CREATE TEMPORARY TABLE state AS SELECT mreg.query_ranking(grade * s, score * t) AS q FROM shown, (VALUES (1::float8, 1::float8), (0.1, 1e-300), (-3, 1e300), (1e-9, -0.7)) v (s, t) GROUP BY query, part, s;
DELETE FROM state WHERE q IS NULL;
SELECT cmp_ok(count(*), '>=', 10000::bigint, 'ten thousand values and more') FROM state;
SELECT is(count(*) FILTER (WHERE q::text::mreg.ranking OPERATOR(mreg.=) q AND (q::jsonb)::text::mreg.ranking OPERATOR(mreg.=) q), count(*), 'text input of text output gives the value back') FROM state;
SELECT is((SELECT count(DISTINCT q::text) FROM state), (SELECT count(*) FROM (SELECT DISTINCT q FROM state) d), 'equality is equality of the text');
CREATE AGGREGATE open_ranking(double precision, double precision) (SFUNC = mreg_internal.ranking_accum, STYPE = mreg.ranking, INITCOND = '{"documents": [[0.5, 1]]}');
CREATE TABLE open_state AS SELECT query, open_ranking(grade, score) AS o, mreg.ranking_add(mreg.query_ranking(grade, score), '{"documents": [[0.5, 1]]}') AS c FROM shown GROUP BY query;
SELECT is(count(*) FILTER (WHERE o OPERATOR(mreg.=) c AND o::text = c::text AND mreg_internal.ranking_send(o) = mreg_internal.ranking_send(c) AND mreg.ndcg_score(o) = mreg.ndcg_score(c)
                                 AND mreg_internal.ranking_hash(o) = mreg_internal.ranking_hash(c) AND mreg_internal.ranking_hash_extended(o, 7) = mreg_internal.ranking_hash_extended(c, 7)),
          500::bigint, 'a stored working state is the value it stands for') FROM open_state;
SELECT ok((SELECT mreg.rollup(o) OPERATOR(mreg.=) mreg.rollup(c) FROM open_state), 'rollup takes working states');
SELECT is(mreg.hit_rate_at(mreg.query_ranking((i = 777)::integer, i), 1000000 - 776), 1::float8, 'a million documents') FROM generate_series(1, 1000000) i;
SELECT is(mreg.hit_rate_at(mreg.query_ranking((i = 777)::integer, 1), 500000), 0.5::float8, 'a million documents of one score') FROM generate_series(1, 1000000) i;

-- Anybody may use them.
CREATE ROLE mreg_test_nobody;
GRANT SELECT ON shown TO mreg_test_nobody;
SET LOCAL ROLE mreg_test_nobody;
SELECT lives_ok($$SELECT mreg.ndcg_score(mreg.query_ranking(grade, score)), mreg.precision_at(ARRAY[1], ARRAY[2], 1) FROM shown$$, 'a role without privileges computes metrics');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
