/*
 * artifact_segment.c: fuzz target: any bytes as a stored segment.  Whatever they are, decoding stays within the raw
 * length; what it accepts can be encoded again the same way and comes back.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -o fuzz test/fuzz/artifact_segment.c src/core/[a-z]*.c \
 *     -lzstd -lm
 * ./fuzz test/fuzz/corpus/artifact_segment
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/artifact.h"

#define HEAD 8 /* bytes of an input that make the description */
#define MOST (1 << 18)

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

/* Fills a base. */
static void
fill_base(uint8_t *base, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		base[i] = (uint8_t) (i * 2654435761u >> 24);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MregCodec codec;
	MregSegment s;
	MregError error;
	uint8_t *stored;
	uint8_t *out;
	uint8_t *base;

	if (size < HEAD)
		return 0;
	memset(&s, 0, sizeof(s));
	memset(&error, 0, sizeof(error));
	s.raw_len = (data[0] | (uint32_t) data[1] << 8 | (uint32_t) data[2] << 16) % MOST;
	s.codec = data[3];
	s.k = data[4];
	s.phase = data[5];
	s.filter = data[6];
	s.base_artifact = s.codec == MREG_DELTA ? 1 : 0;
	s.base_off = s.codec == MREG_DELTA ? (int8_t) data[7] : 0;

	/* Blocks of just that size, so that no byte beyond them goes unnoticed. */
	stored = malloc(size - HEAD + (size == HEAD));
	memcpy(stored, data + HEAD, size - HEAD);
	out = malloc(s.raw_len + (s.raw_len == 0));
	base = malloc(s.raw_len + (s.raw_len == 0));
	fill_base(base, s.raw_len);
	memcpy(out, base, s.raw_len);
	mreg_codec_start(&codec, &memory);
	if (mreg_segment_decode(&codec, &s, stored, size - HEAD, out, &error))
	{
		uint32_t cap = s.raw_len + s.raw_len / 8 + 1024;
		uint8_t *again = malloc(cap);
		uint8_t *back = malloc(s.raw_len + (s.raw_len == 0));
		uint32_t len;

		must(error.fault == MREG_SOUND, "no error where there is none");
		must(mreg_segment_encode(&codec, &s, 1, out, base, again, cap, &len, &error), "it can be encoded again");
		must(len > 0 || s.raw_len == 0, "in little more than its length");
		memcpy(back, base, s.raw_len);
		must(mreg_segment_decode(&codec, &s, again, len, back, &error), "it can be decoded again");
		must(memcmp(out, back, s.raw_len) == 0, "and is the same");
		free(again);
		free(back);
	}
	else
		must(error.fault != MREG_SOUND && error.reason != NULL, "a refusal has a reason");
	mreg_codec_end(&codec);
	free(stored);
	free(out);
	free(base);
	return 0;
}
