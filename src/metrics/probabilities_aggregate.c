/* probabilities_aggregate.c: the aggregates that build and merge mreg.class_scores. */
#include "types/probabilities.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* The state of an aggregate, open and its own to change; a new one where there is none. */
static MregClassScores *
State(FunctionCallInfo fcinfo, uint8 kind, uint32 columns)
{
	MregClassScores *c = (MregClassScores *) DatumGetPointer(PG_GETARG_DATUM(0));

	if (PG_ARGISNULL(0))
		return ScoresMakeOpen(kind, columns, 0);
	if (likely(VARATT_IS_4B_U(c) && c->version == MREG_CLASS_SCORES_VERSION && c->form == MREG_OPEN))
		return c;
	return ScoresMerge(ScoresMakeOpen(kind, columns, 0), ScoresGet(PG_GETARG_DATUM(0)));
}

/* The array of a row: its numbers and how many there are. */
static const double *
Probabilities(FunctionCallInfo fcinfo, uint32 *n)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(2);
	const double *p = (const double *) ARR_DATA_PTR(array);

	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("probabilities of a row must not hold NULL"),
				 errhint("Leave such rows out with FILTER (WHERE array_position(probabilities, NULL) IS NULL).")));
	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] < MREG_COLUMNS_MIN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("probabilities of a row must be an array of one dimension, with one number for each class"),
				 errhint("For two classes give ARRAY[1 - p, p], or use mreg.score_curve.")));
	if (ARR_DIMS(array)[0] > MREG_COLUMNS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("probabilities of a row must not be of more than %d classes", MREG_COLUMNS_MAX)));
	*n = ARR_DIMS(array)[0];
	for (uint32 k = 0; k < *n; k++)
	{
		if (unlikely(!(p[k] >= 0 && p[k] <= 1)))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("probabilities must be from 0 to 1"),
					 errdetail("A row has the probability %s.",
							   DatumGetCString(DirectFunctionCall1(float8out, Float8GetDatum(p[k])))),
					 errhint("Turn scores into probabilities, exp(score) over the sum of all where they are logits.")));
	}
	return p;
}

/* Adds a row. */
static Datum
AddRow(FunctionCallInfo fcinfo, uint8 kind, const ClassLabel *label)
{
	uint32 columns;
	const double *p = Probabilities(fcinfo, &columns);
	MregClassScores *c = State(fcinfo, kind, columns);

	if (c->nrows == 0)
	{
		c->kind = kind;
		c->columns = columns;
	}
	if (c->kind != kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("cannot merge class scores with labels of different kinds"),
				 errdetail("Some have integer labels, others text labels.")));
	if (c->columns != columns)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("probabilities of all rows must be of equally many classes"),
				 errdetail("There is a row with %u and a row with %u.", c->columns, columns)));
	PG_RETURN_POINTER(ScoresAppend(c, label, p));
}

/* The transition of one type of integer label, of which boolean is 0 or 1. */
#define TRANSITION(name, GETARG) \
	ROW_FUNCTION(mreg_class_scores_count_##name, 2, \
				 AddRow(fcinfo, MREG_LABEL_INTEGER, &(ClassLabel) { GETARG(1), NULL, 0 }))

TRANSITION(boolean, PG_GETARG_BOOL)
TRANSITION(smallint, PG_GETARG_INT16)
TRANSITION(integer, PG_GETARG_INT32)
TRANSITION(bigint, PG_GETARG_INT64)

MREG_FUNCTION(mreg_class_scores_count_text);

/* The transition of text labels. */
Datum
mreg_class_scores_count_text(PG_FUNCTION_ARGS)
{
	ClassLabel label = { 0, NULL, 0 };
	text *t;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return SkipRow(fcinfo);
	t = PG_GETARG_TEXT_PP(1);
	label.text = VARDATA_ANY(t);
	label.len = VARSIZE_ANY_EXHDR(t);
	return AddRow(fcinfo, MREG_LABEL_TEXT, &label);
}

MREG_FUNCTION(mreg_class_scores_combine);

/* Merges two partial states, or a stored value into the state of rollup. */
Datum
mreg_class_scores_combine(PG_FUNCTION_ARGS)
{
	MregClassScores *src;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	src = ScoresGet(PG_GETARG_DATUM(1));
	PG_RETURN_POINTER(ScoresMerge(State(fcinfo, src->kind, src->columns), src));
}

MREG_FUNCTION(mreg_class_scores_final);

/* Result, in canonical form; NULL where there was none to merge and no row. */
Datum
mreg_class_scores_final(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(ScoresGetClosed(PG_GETARG_DATUM(0)));
}
