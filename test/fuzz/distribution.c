/*
 * distribution.c: fuzz target: any bytes as a stored mreg.distribution.  What the check of src/core lets pass can be
 * read, merged with itself, taken out again and closed, and is a whole value after that.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc test/fuzz/distribution.c src/core/[a-z]*.c -lm -o fuzz
 * ./fuzz test/fuzz/corpus/distribution
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/distribution.h"
#include "core/drift.h"

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

/* The closed form of a distribution over categories. */
static MregDistribution *
closed_copy(const MregDistribution *d, uint64_t *size)
{
	MregRef *refs = malloc(d->nitems * sizeof(MregRef) + 1);
	uint32_t nrefs = mreg_items_sort(d, refs);
	MregDistribution *closed;

	*size = mreg_items_closed_size(d, refs, nrefs);
	closed = malloc(*size);
	mreg_items_close(d, refs, nrefs, closed);
	closed->vl_len_ = 0;
	free(refs);
	return closed;
}

static MregOpenDistribution *
grown(MregOpenDistribution *o, uint64_t text)
{
	MregRef *refs = malloc(o->head.nitems * sizeof(MregRef) + 1);
	MregOpenDistribution *larger;
	MregItemPlan plan;

	must(mreg_plan_items_growth(&plan, o, text), "a small value can grow");
	larger = malloc(plan.size);
	mreg_items_rebuild(o, larger, &plan, refs);
	free(refs);
	free(o);
	return larger;
}

/* Adds a distribution of either form to an open one; NULL where a count overflows. */
static MregOpenDistribution *
merged(MregOpenDistribution *o, const MregDistribution *src)
{
	if (mreg_items_check_merge(o, src) != MREG_OK)
	{
		free(o);
		return NULL;
	}
	for (uint32_t k = 0; k < src->nitems; k++)
	{
		MregRef ref = mreg_item_ref(src, k);
		int64_t n = mreg_item_count(src, k);
		MregStatus status = MREG_OK;

		while (n > 0 && (status = src->kind == MREG_LABEL_TEXT ? mreg_item_add_text(o, ref.u.text, ref.len, n) :
														mreg_item_add_integer(o, ref.u.value, n)) == MREG_GROW)
			o = grown(o, ref.len);
		must(status == MREG_OK, "no count overflows where there is room for all");
	}
	mreg_items_finish_merge(o, src);
	return o;
}

/* Every measure of a distribution against itself. */
static void
measure(const MregDistribution *d)
{
	MregBucket *list = malloc(mreg_bucket_room(d, d) * sizeof(MregBucket));
	MregBuckets buckets;
	MregChi2 chi2;
	double value;

	mreg_align(&buckets, d, d, list);
	must(!(mreg_drift_psi(&buckets, 0.5) != 0) || buckets.total[0] == 0, "nothing is away from itself");
	must(!(mreg_drift_js_divergence(&buckets, 2) > 0), "nor by the divergence");
	(void) mreg_drift_chi2_test(&buckets, true, &chi2);
	if (d->kind == MREG_NUMERIC || (d->kind == MREG_LABEL_INTEGER && d->others == 0))
	{
		must(!(mreg_drift_wasserstein(&buckets) > 0), "nor on the line");
		(void) mreg_drift_mean(&buckets);
	}
	if (d->kind == MREG_NUMERIC && mreg_drift_quantile(&buckets, 0.5, &value))
		must(value >= mreg_edges(d)[0] && value <= mreg_edges(d)[d->nitems - 1], "a quantile is within the edges");
	if (d->kind == MREG_LABEL_INTEGER && d->others == 0 && mreg_drift_quantile(&buckets, 1, &value))
		must(value == (double) mreg_item_integer(d, d->nitems - 1), "the last quantile is the greatest");
	free(list);
}

static void
use_categories(const MregDistribution *d)
{
	MregOpenDistribution *o;
	MregDistribution *closed;
	MregDistribution *again;
	MregItemPlan plan;
	uint64_t size;
	uint64_t size_again;

	closed = closed_copy(d, &size);
	/* The check of a working state leaves repeated categories be. */
	must(d->form == MREG_OPEN || mreg_distribution_check(closed, size), "a closed value passes its check");
	if (!mreg_distribution_check(closed, size))
	{
		free(closed);
		return;
	}
	measure(closed);
	must(mreg_plan_items(&plan, closed->kind, 0, 0), "an empty value has a plan");
	o = malloc(plan.size);
	mreg_items_init(o, &plan);
	o = merged(o, closed);
	must(o != NULL, "a whole value can be merged");
	again = closed_copy(&o->head, &size_again);
	must(size == size_again && memcmp(&again->version, &closed->version, size - sizeof(int32_t)) == 0,
		 "what is merged into nothing stays the same");
	free(again);
	o = merged(o, closed);
	if (o != NULL && mreg_items_subtract(o, closed) == MREG_OK)
	{
		again = closed_copy(&o->head, &size_again);
		must(size == size_again && memcmp(&again->version, &closed->version, size - sizeof(int32_t)) == 0,
			 "what is added and taken out leaves no trace");
		free(again);
	}
	free(o);
	free(closed);
}

static void
use_numeric(const MregDistribution *d, size_t size)
{
	MregDistribution *twice = malloc(size);

	measure(d);
	memcpy(twice, d, size);
	if (mreg_numeric_add(twice, d) == MREG_OK)
		must(mreg_distribution_check(twice, size), "a sum of whole values is whole");
	must(mreg_numeric_subtract(twice, d) == MREG_OK || memcmp(twice, d, size) == 0, "and can be taken apart");
	for (uint32_t k = 0; k < d->nitems; k++)
	{
		const int64_t *bin = mreg_bin_of(d, mreg_edges(d)[k]);

		must(bin - mreg_bins(d) == (k == d->nitems - 1 ? k : k + 1), "an edge is in the bin that it begins");
	}
	must(mreg_bin_of(d, -INFINITY) == mreg_bins(d) && mreg_bin_of(d, INFINITY) == mreg_bins(d) + d->nitems,
		 "infinities lie outside");
	free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The entry point of libFuzzer. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MregDistribution *d = malloc(size + 1);

	memcpy(d, data, size);
	if (mreg_distribution_check(d, size))
	{
		if (d->kind == MREG_NUMERIC)
			use_numeric(d, size);
		else
			use_categories(d);
	}
	free(d);
	return 0;
}
