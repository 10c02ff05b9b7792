/* regression_record.c: values of fixed size, described by a table of fields: text and binary I/O, equality, merging. */
#include "types/regression.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

static MregSum *
SumAt(const void *value, const Field *field)
{
	return (MregSum *) ((char *) value + field->offset);
}

static double *
NumberAt(const void *value, const Field *field)
{
	return (double *) ((char *) value + field->offset);
}

/* Raises the error of a sum that leaves the range of its type. */
void
RefuseSumOverflow(const RecordType *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("a sum of %s is out of range", type->name),
			 errdetail("Sums of weighted squares must stay below 1.8e308: numbers beyond about 1e150 are too large.")));
}

/* A new value without content. */
void *
RecordMake(const RecordType *type)
{
	MregRecord *value = palloc0(type->size);

	SET_VARSIZE(value, type->size);
	value->version = type->version;
	return value;
}

/* A value of either form, detoasted and checked. */
static void *
RecordOfAnyForm(const RecordType *type, Datum d)
{
	void *value = PG_DETOAST_DATUM(d);

	if (!type->check(value, VARSIZE(value)))
		RefuseDamage(type->name);
	return value;
}

/* A closed copy. */
static void *
RecordCopy(const RecordType *type, const void *value)
{
	void *copy = RecordMake(type);

	if (!type->close(value, copy))
		RefuseSumOverflow(type);
	return copy;
}

/* The closed form of a value, not to be changed. */
void *
RecordGet(const RecordType *type, Datum d)
{
	MregRecord *value = RecordOfAnyForm(type, d);

	return value->form == MREG_CLOSED ? value : RecordCopy(type, value);
}

/* The state of an aggregate, not NULL, in either form; it may be changed in place. */
void *
RecordState(const RecordType *type, FunctionCallInfo fcinfo)
{
	return RecordOfAnyForm(type, PG_GETARG_DATUM(0));
}

/* The JSON object of a closed value. */
static char *
RecordText(const RecordType *type, const MregRecord *value)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "{\"n\": " INT64_FORMAT, (int64) value->n);
	for (int k = 0; k < type->nfields; k++)
	{
		const Field *field = &type->fields[k];
		MregSum *sum = SumAt(value, field);

		appendStringInfo(&buf, ", \"%s\": ", field->key);
		if (value->flags & field->flag)
			appendStringInfoString(&buf, "null");
		else if (field->kind == FIELD_NUMBER)
			AppendNumber(&buf, *NumberAt(value, field));
		else if (sum->lo == 0)
			AppendNumber(&buf, sum->hi);
		else
		{
			appendStringInfoChar(&buf, '[');
			AppendNumber(&buf, sum->hi);
			appendStringInfoString(&buf, ", ");
			AppendNumber(&buf, sum->lo);
			appendStringInfoChar(&buf, ']');
		}
	}
	appendStringInfoChar(&buf, '}');
	return buf.data;
}

/* Text output: a JSON object; a sum is a number, or [hi, lo] where one number does not hold it. */
Datum
RecordOut(const RecordType *type, FunctionCallInfo fcinfo)
{
	PG_RETURN_CSTRING(RecordText(type, RecordGet(type, PG_GETARG_DATUM(0))));
}

/* The text form as jsonb. */
Datum
RecordToJsonb(const RecordType *type, FunctionCallInfo fcinfo)
{
	char *text = RecordText(type, RecordGet(type, PG_GETARG_DATUM(0)));

	return DirectFunctionCall1(jsonb_in, CStringGetDatum(text));
}

/* Reads one field; false where the JSON value does not fit. */
static bool
ReadField(const Field *field, const JsonbValue *v, MregRecord *value)
{
	MregSum *sum = SumAt(value, field);

	if (v->type == jbvNull)
	{
		value->flags |= field->flag;
		return field->flag != 0;
	}
	if (field->kind == FIELD_NUMBER)
		return NumberOf(v, NumberAt(value, field));
	sum->lo = 0;
	return NumberOf(v, &sum->hi) || PairOf(v, &sum->hi, &sum->lo);
}

/* Reads a JSON object into a value without content; returns what is wrong, or NULL. */
static const char *
ReadRecord(const RecordType *type, Jsonb *jb, MregRecord *value)
{
	JsonbValue *n;

	if (!JB_ROOT_IS_OBJECT(jb))
		return "A JSON object is expected.";
	n = getKeyJsonValueFromContainer(&jb->root, "n", 1, NULL);
	if (n == NULL || n->type != jbvNumeric)
		return "The key \"n\" must hold the number of rows.";
	if (!IntegerOf(n, (int64 *) &value->n) || value->n < 1)
		return "The key \"n\" must hold an integer above 0.";
	for (int k = 0; k < type->nfields; k++)
	{
		const char *key = type->fields[k].key;
		JsonbValue *v = getKeyJsonValueFromContainer(&jb->root, key, strlen(key), NULL);

		if (v == NULL)
			return psprintf("The key \"%s\" is missing.", key);
		if (!ReadField(&type->fields[k], v, value))
			return psprintf("The key \"%s\" does not hold what it should: a finite number, or for a sum two.", key);
	}
	if (JB_ROOT_COUNT(jb) != type->nfields + 1)
		return "There is a key that is unknown.";
	if (!type->check(value, type->size))
		return "The numbers do not go together.";
	return NULL;
}

/* Makes every zero of a read value positive, so that equal values have equal bytes. */
static void
PlusZeros(const RecordType *type, MregRecord *value)
{
	for (int k = 0; k < type->nfields; k++)
	{
		const Field *field = &type->fields[k];

		*NumberAt(value, field) += 0.0;
		if (field->kind != FIELD_NUMBER)
			SumAt(value, field)->lo += 0.0;
	}
}

/* Text input: JSON of the shape that output gives, in any order, parsed by jsonb. */
Datum
RecordIn(const RecordType *type, FunctionCallInfo fcinfo)
{
	char *text = PG_GETARG_CSTRING(0);
	MregRecord *value = RecordMake(type);
	Datum json;
	const char *fault;

	if (!MregInputJsonb(text, fcinfo->context, &json))
		PG_RETURN_NULL();
	fault = ReadRecord(type, DatumGetJsonbP(json), value);
	if (fault != NULL)
		return RefuseText(fcinfo, type->name, Abridged(text), fault);
	PlusZeros(type, value);
	PG_RETURN_POINTER(value);
}

/* Binary output: version, flags, rows, then the fields in order, sums as two numbers. */
Datum
RecordSend(const RecordType *type, FunctionCallInfo fcinfo)
{
	MregRecord *value = RecordGet(type, PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, value->version);
	pq_sendbyte(&buf, value->flags);
	pq_sendint64(&buf, value->n);
	for (int k = 0; k < type->nfields; k++)
	{
		pq_sendfloat8(&buf, *NumberAt(value, &type->fields[k]));
		if (type->fields[k].kind != FIELD_NUMBER)
			pq_sendfloat8(&buf, SumAt(value, &type->fields[k])->lo);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Binary input: trusts nothing. */
Datum
RecordRecv(const RecordType *type, FunctionCallInfo fcinfo)
{
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	MregRecord *value = RecordMake(type);
	int length = 2 + 8;

	for (int k = 0; k < type->nfields; k++)
		length += type->fields[k].kind == FIELD_NUMBER ? 8 : 16;
	if (buf->len - buf->cursor < 1 || pq_getmsgbyte(buf) != type->version)
		RefuseImage(type->name, "Its version is unknown.");
	if (buf->len - buf->cursor != length - 1)
		RefuseImage(type->name, "Its length is wrong.");
	value->flags = (uint8) pq_getmsgbyte(buf);
	value->n = pq_getmsgint64(buf);
	for (int k = 0; k < type->nfields; k++)
	{
		*NumberAt(value, &type->fields[k]) = pq_getmsgfloat8(buf);
		if (type->fields[k].kind != FIELD_NUMBER)
			SumAt(value, &type->fields[k])->lo = pq_getmsgfloat8(buf);
	}
	if (!type->check(value, type->size))
		RefuseImage(type->name, "Its numbers do not go together.");
	PlusZeros(type, value);
	PG_RETURN_POINTER(value);
}

/* a + b: the value of the rows of both. */
Datum
RecordAdd(const RecordType *type, FunctionCallInfo fcinfo)
{
	void *sum = RecordCopy(type, RecordOfAnyForm(type, PG_GETARG_DATUM(0)));

	if (!type->merge(sum, RecordGet(type, PG_GETARG_DATUM(1))))
		RefuseSumOverflow(type);
	PG_RETURN_POINTER(sum);
}

/* Merges two partial states, or a state and a stored value; the second is left as it is. */
Datum
RecordCombine(const RecordType *type, FunctionCallInfo fcinfo)
{
	MregRecord *state;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(RecordCopy(type, RecordOfAnyForm(type, PG_GETARG_DATUM(1))));
	/* an open form may be of another size, so that it cannot be closed in place */
	state = RecordGet(type, PG_GETARG_DATUM(0));
	if (!type->merge(state, RecordGet(type, PG_GETARG_DATUM(1))))
		RefuseSumOverflow(type);
	PG_RETURN_POINTER(state);
}

/* Result of an aggregate: a closed copy of its state; NULL where no row counted. */
Datum
RecordFinal(const RecordType *type, FunctionCallInfo fcinfo)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(RecordCopy(type, RecordOfAnyForm(type, PG_GETARG_DATUM(0))));
}
