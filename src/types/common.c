/* common.c: what the types of the metrics and their aggregates share: errors, numbers in JSON, rows, bytes. */
#include "types/common.h"

#include <math.h>

#include "common/hashfn.h"
#include "common/shortest_dec.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

#define MOST_COLUMNS 8

/* Raises the error of a support function that is called by hand. */
void
RefuseCall(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("support function of an aggregate called outside an aggregate")));
}

/* Raises the error of a row that cannot be taken out of a state. */
void
RefuseRemoval(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("row that leaves the frame was never counted"),
			 errhint("The arguments of a moving aggregate must not be volatile.")));
}

/* Raises the error of a stored value that is not one of ours. */
void
RefuseDamage(const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("value of type %s is damaged or of an unknown version", type)));
}

/* Raises the error of a value that memory has no room for; hint may be NULL. */
void
RefuseSize(const char *what, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("%s exceeds the maximum size of %zu bytes", what, (Size) MaxAllocSize),
			 hint != NULL ? errhint("%s", hint) : 0));
}

/* Raises the error of a binary image that is not one of ours. */
void
RefuseImage(const char *type, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary image of type %s", type),
			 errdetail_internal("%s", detail)));
}

/* Are there count items of at least size bytes left?  Checked before anything is allocated for them. */
void
CheckLeft(const char *type, StringInfo buf, uint64 count, uint64 size)
{
	if (count * size > (uint64) (buf->len - buf->cursor))
		RefuseImage(type, "It ends too early.");
}

/* What an input function returns for a text that is not one of ours: an error, or NULL where that is taken softly. */
Datum
RefuseText(FunctionCallInfo fcinfo, const char *type, const char *quoted, const char *fault)
{
	ereturn(fcinfo->context, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", type, quoted),
			 errdetail_internal("%s", fault)));
}

/* The beginning of a text that a caller gave, for a message: at most 64 bytes of whole characters. */
char *
Clipped(const char *text)
{
	return pnstrdup(text, pg_mbcliplen(text, strlen(text), 64));
}

/* The same of at most 60 bytes, with a mark where something is left out. */
char *
Abridged(const char *text)
{
	return psprintf("%.*s%s", pg_mbcliplen(text, strlen(text), 60), text, strlen(text) > 60 ? "..." : "");
}

/* The whole number that a JSON number holds, if it does and int64 has room for it. */
bool
IntegerOf(const JsonbValue *v, int64 *value)
{
	char *digits;
	char *end;

	if (v->type != jbvNumeric)
		return false;
	digits = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
	errno = 0;
	*value = strtoll(digits, &end, 10);
	return errno == 0 && end > digits && *end == '\0';
}

/* The finite float8 that a JSON number is nearest to, if there is one. */
bool
NumberOf(const JsonbValue *v, float8 *value)
{
	if (v->type != jbvNumeric)
		return false;
	*value = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, NumericGetDatum(v->val.numeric)));
	return isfinite(*value);
}

/* The two numbers of a JSON array. */
bool
PairOf(const JsonbValue *v, float8 *a, float8 *b)
{
	JsonbContainer *array = v->type == jbvBinary ? v->val.binary.data : NULL;

	return array != NULL && JsonContainerIsArray(array) && !JsonContainerIsScalar(array) &&
		   JsonContainerSize(array) == 2 && NumberOf(getIthJsonbValueFromContainer(array, 0), a) &&
		   NumberOf(getIthJsonbValueFromContainer(array, 1), b);
}

/* Kind of label that a JSON value is, or MREG_LABEL_NONE. */
uint8
KindOf(const JsonbValue *v)
{
	switch (v->type)
	{
		case jbvBool:
			return MREG_LABEL_BOOLEAN;
		case jbvNumeric:
			return MREG_LABEL_INTEGER;
		case jbvString:
			return MREG_LABEL_TEXT;
		default:
			return MREG_LABEL_NONE;
	}
}

/* A number as the shortest text that gives it back. */
char *
Shortest(float8 number)
{
	char *digits = palloc(DOUBLE_SHORTEST_DECIMAL_LEN);

	double_to_shortest_decimal_buf(number, digits);
	return digits;
}

/* Appends a number as the shortest text that gives it back. */
void
AppendNumber(StringInfo buf, float8 number)
{
	char digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	appendBinaryStringInfo(buf, digits, double_to_shortest_decimal_bufn(number, digits));
}

/* The weight of a row: above 0, or 0 for a row that does not count. */
float8
WeightArg(FunctionCallInfo fcinfo, int argno)
{
	float8 w = PG_GETARG_FLOAT8(argno);

	if (!(w >= 0) || isinf(w))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight of a row must be a finite number, 0 or above"),
				 errdetail("A row has the weight %g.", w)));
	return w;
}

/* A row of the result type of a function with several output columns. */
Datum
RowDatum(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("function returning a row called where none is taken")));
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

/* The same of numbers, NULL in the place of NaN. */
Datum
NumberRow(FunctionCallInfo fcinfo, const float8 *numbers, int n)
{
	Datum values[MOST_COLUMNS];
	bool nulls[MOST_COLUMNS];

	for (int k = 0; k < n; k++)
	{
		values[k] = Float8GetDatum(numbers[k]);
		nulls[k] = isnan(numbers[k]);
	}
	return RowDatum(fcinfo, values, nulls);
}

/* Do the values of both arguments hold the same bytes? */
bool
SameBytes(FunctionCallInfo fcinfo, void *a, void *b)
{
	bool same = VARSIZE(a) == VARSIZE(b) && memcmp(VARDATA(a), VARDATA(b), VARSIZE(a) - VARHDRSZ) == 0;

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return same;
}

/* Hash of the bytes of the first argument's value, seeded where there is a second argument. */
Datum
HashBytes(FunctionCallInfo fcinfo, void *value)
{
	const unsigned char *bytes = (unsigned char *) VARDATA(value);
	int n = VARSIZE(value) - VARHDRSZ;
	Datum hash = PG_NARGS() < 2 ? hash_any(bytes, n) : hash_any_extended(bytes, n, PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(value, 0);
	return hash;
}

/* Lets a long computation be cancelled. */
void
Attend(void)
{
	CHECK_FOR_INTERRUPTS();
}
