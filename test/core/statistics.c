/* statistics.c: the distributions of src/core against SciPy's values, and against one another. */
#include "check.h"
#include "core/statistics.h"
#include "statistics_vectors.h"

/* Relative difference; 0 where both are the same. */
static double
difference(double have, double want)
{
	if (have == want)
		return 0;
	return isnan(have) ? INFINITY : fabs(have - want) / fabs(want);
}

/* Says how a table of values was met: the largest difference must not be above the limit. */
static void
report(const char *name, double worst, const double *where, double limit)
{
	char what[200];

	snprintf(what, sizeof(what), "%s to %.0e: %.1e at (%.17g, %.17g, %.17g)", name, limit, worst, where[0], where[1],
			 where[2]);
	check(worst <= limit, what);
}

#define COMPARE(table, limit, expression)                                             \
	do                                                                                \
	{                                                                                 \
		const size_t last = sizeof(table##_vectors[0]) / sizeof(double) - 1;          \
		double where[4] = { 0, 0, 0, 0 };                                             \
		double worst = 0;                                                             \
		for (size_t k = 0; k < sizeof(table##_vectors) / sizeof(table##_vectors[0]); k++) \
		{                                                                             \
			const double *v = table##_vectors[k];                                     \
			double off = difference(expression, v[last]);                             \
			if (off > worst)                                                          \
			{                                                                         \
				worst = off;                                                          \
				for (size_t i = 0; i < last; i++)                                     \
					where[i] = v[i];                                                  \
			}                                                                         \
		}                                                                             \
		report(#table, worst, where, limit);                                          \
	} while (0)

static double
smirnov(double m, double n, double h)
{
	double *work = malloc(((size_t) n + 1) * sizeof(double));
	double p = mreg_smirnov_sf((int64_t) m, (int64_t) n, (int64_t) h, work, nothing);

	free(work);
	return p;
}

static double
interval(void (*method)(double, double, double, double *, double *), const double *v, bool upper)
{
	double low;
	double high;

	method(v[0], v[1], v[2], &low, &high);
	return upper ? high : low;
}

/* Both ends of an interval, as one difference. */
#define COMPARE_INTERVAL(table, limit, method)                                            \
	do                                                                                    \
	{                                                                                     \
		double worst = 0;                                                                 \
		double where[3] = { 0, 0, 0 };                                                    \
		for (size_t k = 0; k < sizeof(table##_vectors) / sizeof(table##_vectors[0]); k++) \
		{                                                                                 \
			const double *v = table##_vectors[k];                                         \
			double off = fmax(difference(interval(method, v, false), v[3]),               \
							  difference(interval(method, v, true), v[4]));               \
			if (off > worst)                                                              \
			{                                                                             \
				worst = off;                                                              \
				for (int i = 0; i < 3; i++)                                               \
					where[i] = v[i];                                                      \
			}                                                                             \
		}                                                                                 \
		report(#table, worst, where, limit);                                              \
	} while (0)

static void
test_vectors(void)
{
	COMPARE(normal_cdf, 1e-12, mreg_normal_cdf(v[0]));
	COMPARE(normal_cdf, 1e-12, mreg_normal_sf(-v[0]));
	COMPARE(normal_quantile, 1e-14, mreg_normal_quantile(v[0]));
	COMPARE(gamma_p, 1e-12, mreg_gamma_p(v[0], v[1]));
	COMPARE(gamma_q, 1e-12, mreg_gamma_q(v[0], v[1]));
	COMPARE(gamma_q, 1e-12, mreg_chi2_sf(2 * v[1], 2 * v[0]));
	COMPARE(chi2_isf, 1e-13, mreg_chi2_isf(v[0], v[1]));
	COMPARE(beta_cdf, 1e-12, mreg_beta_cdf(v[0], v[1], v[2]));
	COMPARE(beta_sf, 1e-12, mreg_beta_sf(v[0], v[1], v[2]));
	COMPARE(beta_quantile, 1e-12, mreg_beta_quantile(v[0], v[1], v[2]));
	COMPARE(binomial_test, 1e-11, mreg_binomial_test(v[0], v[1], v[2]));
	COMPARE(kolmogorov_sf, 1e-13, mreg_kolmogorov_sf(v[0]));
	COMPARE(smirnov_sf, 1e-12, smirnov(v[0], v[1], v[2]));
	COMPARE(smirnov_sf, 1e-12, smirnov(v[1], v[0], v[2]));
	COMPARE_INTERVAL(wilson, 1e-13, mreg_wilson);
	COMPARE_INTERVAL(clopper_pearson, 1e-11, mreg_clopper_pearson);
}

/* Inverses undo what they are the inverse of. */
static void
test_inverses(void)
{
	double worst[3] = { 0, 0, 0 };

	for (double a = 0.5; a < 2e6; a *= 3.7)
	{
		for (double p = 1e-140; p < 1; p = p < 0.01 ? p * 1e9 : p + 0.07)
		{
			worst[0] = fmax(worst[0], difference(mreg_gamma_p(a, mreg_gamma_p_inverse(a, p)), p));
			worst[1] = fmax(worst[1], difference(mreg_gamma_q(a, mreg_gamma_q_inverse(a, p)), p));
			for (double b = 0.5; b < 2e6; b *= 41)
			{
				double x = mreg_beta_quantile(a, b, p);

				/* Towards 1 the double x itself is too coarse. */
				if (x < 0.9)
					worst[2] = fmax(worst[2], difference(mreg_beta_cdf(a, b, x), p));
			}
		}
	}
	check(worst[0] < 1e-9, "gamma_p of its inverse");
	check(worst[1] < 1e-9, "gamma_q of its inverse");
	check(worst[2] < 1e-8, "beta_cdf of its inverse");
}

/* Sums of binomial probabilities are the tails, and all sum to 1. */
static void
test_binomial(void)
{
	double worst = 0;

	for (int n = 1; n < 60; n++)
	{
		for (double p = 0.05; p < 1; p += 0.15)
		{
			double sum = 0;

			for (int k = 0; k <= n; k++)
			{
				sum += mreg_binomial_pmf(k, n, p);
				worst = fmax(worst, difference(mreg_binomial_cdf(k, n, p), sum));
				if (k < n)
					worst = fmax(worst, fabs(mreg_binomial_upper(k + 1, n, p) + sum - 1));
			}
		}
	}
	check(worst < 1e-12, "binomial tails are the sums of the probabilities");
}

/* Probability that a random path touches, by counting all of them. */
static double
touching(int m, int n, int i, int j, int64_t h, bool touched)
{
	touched = touched || llabs((long long) i * n - (long long) j * m) >= h;
	if (i == m && j == n)
		return touched;
	return (i < m ? touching(m, n, i + 1, j, h, touched) : 0) + (j < n ? touching(m, n, i, j + 1, h, touched) : 0);
}

static void
test_smirnov(void)
{
	double worst = 0;

	for (int m = 1; m <= 6; m++)
	{
		for (int n = 1; n <= 6; n++)
		{
			double all = touching(m, n, 0, 0, 0, true);

			for (int h = 0; h <= m * n; h++)
				worst = fmax(worst, difference(smirnov(m, n, h), touching(m, n, 0, 0, h, false) / all));
		}
	}
	check(worst < 1e-14, "the law of D is the share of the paths, for all sizes up to 6 by 6");
	check(smirnov(10000, 10000, 100000000) == 0, "the greatest D of large samples: less than any double");
	check(fabs(smirnov(5, 6, 20) - 0.108225108225108) < 1e-14, "D = 2/3 of 5 and 6 values");
}

static void
test_edges(void)
{
	check(mreg_normal_quantile(0) == -INFINITY && mreg_normal_quantile(1) == INFINITY && mreg_normal_quantile(0.5) == 0,
		  "quantiles of the normal at the ends and the middle");
	check(isnan(mreg_normal_quantile(-0.1)) && isnan(mreg_normal_quantile(1.1)) && isnan(mreg_normal_quantile(NAN)),
		  "no quantile outside [0, 1]");
	check(mreg_chi2_sf(0, 3) == 1 && mreg_chi2_sf(INFINITY, 3) == 0 && mreg_chi2_sf(-1, 3) == 1,
		  "chi-square at the ends");
	check(isnan(mreg_chi2_sf(1, 0)) && isnan(mreg_chi2_sf(NAN, 1)) && isnan(mreg_gamma_p(-1, 1)),
		  "no gamma for a of 0 or less");
	check(mreg_chi2_isf(0, 3) == INFINITY && mreg_chi2_isf(1, 3) == 0, "chi-square of no and of all probability");
	check(mreg_beta_cdf(2, 3, 0) == 0 && mreg_beta_cdf(2, 3, 1) == 1 && mreg_beta_sf(2, 3, 0) == 1 &&
			  isnan(mreg_beta_cdf(2, 3, 1.1)) && isnan(mreg_beta_cdf(0, 3, 0.5)),
		  "beta at the ends and outside");
	check(mreg_binomial_cdf(5, 5, 0.3) == 1 && mreg_binomial_upper(0, 5, 0.3) == 1 && mreg_binomial_pmf(0, 5, 0) == 1 &&
			  mreg_binomial_pmf(5, 5, 1) == 1 && isnan(mreg_binomial_pmf(6, 5, 0.5)) &&
			  mreg_binomial_test(0, 0, 0.5) == 1,
		  "binomial at the ends and outside");
	check(mreg_kolmogorov_sf(0) == 1 && mreg_kolmogorov_sf(-1) == 1 && mreg_kolmogorov_sf(30) == 0 &&
			  isnan(mreg_kolmogorov_sf(NAN)),
		  "Kolmogorov's law at the ends");
	check(fabs(mreg_kolmogorov_sf(nextafter(0.82, 0)) - mreg_kolmogorov_sf(0.82)) < 1e-15,
		  "its two series meet");
	check(difference(mreg_beta_cdf(5e11, 5e11, 0.5), 0.5) < 1e-6 && difference(mreg_gamma_q(1e11, 1e11), 0.5) < 1e-5,
		  "counts of a trillion end");
}

int
main(void)
{
	test_vectors();
	test_inverses();
	test_binomial();
	test_smirnov();
	test_edges();
	printf("1..%d\n# %d passed, %d failed\n", tests, tests - failures, failures);
	return failures > 0;
}
