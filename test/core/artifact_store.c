/* artifact_store.c: the encoder and the reader on a store in memory: whole artifacts, versions, damage, no memory. */
#define NO_REPLAY
#include "artifact_test.h"

#include "core/artifact_encode.h"

#define MOST 600
#define MB (1 << 20)

typedef struct Kept
{
	MregSegment s;
	uint8_t *data;
	uint32_t len;
	int depth;
} Kept;

typedef struct Known
{
	uint8_t digest[MREG_DIGEST_SIZE];
	MregPlace place;
} Known;

typedef struct Version
{
	uint8_t *runs;
	size_t len;
	uint64_t size;
	int depth;
	MregEncoded done;
} Version;

static Kept kept[MOST];
static Known known[8 * MOST];
static Version version[MOST];
static int nkept;
static int nknown;
static int nversions;
static int blocks;    /* given out and not given back */
static int allowance; /* blocks until there is no memory; below 0 for no end */
static int refuse_at; /* segments until the store refuses */
static int loaded;

static void *
get(void *state, size_t size)
{
	if (allowance == 0)
		return NULL;
	allowance--;
	blocks++;
	return malloc(size + (size == 0));
}

static void
give(void *state, void *p)
{
	blocks -= p != NULL;
	free(p);
}

/* Not a cryptographic digest, but of its size. */
static bool
digest(void *state, const uint8_t *p, uint32_t n, uint8_t *out, MregError *error)
{
	uint64_t h[4] = { n, 1, 2, 3 };

	for (uint32_t i = 0; i < n; i++)
		h[i & 3] = (h[i & 3] ^ p[i]) * UINT64_C(0x9FB21C651E98DF25) + (h[i & 3] >> 29);
	memcpy(out, h, sizeof(h));
	return true;
}

static bool
find(void *state, const uint8_t *digest, uint32_t n, MregPlace *place, MregError *error)
{
	place->segment = 0;
	for (int i = 0; i < nknown; i++)
	{
		if (memcmp(known[i].digest, digest, MREG_DIGEST_SIZE) == 0)
			*place = known[i].place;
	}
	return true;
}

static bool
keep(void *state, const MregSegment *s, const uint8_t *data, uint32_t len, int depth, const MregNewChunk *chunks,
	 uint32_t nchunks, int64_t *segment, MregError *error)
{
	Kept *k = &kept[nkept++];

	if (refuse_at-- == 0)
		return mreg_fail(error, MREG_REFUSED, "the store is full");
	if (nkept == MOST || nknown + nchunks > 8 * MOST || len > s->raw_len || !mreg_segment_check(s, error))
		abort();
	*k = (Kept) { *s, malloc(len), len, depth };
	memcpy(k->data, data, len);
	*segment = nkept;
	for (uint32_t i = 0; i < nchunks; i++)
	{
		if (chunks[i].off > s->raw_len || chunks[i].len > s->raw_len - chunks[i].off)
			abort();
		memcpy(known[nknown].digest, chunks[i].digest, MREG_DIGEST_SIZE);
		known[nknown++].place = (MregPlace) { *segment, chunks[i].off, chunks[i].len, depth };
	}
	return true;
}

static bool
describe(void *state, int64_t segment, MregSegment *s, MregError *error)
{
	if (segment > nkept)
		return mreg_fail(error, MREG_DAMAGED, "the segment is missing");
	*s = kept[segment - 1].s;
	return true;
}

static bool
load(void *state, int64_t segment, const uint8_t **data, size_t *len, MregError *error)
{
	loaded++;
	*data = kept[segment - 1].data;
	*len = kept[segment - 1].len;
	return true;
}

static void
release(void *state, const uint8_t *data)
{
}

static bool
runs(void *state, int64_t artifact, const uint8_t **data, size_t *len, uint64_t *size, MregError *error)
{
	if (artifact > nversions)
		return mreg_fail(error, MREG_DAMAGED, "the artifact is missing");
	*data = version[artifact - 1].runs;
	*len = version[artifact - 1].len;
	*size = version[artifact - 1].size;
	return true;
}

static const MregMemory memory = { NULL, get, give };
static const MregStore store = { NULL, digest, find, keep };
static const MregFetch fetch = { NULL, describe, load, release, runs };

/* Forgets all that was stored. */
static void
clear(void)
{
	for (int i = 0; i < nkept; i++)
		free(kept[i].data);
	for (int i = 0; i < nversions; i++)
		free(version[i].runs);
	memset(kept, 0, sizeof(kept));
	nkept = nknown = nversions = 0;
	allowance = refuse_at = -1;
}

/* Stores an artifact in pieces; returns its number or 0. */
static int
put(const uint8_t *p, size_t n, size_t piece, int base, MregEncodeOptions options, MregError *error)
{
	static MregEncoder e;
	MregReader r;
	bool good;

	mreg_reader_start(&r, &memory, &fetch);
	options.reader = &r;
	options.base = base;
	options.base_depth = base > 0 ? version[base - 1].depth : 0;
	good = mreg_encoder_start(&e, &memory, &store, &options, error);
	for (size_t at = 0; at < n && good; at += piece)
		good = mreg_encoder_append(&e, p + at, n - at < piece ? n - at : piece, error);
	good = good && mreg_encoder_finish(&e, error);
	if (good)
	{
		Version *v = &version[nversions++];

		v->runs = malloc(mreg_runs_packed_max(&e.runs));
		v->len = mreg_runs_pack(&e.runs, v->runs);
		v->size = n;
		v->depth = e.done.depth;
		v->done = e.done;
		if (e.done.size != n || e.runs.size != n)
			abort();
	}
	mreg_encoder_end(&e);
	mreg_reader_end(&r);
	return good ? nversions : 0;
}

/* Is that what a version holds?  Reads it whole in pieces, then ranges of it. */
static bool
holds(int v, const uint8_t *p, size_t n, size_t piece)
{
	MregReader r;
	MregError error;
	bool good = true;

	mreg_reader_start(&r, &memory, &fetch);
	for (size_t at = 0; at < n && good; at += piece)
	{
		size_t part = n - at < piece ? n - at : piece;
		uint8_t *out = malloc(part);

		good = mreg_reader_read(&r, v, at, out, part, &error) && memcmp(out, p + at, part) == 0;
		free(out);
	}
	for (int i = 0; i < 20 && good && n > 0; i++)
	{
		size_t at = draw() % n;
		size_t part = draw() % (n - at < 100000 ? n - at + 1 : 100000);
		uint8_t *out = malloc(part + 1);

		good = mreg_reader_read(&r, v, at, out, part, &error) && memcmp(out, p + at, part) == 0;
		free(out);
	}
	good = good && !mreg_reader_read(&r, v, n, (uint8_t[1]) { 0 }, 1, &error) && error.fault == MREG_MISUSED;
	mreg_reader_end(&r);
	return good;
}

static const MregEncodeOptions plain = { 0, 0, MREG_SIZE_UNKNOWN, NULL, 0, 0, 0 };

/* Fills with floats of like size. */
static void
floats(uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		p[i] = i % 4 == 3 ? 0x3C + draw() % 2 : (uint8_t) draw();
}

/* Moves every float a little. */
static void
nudge(uint8_t *p, size_t n)
{
	for (size_t i = 0; i + 4 <= n; i += 4)
	{
		uint32_t v;

		memcpy(&v, p + i, 4);
		v += draw() % 512 - 256;
		memcpy(p + i, &v, 4);
	}
}

static void
test_sizes(void)
{
	uint8_t *p = malloc(300 * 1024 + 1);
	static const size_t sizes[] = { 0, 1, 2, 63, 64, 65, 8191, 8192, 8193, 8194, 16384, 32768, 65535, 65536, 65537,
									131071, 131072, 131073, 262143, 262144, 262145, 300 * 1024, 300 * 1024 + 1 };
	MregError error;
	bool good = true;

	clear();
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
	{
		for (int kind = 0; kind < 3; kind++)
		{
			int v;

			for (size_t j = 0; j < sizes[i]; j++)
				p[j] = kind == 0 ? (uint8_t) draw() : kind == 1 ? 'a' + draw() % 3 :
																  0;
			v = put(p, sizes[i], 1 + draw() % 50000, nversions, plain, &error);
			good = good && v > 0 && holds(v, p, sizes[i], 1 + draw() % 70000);
		}
	}
	check(good, "artifacts of 0 bytes to 300 KB come back");
	free(p);
}

/* A first version, then versions that move, grow, shift and repeat it. */
static void
test_versions(void)
{
	size_t n = 5 * MB + 12345;
	uint8_t *p = malloc(n + MB);
	MregEncodeOptions sized = plain;
	MregError error;
	int v;

	clear();
	floats(p, n);
	v = put(p, n, 100000, 0, plain, &error);
	check(v == 1 && holds(1, p, n, 1 << 20), "floats come back");
	check(version[0].done.raw_by[MREG_PLANES] == n && version[0].done.stored < 0.85 * n, "from planes");
	v = put(p, n, 777777, 0, plain, &error);
	check(v == 2 && version[1].done.segments == 0 && version[1].done.repeated == n && version[1].len < 100 &&
			  holds(2, p, n, 999),
		  "the same bytes again take no segment");
	nudge(p, n);
	v = put(p, n, 1 << 20, 1, plain, &error);
	check(v == 3 && version[2].done.raw_by[MREG_DELTA] == n && version[2].done.stored < 0.36 * n &&
			  version[2].depth == 1,
		  "small steps are stored as a difference");
	check(holds(3, p, n, 65536), "and come back");

	/* A header grows by three bytes; only the size tells. */
	memmove(p + 3, p, n);
	nudge(p + 3, n);
	n += 3;
	sized.size = n;
	v = put(p, n, 1 << 20, 3, sized, &error);
	check(v == 4 && version[3].done.raw_by[MREG_DELTA] == n && version[3].depth == 2 && holds(4, p, n, 1 << 20),
		  "also where all has moved");
	nudge(p, n);
	sized.depth_cap = 2;
	v = put(p, n, 1 << 20, 4, sized, &error);
	check(v == 5 && version[4].depth == 0 && holds(5, p, n, 1 << 20), "no difference is taken below the cap");
	sized.depth_cap = 3;
	v = put(p, n, 1 << 20, 4, sized, &error);
	check(v == 6 && version[5].depth <= 3 && holds(6, p, n, 1 << 20), "except where the cap is deeper");
	sized.size--;
	check(put(p, n, 1 << 20, 0, sized, &error) == 0 && error.fault == MREG_MISUSED,
		  "another size than announced is refused");
	free(p);
}

/* Rows are inserted all over: no range is alike byte by byte, but most strings are there. */
static void
test_strings(void)
{
	size_t n = 5 * MB;
	uint8_t *p = malloc(n + MB);
	uint8_t *q = malloc(n + MB);
	size_t len = 0;
	MregError error;

	clear();
	floats(p, n);
	check(put(p, n, MB, 0, plain, &error) == 1, "rows are stored");
	for (size_t at = 0; at < n; at += 20000)
	{
		size_t row = n - at < 20000 ? n - at : 20000;

		memcpy(q + len, p + at, row);
		len += row;
		memcpy(q + len, p + (at + 777) / 2, 256);
		q[len] ^= 1;
		len += 256;
	}
	check(put(q, len, 777777, 1, plain, &error) == 2 && holds(2, q, len, 65536),
		  "with others between them they come back");
	check(version[1].done.raw_by[MREG_DELTA] > len / 2 && version[1].done.stored < len / 8, "and take little room");

	/* Sparse weights that all move a little share no strings, but their steps are small. */
	clear();
	n = MB / 2;
	floats(p, n);
	for (size_t i = 0; i + 4 <= n; i += 4)
	{
		if (draw() % 2 == 0)
			memset(p + i, 0, 4);
	}
	check(put(p, n, MB, 0, plain, &error) == 1, "sparse weights are stored");
	for (size_t i = 0; i + 4 <= n; i += 4)
	{
		uint32_t v;

		memcpy(&v, p + i, 4);
		v += v != 0 ? draw() % 64 : 0;
		memcpy(p + i, &v, 4);
	}
	check(put(p, n, MB, 1, plain, &error) == 2 && version[1].done.raw_by[MREG_DELTA] == n && holds(2, p, n, 65536) &&
			  version[1].done.stored < version[0].done.stored / 2,
		  "what shares no strings with the base may still be near it");
	free(p);
	free(q);
}

/* A safetensors file of F32 tensors of n bytes each, named by the letters of names; returns its size. */
static size_t
tensors(uint8_t *out, const char *names, const uint8_t *const *values, size_t n)
{
	char json[2000] = "{";
	size_t count = strlen(names);
	size_t len;

	for (size_t i = 0; i < count; i++)
		snprintf(json + strlen(json), 200, "%s\"%c\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}",
				 i > 0 ? "," : "", names[i], (int) (n / 4), (int) (n * i), (int) (n * (i + 1)));
	strcat(json, "}");
	len = strlen(json);
	for (int i = 0; i < 8; i++)
		out[i] = (uint8_t) ((uint64_t) len >> 8 * i);
	memcpy(out + 8, json, len);
	for (size_t i = 0; i < count; i++)
		memcpy(out + 8 + len + n * i, values[i], n);
	return 8 + len + n * count;
}

/* Tensors are put before and between those of the base: their names tell where the base has the others. */
static void
test_layout(void)
{
	size_t n = MB + MB / 2;
	uint8_t *p = malloc(5 * n + 2000);
	uint8_t *values[4];
	MregError error;
	size_t size;
	int v;

	clear();
	for (int i = 0; i < 4; i++)
	{
		values[i] = malloc(n);
		floats(values[i], n);
	}
	size = tensors(p, "ac", (const uint8_t *[]) { values[0], values[2] }, n);
	v = put(p, size, 1 << 20, 0, plain, &error);
	check(v == 1 && holds(1, p, size, 1 << 20), "a file with a header comes back");
	nudge(values[0], n);
	nudge(values[2], n);
	size = tensors(p, "dabc", (const uint8_t *[]) { values[3], values[0], values[1], values[2] }, n);
	v = put(p, size, 12345, 1, plain, &error);
	check(v == 2 && version[1].done.raw_by[MREG_DELTA] >= 2 * n && version[1].done.raw_by[MREG_PLANES] >= 2 * n,
		  "tensors that moved are differences, new ones are planes");
	check(holds(2, p, size, 1 << 20), "and come back");
	for (int i = 0; i < 4; i++)
		free(values[i]);
	free(p);
}

/* Bytes for which dictionaries are best: few fresh chunks between known ones wait for each other. */
static void
test_pool(void)
{
	size_t n = 6 * MB;
	uint8_t *p = malloc(n);
	MregError error;
	int v;
	uint32_t words[64];

	clear();
	for (int i = 0; i < 64; i++)
		words[i] = draw();
	for (size_t i = 0; i + 4 <= n; i += 4)
		memcpy(p + i, &words[draw() % 64], 4);
	v = put(p, n, 1 << 20, 0, plain, &error);
	check(v == 1 && version[0].done.segments <= 4 && version[0].done.raw_by[MREG_ZSTD] == n && holds(1, p, n, 1 << 18),
		  "words are left to zstd");
	for (size_t at = 200000; at < n; at += 700000)
		memcpy(p + at, &words[at % 60], 16);
	v = put(p, n, 1 << 20, 0, plain, &error);
	check(v == 2 && version[1].done.segments == 1 && version[1].done.fresh < MB && holds(2, p, n, 1 << 18),
		  "fresh chunks of several windows share a segment");

	/* A window repeats what waits in the pool, and what it brings itself makes the pool too long. */
	for (size_t i = 0; i + 4 <= 1200000; i += 4)
	{
		words[0] = draw() % 64;
		memcpy(p + i, &words[1 + words[0] % 63], 4);
		memcpy(p + 2700000 + i, &words[1 + draw() % 63], 4);
	}
	memset(p + 1200000, 0, 900000);
	memcpy(p + 2100000, p, 600000);
	clear();
	v = put(p, 3900000, 1 << 20, 0, plain, &error);
	check(v == 1 && version[0].done.repeated > 800000 && version[0].done.segments == 2 &&
			  holds(1, p, 3900000, 1 << 18),
		  "what waits in the pool is found there, also when the pool becomes a segment");

	/* Repeats within the artifact, near and far. */
	memset(p, 0, n / 2);
	memcpy(p + n / 2, p + n - 500000, 500000);
	clear();
	v = put(p, n, 12345, 0, plain, &error);
	check(v == 1 && version[0].done.fresh < n / 2 + 2 * MREG_CHUNK_MAX && holds(1, p, n, 1 << 18),
		  "what repeats within an artifact is stored once");
	free(p);
}

/* Without memory, or where the store refuses: a clean error, and all is given back. */
static void
test_refusals(void)
{
	size_t n = 3 * MB;
	uint8_t *p = malloc(n);
	MregError error;
	bool good = true;

	clear();
	floats(p, n);
	if (put(p, n, 1 << 20, 0, plain, &error) != 1)
		abort();
	nudge(p, n);
	for (int i = 0; i < 60; i++)
	{
		int v;

		allowance = i;
		v = put(p, n, 1 << 20, 1, plain, &error);
		allowance = -1;
		good = good && (v > 0 || error.fault == MREG_NO_MEMORY) && blocks == 0;
		if (v > 0)
			break;
	}
	check(good && nversions == 2, "without memory there is an error and nothing is lost");
	for (size_t i = 0; i < n; i++)
		p[i] = (uint8_t) draw();
	refuse_at = 1;
	check(put(p, n, 1 << 20, 0, plain, &error) == 0 && error.fault == MREG_REFUSED && blocks == 0,
		  "the store may refuse");
	refuse_at = -1;
	free(p);
}

/* Stored segments and run lists with damage: never harm, and circles end. */
static void
test_damage(void)
{
	size_t n = 3 * MB;
	uint8_t *p = malloc(n);
	uint8_t *out = malloc(n);
	MregReader r;
	MregError error;
	Kept saved;
	bool good = true;
	int first;

	clear();
	floats(p, n);
	put(p, n, 1 << 20, 0, plain, &error);
	first = nkept;
	nudge(p, n);
	put(p, n, 1 << 20, 1, plain, &error);
	saved = kept[first];

	/* A base that stands behind itself. */
	kept[first].s.base_artifact = 2;
	mreg_reader_start(&r, &memory, &fetch);
	check(!mreg_reader_read(&r, 2, 0, out, 1000, &error) && error.fault == MREG_DAMAGED && error.segment > 0 &&
			  error.artifact == 2,
		  "a base behind itself is told, with artifact and segment");
	mreg_reader_end(&r);
	check(put(p, n, 1 << 20, 2, plain, &error) == 3 && version[2].done.segments == 0, "what is known needs no base");
	memcpy(out, p, n);
	nudge(out, n);
	check(put(out, n, 1 << 20, 2, plain, &error) == 4 && version[3].depth == 0 && holds(4, out, n, 1 << 20),
		  "a damaged base is done without");
	kept[first].s = saved.s;
	kept[first].s.raw_len -= 1000;
	mreg_reader_start(&r, &memory, &fetch);
	check(!mreg_reader_read(&r, 2, 0, out, n, &error) && error.fault == MREG_DAMAGED && error.segment == first + 1,
		  "so is a segment that is too short");
	mreg_reader_end(&r);
	kept[first].s = saved.s;
	for (int round = 0; round < 200; round++)
	{
		Kept *k = &kept[draw() % nkept];
		MregSegment s = k->s;
		uint32_t at = draw() % 8 == 0 ? draw() % k->len : draw() % 40;
		uint8_t byte = k->data[at];

		if (round % 4 == 0)
			((uint8_t *) &k->s)[draw() % 8] ^= (uint8_t) (1 << draw() % 8);
		else
			k->data[at] = (uint8_t) draw();
		mreg_reader_start(&r, &memory, &fetch);
		r.cache_bytes = MB;
		good = good && (mreg_reader_read(&r, 2, draw() % MB, out, 1000 + draw() % MB, &error) ||
						(error.fault == MREG_DAMAGED && error.artifact > 0));
		mreg_reader_end(&r);
		k->s = s;
		k->data[at] = byte;
	}
	check(good && blocks == 0 && holds(2, p, n, 1 << 20), "damaged segments are read without harm");
	loaded = 0;
	mreg_reader_start(&r, &memory, &fetch);
	for (size_t at = 0; at + 4096 <= n; at += 4096)
		good = good && mreg_reader_read(&r, 2, at, out, 4096, &error);
	mreg_reader_end(&r);
	check(good && loaded == 2 * first, "reading on, no segment is decoded twice");
	free(p);
	free(out);
}

int
main(void)
{
	test_sizes();
	test_versions();
	test_strings();
	test_layout();
	test_pool();
	test_refusals();
	test_damage();
	clear();
	check(blocks == 0, "all memory was given back");
	return done();
}
