/* multilabel.c: confusions whose rows have sets of labels: layout, checks, rows. */
#include "core/multilabel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The three numbers of a scanned cell of the rows. */
MregShape
mreg_scan_shape(const MregCellScan *scan)
{
	int64_t sizes = mreg_label_integer(scan->c, scan->i);
	MregShape shape;

	shape.t = (uint32_t) (sizes >> 31);
	shape.p = (uint32_t) (sizes & INT64_C(0x7FFFFFFF));
	shape.b = (uint32_t) mreg_label_integer(scan->c, scan->j);
	return shape;
}

/* Is a label of the labels part the one that stands for none? */
static bool
is_none(const MregConfusion *labels, uint32_t k)
{
	uint32_t len;
	const char *p;

	if (labels->kind != MREG_LABEL_TEXT)
		return mreg_label_integer(labels, k) == MREG_NONE_INTEGER;
	p = mreg_label_text(labels, k, &len);
	return len == MREG_NONE_TEXT_LEN && p[0] == '\0';
}

/* Index of the label that stands for none, or MREG_NO_LABEL; needs no more than the checks of a value tell. */
uint32_t
mreg_none_label(const MregConfusion *labels)
{
	if (labels->form == MREG_CLOSED && labels->kind == MREG_LABEL_TEXT)
		return mreg_closed_find_text(labels, MREG_NONE_TEXT, MREG_NONE_TEXT_LEN);
	if (labels->form == MREG_CLOSED)
		return mreg_closed_find_integer(labels, MREG_NONE_INTEGER);
	for (uint32_t k = 0; k < labels->nlabels; k++)
	{
		if (is_none(labels, k))
			return k;
	}
	return MREG_NO_LABEL;
}

/* Do the cells mean something: shapes within the number of labels, labels with themselves or with none? */
static bool
check_cells(const MregConfusion *rows, const MregConfusion *labels)
{
	MregCellScan scan;
	uint32_t none = mreg_none_label(labels);
	uint64_t names = labels->nlabels - (none != MREG_NO_LABEL);

	mreg_scan_start(&scan, rows);
	while (mreg_scan_next(&scan))
	{
		int64_t sizes = mreg_label_integer(rows, scan.i);
		int64_t both = mreg_label_integer(rows, scan.j);
		MregShape shape = mreg_scan_shape(&scan);

		if (sizes < 0 || (sizes >> 31) > INT32_MAX || both < 0 || both > INT32_MAX ||
			shape.b > shape.t || shape.b > shape.p || (uint64_t) shape.t + shape.p - shape.b > names)
			return false;
	}
	mreg_scan_start(&scan, labels);
	while (mreg_scan_next(&scan))
	{
		if (scan.i == scan.j ? scan.i == none : (scan.i == none) == (scan.j == none))
			return false;
	}
	return true;
}

/* Is a value of that many bytes a multilabel confusion whose parts hold together? */
bool
mreg_multi_check(const MregConfusion *m, uint64_t size)
{
	uint8_t weighted;

	if (size < sizeof(*m) || m->version != MREG_CONFUSION_VERSION || m->form > MREG_OPEN || m->nlabels != 0 ||
		m->ncells != 0 || (m->flags & ~MREG_WEIGHTED) != MREG_MULTILABEL || m->textlen % 8 != 0 ||
		m->textlen < sizeof(*m) || m->extralen < sizeof(*m) ||
		sizeof(*m) + (uint64_t) m->textlen + m->extralen != size)
		return false;
	weighted = m->flags & MREG_WEIGHTED;
	for (int k = 0; k < 2; k++)
	{
		const MregConfusion *part = mreg_part(m, (MregPart) k);
		uint64_t bytes = k == MREG_LABELS ? m->extralen : m->textlen;

		if (part->form != m->form ||
			!(m->form == MREG_OPEN ? mreg_open_check(part, bytes) : mreg_closed_check(part, bytes)) ||
			((part->flags & MREG_WEIGHTED) != weighted && (m->form == MREG_OPEN || part->nlabels > 0)))
			return false;
	}
	if (mreg_part(m, MREG_LABELS)->kind != m->kind || m->kind == MREG_LABEL_BOOLEAN ||
		(mreg_part(m, MREG_ROWS)->nlabels > 0 && mreg_part(m, MREG_ROWS)->kind != MREG_LABEL_INTEGER) ||
		(m->form == MREG_CLOSED && mreg_part(m, MREG_ROWS)->nlabels == 0))
		return false;
	return check_cells(mreg_part(m, MREG_ROWS), mreg_part(m, MREG_LABELS));
}

/* Are two sums of the same weights, added in different order, equal but for rounding? */
static bool
nearly(double a, double b)
{
	return fabs(a - b) <= 1e-9 * (fabs(a) + fabs(b));
}

/*
 * Could rows with sets of labels have given these counts?  For values that come from outside: no label in more
 * rows than there are, and the labels of the rows as many as those counted one by one.  Room for 1 + the number of
 * labels in work.
 */
bool
mreg_multi_sound(const MregConfusion *m, double *work)
{
	const MregConfusion *labels = mreg_part(m, MREG_LABELS);
	uint32_t none = mreg_none_label(labels);
	MregCellScan scan;
	double sums[6] = { 0, 0, 0, 0, 0, 0 };
	__int128 counts[6] = { 0, 0, 0, 0, 0, 0 };
	double rows = 0;

	mreg_scan_start(&scan, mreg_part(m, MREG_ROWS));
	while (mreg_scan_next(&scan))
	{
		MregShape shape = mreg_scan_shape(&scan);
		uint32_t sizes[3] = { shape.t, shape.p, shape.b };

		rows += scan.w + (double) scan.n;
		for (int k = 0; k < 3; k++)
		{
			sums[k] += scan.w * sizes[k];
			counts[k] += (__int128) scan.n * sizes[k];
		}
	}
	memset(work, 0, (labels->nlabels + (size_t) 1) * sizeof(double));
	mreg_scan_start(&scan, labels);
	while (mreg_scan_next(&scan))
	{
		uint32_t k = scan.i == none ? scan.j : scan.i;

		bool counts_in[3] = { scan.i != none, scan.j != none, scan.i == scan.j }; /* true, predicted, both */

		work[k] += scan.w + (double) scan.n;
		if (work[k] > rows * (1 + 1e-9))
			return false;
		for (int part = 0; part < 3; part++)
		{
			if (!counts_in[part])
				continue;
			sums[3 + part] += scan.w;
			counts[3 + part] += scan.n;
		}
	}
	for (int k = 0; k < 3; k++)
	{
		if (counts[k] != counts[3 + k] || !nearly(sums[k], sums[3 + k]))
			return false;
	}
	return true;
}

/* Sets the bytes of the whole from those of its parts; false where they pass every bound. */
static bool
plan_size(MregMultiPlan *plan)
{
	plan->size = sizeof(MregConfusion) + plan->part[0].size + plan->part[1].size;
	return plan->size <= UINT32_MAX;
}

/* Capacities of an empty multilabel confusion. */
bool
mreg_multi_plan(MregMultiPlan *plan, uint8_t kind, uint8_t flags)
{
	memset(plan, 0, sizeof(*plan));
	return mreg_plan_open(&plan->part[MREG_ROWS], MREG_LABEL_INTEGER, flags, 0, 0, 0) &&
		mreg_plan_open(&plan->part[MREG_LABELS], kind, flags, 0, 0, 0) && plan_size(plan);
}

/* Writes the head in front of two parts of that many bytes; the varlena header is the caller's. */
void
mreg_multi_head(MregConfusion *m, uint8_t flags, uint64_t rows, uint64_t labels)
{
	memset(m, 0, sizeof(*m));
	m->version = MREG_CONFUSION_VERSION;
	m->textlen = (uint32_t) rows;
	m->extralen = (uint32_t) labels;
	m->form = mreg_part(m, MREG_ROWS)->form;
	m->kind = mreg_part(m, MREG_LABELS)->kind;
	m->flags = (flags & MREG_WEIGHTED) | MREG_MULTILABEL;
}

/* Makes an empty open value in a block of plan->size bytes. */
void
mreg_multi_init(MregConfusion *m, const MregMultiPlan *plan)
{
	m->textlen = (uint32_t) plan->part[MREG_ROWS].size;
	mreg_open_init(mreg_open_part(m, MREG_ROWS), &plan->part[MREG_ROWS]);
	mreg_open_init(mreg_open_part(m, MREG_LABELS), &plan->part[MREG_LABELS]);
	mreg_multi_head(m, plan->part[MREG_ROWS].flags, plan->part[MREG_ROWS].size, plan->part[MREG_LABELS].size);
}

/* Capacities after MREG_GROW of one part; see mreg_plan_growth. */
bool
mreg_multi_plan_growth(MregMultiPlan *plan, const MregConfusion *m, MregPart part, uint64_t text, bool compact)
{
	MregPart other = part == MREG_ROWS ? MREG_LABELS : MREG_ROWS;

	memset(plan, 0, sizeof(*plan));
	plan->same[other] = true;
	plan->part[other].size = other == MREG_ROWS ? m->textlen : m->extralen;
	return mreg_plan_growth(&plan->part[part], mreg_open_part(m, part), text, compact) && plan_size(plan);
}

/* Copies an open value into a larger one, made by a plan. */
void
mreg_multi_rebuild(const MregConfusion *m, MregConfusion *into, const MregMultiPlan *plan)
{
	into->textlen = (uint32_t) plan->part[MREG_ROWS].size;
	for (int k = 0; k < 2; k++)
	{
		if (plan->same[k])
			memcpy(mreg_part(into, (MregPart) k), mreg_part(m, (MregPart) k), plan->part[k].size);
		else
			mreg_open_rebuild(mreg_open_part(m, (MregPart) k), mreg_open_part(into, (MregPart) k), &plan->part[k]);
	}
	mreg_multi_head(into, m->flags, plan->part[MREG_ROWS].size, plan->part[MREG_LABELS].size);
}

static int
compare_indexes(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *) a;
	uint32_t y = *(const uint32_t *) b;

	return (x > y) - (x < y);
}

/* Sorts indexes and drops repeats; returns how many are left. */
static uint32_t
order_indexes(uint32_t *a, uint32_t n)
{
	uint32_t kept = 0;

	if (n > 16)
		qsort(a, n, sizeof(uint32_t), compare_indexes);
	else
	{
		for (uint32_t k = 1; k < n; k++)
		{
			uint32_t v = a[k];
			uint32_t at = k;

			for (; at > 0 && a[at - 1] > v; at--)
				a[at] = a[at - 1];
			a[at] = v;
		}
	}
	for (uint32_t k = 0; k < n; k++)
	{
		if (kept == 0 || a[kept - 1] != a[k])
			a[kept++] = a[k];
	}
	return kept;
}

/* Makes sets of two lists of indexes, and counts what is in both. */
void
mreg_sets_order(MregSets *sets)
{
	uint32_t i = 0;
	uint32_t j = 0;

	sets->n_true = order_indexes(sets->y_true, sets->n_true);
	sets->n_pred = order_indexes(sets->y_pred, sets->n_pred);
	sets->n_both = 0;
	while (i < sets->n_true && j < sets->n_pred)
	{
		if (sets->y_true[i] == sets->y_pred[j])
			sets->n_both++;
		if (sets->y_true[i] <= sets->y_pred[j])
			i++;
		else
			j++;
	}
}

/* Index of the label that stands for none, entered where it is new. */
MregStatus
mreg_intern_none(MregOpenConfusion *labels, uint32_t *index)
{
	if (labels->head.kind == MREG_LABEL_TEXT)
		return mreg_intern_text(labels, MREG_NONE_TEXT, MREG_NONE_TEXT_LEN, index);
	return mreg_intern_integer(labels, MREG_NONE_INTEGER, index);
}

/* Is there room for a row?  Otherwise MREG_GROW, and in part the one that has to grow, or MREG_OVERFLOW. */
MregStatus
mreg_multi_make_room(MregConfusion *m, const MregSets *sets, MregPart *part)
{
	MregOpenConfusion *rows = mreg_open_part(m, MREG_ROWS);
	MregOpenConfusion *labels = mreg_open_part(m, MREG_LABELS);
	uint32_t ignored;

	*part = MREG_ROWS;
	if (mreg_intern_integer(rows, mreg_shape(sets->n_true, sets->n_pred), &ignored) != MREG_OK ||
		mreg_intern_integer(rows, sets->n_both, &ignored) != MREG_OK || !mreg_cells_room(rows, 1))
		return MREG_GROW;
	*part = MREG_LABELS;
	if (sets->n_both < sets->n_true || sets->n_both < sets->n_pred)
	{
		if (mreg_intern_none(labels, &ignored) != MREG_OK)
			return MREG_GROW;
	}
	if (!mreg_cells_room(labels, (uint64_t) sets->n_true + sets->n_pred - sets->n_both))
		return MREG_GROW;
	if (!mreg_weighted(m) && (rows->total == INT64_MAX ||
							  labels->total > INT64_MAX - (int64_t) sets->n_true - (int64_t) sets->n_pred))
		return MREG_OVERFLOW;
	return MREG_OK;
}

/* Hands the cells of a row's labels to a function, until it fails. */
static MregStatus
for_cells(MregOpenConfusion *labels, const MregSets *sets, double w,
		  MregStatus (*function)(MregOpenConfusion *, uint32_t, uint32_t, double))
{
	uint32_t none = labels->head.kind == MREG_LABEL_TEXT ?
		mreg_find_text(labels, MREG_NONE_TEXT, MREG_NONE_TEXT_LEN) :
		mreg_find_integer(labels, MREG_NONE_INTEGER);
	uint32_t i = 0;
	uint32_t j = 0;
	MregStatus status = MREG_OK;

	while (status == MREG_OK && (i < sets->n_true || j < sets->n_pred))
	{
		if (j == sets->n_pred || (i < sets->n_true && sets->y_true[i] < sets->y_pred[j]))
			status = function(labels, sets->y_true[i++], none, w);
		else if (i == sets->n_true || sets->y_true[i] > sets->y_pred[j])
			status = function(labels, none, sets->y_pred[j++], w);
		else
		{
			status = function(labels, sets->y_true[i++], sets->y_pred[j], w);
			j++;
		}
	}
	return status;
}

static MregStatus
count_cell(MregOpenConfusion *o, uint32_t i, uint32_t j, double w)
{
	return mreg_add_count(o, i, j, 1);
}

static MregStatus
weigh_cell(MregOpenConfusion *o, uint32_t i, uint32_t j, double w)
{
	return mreg_add_weight(o, i, j, w, 0);
}

static MregStatus
take_cell(MregOpenConfusion *o, uint32_t i, uint32_t j, double w)
{
	if (i == MREG_NO_LABEL || j == MREG_NO_LABEL)
		return MREG_MISSING;
	return mreg_take_count(o, i, j, 1);
}

/* Adds a row for which there is room; w counts only where the value is weighted. */
MregStatus
mreg_multi_add(MregConfusion *m, const MregSets *sets, double w)
{
	MregOpenConfusion *rows = mreg_open_part(m, MREG_ROWS);
	uint32_t i = mreg_find_integer(rows, mreg_shape(sets->n_true, sets->n_pred));
	uint32_t j = mreg_find_integer(rows, sets->n_both);
	MregStatus status = mreg_weighted(m) ? mreg_add_weight(rows, i, j, w, 0) : mreg_add_count(rows, i, j, 1);

	if (status != MREG_OK)
		return status;
	return for_cells(mreg_open_part(m, MREG_LABELS), sets, w, mreg_weighted(m) ? weigh_cell : count_cell);
}

/* Takes a row out of counts; MREG_MISSING where it was not counted, with part of it taken out. */
MregStatus
mreg_multi_take(MregConfusion *m, const MregSets *sets)
{
	MregOpenConfusion *rows = mreg_open_part(m, MREG_ROWS);
	MregStatus status = take_cell(rows, mreg_find_integer(rows, mreg_shape(sets->n_true, sets->n_pred)),
								  mreg_find_integer(rows, sets->n_both), 1);

	return status != MREG_OK ? status : for_cells(mreg_open_part(m, MREG_LABELS), sets, 1, take_cell);
}

/* Does a value hold no row? */
bool
mreg_multi_empty(const MregConfusion *m)
{
	MregCellScan scan;

	mreg_scan_start(&scan, mreg_part(m, MREG_ROWS));
	return !mreg_scan_next(&scan);
}
