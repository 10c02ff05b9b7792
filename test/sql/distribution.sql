-- Distributions and drift, as an analyst sees them.
\pset null NULL

-- A reference and a window of customers: age, income, channel.
CREATE TABLE customer (period text, age double precision, channel text, visits integer, is_new boolean, good boolean);
INSERT INTO customer VALUES
    ('march', 18, 'web', 1, true, true), ('march', 25, 'web', 2, false, true), ('march', 30, 'shop', 2, false, true),
    ('march', 35, 'shop', 3, false, false), ('march', 40, 'web', 3, true, true), ('march', 50, 'phone', 3, false, true),
    ('march', 65, 'shop', 4, false, false), ('march', NULL, 'web', 5, NULL, true), ('march', 12, 'web', 5, true, false),
    ('march', 80, 'phone', 9, false, true),
    ('april', 18, 'web', 2, true, true), ('april', 19, 'app', 2, true, false), ('april', 24, 'app', 4, true, true),
    ('april', 'NaN', 'web', 4, false, true), ('april', 'Infinity', 'app', 6, NULL, false), ('april', 41, NULL, 7, true, false);

-- Bins hold their lower edge, the last one its upper edge too; NULL and NaN are counted, not skipped.
SELECT period, mreg.value_distribution(age, '{18, 30, 40, 50, 65}') AS ages FROM customer GROUP BY period ORDER BY period DESC;
SELECT s.* FROM mreg.distribution_shares((SELECT mreg.value_distribution(age, '{18, 30, 40, 50, 65}') FROM customer WHERE period = 'march')) s;
SELECT period, mreg.category_distribution(channel) AS channels FROM customer GROUP BY period ORDER BY period DESC;
SELECT period, mreg.category_distribution(visits), mreg.category_distribution(is_new) FROM customer GROUP BY period ORDER BY period DESC;
SELECT mreg.category_distribution(visits::smallint) OPERATOR(mreg.=) mreg.category_distribution(visits::bigint) AS same FROM customer;
SELECT mreg.category_distribution(NULL::text), mreg.value_distribution(NULL, '{0, 1}');
SELECT mreg.value_distribution(age, '{0, 1}'), mreg.category_distribution(channel), mreg.distribution_edges(age, 4) FROM customer WHERE false;
SELECT mreg.category_distribution(channel)::jsonb -> 'categories' AS channels FROM customer;

-- Edges from the reference, frozen, then drift of every kind.
SELECT mreg.distribution_edges(age, 4) AS quartiles, mreg.distribution_edges(visits, 10) AS merged, mreg.distribution_edges(7, 3) AS alone
FROM customer WHERE period = 'march';
CREATE VIEW drift AS
WITH edge AS (
    SELECT mreg.distribution_edges(age, 4) AS edges FROM customer WHERE period = 'march'
)
SELECT mreg.value_distribution(age, edges) FILTER (WHERE period = 'march') AS r, mreg.value_distribution(age, edges) FILTER (WHERE period = 'april') AS c,
       mreg.category_distribution(channel) FILTER (WHERE period = 'march') AS cr, mreg.category_distribution(channel) FILTER (WHERE period = 'april') AS cc,
       mreg.category_distribution(visits) FILTER (WHERE period = 'march') AS vr, mreg.category_distribution(visits) FILTER (WHERE period = 'april') AS vc
FROM customer CROSS JOIN edge;
SELECT r, c FROM drift;
SELECT round(mreg.psi(r, c)::numeric, 6) AS psi, round(mreg.psi(r, c, smoothing => 1)::numeric, 6) AS psi_1, mreg.psi(r, c, 0) AS psi_0,
       round(mreg.psi_critical(r, c)::numeric, 6) AS critical FROM drift;
SELECT round(mreg.js_distance(cr, cc)::numeric, 6) AS js, round(mreg.js_distance(cr, cc, base => exp(1))::numeric, 6) AS js_e,
       round(mreg.js_divergence(cr, cc)::numeric, 6) AS divergence, round(mreg.kl_divergence(cr, cc)::numeric, 6) AS kl,
       mreg.kl_divergence(cr, cc, smoothing => 0) AS kl_0, round(mreg.hellinger(cr, cc)::numeric, 6) AS hellinger,
       round(mreg.total_variation(cr, cc)::numeric, 6) AS tv, round(mreg.l_infinity(cr, cc)::numeric, 6) AS l_infinity FROM drift;
SELECT round(t.statistic::numeric, 6) AS statistic, t.df, round(t.p_value::numeric, 6) AS p_value FROM drift, mreg.chi2_test(cr, cc) t;
SELECT round(t.statistic::numeric, 6) AS statistic, round(t.p_value::numeric, 6) AS p_value FROM drift, mreg.ks_test(vr, vc) t;
SELECT round(t.statistic::numeric, 6) AS statistic, round(t.p_value::numeric, 6) AS p_value FROM drift, mreg.ks_test(r, c, method => 'asymp') t;
SELECT round(mreg.wasserstein(vr, vc)::numeric, 6) AS visits, round(mreg.wasserstein(r, c)::numeric, 6) AS age, mreg.ks_distance(r, c) FROM drift;
SELECT q, mreg.quantile(r, q) FROM drift, unnest('{0, 0.05, 0.25, 0.5, 0.9, 1}'::double precision[]) q;
SELECT mreg.quantile(mreg.value_distribution(age, '{18, 65}'), q) FROM customer, unnest('{0, 0.5, 1}'::double precision[]) q WHERE period = 'march' GROUP BY q ORDER BY q;
SELECT q, mreg.quantile(vr, q) FROM drift, unnest('{0, 0.25, 0.5, 0.9, 1}'::double precision[]) q;
SELECT mreg.support(r), mreg.null_share(r), round(mreg.distribution_mean(r)::numeric, 4) AS mean, mreg.distribution_mean(vr) AS visits FROM drift;
SELECT mreg.psi_critical(1000, 1000, 10), mreg.psi_critical(200, 200, 20, alpha => 0.01);

-- Weights of evidence, for risk control.
SELECT bucket, kind, good_count, bad_count, round(good_share::numeric, 4) AS good, round(bad_share::numeric, 4) AS bad, round(woe::numeric, 4) AS woe, round(iv::numeric, 4) AS iv
FROM mreg.woe_table((SELECT mreg.category_distribution(channel) FROM customer WHERE good), (SELECT mreg.category_distribution(channel) FROM customer WHERE NOT good));
SELECT round(mreg.information_value(mreg.category_distribution(channel) FILTER (WHERE good), mreg.category_distribution(channel) FILTER (WHERE NOT good))::numeric, 4) AS iv FROM customer;
SELECT bucket, lower, upper, woe, iv
FROM mreg.woe_table('{"edges": [0, 1, 2], "counts": [1, 2]}', '{"edges": [0, 1, 2], "counts": [3, 0]}', smoothing => 0);

-- Stored, merged, taken out.
CREATE TABLE profile AS
SELECT period, mreg.value_distribution(age, '{18, 30, 40, 50, 65}') AS ages, mreg.category_distribution(channel) AS channels FROM customer GROUP BY period;
SELECT mreg.rollup(ages) AS ages, mreg.rollup(channels) AS channels FROM profile;
SELECT a.channels OPERATOR(mreg.+) m.channels AS both_months, (a.channels OPERATOR(mreg.+) m.channels) OPERATOR(mreg.-) m.channels OPERATOR(mreg.=) a.channels AS back
FROM profile a, profile m WHERE a.period = 'april' AND m.period = 'march';
SELECT mreg.rollup(d) FROM (VALUES (NULL::mreg.distribution)) v (d);
SELECT visits, mreg.category_distribution(channel) OVER (ORDER BY visits, age ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS last_three
FROM customer WHERE period = 'april';

-- What cannot be.
SELECT mreg.value_distribution(age, '{18}') FROM customer;
SELECT mreg.value_distribution(age, '{}') FROM customer;
SELECT mreg.value_distribution(age, '{18, 65, 30}') FROM customer;
SELECT mreg.value_distribution(age, '{18, 18}') FROM customer;
SELECT mreg.value_distribution(age, '{18, NaN}') FROM customer;
SELECT mreg.value_distribution(age, '{-Infinity, 18}') FROM customer;
SELECT mreg.value_distribution(age, '{18, NULL}') FROM customer;
SELECT mreg.value_distribution(age, NULL) FROM customer;
SELECT mreg.value_distribution(age, '{{1, 2}, {3, 4}}') FROM customer;
SELECT mreg.value_distribution(age, CASE period WHEN 'march' THEN '{18, 65}' ELSE '{18, 66}' END::double precision[]) FROM customer;
SELECT mreg.value_distribution(age, CASE period WHEN 'march' THEN '{18, 65}' ELSE '{18, 30, 65}' END::double precision[]) FROM customer;
SELECT mreg.psi('{"edges": [0, 1], "counts": [3]}', '{"edges": [0, 2], "counts": [3]}');
SELECT mreg.js_distance('{"edges": [0, 1], "counts": [3]}', '{"edges": [0, 1, 2], "counts": [3, 4]}');
SELECT mreg.hellinger('{"edges": [0, 1], "counts": [3]}', '{"categories": [0, 1], "counts": [3, 4]}');
SELECT mreg.l_infinity('{"categories": ["0", "1"], "counts": [3, 4]}', '{"categories": [0, 1], "counts": [3, 4]}');
SELECT mreg.distribution_add('{"edges": [0, 1], "counts": [3]}', '{"edges": [0, 2], "counts": [3]}');
SELECT mreg.distribution_subtract('{"categories": ["a"], "counts": [3]}', '{"categories": ["a"], "counts": [4]}');
SELECT mreg.distribution_subtract('{"categories": ["a", "b"], "counts": [3, 1], "other": 5}', '{"categories": ["a"], "counts": [3]}');
SELECT mreg.ks_distance(cr, cc) FROM drift;
SELECT mreg.wasserstein('{"categories": [1, 2], "counts": [3, 4], "other": 1}', '{"categories": [1, 2], "counts": [3, 4]}');
SELECT mreg.quantile(cr, 0.5) FROM drift;
SELECT mreg.quantile('{"categories": [1, 2], "counts": [3, 4], "other": 1}', 0.5);
SELECT mreg.quantile(r, 1.5) FROM drift;
SELECT mreg.psi(r, c, smoothing => -1) FROM drift;
SELECT mreg.js_distance(r, c, base => 1) FROM drift;
SELECT mreg.ks_test(r, c, method => 'guess') FROM drift;
SELECT mreg.psi_critical(0, 10, 5);
SELECT mreg.psi_critical(10, 10, 1);
SELECT mreg.psi_critical(10, 10, 5, alpha => 0);
SELECT mreg.distribution_edges(age, 0) FROM customer;
SELECT mreg.distribution_edges(age, NULL) FROM customer;
SELECT mreg.distribution_edges(age, visits) FROM customer;

-- Undefined is NULL.
SELECT mreg.psi(r, '{"categories": [], "counts": []}'), mreg.psi(r, NULL), mreg.null_share('{"edges": [0, 1], "counts": [0]}')
FROM (VALUES ('{"categories": ["a"], "counts": [1]}'::mreg.distribution)) v (r);
SELECT mreg.chi2_test(r, '{"edges": [0, 1], "counts": [0]}'), mreg.ks_test(r, '{"edges": [0, 1], "counts": [0], "null": 3}'), mreg.wasserstein(r, '{"edges": [0, 1], "counts": [0]}'),
       mreg.quantile('{"edges": [0, 1], "counts": [0]}', 0.5)
FROM (VALUES ('{"edges": [0, 1], "counts": [1]}'::mreg.distribution)) v (r);

-- Text input.
SELECT '{"counts": [1, 2], "edges": [-0.0, 1e0, 2.50], "null": 7}'::mreg.distribution;
SELECT '{"categories": ["b", "a"], "counts": [1, 2]}'::mreg.distribution;
SELECT '[]'::mreg.distribution;
SELECT '{}'::mreg.distribution;
SELECT '{"edges": [0, 1], "counts": [1], "more": 1}'::mreg.distribution;
SELECT '{"edges": [0, 1], "counts": [1, 2]}'::mreg.distribution;
SELECT '{"edges": [0, 1], "counts": [-1]}'::mreg.distribution;
SELECT '{"edges": [0, 1], "counts": [1], "under": 1.5}'::mreg.distribution;
SELECT '{"edges": [1, 1], "counts": [1]}'::mreg.distribution;
SELECT '{"edges": [0, "1"], "counts": [1]}'::mreg.distribution;
SELECT '{"edges": [0, 1e400], "counts": [1]}'::mreg.distribution;
SELECT '{"edges": [1], "counts": []}'::mreg.distribution;
SELECT '{"edges": [0, 1], "counts": [9223372036854775807], "null": 1}'::mreg.distribution;
SELECT '{"categories": ["a", "a"], "counts": [1, 2]}'::mreg.distribution;
SELECT '{"categories": ["a", 1], "counts": [1, 2]}'::mreg.distribution;
SELECT '{"categories": ["a"], "counts": [0]}'::mreg.distribution;
SELECT '{"categories": [1.5], "counts": [1]}'::mreg.distribution;
SELECT '{"categories": [], "counts": [], "other": 1}'::mreg.distribution;
DROP TABLE customer CASCADE;
DROP TABLE profile;
