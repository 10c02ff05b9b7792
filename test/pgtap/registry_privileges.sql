-- Privileges: what a role may do without grants and with EXECUTE alone.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(140);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

CREATE ROLE mreg_test_stranger;
CREATE ROLE mreg_test_worker;
CREATE ROLE mreg_test_reader;
SELECT pg_temp.run(
	$$SELECT mreg.register_model('iris')$$,
	$$SELECT mreg.register_version('iris', params => '{"a": 1}')$$,
	$$SELECT mreg.register_version('iris', params => '{"a": 2}')$$,
	$$SELECT mreg.promote('iris/1', 'staging')$$,
	$$SELECT mreg.set_alias('iris/1', 'champion')$$);

-- Every function of the registry, and every table.
CREATE TEMPORARY TABLE call (name text, statement text);
INSERT INTO call VALUES
	('resolve', $$SELECT mreg.resolve('iris')$$), ('latest', $$SELECT mreg.latest('iris')$$), ('register_model', $$SELECT mreg.register_model('x')$$),
	('register_version', $$SELECT mreg.register_version('iris')$$), ('promote', $$SELECT mreg.promote('iris/2', 'staging')$$),
	('rollback', $$SELECT mreg.rollback('iris')$$), ('set_alias', $$SELECT mreg.set_alias('iris/2', 'a')$$), ('drop_alias', $$SELECT mreg.drop_alias('iris', 'champion')$$),
	('set_tag', $$SELECT mreg.set_tag('iris', 'a', 'b')$$), ('drop_tag', $$SELECT mreg.drop_tag('iris', 'a')$$), ('describe', $$SELECT mreg.describe('iris', 'd')$$),
	('rename_model', $$SELECT mreg.rename_model('iris', 'x')$$), ('set_owner', $$SELECT mreg.set_owner('iris', 'mreg_test_worker')$$),
	('delete_version', $$SELECT mreg.delete_version('iris/2')$$), ('restore_version', $$SELECT mreg.restore_version('iris/2')$$),
	('delete_model', $$SELECT mreg.delete_model('iris')$$), ('restore_model', $$SELECT mreg.restore_model('iris')$$), ('purge', $$SELECT mreg.purge('0')$$),
	('define_lifecycle', $$SELECT mreg.define_lifecycle('x', '{"stages": [{"name": "a", "is_initial": true}]}')$$),
	('history', $$SELECT * FROM mreg.history('iris')$$), ('as_of', $$SELECT * FROM mreg.as_of('iris', now())$$), ('diff', $$SELECT * FROM mreg.diff('iris/1', 'iris/2')$$);
GRANT SELECT ON call TO PUBLIC;
CREATE TEMPORARY TABLE relation AS SELECT c.oid, c.oid::regclass::text AS name, c.relkind FROM pg_class c
WHERE c.relnamespace = 'mreg'::regnamespace AND c.relkind IN ('r', 'S', 'v');

-- Runs a statement as a role and returns to the session's own; gives the SQLSTATE, 00000 for success.
CREATE FUNCTION pg_temp.as_role(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	state text := '00000';
BEGIN
	PERFORM set_config('role', role, true);
	BEGIN
		EXECUTE statement;
		RAISE EXCEPTION SQLSTATE 'UNDO1';
	EXCEPTION WHEN OTHERS THEN
		state := CASE SQLSTATE WHEN 'UNDO1' THEN '00000' ELSE SQLSTATE END;
	END;
	PERFORM set_config('role', 'none', true);
	RETURN state;
END
$$;

SELECT is((SELECT count(DISTINCT name) FROM call), (SELECT count(*) FROM pg_proc p WHERE p.pronamespace = 'mreg'::regnamespace
	AND p.proname IN (SELECT name FROM call)), 'every function is called here');
SELECT is(pg_temp.as_role('mreg_test_stranger', statement), '42501', format('a stranger may not %s()', name)) FROM call;
SELECT ok(NOT has_function_privilege('mreg_test_stranger', p.oid, 'EXECUTE'), format('%s belongs to the owner until granted', p.oid::regprocedure))
FROM pg_proc p
WHERE p.pronamespace = 'mreg'::regnamespace AND p.proname IN (SELECT name FROM call);
SELECT ok(NOT has_table_privilege('mreg_test_stranger', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'), format('a stranger has nothing of %s', name))
FROM relation WHERE relkind <> 'S';
SELECT ok(NOT has_sequence_privilege('mreg_test_stranger', oid, 'USAGE, SELECT, UPDATE'), format('a stranger has nothing of %s', name))
FROM relation WHERE relkind = 'S';
SELECT is(pg_temp.as_role('mreg_test_stranger', 'TABLE mreg.model'), '42501', 'a stranger reads no model');
SELECT ok(has_schema_privilege('mreg_test_stranger', s, 'USAGE'), format('a stranger may use schema %s', s)) FROM (VALUES ('mreg'), ('mreg_internal')) t (s);
SELECT ok(NOT has_schema_privilege('mreg_test_stranger', s, 'CREATE'), format('a stranger may not create in schema %s', s)) FROM (VALUES ('mreg'), ('mreg_internal')) t (s);

-- EXECUTE alone.
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_test_worker;
SELECT is(pg_temp.as_role('mreg_test_worker', c.statement), CASE c.name
	WHEN 'rollback' THEN '55000' WHEN 'set_owner' THEN '42501' WHEN 'drop_tag' THEN 'P0002' WHEN 'restore_version' THEN '55000' WHEN 'delete_model' THEN '55000' WHEN 'restore_model' THEN '23505'
	WHEN 'history' THEN '42501' WHEN 'as_of' THEN '42501' WHEN 'diff' THEN '42501' ELSE '00000' END, format('with EXECUTE alone %s() does its work%s', c.name,
	CASE WHEN c.name = 'set_owner' THEN ' for who manages the model alone' WHEN c.name IN ('history', 'as_of', 'diff') THEN ', reading with the caller''s own rights' ELSE '' END))
FROM call c;
SET ROLE mreg_test_worker;
SELECT mreg.register_model('mine') \g /dev/null
SELECT mreg.register_version('mine', label => '1.0') \g /dev/null
SELECT mreg.promote('mine/1', 'staging', reason => 'r') \g /dev/null
RESET ROLE;
SELECT is((SELECT string_agg(DISTINCT (e.actor, e.login)::text, ' ') FROM mreg.event e JOIN mreg.model m ON m.id = e.model WHERE m.name = 'mine'),
	format('(mreg_test_worker,%s)', session_user), 'the caller is recorded as actor, beside the login');
SELECT is((SELECT (m.owner, m.created_by)::text FROM mreg.model m WHERE m.name = 'mine'), '(mreg_test_worker,mreg_test_worker)', '... and as owner of the model');
SELECT is((SELECT v.created_by::text FROM mreg.version v WHERE v.label = '1.0'), 'mreg_test_worker', '... and as creator of the version');
SELECT is(pg_temp.as_role('mreg_test_worker', statement), '42501', 'with EXECUTE alone no ' || statement)
FROM (VALUES ('TABLE mreg.version'), ('UPDATE mreg.version SET stage = ''archived'''), ('INSERT INTO mreg.model (name) VALUES (''x'')'), ('DELETE FROM mreg.alias'),
	('INSERT INTO mreg.event (kind) VALUES (''x'')'), ('TRUNCATE mreg.event'), ('SELECT nextval(''mreg.event_id_seq'')'), ('ALTER TABLE mreg.version DISABLE TRIGGER ALL'),
	('SELECT mreg_internal.lifecycle_definition(''standard'')'), ('SELECT mreg_internal.find_model(''iris'')')) t (statement);
SELECT is(pg_temp.as_role('mreg_test_worker', $$DO 'BEGIN BEGIN PERFORM mreg.promote(''mine/1'', ''nowhere''); EXCEPTION WHEN OTHERS THEN NULL; END; DELETE FROM mreg.alias; END'$$),
	'42501', 'an error within a call does not leave the owner''s rights behind');

-- Reading.
GRANT EXECUTE ON FUNCTION mreg.history(text), mreg.as_of(text, timestamptz), mreg.diff(text, text), mreg.resolve(text) TO mreg_test_reader;
SELECT is(pg_temp.as_role('mreg_test_reader', statement), '42501', 'without SELECT no ' || statement) FROM call WHERE name IN ('history', 'as_of', 'diff');
GRANT SELECT ON mreg.model, mreg.version, mreg.event, mreg.metric, mreg.dataset, mreg.artifact TO mreg_test_reader;
SELECT is(pg_temp.as_role('mreg_test_reader', statement), '00000', 'with SELECT, ' || statement) FROM call WHERE name IN ('history', 'as_of', 'diff', 'resolve');
SELECT is(pg_temp.as_role('mreg_test_reader', $$SELECT mreg.promote('iris/2', 'staging')$$), '42501', 'who reads does not promote');

-- Raw statements by a role that may: the rules hold, and the role is recorded.
GRANT SELECT, INSERT, UPDATE, DELETE ON mreg.version, mreg.alias TO mreg_test_reader;
SELECT is(pg_temp.as_role('mreg_test_reader', $$UPDATE mreg.version SET params = '{}'$$), '23514', 'a grant on the table gives no way round a rule');
SET ROLE mreg_test_reader;
UPDATE mreg.version SET stage = 'staging' WHERE params = '{"a": 2}';
INSERT INTO mreg.version (model) SELECT id FROM mreg.model WHERE name = 'iris';
DELETE FROM mreg.alias WHERE alias = 'champion';
RESET ROLE;
SELECT is((SELECT string_agg(e.kind, ' ' ORDER BY e.id) FROM mreg.event e WHERE e.actor = 'mreg_test_reader'), 'transition drop_alias', 'raw statements record who ran them');
SELECT is((SELECT v.created_by::text FROM mreg.version v JOIN mreg.model m ON m.id = v.model WHERE m.name = 'iris' AND v.number = 3), 'mreg_test_reader',
	'... and who inserted');

SELECT * FROM finish();
ROLLBACK;
