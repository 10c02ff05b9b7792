-- Figures of what artifacts take, and quotas.

CREATE FUNCTION mreg.storage(model text)
RETURNS TABLE (
	artifacts bigint,
	logical_bytes bigint,
	stored_bytes bigint,
	dedup_saved bigint,
	zstd_saved bigint,
	planes_saved bigint,
	delta_saved bigint,
	versions bigint,
	contents bigint,
	segments bigint,
	elsewhere bigint,
	logical_quota bigint,
	stored_quota bigint,
	artifact_quota bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH subject AS MATERIALIZED (
		SELECT mreg_internal.find_model(storage.model) AS id
	)
	SELECT count(s.artifact), coalesce(sum(s.size), 0)::bigint, coalesce(sum(s.stored_bytes), 0)::bigint,
		coalesce(sum(s.dedup_saved), 0)::bigint, coalesce(sum(s.zstd_saved), 0)::bigint,
		coalesce(sum(s.planes_saved), 0)::bigint, coalesce(sum(s.delta_saved), 0)::bigint,
		count(DISTINCT s.version), count(DISTINCT a.content), coalesce(sum(s.segments), 0)::bigint, count(a.uri),
		min(q.logical_bytes), min(q.stored_bytes), min(q.artifact_bytes)
	FROM subject
		LEFT JOIN mreg.quota q ON q.model = subject.id
		LEFT JOIN mreg.artifact a ON a.model = subject.id
		LEFT JOIN mreg.artifact_storage s ON s.artifact = a.id;
END;
COMMENT ON FUNCTION mreg.storage(text) IS
'what the artifacts of a model take, as mreg.storage tells it; besides: versions (that store any), contents (different ones), segments (charged to the model), elsewhere (artifacts whose bytes are kept elsewhere), and the model''s quotas, NULL where there is none; raises no_data_found if no model has the name';

CREATE FUNCTION mreg.set_quota(
	model text,
	logical_bytes bigint DEFAULT NULL,
	stored_bytes bigint DEFAULT NULL,
	artifact_bytes bigint DEFAULT NULL)
RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_set_quota';
COMMENT ON FUNCTION mreg.set_quota(text, bigint, bigint, bigint) IS
'limits the bytes of all artifacts of a model, the bytes that they take, and the bytes of one artifact; NULL: no limit, so that a call without any takes the quota away; an upload that would exceed a limit raises configuration_limit_exceeded; what is stored already stays; asks for a member of the model''s owner';
