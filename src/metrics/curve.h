/* curve.h: what the metrics of score curves share. */
#ifndef MREG_METRICS_CURVE_H
#define MREG_METRICS_CURVE_H

#include "core/curve_read.h"
#include "types/curve.h"

/* A number read off a curve; false where it is undefined. */
typedef bool (*CurveMetric)(const MregCurve *c, double *value);

extern Datum CurveScore(FunctionCallInfo fcinfo, const MregCurve *c, CurveMetric metric);
extern uint32 CurveBinsArg(FunctionCallInfo fcinfo, int argno, const char *name);
extern MregBin *CurveUniformBins(const MregCurve *c, uint32 nbins, double *edges);
extern void RequireProbabilities(const MregCurve *c, const char *name);

extern void RefuseLabel(int64 label) pg_attribute_noreturn();
extern void RefuseMixedLabels(uint32 seen);
extern void RefuseScore(double score) pg_attribute_noreturn();

/* A label of an integer type: 1 is positive, 0 and -1 are negative; seen is its bit. */
static inline bool
IntegerLabel(int64 label, uint32 *seen)
{
	if (unlikely(label < -1 || label > 1))
		RefuseLabel(label);
	*seen = 1 << (label + 1);
	return label == 1;
}

/* A boolean label, which has no bit. */
static inline bool
BooleanLabel(bool label, uint32 *seen)
{
	*seen = 0;
	return label;
}

#endif /* MREG_METRICS_CURVE_H */
