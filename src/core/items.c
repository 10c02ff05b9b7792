/*
 * items.c: distributions over categories.  The least MREG_MAX_CATEGORIES of all categories have counts of their own and
 * the rest are counted together, which does not depend on the order of the rows: what ever lay beyond that many
 * others lies beyond them in the end.
 */
#include "core/distribution.h"
#include "core/hash.h"

#include <stdlib.h>
#include <string.h>

#define BUCKETS_PER_ITEM 4
#define MOST_LIVE (2 * MREG_MAX_CATEGORIES) /* an open form holds fewer, so that it is seldom sorted */

static inline MregItem *
open_items(const MregOpenDistribution *o)
{
	return (MregItem *) (o + 1);
}

static inline uint32_t *
open_buckets(const MregOpenDistribution *o)
{
	return (uint32_t *) (open_items(o) + o->itemcap);
}

static inline char *
open_text(const MregOpenDistribution *o)
{
	return (char *) (open_buckets(o) + (size_t) o->itemcap * BUCKETS_PER_ITEM);
}

/* The count of item k. */
int64_t
mreg_item_count(const MregDistribution *d, uint32_t k)
{
	if (d->form == MREG_OPEN)
		return open_items((const MregOpenDistribution *) d)[k].n;
	return ((const int64_t *) (d + 1))[k];
}

/* Item k, an integer or boolean. */
int64_t
mreg_item_integer(const MregDistribution *d, uint32_t k)
{
	if (d->form == MREG_OPEN)
		return open_items((const MregOpenDistribution *) d)[k].key.value;
	return ((const int64_t *) (d + 1))[d->nitems + k];
}

/* The bytes of item k, a text. */
const char *
mreg_item_text(const MregDistribution *d, uint32_t k, uint32_t *len)
{
	const char *text;
	uint32_t start;
	uint32_t end;

	if (d->form == MREG_OPEN)
	{
		const MregOpenDistribution *o = (const MregOpenDistribution *) d;

		text = open_text(o);
		start = k > 0 ? open_items(o)[k - 1].key.t.end : 0;
		end = open_items(o)[k].key.t.end;
	}
	else
	{
		const uint32_t *ends = (const uint32_t *) ((const int64_t *) (d + 1) + d->nitems);

		text = (const char *) ends + (((uint64_t) d->nitems * sizeof(uint32_t) + 7) & ~UINT64_C(7));
		start = k > 0 ? ends[k - 1] : 0;
		end = ends[k];
	}
	*len = end - start;
	return text + start;
}

/* Item k as it is sorted. */
MregRef
mreg_item_ref(const MregDistribution *d, uint32_t k)
{
	MregRef ref = { .len = 0, .index = k };

	if (d->kind == MREG_LABEL_TEXT)
		ref.u.text = mreg_item_text(d, k, &ref.len);
	else
		ref.u.value = mreg_item_integer(d, k);
	return ref;
}

static int
compare_integers(const void *a, const void *b)
{
	int64_t x = ((const MregRef *) a)->u.value;
	int64_t y = ((const MregRef *) b)->u.value;

	return (x > y) - (x < y);
}

/* Texts by bytes, which in UTF-8 is by code points. */
static int
compare_texts(const void *a, const void *b)
{
	const MregRef *x = a;
	const MregRef *y = b;
	int order = memcmp(x->u.text, y->u.text, x->len < y->len ? x->len : y->len);

	return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

/* Order of two categories of one kind. */
int
mreg_compare_refs(uint8_t kind, const MregRef *a, const MregRef *b)
{
	return kind == MREG_LABEL_TEXT ? compare_texts(a, b) : compare_integers(a, b);
}

/* Lists the items that have a count in ascending order; refs has room for nitems.  Returns how many. */
uint32_t
mreg_items_sort(const MregDistribution *d, MregRef *refs)
{
	uint32_t n = 0;

	for (uint32_t k = 0; k < d->nitems; k++)
	{
		if (mreg_item_count(d, k) > 0)
			refs[n++] = mreg_item_ref(d, k);
	}
	if (d->form == MREG_OPEN)
		qsort(refs, n, sizeof(MregRef), d->kind == MREG_LABEL_TEXT ? compare_texts : compare_integers);
	return n;
}

/* Capacities for that many items and bytes of text; false where the size passes every bound. */
bool
mreg_plan_items(MregItemPlan *plan, uint8_t kind, uint64_t items, uint64_t text)
{
	uint64_t itemcap = 8;

	if (items > UINT32_MAX / 16 || text > UINT32_MAX / 2)
		return false;
	while (itemcap < items)
		itemcap *= 2;
	plan->itemcap = (uint32_t) itemcap;
	plan->textcap = (uint32_t) ((text + 7) & ~UINT64_C(7));
	plan->kind = kind;
	plan->size = sizeof(MregOpenDistribution) + itemcap * (sizeof(MregItem) + BUCKETS_PER_ITEM * sizeof(uint32_t)) +
				 plan->textcap;
	return true;
}

/* Capacities after MREG_GROW; text is the number of bytes that the next items need. */
bool
mreg_plan_items_growth(MregItemPlan *plan, const MregOpenDistribution *o, uint64_t text)
{
	uint64_t live = o->live < MOST_LIVE ? o->live : MREG_MAX_CATEGORIES;
	uint64_t used = 0;

	for (uint32_t k = 0; o->head.kind == MREG_LABEL_TEXT && k < o->head.nitems; k++)
	{
		uint32_t len;

		(void) mreg_item_text(&o->head, k, &len);
		used += open_items(o)[k].n > 0 ? len : 0;
	}
	text += used;
	return mreg_plan_items(plan, o->head.kind, 2 * live, text > UINT32_MAX / 4 ? text : 2 * text);
}

/* Makes an empty open form in a block of plan->size bytes; the varlena header is the caller's. */
void
mreg_items_init(MregOpenDistribution *o, const MregItemPlan *plan)
{
	memset(o, 0, plan->size);
	o->head.version = MREG_DISTRIBUTION_VERSION;
	o->head.form = MREG_OPEN;
	o->head.kind = plan->kind;
	o->itemcap = plan->itemcap;
	o->textcap = plan->textcap;
}

/* Bucket where the search for a hash begins: its upper bits. */
static inline uint32_t
first_bucket(const MregOpenDistribution *o, uint32_t hash)
{
	return hash >> (32 - 2 - __builtin_ctz(o->itemcap));
}

static inline uint32_t
find_integer(const MregOpenDistribution *o, int64_t value)
{
	const MregItem *items = open_items(o);
	const uint32_t *buckets = open_buckets(o);
	uint32_t mask = o->itemcap * BUCKETS_PER_ITEM - 1;
	uint32_t b = first_bucket(o, hash_integer(value));

	for (;; b = (b + 1) & mask)
	{
		uint32_t k = buckets[b];

		if (k == 0)
			return MREG_NO_ITEM;
		if (items[k - 1].key.value == value)
			return k - 1;
	}
}

static inline uint32_t
find_text(const MregOpenDistribution *o, uint32_t hash, const char *p, uint32_t len)
{
	const MregItem *items = open_items(o);
	const uint32_t *buckets = open_buckets(o);
	const char *text = open_text(o);
	uint32_t mask = o->itemcap * BUCKETS_PER_ITEM - 1;
	uint32_t b = first_bucket(o, hash);

	for (;; b = (b + 1) & mask)
	{
		uint32_t k = buckets[b];

		if (k == 0)
			return MREG_NO_ITEM;
		if (items[k - 1].key.t.hash == hash)
		{
			uint32_t start = k > 1 ? items[k - 2].key.t.end : 0;

			if (items[k - 1].key.t.end - start == len && same_bytes(text + start, p, len))
				return k - 1;
		}
	}
}

/* Index of a category, or MREG_NO_ITEM. */
static uint32_t
find_ref(const MregOpenDistribution *o, const MregRef *ref)
{
	if (o->head.kind == MREG_LABEL_TEXT)
		return find_text(o, hash_text(ref->u.text, ref->len), ref->u.text, ref->len);
	return find_integer(o, ref->u.value);
}

/* Does a category that has no item count among the others? */
static bool
is_beyond(const MregOpenDistribution *o, const MregRef *ref)
{
	MregRef bound;

	if (o->bound == 0 || o->head.others == 0)
		return false;
	bound = mreg_item_ref(&o->head, o->bound - 1);
	return mreg_compare_refs(o->head.kind, ref, &bound) > 0;
}

/* Enters the category as an item with a count, for which there is room. */
static void
enter(MregOpenDistribution *o, const MregRef *ref, int64_t n)
{
	uint32_t *buckets = open_buckets(o);
	uint32_t mask = o->itemcap * BUCKETS_PER_ITEM - 1;
	MregItem *item = open_items(o) + o->head.nitems;
	uint32_t hash;
	uint32_t b;

	if (o->head.kind == MREG_LABEL_TEXT)
	{
		hash = hash_text(ref->u.text, ref->len);
		memcpy(open_text(o) + o->head.textlen, ref->u.text, ref->len);
		o->head.textlen += ref->len;
		item->key.t.hash = hash;
		item->key.t.end = o->head.textlen;
	}
	else
	{
		hash = hash_integer(ref->u.value);
		item->key.value = ref->u.value;
	}
	item->n = n;
	o->live++;
	for (b = first_bucket(o, hash); buckets[b] != 0; b = (b + 1) & mask)
		;
	buckets[b] = ++o->head.nitems;
}

/* Adds n rows of a category that has no item yet. */
static MregStatus
add_new(MregOpenDistribution *o, const MregRef *ref, int64_t n)
{
	if (is_beyond(o, ref))
		return __builtin_add_overflow(o->head.others, n, &o->head.others) ? MREG_OVERFLOW : MREG_OK;
	if (o->head.nitems >= o->itemcap || o->live >= MOST_LIVE || ref->len > o->textcap - o->head.textlen)
		return MREG_GROW;
	if (o->head.others == 0)
		o->bound = 0;
	enter(o, ref, n);
	return MREG_OK;
}

/* Adds n rows to item k. */
static inline MregStatus
add_known(MregOpenDistribution *o, uint32_t k, int64_t n)
{
	MregItem *item = open_items(o) + k;
	MregRef ref;

	if (__builtin_expect(item->n == 0, 0))
	{
		ref = mreg_item_ref(&o->head, k);
		if (is_beyond(o, &ref))
			return __builtin_add_overflow(o->head.others, n, &o->head.others) ? MREG_OVERFLOW : MREG_OK;
		if (o->live >= MOST_LIVE)
			return MREG_GROW;
		o->live++;
	}
	return __builtin_add_overflow(item->n, n, &item->n) ? MREG_OVERFLOW : MREG_OK;
}

/* Adds n rows of an integer or boolean category. */
MregStatus
mreg_item_add_integer(MregOpenDistribution *o, int64_t value, int64_t n)
{
	MregRef ref = { .u.value = value };
	uint32_t k = find_integer(o, value);

	return k != MREG_NO_ITEM ? add_known(o, k, n) : add_new(o, &ref, n);
}

/* Adds n rows of a text category. */
MregStatus
mreg_item_add_text(MregOpenDistribution *o, const char *p, uint32_t len, int64_t n)
{
	MregRef ref = { .u.text = p, .len = len };
	uint32_t k = find_text(o, hash_text(p, len), p, len);

	return k != MREG_NO_ITEM ? add_known(o, k, n) : add_new(o, &ref, n);
}

/*
 * Takes n rows of a category out.  MREG_MISSING where they are not there; MREG_GROW where they are, but what is left of
 * the categories with counts of their own is fewer than there should be, as others have to come forward.
 */
static MregStatus
take(MregOpenDistribution *o, const MregRef *ref, int64_t n)
{
	uint32_t k = find_ref(o, ref);
	MregItem *item = k != MREG_NO_ITEM ? open_items(o) + k : NULL;

	if (item == NULL || item->n == 0)
	{
		if (!is_beyond(o, ref) || o->head.others < n)
			return MREG_MISSING;
		o->head.others -= n;
		return MREG_OK;
	}
	if (item->n < n)
		return MREG_MISSING;
	item->n -= n;
	if (item->n > 0)
		return MREG_OK;
	o->live--;
	return o->head.others > 0 && o->live < MREG_MAX_CATEGORIES ? MREG_GROW : MREG_OK;
}

MregStatus
mreg_item_take_integer(MregOpenDistribution *o, int64_t value, int64_t n)
{
	MregRef ref = { .u.value = value };

	return take(o, &ref, n);
}

MregStatus
mreg_item_take_text(MregOpenDistribution *o, const char *p, uint32_t len, int64_t n)
{
	MregRef ref = { .u.text = p, .len = len };

	return take(o, &ref, n);
}

/*
 * Copies the items that have a count into an empty open form made by the plan; where they are too many, the least of
 * them.  refs has room for nitems.
 */
void
mreg_items_rebuild(const MregOpenDistribution *o, MregOpenDistribution *into, const MregItemPlan *plan, MregRef *refs)
{
	uint32_t live = mreg_items_sort(&o->head, refs);
	uint32_t kept = live < MOST_LIVE ? live : MREG_MAX_CATEGORIES;

	mreg_items_init(into, plan);
	into->head.inputs = o->head.inputs;
	into->head.nulls = o->head.nulls;
	into->head.others = o->head.others;
	for (uint32_t k = 0; k < kept; k++)
		enter(into, &refs[k], open_items(o)[refs[k].index].n);
	for (uint32_t k = kept; k < live; k++)
		into->head.others += open_items(o)[refs[k].index].n;

	/* Beyond the last item are others, if there are any. */
	into->bound = into->head.others > 0 ? kept : 0;
}

/* Counts the items of o beyond the last category of src, beyond which src has others, among the others. */
static void
bound_items(MregOpenDistribution *o, const MregDistribution *src)
{
	MregRef last = { .index = MREG_NO_ITEM };
	uint32_t at;

	if (src->others == 0)
		return;
	for (uint32_t k = 0; k < src->nitems; k++)
	{
		MregRef ref = mreg_item_ref(src, k);

		if (mreg_item_count(src, k) > 0 &&
			(last.index == MREG_NO_ITEM || mreg_compare_refs(src->kind, &ref, &last) > 0))
			last = ref;
	}
	at = last.index == MREG_NO_ITEM ? MREG_NO_ITEM : find_ref(o, &last);
	if (at == MREG_NO_ITEM || open_items(o)[at].n == 0)
		return; /* o is bounded below it already */
	for (uint32_t k = 0; k < o->head.nitems; k++)
	{
		MregItem *item = open_items(o) + k;
		MregRef ref = mreg_item_ref(&o->head, k);

		if (item->n > 0 && mreg_compare_refs(o->head.kind, &ref, &last) > 0)
		{
			o->head.others += item->n;
			item->n = 0;
			o->live--;
		}
	}
	o->bound = at + 1;
}

/* Adds all rows of a distribution over categories to a sum; false where int64 has no room for them. */
static bool
add_rows(int64_t *sum, const MregDistribution *d)
{
	if (__builtin_add_overflow(*sum, d->nulls, sum) || __builtin_add_overflow(*sum, d->others, sum))
		return false;
	for (uint32_t k = 0; k < d->nitems; k++)
	{
		if (__builtin_add_overflow(*sum, mreg_item_count(d, k), sum))
			return false;
	}
	return true;
}

/* The beginning of a merge: is there room for the rows of both?  Then no count of them overflows. */
MregStatus
mreg_items_check_merge(const MregOpenDistribution *o, const MregDistribution *src)
{
	int64_t total = 0;

	return add_rows(&total, &o->head) && add_rows(&total, src) ? MREG_OK : MREG_OVERFLOW;
}

/* The end of a merge, after the items of src were added: its NULLs and others. */
void
mreg_items_finish_merge(MregOpenDistribution *o, const MregDistribution *src)
{
	bound_items(o, src);
	o->head.nulls += src->nulls;
	o->head.others += src->others;
}

/*
 * Takes a whole distribution out.  MREG_MISSING where it is not part of o; MREG_GROW where it is, but others would have
 * to come forward.  In both cases o is spoilt.
 */
MregStatus
mreg_items_subtract(MregOpenDistribution *o, const MregDistribution *src)
{
	MregStatus status = MREG_OK;

	if (o->head.nulls < src->nulls)
		return MREG_MISSING;
	o->head.nulls -= src->nulls;
	bound_items(o, src);
	for (uint32_t k = 0; k < src->nitems; k++)
	{
		MregRef ref = mreg_item_ref(src, k);
		int64_t n = mreg_item_count(src, k);

		if (n > 0 && take(o, &ref, n) == MREG_MISSING)
			return MREG_MISSING;
	}
	if (o->head.others < src->others)
		return MREG_MISSING;
	o->head.others -= src->others;
	if (o->head.others > 0 && o->live < MREG_MAX_CATEGORIES)
		status = MREG_GROW;
	return status;
}

/* How many of the sorted items the closed form keeps. */
static uint32_t
kept_of(uint32_t nrefs)
{
	return nrefs < MREG_MAX_CATEGORIES ? nrefs : MREG_MAX_CATEGORIES;
}

/* Bytes of the closed form of d, whose items are sorted in refs. */
uint64_t
mreg_items_closed_size(const MregDistribution *d, const MregRef *refs, uint32_t nrefs)
{
	uint64_t n = kept_of(nrefs);
	uint64_t size = sizeof(MregDistribution) + n * sizeof(int64_t);

	if (d->kind != MREG_LABEL_TEXT)
		return size + n * sizeof(int64_t);
	size += (n * sizeof(uint32_t) + 7) & ~UINT64_C(7);
	for (uint32_t k = 0; k < n; k++)
		size += refs[k].len;
	return size;
}

/* Writes the closed form of d, whose items are sorted in refs; the varlena header is the caller's. */
void
mreg_items_close(const MregDistribution *d, const MregRef *refs, uint32_t nrefs, MregDistribution *into)
{
	uint32_t n = kept_of(nrefs);
	int64_t *counts = (int64_t *) (into + 1);
	char *text;

	memset(into, 0, sizeof(*into));
	into->version = MREG_DISTRIBUTION_VERSION;
	into->form = MREG_CLOSED;
	into->kind = n > 0 ? d->kind : MREG_LABEL_NONE;
	into->nitems = n;
	into->nulls = d->nulls;
	into->others = d->others;
	if (into->kind == MREG_LABEL_TEXT && n % 2 == 1)
		((uint32_t *) (counts + n))[n] = 0;
	text = (char *) (counts + n) + (((uint64_t) n * sizeof(uint32_t) + 7) & ~UINT64_C(7));
	for (uint32_t k = 0; k < n; k++)
	{
		counts[k] = mreg_item_count(d, refs[k].index);
		if (into->kind != MREG_LABEL_TEXT)
		{
			counts[n + k] = refs[k].u.value;
			continue;
		}
		memcpy(text + into->textlen, refs[k].u.text, refs[k].len);
		into->textlen += refs[k].len;
		((uint32_t *) (counts + n))[k] = into->textlen;
	}
	for (uint32_t k = n; k < nrefs; k++)
		into->others += mreg_item_count(d, refs[k].index);
}
