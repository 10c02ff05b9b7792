/* metric_rows.c: the metrics of curves and regressions as rows, each with its interval. */
#include "metrics/metric_rows.h"

#include <math.h>

#include "core/curve_summary.h"
#include "core/regression.h"
#include "core/statistics.h"
#include "funcapi.h"
#include "metrics/curve.h"
#include "types/regression.h"
#include "utils/builtins.h"

/* Appends a metric to the result. */
void
PutMetric(FunctionCallInfo fcinfo, const MetricRow *row)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum values[5];
	bool nulls[5] = { false, isnan(row->value), false, isnan(row->lower), isnan(row->upper) };

	values[0] = CStringGetTextDatum(row->name);
	values[1] = Float8GetDatum(row->value);
	values[2] = Int64GetDatum(row->n);
	values[3] = Float8GetDatum(row->lower);
	values[4] = Float8GetDatum(row->upper);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	pfree(DatumGetPointer(values[0]));
}

/* A confidence, within (0, 1). */
double
MetricConfidenceArg(FunctionCallInfo fcinfo, int argno)
{
	double confidence = PG_GETARG_FLOAT8(argno);

	if (!(confidence > 0 && confidence < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence must be between 0 and 1"),
				 errhint("95 percent is 0.95.")));
	return confidence;
}

/* What the metrics of one value have in common. */
typedef struct Metrics
{
	FunctionCallInfo fcinfo;
	int64 n;
	double reach; /* standard errors from the value to a bound of its interval; NaN: no intervals */
} Metrics;

/* A metric with the distance of its bounds, NaN where there are none, and the range that these are kept in. */
static MetricRow
NormalRow(const char *name, int64 n, double value, double distance, double least, double most)
{
	MetricRow row = { name, isfinite(value) ? value : NAN, n, NAN, NAN };

	if (!isnan(row.value) && isfinite(distance))
	{
		row.lower = fmax(least, value - distance);
		row.upper = fmin(most, value + distance);
	}
	return row;
}

/* Appends a metric with a standard error, NaN where it is not known, and the range of its bounds. */
static void
PutNormal(const Metrics *metrics, const char *name, double value, double error, double least, double most)
{
	MetricRow row = NormalRow(name, metrics->n, value, metrics->reach * error, least, most);

	PutMetric(metrics->fcinfo, &row);
}

/* Appends a metric without an interval. */
static void
PutPlain(const Metrics *metrics, const char *name, bool is_defined, double value)
{
	PutNormal(metrics, name, is_defined ? value : NAN, NAN, 0, 0);
}

/* Reads the arguments (value, n, has_intervals, confidence) and begins the result. */
static Metrics
StartMetrics(FunctionCallInfo fcinfo)
{
	Metrics metrics = { fcinfo, PG_GETARG_INT64(1), NAN };
	double confidence = MetricConfidenceArg(fcinfo, 3);

	if (PG_GETARG_BOOL(2))
		metrics.reach = mreg_normal_quantile((1 + confidence) / 2);
	InitMaterializedSRF(fcinfo, 0);
	return metrics;
}

/* The metrics of a curve of weights, which have no standard errors. */
static void
SummarizeWeights(const MregCurve *c, bool probabilities, MregSummary *s)
{
	double *values[] = { &s->auc, &s->average_precision, &s->ks, &s->log_loss, &s->brier };
	const CurveMetric metrics[] = { mreg_curve_auc, mreg_curve_average_precision, mreg_curve_ks, mreg_curve_log_loss,
									mreg_curve_brier };

	s->auc_error = s->log_loss_error = s->brier_error = NAN;
	for (int k = 0; k < lengthof(metrics); k++)
	{
		if ((k >= 3 && !probabilities) || !metrics[k](c, values[k]))
			*values[k] = NAN;
	}
}

/* Sets the rows of a curve's metrics; bins are NULL where its scores are no probabilities. */
void
CurveMetricRows(const MregSummary *s, const MregBin *bins, int64 n, double reach, MetricRow *rows)
{
	static const struct
	{
		const char *name;
		int norm;
	} errors[] = { { "expected_calibration_error", 1 },
				   { "maximum_calibration_error", 0 },
				   { "root_mean_squared_calibration_error", 2 } };

	*rows++ = NormalRow("roc_auc_score", n, s->auc, reach * s->auc_error, 0, 1);
	*rows++ = NormalRow("gini", n, 2 * s->auc - 1, reach * 2 * s->auc_error, -1, 1);
	*rows++ = NormalRow("average_precision_score", n, s->average_precision, NAN, 0, 1);
	*rows++ = NormalRow("ks_statistic", n, s->ks, NAN, 0, 1);
	*rows++ = NormalRow("log_loss", n, s->log_loss, reach * s->log_loss_error, 0, INFINITY);
	*rows++ = NormalRow("brier_score_loss", n, s->brier, reach * s->brier_error, 0, 1);
	for (int k = 0; k < lengthof(errors); k++)
	{
		double value;

		if (bins == NULL || !mreg_calibration_error(bins, MREG_SWEEP_BINS, errors[k].norm, &value))
			value = NAN;
		*rows++ = NormalRow(errors[k].name, n, value, NAN, 0, 1);
	}
}

MREG_FUNCTION(mreg_curve_metrics);

/* (curve, n, has_intervals, confidence): the metrics of a score curve. */
Datum
mreg_curve_metrics(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveGetClosed(PG_GETARG_DATUM(0));
	Metrics metrics = StartMetrics(fcinfo);
	const double *scores = mreg_curve_scores(c);
	bool probabilities = c->nscores > 0 && scores[0] >= 0 && scores[c->nscores - 1] <= 1;
	double edges[MREG_SWEEP_BINS + 1];
	MregBin *bins = probabilities ? CurveUniformBins(c, MREG_SWEEP_BINS, edges) : NULL;
	MetricRow rows[CURVE_METRICS];
	MregSummary s;

	if (c->flags & MREG_WEIGHTED)
		SummarizeWeights(c, probabilities, &s);
	else
		mreg_curve_summary(c, true, &s);
	CurveMetricRows(&s, bins, metrics.n, metrics.reach, rows);
	for (int k = 0; k < CURVE_METRICS; k++)
		PutMetric(fcinfo, &rows[k]);
	return (Datum) 0;
}

/* Standard error of a mean, from the sum of squared distances from it. */
static double
ErrorOfMean(double squares, double n)
{
	return n > 1 ? sqrt(fmax(0, squares) / (n - 1) / n) : NAN;
}

MREG_FUNCTION(mreg_regression_metrics);

/* (regression, n, has_intervals, confidence): the metrics of regression errors. */
Datum
mreg_regression_metrics(PG_FUNCTION_ARGS)
{
	MregRegression *r = RecordGet(&regression_type, PG_GETARG_DATUM(0));
	Metrics metrics = StartMetrics(fcinfo);
	double n = (double) r->head.n;
	double mae = mreg_mae(r);
	double mse = mreg_mse(r);
	MregScore score;

	PutNormal(&metrics, "mean_absolute_error", mae, ErrorOfMean(n * (mse - mae * mae), n), 0, INFINITY);
	PutPlain(&metrics, "mean_squared_error", true, mse);
	PutPlain(&metrics, "root_mean_squared_error", true, sqrt(mse));
	PutNormal(&metrics, "mean_bias_error", mreg_bias(r), ErrorOfMean(mreg_sum_value(r->error_m2), n), -INFINITY,
			  INFINITY);
	PutPlain(&metrics, "max_error", true, mreg_largest_error(r));
	PutPlain(&metrics, "mean_absolute_percentage_error", true, mreg_mape(r));
	score = mreg_wape(r);
	PutPlain(&metrics, "weighted_absolute_percentage_error", !score.is_null, score.value);
	PutPlain(&metrics, "symmetric_mean_absolute_percentage_error", true, mreg_smape(r));
	PutPlain(&metrics, "mean_squared_log_error", !(r->head.flags & MREG_NO_LOG), mreg_msle(r));
	PutPlain(&metrics, "root_mean_squared_log_error", !(r->head.flags & MREG_NO_LOG), sqrt(mreg_msle(r)));
	PutPlain(&metrics, "mean_poisson_deviance", !(r->head.flags & MREG_NO_POISSON), mreg_tweedie_deviance(r, 1));
	PutPlain(&metrics, "mean_gamma_deviance", !(r->head.flags & MREG_NO_GAMMA), mreg_tweedie_deviance(r, 2));
	score = mreg_r2(r, true);
	PutPlain(&metrics, "r2_score", !score.is_null, score.value);
	score = mreg_explained_variance(r, true);
	PutPlain(&metrics, "explained_variance_score", !score.is_null, score.value);
	return (Datum) 0;
}

MREG_FUNCTION(mreg_normal_reach);

/* (confidence): how many standard errors lie between a normal mean and a bound of its two-sided interval. */
Datum
mreg_normal_reach(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(mreg_normal_quantile((1 + MetricConfidenceArg(fcinfo, 0)) / 2));
}
