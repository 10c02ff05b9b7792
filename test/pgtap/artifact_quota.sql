-- Quotas: no way of bringing bytes exceeds them, a refusal changes nothing, and room that is made can be used.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(88);

-- Pseudo-random bytes.
CREATE FUNCTION pg_temp.noise(seed integer, blocks integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(sha256((seed || ' ' || i)::bytea), '' ORDER BY i) FROM generate_series(1, blocks) i$$;
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
CREATE FUNCTION pg_temp.counts() RETURNS text LANGUAGE sql AS
$$SELECT concat_ws(' ', (SELECT count(*) FROM mreg.artifact), (SELECT count(*) FROM mreg.content), (SELECT count(*) FROM mreg.segment), (SELECT count(*) FROM mreg.chunk),
	(SELECT count(*) FROM mreg.event), (SELECT string_agg(q::text, ' ' ORDER BY model) FROM mreg.quota q))$$;
CREATE FUNCTION pg_temp.quota(name text) RETURNS text LANGUAGE sql AS
$$SELECT (s.logical_quota, s.stored_quota, s.artifact_quota)::text FROM mreg.storage(name) s$$;
-- Sends bytes in parts of 1 MB; returns how many parts were taken, whatever becomes of the rest.
CREATE FUNCTION pg_temp.send(upload bigint, bytes bytea) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 0 .. octet_length(bytes) / 1000000 LOOP
		BEGIN
			PERFORM mreg.append_artifact(upload, substr(bytes, 1 + i * 1000000, 1000000));
		EXCEPTION WHEN configuration_limit_exceeded THEN
			RETURN i;
		END;
	END LOOP;
	RETURN -1;
END
$$;

SELECT mreg.register_model(m) FROM unnest('{m,free,other}'::text[]) m \g /dev/null
SELECT mreg.register_version(m) FROM unnest('{m,m,m,m,free,other,other}'::text[]) m \g /dev/null

-- Setting them.
SELECT is(pg_temp.quota('m'), '(,,)', 'a model has no quota at first');
SELECT mreg.set_quota('m', logical_bytes => 1000, stored_bytes => 500, artifact_bytes => 100) \g /dev/null
SELECT is(pg_temp.quota('m'), '(1000,500,100)', 'a quota is set');
SELECT is(pg_temp.quota('free'), '(,,)', '... of one model alone');
SELECT is((SELECT story FROM mreg.history('m') WHERE kind = 'set_quota'), 'set the quota to 1000 bytes of artifacts, 500 bytes stored, 100 bytes of one artifact', 'the record tells it');
SELECT mreg.set_quota('m', artifact_bytes => 0) \g /dev/null
SELECT is(pg_temp.quota('m'), '(,,0)', 'a quota that is set again is another');
SELECT is((SELECT (story, detail)::text FROM mreg.history('m') WHERE kind = 'set_quota' ORDER BY id DESC LIMIT 1), ('set the quota to 0 bytes of one artifact', jsonb_build_object(
	'before', '{"logical_bytes": 1000, "stored_bytes": 500, "artifact_bytes": 100}'::jsonb, 'after', '{"logical_bytes": null, "stored_bytes": null, "artifact_bytes": 0}'::jsonb))::text,
	'... with what it was before');
SELECT count(*) AS events FROM mreg.event \gset
SELECT mreg.set_quota('m', artifact_bytes => 0) \g /dev/null
SELECT is((SELECT count(*) FROM mreg.event), :events::bigint, 'the same again is no event');
SELECT mreg.set_quota('m') \g /dev/null
SELECT is(pg_temp.quota('m'), '(,,)', 'a call without limits takes the quota away');
SELECT is((SELECT story FROM mreg.history('m') ORDER BY id DESC LIMIT 1), 'took the quota away', '... on record');
SELECT mreg.set_quota('m') \g /dev/null
SELECT is((SELECT count(*) FROM mreg.event), :events + 1::bigint, '... once');
SELECT pg_temp.counts() AS before \gset
SELECT throws_ok(statement, state::char(5), message, 'refused: ' || statement) FROM (VALUES
	($$SELECT mreg.set_quota('nobody', 1)$$, 'P0002', 'model "nobody" does not exist'),
	($$SELECT mreg.set_quota(NULL, 1)$$, '22004', 'argument "model" must not be NULL'),
	($$SELECT mreg.set_quota('a/b', 1)$$, '22023', NULL),
	($$SELECT mreg.set_quota('m', logical_bytes => -1)$$, '22023', 'argument "logical_bytes" must not be negative'),
	($$SELECT mreg.set_quota('m', stored_bytes => -1)$$, '22023', 'argument "stored_bytes" must not be negative'),
	($$SELECT mreg.set_quota('m', artifact_bytes => -1)$$, '22023', 'argument "artifact_bytes" must not be negative')) t (statement, state, message);
SELECT is(pg_temp.counts(), :'before', 'refusals change nothing');

-- Who may.
CREATE ROLE mreg_test_owner;
CREATE ROLE mreg_test_other;
GRANT EXECUTE ON FUNCTION mreg.set_quota, mreg.register_model TO mreg_test_owner, mreg_test_other;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON mreg.quota TO mreg_test_other;
SET LOCAL ROLE mreg_test_owner;
SELECT mreg.register_model('owned') \g /dev/null
SELECT lives_ok($$SELECT mreg.set_quota('owned', 10)$$, 'the owner of a model sets its quota');
SELECT throws_ok($$SELECT mreg.set_quota('m', 10)$$, '42501', 'role "mreg_test_owner" may not set the quota of model "m"', '... and of no other');
SELECT throws_ok('TABLE mreg.quota', '42501', NULL, '... and reads no quota');
SET LOCAL ROLE mreg_test_other;
SELECT throws_ok($$SELECT mreg.set_quota('owned', 10)$$, '42501', NULL, 'others do not');
SELECT throws_ok('UPDATE mreg.quota SET logical_bytes = 100', '42501', 'role "mreg_test_other" may not set the quota of model "owned"', '... by no statement');
SELECT throws_ok('DELETE FROM mreg.quota', '42501', NULL, '... nor take one away');
SELECT throws_ok('TRUNCATE mreg.quota', '23514', NULL, '... nor all');
RESET ROLE;
UPDATE mreg.quota SET logical_bytes = 20;
SELECT is((SELECT string_agg(story || ' by ' || actor, ', ' ORDER BY id) FROM mreg.history('owned') WHERE kind = 'set_quota'),
	format('set the quota to 10 bytes of artifacts by mreg_test_owner, set the quota to 20 bytes of artifacts by %s', current_user), 'a statement of who may is on record, too');
SELECT throws_ok(statement, '23514', NULL, 'refused: ' || statement) FROM (VALUES ('UPDATE mreg.quota SET logical_bytes = NULL'), ('UPDATE mreg.quota SET logical_bytes = -1'),
	($$UPDATE mreg.quota SET model = (SELECT id FROM mreg.model WHERE name = 'm')$$), ($$INSERT INTO mreg.quota SELECT id FROM mreg.model WHERE name = 'm'$$)) t (statement);
DELETE FROM mreg.quota;
SELECT is((SELECT story FROM mreg.history('owned') ORDER BY id DESC LIMIT 1), 'took the quota away', '... and its end');
SELECT ok(NOT has_function_privilege('public', 'mreg.set_quota(text, bigint, bigint, bigint)', 'EXECUTE') AND NOT has_function_privilege('public', 'mreg.storage(text)', 'EXECUTE'),
	'nobody sets or reads without a grant');

-- One artifact.
SELECT mreg.set_quota('m', artifact_bytes => 3200000) \g /dev/null
SELECT pg_temp.counts() AS before \gset
SELECT is(pg_temp.refusal($$SELECT mreg.put_artifact('m/1', 'x', pg_temp.noise(1, 100000) || '!')$$), E'53400\nartifact "x" of version 1 of model "m" exceeds the quota of model "m" of bytes of one artifact\n'
	'The limit is 3200000; asked for: 3200001.\nWho manages the model may raise the limit with mreg.set_quota(); bytes that stay elsewhere, named with mreg.add_artifact_uri(), do not count.',
	'an artifact that is too long');
SELECT is(pg_temp.refusal($$SELECT mreg.begin_artifact('m/1', 'x', size => 3200001)$$) ~ '^53400\n.*\nThe limit is 3200000; asked for: 3200001.\n', true, '... is refused when it is announced');
SELECT is(pg_temp.counts(), :'before', 'refusals change nothing');
SELECT mreg.begin_artifact('m/1', 'x') AS upload \gset
SELECT is(pg_temp.send(:upload, pg_temp.noise(1, 200000)), 3, '... or as soon as its bytes are too many');
SELECT throws_ok(format('SELECT mreg.finish_artifact(%s)', :upload), '55000', NULL, '... and is not finished');
SELECT lo_from_bytea(0, pg_temp.noise(1, 100000) || '!') AS object \gset
SELECT is(pg_temp.refusal(format($$SELECT mreg.import_large_object('m/1', 'x', %s)$$, :object)) ~ '^53400\n', true, '... as a large object');
SELECT is(octet_length(lo_get(:object)), 3200001, '... which stays');
SELECT is((SELECT count(*) FROM mreg.artifact), 0::bigint, 'none came');
SELECT is((SELECT size FROM mreg.put_artifact('m/1', 'x', pg_temp.noise(1, 100000))), 3200000::bigint, 'one that is as long as allowed comes');
SELECT is((SELECT size FROM mreg.add_artifact_uri('m/1', 'far', 's3://bucket/far', 1e12::bigint, sha256('far'))), 1000000000000, 'bytes elsewhere do not count');
SELECT mreg.set_quota('m', artifact_bytes => 0) \g /dev/null
SELECT throws_ok($$SELECT mreg.put_artifact('m/1', 'y', 'y')$$, '53400', NULL, 'a quota of 0 lets nothing in');
SELECT is((SELECT size FROM mreg.put_artifact('m/1', 'nothing', '')), 0::bigint, '... but nothing');

-- All artifacts of a model.
SELECT mreg.set_quota('m', logical_bytes => 5000000) \g /dev/null
SELECT pg_temp.counts() AS before \gset
SELECT is(pg_temp.refusal($$SELECT mreg.put_artifact('m/2', 'x', pg_temp.noise(1, 100000))$$), E'53400\nartifact "x" of version 2 of model "m" exceeds the quota of model "m" of bytes of artifacts\n'
	'The limit is 5000000; used: 3200000; asked for: 3200000.\nMake room with mreg.delete_version() and mreg.purge(), or let who manages the model raise the limit with mreg.set_quota().',
	'equal bytes count among all, too');
SELECT throws_ok($$SELECT mreg.begin_artifact('m/2', 'x', 1800001)$$, '53400', NULL, '... when they are announced');
SELECT is(pg_temp.counts(), :'before', 'refusals change nothing');
SELECT mreg.begin_artifact('m/2', 'x') AS upload \gset
SELECT is(pg_temp.send(:upload, pg_temp.noise(1, 100000)), 1, '... or as they come');
SELECT is((SELECT size FROM mreg.put_artifact('m/2', 'x', substr(pg_temp.noise(1, 100000), 1, 1800000))), 1800000::bigint, 'what fits comes');
SELECT is((SELECT logical_bytes FROM mreg.storage('m')), 5000000::bigint, '... to the last byte');
SELECT throws_ok($$SELECT mreg.put_artifact('m/2', 'y', 'y')$$, '53400', NULL, '... and then no other');
SELECT is((SELECT size FROM mreg.put_artifact('free/1', 'x', pg_temp.noise(1, 100000))), 3200000::bigint, 'another model is free');
SELECT mreg.delete_version('m/2') \g /dev/null
SELECT throws_ok($$SELECT mreg.put_artifact('m/1', 'y', 'y')$$, '53400', NULL, 'deletion makes no room');
SELECT mreg.purge('0') \g /dev/null
SELECT is((SELECT size FROM mreg.put_artifact('m/3', 'y', substr(pg_temp.noise(2, 100000), 1, 1800000))), 1800000::bigint, 'purging does');

-- A quota below what is there stops only new bytes.
SELECT mreg.set_quota('m', logical_bytes => 1000, stored_bytes => 1000) \g /dev/null
SELECT is(sha256(mreg.get_artifact('m/3', 'y')), sha256(substr(pg_temp.noise(2, 100000), 1, 1800000)), 'what is there stays');
SELECT is(pg_temp.refusal($$SELECT mreg.put_artifact('m/3', 'z', 'z')$$) ~ '^53400\n.*\nThe limit is 1000; used: 5000000; asked for: 1.\n', true, 'nothing comes');
SELECT is((SELECT stage FROM mreg.promote('m/3', 'staging')), 'staging', 'versions move');

-- Stored bytes.
SELECT mreg.set_quota('other', stored_bytes => 1000000) \g /dev/null
SELECT is((SELECT size FROM mreg.put_artifact('other/1', 'x', pg_temp.noise(1, 100000))), 3200000::bigint, 'bytes that another model has stored take no room');
SELECT is((SELECT size FROM mreg.put_artifact('other/1', 'zeros', decode(repeat('00', 10000000), 'hex'))), 10000000::bigint, '... nor those that zstd makes small');
SELECT pg_temp.counts() AS before \gset
SELECT is(regexp_replace(pg_temp.refusal($$SELECT mreg.put_artifact('other/1', 'noise', pg_temp.noise(3, 40000))$$), 'used: \d+', 'used: few'),
	E'53400\nartifact "noise" of version 1 of model "other" exceeds the quota of model "other" of bytes stored\nThe limit is 1000000; used: few; asked for: 1280000.\n'
	'Make room with mreg.delete_version() and mreg.purge(), or let who manages the model raise the limit with mreg.set_quota().', 'others do');
SELECT is(pg_temp.counts(), :'before', 'refusals change nothing');
SELECT mreg.begin_artifact('other/1', 'noise', size => 9600000) AS upload \gset
SELECT is(pg_temp.send(:upload, pg_temp.noise(10, 300000)), 2, 'an upload ends with the part that completes a segment too many');
SELECT throws_ok(format('SELECT mreg.append_artifact(%s, %L)', :upload, 'x'), '55000', NULL, '... for good');
SELECT is((SELECT size FROM mreg.put_artifact('other/1', 'noise', pg_temp.noise(3, 30000))), 960000::bigint, 'what fits comes');
SELECT is((SELECT size FROM mreg.put_artifact('other/2', 'noise', pg_temp.noise(3, 30000))), 960000::bigint, '... and again, since it takes no room then');
SELECT is((SELECT size FROM mreg.put_artifact('other/2', 'part', substr(pg_temp.noise(3, 30000), 1, 600000))), 600000::bigint, '... and most of a part');
SELECT throws_ok($$SELECT mreg.put_artifact('other/2', 'more', pg_temp.noise(4, 1500))$$, '53400', NULL, 'no more comes');
SELECT ok(stored_bytes BETWEEN 960001 AND stored_quota, 'what is used is within the quota') FROM mreg.storage('other');
SELECT mreg.set_quota('other', stored_bytes => 10) \g /dev/null
SELECT is((SELECT size FROM mreg.put_artifact('other/2', 'same', pg_temp.noise(3, 30000))), 960000::bigint, 'where more is used already, what takes no room comes');
SELECT throws_ok($$SELECT mreg.put_artifact('other/2', 'little', pg_temp.noise(4, 1))$$, '53400', NULL, '... and nothing else');

-- Stored bytes that count for nobody count for the next that needs them.
SELECT mreg.register_model('late') \g /dev/null
SELECT mreg.register_version('late') FROM generate_series(1, 3) \g /dev/null
SELECT mreg.put_artifact('late/1', 'x', pg_temp.noise(11, 30000)) \g /dev/null
SELECT mreg.begin_artifact('late/3', 'never') AS upload \gset
SELECT mreg.append_artifact(:upload, pg_temp.noise(12, 100000)) \g /dev/null
SELECT mreg.delete_version('late/1') \g /dev/null
SELECT mreg.purge('0') \g /dev/null
SELECT stored_bytes AS unnamed FROM mreg.storage WHERE model IS NULL \gset
SELECT mreg.set_quota('late', stored_bytes => 900000) \g /dev/null
SELECT throws_ok($$SELECT mreg.put_artifact('late/2', 'x', pg_temp.noise(11, 30000) || 'end')$$, '53400', NULL, 'what was purged and not collected counts when it is needed again');
SELECT throws_ok($$SELECT mreg.put_artifact('late/2', 'x', pg_temp.noise(11, 30000))$$, '53400', NULL, '... as it was');
SELECT throws_ok($$SELECT mreg.put_artifact('late/2', 'y', substr(pg_temp.noise(12, 100000), 1, 1000000))$$, '53400', NULL, '... and what an upload brought that did not end');
SELECT is((SELECT stored_bytes FROM mreg.storage WHERE model IS NULL), :unnamed::bigint, 'refusals charge nobody');
SELECT mreg.set_quota('late', stored_bytes => 1100000) \g /dev/null
SELECT is((SELECT size FROM mreg.put_artifact('late/2', 'x', pg_temp.noise(11, 30000) || 'end')), 960003::bigint, 'where it fits it comes');
SELECT ok(stored_bytes BETWEEN 960003 AND 1100000, '... and counts') FROM mreg.storage('late');
SELECT throws_ok($$SELECT mreg.put_artifact('late/2', 'z', pg_temp.noise(13, 10000))$$, '53400', NULL, '... so that nothing else fits');
SELECT is_empty($$SELECT * FROM mreg.verify_artifacts('late/2', deep => true)$$, 'nothing is damaged');

-- Several uploads of a transaction, and quotas that change meanwhile.
SELECT mreg.register_model('two') \g /dev/null
SELECT mreg.register_version('two') \g /dev/null
SELECT mreg.set_quota('two', logical_bytes => 100000) \g /dev/null
SELECT mreg.begin_artifact('two/1', 'a') AS a, mreg.begin_artifact('two/1', 'b', size => 60000) AS b \gset
SELECT mreg.append_artifact(:a, pg_temp.noise(5, 1875)), mreg.append_artifact(:b, pg_temp.noise(6, 1875)) \g /dev/null
SELECT is((SELECT size FROM mreg.finish_artifact(:a)), 60000::bigint, 'of two uploads at once the first is finished');
SELECT is(pg_temp.refusal(format('SELECT mreg.finish_artifact(%s)', :b)) ~ '^53400\n.*\nThe limit is 100000; used: 60000; asked for: 60000.\n', true, '... the other exceeds the quota with it');
SELECT mreg.begin_artifact('two/1', 'c') AS c, mreg.begin_artifact('two/1', 'd') AS d \gset
SELECT mreg.append_artifact(:c, pg_temp.noise(7, 1000)), mreg.append_artifact(:d, 'words') \g /dev/null
SELECT mreg.set_quota('two', artifact_bytes => 31999) \g /dev/null
SELECT throws_ok(format('SELECT mreg.finish_artifact(%s)', :c), '53400', NULL, 'a quota that comes during an upload holds when it is finished');
SELECT mreg.set_quota('two', logical_bytes => 60004) \g /dev/null
SELECT throws_ok(format('SELECT mreg.finish_artifact(%s)', :d), '53400', NULL, '... of all artifacts, too');
SELECT mreg.set_quota('two', logical_bytes => 70000) \g /dev/null
SELECT mreg.begin_artifact('two/1', 'e') AS e \gset
SELECT mreg.append_artifact(:e, pg_temp.noise(8, 300)) \g /dev/null
SELECT mreg.set_quota('two', logical_bytes => 80000) \g /dev/null
SELECT is(mreg.append_artifact(:e, pg_temp.noise(9, 300)), 19200::bigint, 'room that is made during an upload is used');
SELECT is((SELECT size FROM mreg.finish_artifact(:e)), 19200::bigint, '... and it is finished');
SELECT is((SELECT count(*) FROM mreg.artifacts('two/1')), 2::bigint, 'nothing else came');
SELECT mreg.begin_artifact('two/1', 'f') AS f \gset
SELECT throws_ok(format($$INSERT INTO mreg.upload VALUES (%s, 1, pg_temp.noise(9, 600))$$, :f), '53400', NULL, 'rows of mreg.upload are held to it');

-- A model that is renamed keeps its quota, and a deleted one.
SELECT mreg.rename_model('two', 'three') \g /dev/null
SELECT is(pg_temp.quota('three'), '(80000,,)', 'a model that is renamed keeps its quota');
SELECT mreg.delete_model('three') \g /dev/null
SELECT throws_ok($$SELECT mreg.set_quota('three', 1)$$, 'P0002', NULL, 'a deleted model is given none');
SELECT is(pg_temp.quota('three'), '(80000,,)', '... and keeps its own');

SELECT * FROM finish();
ROLLBACK;
