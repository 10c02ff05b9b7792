/*
 * probabilities.c: fuzz target: any bytes as a stored mreg.class_scores.  What the check of src/core lets pass can be
 * closed and read, keeps its rows, and once closed stays what it is.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc test/fuzz/probabilities.c src/core/[a-z]*.c -lm -o fuzz
 * ./fuzz test/fuzz/corpus/probabilities
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/probabilities.h"

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
no_poll(void)
{
}

/* The closed form, in a block of exact size. */
static MregClassScores *
closed_copy(const MregClassScores *c)
{
	MregClassScores *into = malloc(sizeof(*c) + c->used);
	const uint8_t **room = malloc((2 * (size_t) c->nrows + 1) * sizeof(*room));

	mreg_scores_close(c, into, room, no_poll);
	into->vl_len_ = 0;
	free(room);
	return into;
}

/* Reads all metrics off runs, whose classes are the columns as far as there are any; are all numbers in range? */
static bool
read_runs(const MregClassScores *c, MregRun *runs, uint32_t nruns)
{
	uint64_t numbers = (uint64_t) c->nrows * c->columns;
	MregOpenCurve *o = malloc(mreg_curve_open_size(numbers, 0, 0));
	uint64_t *room = malloc((numbers + 1) * sizeof(uint64_t));
	MregBin bins[7];
	double edges[8];
	double lost[7];
	bool good = true;

	for (uint32_t r = 0; r < nruns; r++)
	{
		runs[r].column = r % c->columns;
		for (uint32_t k = 0; k < runs[r].n; k++)
		{
			for (uint32_t j = 0; j < c->columns; j++)
				good &= mreg_run_row(&runs[r], k)[j] >= 0 && mreg_run_row(&runs[r], k)[j] <= 1;
		}
	}
	mreg_uniform_edges(7, edges);
	mreg_runs_bins(runs, nruns, c->columns, edges, 7, bins, lost);
	(void) mreg_runs_sum_to_one(runs, nruns, c->columns);
	if (good)
	{
		double value = mreg_runs_top_k(runs, nruns, c->columns, 2);

		must(value >= 0 && value <= 1, "top-2 accuracy is a share");
		value = mreg_runs_log_loss(runs, nruns, true);
		must(value >= 0 && value < 36.05, "log loss is bounded");
		value = mreg_runs_brier(runs, nruns, c->columns);
		must(value >= 0 && value <= c->columns, "Brier score is bounded");
		value = mreg_runs_auc_micro(runs, nruns, c->columns, o, (uint32_t) numbers, room);
		must(value >= 0 && value <= 1, "micro AUC is a share");
		if (nruns > 1)
		{
			value = mreg_runs_auc(&runs[0], runs, nruns, 0, o, c->nrows, room);
			must(value >= 0 && value <= 1, "AUC is a share");
		}
	}
	free(o);
	free(room);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MregClassScores *c = malloc(size + (size == 0));

	memcpy(c, data, size);
	if (mreg_scores_check(c, size))
	{
		MregClassScores *closed = closed_copy(c);
		uint32_t nruns = mreg_scores_runs(closed, NULL);
		MregRun *runs = malloc((nruns + 1) * sizeof(MregRun));
		uint32_t rows = 0;

		must(mreg_scores_check(closed, sizeof(*c) + c->used), "a closed value is whole");
		must(closed->nrows == c->nrows && closed->used == c->used, "it has all rows");
		must(mreg_scores_runs(closed, runs) == nruns, "its runs are as many as counted");
		for (uint32_t r = 0; r < nruns; r++)
			rows += runs[r].n;
		must(rows == c->nrows, "runs hold all rows");
		if (nruns > 0 && read_runs(closed, runs, nruns))
		{
			MregClassScores *again = closed_copy(closed);

			must(memcmp(again, closed, sizeof(*c) + c->used) == 0, "a closed value that is closed again is the same");
			free(again);
		}
		free(runs);
		free(closed);
	}
	free(c);
	return 0;
}
