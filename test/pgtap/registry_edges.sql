-- Edges: guards attached where they do not belong, unchanged definitions, reserved ids, odd keys, long spans of time.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(49);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

-- Creates a trigger, runs a statement that fires it, and undoes both.
CREATE FUNCTION pg_temp.fire(trigger text, statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'CREATE TRIGGER aaa ' || trigger;
	EXECUTE statement;
END
$$;

SELECT pg_temp.run(
	$$SELECT mreg.register_model('m')$$,
	$$SELECT mreg.register_version('m', params => '{"a.b": 1, "a": {"b": 2}}')$$,
	$$SELECT mreg.register_version('m', params => '{"a.b": 1, "a": {"b": 3}}')$$,
	$$SELECT mreg.set_alias('m/1', 'champion')$$);

-- A guard that is attached to another table, level, time or statement refuses.
CREATE TABLE pg_temp.other (id bigint, tags jsonb);
INSERT INTO pg_temp.other VALUES (1, '{}');
SELECT throws_ok(format('SELECT pg_temp.fire(%L, %L)', t || ' EXECUTE FUNCTION mreg_internal.' || f || '()', s), '39P01',
	'function works only as a trigger of mreg''s own tables', f || ': ' || t)
FROM (VALUES
	('version_guard', 'AFTER UPDATE ON mreg.version FOR EACH STATEMENT', 'UPDATE mreg.version SET description = NULL'),
	('version_guard', 'BEFORE UPDATE ON mreg.version FOR EACH STATEMENT', 'UPDATE mreg.version SET description = NULL'),
	('version_guard', 'AFTER UPDATE ON mreg.version FOR EACH ROW', 'UPDATE mreg.version SET description = NULL'),
	('version_guard', 'BEFORE UPDATE ON mreg.alias FOR EACH ROW', 'UPDATE mreg.alias SET version = 2'),
	('version_guard', 'BEFORE UPDATE ON pg_temp.other FOR EACH ROW', 'UPDATE pg_temp.other SET id = 2'),
	('version_count', 'BEFORE INSERT ON mreg.version FOR EACH ROW', 'INSERT INTO mreg.version (model) SELECT id FROM mreg.model'),
	('version_count', 'AFTER INSERT ON mreg.version FOR EACH STATEMENT', 'INSERT INTO mreg.version (model) SELECT id FROM mreg.model'),
	('model_guard', 'AFTER UPDATE ON mreg.model FOR EACH ROW', 'UPDATE mreg.model SET description = ''x'''),
	('model_guard', 'BEFORE INSERT ON mreg.model FOR EACH ROW', 'INSERT INTO mreg.model (name) VALUES (''y'')'),
	('model_guard', 'BEFORE UPDATE ON mreg.model FOR EACH STATEMENT', 'UPDATE mreg.model SET description = ''x'''),
	('alias_guard', 'BEFORE INSERT ON mreg.alias FOR EACH ROW', 'INSERT INTO mreg.alias SELECT model, ''z'', 1 FROM mreg.alias'),
	('alias_guard', 'AFTER DELETE ON mreg.alias FOR EACH STATEMENT', 'DELETE FROM mreg.alias'),
	('lifecycle_guard', 'AFTER INSERT ON mreg.lifecycle FOR EACH STATEMENT', 'INSERT INTO mreg.lifecycle (name) VALUES (''l'')'),
	('lifecycle_guard', 'BEFORE UPDATE ON pg_temp.other FOR EACH ROW', 'UPDATE pg_temp.other SET id = 2'),
	('refuse_change', 'BEFORE UPDATE ON mreg.model FOR EACH ROW', 'UPDATE mreg.model SET description = ''x'''),
	('refuse_change', 'AFTER DELETE ON mreg.alias FOR EACH STATEMENT', 'DELETE FROM mreg.alias')) v (f, t, s);

-- history sees what the same statement made.
CREATE FUNCTION pg_temp.made_and_told() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	PERFORM mreg.register_model('made');
	RETURN (SELECT count(*) FROM mreg.history('made'));
END
$$;
SELECT is(pg_temp.made_and_told(), 1::bigint, 'history of a model made in the same statement');
SELECT lives_ok($$EXPLAIN SELECT * FROM mreg.history('nobody')$$, 'planning a look at history looks at nothing');
SELECT throws_ok($$SELECT * FROM mreg.history('nobody')$$, 'P0002', 'model "nobody" does not exist', 'history of nobody');
SELECT throws_ok($$SELECT * FROM mreg.history('a/b')$$, '22023', NULL, 'history of no name');

-- Keys with dots.
SELECT is(mreg.diff('m/1', 'm/2')::text, '(params,a.b,2,3,1)', 'nested keys and keys with dots are told apart');
SELECT is_empty($$SELECT * FROM mreg.diff('m/1', 'm/1')$$, 'nothing differs from itself');

-- Tags that are no object meet the constraint.
SELECT throws_ok($$UPDATE mreg.model SET tags = '[]' WHERE name = 'm'$$, '23514', NULL, 'tags of a model that are an array');
SELECT throws_ok($$UPDATE mreg.version SET tags = '1'$$, '23514', NULL, 'tags of a version that are a number');

-- External ids.
SELECT throws_ok($$SELECT mreg.register_version('m', external_id => '')$$, '22023', 'invalid external_id: ""', 'an empty external_id');
SELECT throws_ok($$SELECT mreg.register_version('m', external_id => repeat('x', 513))$$, '22023', NULL, 'a long external_id');
SELECT pg_temp.run($$SELECT mreg.register_version('m', params => '{"c": 1}', external_id => repeat('x', 512))$$);
SELECT is((SELECT number FROM mreg.register_version('m', params => '{"c": 1.0}', external_id => repeat('x', 512))), 3,
	'numbers that are equal are the same content');

-- Signatures.
SELECT throws_ok($$SELECT mreg.register_version('m', signature => '{"inputs": "no json"}')$$, '22P02', NULL, 'a section that is no JSON');
SELECT throws_ok($$SELECT mreg.register_version('m', signature => '{"other": "no json"}')$$, '22023', 'invalid signature', 'an unknown section');

-- Purge.
SELECT is(mreg.purge('100000 years'), 0::bigint, 'nothing was deleted before all time');

-- Lifecycles.
SELECT throws_ok($$INSERT INTO mreg.lifecycle (id, name) VALUES (500, 'x')$$, '23514', 'id 500 is reserved', 'an id of what is built in');
SELECT pg_temp.run(
	$$SELECT mreg.define_lifecycle('l', '{"stages": [{"name": "a", "is_initial": true}, {"name": "b"}], "transitions": [{"from": "a", "to": "b"}]}')$$,
	$$SELECT mreg.define_lifecycle('l', '{"stages": [{"name": "a", "is_initial": true}, {"name": "b"}], "transitions": [{"from": "A", "to": "B"}]}')$$);
SELECT is((SELECT count(*) FROM mreg.event WHERE kind = 'define_lifecycle'), 1::bigint, 'a definition that changes nothing is no event');

-- Names of stages.
SELECT throws_ok($$SELECT mreg.promote('m/1', '')$$, '22023', 'invalid stage name: ""', 'an empty stage');
SELECT throws_ok($$SELECT mreg.promote('m/1', repeat('x', 100000))$$, '22023', NULL, 'a long stage');
SELECT throws_ok($$SELECT mreg.promote('m/1', 'nowhere')$$, 'P0002', 'lifecycle "standard" of model "m" has no stage "nowhere"', 'an unknown stage');
SELECT throws_ok($$SELECT mreg.latest('m', '12')$$, '22023', NULL, 'a stage of digits');

-- Rollback in a stage of two: the latest entry is undone, whatever came back before.
SELECT pg_temp.run(
	$$SELECT mreg.define_lifecycle('pair', '{"stages": [{"name": "new", "is_initial": true}, {"name": "live", "max_versions": 2, "displaced_to": "old"}, {"name": "old"}], "transitions": [{"from": "*", "to": "live"}, {"from": "live", "to": "old"}]}')$$,
	$$SELECT mreg.register_model('p', lifecycle => 'pair')$$,
	$$SELECT mreg.register_version('p') FROM generate_series(1, 4)$$,
	$$SELECT mreg.promote('p/' || i, 'live') FROM generate_series(1, 4) i$$);
CREATE FUNCTION pg_temp.live() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(v.number::text, ' ' ORDER BY v.number) FROM mreg.version v JOIN mreg.model m ON m.id = v.model WHERE m.name = 'p' AND v.stage = 'live'
$$;
SELECT is(pg_temp.live(), '3 4', 'two of four are live');
SELECT pg_temp.run($$SELECT mreg.rollback('p', 'live')$$);
SELECT is(pg_temp.live(), '2 3', 'one step back');
SELECT pg_temp.run($$SELECT mreg.rollback('p', 'live')$$);
SELECT is(pg_temp.live(), '1 2', 'two steps back');
SELECT pg_temp.run($$SELECT mreg.promote('p/2', 'old')$$);
SELECT is((mreg.rollback('p', 'live')).number, 2, 'one that was moved out by hand comes back');
SELECT is(pg_temp.live(), '1 2', '... and nobody has to leave');

-- Rollback to a version that was inserted into its stage.
INSERT INTO mreg.model (name) VALUES ('raw');
INSERT INTO mreg.version (model, stage) SELECT id, 'production' FROM mreg.model WHERE name = 'raw';
SELECT pg_temp.run(
	$$SELECT mreg.register_version('raw')$$,
	$$SELECT mreg.promote('raw/2', s) FROM unnest(ARRAY['staging', 'production']) s$$);
SELECT is((mreg.rollback('raw')).number, 1, 'a version that entered its stage by INSERT');

-- Triggers that the owner adds are told nothing of what the registry's own statements may do.
CREATE FUNCTION pg_temp.meddle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF pg_trigger_depth() < 4 THEN EXECUTE TG_ARGV[0]; END IF;
	RETURN NEW;
END
$$;
CREATE FUNCTION pg_temp.vanish() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
SELECT pg_temp.run(
	$$SELECT mreg.register_model('o')$$,
	$$SELECT mreg.register_version('o') FROM generate_series(1, 3)$$,
	$$SELECT mreg.promote('o/' || i, 'staging') FROM generate_series(1, 2) i$$,
	$$SELECT mreg.promote('o/1', 'production')$$);
CREATE FUNCTION pg_temp.with_trigger(trigger text, statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'CREATE TRIGGER zzz ' || trigger;
	EXECUTE statement;
END
$$;
SELECT throws_ok($$SELECT pg_temp.with_trigger('AFTER UPDATE ON mreg.version FOR EACH ROW WHEN (NEW.number = 1)
	EXECUTE FUNCTION pg_temp.meddle($x$SELECT mreg.promote(''o/3'', ''production'')$x$)', $x$SELECT mreg.promote('o/2', 'production')$x$)$$,
	'23514', NULL, 'a promotion inside a displacement needs a rule');
SELECT throws_ok($$SELECT pg_temp.with_trigger('AFTER UPDATE ON mreg.model FOR EACH ROW
	EXECUTE FUNCTION pg_temp.meddle($x$UPDATE mreg.model SET created_by = ''nobody''$x$)', $x$SELECT mreg.promote('o/2', 'production')$x$)$$,
	'23514', NULL, 'an UPDATE inside the registry''s counting is checked');
SELECT throws_ok($$SELECT pg_temp.with_trigger('BEFORE UPDATE ON mreg.version FOR EACH ROW WHEN (OLD.number = 1)
	EXECUTE FUNCTION pg_temp.vanish()', $x$SELECT mreg.promote('o/2', 'production')$x$)$$,
	'09000', NULL, 'a displacement that a trigger swallows is no displacement');
SELECT is((SELECT string_agg(number || stage, ' ' ORDER BY number) FROM mreg.version WHERE model = (SELECT id FROM mreg.model WHERE name = 'o')),
	'1production 2staging 3development', 'nothing of it has happened');

-- A row that is older than a column has the column's default.
ALTER TABLE mreg.version ADD COLUMN later integer NOT NULL DEFAULT 5;
SELECT is((SELECT later FROM mreg.resolve('o/1')), 5, 'resolve gives columns that were added later');

-- A name that a deleted model had.
SELECT pg_temp.run(
	$$SELECT mreg.register_model('twice')$$,
	$$SELECT mreg.register_version('twice', params => '{"life": 1}')$$,
	$$SELECT mreg.delete_model('twice')$$,
	$$SELECT mreg.register_model('twice')$$,
	$$SELECT mreg.register_version('twice', params => '{"life": 2}')$$);
SELECT is((SELECT params FROM mreg.resolve('twice/1')), '{"life": 2}', 'the version of the model that lives');
SELECT is((SELECT params FROM mreg.resolve('twice')), '{"life": 2}', '... by its bare name, too');

SELECT * FROM finish();
ROLLBACK;
