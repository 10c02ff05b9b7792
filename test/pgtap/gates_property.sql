-- A seeded random walk of API calls, UPDATE and MERGE, by a superuser, by a role with UPDATE on mreg.version and by one
-- without: no step puts a version into a guarded stage unless a plain reading of the evidence says that it passes, or an
-- override by who may is recorded, or a rollback brings it back.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(9);

CREATE ROLE walk_reader;
CREATE ROLE walk_writer;
CREATE ROLE walk_owner;
GRANT SELECT ON ALL TABLES IN SCHEMA mreg TO walk_reader, walk_writer, walk_owner;
GRANT UPDATE, INSERT ON mreg.version TO walk_writer;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO walk_reader, walk_writer, walk_owner;
SELECT mreg.define_lifecycle('walk', '{"stages": [{"name": "development", "is_initial": true}, {"name": "staging"},
	{"name": "production", "max_versions": 1, "displaced_to": "archived"}, {"name": "archived"}], "transitions": [
	{"from": "*", "to": "development"}, {"from": "*", "to": "staging"}, {"from": "*", "to": "production"},
	{"from": "*", "to": "archived"}]}') \g /dev/null
SELECT mreg.register_model('w', task => 'binary', lifecycle => 'walk'), mreg.set_owner('w', 'walk_owner') \g /dev/null
SELECT mreg.register_version('w') FROM generate_series(1, 8) \g /dev/null
CREATE TABLE public.walk_switch (version integer PRIMARY KEY, is_on boolean);
INSERT INTO public.walk_switch SELECT i, true FROM generate_series(1, 8) i;
GRANT SELECT ON public.walk_switch TO PUBLIC;
CREATE TEMPORARY TABLE walk_model AS SELECT id FROM mreg.model WHERE name = 'w';
CREATE TEMPORARY TABLE before (number integer, stage text, target text, passes boolean);
CREATE TEMPORARY TABLE seen (step integer, actor text, action text, version integer, stage text, passes boolean, how text);

-- What a plain reading of the evidence says of one gate.
CREATE FUNCTION pg_temp.passes(v integer, g mreg.gate) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	own double precision;
	other double precision;
	champion integer;
BEGIN
	IF g.kind = 'sql' THEN
		RETURN coalesce((SELECT is_on FROM public.walk_switch WHERE version = v), false);
	END IF;
	SELECT value INTO own FROM mreg.metric m WHERE m.model = g.model AND m.version = v AND m.metric = g.metric
		AND m.slice = coalesce(g.slice, '') ORDER BY m.id DESC LIMIT 1;
	IF own IS NULL OR own::text IN ('NaN', 'Infinity', '-Infinity') THEN
		RETURN false;
	END IF;
	IF g.baseline IS NULL THEN
		RETURN own::numeric >= g.min::numeric;
	END IF;
	IF g.baseline = '@champion' THEN
		SELECT a.version INTO champion FROM mreg.alias a WHERE a.model = g.model AND a.alias = 'champion';
	ELSE
		SELECT x.number INTO champion FROM mreg.version x WHERE x.model = g.model AND x.stage = g.baseline;
	END IF;
	IF champion IS NULL THEN
		RETURN g.first = 'pass';
	END IF;
	SELECT value INTO other FROM mreg.metric m WHERE m.model = g.model AND m.version = champion AND m.metric = g.metric
		AND m.slice = coalesce(g.slice, '') ORDER BY m.id DESC LIMIT 1;
	RETURN champion <> v AND other IS NOT NULL AND other::text NOT IN ('NaN', 'Infinity', '-Infinity')
		AND own::numeric - other::numeric >= g.min_change::numeric;
END
$$;

-- One of some texts.
CREATE FUNCTION pg_temp.pick(VARIADIC texts text[]) RETURNS text LANGUAGE sql AS $$
	SELECT texts[1 + floor(random() * cardinality(texts))::integer]
$$;

-- A random statement of some kind about version v.
CREATE FUNCTION pg_temp.statement(action text, v integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	stage text := pg_temp.pick('development', 'staging', 'staging', 'production', 'production', 'PRODUCTION', 'archived');
	model bigint := (SELECT id FROM pg_temp.walk_model);
	name text := pg_temp.pick('a', 'b', 'c');
BEGIN
	RETURN CASE action
		WHEN 'promote' THEN format('SELECT mreg.promote(''w/%s'', %L)', v, stage)
		WHEN 'override' THEN format('SELECT mreg.promote(''w/%s'', %L, override => ''because'')', v, stage)
		WHEN 'update' THEN format('UPDATE mreg.version SET stage = %L WHERE model = %s AND number = %s', stage, model, v)
		WHEN 'update more' THEN format('UPDATE mreg.version SET stage = %L, description = ''d'' || random(), deleted_at = NULL'
			' WHERE model = %s AND number = %s', stage, model, v)
		WHEN 'update slot' THEN format('UPDATE mreg.version SET stage = %L, slot = 1, stage_since = now()'
			' WHERE model = %s AND number = %s', stage, model, v)
		WHEN 'merge' THEN format('MERGE INTO mreg.version t USING (VALUES (%s)) s (n) ON t.number = s.n AND t.model = %s'
			' WHEN MATCHED THEN UPDATE SET stage = %L', v, model, stage)
		WHEN 'upsert' THEN format('INSERT INTO mreg.version (model, number, stage) VALUES (%s, %s, ''development'')'
			' ON CONFLICT (model, number) DO UPDATE SET stage = %L', model, v, stage)
		WHEN 'rollback' THEN 'SELECT mreg.rollback(''w'')'
		WHEN 'alias' THEN format('SELECT mreg.set_alias(''w/%s'', ''champion'')', v)
		WHEN 'drop alias' THEN 'SELECT mreg.drop_alias(''w'', ''champion'')'
		WHEN 'delete' THEN format('SELECT mreg.delete_version(''w/%s'')', v)
		WHEN 'restore' THEN format('SELECT mreg.restore_version(''w/%s'')', v)
		WHEN 'metric' THEN format('INSERT INTO mreg.metric (model, version, metric, slice, value) VALUES (%s, %s, %L, %L, %s)',
			model, v, pg_temp.pick('accuracy_score', 'f1_score'), pg_temp.pick('', '', 'region=north'),
			pg_temp.pick('0.7', '0.79', '0.8', '0.81', '0.85', '0.9', '''NaN''', 'NULL', '''Infinity'''))
		WHEN 'switch' THEN format('UPDATE public.walk_switch SET is_on = %s WHERE version = %s',
			pg_temp.pick('true', 'true', 'false', 'NULL'), v)
		WHEN 'add gate' THEN format('SELECT mreg.add_gate(''w'', %L, %L, %s)', name, pg_temp.pick('staging', 'production'),
			pg_temp.pick('''accuracy_score'', min => 0.8', '''accuracy_score'', min => 0.8',
				'''f1_score'', min => 0.79, slice => ''region=north''',
				'''accuracy_score'', baseline => ''production'', min_change => 0.01',
				'''accuracy_score'', baseline => ''production'', min_change => 0, first => ''pass''',
				'''accuracy_score'', baseline => ''@champion'', min_change => -0.05, first => ''pass''',
				'query => ''SELECT is_on FROM public.walk_switch WHERE version = split_part($1, ''''/'''', 2)::integer'''))
		WHEN 'drop gate' THEN format('SELECT mreg.drop_gate(''w'', %L)', name)
	END;
END
$$;

CREATE FUNCTION pg_temp.walk(steps integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	action text;
	actor text;
	v integer;
	last_event bigint;
BEGIN
	FOR i IN 1 .. steps LOOP
		v := 1 + floor(random() * 8)::integer;
		actor := pg_temp.pick('super', 'super', 'walk_reader', 'walk_writer', 'walk_owner');
		action := pg_temp.pick('promote', 'promote', 'promote', 'promote', 'override', 'override', 'update', 'update', 'update more',
			'update slot', 'merge', 'merge', 'upsert', 'rollback', 'alias', 'drop alias', 'delete', 'restore', 'restore',
			'metric', 'metric', 'metric', 'metric', 'switch', 'switch', 'add gate', 'drop gate');
		IF action IN ('metric', 'switch', 'add gate', 'drop gate') THEN
			actor := 'super';
		END IF;
		DELETE FROM before;
		INSERT INTO before
			SELECT x.number, x.stage, s.name AS target,
				(SELECT bool_and(pg_temp.passes(x.number, g)) FROM mreg.gate g WHERE g.model = x.model AND g.stage = s.name)
				AS passes
			FROM mreg.version x JOIN mreg.stage s ON s.lifecycle = x.lifecycle
			WHERE x.model = (SELECT id FROM pg_temp.walk_model);
		SELECT max(id) INTO last_event FROM mreg.event;
		BEGIN
			IF actor <> 'super' THEN
				EXECUTE format('SET LOCAL ROLE %I', actor);
			END IF;
			EXECUTE pg_temp.statement(action, v);
			RESET ROLE;
		EXCEPTION WHEN check_violation OR object_not_in_prerequisite_state OR no_data_found OR insufficient_privilege
			OR unique_violation THEN
			INSERT INTO seen
			SELECT i, actor, action, v, NULL, NULL, 'refused ' || SQLSTATE
			WHERE action NOT IN ('metric', 'switch', 'add gate', 'drop gate');
			CONTINUE;
		END;
		INSERT INTO seen
		SELECT i, actor, action, x.number, x.stage, b.passes, (SELECT string_agg(e.kind, ' ' ORDER BY e.id) FROM mreg.event e
			WHERE e.id > last_event AND e.model = x.model AND e.version = x.number
				AND e.kind IN ('override', 'transition', 'rollback', 'displacement'))
		FROM mreg.version x JOIN before b ON b.number = x.number AND b.target = x.stage
		WHERE x.model = (SELECT id FROM pg_temp.walk_model) AND b.stage <> x.stage AND b.passes IS NOT NULL;
	END LOOP;
END
$$;

SELECT setseed(0.42) \g /dev/null
GRANT SELECT ON walk_model TO PUBLIC;
SELECT lives_ok('SELECT pg_temp.walk(1500)', 'the walk meets no error but refusals');
SELECT is_empty($$SELECT * FROM seen WHERE stage IS NOT NULL AND NOT passes AND how NOT IN ('override transition', 'rollback')$$,
	'no step puts a version into a guarded stage that does not pass');
SELECT is_empty($$SELECT * FROM seen WHERE how LIKE '%override%' AND (actor NOT IN ('super', 'walk_owner') OR action <> 'override')$$,
	'an override is that of who may, and is asked for');
SELECT is_empty($$SELECT * FROM seen WHERE how = 'rollback' AND action <> 'rollback'$$, 'only rollback() is a rollback');
SELECT is_empty($$SELECT * FROM seen WHERE actor = 'walk_reader' AND action LIKE 'update%' AND stage IS NOT NULL$$,
	'who may not write mreg.version moves nothing by UPDATE');
SELECT is_empty($$SELECT e.* FROM mreg.event e WHERE e.model = (SELECT id FROM walk_model) AND e.kind = 'transition'
	AND e.detail #> '{after,override}' IS NULL
	AND EXISTS (SELECT FROM jsonb_array_elements(e.detail #> '{after,gates}') g WHERE g.value ->> 'verdict' <> 'pass')$$,
	'no transition records a verdict that does not pass, unless it overrides');
SELECT cmp_ok((SELECT count(*) FROM seen WHERE passes AND how = 'transition'), '>', 40::bigint, 'versions that pass do get in');
SELECT cmp_ok((SELECT count(*) FROM seen WHERE NOT passes AND how = 'override transition'), '>', 5::bigint,
	'overrides were among the steps');
SELECT cmp_ok((SELECT count(DISTINCT action) FROM seen WHERE passes AND how = 'transition'), '>', 5::bigint,
	'in several ways');
SELECT * FROM finish();
ROLLBACK;
