/*
 * model.c: models: the guard of mreg.model, registration, renaming, deletion, purge.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "mreg_internal.h"

static const char *const tasks[] = {"binary", "multiclass", "multilabel", "regression", "ranking", "other"};

/* Says what is wrong with a task. */
const char *
TaskFault(const char *task, int len)
{
	for (int i = 0; i < lengthof(tasks); i++)
		if (strlen(tasks[i]) == len && memcmp(tasks[i], task, len) == 0)
			return NULL;
	return "A task is one of binary, multiclass, multilabel, regression, ranking and other.";
}

/* is_task(text): the same rule for the CHECK constraint. */
MREG_FUNCTION(mreg_is_task);
Datum
mreg_is_task(PG_FUNCTION_ARGS)
{
	text	   *task = PG_GETARG_TEXT_PP(0);

	PG_RETURN_BOOL(TaskFault(VARDATA_ANY(task), VARSIZE_ANY_EXHDR(task)) == NULL);
}

/* Returns the row of a model. */
Datum
ModelRow(int64 id)
{
	static Statement statement = STATEMENT("SELECT m FROM mreg.model m WHERE m.id = $1",
		INT8OID);

	RunStatement(&statement, ARGS(ARG(Int64GetDatum(id))));
	return ResultRow(1);
}

/* Raises the error for a name that another live model bears. */
static void
RaiseNameTaken(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNIQUE_VIOLATION),
			 errmsg("model \"%s\" already exists", name),
			 errhint("Choose another name, or rename that model with mreg.rename_model().")));
}

/*
 * Runs a statement that gives a model a name.  Another session may take the name between the look and the statement,
 * which only the unique index sees.
 */
static void
GiveName(Statement *statement, const NullableDatum *args, const char *name)
{
	MemoryContext context = CurrentMemoryContext;

	PG_TRY();
	{
		RunStatement(statement, args);
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		if (error->sqlerrcode != ERRCODE_UNIQUE_VIOLATION)
			PG_RE_THROW();
		FlushErrorState();
		RaiseNameTaken(name);
	}
	PG_END_TRY();
}

/* Raises an error if a live model bears the name. */
static void
CheckNameIsFree(const char *name)
{
	static Statement statement = STATEMENT("SELECT FROM mreg.model WHERE name = $1 AND deleted_at IS NULL",
		TEXTOID);

	CheckModelName(name);
	if (RunStatement(&statement, ARGS(TextArg(name))) > 0)
		RaiseNameTaken(name);
}

/* Raises an error unless a lifecycle exists. */
static void
CheckLifecycle(const char *lifecycle)
{
	static Statement statement = STATEMENT("SELECT FROM mreg.lifecycle WHERE name = $1",
		TEXTOID);
	static Statement list = STATEMENT("SELECT pg_catalog.string_agg(name, ', ' ORDER BY id) FROM mreg.lifecycle",
		InvalidOid);

	if (RunStatement(&statement, ARGS(TextArg(lifecycle))) > 0)
		return;
	RunStatement(&list, NULL);
	ereport(ERROR,
			(errcode(ERRCODE_NO_DATA_FOUND),
			 errmsg("lifecycle \"%s\" does not exist", lifecycle),
			 errhint("Lifecycles are %s; mreg.define_lifecycle() makes another.", ResultText(0, 1))));
}

/* Raises an error unless a text is a task. */
static void
CheckTask(const char *task)
{
	if (TaskFault(task, strlen(task)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid task: \"%s\"", task),
				 errhint("%s", TaskFault(task, strlen(task)))));
}

/* register_model(name, description, task, tags, lifecycle): a new model. */
REGISTRY_FUNCTION(register_model)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.model AS m (name, description, task, tags, lifecycle, owner, created_by)"
		" VALUES ($1, $2, $3, coalesce($4, '{}'), $5, $6, $6)"
		" ON CONFLICT (name) WHERE deleted_at IS NULL DO NOTHING RETURNING m.id",
		TEXTOID, TEXTOID, TEXTOID, JSONBOID, TEXTOID, TEXTOID);
	char	   *name = RequiredText(fcinfo, 0, "name");
	char	   *description = OptionalText(fcinfo, 1);
	char	   *task = OptionalText(fcinfo, 2);
	NullableDatum tags = OptionalObject(fcinfo, 3, "tags");
	char	   *lifecycle = RequiredText(fcinfo, 4, "lifecycle");
	Facts		facts;
	Model		model;

	CheckModelName(name);
	if (task)
		CheckTask(task);
	CheckLifecycle(lifecycle);
	if (RunStatement(&insert,
					 ARGS(TextArg(name), TextArg(description), TextArg(task), tags, TextArg(lifecycle),
						  TextArg(GetUserNameFromId(current_call.caller, false)))) == 0)
		RaiseNameTaken(name);

	LockModelById(DatumGetInt64(ResultValue(0, 1, NULL)), &model);
	BeginFacts(&facts);
	AddText(&facts, "name", name);
	AddText(&facts, "task", task);
	AddText(&facts, "lifecycle", lifecycle);
	AddText(&facts, "description", description);
	AddJsonb(&facts, "tags", tags.isnull ? NULL : DatumGetJsonbP(tags.value));
	RecordEvent(&model, 0, model.changed_at, "register_model", NULL, EndFacts(&facts));
	return ModelRow(model.id);
}

/* Raises an error if a version of the model is in use. */
static void
CheckModelIsIdle(const Model *model)
{
	static Statement statement = STATEMENT("SELECT v.number, v.stage, (SELECT pg_catalog.min(a.alias) FROM mreg.alias a"
		" WHERE a.model = v.model AND a.version = v.number)"
		" FROM mreg.version v JOIN mreg.stage s ON s.lifecycle = v.lifecycle AND s.name = v.stage"
		" WHERE v.model = $1 AND v.deleted_at IS NULL AND (v.slot IS NOT NULL OR s.protected OR EXISTS"
		" (SELECT FROM mreg.alias a WHERE a.model = v.model AND a.version = v.number)) ORDER BY v.number LIMIT 1",
		INT8OID);
	char	   *alias;

	if (RunStatement(&statement, ARGS(ARG(Int64GetDatum(model->id)))) == 0)
		return;
	alias = ResultText(0, 3);
	ereport(ERROR,
			(errcode(ERRCODE_MREG_STATE),
			 errmsg("cannot delete model \"%s\" while its version %s is in use", model->name, ResultText(0, 1)),
			 alias ? errdetail("Alias \"%s\" names it.", alias) :
			 errdetail("It is in stage \"%s\".", ResultText(0, 2)),
			 errhint("Move its versions out of protected stages and drop its aliases first.")));
}

/* Deletes or restores a locked model whose row is about to change; returns the row. */
static HeapTuple
ChangeDeletion(TriggerData *trigdata, HeapTuple tuple, Model *model, bool delete)
{
	static const char *const columns[] = {"deleted_at"};
	TimestampTz at;

	if (delete)
		CheckModelIsIdle(model);
	else if (model->is_purged)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("model \"%s\" is purged", model->name),
				 errdetail("The content of its versions was removed for good.")));
	at = NextEventTime(model);
	RecordEvent(model, 0, at, delete ? "delete_model" : "restore_model", BooleanFact("deleted", !delete),
				BooleanFact("deleted", delete));
	if (delete)
		LapseRequests(model, 0, "the model was deleted");
	return ReplaceColumns(trigdata, tuple, 1, columns, ARGS(delete ? ARG(TimestampTzGetDatum(at)) : NO_ARG));
}

/* Checks an UPDATE of a model, completes it and writes its events. */
static Datum
model_guard_body(PG_FUNCTION_ARGS)
{
	static const char *const identity[] = {"id", "lifecycle", "created_at", "created_by", NULL};
	static const char *const task[] = {"task", NULL};
	static const char *const counters[] = {"last_number", "changed_at", NULL};
	static const char *const purge[] = {"purged_at", NULL};
	static const char *const changed_at[] = {"changed_at"};
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	HeapTuple	old = trigdata->tg_trigtuple;
	HeapTuple	new = trigdata->tg_newtuple;
	HeapTuple	result = new;
	bool		was_live;
	bool		is_live;
	bool		isnull;
	char	   *object;
	Jsonb	   *tags = JsonbColumn(new, desc, "tags");
	Model		model;

	if (tags == NULL || !JB_ROOT_IS_OBJECT(tags))
		return PointerGetDatum(new);	/* the constraints refuse such tags */

	LockModelById(DatumGetInt64(TriggerValue(old, desc, "id", &isnull)), &model);
	model.row_is_changing = true;
	object = psprintf("model \"%s\"", model.name);
	RefuseChanges(trigdata, identity, object, "It never changes after registration.",
				  "Register a new model with mreg.register_model().");
	if (TextColumn(old, desc, "task"))
		RefuseChanges(trigdata, task, object, "It never changes once it is set.",
					  "Register a new model with mreg.register_model().");
	RefuseChanges(trigdata, counters, object, "The registry itself counts.", NULL);
	if (Announced(ANNOUNCE_PURGE))
	{
		RecordEvent(&model, 0, NextEventTime(&model), "purge", BooleanFact("purged", false),
					BooleanFact("purged", true));
		return PointerGetDatum(ReplaceColumns(trigdata, new, 1, changed_at,
											  ARGS(ARG(TimestampTzGetDatum(model.changed_at)))));
	}
	RefuseChanges(trigdata, purge, object, "Only mreg.purge() sets it.", NULL);

	(void) TriggerValue(old, desc, "deleted_at", &was_live);
	(void) TriggerValue(new, desc, "deleted_at", &is_live);
	if (!was_live && !is_live)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("model \"%s\" is deleted", model.name),
				 errhint("Bring it back with mreg.restore_model().")));
	if (was_live != is_live)
		result = ChangeDeletion(trigdata, result, &model, was_live);

	if (ColumnChanged(trigdata, "owner"))
		CheckManages(&model, "name another owner");
	RecordTagChange(&model, 0, JsonbColumn(old, desc, "tags"), tags);
	RecordTextChange(&model, 0, "describe", "description", TextColumn(old, desc, "description"),
					 TextColumn(new, desc, "description"));
	RecordTextChange(&model, 0, "rename_model", "name", TextColumn(old, desc, "name"), TextColumn(new, desc, "name"));
	RecordTextChange(&model, 0, "set_task", "task", TextColumn(old, desc, "task"), TextColumn(new, desc, "task"));
	RecordTextChange(&model, 0, "set_owner", "owner", TextColumn(old, desc, "owner"), TextColumn(new, desc, "owner"));
	return PointerGetDatum(ReplaceColumns(trigdata, result, 1, changed_at,
										  ARGS(ARG(TimestampTzGetDatum(model.changed_at)))));
}

/* model_guard(): BEFORE UPDATE of mreg.model; the registry's own counting passes at once. */
MREG_FUNCTION(mreg_model_guard);
Datum
mreg_model_guard(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = CheckTrigger(fcinfo, "model", TRIGGER_EVENT_ROW | TRIGGER_EVENT_BEFORE, "u");

	if (Announced(ANNOUNCE_COUNT))
		return PointerGetDatum(trigdata->tg_newtuple);
	return RunInRegistry(fcinfo, model_guard_body);
}

/* Locks a model by its name; calls update it by its id afterwards. */
static int64
LockedModelId(const char *name)
{
	Model		model;

	CheckModelName(name);
	LockModelNamed(name, &model);
	return model.id;
}

/* rename_model(old, new): gives a model another name. */
REGISTRY_FUNCTION(rename_model)
{
	static Statement statement = STATEMENT("UPDATE mreg.model SET name = $2 WHERE id = $1",
		INT8OID, TEXTOID);
	char	   *old = RequiredText(fcinfo, 0, "old_name");
	char	   *new = RequiredText(fcinfo, 1, "new_name");
	int64		id = LockedModelId(old);

	if (strcmp(old, new) != 0)
	{
		CheckNameIsFree(new);
		GiveName(&statement, ARGS(ARG(Int64GetDatum(id)), TextArg(new)), new);
	}
	return ModelRow(id);
}

/* set_owner(model, role): names the role that answers for a model. */
REGISTRY_FUNCTION(set_owner)
{
	static Statement statement = STATEMENT("UPDATE mreg.model SET owner = $2 WHERE id = $1",
		INT8OID, TEXTOID);
	char	   *name = RequiredText(fcinfo, 0, "model");
	char	   *role = RequiredText(fcinfo, 1, "role");
	int64		id = LockedModelId(name);

	(void) get_role_oid(role, false);
	RunStatement(&statement, ARGS(ARG(Int64GetDatum(id)), TextArg(role)));
	return ModelRow(id);
}

/* set_task(model, task): sets the task of a model that has none. */
REGISTRY_FUNCTION(set_task)
{
	static Statement statement = STATEMENT("UPDATE mreg.model SET task = $2 WHERE id = $1 AND task IS DISTINCT FROM $2",
		INT8OID, TEXTOID);
	char	   *name = RequiredText(fcinfo, 0, "model");
	char	   *task = RequiredText(fcinfo, 1, "task");
	int64		id;

	CheckTask(task);
	id = LockedModelId(name);
	RunStatement(&statement, ARGS(ARG(Int64GetDatum(id)), TextArg(task)));
	return ModelRow(id);
}

/* delete_model(model, reason): deletes a model softly. */
REGISTRY_FUNCTION(delete_model)
{
	static Statement statement = STATEMENT(
		"UPDATE mreg.model SET deleted_at = pg_catalog.clock_timestamp() WHERE id = $1",
		INT8OID);
	int64		id = LockedModelId(RequiredText(fcinfo, 0, "model"));

	current_call.reason = OptionalText(fcinfo, 1);
	RunStatement(&statement, ARGS(ARG(Int64GetDatum(id))));
	return ModelRow(id);
}

/* restore_model(model): brings back the latest deleted model of that name. */
REGISTRY_FUNCTION(restore_model)
{
	static Statement find = STATEMENT("SELECT id FROM mreg.model WHERE name = $1 AND deleted_at IS NOT NULL"
		" ORDER BY deleted_at DESC LIMIT 1 FOR NO KEY UPDATE",
		TEXTOID);
	static Statement restore = STATEMENT("UPDATE mreg.model SET deleted_at = NULL WHERE id = $1",
		INT8OID);
	char	   *name = RequiredText(fcinfo, 0, "model");
	int64		id;

	CheckNameIsFree(name);
	if (RunStatement(&find, ARGS(TextArg(name))) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("no deleted model is named \"%s\"", name)));
	id = DatumGetInt64(ResultValue(0, 1, NULL));
	GiveName(&restore, ARGS(ARG(Int64GetDatum(id))), name);
	return ModelRow(id);
}

/* Removes the content of a locked model's versions, and of the model, as far as they were deleted before the cutoff. */
static uint64
PurgeModel(Datum id, Datum cutoff)
{
	static Statement versions = STATEMENT(
		"UPDATE mreg.version v SET purged_at = pg_catalog.clock_timestamp(), params = NULL, signature = NULL,"
		" source = NULL, description = NULL, tags = '{}' FROM mreg.model m WHERE m.id = v.model AND m.id = $1"
		" AND v.purged_at IS NULL AND (v.deleted_at < $2 OR m.deleted_at < $2)",
		INT8OID, TIMESTAMPTZOID);
	static Statement model = STATEMENT(
		"UPDATE mreg.model SET purged_at = pg_catalog.clock_timestamp(), description = NULL, tags = '{}'"
		" WHERE id = $1 AND purged_at IS NULL AND deleted_at < $2",
		INT8OID, TIMESTAMPTZOID);
	static Statement evidence[] = {
		STATEMENT("DELETE FROM mreg.artifact e USING mreg.version v WHERE e.model = $1 AND v.model = e.model"
			" AND v.number = e.version AND v.purged_at IS NOT NULL",
				  INT8OID),
		STATEMENT("DELETE FROM mreg.metric e USING mreg.version v WHERE e.model = $1 AND v.model = e.model"
			" AND v.number = e.version AND v.purged_at IS NOT NULL",
				  INT8OID),
		STATEMENT("DELETE FROM mreg.evaluation_slice s USING mreg.evaluation e, mreg.version v"
			" WHERE e.id = s.evaluation AND e.model = $1 AND v.model = e.model"
			" AND v.number = e.version AND v.purged_at IS NOT NULL",
				  INT8OID),
		STATEMENT("DELETE FROM mreg.evaluation e USING mreg.version v WHERE e.model = $1 AND v.model = e.model"
			" AND v.number = e.version AND v.purged_at IS NOT NULL",
				  INT8OID),
		STATEMENT("DELETE FROM mreg.test e USING mreg.version v WHERE e.model = $1 AND v.model = e.model"
			" AND v.number = e.version AND v.purged_at IS NOT NULL",
				  INT8OID),
		STATEMENT("DELETE FROM mreg.comparison e USING mreg.version v WHERE v.model = $1 AND v.purged_at IS NOT NULL"
			" AND ((v.model, v.number) = (e.model, e.version)"
			" OR (v.model, v.number) = (e.baseline_model, e.baseline_version))",
				  INT8OID)
	};
	uint64		purged;

	purged = RunAnnounced(ANNOUNCE_PURGE, &versions, ARGS(ARG(id), ARG(cutoff)));
	for (int i = 0; i < lengthof(evidence); i++)
		RunAnnounced(ANNOUNCE_PURGE, &evidence[i], ARGS(ARG(id)));
	RunAnnounced(ANNOUNCE_PURGE, &model, ARGS(ARG(id), ARG(cutoff)));
	return purged;
}

/* purge(older_than): removes for good the content of what was deleted longer ago; returns the number of versions. */
REGISTRY_FUNCTION(purge)
{
	static Statement models = STATEMENT(
		"SELECT id FROM mreg.model m WHERE purged_at IS NULL AND deleted_at < $1 OR EXISTS (SELECT FROM mreg.version v"
		" WHERE v.model = m.id AND v.purged_at IS NULL AND v.deleted_at < $1) ORDER BY id FOR NO KEY UPDATE",
		TIMESTAMPTZOID);
	SPITupleTable *found;
	uint64		count;
	uint64		purged = 0;
	Datum		cutoff;

	cutoff = PastArgument(fcinfo, 0, "older_than");
	count = RunStatement(&models, ARGS(ARG(cutoff)));
	found = SPI_tuptable;
	for (uint64 i = 0; i < count; i++)
	{
		bool		isnull;

		CHECK_FOR_INTERRUPTS();
		purged += PurgeModel(SPI_getbinval(found->vals[i], found->tupdesc, 1, &isnull), cutoff);
	}
	PG_RETURN_INT64(purged);
}
