/* curve_io.c: mreg.curve: binary I/O, equality, hash, sum and difference. */
#include "types/curve.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#define POINT_BYTES 24

MREG_FUNCTION(mreg_curve_send);

/* Binary output: version, flags, dropped bits, number of scores; then score, positives, negatives of each. */
Datum
mreg_curve_send(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveGetClosed(PG_GETARG_DATUM(0));
	const double *scores = mreg_curve_scores(c);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MREG_CURVE_VERSION);
	pq_sendbyte(&buf, c->flags);
	pq_sendbyte(&buf, c->dropped);
	pq_sendint32(&buf, c->nscores);
	for (uint32 k = 0; k < c->nscores; k++)
	{
		pq_sendfloat8(&buf, scores[k]);
		for (int label = 1; label >= 0; label--)
		{
			if (c->flags & MREG_WEIGHTED)
				pq_sendfloat8(&buf, mreg_curve_weight_at(c, label, k));
			else
				pq_sendint64(&buf, mreg_curve_count_at(c, label, k));
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Reads one point into a group. */
static void
ReceivePoint(StringInfo buf, uint8 flags, uint64 *group)
{
	float8 score = pq_getmsgfloat8(buf);

	if (isnan(score) || isinf(score))
		RefuseImage(CURVE_TYPE, "A score is not a finite number.");
	group[0] = mreg_image(score);
	if (flags & MREG_WEIGHTED)
	{
		MregSum sums[2] = { { pq_getmsgfloat8(buf), 0 }, { 0, 0 } };

		sums[1].hi = pq_getmsgfloat8(buf);
		if (!(sums[0].hi >= 0 && sums[1].hi >= 0 && sums[0].hi + sums[1].hi > 0) ||
			isinf(sums[0].hi) || isinf(sums[1].hi))
			RefuseImage(CURVE_TYPE,
						"The weights of a score are not finite numbers, 0 or above and one of them above 0.");
		/* + 0.0 makes 0 of -0. */
		sums[0].hi += 0.0;
		sums[1].hi += 0.0;
		memcpy(group + 1, sums, sizeof(sums));
	}
	else
	{
		int64 pos = pq_getmsgint64(buf);
		int64 neg = pq_getmsgint64(buf);

		if (pos < 0 || neg < 0 || (pos == 0 && neg == 0))
			RefuseImage(CURVE_TYPE, "The counts of a score are not 0 or above and one of them above 0.");
		group[1] = (uint64) pos;
		group[2] = (uint64) neg;
	}
}

MREG_FUNCTION(mreg_curve_recv);

/* Binary input: trusts nothing. */
Datum
mreg_curve_recv(PG_FUNCTION_ARGS)
{
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	uint64 *groups;
	uint64 before = 0;
	uint32 words;
	uint32 n;
	uint8 flags;
	uint8 dropped;

	CheckLeft(CURVE_TYPE, buf, 7, 1);
	if (pq_getmsgbyte(buf) != MREG_CURVE_VERSION)
		RefuseImage(CURVE_TYPE, "Its version is unknown.");
	flags = (uint8) pq_getmsgbyte(buf);
	dropped = (uint8) pq_getmsgbyte(buf);
	n = (uint32) pq_getmsgint(buf, 4);
	if (flags & ~MREG_WEIGHTED)
		RefuseImage(CURVE_TYPE, "It has unknown flags.");
	if (dropped > MREG_DROPPED_MAX)
		RefuseImage(CURVE_TYPE, "It says that scores were rounded by more bits than they have.");
	if ((uint64) n * POINT_BYTES != (uint64) (buf->len - buf->cursor))
		RefuseImage(CURVE_TYPE, "Its length is not that of its scores.");
	words = mreg_group_words(flags);
	groups = MemoryContextAllocHuge(CurrentMemoryContext, ((Size) n + 1) * words * sizeof(uint64));
	for (uint32 k = 0; k < n; k++)
	{
		uint64 *group = groups + (Size) k * words;

		ReceivePoint(buf, flags, group);
		if (group[0] <= before)
			RefuseImage(CURVE_TYPE, "The scores do not ascend.");
		if (group[0] != mreg_image_floor(group[0], dropped))
			RefuseImage(CURVE_TYPE, "A score is not rounded as it should be.");
		before = group[0];
	}
	PG_RETURN_POINTER(CurveOfGroups(groups, n, flags, dropped));
}

BYTES_FUNCTIONS(curve, CurveGetClosed)

MREG_FUNCTION(mreg_curve_add);

/* a + b: the curve of the rows of both. */
Datum
mreg_curve_add(PG_FUNCTION_ARGS)
{
	MregCurve *a = CurveGetClosed(PG_GETARG_DATUM(0));
	MregCurve *b = CurveGetClosed(PG_GETARG_DATUM(1));

	PG_RETURN_POINTER(CurveClose(CurveMerge(CurveReopen(a, b->flags), b)));
}

MREG_FUNCTION(mreg_curve_subtract);

/* a - b: the curve of the rows of a without those of b, which must be there; counts only. */
Datum
mreg_curve_subtract(PG_FUNCTION_ARGS)
{
	MregCurve *a = CurveGetClosed(PG_GETARG_DATUM(0));
	MregCurve *b = CurveGetClosed(PG_GETARG_DATUM(1));
	uint8 dropped = Max(a->dropped, b->dropped);
	uint64 *groups;
	uint32 n;

	if ((a->flags | b->flags) & MREG_WEIGHTED)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot subtract weighted score curves"),
				 errdetail("The difference of sums of weights is not exact."),
				 errhint("Build the curve again from the rows that remain.")));
	groups = MemoryContextAllocHuge(CurrentMemoryContext, ((Size) a->nscores + 1) * 3 * sizeof(uint64));
	if (mreg_curve_difference(a, b, dropped, groups, &n) != MREG_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot subtract a score curve that is not part of the other"),
				 errdetail("The second curve has more rows with some score than the first.")));
	PG_RETURN_POINTER(CurveOfGroups(groups, n, 0, dropped));
}
