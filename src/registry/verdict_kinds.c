/*
 * verdict_kinds.c: gates that ask for other things than a metric: tests, drift, flips, freshness, the signature.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "registry/gate.h"

/* Judges a gate of kind tests: every test that must be there is, is recent enough, and passed. */
void
JudgeTests(const Candidate *candidate, const Gate *gate, Verdict *verdict)
{
	static Statement statement = LOOKUP(
		"SELECT t.name, t.passed, t.at FROM mreg_internal.required_tests($1, $2, $3, $4, $5) t ORDER BY t.name",
		INT8OID, INT4OID, TEXTOID, TEXTARRAYOID, BOOLOID);
	uint64		rows = ReadStatement(&statement,
									 ARGS(ARG(Int64GetDatum(candidate->model)), ARG(Int32GetDatum(candidate->number)),
										  TextArg(gate->suite), gate->tests, ARG(BoolGetDatum(gate->computed))));
	int64		passed = 0;
	StringInfoData failed;
	StringInfoData missing;

	initStringInfo(&failed);
	initStringInfo(&missing);
	if (rows > 0)
		SetVerdict(verdict, PASS, "all %lld tests of suite %s passed", (long long) rows, gate->suite);
	else
		SetVerdict(verdict, NOT_EVALUATED, "there is no result of suite %s", gate->suite);
	for (uint64 i = 0; i < rows; i++)
	{
		char	   *name = ResultText(i, 1);
		bool		is_missing;
		bool		success = DatumGetBool(ResultValue(i, 2, &is_missing));
		Verdict		age;

		CHECK_FOR_INTERRUPTS();
		if (is_missing)
			appendStringInfo(&missing, "%s%s", missing.len > 0 ? ", " : "", name);
		else if (!success)
			appendStringInfo(&failed, "%s%s", failed.len > 0 ? ", " : "", name);
		else if (CheckAge(candidate, gate, DatumGetTimestampTz(ResultValue(i, 3, NULL)), &age))
			passed++;
		else if (verdict->kind < NOT_EVALUATED)
			SetVerdict(verdict, NOT_EVALUATED, "test %s: %s", name, age.reason);
	}
	if (failed.len > 0)
		SetVerdict(verdict, FAIL, "did not pass: %s", failed.data);
	else if (missing.len > 0)
		SetVerdict(verdict, NOT_EVALUATED, "there is no %sresult of %s", gate->computed ? "computed " : "",
				   missing.data);
	verdict->observed = ARG(Float8GetDatum(passed));
	verdict->n = ARG(Int64GetDatum(rows));
}

/* Two evaluations whose distributions are compared, and their distance. */
typedef struct DriftCase
{
	const Gate *gate;
	int64		current;
	int64		reference;
	NullableDatum distance;
} DriftCase;

/* Measures the distance between two evaluations. */
static void
MeasureDrift(void *argument)
{
	static Statement statement = LOOKUP("SELECT mreg_internal.evaluation_distance($1, $2, $3)",
		TEXTOID, INT8OID, INT8OID);
	DriftCase  *drift = argument;

	ReadStatement(&statement, ARGS(TextArg(drift->gate->metric), ARG(Int64GetDatum(drift->reference)),
								   ARG(Int64GetDatum(drift->current))));
	drift->distance.value = ResultValue(0, 1, &drift->distance.isnull);
	if (!drift->distance.isnull)
		drift->distance.value = Float8GetDatum(DatumGetFloat8(drift->distance.value));
}

/* Judges a gate of kind drift: how far the newest evaluation's scores are from those of the evaluation it names. */
void
JudgeDrift(const Candidate *candidate, const Gate *gate, Verdict *verdict)
{
	static Statement find = LOOKUP(
		"SELECT id, n_used FROM mreg.evaluation WHERE model = $1 AND version = $2 AND name BETWEEN $3 AND $3"
		" ORDER BY name DESC, id DESC LIMIT 1",
		INT8OID, INT4OID, TEXTOID);
	DriftCase	drift = {.gate = gate};
	NullableDatum dataset;
	NullableDatum current_n;
	NullableDatum reference_n;
	Verdict		size;
	char	   *error;

	if (!FindEvaluation(candidate, gate, gate->reference, &drift.current, &dataset, verdict))
		return;
	if (ReadStatement(&find, ARGS(ARG(Int64GetDatum(candidate->model)), ARG(Int32GetDatum(candidate->number)),
								  TextArg(gate->reference))) == 0)
	{
		SetVerdict(verdict, NOT_EVALUATED, "there is no evaluation named %s to compare with", gate->reference);
		return;
	}
	drift.reference = DatumGetInt64(ResultValue(0, 1, NULL));
	reference_n = ARG(ResultValue(0, 2, NULL));
	current_n = verdict->n;
	if (!CheckSize(gate, current_n, verdict))
		return;
	if (!CheckSize(gate, reference_n, &size))
	{
		SetVerdict(verdict, size.kind, "evaluation %s: %s", gate->reference, size.reason);
		return;
	}
	error = RunGuarded(MeasureDrift, &drift);
	if (error)
	{
		SetVerdict(verdict, NOT_EVALUATED, "%s cannot be measured: %s", gate->metric, error);
		return;
	}
	verdict->observed = drift.distance;
	if (CheckFinite(gate->metric, drift.distance, verdict))
		CheckBounds(gate, gate->metric, DatumGetFloat8(drift.distance.value), verdict);
}

#define COMPARISON_OF(version, condition, column) \
	"(SELECT id, flip_rate, n, at FROM mreg.comparison WHERE model = $1 AND version = " version \
	" AND baseline_model = $1 AND baseline_version " condition " ORDER BY " column " DESC, id DESC LIMIT 1)"
#define NEWEST_OF(one, other) \
	"SELECT c.id, c.flip_rate, c.n, c.at FROM (" one " UNION ALL " other ") c ORDER BY c.id DESC LIMIT 1"

/* Judges a gate of kind flip_rate: for what share of the same keys this version and the baseline predict otherwise. */
void
JudgeFlipRate(const Candidate *candidate, const Gate *gate, Verdict *verdict)
{
	static Statement newest = LOOKUP(
		NEWEST_OF(COMPARISON_OF("$2", "BETWEEN $3 AND $3", "baseline_version"),
				  COMPARISON_OF("$3", "BETWEEN $2 AND $2", "baseline_version")),
		INT8OID, INT4OID, INT4OID, INT8OID);
	static Statement on_dataset = LOOKUP(
		NEWEST_OF(COMPARISON_OF("$2", "= $3 AND dataset BETWEEN $4 AND $4", "dataset"),
				  COMPARISON_OF("$3", "= $2 AND dataset BETWEEN $4 AND $4", "dataset")),
		INT8OID, INT4OID, INT4OID, INT8OID);
	Baseline	baseline;
	NullableDatum rate;
	NullableDatum n;

	if (!CheckDataset(gate, verdict) || !FindBaseline(candidate, gate, verdict, &baseline))
		return;
	if (baseline.number == 0)
	{
		SetVerdict(verdict, PASS, "%s, and the gate lets the first pass", baseline.reason);
		return;
	}
	if (ReadStatement(gate->dataset ? &on_dataset : &newest,
					  ARGS(ARG(Int64GetDatum(candidate->model)), ARG(Int32GetDatum(candidate->number)),
						   ARG(Int32GetDatum(baseline.number)), ARG(Int64GetDatum(gate->dataset_id)))) == 0)
	{
		SetVerdict(verdict, NOT_EVALUATED, "there is no comparison with version %d%s", baseline.number,
				   DatasetText(gate));
		return;
	}
	rate.value = ResultValue(0, 2, &rate.isnull);
	n.value = ResultValue(0, 3, &n.isnull);
	verdict->observed = rate;
	if (CheckSize(gate, n, verdict) && CheckFinite("the flip rate", rate, verdict) &&
		CheckAge(candidate, gate, DatumGetTimestampTz(ResultValue(0, 4, NULL)), verdict))
		CheckBounds(gate, psprintf("the flip rate against version %d", baseline.number), DatumGetFloat8(rate.value),
					verdict);
}

/* Judges a gate of kind freshness: there is an evaluation, recent enough and of enough rows. */
void
JudgeFreshness(const Candidate *candidate, const Gate *gate, Verdict *verdict)
{
	NullableDatum dataset;
	int64		id;

	if (!FindEvaluation(candidate, gate, NULL, &id, &dataset, verdict) || !CheckSize(gate, verdict->n, verdict))
		return;
	verdict->observed = ARG(Float8GetDatum((double) DatumGetInt64(verdict->n.value)));
	SetVerdict(verdict, PASS, "evaluation %lld rests on %lld rows", (long long) id,
			   (long long) DatumGetInt64(verdict->n.value));
}

/* Judges a gate of kind signature: whoever calls the baseline may call this version alike. */
void
JudgeSignature(const Candidate *candidate, const Gate *gate, Verdict *verdict)
{
	static Statement statement = LOOKUP(
		"SELECT c.signature IS NULL, b.signature IS NULL, mreg_internal.signature_break(b.signature, c.signature)"
		" FROM mreg.version c LEFT JOIN mreg.version b ON b.model = c.model AND b.number = $3"
		" WHERE c.model = $1 AND c.number = $2",
		INT8OID, INT4OID, INT4OID);
	Baseline	baseline;
	char	   *fault;

	if (!FindBaseline(candidate, gate, verdict, &baseline))
		return;
	if (ReadStatement(&statement, ARGS(ARG(Int64GetDatum(candidate->model)), ARG(Int32GetDatum(candidate->number)),
									   ARG(Int32GetDatum(baseline.number)))) == 0)
		SetVerdict(verdict, NOT_EVALUATED, "the version cannot be read");
	else if (DatumGetBool(ResultValue(0, 1, NULL)))
		SetVerdict(verdict, NOT_EVALUATED, "the version has no signature");
	else if (baseline.number == 0)
		SetVerdict(verdict, PASS, "%s, and the gate lets the first pass", baseline.reason);
	else if (DatumGetBool(ResultValue(0, 2, NULL)))
		SetVerdict(verdict, NOT_EVALUATED, "version %d has no signature to compare with", baseline.number);
	else if ((fault = ResultText(0, 3)) != NULL)
		SetVerdict(verdict, FAIL, "against version %d: %s", baseline.number, fault);
	else
		SetVerdict(verdict, PASS, "the signature is compatible with that of version %d", baseline.number);
}
