/* artifact_choose.c: guesses from samples which codec suits some bytes. */
#include "core/artifact.h"

#include <string.h>

#define BETTER 0.97       /* what a candidate may take of the best before it */
#define PLANES_FROM 0.4   /* share for zstd from which on planes are tried */
#define STRING_PIECES 16  /* of a sample whose bytes may be found elsewhere: what is new stands together mostly */
#define STRINGS_SMALL ((uint32_t) 1 << 20) /* bytes up to which no guess replaces the attempt */
#define PROBE 256         /* bytes that are compared with a base ... */
#define PROBE_STEP 8192   /* ... in every so many */

/* Copies a sample of n bytes in so many pieces, or all.  Their places are multiples of 64, so that phases hold. */
static uint32_t
sample_pieces(const uint8_t *p, uint32_t n, uint32_t pieces, uint8_t *out)
{
	uint32_t piece = MREG_SAMPLE / pieces;

	if (n <= MREG_SAMPLE)
	{
		memcpy(out, p, n);
		return n;
	}
	for (uint32_t i = 0; i < pieces; i++)
		memcpy(out + i * piece, p + ((uint64_t) (n - piece) * i / (pieces - 1) & ~(uint64_t) 63), piece);
	return MREG_SAMPLE;
}

/* The sample that most guesses rest on. */
static uint32_t
sample(const uint8_t *p, uint32_t n, uint8_t *out)
{
	return sample_pieces(p, n, MREG_SAMPLE / MREG_SAMPLE_PIECE, out);
}

/* The share of n bytes that zstd's level 1 leaves. */
static bool
zstd_share(MregCodec *codec, const uint8_t *p, uint32_t n, uint8_t *room, double *share, MregError *error)
{
	uint32_t len;

	if (!mreg_pack(codec, 1, p, n, room, n, &len, error))
		return false;
	*share = len == 0 ? 1 : (double) len / n;
	return true;
}

/* The share of n bytes that planes leave, by the entropy of each. */
static double
planes_share(const uint8_t *p, const uint8_t *base, uint32_t n, uint8_t k, uint8_t phase, uint8_t filter,
			 uint8_t *room)
{
	uint32_t count = (n - phase) / k;
	double sum = n - (double) count * k;

	mreg_split(p + phase, filter ? base + phase : NULL, count, k, filter, room);
	for (uint32_t j = 0; j < k; j++)
	{
		double entropy = mreg_entropy(room + (size_t) j * count, count);

		sum += entropy < count ? entropy : count;
	}
	return sum / n;
}

/* Takes a candidate that is clearly better than the best. */
static void
consider(MregGuess *guess, double share, uint8_t codec, uint8_t k, uint8_t phase, uint8_t filter)
{
	if (share >= BETTER * guess->share)
		return;
	guess->share = share;
	guess->segment.codec = codec;
	guess->segment.k = k;
	guess->segment.phase = phase;
	guess->segment.filter = filter;
}

/* May elements of k bytes in that phase be there, as far as is known?  Those of eight bytes may hold shorter ones. */
static bool
possible(MregHint hint, uint8_t k, uint8_t phase)
{
	return hint.k == 0 || (hint.k == k && hint.phase == phase) || (hint.k == 8 && hint.phase % k == phase);
}

/* The share of probed bytes that are the same in two ranges of n bytes. */
double
mreg_likeness(const uint8_t *raw, const uint8_t *base, uint32_t n)
{
	uint32_t same = 0;
	uint32_t total = 0;

	for (uint32_t at = 0; at < n; at += PROBE_STEP)
	{
		uint32_t end = n - at < PROBE ? n : at + PROBE;

		for (uint32_t i = at; i < end; i++)
			same += raw[i] == base[i];
		total += end - at;
	}
	return total > 0 ? (double) same / total : 0;
}

/* How to store bytes by themselves. */
bool
mreg_guess_plain(MregCodec *codec, const uint8_t *raw, uint32_t n, MregHint hint, MregGuess *guess, MregError *error)
{
	uint8_t *p = mreg_codec_room(codec, 2 * MREG_SAMPLE);
	uint8_t *room;
	uint32_t len;

	memset(guess, 0, sizeof(*guess));
	guess->share = 1;
	guess->segment.raw_len = n;
	if (p == NULL)
		return mreg_fail(error, MREG_NO_MEMORY, "no memory for a sample");
	if (n == 0)
		return true;
	room = p + MREG_SAMPLE;
	len = sample(raw, n, p);
	if (!zstd_share(codec, p, len, room, &guess->lz, error))
		return false;
	guess->share = guess->lz;
	guess->segment.codec = MREG_ZSTD;
	if (guess->lz > PLANES_FROM)
	{
		for (uint8_t k = 2; k <= 8; k *= 2)
		{
			if (hint.k == 0 || hint.k == 8 || hint.k == k)
				consider(guess, planes_share(p, NULL, len, k, 0, MREG_NO_FILTER, room), MREG_PLANES, k, 0,
						 MREG_NO_FILTER);
		}
	}
	if (guess->segment.codec == MREG_PLANES && guess->segment.k == hint.k && hint.phase <= n)
		guess->segment.phase = hint.phase;
	return true;
}

/* How to store bytes behind those of the base, as zstd's level 1 finds; share is 0 where only the attempt can tell. */
bool
mreg_guess_prefix(MregCodec *codec, const uint8_t *raw, const uint8_t *base, uint32_t n, MregGuess *guess,
				  MregError *error)
{
	uint8_t *p;
	uint32_t taken;
	uint32_t len;

	memset(guess, 0, sizeof(*guess));
	guess->share = 1;
	guess->segment = (MregSegment) { .raw_len = n, .codec = MREG_DELTA, .k = 1, .filter = MREG_PREFIX };
	if (n <= STRINGS_SMALL)
	{
		guess->share = 0;
		return true;
	}
	p = mreg_codec_room(codec, 2 * MREG_SAMPLE);
	if (p == NULL)
		return mreg_fail(error, MREG_NO_MEMORY, "no memory for a sample");
	taken = sample_pieces(raw, n, STRING_PIECES, p);
	if (!mreg_pack_after(codec, 1, base, n, p, taken, p + MREG_SAMPLE, taken, &len, error))
		return false;
	guess->share = guess->lz = len == 0 ? 1 : (double) len / taken;
	return true;
}

/* How to store the difference of bytes from a base. */
bool
mreg_guess_delta(MregCodec *codec, const uint8_t *raw, const uint8_t *base, uint32_t n, MregHint hint,
				 MregGuess *guess, MregError *error)
{
	uint8_t *p = mreg_codec_room(codec, 4 * MREG_SAMPLE);
	uint8_t *b;
	uint8_t *d;
	uint8_t *room;
	uint32_t len;

	memset(guess, 0, sizeof(*guess));
	guess->share = 1;
	guess->segment.raw_len = n;
	if (p == NULL)
		return mreg_fail(error, MREG_NO_MEMORY, "no memory for a sample");
	if (n == 0)
		return true;
	b = p + MREG_SAMPLE;
	d = b + MREG_SAMPLE;
	room = d + MREG_SAMPLE;
	len = sample(raw, n, p);
	sample(base, n, b);
	memcpy(d, p, len);
	mreg_xor(d, b, len);
	if (!zstd_share(codec, d, len, room, &guess->lz, error))
		return false;
	guess->share = guess->lz;
	guess->segment.codec = MREG_DELTA;
	guess->segment.k = 1;
	guess->segment.filter = MREG_XOR;
	for (uint8_t k = 2; k <= 8; k *= 2)
	{
		if (hint.k == 0 || hint.k == 8 || hint.k == k)
			consider(guess, planes_share(d, NULL, len, k, 0, MREG_NO_FILTER, room), MREG_DELTA, k, 0, MREG_XOR);
	}
	for (uint8_t k = 2; k <= 4; k *= 2)
	{
		for (uint8_t phase = 0; phase < k && phase < len; phase++)
		{
			if (possible(hint, k, phase))
				consider(guess, planes_share(p, b, len, k, phase, MREG_SUBTRACT, room), MREG_DELTA, k, phase,
						 MREG_SUBTRACT);
		}
	}
	return true;
}
