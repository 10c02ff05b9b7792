/* curve_closed.c: the closed form of a score curve: size, checks, reading. */
#include "core/curve.h"

#include <math.h>

/* Bytes of a closed curve. */
uint64_t
mreg_curve_size(uint64_t nscores, uint8_t width)
{
	return sizeof(MregCurve) + nscores * (sizeof(double) + 2 * (uint64_t) width);
}

/* Makes the head of a closed curve; the varlena header is the caller's. */
void
mreg_curve_init(MregCurve *c, uint32_t nscores, uint8_t flags, uint8_t dropped, uint8_t width)
{
	memset(c, 0, sizeof(*c));
	c->version = MREG_CURVE_VERSION;
	c->form = MREG_CLOSED;
	c->flags = flags;
	c->width = width;
	c->dropped = dropped;
	c->nscores = nscores;
}

/* Is a value of that many bytes a closed curve, as far as reading it safely goes? */
bool
mreg_curve_check(const MregCurve *c, uint64_t size)
{
	return size >= sizeof(*c) && c->version == MREG_CURVE_VERSION && c->form == MREG_CLOSED &&
		   !(c->flags & ~MREG_WEIGHTED) && c->dropped <= MREG_DROPPED_MAX && c->reserved[0] == 0 &&
		   c->reserved[1] == 0 && c->reserved[2] == 0 &&
		   (c->width == 8 || (!(c->flags & MREG_WEIGHTED) && (c->width == 1 || c->width == 2 || c->width == 4))) &&
		   mreg_curve_size(c->nscores, c->width) == size;
}

/* The scores of a closed curve. */
double *
mreg_curve_scores(const MregCurve *c)
{
	return (double *) (c + 1);
}

/* Where the positive or negative counts of a closed curve begin. */
static inline const char *
counts_of(const MregCurve *c, bool label)
{
	const char *counts = (const char *) (mreg_curve_scores(c) + c->nscores);

	return label ? counts : counts + (size_t) c->nscores * c->width;
}

/* A count of score k. */
int64_t
mreg_curve_count_at(const MregCurve *c, bool label, uint32_t k)
{
	const char *counts = counts_of(c, label);

	switch (c->width)
	{
		case 1:
			return ((const uint8_t *) counts)[k];
		case 2:
			return ((const uint16_t *) counts)[k];
		case 4:
			return ((const uint32_t *) counts)[k];
		default:
			return ((const int64_t *) counts)[k];
	}
}

/* A sum of weights, or a count, of score k. */
double
mreg_curve_weight_at(const MregCurve *c, bool label, uint32_t k)
{
	if (c->flags & MREG_WEIGHTED)
		return ((const double *) counts_of(c, label))[k];
	return (double) mreg_curve_count_at(c, label, k);
}

/* Are the scores of a closed curve ascending, rounded as said, and their counts or weights such as can be? */
bool
mreg_curve_check_points(const MregCurve *c)
{
	const double *scores = mreg_curve_scores(c);
	int64_t total = 0;
	double sum = 0;
	uint64_t any = 0;

	for (uint32_t k = 0; k < c->nscores; k++)
	{
		uint64_t image = mreg_image(scores[k]);

		if (!mreg_image_finite(image) || image != mreg_image_floor(image, c->dropped) ||
			(scores[k] == 0 && signbit(scores[k])) || (k > 0 && scores[k] <= scores[k - 1]))
			return false;
		if (c->flags & MREG_WEIGHTED)
		{
			double pos = mreg_curve_weight_at(c, true, k);
			double neg = mreg_curve_weight_at(c, false, k);

			if (!(pos >= 0 && neg >= 0 && pos + neg > 0) || signbit(pos) || signbit(neg))
				return false;
			sum += pos + neg;
		}
		else
		{
			int64_t pos = mreg_curve_count_at(c, true, k);
			int64_t neg = mreg_curve_count_at(c, false, k);

			if (pos < 0 || neg < 0 || (pos == 0 && neg == 0) || __builtin_add_overflow(total, pos, &total) ||
				__builtin_add_overflow(total, neg, &total))
				return false;
			any |= (uint64_t) pos | (uint64_t) neg;
		}
	}
	if (c->flags & MREG_WEIGHTED)
		return isfinite(sum);
	return c->width == 1 || (any >> (4 * c->width)) != 0;
}

/* Begins to read the points of a closed curve. */
void
mreg_points_start(MregPointScan *scan, const MregCurve *c, bool descending)
{
	scan->c = c;
	scan->done = 0;
	scan->descending = descending;
}

/* Copies n numbers of an array, or the reverse of it, as doubles; a compiler can make more of whole blocks. */
#define READ_NUMBERS(type)                                   \
	do                                                       \
	{                                                        \
		const type *from = (const type *) a + first;         \
		if (n == MREG_POINTS && descending)                  \
		{                                                    \
			for (uint32_t k = 0; k < MREG_POINTS; k++)       \
				into[k] = (double) from[MREG_POINTS - 1 - k]; \
		}                                                    \
		else if (n == MREG_POINTS)                           \
		{                                                    \
			for (uint32_t k = 0; k < MREG_POINTS; k++)       \
				into[k] = (double) from[k];                  \
		}                                                    \
		else                                                 \
		{                                                    \
			for (uint32_t k = 0; k < n; k++)                 \
				into[k] = (double) from[descending ? n - 1 - k : k]; \
		}                                                    \
	} while (0)

static void
read_doubles(const void *a, uint32_t first, uint32_t n, bool descending, double *restrict into)
{
	READ_NUMBERS(double);
}

static void
read_counts(const void *a, uint8_t width, uint32_t first, uint32_t n, bool descending, double *restrict into)
{
	if (width == 1)
		READ_NUMBERS(uint8_t);
	else if (width == 2)
		READ_NUMBERS(uint16_t);
	else if (width == 4)
		READ_NUMBERS(uint32_t);
	else
		READ_NUMBERS(int64_t);
}

/* Sum of an array of counts of one byte: eight at a time. */
static uint64_t
sum_of_bytes(const uint8_t *a, uint32_t n)
{
	uint64_t sum = 0;
	uint32_t k = 0;

	while (k + 8 <= n)
	{
		/* Sums of up to 255 bytes fit into the 16 bits of a lane. */
		uint64_t lanes[2] = { 0, 0 };
		uint32_t end = n - k < 8 * 255 ? n : k + 8 * 255;

		for (; k + 8 <= end; k += 8)
		{
			uint64_t word;

			memcpy(&word, a + k, sizeof(word));
			lanes[0] += word & UINT64_C(0x00FF00FF00FF00FF);
			lanes[1] += (word >> 8) & UINT64_C(0x00FF00FF00FF00FF);
		}
		for (int shift = 0; shift < 64; shift += 16)
			sum += ((lanes[0] >> shift) & 0xFFFF) + ((lanes[1] >> shift) & 0xFFFF);
	}
	for (; k < n; k++)
		sum += a[k];
	return sum;
}

/* Rows or weight of one class. */
double
mreg_curve_total(const MregCurve *c, bool label)
{
	const char *counts = counts_of(c, label);
	MregSum total = { 0, 0 };

	if (c->width == 1)
		return (double) sum_of_bytes((const uint8_t *) counts, c->nscores);
	for (uint32_t done = 0; done < c->nscores; done += MREG_POINTS)
	{
		uint32_t n = c->nscores - done < MREG_POINTS ? c->nscores - done : MREG_POINTS;
		double block[MREG_POINTS];
		double sum = 0;

		if (c->flags & MREG_WEIGHTED)
			read_doubles(counts, done, n, false, block);
		else
			read_counts(counts, c->width, done, n, false, block);
		for (uint32_t k = 0; k < n; k++)
			sum += block[k];
		mreg_sum_add(&total, sum);
	}
	return mreg_sum_value(total);
}

/* The next points; false where there are none. */
bool
mreg_points_next(MregPointScan *scan, MregPoints *points)
{
	const MregCurve *c = scan->c;
	uint32_t n = c->nscores - scan->done;
	uint32_t first;

	if (n == 0)
		return false;
	if (n > MREG_POINTS)
		n = MREG_POINTS;
	first = scan->descending ? c->nscores - scan->done - n : scan->done;
	points->n = n;
	read_doubles(mreg_curve_scores(c), first, n, scan->descending, points->score);
	if (c->flags & MREG_WEIGHTED)
	{
		read_doubles(counts_of(c, true), first, n, scan->descending, points->pos);
		read_doubles(counts_of(c, false), first, n, scan->descending, points->neg);
	}
	else
	{
		read_counts(counts_of(c, true), c->width, first, n, scan->descending, points->pos);
		read_counts(counts_of(c, false), c->width, first, n, scan->descending, points->neg);
	}
	scan->done += n;
	return true;
}

/*
 * The groups of a without those of b, both of counts, after rounding down by as many bits; there is room for the
 * scores of a.  MREG_MISSING where b is not part of a.
 */
MregStatus
mreg_curve_difference(const MregCurve *a, const MregCurve *b, uint8_t dropped, uint64_t *groups, uint32_t *n)
{
	const double *of_a = mreg_curve_scores(a);
	const double *of_b = mreg_curve_scores(b);
	uint32_t j = 0;

	*n = 0;
	for (uint32_t i = 0; i < a->nscores;)
	{
		uint64_t image = mreg_image_floor(mreg_image(of_a[i]), dropped);
		uint64_t *group = groups + 3 * (size_t) *n;
		uint64_t pos = 0;
		uint64_t neg = 0;

		group[0] = image;
		group[1] = group[2] = 0;
		for (; i < a->nscores && mreg_image_floor(mreg_image(of_a[i]), dropped) == image; i++)
		{
			group[1] += (uint64_t) mreg_curve_count_at(a, true, i);
			group[2] += (uint64_t) mreg_curve_count_at(a, false, i);
		}
		for (; j < b->nscores && mreg_image_floor(mreg_image(of_b[j]), dropped) == image; j++)
		{
			pos += (uint64_t) mreg_curve_count_at(b, true, j);
			neg += (uint64_t) mreg_curve_count_at(b, false, j);
		}
		if (pos > group[1] || neg > group[2])
			return MREG_MISSING;
		group[1] -= pos;
		group[2] -= neg;
		*n += group[1] > 0 || group[2] > 0;
	}
	return j == b->nscores ? MREG_OK : MREG_MISSING;
}
