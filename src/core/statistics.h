/* statistics.h: probability distributions and what is computed from them, without PostgreSQL. */
#ifndef MREG_CORE_STATISTICS_H
#define MREG_CORE_STATISTICS_H

#include <stdint.h>

/*
 * Probabilities are right to about 1e-12 relative also far out in a tail, counts up to 10^6; beyond, the rounding of
 * the arguments themselves weighs more.  Arguments outside a function's domain give NaN.
 */

/* Standard normal distribution: P(Z <= x), P(Z > x), and x for P(Z <= x) = p. */
extern double mreg_normal_cdf(double x);
extern double mreg_normal_sf(double x);
extern double mreg_normal_quantile(double p);

/* Regularised incomplete gamma: P(a, x), Q(a, x) = 1 - P, and x for P = p or Q = q; a > 0, x >= 0. */
extern double mreg_gamma_p(double a, double x);
extern double mreg_gamma_q(double a, double x);
extern double mreg_gamma_p_inverse(double a, double p);
extern double mreg_gamma_q_inverse(double a, double q);

/* Chi-square with df degrees of freedom: P(X > x), and x for P(X > x) = q. */
extern double mreg_chi2_sf(double x, double df);
extern double mreg_chi2_isf(double q, double df);

/* Regularised incomplete beta: I_x(a, b), 1 - I_x(a, b), and x for I_x(a, b) = p; a > 0, b > 0, 0 <= x <= 1. */
extern double mreg_beta_cdf(double a, double b, double x);
extern double mreg_beta_sf(double a, double b, double x);
extern double mreg_beta_quantile(double a, double b, double p);

/* Binomial: P(X = k), P(X <= k), P(X >= k), for whole k from 0 to n. */
extern double mreg_binomial_pmf(double k, double n, double p);
extern double mreg_binomial_cdf(double k, double n, double p);
extern double mreg_binomial_upper(double k, double n, double p);

/* Two-sided exact binomial test: the probability of all outcomes that are no likelier than k. */
extern double mreg_binomial_test(double k, double n, double p);

/* Intervals of a proportion of k in n, n > 0, for a confidence within (0, 1). */
extern void mreg_wilson(double k, double n, double confidence, double *lower, double *upper);
extern void mreg_clopper_pearson(double k, double n, double confidence, double *lower, double *upper);

/* Limit law of Kolmogorov: P(sup |B| > x). */
extern double mreg_kolmogorov_sf(double x);

/*
 * Exact two-sided law of the two-sample Kolmogorov-Smirnov statistic without ties: P(D >= h / (m n)), where
 * h = max |i n - j m| over the steps.  Takes O(m n) time, with a call of attend now and then, and room for n + 1
 * doubles in work: n is better the smaller one; m and n at most 2^31.
 */
extern double mreg_smirnov_sf(int64_t m, int64_t n, int64_t h, double *work, void (*attend)(void));

#endif /* MREG_CORE_STATISTICS_H */
