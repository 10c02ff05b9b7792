-- Evidence that is told and golden cases: logged metrics and tests, run_golden(), set_task().
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(117);

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
-- Everything that a refused call must leave alone.
CREATE FUNCTION pg_temp.state() RETURNS text LANGUAGE sql AS $$
	SELECT format('%s metrics, %s tests, %s events', (SELECT count(*) FROM mreg.metric), (SELECT count(*) FROM mreg.test), (SELECT count(*) FROM mreg.event))
$$;
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

CREATE ROLE mreg_test_worker;
CREATE SCHEMA evidence_test;
CREATE TABLE evidence_test.cases (id integer, answer float8, label text);
INSERT INTO evidence_test.cases VALUES (1, 0.5, 'a'), (2, 0.25, 'b'), (3, NULL, NULL), (4, 'NaN', 'd'), (5, 1e308, 'e'), (6, 'Infinity', 'f'), (7, -100, 'g');
CREATE TABLE evidence_test.answers AS SELECT id::bigint AS id, answer AS out, label AS said FROM evidence_test.cases;
SELECT pg_temp.run(
	$$SELECT mreg.register_model('m')$$,
	$$SELECT mreg.register_version('m', label => '1.0')$$,
	$$SELECT mreg.register_version('m')$$,
	$$SELECT mreg.register_version('m')$$,
	$$SELECT mreg.set_alias('m/2', 'challenger')$$,
	$$SELECT mreg.delete_version('m/3')$$,
	$$SELECT mreg.register_model('gone')$$,
	$$SELECT mreg.register_version('gone')$$,
	$$SELECT mreg.delete_model('gone')$$,
	$$SELECT mreg.register_dataset('cases', relation => 'evidence_test.cases')$$,
	$$CREATE TABLE evidence_test.parts AS SELECT 1 AS id, 1 AS part, 6 AS answer UNION ALL SELECT 2, NULL, 5$$,
	$$SELECT mreg.register_dataset('parts', relation => 'evidence_test.parts')$$,
	$$SELECT mreg.register_dataset('outside', uri => 's3://bucket/cases')$$,
	$$SELECT mreg.register_dataset('twice', digest => 'x')$$,
	$$SELECT mreg.register_dataset('twice', digest => 'y')$$);
SELECT count(*) AS events FROM mreg.event \gset

-- Metrics.
SELECT is((e.version, e.metric, e.value, e.slice, e.step, e.dataset, e.computed, e.evaluation, e.n, e.lower)::text, '(1,latency_ms,12.5,"",,,f,,,)', 'a logged value is marked as such')
FROM mreg.log_metric('m/1', 'latency_ms', 12.5) e;
SELECT is((e.version, e.slice, e.step, d.number)::text, '(2,region=north,7,2)', 'slice, step and the dataset''s newest content are stored; an alias names the version')
FROM mreg.log_metric('m@challenger', 'loss', 0.1, dataset => 'twice', slice => 'region=north', step => 7) e JOIN mreg.dataset d ON d.id = e.dataset;
SELECT is((SELECT d.number FROM mreg.log_metric('m/1.0', 'loss', 0.1, dataset => 'twice/1') e JOIN mreg.dataset d ON d.id = e.dataset), 1, 'an older content is named by its number');
SELECT is((mreg.log_metric('m/1', 'loss', v)).value, v, format('%s is stored as it is', v)) FROM unnest(ARRAY['NaN', 'Infinity', '-Infinity', '-0', '5e-324']::float8[]) v;
SELECT is((mreg.log_metric('m/1', 'loss', 1, slice => NULL)).slice, '', 'no slice is all rows');
SELECT is(pg_temp.as_role('mreg_test_worker', $$SELECT mreg.log_metric('m/1', 'loss', 1)$$), '42501: permission denied for function log_metric', 'without EXECUTE nobody logs');
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_test_worker;
SELECT is(pg_temp.as_role('mreg_test_worker', $$SELECT mreg.log_metric('m/1', 'mine', 1)$$), 'OK', 'with EXECUTE alone he logs');
SELECT is((SELECT actor::text FROM mreg.metric WHERE metric = 'mine'), 'mreg_test_worker', '... and is recorded');

-- Tests.
SELECT is((e.version, e.suite, e.name, e.passed, e.detail, e.computed)::text, '(1,schema,columns,t,"{""checked"": 4}",f)', 'the result of a test is stored, marked as logged')
FROM mreg.log_test('m/1', 'schema', 'columns', true, detail => '{"checked": 4}') e;
SELECT is((e.passed, e.detail)::text, '(f,)', 'a failure is stored as well') FROM mreg.log_test('m/1', 'schema', 'columns', false) e;
SELECT is((SELECT count(*) FROM mreg.event), :events::bigint, 'what is told writes no event');

-- Refusals.
SELECT pg_temp.state() AS state \gset
SELECT is(pg_temp.fault('SELECT mreg.' || call), expected, 'refused: ' || call) FROM (VALUES
	($$log_metric(NULL, 'a', 1)$$, '22004: argument "ref" must not be NULL'),
	($$log_metric('m/1', NULL, 1)$$, '22004: argument "metric" must not be NULL'),
	($$log_metric('m/1', 'a', NULL)$$, '22004: argument "value" must not be NULL'),
	($$log_metric('m/1', '', 1)$$, '22023: invalid metric: ""'),
	($$log_metric('m/1', E'a\nb', 1)$$, E'22023: invalid metric: "a\nb"'),
	($$log_metric('m/1', repeat('x', 257), 1)$$, '22023: invalid metric: "' || repeat('x', 257) || '"'),
	($$log_metric('m/1', 'a', 1, slice => E'a\tb')$$, E'22023: invalid slice: "a\tb"'),
	($$log_metric('m', 'a', 1)$$, '22023: reference "m" does not say which version is to be changed'),
	($$log_metric('m/9', 'a', 1)$$, 'P0002: model "m" has no version 9'),
	($$log_metric('m/3', 'a', 1)$$, 'P0002: version 3 of model "m" is deleted'),
	($$log_metric('gone/1', 'a', 1)$$, 'P0002: model "gone" is deleted'),
	($$log_metric('none/1', 'a', 1)$$, 'P0002: model "none" does not exist'),
	($$log_metric('m/1', 'a', 1, dataset => 'none')$$, 'P0002: dataset "none" does not exist'),
	($$log_metric('m/1', 'a', 1, dataset => 'twice/3')$$, 'P0002: dataset "twice/3" does not exist'),
	($$log_metric('m/1', 'a', 1, dataset => 'twice/x')$$, '22023: invalid dataset reference: "twice/x"'),
	($$log_test('m/1', NULL, 'a', true)$$, '22004: argument "suite" must not be NULL'),
	($$log_test('m/1', 'a', NULL, true)$$, '22004: argument "name" must not be NULL'),
	($$log_test('m/1', 'a', 'b', NULL)$$, '22004: argument "passed" must not be NULL'),
	($$log_test('m/1', '', 'b', true)$$, '22023: invalid suite: ""'),
	($$log_test('m/1', 'a', '', true)$$, '22023: invalid name: ""'),
	($$log_test('m/3', 'a', 'b', true)$$, 'P0002: version 3 of model "m" is deleted')) t (call, expected);
SELECT is(pg_temp.state(), :'state', 'nothing of what was refused is there');
SELECT is(pg_temp.fault(statement), '23514: ' || expected, 'refused: ' || statement) FROM (VALUES
	($$UPDATE mreg.metric SET value = 1$$, 'UPDATE of "mreg.metric" is not allowed'),
	($$DELETE FROM mreg.metric$$, 'DELETE of "mreg.metric" is not allowed'),
	($$UPDATE mreg.test SET passed = true$$, 'UPDATE of "mreg.test" is not allowed'),
	($$DELETE FROM mreg.test$$, 'DELETE of "mreg.test" is not allowed'),
	($$TRUNCATE mreg.test$$, 'TRUNCATE of "mreg.test" is not allowed')) t (statement, expected);

-- Golden cases.  The outcome: passed, equal, different, missing, extra, then key, outcome of each difference shown.
CREATE FUNCTION pg_temp.golden(predictions text, expected text DEFAULT 'answer', actual text DEFAULT 'out', tolerance float8 DEFAULT 0, relative float8 DEFAULT 0, dataset text DEFAULT 'cases', key text DEFAULT 'id')
RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', e.passed, e.detail ->> 'equal', e.detail ->> 'different', e.detail ->> 'missing', e.detail ->> 'extra',
		(SELECT string_agg((d ->> 'key') || ' ' || (d ->> 'outcome'), ', ' ORDER BY o) FROM jsonb_array_elements(e.detail -> 'differences') WITH ORDINALITY x (d, o)))
	FROM mreg.run_golden('m/1', dataset, predictions, key => key, expected => expected, actual => actual, tolerance => tolerance, relative_tolerance => relative) e
$$;
SELECT is((e.version, e.suite, e.name, e.passed, e.computed, e.detail ->> 'dataset')::text, '(1,golden,cases,t,t,cases/1)', 'golden cases are a test of suite golden, named as the dataset, marked as computed')
FROM mreg.run_golden('m/1', 'cases', 'evidence_test.answers', key => 'id', expected => 'answer', actual => 'out') e;
SELECT is(pg_temp.golden(predictions, expected, actual, tolerance, relative, dataset, key), outcome, what) FROM (VALUES
	('NULL equals NULL, NaN equals NaN, infinity itself', 'evidence_test.answers', 'answer', 'out', 0, 0, 'cases', 'id', 't 7 0 0 0'),
	('text compares as text', 'evidence_test.answers', 'label', 'said', 0, 0, 'cases', 'id', 't 7 0 0 0'),
	('text compares as text whatever its collation', 'SELECT id, said COLLATE "C" AS said FROM evidence_test.answers', 'label COLLATE "POSIX"', 'said', 0, 0, 'cases', 'id', 't 7 0 0 0'),
	('a value against NULL differs, either way', 'SELECT id, CASE id WHEN 1 THEN NULL WHEN 3 THEN 1 ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 0, 0, 'cases', 'id', 'f 5 2 0 0 1 different, 3 different'),
	('... with a tolerance, too', 'SELECT id, CASE id WHEN 1 THEN NULL WHEN 3 THEN 1 ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 10, 10, 'cases', 'id', 'f 5 2 0 0 1 different, 3 different'),
	('missing and extra keys are counted and shown', 'SELECT id, out FROM evidence_test.answers WHERE id > 2 UNION ALL SELECT 9, 9', 'answer', 'out', 0, 0, 'cases', 'id', 'f 5 0 2 1 1 missing, 2 missing, 9 extra'),
	('five differences are shown', 'SELECT id, 0 AS out FROM evidence_test.answers', 'answer', 'out', 0, 0, 'cases', 'id', 'f 0 7 0 0 1 different, 2 different, 3 different, 4 different, 5 different'),
	('no tolerance: the last bit counts', 'SELECT id, CASE id WHEN 1 THEN 0.5000000000000001 ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 0, 0, 'cases', 'id', 'f 6 1 0 0 1 different'),
	('the tolerance itself passes, in decimals', 'SELECT id, CASE id WHEN 1 THEN 0.6 WHEN 2 THEN 0.15 ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 0.1, 0, 'cases', 'id', 't 7 0 0 0'),
	('just above the tolerance fails', 'SELECT id, CASE id WHEN 1 THEN 0.6000001 WHEN 2 THEN 0.1499999 ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 0.1, 0, 'cases', 'id', 'f 5 2 0 0 1 different, 2 different'),
	('the relative tolerance is of the expected value', 'SELECT id, CASE id WHEN 7 THEN -110 ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 0, 0.1, 'cases', 'id', 't 7 0 0 0'),
	('... and not of the actual one', 'SELECT id, CASE id WHEN 7 THEN -111 ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 0, 0.1, 'cases', 'id', 'f 6 1 0 0 7 different'),
	('both tolerances add up', 'SELECT id, CASE id WHEN 7 THEN -111 ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 1, 0.1, 'cases', 'id', 't 7 0 0 0'),
	('no tolerance reaches infinity or NaN', 'SELECT id, CASE id WHEN 6 THEN 1e308 WHEN 4 THEN 1 WHEN 7 THEN ''NaN'' ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 1e308, 1e308, 'cases', 'id', 'f 4 3 0 0 4 different, 6 different, 7 different'),
	('the greatest difference is no overflow', 'SELECT id, CASE id WHEN 5 THEN -1e308 ELSE out END AS out FROM evidence_test.answers', 'answer', 'out', 1, 0, 'cases', 'id', 'f 6 1 0 0 5 different'),
	('numbers of different types compare', 'SELECT id, out::numeric AS out FROM evidence_test.answers WHERE id <> 5 UNION ALL SELECT 5, 1e308', 'answer', 'out', 0, 0, 'cases', 'id', 't 7 0 0 0'),
	('expressions compare', 'evidence_test.answers', 'upper(label)', 'upper(said)', 0, 0, 'cases', '-id', 't 7 0 0 0'),
	('without rows of its own the dataset leaves expected to the predictions', 'evidence_test.answers', 'out', 'out + 0', 0, 0, 'outside', 'id', 't 7 0 0 0'),
	('... where keys can be neither missing nor extra', 'SELECT id, 1 AS out FROM evidence_test.answers', 'id', 'out', 0, 0, 'outside', 'id', 'f 1 6 0 0 2 different, 3 different, 4 different, 5 different, 6 different'),
	('no case at all does not pass', 'SELECT * FROM evidence_test.answers WHERE false', 'out', 'out', 0, 0, 'outside', 'id', 'f 0 0 0 0'),
	('json compares by its content', 'SELECT id, (''{"a":1,  "b":2}'')::json AS j, ''{"b":2,"a":1}''::json AS k FROM evidence_test.answers', 'j', 'k', 0, 0, 'outside', 'id', 't 7 0 0 0'),
	('keys of different numbers compare', 'SELECT id::numeric + 0.0 AS id, out FROM evidence_test.answers', 'answer', 'out', 0, 0, 'cases', 'id', 't 7 0 0 0'),
	('keys of several columns compare', 'SELECT id::integer AS id, out FROM evidence_test.answers', 'answer', 'out', 0, 0, 'cases', 'ROW(id, -id)', 't 7 0 0 0'),
	('types without an equality compare as text', 'SELECT id, ''(1,2)''::point AS p FROM evidence_test.answers', 'p', 'p', 0, 0, 'outside', 'id', 't 7 0 0 0')
) t (what, predictions, expected, actual, tolerance, relative, dataset, key, outcome);
SELECT is((SELECT e.detail -> 'differences' -> 0 ->> 'actual' FROM mreg.run_golden('m/1', 'outside', $$SELECT 1 AS id, repeat('x', 1000) AS a, 'y' AS b$$, 'id', 'b', 'a') e), repeat('x', 200), 'long values are cut');
SELECT is((SELECT count(*) FROM mreg.event), :events::bigint, 'golden cases write no event');
SELECT pg_temp.state() AS state \gset
SELECT is(pg_temp.fault('SELECT mreg.run_golden(' || arguments || ')'), expected, format('refused: run_golden(%s)', arguments)) FROM (VALUES
	($$'m/1', 'cases', 'evidence_test.answers', NULL, 'answer', 'out'$$, '22004: argument "key" must not be NULL'),
	($$'m/1', 'cases', 'evidence_test.answers', 'id', 'answer', 'out', tolerance => NULL$$, '22004: argument "tolerance" must not be NULL'),
	($$'m/1', 'cases', 'evidence_test.answers', 'id', 'answer', 'out', tolerance => -1$$, '22023: argument "tolerance" must be finite and not negative'),
	($$'m/1', 'cases', 'evidence_test.answers', 'id', 'answer', 'out', relative_tolerance => 'NaN'$$, '22023: argument "relative_tolerance" must be finite and not negative'),
	($$'m/1', 'none', 'evidence_test.answers', 'id', 'answer', 'out'$$, 'P0002: dataset "none" does not exist'),
	($$'m/3', 'cases', 'evidence_test.answers', 'id', 'answer', 'out'$$, 'P0002: version 3 of model "m" is deleted'),
	($$'m', 'cases', 'evidence_test.answers', 'id', 'answer', 'out'$$, '22023: reference "m" does not say which version is to be changed'),
	($$'m/1', 'cases', 'evidence_test.nothing', 'id', 'answer', 'out'$$, '42P01: relation "evidence_test.nothing" does not exist'),
	($$'m/1', 'cases', 'evidence_test.answers', 'id', 'answer', 'nope'$$, '42703: column "nope" of argument "actual" does not exist'),
	($$'m/1', 'cases', 'evidence_test.answers', 'id', 'nope', 'out'$$, '42703: column "nope" of argument "expected" does not exist'),
	($$'m/1', 'cases', 'evidence_test.answers', 'nope', 'answer', 'out'$$, '42703: column "nope" of argument "key" does not exist'),
	($$'m/1', 'cases', 'evidence_test.answers', 'id', 'answer', 'said'$$, '42804: expected and actual values are of different types'),
	($$'m/1', 'cases', 'evidence_test.answers', 'id', 'label', 'said', tolerance => 1$$, '22023: a tolerance needs numbers'),
	($$'m/1', 'cases', 'SELECT 1 AS id, 1 AS out FROM generate_series(1, 3)', 'id', 'answer', 'out'$$, '21000: 1 keys of "predictions" have more than one row'),
	($$'m/1', 'cases', 'SELECT NULL::int AS id, 1 AS out', 'id', 'answer', 'out'$$, '22004: argument "key" is NULL in 1 rows of "predictions"'),
	($$'m/1', 'cases', 'SELECT 1 AS id, NULL::int AS part, 1 AS out', 'ROW(id, NULL::integer)', 'answer', 'out'$$, '22004: argument "key" is NULL in 1 rows of "predictions"'),
	($$'m/1', 'parts', 'SELECT 1 AS id, 1 AS part, 6 AS out', 'ROW(id, part)', 'answer', 'out'$$, '22004: argument "key" is NULL in 1 rows of "dataset"'),
	($$'m/1', 'cases', 'SELECT ''1''::text AS id, 1 AS out', 'id', 'answer', 'out'$$, '42804: the keys are of different types'),
	($$'m/1', 'cases', 'SELECT ''(1,1)''::point AS id, 1 AS out', 'id', 'answer', 'out'$$, '42804: argument "key" of type point cannot be compared'),
	($$'m/1', 'cases', 'SELECT ''1''::json AS id, 1 AS out', 'id', 'answer', 'out'$$, '42804: argument "key" of type json cannot be compared'),
	($$'m/1', 'cases', 'SELECT 1 AS id, nextval(''mreg.test_id_seq'') AS out', 'id', 'answer', 'out'$$, '25006: cannot execute nextval() in a read-only transaction'),
	($$'m/1', 'cases', 'SELECT 1 AS id, mreg.log_test(''m/1'', ''a'', ''b'', true) IS NULL AS out', 'id', 'answer IS NULL', 'out'$$, '25006: cannot execute INSERT in a read-only transaction')) t (arguments, expected);
SELECT is(pg_temp.as_role('mreg_test_worker', $$SELECT mreg.run_golden('m/1', 'cases', 'SELECT 1 AS id, 1 AS out', 'id', 'answer', 'out')$$), '42501: permission denied for schema evidence_test', 'the dataset''s rows are read with the caller''s rights');

-- SQL that others have stored does not run with the caller's rights.
CREATE ROLE mreg_test_other;
CREATE ROLE mreg_test_team;
CREATE FUNCTION pg_temp.who() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'runs as %', current_user;
END
$$;
CREATE VIEW evidence_test.by_other AS SELECT 1 AS id, 1 AS answer;
GRANT USAGE, CREATE ON SCHEMA evidence_test TO mreg_test_other, mreg_test_team;
GRANT USAGE ON SCHEMA mreg TO mreg_test_other, mreg_test_team, mreg_test_worker;
GRANT USAGE ON SCHEMA evidence_test TO mreg_test_worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_test_other, mreg_test_team, mreg_test_worker;
ALTER VIEW evidence_test.by_other OWNER TO mreg_test_other;
GRANT SELECT ON ALL TABLES IN SCHEMA evidence_test TO PUBLIC;
SELECT pg_temp.as_role('mreg_test_other', $$SELECT pg_temp.run(
	'SELECT mreg.register_dataset(''stored'', query => ''SELECT 1 AS id, pg_temp.who() AS answer'', compute => false)',
	'SELECT mreg.register_dataset(''viewed'', relation => ''evidence_test.by_other'')',
	'SELECT mreg.register_dataset(''told'', relation => ''evidence_test.parts'', compute => false)')$$) AS registered \gset
SELECT is(:'registered'::text, 'OK', 'anybody with the right to registers queries');
SELECT pg_temp.as_role('mreg_test_team', $$SELECT mreg.register_dataset('shared', query => 'SELECT 1 AS id, 1 AS answer')$$) \g /dev/null
SELECT mreg.register_dataset('own', query => 'SELECT 1 AS id, 1 AS answer') \g /dev/null
GRANT mreg_test_team TO mreg_test_worker;
SELECT is(CASE WHEN role = '' THEN pg_temp.fault(call) ELSE pg_temp.as_role(role, call) END, expected, what)
FROM (SELECT t.*, format('SELECT mreg.run_golden(''m/1'', %L, ''SELECT 1 AS id, 1 AS out'', ''id'', ''answer'', ''out'')', dataset) AS call FROM (VALUES
	('', 'stored', '42501: the query of dataset "stored/1" is by role "mreg_test_other", which "' || current_user || '" is no member of', 'not the query of another, not even for a superuser'),
	('', 'viewed', '42501: the view of dataset "viewed/1" is by role "mreg_test_other", which "' || current_user || '" is no member of', '... nor his view'),
	('mreg_test_worker', 'stored', '42501: the query of dataset "stored/1" is by role "mreg_test_other", which "mreg_test_worker" is no member of', '... nor for other roles'),
	('mreg_test_other', 'stored', 'P0001: runs as mreg_test_other', 'one''s own query runs'),
	('mreg_test_other', 'viewed', 'OK', '... and one''s own view'),
	('mreg_test_worker', 'shared', 'OK', '... and that of a role one is a member of'),
	('mreg_test_worker', 'own', 'OK', '... and that of a superuser')) t (role, dataset, expected, what)) t;
SELECT is(pg_temp.as_role('mreg_test_worker', $$SELECT mreg.run_golden('m/1', 'told', 'SELECT 1 AS id, 6 AS out', 'id', 'answer', 'out', 0, 0)$$), 'OK', 'tables are read whoever registered them');
SELECT pg_temp.state() AS state \gset
UPDATE evidence_test.cases SET answer = 0.75 WHERE id = 1;
SELECT is(pg_temp.fault($$SELECT mreg.run_golden('m/1', 'cases', 'evidence_test.answers', 'id', 'answer', 'out')$$), '55000: the rows of dataset "cases/1" have changed since it was registered', 'golden cases that were changed since are refused');
SELECT is(pg_temp.state(), :'state', 'nothing of what was refused is there');

-- set_task.
SELECT is((mreg.set_task('m', 'binary')).task, 'binary', 'a model without a task gets one');
SELECT is((mreg.set_task('m', 'binary')).task, 'binary', 'the same task again changes nothing');
SELECT is((SELECT string_agg(h.story || ' ' || h.detail::text, ';') FROM mreg.history('m') h WHERE h.kind = 'set_task'), 'set the task to binary {"after": {"task": "binary"}, "before": {"task": null}}', '... and is one event');
SELECT is(pg_temp.fault('SELECT mreg.set_task(' || arguments || ')'), expected, format('refused: set_task(%s)', arguments)) FROM (VALUES
	($$'m', 'regression'$$, '23514: cannot change "task" of model "m"'), ($$'m', 'nonsense'$$, '22023: invalid task: "nonsense"'), ($$'m', NULL$$, '22004: argument "task" must not be NULL'),
	($$'none', 'binary'$$, 'P0002: model "none" does not exist')) t (arguments, expected);
SELECT mreg.register_model('raw') \g /dev/null
SELECT is(pg_temp.fault(statement), expected, statement) FROM (VALUES
	($$UPDATE mreg.model SET task = 'nonsense' WHERE name = 'raw'$$, '23514: new row for relation "model" violates check constraint "model_task_is_known"'),
	($$UPDATE mreg.model SET task = 'ranking' WHERE name = 'raw'$$, 'OK'),
	($$UPDATE mreg.model SET task = 'binary' WHERE name = 'raw'$$, '23514: cannot change "task" of model "raw"'),
	($$UPDATE mreg.model SET task = NULL WHERE name = 'raw'$$, '23514: cannot change "task" of model "raw"')) t (statement, expected);
SELECT is((SELECT string_agg(h.story, ';') FROM mreg.history('raw') h), 'registered model raw;set the task to ranking', 'the raw statement is an event, too');

-- Purge takes the evidence of what it purges.
SELECT mreg.delete_version('m/1') \g /dev/null
SELECT mreg.purge(interval '0') \g /dev/null
SELECT is((SELECT count(*) FROM mreg.metric e JOIN mreg.model m ON m.id = e.model WHERE m.name = 'm' AND e.version = 1) + (SELECT count(*) FROM mreg.test), 0::bigint, 'purge() removes metrics and tests of purged versions');
SELECT is((SELECT count(*) FROM mreg.metric e JOIN mreg.model m ON m.id = e.model WHERE m.name = 'm'), 1::bigint, '... and of no other');

SELECT * FROM finish();
ROLLBACK;
