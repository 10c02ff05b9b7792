-- What mreg.evaluate() refuses, with whose rights it reads, and that nothing is left of a call that fails.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(110);

DO $$ BEGIN
	PERFORM mreg.register_model(task, task => task), mreg.register_version(task)
	FROM unnest('{binary,multiclass,multilabel,regression,ranking,other}'::text[]) task;
	PERFORM mreg.register_model('none'), mreg.register_version('none'), mreg.register_version('binary'), mreg.delete_version('binary/2');
END $$;
CREATE TABLE public.evaluation_prediction AS
SELECT i, i % 2 AS y, i % 3 % 2 AS p, i / 100.0::float8 AS s, i % 3 AS c, i / 100.0 AS amount, ARRAY['a', 'b', 'c'] AS words, '{}'::json AS j FROM generate_series(1, 100) i;
CREATE SEQUENCE public.evaluation_sequence;
CREATE FUNCTION public.evaluation_insert() RETURNS integer LANGUAGE sql AS 'INSERT INTO public.evaluation_prediction (i) VALUES (0) RETURNING 1';
CREATE FUNCTION public.evaluation_escape() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('transaction_read_only', 'off', true);
	INSERT INTO public.evaluation_prediction (i) VALUES (0);
	RETURN 1;
END
$$;

-- Runs a call that must fail: SQLSTATE and message, and that there is a hint where the caller can do something.
CREATE TEMPORARY TABLE refusal (arguments text, code text, message text, title text);
INSERT INTO refusal VALUES
	-- References and datasets.
	($$NULL, NULL, 'x', 'y', 'p'$$, '22004', 'argument "ref" must not be NULL', 'no reference'),
	($$'binary', NULL, 'evaluation_prediction', 'y', 'p'$$, '22023', NULL, 'a model without a version'),
	($$'binary/9', NULL, 'evaluation_prediction', 'y', 'p'$$, 'P0002', 'model "binary" has no version 9', 'a version that is not there'),
	($$'nobody/1', NULL, 'evaluation_prediction', 'y', 'p'$$, 'P0002', 'model "nobody" does not exist', 'a model that is not there'),
	($$'binary/2', NULL, 'evaluation_prediction', 'y', 'p'$$, 'P0002', 'version 2 of model "binary" is deleted', 'a deleted version'),
	($$'none/1', NULL, 'evaluation_prediction', 'y', 'p'$$, '55000', 'model "none" has no task', 'a model without a task'),
	($$'other/1', NULL, 'evaluation_prediction', 'y', 'p'$$, '55000', 'model "other" is of task other, for which no metrics are computed', 'a model of task other'),
	($$'binary/1', 'nowhere', 'evaluation_prediction', 'y', 'p'$$, 'P0002', 'dataset "nowhere" does not exist', 'a dataset that is not there'),
	($$'binary/1', 'a/b', 'evaluation_prediction', 'y', 'p'$$, '22023', NULL, 'no reference of a dataset'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p', name => ''$$, '22023', 'argument "name" must not be empty', 'an empty name'),
	-- Where predictions come from.
	($$'binary/1', NULL, NULL, 'y', 'p'$$, '22004', 'argument "predictions" must not be NULL', 'no predictions'),
	($$'binary/1', NULL, 'nowhere', 'y', 'p'$$, '42P01', 'relation "nowhere" does not exist', 'a relation that is not there'),
	($$'binary/1', NULL, 'no.where', 'y', 'p'$$, '42P01', NULL, 'a schema that is not there'),
	($$'binary/1', NULL, '', 'y', 'p'$$, NULL, NULL, 'an empty text'),
	($$'binary/1', NULL, 'SELECT 1 AS y, 1 AS p; SELECT 2', 'y', 'p'$$, '22023', 'argument "predictions" must be one query', 'two statements'),
	($$'binary/1', NULL, 'SELECT 1 AS y, 1 AS p; DROP TABLE evaluation_prediction', 'y', 'p'$$, '22023', 'argument "predictions" must be one query', 'a statement and another'),
	($$'binary/1', NULL, 'SELECT ', 'y', 'p'$$, '42703', NULL, 'no column'),
	($$'binary/1', NULL, 'SELECT 1 AS', 'y', 'p'$$, '42601', NULL, 'a syntax error'),
	($$'binary/1', NULL, 'SELECT * FROM evaluation_prediction) x; DELETE FROM evaluation_prediction; SELECT (1', 'y', 'p'$$, '42601', NULL, 'brackets that close too early'),
	($$'binary/1', NULL, 'SELECT * FROM evaluation_prediction FOR UPDATE', 'y', 'p'$$, '22023', 'argument "predictions" must be a query that only reads', 'row locks'),
	($$'binary/1', NULL, 'SELECT * FROM (SELECT * FROM evaluation_prediction FOR UPDATE) x', 'y', 'p'$$, NULL, NULL, 'row locks below'),
	($$'binary/1', NULL, 'SELECT y, p INTO x FROM evaluation_prediction', 'y', 'p'$$, '22023', 'argument "predictions" must be a query that only reads', 'SELECT INTO'),
	($$'binary/1', NULL, 'WITH x AS (DELETE FROM evaluation_prediction RETURNING *) SELECT * FROM x', 'y', 'p'$$, '0A000', NULL, 'a WITH that deletes'),
	($$'binary/1', NULL, 'SELECT y, nextval(''evaluation_sequence'')::integer % 2 AS p FROM evaluation_prediction', 'y', 'p'$$, '25006', NULL, 'nextval()'),
	($$'binary/1', NULL, 'SELECT y, evaluation_insert() AS p FROM evaluation_prediction', 'y', 'p'$$, '25006', NULL, 'a function that inserts'),
	($$'binary/1', NULL, 'SELECT y, evaluation_escape() AS p FROM evaluation_prediction', 'y', 'p'$$, '25001', NULL, 'a function that leaves the read-only mode'),
	($$'binary/1', NULL, 'SELECT y, p FROM evaluation_prediction, mreg.register_model(''x'')', 'y', 'p'$$, '25006', NULL, 'a function of the registry'),
	($$'binary/1', NULL, 'SELECT $1 AS y, 1 AS p', 'y', 'p'$$, '42P02', NULL, 'a parameter'),
	-- Columns and expressions.
	($$'binary/1', NULL, 'evaluation_prediction'$$, '22004', 'argument "y_true" must be given', 'no y_true'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y'$$, '22004', 'nothing says what was predicted', 'no prediction'),
	($$'binary/1', NULL, 'evaluation_prediction', 'nowhere', 'p'$$, '42703', 'column "nowhere" of argument "y_true" does not exist', 'a column that is not there'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'q + 1'$$, '42703', NULL, 'a column of an expression that is not there'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'count(*)'$$, '22023', NULL, 'an aggregate'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'row_number() OVER ()'$$, '22023', NULL, 'a window function'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'generate_series(0, 1)'$$, '22023', NULL, 'a function that returns rows'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p, c'$$, '22023', NULL, 'two expressions'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p FROM evaluation_prediction'$$, '22023', NULL, 'an expression with FROM'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p) FROM x; DELETE FROM evaluation_prediction; SELECT (1'$$, '42601', NULL, 'an expression that closes a bracket'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p', filter => 'y + 1'$$, '42804', 'argument "filter" must be a condition', 'a filter that is a number'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p', filter => 'count(*) > 1'$$, '22023', NULL, 'a filter of an aggregate'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y / (p - p)', 'p'$$, '22012', NULL, 'a division by zero'),
	-- Types.
	($$'binary/1', NULL, 'evaluation_prediction', 's', 'p'$$, '42804', 'argument "y_true" must be a label', 'float labels'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p::numeric'$$, '42804', 'argument "y_pred" must be a label', 'numeric labels'),
	($$'binary/1', NULL, 'evaluation_prediction', 'words', 'p'$$, '42804', 'argument "y_true" must be a label', 'an array as a label'),
	($$'binary/1', NULL, 'evaluation_prediction', 'j', 'p'$$, '42804', 'argument "y_true" must be a label', 'JSON as a label'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p::text'$$, '42804', 'y_true and y_pred must be labels of one kind', 'labels of two kinds'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y = 1', 'p'$$, '42804', 'y_true and y_pred must be labels of one kind', 'boolean and integer labels'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', score => 's::text'$$, '42804', 'argument "score" must be a number', 'a text as a score'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p', weight => 'y = 1'$$, '42804', 'argument "weight" must be a number', 'a boolean as a weight'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 's'$$, '42804', 'argument "probabilities" must be an array of numbers', 'a number as probabilities'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 'words'$$, '42804', 'argument "probabilities" must be an array of numbers', 'texts as probabilities'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c = 1', probabilities => 'ARRAY[s, 1 - s]'$$, '42804', NULL, 'boolean labels with probabilities'),
	($$'multilabel/1', NULL, 'evaluation_prediction', 'y', 'p'$$, '42804', 'argument "y_true" must be an array of labels', 'labels instead of sets'),
	($$'multilabel/1', NULL, 'evaluation_prediction', 'words', 'ARRAY[y]'$$, '42804', 'y_true and y_pred must be labels of one kind', 'sets of two kinds'),
	($$'multilabel/1', NULL, 'evaluation_prediction', 'ARRAY[s]', 'ARRAY[s]'$$, '42804', 'argument "y_true" must be an array of labels', 'sets of floats'),
	($$'regression/1', NULL, 'evaluation_prediction', 's', 'words[1]'$$, '42804', 'argument "y_pred" must be a number', 'a text as a number'),
	($$'ranking/1', NULL, 'evaluation_prediction', 'c', score => 's', query_id => 'j'$$, '42883', NULL, 'JSON as a query'),
	-- Values.
	($$'binary/1', NULL, 'evaluation_prediction', 'y', score => 's / 0.0::float8'$$, '22012', NULL, 'a score divided by zero'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', score => '''NaN''::float8'$$, '22023', NULL, 'NaN as a score'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', score => '''Infinity''::float8'$$, '22023', NULL, 'an infinite score'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p', weight => '-1'$$, '22023', NULL, 'a negative weight'),
	($$'regression/1', NULL, 'evaluation_prediction', 's', '''NaN''::float8'$$, '22023', NULL, 'NaN as a prediction'),
	($$'ranking/1', NULL, 'evaluation_prediction', 'c', score => '''NaN''::float8', query_id => 'y'$$, '22023', NULL, 'NaN as a rank'),
	($$'ranking/1', NULL, 'evaluation_prediction', '-c', score => 's', query_id => 'y'$$, '22023', NULL, 'a negative relevance'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 'ARRAY[2.0, 0, -1]'$$, '22023', NULL, 'probabilities that are none'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 'ARRAY[0.5, 0.25, NULL]'$$, NULL, NULL, 'a probability that is NULL'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 'ARRAY[0.5, 0.5]'$$, '22023', 'rows have 2 probabilities, but y_true has 3 classes', 'too few probabilities'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 'ARRAY[0.5, 0.25, 0.25]', labels => '{0,1}'$$, '22023', NULL, 'too few labels'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 'ARRAY[0.5, 0.25, 0.25]', labels => '{0,1,7}'$$, '22023', NULL, 'labels that leave out a class'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 'ARRAY[0.5, 0.25, 0.25]', labels => '{0,1,NULL}'$$, '22004', NULL, 'NULL among labels'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 'ARRAY[0.5, 0.5, 0.5]'$$, '22023', NULL, 'probabilities that do not sum to 1'),
	($$'binary/1', NULL, 'evaluation_prediction', 'c', 'p'$$, '22023', 'a model of task binary has two classes, but there are 3 labels', 'three classes'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y + 5', 'p + 5'$$, '22023', 'the positive label "1" is not among the labels', 'labels without 1'),
	-- Arguments that do not go together.
	($$'binary/1', NULL, 'evaluation_prediction', 'words[1 + y]', 'words[1 + p]'$$, '22023', 'argument "positive" must name the class that counts', 'texts without a positive label'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p', positive => 'yes'$$, '22023', '"yes" cannot be a label', 'a positive label of another kind'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y = 1', 'p = 1', positive => '2'$$, '22023', '"2" cannot be a label', 'a positive label that is no truth value'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', 'p', positive => '7'$$, '22023', 'the positive label "7" is not among the labels', 'a positive label that is none of two'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', 'c', positive => '1'$$, '22023', 'argument "positive" does not go with a model of task multiclass', 'positive of several classes'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', 'c', labels => '{0,1,2}'$$, '22023', 'argument "labels" needs probabilities', 'labels without probabilities'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', score => 's'$$, '22023', 'argument "score" does not go with a model of task multiclass', 'a score of several classes'),
	($$'binary/1', NULL, 'evaluation_prediction', 'y', probabilities => 'ARRAY[s]'$$, '22023', 'argument "probabilities" does not go with a model of task binary', 'probabilities of two classes'),
	($$'multiclass/1', NULL, 'evaluation_prediction', 'c', probabilities => 'ARRAY[s]', weight => 's'$$, '22023', 'argument "weight" does not go with probabilities', 'probabilities with weights'),
	($$'ranking/1', NULL, 'evaluation_prediction', 'c', 'p', query_id => 'y'$$, '22023', 'argument "y_pred" does not go with a model of task ranking', 'predictions of a ranking'),
	($$'ranking/1', NULL, 'evaluation_prediction', 'c', score => 's'$$, '22004', 'argument "query_id" must be given', 'a ranking without queries'),
	($$'regression/1', NULL, 'evaluation_prediction', 's', 's', query_id => 'y'$$, '22023', 'argument "query_id" does not go with a model of task regression', 'queries of a regression');
CREATE TEMPORARY TABLE before AS SELECT (SELECT count(*) FROM mreg.evaluation) AS evaluations, (SELECT count(*) FROM mreg.event) AS events, (SELECT count(*) FROM evaluation_prediction) AS rows;
SELECT throws_ok('SELECT mreg.evaluate(' || arguments || ')', code::char(5), message, title) FROM refusal WHERE code IS NOT NULL;
SELECT throws_matching('SELECT mreg.evaluate(' || arguments || ')', '.', title) FROM refusal WHERE code IS NULL;
SELECT is((SELECT count(*) FROM mreg.evaluation) + (SELECT count(*) FROM mreg.evaluation_slice) + (SELECT count(*) FROM mreg.metric), 0::bigint, 'nothing is left of them');
SELECT is((SELECT (count(*), (SELECT count(*) FROM evaluation_prediction))::text FROM mreg.event), (SELECT (events, rows)::text FROM before), '... no event and no row');
SELECT is(current_setting('transaction_read_only'), 'off', '... and the transaction may write');

-- Whose rights.
CREATE ROLE mreg_test_evaluator;
CREATE ROLE mreg_test_owner;
GRANT EXECUTE ON FUNCTION mreg.evaluate(text, text, text, text, text, text, text, text, text[], text, text, text, text[], text) TO mreg_test_evaluator;
CREATE TABLE public.evaluation_secret AS SELECT i % 2 AS y, i % 3 % 2 AS p, CASE WHEN i <= 30 THEN 'mreg_test_evaluator' ELSE 'other' END::name AS reader FROM generate_series(1, 100) i;
CREATE VIEW public.evaluation_view AS SELECT y, p FROM public.evaluation_secret;
CREATE TABLE public.evaluation_guarded AS SELECT * FROM public.evaluation_secret;
ALTER TABLE public.evaluation_guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.evaluation_guarded FOR SELECT USING (reader = current_user);
GRANT SELECT ON public.evaluation_guarded TO mreg_test_evaluator;
GRANT SELECT (y) ON public.evaluation_secret TO mreg_test_evaluator;
SET LOCAL ROLE mreg_test_evaluator;
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'evaluation_secret', 'y', 'p')$$, '42501', 'permission denied for table evaluation_secret', 'a table that the caller may not read');
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'SELECT * FROM evaluation_secret', 'y', 'p')$$, '42501', 'permission denied for table evaluation_secret', '... also by a query');
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'evaluation_guarded', 'y', '(SELECT p FROM evaluation_secret LIMIT 1)')$$, '42501', 'permission denied for table evaluation_secret', '... by an expression');
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'evaluation_guarded', 'y', 'p', slices => '{(SELECT p FROM evaluation_secret LIMIT 1)}')$$, '42501', NULL, '... by a slice');
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'evaluation_guarded', 'y', 'p', filter => 'EXISTS (SELECT p FROM evaluation_secret)')$$, '42501', NULL, '... by the filter');
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'evaluation_view', 'y', 'p')$$, '42501', 'permission denied for view evaluation_view', 'a view that the caller may not read');
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'SELECT 1 AS y, 1 AS p FROM mreg.version', 'y', 'p')$$, '42501', 'permission denied for table version', 'a table of the registry');
SELECT is((SELECT e.n_used FROM mreg.evaluate('binary/1', NULL, 'evaluation_guarded', 'y', 'p', slices => '{reader}') e), 30::bigint, 'row security of the caller holds');
SELECT is((SELECT e.inputs ->> 'y_pred' FROM mreg.evaluate('binary/1', NULL, 'SELECT y, (current_user = ''mreg_test_evaluator'')::integer AS p FROM evaluation_guarded', 'y', 'p') e), 'p', 'the query runs as the caller');
RESET ROLE;
SELECT is((SELECT (e.actor, mreg.accuracy_score(e.confusion) = 0.5)::text FROM mreg.evaluation e ORDER BY id DESC LIMIT 1), '(mreg_test_evaluator,t)', '... who is recorded');
SELECT is((SELECT (v.actor, v.kind)::text FROM mreg.event v ORDER BY id DESC LIMIT 1), '(mreg_test_evaluator,evaluate)', '... in the history, too');
GRANT SELECT ON public.evaluation_view TO mreg_test_evaluator;
SET LOCAL ROLE mreg_test_evaluator;
SELECT is((SELECT e.n_used FROM mreg.evaluate('binary/1', NULL, 'evaluation_view', 'y', 'p') e), 100::bigint, 'a view that the caller may read');
RESET ROLE;
REVOKE EXECUTE ON FUNCTION mreg.evaluate(text, text, text, text, text, text, text, text, text[], text, text, text, text[], text) FROM mreg_test_evaluator;
SET LOCAL ROLE mreg_test_evaluator;
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'evaluation_view', 'y', 'p')$$, '42501', 'permission denied for function evaluate', 'evaluate itself needs a grant');
RESET ROLE;

-- What search_path, and objects made to mislead, do.
CREATE SCHEMA evaluation_trap;
CREATE FUNCTION evaluation_trap.sum(bigint) RETURNS numeric LANGUAGE sql AS 'SELECT 1 / 0::numeric';
CREATE FUNCTION evaluation_trap.eq(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT 1 / 0 = 0';
CREATE OPERATOR evaluation_trap.= (LEFTARG = integer, RIGHTARG = integer, FUNCTION = evaluation_trap.eq);
SET LOCAL search_path = evaluation_trap, pg_catalog, public;
CREATE TEMPORARY TABLE trapped AS SELECT e.n_used FROM mreg.evaluate('binary/1', NULL, 'evaluation_prediction', 'y', 'p', 's', slices => '{p}') e;
SET LOCAL search_path = public;
SELECT is((SELECT n_used FROM trapped), 100::bigint, 'operators and functions of the search_path mislead nobody');

-- What is written stays.
SELECT throws_ok(statement, '23514', NULL, statement) FROM (VALUES ('UPDATE mreg.evaluation SET n_used = 1'), ('DELETE FROM mreg.evaluation'), ('UPDATE mreg.metric SET value = 1'),
	('DELETE FROM mreg.metric'), ('UPDATE mreg.evaluation_slice SET n_used = 1'), ('DELETE FROM mreg.evaluation_slice'), ('TRUNCATE mreg.metric')) x (statement);
SET LOCAL transaction_read_only = on;
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'evaluation_prediction', 'y', 'p')$$, '25006', NULL, 'a read-only transaction');
SELECT * FROM finish();
ROLLBACK;
