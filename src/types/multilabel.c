/* multilabel.c: mreg.confusion of sets of labels: growth, merging, binary I/O. */
#include "types/confusion.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* A new open value without rows. */
MregConfusion *
MultilabelMake(uint8 kind, uint8 flags)
{
	MregMultiPlan plan;
	MregConfusion *m;

	if (!mreg_multi_plan(&plan, kind, flags & MREG_WEIGHTED))
		RefuseSize("multilabel confusion matrix", NULL);
	m = ConfusionAllocate(plan.size);
	mreg_multi_init(m, &plan);
	SET_VARSIZE(m, plan.size);
	return m;
}

/* A larger copy after MREG_GROW of one part, in the current memory context; text is what the next label needs. */
MregConfusion *
MultilabelGrow(MregConfusion *m, MregPart part, uint64 text, bool compact)
{
	MregMultiPlan plan;
	MregConfusion *larger;

	CHECK_FOR_INTERRUPTS();
	if (!mreg_multi_plan_growth(&plan, m, part, text, compact))
		RefuseSize("multilabel confusion matrix", NULL);
	larger = ConfusionAllocate(plan.size);
	mreg_multi_rebuild(m, larger, &plan);
	SET_VARSIZE(larger, plan.size);
	return larger;
}

/* Enters a label into a part; returns the value, perhaps a larger one. */
MregConfusion *
MultilabelIntern(MregConfusion *m, MregPart part, const LabelValue *label, uint32 *index)
{
	for (;;)
	{
		MregOpenConfusion *o = mreg_open_part(m, part);
		MregStatus status;

		if (o->head.kind == MREG_LABEL_TEXT)
			status = mreg_intern_text(o, label->text, label->len, index);
		else
			status = mreg_intern_integer(o, label->value, index);
		if (status == MREG_OK)
			return m;
		m = MultilabelGrow(m, part, label->len, false);
	}
}

/* Adds to a cell of a part a count, or where it is weighted a weight; returns the value, perhaps a larger one. */
MregConfusion *
MultilabelPut(MregConfusion *m, MregPart part, uint32 i, uint32 j, int64 n, double w)
{
	for (;;)
	{
		MregOpenConfusion *o = mreg_open_part(m, part);
		MregStatus status = mreg_weighted(m) ? mreg_add_weight(o, i, j, w, 0) : mreg_add_count(o, i, j, n);

		if (status == MREG_OK)
			return m;
		if (status == MREG_OVERFLOW)
			RefuseOverflow();
		m = MultilabelGrow(m, part, 0, false);
	}
}

/* An open value with the content of m, weighted if flags or m are. */
MregConfusion *
MultilabelReopen(const MregConfusion *m, uint8 kind, uint8 flags)
{
	MregConfusion *o;

	if (LabelsOf(m)->nlabels > 0)
		kind = m->kind;
	o = MultilabelMake(kind, (flags | m->flags) & MREG_WEIGHTED);
	if (m->form == MREG_OPEN)
		mreg_open_part(o, MREG_ROWS)->inputs = mreg_open_part(m, MREG_ROWS)->inputs;
	return MultilabelMerge(o, m);
}

/* Adds src, of either form, to an open value and returns it or a larger one; weighted if either is. */
MregConfusion *
MultilabelMerge(MregConfusion *m, const MregConfusion *src)
{
	MregConfusion *given = m;

	if (mreg_multi_empty(src))
		return m;
	if (LabelsOf(src)->nlabels > 0 && m->kind != src->kind)
	{
		if (!mreg_multi_empty(m) && LabelsOf(m)->nlabels > 0)
			RefuseMixedKinds(m->kind, src->kind);
		if (LabelsOf(m)->nlabels > 0)
		{
			uint32 inputs = mreg_open_part(m, MREG_ROWS)->inputs;

			m = MultilabelMake(src->kind, m->flags);
			mreg_open_part(m, MREG_ROWS)->inputs = inputs;
		}
		m->kind = mreg_part(m, MREG_LABELS)->kind = src->kind;
	}
	if (mreg_weighted(src) && !mreg_weighted(m))
		m = MultilabelReopen(m, m->kind, MREG_WEIGHTED);
	for (int k = 0; k < 2; k++)
	{
		MregPart part = (MregPart) k;
		const MregConfusion *from = mreg_part(src, part);
		uint32 *map = MemoryContextAllocHuge(CurrentMemoryContext, from->nlabels * sizeof(uint32) + 1);
		MregMerge merge;
		MregStatus status;

		mreg_merge_start(&merge, from, map);
		while ((status = mreg_merge_step(&merge, mreg_open_part(m, part))) == MREG_GROW)
		{
			MregConfusion *smaller = m;
			uint32 len = 0;

			if (from->kind == MREG_LABEL_TEXT && merge.mapped < from->nlabels)
				(void) mreg_label_text(from, merge.mapped, &len);
			m = MultilabelGrow(m, part, len, false);
			if (smaller != given)
				pfree(smaller);
		}
		pfree(map);
		if (status == MREG_OVERFLOW)
			RefuseOverflow();
	}
	return m;
}

/* The canonical form: without rows that of every empty matrix. */
MregConfusion *
MultilabelClose(const MregConfusion *m)
{
	MregClose close[2];
	MregConfusion *result;
	uint64 size;

	if (mreg_multi_empty(m))
		return ConfusionClose(&ConfusionMakeOpen(MREG_LABEL_NONE, 0, 0, 0, 0)->head);
	for (int k = 0; k < 2; k++)
	{
		const MregConfusion *part = mreg_part(m, (MregPart) k);
		char *work = MemoryContextAllocHuge(CurrentMemoryContext, mreg_close_worksize(part));

		if (mreg_close_prepare(&close[k], part, work) != MREG_OK)
			RefuseOverflow();
	}
	size = sizeof(MregConfusion) + close[MREG_ROWS].size + close[MREG_LABELS].size;
	result = ConfusionAllocate(size);
	result->textlen = close[MREG_ROWS].size;
	for (int k = 0; k < 2; k++)
	{
		mreg_close_write(&close[k], mreg_part(result, (MregPart) k));
		pfree(close[k].work);
	}
	mreg_multi_head(result, m->flags, close[MREG_ROWS].size, close[MREG_LABELS].size);
	SET_VARSIZE(result, size);
	return result;
}

/* Could rows have given this value?  See mreg_multi_sound. */
bool
MultilabelIsSound(const MregConfusion *m)
{
	double *work = MemoryContextAllocHuge(CurrentMemoryContext, (LabelsOf(m)->nlabels + (Size) 1) * sizeof(double));
	bool sound = mreg_multi_sound(m, work);

	pfree(work);
	return sound;
}

/* Takes the counts of src out of an open value, or tells that they are not all there. */
MregStatus
MultilabelSubtract(MregConfusion *m, const MregConfusion *src)
{
	if (mreg_subtract(mreg_open_part(m, MREG_LABELS), mreg_part(src, MREG_LABELS)) != MREG_OK ||
		mreg_subtract(mreg_open_part(m, MREG_ROWS), mreg_part(src, MREG_ROWS)) != MREG_OK ||
		!mreg_multi_check(m, VARSIZE(m)) || !MultilabelIsSound(m))
		return MREG_MISSING;
	return MREG_OK;
}

/* Sends the number of a cell. */
static void
SendNumber(StringInfo buf, const MregConfusion *m, const MregCell *cell)
{
	if (mreg_weighted(m))
		pq_sendfloat8(buf, cell->u.w);
	else
		pq_sendint64(buf, cell->u.n);
}

/*
 * What follows version, kind and flags: labels; cells of the labels, which name labels from 0 and none as -1;
 * cells of the rows: numbers of true, predicted and common labels.
 */
void
MultilabelSend(StringInfo buf, const MregConfusion *m)
{
	const MregConfusion *labels = mreg_part(m, MREG_LABELS);
	const MregConfusion *rows = mreg_part(m, MREG_ROWS);
	uint32 none = mreg_none_label(labels);
	MregCellScan scan;

	pq_sendint32(buf, labels->nlabels - (none != MREG_NO_LABEL));
	for (uint32 k = 0; k < labels->nlabels; k++)
	{
		if (k != none)
			SendLabel(buf, labels, k);
	}
	pq_sendint32(buf, labels->ncells);
	for (uint32 k = 0; k < labels->ncells; k++)
	{
		const MregCell *cell = &mreg_closed_cells(labels)[k];

		pq_sendint32(buf, cell->i == none ? MREG_NO_LABEL : cell->i - (none < cell->i));
		pq_sendint32(buf, cell->j == none ? MREG_NO_LABEL : cell->j - (none < cell->j));
		SendNumber(buf, m, cell);
	}
	pq_sendint32(buf, rows->ncells);
	mreg_scan_start(&scan, rows);
	for (uint32 k = 0; mreg_scan_next(&scan); k++)
	{
		MregShape shape = mreg_scan_shape(&scan);

		pq_sendint32(buf, shape.t);
		pq_sendint32(buf, shape.p);
		pq_sendint32(buf, shape.b);
		SendNumber(buf, m, &mreg_closed_cells(rows)[k]);
	}
}

/* Reads the number of a cell and adds it; the cell must be new. */
static MregConfusion *
ReceiveNumber(StringInfo buf, MregConfusion *m, MregPart part, uint32 i, uint32 j)
{
	int64 n = 0;
	float8 w = 0;

	if (mreg_cell_used(mreg_open_part(m, part), i, j))
		RefuseImage(CONFUSION_TYPE, "A cell occurs twice.");
	if (mreg_weighted(m))
		w = pq_getmsgfloat8(buf);
	else
		n = pq_getmsgint64(buf);
	if (mreg_weighted(m) ? !(w > 0) || isinf(w) : n <= 0)
		RefuseImage(CONFUSION_TYPE, "A cell holds no finite number above 0.");
	return MultilabelPut(m, part, i, j, n, w);
}

/* Reads the labels, which must differ. */
static MregConfusion *
ReceiveLabels(StringInfo buf, MregConfusion *m)
{
	uint32 nlabels = ReceiveCount(buf);

	if (nlabels > 0 && m->kind == MREG_LABEL_NONE)
		RefuseImage(CONFUSION_TYPE, "Its kind and number of labels disagree.");
	CheckLeft(CONFUSION_TYPE, buf, nlabels, m->kind == MREG_LABEL_TEXT ? 4 : 8);
	for (uint32 k = 0; k < nlabels; k++)
	{
		LabelValue label = { 0, NULL, 0 };
		uint32 index;

		if (m->kind == MREG_LABEL_TEXT)
		{
			uint32 sent = ReceiveCount(buf);
			int len;

			CheckLeft(CONFUSION_TYPE, buf, sent, 1);
			label.text = pq_getmsgtext(buf, (int) sent, &len);
			label.len = len;
		}
		else
		{
			CheckLeft(CONFUSION_TYPE, buf, 1, 8);
			label.value = pq_getmsgint64(buf);
			if (label.value == MREG_NONE_INTEGER)
				RefuseImage(CONFUSION_TYPE, "A label of a set is not an integer of four bytes.");
		}
		m = MultilabelIntern(m, MREG_LABELS, &label, &index);
		if (index != k)
			RefuseImage(CONFUSION_TYPE, "A label occurs twice.");
	}
	return m;
}

/* Reads the cells of the labels; none is entered behind the labels. */
static MregConfusion *
ReceiveLabelCells(StringInfo buf, MregConfusion *m)
{
	uint32 nlabels = LabelsOf(m)->nlabels;
	uint32 ncells = ReceiveCount(buf);
	LabelValue none = { MREG_NONE_INTEGER, MREG_NONE_TEXT, MREG_NONE_TEXT_LEN };
	uint32 index = MREG_NO_LABEL;

	CheckLeft(CONFUSION_TYPE, buf, ncells, 16);
	if (ncells > 0 && nlabels == 0)
		RefuseImage(CONFUSION_TYPE, "A cell names a label that is not there.");
	if (nlabels > 0)
		m = MultilabelIntern(m, MREG_LABELS, &none, &index);
	for (uint32 k = 0; k < ncells; k++)
	{
		uint32 i = (uint32) pq_getmsgint(buf, 4);
		uint32 j = (uint32) pq_getmsgint(buf, 4);

		if ((i != MREG_NO_LABEL && i >= nlabels) || (j != MREG_NO_LABEL && j >= nlabels))
			RefuseImage(CONFUSION_TYPE, "A cell names a label that is not there.");
		m = ReceiveNumber(buf, m, MREG_LABELS, i == MREG_NO_LABEL ? index : i, j == MREG_NO_LABEL ? index : j);
	}
	return m;
}

/* Reads the cells of the rows. */
static MregConfusion *
ReceiveRowCells(StringInfo buf, MregConfusion *m)
{
	uint32 ncells = ReceiveCount(buf);

	CheckLeft(CONFUSION_TYPE, buf, ncells, 20);
	for (uint32 k = 0; k < ncells; k++)
	{
		uint32 t = (uint32) pq_getmsgint(buf, 4);
		uint32 p = (uint32) pq_getmsgint(buf, 4);
		LabelValue sizes = { 0, NULL, 0 };
		LabelValue both = { (uint32) pq_getmsgint(buf, 4), NULL, 0 };
		uint32 i;
		uint32 j;

		if (t > PG_INT32_MAX || p > PG_INT32_MAX)
			RefuseImage(CONFUSION_TYPE, "A row has too many labels.");
		sizes.value = mreg_shape(t, p);
		m = MultilabelIntern(m, MREG_ROWS, &sizes, &i);
		m = MultilabelIntern(m, MREG_ROWS, &both, &j);
		m = ReceiveNumber(buf, m, MREG_ROWS, i, j);
	}
	return m;
}

/* Reads what MultilabelSend wrote; trusts nothing, and closes what it built. */
MregConfusion *
MultilabelReceive(StringInfo buf, uint8 kind, uint8 flags)
{
	MregConfusion *m;

	if (kind == MREG_LABEL_BOOLEAN)
		RefuseImage(CONFUSION_TYPE, "Sets of labels are not boolean.");
	m = MultilabelMake(kind, flags);
	m = ReceiveLabels(buf, m);
	m = ReceiveLabelCells(buf, m);
	m = ReceiveRowCells(buf, m);
	if (buf->cursor != buf->len)
		RefuseImage(CONFUSION_TYPE, "It goes on after its end.");
	if (!mreg_multi_check(m, VARSIZE(m)) || !MultilabelIsSound(m))
		RefuseImage(CONFUSION_TYPE, "Its labels and rows contradict each other.");
	return MultilabelClose(m);
}
