-- Evaluations at their edges: labels that a score alone does not show, statements for predictions, cut intervals.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(19);

SELECT mreg.register_model('b', task => 'binary'), mreg.register_version('b') \g /dev/null
CREATE TABLE public.edges AS
	SELECT i % 3 AS three, (i % 3 = 0)::integer AS two, CASE WHEN i % 3 = 0 THEN 'yes' ELSE 'no' END AS word, 0 AS none,
		(i % 7) / 7.0 AS score, i % 2 AS part, 1.0 + i % 2 AS weight
	FROM generate_series(1, 210) i;
SELECT throws_ok(format($$SELECT mreg.evaluate('b/1', NULL, 'public.edges', %s)$$, arguments), '22023', message, title)
FROM (VALUES
	($$'three', score => 'score'$$, 'a model of task binary has two classes, but there are 3 labels', 'three labels with a score'),
	($$'three', score => 'score', slices => '{part}'$$, 'a model of task binary has two classes, but there are 3 labels',
		'three labels with a score, by slice'),
	($$'three', score => 'score', weight => 'weight'$$, 'a model of task binary has two classes, but there are 3 labels',
		'three labels with a score and weights'),
	($$'word', score => 'score', positive => 'Yes'$$, 'the positive label "Yes" is not among the labels', 'a positive label that is none'),
	($$'two', score => 'score', positive => '7'$$, 'the positive label "7" is not among the labels', 'a positive number that is none')
	) t (arguments, message, title);
SELECT is((SELECT count(*) FROM mreg.evaluation), 0::bigint, 'nothing is stored');
SELECT mreg.evaluate('b/1', NULL, 'public.edges', 'two', score => 'score', slices => '{part}') \g /dev/null
SELECT is((SELECT count(*) FROM mreg.evaluation WHERE confusion IS NOT NULL OR prediction_distribution IS NOT NULL), 0::bigint,
	'a score alone gives no confusion');
SELECT is((SELECT count(*) FROM mreg.evaluation_slice WHERE confusion IS NOT NULL OR curve IS NULL), 0::bigint, 'nor in slices');
SELECT is((SELECT array_agg(DISTINCT metric) FROM mreg.metric WHERE metric IN ('accuracy_score', 'roc_auc_score')),
	ARRAY['roc_auc_score'] COLLATE "C", 'and no metric of one');
SELECT lives_ok($$SELECT mreg.evaluate('b/1', NULL, 'public.edges', 'none', score => 'score')$$, 'rows of one class alone are no error');
SELECT mreg.evaluate('b/1', NULL, 'SELECT * FROM public.edges WHERE false', 'two', score => 'score') \g /dev/null
SELECT is((SELECT count(*) FROM mreg.metric WHERE evaluation = (SELECT max(id) FROM mreg.evaluation) AND metric = 'accuracy_score'),
	0::bigint, 'no rows with a score have no metric of a confusion, either');

SELECT throws_ok(format('SELECT mreg.evaluate(''b/1'', NULL, %L, ''two'', ''two'')', statement), '22023',
	'argument "predictions" must be a query that only reads', 'predictions: ' || statement)
FROM (VALUES ('DELETE FROM public.edges'), ('INSERT INTO public.edges DEFAULT VALUES'), ('UPDATE public.edges SET two = 1'),
	('DROP TABLE public.edges'), ('CREATE TABLE x ()')) t (statement);
CREATE TABLE "update" AS SELECT 1 AS two;
SELECT lives_ok($$SELECT mreg.evaluate('b/1', NULL, 'update', 'two', 'two')$$, 'a table called like a statement is a table');

-- An area whose interval covers its whole range says nothing at a lower confidence, either.
INSERT INTO mreg.evaluation (id, model, version, task, predictions, n_used, n_skipped)
	SELECT 9001, id, 1, 'binary', 'x', 4, 0 FROM mreg.model;
INSERT INTO mreg.metric (model, version, evaluation, metric, value, n, lower, upper, confidence)
	SELECT id, 1, 9001, m.*, 0.95
	FROM mreg.model, (VALUES ('roc_auc_score', 0.5, 4, 0, 1), ('gini', 0, 4, -1, 1)) m (metric, value, n, lower, upper);
SELECT is(mreg_internal.metric_interval(9001, '', 'roc_auc_score', 0.8)::text, '(0,1)', 'an area that may be any');
SELECT is(mreg_internal.metric_interval(9001, '', 'gini', 0.8)::text, '(-1,1)', 'a coefficient that may be any');

SELECT * FROM finish();
ROLLBACK;
