/* artifact_encode.h: turns the bytes of an artifact, as they come, into segments and a run list. */
#ifndef MREG_CORE_ARTIFACT_ENCODE_H
#define MREG_CORE_ARTIFACT_ENCODE_H

#include "core/artifact_layout.h"

#define MREG_WINDOW_CHUNKS 512
#define MREG_BASE_OUTSIDE 65536 /* bytes that a base range may reach beyond the base */
#define MREG_SIZE_UNKNOWN UINT64_MAX
#define MREG_HEADROOM 8

/* Where a chunk is stored: bytes off to off + len of a segment; segment 0 where it is not. */
typedef struct MregPlace
{
	int64_t segment;
	uint32_t off;
	uint32_t len;
	int depth; /* bases behind that segment */
} MregPlace;

/* A chunk that a new segment brings. */
typedef struct MregNewChunk
{
	uint8_t digest[MREG_DIGEST_SIZE];
	uint32_t off; /* in the segment */
	uint32_t len;
} MregNewChunk;

/* Where segments go and chunks are looked up.  A callback that returns false has filled the error, or never returns. */
typedef struct MregStore
{
	void *state;
	/* The digest, MREG_DIGEST_SIZE bytes, of a chunk. */
	bool (*digest)(void *state, const uint8_t *p, uint32_t n, uint8_t *digest, MregError *error);
	/* Looks a chunk up; one of another length is no hit. */
	bool (*find)(void *state, const uint8_t *digest, uint32_t n, MregPlace *place, MregError *error);
	/* Keeps a segment and its chunks, gives it a number above 0.  The MREG_HEADROOM bytes before data may be used. */
	bool (*keep)(void *state, const MregSegment *s, const uint8_t *data, uint32_t len, int depth,
				 const MregNewChunk *chunks, uint32_t nchunks, int64_t *segment, MregError *error);
} MregStore;

typedef struct MregEncodeOptions
{
	int level;          /* of zstd, 1 to 19; 0 for MREG_LEVEL */
	uint32_t window;    /* bytes of a segment; 0 for MREG_WINDOW */
	uint64_t size;      /* of the artifact, or MREG_SIZE_UNKNOWN */
	MregReader *reader; /* reads the base; NULL where there is none */
	int64_t base;       /* the artifact to take differences from, or 0 */
	int base_depth;     /* bases behind that */
	int depth_cap;      /* bases behind bases, 1 to MREG_DEPTH_GUARD; 0 for MREG_DEPTH_CAP */
} MregEncodeOptions;

/* What the encoder did. */
typedef struct MregEncoded
{
	uint64_t size;        /* raw bytes */
	uint64_t stored;      /* bytes of new segments */
	uint64_t fresh;       /* raw bytes in new segments */
	uint64_t repeated;    /* raw bytes found elsewhere */
	uint64_t raw_by[4];   /* raw bytes of new segments by codec */
	uint64_t kept_by[4];  /* and what they take */
	uint32_t segments;
	int depth; /* bases behind any segment that the artifact reaches */
} MregEncoded;

/* A chunk of the window. */
typedef struct MregWindowChunk
{
	MregNewChunk chunk; /* off is in the window */
	MregPlace place;    /* where it is known; in MREG_POOLED where it waits in the pool */
	uint32_t fresh;     /* offset among the fresh bytes */
	bool first;         /* it brings fresh bytes */
} MregWindowChunk;

typedef struct MregEncoder
{
	MregMemory memory;
	MregStore store;
	MregEncodeOptions options;
	MregCodec own;
	MregCodec *codec;
	MregChunker chunker;
	MregRuns runs;
	MregEncoded done;
	MregLayout layout;
	MregHint hint;      /* what the layout tells of the window */
	uint64_t base_size;
	int64_t shift; /* the base's offset less the artifact's, the last time that they were alike */
	uint64_t align; /* where the window ends at the latest, so that it lies in one segment of the base; 0 for unknown */
	bool differs;   /* the last window was a difference */
	uint32_t misses; /* windows that share no strings with the base */
	uint64_t start; /* of the window in the artifact */
	uint32_t filled; /* bytes in the window's buffer */
	uint32_t cut;    /* of which in whole chunks */
	uint32_t nchunks;
	uint32_t npooled;
	uint32_t pool_len;
	uint32_t pool_run; /* the first run that may lie in the pool */
	uint8_t *raw;
	uint8_t *fresh;
	uint8_t *base;
	uint8_t *out;
	uint8_t *other;
	uint8_t *pool;
	bool looked; /* at the header */
	bool finished;
	MregWindowChunk chunks[MREG_WINDOW_CHUNKS];
	MregNewChunk pooled[MREG_WINDOW_CHUNKS];
	MregNewChunk news[MREG_WINDOW_CHUNKS];
} MregEncoder;

extern bool mreg_encoder_start(MregEncoder *e, const MregMemory *memory, const MregStore *store,
							   const MregEncodeOptions *options, MregError *error);
extern bool mreg_encoder_append(MregEncoder *e, const uint8_t *p, size_t n, MregError *error);
extern bool mreg_encoder_finish(MregEncoder *e, MregError *error);
extern void mreg_encoder_end(MregEncoder *e);

#endif /* MREG_CORE_ARTIFACT_ENCODE_H */
