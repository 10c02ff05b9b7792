/*
 * version.c: versions: the guard of mreg.version, registration, deletion.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "mreg_internal.h"

/* Returns the row of a version. */
Datum
VersionRow(int64 id)
{
	static Statement statement = STATEMENT("SELECT v FROM mreg.version v WHERE v.id = $1",
		INT8OID);

	RunStatement(&statement, ARGS(ARG(Int64GetDatum(id))));
	return ResultRow(1);
}

/* Returns the number of the next version of a locked model. */
int32
NextNumber(const Model *model)
{
	static Statement statement = STATEMENT("SELECT greatest($2, max(number)) + 1 FROM mreg.version WHERE model = $1",
		INT8OID, INT4OID);

	RunStatement(&statement, ARGS(ARG(Int64GetDatum(model->id)), ARG(Int32GetDatum(model->last_number))));
	return DatumGetInt32(ResultValue(0, 1, NULL));
}

/* Returns the stage in which versions of a lifecycle begin. */
static char *
InitialStage(const char *lifecycle)
{
	static Statement statement = STATEMENT("SELECT name FROM mreg.stage WHERE lifecycle = $1 AND is_initial",
		TEXTOID);

	if (RunStatement(&statement, ARGS(TextArg(lifecycle))) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("lifecycle \"%s\" has no initial stage", lifecycle)));
	return ResultText(0, 1);
}

/* Returns the SHA-256 that identifies the content of a version that is about to be inserted. */
static Datum
ContentDigest(HeapTuple tuple, TupleDesc desc)
{
	static Statement statement = STATEMENT("SELECT mreg_internal.version_digest($1, $2, $3, $4, $5)",
		TEXTOID, JSONBOID, JSONBOID, JSONBOID, INT8OID);
	static const char *const columns[] = {"label", "params", "signature", "source", "parent"};
	NullableDatum args[lengthof(columns)];

	for (int i = 0; i < lengthof(columns); i++)
		args[i].value = TriggerValue(tuple, desc, columns[i], &args[i].isnull);
	RunStatement(&statement, args);
	return ResultValue(0, 1, NULL);
}

/* Completes a row inserted by a statement: fills only what is NULL, and holds the stage's capacity. */
static HeapTuple
CompleteVersion(TriggerData *trigdata)
{
	static const char *const columns[] = {
		"number", "lifecycle", "stage", "slot", "created_at", "stage_since", "digest"
	};
	HeapTuple	tuple = trigdata->tg_trigtuple;
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	NullableDatum values[lengthof(columns)];
	NullableDatum *number = &values[0];
	NullableDatum *lifecycle = &values[1];
	NullableDatum *stage_name = &values[2];
	NullableDatum *slot = &values[3];
	NullableDatum *created_at = &values[4];
	NullableDatum *stage_since = &values[5];
	NullableDatum *digest = &values[6];
	Model		model = {0};
	Stage		stage;
	bool		isnull;
	bool		deleted_null;
	Datum		model_id = TriggerValue(tuple, desc, "model", &isnull);

	if (isnull)
		return tuple;
	for (int i = 0; i < lengthof(columns); i++)
		values[i].value = TriggerValue(tuple, desc, columns[i], &values[i].isnull);
	(void) TriggerValue(tuple, desc, "deleted_at", &deleted_null);

	if (number->isnull || lifecycle->isnull || stage_name->isnull)
	{
		LockModelById(DatumGetInt64(model_id), &model);
		if (number->isnull && model.is_deleted)
			ereport(ERROR,
					(errcode(ERRCODE_MREG_STATE),
					 errmsg("model \"%s\" is deleted", model.name),
					 errhint("Bring it back with mreg.restore_model().")));
	}
	if (number->isnull)
		*number = ARG(Int32GetDatum(NextNumber(&model)));
	if (lifecycle->isnull)
		*lifecycle = TextArg(model.lifecycle);
	if (stage_name->isnull)
		*stage_name = TextArg(InitialStage(TextDatumGetCString(lifecycle->value)));
	if (created_at->isnull)
		*created_at = ARG(TimestampTzGetDatum(GetCurrentTimestamp()));
	if (stage_since->isnull)
		*stage_since = *created_at;
	if (digest->isnull)
		*digest = ARG(ContentDigest(tuple, desc));

	FindStage(TextDatumGetCString(lifecycle->value), TextDatumGetCString(stage_name->value), &stage);
	if (stage.name && stage.max_versions > 0 && slot->isnull && deleted_null)
	{
		LockModelById(DatumGetInt64(model_id), &model);
		*slot = ARG(Int32GetDatum(FreeSlot(&model, &stage)));
	}
	if (stage.name && !slot->isnull &&
		(DatumGetInt32(slot->value) < 1 || DatumGetInt32(slot->value) > stage.max_versions))
		ereport(ERROR,
				(errcode(ERRCODE_MREG_RULE),
				 stage.max_versions == 0 ?
				 errmsg("stage \"%s\" has no slots", stage.name) :
				 errmsg("stage \"%s\" has no slot for another version", stage.name),
				 stage.max_versions == 0 ?
				 errdetail("Lifecycle \"%s\" lets it hold any number of versions.",
						   TextDatumGetCString(lifecycle->value)) :
				 errdetail("Lifecycle \"%s\" lets it hold %d of a model.",
						   TextDatumGetCString(lifecycle->value), stage.max_versions)));
	return ReplaceColumns(trigdata, tuple, lengthof(columns), columns, values);
}

static const char *const stage_column[] = {"stage"};

/* Returns the digest of a version's artifacts; what the event tells of it joins *after, unless there are none. */
static NullableDatum
ArtifactDigest(const Model *model, int32 number, Jsonb **after)
{
	static Statement statement = STATEMENT(
		"SELECT d, pg_catalog.encode(d, 'hex'), EXISTS (SELECT FROM mreg.artifact WHERE model = $1 AND version = $2)"
		" FROM mreg_internal.artifact_digest($1, $2) d",
		INT8OID, INT4OID);

	RunStatement(&statement, ARGS(ARG(Int64GetDatum(model->id)), ARG(Int32GetDatum(number))));
	if (DatumGetBool(ResultValue(0, 3, NULL)))
		*after = JoinFacts(*after, TextFact("artifact_digest", ResultText(0, 2)));
	return ARG(ResultValue(0, 1, NULL));
}

/* Moves a version to another stage: checks the rule, the artifacts and the gates, takes a slot, writes the event. */
static HeapTuple
ChangeStage(TriggerData *trigdata, HeapTuple tuple, Model *model, int32 number, const char *from,
			const Stage *stage)
{
	static const char *const columns[] = {"stage", "slot", "stage_since", "artifact_digest"};
	int32		slot;
	NullableDatum digest;
	TimestampTz at;
	const char *kind = "transition";
	Jsonb	   *after = TextFact("stage", stage->name);
	int64		id;
	bool		isnull;

	if (Announced(ANNOUNCE_FREE_MOVE))
	{
		kind = current_call.move_kind;
		after = JoinFacts(after, current_call.move_facts);
	}
	else
	{
		CheckTransition(model, number, from, stage->name);
		CheckRequiredArtifact(model, number, stage);
		id = DatumGetInt64(TriggerValue(tuple, RelationGetDescr(trigdata->tg_relation), "id", &isnull));
		after = JoinFacts(after, CheckGates(model, id, number, stage));
	}
	if (!Announced(ANNOUNCE_FREE_MOVE) && !Announced(ANNOUNCE_OVERRIDE))
		after = JoinFacts(after, CheckApprovals(model, number, from, stage->name));
	digest.value = TriggerValue(tuple, RelationGetDescr(trigdata->tg_relation), "artifact_digest", &digest.isnull);
	if (digest.isnull)
		digest = ArtifactDigest(model, number, &after);
	slot = TakeSlot(model, stage, number);
	at = NextEventTime(model);
	RecordEvent(model, number, at, kind, TextFact("stage", from), after);
	LapseRequests(model, number, psprintf("the version moved to %s", stage->name));
	return ReplaceColumns(trigdata, tuple, lengthof(columns), columns,
						  ARGS(TextArg(stage->name), slot ? ARG(Int32GetDatum(slot)) : NO_ARG,
							   ARG(TimestampTzGetDatum(at)), digest));
}

/* Deletes a version softly, unless its stage or an alias protects it. */
static HeapTuple
DeleteVersion(TriggerData *trigdata, HeapTuple tuple, Model *model, int32 number, const Stage *stage)
{
	static const char *const columns[] = {"deleted_at"};
	TimestampTz at;

	if (stage->max_versions > 0 || stage->is_protected)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("cannot delete version %d of model \"%s\" while it is in stage \"%s\"", number, model->name,
						stage->name),
				 errhint("Move it to another stage first.")));
	if (HasAlias(model->id, number))
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("cannot delete version %d of model \"%s\" while an alias names it", number, model->name),
				 errhint("Drop the alias with mreg.drop_alias() or move it to another version first.")));
	at = NextEventTime(model);
	RecordEvent(model, number, at, "delete_version", BooleanFact("deleted", false), BooleanFact("deleted", true));
	LapseRequests(model, number, "the version was deleted");
	return ReplaceColumns(trigdata, tuple, 1, columns, ARGS(ARG(TimestampTzGetDatum(at))));
}

/* Brings a deleted version back into its stage, or with stage NULL to one that it moves to at once. */
static HeapTuple
RestoreVersion(TriggerData *trigdata, HeapTuple tuple, Model *model, int32 number, const Stage *stage)
{
	static const char *const columns[] = {"slot"};
	int32		slot = 0;
	bool		purged_null;

	(void) TriggerValue(trigdata->tg_trigtuple, RelationGetDescr(trigdata->tg_relation), "purged_at", &purged_null);
	if (!purged_null)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("version %d of model \"%s\" is purged", number, model->name),
				 errdetail("Its params, signature, source, description and tags were removed for good.")));
	if (stage && stage->max_versions > 0 && (slot = FreeSlot(model, stage)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("stage \"%s\" of model \"%s\" is full", stage->name, model->name),
				 errhint("Move a version out of it first.")));
	RecordEvent(model, number, NextEventTime(model), "restore_version", BooleanFact("deleted", true),
				BooleanFact("deleted", false));
	return ReplaceColumns(trigdata, tuple, 1, columns, ARGS(slot ? ARG(Int32GetDatum(slot)) : NO_ARG));
}

/* Raises the errors of an UPDATE that no state of the version allows. */
static void
CheckUnchanging(TriggerData *trigdata, const char *object, bool same_stage)
{
	static const char *const identity[] = {
		"id", "model", "number", "label", "parent", "external_id", "created_at", "created_by", "lifecycle", "digest",
		"artifact_digest", NULL
	};
	static const char *const content[] = {"params", "signature", "source", NULL};
	static const char *const managed[] = {"slot", "stage_since", NULL};
	static const char *const purge[] = {"purged_at", NULL};
	const char *detail = "The identity of a version never changes after registration.";
	const char *hint = "Register a new version with mreg.register_version().";

	RefuseChanges(trigdata, identity, object, detail, hint);
	if (Announced(ANNOUNCE_PURGE))
		return;
	RefuseChanges(trigdata, content, object, detail, hint);
	RefuseChanges(trigdata, purge, object, "Only mreg.purge() sets it.", NULL);
	if (same_stage)
		RefuseChanges(trigdata, managed, object, "It follows from the stage.", "Change the stage.");
}

/* Checks an UPDATE of a version, completes it and writes its events. */
static HeapTuple
ChangeVersion(TriggerData *trigdata)
{
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	HeapTuple	old = trigdata->tg_trigtuple;
	HeapTuple	new = trigdata->tg_newtuple;
	HeapTuple	result = new;
	bool		isnull;
	bool		was_live;
	bool		is_live;
	bool		moves;
	int32		number = DatumGetInt32(TriggerValue(old, desc, "number", &isnull));
	char	   *from = TextColumn(old, desc, "stage");
	char	   *to = TextColumn(new, desc, "stage");
	Jsonb	   *tags = JsonbColumn(new, desc, "tags");
	char	   *object;
	Model		model;
	Stage		stage;

	if (to == NULL || tags == NULL || !JB_ROOT_IS_OBJECT(tags) || Announced(ANNOUNCE_DEFINITION))
		return new;				/* the constraints refuse; a lifecycle's new capacity renumbers slots */

	LockModelById(DatumGetInt64(TriggerValue(old, desc, "model", &isnull)), &model);
	object = psprintf("version %d of model \"%s\"", number, model.name);
	RequireStage(model.lifecycle, model.name, to, &stage);
	CheckUnchanging(trigdata, object, strcmp(from, stage.name) == 0);
	if (Announced(ANNOUNCE_PURGE))
	{
		RecordEvent(&model, number, NextEventTime(&model), "purge", BooleanFact("purged", false),
					BooleanFact("purged", true));
		return new;
	}

	(void) TriggerValue(old, desc, "deleted_at", &was_live);
	(void) TriggerValue(new, desc, "deleted_at", &is_live);
	if (model.is_deleted)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("model \"%s\" is deleted", model.name),
				 errhint("Bring it back with mreg.restore_model().")));
	if (!was_live && !is_live)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("%s is deleted", object),
				 errhint("Bring it back with mreg.restore_version('%s/%d').", model.name, number)));

	moves = strcmp(from, stage.name) != 0;
	if (!was_live)
		result = RestoreVersion(trigdata, result, &model, number, moves ? NULL : &stage);
	if (moves)
		result = ChangeStage(trigdata, result, &model, number, from, &stage);
	else if (strcmp(to, stage.name) != 0)
		result = ReplaceColumns(trigdata, result, 1, stage_column, ARGS(TextArg(stage.name)));
	RecordTagChange(&model, number, JsonbColumn(old, desc, "tags"), tags);
	RecordTextChange(&model, number, "describe", "description", TextColumn(old, desc, "description"),
					 TextColumn(new, desc, "description"));
	if (was_live && !is_live)
		result = DeleteVersion(trigdata, result, &model, number, &stage);
	return result;
}

/* Completes or checks the row of a version. */
static Datum
version_guard_body(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;

	if (TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event))
		return PointerGetDatum(ChangeVersion(trigdata));
	return PointerGetDatum(CompleteVersion(trigdata));
}

/*
 * version_guard(): BEFORE INSERT OR UPDATE of mreg.version; holds every rule that a constraint cannot.  The rows of
 * register_version() are complete and pass at once.
 */
MREG_FUNCTION(mreg_version_guard);
Datum
mreg_version_guard(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = CheckTrigger(fcinfo, "version", TRIGGER_EVENT_ROW | TRIGGER_EVENT_BEFORE, "iu");

	if (Announced(ANNOUNCE_REGISTRATION))
		return PointerGetDatum(trigdata->tg_trigtuple);
	return RunInRegistry(fcinfo, version_guard_body);
}

/* Raises the model's counter to the number of a row that a statement inserted. */
static Datum
version_count_body(PG_FUNCTION_ARGS)
{
	static Statement statement = STATEMENT("UPDATE mreg.model SET last_number = $2 WHERE id = $1 AND last_number < $2",
		INT8OID, INT4OID);
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	NullableDatum model;
	NullableDatum number;

	model.value = TriggerValue(trigdata->tg_trigtuple, desc, "model", &model.isnull);
	number.value = TriggerValue(trigdata->tg_trigtuple, desc, "number", &number.isnull);
	RunAnnounced(ANNOUNCE_COUNT, &statement, ARGS(model, number));
	return PointerGetDatum(NULL);
}

/* version_count(): AFTER INSERT of mreg.version; register_version() counts with its event. */
MREG_FUNCTION(mreg_version_count);
Datum
mreg_version_count(PG_FUNCTION_ARGS)
{
	(void) CheckTrigger(fcinfo, "version", TRIGGER_EVENT_ROW | TRIGGER_EVENT_AFTER, "i");
	if (Announced(ANNOUNCE_REGISTRATION))
		return PointerGetDatum(NULL);
	return RunInRegistry(fcinfo, version_count_body);
}

/* Says of an error which argument it is about. */
static void
SignatureContext(void *arg)
{
	errcontext("argument \"%s\"", "signature");
}

/* Returns a signature with MLflow's sections of JSON text unpacked; raises an error if its shape is wrong. */
static NullableDatum
CheckSignature(NullableDatum signature)
{
	static Statement statement = STATEMENT(
		"SELECT s, mreg_internal.signature_fault(s) FROM mreg_internal.unpack_signature($1) s",
		JSONBOID);
	ErrorContextCallback context;
	char	   *fault;

	if (signature.isnull)
		return signature;
	context.callback = SignatureContext;
	context.arg = NULL;
	context.previous = error_context_stack;
	error_context_stack = &context;
	RunStatement(&statement, ARGS(signature));
	error_context_stack = context.previous;
	fault = ResultText(0, 2);
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid signature"),
				 errdetail("%s", fault),
				 errhint("A signature is MLflow's: {\"inputs\": [{\"name\": \"x\", \"type\": \"double\"}],"
				 " \"outputs\": [{\"type\": \"long\"}]}.")));
	return ARG(ResultValue(0, 1, NULL));
}

/* What register_version() is given, as arguments of its statements. */
enum
{
	REG_MODEL,
	REG_PARAMS,
	REG_SIGNATURE,
	REG_SOURCE,
	REG_PARENT,
	REG_LABEL,
	REG_DESCRIPTION,
	REG_TAGS,
	REG_EXTERNAL_ID,
	REG_LIFECYCLE,
	REG_NUMBER,
	REG_STAGE,
	REG_AT,
	REG_ACTOR,
	REG_COUNT
};

/* Finds the version registered before under the same external id; raises an error if its content is another. */
static bool
FindRegistered(const Model *model, const NullableDatum *args, const char *external_id, int64 *id)
{
	static Statement statement = STATEMENT("SELECT v.id, v.number, v.deleted_at IS NOT NULL,"
		" v.params = $2 AND v.signature IS NOT DISTINCT FROM $3 AND v.source IS NOT DISTINCT FROM $4"
		" AND v.parent IS NOT DISTINCT FROM $5 AND v.label IS NOT DISTINCT FROM $6"
		" AND coalesce(e.detail -> 'after' ->> 'description' IS NOT DISTINCT FROM $7"
		" AND e.detail -> 'after' -> 'tags' = $8, true)"
		" FROM mreg.version v LEFT JOIN mreg.event e"
		" ON e.model = v.model AND e.version = v.number AND e.kind = 'register_version'"
		" WHERE v.model = $1 AND v.external_id = $9",
		INT8OID, JSONBOID, JSONBOID, JSONBOID, INT8OID, TEXTOID, TEXTOID, JSONBOID, TEXTOID);
	int32		number;

	if (RunStatement(&statement, args) == 0)
		return false;
	number = DatumGetInt32(ResultValue(0, 2, NULL));
	if (DatumGetBool(ResultValue(0, 3, NULL)))
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("version %d of model \"%s\", registered with external_id \"%s\", is deleted", number,
						model->name, external_id),
				 errhint("Bring it back with mreg.restore_version('%s/%d'), or give another external_id.",
						 model->name, number)));
	if (!DatumGetBool(ResultValue(0, 4, NULL)))
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("version %d of model \"%s\" was registered with external_id \"%s\" and other content",
						number, model->name, external_id),
				 errhint("Give another external_id, or the same content as before.")));
	*id = DatumGetInt64(ResultValue(0, 1, NULL));
	return true;
}

/* Raises an error if another version of the model has the label. */
static void
CheckLabelIsFree(const Model *model, const char *label)
{
	static Statement statement = STATEMENT("SELECT number FROM mreg.version WHERE model = $1 AND label = $2",
		INT8OID, TEXTOID);

	CheckLabel(label);
	if (RunStatement(&statement, ARGS(ARG(Int64GetDatum(model->id)), TextArg(label))) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("model \"%s\" already has a version labelled \"%s\"", model->name, label),
				 errdetail("It is version %d.", DatumGetInt32(ResultValue(0, 1, NULL)))));
}

/* Returns the facts about a new version that its event keeps. */
static Jsonb *
RegistrationFacts(int32 number, const char *stage, const char *label, const char *external_id, const char *digest,
				  const char *description, Jsonb *tags)
{
	Facts		facts;

	BeginFacts(&facts);
	AddInteger(&facts, "number", number);
	AddText(&facts, "stage", stage);
	AddText(&facts, "label", label);
	AddText(&facts, "external_id", external_id);
	AddText(&facts, "digest", digest);
	AddText(&facts, "description", description);
	AddJsonb(&facts, "tags", tags);
	return EndFacts(&facts);
}

/* register_version(model, ...): the next version of a model. */
REGISTRY_FUNCTION(register_version)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.version AS v (model, params, signature, source, parent, label, description, tags,"
		" external_id, lifecycle, number, stage, created_at, stage_since, created_by, digest)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14,"
		" mreg_internal.version_digest($6, $2, $3, $4, $5)) RETURNING v, pg_catalog.encode(v.digest, 'hex')",
		INT8OID, JSONBOID, JSONBOID, JSONBOID, INT8OID, TEXTOID, TEXTOID, JSONBOID, TEXTOID, TEXTOID, INT4OID,
		TEXTOID, TIMESTAMPTZOID, TEXTOID);
	char	   *name = RequiredText(fcinfo, 0, "model");
	char	   *label = OptionalText(fcinfo, 5);
	char	   *description = OptionalText(fcinfo, 6);
	char	   *external_id = OptionalText(fcinfo, 8);
	NullableDatum empty = ARG(DirectFunctionCall1(jsonb_in, CStringGetDatum("{}")));
	NullableDatum args[REG_COUNT];
	TimestampTz at;
	Model		model;
	int64		registered;
	char	   *stage;
	Datum		row;

	CheckModelName(name);
	if (external_id)
		CheckExternalId(external_id);
	args[REG_PARAMS] = OptionalObject(fcinfo, 1, "params");
	args[REG_SIGNATURE] = CheckSignature(OptionalArg(fcinfo, 2));
	args[REG_SOURCE] = OptionalObject(fcinfo, 3, "source");
	args[REG_PARENT] = PG_ARGISNULL(4) ? NO_ARG : ARG(Int64GetDatum(ResolveVersionId(OptionalText(fcinfo, 4))));
	args[REG_LABEL] = TextArg(label);
	args[REG_DESCRIPTION] = TextArg(description);
	args[REG_TAGS] = OptionalObject(fcinfo, 7, "tags");
	args[REG_EXTERNAL_ID] = TextArg(external_id);
	if (args[REG_PARAMS].isnull)
		args[REG_PARAMS] = empty;
	if (args[REG_TAGS].isnull)
		args[REG_TAGS] = empty;

	LockModelNamed(name, &model);
	args[REG_MODEL] = ARG(Int64GetDatum(model.id));
	if (external_id && FindRegistered(&model, args, external_id, &registered))
		return VersionRow(registered);
	if (label)
		CheckLabelIsFree(&model, label);

	stage = InitialStage(model.lifecycle);
	at = NextEventTime(&model);
	model.last_number = NextNumber(&model);
	args[REG_LIFECYCLE] = TextArg(model.lifecycle);
	args[REG_NUMBER] = ARG(Int32GetDatum(model.last_number));
	args[REG_STAGE] = TextArg(stage);
	args[REG_AT] = ARG(TimestampTzGetDatum(at));
	args[REG_ACTOR] = TextArg(GetUserNameFromId(current_call.caller, false));
	RunAnnounced(ANNOUNCE_REGISTRATION, &insert, args);
	row = ResultRow(1);
	RecordEvent(&model, model.last_number, at, "register_version", NULL,
				RegistrationFacts(model.last_number, stage, label, external_id, ResultText(0, 2), description,
								  DatumGetJsonbP(args[REG_TAGS].value)));
	return row;
}

/* Locks the model of a reference and sets or clears deleted_at of the version that it names. */
static Datum
SetDeleted(FunctionCallInfo fcinfo, bool deleted)
{
	static Statement statement = STATEMENT(
		"UPDATE mreg.version SET deleted_at = CASE WHEN $2 THEN pg_catalog.clock_timestamp() END WHERE id = $1",
		INT8OID, BOOLOID);
	Ref			ref;
	Model		model;
	Version		version;

	ParseVersionRef(RequiredText(fcinfo, 0, "ref"), &ref);
	LockModelNamed(ref.model, &model);
	FindVersion(&ref, &model, !deleted, &version);
	if (version.is_deleted == deleted)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("version %d of model \"%s\" is not deleted", version.number, model.name),
				 errhint("Nothing needs to be done.")));
	RunStatement(&statement, ARGS(ARG(Int64GetDatum(version.id)), ARG(BoolGetDatum(deleted))));
	return VersionRow(version.id);
}

/* delete_version(ref, reason): deletes a version softly. */
REGISTRY_FUNCTION(delete_version)
{
	current_call.reason = OptionalText(fcinfo, 1);
	return SetDeleted(fcinfo, true);
}

/* restore_version(ref): brings a deleted version back. */
REGISTRY_FUNCTION(restore_version)
{
	return SetDeleted(fcinfo, false);
}
