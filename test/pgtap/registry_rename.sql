-- Renaming: the model stays the same; its old name is free.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(30);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

SELECT pg_temp.run(
	$$SELECT mreg.register_model('iris', description => 'first')$$,
	$$SELECT mreg.register_version('iris') FROM generate_series(1, 2)$$,
	$$SELECT mreg.promote('iris/1', 'staging')$$,
	$$SELECT mreg.promote('iris/1', 'production')$$,
	$$SELECT mreg.set_alias('iris/1', 'champion')$$);
CREATE TEMPORARY TABLE versions AS SELECT v.* FROM mreg.version v;
SELECT id AS first FROM mreg.model \gset

SELECT is((mreg.rename_model('iris', 'lily')).name, 'lily', 'rename_model() returns the model with its new name');
SELECT is((SELECT m.name FROM mreg.model m WHERE m.id = :first), 'lily', 'the model has it');
SELECT results_eq('SELECT v.* FROM mreg.version v ORDER BY v.id', 'SELECT v.* FROM versions v ORDER BY v.id', 'its versions are as they were');
SELECT is((mreg.resolve(ref)).number, 1, ref || ' names what it named under the old name')
FROM (VALUES ('lily/1'), ('lily@champion'), ('lily:production'), ('models:/lily@champion')) t (ref);
SELECT throws_ok($$SELECT mreg.resolve('iris@champion')$$, 'P0002', 'model "iris" does not exist', 'the old name names nothing');

SELECT pg_temp.run($$SELECT mreg.register_model('iris', description => 'second')$$);
SELECT is((mreg.register_version('iris')).number, 1, 'another model of the old name starts at 1');
SELECT is((SELECT count(*) FROM mreg.history('lily')), 7::bigint, 'history follows the renamed model');
SELECT is((SELECT count(*) FROM mreg.history('iris')), 2::bigint, '... and not the name');
SELECT is((SELECT story FROM mreg.history('lily') WHERE kind = 'rename_model'), 'renamed model iris to lily', 'the renaming is told');
SELECT is((SELECT count(*) FROM mreg.as_of('lily', (SELECT max(at) FROM mreg.event))), 2::bigint, 'the past follows, too');
SELECT throws_ok($$SELECT mreg.resolve('iris@champion')$$, 'P0002', 'model "iris" has no alias "champion"', 'the other model has no alias of the first');

-- Names that are taken, that are bad, that are the same.
SELECT throws_ok($$SELECT mreg.rename_model('lily', 'iris')$$, '23505', 'model "iris" already exists', 'a name that is taken is refused');
SELECT throws_ok($$UPDATE mreg.model SET name = 'iris' WHERE name = 'lily'$$, '23505', NULL, '... by raw UPDATE, too');
SELECT throws_ok($$SELECT mreg.rename_model('lily', 'a/b')$$, '22023', NULL, 'a bad name is refused');
SELECT throws_ok($$SELECT mreg.rename_model('rose', 'tulip')$$, 'P0002', NULL, 'an unknown model is refused');
SELECT throws_ok($$SELECT mreg.rename_model('lily/1', 'tulip')$$, '22023', NULL, 'a version is not renamed');
SELECT is((mreg.rename_model('lily', 'lily')).name, 'lily', 'renaming to the same name passes');
SELECT is((SELECT count(*) FROM mreg.event WHERE kind = 'rename_model'), 1::bigint, '... and is no event');
SELECT is((SELECT string_agg(name, ' ' ORDER BY id) FROM mreg.model), 'lily iris', 'the names are as they were');

-- Swapping two names takes three steps.
SELECT pg_temp.run(
	$$SELECT mreg.rename_model('lily', 'aside')$$,
	$$SELECT mreg.rename_model('iris', 'lily')$$,
	$$SELECT mreg.rename_model('aside', 'iris')$$);
SELECT is((SELECT m.id FROM mreg.model m WHERE m.name = 'iris'), :first::bigint, 'two models swap their names');
SELECT is((mreg.resolve('iris@champion')).model, :first::bigint, '... and references follow');
SELECT is((SELECT count(*) FROM mreg.history('iris')), 9::bigint, '... and history');

-- With deleted models of the name.
SELECT pg_temp.run($$SELECT mreg.delete_model('lily')$$);
SELECT lives_ok($$SELECT mreg.rename_model('iris', 'lily')$$, 'the name of a deleted model is free');
SELECT throws_ok($$SELECT mreg.restore_model('lily')$$, '23505', NULL, '... and that one does not come back while it is taken');
SELECT lives_ok($$SELECT mreg.rename_model('lily', 'iris')$$, 'the name is given back');
SELECT is((mreg.restore_model('lily')).description, 'second', '... and now it does');

-- Raw renaming.
UPDATE mreg.model SET name = 'raw' WHERE name = 'iris';
SELECT is((SELECT story FROM mreg.history('raw') ORDER BY id DESC LIMIT 1), 'renamed model iris to raw', 'a raw renaming is an event');

SELECT * FROM finish();
ROLLBACK;
