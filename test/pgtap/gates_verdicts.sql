-- Gates: the verdict of each kind on, just above and just below its bound, and of every case that must not pass.  Each
-- verdict is held against what promote() and a raw UPDATE then do.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(206);

CREATE FUNCTION pg_temp.id(name text) RETURNS bigint LANGUAGE sql AS $$
	SELECT m.id FROM mreg.model m WHERE m.name = id.name AND m.deleted_at IS NULL
$$;

-- Stores an evaluation of a version of model g and returns its id.
CREATE FUNCTION pg_temp.evaluation(version integer, n bigint DEFAULT 1000, dataset bigint DEFAULT NULL,
	name text DEFAULT NULL, scores mreg.distribution DEFAULT NULL, at timestamptz DEFAULT clock_timestamp(),
	predictions mreg.distribution DEFAULT NULL)
RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO mreg.evaluation (model, version, dataset, name, task, predictions, n_used, n_skipped, score_distribution,
		prediction_distribution, at)
	VALUES (pg_temp.id('g'), version, dataset, name, 'binary', 'p', n, 0, scores, predictions, at) RETURNING id
$$;

-- Stores a metric of a version of model g, logged unless an evaluation is named.
CREATE FUNCTION pg_temp.metric(version integer, value double precision, n bigint DEFAULT 1000, slice text DEFAULT '',
	dataset bigint DEFAULT NULL, evaluation bigint DEFAULT NULL, lower double precision DEFAULT NULL,
	upper double precision DEFAULT NULL, at timestamptz DEFAULT clock_timestamp(), metric text DEFAULT 'accuracy_score')
RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO mreg.metric (model, version, metric, value, n, slice, dataset, evaluation, lower, upper, confidence, at)
	VALUES (pg_temp.id('g'), version, metric, value, n, slice, dataset, evaluation, lower, upper,
		CASE WHEN lower IS NOT NULL THEN 0.95 END, at) RETURNING id
$$;

-- Stores an evaluation with slices region=<i>, each with a value and a number of rows.
CREATE FUNCTION pg_temp.slices(version integer, cells double precision[], rows bigint[], dataset bigint DEFAULT NULL,
	slicing text DEFAULT 'region')
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	e bigint := pg_temp.evaluation(version, dataset => dataset);
BEGIN
	FOR i IN 1 .. cardinality(cells) LOOP
		INSERT INTO mreg.evaluation_slice (evaluation, slice, slicing, keys, n_used)
		VALUES (e, slicing || '=' || i, slicing, '{}', rows[i]);
		PERFORM pg_temp.metric(version, cells[i], rows[i], slicing || '=' || i, dataset, e);
	END LOOP;
	RETURN e;
END
$$;

-- Stores a test result.
CREATE FUNCTION pg_temp.test(version integer, name text, passed boolean, at timestamptz DEFAULT clock_timestamp(),
	computed boolean DEFAULT false)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO mreg.test (model, version, suite, name, passed, at, computed)
	VALUES (pg_temp.id('g'), version, 's', name, passed, at, computed)
$$;

-- Stores a comparison of two versions.
CREATE FUNCTION pg_temp.comparison(version integer, baseline integer, flips double precision, n bigint DEFAULT 1000,
	dataset bigint DEFAULT NULL, at timestamptz DEFAULT clock_timestamp(), lower double precision DEFAULT NULL,
	upper double precision DEFAULT NULL)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO mreg.comparison (model, version, baseline_model, baseline_version, dataset, n, n_unmatched, flip_rate, at,
		accuracy_lower, accuracy_upper)
	VALUES (pg_temp.id('g'), version, pg_temp.id('g'), baseline, dataset, n, 0, flips, at, lower, upper)
$$;

-- Runs a statement and undoes it; returns ok or the SQLSTATE.
CREATE FUNCTION pg_temp.attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RAISE EXCEPTION SQLSTATE 'UNDO1';
EXCEPTION WHEN OTHERS THEN
	RETURN CASE SQLSTATE WHEN 'UNDO1' THEN 'ok' ELSE SQLSTATE END;
END
$$;

-- Makes model g, version 1 in production, version 2 in staging, a gate x on production, then the evidence; returns the
-- verdict on version 2, followed by what promote() and UPDATE make of it where they do not agree with it.
CREATE FUNCTION pg_temp.judge(gate text, VARIADIC evidence text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
	promoted text;
	updated text;
BEGIN
	PERFORM mreg.register_model('g', task => 'binary');
	INSERT INTO mreg.version (model, stage) VALUES (pg_temp.id('g'), 'production'), (pg_temp.id('g'), 'staging');
	INSERT INTO mreg.dataset (id, name, number) VALUES (9001, 'd', 1), (9002, 'd', 2), (9003, 'e', 1);
	FOR i IN 1 .. cardinality(evidence) LOOP
		IF evidence[i] LIKE 'first: %' THEN
			EXECUTE substr(evidence[i], 8);
		END IF;
	END LOOP;
	EXECUTE format('SELECT mreg.add_gate(''g'', ''x'', ''production'', %s)', gate);
	FOR i IN 1 .. cardinality(evidence) LOOP
		IF evidence[i] NOT LIKE 'first: %' THEN
			EXECUTE 'SELECT ' || evidence[i];
		END IF;
	END LOOP;
	SELECT string_agg(v.verdict, ' ') INTO result FROM mreg.validate('g/2', 'production') v
	WHERE v.reason <> '' AND v.required <> '';
	promoted := pg_temp.attempt('SELECT mreg.promote(''g/2'', ''production'')');
	updated := pg_temp.attempt('UPDATE mreg.version SET stage = ''production'' WHERE model = pg_temp.id(''g'') AND number = 2');
	IF (promoted, updated) IS DISTINCT FROM (CASE result WHEN 'pass' THEN 'ok' ELSE '23514' END,
		CASE result WHEN 'pass' THEN 'ok' ELSE '23514' END) THEN
		result := concat_ws(' ', result, promoted, updated);
	END IF;
	RAISE EXCEPTION SQLSTATE 'UNDO1';
EXCEPTION WHEN OTHERS THEN
	RETURN CASE SQLSTATE WHEN 'UNDO1' THEN result ELSE SQLSTATE || ' ' || SQLERRM END;
END
$$;

-- ---- metric against bounds ----

SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8$$, format('pg_temp.metric(2, %s)', c.value)), c.verdict,
	format('min 0.8: %s', c.value))
FROM (VALUES ('0.8', 'pass'), ('0.8000001', 'pass'), ('0.7999999', 'fail'), ('NULL', 'not_evaluated'),
	('''NaN''', 'not_evaluated'), ('''Infinity''', 'not_evaluated'), ('''-Infinity''', 'not_evaluated')) c (value, verdict);
SELECT is(pg_temp.judge($$'log_loss', max => 0.3$$, format('pg_temp.metric(2, %s, metric => ''log_loss'')', c.value)),
	c.verdict, format('max 0.3: %s', c.value))
FROM (VALUES ('0.3', 'pass'), ('0.1 + 0.2', 'pass'), ('0.2999999', 'pass'), ('0.3000001', 'fail'),
	('NULL', 'not_evaluated'), ('''NaN''', 'not_evaluated'), ('''-Infinity''', 'not_evaluated')) c (value, verdict);
SELECT is(pg_temp.judge($$'prevalence', min => 0.2, max => 0.3$$,
	format('pg_temp.metric(2, %s, metric => ''prevalence'')', c.value)), c.verdict, format('from 0.2 to 0.3: %s', c.value))
FROM (VALUES ('0.2', 'pass'), ('0.3', 'pass'), ('0.1999', 'fail'), ('0.3001', 'fail')) c (value, verdict);
SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8, max => 0.8$$, 'pg_temp.metric(2, 0.8)'), 'pass',
	'bounds may meet');
SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8$$, '1'), 'not_evaluated', 'no evidence');
SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8$$, 'pg_temp.metric(2, 0.9)', 'pg_temp.metric(2, 0.7)'), 'fail',
	'the newest value counts, be it worse');
SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8$$, 'pg_temp.metric(2, 0.7)', 'pg_temp.metric(2, 0.9)'), 'pass',
	'the newest value counts, be it better');
SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8$$, 'pg_temp.metric(2, 0.9)', 'pg_temp.metric(2, NULL)'),
	'not_evaluated', 'a newest value of NULL hides the older');
SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8$$, 'pg_temp.metric(1, 0.9)'), 'not_evaluated',
	'evidence about another version');
SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8$$, 'pg_temp.metric(2, 0.9, slice => ''region=1'')'),
	'not_evaluated', 'evidence about a slice is none about all rows');
SELECT is(pg_temp.judge($$'my_score', min => 3$$, 'pg_temp.metric(2, 3, metric => ''my_score'')'), 'pass',
	'a metric that is no evaluation''s');

-- ---- rows, age, dataset, computed ----

SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8, min_n => 500$$, format('pg_temp.metric(2, 0.9, %s)', c.n)),
	c.verdict, format('min_n 500: %s', c.n))
FROM (VALUES ('500', 'pass'), ('501', 'pass'), ('499', 'insufficient_data'), ('0', 'insufficient_data'),
	('NULL', 'insufficient_data')) c (n, verdict);
SELECT is(pg_temp.judge($$'accuracy_score', min => 0.8, max_age => '1 hour'$$,
	format('pg_temp.metric(2, 0.9, at => clock_timestamp() - interval %L)', c.age)), c.verdict, 'max_age 1 hour: ' || c.age)
FROM (VALUES ('59 minutes', 'pass'), ('61 minutes', 'not_evaluated'), ('1 year', 'not_evaluated')) c (age, verdict);
SELECT is(pg_temp.judge(c.gate, c.evidence), c.verdict, c.title)
FROM (VALUES
	($$'accuracy_score', min => 0.8, dataset => 'd'$$, 'pg_temp.metric(2, 0.9, dataset => 9002)', 'pass', 'on the dataset'),
	($$'accuracy_score', min => 0.8, dataset => 'd'$$, 'pg_temp.metric(2, 0.9, dataset => 9001)', 'not_evaluated',
		'on an older content of the dataset'),
	($$'accuracy_score', min => 0.8, dataset => 'd'$$, 'pg_temp.metric(2, 0.9, dataset => 9003)', 'not_evaluated',
		'on another dataset'),
	($$'accuracy_score', min => 0.8, dataset => 'd'$$, 'pg_temp.metric(2, 0.9)', 'not_evaluated', 'on no dataset'),
	($$'accuracy_score', min => 0.8, dataset => 'd/1'$$, 'pg_temp.metric(2, 0.9, dataset => 9001)', 'pass',
		'on the content that the gate names'),
	($$'accuracy_score', min => 0.8, dataset => 'd/1'$$, 'pg_temp.metric(2, 0.9, dataset => 9002)', 'not_evaluated',
		'on another content than the gate names'),
	($$'accuracy_score', min => 0.8$$, 'pg_temp.metric(2, 0.9, dataset => 9003)', 'pass', 'on any dataset'),
	($$'accuracy_score', min => 0.8, computed => true$$, 'pg_temp.metric(2, 0.9)', 'not_evaluated',
		'logged where computed is asked for'),
	($$'accuracy_score', min => 0.8, computed => true$$,
		'pg_temp.metric(2, 0.9, evaluation => pg_temp.evaluation(2)), pg_temp.metric(2, 0.1)', 'pass',
		'logged after what was computed'),
	($$'accuracy_score', min => 0.8, computed => true, dataset => 'd'$$,
		'pg_temp.metric(2, 0.9, dataset => 9002), pg_temp.metric(2, 0.1, evaluation => pg_temp.evaluation(2, dataset => 9002), dataset => 9002), pg_temp.metric(2, 0.9, dataset => 9002)',
		'fail', 'computed on the dataset, between logged ones')
	) c (gate, evidence, verdict, title);

-- ---- slices ----

SELECT is(pg_temp.judge(c.gate, c.evidence), c.verdict, c.title)
FROM (VALUES
	($$'accuracy_score', min => 0.8, slice => 'region=1'$$, 'pg_temp.metric(2, 0.8, slice => ''region=1'')', 'pass',
		'one slice, on the bound'),
	($$'accuracy_score', min => 0.8, slice => 'region=1'$$, 'pg_temp.metric(2, 0.79, slice => ''region=1'')', 'fail',
		'one slice, below the bound'),
	($$'accuracy_score', min => 0.8, slice => 'region=1'$$, 'pg_temp.metric(2, 0.9)', 'not_evaluated', 'a missing slice'),
	($$'accuracy_score', min => 0.8, slice => 'region=*'$$, 'pg_temp.slices(2, ''{0.9, 0.8}'', ''{10, 10}'')', 'pass',
		'every slice, the worst on the bound'),
	($$'accuracy_score', min => 0.8, slice => 'region=*'$$, 'pg_temp.slices(2, ''{0.9, 0.79}'', ''{10, 10}'')', 'fail',
		'every slice, one below'),
	($$'accuracy_score', min => 0.8, slice => 'region=*'$$, 'pg_temp.slices(2, ''{0.9, NULL}'', ''{10, 10}'')',
		'not_evaluated', 'every slice, one undefined'),
	($$'accuracy_score', min => 0.8, slice => 'region=*'$$, 'pg_temp.slices(2, ''{0.9, NaN}'', ''{10, 10}'')',
		'not_evaluated', 'every slice, one NaN'),
	($$'accuracy_score', min => 0.8, slice => 'region=*', min_n => 10$$, 'pg_temp.slices(2, ''{0.9, 0.9}'', ''{10, 9}'')',
		'insufficient_data', 'every slice, one too small'),
	($$'accuracy_score', min => 0.8, slice => 'region=*', min_n => 10, worst => true$$,
		'pg_temp.slices(2, ''{0.9, 0.1}'', ''{10, 9}'')', 'pass', 'the worst slice, a small one left out'),
	($$'accuracy_score', min => 0.8, slice => 'region=*', min_n => 10, worst => true$$,
		'pg_temp.slices(2, ''{0.9, 0.1}'', ''{10, 10}'')', 'fail', 'the worst slice fails'),
	($$'accuracy_score', min => 0.8, slice => 'region=*', min_n => 10, worst => true$$,
		'pg_temp.slices(2, ''{0.9, 0.9}'', ''{9, 9}'')', 'insufficient_data', 'the worst slice, all too small'),
	($$'accuracy_score', min => 0.8, slice => 'age=*'$$, 'pg_temp.slices(2, ''{0.9, 0.9}'', ''{10, 10}'')',
		'not_evaluated', 'slices by something else'),
	($$'accuracy_score', min => 0.8, slice => '*'$$, 'pg_temp.slices(2, ''{0.9, 0.9}'', ''{10, 10}'')', 'pass',
		'every slice by anything'),
	($$'accuracy_score', min => 0.8, slice => 'a=*,b=*'$$,
		'pg_temp.slices(2, ''{0.9, 0.9}'', ''{10, 10}'', slicing => ''a*b'')', 'pass', 'every slice of a cross'),
	($$'accuracy_score', min => 0.8, slice => 'region=*'$$,
		'pg_temp.slices(2, ''{0.9, 0.9}'', ''{10, 10}''), pg_temp.evaluation(2)', 'not_evaluated',
		'the newest evaluation has no slices'),
	($$'accuracy_score', min => 0.8, slice => 'region=*', dataset => 'd'$$,
		'pg_temp.slices(2, ''{0.9, 0.9}'', ''{10, 10}'', 9002), pg_temp.evaluation(2)', 'pass',
		'the newest evaluation on the dataset has slices'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, slice => 'region=*'$$,
		'pg_temp.slices(1, ''{0.9, 0.5}'', ''{10, 10}''), pg_temp.slices(2, ''{0.9, 0.5}'', ''{10, 10}'')', 'pass',
		'every slice against the same of the baseline'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, slice => 'region=*'$$,
		'pg_temp.slices(1, ''{0.9, 0.5}'', ''{10, 10}''), pg_temp.slices(2, ''{0.89, 0.9}'', ''{10, 10}'')', 'fail',
		'every slice, one worse than the same of the baseline'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, slice => 'region=*'$$,
		'pg_temp.slices(1, ''{0.9}'', ''{10}''), pg_temp.slices(2, ''{0.9, 0.5}'', ''{10, 10}'')', 'not_evaluated',
		'every slice, one that the baseline lacks')
	) c (gate, evidence, verdict, title);
SELECT is(pg_temp.judge($$'accuracy_score', kind => 'spread', max => 0.1, slice => 'region=*'$$, c.evidence), c.verdict,
	'spread: ' || c.title)
FROM (VALUES
	('pg_temp.slices(2, ''{0.9, 0.8}'', ''{10, 10}'')', 'pass', 'on the bound'),
	('pg_temp.slices(2, ''{0.9, 0.85, 0.81}'', ''{10, 10, 10}'')', 'pass', 'below the bound'),
	('pg_temp.slices(2, ''{0.9, 0.7999}'', ''{10, 10}'')', 'fail', 'above the bound'),
	('pg_temp.slices(2, ''{0.9, NULL}'', ''{10, 10}'')', 'not_evaluated', 'an undefined slice'),
	('pg_temp.slices(2, ''{0.9, NaN}'', ''{10, 10}'')', 'not_evaluated', 'a slice of NaN'),
	('pg_temp.slices(2, ''{0.9}'', ''{10}'')', 'insufficient_data', 'one slice alone'),
	('pg_temp.evaluation(2)', 'not_evaluated', 'no slices'),
	('1', 'not_evaluated', 'no evaluation')) c (evidence, verdict, title);
SELECT is(pg_temp.judge($$'accuracy_score', kind => 'spread', max => 0.1, slice => 'region=*', min_n => 10, worst => true$$,
	'pg_temp.slices(2, ''{0.9, 0.8, 0.1}'', ''{10, 10, 9}'')'), 'pass', 'spread: small slices left out');
SELECT is(pg_temp.judge($$'accuracy_score', kind => 'spread', max => 0.1, slice => 'region=*', min_n => 10$$,
	'pg_temp.slices(2, ''{0.9, 0.8, 0.1}'', ''{10, 10, 9}'')'), 'insufficient_data', 'spread: a slice too small');

-- ---- against a baseline ----

SELECT is(pg_temp.judge(c.gate, format('pg_temp.metric(1, %s)', c.champion), format('pg_temp.metric(2, %s)', c.value)),
	c.verdict, format('%s: %s after %s', c.gate, c.value, c.champion))
FROM (VALUES
	($$'accuracy_score', baseline => 'stage', min_change => 0.05$$, '0.80', '0.85', 'pass'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.05$$, '0.80', '0.8500001', 'pass'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.05$$, '0.80', '0.8499999', 'fail'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.05$$, 'NULL', '0.85', 'not_evaluated'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.05$$, '''NaN''', '0.85', 'not_evaluated'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.05$$, '''-Infinity''', '0.85', 'not_evaluated'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.05$$, '0.80', 'NULL', 'not_evaluated'),
	($$'accuracy_score', baseline => 'production', min_change => 0$$, '0.80', '0.80', 'pass'),
	($$'accuracy_score', baseline => 'production', min_change => -0.01$$, '0.80', '0.79', 'pass'),
	($$'accuracy_score', baseline => 'production', min_change => -0.01$$, '0.80', '0.7899', 'fail'),
	($$'accuracy_score', baseline => 'stage', min_relative_change => 0.1$$, '0.80', '0.88', 'pass'),
	($$'accuracy_score', baseline => 'stage', min_relative_change => 0.1$$, '0.80', '0.8799', 'fail'),
	($$'accuracy_score', baseline => 'stage', min_relative_change => 0.1$$, '0', '0.8', 'fail'),
	($$'accuracy_score', baseline => 'stage', min_relative_change => 0$$, '0', '0', 'pass'),
	($$'accuracy_score', baseline => 'stage', min_relative_change => -0.1$$, '0', '-0.01', 'fail'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.01, min => 0.9$$, '0.80', '0.85', 'fail'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.01, min => 0.9$$, '0.80', '0.9', 'pass'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.01, min_relative_change => 0.2$$, '0.80', '0.9', 'fail')
	) c (gate, champion, value, verdict);
SELECT is(pg_temp.judge(c.gate, format('pg_temp.metric(1, %s, metric => ''loss'')', c.champion),
	format('pg_temp.metric(2, %s, metric => ''loss'')', c.value)), c.verdict,
	format('%s: %s after %s', c.gate, c.value, c.champion))
FROM (VALUES
	($$'loss', baseline => 'stage', min_change => 0.1, higher_is_better => false$$, '0.5', '0.4', 'pass'),
	($$'loss', baseline => 'stage', min_change => 0.1, higher_is_better => false$$, '0.5', '0.4001', 'fail'),
	($$'loss', baseline => 'stage', min_change => 0.1, higher_is_better => false$$, '0.5', '0.6', 'fail'),
	($$'loss', baseline => 'stage', min_relative_change => 0.1, higher_is_better => true$$, '-10', '-9', 'pass'),
	($$'loss', baseline => 'stage', min_relative_change => 0.1, higher_is_better => true$$, '-10', '-9.01', 'fail'),
	($$'loss', baseline => 'stage', min_relative_change => 0.1, higher_is_better => true$$, '-10', '-11', 'fail'),
	($$'loss', baseline => 'stage', min_relative_change => 0.1, higher_is_better => false$$, '-10', '-11', 'pass'),
	($$'loss', baseline => 'stage', min_relative_change => 0.1, higher_is_better => false$$, '-10', '-9', 'fail')
	) c (gate, champion, value, verdict);
SELECT is(pg_temp.judge(c.gate, VARIADIC c.evidence), c.verdict, c.title)
FROM (VALUES
	($$'accuracy_score', baseline => 'stage', min_change => 0$$, ARRAY['pg_temp.metric(2, 0.9)'], 'not_evaluated',
		'a baseline without evidence'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, first => 'pass'$$, ARRAY['pg_temp.metric(2, 0.9)'],
		'not_evaluated', 'a baseline without evidence, first => pass'),
	($$'accuracy_score', baseline => 'stage', min_change => 0$$, ARRAY['pg_temp.metric(1, 0.5, dataset => 9001)',
		'pg_temp.metric(2, 0.9, dataset => 9002)'], 'not_evaluated', 'a baseline with evidence on another dataset'),
	($$'accuracy_score', baseline => 'stage', min_change => 0$$, ARRAY['pg_temp.metric(1, 0.5, dataset => 9002)',
		'pg_temp.metric(1, 0.99, dataset => 9001)', 'pg_temp.metric(2, 0.9, dataset => 9002)'], 'pass',
		'a baseline with older evidence on the same dataset'),
	($$'accuracy_score', baseline => 'stage', min_change => 0$$, ARRAY['pg_temp.metric(1, 0.5, dataset => 9002)',
		'pg_temp.metric(2, 0.9)'], 'not_evaluated', 'evidence on no dataset is not that on some dataset'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, min_n => 500$$, ARRAY['pg_temp.metric(1, 0.5, 499)',
		'pg_temp.metric(2, 0.9)'], 'insufficient_data', 'a baseline with too few rows'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, computed => true$$, ARRAY['pg_temp.metric(1, 0.5)',
		'pg_temp.metric(2, 0.9, evaluation => pg_temp.evaluation(2))'], 'not_evaluated', 'a baseline with logged evidence'),
	($$'accuracy_score', baseline => 'stage', min_change => 0$$, ARRAY['pg_temp.metric(2, 0.9)',
		'mreg.promote(''g/1'', ''archived'')'], 'not_evaluated', 'no baseline'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, first => 'pass'$$, ARRAY['pg_temp.metric(2, 0.9)',
		'mreg.promote(''g/1'', ''archived'')'], 'pass', 'no baseline, first => pass'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, first => 'pass'$$, ARRAY[
		'mreg.promote(''g/1'', ''archived'')'], 'not_evaluated', 'no baseline, first => pass, no evidence'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, first => 'pass', min => 0.95$$, ARRAY[
		'pg_temp.metric(2, 0.9)', 'mreg.promote(''g/1'', ''archived'')'], 'fail', 'no baseline, first => pass, another bound'),
	($$'accuracy_score', baseline => '@champion', min_change => 0, first => 'pass'$$, ARRAY['pg_temp.metric(2, 0.9)'],
		'pass', 'an alias that is not set, first => pass'),
	($$'accuracy_score', baseline => '@champion', min_change => 0$$, ARRAY['pg_temp.metric(2, 0.9)'], 'not_evaluated',
		'an alias that is not set'),
	($$'accuracy_score', baseline => 'champion', min_change => 0$$, ARRAY['first: SELECT mreg.set_alias(''g/1'', ''champion'')',
		'pg_temp.metric(1, 0.9)', 'pg_temp.metric(2, 0.9)'], 'pass', 'an alias'),
	($$'accuracy_score', baseline => '@champion', min_change => 0$$, ARRAY['mreg.set_alias(''g/1'', ''champion'')',
		'pg_temp.metric(1, 0.9)', 'pg_temp.metric(2, 0.89)'], 'fail', 'an alias, worse'),
	($$'accuracy_score', baseline => '@champion', min_change => 0, first => 'pass'$$, ARRAY[
		'mreg.set_alias(''g/2'', ''champion'')', 'pg_temp.metric(2, 0.9)'], 'not_evaluated', 'the version is its own baseline'),
	($$'accuracy_score', baseline => 'staging', min_change => 0, first => 'pass'$$, ARRAY['pg_temp.metric(2, 0.9)'],
		'not_evaluated', 'the version alone in the stage of the baseline'),
	($$'accuracy_score', baseline => 'archived', min_change => 0, first => 'pass'$$, ARRAY[
		'mreg.promote(''g/1'', ''archived'')', 'mreg.delete_version(''g/1'')', 'pg_temp.metric(2, 0.9)'], 'not_evaluated',
		'a deleted baseline')
	) c (gate, evidence, verdict, title);

-- ---- confidence ----

SELECT is(pg_temp.judge(c.gate, VARIADIC c.evidence), c.verdict, c.title)
FROM (VALUES
	($$'accuracy_score', min => 0.8, confidence => 0.95$$, ARRAY['pg_temp.metric(2, 0.9, lower => 0.8, upper => 0.95)'],
		'pass', 'the lower bound on the bound'),
	($$'accuracy_score', min => 0.8, confidence => 0.95$$, ARRAY['pg_temp.metric(2, 0.9, lower => 0.79, upper => 0.95)'],
		'fail', 'the lower bound below'),
	($$'accuracy_score', min => 0.8, confidence => 0.95$$, ARRAY['pg_temp.metric(2, 0.9)'], 'not_evaluated', 'no interval'),
	($$'accuracy_score', min => 0.8, confidence => 0.99$$, ARRAY['pg_temp.metric(2, 0.9, lower => 0.8, upper => 0.95)'],
		'not_evaluated', 'an interval of another confidence'),
	($$'accuracy_score', min => 0.8, confidence => 0.95$$, ARRAY['pg_temp.metric(2, 0.9, lower => ''NaN'', upper => 0.95)'],
		'not_evaluated', 'an interval of NaN'),
	($$'log_loss', max => 0.3, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(2, 0.2, lower => 0.1, upper => 0.3, metric => ''log_loss'')'], 'pass', 'the upper bound on the bound'),
	($$'log_loss', max => 0.3, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(2, 0.2, lower => 0.1, upper => 0.31, metric => ''log_loss'')'], 'fail', 'the upper bound above'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.05, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.75, lower => 0.72, upper => 0.78)', 'pg_temp.metric(2, 0.84, lower => 0.80, upper => 0.88)'],
		'fail', 'difference 0.09 with margin 0.05'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.05, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.75, lower => 0.72, upper => 0.78)', 'pg_temp.metric(2, 0.86, lower => 0.82, upper => 0.88)'],
		'pass', 'difference 0.11 with margin 0.05'),
	($$'log_loss', baseline => 'stage', min_change => 0.05, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.75, lower => 0.71, upper => 0.79, metric => ''log_loss'')',
		'pg_temp.metric(2, 0.64, lower => 0.62, upper => 0.67, metric => ''log_loss'')'], 'pass',
		'difference -0.11 with margin 0.05, where less is better'),
	($$'log_loss', baseline => 'stage', min_change => 0.05, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.75, lower => 0.70, upper => 0.79, metric => ''log_loss'')',
		'pg_temp.metric(2, 0.64, lower => 0.62, upper => 0.68, metric => ''log_loss'')'], 'fail',
		'difference -0.11 with margin 0.064, where less is better'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.85)', 'pg_temp.metric(2, 0.86, lower => 0.8, upper => 0.9)'], 'not_evaluated',
		'the baseline has no interval'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.85, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.metric(2, 0.86, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.comparison(2, 1, 0.1, dataset => 9002, lower => 0, upper => 0.02)'], 'pass', 'paired, on the bound'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.85, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.metric(2, 0.86, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.comparison(2, 1, 0.1, dataset => 9002, lower => -0.001, upper => 0.02)'], 'fail', 'paired, below'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.85, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.metric(2, 0.86, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.comparison(1, 2, 0.1, dataset => 9002, lower => -0.02, upper => 0)'], 'pass', 'paired, the other way round'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.85, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.metric(2, 0.86, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.comparison(2, 1, 0.1, dataset => 9001, lower => 0, upper => 0.02)'], 'fail',
		'paired on another dataset is not paired'),
	($$'accuracy_score', baseline => 'stage', min_change => 0, confidence => 0.95$$, ARRAY[
		'pg_temp.metric(1, 0.87, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.metric(2, 0.86, dataset => 9002, lower => 0.8, upper => 0.9)',
		'pg_temp.comparison(2, 1, 0.1, dataset => 9002, lower => 0, upper => 0.02)'], 'fail',
		'paired, but worse by the evidence')
	) c (gate, evidence, verdict, title);

-- ---- tests ----

SELECT is(pg_temp.judge(c.gate, VARIADIC c.evidence), c.verdict, 'tests: ' || c.title)
FROM (VALUES
	($$suite => 's'$$, ARRAY['pg_temp.test(2, ''a'', true)'], 'pass', 'passed'),
	($$suite => 's'$$, ARRAY['pg_temp.test(2, ''a'', true)', 'pg_temp.test(2, ''b'', false)'], 'fail', 'one did not pass'),
	($$suite => 's'$$, ARRAY['pg_temp.test(2, ''a'', false)', 'pg_temp.test(2, ''a'', true)'], 'pass', 'passed at last'),
	($$suite => 's'$$, ARRAY['pg_temp.test(2, ''a'', true)', 'pg_temp.test(2, ''a'', false)'], 'fail', 'passed at first'),
	($$suite => 's'$$, ARRAY['1'], 'not_evaluated', 'no result'),
	($$suite => 's'$$, ARRAY['pg_temp.test(1, ''a'', true)'], 'not_evaluated', 'results of the baseline alone'),
	($$suite => 's'$$, ARRAY['pg_temp.test(1, ''a'', true)', 'pg_temp.test(1, ''b'', false)', 'pg_temp.test(2, ''a'', true)'],
		'not_evaluated', 'one of the other version''s missing'),
	($$suite => 's'$$, ARRAY['pg_temp.test(1, ''a'', false)', 'pg_temp.test(2, ''a'', true)'], 'pass',
		'that the other version fails does not count'),
	($$suite => 's', tests => '{a,b}'$$, ARRAY['pg_temp.test(2, ''a'', true)'], 'not_evaluated', 'a named one missing'),
	($$suite => 's', tests => '{a,b}'$$, ARRAY['pg_temp.test(2, ''a'', true)', 'pg_temp.test(2, ''b'', true)'], 'pass',
		'all named ones passed'),
	($$suite => 's', tests => '{a}'$$, ARRAY['pg_temp.test(2, ''a'', true)', 'pg_temp.test(2, ''b'', false)'], 'fail',
		'one that is not named did not pass'),
	($$suite => 's', tests => '{a}'$$, ARRAY['pg_temp.test(1, ''b'', true)', 'pg_temp.test(2, ''a'', true)'], 'pass',
		'with names the other version''s do not count'),
	($$suite => 's', max_age => '1 hour'$$, ARRAY['pg_temp.test(2, ''a'', true, clock_timestamp() - interval ''61 minutes'')'],
		'not_evaluated', 'too old'),
	($$suite => 's', max_age => '1 hour'$$, ARRAY['pg_temp.test(2, ''a'', true, clock_timestamp() - interval ''59 minutes'')'],
		'pass', 'just recent enough'),
	($$suite => 's', computed => true$$, ARRAY['pg_temp.test(2, ''a'', true)'], 'not_evaluated', 'logged'),
	($$suite => 's', computed => true$$, ARRAY['pg_temp.test(2, ''a'', true, computed => true)'], 'pass', 'computed')
	) c (gate, evidence, verdict, title);

-- ---- drift ----

CREATE FUNCTION pg_temp.scores(VARIADIC counts integer[]) RETURNS mreg.distribution LANGUAGE sql AS $$
	SELECT mreg.value_distribution(i - 0.5, '{0,1,2,3,4}') FROM unnest(counts) WITH ORDINALITY c (n, i),
		generate_series(1, c.n)
$$;
SELECT is(pg_temp.judge(c.gate, VARIADIC c.evidence), c.verdict, 'drift: ' || c.title)
FROM (VALUES
	($$'total_variation', kind => 'drift', max => 0.1$$, ARRAY[
		'pg_temp.evaluation(2, name => ''training'', scores => pg_temp.scores(10, 20, 30, 40))',
		'pg_temp.evaluation(2, scores => pg_temp.scores(20, 20, 30, 30))'], 'pass', 'on the bound'),
	($$'total_variation', kind => 'drift', max => 0.1$$, ARRAY[
		'pg_temp.evaluation(2, name => ''training'', scores => pg_temp.scores(10, 20, 30, 40))',
		'pg_temp.evaluation(2, scores => pg_temp.scores(21, 20, 30, 29))'], 'fail', 'above the bound'),
	($$'psi', max => 0.1, reference => 'training'$$, ARRAY[
		'pg_temp.evaluation(2, name => ''training'', scores => pg_temp.scores(10, 20, 30, 40))',
		'pg_temp.evaluation(2, scores => pg_temp.scores(10, 20, 30, 40))'], 'pass', 'psi of the same'),
	($$'psi', max => 0.1, reference => 'base'$$, ARRAY[
		'pg_temp.evaluation(2, name => ''training'', scores => pg_temp.scores(10, 20, 30, 40))',
		'pg_temp.evaluation(2, scores => pg_temp.scores(10, 20, 30, 40))'], 'not_evaluated', 'no evaluation of the name'),
	($$'psi', kind => 'drift', max => 0.1$$, ARRAY[
		'pg_temp.evaluation(2, name => ''training'', scores => pg_temp.scores(10, 20, 30, 40))'], 'not_evaluated',
		'the reference alone'),
	($$'psi', kind => 'drift', max => 0.1$$, ARRAY[
		'pg_temp.evaluation(1, name => ''training'', scores => pg_temp.scores(10, 20, 30, 40))',
		'pg_temp.evaluation(2, scores => pg_temp.scores(10, 20, 30, 40))'], 'not_evaluated', 'the reference of another version'),
	($$'psi', kind => 'drift', max => 0.1$$, ARRAY['pg_temp.evaluation(2, name => ''training'')', 'pg_temp.evaluation(2)'],
		'not_evaluated', 'no distributions'),
	($$'psi', kind => 'drift', max => 0.1$$, ARRAY[
		'pg_temp.evaluation(2, name => ''training'', predictions => pg_temp.scores(10, 20, 30, 40))',
		'pg_temp.evaluation(2, predictions => pg_temp.scores(10, 20, 30, 40))'], 'pass', 'of predictions'),
	($$'psi', kind => 'drift', max => 0.1$$, ARRAY[
		'pg_temp.evaluation(2, name => ''training'', scores => mreg.value_distribution(1, ''{0,5}''))',
		'pg_temp.evaluation(2, scores => pg_temp.scores(10, 20, 30, 40))'], 'not_evaluated', 'over other edges'),
	($$'psi', kind => 'drift', max => 0.1, min_n => 100$$, ARRAY[
		'pg_temp.evaluation(2, 99, name => ''training'', scores => pg_temp.scores(10, 20, 30, 40))',
		'pg_temp.evaluation(2, 100, scores => pg_temp.scores(10, 20, 30, 40))'], 'insufficient_data', 'a small reference'),
	($$'psi', kind => 'drift', max => 0.1, min_n => 100$$, ARRAY[
		'pg_temp.evaluation(2, 100, name => ''training'', scores => pg_temp.scores(10, 20, 30, 40))',
		'pg_temp.evaluation(2, 99, scores => pg_temp.scores(10, 20, 30, 40))'], 'insufficient_data', 'a small evaluation'),
	($$'psi', kind => 'drift', max => 0.1, max_age => '1 hour', dataset => 'd'$$, ARRAY[
		'pg_temp.evaluation(2, name => ''training'', scores => pg_temp.scores(10, 20, 30, 40))',
		'pg_temp.evaluation(2, dataset => 9002, scores => pg_temp.scores(10, 20, 30, 40), at => clock_timestamp() - interval ''2 hours'')'],
		'not_evaluated', 'too old')
	) c (gate, evidence, verdict, title);

-- ---- flip rate, freshness ----

SELECT is(pg_temp.judge($$kind => 'flip_rate', baseline => 'stage', max => 0.1, min_n => 100, max_age => '1 hour'$$, c.evidence),
	c.verdict, 'flip rate: ' || c.title)
FROM (VALUES
	('pg_temp.comparison(2, 1, 0.1)', 'pass', 'on the bound'),
	('pg_temp.comparison(2, 1, 0.1001)', 'fail', 'above the bound'),
	('pg_temp.comparison(1, 2, 0.1)', 'pass', 'compared the other way round'),
	('pg_temp.comparison(2, 1, 0), pg_temp.comparison(1, 2, 0.2)', 'fail', 'the newest comparison counts'),
	('pg_temp.comparison(2, 1, NULL)', 'not_evaluated', 'undefined'),
	('pg_temp.comparison(2, 1, ''NaN'')', 'not_evaluated', 'NaN'),
	('pg_temp.comparison(2, 1, 0, 99)', 'insufficient_data', 'too few keys'),
	('pg_temp.comparison(2, 1, 0, at => clock_timestamp() - interval ''2 hours'')', 'not_evaluated', 'too old'),
	('1', 'not_evaluated', 'no comparison'),
	('pg_temp.comparison(2, 1, 0), mreg.promote(''g/1'', ''archived'')', 'not_evaluated', 'no baseline'))
	c (evidence, verdict, title);
SELECT is(pg_temp.judge($$kind => 'flip_rate', baseline => 'stage', max => 0.1, dataset => 'd'$$,
	'pg_temp.comparison(2, 1, 0, dataset => 9003)'), 'not_evaluated', 'flip rate: on another dataset');
SELECT is(pg_temp.judge($$kind => 'flip_rate', baseline => 'stage', max => 0.1, first => 'pass'$$,
	'mreg.promote(''g/1'', ''archived'')'), 'pass', 'flip rate: no baseline, first => pass');
SELECT is(pg_temp.judge($$max_age => '1 hour', min_n => 100, dataset => 'd'$$, c.evidence), c.verdict,
	'freshness: ' || c.title)
FROM (VALUES
	('pg_temp.evaluation(2, 100, 9002)', 'pass', 'recent and large enough'),
	('pg_temp.evaluation(2, 99, 9002)', 'insufficient_data', 'too few rows'),
	('pg_temp.evaluation(2, 100, 9002, at => clock_timestamp() - interval ''61 minutes'')', 'not_evaluated', 'too old'),
	('pg_temp.evaluation(2, 100, 9001)', 'not_evaluated', 'on older content'),
	('1', 'not_evaluated', 'none')) c (evidence, verdict, title);

-- ---- signature ----

CREATE FUNCTION pg_temp.signature_verdict(champion jsonb, candidate jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	PERFORM mreg.register_model('g', task => 'binary');
	INSERT INTO mreg.version (model, stage, signature)
	VALUES (pg_temp.id('g'), 'production', champion), (pg_temp.id('g'), 'staging', candidate);
	PERFORM mreg.add_gate('g', 'x', 'production', kind => 'signature', baseline => 'stage');
	SELECT verdict INTO result FROM mreg.validate('g/2', 'production');
	RAISE EXCEPTION SQLSTATE 'UNDO1';
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN
	RETURN result;
END
$$;
SELECT is(pg_temp.signature_verdict(c.champion::jsonb, c.candidate::jsonb), c.verdict, 'signature: ' || c.title)
FROM (VALUES
	('{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "long"}]}',
		'{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "long"}]}', 'pass', 'the same'),
	('{"inputs": [{"name": "a", "type": "double"}, {"name": "b", "type": "long"}], "outputs": [{"type": "long"}]}',
		'{"inputs": [{"name": "b", "type": "long"}], "outputs": [{"type": "long"}]}', 'pass', 'fewer inputs'),
	('{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "long"}]}',
		'{"inputs": [{"name": "a", "type": "double"}, {"name": "b", "type": "long"}], "outputs": [{"type": "long"}]}', 'fail',
		'one more input'),
	('{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "long"}]}',
		'{"inputs": [{"name": "a", "type": "double"}, {"name": "b", "type": "long", "required": false}], "outputs": [{"type": "long"}]}',
		'pass', 'one more that may be missing'),
	('{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "long"}]}',
		'{"inputs": [{"name": "a", "type": "long"}], "outputs": [{"type": "long"}]}', 'fail', 'another type'),
	('{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "long"}]}',
		'{"inputs": [{"name": "a", "type": "long", "required": false}], "outputs": [{"type": "long"}]}', 'fail',
		'another type of what may be missing'),
	('{"inputs": [{"name": "a", "type": "double", "required": false}], "outputs": [{"type": "long"}]}',
		'{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "long"}]}', 'fail', 'what might be missing must be there'),
	('{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "long"}]}',
		'{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "double"}]}', 'fail', 'another output'),
	('{"inputs": [{"name": "a", "type": "double"}], "outputs": [{"type": "long"}]}',
		'{"inputs": [{"name": "a", "type": "double"}]}', 'fail', 'no output'),
	('{"inputs": [{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 3]}}]}',
		'{"inputs": [{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 4]}}]}', 'fail', 'another tensor'),
	(NULL, '{"inputs": []}', 'not_evaluated', 'the baseline has none'),
	('{"inputs": []}', NULL, 'not_evaluated', 'the version has none')) c (champion, candidate, verdict, title);

-- ---- queries ----

CREATE TABLE public.gate_switch (is_on boolean);
SELECT is(pg_temp.judge(format('query => %L', c.query), c.evidence), c.verdict, 'query: ' || c.query || ', ' || c.evidence)
FROM (VALUES
	('SELECT $1 = ''g/2''', '1', 'pass'),
	('SELECT $2 = v.id FROM mreg.version v WHERE v.model = (SELECT m.id FROM mreg.model m WHERE m.name = ''g'') AND v.number = 2',
		'1', 'pass'),
	('SELECT false', '1', 'fail'),
	('SELECT NULL::boolean', '1', 'not_evaluated'),
	('SELECT true WHERE false', '1', 'not_evaluated'),
	('SELECT true FROM generate_series(1, 2)', '1', 'not_evaluated'),
	('SELECT 1 / (length($1) - 3) = 1', '1', 'not_evaluated'),
	('SELECT mreg.set_alias($1, ''a'') IS NOT NULL', '1', 'not_evaluated'),
	('SELECT nextval(''mreg.model_id_seq'') > 0', '1', 'not_evaluated'),
	('SELECT set_config(''transaction_read_only'', ''off'', true) IS NOT NULL', '1', 'not_evaluated'),
	('SELECT set_config(''role'', ''none'', true) IS NOT NULL', '1', 'not_evaluated'),
	('SELECT is_on FROM public.gate_switch', '(SELECT count(*) FROM (SELECT 1) s)', 'not_evaluated'),
	('VALUES (true)', '1', 'pass'),
	('SELECT true -- done', '1', 'pass'),
	('SELECT true;', '1', 'pass')) c (query, evidence, verdict);

SELECT * FROM finish();
ROLLBACK;
