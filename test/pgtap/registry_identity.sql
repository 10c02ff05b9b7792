-- Identity: what a version is never changes, whichever statement tries.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(130);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

SELECT pg_temp.run(
	$$SELECT mreg.register_model('iris', 'a description', 'multiclass', '{"team": "a"}')$$,
	$$SELECT mreg.register_model('other', lifecycle => 'mlflow')$$,
	$$SELECT mreg.register_version('iris', params => '{"c": 1}')$$,
	$$SELECT mreg.register_version('iris', params => '{"c": 2}', signature => '{"inputs": [{"type": "long"}]}', source => '{"run": 7}',
		parent => 'iris/1', label => '1.0', description => 'second', tags => '{"k": "v"}', external_id => 'run-7')$$,
	$$SELECT mreg.register_version('iris')$$);

CREATE TEMPORARY TABLE target AS SELECT v.* FROM mreg.version v WHERE v.number = 2;
CREATE TEMPORARY TABLE model_before AS SELECT m.* FROM mreg.model m WHERE m.name = 'iris';
CREATE TEMPORARY TABLE events AS SELECT count(*) AS n FROM mreg.event;

-- Another value for each column of identity.
CREATE TEMPORARY TABLE change (name text, value text);
INSERT INTO change VALUES
	('id', '987654321'),
	('model', '(SELECT id FROM mreg.model WHERE name = ''other'')'),
	('number', '99'),
	('label', '''2.0'''),
	('label', 'NULL'),
	('params', '''{"c": 3}'''),
	('params', '''{}'''),
	('params', 'NULL'),
	('signature', 'NULL'),
	('signature', '''{"inputs": [{"type": "double"}]}'''),
	('source', 'NULL'),
	('source', '''{"run": 8}'''),
	('parent', 'NULL'),
	('external_id', 'NULL'),
	('external_id', '''run-8'''),
	('created_at', '''2000-01-01'''),
	('created_by', '''nobody'''),
	('lifecycle', '''mlflow'''),
	('digest', 'sha256(''x'')'),
	('purged_at', 'now()'),
	('slot', '1'),
	('stage_since', 'now() + ''1 day''');

SELECT throws_ok(format('UPDATE mreg.version SET %I = %s WHERE id = %s', c.name, c.value, t.id), '23514',
	format('cannot change "%s" of version 2 of model "iris"', c.name), format('UPDATE of %s to %s is refused', c.name, c.value))
FROM change c, target t;
SELECT throws_ok(format(
	'MERGE INTO mreg.version v USING (VALUES (%s)) s (id) ON v.id = s.id WHEN MATCHED THEN UPDATE SET %I = %s', t.id, c.name, c.value),
	'23514', format('cannot change "%s" of version 2 of model "iris"', c.name),
	format('MERGE of %s to %s is refused', c.name, c.value))
FROM change c, target t;
SELECT throws_ok(format(
	'INSERT INTO mreg.version (id, model, number) SELECT id, model, number FROM target ON CONFLICT (id) DO UPDATE SET %I = %s',
	c.name, c.value), '23514', NULL, format('ON CONFLICT DO UPDATE of %s to %s is refused', c.name, c.value))
FROM change c;
SELECT throws_ok($$UPDATE mreg.version SET params = params || '{"x": 1}'$$, '23514', NULL, 'an UPDATE of all rows is refused');
SELECT throws_ok($$UPDATE mreg.version SET (description, params) = ('new', '{}') WHERE number = 2$$, '23514', NULL,
	'a change that is allowed does not carry one that is not');
SELECT results_eq('SELECT v.* FROM mreg.version v WHERE v.number = 2', 'SELECT t.* FROM target t', 'the version is as it was');

-- What nothing changes.
SELECT lives_ok(format('UPDATE mreg.version SET %1$I = %1$I', a.attname), format('UPDATE of %1$s to itself changes nothing', a.attname))
FROM pg_attribute a
WHERE a.attrelid = 'mreg.version'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''
ORDER BY a.attnum;
SELECT results_eq('SELECT v.* FROM mreg.version v WHERE v.number = 2', 'SELECT t.* FROM target t', 'the version is as it was still');

SELECT throws_ok('DELETE FROM mreg.version WHERE number = 2', '23514', NULL, 'DELETE of a version is refused');
SELECT throws_ok('DELETE FROM mreg.version WHERE false', '23514', NULL, '... even of none');
SELECT throws_ok('MERGE INTO mreg.version v USING target t ON v.id = t.id WHEN MATCHED THEN DELETE', '23514', NULL,
	'... and by MERGE');
SELECT throws_ok('TRUNCATE mreg.version CASCADE', '23514', NULL, 'TRUNCATE of versions is refused');
SELECT throws_ok('DELETE FROM mreg.model', '23514', NULL, 'DELETE of models is refused');
SELECT throws_ok('TRUNCATE mreg.model CASCADE', '23514', NULL, 'TRUNCATE of models is refused');
SELECT throws_ok('TRUNCATE mreg.alias', '23514', NULL, 'TRUNCATE of aliases is refused');

-- Models.
SELECT throws_ok(format('UPDATE mreg.model SET %I = %s WHERE name = ''iris''', c.name, c.value), '23514',
	format('cannot change "%s" of model "iris"', c.name), format('UPDATE of a model''s %s is refused', c.name))
FROM (VALUES ('id', '987654321'), ('task', '''binary'''), ('task', 'NULL'), ('lifecycle', '''mlflow'''),
	('created_at', '''2000-01-01'''), ('created_by', '''nobody'''), ('purged_at', 'now()')) c (name, value);
SELECT lives_ok(format('UPDATE mreg.model SET %1$I = %1$I', a.attname), format('UPDATE of a model''s %s to itself changes nothing', a.attname))
FROM pg_attribute a
WHERE a.attrelid = 'mreg.model'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''
ORDER BY a.attnum;
SELECT results_eq('SELECT m.* FROM mreg.model m WHERE m.name = ''iris''', 'SELECT b.* FROM model_before b', 'the model is as it was');
SELECT throws_ok('UPDATE mreg.model SET tags = NULL', '23502', NULL, 'tags of a model cannot be NULL');
SELECT throws_ok('UPDATE mreg.model SET tags = ''[]''', NULL, NULL, 'tags of a model must be an object');
SELECT throws_ok('UPDATE mreg.version SET tags = NULL', '23502', NULL, 'tags of a version cannot be NULL');
SELECT throws_ok('UPDATE mreg.version SET tags = ''"x"''', NULL, NULL, 'tags of a version must be an object');
SELECT throws_ok('UPDATE mreg.version SET stage = NULL', '23502', NULL, 'the stage of a version cannot be NULL');

-- Aliases.
SELECT pg_temp.run($$SELECT mreg.set_alias('iris/1', 'champion')$$);
SELECT throws_ok('UPDATE mreg.alias SET alias = ''other''', '23514', NULL, 'an alias cannot be renamed');
SELECT throws_ok('UPDATE mreg.alias SET model = (SELECT id FROM mreg.model WHERE name = ''other'')', '23514', NULL,
	'an alias cannot go to another model');
SELECT throws_ok('UPDATE mreg.alias SET version = 99', 'P0002', NULL, 'an alias cannot go to an unknown version');
SELECT throws_ok('UPDATE mreg.alias SET version = NULL', '23502', NULL, 'an alias names a version');
SELECT throws_ok('INSERT INTO mreg.alias (model, alias, version) SELECT id, ''x'', 99 FROM mreg.model WHERE name = ''iris''', '23503', NULL,
	'a raw INSERT of an alias needs the version');

-- What may change.
SELECT lives_ok('UPDATE mreg.version SET description = ''better'', tags = ''{"k": "w"}'' WHERE number = 2', 'description and tags may change');
SELECT is((SELECT v.description || (v.tags ->> 'k') FROM mreg.version v WHERE v.number = 2), 'betterw', '... and do');
SELECT is((SELECT count(*) FROM mreg.event) - n, 3::bigint, 'the only events are of these two changes and the alias') FROM events;

SELECT * FROM finish();
ROLLBACK;
