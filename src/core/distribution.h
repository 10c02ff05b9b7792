/* distribution.h: counts of values by bucket, without PostgreSQL. */
#ifndef MREG_CORE_DISTRIBUTION_H
#define MREG_CORE_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "core/confusion.h"
#include "mreg.h"

#define MREG_MAX_EDGES (1 << 20)
#define MREG_MAX_CATEGORIES 10000 /* the least of them have a count of their own, the rest are others */
#define MREG_NO_ITEM UINT32_MAX

/* What is wrong with edges. */
typedef enum MregEdgesFault
{
	MREG_EDGES_GOOD,
	MREG_EDGES_FEW,
	MREG_EDGES_MANY,
	MREG_EDGES_INFINITE,
	MREG_EDGES_ORDER
} MregEdgesFault;

/* A category in sorted order. */
typedef struct MregRef
{
	union
	{
		int64_t value;
		const char *text;
	} u;
	uint32_t len;
	uint32_t index;
} MregRef;

/* Capacities of an open form. */
typedef struct MregItemPlan
{
	uint32_t itemcap;
	uint32_t textcap;
	uint8_t kind;
	uint64_t size; /* bytes of the whole value */
} MregItemPlan;

/* either kind and form */
extern bool mreg_distribution_check(const MregDistribution *d, uint64_t size);

/* numeric */
extern MregEdgesFault mreg_check_edges(const double *edges, uint64_t n, uint32_t *where);
extern uint64_t mreg_numeric_size(uint32_t nedges);
extern void mreg_numeric_init(MregDistribution *d, uint32_t nedges, const double *edges);
extern bool mreg_same_edges(const MregDistribution *a, const MregDistribution *b, uint32_t *where);
extern MregStatus mreg_numeric_add(MregDistribution *into, const MregDistribution *src);
extern MregStatus mreg_numeric_subtract(MregDistribution *from, const MregDistribution *src);

/* open form of categories */
extern bool mreg_plan_items(MregItemPlan *plan, uint8_t kind, uint64_t items, uint64_t text);
extern bool mreg_plan_items_growth(MregItemPlan *plan, const MregOpenDistribution *o, uint64_t text);
extern void mreg_items_init(MregOpenDistribution *o, const MregItemPlan *plan);
extern void mreg_items_rebuild(const MregOpenDistribution *o, MregOpenDistribution *into, const MregItemPlan *plan,
							   MregRef *refs);
extern MregStatus mreg_item_add_integer(MregOpenDistribution *o, int64_t value, int64_t n);
extern MregStatus mreg_item_add_text(MregOpenDistribution *o, const char *p, uint32_t len, int64_t n);
extern MregStatus mreg_item_take_integer(MregOpenDistribution *o, int64_t value, int64_t n);
extern MregStatus mreg_item_take_text(MregOpenDistribution *o, const char *p, uint32_t len, int64_t n);
extern MregStatus mreg_items_check_merge(const MregOpenDistribution *o, const MregDistribution *src);
extern void mreg_items_finish_merge(MregOpenDistribution *o, const MregDistribution *src);
extern MregStatus mreg_items_subtract(MregOpenDistribution *o, const MregDistribution *src);

/* either form of categories */
extern int64_t mreg_item_count(const MregDistribution *d, uint32_t k);
extern int64_t mreg_item_integer(const MregDistribution *d, uint32_t k);
extern const char *mreg_item_text(const MregDistribution *d, uint32_t k, uint32_t *len);
extern uint32_t mreg_items_sort(const MregDistribution *d, MregRef *refs);
extern MregRef mreg_item_ref(const MregDistribution *d, uint32_t k);
extern int mreg_compare_refs(uint8_t kind, const MregRef *a, const MregRef *b);

/* closed form of categories */
extern uint64_t mreg_items_closed_size(const MregDistribution *d, const MregRef *refs, uint32_t nrefs);
extern void mreg_items_close(const MregDistribution *d, const MregRef *refs, uint32_t nrefs, MregDistribution *into);

/* The sections of a numeric distribution. */
static inline double *
mreg_scale(const MregDistribution *d)
{
	return (double *) (d + 1);
}

static inline double *
mreg_edges(const MregDistribution *d)
{
	return mreg_scale(d) + 1;
}

static inline int64_t *
mreg_bins(const MregDistribution *d)
{
	return (int64_t *) (mreg_edges(d) + d->nitems);
}

/* The bin of a value within equally wide bins: a guess by division, put right by the edges. */
static inline uint32_t
mreg_uniform_bin(const double *edges, uint32_t nedges, double scale, double value)
{
	uint32_t k = (uint32_t) ((value - edges[0]) * scale);

	if (k > nedges - 2)
		k = nedges - 2;
	while (value < edges[k])
		k--;
	while (value >= edges[k + 1])
		k++;
	return k;
}

/* How many of up to 32 edges are not above the value, without a branch on it. */
static inline uint32_t
mreg_count_edges(const double *edges, uint32_t nedges, double value)
{
	uint32_t k = 0;
	int64_t count = 0;
#ifdef __GNUC__
	typedef double Doubles __attribute__((vector_size(16)));
	typedef int64_t Masks __attribute__((vector_size(16)));
	Doubles values = { value, value };
	Masks sum0 = { 0, 0 };
	Masks sum1 = { 0, 0 };

	for (; k + 4 <= nedges; k += 4)
	{
		Doubles e0;
		Doubles e1;

		memcpy(&e0, edges + k, sizeof(e0));
		memcpy(&e1, edges + k + 2, sizeof(e1));
		sum0 += values >= e0;
		sum1 += values >= e1;
	}
	sum0 += sum1;
	count = -(sum0[0] + sum0[1]);
#endif
	for (; k < nedges; k++)
		count += value >= edges[k];
	return (uint32_t) count;
}

/* How many edges are not above the value: by halving without a branch on it, the rest by counting. */
static inline uint32_t
mreg_search_edges(const double *edges, uint32_t nedges, double value)
{
	const double *base = edges;
	uint32_t n = nedges;

	while (n > 16)
	{
		uint32_t half = n / 2;

		base += half & -(uint64_t) (base[half - 1] <= value);
		n -= half;
	}
	return (uint32_t) (base - edges) + mreg_count_edges(base, n, value);
}

/*
 * The count that a value, not NaN, belongs to: bins hold their lower edge, the last one its upper edge too, as
 * numpy.histogram's.
 */
static inline int64_t *
mreg_bin_of(const MregDistribution *d, double value)
{
	const double *edges = mreg_edges(d);
	uint32_t n = d->nitems;
	uint32_t k;

	if (n <= 32)
		k = mreg_count_edges(edges, n, value);
	else if (*mreg_scale(d) > 0 && value >= edges[0] && value < edges[n - 1])
		k = mreg_uniform_bin(edges, n, *mreg_scale(d), value) + 1;
	else
		k = mreg_search_edges(edges, n, value);
	return mreg_bins(d) + k - (value == edges[n - 1]);
}

#endif /* MREG_CORE_DISTRIBUTION_H */
