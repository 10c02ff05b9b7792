-- Reading the record: history, the past, differences.

CREATE FUNCTION mreg_internal.story(kind text, version integer, detail jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN kind = 'register_model' THEN
		format('registered model %s', detail #>> '{after,name}')
	WHEN kind = 'register_version' THEN
		format('registered version %s%s in %s', version, ' (' || (detail #>> '{after,label}') || ')',
			detail #>> '{after,stage}')
	WHEN kind = 'transition' THEN
		format('moved version %s from %s to %s', version, detail #>> '{before,stage}', detail #>> '{after,stage}')
		|| CASE WHEN detail #>> '{after,override}' IS NOT NULL THEN ', overriding gates and approvals' ELSE '' END
		|| coalesce(', as request ' || (detail #>> '{after,request}') || ' asked', '')
		|| coalesce((SELECT ', approved by ' || string_agg(a.value ->> 'actor', ', ' ORDER BY a.ordinality)
			FROM jsonb_array_elements(detail #> '{after,approvals}') WITH ORDINALITY a), '')
	WHEN kind = 'displacement' THEN
		format('moved version %s from %s to %s to make room for version %s', version, detail #>> '{before,stage}',
			detail #>> '{after,stage}', detail #>> '{after,displaced_by}')
	WHEN kind = 'rollback' THEN
		format('rolled %s back to version %s from %s', detail #>> '{after,stage}', version, detail #>> '{before,stage}')
		|| coalesce(', instead of version ' || (detail #>> '{after,instead_of}'), '')
		|| coalesce(', skipping deleted ' || btrim(detail #>> '{after,skipped_deleted}', '[]'), '')
	WHEN kind = 'override' THEN
		format('overrode gates and approvals to move version %s to %s', version, detail #>> '{after,to_stage}')
	WHEN kind = 'add_gate' THEN
		format('added gate %s to %s', detail #>> '{after,name}', detail #>> '{after,stage}')
	WHEN kind = 'drop_gate' THEN
		format('dropped gate %s of %s', detail #>> '{before,name}', detail #>> '{before,stage}')
	WHEN kind = 'set_alias' THEN
		format('set alias %s to version %s', detail #>> '{after,alias}', version)
		|| coalesce(', before version ' || (detail #>> '{before,version}'), '')
	WHEN kind = 'drop_alias' THEN
		format('dropped alias %s of version %s', detail #>> '{before,alias}', version)
	WHEN kind = 'set_tag' THEN
		format('set tags of %s: %s', coalesce('version ' || version, 'the model'), detail #>> '{after,tags}')
	WHEN kind = 'drop_tag' THEN
		format('dropped tags of %s: %s', coalesce('version ' || version, 'the model'), detail #>> '{before,tags}')
	WHEN kind = 'describe' THEN
		format('described %s: %s', coalesce('version ' || version, 'the model'),
			coalesce(detail #>> '{after,description}', 'nothing any more'))
	WHEN kind = 'rename_model' THEN
		format('renamed model %s to %s', detail #>> '{before,name}', detail #>> '{after,name}')
	WHEN kind = 'set_owner' THEN
		format('changed owner from %s to %s', detail #>> '{before,owner}', detail #>> '{after,owner}')
	WHEN kind = 'set_task' THEN
		format('set the task to %s', detail #>> '{after,task}')
	WHEN kind = 'set_quota' THEN
		coalesce('set the quota to ' || nullif(concat_ws(', ', detail #>> '{after,logical_bytes}' || ' bytes of artifacts',
			detail #>> '{after,stored_bytes}' || ' bytes stored', detail #>> '{after,artifact_bytes}' || ' bytes of one artifact'),
			''), 'took the quota away')
	WHEN kind = 'evaluate' THEN
		format('evaluated version %s on %s rows', version, detail #>> '{after,n_used}')
		|| coalesce(' of ' || (detail #>> '{after,dataset}'), '')
	WHEN kind = 'add_artifact' THEN
		format('added artifact %s of %s bytes to version %s', detail #>> '{after,path}', detail #>> '{after,size}', version)
	WHEN kind = 'delete_version' THEN format('deleted version %s', version)
	WHEN kind = 'restore_version' THEN format('restored version %s', version)
	WHEN kind = 'delete_model' THEN 'deleted the model'
	WHEN kind = 'restore_model' THEN 'restored the model'
	WHEN kind = 'request_transition' THEN
		format('asked that version %s move from %s to %s, by request %s', version, detail #>> '{after,from}',
			detail #>> '{after,to}', detail #>> '{after,request}')
	WHEN kind = 'approve' THEN
		format('approved%s request %s that version %s move to %s',
			CASE WHEN detail #>> '{before,approved_at}' IS NOT NULL THEN ' again' ELSE '' END,
			detail #>> '{after,request}', version, detail #>> '{after,to}')
		|| coalesce(', approval ' || (detail #>> '{after,approvals}') || ' of '
			|| nullif(detail #>> '{after,needed}', '0'), '')
	WHEN kind = 'reject' THEN
		format('rejected request %s that version %s move to %s', detail #>> '{after,request}', version,
			detail #>> '{after,to}')
	WHEN kind = 'cancel' THEN
		format('took back request %s that version %s move to %s', detail #>> '{after,request}', version,
			detail #>> '{after,to}')
	WHEN kind = 'lapse' THEN
		format('let request %s lapse that version %s move to %s, since %s', detail #>> '{after,request}', version,
			detail #>> '{after,to}', detail #>> '{after,since}')
	WHEN kind = 'purge' THEN format('purged the content of %s', coalesce('version ' || version, 'the model'))
	ELSE kind
END;
COMMENT ON FUNCTION mreg_internal.story(text, integer, jsonb) IS 'an event in words';

CREATE FUNCTION mreg.history(model text)
RETURNS TABLE (
	id bigint,
	at timestamptz,
	kind text,
	version integer,
	story text,
	reason text,
	actor name,
	login name,
	detail jsonb,
	xact xid8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH subject AS MATERIALIZED (
		SELECT mreg_internal.find_model(history.model) AS id
	)
	SELECT e.id, e.at, e.kind, e.version, mreg_internal.story(e.kind, e.version, e.detail), e.reason, e.actor, e.login,
		e.detail, e.xact
	FROM subject JOIN mreg.event e ON e.model = subject.id
	ORDER BY e.id;
END;
COMMENT ON FUNCTION mreg.history(text) IS
'events of a model and its versions, in order; of a deleted model, too; a renamed model keeps its history; raises no_data_found if no model has the name';

CREATE FUNCTION mreg_internal.event_state(
	model bigint,
	at timestamptz)
RETURNS TABLE (version integer, topic text, value text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT DISTINCT ON (f.subject, f.topic) f.subject, f.topic, f.value
	FROM mreg.event e CROSS JOIN LATERAL (
		SELECT CASE WHEN e.kind = ANY (ARRAY['set_alias', 'drop_alias']) THEN NULL ELSE e.version END AS subject,
			CASE
				WHEN e.kind = ANY (ARRAY['register_version', 'transition', 'displacement', 'rollback']) THEN 'stage'
				WHEN e.kind = ANY (ARRAY['delete_version', 'restore_version', 'delete_model', 'restore_model']) THEN 'deleted'
				ELSE 'alias ' || coalesce(e.detail #>> '{after,alias}', e.detail #>> '{before,alias}')
			END AS topic,
			coalesce(e.detail #>> '{after,stage}', e.detail #>> '{after,deleted}', e.detail #>> '{after,version}') AS value
	) f
	WHERE e.model = event_state.model AND e.at <= event_state.at
		AND e.kind = ANY (ARRAY['register_version', 'transition', 'displacement', 'rollback', 'delete_version',
			'restore_version', 'delete_model', 'restore_model', 'set_alias', 'drop_alias'])
	ORDER BY f.subject, f.topic, e.id DESC;
END;
COMMENT ON FUNCTION mreg_internal.event_state(bigint, timestamptz) IS
'the last known value of each stage, deletion and alias of a model at a time; version NULL for the model itself and for aliases';

CREATE FUNCTION mreg.as_of(model text, at timestamptz)
RETURNS TABLE (version integer, label text, stage text, aliases text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH subject AS MATERIALIZED (
		SELECT mreg_internal.find_model(as_of.model) AS id
	), state AS MATERIALIZED (
		SELECT s.version, s.topic, s.value FROM subject CROSS JOIN mreg_internal.event_state(subject.id, as_of.at) s
	), named AS (
		SELECT s.value::integer AS version, array_agg(substr(s.topic, 7) ORDER BY s.topic) AS aliases
		FROM state s WHERE s.topic LIKE 'alias %' AND s.value IS NOT NULL
		GROUP BY s.value
	)
	SELECT v.number, v.label,
		coalesce(staged.value,
			(SELECT e.detail #>> '{before,stage}' FROM mreg.event e
			WHERE e.model = v.model AND e.version = v.number AND e.detail #>> '{before,stage}' IS NOT NULL
			ORDER BY e.id LIMIT 1),
			v.stage),
		coalesce(named.aliases, '{}')
	FROM subject
		JOIN mreg.version v ON v.model = subject.id
		LEFT JOIN state staged ON staged.version = v.number AND staged.topic = 'stage'
		LEFT JOIN state deleted ON deleted.version = v.number AND deleted.topic = 'deleted'
		LEFT JOIN named ON named.version = v.number
	WHERE v.created_at <= as_of.at
		AND coalesce(deleted.value, 'false') = 'false'
		AND NOT EXISTS (SELECT FROM state s WHERE s.topic = 'deleted' AND s.version IS NULL AND s.value = 'true')
	ORDER BY v.number;
END;
COMMENT ON FUNCTION mreg.as_of(text, timestamptz) IS
'versions of a model that were there at a time, with the stage and aliases they had; the model goes by its present name, versions deleted at the time are left out';

CREATE FUNCTION mreg_internal.flatten(document jsonb)
RETURNS TABLE (path text[], value jsonb)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 20
BEGIN ATOMIC
	WITH RECURSIVE leaves AS (
		SELECT ARRAY[d.key] AS path, d.value
		FROM jsonb_each(CASE jsonb_typeof(document) WHEN 'object' THEN document ELSE '{}' END) d
		UNION ALL
		SELECT l.path || d.key, d.value
		FROM leaves l CROSS JOIN jsonb_each(CASE jsonb_typeof(l.value) WHEN 'object' THEN l.value ELSE '{}' END) d
	)
	SELECT l.path, l.value FROM leaves l WHERE jsonb_typeof(l.value) <> 'object' OR l.value = '{}';
END;
COMMENT ON FUNCTION mreg_internal.flatten(jsonb) IS 'the leaves of a JSON object and the keys that lead to each';

CREATE FUNCTION mreg_internal.diff_section(
	section text,
	a jsonb,
	b jsonb)
RETURNS TABLE (section text, key text, a jsonb, b jsonb, delta numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT diff_section.section, array_to_string(coalesce(x.path, y.path), '.'), x.value, y.value,
		CASE WHEN jsonb_typeof(x.value) = 'number' AND jsonb_typeof(y.value) = 'number'
			AND length(x.value::text) < 1000 AND length(y.value::text) < 1000 THEN
			(y.value #>> '{}')::numeric - (x.value #>> '{}')::numeric END
	FROM mreg_internal.flatten(diff_section.a) x FULL JOIN mreg_internal.flatten(diff_section.b) y ON y.path = x.path
	WHERE x.value IS DISTINCT FROM y.value
	ORDER BY coalesce(x.path, y.path);
END;
COMMENT ON FUNCTION mreg_internal.diff_section(text, jsonb, jsonb) IS
'leaves in which two JSON objects differ, each with the keys that lead to it joined by dots';

CREATE FUNCTION mreg_internal.newest_metrics(model bigint, version integer)
RETURNS TABLE (dataset bigint, metric text, value double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 30
BEGIN ATOMIC
	SELECT DISTINCT ON (c.metric, c.dataset) c.dataset, c.metric, c.value
	FROM mreg.metric c
	WHERE c.model = $1 AND c.version = $2 AND c.slice = '' AND c.evaluation IS NOT NULL
		AND c.dataset IS NOT NULL
	ORDER BY c.metric, c.dataset, c.id DESC;
END;
COMMENT ON FUNCTION mreg_internal.newest_metrics(bigint, integer) IS
'the newest value of each metric that the database computed over all rows of each dataset';

CREATE FUNCTION mreg_internal.artifact_facts(size bigint, sha256 bytea)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN sha256 IS NOT NULL THEN jsonb_build_object('size', size, 'sha256', encode(sha256, 'hex')) END;
COMMENT ON FUNCTION mreg_internal.artifact_facts(bigint, bytea) IS 'an artifact as mreg.diff() shows it';

CREATE FUNCTION mreg.diff(ref_a text, ref_b text)
RETURNS TABLE (section text, key text, a jsonb, b jsonb, delta numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH pair AS MATERIALIZED (
		SELECT mreg.resolve(diff.ref_a) AS x, mreg.resolve(diff.ref_b) AS y
	)
	SELECT d.section, d.key, d.a, d.b, d.delta
	FROM pair CROSS JOIN LATERAL (
		SELECT 1 AS place, s.section, s.key, s.a, s.b, s.delta
		FROM mreg_internal.diff_section('params', (pair.x).params, (pair.y).params) s
		UNION ALL
		SELECT 2, s.section, s.key, s.a, s.b, s.delta
		FROM mreg_internal.diff_section('source', (pair.x).source, (pair.y).source) s
		UNION ALL
		SELECT 3, s.section, s.key, s.a, s.b, s.delta
		FROM mreg_internal.diff_section('signature', (pair.x).signature, (pair.y).signature) s
		UNION ALL
		SELECT 4, s.section, s.key, s.a, s.b, s.delta
		FROM mreg_internal.diff_section('tags', (pair.x).tags, (pair.y).tags) s
		UNION ALL
		SELECT 5, t.section, NULL, to_jsonb(t.a), to_jsonb(t.b), NULL
		FROM (VALUES ('description', (pair.x).description, (pair.y).description),
			('label', (pair.x).label, (pair.y).label)) t (section, a, b)
		WHERE t.a IS DISTINCT FROM t.b
		UNION ALL
		SELECT 6, 'metrics', format('%s/%s.%s', g.name, g.number, x.metric), to_jsonb(x.value), to_jsonb(y.value),
			CASE WHEN abs(x.value) < 'Infinity' AND abs(y.value) < 'Infinity' THEN y.value::numeric - x.value::numeric END
		FROM mreg_internal.newest_metrics((pair.x).model, (pair.x).number) x
			JOIN mreg_internal.newest_metrics((pair.y).model, (pair.y).number) y ON y.dataset = x.dataset AND y.metric = x.metric
			JOIN mreg.dataset g ON g.id = x.dataset
		WHERE x.value IS DISTINCT FROM y.value
		UNION ALL
		SELECT 7, 'artifacts', coalesce(x.path, y.path), mreg_internal.artifact_facts(x.size, x.sha256),
			mreg_internal.artifact_facts(y.size, y.sha256), y.size - x.size
		FROM (SELECT a.path, a.size, a.sha256 FROM mreg.artifact a
				WHERE a.model = (pair.x).model AND a.version = (pair.x).number) x
			FULL JOIN (SELECT a.path, a.size, a.sha256 FROM mreg.artifact a
				WHERE a.model = (pair.y).model AND a.version = (pair.y).number) y ON y.path = x.path
		WHERE x.sha256 IS DISTINCT FROM y.sha256
	) d
	ORDER BY d.place, d.section, d.key;
END;
COMMENT ON FUNCTION mreg.diff(text, text) IS
'in what two versions differ: section (params, source, signature, tags, description, label, metrics, artifacts), key (dotted path; of metrics the dataset and the metric: newest values computed on the same data; of artifacts the path), the values a and b as jsonb, NULL where one has none, and b - a where both are numbers of less than 1000 digits';

