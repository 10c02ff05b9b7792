/* regression_aggregate.c: the aggregates that build mreg.regression and mreg.intervals, and the one-step metrics. */
#include "types/regression.h"

#include <math.h>

/* Raises the error of a number of a row that is not finite. */
void
RefuseNumber(const char *name, float8 value)
{
	const char *word = isnan(value) ? "NaN" : "Infinity";

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s of a row is %s%s", name, value < 0 ? "-" : "", word),
			 errhint("Leave such rows out, or replace the value: FILTER (WHERE abs(%s) < 'Infinity').", name)));
}

/* Checks the numbers of a row. */
static inline void
CheckRow(float8 y_true, float8 y_pred)
{
	if (unlikely(!isfinite(y_true)))
		RefuseNumber("y_true", y_true);
	if (unlikely(!isfinite(y_pred)))
		RefuseNumber("y_pred", y_pred);
}

/* An open state where there is none, or where it is closed. */
static pg_noinline MregRegressionRows *
OpenRegression(FunctionCallInfo fcinfo)
{
	MregRegression *closed = PG_ARGISNULL(0) ? NULL : RecordState(&regression_type, fcinfo);
	MregRegressionRows *r;

	if (closed != NULL && closed->head.form == MREG_OPEN)
		return (MregRegressionRows *) closed;
	r = palloc(sizeof(MregRegressionRows));
	if (closed == NULL)
		mreg_regression_start(r);
	else
		mreg_regression_open(r, closed);
	SET_VARSIZE(r, sizeof(MregRegressionRows));
	return r;
}

/* The open state, its aggregate's own to change. */
static inline MregRegressionRows *
RegressionState(FunctionCallInfo fcinfo)
{
	MregRegressionRows *r = (MregRegressionRows *) DatumGetPointer(PG_GETARG_DATUM(0));

	if (likely(!PG_ARGISNULL(0) && VARATT_IS_4B_U(r) && VARSIZE(r) == sizeof(MregRegressionRows) &&
			   r->sums.head.version == MREG_REGRESSION_VERSION && r->sums.head.form == MREG_OPEN))
		return r;
	return OpenRegression(fcinfo);
}

MREG_FUNCTION(mreg_regression_accum);

/* Transition: adds a row (y_true, y_pred); a NULL skips it. */
Datum
mreg_regression_accum(PG_FUNCTION_ARGS)
{
	MregRegressionRows *r;
	float8 y_true;
	float8 y_pred;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return SkipRow(fcinfo);
	y_true = PG_GETARG_FLOAT8(1);
	y_pred = PG_GETARG_FLOAT8(2);
	CheckRow(y_true, y_pred);
	r = RegressionState(fcinfo);
	if (unlikely(!mreg_regression_row(r, y_true, y_pred, 1)))
		RefuseSumOverflow(&regression_type);
	PG_RETURN_POINTER(r);
}

MREG_FUNCTION(mreg_regression_weigh);

/* Transition: adds a row (y_true, y_pred, weight); a NULL or the weight 0 skips it. */
Datum
mreg_regression_weigh(PG_FUNCTION_ARGS)
{
	MregRegressionRows *r;
	float8 y_true;
	float8 y_pred;
	float8 weight;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return SkipRow(fcinfo);
	y_true = PG_GETARG_FLOAT8(1);
	y_pred = PG_GETARG_FLOAT8(2);
	weight = WeightArg(fcinfo, 3);
	CheckRow(y_true, y_pred);
	if (weight == 0)
		return SkipRow(fcinfo);
	r = RegressionState(fcinfo);
	if (unlikely(!mreg_regression_row(r, y_true, y_pred, weight)))
		RefuseSumOverflow(&regression_type);
	PG_RETURN_POINTER(r);
}

/* Adds a row (y_true, lower, upper) to sums over intervals. */
static Datum
AddInterval(FunctionCallInfo fcinfo, float8 weight)
{
	static const char *const names[] = { "y_true", "lower", "upper" };
	float8 row[3];
	MregIntervals *v;

	for (int k = 0; k < 3; k++)
	{
		row[k] = PG_GETARG_FLOAT8(k + 1);
		if (!isfinite(row[k]))
			RefuseNumber(names[k], row[k]);
	}
	if (row[1] > row[2])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lower of a row is above upper"),
				 errdetail("A row has the interval from %g to %g.", row[1], row[2]),
				 errhint("Where quantiles cross, give least(lower, upper) and greatest(lower, upper).")));
	if (weight == 0)
		return SkipRow(fcinfo);
	if (PG_ARGISNULL(0))
	{
		v = RecordMake(&intervals_type);
		mreg_intervals_start(v);
	}
	else
		v = RecordState(&intervals_type, fcinfo);
	if (!mreg_intervals_row(v, row[0], row[1], row[2], weight))
		RefuseSumOverflow(&intervals_type);
	PG_RETURN_POINTER(v);
}

MREG_FUNCTION(mreg_intervals_accum);

/* Transition: adds a row (y_true, lower, upper); a NULL skips it. */
Datum
mreg_intervals_accum(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return SkipRow(fcinfo);
	return AddInterval(fcinfo, 1);
}

MREG_FUNCTION(mreg_intervals_weigh);

/* Transition: adds a row (y_true, lower, upper, weight); a NULL or the weight 0 skips it. */
Datum
mreg_intervals_weigh(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) || PG_ARGISNULL(4))
		return SkipRow(fcinfo);
	return AddInterval(fcinfo, WeightArg(fcinfo, 4));
}

/* One metric straight from the state. */
static Datum
FinalScore(FunctionCallInfo fcinfo, MregScore (*metric)(const MregRegression *))
{
	MregScore score;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	score = metric(RecordGet(&regression_type, PG_GETARG_DATUM(0)));
	if (score.is_null)
		PG_RETURN_NULL();
	if (!isfinite(score.value))
		RefuseSumOverflow(&regression_type);
	PG_RETURN_FLOAT8(score.value);
}

/* The final function of a one-step aggregate. */
#define FINAL_SCORE(name, expression)               \
	static MregScore                                \
		name##_of(const MregRegression *r)          \
	{                                               \
		return expression;                          \
	}                                               \
	EXPRESSION_FUNCTION(mreg_##name##_final, FinalScore(fcinfo, name##_of))

FINAL_SCORE(mean_absolute_error, ((MregScore) { false, mreg_mae(r) }))
FINAL_SCORE(mean_squared_error, ((MregScore) { false, mreg_mse(r) }))
FINAL_SCORE(root_mean_squared_error, ((MregScore) { false, sqrt(mreg_mse(r)) }))
FINAL_SCORE(r2_score, mreg_r2(r, true))
