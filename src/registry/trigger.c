/*
 * trigger.c: what the tables' guards share, and the trigger that refuses outright.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/rel.h"

#include "mreg_internal.h"

/* Returns the letter of the statement that fired a trigger. */
static char
FiredBy(TriggerEvent event)
{
	return TRIGGER_FIRED_BY_INSERT(event) ? 'i' : TRIGGER_FIRED_BY_UPDATE(event) ? 'u' :
											  TRIGGER_FIRED_BY_DELETE(event)     ? 'd' :
																				   't';
}

/*
 * Raises an error unless called as a trigger of that table of the registry (NULL: any), of that level and time
 * (TRIGGER_EVENT_ROW or 0, with TRIGGER_EVENT_BEFORE or TRIGGER_EVENT_AFTER), for one of these statements: i, u, d, t.
 */
TriggerData *
CheckTrigger(FunctionCallInfo fcinfo, const char *table, TriggerEvent kind, const char *statements)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo) ||
		(trigdata->tg_event & (TRIGGER_EVENT_ROW | TRIGGER_EVENT_TIMINGMASK)) != kind ||
		strchr(statements, FiredBy(trigdata->tg_event)) == NULL ||
		RelationGetNamespace(trigdata->tg_relation) != get_namespace_oid("mreg", false) ||
		(table && strcmp(RelationGetRelationName(trigdata->tg_relation), table) != 0))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function works only as a trigger of mreg's own tables")));
	return trigdata;
}

/* Returns the number of a column. */
static int
ColumnNumber(TupleDesc desc, const char *column)
{
	int			attnum = SPI_fnumber(desc, column);

	if (attnum <= 0)
		elog(ERROR, "column \"%s\" not found", column);
	return attnum;
}

/* Returns the value of a column by its name. */
Datum
TriggerValue(HeapTuple tuple, TupleDesc desc, const char *column, bool *isnull)
{
	return heap_getattr(tuple, ColumnNumber(desc, column), desc, isnull);
}

/* Returns a column as text, NULL for NULL. */
char *
TextColumn(HeapTuple tuple, TupleDesc desc, const char *column)
{
	return SPI_getvalue(tuple, desc, ColumnNumber(desc, column));
}

/* Returns a jsonb column, NULL for NULL. */
Jsonb *
JsonbColumn(HeapTuple tuple, TupleDesc desc, const char *column)
{
	bool		isnull;
	Datum		value = TriggerValue(tuple, desc, column, &isnull);

	return isnull ? NULL : DatumGetJsonbP(value);
}

/* Whether an UPDATE changes a column. */
bool
ColumnChanged(TriggerData *trigdata, const char *column)
{
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	int			attnum = ColumnNumber(desc, column);
	Form_pg_attribute attribute = TupleDescAttr(desc, attnum - 1);
	bool		old_null;
	bool		new_null;
	Datum		old = heap_getattr(trigdata->tg_trigtuple, attnum, desc, &old_null);
	Datum		new = heap_getattr(trigdata->tg_newtuple, attnum, desc, &new_null);

	if (old_null || new_null)
		return old_null != new_null;
	return !datum_image_eq(old, new, attribute->attbyval, attribute->attlen);
}

/* Raises an error if an UPDATE changes one of the columns; the list ends with NULL. */
void
RefuseChanges(TriggerData *trigdata, const char *const *columns, const char *object, const char *detail,
			  const char *hint)
{
	for (; *columns; columns++)
		if (ColumnChanged(trigdata, *columns))
			ereport(ERROR,
					(errcode(ERRCODE_MREG_RULE),
					 errmsg("cannot change \"%s\" of %s", *columns, object),
					 errdetail("%s", detail),
					 hint ? errhint("%s", hint) : 0,
					 errtable(trigdata->tg_relation)));
}

/* Returns the tuple with other values in some columns, allocated for the caller of the trigger. */
HeapTuple
ReplaceColumns(TriggerData *trigdata, HeapTuple tuple, int n, const char *const *columns, const NullableDatum *values)
{
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	int		   *numbers = palloc(n * sizeof(int));
	Datum	   *datums = palloc(n * sizeof(Datum));
	bool	   *nulls = palloc(n * sizeof(bool));
	MemoryContext old;

	for (int i = 0; i < n; i++)
	{
		numbers[i] = ColumnNumber(desc, columns[i]);
		datums[i] = values[i].value;
		nulls[i] = values[i].isnull;
	}
	old = MemoryContextSwitchTo(current_call.result_context);
	tuple = heap_modify_tuple_by_cols(tuple, desc, n, numbers, datums, nulls);
	MemoryContextSwitchTo(old);
	return tuple;
}

/*
 * refuse_change(): refuses the statement that fires it: UPDATE and DELETE of events, evidence, requests and approvals,
 * DELETE of models and versions, TRUNCATE of everything.  mreg.purge() deletes evidence, mreg.collect_garbage() stored
 * bytes, of which it charges what stays to another content, as quotas do; mreg.optimize_artifacts() writes these anew;
 * the functions of requests change them and their approvals.
 */
MREG_FUNCTION(mreg_refuse_change);
Datum
mreg_refuse_change(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = CheckTrigger(fcinfo, NULL, TRIGGER_EVENT_BEFORE, "udt");
	const char *table = RelationGetRelationName(trigdata->tg_relation);
	const char *action = "TRUNCATE";
	const char *hint = NULL;

	if ((Announced(ANNOUNCE_PURGE) &&
		 (TRIGGER_FIRED_BY_DELETE(trigdata->tg_event) ||
		  (TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) && strcmp(table, "segment") == 0))) ||
		Announced(ANNOUNCE_REQUEST) || Announced(ANNOUNCE_REWRITE))
		return PointerGetDatum(NULL);
	if (TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event))
		action = "UPDATE";
	else if (TRIGGER_FIRED_BY_DELETE(trigdata->tg_event))
		action = "DELETE";
	if (strcmp(table, "version") == 0)
		hint = "Use mreg.delete_version() and, to remove its content for good, mreg.purge().";
	else if (strcmp(table, "model") == 0)
		hint = "Use mreg.delete_model() and, to remove its content for good, mreg.purge().";
	else if (strcmp(table, "alias") == 0)
		hint = "Use mreg.drop_alias().";
	else if (strcmp(table, "request") == 0 || strcmp(table, "approval") == 0)
		hint = "Use mreg.approve(), mreg.reject() or mreg.cancel().";
	else if (strcmp(table, "quota") == 0)
		hint = "Use mreg.set_quota().";
	else if (strcmp(table, "artifact") == 0)
		hint = "Register a new version; mreg.purge() removes the artifacts of deleted ones.";
	ereport(ERROR,
			(errcode(ERRCODE_MREG_RULE),
			 errmsg("%s of \"mreg.%s\" is not allowed", action, table),
			 errdetail(strcmp(table, "event") == 0 ? "The record of events is append-only." :
					   "History must stay complete."),
			 hint ? errhint("%s", hint) : 0,
			 errtable(trigdata->tg_relation)));
	PG_RETURN_NULL();
}
