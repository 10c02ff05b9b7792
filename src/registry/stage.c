/*
 * stage.c: stages and the moves of versions between them: rules, capacity, displacement, promote and rollback.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "mreg_internal.h"

/* Finds a stage without regard to case; leaves the name NULL if the lifecycle has none. */
void
FindStage(const char *lifecycle, const char *name, Stage *stage)
{
	static Statement statement = STATEMENT(
		"SELECT name, coalesce(max_versions, 0), displaced_to, protected, requires_artifact FROM mreg.stage"
		" WHERE lifecycle = $1 AND pg_catalog.lower(name COLLATE pg_catalog.\"default\") = pg_catalog.lower($2 COLLATE"
		" pg_catalog.\"default\")",
		TEXTOID, TEXTOID);

	memset(stage, 0, sizeof(*stage));
	if (RunStatement(&statement, ARGS(TextArg(lifecycle), TextArg(name))) == 0)
		return;
	stage->name = ResultText(0, 1);
	stage->max_versions = DatumGetInt32(ResultValue(0, 2, NULL));
	stage->displaced_to = ResultText(0, 3);
	stage->is_protected = DatumGetBool(ResultValue(0, 4, NULL));
	stage->requires_artifact = ResultText(0, 5);
}

/* Finds a stage of a model's lifecycle; raises an error if there is none. */
void
RequireStage(const char *lifecycle, const char *model, const char *name, Stage *stage)
{
	static Statement list = STATEMENT(
		"SELECT pg_catalog.string_agg(name, ', ' ORDER BY place) FROM mreg.stage WHERE lifecycle = $1",
		TEXTOID);

	CheckStageName(name);
	FindStage(lifecycle, name, stage);
	if (stage->name == NULL)
	{
		RunStatement(&list, ARGS(TextArg(lifecycle)));
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("lifecycle \"%s\" of model \"%s\" has no stage \"%s\"", lifecycle, model, name),
				 errhint("Its stages are %s.", ResultText(0, 1))));
	}
}

/* Raises an error unless the lifecycle allows the move. */
void
CheckTransition(const Model *model, int32 version, const char *from, const char *to)
{
	static Statement rule = STATEMENT(
		"SELECT FROM mreg.transition_rule WHERE lifecycle = $1 AND from_stage = $2 AND to_stage = $3",
		TEXTOID, TEXTOID, TEXTOID);
	static Statement allowed = STATEMENT(
		"SELECT coalesce(pg_catalog.string_agg(r.to_stage, ', ' ORDER BY s.place), 'nowhere')"
		" FROM mreg.transition_rule r JOIN mreg.stage s ON s.lifecycle = r.lifecycle AND s.name = r.to_stage"
		" WHERE r.lifecycle = $1 AND r.from_stage = $2",
		TEXTOID, TEXTOID);
	NullableDatum lifecycle = TextArg(model->lifecycle);

	if (RunStatement(&rule, ARGS(lifecycle, TextArg(from), TextArg(to))) > 0)
		return;
	RunStatement(&allowed, ARGS(lifecycle, TextArg(from)));
	ereport(ERROR,
			(errcode(ERRCODE_MREG_RULE),
			 errmsg("version %d of model \"%s\" may not move from stage \"%s\" to \"%s\"", version, model->name, from,
					to),
			 errdetail("From \"%s\" lifecycle \"%s\" allows: %s.", from, model->lifecycle, ResultText(0, 1)),
			 errhint("Move the version along these stages; mreg.rollback() brings back what a stage held before.")));
}

/*
 * Raises an error unless a version of a locked model has the artifact that it needs to enter a stage; where its bytes
 * are does not matter.
 */
void
CheckRequiredArtifact(const Model *model, int32 version, const Stage *stage)
{
	static Statement exists = STATEMENT(
		"SELECT FROM mreg.artifact WHERE model = $1 AND version = $2 AND ($3 = '*' OR path = $3) LIMIT 1",
		INT8OID, INT4OID, TEXTOID);
	static Statement state = STATEMENT(
		"SELECT s.is_initial AND v.artifact_digest IS NULL, (SELECT pg_catalog.string_agg(pg_catalog.format('\"%s\"',"
		" a.path), ', ' ORDER BY a.path) FROM (SELECT path FROM mreg.artifact WHERE model = $1 AND version = $2"
		" ORDER BY path LIMIT 10) a) FROM mreg.version v JOIN mreg.stage s ON s.lifecycle = v.lifecycle"
		" AND s.name = v.stage WHERE v.model = $1 AND v.number = $2",
		INT8OID, INT4OID);
	NullableDatum id = ARG(Int64GetDatum(model->id));
	NullableDatum number = ARG(Int32GetDatum(version));
	const char *path = stage->requires_artifact;
	char	   *artifacts;

	if (path == NULL || RunStatement(&exists, ARGS(id, number, TextArg(path))) > 0)
		return;
	RunStatement(&state, ARGS(id, number));
	artifacts = ResultText(0, 2);
	ereport(ERROR,
			(errcode(ERRCODE_MREG_RULE),
			 strcmp(path, "*") == 0 ?
			 errmsg("version %d of model \"%s\" has no artifact, and stage \"%s\" requires one", version, model->name,
					stage->name) :
			 errmsg("version %d of model \"%s\" has no artifact \"%s\", which stage \"%s\" requires", version,
					model->name, path, stage->name),
			 artifacts ? errdetail("Its artifacts are %s.", artifacts) :
			 errdetail("It has none at all."),
			 DatumGetBool(ResultValue(0, 1, NULL)) ?
			 errhint("Add it with mreg.put_artifact() while the version is in the first stage of its lifecycle.") :
			 errhint("The version's artifacts are frozen: register a new version with mreg.register_version().")));
}

/* Returns the lowest free slot of a limited stage of a locked model, or 0 if the stage is full. */
int32
FreeSlot(const Model *model, const Stage *stage)
{
	static Statement statement = STATEMENT(
		"SELECT slot FROM mreg.version WHERE model = $1 AND stage = $2 AND slot IS NOT NULL ORDER BY slot",
		INT8OID, TEXTOID);
	uint64		taken = RunStatement(&statement, ARGS(ARG(Int64GetDatum(model->id)), TextArg(stage->name)));
	int32		slot = 1;

	for (uint64 i = 0; i < taken && DatumGetInt32(ResultValue(i, 1, NULL)) == slot; i++)
		slot++;
	return slot <= stage->max_versions ? slot : 0;
}

/* Moves a version of a locked model; the guard of mreg.version does the rest. */
void
MoveVersion(Announcement announcement, int64 id, const char *stage)
{
	static Statement statement = STATEMENT("UPDATE mreg.version SET stage = $2 WHERE id = $1",
		INT8OID, TEXTOID);

	if (RunAnnounced(announcement, &statement, ARGS(ARG(Int64GetDatum(id)), TextArg(stage))) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_TRIGGERED_ACTION_EXCEPTION),
				 errmsg("the version with id %lld was not moved to stage \"%s\"", (long long) id, stage),
				 errhint("A trigger that was added to mreg.version prevents it.")));
}

/* Moves a version where no rule is needed; kind and facts go into its event. */
static void
MoveFreely(int64 id, const char *stage, const char *kind, Jsonb *facts)
{
	current_call.move_kind = kind;
	current_call.move_facts = facts;
	MoveVersion(ANNOUNCE_FREE_MOVE, id, stage);
}

/* Pushes a version out of a full stage. */
static void
Displace(int64 id, const Stage *stage, int32 by)
{
	Facts		facts;

	BeginFacts(&facts);
	AddInteger(&facts, "displaced_by", by);
	MoveFreely(id, stage->displaced_to, "displacement", EndFacts(&facts));
}

/*
 * Returns a slot of the stage for a version that enters, 0 where the stage takes any number.  A full stage first loses
 * the version that has been there longest, or refuses if it displaces none.
 */
int32
TakeSlot(Model *model, const Stage *stage, int32 version)
{
	static Statement oldest = STATEMENT(
		"SELECT id FROM mreg.version WHERE model = $1 AND stage = $2 AND slot IS NOT NULL"
		" ORDER BY stage_since, number LIMIT 1",
		INT8OID, TEXTOID);
	int32		slot;

	if (stage->max_versions == 0)
		return 0;
	slot = FreeSlot(model, stage);
	if (slot > 0)
		return slot;
	if (stage->displaced_to == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("stage \"%s\" of model \"%s\" is full", stage->name, model->name),
				 errdetail("It holds %d of at most %d versions and lifecycle \"%s\" displaces none.",
						   stage->max_versions, stage->max_versions, model->lifecycle),
				 errhint("Move a version out of it first.")));
	RunStatement(&oldest, ARGS(ARG(Int64GetDatum(model->id)), TextArg(stage->name)));
	Displace(DatumGetInt64(ResultValue(0, 1, NULL)), stage, version);
	LockModelById(model->id, model);
	slot = FreeSlot(model, stage);
	if (slot == 0)
		ereport(ERROR,
				(errcode(ERRCODE_TRIGGERED_ACTION_EXCEPTION),
				 errmsg("stage \"%s\" of model \"%s\" is still full", stage->name, model->name),
				 errhint("A trigger that was added to mreg.version fills it.")));
	return slot;
}

/* Returns why a promotion shall pass by gates and approvals, NULL where it shall not; only who manages a model may. */
static char *
OverrideReason(FunctionCallInfo fcinfo, int argno, const Model *model)
{
	char	   *reason = OptionalText(fcinfo, argno);

	if (reason == NULL)
		return NULL;
	if (reason[strspn(reason, " \t\r\n")] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must say why", "override"),
				 errhint("Leave it out to let gates and approvals decide.")));
	CheckManages(model, "override the gates");
	return reason;
}

/* promote(ref, stage, reason, override): moves a version to a stage. */
REGISTRY_FUNCTION(promote)
{
	Ref			ref;
	Model		model;
	Version		version;
	Stage		stage;
	char	   *name = RequiredText(fcinfo, 1, "stage");

	ParseVersionRef(RequiredText(fcinfo, 0, "ref"), &ref);
	current_call.reason = OptionalText(fcinfo, 2);
	LockModelNamed(ref.model, &model);
	FindVersion(&ref, &model, false, &version);
	RequireStage(model.lifecycle, model.name, name, &stage);
	current_call.override = OverrideReason(fcinfo, 3, &model);
	if (strcmp(stage.name, version.stage) == 0)
		ereport(NOTICE,
				(errmsg("version %d of model \"%s\" is in stage \"%s\" already", version.number, model.name,
						stage.name)));
	else
		MoveVersion(current_call.override ? ANNOUNCE_OVERRIDE : ANNOUNCE_NOTHING, version.id, stage.name);
	return VersionRow(version.id);
}

/* One entry of a version into a stage, and whether the version was there after the events read so far. */
typedef struct Entry
{
	int32		version;
	bool		inside;
} Entry;

/* Sets for every entry of a version whether it is in the stage. */
static void
MarkInside(Entry *entries, int n, int32 version, bool inside)
{
	for (int i = 0; i < n; i++)
		if (entries[i].version == version)
			entries[i].inside = inside;
}

/* Returns the index of the last entry of a version, or -1. */
static int
LastEntry(const Entry *entries, int n, int32 version)
{
	while (--n >= 0 && entries[n].version != version)
		;
	return n;
}

/* Leaves out the entries from some index on that are not inside. */
static int
KeepInside(Entry *entries, int n, int from)
{
	int			kept = from;

	for (int i = from; i < n; i++)
		if (entries[i].inside)
			entries[kept++] = entries[i];
	return kept;
}

/* Leaves out the entries of a version. */
static int
Forget(Entry *entries, int n, int32 version)
{
	int			kept = 0;

	for (int i = 0; i < n; i++)
		if (entries[i].version != version)
			entries[kept++] = entries[i];
	return kept;
}

/*
 * Reads from the events which versions were in a stage, oldest first.  An entry is added when a version enters, or when
 * one leaves whose entry was no event.  A rollback takes away the version that it rolls back from, and what it passed
 * over on its way to the one that it brings back.
 */
static Entry *
ReadStack(const Model *model, const Stage *stage, int *count)
{
	static Statement statement = STATEMENT("SELECT version, kind = 'rollback', detail -> 'after' ->> 'stage' = $2,"
		" coalesce((detail -> 'after' ->> 'instead_of')::integer, 0) FROM mreg.event WHERE model = $1"
		" AND kind IN ('transition', 'displacement', 'rollback')"
		" AND $2 IN (detail -> 'before' ->> 'stage', detail -> 'after' ->> 'stage') ORDER BY id",
		INT8OID, TEXTOID);
	uint64		rows = RunStatement(&statement, ARGS(ARG(Int64GetDatum(model->id)), TextArg(stage->name)));
	Entry	   *entries = palloc((rows + 1) * sizeof(Entry));
	int			n = 0;

	for (uint64 i = 0; i < rows; i++)
	{
		int32		version = DatumGetInt32(ResultValue(i, 1, NULL));
		bool		is_rollback = DatumGetBool(ResultValue(i, 2, NULL));
		bool		enters = DatumGetBool(ResultValue(i, 3, NULL));

		CHECK_FOR_INTERRUPTS();
		if (is_rollback)
		{
			n = KeepInside(entries, n, LastEntry(entries, n, version) + 1);
			n = Forget(entries, n, DatumGetInt32(ResultValue(i, 4, NULL)));
		}
		else if (enters ? n == 0 || entries[n - 1].version != version : LastEntry(entries, n, version) < 0)
			entries[n++].version = version;
		MarkInside(entries, n, version, enters);
	}
	*count = n;
	return entries;
}

/* Looks a version of a locked model up by its number. */
static void
FindNumber(const Model *model, int32 number, Version *version)
{
	Ref			ref = {.kind = REF_NUMBER, .model = model->name, .number = number};

	ref.item = psprintf("%d", number);
	FindVersion(&ref, model, true, version);
}

/*
 * Chooses the version that a rollback brings back, and the one that it rolls back from: going down the list, the latest
 * entry that is inside is rolled back from, unless a version that left by itself comes first.  Deleted versions are
 * passed over and collected in skipped.  Returns false if none is left.
 */
static bool
ChooseTarget(const Model *model, const Stage *stage, Version *target, int32 *current, Jsonb **skipped)
{
	int			count;
	Entry	   *entries = ReadStack(model, stage, &count);
	int			i = count;
	Facts		passed = {NULL};

	*current = 0;
	pushJsonbValue(&passed.state, WJB_BEGIN_ARRAY, NULL);
	while (--i >= 0)
	{
		if (entries[i].inside && *current == 0)
			*current = entries[i].version;
		if (entries[i].inside)
			continue;
		FindNumber(model, entries[i].version, target);
		if (!target->is_deleted)
			break;
		AddElement(&passed, target->number);
	}
	*skipped = JsonbValueToJsonb(pushJsonbValue(&passed.state, WJB_END_ARRAY, NULL));
	return i >= 0;
}

/* rollback(model, stage, reason): brings back what a stage held before what it holds now. */
REGISTRY_FUNCTION(rollback)
{
	Model		model;
	Stage		stage;
	Version		target;
	Version		left;
	Jsonb	   *skipped;
	Facts		facts;
	char	   *name = RequiredText(fcinfo, 0, "model");
	char	   *stage_name = RequiredText(fcinfo, 1, "stage");
	int32		current;

	current_call.reason = OptionalText(fcinfo, 2);
	CheckModelName(name);
	LockModelNamed(name, &model);
	RequireStage(model.lifecycle, model.name, stage_name, &stage);
	if (stage.max_versions == 0)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("stage \"%s\" of model \"%s\" has nothing to roll back to", stage.name, model.name),
				 errdetail("Lifecycle \"%s\" lets it hold any number of versions, so none displaces another.",
						   model.lifecycle),
				 errhint("Move versions with mreg.promote().")));
	if (!ChooseTarget(&model, &stage, &target, &current, &skipped))
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("stage \"%s\" of model \"%s\" has nothing left to roll back to", stage.name, model.name),
				 JB_ROOT_COUNT(skipped) > 0 ?
				 errdetail("Every version that was there before is deleted.") :
				 errdetail("No other version was there before."),
				 errhint("Move a version there with mreg.promote().")));
	if (current && stage.displaced_to == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("version %d of model \"%s\" has nowhere to go from stage \"%s\"", current, model.name,
						stage.name),
				 errdetail("Lifecycle \"%s\" does not say where a displaced version goes.", model.lifecycle),
				 errhint("Move it out of the stage first.")));

	if (current)
	{
		FindNumber(&model, current, &left);
		Displace(left.id, &stage, target.number);
	}
	BeginFacts(&facts);
	if (current)
		AddInteger(&facts, "instead_of", current);
	if (JB_ROOT_COUNT(skipped) > 0)
		AddJsonb(&facts, "skipped_deleted", skipped);
	MoveFreely(target.id, stage.name, "rollback", EndFacts(&facts));
	return VersionRow(target.id);
}
