-- mreg.evaluate(): what is read, what is stored, of every task.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SET LOCAL search_path = public, mreg;
SELECT plan(115);

DO $$ BEGIN
	PERFORM mreg.register_model(task, task => task), mreg.register_version(task)
	FROM unnest('{binary,multiclass,multilabel,regression,ranking}'::text[]) task;
END $$;
INSERT INTO mreg.dataset (name, number) VALUES ('test', 1), ('test', 2);

CREATE TYPE pg_temp.mood AS ENUM ('happy', 'sad');
CREATE DOMAIN pg_temp.answer AS integer CHECK (VALUE IN (0, 1));
CREATE TABLE pg_temp.prediction AS
SELECT i, (i * 7 % 10 < 4)::integer AS y, (i * 7 % 10 < 4 AND i % 3 > 0 OR i % 11 = 0)::integer AS p, (i * 37 % 101) / 101.0::float8 AS s,
	CASE WHEN i * 7 % 10 < 4 THEN 'yes' ELSE 'no' END AS word, i % 3 AS c, i * i % 3 AS d, 1 + i % 4 / 4.0::float8 AS w,
	(ARRAY['north', 'so,uth', 'a"b=c', '', 'NULL', NULL])[1 + i % 6] AS region, i % 4 AS age, i::float8 AS amount, i + sin(i) AS guess
FROM generate_series(1, 600) i;

-- Runs a call in which arguments are replaced and returns the id of the evaluation.
CREATE FUNCTION pg_temp.evaluated(arguments text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	id bigint;
BEGIN
	EXECUTE 'SELECT (mreg.evaluate(' || arguments || ')).id' INTO id;
	RETURN id;
END
$$;
CREATE FUNCTION pg_temp.value_of(evaluation bigint, metric text, slice text DEFAULT '') RETURNS double precision LANGUAGE sql AS
	'SELECT m.value FROM mreg.metric m WHERE m.evaluation = $1 AND m.metric = $2 AND m.slice = $3';

-- Binary: the row, the states, the metrics.
CREATE TEMPORARY TABLE returned AS
SELECT e.* FROM mreg.evaluate('binary/1', 'test', 'prediction', y_true => 'y', y_pred => 'p', score => 's', name => 'first') e;
SELECT results_eq('SELECT e.* FROM mreg.evaluation e', 'SELECT r.* FROM returned r', 'the row returned is the row stored');
SELECT is((SELECT (v.model, v.number) FROM mreg.version v WHERE v.model = (SELECT model FROM returned)), (SELECT (model, version) FROM returned), '... of that version');
SELECT is((SELECT d.number FROM mreg.dataset d JOIN returned r ON r.dataset = d.id), 2, '... on the newest content of the dataset');
SELECT is((SELECT (task, predictions, name, n_used, n_skipped, skipped, inputs, actor)::text FROM returned),
	format('(binary,prediction,first,600,0,{},"{""score"": ""s"", ""y_pred"": ""p"", ""y_true"": ""y"", ""positive"": ""1""}",%s)', current_user), '... with what was read');
SELECT is((SELECT confusion FROM returned), (SELECT mreg.confusion_matrix(y, p) FROM prediction), 'its confusion is that of the rows');
SELECT is((SELECT curve FROM returned), (SELECT mreg.score_curve(y, s) FROM prediction), 'its curve is that of the rows');
SELECT is((SELECT prediction_distribution FROM returned), (SELECT mreg.category_distribution(p) FROM prediction), 'the distribution of predictions is that of the rows');
SELECT is((SELECT score_distribution FROM returned),
	(SELECT mreg.value_distribution(s, (SELECT array_agg(k / 20.0::float8 ORDER BY k) FROM generate_series(0, 20) k)) FROM prediction), '... and that of scores, over twenty bins');
SELECT is((SELECT (class_scores, regression, ranking)::text FROM returned), '(,,)', 'there is no other state');
SELECT results_eq($$SELECT m.metric FROM mreg.metric m JOIN returned r ON r.id = m.evaluation ORDER BY 1$$,
	$$SELECT d.metric COLLATE "C" FROM mreg_internal.metric_definitions() d WHERE 'binary' = ANY (d.tasks) ORDER BY 1$$, 'every metric of the task is stored');
SELECT is_empty($$SELECT FROM mreg.metric m JOIN returned r ON r.id = m.evaluation WHERE (m.model, m.version, m.dataset, m.slice, m.computed, m.at, m.actor)
	IS DISTINCT FROM (r.model, r.version, r.dataset, '', true, r.at, r.actor)$$, '... as computed, for the version and the dataset');
SELECT results_eq($$SELECT m.metric, m.lower IS NOT NULL, m.confidence FROM mreg.metric m JOIN returned r ON r.id = m.evaluation ORDER BY 1$$,
	$$SELECT d.metric COLLATE "C", d.has_interval, CASE WHEN d.has_interval THEN 0.95::float8 END FROM mreg_internal.metric_definitions() d WHERE 'binary' = ANY (d.tasks) ORDER BY 1$$,
	'those have an interval that the catalogue says have one');
SELECT is((SELECT (m.value, m.n, m.lower, m.upper)::text FROM mreg.metric m JOIN returned r ON r.id = m.evaluation WHERE m.metric = x.metric), x.expected, x.metric || ', n and interval')
FROM (SELECT confusion AS c, curve AS k FROM returned) s, LATERAL (VALUES
	('accuracy_score', (SELECT (mreg.accuracy_score(c), 600, lower, upper)::text FROM mreg.wilson_interval(round(mreg.accuracy_score(c) * 600), 600))),
	('precision_score', (SELECT (mreg.precision_score(c), tp + fp, lower, upper)::text FROM mreg.multilabel_confusion_matrix(c), mreg.wilson_interval(tp, tp + fp) WHERE label = '1')),
	('recall_score', (SELECT (mreg.recall_score(c), tp + fn, lower, upper)::text FROM mreg.multilabel_confusion_matrix(c), mreg.wilson_interval(tp, tp + fn) WHERE label = '1')),
	('specificity_score', (SELECT (mreg.specificity_score(c), tn + fp, lower, upper)::text FROM mreg.multilabel_confusion_matrix(c), mreg.wilson_interval(tn, tn + fp) WHERE label = '1')),
	('negative_predictive_value', (SELECT (mreg.negative_predictive_value(c), tn + fn, lower, upper)::text FROM mreg.multilabel_confusion_matrix(c), mreg.wilson_interval(tn, tn + fn) WHERE label = '1')),
	('prevalence', (SELECT (mreg.prevalence(c), 600, lower, upper)::text FROM mreg.multilabel_confusion_matrix(c), mreg.wilson_interval(tp + fn, 600) WHERE label = '1')),
	('f1_score', (SELECT (score, 600, lower, upper)::text FROM mreg.score_interval(c, 'f1_score'))),
	('jaccard_score', (SELECT (score, 600, lower, upper)::text FROM mreg.score_interval(c, 'jaccard_score'))),
	('matthews_corrcoef', (SELECT (score, 600, lower, upper)::text FROM mreg.score_interval(c, 'matthews_corrcoef'))),
	('cohen_kappa_score', (SELECT (score, 600, lower, upper)::text FROM mreg.score_interval(c, 'cohen_kappa_score'))),
	('balanced_accuracy_score', (SELECT (score, 600, lower, upper)::text FROM mreg.score_interval(c, 'balanced_accuracy_score'))),
	('positive_likelihood_ratio', (SELECT (score, 600, lower, upper)::text FROM mreg.score_interval(c, 'positive_likelihood_ratio'))),
	('markedness', (SELECT (score, 600, lower, upper)::text FROM mreg.score_interval(c, 'markedness')))) x (metric, expected);
SELECT ok(abs(pg_temp.value_of(r.id, x.metric) - x.expected) <= 1e-12, x.metric || ' is that of the curve')
FROM returned r, LATERAL (VALUES ('roc_auc_score', mreg.roc_auc_score(r.curve)), ('gini', mreg.gini(r.curve)), ('average_precision_score', mreg.average_precision_score(r.curve)),
	('ks_statistic', mreg.ks_statistic(r.curve)), ('log_loss', mreg.log_loss(r.curve)), ('brier_score_loss', mreg.brier_score_loss(r.curve)),
	('expected_calibration_error', mreg.expected_calibration_error(r.curve)), ('maximum_calibration_error', mreg.maximum_calibration_error(r.curve)),
	('root_mean_squared_calibration_error', mreg.root_mean_squared_calibration_error(r.curve))) x (metric, expected);
SELECT ok((SELECT abs(m.lower - i.lower_bound) + abs(m.upper - i.upper_bound) <= 1e-12 FROM mreg.metric m WHERE m.evaluation = r.id AND m.metric = 'roc_auc_score'),
	'the interval of the area is DeLong''s') FROM returned r, mreg.roc_auc_interval(r.curve) i;
SELECT ok((SELECT abs(m.upper - m.value - 1.959963984540054 * t.error) <= 1e-12 AND abs(m.value - m.lower - 1.959963984540054 * t.error) <= 1e-12
	FROM mreg.metric m WHERE m.evaluation = r.id AND m.metric = t.metric), t.metric || ' has the normal interval of a mean')
FROM returned r, LATERAL (SELECT 'log_loss', stddev_samp(l) / sqrt(600) FROM (SELECT -ln(CASE y WHEN 1 THEN greatest(s, 2.220446049250313e-16) ELSE 1 - s END) AS l FROM prediction) x
	UNION ALL SELECT 'brier_score_loss', stddev_samp((y - s) ^ 2) / sqrt(600) FROM prediction) t (metric, error);
SELECT is((SELECT h.kind || ': ' || h.story FROM mreg.history('binary') h ORDER BY h.id DESC LIMIT 1), 'evaluate: evaluated version 1 on 600 rows of test', 'the history tells of it');
SELECT is((SELECT h.detail -> 'after' FROM mreg.history('binary') h ORDER BY h.id DESC LIMIT 1),
	(SELECT jsonb_build_object('evaluation', id, 'name', 'first', 'dataset', 'test', 'n_used', 600) FROM returned), '... and names the evaluation');

-- Intervals at another confidence.
SELECT is_empty($$SELECT m.metric FROM mreg.metric m JOIN returned r ON r.id = m.evaluation CROSS JOIN LATERAL mreg_internal.metric_interval(r.id, '', m.metric, 0.95) i
	WHERE NOT (m.lower IS NULL AND i.lower IS NULL AND m.upper IS NULL AND i.upper IS NULL OR abs(m.lower - i.lower) + abs(m.upper - i.upper) <= 1e-12)$$,
	'an interval asked for at 0.95 is the one stored');
SELECT is_empty($$SELECT m.metric FROM mreg.metric m JOIN returned r ON r.id = m.evaluation CROSS JOIN LATERAL mreg_internal.metric_interval(r.id, '', m.metric, 0.8) i
	WHERE m.lower IS NOT NULL AND NOT (m.lower < i.lower AND i.lower <= m.value AND m.value <= i.upper AND i.upper < m.upper)$$, '... at 0.8 it is narrower');
SELECT ok((SELECT abs(i.lower - d.lower_bound) + abs(i.upper - d.upper_bound) <= 1e-12 FROM mreg_internal.metric_interval(r.id, '', 'roc_auc_score', 0.8) i, mreg.roc_auc_interval(r.curve, 0.8) d),
	'... and DeLong''s of that confidence') FROM returned r;
SELECT is((SELECT (i.lower, i.upper)::text FROM mreg_internal.metric_interval(r.id, '', 'f1_score', 0.99) i),
	(SELECT (i.lower, i.upper)::text FROM mreg.score_interval(r.confusion, 'f1_score', confidence => 0.99) i), '... and the bootstrap''s') FROM returned r;
SELECT is((SELECT count(*) FROM returned r, mreg_internal.metric_interval(r.id, 'nowhere', 'f1_score', 0.9) i WHERE i.lower IS NOT NULL), 0::bigint, '... and none of a slice that is not there');

-- Kinds of labels, positive, columns by name.
SELECT is(pg_temp.value_of(pg_temp.evaluated(format('%L, NULL, %L, %s', 'binary/1', 'prediction', arguments)), 'recall_score'), pg_temp.value_of(r.id, 'recall_score'), title)
FROM returned r, (VALUES
	($$'y = 1', 'p = 1'$$, 'boolean labels'), ($$'y::smallint', 'p::bigint'$$, 'integers of two widths'), ($$'y::answer', 'p'$$, 'a domain over integers'),
	($$'word', 'CASE p WHEN 1 THEN ''yes'' ELSE ''no'' END', positive => 'yes'$$, 'text labels'),
	($$'word::varchar(3)', 'CASE p WHEN 1 THEN ''yes'' ELSE ''no'' END::char(3)', positive => 'yes'$$, 'varchar and char'),
	($$'(ARRAY[''happy'', ''sad'']::mood[])[2 - y]', '(ARRAY[''happy'', ''sad''])[2 - p]', positive => 'happy'$$, 'an enum and text'),
	($$'date ''2024-01-01'' + y', 'date ''2024-01-01'' + p', positive => '2024-01-02'$$, 'dates'),
	($$'md5(y::text)::uuid', 'md5(p::text)::uuid', positive => md5('1')::uuid::text$$, 'uuids'),
	($$'2 - y', '2 - p', positive => '1'$$, 'the labels 1 and 2'), ($$'1 - y', '1 - p', positive => '0'$$, 'another positive label'),
	($$'y = 0', 'p = 0', positive => 'false'$$, 'false as the positive label'), ($$'2 * y - 1', '2 * p - 1'$$, 'the labels -1 and 1')) t (arguments, title);
SELECT is(pg_temp.value_of(pg_temp.evaluated($$'binary/1', NULL, 'SELECT y AS y_true, p AS y_pred, s AS score FROM prediction'$$), 'roc_auc_score'),
	pg_temp.value_of(r.id, 'roc_auc_score'), 'columns named as the arguments are read without being named') FROM returned r;
SELECT is(pg_temp.value_of(pg_temp.evaluated($$'binary/1', NULL, 'prediction', 'word', score => 's', positive => 'yes'$$), 'roc_auc_score'),
	pg_temp.value_of(r.id, 'roc_auc_score'), 'the curve counts the positive label') FROM returned r;
SELECT is((SELECT count(*) FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation)), 9::bigint, '... and without y_pred there are its metrics alone');
SELECT is(pg_temp.value_of(pg_temp.evaluated($$'binary/1', NULL, 'prediction', 'y', score => '10 * s - 3'$$), 'roc_auc_score'), pg_temp.value_of(r.id, 'roc_auc_score'),
	'scores need not be probabilities') FROM returned r;
SELECT is((SELECT count(value) FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation) AND m.metric ~ 'loss|calibration'), 0::bigint, '... which the metrics of probabilities are NULL for');
SELECT is((SELECT mreg_internal.distribution_bounds(e.score_distribution) FROM mreg.evaluation e ORDER BY id DESC LIMIT 1),
	(SELECT mreg_internal.distribution_bounds(r.score_distribution) FROM returned r), '... and the distribution of scores is over the edges of earlier ones');

-- Sources.
SELECT is((SELECT n_used FROM mreg.evaluate('binary/1', 'test/1', source, 'y', 'p')), 600::bigint, 'predictions are: ' || source)
FROM (VALUES ('prediction'), ('pg_temp.prediction'), ('SELECT * FROM prediction'), ('WITH x AS (SELECT y, p FROM prediction) SELECT * FROM x'), ('(SELECT y, p FROM prediction)'),
	('TABLE prediction'), ('SELECT y, p FROM prediction -- a comment'), ('SELECT y, p FROM prediction;'), ('SELECT y, p FROM prediction ORDER BY random()')) t (source);
SELECT is((SELECT n_used FROM mreg.evaluate('binary/1', NULL, 'VALUES (1, 0), (0, 0)', 'column1', 'column2')), 2::bigint, 'predictions are VALUES');
SELECT is((SELECT (n_used, inputs ->> 'filter')::text FROM mreg.evaluate('binary/1', NULL, 'prediction', 'y', 'p', filter => 'age > 1 AND i <= 100')), '(50,"age > 1 AND i <= 100")', 'a filter chooses rows');
SELECT is((SELECT (n_used, n_skipped, skipped)::text FROM mreg.evaluate('binary/1', NULL,
	'SELECT nullif(y, i % 4) AS y, CASE WHEN i % 5 > 0 THEN p END AS p, CASE WHEN i % 7 > 0 THEN s END AS s FROM prediction', 'y', 'p', 's')),
	(SELECT format('(%s,%s,"{""score"": %s, ""y_pred"": %s, ""y_true"": %s}")', count(*) FILTER (WHERE a AND b AND c), count(*) FILTER (WHERE NOT (a AND b AND c)), count(*) FILTER (WHERE NOT c),
		count(*) FILTER (WHERE NOT b), count(*) FILTER (WHERE NOT a)) FROM (SELECT y <> i % 4 AS a, i % 5 > 0 AS b, i % 7 > 0 AS c FROM prediction) x), 'rows without a value are skipped and counted by column');
SELECT is((SELECT (mreg.support(e.confusion), mreg.support(e.curve), e.n_used)::text FROM mreg.evaluation e ORDER BY id DESC LIMIT 1), format('(%s,%s,%s)', n, n, n), '... by all states alike')
FROM (SELECT count(*) AS n FROM prediction WHERE y <> i % 4 AND i % 5 > 0 AND i % 7 > 0) x;
SELECT is((SELECT (n_used, n_skipped, skipped, confusion, curve)::text FROM mreg.evaluate('binary/1', NULL, 'prediction', 'nullif(y, y)', 'p', 's')), '(0,600,"{""y_true"": 600}",,)', 'no row may be left');
SELECT results_eq('SELECT m.metric, m.value, m.n FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation) ORDER BY 1',
	$$SELECT d.metric COLLATE "C", NULL::float8, 0::bigint FROM mreg_internal.metric_definitions() d WHERE 'binary' = ANY (d.tasks) ORDER BY 1$$, '... then every metric is NULL and rests on nothing');
SELECT is((SELECT (n_used, n_skipped)::text FROM mreg.evaluate(task || '/1', NULL, 'SELECT * FROM prediction WHERE false', t, p, s, query_id => q)), '(0,0)', 'there may be no row: ' || task)
FROM (VALUES ('binary', 'y', 'p', NULL, NULL), ('multiclass', 'y', 'p', NULL, NULL), ('multilabel', 'ARRAY[y]', 'ARRAY[p]', NULL, NULL), ('regression', 's', 'w', NULL, NULL), ('ranking', 'c', NULL, 's', 'age')) x (task, t, p, s, q);

-- Weights.
SELECT is((SELECT (confusion, prediction_distribution)::text FROM mreg.evaluate('binary/1', NULL, 'prediction', 'y', 'p', 's', weight => 'w')),
	(SELECT (mreg.confusion_matrix(y, p, w), mreg.category_distribution(p))::text FROM prediction), 'weights enter the states, not the distributions');
SELECT is((SELECT score_distribution FROM mreg.evaluation ORDER BY id DESC LIMIT 1), (SELECT score_distribution FROM returned), '... also not that of scores');
SELECT is((SELECT (count(*), count(value), count(lower), min(n))::text FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation)), '(30,30,0,600)', '... and leave no interval');

-- Other tasks.
SELECT is((SELECT (confusion, curve, prediction_distribution)::text FROM mreg.evaluate('multiclass/1', NULL, 'prediction', 'c', 'd')),
	(SELECT (mreg.confusion_matrix(c, d), NULL, mreg.category_distribution(d))::text FROM prediction), 'several classes');
SELECT is((SELECT (m.value, m.lower, m.upper)::text FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation) AND m.metric = x.metric), x.expected, x.metric || ' with its interval')
FROM (SELECT e.confusion AS c FROM mreg.evaluation e ORDER BY id DESC LIMIT 1) e, LATERAL (VALUES
	('f1_macro', (SELECT i::text FROM mreg.score_interval(c, 'f1_score', 'macro') i)), ('f1_weighted', (SELECT i::text FROM mreg.score_interval(c, 'f1_score', 'weighted') i)),
	('precision_score', (SELECT i::text FROM mreg.score_interval(c, 'precision_score', 'macro') i)), ('jaccard_micro', (SELECT i::text FROM mreg.score_interval(c, 'jaccard_score', 'micro') i)),
	('f1_score[1]', (SELECT i::text FROM mreg.score_interval(c, 'f1_score', pos_label => '1') i)),
	('recall_micro', (SELECT (mreg.accuracy_score(c), lower, upper)::text FROM mreg.wilson_interval(mreg.accuracy_score(c, false), 600))),
	('recall_score[1]', (SELECT (mreg.recall_score(c, pos_label => '1'), lower, upper)::text FROM mreg.multilabel_confusion_matrix(c), mreg.wilson_interval(tp, tp + fn) WHERE label = '1'))) x (metric, expected);
SELECT is((SELECT (inputs -> 'labels', class_scores IS NOT NULL)::text FROM mreg.evaluate('multiclass/1', NULL, 'SELECT *, ARRAY[0.2, s / 2, 0.8 - s / 2] AS q FROM prediction', 'c', probabilities => 'q')),
	'("[""0"", ""1"", ""2""]",t)', 'probabilities are of the labels in order');
SELECT is((SELECT count(*) FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation)), 9::bigint, '... with their nine metrics');
CREATE TEMPORARY TABLE in_order AS SELECT max(id) AS id FROM mreg.evaluation;
SELECT is(pg_temp.value_of(pg_temp.evaluated($$'multiclass/1', NULL, 'SELECT *, ARRAY[s / 2, 0.8 - s / 2, 0.2]::real[] AS q FROM prediction', 'c', probabilities => 'q', labels => '{1,2,0}'$$), 'roc_auc_ovo')::numeric(12, 6),
	pg_temp.value_of(o.id, 'roc_auc_ovo')::numeric(12, 6), '... unless labels say otherwise') FROM in_order o;
SELECT is((SELECT confusion FROM mreg.evaluate('multilabel/1', NULL, 'prediction', 'ARRAY[c, age]', 'ARRAY[d]')), (SELECT mreg.confusion_matrix(ARRAY[c, age], ARRAY[d]) FROM prediction), 'sets of integers');
SELECT is((SELECT (m.value, m.lower, m.upper)::text FROM mreg.metric m WHERE m.evaluation = e.id AND m.metric = 'f1_samples'),
	(SELECT i::text FROM mreg.score_interval(e.confusion, 'f1_score', 'samples') i), '... the average over rows with its interval') FROM (SELECT * FROM mreg.evaluation ORDER BY id DESC LIMIT 1) e;
SELECT is((SELECT confusion FROM mreg.evaluate('multilabel/1', NULL, 'prediction', 'ARRAY[c, age]::varchar[]', 'ARRAY[d::text]')),
	(SELECT mreg.confusion_matrix(ARRAY[c, age]::text[], ARRAY[d::text]) FROM prediction), 'sets of texts');
SELECT is((SELECT regression FROM mreg.evaluate('regression/1', NULL, 'prediction', 'amount', 'guess')), (SELECT mreg.regression_errors(amount, guess) FROM prediction), 'regression');
SELECT is((SELECT prediction_distribution FROM mreg.evaluation ORDER BY id DESC LIMIT 1), (SELECT mreg.value_distribution(guess, (SELECT mreg.distribution_edges(guess, 20) FROM prediction)) FROM prediction),
	'... its predictions over twenty quantiles');
SELECT is((SELECT mreg_internal.distribution_bounds(e.prediction_distribution) FROM mreg.evaluate('regression/1', NULL, 'prediction', 'amount', 'guess * 2') e),
	(SELECT mreg.distribution_edges(guess, 20) FROM prediction), '... and those of the next evaluation over the same');
SELECT ok((SELECT abs(m.upper - m.value - 1.959963984540054 * t.error) <= 1e-10 AND abs(m.value - m.lower - 1.959963984540054 * t.error) <= 1e-10
	FROM mreg.metric m WHERE m.evaluation = (SELECT min(id) FROM mreg.evaluation WHERE regression IS NOT NULL) AND m.metric = t.metric), t.metric || ' has the normal interval of a mean')
FROM (SELECT 'mean_absolute_error', stddev_samp(abs(amount - guess)) / sqrt(600) FROM prediction UNION ALL SELECT 'mean_bias_error', stddev_samp(amount - guess) / sqrt(600) FROM prediction) t (metric, error);
SELECT lives_ok($$SELECT mreg.evaluate('regression/1', NULL, 'prediction', '-amount', 'guess')$$, 'targets may be negative');
SELECT is((SELECT (count(*), count(value))::text FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation)), '(14,10)', 'a loss is NULL outside of its domain');
SELECT is((SELECT (ranking -> 'ndcg_score' ->> 'n', round((ranking -> 'ndcg_score' ->> 'mean')::numeric, 10))::text FROM mreg.evaluate('ranking/1', NULL, 'prediction', 'c', score => 's', query_id => 'i / 50')),
	(SELECT format('(%s,%s)', count(v), round(avg(v)::numeric, 10)) FROM (SELECT mreg.ndcg_score(mreg.query_ranking(c, s)) AS v FROM prediction GROUP BY i / 50) x), 'a ranking metric is a mean over queries');
SELECT ok((SELECT abs(m.upper - m.value - 1.959963984540054 * t.error) <= 1e-10 AND m.n = 13 FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation) AND m.metric = 'ndcg_score'),
	'... with the interval of a mean over so many') FROM (SELECT stddev_samp(v) / sqrt(count(v)) AS error FROM (SELECT mreg.ndcg_score(mreg.query_ranking(c, s)) AS v FROM prediction GROUP BY i / 50) x) t;
SELECT is((SELECT (n_used, skipped)::text FROM mreg.evaluate('ranking/1', NULL, 'prediction', 'c', score => 's', query_id => 'nullif(i / 50, 3)')), '(550,"{""query_id"": 50}")', '... and rows of no query are skipped');

-- Versions by any reference; bounds of what is stored; a scan by several processes.
SELECT is((SELECT e.version FROM mreg.set_alias('binary/1', 'champion'), mreg.evaluate('binary@champion', NULL, 'prediction', 'y', 'p') e), 1, 'an alias names the version');
SET LOCAL mreg.max_stored_scores = 100;
SELECT is((SELECT count(*) FROM mreg.evaluate('binary/1', NULL, 'SELECT y, sqrt(i + s) / 30 AS q FROM prediction', 'y', score => 'q') e, mreg.curve_points(e.curve)) <= 100, true, 'the stored curve is rounded');
SELECT ok(abs(pg_temp.value_of((SELECT max(id) FROM mreg.evaluation), 'roc_auc_score') - (SELECT mreg.roc_auc_score(y, sqrt(i + s) / 30) FROM prediction)) <= 1e-12, '... the metrics are not');
SELECT is((SELECT mreg.support(e.curve) FROM mreg.evaluation e ORDER BY id DESC LIMIT 1), 600::float8, '... and no row is lost');
SELECT is((SELECT class_scores FROM mreg.evaluate('multiclass/1', NULL, 'SELECT *, ARRAY[0.2, s / 2, 0.8 - s / 2] AS q FROM prediction', 'c', probabilities => 'q')), NULL, 'class scores of many rows are not stored');
CREATE FUNCTION pg_temp.process() RETURNS integer LANGUAGE plpgsql PARALLEL SAFE AS 'BEGIN RETURN pg_backend_pid(); END';
CREATE TABLE evaluation_test_rows AS SELECT * FROM prediction;
CREATE FUNCTION evaluation_test_process() RETURNS integer LANGUAGE plpgsql PARALLEL SAFE AS 'BEGIN RETURN pg_backend_pid(); END';
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_leader_participation = off;
SELECT is_empty(format($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.evaluation = %s AND s.keys ->> 'evaluation_test_process()' = pg_backend_pid()::text$$,
	pg_temp.evaluated($$'binary/1', NULL, 'evaluation_test_rows', 'y', 'p', 's', slices => '{evaluation_test_process()}'$$)), 'parallel workers read the rows');
SELECT * FROM finish();
ROLLBACK;
