/* artifact_read.h: reading any range of artifacts out of segments that callbacks fetch. */
#ifndef MREG_CORE_ARTIFACT_READ_H
#define MREG_CORE_ARTIFACT_READ_H

#include "core/artifact.h"

#define MREG_READ_CACHE 6                      /* decoded segments that are kept ... */
#define MREG_READ_BYTES ((size_t) 12 << 20)    /* ... of these bytes together */
#define MREG_READ_SLOTS (MREG_READ_CACHE + MREG_DEPTH_GUARD + 2)
#define MREG_READ_ARTIFACTS (2 * MREG_DEPTH_GUARD)

/*
 * Where segments and run lists come from.  A callback that returns false has filled the error.  One may also leave by a
 * jump; the reader or encoder that called it must not be used again then, and its memory goes with the allocator's.
 */
typedef struct MregFetch
{
	void *state;
	/* The description of a segment. */
	bool (*describe)(void *state, int64_t segment, MregSegment *s, MregError *error);
	/* Its stored bytes, good until release. */
	bool (*load)(void *state, int64_t segment, const uint8_t **data, size_t *len, MregError *error);
	void (*release)(void *state, const uint8_t *data);
	/* An artifact's packed run list and size, good until release. */
	bool (*runs)(void *state, int64_t artifact, const uint8_t **data, size_t *len, uint64_t *size, MregError *error);
} MregFetch;

typedef struct MregCached
{
	int64_t segment; /* 0 for a free slot */
	uint8_t *raw;
	uint32_t raw_len;
	uint32_t pins;
	uint64_t used;
} MregCached;

typedef struct MregOpened
{
	int64_t artifact; /* 0 for a free slot */
	MregRuns runs;
	uint32_t pins;
	uint64_t used;
} MregOpened;

typedef struct MregReader
{
	MregMemory memory;
	MregFetch fetch;
	MregCodec codec;
	size_t cache_bytes;
	size_t held; /* bytes of decoded segments */
	uint64_t clock;
	uint64_t decoded; /* segments, since the start */
	MregCached cached[MREG_READ_SLOTS];
	MregOpened opened[MREG_READ_ARTIFACTS];
} MregReader;

extern void mreg_reader_start(MregReader *r, const MregMemory *memory, const MregFetch *fetch);
extern void mreg_reader_end(MregReader *r);
extern void mreg_reader_forget(MregReader *r);
extern bool mreg_reader_boundary(MregReader *r, int64_t artifact, uint64_t from, uint64_t to, uint64_t *boundary,
								 MregError *error);
extern bool mreg_reader_size(MregReader *r, int64_t artifact, uint64_t *size, MregError *error);
extern bool mreg_reader_read(MregReader *r, int64_t artifact, uint64_t off, uint8_t *out, size_t n, MregError *error);
extern bool mreg_reader_clipped(MregReader *r, int64_t artifact, int64_t off, uint8_t *out, size_t n,
								MregError *error);

#endif /* MREG_CORE_ARTIFACT_READ_H */
