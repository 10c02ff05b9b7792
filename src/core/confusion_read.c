/* confusion_read.c: reading a confusion in either form: checks, labels, cells. */
#include "core/confusion_layout.h"

#include <math.h>
#include <string.h>

/* Do the sections of an open form fit its size, and do its labels and cells hold together? */
bool
mreg_open_check(const MregConfusion *c, uint64_t size)
{
	const MregOpenConfusion *o = (const MregOpenConfusion *) c;
	MregCellScan scan;
	uint32_t used = 0;
	int64_t total = 0;

	if (size < sizeof(*o) || c->version != MREG_CONFUSION_VERSION || c->kind > MREG_LABEL_TEXT ||
		(c->flags & ~(MREG_WEIGHTED | MREG_SHRUNK)) || c->extralen != 0)
		return false;
	if (o->labelcap < 2 || o->labelcap > MAX_LABELS || (o->labelcap & (o->labelcap - 1)) ||
		(o->cellcap & (o->cellcap - 1)) || (o->cellcap == 0) != (o->labelcap <= MREG_DENSE_LABELS))
		return false;
	if (c->nlabels > o->labelcap || c->ncells > o->cellcap || c->textlen > o->textcap || o->textcap % 8 != 0 ||
		open_size(o->labelcap, o->cellcap, o->textcap, c->flags) != size)
		return false;
	if (c->kind == MREG_LABEL_TEXT)
	{
		const MregLabel *labels = open_labels(o);
		uint32_t end = 0;

		for (uint32_t k = 0; k < c->nlabels; end = labels[k++].t.end)
		{
			if (labels[k].t.end < end || labels[k].t.end > c->textlen)
				return false;
		}
	}
	mreg_scan_start(&scan, c);
	while (mreg_scan_next(&scan))
	{
		if (scan.i >= c->nlabels || scan.j >= c->nlabels ||
			(mreg_weighted(c) ? !(scan.w > 0 && isfinite(scan.w)) :
								scan.n < 0 || __builtin_add_overflow(total, scan.n, &total)) ||
			(o->cellcap != 0 && ++used > c->ncells))
			return false;
	}
	return total == o->total;
}

/* Integer or boolean label k of either form. */
int64_t
mreg_label_integer(const MregConfusion *c, uint32_t k)
{
	if (c->form == MREG_OPEN)
		return open_labels((const MregOpenConfusion *) c)[k].value;
	return ((const int64_t *) (c + 1))[k];
}

/* Text label k of either form. */
const char *
mreg_label_text(const MregConfusion *c, uint32_t k, uint32_t *len)
{
	uint32_t start;

	if (c->form == MREG_OPEN)
	{
		const MregOpenConfusion *o = (const MregOpenConfusion *) c;
		const MregLabel *labels = open_labels(o);

		start = k > 0 ? labels[k - 1].t.end : 0;
		*len = labels[k].t.end - start;
		return open_text(o) + start;
	}
	else
	{
		const uint32_t *ends = (const uint32_t *) (c + 1);

		start = k > 0 ? ends[k - 1] : 0;
		*len = ends[k] - start;
		return (const char *) (mreg_closed_cells(c) + c->ncells) + start;
	}
}

/* Begins a walk over the cells that hold something. */
void
mreg_scan_start(MregCellScan *scan, const MregConfusion *c)
{
	memset(scan, 0, sizeof(*scan));
	scan->c = c;
}

/* The next cell of the closed form. */
static bool
scan_closed(MregCellScan *scan)
{
	const MregCell *cell;

	if (scan->next >= scan->c->ncells)
		return false;
	cell = &mreg_closed_cells(scan->c)[scan->next++];
	scan->i = cell->i;
	scan->j = cell->j;
	if (mreg_weighted(scan->c))
		scan->w = cell->u.w;
	else
		scan->n = cell->u.n;
	return true;
}

/* The next cell of a matrix; empty ones are passed over. */
static bool
scan_matrix(MregCellScan *scan, const MregOpenConfusion *o)
{
	uint64_t n = o->head.nlabels;

	for (; scan->next < n * n; scan->next++)
	{
		size_t at;

		scan->i = (uint32_t) (scan->next / n);
		scan->j = (uint32_t) (scan->next % n);
		at = (size_t) scan->i * o->labelcap + scan->j;
		if (mreg_weighted(&o->head))
		{
			MregSum sum = ((const MregSum *) open_cells(o))[at];

			scan->w = sum.hi;
			scan->lo = sum.lo;
		}
		else
			scan->n = ((const int64_t *) open_cells(o))[at];
		if (scan->w != 0 || scan->n != 0)
		{
			scan->next++;
			return true;
		}
	}
	return false;
}

/* The next cell; false at the end. */
bool
mreg_scan_next(MregCellScan *scan)
{
	const MregOpenConfusion *o = (const MregOpenConfusion *) scan->c;

	if (scan->c->form == MREG_CLOSED)
		return scan_closed(scan);
	if (o->cellcap == 0)
		return scan_matrix(scan, o);
	while (scan->next < o->cellcap)
	{
		uint32_t row;

		if (mreg_weighted(scan->c))
		{
			const WeightSlot *slot = (const WeightSlot *) open_cells(o) + scan->next++;

			row = slot->row;
			scan->j = slot->j;
			scan->w = slot->sum.hi;
			scan->lo = slot->sum.lo;
		}
		else
		{
			const CountSlot *slot = (const CountSlot *) open_cells(o) + scan->next++;

			row = slot->n != 0 ? slot->row : 0;
			scan->j = slot->j;
			scan->n = slot->n;
		}
		if (row != 0)
		{
			scan->i = row - 1;
			return true;
		}
	}
	return false;
}
