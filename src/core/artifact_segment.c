/* artifact_segment.c: segments to the bytes that are stored, and back, trusting nothing that was stored. */
#include "core/artifact.h"

#include <string.h>

#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>
#include <zstd_errors.h>

#define PLANE_LEVEL 1         /* of zstd for planes: their bytes hardly repeat, all is in their frequencies */
#define PLANE_PROBE 16384     /* bytes in the middle of a plane that are looked at */
#define PREFIX_HASH 19        /* at least: zstd takes 8 << that many bytes of a prefix */
#define STRING_MIN 32         /* bytes of a string that zstd looks for far back, in a prefix ... */
#define STRING_RATE 7         /* ... from one of 2^7 places on */
#define PLANE_ENTROPY 0.985   /* share from which on a plane is noise */
#define THOROUGH 9            /* level from which on planes are tried at it, too */

/* A codec without room or contexts yet. */
void
mreg_codec_start(MregCodec *codec, const MregMemory *memory)
{
	memset(codec, 0, sizeof(*codec));
	codec->memory = *memory;
}

/* Gives back all it holds. */
void
mreg_codec_end(MregCodec *codec)
{
	ZSTD_freeCCtx(codec->packer);
	ZSTD_freeDCtx(codec->unpacker);
	codec->memory.give(codec->memory.state, codec->planes);
	codec->packer = codec->unpacker = NULL;
	codec->planes = NULL;
	codec->room = 0;
}

/* Room of at least that size, whose contents are lost with the next call that uses the codec; NULL without memory. */
uint8_t *
mreg_codec_room(MregCodec *codec, size_t size)
{
	if (size > codec->room || codec->planes == NULL)
	{
		codec->memory.give(codec->memory.state, codec->planes);
		codec->room = 0;
		codec->planes = codec->memory.get(codec->memory.state, size + 1);
		if (codec->planes != NULL)
			codec->room = size;
	}
	return codec->planes;
}

/* Is it a description that the format knows? */
bool
mreg_segment_check(const MregSegment *s, MregError *error)
{
	bool good = s->raw_len <= MREG_SEGMENT_MAX;

	if (s->codec == MREG_RAW || s->codec == MREG_ZSTD)
		good = good && s->k == 0 && s->phase == 0;
	else if (s->codec == MREG_PLANES || s->codec == MREG_DELTA)
		good = good && (s->k == 2 || s->k == 4 || s->k == 8 || (s->k == 1 && s->codec == MREG_DELTA)) &&
			   s->phase < s->k && s->phase <= s->raw_len;
	else
		return mreg_fail(error, MREG_DAMAGED, "the segment has an unknown codec");
	if (s->codec != MREG_DELTA)
		good = good && s->filter == MREG_NO_FILTER && s->base_artifact == 0 && s->base_off == 0;
	else
		good = good && s->base_artifact > 0 && s->base_off >= -MREG_ARTIFACT_MAX && s->base_off <= MREG_ARTIFACT_MAX &&
			   (s->filter == MREG_XOR || (s->filter == MREG_SUBTRACT && (s->k == 2 || s->k == 4)) ||
				(s->filter == MREG_PREFIX && s->k == 1));
	return good || mreg_fail(error, MREG_DAMAGED, "the segment's description contradicts itself");
}

/* A window in which the first of n bytes is seen from the last, as zstd counts them. */
static int
window_log(uint64_t n)
{
	int bits = 10;

	while (bits < 27 && (uint64_t) 1 << bits < n)
		bits++;
	return bits;
}

/* Makes a frame of n bytes of at most cap; *len is 0 where it takes more. */
bool
mreg_pack(MregCodec *codec, int level, const uint8_t *raw, uint32_t n, uint8_t *out, uint32_t cap, uint32_t *len,
		  MregError *error)
{
	return mreg_pack_after(codec, level, NULL, 0, raw, n, out, cap, len, error);
}

/* The same of bytes that come after others, which the reader will have too. */
bool
mreg_pack_after(MregCodec *codec, int level, const uint8_t *prefix, uint32_t nprefix, const uint8_t *raw, uint32_t n,
				uint8_t *out, uint32_t cap, uint32_t *len, MregError *error)
{
	int window = nprefix > 0 || n > MREG_WINDOW ? window_log((uint64_t) nprefix + n) : 0;
	int hash = nprefix == 0 ? 0 : PREFIX_HASH + (nprefix > (uint32_t) 8 << PREFIX_HASH);
	size_t got;

	*len = 0;
	if (codec->packer == NULL)
	{
		ZSTD_customMem memory = { codec->memory.get, codec->memory.give, codec->memory.state };

		codec->packer = ZSTD_createCCtx_advanced(memory);
		if (codec->packer == NULL)
			return mreg_fail(error, MREG_NO_MEMORY, "no memory to compress");
	}
	/* A frame that found no room before may be left unfinished. */
	ZSTD_CCtx_reset(codec->packer, ZSTD_reset_session_only);
	if (ZSTD_isError(ZSTD_CCtx_setParameter(codec->packer, ZSTD_c_compressionLevel, level)) ||
		ZSTD_isError(ZSTD_CCtx_setParameter(codec->packer, ZSTD_c_windowLog, window)) ||
		ZSTD_isError(ZSTD_CCtx_setParameter(codec->packer, ZSTD_c_hashLog, hash)) ||
		ZSTD_isError(ZSTD_CCtx_setParameter(codec->packer, ZSTD_c_enableLongDistanceMatching, nprefix > 0)) ||
		ZSTD_isError(ZSTD_CCtx_setParameter(codec->packer, ZSTD_c_ldmMinMatch, nprefix > 0 ? STRING_MIN : 0)) ||
		ZSTD_isError(ZSTD_CCtx_setParameter(codec->packer, ZSTD_c_ldmHashRateLog, nprefix > 0 ? STRING_RATE : 0)) ||
		ZSTD_isError(ZSTD_CCtx_setParameter(codec->packer, ZSTD_c_contentSizeFlag, 0)) ||
		(nprefix > 0 && ZSTD_isError(ZSTD_CCtx_refPrefix(codec->packer, prefix, nprefix))))
		return mreg_fail(error, MREG_MISUSED, "zstd knows no such level");
	got = ZSTD_compress2(codec->packer, out, cap, raw, n);
	if (!ZSTD_isError(got))
		*len = (uint32_t) got;
	else if (ZSTD_getErrorCode(got) != ZSTD_error_dstSize_tooSmall)
		return mreg_fail(error, MREG_NO_MEMORY, "zstd cannot compress");
	return true;
}

/* Reads frames that have to give exactly n bytes; prefix are n bytes that came before them, or NULL. */
static bool
unpack(MregCodec *codec, const uint8_t *prefix, const uint8_t *data, size_t len, uint8_t *out, uint32_t n,
	   MregError *error)
{
	size_t got;

	if (codec->unpacker == NULL)
	{
		ZSTD_customMem memory = { codec->memory.get, codec->memory.give, codec->memory.state };

		codec->unpacker = ZSTD_createDCtx_advanced(memory);
		if (codec->unpacker == NULL)
			return mreg_fail(error, MREG_NO_MEMORY, "no memory to decompress");
	}
	/* A prefix that a failure left behind is forgotten. */
	if (ZSTD_isError(ZSTD_DCtx_refPrefix(codec->unpacker, prefix, prefix != NULL ? n : 0)))
		return mreg_fail(error, MREG_NO_MEMORY, "no memory to decompress");
	got = ZSTD_decompressDCtx(codec->unpacker, out, n, data, len);
	if (ZSTD_isError(got))
	{
		if (ZSTD_getErrorCode(got) == ZSTD_error_memory_allocation)
			return mreg_fail(error, MREG_NO_MEMORY, "no memory to decompress");
		return mreg_fail(error, MREG_DAMAGED, "zstd cannot read the segment");
	}
	return got == n || mreg_fail(error, MREG_DAMAGED, "the segment is shorter than recorded");
}

/* Elements of a segment in planes, and what follows them. */
static inline uint32_t
elements(const MregSegment *s, uint32_t *tail)
{
	uint32_t n = (s->raw_len - s->phase) / s->k;

	*tail = s->raw_len - s->phase - n * s->k;
	return n;
}

static inline void
put_size(uint8_t *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t) (v >> 8 * i);
}

static inline uint32_t
get_size(const uint8_t *p)
{
	return p[0] | (uint32_t) p[1] << 8 | (uint32_t) p[2] << 16 | (uint32_t) p[3] << 24;
}

/* Is the middle of a plane noise? */
static bool
noise(const uint8_t *plane, uint32_t n)
{
	uint32_t probe = n < PLANE_PROBE ? n : PLANE_PROBE;

	return mreg_entropy(plane + (n - probe) / 2, probe) > PLANE_ENTROPY * probe;
}

/*
 * Writes one plane of n bytes; *len is 0 where there is no room.  What a thorough level makes of it goes to scratch, of
 * n bytes, and is taken where it is shorter.
 */
static bool
put_plane(MregCodec *codec, int level, bool lz, const uint8_t *plane, uint32_t n, uint8_t *scratch, uint8_t *out,
		  uint32_t cap, uint32_t *len, MregError *error)
{
	uint32_t most = n - 1 < cap ? n - 1 : cap;
	uint32_t less;

	*len = 0;
	if (n > 16 && (lz || !noise(plane, n)))
	{
		if (!mreg_pack(codec, lz ? level : PLANE_LEVEL, plane, n, out, most, len, error))
			return false;
		if (scratch != NULL)
		{
			if (!mreg_pack(codec, level, plane, n, scratch, *len > 0 ? *len - 1 : most, &less, error))
				return false;
			if (less > 0)
			{
				memcpy(out, scratch, less);
				*len = less;
			}
		}
	}
	if (*len == 0 && n <= cap)
	{
		memcpy(out, plane, n);
		*len = n;
	}
	return true;
}

/* Writes planes, of the bytes or of their difference from the base. */
static bool
encode_planes(MregCodec *codec, const MregSegment *s, int level, const uint8_t *raw, const uint8_t *base, uint8_t *out,
			  uint32_t cap, uint32_t *len, MregError *error)
{
	uint32_t tail;
	uint32_t n = elements(s, &tail);
	uint32_t at = 4 * s->k;
	bool thorough = s->k > 1 && level >= THOROUGH;
	uint8_t *planes = mreg_codec_room(codec, (size_t) n * (s->k + thorough));

	*len = 0;
	if (planes == NULL)
		return mreg_fail(error, MREG_NO_MEMORY, "no memory for planes");
	if (cap < at || cap - at < s->phase + tail)
		return true;
	cap -= tail;
	memcpy(out + at, raw, s->phase);
	if (s->filter)
		mreg_xor(out + at, base, s->phase);
	at += s->phase;
	mreg_split(raw + s->phase, s->filter ? base + s->phase : NULL, n, s->k, s->filter, planes);
	for (uint32_t j = 0; j < s->k; j++)
	{
		uint32_t size;

		if (!put_plane(codec, level, s->k == 1, planes + (size_t) j * n, n,
					   thorough ? planes + (size_t) n * s->k : NULL, out + at, cap - at, &size, error))
			return false;
		if (size == 0 && n > 0)
			return true;
		put_size(out + 4 * j, size);
		at += size;
	}
	memcpy(out + at, raw + s->raw_len - tail, tail);
	if (s->filter)
		mreg_xor(out + at, base + s->raw_len - tail, tail);
	*len = at + tail;
	return true;
}

/*
 * Writes raw_len bytes the way that s tells into at most cap bytes; *len is 0 where it takes more.  base are the
 * raw_len bytes of the base of a delta.
 */
bool
mreg_segment_encode(MregCodec *codec, const MregSegment *s, int level, const uint8_t *raw, const uint8_t *base,
					uint8_t *out, uint32_t cap, uint32_t *len, MregError *error)
{
	*len = 0;
	if (!mreg_segment_check(s, error))
		return mreg_fail(error, MREG_MISUSED, "the segment's description contradicts itself");
	if (s->codec == MREG_ZSTD)
		return mreg_pack(codec, level, raw, s->raw_len, out, cap, len, error);
	if (s->filter == MREG_PREFIX)
		return mreg_pack_after(codec, level, base, s->raw_len, raw, s->raw_len, out, cap, len, error);
	if (s->codec != MREG_RAW)
		return encode_planes(codec, s, level, raw, base, out, cap, len, error);
	if (s->raw_len <= cap)
	{
		memcpy(out, raw, s->raw_len);
		*len = s->raw_len;
	}
	return true;
}

/* Reads planes; out holds the base where there is a filter. */
static bool
decode_planes(MregCodec *codec, const MregSegment *s, const uint8_t *data, size_t len, uint8_t *out, MregError *error)
{
	const uint8_t *plane[8];
	uint32_t tail;
	uint32_t n = elements(s, &tail);
	uint8_t *planes = mreg_codec_room(codec, (size_t) n * s->k);
	size_t at = 4 * s->k + s->phase;
	const uint8_t *head = data + 4 * s->k;

	if (planes == NULL)
		return mreg_fail(error, MREG_NO_MEMORY, "no memory for planes");
	if (len < at)
		return mreg_fail(error, MREG_DAMAGED, "the segment is cut off");
	for (uint32_t j = 0; j < s->k; j++)
	{
		uint32_t size = get_size(data + 4 * j);

		if (size > n || size > len - at)
			return mreg_fail(error, MREG_DAMAGED, "a plane is longer than the segment");
		plane[j] = data + at;
		if (size < n)
		{
			plane[j] = planes + (size_t) j * n;
			if (!unpack(codec, NULL, data + at, size, planes + (size_t) j * n, n, error))
				return false;
		}
		at += size;
	}
	if (len - at != tail)
		return mreg_fail(error, MREG_DAMAGED, "the planes do not fill the segment");
	if (s->filter)
	{
		mreg_xor(out, head, s->phase);
		mreg_xor(out + s->raw_len - tail, data + at, tail);
	}
	else
	{
		memcpy(out, head, s->phase);
		memcpy(out + s->raw_len - tail, data + at, tail);
	}
	mreg_join(plane, n, s->k, s->filter, out + s->phase);
	return true;
}

/* Reads a frame that comes after the base, which out holds. */
static bool
decode_after(MregCodec *codec, const MregSegment *s, const uint8_t *data, size_t len, uint8_t *out, MregError *error)
{
	uint8_t *base = mreg_codec_room(codec, s->raw_len);

	if (base == NULL)
		return mreg_fail(error, MREG_NO_MEMORY, "no memory for a base");
	memcpy(base, out, s->raw_len);
	return unpack(codec, base, data, len, out, s->raw_len, error);
}

/*
 * Reads a segment: writes raw_len bytes, no more whatever was stored.  Where the codec is delta, out holds the base's
 * raw_len bytes before.  What out holds after a fault means nothing.
 */
bool
mreg_segment_decode(MregCodec *codec, const MregSegment *s, const uint8_t *data, size_t len, uint8_t *out,
					MregError *error)
{
	if (!mreg_segment_check(s, error))
		return false;
	if (s->codec == MREG_ZSTD)
		return unpack(codec, NULL, data, len, out, s->raw_len, error);
	if (s->filter == MREG_PREFIX)
		return decode_after(codec, s, data, len, out, error);
	if (s->codec != MREG_RAW)
		return decode_planes(codec, s, data, len, out, error);
	if (len != s->raw_len)
		return mreg_fail(error, MREG_DAMAGED, "the segment is not as long as recorded");
	memcpy(out, data, len);
	return true;
}
