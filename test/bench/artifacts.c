/*
 * artifacts.c: stores families of files in memory and tells what is left of them, how fast, and that they come back.
 *
 * cc -O2 -march=x86-64 -Isrc test/bench/artifacts.c src/core/artifact_*.c -lzstd -lcrypto -lm -o artifacts
 * ./artifacts [-l LEVEL] [-d DEPTH] [-w MB] FILE...
 *
 * Files whose names agree up to ".v" are the versions of a family, in the order given.  Stored bytes count 64 for each
 * segment, 48 for each chunk and the run lists.  With -d 0 no differences from earlier
 * versions are taken.
 */
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/artifact_encode.h"

#define MOST 4096
#define VERSIONS 64
#define SLOTS (1 << 20)

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
	int64_t base;
	int depth;
} Version;

/* A registry of one family. */
typedef struct Family
{
	Kept kept[MOST];
	Version version[VERSIONS];
	int nkept;
	int nversions;
	int nchunks;
	Known *known;
} Family;

static size_t held;
static size_t most;

static void *
get(void *state, size_t size)
{
	size_t *p = malloc(size + 16);

	*p = size;
	held += size;
	most = held > most ? held : most;
	return p + 2;
}

static void
give(void *state, void *p)
{
	if (p != NULL)
	{
		held -= ((size_t *) p)[-2];
		free((size_t *) p - 2);
	}
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void
must(bool good, const MregError *error, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "%s: %s\n", what, error != NULL ? error->reason : "no");
	exit(1);
}

static bool
digest(void *state, const uint8_t *p, uint32_t n, uint8_t *out, MregError *error)
{
	SHA256(p, n, out);
	return true;
}

static Known *
slot(Family *f, const uint8_t *digest)
{
	uint32_t at;

	memcpy(&at, digest, sizeof(at));
	for (at %= SLOTS; f->known[at].place.segment != 0; at = (at + 1) % SLOTS)
	{
		if (memcmp(f->known[at].digest, digest, MREG_DIGEST_SIZE) == 0)
			break;
	}
	return &f->known[at];
}

static bool
find(void *state, const uint8_t *digest, uint32_t n, MregPlace *place, MregError *error)
{
	*place = slot(state, digest)->place;
	return true;
}

static bool
keep(void *state, const MregSegment *s, const uint8_t *data, uint32_t len, int depth, const MregNewChunk *chunks,
	 uint32_t nchunks, int64_t *segment, MregError *error)
{
	Family *f = state;
	Kept *k = &f->kept[f->nkept++];

	must(f->nkept < MOST, NULL, "room for segments");
	*k = (Kept) { *s, malloc(len + 1), len, depth };
	memcpy(k->data, data, len);
	*segment = f->nkept;
	for (uint32_t i = 0; i < nchunks; i++)
	{
		Known *known = slot(f, chunks[i].digest);

		memcpy(known->digest, chunks[i].digest, MREG_DIGEST_SIZE);
		known->place = (MregPlace) { *segment, chunks[i].off, chunks[i].len, depth };
	}
	f->nchunks += nchunks;
	return true;
}

static bool
describe(void *state, int64_t segment, MregSegment *s, MregError *error)
{
	Family *f = state;

	*s = f->kept[segment - 1].s;
	return true;
}

static bool
load(void *state, int64_t segment, const uint8_t **data, size_t *len, MregError *error)
{
	Family *f = state;

	*data = f->kept[segment - 1].data;
	*len = f->kept[segment - 1].len;
	return true;
}

static void
release(void *state, const uint8_t *data)
{
}

static bool
runs(void *state, int64_t artifact, const uint8_t **data, size_t *len, uint64_t *size, MregError *error)
{
	Family *f = state;

	*data = f->version[artifact - 1].runs;
	*len = f->version[artifact - 1].len;
	*size = f->version[artifact - 1].size;
	return true;
}

static uint8_t *
read_whole(const char *name, size_t *size)
{
	FILE *file = fopen(name, "rb");
	uint8_t *bytes;

	must(file != NULL && fseek(file, 0, SEEK_END) == 0, NULL, name);
	*size = (size_t) ftell(file);
	rewind(file);
	bytes = malloc(*size + 1);
	must(fread(bytes, 1, *size, file) == *size, NULL, name);
	fclose(file);
	return bytes;
}

/* Figures of one family or of all. */
typedef struct Figures
{
	double raw;
	double stored;
	double encode;
	double decode;
	double by[4];
} Figures;

static void
print(const char *name, int len, const Figures *s)
{
	printf("%-18.*s %7.1f MB  %.4f  encode %5.0f MB/s  decode %5.0f MB/s", len, name, s->raw / 1e6,
		   s->stored / s->raw, s->raw / s->encode / 1e6, s->raw / s->decode / 1e6);
	printf("  raw %3.0f zstd %3.0f planes %3.0f delta %3.0f\n",
		   100 * s->by[0] / s->raw, 100 * s->by[1] / s->raw, 100 * s->by[2] / s->raw, 100 * s->by[3] / s->raw);
}

static void
put(Family *f, const uint8_t *bytes, size_t size, const MregEncodeOptions *asked, Figures *s)
{
	static MregEncoder e;
	static MregReader r;
	const MregMemory memory = { NULL, get, give };
	const MregStore store = { f, digest, find, keep };
	const MregFetch fetch = { f, describe, load, release, runs };
	MregEncodeOptions options = *asked;
	int cap = asked->depth_cap;
	MregError error;
	Version *v = &f->version[f->nversions];
	double start = now();

	options.size = size;
	options.reader = &r;
	if (cap > 0 && f->nversions > 0)
	{
		options.base = f->nversions;
		if (f->version[options.base - 1].depth >= cap)
		{
			/* Where the one before stands too deep, back to the beginning, so that the next finds room. */
			while (f->version[options.base - 1].base > 0)
				options.base = f->version[options.base - 1].base;
		}
		options.base_depth = f->version[options.base - 1].depth;
	}
	mreg_reader_start(&r, &memory, &fetch);
	r.cache_bytes = (size_t) 8 << 20;
	must(mreg_encoder_start(&e, &memory, &store, &options, &error), &error, "start");
	for (size_t at = 0; at < size; at += 1 << 20)
		must(mreg_encoder_append(&e, bytes + at, size - at < 1 << 20 ? size - at : 1 << 20, &error), &error,
			 "append");
	must(mreg_encoder_finish(&e, &error), &error, "finish");
	v->runs = malloc(mreg_runs_packed_max(&e.runs));
	v->len = mreg_runs_pack(&e.runs, v->runs);
	v->size = size;
	v->base = options.base;
	v->depth = e.done.depth;
	f->nversions++;
	s->encode += now() - start;
	s->raw += size;
	s->stored += e.done.stored + 64.0 * e.done.segments + v->len;
	for (int i = 0; i < 4; i++)
		s->by[i] += e.done.raw_by[i];
	mreg_encoder_end(&e);
	mreg_reader_end(&r);
}

static void
restore(Family *f, int version, const uint8_t *bytes, size_t size, Figures *s)
{
	static uint8_t piece[1 << 20];
	static MregReader r;
	const MregMemory memory = { NULL, get, give };
	const MregFetch fetch = { f, describe, load, release, runs };
	MregError error;
	double start = now();

	mreg_reader_start(&r, &memory, &fetch);
	for (size_t at = 0; at < size; at += sizeof(piece))
	{
		size_t n = size - at < sizeof(piece) ? size - at : sizeof(piece);

		must(mreg_reader_read(&r, version, at, piece, n, &error), &error, "read");
		must(memcmp(piece, bytes + at, n) == 0, NULL, "the same bytes");
	}
	mreg_reader_end(&r);
	s->decode += now() - start;
}

int
main(int argc, char **argv)
{
	Figures all = { 0 };
	MregEncodeOptions options = { MREG_LEVEL, MREG_WINDOW, 0, NULL, 0, 0, MREG_DEPTH_CAP };
	int at = 1;

	for (; at < argc && argv[at][0] == '-'; at++)
	{
		if (argv[at][1] == 'l')
			options.level = atoi(argv[++at]);
		else if (argv[at][1] == 'd')
			options.depth_cap = atoi(argv[++at]);
		else if (argv[at][1] == 'w')
			options.window = (uint32_t) atoi(argv[++at]) << 20;
	}
	while (at < argc)
	{
		const char *name = strrchr(argv[at], '/') ? strrchr(argv[at], '/') + 1 : argv[at];
		int len = (int) (strstr(name, ".v") ? strstr(name, ".v") - name : (long) strlen(name));
		size_t prefix = (size_t) (name - argv[at]) + len;
		Family *f = calloc(1, sizeof(Family));
		uint8_t *bytes[VERSIONS];
		size_t size[VERSIONS];
		Figures s = { 0 };
		int from = at;

		f->known = calloc(SLOTS, sizeof(Known));
		for (; at < argc && at - from < VERSIONS && strncmp(argv[at], argv[from], prefix) == 0; at++)
		{
			bytes[at - from] = read_whole(argv[at], &size[at - from]);
			put(f, bytes[at - from], size[at - from], &options, &s);
		}
		for (int v = 0; v < f->nversions; v++)
			restore(f, v + 1, bytes[v], size[v], &s);
		s.stored += 48.0 * f->nchunks;
		print(name, len, &s);
		all.raw += s.raw;
		all.stored += s.stored;
		all.encode += s.encode;
		all.decode += s.decode;
		for (int i = 0; i < 4; i++)
			all.by[i] += s.by[i];
		for (int v = 0; v < f->nversions; v++)
		{
			free(bytes[v]);
			free(f->version[v].runs);
		}
		for (int i = 0; i < f->nkept; i++)
			free(f->kept[i].data);
		free(f->known);
		free(f);
	}
	print("total", 5, &all);
	printf("memory at most %.1f MB\n", most / 1e6);
	return 0;
}
