/* scores.c: precision, recall and F from a confusion, value by value as scikit-learn. */
#include "core/scores.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* The sums of every class, for the labels of c in their order; both forms. */
void
mreg_class_sums(const MregConfusion *c, MregClass *classes)
{
	MregCellScan scan;

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

	memset(classes, 0, c->nlabels * sizeof(MregClass));
	mreg_scan_start(&scan, c);
	if (mreg_weighted(c))
	{
		while (mreg_scan_next(&scan))
		{
			sums[scan.i].w.t += scan.w;
			sums[scan.j].w.p += scan.w;
			if (scan.i == scan.j)
				sums[scan.i].w.tp += scan.w;
		}
		return;
	}
	while (mreg_scan_next(&scan))
	{
		sums[scan.i].n.t += scan.n;
		sums[scan.j].n.p += scan.n;
		if (scan.i == scan.j)
			sums[scan.i].n.tp += scan.n;
	}
	for (uint32_t k = 0; k < c->nlabels; k++)
	{
		MregClass w;

		w.tp = (double) sums[k].n.tp;
		w.t = (double) sums[k].n.t;
		w.p = (double) sums[k].n.p;
		sums[k].w = w;
	}
}

/* Weight of all rows and of those on the diagonal; both forms. */
void
mreg_totals(const MregConfusion *c, double *total, double *correct)
{
	MregCellScan scan;
	int64_t n = 0;
	int64_t right = 0;

	*total = *correct = 0;
	mreg_scan_start(&scan, c);
	while (mreg_scan_next(&scan))
	{
		n += scan.n;
		*total += scan.w;
		if (scan.i == scan.j)
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

/*
 * Score of one class: precision tp / p, recall tp / t, F (1 + b^2) tp / (b^2 t + p).
 * Undefined where the denominator is 0.
 */
MregScore
mreg_class_score(MregMetric metric, double beta, const MregClass *k, MregZeroDivision zero_division)
{
	MregScore score = { false, 0 };
	double numerator = k->tp;
	double denominator;

	if (metric == MREG_PRECISION || (metric == MREG_FBETA && beta == 0))
		denominator = k->p;
	else if (metric == MREG_RECALL || isinf(beta))
		denominator = k->t;
	else
	{
		double beta2 = fmin(beta * beta, DBL_MAX);

		numerator = (1 + beta2) * k->tp;
		denominator = beta2 * k->t + k->p;
		if (isinf(denominator) || isinf(numerator))
		{
			/* So large a beta or sum that only the ratio is in range. */
			numerator = (1 / beta2 + 1) * k->tp;
			denominator = k->t + k->p / beta2;
		}
	}
	if (denominator != 0)
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
		MregClass sum = { 0, 0, 0 };

		for (size_t k = 0; k < n; k++)
		{
			sum.tp += classes[k].tp;
			sum.t += classes[k].t;
			sum.p += classes[k].p;
		}
		return mreg_class_score(metric, beta, &sum, zero_division);
	}
	for (size_t k = 0; k < n; k++)
		work[k] = mreg_class_score(metric, beta, &classes[k], zero_division).value;
	score.value = mean_score(average, classes, n, work, work + n);
	return score;
}
