-- Requests to move a version, the approvals that they need, and who waits for whom.

CREATE FUNCTION mreg_internal.is_member(role name, of_role name)
RETURNS boolean
LANGUAGE C STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_is_member';
COMMENT ON FUNCTION mreg_internal.is_member(name, name) IS
'whether a role is another or a member of it, directly or through others; being superuser does not count; false if either does not exist';

CREATE FUNCTION mreg_internal.is_same_person(
	a_role name,
	a_login name,
	b_role name,
	b_login name)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[a_role, a_login] && ARRAY[b_role, b_login];
COMMENT ON FUNCTION mreg_internal.is_same_person(name, name, name, name) IS
'whether two share a name, as the role that acts or the role that logged in';

CREATE FUNCTION mreg_internal.approver_fault(
	actor name,
	login name,
	required_role name,
	requested_by name,
	requested_login name,
	created_by name,
	created_login name)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
	WHEN mreg_internal.is_same_person(actor, login, requested_by, requested_login) THEN
		format('the request was made by %I, logged in as %I', requested_by, requested_login)
	WHEN mreg_internal.is_same_person(actor, login, created_by, created_login) THEN
		format('the version was registered by %I, logged in as %I', created_by, coalesce(created_login, created_by))
	WHEN NOT mreg_internal.is_member(actor, required_role) THEN
		format('role %I is not a member of %I', actor, required_role)
		|| CASE WHEN to_regrole(quote_ident(required_role)) IS NULL THEN ', which does not exist' ELSE '' END
END;
COMMENT ON FUNCTION mreg_internal.approver_fault(name, name, name, name, name, name, name) IS
'why a role may not approve a request, or NULL; NULL stands for a role that does not matter';

CREATE VIEW mreg_internal.open_request AS
SELECT q.id, q.model, q.version, q.from_stage, q.stage, q.reason, q.requested_at, q.requested_by, q.requested_login,
	m.name AS model_name, m.lifecycle, v.id AS version_id,
	r.id AS rule, r.min_approvals, r.required_role, r.auto_apply, r.approval_ttl,
	CASE WHEN NOT coalesce(r.own_request, false) THEN q.requested_by END AS other_than,
	CASE WHEN NOT coalesce(r.own_request, false) THEN q.requested_login END AS other_than_login,
	CASE WHEN NOT coalesce(r.own_version, false) THEN v.created_by END AS and_other_than,
	CASE WHEN NOT coalesce(r.own_version, false) THEN e.login END AS and_other_than_login,
	coalesce((SELECT max(x.id) FROM mreg.evaluation x WHERE x.model = q.model AND x.version = q.version), 0) AS evidence
FROM mreg.request q
	JOIN mreg.model m ON m.id = q.model
	JOIN mreg.version v ON v.model = q.model AND v.number = q.version
	LEFT JOIN mreg.event e ON e.model = q.model AND e.version = q.version AND e.kind = 'register_version'
	LEFT JOIN mreg.transition_rule r
		ON r.lifecycle = m.lifecycle AND r.from_stage = q.from_stage AND r.to_stage = q.stage
WHERE q.state = 'open';
COMMENT ON VIEW mreg_internal.open_request IS 'open requests, each with its version and the rule that governs it now';
COMMENT ON COLUMN mreg_internal.open_request.id IS 'number of the request';
COMMENT ON COLUMN mreg_internal.open_request.model IS 'model (mreg.model.id)';
COMMENT ON COLUMN mreg_internal.open_request.version IS 'number of the version';
COMMENT ON COLUMN mreg_internal.open_request.from_stage IS 'stage that the version is in';
COMMENT ON COLUMN mreg_internal.open_request.stage IS 'stage that it shall enter';
COMMENT ON COLUMN mreg_internal.open_request.reason IS 'why';
COMMENT ON COLUMN mreg_internal.open_request.requested_at IS 'when it was made';
COMMENT ON COLUMN mreg_internal.open_request.requested_by IS 'role that asks';
COMMENT ON COLUMN mreg_internal.open_request.requested_login IS 'role that had logged in';
COMMENT ON COLUMN mreg_internal.open_request.model_name IS 'name of the model';
COMMENT ON COLUMN mreg_internal.open_request.lifecycle IS 'lifecycle of the model';
COMMENT ON COLUMN mreg_internal.open_request.version_id IS 'version (mreg.version.id)';
COMMENT ON COLUMN mreg_internal.open_request.rule IS 'rule (mreg.transition_rule.id); NULL where the lifecycle no longer allows the move';
COMMENT ON COLUMN mreg_internal.open_request.min_approvals IS 'as in the rule';
COMMENT ON COLUMN mreg_internal.open_request.required_role IS 'as in the rule';
COMMENT ON COLUMN mreg_internal.open_request.auto_apply IS 'as in the rule';
COMMENT ON COLUMN mreg_internal.open_request.approval_ttl IS 'as in the rule';
COMMENT ON COLUMN mreg_internal.open_request.other_than IS 'role that asks, where it may not approve';
COMMENT ON COLUMN mreg_internal.open_request.other_than_login IS 'role that it had logged in as';
COMMENT ON COLUMN mreg_internal.open_request.and_other_than IS 'role that registered the version, where it may not approve';
COMMENT ON COLUMN mreg_internal.open_request.and_other_than_login IS 'role that it had logged in as';
COMMENT ON COLUMN mreg_internal.open_request.evidence IS 'newest evaluation (mreg.evaluation.id) of the version, 0 for none';

CREATE VIEW mreg_internal.approval_status AS
SELECT a.request, a.actor, a.login, a.comment, a.at,
	CASE
		WHEN a.evidence < q.evidence THEN format('evaluation %s is newer', q.evidence)
		WHEN a.at + q.approval_ttl <= clock_timestamp() THEN
			format('it held for %s', mreg_internal.show_duration(q.approval_ttl))
		ELSE mreg_internal.approver_fault(a.actor, a.login, q.required_role, q.other_than, q.other_than_login,
			q.and_other_than, q.and_other_than_login)
	END AS fault,
	a.at + q.approval_ttl AS expires_at
FROM mreg.approval a JOIN mreg_internal.open_request q ON q.id = a.request;
COMMENT ON VIEW mreg_internal.approval_status IS 'approvals of open requests and whether they count now';
COMMENT ON COLUMN mreg_internal.approval_status.request IS 'request (mreg.request.id)';
COMMENT ON COLUMN mreg_internal.approval_status.actor IS 'role that approved';
COMMENT ON COLUMN mreg_internal.approval_status.login IS 'role that had logged in';
COMMENT ON COLUMN mreg_internal.approval_status.comment IS 'its comment';
COMMENT ON COLUMN mreg_internal.approval_status.at IS 'when it was given';
COMMENT ON COLUMN mreg_internal.approval_status.fault IS 'why it does not count (any more), or NULL';
COMMENT ON COLUMN mreg_internal.approval_status.expires_at IS 'when it lapses by approval_ttl, or NULL';

CREATE VIEW mreg.pending AS
SELECT q.id AS request, q.model_name AS model, q.version, q.from_stage, q.stage, q.reason, q.requested_by, q.requested_at,
	coalesce(s.approvals, 0) AS approvals,
	coalesce(q.min_approvals, 0) AS needed,
	coalesce(s.approved_by, '{}') AS approved_by,
	coalesce(s.lapsed_by, '{}') AS lapsed_by,
	q.required_role,
	CASE
		WHEN q.rule IS NULL THEN format('nobody: lifecycle %I does not allow the move any more', q.lifecycle)
		WHEN coalesce(s.approvals, 0) >= q.min_approvals THEN 'somebody to promote the version'
		ELSE format('%s by %s',
			CASE q.min_approvals - coalesce(s.approvals, 0) WHEN 1 THEN '1 approval'
				ELSE (q.min_approvals - coalesce(s.approvals, 0)) || ' approvals' END,
			coalesce('members of ' || quote_ident(q.required_role), 'anybody'))
			|| coalesce((SELECT ' other than ' || string_agg(DISTINCT quote_ident(n), ', ')
				FROM unnest(ARRAY[q.other_than, q.and_other_than] || s.approved_by) n WHERE n IS NOT NULL), '')
	END AS waits_for,
	s.expires_at
FROM mreg_internal.open_request q LEFT JOIN LATERAL (
		SELECT count(*) FILTER (WHERE a.fault IS NULL)::integer AS approvals,
			array_agg(a.actor ORDER BY a.at) FILTER (WHERE a.fault IS NULL) AS approved_by,
			array_agg(a.actor ORDER BY a.at) FILTER (WHERE a.fault IS NOT NULL) AS lapsed_by,
			min(a.expires_at) FILTER (WHERE a.fault IS NULL) AS expires_at
		FROM mreg_internal.approval_status a WHERE a.request = q.id
	) s ON true;
COMMENT ON VIEW mreg.pending IS 'open requests: who waits for whom';
COMMENT ON COLUMN mreg.pending.request IS 'number of the request, for mreg.approve(), mreg.reject() and mreg.cancel()';
COMMENT ON COLUMN mreg.pending.model IS 'name of the model';
COMMENT ON COLUMN mreg.pending.version IS 'number of the version';
COMMENT ON COLUMN mreg.pending.from_stage IS 'stage that the version is in';
COMMENT ON COLUMN mreg.pending.stage IS 'stage that it shall enter';
COMMENT ON COLUMN mreg.pending.reason IS 'why, in the words of who asks';
COMMENT ON COLUMN mreg.pending.requested_by IS 'role that asks';
COMMENT ON COLUMN mreg.pending.requested_at IS 'since when';
COMMENT ON COLUMN mreg.pending.approvals IS 'how many approvals count now';
COMMENT ON COLUMN mreg.pending.needed IS 'how many the move needs';
COMMENT ON COLUMN mreg.pending.approved_by IS 'roles whose approvals count';
COMMENT ON COLUMN mreg.pending.lapsed_by IS 'roles whose approvals do not count any more; they may approve again';
COMMENT ON COLUMN mreg.pending.required_role IS 'role whose members may approve; NULL: any';
COMMENT ON COLUMN mreg.pending.waits_for IS 'what it waits for, in words';
COMMENT ON COLUMN mreg.pending.expires_at IS 'when the first of the approvals that count lapses by approval_ttl; NULL: never';

CREATE FUNCTION mreg.request_transition(ref text, stage text, reason text DEFAULT NULL)
RETURNS mreg.request
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_request_transition';
COMMENT ON FUNCTION mreg.request_transition(text, text, text) IS
'asks for approvals of the move of a version to a stage; one open request of a version and stage; allowed as a record where the lifecycle asks for no approval; lapses when the version leaves its stage another way or is deleted';

CREATE FUNCTION mreg.approve(request bigint, comment text DEFAULT NULL)
RETURNS mreg.request
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_approve';
COMMENT ON FUNCTION mreg.approve(bigint, text) IS
'approves an open request; refused to who made it and to who registered the version, by role and by login, unless the rule has own_request or own_version, to who has approved it before, and to who is no member of required_role; an approval lapses when a newer evaluation of the version arrives and after approval_ttl, and may then be given again; with auto_apply the last approval needed moves the version, or warns of what stands against the move';

CREATE FUNCTION mreg.reject(request bigint, comment text DEFAULT NULL)
RETURNS mreg.request
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_reject';
COMMENT ON FUNCTION mreg.reject(bigint, text) IS
'rejects an open request, which closes it; may be done by whoever might approve it';

CREATE FUNCTION mreg.cancel(request bigint, comment text DEFAULT NULL)
RETURNS mreg.request
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_cancel';
COMMENT ON FUNCTION mreg.cancel(bigint, text) IS
'takes an open request back; may be done by who made it and by those who manage the model: its owner, the owner of the registry and superusers';
