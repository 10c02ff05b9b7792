-- What NumPy, safetensors, onnx and gguf read in files of theirs (test/oracle/tensors.py) is what mreg reads.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(69);
CREATE TEMPORARY TABLE model_file (path text, bytes bytea, header jsonb);
CREATE TEMPORARY TABLE expected_tensor (path text, ordinal integer, name text, dtype text, shape bigint[], bytes bytea);
\ir ../oracle/tensors_cases.sql
SELECT mreg.register_model('m') \g /dev/null
SELECT mreg.register_version('m') \g /dev/null
SELECT mreg.put_artifact('m/1', path, bytes) FROM model_file \g /dev/null

SELECT is(a.header, f.header, format('the header of %s', path)) FROM model_file f JOIN mreg.artifacts('m/1') a USING (path) ORDER BY path COLLATE "C";
SELECT is((SELECT string_agg(format('%s %s %s', t.name, t.dtype, t.shape), '; ' ORDER BY t.n)
		FROM ROWS FROM (mreg.tensors('m/1', f.path)) WITH ORDINALITY t (name, dtype, shape, elements, start, length, n)),
	(SELECT string_agg(format('%s %s %s', e.name, e.dtype, e.shape), '; ' ORDER BY e.ordinal) FROM expected_tensor e WHERE e.path = f.path),
	format('the tensors of %s', f.path)) FROM model_file f ORDER BY f.path COLLATE "C";
SELECT is(substr(f.bytes, t.start::integer + 1, t.length::integer), e.bytes, format('the place of tensor %s of %s', to_json(e.name), path))
FROM model_file f JOIN expected_tensor e USING (path) JOIN LATERAL mreg.tensors('m/1', path) t USING (name) ORDER BY e.ordinal;
SELECT is(mreg.read_tensor('m/1', path, name), bytes, format('the bytes of tensor %s of %s', to_json(name), path)) FROM expected_tensor WHERE bytes IS NOT NULL ORDER BY ordinal;

SELECT * FROM finish();
ROLLBACK;
