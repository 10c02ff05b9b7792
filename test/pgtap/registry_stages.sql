-- Stages: which moves each lifecycle allows, and what a limited stage holds, whoever moves.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(145);

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
-- Where the live versions of a model are: "1:staging 2:production".
CREATE FUNCTION pg_temp.places(name text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(v.number || ':' || v.stage, ' ' ORDER BY v.number) FROM mreg.version v
	WHERE v.model = pg_temp.id(places.name) AND v.deleted_at IS NULL
$$;

-- Every pair of stages, and whether the design allows the move.
CREATE TEMPORARY TABLE move AS
SELECT f.lifecycle, f.name AS from_stage, t.name AS to_stage,
	CASE f.lifecycle
		WHEN 'mlflow' THEN true
		ELSE f.name = t.name OR t.name = 'archived' OR (f.name, t.name) IN (('development', 'staging'), ('staging', 'production'),
			('staging', 'development'), ('production', 'staging'), ('archived', 'development'))
	END AS is_allowed
FROM mreg.stage f JOIN mreg.stage t ON t.lifecycle = f.lifecycle
WHERE f.lifecycle IN ('standard', 'mlflow');
SELECT is((SELECT count(*) FROM move), 32::bigint, 'each built-in lifecycle has four stages');

-- One model for every pair, its only version in the stage to start from, put there by a raw INSERT.
INSERT INTO mreg.model (name, lifecycle) SELECT concat_ws(' ', lifecycle, from_stage, to_stage), lifecycle FROM move;
INSERT INTO mreg.version (model, stage)
SELECT pg_temp.id(concat_ws(' ', lifecycle, from_stage, to_stage)), from_stage FROM move;

-- Moves, undoes the move, and returns where the version got to.
CREATE FUNCTION pg_temp.attempt(statement text, model text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	place text;
BEGIN
	BEGIN
		EXECUTE statement;
		place := pg_temp.places(model);
		RAISE EXCEPTION SQLSTATE 'UNDO1';
	EXCEPTION WHEN OTHERS THEN
		RETURN CASE SQLSTATE WHEN 'UNDO1' THEN place ELSE SQLSTATE END;
	END;
END
$$;

SELECT is(pg_temp.attempt(format(s.statement, m.name, v.id, m.to_stage), m.name),
	CASE WHEN m.is_allowed THEN '1:' || m.to_stage ELSE '23514' END,
	format('%s %s from %s to %s in lifecycle %s', s.by, CASE WHEN m.is_allowed THEN 'moves' ELSE 'does not move' END,
		m.from_stage, m.to_stage, m.lifecycle))
FROM (SELECT move.*, concat_ws(' ', lifecycle, from_stage, to_stage) AS name FROM move) m
	JOIN mreg.version v ON v.model = pg_temp.id(m.name),
	(VALUES
		('promote()', 'SELECT mreg.promote(%1$L || ''/1'', %3$L)'),
		('UPDATE', 'UPDATE mreg.version SET stage = %3$L WHERE id = %2$s'),
		('MERGE', 'MERGE INTO mreg.version v USING (VALUES (%2$s)) s (id) ON v.id = s.id WHEN MATCHED THEN UPDATE SET stage = %3$L')
	) s (by, statement)
ORDER BY m.lifecycle, m.from_stage, m.to_stage, s.by;

-- In bulk: one refused row refuses all.
SELECT pg_temp.run(
	$$SELECT mreg.register_model('bulk')$$,
	$$SELECT mreg.register_version('bulk') FROM generate_series(1, 4)$$,
	$$SELECT mreg.promote('bulk/2', 'archived')$$);
SELECT throws_ok($$UPDATE mreg.version SET stage = 'staging' WHERE model = pg_temp.id('bulk')$$, '23514',
	'version 2 of model "bulk" may not move from stage "archived" to "staging"', 'one illegal move refuses an UPDATE of many');
SELECT is(pg_temp.places('bulk'), '1:development 2:archived 3:development 4:development', '... and none has moved');
SELECT lives_ok($$UPDATE mreg.version SET stage = 'staging' WHERE model = pg_temp.id('bulk') AND number <> 2$$,
	'an UPDATE of many legal moves passes');
SELECT is(pg_temp.places('bulk'), '1:staging 2:archived 3:staging 4:staging', '... and all have moved');
SELECT lives_ok($$UPDATE mreg.version SET stage = 'production' WHERE model = pg_temp.id('bulk') AND number IN (1, 3, 4)$$,
	'an UPDATE of many into a stage of one passes');
SELECT is((SELECT count(*) FROM mreg.version WHERE model = pg_temp.id('bulk') AND stage = 'production'), 1::bigint,
	'... and leaves one there');
SELECT is((SELECT count(*) FROM mreg.version WHERE model = pg_temp.id('bulk') AND stage = 'archived'), 3::bigint,
	'... and the others where the displaced go');
SELECT is((SELECT string_agg(kind, ' ' ORDER BY id) FROM (SELECT * FROM mreg.event WHERE model = pg_temp.id('bulk') ORDER BY id DESC LIMIT 5) e),
	'transition displacement transition displacement transition', '... with an event for each move');

-- One statement that both empties and fills a limited stage changes all of it or nothing.
SELECT pg_temp.run(
	$$SELECT mreg.register_model('swap')$$,
	$$SELECT mreg.register_version('swap') FROM generate_series(1, 2)$$,
	$$SELECT mreg.promote('swap/1', 'staging')$$,
	$$SELECT mreg.promote('swap/1', 'production')$$,
	$$SELECT mreg.promote('swap/2', 'staging')$$);
SELECT lives_ok($$UPDATE mreg.version SET stage = CASE number WHEN 1 THEN 'archived' ELSE 'production' END WHERE model = pg_temp.id('swap')$$,
	'an UPDATE may empty a limited stage and then fill it');
SELECT is(pg_temp.places('swap'), '1:archived 2:production', '... and does');

-- Names of stages: any case, stored as defined.
SELECT pg_temp.run(
	$$SELECT mreg.register_model('case')$$,
	$$SELECT mreg.register_version('case')$$);
SELECT is((mreg.promote('case/1', 'STAGING')).stage, 'staging', 'promote() takes STAGING for staging');
UPDATE mreg.version SET stage = 'PrOdUcTiOn' WHERE model = pg_temp.id('case');
SELECT is(pg_temp.places('case'), '1:production', 'UPDATE takes PrOdUcTiOn and stores production');
CREATE TEMPORARY TABLE event_count AS SELECT count(*) AS n FROM mreg.event;
UPDATE mreg.version SET stage = 'PRODUCTION' WHERE model = pg_temp.id('case');
SELECT is(pg_temp.places('case'), '1:production', 'the same stage in another case is stored as defined');
SELECT is((SELECT count(*) FROM mreg.event), n, '... and no event') FROM event_count;
SELECT throws_ok($$UPDATE mreg.version SET stage = 'nowhere' WHERE model = pg_temp.id('case')$$, 'P0002',
	'lifecycle "standard" of model "case" has no stage "nowhere"', 'UPDATE to an unknown stage is refused');
SELECT throws_ok($$UPDATE mreg.version SET stage = '' WHERE model = pg_temp.id('case')$$, '22023', NULL, '... and to an empty name');
SELECT throws_ok($$UPDATE mreg.version SET stage = NULL WHERE model = pg_temp.id('case')$$, '23502', NULL, '... and to NULL');
SELECT throws_ok($$SELECT mreg.promote('case/1', 'nowhere')$$, 'P0002',
	'lifecycle "standard" of model "case" has no stage "nowhere"', 'promote() to an unknown stage is refused');
SELECT throws_ok($$SELECT mreg.promote('case/1', 'Staging', reason => 'r'), mreg.promote('case/1', 'nowhere')$$, 'P0002', NULL,
	'a failing statement');
SELECT is(pg_temp.places('case'), '1:production', '... takes its other moves with it');
SELECT throws_ok($$SELECT mreg.promote('swap/1', 'staging')$$, '23514', 'version 1 of model "swap" may not move from stage "archived" to "staging"',
	'the message of a refused promotion names version, model and both stages');

-- What follows from the stage cannot be set by hand.
SELECT throws_ok($$UPDATE mreg.version SET slot = NULL WHERE model = pg_temp.id('case')$$, '23514', NULL, 'a slot cannot be given up');
SELECT throws_ok($$UPDATE mreg.version SET slot = 2 WHERE model = pg_temp.id('case')$$, '23514', NULL, '... nor chosen');
SELECT throws_ok($$UPDATE mreg.version SET stage_since = now() WHERE model = pg_temp.id('case')$$, '23514', NULL,
	'the time of entry cannot be set');
UPDATE mreg.version SET stage = 'staging', slot = 5, stage_since = '2000-01-01' WHERE model = pg_temp.id('case');
SELECT ok((SELECT slot IS NULL AND stage_since > now() FROM mreg.version WHERE model = pg_temp.id('case')),
	'... nor along with a move: the registry sets both');
UPDATE mreg.version SET stage = 'production', slot = NULL WHERE model = pg_temp.id('case');
SELECT is((SELECT slot FROM mreg.version WHERE model = pg_temp.id('case')), 1, 'entering a limited stage takes a slot');
SELECT is((SELECT v.stage_since FROM mreg.version v WHERE v.model = pg_temp.id('case')),
	(SELECT e.at FROM mreg.event e WHERE e.model = pg_temp.id('case') ORDER BY e.id DESC LIMIT 1),
	'the time of entry is that of the event');

-- A promotion to the stage where it is.
CREATE TEMPORARY TABLE row_before AS SELECT v.* FROM mreg.version v WHERE v.model = pg_temp.id('case');
SELECT is((mreg.promote('case/1', 'production')).stage, 'production', 'a promotion to where the version is returns it');
SELECT results_eq($$SELECT v.* FROM mreg.version v WHERE v.model = pg_temp.id('case')$$, 'SELECT r.* FROM row_before r', '... and changes nothing');

-- Displacement.
SELECT pg_temp.run(
	$$SELECT mreg.register_version('case')$$,
	$$SELECT mreg.promote('case/2', 'staging')$$);
SELECT is((mreg.promote('case/2', 'production', reason => 'better')).number, 2, 'a promotion into a full stage passes');
SELECT is(pg_temp.places('case'), '1:archived 2:production', '... and the one before goes where the displaced go');
SELECT results_eq(
	$$SELECT kind, version, reason, detail #>> '{before,stage}', detail #>> '{after,stage}', detail #>> '{after,displaced_by}'
		FROM (SELECT * FROM mreg.event WHERE model = pg_temp.id('case') ORDER BY id DESC LIMIT 2) e ORDER BY id$$,
	$$VALUES ('displacement', 1, 'better', 'production', 'archived', '2'), ('transition', 2, 'better', 'staging', 'production', NULL)$$,
	'both moves are recorded with the reason, the displaced one with what displaced it');

-- A stage of two versions, one that displaces none.
SELECT pg_temp.run(
	$$SELECT mreg.define_lifecycle('pair', '{"stages": [{"name": "new", "is_initial": true},
		{"name": "Live", "max_versions": 2, "displaced_to": "old"}, {"name": "shadow", "max_versions": 2}, {"name": "old"}],
		"transitions": [{"from": "new", "to": "live"}, {"from": "new", "to": "shadow"}, {"from": "shadow", "to": "live"},
			{"from": "*", "to": "old"}]}')$$,
	$$SELECT mreg.register_model('duo', lifecycle => 'pair')$$,
	$$SELECT mreg.register_version('duo') FROM generate_series(1, 8)$$);
SELECT is((mreg.promote('duo/1', 'live')).slot, 1, 'the first takes slot 1');
SELECT is((mreg.promote('duo/2', 'live')).slot, 2, 'the second takes slot 2');
SELECT is(pg_temp.places('duo'), '1:Live 2:Live 3:new 4:new 5:new 6:new 7:new 8:new', 'both are in a stage of two');
SELECT is((mreg.promote('duo/3', 'live')).slot, 1, 'the third takes the place of the one that came first');
SELECT is(pg_temp.places('duo'), '1:old 2:Live 3:Live 4:new 5:new 6:new 7:new 8:new', '... which moves on');
SELECT pg_temp.run($$SELECT mreg.promote('duo/2', 'old')$$);
SELECT is((mreg.promote('duo/4', 'live')).slot, 2, 'a free slot is taken before anybody is displaced');
SELECT is(pg_temp.places('duo'), '1:old 2:old 3:Live 4:Live 5:new 6:new 7:new 8:new', '... and nobody was');
UPDATE mreg.version SET stage = 'live' WHERE model = pg_temp.id('duo') AND number IN (5, 6, 7);
SELECT is((SELECT count(*) FROM mreg.version WHERE model = pg_temp.id('duo') AND stage = 'Live'), 2::bigint,
	'an UPDATE of three leaves two');
SELECT is((SELECT string_agg(slot::text, ' ' ORDER BY slot) FROM mreg.version WHERE model = pg_temp.id('duo')), '1 2', '... one in each slot');
SELECT pg_temp.run(
	$$SELECT mreg.register_version('duo') FROM generate_series(1, 2)$$,
	$$SELECT mreg.promote('duo/8', 'shadow')$$,
	$$SELECT mreg.promote('duo/9', 'shadow')$$);
SELECT throws_ok($$SELECT mreg.promote('duo/10', 'shadow')$$, '55000', 'stage "shadow" of model "duo" is full',
	'a full stage that displaces none refuses');
SELECT throws_ok($$UPDATE mreg.version SET stage = 'shadow' WHERE model = pg_temp.id('duo') AND number = 10$$, '55000', NULL,
	'... a raw UPDATE, too');
SELECT throws_ok($$UPDATE mreg.version SET stage = 'old' WHERE model = pg_temp.id('duo') AND number = 10 AND slot = 7
	OR model = pg_temp.id('duo') AND number = 1 AND mreg.promote('duo/10', 'shadow') IS NOT NULL$$, '55000', NULL, '... within a statement, too');
SELECT is((mreg.promote('duo/8', 'live')).stage, 'Live', 'once one has left');
SELECT is((mreg.promote('duo/10', 'shadow')).slot, 1, '... the stage takes another');

-- Where any number may stay, none is displaced.
SELECT pg_temp.run(
	$$SELECT mreg.register_model('flow', lifecycle => 'mlflow')$$,
	$$SELECT mreg.register_version('flow') FROM generate_series(1, 3)$$,
	$$SELECT mreg.promote('flow/' || n, 'production') FROM generate_series(1, 3) n$$);
SELECT is(pg_temp.places('flow'), '1:Production 2:Production 3:Production', 'MLflow''s stages take any number');
SELECT is((mreg.resolve('flow:production')).number, 3, '... and the reference names the latest to enter');

SELECT * FROM finish();
ROLLBACK;
