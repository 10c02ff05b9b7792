-- A lifecycle can require an artifact before a stage: no way of moving passes by it but rollback and displacement.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(56);

CREATE FUNCTION pg_temp.define(stage text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM mreg.define_lifecycle('shipping', jsonb_build_object(
		'stages', jsonb_build_array('{"name": "new", "is_initial": true}'::jsonb, '{"name": "test", "requires_artifact": true}'::jsonb, stage::jsonb,
			'{"name": "old"}'::jsonb),
		'transitions', '[{"from": "*", "to": "old"}, {"from": "new", "to": "test"}, {"from": "*", "to": "live"}, {"from": "old", "to": "new"}]'::jsonb));
END
$$;
CREATE FUNCTION pg_temp.fault(stages text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	PERFORM mreg.define_lifecycle('faulty', jsonb_build_object('stages', stages::jsonb, 'transitions', '[{"from": "*", "to": "b"}, {"from": "*", "to": "c"}]'::jsonb));
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ': ' || detail;
END
$$;
-- What a refusal says.
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(E'\n', SQLSTATE, message, detail, hint);
END
$$;
CREATE FUNCTION pg_temp.state() RETURNS text LANGUAGE sql AS
$$SELECT concat_ws(' ', (SELECT string_agg(v.number || ':' || v.stage || ':' || (v.artifact_digest IS NOT NULL), ' ' ORDER BY v.id) FROM mreg.version v),
	(SELECT count(*) FROM mreg.event), (SELECT count(*) FROM mreg.request WHERE state = 'open'))$$;

-- Definitions.
SELECT is(pg_temp.fault(stages), '22023: ' || fault, stages) FROM (VALUES
	('[{"name": "a", "is_initial": true}, {"name": "b", "requires_artifact": 1}, {"name": "c"}]', '"requires_artifact" of stage "b" is neither true, false nor a path.'),
	('[{"name": "a", "is_initial": true}, {"name": "b", "requires_artifact": ["x"]}, {"name": "c"}]', '"requires_artifact" of stage "b" is neither true, false nor a path.'),
	('[{"name": "a", "is_initial": true}, {"name": "b", "requires_artifact": ""}, {"name": "c"}]', '"requires_artifact" of stage "b" cannot be the path of an artifact.'),
	('[{"name": "a", "is_initial": true}, {"name": "b", "requires_artifact": "../x"}, {"name": "c"}]', '"requires_artifact" of stage "b" cannot be the path of an artifact.'),
	('[{"name": "a", "is_initial": true}, {"name": "b", "requires_artifact": "*"}, {"name": "c"}]', '"requires_artifact" of stage "b" is *; true stands for any artifact.'),
	('[{"name": "a", "is_initial": true, "requires_artifact": true}, {"name": "b"}, {"name": "c"}]', 'Initial stage "a" cannot have "requires_artifact".'),
	('[{"name": "a", "is_initial": true}, {"name": "b", "max_versions": 1, "displaced_to": "c"}, {"name": "c", "requires_artifact": "x"}]',
		'Stage "b" is displaced to "c", which has "requires_artifact".'),
	('[{"name": "a", "is_initial": true}, {"name": "b", "require_artifact": true}, {"name": "c"}]', 'Stage 2 has the unknown key "require_artifact".')) t (stages, fault);
SELECT is((SELECT count(*) FROM mreg.lifecycle WHERE name = 'faulty'), 0::bigint, 'a faulty definition leaves no lifecycle');
SELECT is(pg_temp.fault('[{"name": "a", "is_initial": true, "requires_artifact": false}, {"name": "b", "requires_artifact": null}, {"name": "c", "requires_artifact": false}]'),
	'no error', 'false and null ask for nothing');
SELECT is((SELECT count(requires_artifact) FROM mreg.stage WHERE lifecycle = 'faulty'), 0::bigint, '... in any stage');
SELECT pg_temp.define('{"name": "live", "max_versions": 1, "displaced_to": "old", "requires_artifact": "bin/model.safetensors"}');
SELECT is((SELECT string_agg(name || '=' || coalesce(requires_artifact, '-'), ' ' ORDER BY place) FROM mreg.stage WHERE lifecycle = 'shipping'),
	'new=- test=* live=bin/model.safetensors old=-', 'what stages ask for is stored');
SELECT is(mreg_internal.lifecycle_definition('shipping') -> 'stages', '[{"name": "new", "is_initial": true}, {"name": "test", "requires_artifact": true},
	{"name": "live", "max_versions": 1, "displaced_to": "old", "requires_artifact": "bin/model.safetensors"}, {"name": "old"}]'::jsonb, 'a definition tells it as it was given');
SELECT is((SELECT detail #> '{after,stages,2,requires_artifact}' FROM mreg.event WHERE kind = 'define_lifecycle' ORDER BY id DESC LIMIT 1), '"bin/model.safetensors"'::jsonb,
	'the event tells it');
SELECT is((SELECT count(*) FROM mreg.event WHERE kind = 'define_lifecycle'), 2::bigint, 'there are two such events');
SELECT mreg.define_lifecycle('shipping', mreg_internal.lifecycle_definition('shipping')) \g /dev/null
SELECT is((SELECT count(*) FROM mreg.event WHERE kind = 'define_lifecycle'), 2::bigint, '... and none for the same definition again');

-- Moves.
SELECT mreg.register_model('m', lifecycle => 'shipping') \g /dev/null
SELECT count(mreg.register_version('m')) FROM generate_series(1, 6) \g /dev/null
SELECT pg_temp.state() AS before \gset
SELECT is(pg_temp.refusal($$SELECT mreg.promote('m/1', 'test')$$), E'23514\nversion 1 of model "m" has no artifact, and stage "test" requires one\nIt has none at all.\n'
	'Add it with mreg.put_artifact() while the version is in the first stage of its lifecycle.', 'promote() without an artifact');
SELECT is(pg_temp.refusal($$SELECT mreg.promote('m/1', 'live')$$), E'23514\nversion 1 of model "m" has no artifact "bin/model.safetensors", which stage "live" requires\n'
	'It has none at all.\nAdd it with mreg.put_artifact() while the version is in the first stage of its lifecycle.', '... without the artifact of a path');
SELECT throws_ok(statement, '23514', NULL, 'refused: ' || statement) FROM (VALUES
	($$UPDATE mreg.version SET stage = 'test' WHERE number = 1$$),
	($$UPDATE mreg.version SET stage = 'TEST'$$),
	($$UPDATE mreg.version SET stage = 'live' WHERE number = 1$$),
	($$MERGE INTO mreg.version v USING (VALUES (1)) s (number) ON v.number = s.number WHEN MATCHED THEN UPDATE SET stage = 'live'$$),
	($$SELECT mreg.promote('m/1', 'test', override => 'in a hurry')$$)) t (statement);
SELECT is(pg_temp.state(), :'before', 'refusals change nothing');
SELECT mreg.put_artifact('m/1', 'readme', 'words') \g /dev/null
SELECT mreg.put_artifact('m/' || n, 'bin/model.safetensors', 'bytes of ' || n::text::bytea) FROM generate_series(2, 3) n \g /dev/null
SELECT mreg.add_artifact_uri('m/4', 'bin/model.safetensors', 's3://bucket/model', 1, sha256('x')) \g /dev/null
SELECT pg_temp.state() AS before \gset
SELECT is(pg_temp.refusal($$SELECT mreg.promote('m/1', 'live')$$), E'23514\nversion 1 of model "m" has no artifact "bin/model.safetensors", which stage "live" requires\n'
	'Its artifacts are "readme".\nAdd it with mreg.put_artifact() while the version is in the first stage of its lifecycle.', 'another artifact does not do');
SELECT is(pg_temp.state(), :'before', '... and nothing changes');
SELECT is((SELECT stage FROM mreg.promote('m/1', 'test')), 'test', 'any artifact does where any is asked for');
SELECT pg_temp.state() AS before \gset
SELECT is(pg_temp.refusal($$SELECT mreg.promote('m/1', 'live')$$), E'23514\nversion 1 of model "m" has no artifact "bin/model.safetensors", which stage "live" requires\n'
	'Its artifacts are "readme".\nThe version''s artifacts are frozen: register a new version with mreg.register_version().', 'what is frozen stays without');
SELECT is(pg_temp.state(), :'before', '... and where it is');
SELECT is((SELECT stage FROM mreg.promote('m/2', 'live')), 'live', 'the artifact of the path does');
SELECT is((SELECT stage FROM mreg.promote('m/3', 'live')), 'live', '... in another version');
SELECT is((SELECT stage FROM mreg.promote('m/4', 'live')), 'live', '... also where its bytes are kept elsewhere');
SELECT is((SELECT string_agg(number || ':' || stage, ' ' ORDER BY number) FROM mreg.version WHERE stage <> 'new'), '1:test 2:old 3:old 4:live', 'each displaced the one before');
SELECT lives_ok($$UPDATE mreg.version SET stage = 'old' WHERE number = 5$$, 'a stage that asks for nothing takes a version without artifacts');
SELECT lives_ok($$UPDATE mreg.version SET stage = 'new' WHERE number = 5$$, '... which comes back');
SELECT is(pg_temp.refusal($$SELECT mreg.promote('m/5', 'test')$$), E'23514\nversion 5 of model "m" has no artifact, and stage "test" requires one\nIt has none at all.\n'
	'The version''s artifacts are frozen: register a new version with mreg.register_version().', '... frozen without any');
SELECT is((SELECT stage FROM mreg.rollback('m', 'live')), 'live', 'rollback moves');
SELECT lives_ok($$SELECT mreg.delete_version('m/1')$$, 'a version is deleted');
SELECT throws_ok($$UPDATE mreg.version SET deleted_at = NULL, stage = 'live' WHERE number = 1$$, '23514', NULL, 'it does not come back into a stage that it may not enter');
SELECT lives_ok($$SELECT mreg.restore_version('m/1')$$, '... but where it was');

-- A new definition counts from then on.
SELECT mreg.register_model('n', lifecycle => 'shipping') \g /dev/null
SELECT count(mreg.register_version('n')) FROM generate_series(1, 3) \g /dev/null
SELECT pg_temp.define('{"name": "live", "max_versions": 1, "displaced_to": "old"}');
SELECT is((SELECT stage FROM mreg.promote('n/' || number, 'live')), 'live', format('a definition without lets version %s enter', number)) FROM generate_series(1, 2) number;
SELECT pg_temp.define('{"name": "live", "max_versions": 1, "displaced_to": "old", "requires_artifact": true}');
SELECT is((SELECT string_agg(number || ':' || stage, ' ' ORDER BY number) FROM mreg.version v JOIN mreg.model m ON m.id = v.model WHERE m.name = 'n'), '1:old 2:live 3:new',
	'a definition with one leaves where they are those that entered');
SELECT throws_ok($$SELECT mreg.promote('n/3', 'live')$$, '23514', NULL, '... and asks those that come');
SELECT is((SELECT number FROM mreg.rollback('n', 'live')), 1, 'rollback brings back what was there before');
SELECT throws_ok($$SELECT mreg.promote('n/2', 'live')$$, '23514', NULL, '... while a promotion is asked');

-- Gates and approvals are judged apart from it.
SELECT mreg.add_gate('n', 'tested', 'live', suite => 'smoke') \g /dev/null
SELECT is((SELECT string_agg(verdict, ' ') FROM mreg.validate('n/3', 'live')), 'not_evaluated', 'validate() tells the verdicts of gates alone');
SELECT throws_ok($$SELECT mreg.promote('n/3', 'live')$$, '23514', 'version 3 of model "n" has no artifact, and stage "live" requires one', 'the artifact is asked for before the gates');
SELECT mreg.put_artifact('n/3', 'a', 'x') \g /dev/null
SELECT throws_like($$SELECT mreg.promote('n/3', 'live')$$, '%gate%', '... which then have their say');
SELECT is((SELECT stage FROM mreg.promote('n/3', 'live', override => 'tested by hand')), 'live', 'an override passes by gates');
CREATE ROLE mreg_test_first;
CREATE ROLE mreg_test_second;
GRANT USAGE ON SCHEMA mreg TO mreg_test_first, mreg_test_second;
GRANT EXECUTE ON FUNCTION mreg.request_transition, mreg.approve, mreg.promote, mreg.put_artifact TO mreg_test_first, mreg_test_second;
SELECT mreg.define_lifecycle('agreed', '{"stages": [{"name": "new", "is_initial": true}, {"name": "live", "requires_artifact": "w"}], "transitions": [{"from": "new", "to": "live",
	"min_approvals": 1, "own_version": true, "auto_apply": true}]}') \g /dev/null
SELECT mreg.register_model('a', lifecycle => 'agreed') \g /dev/null
SELECT mreg.register_version('a') \g /dev/null
SET LOCAL ROLE mreg_test_first;
SELECT (mreg.request_transition('a/1', 'live')).id AS request \gset
SET LOCAL ROLE mreg_test_second;
SET SESSION AUTHORIZATION mreg_test_second;
SELECT is((SELECT state FROM mreg.approve(:request)), 'open', 'an approved request stays open without the artifact');
SELECT throws_ok($$SELECT mreg.promote('a/1', 'live')$$, '23514', 'version 1 of model "a" has no artifact "w", which stage "live" requires', '... and is not carried out by hand');
SELECT mreg.put_artifact('a/1', 'w', 'x') \g /dev/null
SELECT is((SELECT stage FROM mreg.promote('a/1', 'live')), 'live', '... before the artifact is there');
RESET SESSION AUTHORIZATION;
SELECT is((SELECT state FROM mreg.request WHERE id = :request), 'applied', 'the request is applied then');

-- Constraints hold it in the table.
SELECT throws_ok($$INSERT INTO mreg.stage (lifecycle, place, name, is_initial, requires_artifact) VALUES ('agreed', 3, 'x', true, '*')$$, '23514', NULL, 'no initial stage asks for one');
SELECT throws_ok($$INSERT INTO mreg.stage (lifecycle, place, name, requires_artifact) VALUES ('agreed', 3, 'x', '/abs')$$, '23514', NULL, 'only a path is asked for');

SELECT * FROM finish();
ROLLBACK;
