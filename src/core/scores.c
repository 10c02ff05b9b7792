/* scores.c: precision, recall, F and their relatives from a confusion, value by value as scikit-learn. */
#include "core/scores.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/multilabel.h"

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
	double w = 0;

	/* Counts are summed as integers in the place of the doubles. */
	union
	{
		MregClass w;
		struct
		{
			int64_t tp;
			int64_t t;
			int64_t p;
			int64_t tn;
		} n;
	} *sums = (void *) classes;

	memset(classes, 0, labels->nlabels * sizeof(MregClass));
	mreg_scan_start(&scan, labels);
	if (mreg_weighted(c))
	{
		while (mreg_scan_next(&scan))
		{
			w += scan.w;
			sums[scan.i].w.t += scan.w;
			sums[scan.j].w.p += scan.w;
			if (scan.i == scan.j)
				sums[scan.i].w.tp += scan.w;
		}
		if (mreg_multilabel(c))
			sum_cells(mreg_part(c, MREG_ROWS), &n, &w);
		for (uint32_t k = 0; k < labels->nlabels; k++)
			classes[k].tn = fmax(0, w - classes[k].t - (classes[k].p - classes[k].tp));
		return;
	}
	while (mreg_scan_next(&scan))
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
		MregClass class;

		class.tp = (double) sums[k].n.tp;
		class.t = (double) sums[k].n.t;
		class.p = (double) sums[k].n.p;
		class.tn = (double) (n - sums[k].n.t - (sums[k].n.p - sums[k].n.tp));
		sums[k].w = class;
	}
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
		bool is_right = scan.i == scan.j;

		if (mreg_multilabel(c))
		{
			MregShape shape = mreg_scan_shape(&scan);

			is_right = shape.t == shape.b && shape.p == shape.b;
		}
		n += scan.n;
		*total += scan.w;
		if (is_right)
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
	double fp = k->p - k->tp;
	double fn = k->t - k->tp;
	double n = k->tn + fp;

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
			return k->t + fp;
		case MREG_SPECIFICITY:
			*numerator = k->tn;
			return n;
		case MREG_NEGATIVE_PREDICTIVE_VALUE:
			*numerator = k->tn;
			return k->tn + fn;
		case MREG_FALSE_POSITIVE_RATE:
			*numerator = fp;
			return n;
		case MREG_FALSE_NEGATIVE_RATE:
			*numerator = fn;
			return k->t;
		case MREG_FALSE_DISCOVERY_RATE:
			*numerator = fp;
			return k->p;
		case MREG_FALSE_OMISSION_RATE:
			*numerator = fn;
			return k->tn + fn;
		case MREG_POSITIVE_LIKELIHOOD_RATIO:
			*numerator = k->tp / k->t;
			return fp / n;
		case MREG_NEGATIVE_LIKELIHOOD_RATIO:
			*numerator = fn / k->t;
			return k->tn / n;
		case MREG_PREVALENCE:
			*numerator = k->t;
			return k->t + n;
		case MREG_INFORMEDNESS:
			*numerator = k->tp / k->t - fp / n;
			return 1;
		case MREG_MARKEDNESS:
			*numerator = k->tp / k->p - fn / (k->tn + fn);
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
	for (size_t k = 0; k < kept; k++)
		scores[k] *= weights[k];
	return mreg_pairwise_sum(scores, kept) / scale;
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
		MregClass sum = { 0, 0, 0, 0 };

		for (size_t k = 0; k < n; k++)
		{
			sum.tp += classes[k].tp;
			sum.t += classes[k].t;
			sum.p += classes[k].p;
			sum.tn += classes[k].tn;
		}
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

	if (zero_division.is_null)
	{
		zero_division.is_null = false;
		zero_division.value = 0;
	}
	mreg_scan_start(&scan, rows);
	while (mreg_scan_next(&scan))
	{
		MregShape shape = mreg_scan_shape(&scan);
		MregClass row = { shape.b, shape.t, shape.p, 0 };
		double w = mreg_weighted(rows) ? scan.w : (double) scan.n;
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
