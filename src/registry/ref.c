/*
 * ref.c: references such as iris/3, iris@champion, iris:production and models:/iris/3, and what they name.
 */
#include "postgres.h"

#include "common/int.h"
#include "lib/stringinfo.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "mreg_internal.h"

#define MLFLOW_PREFIX "models:/"

/* Raises the error for a text that is no reference. */
static void
RaiseMalformed(const char *text, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid model reference: \"%.*s\"", pg_mbcliplen(text, strlen(text), 300), text),
			 errdetail("%s", detail),
			 errhint("Write iris, iris/3, iris/1.4.0, iris@champion, iris:production or models:/iris/3.")));
}

/* Reads a version number; sets 0 where no version can have it.  Returns false unless all are digits. */
static bool
ParseNumber(const char *s, int32 *number)
{
	int32		n = 0;

	if (*s == '\0')
		return false;
	for (const char *p = s; *p; p++)
	{
		if (*p < '0' || *p > '9')
			return false;
		if (pg_mul_s32_overflow(n, 10, &n) || pg_add_s32_overflow(n, *p - '0', &n))
		{
			for (; *p; p++)
				if (*p < '0' || *p > '9')
					return false;
			n = 0;
			break;
		}
	}
	*number = n;
	return true;
}

/* Takes a text apart into model and item; raises an error if it is no reference. */
void
ParseRef(const char *text, Ref *ref)
{
	bool		mlflow = strncmp(text, MLFLOW_PREFIX, strlen(MLFLOW_PREFIX)) == 0;
	const char *rest = mlflow ? text + strlen(MLFLOW_PREFIX) : text;
	size_t		length = strcspn(rest, "/:@");
	char		separator = rest[length];
	const char *fault;

	memset(ref, 0, sizeof(*ref));
	ref->text = text;
	ref->model = pnstrdup(rest, length);
	fault = ModelNameFault(ref->model, length);
	if (fault)
		RaiseMalformed(text, length == 0 ? "It names no model." : fault);
	if (separator == '\0')
	{
		if (mlflow)
			RaiseMalformed(text, "After \"models:/\" it needs a version, a stage or an alias.");
		ref->kind = REF_MODEL;
		return;
	}

	ref->item = pstrdup(rest + length + 1);
	if (*ref->item == '\0')
		RaiseMalformed(text, "Nothing follows the model.");
	if (separator == '@')
	{
		fault = AliasFault(ref->item, strlen(ref->item));
		ref->kind = REF_ALIAS;
	}
	else if (separator == ':' && !mlflow)
	{
		fault = StageNameFault(ref->item, strlen(ref->item));
		ref->kind = REF_STAGE;
	}
	else if (separator == ':')
		fault = "After the model it needs \"/\" or \"@\".";
	else if (ParseNumber(ref->item, &ref->number))
		ref->kind = REF_NUMBER;
	else if (mlflow && strcmp(ref->item, "latest") == 0)
		ref->kind = REF_MODEL;
	else if (mlflow)
	{
		fault = StageNameFault(ref->item, strlen(ref->item));
		ref->kind = REF_STAGE;
	}
	else
	{
		fault = LabelFault(ref->item, strlen(ref->item));
		ref->kind = REF_LABEL;
	}
	if (fault)
		RaiseMalformed(text, fault);
}

/* As ParseRef, for functions that write: the reference must say which version. */
void
ParseVersionRef(const char *text, Ref *ref)
{
	ParseRef(text, ref);
	if (ref->kind == REF_MODEL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("reference \"%s\" does not say which version is to be changed", text),
				 errdetail("The newest version may be another one by the time that the change is made."),
				 errhint("Name the version, such as %s/3, %s@champion or %s:staging.", ref->model, ref->model,
						 ref->model)));
}

/* Whether a statement about a name finds anything; under the calling query's snapshot where it only reads. */
static bool
Look(Statement *statement, const char *name, bool read_only)
{
	return (read_only ? ReadStatement : RunStatement)(statement, ARGS(TextArg(name))) > 0;
}

/*
 * Raises the error for a model that does not exist, with what is known of the name.  Its statements may run under the
 * caller's search_path.
 */
void
RaiseNoModel(const char *name, bool read_only)
{
	static Statement deleted = STATEMENT("SELECT FROM mreg.model WHERE name OPERATOR(pg_catalog.=) $1"
										 " AND deleted_at IS NOT NULL LIMIT 1",
										 TEXTOID);
	static Statement renamed = STATEMENT("SELECT m.name FROM mreg.event e"
										 " JOIN mreg.model m ON m.id OPERATOR(pg_catalog.=) e.model"
										 " WHERE e.kind OPERATOR(pg_catalog.=) 'rename_model' AND m.deleted_at IS NULL"
										 " AND (e.detail OPERATOR(pg_catalog.->) 'before')"
										 " OPERATOR(pg_catalog.->>) 'name' OPERATOR(pg_catalog.=) $1"
										 " ORDER BY e.id DESC LIMIT 1",
										 TEXTOID);

	if (Look(&deleted, name, read_only))
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("model \"%s\" is deleted", name),
				 errhint("Bring it back with mreg.restore_model().")));
	if (Look(&renamed, name, read_only))
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("model \"%s\" does not exist", name),
				 errhint("It was renamed to \"%s\".", ResultText(0, 1))));
	ereport(ERROR,
			(errcode(ERRCODE_NO_DATA_FOUND),
			 errmsg("model \"%s\" does not exist", name),
			 errhint("Look for its name in mreg.model, or register it with mreg.register_model().")));
}

/* Fills a Model from the first result row. */
static void
ReadModel(Model *model)
{
	model->id = DatumGetInt64(ResultValue(0, 1, NULL));
	model->name = ResultText(0, 2);
	model->lifecycle = ResultText(0, 3);
	model->last_number = DatumGetInt32(ResultValue(0, 4, NULL));
	model->changed_at = DatumGetTimestampTz(ResultValue(0, 5, NULL));
	model->is_deleted = DatumGetBool(ResultValue(0, 6, NULL));
	model->is_purged = DatumGetBool(ResultValue(0, 7, NULL));
	model->row_is_changing = false;
}

#define MODEL_COLUMNS \
	"id, name, lifecycle, last_number, changed_at, deleted_at IS NOT NULL, purged_at IS NOT NULL"

/*
 * Locks the live model of that name against other writers.  Every change of a model and of its versions starts here:
 * the lock order is model, then version, then alias.
 */
void
LockModelNamed(const char *name, Model *model)
{
	static Statement statement = STATEMENT(
		"SELECT " MODEL_COLUMNS " FROM mreg.model WHERE name = $1 AND deleted_at IS NULL FOR NO KEY UPDATE",
		TEXTOID);

	/* After a wait for a renaming or a deletion another model may bear the name; a second look sees it. */
	if (RunStatement(&statement, ARGS(TextArg(name))) == 0 && RunStatement(&statement, ARGS(TextArg(name))) == 0)
		RaiseNoModel(name, false);
	ReadModel(model);
}

/* Locks a model by its id, also a deleted one. */
void
LockModelById(int64 id, Model *model)
{
	static Statement statement = STATEMENT("SELECT " MODEL_COLUMNS " FROM mreg.model WHERE id = $1 FOR NO KEY UPDATE",
		INT8OID);

	if (RunStatement(&statement, ARGS(ARG(Int64GetDatum(id)))) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FOREIGN_KEY_VIOLATION),
				 errmsg("model with id %lld does not exist", (long long) id)));
	ReadModel(model);
}

/* Raises the error for a reference whose model exists but which names no version. */
static void
RaiseNoVersion(const Ref *ref, const char *stage)
{
	const char *model = ref->model;

	switch (ref->kind)
	{
		case REF_MODEL:
			ereport(ERROR,
					(errcode(ERRCODE_NO_DATA_FOUND),
					 errmsg("model \"%s\" has no version", model),
					 errhint("Register one with mreg.register_version().")));
			break;
		case REF_NUMBER:
			ereport(ERROR,
					(errcode(ERRCODE_NO_DATA_FOUND),
					 errmsg("model \"%s\" has no version %s", model, ref->item),
					 errhint("mreg.version lists its versions.")));
			break;
		case REF_LABEL:
			ereport(ERROR,
					(errcode(ERRCODE_NO_DATA_FOUND),
					 errmsg("model \"%s\" has no version labelled \"%s\"", model, ref->item),
					 errhint("mreg.version lists its versions.")));
			break;
		case REF_ALIAS:
			ereport(ERROR,
					(errcode(ERRCODE_NO_DATA_FOUND),
					 errmsg("model \"%s\" has no alias \"%s\"", model, ref->item),
					 errhint("Set it with mreg.set_alias().")));
			break;
		case REF_STAGE:
			ereport(ERROR,
					(errcode(ERRCODE_NO_DATA_FOUND),
					 errmsg("no version of model \"%s\" is in stage \"%s\"", model, stage),
					 errhint("Move one there with mreg.promote().")));
			break;
	}
}

/* Raises the error for a version that is deleted. */
static void
RaiseDeleted(const char *model, int32 number)
{
	ereport(ERROR,
			(errcode(ERRCODE_NO_DATA_FOUND),
			 errmsg("version %d of model \"%s\" is deleted", number, model),
			 errhint("Bring it back with mreg.restore_version('%s/%d').", model, number)));
}

#define VERSION_COLUMNS \
	"SELECT v.id, v.number, v.stage, v.slot IS NOT NULL, v.deleted_at IS NOT NULL, v.purged_at IS NOT NULL" \
	" FROM mreg.version v"

/*
 * Finds what a reference names within a locked model.  A deleted version is an error unless deleted says that it is
 * wanted.
 */
void
FindVersion(const Ref *ref, const Model *model, bool deleted, Version *version)
{
	static Statement newest = STATEMENT(
		VERSION_COLUMNS " WHERE v.model = $1 AND v.deleted_at IS NULL ORDER BY v.number DESC LIMIT 1",
		INT8OID);
	static Statement by_number = STATEMENT(VERSION_COLUMNS " WHERE v.model = $1 AND v.number = $2",
		INT8OID, INT4OID);
	static Statement by_label = STATEMENT(VERSION_COLUMNS " WHERE v.model = $1 AND v.label = $2",
		INT8OID, TEXTOID);
	static Statement by_alias = STATEMENT(
		VERSION_COLUMNS " JOIN mreg.alias a ON a.model = v.model AND a.version = v.number"
		" WHERE v.model = $1 AND a.alias = $2",
		INT8OID, TEXTOID);
	static Statement by_stage = STATEMENT(
		VERSION_COLUMNS " WHERE v.model = $1 AND v.stage = $2 AND v.deleted_at IS NULL"
		" ORDER BY v.stage_since DESC, v.number DESC LIMIT 1",
		INT8OID, TEXTOID);
	NullableDatum id = ARG(Int64GetDatum(model->id));
	Stage		stage = {0};
	uint64		found = 0;

	switch (ref->kind)
	{
		case REF_MODEL:
			found = RunStatement(&newest, ARGS(id));
			break;
		case REF_NUMBER:
			found = RunStatement(&by_number, ARGS(id, ARG(Int32GetDatum(ref->number))));
			break;
		case REF_LABEL:
			found = RunStatement(&by_label, ARGS(id, TextArg(ref->item)));
			break;
		case REF_ALIAS:
			found = RunStatement(&by_alias, ARGS(id, TextArg(ref->item)));
			break;
		case REF_STAGE:
			RequireStage(model->lifecycle, model->name, ref->item, &stage);
			found = RunStatement(&by_stage, ARGS(id, TextArg(stage.name)));
			break;
	}
	if (found == 0)
		RaiseNoVersion(ref, stage.name);

	version->id = DatumGetInt64(ResultValue(0, 1, NULL));
	version->number = DatumGetInt32(ResultValue(0, 2, NULL));
	version->stage = ResultText(0, 3);
	version->has_slot = DatumGetBool(ResultValue(0, 4, NULL));
	version->is_deleted = DatumGetBool(ResultValue(0, 5, NULL));
	version->is_purged = DatumGetBool(ResultValue(0, 6, NULL));
	if (version->is_deleted && !deleted)
		RaiseDeleted(model->name, version->number);
}

/* Explains why a reading reference found nothing. */
static void
RaiseUnresolved(const Ref *ref)
{
	static Statement model = STATEMENT(
		"SELECT m.id, m.lifecycle FROM mreg.model m WHERE m.name = $1 AND m.deleted_at IS NULL",
		TEXTOID);
	static Statement deleted = STATEMENT(
		"SELECT v.number FROM mreg.version v WHERE v.model = $1 AND v.deleted_at IS NOT NULL"
		" AND (v.number = $2 OR v.label = $3)",
		INT8OID, INT4OID, TEXTOID);
	char	   *lifecycle;
	Datum		id;
	Stage		stage = {0};

	if (ReadStatement(&model, ARGS(TextArg(ref->model))) == 0)
		RaiseNoModel(ref->model, true);
	id = ResultValue(0, 1, NULL);
	lifecycle = ResultText(0, 2);
	if (ref->kind == REF_STAGE)
		RequireStage(lifecycle, ref->model, ref->item, &stage);
	if ((ref->kind == REF_NUMBER || ref->kind == REF_LABEL) &&
		ReadStatement(&deleted, ARGS(ARG(id), ARG(Int32GetDatum(ref->number)), TextArg(ref->item))) > 0)
		RaiseDeleted(ref->model, DatumGetInt32(ResultValue(0, 1, NULL)));
	RaiseNoVersion(ref, stage.name);
}

/* Returns the row of the version that is the newest of a model, or the latest to enter a stage, or 0. */
static Datum
FindRow(const Ref *ref)
{
	static Statement newest = STATEMENT("SELECT v FROM mreg.model m JOIN mreg.version v ON v.model = m.id"
										" WHERE m.name = $1 AND m.deleted_at IS NULL AND v.deleted_at IS NULL"
										" ORDER BY v.number DESC LIMIT 1",
										TEXTOID);
	static Statement by_stage = STATEMENT("SELECT v FROM mreg.model m JOIN mreg.stage s ON s.lifecycle = m.lifecycle"
										  " JOIN mreg.version v ON v.model = m.id AND v.stage = s.name"
										  " WHERE m.name = $1 AND m.deleted_at IS NULL AND v.deleted_at IS NULL"
										  " AND pg_catalog.lower(s.name COLLATE pg_catalog.\"default\")"
										  " = pg_catalog.lower($2 COLLATE pg_catalog.\"default\")"
										  " ORDER BY v.stage_since DESC, v.number DESC LIMIT 1",
										  TEXTOID, TEXTOID);
	Statement  *statement = ref->kind == REF_MODEL ? &newest : &by_stage;

	if (ref->kind != REF_MODEL && ref->kind != REF_STAGE)
		return (Datum) 0;
	if (ReadStatement(statement, ARGS(TextArg(ref->model), TextArg(ref->item))) == 0)
		return (Datum) 0;
	return ResultRow(1);
}

/* Returns the row of the version that a reference names under the active snapshot; raises an error if it names none. */
Datum
ResolveRef(const Ref *ref)
{
	MemoryContext old = MemoryContextSwitchTo(current_call.result_context);
	Datum		row = FetchVersion(ref);

	MemoryContextSwitchTo(old);
	if (row == (Datum) 0)
		row = FindRow(ref);
	if (row == (Datum) 0)
		RaiseUnresolved(ref);
	return row;
}

/* resolve(ref), where the indexes do not lead to it at once. */
static Datum
resolve_body(PG_FUNCTION_ARGS)
{
	Ref			ref;

	ParseRef(RequiredText(fcinfo, 0, "ref"), &ref);
	return ResolveRef(&ref);
}

/* resolve(ref): the version that a reference names. */
MREG_FUNCTION(mreg_resolve);
Datum
mreg_resolve(PG_FUNCTION_ARGS)
{
	Ref			ref;
	Datum		row;

	ParseRef(RequiredText(fcinfo, 0, "ref"), &ref);
	row = FetchVersion(&ref);
	return row != (Datum) 0 ? row : RunInRegistry(fcinfo, resolve_body);
}

/* latest(model, stage): the newest version, or the latest to enter a stage. */
REGISTRY_FUNCTION(latest)
{
	Ref			ref = {0};

	ref.model = RequiredText(fcinfo, 0, "model");
	CheckModelName(ref.model);
	ref.item = OptionalText(fcinfo, 1);
	ref.kind = ref.item ? REF_STAGE : REF_MODEL;
	if (ref.item)
		CheckStageName(ref.item);
	return ResolveRef(&ref);
}

/*
 * Returns the id of the version that a reference names, which must say which version, as things stand at this command.
 */
int64
ResolveVersionId(const char *text)
{
	Ref			ref;
	bool		isnull;
	int64		id;

	ParseVersionRef(text, &ref);
	CommandCounterIncrement();
	PushCopiedSnapshot(GetTransactionSnapshot());
	UpdateActiveSnapshotCommandId();
	id = DatumGetInt64(GetAttributeByName(DatumGetHeapTupleHeader(ResolveRef(&ref)), "id", &isnull));
	PopActiveSnapshot();
	return id;
}

/*
 * find_model(name): id of the live model of that name, else of the one deleted last.  Reads with the caller's own
 * rights.
 */
MREG_FUNCTION(mreg_find_model);
Datum
mreg_find_model(PG_FUNCTION_ARGS)
{
	static Statement live = STATEMENT(
		"SELECT id FROM mreg.model WHERE name OPERATOR(pg_catalog.=) $1 AND deleted_at IS NULL",
		TEXTOID);
	static Statement deleted = STATEMENT(
		"SELECT id FROM mreg.model WHERE name OPERATOR(pg_catalog.=) $1 AND deleted_at IS NOT NULL"
		" ORDER BY deleted_at DESC LIMIT 1",
		TEXTOID);
	char	   *name = RequiredText(fcinfo, 0, "model");
	int64		id;

	CheckModelName(name);
	SPI_connect();
	if (ReadStatement(&live, ARGS(TextArg(name))) == 0 && ReadStatement(&deleted, ARGS(TextArg(name))) == 0)
		RaiseNoModel(name, true);
	id = DatumGetInt64(ResultValue(0, 1, NULL));
	SPI_finish();
	PG_RETURN_INT64(id);
}
