-- Events: one for each change, told truly, and never changed.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(79);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

CREATE FUNCTION pg_temp.id(name text) RETURNS bigint LANGUAGE sql AS $$
	SELECT m.id FROM mreg.model m WHERE m.name = id.name
$$;
-- Runs a statement; returns the events that it has written.
CREATE FUNCTION pg_temp.events_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	last bigint;
BEGIN
	SELECT coalesce(max(id), 0) INTO last FROM mreg.event;
	EXECUTE statement;
	RETURN coalesce((SELECT string_agg(concat_ws(' ', kind, version, detail ->> 'before', detail ->> 'after'), '; ' ORDER BY id)
		FROM mreg.event WHERE id > last), 'none');
END
$$;

SELECT is(pg_temp.events_of($$SELECT mreg.register_model('iris', 'a flower', 'multiclass', '{"team": "a"}')$$),
	'register_model {"name": "iris", "tags": {"team": "a"}, "task": "multiclass", "lifecycle": "standard", "description": "a flower"}',
	'register_model() writes one event');
SELECT alike(pg_temp.events_of($$SELECT mreg.register_version('iris', label => '1.0', tags => '{"k": "v"}', external_id => 'run')$$),
	'register_version 1 {"tags": {"k": "v"}, "label": "1.0", "stage": "development", "digest": "%", "number": 1, "description": null, "external_id": "run"}',
	'register_version() writes one event');
SELECT pg_temp.run($$SELECT mreg.register_version('iris')$$, $$SELECT mreg.register_version('iris')$$);

-- What each call and each raw statement records.
SELECT is(pg_temp.events_of(statement), expected, statement)
FROM (VALUES
	(1, $$SELECT mreg.promote('iris/1', 'staging')$$, 'transition 1 {"stage": "development"} {"stage": "staging"}'),
	(2, $$SELECT mreg.promote('iris/1', 'staging')$$, 'none'),
	(3, $$UPDATE mreg.version SET stage = 'production' WHERE number = 1$$, 'transition 1 {"stage": "staging"} {"stage": "production"}'),
	(4, $$UPDATE mreg.version SET stage = 'PRODUCTION' WHERE number = 1$$, 'none'),
	(5, $$UPDATE mreg.version SET stage = stage, tags = tags, description = description$$, 'none'),
	(6, $$SELECT mreg.set_alias('iris/1', 'champion')$$, 'set_alias 1 {"alias": "champion", "version": 1}'),
	(7, $$SELECT mreg.set_alias('iris/1', 'champion')$$, 'none'),
	(8, $$SELECT mreg.set_alias('iris/2', 'champion')$$,
		'set_alias 2 {"alias": "champion", "version": 1} {"alias": "champion", "version": 2}'),
	(9, $$UPDATE mreg.alias SET version = 1$$, 'set_alias 1 {"alias": "champion", "version": 2} {"alias": "champion", "version": 1}'),
	(10, $$UPDATE mreg.alias SET version = version$$, 'none'),
	(11, $$DELETE FROM mreg.alias WHERE alias = 'champion'$$, 'drop_alias 1 {"alias": "champion", "version": 1}'),
	(12, $$SELECT mreg.set_alias('iris/1', 'x')$$, 'set_alias 1 {"alias": "x", "version": 1}'),
	(13, $$SELECT mreg.drop_alias('iris', 'x')$$, 'drop_alias 1 {"alias": "x", "version": 1}'),
	(14, $$SELECT mreg.set_tag('iris', 'team', 'b')$$, 'set_tag {"tags": {"team": "a"}} {"tags": {"team": "b"}}'),
	(15, $$SELECT mreg.set_tag('iris', 'team', 'b')$$, 'none'),
	(16, $$SELECT mreg.set_tag('iris/1', 'new', '')$$, 'set_tag 1 {"tags": {}} {"tags": {"new": ""}}'),
	(17, $$SELECT mreg.drop_tag('iris/1', 'new')$$, 'drop_tag 1 {"tags": {"new": ""}} {"tags": {}}'),
	(18, $$UPDATE mreg.version SET tags = '{"k": "w", "l": 1}' WHERE number = 1$$,
		'set_tag 1 {"tags": {"k": "v"}} {"tags": {"k": "w", "l": 1}}'),
	(19, $$UPDATE mreg.version SET tags = '{}' WHERE number = 1$$, 'drop_tag 1 {"tags": {"k": "w", "l": 1}} {"tags": {}}'),
	(20, $$SELECT mreg.drop_tag('iris', 'team')$$, 'drop_tag {"tags": {"team": "b"}} {"tags": {}}'),
	(21, $$SELECT mreg.describe('iris', 'better')$$, 'describe {"description": "a flower"} {"description": "better"}'),
	(22, $$SELECT mreg.describe('iris', 'better')$$, 'none'),
	(23, $$SELECT mreg.describe('iris/2', 'second')$$, 'describe 2 {"description": null} {"description": "second"}'),
	(24, $$SELECT mreg.describe('iris/2', NULL)$$, 'describe 2 {"description": "second"} {"description": null}'),
	(25, $$UPDATE mreg.model SET description = NULL$$, 'describe {"description": "better"} {"description": null}'),
	(26, $$UPDATE mreg.version SET description = 'd', tags = '{"t": 1}' WHERE number = 2$$,
		'set_tag 2 {"tags": {}} {"tags": {"t": 1}}; describe 2 {"description": null} {"description": "d"}'),
	(27, $$UPDATE mreg.version SET stage = 'staging', description = 'e' WHERE number = 2$$,
		'transition 2 {"stage": "development"} {"stage": "staging"}; describe 2 {"description": "d"} {"description": "e"}'),
	(28, $$UPDATE mreg.version SET stage = 'production' WHERE number = 2$$,
		'displacement 1 {"stage": "production"} {"stage": "archived", "displaced_by": 2}; transition 2 {"stage": "staging"} {"stage": "production"}'),
	(29, $$SELECT mreg.rename_model('iris', 'lily')$$, 'rename_model {"name": "iris"} {"name": "lily"}'),
	(30, $$SELECT mreg.rename_model('lily', 'lily')$$, 'none'),
	(31, $$UPDATE mreg.model SET name = 'iris'$$, 'rename_model {"name": "lily"} {"name": "iris"}'),
	(32, $$SELECT mreg.set_owner('iris', 'pg_monitor')$$,
		format('set_owner {"owner": "%s"} {"owner": "pg_monitor"}', current_user)),
	(33, $$SELECT mreg.set_owner('iris', 'pg_monitor')$$, 'none'),
	(34, $$UPDATE mreg.model SET owner = 'pg_signal_backend', description = 'x'$$,
		'describe {"description": null} {"description": "x"}; set_owner {"owner": "pg_monitor"} {"owner": "pg_signal_backend"}'),
	(35, $$SELECT mreg.delete_version('iris/3')$$, 'delete_version 3 {"deleted": false} {"deleted": true}'),
	(36, $$SELECT mreg.restore_version('iris/3')$$, 'restore_version 3 {"deleted": true} {"deleted": false}'),
	(37, $$UPDATE mreg.version SET deleted_at = now() WHERE number = 3$$, 'delete_version 3 {"deleted": false} {"deleted": true}'),
	(38, $$SELECT mreg.purge('0')$$, 'purge 3 {"purged": false} {"purged": true}'),
	(39, $$SELECT mreg.purge('0')$$, 'none'),
	(40, $$SELECT mreg.promote('iris/2', 'archived')$$, 'transition 2 {"stage": "production"} {"stage": "archived"}'),
	(41, $$SELECT mreg.delete_model('iris')$$, 'delete_model {"deleted": false} {"deleted": true}'),
	(42, $$SELECT mreg.restore_model('iris')$$, 'restore_model {"deleted": true} {"deleted": false}'),
	(43, $$SELECT mreg.resolve('iris')$$, 'none'),
	(44, $$SELECT mreg.register_version('iris', label => '1.0', tags => '{"k": "v"}', external_id => 'run')$$, 'none')
) t (place, statement, expected)
ORDER BY place;

SELECT alike(pg_temp.events_of($$SELECT mreg.define_lifecycle('mine', '{"stages": [{"name": "a", "is_initial": true}]}')$$),
	'define_lifecycle {"stages": [{"name": "a", "is_initial": true}], "transitions": []}', 'define_lifecycle() records the definition');
SELECT is((SELECT e.detail -> 'before' FROM mreg.event e WHERE e.kind = 'define_lifecycle'), 'null', '... with null before it');

-- Times, transactions, reasons.
SELECT ok((SELECT bool_and(e.at > e.previous) FROM (SELECT at, lag(at) OVER (PARTITION BY model ORDER BY id) AS previous FROM mreg.event) e
	WHERE e.previous IS NOT NULL), 'times increase strictly from event to event');
SELECT ok((SELECT bool_and(xact = pg_current_xact_id()) FROM mreg.event), 'events bear the transaction that wrote them');
SELECT is((SELECT m.changed_at FROM mreg.model m), (SELECT max(e.at) FROM mreg.event e WHERE e.model IS NOT NULL),
	'the model bears the time of its latest event');
SELECT is((SELECT count(*) FROM mreg.event WHERE reason IS NOT NULL), 0::bigint, 'no reason is made up');
SELECT pg_temp.run($$SELECT mreg.promote('iris/1', 'development', reason => 'weil''s "so" ist')$$);
SELECT is((SELECT e.reason FROM mreg.event e ORDER BY e.id DESC LIMIT 1), 'weil''s "so" ist', 'a reason is kept to the letter');
SELECT pg_temp.run($$SELECT mreg.describe('iris/1', 'no reason')$$);
SELECT is((SELECT e.reason FROM mreg.event e ORDER BY e.id DESC LIMIT 1), NULL, '... and not carried over to the next call');
SELECT pg_temp.run($$SELECT mreg.delete_version('iris/1', 'reason 1')$$, $$SELECT mreg.delete_model('iris', 'reason 2')$$);
SELECT is((SELECT string_agg(e.reason, ' ' ORDER BY e.id) FROM (SELECT * FROM mreg.event ORDER BY id DESC LIMIT 2) e), 'reason 1 reason 2',
	'deletions keep their reasons');

-- A clock that stands in the future does not put events into disorder.
SELECT pg_temp.run($$SELECT mreg.register_model('clock')$$);
INSERT INTO mreg.model (name, changed_at) VALUES ('future', now() + interval '1 year');
SELECT pg_temp.run($$SELECT mreg.register_version('future') FROM generate_series(1, 2)$$);
SELECT ok((SELECT min(at) > now() + interval '1 year' AND count(DISTINCT at) = 2 FROM mreg.event WHERE model = pg_temp.id('future')),
	'an event is later than the one before even if the clock is not');

-- Who: the role that called, and the login.
CREATE ROLE mreg_test_actor;
CREATE ROLE mreg_test_definer;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_test_actor, mreg_test_definer;
GRANT USAGE ON SCHEMA mreg TO mreg_test_actor, mreg_test_definer;
CREATE FUNCTION public.mreg_test_wrapper() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT mreg.describe('clock', 'by definer') $$;
ALTER FUNCTION public.mreg_test_wrapper() OWNER TO mreg_test_definer;
SET ROLE mreg_test_actor;
SELECT mreg.register_version('clock') \gset ignored_
RESET ROLE;
SELECT is((SELECT (e.actor, e.login)::text FROM mreg.event e ORDER BY e.id DESC LIMIT 1), format('(mreg_test_actor,%s)', session_user),
	'after SET ROLE the actor is that role and the login the session''s');
SELECT is((SELECT v.created_by FROM mreg.version v WHERE v.model = pg_temp.id('clock')), 'mreg_test_actor', '... also in the version');
SET ROLE mreg_test_actor;
SELECT public.mreg_test_wrapper() \gset ignored_
RESET ROLE;
SELECT is((SELECT (e.actor, e.login)::text FROM mreg.event e ORDER BY e.id DESC LIMIT 1), format('(mreg_test_definer,%s)', session_user),
	'in a SECURITY DEFINER function the actor is its owner');
GRANT SELECT, UPDATE ON mreg.version, mreg.model TO mreg_test_actor;
SET ROLE mreg_test_actor;
UPDATE mreg.version SET description = 'raw' WHERE number = 1 AND model IN (SELECT id FROM mreg.model WHERE name = 'clock');
RESET ROLE;
SELECT is((SELECT (e.kind, e.actor)::text FROM mreg.event e ORDER BY e.id DESC LIMIT 1), '(describe,mreg_test_actor)',
	'the actor of a raw statement is the role that ran it');
SELECT is(current_user, session_user, 'no call leaves the session in another role');

-- Append-only.
SELECT throws_ok(statement, '23514', NULL, statement)
FROM (VALUES
	('UPDATE mreg.event SET reason = ''x'''),
	('UPDATE mreg.event SET id = id'),
	('UPDATE mreg.event SET at = now() WHERE false'),
	('DELETE FROM mreg.event'),
	('DELETE FROM mreg.event WHERE false'),
	('TRUNCATE mreg.event'),
	('MERGE INTO mreg.event e USING (VALUES (1)) s (x) ON true WHEN MATCHED THEN DELETE'),
	('MERGE INTO mreg.event e USING (VALUES (1)) s (x) ON true WHEN MATCHED THEN UPDATE SET reason = ''x'''),
	('INSERT INTO mreg.event (id, kind) SELECT id, kind FROM mreg.event LIMIT 1 ON CONFLICT (id) DO UPDATE SET reason = ''x'''),
	('TRUNCATE mreg.model, mreg.version, mreg.alias, mreg.event CASCADE')) t (statement);
SELECT throws_ok($$DELETE FROM mreg.event$$, '23514', 'DELETE of "mreg.event" is not allowed', 'the message says what is refused');
SELECT throws_ok($$INSERT INTO mreg.event (kind, model, version) VALUES ('x', NULL, 1)$$, '23514', NULL, 'an event of a version has a model');
SELECT throws_ok($$INSERT INTO mreg.event (kind, model) VALUES ('x', -1)$$, '23503', NULL, '... and one that exists');

-- An error writes no event.
SELECT is(pg_temp.events_of(format('DO $x$ BEGIN %s; EXCEPTION WHEN OTHERS THEN NULL; END $x$', statement)), 'none',
	'no event of a refused ' || statement)
FROM (VALUES
	('PERFORM mreg.promote(''clock/1'', ''production'')'),
	('PERFORM mreg.rollback(''clock'')'),
	('PERFORM mreg.register_version(''clock'', label => ''1'')'),
	('PERFORM mreg.register_model(''clock'')'),
	('UPDATE mreg.version SET params = NULL, description = ''x''')) t (statement);

SELECT * FROM finish();
ROLLBACK;
