/*
 * regression.c: fuzz target: any bytes as a stored mreg.regression, mreg.intervals or mreg.ranking, as the first byte
 * says.  What the checks of src/core let pass can be opened, closed, merged and read, and is a whole value after that.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc test/fuzz/regression.c src/core/[a-z]*.c -lm -o fuzz
 * ./fuzz test/fuzz/corpus/regression
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/ranking.h"
#include "core/regression.h"
#include "mreg.h"

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

static void
use_regression(MregRegression *r, size_t size)
{
	MregRegression sum;
	MregRegressionRows open;

	if (!mreg_regression_check(r, size))
		return;
	if (r->head.form == MREG_OPEN)
	{
		/* only a working state that an aggregate made has sums that go together */
		mreg_regression_close(r, &sum);
		for (int k = 0; k < 2 * MREG_ROWS; k++)
			mreg_regression_row((MregRegressionRows *) r, 1, 2, 1 + k / MREG_ROWS);
		return;
	}
	must(mreg_largest_error(r) >= 0, "the largest error is not negative");
	sum = *r;
	if (mreg_regression_merge(&sum, r))
		must(mreg_regression_check(&sum, size), "a sum of whole values is whole");
	mreg_regression_open(&open, r);
	mreg_regression_row(&open, 0.5, 0.25, 1e-3);
	mreg_regression_close(&open.sums, &sum);
	for (int power = 0; power <= 2; power++)
		(void) mreg_d2_tweedie(r, power);
	(void) mreg_adjusted_r2(r, 2);
	(void) mreg_explained_variance(r, false);
	(void) mreg_pinball(r, 0.1);
	(void) mreg_wape(r);
}

static void
use_intervals(MregIntervals *v, size_t size)
{
	MregIntervals sum;

	if (!mreg_intervals_check(v, size))
		return;
	mreg_intervals_close(v, v);
	sum = *v;
	if (mreg_intervals_check(v, size) && mreg_intervals_merge(&sum, v))
		must(mreg_intervals_check(&sum, size), "a sum of whole intervals is whole");
	(void) mreg_coverage(v);
	(void) mreg_width(v);
	(void) mreg_winkler(v, 0.1);
	(void) mreg_intervals_row(v, 1, 0, 2, 1);
}

static void
use_ranking(MregRanking *q, size_t size)
{
	MregDocument *work;
	MregRanked list;
	int64_t ks[] = { 1, 3, INT64_MAX };

	if (!mreg_ranking_check(q, size))
		return;
	work = malloc(2 * (size_t) q->n * sizeof(MregDocument) + 1);
	mreg_sort_documents(q->documents, q->n, work, true);
	list.documents = q->documents;
	list.n = q->n;
	list.relevant = mreg_count_relevant(q->documents, q->n);
	for (int i = 0; i < 3; i++)
	{
		MregScore ap;

		list.k = ks[i];
		ap = mreg_average_precision(&list, true);
		must(ap.is_null == (list.relevant == 0) && (ap.is_null || (ap.value >= 0 && ap.value <= 1 + 1e-12)),
			 "average precision is a share");
		must(mreg_hit_rate(&list) <= 1 + 1e-12 && mreg_reciprocal_rank_of(&list) <= 1 + 1e-12, "so are the others");
		(void) mreg_precision_of(&list, i == 0);
		(void) mreg_recall_of(&list);
		(void) mreg_ndcg(&list, i == 1, i == 2, work);
	}
	free(work);
}

/* The entry point of libFuzzer. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *copy;

	if (size < 1)
		return 0;
	copy = malloc(size > 1 ? size - 1 : 1);
	memcpy(copy, data + 1, size - 1);
	if (data[0] % 3 == 0)
		use_regression(copy, size - 1);
	else if (data[0] % 3 == 1)
		use_intervals(copy, size - 1);
	else
		use_ranking(copy, size - 1);
	free(copy);
	return 0;
}
