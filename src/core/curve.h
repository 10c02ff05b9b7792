/* curve.h: score curves, that is counts of positive and negative rows by score, without PostgreSQL. */
#ifndef MREG_CORE_CURVE_H
#define MREG_CORE_CURVE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "core/confusion.h"
#include "core/sum.h"
#include "mreg.h"

/*
 * The image of a finite double is an unsigned integer of the same order.  The images of 0 and -0 are the same.
 * Rounding a score down by d bits clears the low d bits of its image.
 */
#define MREG_IMAGE_LEAST UINT64_C(0x0010000000000000) /* of the least finite double */
#define MREG_IMAGE_END UINT64_C(0xFFF0000000000000)   /* above every finite double */

#define MREG_DROPPED_MAX 63
#define MREG_CURVE_MAX ((uint32_t) 1 << 24) /* the most scores that aggregates keep apart */
#define MREG_POINTS 256
#define MREG_REPEATS_ROOM (16 * 1024 + 2) /* words that mreg_curve_repeats takes */

static inline uint64_t
mreg_image(double score)
{
	uint64_t u;

	score += 0.0;
	memcpy(&u, &score, sizeof(u));
	return u ^ ((uint64_t) ((int64_t) u >> 63) | UINT64_C(0x8000000000000000));
}

static inline double
mreg_image_score(uint64_t image)
{
	double score;

	image ^= ~(uint64_t) ((int64_t) image >> 63) | UINT64_C(0x8000000000000000);
	memcpy(&score, &image, sizeof(score));
	return score;
}

/* Is it the image of a finite double? */
static inline bool
mreg_image_finite(uint64_t image)
{
	return image - MREG_IMAGE_LEAST < MREG_IMAGE_END - MREG_IMAGE_LEAST;
}

/* Is it what mreg_image makes of a finite double?  -0 has no image of its own. */
static inline bool
mreg_image_sound(uint64_t image)
{
	return mreg_image_finite(image) && image != UINT64_C(0x7FFFFFFFFFFFFFFF);
}

/* An image rounded down by that many bits; not below the least finite double. */
static inline uint64_t
mreg_image_floor(uint64_t image, uint8_t dropped)
{
	image &= ~((UINT64_C(1) << dropped) - 1);
	return image < MREG_IMAGE_LEAST ? MREG_IMAGE_LEAST : image;
}

/* Ascending sources of an open curve, to be read as one. */
typedef struct MregStream
{
	const uint64_t *at;
	const uint64_t *end;
	uint32_t stride; /* words from one key to the next */
} MregStream;

typedef struct MregStreams
{
	const MregOpenCurve *o;
	MregStream stream[4];
	const uint64_t *groups;
} MregStreams;

/* Some successive scores of a closed curve, with their counts or weights as doubles. */
typedef struct MregPoints
{
	uint32_t n;
	double score[MREG_POINTS];
	double pos[MREG_POINTS];
	double neg[MREG_POINTS];
} MregPoints;

/* Walk over the points of a closed curve, blockwise. */
typedef struct MregPointScan
{
	const MregCurve *c;
	uint32_t done;
	bool descending;
} MregPointScan;

/* Words of a group. */
static inline uint32_t
mreg_group_words(uint8_t flags)
{
	return (flags & MREG_WEIGHTED) ? 5 : 3;
}

/* Words of a row. */
static inline uint32_t
mreg_row_words(uint8_t flags)
{
	return (flags & MREG_WEIGHTED) ? 2 : 1;
}

static inline uint64_t *
mreg_open_rows(const MregOpenCurve *o)
{
	return (uint64_t *) (o + 1);
}

static inline uint64_t *
mreg_open_groups(const MregOpenCurve *o)
{
	return mreg_open_rows(o) + (size_t) o->rawcap * mreg_row_words(o->head.flags);
}

/* Adds one unweighted row; false where there is no room.  Neither label costs a branch. */
static inline bool
mreg_curve_count(MregOpenCurve *o, uint64_t image, bool label)
{
	if (__builtin_expect(o->nneg + o->npos >= o->rawcap, 0))
		return false;
	mreg_open_rows(o)[label ? o->rawcap - 1 - o->npos : o->nneg] = image;
	o->npos += label;
	o->nneg += !label;
	return true;
}

/* curve_sort.c */
extern void mreg_sort_images(uint64_t *a, uint64_t *room, size_t n);
extern void mreg_sort_pairs(uint64_t *pairs, uint64_t *room, size_t n);

/* curve.c: open form */
extern uint64_t mreg_curve_open_size(uint64_t rawcap, uint64_t groupcap, uint8_t flags);
extern void mreg_curve_open_init(MregOpenCurve *o, uint32_t rawcap, uint32_t groupcap, uint8_t flags);
extern bool mreg_curve_open_check(const MregCurve *c, uint64_t size);
extern void mreg_curve_stretch(MregOpenCurve *o, uint32_t rawcap);
extern void mreg_curve_open_copy(const MregOpenCurve *o, MregOpenCurve *into);
extern bool mreg_curve_weigh(MregOpenCurve *o, uint64_t image, bool label, double weight);
extern void mreg_curve_put(MregOpenCurve *o, uint64_t image, const MregSum *pos, const MregSum *neg);
extern void mreg_curve_put_counts(MregOpenCurve *o, uint64_t image, int64_t pos, int64_t neg);
extern bool mreg_curve_repeats(const MregOpenCurve *o, uint64_t *room);
extern bool mreg_curve_append(MregOpenCurve *o, const MregOpenCurve *src);
extern uint32_t mreg_curve_append_closed(MregOpenCurve *o, const MregCurve *src, uint32_t from);
extern uint64_t mreg_curve_order_room(const MregOpenCurve *o);
extern void mreg_curve_order(MregOpenCurve *o, uint64_t *room);
extern MregStatus mreg_curve_take(MregOpenCurve *o, uint64_t image, bool label);
extern MregStatus mreg_curve_take_closed(MregOpenCurve *o, const MregCurve *src);

/* curve_group.c: from open to grouped */
extern uint64_t mreg_streams_room(const MregOpenCurve *o);
extern void mreg_streams_start(MregStreams *s, const MregOpenCurve *o, uint64_t *room);
extern uint32_t mreg_curve_survey(MregStreams s, uint32_t limit, uint8_t *dropped);
extern MregStatus mreg_curve_group(MregStreams s, uint8_t dropped, uint64_t *groups, uint32_t *n);
extern uint32_t mreg_curve_rows_distinct(const MregOpenCurve *o);
extern uint8_t mreg_curve_rows_width(const MregOpenCurve *o);
extern void mreg_curve_rows_close(const MregOpenCurve *o, MregCurve *into, uint32_t nscores, uint8_t width);
extern double mreg_curve_rows_auc(const MregOpenCurve *o);
extern MregStatus mreg_curve_groups_width(const uint64_t *groups, uint32_t n, uint8_t flags, uint8_t *width);
extern void mreg_curve_groups_close(const uint64_t *groups, uint32_t n, uint8_t flags, uint8_t dropped, uint8_t width,
									MregCurve *into);

/* curve_closed.c: closed form */
extern uint64_t mreg_curve_size(uint64_t nscores, uint8_t width);
extern void mreg_curve_init(MregCurve *c, uint32_t nscores, uint8_t flags, uint8_t dropped, uint8_t width);
extern bool mreg_curve_check(const MregCurve *c, uint64_t size);
extern bool mreg_curve_check_points(const MregCurve *c);
extern double *mreg_curve_scores(const MregCurve *c);
extern int64_t mreg_curve_count_at(const MregCurve *c, bool label, uint32_t k);
extern double mreg_curve_weight_at(const MregCurve *c, bool label, uint32_t k);
extern double mreg_curve_total(const MregCurve *c, bool label);
extern void mreg_points_start(MregPointScan *scan, const MregCurve *c, bool descending);
extern bool mreg_points_next(MregPointScan *scan, MregPoints *points);
extern MregStatus mreg_curve_difference(const MregCurve *a, const MregCurve *b, uint8_t dropped, uint64_t *groups,
									  uint32_t *n);

#endif /* MREG_CORE_CURVE_H */
