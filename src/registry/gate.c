/*
 * gate.c: gates: what a version has to show before it enters a stage.  They are added and dropped here; verdict.c
 * judges them.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "registry/gate.h"

/* The arguments of add_gate(). */
enum
{
	A_MODEL,
	A_NAME,
	A_STAGE,
	A_METRIC,
	A_MIN,
	A_MAX,
	A_BASELINE,
	A_MIN_CHANGE,
	A_MIN_RELATIVE_CHANGE,
	A_DATASET,
	A_SLICE,
	A_MIN_N,
	A_CONFIDENCE,
	A_KIND,
	A_HIGHER_IS_BETTER,
	A_WORST,
	A_COMPUTED,
	A_MAX_AGE,
	A_SUITE,
	A_TESTS,
	A_REFERENCE,
	A_QUERY,
	A_FIRST,
	A_COUNT
};

static const char *const argument_names[A_COUNT] = {
	"model", "name", "stage", "metric", "min", "max", "baseline", "min_change", "min_relative_change", "dataset",
	"slice", "min_n", "confidence", "kind", "higher_is_better", "worst", "computed", "max_age", "suite", "tests",
	"reference", "query", "first"
};

#define BIT(argument) (1u << (argument))
#define CHANGES (BIT(A_MIN_CHANGE) | BIT(A_MIN_RELATIVE_CHANGE))

/* What each kind takes, what it needs, and of what it needs one at least. */
static const struct GateKind
{
	const char *name;
	uint32		needs;
	uint32		needs_one;
	uint32		takes;
} gate_kinds[] = {
	{"metric", BIT(A_METRIC), BIT(A_MIN) | BIT(A_MAX) | CHANGES,
		BIT(A_BASELINE) | BIT(A_DATASET) | BIT(A_SLICE) | BIT(A_MIN_N) | BIT(A_CONFIDENCE) | BIT(A_HIGHER_IS_BETTER) |
			BIT(A_WORST) | BIT(A_COMPUTED) | BIT(A_MAX_AGE) | BIT(A_FIRST)},
	{"tests", BIT(A_SUITE), 0, BIT(A_TESTS) | BIT(A_COMPUTED) | BIT(A_MAX_AGE)},
	{"drift", BIT(A_METRIC) | BIT(A_MAX), 0, BIT(A_DATASET) | BIT(A_MIN_N) | BIT(A_MAX_AGE) | BIT(A_REFERENCE)},
	{"flip_rate", BIT(A_BASELINE) | BIT(A_MAX), 0, BIT(A_DATASET) | BIT(A_MIN_N) | BIT(A_MAX_AGE) | BIT(A_FIRST)},
	{"spread", BIT(A_METRIC) | BIT(A_MAX) | BIT(A_SLICE), 0,
		BIT(A_DATASET) | BIT(A_MIN_N) | BIT(A_WORST) | BIT(A_COMPUTED) | BIT(A_MAX_AGE)},
	{"freshness", 0, BIT(A_MAX_AGE) | BIT(A_MIN_N), BIT(A_DATASET)},
	{"signature", BIT(A_BASELINE), 0, BIT(A_FIRST)},
	{"sql", BIT(A_QUERY), 0, 0}
};

/* Raises the error for an argument that cannot be meant. */
static void
RaiseInvalid(const char *argument, const char *detail, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid argument \"%s\" of a gate", argument),
			 errdetail("%s", detail),
			 hint ? errhint("%s", hint) : 0));
}

/* Returns which arguments are given; a boolean that is false counts as not given. */
static uint32
GivenArguments(FunctionCallInfo fcinfo)
{
	uint32		given = 0;

	for (int i = A_METRIC; i < A_COUNT; i++)
		if (!PG_ARGISNULL(i) && !((i == A_WORST || i == A_COMPUTED) && !PG_GETARG_BOOL(i)))
			given |= BIT(i);
	return given & ~BIT(A_KIND);
}

/* Finds the kind of a gate by its name or, where that is NULL, by its arguments. */
static const struct GateKind *
FindKind(const char *name, uint32 given)
{
	if (name == NULL)
	{
		if (given & BIT(A_QUERY))
			name = "sql";
		else if (given & (BIT(A_SUITE) | BIT(A_TESTS)))
			name = "tests";
		else if (given & BIT(A_REFERENCE))
			name = "drift";
		else if (given & BIT(A_METRIC))
			name = "metric";
		else if (given & (BIT(A_MAX_AGE) | BIT(A_MIN_N)))
			name = "freshness";
		else
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("the gate does not say what it asks for"),
					 errhint("Give metric with min, max or min_change, suite, query, or the kind.")));
	}
	for (int i = 0; i < lengthof(gate_kinds); i++)
		if (strcmp(gate_kinds[i].name, name) == 0)
			return &gate_kinds[i];
	RaiseInvalid("kind", psprintf("It is \"%s\".", name),
				 "The kinds are metric, tests, drift, flip_rate, spread, freshness, signature and sql.");
	return NULL;
}

/* Returns the names of arguments, for a message. */
static char *
ArgumentList(uint32 arguments)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < A_COUNT; i++)
		if (arguments & BIT(i))
			appendStringInfo(&list, "%s%s", list.len ? ", " : "", argument_names[i]);
	return list.data;
}

/* Raises an error unless a kind is given what it needs and no more than it takes. */
static void
CheckArguments(const struct GateKind *kind, uint32 given)
{
	uint32		missing = kind->needs & ~given;
	uint32		surplus = given & ~(kind->needs | kind->needs_one | kind->takes);

	if (missing)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a gate of kind \"%s\" lacks something", kind->name),
				 errdetail("It needs: %s.", ArgumentList(missing))));
	if (kind->needs_one && !(kind->needs_one & given))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a gate of kind \"%s\" lacks something", kind->name),
				 errdetail("It needs one of: %s.", ArgumentList(kind->needs_one))));
	if (surplus)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a gate of kind \"%s\" has no use for: %s", kind->name, ArgumentList(surplus)),
				 errhint("Leave it out, or give the gate another kind.")));
}

/* Raises an error unless a number is finite. */
static void
CheckNumber(FunctionCallInfo fcinfo, int argument)
{
	if (!PG_ARGISNULL(argument) && !isfinite(PG_GETARG_FLOAT8(argument)))
		RaiseInvalid(argument_names[argument], "It must be a finite number.", NULL);
}

/* Raises an error if a text is empty. */
static void
CheckFilled(FunctionCallInfo fcinfo, int argument)
{
	if (!PG_ARGISNULL(argument) && *OptionalText(fcinfo, argument) == '\0')
		RaiseInvalid(argument_names[argument], "It is empty.", NULL);
}

/* Raises an error unless the tests that must be there are named. */
static void
CheckTests(FunctionCallInfo fcinfo)
{
	ArrayType  *tests;

	if (PG_ARGISNULL(A_TESTS))
		return;
	tests = PG_GETARG_ARRAYTYPE_P(A_TESTS);
	if (array_contains_nulls(tests) || ArrayGetNItems(ARR_NDIM(tests), ARR_DIMS(tests)) == 0)
		RaiseInvalid("tests", "It must name at least one test, and NULL is none.", NULL);
}

/* Says of an error which argument it is about. */
static void
AgeContext(void *argument)
{
	errcontext("argument \"%s\"", argument_names[A_MAX_AGE]);
}

/* Raises an error if max_age from now is no time. */
static void
CheckReach(FunctionCallInfo fcinfo)
{
	Datum		now = TimestampTzGetDatum(GetCurrentTimestamp());
	ErrorContextCallback context = {error_context_stack, AgeContext, NULL};

	if (PG_ARGISNULL(A_MAX_AGE))
		return;
	error_context_stack = &context;
	(void) DirectFunctionCall2(timestamptz_mi_interval, now, PG_GETARG_DATUM(A_MAX_AGE));
	(void) DirectFunctionCall2(timestamptz_pl_interval, now, PG_GETARG_DATUM(A_MAX_AGE));
	error_context_stack = context.previous;
}

/* Raises an error for numbers, texts and times that no gate can have. */
static void
CheckValues(FunctionCallInfo fcinfo, uint32 given)
{
	static const int numbers[] = {A_MIN, A_MAX, A_MIN_CHANGE, A_MIN_RELATIVE_CHANGE};
	static const int texts[] = {A_METRIC, A_BASELINE, A_DATASET, A_SUITE, A_REFERENCE, A_QUERY};
	Interval	zero = {0};

	for (int i = 0; i < lengthof(numbers); i++)
		CheckNumber(fcinfo, numbers[i]);
	for (int i = 0; i < lengthof(texts); i++)
		CheckFilled(fcinfo, texts[i]);
	CheckTests(fcinfo);
	if (!PG_ARGISNULL(A_MIN) && !PG_ARGISNULL(A_MAX) && PG_GETARG_FLOAT8(A_MIN) > PG_GETARG_FLOAT8(A_MAX))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the bounds of the gate exclude each other"),
				 errdetail("min is %s and max is %s.", NumberText(PG_GETARG_FLOAT8(A_MIN)),
						   NumberText(PG_GETARG_FLOAT8(A_MAX)))));
	if (!PG_ARGISNULL(A_CONFIDENCE) && !(PG_GETARG_FLOAT8(A_CONFIDENCE) > 0 && PG_GETARG_FLOAT8(A_CONFIDENCE) < 1))
		RaiseInvalid("confidence", "It must lie between 0 and 1.", "0.95 is usual.");
	if (!PG_ARGISNULL(A_MIN_N) && PG_GETARG_INT64(A_MIN_N) < 1)
		RaiseInvalid("min_n", "It must be 1 or more.", NULL);
	if (!PG_ARGISNULL(A_MAX_AGE) && !DatumGetBool(DirectFunctionCall2(interval_gt, PG_GETARG_DATUM(A_MAX_AGE),
																	  IntervalPGetDatum(&zero))))
		RaiseInvalid("max_age", "It must be longer than nothing.", NULL);
	CheckReach(fcinfo);
	if (!PG_ARGISNULL(A_FIRST) && strcmp(OptionalText(fcinfo, A_FIRST), "pass") != 0)
		RaiseInvalid("first", psprintf("It is \"%s\".", OptionalText(fcinfo, A_FIRST)),
					 "Leave it out, or give 'pass': without a baseline the gate passes.");
	if ((given & BIT(A_FIRST)) && !(given & BIT(A_BASELINE)))
		RaiseInvalid("first", "Without a baseline there is no first.", "Give baseline => 'stage'.");
	if ((given & CHANGES) && !(given & BIT(A_BASELINE)))
		RaiseInvalid(given & BIT(A_MIN_CHANGE) ? "min_change" : "min_relative_change",
					 "A change needs a baseline to be one.", "Give baseline => 'stage'.");
}

/* Raises an error unless a stage can have gates: versions must enter it by a move of their own. */
static void
CheckGuarded(const Model *model, const char *stage)
{
	static Statement statement = STATEMENT(
		"SELECT s.is_initial, (SELECT min(d.name) FROM mreg.stage d WHERE d.lifecycle = s.lifecycle"
		" AND d.displaced_to = s.name) FROM mreg.stage s WHERE s.lifecycle = $1 AND s.name = $2",
		TEXTOID, TEXTOID);
	char	   *displaces;

	RunStatement(&statement, ARGS(TextArg(model->lifecycle), TextArg(stage)));
	displaces = ResultText(0, 2);
	if (DatumGetBool(ResultValue(0, 1, NULL)) || displaces)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_RULE),
				 errmsg("stage \"%s\" of model \"%s\" cannot have gates", stage, model->name),
				 displaces ? errdetail("Versions that leave stage \"%s\" are pushed into it.", displaces) :
				 errdetail("Every version begins in it."),
				 errhint("Let the gate guard a stage that versions are promoted to.")));
}

/* Returns a baseline as gates store it: the name of a stage, or @ and an alias. */
static char *
BaselineText(const Model *model, const char *stage, const char *given)
{
	static Statement alias = STATEMENT("SELECT FROM mreg.alias WHERE model = $1 AND alias = $2",
		INT8OID, TEXTOID);
	Stage		found;

	if (given == NULL)
		return NULL;
	if (*given == '@')
	{
		CheckAlias(given + 1);
		return pstrdup(given);
	}
	if (strcmp(given, "stage") == 0)
		return pstrdup(stage);
	FindStage(model->lifecycle, given, &found);
	if (found.name)
		return found.name;
	if (RunStatement(&alias, ARGS(ARG(Int64GetDatum(model->id)), TextArg(given))) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("baseline \"%s\" is neither a stage nor an alias of model \"%s\"", given, model->name),
				 errhint("Give a stage, 'stage' for the one that the gate guards, or @ and an alias, which need not"
				 " be set yet.")));
	return psprintf("@%s", given);
}

/* Names the metrics that evaluations of a task yield, for a hint. */
static char *
MetricList(const char *task)
{
	static Statement statement = STATEMENT(
		"SELECT pg_catalog.string_agg(d.metric, ', ') FROM mreg_internal.metric_definitions() d"
		" WHERE $1 = ANY (d.tasks)",
		TEXTOID);

	RunStatement(&statement, ARGS(TextArg(task)));
	return ResultText(0, 1);
}

/* Raises the error for a metric that evaluations of the model do not yield. */
static void
RaiseNoMetric(const Model *model, const char *task, const char *metric, const char *why)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("evaluations of model \"%s\" never yield metric \"%s\"", model->name, metric),
			 errdetail("%s", why),
			 task ? errhint("Task %s yields %s.", task, MetricList(task)) :
			 errhint("Give the model a task when it is registered.")));
}

/*
 * Checks that the model can show the metric, and returns whether more of it is better, NULL where nobody said.  A name
 * of the catalogue that only other tasks have is refused; a name that is not in the catalogue means logged values.
 */
static NullableDatum
CheckMetric(FunctionCallInfo fcinfo, const Model *model, const char *metric, bool enumerates)
{
	static Statement find = STATEMENT("SELECT task FROM mreg.model WHERE id = $1",
		INT8OID);
	static Statement define = STATEMENT(
		"SELECT count(*), count(*) FILTER (WHERE $2 = ANY (d.tasks)), pg_catalog.bool_or(d.higher_is_better),"
		" pg_catalog.bool_or(d.has_interval) FILTER (WHERE $2 = ANY (d.tasks))"
		" FROM mreg_internal.metric_definitions() d WHERE d.metric = $1"
		" OR d.metric = pg_catalog.regexp_replace($1, '^([a-z0-9_]+)\\[.+\\]$', '\\1[]')",
		TEXTOID, TEXTOID);
	NullableDatum given = OptionalArg(fcinfo, A_HIGHER_IS_BETTER);
	NullableDatum known;
	char	   *task;
	bool		computes;
	bool		is_known;
	bool		is_yielded;
	bool		has_interval;
	bool		is_computed = enumerates || (!PG_ARGISNULL(A_COMPUTED) && PG_GETARG_BOOL(A_COMPUTED));

	RunStatement(&find, ARGS(ARG(Int64GetDatum(model->id))));
	task = ResultText(0, 1);
	computes = task && strcmp(task, "other") != 0;
	RunStatement(&define, ARGS(TextArg(metric), TextArg(task)));
	is_known = DatumGetInt64(ResultValue(0, 1, NULL)) > 0;
	is_yielded = DatumGetInt64(ResultValue(0, 2, NULL)) > 0;
	known.value = ResultValue(0, 3, &known.isnull);
	has_interval = DatumGetBool(ResultValue(0, 4, NULL));

	if (computes && is_known && !is_yielded)
		RaiseNoMetric(model, task, metric, psprintf("The model's task is %s.", task));
	if (is_computed && !computes)
		RaiseNoMetric(model, NULL, metric, task ? "The model's task is other." : "The model has no task.");
	if (is_computed && !is_yielded)
		RaiseNoMetric(model, task, metric,
					  enumerates ? "Only evaluations have slices that can be gone through." :
					  "The gate asks for computed evidence.");
	if (is_yielded && !has_interval && !PG_ARGISNULL(A_CONFIDENCE))
		RaiseInvalid("confidence", psprintf("Evaluations give \"%s\" no interval for this task.", metric),
					 "Leave confidence out, and ask for min_n.");
	if (!given.isnull && !known.isnull && DatumGetBool(given.value) != DatumGetBool(known.value))
		RaiseInvalid("higher_is_better",
					 psprintf("Of \"%s\" %s is better.", metric, DatumGetBool(known.value) ? "more" : "less"), NULL);
	return given.isnull ? known : given;
}

/* Checks what a gate says of metric and slice; returns whether more is better. */
static NullableDatum
CheckSubject(FunctionCallInfo fcinfo, const Model *model, const struct GateKind *kind)
{
	static Statement distance = STATEMENT("SELECT mreg_internal.is_distance($1)",
		TEXTOID);
	char	   *metric = OptionalText(fcinfo, A_METRIC);
	char	   *slice = OptionalText(fcinfo, A_SLICE);
	bool		enumerates = IsSlicePattern(slice);
	bool		is_spread = strcmp(kind->name, "spread") == 0;
	NullableDatum better = NO_ARG;

	if (!enumerates && !PG_ARGISNULL(A_WORST) && PG_GETARG_BOOL(A_WORST))
		RaiseInvalid("worst", "The gate is not about several slices.", "Give slice => 'region=*', say.");
	if (!enumerates && is_spread)
		RaiseInvalid("slice", "A spread is that of several slices.", "Give slice => 'region=*', say.");
	if (strcmp(kind->name, "drift") == 0)
	{
		RunStatement(&distance, ARGS(TextArg(metric)));
		if (!DatumGetBool(ResultValue(0, 1, NULL)))
			RaiseInvalid("metric", psprintf("\"%s\" is no distance of two distributions.", metric),
						 "Give psi, js_distance, js_divergence, kl_divergence, hellinger, total_variation,"
						 " l_infinity, ks_distance or wasserstein.");
	}
	else if (metric)
		better = CheckMetric(fcinfo, model, metric, enumerates);
	if (strcmp(kind->name, "metric") == 0 && !PG_ARGISNULL(A_BASELINE))
	{
		if (PG_ARGISNULL(A_MIN_CHANGE) && PG_ARGISNULL(A_MIN_RELATIVE_CHANGE))
			RaiseInvalid("baseline", "The gate does not say how the version has to compare with it.",
						 "Give min_change => 0 if it must not be worse.");
		if (better.isnull)
			RaiseInvalid("higher_is_better", psprintf("Of \"%s\" it is not known whether more is better.", metric),
						 "Give higher_is_better => true or false.");
	}
	return better;
}

#define GATE_FACTS "pg_catalog.jsonb_strip_nulls(pg_catalog.to_jsonb(g) - '{id,model}'::pg_catalog.text[])"

/* Raises an error if the model has a gate of that name. */
static void
CheckGateName(const Model *model, const char *name)
{
	static Statement statement = STATEMENT("SELECT stage FROM mreg.gate WHERE model = $1 AND name = $2",
		INT8OID, TEXTOID);
	const char *fault = ModelNameFault(name, strlen(name));

	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid gate name: \"%s\"", name),
				 errdetail("%s", fault)));
	if (RunStatement(&statement, ARGS(ARG(Int64GetDatum(model->id)), TextArg(name))) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("model \"%s\" already has a gate \"%s\"", model->name, name),
				 errdetail("It guards stage \"%s\".", ResultText(0, 1)),
				 errhint("Drop it with mreg.drop_gate() first, or choose another name.")));
}

/* Returns an optional text, an empty one as NULL. */
static NullableDatum
FilledArg(FunctionCallInfo fcinfo, int argument)
{
	char	   *text = OptionalText(fcinfo, argument);

	return TextArg(text && *text ? text : NULL);
}

/* Returns a boolean argument, NULL as false. */
static NullableDatum
FlagArg(FunctionCallInfo fcinfo, int argument)
{
	return ARG(BoolGetDatum(!PG_ARGISNULL(argument) && PG_GETARG_BOOL(argument)));
}

/* add_gate(model, name, stage, ...): lets a gate guard the entry into a stage. */
REGISTRY_FUNCTION(add_gate)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.gate AS g (model, name, lifecycle, stage, kind, metric, min, max, baseline, min_change,"
		" min_relative_change, higher_is_better, first, dataset, slice, worst, min_n, confidence, computed, max_age,"
		" suite, tests, reference, query, author) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
		" $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) RETURNING g, " GATE_FACTS,
		INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, FLOAT8OID, FLOAT8OID, TEXTOID, FLOAT8OID, FLOAT8OID,
		BOOLOID, TEXTOID, TEXTOID, TEXTOID, BOOLOID, INT8OID, FLOAT8OID, BOOLOID, INTERVALOID, TEXTOID, TEXTARRAYOID,
		TEXTOID, TEXTOID, TEXTOID);
	char	   *model_name = RequiredText(fcinfo, A_MODEL, "model");
	char	   *name = RequiredText(fcinfo, A_NAME, "name");
	char	   *stage_name = RequiredText(fcinfo, A_STAGE, "stage");
	uint32		given = GivenArguments(fcinfo);
	const struct GateKind *kind = FindKind(OptionalText(fcinfo, A_KIND), given);
	bool		is_drift = strcmp(kind->name, "drift") == 0;
	Model		model;
	Stage		stage;
	NullableDatum better;
	char	   *baseline;
	Datum		row;
	bool		isnull;

	CheckModelName(model_name);
	CheckArguments(kind, given);
	CheckValues(fcinfo, given);
	if (!PG_ARGISNULL(A_QUERY))
		CheckGateQuery(OptionalText(fcinfo, A_QUERY));
	if (!PG_ARGISNULL(A_DATASET))
		(void) FindDataset(OptionalText(fcinfo, A_DATASET), false);

	LockModelNamed(model_name, &model);
	RequireStage(model.lifecycle, model.name, stage_name, &stage);
	CheckGuarded(&model, stage.name);
	CheckGateName(&model, name);
	better = CheckSubject(fcinfo, &model, kind);
	baseline = BaselineText(&model, stage.name, OptionalText(fcinfo, A_BASELINE));
	RunStatement(&insert,
				 ARGS(ARG(Int64GetDatum(model.id)), TextArg(name), TextArg(model.lifecycle), TextArg(stage.name),
					  TextArg(kind->name), OptionalArg(fcinfo, A_METRIC), OptionalArg(fcinfo, A_MIN),
					  OptionalArg(fcinfo, A_MAX), TextArg(baseline), OptionalArg(fcinfo, A_MIN_CHANGE),
					  OptionalArg(fcinfo, A_MIN_RELATIVE_CHANGE), better, OptionalArg(fcinfo, A_FIRST),
					  OptionalArg(fcinfo, A_DATASET), FilledArg(fcinfo, A_SLICE), FlagArg(fcinfo, A_WORST),
					  OptionalArg(fcinfo, A_MIN_N), OptionalArg(fcinfo, A_CONFIDENCE), FlagArg(fcinfo, A_COMPUTED),
					  OptionalArg(fcinfo, A_MAX_AGE), OptionalArg(fcinfo, A_SUITE), OptionalArg(fcinfo, A_TESTS),
					  is_drift && PG_ARGISNULL(A_REFERENCE) ? TextArg("training") : OptionalArg(fcinfo, A_REFERENCE),
					  OptionalArg(fcinfo, A_QUERY), TextArg(GetUserNameFromId(current_call.caller, false))));
	row = ResultRow(1);
	RecordEvent(&model, 0, NextEventTime(&model), "add_gate", NULL, DatumGetJsonbP(ResultValue(0, 2, &isnull)));
	return row;
}

/* drop_gate(model, name): removes a gate. */
REGISTRY_FUNCTION(drop_gate)
{
	static Statement statement = STATEMENT("DELETE FROM mreg.gate WHERE model = $1 AND name = $2",
		INT8OID, TEXTOID);
	char	   *model_name = RequiredText(fcinfo, 0, "model");
	char	   *name = RequiredText(fcinfo, 1, "name");
	Model		model;

	CheckModelName(model_name);
	LockModelNamed(model_name, &model);
	if (RunStatement(&statement, ARGS(ARG(Int64GetDatum(model.id)), TextArg(name))) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("model \"%s\" has no gate \"%s\"", model.name, name),
				 errhint("mreg.gate lists its gates.")));
	PG_RETURN_VOID();
}

/* gate_guard(): BEFORE UPDATE OR DELETE of mreg.gate; gates never change, and their removal is an event. */
REGISTRY_FUNCTION(gate_guard)
{
	static Statement facts = STATEMENT("SELECT " GATE_FACTS " FROM mreg.gate g WHERE g.id = $1",
		INT8OID);
	TriggerData *trigdata = CheckTrigger(fcinfo, "gate", TRIGGER_EVENT_ROW | TRIGGER_EVENT_BEFORE, "ud");
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	bool		isnull;
	Model		model;

	LockModelById(DatumGetInt64(TriggerValue(trigdata->tg_trigtuple, desc, "model", &isnull)), &model);
	if (TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_MREG_RULE),
				 errmsg("gate \"%s\" of model \"%s\" cannot be changed",
						TextColumn(trigdata->tg_trigtuple, desc, "name"), model.name),
				 errdetail("Verdicts of the past refer to it."),
				 errhint("Use mreg.drop_gate() and mreg.add_gate().")));
	CheckManages(&model, "drop a gate");
	RunStatement(&facts, ARGS(ARG(TriggerValue(trigdata->tg_trigtuple, desc, "id", &isnull))));
	RecordEvent(&model, 0, NextEventTime(&model), "drop_gate", DatumGetJsonbP(ResultValue(0, 1, &isnull)), NULL);
	return PointerGetDatum(trigdata->tg_trigtuple);
}
