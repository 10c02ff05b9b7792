/*
 * verdict.c: whether a version may enter a stage: the verdict of every gate, what a move into the stage makes of them,
 * and what the kinds of gates share.
 *
 * A gate fails closed: nothing but evidence that is there, recent and large enough, and good, makes it pass.
 */
#include "postgres.h"

#include <math.h>

#include "access/xact.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "registry/gate.h"

static const char *const verdict_names[] = {"pass", "insufficient_data", "not_evaluated", "fail"};

/* Sets what a gate says, and why. */
void
SetVerdict(Verdict *verdict, VerdictKind kind, const char *reason, ...)
{
	StringInfoData text;
	va_list		arguments;
	int			needed;

	initStringInfo(&text);
	for (;;)
	{
		va_start(arguments, reason);
		needed = appendStringInfoVA(&text, reason, arguments);
		va_end(arguments);
		if (needed == 0)
			break;
		enlargeStringInfo(&text, needed);
	}
	verdict->kind = kind;
	verdict->reason = text.data;
}

/* Returns a number as people write it. */
char *
NumberText(double value)
{
	return psprintf("%.15g", value == 0 ? 0.0 : value);
}

/* Whether value >= bound, both taken as decimals of 15 digits; NaN, which sorts above all numbers, is not. */
bool
AtLeast(double value, double bound)
{
	Datum		left = DirectFunctionCall1(float8_numeric, Float8GetDatum(value));
	Datum		right = DirectFunctionCall1(float8_numeric, Float8GetDatum(bound));

	return !isnan(value) && !isnan(bound) && DatumGetBool(DirectFunctionCall2(numeric_ge, left, right));
}

/* Whether a value is there and finite; else sets the verdict. */
bool
CheckFinite(const char *what, NullableDatum value, Verdict *verdict)
{
	if (value.isnull)
		SetVerdict(verdict, NOT_EVALUATED, "%s is undefined", what);
	else if (!isfinite(DatumGetFloat8(value.value)))
		SetVerdict(verdict, NOT_EVALUATED, "%s is %s, which is no finite number", what,
				   NumberText(DatumGetFloat8(value.value)));
	else
		return true;
	return false;
}

/*
 * Whether evidence is recent enough; else sets the verdict.  A clock may have been set back a little, but evidence from
 * further ahead than max_age would stay recent for longer than the gate allows.
 */
bool
CheckAge(const Candidate *candidate, const Gate *gate, TimestampTz at, Verdict *verdict)
{
	Datum		now = TimestampTzGetDatum(candidate->now);
	char	   *age;

	if (gate->max_age.isnull)
		return true;
	age = DatumGetCString(DirectFunctionCall1(interval_out, gate->max_age.value));
	if (at < DatumGetTimestampTz(DirectFunctionCall2(timestamptz_mi_interval, now, gate->max_age.value)))
		SetVerdict(verdict, NOT_EVALUATED, "the evidence is of %s and older than %s", timestamptz_to_str(at), age);
	else if (at > DatumGetTimestampTz(DirectFunctionCall2(timestamptz_pl_interval, now, gate->max_age.value)))
		SetVerdict(verdict, NOT_EVALUATED, "the evidence is of %s, more than %s from now", timestamptz_to_str(at), age);
	else
		return true;
	return false;
}

/* Whether evidence rests on enough rows; else sets the verdict. */
bool
CheckSize(const Gate *gate, NullableDatum n, Verdict *verdict)
{
	verdict->n = n;
	if (gate->min_n.isnull)
		return true;
	if (n.isnull)
		SetVerdict(verdict, INSUFFICIENT_DATA, "it is not known on how many rows the evidence rests");
	else if (DatumGetInt64(n.value) < DatumGetInt64(gate->min_n.value))
		SetVerdict(verdict, INSUFFICIENT_DATA, "%lld rows are fewer than %lld", (long long) DatumGetInt64(n.value),
				   (long long) DatumGetInt64(gate->min_n.value));
	else
		return true;
	return false;
}

/* Whether the dataset that a gate asks for exists; else sets the verdict. */
bool
CheckDataset(const Gate *gate, Verdict *verdict)
{
	if (gate->dataset == NULL || gate->dataset_id != 0)
		return true;
	SetVerdict(verdict, NOT_EVALUATED, "dataset %s does not exist", gate->dataset);
	return false;
}

/* Returns " on the content of dataset ..." where a gate asks for one. */
char *
DatasetText(const Gate *gate)
{
	return gate->dataset ? psprintf(" on the content of dataset %s", gate->dataset) : "";
}

/* Compares a finite value with the bounds of a gate and sets the verdict. */
void
CheckBounds(const Gate *gate, const char *what, double value, Verdict *verdict)
{
	if (!gate->min.isnull && !AtLeast(value, DatumGetFloat8(gate->min.value)))
		SetVerdict(verdict, FAIL, "%s %s is below %s", what, NumberText(value),
				   NumberText(DatumGetFloat8(gate->min.value)));
	else if (!gate->max.isnull && !AtLeast(DatumGetFloat8(gate->max.value), value))
		SetVerdict(verdict, FAIL, "%s %s is above %s", what, NumberText(value),
				   NumberText(DatumGetFloat8(gate->max.value)));
	else
		SetVerdict(verdict, PASS, "%s is %s", what, NumberText(value));
}

/*
 * Finds the version's newest evaluation, on the gate's dataset if it names one, passing over those of some name; else
 * sets the verdict.  Its age is checked.
 */
bool
FindEvaluation(const Candidate *candidate, const Gate *gate, const char *other_than, int64 *id,
			   NullableDatum *dataset, Verdict *verdict)
{
	static Statement newest = LOOKUP(
		"SELECT id, dataset, at, n_used FROM mreg.evaluation WHERE model = $1 AND version BETWEEN $2 AND $2"
		" AND ($3 IS NULL OR name IS DISTINCT FROM $3) ORDER BY version DESC, id DESC LIMIT 1",
		INT8OID, INT4OID, TEXTOID);
	static Statement on_dataset = LOOKUP(
		"SELECT id, dataset, at, n_used FROM mreg.evaluation WHERE model = $1 AND version = $2"
		" AND ($3 IS NULL OR name IS DISTINCT FROM $3) AND dataset BETWEEN $4 AND $4"
		" ORDER BY dataset DESC, id DESC LIMIT 1",
		INT8OID, INT4OID, TEXTOID, INT8OID);
	TimestampTz at;

	if (!CheckDataset(gate, verdict))
		return false;
	if (ReadStatement(gate->dataset ? &on_dataset : &newest,
					  ARGS(ARG(Int64GetDatum(candidate->model)), ARG(Int32GetDatum(candidate->number)),
						   TextArg(other_than), ARG(Int64GetDatum(gate->dataset_id)))) == 0)
	{
		SetVerdict(verdict, NOT_EVALUATED, "there is no evaluation%s", DatasetText(gate));
		return false;
	}
	*id = DatumGetInt64(ResultValue(0, 1, NULL));
	dataset->value = ResultValue(0, 2, &dataset->isnull);
	at = DatumGetTimestampTz(ResultValue(0, 3, NULL));
	verdict->evaluation = ARG(Int64GetDatum(*id));
	verdict->n = ARG(ResultValue(0, 4, NULL));
	return CheckAge(candidate, gate, at, verdict);
}

/* Finds the version that an alias names. */
static void
FindAliased(const Candidate *candidate, const char *alias, Baseline *baseline)
{
	static Statement statement = LOOKUP(
		"SELECT v.number, v.deleted_at IS NOT NULL FROM mreg.alias a"
		" JOIN mreg.version v ON v.model = a.model AND v.number = a.version WHERE a.model = $1 AND a.alias = $2",
		INT8OID, TEXTOID);

	if (ReadStatement(&statement, ARGS(ARG(Int64GetDatum(candidate->model)), TextArg(alias))) == 0)
	{
		baseline->may_be_first = true;
		baseline->reason = psprintf("no version has the alias %s to compare with", alias);
		return;
	}
	baseline->number = DatumGetInt32(ResultValue(0, 1, NULL));
	if (DatumGetBool(ResultValue(0, 2, NULL)))
		baseline->reason = psprintf("version %d, which alias %s names, is deleted", baseline->number, alias);
	else if (baseline->number == candidate->number)
		baseline->reason = psprintf("alias %s names this very version", alias);
}

/* Finds the version that entered a stage last, other than the candidate. */
static void
FindStaged(const Candidate *candidate, const char *stage, Baseline *baseline)
{
	static Statement live = LOOKUP(
		"SELECT number FROM mreg.version WHERE model = $1 AND stage = $2 AND number <> $3 AND deleted_at IS NULL"
		" ORDER BY stage_since DESC, number DESC LIMIT 1",
		INT8OID, TEXTOID, INT4OID);
	static Statement other = LOOKUP(
		"SELECT EXISTS (SELECT FROM mreg.stage s WHERE s.lifecycle = $4 AND s.name = $2),"
		" EXISTS (SELECT FROM mreg.version v WHERE v.model = $1 AND v.stage = $2 AND v.number <> $3),"
		" EXISTS (SELECT FROM mreg.version v WHERE v.model = $1 AND v.stage = $2 AND v.number = $3)",
		INT8OID, TEXTOID, INT4OID, TEXTOID);
	NullableDatum *args = ARGS(ARG(Int64GetDatum(candidate->model)), TextArg(stage),
							   ARG(Int32GetDatum(candidate->number)), TextArg(candidate->lifecycle));

	if (ReadStatement(&live, args) > 0)
	{
		baseline->number = DatumGetInt32(ResultValue(0, 1, NULL));
		return;
	}
	ReadStatement(&other, args);
	if (!DatumGetBool(ResultValue(0, 1, NULL)))
		baseline->reason = psprintf("there is no stage %s to compare with", stage);
	else if (DatumGetBool(ResultValue(0, 2, NULL)))
		baseline->reason = psprintf("what stage %s holds to compare with is deleted", stage);
	else if (DatumGetBool(ResultValue(0, 3, NULL)))
		baseline->reason = psprintf("stage %s holds this very version alone", stage);
	else
	{
		baseline->may_be_first = true;
		baseline->reason = psprintf("stage %s holds no version to compare with", stage);
	}
}

/*
 * Finds what a gate compares with.  False, and the verdict is set, where there is nothing to compare with and the gate
 * does not pass because of it; baseline->number is 0 where it does.
 */
bool
FindBaseline(const Candidate *candidate, const Gate *gate, Verdict *verdict, Baseline *baseline)
{
	memset(baseline, 0, sizeof(*baseline));
	if (*gate->baseline == '@')
		FindAliased(candidate, gate->baseline + 1, baseline);
	else
		FindStaged(candidate, gate->baseline, baseline);
	if (baseline->reason == NULL || (baseline->may_be_first && gate->first_passes))
		return true;
	SetVerdict(verdict, NOT_EVALUATED, "%s", baseline->reason);
	return false;
}

/* Returns what a gate asks for, in words. */
static char *
RequirementText(const Gate *gate)
{
	StringInfoData text;
	const char *mark = "";

	initStringInfo(&text);
#define ADD(...) (appendStringInfoString(&text, mark), appendStringInfo(&text, __VA_ARGS__), mark = ", ")
#define NUMBER(datum) NumberText(DatumGetFloat8((datum).value))
	if (!gate->min.isnull)
		ADD("at least %s", NUMBER(gate->min));
	if (!gate->max.isnull)
		ADD("at most %s", NUMBER(gate->max));
	if (!gate->min_change.isnull)
		ADD("change of at least %s", NUMBER(gate->min_change));
	if (!gate->min_relative_change.isnull)
		ADD("relative change of at least %s", NUMBER(gate->min_relative_change));
	if (gate->suite)
		ADD("all tests of suite %s passed", gate->suite);
	if (strcmp(gate->kind, "signature") == 0)
		ADD("compatible signature");
	if (gate->query)
		ADD("query returns true");
	if (gate->baseline)
		ADD("baseline %s", gate->baseline);
	if (gate->reference)
		ADD("reference %s", gate->reference);
	if (!gate->confidence.isnull)
		ADD("confidence %s", NUMBER(gate->confidence));
	if (gate->slice)
		ADD(gate->worst ? "worst slice of %s" : "slice %s", gate->slice);
	if (gate->dataset)
		ADD("dataset %s", gate->dataset);
	if (!gate->min_n.isnull)
		ADD("at least %lld rows", (long long) DatumGetInt64(gate->min_n.value));
	if (!gate->max_age.isnull)
		ADD("no older than %s", DatumGetCString(DirectFunctionCall1(interval_out, gate->max_age.value)));
	if (gate->computed)
		ADD("computed");
#undef NUMBER
#undef ADD
	return text.data;
}

/* Judges one gate. */
static void
JudgeGate(const Candidate *candidate, const Gate *gate, Verdict *verdict)
{
	static const struct
	{
		const char *kind;
		void (*judge)(const Candidate *candidate, const Gate *gate, Verdict *verdict);
	} judges[] = {
		{"metric", JudgeMetric},
		{"tests", JudgeTests},
		{"drift", JudgeDrift},
		{"flip_rate", JudgeFlipRate},
		{"spread", JudgeSpread},
		{"freshness", JudgeFreshness},
		{"signature", JudgeSignature},
		{"sql", JudgeQuery}
	};

	verdict->observed = verdict->baseline = verdict->lower = verdict->upper = NO_ARG;
	verdict->n = verdict->evaluation = NO_ARG;
	verdict->required = RequirementText(gate);
	SetVerdict(verdict, NOT_EVALUATED, "gates of kind %s cannot be judged", gate->kind);
	for (int i = 0; i < lengthof(judges); i++)
		if (strcmp(judges[i].kind, gate->kind) == 0)
			judges[i].judge(candidate, gate, verdict);
}

/* Returns a column of a result row, NULL as such. */
static NullableDatum
ResultArg(int row, int column)
{
	NullableDatum result;

	result.value = ResultValue(row, column, &result.isnull);
	return result;
}

/* Reads the gates of a stage; a stage given as NULL has none. */
static Gate *
ReadGates(int64 model, const char *stage, int *count)
{
	static Statement statement = LOOKUP(
		"SELECT g.name, g.kind, g.metric, g.min, g.max, g.baseline, g.min_change, g.min_relative_change,"
		" coalesce(g.higher_is_better, true), g.first IS NOT DISTINCT FROM 'pass', g.dataset, coalesce(d.id, 0),"
		" g.slice, g.worst, g.min_n, g.confidence, g.computed, g.max_age, g.suite, g.tests, g.reference, g.query,"
		" g.author FROM mreg.gate g LEFT JOIN LATERAL (SELECT s.id FROM mreg.dataset s"
		" WHERE s.name = pg_catalog.split_part(g.dataset, '/', 1) AND (pg_catalog.strpos(g.dataset, '/') = 0"
		" OR s.number::pg_catalog.text = pg_catalog.split_part(g.dataset, '/', 2)) ORDER BY s.number DESC LIMIT 1) d"
		" ON true WHERE g.model = $1 AND g.stage = $2 ORDER BY g.id",
		INT8OID, TEXTOID);
	Gate	   *gates;

	*count = ReadStatement(&statement, ARGS(ARG(Int64GetDatum(model)), TextArg(stage)));
	gates = palloc0((*count + 1) * sizeof(Gate));
	for (int i = 0; i < *count; i++)
	{
		Gate	   *gate = &gates[i];

		gate->name = ResultText(i, 1);
		gate->kind = ResultText(i, 2);
		gate->metric = ResultText(i, 3);
		gate->min = ResultArg(i, 4);
		gate->max = ResultArg(i, 5);
		gate->baseline = ResultText(i, 6);
		gate->min_change = ResultArg(i, 7);
		gate->min_relative_change = ResultArg(i, 8);
		gate->higher_is_better = DatumGetBool(ResultValue(i, 9, NULL));
		gate->first_passes = DatumGetBool(ResultValue(i, 10, NULL));
		gate->dataset = ResultText(i, 11);
		gate->dataset_id = DatumGetInt64(ResultValue(i, 12, NULL));
		gate->slice = ResultText(i, 13);
		gate->worst = DatumGetBool(ResultValue(i, 14, NULL));
		gate->min_n = ResultArg(i, 15);
		gate->confidence = ResultArg(i, 16);
		gate->computed = DatumGetBool(ResultValue(i, 17, NULL));
		gate->max_age = ResultArg(i, 18);
		gate->suite = ResultText(i, 19);
		gate->tests = ResultArg(i, 20);
		gate->reference = ResultText(i, 21);
		gate->query = ResultText(i, 22);
		gate->author = ResultText(i, 23);
	}
	return gates;
}

/* Judges all gates of a stage under the active snapshot. */
static Verdict *
JudgeGates(Candidate *candidate, const char *stage, Gate **gates, int *count)
{
	Verdict    *verdicts;

	*gates = ReadGates(candidate->model, stage, count);
	verdicts = palloc0((*count + 1) * sizeof(Verdict));
	candidate->now = GetCurrentTimestamp();
	for (int i = 0; i < *count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		JudgeGate(candidate, &(*gates)[i], &verdicts[i]);
	}
	return verdicts;
}

/* Returns verdicts as they stand in an event. */
static Jsonb *
VerdictFacts(const Gate *gates, const Verdict *verdicts, int count)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	for (int i = 0; i < count; i++)
	{
		const Verdict *verdict = &verdicts[i];
		Facts		facts;
		JsonbValue	element;

		BeginFacts(&facts);
		AddText(&facts, "gate", gates[i].name);
		AddText(&facts, "verdict", verdict_names[verdict->kind]);
		AddNumber(&facts, "observed", verdict->observed);
		AddText(&facts, "required", verdict->required);
		AddNumber(&facts, "baseline", verdict->baseline);
		AddNumber(&facts, "lower", verdict->lower);
		AddNumber(&facts, "upper", verdict->upper);
		if (verdict->n.isnull)
			AddText(&facts, "n", NULL);
		else
			AddInteger(&facts, "n", DatumGetInt64(verdict->n.value));
		if (verdict->evaluation.isnull)
			AddText(&facts, "evaluation", NULL);
		else
			AddInteger(&facts, "evaluation", DatumGetInt64(verdict->evaluation.value));
		AddText(&facts, "reason", verdict->reason);
		JsonbToJsonbValue(EndFacts(&facts), &element);
		pushJsonbValue(&state, WJB_ELEM, &element);
	}
	return JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_ARRAY, NULL));
}

/* Names the gates that do not pass, a line each; returns how many they are. */
static int
ListFailing(const Gate *gates, const Verdict *verdicts, int count, char **list)
{
	StringInfoData text;
	int			failing = 0;

	initStringInfo(&text);
	for (int i = 0; i < count; i++)
		if (verdicts[i].kind != PASS)
			appendStringInfo(&text, "%sGate %s: %s, %s (required: %s).", failing++ ? "\n" : "", gates[i].name,
							 verdict_names[verdicts[i].kind], verdicts[i].reason, verdicts[i].required);
	*list = text.data;
	return failing;
}

/* Writes that a version enters a stage although gates or approvals do not allow it. */
static void
RecordOverride(Model *model, int32 version, const char *stage, Jsonb *verdicts, const char *failing)
{
	const char *reason = current_call.reason;
	Facts		facts;

	BeginFacts(&facts);
	AddText(&facts, "to_stage", stage);
	AddJsonb(&facts, "gates", verdicts);
	current_call.reason = current_call.override;
	RecordEvent(model, version, NextEventTime(model), "override", NULL, EndFacts(&facts));
	current_call.reason = reason;
	ereport(WARNING,
			(errmsg("version %d of model \"%s\" enters stage \"%s\" without regard to gates and approvals", version,
					model->name, stage),
			 *failing ? errdetail("%s", failing) : errdetail("Every gate passes."),
			 errhint("The override stands in mreg.history() with its reason.")));
}

/*
 * Checks the gates of a stage that a version of a locked model is about to enter.  Raises an error unless all pass, or
 * the call overrides them.  Returns their verdicts for its event, {"gates": [...]}, or NULL where there are no gates.
 */
Jsonb *
CheckGates(Model *model, int64 id, int32 version, const Stage *stage)
{
	Candidate	candidate = {
		.model = model->id, .model_name = model->name, .lifecycle = model->lifecycle, .id = id, .number = version
	};
	Facts		facts;
	Gate	   *gates;
	Verdict    *verdicts;
	Jsonb	   *verdict_facts = NULL;
	char	   *failing;
	int			count;
	int			failures;

	CommandCounterIncrement();
	PushCopiedSnapshot(GetTransactionSnapshot());
	UpdateActiveSnapshotCommandId();
	verdicts = JudgeGates(&candidate, stage->name, &gates, &count);
	PopActiveSnapshot();
	failures = ListFailing(gates, verdicts, count, &failing);
	if (count > 0)
		verdict_facts = VerdictFacts(gates, verdicts, count);

	BeginFacts(&facts);
	if (Announced(ANNOUNCE_OVERRIDE))
	{
		RecordOverride(model, version, stage->name, verdict_facts, failing);
		AddText(&facts, "override", current_call.override);
	}
	else if (failures > 0)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_RULE),
				 errmsg("version %d of model \"%s\" may not enter stage \"%s\": %d of %d gates %s not pass", version,
						model->name, stage->name, failures, count, failures == 1 ? "does" : "do"),
				 errdetail("%s", failing),
				 errhint("SELECT * FROM mreg.validate('%s/%d', '%s') tells what is missing.", model->name, version,
						 stage->name)));
	else if (count == 0)
		return NULL;
	if (verdict_facts)
		AddJsonb(&facts, "gates", verdict_facts);
	return EndFacts(&facts);
}

/*
 * Raises an error unless who calls manages a model: a member of its owner or of the role that owns the registry, or a
 * superuser.  He alone overrides gates and approvals, drops gates, and names another owner; action says which.
 */
void
CheckManages(const Model *model, const char *action)
{
	char	   *owner;

	if (MayManage(model, &owner))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("role \"%s\" may not %s of model \"%s\"", GetUserNameFromId(current_call.caller, false), action,
					model->name),
			 errdetail("That takes a member of the model's owner, role \"%s\".", owner),
			 errhint("Ask the owner.")));
}

/* Puts a verdict into the result of validate(). */
static void
PutVerdict(ReturnSetInfo *rsinfo, const Gate *gate, const Verdict *verdict)
{
	NullableDatum columns[] = {
		TextArg(gate->name), TextArg(verdict_names[verdict->kind]), verdict->observed, TextArg(verdict->required),
		verdict->baseline, verdict->lower, verdict->upper, verdict->n, verdict->evaluation, TextArg(verdict->reason)
	};
	Datum		values[lengthof(columns)];
	bool		nulls[lengthof(columns)];

	for (int i = 0; i < lengthof(columns); i++)
	{
		values[i] = columns[i].value;
		nulls[i] = columns[i].isnull;
	}
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* validate(ref, stage): the verdict of every gate that guards a stage, about a version. */
REGISTRY_FUNCTION(validate)
{
	static Statement find = LOOKUP(
		"SELECT m.id, m.name, m.lifecycle, v.id, v.number, s.name FROM mreg.version v"
		" JOIN mreg.model m ON m.id = v.model LEFT JOIN mreg.stage s ON s.lifecycle = m.lifecycle"
		" AND pg_catalog.lower(s.name COLLATE pg_catalog.\"default\")"
		" = pg_catalog.lower($2 COLLATE pg_catalog.\"default\") WHERE v.id = $1",
		INT8OID, TEXTOID);
	char	   *ref_text = RequiredText(fcinfo, 0, "ref");
	char	   *stage_name = RequiredText(fcinfo, 1, "stage");
	Ref			ref;
	Candidate	candidate = {0};
	Stage		stage;
	Gate	   *gates;
	Verdict    *verdicts;
	bool		isnull;
	Datum		id;
	int			count;

	InitMaterializedSRF(fcinfo, 0);
	ParseRef(ref_text, &ref);
	id = GetAttributeByName(DatumGetHeapTupleHeader(ResolveRef(&ref)), "id", &isnull);
	if (ReadStatement(&find, ARGS(ARG(id), TextArg(stage_name))) == 0)
		RaiseNoModel(ref.model, true);
	candidate.model = DatumGetInt64(ResultValue(0, 1, NULL));
	candidate.model_name = ResultText(0, 2);
	candidate.lifecycle = ResultText(0, 3);
	candidate.id = DatumGetInt64(ResultValue(0, 4, NULL));
	candidate.number = DatumGetInt32(ResultValue(0, 5, NULL));
	stage.name = ResultText(0, 6);
	if (stage.name == NULL)
		RequireStage(candidate.lifecycle, candidate.model_name, stage_name, &stage);
	verdicts = JudgeGates(&candidate, stage.name, &gates, &count);
	for (int i = 0; i < count; i++)
		PutVerdict((ReturnSetInfo *) fcinfo->resultinfo, &gates[i], &verdicts[i]);
	return (Datum) 0;
}
