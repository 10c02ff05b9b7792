/* multilabel_aggregate.c: confusion_matrix of rows that have sets of labels, text[] or integer[]. */
#include "metrics/confusion_state.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#define WEIGHT_ARG 3
#define FEW_LABELS 32

/* A row: the elements of both arrays and the indexes of its labels. */
typedef struct Row
{
	Datum *elements[2]; /* true, predicted */
	int count[2];
	MregSets sets;
	uint32 few[2 * FEW_LABELS];
} Row;

/* The elements of a set; NULL among them is refused. */
static void
ReadSet(ArrayType *array, Datum **elements, int *count)
{
	bool is_text = ARR_ELEMTYPE(array) == TEXTOID;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("set of labels must be an array of one dimension")));
	if (ARR_HASNULL(array) && array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("set of labels must not hold NULL"),
				 errhint("array_remove(labels, NULL) leaves it out.")));
	deconstruct_array(array, ARR_ELEMTYPE(array), is_text ? -1 : 4, !is_text, TYPALIGN_INT, elements, NULL, count);
}

/* Reads both sets of a row. */
static void
ReadRow(FunctionCallInfo fcinfo, Row *row)
{
	uint32 *index = row->few;

	for (int k = 0; k < 2; k++)
		ReadSet(PG_GETARG_ARRAYTYPE_P(1 + k), &row->elements[k], &row->count[k]);
	if (row->count[0] + row->count[1] > lengthof(row->few))
		index = palloc((row->count[0] + row->count[1]) * sizeof(uint32));
	row->sets.y_true = index;
	row->sets.y_pred = index + row->count[0];
}

/* An element as a label. */
static inline LabelValue
LabelOf(uint8 kind, Datum element)
{
	LabelValue label = { 0, NULL, 0 };

	if (kind == MREG_LABEL_TEXT)
	{
		label.text = VARDATA_ANY(DatumGetPointer(element));
		label.len = VARSIZE_ANY_EXHDR(DatumGetPointer(element));
	}
	else
		label.value = DatumGetInt32(element);
	return label;
}

/* Index of a label in an open value, or MREG_NO_LABEL. */
static inline uint32
FindSetLabel(const MregConfusion *m, const LabelValue *label)
{
	const MregOpenConfusion *o = mreg_open_part(m, MREG_LABELS);

	if (o->head.kind == MREG_LABEL_TEXT)
		return mreg_find_text(o, label->text, label->len);
	return mreg_find_integer(o, label->value);
}

/* Looks up the labels of a row, entering new ones where enter is true; sets their indexes as sets. */
static MregConfusion *
FindLabels(MregConfusion *m, uint8 kind, Row *row, bool enter)
{
	bool may_compact = enter;

	for (int k = 0; k < 2; k++)
	{
		uint32 *index = k == 0 ? row->sets.y_true : row->sets.y_pred;

		for (int at = 0; at < row->count[k]; at++)
		{
			LabelValue label = LabelOf(kind, row->elements[k][at]);

			index[at] = FindSetLabel(m, &label);
			if (index[at] != MREG_NO_LABEL)
				continue;
			if (!enter)
				RefuseRemoval();
			if (may_compact && (LabelsOf(m)->flags & MREG_SHRUNK) &&
				LabelsOf(m)->nlabels >= mreg_open_part(m, MREG_LABELS)->labelcap)
			{
				/* Labels that left the frame make room, which renumbers the others: once, and from the start. */
				m = MultilabelGrow(m, MREG_LABELS, label.len, true);
				may_compact = false;
				k = -1;
				break;
			}
			m = MultilabelIntern(m, MREG_LABELS, &label, &index[at]);
		}
	}
	row->sets.n_true = row->count[0];
	row->sets.n_pred = row->count[1];
	mreg_sets_order(&row->sets);
	return m;
}

/* The state in the form that a row needs. */
static MregConfusion *
StateFor(FunctionCallInfo fcinfo, uint8 kind, uint8 flags)
{
	MregConfusion *c;

	if (StateIsReady(fcinfo, kind, flags | MREG_MULTILABEL))
		return (MregConfusion *) PG_GETARG_POINTER(0);
	if (PG_ARGISNULL(0))
		return MultilabelMake(kind, flags);
	c = ConfusionGetAny(PG_GETARG_DATUM(0));
	if (ConfusionIsEmpty(c))
		return MultilabelMake(kind, flags);
	if (!mreg_multilabel(c))
		RefuseMixedRows();
	if (LabelsOf(c)->nlabels > 0 && c->kind != kind)
		RefuseMixedKinds(c->kind, kind);
	return MultilabelReopen(c, kind, flags);
}

/* Adds a row, once or by its weight. */
static Datum
AddRow(FunctionCallInfo fcinfo, uint8 kind, bool is_weighted)
{
	MregConfusion *m;
	MregStatus status;
	MregPart part;
	Row row;
	double w = 1;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (is_weighted && PG_ARGISNULL(WEIGHT_ARG)))
		return SkipRow(fcinfo);
	if (is_weighted && (w = WeightArg(fcinfo, WEIGHT_ARG)) == 0)
		return SkipRow(fcinfo);
	ReadRow(fcinfo, &row);
	m = FindLabels(StateFor(fcinfo, kind, is_weighted ? MREG_WEIGHTED : 0), kind, &row, true);
	while ((status = mreg_multi_make_room(m, &row.sets, &part)) == MREG_GROW)
		m = MultilabelGrow(m, part, MREG_NONE_TEXT_LEN, false);
	if (status == MREG_OVERFLOW || mreg_multi_add(m, &row.sets, w) == MREG_OVERFLOW)
		RefuseOverflow();
	PG_RETURN_POINTER(m);
}

/* Takes a row out of the state of a moving frame. */
static Datum
RemoveRow(FunctionCallInfo fcinfo, uint8 kind)
{
	MregConfusion *m;
	Row row;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return SkipRow(fcinfo);
	ReadRow(fcinfo, &row);
	m = FindLabels(StateFor(fcinfo, kind, 0), kind, &row, false);
	if (mreg_multi_take(m, &row.sets) != MREG_OK)
		RefuseRemoval();
	PG_RETURN_POINTER(m);
}

/* The transition (count), its inverse (remove) and the weighted transition (weigh) of one type of label. */
#define SET_TRANSITIONS(name, kind)                    \
	EXPRESSION_FUNCTION(mreg_multilabel_count_##name, AddRow(fcinfo, kind, false)) \
	EXPRESSION_FUNCTION(mreg_multilabel_remove_##name, RemoveRow(fcinfo, kind)) \
	EXPRESSION_FUNCTION(mreg_multilabel_weigh_##name, AddRow(fcinfo, kind, true))

SET_TRANSITIONS(text, MREG_LABEL_TEXT)
SET_TRANSITIONS(integer, MREG_LABEL_INTEGER)
