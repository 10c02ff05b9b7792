/*
 * artifact.h: how the bytes of artifacts are stored, without PostgreSQL.  This comment is the format.
 *
 * Chunks, gear version 1.  An artifact is cut by its content.  G[b] is output b, from 0, of splitmix64 seeded 0.
 * From byte 8192 of a chunk on, h = (h << 1) + G[byte], from h = 0; the chunk ends behind the byte that leaves the top
 * 17 bits of h zero, from byte 32768 on the top 13 bits, and after 131072 bytes at the latest.  It also ends where a
 * large tensor begins or ends.  Another rule would only find fewer repeats: what is stored does not depend on it.
 *
 * Segments, artifact format 1.  The unit of storage: raw_len raw bytes, at most 8 MB, described by MregSegment.
 * Numbers are little-endian.  The number of a codec is never given to another layout.
 *   codec 0, raw     the bytes
 *   codec 1, zstd    a zstd frame of them
 *   codec 2, planes  k = 2, 4 or 8, phase < k: the bytes are `phase` bytes, n elements of k bytes, and a tail shorter
 *                    than an element.  Stored: k sizes of uint32; the first bytes; planes 0 to k - 1 in their sizes;
 *                    the tail.  Plane j is byte j of all elements: n bytes as they are if its size is n, else a zstd
 *                    frame.
 *   codec 3, delta   the same, and also k = 1, of the difference from the base: the raw_len bytes from base_off of
 *                    another artifact, zeros outside it.  Filter 1: exclusive or.  Filter 2, k = 2 or 4: for elements e
 *                    and b as unsigned integers d = e - b, stored as (d << 1) ^ -(d >> (8k - 1)); the bytes outside the
 *                    elements by exclusive or.  Filter 3, k = 1: a zstd frame of the bytes, for which those of the
 *                    base are the prefix (ZSTD_CCtx_refPrefix), in place of sizes and planes.
 * Except in codec 3 there is no base, and the filter is 0.  In codecs 0 and 1 k and phase are 0.
 *
 * Run lists, version 1.  An artifact is the concatenation of parts of segments.  One byte, the version; the number of
 * runs; for each run the segment's number less that of the run before (0 before the first) as (d << 1) ^ (d >> 63), the
 * offset in the segment, the length, which is not 0.  All numbers are varints: seven bits in a byte, lowest first, bit
 * 0x80 where another byte follows, no longer than need be.  Adjacent runs that continue each other are one.
 */
#ifndef MREG_CORE_ARTIFACT_H
#define MREG_CORE_ARTIFACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MREG_ARTIFACT_FORMAT 1
#define MREG_GEAR_VERSION 1
#define MREG_RUNS_VERSION 1

#define MREG_CHUNK_MIN 8192
#define MREG_CHUNK_AVERAGE 32768
#define MREG_CHUNK_MAX 131072
#define MREG_WINDOW ((uint32_t) 2 << 20)
#define MREG_SEGMENT_MAX ((uint32_t) 8 << 20)
#define MREG_ARTIFACT_MAX (INT64_MAX / 2)
#define MREG_DIGEST_SIZE 32
#define MREG_DEPTH_CAP 4   /* bases behind bases, where they are written */
#define MREG_DEPTH_GUARD 6 /* and where they are read */
#define MREG_DEPTH_LARGE 2 /* that a segment larger than MREG_WINDOW counts for, since it takes as much memory */
#define MREG_LEVEL 5       /* of zstd, where nothing else is asked for */
#define MREG_LEVEL_MAX 19

typedef enum MregCodecKind
{
	MREG_RAW,
	MREG_ZSTD,
	MREG_PLANES,
	MREG_DELTA
} MregCodecKind;

typedef enum MregFilter
{
	MREG_NO_FILTER,
	MREG_XOR,
	MREG_SUBTRACT,
	MREG_PREFIX
} MregFilter;

typedef enum MregFault
{
	MREG_SOUND,
	MREG_DAMAGED,   /* what was read is not what was written */
	MREG_NO_MEMORY, /* the allocator gave NULL, or zstd found no room */
	MREG_REFUSED,   /* a callback said no */
	MREG_MISUSED    /* the caller broke the contract */
} MregFault;

/* What went wrong; reason is a constant text, segment 0 where none is to blame. */
typedef struct MregError
{
	MregFault fault;
	const char *reason;
	int64_t artifact;
	int64_t segment;
} MregError;

/* Where memory comes from; zstd's contexts use it too.  get may give NULL or not return; give takes NULL. */
typedef struct MregMemory
{
	void *state;
	void *(*get)(void *state, size_t size);
	void (*give)(void *state, void *p);
} MregMemory;

/* How a segment is stored, besides its bytes. */
typedef struct MregSegment
{
	uint32_t raw_len;
	uint8_t codec;
	uint8_t k;
	uint8_t phase;
	uint8_t filter;
	int64_t base_artifact; /* 0 where there is no base */
	int64_t base_off;      /* may be negative */
} MregSegment;

/* Sets the error, returns false. */
static inline bool
mreg_fail(MregError *error, MregFault fault, const char *reason)
{
	error->fault = fault;
	error->reason = reason;
	return false;
}

/* artifact_chunk.c: where chunks end */
typedef struct MregChunker
{
	uint64_t gear[256];
	uint64_t hash;
	uint32_t at; /* bytes of the chunk that were looked at */
} MregChunker;

extern void mreg_chunker_start(MregChunker *c);
extern uint32_t mreg_chunk_end(MregChunker *c, const uint8_t *chunk, uint32_t n);
extern uint32_t mreg_chunk_cut(MregChunker *c);

/* artifact_planes.c: differences and byte planes */
extern void mreg_split(const uint8_t *raw, const uint8_t *base, uint32_t n, uint8_t k, uint8_t filter, uint8_t *planes);
extern void mreg_join(const uint8_t *const *planes, uint32_t n, uint8_t k, uint8_t filter, uint8_t *out);
extern void mreg_xor(uint8_t *out, const uint8_t *other, uint32_t n);
extern double mreg_entropy(const uint8_t *p, uint32_t n);

/* artifact_segment.c: segments to bytes and back */
typedef struct MregCodec
{
	MregMemory memory;
	void *packer;   /* contexts of zstd, made when they are needed */
	void *unpacker;
	uint8_t *planes; /* room for planes */
	size_t room;
} MregCodec;

extern void mreg_codec_start(MregCodec *codec, const MregMemory *memory);
extern void mreg_codec_end(MregCodec *codec);
extern uint8_t *mreg_codec_room(MregCodec *codec, size_t size);
extern bool mreg_segment_check(const MregSegment *s, MregError *error);
extern bool mreg_pack(MregCodec *codec, int level, const uint8_t *raw, uint32_t n, uint8_t *out, uint32_t cap,
					  uint32_t *len, MregError *error);
extern bool mreg_pack_after(MregCodec *codec, int level, const uint8_t *prefix, uint32_t nprefix, const uint8_t *raw,
							uint32_t n, uint8_t *out, uint32_t cap, uint32_t *len, MregError *error);
extern bool mreg_segment_encode(MregCodec *codec, const MregSegment *s, int level, const uint8_t *raw,
								const uint8_t *base, uint8_t *out, uint32_t cap, uint32_t *len, MregError *error);
extern bool mreg_segment_decode(MregCodec *codec, const MregSegment *s, const uint8_t *data, size_t len, uint8_t *out,
								MregError *error);

/* artifact_choose.c: which codec */
#define MREG_SAMPLE_PIECE 16384
#define MREG_SAMPLE (4 * MREG_SAMPLE_PIECE)

/* What is known of the bytes beforehand: elements of k bytes, the first whole one at phase; k = 0 for nothing. */
typedef struct MregHint
{
	uint8_t k;
	uint8_t phase;
} MregHint;

/* A way to store bytes and which share of them it may take. */
typedef struct MregGuess
{
	MregSegment segment;
	double share;
	double lz; /* share for zstd alone */
} MregGuess;

extern double mreg_likeness(const uint8_t *raw, const uint8_t *base, uint32_t n);
extern bool mreg_guess_plain(MregCodec *codec, const uint8_t *raw, uint32_t n, MregHint hint, MregGuess *guess,
							 MregError *error);
extern bool mreg_guess_delta(MregCodec *codec, const uint8_t *raw, const uint8_t *base, uint32_t n, MregHint hint,
							 MregGuess *guess, MregError *error);
extern bool mreg_guess_prefix(MregCodec *codec, const uint8_t *raw, const uint8_t *base, uint32_t n, MregGuess *guess,
							  MregError *error);

/* artifact_runs.c: run lists */
typedef struct MregRun
{
	uint64_t off; /* in the artifact */
	int64_t segment;
	uint32_t seg_off;
	uint32_t len;
} MregRun;

typedef struct MregRuns
{
	MregMemory memory;
	MregRun *run;
	uint32_t n;
	uint32_t room;
	uint64_t size; /* of the artifact */
} MregRuns;

extern void mreg_runs_start(MregRuns *runs, const MregMemory *memory);
extern void mreg_runs_end(MregRuns *runs);
extern bool mreg_runs_add(MregRuns *runs, int64_t segment, uint32_t seg_off, uint32_t len, MregError *error);
extern size_t mreg_runs_packed_max(const MregRuns *runs);
extern size_t mreg_runs_pack(const MregRuns *runs, uint8_t *out);
extern bool mreg_runs_unpack(MregRuns *runs, const uint8_t *data, size_t len, uint64_t size, MregError *error);
extern uint32_t mreg_runs_find(const MregRuns *runs, uint64_t off);

#endif /* MREG_CORE_ARTIFACT_H */
