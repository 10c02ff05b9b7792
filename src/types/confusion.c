/* confusion.c: mreg.confusion: access, growth, binary I/O, equality, sum and difference. */
#include "types/confusion.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* The word for a kind of label. */
const char *
LabelKindName(uint8 kind)
{
	static const char *const names[] = { "no", "boolean", "integer", "text" };

	return names[kind];
}

/* Raises the error of labels that do not go together. */
void
RefuseMixedKinds(uint8 a, uint8 b)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("cannot mix %s and %s labels in one confusion matrix", LabelKindName(a), LabelKindName(b)),
			 errhint("Cast the labels to one type before they are counted.")));
}

/* Raises the error of a sum that leaves the range of its type. */
void
RefuseOverflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("sum of the cells of a confusion matrix is out of range")));
}

/* A value of either form, multilabel or not, detoasted and checked. */
MregConfusion *
ConfusionGetAny(Datum d)
{
	MregConfusion *c = (MregConfusion *) PG_DETOAST_DATUM(d);
	Size size = VARSIZE(c);
	bool good = size >= sizeof(MregConfusion);

	if (good && mreg_multilabel(c))
		good = mreg_multi_check(c, size);
	else if (good)
		good = c->form == MREG_OPEN ? mreg_open_check(c, size) : mreg_closed_check(c, size);
	if (!good)
		RefuseDamage(CONFUSION_TYPE);
	return c;
}

/* A value of either form whose rows have one label each. */
MregConfusion *
ConfusionGet(Datum d)
{
	MregConfusion *c = ConfusionGetAny(d);

	if (mreg_multilabel(c))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("this is not defined for a multilabel confusion matrix"),
				 errdetail("The rows of the matrix have sets of labels."),
				 errhint("multilabel_confusion_matrix(cm) gives the counts of every label.")));
	return c;
}

/* The canonical form of a value whose rows have one label each. */
MregConfusion *
ConfusionGetClosed(Datum d)
{
	MregConfusion *c = ConfusionGet(d);

	return c->form == MREG_CLOSED ? c : ConfusionClose(c);
}

/* The canonical form of a value, multilabel or not. */
MregConfusion *
ConfusionGetAnyClosed(Datum d)
{
	MregConfusion *c = ConfusionGetAny(d);

	return c->form == MREG_CLOSED ? c : ConfusionClose(c);
}

/* Does a value hold no row? */
bool
ConfusionIsEmpty(const MregConfusion *c)
{
	if (mreg_multilabel(c))
		return mreg_multi_empty(c);
	return c->nlabels == 0 ||
		(c->form == MREG_OPEN && !mreg_weighted(c) && ((const MregOpenConfusion *) c)->total == 0);
}

/* A block with its varlena header set. */
void *
ConfusionAllocate(uint64 size)
{
	void *block;

	if (size > MaxAllocSize)
		RefuseSize("confusion matrix", "Count fewer distinct pairs of labels per group.");
	block = palloc(size);
	SET_VARSIZE(block, size);
	return block;
}

/* A new open form with room for that much. */
MregOpenConfusion *
ConfusionMakeOpen(uint8 kind, uint8 flags, uint64 labels, uint64 cells, uint64 text)
{
	MregPlan plan;
	MregOpenConfusion *o;

	if (!mreg_plan_open(&plan, kind, flags, labels, cells, text))
		RefuseSize("confusion matrix", "Count fewer distinct pairs of labels per group.");
	o = ConfusionAllocate(plan.size);
	mreg_open_init(o, &plan);
	SET_VARSIZE(o, plan.size);
	return o;
}

/* A larger copy after MREG_GROW, in the current memory context; text is what the next labels need. */
MregOpenConfusion *
ConfusionGrow(MregOpenConfusion *o, uint64 text, bool compact)
{
	MregPlan plan;
	MregOpenConfusion *larger;

	CHECK_FOR_INTERRUPTS();
	if (!mreg_plan_growth(&plan, o, text, compact))
		RefuseSize("confusion matrix", "Count fewer distinct pairs of labels per group.");
	larger = ConfusionAllocate(plan.size);
	mreg_open_rebuild(o, larger, &plan);
	SET_VARSIZE(larger, plan.size);
	return larger;
}

/* An open form with the content of c, of the kind and flags that are needed. */
MregOpenConfusion *
ConfusionReopen(const MregConfusion *c, uint8 kind, uint8 flags)
{
	MregOpenConfusion *o;

	if (c->kind != MREG_LABEL_NONE && c->nlabels > 0)
		kind = c->kind;
	o = ConfusionMakeOpen(kind, (flags | c->flags) & MREG_WEIGHTED, c->nlabels,
						  c->form == MREG_CLOSED ? c->ncells : 0, c->textlen);
	if (c->form == MREG_OPEN)
		o->inputs = ((const MregOpenConfusion *) c)->inputs;
	return ConfusionMerge(o, c);
}

/*
 * Adds src to an open form and returns it, or a larger one in the current memory context.
 * Kinds must agree; the result is weighted if either is.
 */
MregOpenConfusion *
ConfusionMerge(MregOpenConfusion *o, const MregConfusion *src)
{
	MregOpenConfusion *given = o;
	MregMerge merge;
	MregStatus status;
	uint32 *map;

	if (src->nlabels == 0)
		return o;
	if (o->head.kind != src->kind)
	{
		/* A state that holds nothing takes any kind. */
		if (o->head.nlabels > 0 && (mreg_weighted(&o->head) || o->total > 0))
			RefuseMixedKinds(o->head.kind, src->kind);
		if (o->head.nlabels > 0)
		{
			uint32 inputs = o->inputs;

			o = ConfusionMakeOpen(src->kind, src->flags & MREG_WEIGHTED, src->nlabels, 0, 0);
			o->inputs = inputs;
		}
		o->head.kind = src->kind;
	}
	if (mreg_weighted(src) && !mreg_weighted(&o->head))
		o = ConfusionReopen(&o->head, src->kind, MREG_WEIGHTED);
	if ((o->head.flags & MREG_SHRUNK) && o->head.nlabels + (uint64) src->nlabels > o->labelcap)
		o = ConfusionGrow(o, 0, true);

	map = MemoryContextAllocHuge(CurrentMemoryContext, src->nlabels * sizeof(uint32));
	mreg_merge_start(&merge, src, map);
	while ((status = mreg_merge_step(&merge, o)) == MREG_GROW)
	{
		MregOpenConfusion *larger;
		uint32 len = 0;

		if (src->kind == MREG_LABEL_TEXT && merge.mapped < src->nlabels)
			(void) mreg_label_text(src, merge.mapped, &len);
		larger = ConfusionGrow(o, len, false);
		if (o != given)
			pfree(o);
		o = larger;
	}
	pfree(map);
	if (status == MREG_OVERFLOW)
		RefuseOverflow();
	return o;
}

/* The canonical form of a value, multilabel or not. */
MregConfusion *
ConfusionClose(const MregConfusion *c)
{
	MregClose close;
	MregConfusion *result;
	char *work;

	if (mreg_multilabel(c))
		return MultilabelClose(c);
	work = MemoryContextAllocHuge(CurrentMemoryContext, mreg_close_worksize(c));
	if (mreg_close_prepare(&close, c, work) != MREG_OK)
		RefuseOverflow();
	result = ConfusionAllocate(close.size);
	mreg_close_write(&close, result);
	SET_VARSIZE(result, close.size);
	pfree(work);
	return result;
}

/* Label k as text, palloc'd. */
char *
LabelOut(const MregConfusion *c, uint32 k)
{
	uint32 len;
	const char *p;

	if (c->kind == MREG_LABEL_BOOLEAN)
		return pstrdup(mreg_label_integer(c, k) ? "true" : "false");
	if (c->kind == MREG_LABEL_INTEGER)
		return psprintf(INT64_FORMAT, (int64) mreg_label_integer(c, k));
	p = mreg_label_text(c, k, &len);
	return pnstrdup(p, len);
}

/* Sends label k: text in the client's encoding. */
void
SendLabel(StringInfo buf, const MregConfusion *c, uint32 k)
{
	if (c->kind == MREG_LABEL_TEXT)
	{
		uint32 len;
		const char *p = mreg_label_text(c, k, &len);
		char *converted = pg_server_to_client(p, len);

		if (converted != p)
			len = strlen(converted);
		pq_sendint32(buf, len);
		pq_sendbytes(buf, converted, len);
		if (converted != p)
			pfree(converted);
	}
	else if (c->kind == MREG_LABEL_BOOLEAN)
		pq_sendbyte(buf, (uint8) mreg_label_integer(c, k));
	else
		pq_sendint64(buf, mreg_label_integer(c, k));
}

MREG_FUNCTION(mreg_confusion_send);

/* Binary output: version, kind, flags, labels, cells; a multilabel one goes on as MultilabelSend tells. */
Datum
mreg_confusion_send(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	const MregCell *cells = mreg_closed_cells(c);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MREG_CONFUSION_VERSION);
	pq_sendbyte(&buf, c->kind);
	pq_sendbyte(&buf, c->flags);
	if (mreg_multilabel(c))
	{
		MultilabelSend(&buf, c);
		PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
	}
	pq_sendint32(&buf, c->nlabels);
	for (uint32 k = 0; k < c->nlabels; k++)
		SendLabel(&buf, c, k);
	pq_sendint32(&buf, c->ncells);
	for (uint32 k = 0; k < c->ncells; k++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&buf, cells[k].i);
		pq_sendint32(&buf, cells[k].j);
		if (mreg_weighted(c))
			pq_sendfloat8(&buf, cells[k].u.w);
		else
			pq_sendint64(&buf, cells[k].u.n);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* A number of things that follow. */
uint32
ReceiveCount(StringInfo buf)
{
	CheckLeft(CONFUSION_TYPE, buf, 1, 4);
	return (uint32) pq_getmsgint(buf, 4);
}

/* Reads one label and enters it; it must be new. */
static MregOpenConfusion *
ReceiveLabel(StringInfo buf, MregOpenConfusion *o)
{
	uint32 before = o->head.nlabels;
	uint32 index;

	if (o->head.kind == MREG_LABEL_TEXT)
	{
		uint32 sent = ReceiveCount(buf);
		int len;
		char *text;

		CheckLeft(CONFUSION_TYPE, buf, sent, 1);
		text = pq_getmsgtext(buf, (int) sent, &len);
		while (mreg_intern_text(o, text, len, &index) == MREG_GROW)
			o = ConfusionGrow(o, len, false);
		pfree(text);
	}
	else
	{
		int64 value;

		CheckLeft(CONFUSION_TYPE, buf, 1, o->head.kind == MREG_LABEL_BOOLEAN ? 1 : 8);
		value = o->head.kind == MREG_LABEL_BOOLEAN ? pq_getmsgbyte(buf) : pq_getmsgint64(buf);
		if (o->head.kind == MREG_LABEL_BOOLEAN && (value & ~INT64CONST(1)))
			RefuseImage(CONFUSION_TYPE, "A boolean label is neither 0 nor 1.");
		(void) mreg_intern_integer(o, value, &index);
	}
	if (o->head.nlabels == before)
		RefuseImage(CONFUSION_TYPE, "A label occurs twice.");
	return o;
}

/* Reads one cell and enters it; it must be new, within the labels and above 0. */
static MregOpenConfusion *
ReceiveCell(StringInfo buf, MregOpenConfusion *o)
{
	uint32 i = (uint32) pq_getmsgint(buf, 4);
	uint32 j = (uint32) pq_getmsgint(buf, 4);
	MregStatus status;

	CHECK_FOR_INTERRUPTS();
	if (i >= o->head.nlabels || j >= o->head.nlabels)
		RefuseImage(CONFUSION_TYPE, "A cell names a label that is not there.");
	if (mreg_cell_used(o, i, j))
		RefuseImage(CONFUSION_TYPE, "A cell occurs twice.");
	if (mreg_weighted(&o->head))
	{
		float8 w = pq_getmsgfloat8(buf);

		if (!(w > 0) || isinf(w))
			RefuseImage(CONFUSION_TYPE, "A weight is not a finite number above 0.");
		while ((status = mreg_add_weight(o, i, j, w, 0)) == MREG_GROW)
			o = ConfusionGrow(o, 0, false);
	}
	else
	{
		int64 n = pq_getmsgint64(buf);

		if (n <= 0)
			RefuseImage(CONFUSION_TYPE, "A count is not above 0.");
		while ((status = mreg_add_count(o, i, j, n)) == MREG_GROW)
			o = ConfusionGrow(o, 0, false);
	}
	if (status == MREG_OVERFLOW)
		RefuseOverflow();
	return o;
}

MREG_FUNCTION(mreg_confusion_recv);

/* Binary input: trusts nothing, and closes what it built. */
Datum
mreg_confusion_recv(PG_FUNCTION_ARGS)
{
	static const uint8 label_size[] = { 0, 1, 8, 4 };
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	MregOpenConfusion *o;
	uint8 kind;
	uint8 flags;
	uint32 nlabels;
	uint32 ncells;

	CheckLeft(CONFUSION_TYPE, buf, 3, 1);
	if (pq_getmsgbyte(buf) != MREG_CONFUSION_VERSION)
		RefuseImage(CONFUSION_TYPE, "Its version is unknown.");
	kind = (uint8) pq_getmsgbyte(buf);
	flags = (uint8) pq_getmsgbyte(buf);
	if (kind > MREG_LABEL_TEXT)
		RefuseImage(CONFUSION_TYPE, "Its kind of label is unknown.");
	if (flags & ~(MREG_WEIGHTED | MREG_MULTILABEL))
		RefuseImage(CONFUSION_TYPE, "It has unknown flags.");
	if (flags & MREG_MULTILABEL)
		PG_RETURN_POINTER(MultilabelReceive(buf, kind, flags));
	nlabels = ReceiveCount(buf);
	if ((kind == MREG_LABEL_NONE) != (nlabels == 0))
		RefuseImage(CONFUSION_TYPE, "Its kind and number of labels disagree.");
	CheckLeft(CONFUSION_TYPE, buf, nlabels, label_size[kind]);
	o = ConfusionMakeOpen(kind, flags, nlabels, 0, 0);
	for (uint32 k = 0; k < nlabels; k++)
		o = ReceiveLabel(buf, o);
	ncells = ReceiveCount(buf);
	CheckLeft(CONFUSION_TYPE, buf, ncells, 16);
	for (uint32 k = 0; k < ncells; k++)
		o = ReceiveCell(buf, o);
	if (buf->cursor != buf->len)
		RefuseImage(CONFUSION_TYPE, "It goes on after its end.");
	PG_RETURN_POINTER(ConfusionClose(&o->head));
}

BYTES_FUNCTIONS(confusion, ConfusionGetAnyClosed)

/* Refuses matrices of which only one is multilabel and neither empty. */
void
RefuseMixedRows(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("cannot mix single labels and sets of labels in one confusion matrix")));
}

MREG_FUNCTION(mreg_confusion_add);

/* a + b: the matrix of the rows of both. */
Datum
mreg_confusion_add(PG_FUNCTION_ARGS)
{
	MregConfusion *a = ConfusionGetAny(PG_GETARG_DATUM(0));
	MregConfusion *b = ConfusionGetAny(PG_GETARG_DATUM(1));

	if (mreg_multilabel(a) || mreg_multilabel(b))
	{
		if (ConfusionIsEmpty(a) || ConfusionIsEmpty(b))
			PG_RETURN_POINTER(ConfusionClose(ConfusionIsEmpty(a) ? b : a));
		if (!mreg_multilabel(a) || !mreg_multilabel(b))
			RefuseMixedRows();
		a = MultilabelReopen(a, b->kind, b->flags);
		PG_RETURN_POINTER(MultilabelClose(MultilabelMerge(a, b)));
	}
	PG_RETURN_POINTER(ConfusionClose(&ConfusionMerge(ConfusionReopen(a, b->kind, b->flags), b)->head));
}

/* The working state of a without the rows of b. */
static MregConfusion *
Subtract(const MregConfusion *a, const MregConfusion *b, MregStatus *status)
{
	MregConfusion *m;
	MregOpenConfusion *o;

	if (mreg_multilabel(a) && mreg_multilabel(b))
	{
		m = MultilabelReopen(a, b->kind, 0);
		*status = MultilabelSubtract(m, b);
		return m;
	}
	o = ConfusionReopen(a, b->kind, 0);
	*status = mreg_subtract(o, b);
	return &o->head;
}

MREG_FUNCTION(mreg_confusion_subtract);

/* a - b: the matrix of the rows of a without those of b, which must be there; counts only. */
Datum
mreg_confusion_subtract(PG_FUNCTION_ARGS)
{
	MregConfusion *a = ConfusionGetAny(PG_GETARG_DATUM(0));
	MregConfusion *b = ConfusionGetAny(PG_GETARG_DATUM(1));
	MregStatus status;

	if (mreg_weighted(a) || mreg_weighted(b))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot subtract weighted confusion matrices"),
				 errdetail("The difference of sums of weights is not exact."),
				 errhint("Build the matrix again from the rows that remain.")));
	if (ConfusionIsEmpty(b))
		PG_RETURN_POINTER(ConfusionClose(a));
	if (mreg_multilabel(a) != mreg_multilabel(b) && !ConfusionIsEmpty(a))
		RefuseMixedRows();
	if (!ConfusionIsEmpty(a) && a->kind != b->kind && LabelsOf(a)->nlabels > 0 && LabelsOf(b)->nlabels > 0)
		RefuseMixedKinds(a->kind, b->kind);
	if (ConfusionIsEmpty(a))
		status = MREG_MISSING;
	else
		a = Subtract(a, b, &status);
	if (status != MREG_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot subtract a confusion matrix that is not part of the other"),
				 errdetail("A cell of the second matrix is larger than that of the first.")));
	PG_RETURN_POINTER(ConfusionClose(a));
}
