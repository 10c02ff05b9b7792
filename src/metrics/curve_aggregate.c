/* curve_aggregate.c: the aggregates that build and merge mreg.curve. */
#include "types/curve.h"

#include <math.h>

#include "metrics/curve.h"
#include "utils/memutils.h"

#define WEIGHT_ARG 3

/* The state of an aggregate, which is its own to change, or NULL where it is absent or not of that form. */
static inline MregOpenCurve *
ReadyState(FunctionCallInfo fcinfo, uint8 flags)
{
	Pointer state = DatumGetPointer(PG_GETARG_DATUM(0));
	MregOpenCurve *o;

	if (PG_ARGISNULL(0))
		return NULL;
	if (VARATT_IS_EXTERNAL_EXPANDED(state))
	{
		ExpandedCurve *e = CurveExpanded(PointerGetDatum(state));

		return e != NULL && e->o->head.flags == flags ? e->o : NULL;
	}
	o = (MregOpenCurve *) state;
	if (VARATT_IS_4B_U(o) && o->head.version == MREG_CURVE_VERSION && o->head.form == MREG_OPEN &&
		o->head.flags == flags)
		return o;
	return NULL;
}

/* A state that is being changed in more than the simplest way. */
typedef struct Change
{
	MregOpenCurve *o;   /* the state, open; changed or replaced by a block of the current memory context */
	MregOpenCurve *own; /* the block that the aggregate holds already, or NULL */
	ExpandedCurve *e;   /* where the state lives, NULL where it is flat */
	MemoryContext caller;
} Change;

/*
 * Begins to change a state, which is open afterwards and of these flags where it holds nothing; more is what will be
 * added, in bytes.  A state that is about to become large moves into an expanded object.  The current memory context
 * becomes that of the state.
 */
static void
BeginChange(FunctionCallInfo fcinfo, Change *change, uint8 flags, Size more)
{
	MregOpenCurve *o = ReadyState(fcinfo, flags);
	MemoryContext context;

	if (o == NULL)
		o = ReadyState(fcinfo, flags ^ MREG_WEIGHTED);
	change->o = change->own = o;
	change->e = PG_ARGISNULL(0) ? NULL : CurveExpanded(PG_GETARG_DATUM(0));
	if (o != NULL)
		more += 2 * (Size) VARSIZE(o);
	if (change->e == NULL && more >= CURVE_EXPANDED_BYTES)
	{
		if (!AggCheckCallContext(fcinfo, &context))
			RefuseCall();
		change->e = CurveExpand(context);
	}
	change->caller = CurrentMemoryContext;
	if (change->e != NULL)
	{
		CurveForgetClosed(change->e);
		MemoryContextSwitchTo(change->e->header.eoh_context);
	}
	if (o == NULL && PG_ARGISNULL(0))
		change->o = CurveMakeOpen(0, 0, flags);
	else if (o == NULL)
		change->o = CurveReopen(CurveGet(PG_GETARG_DATUM(0)), flags);
}

/* Ends a change and gives the datum of the state. */
static Datum
EndChange(Change *change)
{
	ExpandedCurve *e = change->e;

	MemoryContextSwitchTo(change->caller);
	if (e == NULL)
		PG_RETURN_POINTER(change->o);
	if (e->o == NULL && change->o == change->own)
	{
		/* The flat state goes on in the object. */
		e->o = MemoryContextAlloc(e->header.eoh_context, VARSIZE(change->o));
		memcpy(e->o, change->o, VARSIZE(change->o));
	}
	else if (e->o != change->o)
	{
		if (e->o != NULL)
			pfree(e->o);
		e->o = change->o;
	}
	return EOHPGetRWDatum(&e->header);
}

/* Makes room for another row. */
static void
GrowRows(Change *change)
{
	bool in_place = change->e != NULL && change->e->o == change->o;

	change->o = CurveGrowRows(change->o, in_place);
	if (in_place)
		change->e->o = change->o;
}

/* Raises the error of a label that is none of a binary y_true. */
void
RefuseLabel(int64 label)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("y_true of scores must be 0 or 1, -1 or 1, or boolean"),
			 errdetail("A row has the label " INT64_FORMAT ".", label),
			 errhint("Compare with the positive class, y_true = ..., for one class against the rest.")));
}

/* Refuses rows of which some have the label 0 and some -1; seen holds the bits of the labels. */
void
RefuseMixedLabels(uint32 seen)
{
	if ((seen & 3) == 3)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("y_true of scores must be 0 or 1, -1 or 1, or boolean"),
				 errdetail("There are rows with the label 0 and rows with the label -1.")));
}

/* Raises the error of a score that is not finite. */
void
RefuseScore(double score)
{
	const char *name = isnan(score) ? "NaN" : score > 0 ? "Infinity" :
														  "-Infinity";

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("score of a row must be a finite number"),
			 errdetail("A row has the score %s.", name),
			 errhint("Leave such rows out with FILTER (WHERE ...).")));
}

/* The image of a row's score. */
static inline uint64
RowImage(double score)
{
	uint64 image = mreg_image(score);

	if (unlikely(!mreg_image_finite(image)))
		RefuseScore(score);
	return image;
}

/* Adds a row for which the state is not ready or has no room. */
static pg_noinline Datum
CountSlowly(FunctionCallInfo fcinfo, uint64 image, bool label, uint32 seen)
{
	Change change;

	BeginChange(fcinfo, &change, 0, 0);
	while (!mreg_curve_count(change.o, image, label))
		GrowRows(&change);
	change.o->seen |= seen;
	return EndChange(&change);
}

/* Adds a row; seen is the bit of an integer label. */
static pg_attribute_always_inline Datum
CountRow(FunctionCallInfo fcinfo, bool label, uint32 seen)
{
	uint64 image = RowImage(PG_GETARG_FLOAT8(2));
	MregOpenCurve *o = ReadyState(fcinfo, 0);

	if (unlikely(o == NULL || !mreg_curve_count(o, image, label)))
		return CountSlowly(fcinfo, image, label, seen);
	o->seen |= seen;
	return PG_GETARG_DATUM(0);
}

/* Adds a row with its weight. */
static Datum
WeighRow(FunctionCallInfo fcinfo, bool label, uint32 seen)
{
	uint64 image = RowImage(PG_GETARG_FLOAT8(2));
	double w = WeightArg(fcinfo, WEIGHT_ARG);
	MregOpenCurve *o = ReadyState(fcinfo, MREG_WEIGHTED);
	Change change;

	if (w == 0)
		return SkipRow(fcinfo);
	if (o != NULL && mreg_curve_weigh(o, image, label, w))
	{
		o->seen |= seen;
		return PG_GETARG_DATUM(0);
	}
	BeginChange(fcinfo, &change, MREG_WEIGHTED, 0);
	while (!mreg_curve_weigh(change.o, image, label, w))
		GrowRows(&change);
	change.o->seen |= seen;
	return EndChange(&change);
}

/* Takes a row that leaves a moving frame out of the state; NULL, which starts the frame anew, where it is inexact. */
static Datum
RemoveRow(FunctionCallInfo fcinfo, bool label)
{
	uint64 image = RowImage(PG_GETARG_FLOAT8(2));
	Change change;
	MregStatus status;

	BeginChange(fcinfo, &change, 0, 0);
	if (change.o->nsorted < change.o->ngroups)
		change.o = CurveCompact(change.o);
	CurveOrder(change.o);
	status = change.o->head.dropped > 0 ? MREG_GROW : mreg_curve_take(change.o, image, label);
	if (status == MREG_MISSING)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("row that leaves the frame was never counted"),
				 errhint("The arguments of a moving aggregate must not be volatile.")));
	if (status != MREG_OK)
	{
		(void) EndChange(&change);
		PG_RETURN_NULL();
	}
	return EndChange(&change);
}

/*
 * The transition (count), its inverse (remove) and the weighted transition (weigh) of one type of label.
 * A NULL in any argument skips the row.
 */
#define TRANSITIONS(name, LABEL, GETARG)                                    \
	MREG_FUNCTION(mreg_curve_count_##name);                                 \
	Datum                                                                   \
		mreg_curve_count_##name(PG_FUNCTION_ARGS)                           \
	{                                                                       \
		uint32 seen;                                                        \
		bool label;                                                         \
		RequireAggregate(fcinfo);                                           \
		if (PG_ARGISNULL(1) || PG_ARGISNULL(2))                             \
			return SkipRow(fcinfo);                                         \
		label = LABEL(GETARG(1), &seen);                                    \
		return CountRow(fcinfo, label, seen);                               \
	}                                                                       \
	MREG_FUNCTION(mreg_curve_remove_##name);                                \
	Datum                                                                   \
		mreg_curve_remove_##name(PG_FUNCTION_ARGS)                          \
	{                                                                       \
		uint32 seen;                                                        \
		RequireAggregate(fcinfo);                                           \
		if (PG_ARGISNULL(1) || PG_ARGISNULL(2))                             \
			return SkipRow(fcinfo);                                         \
		return RemoveRow(fcinfo, LABEL(GETARG(1), &seen));                  \
	}                                                                       \
	MREG_FUNCTION(mreg_curve_weigh_##name);                                 \
	Datum                                                                   \
		mreg_curve_weigh_##name(PG_FUNCTION_ARGS)                           \
	{                                                                       \
		uint32 seen;                                                        \
		bool label;                                                         \
		RequireAggregate(fcinfo);                                           \
		if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(WEIGHT_ARG)) \
			return SkipRow(fcinfo);                                         \
		label = LABEL(GETARG(1), &seen);                                    \
		return WeighRow(fcinfo, label, seen);                               \
	}

TRANSITIONS(boolean, BooleanLabel, PG_GETARG_BOOL)
TRANSITIONS(smallint, IntegerLabel, PG_GETARG_INT16)
TRANSITIONS(integer, IntegerLabel, PG_GETARG_INT32)
TRANSITIONS(bigint, IntegerLabel, PG_GETARG_INT64)

/* Merges src into the state, as that many inputs of rollup. */
static Datum
Merge(FunctionCallInfo fcinfo, const MregCurve *src, uint32 inputs)
{
	Change change;
	MregOpenCurve *o;

	BeginChange(fcinfo, &change, src->flags, VARSIZE(src));
	o = CurveMerge(change.o, src);
	if (o != change.o && change.o != change.own)
		pfree(change.o);
	change.o = o;
	o->inputs = inputs > PG_UINT32_MAX - o->inputs ? PG_UINT32_MAX : o->inputs + inputs;
	return EndChange(&change);
}

MREG_FUNCTION(mreg_curve_combine);

/* Merges two partial states; the second is left as it is. */
Datum
mreg_curve_combine(PG_FUNCTION_ARGS)
{
	MregCurve *src;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	src = CurveGet(PG_GETARG_DATUM(1));
	return Merge(fcinfo, src, src->form == MREG_OPEN ? ((MregOpenCurve *) src)->inputs : 1);
}

MREG_FUNCTION(mreg_curve_rollup);

/* Transition of rollup: adds one stored value. */
Datum
mreg_curve_rollup(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	return Merge(fcinfo, CurveGetClosed(PG_GETARG_DATUM(1)), 1);
}

MREG_FUNCTION(mreg_curve_rollup_remove);

/*
 * Inverse of rollup: takes one stored value out; NULL, which starts the frame anew, where weights or rounded scores
 * are in it.
 */
Datum
mreg_curve_rollup_remove(PG_FUNCTION_ARGS)
{
	MregCurve *src;
	Change change;
	bool removed = false;
	Datum state;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	src = CurveGetClosed(PG_GETARG_DATUM(1));
	BeginChange(fcinfo, &change, 0, 0);
	if (!((change.o->head.flags | src->flags) & MREG_WEIGHTED) && src->dropped == 0)
	{
		if (change.o->nsorted < change.o->ngroups || change.o->nneg + change.o->npos > 0)
			change.o = CurveCompact(change.o);
		removed = change.o->head.dropped == 0 && mreg_curve_take_closed(change.o, src) == MREG_OK;
	}
	if (change.o->inputs < PG_UINT32_MAX)
		change.o->inputs--;
	state = EndChange(&change);
	if (!removed)
		PG_RETURN_NULL();
	return state;
}

/*
 * The state of a final function, or NULL where there is none.  It may be brought into order in place, since that
 * leaves its content: several final functions of one state then sort once.
 */
static MregOpenCurve *
FinalState(FunctionCallInfo fcinfo)
{
	MregOpenCurve *o;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		return NULL;
	o = ReadyState(fcinfo, 0);
	if (o == NULL)
		o = ReadyState(fcinfo, MREG_WEIGHTED);
	if (o == NULL)
		o = CurveReopen(CurveGet(PG_GETARG_DATUM(0)), 0);
	RefuseMixedLabels(o->seen);
	return o;
}

/* The closed curve of a final function's state, to be read only, or NULL where no row was counted. */
static const MregCurve *
FinalCurve(FunctionCallInfo fcinfo)
{
	MregOpenCurve *o = FinalState(fcinfo);
	ExpandedCurve *e = PG_ARGISNULL(0) ? NULL : CurveExpanded(PG_GETARG_DATUM(0));
	const MregCurve *c;

	if (o == NULL)
		return NULL;
	c = e != NULL ? CurveCloseShared(e) : CurveClose(o);
	return c->nscores > 0 ? c : NULL;
}

MREG_FUNCTION(mreg_curve_final);

/* Result of score_curve, in canonical form. */
Datum
mreg_curve_final(PG_FUNCTION_ARGS)
{
	MregOpenCurve *o = FinalState(fcinfo);
	MregCurve *c;

	if (o == NULL)
		PG_RETURN_NULL();
	c = CurveClose(o);
	if (c->nscores == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(c);
}

MREG_FUNCTION(mreg_curve_rollup_final);

/* Result of rollup; NULL where no value was merged. */
Datum
mreg_curve_rollup_final(PG_FUNCTION_ARGS)
{
	MregOpenCurve *o = FinalState(fcinfo);

	if (o == NULL || o->inputs == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(CurveClose(o));
}

MREG_FUNCTION(mreg_roc_auc_final);

/* roc_auc_score of two columns: straight from the ordered rows where these are all there is. */
Datum
mreg_roc_auc_final(PG_FUNCTION_ARGS)
{
	MregOpenCurve *o = FinalState(fcinfo);

	if (o == NULL)
		PG_RETURN_NULL();
	if (!(o->head.flags & MREG_WEIGHTED) && o->ngroups == 0 && o->head.dropped == 0)
	{
		CurveOrder(o);
		if (o->nneg + o->npos <= mreg_max_curve_scores || mreg_curve_rows_distinct(o) <= mreg_max_curve_scores)
		{
			if (o->nneg == 0 || o->npos == 0)
				PG_RETURN_NULL();
			PG_RETURN_FLOAT8(mreg_curve_rows_auc(o));
		}
	}
	return CurveScore(fcinfo, FinalCurve(fcinfo), mreg_curve_auc);
}

/* average_precision_score of two columns. */
EXPRESSION_FUNCTION(mreg_average_precision_final,
					CurveScore(fcinfo, FinalCurve(fcinfo), mreg_curve_average_precision))

MREG_FUNCTION(mreg_log_loss_final);

/* log_loss of two columns. */
Datum
mreg_log_loss_final(PG_FUNCTION_ARGS)
{
	const MregCurve *c = FinalCurve(fcinfo);

	RequireProbabilities(c, "log_loss");
	return CurveScore(fcinfo, c, mreg_curve_log_loss);
}

MREG_FUNCTION(mreg_brier_score_loss_final);

/* brier_score_loss of two columns. */
Datum
mreg_brier_score_loss_final(PG_FUNCTION_ARGS)
{
	const MregCurve *c = FinalCurve(fcinfo);

	RequireProbabilities(c, "brier_score_loss");
	return CurveScore(fcinfo, c, mreg_curve_brier);
}
