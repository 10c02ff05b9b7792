/* distribution_edges.c: the aggregate that finds edges by the quantiles of a reference. */
#include "types/distribution.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "core/quantile.h"
#include "utils/memutils.h"

/*
 * The state is an array of float8: the number of bins, the number of values, the values, and room for more.
 */
#define STATE_BINS 0
#define STATE_COUNT 1
#define STATE_VALUES 2
#define MOST_NUMBERS ((MaxAllocSize - ARR_OVERHEAD_NONULLS(1)) / sizeof(float8))

/* A state with room for that many elements, all 0. */
static ArrayType *
MakeState(uint64 capacity)
{
	uint64 size = ARR_OVERHEAD_NONULLS(1) + capacity * sizeof(float8);
	ArrayType *state;

	if (capacity > MOST_NUMBERS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many values for exact quantiles in one group"),
				 errdetail("There are at most " UINT64_FORMAT ".", (uint64) (MOST_NUMBERS - STATE_VALUES)),
				 errhint("Take the edges from a sample of the reference.")));
	state = palloc0(size);
	SET_VARSIZE(state, size);
	state->ndim = 1;
	state->dataoffset = 0;
	state->elemtype = FLOAT8OID;
	ARR_DIMS(state)
	[0] = (int) capacity;
	ARR_LBOUND(state)
	[0] = 1;
	return state;
}

/* The numbers of a state or result. */
static inline float8 *
Numbers(const ArrayType *state)
{
	return (float8 *) ARR_DATA_PTR(state);
}

/* How many values a state holds. */
static inline uint64
CountOf(const ArrayType *state)
{
	return (uint64) Numbers(state)[STATE_COUNT];
}

/* Is a number whole and within bounds? */
static bool
IsWhole(float8 x, float8 low, float8 high)
{
	return x >= low && x <= high && x == floor(x);
}

/* A state that is an array as this file makes it: no other gets into the aggregate but by hand. */
static ArrayType *
CheckState(Datum d)
{
	ArrayType *state = DatumGetArrayTypeP(d);

	if (ARR_NDIM(state) != 1 || ARR_HASNULL(state) || ARR_ELEMTYPE(state) != FLOAT8OID ||
		ARR_DIMS(state)[0] < STATE_VALUES || !IsWhole(Numbers(state)[STATE_BINS], 1, MREG_MAX_EDGES - 1) ||
		!IsWhole(Numbers(state)[STATE_COUNT], 0, ARR_DIMS(state)[0] - STATE_VALUES))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("array is not a state of distribution_edges")));
	return state;
}

/* A state with room for n more values; the given one if it has it. */
static ArrayType *
ReserveValues(ArrayType *state, uint64 n)
{
	uint64 needed = STATE_VALUES + CountOf(state) + n;
	ArrayType *larger;

	if (needed <= (uint64) ARR_DIMS(state)[0])
		return state;
	larger = MakeState(Max(needed, Min(2 * (uint64) ARR_DIMS(state)[0], MOST_NUMBERS)));
	memcpy(Numbers(larger), Numbers(state), (STATE_VALUES + CountOf(state)) * sizeof(float8));
	return larger;
}

/* The number of bins of a row. */
static int32
BinsArg(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("number of bins must not be NULL")));
	if (PG_GETARG_INT32(2) < 1 || PG_GETARG_INT32(2) >= MREG_MAX_EDGES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of bins must be from 1 to %d, not %d", MREG_MAX_EDGES - 1, PG_GETARG_INT32(2))));
	return PG_GETARG_INT32(2);
}

/* Refuses two numbers of bins in one group. */
static void
CheckBins(double a, double b)
{
	if (a != b)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of bins must be the same in every row of a group"),
				 errdetail("It is %.0f in one row and %.0f in another.", a, b)));
}

MREG_FUNCTION(mreg_edges_collect);

/* Collects a value; NULL, NaN and infinities are skipped. */
Datum
mreg_edges_collect(PG_FUNCTION_ARGS)
{
	ArrayType *state;
	int32 bins;

	RequireAggregate(fcinfo);
	bins = BinsArg(fcinfo);
	if (PG_ARGISNULL(1) || !isfinite(PG_GETARG_FLOAT8(1)))
		return SkipRow(fcinfo);
	if (PG_ARGISNULL(0))
	{
		state = MakeState(32);
		Numbers(state)[STATE_BINS] = bins;
	}
	else
		state = CheckState(PG_GETARG_DATUM(0));
	CheckBins(Numbers(state)[STATE_BINS], bins);
	state = ReserveValues(state, 1);
	Numbers(state)[STATE_VALUES + CountOf(state)] = PG_GETARG_FLOAT8(1);
	Numbers(state)[STATE_COUNT]++;
	PG_RETURN_POINTER(state);
}

MREG_FUNCTION(mreg_edges_combine);

/* Merges two partial states; the second is left as it is. */
Datum
mreg_edges_combine(PG_FUNCTION_ARGS)
{
	ArrayType *state;
	ArrayType *src;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return PG_GETARG_DATUM(PG_ARGISNULL(0) ? 1 : 0);
	state = CheckState(PG_GETARG_DATUM(0));
	src = CheckState(PG_GETARG_DATUM(1));
	CheckBins(Numbers(state)[STATE_BINS], Numbers(src)[STATE_BINS]);
	state = ReserveValues(state, CountOf(src));
	memcpy(Numbers(state) + STATE_VALUES + CountOf(state), Numbers(src) + STATE_VALUES, CountOf(src) * sizeof(float8));
	Numbers(state)[STATE_COUNT] += CountOf(src);
	PG_RETURN_POINTER(state);
}

MREG_FUNCTION(mreg_edges_final);

/* The edges; NULL where there is no value. */
Datum
mreg_edges_final(PG_FUNCTION_ARGS)
{
	ArrayType *state;
	ArrayType *result;
	float8 *values;
	uint64 n;
	uint32 bins;
	uint32 count;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = CheckState(PG_GETARG_DATUM(0));
	n = CountOf(state);
	if (n == 0)
		PG_RETURN_NULL();
	values = MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(float8));
	memcpy(values, Numbers(state) + STATE_VALUES, n * sizeof(float8));
	bins = (uint32) Numbers(state)[STATE_BINS];
	result = MakeState((uint64) bins + 1);
	count = mreg_quantile_edges(values, n, bins, Numbers(result), Attend);
	pfree(values);
	ARR_DIMS(result)
	[0] = (int) count;
	SET_VARSIZE(result, ARR_OVERHEAD_NONULLS(1) + count * sizeof(float8));
	PG_RETURN_ARRAYTYPE_P(result);
}
