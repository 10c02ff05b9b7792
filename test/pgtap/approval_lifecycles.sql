-- What a lifecycle's transitions ask for: the keys of a definition, their faults, the round trip.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(60);

CREATE ROLE mreg_test_risk;
CREATE ROLE "mreg test Risk";

-- A lifecycle of three stages whose transition from a to b has these keys besides.
CREATE FUNCTION pg_temp.with_keys(keys jsonb) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object('stages', '[{"name": "a", "is_initial": true}, {"name": "b"}, {"name": "c"}]'::jsonb,
		'transitions', jsonb_build_array('{"from": "a", "to": "b"}'::jsonb || keys, '{"from": "*", "to": "c"}'::jsonb))
$$;
CREATE FUNCTION pg_temp.fault(definition jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	PERFORM mreg.define_lifecycle('asking', definition);
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ': ' || detail;
END
$$;
CREATE FUNCTION pg_temp.rule(from_stage text, to_stage text) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', r.requires_gates, r.min_approvals, coalesce(r.required_role, '-'), r.own_request, r.own_version, r.auto_apply, coalesce(r.approval_ttl::text, '-'))
	FROM mreg.transition_rule r WHERE r.lifecycle = 'asking' AND (r.from_stage, r.to_stage) = (rule.from_stage, rule.to_stage)
$$;

-- Faults.
SELECT is(pg_temp.fault(pg_temp.with_keys(keys::jsonb)), '22023: Transition 1 ' || fault || '.', keys)
FROM (VALUES
	('{"by": 1}', 'has the unknown key "by"'), ('{"min_approval": 1}', 'has the unknown key "min_approval"'),
	('{"min_approvals": -1}', 'has "min_approvals" that is not a whole number from 0 to 1000'), ('{"min_approvals": 1.5}', 'has "min_approvals" that is not a whole number from 0 to 1000'),
	('{"min_approvals": 1001}', 'has "min_approvals" that is not a whole number from 0 to 1000'), ('{"min_approvals": 1e300}', 'has "min_approvals" that is not a whole number from 0 to 1000'),
	('{"min_approvals": "2"}', 'has "min_approvals" that is not a whole number from 0 to 1000'), ('{"min_approvals": true}', 'has "min_approvals" that is not a whole number from 0 to 1000'),
	('{"required_role": 1}', 'has "required_role" that is not a string'), ('{"required_role": ["mreg_test_risk"]}', 'has "required_role" that is not a string'),
	('{"requires_gates": 1}', 'has "requires_gates" that is not true or false'), ('{"requires_gates": "yes"}', 'has "requires_gates" that is not true or false'),
	('{"own_request": "true"}', 'has "own_request" that is not true or false'), ('{"own_version": 0}', 'has "own_version" that is not true or false'),
	('{"auto_apply": {}}', 'has "auto_apply" that is not true or false'),
	('{"approval_ttl": 7}', 'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"'),
	('{"approval_ttl": ""}', 'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"'),
	('{"approval_ttl": "soon"}', 'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"'),
	('{"approval_ttl": "0"}', 'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"'),
	('{"approval_ttl": "-1 day"}', 'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"'),
	('{"approval_ttl": "1 day ago"}', 'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"'),
	('{"approval_ttl": "1001 years"}', 'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"'),
	('{"approval_ttl": "999999999999 years"}', 'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"'),
	('{"approval_ttl": "infinity"}', 'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"')) t (keys, fault);
SELECT is(pg_temp.fault(pg_temp.with_keys(jsonb_build_object('approval_ttl', repeat('9', 100000) || ' days'))),
	'22023: Transition 1 has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days".', 'a very long interval');
SELECT is(pg_temp.fault(pg_temp.with_keys(jsonb_build_object('required_role', role))),
	format('42704: The definition of lifecycle "asking" requires it for the transition from "a" to "b".', role), format('role %s does not exist', left(role, 20)))
FROM (VALUES ('mreg_test_nobody'), (''), ('public'), ('MREG_TEST_RISK'), (repeat('r', 64))) t (role);
SELECT throws_ok(format('SELECT mreg.define_lifecycle(''asking'', %L)', pg_temp.with_keys('{"required_role": "mreg_test_nobody"}')), '42704',
	'role "mreg_test_nobody" does not exist', 'the message names the role');
SELECT is((SELECT count(*) FROM mreg.lifecycle WHERE name = 'asking') + (SELECT count(*) FROM mreg.event), 0::bigint, 'no bad definition leaves a lifecycle or an event');

-- What is stored.
SELECT is(pg_temp.fault(pg_temp.with_keys('{}')), 'no error', 'no key at all');
SELECT is(pg_temp.rule('a', 'b'), 'f 0 - f f f -', '... gives the defaults');
SELECT is(pg_temp.fault(pg_temp.with_keys('{"requires_gates": null, "min_approvals": null, "required_role": null, "own_request": null, "own_version": null,
	"auto_apply": null, "approval_ttl": null}')), 'no error', 'every key null');
SELECT is(pg_temp.rule('a', 'b'), 'f 0 - f f f -', '... gives the defaults');
SELECT is((SELECT count(*) FROM mreg.event WHERE kind = 'define_lifecycle'), 1::bigint, '... which is no change');
SELECT is(pg_temp.fault(pg_temp.with_keys('{"requires_gates": true, "min_approvals": 2, "required_role": "mreg test Risk", "own_request": true, "own_version": true,
	"auto_apply": true, "approval_ttl": "1 mon 36 hours"}')), 'no error', 'every key');
SELECT is(pg_temp.rule('a', 'b'), 't 2 mreg test Risk t t t 1 mon 36:00:00', '... is stored');
SELECT is(pg_temp.rule('a', 'c') || ' | ' || pg_temp.rule('b', 'c'), 'f 0 - f f f - | f 0 - f f f -', '... for that transition alone');
SELECT is(pg_temp.fault(pg_temp.with_keys('{"min_approvals": 1000, "approval_ttl": "P1000Y"}')), 'no error', 'the ends of the ranges');
SELECT is(pg_temp.rule('a', 'b'), 'f 1000 - f f f 1000 years', '... are stored');
SELECT is(pg_temp.fault(pg_temp.with_keys('{"approval_ttl": "1 microsecond", "own_request": false}')), 'no error', 'the shortest interval');

-- From every stage; a transition of its own goes before.
SELECT is(pg_temp.fault('{"stages": [{"name": "a", "is_initial": true}, {"name": "b"}, {"name": "c"}],
	"transitions": [{"from": "*", "to": "c", "min_approvals": 2, "own_version": true}, {"from": "B", "to": "C", "min_approvals": 1}, {"from": "a", "to": "b"}]}'), 'no error', '"from": "*" beside another');
SELECT is(pg_temp.rule('a', 'c'), 'f 2 - f t f -', '"*" counts for the stages without a transition of their own');
SELECT is(pg_temp.rule('b', 'c'), 'f 1 - f f f -', '... and not for the others, whose keys are theirs alone');
SELECT is(pg_temp.fault('{"stages": [{"name": "a", "is_initial": true}, {"name": "b"}, {"name": "c"}],
	"transitions": [{"from": "B", "to": "C", "min_approvals": 1}, {"from": "*", "to": "c", "min_approvals": 2, "own_version": true}, {"from": "a", "to": "b"}]}'), 'no error', '... in either order');
SELECT is(pg_temp.rule('a', 'c') || ' | ' || pg_temp.rule('b', 'c'), 'f 2 - f t f - | f 1 - f f f -', '... alike');

-- The round trip, whatever the session's settings.
CREATE TEMPORARY TABLE shown (style text, definition jsonb);
SELECT is((mreg.define_lifecycle('trip', pg_temp.with_keys('{"requires_gates": true, "min_approvals": 3, "required_role": "mreg_test_risk", "own_request": true,
	"auto_apply": true, "approval_ttl": "1 year 2 mons 3 days 04:05:06.789"}'))).name, 'trip', 'a lifecycle');
SET LOCAL intervalstyle = 'sql_standard';
INSERT INTO shown SELECT 'sql_standard', mreg_internal.lifecycle_definition('trip');
SELECT mreg.define_lifecycle('trip', definition) FROM shown WHERE style = 'sql_standard' \g /dev/null
SET LOCAL intervalstyle = 'iso_8601';
INSERT INTO shown SELECT 'iso_8601', mreg_internal.lifecycle_definition('trip');
SELECT mreg.define_lifecycle('trip', definition) FROM shown WHERE style = 'iso_8601' \g /dev/null
SET LOCAL intervalstyle = 'postgres_verbose';
INSERT INTO shown SELECT 'postgres_verbose', mreg_internal.lifecycle_definition('trip');
SELECT mreg.define_lifecycle('trip', definition) FROM shown WHERE style = 'postgres_verbose' \g /dev/null
SET LOCAL intervalstyle = 'sql_standard';
SELECT is(pg_temp.fault(pg_temp.with_keys('{"approval_ttl": "-1 day 25 hours"}')), 'no error', 'an interval is read alike in every style');
RESET intervalstyle;
SELECT is(definition #> '{transitions,0}', '{"from": "a", "to": "b", "requires_gates": true, "min_approvals": 3, "required_role": "mreg_test_risk", "own_request": true,
	"auto_apply": true, "approval_ttl": "1 year 2 mons 3 days 04:05:06.789"}', 'shown as it is defined: ' || style) FROM shown;
SELECT is((SELECT count(*) FROM mreg.event WHERE kind = 'define_lifecycle' AND detail #> '{after,transitions,0,requires_gates}' IS NOT NULL
	AND detail #>> '{after,transitions,0,min_approvals}' = '3'), 1::bigint, 'defining again what is shown changes nothing');
SELECT is((SELECT e.detail #> '{after,transitions,0}' FROM mreg.event e WHERE e.detail #>> '{after,transitions,0,min_approvals}' = '3'), definition #> '{transitions,0}',
	'the event keeps the keys') FROM shown WHERE style = 'iso_8601';
SELECT is((SELECT approval_ttl FROM mreg.transition_rule WHERE lifecycle = 'trip' AND to_stage = 'b'), '1 year 2 mons 3 days 04:05:06.789'::interval, 'the interval is the same to the microsecond');

-- Built-in lifecycles ask for nothing.
SELECT is((SELECT count(*) FROM mreg.transition_rule WHERE id < 1000 AND (requires_gates OR min_approvals > 0 OR num_nonnulls(required_role, approval_ttl) > 0
	OR own_request OR own_version OR auto_apply)), 0::bigint, 'the built-in lifecycles ask for no gates, approvals or roles');

-- A restore inserts; the role may be missing there.
SELECT lives_ok($$INSERT INTO mreg.transition_rule (lifecycle, from_stage, to_stage, required_role, min_approvals) VALUES ('trip', 'b', 'a', 'mreg_test_gone', 1)$$,
	'a rule may be inserted whose role does not exist');
SELECT is((mreg_internal.lifecycle_definition('trip')) #>> '{transitions,2,required_role}', 'mreg_test_gone', '... and is shown');
SELECT throws_ok($$INSERT INTO mreg.transition_rule (lifecycle, from_stage, to_stage, approval_ttl) VALUES ('trip', 'c', 'a', '2000 years')$$, '23514', NULL, 'but no interval out of range');

SELECT * FROM finish();
ROLLBACK;
