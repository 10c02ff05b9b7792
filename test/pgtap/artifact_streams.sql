-- Artifacts in parts: what is sent comes back, in any parts; what is not as announced is an error.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(79);

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
-- Sends bytes in parts of some length by append_artifact(), or as rows of mreg.upload; returns the artifact.
CREATE FUNCTION pg_temp.send(upload bigint, bytes bytea, step integer, by_rows boolean) RETURNS mreg.artifact LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 0 .. (octet_length(bytes) + step - 1) / step - 1 LOOP
		IF by_rows THEN
			INSERT INTO mreg.upload VALUES (upload, i + 1, substr(bytes, i * step + 1, step));
		ELSE
			PERFORM mreg.append_artifact(upload, substr(bytes, i * step + 1, step));
		END IF;
	END LOOP;
	RETURN mreg.finish_artifact(upload);
END
$$;
-- Runs statements one after the other, $1 being a new upload; gives the SQLSTATE and message of the one that fails.  Nothing of it stays.
CREATE FUNCTION pg_temp.try(beginning text, VARIADIC statements text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	id bigint;
	said text;
BEGIN
	EXECUTE 'SELECT ' || beginning INTO id;
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i] USING id;
	END LOOP;
	RAISE EXCEPTION SQLSTATE 'UNDO1';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || replace(SQLERRM, coalesce(id::text, '?'), 'N');
END
$$;
CREATE FUNCTION pg_temp.counts() RETURNS text LANGUAGE sql AS
$$SELECT format('%s %s %s %s %s', (SELECT count(*) FROM mreg.artifact), (SELECT count(*) FROM mreg.content), (SELECT count(*) FROM mreg.segment),
	(SELECT count(*) FROM mreg.chunk), (SELECT count(*) FROM mreg.event))$$;

CREATE ROLE mreg_test_worker;
CREATE TEMPORARY TABLE given AS SELECT pg_temp.noise(1, 100000) AS bytes;
SELECT pg_temp.run(
	$$SELECT mreg.register_model('m')$$,
	$$SELECT mreg.register_version('m') FROM generate_series(1, 4)$$);

-- Parts of any length, either way.
SELECT is((SELECT (a.size, a.sha256 = sha256(bytes))::text FROM pg_temp.send(mreg.begin_artifact('m/1', format('%s %s', step, by_rows)), bytes, step, by_rows) a),
	'(3200000,t)', format('sent in parts of %s bytes%s', step, CASE WHEN by_rows THEN ', as rows' ELSE '' END))
FROM given CROSS JOIN (VALUES (3200000), (1000000), (70001), (8191)) s (step) CROSS JOIN (VALUES (false), (true)) r (by_rows);
SELECT ok(mreg.get_artifact('m/1', path) = bytes, format('%s comes back', path)) FROM given CROSS JOIN mreg.artifacts('m/1');
SELECT is((SELECT count(DISTINCT content) FROM mreg.artifact), 1::bigint, 'all of them share one content');
SELECT is((SELECT count(*) FROM mreg.upload), 0::bigint, 'mreg.upload stays empty');
SELECT is((SELECT a.size FROM mreg.finish_artifact(mreg.begin_artifact('m/1', 'nothing')) a), 0::bigint, 'an artifact without bytes');
SELECT is((SELECT a.format FROM pg_temp.send(mreg.begin_artifact('m/2', 'told', size => 3200000, sha256 => sha256(bytes), format => 'trees'), bytes, 100000, false) a), 'trees',
	'an artifact of the size, digest and format that were announced') FROM given;
SELECT pg_temp.send(mreg.begin_artifact('m/3', 'told', base => 'm/2'), substr(bytes, 1, 2000000) || 'x' || substr(bytes, 2000001), 100000, false) FROM given \g /dev/null
SELECT ok(stored_bytes < 100000, 'another version is named as base') FROM mreg.artifacts('m/3') WHERE path = 'told';
-- Of two uploads of the same bytes the first to end may have built on what the other stored, which stays then.
SELECT mreg.begin_artifact('m/1', 'first') AS first, mreg.begin_artifact('m/1', 'second') AS second \gset
SELECT mreg.append_artifact(:second, pg_temp.noise(7, 200000)), mreg.append_artifact(:first, pg_temp.noise(7, 200000)) \g /dev/null
SELECT mreg.finish_artifact(:first), mreg.finish_artifact(:second) \g /dev/null
SELECT is(sha256(mreg.get_artifact('m/1', path)), sha256(pg_temp.noise(7, 200000)), format('sent side by side: %s', path)) FROM unnest('{first,second}'::text[]) path;
SELECT is(mreg.begin_artifact('m/1', 'a') - mreg.begin_artifact('m/1', 'b'), -1::bigint, 'two uploads at once have two numbers');

-- Reading in parts.
SELECT is((SELECT string_agg(chunk, '' ORDER BY n) = bytes FROM mreg.artifact_chunks('m/2', 'told') WITH ORDINALITY c (chunk, n)), true, 'pieces make up the artifact') FROM given;
SELECT is((SELECT string_agg(octet_length(c)::text, ' ') FROM (SELECT mreg.artifact_chunks('m/2', 'told') AS c) c), '1048576 1048576 1048576 54272', '... of 1 MB');
SELECT is((SELECT count(*) FROM mreg.artifact_chunks('m/1', 'nothing')), 0::bigint, 'nothing has no pieces');
SELECT is((SELECT octet_length(c) FROM (SELECT mreg.artifact_chunks('m/2', 'told') AS c LIMIT 1) c), 1048576, 'who stops after the first piece may');
SELECT is(mreg.read_artifact('m/2', 'told', start, length), substr(bytes, start + 1, length), format('%s bytes from %s', length, start))
FROM given CROSS JOIN (VALUES (0, 10), (0, 0), (1000, 5000), (2097000, 300000), (3199999, 1), (3199990, 100), (3200000, 10), (9999999, 10)) r (start, length);
SELECT throws_ok($$SELECT mreg.read_artifact('m/2', 'told', -1, 10)$$, '22023', 'argument "start" must not be negative', 'no byte stands before the first');
SELECT throws_ok($$SELECT mreg.read_artifact('m/2', 'told', 0, -1)$$, '22023', 'argument "length" must not be negative', '... and none has a negative length');
SELECT throws_ok($$SELECT mreg.artifact_chunks('m/2', 'none')$$, 'P0002', 'version 2 of model "m" has no artifact "none"', 'no pieces of what is not there');

-- diff() shows artifacts.
SELECT is((SELECT string_agg(format('%s %s %s %s', key, a ->> 'size', b ->> 'size', delta), ', ') FROM mreg.diff('m/2', 'm/3') WHERE section = 'artifacts'),
	'told 3200000 3200001 1', 'diff() shows artifacts by path and size');
SELECT is((SELECT count(*) FROM mreg.diff('m/3', 'm/4') WHERE section = 'artifacts' AND b IS NULL), 1::bigint, '... also where one has none');

-- Refusals.
SELECT pg_temp.counts() AS before \gset
SELECT is(pg_temp.try($$mreg.begin_artifact('m/4', 'x', size => 4)$$, $$SELECT mreg.append_artifact($1, 'four')$$, $$SELECT mreg.finish_artifact($1)$$), 'UNDO1 UNDO1',
	'what is as announced passes');
SELECT is(pg_temp.try(beginning, VARIADIC statements), said, format('refused: %s, %s', beginning, array_to_string(statements, ', '))) FROM (VALUES
	($$mreg.begin_artifact('m/4', 'x', size => 3)$$, ARRAY[$$SELECT mreg.append_artifact($1, 'four')$$], '22023 artifact "x" of version 4 of model "m" is not of the size that was announced'),
	($$mreg.begin_artifact('m/4', 'x', size => 5)$$, ARRAY[$$SELECT mreg.append_artifact($1, 'four')$$, $$SELECT mreg.finish_artifact($1)$$],
		'22023 artifact "x" of version 4 of model "m" is not of the size that was announced'),
	($$mreg.begin_artifact('m/4', 'x', sha256 => sha256('five'))$$, ARRAY[$$SELECT mreg.append_artifact($1, 'four')$$, $$SELECT mreg.finish_artifact($1)$$],
		'22023 artifact "x" of version 4 of model "m" is not of the SHA-256 that was announced'),
	($$mreg.begin_artifact('m/4', 'x', size => 3200000, sha256 => (SELECT sha256(bytes) FROM given))$$, ARRAY[$$SELECT mreg.append_artifact($1, pg_temp.noise(2, 100000))$$, $$SELECT mreg.finish_artifact($1)$$],
		'22023 artifact "x" of version 4 of model "m" is not of the SHA-256 that was announced'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY[$$INSERT INTO mreg.upload VALUES ($1, 2, 'b')$$], '22023 part 2 of upload N came instead of part 1'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY[$$INSERT INTO mreg.upload VALUES ($1, 1, 'a'), ($1, 1, 'a')$$], '22023 part 1 of upload N came instead of part 2'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY[$$INSERT INTO mreg.upload VALUES ($1, 1, 'a'), ($1, 3, 'a')$$], '22023 part 3 of upload N came instead of part 2'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY[$$INSERT INTO mreg.upload VALUES ($1, 1, NULL)$$], '22004 column "data" of "mreg.upload" must not be NULL'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY[$$SELECT mreg.append_artifact($1, NULL)$$], '22004 argument "bytes" must not be NULL'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY[$$SELECT mreg.finish_artifact($1)$$, $$SELECT mreg.finish_artifact($1)$$], 'P0002 upload N does not exist in this transaction'),
	($$mreg.begin_artifact('m/4', 'x', size => -1)$$, ARRAY['SELECT'], '22023 argument "size" must not be negative'),
	($$mreg.begin_artifact('m/4', 'x', size => 4611686018427387903)$$, ARRAY['SELECT'], 'UNDO1 UNDO1'),
	($$mreg.begin_artifact('m/4', 'x', size => 4611686018427387904)$$, ARRAY['SELECT'], '54000 artifact "x" of version 4 of model "m" is too long'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY['SET LOCAL session_replication_role = replica', $$INSERT INTO mreg.upload VALUES ($1, 2, 'b')$$], '22023 part 2 of upload N came instead of part 1'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY['ALTER TABLE mreg.upload DISABLE TRIGGER feed', $$INSERT INTO mreg.upload VALUES ($1, 1, 'a')$$],
		'23514 new row for relation "upload" violates check constraint "upload_stays_empty"'),
	($$mreg.begin_artifact('m/4', 'x', sha256 => '12')$$, ARRAY['SELECT'], '22023 argument "sha256" must have 32 bytes'),
	($$mreg.begin_artifact('m/4', '/x')$$, ARRAY['SELECT'], '22023 invalid artifact path: "/x"'),
	($$mreg.begin_artifact('m/4', 'x', base => 'm/1')$$, ARRAY['SELECT'], 'P0002 version 1 of model "m" stores no artifact "x"'),
	($$mreg.begin_artifact('m/2', 'told')$$, ARRAY['SELECT'], '23505 version 2 of model "m" already has an artifact "told"'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY[$$SELECT mreg.promote('m/4', 'staging')$$, $$SELECT mreg.finish_artifact($1)$$], '55000 the artifacts of version 4 of model "m" are frozen'),
	($$mreg.begin_artifact('m/4', 'x')$$, ARRAY[$$SELECT mreg.put_artifact('m/4', 'x', 'first')$$, $$SELECT mreg.finish_artifact($1)$$], '23505 version 4 of model "m" already has an artifact "x"')) t (beginning, statements, said);
-- Who only reads is told at once.
SELECT is(pg_temp.try($$set_config('transaction_read_only', 'on', true)::boolean::integer$$, statement), said, 'in a read-only transaction: ' || statement) FROM (VALUES
	($$SELECT mreg.begin_artifact('m/4', 'x')$$, '25006 cannot execute mreg.begin_artifact() in a read-only transaction'),
	($$SELECT mreg.put_artifact('m/4', 'x', 'some')$$, '25006 cannot execute nextval() in a read-only transaction'),
	($$SELECT mreg.collect_garbage()$$, '25006 cannot execute mreg.collect_garbage() in a read-only transaction'),
	($$SELECT mreg.export_large_object('m/2', 'told')$$, '25006 cannot execute mreg.export_large_object() in a read-only transaction'),
	($$SELECT mreg.get_artifact('m/2', 'told'), mreg.verify_artifacts()$$, 'UNDO1 UNDON'),
	($$SELECT mreg.artifact_chunks('m/2', 'told')$$, 'UNDO1 UNDON')) t (statement, said);
SELECT throws_ok($$SELECT mreg.append_artifact(7, 'a')$$, 'P0002', 'upload 7 does not exist in this transaction', 'there is no upload that was not begun');
SELECT throws_ok($$INSERT INTO mreg.upload VALUES (7, 1, 'a')$$, 'P0002', 'upload 7 does not exist in this transaction', '... for rows neither');
SELECT is(pg_temp.counts(), :'before', 'nothing of it is stored');

-- What failed to begin leaves nothing in the transaction.
SELECT count(*) AS before FROM pg_catalog.pg_backend_memory_contexts WHERE name = 'artifact upload' \gset
SELECT pg_temp.try($$mreg.begin_artifact('m/4', 'x', base => 'm/1')$$, 'SELECT') \g /dev/null
SELECT is(count(*), :before::bigint, 'what fails to begin leaves no memory') FROM pg_catalog.pg_backend_memory_contexts WHERE name = 'artifact upload';

-- What is undone with subtransactions gives its memory back before the transaction ends.
SELECT count(*) AS before FROM pg_catalog.pg_backend_memory_contexts WHERE name = 'artifact store' \gset
SELECT pg_temp.try($$mreg.begin_artifact('m/4', 'x')$$, $$SELECT mreg.append_artifact($1, 'some')$$) FROM generate_series(1, 5) \g /dev/null
SELECT ok(count(*) <= :before + 1, 'uploads that are undone leave little memory') FROM pg_catalog.pg_backend_memory_contexts WHERE name = 'artifact store';

-- A subtransaction that is undone takes the uploads with it that it worked on.
CREATE TEMPORARY TABLE seen (what text);
DO $$
DECLARE
	untouched bigint := mreg.begin_artifact('m/4', 'untouched');
	touched bigint := mreg.begin_artifact('m/4', 'touched');
	begun bigint;
BEGIN
	PERFORM mreg.append_artifact(untouched, 'some');
	BEGIN
		begun := mreg.begin_artifact('m/4', 'begun');
		BEGIN
			PERFORM mreg.append_artifact(touched, 'bytes');
		EXCEPTION WHEN division_by_zero THEN
			NULL;
		END;
		RAISE EXCEPTION SQLSTATE 'UNDO1';
	EXCEPTION WHEN SQLSTATE 'UNDO1' THEN
		NULL;
	END;
	BEGIN
		PERFORM mreg.append_artifact(touched, 'bytes');
	EXCEPTION WHEN OTHERS THEN
		INSERT INTO seen VALUES ('touched ' || SQLSTATE || replace(SQLERRM, touched::text, ''));
	END;
	BEGIN
		PERFORM mreg.finish_artifact(begun);
	EXCEPTION WHEN OTHERS THEN
		INSERT INTO seen VALUES ('begun ' || SQLSTATE || replace(SQLERRM, begun::text, ''));
	END;
	BEGIN
		PERFORM mreg.append_artifact(untouched, ' bytes');
	EXCEPTION WHEN division_by_zero THEN
		NULL;
	END;
	PERFORM mreg.finish_artifact(untouched);
END
$$;
SELECT is((SELECT string_agg(what, ', ') FROM seen), 'touched 55000upload  was undone with a subtransaction, begun 55000upload  was undone with a subtransaction',
	'uploads of a subtransaction that is undone are dead');
SELECT is(mreg.get_artifact('m/4', 'untouched'), 'some bytes'::bytea, '... others go on, also with parts of one that ended well');

-- Privileges: INSERT on mreg.upload is enough for the parts, and gives nothing else.
SELECT mreg.begin_artifact('m/4', 'worker') AS id \gset
SELECT ok(NOT has_table_privilege('mreg_test_worker', 'mreg.upload', 'INSERT'), 'nobody sends parts without a grant');
GRANT INSERT ON mreg.upload TO mreg_test_worker;
SET LOCAL ROLE mreg_test_worker;
INSERT INTO mreg.upload VALUES (:id, 1, 'from '), (:id, 2, 'a worker');
RESET ROLE;
SELECT mreg.finish_artifact(:id) \g /dev/null
SELECT is(mreg.get_artifact('m/4', 'worker'), 'from a worker'::bytea, 'a grant of INSERT lets parts through');
SELECT throws_ok($$SELECT mreg_internal.upload_feed()$$, '39P01', NULL, 'the trigger''s function is of no other use');
SELECT * FROM finish();
ROLLBACK;
