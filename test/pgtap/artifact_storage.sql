-- What artifacts take: the figures add up, every stored byte is charged once, and figures are for readers who get no bytes.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(69);

-- Pseudo-random bytes.
CREATE FUNCTION pg_temp.noise(seed integer, blocks integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(sha256((seed || ' ' || i)::bytea), '' ORDER BY i) FROM generate_series(1, blocks) i$$;
-- The float32 numbers of a layer, a little different in each version.
CREATE FUNCTION pg_temp.layer(version integer, n integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(float4send((sin(i * i::float8) / 10 + version * cos(i * 7.0::float8) * 1e-5)::float4), '' ORDER BY i) FROM generate_series(1, n) i$$;
-- Rows of the view whose figures do not add up.
CREATE FUNCTION pg_temp.wrong() RETURNS bigint LANGUAGE sql AS
$$SELECT count(*) FROM mreg.storage WHERE (logical_bytes = stored_bytes + dedup_saved + zstd_saved + planes_saved + delta_saved) IS NOT TRUE$$;
-- What the view charges to all models and to none, less what is stored.
CREATE FUNCTION pg_temp.surplus() RETURNS bigint LANGUAGE sql AS
$$SELECT (SELECT coalesce(sum(stored_bytes), 0) FROM mreg.storage) - (SELECT coalesce(sum(octet_length(data)), 0) FROM mreg.segment)$$;
CREATE FUNCTION pg_temp.stored(name text) RETURNS bigint LANGUAGE sql AS
$$SELECT stored_bytes FROM mreg.storage WHERE model IS NOT DISTINCT FROM name$$;

SELECT is((SELECT count(*) FROM mreg.storage), 0::bigint, 'nothing is stored');
SELECT mreg.register_model(m) FROM unnest('{m,other,bare}'::text[]) m \g /dev/null
SELECT mreg.register_version(m) FROM unnest('{m,m,m,m,m,other,other,bare}'::text[]) m \g /dev/null
SELECT is((SELECT count(*) FROM mreg.storage), 0::bigint, 'a model without artifacts has no row');
SELECT is((SELECT s::text FROM mreg.storage('bare') s), '(0,0,0,0,0,0,0,0,0,0,0,,,)', '... and zeros of its own');

-- One way of saving at a time.
SELECT mreg.put_artifact('m/1', 'noise', pg_temp.noise(1, 100000)) \g /dev/null
SELECT is((SELECT s::text FROM mreg.storage s), '(m,1,3200000,3200000,0,0,0,0)', 'noise saves nothing');
SELECT mreg.put_artifact('m/1', 'zeros', decode(repeat('00', 300000), 'hex')) \g /dev/null
SELECT ok(dedup_saved + zstd_saved > 290000 AND (planes_saved, delta_saved) = (0, 0), 'zstd and equal pieces save zeros') FROM mreg.storage;
SELECT mreg.put_artifact('m/1', 'weights', pg_temp.layer(1, 250000)) \g /dev/null
SELECT ok(planes_saved > 50000 AND delta_saved = 0, 'byte planes save of floats') FROM mreg.storage;
SELECT mreg.put_artifact('m/2', 'weights', pg_temp.layer(2, 250000)) \g /dev/null
SELECT ok(delta_saved > 300000, 'a difference saves of the next version') FROM mreg.storage;
SELECT dedup_saved, stored_bytes FROM mreg.storage \gset
SELECT mreg.put_artifact('m/2', 'noise', pg_temp.noise(1, 100000)) \g /dev/null
SELECT is((SELECT (dedup_saved, stored_bytes)::text FROM mreg.storage), format('(%s,%s)', :dedup_saved + 3200000, :stored_bytes), 'what is stored already saves itself');
SELECT mreg.put_artifact('m/3', 'noise', substr(pg_temp.noise(1, 100000), 1, 1600000) || 'inserted' || substr(pg_temp.noise(1, 100000), 1600001)) \g /dev/null
SELECT ok((SELECT stored_bytes FROM mreg.storage) < :stored_bytes + 300000, '... also in pieces');
SELECT is(pg_temp.wrong(), 0::bigint, 'the figures add up');
SELECT is(pg_temp.surplus(), 0::numeric::bigint, 'every stored byte is charged once');

-- Artifacts of one version.
SELECT is((SELECT (stored_bytes, shared_bytes)::text FROM mreg.artifacts('m/1') WHERE path = 'noise'), '(3200000,0)', 'the first artifact of its bytes takes them');
SELECT is((SELECT (stored_bytes, shared_bytes)::text FROM mreg.artifacts('m/2') WHERE path = 'noise'), '(0,3200000)', '... the second shares them all');
SELECT ok(stored_bytes < 150000 AND shared_bytes > 2000000, '... the third most') FROM mreg.artifacts('m/3') WHERE path = 'noise';
SELECT mreg.add_artifact_uri('m/3', 'far', 's3://bucket/far', 1000000000, sha256('far')) \g /dev/null
SELECT is((SELECT (stored_bytes, shared_bytes)::text FROM mreg.artifacts('m/3') WHERE path = 'far'), '(,)', 'what is kept elsewhere has none');
SELECT mreg.put_artifact('m/3', 'empty', '') \g /dev/null
SELECT is((SELECT (stored_bytes, shared_bytes)::text FROM mreg.artifacts('m/3') WHERE path = 'empty'), '(0,0)', 'no bytes take none');
SELECT is((SELECT string_agg((a.path, x.stored_bytes, x.shared_bytes)::text, ' ' ORDER BY a.id) FROM mreg.artifact a JOIN mreg.artifact_storage x ON x.artifact = a.id),
	(SELECT string_agg((a.path, f.stored_bytes, f.shared_bytes)::text, ' ' ORDER BY a.id) FROM mreg.artifact a CROSS JOIN mreg.artifacts('m/' || a.version) f WHERE f.path = a.path AND f.uri IS NULL),
	'the view tells of all artifacts what the function tells of a version');

-- A content that models share counts for that of its first artifact.
SELECT pg_temp.stored('m') AS before \gset
SELECT mreg.put_artifact('other/1', 'own', pg_temp.noise(2, 1000)), mreg.put_artifact('other/1', 'noise', pg_temp.noise(1, 100000)) \g /dev/null
SELECT is((SELECT s::text FROM mreg.storage s WHERE model = 'other'), '(other,2,3232000,32000,3200000,0,0,0)', 'another model saves what the first has stored');
SELECT is(pg_temp.stored('m'), :before::bigint, '... for which nothing changes');
SELECT is(pg_temp.wrong() + pg_temp.surplus(), 0::bigint, 'the figures add up');

-- Figures of a model.
SELECT is((SELECT (s.artifacts, s.logical_bytes, s.stored_bytes, s.dedup_saved, s.zstd_saved, s.planes_saved, s.delta_saved)::text FROM mreg.storage(v.model) s),
	(v.artifacts, v.logical_bytes, v.stored_bytes, v.dedup_saved, v.zstd_saved, v.planes_saved, v.delta_saved)::text, format('the function tells of %s what the view tells', v.model)) FROM mreg.storage v;
SELECT is((SELECT (versions, contents, elsewhere, logical_quota, stored_quota, artifact_quota)::text FROM mreg.storage('m')), '(3,6,1,,,)', '... and what a view of all leaves out');
SELECT is((SELECT sum(segments) FROM mreg.storage v CROSS JOIN mreg.storage(v.model) s), (SELECT count(*)::numeric FROM mreg.segment), '... such as the segments, each once');
SELECT throws_ok($$SELECT mreg.storage('nobody')$$, 'P0002', 'model "nobody" does not exist', 'of a model that is none it tells nothing');
SELECT throws_ok($$SELECT * FROM mreg.storage(NULL)$$, '22004', NULL, '... nor of NULL');
SELECT is((mreg.storage('other')).stored_bytes, 32000::bigint, 'the function is called, not the row type of the view');
SELECT is((SELECT count(s.model) FROM mreg.storage s), 2::bigint, '... which has its own columns');
SELECT throws_ok('SELECT s.storage FROM mreg.storage s', '42703', NULL, '... and no other');

-- What no artifact names.
SELECT is(pg_temp.stored(NULL), NULL, 'all that is stored has a name');
SELECT mreg.begin_artifact('bare/1', 'x') AS upload \gset
SELECT mreg.append_artifact(:upload, pg_temp.noise(3, 100000)) \g /dev/null
SELECT ok(pg_temp.stored(NULL) >= 2000000, 'what an upload has brought so far has none');
SELECT is(pg_temp.wrong() + pg_temp.surplus(), 0::bigint, '... and adds up');
SELECT mreg.append_artifact(:upload, '\x'), mreg.finish_artifact(:upload) \g /dev/null
SELECT is(pg_temp.stored(NULL), NULL, '... until it is finished');
SELECT is(pg_temp.stored('bare'), 3200000::bigint, '... for its model');
SELECT mreg.delete_version('bare/1') \g /dev/null
SELECT is(pg_temp.stored('bare'), 3200000::bigint, 'deletion frees nothing');
SELECT mreg.purge('0') \g /dev/null
SELECT is((SELECT s::text FROM mreg.storage s WHERE model IS NULL), '(,0,0,3200000,-3200000,0,0,0)', 'purging takes the name away');
SELECT is(mreg.collect_garbage(), 3200000::bigint, 'collecting takes the bytes');
SELECT is(pg_temp.stored(NULL), NULL, '... and all that is stored has a name again');

-- Segments whose content goes are charged to one that needs them.
SELECT mreg.put_artifact('m/4', 'long', pg_temp.noise(4, 100000)) \g /dev/null
SELECT mreg.put_artifact('other/2', 'part', substr(pg_temp.noise(4, 100000), 1, 1000000) || 'end'), mreg.put_artifact('m/5', 'part', substr(pg_temp.noise(4, 100000), 1, 1000000) || 'other end') \g /dev/null
SELECT pg_temp.stored('m') AS m, pg_temp.stored('other') AS other \gset
SELECT max(id) AS last FROM mreg.content \gset
SELECT mreg.delete_version('m/4') \g /dev/null
SELECT mreg.purge('0') \g /dev/null
SELECT ok(pg_temp.stored(NULL) = 3200000 AND pg_temp.stored('m') = :m - 3200000 AND pg_temp.stored('other') = :other, 'a content is purged of which others need a part');
SELECT mreg.collect_garbage() AS freed \gset
SELECT ok(:freed BETWEEN 1 AND 2000000, 'what nobody needs of it goes');
SELECT is(pg_temp.stored('other'), :other + 3200000 - :freed::bigint, 'the rest is charged to the first that needs it');
SELECT is((SELECT (stored_bytes > 1000003, shared_bytes)::text FROM mreg.artifacts('other/2')), '(t,0)', '... in which no bytes are shared then');
SELECT is(pg_temp.stored(NULL), NULL, '... and nothing is left without a name');
SELECT is(pg_temp.wrong() + pg_temp.surplus(), 0::bigint, 'the figures add up');
SELECT is_empty('SELECT FROM mreg.segment s WHERE NOT EXISTS (SELECT FROM mreg.content c WHERE c.id = s.content)', 'every segment is charged to a content that is there');
SELECT is_empty('SELECT * FROM mreg.verify_artifacts(deep => true)', 'nothing is damaged');
SELECT throws_ok('UPDATE mreg.segment SET content = 1', '23514', 'UPDATE of "mreg.segment" is not allowed', 'nobody else charges them to another');

-- Who reads every table gets the figures, and no bytes.
CREATE ROLE mreg_test_reader;
CREATE ROLE mreg_test_user;
GRANT SELECT ON ALL TABLES IN SCHEMA mreg TO mreg_test_reader, mreg_test_user;
GRANT EXECUTE ON FUNCTION mreg.artifacts, mreg.resolve, mreg.storage TO mreg_test_reader, mreg_test_user;
GRANT EXECUTE ON FUNCTION mreg.get_artifact, mreg.read_artifact, mreg.artifact_chunks, mreg.export_large_object TO mreg_test_user;
CREATE TEMPORARY TABLE seen AS SELECT (SELECT string_agg(s::text, ' ' ORDER BY model) FROM mreg.storage s) AS storage, (SELECT s::text FROM mreg.storage('m') s) AS model,
	(SELECT string_agg(a::text, ' ' ORDER BY path) FROM mreg.artifacts('m/1') a) AS artifacts, (SELECT string_agg(x::text, ' ' ORDER BY artifact) FROM mreg.artifact_storage x) AS each;
GRANT SELECT ON seen TO PUBLIC;
SET LOCAL ROLE mreg_test_reader;
SELECT is((SELECT string_agg(s::text, ' ' ORDER BY model) FROM mreg.storage s), (SELECT storage FROM seen), 'a reader sees what models take');
SELECT is((SELECT s::text FROM mreg.storage('m') s), (SELECT model FROM seen), '... and one model');
SELECT is((SELECT string_agg(a::text, ' ' ORDER BY path) FROM mreg.artifacts('m/1') a), (SELECT artifacts FROM seen), '... and the artifacts of a version');
SELECT is((SELECT string_agg(x::text, ' ' ORDER BY artifact) FROM mreg.artifact_storage x), (SELECT each FROM seen), '... and each artifact');
SELECT is_empty('SELECT id FROM mreg.segment', '... and no row of stored bytes');
SELECT is_empty('TABLE mreg.upload', '... nor of what is being sent');
SELECT throws_ok(statement, '42501', NULL, 'refused to a reader: ' || statement) FROM (VALUES
	($$SELECT mreg.get_artifact('m/1', 'noise')$$), ($$SELECT mreg.read_artifact('m/1', 'noise', 0, 1)$$), ($$SELECT mreg.artifact_chunks('m/1', 'noise')$$),
	($$SELECT mreg.export_large_object('m/1', 'noise')$$), ($$SELECT mreg.read_tensor('m/1', 'noise', 'x')$$), ($$SELECT mreg.export_artifact('m/1', 'noise', '/x')$$), ($$SELECT mreg.put_artifact('m/3', 'x', 'x')$$), ($$SELECT mreg.begin_artifact('m/3', 'x', base => 'm/1')$$),
	('UPDATE mreg.segment SET content = 1'), ('ALTER TABLE mreg.segment DISABLE ROW LEVEL SECURITY')) t (statement);
SET LOCAL row_security = off;
SELECT throws_ok('SELECT id FROM mreg.segment', '42501', NULL, '... and told that rows are hidden if he asks for all');
SET LOCAL row_security = on;
SET LOCAL ROLE mreg_test_user;
SELECT is(sha256(mreg.get_artifact('m/1', 'weights')), (SELECT sha256 FROM mreg.artifacts('m/1') WHERE path = 'weights'), 'with EXECUTE bytes are got');
SELECT is(mreg.read_artifact('m/3', 'noise', 1600000, 8), 'inserted', '... and read in part');
SELECT is((SELECT sum(length(piece)) FROM (SELECT mreg.artifact_chunks('m/1', 'noise') AS piece) p), 3200000::bigint, '... and in pieces');
SELECT ok(mreg.export_large_object('m/1', 'weights') > 0, '... and as a large object');
SELECT is_empty('SELECT id FROM mreg.segment', 'but not from the table');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
