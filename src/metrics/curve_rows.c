/* curve_rows.c: a score curve as rows: ROC, precision-recall, DET, calibration, gain and lift. */
#include "metrics/curve.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#define MOST_COLUMNS 9

/* Rows that a function gives, and the curve they are about. */
typedef struct RowSink
{
	ReturnSetInfo *rsinfo;
	MregCurve *c;
	MregTotals totals;
	bool drop_intermediate;
} RowSink;

/* Begins; false where there is no curve or nothing in it. */
static bool
StartRows(FunctionCallInfo fcinfo, RowSink *sink)
{
	InitMaterializedSRF(fcinfo, 0);
	sink->rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	sink->c = CurveGetClosed(PG_GETARG_DATUM(0));
	sink->totals = mreg_curve_totals(sink->c);
	return sink->c->nscores > 0;
}

/* Puts a row of numbers, each in the type of its column, NaN as NULL. */
static void
PutNumbers(RowSink *sink, const double *numbers, int n)
{
	Datum values[MOST_COLUMNS];
	bool nulls[MOST_COLUMNS];

	CHECK_FOR_INTERRUPTS();
	for (int k = 0; k < n; k++)
	{
		if (TupleDescAttr(sink->rsinfo->setDesc, k)->atttypid == INT4OID)
			values[k] = Int32GetDatum((int32) numbers[k]);
		else
			values[k] = Float8GetDatum(numbers[k]);
		nulls[k] = isnan(numbers[k]);
	}
	tuplestore_putvalues(sink->rsinfo->setResult, sink->rsinfo->setDesc, values, nulls);
}

/* a / b, NaN where b is 0. */
static double
Ratio(double a, double b)
{
	return b > 0 ? a / b : NAN;
}

MREG_FUNCTION(mreg_curve_points);

/* One row per distinct score, ascending: score, positives, negatives. */
Datum
mreg_curve_points(PG_FUNCTION_ARGS)
{
	RowSink sink;
	MregPointScan scan;
	MregPoints points;

	(void) StartRows(fcinfo, &sink);
	mreg_points_start(&scan, sink.c, false);
	while (mreg_points_next(&scan, &points))
	{
		for (uint32 k = 0; k < points.n; k++)
			PutNumbers(&sink, (double[]) { points.score[k], points.pos[k], points.neg[k] }, 3);
	}
	return (Datum) 0;
}

/* Rows at or above each score of a curve, descending. */
typedef struct Cumulative
{
	uint32 n;
	double *score;
	double *tp;
	double *fp;
} Cumulative;

/* The cumulative rows, begun, if so wanted, by the threshold Infinity, at or above which there are none. */
static Cumulative
Accumulate(const RowSink *sink, bool from_infinity)
{
	Cumulative a;
	MregPointScan scan;
	MregPoints points;
	Size size = ((Size) sink->c->nscores + 1) * sizeof(double);
	double tp = 0;
	double fp = 0;

	a.score = MemoryContextAllocHuge(CurrentMemoryContext, size);
	a.tp = MemoryContextAllocHuge(CurrentMemoryContext, size);
	a.fp = MemoryContextAllocHuge(CurrentMemoryContext, size);
	a.n = 0;
	if (from_infinity)
	{
		a.score[0] = INFINITY;
		a.tp[0] = a.fp[0] = 0;
		a.n = 1;
	}
	mreg_points_start(&scan, sink->c, true);
	while (mreg_points_next(&scan, &points))
	{
		for (uint32 k = 0; k < points.n; k++)
		{
			a.score[a.n] = points.score[k];
			a.tp[a.n] = tp += points.pos[k];
			a.fp[a.n] = fp += points.neg[k];
			a.n++;
		}
	}
	return a;
}

/* Keeps the points that keep says are needed, the first and the last among them. */
static void
Thin(Cumulative *a, bool (*keep)(const Cumulative *, uint32))
{
	uint32 kept = 0;
	double tp[2] = { 0, 0 };
	double fp[2] = { 0, 0 };
	Cumulative window = { 3, NULL, NULL, NULL };

	if (a->n <= 2)
		return;
	/* The predecessor may be overwritten before it is looked at: it is kept aside. */
	tp[1] = a->tp[0];
	fp[1] = a->fp[0];
	for (uint32 k = 0; k < a->n; k++)
	{
		double near_tp[3] = { tp[1], a->tp[k], k + 1 < a->n ? a->tp[k + 1] : 0 };
		double near_fp[3] = { fp[1], a->fp[k], k + 1 < a->n ? a->fp[k + 1] : 0 };

		window.tp = near_tp;
		window.fp = near_fp;
		tp[1] = a->tp[k];
		fp[1] = a->fp[k];
		if (k == 0 || k + 1 == a->n || keep(&window, 1))
		{
			a->score[kept] = a->score[k];
			a->tp[kept] = tp[1];
			a->fp[kept] = fp[1];
			kept++;
		}
	}
	a->n = kept;
}

/* Does the curve bend here? */
static bool
Bends(const Cumulative *a, uint32 k)
{
	return a->fp[k + 1] - a->fp[k] != a->fp[k] - a->fp[k - 1] || a->tp[k + 1] - a->tp[k] != a->tp[k] - a->tp[k - 1];
}

/* Does the number of true positives change here or after it? */
static bool
Rises(const Cumulative *a, uint32 k)
{
	return a->tp[k] != a->tp[k - 1] || a->tp[k + 1] != a->tp[k];
}

MREG_FUNCTION(mreg_roc_curve);

/* False and true positive rate by descending threshold, from Infinity. */
Datum
mreg_roc_curve(PG_FUNCTION_ARGS)
{
	RowSink sink;
	Cumulative a;

	if (!StartRows(fcinfo, &sink))
		return (Datum) 0;
	PutNumbers(&sink, (double[]) { Ratio(0, sink.totals.neg), Ratio(0, sink.totals.pos), INFINITY }, 3);
	a = Accumulate(&sink, false);
	if (PG_GETARG_BOOL(1))
		Thin(&a, Bends);
	for (uint32 k = 0; k < a.n; k++)
	{
		double fpr = Ratio(a.fp[k], a.fp[a.n - 1]);
		double tpr = Ratio(a.tp[k], a.tp[a.n - 1]);

		PutNumbers(&sink, (double[]) { fpr, tpr, a.score[k] }, 3);
	}
	return (Datum) 0;
}

MREG_FUNCTION(mreg_precision_recall_curve);

/* Precision and recall by ascending threshold; at the end precision 1 and recall 0 without one. */
Datum
mreg_precision_recall_curve(PG_FUNCTION_ARGS)
{
	RowSink sink;
	Cumulative a;

	if (!StartRows(fcinfo, &sink))
		return (Datum) 0;
	a = Accumulate(&sink, false);
	if (PG_GETARG_BOOL(1))
		Thin(&a, Rises);
	for (uint32 k = a.n; k-- > 0;)
	{
		double precision = a.tp[k] / (a.tp[k] + a.fp[k]);
		double recall = Ratio(a.tp[k], a.tp[a.n - 1]);

		PutNumbers(&sink, (double[]) { precision, recall, a.score[k] }, 3);
	}
	PutNumbers(&sink, (double[]) { 1, 0, NAN }, 3);
	return (Datum) 0;
}

MREG_FUNCTION(mreg_det_curve);

/*
 * False positive and false negative rate by ascending threshold, from the last without a false negative to the first
 * without a false positive; nothing where a class is missing.
 */
Datum
mreg_det_curve(PG_FUNCTION_ARGS)
{
	RowSink sink;
	Cumulative a;
	uint32 first = 0;
	uint32 last = 0;

	if (!StartRows(fcinfo, &sink) || sink.totals.pos == 0 || sink.totals.neg == 0)
		return (Datum) 0;
	a = Accumulate(&sink, true);
	if (PG_GETARG_BOOL(1))
		Thin(&a, Rises);
	while (a.fp[first + 1] == 0)
		first++;
	while (a.tp[last] < a.tp[a.n - 1])
		last++;
	for (uint32 k = last + 1; k-- > first;)
	{
		double fpr = a.fp[k] / a.fp[a.n - 1];
		double fnr = (a.tp[a.n - 1] - a.tp[k]) / a.tp[a.n - 1];

		PutNumbers(&sink, (double[]) { fpr, fnr, a.score[k] }, 3);
	}
	return (Datum) 0;
}

MREG_FUNCTION(mreg_cumulative_gain_curve);

/* Share of the rows at or above each threshold, and of the positives among them, from Infinity. */
Datum
mreg_cumulative_gain_curve(PG_FUNCTION_ARGS)
{
	RowSink sink;
	Cumulative a;

	if (!StartRows(fcinfo, &sink))
		return (Datum) 0;
	a = Accumulate(&sink, true);
	for (uint32 k = 0; k < a.n; k++)
	{
		double share = (a.tp[k] + a.fp[k]) / (a.tp[a.n - 1] + a.fp[a.n - 1]);
		double gain = Ratio(a.tp[k], a.tp[a.n - 1]);

		PutNumbers(&sink, (double[]) { share, gain, Ratio(gain, share), a.score[k] }, 4);
	}
	return (Datum) 0;
}

MREG_FUNCTION(mreg_calibration_curve);

/* Share of positives and mean score of each bin that is not empty. */
Datum
mreg_calibration_curve(PG_FUNCTION_ARGS)
{
	uint32 nbins = CurveBinsArg(fcinfo, 1, "n_bins");
	char *strategy = text_to_cstring(PG_GETARG_TEXT_PP(2));
	double *edges = palloc((nbins + 1) * sizeof(double));
	RowSink sink;
	MregBin *bins;
	bool filled = StartRows(fcinfo, &sink);

	if (strcmp(strategy, "uniform") != 0 && strcmp(strategy, "quantile") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown strategy \"%s\"", Clipped(strategy)),
				 errhint("The strategies are uniform and quantile.")));
	RequireProbabilities(sink.c, "calibration_curve");
	if (!filled)
		return (Datum) 0;
	if (strcmp(strategy, "uniform") == 0)
		bins = CurveUniformBins(sink.c, nbins, edges);
	else
	{
		bins = palloc(nbins * sizeof(MregBin));
		mreg_calibration_edges(sink.c, nbins, edges);
		mreg_curve_bins(sink.c, edges, nbins, bins);
	}
	for (uint32 k = 0; k < nbins; k++)
	{
		const MregBin *b = &bins[k];

		if (b->n > 0)
			PutNumbers(&sink, (double[]) { b->pos / b->n, b->prob / b->n, b->n, edges[k], edges[k + 1] }, 5);
	}
	return (Datum) 0;
}

/* Rows and positives down to a place in the order of descending scores, and the score there. */
typedef struct Top
{
	double n;
	double pos;
	double score;
} Top;

/* Puts one row of a lift table: what lies between two places. */
static void
PutLift(RowSink *sink, uint32 bin, uint32 nbins, const Top *from, const Top *to)
{
	double share = (double) bin / nbins;
	double base = sink->totals.pos / (sink->totals.pos + sink->totals.neg);
	double rate = Ratio(to->pos - from->pos, to->n - from->n);
	double gain = Ratio(to->pos, sink->totals.pos);
	double numbers[MOST_COLUMNS] = { bin, share, to->n - from->n, to->pos - from->pos, rate,
									 Ratio(rate, base), gain, Ratio(gain, share), to->score };

	PutNumbers(sink, numbers, MOST_COLUMNS);
}

/* The rows down to the end of a part; the sum of weights may be near the greatest double. */
static inline double
PartEnd(double all, uint32 bin, uint32 nbins)
{
	return all < 1e300 ? all * bin / nbins : all / nbins * bin;
}

MREG_FUNCTION(mreg_lift_curve);

/* The rows in equal parts by descending score; a score that falls on a border is split by the share of its rows. */
Datum
mreg_lift_curve(PG_FUNCTION_ARGS)
{
	uint32 nbins = CurveBinsArg(fcinfo, 1, "n_bins");
	RowSink sink;
	MregPointScan scan;
	MregPoints points;
	Top before = { 0, 0, 0 };
	Top now = { 0, 0, 0 };
	uint32 bin = 1;
	double all;

	if (!StartRows(fcinfo, &sink))
		return (Datum) 0;
	all = sink.totals.pos + sink.totals.neg;
	mreg_points_start(&scan, sink.c, true);
	while (mreg_points_next(&scan, &points))
	{
		for (uint32 k = 0; k < points.n; k++)
		{
			double n = points.pos[k] + points.neg[k];
			bool last = k + 1 == points.n && scan.done == sink.c->nscores;

			for (; bin <= nbins && (last || now.n + n >= PartEnd(all, bin, nbins)); bin++)
			{
				double part = (PartEnd(all, bin, nbins) - now.n) / n;
				Top cut = { now.n + n, now.pos + points.pos[k], points.score[k] };

				if (part < 1 && !(last && bin == nbins))
				{
					cut.n = now.n + part * n;
					cut.pos = now.pos + part * points.pos[k];
				}
				PutLift(&sink, bin, nbins, &before, &cut);
				before = cut;
			}
			now.n += n;
			now.pos += points.pos[k];
		}
	}
	return (Datum) 0;
}
