/* artifact_planes.c: elements to byte planes and back, with the difference from a base on the way. */
#include "core/artifact.h"

#include <math.h>
#include <string.h>

/* The loops below are plain, so that compilers make vector code of them. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define FROM_LE16(v) __builtin_bswap16(v)
#define FROM_LE32(v) __builtin_bswap32(v)
#define FROM_LE64(v) __builtin_bswap64(v)
#else
#define FROM_LE16(v) (v)
#define FROM_LE32(v) (v)
#define FROM_LE64(v) (v)
#endif

#define INLINE static inline __attribute__((always_inline))

INLINE uint16_t
get16(const uint8_t *p)
{
	uint16_t v;

	memcpy(&v, p, sizeof(v));
	return FROM_LE16(v);
}

INLINE uint32_t
get32(const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return FROM_LE32(v);
}

INLINE uint64_t
get64(const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return FROM_LE64(v);
}

INLINE void
put16(uint8_t *p, uint16_t v)
{
	v = FROM_LE16(v);
	memcpy(p, &v, sizeof(v));
}

INLINE void
put32(uint8_t *p, uint32_t v)
{
	v = FROM_LE32(v);
	memcpy(p, &v, sizeof(v));
}

INLINE void
put64(uint8_t *p, uint64_t v)
{
	v = FROM_LE64(v);
	memcpy(p, &v, sizeof(v));
}

/* The difference of two elements of 16 bits, and the element again from base and difference. */
INLINE uint16_t
differ16(uint16_t v, uint16_t b, int filter)
{
	uint16_t d = (uint16_t) (v - b);

	if (filter == MREG_SUBTRACT)
		return (uint16_t) ((uint16_t) (d << 1) ^ (uint16_t) (0 - (d >> 15)));
	return filter == MREG_XOR ? v ^ b : v;
}

INLINE uint16_t
restore16(uint16_t v, uint16_t b, int filter)
{
	if (filter == MREG_SUBTRACT)
		return (uint16_t) (b + (uint16_t) ((v >> 1) ^ (uint16_t) (0 - (v & 1))));
	return filter == MREG_XOR ? v ^ b : v;
}

/* The same of 32 bits. */
INLINE uint32_t
differ32(uint32_t v, uint32_t b, int filter)
{
	uint32_t d = v - b;

	if (filter == MREG_SUBTRACT)
		return (d << 1) ^ (0 - (d >> 31));
	return filter == MREG_XOR ? v ^ b : v;
}

INLINE uint32_t
restore32(uint32_t v, uint32_t b, int filter)
{
	if (filter == MREG_SUBTRACT)
		return b + ((v >> 1) ^ (0 - (v & 1)));
	return filter == MREG_XOR ? v ^ b : v;
}

INLINE void
split2(const uint8_t *restrict raw, const uint8_t *restrict base, uint32_t n, int filter, uint8_t *restrict p0,
	   uint8_t *restrict p1)
{
	for (uint32_t i = 0; i < n; i++)
	{
		uint16_t v = differ16(get16(raw + 2 * (size_t) i), filter ? get16(base + 2 * (size_t) i) : 0, filter);

		p0[i] = (uint8_t) v;
		p1[i] = (uint8_t) (v >> 8);
	}
}

INLINE void
split4(const uint8_t *restrict raw, const uint8_t *restrict base, uint32_t n, int filter, uint8_t *restrict p0,
	   uint8_t *restrict p1, uint8_t *restrict p2, uint8_t *restrict p3)
{
	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t v = differ32(get32(raw + 4 * (size_t) i), filter ? get32(base + 4 * (size_t) i) : 0, filter);

		p0[i] = (uint8_t) v;
		p1[i] = (uint8_t) (v >> 8);
		p2[i] = (uint8_t) (v >> 16);
		p3[i] = (uint8_t) (v >> 24);
	}
}

/* Half of the planes of elements of eight bytes: bytes at to at + 3. */
INLINE void
split8(const uint8_t *restrict raw, const uint8_t *restrict base, uint32_t n, int filter, int at, uint8_t *restrict p0,
	   uint8_t *restrict p1, uint8_t *restrict p2, uint8_t *restrict p3)
{
	for (uint32_t i = 0; i < n; i++)
	{
		uint64_t w = get64(raw + 8 * (size_t) i) ^ (filter ? get64(base + 8 * (size_t) i) : 0);
		uint32_t v = (uint32_t) (w >> 8 * at);

		p0[i] = (uint8_t) v;
		p1[i] = (uint8_t) (v >> 8);
		p2[i] = (uint8_t) (v >> 16);
		p3[i] = (uint8_t) (v >> 24);
	}
}

/*
 * Writes the k planes, n bytes each, of n elements less those of the base; without a filter the base is not read.
 * Elements of eight bytes know no subtraction.
 */
void
mreg_split(const uint8_t *raw, const uint8_t *base, uint32_t n, uint8_t k, uint8_t filter, uint8_t *planes)
{
	uint8_t *p[8];

	for (int j = 0; j < 8; j++)
		p[j] = planes + (size_t) (j < k ? j : 0) * n;
	if (k == 1)
	{
		memcpy(planes, raw, n);
		if (filter)
			mreg_xor(planes, base, n);
	}
	else if (k == 2 && filter == MREG_SUBTRACT)
		split2(raw, base, n, MREG_SUBTRACT, p[0], p[1]);
	else if (k == 2 && filter == MREG_XOR)
		split2(raw, base, n, MREG_XOR, p[0], p[1]);
	else if (k == 2)
		split2(raw, base, n, MREG_NO_FILTER, p[0], p[1]);
	else if (k == 4 && filter == MREG_SUBTRACT)
		split4(raw, base, n, MREG_SUBTRACT, p[0], p[1], p[2], p[3]);
	else if (k == 4 && filter == MREG_XOR)
		split4(raw, base, n, MREG_XOR, p[0], p[1], p[2], p[3]);
	else if (k == 4)
		split4(raw, base, n, MREG_NO_FILTER, p[0], p[1], p[2], p[3]);
	else if (filter)
	{
		split8(raw, base, n, MREG_XOR, 0, p[0], p[1], p[2], p[3]);
		split8(raw, base, n, MREG_XOR, 4, p[4], p[5], p[6], p[7]);
	}
	else
	{
		split8(raw, base, n, MREG_NO_FILTER, 0, p[0], p[1], p[2], p[3]);
		split8(raw, base, n, MREG_NO_FILTER, 4, p[4], p[5], p[6], p[7]);
	}
}

INLINE void
join2(const uint8_t *restrict p0, const uint8_t *restrict p1, uint32_t n, int filter, uint8_t *restrict out)
{
	for (uint32_t i = 0; i < n; i++)
	{
		uint16_t v = (uint16_t) (p0[i] | (uint16_t) (p1[i] << 8));

		put16(out + 2 * (size_t) i, restore16(v, filter ? get16(out + 2 * (size_t) i) : 0, filter));
	}
}

INLINE void
join4(const uint8_t *restrict p0, const uint8_t *restrict p1, const uint8_t *restrict p2, const uint8_t *restrict p3,
	  uint32_t n, int filter, uint8_t *restrict out)
{
	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t v = p0[i] | (uint32_t) p1[i] << 8 | (uint32_t) p2[i] << 16 | (uint32_t) p3[i] << 24;

		put32(out + 4 * (size_t) i, restore32(v, filter ? get32(out + 4 * (size_t) i) : 0, filter));
	}
}

INLINE void
join8(const uint8_t *const *p, uint32_t n, int filter, uint8_t *restrict out)
{
	const uint8_t *restrict p0 = p[0];
	const uint8_t *restrict p1 = p[1];
	const uint8_t *restrict p2 = p[2];
	const uint8_t *restrict p3 = p[3];
	const uint8_t *restrict p4 = p[4];
	const uint8_t *restrict p5 = p[5];
	const uint8_t *restrict p6 = p[6];
	const uint8_t *restrict p7 = p[7];

	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t low = p0[i] | (uint32_t) p1[i] << 8 | (uint32_t) p2[i] << 16 | (uint32_t) p3[i] << 24;
		uint32_t high = p4[i] | (uint32_t) p5[i] << 8 | (uint32_t) p6[i] << 16 | (uint32_t) p7[i] << 24;
		uint64_t v = low | (uint64_t) high << 32;

		put64(out + 8 * (size_t) i, filter ? v ^ get64(out + 8 * (size_t) i) : v);
	}
}

/* Writes n elements of k planes; with a filter, out holds the base before. */
void
mreg_join(const uint8_t *const *planes, uint32_t n, uint8_t k, uint8_t filter, uint8_t *out)
{
	const uint8_t *const *p = planes;

	if (k == 1 && filter)
		mreg_xor(out, p[0], n);
	else if (k == 1)
		memcpy(out, p[0], n);
	else if (k == 2 && filter == MREG_SUBTRACT)
		join2(p[0], p[1], n, MREG_SUBTRACT, out);
	else if (k == 2 && filter == MREG_XOR)
		join2(p[0], p[1], n, MREG_XOR, out);
	else if (k == 2)
		join2(p[0], p[1], n, MREG_NO_FILTER, out);
	else if (k == 4 && filter == MREG_SUBTRACT)
		join4(p[0], p[1], p[2], p[3], n, MREG_SUBTRACT, out);
	else if (k == 4 && filter == MREG_XOR)
		join4(p[0], p[1], p[2], p[3], n, MREG_XOR, out);
	else if (k == 4)
		join4(p[0], p[1], p[2], p[3], n, MREG_NO_FILTER, out);
	else if (filter)
		join8(p, n, MREG_XOR, out);
	else
		join8(p, n, MREG_NO_FILTER, out);
}

/* Exclusive or of n bytes into out. */
void
mreg_xor(uint8_t *restrict out, const uint8_t *restrict other, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		out[i] ^= other[i];
}

/* Order-0 entropy: the bytes that n bytes would take if each were coded by its frequency alone. */
double
mreg_entropy(const uint8_t *p, uint32_t n)
{
	uint32_t count[4][256];
	double bits = 0;
	uint32_t i = 0;

	memset(count, 0, sizeof(count));
	for (; i + 4 <= n; i += 4)
	{
		count[0][p[i]]++;
		count[1][p[i + 1]]++;
		count[2][p[i + 2]]++;
		count[3][p[i + 3]]++;
	}
	for (; i < n; i++)
		count[0][p[i]]++;
	for (int b = 0; b < 256; b++)
	{
		uint32_t c = count[0][b] + count[1][b] + count[2][b] + count[3][b];

		if (c > 0)
			bits += c * log2((double) n / c);
	}
	return bits / 8;
}
