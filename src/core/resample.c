/*
 * resample.c: random counts.  Only the operations that IEEE 754 rounds exactly are used, no function of libm but
 * floor and sqrt, so that one seed gives the same draws on every platform.
 */
#include "core/resample.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static uint64_t
splitmix(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* Starts the generator; any seed does. */
void
mreg_random_seed(MregRandom *random, int64_t seed)
{
	uint64_t state = (uint64_t) seed;

	for (int k = 0; k < 4; k++)
		random->s[k] = splitmix(&state);
}

static inline uint64_t
rotate(uint64_t x, int k)
{
	return (x << k) | (x >> (64 - k));
}

/* The next 64 bits. */
uint64_t
mreg_random_next(MregRandom *random)
{
	uint64_t *s = random->s;
	uint64_t result = rotate(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return result;
}

/* A number in (0, 1): 53 bits, the middle of their step. */
double
mreg_random_uniform(MregRandom *random)
{
	return ((double) (mreg_random_next(random) >> 11) + 0.5) * (1.0 / 9007199254740992.0);
}

/* c[0] + c[1] x + c[2] x^2 + ... of n coefficients, n even: even and odd powers apart, which may overlap. */
static inline double
polynomial(const double *c, int n, double x)
{
	double x2 = x * x;
	double even = c[n - 2];
	double odd = c[n - 1];

	for (int k = n - 4; k >= 0; k -= 2)
	{
		even = even * x2 + c[k];
		odd = odd * x2 + c[k + 1];
	}
	return even + odd * x;
}

/* 2 artanh(f) = 2 (f + f^3 / 3 + f^5 / 5 + ...) to n terms. */
static inline double
log_series(double f, int n)
{
	static const double reciprocal[] = { 1.0, 1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13,
										 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23, 1.0 / 25, 1.0 / 27,
										 1.0 / 29, 1.0 / 31, 1.0 / 33, 1.0 / 35 };

	return 2 * f * polynomial(reciprocal, n, f * f);
}

/* Natural logarithm of a positive normal number, to a few units in the last place. */
static double
log_exactly(double x)
{
	uint64_t bits;
	int exponent;

	memcpy(&bits, &x, sizeof(bits));
	exponent = (int) (bits >> 52) - 1022;
	bits = (bits & UINT64_C(0x000FFFFFFFFFFFFF)) | UINT64_C(0x3FE0000000000000);
	memcpy(&x, &bits, sizeof(x));
	if (x < 0.70710678118654752)
	{
		x *= 2;
		exponent--;
	}
	/* Now |x - 1| / (x + 1) is at most 0.172. */
	return exponent * 0.69314718055994531 + log_series((x - 1) / (x + 1), 10);
}

/* e^x for x <= 0: e^(x / 2^k) by its series, squared k times. */
static double
exp_exactly(double x)
{
	static const double reciprocal[] = { 1.0, 1.0, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720,
										 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800 };
	int k = 0;
	double sum;

	while (x < -0.25)
	{
		x *= 0.5;
		k++;
	}
	sum = polynomial(reciprocal, 12, x);
	while (k-- > 0)
		sum *= sum;
	return sum;
}

#define SMALL_MEAN 16
#define NEAR_MODE 24
#define R(k) 1.0 / (k)
#define R10(k) R(k), R(k + 1), R(k + 2), R(k + 3), R(k + 4), R(k + 5), R(k + 6), R(k + 7), R(k + 8), R(k + 9)

/* What the draws of a probability have in common, whatever the number of trials. */
static MregTrial
make_trial(double p)
{
	MregTrial trial = { p, p > 0.5, 0, 0 };

	if (trial.mirrored)
		trial.p = 1 - p;
	if (trial.p > 0)
	{
		trial.ratio = trial.p / (1 - trial.p);
		trial.log_q = log_series(-trial.p / (2 - trial.p), trial.p < 0.1 ? 8 : 18);
	}
	return trial;
}

/* Binomial by inversion: walks up the probabilities; n p below SMALL_MEAN, p at most 1/2. */
static int64_t
binomial_by_inversion(MregRandom *random, int64_t n, const MregTrial *trial)
{
	/* Beyond 120 the probability is far below the step of u. */
	static const double reciprocal[] = { R10(1), R10(11), R10(21), R10(31), R10(41), R10(51),
										 R10(61), R10(71), R10(81), R10(91), R10(101), R10(111) };
	double ratio = trial->ratio;
	double next = (double) (n + 1) * ratio;
	double first = exp_exactly((double) n * trial->log_q);
	int last = n < 119 ? (int) n : 119;

	for (;;)
	{
		double u = mreg_random_uniform(random);
		double probability = first;

		for (int k = 0; k <= last; k++)
		{
			if (u <= probability)
				return k;
			u -= probability;
			probability *= next * reciprocal[k] - ratio;
		}
	}
}

/* ln k! less Stirling's main term. */
static double
stirling_rest(double k)
{
	static const double table[] = { 0.08106146679532726, 0.04134069595540929, 0.02767792568499834,
									0.02079067210376509, 0.01664469118982119, 0.01387612882307075,
									0.01189670994589177, 0.01041126526197209, 0.009255462182712733,
									0.008330563433362871 };
	double square = (k + 1) * (k + 1);

	if (k < 10)
		return table[(int) k];
	return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
}

/*
 * Is v at most the probability of k over that of the mode?  Near the mode by the ratios of neighbours, which is
 * faster than the logarithms that serve farther away.
 */
static bool
below_ratio(double v, double k, double mode, double n, double ratio)
{
	double next = (n + 1) * ratio;
	double product = 1;
	double bound;

	if (fabs(k - mode) <= NEAR_MODE)
	{
		for (double i = fmin(k, mode) + 1; i <= fmax(k, mode); i++)
			product *= next / i - ratio;
		return k > mode ? v <= product : v * product <= 1;
	}
	bound = (mode + 0.5) * log_exactly((mode + 1) / (ratio * (n - mode + 1))) +
		(n + 1) * log_exactly((n - mode + 1) / (n - k + 1)) +
		(k + 0.5) * log_exactly(ratio * (n - k + 1) / (k + 1)) +
		stirling_rest(mode) + stirling_rest(n - mode) - stirling_rest(k) - stirling_rest(n - k);
	return log_exactly(v) <= bound;
}

/* Binomial by transformed rejection, Hörmann's BTRS (1993); n p at least SMALL_MEAN, p at most 1/2. */
static int64_t
binomial_by_rejection(MregRandom *random, int64_t count, const MregTrial *trial)
{
	double n = (double) count;
	double p = trial->p;
	double ratio = trial->ratio;
	double spread = sqrt(n * p * (1 - p));
	double b = 1.15 + 2.53 * spread;
	double a = -0.0873 + 0.0248 * b + 0.01 * p;
	double c = n * p + 0.5;
	double squeeze = 0.92 - 4.2 / b;

	for (;;)
	{
		double u = mreg_random_uniform(random) - 0.5;
		double v = mreg_random_uniform(random);
		double us = 0.5 - (u < 0 ? -u : u);
		double k = floor((2 * a / us + b) * u + c);
		double alpha;

		if (us >= 0.07 && v <= squeeze)
			return (int64_t) k;
		if (!(k >= 0 && k <= n))
			continue;
		alpha = (2.83 + 5.1 / b) * spread;
		if (below_ratio(v * alpha / (a / (us * us) + b), k, floor((n + 1) * p), n, ratio))
			return (int64_t) k;
	}
}

static int64_t
draw_binomial(MregRandom *random, int64_t n, const MregTrial *trial)
{
	int64_t k;

	if (n <= 0)
		return 0;
	if (trial->p <= 0)
		return trial->mirrored ? n : 0;
	k = (double) n * trial->p < SMALL_MEAN ? binomial_by_inversion(random, n, trial) :
											 binomial_by_rejection(random, n, trial);
	if (k > n)
		k = n;
	return trial->mirrored ? n - k : k;
}

/* How many of n trials succeed, each with probability p. */
int64_t
mreg_random_binomial(MregRandom *random, int64_t n, double p)
{
	MregTrial trial = make_trial(fmin(fmax(p, 0), 1));

	return draw_binomial(random, n, &trial);
}

/* Prepares draws from counts: for each the probability that a row which is of none before is of it. */
void
mreg_multinomial_plan(const int64_t *counts, size_t ncounts, int64_t total, MregTrial *trials)
{
	int64_t rest = total;

	for (size_t k = 0; k < ncounts; k++)
	{
		trials[k] = make_trial(counts[k] == rest ? 1 : (double) counts[k] / (double) rest);
		rest -= counts[k];
	}
}

/* As many rows as were counted in total, drawn with replacement from what a plan has: a binomial for each in turn. */
void
mreg_random_multinomial(MregRandom *random, const MregTrial *trials, size_t ncounts, int64_t total, int64_t *drawn)
{
	int64_t rows = total;

	for (size_t k = 0; k < ncounts; k++)
		rows -= drawn[k] = draw_binomial(random, rows, &trials[k]);
}

/* Quantile of ascending numbers, linear between the two nearest, as NumPy's by default. */
double
mreg_sorted_quantile(const double *a, size_t n, double q)
{
	double at = q * (double) (n - 1);
	size_t below = (size_t) at;
	double part = at - (double) below;

	if (below + 1 >= n)
		return a[n - 1];
	if (a[below] == a[below + 1])
		return a[below];
	return a[below] + (a[below + 1] - a[below]) * part;
}
