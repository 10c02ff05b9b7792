/* curve_group.c: from the rows and groups of an open curve, in ascending order, to distinct scores. */
#include "core/curve.h"

#include <math.h>

/* Words of room for the streams of an open curve: what is not in order is sorted aside. */
uint64_t
mreg_streams_room(const MregOpenCurve *o)
{
	uint64_t pairs = o->ngroups - o->nsorted;

	if (o->head.flags & MREG_WEIGHTED)
		pairs += o->nneg;
	return 4 * pairs;
}

/* Goes over groups from which everything was taken. */
static inline void
skip_empty(MregStream *stream)
{
	while (stream->stride == 3 && stream->at < stream->end && stream->at[1] == 0 && stream->at[2] == 0)
		stream->at += 3;
}

/* Begins to read an open curve in ascending order; its rows of counts are in order (mreg_curve_order). */
void
mreg_streams_start(MregStreams *s, const MregOpenCurve *o, uint64_t *room)
{
	uint32_t words = mreg_group_words(o->head.flags);
	const uint64_t *rows = mreg_open_rows(o);
	uint64_t *tail = room;
	size_t ntail = o->ngroups - o->nsorted;

	memset(s, 0, sizeof(*s));
	s->o = o;
	s->groups = mreg_open_groups(o);
	s->stream[0].at = s->groups;
	s->stream[0].end = s->groups + (size_t) o->nsorted * words;
	s->stream[0].stride = words;
	skip_empty(&s->stream[0]);

	for (size_t k = 0; k < ntail; k++)
	{
		tail[2 * k] = s->groups[(o->nsorted + k) * words];
		tail[2 * k + 1] = o->nsorted + k;
	}
	mreg_sort_pairs(tail, tail + 2 * ntail, ntail);
	s->stream[1].at = tail;
	s->stream[1].end = tail + 2 * ntail;
	s->stream[1].stride = 2;

	if (o->head.flags & MREG_WEIGHTED)
	{
		uint64_t *pairs = room + 4 * ntail;

		memcpy(pairs, rows, (size_t) o->nneg * 2 * sizeof(uint64_t));
		mreg_sort_pairs(pairs, pairs + 2 * (size_t) o->nneg, o->nneg);
		s->stream[2].at = pairs;
		s->stream[2].end = pairs + 2 * (size_t) o->nneg;
		s->stream[2].stride = 2;
	}
	else
	{
		s->stream[2].at = rows;
		s->stream[2].end = rows + o->nneg;
		s->stream[2].stride = 1;
		s->stream[3].at = rows + (o->rawcap - o->npos);
		s->stream[3].end = rows + o->rawcap;
		s->stream[3].stride = 1;
	}
}

/* The least image ahead, UINT64_MAX at the end. */
static inline uint64_t
least_ahead(const MregStreams *s)
{
	uint64_t least = UINT64_MAX;

	for (int k = 0; k < 4; k++)
	{
		if (s->stream[k].at < s->stream[k].end && *s->stream[k].at < least)
			least = *s->stream[k].at;
	}
	return least;
}

/*
 * Chooses how many bits to drop, no fewer than *dropped, so that at most limit scores remain distinct, and returns
 * how many these are.  Two images stay distinct while their highest differing bit is kept.
 */
uint32_t
mreg_curve_survey(MregStreams s, uint32_t limit, uint8_t *dropped)
{
	uint64_t by_bit[64] = { 0 };
	uint64_t least = least_ahead(&s);
	uint64_t distinct = least != UINT64_MAX;
	int d;

	while (least != UINT64_MAX)
	{
		uint64_t next;

		for (int k = 0; k < 4; k++)
		{
			MregStream *stream = &s.stream[k];

			while (stream->at < stream->end && *stream->at == least)
			{
				stream->at += stream->stride;
				skip_empty(stream);
			}
		}
		next = least_ahead(&s);
		if (next != UINT64_MAX)
			by_bit[63 - __builtin_clzll(next ^ least)]++;
		least = next;
	}
	for (d = 63; d >= *dropped && distinct + by_bit[d] <= limit; d--)
		distinct += by_bit[d];
	*dropped = (uint8_t) (d + 1);
	return (uint32_t) distinct;
}

/* Adds a group, which may be in the midst of words, to one that is being built. */
static inline MregStatus
add_group(uint64_t *into, const uint64_t *group, bool weighted)
{
	int64_t a[2];
	int64_t b[2];

	if (weighted)
	{
		MregSum sum[2];
		MregSum more[2];

		memcpy(sum, into + 1, sizeof(sum));
		memcpy(more, group + 1, sizeof(more));
		sum[0] = mreg_pair_add(sum[0], more[0]);
		sum[1] = mreg_pair_add(sum[1], more[1]);
		memcpy(into + 1, sum, sizeof(sum));
		return isfinite(sum[0].hi) && isfinite(sum[1].hi) ? MREG_OK : MREG_OVERFLOW;
	}
	memcpy(a, into + 1, sizeof(a));
	memcpy(b, group + 1, sizeof(b));
	if (__builtin_add_overflow(a[0], b[0], &a[0]) || __builtin_add_overflow(a[1], b[1], &a[1]))
		return MREG_OVERFLOW;
	memcpy(into + 1, a, sizeof(a));
	return MREG_OK;
}

/* Adds the row or group that a stream is at. */
static inline MregStatus
add_item(const MregStreams *s, int k, uint64_t *into)
{
	const uint64_t *at = s->stream[k].at;
	bool weighted = (s->o->head.flags & MREG_WEIGHTED) != 0;

	if (k == 0)
		return add_group(into, at, weighted);
	if (k == 1)
		return add_group(into, s->groups + at[1] * mreg_group_words(s->o->head.flags), weighted);
	if (weighted)
	{
		MregSum sum;
		double w;
		uint64_t *side;

		memcpy(&w, at + 1, sizeof(w));
		side = into + (w > 0 ? 1 : 3);
		memcpy(&sum, side, sizeof(sum));
		sum = mreg_pair_add(sum, mreg_pair(fabs(w)));
		memcpy(side, &sum, sizeof(sum));
		return isfinite(sum.hi) ? MREG_OK : MREG_OVERFLOW;
	}
	if (into[k == 2 ? 2 : 1]++ == INT64_MAX)
		return MREG_OVERFLOW;
	return MREG_OK;
}

/* Writes the distinct groups in ascending order, their images rounded down; there is room for those of the survey. */
MregStatus
mreg_curve_group(MregStreams s, uint8_t dropped, uint64_t *groups, uint32_t *n)
{
	uint32_t words = mreg_group_words(s.o->head.flags);
	uint64_t least;

	*n = 0;
	while ((least = least_ahead(&s)) != UINT64_MAX)
	{
		uint64_t *into = groups + (size_t) (*n)++ * words;
		uint64_t last = least | ((UINT64_C(1) << dropped) - 1);

		memset(into, 0, words * sizeof(uint64_t));
		into[0] = mreg_image_floor(least, dropped);
		for (int k = 0; k < 4; k++)
		{
			MregStream *stream = &s.stream[k];

			while (stream->at < stream->end && *stream->at <= last)
			{
				if (add_item(&s, k, into) != MREG_OK)
					return MREG_OVERFLOW;
				stream->at += stream->stride;
				skip_empty(stream);
			}
		}
	}
	return MREG_OK;
}

/* The two ordered arrays of rows of counts: negative and positive. */
typedef struct Rows
{
	const uint64_t *neg;
	const uint64_t *pos;
	size_t nneg;
	size_t npos;
} Rows;

static inline Rows
rows_of(const MregOpenCurve *o)
{
	const uint64_t *rows = mreg_open_rows(o);
	Rows r = { rows, rows + (o->rawcap - o->npos), o->nneg, o->npos };

	return r;
}

/* Number of distinct scores among rows of counts in order; no branch depends on the scores. */
uint32_t
mreg_curve_rows_distinct(const MregOpenCurve *o)
{
	Rows r = rows_of(o);
	uint64_t last = 0;
	uint32_t n = 0;
	size_t i = 0;
	size_t j = 0;

	while (i < r.nneg && j < r.npos)
	{
		uint64_t a = r.neg[i];
		uint64_t b = r.pos[j];
		uint64_t x = a < b ? a : b;

		n += x != last;
		last = x;
		i += a <= b;
		j += b <= a;
	}
	for (; i < r.nneg; i++)
	{
		n += r.neg[i] != last;
		last = r.neg[i];
	}
	for (; j < r.npos; j++)
	{
		n += r.pos[j] != last;
		last = r.pos[j];
	}
	return n;
}

/* Does an ordered array hold the same image more than so many times? */
static bool
repeats_beyond(const uint64_t *a, size_t n, size_t times)
{
	uint64_t found = 0;

	for (size_t k = 0; k + times < n; k++)
		found |= a[k] == a[k + times];
	return found != 0;
}

/* Bytes of the counts of a curve made of rows in order. */
uint8_t
mreg_curve_rows_width(const MregOpenCurve *o)
{
	Rows r = rows_of(o);

	if (repeats_beyond(r.neg, r.nneg, UINT16_MAX) || repeats_beyond(r.pos, r.npos, UINT16_MAX))
		return 4;
	if (repeats_beyond(r.neg, r.nneg, UINT8_MAX) || repeats_beyond(r.pos, r.npos, UINT8_MAX))
		return 2;
	return 1;
}

/* Writes scores and counts of rows in order; the counts are zeroed before. */
#define WRITE_ROWS(name, type)                                                    \
	static void                                                                   \
		name(Rows r, double *scores, type *pos, type *neg)                        \
	{                                                                             \
		uint64_t last = 0;                                                        \
		size_t k = SIZE_MAX;                                                      \
		size_t i = 0;                                                             \
		size_t j = 0;                                                             \
		while (i < r.nneg || j < r.npos)                                          \
		{                                                                         \
			uint64_t a = i < r.nneg ? r.neg[i] : UINT64_MAX;                      \
			uint64_t b = j < r.npos ? r.pos[j] : UINT64_MAX;                      \
			uint64_t x = a < b ? a : b;                                           \
			k += x != last;                                                       \
			last = x;                                                             \
			scores[k] = mreg_image_score(x);                                      \
			neg[k] = (type) (neg[k] + (a <= b));                                  \
			pos[k] = (type) (pos[k] + (b <= a));                                  \
			i += a <= b;                                                          \
			j += b <= a;                                                          \
		}                                                                         \
	}

WRITE_ROWS(write_rows_1, uint8_t)
WRITE_ROWS(write_rows_2, uint16_t)
WRITE_ROWS(write_rows_4, uint32_t)

/* Makes the closed curve of rows in order, without groups, which has so many scores and that width. */
void
mreg_curve_rows_close(const MregOpenCurve *o, MregCurve *into, uint32_t nscores, uint8_t width)
{
	Rows r = rows_of(o);
	double *scores;
	char *pos;
	char *neg;

	mreg_curve_init(into, nscores, 0, 0, width);
	scores = mreg_curve_scores(into);
	pos = (char *) (scores + nscores);
	neg = pos + (size_t) nscores * width;
	memset(pos, 0, (size_t) nscores * width * 2);
	if (width == 1)
		write_rows_1(r, scores, (uint8_t *) pos, (uint8_t *) neg);
	else if (width == 2)
		write_rows_2(r, scores, (uint16_t *) pos, (uint16_t *) neg);
	else
		write_rows_4(r, scores, (uint32_t *) pos, (uint32_t *) neg);
}

/*
 * Number of pairs of a positive and a negative row with the negative one below, or with tied, 1, not above.
 * Tells whether there are ties.
 */
static inline uint64_t
pairs_below(Rows r, uint64_t tied, bool *ties)
{
	uint64_t pairs = 0;
	size_t i = 0;
	size_t j = 0;
	bool same = false;

	while (i < r.nneg && j < r.npos)
	{
		bool take = r.neg[i] < r.pos[j] + tied;

		same |= r.neg[i] == r.pos[j];
		pairs += take ? 0 : i;
		i += take;
		j += !take;
	}
	*ties = same;
	return pairs + (r.npos - j) * i;
}

/* ROC AUC of rows of counts in order, without groups, both classes present: ties count one half. */
double
mreg_curve_rows_auc(const MregOpenCurve *o)
{
	Rows r = rows_of(o);
	bool ties;
	uint64_t twice = pairs_below(r, 0, &ties);

	twice += ties ? pairs_below(r, 1, &ties) : twice;
	return (double) twice / (2 * ((double) r.npos * (double) r.nneg));
}

/* Bytes of the counts of groups; MREG_OVERFLOW where the sum of all is out of range. */
MregStatus
mreg_curve_groups_width(const uint64_t *groups, uint32_t n, uint8_t flags, uint8_t *width)
{
	uint32_t words = mreg_group_words(flags);
	uint64_t any = 0;
	int64_t total = 0;
	double sum = 0;

	*width = 8;
	for (uint32_t k = 0; k < n; k++, groups += words)
	{
		if (flags & MREG_WEIGHTED)
		{
			double pos;
			double neg;

			memcpy(&pos, groups + 1, sizeof(pos));
			memcpy(&neg, groups + 3, sizeof(neg));
			sum += pos + neg;
		}
		else if (__builtin_add_overflow(total, (int64_t) groups[1], &total) ||
				 __builtin_add_overflow(total, (int64_t) groups[2], &total))
			return MREG_OVERFLOW;
		else
			any |= groups[1] | groups[2];
	}
	if (!isfinite(sum))
		return MREG_OVERFLOW;
	if (!(flags & MREG_WEIGHTED))
		*width = any <= UINT8_MAX ? 1 : any <= UINT16_MAX ? 2 :
								   any <= UINT32_MAX ? 4 :
													   8;
	return MREG_OK;
}

/* Makes the closed curve of groups that ascend, with counts of that width. */
void
mreg_curve_groups_close(const uint64_t *groups, uint32_t n, uint8_t flags, uint8_t dropped, uint8_t width,
						MregCurve *into)
{
	uint32_t words = mreg_group_words(flags);
	double *scores;
	char *pos;
	char *neg;

	mreg_curve_init(into, n, flags, dropped, width);
	scores = mreg_curve_scores(into);
	pos = (char *) (scores + n);
	neg = pos + (size_t) n * width;
	for (uint32_t k = 0; k < n; k++, groups += words)
	{
		uint64_t p = groups[1];
		uint64_t q = groups[flags & MREG_WEIGHTED ? 3 : 2];

		scores[k] = mreg_image_score(groups[0]);
		switch (width)
		{
			case 1:
				((uint8_t *) pos)[k] = (uint8_t) p;
				((uint8_t *) neg)[k] = (uint8_t) q;
				break;
			case 2:
				((uint16_t *) pos)[k] = (uint16_t) p;
				((uint16_t *) neg)[k] = (uint16_t) q;
				break;
			case 4:
				((uint32_t *) pos)[k] = (uint32_t) p;
				((uint32_t *) neg)[k] = (uint32_t) q;
				break;
			default:
				((uint64_t *) pos)[k] = p;
				((uint64_t *) neg)[k] = q;
		}
	}
}
