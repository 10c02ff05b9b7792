/*
 * verdict_query.c: gates that are a query of their author.
 *
 * The query runs with the author's rights as a security-restricted operation that only reads, and in a subtransaction
 * that is undone whatever comes of it: an error in it becomes a verdict, and nothing that it does stays.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "parser/parse_relation.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/plancache.h"
#include "utils/resowner.h"

#include "registry/gate.h"

/* What a query of a gate returned. */
typedef struct Answer
{
	const Gate *gate;
	Oid			author;
	Datum		ref;
	Datum		version;
	const char *fault;			/* why the query cannot be asked, or NULL */
	bool		read_temporary;		/* it, or a function in it, read a temporary table */
	uint64		rows;			/* 2: two or more */
	bool		isnull;
	bool		value;
} Answer;

static Oid	gate_types[] = {TEXTOID, INT8OID};

/* Whether an error says that the transaction cannot go on, rather than that the query is wrong. */
static bool
IsFatal(const ErrorData *error)
{
	static const int classes[] = {
		ERRCODE_TRANSACTION_ROLLBACK, ERRCODE_INSUFFICIENT_RESOURCES, ERRCODE_OPERATOR_INTERVENTION,
		ERRCODE_SYSTEM_ERROR
	};

	for (int i = 0; i < lengthof(classes); i++)
		if (ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_TO_CATEGORY(classes[i]))
			return true;
	return false;
}

/*
 * Runs something in a subtransaction that only reads and is then undone.  Returns the message of the error that it
 * raised, NULL if none; an error that says nothing of it (a cancelled statement, a failure to serialize) goes on.
 */
char *
RunGuarded(GuardedBody body, void *argument)
{
	CallState	saved_call = current_call;
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		current_call.announcement = ANNOUNCE_NOTHING;
		XactReadOnly = true;
		body(argument);
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
	}
	PG_END_TRY();
	RollbackAndReleaseCurrentSubTransaction();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	current_call = saved_call;
	if (error && IsFatal(error))
		ReThrowError(error);
	return error ? error->message : NULL;
}

/* Sets a parameter until the end of the subtransaction. */
static void
PinParameter(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

/* Parses a gate's query as the current role; returns its plan, and what is wrong with it or NULL. */
static SPIPlanPtr
ParseQuery(const char *query, const char **fault)
{
	SPIPlanPtr	plan = SPI_prepare(psprintf("SELECT * FROM (\n%s\n) AS gate LIMIT 2", query), 2, gate_types);
	CachedPlanSource *source;

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	source = linitial(SPI_plan_get_plan_sources(plan));
	*fault = NULL;
	if (source->resultDesc->natts != 1 || TupleDescAttr(source->resultDesc, 0)->atttypid != BOOLOID)
		*fault = "it does not return one column of type boolean";
	else if (isQueryUsingTempRelation(linitial_node(Query, source->query_list)))
		*fault = "it reads a temporary table";
	return plan;
}

/*
 * Makes the current role the given one, in a security-restricted operation, with settings that let a query mean the
 * same whoever asks it.
 */
static void
BecomeAuthor(Oid author)
{
	static const char *const pinned[][2] = {
		{"search_path", "pg_catalog, pg_temp"},
		{"standard_conforming_strings", "on"},
		{"transform_null_equals", "off"},
		{"DateStyle", "ISO, MDY"},
		{"IntervalStyle", "postgres"},
		{"TimeZone", "UTC"},
		{"extra_float_digits", "1"}
	};
	Oid			user;
	int			security;

	GetUserIdAndSecContext(&user, &security);
	SetUserIdAndSecContext(author, (security & ~SECURITY_NOFORCE_RLS) | SECURITY_RESTRICTED_OPERATION);
	for (int i = 0; i < lengthof(pinned); i++)
		PinParameter(pinned[i][0], pinned[i][1]);
}

/* Raises an error unless a query is one that a gate can have; reads it as the role that calls. */
void
CheckGateQuery(const char *query)
{
	char	   *text = CheckQuery(query, "query");
	const char *fault;
	Oid			user;
	int			security;
	int			guc_level = NewGUCNestLevel();

	GetUserIdAndSecContext(&user, &security);
	BecomeAuthor(current_call.caller);
	(void) ParseQuery(text, &fault);
	AtEOXact_GUC(true, guc_level);
	SetUserIdAndSecContext(user, security);
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the query of a gate must return one boolean"),
				 errdetail("This one cannot be asked: %s.", fault),
				 errhint("It may use $1, the reference of the version such as iris/3, and $2, its mreg.version.id.")));
}

/*
 * Asks a gate's query as its author.  Temporary tables belong to who asks for the verdict, and a function whose
 * search_path does not say otherwise reads them before the author's; so it is noted whether any was opened.
 */
static void
AskQuery(void *argument)
{
	Answer	   *answer = argument;
	SPIPlanPtr	plan;
	Datum		values[] = {answer->ref, answer->version};
	int			flags = MyXactFlags;
	int			code;

	BecomeAuthor(answer->author);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	plan = ParseQuery(CheckQuery(answer->gate->query, "query"), &answer->fault);
	if (answer->fault == NULL)
	{
		MyXactFlags &= ~XACT_FLAGS_ACCESSEDTEMPNAMESPACE;
		code = SPI_execute_plan(plan, values, NULL, true, 2);
		answer->read_temporary = (MyXactFlags & XACT_FLAGS_ACCESSEDTEMPNAMESPACE) != 0;
		MyXactFlags |= flags;
		if (code < 0)
			elog(ERROR, "SPI_execute_plan failed: %s", SPI_result_code_string(code));
		answer->rows = SPI_processed;
		if (answer->rows > 0)
			answer->value = DatumGetBool(ResultValue(0, 1, &answer->isnull));
	}
	SPI_finish();
}

/* Judges a gate of kind sql: passes only if the query returns one row, and that is true. */
void
JudgeQuery(const Candidate *candidate, const Gate *gate, Verdict *verdict)
{
	Answer		answer = {.gate = gate};
	int			flags;
	char	   *error;

	answer.author = get_role_oid(gate->author, true);
	answer.ref = CStringGetTextDatum(psprintf("%s/%d", candidate->model_name, candidate->number));
	answer.version = Int64GetDatum(candidate->id);
	if (!OidIsValid(answer.author))
	{
		SetVerdict(verdict, NOT_EVALUATED, "role %s, with whose rights the query runs, does not exist", gate->author);
		return;
	}
	flags = MyXactFlags;
	error = RunGuarded(AskQuery, &answer);
	MyXactFlags |= flags;
	if (error)
		SetVerdict(verdict, NOT_EVALUATED, "the query raises an error: %s", error);
	else if (answer.fault)
		SetVerdict(verdict, NOT_EVALUATED, "the query cannot be asked: %s", answer.fault);
	else if (answer.read_temporary)
		SetVerdict(verdict, NOT_EVALUATED, "the query calls a function that reads a temporary table");
	else if (answer.rows != 1)
		SetVerdict(verdict, NOT_EVALUATED, "the query returns %s", answer.rows == 0 ? "no row" : "more than one row");
	else if (answer.isnull)
		SetVerdict(verdict, NOT_EVALUATED, "the query returns NULL");
	else
		SetVerdict(verdict, answer.value ? PASS : FAIL, "the query returns %s", answer.value ? "true" : "false");
}
