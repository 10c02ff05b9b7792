/* confusion_aggregate.c: the aggregates that build and merge mreg.confusion. */
#include "metrics/confusion_state.h"

#include "core/agreement.h"
#include "core/confusion_layout.h"

#define WEIGHT_ARG 3

/* Number of values that rollup merged into an open state. */
static inline uint32 *
InputsOf(const MregConfusion *o)
{
	return &(mreg_multilabel(o) ? mreg_open_part(o, MREG_ROWS) : (MregOpenConfusion *) o)->inputs;
}

/* A state in the form that a row of that kind needs. */
MregOpenConfusion *
MakeState(FunctionCallInfo fcinfo, uint8 kind, uint8 flags, uint64 text)
{
	MregConfusion *c;
	MregOpenConfusion *o;

	if (PG_ARGISNULL(0))
		return ConfusionMakeOpen(kind, flags, 0, 0, text);
	c = ConfusionGetAny(PG_GETARG_DATUM(0));
	if (mreg_multilabel(c) && !mreg_multi_empty(c))
		RefuseMixedRows();
	if (mreg_multilabel(c))
		return ConfusionMakeOpen(kind, flags, 0, 0, text);
	if (c->kind != kind && c->nlabels > 0)
		RefuseMixedKinds(c->kind, kind);
	o = ConfusionReopen(c, kind, flags);
	o->head.kind = kind;
	return o;
}

/* Counts a row for which the state is not ready or has no room. */
static pg_noinline Datum
CountIntegersSlowly(FunctionCallInfo fcinfo, uint8 kind, int64 y_true, int64 y_pred)
{
	MregOpenConfusion *o = ReadyState(fcinfo, kind, 0);
	MregStatus status;

	if (o == NULL)
		o = MakeState(fcinfo, kind, 0, 0);
	while ((status = mreg_count_integers(o, y_true, y_pred)) != MREG_OK)
	{
		if (status == MREG_OVERFLOW)
			RefuseOverflow();
		o = ConfusionGrow(o, 0, true);
	}
	PG_RETURN_POINTER(o);
}

/* Counts a row of boolean or integer labels. */
static inline Datum
CountIntegers(FunctionCallInfo fcinfo, uint8 kind, int64 y_true, int64 y_pred)
{
	MregOpenConfusion *o = ReadyState(fcinfo, kind, 0);

	if (unlikely(o == NULL || !mreg_count_at_once(o, y_true, y_pred)))
		return CountIntegersSlowly(fcinfo, kind, y_true, y_pred);
	PG_RETURN_POINTER(o);
}

/* A text label, detoasted only where it must be. */
static inline const text *
LabelArg(FunctionCallInfo fcinfo, int argno)
{
	struct varlena *label = (struct varlena *) DatumGetPointer(PG_GETARG_DATUM(argno));

	if (unlikely(VARATT_IS_COMPRESSED(label) || VARATT_IS_EXTERNAL(label)))
		return pg_detoast_datum_packed(label);
	return label;
}

/* Counts a row of text labels. */
static Datum
CountTexts(FunctionCallInfo fcinfo, const text *y_true, const text *y_pred)
{
	MregOpenConfusion *o = ReadyState(fcinfo, MREG_LABEL_TEXT, 0);
	const char *p = VARDATA_ANY(y_true);
	const char *q = VARDATA_ANY(y_pred);
	uint32 plen = VARSIZE_ANY_EXHDR(y_true);
	uint32 qlen = VARSIZE_ANY_EXHDR(y_pred);
	MregStatus status;

	if (unlikely(o == NULL))
		o = MakeState(fcinfo, MREG_LABEL_TEXT, 0, (uint64) plen + qlen);
	while (unlikely((status = mreg_count_texts(o, p, plen, q, qlen)) != MREG_OK))
	{
		if (status == MREG_OVERFLOW)
			RefuseOverflow();
		o = ConfusionGrow(o, (uint64) plen + qlen, true);
	}
	PG_RETURN_POINTER(o);
}

/* Adds the weight of a row whose labels are entered, and returns the state. */
Datum
AddRowWeight(MregOpenConfusion *o, uint32 i, uint32 j, double w)
{
	MregStatus status;

	while ((status = mreg_add_weight(o, i, j, w, 0)) == MREG_GROW)
		o = ConfusionGrow(o, 0, false);
	if (status == MREG_OVERFLOW)
		RefuseOverflow();
	PG_RETURN_POINTER(o);
}

/* Adds a weighted row of boolean or integer labels. */
static Datum
WeighIntegers(FunctionCallInfo fcinfo, uint8 kind, int64 y_true, int64 y_pred)
{
	double w = WeightArg(fcinfo, WEIGHT_ARG);
	MregOpenConfusion *o = ReadyState(fcinfo, kind, MREG_WEIGHTED);
	uint32 i;
	uint32 j;

	if (w == 0)
		return SkipRow(fcinfo);
	if (o == NULL)
		o = MakeState(fcinfo, kind, MREG_WEIGHTED, 0);
	while (mreg_intern_integer(o, y_true, &i) != MREG_OK || mreg_intern_integer(o, y_pred, &j) != MREG_OK)
		o = ConfusionGrow(o, 0, false);
	return AddRowWeight(o, i, j, w);
}

/* Adds a weighted row of text labels. */
static Datum
WeighTexts(FunctionCallInfo fcinfo, const text *y_true, const text *y_pred)
{
	double w = WeightArg(fcinfo, WEIGHT_ARG);
	MregOpenConfusion *o = ReadyState(fcinfo, MREG_LABEL_TEXT, MREG_WEIGHTED);
	uint32 plen = VARSIZE_ANY_EXHDR(y_true);
	uint32 qlen = VARSIZE_ANY_EXHDR(y_pred);
	uint32 i;
	uint32 j;

	if (w == 0)
		return SkipRow(fcinfo);
	if (o == NULL)
		o = MakeState(fcinfo, MREG_LABEL_TEXT, MREG_WEIGHTED, (uint64) plen + qlen);
	while (mreg_intern_text(o, VARDATA_ANY(y_true), plen, &i) != MREG_OK ||
		   mreg_intern_text(o, VARDATA_ANY(y_pred), qlen, &j) != MREG_OK)
		o = ConfusionGrow(o, (uint64) plen + qlen, false);
	return AddRowWeight(o, i, j, w);
}

/* Takes one row, given by the numbers of its labels, out of the state of a moving frame. */
static Datum
RemoveRow(MregOpenConfusion *o, uint32 i, uint32 j)
{
	if (i == MREG_NO_LABEL || j == MREG_NO_LABEL || mreg_take_count(o, i, j, 1) != MREG_OK)
		RefuseRemoval();
	PG_RETURN_POINTER(o);
}

/* The state that a row is taken out of. */
static MregOpenConfusion *
StateToShrink(FunctionCallInfo fcinfo, uint8 kind)
{
	MregOpenConfusion *o = ReadyState(fcinfo, kind, 0);

	return o != NULL ? o : MakeState(fcinfo, kind, 0, 0);
}

static Datum
RemoveIntegers(FunctionCallInfo fcinfo, uint8 kind, int64 y_true, int64 y_pred)
{
	MregOpenConfusion *o = StateToShrink(fcinfo, kind);

	return RemoveRow(o, mreg_find_integer(o, y_true), mreg_find_integer(o, y_pred));
}

static Datum
RemoveTexts(FunctionCallInfo fcinfo, const text *y_true, const text *y_pred)
{
	MregOpenConfusion *o = StateToShrink(fcinfo, MREG_LABEL_TEXT);

	return RemoveRow(o, mreg_find_text(o, VARDATA_ANY(y_true), VARSIZE_ANY_EXHDR(y_true)),
					 mreg_find_text(o, VARDATA_ANY(y_pred), VARSIZE_ANY_EXHDR(y_pred)));
}

/*
 * The transition (count), its inverse (remove) and the weighted transition (weigh) of one type of label.
 * A NULL in any argument skips the row.
 */
#define INTEGER_TRANSITIONS(name, kind, GETARG)                             \
	ROW_FUNCTION(mreg_confusion_count_##name, 2, CountIntegers(fcinfo, kind, GETARG(1), GETARG(2))) \
	ROW_FUNCTION(mreg_confusion_remove_##name, 2, RemoveIntegers(fcinfo, kind, GETARG(1), GETARG(2))) \
	ROW_FUNCTION(mreg_confusion_weigh_##name, 3, WeighIntegers(fcinfo, kind, GETARG(1), GETARG(2)))

INTEGER_TRANSITIONS(boolean, MREG_LABEL_BOOLEAN, PG_GETARG_BOOL)
INTEGER_TRANSITIONS(smallint, MREG_LABEL_INTEGER, PG_GETARG_INT16)
INTEGER_TRANSITIONS(integer, MREG_LABEL_INTEGER, PG_GETARG_INT32)
INTEGER_TRANSITIONS(bigint, MREG_LABEL_INTEGER, PG_GETARG_INT64)

/*
 * The transition of paired_correctness and its inverse for one type of label: counts whether two predictions of a
 * row are right.
 */
#define PAIRED_TRANSITIONS(name, GETARG)                                                           \
	ROW_FUNCTION(mreg_paired_count_##name, 3, \
				 CountIntegers(fcinfo, MREG_LABEL_BOOLEAN, GETARG(1) == GETARG(2), GETARG(1) == GETARG(3))) \
	ROW_FUNCTION(mreg_paired_remove_##name, 3, \
				 RemoveIntegers(fcinfo, MREG_LABEL_BOOLEAN, GETARG(1) == GETARG(2), GETARG(1) == GETARG(3)))

PAIRED_TRANSITIONS(boolean, PG_GETARG_BOOL)
PAIRED_TRANSITIONS(smallint, PG_GETARG_INT16)
PAIRED_TRANSITIONS(integer, PG_GETARG_INT32)
PAIRED_TRANSITIONS(bigint, PG_GETARG_INT64)

/* Are the bytes of two texts the same? */
static bool
SameText(const text *a, const text *b)
{
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

/* Counts or takes out a row of paired_correctness of text labels. */
static Datum
PairTexts(FunctionCallInfo fcinfo, Datum (*function)(FunctionCallInfo, uint8, int64, int64))
{
	const text *y_true;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return SkipRow(fcinfo);
	y_true = LabelArg(fcinfo, 1);
	return function(fcinfo, MREG_LABEL_BOOLEAN, SameText(y_true, LabelArg(fcinfo, 2)),
					SameText(y_true, LabelArg(fcinfo, 3)));
}

/* Counts a row of paired_correctness of text labels. */
EXPRESSION_FUNCTION(mreg_paired_count_text, PairTexts(fcinfo, CountIntegers))

/* Takes out a row of paired_correctness of text labels. */
EXPRESSION_FUNCTION(mreg_paired_remove_text, PairTexts(fcinfo, RemoveIntegers))

MREG_FUNCTION(mreg_confusion_count_text);

/* Counts a row of text labels. */
Datum
mreg_confusion_count_text(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return SkipRow(fcinfo);
	return CountTexts(fcinfo, LabelArg(fcinfo, 1), LabelArg(fcinfo, 2));
}

MREG_FUNCTION(mreg_confusion_remove_text);

/* Takes out a row of text labels. */
Datum
mreg_confusion_remove_text(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return SkipRow(fcinfo);
	return RemoveTexts(fcinfo, PG_GETARG_TEXT_PP(1), PG_GETARG_TEXT_PP(2));
}

MREG_FUNCTION(mreg_confusion_weigh_text);

/* Adds a weighted row of text labels. */
Datum
mreg_confusion_weigh_text(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(WEIGHT_ARG))
		return SkipRow(fcinfo);
	return WeighTexts(fcinfo, PG_GETARG_TEXT_PP(1), PG_GETARG_TEXT_PP(2));
}

/*
 * The state of an aggregate that merges, its own to change and fit to take src: open, multilabel as src is.
 * A state without rows takes any.
 */
static MregConfusion *
MergeState(FunctionCallInfo fcinfo, const MregConfusion *src)
{
	MregConfusion *c;
	MregConfusion *o;

	if (PG_ARGISNULL(0))
	{
		if (mreg_multilabel(src))
			return MultilabelMake(src->kind, src->flags);
		return &ConfusionMakeOpen(src->kind, src->flags & MREG_WEIGHTED, src->nlabels, src->ncells, src->textlen)->head;
	}
	c = (MregConfusion *) PG_GETARG_POINTER(0);
	if (VARATT_IS_4B_U(c) && c->form == MREG_OPEN)
		o = c;
	else
	{
		c = ConfusionGetAny(PG_GETARG_DATUM(0));
		o = mreg_multilabel(c) ? MultilabelReopen(c, src->kind, src->flags) :
								 &ConfusionReopen(c, src->kind, src->flags)->head;
	}
	if (mreg_multilabel(o) != mreg_multilabel(src) && !ConfusionIsEmpty(src))
	{
		uint32 inputs = *InputsOf(o);

		if (!ConfusionIsEmpty(o))
			RefuseMixedRows();
		if (mreg_multilabel(src))
			o = MultilabelMake(src->kind, src->flags);
		else
			o = &ConfusionMakeOpen(src->kind, src->flags & MREG_WEIGHTED, src->nlabels, src->ncells, 0)->head;
		*InputsOf(o) = inputs;
	}
	return o;
}

/* Adds src to a state made by MergeState. */
static MregConfusion *
MergeInto(MregConfusion *o, const MregConfusion *src)
{
	if (ConfusionIsEmpty(src))
		return o;
	if (mreg_multilabel(o))
		return MultilabelMerge(o, src);
	return &ConfusionMerge((MregOpenConfusion *) o, src)->head;
}

MREG_FUNCTION(mreg_confusion_combine);

/* Merges two partial states; the second is left as it is. */
Datum
mreg_confusion_combine(PG_FUNCTION_ARGS)
{
	MregConfusion *src;
	MregConfusion *o;
	uint32 inputs = 1;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	src = ConfusionGetAny(PG_GETARG_DATUM(1));
	if (src->form == MREG_OPEN)
		inputs = *InputsOf(src);
	o = MergeInto(MergeState(fcinfo, src), src);
	*InputsOf(o) = inputs > PG_UINT32_MAX - *InputsOf(o) ? PG_UINT32_MAX : *InputsOf(o) + inputs;
	PG_RETURN_POINTER(o);
}

MREG_FUNCTION(mreg_confusion_rollup);

/* Transition of rollup: adds one stored value. */
Datum
mreg_confusion_rollup(PG_FUNCTION_ARGS)
{
	MregConfusion *src;
	MregConfusion *o;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	src = ConfusionGetAny(PG_GETARG_DATUM(1));
	o = MergeInto(MergeState(fcinfo, src), src);
	if (*InputsOf(o) < PG_UINT32_MAX)
		++*InputsOf(o);
	PG_RETURN_POINTER(o);
}

/* Takes src out of a state of counts, if all of it is there. */
static MregStatus
TakeOut(MregConfusion *o, const MregConfusion *src)
{
	if (ConfusionIsEmpty(src))
		return MREG_OK;
	if (mreg_weighted(o) || mreg_weighted(src) || mreg_multilabel(o) != mreg_multilabel(src) ||
		(LabelsOf(src)->nlabels > 0 && o->kind != src->kind))
		return MREG_MISSING;
	if (!mreg_multilabel(o))
		return mreg_subtract((MregOpenConfusion *) o, src);
	if (mreg_subtract(mreg_open_part(o, MREG_LABELS), mreg_part(src, MREG_LABELS)) != MREG_OK)
		return MREG_MISSING;
	return mreg_subtract(mreg_open_part(o, MREG_ROWS), mreg_part(src, MREG_ROWS));
}

MREG_FUNCTION(mreg_confusion_rollup_remove);

/* Inverse of rollup: takes one stored value out; NULL, which starts the frame anew, where weights are in it. */
Datum
mreg_confusion_rollup_remove(PG_FUNCTION_ARGS)
{
	MregConfusion *src;
	MregConfusion *o;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	src = ConfusionGetAny(PG_GETARG_DATUM(1));
	o = MergeState(fcinfo, src);
	if (mreg_weighted(o) || TakeOut(o, src) != MREG_OK)
		PG_RETURN_NULL();
	if (*InputsOf(o) < PG_UINT32_MAX)
		--*InputsOf(o);
	PG_RETURN_POINTER(o);
}

MREG_FUNCTION(mreg_confusion_rollup_final);

/* Result of rollup; NULL where no value was merged. */
Datum
mreg_confusion_rollup_final(PG_FUNCTION_ARGS)
{
	MregConfusion *c;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	c = (MregConfusion *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	if (c->form == MREG_CLOSED || *InputsOf(c) == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(ConfusionClose(c));
}

/* The state of a final function, or NULL where no row was counted. */
static const MregConfusion *
FinalState(FunctionCallInfo fcinfo)
{
	MregConfusion *c;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		return NULL;
	c = (MregConfusion *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	return ConfusionIsEmpty(c) ? NULL : c;
}

MREG_FUNCTION(mreg_confusion_final);

/* Result of confusion_matrix, in canonical form. */
Datum
mreg_confusion_final(PG_FUNCTION_ARGS)
{
	const MregConfusion *c = FinalState(fcinfo);

	if (c == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(ConfusionClose(c));
}

/* One score of the positive class (true or 1) straight from the state, with scikit-learn's defaults. */
static Datum
BinaryFinal(FunctionCallInfo fcinfo, MregMetric metric, const char *name)
{
	static const MregZeroDivision undefined = { true, 0 };
	const MregConfusion *c = FinalState(fcinfo);
	MregClass few[8];
	MregClass *classes = few;
	MregClass positive = { 0, 0, 0, 0, 0, 0 };
	MregScore score;
	int present = 0;
	bool found = false;

	if (c == NULL)
		PG_RETURN_NULL();
	if (c->nlabels > lengthof(few))
		classes = MemoryContextAllocHuge(CurrentMemoryContext, c->nlabels * sizeof(MregClass));
	mreg_class_sums(c, classes);
	for (uint32 k = 0; k < c->nlabels; k++)
	{
		if (classes[k].t == 0 && classes[k].p == 0)
			continue;
		present++;
		if (c->kind != MREG_LABEL_TEXT && mreg_label_integer(c, k) == 1)
		{
			positive = classes[k];
			found = true;
		}
	}
	RequireBinary(c->kind, present, found, name);
	score = mreg_class_score(metric, 1, &positive, undefined);
	if (score.is_null)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(score.value);
}

/* precision_score of two columns. */
EXPRESSION_FUNCTION(mreg_precision_final, BinaryFinal(fcinfo, MREG_PRECISION, "precision_score"))

/* recall_score of two columns. */
EXPRESSION_FUNCTION(mreg_recall_final, BinaryFinal(fcinfo, MREG_RECALL, "recall_score"))

/* f1_score of two columns. */
EXPRESSION_FUNCTION(mreg_f1_final, BinaryFinal(fcinfo, MREG_FBETA, "f1_score"))

MREG_FUNCTION(mreg_accuracy_final);

/* accuracy_score of two columns. */
Datum
mreg_accuracy_final(PG_FUNCTION_ARGS)
{
	const MregConfusion *c = FinalState(fcinfo);
	double total;
	double correct;

	if (c == NULL)
		PG_RETURN_NULL();
	mreg_totals(c, &total, &correct);
	PG_RETURN_FLOAT8(correct / total);
}

MREG_FUNCTION(mreg_matthews_final);

/* matthews_corrcoef of two columns. */
Datum
mreg_matthews_final(PG_FUNCTION_ARGS)
{
	const MregConfusion *c = FinalState(fcinfo);
	MregScore score;
	void *work;

	if (c == NULL)
		PG_RETURN_NULL();
	work = MemoryContextAllocHuge(CurrentMemoryContext, mreg_agreement_worksize(c->nlabels));
	score = mreg_matthews(c, work);
	if (score.is_null)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(score.value);
}
