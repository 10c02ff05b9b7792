-- Deletion, restoration and purge of versions and models.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(81);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

CREATE FUNCTION pg_temp.id(name text) RETURNS bigint LANGUAGE sql AS $$
	SELECT m.id FROM mreg.model m WHERE m.name = id.name ORDER BY m.deleted_at DESC NULLS FIRST LIMIT 1
$$;
SELECT pg_temp.run(
	$$SELECT mreg.register_model('iris')$$,
	$$SELECT mreg.register_version('iris', label => 'l' || n, params => jsonb_build_object('n', n), source => '{"s": 1}', signature => '{}',
		description => 'd', tags => '{"t": 1}', external_id => 'e' || n) FROM generate_series(1, 5) n$$,
	$$SELECT mreg.promote('iris/1', 'staging')$$,
	$$SELECT mreg.promote('iris/1', 'production')$$,
	$$SELECT mreg.set_alias('iris/2', 'champion')$$,
	$$SELECT mreg.promote('iris/3', 'staging')$$,
	$$SELECT mreg.define_lifecycle('guarded', '{"stages": [{"name": "new", "is_initial": true}, {"name": "kept", "protected": true}],
		"transitions": [{"from": "new", "to": "kept"}, {"from": "kept", "to": "new"}]}')$$,
	$$SELECT mreg.register_model('guarded', lifecycle => 'guarded')$$,
	$$SELECT mreg.register_version('guarded')$$,
	$$SELECT mreg.promote('guarded/1', 'kept')$$);

-- Refused where the version is in use.
SELECT throws_ok($$SELECT mreg.delete_version('iris/1')$$, '55000', 'cannot delete version 1 of model "iris" while it is in stage "production"', 'in production');
SELECT throws_ok($$SELECT mreg.delete_version('iris:production')$$, '55000', NULL, '... by its stage, too');
SELECT throws_ok($$UPDATE mreg.version SET deleted_at = now() WHERE label = 'l1'$$, '55000', NULL, '... by raw UPDATE, too');
SELECT throws_ok($$SELECT mreg.delete_version('iris/2')$$, '55000', 'cannot delete version 2 of model "iris" while an alias names it', 'under an alias');
SELECT throws_ok($$UPDATE mreg.version SET deleted_at = now() WHERE label = 'l2'$$, '55000', NULL, '... by raw UPDATE, too');
SELECT throws_ok($$SELECT mreg.delete_version('guarded/1')$$, '55000', NULL, 'in a protected stage');
SELECT throws_ok($$SELECT mreg.delete_model('iris')$$, '55000', 'cannot delete model "iris" while its version 1 is in use', 'a model of such a version');
SELECT throws_ok($$UPDATE mreg.model SET deleted_at = now() WHERE name = 'iris'$$, '55000', NULL, '... by raw UPDATE, too');
SELECT throws_ok($$SELECT mreg.delete_model('guarded')$$, '55000', NULL, '... in a protected stage');
SELECT throws_ok($$UPDATE mreg.version SET stage = 'production', deleted_at = now() WHERE label = 'l3'$$, '55000', NULL, 'not while entering production');
SELECT is((SELECT count(*) FROM mreg.version WHERE deleted_at IS NOT NULL), 0::bigint, 'nothing is deleted by what was refused');
SELECT throws_ok($$SELECT mreg.delete_version('iris/99')$$, 'P0002', NULL, 'an unknown version');
SELECT throws_ok($$SELECT mreg.delete_version('iris')$$, '22023', NULL, 'not without a number');
SELECT throws_ok($$SELECT mreg.delete_model('nothing')$$, 'P0002', NULL, 'an unknown model');
SELECT throws_ok($$SELECT mreg.delete_model('iris/1')$$, NULL, NULL, 'a version is no model');

-- A deleted version.
SELECT ok((mreg.delete_version('iris/3', 'bad data')).deleted_at > now(), 'delete_version() returns the version with its time');
SELECT is((SELECT v.stage FROM mreg.version v WHERE v.label = 'l3'), 'staging', '... which keeps its stage');
SELECT throws_ok(statement, code, NULL, 'deleted: ' || statement)
FROM (VALUES
	($$SELECT mreg.delete_version('iris/3')$$, 'P0002'), ($$SELECT mreg.promote('iris/3', 'production')$$, 'P0002'), ($$SELECT mreg.set_alias('iris/3', 'a')$$, 'P0002'),
	($$SELECT mreg.set_tag('iris/3', 'a', 'b')$$, 'P0002'), ($$SELECT mreg.describe('iris/3', 'a')$$, 'P0002'), ($$SELECT mreg.resolve('iris:staging')$$, 'P0002'),
	($$SELECT mreg.register_version('iris', parent => 'iris/3')$$, 'P0002'), ($$SELECT mreg.register_version('iris', label => 'l3')$$, '23505'),
	($$UPDATE mreg.version SET stage = 'development' WHERE label = 'l3'$$, '55000'), ($$UPDATE mreg.version SET tags = '{}' WHERE label = 'l3'$$, '55000'),
	($$UPDATE mreg.version SET deleted_at = '2000-01-01' WHERE label = 'l3'$$, '55000'),
	($$UPDATE mreg.alias SET version = 3$$, 'P0002')) t (statement, code);
SELECT is((mreg.resolve('iris')).number, 5, 'the newest is another');
SELECT is((SELECT r.deleted_at::text || r.stage FROM mreg.restore_version('iris/3') r), NULL, 'restore_version() clears the time');
SELECT is((SELECT (r.stage, r.description, r.tags)::text FROM mreg.resolve('iris/l3') r), '(staging,d,"{""t"": 1}")', '... and the version is as it was');
SELECT throws_ok($$SELECT mreg.restore_version('iris/3')$$, '55000', 'version 3 of model "iris" is not deleted', 'what is not deleted is not restored');
SELECT throws_ok($$SELECT mreg.restore_version('iris/99')$$, 'P0002', NULL, '... nor what is unknown');
SELECT pg_temp.run($$SELECT mreg.delete_version('iris/l3')$$);
SELECT is((mreg.restore_version('iris/l3')).number, 3, 'a label finds a deleted version for restoration');
UPDATE mreg.version SET deleted_at = '2000-01-01' WHERE label = 'l3';
SELECT ok((SELECT v.deleted_at > now() FROM mreg.version v WHERE v.label = 'l3'), 'a raw UPDATE cannot choose the time');
UPDATE mreg.version SET deleted_at = NULL WHERE label = 'l3';
SELECT is((mreg.resolve('iris/3')).stage, 'staging', '... and restores as the function does');

-- Purge of versions.
SELECT pg_temp.run($$SELECT mreg.delete_version('iris/4')$$, $$SELECT mreg.delete_version('iris/5')$$);
CREATE TEMPORARY TABLE tombstone AS SELECT v.* FROM mreg.version v WHERE v.label = 'l4';
CREATE TEMPORARY TABLE event_before AS SELECT e.* FROM mreg.event e;
SELECT is(mreg.purge('1 day'), 0::bigint, 'purge takes nothing that was deleted within the time');
SELECT is((SELECT count(*) FROM mreg.version WHERE purged_at IS NOT NULL), 0::bigint, '... and leaves it alone');
SELECT throws_ok($$SELECT mreg.purge('-1 second')$$, '22023', 'argument "older_than" must not be negative', 'a negative time is refused');
SELECT is(mreg.purge('0'), 2::bigint, 'purge returns how many versions it took');
SELECT is((SELECT (v.params, v.signature, v.source, v.description, v.tags)::text FROM mreg.version v WHERE v.label = 'l4'), '(,,,,{})', 'content is gone');
SELECT results_eq(
	$$SELECT v.id, v.model, v.number, v.label, v.stage, v.parent, v.external_id, v.created_at, v.created_by, v.stage_since, v.deleted_at, v.digest FROM mreg.version v WHERE v.label = 'l4'$$,
	$$SELECT v.id, v.model, v.number, v.label, v.stage, v.parent, v.external_id, v.created_at, v.created_by, v.stage_since, v.deleted_at, v.digest FROM tombstone v$$,
	'number, label, digest and times stay');
SELECT ok((SELECT v.purged_at > v.deleted_at FROM mreg.version v WHERE v.label = 'l4'), 'the time of the purge is kept');
SELECT is((SELECT count(*) FROM event_before b JOIN mreg.event e ON e.id = b.id AND e::text = b::text), (SELECT count(*) FROM event_before),
	'all events stay as they were');
SELECT is(mreg.purge('0'), 0::bigint, 'nothing is purged twice');
SELECT throws_ok($$SELECT mreg.restore_version('iris/4')$$, '55000', 'version 4 of model "iris" is purged', 'what is purged is not restored');
SELECT throws_ok($$UPDATE mreg.version SET deleted_at = NULL WHERE label = 'l4'$$, '55000', NULL, '... by raw UPDATE neither');
SELECT throws_ok($$UPDATE mreg.version SET params = '{}' WHERE label = 'l4'$$, '23514', NULL, '... nor filled again');
SELECT throws_ok($$UPDATE mreg.version SET purged_at = NULL WHERE label = 'l4'$$, '23514', NULL, '... nor unmarked');
SELECT throws_ok($$UPDATE mreg.version SET params = NULL WHERE label = 'l1'$$, '23514', NULL, 'a purge leaves no freedom behind');
SELECT throws_ok($$SELECT mreg.register_version('iris', label => 'l4')$$, '23505', NULL, 'the label of what is purged stays taken');
SELECT is((SELECT count(*) FROM mreg.history('iris') WHERE version = 4), 3::bigint, 'its history is complete');
SELECT is((mreg.register_version('iris')).number, 6, 'its number stays taken');
SELECT throws_ok($$INSERT INTO mreg.version (model, params) SELECT pg_temp.id('iris'), NULL$$, '23514', NULL, 'params may be absent only of what is purged');

-- Deleted models.
SELECT pg_temp.run(
	$$SELECT mreg.register_model('m', description => 'd', tags => '{"t": 1}')$$,
	$$SELECT mreg.register_version('m', params => '{"a": 1}', description => 'd') FROM generate_series(1, 2)$$,
	$$SELECT mreg.set_alias('m/1', 'a')$$);
SELECT throws_ok($$SELECT mreg.delete_model('m')$$, '55000', NULL, 'a model with an alias is not deleted');
SELECT pg_temp.run($$SELECT mreg.drop_alias('m', 'a')$$);
SELECT ok((mreg.delete_model('m', 'unused')).deleted_at > now(), 'delete_model() returns the model with its time');
SELECT throws_ok(statement, code, NULL, 'deleted: ' || statement)
FROM (VALUES
	($$SELECT mreg.resolve('m')$$, 'P0002'), ($$SELECT mreg.resolve('m/1')$$, 'P0002'), ($$SELECT mreg.register_version('m')$$, 'P0002'),
	($$SELECT mreg.delete_model('m')$$, 'P0002'), ($$SELECT mreg.rename_model('m', 'x')$$, 'P0002'), ($$SELECT mreg.set_tag('m', 'a', 'b')$$, 'P0002'),
	($$SELECT mreg.promote('m/1', 'staging')$$, 'P0002'),
	($$UPDATE mreg.version SET stage = 'staging' WHERE model = pg_temp.id('m')$$, '55000'),
	($$UPDATE mreg.model SET description = 'x' WHERE name = 'm'$$, '55000'),
	($$UPDATE mreg.model SET name = 'x' WHERE name = 'm'$$, '55000'),
	($$UPDATE mreg.model SET deleted_at = '2000-01-01' WHERE name = 'm'$$, '55000')) t (statement, code);
SELECT is((SELECT (r.description, r.tags, r.deleted_at)::text FROM mreg.restore_model('m') r), '(d,"{""t"": 1}",)', 'restore_model() brings back all');
SELECT is((mreg.resolve('m')).number, 2, '... with its versions');
SELECT throws_ok($$SELECT mreg.restore_model('m')$$, '23505', 'model "m" already exists', 'what lives is not restored');
SELECT throws_ok($$SELECT mreg.restore_model('nothing')$$, 'P0002', 'no deleted model is named "nothing"', '... nor what is unknown');
SELECT pg_temp.run($$SELECT mreg.delete_model('m')$$, $$SELECT mreg.register_model('m', description => 'second')$$);
SELECT throws_ok($$SELECT mreg.restore_model('m')$$, '23505', 'model "m" already exists', 'a name that is taken is not given twice');
SELECT throws_ok($$UPDATE mreg.model SET deleted_at = NULL WHERE name = 'm'$$, '23505', NULL, '... by raw UPDATE neither');
SELECT pg_temp.run($$SELECT mreg.delete_model('m')$$);
SELECT is((mreg.restore_model('m')).description, 'second', 'of two deleted models of a name the later comes back');
SELECT pg_temp.run($$SELECT mreg.rename_model('m', 'm2')$$);
SELECT is((mreg.restore_model('m')).description, 'd', '... and once the name is free, the earlier');
SELECT pg_temp.run($$SELECT mreg.delete_model('m')$$);
SELECT is(mreg.purge('0'), 2::bigint, 'purging a model purges its versions');
SELECT is((SELECT (m.description, m.tags, m.purged_at > m.deleted_at)::text FROM mreg.model m WHERE m.name = 'm'), '(,{},t)', '... and its description and tags');
SELECT throws_ok($$SELECT mreg.restore_model('m')$$, '55000', 'model "m" is purged', 'a purged model does not come back');
SELECT throws_ok($$UPDATE mreg.model SET deleted_at = NULL WHERE name = 'm'$$, '55000', NULL, '... by raw UPDATE neither');
SELECT lives_ok($$SELECT mreg.register_model('m')$$, 'its name is free');

SELECT * FROM finish();
ROLLBACK;
