/* probabilities.c: mreg.class_scores: access, growth, merging, closing, equality and hash. */
#include "types/probabilities.h"

#include "utils/memutils.h"

#define LEAST_BYTES 512

/* A value of either form, detoasted and checked. */
MregClassScores *
ScoresGet(Datum d)
{
	MregClassScores *c = (MregClassScores *) PG_DETOAST_DATUM(d);

	if (!mreg_scores_check(c, VARSIZE(c)))
		RefuseDamage(SCORES_TYPE);
	return c;
}

/* The canonical form of a value, detoasted and checked. */
MregClassScores *
ScoresGetClosed(Datum d)
{
	MregClassScores *c = ScoresGet(d);

	return c->form == MREG_CLOSED ? c : ScoresClose(c);
}

/* An open value with room for that many bytes of rows. */
MregClassScores *
ScoresMakeOpen(uint8 kind, uint32 columns, uint64 bytes)
{
	MregClassScores *c;

	if (bytes > MaxAllocSize - sizeof(MregClassScores))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("class scores exceed the maximum size of %zu bytes", (Size) MaxAllocSize),
				 errhint("Compute the metrics of fewer rows at a time, with GROUP BY.")));
	c = palloc(sizeof(MregClassScores) + bytes);
	mreg_scores_init(c, kind, columns);
	SET_VARSIZE(c, sizeof(MregClassScores) + bytes);
	return c;
}

/* A copy with room for so many more bytes of rows, twice as large unless that is more than fits. */
static MregClassScores *
Enlarge(const MregClassScores *c, uint64 more)
{
	uint64 bytes = Min(2 * c->used, MaxAllocSize - sizeof(MregClassScores));
	MregClassScores *larger = ScoresMakeOpen(c->kind, c->columns, Max(Max(bytes, LEAST_BYTES), c->used + more));

	memcpy(mreg_scores_rows(larger), mreg_scores_rows(c), c->used);
	larger->used = c->used;
	larger->nrows = c->nrows;
	return larger;
}

/* Adds a row, of the value's kind of label and number of columns; returns it, or a larger one. */
MregClassScores *
ScoresAppend(MregClassScores *c, const ClassLabel *label, const double *probabilities)
{
	double *p = mreg_scores_append(c, VARSIZE(c), label->value, label->text, label->len);

	if (p == NULL)
	{
		c = Enlarge(c, mreg_lead(c->kind, label->len) + c->columns * sizeof(double));
		p = mreg_scores_append(c, VARSIZE(c), label->value, label->text, label->len);
	}
	/* + 0.0 makes 0 of -0. */
	for (uint32 k = 0; k < c->columns; k++)
		p[k] = probabilities[k] + 0.0;
	return c;
}

/* Adds the rows of src to an open value and returns it, or a larger one. */
MregClassScores *
ScoresMerge(MregClassScores *c, const MregClassScores *src)
{
	if (src->nrows == 0)
		return c;
	if (c->nrows == 0)
	{
		c->kind = src->kind;
		c->columns = src->columns;
	}
	if (c->kind != src->kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("cannot merge class scores with labels of different kinds"),
				 errdetail("Some have integer labels, others text labels.")));
	if (c->columns != src->columns)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot merge class scores of %u and of %u classes", c->columns, src->columns)));
	if (src->used > VARSIZE(c) - sizeof(MregClassScores) - c->used)
		c = Enlarge(c, src->used);
	memcpy(mreg_scores_rows(c) + c->used, mreg_scores_rows(src), src->used);
	c->used += src->used;
	c->nrows += src->nrows;
	return c;
}

/* The canonical form of an open value. */
MregClassScores *
ScoresClose(const MregClassScores *c)
{
	MregClassScores *closed = palloc(sizeof(MregClassScores) + c->used);
	const uint8 **room = MemoryContextAllocHuge(CurrentMemoryContext, ((Size) c->nrows * 2 + 1) * sizeof(uint8 *));

	mreg_scores_close(c, closed, room, Attend);
	SET_VARSIZE(closed, sizeof(MregClassScores) + c->used);
	pfree(room);
	return closed;
}

BYTES_FUNCTIONS(class_scores, ScoresGetClosed)

MREG_FUNCTION(mreg_class_scores_add);

/* a + b: the rows of both. */
Datum
mreg_class_scores_add(PG_FUNCTION_ARGS)
{
	MregClassScores *a = ScoresGet(PG_GETARG_DATUM(0));
	MregClassScores *b = ScoresGet(PG_GETARG_DATUM(1));
	MregClassScores *sum = ScoresMakeOpen(MREG_LABEL_NONE, 0, a->used + b->used);

	PG_RETURN_POINTER(ScoresClose(ScoresMerge(ScoresMerge(sum, a), b)));
}
