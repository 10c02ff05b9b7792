/* confusion_interval.c: how sure a metric is: intervals of proportions and of metrics, McNemar's test. */
#include "types/confusion.h"

#include <math.h>

#include "core/agreement.h"
#include "core/resample.h"
#include "core/statistics.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#define MAX_REPLICATES 1000000
#define MAX_EXACT_ROWS 1e14 /* beyond, exact binomial tails lose the digits that they add */

/* The argument confidence, within (0, 1). */
static double
ConfidenceArg(FunctionCallInfo fcinfo, int argno)
{
	double confidence;

	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("confidence must not be NULL")));
	confidence = PG_GETARG_FLOAT8(argno);
	if (!(confidence > 0 && confidence < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence must be between 0 and 1"),
				 errhint("95 percent is 0.95.")));
	return confidence;
}

/* (successes, n, confidence) -> (lower, upper) of a proportion. */
static Datum
ProportionInterval(FunctionCallInfo fcinfo, void (*interval)(double, double, double, double *, double *))
{
	double confidence = ConfidenceArg(fcinfo, 2);
	double bounds[2] = { NAN, NAN };
	double successes;
	double n;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return NumberRow(fcinfo, bounds, 2);
	successes = PG_GETARG_FLOAT8(0);
	n = PG_GETARG_FLOAT8(1);
	if (!(successes >= 0 && successes <= n) || isinf(n))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("successes must be between 0 and n, and n finite"),
				 errdetail("There are %g successes of %g.", successes, n)));
	if (interval == mreg_clopper_pearson && n > MAX_EXACT_ROWS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("clopper_pearson_interval takes at most %g rows", (double) MAX_EXACT_ROWS),
				 errhint("Of so many rows wilson_interval gives the same.")));
	if (n > 0)
		interval(successes, n, confidence, &bounds[0], &bounds[1]);
	return NumberRow(fcinfo, bounds, 2);
}

/* Wilson's score interval of a proportion. */
EXPRESSION_FUNCTION(mreg_wilson_interval, ProportionInterval(fcinfo, mreg_wilson))

/* The exact interval of a proportion, of Clopper and Pearson. */
EXPRESSION_FUNCTION(mreg_clopper_pearson_interval, ProportionInterval(fcinfo, mreg_clopper_pearson))

/* What an interval is asked for, and what is made once for all replicates. */
typedef struct IntervalCall
{
	ScoreCall score;
	MregAverage average;
	MregDistance distance;
	uint32 positive; /* class of an average 'binary' */
	ClassList list;	 /* classes of another average */
	uint32 *position; /* of a kappa: the place of each label, and how many there are; NULL: in their own order */
	uint32 npositions;
	MregClass *classes;
	double *work;
	MregScore (*whole)(const struct IntervalCall *, const MregConfusion *); /* metric of all classes, or NULL */
} IntervalCall;

static MregScore
Accuracy(const IntervalCall *call, const MregConfusion *c)
{
	MregScore score = { false, 0 };
	double total;
	double correct;

	mreg_totals(c, &total, &correct);
	score.is_null = total == 0;
	if (total > 0)
		score.value = correct / total;
	return score;
}

/* Share of wrong rows. */

static MregScore
Loss(const IntervalCall *call, const MregConfusion *c)
{
	MregScore score = { false, 0 };
	double total;
	double correct;

	mreg_totals(c, &total, &correct);
	score.is_null = total == 0;
	if (total > 0)
		score.value = mreg_wrong(c) / total;
	return score;
}

/* Share of wrong labels, which of single labels is that of wrong rows. */
static MregScore
HammingLoss(const IntervalCall *call, const MregConfusion *c)
{
	MregScore score = { true, 0 };
	MregClass sum;
	double total;
	double correct;

	if (!mreg_multilabel(c))
		return Loss(call, c);
	if (call->list.n == 0)
		return score;
	sum = mreg_all_labels(mreg_part(c, MREG_ROWS), call->list.n);
	score.is_null = false;
	mreg_totals(c, &total, &correct);
	score.value = (sum.fp + sum.fn) / total / call->list.n;
	return score;
}

static MregScore
BalancedAccuracy(const IntervalCall *call, const MregConfusion *c)
{
	mreg_class_sums(c, call->classes);
	return mreg_balanced_accuracy(call->classes, c->nlabels, false, call->work);
}

static MregScore
Matthews(const IntervalCall *call, const MregConfusion *c)
{
	return mreg_matthews(c, call->work);
}

static MregScore
Kappa(const IntervalCall *call, const MregConfusion *c)
{
	return mreg_kappa(c, call->distance, call->position, call->position != NULL ? call->npositions : c->nlabels,
					  call->work);
}

/* Finds a metric by its name: of classes, or of all at once. */
static void
FindMetric(const char *name, IntervalCall *call)
{
	static const char *const of_classes[] = {
		"precision_score", "recall_score", "fbeta_score", "jaccard_score", "specificity_score",
		"negative_predictive_value", "false_positive_rate", "false_negative_rate", "false_discovery_rate",
		"false_omission_rate", "positive_likelihood_ratio", "negative_likelihood_ratio", "prevalence",
		"informedness", "markedness"
	};
	static const struct
	{
		const char *name;
		MregScore (*whole)(const IntervalCall *, const MregConfusion *);
	} of_all[] = {
		{ "accuracy_score", Accuracy },
		{ "zero_one_loss", Loss },
		{ "hamming_loss", HammingLoss },
		{ "balanced_accuracy_score", BalancedAccuracy },
		{ "matthews_corrcoef", Matthews },
		{ "cohen_kappa_score", Kappa },
	};

	call->whole = NULL;
	call->score.name = name;
	call->score.metric = MREG_FBETA;
	if (strcmp(name, "f1_score") == 0)
		return;
	for (int k = 0; k < lengthof(of_classes); k++)
	{
		call->score.metric = (MregMetric) k;
		if (strcmp(name, of_classes[k]) == 0)
			return;
	}
	for (int k = 0; k < lengthof(of_all); k++)
	{
		call->whole = of_all[k].whole;
		if (strcmp(name, of_all[k].name) == 0)
			return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown metric \"%s\"", Clipped(name)),
			 errhint("Metrics are named as their functions: 'f1_score', 'accuracy_score', 'matthews_corrcoef', ....")));
}

/* The metric of one matrix, which has the labels of the one that the call is about. */
static MregScore
ScoreOf(IntervalCall *call, const MregConfusion *c)
{
	static const MregClass none = { 0, 0, 0, 0, 0, 0 };
	const ScoreCall *score = &call->score;

	if (call->whole != NULL)
		return call->whole(call, c);
	if (mreg_multilabel(c) && call->average == MREG_SAMPLES)
		return mreg_samples_score(score->metric, score->beta, mreg_part(c, MREG_ROWS), score->zero_division);
	if (mreg_multilabel(c))
	{
		MregClass sum = mreg_all_labels(mreg_part(c, MREG_ROWS), call->list.n);

		return mreg_average_score(score->metric, score->beta, MREG_MICRO, &sum, Min(call->list.n, 1),
								  score->zero_division, call->work);
	}
	mreg_class_sums(c, call->classes);
	if (call->average == MREG_BINARY)
		return mreg_class_score(score->metric, score->beta,
								call->positive == MREG_NO_LABEL ? &none : &call->classes[call->positive],
								score->zero_division);
	for (uint32 k = 0; k < call->list.n; k++)
	{
		uint32 index = call->list.index[k];

		call->list.classes[k] = index == MREG_NO_LABEL ? none : call->classes[index];
	}
	return mreg_average_score(score->metric, score->beta, call->average, call->list.classes, call->list.n,
							  score->zero_division, call->work);
}

static int
CompareNumbers(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

/* Draws the matrix anew and again; sets the score of the matrix itself and the bounds, NaN where undefined. */
static void
Bootstrap(IntervalCall *call, const MregConfusion *c, int replicates, int64 seed, double confidence, double *result)
{
	MregConfusion *drawn = (MregConfusion *) palloc(VARSIZE(c));
	MregConfusion *part;
	MregCell *cells;
	MregTrial *trials;
	int64 *counts;
	double *scores;
	MregScore score = ScoreOf(call, c);
	MregRandom random;
	int64 total = 0;
	Size kept = 0;

	result[0] = score.is_null ? NAN : score.value;
	result[1] = result[2] = NAN;
	memcpy(drawn, c, VARSIZE(c));
	part = mreg_multilabel(drawn) ? mreg_part(drawn, MREG_ROWS) : drawn;
	if (part->ncells == 0)
		return;
	counts = MemoryContextAllocHuge(CurrentMemoryContext, part->ncells * sizeof(int64));
	trials = MemoryContextAllocHuge(CurrentMemoryContext, part->ncells * sizeof(MregTrial));
	scores = MemoryContextAllocHuge(CurrentMemoryContext, replicates * sizeof(double));
	cells = (MregCell *) mreg_closed_cells(part);
	for (uint32 k = 0; k < part->ncells; k++)
		total += counts[k] = cells[k].u.n;
	mreg_multinomial_plan(counts, part->ncells, total, trials);
	mreg_random_seed(&random, seed);
	for (int b = 0; b < replicates; b++)
	{
		CHECK_FOR_INTERRUPTS();
		mreg_random_multinomial(&random, trials, part->ncells, total, counts);
		for (uint32 k = 0; k < part->ncells; k++)
			cells[k].u.n = counts[k];
		score = ScoreOf(call, drawn);
		if (!score.is_null && !isnan(score.value))
			scores[kept++] = score.value;
	}
	if (kept == 0)
		return;
	qsort(scores, kept, sizeof(double), CompareNumbers);
	result[1] = mreg_sorted_quantile(scores, kept, (1 - confidence) / 2);
	result[2] = mreg_sorted_quantile(scores, kept, 1 - (1 - confidence) / 2);
}

/* Reads what all forms of score_interval end with, and answers. */
static Datum
AnswerInterval(FunctionCallInfo fcinfo, IntervalCall *call, int argno)
{
	const MregConfusion *c = call->score.c;
	double confidence = ConfidenceArg(fcinfo, argno);
	double result[3];
	int replicates;

	if (PG_ARGISNULL(argno + 1) || PG_ARGISNULL(argno + 2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("replicates and seed must not be NULL")));
	replicates = PG_GETARG_INT32(argno + 1);
	if (replicates < 1 || replicates > MAX_REPLICATES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("replicates must be between 1 and %d", MAX_REPLICATES)));
	call->classes = MemoryContextAllocHuge(CurrentMemoryContext, c->nlabels * sizeof(MregClass) + 1);
	call->work = MemoryContextAllocHuge(CurrentMemoryContext,
										mreg_agreement_worksize(Max(Max(c->nlabels, call->list.n), call->npositions)));
	Bootstrap(call, c, replicates, PG_GETARG_INT64(argno + 2), confidence, result);
	return NumberRow(fcinfo, result, 3);
}

/* Reads cm and metric, beta and weights; false where there is no matrix. */
static bool
StartInterval(FunctionCallInfo fcinfo, int beta_arg, IntervalCall *call)
{
	memset(call, 0, sizeof(*call));
	if (PG_ARGISNULL(1) || PG_ARGISNULL(beta_arg))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("metric and beta must not be NULL")));
	FindMetric(text_to_cstring(PG_GETARG_TEXT_PP(1)), call);
	call->score.beta = strcmp(call->score.name, "fbeta_score") == 0 ? PG_GETARG_FLOAT8(beta_arg) : 1;
	if (isnan(call->score.beta) || call->score.beta < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("beta must be 0 or above")));
	if (PG_ARGISNULL(0))
		return false;
	call->score.c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	if (mreg_weighted(call->score.c))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("score_interval needs counts, not weights"),
				 errdetail("Sums of weights do not tell how many rows they come from.")));
	return true;
}

/* Count of cell (i, j) of the labels of a multilabel matrix. */
static int64
LabelCell(const MregConfusion *labels, uint32 i, uint32 j)
{
	MregCellScan scan;

	mreg_scan_start(&scan, labels);
	while (mreg_scan_next(&scan))
	{
		if (scan.i == i && scan.j == j)
			return scan.n;
	}
	return 0;
}

/* Puts one label of a multilabel matrix, or one that it does not know, in its place: true against false. */
static void
TakeOneLabel(IntervalCall *call)
{
	static const LabelValue is_true = { 1, NULL, 0 };
	const MregConfusion *c = call->score.c;
	const MregConfusion *labels = mreg_part(c, MREG_LABELS);
	uint32 none = mreg_none_label(labels);
	uint32 k = call->positive;
	MregOpenConfusion *o = ConfusionMakeOpen(MREG_LABEL_BOOLEAN, 0, 2, 0, 0);
	MregCellScan scan;
	int64 n[2][2] = { { 0, 0 }, { 0, 0 } }; /* by truth, by prediction */
	uint32 index[2];

	mreg_scan_start(&scan, mreg_part(c, MREG_ROWS));
	while (mreg_scan_next(&scan))
		n[0][0] += scan.n;
	if (k != MREG_NO_LABEL)
	{
		n[1][1] = LabelCell(labels, k, k);
		n[1][0] = LabelCell(labels, k, none);
		n[0][1] = LabelCell(labels, none, k);
		n[0][0] -= n[1][1] + n[1][0] + n[0][1];
	}
	for (int i = 0; i < 2; i++)
		(void) mreg_intern_integer(o, i, &index[i]);
	for (int i = 0; i < 2; i++)
	{
		for (int j = 0; j < 2; j++)
			(void) mreg_add_count(o, index[i], index[j], n[i][j]);
	}
	call->score.c = ConfusionClose(&o->head);
	call->positive = FindLabel(call->score.c, &is_true);
}

/* Refuses what the rows of a multilabel matrix, which know only how many labels they have, cannot tell. */
static void
CheckMultilabel(const IntervalCall *call)
{
	bool is_known = call->list.covers_all;

	if (call->whole != NULL)
		is_known = call->whole == Accuracy || call->whole == Loss || (call->whole == HammingLoss && is_known);
	else
		is_known = is_known && (call->average == MREG_SAMPLES || call->average == MREG_MICRO);
	if (!is_known)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("score_interval has none for this %s of a multilabel confusion matrix",
						call->score.name),
				 errdetail("The matrix does not know which labels occur together in a row."),
				 errhint("There are intervals of one label, pos_label => '...', of average micro and samples over all "
						 "labels, of accuracy_score, zero_one_loss and hamming_loss.")));
}

/* The places of the labels of a kappa. */
static void
PlaceLabels(IntervalCall *call, ArrayType *labels)
{
	const MregConfusion *c = call->score.c;
	LabelValue *values = LabelsArg(c, labels, &call->npositions);

	call->position = MemoryContextAllocHuge(CurrentMemoryContext, c->nlabels * sizeof(uint32) + 1);
	for (uint32 k = 0; k < c->nlabels; k++)
		call->position[k] = MREG_NO_LABEL;
	for (uint32 k = 0; k < call->npositions; k++)
	{
		uint32 index = FindLabel(c, &values[k]);

		if (index != MREG_NO_LABEL)
			call->position[index] = k;
	}
}

/*
 * Chooses what the metric is of: the classes that labels names, or label alone, which is NULL for the class 1; both
 * are NULL where they are not given.
 */
static void
ChooseClasses(IntervalCall *call, ArrayType *labels, const LabelValue *label, const char *as_written)
{
	const MregConfusion *c = call->score.c;

	if (call->whole != NULL)
	{
		if (labels != NULL && call->whole == Kappa && !mreg_multilabel(c))
			PlaceLabels(call, labels);
		else if (labels != NULL && !(call->whole == HammingLoss && mreg_multilabel(c)))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s takes no labels", call->score.name),
					 errdetail("It is a metric of all classes at once.")));
		if (mreg_multilabel(c))
		{
			ListClasses(c, labels, &call->list);
			CheckMultilabel(call);
		}
		return;
	}
	if (call->average == MREG_BINARY)
	{
		call->positive = label != NULL ? NamedClass(c, label, as_written) : BinaryClass(c, call->score.name);
		if (mreg_multilabel(c))
			TakeOneLabel(call);
		return;
	}
	if (call->score.metric >= MREG_POSITIVE_LIKELIHOOD_RATIO)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s has no averages", call->score.name),
				 errhint("It is a metric of one class, average 'binary': pos_label => '...' for another than 1.")));
	ListClasses(c, labels, &call->list);
	if (call->average == MREG_SAMPLES)
		(void) AverageScore(&call->score, call->average, &call->list);
	if (mreg_multilabel(c))
		CheckMultilabel(call);
}

/* NULL for a matrix that is NULL. */
static Datum
NoInterval(FunctionCallInfo fcinfo)
{
	static const double nothing[3] = { NAN, NAN, NAN };

	return NumberRow(fcinfo, nothing, 3);
}

MREG_FUNCTION(mreg_score_interval);

/* (cm, metric, average, labels text[], pos_label text, beta, weights, zero_division, confidence, replicates, seed) */
Datum
mreg_score_interval(PG_FUNCTION_ARGS)
{
	IntervalCall call;
	LabelValue label;
	text *pos_label = NULL;

	if (!StartInterval(fcinfo, 5, &call))
		return NoInterval(fcinfo);
	call.average = AverageArg(fcinfo, 2);
	call.distance = DistanceArg(fcinfo, 6);
	call.score.zero_division = ZeroDivisionArg(fcinfo, 7);
	if (!PG_ARGISNULL(4))
	{
		pos_label = PG_GETARG_TEXT_PP(4);
		if (call.whole == NULL && call.average == MREG_BINARY)
			LabelFromText(call.score.c, VARDATA_ANY(pos_label), VARSIZE_ANY_EXHDR(pos_label), &label);
	}
	ChooseClasses(&call, PG_ARGISNULL(3) ? NULL : PG_GETARG_ARRAYTYPE_P(3), pos_label != NULL ? &label : NULL,
				  pos_label != NULL ? text_to_cstring(pos_label) : NULL);
	return AnswerInterval(fcinfo, &call, 8);
}

MREG_FUNCTION(mreg_score_interval_labels);

/* (cm, metric, average, labels bigint[], beta, zero_division, confidence, replicates, seed) */
Datum
mreg_score_interval_labels(PG_FUNCTION_ARGS)
{
	IntervalCall call;

	if (!StartInterval(fcinfo, 4, &call))
		return NoInterval(fcinfo);
	call.average = AverageArg(fcinfo, 2);
	call.score.zero_division = ZeroDivisionArg(fcinfo, 5);
	ChooseClasses(&call, PG_ARGISNULL(3) ? NULL : PG_GETARG_ARRAYTYPE_P(3), NULL, NULL);
	return AnswerInterval(fcinfo, &call, 6);
}

MREG_FUNCTION(mreg_score_interval_pos_label);

/* (cm, metric, pos_label bigint, beta, zero_division, confidence, replicates, seed) */
Datum
mreg_score_interval_pos_label(PG_FUNCTION_ARGS)
{
	IntervalCall call;
	LabelValue label;

	if (!StartInterval(fcinfo, 3, &call))
		return NoInterval(fcinfo);
	call.average = MREG_BINARY;
	call.score.zero_division = ZeroDivisionArg(fcinfo, 4);
	if (PG_ARGISNULL(2) || call.whole != NULL)
		ChooseClasses(&call, NULL, NULL, NULL);
	else
	{
		LabelFromInteger(call.score.c, PG_GETARG_INT64(2), &label);
		ChooseClasses(&call, NULL, &label, psprintf(INT64_FORMAT, PG_GETARG_INT64(2)));
	}
	return AnswerInterval(fcinfo, &call, 5);
}

MREG_FUNCTION(mreg_mcnemar_test);

/*
 * McNemar's test of a matrix of two classes, usually of paired_correctness:
 * (only_a, only_b, chi2, p_value, corrected_chi2, corrected_p_value, exact_p_value).
 */
Datum
mreg_mcnemar_test(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetClosed(PG_GETARG_DATUM(0));
	MregCellScan scan;
	double result[7] = { 0, 0, NAN, NAN, NAN, NAN, 1 };
	double n;
	double apart;

	if (c->kind == MREG_LABEL_TEXT || mreg_weighted(c))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("mcnemar_test needs counts of right and wrong"),
				 errhint("Build them with paired_correctness(y_true, pred_a, pred_b).")));
	mreg_scan_start(&scan, c);
	while (mreg_scan_next(&scan))
	{
		int64 a = mreg_label_integer(c, scan.i);
		int64 b = mreg_label_integer(c, scan.j);

		if ((a & ~INT64CONST(1)) || (b & ~INT64CONST(1)))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("mcnemar_test needs the labels 0 and 1, or false and true, only"),
					 errhint("Build the matrix with paired_correctness(y_true, pred_a, pred_b).")));
		if (a != b)
			result[b] = (double) scan.n;
	}
	n = result[0] + result[1];
	if (n > 0)
	{
		apart = fabs(result[0] - result[1]);
		result[2] = apart * apart / n;
		result[3] = mreg_chi2_sf(result[2], 1);
		apart = fmax(0, apart - 1);
		result[4] = apart * apart / n;
		result[5] = mreg_chi2_sf(result[4], 1);
		result[6] = n > MAX_EXACT_ROWS ? result[5] : mreg_binomial_test(fmin(result[0], result[1]), n, 0.5);
	}
	return NumberRow(fcinfo, result, 7);
}
