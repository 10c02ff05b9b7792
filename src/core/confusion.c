/* confusion.c: the open form of a confusion matrix: labels, counts, growth. */
#include "core/confusion_layout.h"
#include "core/hash.h"

#include <math.h>
#include <string.h>

/* Smallest power of two that is at least n and at least least. */
static uint64_t
power_of_two(uint64_t n, uint64_t least)
{
	while (least < n)
		least *= 2;
	return least;
}

/* Bucket where the search for a hash begins: its upper bits. */
static inline uint32_t
first_bucket(const MregOpenConfusion *o, uint32_t hash)
{
	return hash >> (32 - 2 - __builtin_ctz(o->labelcap));
}

/* The same for an integer: by low bits in a matrix, which has few labels; by a multiplicative hash beyond. */
static inline uint32_t
integer_bucket(const MregOpenConfusion *o, int64_t value)
{
	return o->cellcap == 0 ? matrix_bucket(o, value) : first_bucket(o, hash_integer(value));
}

static inline uint64_t
hash_cell(uint32_t i, uint32_t j)
{
	uint64_t h = ((uint64_t) i << 32) | j;

	h ^= h >> 33;
	h *= UINT64_C(0xFF51AFD7ED558CCD);
	h ^= h >> 33;
	h *= UINT64_C(0xC4CEB9FE1A85EC53);
	return h ^ (h >> 33);
}

/* Neumaier's step: the pair plus w + lo. */
static inline MregSum
pair_add(MregSum a, double w, double lo)
{
	MregSum s = mreg_two_sum(a.hi, w);

	return mreg_fast_two_sum(s.hi, s.lo + (a.lo + lo));
}

/* A count as a pair, exactly. */
static MregSum
pair_of_count(int64_t n)
{
	MregSum a = { (double) (n & ~INT64_C(0xFFFFFFFF)), 0 };

	return pair_add(a, (double) (n & INT64_C(0xFFFFFFFF)), 0);
}

/*
 * Capacities for that many labels, cells and bytes of text.
 * False where the size passes every bound.
 */
bool
mreg_plan_open(MregPlan *plan, uint8_t kind, uint8_t flags, uint64_t labels, uint64_t cells, uint64_t text)
{
	uint64_t labelcap;
	uint64_t cellcap = 0;
	uint64_t textcap = 0;

	if (labels > MAX_LABELS || cells > UINT32_MAX / 4 || text > UINT32_MAX / 4)
		return false;
	labelcap = power_of_two(labels, 2);
	if (labelcap > MREG_DENSE_LABELS)
		cellcap = power_of_two(cells + cells / 2 + 1, 4 * MREG_DENSE_LABELS);
	if (text > 0)
		textcap = power_of_two(text, 16);
	plan->labelcap = (uint32_t) labelcap;
	plan->cellcap = (uint32_t) cellcap;
	plan->textcap = (uint32_t) textcap;
	plan->kind = kind;
	plan->flags = flags;
	plan->compact = false;
	plan->size = open_size(labelcap, cellcap, textcap, flags);
	return true;
}

/* May another cell be added to the hashed cells?  Three quarters full is full. */
static inline bool
slots_full(const MregOpenConfusion *o)
{
	return o->cellcap != 0 && o->head.ncells >= o->cellcap - o->cellcap / 4;
}

/* Cells that hold something, and the bytes of their labels at most. */
static uint64_t
live_cells(const MregOpenConfusion *o, uint64_t *text)
{
	MregCellScan scan;
	uint64_t n = 0;

	*text = 0;
	mreg_scan_start(&scan, &o->head);
	while (mreg_scan_next(&scan))
	{
		uint32_t len;

		n++;
		if (o->head.kind == MREG_LABEL_TEXT)
		{
			(void) mreg_label_text(&o->head, scan.i, &len);
			*text += len;
			(void) mreg_label_text(&o->head, scan.j, &len);
			*text += len;
		}
	}
	return n;
}

/*
 * Capacities after MREG_GROW; text is the number of bytes that the next labels need.  Whatever is full
 * doubles; with compact (which renumbers the labels) only if leaving out dead labels does not free half.
 */
bool
mreg_plan_growth(MregPlan *plan, const MregOpenConfusion *o, uint64_t text, bool compact)
{
	uint64_t labels = o->head.nlabels;
	uint64_t cells = o->head.ncells;
	uint64_t used = o->head.textlen;
	uint64_t labelcap = o->labelcap;
	uint64_t textcap = o->textcap;
	uint64_t live;

	compact = compact && (o->head.flags & MREG_SHRUNK);
	if (compact || o->cellcap == 0)
		cells = live_cells(o, &live);
	if (compact)
	{
		labels = labels < 2 * cells ? 2 * labels : 4 * cells;
		used = used < live ? 2 * used : 2 * live;
	}
	if (labels >= labelcap)
		labelcap *= 2;
	if (used + text > textcap)
		textcap = 2 * textcap + text;
	if (!mreg_plan_open(plan, o->head.kind, o->head.flags & MREG_WEIGHTED, labelcap, cells + cells / 4 + 1, textcap))
		return false;
	plan->compact = compact;
	return true;
}

/* Makes an empty open form in a block of plan->size bytes; the varlena header is the caller's. */
void
mreg_open_init(MregOpenConfusion *o, const MregPlan *plan)
{
	memset(o, 0, plan->size);
	o->head.version = MREG_CONFUSION_VERSION;
	o->head.form = MREG_OPEN;
	o->head.kind = plan->kind;
	o->head.flags = plan->flags;
	o->labelcap = plan->labelcap;
	o->cellcap = plan->cellcap;
	o->textcap = plan->textcap;
}

/* Enters a label, known to be new, into the buckets from b on. */
static void
enter_bucket(MregOpenConfusion *o, uint32_t b, uint32_t index)
{
	uint32_t *buckets = open_buckets(o);
	uint32_t mask = o->labelcap * BUCKETS_PER_LABEL - 1;

	while (buckets[b] != 0)
		b = (b + 1) & mask;
	buckets[b] = index + 1;
}

static inline uint32_t
find_integer(const MregOpenConfusion *o, const MregLabel *labels, const uint32_t *buckets, int64_t value)
{
	uint32_t mask = o->labelcap * BUCKETS_PER_LABEL - 1;
	uint32_t b = integer_bucket(o, value);

	for (;;)
	{
		uint32_t k = buckets[b];

		if (__builtin_expect(k == 0, 0))
			return MREG_NO_LABEL;
		if (__builtin_expect(labels[k - 1].value == value, 1))
			return k - 1;
		b = (b + 1) & mask;
	}
}

static inline uint32_t
find_text(const MregOpenConfusion *o, const MregLabel *labels, const uint32_t *buckets,
		  const char *text, uint32_t hash, const char *p, uint32_t len)
{
	uint32_t mask = o->labelcap * BUCKETS_PER_LABEL - 1;
	uint32_t b = first_bucket(o, hash);

	for (;;)
	{
		uint32_t k = buckets[b];

		if (k == 0)
			return MREG_NO_LABEL;
		if (labels[k - 1].t.hash == hash)
		{
			uint32_t start = k > 1 ? labels[k - 2].t.end : 0;

			if (labels[k - 1].t.end - start == len && same_bytes(text + start, p, len))
				return k - 1;
		}
		b = (b + 1) & mask;
	}
}

/* Index of an integer or boolean label, or MREG_NO_LABEL. */
uint32_t
mreg_find_integer(const MregOpenConfusion *o, int64_t value)
{
	return find_integer(o, open_labels(o), open_buckets(o), value);
}

/* Index of a text label, or MREG_NO_LABEL. */
uint32_t
mreg_find_text(const MregOpenConfusion *o, const char *p, uint32_t len)
{
	return find_text(o, open_labels(o), open_buckets(o), open_text(o), hash_text(p, len), p, len);
}

/* Index of an integer or boolean label, entered where it is new. */
MregStatus
mreg_intern_integer(MregOpenConfusion *o, int64_t value, uint32_t *index)
{
	*index = mreg_find_integer(o, value);
	if (*index != MREG_NO_LABEL)
		return MREG_OK;
	if (o->head.nlabels >= o->labelcap)
		return MREG_GROW;
	*index = o->head.nlabels++;
	open_labels(o)[*index].value = value;
	enter_bucket(o, integer_bucket(o, value), *index);
	return MREG_OK;
}

/* Index of a text label, entered where it is new. */
MregStatus
mreg_intern_text(MregOpenConfusion *o, const char *p, uint32_t len, uint32_t *index)
{
	uint32_t hash = hash_text(p, len);
	MregLabel *labels = open_labels(o);

	*index = find_text(o, labels, open_buckets(o), open_text(o), hash, p, len);
	if (*index != MREG_NO_LABEL)
		return MREG_OK;
	if (o->head.nlabels >= o->labelcap || len > o->textcap - o->head.textlen)
		return MREG_GROW;
	memcpy(open_text(o) + o->head.textlen, p, len);
	o->head.textlen += len;
	*index = o->head.nlabels++;
	labels[*index].t.hash = hash;
	labels[*index].t.end = o->head.textlen;
	enter_bucket(o, first_bucket(o, hash), *index);
	return MREG_OK;
}

/* Slot of a hashed cell, or the empty slot where it belongs. */
static inline CountSlot *
count_slot(const MregOpenConfusion *o, uint32_t i, uint32_t j)
{
	CountSlot *slots = (CountSlot *) open_cells(o);
	uint32_t mask = o->cellcap - 1;
	uint32_t s = (uint32_t) hash_cell(i, j) & mask;

	while (slots[s].row != 0 && (slots[s].row != i + 1 || slots[s].j != j))
		s = (s + 1) & mask;
	return &slots[s];
}

static inline WeightSlot *
weight_slot(const MregOpenConfusion *o, uint32_t i, uint32_t j)
{
	WeightSlot *slots = (WeightSlot *) open_cells(o);
	uint32_t mask = o->cellcap - 1;
	uint32_t s = (uint32_t) hash_cell(i, j) & mask;

	while (slots[s].row != 0 && (slots[s].row != i + 1 || slots[s].j != j))
		s = (s + 1) & mask;
	return &slots[s];
}

/* Adds n >= 0 to a cell of counts. */
MregStatus
mreg_add_count(MregOpenConfusion *o, uint32_t i, uint32_t j, int64_t n)
{
	int64_t total;

	if (__builtin_add_overflow(o->total, n, &total))
		return MREG_OVERFLOW;
	if (o->cellcap == 0)
		((int64_t *) open_cells(o))[(size_t) i * o->labelcap + j] += n;
	else
	{
		CountSlot *slot = count_slot(o, i, j);

		if (slot->row == 0)
		{
			if (slots_full(o))
				return MREG_GROW;
			slot->row = i + 1;
			slot->j = j;
			o->head.ncells++;
		}
		slot->n += n;
	}
	o->total = total;
	return MREG_OK;
}

/* Adds w + lo to a cell of weights. */
MregStatus
mreg_add_weight(MregOpenConfusion *o, uint32_t i, uint32_t j, double w, double lo)
{
	MregSum *sum;

	if (o->cellcap == 0)
		sum = (MregSum *) open_cells(o) + ((size_t) i * o->labelcap + j);
	else
	{
		WeightSlot *slot = weight_slot(o, i, j);

		if (slot->row == 0)
		{
			if (slots_full(o))
				return MREG_GROW;
			slot->row = i + 1;
			slot->j = j;
			o->head.ncells++;
		}
		sum = &slot->sum;
	}
	*sum = pair_add(*sum, w, lo);
	return isfinite(sum->hi) ? MREG_OK : MREG_OVERFLOW;
}

/* Takes n out of a cell of counts; the label stays. */
MregStatus
mreg_take_count(MregOpenConfusion *o, uint32_t i, uint32_t j, int64_t n)
{
	int64_t *cell;

	if (o->cellcap == 0)
		cell = (int64_t *) open_cells(o) + ((size_t) i * o->labelcap + j);
	else
		cell = &count_slot(o, i, j)->n;
	if (*cell < n)
		return MREG_MISSING;
	*cell -= n;
	o->total -= n;
	o->head.flags |= MREG_SHRUNK;
	return MREG_OK;
}

/* Can n more cells be used without growth? */
bool
mreg_cells_room(const MregOpenConfusion *o, uint64_t n)
{
	return o->cellcap == 0 || o->head.ncells + n <= o->cellcap - o->cellcap / 4;
}

/* Count of a cell. */
int64_t
mreg_cell_count(const MregOpenConfusion *o, uint32_t i, uint32_t j)
{
	if (o->cellcap == 0)
		return ((int64_t *) open_cells(o))[(size_t) i * o->labelcap + j];
	return count_slot(o, i, j)->n;
}

/* Does a cell hold something? */
bool
mreg_cell_used(const MregOpenConfusion *o, uint32_t i, uint32_t j)
{
	if (!mreg_weighted(&o->head))
		return mreg_cell_count(o, i, j) != 0;
	if (o->cellcap == 0)
		return ((MregSum *) open_cells(o))[(size_t) i * o->labelcap + j].hi != 0;
	return weight_slot(o, i, j)->row != 0;
}

/* Adds 1 to a cell of a matrix; rows of hashed cells and counts at their end go the long way. */
static inline MregStatus
count_cell(MregOpenConfusion *o, uint32_t i, uint32_t j)
{
	if (__builtin_expect(o->cellcap != 0 || o->total == INT64_MAX, 0))
		return mreg_add_count(o, i, j, 1);
	((int64_t *) open_cells(o))[(size_t) i * o->labelcap + j]++;
	o->total++;
	return MREG_OK;
}

/* Counts a row of integer labels of which one is new. */
static MregStatus __attribute__((noinline))
count_new_integers(MregOpenConfusion *o, int64_t y_true, int64_t y_pred)
{
	uint32_t i;
	uint32_t j;

	if (mreg_intern_integer(o, y_true, &i) != MREG_OK || mreg_intern_integer(o, y_pred, &j) != MREG_OK)
		return MREG_GROW;
	return mreg_add_count(o, i, j, 1);
}

/* Counts a row of text labels of which one is new. */
static MregStatus __attribute__((noinline))
count_new_texts(MregOpenConfusion *o, const char *p, uint32_t plen, const char *q, uint32_t qlen)
{
	uint32_t i;
	uint32_t j;

	if (mreg_intern_text(o, p, plen, &i) != MREG_OK || mreg_intern_text(o, q, qlen, &j) != MREG_OK)
		return MREG_GROW;
	return mreg_add_count(o, i, j, 1);
}

/* Counts one row of integer or boolean labels. */
MregStatus
mreg_count_integers(MregOpenConfusion *o, int64_t y_true, int64_t y_pred)
{
	const MregLabel *labels = open_labels(o);
	const uint32_t *buckets = open_buckets(o);
	uint32_t i = find_integer(o, labels, buckets, y_true);
	uint32_t j = find_integer(o, labels, buckets, y_pred);

	if (__builtin_expect(i == MREG_NO_LABEL || j == MREG_NO_LABEL, 0))
		return count_new_integers(o, y_true, y_pred);
	return count_cell(o, i, j);
}

/* Counts one row of text labels. */
MregStatus
mreg_count_texts(MregOpenConfusion *o, const char *p, uint32_t plen, const char *q, uint32_t qlen)
{
	const MregLabel *labels = open_labels(o);
	const uint32_t *buckets = open_buckets(o);
	const char *text = open_text(o);
	uint32_t i = find_text(o, labels, buckets, text, hash_text(p, plen), p, plen);
	uint32_t j = find_text(o, labels, buckets, text, hash_text(q, qlen), q, qlen);

	if (__builtin_expect(i == MREG_NO_LABEL || j == MREG_NO_LABEL, 0))
		return count_new_texts(o, p, plen, q, qlen);
	return count_cell(o, i, j);
}

/* Begins to add src to an open form; map has room for a number per label of src. */
void
mreg_merge_start(MregMerge *m, const MregConfusion *src, uint32_t *map)
{
	m->src = src;
	m->map = map;
	m->mapped = 0;
	m->pending = false;
	mreg_scan_start(&m->scan, src);
}

/* Enters label k of src into an open form. */
static MregStatus
intern_label(MregOpenConfusion *o, const MregConfusion *src, uint32_t k, uint32_t *index)
{
	uint32_t len;
	const char *p;

	if (src->kind != MREG_LABEL_TEXT)
		return mreg_intern_integer(o, mreg_label_integer(src, k), index);
	p = mreg_label_text(src, k, &len);
	return mreg_intern_text(o, p, len, index);
}

/* Adds one scanned cell; a count becomes a weight where the target is weighted. */
static MregStatus
add_scanned(MregOpenConfusion *o, const MregCellScan *scan, uint32_t i, uint32_t j)
{
	MregSum sum;

	if (!mreg_weighted(&o->head))
		return mreg_add_count(o, i, j, scan->n);
	if (mreg_weighted(scan->c))
		return mreg_add_weight(o, i, j, scan->w, scan->lo);
	sum = pair_of_count(scan->n);
	return mreg_add_weight(o, i, j, sum.hi, sum.lo);
}

/*
 * Goes on with a merge until it is done or there is no room: then the target is rebuilt with the
 * order of its labels kept (mreg_plan_growth without compaction) and the step called again.
 * The kinds agree, and the target is weighted if src is.
 */
MregStatus
mreg_merge_step(MregMerge *m, MregOpenConfusion *o)
{
	for (; m->mapped < m->src->nlabels; m->mapped++)
	{
		if (intern_label(o, m->src, m->mapped, &m->map[m->mapped]) != MREG_OK)
			return MREG_GROW;
	}
	for (;;)
	{
		MregStatus status;

		if (!m->pending && !mreg_scan_next(&m->scan))
			return MREG_OK;
		m->pending = true;
		status = add_scanned(o, &m->scan, m->map[m->scan.i], m->map[m->scan.j]);
		if (status != MREG_OK)
			return status;
		m->pending = false;
	}
}

/* Takes the counts of src out of an open form of counts: all of them or MREG_MISSING. */
MregStatus
mreg_subtract(MregOpenConfusion *o, const MregConfusion *src)
{
	for (int pass = 0; pass < 2; pass++)
	{
		MregCellScan scan;

		mreg_scan_start(&scan, src);
		while (mreg_scan_next(&scan))
		{
			uint32_t i;
			uint32_t j;

			if (src->kind == MREG_LABEL_TEXT)
			{
				uint32_t len;
				const char *p = mreg_label_text(src, scan.i, &len);

				i = mreg_find_text(o, p, len);
				p = mreg_label_text(src, scan.j, &len);
				j = mreg_find_text(o, p, len);
			}
			else
			{
				i = mreg_find_integer(o, mreg_label_integer(src, scan.i));
				j = mreg_find_integer(o, mreg_label_integer(src, scan.j));
			}
			if (i == MREG_NO_LABEL || j == MREG_NO_LABEL || mreg_cell_count(o, i, j) < scan.n)
				return MREG_MISSING;
			if (pass == 1)
				(void) mreg_take_count(o, i, j, scan.n);
		}
	}
	return MREG_OK;
}

/* Copies an open form into a larger one, made by a plan. */
void
mreg_open_rebuild(const MregOpenConfusion *o, MregOpenConfusion *into, const MregPlan *plan)
{
	MregCellScan scan;
	uint32_t i;
	uint32_t j;

	mreg_open_init(into, plan);
	into->inputs = o->inputs;
	for (uint32_t k = 0; k < o->head.nlabels && !plan->compact; k++)
		(void) intern_label(into, &o->head, k, &i);
	mreg_scan_start(&scan, &o->head);
	while (mreg_scan_next(&scan))
	{
		i = scan.i;
		j = scan.j;
		if (plan->compact)
		{
			(void) intern_label(into, &o->head, scan.i, &i);
			(void) intern_label(into, &o->head, scan.j, &j);
		}
		(void) add_scanned(into, &scan, i, j);
	}
}
