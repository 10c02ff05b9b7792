-- Gates: what add_gate() refuses, who may override, with whose rights a query runs, and that no way round them is open.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(126);

CREATE FUNCTION pg_temp.id(name text) RETURNS bigint LANGUAGE sql AS $$
	SELECT m.id FROM mreg.model m WHERE m.name = id.name AND m.deleted_at IS NULL
$$;
CREATE FUNCTION pg_temp.metric(model text, version integer, value double precision) RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO mreg.metric (model, version, metric, value, n) VALUES (pg_temp.id(model), version, 'accuracy_score', value, 100)
	RETURNING id
$$;
CREATE FUNCTION pg_temp.stage(ref text) RETURNS text LANGUAGE sql AS $$ SELECT (mreg.resolve(ref)).stage $$;
-- SQLSTATE of a statement, which is undone; ok if it has none.
CREATE FUNCTION pg_temp.attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RAISE EXCEPTION SQLSTATE 'UNDO1';
EXCEPTION WHEN OTHERS THEN
	RETURN CASE SQLSTATE WHEN 'UNDO1' THEN 'ok' ELSE SQLSTATE END;
END
$$;
-- The same as some role.
CREATE FUNCTION pg_temp.attempt_as(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', role);
	EXECUTE statement;
	RAISE EXCEPTION SQLSTATE 'UNDO1';
EXCEPTION WHEN OTHERS THEN
	RETURN CASE SQLSTATE WHEN 'UNDO1' THEN 'ok' ELSE SQLSTATE END;
END
$$;
-- What a query returns to some role.
CREATE FUNCTION pg_temp.ask_as(role text, query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', role);
	EXECUTE query INTO result;
	RESET ROLE;
	RETURN result;
END
$$;
-- DETAIL and HINT of the error of a statement.
CREATE FUNCTION pg_temp.complaint(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'none';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' | ', SQLERRM, detail, hint);
END
$$;

SELECT mreg.register_model('b', task => 'binary'), mreg.register_model('r', task => 'regression'), mreg.register_model('n'),
	mreg.register_model('o', task => 'other'), mreg.register_model('c', task => 'multiclass') \g /dev/null
SELECT mreg.register_version('b') FROM generate_series(1, 3) \g /dev/null
SELECT mreg.promote('b/' || i, 'staging') FROM generate_series(1, 3) i \g /dev/null
INSERT INTO mreg.dataset (name, number) VALUES ('d', 1);

-- ---- what add_gate() refuses ----

SELECT is(pg_temp.attempt(format('SELECT mreg.add_gate(%s)', c.args)), c.state, c.args)
FROM (VALUES
	($$NULL, 'g', 'production', 'accuracy_score', 0.8$$, '22004'),
	($$'b', NULL, 'production', 'accuracy_score', 0.8$$, '22004'),
	($$'b', 'g', NULL, 'accuracy_score', 0.8$$, '22004'),
	($$'none', 'g', 'production', 'accuracy_score', 0.8$$, 'P0002'),
	($$'b', 'g', 'nowhere', 'accuracy_score', 0.8$$, 'P0002'),
	($$'b', 'g/h', 'production', 'accuracy_score', 0.8$$, '22023'),
	($$'b', '', 'production', 'accuracy_score', 0.8$$, '22023'),
	($$'b', 'g', 'Production', 'accuracy_score', 0.8$$, 'ok'),
	($$'b', 'g', 'development', 'accuracy_score', 0.8$$, '23514'),
	($$'b', 'g', 'archived', 'accuracy_score', 0.8$$, '23514'),
	($$'b', 'g', 'production'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score'$$, '22023'),
	($$'b', 'g', 'production', '', 0.8$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 'NaN'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', '-Infinity'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', max => 'Infinity'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, 0.7$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, 0.8$$, 'ok'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, kind => 'magic'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', min_change => 0$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, baseline => 'stage'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', min_change => 0, baseline => 'stage'$$, 'ok'),
	($$'b', 'g', 'production', 'accuracy_score', min_change => 0, baseline => 'staging'$$, 'ok'),
	($$'b', 'g', 'production', 'accuracy_score', min_change => 0, baseline => 'champion'$$, 'P0002'),
	($$'b', 'g', 'production', 'accuracy_score', min_change => 0, baseline => '@champion'$$, 'ok'),
	($$'b', 'g', 'production', 'accuracy_score', min_change => 0, baseline => '@1'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', min_change => 'NaN', baseline => 'stage'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, first => 'pass'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', min_change => 0, baseline => 'stage', first => 'fail'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, confidence => 0$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, confidence => 1$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, confidence => 'NaN'$$, '22023'),
	($$'b', 'g', 'production', 'average_precision_score', 0.8, confidence => 0.95$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, min_n => 0$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, max_age => '-1 day'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, dataset => 'none'$$, 'P0002'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, dataset => 'd'$$, 'ok'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, dataset => 'd/x'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, worst => true$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, worst => true, slice => 'a=*'$$, 'ok'),
	($$'b', 'g', 'production', 'accuracy_score', 0.8, higher_is_better => false$$, '22023'),
	($$'b', 'g', 'production', 'r2_score', 0.8$$, '22023'),
	($$'r', 'g', 'production', 'accuracy_score', 0.8$$, '22023'),
	($$'r', 'g', 'production', 'r2_score', 0.8$$, 'ok'),
	($$'b', 'g', 'production', 'recall_score[setosa]', 0.8$$, '22023'),
	($$'c', 'g', 'production', 'recall_score[setosa]', 0.8$$, 'ok'),
	($$'n', 'g', 'production', 'accuracy_score', 0.8$$, 'ok'),
	($$'n', 'g', 'production', 'accuracy_score', 0.8, computed => true$$, '22023'),
	($$'o', 'g', 'production', 'accuracy_score', 0.8$$, 'ok'),
	($$'b', 'g', 'production', 'my_score', 0.8$$, 'ok'),
	($$'b', 'g', 'production', 'my_score', 0.8, computed => true$$, '22023'),
	($$'b', 'g', 'production', 'my_score', 0.8, slice => 'a=*'$$, '22023'),
	($$'b', 'g', 'production', 'my_score', baseline => 'stage', min_change => 0$$, '22023'),
	($$'b', 'g', 'production', 'my_score', baseline => 'stage', min_change => 0, higher_is_better => true$$, 'ok'),
	($$'b', 'g', 'production', 'psi', kind => 'drift'$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', kind => 'drift', max => 0.1$$, '22023'),
	($$'b', 'g', 'production', kind => 'flip_rate', max => 0.1$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', kind => 'spread', max => 0.1$$, '22023'),
	($$'b', 'g', 'production', 'accuracy_score', kind => 'spread', max => 0.1, slice => 'a=1'$$, '22023'),
	($$'b', 'g', 'production', kind => 'freshness'$$, '22023'),
	($$'b', 'g', 'production', kind => 'signature'$$, '22023'),
	($$'b', 'g', 'production', tests => '{a}'$$, '22023'),
	($$'b', 'g', 'production', suite => 's', tests => '{}'$$, '22023'),
	($$'b', 'g', 'production', suite => 's', tests => '{NULL}'$$, '22023'),
	($$'b', 'g', 'production', suite => 's', metric => 'accuracy_score'$$, '22023'),
	($$'b', 'g', 'production', query => 'SELECT 1'$$, '22023'),
	($$'b', 'g', 'production', query => 'SELECT true, false'$$, '22023'),
	($$'b', 'g', 'production', query => 'SELECT true; SELECT true'$$, '22023'),
	($$'b', 'g', 'production', query => 'DELETE FROM mreg.metric'$$, '22023'),
	($$'b', 'g', 'production', query => 'WITH d AS (DELETE FROM mreg.metric RETURNING 1) SELECT true'$$, '0A000'),
	($$'b', 'g', 'production', query => 'SELECT true FROM nothing.nowhere'$$, '42P01'),
	($$'b', 'g', 'production', query => 'SELECT true)) AS x; DROP TABLE mreg.gate; --'$$, '42601')) c (args, state);
SELECT is((SELECT count(*) FROM mreg.gate), 0::bigint, 'nothing of what was refused or undone stays');
SELECT matches(pg_temp.complaint($$SELECT mreg.add_gate('b', 'g', 'production', 'r2_score', 0.8)$$),
	'never yield metric "r2_score".*binary.*accuracy_score', 'a metric of another task is refused with those of this one');

-- ---- the gate, its events, its guard ----

SELECT mreg.add_gate('b', 'acc', 'PRODUCTION', 'accuracy_score', 0.8, max => 0.99, min_n => 50) \g /dev/null
SELECT is((SELECT concat_ws(' ', name, stage, kind, min, max, min_n, higher_is_better, author) FROM mreg.gate),
	concat_ws(' ', 'acc production metric 0.8 0.99 50 t', current_user),
	'the gate is stored as given, the stage as it is written there');
SELECT is(pg_temp.attempt($$SELECT mreg.add_gate('b', 'acc', 'staging', 'accuracy_score', 0.8)$$), '23505',
	'a name that is taken');
SELECT is((SELECT jsonb_build_array(kind, story, detail #- '{after,created_at}') FROM mreg.history('b')
		ORDER BY id DESC LIMIT 1),
	jsonb_build_array('add_gate', 'added gate acc to production', jsonb_build_object('before', NULL,
		'after', jsonb_build_object('name', 'acc', 'lifecycle', 'standard', 'stage', 'production', 'kind', 'metric',
		'metric', 'accuracy_score', 'min', 0.8, 'max', 0.99, 'min_n', 50, 'higher_is_better', true, 'worst', false,
		'computed', false, 'author', current_user))),
	'its event holds the whole definition');
SELECT throws_ok($$UPDATE mreg.gate SET min = 0$$, '23514', NULL, 'a gate cannot be changed');
SELECT throws_ok($$TRUNCATE mreg.gate$$, '23514', NULL, 'gates cannot be truncated');
SELECT lives_ok($$SELECT mreg.add_gate('b', 'gone', 'production', suite => 's')$$, 'another gate');
SELECT lives_ok($$DELETE FROM mreg.gate WHERE name = 'gone'$$, 'a raw DELETE');
SELECT is((SELECT jsonb_build_array(kind, story, detail -> 'before' -> 'suite', detail -> 'after')
		FROM mreg.history('b') ORDER BY id DESC LIMIT 1),
	'["drop_gate", "dropped gate gone of production", "s", null]',
	'is an event with the whole definition');
SELECT throws_ok($$SELECT mreg.drop_gate('b', 'gone')$$, 'P0002', NULL, 'a gate that is not there');
SELECT throws_ok($$SELECT mreg.drop_gate('b', NULL)$$, '22004', NULL, 'drop_gate(NULL)');

-- ---- validate ----

SELECT is_empty($$SELECT * FROM mreg.validate('b/1', 'staging')$$, 'no gate: no row');
SELECT throws_ok($$SELECT * FROM mreg.validate('b/1', 'nowhere')$$, 'P0002', NULL, 'validate: no such stage');
SELECT throws_ok($$SELECT * FROM mreg.validate('b/9', 'production')$$, 'P0002', NULL, 'validate: no such version');
SELECT throws_ok($$SELECT * FROM mreg.validate(NULL, 'production')$$, '22004', NULL, 'validate(NULL)');
SELECT pg_temp.metric('b', 1, 0.9), pg_temp.metric('b', 2, 0.7) \g /dev/null
SELECT is((SELECT jsonb_agg(to_jsonb(v)) FROM mreg.validate('b/2', 'Production') v),
	'[{"gate": "acc", "verdict": "fail", "observed": 0.7, "required": "at least 0.8, at most 0.99, at least 50 rows",
		"baseline": null, "lower": null, "upper": null, "n": 100, "evaluation": null,
		"reason": "accuracy_score 0.7 is below 0.8"}]', 'validate tells what is missing');
SELECT is((SELECT verdict FROM mreg.validate('b', 'production')), 'not_evaluated', 'a bare name is the newest version');

-- ---- every way into the stage ----

CREATE FUNCTION pg_temp.sneak(version integer) RETURNS void LANGUAGE plpgsql SET search_path = pg_temp, mreg, pg_catalog AS $$
BEGIN
	UPDATE mreg.version v SET stage = 'production' WHERE v.model = pg_temp.id('b') AND v.number = sneak.version;
END
$$;
SELECT is(pg_temp.attempt(c.statement), '23514', c.statement)
FROM (VALUES
	($$SELECT mreg.promote('b/2', 'production')$$),
	($$UPDATE mreg.version SET stage = 'production' WHERE model = pg_temp.id('b') AND number = 2$$),
	($$UPDATE mreg.version SET stage = 'PRODUCTION' WHERE model = pg_temp.id('b') AND number = 2$$),
	($$MERGE INTO mreg.version v USING (VALUES (2)) s (n) ON v.number = s.n AND v.model = pg_temp.id('b')
		WHEN MATCHED THEN UPDATE SET stage = 'production'$$),
	($$INSERT INTO mreg.version (model, number, stage) VALUES (pg_temp.id('b'), 2, 'staging')
		ON CONFLICT (model, number) DO UPDATE SET stage = 'production'$$),
	($$SELECT pg_temp.sneak(2)$$),
	($$WITH u AS (UPDATE mreg.version SET stage = 'production' WHERE model = pg_temp.id('b') AND number IN (1, 2)
		RETURNING 1) SELECT count(*) FROM u$$)) c (statement);
SELECT is(pg_temp.attempt($$SELECT pg_temp.sneak(1)$$), 'ok', 'a version that passes gets in the same way');
SELECT matches(pg_temp.complaint($$SELECT mreg.promote('b/2', 'production')$$),
	'may not enter stage "production": 1 of 1 gates does not pass.*Gate acc: fail, accuracy_score 0.7 is below 0.8.*mreg.validate',
	'the refusal names the gate, the facts and the next step');
CREATE SCHEMA evil;
CREATE FUNCTION evil.numeric_ge(numeric, numeric) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR evil.>= (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = evil.numeric_ge);
CREATE FUNCTION evil.text_eq(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false';
CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.text_eq);
CREATE FUNCTION pg_temp.attempt_among_evil(statement text) RETURNS text LANGUAGE plpgsql SET search_path = evil, pg_catalog
AS $$
BEGIN
	EXECUTE statement;
	RETURN 'ok';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;
SELECT is(pg_temp.attempt_among_evil($$SELECT mreg.promote('b/2', 'production')$$), '23514', 'under a hostile search_path');

-- ---- override ----

CREATE ROLE gates_owner;
CREATE ROLE gates_user;
GRANT SELECT ON ALL TABLES IN SCHEMA mreg TO gates_user, gates_owner;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO gates_user, gates_owner;
SELECT mreg.set_owner('b', 'gates_owner') \g /dev/null
SELECT is(pg_temp.attempt_as('gates_user', $$SELECT mreg.promote('b/2', 'production', override => 'please')$$), '42501',
	'who does not own the model may not override');
SELECT is(pg_temp.attempt_as('gates_owner', $$SELECT mreg.promote('b/2', 'production', override => ' ')$$), '22023',
	'an override says why');
SELECT is(pg_temp.attempt_as('gates_owner', $$SELECT mreg.promote('b/2', 'production')$$), '23514',
	'the owner without override');
SELECT is(pg_temp.ask_as('gates_owner',
	$$SELECT (mreg.promote('b/2', 'production', reason => 'hot fix', override => 'outage')).stage$$), 'production',
	'the owner may override');
SELECT is((SELECT jsonb_agg(jsonb_build_array(kind, version, reason, actor, detail #> '{after,gates,0,verdict}',
		detail #> '{after,override}') ORDER BY id)
		FROM (SELECT * FROM mreg.history('b') ORDER BY id DESC LIMIT 2) h),
	'[["override", 2, "outage", "gates_owner", "fail", null],
		["transition", 2, "hot fix", "gates_owner", "fail", "outage"]]',
	'the override is an event of its own before the transition, both with the verdicts');
SELECT is((SELECT string_agg(story, '; ' ORDER BY id) FROM (SELECT * FROM mreg.history('b') ORDER BY id DESC LIMIT 2) h),
	'overrode gates and approvals to move version 2 to production; moved version 2 from staging to production, overriding gates and approvals',
	'and loud in the story');
SELECT is(pg_temp.attempt($$SELECT mreg.promote('b/3', 'production')$$), '23514', 'the override holds for one move alone');
SELECT is((mreg.promote('b/1', 'production')).stage, 'production', 'a version that passes displaces it');
SELECT is((SELECT detail #>> '{after,gates,0,observed}' FROM mreg.history('b') ORDER BY id DESC LIMIT 1), '0.9',
	'the verdicts stand in the event of the transition');

-- A trigger of somebody else gains nothing from an override.
CREATE FUNCTION pg_temp.stow_away() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF new.number = 2 AND new.stage = 'production' AND old.stage <> 'production' THEN
		UPDATE mreg.version SET stage = 'staging' WHERE model = new.model AND number = 3;
	END IF;
	RETURN NULL;
END
$$;
SELECT mreg.promote('b/2', 'development') , mreg.promote('b/2', 'staging'), mreg.promote('b/3', 'development'),
	mreg.add_gate('b', 'never', 'staging', query => 'SELECT false') \g /dev/null
CREATE TRIGGER stow_away AFTER UPDATE ON mreg.version FOR EACH ROW EXECUTE FUNCTION pg_temp.stow_away();
SELECT is(pg_temp.attempt($$SELECT mreg.promote('b/2', 'production', override => 'outage')$$), '23514',
	'what a trigger moves beside an override meets its gates');
DROP TRIGGER stow_away ON mreg.version;

-- ---- with whose rights a query runs ----

CREATE ROLE gates_author;
CREATE TABLE public.secret (ok boolean);
INSERT INTO public.secret VALUES (true);
GRANT SELECT ON public.secret TO gates_author;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO gates_author;
SELECT mreg.register_model('q'), mreg.register_version('q') \g /dev/null
SET LOCAL ROLE gates_author;
SELECT mreg.add_gate('q', 'secret', 'staging', query => 'SELECT ok AND current_user = ''gates_author'' FROM public.secret')
\g /dev/null
RESET ROLE;
SELECT is(pg_temp.ask_as('gates_user', $$SELECT verdict FROM mreg.validate('q/1', 'staging')$$), 'pass',
	'a query reads what its author may read');
SELECT is(pg_temp.attempt_as('gates_user', 'SELECT * FROM public.secret'), '42501', 'which is more than who validates may');
REVOKE SELECT ON public.secret FROM gates_author;
SELECT is((SELECT verdict || ': ' || reason FROM mreg.validate('q/1', 'staging')),
	'not_evaluated: the query raises an error: permission denied for table secret',
	'a superuser who validates lends the query no rights');
SELECT is(pg_temp.attempt($$SELECT mreg.promote('q/1', 'staging')$$), '23514', 'and the version stays out');
CREATE TEMPORARY TABLE bait (ok boolean);
SELECT is(pg_temp.attempt($$SELECT mreg.add_gate('q', 'bait', 'staging', query => 'SELECT ok FROM bait')$$), '22023',
	'a query of a temporary table');
SELECT is(pg_temp.attempt($$SELECT mreg.add_gate('q', 'bait', 'staging', query => 'SELECT ok FROM secret')$$), '42P01',
	'unqualified names are those of pg_catalog');

-- ---- the model, its versions, its lifecycle ----

SELECT mreg.rename_model('b', 'bb') \g /dev/null
SELECT is((SELECT count(*) FROM mreg.validate('bb/2', 'production')), 1::bigint, 'gates follow a renamed model');
SELECT mreg.delete_model('q'), mreg.restore_model('q') \g /dev/null
SELECT is((SELECT count(*) FROM mreg.validate('q/1', 'staging')), 1::bigint, 'and one that was deleted and restored');
SELECT mreg.delete_version('q/1') \g /dev/null
SELECT throws_ok($$SELECT * FROM mreg.validate('q/1', 'staging')$$, 'P0002', NULL, 'a deleted version');

SELECT mreg.define_lifecycle('flow', '{"stages": [{"name": "new", "is_initial": true}, {"name": "live", "max_versions": 1,
	"displaced_to": "old"}, {"name": "old"}], "transitions": [{"from": "new", "to": "live"}]}') \g /dev/null
SELECT mreg.register_model('l', lifecycle => 'flow', task => 'binary'),
	mreg.add_gate('l', 'g', 'live', 'accuracy_score', baseline => 'old', min_change => 0) \g /dev/null
SELECT is(pg_temp.attempt(format('SELECT mreg.define_lifecycle(''flow'', %L)', c.definition)), c.state, c.title)
FROM (VALUES
	('{"stages": [{"name": "new", "is_initial": true}, {"name": "old"}], "transitions": [{"from": "new", "to": "old"}]}',
		'55000', 'a guarded stage stays defined'),
	('{"stages": [{"name": "new"}, {"name": "live", "is_initial": true}, {"name": "old"}],
		"transitions": [{"from": "live", "to": "old"}, {"from": "live", "to": "new"}]}', '55000',
		'a guarded stage does not become the initial one'),
	('{"stages": [{"name": "new", "is_initial": true}, {"name": "live"}, {"name": "old", "max_versions": 1,
		"displaced_to": "live"}], "transitions": [{"from": "new", "to": "old"}]}', '55000',
		'a guarded stage does not become one that versions are pushed into'),
	('{"stages": [{"name": "new", "is_initial": true}, {"name": "live"}], "transitions": [{"from": "new", "to": "live"}]}',
		'55000', 'the stage of a baseline stays defined'),
	('{"stages": [{"name": "new", "is_initial": true}, {"name": "live", "max_versions": 2, "displaced_to": "old"},
		{"name": "old"}, {"name": "test"}], "transitions": [{"from": "new", "to": "live"}, {"from": "new", "to": "test"}]}',
		'ok', 'other changes are free')) c (definition, state, title);
SELECT mreg.drop_gate('l', 'g') \g /dev/null
SELECT is(pg_temp.attempt($$SELECT mreg.define_lifecycle('flow', '{"stages": [{"name": "new", "is_initial": true},
	{"name": "old"}], "transitions": [{"from": "new", "to": "old"}]}')$$), 'ok', 'without the gate the stage may go');

-- ---- rollback brings back what had passed ----

SELECT mreg.register_model('k', task => 'binary') \g /dev/null
SELECT mreg.register_version('k'), mreg.promote('k/' || i, 'staging'), mreg.promote('k/' || i, 'production')
FROM generate_series(1, 2) i \g /dev/null
SELECT mreg.add_gate('k', 'g', 'production', 'accuracy_score', 0.8) \g /dev/null
SELECT is((mreg.rollback('k')).number, 1, 'rollback is not gated');

SELECT * FROM finish();
ROLLBACK;
