/* artifact_segment.c: chunks, planes, differences and segments; damaged segments. */
#include "../fuzz/artifact_segment.c"
#include "artifact_test.h"

#define LONGEST 300000

/* Fills bytes with noise, zeros, near floats, text, or a mixture. */
static void
fill(uint8_t *p, uint32_t n, int kind)
{
	for (uint32_t i = 0; i < n; i++)
	{
		switch (kind)
		{
			case 0:
				p[i] = (uint8_t) draw();
				break;
			case 1:
				p[i] = 0;
				break;
			case 2:
				p[i] = i % 4 == 3 ? 0x3E + draw() % 2 : i % 4 == 2 ? draw() % 64 :
																	 draw();
				break;
			case 3:
				p[i] = (uint8_t) "a model of models "[(i + i / 97) % 18];
				break;
			default:
				p[i] = i / 5000 % 2 ? 0xFF : (uint8_t) draw();
		}
	}
}

/* Encodes and decodes in blocks of just the size; also with too little room. */
static bool
round_trip(MregCodec *codec, const MregSegment *s, const uint8_t *raw, const uint8_t *base)
{
	MregError error;
	uint32_t cap = s->raw_len + s->raw_len / 8 + 1024;
	uint8_t *wide = malloc(cap);
	uint8_t *tight;
	uint8_t *out = malloc(s->raw_len + 1);
	uint32_t len;
	uint32_t less;
	bool good;

	memset(&error, 0, sizeof(error));
	good = mreg_segment_encode(codec, s, 5, raw, base, wide, cap, &len, &error) && (len > 0 || s->raw_len == 0);
	tight = malloc(len + 1);
	memcpy(tight, wide, len);
	tight = realloc(tight, len + (len == 0));
	memcpy(out, base, s->raw_len);
	good = good && mreg_segment_decode(codec, s, tight, len, out, &error) && memcmp(out, raw, s->raw_len) == 0;
	if (len > 0)
	{
		uint8_t *small = malloc(len - 1 + (len == 1));

		good = good && mreg_segment_encode(codec, s, 5, raw, base, small, len - 1, &less, &error) &&
			   (less == 0 || less < len);
		free(small);

		/* Cut off, it has to be refused. */
		memcpy(out, base, s->raw_len);
		good = good && !mreg_segment_decode(codec, s, tight, len - 1, out, &error) && error.fault == MREG_DAMAGED;
	}
	free(wide);
	free(tight);
	free(out);
	return good;
}

/* Every codec, width, phase and filter on n bytes. */
static bool
all_ways(MregCodec *codec, const uint8_t *raw, const uint8_t *base, uint32_t n)
{
	MregSegment s = { n, MREG_RAW, 0, 0, 0, 0, 0 };
	bool good = round_trip(codec, &s, raw, base);

	s.codec = MREG_ZSTD;
	good = good && round_trip(codec, &s, raw, base);
	for (uint8_t k = 1; k <= 8; k *= 2)
	{
		for (uint8_t phase = 0; phase < k && phase <= n; phase++)
		{
			s = (MregSegment) { n, MREG_PLANES, k, phase, MREG_NO_FILTER, 0, 0 };
			good = good && (k == 1 || round_trip(codec, &s, raw, base));
			s = (MregSegment) { n, MREG_DELTA, k, phase, MREG_XOR, 7, -3 };
			good = good && round_trip(codec, &s, raw, base);
			s.filter = MREG_SUBTRACT;
			good = good && (k == 1 || k == 8 || round_trip(codec, &s, raw, base));
			s.filter = MREG_PREFIX;
			good = good && (k > 1 || round_trip(codec, &s, raw, base));
		}
	}
	return good;
}

static void
test_round_trips(MregCodec *codec)
{
	uint8_t *raw = malloc(LONGEST);
	uint8_t *base = malloc(LONGEST);
	bool small = true;
	bool large = true;

	for (int kind = 0; kind < 5; kind++)
	{
		fill(raw, LONGEST, kind);
		memcpy(base, raw, LONGEST);
		for (uint32_t i = 0; i < LONGEST; i += 1 + draw() % 9)
			base[i] += (uint8_t) draw();
		for (uint32_t n = 0; n <= 70; n++)
			small = small && all_ways(codec, raw + n, base + n, n);
		for (uint32_t n = 128; n <= LONGEST; n *= 2)
			large = large && all_ways(codec, raw, base, n - 1 + draw() % 3);
		large = large && all_ways(codec, raw + 1, base, LONGEST - 1 - draw() % 100);
	}
	check(small, "segments of 0 to 70 bytes come back in every way to store them");
	check(large, "and up to 300 KB");
	free(raw);
	free(base);
}

/* The format's statement about subtraction, spelt out. */
static void
test_subtraction(MregCodec *codec)
{
	const MregSegment s = { 9, MREG_DELTA, 4, 1, MREG_SUBTRACT, 1, 0 };
	const uint8_t raw[9] = { 7, 0, 0, 0, 0, 5, 0, 0, 0x80 };
	const uint8_t base[9] = { 6, 1, 0, 0, 0, 3, 0, 0, 0x80 };
	/* Sizes of four planes of two bytes, the first byte, then elements -1 and 2 as 1 and 4. */
	const uint8_t wanted[25] = { 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 1, 4, 0, 0, 0, 0, 0, 0 };
	uint8_t out[64];
	uint32_t len;
	MregError error;

	check(mreg_segment_encode(codec, &s, 5, raw, base, out, sizeof(out), &len, &error) && len == 25 &&
			  memcmp(out, wanted, len) == 0,
		  "a difference is stored as the format says");
}

/* Descriptions that cannot be. */
static void
test_descriptions(void)
{
	const MregSegment bad[] = {
		{ MREG_SEGMENT_MAX + 1, MREG_RAW, 0, 0, 0, 0, 0 },
		{ 9, 4, 0, 0, 0, 0, 0 },
		{ 9, MREG_RAW, 2, 0, 0, 0, 0 },
		{ 9, MREG_ZSTD, 0, 1, 0, 0, 0 },
		{ 9, MREG_PLANES, 1, 0, 0, 0, 0 },
		{ 9, MREG_PLANES, 3, 0, 0, 0, 0 },
		{ 9, MREG_PLANES, 4, 4, 0, 0, 0 },
		{ 2, MREG_PLANES, 4, 3, 0, 0, 0 },
		{ 9, MREG_PLANES, 4, 0, MREG_XOR, 0, 0 },
		{ 9, MREG_PLANES, 4, 0, 0, 1, 0 },
		{ 9, MREG_DELTA, 4, 0, MREG_XOR, 0, 0 },
		{ 9, MREG_DELTA, 4, 0, MREG_NO_FILTER, 1, 0 },
		{ 9, MREG_DELTA, 8, 0, MREG_SUBTRACT, 1, 0 },
		{ 9, MREG_DELTA, 1, 0, MREG_SUBTRACT, 1, 0 },
		{ 9, MREG_DELTA, 4, 0, MREG_XOR, 1, INT64_MIN },
		{ 9, MREG_DELTA, 4, 0, 3, 1, 0 },
		{ 9, MREG_RAW, 0, 0, 0, 0, 5 },
		{ 9, MREG_DELTA, 4, 0, MREG_XOR, -1, 0 }
	};
	bool good = true;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		MregError error;

		good = good && !mreg_segment_check(&bad[i], &error) && error.fault == MREG_DAMAGED;
	}
	check(good, "a description that contradicts itself is refused");
}

/* Flips bytes of stored segments: no fault of the program, and wrong lengths are seen. */
static void
test_damage(MregCodec *codec)
{
	uint8_t input[HEAD + 20000];
	uint8_t raw[16384];
	uint8_t base[16384];

	for (int round = 0; round < 1500; round++)
	{
		MregSegment s = { 1000 + draw() % 15000, (uint8_t) (1 + draw() % 3), 0, 0, 0, 0, 0 };
		MregError error;
		uint32_t len;

		fill(raw, s.raw_len, (int) (2 + draw() % 3));
		fill_base(base, s.raw_len);
		if (s.codec != MREG_ZSTD)
			s.k = (uint8_t) (2 << draw() % 3);
		if (s.codec == MREG_DELTA)
		{
			s.filter = MREG_XOR;
			s.base_artifact = 1;
			if (round % 4 == 0)
			{
				s.k = 1;
				s.filter = MREG_PREFIX;
			}
		}
		must(mreg_segment_encode(codec, &s, 3, raw, base, input + HEAD, 20000, &len, &error), "encoded");
		input[0] = (uint8_t) s.raw_len;
		input[1] = (uint8_t) (s.raw_len >> 8);
		input[2] = 0;
		input[3] = s.codec;
		input[4] = s.k;
		input[5] = 0;
		input[6] = s.filter;
		input[7] = 0;
		for (uint32_t flips = 1 + draw() % 3; flips > 0; flips--)
			input[draw() % 4 == 0 ? draw() % (HEAD + 24) : draw() % (HEAD + len)] = (uint8_t) draw();
		LLVMFuzzerTestOneInput(input, HEAD + (draw() % 8 == 0 ? draw() % len : len));
	}
	check(true, "damaged segments are read without harm");
}

/* Cuts bytes that come in pieces; returns the number of chunks. */
static uint32_t
cut(const uint8_t *p, uint32_t n, uint32_t piece, uint32_t *ends)
{
	MregChunker c;
	uint32_t start = 0;
	uint32_t count = 0;

	mreg_chunker_start(&c);
	for (uint32_t there = 0; there < n;)
	{
		uint32_t len;

		there = n - there < piece ? n : there + piece;
		while ((len = mreg_chunk_end(&c, p + start, there - start)) > 0)
			ends[count++] = start += len;
	}
	if (start < n)
		ends[count++] = n;
	return count;
}

static void
test_chunks(void)
{
	uint32_t n = 4 << 20;
	uint8_t *p = malloc(n + 1000);
	uint32_t a[600];
	uint32_t b[600];
	uint32_t na;
	uint32_t nb;
	uint32_t same = 0;
	bool good = true;
	MregChunker c;

	mreg_chunker_start(&c);
	check(c.gear[0] == UINT64_C(0xE220A8397B1DCDAF) && c.gear[255] != 0, "the gear table is splitmix64's");
	fill(p + 1000, n, 0);
	na = cut(p + 1000, n, n, a);
	check(na > n / 50000 && na < n / 25000, "chunks are of 32 KB or so");
	for (uint32_t i = 0; i + 1 < na; i++)
	{
		uint32_t len = a[i] - (i > 0 ? a[i - 1] : 0);

		good = good && len > MREG_CHUNK_MIN && len <= MREG_CHUNK_MAX;
	}
	check(good, "and never shorter than 8 KB or longer than 128 KB");
	nb = cut(p + 1000, n, 777, b);
	check(na == nb && memcmp(a, b, na * sizeof(a[0])) == 0, "the pieces in which bytes come do not matter");
	memset(p, 'x', 1000);
	nb = cut(p, n + 1000, 65536, b);
	for (uint32_t i = 0, j = 0; i < na && j < nb;)
	{
		if (a[i] + 1000 == b[j])
			same++;
		if (a[i] + 1000 <= b[j])
			i++;
		else
			j++;
	}
	check(same + 8 > na, "bytes in front move few cuts");
	memset(p, 0, n);
	check(cut(p, n, 4096, b) == n / MREG_CHUNK_MAX, "zeros are cut at the longest");
	free(p);
}

static void
test_entropy(void)
{
	uint8_t p[1024];

	for (int i = 0; i < 1024; i++)
		p[i] = (uint8_t) i;
	check(mreg_entropy(p, 1024) == 1024 && mreg_entropy(p, 2) == 0.25 && mreg_entropy(p, 0) == 0,
		  "entropy of bytes that are all as frequent");
	memset(p, 3, 1024);
	check(mreg_entropy(p, 1023) == 0, "and of bytes that are the same");
}

/* What is found better for which data. */
static void
test_guesses(MregCodec *codec)
{
	const MregHint none = { 0, 0 };
	const MregHint four = { 4, 1 };
	uint32_t n = 1 << 18;
	uint8_t *raw = malloc(n);
	uint8_t *base = malloc(n);
	MregGuess guess;
	MregError error;

	fill(raw, n, 3);
	check(mreg_guess_plain(codec, raw, n, none, &guess, &error) && guess.segment.codec == MREG_ZSTD &&
			  guess.share < 0.1,
		  "text is for zstd");
	fill(raw, n, 2);
	check(mreg_guess_plain(codec, raw, n, none, &guess, &error) && guess.segment.codec == MREG_PLANES &&
			  guess.segment.k == 4 && guess.share < 0.75,
		  "floats are for planes");
	check(mreg_guess_plain(codec, raw, n, four, &guess, &error) && guess.segment.k == 4 && guess.segment.phase == 1,
		  "in the phase that is known");
	for (uint32_t i = 0; i + 6 < n; i += 4)
	{
		uint32_t v;

		memcpy(&v, raw + i + 2, 4);
		v += draw() % 200 - 100;
		memcpy(base + i + 2, &v, 4);
	}
	memcpy(base, raw, 2);
	memcpy(base + n - 6, raw + n - 6, 6);
	check(mreg_likeness(raw, base, n) > 0.5, "what moved a little is alike");
	check(mreg_guess_delta(codec, raw, base, n, none, &guess, &error) && guess.segment.codec == MREG_DELTA &&
			  guess.segment.k == 4 && guess.segment.phase == 2 && guess.segment.filter == MREG_SUBTRACT &&
			  guess.share < 0.3,
		  "small steps are subtracted, in the phase in which they were taken");
	check(mreg_guess_prefix(codec, raw, base, n, &guess, &error) && guess.share == 0,
		  "only an attempt tells whether few bytes have strings of a base");
	for (uint32_t size = 0; size < 40; size++)
	{
		must(mreg_guess_plain(codec, raw, size, four, &guess, &error) && mreg_segment_check(&guess.segment, &error),
			 "a guess for few bytes");
		must(mreg_guess_delta(codec, raw, base, size, none, &guess, &error), "a guess for a few bytes' difference");
	}
	free(raw);
	free(base);
}

/* High levels: a window over all of a large segment, planes in fewer bytes. */
static void
test_levels(MregCodec *codec)
{
	const uint32_t n = MREG_SEGMENT_MAX;
	const uint32_t part = 1 << 20;
	uint8_t *raw = malloc(n);
	uint8_t *base = calloc(n, 1);
	uint8_t *out = malloc(n);
	uint8_t *again = malloc(n);
	MregSegment s = { n, MREG_ZSTD, 0, 0, 0, 0, 0 };
	MregError error;
	uint32_t len;
	uint32_t less;

	fill(raw, n, 3);
	fill(raw, part, 0);
	memcpy(raw + n - part, raw, part);
	must(mreg_segment_encode(codec, &s, 12, raw, NULL, out, n - 1, &len, &error), "encoded");
	check(len > part && len < part + part / 16, "bytes that repeat after 7 MB are stored once");
	check(mreg_segment_decode(codec, &s, out, len, again, &error) && memcmp(raw, again, n) == 0, "... and come back");

	/* Planes whose upper bytes repeat over a long distance. */
	s = (MregSegment) { 4 * part / 2, MREG_PLANES, 4, 1, 0, 0, 0 };
	for (uint32_t i = 0; i < s.raw_len; i++)
		raw[i] = i % 4 < 2 ? (uint8_t) draw() : (uint8_t) (i / 4 % 60000 * 2654435761u >> 28);
	must(mreg_segment_encode(codec, &s, 5, raw, NULL, out, n - 1, &len, &error) &&
			 mreg_segment_encode(codec, &s, 12, raw, NULL, out, len - 1, &less, &error),
		 "encoded");
	check(less > 0 && less < len, "planes take less at a high level");
	check(mreg_segment_decode(codec, &s, out, less, again, &error) && memcmp(raw, again, s.raw_len) == 0,
		  "... and come back");
	must(mreg_segment_encode(codec, &s, 12, raw, NULL, out, less - 1, &len, &error), "encoded");
	check(len == 0, "... or not at all where there is no room");

	/* The planes of a difference do not depend on the base. */
	s = (MregSegment) { part, MREG_DELTA, 4, 3, MREG_SUBTRACT, 1, 0 };
	fill(base, part, 2);
	for (uint32_t i = 0; i < part; i++)
		raw[i] = (uint8_t) (base[i] + (i % 4 == 3 ? draw() % 3 : 0));
	must(mreg_segment_encode(codec, &s, 5, raw, base, out, n - 1, &len, &error), "encoded");
	memset(again, 0, part);
	must(mreg_segment_decode(codec, &s, out, len, again, &error), "decoded as from zeros");
	memset(raw + part, 0, part);
	must(mreg_segment_encode(codec, &s, 12, again, raw + part, out, n - 1, &less, &error) && less > 0 && less <= len,
		 "encoded anew");
	memcpy(again, base, part);
	check(mreg_segment_decode(codec, &s, out, less, again, &error) && memcmp(raw, again, part) == 0,
		  "a difference that is written anew as one from zeros comes back with its base");
	free(raw);
	free(base);
	free(out);
	free(again);
}

int
main(void)
{
	MregCodec codec;

	mreg_codec_start(&codec, &memory);
	test_chunks();
	test_entropy();
	test_guesses(&codec);
	test_round_trips(&codec);
	test_subtraction(&codec);
	test_descriptions();
	test_damage(&codec);
	test_levels(&codec);
	mreg_codec_end(&codec);
	check(replay("artifact_segment") > 20, "the corpus of the fuzz target is replayed");
	return done();
}
