/*
 * lifecycle.c: lifecycles that users define, and the guard of the tables that hold them.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/rel.h"

#include "mreg_internal.h"

/* Whether a lifecycle is built in. */
static bool
IsBuiltIn(const char *lifecycle)
{
	static Statement statement = STATEMENT("SELECT FROM mreg.lifecycle WHERE name = $1 AND id < 1000",
		TEXTOID);

	return RunStatement(&statement, ARGS(TextArg(lifecycle))) > 0;
}

/* Raises the error for an edit of a lifecycle that mreg brings. */
static void
RaiseBuiltIn(const char *lifecycle)
{
	ereport(ERROR,
			(errcode(ERRCODE_MREG_RULE),
			 errmsg("lifecycle \"%s\" is built in and cannot be changed", lifecycle),
			 errhint("Define one of your own with mreg.define_lifecycle().")));
}

/*
 * lifecycle_guard(): BEFORE INSERT OR UPDATE OR DELETE of mreg.lifecycle, mreg.stage and mreg.transition_rule.
 * Built-in lifecycles never change, others only through define_lifecycle(); a restore inserts.
 */
REGISTRY_FUNCTION(lifecycle_guard)
{
	TriggerData *trigdata = CheckTrigger(fcinfo, NULL, TRIGGER_EVENT_ROW | TRIGGER_EVENT_BEFORE, "iud");
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	bool		is_lifecycle = strcmp(RelationGetRelationName(trigdata->tg_relation), "lifecycle") == 0;
	HeapTuple	result = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event) ? trigdata->tg_newtuple : trigdata->tg_trigtuple;
	char	   *lifecycle;
	bool		isnull;
	Datum		id;

	if (creating_extension)
		return PointerGetDatum(result);
	id = TriggerValue(trigdata->tg_trigtuple, desc, "id", &isnull);
	if (TRIGGER_FIRED_BY_INSERT(trigdata->tg_event) && !isnull && DatumGetInt64(id) < 1000)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_RULE),
				 errmsg("id %lld is reserved", (long long) DatumGetInt64(id)),
				 errdetail("Ids below 1000 are those of what mreg brings itself.")));
	lifecycle = TextColumn(trigdata->tg_trigtuple, desc, is_lifecycle ? "name" : "lifecycle");
	if (lifecycle && IsBuiltIn(lifecycle) && !(is_lifecycle && TRIGGER_FIRED_BY_INSERT(trigdata->tg_event)))
		RaiseBuiltIn(lifecycle);
	if (!TRIGGER_FIRED_BY_INSERT(trigdata->tg_event) && !Announced(ANNOUNCE_DEFINITION))
		ereport(ERROR,
				(errcode(ERRCODE_MREG_RULE),
				 errmsg("lifecycle \"%s\" cannot be changed row by row", lifecycle),
				 errhint("Give mreg.define_lifecycle() the whole definition.")));
	return PointerGetDatum(result);
}

/* Returns a lifecycle's definition as define_lifecycle() takes it, or NULL if there is none of that name. */
static Jsonb *
LifecycleDefinition(const char *name)
{
	static Statement statement = STATEMENT("SELECT mreg_internal.lifecycle_definition($1)",
		TEXTOID);
	bool		isnull;
	Datum		definition;

	RunStatement(&statement, ARGS(TextArg(name)));
	definition = ResultValue(0, 1, &isnull);
	return isnull ? NULL : DatumGetJsonbP(definition);
}

/* Raises an error that names the fault of a definition, if it has one. */
static void
CheckDefinition(const char *name, NullableDatum definition)
{
	static Statement statement = STATEMENT("SELECT mreg_internal.lifecycle_fault($1)",
		JSONBOID);
	char	   *fault;

	RunStatement(&statement, ARGS(definition));
	fault = ResultText(0, 1);
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid definition of lifecycle \"%s\"", name),
				 errdetail("%s", fault),
				 errhint("A definition is {\"stages\": [{\"name\": ..., \"is_initial\": true, \"max_versions\": 1,"
				 " \"displaced_to\": ..., \"protected\": true, \"requires_artifact\": true}, ...], \"transitions\":"
				 " [{\"from\": ..., \"to\": ...}, ...]}; \"from\": \"*\" stands for every stage.  A transition may also"
				 " have \"requires_gates\", \"min_approvals\", \"required_role\", \"own_request\", \"own_version\","
				 " \"auto_apply\" and \"approval_ttl\".")));
}

/* Raises an error if a definition names a role that does not exist. */
static void
CheckRoles(const char *name, NullableDatum definition)
{
	static Statement statement = STATEMENT("SELECT d.required_role, d.from_stage, d.to_stage"
		" FROM mreg_internal.defined_transitions($1) d WHERE d.required_role IS NOT NULL AND NOT EXISTS"
		" (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname::text = d.required_role) ORDER BY 1, 2, 3 LIMIT 1",
		JSONBOID);

	if (RunStatement(&statement, ARGS(definition)) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("role \"%s\" does not exist", ResultText(0, 1)),
				 errdetail("The definition of lifecycle \"%s\" requires it for the transition from \"%s\" to \"%s\".",
						   name, ResultText(0, 2), ResultText(0, 3)),
				 errhint("Create the role, or name another.")));
}

/* Raises an error if a new definition leaves a version in a stage that is gone, too small or without a way out. */
static void
CheckStranded(const char *name, NullableDatum definition)
{
	static Statement statement = STATEMENT("SELECT fault, hint FROM mreg_internal.stranded_versions($1, $2) LIMIT 1",
		TEXTOID, JSONBOID);

	if (RunStatement(&statement, ARGS(TextArg(name), definition)) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("the new definition of lifecycle \"%s\" would strand versions", name),
				 errdetail("%s", ResultText(0, 1)),
				 errhint("%s", ResultText(0, 2))));
}

/* Raises an error if a new definition takes the stages from under gates. */
static void
CheckStrandedGates(const char *name, NullableDatum definition)
{
	static Statement statement = STATEMENT("SELECT fault, hint FROM mreg_internal.stranded_gates($1, $2) LIMIT 1",
		TEXTOID, JSONBOID);

	if (RunStatement(&statement, ARGS(TextArg(name), definition)) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("the new definition of lifecycle \"%s\" would disable gates", name),
				 errdetail("%s", ResultText(0, 1)),
				 errhint("%s", ResultText(0, 2))));
}

/* Writes a checked definition into the tables. */
static void
StoreDefinition(const char *name, NullableDatum definition)
{
	static Statement statements[] = {
		STATEMENT("DELETE FROM mreg.transition_rule WHERE lifecycle = $1",
				  TEXTOID, JSONBOID),
		STATEMENT("UPDATE mreg.stage SET is_initial = false, max_versions = NULL, displaced_to = NULL WHERE lifecycle"
		" = $1",
				  TEXTOID, JSONBOID),
		STATEMENT("DELETE FROM mreg.stage WHERE lifecycle = $1"
			" AND name <> ALL (SELECT d.name FROM mreg_internal.defined_stages($2) d)",
				  TEXTOID, JSONBOID),
		STATEMENT("INSERT INTO mreg.stage (lifecycle, place, name) SELECT $1, d.place, d.name"
			" FROM mreg_internal.defined_stages($2) d ORDER BY d.place ON CONFLICT (lifecycle, name) DO NOTHING",
				  TEXTOID, JSONBOID),
		STATEMENT("UPDATE mreg.stage s SET place = d.place, max_versions = d.max_versions, displaced_to ="
		" d.displaced_to,"
			" is_initial = d.is_initial, protected = d.protected, requires_artifact = d.requires_artifact"
			" FROM mreg_internal.defined_stages($2) d"
			" WHERE s.lifecycle = $1 AND s.name = d.name",
				  TEXTOID, JSONBOID),
		STATEMENT("INSERT INTO mreg.transition_rule (lifecycle, from_stage, to_stage, requires_gates, min_approvals,"
			" required_role, own_request, own_version, auto_apply, approval_ttl)"
			" SELECT $1, d.from_stage, d.to_stage, d.requires_gates, d.min_approvals, d.required_role, d.own_request,"
			" d.own_version, d.auto_apply, d.approval_ttl FROM mreg_internal.defined_transitions($2) d"
			" JOIN mreg_internal.defined_stages($2) f ON f.name = d.from_stage"
			" JOIN mreg_internal.defined_stages($2) t ON t.name = d.to_stage ORDER BY f.place, t.place",
				  TEXTOID, JSONBOID),
		STATEMENT("UPDATE mreg.version SET slot = NULL WHERE lifecycle = $1 AND slot IS NOT NULL",
				  TEXTOID, JSONBOID),
		STATEMENT("UPDATE mreg.version v SET slot = n.slot FROM (SELECT w.id, pg_catalog.row_number()"
			" OVER (PARTITION BY w.model, w.stage ORDER BY w.stage_since, w.number) AS slot"
			" FROM mreg.version w JOIN mreg.stage s ON s.lifecycle = w.lifecycle AND s.name = w.stage"
			" WHERE w.lifecycle = $1 AND w.deleted_at IS NULL AND s.max_versions IS NOT NULL) n WHERE v.id = n.id",
				  TEXTOID, JSONBOID)
	};

	for (int i = 0; i < lengthof(statements); i++)
		RunAnnounced(ANNOUNCE_DEFINITION, &statements[i], ARGS(TextArg(name), definition));
}

/* Locks the models that a lifecycle governs, so that no version moves by the old definition. */
static void
LockModels(const char *name)
{
	static Statement statement = STATEMENT("UPDATE mreg.model SET changed_at = changed_at WHERE id IN"
		" (SELECT m.id FROM mreg.model m WHERE m.lifecycle = $1 ORDER BY m.id FOR NO KEY UPDATE)",
		TEXTOID);

	RunAnnounced(ANNOUNCE_COUNT, &statement, ARGS(TextArg(name)));
}

/* define_lifecycle(name, definition): makes a lifecycle, or changes one. */
REGISTRY_FUNCTION(define_lifecycle)
{
	static Statement insert = STATEMENT("INSERT INTO mreg.lifecycle (name) VALUES ($1) ON CONFLICT (name) DO NOTHING",
		TEXTOID);
	static Statement lock = STATEMENT("SELECT FROM mreg.lifecycle WHERE name = $1 FOR UPDATE",
		TEXTOID);
	static Statement row = STATEMENT("SELECT l FROM mreg.lifecycle l WHERE l.name = $1",
		TEXTOID);
	char	   *name = RequiredText(fcinfo, 0, "name");
	NullableDatum definition = OptionalArg(fcinfo, 1);
	Jsonb	   *before;
	Jsonb	   *after;

	if (definition.isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "definition")));
	CheckLifecycleName(name);
	if (IsBuiltIn(name))
		RaiseBuiltIn(name);
	if (strncmp(name, "mreg_", 5) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_RESERVED_NAME),
				 errmsg("invalid lifecycle name: \"%s\"", name),
				 errdetail("Names that start with \"mreg_\" are reserved.")));
	CheckDefinition(name, definition);
	CheckRoles(name, definition);

	RunStatement(&insert, ARGS(TextArg(name)));
	RunStatement(&lock, ARGS(TextArg(name)));
	LockModels(name);
	before = LifecycleDefinition(name);
	CheckStranded(name, definition);
	CheckStrandedGates(name, definition);
	StoreDefinition(name, definition);
	after = LifecycleDefinition(name);
	if (before == NULL || compareJsonbContainers(&before->root, &after->root) != 0)
		RecordLifecycleEvent("define_lifecycle", before, after);
	RunStatement(&row, ARGS(TextArg(name)));
	return ResultRow(1);
}

/*
 * read_duration(text): an interval, whatever the session's IntervalStyle; NULL if the text is none.
 */
MREG_FUNCTION(mreg_read_duration);
Datum
mreg_read_duration(PG_FUNCTION_ARGS)
{
	char	   *given = text_to_cstring(PG_GETARG_TEXT_PP(0));
	Interval   *result = palloc(sizeof(Interval));
	int			style = IntervalStyle;
	char		buffer[256];
	char	   *fields[MAXDATEFIELDS];
	int			types[MAXDATEFIELDS];
	struct pg_itm_in parts = {0};
	int			count;
	int			kind = DTK_DELTA;
	int			fault;

	IntervalStyle = INTSTYLE_POSTGRES;	/* nothing up to its return to the session's raises an error */
	fault = ParseDateTime(given, buffer, sizeof(buffer), fields, types, MAXDATEFIELDS, &count);
	if (fault == 0)
		fault = DecodeInterval(fields, types, count, INTERVAL_FULL_RANGE, &kind, &parts);
	if (fault == DTERR_BAD_FORMAT)
		fault = DecodeISO8601Interval(given, &kind, &parts);
	IntervalStyle = style;
	if (fault != 0 || kind != DTK_DELTA || itmin2interval(&parts, result) != 0)
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(result);
}

/* show_duration(interval): the interval as text that read_duration() takes, whatever the session's IntervalStyle. */
MREG_FUNCTION(mreg_show_duration);
Datum
mreg_show_duration(PG_FUNCTION_ARGS)
{
	char		buffer[MAXDATELEN + 1];
	struct pg_itm parts;

	interval2itm(*PG_GETARG_INTERVAL_P(0), &parts);
	EncodeInterval(&parts, INTSTYLE_POSTGRES, buffer);
	PG_RETURN_TEXT_P(cstring_to_text(buffer));
}
