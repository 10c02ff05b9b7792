-- References: every spelling names what it should, every malformed one is refused, and nothing changes.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(305);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

-- Fingerprint of the whole registry.
CREATE FUNCTION pg_temp.state() RETURNS text LANGUAGE sql AS $$
	SELECT md5(concat(
		(SELECT string_agg(m::text, '|' ORDER BY m.id) FROM mreg.model m),
		(SELECT string_agg(v::text, '|' ORDER BY v.id) FROM mreg.version v),
		(SELECT string_agg(a::text, '|' ORDER BY a.model, a.alias) FROM mreg.alias a),
		(SELECT string_agg(e::text, '|' ORDER BY e.id) FROM mreg.event e)))
$$;

SELECT pg_temp.run(
	$$SELECT mreg.register_model('iris')$$,
	$$SELECT mreg.register_version('iris')$$,
	$$SELECT mreg.register_version('iris', label => '1.4.0')$$,
	$$SELECT mreg.register_version('iris', label => '2.0.0-rc.1+b5')$$,
	$$SELECT mreg.register_version('iris')$$,
	$$SELECT mreg.register_version('iris', label => 'gone')$$,
	$$SELECT mreg.set_alias('iris/2', 'champion')$$,
	$$SELECT mreg.set_alias('iris/3', 'Champion')$$,
	$$SELECT mreg.promote('iris/1', 'staging')$$,
	$$SELECT mreg.promote('iris/1', 'production')$$,
	$$SELECT mreg.promote('iris/3', 'staging')$$,
	$$SELECT mreg.promote('iris/2', 'staging')$$,
	$$SELECT mreg.delete_version('iris/5')$$,
	$$SELECT mreg.register_model('new york taxi')$$,
	$$SELECT mreg.register_version('new york taxi')$$,
	$$SELECT mreg.register_model('Größe "α"')$$,
	$$SELECT mreg.register_version('Größe "α"')$$,
	$$SELECT mreg.register_model('models')$$,
	$$SELECT mreg.register_version('models')$$,
	$$SELECT mreg.register_model('flow', lifecycle => 'mlflow')$$,
	$$SELECT mreg.register_version('flow')$$,
	$$SELECT mreg.register_version('flow')$$,
	$$SELECT mreg.promote('flow/1', 'Production')$$,
	$$SELECT mreg.register_model('empty')$$,
	$$SELECT mreg.register_model('old')$$,
	$$SELECT mreg.rename_model('old', 'new')$$,
	$$SELECT mreg.register_model('lost')$$,
	$$SELECT mreg.register_version('lost')$$,
	$$SELECT mreg.delete_model('lost')$$,
	$$SELECT mreg.register_model('123')$$,
	$$SELECT mreg.register_version('123')$$);

-- What each spelling names.
SELECT is((SELECT m.name || '/' || r.number FROM mreg.resolve(ref) r JOIN mreg.model m ON m.id = r.model), expected,
	'resolve(' || quote_literal(ref) || ') is ' || expected)
FROM (VALUES
	('iris/1', 'iris/1'),
	('iris/4', 'iris/4'),
	('iris/1.4.0', 'iris/2'),
	('iris/2.0.0-rc.1+b5', 'iris/3'),
	('iris@champion', 'iris/2'),
	('iris@Champion', 'iris/3'),
	('iris:production', 'iris/1'),
	('iris:PRODUCTION', 'iris/1'),
	('iris:Production', 'iris/1'),
	('iris:staging', 'iris/2'),
	('iris:development', 'iris/4'),
	('iris', 'iris/4'),
	('models:/iris/3', 'iris/3'),
	('models:/iris@champion', 'iris/2'),
	('models:/iris/production', 'iris/1'),
	('models:/iris/Staging', 'iris/2'),
	('models:/iris/latest', 'iris/4'),
	('new york taxi', 'new york taxi/1'),
	('new york taxi/1', 'new york taxi/1'),
	('models:/new york taxi/1', 'new york taxi/1'),
	('Größe "α"/1', 'Größe "α"/1'),
	('models', 'models/1'),
	('models/1', 'models/1'),
	('models:development', 'models/1'),
	('models:/models/1', 'models/1'),
	('flow:production', 'flow/1'),
	('flow:none', 'flow/2'),
	('models:/flow/None', 'flow/2'),
	('123/1', '123/1'),
	('123', '123/1')) t (ref, expected);

SELECT is((mreg.latest('iris')).number, 4, 'latest(model) is the newest version that is not deleted');
SELECT is((mreg.latest('iris', 'staging')).number, 2, 'latest(model, stage) is the latest to enter');
SELECT is((mreg.latest('iris', 'STAGING')).number, 2, 'latest() takes stages without regard to case');

-- References that are no references, and those that name nothing.
CREATE TEMPORARY TABLE bad (ref text, code text, message text, name text);
INSERT INTO bad VALUES
	('', '22023', NULL, 'an empty reference'),
	(' ', '22023', NULL, 'a blank'),
	(' iris/1', '22023', NULL, 'a leading blank'),
	('/1', '22023', NULL, 'no model before a slash'),
	('@champion', '22023', NULL, 'no model before an at sign'),
	(':production', '22023', NULL, 'no model before a colon'),
	('iris/', '22023', NULL, 'nothing after a slash'),
	('iris@', '22023', NULL, 'nothing after an at sign'),
	('iris:', '22023', NULL, 'nothing after a colon'),
	('iris//1', '22023', NULL, 'two slashes'),
	('iris/1/', '22023', NULL, 'a trailing slash'),
	('iris/1/2', '22023', NULL, 'two numbers'),
	('iris/1@champion', '22023', NULL, 'a number and an alias'),
	('iris@champion/1', '22023', NULL, 'an alias and a number'),
	('iris@a b', '22023', NULL, 'a blank in an alias'),
	('iris@1', '22023', NULL, 'an alias of digits'),
	('iris@latest', '22023', NULL, 'the alias latest'),
	('iris@v3', '22023', NULL, 'the alias v3'),
	('iris/latest', '22023', NULL, 'the label latest'),
	('iris/v3', '22023', NULL, 'the label v3'),
	('iris/1 ', '22023', NULL, 'a blank after a number'),
	('iris/+ 1', '22023', NULL, 'a blank within a label'),
	('iris:123', '22023', NULL, 'a stage of digits'),
	('iris:latest', '22023', NULL, 'the stage latest'),
	('iris:a/b', '22023', NULL, 'a slash in a stage'),
	('models:/', '22023', NULL, 'models:/ alone'),
	('models://', '22023', NULL, 'models://'),
	('models:/iris', '22023', NULL, 'models:/iris, which MLflow does not know either'),
	('models:/iris/', '22023', NULL, 'models:/iris/'),
	('models:/iris@', '22023', NULL, 'models:/iris@'),
	('models:/iris:production', '22023', NULL, 'a colon in MLflow''s spelling'),
	('models:/iris/3/4', '22023', NULL, 'a path after the version'),
	('models:iris/3', '22023', NULL, 'models: without a slash'),
	(E'ir\nis/1', '22023', NULL, 'a line break in the name'),
	(E'iris/1\n', '22023', NULL, 'a line break after the number'),
	(E'iris\u0085', '22023', NULL, 'a C1 control character'),
	(repeat('x', 257), '22023', NULL, 'a name of 257 characters'),
	(repeat('x', 1000000) || '/1', '22023', NULL, 'a name of a million characters'),
	('iris@' || repeat('x', 257), '22023', NULL, 'an alias of 257 characters'),
	('iris/0', 'P0002', 'model "iris" has no version 0', 'version 0'),
	('iris/00', 'P0002', 'model "iris" has no version 00', 'version 00'),
	('iris/-1', 'P0002', 'model "iris" has no version labelled "-1"', 'version -1'),
	('iris/6', 'P0002', 'model "iris" has no version 6', 'a number too high'),
	('iris/2147483648', 'P0002', 'model "iris" has no version 2147483648', 'a number above the range of integer'),
	('iris/99999999999', 'P0002', 'model "iris" has no version 99999999999', 'a number of eleven digits'),
	('iris/' || repeat('9', 300), 'P0002', NULL, 'a number of 300 digits'),
	('iris/9.9.9', 'P0002', 'model "iris" has no version labelled "9.9.9"', 'an unknown label'),
	('iris@nobody', 'P0002', 'model "iris" has no alias "nobody"', 'an unknown alias'),
	('iris@CHAMPION', 'P0002', 'model "iris" has no alias "CHAMPION"', 'an alias in another case'),
	('iris:archived', 'P0002', 'no version of model "iris" is in stage "archived"', 'an empty stage'),
	('iris:ARCHIVED', 'P0002', 'no version of model "iris" is in stage "archived"', 'an empty stage, as it is defined'),
	('iris:nowhere', 'P0002', 'lifecycle "standard" of model "iris" has no stage "nowhere"', 'an unknown stage'),
	('models:/iris/nowhere', 'P0002', 'lifecycle "standard" of model "iris" has no stage "nowhere"',
		'an unknown stage in MLflow''s spelling'),
	('models:/iris/1.4.0', 'P0002', NULL, 'a label in MLflow''s spelling'),
	('models:/iris/0', 'P0002', 'model "iris" has no version 0', 'version 0 in MLflow''s spelling'),
	('iris/5', 'P0002', 'version 5 of model "iris" is deleted', 'a deleted version'),
	('iris/gone', 'P0002', 'version 5 of model "iris" is deleted', 'the label of a deleted version'),
	('Iris/1', 'P0002', 'model "Iris" does not exist', 'a model in another case'),
	('nothing/1', 'P0002', 'model "nothing" does not exist', 'an unknown model'),
	('nothing', 'P0002', 'model "nothing" does not exist', 'an unknown model alone'),
	('models:/nothing/latest', 'P0002', 'model "nothing" does not exist', 'an unknown model in MLflow''s spelling'),
	('empty', 'P0002', 'model "empty" has no version', 'a model without versions'),
	('empty/1', 'P0002', 'model "empty" has no version 1', 'version 1 of a model without versions'),
	('lost', 'P0002', 'model "lost" is deleted', 'a deleted model'),
	('lost/1', 'P0002', 'model "lost" is deleted', 'a version of a deleted model'),
	('old', 'P0002', 'model "old" does not exist', 'the former name of a model');

CREATE TEMPORARY TABLE before AS SELECT pg_temp.state() AS state;

SELECT throws_ok(format('SELECT mreg.resolve(%L)', ref), code, message, 'resolve() refuses ' || name) FROM bad;

SELECT throws_ok(format(call, ref), code, NULL, split_part(call, '(', 1) || ' refuses ' || name)
FROM (VALUES
	('SELECT mreg.promote(%L, ''staging'')'),
	('SELECT mreg.set_alias(%L, ''x'')'),
	('SELECT mreg.delete_version(%L)')) c (call)
	CROSS JOIN bad
WHERE ref NOT IN ('iris', 'nothing', 'empty', 'lost', 'old') AND length(ref) < 1000 AND ref <> 'models:/nothing/latest';

-- Where a version is changed, the reference must say which.
SELECT throws_like(format(call, ref), '%does not say which version is to be changed%',
	split_part(call, '(', 1) || ' refuses ' || ref || ', which does not say which version')
FROM (VALUES
	('SELECT mreg.promote(%L, ''staging'')'),
	('SELECT mreg.set_alias(%L, ''x'')'),
	('SELECT mreg.delete_version(%L)'),
	('SELECT mreg.restore_version(%L)'),
	('SELECT mreg.register_version(''iris'', parent => %L)')) c (call),
	(VALUES ('iris'), ('models:/iris/latest')) r (ref);
SELECT throws_ok(format('SELECT mreg.%s', call), '22023', NULL, call || ' refuses models:/iris/latest')
FROM (VALUES
	('set_tag(''models:/iris/latest'', ''k'', ''v'')'),
	('drop_tag(''models:/iris/latest'', ''k'')'),
	('describe(''models:/iris/latest'', ''d'')')) c (call);

SELECT is(pg_temp.state(), before.state, 'no refused reference has changed anything') FROM before;

-- A renamed model is found by its hint.
CREATE FUNCTION pg_temp.hint_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN hint;
END
$$;
SELECT is(pg_temp.hint_of($$SELECT mreg.resolve('old/1')$$), 'It was renamed to "new".',
	'the error for a former name hints at the new one');
SELECT is(pg_temp.hint_of($$SELECT mreg.promote('old/1', 'staging')$$), 'It was renamed to "new".',
	'... also where a version is changed');
SELECT is(pg_temp.hint_of($$SELECT mreg.resolve('lost/1')$$), 'Bring it back with mreg.restore_model().',
	'the error for a deleted model hints at its restoration');
SELECT is(pg_temp.hint_of($$SELECT mreg.resolve('iris/5')$$), 'Bring it back with mreg.restore_version(''iris/5'').',
	'the error for a deleted version hints at its restoration');
SELECT is(pg_temp.hint_of($$SELECT mreg.resolve('iris:nowhere')$$),
	'Its stages are development, staging, production, archived.', 'the error for an unknown stage lists the stages');

SELECT throws_ok(format('SELECT mreg.latest(%L, %L)', model, stage), code, NULL, 'latest() refuses ' || name)
FROM (VALUES
	('nothing', NULL, 'P0002', 'an unknown model'),
	('empty', NULL, 'P0002', 'a model without versions'),
	('iris', 'archived', 'P0002', 'an empty stage'),
	('iris', 'nowhere', 'P0002', 'an unknown stage'),
	('iris/1', NULL, '22023', 'a reference to a version'),
	('iris', '', '22023', 'an empty stage name'),
	('iris', '3', '22023', 'a stage of digits')) t (model, stage, code, name);

SELECT * FROM finish();
ROLLBACK;
