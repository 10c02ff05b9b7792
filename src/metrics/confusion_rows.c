/* confusion_rows.c: a confusion as rows: confusion_cells, multilabel_confusion_matrix, class_report. */
#include "types/confusion.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* What the cells of a row or column are divided by: its sum, or that of all. */
typedef enum Share
{
	SHARE_NONE,
	SHARE_TRUE,
	SHARE_PRED,
	SHARE_ALL
} Share;

/* Puts one row per cell that is not empty: y_true, y_pred, and the cell or its share. */
static void
PutCells(FunctionCallInfo fcinfo, const MregConfusion *c, Share share)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	const MregCell *cells = mreg_closed_cells(c);
	MregClass *classes = MemoryContextAllocHuge(CurrentMemoryContext, c->nlabels * sizeof(MregClass) + 1);
	double total;
	double correct;

	InitMaterializedSRF(fcinfo, 0);
	mreg_class_sums(c, classes);
	mreg_totals(c, &total, &correct);
	for (uint32 k = 0; k < c->ncells; k++)
	{
		Datum values[3];
		bool nulls[3] = { false, false, false };
		char *y_true = LabelOut(c, cells[k].i);
		char *y_pred = LabelOut(c, cells[k].j);
		double n = mreg_weighted(c) ? cells[k].u.w : (double) cells[k].u.n;

		CHECK_FOR_INTERRUPTS();
		if (share == SHARE_TRUE)
			n /= classes[cells[k].i].t;
		else if (share == SHARE_PRED)
			n /= classes[cells[k].j].p;
		else if (share == SHARE_ALL)
			n /= total;
		values[0] = CStringGetTextDatum(y_true);
		values[1] = CStringGetTextDatum(y_pred);
		values[2] = Float8GetDatum(n);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		pfree(DatumGetPointer(values[0]));
		pfree(DatumGetPointer(values[1]));
		pfree(y_true);
		pfree(y_pred);
	}
}

MREG_FUNCTION(mreg_confusion_cells);

/* One row per cell that is not empty: y_true, y_pred, n. */
Datum
mreg_confusion_cells(PG_FUNCTION_ARGS)
{
	PutCells(fcinfo, ConfusionGetClosed(PG_GETARG_DATUM(0)), SHARE_NONE);
	return (Datum) 0;
}

MREG_FUNCTION(mreg_confusion_cells_over);

/* (cm, over text): one row per cell that is not empty: y_true, y_pred, share. */
Datum
mreg_confusion_cells_over(PG_FUNCTION_ARGS)
{
	static const char *const names[] = { "true", "pred", "all" };
	char *over = text_to_cstring(PG_GETARG_TEXT_PP(1));

	for (int k = 0; k < lengthof(names); k++)
	{
		if (strcmp(over, names[k]) != 0)
			continue;
		PutCells(fcinfo, ConfusionGetClosed(PG_GETARG_DATUM(0)), (Share) (SHARE_TRUE + k));
		return (Datum) 0;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cells cannot be shares over \"%s\"", Clipped(over)),
			 errhint("Shares are over the rows of a true label (true), of a predicted one (pred), or all.")));
}

MREG_FUNCTION(mreg_multilabel_confusion_matrix);

/* One row per class: label, tn, fp, fn, tp. */
Datum
mreg_multilabel_confusion_matrix(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MregConfusion *c;
	ClassList list;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	ListClasses(c, PG_ARGISNULL(1) ? NULL : PG_GETARG_ARRAYTYPE_P(1), &list);
	for (uint32 k = 0; k < list.n; k++)
	{
		char *name = ClassName(c, &list, k);
		const MregClass *class = &list.classes[k];
		Datum values[5];
		bool nulls[5] = { false, false, false, false, false };

		CHECK_FOR_INTERRUPTS();
		values[0] = CStringGetTextDatum(name);
		values[1] = Float8GetDatum(class->tn);
		values[2] = Float8GetDatum(class->fp);
		values[3] = Float8GetDatum(class->fn);
		values[4] = Float8GetDatum(class->tp);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		pfree(DatumGetPointer(values[0]));
		pfree(name);
	}
	return (Datum) 0;
}

/* Puts one row of a report: label, kind, three scores, support. */
static void
PutRow(ReturnSetInfo *rsinfo, const char *label, const char *kind, const MregScore *scores, double support)
{
	Datum values[6];
	bool nulls[6] = { false, false, false, false, false, false };

	values[0] = CStringGetTextDatum(label);
	values[1] = CStringGetTextDatum(kind);
	for (int m = 0; m < 3; m++)
	{
		values[2 + m] = Float8GetDatum(scores[m].value);
		nulls[2 + m] = scores[m].is_null;
	}
	values[5] = Float8GetDatum(support);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	pfree(DatumGetPointer(values[0]));
	pfree(DatumGetPointer(values[1]));
}

/* Rows of the averages; see ReportAverages. */
static void
PutAverages(ReturnSetInfo *rsinfo, const ClassList *list, MregZeroDivision zero_division)
{
	ReportAverage averages[MAX_REPORT_AVERAGES];
	int n = ReportAverages(list, zero_division, averages);

	for (int k = 0; k < n; k++)
		PutRow(rsinfo, averages[k].label, averages[k].kind, averages[k].scores, averages[k].support);
}

MREG_FUNCTION(mreg_class_report);

/* One row per class, then the averages; no row at all where there is no class. */
Datum
mreg_class_report(PG_FUNCTION_ARGS)
{
	static const MregMetric metrics[] = { MREG_PRECISION, MREG_RECALL, MREG_FBETA };
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MregZeroDivision zero_division = ZeroDivisionArg(fcinfo, 2);
	MregConfusion *c;
	ClassList list;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	ListClasses(c, PG_ARGISNULL(1) ? NULL : PG_GETARG_ARRAYTYPE_P(1), &list);
	for (uint32 k = 0; k < list.n; k++)
	{
		char *name = ClassName(c, &list, k);
		MregScore scores[3];

		CHECK_FOR_INTERRUPTS();
		for (int m = 0; m < 3; m++)
			scores[m] = mreg_class_score(metrics[m], 1, &list.classes[k], zero_division);
		PutRow(rsinfo, name, "class", scores, list.classes[k].t);
		pfree(name);
	}
	if (list.n > 0)
		PutAverages(rsinfo, &list, zero_division);
	return (Datum) 0;
}
