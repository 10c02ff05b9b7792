/* statistics.c: normal, gamma, beta, binomial and Kolmogorov-Smirnov distributions. */
#include "core/statistics.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#define PI 3.14159265358979323846
#define LOG_SQRT_2PI 0.91893853320467274178
#define MAX_STEPS 10000000 /* of a series or fraction; about 10 sqrt(a) are needed */
#define ROWS_BETWEEN_CALLS 1024

/* P(Z <= x). */
double
mreg_normal_cdf(double x)
{
	return 0.5 * erfc(-x * sqrt(0.5));
}

/* P(Z > x). */
double
mreg_normal_sf(double x)
{
	return 0.5 * erfc(x * sqrt(0.5));
}

/* c[0] + c[1] x + ... + c[7] x^7 */
static double
polynomial(const double *c, double x)
{
	double sum = c[7];

	for (int k = 6; k >= 0; k--)
		sum = sum * x + c[k];
	return sum;
}

/* x for P(Z <= x) = p: M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988). */
double
mreg_normal_quantile(double p)
{
	static const double a[] = { 3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427,
								13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
								33430.575583588128105, 2509.0809287301226727 };
	static const double b[] = { 1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
								21213.794301586595867, 39307.895800092710610, 28729.085735721942674,
								5226.4952788528545610 };
	static const double c[] = { 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
								3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770,
								0.0227238449892691845833, 7.74545014278341407640e-4 };
	static const double d[] = { 1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
								0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4,
								1.05075007164441684324e-9 };
	static const double e[] = { 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
								0.296560571828504891230, 0.0265321895265761230930, 0.00124266094738807843860,
								2.71155556874348757815e-5, 2.01033439929228813265e-7 };
	static const double f[] = { 1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
								7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
								2.04426310338993978564e-15 };
	double q = p - 0.5;
	double r;
	double x;

	if (!(p >= 0 && p <= 1))
		return NAN;
	if (p == 0 || p == 1)
		return p == 0 ? -INFINITY : INFINITY;
	if (fabs(q) <= 0.425)
	{
		r = 0.180625 - q * q;
		return q * polynomial(a, r) / polynomial(b, r);
	}
	r = sqrt(-log(q < 0 ? p : 1 - p));
	if (r <= 5)
		x = polynomial(c, r - 1.6) / polynomial(d, r - 1.6);
	else
		x = polynomial(e, r - 5) / polynomial(f, r - 5);
	return q < 0 ? -x : x;
}

/*
 * log(Gamma(x + 1)) less Stirling's x log x - x + log(2 pi x) / 2.  This and the next: C. Loader, Fast and accurate
 * computation of binomial probabilities (2000).
 */
static double
stirling_error(double x)
{
	static const double s[] = { 1 / 12.0, 1 / 360.0, 1 / 1260.0, 1 / 1680.0, 1 / 1188.0, 691 / 360360.0, 1 / 156.0 };
	double shift = 0;
	double x2;
	double sum;

	if (x < 0.5)
		return lgamma_r(x + 1, &(int) { 0 }) - (x + 0.5) * log(x) + x - LOG_SQRT_2PI;

	/* error(x) = error(x + 1) + (x + 1/2) log((x + 1) / x) - 1 */
	while (x < 10)
	{
		double t = 1 / (2 * x + 1);

		/* The difference by the series of 2 atanh(t): t^2 / 3 + t^4 / 5 + ... */
		if (t < 0.2)
		{
			double t2 = t * t;
			double power = t2;
			double part = 0;

			for (int k = 3; k < 40; k += 2, power *= t2)
				part += power / k;
			shift += part;
		}
		else
			shift += (x + 0.5) * log1p(1 / x) - 1;
		x++;
	}
	x2 = x * x;
	sum = s[6];
	for (int k = 5; k >= 0; k--)
		sum = s[k] - sum / x2;
	return shift + sum / x;
}

/* x log(x / m) + m - x, the deviance, without cancellation where x is near m. */
static double
deviance(double x, double m)
{
	double d = x - m;

	if (fabs(d) < 0.1 * (x + m))
	{
		double v = d / (x + m);
		double v2 = v * v;
		double sum = d * v;
		double term = 2 * x * v;

		for (int k = 3; k < 1000; k += 2)
		{
			double next;

			term *= v2;
			next = sum + term / k;
			if (next == sum)
				break;
			sum = next;
		}
		return sum;
	}
	return x * log(x / m) - d;
}

/* x^a e^-x / Gamma(a + 1) */
static double
poisson_term(double a, double x)
{
	return exp(-stirling_error(a) - deviance(a, x)) / sqrt(2 * PI * a);
}

/* x^a y^b Gamma(a + b + 1) / (Gamma(a + 1) Gamma(b + 1)), where y = 1 - x */
static double
binomial_term(double a, double b, double x, double y)
{
	double n = a + b;

	return exp(stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y)) *
		   sqrt(n / (2 * PI * a) / b);
}

/* P(a, x) by its series, for x not above a + 1. */
static double
gamma_series(double a, double x)
{
	double term = 1;
	double sum = 1;

	for (int k = 1; k < MAX_STEPS && term > sum * 1e-17; k++)
	{
		term *= x / (a + k);
		sum += term;
	}
	return poisson_term(a, x) * sum;
}

/* Q(a, x) by Legendre's continued fraction (DLMF 8.9.2), evaluated by Lentz's method, for x above a + 1. */
static double
gamma_fraction(double a, double x)
{
	double b = x + 1 - a;
	double c = 1 / DBL_MIN;
	double d = 1 / b;
	double h = d;

	for (int k = 1; k < MAX_STEPS; k++)
	{
		double an = -k * (k - a);
		double step;

		b += 2;
		d = an * d + b;
		c = b + an / c;
		if (fabs(d) < DBL_MIN)
			d = DBL_MIN;
		if (fabs(c) < DBL_MIN)
			c = DBL_MIN;
		d = 1 / d;
		step = d * c;
		h *= step;
		if (fabs(step - 1) < DBL_EPSILON)
			break;
	}
	return a * poisson_term(a, x) * h;
}

/* P(a, x), or Q(a, x) where upper. */
static double
gamma_tail(double a, double x, bool upper)
{
	double tail;
	bool is_upper = x > a + 1;

	if (!(a > 0 && x >= 0))
		return NAN;
	if (x == 0 || isinf(x))
		return (x == 0) == upper ? 1 : 0;
	tail = is_upper ? gamma_fraction(a, x) : gamma_series(a, x);
	return is_upper == upper ? tail : 1 - tail;
}

double
mreg_gamma_p(double a, double x)
{
	return gamma_tail(a, x, false);
}

double
mreg_gamma_q(double a, double x)
{
	return gamma_tail(a, x, true);
}

/* What an inverse is sought of: a tail of gamma in u = log x, or of beta in u = logit x. */
typedef struct Tail
{
	double a;
	double b; /* 0: gamma */
	bool upper;
} Tail;

static double beta_tail(double a, double b, double x, double y, bool upper);

/* The tail at u, and its slope in u, which is not negative. */
static double
tail_at(const Tail *tail, double u, double *slope)
{
	double x = tail->b == 0 ? exp(u) : 1 / (1 + exp(-u));
	double y = 1 / (1 + exp(u));

	if (tail->b == 0)
	{
		*slope = tail->a * poisson_term(tail->a, x);
		return gamma_tail(tail->a, x, tail->upper);
	}
	*slope = binomial_term(tail->a, tail->b, x, y) * (tail->a / (tail->a + tail->b)) * tail->b;
	return beta_tail(tail->a, tail->b, x, y, tail->upper);
}

/* u where the tail is p: Newton's steps for its logarithm, kept between bounds that close in. */
static double
tail_inverse(const Tail *tail, double p, double u)
{
	double low = -745;
	double high = 710;

	for (int k = 0; k < 200 && high - low > 4e-17 * fabs(u); k++)
	{
		double slope;
		double value = tail_at(tail, u, &slope);
		double gap = value > 0 ? log(value / p) : -INFINITY;
		double next;

		if ((gap < 0) == tail->upper)
			high = u;
		else
			low = u;
		next = u + (tail->upper ? gap : -gap) * (value / slope);
		if (fabs(next - u) <= 1e-15 * fmax(1, fabs(u)))
			return next;
		if (!(next > low && next < high))
			next = low + (high - low) / 2;
		u = next;
	}
	return u;
}

/* x for the tail of gamma that is p. */
static double
gamma_inverse(double a, double p, bool upper)
{
	Tail tail;
	double z;
	double c = 1 / (9 * a);
	double guess;

	if (!(a > 0 && p >= 0 && p <= 1))
		return NAN;
	if (p == 0 || p == 1)
		return (p == 0) == upper ? INFINITY : 0;

	/* By the smaller tail, which has more digits; 1 - p is exact here. */
	if (p > 0.5)
		return gamma_inverse(a, 1 - p, !upper);
	tail = (Tail) { a, 0, upper };

	/* Begins where Wilson and Hilferty's cube root is normal, or by the first term of the series. */
	z = upper ? -mreg_normal_quantile(p) : mreg_normal_quantile(p);
	guess = 1 - c + z * sqrt(c);
	if (guess > 0.2)
		guess = log(a) + 3 * log(guess);
	else
		guess = (log(upper ? 1 - p : p) + lgamma_r(a + 1, &(int) { 0 })) / a;
	return exp(tail_inverse(&tail, p, fmin(fmax(guess, -744), 709)));
}

double
mreg_gamma_p_inverse(double a, double p)
{
	return gamma_inverse(a, p, false);
}

double
mreg_gamma_q_inverse(double a, double q)
{
	return gamma_inverse(a, q, true);
}

/* P(X > x). */
double
mreg_chi2_sf(double x, double df)
{
	return mreg_gamma_q(df / 2, x > 0 ? x / 2 : (isnan(x) ? x : 0));
}

/* x for P(X > x) = q. */
double
mreg_chi2_isf(double q, double df)
{
	return 2 * mreg_gamma_q_inverse(df / 2, q);
}

/* I_x(a, b) by its power series (DLMF 8.17.7), for b x not above 1. */
static double
beta_series(double a, double b, double x, double y)
{
	double term = 1;
	double sum = 1;

	for (int k = 1; k < MAX_STEPS && fabs(term) > fabs(sum) * 1e-17; k++)
	{
		term *= x * (k - b) / k;
		sum += term * a / (a + k);
	}
	return binomial_term(a, b, x, y) * pow(y, -b) * (b / (a + b)) * sum;
}

/*
 * I_x(a, b) by the continued fraction of A. R. DiDonato and A. H. Morris, Significant digit computation of the
 * incomplete beta function ratios, ACM TOMS 18 (1992), for x not above a / (a + b).
 */
static double
beta_fraction(double a, double b, double x, double y)
{
	double f;
	double c;
	double d = 0;

	f = c = a * (a * y - b * x + 1) / (a + 1);
	for (int m = 1; m < MAX_STEPS; m++)
	{
		double e = a + 2.0 * m;
		double an = (a + m - 1) / (e - 1) * ((a + b + m - 1) / (e - 1)) * m * (b - m) * x * x;
		double bn = m + m * (b - m) * x / (e - 1) + (a + m) * (a * y - b * x + 1 + m * (1 + y)) / (e + 1);
		double step;

		d = bn + an * d;
		c = bn + an / c;
		if (d == 0)
			d = DBL_MIN;
		if (c == 0)
			c = DBL_MIN;
		d = 1 / d;
		step = c * d;
		f *= step;
		if (fabs(step - 1) < DBL_EPSILON)
			break;
	}
	return binomial_term(a, b, x, y) * (a / (a + b)) * b / f;
}

/* I_x(a, b) for x up to the mean. */
static double
beta_lower(double a, double b, double x, double y)
{
	if (b * x <= 1 && (x <= 0.7 || b < 1))
		return beta_series(a, b, x, y);
	return beta_fraction(a, b, x, y);
}

/* I_x(a, b), or 1 - I_x(a, b) where upper; y is 1 - x. */
static double
beta_tail(double a, double b, double x, double y, bool upper)
{
	double tail;
	bool is_upper = x > a / (a + b);

	if (x == 0 || y == 0)
		return (x == 0) == upper ? 1 : 0;
	tail = is_upper ? beta_lower(b, a, y, x) : beta_lower(a, b, x, y);
	return is_upper == upper ? tail : 1 - tail;
}

/* I_x(a, b). */
double
mreg_beta_cdf(double a, double b, double x)
{
	if (!(a > 0 && b > 0 && x >= 0 && x <= 1))
		return NAN;
	return beta_tail(a, b, x, 1 - x, false);
}

/* 1 - I_x(a, b). */
double
mreg_beta_sf(double a, double b, double x)
{
	if (!(a > 0 && b > 0 && x >= 0 && x <= 1))
		return NAN;
	return beta_tail(a, b, x, 1 - x, true);
}

/* x for I_x(a, b) = p. */
double
mreg_beta_quantile(double a, double b, double p)
{
	Tail tail = { a, b, p > 0.5 };

	if (!(a > 0 && b > 0 && p >= 0 && p <= 1))
		return NAN;
	if (p == 0 || p == 1)
		return p;
	if (a == 1)
		return -expm1(log1p(-p) / b);
	if (b == 1)
		return pow(p, 1 / a);

	/* By the smaller tail. */
	return 1 / (1 + exp(-tail_inverse(&tail, p > 0.5 ? 1 - p : p, log(a / b))));
}

/* x for 1 - I_x(a, b) = q. */
static double
beta_upper_quantile(double a, double b, double q)
{
	Tail tail = { a, b, true };

	if (a == 1)
		return -expm1(log(q) / b);
	if (b == 1)
		return exp(log1p(-q) / a);
	return 1 / (1 + exp(-tail_inverse(&tail, q, log(a / b))));
}

static bool
is_binomial(double k, double n, double p)
{
	return k >= 0 && k <= n && n < INFINITY && p >= 0 && p <= 1;
}

/* P(X = k). */
double
mreg_binomial_pmf(double k, double n, double p)
{
	if (!is_binomial(k, n, p))
		return NAN;
	if (p == 0 || p == 1)
		return k == (p == 0 ? 0 : n) ? 1 : 0;
	if (k == 0)
		return exp(n * log1p(-p));
	if (k == n)
		return exp(n * log(p));
	return binomial_term(k, n - k, p, 1 - p);
}

/* P(X <= k). */
double
mreg_binomial_cdf(double k, double n, double p)
{
	if (!is_binomial(k, n, p))
		return NAN;
	return k == n ? 1 : mreg_beta_sf(k + 1, n - k, p);
}

/* P(X >= k). */
double
mreg_binomial_upper(double k, double n, double p)
{
	if (!is_binomial(k, n, p))
		return NAN;
	return k == 0 ? 1 : mreg_beta_cdf(k, n - k + 1, p);
}

/*
 * The farthest outcome on the other side of the mean that is no likelier than limit, found by halving between from
 * (near the mean) and to (the end); -1 where there is none.
 */
static double
mirror(double n, double p, double limit, double from, double to)
{
	if (mreg_binomial_pmf(to, n, p) > limit)
		return -1;
	while (to != from)
	{
		double middle = to > from ? floor((from + to) / 2) : ceil((from + to) / 2);

		if (mreg_binomial_pmf(middle, n, p) <= limit)
			to = middle;
		else
			from = to > from ? middle + 1 : middle - 1;
	}
	return to;
}

/* The probability of all outcomes that are no likelier than k, those equal but for rounding included. */
double
mreg_binomial_test(double k, double n, double p)
{
	double limit = mreg_binomial_pmf(k, n, p) * (1 + 1e-7);
	double other;
	double sum;

	if (!is_binomial(k, n, p))
		return NAN;
	if (k == p * n)
		return 1;
	if (k < p * n)
	{
		other = mirror(n, p, limit, ceil(p * n), n);
		sum = mreg_binomial_cdf(k, n, p) + (other < 0 ? 0 : mreg_binomial_upper(other, n, p));
	}
	else
	{
		other = mirror(n, p, limit, floor(p * n), 0);
		sum = mreg_binomial_upper(k, n, p) + (other < 0 ? 0 : mreg_binomial_cdf(other, n, p));
	}
	return fmin(sum, 1);
}

/* Interval by inverting the score test: E. B. Wilson, JASA 22 (1927). */
void
mreg_wilson(double k, double n, double confidence, double *lower, double *upper)
{
	double z = -mreg_normal_quantile((1 - confidence) / 2);
	double z2 = z * z;
	double sum = k + z2 / 2 + z * sqrt(k * ((n - k) / n) + z2 / 4);

	/* The lower root by the product of both, k^2 / (n (n + z^2)), so that no digit cancels. */
	*lower = k / n * (k / sum);
	*upper = k == n ? 1 : fmin(1, sum / (n + z2));
}

/* Interval by inverting the two exact binomial tests: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934). */
void
mreg_clopper_pearson(double k, double n, double confidence, double *lower, double *upper)
{
	double alpha = (1 - confidence) / 2;

	*lower = k == 0 ? 0 : mreg_beta_quantile(k, n - k + 1, alpha);
	*upper = k == n ? 1 : beta_upper_quantile(k + 1, n - k, alpha);
}

/* 2 sum (-1)^(k-1) exp(-2 k^2 x^2), and near 0 the series that its Poisson summation gives (DLMF 20.7.32). */
double
mreg_kolmogorov_sf(double x)
{
	double sum = 0;

	if (isnan(x))
		return x;
	if (x <= 0.04)
		return 1; /* 1 - 1e-330 */
	if (x < 0.82)
	{
		double t = PI * PI / (8 * x * x);

		for (int k = 1; k < 20; k += 2)
			sum += exp(-k * k * t);
		return 1 - sqrt(2 * PI) / x * sum;
	}
	for (int k = 10; k >= 1; k--)
		sum = exp(-2.0 * k * k * x * x) - sum;
	return 2 * sum;
}

/*
 * P(D >= h / (m n)).  A path from (0, 0) to (i, j), all being equally likely, comes over (i - 1, j) with probability
 * i / (i + j); the recurrence counts the paths that touch |i n - j m| >= h, so that no digit cancels.
 * T. Viehmann, Numerically more stable computation of the p-values for the two-sample KS test (2021).
 */
double
mreg_smirnov_sf(int64_t m, int64_t n, int64_t h, double *work, void (*attend)(void))
{
	double d = (double) h / ((double) m * (double) n);

	if (h <= 0)
		return 1;

	/* Far below the least double: the bound e exp(-2 d^2 m n / (m + n)) of F. Wei and R. M. Dudley (2012). */
	if (2 * d * d * ((double) m * (double) n / (double) (m + n)) > 800)
		return 0;
	for (int64_t i = 0; i <= m; i++)
	{
		/* j for which |i n - j m| < h; what lies outside was touched. */
		int64_t first = i * n - h < 0 ? 0 : (i * n - h) / m + 1;
		int64_t last = (i * n + h - 1) / m;

		if (i % ROWS_BETWEEN_CALLS == 0)
			attend();
		if (last > n)
			last = n;
		for (int64_t j = first; j <= last; j++)
		{
			double left = j == 0 ? 0 : (j - 1 < first ? 1 : work[j - 1]);
			double above;

			if (i == 0)
				above = 0;
			else
				above = j > ((i - 1) * n + h - 1) / m ? 1 : work[j];
			work[j] = i + j == 0 ? 0 : (above * (double) i + left * (double) j) / (double) (i + j);
		}
	}
	return work[n];
}
