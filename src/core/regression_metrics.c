/* regression_metrics.c: metrics read off closed sums over targets and predictions; medians. */
#include "core/regression.h"

#include <stdlib.h>

static const MregScore undefined = { true, 0 };

/* The mean of what was summed. */
static double
mean(const MregRegression *r, MregSum sum)
{
	return mreg_pair_divide(sum, r->weight).hi;
}

/* Sum of w |d|. */
static MregSum
absolute_error(const MregRegression *r)
{
	return mreg_pair_add(r->error[0], r->error[1]);
}

/* Sum of w d. */
static MregSum
error_sum(const MregRegression *r)
{
	return mreg_pair_subtract(r->error[0], r->error[1]);
}

/* Sum of w d^2, which is n times variance plus n times squared mean. */
static MregSum
squared_error(const MregRegression *r)
{
	MregSum sum = error_sum(r);

	return mreg_pair_add(r->error_m2, mreg_pair_multiply(sum, mreg_pair_divide(sum, r->weight)));
}

double
mreg_mae(const MregRegression *r)
{
	return mean(r, absolute_error(r));
}

double
mreg_mse(const MregRegression *r)
{
	return mean(r, squared_error(r));
}

double
mreg_mape(const MregRegression *r)
{
	return mean(r, r->percentage);
}

/* Sum of w |d| over sum of w |y|; undefined where all targets are 0. */
MregScore
mreg_wape(const MregRegression *r)
{
	MregSum size = mreg_pair_add(r->target[0], r->target[1]);

	if (size.hi == 0)
		return undefined;
	return mreg_defined(mreg_pair_divide(absolute_error(r), size).hi);
}

/* Mean of 2 |d| / (|y| + |y_pred|), 0 where both are 0; in [0, 2]. */
double
mreg_smape(const MregRegression *r)
{
	return mean(r, r->symmetric);
}

/* Means nothing where MREG_NO_LOG is set. */
double
mreg_msle(const MregRegression *r)
{
	return mean(r, r->squared_log);
}

/* Mean of y_pred - y_true. */
double
mreg_bias(const MregRegression *r)
{
	return mean(r, mreg_pair_subtract(r->error[1], r->error[0]));
}

/* Mean of alpha d where d >= 0, of (1 - alpha) |d| where d < 0. */
double
mreg_pinball(const MregRegression *r, double alpha)
{
	return mean(r, mreg_pair_add(mreg_pair_multiply(mreg_pair(alpha), r->error[0]),
								 mreg_pair_multiply(mreg_two_sum(1, -alpha), r->error[1])));
}

double
mreg_largest_error(const MregRegression *r)
{
	return fmax(fabs(r->error_min), fabs(r->error_max));
}

/* 1 - loss / loss of a constant; where the latter is 0: 1 or 0, or not finite if that is allowed. */
static MregScore
explained(MregSum loss, MregSum of_constant, bool force_finite)
{
	if (of_constant.hi == 0 && loss.hi == 0)
		return force_finite ? mreg_defined(1) : undefined;
	if (of_constant.hi == 0)
		return mreg_defined(force_finite ? 0 : -INFINITY);
	return mreg_defined(mreg_pair_subtract(mreg_pair(1), mreg_pair_divide(loss, of_constant)).hi);
}

/* Undefined for one row. */
MregScore
mreg_r2(const MregRegression *r, bool force_finite)
{
	return r->head.n < 2 ? undefined : explained(squared_error(r), r->target_m2, force_finite);
}

/* R2 with the degrees of freedom that predictors take; undefined where none is left. */
MregScore
mreg_adjusted_r2(const MregRegression *r, double predictors)
{
	MregScore r2 = mreg_r2(r, true);
	double n = (double) r->head.n;

	if (r2.is_null || n - predictors - 1 <= 0)
		return undefined;
	return mreg_defined(1 - (1 - r2.value) * (n - 1) / (n - predictors - 1));
}

/* As R2, but bias costs nothing. */
MregScore
mreg_explained_variance(const MregRegression *r, bool force_finite)
{
	return explained(r->error_m2, r->target_m2, force_finite);
}

/* Mean deviance of the Tweedie family: normal (power 0), Poisson (1), gamma (2). */
double
mreg_tweedie_deviance(const MregRegression *r, int power)
{
	return power == 0 ? mreg_mse(r) : 2 * mean(r, power == 1 ? r->poisson : r->gamma);
}

/* Share of the deviance that is explained; undefined for one row and for a constant target. */
MregScore
mreg_d2_tweedie(const MregRegression *r, int power)
{
	MregScore d2;

	if (r->head.n < 2)
		return undefined;
	if (power == 0)
		d2 = mreg_r2(r, false);
	else if (power == 1)
		d2 = explained(r->poisson, r->poisson_mean, false);
	else
		d2 = explained(r->gamma, r->gamma_mean, false);
	return d2.is_null || isinf(d2.value) ? undefined : d2;
}

static int
compare_values(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

/* The number in the middle of three. */
static double
middle_of(double x, double y, double z)
{
	return fmax(fmin(x, y), fmin(fmax(x, y), z));
}

/* The k-th smallest of n numbers, counted from 0; puts smaller ones before it and larger ones behind (Hoare). */
static double
select_kth(double *a, int64_t n, int64_t k)
{
	int64_t low = 0;
	int64_t high = n - 1;

	/* what is left after too many rounds is sorted, lest the time becomes quadratic */
	for (int round = 0; round < 100 && high - low > 16; round++)
	{
		int64_t i = low;
		int64_t j = high;
		double pivot = middle_of(a[low], a[low + (high - low) / 2], a[high]);

		while (i <= j)
		{
			while (a[i] < pivot)
				i++;
			while (a[j] > pivot)
				j--;
			if (i <= j)
			{
				double kept = a[i];

				a[i++] = a[j];
				a[j--] = kept;
			}
		}
		if (k > j && k < i)
			return a[k];
		if (k <= j)
			high = j;
		else
			low = i;
	}
	qsort(a + low, high - low + 1, sizeof(double), compare_values);
	return a[k];
}

/* The median of n > 0 numbers, the mean of the two in the middle where n is even; reorders them. */
double
mreg_median(double *values, uint64_t n)
{
	double upper = select_kth(values, (int64_t) n, (int64_t) (n / 2));
	double lower = upper;

	if (n % 2 == 1)
		return upper;
	for (uint64_t k = 0; k < n / 2; k++)
		if (k == 0 || values[k] > lower)
			lower = values[k];
	return lower + (upper - lower) / 2;
}

/*
 * The weighted median of n > 0 pairs of a number and its weight above 0: the mean of two neighbours where the weights
 * on either side are equal.  Sorts the pairs.
 */
double
mreg_weighted_median(double *pairs, uint64_t n)
{
	MregSum total = { 0, 0 };
	MregSum below = { 0, 0 };
	MregSum half;
	uint64_t k;

	qsort(pairs, n, 2 * sizeof(double), compare_values);
	for (k = 0; k < n; k++)
		mreg_sum_add(&total, pairs[2 * k + 1]);
	half = mreg_sum_normal((MregSum) { total.hi / 2, total.lo / 2 });
	for (k = 0; k < n; k++)
	{
		MregSum over;

		mreg_sum_add(&below, pairs[2 * k + 1]);
		over = mreg_pair_subtract(below, half);
		if (over.hi < 0 && k + 1 < n)
			continue;
		/* half a last place of the total is no difference */
		if (over.hi > 1.1e-16 * total.hi || k + 1 == n)
			break;
		return pairs[2 * k] + (pairs[2 * k + 2] - pairs[2 * k]) / 2;
	}
	return pairs[2 * k];
}
