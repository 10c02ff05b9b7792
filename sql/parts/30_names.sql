-- Rules for names and documents; the tables' CHECK constraints and the API share them.

CREATE FUNCTION mreg_internal.is_model_name(name text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_model_name';
COMMENT ON FUNCTION mreg_internal.is_model_name(text) IS
'whether a text may name a model or a lifecycle: 1 to 256 characters, no / : @, no control characters, no blank at either end';

CREATE FUNCTION mreg_internal.is_stage_name(name text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_stage_name';
COMMENT ON FUNCTION mreg_internal.is_stage_name(text) IS
'whether a text may name a stage: a model name that is not all digits, not "latest" and not "*"';

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

CREATE FUNCTION mreg_internal.is_task(task text)
RETURNS boolean
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_task';
COMMENT ON FUNCTION mreg_internal.is_task(text) IS
'whether a text is a task: binary, multiclass, multilabel, regression, ranking or other';

-- MLflow's ModelSignature as JSON: inputs, outputs and params, each an array of specifications or null.
CREATE FUNCTION mreg_internal.signature_fault(signature jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN signature IS NULL THEN NULL
	WHEN jsonb_typeof(signature) <> 'object' THEN
		'It is not a JSON object but of type ' || jsonb_typeof(signature) || '.'
	WHEN signature - ARRAY['inputs', 'outputs', 'params'] <> '{}' THEN
		'It has keys other than inputs, outputs and params.'
	WHEN jsonb_path_exists(signature, 'strict $.* ? (@.type() != "array" && @.type() != "null")') THEN
		'One of inputs, outputs and params is neither an array nor null.'
	WHEN jsonb_path_exists(signature, 'strict $.* ? (@.type() == "array")[*] ? (@.type() != "object")') THEN
		'An entry of inputs, outputs or params is not an object.'
	WHEN jsonb_path_exists(signature, 'lax $.*[*] ? (@.type() == "object" && !exists (@.type ? (@.type() == "string")))') THEN
		'An entry of inputs, outputs or params has no "type" that is a string.'
	WHEN jsonb_path_exists(signature, 'lax $.*[*] ? (exists (@.name) && @.name.type() != "string")') THEN
		'An entry of inputs, outputs or params has a "name" that is not a string.'
	WHEN jsonb_path_exists(signature, 'lax $.params[*] ? (@.type() == "object" && !exists (@.name))') THEN
		'An entry of params has no "name".'
	WHEN jsonb_path_exists(signature, 'lax $.*[*] ? (@.type == "tensor" && !(exists (@."tensor-spec".dtype ? (@.type() == "string")) && exists (@."tensor-spec".shape)))') THEN
		'An entry of type tensor has no "tensor-spec" with "dtype" and "shape".'
END;
COMMENT ON FUNCTION mreg_internal.signature_fault(jsonb) IS
'what is wrong with the shape of a model signature, or NULL; source: MLflow ModelSignature';

CREATE FUNCTION mreg_internal.unpack_signature(signature jsonb)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN jsonb_typeof(signature) = 'object' THEN
		(SELECT coalesce(jsonb_object_agg(key, CASE jsonb_typeof(value)
			WHEN 'string' THEN (value #>> '{}')::jsonb ELSE value END), '{}')
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
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(jsonb_build_object('label', label, 'params', params, 'signature', signature,
	'source', source, 'parent', parent)::text, 'UTF8'));
COMMENT ON FUNCTION mreg_internal.version_digest(text, jsonb, jsonb, jsonb, bigint) IS
'SHA-256 of what identifies the content of a version: label, params, signature, source and parent as jsonb text';

