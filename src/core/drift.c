/* drift.c: measures of the difference of two distributions; p is a share of the first, q of the second. */
#include "core/drift.h"

#include <math.h>

#include "core/quantile.h"
#include "core/statistics.h"

/* How many buckets two distributions have at most. */
uint64_t
mreg_bucket_room(const MregDistribution *a, const MregDistribution *b)
{
	return (uint64_t) a->nitems + (b != NULL ? b->nitems : 0) + 4;
}

static void
put_bucket(MregBuckets *buckets, uint8_t kind, uint8_t side, uint32_t index, int64_t a, int64_t b)
{
	MregBucket *bucket = &buckets->list[buckets->n++];

	bucket->n[0] = a;
	bucket->n[1] = b;
	bucket->kind = kind;
	bucket->side = side;
	bucket->index = index;
	buckets->used += a > 0 || b > 0;
	for (int s = 0; s < 2; s++)
	{
		buckets->total[s] += bucket->n[s];
		if (kind < MREG_NAN)
			buckets->valid[s] += bucket->n[s];
	}
}

/* The buckets of numbers: below, bins, above. */
static void
align_bins(MregBuckets *buckets, const MregDistribution *a, const MregDistribution *b)
{
	for (uint32_t k = 0; k <= a->nitems; k++)
		put_bucket(buckets, k == 0 ? MREG_UNDER : (k < a->nitems ? MREG_BIN : MREG_OVER), 0, k, mreg_bins(a)[k],
				   b != NULL ? mreg_bins(b)[k] : 0);
}

/*
 * The buckets of categories: all that either side has, in their order.  What one side counts as others, the other side
 * must too: all beyond the last category of a side that has others.
 */
static void
align_items(MregBuckets *buckets, const MregDistribution *a, const MregDistribution *b)
{
	const MregDistribution *of[2] = { a, b };
	uint8_t kind = a->nitems > 0 || b == NULL ? a->kind : b->kind;
	int64_t others[2] = { 0, 0 };
	uint32_t at[2] = { 0, 0 };
	uint32_t n[2] = { a->nitems, b != NULL ? b->nitems : 0 };
	bool bounded = false;

	while (at[0] < n[0] || at[1] < n[1])
	{
		MregRef ref[2];
		bool has[2];
		int64_t count[2] = { 0, 0 };

		for (int s = 0; s < 2; s++)
		{
			has[s] = at[s] < n[s];
			if (has[s])
				ref[s] = mreg_item_ref(of[s], at[s]);
		}
		if (has[0] && has[1])
		{
			int order = mreg_compare_refs(kind, &ref[0], &ref[1]);

			has[0] = order <= 0;
			has[1] = order >= 0;
		}
		for (int s = 0; s < 2; s++)
		{
			if (has[s])
				count[s] = mreg_item_count(of[s], at[s]);
		}
		if (bounded)
		{
			others[0] += count[0];
			others[1] += count[1];
		}
		else
			put_bucket(buckets, MREG_CATEGORY, has[0] ? 0 : 1, at[has[0] ? 0 : 1], count[0], count[1]);
		for (int s = 0; s < 2; s++)
		{
			at[s] += has[s];
			if (has[s] && at[s] == n[s] && of[s]->others > 0)
				bounded = true;
		}
	}
	others[0] += a->others;
	others[1] += b != NULL ? b->others : 0;
	put_bucket(buckets, MREG_OTHER, 0, 0, others[0], others[1]);
}

/* Lists the buckets of two distributions side by side, or of one. */
void
mreg_align(MregBuckets *buckets, const MregDistribution *a, const MregDistribution *b, MregBucket *list)
{
	memset(buckets, 0, sizeof(*buckets));
	buckets->of[0] = a;
	buckets->of[1] = b;
	buckets->list = list;
	if (a->kind == MREG_NUMERIC)
	{
		align_bins(buckets, a, b);
		put_bucket(buckets, MREG_NAN, 0, 0, a->others, b != NULL ? b->others : 0);
	}
	else
		align_items(buckets, a, b);
	put_bucket(buckets, MREG_NULL, 0, 0, a->nulls, b != NULL ? b->nulls : 0);
}

/* Both sides have rows. */
static bool
is_defined(const MregBuckets *buckets)
{
	return buckets->total[0] > 0 && buckets->total[1] > 0;
}

/* Share of a bucket that is not empty on both sides, with the smoothing added to the count of each of these. */
static long double
share(const MregBuckets *buckets, uint32_t k, int side, double smoothing)
{
	return (buckets->list[k].n[side] + (long double) smoothing) /
		   (buckets->total[side] + (long double) smoothing * buckets->used);
}

static bool
is_used(const MregBuckets *buckets, uint32_t k)
{
	return buckets->list[k].n[0] > 0 || buckets->list[k].n[1] > 0;
}

/* a m - b n, without rounding of the products. */
static long double
cross(int64_t a, int64_t m, int64_t b, int64_t n)
{
#ifdef __SIZEOF_INT128__
	return (long double) ((__int128) a * m - (__int128) b * n);
#else
	return (long double) a * m - (long double) b * n;
#endif
}

/*
 * The share of a bucket on the second side less that on the first, from the counts: shares that are nearly the same
 * would leave few digits.
 */
static long double
excess(const MregBuckets *buckets, uint32_t k, double smoothing)
{
	const MregBucket *bucket = &buckets->list[k];
	long double of[2] = { buckets->total[0] + (long double) smoothing * buckets->used,
						  buckets->total[1] + (long double) smoothing * buckets->used };
	long double all = (long double) (buckets->total[0] - buckets->total[1]);
	long double here = (long double) (bucket->n[1] - bucket->n[0]);
	long double gap = cross(bucket->n[1], buckets->total[0], bucket->n[0], buckets->total[1]) +
					  smoothing * (all + here * buckets->used);

	return gap / fmaxl(of[0], of[1]) / fminl(of[0], of[1]);
}

/*
 * x log(x / y) + y - x, which is not negative, from d = y - x; infinite where only y is 0.  Over shares it sums up to
 * the relative entropy, and no digit cancels.
 */
static long double
divergence(long double x, long double y, long double d)
{
	long double v = d / (x + y);
	long double v2 = v * v;
	long double sum = 0;

	if (x == 0)
		return y;
	if (y == 0)
		return INFINITY;
	if (fabsl(v) >= 0.1L)
		return x * logl(x / y) + d;

	/* log(x / y) by the series of -2 atanh(v): d + x log(x / y) = d v - 2 x (v^3 / 3 + v^5 / 5 + ...) */
	for (int n = 41; n >= 3; n -= 2)
		sum = sum * v2 + 1.0L / n;
	return d * v - 2 * x * v * v2 * sum;
}

/* Population stability index: sum (q - p) ln(q / p). */
double
mreg_drift_psi(const MregBuckets *buckets, double smoothing)
{
	long double sum = 0;

	if (!is_defined(buckets))
		return NAN;
	for (uint32_t k = 0; k < buckets->n; k++)
	{
		long double less = fminl(share(buckets, k, 0, smoothing), share(buckets, k, 1, smoothing));
		long double gap = fabsl(excess(buckets, k, smoothing));

		if (is_used(buckets, k))
			sum += less == 0 ? (long double) INFINITY : gap * log1pl(gap / less);
	}
	return (double) sum;
}

/* Kullback-Leibler divergence of the first from the second: sum p log(p / q). */
double
mreg_drift_kl_divergence(const MregBuckets *buckets, double smoothing, double base)
{
	long double sum = 0;

	if (!is_defined(buckets))
		return NAN;
	for (uint32_t k = 0; k < buckets->n; k++)
	{
		if (is_used(buckets, k))
			sum += divergence(share(buckets, k, 0, smoothing), share(buckets, k, 1, smoothing),
							  excess(buckets, k, smoothing));
	}
	return (double) (sum / logl(base));
}

/* Jensen-Shannon divergence: the mean of both divergences from the mean of both. */
double
mreg_drift_js_divergence(const MregBuckets *buckets, double base)
{
	long double sum = 0;

	if (!is_defined(buckets))
		return NAN;
	for (uint32_t k = 0; k < buckets->n; k++)
	{
		long double p = share(buckets, k, 0, 0);
		long double q = share(buckets, k, 1, 0);
		long double m = (p + q) / 2;
		long double half = excess(buckets, k, 0) / 2;

		if (is_used(buckets, k))
			sum += divergence(p, m, half) + divergence(q, m, -half);
	}
	return (double) (sum / 2 / logl(base));
}

/* Hellinger distance: sqrt(sum (sqrt p - sqrt q)^2 / 2). */
double
mreg_drift_hellinger(const MregBuckets *buckets)
{
	long double sum = 0;

	if (!is_defined(buckets))
		return NAN;
	for (uint32_t k = 0; k < buckets->n; k++)
	{
		long double d = excess(buckets, k, 0);

		if (is_used(buckets, k))
			d /= sqrtl(share(buckets, k, 0, 0)) + sqrtl(share(buckets, k, 1, 0));
		sum += d * d;
	}
	return (double) sqrtl(sum / 2);
}

/* Half the sum of |p - q|. */
double
mreg_drift_total_variation(const MregBuckets *buckets)
{
	long double sum = 0;

	if (!is_defined(buckets))
		return NAN;
	for (uint32_t k = 0; k < buckets->n; k++)
		sum += fabsl(excess(buckets, k, 0));
	return (double) (sum / 2);
}

/* The greatest |p - q|. */
double
mreg_drift_l_infinity(const MregBuckets *buckets)
{
	long double most = 0;

	if (!is_defined(buckets))
		return NAN;
	for (uint32_t k = 0; k < buckets->n; k++)
		most = fmaxl(most, fabsl(excess(buckets, k, 0)));
	return (double) most;
}

/*
 * Chi-square test that both sides have one distribution, over the buckets that are not empty on both; the correction
 * is that of Yates and counts where there are two of them.
 */
bool
mreg_drift_chi2_test(const MregBuckets *buckets, bool correction, MregChi2 *result)
{
	long double all = (long double) buckets->total[0] + buckets->total[1];
	long double sum = 0;

	if (!is_defined(buckets))
		return false;
	result->df = (int64_t) buckets->used - 1;
	for (uint32_t k = 0; k < buckets->n; k++)
	{
		long double both = (long double) buckets->list[k].n[0] + buckets->list[k].n[1];
		long double expected[2];
		long double off;

		if (!is_used(buckets, k))
			continue;
		expected[0] = both * buckets->total[0] / all;
		expected[1] = both * buckets->total[1] / all;
		off = fabsl(cross(buckets->list[k].n[0], buckets->total[1], buckets->list[k].n[1], buckets->total[0])) / all;
		if (correction && result->df == 1)
			off -= fminl(off, 0.5L);
		sum += off * off / expected[0] + off * off / expected[1];
	}
	result->statistic = (double) sum;
	result->p_value = result->df == 0 ? 1 : mreg_chi2_sf(result->statistic, (double) result->df);
	return true;
}

/*
 * The PSI that samples of n and m rows of one distribution pass with probability alpha: (1 / n + 1 / m) times the
 * chi-square quantile (B. Yurdakul, Statistical properties of the population stability index, 2018).
 */
double
mreg_drift_psi_critical(double n, double m, double bins, double alpha)
{
	return (1 / n + 1 / m) * mreg_chi2_isf(alpha, bins - 1);
}

/* Weight of evidence ln(good share / bad share) of bucket k, and what it adds to the information value. */
MregEvidence
mreg_drift_evidence(const MregBuckets *buckets, uint32_t k, double smoothing)
{
	long double good = share(buckets, k, 0, smoothing);
	long double bad = share(buckets, k, 1, smoothing);
	long double more = -excess(buckets, k, smoothing);
	long double woe = fabsl(more) < bad ? log1pl(more / bad) : logl(good / bad);
	MregEvidence row = { (double) good, (double) bad, (double) woe, (double) (more * woe) };

	return row;
}

/* Is a bucket part of the line of numbers? */
static bool
is_number(const MregBucket *bucket)
{
	return bucket->kind < MREG_NAN;
}

/* The place of a bucket on the line: a category itself, the middle of a bin, the outermost edges. */
static long double
place(const MregBuckets *buckets, const MregBucket *bucket)
{
	const MregDistribution *d = buckets->of[bucket->side];
	const double *edges;

	if (d->kind != MREG_NUMERIC)
		return (long double) mreg_item_integer(d, bucket->index);
	edges = mreg_edges(d);
	if (bucket->kind == MREG_UNDER)
		return edges[0];
	if (bucket->kind == MREG_OVER)
		return edges[d->nitems - 1];
	return edges[bucket->index - 1] + (edges[bucket->index] / 2 - edges[bucket->index - 1] / 2);
}

/* |a / n - b / m| */
static long double
gap(int64_t a, int64_t n, int64_t b, int64_t m)
{
	return fabsl(cross(a, m, b, n)) / ((long double) n * m);
}

/* The greatest difference of the two shares of values up to a point, over the ends of the buckets. */
double
mreg_drift_ks_distance(const MregBuckets *buckets)
{
	int64_t sum[2] = { 0, 0 };
	long double most = 0;

	if (buckets->valid[0] == 0 || buckets->valid[1] == 0)
		return NAN;
	for (uint32_t k = 0; k < buckets->n; k++)
	{
		const MregBucket *bucket = &buckets->list[k];

		if (!is_number(bucket))
			continue;
		sum[0] += bucket->n[0];
		sum[1] += bucket->n[1];
		most = fmaxl(most, gap(sum[0], buckets->valid[0], sum[1], buckets->valid[1]));
	}
	return (double) most;
}

/* p-value of a distance by Kolmogorov's limit law. */
double
mreg_drift_ks_limit(const MregBuckets *buckets, double distance)
{
	double n = (double) buckets->valid[0];
	double m = (double) buckets->valid[1];

	return mreg_kolmogorov_sf(sqrt(n * m / (n + m)) * distance);
}

/* A distance as the whole number that mreg_smirnov_sf takes; n m has to fit. */
int64_t
mreg_drift_ks_steps(const MregBuckets *buckets, double distance)
{
	return llround(distance * (double) buckets->valid[0] * (double) buckets->valid[1]);
}

/* Wasserstein distance (earth mover's), the values of a bin taken to be in its middle: the area between the shares. */
double
mreg_drift_wasserstein(const MregBuckets *buckets)
{
	int64_t sum[2] = { 0, 0 };
	long double area = 0;
	long double last = 0;

	if (buckets->valid[0] == 0 || buckets->valid[1] == 0)
		return NAN;
	for (uint32_t k = 0; k < buckets->n; k++)
	{
		const MregBucket *bucket = &buckets->list[k];
		long double here;

		if (!is_number(bucket) || bucket->kind == MREG_OTHER)
			continue;
		here = place(buckets, bucket);
		if (k > 0)
			area += gap(sum[0], buckets->valid[0], sum[1], buckets->valid[1]) * (here - last);
		sum[0] += bucket->n[0];
		sum[1] += bucket->n[1];
		last = here;
	}
	return (double) area;
}

/* Mean of the first side, the values of a bin taken to be in its middle, those outside at the outermost edges. */
double
mreg_drift_mean(const MregBuckets *buckets)
{
	long double sum = 0;

	if (buckets->valid[0] == 0)
		return NAN;
	for (uint32_t k = 0; k < buckets->n; k++)
	{
		const MregBucket *bucket = &buckets->list[k];

		if (is_number(bucket) && bucket->n[0] > 0)
			sum += place(buckets, bucket) * bucket->n[0];
	}
	return (double) (sum / buckets->valid[0]);
}

/* Quantile over edges; false where it lies outside of them. */
static bool
bin_quantile(const MregDistribution *d, int64_t total, double q, double *value)
{
	const double *edges = mreg_edges(d);
	const int64_t *bins = mreg_bins(d);
	int64_t below = bins[0];
	long double rank = (long double) q * total;

	if (rank < below)
		return false;
	for (uint32_t k = 1; k < d->nitems; k++)
	{
		if (bins[k] > 0 && rank <= below + (long double) bins[k])
		{
			long double within = (rank - below) / bins[k];

			*value = (double) (edges[k - 1] * (1 - within) + edges[k] * within);
			return true;
		}
		below += bins[k];
	}
	return false;
}

/* The value of rank k, from 0, of integers. */
static double
integer_of_rank(const MregDistribution *d, int64_t k)
{
	uint32_t item = 0;

	while (k >= mreg_item_count(d, item))
		k -= mreg_item_count(d, item++);
	return (double) mreg_item_integer(d, item);
}

/* Quantile of n integers, as numpy.quantile computes it. */
static double
integer_quantile(const MregDistribution *d, int64_t n, double q)
{
	double rank = q * (double) (n - 1);
	int64_t k = rank < (double) (n - 1) ? (int64_t) rank : n - 1;
	double t = k < n - 1 ? rank - (double) k : 0;
	double a = integer_of_rank(d, k);

	return mreg_quantile_between(a, t > 0 ? integer_of_rank(d, k + 1) : a, t);
}

/*
 * Quantile q of one side: of integers numpy's; over edges the value below which the share q of the values lies, those
 * of a bin taken to be spread evenly; false where it lies outside the edges or there is no value.
 */
bool
mreg_drift_quantile(const MregBuckets *buckets, double q, double *value)
{
	const MregDistribution *d = buckets->of[0];
	int64_t total = buckets->valid[0];

	if (total == 0)
		return false;
	if (d->kind == MREG_NUMERIC)
		return bin_quantile(d, total, q, value);
	*value = integer_quantile(d, total, q);
	return true;
}
