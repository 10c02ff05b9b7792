-- Every value that NumPy and SciPy computed (test/oracle/distribution.py) comes out of mreg, to 1e-12 relative, p-values
-- to 1e-9.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;

CREATE TEMPORARY TABLE sample_pair (
    id integer PRIMARY KEY, kind text, reference text[], current text[], edges double precision[],
    reference_counts bigint[], current_counts bigint[]);
CREATE TEMPORARY TABLE expected_value (
    id integer PRIMARY KEY, pair_id integer, metric text, first double precision, second double precision,
    value double precision);
CREATE TEMPORARY TABLE expected_edges (
    id integer PRIMARY KEY, vals double precision[], bins integer, edges double precision[]);
CREATE TEMPORARY TABLE expected_critical (n bigint, m bigint, bins integer, alpha double precision, value double precision);
CREATE TEMPORARY TABLE expected_woe (
    pair_id integer, smoothing double precision, place integer, good_share double precision,
    bad_share double precision, woe double precision, iv double precision);
\ir ../oracle/distribution_cases.sql

-- The distributions of every pair, integers in the type that its number chooses.
CREATE TEMPORARY TABLE distribution AS
WITH given AS (
    SELECT p.id, p.kind, p.edges, 'reference' AS side, v FROM sample_pair p CROSS JOIN unnest(p.reference) v
    UNION ALL SELECT p.id, p.kind, p.edges, 'current', v FROM sample_pair p CROSS JOIN unnest(p.current) v
)
SELECT id, side, mreg.value_distribution(v::double precision, edges) AS d FROM given WHERE kind = 'numeric' GROUP BY id, side
UNION ALL SELECT id, side, mreg.category_distribution(v) FROM given WHERE kind = 'text' GROUP BY id, side
UNION ALL SELECT id, side, mreg.category_distribution(v::boolean) FROM given WHERE kind = 'boolean' GROUP BY id, side
UNION ALL SELECT id, side, mreg.category_distribution(v::bigint) FROM given WHERE kind = 'integer' GROUP BY id, side;
CREATE TEMPORARY TABLE pair AS
SELECT id, kind, r.d AS r, c.d AS c
FROM sample_pair
JOIN distribution r USING (id)
JOIN distribution c USING (id)
WHERE r.side = 'reference' AND c.side = 'current';

CREATE FUNCTION pg_temp.close_to(have double precision, want double precision, tolerance double precision DEFAULT 1e-12)
RETURNS boolean
IMMUTABLE LANGUAGE SQL
RETURN CASE WHEN want IS NULL OR have IS NULL THEN have IS NULL AND want IS NULL
            WHEN want IN ('NaN', 'Infinity', '-Infinity') OR have IN ('NaN', 'Infinity', '-Infinity') THEN have = want
            ELSE abs(have - want) <= tolerance * abs(want) + 1e-15 END;

SELECT plan((SELECT count(*) FROM expected_value)::integer + 2 * (SELECT count(*) FROM sample_pair)::integer
            + (SELECT count(*) FROM expected_edges)::integer + (SELECT count(*) FROM expected_critical)::integer
            + (SELECT count(DISTINCT (pair_id, smoothing)) FROM expected_woe)::integer + 2);

SELECT cmp_ok((SELECT count(*) FROM expected_value), '>=', 1000::bigint, 'at least 1000 values are compared');
SELECT is((SELECT count(*) FROM pair), (SELECT count(*) FROM sample_pair), 'every pair has its distributions');

-- Counts: every bin of numbers; of categories those that are there.
SELECT is((SELECT array_agg(s.n ORDER BY s.ordinality) FROM mreg.distribution_shares(d.d) WITH ORDINALITY s
           WHERE p.kind = 'numeric' OR (s.kind <> 'other' AND s.n > 0) OR s.kind = 'null'),
          (SELECT array_agg(n ORDER BY ordinality) FROM unnest(CASE d.side WHEN 'current' THEN p.current_counts ELSE p.reference_counts END)
           WITH ORDINALITY u (n, ordinality)
           WHERE p.kind = 'numeric' OR n > 0 OR ordinality = cardinality(p.current_counts)),
          format('counts of pair %s, %s', p.id, d.side))
FROM distribution d JOIN sample_pair p USING (id) ORDER BY p.id, d.side;

SELECT ok(pg_temp.close_to(have.value, e.value, have.tolerance),
          format('pair %s: %s(%s)%s is %s', e.pair_id, e.metric, concat_ws(', ', e.first, e.second),
                 CASE WHEN pg_temp.close_to(have.value, e.value, have.tolerance) THEN '' ELSE ' = ' || coalesce(have.value::text, 'NULL') END,
                 coalesce(e.value::text, 'NULL')))
FROM expected_value e
JOIN pair p ON p.id = e.pair_id
CROSS JOIN LATERAL (
    SELECT CASE e.metric
        WHEN 'psi' THEN mreg.psi(p.r, p.c, e.first)
        WHEN 'information_value' THEN mreg.information_value(p.r, p.c, e.first)
        WHEN 'kl_divergence' THEN mreg.kl_divergence(p.r, p.c, e.first, e.second)
        WHEN 'js_distance' THEN mreg.js_distance(p.r, p.c, e.first)
        WHEN 'js_divergence' THEN mreg.js_divergence(p.r, p.c, e.first)
        WHEN 'hellinger' THEN mreg.hellinger(p.r, p.c)
        WHEN 'total_variation' THEN mreg.total_variation(p.r, p.c)
        WHEN 'l_infinity' THEN mreg.l_infinity(p.r, p.c)
        WHEN 'chi2' THEN (SELECT t.statistic FROM mreg.chi2_test(p.r, p.c, e.first = 1) t)
        WHEN 'chi2_df' THEN (SELECT t.df FROM mreg.chi2_test(p.r, p.c, e.first = 1) t)
        WHEN 'chi2_p' THEN (SELECT t.p_value FROM mreg.chi2_test(p.r, p.c, e.first = 1) t)
        WHEN 'psi_critical' THEN mreg.psi_critical(p.r, p.c, e.first)
        WHEN 'ks_distance' THEN mreg.ks_distance(p.r, p.c)
        WHEN 'ks_exact' THEN (SELECT t.p_value FROM mreg.ks_test(p.r, p.c) t)
        WHEN 'ks_asymp' THEN (SELECT t.p_value FROM mreg.ks_test(p.r, p.c, method => 'asymp') t)
        WHEN 'wasserstein' THEN mreg.wasserstein(p.r, p.c)
        WHEN 'mean' THEN mreg.distribution_mean(p.r)
        WHEN 'quantile' THEN mreg.quantile(p.r, e.first)
        END AS value,
        CASE WHEN e.metric IN ('chi2_p', 'psi_critical', 'ks_exact', 'ks_asymp') THEN 1e-9 ELSE 1e-12 END AS tolerance) have
ORDER BY e.id;

SELECT ok(cardinality(have.edges) = cardinality(e.edges)
          AND (SELECT bool_and(pg_temp.close_to(h, w)) FROM unnest(have.edges, e.edges) u (h, w)),
          format('%s edges of %s values', cardinality(e.edges), cardinality(e.vals)))
FROM expected_edges e
CROSS JOIN LATERAL (SELECT mreg.distribution_edges(v, e.bins) AS edges FROM unnest(e.vals) v) have
ORDER BY e.id;

SELECT ok(pg_temp.close_to(mreg.psi_critical(n, m, bins, alpha), value, 1e-9), format('psi_critical(%s, %s, %s, %s)', n, m, bins, alpha))
FROM expected_critical;

SELECT ok(bool_and(pg_temp.close_to(have.good_share, e.good_share) AND pg_temp.close_to(have.bad_share, e.bad_share)
                   AND pg_temp.close_to(have.woe, e.woe) AND pg_temp.close_to(have.iv, e.iv)) AND count(*) = count(have.ordinality),
          format('woe_table of pair %s with smoothing %s', e.pair_id, e.smoothing))
FROM expected_woe e
JOIN pair p ON p.id = e.pair_id
LEFT JOIN LATERAL mreg.woe_table(p.r, p.c, e.smoothing) WITH ORDINALITY have ON have.ordinality = e.place
GROUP BY e.pair_id, e.smoothing ORDER BY e.pair_id, e.smoothing;

SELECT * FROM finish();
ROLLBACK;
