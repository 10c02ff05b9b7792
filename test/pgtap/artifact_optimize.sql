-- Stored bytes are written anew so that they take less, and stand for the same.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(60);

-- Pseudo-random bytes.
CREATE FUNCTION pg_temp.noise(seed integer, blocks integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(sha256((seed || ' ' || i)::bytea), '' ORDER BY i) FROM generate_series(1, blocks) i$$;
-- Lines of numbers as a forest's dump has them; the same seed gives the same first lines.
CREATE FUNCTION pg_temp.lines(seed integer, n integer) RETURNS bytea LANGUAGE sql AS
$$SELECT convert_to(string_agg(format('node %s left %s right %s value %s', i, (i::bigint * 7919 + seed) % 5003, (i::bigint * i * 31 + seed) % 7001, (i::bigint * i * (i + seed)) % 100003), E'\n' ORDER BY i), 'UTF8') FROM generate_series(1, n) i$$;
-- Such lines, some of which are other ones in each version; each as long as the others.
CREATE FUNCTION pg_temp.linear(version integer, n integer) RETURNS bytea LANGUAGE sql AS
$$SELECT convert_to(string_agg(format('%s %s %s', 100000 + i, 100000 + (i::bigint * 7919) % 5003, 100000 + (i::bigint * i * (i + CASE WHEN i % 100 < version THEN version ELSE 0 END)) % 100003), E'\n' ORDER BY i), 'UTF8') FROM generate_series(1, n) i$$;
-- Lines in blocks that come in one order or the other.
CREATE FUNCTION pg_temp.moved(direction integer) RETURNS bytea LANGUAGE sql AS
$$SELECT convert_to(string_agg(md5(i::text), E'\n' ORDER BY i / 40 * direction, i), 'UTF8') FROM generate_series(1, 12000) i$$;
-- The float32 numbers of a layer, a little different in each version.
CREATE FUNCTION pg_temp.layer(version integer, n integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(float4send((sin(i * i::float8) / 10 + version * cos(i * 7.0::float8) * 1e-5)::float4), '' ORDER BY i) FROM generate_series(1, n) i$$;
-- What the artifacts are, and what is stored, of a model or of all.
CREATE FUNCTION pg_temp.digests() RETURNS text LANGUAGE sql AS
$$SELECT string_agg(format('%s/%s %s %s', m.name, a.version, a.path, encode(sha256(mreg.get_artifact(m.name || '/' || a.version, a.path)), 'hex')), ', ' ORDER BY a.id)
FROM mreg.artifact a JOIN mreg.model m ON m.id = a.model$$;
CREATE FUNCTION pg_temp.stored(model text DEFAULT NULL) RETURNS numeric LANGUAGE sql AS
$$SELECT sum(octet_length(s.data)) FROM mreg.segment s WHERE model IS NULL OR s.content IN (SELECT a.content FROM mreg.artifact a JOIN mreg.model m ON m.id = a.model WHERE m.name = stored.model)$$;
-- All that is stored.
CREATE FUNCTION pg_temp.state() RETURNS text LANGUAGE sql AS
$$SELECT md5((SELECT string_agg(s::text, ',' ORDER BY s.id) FROM mreg.segment s) || (SELECT string_agg(c::text, ',' ORDER BY c.digest, c.segment, c.off) FROM mreg.chunk c) || (SELECT string_agg(c::text, ',' ORDER BY c.id) FROM mreg.content c))$$;
-- Of each segment that came with an artifact: whether it was merged, and its level.
CREATE FUNCTION pg_temp.groups(model text, path text) RETURNS text LANGUAGE sql AS
$$SELECT string_agg(format('%s:%s', s.raw_len > 2200000, s.level), ' ' ORDER BY s.id) FROM mreg.segment s
WHERE s.content IN (SELECT a.content FROM mreg.artifact a JOIN mreg.model m ON m.id = a.model WHERE m.name = groups.model AND a.path = groups.path)$$;

CREATE ROLE mreg_test_worker;
SELECT mreg.register_model(m) FROM unnest('{m,other}'::text[]) m \g /dev/null
SELECT mreg.register_version(m) FROM unnest('{m,m,m,m,m,m,other,other}'::text[]) m \g /dev/null
SELECT mreg.put_artifact('m/1', 'forest', pg_temp.lines(1, 120000)), mreg.put_artifact('m/1', 'weights', pg_temp.layer(1, 100000)), mreg.put_artifact('m/1', 'noise', pg_temp.noise(1, 5000)),
	mreg.put_artifact('m/1', 'config', '{"depth": 8, "trees": 100, "rate": 0.1, "seed": 1}'), mreg.put_artifact('m/1', 'empty', '') \g /dev/null
SELECT mreg.put_artifact('m/2', 'forest', pg_temp.lines(1, 120000) || pg_temp.lines(2, 30000)), mreg.put_artifact('m/2', 'weights', pg_temp.layer(2, 100000)),
	mreg.put_artifact('m/2', 'config', '{"depth": 8, "trees": 100, "rate": 0.1, "seed": 2}') \g /dev/null
SELECT mreg.put_artifact('m/3', 'forest', pg_temp.lines(3, 40000)), mreg.put_artifact('m/3', 'config', '{"depth": 8, "trees": 100, "rate": 0.1, "seed": 3}') \g /dev/null
SELECT mreg.put_artifact('other/1', 'forest', pg_temp.lines(9, 60000)), mreg.put_artifact('other/1', 'same', pg_temp.lines(3, 40000)) \g /dev/null
SELECT mreg.put_artifact('m/1', 'moved', pg_temp.moved(1)), mreg.put_artifact('m/2', 'moved', pg_temp.moved(-1)) \g /dev/null
SELECT mreg.put_artifact('m/' || v, 'linear', pg_temp.linear(v, 150000)) FROM generate_series(1, 3) v \g /dev/null
SELECT pg_temp.digests() AS digests, pg_temp.stored() AS stored, pg_temp.stored('m') AS stored_m, pg_temp.groups('other', 'forest') AS other \gset
SELECT ok(count(*) FILTER (WHERE codec = 1) > 5 AND count(*) FILTER (WHERE codec = 2) > 0 AND count(*) FILTER (WHERE codec = 3) > 0 AND count(*) FILTER (WHERE codec = 0) > 0 AND count(*) FILTER (WHERE filter = 3) > 0 AND count(*) FILTER (WHERE filter IN (1, 2)) > 0, 'segments of every codec are there') FROM mreg.segment;
SELECT ok(count(DISTINCT segment) > 2, 'chunks are there') FROM mreg.chunk;
SELECT md5(string_agg(encode(digest, 'hex'), ',' ORDER BY digest)) AS chunks FROM mreg.chunk \gset

-- One model, then all.
SELECT mreg.optimize_artifacts('m') AS saved \gset
SELECT is(pg_temp.stored(), (:stored - :saved)::numeric, 'it returns what it saved');
SELECT ok(:saved > :stored_m * 0.05, 'segments take less');
SELECT is(pg_temp.groups('other', 'forest'), :'other', 'another model stays as it is');
SELECT is(pg_temp.digests(), :'digests', 'all bytes are the same');
SELECT is_empty('SELECT * FROM mreg.verify_artifacts(deep => true)', 'nothing is damaged');
SELECT ok(max(raw_len) > 2200000 AND max(raw_len) <= 8388608, 'segments were merged') FROM mreg.segment;
SELECT is(pg_temp.groups('m', 'forest'), 't:12', 'those of an artifact of all versions, written at the level');
SELECT is((SELECT string_agg(c.depth || ' behind ' || coalesce(b.depth::text, 'none'), ', ' ORDER BY a.version) FROM mreg.artifact a JOIN mreg.content c ON c.id = a.content LEFT JOIN mreg.content b ON b.id = c.base WHERE a.path = 'linear'),
	'2 behind none, 3 behind 2, 4 behind 3', 'what differences are taken from counts for more where it was merged');
SELECT is(pg_temp.groups('m', 'config'), 'f:12', '... also small ones');
SELECT is((SELECT count(*) FROM mreg.segment s WHERE s.level <> 12 AND s.content IN (SELECT content FROM mreg.artifact a JOIN mreg.model m ON m.id = a.model WHERE m.name = 'm')), 0::bigint, 'all others were tried at the level');
SELECT is((SELECT count(*) FROM mreg.chunk c LEFT JOIN mreg.segment s ON s.id = c.segment WHERE s.id IS NULL OR c.off + c.len > s.raw_len), 0::bigint, 'chunks lead to segments');
SELECT is((SELECT md5(string_agg(encode(digest, 'hex'), ',' ORDER BY digest)) FROM mreg.chunk), :'chunks', '... all of them');
SELECT is(mreg.read_artifact('m/2', 'forest', 3000000, 500000), substr(mreg.get_artifact('m/2', 'forest'), 3000001, 500000), 'any range can be read');
SELECT pg_temp.state() AS state \gset
SELECT is(mreg.optimize_artifacts('m'), 0::bigint, 'a second time nothing is saved');
SELECT is(mreg.optimize_artifacts('m', 9), 0::bigint, '... nor at a lower level');
SELECT is(pg_temp.state(), :'state', '... and nothing changes');
SELECT ok(mreg.optimize_artifacts() > 0, 'all models');
SELECT is(pg_temp.groups('other', 'forest'), 't:12', '... each by itself');
SELECT isnt(:'other'::text, 't:12', '... which was not so before');
SELECT is(pg_temp.digests(), :'digests', '... and stay the same');

-- Uploads build on what was merged.
SELECT mreg.put_artifact('m/4', 'forest', pg_temp.lines(1, 120000) || pg_temp.lines(3, 40000) || pg_temp.lines(4, 20000)), mreg.put_artifact('m/4', 'weights', pg_temp.layer(3, 100000)) \g /dev/null
SELECT ok(shared_bytes > 0.8 * size, 'an upload afterwards finds pieces that were merged') FROM mreg.artifacts('m/4') WHERE path = 'forest';
SELECT ok(mreg.get_artifact('m/4', 'forest') = pg_temp.lines(1, 120000) || pg_temp.lines(3, 40000) || pg_temp.lines(4, 20000), '... and comes back');
SELECT ok(EXISTS (SELECT FROM mreg.segment s JOIN mreg.artifact a ON a.content = s.content WHERE a.version = 4 AND a.path = 'weights' AND s.base_content IS NOT NULL AND s.level < 12), 'differences are taken from what was written anew');
SELECT ok(mreg.get_artifact('m/4', 'weights') = pg_temp.layer(3, 100000), '... and come back');
SELECT mreg.put_artifact('m/4', 'linear', pg_temp.linear(4, 150000)) \g /dev/null
SELECT is((SELECT b.version FROM mreg.artifact a JOIN mreg.content c ON c.id = a.content JOIN mreg.artifact b ON b.content = c.base WHERE a.path = 'linear' AND a.version = 4), 2, 'a base is taken that is not too deep');
SELECT ok(mreg.get_artifact('m/4', 'linear') = pg_temp.linear(4, 150000), '... and the difference comes back');
SELECT pg_temp.digests() AS digests \gset
SELECT ok(mreg.optimize_artifacts() >= 0, 'what came since is tried');
SELECT is(pg_temp.digests(), :'digests', '... and stays the same');
SELECT is((SELECT min(level) FROM mreg.segment), 12::smallint, '... all of it');
SELECT pg_temp.stored() AS stored \gset
SELECT mreg.optimize_artifacts('other', 14) AS saved \gset
SELECT ok(:saved > 0, 'a higher level saves more');
SELECT is(pg_temp.stored(), (:stored - :saved)::numeric, '... as it says');
SELECT is(pg_temp.digests(), :'digests', '... of the same bytes');
SELECT is(mreg.collect_garbage(), 0::bigint, 'nothing is left over');

-- Piece by piece, and only what is old.
SELECT mreg.put_artifact('m/5', 'one', pg_temp.lines(5, 50000)), mreg.put_artifact('m/5', 'two', pg_temp.lines(6, 50000)), mreg.put_artifact('m/5', 'three', pg_temp.lines(7, 50000)) \g /dev/null
SELECT pg_temp.state() AS state, pg_temp.digests() AS digests \gset
SELECT is(mreg.optimize_artifacts(older_than => '1 hour'), 0::bigint, 'what came just now is left alone if older things are asked for');
SELECT is(pg_temp.state(), :'state', '... and nothing changes');
SELECT is((SELECT count(*) FROM generate_series(1, 3) i WHERE mreg.optimize_artifacts(max_bytes => 1) > 0), 3::bigint, 'max_bytes ends a call behind a group');
SELECT is(mreg.optimize_artifacts(max_bytes => 1), 0::bigint, '... until all is done');
SELECT is((SELECT min(level) FROM mreg.segment), 12::smallint, '... at the level');
SELECT is(pg_temp.digests(), :'digests', '... and the bytes are the same');

-- Damaged segments are left alone; a damaged run list ends all.
SELECT mreg.put_artifact('m/6', 'forest', pg_temp.lines(8, 160000)), mreg.put_artifact('m/6', 'weights', pg_temp.layer(6, 100000)) \g /dev/null
SELECT min(s.id) AS damaged, max(s.id) AS sound FROM mreg.segment s JOIN mreg.artifact a ON a.content = s.content WHERE a.version = 6 AND a.path = 'forest' \gset
SELECT ok(count(*) > 2, 'an artifact of some segments') FROM mreg.segment WHERE id BETWEEN :damaged AND :sound;
SET LOCAL session_replication_role = replica;
UPDATE mreg.segment SET data = set_byte(data, 1000, 255 - get_byte(data, 1000)) WHERE id = :damaged;
UPDATE mreg.chunk SET off = off + 9000000 WHERE segment = :sound AND off = 0;
SET LOCAL session_replication_role = origin;
SELECT row(s)::text AS row FROM mreg.segment s WHERE id = :damaged \gset
SELECT ok(mreg.optimize_artifacts() > 0, 'beside a damaged segment the others are written anew');
SELECT is((SELECT row(s)::text FROM mreg.segment s WHERE id = :damaged), :'row', '... and that stays as it is');
SELECT is((SELECT string_agg(format('%s %s %s', version, path, rtrim(regexp_replace(damage, '[0-9]+', 'N', 'g'), '.')), ', ') FROM mreg.verify_artifacts(deep => true)), '6 forest Segment N, read for content N: its checksum is wrong', '... and is told of');
SELECT is((SELECT count(*) FROM mreg.chunk c JOIN mreg.segment s ON s.id = c.segment WHERE c.off + c.len > s.raw_len), 0::bigint, 'a chunk outside its segment is not led into what lies behind');
SET LOCAL session_replication_role = replica;
UPDATE mreg.content SET runs = substr(runs, 2) WHERE id = (SELECT content FROM mreg.artifact WHERE path = 'one');
SET LOCAL session_replication_role = origin;
SELECT mreg.put_artifact('other/2', 'forest', pg_temp.lines(11, 120000)) \g /dev/null
SELECT pg_temp.state() AS state \gset
SELECT throws_ok('SELECT mreg.optimize_artifacts()', 'XX001', NULL, 'nothing is merged where a run list is damaged');
SELECT is(pg_temp.state(), :'state', '... and nothing changes');

-- Refusals.
SELECT throws_ok(format('SELECT mreg.optimize_artifacts(%s)', arguments), state::char(5), message, 'refused: ' || arguments) FROM (VALUES
	($$'nobody'$$, 'P0002', 'model "nobody" does not exist'),
	('level => 0', '22023', 'argument "level" must be from 1 to 19'),
	('level => 20', '22023', 'argument "level" must be from 1 to 19'),
	('level => NULL', '22004', 'argument "level" must not be NULL'),
	('older_than => NULL', '22004', 'argument "older_than" must not be NULL'),
	($$older_than => '-1 day'$$, '22023', 'argument "older_than" must not be negative'),
	('max_bytes => 0', '22023', 'argument "max_bytes" must be above 0')) t (arguments, state, message);
SELECT mreg.begin_artifact('m/6', 'x') AS id \gset
SELECT throws_ok('SELECT mreg.optimize_artifacts()', '55000', 'an upload of this transaction has not ended', 'not beside an upload of the same transaction');
SELECT throws_ok(statement, '23514', NULL, 'by hand: ' || statement) FROM unnest('{UPDATE mreg.segment SET level = 19,UPDATE mreg.chunk SET off = 0,UPDATE mreg.content SET depth = 0}'::text[]) statement;
SELECT ok(NOT has_function_privilege('mreg_test_worker', 'mreg.optimize_artifacts(text, integer, interval, bigint)', 'EXECUTE'), 'nobody optimizes without a grant');
SELECT * FROM finish();
ROLLBACK;
