/*
 * verdict_metric.c: gates that ask for a metric: against bounds, against a baseline, in one slice or in every one, and
 * for its spread over slices.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "registry/gate.h"

#define EVIDENCE "m.value, m.n, m.lower, m.upper, m.confidence, m.evaluation, m.dataset, m.at, m.slice"

/* Bounds of a value, or of a change, and what they are. */
typedef struct Range
{
	double		lower;
	double		upper;
} Range;

/* Whether a slice of a gate stands for all slices of some slicing. */
bool
IsSlicePattern(const char *slice)
{
	size_t		len = slice ? strlen(slice) : 0;

	return len > 0 && slice[len - 1] == '*' && (len == 1 || slice[len - 2] == '=');
}

/* Returns the slicing that a pattern stands for, region*age for region=*,age=*, or NULL for all of them. */
static char *
PatternSlicing(const char *pattern)
{
	StringInfoData slicing;

	if (strcmp(pattern, "*") == 0)
		return NULL;
	initStringInfo(&slicing);
	while (*pattern)
	{
		if (strncmp(pattern, "=*,", 3) == 0)
		{
			appendStringInfoChar(&slicing, '*');
			pattern += 3;
		}
		else if (strcmp(pattern, "=*") == 0)
			break;
		else
			appendStringInfoChar(&slicing, *pattern++);
	}
	return slicing.data;
}

/* Reads a row whose columns are EVIDENCE. */
static void
ReadEvidence(int row, Evidence *evidence)
{
	NullableDatum *columns[] = {
		&evidence->value, &evidence->n, &evidence->lower, &evidence->upper, &evidence->confidence,
		&evidence->evaluation, &evidence->dataset
	};

	for (int i = 0; i < lengthof(columns); i++)
		columns[i]->value = ResultValue(row, i + 1, &columns[i]->isnull);
	evidence->at = DatumGetTimestampTz(ResultValue(row, lengthof(columns) + 1, NULL));
	evidence->slice = ResultText(row, lengthof(columns) + 2);
}

/* On which dataset evidence is looked for. */
typedef enum DatasetScope
{
	ANY_DATASET,
	THAT_DATASET,
	NO_DATASET
} DatasetScope;

#define NEWEST(condition, column) \
	LOOKUP("SELECT " EVIDENCE " FROM mreg.metric m WHERE m.model = $1 AND m.version = $2 AND m.metric = $3" condition \
		   " ORDER BY m." column " DESC, m.id DESC LIMIT 1",                                                          \
		   INT8OID, INT4OID, TEXTOID, TEXTOID, INT8OID)
#define IN_SLICE " AND m.slice BETWEEN $4 AND $4"
#define ON_DATASET " AND m.slice = $4 AND m.dataset BETWEEN $5 AND $5"
#define ON_NO_DATASET " AND m.slice = $4 AND m.dataset IS NULL"

/* Finds the newest value of a gate's metric in one slice. */
static bool
FindValue(const Candidate *candidate, int32 version, const Gate *gate, const char *slice, DatasetScope scope,
		  Datum dataset, Evidence *evidence)
{
	static Statement statements[][2] = {
		{NEWEST(IN_SLICE, "slice"), NEWEST(IN_SLICE " AND m.evaluation IS NOT NULL", "slice")},
		{NEWEST(ON_DATASET, "dataset"), NEWEST(ON_DATASET " AND m.computed", "dataset")},
		{NEWEST(ON_NO_DATASET, "dataset"), NEWEST(ON_NO_DATASET " AND m.computed", "dataset")}
	};

	if (ReadStatement(&statements[scope][gate->computed],
					  ARGS(ARG(Int64GetDatum(candidate->model)), ARG(Int32GetDatum(version)), TextArg(gate->metric),
						   TextArg(slice), ARG(scope == THAT_DATASET ? dataset : Int64GetDatum(0)))) == 0)
		return false;
	ReadEvidence(0, evidence);
	return true;
}

/* Names what evidence is a value of. */
static char *
EvidenceName(const Gate *gate, const char *slice)
{
	return *slice ? psprintf("%s of %s", gate->metric, slice) : gate->metric;
}

/* Returns the interval of a value at the gate's confidence; false if there is none. */
static bool
FindRange(const Gate *gate, const Evidence *evidence, Range *range)
{
	static Statement statement = LOOKUP(
		"SELECT i.lower, i.upper FROM mreg_internal.metric_interval($1, $2, $3, $4) i",
		INT8OID, TEXTOID, TEXTOID, FLOAT8OID);
	NullableDatum lower = evidence->lower;
	NullableDatum upper = evidence->upper;

	if (evidence->confidence.isnull ||
		DatumGetFloat8(evidence->confidence.value) != DatumGetFloat8(gate->confidence.value))
	{
		if (evidence->evaluation.isnull ||
			ReadStatement(&statement, ARGS(evidence->evaluation, TextArg(evidence->slice), TextArg(gate->metric),
										   gate->confidence)) == 0)
			return false;
		lower.value = ResultValue(0, 1, &lower.isnull);
		upper.value = ResultValue(0, 2, &upper.isnull);
	}
	if (lower.isnull || upper.isnull)
		return false;
	range->lower = DatumGetFloat8(lower.value);
	range->upper = DatumGetFloat8(upper.value);
	return isfinite(range->lower) && isfinite(range->upper);
}

/*
 * Returns the bounds of the difference of two versions from predictions for the same keys; false if there are none that
 * hold the difference found, as those of other predictions may not.
 */
static bool
FindPairedRange(const Candidate *candidate, const Gate *gate, const Evidence *evidence, int32 baseline,
				double difference, Range *range)
{
	static Statement statement = LOOKUP(
		"SELECT CASE c.version WHEN $2 THEN i.lower ELSE - i.upper END,"
		" CASE c.version WHEN $2 THEN i.upper ELSE - i.lower END, c.at, c.n_labelled FROM ("
		"(SELECT id, version, at, n_labelled FROM mreg.comparison"
		" WHERE model = $1 AND version = $2 AND baseline_model = $1 AND baseline_version = $3"
		" AND dataset BETWEEN $4 AND $4 ORDER BY dataset DESC, id DESC LIMIT 1) UNION ALL "
		"(SELECT id, version, at, n_labelled FROM mreg.comparison"
		" WHERE model = $1 AND version = $3 AND baseline_model = $1 AND baseline_version = $2"
		" AND dataset BETWEEN $4 AND $4 ORDER BY dataset DESC, id DESC LIMIT 1)) c"
		" CROSS JOIN LATERAL mreg_internal.comparison_interval(c.id, $6, $5) i ORDER BY c.id DESC LIMIT 1",
		INT8OID, INT4OID, INT4OID, INT8OID, FLOAT8OID, TEXTOID);
	Verdict		ignored;
	bool		lower_null;
	bool		upper_null;

	if (*evidence->slice || evidence->dataset.isnull ||
		(strcmp(gate->metric, "accuracy_score") != 0 && strcmp(gate->metric, "roc_auc_score") != 0) ||
		ReadStatement(&statement, ARGS(ARG(Int64GetDatum(candidate->model)), ARG(Int32GetDatum(candidate->number)),
									   ARG(Int32GetDatum(baseline)), evidence->dataset, gate->confidence,
									   TextArg(gate->metric))) == 0)
		return false;
	range->lower = DatumGetFloat8(ResultValue(0, 1, &lower_null));
	range->upper = DatumGetFloat8(ResultValue(0, 2, &upper_null));
	return !lower_null && !upper_null && isfinite(range->lower) && isfinite(range->upper) &&
		difference >= range->lower - 1e-9 && difference <= range->upper + 1e-9 &&
		CheckAge(candidate, gate, DatumGetTimestampTz(ResultValue(0, 3, NULL)), &ignored) &&
		CheckSize(gate, ARG(ResultValue(0, 4, NULL)), &ignored);
}

/*
 * Returns the bounds of the difference value - baseline where both have an interval.  Source: Zou & Donner 2008,
 * Statistics in Medicine 27(10), MOVER.
 */
static Range
UnpairedRange(double value, const Range *range, double baseline, const Range *baseline_range)
{
	double		difference = value - baseline;
	Range		result;

	result.lower = difference - hypot(value - range->lower, baseline_range->upper - baseline);
	result.upper = difference + hypot(range->upper - value, baseline - baseline_range->lower);
	return result;
}

/* Returns a number as a decimal of 15 digits. */
static Numeric
Decimal(double value)
{
	return DatumGetNumeric(DirectFunctionCall1(float8_numeric, Float8GetDatum(value)));
}

/* Returns a - b. */
static Numeric
Difference(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_sub, NumericGetDatum(a), NumericGetDatum(b)));
}

/* Whether a >= b; NaN, which sorts above all numbers, is not. */
static bool
NotLess(Numeric a, Numeric b)
{
	return !numeric_is_nan(a) && !numeric_is_nan(b) &&
		DatumGetBool(DirectFunctionCall2(numeric_ge, NumericGetDatum(a), NumericGetDatum(b)));
}

/* Returns a decimal in digits. */
static char *
DecimalText(Numeric value)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value)));
}

/* Sets the verdict on a change for the better by so much. */
static void
CheckChange(const Gate *gate, const char *what, Numeric change, double baseline, int32 version, Verdict *verdict)
{
	Numeric		size = DatumGetNumeric(DirectFunctionCall1(numeric_abs, NumericGetDatum(change)));
	bool		is_worse = !NotLess(change, Decimal(0));
	char	   *text = psprintf("%s %s by %s against version %d with %s", what, is_worse ? "worse" : "better",
								DecimalText(size), version, NumberText(baseline));

	if (!gate->min_change.isnull && !NotLess(change, Decimal(DatumGetFloat8(gate->min_change.value))))
	{
		SetVerdict(verdict, FAIL, "%s; the change must be at least %s", text,
				   NumberText(DatumGetFloat8(gate->min_change.value)));
		return;
	}
	if (!gate->min_relative_change.isnull)
	{
		double		share = DatumGetFloat8(gate->min_relative_change.value);
		Datum		least = DirectFunctionCall2(numeric_mul, NumericGetDatum(Decimal(share)),
												NumericGetDatum(Decimal(fabs(baseline))));

		if ((baseline == 0 && share > 0) || !NotLess(change, DatumGetNumeric(least)))
		{
			SetVerdict(verdict, FAIL, "%s; the change must be at least %s of its absolute value", text,
					   NumberText(share));
			return;
		}
	}
	SetVerdict(verdict, PASS, "%s", text);
}

/* Compares a value with that of the baseline, and sets the verdict. */
static void
JudgeChange(const Candidate *candidate, const Gate *gate, const Evidence *evidence, const Range *range,
			const Baseline *baseline, Verdict *verdict)
{
	char	   *name = EvidenceName(gate, evidence->slice);
	char	   *what = psprintf("%s of version %d", name, baseline->number);
	Evidence	other;
	NullableDatum size;
	Verdict		of_other = {0};
	double		value = DatumGetFloat8(evidence->value.value);
	double		base;
	Range		base_range;
	Range		change_range;
	Numeric		change;

	if (!FindValue(candidate, baseline->number, gate, evidence->slice,
				   evidence->dataset.isnull ? NO_DATASET : THAT_DATASET, evidence->dataset.value, &other))
	{
		SetVerdict(verdict, NOT_EVALUATED, "there is no %s on the same dataset", what);
		return;
	}
	if (!CheckFinite(what, other.value, verdict))
		return;
	base = DatumGetFloat8(other.value.value);
	verdict->baseline = other.value;
	size = verdict->n;
	if (!CheckSize(gate, other.n, &of_other))
	{
		SetVerdict(verdict, of_other.kind, "%s: %s", what, of_other.reason);
		return;
	}
	verdict->n = size;

	change = gate->higher_is_better ? Difference(Decimal(value), Decimal(base)) :
		Difference(Decimal(base), Decimal(value));
	CheckChange(gate, psprintf("%s %s is", name, NumberText(value)), change, base, baseline->number, verdict);
	if (verdict->kind != PASS || gate->confidence.isnull)
		return;
	if (!FindPairedRange(candidate, gate, evidence, baseline->number, value - base, &change_range))
	{
		if (!FindRange(gate, &other, &base_range))
		{
			SetVerdict(verdict, NOT_EVALUATED, "%s has no interval of that confidence", what);
			return;
		}
		change_range = UnpairedRange(value, range, base, &base_range);
	}
	verdict->lower = ARG(Float8GetDatum(change_range.lower));
	verdict->upper = ARG(Float8GetDatum(change_range.upper));
	CheckChange(gate, psprintf("%s %s is, by the bound of the interval,", name, NumberText(value)),
				Decimal(gate->higher_is_better ? change_range.lower : -change_range.upper), base, baseline->number,
				verdict);
}

/* Judges the value of one slice. */
static void
JudgeEvidence(const Candidate *candidate, const Gate *gate, const Evidence *evidence, const Baseline *baseline,
			  Verdict *verdict)
{
	char	   *name = EvidenceName(gate, evidence->slice);
	Range		range = {0, 0};

	verdict->observed = evidence->value;
	verdict->evaluation = evidence->evaluation;
	if (!CheckSize(gate, evidence->n, verdict) || !CheckFinite(name, evidence->value, verdict) ||
		!CheckAge(candidate, gate, evidence->at, verdict))
		return;
	CheckBounds(gate, name, DatumGetFloat8(evidence->value.value), verdict);
	if (!gate->confidence.isnull)
	{
		if (!FindRange(gate, evidence, &range))
		{
			SetVerdict(verdict, NOT_EVALUATED, "%s has no interval of that confidence", name);
			return;
		}
		verdict->lower = ARG(Float8GetDatum(range.lower));
		verdict->upper = ARG(Float8GetDatum(range.upper));
		if (verdict->kind == PASS && !gate->min.isnull)
			CheckBounds(gate, psprintf("the lower bound of %s", name), range.lower, verdict);
		if (verdict->kind == PASS && !gate->max.isnull)
			CheckBounds(gate, psprintf("the upper bound of %s", name), range.upper, verdict);
	}
	if (verdict->kind == PASS && baseline && baseline->number)
		JudgeChange(candidate, gate, evidence, &range, baseline, verdict);
	else if (verdict->kind == PASS && baseline)
		verdict->reason = psprintf("%s; %s, and the gate lets the first pass", verdict->reason, baseline->reason);
}

/* Returns how far above what a gate asks for a value that passes is. */
static double
Margin(const Gate *gate, const Verdict *verdict)
{
	double		value = DatumGetFloat8(verdict->observed.value);
	double		margin = INFINITY;

	if (verdict->observed.isnull)
		return 0;
	if (!gate->min.isnull)
		margin = Min(margin, value - DatumGetFloat8(gate->min.value));
	if (!gate->max.isnull)
		margin = Min(margin, DatumGetFloat8(gate->max.value) - value);
	if (!verdict->baseline.isnull && (!gate->min_change.isnull || !gate->min_relative_change.isnull))
	{
		double		change = value - DatumGetFloat8(verdict->baseline.value);

		margin = Min(margin, gate->higher_is_better ? change : -change);
	}
	return margin;
}

/*
 * Finds the slices of the version's newest evaluation that a gate's pattern stands for, with the values of its metric;
 * else sets the verdict.  Slices with too few rows are left out where the gate asks for the worst alone.
 */
static Evidence *
FindSlices(const Candidate *candidate, const Gate *gate, int *count, Verdict *verdict)
{
	static Statement statement = LOOKUP(
		"SELECT m.value, coalesce(m.n, s.n_used), m.lower, m.upper, m.confidence, e.id, e.dataset, e.at, s.slice"
		" FROM mreg.evaluation e JOIN mreg.evaluation_slice s ON s.evaluation = e.id"
		" LEFT JOIN LATERAL (SELECT i.value, i.n, i.lower, i.upper, i.confidence FROM mreg.metric i"
		" WHERE i.evaluation = s.evaluation AND i.slice = s.slice AND i.metric = $2 LIMIT 1) m ON true"
		" WHERE e.id = $1 AND ($3 IS NULL OR s.slicing = $3) ORDER BY s.slice",
		INT8OID, TEXTOID, TEXTOID);
	NullableDatum dataset;
	Evidence   *slices;
	uint64		rows;
	int64		evaluation;
	int			kept = 0;

	if (!FindEvaluation(candidate, gate, NULL, &evaluation, &dataset, verdict))
		return NULL;
	rows = ReadStatement(&statement, ARGS(ARG(Int64GetDatum(evaluation)), TextArg(gate->metric),
										  TextArg(PatternSlicing(gate->slice))));
	if (rows == 0)
	{
		SetVerdict(verdict, NOT_EVALUATED, "evaluation %lld, the newest, has no slice %s", (long long) evaluation,
				   gate->slice);
		return NULL;
	}
	slices = palloc(rows * sizeof(Evidence));
	for (uint64 i = 0; i < rows; i++)
	{
		Verdict		size;

		ReadEvidence(i, &slices[kept]);
		if (!gate->worst || CheckSize(gate, slices[kept].n, &size))
			kept++;
	}
	if (kept == 0)
		SetVerdict(verdict, INSUFFICIENT_DATA, "no slice %s has %lld rows", gate->slice,
				   (long long) DatumGetInt64(gate->min_n.value));
	*count = kept;
	return kept > 0 ? slices : NULL;
}

/* Judges a metric in every slice; the verdict is that of the slice that does worst. */
static void
JudgeSlices(const Candidate *candidate, const Gate *gate, const Baseline *baseline, Verdict *verdict)
{
	Verdict		blank = *verdict;
	Verdict		of_slice;
	int			count;
	Evidence   *slices = FindSlices(candidate, gate, &count, verdict);

	if (slices == NULL)
		return;
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		of_slice = blank;
		JudgeEvidence(candidate, gate, &slices[i], baseline, &of_slice);
		if (of_slice.kind == INSUFFICIENT_DATA || of_slice.kind == NOT_EVALUATED)
			of_slice.reason = psprintf("slice %s: %s", slices[i].slice, of_slice.reason);
		if (i == 0 || of_slice.kind > verdict->kind ||
			(of_slice.kind == verdict->kind && Margin(gate, &of_slice) < Margin(gate, verdict)))
			*verdict = of_slice;
	}
	if (verdict->kind == PASS)
		verdict->reason = psprintf("the worst of %d slices: %s", count, verdict->reason);
}

/* Judges a gate of kind metric. */
void
JudgeMetric(const Candidate *candidate, const Gate *gate, Verdict *verdict)
{
	Baseline	baseline;
	Evidence	evidence;
	const char *slice = gate->slice ? gate->slice : "";

	if (!CheckDataset(gate, verdict) ||
		(gate->baseline && !FindBaseline(candidate, gate, verdict, &baseline)))
		return;
	if (IsSlicePattern(gate->slice))
		JudgeSlices(candidate, gate, gate->baseline ? &baseline : NULL, verdict);
	else if (FindValue(candidate, candidate->number, gate, slice, gate->dataset ? THAT_DATASET : ANY_DATASET,
					   Int64GetDatum(gate->dataset_id), &evidence))
		JudgeEvidence(candidate, gate, &evidence, gate->baseline ? &baseline : NULL, verdict);
	else
		SetVerdict(verdict, NOT_EVALUATED, "there is no %s%s%s", gate->computed ? "computed " : "",
				   EvidenceName(gate, slice), DatasetText(gate));
}

/* Judges a gate of kind spread: the greatest less the least value of a metric over slices. */
void
JudgeSpread(const Candidate *candidate, const Gate *gate, Verdict *verdict)
{
	int			count;
	Evidence   *slices = FindSlices(candidate, gate, &count, verdict);
	int			least = 0;
	int			greatest = 0;
	int			smallest = 0;
	double		spread;

	if (slices == NULL)
		return;
	if (count < 2)
	{
		SetVerdict(verdict, INSUFFICIENT_DATA, "there is one slice %s alone", gate->slice);
		return;
	}
	for (int i = 0; i < count; i++)
	{
		char	   *name = EvidenceName(gate, slices[i].slice);

		if (!CheckSize(gate, slices[i].n, verdict))
		{
			verdict->reason = psprintf("slice %s: %s", slices[i].slice, verdict->reason);
			return;
		}
		if (!CheckFinite(name, slices[i].value, verdict))
			return;
		if (DatumGetFloat8(slices[i].value.value) < DatumGetFloat8(slices[least].value.value))
			least = i;
		if (DatumGetFloat8(slices[i].value.value) > DatumGetFloat8(slices[greatest].value.value))
			greatest = i;
		if (DatumGetInt64(slices[i].n.value) < DatumGetInt64(slices[smallest].n.value))
			smallest = i;
	}
	spread = DatumGetFloat8(DirectFunctionCall1(
		numeric_float8, NumericGetDatum(Difference(Decimal(DatumGetFloat8(slices[greatest].value.value)),
												   Decimal(DatumGetFloat8(slices[least].value.value))))));
	verdict->observed = ARG(Float8GetDatum(spread));
	verdict->lower = slices[least].value;
	verdict->upper = slices[greatest].value;
	verdict->n = slices[smallest].n;
	CheckBounds(gate,
				psprintf("the spread of %s from %s to %s", gate->metric, slices[least].slice, slices[greatest].slice),
				spread, verdict);
}
