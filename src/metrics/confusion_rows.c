/* confusion_rows.c: a confusion as rows: confusion_cells, class_report. */
#include "types/confusion.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

MREG_FUNCTION(mreg_confusion_cells);

/* One row per cell that is not empty: y_true, y_pred, n. */
Datum
mreg_confusion_cells(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MregConfusion *c = ConfusionGetClosed(PG_GETARG_DATUM(0));
	const MregCell *cells = mreg_closed_cells(c);

	InitMaterializedSRF(fcinfo, 0);
	for (uint32 k = 0; k < c->ncells; k++)
	{
		Datum values[3];
		bool nulls[3] = { false, false, false };
		char *y_true = LabelOut(c, cells[k].i);
		char *y_pred = LabelOut(c, cells[k].j);

		CHECK_FOR_INTERRUPTS();
		values[0] = CStringGetTextDatum(y_true);
		values[1] = CStringGetTextDatum(y_pred);
		values[2] = Float8GetDatum(mreg_weighted(c) ? cells[k].u.w : (double) cells[k].u.n);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		pfree(DatumGetPointer(values[0]));
		pfree(DatumGetPointer(values[1]));
		pfree(y_true);
		pfree(y_pred);
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

/* Rows of the averages: accuracy where no label is left out, else micro; then macro and weighted. */
static void
PutAverages(ReturnSetInfo *rsinfo, const ClassList *list, MregZeroDivision zero_division)
{
	static const MregMetric metrics[] = { MREG_PRECISION, MREG_RECALL, MREG_FBETA };
	static const MregAverage averages[] = { MREG_MICRO, MREG_MACRO, MREG_WEIGHTED_AVERAGE };
	static const char *const kinds[] = { "micro", "macro", "weighted" };
	static const char *const labels[] = { "micro avg", "macro avg", "weighted avg" };
	double *work = MemoryContextAllocHuge(CurrentMemoryContext, 2 * list->n * sizeof(double) + 1);
	double support = 0;

	for (uint32 k = 0; k < list->n; k++)
		support += list->classes[k].t;
	for (int a = 0; a < 3; a++)
	{
		MregScore scores[3];

		for (int m = 0; m < 3; m++)
			scores[m] = mreg_average_score(metrics[m], 1, averages[a], list->classes, list->n, zero_division, work);
		if (a == 0 && list->covers_all)
		{
			scores[0].is_null = scores[1].is_null = true;
			PutRow(rsinfo, "accuracy", "accuracy", scores, support);
		}
		else
			PutRow(rsinfo, labels[a], kinds[a], scores, support);
	}
	pfree(work);
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
	c = ConfusionGetClosed(PG_GETARG_DATUM(0));
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
