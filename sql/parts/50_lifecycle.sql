-- Lifecycles: what a definition says, what is wrong with it, what it would strand.

CREATE FUNCTION mreg_internal.defined_stages(definition jsonb)
RETURNS TABLE (
	place integer,
	name text,
	max_versions integer,
	displaced_to text,
	is_initial boolean,
	protected boolean,
	requires_artifact text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH stages AS (
		SELECT s.ordinality::integer AS n, s.value AS stage, s.value ->> 'name' AS stage_name
		FROM jsonb_array_elements(definition -> 'stages') WITH ORDINALITY s
	)
	SELECT s.n, s.stage_name, (s.stage ->> 'max_versions')::numeric::integer, t.stage_name,
		coalesce((s.stage ->> 'is_initial')::boolean, false), coalesce((s.stage ->> 'protected')::boolean, false),
		CASE s.stage -> 'requires_artifact' WHEN 'true' THEN '*' WHEN 'false' THEN NULL
			ELSE s.stage ->> 'requires_artifact' END
	FROM stages s LEFT JOIN stages t ON lower(t.stage_name) = lower(s.stage ->> 'displaced_to')
	ORDER BY s.n;
END;
COMMENT ON FUNCTION mreg_internal.defined_stages(jsonb) IS 'stages of a lifecycle''s definition';

CREATE FUNCTION mreg_internal.read_duration(duration text)
RETURNS interval
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_read_duration';
COMMENT ON FUNCTION mreg_internal.read_duration(text) IS 'the interval that a text stands for, NULL if it is none';

CREATE FUNCTION mreg_internal.show_duration(duration interval)
RETURNS text
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_show_duration';
COMMENT ON FUNCTION mreg_internal.show_duration(interval) IS 'an interval in words that no setting changes';

CREATE FUNCTION mreg_internal.defined_transitions(definition jsonb)
RETURNS TABLE (
	from_stage text,
	to_stage text,
	requires_gates boolean,
	min_approvals integer,
	required_role text,
	own_request boolean,
	own_version boolean,
	auto_apply boolean,
	approval_ttl interval)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT DISTINCT ON (f.name, t.name) f.name, t.name,
		coalesce((r.value ->> 'requires_gates')::boolean, false),
		coalesce((r.value ->> 'min_approvals')::numeric::integer, 0),
		r.value ->> 'required_role',
		coalesce((r.value ->> 'own_request')::boolean, false),
		coalesce((r.value ->> 'own_version')::boolean, false),
		coalesce((r.value ->> 'auto_apply')::boolean, false),
		mreg_internal.read_duration(r.value ->> 'approval_ttl')
	FROM jsonb_array_elements(coalesce(definition -> 'transitions', '[]')) r
		JOIN mreg_internal.defined_stages(definition) f
			ON r.value ->> 'from' = '*' OR lower(f.name) = lower(r.value ->> 'from')
		JOIN mreg_internal.defined_stages(definition) t ON lower(t.name) = lower(r.value ->> 'to')
	WHERE f.name <> t.name
	ORDER BY f.name, t.name, r.value ->> 'from' = '*';
END;
COMMENT ON FUNCTION mreg_internal.defined_transitions(jsonb) IS
'moves of a lifecycle''s definition, with "from": "*" written out for the stages that have no transition of their own';

CREATE FUNCTION mreg_internal.transition_fault(transition jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN jsonb_typeof(transition) <> 'object' THEN
		'is not a JSON object'
	WHEN transition - ARRAY['from', 'to', 'requires_gates', 'min_approvals', 'required_role', 'own_request',
		'own_version', 'auto_apply', 'approval_ttl'] <> '{}' THEN
		(SELECT format('has the unknown key "%s"', min(k)) FROM jsonb_object_keys(transition) k
		WHERE k <> ALL (ARRAY['from', 'to', 'requires_gates', 'min_approvals', 'required_role', 'own_request',
			'own_version', 'auto_apply', 'approval_ttl']))
	WHEN coalesce(jsonb_typeof(transition -> 'from'), '') <> 'string'
		OR coalesce(jsonb_typeof(transition -> 'to'), '') <> 'string' THEN
		'has no "from" and "to" that are strings'
	WHEN coalesce(jsonb_typeof(transition -> 'min_approvals'), 'null') <> ALL (ARRAY['number', 'null'])
		OR (transition ->> 'min_approvals')::numeric <> trunc((transition ->> 'min_approvals')::numeric)
		OR (transition ->> 'min_approvals')::numeric < 0
		OR (transition ->> 'min_approvals')::numeric > 1000 THEN
		'has "min_approvals" that is not a whole number from 0 to 1000'
	WHEN coalesce(jsonb_typeof(transition -> 'required_role'), 'null') <> ALL (ARRAY['string', 'null']) THEN
		'has "required_role" that is not a string'
	WHEN coalesce(jsonb_typeof(transition -> 'approval_ttl'), 'null') <> ALL (ARRAY['string', 'null'])
		OR (transition ->> 'approval_ttl' IS NOT NULL
			AND coalesce(NOT mreg_internal.read_duration(transition ->> 'approval_ttl') BETWEEN '1 microsecond'
				AND '1000 years', true)) THEN
		'has "approval_ttl" that is not an interval above 0 and up to 1000 years, such as "7 days"'
	ELSE
		(SELECT format('has "%s" that is not true or false', min(k))
		FROM unnest(ARRAY['requires_gates', 'own_request', 'own_version', 'auto_apply']) k
		WHERE jsonb_typeof(transition -> k) <> ALL (ARRAY['boolean', 'null'])
		HAVING count(*) > 0)
END;
COMMENT ON FUNCTION mreg_internal.transition_fault(jsonb) IS
'what is wrong with the shape of a transition of a lifecycle''s definition, or NULL';

CREATE FUNCTION mreg_internal.lifecycle_document_fault(definition jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN jsonb_typeof(definition) <> 'object' THEN
		'It is not a JSON object.'
	WHEN definition - ARRAY['stages', 'transitions'] <> '{}' THEN
		(SELECT format('It has the unknown key "%s".', min(k)) FROM jsonb_object_keys(definition) k
		WHERE k <> ALL (ARRAY['stages', 'transitions']))
	WHEN coalesce(jsonb_typeof(definition -> 'stages'), '') <> 'array' THEN
		'It has no array "stages".'
	WHEN definition -> 'stages' = '[]' THEN
		'It has no stage.'
	WHEN coalesce(jsonb_typeof(definition -> 'transitions'), 'array') <> 'array' THEN
		'"transitions" is not an array.'
	ELSE coalesce(
		(SELECT CASE
			WHEN jsonb_typeof(s.value) <> 'object' THEN
				format('Stage %s is not a JSON object.', s.ordinality)
			WHEN s.value - ARRAY['name', 'max_versions', 'displaced_to', 'is_initial', 'protected',
				'requires_artifact'] <> '{}' THEN
				(SELECT format('Stage %s has the unknown key "%s".', s.ordinality, min(k))
				FROM jsonb_object_keys(s.value) k
				WHERE k <> ALL (ARRAY['name', 'max_versions', 'displaced_to', 'is_initial', 'protected',
					'requires_artifact']))
			WHEN coalesce(jsonb_typeof(s.value -> 'name'), '') <> 'string' THEN
				format('Stage %s has no "name" that is a string.', s.ordinality)
			WHEN NOT mreg_internal.is_stage_name(s.value ->> 'name') THEN
				format('"%s" cannot be the name of a stage.', s.value ->> 'name')
			WHEN coalesce(jsonb_typeof(s.value -> 'max_versions'), 'null') <> ALL (ARRAY['number', 'null'])
				OR (s.value ->> 'max_versions')::numeric <> trunc((s.value ->> 'max_versions')::numeric)
				OR (s.value ->> 'max_versions')::numeric < 1
				OR (s.value ->> 'max_versions')::numeric > 2147483647 THEN
				format('"max_versions" of stage "%s" is not a positive whole number.', s.value ->> 'name')
			WHEN coalesce(jsonb_typeof(s.value -> 'displaced_to'), 'null') <> ALL (ARRAY['string', 'null']) THEN
				format('"displaced_to" of stage "%s" is not a string.', s.value ->> 'name')
			WHEN coalesce(jsonb_typeof(s.value -> 'is_initial'), 'boolean') <> 'boolean' THEN
				format('"is_initial" of stage "%s" is not true or false.', s.value ->> 'name')
			WHEN coalesce(jsonb_typeof(s.value -> 'protected'), 'boolean') <> 'boolean' THEN
				format('"protected" of stage "%s" is not true or false.', s.value ->> 'name')
			WHEN coalesce(jsonb_typeof(s.value -> 'requires_artifact'), 'null') <> ALL (ARRAY['boolean', 'string', 'null']) THEN
				format('"requires_artifact" of stage "%s" is neither true, false nor a path.', s.value ->> 'name')
			WHEN jsonb_typeof(s.value -> 'requires_artifact') = 'string'
				AND NOT mreg_internal.is_artifact_path(s.value ->> 'requires_artifact') THEN
				format('"requires_artifact" of stage "%s" cannot be the path of an artifact.', s.value ->> 'name')
			WHEN s.value ->> 'requires_artifact' = '*' THEN
				format('"requires_artifact" of stage "%s" is *; true stands for any artifact.', s.value ->> 'name')
			END AS fault
		FROM jsonb_array_elements(definition -> 'stages') WITH ORDINALITY s ORDER BY 1 NULLS LAST LIMIT 1),
		(SELECT format('Transition %s %s.', r.ordinality, mreg_internal.transition_fault(r.value))
		FROM jsonb_array_elements(coalesce(definition -> 'transitions', '[]')) WITH ORDINALITY r
		WHERE mreg_internal.transition_fault(r.value) IS NOT NULL
		ORDER BY r.ordinality LIMIT 1))
END;
COMMENT ON FUNCTION mreg_internal.lifecycle_document_fault(jsonb) IS
'what is wrong with the shape of a lifecycle''s definition, or NULL';

CREATE FUNCTION mreg_internal.lifecycle_stage_fault(definition jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
	(SELECT format('Stage "%s" is defined twice.', min(s.name))
	FROM mreg_internal.defined_stages(definition) s
	GROUP BY lower(s.name) HAVING count(*) > 1 ORDER BY 1 LIMIT 1),
	(SELECT CASE count(*) FILTER (WHERE s.is_initial)
		WHEN 0 THEN 'No stage is initial.'
		WHEN 1 THEN NULL
		ELSE format('More than one stage is initial: %s.',
			string_agg('"' || s.name || '"', ', ' ORDER BY s.place) FILTER (WHERE s.is_initial)) END
	FROM mreg_internal.defined_stages(definition) s),
	(SELECT format('Initial stage "%s" cannot have "max_versions".', s.name)
	FROM mreg_internal.defined_stages(definition) s WHERE s.is_initial AND s.max_versions IS NOT NULL),
	(SELECT format('Stage "%s" is displaced to the unknown stage "%s".', s.value ->> 'name', s.value ->> 'displaced_to')
	FROM jsonb_array_elements(definition -> 'stages') s
	WHERE s.value ->> 'displaced_to' IS NOT NULL AND NOT EXISTS (
		SELECT FROM mreg_internal.defined_stages(definition) t WHERE lower(t.name) = lower(s.value ->> 'displaced_to'))
	ORDER BY 1 LIMIT 1),
	(SELECT format('Stage "%s" is displaced to itself.', s.name)
	FROM mreg_internal.defined_stages(definition) s WHERE s.displaced_to = s.name ORDER BY 1 LIMIT 1),
	(SELECT format('Stage "%s" has "displaced_to" without "max_versions".', s.name)
	FROM mreg_internal.defined_stages(definition) s
	WHERE s.displaced_to IS NOT NULL AND s.max_versions IS NULL ORDER BY 1 LIMIT 1),
	(SELECT format('Stage "%s" is displaced to "%s", which has "max_versions" itself.', s.name, t.name)
	FROM mreg_internal.defined_stages(definition) s
		JOIN mreg_internal.defined_stages(definition) t ON t.name = s.displaced_to
	WHERE t.max_versions IS NOT NULL ORDER BY 1 LIMIT 1),
	(SELECT format('Initial stage "%s" cannot have "requires_artifact".', s.name)
	FROM mreg_internal.defined_stages(definition) s WHERE s.is_initial AND s.requires_artifact IS NOT NULL),
	(SELECT format('Stage "%s" is displaced to "%s", which has "requires_artifact".', s.name, t.name)
	FROM mreg_internal.defined_stages(definition) s
		JOIN mreg_internal.defined_stages(definition) t ON t.name = s.displaced_to
	WHERE t.requires_artifact IS NOT NULL ORDER BY 1 LIMIT 1));
COMMENT ON FUNCTION mreg_internal.lifecycle_stage_fault(jsonb) IS
'what is wrong with the stages of a lifecycle''s definition, or NULL';

CREATE FUNCTION mreg_internal.lifecycle_transition_fault(definition jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE rules AS (
		SELECT r.value ->> 'from' AS from_stage, r.value ->> 'to' AS to_stage
		FROM jsonb_array_elements(coalesce(definition -> 'transitions', '[]')) r
	), ends AS (
		SELECT from_stage AS stage FROM rules WHERE from_stage <> '*'
		UNION SELECT to_stage FROM rules
	), reached AS (
		SELECT s.name FROM mreg_internal.defined_stages(definition) s WHERE s.is_initial
		UNION
		SELECT moves.to_stage
		FROM reached JOIN (
			SELECT t.from_stage, t.to_stage FROM mreg_internal.defined_transitions(definition) t
			UNION ALL
			SELECT s.name, s.displaced_to FROM mreg_internal.defined_stages(definition) s
			WHERE s.displaced_to IS NOT NULL
		) moves ON moves.from_stage = reached.name
	)
	SELECT coalesce(
		(SELECT format('A transition names the unknown stage "%s".', min(e.stage)) FROM ends e
		WHERE NOT EXISTS (
			SELECT FROM mreg_internal.defined_stages(definition) s WHERE lower(s.name) = lower(e.stage))
		HAVING count(*) > 0),
		(SELECT format('The transition from "%s" to "%s" stands twice.', min(r.from_stage), min(r.to_stage)) FROM rules r
		GROUP BY lower(r.from_stage), lower(r.to_stage) HAVING count(*) > 1 ORDER BY 1 LIMIT 1),
		(SELECT format('A transition leads from "%s" to itself.', min(r.to_stage)) FROM rules r
		WHERE lower(r.from_stage) = lower(r.to_stage) HAVING count(*) > 0),
		(SELECT format('Stage "%s" cannot be reached.', s.name) FROM mreg_internal.defined_stages(definition) s
		WHERE s.name NOT IN (SELECT reached.name FROM reached) ORDER BY s.place LIMIT 1));
END;
COMMENT ON FUNCTION mreg_internal.lifecycle_transition_fault(jsonb) IS
'what is wrong with the transitions of a lifecycle''s definition, or NULL';

CREATE FUNCTION mreg_internal.lifecycle_fault(definition jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN mreg_internal.lifecycle_document_fault(definition) IS NOT NULL THEN
		mreg_internal.lifecycle_document_fault(definition)
	ELSE coalesce(mreg_internal.lifecycle_stage_fault(definition), mreg_internal.lifecycle_transition_fault(definition))
END;
COMMENT ON FUNCTION mreg_internal.lifecycle_fault(jsonb) IS 'what is wrong with a lifecycle''s definition, or NULL';

CREATE FUNCTION mreg_internal.lifecycle_definition(lifecycle text)
RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT jsonb_build_object(
		'stages', jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
			'name', s.name,
			'max_versions', s.max_versions,
			'displaced_to', s.displaced_to,
			'is_initial', nullif(s.is_initial, false),
			'protected', nullif(s.protected, false),
			'requires_artifact', CASE s.requires_artifact WHEN '*' THEN 'true' ELSE to_jsonb(s.requires_artifact) END))
			ORDER BY s.place),
		'transitions', (
			SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
				'from', r.from_stage,
				'to', r.to_stage,
				'requires_gates', nullif(r.requires_gates, false),
				'min_approvals', nullif(r.min_approvals, 0),
				'required_role', r.required_role,
				'own_request', nullif(r.own_request, false),
				'own_version', nullif(r.own_version, false),
				'auto_apply', nullif(r.auto_apply, false),
				'approval_ttl', mreg_internal.show_duration(r.approval_ttl)))
				ORDER BY f.place, t.place), '[]')
			FROM mreg.transition_rule r
				JOIN mreg.stage f ON f.lifecycle = r.lifecycle AND f.name = r.from_stage
				JOIN mreg.stage t ON t.lifecycle = r.lifecycle AND t.name = r.to_stage
			WHERE r.lifecycle = lifecycle_definition.lifecycle))
	FROM mreg.stage s
	WHERE s.lifecycle = lifecycle_definition.lifecycle
	HAVING count(*) > 0;
END;
COMMENT ON FUNCTION mreg_internal.lifecycle_definition(text) IS
'a lifecycle as define_lifecycle() takes it, or NULL if there is none';

CREATE FUNCTION mreg_internal.stranded_versions(lifecycle text, definition jsonb)
RETURNS TABLE (fault text, hint text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT format('Stage "%s" is no longer defined but holds %s of "%s".',
			v.stage, CASE count(*) WHEN 1 THEN '1 version' ELSE count(*) || ' versions' END, m.name),
		'Keep the stage, or move its versions first; deleted versions count, too.'
	FROM mreg.version v JOIN mreg.model m ON m.id = v.model
	WHERE v.lifecycle = stranded_versions.lifecycle
		AND v.stage NOT IN (SELECT d.name FROM mreg_internal.defined_stages(stranded_versions.definition) d)
	GROUP BY v.stage, m.id
	UNION ALL
	SELECT format('Stage "%s" would hold at most %s of a model but holds %s of "%s".',
			d.name, CASE d.max_versions WHEN 1 THEN '1 version' ELSE d.max_versions || ' versions' END,
			count(*), m.name),
		'Allow more, or move versions out of the stage first.'
	FROM mreg.version v JOIN mreg.model m ON m.id = v.model
		JOIN mreg_internal.defined_stages(stranded_versions.definition) d ON d.name = v.stage
	WHERE v.lifecycle = stranded_versions.lifecycle AND v.deleted_at IS NULL
	GROUP BY d.name, d.max_versions, m.id
	HAVING count(*) > d.max_versions
	UNION ALL
	SELECT format('Stage "%s" would lose its last way out but holds %s of "%s".',
			v.stage, CASE count(*) WHEN 1 THEN '1 version' ELSE count(*) || ' versions' END, m.name),
		'Keep a transition from the stage, or move its versions first.'
	FROM mreg.version v JOIN mreg.model m ON m.id = v.model
	WHERE v.lifecycle = stranded_versions.lifecycle AND v.deleted_at IS NULL
		AND v.stage IN (SELECT r.from_stage FROM mreg.transition_rule r
			WHERE r.lifecycle = stranded_versions.lifecycle)
		AND v.stage NOT IN (SELECT t.from_stage
			FROM mreg_internal.defined_transitions(stranded_versions.definition) t)
	GROUP BY v.stage, m.id;
END;
COMMENT ON FUNCTION mreg_internal.stranded_versions(text, jsonb) IS
'why a new definition of a lifecycle would strand versions; no row if it would not';

CREATE FUNCTION mreg.define_lifecycle(name text, definition jsonb)
RETURNS mreg.lifecycle
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_define_lifecycle';
COMMENT ON FUNCTION mreg.define_lifecycle(text, jsonb) IS
'makes a lifecycle, or changes one of that name; definition: {"stages": [{"name", "is_initial", "max_versions", "displaced_to", "protected", "requires_artifact"}, ...] in order, "transitions": [{"from", "to", "requires_gates", "min_approvals", "required_role", "own_request", "own_version", "auto_apply", "approval_ttl"}, ...]}, "from": "*" stands for every stage that has no transition of its own to the same stage; moves are judged, and the approvals of open requests with them, by the definition as it stands when they are made; refused if no stage or several are initial, a stage cannot be reached, a name is unknown or stands twice, a role does not exist, or a version would be stranded';

