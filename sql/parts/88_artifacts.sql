-- Artifacts: the bytes of versions.

CREATE FUNCTION mreg.put_artifact(
	ref text,
	path text,
	bytes bytea,
	format text DEFAULT NULL)
RETURNS mreg.artifact
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_put_artifact';
COMMENT ON FUNCTION mreg.put_artifact(text, text, bytea, text) IS
'adds an artifact to a version that is still in its lifecycle''s first stage; path: relative, its parts divided by /; format: by default safetensors, npy, onnx or gguf where the bytes tell; at most mreg.max_artifact_value; bytes that are stored already take no room again; raises unique_violation if the version has an artifact of that path';

CREATE FUNCTION mreg.get_artifact(ref text, path text)
RETURNS bytea
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_get_artifact';
COMMENT ON FUNCTION mreg.get_artifact(text, text) IS
'the bytes of an artifact, at most mreg.max_artifact_value, checked against their SHA-256; raises data_corrupted if they are damaged';

CREATE FUNCTION mreg.artifacts(ref text)
RETURNS TABLE (
	path text,
	format text,
	size bigint,
	sha256 bytea,
	uri text,
	stored_bytes bigint,
	shared_bytes bigint,
	created_at timestamptz,
	created_by name,
	header jsonb)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT a.path, a.format, a.size, a.sha256, a.uri, s.stored_bytes, s.shared_bytes, a.created_at, a.created_by, c.header
	FROM mreg.resolve(artifacts.ref) v
		JOIN mreg.artifact a ON a.model = v.model AND a.version = v.number
		LEFT JOIN mreg.content c ON c.id = a.content
		LEFT JOIN mreg.artifact_storage s ON s.artifact = a.id
	ORDER BY a.path;
END;
COMMENT ON FUNCTION mreg.artifacts(text) IS
'the artifacts of a version; stored_bytes: what the segments take that came with the content, 0 if an earlier artifact has the same content; shared_bytes: how many of its bytes lie in segments of others; both NULL where the bytes are kept elsewhere; header: what the header of a safetensors, npy, ONNX or GGUF file tells, NULL where none is understood';

CREATE FUNCTION mreg.begin_artifact(
	ref text,
	path text,
	size bigint DEFAULT NULL,
	sha256 bytea DEFAULT NULL,
	base text DEFAULT NULL,
	format text DEFAULT NULL)
RETURNS bigint
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_begin_artifact';
COMMENT ON FUNCTION mreg.begin_artifact(text, text, bigint, bytea, text, text) IS
'begins to add an artifact of any size, as mreg.put_artifact() does, and returns the number of the upload, which lasts until mreg.finish_artifact() in the same transaction; size and sha256: what the bytes are checked against; base: a version whose artifact of the same path is alike, by default the newest before; the parts come by mreg.append_artifact() or COPY mreg.upload FROM STDIN';

CREATE FUNCTION mreg.append_artifact(upload bigint, bytes bytea)
RETURNS bigint
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_append_artifact';
COMMENT ON FUNCTION mreg.append_artifact(bigint, bytea) IS
'sends the next bytes of an upload, best 1 MB at a time; returns how many have come';

CREATE FUNCTION mreg.finish_artifact(upload bigint)
RETURNS mreg.artifact
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_finish_artifact';
COMMENT ON FUNCTION mreg.finish_artifact(bigint) IS
'ends an upload and returns the artifact; raises invalid_parameter_value if size or SHA-256 are not those announced';

CREATE FUNCTION mreg.read_artifact(
	ref text,
	path text,
	start bigint,
	length bigint)
RETURNS bytea
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_read_artifact';
COMMENT ON FUNCTION mreg.read_artifact(text, text, bigint, bigint) IS
'bytes of an artifact from number start, counted from 0; fewer than length where it ends before; reads only the segments that hold them';

CREATE FUNCTION mreg.artifact_chunks(ref text, path text)
RETURNS SETOF bytea
LANGUAGE C STABLE PARALLEL RESTRICTED
AS 'MODULE_PATHNAME', 'mreg_artifact_chunks';
COMMENT ON FUNCTION mreg.artifact_chunks(text, text) IS
'the bytes of an artifact in pieces of 1 MB, in order; in a SELECT list, as in COPY (SELECT mreg.artifact_chunks(''iris'', ''model.bin'')) TO STDOUT (FORMAT binary), they stream in constant memory; the last is given only if the SHA-256 of all is right';

CREATE FUNCTION mreg.add_artifact_uri(
	ref text,
	path text,
	uri text,
	size bigint,
	sha256 bytea,
	format text DEFAULT NULL)
RETURNS mreg.artifact
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_add_artifact_uri';
COMMENT ON FUNCTION mreg.add_artifact_uri(text, text, text, bigint, bytea, text) IS
'adds an artifact whose bytes stay elsewhere, such as in an object store; size and sha256 tell whether what comes from there is still the same';

CREATE FUNCTION mreg.import_large_object(
	ref text,
	path text,
	object oid,
	format text DEFAULT NULL)
RETURNS mreg.artifact
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_import_large_object';
COMMENT ON FUNCTION mreg.import_large_object(text, text, oid, text) IS
'adds what a large object of the caller holds as an artifact, as mreg.put_artifact() does, of any size, and removes the large object; in psql after \lo_import: SELECT mreg.import_large_object(''iris/3'', ''model.bin'', :LASTOID)';

CREATE FUNCTION mreg.export_large_object(ref text, path text)
RETURNS oid
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_export_large_object';
COMMENT ON FUNCTION mreg.export_large_object(text, text) IS
'makes a large object of the caller with the bytes of an artifact, for \lo_export of psql; remove it afterwards with \lo_unlink';

CREATE FUNCTION mreg.tensors(ref text, path text)
RETURNS TABLE (
	name text,
	dtype text,
	shape bigint[],
	elements bigint,
	start bigint,
	length bigint)
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_tensors';
COMMENT ON FUNCTION mreg.tensors(text, text) IS
'the tensors of a safetensors, npy, ONNX (its initializers) or GGUF file, in the order of its header, read from the stored bytes; dtype: as safetensors calls it (F32, BF16, I64), else as the format does; shape: the last dimension runs fastest, unless the header of an npy file says fortran_order; start: the byte of the artifact, counted from 0, where the values begin, and length: their bytes; both NULL where the values are not in the file as plain bytes; an npy file has one tensor, without a name';

CREATE FUNCTION mreg.read_tensor(ref text, path text, name text)
RETURNS bytea
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_read_tensor';
COMMENT ON FUNCTION mreg.read_tensor(text, text, text) IS
'the bytes of a tensor as they are in the file: little-endian, but big-endian in an npy file whose dtype begins with >; at most mreg.max_artifact_value; name: '''' for npy; the first of that name; raises no_data_found if there is none';

CREATE FUNCTION mreg.import_artifact(
	ref text,
	path text,
	file text,
	format text DEFAULT NULL)
RETURNS mreg.artifact
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_import_artifact';
COMMENT ON FUNCTION mreg.import_artifact(text, text, text, text) IS
'adds a file of the server as an artifact, as mreg.put_artifact() does, of any size; file: a regular file, by its absolute path, that does not change meanwhile; for roles with the privileges of pg_read_server_files';

CREATE FUNCTION mreg.export_artifact(ref text, path text, file text)
RETURNS bigint
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_export_artifact';
COMMENT ON FUNCTION mreg.export_artifact(text, text, text) IS
'writes an artifact to a file of the server and returns the bytes written, checked against their SHA-256; file: the absolute path of a file that does not exist; one that cannot be finished is removed; for roles with the privileges of pg_write_server_files';

CREATE FUNCTION mreg.verify_artifacts(
	ref text DEFAULT NULL,
	deep boolean DEFAULT false,
	sample double precision DEFAULT 1)
RETURNS TABLE (
	model text,
	version integer,
	path text,
	damage text)
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_verify_artifacts';
COMMENT ON FUNCTION mreg.verify_artifacts(text, boolean, double precision) IS
'the artifacts that are damaged, of one version or of all, with what is wrong; it reads their stored bytes against checksums or, if deep, restores them and computes their SHA-256; sample: which share of them, chosen at random; those kept elsewhere are left out';

CREATE FUNCTION mreg.collect_garbage()
RETURNS bigint
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_collect_garbage';
COMMENT ON FUNCTION mreg.collect_garbage() IS
'removes stored bytes that no artifact needs, after mreg.purge() or uploads that did not end, and returns how many; waits for uploads and holds them off until its transaction ends; not to be run while a dump is restored';

CREATE FUNCTION mreg.optimize_artifacts(
	model text DEFAULT NULL,
	level integer DEFAULT 12,
	older_than interval DEFAULT '0',
	max_bytes bigint DEFAULT NULL)
RETURNS bigint
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_optimize_artifacts';
COMMENT ON FUNCTION mreg.optimize_artifacts(text, integer, interval, bigint) IS
'writes stored bytes anew so that they take less, and returns how many bytes that saved; the artifacts stay the same; model: NULL for all; level: of zstd, from 1 to 19, the higher the smaller and slower; older_than: only what was stored so long ago; max_bytes: ends when it has tried so many bytes, so that more calls do the rest; what was tried at a level is not tried again; waits for uploads and holds them off until its transaction ends; takes about 90 MB of memory, 120 MB at level 19; not to be run while a dump is restored';
