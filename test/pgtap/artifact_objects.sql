-- Artifacts from and to large objects, and artifacts that stay elsewhere.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(32);

-- Runs a statement as a role and returns to the session's own; gives the SQLSTATE, 00000 for success, and undoes it.
CREATE FUNCTION pg_temp.as_role(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	state text := '00000';
BEGIN
	PERFORM set_config('role', role, true);
	BEGIN
		EXECUTE statement;
		RAISE EXCEPTION SQLSTATE 'UNDO1';
	EXCEPTION WHEN OTHERS THEN
		state := CASE SQLSTATE WHEN 'UNDO1' THEN '00000' ELSE SQLSTATE END;
	END;
	PERFORM set_config('role', 'none', true);
	RETURN state;
END
$$;

CREATE ROLE mreg_test_worker;
CREATE TEMPORARY TABLE given AS SELECT string_agg(sha256(i::text::bytea), '' ORDER BY i) AS bytes FROM generate_series(1, 100000) i;
SELECT mreg.register_model('m') \g /dev/null
SELECT mreg.register_version('m') FROM generate_series(1, 3) \g /dev/null

-- A large object goes in and is removed.
SELECT lo_from_bytea(0, bytes) AS object FROM given \gset
SELECT is((SELECT (a.path, a.size, a.sha256, a.format)::text FROM mreg.import_large_object('m/1', 'big', :object, format => 'trees') a),
	(SELECT ('big', 3200000, sha256(bytes), 'trees')::text FROM given), 'a large object becomes an artifact');
SELECT is((SELECT count(*) FROM pg_largeobject_metadata WHERE oid = :object), 0::bigint, '... and is removed');
SELECT ok(mreg.get_artifact('m/1', 'big') = bytes, '... and its bytes come back') FROM given;
SELECT lo_from_bytea(0, '') AS object \gset
SELECT is((SELECT a.size FROM mreg.import_large_object('m/1', 'empty', :object) a), 0::bigint, 'an empty one, too');

-- And out.
SELECT mreg.export_large_object('m/1', 'big') AS object \gset
SELECT ok(lo_get(:object) = bytes, 'an artifact becomes a large object') FROM given;
SELECT mreg.export_large_object('m/1', 'empty') AS object \gset
SELECT is(lo_get(:object), ''::bytea, 'an empty one, too');

-- Refusals leave the large object.
SELECT lo_from_bytea(0, 'kept') AS object \gset
SELECT throws_ok(format('SELECT mreg.import_large_object(%s)', replace(arguments, '@', :'object')), state::char(5), message, 'refused: ' || arguments) FROM (VALUES
	($$'m/1', 'big', @$$, '23505', 'version 1 of model "m" already has an artifact "big"'),
	($$'m/9', 'new', @$$, 'P0002', 'model "m" has no version 9'),
	($$'m/1', '../new', @$$, '22023', 'invalid artifact path: "../new"'),
	($$'m/1', 'new', NULL$$, '22004', 'argument "object" must not be NULL'),
	($$'m/1', NULL, @$$, '22004', 'argument "path" must not be NULL'),
	($$'m/1', 'new', 1$$, '42704', 'large object 1 does not exist')) t (arguments, state, message);
SELECT is(lo_get(:object), 'kept'::bytea, '... and the large object is still there');
SELECT throws_ok($$SELECT mreg.export_large_object('m/1', 'none')$$, 'P0002', 'version 1 of model "m" has no artifact "none"', 'nothing is made of no artifact');

-- Privileges: the caller's own for the large object.
SELECT is(pg_temp.as_role('mreg_test_worker', statement), '42501', 'nobody may without a grant: ' || statement) FROM unnest(ARRAY[
	format($$SELECT mreg.import_large_object('m/2', 'mine', %s)$$, :'object'), $$SELECT mreg.export_large_object('m/1', 'big')$$,
	$$SELECT mreg.add_artifact_uri('m/2', 'far', 's3://b/k', 1, sha256('x'))$$]) statement;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_test_worker;
SELECT is(pg_temp.as_role('mreg_test_worker', format($$SELECT mreg.import_large_object('m/2', 'mine', %s)$$, :'object')), '42501', 'another''s large object stays his');
SELECT is(pg_temp.as_role('mreg_test_worker', $$SELECT mreg.export_large_object('m/1', 'big')$$), '00000', 'EXECUTE alone gives bytes as a large object');
SET LOCAL ROLE mreg_test_worker;
SELECT mreg.export_large_object('m/1', 'big') AS mine \gset
SELECT mreg.import_large_object('m/2', 'mine', :mine) \g /dev/null
RESET ROLE;
SELECT is((SELECT created_by::text FROM mreg.artifacts('m/2')), 'mreg_test_worker', '... which is the caller''s, and goes in by him');

-- Bytes that stay elsewhere.
SELECT is((SELECT (a.path, a.uri, a.size, a.sha256, a.format, a.content)::text FROM mreg.add_artifact_uri('m/3', 'far', 's3://bucket/key', 5000000000, sha256('x'), format => 'onnx') a),
	('far', 's3://bucket/key', 5000000000, sha256('x'), 'onnx', NULL)::text, 'an artifact may stay elsewhere');
SELECT is((SELECT (path, uri, stored_bytes)::text FROM mreg.artifacts('m/3')), '(far,s3://bucket/key,)', '... and is listed');
SELECT throws_ok($$SELECT mreg.get_artifact('m/3', 'far')$$, '55000', 'the bytes of artifact "far" of version 3 of model "m" are kept elsewhere', '... but not read');
SELECT throws_ok(format('SELECT mreg.add_artifact_uri(%s)', arguments), state::char(5), message, 'refused: ' || arguments) FROM (VALUES
	($$'m/3', 'far', 's3://b/k', 1, sha256('x')$$, '23505', 'version 3 of model "m" already has an artifact "far"'),
	($$'m/3', 'f', '', 1, sha256('x')$$, '22023', 'argument "uri" must not be empty'),
	($$'m/3', 'f', NULL, 1, sha256('x')$$, '22004', 'argument "uri" must not be NULL'),
	($$'m/3', 'f', 'u', NULL, sha256('x')$$, '22004', 'argument "size" must not be NULL'),
	($$'m/3', 'f', 'u', 1, NULL$$, '22004', 'argument "sha256" must not be NULL'),
	($$'m/3', 'f', 'u', -1, sha256('x')$$, '22023', 'argument "size" must not be negative'),
	($$'m/3', 'f', 'u', 1, 'abc'$$, '22023', 'argument "sha256" must have 32 bytes')) t (arguments, state, message);
SELECT is((SELECT artifact_digest FROM mreg.promote('m/3', 'staging')), sha256(convert_to(encode(sha256('x'), 'hex') || E'  far\n', 'UTF8')), 'its digest counts for the version''s');
SELECT throws_ok($$SELECT mreg.add_artifact_uri('m/3', 'late', 'u', 1, sha256('x'))$$, '55000', 'the artifacts of version 3 of model "m" are frozen', '... and is frozen with it');

SELECT * FROM finish();
ROLLBACK;
