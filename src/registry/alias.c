/*
 * alias.c: names that point to one version of a model and can be moved.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "mreg_internal.h"

/* Whether an alias names the version. */
bool
HasAlias(int64 model, int32 version)
{
	static Statement statement = STATEMENT("SELECT FROM mreg.alias WHERE model = $1 AND version = $2 LIMIT 1",
		INT8OID, INT4OID);

	return RunStatement(&statement, ARGS(ARG(Int64GetDatum(model)), ARG(Int32GetDatum(version)))) > 0;
}

/* Returns the facts about an alias that names a version; NULL for version 0. */
static Jsonb *
AliasFacts(const char *alias, int32 version)
{
	Facts		facts;

	if (version == 0)
		return NULL;
	BeginFacts(&facts);
	AddText(&facts, "alias", alias);
	AddInteger(&facts, "version", version);
	return EndFacts(&facts);
}

/* Writes the event of an alias that named one version and names another; 0 stands for none. */
static void
RecordAlias(Model *model, const char *alias, int32 before, int32 after)
{
	RecordEvent(model, after ? after : before, NextEventTime(model), after ? "set_alias" : "drop_alias",
				AliasFacts(alias, before), AliasFacts(alias, after));
}

/* Raises an error unless the version may bear an alias. */
static void
CheckTarget(const Model *model, int32 version)
{
	Ref			ref = {.kind = REF_NUMBER, .model = model->name, .number = version};
	Version		found;

	ref.item = psprintf("%d", version);
	FindVersion(&ref, model, false, &found);
}

/* alias_guard(): BEFORE UPDATE OR DELETE of mreg.alias; checks the version and writes the event. */
REGISTRY_FUNCTION(alias_guard)
{
	static const char *const identity[] = {"model", "alias", NULL};
	TriggerData *trigdata = CheckTrigger(fcinfo, "alias", TRIGGER_EVENT_ROW | TRIGGER_EVENT_BEFORE, "ud");
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	bool		isnull;
	Model		model;
	char	   *alias = TextDatumGetCString(TriggerValue(trigdata->tg_trigtuple, desc, "alias", &isnull));
	int32		before = DatumGetInt32(TriggerValue(trigdata->tg_trigtuple, desc, "version", &isnull));
	int32		after;

	LockModelById(DatumGetInt64(TriggerValue(trigdata->tg_trigtuple, desc, "model", &isnull)), &model);
	if (TRIGGER_FIRED_BY_DELETE(trigdata->tg_event))
	{
		RecordAlias(&model, alias, before, 0);
		return PointerGetDatum(trigdata->tg_trigtuple);
	}

	RefuseChanges(trigdata, identity, psprintf("alias \"%s\" of model \"%s\"", alias, model.name),
				  "Only the version that an alias names can change.", "Use mreg.set_alias() and mreg.drop_alias().");
	after = DatumGetInt32(TriggerValue(trigdata->tg_newtuple, desc, "version", &isnull));
	if (!isnull && after != before)
	{
		CheckTarget(&model, after);
		RecordAlias(&model, alias, before, after);
	}
	return PointerGetDatum(trigdata->tg_newtuple);
}

/* set_alias(ref, alias): makes an alias name a version, moving it if another bears it. */
REGISTRY_FUNCTION(set_alias)
{
	static Statement find = STATEMENT("SELECT version FROM mreg.alias WHERE model = $1 AND alias = $2",
		INT8OID, TEXTOID);
	static Statement move = STATEMENT("UPDATE mreg.alias SET version = $3 WHERE model = $1 AND alias = $2",
		INT8OID, TEXTOID, INT4OID);
	static Statement insert = STATEMENT("INSERT INTO mreg.alias (model, alias, version) VALUES ($1, $2, $3)",
		INT8OID, TEXTOID, INT4OID);
	char	   *alias = RequiredText(fcinfo, 1, "alias");
	NullableDatum args[3];
	Ref			ref;
	Model		model;
	Version		version;

	ParseVersionRef(RequiredText(fcinfo, 0, "ref"), &ref);
	CheckAlias(alias);
	LockModelNamed(ref.model, &model);
	FindVersion(&ref, &model, false, &version);
	args[0] = ARG(Int64GetDatum(model.id));
	args[1] = TextArg(alias);
	args[2] = ARG(Int32GetDatum(version.number));
	if (RunStatement(&find, args) > 0)
		RunStatement(&move, args);
	else
	{
		RunStatement(&insert, args);
		RecordAlias(&model, alias, 0, version.number);
	}
	return VersionRow(version.id);
}

/* drop_alias(model, alias): removes an alias. */
REGISTRY_FUNCTION(drop_alias)
{
	static Statement statement = STATEMENT("DELETE FROM mreg.alias WHERE model = $1 AND alias = $2",
		INT8OID, TEXTOID);
	char	   *name = RequiredText(fcinfo, 0, "model");
	char	   *alias = RequiredText(fcinfo, 1, "alias");
	Model		model;

	CheckModelName(name);
	CheckAlias(alias);
	LockModelNamed(name, &model);
	if (RunStatement(&statement, ARGS(ARG(Int64GetDatum(model.id)), TextArg(alias))) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("model \"%s\" has no alias \"%s\"", model.name, alias),
				 errhint("mreg.alias lists its aliases.")));
	PG_RETURN_VOID();
}
