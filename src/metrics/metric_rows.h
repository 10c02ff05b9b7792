/* metric_rows.h: rows of metrics, as an evaluation stores them. */
#ifndef MREG_METRICS_METRIC_ROWS_H
#define MREG_METRICS_METRIC_ROWS_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"

#include "core/curve_sweep.h"
#include "mreg_compat.h"

/* A metric of an evaluation; NaN where there is no value or no interval. */
typedef struct MetricRow
{
	const char *name;
	double value;
	int64 n; /* rows that it rests on */
	double lower;
	double upper;
} MetricRow;

#define CURVE_METRICS 9

extern void CurveMetricRows(const MregSummary *s, const MregBin *bins, int64 n, double reach, MetricRow *rows);
extern void PutMetric(FunctionCallInfo fcinfo, const MetricRow *row);
extern double MetricConfidenceArg(FunctionCallInfo fcinfo, int argno);

/* ---- evaluation_states.c ---- */

extern Datum SmallerCurve(Datum curve, int32 scores);
extern ArrayType *CurveEdges(Datum curve, uint32 bins);
extern Datum CurveDistribution(Datum curve, ArrayType *array);
extern Datum PredictionDistribution(Datum confusion);

#endif /* MREG_METRICS_METRIC_ROWS_H */
