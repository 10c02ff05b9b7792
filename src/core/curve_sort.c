/* curve_sort.c: sorting of the images of scores, alone and with a word beside them. */
#include "core/curve.h"

#define FEW 16 /* up to so many are sorted by insertion */
#define MANY 65536
#define BITS_MANY 12 /* buckets of more keys than that: no more than the processor can write to at once */
#define BITS_MOST 13

/* Bits in which some of the keys differ. */
static uint64_t
differing_bits(const uint64_t *a, size_t n)
{
	uint64_t any = 0;
	uint64_t all = ~UINT64_C(0);

	for (size_t i = 0; i < n; i++)
	{
		any |= a[i];
		all &= a[i];
	}
	return any & ~all;
}

/* Copies the keys from a to b, which may be the same, in order. */
static inline void
insertion_sort(const uint64_t *a, uint64_t *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
	{
		uint64_t x = a[i];
		size_t j = i;

		for (; j > 0 && b[j - 1] > x; j--)
			b[j] = b[j - 1];
		b[j] = x;
	}
}

/*
 * Sorts by the highest bits that differ into about as many buckets as there are keys, then each bucket likewise:
 * work that depends on how many keys there are, not on how long they are.  The result is in b where into_b, else
 * in a; either is room for the other.
 */
static void
radix_sort(uint64_t *a, uint64_t *b, size_t n, bool into_b)
{
	uint32_t start[(1 << BITS_MOST) + 1];
	uint64_t differ;
	uint32_t mask;
	size_t begin = 0;
	int bits;
	int shift;

	if (n <= FEW)
	{
		insertion_sort(a, into_b ? b : a, n);
		return;
	}
	differ = differing_bits(a, n);
	if (differ == 0)
	{
		if (into_b)
			memcpy(b, a, n * sizeof(uint64_t));
		return;
	}
	bits = 63 - __builtin_clzll(n);
	if (bits > (n > MANY ? BITS_MANY : BITS_MOST))
		bits = n > MANY ? BITS_MANY : BITS_MOST;
	shift = 64 - __builtin_clzll(differ) - bits;
	if (shift < 0)
	{
		bits += shift;
		shift = 0;
	}
	mask = ((uint32_t) 1 << bits) - 1;
	memset(start, 0, ((size_t) mask + 2) * sizeof(uint32_t));
	for (size_t i = 0; i < n; i++)
		start[((a[i] >> shift) & mask) + 1]++;
	for (uint32_t k = 0; k <= mask; k++)
		start[k + 1] += start[k];
	for (size_t i = 0; i < n; i++)
		b[start[(a[i] >> shift) & mask]++] = a[i];

	/* Now start[k] is where bucket k ends. */
	for (uint32_t k = 0; k <= mask; k++)
	{
		size_t size = start[k] - begin;

		/* Small buckets that stay in b are left to one insertion over all of it. */
		if (size > (into_b ? FEW : 0))
			radix_sort(b + begin, a + begin, size, !into_b);
		begin = start[k];
	}
	if (into_b)
		insertion_sort(b, b, n);
}

/* Sorts n images, less than 2^32; room is for as many. */
void
mreg_sort_images(uint64_t *a, uint64_t *room, size_t n)
{
	radix_sort(a, room, n, false);
}

/* Sorts n pairs of words by the first, stably; room is for as many. */
void
mreg_sort_pairs(uint64_t *pairs, uint64_t *room, size_t n)
{
	uint64_t *from = pairs;
	uint64_t *to = room;
	uint64_t any = 0;
	uint64_t all = ~UINT64_C(0);

	for (size_t i = 0; i < n; i++)
	{
		any |= pairs[2 * i];
		all &= pairs[2 * i];
	}
	for (int shift = 0; shift < 64; shift += 8)
	{
		size_t start[257] = { 0 };
		uint64_t *swap;

		if ((((any & ~all) >> shift) & 0xFF) == 0)
			continue;
		for (size_t i = 0; i < n; i++)
			start[((from[2 * i] >> shift) & 0xFF) + 1]++;
		for (int k = 0; k < 256; k++)
			start[k + 1] += start[k];
		for (size_t i = 0; i < n; i++)
		{
			size_t j = start[(from[2 * i] >> shift) & 0xFF]++;

			to[2 * j] = from[2 * i];
			to[2 * j + 1] = from[2 * i + 1];
		}
		swap = from;
		from = to;
		to = swap;
	}
	if (from != pairs)
		memcpy(pairs, from, n * 2 * sizeof(uint64_t));
}
