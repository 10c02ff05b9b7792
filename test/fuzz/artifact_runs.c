/*
 * artifact_runs.c: fuzz target: any bytes as a packed run list.  What is accepted covers the artifact without a gap,
 * lies within segments, and packs to the same bytes.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -o fuzz test/fuzz/artifact_runs.c src/core/[a-z]*.c \
 *     -lzstd -lm
 * ./fuzz test/fuzz/corpus/artifact_runs
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/artifact.h"

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

static void *
get(void *state, size_t size)
{
	return malloc(size);
}

static void
give(void *state, void *p)
{
	free(p);
}

static const MregMemory memory = { NULL, get, give };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MregRuns runs;
	MregError error;
	uint64_t total = 0;
	uint64_t off = 0;
	uint8_t *packed;

	if (size < 8)
		return 0;
	for (int i = 0; i < 8; i++)
		total |= (uint64_t) data[i] << 8 * i;
	size -= 8;
	packed = malloc(size + (size == 0));
	memcpy(packed, data + 8, size);
	memset(&error, 0, sizeof(error));
	mreg_runs_start(&runs, &memory);
	if (mreg_runs_unpack(&runs, packed, size, total, &error))
	{
		uint8_t *again = malloc(mreg_runs_packed_max(&runs));

		must(mreg_runs_pack(&runs, again) == size, "a run list packs to its length");
		must(memcmp(again, packed, size) == 0, "and to its bytes");
		for (uint32_t i = 0; i < runs.n; i++)
		{
			const MregRun *r = &runs.run[i];

			must(r->off == off && r->len > 0, "runs follow each other");
			must(r->segment > 0 && r->len <= MREG_SEGMENT_MAX - r->seg_off, "and lie within segments");
			must(mreg_runs_find(&runs, r->off) == i && mreg_runs_find(&runs, r->off + r->len - 1) == i,
				 "and are found");
			off += r->len;
		}
		must(off == total && runs.size == total, "and fill the artifact");
		free(again);
	}
	else
		must(error.fault == MREG_DAMAGED && error.reason != NULL, "a refusal has a reason");
	mreg_runs_end(&runs);
	free(packed);
	return 0;
}
