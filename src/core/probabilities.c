/* probabilities.c: rows of a true class and the probabilities of all classes: order, runs of a class, metrics. */
#include "core/probabilities.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define PORTION 65536 /* rows, a power of two */

/* Makes an empty value with room for rows; the varlena header is the caller's. */
void
mreg_scores_init(MregClassScores *c, uint8_t kind, uint32_t columns)
{
	memset(c, 0, sizeof(*c));
	c->version = MREG_CLASS_SCORES_VERSION;
	c->form = MREG_OPEN;
	c->kind = kind;
	c->columns = columns;
}

/* Bytes of the label that a row begins with. */
static uint64_t
lead_of(const MregClassScores *c, const uint8_t *row)
{
	uint32_t len = 0;

	if (c->kind == MREG_LABEL_TEXT)
		memcpy(&len, row, sizeof(len));
	return mreg_lead(c->kind, len);
}

/* Is a value of that many bytes one that can be worked on?  Its rows lie within it. */
bool
mreg_scores_check(const MregClassScores *c, uint64_t size)
{
	const uint8_t *row;
	uint64_t left;
	uint64_t body;

	if (size < sizeof(*c) || c->version != MREG_CLASS_SCORES_VERSION || c->form > MREG_OPEN ||
		c->used > size - sizeof(*c) || (c->form == MREG_CLOSED && c->used != size - sizeof(*c)))
		return false;
	if (c->kind == MREG_LABEL_NONE)
		return c->columns == 0 && c->nrows == 0 && c->used == 0;
	if ((c->kind != MREG_LABEL_INTEGER && c->kind != MREG_LABEL_TEXT) || c->columns < MREG_COLUMNS_MIN ||
		c->columns > MREG_COLUMNS_MAX)
		return false;
	body = c->columns * sizeof(double);
	if (c->kind == MREG_LABEL_INTEGER)
		return c->nrows * (sizeof(int64_t) + body) == c->used;
	row = mreg_scores_rows(c);
	left = c->used;
	for (uint32_t k = 0; k < c->nrows; k++)
	{
		uint64_t bytes = left < sizeof(uint64_t) ? UINT64_MAX : lead_of(c, row) + body;

		if (bytes > left)
			return false;
		row += bytes;
		left -= bytes;
	}
	return left == 0;
}

/* Adds a row to an open value of that size; where its probabilities are to be written, or NULL: there is no room. */
double *
mreg_scores_append(MregClassScores *c, uint64_t size, int64_t value, const char *text, uint32_t len)
{
	uint64_t lead = mreg_lead(c->kind, len);
	uint64_t bytes = lead + c->columns * sizeof(double);
	uint8_t *row = mreg_scores_rows(c) + c->used;

	if (bytes > size - sizeof(*c) - c->used || c->nrows == UINT32_MAX)
		return NULL;
	if (c->kind == MREG_LABEL_TEXT)
	{
		memset(row + lead - 8, 0, 8);
		memcpy(row, &len, sizeof(len));
		memcpy(row + sizeof(len), text, len);
	}
	else
		memcpy(row, &value, sizeof(value));
	c->used += bytes;
	c->nrows++;
	return (double *) (row + lead);
}

/* Order of the labels of two rows: numeric, or by bytes. */
static int
compare_labels(const MregClassScores *c, const uint8_t *a, const uint8_t *b)
{
	if (c->kind == MREG_LABEL_TEXT)
	{
		uint32_t la;
		uint32_t lb;
		int order;

		memcpy(&la, a, sizeof(la));
		memcpy(&lb, b, sizeof(lb));
		order = memcmp(a + sizeof(la), b + sizeof(lb), la < lb ? la : lb);
		return order != 0 ? order : (la > lb) - (la < lb);
	}
	else
	{
		int64_t x;
		int64_t y;

		memcpy(&x, a, sizeof(x));
		memcpy(&y, b, sizeof(y));
		return (x > y) - (x < y);
	}
}

/* Order of two rows: by label, then by probabilities. */
static int
compare_rows(const MregClassScores *c, const uint8_t *a, const uint8_t *b)
{
	int order = compare_labels(c, a, b);
	const double *x;
	const double *y;

	if (order != 0)
		return order;
	x = (const double *) (a + lead_of(c, a));
	y = (const double *) (b + lead_of(c, b));
	for (uint32_t k = 0; k < c->columns; k++)
	{
		if (x[k] != y[k])
			return x[k] < y[k] ? -1 : 1;
	}
	return 0;
}

/* Merges two ascending stretches of rows. */
static void
merge_rows(const MregClassScores *c, const uint8_t **from, uint64_t begin, uint64_t middle, uint64_t end,
		   const uint8_t **to)
{
	uint64_t i = begin;
	uint64_t j = middle;

	for (uint64_t k = begin; k < end; k++)
		to[k] = j >= end || (i < middle && compare_rows(c, from[i], from[j]) <= 0) ? from[i++] : from[j++];
}

/*
 * Copies an open value into its closed form, of used bytes of rows; room is for twice as many pointers as rows.
 * Between portions of the work poll is called, which may not return.
 */
void
mreg_scores_close(const MregClassScores *c, MregClassScores *into, const uint8_t **room, void (*poll)(void))
{
	const uint8_t **from = room;
	const uint8_t **to = room + c->nrows;
	const uint8_t *row = mreg_scores_rows(c);
	uint64_t n = c->nrows;
	uint8_t *at;

	mreg_scores_init(into, n > 0 ? c->kind : MREG_LABEL_NONE, n > 0 ? c->columns : 0);
	into->form = MREG_CLOSED;
	into->nrows = c->nrows;
	into->used = c->used;
	for (uint64_t k = 0; k < n; k++)
	{
		from[k] = row;
		row += lead_of(c, row) + c->columns * sizeof(double);
	}
	for (uint64_t width = 1; width < n; width *= 2)
	{
		const uint8_t **swap = from;

		for (uint64_t begin = 0; begin < n; begin += 2 * width)
		{
			uint64_t middle = begin + width < n ? begin + width : n;

			if (begin % PORTION == 0)
				poll();
			merge_rows(c, from, begin, middle, middle + width < n ? middle + width : n, to);
		}
		from = to;
		to = swap;
	}
	at = mreg_scores_rows(into);
	for (uint64_t k = 0; k < n; k++)
	{
		size_t bytes = lead_of(c, from[k]) + c->columns * sizeof(double);

		memcpy(at, from[k], bytes);
		at += bytes;
	}
}

/* Finds the runs of rows of one class in a closed value, in order; only counts them where runs is NULL. */
uint32_t
mreg_scores_runs(const MregClassScores *c, MregRun *runs)
{
	const uint8_t *row = mreg_scores_rows(c);
	const uint8_t *first = NULL;
	uint32_t nruns = 0;

	for (uint32_t k = 0; k < c->nrows; k++)
	{
		size_t lead = lead_of(c, row);
		size_t stride = lead + c->columns * sizeof(double);

		if (first == NULL || compare_labels(c, first, row) != 0)
		{
			first = row;
			nruns++;
			if (runs != NULL)
			{
				MregRun *run = &runs[nruns - 1];

				memset(run, 0, sizeof(*run));
				run->rows = row;
				run->stride = stride;
				run->lead = lead;
				if (c->kind == MREG_LABEL_TEXT)
				{
					memcpy(&run->len, row, sizeof(run->len));
					run->text = (const char *) row + sizeof(run->len);
				}
				else
					memcpy(&run->value, row, sizeof(run->value));
			}
		}
		if (runs != NULL)
			runs[nruns - 1].n++;
		row += stride;
	}
	return nruns;
}

/* Do the probabilities of every row sum to 1, up to 1e-8 and 1e-5 of the sum? */
bool
mreg_runs_sum_to_one(const MregRun *runs, uint32_t nruns, uint32_t columns)
{
	for (uint32_t r = 0; r < nruns; r++)
	{
		for (uint32_t k = 0; k < runs[r].n; k++)
		{
			const double *p = mreg_run_row(&runs[r], k);
			double sum = 0;

			for (uint32_t j = 0; j < columns; j++)
				sum += p[j];
			if (fabs(1 - sum) > 1e-8 + 1e-5 * sum)
				return false;
		}
	}
	return true;
}

static double
count_rows(const MregRun *runs, uint32_t nruns)
{
	double n = 0;

	for (uint32_t r = 0; r < nruns; r++)
		n += runs[r].n;
	return n;
}

/* Mean, or sum, of -ln of the probability of the true class, which is kept an epsilon away from 0 and 1. */
double
mreg_runs_log_loss(const MregRun *runs, uint32_t nruns, bool normalized)
{
	MregSum sum = { 0, 0 };

	for (uint32_t r = 0; r < nruns; r++)
	{
		for (uint32_t k = 0; k < runs[r].n; k++)
		{
			double p = mreg_run_row(&runs[r], k)[runs[r].column];

			p = p < DBL_EPSILON ? DBL_EPSILON : p > 1 - DBL_EPSILON ? 1 - DBL_EPSILON :
																	 p;
			mreg_sum_add(&sum, -log(p));
		}
	}
	return mreg_sum_value(sum) / (normalized ? count_rows(runs, nruns) : 1);
}

/* Mean over the rows of the sum over the classes of squared differences of probability and what came true. */
double
mreg_runs_brier(const MregRun *runs, uint32_t nruns, uint32_t columns)
{
	MregSum sum = { 0, 0 };

	for (uint32_t r = 0; r < nruns; r++)
	{
		for (uint32_t k = 0; k < runs[r].n; k++)
		{
			const double *p = mreg_run_row(&runs[r], k);

			for (uint32_t j = 0; j < columns; j++)
			{
				double gap = p[j] - (j == runs[r].column);

				mreg_sum_add(&sum, gap * gap);
			}
		}
	}
	return mreg_sum_value(sum) / count_rows(runs, nruns);
}

/* Share of the rows whose class is among the top most probable ones; of equals the last column comes first. */
double
mreg_runs_top_k(const MregRun *runs, uint32_t nruns, uint32_t columns, uint32_t top)
{
	double hits = 0;

	for (uint32_t r = 0; r < nruns; r++)
	{
		uint32_t column = runs[r].column;

		for (uint32_t k = 0; k < runs[r].n; k++)
		{
			const double *p = mreg_run_row(&runs[r], k);
			uint32_t before = 0;

			for (uint32_t j = 0; j < columns; j++)
				before += p[j] > p[column] || (p[j] == p[column] && j > column);
			hits += before < top;
		}
	}
	return hits / count_rows(runs, nruns);
}

/*
 * Fills bins by the greatest probability of a row, pos being the rows whose class has it, of equals the first column.
 * A probability on an inner edge belongs to the bin below it.  lost has room for a double per bin.
 */
void
mreg_runs_bins(const MregRun *runs, uint32_t nruns, uint32_t columns, const double *edges, uint32_t nbins,
			   MregBin *bins, double *lost)
{
	memset(bins, 0, nbins * sizeof(*bins));
	memset(lost, 0, nbins * sizeof(*lost));
	for (uint32_t r = 0; r < nruns; r++)
	{
		for (uint32_t k = 0; k < runs[r].n; k++)
		{
			const double *p = mreg_run_row(&runs[r], k);
			uint32_t best = 0;
			uint32_t b;
			MregSum sum;

			for (uint32_t j = 1; j < columns; j++)
				best = p[j] > p[best] ? j : best;
			b = p[best] > 0 && p[best] < 1 ? (uint32_t) (p[best] * nbins) : p[best] >= 1 ? nbins - 1 :
																						   0;
			while (b > 0 && p[best] <= edges[b])
				b--;
			while (b + 1 < nbins && p[best] > edges[b + 1])
				b++;
			sum = (MregSum) { bins[b].prob, lost[b] };
			mreg_sum_add(&sum, p[best]);
			bins[b].n++;
			bins[b].pos += best == runs[r].column;
			bins[b].prob = sum.hi;
			lost[b] = sum.lo;
		}
	}
	for (uint32_t b = 0; b < nbins; b++)
		bins[b].prob = mreg_sum_value((MregSum) { bins[b].prob, lost[b] });
}

/*
 * ROC AUC of a column for one class against others, of which positive itself is passed over.  There are rows of both;
 * o has room for rawcap rows, all that there are, and room for as many words.
 */
double
mreg_runs_auc(const MregRun *positive, const MregRun *negative, uint32_t nnegative, uint32_t column, MregOpenCurve *o,
			  uint32_t rawcap, uint64_t *room)
{
	mreg_curve_open_init(o, rawcap, 0, 0);
	for (uint32_t k = 0; k < positive->n; k++)
		(void) mreg_curve_count(o, mreg_image(mreg_run_row(positive, k)[column]), true);
	for (uint32_t r = 0; r < nnegative; r++)
	{
		for (uint32_t k = 0; &negative[r] != positive && k < negative[r].n; k++)
			(void) mreg_curve_count(o, mreg_image(mreg_run_row(&negative[r], k)[column]), false);
	}
	mreg_curve_order(o, room);
	return mreg_curve_rows_auc(o);
}

/*
 * ROC AUC of the probabilities of all classes together, positive where they are those of the row's own class.  rawcap
 * is the number of probabilities, and room for as many words.
 */
double
mreg_runs_auc_micro(const MregRun *runs, uint32_t nruns, uint32_t columns, MregOpenCurve *o, uint32_t rawcap,
					uint64_t *room)
{
	mreg_curve_open_init(o, rawcap, 0, 0);
	for (uint32_t r = 0; r < nruns; r++)
	{
		for (uint32_t k = 0; k < runs[r].n; k++)
		{
			const double *p = mreg_run_row(&runs[r], k);

			for (uint32_t j = 0; j < columns; j++)
				(void) mreg_curve_count(o, mreg_image(p[j]), j == runs[r].column);
		}
	}
	mreg_curve_order(o, room);
	return mreg_curve_rows_auc(o);
}
