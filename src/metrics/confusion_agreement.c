/* confusion_agreement.c: metrics of all classes at once: matthews_corrcoef, cohen_kappa_score and their like. */
#include "types/confusion.h"

#include "core/agreement.h"
#include "utils/builtins.h"

/* Work space for metrics of a matrix of that many labels. */
static void *
WorkSpace(uint32 nlabels)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, mreg_agreement_worksize(nlabels));
}

MREG_FUNCTION(mreg_matthews_corrcoef);

/* Matthews' coefficient of any number of classes. */
Datum
mreg_matthews_corrcoef(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetClosed(PG_GETARG_DATUM(0));

	return ScoreDatum(fcinfo, mreg_matthews(c, WorkSpace(c->nlabels)));
}

/* The argument weights of cohen_kappa_score: NULL, linear or quadratic. */
MregDistance
DistanceArg(FunctionCallInfo fcinfo, int argno)
{
	char *name;

	if (PG_ARGISNULL(argno))
		return MREG_UNWEIGHTED;
	name = text_to_cstring(PG_GETARG_TEXT_PP(argno));
	if (strcmp(name, "linear") == 0)
		return MREG_LINEAR;
	if (strcmp(name, "quadratic") == 0)
		return MREG_QUADRATIC;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown weights \"%s\"", Clipped(name)),
			 errhint("The weights of a disagreement are NULL (all count the same), linear or quadratic.")));
}

MREG_FUNCTION(mreg_cohen_kappa_score);

/* (cm, weights text, labels text[] or bigint[]): Cohen's kappa. */
Datum
mreg_cohen_kappa_score(PG_FUNCTION_ARGS)
{
	MregDistance distance;
	MregConfusion *c;
	LabelValue *labels;
	uint32 *position;
	uint32 n;

	distance = DistanceArg(fcinfo, 1);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	c = ConfusionGetClosed(PG_GETARG_DATUM(0));
	if (PG_ARGISNULL(2))
		return ScoreDatum(fcinfo, mreg_kappa(c, distance, NULL, c->nlabels, WorkSpace(c->nlabels)));
	labels = LabelsArg(c, PG_GETARG_ARRAYTYPE_P(2), &n);
	position = MemoryContextAllocHuge(CurrentMemoryContext, c->nlabels * sizeof(uint32) + 1);
	for (uint32 k = 0; k < c->nlabels; k++)
		position[k] = MREG_NO_LABEL;
	for (uint32 k = 0; k < n; k++)
	{
		uint32 index = FindLabel(c, &labels[k]);

		if (index != MREG_NO_LABEL)
			position[index] = k;
	}
	return ScoreDatum(fcinfo, mreg_kappa(c, distance, position, n, WorkSpace(n)));
}

MREG_FUNCTION(mreg_balanced_accuracy_score);

/* (cm, adjusted boolean): mean recall of the classes that have rows. */
Datum
mreg_balanced_accuracy_score(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetClosed(PG_GETARG_DATUM(0));
	MregClass *classes = MemoryContextAllocHuge(CurrentMemoryContext, c->nlabels * sizeof(MregClass) + 1);

	mreg_class_sums(c, classes);
	return ScoreDatum(fcinfo, mreg_balanced_accuracy(classes, c->nlabels, PG_GETARG_BOOL(1), WorkSpace(c->nlabels)));
}

MREG_FUNCTION(mreg_zero_one_loss);

/* (cm, normalized boolean): share of the rows off the diagonal, or their weight. */
Datum
mreg_zero_one_loss(PG_FUNCTION_ARGS)
{
	MregConfusion *c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	double total;
	double correct;

	mreg_totals(c, &total, &correct);
	if (!PG_GETARG_BOOL(1))
		PG_RETURN_FLOAT8(mreg_wrong(c));
	if (total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(mreg_wrong(c) / total);
}

MREG_FUNCTION(mreg_hamming_loss);

/* (cm, labels text[] or bigint[]): share of wrong labels: of single labels of wrong rows, of sets over all labels. */
Datum
mreg_hamming_loss(PG_FUNCTION_ARGS)
{
	MregConfusion *c;
	ClassList list;
	double total;
	double correct;
	double wrong = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	mreg_totals(c, &total, &correct);
	if (!mreg_multilabel(c))
	{
		if (!PG_ARGISNULL(1) && c->nlabels > 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("hamming_loss takes labels of multilabel confusion matrices only"),
					 errdetail("The rows of this matrix have one label each.")));
		if (total == 0)
			PG_RETURN_NULL();
		PG_RETURN_FLOAT8(mreg_wrong(c) / total);
	}
	ListClasses(c, PG_ARGISNULL(1) ? NULL : PG_GETARG_ARRAYTYPE_P(1), &list);
	for (uint32 k = 0; k < list.n; k++)
		wrong += list.classes[k].fn + list.classes[k].fp;
	if (list.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(wrong / total / list.n);
}
