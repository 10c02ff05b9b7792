/* curve_delong.c: how sure a ROC AUC is, and whether two differ: roc_auc_interval, delong_test. */
#include "metrics/curve.h"

#include <math.h>

#include "core/delong.h"
#include "core/statistics.h"
#include "miscadmin.h"
#include "utils/memutils.h"

MREG_FUNCTION(mreg_roc_auc_interval);

/* ROC AUC, its variance after DeLong, standard error and interval; NULLs where undefined. */
Datum
mreg_roc_auc_interval(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveGetClosed(PG_GETARG_DATUM(0));
	double confidence = PG_GETARG_FLOAT8(1);
	double numbers[5] = { NAN, NAN, NAN, NAN, NAN };
	MregDelong delong;

	if (!(confidence > 0 && confidence < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence must be above 0 and below 1")));
	if (c->flags & MREG_WEIGHTED)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("roc_auc_interval needs a curve of counts"),
				 errdetail("The variance of an AUC depends on the number of rows, which weights do not tell.")));
	if (mreg_curve_delong(c, &delong))
	{
		numbers[0] = delong.auc;
		if (delong.has_variance)
		{
			double reach = mreg_normal_quantile((1 + confidence) / 2) * sqrt(delong.variance);

			numbers[1] = delong.variance;
			numbers[2] = sqrt(delong.variance);
			numbers[3] = Max(0, delong.auc - reach);
			numbers[4] = Min(1, delong.auc + reach);
		}
	}
	return NumberRow(fcinfo, numbers, 5);
}

/* A state of delong_test, checked. */
static MregPaired *
PairedGet(Datum d)
{
	MregPaired *p = (MregPaired *) PG_DETOAST_DATUM(d);

	if (!mreg_paired_check(p, VARSIZE(p)))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("state of delong_test is damaged or of an unknown version")));
	return p;
}

/* A new state of delong_test with the rows of another one, if given. */
static MregPaired *
PairedMake(uint64 cap, const MregPaired *from)
{
	uint64 size = mreg_paired_size(cap);
	MregPaired *p;

	CHECK_FOR_INTERRUPTS();
	if (cap > PG_UINT32_MAX || size > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows for delong_test"),
				 errdetail("A state of %zu bytes has no room for another row.", (Size) MaxAllocSize),
				 errhint("Compare the scores on a sample of the rows.")));
	p = palloc(size);
	mreg_paired_init(p, cap);
	SET_VARSIZE(p, size);
	if (from != NULL)
		(void) mreg_paired_append(p, from);
	return p;
}

/* The image of one of the scores of a row. */
static uint64
ScoreImage(double score)
{
	uint64 image = mreg_image(score);

	if (!mreg_image_finite(image))
		RefuseScore(score);
	return image;
}

/* Adds a row; a NULL in any argument skips it. */
static Datum
AddPair(FunctionCallInfo fcinfo, bool label, uint32 seen)
{
	uint64 a = ScoreImage(PG_GETARG_FLOAT8(2));
	uint64 b = ScoreImage(PG_GETARG_FLOAT8(3));
	MregPaired *p = PG_ARGISNULL(0) ? PairedMake(16, NULL) : PairedGet(PG_GETARG_DATUM(0));

	if (!mreg_paired_add(p, a, b, label))
	{
		/* Doubling stops short of the greatest size, which is then taken whole. */
		uint64 most = (MaxAllocSize - sizeof(MregPaired)) / (2 * sizeof(uint64));

		p = PairedMake(p->cap < most ? Min(2 * (uint64) p->cap + 16, most) : most + 1, p);
		(void) mreg_paired_add(p, a, b, label);
	}
	p->seen |= seen;
	PG_RETURN_POINTER(p);
}

/* The transitions of one type of label. */
#define PAIRED_TRANSITION(name, LABEL, GETARG)                            \
	MREG_FUNCTION(mreg_delong_count_##name);                              \
	Datum                                                                 \
		mreg_delong_count_##name(PG_FUNCTION_ARGS)                        \
	{                                                                     \
		uint32 seen;                                                      \
		bool label;                                                       \
		RequireAggregate(fcinfo);                                     \
		if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))        \
			return SkipRow(fcinfo);                                       \
		label = LABEL(GETARG(1), &seen);                                  \
		return AddPair(fcinfo, label, seen);                              \
	}

PAIRED_TRANSITION(boolean, BooleanLabel, PG_GETARG_BOOL)
PAIRED_TRANSITION(smallint, IntegerLabel, PG_GETARG_INT16)
PAIRED_TRANSITION(integer, IntegerLabel, PG_GETARG_INT32)
PAIRED_TRANSITION(bigint, IntegerLabel, PG_GETARG_INT64)

MREG_FUNCTION(mreg_delong_combine);

/* Merges two partial states; the second is left as it is. */
Datum
mreg_delong_combine(PG_FUNCTION_ARGS)
{
	MregPaired *p;
	MregPaired *src;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	src = PairedGet(PG_GETARG_DATUM(1));
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(PairedMake((uint64) src->nneg + src->npos, src));
	p = PairedGet(PG_GETARG_DATUM(0));
	if (!mreg_paired_append(p, src))
	{
		p = PairedMake((uint64) p->nneg + p->npos + src->nneg + src->npos, p);
		(void) mreg_paired_append(p, src);
	}
	PG_RETURN_POINTER(p);
}

MREG_FUNCTION(mreg_delong_final);

/* Result of delong_test; NULL where no row was counted. */
Datum
mreg_delong_final(PG_FUNCTION_ARGS)
{
	double numbers[8] = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	MregDelongPair pair;
	MregPaired *p;
	uint64 *room;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	p = PairedGet(PG_GETARG_DATUM(0));
	RefuseMixedLabels(p->seen);
	room = CurveRoom(mreg_delong_room(p) * sizeof(uint64));
	if (mreg_delong_compare(p, room, &pair))
	{
		numbers[0] = pair.auc[0];
		numbers[1] = pair.auc[1];
		numbers[2] = pair.auc[0] - pair.auc[1];
		if (pair.has_variance)
		{
			numbers[3] = pair.variance[0];
			numbers[4] = pair.variance[1];
			numbers[5] = pair.covariance;
			if (pair.difference > 0)
			{
				numbers[6] = numbers[2] / sqrt(pair.difference);
				numbers[7] = 2 * mreg_normal_sf(fabs(numbers[6]));
			}
		}
	}
	pfree(room);
	return NumberRow(fcinfo, numbers, 8);
}
