/*
 * call.c: how a function enters the registry and runs its statements.
 *
 * Callers hold no write privilege on the tables.  A function of the registry therefore runs its fixed statements as
 * their owner, with a search_path of its own, as PostgreSQL's foreign-key triggers do.  EXECUTE on the function is the
 * caller's right.
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"
#include "catalog/pg_class.h"

#include "mreg_internal.h"

#define REGISTRY_SEARCH_PATH "pg_catalog, pg_temp"

CallState	current_call;

/* Returns the owner of the registry's tables. */
Oid
RegistryOwner(void)
{
	Oid			schema = get_namespace_oid("mreg", false);
	Oid			table = get_relname_relid("version", schema);
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation \"mreg.version\" does not exist")));
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

/* Runs body as the owner of the registry, connected to SPI; what it announces ends with it, also on error. */
Datum
RunInRegistry(FunctionCallInfo fcinfo, PGFunction body)
{
	CallState	saved_call = current_call;
	Oid			saved_user;
	int			saved_security;
	int			guc_level;
	Datum		result;

	GetUserIdAndSecContext(&saved_user, &saved_security);
	SetUserIdAndSecContext(RegistryOwner(),
						   saved_security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	guc_level = NewGUCNestLevel();
	if (strcmp(namespace_search_path, REGISTRY_SEARCH_PATH) != 0)
		(void) set_config_option("search_path", REGISTRY_SEARCH_PATH, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
								 true, 0, false);

	PG_TRY();
	{
		if (current_call.depth++ == 0)
			current_call.caller = saved_user;
		current_call.result_context = CurrentMemoryContext;
		if (SPI_connect() != SPI_OK_CONNECT)
			elog(ERROR, "SPI_connect failed");
		result = body(fcinfo);
		SPI_finish();
	}
	PG_FINALLY();
	{
		current_call = saved_call;
	}
	PG_END_TRY();

	AtEOXact_GUC(true, guc_level);
	SetUserIdAndSecContext(saved_user, saved_security);
	return result;
}

/*
 * Runs body in the registry with one argument, a pointer; for functions that do their first part with the caller's
 * rights.
 */
Datum
CallInRegistry(PGFunction body, const void *argument)
{
	LOCAL_FCINFO(fcinfo, 1);

	InitFunctionCallInfoData(*fcinfo, NULL, 1, InvalidOid, NULL, NULL);
	fcinfo->args[0] = ARG(PointerGetDatum(argument));
	return RunInRegistry(fcinfo, body);
}

/* Executes a statement, planning it the first time, and returns the number of rows. */
static uint64
ExecuteStatement(Statement *statement, const NullableDatum *args, bool read_only)
{
	Datum		values[MAX_STATEMENT_ARGS];
	char		nulls[MAX_STATEMENT_ARGS];
	int			nargs = 0;
	int			code;

	while (nargs < MAX_STATEMENT_ARGS && OidIsValid(statement->types[nargs]))
	{
		values[nargs] = args[nargs].value;
		nulls[nargs] = args[nargs].isnull ? 'n' : ' ';
		nargs++;
	}
	if (statement->plan == NULL)
	{
		SPIPlanPtr	plan = SPI_prepare_cursor(statement->sql, nargs, statement->types, statement->options);

		if (plan == NULL)
			elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
		SPI_keepplan(plan);
		statement->plan = plan;
	}
	code = SPI_execute_plan(statement->plan, values, nulls, read_only, 0);
	if (code < 0)
		elog(ERROR, "SPI_execute_plan failed: %s", SPI_result_code_string(code));
	return SPI_processed;
}

/* Runs a statement that writes, locks or must see what others have just committed. */
uint64
RunStatement(Statement *statement, const NullableDatum *args)
{
	return ExecuteStatement(statement, args, false);
}

/* Returns how deep in triggers we are. */
static int
TriggerDepth(void)
{
	return DatumGetInt32(DirectFunctionCall1(pg_trigger_depth, (Datum) 0));
}

/* Runs a statement whose own triggers are told what it may do; what those triggers run is told nothing. */
uint64
RunAnnounced(Announcement announcement, Statement *statement, const NullableDatum *args)
{
	CallState	saved_call = current_call;
	uint64		rows;

	current_call.announcement = announcement;
	current_call.announced_depth = TriggerDepth() + 1;
	rows = RunStatement(statement, args);
	current_call = saved_call;
	return rows;
}

/* Whether the statement that fired the trigger announced this. */
bool
Announced(Announcement announcement)
{
	return current_call.announcement == announcement && current_call.announced_depth == TriggerDepth();
}

/* Runs a statement under the snapshot of the calling query. */
uint64
ReadStatement(Statement *statement, const NullableDatum *args)
{
	return ExecuteStatement(statement, args, true);
}

/* Returns a column (from 1) of a result row (from 0). */
Datum
ResultValue(int row, int column, bool *isnull)
{
	bool		ignored;

	return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, isnull ? isnull : &ignored);
}

/* Returns a column of a result row as a string, NULL for NULL. */
char *
ResultText(int row, int column)
{
	return SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);
}

/* Returns a whole-row column of the first result row, copied out of SPI. */
Datum
ResultRow(int column)
{
	bool		isnull;
	Datum		row = ResultValue(0, column, &isnull);
	MemoryContext old = MemoryContextSwitchTo(current_call.result_context);

	Assert(!isnull);
	row = datumCopy(row, false, -1);
	MemoryContextSwitchTo(old);
	return row;
}

/* Wraps a string, or NULL, for a text parameter. */
NullableDatum
TextArg(const char *text)
{
	if (text == NULL)
		return NO_ARG;
	return ARG(CStringGetTextDatum(text));
}

/* Passes an argument of the call on to a statement. */
NullableDatum
OptionalArg(FunctionCallInfo fcinfo, int argno)
{
	return fcinfo->args[argno];
}

/* Returns a text argument that must not be NULL. */
char *
RequiredText(FunctionCallInfo fcinfo, int argno, const char *name)
{
	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", name)));
	return text_to_cstring(PG_GETARG_TEXT_PP(argno));
}

/* Returns a text argument, NULL for NULL. */
char *
OptionalText(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		return NULL;
	return text_to_cstring(PG_GETARG_TEXT_PP(argno));
}

/* Returns the time that an interval argument leads back to from now; it must not be NULL or negative. */
Datum
PastArgument(FunctionCallInfo fcinfo, int argno, const char *name)
{
	static Statement compute = STATEMENT("SELECT CASE WHEN $1 > '6000 years' THEN '-infinity'"
										 " ELSE pg_catalog.clock_timestamp() - $1 END, $1 < '0'",
										 INTERVALOID);

	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", name)));
	RunStatement(&compute, ARGS(OptionalArg(fcinfo, argno)));
	if (DatumGetBool(ResultValue(0, 2, NULL)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be negative", name)));
	return ResultValue(0, 1, NULL);
}

/* Returns a jsonb argument that is an object or NULL. */
NullableDatum
OptionalObject(FunctionCallInfo fcinfo, int argno, const char *name)
{
	Jsonb	   *value;

	if (PG_ARGISNULL(argno))
		return NO_ARG;
	value = PG_GETARG_JSONB_P(argno);
	if (!JB_ROOT_IS_OBJECT(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be a JSON object", name),
				 errdetail("It is %s.", JB_ROOT_IS_SCALAR(value) ? "a single value" : "an array")));
	return ARG(JsonbPGetDatum(value));
}
