/* regression_median.c: median_absolute_error: all absolute errors, in an array that grows by doubling. */
#include "types/regression.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/memutils.h"

/*
 * The state is a float8[]: how many of the elements behind these two are in use, 1 where they are errors or 2 where
 * they are errors and weights in turn, then they, then room for more.
 */
#define HEAD 2
#define FIRST_ROOM 62
#define MAX_ELEMENTS ((MaxAllocSize - ARR_OVERHEAD_NONULLS(1)) / sizeof(float8))

static float8 *
Elements(ArrayType *state)
{
	return (float8 *) ARR_DATA_PTR(state);
}

/* How many elements are in use behind the head. */
static int64
UsedCount(ArrayType *state)
{
	return (int64) Elements(state)[0];
}

/* The state, not NULL, checked. */
static ArrayType *
ErrorsState(Datum d, int stride)
{
	ArrayType *state = DatumGetArrayTypeP(d);
	float8 *a = Elements(state);

	if (ARR_NDIM(state) != 1 || ARR_HASNULL(state) || ARR_ELEMTYPE(state) != FLOAT8OID ||
		ARR_DIMS(state)[0] < HEAD || !(a[0] >= 0 && a[0] <= ARR_DIMS(state)[0] - HEAD) || a[1] != stride ||
		fmod(a[0], stride) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("state of median_absolute_error is damaged")));
	return state;
}

/* A state with room for so many elements. */
static ArrayType *
MakeErrors(int64 room, int stride)
{
	Size size;
	ArrayType *state;

	if (room + HEAD > MAX_ELEMENTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("median_absolute_error has too many rows"),
				 errdetail("It keeps every error, at most %zu per group, or half as many with weights.",
						   (Size) MAX_ELEMENTS - HEAD)));
	size = ARR_OVERHEAD_NONULLS(1) + (room + HEAD) * sizeof(float8);
	state = palloc(size);
	SET_VARSIZE(state, size);
	state->ndim = 1;
	state->dataoffset = 0;
	state->elemtype = FLOAT8OID;
	ARR_DIMS(state)
	[0] = room + HEAD;
	ARR_LBOUND(state)
	[0] = 1;
	Elements(state)[0] = 0;
	Elements(state)[1] = stride;
	/* the room is part of the value that workers send */
	memset(Elements(state) + HEAD, 0, room * sizeof(float8));
	return state;
}

/* The state with room for more elements; a larger one has twice the room if it can. */
static ArrayType *
RoomFor(ArrayType *state, int64 more)
{
	int64 used = UsedCount(state);
	int64 room = ARR_DIMS(state)[0] - HEAD;
	ArrayType *larger;

	if (used + more <= room)
		return state;
	room = Max(used + more, Min(2 * room, (int64) MAX_ELEMENTS - HEAD));
	larger = MakeErrors(room, (int) Elements(state)[1]);
	memcpy(Elements(larger), Elements(state), (HEAD + used) * sizeof(float8));
	return larger;
}

/* Adds a row. */
static Datum
AddError(FunctionCallInfo fcinfo, float8 weight, int stride)
{
	float8 y_true = PG_GETARG_FLOAT8(1);
	float8 y_pred = PG_GETARG_FLOAT8(2);
	float8 error = fabs(y_true - y_pred);
	ArrayType *state;
	float8 *a;

	if (!isfinite(y_true))
		RefuseNumber("y_true", y_true);
	if (!isfinite(y_pred))
		RefuseNumber("y_pred", y_pred);
	if (!isfinite(error))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("error of a row is out of range")));
	if (weight == 0)
		return SkipRow(fcinfo);
	state = PG_ARGISNULL(0) ? MakeErrors(FIRST_ROOM, stride) : ErrorsState(PG_GETARG_DATUM(0), stride);
	state = RoomFor(state, stride);
	a = Elements(state);
	a[HEAD + UsedCount(state)] = error;
	if (stride == 2)
		a[HEAD + UsedCount(state) + 1] = weight;
	a[0] += stride;
	PG_RETURN_POINTER(state);
}

MREG_FUNCTION(mreg_median_absolute_error_accum);

/* Transition: adds a row (y_true, y_pred); a NULL skips it. */
Datum
mreg_median_absolute_error_accum(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return SkipRow(fcinfo);
	return AddError(fcinfo, 1, 1);
}

MREG_FUNCTION(mreg_median_absolute_error_weigh);

/* Transition: adds a row (y_true, y_pred, weight); a NULL or the weight 0 skips it. */
Datum
mreg_median_absolute_error_weigh(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return SkipRow(fcinfo);
	return AddError(fcinfo, WeightArg(fcinfo, 3), 2);
}

MREG_FUNCTION(mreg_median_absolute_error_combine);

/* Appends the errors of the second state to the first. */
Datum
mreg_median_absolute_error_combine(PG_FUNCTION_ARGS)
{
	ArrayType *state;
	ArrayType *other;
	int stride;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	other = PG_GETARG_ARRAYTYPE_P(1);
	stride = 1;
	if (ARR_NDIM(other) == 1 && ARR_DIMS(other)[0] >= HEAD && !ARR_HASNULL(other) && Elements(other)[1] == 2)
		stride = 2;
	other = ErrorsState(PointerGetDatum(other), stride);
	state = PG_ARGISNULL(0) ? MakeErrors(UsedCount(other), stride) : ErrorsState(PG_GETARG_DATUM(0), stride);
	state = RoomFor(state, UsedCount(other));
	memcpy(Elements(state) + HEAD + UsedCount(state), Elements(other) + HEAD, UsedCount(other) * sizeof(float8));
	Elements(state)[0] += UsedCount(other);
	PG_RETURN_POINTER(state);
}

/* The median of the errors of a state, which stays as it is; NULL where there is none. */
static Datum
MedianFinal(FunctionCallInfo fcinfo, int stride)
{
	ArrayType *state;
	float8 *copy;
	int64 used;
	float8 median;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = ErrorsState(PG_GETARG_DATUM(0), stride);
	used = UsedCount(state);
	if (used == 0)
		PG_RETURN_NULL();
	copy = palloc(used * sizeof(float8));
	memcpy(copy, Elements(state) + HEAD, used * sizeof(float8));
	median = stride == 2 ? mreg_weighted_median(copy, used / 2) : mreg_median(copy, used);
	pfree(copy);
	PG_RETURN_FLOAT8(median);
}

/* median_absolute_error(y_true, y_pred) */
EXPRESSION_FUNCTION(mreg_median_absolute_error_final, MedianFinal(fcinfo, 1))

/* median_absolute_error(y_true, y_pred, weight) */
EXPRESSION_FUNCTION(mreg_weighted_median_absolute_error_final, MedianFinal(fcinfo, 2))
