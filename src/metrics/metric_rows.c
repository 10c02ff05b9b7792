/* metric_rows.c: the metrics of curves and regressions as rows, each with its interval. */
#include "metrics/metric_rows.h"

#include <float.h>
#include <math.h>

#include "core/regression.h"
#include "core/statistics.h"
#include "funcapi.h"
#include "metrics/curve.h"
#include "types/regression.h"
#include "utils/builtins.h"

#define CALIBRATION_BINS 15

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

/* Appends a metric with a standard error, NaN where it is not known, and the range that its bounds are kept in. */
static void
PutNormal(const Metrics *metrics, const char *name, double value, double error, double least, double most)
{
	MetricRow row = { name, isfinite(value) ? value : NAN, metrics->n, NAN, NAN };
	double reach = metrics->reach * error;

	if (!isnan(row.value) && isfinite(reach))
	{
		row.lower = fmax(least, value - reach);
		row.upper = fmin(most, value + reach);
	}
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

/* -ln of a probability that is kept 2^-52 away from 0 and 1. */
static inline double
LogLoss(double p)
{
	return -log(p < DBL_EPSILON ? DBL_EPSILON : p > 1 - DBL_EPSILON ? 1 - DBL_EPSILON :
																	  p);
}

/* Standard errors of the two means over rows: of the log loss and of the squared difference, whose values are known. */
static void
LossErrors(const MregCurve *c, double log_loss, double brier, double *log_error, double *brier_error)
{
	MregPointScan scan;
	MregPoints points;
	double n = 0;
	double log_sum = 0;
	double brier_sum = 0;

	mreg_points_start(&scan, c, false);
	while (mreg_points_next(&scan, &points))
	{
		for (uint32 k = 0; k < points.n; k++)
		{
			double p = points.score[k];
			double d;

			n += points.pos[k] + points.neg[k];
			if (points.pos[k] > 0)
			{
				d = LogLoss(p) - log_loss;
				log_sum += points.pos[k] * d * d;
				d = (1 - p) * (1 - p) - brier;
				brier_sum += points.pos[k] * d * d;
			}
			if (points.neg[k] > 0)
			{
				d = LogLoss(1 - p) - log_loss;
				log_sum += points.neg[k] * d * d;
				d = p * p - brier;
				brier_sum += points.neg[k] * d * d;
			}
		}
	}
	*log_error = n > 1 ? sqrt(log_sum / (n - 1) / n) : NAN;
	*brier_error = n > 1 ? sqrt(brier_sum / (n - 1) / n) : NAN;
}

/* Appends what needs scores that are probabilities; without values where they are not. */
static void
PutProbabilityMetrics(const Metrics *metrics, const MregCurve *c)
{
	static const struct
	{
		const char *name;
		int norm;
	} errors[] = { { "expected_calibration_error", 1 },
				   { "maximum_calibration_error", 0 },
				   { "root_mean_squared_calibration_error", 2 } };
	const double *scores = mreg_curve_scores(c);
	bool applies = c->nscores > 0 && scores[0] >= 0 && scores[c->nscores - 1] <= 1;
	double log_loss = NAN;
	double brier = NAN;
	double log_error = NAN;
	double brier_error = NAN;
	double edges[CALIBRATION_BINS + 1];
	MregBin *bins = NULL;

	if (applies && mreg_curve_log_loss(c, &log_loss) && mreg_curve_brier(c, &brier) && !isnan(metrics->reach))
		LossErrors(c, log_loss, brier, &log_error, &brier_error);
	PutNormal(metrics, "log_loss", log_loss, log_error, 0, INFINITY);
	PutNormal(metrics, "brier_score_loss", brier, brier_error, 0, 1);
	if (applies)
		bins = CurveUniformBins(c, CALIBRATION_BINS, edges);
	for (int k = 0; k < lengthof(errors); k++)
	{
		double value;
		bool is_defined = applies && mreg_calibration_error(bins, CALIBRATION_BINS, errors[k].norm, &value);

		PutPlain(metrics, errors[k].name, is_defined, is_defined ? value : NAN);
	}
}

MREG_FUNCTION(mreg_curve_metrics);

/* (curve, n, has_intervals, confidence): the metrics of a score curve. */
Datum
mreg_curve_metrics(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveGetClosed(PG_GETARG_DATUM(0));
	Metrics metrics = StartMetrics(fcinfo);
	MregDelong delong;
	double error = NAN;
	double value = NAN;
	bool is_defined;

	if (!isnan(metrics.reach) && mreg_curve_delong(c, &delong) && delong.has_variance)
		error = sqrt(delong.variance);
	is_defined = mreg_curve_auc(c, &value);
	PutNormal(&metrics, "roc_auc_score", is_defined ? value : NAN, error, 0, 1);
	PutNormal(&metrics, "gini", is_defined ? 2 * value - 1 : NAN, 2 * error, -1, 1);
	is_defined = mreg_curve_average_precision(c, &value);
	PutPlain(&metrics, "average_precision_score", is_defined, value);
	is_defined = mreg_curve_ks(c, &value);
	PutPlain(&metrics, "ks_statistic", is_defined, value);
	PutProbabilityMetrics(&metrics, c);
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
