-- as_of: what the tables said at any past time, told from the events alone.
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
	SELECT m.id FROM mreg.model m WHERE m.name = id.name AND m.deleted_at IS NULL
$$;
-- What the tables say now of a model that lives.
CREATE FUNCTION pg_temp.present(model bigint) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(format('%s %s %s %s', v.number, v.label, v.stage, a.aliases), E'\n' ORDER BY v.number), '')
	FROM mreg.version v JOIN mreg.model m ON m.id = v.model CROSS JOIN LATERAL (
		SELECT coalesce(array_agg(a.alias ORDER BY a.alias), '{}') AS aliases FROM mreg.alias a
		WHERE a.model = v.model AND a.version = v.number) a
	WHERE v.model = present.model AND v.deleted_at IS NULL AND m.deleted_at IS NULL
$$;
-- What as_of() says of a time, in the same form.
CREATE FUNCTION pg_temp.past(name text, at timestamptz) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(format('%s %s %s %s', s.version, s.label, s.stage, s.aliases), E'\n' ORDER BY s.version), '')
	FROM mreg.as_of(name, at) s
$$;

CREATE TEMPORARY TABLE snapshot (step integer, action text, model bigint, at timestamptz, state text);

-- A walk: each step does something, which may be refused, and then keeps what the tables say.
CREATE FUNCTION pg_temp.walk(model text, actions text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	model_id bigint := pg_temp.id(model);
BEGIN
	FOR i IN 1 .. cardinality(actions) LOOP
		BEGIN
			EXECUTE actions[i];
		EXCEPTION
			WHEN check_violation OR object_not_in_prerequisite_state OR no_data_found OR unique_violation THEN
				actions[i] := actions[i] || ' -- ' || SQLSTATE;
		END;
		INSERT INTO snapshot VALUES (i, actions[i], model_id, clock_timestamp(), pg_temp.present(model_id));
	END LOOP;
END
$$;
-- How many snapshots as_of() tells otherwise, and how many there are.
CREATE FUNCTION pg_temp.wrong(name text, model bigint) RETURNS text LANGUAGE sql AS $$
	SELECT count(*) FILTER (WHERE pg_temp.past(name, s.at) <> s.state) || ' of ' || count(*) FROM snapshot s WHERE s.model = wrong.model
$$;

-- A story that touches everything.
CREATE TEMPORARY TABLE start AS SELECT clock_timestamp() AS at;
SELECT pg_temp.run($$SELECT mreg.register_model('iris')$$);
SELECT pg_temp.id('iris') AS iris \gset
SELECT pg_temp.run($run$SELECT pg_temp.walk('iris', ARRAY[
	$$SELECT mreg.register_version('iris')$$,
	$$SELECT mreg.register_version('iris', label => '1.1')$$,
	$$SELECT mreg.register_version('iris')$$,
	$$SELECT mreg.promote('iris/1', 'staging')$$,
	$$SELECT mreg.promote('iris/1', 'production')$$,
	$$SELECT mreg.set_alias('iris/1', 'champion')$$,
	$$SELECT mreg.set_alias('iris/2', 'challenger')$$,
	$$SELECT mreg.promote('iris/2', 'staging')$$,
	$$SELECT mreg.promote('iris/2', 'production')$$,
	$$SELECT mreg.set_alias('iris/2', 'champion')$$,
	$$SELECT mreg.rollback('iris')$$,
	$$SELECT mreg.drop_alias('iris', 'challenger')$$,
	$$SELECT mreg.set_tag('iris/1', 'k', 'v')$$,
	$$SELECT mreg.describe('iris/1', 'd')$$,
	$$SELECT mreg.delete_version('iris/3')$$,
	$$SELECT mreg.rename_model('iris', 'lily')$$,
	$$SELECT mreg.register_model('iris')$$,
	$$SELECT mreg.register_version('iris')$$,
	$$SELECT mreg.restore_version('lily/3')$$,
	$$UPDATE mreg.version SET stage = 'staging' WHERE number = 3 AND stage = 'development'$$,
	$$UPDATE mreg.version SET stage = 'production' WHERE number = 3 AND stage = 'staging'$$,
	$$SELECT mreg.drop_alias('lily', 'champion')$$,
	$$SELECT mreg.promote('lily:production', 'archived')$$,
	$$SELECT mreg.delete_model('lily')$$,
	$$SELECT mreg.register_version('lily')$$,
	$$SELECT mreg.restore_model('lily')$$,
	$$SELECT mreg.set_alias('lily/2', 'champion')$$,
	$$DELETE FROM mreg.alias WHERE alias = 'champion'$$,
	$$SELECT mreg.delete_version('lily/2')$$,
	$$SELECT mreg.purge('0')$$,
	$$SELECT mreg.register_version('lily')$$])$run$) \g /dev/null
SELECT is(pg_temp.past('lily', s.at), s.state, format('as_of() after step %s: %s', s.step, s.action))
FROM snapshot s ORDER BY s.step;
SELECT is((SELECT count(*) FROM snapshot WHERE action LIKE '% -- %'), 1::bigint, 'only the registration in the deleted model was refused');
SELECT is((SELECT count(*) FROM mreg.as_of('lily', (SELECT at FROM start))), 0::bigint, 'before the model there was nothing');
SELECT is((SELECT count(*) FROM mreg.as_of('lily', '-infinity')), 0::bigint, '... nor at the beginning of time');
SELECT is(pg_temp.past('lily', 'infinity'), pg_temp.present(:iris), 'at the end of time all is as now');
SELECT is(pg_temp.past('lily', clock_timestamp()), pg_temp.present(:iris), 'now all is as now');
SELECT is((SELECT count(*) FROM mreg.as_of('lily', NULL)), 0::bigint, 'at no time there is nothing');
SELECT is((SELECT count(*) FROM mreg.as_of('iris', (SELECT max(at) FROM snapshot))), 1::bigint, 'the new model with the old name has its own past');

-- Just before and at each event.
SELECT is(
	(SELECT count(*) FROM mreg.event e WHERE e.model = :iris AND e.kind IN ('register_version', 'transition', 'displacement', 'rollback')
		AND NOT EXISTS (SELECT FROM mreg.as_of('lily', e.at) s WHERE s.version = e.version AND s.stage = e.detail #>> '{after,stage}')
		AND NOT EXISTS (SELECT FROM mreg.event d WHERE d.model = e.model AND d.at = e.at AND d.id > e.id)), 0::bigint,
	'at the time of an event its effect holds');
SELECT is(
	(SELECT count(*) FROM mreg.event e WHERE e.model = :iris AND e.kind IN ('transition', 'displacement', 'rollback')
		AND NOT EXISTS (SELECT FROM mreg.as_of('lily', e.at - interval '1 microsecond') s
			WHERE s.version = e.version AND s.stage = e.detail #>> '{before,stage}')), 0::bigint,
	'a microsecond before it the former state holds');

-- Random walks over three lifecycles.
SELECT pg_temp.run(
	$$SELECT mreg.define_lifecycle('pair', '{"stages": [{"name": "development", "is_initial": true}, {"name": "staging"},
		{"name": "production", "max_versions": 2, "displaced_to": "archived"}, {"name": "archived"}],
		"transitions": [{"from": "*", "to": "archived"}, {"from": "*", "to": "staging"}, {"from": "*", "to": "production"}]}')$$);
CREATE FUNCTION pg_temp.random_walk(name text, lifecycle text, steps integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	actions text[];
	version text;
BEGIN
	PERFORM mreg.register_model(name, lifecycle => lifecycle);
	PERFORM mreg.register_version(name) FROM generate_series(1, 5);
	FOR i IN 1 .. steps LOOP
		version := name || '/' || 1 + floor(random() * 7)::integer;
		actions := actions || CASE floor(random() * 16)::integer
			WHEN 0 THEN format('SELECT mreg.register_version(%L)', name)
			WHEN 1 THEN format('SELECT mreg.rollback(%L)', name)
			WHEN 2 THEN format('SELECT mreg.rollback(%L, reason => ''r'')', name)
			WHEN 3 THEN format('SELECT mreg.set_alias(%L, %L)', version, (ARRAY['champion', 'challenger'])[1 + floor(random() * 2)::integer])
			WHEN 4 THEN format('SELECT mreg.set_alias(%L, ''shadow'')', version)
			WHEN 5 THEN format('SELECT mreg.drop_alias(%L, ''champion'')', name)
			WHEN 6 THEN format('SELECT mreg.drop_alias(%L, ''shadow'')', name)
			WHEN 7 THEN format('SELECT mreg.delete_version(%L)', version)
			WHEN 8 THEN format('SELECT mreg.restore_version(%L)', version)
			WHEN 9 THEN format('SELECT mreg.promote(%L, ''development'')', version)
			WHEN 10 THEN format('UPDATE mreg.version SET stage = ''archived'' WHERE number = 2 AND model = pg_temp.id(%L)', name)
			WHEN 11 THEN format('SELECT mreg.set_tag(%L, ''t'', %L)', version, i)
			ELSE format('SELECT mreg.promote(%L, %L)', version, (ARRAY['staging', 'production', 'production'])[1 + floor(random() * 3)::integer])
		END;
	END LOOP;
	PERFORM pg_temp.walk(name, actions);
END
$$;
SELECT setseed(0.42) \g /dev/null
SELECT pg_temp.random_walk('walk standard', 'standard', 250), pg_temp.random_walk('walk mlflow', 'mlflow', 100),
	pg_temp.random_walk('walk pair', 'pair', 250) \g /dev/null
SELECT is(pg_temp.wrong('walk standard', pg_temp.id('walk standard')), '0 of 250', 'a random walk in lifecycle standard is told as it was');
SELECT is(pg_temp.wrong('walk mlflow', pg_temp.id('walk mlflow')), '0 of 100', '... in lifecycle mlflow');
SELECT is(pg_temp.wrong('walk pair', pg_temp.id('walk pair')), '0 of 250', '... in one with a stage of two');
SELECT cmp_ok((SELECT count(DISTINCT kind) FROM mreg.event WHERE model = pg_temp.id('walk standard')), '>=', 9::bigint,
	'the walk went through nine kinds of events or more');
SELECT cmp_ok((SELECT count(DISTINCT state) FROM snapshot WHERE model = pg_temp.id('walk standard')), '>', 60::bigint, '... and many states');

-- History tells the same.
SELECT is((SELECT count(*) FROM mreg.history('lily')), (SELECT count(*) FROM mreg.event WHERE model = :iris), 'history() has every event of the model');
SELECT results_eq($$SELECT h.id FROM mreg.history('lily') h$$, 'SELECT h.id FROM mreg.history(''lily'') h ORDER BY h.id', '... in order');
SELECT is((SELECT count(*) FROM mreg.history('lily') WHERE story = kind OR story IS NULL OR story LIKE '%  %'), 0::bigint, '... each in words');
SELECT results_eq($$SELECT h.story FROM mreg.history('iris') h$$,
	ARRAY['registered model iris', 'registered version 1 in development'], 'the new model of the old name has its own history');
SELECT throws_ok($$SELECT * FROM mreg.history('nothing')$$, 'P0002', 'model "nothing" does not exist', 'no history of an unknown model');
SELECT throws_ok($$SELECT * FROM mreg.as_of('nothing', now())$$, 'P0002', 'model "nothing" does not exist', 'no past of an unknown model');
SELECT pg_temp.run($$SELECT mreg.delete_model('iris')$$);
SELECT is((SELECT count(*) FROM mreg.history('iris')), 3::bigint, 'a deleted model has its history');
SELECT is((SELECT count(*) FROM mreg.as_of('iris', (SELECT max(at) FROM snapshot WHERE model = :iris))), 1::bigint, '... and its past');
SELECT is((SELECT count(*) FROM mreg.as_of('iris', clock_timestamp())), 0::bigint, '... and nothing now');

SELECT * FROM finish();
ROLLBACK;
