/* curve.c: the open form of a score curve: rows and groups as they come, ordering, taking out. */
#include "core/curve.h"

#include <math.h>

#define SAMPLE 1024 /* scores that a look for repetitions expects to see */

/* Bytes of an open curve. */
uint64_t
mreg_curve_open_size(uint64_t rawcap, uint64_t groupcap, uint8_t flags)
{
	return sizeof(MregOpenCurve) +
		   (rawcap * mreg_row_words(flags) + groupcap * mreg_group_words(flags)) * sizeof(uint64_t);
}

/* Makes an empty open form of the size for these capacities; the varlena header is the caller's. */
void
mreg_curve_open_init(MregOpenCurve *o, uint32_t rawcap, uint32_t groupcap, uint8_t flags)
{
	memset(o, 0, sizeof(*o));
	o->head.version = MREG_CURVE_VERSION;
	o->head.form = MREG_OPEN;
	o->head.flags = flags;
	o->rawcap = rawcap;
	o->groupcap = groupcap;
}


/* Are the rows of an open form finite, those said to be ordered ordered, and the weights not 0? */
static bool
check_rows(const MregOpenCurve *o)
{
	const uint64_t *rows = mreg_open_rows(o);

	if (o->head.flags & MREG_WEIGHTED)
	{
		for (uint32_t k = 0; k < o->nneg; k++)
		{
			double w;

			memcpy(&w, &rows[2 * (size_t) k + 1], sizeof(w));
			if (!mreg_image_finite(rows[2 * (size_t) k]) || !isfinite(w) || w == 0)
				return false;
		}
		return true;
	}
	for (uint32_t k = 0; k < o->nneg; k++)
	{
		if (!mreg_image_finite(rows[k]) || (k > 0 && k < o->sneg && rows[k - 1] > rows[k]))
			return false;
	}
	for (uint32_t k = 0; k < o->npos; k++)
	{
		uint32_t at = o->rawcap - o->npos + k;

		if (!mreg_image_finite(rows[at]) || (k > o->npos - o->spos && rows[at - 1] > rows[at]))
			return false;
	}
	return true;
}

/* Are the groups of an open form sound? */
static bool
check_groups(const MregOpenCurve *o)
{
	uint32_t words = mreg_group_words(o->head.flags);
	const uint64_t *group = mreg_open_groups(o);

	for (uint32_t k = 0; k < o->ngroups; k++, group += words)
	{
		if (!mreg_image_finite(group[0]) || (k > 0 && k < o->nsorted && group[0] <= group[-(int) words]))
			return false;
		if (o->head.flags & MREG_WEIGHTED)
		{
			double sum[4];

			memcpy(sum, group + 1, sizeof(sum));
			if (!(sum[0] >= 0 && sum[2] >= 0 && isfinite(sum[0]) && isfinite(sum[2]) && isfinite(sum[1]) && isfinite(sum[3])))
				return false;
		}
		else if (group[1] > INT64_MAX || group[2] > INT64_MAX)
			return false;
	}
	return true;
}

/* Is a value of that many bytes an open curve that can be worked on? */
bool
mreg_curve_open_check(const MregCurve *c, uint64_t size)
{
	const MregOpenCurve *o = (const MregOpenCurve *) c;

	return size >= sizeof(*o) && c->version == MREG_CURVE_VERSION && c->form == MREG_OPEN &&
		   !(c->flags & ~MREG_WEIGHTED) && c->dropped <= MREG_DROPPED_MAX &&
		   mreg_curve_open_size(o->rawcap, o->groupcap, c->flags) == size &&
		   (uint64_t) o->nneg + o->npos <= o->rawcap && o->ngroups <= o->groupcap && o->nsorted <= o->ngroups &&
		   o->sneg <= o->nneg && o->spos <= o->npos && !((c->flags & MREG_WEIGHTED) && o->npos > 0) &&
		   check_rows(o) && check_groups(o);
}

/* Copies an open form into an empty one of the same flags and of no less capacity. */
void
mreg_curve_open_copy(const MregOpenCurve *o, MregOpenCurve *into)
{
	uint32_t words = mreg_row_words(o->head.flags);
	uint32_t rawcap = into->rawcap;
	uint32_t groupcap = into->groupcap;
	int32_t header = into->head.vl_len_;

	*into = *o;
	into->head.vl_len_ = header;
	into->rawcap = rawcap;
	into->groupcap = groupcap;
	memcpy(mreg_open_rows(into), mreg_open_rows(o), (size_t) o->nneg * words * sizeof(uint64_t));
	memcpy(mreg_open_rows(into) + (rawcap - o->npos), mreg_open_rows(o) + (o->rawcap - o->npos),
		   (size_t) o->npos * sizeof(uint64_t));
	memcpy(mreg_open_groups(into), mreg_open_groups(o),
		   (size_t) o->ngroups * mreg_group_words(o->head.flags) * sizeof(uint64_t));
}

/* Gives an open form, in a block large enough, room for more rows. */
void
mreg_curve_stretch(MregOpenCurve *o, uint32_t rawcap)
{
	uint64_t *rows = mreg_open_rows(o);
	const uint64_t *pos = rows + (o->rawcap - o->npos);
	const uint64_t *groups = mreg_open_groups(o);

	o->rawcap = rawcap;
	memmove(mreg_open_groups(o), groups, (size_t) o->ngroups * mreg_group_words(o->head.flags) * sizeof(uint64_t));
	memmove(rows + (rawcap - o->npos), pos, (size_t) o->npos * sizeof(uint64_t));
}

/* Adds one weighted row; false where there is no room. */
bool
mreg_curve_weigh(MregOpenCurve *o, uint64_t image, bool label, double weight)
{
	uint64_t *row = mreg_open_rows(o) + 2 * (size_t) o->nneg;

	if (o->nneg >= o->rawcap)
		return false;
	if (!label)
		weight = -weight;
	row[0] = image;
	memcpy(&row[1], &weight, sizeof(weight));
	o->nneg++;
	return true;
}

/* Adds a group of weights, for which there is room. */
void
mreg_curve_put(MregOpenCurve *o, uint64_t image, const MregSum *pos, const MregSum *neg)
{
	uint64_t *group = mreg_open_groups(o) + 5 * (size_t) o->ngroups++;

	group[0] = image;
	memcpy(group + 1, pos, sizeof(*pos));
	memcpy(group + 3, neg, sizeof(*neg));
}

/* Adds a group of counts, for which there is room; in a weighted curve they become weights. */
void
mreg_curve_put_counts(MregOpenCurve *o, uint64_t image, int64_t pos, int64_t neg)
{
	uint64_t *group;

	if (o->head.flags & MREG_WEIGHTED)
	{
		MregSum p = mreg_two_sum((double) (pos & ~INT64_C(0xFFFFFFFF)), (double) (pos & INT64_C(0xFFFFFFFF)));
		MregSum n = mreg_two_sum((double) (neg & ~INT64_C(0xFFFFFFFF)), (double) (neg & INT64_C(0xFFFFFFFF)));

		mreg_curve_put(o, image, &p, &n);
		return;
	}
	group = mreg_open_groups(o) + 3 * (size_t) o->ngroups++;
	group[0] = image;
	group[1] = (uint64_t) pos;
	group[2] = (uint64_t) neg;
}

/* Collects the images whose hash is below a bound. */
static size_t
sample_images(const uint64_t *a, size_t n, uint32_t stride, uint64_t bound, uint64_t *room, size_t found)
{
	for (size_t k = 0; k < n && found < 8 * SAMPLE; k++)
	{
		uint64_t image = a[k * stride];

		room[found] = image;
		found += (image ^ (image >> 29)) * UINT64_C(0x9E3779B97F4A7C15) < bound;
	}
	return found;
}

/*
 * Would grouping the rows free more than half of their room?  Judged by the distinct scores among those whose hash
 * is small; room is for MREG_REPEATS_ROOM words.
 */
bool
mreg_curve_repeats(const MregOpenCurve *o, uint64_t *room)
{
	uint64_t rows = (uint64_t) o->nneg + o->npos;
	uint64_t bound;
	size_t found;
	size_t distinct = 0;

	if (rows < 4 * SAMPLE)
		return false;
	bound = UINT64_MAX / rows * SAMPLE;
	found = sample_images(mreg_open_rows(o), o->nneg, mreg_row_words(o->head.flags), bound, room, 0);
	found = sample_images(mreg_open_rows(o) + (o->rawcap - o->npos), o->npos, 1, bound, room, found);
	mreg_sort_images(room, room + 8 * SAMPLE + 1, found);
	for (size_t k = 0; k < found; k++)
		distinct += k == 0 || room[k] != room[k - 1];
	return distinct < SAMPLE / 6;
}

/* Appends the rows and groups of src, of the same flags; false where there is no room. */
bool
mreg_curve_append(MregOpenCurve *o, const MregOpenCurve *src)
{
	uint32_t row_words = mreg_row_words(o->head.flags);
	uint32_t group_words = mreg_group_words(o->head.flags);

	if ((uint64_t) o->nneg + o->npos + src->nneg + src->npos > o->rawcap ||
		(uint64_t) o->ngroups + src->ngroups > o->groupcap)
		return false;
	memcpy(mreg_open_rows(o) + (size_t) o->nneg * row_words, mreg_open_rows(src),
		   (size_t) src->nneg * row_words * sizeof(uint64_t));
	o->nneg += src->nneg;
	o->npos += src->npos;
	memcpy(mreg_open_rows(o) + (o->rawcap - o->npos), mreg_open_rows(src) + (src->rawcap - src->npos),
		   (size_t) src->npos * sizeof(uint64_t));
	memcpy(mreg_open_groups(o) + (size_t) o->ngroups * group_words, mreg_open_groups(src),
		   (size_t) src->ngroups * group_words * sizeof(uint64_t));
	o->ngroups += src->ngroups;
	if (o->head.dropped < src->head.dropped)
		o->head.dropped = src->head.dropped;
	o->seen |= src->seen;
	return true;
}

/* Appends the points of a closed curve from one on, as far as there is room; returns the first that is left. */
uint32_t
mreg_curve_append_closed(MregOpenCurve *o, const MregCurve *src, uint32_t from)
{
	const double *scores = mreg_curve_scores(src);

	for (; from < src->nscores && o->ngroups < o->groupcap; from++)
	{
		uint64_t image = mreg_image(scores[from]);

		if (src->flags & MREG_WEIGHTED)
		{
			MregSum pos = { mreg_curve_weight_at(src, true, from), 0 };
			MregSum neg = { mreg_curve_weight_at(src, false, from), 0 };

			mreg_curve_put(o, image, &pos, &neg);
		}
		else
			mreg_curve_put_counts(o, image, mreg_curve_count_at(src, true, from),
								  mreg_curve_count_at(src, false, from));
	}
	if (o->head.dropped < src->dropped)
		o->head.dropped = src->dropped;
	return from;
}

/* First place of a sorted array whose image is not below the given one. */
static size_t
lower_bound(const uint64_t *a, size_t n, uint64_t image)
{
	size_t low = 0;

	while (n > 0)
	{
		size_t half = n / 2;

		if (a[low + half] < image)
		{
			low += half + 1;
			n -= half + 1;
		}
		else
			n = half;
	}
	return low;
}

/* Orders a[0, n), of which a[0, sorted) already is. */
static void
order_upward(uint64_t *a, size_t sorted, size_t n, uint64_t *room)
{
	size_t fresh = n - sorted;

	mreg_sort_images(a + sorted, room, fresh);
	if (sorted == 0)
		return;
	memcpy(room, a + sorted, fresh * sizeof(uint64_t));
	while (fresh > 0)
	{
		/* Whatever is above the greatest fresh one moves up as a whole. */
		size_t below = lower_bound(a, sorted, room[fresh - 1]);

		memmove(a + below + fresh, a + below, (sorted - below) * sizeof(uint64_t));
		sorted = below;
		fresh--;
		a[sorted + fresh] = room[fresh];
	}
}

/* Orders a[0, n), of which the last so many already are. */
static void
order_downward(uint64_t *a, size_t sorted, size_t n, uint64_t *room)
{
	size_t fresh = n - sorted;

	mreg_sort_images(a, room, fresh);
	if (sorted == 0)
		return;
	memcpy(room, a, fresh * sizeof(uint64_t));
	for (size_t k = 0; k < fresh; k++)
	{
		size_t at = n - sorted;
		size_t below = lower_bound(a + at, sorted, room[k]);

		memmove(a + at - (fresh - k), a + at, below * sizeof(uint64_t));
		sorted -= below;
		a[n - sorted - (fresh - k)] = room[k];
	}
}

/* Words of room that ordering takes. */
uint64_t
mreg_curve_order_room(const MregOpenCurve *o)
{
	uint32_t neg = o->nneg - o->sneg;
	uint32_t pos = o->npos - o->spos;

	return neg > pos ? neg : pos;
}

/* Brings the rows of a curve of counts into ascending order; its content stays what it is. */
void
mreg_curve_order(MregOpenCurve *o, uint64_t *room)
{
	if (o->head.flags & MREG_WEIGHTED)
		return;
	if (o->sneg < o->nneg)
		order_upward(mreg_open_rows(o), o->sneg, o->nneg, room);
	if (o->spos < o->npos)
		order_downward(mreg_open_rows(o) + (o->rawcap - o->npos), o->spos, o->npos, room);
	o->sneg = o->nneg;
	o->spos = o->npos;
}

/* The sorted group of an image, or NULL. */
static uint64_t *
find_group(const MregOpenCurve *o, uint64_t image)
{
	uint64_t *groups = mreg_open_groups(o);
	uint32_t low = 0;
	uint32_t high = o->nsorted;

	while (low < high)
	{
		uint32_t middle = low + (high - low) / 2;

		if (groups[3 * (size_t) middle] < image)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < o->nsorted && groups[3 * (size_t) low] == image)
		return groups + 3 * (size_t) low;
	return NULL;
}

/* Takes one row out of an exact curve of counts whose rows and groups are in order. */
MregStatus
mreg_curve_take(MregOpenCurve *o, uint64_t image, bool label)
{
	uint64_t *rows = mreg_open_rows(o);
	uint64_t *group;
	size_t at;

	if (label)
	{
		rows += o->rawcap - o->npos;
		at = lower_bound(rows, o->npos, image);
		if (at < o->npos && rows[at] == image)
		{
			memmove(rows + 1, rows, at * sizeof(uint64_t));
			o->npos--;
			o->spos--;
			return MREG_OK;
		}
	}
	else
	{
		at = lower_bound(rows, o->nneg, image);
		if (at < o->nneg && rows[at] == image)
		{
			memmove(rows + at, rows + at + 1, (o->nneg - at - 1) * sizeof(uint64_t));
			o->nneg--;
			o->sneg--;
			return MREG_OK;
		}
	}
	group = find_group(o, image);
	if (group == NULL || group[label ? 1 : 2] == 0)
		return MREG_MISSING;
	group[label ? 1 : 2]--;
	return MREG_OK;
}

/* Takes a closed curve of counts out of one that holds sorted groups only: all of it or MREG_MISSING. */
MregStatus
mreg_curve_take_closed(MregOpenCurve *o, const MregCurve *src)
{
	const double *scores = mreg_curve_scores(src);

	for (int pass = 0; pass < 2; pass++)
	{
		for (uint32_t k = 0; k < src->nscores; k++)
		{
			uint64_t *group = find_group(o, mreg_image(scores[k]));
			uint64_t pos = (uint64_t) mreg_curve_count_at(src, true, k);
			uint64_t neg = (uint64_t) mreg_curve_count_at(src, false, k);

			if (group == NULL || group[1] < pos || group[2] < neg)
				return MREG_MISSING;
			if (pass == 1)
			{
				group[1] -= pos;
				group[2] -= neg;
			}
		}
	}
	return MREG_OK;
}
