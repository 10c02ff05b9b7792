/* curve.h: what the files of the type mreg.curve share. */
#ifndef MREG_TYPES_CURVE_H
#define MREG_TYPES_CURVE_H

#include "types/common.h"

#include "utils/expandeddatum.h"

#include "core/curve.h"

#define CURVE_TYPE "mreg.curve"

/* Setting mreg.max_curve_scores: the most distinct scores that an aggregate keeps apart. */
extern int mreg_max_curve_scores;

/* A state that has grown large lives in an expanded object, where it can grow without being copied. */
#define CURVE_EXPANDED_BYTES (1024 * 1024)

/* ---- types/curve.c ---- */

extern MregCurve *CurveGet(Datum d);
extern MregCurve *CurveGetClosed(Datum d);
extern void *CurveRoom(Size size);
extern MregOpenCurve *CurveMakeOpen(uint64 rawcap, uint64 groupcap, uint8 flags);
extern MregOpenCurve *CurveGrowRows(MregOpenCurve *o, bool in_place);
extern MregOpenCurve *CurveCompact(MregOpenCurve *o);
extern MregOpenCurve *CurveMerge(MregOpenCurve *o, const MregCurve *src);
extern MregOpenCurve *CurveReopen(const MregCurve *c, uint8 flags);
extern void CurveOrder(MregOpenCurve *o);
extern MregCurve *CurveClose(MregOpenCurve *o);
extern MregCurve *CurveOfGroups(const uint64 *groups, uint32 n, uint8 flags, uint8 dropped);
extern void RefuseCurveOverflow(void) pg_attribute_noreturn();

/* ---- types/curve_expanded.c ---- */

/* A large open curve as the state of an aggregate. */
typedef struct ExpandedCurve
{
	ExpandedObjectHeader header;
	MregOpenCurve *o; /* in the object's own memory context */

	/* What the final functions of one state share: the closed curve of the first so many rows, or NULL. */
	MregCurve *closed;
	uint64 closed_rows;
	MemoryContextCallback on_reset;
} ExpandedCurve;

extern const ExpandedObjectMethods mreg_curve_methods;

extern ExpandedCurve *CurveExpand(MemoryContext parent);
extern const MregCurve *CurveCloseShared(ExpandedCurve *e);
extern void CurveForgetClosed(ExpandedCurve *e);

/* The expanded curve that a datum points to, or NULL. */
static inline ExpandedCurve *
CurveExpanded(Datum d)
{
	ExpandedObjectHeader *header;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(d)))
		return NULL;
	header = DatumGetEOHP(d);
	return header->eoh_methods == &mreg_curve_methods ? (ExpandedCurve *) header : NULL;
}

#endif /* MREG_TYPES_CURVE_H */
