/*
 * request.c: requests to move a version, the approvals that they need, and what every move is asked because of them.
 *
 * Which approvals count is judged by the rule as it stands when they are counted; the view approval_status says it for
 * all of them.  Whatever changes a request or its approvals holds the lock of the model's row.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/resowner.h"
#include "utils/timestamp.h"

#include "mreg_internal.h"

/* An open request. */
typedef struct Request
{
	int64		id;
	int32		version;
	int64		version_id;
	char	   *from;
	char	   *stage;
	char	   *reason;
	int32		needed;			/* approvals */
	bool		auto_apply;
} Request;

/* is_member(role, of_role): whether a role is, or is a member of, another; superusers are not members of all. */
MREG_FUNCTION(mreg_is_member);
Datum
mreg_is_member(PG_FUNCTION_ARGS)
{
	Oid			role = get_role_oid(NameStr(*PG_GETARG_NAME(0)), true);
	Oid			of_role = get_role_oid(NameStr(*PG_GETARG_NAME(1)), true);

	PG_RETURN_BOOL(OidIsValid(role) && OidIsValid(of_role) && is_member_of_role_nosuper(role, of_role));
}

/* Returns the name of the role that called. */
static NullableDatum
ActorArg(void)
{
	return TextArg(GetUserNameFromId(current_call.caller, false));
}

/* Returns the name of the role that logged in. */
static NullableDatum
LoginArg(void)
{
	return TextArg(GetUserNameFromId(GetSessionUserId(), false));
}

/* Returns the row of a request. */
static Datum
RequestRow(int64 id)
{
	static Statement statement = STATEMENT("SELECT q FROM mreg.request q WHERE q.id = $1",
		INT8OID);

	RunStatement(&statement, ARGS(ARG(Int64GetDatum(id))));
	return ResultRow(1);
}

/*
 * Whether the caller may manage a model, whose owner it returns: as that owner, as the owner of the registry or as a
 * superuser.  Members of an owner that inherit its privileges count as it.
 */
bool
MayManage(const Model *model, char **owner)
{
	static Statement statement = STATEMENT("SELECT owner FROM mreg.model WHERE id = $1",
		INT8OID);
	Oid			role;

	RunStatement(&statement, ARGS(ARG(Int64GetDatum(model->id))));
	*owner = ResultText(0, 1);
	role = get_role_oid(*owner, true);
	return has_privs_of_role(current_call.caller, RegistryOwner()) ||
		   (OidIsValid(role) && has_privs_of_role(current_call.caller, role));
}

/* Locks the model of the request that the call names and reads the request; raises an error unless it is open. */
static void
FindOpenRequest(FunctionCallInfo fcinfo, Model *model, Request *request)
{
	static Statement find = STATEMENT("SELECT model FROM mreg.request WHERE id = $1",
		INT8OID);
	static Statement state = STATEMENT("SELECT state FROM mreg.request WHERE id = $1",
		INT8OID);
	static Statement read = STATEMENT("SELECT version, version_id, from_stage, stage, reason,"
		" coalesce(min_approvals, 0), coalesce(auto_apply, false) FROM mreg_internal.open_request WHERE id = $1",
		INT8OID);
	NullableDatum id;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "request")));
	id = OptionalArg(fcinfo, 0);
	request->id = DatumGetInt64(id.value);
	if (RunStatement(&find, ARGS(id)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("request %lld does not exist", (long long) request->id),
				 errhint("mreg.pending lists the open requests.")));
	LockModelById(DatumGetInt64(ResultValue(0, 1, NULL)), model);
	if (RunStatement(&read, ARGS(id)) == 0)
	{
		RunStatement(&state, ARGS(id));
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("request %lld is not open", (long long) request->id),
				 errdetail("It is %s.", ResultText(0, 1)),
				 errhint("Make another with mreg.request_transition().")));
	}
	request->version = DatumGetInt32(ResultValue(0, 1, NULL));
	request->version_id = DatumGetInt64(ResultValue(0, 2, NULL));
	request->from = ResultText(0, 3);
	request->stage = ResultText(0, 4);
	request->reason = ResultText(0, 5);
	request->needed = DatumGetInt32(ResultValue(0, 6, NULL));
	request->auto_apply = DatumGetBool(ResultValue(0, 7, NULL));
}

/* Raises an error unless the caller is one of those who decide on the request. */
static void
CheckApprover(const Model *model, const Request *request, const char *verb)
{
	static Statement statement = STATEMENT("SELECT mreg_internal.approver_fault($2::name, $3::name, required_role,"
		" other_than, other_than_login, and_other_than, and_other_than_login)"
		" FROM mreg_internal.open_request WHERE id = $1",
		INT8OID, TEXTOID, TEXTOID);
	char	   *fault;

	RunStatement(&statement, ARGS(ARG(Int64GetDatum(request->id)), ActorArg(), LoginArg()));
	fault = ResultText(0, 1);
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_RULE),
				 errmsg("role \"%s\" may not %s request %lld", GetUserNameFromId(current_call.caller, false), verb,
						(long long) request->id),
				 errdetail("For the move from \"%s\" to \"%s\" by lifecycle \"%s\": %s.", request->from,
						   request->stage, model->lifecycle, fault),
				 errhint("mreg.pending shows whom it waits for.")));
}

/* Starts the facts of an event about a request. */
static void
BeginRequestFacts(Facts *facts, int64 request, const char *stage)
{
	BeginFacts(facts);
	AddInteger(facts, "request", request);
	AddText(facts, "to", stage);
}

/* Closes a request, at the time of its event. */
static void
CloseRequest(int64 id, const char *state, TimestampTz at)
{
	static Statement statement = STATEMENT("UPDATE mreg.request SET state = $2, closed_at = $3 WHERE id = $1",
		INT8OID, TEXTOID, TIMESTAMPTZOID);

	RunAnnounced(ANNOUNCE_REQUEST, &statement,
				 ARGS(ARG(Int64GetDatum(id)), TextArg(state), ARG(TimestampTzGetDatum(at))));
}

/* Closes a request that the caller decides on, with its event, and returns its row. */
static Datum
Decide(Model *model, const Request *request, const char *kind, const char *state)
{
	TimestampTz at = NextEventTime(model);
	Facts		facts;

	CloseRequest(request->id, state, at);
	BeginRequestFacts(&facts, request->id, request->stage);
	RecordEvent(model, request->version, at, kind, NULL, EndFacts(&facts));
	return RequestRow(request->id);
}

/* Lets the open requests of a version of a locked model lapse, of all its versions where version is 0. */
void
LapseRequests(Model *model, int32 version, const char *since)
{
	static Statement statement = STATEMENT("SELECT id, version, stage FROM mreg.request WHERE model = $1"
		" AND state = 'open' AND ($2 = 0 OR version = $2) ORDER BY id",
		INT8OID, INT4OID);
	uint64		count = RunStatement(&statement, ARGS(ARG(Int64GetDatum(model->id)), ARG(Int32GetDatum(version))));
	SPITupleTable *found = SPI_tuptable;

	for (uint64 i = 0; i < count; i++)
	{
		bool		isnull;
		int64		id = DatumGetInt64(SPI_getbinval(found->vals[i], found->tupdesc, 1, &isnull));
		int32		number = DatumGetInt32(SPI_getbinval(found->vals[i], found->tupdesc, 2, &isnull));
		TimestampTz at = NextEventTime(model);
		Facts		facts;

		CHECK_FOR_INTERRUPTS();
		CloseRequest(id, "lapsed", at);
		BeginRequestFacts(&facts, id, SPI_getvalue(found->vals[i], found->tupdesc, 3));
		AddText(&facts, "since", since);
		RecordEvent(model, number, at, "lapse", NULL, EndFacts(&facts));
	}
}

/* Raises an error if an open request asks for the move already. */
static void
CheckNotRequested(const Model *model, int32 version, const char *stage)
{
	static Statement statement = STATEMENT("SELECT id, requested_by FROM mreg.request WHERE model = $1 AND version = $2"
		" AND stage = $3 AND state = 'open'",
		INT8OID, INT4OID, TEXTOID);

	if (RunStatement(&statement,
					 ARGS(ARG(Int64GetDatum(model->id)), ARG(Int32GetDatum(version)), TextArg(stage))) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("version %d of model \"%s\" has an open request for stage \"%s\" already", version,
						model->name, stage),
				 errdetail("Request %s was made by \"%s\".", ResultText(0, 1), ResultText(0, 2)),
				 errhint("Have it approved with mreg.approve(%s), or take it back with mreg.cancel(%s).",
						 ResultText(0, 1), ResultText(0, 1))));
}

/* request_transition(ref, stage, reason): asks for approvals of a move. */
REGISTRY_FUNCTION(request_transition)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.request AS q (model, version, from_stage, stage, reason, requested_at, requested_by,"
		" requested_login) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING q.id, (SELECT r.min_approvals"
		" FROM mreg.transition_rule r WHERE r.lifecycle = $9 AND r.from_stage = $3 AND r.to_stage = $4)",
		INT8OID, INT4OID, TEXTOID, TEXTOID, TEXTOID, TIMESTAMPTZOID, TEXTOID, TEXTOID, TEXTOID);
	char	   *name = RequiredText(fcinfo, 1, "stage");
	Ref			ref;
	Model		model;
	Version		version;
	Stage		stage;
	Facts		facts;
	TimestampTz at;
	int64		id;
	int32		needed;

	ParseVersionRef(RequiredText(fcinfo, 0, "ref"), &ref);
	current_call.reason = OptionalText(fcinfo, 2);
	LockModelNamed(ref.model, &model);
	FindVersion(&ref, &model, false, &version);
	RequireStage(model.lifecycle, model.name, name, &stage);
	if (strcmp(stage.name, version.stage) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("version %d of model \"%s\" is in stage \"%s\" already", version.number, model.name,
						stage.name),
				 errhint("Nothing needs to be done.")));
	CheckTransition(&model, version.number, version.stage, stage.name);
	CheckNotRequested(&model, version.number, stage.name);

	at = NextEventTime(&model);
	RunStatement(&insert,
				 ARGS(ARG(Int64GetDatum(model.id)), ARG(Int32GetDatum(version.number)), TextArg(version.stage),
					  TextArg(stage.name), TextArg(current_call.reason), ARG(TimestampTzGetDatum(at)), ActorArg(),
					  LoginArg(), TextArg(model.lifecycle)));
	id = DatumGetInt64(ResultValue(0, 1, NULL));
	needed = DatumGetInt32(ResultValue(0, 2, NULL));
	BeginRequestFacts(&facts, id, stage.name);
	AddText(&facts, "from", version.stage);
	AddInteger(&facts, "needed", needed);
	RecordEvent(&model, version.number, at, "request_transition", NULL, EndFacts(&facts));
	if (needed == 0)
		ereport(NOTICE,
				(errmsg("lifecycle \"%s\" asks for no approval of the move from \"%s\" to \"%s\"", model.lifecycle,
						version.stage, stage.name)));
	return RequestRow(id);
}

/*
 * Takes away the caller's approvals that lapsed, returning the time of the last, NULL without one; raises an error if
 * one counts.
 */
static char *
TakeLapsed(const Request *request)
{
	static Statement find = STATEMENT("SELECT actor, login, fault IS NULL,"
		" pg_catalog.to_jsonb(pg_catalog.max(at) OVER ()) #>> '{}'"
		" FROM mreg_internal.approval_status WHERE request = $1"
		" AND mreg_internal.is_same_person(actor, login, $2::name, $3::name) ORDER BY fault IS NULL DESC",
		INT8OID, TEXTOID, TEXTOID);
	static Statement delete = STATEMENT("DELETE FROM mreg.approval WHERE request = $1"
		" AND mreg_internal.is_same_person(actor, login, $2::name, $3::name)",
		INT8OID, TEXTOID, TEXTOID);
	NullableDatum args[] = {ARG(Int64GetDatum(request->id)), ActorArg(), LoginArg()};
	char	   *at;

	if (RunStatement(&find, args) == 0)
		return NULL;
	if (DatumGetBool(ResultValue(0, 3, NULL)))
		ereport(ERROR,
				(errcode(ERRCODE_MREG_RULE),
				 errmsg("role \"%s\" may not approve request %lld twice", GetUserNameFromId(current_call.caller, false),
						(long long) request->id),
				 errdetail("It was approved by \"%s\", logged in as \"%s\".", ResultText(0, 1), ResultText(0, 2)),
				 errhint("mreg.pending shows whom it waits for.")));
	at = ResultText(0, 4);
	RunAnnounced(ANNOUNCE_REQUEST, &delete, args);
	return at;
}

/* Stores the caller's approval with its event and returns how many count now. */
static int64
StoreApproval(Model *model, const Request *request)
{
	static Statement insert = STATEMENT("INSERT INTO mreg.approval (request, actor, login, comment, at, evidence)"
		" SELECT q.id, $2, $3, $4, $5, q.evidence FROM mreg_internal.open_request q WHERE q.id = $1",
		INT8OID, TEXTOID, TEXTOID, TEXTOID, TIMESTAMPTZOID);
	static Statement count = STATEMENT(
		"SELECT count(*) FROM mreg_internal.approval_status WHERE request = $1 AND fault IS NULL",
		INT8OID);
	NullableDatum id = ARG(Int64GetDatum(request->id));
	char	   *lapsed = TakeLapsed(request);
	TimestampTz at = NextEventTime(model);
	int64		approvals;
	Jsonb	   *before = NULL;
	Facts		facts;

	RunStatement(&insert,
				 ARGS(id, ActorArg(), LoginArg(), TextArg(current_call.reason), ARG(TimestampTzGetDatum(at))));
	RunStatement(&count, ARGS(id));
	approvals = DatumGetInt64(ResultValue(0, 1, NULL));
	if (lapsed)
		before = TextFact("approved_at", lapsed);
	BeginRequestFacts(&facts, request->id, request->stage);
	AddInteger(&facts, "approvals", approvals);
	AddInteger(&facts, "needed", request->needed);
	RecordEvent(model, request->version, at, "approve", before, EndFacts(&facts));
	return approvals;
}

/* Says that a request that has its approvals was not carried out, and why. */
static void
WarnNotApplied(const Model *model, const Request *request, const ErrorData *error)
{
	ereport(WARNING,
			(errmsg("request %lld has its approvals, but version %d of model \"%s\" stays in stage \"%s\"",
					(long long) request->id, request->version, model->name, request->from),
			 error->detail ? errdetail("%s\n%s", error->message, error->detail) : errdetail("%s", error->message),
			 errhint("The request stays open: move the version with mreg.promote('%s/%d', '%s') when nothing stands "
					 "against it.",
					 model->name, request->version, request->stage)));
}

/*
 * Moves the version as an approved request asks.  What the registry refuses is undone and becomes a warning; any other
 * error is passed on.
 */
static void
CarryOut(const Model *model, const Request *request)
{
	CallState	saved_call = current_call;
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		current_call.reason = request->reason;
		MoveVersion(ANNOUNCE_NOTHING, request->version_id, request->stage);
		ReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
		if (error->sqlerrcode != ERRCODE_MREG_RULE && error->sqlerrcode != ERRCODE_MREG_STATE)
			ReThrowError(error);
		current_call = saved_call;
		WarnNotApplied(model, request, error);
		FreeErrorData(error);
	}
	PG_END_TRY();
	current_call = saved_call;
}

/* approve(request, comment): approves a request; the last approval that is needed may carry it out. */
REGISTRY_FUNCTION(approve)
{
	Model		model;
	Request		request;
	int64		approvals;

	current_call.reason = OptionalText(fcinfo, 1);
	FindOpenRequest(fcinfo, &model, &request);
	CheckTransition(&model, request.version, request.from, request.stage);
	CheckApprover(&model, &request, "approve");
	approvals = StoreApproval(&model, &request);
	if (request.auto_apply && approvals >= request.needed)
		CarryOut(&model, &request);
	return RequestRow(request.id);
}

/* reject(request, comment): rejects a request. */
REGISTRY_FUNCTION(reject)
{
	Model		model;
	Request		request;

	current_call.reason = OptionalText(fcinfo, 1);
	FindOpenRequest(fcinfo, &model, &request);
	CheckApprover(&model, &request, "reject");
	return Decide(&model, &request, "reject", "rejected");
}

/* cancel(request, comment): takes a request back. */
REGISTRY_FUNCTION(cancel)
{
	static Statement mine = STATEMENT("SELECT requested_by, mreg_internal.is_same_person(requested_by, requested_login,"
		" $2::name, $3::name) FROM mreg.request WHERE id = $1",
		INT8OID, TEXTOID, TEXTOID);
	Model		model;
	Request		request;

	current_call.reason = OptionalText(fcinfo, 1);
	FindOpenRequest(fcinfo, &model, &request);
	RunStatement(&mine, ARGS(ARG(Int64GetDatum(request.id)), ActorArg(), LoginArg()));
	if (!DatumGetBool(ResultValue(0, 2, NULL)))
	{
		char	   *requested_by = ResultText(0, 1);
		char	   *owner;

		if (!MayManage(&model, &owner))
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("role \"%s\" may not cancel request %lld", GetUserNameFromId(current_call.caller, false),
							(long long) request.id),
					 errdetail("It was made by \"%s\"; the model's owner is \"%s\".", requested_by, owner),
					 errhint("Those who may approve it may reject it with mreg.reject(%lld).",
							 (long long) request.id)));
	}
	return Decide(&model, &request, "cancel", "cancelled");
}

/* Raises the error for a move without the approvals that it needs; the result of the request's statement is at hand. */
static void
RaiseNotApproved(const Model *model, int32 version, const char *from, const char *to, int32 needed, bool requested)
{
	const char *id = requested ? ResultText(0, 1) : NULL;
	const char *faults = requested ? ResultText(0, 4) : NULL;
	const char *role = requested ? ResultText(0, 5) : NULL;

	ereport(ERROR,
			(errcode(ERRCODE_MREG_RULE),
			 errmsg_plural("version %d of model \"%s\" needs %d approval to move from stage \"%s\" to \"%s\"",
						   "version %d of model \"%s\" needs %d approvals to move from stage \"%s\" to \"%s\"",
						   needed, version, model->name, needed, from, to),
			 !requested ? errdetail("No open request asks for this move.") :
			 faults ? errdetail("Request %s has %s of %d.  Not counted: %s.", id, ResultText(0, 2), needed, faults) :
			 errdetail("Request %s has %s of %d.", id, ResultText(0, 2), needed),
			 !requested ?
			 errhint("Ask for it with mreg.request_transition('%s/%d', '%s').", model->name, version, to) :
			 role ? errhint("Members of \"%s\" may approve it with mreg.approve(%s); mreg.pending shows whom it waits"
							" for.",
							role, id) :
			 errhint("Others may approve it with mreg.approve(%s); mreg.pending shows whom it waits for.", id)));
}

/* Raises an error unless the caller is a member of the role that a move which needs no approval is reserved to. */
static void
CheckMover(const Model *model, int32 version, const char *from, const char *to, const char *role)
{
	Oid			required = get_role_oid(role, true);

	if (OidIsValid(required) && is_member_of_role_nosuper(current_call.caller, required))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_MREG_RULE),
			 errmsg("role \"%s\" may not move version %d of model \"%s\" from stage \"%s\" to \"%s\"",
					GetUserNameFromId(current_call.caller, false), version, model->name, from, to),
			 OidIsValid(required) ? errdetail("Lifecycle \"%s\" reserves the move to members of \"%s\".",
											  model->lifecycle, role) :
			 errdetail("Lifecycle \"%s\" reserves the move to members of \"%s\", which does not exist.",
					   model->lifecycle, role),
			 errhint("Being superuser does not make a member.")));
}

/* Raises an error for a move that is allowed only where gates guard the stage, if none does. */
static void
RaiseNoGate(const Model *model, int32 version, const char *from, const char *to)
{
	ereport(ERROR,
			(errcode(ERRCODE_MREG_RULE),
			 errmsg("version %d of model \"%s\" may not move to stage \"%s\", which no gate guards", version,
					model->name, to),
			 errdetail("Lifecycle \"%s\" allows the move from \"%s\" only where a gate guards the stage.",
					   model->lifecycle, from),
			 errhint("Add a gate with mreg.add_gate().")));
}

/*
 * Raises an error unless a move of a version of a locked model has what its rule asks for besides passing gates: that
 * there are gates, approvals, a mover of the right role.  An open request for the move is thereby applied; returns its
 * facts for the event, {"request": id, "approvals": [{actor, comment, at}]}, or NULL without one.
 */
Jsonb *
CheckApprovals(Model *model, int32 version, const char *from, const char *to)
{
	static Statement rule = STATEMENT("SELECT r.min_approvals, r.required_role, r.requires_gates AND NOT EXISTS"
		" (SELECT FROM mreg.gate g WHERE g.model = $4 AND g.stage = r.to_stage) FROM mreg.transition_rule r"
		" WHERE r.lifecycle = $1 AND r.from_stage = $2 AND r.to_stage = $3",
		TEXTOID, TEXTOID, TEXTOID, INT8OID);
	static Statement find = STATEMENT("SELECT q.id, count(a.actor) FILTER (WHERE a.fault IS NULL),"
		" coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('actor', a.actor, 'comment', a.comment,"
		" 'at', a.at) ORDER BY a.at) FILTER (WHERE a.actor IS NOT NULL AND a.fault IS NULL), '[]'),"
		" pg_catalog.string_agg(pg_catalog.format('%I (%s)', a.actor, a.fault), ', ' ORDER BY a.at)"
		" FILTER (WHERE a.fault IS NOT NULL), q.required_role"
		" FROM mreg_internal.open_request q LEFT JOIN mreg_internal.approval_status a ON a.request = q.id"
		" WHERE q.model = $1 AND q.version = $2 AND q.from_stage = $3 AND q.stage = $4 GROUP BY q.id, q.required_role",
		INT8OID, INT4OID, TEXTOID, TEXTOID);
	NullableDatum id = ARG(Int64GetDatum(model->id));
	int32		needed;
	char	   *role;
	bool		requested;
	int64		request;
	Facts		facts;

	if (RunStatement(&rule, ARGS(TextArg(model->lifecycle), TextArg(from), TextArg(to), id)) == 0)
		return NULL;
	needed = DatumGetInt32(ResultValue(0, 1, NULL));
	role = ResultText(0, 2);
	if (DatumGetBool(ResultValue(0, 3, NULL)))
		RaiseNoGate(model, version, from, to);
	if (needed == 0 && role)
		CheckMover(model, version, from, to, role);

	requested = RunStatement(&find, ARGS(id, ARG(Int32GetDatum(version)), TextArg(from), TextArg(to))) > 0;
	if (needed > 0 && (!requested || DatumGetInt64(ResultValue(0, 2, NULL)) < needed))
		RaiseNotApproved(model, version, from, to, needed, requested);
	if (!requested)
		return NULL;
	request = DatumGetInt64(ResultValue(0, 1, NULL));
	BeginFacts(&facts);
	AddInteger(&facts, "request", request);
	AddJsonb(&facts, "approvals", DatumGetJsonbP(ResultValue(0, 3, NULL)));
	CloseRequest(request, "applied", NextEventTime(model));
	return EndFacts(&facts);
}
