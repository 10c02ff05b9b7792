/* confusion_close.c: the canonical form of a confusion: made from any form, checked on reading. */
#include "core/confusion.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A label while labels are sorted. */
typedef struct SortLabel
{
	union
	{
		int64_t value;
		const char *text;
	} u;
	uint32_t len;
	uint32_t index;
} SortLabel;

/* Bytes of the label section. */
static uint64_t
labels_size(uint8_t kind, uint64_t nlabels)
{
	if (kind == MREG_LABEL_TEXT)
		return (nlabels * sizeof(uint32_t) + 7) & ~UINT64_C(7);
	return nlabels * sizeof(int64_t);
}

/* Bytes of a closed value. */
uint64_t
mreg_closed_size(uint8_t kind, uint64_t nlabels, uint64_t ncells, uint64_t textlen)
{
	return sizeof(MregConfusion) + labels_size(kind, nlabels) + ncells * sizeof(MregCell) + textlen;
}

/* The cells of a closed value. */
const MregCell *
mreg_closed_cells(const MregConfusion *c)
{
	return (const MregCell *) ((const char *) (c + 1) + labels_size(c->kind, c->nlabels));
}

static int
compare_integers(const void *a, const void *b)
{
	int64_t x = ((const SortLabel *) a)->u.value;
	int64_t y = ((const SortLabel *) b)->u.value;

	return (x > y) - (x < y);
}

/* Text labels by bytes, which in UTF-8 is by code points. */
static int
compare_texts(const void *a, const void *b)
{
	const SortLabel *x = a;
	const SortLabel *y = b;
	int order = memcmp(x->u.text, y->u.text, x->len < y->len ? x->len : y->len);

	return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

/* Is label k of a closed value greater than the one before? */
static bool
ascending(const MregConfusion *c, uint32_t k)
{
	SortLabel a = { .index = 0 };
	SortLabel b = { .index = 0 };

	if (c->kind != MREG_LABEL_TEXT)
		return mreg_label_integer(c, k - 1) < mreg_label_integer(c, k);
	a.u.text = mreg_label_text(c, k - 1, &a.len);
	b.u.text = mreg_label_text(c, k, &b.len);
	return compare_texts(&a, &b) < 0;
}

/* Index of an integer or boolean label of a closed value, or MREG_NO_LABEL. */
uint32_t
mreg_closed_find_integer(const MregConfusion *c, int64_t value)
{
	uint32_t low = 0;
	uint32_t high = c->nlabels;

	while (low < high)
	{
		uint32_t middle = low + (high - low) / 2;

		if (mreg_label_integer(c, middle) < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low < c->nlabels && mreg_label_integer(c, low) == value ? low : MREG_NO_LABEL;
}

/* Index of a text label of a closed value, or MREG_NO_LABEL. */
uint32_t
mreg_closed_find_text(const MregConfusion *c, const char *p, uint32_t len)
{
	SortLabel key = { .u.text = p, .len = len };
	uint32_t low = 0;
	uint32_t high = c->nlabels;

	while (low < high)
	{
		SortLabel label = { .index = 0 };
		uint32_t middle = low + (high - low) / 2;
		int order;

		label.u.text = mreg_label_text(c, middle, &label.len);
		order = compare_texts(&label, &key);
		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return MREG_NO_LABEL;
}

/* Do the labels of a closed value hold together? */
static bool
check_labels(const MregConfusion *c)
{
	uint32_t end = 0;

	for (uint32_t k = 0; k < c->nlabels; k++)
	{
		if (c->kind == MREG_LABEL_TEXT)
		{
			const uint32_t *ends = (const uint32_t *) (c + 1);

			if (ends[k] < end || ends[k] > c->textlen)
				return false;
			end = ends[k];
		}
		else if (c->kind == MREG_LABEL_BOOLEAN && (mreg_label_integer(c, k) & ~INT64_C(1)))
			return false;
		if (k > 0 && !ascending(c, k))
			return false;
	}
	return end == c->textlen;
}

/* Is a value of that many bytes a closed confusion whose sections, labels and cells hold together? */
bool
mreg_closed_check(const MregConfusion *c, uint64_t size)
{
	const MregCell *cells;
	int64_t total = 0;

	if (size < sizeof(*c) || c->version != MREG_CONFUSION_VERSION || c->form != MREG_CLOSED ||
		c->kind > MREG_LABEL_TEXT || (c->flags & ~MREG_WEIGHTED) || c->extralen != 0 ||
		(c->kind == MREG_LABEL_NONE) != (c->nlabels == 0) ||
		mreg_closed_size(c->kind, c->nlabels, c->ncells, c->textlen) != size || !check_labels(c))
		return false;
	cells = mreg_closed_cells(c);
	for (uint32_t k = 0; k < c->ncells; k++)
	{
		if (cells[k].i >= c->nlabels || cells[k].j >= c->nlabels)
			return false;
		if (k > 0 && (cells[k - 1].i > cells[k].i ||
					  (cells[k - 1].i == cells[k].i && cells[k - 1].j >= cells[k].j)))
			return false;
		if (mreg_weighted(c) ? !(cells[k].u.w > 0 && isfinite(cells[k].u.w)) :
							   cells[k].u.n <= 0 || __builtin_add_overflow(total, cells[k].u.n, &total))
			return false;
	}
	return true;
}

/* The most cells that a value can hold. */
static uint64_t
cells_at_most(const MregConfusion *src)
{
	if (src->form == MREG_OPEN && ((const MregOpenConfusion *) src)->cellcap == 0)
		return (uint64_t) src->nlabels * src->nlabels;
	return src->ncells;
}

/* Bytes of the work space that closing needs: labels to sort, cells in two orders, ranks, offsets. */
uint64_t
mreg_close_worksize(const MregConfusion *src)
{
	uint64_t labels = src->nlabels;

	return labels * sizeof(SortLabel) + 2 * cells_at_most(src) * sizeof(MregCell) +
		   (2 * labels + 1) * sizeof(uint32_t);
}

static SortLabel *
work_labels(const MregClose *close)
{
	return (SortLabel *) close->work;
}

static MregCell *
work_cells(const MregClose *close)
{
	return (MregCell *) (work_labels(close) + close->src->nlabels);
}

/* Collects the cells in any order, under the old numbers of their labels; marks these in rank. */
static MregStatus
collect_cells(MregClose *close, uint32_t *rank)
{
	MregCell *cells = work_cells(close);
	MregCellScan scan;
	double sum = 0;

	memset(rank, 0, close->src->nlabels * sizeof(uint32_t));
	mreg_scan_start(&scan, close->src);
	while (mreg_scan_next(&scan))
	{
		MregCell *cell = &cells[close->ncells++];

		cell->i = scan.i;
		cell->j = scan.j;
		if (mreg_weighted(close->src))
			sum += cell->u.w = scan.w;
		else
			cell->u.n = scan.n;
		rank[scan.i] = rank[scan.j] = 1;
	}
	return isfinite(sum) ? MREG_OK : MREG_OVERFLOW;
}

/* Sorts cells by i (or j), stably, by counting. */
static void
counting_sort(const MregCell *from, MregCell *to, uint32_t n, uint32_t *starts, uint32_t nlabels, bool by_row)
{
	memset(starts, 0, ((size_t) nlabels + 1) * sizeof(uint32_t));
	for (uint32_t k = 0; k < n; k++)
		starts[(by_row ? from[k].i : from[k].j) + 1]++;
	for (uint32_t k = 0; k < nlabels; k++)
		starts[k + 1] += starts[k];
	for (uint32_t k = 0; k < n; k++)
		to[starts[by_row ? from[k].i : from[k].j]++] = from[k];
}

/*
 * First half of closing: sorts labels and cells in the work space and tells the size of the result.
 * MREG_OVERFLOW where the weights have no finite sum.
 */
MregStatus
mreg_close_prepare(MregClose *close, const MregConfusion *src, char *work)
{
	SortLabel *labels;
	MregCell *cells;
	MregCell *sorted;
	uint32_t *rank;
	uint32_t *starts;

	memset(close, 0, sizeof(*close));
	close->src = src;
	close->work = work;
	labels = work_labels(close);
	cells = work_cells(close);
	sorted = cells + cells_at_most(src);
	rank = (uint32_t *) (sorted + cells_at_most(src));
	starts = rank + src->nlabels;

	if (collect_cells(close, rank) != MREG_OK)
		return MREG_OVERFLOW;
	for (uint32_t k = 0; k < src->nlabels; k++)
	{
		SortLabel *label = &labels[close->nlabels];

		if (rank[k] == 0)
			continue;
		label->index = k;
		label->len = 0;
		if (src->kind == MREG_LABEL_TEXT)
		{
			label->u.text = mreg_label_text(src, k, &label->len);
			close->textlen += label->len;
		}
		else
			label->u.value = mreg_label_integer(src, k);
		close->nlabels++;
	}
	qsort(labels, close->nlabels, sizeof(SortLabel),
		  src->kind == MREG_LABEL_TEXT ? compare_texts : compare_integers);
	for (uint32_t k = 0; k < close->nlabels; k++)
		rank[labels[k].index] = k;
	for (uint32_t k = 0; k < close->ncells; k++)
	{
		cells[k].i = rank[cells[k].i];
		cells[k].j = rank[cells[k].j];
	}
	counting_sort(cells, sorted, close->ncells, starts, close->nlabels, false);
	counting_sort(sorted, cells, close->ncells, starts, close->nlabels, true);
	close->size = mreg_closed_size(close->nlabels > 0 ? src->kind : MREG_LABEL_NONE,
								   close->nlabels, close->ncells, close->textlen);
	return MREG_OK;
}

/* Second half of closing: writes close->size bytes; the varlena header is the caller's. */
void
mreg_close_write(const MregClose *close, MregConfusion *into)
{
	const SortLabel *labels = work_labels(close);
	char *text;
	uint32_t end = 0;

	memset(into, 0, close->size);
	into->version = MREG_CONFUSION_VERSION;
	into->form = MREG_CLOSED;
	into->kind = close->nlabels > 0 ? close->src->kind : MREG_LABEL_NONE;
	into->flags = close->nlabels > 0 ? close->src->flags & MREG_WEIGHTED : 0;
	into->nlabels = close->nlabels;
	into->ncells = close->ncells;
	into->textlen = close->textlen;
	memcpy((char *) mreg_closed_cells(into), work_cells(close), close->ncells * sizeof(MregCell));
	text = (char *) (mreg_closed_cells(into) + close->ncells);
	for (uint32_t k = 0; k < close->nlabels; k++)
	{
		if (into->kind == MREG_LABEL_TEXT)
		{
			memcpy(text + end, labels[k].u.text, labels[k].len);
			end += labels[k].len;
			((uint32_t *) (into + 1))[k] = end;
		}
		else
			((int64_t *) (into + 1))[k] = labels[k].u.value;
	}
}
