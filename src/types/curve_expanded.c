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

/* The one object that holds a closed curve, so that many groups do not hold one each. */
static ExpandedCurve *closed_holder = NULL;

/* Called before the memory of an expanded object goes. */
static void
OnReset(void *object)
{
	if (closed_holder == object)
		closed_holder = NULL;
}

/* An expanded object below a memory context; its curve is the caller's to make, in eoh_context. */
ExpandedCurve *
CurveExpand(MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent, "large score curve", ALLOCSET_SMALL_SIZES);
	ExpandedCurve *e = MemoryContextAllocZero(context, sizeof(ExpandedCurve));

	EOH_init_header(&e->header, &mreg_curve_methods, context);
	e->on_reset.func = OnReset;
	e->on_reset.arg = e;
	MemoryContextRegisterResetCallback(context, &e->on_reset);
	return e;
}

/* Frees the closed curve that is held for final functions: the rows are about to change. */
void
CurveForgetClosed(ExpandedCurve *e)
{
	if (e->closed != NULL)
		pfree(e->closed);
	e->closed = NULL;
}

/*
 * The closed curve, to be read only.  It is held for the final functions that follow, until rows are added, which
 * their number tells, the state is changed in another way, or another object comes to hold one.
 */
const MregCurve *
CurveCloseShared(ExpandedCurve *e)
{
	MemoryContext caller;

	if (e->closed != NULL && e->closed_rows == RowsOf(e->o))
		return e->closed;
	CurveForgetClosed(e);
	if (closed_holder != NULL)
		CurveForgetClosed(closed_holder);
	closed_holder = e;
	caller = MemoryContextSwitchTo(e->header.eoh_context);
	e->closed = CurveClose(e->o);
	e->closed_rows = RowsOf(e->o);
	MemoryContextSwitchTo(caller);
	return e->closed;
}
