/* confusion_layout.h: where the sections of an open confusion lie, for src/core and for the code that counts rows. */
#ifndef MREG_CORE_CONFUSION_LAYOUT_H
#define MREG_CORE_CONFUSION_LAYOUT_H

#include "core/confusion.h"
#include "core/sum.h"

#define BUCKETS_PER_LABEL 4
#define MAX_LABELS ((uint64_t) 1 << 28)

/* A hashed cell with a count; row is i + 1, 0 where the slot is empty. */
typedef struct CountSlot
{
	uint32_t row;
	uint32_t j;
	int64_t n;
} CountSlot;

/* A hashed cell with a weight. */
typedef struct WeightSlot
{
	uint32_t row;
	uint32_t j;
	MregSum sum;
} WeightSlot;

/* Bytes of the cell section. */
static inline uint64_t
cells_size(uint64_t labelcap, uint64_t cellcap, uint8_t flags)
{
	if (cellcap == 0)
		return labelcap * labelcap * ((flags & MREG_WEIGHTED) ? sizeof(MregSum) : sizeof(int64_t));
	return cellcap * ((flags & MREG_WEIGHTED) ? sizeof(WeightSlot) : sizeof(CountSlot));
}

/* Bytes of an open confusion. */
static inline uint64_t
open_size(uint64_t labelcap, uint64_t cellcap, uint64_t textcap, uint8_t flags)
{
	return sizeof(MregOpenConfusion) + labelcap * sizeof(MregLabel) +
		   cells_size(labelcap, cellcap, flags) +
		   labelcap * BUCKETS_PER_LABEL * sizeof(uint32_t) + textcap;
}

static inline MregLabel *
open_labels(const MregOpenConfusion *o)
{
	return (MregLabel *) (o + 1);
}

static inline uint32_t *
open_buckets(const MregOpenConfusion *o)
{
	return (uint32_t *) (open_labels(o) + o->labelcap);
}

static inline char *
open_text(const MregOpenConfusion *o)
{
	return (char *) (open_buckets(o) + (size_t) o->labelcap * BUCKETS_PER_LABEL);
}

static inline char *
open_cells(const MregOpenConfusion *o)
{
	return open_text(o) + o->textcap;
}

/* Bucket where the search for an integer begins in a matrix: its low bits, so that 0, 1, 2, ... never collide. */
static inline uint32_t
matrix_bucket(const MregOpenConfusion *o, int64_t value)
{
	return (uint32_t) value & (o->labelcap * BUCKETS_PER_LABEL - 1);
}

/*
 * Counts a row of integer or boolean labels that a matrix knows and finds at once.
 * False, and nothing done, in every other case: mreg_count_integers is for these.
 */
static inline bool
mreg_count_at_once(MregOpenConfusion *o, int64_t y_true, int64_t y_pred)
{
	const MregLabel *labels = open_labels(o);
	const uint32_t *buckets = open_buckets(o);
	uint32_t i = buckets[matrix_bucket(o, y_true)];
	uint32_t j = buckets[matrix_bucket(o, y_pred)];

	if (o->cellcap != 0 || i == 0 || j == 0 || o->total == INT64_MAX ||
		labels[i - 1].value != y_true || labels[j - 1].value != y_pred)
		return false;
	((int64_t *) open_cells(o))[(size_t) (i - 1) * o->labelcap + (j - 1)]++;
	o->total++;
	return true;
}

#endif /* MREG_CORE_CONFUSION_LAYOUT_H */
