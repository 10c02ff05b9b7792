-- Lifecycles: bad definitions are refused by name of the fault, changes that strand versions by the facts.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(107);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

CREATE FUNCTION pg_temp.fault(definition jsonb, name text DEFAULT 'mine') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	PERFORM mreg.define_lifecycle(name, definition);
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ': ' || detail;
END
$$;
CREATE FUNCTION pg_temp.definition(name text) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object(
		'stages', (SELECT jsonb_agg(concat_ws(' ', s.place, s.name, s.max_versions, s.displaced_to, s.is_initial, s.protected) ORDER BY s.place)
			FROM mreg.stage s WHERE s.lifecycle = definition.name),
		'rules', (SELECT jsonb_agg(r.from_stage || ' ' || r.to_stage ORDER BY r.id) FROM mreg.transition_rule r WHERE r.lifecycle = definition.name))
$$;
-- Stages from a list of names, the first of which is initial, with a transition from each to the next.
CREATE FUNCTION pg_temp.chain(VARIADIC names text[]) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object(
		'stages', (SELECT jsonb_agg(jsonb_build_object('name', n, 'is_initial', i = 1) ORDER BY i) FROM unnest(names) WITH ORDINALITY t (n, i)),
		'transitions', (SELECT coalesce(jsonb_agg(jsonb_build_object('from', names[i], 'to', names[i + 1])), '[]') FROM generate_series(1, cardinality(names) - 1) i))
$$;

-- Every kind of fault.
SELECT is(pg_temp.fault(definition::jsonb), '22023: ' || fault, fault)
FROM (VALUES
	('[]', 'It is not a JSON object.'),
	('"x"', 'It is not a JSON object.'),
	('null', 'It is not a JSON object.'),
	('{}', 'It has no array "stages".'),
	('{"stages": {}}', 'It has no array "stages".'),
	('{"stages": null}', 'It has no array "stages".'),
	('{"stages": []}', 'It has no stage.'),
	('{"stages": [{"name": "a", "is_initial": true}], "rules": []}', 'It has the unknown key "rules".'),
	('{"stages": [{"name": "a", "is_initial": true}], "transitions": {}}', '"transitions" is not an array.'),
	('{"stages": ["a"]}', 'Stage 1 is not a JSON object.'),
	('{"stages": [{"name": "a", "is_initial": true}, 2]}', 'Stage 2 is not a JSON object.'),
	('{"stages": [{"name": "a", "initial": true}]}', 'Stage 1 has the unknown key "initial".'),
	('{"stages": [{"is_initial": true}]}', 'Stage 1 has no "name" that is a string.'),
	('{"stages": [{"name": null}]}', 'Stage 1 has no "name" that is a string.'),
	('{"stages": [{"name": 1}]}', 'Stage 1 has no "name" that is a string.'),
	('{"stages": [{"name": ""}]}', '"" cannot be the name of a stage.'),
	('{"stages": [{"name": "a/b"}]}', '"a/b" cannot be the name of a stage.'),
	('{"stages": [{"name": "12"}]}', '"12" cannot be the name of a stage.'),
	('{"stages": [{"name": "LATEST"}]}', '"LATEST" cannot be the name of a stage.'),
	('{"stages": [{"name": "*"}]}', '"*" cannot be the name of a stage.'),
	('{"stages": [{"name": "a", "max_versions": 0}]}', '"max_versions" of stage "a" is not a positive whole number.'),
	('{"stages": [{"name": "a", "max_versions": -1}]}', '"max_versions" of stage "a" is not a positive whole number.'),
	('{"stages": [{"name": "a", "max_versions": 1.5}]}', '"max_versions" of stage "a" is not a positive whole number.'),
	('{"stages": [{"name": "a", "max_versions": 3000000000}]}', '"max_versions" of stage "a" is not a positive whole number.'),
	('{"stages": [{"name": "a", "max_versions": "1"}]}', '"max_versions" of stage "a" is not a positive whole number.'),
	('{"stages": [{"name": "a", "max_versions": "one"}]}', '"max_versions" of stage "a" is not a positive whole number.'),
	('{"stages": [{"name": "a", "displaced_to": 1}]}', '"displaced_to" of stage "a" is not a string.'),
	('{"stages": [{"name": "a", "is_initial": 1}]}', '"is_initial" of stage "a" is not true or false.'),
	('{"stages": [{"name": "a", "is_initial": "yes"}]}', '"is_initial" of stage "a" is not true or false.'),
	('{"stages": [{"name": "a", "protected": "no"}]}', '"protected" of stage "a" is not true or false.'),
	('{"stages": [{"name": "a", "is_initial": true}], "transitions": [1]}', 'Transition 1 is not a JSON object.'),
	('{"stages": [{"name": "a", "is_initial": true}], "transitions": [{"from": "a", "to": "a", "by": "x"}]}', 'Transition 1 has the unknown key "by".'),
	('{"stages": [{"name": "a", "is_initial": true}], "transitions": [{"from": "a"}]}', 'Transition 1 has no "from" and "to" that are strings.'),
	('{"stages": [{"name": "a", "is_initial": true}], "transitions": [{"from": 1, "to": "a"}]}', 'Transition 1 has no "from" and "to" that are strings.'),
	('{"stages": [{"name": "a", "is_initial": true}, {"name": "A"}]}', 'Stage "A" is defined twice.'),
	('{"stages": [{"name": "a"}]}', 'No stage is initial.'),
	('{"stages": [{"name": "a", "is_initial": true}, {"name": "b", "is_initial": true}]}', 'More than one stage is initial: "a", "b".'),
	('{"stages": [{"name": "a", "is_initial": true, "max_versions": 1}]}', 'Initial stage "a" cannot have "max_versions".'),
	('{"stages": [{"name": "a", "is_initial": true}, {"name": "b", "max_versions": 1, "displaced_to": "c"}]}', 'Stage "b" is displaced to the unknown stage "c".'),
	('{"stages": [{"name": "a", "is_initial": true}, {"name": "b", "max_versions": 1, "displaced_to": "B"}]}', 'Stage "b" is displaced to itself.'),
	('{"stages": [{"name": "a", "is_initial": true}, {"name": "b", "displaced_to": "a"}]}', 'Stage "b" has "displaced_to" without "max_versions".'),
	('{"stages": [{"name": "a", "is_initial": true}, {"name": "b", "max_versions": 1, "displaced_to": "c"}, {"name": "c", "max_versions": 2}]}',
		'Stage "b" is displaced to "c", which has "max_versions" itself.'),
	('{"stages": [{"name": "a", "is_initial": true}], "transitions": [{"from": "a", "to": "b"}]}', 'A transition names the unknown stage "b".'),
	('{"stages": [{"name": "a", "is_initial": true}], "transitions": [{"from": "b", "to": "a"}]}', 'A transition names the unknown stage "b".'),
	('{"stages": [{"name": "a", "is_initial": true}], "transitions": [{"from": "a", "to": "*"}]}', 'A transition names the unknown stage "*".'),
	('{"stages": [{"name": "a", "is_initial": true}, {"name": "b"}], "transitions": [{"from": "a", "to": "b"}, {"from": "A", "to": "B"}]}',
		'The transition from "A" to "B" stands twice.'),
	('{"stages": [{"name": "a", "is_initial": true}], "transitions": [{"from": "a", "to": "A"}]}', 'A transition leads from "A" to itself.'),
	('{"stages": [{"name": "a", "is_initial": true}, {"name": "b"}]}', 'Stage "b" cannot be reached.'),
	('{"stages": [{"name": "a", "is_initial": true}, {"name": "b"}, {"name": "c"}], "transitions": [{"from": "b", "to": "c"}, {"from": "c", "to": "b"}]}',
		'Stage "b" cannot be reached.')) t (definition, fault);
SELECT throws_ok($$SELECT mreg.define_lifecycle('mine', '{}')$$, '22023', 'invalid definition of lifecycle "mine"', 'the message names the lifecycle');
SELECT is((SELECT count(*) FROM mreg.lifecycle WHERE id >= 1000), 0::bigint, 'no bad definition leaves a lifecycle');

-- Good ones.
SELECT is((SELECT l.name FROM mreg.define_lifecycle('mine', '{"stages": [{"name": "Candidate", "is_initial": true},
	{"name": "live", "max_versions": 1, "displaced_to": "RETIRED", "protected": true}, {"name": "retired", "max_versions": null}],
	"transitions": [{"from": "candidate", "to": "Live"}, {"from": "*", "to": "retired"}]}') l), 'mine', 'define_lifecycle() returns the lifecycle');
SELECT is(pg_temp.definition('mine'), '{"stages": ["1 Candidate t f", "2 live 1 retired f t", "3 retired f f"],
	"rules": ["Candidate live", "Candidate retired", "live retired"]}', 'stages are stored in order and as written, "*" written out');
SELECT is((SELECT min(id) >= 1000 FROM mreg.lifecycle WHERE name = 'mine'), true, 'it has an id of the user''s');
SELECT lives_ok($$SELECT mreg.define_lifecycle('one', '{"stages": [{"name": "only", "is_initial": true}]}')$$, 'one stage and no transitions will do');
SELECT lives_ok($$SELECT mreg.define_lifecycle('displacing', '{"stages": [{"name": "a", "is_initial": true}, {"name": "b", "max_versions": 1, "displaced_to": "c"},
	{"name": "c"}], "transitions": [{"from": "a", "to": "b"}]}')$$, 'a stage may be reached by displacement alone');
SELECT lives_ok(format('SELECT mreg.define_lifecycle(''big'', %L)', pg_temp.chain(VARIADIC (SELECT array_agg('stage ' || i ORDER BY i) FROM generate_series(1, 60) i))),
	'sixty stages');

-- In use.
SELECT pg_temp.run($$SELECT mreg.register_model('m', lifecycle => 'mine')$$, $$SELECT mreg.register_version('m') FROM generate_series(1, 4)$$);
SELECT is((mreg.resolve('m/1')).stage, 'Candidate', 'a version begins in the initial stage');
SELECT pg_temp.run($$SELECT mreg.promote('m/1', 'live')$$, $$SELECT mreg.promote('m/2', 'live')$$);
SELECT is((mreg.resolve('m/1')).stage, 'retired', 'displacement goes where it says');
CREATE TEMPORARY TABLE definition AS SELECT pg_temp.definition('mine') AS definition, (SELECT count(*) FROM mreg.event) AS events;

-- Changes that strand versions.
SELECT is(pg_temp.fault('{"stages": [{"name": "Candidate", "is_initial": true}, {"name": "live", "max_versions": 1}],
	"transitions": [{"from": "candidate", "to": "live"}, {"from": "live", "to": "candidate"}]}'),
	'55000: Stage "retired" is no longer defined but holds 1 version of "m".', 'a stage that holds a version is not taken away');
SELECT is(pg_temp.fault(pg_temp.chain('candidate', 'live', 'retired')),
	'55000: Stage "Candidate" is no longer defined but holds 2 versions of "m".', 'a stage in another case is another stage');
SELECT is(pg_temp.fault('{"stages": [{"name": "Candidate", "is_initial": true}, {"name": "live", "max_versions": 1, "displaced_to": "retired"}, {"name": "retired"}],
	"transitions": [{"from": "candidate", "to": "live"}]}'),
	'55000: Stage "live" would lose its last way out but holds 1 version of "m".', 'the last way out is not taken away');
SELECT is(pg_temp.fault('{"stages": [{"name": "live", "is_initial": true}, {"name": "Candidate", "max_versions": 1}, {"name": "retired"}],
	"transitions": [{"from": "*", "to": "live"}, {"from": "*", "to": "Candidate"}, {"from": "*", "to": "retired"}]}'),
	'55000: Stage "Candidate" would hold at most 1 version of a model but holds 2 of "m".', 'a stage is not made too small');
SELECT is(pg_temp.definition('mine'), definition, 'a refused change leaves the definition as it was') FROM definition;
SELECT is((SELECT count(*) FROM mreg.event), events, '... and writes no event') FROM definition;
SELECT throws_like($$SELECT mreg.define_lifecycle('mine', '{"stages": [{"name": "only", "is_initial": true}]}')$$,
	'the new definition of lifecycle "mine" would strand versions', 'the message names the lifecycle');

-- Deleted versions count where they could come back.
SELECT pg_temp.run($$SELECT mreg.delete_version('m/1')$$);
SELECT is(pg_temp.fault('{"stages": [{"name": "Candidate", "is_initial": true}, {"name": "live", "max_versions": 1}],
	"transitions": [{"from": "candidate", "to": "live"}, {"from": "live", "to": "candidate"}]}'),
	'55000: Stage "retired" is no longer defined but holds 1 version of "m".', 'the stage of a deleted version stays');
SELECT pg_temp.run($$SELECT mreg.restore_version('m/1')$$);

-- Changes that do not.
SELECT is(pg_temp.fault('{"stages": [{"name": "Candidate", "is_initial": true}, {"name": "shadow"}, {"name": "live", "max_versions": 2, "displaced_to": "retired"},
	{"name": "retired"}], "transitions": [{"from": "candidate", "to": "shadow"}, {"from": "shadow", "to": "live"}, {"from": "candidate", "to": "live"},
	{"from": "live", "to": "shadow"}, {"from": "live", "to": "retired"}, {"from": "retired", "to": "live"}]}'), 'no error', 'more room and another stage');
SELECT is((SELECT e.detail #> '{before,stages,1}' FROM mreg.event e WHERE e.kind = 'define_lifecycle' AND e.detail -> 'before' <> 'null'),
	'{"name": "live", "max_versions": 1, "displaced_to": "retired", "protected": true}', 'the event keeps the definition before');
SELECT is((mreg.promote('m/3', 'live')).slot, 2, 'the new room is there');
SELECT is((mreg.resolve('m/2')).slot, 1, '... beside the version that was there');
SELECT pg_temp.run($$SELECT mreg.promote('m/1', 'live')$$, $$SELECT mreg.promote('m/3', 'shadow')$$);
SELECT is((SELECT string_agg(number || ':' || slot, ' ' ORDER BY number) FROM mreg.version WHERE stage = 'live'), '1:1', 'one is left, in the first slot');
SELECT pg_temp.run($$SELECT mreg.promote('m/3', 'live')$$, $$SELECT mreg.promote('m/1', 'retired')$$);
SELECT is((SELECT string_agg(number || ':' || slot, ' ' ORDER BY number) FROM mreg.version WHERE stage = 'live'), '3:2', 'one is left, in the second slot');
SELECT is(pg_temp.fault('{"stages": [{"name": "Candidate", "is_initial": true}, {"name": "live", "max_versions": 1, "displaced_to": "retired"}, {"name": "retired"}],
	"transitions": [{"from": "candidate", "to": "live"}, {"from": "live", "to": "retired"}, {"from": "retired", "to": "live"}]}'), 'no error', 'less room');
SELECT is((SELECT string_agg(number || ':' || slot, ' ' ORDER BY number) FROM mreg.version WHERE stage = 'live'), '3:1', '... numbers the slots anew');
SELECT is(pg_temp.fault('{"stages": [{"name": "live", "is_initial": true}, {"name": "Candidate"}, {"name": "retired"}],
	"transitions": [{"from": "*", "to": "retired"}, {"from": "*", "to": "Candidate"}, {"from": "*", "to": "live"}]}'), 'no error', 'no limit, another initial stage');
SELECT is((SELECT count(slot) FROM mreg.version), 0::bigint, '... frees the slots');
SELECT is((mreg.register_version('m')).stage, 'live', '... and new versions begin there');
SELECT pg_temp.run($$SELECT mreg.promote('m/' || n, 'live') FROM generate_series(1, 4) n$$);
SELECT is(pg_temp.fault('{"stages": [{"name": "Candidate", "is_initial": true}, {"name": "live", "max_versions": 5}, {"name": "retired"}],
	"transitions": [{"from": "*", "to": "retired"}, {"from": "*", "to": "Candidate"}, {"from": "*", "to": "live"}]}'), 'no error', 'a limit that just suffices');
SELECT is((SELECT string_agg(slot::text, ' ' ORDER BY slot) FROM mreg.version), '1 2 3 4 5', '... gives every version a slot');
SELECT is((SELECT count(*) FROM mreg.event WHERE model IS NOT NULL AND kind = 'transition'
	AND at > (SELECT max(at) FROM mreg.event WHERE kind = 'define_lifecycle')), 0::bigint, 'giving slots is no transition');
SELECT is((SELECT string_agg(place || s.name, ' ' ORDER BY place) FROM mreg.stage s WHERE lifecycle = 'mine'), '1Candidate 2live 3retired', 'stages are in the new order');
SELECT is(pg_temp.fault(pg_temp.chain('x', 'y'), 'one'), 'no error', 'a lifecycle that no model uses may become quite another');

-- Row by row, none is changed; built-in ones not at all.
SELECT throws_ok(statement, '23514', NULL, statement)
FROM (VALUES
	('UPDATE mreg.lifecycle SET name = ''x'' WHERE name = ''mine'''), ('DELETE FROM mreg.lifecycle WHERE name = ''mine'''),
	('UPDATE mreg.stage SET max_versions = NULL WHERE lifecycle = ''mine'''), ('UPDATE mreg.stage SET lifecycle = ''standard'' WHERE lifecycle = ''mine'''),
	('DELETE FROM mreg.stage WHERE lifecycle = ''mine'''), ('UPDATE mreg.transition_rule SET to_stage = ''live'' WHERE lifecycle = ''mine'''),
	('DELETE FROM mreg.transition_rule WHERE lifecycle = ''mine'''),
	('MERGE INTO mreg.stage s USING (VALUES (1)) t (x) ON s.lifecycle = ''mine'' WHEN MATCHED THEN DELETE'),
	('TRUNCATE mreg.lifecycle CASCADE'), ('TRUNCATE mreg.stage CASCADE'), ('TRUNCATE mreg.transition_rule'),
	('UPDATE mreg.lifecycle SET name = ''x'' WHERE name = ''standard'''), ('UPDATE mreg.lifecycle SET name = name WHERE name = ''mlflow'''),
	('DELETE FROM mreg.lifecycle WHERE name = ''mlflow'''),
	('UPDATE mreg.stage SET max_versions = 2 WHERE name = ''production'''), ('DELETE FROM mreg.stage WHERE lifecycle = ''standard'''),
	('INSERT INTO mreg.stage (lifecycle, place, name) VALUES (''standard'', 5, ''canary'')'),
	('INSERT INTO mreg.transition_rule (lifecycle, from_stage, to_stage) VALUES (''standard'', ''archived'', ''production'')'),
	('DELETE FROM mreg.transition_rule WHERE lifecycle = ''mlflow'''),
	('UPDATE mreg.transition_rule SET to_stage = ''production'' WHERE id = 8')) t (statement);
SELECT throws_ok(format('SELECT mreg.define_lifecycle(%L, %L)', name, pg_temp.chain('a', 'b')), '23514',
	format('lifecycle "%s" is built in and cannot be changed', name), format('%s is not defined anew', name))
FROM (VALUES ('standard'), ('mlflow')) t (name);
SELECT is((SELECT count(*) FROM mreg.stage WHERE lifecycle IN ('standard', 'mlflow')), 8::bigint, 'the built-in stages are as they were');
SELECT is((SELECT count(*) FROM mreg.transition_rule WHERE lifecycle IN ('standard', 'mlflow')), 20::bigint, '... and their rules');

SELECT * FROM finish();
ROLLBACK;
