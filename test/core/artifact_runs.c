/* artifact_runs.c: run lists: packing, finding, damage. */
#include "../fuzz/artifact_runs.c"
#include "artifact_test.h"

/* Packs a list for the fuzz target, with its size in front. */
static size_t
pack(const MregRuns *runs, uint8_t *out)
{
	for (int i = 0; i < 8; i++)
		out[i] = (uint8_t) (runs->size >> 8 * i);
	return 8 + mreg_runs_pack(runs, out + 8);
}

static void
test_coalescing(void)
{
	/* Version, two runs: segment 5 from 0, 300 bytes; segment 3 from 7, 1 byte. */
	const uint8_t wanted[] = { 1, 2, 10, 0, 0xAC, 2, 3, 7, 1 };
	uint8_t packed[64];
	MregRuns runs;
	MregError error;

	mreg_runs_start(&runs, &memory);
	must(mreg_runs_add(&runs, 5, 0, 100, &error) && mreg_runs_add(&runs, 5, 100, 200, &error) &&
			 mreg_runs_add(&runs, 5, 9, 0, &error) && mreg_runs_add(&runs, 3, 7, 1, &error),
		 "added");
	check(runs.n == 2 && runs.size == 301, "runs that continue each other are one");
	check(mreg_runs_pack(&runs, packed) == sizeof(wanted) && memcmp(packed, wanted, sizeof(wanted)) == 0,
		  "a list is packed as the format says");
	check(mreg_runs_find(&runs, 299) == 0 && mreg_runs_find(&runs, 300) == 1, "a byte's run is found");
	check(!mreg_runs_add(&runs, 0, 0, 1, &error) && !mreg_runs_add(&runs, 1, MREG_SEGMENT_MAX, 1, &error) &&
			  error.fault == MREG_MISUSED,
		  "a run outside every segment is refused");
	mreg_runs_end(&runs);
}

/* Lists that are wrong in one thing. */
static void
test_faults(void)
{
	static const struct
	{
		uint64_t size;
		uint8_t len;
		uint8_t packed[16];
		const char *reason;
	} cases[] = {
		{ 0, 0, { 0 }, "the run list is of an unknown version" },
		{ 0, 2, { 2, 0 }, "the run list is of an unknown version" },
		{ 0, 1, { 1 }, "the run list is cut off" },
		{ 1, 4, { 1, 1, 2, 0 }, "the run list is cut off" },
		{ 1, 6, { 1, 1, 2, 0, 1, 9 }, "bytes follow the run list" },
		{ 1, 5, { 1, 1, 0, 0, 1 }, "the run list names an impossible segment" },
		{ 1, 5, { 1, 1, 1, 0, 1 }, "the run list names an impossible segment" },
		{ 0, 5, { 1, 1, 2, 0, 0 }, "a run lies outside every segment" },
		{ 1, 5, { 1, 1, 2, 0, 2 }, "the run list is longer than the artifact" },
		{ 3, 5, { 1, 1, 2, 0, 2 }, "the run list is shorter than the artifact" },
		{ 1, 6, { 1, 1, 2, 0x80, 0, 1 }, "the run list is cut off" },
		{ 3, 8, { 1, 2, 2, 0, 1, 0, 1, 2 }, "the run list is not coalesced" },
		{ 1, 8, { 1, 1, 2, 0x81, 0x80, 0x80, 4, 1 }, "a run lies outside every segment" },
		{ 1, 9, { 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 2, 0, 1 }, "the run list is cut off" }
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		MregRuns runs;
		MregError error;
		char what[128];

		memset(&error, 0, sizeof(error));
		mreg_runs_start(&runs, &memory);
		snprintf(what, sizeof(what), "refused: %s (%d)", cases[i].reason, (int) i);
		check(!mreg_runs_unpack(&runs, cases[i].packed, cases[i].len, cases[i].size, &error) &&
				  strcmp(error.reason, cases[i].reason) == 0,
			  what);
		mreg_runs_end(&runs);
	}
}

/* Long lists come back; damaged ones are read without harm. */
static void
test_lists(void)
{
	uint8_t *packed = malloc(1 << 16);

	for (int round = 0; round < 400; round++)
	{
		MregRuns runs;
		MregError error;
		size_t len;

		mreg_runs_start(&runs, &memory);
		for (uint32_t n = draw() % 200; n > 0; n--)
		{
			uint32_t off = draw() % MREG_SEGMENT_MAX;
			int64_t segment = draw() % 50 == 0 ? INT64_MAX - draw() : 1 + draw() % 5;

			must(mreg_runs_add(&runs, segment, off, 1 + draw() % (MREG_SEGMENT_MAX - off), &error), "added");
		}
		len = pack(&runs, packed);
		LLVMFuzzerTestOneInput(packed, len);
		if (round % 2 == 0)
		{
			MregRuns back;

			mreg_runs_start(&back, &memory);
			must(mreg_runs_unpack(&back, packed + 8, len - 8, runs.size, &error), "unpacked");
			must(back.n == runs.n && (back.n == 0 || memcmp(back.run, runs.run, back.n * sizeof(MregRun)) == 0),
				 "the same list");
			mreg_runs_end(&back);
		}
		for (int flips = 0; flips < 20; flips++)
		{
			packed[draw() % len] ^= (uint8_t) (1 << draw() % 8);
			LLVMFuzzerTestOneInput(packed, draw() % 4 == 0 ? draw() % (len + 1) : len);
		}
		mreg_runs_end(&runs);
	}
	free(packed);
	check(true, "lists come back, and damaged ones are read without harm");
}

int
main(void)
{
	test_coalescing();
	test_faults();
	test_lists();
	check(replay("artifact_runs") > 20, "the corpus of the fuzz target is replayed");
	return done();
}
