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

#endif /* MREG_METRICS_CURVE_H */
