/* confusion_text.c: mreg.confusion as text: {"labels": [0, 1], "cells": [[0, 0, 50], [0, 1, 2]]}. */
#include "types/confusion.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/numeric.h"

/* Appends label k as JSON. */
void
AppendLabel(StringInfo buf, const MregConfusion *c, uint32 k)
{
	char *label = LabelOut(c, k);

	if (c->kind == MREG_LABEL_TEXT)
		escape_json(buf, label);
	else
		appendStringInfoString(buf, label);
	pfree(label);
}

/* Appends a count, or where c is weighted a weight with its shortest digits. */
void
AppendNumberOf(StringInfo buf, const MregConfusion *c, int64 n, double w)
{
	if (mreg_weighted(c))
		AppendNumber(buf, w);
	else
		appendStringInfo(buf, INT64_FORMAT, n);
}

MREG_FUNCTION(mreg_confusion_out);

/*
 * Text output: JSON; cells hold indexes into labels, counted from 0, and the count or weight.  A multilabel matrix
 * looks as MultilabelOut tells.
 */
Datum
mreg_confusion_out(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	MregCellScan scan;
	StringInfoData buf;

	initStringInfo(&buf);
	if (mreg_multilabel(c))
	{
		MultilabelOut(&buf, c);
		PG_RETURN_CSTRING(buf.data);
	}
	appendStringInfoString(&buf, "{\"labels\": [");
	for (uint32 k = 0; k < c->nlabels; k++)
	{
		if (k > 0)
			appendStringInfoString(&buf, ", ");
		AppendLabel(&buf, c, k);
	}
	appendStringInfoString(&buf, "], \"cells\": [");
	mreg_scan_start(&scan, c);
	for (uint32 k = 0; mreg_scan_next(&scan); k++)
	{
		CHECK_FOR_INTERRUPTS();
		if (k > 0)
			appendStringInfoString(&buf, ", ");
		appendStringInfo(&buf, "[%u, %u, ", scan.i, scan.j);
		AppendNumberOf(&buf, c, scan.n, scan.w);
		appendStringInfoChar(&buf, ']');
	}
	appendStringInfoString(&buf, mreg_weighted(c) ? "], \"weighted\": true}" : "]}");
	PG_RETURN_CSTRING(buf.data);
}

/* The number above 0 that a JSON number holds, if it does and float8 has room for it. */
bool
PositiveOf(const JsonbValue *v, float8 *value)
{
	return NumberOf(v, value) && *value > 0;
}

/* The array under a key, or NULL with a fault. */
JsonbContainer *
ArrayUnder(JsonbContainer *object, const char *key, TextInput *input)
{
	JsonbValue *v = getKeyJsonValueFromContainer(object, key, strlen(key), NULL);

	if (v != NULL && v->type == jbvBinary && JsonContainerIsArray(v->val.binary.data) &&
		!JsonContainerIsScalar(v->val.binary.data))
		return v->val.binary.data;
	input->fault = psprintf("The key \"%s\" must hold an array.", key);
	return NULL;
}

/* A key that holds true or false, or is absent, which means false. */
static bool
FlagUnder(JsonbContainer *object, const char *key, uint32 *known, TextInput *input)
{
	JsonbValue *v = getKeyJsonValueFromContainer(object, key, strlen(key), NULL);

	if (v == NULL)
		return false;
	(*known)++;
	if (v->type == jbvBool)
		return v->val.boolean;
	input->fault = psprintf("The key \"%s\" must hold true or false.", key);
	return false;
}

/* The object with its flags, or NULL with a fault. */
static JsonbContainer *
ObjectOf(Jsonb *jb, bool *is_weighted, bool *is_multilabel, TextInput *input)
{
	uint32 known = 2;

	if (!JB_ROOT_IS_OBJECT(jb))
	{
		input->fault = "A JSON object with the keys \"labels\" and \"cells\" is expected.";
		return NULL;
	}
	*is_weighted = FlagUnder(&jb->root, "weighted", &known, input);
	*is_multilabel = FlagUnder(&jb->root, "multilabel", &known, input);
	if (*is_multilabel)
		known++;
	if (input->fault == NULL && JB_ROOT_COUNT(jb) > known)
		input->fault = *is_multilabel ?
			"The only keys are \"labels\", \"multilabel\", \"classes\", \"rows\" and \"weighted\"." :
			"The only keys are \"labels\", \"cells\" and \"weighted\".";
	return &jb->root;
}

/* Enters one label. */
static void
ReadLabel(TextInput *input, const JsonbValue *v)
{
	MregOpenConfusion *o = (MregOpenConfusion *) input->c;
	uint32 before = o->head.nlabels;
	uint32 index;
	int64 value = 0;

	if (KindOf(v) == MREG_LABEL_NONE)
		input->fault = "A label is neither true or false, an integer nor a string.";
	else if (before > 0 && o->head.kind != KindOf(v))
		input->fault = "The labels are of different kinds.";
	else if (v->type == jbvNumeric && !IntegerOf(v, &value))
		input->fault = "A label is a number that is not an integer of eight bytes.";
	if (input->fault != NULL)
		return;
	o->head.kind = KindOf(v);
	if (v->type == jbvString)
	{
		while (mreg_intern_text(o, v->val.string.val, v->val.string.len, &index) == MREG_GROW)
			o = ConfusionGrow(o, v->val.string.len, false);
	}
	else
		(void) mreg_intern_integer(o, v->type == jbvBool ? v->val.boolean : value, &index);
	input->c = &o->head;
	if (o->head.nlabels == before)
		input->fault = "A label occurs twice.";
}

/* Enters one cell, [i, j, n]. */
static void
ReadCell(TextInput *input, const JsonbValue *v)
{
	MregOpenConfusion *o = (MregOpenConfusion *) input->c;
	JsonbValue *part[3];
	int64 i;
	int64 j;
	int64 n = 0;
	double w = 0;
	MregStatus status;

	if (v->type != jbvBinary || !JsonContainerIsArray(v->val.binary.data) ||
		JsonContainerSize(v->val.binary.data) != 3)
	{
		input->fault = "A cell is not an array of two indexes and a number.";
		return;
	}
	for (int k = 0; k < 3; k++)
		part[k] = getIthJsonbValueFromContainer(v->val.binary.data, k);
	if (!IntegerOf(part[0], &i) || !IntegerOf(part[1], &j) ||
		i < 0 || j < 0 || i >= o->head.nlabels || j >= o->head.nlabels)
		input->fault = "A cell names a label that is not there; indexes count from 0.";
	else if (mreg_cell_used(o, (uint32) i, (uint32) j))
		input->fault = "A cell occurs twice.";
	else if (mreg_weighted(&o->head))
	{
		if (!PositiveOf(part[2], &w))
			input->fault = "A weight is not a finite number above 0.";
	}
	else if (!IntegerOf(part[2], &n) || n <= 0)
		input->fault = "A count is not an integer above 0.";
	if (input->fault != NULL)
		return;
	for (;;)
	{
		status = mreg_weighted(&o->head) ? mreg_add_weight(o, (uint32) i, (uint32) j, w, 0) :
										   mreg_add_count(o, (uint32) i, (uint32) j, n);
		if (status != MREG_GROW)
			break;
		o = ConfusionGrow(o, 0, false);
	}
	input->c = &o->head;
	if (status == MREG_OVERFLOW)
		input->fault = "The sum of the cells is out of range.";
}

/* Hands every element of an array to read, until there is a fault. */
void
ReadArray(TextInput *input, JsonbContainer *array, void (*read)(TextInput *, const JsonbValue *))
{
	JsonbIterator *it = JsonbIteratorInit(array);
	JsonbIteratorToken token;
	JsonbValue v;

	(void) JsonbIteratorNext(&it, &v, true);
	while (input->fault == NULL && (token = JsonbIteratorNext(&it, &v, true)) == WJB_ELEM)
	{
		CHECK_FOR_INTERRUPTS();
		read(input, &v);
	}
}

/* Have the weights of a matrix, or of a part, no finite sum? */
static bool
SumOverflows(const MregConfusion *c)
{
	MregCellScan scan;
	double sum = 0;

	mreg_scan_start(&scan, c);
	while (mreg_scan_next(&scan))
		sum += scan.w;
	return isinf(sum);
}

/* Builds the matrix that a JSON value describes, or sets the fault. */
static void
ReadConfusion(TextInput *input, Jsonb *jb)
{
	bool is_weighted = false;
	bool is_multilabel = false;
	JsonbContainer *object = ObjectOf(jb, &is_weighted, &is_multilabel, input);
	JsonbContainer *labels = NULL;
	JsonbContainer *cells = NULL;
	MregOpenConfusion *o;

	if (input->fault == NULL && is_multilabel)
	{
		ReadMultilabel(input, object, is_weighted);
		return;
	}
	if (input->fault == NULL)
		labels = ArrayUnder(object, "labels", input);
	if (input->fault == NULL)
		cells = ArrayUnder(object, "cells", input);
	if (input->fault != NULL)
		return;
	o = ConfusionMakeOpen(MREG_LABEL_NONE, is_weighted ? MREG_WEIGHTED : 0, JsonContainerSize(labels), 0, 0);
	input->c = &o->head;
	ReadArray(input, labels, ReadLabel);
	if (input->fault == NULL)
		ReadArray(input, cells, ReadCell);
}

MREG_FUNCTION(mreg_confusion_in);

/* Text input: JSON of the shape that output gives, in any order, parsed by jsonb. */
Datum
mreg_confusion_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	Datum json;
	TextInput input = { NULL, 0, NULL };

	if (!MregInputJsonb(text, fcinfo->context, &json))
		PG_RETURN_NULL();
	ReadConfusion(&input, DatumGetJsonbP(json));
	if (input.fault == NULL &&
		(mreg_multilabel(input.c) ? SumOverflows(LabelsOf(input.c)) || SumOverflows(mreg_part(input.c, MREG_ROWS)) :
									SumOverflows(input.c)))
		input.fault = "The sum of the cells is out of range.";
	if (input.fault != NULL)
		return RefuseText(fcinfo, CONFUSION_TYPE, Clipped(text), input.fault);
	PG_RETURN_POINTER(ConfusionClose(input.c));
}
