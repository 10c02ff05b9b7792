/* evaluation_states.c: what an evaluation makes of states: smaller curves, and distributions that states contain. */
#include "metrics/curve.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "types/confusion.h"
#include "types/distribution.h"
#include "utils/array.h"

/* The curve with scores rounded down by as few bits as leave at most that many distinct ones. */
static MregCurve *
Reduce(MregCurve *c, uint32 most)
{
	MregOpenCurve *o = CurveReopen(c, 0);
	MregStreams streams;
	uint64 *room;
	uint64 *groups;
	uint32 n;
	uint8 dropped = c->dropped;

	CurveOrder(o);
	room = CurveRoom(mreg_streams_room(o) * sizeof(uint64));
	mreg_streams_start(&streams, o, room);
	n = mreg_curve_survey(streams, most, &dropped);
	groups = CurveRoom((uint64) n * mreg_group_words(o->head.flags) * sizeof(uint64));
	if (mreg_curve_group(streams, dropped, groups, &n) != MREG_OK)
		RefuseCurveOverflow();
	return CurveOfGroups(groups, n, o->head.flags, dropped);
}

MREG_FUNCTION(mreg_curve_reduce);

/* (curve, scores): the curve with at most that many distinct scores. */
Datum
mreg_curve_reduce(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveGetClosed(PG_GETARG_DATUM(0));
	int32 most = PG_GETARG_INT32(1);

	if (most < 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a curve cannot be reduced to fewer than 2 scores")));
	PG_RETURN_POINTER(c->nscores <= most ? c : Reduce(c, most));
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

MREG_FUNCTION(mreg_curve_edges);

/*
 * (curve, bins): edges for the distribution of its scores: equally wide from 0 to 1 where all scores lie there, else
 * scores that part the rows into bins of about equal count; NULL without scores.
 */
Datum
mreg_curve_edges(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveGetClosed(PG_GETARG_DATUM(0));
	uint32 bins = CurveBinsArg(fcinfo, 1, "bins");
	const double *scores = mreg_curve_scores(c);
	Datum *edges = palloc((bins + 1) * sizeof(Datum));
	MregTotals totals = mreg_curve_totals(c);
	uint32 nedges = 0;
	uint32 at = 0;
	double seen = 0;
	double last = 0;

	if (c->nscores == 0)
		PG_RETURN_NULL();
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
		for (uint32 k = 0; k <= bins; k++)
		{
			double edge = k == bins ? scores[c->nscores - 1] :
									  ScoreAt(c, (totals.pos + totals.neg) * k / bins, &at, &seen);

			if (nedges == 0 || edge > last)
				edges[nedges++] = Float8GetDatum(edge);
			last = edge;
		}
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(edges, nedges, FLOAT8OID, sizeof(double), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

MREG_FUNCTION(mreg_curve_distribution);

/* (curve, edges): the distribution of the scores of a curve of counts; NULL for one of weights. */
Datum
mreg_curve_distribution(PG_FUNCTION_ARGS)
{
	MregCurve *c = CurveGetClosed(PG_GETARG_DATUM(0));
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(1);
	const double *scores = mreg_curve_scores(c);
	double *edges = (double *) ARR_DATA_PTR(array);
	int n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	MregDistribution *d;
	uint32 where;

	if (c->flags & MREG_WEIGHTED)
		PG_RETURN_NULL();
	if (n < 2 || array_contains_nulls(array) || mreg_check_edges(edges, n, &where) != MREG_EDGES_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("edges of a distribution must be two finite numbers or more, ascending")));
	d = MakeNumeric(n, edges);
	for (uint32 k = 0; k < c->nscores; k++)
		*mreg_bin_of(d, scores[k]) += mreg_curve_count_at(c, true, k) + mreg_curve_count_at(c, false, k);
	PG_RETURN_POINTER(DistributionClose(d));
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

MREG_FUNCTION(mreg_confusion_predictions);

/* (confusion): the distribution of the predicted labels; NULL where rows have weights or sets of labels. */
Datum
mreg_confusion_predictions(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	MregOpenDistribution *o;
	MregClass *classes;

	if (mreg_weighted(c) || mreg_multilabel(c))
		PG_RETURN_NULL();
	classes = MemoryContextAllocHuge(CurrentMemoryContext, c->nlabels * sizeof(MregClass) + 1);
	mreg_class_sums(c, classes);
	o = MakeItems(c->kind, c->nlabels, c->textlen);
	for (uint32 k = 0; k < c->nlabels; k++)
	{
		if (classes[k].p > 0)
			o = AddLabel(o, c, k, (int64) classes[k].p);
	}
	PG_RETURN_POINTER(DistributionClose(&o->head));
}
