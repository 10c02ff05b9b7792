/* confusion.h: arithmetic of confusion matrices, without PostgreSQL. */
#ifndef MREG_CORE_CONFUSION_H
#define MREG_CORE_CONFUSION_H

#include <stdbool.h>
#include <stddef.h>

#include "mreg.h"

#define MREG_NO_LABEL UINT32_MAX
#define MREG_DENSE_LABELS 64 /* beyond this many labels cells are hashed */

typedef enum MregStatus
{
	MREG_OK,
	MREG_GROW,     /* no room: rebuild larger and call again */
	MREG_OVERFLOW, /* a count or sum out of range */
	MREG_MISSING   /* to be taken out, but not there */
} MregStatus;

/* Capacities of an open form. */
typedef struct MregPlan
{
	uint32_t labelcap;
	uint32_t cellcap;
	uint32_t textcap;
	uint8_t kind;
	uint8_t flags;
	bool compact;  /* leave out labels without a cell */
	uint64_t size; /* bytes of the whole value */
} MregPlan;

/* Walk over the cells of either form. */
typedef struct MregCellScan
{
	const MregConfusion *c;
	uint64_t next;
	uint32_t i;
	uint32_t j;
	int64_t n; /* where counted */
	double w;  /* where weighted: sum is w + lo */
	double lo;
} MregCellScan;

/* A merge in steps: it can stop for growth of the target. */
typedef struct MregMerge
{
	const MregConfusion *src;
	uint32_t *map; /* src label -> target label */
	uint32_t mapped;
	bool pending; /* scan holds a cell that is not added yet */
	MregCellScan scan;
} MregMerge;

/* A value being closed. */
typedef struct MregClose
{
	const MregConfusion *src;
	char *work;
	uint32_t nlabels;
	uint32_t ncells;
	uint32_t textlen;
	uint64_t size; /* bytes of the closed value */
} MregClose;

static inline bool
mreg_weighted(const MregConfusion *c)
{
	return (c->flags & MREG_WEIGHTED) != 0;
}

static inline bool
mreg_multilabel(const MregConfusion *c)
{
	return (c->flags & MREG_MULTILABEL) != 0;
}

/* open form */
extern bool mreg_plan_open(MregPlan *plan, uint8_t kind, uint8_t flags, uint64_t labels, uint64_t cells, uint64_t text);
extern bool mreg_plan_growth(MregPlan *plan, const MregOpenConfusion *o, uint64_t text, bool compact);
extern void mreg_open_init(MregOpenConfusion *o, const MregPlan *plan);
extern void mreg_open_rebuild(const MregOpenConfusion *o, MregOpenConfusion *into, const MregPlan *plan);
extern bool mreg_open_check(const MregConfusion *c, uint64_t size);

extern uint32_t mreg_find_integer(const MregOpenConfusion *o, int64_t value);
extern uint32_t mreg_find_text(const MregOpenConfusion *o, const char *p, uint32_t len);
extern MregStatus mreg_intern_integer(MregOpenConfusion *o, int64_t value, uint32_t *index);
extern MregStatus mreg_intern_text(MregOpenConfusion *o, const char *p, uint32_t len, uint32_t *index);
extern MregStatus mreg_add_count(MregOpenConfusion *o, uint32_t i, uint32_t j, int64_t n);
extern MregStatus mreg_add_weight(MregOpenConfusion *o, uint32_t i, uint32_t j, double w, double lo);
extern MregStatus mreg_take_count(MregOpenConfusion *o, uint32_t i, uint32_t j, int64_t n);
extern bool mreg_cells_room(const MregOpenConfusion *o, uint64_t n);
extern int64_t mreg_cell_count(const MregOpenConfusion *o, uint32_t i, uint32_t j);
extern bool mreg_cell_used(const MregOpenConfusion *o, uint32_t i, uint32_t j);

extern MregStatus mreg_count_integers(MregOpenConfusion *o, int64_t y_true, int64_t y_pred);
extern MregStatus mreg_count_texts(MregOpenConfusion *o, const char *p, uint32_t plen, const char *q, uint32_t qlen);

extern void mreg_merge_start(MregMerge *m, const MregConfusion *src, uint32_t *map);
extern MregStatus mreg_merge_step(MregMerge *m, MregOpenConfusion *o);
extern MregStatus mreg_subtract(MregOpenConfusion *o, const MregConfusion *src);

/* either form */
extern void mreg_scan_start(MregCellScan *scan, const MregConfusion *c);
extern bool mreg_scan_next(MregCellScan *scan);
extern int64_t mreg_label_integer(const MregConfusion *c, uint32_t k);
extern const char *mreg_label_text(const MregConfusion *c, uint32_t k, uint32_t *len);

/* closed form */
extern uint64_t mreg_closed_size(uint8_t kind, uint64_t nlabels, uint64_t ncells, uint64_t textlen);
extern bool mreg_closed_check(const MregConfusion *c, uint64_t size);
extern const MregCell *mreg_closed_cells(const MregConfusion *c);
extern uint32_t mreg_closed_find_integer(const MregConfusion *c, int64_t value);
extern uint32_t mreg_closed_find_text(const MregConfusion *c, const char *p, uint32_t len);
extern uint64_t mreg_close_worksize(const MregConfusion *src);
extern MregStatus mreg_close_prepare(MregClose *close, const MregConfusion *src, char *work);
extern void mreg_close_write(const MregClose *close, MregConfusion *into);

#endif /* MREG_CORE_CONFUSION_H */
