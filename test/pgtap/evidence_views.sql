-- What analysts read of the evidence: metrics, leaderboard, best_version(), stability(), score_drift(), diff().
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(46);

-- The SQLSTATE and message of a statement, or OK.
CREATE FUNCTION pg_temp.fault(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN 'OK';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ': ' || SQLERRM;
END
$$;
CREATE FUNCTION pg_temp.as_role(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	PERFORM set_config('role', role, true);
	result := pg_temp.fault(statement);
	PERFORM set_config('role', 'none', true);
	RETURN result;
END
$$;
-- Evaluates a version as mreg.evaluate() does, with the values given.
CREATE FUNCTION pg_temp.evaluated(version integer, dataset text, metrics jsonb, slice text DEFAULT '') RETURNS bigint LANGUAGE sql AS $$
	WITH e AS (
		INSERT INTO mreg.evaluation (model, version, dataset, task, predictions, n_used, n_skipped, name)
		SELECT m.id, $1, (SELECT max(d.id) FROM mreg.dataset d WHERE d.name || '/' || d.number = $2), 'binary', 'p', 100, 0, 'test' FROM mreg.model m WHERE m.name = 'm'
		RETURNING *
	), t AS (
		INSERT INTO mreg.metric (model, version, evaluation, dataset, slice, metric, value, n, lower, upper, confidence)
		SELECT e.model, e.version, e.id, e.dataset, $4, j.key, (j.value #>> '{}')::float8, 100, (j.value #>> '{}')::float8 - 0.5, (j.value #>> '{}')::float8 + 0.5, 0.95 FROM e CROSS JOIN jsonb_each($3) j
	)
	SELECT id FROM e
$$;
-- A leaderboard: the versions in their order, each as rank:version, champions with a star.
CREATE FUNCTION pg_temp.board(metric text, dataset text DEFAULT 'holdout', number integer DEFAULT 2) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(coalesce(b.rank::text, '-') || ':' || b.version || CASE WHEN b.champion THEN '*' ELSE '' END, ' ' ORDER BY b.rank, b.version)
	FROM mreg.leaderboard b WHERE b.model = 'm' AND b.metric = $1 AND b.dataset IS NOT DISTINCT FROM $2 AND b.dataset_number IS NOT DISTINCT FROM $3
$$;

SELECT mreg.register_model('m', task => 'binary'), mreg.register_model('other') \g /dev/null
SELECT mreg.register_version('m', label => '0.' || g) FROM generate_series(1, 6) g \g /dev/null
SELECT mreg.register_version('other') \g /dev/null
SELECT mreg.register_dataset('holdout', digest => 'old'), mreg.register_dataset('holdout', digest => 'new'), mreg.register_dataset('train', digest => 'x') \g /dev/null
SELECT pg_temp.evaluated(1, 'holdout/2', '{"accuracy_score": 0.5, "log_loss": 0.1, "recall_score[setosa]": 0.5, "prevalence": 0.5}') \g /dev/null
SELECT pg_temp.evaluated(1, 'holdout/2', '{"accuracy_score": 0.8, "log_loss": 0.3, "recall_score[setosa]": 0.6, "prevalence": 0.5}') AS first \gset
SELECT pg_temp.evaluated(2, 'holdout/2', '{"accuracy_score": 0.9, "log_loss": 0.2, "recall_score[setosa]": null}') \g /dev/null
SELECT pg_temp.evaluated(3, 'holdout/2', '{"accuracy_score": 0.9, "log_loss": "NaN"}') \g /dev/null
SELECT pg_temp.evaluated(4, 'holdout/2', '{"accuracy_score": 0.1, "log_loss": "Infinity"}') \g /dev/null
SELECT pg_temp.evaluated(5, 'holdout/2', '{"accuracy_score": null, "unheard_of": 1}') \g /dev/null
SELECT pg_temp.evaluated(6, 'holdout/2', '{"accuracy_score": 1}') \g /dev/null
SELECT pg_temp.evaluated(4, 'holdout/2', '{"accuracy_score": 1}', 'region=north') \g /dev/null
SELECT pg_temp.evaluated(4, 'holdout/1', '{"accuracy_score": 0.95, "f1_score": 0.4}') \g /dev/null
SELECT pg_temp.evaluated(5, NULL, '{"accuracy_score": 0.3, "precision_score": 0.2}') \g /dev/null
SELECT mreg.log_metric('m/4', 'accuracy_score', 1, dataset => 'holdout') \g /dev/null
SELECT mreg.log_metric('m/4', 'latency_ms', 12, dataset => 'train', step => 5) \g /dev/null
SELECT mreg.set_alias('m/2', 'champion'), mreg.set_alias('m/2', 'a'), mreg.promote('m/1', 'staging'), mreg.promote('m/1', 'production'), mreg.promote('m/3', 'staging') \g /dev/null

-- The flat view.
SELECT is((t.model, t.version, t.label, t.stage, t.aliases, t.dataset, t.dataset_number, t.slice, t.value, t.lower, t.upper, t.n, t.computed, t.name, t.actor)::text,
	format('(m,2,0.2,development,"{a,champion}",holdout,2,"",0.9,0.4,1.4,100,t,test,%s)', current_user), 'mreg.metrics joins what a dashboard needs')
FROM mreg.metrics t WHERE t.model = 'm' AND t.version = 2 AND t.metric = 'accuracy_score';
SELECT is((t.model, t.version, t.dataset, t.value, t.step, t.computed, t.evaluation, t.name)::text, '(m,4,train,12,5,f,,)', '... of a logged value, too') FROM mreg.metrics t WHERE t.metric = 'latency_ms';
SELECT is((SELECT count(*) FROM mreg.metrics), (SELECT count(*) FROM mreg.metric), 'it has a row for each value');

-- The leaderboard.
SELECT is(pg_temp.board('accuracy_score'), '1:6 2:2* 2:3 4:1* 5:4 -:5', 'higher is better: newest computed values of all rows, equal values share a rank, an undefined one has none; champions by alias and by stage');
SELECT is(pg_temp.board('log_loss'), '1:2* 2:1* 3:4 -:3', 'lower is better: infinity is the worst, NaN has no rank');
SELECT is(pg_temp.board('recall_score[setosa]'), '1:1* -:2*', 'the metric of a class ranks as its metric');
SELECT is(pg_temp.board('prevalence'), '-:1*', 'a metric of which neither way is better has no ranks');
SELECT is(pg_temp.board('unheard_of'), '-:5', 'nor has one that is not in the catalogue');
SELECT is(pg_temp.board('accuracy_score', 'holdout', 1), '1:4', 'another content is another board');
SELECT is(pg_temp.board('accuracy_score', NULL, NULL), '1:5', 'values without a dataset are one, too');
SELECT is((b.value, b.lower, b.upper, b.stage, b.evaluation)::text, format('(0.8,0.30000000000000004,1.3,production,%s)', :first), 'it has interval, stage and evaluation') FROM mreg.leaderboard b WHERE b.model = 'm' AND b.version = 1 AND b.metric = 'accuracy_score';
SELECT mreg.delete_version('m/6') \g /dev/null
SELECT is(pg_temp.board('accuracy_score'), '1:2* 1:3 3:1* 4:4 -:5', 'a deleted version is left out');
SELECT is((SELECT count(*) FROM mreg.metrics WHERE model = 'm' AND version = 6), 0::bigint, '... of mreg.metrics, too');

-- best_version.
SELECT is((mreg.best_version('m', 'accuracy_score', dataset => 'holdout')).number, 2, 'the best version; of equal ones the earliest');
SELECT is((mreg.best_version('m', 'accuracy_score', dataset => 'holdout/1')).number, 4, 'a dataset by number');
SELECT is((mreg.best_version('m', 'log_loss')).number, 2, 'the dataset may be left out where there is one');
SELECT is((mreg.best_version('m', 'precision_score')).number, 5, '... or none');
SELECT is(pg_temp.fault('SELECT mreg.best_version(' || arguments || ')'), expected, format('refused: best_version(%s)', arguments)) FROM (VALUES
	($$'m', 'accuracy_score'$$, '22023: metric "accuracy_score" of model "m" was computed on several datasets'),
	($$'m', 'latency_ms'$$, 'P0002: no version of model "m" has a computed value of metric "latency_ms"'),
	($$'m', 'prevalence'$$, 'P0002: no version of model "m" has a computed value of metric "prevalence"'),
	($$'m', 'accuracy_score', 'train'$$, 'P0002: no version of model "m" has a computed value of metric "accuracy_score"'),
	($$'m', 'accuracy_score', 'none'$$, 'P0002: dataset "none" does not exist'),
	($$'none', 'accuracy_score'$$, 'P0002: model "none" does not exist'),
	($$'other', 'accuracy_score'$$, 'P0002: no version of model "other" has a computed value of metric "accuracy_score"'),
	($$NULL, 'accuracy_score'$$, '22004: argument "model" must not be NULL'),
	($$'m', NULL$$, '22004: argument "metric" must not be NULL')) t (arguments, expected);

-- diff: metrics on the same data.
SELECT is((SELECT string_agg(concat_ws(' ', d.key, d.a, d.b, d.delta), E'\n' ORDER BY d.key) FROM mreg.diff('m/1', 'm/2') d WHERE d.section = 'metrics'),
	'holdout/2.accuracy_score 0.8 0.9 0.1
holdout/2.log_loss 0.3 0.2 -0.1
holdout/2.recall_score[setosa] 0.6', 'diff() sets the newest metrics on the same data against each other');
SELECT is((SELECT string_agg(concat_ws(' ', d.key, d.a, d.b, coalesce(d.delta::text, '-')), E'\n' ORDER BY d.key) FROM mreg.diff('m/2', 'm/3') d WHERE d.section = 'metrics'), 'holdout/2.log_loss 0.2 "NaN" -',
	'... equal ones are left out, NaN has no difference');
SELECT is((SELECT count(*) FROM mreg.diff('m/4', 'm/5') d WHERE d.section = 'metrics' AND d.key !~ '^holdout/2.accuracy_score$'), 0::bigint, '... and values on different data do not compare');

-- stability.
INSERT INTO mreg.evaluation_slice (evaluation, slice, slicing, keys, n_used) SELECT :first, 'fold=' || f, 'fold', jsonb_build_object('fold', f), 10 FROM generate_series(1, 6) f;
INSERT INTO mreg.evaluation_slice (evaluation, slice, slicing, keys, n_used) SELECT :first, 'week=' || f, 'week', jsonb_build_object('week', f), 10 FROM generate_series(1, 1) f;
INSERT INTO mreg.metric (model, version, evaluation, slice, metric, value) SELECT e.model, e.version, e.id, 'fold=' || f, 'accuracy_score', ('{0.5,0.7,0.6,0.8,NaN,NULL}'::float8[])[f] FROM mreg.evaluation e CROSS JOIN generate_series(1, 6) f WHERE e.id = :first;
INSERT INTO mreg.metric (model, version, evaluation, slice, metric, value) SELECT e.model, e.version, e.id, 'week=1', 'accuracy_score', -0.5 FROM mreg.evaluation e WHERE e.id = :first;
SELECT is((SELECT string_agg(concat_ws(' ', s.slicing, s.slices, s.undefined, round(s.mean::numeric, 12), round(s.sd::numeric, 12), s.min, s.max, round(s.spread::numeric, 12), round(s.cv::numeric, 12)), E'\n') FROM mreg.stability(:first, 'accuracy_score') s),
	'fold 4 2 0.650000000000 0.129099444874 0.5 0.8 0.300000000000 0.198614530575
week 1 0 -0.500000000000 -0.5 -0.5 0.000000000000', 'stability() of each slicing: mean, standard deviation (numpy), range, coefficient of variation');
SELECT is((SELECT string_agg(s.slicing, ' ') FROM mreg.stability(:first, 'accuracy_score', slicing => 'week') s), 'week', '... of one of them');
SELECT is((SELECT count(*) FROM mreg.stability(:first, 'f1_score')) + (SELECT count(*) FROM mreg.stability(0, 'accuracy_score')) + (SELECT count(*) FROM mreg.stability(:first, 'accuracy_score', 'x')), 0::bigint, '... no row where there is nothing');

-- score_drift.
CREATE FUNCTION pg_temp.scored(counts bigint[], edges float8[] DEFAULT '{0,1,2,3,4}', predictions text[] DEFAULT NULL) RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO mreg.evaluation (model, version, task, predictions, n_used, n_skipped, score_distribution, prediction_distribution)
	SELECT m.id, 1, 'binary', 'p', 100, 0, (SELECT mreg.value_distribution(i - 0.5, $2) FROM unnest($1) WITH ORDINALITY t (n, i) CROSS JOIN generate_series(1, n)), (SELECT mreg.category_distribution(p) FROM unnest($3) p)
	FROM mreg.model m WHERE m.name = 'm' RETURNING id
$$;
SELECT pg_temp.scored('{100,200,300,400}', predictions => '{a,a,b,b}') AS a, pg_temp.scored('{400,300,200,100}', predictions => '{a,b,b,b}') AS b, pg_temp.scored('{100,200,300,400}', '{0,1,2,3,4,5}') AS c \gset
SELECT is((SELECT string_agg(concat_ws(' ', d.distribution, d.n_a, d.n_b, round(d.js_distance::numeric, 6), coalesce(round(d.ks_distance::numeric, 6)::text, '-')), E'\n') FROM mreg.score_drift(:a, :b) d), 'score 1000 1000 0.391868 0.400000
prediction 4 4 0.220896 -', 'score_drift(): rows and distances of scores and predictions (SciPy)');
SELECT ok(abs(d.psi - mreg.psi(a.score_distribution, b.score_distribution)) = 0 AND d.psi BETWEEN 0.90 AND 0.92 AND abs(d.psi_critical - 7.814727903251179 * 2 / 1000) < 1e-12, '... psi and its critical value (chi-square quantile of SciPy)')
FROM mreg.score_drift(:a, :b) d, mreg.evaluation a, mreg.evaluation b WHERE d.distribution = 'score' AND a.id = :a AND b.id = :b;
SELECT ok((SELECT d.psi_critical FROM mreg.score_drift(:a, :b, 0.01) d WHERE d.distribution = 'score') > (SELECT d.psi_critical FROM mreg.score_drift(:a, :b) d WHERE d.distribution = 'score'), '... which a smaller alpha raises');
SELECT is(pg_temp.fault(format('SELECT * FROM mreg.score_drift(%s, %s)', :a, :c)), '22023: distributions over different edges do not go together', 'scores counted over other edges are refused');
SELECT is((SELECT count(*) FROM mreg.score_drift(:a, 0)), 0::bigint, 'no row where there is no evaluation');

-- One model's board does not read the metrics of others.
INSERT INTO mreg.model (name) SELECT 'many ' || i FROM generate_series(1, 50) i;
INSERT INTO mreg.version (model) SELECT id FROM mreg.model WHERE name LIKE 'many %' ORDER BY id;
INSERT INTO mreg.evaluation (model, version, task, predictions, n_used, n_skipped) SELECT m.id, 1, 'binary', 'p', 1, 0 FROM mreg.model m CROSS JOIN generate_series(1, 20) WHERE m.name LIKE 'many %';
INSERT INTO mreg.metric (model, version, evaluation, metric, slice, value) SELECT e.model, e.version, e.id, 'accuracy_score', CASE s WHEN 0 THEN '' ELSE 's=' || s END, 0.5 FROM mreg.evaluation e CROSS JOIN generate_series(0, 9) s JOIN mreg.model m ON m.id = e.model WHERE m.name LIKE 'many %';
ANALYZE mreg.metric, mreg.model, mreg.version, mreg.evaluation;
CREATE FUNCTION pg_temp.plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	result text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		result := result || line || E'\n';
	END LOOP;
	RETURN result;
END
$$;
SELECT unalike(pg_temp.plan($$SELECT * FROM mreg.leaderboard WHERE model = 'many 7'$$), '%Seq Scan on metric%', 'the leaderboard of a model reads its metrics by index');
SELECT alike(pg_temp.plan($$SELECT * FROM mreg.leaderboard WHERE model = 'many 7'$$), '%metric_whole_idx%', '... and no slices');

-- Rights.
CREATE ROLE mreg_test_reader;
SELECT is(pg_temp.as_role('mreg_test_reader', statement), expected, 'without a grant refused: ' || statement) FROM (VALUES
	('SELECT * FROM mreg.metrics', '42501: permission denied for view metrics'), ('SELECT * FROM mreg.leaderboard', '42501: permission denied for view leaderboard'),
	($$SELECT mreg.best_version('m', 'log_loss')$$, '42501: permission denied for function best_version'), ($$SELECT * FROM mreg.stability(1, 'log_loss')$$, '42501: permission denied for function stability')) t (statement, expected);
GRANT SELECT ON mreg.leaderboard, mreg.metrics TO mreg_test_reader;
GRANT EXECUTE ON FUNCTION mreg.best_version(text, text, text) TO mreg_test_reader;
SELECT is(pg_temp.as_role('mreg_test_reader', statement), 'OK', 'with a grant on it alone: ' || statement) FROM unnest(ARRAY['SELECT * FROM mreg.metrics', 'SELECT * FROM mreg.leaderboard', $$SELECT mreg.best_version('m', 'log_loss')$$]) statement;

SELECT * FROM finish();
ROLLBACK;
