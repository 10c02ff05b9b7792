/* hash.h: hashing and comparing labels; for the files of src/core only. */
#ifndef MREG_CORE_HASH_H
#define MREG_CORE_HASH_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Multiplicative hash: consecutive integers fall into separate buckets. */
static inline uint32_t
hash_integer(int64_t value)
{
	uint64_t x = (uint64_t) value;

	x ^= x >> 32;
	return (uint32_t) ((x * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}

static inline uint64_t
load8(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline uint32_t
load4(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* One round of the text hash. */
static inline uint64_t
mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * UINT64_C(0x9FB21C651E98DF25);
	return h ^ (h >> 32);
}

/* Hash of a text label, eight bytes at a time. */
static inline uint32_t
hash_text(const char *p, uint32_t len)
{
	uint64_t h = len * UINT64_C(0x9E3779B97F4A7C15);

	if (len >= 8)
	{
		const char *last = p + len - 8;

		for (; p < last; p += 8)
			h = mix(h, load8(p));
		h = mix(h, load8(last));
	}
	else if (len >= 4)
		h = mix(h, ((uint64_t) load4(p) << 32) | load4(p + len - 4));
	else if (len > 0)
		h = mix(h, ((uint64_t) (uint8_t) p[0] << 16) |
					   ((uint64_t) (uint8_t) p[len / 2] << 8) | (uint8_t) p[len - 1]);
	return (uint32_t) (mix(h, len) >> 32);
}

/* Are the bytes of two labels of one length the same? */
static inline bool
same_bytes(const char *a, const char *b, uint32_t len)
{
	if (len >= 8 && len <= 16)
		return load8(a) == load8(b) && load8(a + len - 8) == load8(b + len - 8);
	if (len >= 4 && len < 8)
		return load4(a) == load4(b) && load4(a + len - 4) == load4(b + len - 4);
	return memcmp(a, b, len) == 0;
}

#endif /* MREG_CORE_HASH_H */
