/*
 * query.c: SQL that users give: where predictions are read from, what is read, the queries of gates.
 *
 * It runs with the rights of a role, never with those of the registry's owner, as one statement that only reads.
 */
#include "postgres.h"

#include "access/xact.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "parser/parser.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/plancache.h"
#include "utils/rel.h"
#include "utils/varlena.h"

#include "mreg_internal.h"

/* Says of an error which argument the SQL came from. */
static void
ArgumentContext(void *argument)
{
	errcontext("SQL of argument \"%s\"", (const char *) argument);
}

/* Whether a text begins like a query, or another statement, rather than a name. */
bool
BeginsQuery(const char *text)
{
	static const char *const words[] = {
		"select", "with", "values", "table", "insert", "update", "delete", "merge", "truncate", "create", "drop",
		"alter"
	};

	text += strspn(text, " \t\n\r\f");
	if (*text == '(' || strncmp(text, "--", 2) == 0 || strncmp(text, "/*", 2) == 0)
		return true;
	for (int i = 0; i < lengthof(words); i++)
	{
		size_t		len = strlen(words[i]);

		if (pg_strncasecmp(text, words[i], len) == 0 && !isalnum((unsigned char) text[len]) && text[len] != '_' &&
			text[len] != '.' && text[len] != '\0')
			return true;
	}
	return false;
}

/* Returns the text of the one SELECT that a query consists of; raises an error if it is anything else. */
char *
CheckQuery(const char *query, const char *argument)
{
	List	   *statements = raw_parser(query, RAW_PARSE_DEFAULT);
	RawStmt    *statement;
	const SelectStmt *select;

	if (list_length(statements) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be one query", argument),
				 errdetail("It holds %d statements.", list_length(statements))));
	statement = linitial_node(RawStmt, statements);
	select = (const SelectStmt *) statement->stmt;
	if (!IsA(select, SelectStmt) || select->intoClause || select->lockingClause)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be a query that only reads", argument),
				 errhint("Give a SELECT without INTO and FOR UPDATE.")));
	return pnstrdup(query + statement->stmt_location,
					statement->stmt_len > 0 ? statement->stmt_len : strlen(query + statement->stmt_location));
}

/* Finds and locks a relation; returns its name, quoted and with its schema. */
static char *
RelationText(const char *given, const char *argument, Oid *relation)
{
	RangeVar   *name = makeRangeVarFromNameList(textToQualifiedNameList(cstring_to_text(given)));

	*relation = RangeVarGetRelid(name, AccessShareLock, true);
	if (!OidIsValid(*relation))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation \"%s\" does not exist", given),
				 errhint("Argument \"%s\" takes the name of a table or view, or a query.", argument)));
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(*relation)), get_rel_name(*relation));
}

/* Plans a query and returns its only source, from which columns and their types can be read. */
static CachedPlanSource *
AnalyzeQuery(const char *sql)
{
	SPIPlanPtr	plan = SPI_prepare_cursor(sql, 0, NULL, CURSOR_OPT_PARALLEL_OK);

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	return linitial(SPI_plan_get_plan_sources(plan));
}

/*
 * Finds where rows are read from: the name of a relation, or one query that only reads, both as the current role sees
 * them.  Needs SPI.
 */
void
OpenSource(const char *given, const char *argument, Source *source)
{
	ErrorContextCallback context = {error_context_stack, ArgumentContext, unconstify(char *, argument)};

	error_context_stack = &context;
	source->given = given;
	source->is_query = BeginsQuery(given);
	source->relation = InvalidOid;
	if (source->is_query)
		source->sql = psprintf("(\n%s\n) AS predictions", CheckQuery(given, argument));
	else
		source->sql = psprintf("%s AS predictions", RelationText(given, argument, &source->relation));
	source->desc = CreateTupleDescCopy(AnalyzeQuery(psprintf("SELECT * FROM %s", source->sql))->resultDesc);
	error_context_stack = context.previous;
}

/* Raises an error unless a text is one expression and nothing more. */
static void
CheckExpression(const char *text, const char *argument)
{
	List	   *statements = raw_parser(text, RAW_PARSE_PLPGSQL_EXPR);
	const SelectStmt *select = (const SelectStmt *) linitial_node(RawStmt, statements)->stmt;
	bool		plain;

	plain = IsA(select, SelectStmt) && list_length(select->targetList) == 1 && select->op == SETOP_NONE &&
		!select->distinctClause && !select->fromClause && !select->whereClause && !select->groupClause &&
		!select->havingClause && !select->windowClause && !select->sortClause && !select->limitOffset &&
		!select->limitCount && !select->lockingClause;
	if (plain)
	{
		const ResTarget *target = linitial_node(ResTarget, select->targetList);

		plain = target->name == NULL && !(IsA(target->val, ColumnRef) &&
										  IsA(llast(((ColumnRef *) target->val)->fields), A_Star));
	}
	if (!plain)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be a column or one expression", argument),
				 errdetail("It is: %s", text)));
}

/* Returns the source's column of exactly this name, quoted, or NULL. */
static char *
ColumnText(const Source *source, const char *name)
{
	for (int i = 0; i < source->desc->natts; i++)
	{
		const char *column = NameStr(TupleDescAttr(source->desc, i)->attname);

		if (strcmp(column, name) == 0)
			return psprintf("predictions.%s", quote_identifier(column));
	}
	return NULL;
}

/* Names the columns of a source, for a hint. */
static char *
ColumnList(const Source *source)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < source->desc->natts; i++)
		appendStringInfo(&list, "%s%s", i ? ", " : "", NameStr(TupleDescAttr(source->desc, i)->attname));
	return list.data;
}

/* Whether a text is a plain lower-case name, so that a missing column can be called one. */
static bool
IsPlainName(const char *text)
{
	return *text && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(text) &&
		!isdigit((unsigned char) *text);
}

/*
 * Returns SQL for what an argument asks of every row of a source: one of its columns by name, or an expression of them.
 * Sets its type.  Aggregates, window functions and functions that return sets are refused.
 */
char *
SourceExpression(const Source *source, const char *given, const char *argument, Oid *type)
{
	ErrorContextCallback context = {error_context_stack, ArgumentContext, unconstify(char *, argument)};
	char	   *sql;
	CachedPlanSource *plan;
	const Query *query;

	error_context_stack = &context;
	sql = ColumnText(source, given);
	if (sql == NULL)
	{
		if (IsPlainName(given))
		{
			error_context_stack = context.previous;
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("column \"%s\" of argument \"%s\" does not exist", given, argument),
					 errhint("The columns are %s.", ColumnList(source))));
		}
		CheckExpression(given, argument);
		sql = psprintf("(\n%s\n)", given);
	}
	plan = AnalyzeQuery(psprintf("SELECT %s FROM %s", sql, source->sql));
	query = linitial_node(Query, plan->query_list);
	if (plan->resultDesc->natts != 1 || query->hasAggs || query->hasWindowFuncs || query->hasTargetSRFs)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must give one value for each row", argument),
				 errdetail("It is: %s", given)));
	*type = TupleDescAttr(plan->resultDesc, 0)->atttypid;
	error_context_stack = context.previous;
	return sql;
}

/*
 * Runs a query that only reads, in parallel where the planner likes, under the snapshot of the calling query, and
 * returns the number of rows; they stand in SPI_tuptable.  Needs SPI.
 */
uint64
ReadQuery(const char *sql, int nargs, Oid *types, Datum *values, const char *nulls)
{
	bool		saved_read_only = XactReadOnly;
	SPIPlanPtr	plan = SPI_prepare_cursor(sql, nargs, types, CURSOR_OPT_PARALLEL_OK);
	int			code = 0;

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	PG_TRY();
	{
		XactReadOnly = true;
		code = SPI_execute_plan(plan, values, nulls, true, 0);
	}
	PG_FINALLY();
	{
		XactReadOnly = saved_read_only;
	}
	PG_END_TRY();
	if (code < 0)
		elog(ERROR, "SPI_execute_plan failed: %s", SPI_result_code_string(code));
	SPI_freeplan(plan);
	return SPI_processed;
}
