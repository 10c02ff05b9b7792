/* evaluation_states.c: what an evaluation makes of states: smaller curves, and distributions that states contain. */
#include "metrics/metric_rows.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "core/curve_summary.h"
#include "metrics/curve.h"
#include "types/confusion.h"
#include "types/distribution.h"
#include "utils/array.h"

/* The curve with scores rounded down by as few bits as leave at most that many distinct ones. */
static MregCurve *
Reduce(const MregCurve *c, uint32 most)
{
	uint8 dropped = mreg_curve_bits_to_drop(c, most);
	uint64 *groups = CurveRoom((uint64) most * mreg_group_words(c->flags) * sizeof(uint64));

	return CurveOfGroups(groups, mreg_curve_gather(c, dropped, groups), c->flags, dropped);
}

/* A curve with at most that many distinct scores, itself where it has no more. */
Datum
SmallerCurve(Datum curve, int32 scores)
{
	MregCurve *c = CurveGetClosed(curve);

	return PointerGetDatum(c->nscores <= scores ? c : Reduce(c, scores));
}

/* The score below which that many rows of a curve of counts lie, walking on from score k with seen rows before it. */
static double
ScoreAt(const MregCurve *c, double rows, uint32 *k, double *seen)
{
	while (*k + 1 < c->nscores)
	{
		double n = mreg_curve_weight_at(c, true, *k) + mreg_curve_weight_at(c, false, *k);

		if (*seen + n > rows)
			break;
		*seen += n;
		(*k)++;
	}
	return mreg_curve_scores(c)[*k];
}

/*
 * Edges for the distribution of the scores of a curve: equally wide from 0 to 1 where all scores lie there, else scores
 * that part the rows into bins of about equal count.
 */
ArrayType *
CurveEdges(Datum curve, uint32 bins)
{
	MregCurve *c = CurveGetClosed(curve);
	const double *scores = mreg_curve_scores(c);
	Datum *edges = palloc((bins + 1) * sizeof(Datum));
	MregTotals totals;
	uint32 nedges = 0;
	uint32 at = 0;
	double seen = 0;
	double last = 0;

	Assert(c->nscores > 0);
	if (scores[0] >= 0 && scores[c->nscores - 1] <= 1)
	{
		for (uint32 k = 0; k <= bins; k++)
			edges[nedges++] = Float8GetDatum((double) k / bins);
	}
	else if (c->nscores == 1)
	{
		edges[nedges++] = Float8GetDatum(scores[0] - Max(0.5, fabs(scores[0]) / 2));
		edges[nedges++] = Float8GetDatum(scores[0] + Max(0.5, fabs(scores[0]) / 2));
	}
	else
	{
		totals = mreg_curve_totals(c);
		for (uint32 k = 0; k <= bins; k++)
		{
			double edge = k == bins ? scores[c->nscores - 1] :
									  ScoreAt(c, (totals.pos + totals.neg) * k / bins, &at, &seen);

			if (nedges == 0 || edge > last)
				edges[nedges++] = Float8GetDatum(edge);
			last = edge;
		}
	}
	return construct_array(edges, nedges, FLOAT8OID, sizeof(double), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
}

/* The distribution of the scores of a curve over an array of edges; 0 for a curve of weights. */
Datum
CurveDistribution(Datum curve, ArrayType *array)
{
	MregCurve *c = CurveGetClosed(curve);
	double *edges = (double *) ARR_DATA_PTR(array);
	int n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	MregPointScan scan;
	MregPoints points;
	MregDistribution *d;
	int bin = 0;

	if (c->flags & MREG_WEIGHTED)
		return (Datum) 0;
	Assert(n >= 2 && !array_contains_nulls(array));
	d = MakeNumeric(n, edges);
	mreg_points_start(&scan, c, false);
	while (mreg_points_next(&scan, &points))
	{
		for (uint32 k = 0; k < points.n; k++)
		{
			/* The scores ascend. */
			while (bin < n && points.score[k] >= edges[bin])
				bin++;
			mreg_bins(d)[bin - (points.score[k] == edges[n - 1])] += (int64) (points.pos[k] + points.neg[k]);
		}
	}
	return PointerGetDatum(DistributionClose(d));
}

/* Adds n rows of a label to a distribution, which may be replaced by a larger one. */
static MregOpenDistribution *
AddLabel(MregOpenDistribution *o, const MregConfusion *c, uint32 k, int64 n)
{
	for (;;)
	{
		MregStatus status;
		uint32 len = 0;

		if (c->kind != MREG_LABEL_TEXT)
			status = mreg_item_add_integer(o, mreg_label_integer(c, k), n);
		else
		{
			const char *text = mreg_label_text(c, k, &len);

			status = mreg_item_add_text(o, text, len, n);
		}
		if (status == MREG_OK)
			return o;
		if (status != MREG_GROW)
			RefuseCounts();
		o = GrowItems(o, len);
	}
}

/* The distribution of the predicted labels of a confusion; 0 where rows have weights or sets of labels. */
Datum
PredictionDistribution(Datum confusion)
{
	MregConfusion *c = ConfusionGetAnyClosed(confusion);
	MregOpenDistribution *o;
	MregClass *classes;

	if (mreg_weighted(c) || mreg_multilabel(c))
		return (Datum) 0;
	classes = MemoryContextAllocHuge(CurrentMemoryContext, c->nlabels * sizeof(MregClass) + 1);
	mreg_class_sums(c, classes);
	o = MakeItems(c->kind, c->nlabels, c->textlen);
	for (uint32 k = 0; k < c->nlabels; k++)
	{
		if (classes[k].p > 0)
			o = AddLabel(o, c, k, (int64) classes[k].p);
	}
	return PointerGetDatum(DistributionClose(&o->head));
}
