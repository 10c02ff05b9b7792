/*
 * curve.c: fuzz target: any bytes as a stored mreg.curve, or as a state of delong_test where they bear its mark.  What
 * the checks of src/core let pass can be read and closed, and is a whole value after that.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc test/fuzz/curve.c src/core/[a-z]*.c -lm -o fuzz
 * ./fuzz test/fuzz/corpus/curve
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/curve_read.h"
#include "core/delong.h"

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

/* Reads all that can be read off a closed curve. */
static void
read_curve(const MregCurve *c)
{
	static const MregChoice by_cost = { MREG_BY_COST, 1, 1, 2, 0, 0 };
	static const MregChoice by_f2 = { MREG_BY_FBETA, 2, 0, 0, 0, 0 };
	MregBin bins[7];
	MregDelong delong;
	double edges[8];
	double value;

	(void) mreg_curve_auc(c, &value);
	(void) mreg_curve_auc_error(c, &value);
	(void) mreg_curve_partial_auc(c, 0.3, &value);
	(void) mreg_curve_average_precision(c, &value);
	(void) mreg_curve_log_loss(c, &value);
	(void) mreg_curve_brier(c, &value);
	(void) mreg_curve_ks_threshold(c, &value);
	(void) mreg_curve_capture(c, 0.3, &value);
	(void) mreg_curve_best_threshold(c, &by_cost, &value);
	(void) mreg_curve_best_threshold(c, &by_f2, &value);
	(void) mreg_curve_delong(c, &delong);
	mreg_uniform_edges(7, edges);
	mreg_curve_bins(c, edges, 7, bins);
	if (c->nscores > 0)
	{
		mreg_calibration_edges(c, 7, edges);
		mreg_curve_bins(c, edges, 7, bins);
	}
	(void) mreg_calibration_error(bins, 7, 2, &value);
}

/* Closes an open curve with at most limit scores; NULL where its sums are out of range. */
static MregCurve *
closed_copy(MregOpenCurve *o, uint32_t limit)
{
	uint64_t *room = malloc(mreg_curve_order_room(o) * sizeof(uint64_t) + 1);
	MregStreams streams;
	MregCurve *c = NULL;
	uint64_t *groups;
	uint8_t dropped = o->head.dropped;
	uint8_t width;
	uint32_t expected;
	uint32_t n;

	mreg_curve_order(o, room);
	free(room);
	room = malloc(mreg_streams_room(o) * sizeof(uint64_t) + 1);
	mreg_streams_start(&streams, o, room);
	expected = mreg_curve_survey(streams, limit, &dropped);
	groups = malloc((size_t) expected * mreg_group_words(o->head.flags) * sizeof(uint64_t) + 1);
	if (mreg_curve_group(streams, dropped, groups, &n) == MREG_OK &&
		mreg_curve_groups_width(groups, n, o->head.flags, &width) == MREG_OK)
	{
		must(n == expected, "there are as many scores as the survey says");
		c = malloc(mreg_curve_size(n, width));
		mreg_curve_groups_close(groups, n, o->head.flags, dropped, width, c);
		must(mreg_curve_check(c, mreg_curve_size(n, width)) && mreg_curve_check_points(c), "a closed curve is whole");
	}
	free(groups);
	free(room);
	return c;
}

/* Opens a whole closed curve and closes it again. */
static void
reopen(const MregCurve *c)
{
	MregOpenCurve *o = malloc(mreg_curve_open_size(0, c->nscores, c->flags));
	MregCurve *again;

	mreg_curve_open_init(o, 0, c->nscores, c->flags);
	must(mreg_curve_append_closed(o, c, 0) == c->nscores, "all points fit");
	again = closed_copy(o, MREG_CURVE_MAX);
	must(again != NULL && mreg_curve_size(c->nscores, c->width) == mreg_curve_size(again->nscores, again->width) &&
			 memcmp((const char *) c + 4, (const char *) again + 4, mreg_curve_size(c->nscores, c->width) - 4) == 0,
		 "a closed curve that is opened and closed is the same");
	free(again);
	free(o);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *value = malloc(size + (size == 0));
	const MregCurve *c = value;
	const MregPaired *p = value;

	memcpy(value, data, size);
	if (mreg_paired_check(p, size))
	{
		uint64_t *room = malloc(mreg_delong_room(p) * sizeof(uint64_t) + 1);
		MregDelongPair pair;

		(void) mreg_delong_compare(p, room, &pair);
		free(room);
	}
	else if (mreg_curve_check(c, size))
	{
		read_curve(c);
		if (mreg_curve_check_points(c))
			reopen(c);
	}
	else if (mreg_curve_open_check(c, size))
	{
		free(closed_copy(value, 1000));
		free(closed_copy(value, 16));
	}
	free(value);
	return 0;
}
