-- Score curves where states merge, rows leave, numbers are extreme and scores are rounded; class scores of booleans.
\ir ../lib/properties.sql

-- Labels 0 and -1 are refused wherever they meet: in a state, once its rows are grouped, and where states merge.
CREATE AGGREGATE pg_temp.open_curve(integer, double precision) (SFUNC = mreg_internal.curve_count_integer, STYPE = mreg.curve);
CREATE AGGREGATE pg_temp.open_curve(integer, double precision, double precision) (SFUNC = mreg_internal.curve_weigh_integer, STYPE = mreg.curve);
CREATE AGGREGATE pg_temp.merged(mreg.curve) (SFUNC = mreg_internal.curve_combine, STYPE = mreg.curve, FINALFUNC = mreg_internal.curve_final);
CREATE AGGREGATE pg_temp.open_delong(integer, double precision, double precision) (SFUNC = mreg_internal.delong_count_integer, STYPE = bytea);
CREATE AGGREGATE pg_temp.merged(bytea) (SFUNC = mreg_internal.delong_combine, STYPE = bytea, FINALFUNC = mreg_internal.delong_final);
CREATE TEMPORARY TABLE state AS
SELECT k, n, pg_temp.open_curve(least(k, i % 2 * 2 + k), i % 5) AS c, pg_temp.open_curve(least(k, i % 2 * 2 + k), i % 5, 0.5) AS w, pg_temp.open_delong(k, i, -i) AS d
FROM (VALUES (0), (-1)) v (k), (VALUES (3), (9000), (70000)) s (n), generate_series(1, 70000) i WHERE i <= n GROUP BY k, n;
SELECT throws_ok(format($$SELECT pg_temp.merged(x) FROM (SELECT %s AS x FROM state WHERE k = 0 AND n = %s UNION ALL SELECT %s FROM state WHERE k = -1 AND n = %s) s$$, a, n, b, m), '22023',
                 'y_true of scores must be 0 or 1, -1 or 1, or boolean', format('states of %s and of %s rows, %s and %s', n, m, a, b))
FROM (VALUES ('c'), ('w')) a (a), (VALUES ('c'), ('w')) b (b), (VALUES (3), (9000), (70000)) n (n), (VALUES (3), (9000), (70000)) m (m);
SELECT throws_ok('SELECT pg_temp.merged(d) FROM state', '22023', 'y_true of scores must be 0 or 1, -1 or 1, or boolean', 'states of delong_test');
SELECT lives_ok('SELECT pg_temp.merged(d) FROM state WHERE k = 0', 'of one kind of label they merge');
SELECT throws_ok('SELECT mreg.score_curve(CASE WHEN i = 70000 THEN -1 ELSE 0 END, i % 3) FROM generate_series(1, 70000) i', '22023', NULL, 'the last of many rows');
SELECT throws_ok('SELECT mreg.score_curve(CASE WHEN i = 70000 THEN -1 ELSE 0 END, i % 3, 2) FROM generate_series(1, 70000) i', '22023', NULL, 'and of many weighted ones');

-- A frame that holds no value but NULLs has none, however it came about.
SELECT is_empty($$
    SELECT i FROM (SELECT i, mreg.rollup(CASE WHEN i % 5 < 2 THEN c END) OVER (ORDER BY i ROWS 1 PRECEDING) AS r, i % 5 > 2 AS none
                   FROM generate_series(5, 60) i, (VALUES ('{"scores": [1], "positives": [1], "negatives": [1]}'::mreg.curve)) v (c)) s
    WHERE (r IS NULL) <> none$$, 'rollup over a frame without a value is NULL');

-- Differences.
SELECT throws_ok($$SELECT mreg.curve_subtract('{"scores": [1], "positives": [1], "negatives": [1]}', '{"scores": [2], "positives": [1], "negatives": [0]}')$$, '22023', NULL, 'a score above all others is not there');
SELECT throws_ok($$SELECT mreg.curve_subtract('{"scores": [1], "positives": [1], "negatives": [1]}', '{"scores": [1], "positives": [1], "negatives": [2]}')$$, '22023', NULL, 'nor are more rows than there are');
SELECT is(mreg.curve_subtract(c, c)::text, '{"scores": [], "positives": [], "negatives": []}', 'nothing is left of a - a') FROM (VALUES ('{"scores": [1, 2], "positives": [1, 3], "negatives": [1, 0]}'::mreg.curve)) v (c);

-- Numbers at the ends of their range.
SELECT is(round((t.cumulative_gain)::numeric, 9), round((s.cumulative_gain)::numeric, 9), 'gain of weights near the greatest double, part ' || bin)
FROM mreg.lift_curve((SELECT mreg.score_curve(i % 3 = 0, i * 0.01, 1e306) FROM generate_series(1, 90) i), 400) t
JOIN mreg.lift_curve((SELECT mreg.score_curve(i % 3 = 0, i * 0.01, 1) FROM generate_series(1, 90) i), 400) s USING (bin) WHERE bin IN (1, 133, 399, 400);
SELECT throws_ok($$SELECT mreg.score_curve(true, i, 1e308) FROM generate_series(1, 2) i$$, '22003', NULL, 'a sum of weights of two scores that overflows');
SELECT is(mreg.best_threshold(c, 'cost', cost_fp => 1 * f, cost_fn => 3 * f, cost_tp => -2 * f, cost_tn => 0.5 * f), best, 'costs about ' || f)
FROM (SELECT mreg.score_curve(y, s) AS c FROM (VALUES (false, 0.1::float8), (true, 0.2), (false, 0.3), (false, 0.4), (false, 0.45), (true, 0.5)) v (y, s)) x,
     (VALUES (1::float8), (1e-320), (3e307)) e (f), (SELECT 0.2::float8 AS best) b;
SELECT is(mreg.best_threshold(c, 'cost', cost_fp => 1, cost_fn => 1, cost_tp => 5, cost_tn => 0), 'Infinity'::float8, 'where a true positive costs more than it saves none is predicted')
FROM (SELECT mreg.score_curve(i > 3, i) AS c FROM generate_series(1, 6) i) x;
SELECT is(mreg.best_threshold(c, 'fbeta', beta => 'Infinity'), 2::float8, 'recall alone: the highest threshold that misses none') FROM (SELECT mreg.score_curve(i IN (2, 6), i) AS c FROM generate_series(1, 6) i) x;
SELECT is(ARRAY[mreg.best_threshold(c, 'youden'), mreg.ks_threshold(c)], ARRAY[4, 4]::float8[], 'of equals the highest') FROM (SELECT mreg.score_curve(i IN (2, 4), i) AS c FROM generate_series(1, 4) i) x;
SELECT is(mreg.log_loss(mreg.score_curve(true, 0.5, w), false), w * ln(2::float8), 'sum of the losses of weights of ' || w) FROM (VALUES (1e-200::float8), (4), (1e200)) v (w) GROUP BY w;
SELECT is(ARRAY[lower_bound, upper_bound] , ARRAY[0, 1]::float8[], 'an interval ends at 0 and 1') FROM mreg.roc_auc_interval((SELECT mreg.score_curve(i % 2 = 0, i) FROM generate_series(1, 4) i), 0.9999);
SELECT is(variance, NULL, 'one row of a class has no variance, ' || y) FROM (VALUES (true), (false)) v (y), mreg.roc_auc_interval((SELECT mreg.score_curve((i = 2) = y, i) FROM generate_series(1, 5) i));
SELECT is((mreg.delong_test((i = 2) = y, i, -i)).variance_a, NULL, 'nor has it in delong_test, ' || y) FROM (VALUES (true), (false)) v (y), generate_series(1, 5) i GROUP BY y;

-- The AUC of a rounded curve is off by no more than its bound, whatever the scores, counts or weights.
SELECT setseed(0.5);
CREATE TEMPORARY TABLE scored AS
SELECT kind, i, random() < 0.2 AS y, exp(20 * random() - 10) AS w,
       CASE kind WHEN 'uniform' THEN random() WHEN 'crowded' THEN 1 - random() ^ 4 * 1e-9 WHEN 'wide' THEN (random() - 0.5) * 10.0::float8 ^ (600 * random() - 300) ELSE (i / 2) * 1e-3 END AS s
FROM (VALUES ('uniform'), ('crowded'), ('wide'), ('pairs')) k (kind), generate_series(1, 3000) i;
CREATE TEMPORARY TABLE exact AS SELECT kind, mreg.roc_auc_score(mreg.score_curve(y, s)) AS c, mreg.roc_auc_score(mreg.score_curve(y, s, w)) AS w, mreg.score_curve(y, s) AS curve FROM scored GROUP BY kind;
CREATE TEMPORARY TABLE rounded (kept integer, kind text, c mreg.curve, w mreg.curve);
SET LOCAL mreg.max_curve_scores = 16;
INSERT INTO rounded SELECT 16, kind, mreg.score_curve(y, s), mreg.score_curve(y, s, w) FROM scored GROUP BY kind;
SET LOCAL mreg.max_curve_scores = 100;
INSERT INTO rounded SELECT 100, kind, mreg.score_curve(y, s), mreg.score_curve(y, s, w) FROM scored GROUP BY kind;
SET LOCAL mreg.max_curve_scores = 1400;
INSERT INTO rounded SELECT 1400, kind, mreg.score_curve(y, s), mreg.score_curve(y, s, w) FROM scored GROUP BY kind;
RESET mreg.max_curve_scores;
SELECT ok(NOT mreg.curve_is_exact(r.c) AND (SELECT count(*) <= kept FROM mreg.curve_points(r.c)), format('%s scores are kept to %s', kind, kept)) FROM rounded r;
SELECT cmp_ok(abs(mreg.roc_auc_score(r.c) - e.c), '<=', mreg.roc_auc_error_bound(r.c), format('AUC of %s scores rounded to %s', kind, kept)) FROM rounded r JOIN exact e USING (kind);
SELECT cmp_ok(abs(mreg.roc_auc_score(r.w) - e.w), '<=', mreg.roc_auc_error_bound(r.w), format('AUC of weighted %s scores rounded to %s', kind, kept)) FROM rounded r JOIN exact e USING (kind);
SELECT cmp_ok(mreg.roc_auc_error_bound(r.c), '<', 0.1::float8, format('the bound is of use, %s', kind)) FROM rounded r WHERE kept > 16 AND kind IN ('uniform', 'crowded');
-- No bound below half of the tied pairs would do: all positive rows may have been above all negative ones of their score.
SET LOCAL mreg.max_curve_scores = 16;
SELECT ok(1 - mreg.roc_auc_score(c) <= mreg.roc_auc_error_bound(c) AND mreg.roc_auc_error_bound(c) < 1.001 * (1 - mreg.roc_auc_score(c)), 'the bound is reached')
FROM (SELECT mreg.score_curve(i > 500, i::float8) AS c FROM generate_series(1, 1000) i) x;
RESET mreg.max_curve_scores;
SELECT is(mreg.roc_auc_error_bound(curve), 0::float8, 'an exact curve has no error, ' || kind) FROM exact;
SELECT is_empty($$
    SELECT r.kind, r.kept FROM rounded r JOIN exact e USING (kind), mreg.curve_points(r.c) p
    WHERE mreg.confusion_at(r.c, p.score) OPERATOR(mreg.<>) mreg.confusion_at(e.curve, p.score)$$, 'at its own thresholds a rounded curve counts exactly');

-- A literal without a type is a curve where class scores could be meant too.
SELECT is(mreg.roc_auc_score('{"scores": [0.1, 0.2], "positives": [0, 1], "negatives": [1, 0]}'), 1::float8, 'roc_auc_score of a literal');
SELECT is(mreg.brier_score_loss('{"scores": [0, 1], "positives": [0, 1], "negatives": [1, 0]}'), 0::float8, 'brier_score_loss of a literal');
SELECT cmp_ok(mreg.log_loss('{"scores": [0, 1], "positives": [0, 1], "negatives": [1, 0]}'), '<', 1e-15::float8, 'log_loss of a literal');

-- Class scores: booleans are 0 and 1; the curve of a class is that of its probability against the rest.
CREATE TEMPORARY TABLE classified AS
SELECT i, i % 3 AS y, 'class ' || i % 3 AS t, i % 4 = 0 AS b, ARRAY[a, (1 - a) * c, (1 - a) * (1 - c)]::float8[] AS p, ARRAY[1 - a, a] AS q
FROM (SELECT i, (i * 7919 % 101) / 101.0::float8 AS a, (i * 104729 % 97) / 97.0::float8 AS c FROM generate_series(1, 500) i) x;
SELECT ok(mreg.class_scores(b, q) OPERATOR(mreg.=) mreg.class_scores(b::integer, q), 'booleans are 0 and 1') FROM classified;
SELECT is(mreg.log_loss(mreg.class_scores(b, q), ARRAY[0, 1])::numeric(12, 9), mreg.log_loss(b, q[2])::numeric(12, 9), 'and have the loss of their scores') FROM classified;
SELECT ok(mreg.class_curve(mreg.class_scores(y, p), k) OPERATOR(mreg.=) mreg.score_curve(y = k, p[k + 1]), 'the curve of class ' || k) FROM classified, generate_series(0, 2) k GROUP BY k;
SELECT ok(mreg.class_curve(mreg.class_scores(t, p), 'class ' || k) OPERATOR(mreg.=) mreg.score_curve(y = k, p[k + 1]), 'the curve of text class ' || k) FROM classified, generate_series(0, 2) k GROUP BY k;
SELECT ok(mreg.class_curve(mreg.class_scores(y, p), k, '{2, 0, 1}') OPERATOR(mreg.=) mreg.score_curve(y = k, p[(k + 1) % 3 + 1]), 'with labels, of class ' || k) FROM classified, generate_series(0, 2) k GROUP BY k;
SELECT is(mreg.support(mreg.class_curve(mreg.class_scores(y, p), 7, ARRAY[0, 7, 1]), true), 0::float8, 'a class without a row has no positives') FROM classified WHERE y < 2;
SELECT ok(mreg.class_curve('{"y_true": [], "probabilities": []}'::mreg.class_scores, 'a') IS NULL, 'without a row there is no curve');
SELECT is(mreg.roc_auc_score(mreg.class_scores(y, p), average => 'micro')::numeric(14, 12), (SELECT mreg.roc_auc_score(y = k - 1, p[k]) FROM classified, generate_series(1, 3) k)::numeric(14, 12), 'micro is the AUC of all probabilities') FROM classified;
SELECT is(mreg.roc_auc_score(mreg.class_scores(y, p), average => 'micro', labels => ARRAY[1, 0]), 0.875::float8, 'micro is defined for one class too') FROM (VALUES (1, '{0.5, 0.5}'::float8[]), (1, '{1, 0}')) v (y, p);
SELECT throws_ok(format('SELECT %s FROM classified', query), state, NULL, query) FROM (VALUES
    ('mreg.roc_auc_score(mreg.class_scores(y, p), ''ovo'', ''micro'')', '22023'), ('mreg.class_curve(mreg.class_scores(y, p), 3)', '22023'), ('mreg.class_curve(mreg.class_scores(y, p), ''two'')', '22023'),
    ('mreg.class_curve(mreg.class_scores(t, p), 1)', '22023'), ('mreg.class_curve(mreg.class_scores(y, p), NULL::bigint)', '22004'), ('mreg.class_curve(mreg.class_scores(y, p), 9, ARRAY[0, 1, 2])', '22023')) v (query, state);

SELECT * FROM finish();
ROLLBACK;
