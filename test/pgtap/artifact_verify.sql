-- Which artifacts are damaged, and what they take.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(23);

-- Pseudo-random bytes.
CREATE FUNCTION pg_temp.noise(seed integer, blocks integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(sha256((seed || ' ' || i)::bytea), '' ORDER BY i) FROM generate_series(1, blocks) i$$;
-- What verify_artifacts() says after a statement that passes by the triggers; nothing of it stays.
CREATE FUNCTION pg_temp.damage(statement text, arguments text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	SET LOCAL session_replication_role = replica;
	BEGIN
		EXECUTE statement;
		EXECUTE format('SELECT string_agg(format(''%%s/%%s %%s: %%s'', model, version, path, rtrim(regexp_replace(damage, ''[0-9]+'', ''N'', ''g''), ''.'')), '', '') FROM mreg.verify_artifacts(%s)',
			arguments) INTO said;
		RAISE EXCEPTION SQLSTATE 'UNDO1';
	EXCEPTION WHEN SQLSTATE 'UNDO1' THEN
		NULL;
	END;
	SET LOCAL session_replication_role = origin;
	RETURN said;
END
$$;

CREATE ROLE mreg_test_worker;
SELECT mreg.register_model(m) FROM unnest('{m,other}'::text[]) m \g /dev/null
SELECT mreg.register_version(m) FROM unnest('{m,m,m,other}'::text[]) m \g /dev/null
SELECT mreg.put_artifact('m/1', 'a', pg_temp.noise(1, 100000)), mreg.put_artifact('m/1', 'b', pg_temp.noise(2, 3000)), mreg.put_artifact('m/1', 'zeros', decode(repeat('00', 100000), 'hex')),
	mreg.put_artifact('m/1', 'empty', '') \g /dev/null
SELECT mreg.put_artifact('m/2', 'a', pg_temp.noise(1, 100000) || 'more'), mreg.put_artifact('other/1', 'b', pg_temp.noise(2, 3000)),
	mreg.add_artifact_uri('m/3', 'far', 's3://bucket/key', 10, sha256('far')) \g /dev/null
SELECT (content) AS first FROM mreg.artifact a WHERE a.path = 'a' AND version = 1 \gset
SELECT (content) AS second FROM mreg.artifact a WHERE a.path = 'a' AND version = 2 \gset
SELECT (content) AS shared FROM mreg.artifact a WHERE a.path = 'b' LIMIT 1 \gset

SELECT is(pg_temp.damage('SELECT', arguments), NULL, format('nothing is damaged: verify_artifacts(%s)', arguments))
FROM unnest('{"",deep => true,sample => 0.5,''m/3'',''m''}'::text[]) arguments;
SELECT is(pg_temp.damage(statement, arguments), said, format('%s: verify_artifacts(%s)', statement, arguments)) FROM (VALUES
	($$UPDATE mreg.segment SET data = set_byte(data, 9, 255 - get_byte(data, 9)) WHERE id = (SELECT min(id) FROM mreg.segment)$$, '',
		'm/1 a: Segment N, read for content N: its checksum is wrong, m/2 a: Segment N, read for content N: its checksum is wrong'),
	($$UPDATE mreg.segment SET data = set_byte(data, 9, 255 - get_byte(data, 9)) WHERE id = (SELECT min(id) FROM mreg.segment)$$, 'deep => true',
		'm/1 a: Segment N, read for content N: its checksum is wrong, m/2 a: Segment N, read for content N: its checksum is wrong'),
	($$UPDATE mreg.segment SET data = set_byte(data, 9, 255 - get_byte(data, 9)) WHERE id = (SELECT min(id) FROM mreg.segment)$$, $$'m/2'$$,
		'm/2 a: Segment N, read for content N: its checksum is wrong'),
	($$UPDATE mreg.segment SET data = set_byte(data, 9, 255 - get_byte(data, 9)) WHERE id = (SELECT min(id) FROM mreg.segment)$$, $$'other/1'$$, NULL),
	($$DELETE FROM mreg.segment WHERE id = (SELECT min(id) FROM mreg.segment)$$, $$'m/1'$$, 'm/1 a: Segment N, read for content N: the segment is missing'),
	($$UPDATE mreg.segment SET raw_len = raw_len + 1 WHERE id = (SELECT min(id) FROM mreg.segment)$$, $$'m/1', deep => true$$, 'm/1 a: Segment N, read for content N: its checksum is wrong'),
	(format($$UPDATE mreg.content SET runs = substr(runs, 2) WHERE id = %s$$, :first), '', 'm/1 a: Content N: the checksum of its run list is wrong'),
	(format($$DELETE FROM mreg.content WHERE id = %s$$, :shared), '', 'm/1 b: Content N: the content is missing, other/1 b: Content N: the content is missing'),
	(format($$UPDATE mreg.artifact SET content = %s WHERE content = %s$$, :first, :second), '', 'm/2 a: Content N: it is not the content of the artifact''s digest')) t (statement, arguments, said);
SELECT throws_ok(format('SELECT mreg.verify_artifacts(%s)', arguments), state::char(5), message, 'refused: ' || arguments) FROM (VALUES
	($$'m/9'$$, 'P0002', 'model "m" has no version 9'),
	('deep => NULL', '22004', 'argument "deep" must not be NULL'),
	('sample => NULL', '22004', 'argument "sample" must not be NULL'),
	('sample => 0', '22023', 'argument "sample" must be above 0 and at most 1'),
	($$sample => 'NaN'$$, '22023', 'argument "sample" must be above 0 and at most 1')) t (arguments, state, message);
-- Bytes that come once more are not taken for damaged rows.
SELECT is(pg_temp.damage(statement || $$; SELECT mreg.put_artifact('m/3', 'a', pg_temp.noise(1, 100000))$$, $$'m/3', deep => true$$), NULL, 'stored well after ' || statement) FROM (VALUES
	(format('UPDATE mreg.content SET runs = substr(runs, 2) WHERE id = %s', :first)),
	(format('UPDATE mreg.content SET runs = substr(runs, 2) WHERE id = %s; UPDATE mreg.chunk SET off = off + 8000000', :first))) t (statement);
SELECT ok(NOT has_function_privilege('mreg_test_worker', 'mreg.verify_artifacts(text, boolean, double precision)', 'EXECUTE'), 'nobody verifies without a grant');
SELECT is((SELECT count(*) FROM mreg.artifact), 7::bigint, 'verifying changes nothing');
SELECT * FROM finish();
ROLLBACK;
