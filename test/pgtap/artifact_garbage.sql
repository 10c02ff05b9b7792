-- What nothing needs is removed, and nothing else.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(20);

-- Pseudo-random bytes.
CREATE FUNCTION pg_temp.noise(seed integer, blocks integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(sha256((seed || ' ' || i)::bytea), '' ORDER BY i) FROM generate_series(1, blocks) i$$;
-- The float32 numbers of a layer, a little different in each version.
CREATE FUNCTION pg_temp.layer(version integer, n integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(float4send((sin(i * i::float8) / 10 + version * cos(i * 7.0::float8) * 1e-5)::float4), '' ORDER BY i) FROM generate_series(1, n) i$$;
CREATE FUNCTION pg_temp.counts() RETURNS text LANGUAGE sql AS
$$SELECT format('%s %s %s %s', (SELECT count(*) FROM mreg.artifact), (SELECT count(*) FROM mreg.content), (SELECT count(*) FROM mreg.segment), (SELECT count(*) FROM mreg.chunk))$$;

CREATE ROLE mreg_test_worker;
SELECT mreg.register_model(m) FROM unnest('{m,other}'::text[]) m \g /dev/null
SELECT mreg.register_version(m) FROM unnest('{m,m,m,m,other}'::text[]) m \g /dev/null
SELECT mreg.put_artifact('m/1', 'weights', pg_temp.layer(1, 250000)), mreg.put_artifact('m/1', 'alone', pg_temp.noise(3, 10000)), mreg.put_artifact('m/1', 'noise', pg_temp.noise(1, 100000)) \g /dev/null
SELECT mreg.put_artifact('m/2', 'weights', pg_temp.layer(2, 250000)), mreg.put_artifact('m/2', 'noise', pg_temp.noise(1, 100000) || 'more') \g /dev/null
SELECT mreg.put_artifact('m/3', 'weights', pg_temp.layer(3, 250000)) \g /dev/null
SELECT mreg.put_artifact('other/1', 'noise', pg_temp.noise(1, 100000)) \g /dev/null
SELECT ok(count(*) >= 2, 'some segments are differences') FROM mreg.segment WHERE base_content IS NOT NULL;

SELECT pg_temp.counts() AS before \gset
SELECT is(mreg.collect_garbage(), 0::bigint, 'while all is needed nothing goes');
SELECT is(pg_temp.counts(), :'before', '... no row');

-- What the purged version had alone goes, what others build on stays.
SELECT mreg.delete_version('m/1') \g /dev/null
SELECT mreg.purge('0') \g /dev/null
SELECT is(mreg.collect_garbage(), 320000::bigint, 'what a purged version had alone goes');
SELECT is((SELECT count(*) FROM mreg.content c WHERE NOT EXISTS (SELECT FROM mreg.artifact a WHERE a.content = c.id)), 1::bigint, 'a content that others build on stays');
SELECT is((SELECT count(*) FROM mreg.chunk c WHERE NOT EXISTS (SELECT FROM mreg.segment s WHERE s.id = c.segment)), 0::bigint, 'no chunk stays without its segment');
SELECT is_empty('SELECT * FROM mreg.verify_artifacts(deep => true)', 'nothing is damaged');
SELECT ok(mreg.get_artifact('m/2', 'weights') = pg_temp.layer(2, 250000) AND mreg.get_artifact('m/3', 'weights') = pg_temp.layer(3, 250000), 'differences come back without their first version');
SELECT ok(mreg.get_artifact('other/1', 'noise') = pg_temp.noise(1, 100000) AND mreg.get_artifact('m/2', 'noise') = pg_temp.noise(1, 100000) || 'more', '... and shared pieces');
SELECT is(mreg.collect_garbage(), 0::bigint, 'a second time nothing goes');
SELECT mreg.put_artifact('m/4', 'alone', pg_temp.noise(3, 10000)) \g /dev/null
SELECT ok(mreg.get_artifact('m/4', 'alone') = pg_temp.noise(3, 10000), 'what went is stored again');

-- The last of a chain takes its bases along.
SELECT sum(octet_length(data)) AS weights FROM mreg.segment WHERE base_content IS NOT NULL \gset
SELECT mreg.delete_version('m/' || v) FROM generate_series(2, 3) v \g /dev/null
SELECT mreg.purge('0') \g /dev/null
SELECT ok(mreg.collect_garbage() > :weights, 'the last of a chain takes its bases along');
SELECT is((SELECT count(*) FROM mreg.segment WHERE base_content IS NOT NULL), 0::bigint, '... no difference is left');
SELECT is((SELECT count(*) FROM mreg.content), 2::bigint, '... nor a content');
SELECT is_empty('SELECT * FROM mreg.verify_artifacts(deep => true)', 'nothing is damaged');

-- Refusals.
SELECT pg_temp.counts() AS before \gset
SELECT mreg.begin_artifact('m/4', 'x') AS id \gset
SELECT throws_ok('SELECT mreg.collect_garbage()', '55000', 'an upload of this transaction has not ended', 'not beside an upload of the same transaction');
SELECT mreg.append_artifact(:id, 'x'), mreg.finish_artifact(:id) \g /dev/null
SELECT is(mreg.collect_garbage(), 0::bigint, '... but after it');
SET LOCAL session_replication_role = replica;
UPDATE mreg.content SET runs = substr(runs, 2) WHERE size = 320000;
SET LOCAL session_replication_role = origin;
SELECT throws_ok('SELECT mreg.collect_garbage()', 'XX001', NULL, 'not where a run list is damaged, lest too much goes');
SELECT ok(NOT has_function_privilege('mreg_test_worker', 'mreg.collect_garbage()', 'EXECUTE'), 'nobody collects without a grant');
SELECT throws_ok('DELETE FROM mreg.segment', '23514', NULL, 'by hand no segment goes');
SELECT * FROM finish();
ROLLBACK;
