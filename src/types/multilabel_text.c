/* multilabel_text.c: a multilabel mreg.confusion as text. */
#include "types/confusion.h"

#include <math.h>

/* Appends the count or weight of cell (i, j) of the labels, 0 where it is empty. */
static void
AppendCell(StringInfo buf, const MregConfusion *labels, const MregConfusion *m, uint32 i, uint32 j, const char *end)
{
	const MregCell *cells = mreg_closed_cells(labels);
	uint32 low = 0;
	uint32 high = labels->ncells;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;

		if (cells[middle].i < i || (cells[middle].i == i && cells[middle].j < j))
			low = middle + 1;
		else
			high = middle;
	}
	if (low < labels->ncells && cells[low].i == i && cells[low].j == j)
		AppendNumberOf(buf, m, mreg_weighted(m) ? 0 : cells[low].u.n, mreg_weighted(m) ? cells[low].u.w : 0);
	else
		appendStringInfoChar(buf, '0');
	appendStringInfoString(buf, end);
}

/*
 * {"labels": ["a"], "multilabel": true, "classes": [[tp, fp, fn]], "rows": [[t, p, b, n]]}: counts of every label,
 * and n rows with t true and p predicted labels, b of them both.
 */
void
MultilabelOut(StringInfo buf, const MregConfusion *m)
{
	const MregConfusion *labels = mreg_part(m, MREG_LABELS);
	uint32 none = mreg_none_label(labels);
	MregCellScan scan;
	const char *separator = "";

	appendStringInfoString(buf, "{\"labels\": [");
	for (uint32 k = 0; k < labels->nlabels; k++)
	{
		if (k == none)
			continue;
		appendStringInfoString(buf, separator);
		AppendLabel(buf, labels, k);
		separator = ", ";
	}
	appendStringInfoString(buf, "], \"multilabel\": true, \"classes\": [");
	separator = "";
	for (uint32 k = 0; k < labels->nlabels; k++)
	{
		if (k == none)
			continue;
		appendStringInfo(buf, "%s[", separator);
		AppendCell(buf, labels, m, k, k, ", ");
		AppendCell(buf, labels, m, none, k, ", ");
		AppendCell(buf, labels, m, k, none, "]");
		separator = ", ";
	}
	appendStringInfoString(buf, "], \"rows\": [");
	separator = "";
	mreg_scan_start(&scan, mreg_part(m, MREG_ROWS));
	while (mreg_scan_next(&scan))
	{
		MregShape shape = mreg_scan_shape(&scan);

		appendStringInfo(buf, "%s[%u, %u, %u, ", separator, shape.t, shape.p, shape.b);
		AppendNumberOf(buf, m, scan.n, scan.w);
		appendStringInfoChar(buf, ']');
		separator = ", ";
	}
	appendStringInfoString(buf, mreg_weighted(m) ? "], \"weighted\": true}" : "]}");
}

/* Enters one label. */
static void
ReadSetLabel(TextInput *input, const JsonbValue *v)
{
	MregConfusion *m = input->c;
	uint32 before = LabelsOf(m)->nlabels;
	LabelValue label = { 0, NULL, 0 };
	uint32 index;

	if (KindOf(v) != MREG_LABEL_TEXT && KindOf(v) != MREG_LABEL_INTEGER)
		input->fault = "A label of a set is neither an integer nor a string.";
	else if (before > 0 && m->kind != KindOf(v))
		input->fault = "The labels are of different kinds.";
	else if (v->type == jbvNumeric && (!IntegerOf(v, &label.value) || label.value == MREG_NONE_INTEGER))
		input->fault = "A label is a number that is not an integer of eight bytes.";
	if (input->fault != NULL)
		return;
	m->kind = mreg_part(m, MREG_LABELS)->kind = KindOf(v);
	if (v->type == jbvString)
	{
		label.text = v->val.string.val;
		label.len = v->val.string.len;
	}
	input->c = MultilabelIntern(m, MREG_LABELS, &label, &index);
	if (index != before)
		input->fault = "A label occurs twice.";
}

/* The elements of an array of n numbers: the last as a count or weight, which may be 0; others as indexes. */
static bool
NumbersOf(const JsonbValue *v, int n, bool is_weighted, int counts, int64 *whole, float8 *weights)
{
	if (v->type != jbvBinary || !JsonContainerIsArray(v->val.binary.data) ||
		JsonContainerSize(v->val.binary.data) != n)
		return false;
	for (int k = 0; k < n; k++)
	{
		JsonbValue *element = getIthJsonbValueFromContainer(v->val.binary.data, k);
		bool is_zero = IntegerOf(element, &whole[k]) && whole[k] == 0;

		weights[k] = 0;
		if (is_zero)
			continue;
		if (is_weighted && k >= n - counts ? !PositiveOf(element, &weights[k]) :
											 !IntegerOf(element, &whole[k]) || whole[k] < 0)
			return false;
	}
	return true;
}

/* Enters [tp, fp, fn] of the next label. */
static void
ReadClass(TextInput *input, const JsonbValue *v)
{
	MregConfusion *m = input->c;
	uint32 k = input->next++;
	uint32 none = LabelsOf(m)->nlabels - 1; /* entered behind the labels */
	int64 n[3];
	float8 w[3];

	if (!NumbersOf(v, 3, mreg_weighted(m), 3, n, w))
		input->fault = "A class is not an array of three numbers, none below 0.";
	for (int part = 0; part < 3 && input->fault == NULL; part++)
	{
		if (mreg_weighted(m) ? w[part] == 0 : n[part] == 0)
			continue;
		m = MultilabelPut(m, MREG_LABELS, part == 1 ? none : k, part == 2 ? none : k, n[part], w[part]);
	}
	input->c = m;
}

/* Enters [t, p, b, n] of rows of one shape. */
static void
ReadRows(TextInput *input, const JsonbValue *v)
{
	MregConfusion *m = input->c;
	LabelValue sizes = { 0, NULL, 0 };
	LabelValue both = { 0, NULL, 0 };
	int64 n[4];
	float8 w[4];
	uint32 i;
	uint32 j;

	if (!NumbersOf(v, 4, mreg_weighted(m), 1, n, w) || n[0] > PG_INT32_MAX || n[1] > PG_INT32_MAX ||
		n[2] > PG_INT32_MAX || (mreg_weighted(m) ? w[3] == 0 : n[3] == 0))
	{
		input->fault = "Rows are not an array of three numbers of labels and a number of rows above 0.";
		return;
	}
	sizes.value = mreg_shape((uint32) n[0], (uint32) n[1]);
	both.value = n[2];
	m = MultilabelIntern(m, MREG_ROWS, &sizes, &i);
	m = MultilabelIntern(m, MREG_ROWS, &both, &j);
	if (mreg_cell_used(mreg_open_part(m, MREG_ROWS), i, j))
		input->fault = "Rows of one shape occur twice.";
	else
		m = MultilabelPut(m, MREG_ROWS, i, j, n[3], w[3]);
	input->c = m;
}

/* Builds the multilabel matrix that a JSON object describes, or sets the fault. */
void
ReadMultilabel(TextInput *input, JsonbContainer *object, bool is_weighted)
{
	static const LabelValue none = { MREG_NONE_INTEGER, MREG_NONE_TEXT, MREG_NONE_TEXT_LEN };
	JsonbContainer *labels = ArrayUnder(object, "labels", input);
	JsonbContainer *classes = input->fault == NULL ? ArrayUnder(object, "classes", input) : NULL;
	JsonbContainer *rows = input->fault == NULL ? ArrayUnder(object, "rows", input) : NULL;
	uint32 index;

	if (input->fault != NULL)
		return;
	input->c = MultilabelMake(MREG_LABEL_NONE, is_weighted ? MREG_WEIGHTED : 0);
	ReadArray(input, labels, ReadSetLabel);
	if (input->fault != NULL)
		return;
	if (JsonContainerSize(classes) != JsonContainerSize(labels))
	{
		input->fault = "There must be as many classes as labels.";
		return;
	}
	if (input->c->kind != MREG_LABEL_NONE)
		input->c = MultilabelIntern(input->c, MREG_LABELS, &none, &index);
	ReadArray(input, classes, ReadClass);
	if (input->fault == NULL)
		ReadArray(input, rows, ReadRows);
	if (input->fault != NULL)
		return;
	if (!mreg_multi_check(input->c, VARSIZE(input->c)) || !MultilabelIsSound(input->c))
		input->fault = "The classes and the rows contradict each other.";
}
