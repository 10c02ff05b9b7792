/*
 * evaluation_slice.c: slices of an evaluation: their dimensions, their names.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "types/distribution.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "registry/evaluation.h"

/* Returns a copy of a piece of text without blanks around it. */
static char *
Trimmed(const char *text, Size len)
{
	while (len > 0 && isspace((unsigned char) *text))
	{
		text++;
		len--;
	}
	while (len > 0 && isspace((unsigned char) text[len - 1]))
		len--;
	return pnstrdup(text, len);
}

/* Splits a slicing at each * outside of brackets and quotes. */
static List *
SplitCross(const char *text)
{
	List	   *pieces = NIL;
	const char *start = text;
	const char *p;
	int			depth = 0;
	char		quote = '\0';

	for (p = text; *p; p++)
	{
		if (quote != '\0')
		{
			if (*p == quote)
				quote = '\0';
		}
		else if (*p == '\'' || *p == '"')
			quote = *p;
		else if (*p == '(' || *p == '[')
			depth++;
		else if (*p == ')' || *p == ']')
			depth--;
		else if (*p == '*' && depth == 0)
		{
			pieces = lappend(pieces, Trimmed(start, p - start));
			start = p + 1;
		}
	}
	return lappend(pieces, Trimmed(start, p - start));
}

/* Returns the index of a dimension, which is added if it is new. */
static int
DimensionOf(Evaluation *e, char *name)
{
	Dimension  *dimension = &e->dimensions[e->ndimensions];
	Oid			type;

	for (int k = 0; k < e->ndimensions; k++)
	{
		if (strcmp(e->dimensions[k].name, name) == 0)
			return k;
	}
	if (e->ndimensions == MAX_DIMENSIONS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("slices are by more than %d columns and expressions", MAX_DIMENSIONS),
				 errhint("Evaluate in several calls.")));
	dimension->name = name;
	dimension->sql = SourceExpression(&e->source, name, "slices", &type);
	return e->ndimensions++;
}

/* Returns the dimensions of a slicing as bits. */
static int32
BitsOf(const Slicing *slicing)
{
	int32		bits = 0;

	for (int k = 0; k < slicing->ndimensions; k++)
		bits |= 1 << slicing->dimensions[k];
	return bits;
}

/* Reads one slicing: a column of that very name, else expressions joined by *. */
static void
ReadSlicing(Evaluation *e, char *text, Slicing *slicing)
{
	List	   *pieces = NIL;
	ListCell   *cell;

	for (int k = 0; k < e->source.desc->natts && pieces == NIL; k++)
	{
		if (strcmp(NameStr(TupleDescAttr(e->source.desc, k)->attname), text) == 0)
			pieces = list_make1(text);
	}
	if (pieces == NIL)
		pieces = SplitCross(text);
	foreach (cell, pieces)
	{
		int			dimension;

		if (*(char *) lfirst(cell) == '\0')
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid slicing: \"%s\"", text),
					 errhint("Write a column, an expression, or several joined by *; put a product in parentheses.")));
		dimension = DimensionOf(e, lfirst(cell));
		if (BitsOf(slicing) & (1 << dimension))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("slicing \"%s\" names \"%s\" twice", text, e->dimensions[dimension].name)));
		slicing->dimensions[slicing->ndimensions++] = dimension;
		slicing->name = slicing->name ? psprintf("%s*%s", slicing->name, e->dimensions[dimension].name) :
			e->dimensions[dimension].name;
	}
}

/* Reads argument slices. */
void
ReadSlices(Evaluation *e)
{
	Datum	   *elements;
	bool	   *nulls;
	int			n;

	if (e->slice_array == NULL)
		return;
	if (ARR_NDIM(e->slice_array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"slices\" must be an array of one dimension")));
	deconstruct_array(e->slice_array, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &n);
	e->slicings = palloc0(n * sizeof(Slicing) + 1);
	for (int k = 0; k < n; k++)
	{
		if (nulls[k])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"slices\" must not hold NULL")));
		ReadSlicing(e, TextDatumGetCString(elements[k]), &e->slicings[k]);
		for (int other = 0; other < k; other++)
		{
			if (BitsOf(&e->slicings[other]) == BitsOf(&e->slicings[k]))
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("argument \"slices\" holds \"%s\" twice", e->slicings[k].name)));
		}
	}
	e->nslicings = n;
}

/* Returns the slicing that a row of the result belongs to, by GROUPING() of all dimensions; NULL for all rows. */
const Slicing *
SlicingOf(const Evaluation *e, int32 grouping)
{
	for (int k = 0; k < e->nslicings; k++)
	{
		int32		bits = 0;

		/* The last argument of GROUPING() is its lowest bit, which is set where it is not grouped by. */
		for (int d = 0; d < e->ndimensions; d++)
		{
			if (!(grouping & (1 << (e->ndimensions - 1 - d))))
				bits |= 1 << d;
		}
		if (bits == BitsOf(&e->slicings[k]))
			return &e->slicings[k];
	}
	return NULL;
}

/* Appends the value of a dimension: in double quotes where it could be taken for something else. */
static void
AppendValue(StringInfo name, const char *value)
{
	if (value == NULL)
	{
		appendStringInfoString(name, "NULL");
		return;
	}
	if (*value != '\0' && strcmp(value, "NULL") != 0 && strpbrk(value, "=,\"") == NULL)
	{
		appendStringInfoString(name, value);
		return;
	}
	appendStringInfoChar(name, '"');
	for (; *value; value++)
	{
		if (*value == '"')
			appendStringInfoChar(name, '"');
		appendStringInfoChar(name, *value);
	}
	appendStringInfoChar(name, '"');
}

/* Returns the name of a slice, such as region=north,age=NULL; values are those of all dimensions. */
char *
SliceName(const Evaluation *e, const Slicing *slicing, char *const *values)
{
	StringInfoData name;

	initStringInfo(&name);
	for (int k = 0; k < slicing->ndimensions; k++)
	{
		int			d = slicing->dimensions[k];

		appendStringInfo(&name, "%s%s=", k ? "," : "", e->dimensions[d].name);
		AppendValue(&name, values[d]);
	}
	return name.data;
}

/* Returns how many rows of a slice lack a value of any input of a set. */
int64
CountGaps(const Slice *slice, int inputs)
{
	const MregDistribution *gaps;
	int64		n = 0;

	if (slice->gaps.isnull)
		return 0;
	gaps = DistributionGetClosed(slice->gaps.value);
	for (uint32 k = 0; k < gaps->nitems; k++)
	{
		if (mreg_item_integer(gaps, k) & inputs)
			n += mreg_item_count(gaps, k);
	}
	return n;
}
