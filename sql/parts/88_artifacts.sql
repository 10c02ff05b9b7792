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
	created_by name)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT a.path, a.format, a.size, a.sha256, a.uri, c.stored_bytes, c.shared_bytes, a.created_at, a.created_by
	FROM mreg.resolve(artifacts.ref) v
		JOIN mreg.artifact a ON a.model = v.model AND a.version = v.number
		LEFT JOIN mreg.content c ON c.id = a.content
	ORDER BY a.path;
END;
COMMENT ON FUNCTION mreg.artifacts(text) IS
'the artifacts of a version; stored_bytes: what the segments take that came with the content, which other artifacts may share; shared_bytes: how many of its bytes were stored before; both NULL where the bytes are kept elsewhere';
