/* curve.h: what the files of the type mreg.curve share. */
#ifndef MREG_TYPES_CURVE_H
#define MREG_TYPES_CURVE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/curve.h"
#include "mreg_compat.h"

/* Setting mreg.max_curve_scores: the most distinct scores that an aggregate keeps apart. */
extern int mreg_max_curve_scores;

/* ---- types/curve.c ---- */

extern MregCurve *CurveGet(Datum d);
extern MregCurve *CurveGetClosed(Datum d);
extern MregOpenCurve *CurveMakeOpen(uint64 rawcap, uint64 groupcap, uint8 flags);
extern MregOpenCurve *CurveGrowRows(MregOpenCurve *o);
extern MregOpenCurve *CurveCompact(MregOpenCurve *o);
extern MregOpenCurve *CurveMerge(MregOpenCurve *o, const MregCurve *src);
extern MregOpenCurve *CurveReopen(const MregCurve *c, uint8 flags);
extern void CurveOrder(MregOpenCurve *o);
extern MregCurve *CurveClose(MregOpenCurve *o);
extern MregCurve *CurveOfGroups(const uint64 *groups, uint32 n, uint8 flags, uint8 dropped);
extern MregCurve *CurveEmpty(uint8 flags, uint8 dropped, uint32 nscores, uint8 width);
extern void RefuseCurveOverflow(void) pg_attribute_noreturn();

#endif /* MREG_TYPES_CURVE_H */
