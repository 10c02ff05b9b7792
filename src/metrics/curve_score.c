/* curve_score.c: numbers read off a score curve. */
#include "metrics/curve.h"

#include <math.h>

#include "core/curve_read.h"
#include "types/confusion.h"
#include "utils/builtins.h"

#define MOST_BINS 1000000

/* A metric of a curve, or NULL where there is no curve or it is undefined. */
Datum
CurveScore(FunctionCallInfo fcinfo, const MregCurve *c, CurveMetric metric)
{
	double value;

	if (c == NULL || c->nscores == 0 || !metric(c, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* Refuses a curve with scores that are no probabilities. */
void
RequireProbabilities(const MregCurve *c, const char *name)
{
	const double *scores;
	double outside;

	if (c == NULL || c->nscores == 0)
		return;
	scores = mreg_curve_scores(c);
	if (scores[0] >= 0 && scores[c->nscores - 1] <= 1)
		return;
	outside = scores[0] < 0 ? scores[0] : scores[c->nscores - 1];
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s needs scores that are probabilities, from 0 to 1", name),
			 errdetail("There is the score %s.",
					   DatumGetCString(DirectFunctionCall1(float8out, Float8GetDatum(outside)))),
			 errhint("Turn scores into probabilities, 1 / (1 + exp(-score)) where they are log-odds.")));
}

/* The curve that is the first argument. */
static MregCurve *
CurveArg(FunctionCallInfo fcinfo)
{
	return CurveGetClosed(PG_GETARG_DATUM(0));
}

/* A metric of a curve alone. */
#define PLAIN_SCORE(name, metric)                             \
	EXPRESSION_FUNCTION(mreg_##name, CurveScore(fcinfo, CurveArg(fcinfo), metric))

PLAIN_SCORE(average_precision_score, mreg_curve_average_precision)
PLAIN_SCORE(ks_statistic, mreg_curve_ks)
PLAIN_SCORE(ks_threshold, mreg_curve_ks_threshold)
PLAIN_SCORE(gini, mreg_curve_gini)
PLAIN_SCORE(roc_auc_error_bound, mreg_curve_auc_error)

MREG_FUNCTION(mreg_roc_auc_score);

/* ROC AUC, or with max_fpr the standardised part of it. */
Datum
mreg_roc_auc_score(PG_FUNCTION_ARGS)
{
	MregCurve *c;
	double max_fpr = 1;
	double value;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	c = CurveArg(fcinfo);
	if (!PG_ARGISNULL(1))
		max_fpr = PG_GETARG_FLOAT8(1);
	if (!(max_fpr > 0 && max_fpr <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max_fpr must be above 0 and at most 1")));
	if (max_fpr == 1)
		return CurveScore(fcinfo, c, mreg_curve_auc);
	if (!mreg_curve_partial_auc(c, max_fpr, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

MREG_FUNCTION(mreg_log_loss);

/* Log loss, mean or sum. */
Datum
mreg_log_loss(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveArg(fcinfo);

	RequireProbabilities(c, "log_loss");
	return CurveScore(fcinfo, c, PG_GETARG_BOOL(1) ? mreg_curve_log_loss : mreg_curve_log_loss_sum);
}

MREG_FUNCTION(mreg_brier_score_loss);

/* Brier score. */
Datum
mreg_brier_score_loss(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveArg(fcinfo);

	RequireProbabilities(c, "brier_score_loss");
	return CurveScore(fcinfo, c, mreg_curve_brier);
}

/* Are the scores those that came in? */
EXPRESSION_FUNCTION(mreg_curve_is_exact, BoolGetDatum(CurveArg(fcinfo)->dropped == 0))

MREG_FUNCTION(mreg_support_curve);

/* Rows or weight: of both classes, or of one. */
Datum
mreg_support_curve(PG_FUNCTION_ARGS)
{
	MregTotals totals;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	totals = mreg_curve_totals(CurveArg(fcinfo));
	if (PG_ARGISNULL(1))
		PG_RETURN_FLOAT8(totals.pos + totals.neg);
	PG_RETURN_FLOAT8(PG_GETARG_BOOL(1) ? totals.pos : totals.neg);
}

/* A number of bins. */
uint32
CurveBinsArg(FunctionCallInfo fcinfo, int argno, const char *name)
{
	int32 bins = PG_GETARG_INT32(argno);

	if (bins < 1 || bins > MOST_BINS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be from 1 to %d", name, MOST_BINS)));
	return (uint32) bins;
}

/* Bins of a curve of probabilities between edges of equal width. */
MregBin *
CurveUniformBins(const MregCurve *c, uint32 nbins, double *edges)
{
	MregBin *bins = palloc(nbins * sizeof(MregBin));

	mreg_uniform_edges(nbins, edges);
	mreg_curve_bins(c, edges, nbins, bins);
	return bins;
}

/* A calibration error by one of its norms. */
static Datum
CalibrationError(FunctionCallInfo fcinfo, const char *name, int norm)
{
	MregCurve *c = CurveArg(fcinfo);
	uint32 nbins = CurveBinsArg(fcinfo, 1, "bins");
	double *edges = palloc((nbins + 1) * sizeof(double));
	double value;

	RequireProbabilities(c, name);
	if (!mreg_calibration_error(CurveUniformBins(c, nbins, edges), nbins, norm, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* Mean distance, over the rows, of the share of positives and the mean score of their bin. */
EXPRESSION_FUNCTION(mreg_expected_calibration_error, CalibrationError(fcinfo, "expected_calibration_error", 1))

/* Greatest such distance. */
EXPRESSION_FUNCTION(mreg_maximum_calibration_error, CalibrationError(fcinfo, "maximum_calibration_error", 0))

/* Root of the mean square of such distances. */
EXPRESSION_FUNCTION(mreg_root_mean_squared_calibration_error,
					CalibrationError(fcinfo, "root_mean_squared_calibration_error", 2))

/* A share of the rows, from 0 to 1. */
static double
ShareArg(FunctionCallInfo fcinfo, int argno)
{
	double q = PG_GETARG_FLOAT8(argno);

	if (!(q >= 0 && q <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("q must be a share of the rows, from 0 to 1")));
	return q;
}

MREG_FUNCTION(mreg_capture_rate);

/* Share of the positives among the share q of the rows that scores highest. */
Datum
mreg_capture_rate(PG_FUNCTION_ARGS)
{
	double value;

	if (!mreg_curve_capture(CurveArg(fcinfo), ShareArg(fcinfo, 1), &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

MREG_FUNCTION(mreg_lift_score);

/* How many times more positives there are among the share q that scores highest than overall. */
Datum
mreg_lift_score(PG_FUNCTION_ARGS)
{
	double q = ShareArg(fcinfo, 1);
	double value;

	if (q == 0 || !mreg_curve_capture(CurveArg(fcinfo), q, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value / q);
}

MREG_FUNCTION(mreg_confusion_at);

/* The confusion matrix of labels 0 and 1 if rows whose score is at or above a threshold are predicted 1. */
Datum
mreg_confusion_at(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveArg(fcinfo);
	double threshold = PG_GETARG_FLOAT8(1);
	const double *scores = mreg_curve_scores(c);
	uint32 low = 0;
	MregOpenConfusion *o = ConfusionMakeOpen(MREG_LABEL_INTEGER, c->flags, 2, 0, 0);
	MregStatus status = MREG_OK;
	uint32 index[2];

	if (isnan(threshold))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("threshold must not be NaN")));
	for (int label = 0; label < 2; label++)
		(void) mreg_intern_integer(o, label, &index[label]);
	for (uint32 high = c->nscores; low < high;)
	{
		uint32 middle = low + (high - low) / 2;

		if (scores[middle] < threshold)
			low = middle + 1;
		else
			high = middle;
	}
	for (uint32 k = 0; k < c->nscores && status == MREG_OK; k++)
	{
		for (int label = 0; label < 2 && status == MREG_OK; label++)
		{
			if (c->flags & MREG_WEIGHTED)
			{
				double w = mreg_curve_weight_at(c, label, k);

				if (w > 0)
					status = mreg_add_weight(o, index[label], index[k >= low], w, 0);
			}
			else
				status = mreg_add_count(o, index[label], index[k >= low], mreg_curve_count_at(c, label, k));
		}
	}
	if (status != MREG_OK)
		RefuseCurveOverflow();
	PG_RETURN_POINTER(ConfusionClose(&o->head));
}

/* A number that must be there. */
static double
NumberArg(FunctionCallInfo fcinfo, int argno, const char *name)
{
	double value;

	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be NULL", name)));
	value = PG_GETARG_FLOAT8(argno);
	if (isnan(value) || (isinf(value) && argno != 2) || (argno == 2 && value < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 argno == 2 ? errmsg("beta must be 0 or above") : errmsg("%s must be a finite number", name)));
	return value;
}

/* Scales costs by a power of two, which changes no choice, so that their sums stay in range. */
static void
ScaleCosts(MregChoice *choice)
{
	double of_errors = Max(fabs(choice->cost_fp), fabs(choice->cost_fn));
	double most = Max(of_errors, Max(fabs(choice->cost_tp), fabs(choice->cost_tn)));
	int exponent;

	(void) frexp(most, &exponent);
	choice->cost_fp = ldexp(choice->cost_fp, -exponent);
	choice->cost_fn = ldexp(choice->cost_fn, -exponent);
	choice->cost_tp = ldexp(choice->cost_tp, -exponent);
	choice->cost_tn = ldexp(choice->cost_tn, -exponent);
}

MREG_FUNCTION(mreg_best_threshold);

/* The threshold that is best by a criterion. */
Datum
mreg_best_threshold(PG_FUNCTION_ARGS)
{
	MregChoice choice;
	char *criterion;
	double value;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("criterion must not be NULL")));
	criterion = text_to_cstring(PG_GETARG_TEXT_PP(1));
	choice.beta = NumberArg(fcinfo, 2, "beta");
	choice.cost_fp = NumberArg(fcinfo, 3, "cost_fp");
	choice.cost_fn = NumberArg(fcinfo, 4, "cost_fn");
	choice.cost_tp = NumberArg(fcinfo, 5, "cost_tp");
	choice.cost_tn = NumberArg(fcinfo, 6, "cost_tn");
	if (strcmp(criterion, "f1") == 0 || strcmp(criterion, "fbeta") == 0)
		choice.criterion = MREG_BY_FBETA;
	else if (strcmp(criterion, "youden") == 0)
		choice.criterion = MREG_BY_YOUDEN;
	else if (strcmp(criterion, "cost") == 0)
		choice.criterion = MREG_BY_COST;
	else
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown criterion \"%s\"", Clipped(criterion)),
				 errhint("The criteria are f1, fbeta, youden and cost.")));
	if (strcmp(criterion, "f1") == 0)
		choice.beta = 1;
	ScaleCosts(&choice);
	if (!mreg_curve_best_threshold(CurveArg(fcinfo), &choice, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}
