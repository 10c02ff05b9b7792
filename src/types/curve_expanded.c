/*
 * curve_expanded.c: mreg.curve as an expanded object.  Only aggregates make such, of states that have grown large:
 * PostgreSQL copies a flat state whenever it moves, an expanded one grows where it is.  Stored and sent it is flat.
 */
#include "types/curve.h"

#include "utils/memutils.h"

/* Rows of an open curve. */
static uint64
RowsOf(const MregOpenCurve *o)
{
	return (uint64) o->nneg + o->npos;
}

/* Bytes of the flat form, which has no room to grow. */
static Size
FlatSize(ExpandedObjectHeader *header)
{
	const MregOpenCurve *o = ((ExpandedCurve *) header)->o;

	return mreg_curve_open_size(RowsOf(o), o->ngroups, o->head.flags);
}

/* Writes the flat form. */
static void
FlattenInto(ExpandedObjectHeader *header, void *result, Size size)
{
	const MregOpenCurve *o = ((ExpandedCurve *) header)->o;

	Assert(size == FlatSize(header));
	mreg_curve_open_init(result, RowsOf(o), o->ngroups, o->head.flags);
	mreg_curve_open_copy(o, result);
	SET_VARSIZE(result, size);
}

const ExpandedObjectMethods mreg_curve_methods = { FlatSize, FlattenInto };

/* An expanded object below a memory context; its curve is the caller's to make, in eoh_context. */
ExpandedCurve *
CurveExpand(MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent, "large score curve", ALLOCSET_SMALL_SIZES);
	ExpandedCurve *e = MemoryContextAlloc(context, sizeof(ExpandedCurve));

	EOH_init_header(&e->header, &mreg_curve_methods, context);
	e->o = NULL;
	return e;
}
