/* confusion_score.c: precision_score, recall_score, f1_score and their relatives, accuracy_score, support. */
#include "types/confusion.h"

#include <math.h>

#include "utils/builtins.h"

/* Refuses what has no single positive class; found tells whether class 1 (or true) is among the labels. */
void
RequireBinary(uint8 kind, uint32 present, bool found, const char *name)
{
	if (kind == MREG_LABEL_TEXT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s with average 'binary' needs a positive class for text labels", name),
				 errhint("Name it, %s(confusion_matrix(y_true, y_pred), pos_label => '...'), "
						 "or choose an average, %s(confusion_matrix(y_true, y_pred), average => 'macro').",
						 name, name)));
	if (present > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s with average 'binary' needs at most two labels", name),
				 errdetail("There are %u labels.", present),
				 errhint("Choose an average, %s(confusion_matrix(y_true, y_pred), average => 'macro'), "
						 "or one class, pos_label => ....",
						 name)));
	if (present == 2 && !found)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s with average 'binary' needs the label 1", name),
				 errdetail("Neither of the two labels is 1."),
				 errhint("Name the positive class, %s(confusion_matrix(y_true, y_pred), pos_label => ...).", name)));
}

/* The argument zero_division: NULL, 0, 1 or NaN. */
MregZeroDivision
ZeroDivisionArg(FunctionCallInfo fcinfo, int argno)
{
	MregZeroDivision zero_division = { true, 0 };

	if (PG_ARGISNULL(argno))
		return zero_division;
	zero_division.is_null = false;
	zero_division.value = PG_GETARG_FLOAT8(argno);
	if (zero_division.value != 0 && zero_division.value != 1 && !isnan(zero_division.value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("zero_division must be NULL, 0, 1 or NaN")));
	return zero_division;
}

/* Reads the arguments before average: the matrix and, for fbeta_score, beta.  False where the result is NULL. */
static bool
StartScore(FunctionCallInfo fcinfo, const char *name, MregMetric metric, bool has_beta, ScoreCall *call)
{
	call->name = name;
	call->metric = metric;
	call->beta = 1;
	if (has_beta)
	{
		if (PG_ARGISNULL(1))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("beta must not be NULL")));
		call->beta = PG_GETARG_FLOAT8(1);
		if (isnan(call->beta) || call->beta < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("beta must be 0 or above")));
	}
	call->zero_division = ZeroDivisionArg(fcinfo, PG_NARGS() - 1);
	if (PG_ARGISNULL(0))
		return false;
	call->c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	return true;
}

/* Score of class k; of no class where k is MREG_NO_LABEL. */
MregScore
ClassScore(const ScoreCall *call, uint32 k)
{
	uint32 nlabels = LabelsOf(call->c)->nlabels;
	MregClass none = { 0, 0, 0, 0, 0, 0 };
	MregClass *classes;
	double correct;

	if (k == MREG_NO_LABEL)
	{
		mreg_totals(call->c, &none.tn, &correct);
		return mreg_class_score(call->metric, call->beta, &none, call->zero_division);
	}
	classes = MemoryContextAllocHuge(CurrentMemoryContext, nlabels * sizeof(MregClass));
	mreg_class_sums(call->c, classes);
	return mreg_class_score(call->metric, call->beta, &classes[k], call->zero_division);
}

/* Number of the class that the caller names as positive. */
uint32
NamedClass(const MregConfusion *c, const LabelValue *label, const char *as_written)
{
	uint32 k = FindLabel(c, label);

	if (k == MREG_NO_LABEL && c->nlabels >= 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("pos_label \"%s\" is not among the labels", Clipped(as_written)),
				 errdetail("There are %u labels, the first is \"%s\".", c->nlabels, Clipped(LabelOut(c, 0))),
				 errhint("Labels that may be absent go with an average: average => 'macro', labels => ....")));
	return k;
}

/* Number of the class 1 or true, where there are no more than two. */
uint32
BinaryClass(const MregConfusion *c, const char *name)
{
	LabelValue one = { 1, NULL, 0 };
	uint32 k = MREG_NO_LABEL;

	if (mreg_multilabel(c))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s with average 'binary' is not defined for a multilabel confusion matrix", name),
				 errhint("Choose an average, %s(cm, average => 'macro'), or one label, pos_label => ....", name)));
	if (c->kind != MREG_LABEL_TEXT)
		k = FindLabel(c, &one);
	RequireBinary(c->kind, c->nlabels, k != MREG_NO_LABEL, name);
	return k;
}

/* Average over listed classes, or over the rows where these have sets of labels. */
MregScore
AverageScore(const ScoreCall *call, MregAverage average, const ClassList *list)
{
	double *work;
	MregScore score;

	if (average != MREG_SAMPLES)
	{
		work = MemoryContextAllocHuge(CurrentMemoryContext, 2 * list->n * sizeof(double) + 1);
		score = mreg_average_score(call->metric, call->beta, average, list->classes, list->n, call->zero_division,
								   work);
		pfree(work);
		return score;
	}
	if (list->rows == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("average 'samples' needs a multilabel confusion matrix"),
				 errhint("confusion_matrix() of two columns of type text[] or integer[] makes one.")));
	if (call->metric > MREG_JACCARD)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s has no average 'samples'", call->name),
				 errhint("Choose micro, macro or weighted.")));
	if (!list->covers_all)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("average 'samples' needs all labels"),
				 errdetail("The matrix knows how many labels a row has, not which."),
				 errhint("Leave out labels, or take the labels out of the rows before they are counted.")));
	return mreg_samples_score(call->metric, call->beta, list->rows, call->zero_division);
}

/* The argument average. */
MregAverage
AverageArg(FunctionCallInfo fcinfo, int argno)
{
	static const char *const names[] = { "binary", "micro", "macro", "weighted", "samples" };
	char *name;

	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("average must not be NULL"),
				 errhint("class_report() gives the scores of every class.")));
	name = text_to_cstring(PG_GETARG_TEXT_PP(argno));
	for (int k = 0; k < lengthof(names); k++)
	{
		if (strcmp(name, names[k]) == 0)
			return (MregAverage) k;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown average \"%s\"", Clipped(name)),
			 errhint("The averages are binary, micro, macro, weighted and, of multilabel matrices, samples.")));
}

/* Average over the classes that an argument names, or over all. */
static Datum
AverageOf(FunctionCallInfo fcinfo, const ScoreCall *call, MregAverage average, int argno)
{
	ClassList list;

	ListClasses(call->c, PG_ARGISNULL(argno) ? NULL : PG_GETARG_ARRAYTYPE_P(argno), &list);
	return ScoreDatum(fcinfo, AverageScore(call, average, &list));
}

/* (cm, [beta,] average text, labels text[], pos_label text, zero_division) */
static Datum
ScoreByText(FunctionCallInfo fcinfo, const char *name, MregMetric metric, bool has_beta)
{
	int arg = has_beta ? 2 : 1;
	ScoreCall call;
	MregAverage average;

	average = AverageArg(fcinfo, arg);
	if (!StartScore(fcinfo, name, metric, has_beta, &call))
		PG_RETURN_NULL();
	if (average != MREG_BINARY)
		return AverageOf(fcinfo, &call, average, arg + 1);
	if (!PG_ARGISNULL(arg + 2))
	{
		text *pos_label = PG_GETARG_TEXT_PP(arg + 2);
		LabelValue label;

		LabelFromText(call.c, VARDATA_ANY(pos_label), VARSIZE_ANY_EXHDR(pos_label), &label);
		return ScoreDatum(fcinfo, ClassScore(&call, NamedClass(call.c, &label, text_to_cstring(pos_label))));
	}
	return ScoreDatum(fcinfo, ClassScore(&call, BinaryClass(call.c, name)));
}

/* (cm, [beta,] average text, labels bigint[], zero_division) */
static Datum
ScoreByLabels(FunctionCallInfo fcinfo, const char *name, MregMetric metric, bool has_beta)
{
	int arg = has_beta ? 2 : 1;
	ScoreCall call;
	MregAverage average;

	average = AverageArg(fcinfo, arg);
	if (!StartScore(fcinfo, name, metric, has_beta, &call))
		PG_RETURN_NULL();
	if (average == MREG_BINARY)
		return ScoreDatum(fcinfo, ClassScore(&call, BinaryClass(call.c, name)));
	return AverageOf(fcinfo, &call, average, arg + 1);
}

/* Score of the class that an integer names, or of the class 1. */
static MregScore
IntegerClassScore(FunctionCallInfo fcinfo, const ScoreCall *call, int argno)
{
	LabelValue label;

	if (PG_ARGISNULL(argno))
		return ClassScore(call, BinaryClass(call->c, call->name));
	LabelFromInteger(call->c, PG_GETARG_INT64(argno), &label);
	return ClassScore(call, NamedClass(call->c, &label, psprintf(INT64_FORMAT, PG_GETARG_INT64(argno))));
}

/* (cm, [beta,] pos_label bigint, zero_division) */
static Datum
ScoreByPosLabel(FunctionCallInfo fcinfo, const char *name, MregMetric metric, bool has_beta)
{
	ScoreCall call;

	if (!StartScore(fcinfo, name, metric, has_beta, &call))
		PG_RETURN_NULL();
	return ScoreDatum(fcinfo, IntegerClassScore(fcinfo, &call, has_beta ? 2 : 1));
}

/* The three SQL forms of one score. */
#define SCORE(name, metric, has_beta)                            \
	EXPRESSION_FUNCTION(mreg_##name, ScoreByText(fcinfo, #name, metric, has_beta)) \
	EXPRESSION_FUNCTION(mreg_##name##_labels, ScoreByLabels(fcinfo, #name, metric, has_beta)) \
	EXPRESSION_FUNCTION(mreg_##name##_pos_label, ScoreByPosLabel(fcinfo, #name, metric, has_beta))

SCORE(precision_score, MREG_PRECISION, false)
SCORE(recall_score, MREG_RECALL, false)
SCORE(f1_score, MREG_FBETA, false)
SCORE(fbeta_score, MREG_FBETA, true)
SCORE(jaccard_score, MREG_JACCARD, false)
SCORE(specificity_score, MREG_SPECIFICITY, false)
SCORE(negative_predictive_value, MREG_NEGATIVE_PREDICTIVE_VALUE, false)
SCORE(false_positive_rate, MREG_FALSE_POSITIVE_RATE, false)
SCORE(false_negative_rate, MREG_FALSE_NEGATIVE_RATE, false)
SCORE(false_discovery_rate, MREG_FALSE_DISCOVERY_RATE, false)
SCORE(false_omission_rate, MREG_FALSE_OMISSION_RATE, false)

/* (cm, pos_label text or bigint): a metric of one class only, which is NULL where it is undefined. */
static Datum
MetricOfClass(FunctionCallInfo fcinfo, const char *name, MregMetric metric, bool is_text)
{
	ScoreCall call = { name, metric, 1, NULL, { true, 0 } };
	LabelValue label;
	text *pos_label;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	call.c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	if (!is_text || PG_ARGISNULL(1))
		return ScoreDatum(fcinfo, IntegerClassScore(fcinfo, &call, 1));
	pos_label = PG_GETARG_TEXT_PP(1);
	LabelFromText(call.c, VARDATA_ANY(pos_label), VARSIZE_ANY_EXHDR(pos_label), &label);
	return ScoreDatum(fcinfo, ClassScore(&call, NamedClass(call.c, &label, text_to_cstring(pos_label))));
}

/* The two SQL forms of one metric of a class. */
#define CLASS_METRIC(name, metric)                          \
	EXPRESSION_FUNCTION(mreg_##name, MetricOfClass(fcinfo, #name, metric, true)) \
	EXPRESSION_FUNCTION(mreg_##name##_pos_label, MetricOfClass(fcinfo, #name, metric, false))

CLASS_METRIC(positive_likelihood_ratio, MREG_POSITIVE_LIKELIHOOD_RATIO)
CLASS_METRIC(negative_likelihood_ratio, MREG_NEGATIVE_LIKELIHOOD_RATIO)
CLASS_METRIC(prevalence, MREG_PREVALENCE)
CLASS_METRIC(informedness, MREG_INFORMEDNESS)
CLASS_METRIC(markedness, MREG_MARKEDNESS)

MREG_FUNCTION(mreg_accuracy_score);

/* Share of the rows on the diagonal, or their weight where normalize is false. */
Datum
mreg_accuracy_score(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	double total;
	double correct;

	mreg_totals(c, &total, &correct);
	if (!PG_GETARG_BOOL(1))
		PG_RETURN_FLOAT8(correct);
	if (total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(correct / total);
}

MREG_FUNCTION(mreg_support);

/* Weight of all rows. */
Datum
mreg_support(PG_FUNCTION_ARGS)
{
	double total;
	double correct;

	mreg_totals(ConfusionGetAnyClosed(PG_GETARG_DATUM(0)), &total, &correct);
	PG_RETURN_FLOAT8(total);
}

/* Weight of the rows whose true label is the given one. */
static double
ClassSupport(const MregConfusion *c, const LabelValue *label)
{
	uint32 k = FindLabel(c, label);
	MregClass *classes;

	if (k == MREG_NO_LABEL)
		return 0;
	classes = MemoryContextAllocHuge(CurrentMemoryContext, LabelsOf(c)->nlabels * sizeof(MregClass));
	mreg_class_sums(c, classes);
	return classes[k].t;
}

MREG_FUNCTION(mreg_support_text);

/* Weight of the rows of one class, named as text. */
Datum
mreg_support_text(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	text *pos_label = PG_GETARG_TEXT_PP(1);
	LabelValue label;

	LabelFromText(c, VARDATA_ANY(pos_label), VARSIZE_ANY_EXHDR(pos_label), &label);
	PG_RETURN_FLOAT8(ClassSupport(c, &label));
}

MREG_FUNCTION(mreg_support_bigint);

/* Weight of the rows of one class, named by an integer. */
Datum
mreg_support_bigint(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	LabelValue label;

	LabelFromInteger(c, PG_GETARG_INT64(1), &label);
	PG_RETURN_FLOAT8(ClassSupport(c, &label));
}

/*
 * The averages of a report: accuracy where no class is left out, else micro; macro; weighted; and of sets of labels
 * samples, unless a label is left out.  Of the accuracy only the third score, in the place of F, is there.
 */
int
ReportAverages(const ClassList *list, MregZeroDivision zero_division, ReportAverage *averages)
{
	static const MregMetric metrics[] = { MREG_PRECISION, MREG_RECALL, MREG_FBETA };
	static const char *const kinds[] = { "accuracy", "micro", "macro", "weighted", "samples" };
	static const char *const labels[] = { "accuracy", "micro avg", "macro avg", "weighted avg", "samples avg" };
	double support = 0;
	int n = 0;

	for (uint32 k = 0; k < list->n; k++)
		support += list->classes[k].t;
	for (MregAverage average = MREG_BINARY; average <= MREG_SAMPLES; average++)
	{
		bool has_accuracy = list->covers_all && list->rows == NULL;
		ReportAverage *r = &averages[n];

		if (average == MREG_BINARY ? !has_accuracy : average == MREG_MICRO && has_accuracy)
			continue;
		if (average == MREG_SAMPLES && (list->rows == NULL || !list->covers_all))
			continue;
		r->kind = kinds[average];
		r->label = labels[average];
		r->support = support;
		for (int m = 0; m < 3; m++)
		{
			ScoreCall call = { "report", metrics[m], 1, NULL, zero_division };

			r->scores[m] = AverageScore(&call, average == MREG_BINARY ? MREG_MICRO : average, list);
			r->scores[m].is_null |= average == MREG_BINARY && m < 2;
		}
		n++;
	}
	return n;
}
