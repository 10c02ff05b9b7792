/* distribution_aggregate.c: the aggregates that build and merge mreg.distribution. */
#include "types/distribution.h"

#include <math.h>

#include "nodes/primnodes.h"
#include "utils/builtins.h"

/* The numbers of an array of edges, which must have one dimension and no NULL. */
static double *
EdgesArg(ArrayType *array, uint32 *n)
{
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("edges of a distribution must be an array of one dimension")));
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("edges of a distribution must not be NULL")));
	*n = ARR_NDIM(array) == 0 ? 0 : (uint32) ARR_DIMS(array)[0];
	return (double *) ARR_DATA_PTR(array);
}

/*
 * Is the argument, as it lies in memory, the array that the state was made from?  One comparison of bytes; false says
 * only that a closer look is needed.
 */
static inline bool
HasEdges(const MregDistribution *state, const ArrayType *array)
{
	Size size = state->nitems * sizeof(double);

	return VARATT_IS_4B_U(array) && VARSIZE(array) == ARR_OVERHEAD_NONULLS(1) + size && ARR_NDIM(array) == 1 &&
		   !ARR_HASNULL(array) && memcmp(ARR_DATA_PTR(array), mreg_edges(state), size) == 0;
}

/* Raises the error of edges that change within a group, or of a state of another kind. */
static void
RefuseOtherEdges(const MregDistribution *state, const double *edges, uint32 n)
{
	MregDistribution *other = MakeNumeric(n, edges);

	if (state->kind != MREG_NUMERIC)
		RequireComparable(state, other);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("edges must be the same in every row of a group"),
			 errdetail_internal("%s", EdgesDifference(state, other)),
			 errhint("Group by what the edges depend on.")));
}

/* Is the argument of edges a constant of the query?  Not known of a window function. */
static bool
EdgesAreConstant(FunctionCallInfo fcinfo)
{
	Aggref *aggref = AggGetAggref(fcinfo);

	return aggref != NULL && list_length(aggref->args) == 2 &&
		   IsA(((TargetEntry *) lsecond(aggref->args))->expr, Const);
}

/*
 * A state over the edges of a row: made where there is none, else that of the group, whose edges must be the same.
 * For rows that HasEdges does not settle.
 */
static pg_noinline MregDistribution *
StateOverEdges(FunctionCallInfo fcinfo)
{
	MregDistribution *state = NULL;
	double *edges;
	uint32 n;
	uint32 where;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("edges of a distribution must not be NULL")));
	edges = EdgesArg(PG_GETARG_ARRAYTYPE_P(2), &n);
	if (!PG_ARGISNULL(0))
	{
		bool same;

		state = (MregDistribution *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
		same = state->kind == MREG_NUMERIC && state->nitems == n;
		for (uint32 k = 0; same && k < n; k++)
			same = edges[k] == mreg_edges(state)[k];
		if (same)
			return state;
	}
	if (n < 2 || mreg_check_edges(edges, n, &where) != MREG_EDGES_GOOD)
		EdgesError(mreg_check_edges(edges, n, &where), where, edges, n);
	if (state != NULL)
		RefuseOtherEdges(state, edges, n);
	state = MakeNumeric(n, edges);
	if (EdgesAreConstant(fcinfo))
		state->flags = MREG_CONSTANT_EDGES;
	return state;
}

/* The numeric state of a row, ready to count. */
static inline MregDistribution *
NumericState(FunctionCallInfo fcinfo)
{
	MregDistribution *state = (MregDistribution *) DatumGetPointer(PG_GETARG_DATUM(0));

	if (likely(!PG_ARGISNULL(0) && !PG_ARGISNULL(2) && VARATT_IS_4B_U(state) && state->kind == MREG_NUMERIC &&
			   ((state->flags & MREG_CONSTANT_EDGES) ||
				HasEdges(state, (ArrayType *) DatumGetPointer(PG_GETARG_DATUM(2))))))
		return state;
	return StateOverEdges(fcinfo);
}

/* The count that a row belongs to. */
static inline int64 *
CountOf(FunctionCallInfo fcinfo, MregDistribution *state)
{
	double value;

	if (PG_ARGISNULL(1))
		return (int64 *) &state->nulls;
	value = PG_GETARG_FLOAT8(1);
	if (unlikely(isnan(value)))
		return (int64 *) &state->others;
	return (int64 *) mreg_bin_of(state, value);
}

MREG_FUNCTION(mreg_distribution_count_value);

/* Counts a value; NULL and NaN too. */
Datum
mreg_distribution_count_value(PG_FUNCTION_ARGS)
{
	MregDistribution *state;

	RequireAggregate(fcinfo);
	state = NumericState(fcinfo);
	(*CountOf(fcinfo, state))++;
	PG_RETURN_POINTER(state);
}

MREG_FUNCTION(mreg_distribution_remove_value);

/* Takes a value out. */
Datum
mreg_distribution_remove_value(PG_FUNCTION_ARGS)
{
	MregDistribution *state;
	int64 *count;

	RequireAggregate(fcinfo);
	state = NumericState(fcinfo);
	count = CountOf(fcinfo, state);
	if (*count <= 0)
		RefuseRemoval();
	(*count)--;
	PG_RETURN_POINTER(state);
}

/* The state of categories of a kind: made where there is none or it is in another form. */
static inline MregOpenDistribution *
ItemState(FunctionCallInfo fcinfo, uint8 kind)
{
	MregDistribution *state = (MregDistribution *) DatumGetPointer(PG_GETARG_DATUM(0));

	if (PG_ARGISNULL(0))
		return MakeItems(kind, 0, 0);
	if (unlikely(!VARATT_IS_4B_U(state) || state->form != MREG_OPEN))
		state = DistributionReopen(DistributionGet(PG_GETARG_DATUM(0)));
	if (unlikely(state->kind != kind))
	{
		if (state->kind == MREG_NUMERIC || state->nitems > 0)
			RequireComparable(state, &MakeItems(kind, 0, 0)->head);
		state->kind = kind;
	}
	return (MregOpenDistribution *) state;
}

/* Counts a boolean or integer; NULL too. */
static inline Datum
CountInteger(FunctionCallInfo fcinfo, uint8 kind, int64 value)
{
	MregOpenDistribution *o = ItemState(fcinfo, kind);

	if (PG_ARGISNULL(1))
		o->head.nulls++;
	else
	{
		while (unlikely(mreg_item_add_integer(o, value, 1) == MREG_GROW))
			o = GrowItems(o, 0);
	}
	PG_RETURN_POINTER(o);
}

/* Result of an inverse transition: NULL, which starts the frame anew, where others would have to come forward. */
static Datum
Removed(FunctionCallInfo fcinfo, MregOpenDistribution *o, MregStatus status)
{
	if (status == MREG_MISSING)
		RefuseRemoval();
	if (status == MREG_GROW)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(o);
}

/* Takes a NULL out. */
static Datum
RemoveNull(FunctionCallInfo fcinfo, MregOpenDistribution *o)
{
	if (o->head.nulls <= 0)
		RefuseRemoval();
	o->head.nulls--;
	PG_RETURN_POINTER(o);
}

/* Takes a boolean or integer out. */
static Datum
RemoveInteger(FunctionCallInfo fcinfo, uint8 kind, int64 value)
{
	MregOpenDistribution *o = ItemState(fcinfo, kind);

	if (PG_ARGISNULL(1))
		return RemoveNull(fcinfo, o);
	return Removed(fcinfo, o, mreg_item_take_integer(o, value, 1));
}

/* The transition and its inverse of one type of category. */
#define CATEGORY_TRANSITIONS(name, kind, GETARG)                                        \
	MREG_FUNCTION(mreg_distribution_count_##name);                                      \
	Datum                                                                               \
		mreg_distribution_count_##name(PG_FUNCTION_ARGS)                                \
	{                                                                                   \
		RequireAggregate(fcinfo);                                                   \
		return CountInteger(fcinfo, kind, PG_ARGISNULL(1) ? 0 : GETARG(1));             \
	}                                                                                   \
	MREG_FUNCTION(mreg_distribution_remove_##name);                                     \
	Datum                                                                               \
		mreg_distribution_remove_##name(PG_FUNCTION_ARGS)                               \
	{                                                                                   \
		RequireAggregate(fcinfo);                                                   \
		return RemoveInteger(fcinfo, kind, PG_ARGISNULL(1) ? 0 : GETARG(1));            \
	}

CATEGORY_TRANSITIONS(boolean, MREG_LABEL_BOOLEAN, PG_GETARG_BOOL)
CATEGORY_TRANSITIONS(smallint, MREG_LABEL_INTEGER, PG_GETARG_INT16)
CATEGORY_TRANSITIONS(integer, MREG_LABEL_INTEGER, PG_GETARG_INT32)
CATEGORY_TRANSITIONS(bigint, MREG_LABEL_INTEGER, PG_GETARG_INT64)

MREG_FUNCTION(mreg_distribution_count_text);

/* Counts a text; NULL too. */
Datum
mreg_distribution_count_text(PG_FUNCTION_ARGS)
{
	MregOpenDistribution *o;
	text *category;

	RequireAggregate(fcinfo);
	o = ItemState(fcinfo, MREG_LABEL_TEXT);
	if (PG_ARGISNULL(1))
	{
		o->head.nulls++;
		PG_RETURN_POINTER(o);
	}
	category = PG_GETARG_TEXT_PP(1);
	while (unlikely(mreg_item_add_text(o, VARDATA_ANY(category), VARSIZE_ANY_EXHDR(category), 1) == MREG_GROW))
		o = GrowItems(o, VARSIZE_ANY_EXHDR(category));
	PG_RETURN_POINTER(o);
}

MREG_FUNCTION(mreg_distribution_remove_text);

/* Takes a text out. */
Datum
mreg_distribution_remove_text(PG_FUNCTION_ARGS)
{
	MregOpenDistribution *o;
	text *category;

	RequireAggregate(fcinfo);
	o = ItemState(fcinfo, MREG_LABEL_TEXT);
	if (PG_ARGISNULL(1))
		return RemoveNull(fcinfo, o);
	category = PG_GETARG_TEXT_PP(1);
	return Removed(fcinfo, o, mreg_item_take_text(o, VARDATA_ANY(category), VARSIZE_ANY_EXHDR(category), 1));
}

/* The state of an aggregate that merges, its own to change. */
static MregDistribution *
MergeState(FunctionCallInfo fcinfo)
{
	MregDistribution *state = (MregDistribution *) DatumGetPointer(PG_GETARG_DATUM(0));

	if (PG_ARGISNULL(0))
		return &MakeItems(MREG_LABEL_NONE, 0, 0)->head;
	if (VARATT_IS_4B_U(state) && (state->kind == MREG_NUMERIC || state->form == MREG_OPEN))
		return state;
	return DistributionReopen(DistributionGet(PG_GETARG_DATUM(0)));
}

/* Merges a value that stands for that many inputs of rollup. */
static Datum
MergeInputs(MregDistribution *state, const MregDistribution *src, uint32 inputs)
{
	state = DistributionMerge(state, src);
	state->inputs = inputs > PG_UINT32_MAX - state->inputs ? PG_UINT32_MAX : state->inputs + inputs;
	PG_RETURN_POINTER(state);
}

MREG_FUNCTION(mreg_distribution_combine);

/* Merges two partial states; the second is left as it is. */
Datum
mreg_distribution_combine(PG_FUNCTION_ARGS)
{
	MregDistribution *src;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	src = DistributionGet(PG_GETARG_DATUM(1));
	return MergeInputs(MergeState(fcinfo), src, src->inputs);
}

MREG_FUNCTION(mreg_distribution_rollup);

/* Transition of rollup: adds one stored value.  A NULL leaves the state, which moving frames need to be there. */
Datum
mreg_distribution_rollup(PG_FUNCTION_ARGS)
{
	MregDistribution *state;

	RequireAggregate(fcinfo);
	state = MergeState(fcinfo);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);

	/* What was there before has left the frame, and its edges with it. */
	if (state->inputs == 0)
		state = &MakeItems(MREG_LABEL_NONE, 0, 0)->head;
	return MergeInputs(state, DistributionGet(PG_GETARG_DATUM(1)), 1);
}

MREG_FUNCTION(mreg_distribution_rollup_remove);

/* Inverse of rollup: takes one stored value out; NULL, which starts the frame anew, where it cannot. */
Datum
mreg_distribution_rollup_remove(PG_FUNCTION_ARGS)
{
	MregDistribution *state;

	RequireAggregate(fcinfo);
	state = MergeState(fcinfo);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	if (DistributionTake(state, DistributionGet(PG_GETARG_DATUM(1))) != MREG_OK)
		PG_RETURN_NULL();
	if (state->inputs < PG_UINT32_MAX)
		state->inputs--;
	PG_RETURN_POINTER(state);
}

MREG_FUNCTION(mreg_distribution_rollup_final);

/* Result of rollup; NULL where no value was merged. */
Datum
mreg_distribution_rollup_final(PG_FUNCTION_ARGS)
{
	MregDistribution *state;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = DistributionGet(PG_GETARG_DATUM(0));
	if (state->inputs == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(DistributionClose(state));
}

MREG_FUNCTION(mreg_distribution_final);

/* Result of value_distribution and category_distribution, in canonical form. */
Datum
mreg_distribution_final(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(DistributionClose(DistributionGet(PG_GETARG_DATUM(0))));
}
