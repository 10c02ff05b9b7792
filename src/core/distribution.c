/* distribution.c: numeric distributions over fixed edges; the check of every distribution on reading. */
#include "core/distribution.h"

#include <math.h>
#include <string.h>

/* What is wrong with edges, and which edge it is; numbered from 0. */
MregEdgesFault
mreg_check_edges(const double *edges, uint64_t n, uint32_t *where)
{
	*where = 0;
	if (n < 2)
		return MREG_EDGES_FEW;
	if (n > MREG_MAX_EDGES)
		return MREG_EDGES_MANY;
	for (uint32_t k = 0; k < n; k++)
	{
		*where = k;
		if (!isfinite(edges[k]))
			return MREG_EDGES_INFINITE;
		if (k > 0 && !(edges[k - 1] < edges[k]))
			return MREG_EDGES_ORDER;
	}
	return MREG_EDGES_GOOD;
}

/* Bins per unit where all edges are within a quarter of a bin of their place, else 0. */
static double
uniform_scale(const double *edges, uint32_t n)
{
	double width = (edges[n - 1] - edges[0]) / (n - 1);
	double scale = (n - 1) / (edges[n - 1] - edges[0]);

	if (!isfinite(width) || !isfinite(scale) || width == 0)
		return 0;
	for (uint32_t k = 0; k < n; k++)
	{
		if (!(fabs((edges[k] - edges[0]) - k * width) < width / 4))
			return 0;
	}
	return scale;
}

/* Bytes of a numeric distribution. */
uint64_t
mreg_numeric_size(uint32_t nedges)
{
	return sizeof(MregDistribution) + sizeof(double) + (uint64_t) nedges * (sizeof(double) + sizeof(int64_t)) +
		   sizeof(int64_t);
}

/* Makes an empty numeric distribution over edges that have been checked; the varlena header is the caller's. */
void
mreg_numeric_init(MregDistribution *d, uint32_t nedges, const double *edges)
{
	memset(d, 0, mreg_numeric_size(nedges));
	d->version = MREG_DISTRIBUTION_VERSION;
	d->form = MREG_CLOSED;
	d->kind = MREG_NUMERIC;
	d->nitems = nedges;
	for (uint32_t k = 0; k < nedges; k++)
		mreg_edges(d)[k] = edges[k] + 0.0; /* no -0 */
	*mreg_scale(d) = uniform_scale(edges, nedges);
}

/* Are the edges of two numeric distributions the same?  Else which is the first that differs. */
bool
mreg_same_edges(const MregDistribution *a, const MregDistribution *b, uint32_t *where)
{
	uint32_t n = a->nitems < b->nitems ? a->nitems : b->nitems;

	for (*where = 0; *where < n; (*where)++)
	{
		if (mreg_edges(a)[*where] != mreg_edges(b)[*where])
			return false;
	}
	return a->nitems == b->nitems;
}

/* Adds n to a sum that counts up to the end of int64. */
static bool
add_to(int64_t *sum, int64_t n)
{
	return !__builtin_add_overflow(*sum, n, sum);
}

/* The rows of a numeric distribution; false where int64 has no room for them. */
static bool
numeric_total(const MregDistribution *d, int64_t *total)
{
	*total = d->nulls;
	if (!add_to(total, d->others))
		return false;
	for (uint32_t k = 0; k <= d->nitems; k++)
	{
		if (!add_to(total, mreg_bins(d)[k]))
			return false;
	}
	return true;
}

/* Adds counts over the same edges; nothing is changed where the sum leaves int64. */
MregStatus
mreg_numeric_add(MregDistribution *into, const MregDistribution *src)
{
	int64_t a;
	int64_t b;

	if (!numeric_total(into, &a) || !numeric_total(src, &b) || !add_to(&a, b))
		return MREG_OVERFLOW;
	into->nulls += src->nulls;
	into->others += src->others;
	for (uint32_t k = 0; k <= into->nitems; k++)
		mreg_bins(into)[k] += mreg_bins(src)[k];
	return MREG_OK;
}

/* Takes counts over the same edges out; nothing is changed where one would fall below 0. */
MregStatus
mreg_numeric_subtract(MregDistribution *from, const MregDistribution *src)
{
	if (from->nulls < src->nulls || from->others < src->others)
		return MREG_MISSING;
	for (uint32_t k = 0; k <= from->nitems; k++)
	{
		if (mreg_bins(from)[k] < mreg_bins(src)[k])
			return MREG_MISSING;
	}
	from->nulls -= src->nulls;
	from->others -= src->others;
	for (uint32_t k = 0; k <= from->nitems; k++)
		mreg_bins(from)[k] -= mreg_bins(src)[k];
	return MREG_OK;
}

/* Do edges and counts hold together? */
static bool
check_numeric(const MregDistribution *d, uint64_t size)
{
	uint32_t where;
	int64_t total;

	if (d->form != MREG_CLOSED || d->textlen != 0 || d->nitems < 2 || d->nitems > MREG_MAX_EDGES ||
		mreg_numeric_size(d->nitems) != size ||
		mreg_check_edges(mreg_edges(d), d->nitems, &where) != MREG_EDGES_GOOD ||
		*mreg_scale(d) != uniform_scale(mreg_edges(d), d->nitems))
		return false;
	for (uint32_t k = 0; k <= d->nitems; k++)
	{
		if (mreg_bins(d)[k] < 0)
			return false;
	}
	return numeric_total(d, &total);
}

/* Bytes of the keys of a closed form. */
static uint64_t
keys_size(uint8_t kind, uint64_t nitems)
{
	if (kind == MREG_LABEL_TEXT)
		return (nitems * sizeof(uint32_t) + 7) & ~UINT64_C(7);
	return nitems * sizeof(int64_t);
}

/* Do the categories of a closed form hold together? */
static bool
check_closed(const MregDistribution *d, uint64_t size)
{
	uint64_t end = 0;
	int64_t total = d->nulls;

	if ((d->kind == MREG_LABEL_NONE) != (d->nitems == 0) || (d->nitems == 0 && d->others > 0) ||
		sizeof(*d) + (uint64_t) d->nitems * sizeof(int64_t) + keys_size(d->kind, d->nitems) + d->textlen != size ||
		!add_to(&total, d->others))
		return false;
	for (uint32_t k = 0; k < d->nitems; k++)
	{
		MregRef item;
		MregRef before;

		if (mreg_item_count(d, k) <= 0 || !add_to(&total, mreg_item_count(d, k)))
			return false;
		if (d->kind == MREG_LABEL_TEXT)
		{
			uint32_t next = ((const uint32_t *) ((const int64_t *) (d + 1) + d->nitems))[k];

			if (next < end || next > d->textlen)
				return false;
			end = next;
		}
		item = mreg_item_ref(d, k);
		if (d->kind == MREG_LABEL_BOOLEAN && (item.u.value & ~INT64_C(1)))
			return false;
		if (k == 0)
			continue;
		before = mreg_item_ref(d, k - 1);
		if (mreg_compare_refs(d->kind, &before, &item) >= 0)
			return false;
	}
	return end == d->textlen;
}

/* Does the open form hold together as far as reading it needs? */
static bool
check_open(const MregDistribution *d, uint64_t size)
{
	const MregOpenDistribution *o = (const MregOpenDistribution *) d;
	const MregItem *items = (const MregItem *) (o + 1);
	uint32_t live = 0;
	uint32_t end = 0;
	int64_t total = d->nulls;
	MregItemPlan plan;

	if (size < sizeof(*o) || (d->kind == MREG_LABEL_NONE && d->nitems > 0) ||
		!mreg_plan_items(&plan, d->kind, o->itemcap, 0) || plan.itemcap != o->itemcap ||
		plan.size + o->textcap != size || d->nitems > o->itemcap || d->textlen > o->textcap || o->bound > d->nitems ||
		!add_to(&total, d->others))
		return false;
	for (uint32_t k = 0; k < d->nitems; k++)
	{
		if (items[k].n < 0 || !add_to(&total, items[k].n))
			return false;
		live += items[k].n > 0;
		if (d->kind == MREG_LABEL_TEXT)
		{
			if (items[k].key.t.end < end || items[k].key.t.end > d->textlen)
				return false;
			end = items[k].key.t.end;
		}
	}
	return live == o->live;
}

/* Is a value of that many bytes a distribution whose sections hold together? */
bool
mreg_distribution_check(const MregDistribution *d, uint64_t size)
{
	if (size < sizeof(*d) || d->version != MREG_DISTRIBUTION_VERSION || (d->flags & ~MREG_CONSTANT_EDGES) ||
		d->extralen != 0 || d->nulls < 0 || d->others < 0)
		return false;
	if (d->kind == MREG_NUMERIC)
		return check_numeric(d, size);
	if (d->kind > MREG_LABEL_TEXT)
		return false;
	if (d->form == MREG_OPEN)
		return check_open(d, size);
	return d->form == MREG_CLOSED && check_closed(d, size);
}
