-- Rules for names and documents; the tables' CHECK constraints and the API share them.

CREATE FUNCTION mreg_internal.is_model_name(name text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_model_name';
COMMENT ON FUNCTION mreg_internal.is_model_name(text) IS
'whether a text may name a model: 1 to 256 characters, no / : @, no control characters, no blank at either end';

CREATE FUNCTION mreg_internal.is_lifecycle_name(name text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_lifecycle_name';
COMMENT ON FUNCTION mreg_internal.is_lifecycle_name(text) IS
'whether a text may name a lifecycle: as a model, in at most 800 bytes';

CREATE FUNCTION mreg_internal.is_stage_name(name text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_stage_name';
COMMENT ON FUNCTION mreg_internal.is_stage_name(text) IS
'whether a text may name a stage: as a lifecycle, not all digits, not "latest" and not "*"';

CREATE FUNCTION mreg_internal.is_alias(alias text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_alias';
COMMENT ON FUNCTION mreg_internal.is_alias(text) IS
'whether a text may be an alias: letters, digits, _ and -, not all digits, not "latest", not v and digits';

CREATE FUNCTION mreg_internal.is_label(label text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_label';
COMMENT ON FUNCTION mreg_internal.is_label(text) IS
'whether a text may label a version: as an alias, also with . and +';

CREATE FUNCTION mreg_internal.is_external_id(external_id text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_external_id';
COMMENT ON FUNCTION mreg_internal.is_external_id(text) IS
'whether a text may be an external id: 1 to 512 characters';

CREATE FUNCTION mreg_internal.is_artifact_path(path text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_artifact_path';
COMMENT ON FUNCTION mreg_internal.is_artifact_path(text) IS
'whether a text may name an artifact: a relative path of at most 1024 bytes, its parts divided by /, none of them empty, . or .., no control characters';

CREATE FUNCTION mreg_internal.is_task(task text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_task';
COMMENT ON FUNCTION mreg_internal.is_task(text) IS
'whether a text is a task: binary, multiclass, multilabel, regression, ranking or other';

CREATE FUNCTION mreg_internal.signature_fault(signature jsonb)
RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_signature_fault';
COMMENT ON FUNCTION mreg_internal.signature_fault(jsonb) IS
'what is wrong with the shape of a model signature, or NULL; source: MLflow ModelSignature (inputs, outputs and params, each an array of specifications or null)';

CREATE FUNCTION mreg_internal.unpack_signature(signature jsonb)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN jsonb_typeof(signature) = 'object' THEN
		(SELECT coalesce(jsonb_object_agg(key, CASE jsonb_typeof(value)
			WHEN 'string' THEN CASE
				WHEN key = ANY (ARRAY['inputs', 'outputs', 'params']) THEN (value #>> '{}')::jsonb ELSE value END
			ELSE value END), '{}')
		FROM jsonb_each(signature))
	ELSE signature
END;
COMMENT ON FUNCTION mreg_internal.unpack_signature(jsonb) IS
'a model signature with the sections that MLflow writes as JSON text unpacked';

CREATE FUNCTION mreg_internal.version_digest(
	label text,
	params jsonb,
	signature jsonb,
	source jsonb,
	parent bigint)
RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(jsonb_build_object('label', label, 'params', params, 'signature', signature,
	'source', source, 'parent', parent)::text, 'UTF8'));
COMMENT ON FUNCTION mreg_internal.version_digest(text, jsonb, jsonb, jsonb, bigint) IS
'SHA-256 of what identifies the content of a version: label, params, signature, source and parent as jsonb text';

