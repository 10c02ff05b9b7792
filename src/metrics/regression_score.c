/* regression_score.c: accessors: metrics read off mreg.regression and mreg.intervals. */
#include "types/regression.h"

#include <math.h>

static MregRegression *
RegressionArg(FunctionCallInfo fcinfo)
{
	return RecordGet(&regression_type, PG_GETARG_DATUM(0));
}

static Datum
ReturnScore(FunctionCallInfo fcinfo, MregScore score)
{
	if (score.is_null)
		PG_RETURN_NULL();
	if (isnan(score.value))
		RefuseSumOverflow(&regression_type);
	PG_RETURN_FLOAT8(score.value);
}

/* A metric that is always defined, but may leave the range of its type where numbers are extreme. */
static Datum
ReturnNumber(double value)
{
	if (!isfinite(value))
		RefuseSumOverflow(&regression_type);
	PG_RETURN_FLOAT8(value);
}

/* An accessor without parameters and without an undefined value; r is the value. */
#define PLAIN_SCORE(name, expression)              \
	MREG_FUNCTION(mreg_##name);                    \
	Datum                                          \
		mreg_##name(PG_FUNCTION_ARGS)              \
	{                                              \
		MregRegression *r = RegressionArg(fcinfo); \
                                                   \
		return ReturnNumber(expression);              \
	}

PLAIN_SCORE(mean_absolute_error, mreg_mae(r))
PLAIN_SCORE(mean_squared_error, mreg_mse(r))
PLAIN_SCORE(root_mean_squared_error, sqrt(mreg_mse(r)))
PLAIN_SCORE(mean_absolute_percentage_error, mreg_mape(r))
PLAIN_SCORE(symmetric_mean_absolute_percentage_error, mreg_smape(r))
PLAIN_SCORE(mean_bias_error, mreg_bias(r))
PLAIN_SCORE(max_error, mreg_largest_error(r))

/* Sum of absolute errors over sum of absolute targets. */
EXPRESSION_FUNCTION(mreg_weighted_absolute_percentage_error, ReturnScore(fcinfo, mreg_wape(RegressionArg(fcinfo))))

/* The mean squared log error, or the error of numbers that have none. */
static double
MeanSquaredLogError(FunctionCallInfo fcinfo, const char *name)
{
	MregRegression *r = RegressionArg(fcinfo);

	if (r->head.flags & MREG_NO_LOG)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is not defined for these rows", name),
				 errdetail("A target or prediction is -1 or below."),
				 errhint("Leave such rows out, or use mean_squared_error.")));
	return mreg_msle(r);
}

/* Mean squared difference of ln(1 + y). */
EXPRESSION_FUNCTION(mreg_mean_squared_log_error,
					Float8GetDatum(MeanSquaredLogError(fcinfo, "mean_squared_log_error")))

/* Its root. */
EXPRESSION_FUNCTION(mreg_root_mean_squared_log_error,
					Float8GetDatum(sqrt(MeanSquaredLogError(fcinfo, "root_mean_squared_log_error"))))

MREG_FUNCTION(mreg_mean_pinball_loss);

/* (r, alpha) */
Datum
mreg_mean_pinball_loss(PG_FUNCTION_ARGS)
{
	float8 alpha = PG_GETARG_FLOAT8(1);

	if (!(alpha >= 0 && alpha <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("alpha must be between 0 and 1"),
				 errdetail("It is %g.", alpha)));
	return ReturnNumber(mreg_pinball(RegressionArg(fcinfo), alpha));
}

/* (r, force_finite) */
EXPRESSION_FUNCTION(mreg_r2_score, ReturnScore(fcinfo, mreg_r2(RegressionArg(fcinfo), PG_GETARG_BOOL(1))))

MREG_FUNCTION(mreg_adjusted_r2_score);

/* (r, predictors) */
Datum
mreg_adjusted_r2_score(PG_FUNCTION_ARGS)
{
	int64 predictors = PG_GETARG_INT64(1);

	if (predictors < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("predictors must be 0 or above"),
				 errdetail("It is %lld.", (long long) predictors)));
	return ReturnScore(fcinfo, mreg_adjusted_r2(RegressionArg(fcinfo), (double) predictors));
}

/* (r, force_finite) */
EXPRESSION_FUNCTION(mreg_explained_variance_score,
					ReturnScore(fcinfo, mreg_explained_variance(RegressionArg(fcinfo), PG_GETARG_BOOL(1))))

/* The power of a deviance, 0, 1 or 2, for which every row was in the domain. */
static int
PowerArg(FunctionCallInfo fcinfo, const MregRegression *r, const char *name)
{
	int32 power = PG_GETARG_INT32(1);

	if (power < 0 || power > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("power must be 0 (normal), 1 (Poisson) or 2 (gamma)"),
				 errdetail("It is %d.", power)));
	if ((power == 1 && (r->head.flags & MREG_NO_POISSON)) || (power == 2 && (r->head.flags & MREG_NO_GAMMA)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s with power %d is not defined for these rows", name, power),
				 power == 1 ?
					 errdetail("A target is below 0, or a prediction is 0 or below.") :
					 errdetail("A target or a prediction is 0 or below, or too near to 0.")));
	return power;
}

MREG_FUNCTION(mreg_mean_tweedie_deviance);

/* (r, power) */
Datum
mreg_mean_tweedie_deviance(PG_FUNCTION_ARGS)
{
	MregRegression *r = RegressionArg(fcinfo);

	return ReturnNumber(mreg_tweedie_deviance(r, PowerArg(fcinfo, r, "mean_tweedie_deviance")));
}

MREG_FUNCTION(mreg_d2_tweedie_score);

/* (r, power) */
Datum
mreg_d2_tweedie_score(PG_FUNCTION_ARGS)
{
	MregRegression *r = RegressionArg(fcinfo);

	if (r->head.n < 2)
		PG_RETURN_NULL();
	return ReturnScore(fcinfo, mreg_d2_tweedie(r, PowerArg(fcinfo, r, "d2_tweedie_score")));
}

/* Sum of the weights. */
EXPRESSION_FUNCTION(mreg_support_regression, Float8GetDatum(RegressionArg(fcinfo)->weight.hi))

static MregIntervals *
IntervalsArg(FunctionCallInfo fcinfo)
{
	return RecordGet(&intervals_type, PG_GETARG_DATUM(0));
}

/* Share of the targets within their bounds. */
EXPRESSION_FUNCTION(mreg_interval_coverage, Float8GetDatum(mreg_coverage(IntervalsArg(fcinfo))))

/* Mean of upper - lower. */
EXPRESSION_FUNCTION(mreg_mean_interval_width, Float8GetDatum(mreg_width(IntervalsArg(fcinfo))))

MREG_FUNCTION(mreg_winkler_score);

/* (v, alpha) */
Datum
mreg_winkler_score(PG_FUNCTION_ARGS)
{
	float8 alpha = PG_GETARG_FLOAT8(1);
	float8 score;

	if (!(alpha > 0 && alpha < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("alpha must be above 0 and below 1"),
				 errdetail("It is %g; an interval that should hold 90 percent of the targets has alpha 0.1.", alpha)));
	score = mreg_winkler(IntervalsArg(fcinfo), alpha);
	if (!isfinite(score))
		RefuseSumOverflow(&intervals_type);
	PG_RETURN_FLOAT8(score);
}

/* Sum of the weights. */
EXPRESSION_FUNCTION(mreg_support_intervals, Float8GetDatum(IntervalsArg(fcinfo)->weight.hi))
