/* confusion_labels.c: labels as callers name them, and the classes that they choose. */
#include "types/confusion.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

/* Raises the error of a label that cannot be one of the matrix. */
static void
RefuseLabel(const MregConfusion *c, const char *label)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"%s\" cannot be a label of this confusion matrix", Clipped(label)),
			 errdetail("Its labels are of kind %s.", LabelKindName(c->kind)),
			 errhint("confusion_cells() lists the labels of a confusion matrix.")));
}

/* Reads a label that is given as text in the kind of the matrix; a matrix without labels takes any. */
void
LabelFromText(const MregConfusion *c, const char *text, int len, LabelValue *label)
{
	bool truth;

	label->text = text;
	label->len = len;
	label->value = 0;
	if (c->kind == MREG_LABEL_BOOLEAN)
	{
		if (!parse_bool_with_len(text, len, &truth))
			RefuseLabel(c, pnstrdup(text, len));
		label->value = truth;
	}
	else if (c->kind == MREG_LABEL_INTEGER)
	{
		char *digits = pnstrdup(text, len);
		char *end;

		errno = 0;
		label->value = strtoll(digits, &end, 10);
		if (errno != 0 || end == digits || *end != '\0')
			RefuseLabel(c, digits);
		pfree(digits);
	}
}

/* Reads a label that is given as an integer: an integer, or 0 and 1 of booleans. */
void
LabelFromInteger(const MregConfusion *c, int64 value, LabelValue *label)
{
	label->text = NULL;
	label->len = 0;
	label->value = value;
	if (c->kind == MREG_LABEL_TEXT || (c->kind == MREG_LABEL_BOOLEAN && (value & ~INT64CONST(1))))
		RefuseLabel(c, psprintf(INT64_FORMAT, value));
}

/* Number of a label in a closed matrix, of a multilabel one in its labels, or MREG_NO_LABEL. */
uint32
FindLabel(const MregConfusion *c, const LabelValue *label)
{
	if (mreg_multilabel(c))
	{
		c = mreg_part(c, MREG_LABELS);
		if (c->kind == MREG_LABEL_INTEGER && label->value == MREG_NONE_INTEGER)
			return MREG_NO_LABEL;
	}
	if (c->kind == MREG_LABEL_NONE)
		return MREG_NO_LABEL;
	if (c->kind == MREG_LABEL_TEXT)
		return mreg_closed_find_text(c, label->text, label->len);
	return mreg_closed_find_integer(c, label->value);
}

/* Refuses a list that names a label twice; a table of labels finds it in linear time. */
static void
RefuseRepeats(const LabelValue *labels, uint32 n, uint8 kind)
{
	MregOpenConfusion *seen = ConfusionMakeOpen(kind, 0, n, 0, 0);

	for (uint32 k = 0; k < n; k++)
	{
		uint32 index;

		if (kind != MREG_LABEL_TEXT)
			(void) mreg_intern_integer(seen, labels[k].value, &index);
		else
		{
			while (mreg_intern_text(seen, labels[k].text, labels[k].len, &index) == MREG_GROW)
				seen = ConfusionGrow(seen, labels[k].len, false);
		}
		if (index != k)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("labels names the label \"%s\" twice",
							kind == MREG_LABEL_TEXT ? Clipped(pnstrdup(labels[k].text, labels[k].len)) :
													  psprintf(INT64_FORMAT, labels[k].value))));
	}
	pfree(seen);
}

/* The labels in an argument of type text[] or bigint[], in the kind of the matrix. */
LabelValue *
LabelsArg(const MregConfusion *c, ArrayType *array, uint32 *n)
{
	bool is_text = ARR_ELEMTYPE(array) == TEXTOID;
	uint8 kind = is_text ? MREG_LABEL_TEXT : MREG_LABEL_INTEGER;
	LabelValue *labels;
	Datum *elements;
	bool *nulls;
	int count;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("labels must be an array of one dimension")));
	deconstruct_array(array, ARR_ELEMTYPE(array), is_text ? -1 : 8, is_text ? false : FLOAT8PASSBYVAL,
					  is_text ? TYPALIGN_INT : TYPALIGN_DOUBLE, &elements, &nulls, &count);
	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("labels must name at least one label")));
	labels = MemoryContextAllocHuge(CurrentMemoryContext, count * sizeof(LabelValue));
	for (int k = 0; k < count; k++)
	{
		if (nulls[k])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("labels must not hold NULL")));
		if (is_text)
			LabelFromText(c, VARDATA_ANY(DatumGetPointer(elements[k])),
						  VARSIZE_ANY_EXHDR(DatumGetPointer(elements[k])), &labels[k]);
		else
			LabelFromInteger(c, DatumGetInt64(elements[k]), &labels[k]);
	}
	*n = count;
	RefuseRepeats(labels, *n, c->kind != MREG_LABEL_NONE ? c->kind : kind);
	return labels;
}

/*
 * The classes that labels names, in its order, or without labels all classes.  A class that the matrix does
 * not know has no rows; what the matrix knows outside the list still counts against the listed classes.
 */
void
ListClasses(const MregConfusion *c, ArrayType *array, ClassList *list)
{
	uint32 nlabels = LabelsOf(c)->nlabels;
	uint32 none = mreg_multilabel(c) ? mreg_none_label(LabelsOf(c)) : MREG_NO_LABEL;
	uint32 named = nlabels - (none != MREG_NO_LABEL);
	MregClass *all = MemoryContextAllocHuge(CurrentMemoryContext, nlabels * sizeof(MregClass) + 1);
	MregClass absent = { 0, 0, 0, 0, 0, 0 };
	uint32 present = 0;
	double correct;

	mreg_class_sums(c, all);
	mreg_totals(c, &absent.tn, &correct);
	list->rows = mreg_multilabel(c) ? mreg_part(c, MREG_ROWS) : NULL;
	list->kind = c->kind;
	list->labels = NULL;
	list->n = named;
	if (array != NULL)
	{
		list->labels = LabelsArg(c, array, &list->n);
		if (c->kind == MREG_LABEL_NONE)
			list->kind = ARR_ELEMTYPE(array) == TEXTOID ? MREG_LABEL_TEXT : MREG_LABEL_INTEGER;
	}
	list->classes = MemoryContextAllocHuge(CurrentMemoryContext, list->n * sizeof(MregClass) + 1);
	list->index = MemoryContextAllocHuge(CurrentMemoryContext, list->n * sizeof(uint32) + 1);
	for (uint32 k = 0; k < list->n; k++)
	{
		uint32 index = list->labels != NULL ? FindLabel(c, &list->labels[k]) : k + (k >= none);

		list->index[k] = index;
		list->classes[k] = index == MREG_NO_LABEL ? absent : all[index];
		if (index != MREG_NO_LABEL)
			present++;
	}
	list->covers_all = present == named;
	pfree(all);
}

/* Name of class k of a list, palloc'd. */
char *
ClassName(const MregConfusion *c, const ClassList *list, uint32 k)
{
	if (list->index[k] != MREG_NO_LABEL)
		return LabelOut(LabelsOf(c), list->index[k]);
	if (list->kind == MREG_LABEL_TEXT)
		return pnstrdup(list->labels[k].text, list->labels[k].len);
	if (list->kind == MREG_LABEL_BOOLEAN)
		return pstrdup(list->labels[k].value ? "true" : "false");
	return psprintf(INT64_FORMAT, list->labels[k].value);
}
