-- Rollback: back along what really was in the stage, never to what was rolled back from.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(54);

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
-- Registers a model with that many versions, all in staging.
CREATE FUNCTION pg_temp.make(name text, versions integer, lifecycle text DEFAULT 'standard') RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM mreg.register_model(name, lifecycle => lifecycle);
	FOR i IN 1 .. versions LOOP
		PERFORM mreg.register_version(name);
		PERFORM mreg.promote(name || '/' || i, 'staging');
	END LOOP;
END
$$;
-- Promotes versions into production one after the other.
CREATE FUNCTION pg_temp.serve(name text, VARIADIC numbers integer[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(numbers) LOOP
		CASE (mreg.resolve(name || '/' || numbers[i])).stage
			WHEN 'archived' THEN
				PERFORM mreg.promote(name || '/' || numbers[i], 'development');
				PERFORM mreg.promote(name || '/' || numbers[i], 'staging');
			WHEN 'production' THEN
				PERFORM mreg.promote(name || '/' || numbers[i], 'staging');
			ELSE
		END CASE;
		PERFORM mreg.promote(name || '/' || numbers[i], 'production');
	END LOOP;
END
$$;
-- Rolls back until nothing is left; returns the versions that came back.
CREATE FUNCTION pg_temp.steps(name text, stage text DEFAULT 'production') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	path text := '';
BEGIN
	FOR i IN 1 .. 50 LOOP
		BEGIN
			path := path || (mreg.rollback(name, stage)).number || ' ';
		EXCEPTION WHEN object_not_in_prerequisite_state THEN
			RETURN path || 'end';
		END;
	END LOOP;
	RETURN path || 'without end';
END
$$;
CREATE FUNCTION pg_temp.serving(name text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(v.number::text, ' ' ORDER BY v.number) FROM mreg.version v WHERE v.model = pg_temp.id(name) AND v.stage = 'production'
$$;
CREATE FUNCTION pg_temp.last_event(name text) RETURNS mreg.event LANGUAGE sql AS $$
	SELECT e FROM mreg.event e WHERE e.model = pg_temp.id(name) ORDER BY e.id DESC LIMIT 1
$$;

-- Two steps.
SELECT pg_temp.make('two', 3), pg_temp.serve('two', 1, 2, 3);
SELECT is((mreg.rollback('two')).number, 2, 'a rollback goes one step back');
SELECT is(pg_temp.serving('two'), '2', '... and only that version is in production');
SELECT is((SELECT stage FROM mreg.resolve('two/3')), 'archived', '... the other where the displaced go');
SELECT is((mreg.rollback('two')).number, 1, 'the second goes another step back');
SELECT throws_ok($$SELECT mreg.rollback('two')$$, '55000', 'stage "production" of model "two" has nothing left to roll back to',
	'then nothing is left');
SELECT is(pg_temp.serving('two'), '1', '... and the last one stays');

-- What comes back has a slot, a time and an event that says all.
SELECT ok((SELECT slot = 1 AND stage_since = (pg_temp.last_event('two')).at FROM mreg.resolve('two/1')), 'what came back holds the slot since the event');
SELECT pg_temp.serve('two', 3);
SELECT is((SELECT (r.number, r.stage)::text FROM mreg.rollback('two', reason => 'alarm') r), '(1,production)', 'the row returned is the one that came back');
SELECT results_eq(
	$$SELECT kind, version, reason, detail - 'x' FROM (SELECT * FROM mreg.event WHERE model = pg_temp.id('two') ORDER BY id DESC LIMIT 2) e ORDER BY id$$,
	$$VALUES ('displacement', 3, 'alarm', '{"before": {"stage": "production"}, "after": {"stage": "archived", "displaced_by": 1}}'::jsonb),
		('rollback', 1, 'alarm', '{"before": {"stage": "archived"}, "after": {"stage": "production", "instead_of": 3}}'::jsonb)$$,
	'two events tell of it, with the reason');
SELECT is((SELECT story FROM mreg.history('two') ORDER BY id DESC LIMIT 1), 'rolled production back to version 1 from archived, instead of version 3',
	'the history reads so');

-- Never back to the bad one.
SELECT pg_temp.make('bad', 4), pg_temp.serve('bad', 1, 2);
SELECT is(pg_temp.steps('bad'), '1 end', 'after a rollback the next does not return to what it came from');
SELECT pg_temp.serve('bad', 3);
SELECT is((mreg.rollback('bad')).number, 1, 'a promotion after a rollback is rolled back to what was there at that time');
SELECT pg_temp.serve('bad', 4);
SELECT is(pg_temp.steps('bad'), '1 end', '... and not to one of the bad ones');

SELECT pg_temp.make('again', 3), pg_temp.serve('again', 1, 2, 1, 3);
SELECT is(pg_temp.steps('again'), '1 2 end', 'a version that was there twice and is rolled back from does not come again');
SELECT pg_temp.serve('again', 3);
SELECT is(pg_temp.steps('again'), '2 end', 'one that was rolled back from may be promoted again, and be rolled back from again');

SELECT pg_temp.make('long', 6), pg_temp.serve('long', 1, 2, 3, 4);
SELECT is((mreg.rollback('long')).number, 3, 'a step back');
SELECT pg_temp.serve('long', 5);
SELECT is((mreg.rollback('long')).number, 3, 'a step back from the next');
SELECT is((mreg.rollback('long')).number, 2, 'and a further one');
SELECT pg_temp.serve('long', 6);
SELECT is(pg_temp.steps('long'), '2 1 end', 'steps and promotions in turn');

-- Leaving by hand.
SELECT pg_temp.make('left', 3), pg_temp.serve('left', 1, 2);
SELECT pg_temp.run($$SELECT mreg.promote('left/2', 'staging')$$);
SELECT is((mreg.rollback('left')).number, 2, 'into an empty stage comes the one that it held last');
SELECT is((pg_temp.last_event('left')).detail, '{"before": {"stage": "staging"}, "after": {"stage": "production"}}', '... instead of none');
SELECT is(pg_temp.steps('left'), '1 end', '... and from there further back');
SELECT pg_temp.run($$SELECT mreg.promote('left/1', 'archived')$$);
SELECT is((mreg.rollback('left')).number, 1, 'also from archived');
SELECT pg_temp.run($$SELECT mreg.promote('left/1', 'staging')$$, $$SELECT mreg.promote('left/3', 'production')$$);
SELECT is(pg_temp.steps('left'), '1 end', 'one that had left by hand before another came');

-- The same stage twice in a row.
SELECT pg_temp.make('twice', 2), pg_temp.serve('twice', 1, 2, 2);
SELECT is(pg_temp.steps('twice'), '1 end', 'leaving and entering again is no step');

-- Deleted versions.
SELECT pg_temp.make('gone', 4), pg_temp.serve('gone', 1, 2, 3, 4);
SELECT pg_temp.run($$SELECT mreg.delete_version('gone/3')$$, $$SELECT mreg.delete_version('gone/2')$$);
SELECT is((mreg.rollback('gone')).number, 1, 'deleted versions are passed over');
SELECT is((pg_temp.last_event('gone')).detail #> '{after,skipped_deleted}', '[3, 2]', '... and the event names them');
SELECT is((SELECT story FROM mreg.history('gone') ORDER BY id DESC LIMIT 1),
	'rolled production back to version 1 from archived, instead of version 4, skipping deleted 3, 2', '... and the history');
SELECT pg_temp.run($$SELECT mreg.restore_version('gone/2')$$);
SELECT is(pg_temp.steps('gone'), 'end', 'a version restored afterwards is not stepped to: it was passed over');
SELECT pg_temp.make('none', 2), pg_temp.serve('none', 1, 2);
SELECT pg_temp.run($$SELECT mreg.delete_version('none/1')$$);
SELECT throws_ok($$SELECT mreg.rollback('none')$$, '55000', 'stage "production" of model "none" has nothing left to roll back to',
	'where only deleted versions are left, nothing is left');
SELECT is(pg_temp.serving('none'), '2', '... and nothing has changed');
SELECT pg_temp.run($$SELECT mreg.restore_version('none/1')$$);
SELECT is((mreg.rollback('none')).number, 1, 'restored, it can come back');
SELECT pg_temp.make('lone', 2), pg_temp.serve('lone', 1, 2);
SELECT pg_temp.run($$SELECT mreg.delete_version('lone/1')$$, $$SELECT mreg.purge('0')$$);
SELECT is(pg_temp.steps('lone'), 'end', 'a purged version does not come back');

-- Nothing to roll back to.
SELECT pg_temp.make('new', 1);
SELECT throws_ok($$SELECT mreg.rollback('new')$$, '55000', NULL, 'a stage that never held anything');
SELECT pg_temp.serve('new', 1);
SELECT throws_ok($$SELECT mreg.rollback('new')$$, '55000', NULL, 'a stage that held one version');
SELECT throws_ok($$SELECT mreg.rollback('new', 'staging')$$, '55000', 'stage "staging" of model "new" has nothing to roll back to',
	'a stage without limit');
SELECT throws_ok($$SELECT mreg.rollback('new', 'nowhere')$$, 'P0002', NULL, 'an unknown stage');
SELECT throws_ok($$SELECT mreg.rollback('nothing')$$, 'P0002', 'model "nothing" does not exist', 'an unknown model');
SELECT throws_ok($$SELECT mreg.rollback('new/1')$$, '22023', NULL, 'a reference instead of a model');
SELECT is((SELECT count(*) FROM mreg.event e WHERE e.model = pg_temp.id('new') AND e.kind = 'rollback'), 0::bigint, 'none of these is recorded');

-- Only rollback() may go where no rule leads.
SELECT throws_ok($$UPDATE mreg.version SET stage = 'production' WHERE model = pg_temp.id('two') AND number = 2$$, '23514', NULL,
	'a raw UPDATE from archived to production is refused');
SELECT throws_ok($$SELECT mreg.rollback('two', 'PRODUCTION')$$, '55000', NULL, 'a failed rollback');
SELECT throws_ok($$UPDATE mreg.version SET stage = 'production' WHERE model = pg_temp.id('two') AND number = 2$$, '23514', NULL,
	'... leaves no freedom behind');
SELECT throws_ok($$SELECT mreg.promote('two/2', 'production')$$, '23514', NULL, '... to promote() neither');
SELECT pg_temp.serve('two', 2);
SELECT throws_ok($$WITH r AS MATERIALIZED (SELECT mreg.rollback('two') AS v)
	UPDATE mreg.version SET stage = 'production' FROM r WHERE model = pg_temp.id('two') AND number = 3 AND (r.v).number = 1$$,
	'23514', NULL, '... nor does one that succeeds, within the same statement');

-- A stage of two.
SELECT pg_temp.run(
	$$SELECT mreg.define_lifecycle('pair', '{"stages": [{"name": "staging", "is_initial": true},
		{"name": "production", "max_versions": 2, "displaced_to": "old"}, {"name": "old"}, {"name": "alone", "max_versions": 1}],
		"transitions": [{"from": "staging", "to": "production"}, {"from": "staging", "to": "alone"}, {"from": "alone", "to": "old"}]}')$$,
	$$SELECT mreg.register_model('pair', lifecycle => 'pair')$$,
	$$SELECT mreg.register_version('pair') FROM generate_series(1, 7)$$,
	$$SELECT mreg.promote('pair/' || n, 'production') FROM generate_series(1, 4) n$$);
SELECT is(pg_temp.serving('pair'), '3 4', 'a stage of two holds the last two');
SELECT is((mreg.rollback('pair')).number, 2, 'a rollback brings back the one before them');
SELECT is(pg_temp.serving('pair'), '2 3', '... instead of the latest');
SELECT is((SELECT count(DISTINCT slot) FROM mreg.version WHERE model = pg_temp.id('pair') AND stage = 'production'), 2::bigint,
	'... in a slot of its own');
SELECT is((mreg.rollback('pair')).number, 1, 'the next goes on');
SELECT ok(pg_temp.serving('pair') NOT LIKE '%4%', 'the one that was rolled back from is not back');
SELECT pg_temp.run($$SELECT mreg.promote('pair/5', 'alone')$$, $$SELECT mreg.promote('pair/5', 'old')$$, $$SELECT mreg.promote('pair/6', 'alone')$$);
SELECT throws_ok($$SELECT mreg.rollback('pair', 'alone')$$, '55000', 'version 6 of model "pair" has nowhere to go from stage "alone"',
	'a stage that displaces none must be emptied first');
SELECT pg_temp.run($$SELECT mreg.promote('pair/6', 'old')$$);
SELECT is((mreg.rollback('pair', 'alone')).number, 6, '... then the last one comes back');

-- After a renaming, and what a raw statement moved.
SELECT pg_temp.make('raw', 2);
UPDATE mreg.version SET stage = 'production' WHERE model = pg_temp.id('raw') AND number = 1;
UPDATE mreg.version SET stage = 'production' WHERE model = pg_temp.id('raw') AND number = 2;
SELECT pg_temp.run($$SELECT mreg.rename_model('raw', 'cooked')$$);
SELECT is((mreg.rollback('cooked')).number, 1, 'moves by raw UPDATE count, and so do those before a renaming');

SELECT * FROM finish();
ROLLBACK;
