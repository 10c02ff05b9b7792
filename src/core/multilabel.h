/* multilabel.h: confusions whose rows have sets of labels, without PostgreSQL. */
#ifndef MREG_CORE_MULTILABEL_H
#define MREG_CORE_MULTILABEL_H

#include "core/confusion.h"

/*
 * A multilabel confusion is two confusions behind one head, both open or both closed:
 *   rows    what the rows look like: cell (mreg_shape(t, p), b) counts the rows with t true and p predicted
 *           labels, b of them both; so averages over rows and exact matches need no float sums
 *   labels  the counts of each label: cell (k, k) where it is true and predicted, (k, none) where it is missed,
 *           (none, k) where it is predicted wrongly; "none" is a label that no caller can name
 */

#define MREG_NONE_INTEGER INT64_MIN
#define MREG_NONE_TEXT "" /* with its final NUL: one byte, which no text holds */
#define MREG_NONE_TEXT_LEN 1

/* Which of the two parts. */
typedef enum MregPart
{
	MREG_ROWS,
	MREG_LABELS
} MregPart;

/* Capacities of an open multilabel confusion. */
typedef struct MregMultiPlan
{
	MregPlan part[2];
	bool same[2]; /* the part is as large as before: copied as it is */
	uint64_t size;
} MregMultiPlan;

/* One row: sets of indexes of labels, ascending, and how many are in both. */
typedef struct MregSets
{
	uint32_t *y_true;
	uint32_t *y_pred;
	uint32_t n_true;
	uint32_t n_pred;
	uint32_t n_both;
} MregSets;

/* The counts of rows: t labels true, p predicted, b both. */
typedef struct MregShape
{
	uint32_t t;
	uint32_t p;
	uint32_t b;
} MregShape;

/* Either part of a multilabel confusion. */
static inline MregConfusion *
mreg_part(const MregConfusion *m, MregPart part)
{
	return (MregConfusion *) ((char *) (m + 1) + (part == MREG_LABELS ? m->textlen : 0));
}

static inline MregOpenConfusion *
mreg_open_part(const MregConfusion *m, MregPart part)
{
	return (MregOpenConfusion *) mreg_part(m, part);
}

/* True and predicted number of labels as one label of the rows. */
static inline int64_t
mreg_shape(uint32_t t, uint32_t p)
{
	return ((int64_t) t << 31) | p;
}

/* either form */
extern bool mreg_multi_check(const MregConfusion *m, uint64_t size);
extern bool mreg_multi_sound(const MregConfusion *m, double *work);
extern MregShape mreg_scan_shape(const MregCellScan *scan);
extern uint32_t mreg_none_label(const MregConfusion *labels);

/* open form */
extern bool mreg_multi_plan(MregMultiPlan *plan, uint8_t kind, uint8_t flags);
extern void mreg_multi_init(MregConfusion *m, const MregMultiPlan *plan);
extern bool mreg_multi_plan_growth(MregMultiPlan *plan, const MregConfusion *m, MregPart part, uint64_t text,
								   bool compact);
extern void mreg_multi_rebuild(const MregConfusion *m, MregConfusion *into, const MregMultiPlan *plan);
extern void mreg_sets_order(MregSets *sets);
extern MregStatus mreg_multi_make_room(MregConfusion *m, const MregSets *sets, MregPart *part);
extern MregStatus mreg_multi_add(MregConfusion *m, const MregSets *sets, double w);
extern MregStatus mreg_multi_take(MregConfusion *m, const MregSets *sets);
extern MregStatus mreg_intern_none(MregOpenConfusion *labels, uint32_t *index);
extern bool mreg_multi_empty(const MregConfusion *m);

/* closed form */
extern void mreg_multi_head(MregConfusion *m, uint8_t flags, uint64_t rows, uint64_t labels);

#endif /* MREG_CORE_MULTILABEL_H */
