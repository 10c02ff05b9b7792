/* scores.c: precision, recall, F and their relatives from a confusion, value by value as scikit-learn. */
#include "core/scores.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/multilabel.h"

#define TINY 0x1p-900 /* sums of weights below it are made larger before products, which would lose digits */

/* Weight of the cells. */
static void
sum_cells(const MregConfusion *c, int64_t *n, double *w)
{
	MregCellScan scan;

	*n = 0;
	*w = 0;
	mreg_scan_start(&scan, c);
	while (mreg_scan_next(&scan))
	{
		*n += scan.n;
		*w += scan.w;
	}
}

/* Weight of the rows that are neither of class k nor predicted so, cell by cell. */
static double
sum_neither(const MregConfusion *c, uint32_t k)
{
	MregCellScan scan;
	double w = 0;

	mreg_scan_start(&scan, c);
	while (mreg_scan_next(&scan))
	{
		if (scan.i != k && scan.j != k)
			w += scan.w;
	}
	return w;
}

/*
 * Sets what of a weight of w rows is of neither kind.  A class that has more than half of it, as at most three can,
 * would leave the rounding of a difference; of sets of labels a difference is all there is.
 */
static void
set_neither(const MregConfusion *c, const MregConfusion *labels, MregClass *classes, double w)
{
	for (uint32_t k = 0; k < labels->nlabels; k++)
	{
		MregClass *class = &classes[k];
		double either = class->t + class->fp;

		if (either <= w / 2)
			class->tn = w - either;
		else if (!mreg_multilabel(c))
			class->tn = sum_neither(labels, k);
		else
			class->tn = w - either > 1e-12 * w ? w - either : 0;
	}
}

/* The sums of every class of weights. */
static void
weigh_classes(const MregConfusion *c, const MregConfusion *labels, MregClass *classes)
{
	MregCellScan scan;
	int64_t n;
	double w = 0;

	mreg_scan_start(&scan, labels);
	while (mreg_scan_next(&scan))
	{
		w += scan.w;
		classes[scan.i].t += scan.w;
		classes[scan.j].p += scan.w;
		if (scan.i == scan.j)
			classes[scan.i].tp += scan.w;
		else
		{
			classes[scan.i].fn += scan.w;
			classes[scan.j].fp += scan.w;
		}
	}
	if (mreg_multilabel(c))
		sum_cells(mreg_part(c, MREG_ROWS), &n, &w);
	set_neither(c, labels, classes, w);
}

/*
 * The sums of every class, in the order of the labels of c, where rows have sets of labels of their part; both forms.
 * The label that stands for none has no meaning there.
 */
void
mreg_class_sums(const MregConfusion *c, MregClass *classes)
{
	const MregConfusion *labels = mreg_multilabel(c) ? mreg_part(c, MREG_LABELS) : c;
	MregCellScan scan;
	int64_t n = 0;
	double w;

	/* Counts are summed as integers in the place of the doubles. */
	union
	{
		MregClass w;
		struct
		{
			int64_t tp;
			int64_t t;
			int64_t p;
		} n;
	} *sums = (void *) classes;

	memset(classes, 0, labels->nlabels * sizeof(MregClass));
	if (mreg_weighted(c))
	{
		weigh_classes(c, labels, classes);
		return;
	}
	if (labels->form == MREG_CLOSED)
	{
		const MregCell *cells = mreg_closed_cells(labels);

		/* The bootstrap comes here some thousand times. */
		for (uint32_t k = 0; k < labels->ncells; k++)
		{
			n += cells[k].u.n;
			sums[cells[k].i].n.t += cells[k].u.n;
			sums[cells[k].j].n.p += cells[k].u.n;
			if (cells[k].i == cells[k].j)
				sums[cells[k].i].n.tp += cells[k].u.n;
		}
	}
	mreg_scan_start(&scan, labels);
	while (labels->form == MREG_OPEN && mreg_scan_next(&scan))
	{
		n += scan.n;
		sums[scan.i].n.t += scan.n;
		sums[scan.j].n.p += scan.n;
		if (scan.i == scan.j)
			sums[scan.i].n.tp += scan.n;
	}
	if (mreg_multilabel(c))
		sum_cells(mreg_part(c, MREG_ROWS), &n, &w);
	for (uint32_t k = 0; k < labels->nlabels; k++)
	{
		int64_t fp = sums[k].n.p - sums[k].n.tp;
		MregClass class;

		class.tp = (double) sums[k].n.tp;
		class.t = (double) sums[k].n.t;
		class.p = (double) sums[k].n.p;
		class.tn = (double) (n - sums[k].n.t - fp);
		class.fp = (double) fp;
		class.fn = (double) (sums[k].n.t - sums[k].n.tp);
		sums[k].w = class;
	}
}

/* Is the row of a cell right: on the diagonal, or with sets of labels that agree? */
static bool
is_right(const MregConfusion *c, const MregCellScan *scan)
{
	MregShape shape;

	if (!mreg_multilabel(c))
		return scan->i == scan->j;
	shape = mreg_scan_shape(scan);
	return shape.t == shape.b && shape.p == shape.b;
}

/* Weight of all rows and of those on the diagonal, whose sets of labels agree; both forms. */
void
mreg_totals(const MregConfusion *c, double *total, double *correct)
{
	MregCellScan scan;
	int64_t n = 0;
	int64_t right = 0;

	*total = *correct = 0;
	mreg_scan_start(&scan, mreg_multilabel(c) ? mreg_part(c, MREG_ROWS) : c);
	while (mreg_scan_next(&scan))
	{
		n += scan.n;
		*total += scan.w;
		if (is_right(c, &scan))
		{
			right += scan.n;
			*correct += scan.w;
		}
	}
	if (!mreg_weighted(c))
	{
		*total = (double) n;
		*correct = (double) right;
	}
}

/* Weight of the rows off the diagonal, whose sets of labels differ; both forms. */
double
mreg_wrong(const MregConfusion *c)
{
	MregCellScan scan;
	int64_t n = 0;
	double w = 0;

	mreg_scan_start(&scan, mreg_multilabel(c) ? mreg_part(c, MREG_ROWS) : c);
	while (mreg_scan_next(&scan))
	{
		if (is_right(c, &scan))
			continue;
		n += scan.n;
		w += scan.w;
	}
	return mreg_weighted(c) ? w : (double) n;
}

/* The sums over all labels, of which there are nlabels, of counts of rows with sets of labels. */
MregClass
mreg_all_labels(const MregConfusion *rows, uint32_t nlabels)
{
	MregClass sum = { 0, 0, 0, 0, 0, 0 };
	MregCellScan scan;

	mreg_scan_start(&scan, rows);
	while (mreg_scan_next(&scan))
	{
		MregShape shape = mreg_scan_shape(&scan);
		double n = (double) scan.n;

		sum.tp += n * shape.b;
		sum.t += n * shape.t;
		sum.p += n * shape.p;
		sum.fp += n * (shape.p - shape.b);
		sum.fn += n * (shape.t - shape.b);
		sum.tn += n * ((double) nlabels - shape.t - (shape.p - shape.b));
	}
	return sum;
}

/* Sum in NumPy's order of addition, so that averages agree to the last bit. */
double
mreg_pairwise_sum(const double *a, size_t n)
{
	double sum = 0;

	if (n < 8)
	{
		for (size_t k = 0; k < n; k++)
			sum += a[k];
	}
	else if (n <= 128)
	{
		double r[8];
		size_t k;

		memcpy(r, a, sizeof(r));
		for (k = 8; k + 8 <= n; k += 8)
		{
			for (int m = 0; m < 8; m++)
				r[m] += a[k + m];
		}
		sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
		for (; k < n; k++)
			sum += a[k];
	}
	else
	{
		size_t half = n / 2 - n / 2 % 8;

		sum = mreg_pairwise_sum(a, half) + mreg_pairwise_sum(a + half, n - half);
	}
	return sum;
}

/* F-beta (1 + b^2) tp / (b^2 t + p), as numerator and denominator. */
static double
fbeta_parts(double beta, const MregClass *k, double *numerator)
{
	double beta2 = fmin(beta * beta, DBL_MAX);
	double denominator = beta2 * k->t + k->p;

	*numerator = k->tp;
	if (beta == 0)
		return k->p;
	if (isinf(beta))
		return k->t;
	*numerator = (1 + beta2) * k->tp;
	if (isinf(denominator) || isinf(*numerator))
	{
		/* So large a beta or sum that only the ratio is in range. */
		*numerator = (1 / beta2 + 1) * k->tp;
		denominator = k->t + k->p / beta2;
	}
	return denominator;
}

/* The ratio that a metric is for one class: returns its denominator and sets its numerator. */
static double
ratio_of(MregMetric metric, double beta, const MregClass *k, double *numerator)
{
	double n = k->tn + k->fp;

	switch (metric)
	{
		case MREG_PRECISION:
			*numerator = k->tp;
			return k->p;
		case MREG_RECALL:
			*numerator = k->tp;
			return k->t;
		case MREG_FBETA:
			return fbeta_parts(beta, k, numerator);
		case MREG_JACCARD:
			*numerator = k->tp;
			return k->t + k->fp;
		case MREG_SPECIFICITY:
			*numerator = k->tn;
			return n;
		case MREG_NEGATIVE_PREDICTIVE_VALUE:
			*numerator = k->tn;
			return k->tn + k->fn;
		case MREG_FALSE_POSITIVE_RATE:
			*numerator = k->fp;
			return n;
		case MREG_FALSE_NEGATIVE_RATE:
			*numerator = k->fn;
			return k->t;
		case MREG_FALSE_DISCOVERY_RATE:
			*numerator = k->fp;
			return k->p;
		case MREG_FALSE_OMISSION_RATE:
			*numerator = k->fn;
			return k->tn + k->fn;
		case MREG_POSITIVE_LIKELIHOOD_RATIO:
			*numerator = k->tp / k->t;
			return k->fp / n;
		case MREG_NEGATIVE_LIKELIHOOD_RATIO:
			*numerator = k->fn / k->t;
			return k->tn / n;
		case MREG_PREVALENCE:
			*numerator = k->t;
			return k->t + n;
		case MREG_INFORMEDNESS:
			*numerator = k->tp / k->t - k->fp / n;
			return 1;
		case MREG_MARKEDNESS:
			*numerator = k->tp / k->p - k->fn / (k->tn + k->fn);
			return 1;
	}
	return 0;
}

/* Score of one class.  Undefined where the denominator is 0, or a part of it is. */
MregScore
mreg_class_score(MregMetric metric, double beta, const MregClass *k, MregZeroDivision zero_division)
{
	MregScore score = { false, 0 };
	double numerator;
	double denominator = ratio_of(metric, beta, k, &numerator);

	if (denominator != 0 && !isnan(denominator) && !isnan(numerator))
		score.value = numerator / denominator;
	else
	{
		score.is_null = zero_division.is_null;
		score.value = zero_division.value;
	}
	return score;
}

/* Mean of the scores, weighted by the classes' rows where asked; NaN counts for nothing. */
static double
mean_score(MregAverage average, const MregClass *classes, size_t n, double *scores, double *weights)
{
	size_t kept = 0;
	double scale;

	if (average == MREG_MACRO)
	{
		for (size_t k = 0; k < n; k++)
		{
			kept += !isnan(scores[k]);
			if (isnan(scores[k]))
				scores[k] = 0;
		}
		return kept > 0 ? mreg_pairwise_sum(scores, n) / (double) kept : NAN;
	}
	for (size_t k = 0; k < n; k++)
	{
		if (isnan(scores[k]))
			continue;
		scores[kept] = scores[k];
		weights[kept++] = classes[k].t;
	}
	if (kept == 0)
		return NAN;
	scale = mreg_pairwise_sum(weights, kept);
	if (scale == 0)
		return mreg_pairwise_sum(scores, kept) / (double) kept;
	if (scale < TINY)
	{
		for (size_t k = 0; k < kept; k++)
			weights[k] *= 1 / TINY;
		scale *= 1 / TINY;
	}
	for (size_t k = 0; k < kept; k++)
		scores[k] *= weights[k];
	return mreg_pairwise_sum(scores, kept) / scale;
}

/* Sums over classes, each multiplied by a factor. */
static MregClass
sum_classes(const MregClass *classes, size_t n, double factor)
{
	MregClass sum = { 0, 0, 0, 0, 0, 0 };

	for (size_t k = 0; k < n; k++)
	{
		sum.tp += classes[k].tp * factor;
		sum.t += classes[k].t * factor;
		sum.p += classes[k].p * factor;
		sum.tn += classes[k].tn * factor;
		sum.fp += classes[k].fp * factor;
		sum.fn += classes[k].fn * factor;
	}
	return sum;
}

/*
 * Average over the listed classes, with room for 2 n doubles in work.  An undefined score counts as 0 where
 * zero_division is NULL.  NULL where there is no class.
 */
MregScore
mreg_average_score(MregMetric metric, double beta, MregAverage average, const MregClass *classes, size_t n,
				   MregZeroDivision zero_division, double *work)
{
	MregScore score = { n == 0, 0 };

	if (zero_division.is_null)
	{
		zero_division.is_null = false;
		zero_division.value = 0;
	}
	if (n == 0)
		return score;
	if (average == MREG_MICRO)
	{
		MregClass sum = sum_classes(classes, n, 1);

		if (isinf(sum.tn))
			sum = sum_classes(classes, n, 1 / (double) n);
		return mreg_class_score(metric, beta, &sum, zero_division);
	}
	for (size_t k = 0; k < n; k++)
		work[k] = mreg_class_score(metric, beta, &classes[k], zero_division).value;
	score.value = mean_score(average, classes, n, work, work + n);
	return score;
}

/*
 * Mean over the rows of the score of each row's sets of labels, from the rows part of a multilabel confusion.
 * A row without the score counts as 0 where zero_division is NULL, not at all where it is NaN.
 */
MregScore
mreg_samples_score(MregMetric metric, double beta, const MregConfusion *rows, MregZeroDivision zero_division)
{
	MregScore score = { true, 0 };
	MregCellScan scan;
	double sum = 0;
	double weight = 0;
	double factor = 1;
	int64_t n;

	if (zero_division.is_null)
	{
		zero_division.is_null = false;
		zero_division.value = 0;
	}
	sum_cells(rows, &n, &weight);
	if (weight < TINY)
		factor = 1 / TINY;
	weight = 0;
	mreg_scan_start(&scan, rows);
	while (mreg_scan_next(&scan))
	{
		MregShape shape = mreg_scan_shape(&scan);
		MregClass row = { shape.b, shape.t, shape.p, 0, shape.p - shape.b, shape.t - shape.b };
		double w = mreg_weighted(rows) ? scan.w * factor : (double) scan.n;
		double value = mreg_class_score(metric, beta, &row, zero_division).value;

		score.is_null = false;
		if (isnan(value))
			continue;
		sum += w * value;
		weight += w;
	}
	score.value = weight > 0 ? sum / weight : NAN;
	return score;
}
