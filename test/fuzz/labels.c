/*
 * labels.c: fuzz target: any bytes as a stored mreg.confusion.  What the checks of src/core let pass can be read,
 * merged and closed, and closing a closed one again gives a value that passes too.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc test/fuzz/labels.c src/core/[a-z]*.c -lm -o fuzz
 * ./fuzz test/fuzz/corpus/labels
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/agreement.h"
#include "core/multilabel.h"

/* Stops where something does not hold. */
static void
must(bool good, const char *what)
{
	if (!good)
	{
		fprintf(stderr, "%s\n", what);
		abort();
	}
}

/* The closed form of a confusion of single labels, or of a part; NULL where its weights have no finite sum. */
static MregConfusion *
closed_copy(const MregConfusion *c)
{
	MregClose close;
	char *work = malloc(mreg_close_worksize(c) + 1);
	MregConfusion *closed = NULL;

	if (mreg_close_prepare(&close, c, work) == MREG_OK)
	{
		closed = malloc(close.size);
		mreg_close_write(&close, closed);
		/* The check of a working state leaves repeated labels be. */
		must(c->form == MREG_OPEN || mreg_closed_check(closed, close.size), "a closed value passes its check");
	}
	free(work);
	return closed;
}

/* Merges a confusion into an empty one and takes it out again. */
static void
merge_copy(const MregConfusion *c)
{
	uint32_t *map = malloc(c->nlabels * sizeof(uint32_t) + 1);
	MregOpenConfusion *o;
	MregMerge merge;
	MregPlan plan;
	MregStatus status;
	uint32_t len = 0;

	must(mreg_plan_open(&plan, c->kind, c->flags & MREG_WEIGHTED, 0, 0, 0), "an empty value has a plan");
	o = malloc(plan.size);
	mreg_open_init(o, &plan);
	mreg_merge_start(&merge, c, map);
	while ((status = mreg_merge_step(&merge, o)) == MREG_GROW)
	{
		MregOpenConfusion *larger;

		if (c->kind == MREG_LABEL_TEXT && merge.mapped < c->nlabels)
			mreg_label_text(c, merge.mapped, &len);
		if (!mreg_plan_growth(&plan, o, len, false))
			break;
		larger = malloc(plan.size);
		mreg_open_rebuild(o, larger, &plan);
		free(o);
		o = larger;
	}
	if (status == MREG_OK && !mreg_weighted(c))
	{
		must(mreg_subtract(o, c) == MREG_OK, "what was added can be taken out");
		must(o->total == 0, "and leaves nothing");
	}
	free(o);
	free(map);
}

/* Reads the metrics of classes and of the whole. */
static void
read_metrics(const MregConfusion *c)
{
	static const MregZeroDivision null = { true, 0 };
	const MregConfusion *labels = mreg_multilabel(c) ? mreg_part(c, MREG_LABELS) : c;
	MregClass *classes = malloc(labels->nlabels * sizeof(MregClass) + 1);
	double *work = malloc(mreg_agreement_worksize(labels->nlabels));
	double total;
	double correct;

	mreg_class_sums(c, classes);
	mreg_totals(c, &total, &correct);
	must(total >= correct, "no more rows are right than there are");
	for (int metric = MREG_PRECISION; metric <= MREG_MARKEDNESS; metric++)
		(void) mreg_average_score((MregMetric) metric, 1, MREG_MACRO, classes, labels->nlabels, null, work);
	if (mreg_multilabel(c))
	{
		(void) mreg_samples_score(MREG_FBETA, 1, mreg_part(c, MREG_ROWS), null);
		(void) mreg_multi_sound(c, work);
	}
	else
	{
		(void) mreg_matthews(c, work);
		for (int distance = MREG_UNWEIGHTED; distance <= MREG_QUADRATIC; distance++)
			(void) mreg_kappa(c, (MregDistance) distance, NULL, c->nlabels, work);
	}
	free(classes);
	free(work);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MregConfusion *c = malloc(size + 1);
	bool good = size >= sizeof(MregConfusion);

	memcpy(c, data, size);
	if (good && mreg_multilabel(c))
		good = mreg_multi_check(c, size);
	else if (good)
		good = c->form == MREG_OPEN ? mreg_open_check(c, size) : mreg_closed_check(c, size);
	if (good)
	{
		read_metrics(c);
		for (int k = 0; k < (mreg_multilabel(c) ? 2 : 1); k++)
		{
			const MregConfusion *part = mreg_multilabel(c) ? mreg_part(c, (MregPart) k) : c;

			free(closed_copy(part));
			merge_copy(part);
		}
	}
	free(c);
	return 0;
}
