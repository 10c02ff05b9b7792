/*
 * evaluation_cell.c: slices of binary classifications with scores, made of the finest cells.
 *
 * Every row of a cell belongs to one slice of each slicing and to the whole.  What is small is merged by rollup().
 * Score curves are swept instead: that gives the metrics of all unions, and the rounded curves that are stored, without
 * a curve of all rows for each slicing.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "core/statistics.h"
#include "metrics/curve.h"
#include "miscadmin.h"
#include "types/distribution.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "registry/evaluation.h"

/* A cell by the name of the slice that it belongs to. */
typedef struct NamedCell
{
	char	   *name;
	uint32		cell;
} NamedCell;

static int
CompareNamed(const void *a, const void *b)
{
	int			order = strcmp(((const NamedCell *) a)->name, ((const NamedCell *) b)->name);

	return order ? order : (int) ((const NamedCell *) a)->cell - (int) ((const NamedCell *) b)->cell;
}

/*
 * Makes the slices; member says of each cell which slices it belongs to, one of each slicing, and in the end the whole,
 * which is numbered after the slices.
 */
static uint32 *
MakeSlices(Evaluation *e, Slice *cells, uint32 ncells)
{
	uint32		nmembers = e->nslicings + 1;
	uint32	   *members = palloc((Size) ncells * nmembers * sizeof(uint32) + 1);
	NamedCell  *named = palloc(ncells * sizeof(NamedCell) + 1);

	e->slices = MemoryContextAllocHuge(CurrentMemoryContext, (Size) ncells * e->nslicings * sizeof(Slice) + 1);
	for (int s = 0; s < e->nslicings; s++)
	{
		const Slicing *slicing = &e->slicings[s];

		for (uint32 k = 0; k < ncells; k++)
			named[k] = (NamedCell) {SliceName(e, slicing, cells[k].values), k};
		qsort(named, ncells, sizeof(NamedCell), CompareNamed);
		for (uint32 k = 0; k < ncells; k++)
		{
			if (k == 0 || strcmp(named[k].name, named[k - 1].name) != 0)
			{
				Slice	   *slice = &e->slices[e->nslices++];

				memset(slice, 0, sizeof(*slice));
				slice->slicing = slicing;
				slice->name = named[k].name;
				memcpy(slice->values, cells[named[k].cell].values, sizeof(slice->values));
			}
			members[(Size) named[k].cell * nmembers + s] = e->nslices - 1;
		}
	}
	for (uint32 k = 0; k < ncells; k++)
		members[(Size) k * nmembers + e->nslicings] = e->nslices;
	return members;
}

/* Returns the slice of a number: the whole is the last. */
static Slice *
SliceAt(Evaluation *e, uint32 number)
{
	return number < e->nslices ? &e->slices[number] : &e->whole;
}

/* What is merged by rollup(): a state, or the gaps where it is STATE_COUNT. */
static NullableDatum *
PartOf(Slice *slice, int part)
{
	return part == STATE_COUNT ? &slice->gaps : &slice->states[part];
}

/* Sets one part of all slices to the sum of their cells'. */
static void
MergePart(Evaluation *e, int part, Oid type, Slice *cells, uint32 ncells, const uint32 *members)
{
	uint32		nmembers = e->nslicings + 1;
	Oid			array_type = get_array_type(type);
	SPIPlanPtr	plan = SPI_prepare("SELECT mreg.rollup(x) FROM pg_catalog.unnest($1) AS x", 1, &array_type);
	Datum	  **values = palloc0((e->nslices + 1) * sizeof(Datum *));
	int		   *counts = palloc0((e->nslices + 1) * sizeof(int));
	int16		length;
	bool		by_value;
	char		align;

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	get_typlenbyvalalign(type, &length, &by_value, &align);
	for (Size m = 0; m < (Size) ncells * nmembers; m++)
		counts[members[m]]++;
	for (uint32 s = 0; s <= e->nslices; s++)
	{
		values[s] = palloc(counts[s] * sizeof(Datum) + 1);
		counts[s] = 0;
	}
	for (Size m = 0; m < (Size) ncells * nmembers; m++)
	{
		NullableDatum *value = PartOf(&cells[m / nmembers], part);

		if (!value->isnull)
			values[members[m]][counts[members[m]]++] = value->value;
	}
	for (uint32 s = 0; s <= e->nslices; s++)
	{
		NullableDatum *result = PartOf(SliceAt(e, s), part);
		Datum		array = PointerGetDatum(construct_array(values[s], counts[s], type, length, by_value, align));

		if (SPI_execute_plan(plan, &array, NULL, true, 0) != SPI_OK_SELECT)
			elog(ERROR, "SPI_execute_plan failed: %s", SPI_result_code_string(SPI_result));
		result->value = ResultValue(0, 1, &result->isnull);
		pfree(DatumGetPointer(array));
	}
	SPI_freeplan(plan);
}

/* Returns one curve of all rows of some, exact where they are. */
static Datum
JoinedCurve(const MregCurve *const *curves, uint32 n)
{
	MregOpenCurve *o = CurveReopen(curves[0], 0);

	for (uint32 k = 1; k < n; k++)
		o = CurveMerge(o, curves[k]);
	return PointerGetDatum(CurveClose(o));
}

/* Brings curves whose scores were rounded, as rows were too many, to one way of rounding; returns the bits dropped. */
static uint8
RoundAlike(const MregCurve **curves, uint32 n)
{
	uint8		dropped = 0;

	for (uint32 k = 0; k < n; k++)
		dropped = Max(dropped, curves[k]->dropped);
	for (uint32 k = 0; k < n; k++)
	{
		uint64	   *groups;

		if (curves[k]->dropped == dropped)
			continue;
		groups = CurveRoom((uint64) curves[k]->nscores * mreg_group_words(0) * sizeof(uint64));
		curves[k] = CurveOfGroups(groups, mreg_curve_gather(curves[k], dropped, groups), 0, dropped);
	}
	return dropped;
}

/* Sets the distribution of scores of a slice to its sum with a cell's. */
static void
AddDistribution(Slice *slice, const MregDistribution *more)
{
	NullableDatum *sum = &slice->states[STATE_SCORE_DISTRIBUTION];

	if (sum->isnull)
	{
		*sum = ARG(PointerGetDatum(palloc(VARSIZE(more))));
		memcpy(DatumGetPointer(sum->value), more, VARSIZE(more));
	}
	else if (mreg_numeric_add((MregDistribution *) DatumGetPointer(sum->value), more) != MREG_OK)
		RefuseCounts();
}

/* Sets what a slice has of its curve: the rounded one, and the metrics of the exact one. */
static void
TakeUnion(const Evaluation *e, Slice *slice, const MregUnion *u)
{
	MregCurve  *curve = CurveOfGroups(u->groups, u->ngroups, 0, u->dropped);
	MregSummary summary;

	if (u->ngroups == 0)
		return;
	mreg_union_summary(u, &summary);
	slice->states[STATE_CURVE] = ARG(SmallerCurve(PointerGetDatum(curve), StoredScores(e, slice)));
	slice->curve_metrics = palloc(CURVE_METRICS * sizeof(MetricRow));
	CurveMetricRows(&summary, u->probabilities ? u->bins : NULL, slice->used,
					mreg_normal_quantile((1 + STORED_CONFIDENCE) / 2), slice->curve_metrics);
}

/* Sweeps the curves of the cells; members are those of the cells that have one. */
static void
SweepCurves(Evaluation *e, const MregCurve **curves, uint32 ncurves, const uint32 *members)
{
	MregSweep	sweep = {0};
	uint8		dropped = RoundAlike(curves, ncurves);
	MregUnion  *cells = CurveRoom((ncurves + 1) * sizeof(MregUnion));

	sweep.curves = curves;
	sweep.ncurves = ncurves;
	sweep.nunions = e->nslices + 1;
	sweep.unions = CurveRoom(sweep.nunions * sizeof(MregUnion));
	sweep.members = members;
	sweep.nmembers = e->nslicings + 1;
	sweep.cursors = CurveRoom((ncurves + 1) * sizeof(MregSweepCursor));
	sweep.losers = palloc((ncurves + 1) * sizeof(MregLoser));
	memset(sweep.unions, 0, sweep.nunions * sizeof(MregUnion));
	for (uint32 k = 0; k < ncurves; k++)
	{
		CHECK_FOR_INTERRUPTS();
		mreg_union_of(curves[k], &cells[k]);
		for (uint32 m = 0; m < sweep.nmembers; m++)
			mreg_union_join(&sweep.unions[members[(Size) k * sweep.nmembers + m]], &cells[k]);
	}
	if (e->score_edges == NULL && ncurves > 0)
		e->score_edges = CurveEdges(sweep.unions[e->nslices].probabilities ? PointerGetDatum(curves[0]) :
																			 JoinedCurve(curves, ncurves),
									DISTRIBUTION_BINS);
	for (uint32 k = 0; k < ncurves; k++)
	{
		MregDistribution *scores =
			(MregDistribution *) DatumGetPointer(CurveDistribution(PointerGetDatum(curves[k]), e->score_edges));

		for (uint32 m = 0; m < sweep.nmembers; m++)
			AddDistribution(SliceAt(e, members[(Size) k * sweep.nmembers + m]), scores);
	}
	for (uint32 s = 0; s < sweep.nunions; s++)
	{
		MregUnion  *u = &sweep.unions[s];
		uint64		room = mreg_union_prepare(u, StoredScores(e, SliceAt(e, s)), dropped) * mreg_group_words(0);

		u->groups = (uint64 *) CurveRoom(room * sizeof(uint64)) + room;
	}
	mreg_sweep(&sweep);
	for (uint32 s = 0; s < sweep.nunions; s++)
		TakeUnion(e, SliceAt(e, s), &sweep.unions[s]);
}

/* Sets the whole and the slices from the cells. */
void
MergeCells(Evaluation *e, Slice *cells, uint32 ncells)
{
	uint32		nmembers = e->nslicings + 1;
	uint32	   *members = MakeSlices(e, cells, ncells);
	const MregCurve **curves = palloc(ncells * sizeof(MregCurve *) + 1);
	uint32		ncurves = 0;

	for (uint32 s = 0; s <= e->nslices; s++)
	{
		for (int k = 0; k < STATE_COUNT; k++)
			SliceAt(e, s)->states[k] = NO_ARG;
	}
	for (Size m = 0; m < (Size) ncells * nmembers; m++)
	{
		SliceAt(e, members[m])->total += cells[m / nmembers].total;
		SliceAt(e, members[m])->used += cells[m / nmembers].used;
	}
	for (int k = 0; k < STATE_COUNT; k++)
	{
		if (e->states[k] != NULL && k != STATE_CURVE)
			MergePart(e, k, e->state_types[k], cells, ncells, members);
	}
	MergePart(e, STATE_COUNT, e->state_types[STATE_SCORE_DISTRIBUTION], cells, ncells, members);
	for (uint32 k = 0; k < ncells; k++)
	{
		if (cells[k].states[STATE_CURVE].isnull)
			continue;
		memmove(members + (Size) ncurves * nmembers, members + (Size) k * nmembers, nmembers * sizeof(uint32));
		curves[ncurves++] = CurveGetClosed(cells[k].states[STATE_CURVE].value);
	}
	SweepCurves(e, curves, ncurves, members);
}
