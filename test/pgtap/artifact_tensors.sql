-- Headers of artifacts: the facts that an upload keeps, the tensors that they name, what is refused.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(64);

-- A little-endian number of some bytes.
CREATE FUNCTION pg_temp.le(n bigint, bytes integer) RETURNS bytea LANGUAGE sql AS
$$SELECT string_agg(set_byte('\x00', 0, (n >> (8 * i) & 255)::integer), '' ORDER BY i) FROM generate_series(0, bytes - 1) i$$;
-- A safetensors file with that header, as text or as bytes.
CREATE FUNCTION pg_temp.safetensors(header bytea, data bytea) RETURNS bytea LANGUAGE sql AS
$$SELECT pg_temp.le(octet_length(header), 8) || header || data$$;
CREATE FUNCTION pg_temp.safetensors(header text, data bytea DEFAULT '') RETURNS bytea LANGUAGE sql AS
$$SELECT pg_temp.safetensors(convert_to(header, 'UTF8'), data)$$;
-- A text of GGUF.
CREATE FUNCTION pg_temp.gguf_text(t text) RETURNS bytea LANGUAGE sql AS
$$SELECT pg_temp.le(octet_length(convert_to(t, 'UTF8')), 8) || convert_to(t, 'UTF8')$$;
-- A field of a protocol buffer with bytes, fewer than 16384.
CREATE FUNCTION pg_temp.field(number integer, bytes bytea) RETURNS bytea LANGUAGE sql AS
$$SELECT pg_temp.le(number << 3 | 2, 1) || CASE WHEN octet_length(bytes) < 128 THEN pg_temp.le(octet_length(bytes), 1)
	ELSE pg_temp.le(octet_length(bytes) & 127 | 128, 1) || pg_temp.le(octet_length(bytes) >> 7, 1) END || bytes$$;
CREATE FUNCTION pg_temp.varint(number integer, value integer) RETURNS bytea LANGUAGE sql AS
$$SELECT pg_temp.le(number << 3, 1) || pg_temp.le(value, 1)$$;
-- Sends bytes in parts of 1000 and returns the header that is kept.
CREATE FUNCTION pg_temp.streamed(path text, bytes bytea) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	upload bigint := mreg.begin_artifact('m/2', path);
BEGIN
	FOR i IN 0 .. (octet_length(bytes) + 999) / 1000 - 1 LOOP
		PERFORM mreg.append_artifact(upload, substr(bytes, i * 1000 + 1, 1000));
	END LOOP;
	PERFORM mreg.finish_artifact(upload);
	RETURN (SELECT header FROM mreg.artifacts('m/2') a WHERE a.path = streamed.path);
END
$$;
-- Puts bytes into a version of their own and returns the header that is kept.
CREATE FUNCTION pg_temp.header(bytes bytea) RETURNS jsonb LANGUAGE sql AS
$$SELECT mreg.put_artifact('m/' || (mreg.register_version('m')).number, 'x', bytes); SELECT header FROM mreg.artifacts('m')$$;
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
SELECT mreg.register_model('m') \g /dev/null
SELECT mreg.register_version('m') FROM generate_series(1, 3) \g /dev/null
CREATE TEMPORARY TABLE given (path text, bytes bytea, header jsonb, tensors text);
INSERT INTO given VALUES
	('a.safetensors', pg_temp.safetensors('{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"BF16","shape":[],"data_offsets":[24,26]}}',
		decode(repeat('0000803f', 6), 'hex') || '\x803f'),
		'{"format": "safetensors", "tensors": 2, "elements": 7, "metadata": {"format": "pt"}}', 'w F32 {2,3} 6 151+24, b BF16 {} 1 175+2'),
	('a.npy', '\x934e554d50590100' || pg_temp.le(58, 2) || convert_to(rpad('{''descr'': ''>i2'', ''fortran_order'': True, ''shape'': (2, 2), }', 58), 'UTF8') || '\x0001000200030004',
		'{"format": "npy", "tensors": 1, "elements": 4, "metadata": {"descr": ">i2", "fortran_order": "true"}}', ' >i2 {2,2} 4 68+8'),
	('a.onnx', pg_temp.varint(1, 8) || pg_temp.field(2, 'tester') || pg_temp.field(7,
		pg_temp.field(2, 'net')
		|| pg_temp.field(5, pg_temp.varint(1, 2) || pg_temp.varint(2, 1) || pg_temp.field(8, 'w') || pg_temp.field(9, '\x0000803f00000040'))
		|| pg_temp.field(5, pg_temp.varint(1, 3) || pg_temp.varint(2, 7) || pg_temp.field(8, 'far') || pg_temp.varint(14, 1)))
		|| pg_temp.field(8, pg_temp.varint(2, 17)),
		'{"format": "onnx", "tensors": 2, "elements": 5, "metadata": {"ir_version": "8", "producer_name": "tester", "graph": "net", "opset": "17"}}',
		'w F32 {2} 2 28+8, far I64 {3} 3 +'),
	('a.gguf', 'GGUF'::bytea || pg_temp.le(3, 4) || pg_temp.le(1, 8) || pg_temp.le(2, 8)
		|| pg_temp.gguf_text('general.architecture') || pg_temp.le(8, 4) || pg_temp.gguf_text('llama')
		|| pg_temp.gguf_text('general.alignment') || pg_temp.le(4, 4) || pg_temp.le(64, 4)
		|| pg_temp.gguf_text('w') || pg_temp.le(2, 4) || pg_temp.le(32, 8) || pg_temp.le(2, 8) || pg_temp.le(8, 4) || pg_temp.le(0, 8)
		|| decode(repeat('00', 49 + 68), 'hex'),
		'{"format": "gguf", "tensors": 1, "elements": 64, "metadata": {"general.architecture": "llama", "general.alignment": "64"}}', 'w Q8_0 {2,32} 64 192+68');

-- Every way in keeps the facts.
SELECT mreg.put_artifact('m/1', path, bytes) FROM given \g /dev/null
SELECT is((SELECT header FROM mreg.artifacts('m/1') a WHERE a.path = g.path), header, format('put: the header of %s', path)) FROM given g;
SELECT is(pg_temp.streamed(path, bytes || 'x'), header, format('parts: the header of a longer %s', path)) FROM given WHERE path NOT LIKE '%.onnx';
SELECT lo_from_bytea(0, bytes || 'yy') AS object FROM given WHERE path = 'a.gguf' \gset
SELECT mreg.import_large_object('m/2', 'object', :object) \g /dev/null
SELECT is((SELECT header FROM mreg.artifacts('m/2') a WHERE a.path = 'object'), header, 'large object: the header') FROM given WHERE path = 'a.gguf';
SELECT mreg.put_artifact('m/2', 'again', bytes) FROM given WHERE path = 'a.npy' \g /dev/null
SELECT is((SELECT header ->> 'format' FROM mreg.artifacts('m/2') WHERE path = 'again'), 'npy', 'equal bytes have the same header');
SELECT mreg.add_artifact_uri('m/2', 'far', 'u', 1, sha256('x')) \g /dev/null
SELECT is((SELECT header FROM mreg.artifacts('m/2') a WHERE path = 'far'), NULL, 'bytes elsewhere have none');

-- What is not understood has no header, and is no error.
SELECT is(pg_temp.header(bytes), NULL, 'no header: ' || what) FROM (VALUES
	('empty', ''::bytea), ('text', 'hello'), ('no JSON', pg_temp.safetensors('{"w": nothing}')),
	('cut off', pg_temp.safetensors('{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', '\x00')),
	('the end of the metadata is missing', pg_temp.safetensors('{"__metadata__":{"a":"b"')),
	('a shape beyond any file', pg_temp.safetensors('{"w":{"dtype":"F32","shape":[99999999999,99999999999],"data_offsets":[0,8]}}', '\x0000000000000000')),
	('npy of version 9', '\x934e554d5059090000000000'::bytea), ('GGUF without its facts', 'GGUF'::bytea || pg_temp.le(3, 4) || pg_temp.le(1, 8) || pg_temp.le(9, 8)),
	('ONNX cut off', (SELECT substr(bytes, 1, octet_length(bytes) - 1) FROM given WHERE path = 'a.onnx'))) t (what, bytes);

-- What the file says of itself need not be fit for the database.
SELECT is(pg_temp.header(bytes), ('{"format": "safetensors", "tensors": 0, "elements": 0, "metadata": ' || metadata || '}')::jsonb, what) FROM (VALUES
	('no fact', pg_temp.safetensors('{}'), '{}'),
	('bytes that are no UTF-8 are left out', pg_temp.safetensors('{"__metadata__":{"good":"g","bad":"'::bytea || '\xff' || '","'::bytea || '\xc328' || '":"key"}}'::bytea, ''), '{"good": "g"}'),
	('of equal keys the first counts', pg_temp.safetensors('{"__metadata__":{"a":"1","a":"2","":"empty"}}'), '{"a": "1", "": "empty"}'),
	('escapes', pg_temp.safetensors('{"__metadata__":{"a\"\\":"\ud83d\ude00\u00e9"}}'), '{"a\"\\": "\ud83d\ude00\u00e9"}'),
	('1024 bytes are kept, 1025 are not', pg_temp.safetensors(format('{"__metadata__":{"a":"%s","b":"%s","%s":"key"}}', repeat('a', 1024), repeat('b', 1025), repeat('c', 1025))),
		format('{"a": "%s"}', repeat('a', 1024)))) t (what, bytes, metadata);
SELECT is((SELECT count(*) FROM jsonb_object_keys(pg_temp.header(pg_temp.safetensors((SELECT '{"__metadata__":{' || string_agg(format('"k%s":"v"', i), ',') || '}}' FROM generate_series(1, 1000) i))) -> 'metadata')),
	256::bigint, 'at most 256 facts are kept');
SELECT cmp_ok(length(pg_temp.header(pg_temp.safetensors((SELECT '{"__metadata__":{' || string_agg(format('"k%s":"%s"', i, repeat('v', 1000)), ',') || '}}' FROM generate_series(1, 1000) i)))::text),
	'<', 33500, 'of at most 32 kB');
SELECT is(pg_temp.header(pg_temp.varint(1, 8) || pg_temp.field(2, 'tester') || pg_temp.field(14, pg_temp.field(1, 'producer_name') || pg_temp.field(2, 'another')) || pg_temp.field(14, pg_temp.field(1, 'zero') || pg_temp.field(2, '\x6100'))),
	'{"format": "onnx", "tensors": 0, "elements": 0, "metadata": {"ir_version": "8", "producer_name": "tester"}}', 'metadata of ONNX does not take the place of a field; a zero byte is left out');
SELECT is(pg_temp.header('GGUF'::bytea || pg_temp.le(3, 4) || pg_temp.le(3, 8) || pg_temp.le(1, 8) || pg_temp.gguf_text('n') || pg_temp.le(10, 4) || pg_temp.le(-1, 8)
	|| (SELECT string_agg(pg_temp.gguf_text('t' || i) || pg_temp.le(1, 4) || pg_temp.le(36028797018963967, 8) || pg_temp.le(99, 4) || pg_temp.le(0, 8), '' ORDER BY i) FROM generate_series(1, 3) i)
	|| decode(repeat('00', 64), 'hex')) - 'elements', '{"format": "gguf", "tensors": 3, "metadata": {"n": "18446744073709551615"}}', 'huge numbers');

-- Tensors.
SELECT is((SELECT string_agg(format('%s %s %s %s %s+%s', t.name, t.dtype, t.shape, t.elements, t.start, t.length), ', ' ORDER BY t.n)
	FROM ROWS FROM (mreg.tensors('m/1', g.path)) WITH ORDINALITY t (name, dtype, shape, elements, start, length, n)), tensors, format('the tensors of %s', path)) FROM given g;
SELECT is(mreg.read_tensor('m/1', 'a.safetensors', 'b'), '\x803f'::bytea, 'a tensor''s bytes');
SELECT is(mreg.read_tensor('m/1', 'a.npy', ''), '\x0001000200030004'::bytea, 'as they are in the file');
SELECT is(mreg.read_tensor('m/1', 'a.gguf', 'w'), decode(repeat('00', 68), 'hex'), 'blocks, too');
SELECT is((SELECT count(*) FROM mreg.tensors('m/1', 'a.safetensors') WHERE mreg.read_tensor('m/1', 'a.safetensors', name) = mreg.read_artifact('m/1', 'a.safetensors', start, length)), 2::bigint, 'start and length are those of read_artifact()');
SELECT mreg.put_artifact('m/1', 'twice', pg_temp.safetensors('{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"w":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}', 'ab')) \g /dev/null
SELECT is(mreg.read_tensor('m/1', 'twice', 'w'), 'a'::bytea, 'of equal names the first is read');
SELECT mreg.put_artifact('m/1', 'many', pg_temp.safetensors((SELECT '{' || string_agg(format('"layer.%s":{"dtype":"F32","shape":[1,1],"data_offsets":[%s,%s]}', i, 4 * i, 4 * i + 4), ',') || '}'
	FROM generate_series(0, 49999) i), (SELECT string_agg(int4send(i), '' ORDER BY i) FROM generate_series(0, 49999) i))) \g /dev/null
SELECT is((SELECT format('%s %s', header -> 'tensors', header -> 'elements') FROM mreg.artifacts('m/1') WHERE path = 'many'), '50000 50000', 'a long header');
SELECT is((SELECT (count(*), sum(length), max(start) - min(start))::text FROM mreg.tensors('m/1', 'many')), '(50000,200000,199996)', '... lists many tensors');
SELECT is(mreg.read_tensor('m/1', 'many', 'layer.49999'), int4send(49999), '... of which the last is read');

-- Refusals.
SELECT mreg.put_artifact('m/1', 'text', 'hello') \g /dev/null
SELECT mreg.put_artifact('m/1', 'broken', pg_temp.safetensors('{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}', '\x0000000000000000')) \g /dev/null
SELECT mreg.put_artifact('m/1', 'no UTF-8', pg_temp.safetensors('{"ok":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"'::bytea || '\xff' || '":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}'::bytea, 'ab')) \g /dev/null
SELECT throws_ok('SELECT mreg.' || call, state::char(5), message, 'refused: ' || call) FROM (VALUES
	($$tensors('m/1', 'text')$$, '42809', 'artifact "text" of version 1 of model "m" has no header that lists tensors'),
	($$tensors('m/1', 'broken')$$, '22P03', 'the header of artifact "broken" of version 1 of model "m" cannot be understood'),
	($$tensors('m/1', 'no UTF-8')$$, '22P03', 'the header of artifact "no UTF-8" of version 1 of model "m" cannot be understood'),
	($$tensors('m/1', 'none')$$, 'P0002', 'version 1 of model "m" has no artifact "none"'),
	($$tensors('m/99', 'text')$$, 'P0002', 'model "m" has no version 99'),
	($$tensors('m/2', 'far')$$, '55000', 'the bytes of artifact "far" of version 2 of model "m" are kept elsewhere'),
	($$tensors(NULL, 'text')$$, '22004', 'argument "ref" must not be NULL'),
	($$tensors('m/1', NULL)$$, '22004', 'argument "path" must not be NULL'),
	($$read_tensor('m/1', 'a.npy', NULL)$$, '22004', 'argument "name" must not be NULL'),
	($$read_tensor('m/1', 'a.npy', 'w')$$, 'P0002', 'artifact "a.npy" of version 1 of model "m" has no tensor "w"'),
	($$read_tensor('m/1', 'text', 'w')$$, '42809', 'artifact "text" of version 1 of model "m" has no header that lists tensors'),
	($$read_tensor('m/1', 'broken', 'w')$$, '22P03', 'the header of artifact "broken" of version 1 of model "m" cannot be understood'),
	($$read_tensor('m/1', 'a.onnx', 'far')$$, '55000', 'tensor "far" of artifact "a.onnx" of version 1 of model "m" is not in the file as plain bytes')) t (call, state, message);
SELECT is(mreg.read_tensor('m/1', 'no UTF-8', 'ok'), 'a'::bytea, 'a tensor with a good name is read beside one with a bad name');
SET LOCAL mreg.max_artifact_value = '64kB';
SELECT mreg.put_artifact('m/1', 'large', pg_temp.safetensors('{"small":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}', 'abc')) \g /dev/null
SELECT upload AS up FROM mreg.begin_artifact('m/3', 'large') upload \gset
SELECT mreg.append_artifact(:up, pg_temp.safetensors('{"w":{"dtype":"U8","shape":[65537],"data_offsets":[0,65537]},"v":{"dtype":"U8","shape":[65536],"data_offsets":[65537,131073]}}', decode(repeat('07', 131073), 'hex'))) \g /dev/null
SELECT mreg.finish_artifact(:up) \g /dev/null
SELECT throws_ok($$SELECT mreg.read_tensor('m/3', 'large', 'w')$$, '54000', 'tensor "w" of artifact "large" of version 3 of model "m" is too long for one value', 'a tensor beyond mreg.max_artifact_value is refused');
SELECT is(length(mreg.read_tensor('m/3', 'large', 'v')), 65536, '... one of that size is read');
RESET mreg.max_artifact_value;

-- Damage of what is stored is told as such.
SELECT content AS damaged FROM mreg.artifact WHERE path = 'a.gguf' AND version = 1 \gset
ALTER TABLE mreg.segment DISABLE TRIGGER USER;
UPDATE mreg.segment SET crc = crc # 1 WHERE content = :damaged;
SELECT content AS many FROM mreg.artifact WHERE path = 'many' \gset
UPDATE mreg.segment SET crc = crc # 1 WHERE id = (SELECT min(id) + 1 FROM mreg.segment WHERE content = :many);
ALTER TABLE mreg.segment ENABLE TRIGGER USER;
SELECT throws_ok($$SELECT mreg.tensors('m/1', 'many')$$, 'XX001', 'artifact "many" of version 1 of model "m" is damaged', 'damage in the middle of a header is told as such');
SELECT throws_ok($$SELECT mreg.tensors('m/1', 'a.gguf')$$, 'XX001', 'artifact "a.gguf" of version 1 of model "m" is damaged', 'damage of the store is not taken for a bad header');

-- Privileges.
SELECT is(pg_temp.as_role('mreg_test_worker', statement), '42501', 'nobody may without a grant: ' || statement) FROM unnest(ARRAY[
	$$SELECT mreg.tensors('m/1', 'a.npy')$$, $$SELECT mreg.read_tensor('m/1', 'a.npy', '')$$,
	$$SELECT mreg.import_artifact('m/1', 'f', '/etc/passwd')$$, $$SELECT mreg.export_artifact('m/1', 'a.npy', '/tmp/f')$$]) statement;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_test_worker;
SELECT is(pg_temp.as_role('mreg_test_worker', statement), '00000', 'EXECUTE is enough: ' || statement) FROM unnest(ARRAY[
	$$SELECT mreg.tensors('m/1', 'a.npy')$$, $$SELECT mreg.read_tensor('m/1', 'a.npy', '')$$]) statement;

SELECT * FROM finish();
ROLLBACK;
