-- Artifacts in one piece: what is put comes back, is stored once, frozen with its version, and never silently damaged.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(124);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;
-- Pseudo-random bytes.
CREATE FUNCTION pg_temp.noise(seed integer, blocks integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(sha256((seed || ' ' || i)::bytea), '' ORDER BY i) FROM generate_series(1, blocks) i$$;
-- The float32 numbers of a layer, a little different in each version.
CREATE FUNCTION pg_temp.layer(version integer, n integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(substr(float4send((sin(i * i::float8) / 10 + version * cos(i * 7.0::float8) * 1e-5)::float4), 1, 4), '' ORDER BY i) FROM generate_series(1, n) i$$;
CREATE FUNCTION pg_temp.counts() RETURNS text LANGUAGE sql AS
$$SELECT format('%s %s %s %s %s', (SELECT count(*) FROM mreg.artifact), (SELECT count(*) FROM mreg.content), (SELECT count(*) FROM mreg.segment),
	(SELECT count(*) FROM mreg.chunk), (SELECT count(*) FROM mreg.event))$$;

CREATE ROLE mreg_test_worker;
CREATE TEMPORARY TABLE given (path text, bytes bytea);
INSERT INTO given VALUES ('small', 'hello'), ('empty', ''), ('zeros', decode(repeat('00', 300000), 'hex')), ('noise', pg_temp.noise(1, 100000)),
	('weights', pg_temp.layer(0, 250000)), (E'dir/a b/\u00e9t\u00e9.bin', pg_temp.noise(2, 4)), ('.hidden/..x/x..', 'dots');
SELECT pg_temp.run(
	$$SELECT mreg.register_model('m')$$,
	$$SELECT mreg.register_version('m') FROM generate_series(1, 7)$$,
	$$SELECT mreg.register_model('other')$$,
	$$SELECT mreg.register_version('other')$$);

-- What is put comes back.
SELECT is((SELECT (a.path, a.size, a.sha256 = sha256(bytes))::text FROM mreg.put_artifact('m/1', path, bytes) a), (path, octet_length(bytes), true)::text,
	format('put %s', path)) FROM given;
SELECT ok(mreg.get_artifact('m/1', path) = bytes, format('get %s', path)) FROM given;
SELECT is((SELECT string_agg(format('%s %s %s', a.path, a.size, a.sha256), ', ') FROM mreg.artifacts('m/1') a),
	(SELECT string_agg(format('%s %s %s', path, octet_length(bytes), sha256(bytes)), ', ' ORDER BY path COLLATE "C") FROM given), 'artifacts() lists them by path');
SELECT ok(stored_bytes < 1000, 'zeros take no room') FROM mreg.artifacts('m/1') WHERE path = 'zeros';
SELECT is((SELECT (created_by, uri)::text FROM mreg.artifacts('m/1') WHERE path = 'small'), format('(%s,)', current_user), 'who put it is recorded');
SELECT is((SELECT count(*) FROM mreg.history('m') WHERE kind = 'add_artifact' AND version = 1), 7::bigint, 'every artifact is an event');
SELECT is((SELECT story FROM mreg.history('m') WHERE detail #>> '{after,path}' = 'empty'), 'added artifact empty of 0 bytes to version 1', '... in words');

-- Formats.
SELECT is((SELECT format FROM mreg.artifacts('m/1') WHERE path = 'small'), NULL, 'no format where none is known');
SELECT is((SELECT a.format FROM mreg.put_artifact('m/2', 'x.npy', '\x934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028312c297d'::bytea
	|| convert_to(repeat(' ', 62) || E'\n', 'UTF8') || '\x00000000') a), 'npy', 'a format that the bytes tell');
SELECT is((SELECT a.format FROM mreg.put_artifact('m/2', 'trees', 'some', format => 'xgboost-ubj') a), 'xgboost-ubj', 'a format that is told');

-- Equal bytes are stored once.
SELECT count(*) AS segments FROM mreg.segment \gset
SELECT mreg.put_artifact('other/1', 'same', bytes) FROM given WHERE path = 'noise' \g /dev/null
SELECT ok(mreg.get_artifact('other/1', 'same') = bytes, 'the same bytes in another model') FROM given WHERE path = 'noise';
SELECT is((SELECT count(*) FROM mreg.segment), :segments::bigint, '... bring no segment');
SELECT is((SELECT count(DISTINCT content) FROM mreg.artifact WHERE size = 3200000), 1::bigint, '... and share the content');
SELECT mreg.put_artifact('m/2', 'noise', substr(bytes, 1, 1250000) || 'inserted' || substr(bytes, 1600001)) FROM given WHERE path = 'noise' \g /dev/null
SELECT ok(mreg.get_artifact('m/2', 'noise') = substr(bytes, 1, 1250000) || 'inserted' || substr(bytes, 1600001), 'bytes with an insertion come back') FROM given WHERE path = 'noise';
SELECT ok(stored_bytes < 150000 AND shared_bytes > 2000000, '... and share the rest') FROM mreg.artifacts('m/2') WHERE path = 'noise';

-- Differences from the version before.
SELECT mreg.put_artifact('m/' || v, 'weights', pg_temp.layer(v, 250000)) FROM generate_series(2, 7) v \g /dev/null
SELECT ok(mreg.get_artifact('m/' || v, 'weights') = pg_temp.layer(v, 250000), format('version %s of the weights comes back', v)) FROM generate_series(2, 7) v;
SELECT ok((SELECT stored_bytes FROM mreg.artifacts('m/' || v) WHERE path = 'weights') < 0.75 * (SELECT stored_bytes FROM mreg.artifacts('m/1') WHERE path = 'weights'),
	format('... and takes less than the first', v)) FROM generate_series(2, 7) v;
SELECT is(max(depth), 4::smallint, 'at most four bases stand behind a segment') FROM mreg.segment;
CREATE TEMPORARY TABLE long AS SELECT 'long' AS path, pg_temp.noise(5, 250000) AS bytes;
INSERT INTO long SELECT 'other', string_agg(substr(bytes, 64 * i + 1, 63) || 'x', '' ORDER BY i) FROM long, generate_series(0, 124999) i WHERE path = 'long';
SELECT mreg.put_artifact('m/3', 'long', bytes) FROM long WHERE path = 'long' \g /dev/null
SELECT mreg.put_artifact('m/4', 'long', bytes) FROM long WHERE path = 'other' \g /dev/null
SELECT ok(stored_bytes < 2000000, 'differences of long artifacts end where segments of the base do') FROM mreg.artifacts('m/4') WHERE path = 'long';
SELECT count(*) AS segments FROM mreg.segment \gset
SELECT mreg.put_artifact('other/1', 'long', bytes) FROM long WHERE path = 'other' \g /dev/null
SELECT mreg.begin_artifact('other/1', 'long again') AS upload \gset
SELECT mreg.append_artifact(:upload, bytes) FROM long WHERE path = 'other' \g /dev/null
SELECT mreg.finish_artifact(:upload) \g /dev/null
SELECT ok(mreg.get_artifact('other/1', 'long again') = bytes, 'another model takes the same bytes') FROM long WHERE path = 'other';
SELECT is((SELECT count(*) FROM mreg.segment), :segments::bigint, '... without a segment, whether it announces them or not');
SELECT is_empty('SELECT FROM mreg.chunk c WHERE NOT EXISTS (SELECT FROM mreg.segment s WHERE s.id = c.segment)', '... nor a chunk');

-- Refusals change nothing.
SELECT pg_temp.counts() AS before \gset
SELECT throws_ok(statement, state::char(5), message, 'refused: ' || statement) FROM (VALUES
	($$SELECT mreg.put_artifact('m/1', 'small', 'again')$$, '23505', 'version 1 of model "m" already has an artifact "small"'),
	($$SELECT mreg.put_artifact('m', 'new', 'x')$$, '22023', 'reference "m" does not say which version is to be changed'),
	($$SELECT mreg.put_artifact('m/9', 'new', 'x')$$, 'P0002', 'model "m" has no version 9'),
	($$SELECT mreg.put_artifact(NULL, 'new', 'x')$$, '22004', 'argument "ref" must not be NULL'),
	($$SELECT mreg.put_artifact('m/1', NULL, 'x')$$, '22004', 'argument "path" must not be NULL'),
	($$SELECT mreg.put_artifact('m/1', 'new', NULL)$$, '22004', 'argument "bytes" must not be NULL'),
	($$SELECT mreg.put_artifact('m/1', 'new', 'x', format => 'a b')$$, '22023', 'invalid artifact format: "a b"'),
	($$SELECT mreg.get_artifact('m/1', 'none')$$, 'P0002', 'version 1 of model "m" has no artifact "none"'),
	($$SELECT mreg.get_artifact('nobody', 'none')$$, 'P0002', 'model "nobody" does not exist'),
	($$SELECT mreg.get_artifact('m/1', NULL)$$, '22004', 'argument "path" must not be NULL'),
	($$SELECT mreg.artifacts('m/9')$$, 'P0002', 'model "m" has no version 9')) t (statement, state, message);
SELECT throws_ok(format('SELECT mreg.put_artifact(''m/1'', %L, ''x'')', path), '22023', format('invalid artifact path: "%s"', path), format('no path: %L', left(path, 20)))
FROM (VALUES (''), ('/abs'), ('a//b'), ('a/'), ('.'), ('..'), ('../a'), ('a/./b'), ('a/../b'), ('a/..'), (E'a\tb'), (E'a\u0085b')) t (path);
SELECT throws_ok(format('SELECT mreg.put_artifact(''m/1'', %L, ''x'')', repeat('a', 1025)), '22023', NULL, 'no path of 1025 bytes');
SET LOCAL mreg.max_artifact_value = '1kB';
SELECT throws_ok($$SELECT mreg.put_artifact('m/1', 'new', repeat('x', 1025)::bytea)$$, '54000', 'artifact "new" of version 1 of model "m" is too long for one value',
	'no value above the setting goes in');
SELECT throws_ok($$SELECT mreg.get_artifact('m/1', 'noise')$$, '54000', 'artifact "noise" of version 1 of model "m" is too long for one value', '... or out');
RESET mreg.max_artifact_value;
SELECT is(pg_temp.counts(), :'before', 'nothing of it is stored');

-- Rows never change; purge() alone removes artifacts.
SELECT throws_ok(statement, '23514', NULL, 'refused: ' || statement)
FROM unnest(ARRAY['DELETE FROM mreg.artifact', 'UPDATE mreg.artifact SET path = path', 'TRUNCATE mreg.artifact', 'DELETE FROM mreg.content', 'UPDATE mreg.content SET size = size',
	'TRUNCATE mreg.content CASCADE', 'DELETE FROM mreg.segment', 'UPDATE mreg.segment SET k = k', 'TRUNCATE mreg.segment', 'DELETE FROM mreg.chunk', 'UPDATE mreg.chunk SET len = len',
	'TRUNCATE mreg.chunk']) statement;

-- Frozen with the first move.
SELECT is((SELECT artifact_digest FROM mreg.resolve('m/1')), NULL, 'no digest before the first move');
SELECT throws_ok($$UPDATE mreg.version SET artifact_digest = sha256('')$$, '23514', NULL, '... and none by hand');
SELECT is((SELECT artifact_digest FROM mreg.promote('m/1', 'staging')),
	(SELECT sha256(convert_to(string_agg(encode(sha256(bytes), 'hex') || '  ' || path || E'\n', '' ORDER BY path COLLATE "C"), 'UTF8')) FROM given),
	'the first move sets the digest of what sha256sum prints');
SELECT is((SELECT detail #>> '{after,artifact_digest}' FROM mreg.history('m') WHERE kind = 'transition'), (SELECT encode(artifact_digest, 'hex') FROM mreg.resolve('m/1')),
	'... and the event tells it');
SELECT throws_ok($$SELECT mreg.put_artifact('m/1', 'late', 'x')$$, '55000', 'the artifacts of version 1 of model "m" are frozen', 'a version that moved takes no more');
SELECT mreg.promote('m/1', 'development') \g /dev/null
SELECT throws_ok($$SELECT mreg.put_artifact('m/1', 'late', 'x')$$, '55000', 'the artifacts of version 1 of model "m" are frozen', '... not even back in the first stage');
SELECT throws_ok($$UPDATE mreg.version SET artifact_digest = NULL WHERE number = 1$$, '23514', NULL, '... and its digest stays');

-- Damage is an error that names the artifact, never wrong bytes.
CREATE FUNCTION pg_temp.damaged(statement text, path text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text := 'nothing';
BEGIN
	SET LOCAL session_replication_role = replica;
	BEGIN
		EXECUTE statement;
		PERFORM mreg.get_artifact('m/4', path);
		RAISE EXCEPTION SQLSTATE 'UNDO1';
	EXCEPTION WHEN OTHERS THEN
		GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
		said := SQLSTATE || ' ' || SQLERRM || CASE WHEN said ~ '^(Segment [0-9]+, read for content|Content) [0-9]+: ' THEN '' ELSE said END;
	END;
	SET LOCAL session_replication_role = origin;
	RETURN said;
END
$$;
SELECT is(pg_temp.damaged('SELECT', 'weights'), 'UNDO1 UNDO1', 'what is sound is read');
SELECT is(pg_temp.damaged(statement, 'weights'), 'XX001 artifact "weights" of version 4 of model "m" is damaged', 'damage is seen: ' || statement) FROM (VALUES
	($$UPDATE mreg.segment SET data = set_byte(data, 0, 255 - get_byte(data, 0)) WHERE octet_length(data) > 0$$),
	($$UPDATE mreg.segment SET data = substr(data, 2)$$),
	($$UPDATE mreg.segment SET data = ''$$),
	($$UPDATE mreg.segment SET raw_len = raw_len + 1$$),
	($$UPDATE mreg.segment SET raw_len = 8388608$$),
	($$UPDATE mreg.segment SET k = k % 8 + 1$$),
	($$UPDATE mreg.segment SET phase = phase + 256$$),
	($$UPDATE mreg.segment SET filter = 3 - filter WHERE codec = 3$$),
	($$UPDATE mreg.segment SET base_off = base_off + 4 WHERE codec = 3$$),
	($$UPDATE mreg.segment SET base_content = 999 WHERE codec = 3$$),
	($$UPDATE mreg.segment SET codec = 1 - codec WHERE codec < 2; UPDATE mreg.segment SET codec = 2, base_content = NULL, base_off = NULL WHERE codec = 3$$),
	($$UPDATE mreg.segment SET crc = crc + 1$$),
	($$UPDATE mreg.segment SET id = id + 1000$$),
	($$DELETE FROM mreg.segment$$),
	($$DELETE FROM mreg.content$$),
	($$UPDATE mreg.content SET runs = substr(runs, 1, octet_length(runs) - 1)$$),
	($$UPDATE mreg.content SET runs = ''$$),
	($$UPDATE mreg.content SET size = size + 1$$),
	($$UPDATE mreg.content SET sha256 = sha256('')$$),
	($$UPDATE mreg.artifact SET content = (SELECT content FROM mreg.artifact WHERE path = 'noise' LIMIT 1) WHERE path = 'weights'$$),
	($$UPDATE mreg.artifact SET size = 1 WHERE path = 'weights'$$)) t (statement);
SELECT is((SELECT count(*) FROM mreg.segment s WHERE octet_length(data) > raw_len), 0::bigint, 'no segment takes more than its bytes');

-- Privileges.
CREATE FUNCTION pg_temp.as_worker(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	state text := '00000';
BEGIN
	SET LOCAL ROLE mreg_test_worker;
	BEGIN
		EXECUTE statement;
		RAISE EXCEPTION SQLSTATE 'UNDO1';
	EXCEPTION WHEN OTHERS THEN
		state := CASE SQLSTATE WHEN 'UNDO1' THEN '00000' ELSE SQLSTATE END;
	END;
	RESET ROLE;
	RETURN state;
END
$$;
SELECT is(pg_temp.as_worker(statement), '42501', 'nobody may without a grant: ' || statement) FROM unnest(ARRAY[
	$$SELECT mreg.put_artifact('m/4', 'mine', 'x')$$, $$SELECT mreg.get_artifact('m/4', 'weights')$$, $$SELECT mreg.artifacts('m/4')$$, 'TABLE mreg.segment']) statement;
GRANT EXECUTE ON FUNCTION mreg.put_artifact(text, text, bytea, text), mreg.get_artifact(text, text) TO mreg_test_worker;
SELECT is(pg_temp.as_worker(statement), '00000', 'with EXECUTE alone: ' || statement) FROM unnest(ARRAY[
	$$SELECT mreg.put_artifact('m/4', 'mine', 'x')$$, $$SELECT mreg.get_artifact('m/4', 'weights')$$]) statement;

-- purge() removes what was deleted; what others share stays.
SELECT mreg.delete_version('m/1') \g /dev/null
SELECT throws_ok($$SELECT mreg.get_artifact('m/1', 'small')$$, 'P0002', 'version 1 of model "m" is deleted', 'a deleted version gives no bytes');
SELECT mreg.purge('0') \g /dev/null
SELECT is((SELECT count(*) FROM mreg.artifact WHERE version = 1 AND model = (SELECT id FROM mreg.model WHERE name = 'm')), 0::bigint, 'purge() removes its artifacts');
SELECT ok(artifact_digest IS NOT NULL, '... not their digest') FROM mreg.version WHERE purged_at IS NOT NULL;
SELECT ok(mreg.get_artifact('other/1', 'same') = bytes, 'what another version shares stays') FROM given WHERE path = 'noise';
SELECT ok(mreg.get_artifact('m/4', 'weights') = pg_temp.layer(4, 250000), '... and what differences stand on');

SELECT * FROM finish();
ROLLBACK;
