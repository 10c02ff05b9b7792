/* Unit tests of src/core/regression*.c and sum.h: accuracy, order, merging, closing, checking, medians. */
#include "check.h"
#include "../fuzz/regression.c"

#define ROWS 1000000

/* A pseudo-random number in [0, 1). */
static double
random_number(void)
{
	return (double) (random_bits() >> 11) * 0x1p-53;
}

static bool
near(double a, double b, double error)
{
	return fabs(a - b) <= error * fabs(b);
}

/* Sum of many numbers of both signs and all sizes against exact arithmetic on integers. */
static void
test_sums(void)
{
	MregSum sum = { 0, 0 };
	MregSum backwards = { 0, 0 };
	static double numbers[10001];
	__int128 exact = 0;

	for (int i = 0; i < 5000; i++)
	{
		double x = ldexp(floor(random_number() * 0x1p52), (int) (random_number() * 40) - 60);

		numbers[2 * i] = x;
		numbers[2 * i + 1] = -x * 0.5;
	}
	numbers[10000] = 0x1p-60;
	for (int i = 0; i <= 10000; i++)
	{
		mreg_sum_add(&sum, numbers[i]);
		mreg_sum_add(&backwards, numbers[10000 - i]);
		exact += (__int128) ldexp(numbers[i], 61);
	}
	check(mreg_sum_value(sum) == ldexp((double) exact, -61), "a sum of ten thousand numbers is the rounded exact one");
	check(mreg_sum_value(backwards) == mreg_sum_value(sum), "in either direction");
	sum = (MregSum) { 0, 0 };
	mreg_sum_add(&sum, 1);
	mreg_sum_add(&sum, 1e100);
	mreg_sum_add(&sum, 1);
	mreg_sum_add(&sum, -1e100);
	check(mreg_sum_value(sum) == 2, "what a large number swallows comes back");
	for (int i = 0; i < 1000; i++)
	{
		double a = random_number() - 0.5;
		double b = random_number() * 1e9;
		MregSum p = mreg_two_product(a, b);

		if ((long double) p.hi + (long double) p.lo - (long double) a * (long double) b > 1e-18L * fabsl(p.hi))
		{
			check(false, "a product keeps its rounding error");
			return;
		}
	}
	check(true, "a product keeps its rounding error");
	{
		MregSum third = mreg_pair_divide(mreg_pair(1), mreg_pair(3));
		MregSum one = mreg_pair_multiply(third, mreg_pair(3));

		check(one.hi == 1 && fabs(one.lo) < 1e-31, "a third times three is one to thirty digits");
	}
}

/* Makes the closed value of so many rows, forwards or backwards; false where a sum is out of range. */
static bool
add_weighted_rows(MregRegression *r, const double *y, const double *p, const double *w, int n, bool backwards)
{
	MregRegressionRows rows;
	bool good = true;

	memset(r, 0, sizeof(*r));
	mreg_regression_start(&rows);
	for (int k = 0; k < n; k++)
	{
		int i = backwards ? n - 1 - k : k;

		good = mreg_regression_row(&rows, y[i], p[i], w == NULL ? 1 : w[i]) && good;
	}
	return good && mreg_regression_check(&rows.sums, sizeof(rows)) && mreg_regression_close(&rows.sums, r);
}

static void
add_rows(MregRegression *r, const double *y, const double *p, int from, int to, bool backwards)
{
	if (!add_weighted_rows(r, y + from, p + from, NULL, to - from, backwards))
		check(false, "rows are added");
}

/* Are metrics the same up to the last place? */
static bool
same_metrics(const MregRegression *a, const MregRegression *b)
{
	return near(mreg_mse(a), mreg_mse(b), 2.3e-16) && near(mreg_mae(a), mreg_mae(b), 2.3e-16) &&
		   near(mreg_smape(a), mreg_smape(b), 2.3e-16) && near(mreg_bias(a), mreg_bias(b), 2.3e-16) &&
		   near(mreg_r2(a, true).value, mreg_r2(b, true).value, 2.3e-16);
}

static void
test_offset(double offset, double scale)
{
	double *y = malloc(2 * ROWS * sizeof(double));
	double *p = y + ROWS;
	long double sum = 0;
	long double sse = 0;
	long double sst = 0;
	MregRegression whole;
	MregRegression backwards;
	MregRegression parts;
	char what[80];

	for (int i = 0; i < ROWS; i++)
	{
		y[i] = offset + scale * random_number();
		p[i] = y[i] + 0.1 * scale * (random_number() - 0.4);
	}
	for (int i = 0; i < ROWS; i++)
		sum += (long double) y[i] - (long double) offset;
	for (int i = 0; i < ROWS; i++)
	{
		long double d = y[i] - p[i];
		long double t = (long double) y[i] - (long double) offset - sum / ROWS;

		sse += d * d;
		sst += t * t;
	}
	add_rows(&whole, y, p, 0, ROWS, false);
	add_rows(&backwards, y, p, 0, ROWS, true);
	add_rows(&parts, y, p, 0, 3, false);
	for (int from = 3; from < ROWS;)
	{
		MregRegression part;
		int to = from + 1 + (int) (random_number() * ROWS / 5);

		add_rows(&part, y, p, from, to < ROWS ? to : ROWS, false);
		mreg_regression_merge(&parts, &part);
		from = to;
	}
	sprintf(what, "offset %g, scale %g", offset, scale);
	check(near(mreg_mse(&whole), (double) (sse / ROWS), 1e-14), what);
	check(near(1 - mreg_r2(&whole, true).value, (double) (sse / sst), 1e-13), what);
	check(same_metrics(&backwards, &whole), "the order does not show");
	check(parts.head.n == ROWS && same_metrics(&parts, &whole), "parts do not show");
	check(mreg_regression_check(&whole, sizeof(whole)), "the value is whole");
	check(mreg_regression_check(&parts, sizeof(parts)), "and that of the parts");
	free(y);
}

/*
 * A million values near 10^9 against exact arithmetic on integers.  The error of a sum of n numbers by pairs is at most
 * n^2 2^-106 of the sum of their sizes, here below 2e-20: a hundred times the rows make of it no more than 2e-16.
 */
static void
test_large_values(void)
{
	MregRegressionRows rows;
	MregRegression r;
	__int128 errors = 0;
	__int128 squares = 0;
	__int128 targets = 0;

	mreg_regression_start(&rows);
	for (int i = 0; i < ROWS; i++)
	{
		int64_t y = (INT64_C(1000000000) << 20) + (int64_t) (random_number() * 0x1p30);
		int64_t d = (int64_t) (random_number() * 0x1p24) - 7654321;

		mreg_regression_row(&rows, ldexp((double) y, -20), ldexp((double) (y - d), -20), 1);
		errors += d;
		squares += (__int128) d * d;
		targets += y;
	}
	mreg_regression_close(&rows.sums, &r);
	check(fabs((double) ((__int128) ldexp(r.target[0].hi, 20) - targets) + ldexp(r.target[0].lo, 20)) <=
			  2e-20 * (double) targets,
		  "the sum of a million values near 10^9 is exact to nineteen digits");
	check(near(mreg_mse(&r), ldexp((double) squares / ROWS, -40), 4e-16), "their mean squared error to fifteen");
	check(near(mreg_bias(&r), -ldexp((double) errors / ROWS, -20), 4e-16), "and their bias, small beside them");
}

/* Few rows: in either order second moments agree to thirty digits, since distances from anchors keep their errors. */
static void
test_few_rows(void)
{
	double worst = 0;

	for (int round = 0; round < 1000; round++)
	{
		double y[7];
		double p[7];
		MregRegression r;
		MregRegression s;

		for (int i = 0; i < 7; i++)
		{
			y[i] = random_number() * 10;
			p[i] = y[i] + random_number() / 3;
		}
		add_rows(&r, y, p, 0, 7, false);
		add_rows(&s, y, p, 0, 7, true);
		worst = fmax(worst, fabs(mreg_pair_subtract(r.target_m2, s.target_m2).hi) / r.target_m2.hi);
		worst = fmax(worst, fabs(mreg_pair_subtract(r.error_m2, s.error_m2).hi) / r.error_m2.hi);
	}
	check(worst < 1e-29, "second moments of few rows have thirty digits");
}

/* A first row far away, with little weight, costs the others no digits. */
static void
test_far_first_row(void)
{
	static double y[10001];
	static double p[10001];
	static double w[10001];
	MregRegression with;
	MregRegression without;

	for (int first = 1; first < 100; first += 31)
	{
		for (int i = 0; i <= 10000; i++)
		{
			y[i] = i < first ? 0 : 1e9 + i % 1000 * 0x1p-10;
			p[i] = i < first ? 0 : y[i] + i % 7 * 0x1p-7;
			w[i] = i < first ? 1e-30 : 1;
		}
		check(add_weighted_rows(&with, y, p, w, 10001, false) &&
				  add_weighted_rows(&without, y + first, p + first, NULL, 10001 - first, false) &&
				  near(mreg_r2(&with, true).value, mreg_r2(&without, true).value, 1e-14),
			  "first rows far away cost no digits");
	}
}

/*
 * Rows that are added together have what each would have alone, merged: also where a row among them has no logarithm
 * or one that is extreme, and wherever the end of the rows falls.
 */
static void
test_rows_together(void)
{
	static const double odd[] = { 0, -0.5, -1, -7, 5e-324, 1e-300, 1e-200, 1e140 };
	bool good = true;

	for (int round = 0; round < 4000; round++)
	{
		double y[70];
		double p[70];
		double w[70];
		int n = 1 + (int) (random_number() * 70);
		MregRegression whole;
		MregRegression parts;

		for (int i = 0; i < n; i++)
		{
			y[i] = exp(random_number() * 20 - 10);
			p[i] = y[i] * (random_number() < 0.5 ? 1 + 1e-3 * random_number() : exp(random_number() * 10 - 5));
			w[i] = round % 2 ? 1 : 0.25 + random_number();
		}
		if (round % 3 > 0)
			*(random_number() < 0.5 ? &y[(int) (random_number() * n)] : &p[(int) (random_number() * n)]) =
				odd[(int) (random_number() * 8)];
		add_weighted_rows(&whole, y, p, w, n, false);
		add_weighted_rows(&parts, y, p, w, 1, false);
		for (int i = 1; i < n; i++)
		{
			MregRegression one;

			add_weighted_rows(&one, y + i, p + i, w + i, 1, false);
			mreg_regression_merge(&parts, &one);
		}
		good = good && whole.head.n == n && parts.head.n == n && whole.head.flags == parts.head.flags &&
			   whole.weight.hi == parts.weight.hi && whole.error_min == parts.error_min &&
			   whole.error_max == parts.error_max && whole.target_min == parts.target_min &&
			   whole.target_max == parts.target_max && near(mreg_mae(&whole), mreg_mae(&parts), 2.3e-16) &&
			   near(mreg_mse(&whole), mreg_mse(&parts), 2.3e-16) &&
			   near(mreg_mape(&whole), mreg_mape(&parts), 2.3e-16) &&
			   near(mreg_smape(&whole), mreg_smape(&parts), 2.3e-16) &&
			   near(mreg_msle(&whole), mreg_msle(&parts), 2e-15) &&
			   near(whole.target_m2.hi, parts.target_m2.hi, 1e-15) &&
			   near(whole.error_m2.hi, parts.error_m2.hi, 1e-15) &&
			   near(whole.poisson.hi, parts.poisson.hi, 2e-15) && near(whole.gamma.hi, parts.gamma.hi, 2e-15) &&
			   near(whole.poisson_mean.hi, parts.poisson_mean.hi, 1e-14) &&
			   near(whole.gamma_mean.hi, parts.gamma_mean.hi, 1e-14);
	}
	check(good, "rows added together are rows merged one by one");
}

static void
test_states(void)
{
	MregRegression r;
	MregRegression again;
	MregRegressionRows open;
	bool bytes_count = true;

	memset(&r, 0, sizeof(r));
	memset(&open, 0, sizeof(open));
	memset(&again, 0, sizeof(again));
	check(!mreg_regression_check(&r, sizeof(r)), "nothing is no value");
	mreg_regression_start(&open);
	check(!mreg_regression_check(&open.sums, sizeof(open)), "no row is no value");
	mreg_regression_row(&open, 1, 2, 0.5);
	check(mreg_regression_check(&open.sums, sizeof(open)), "an open value is whole");
	check(!mreg_regression_check(&open.sums, sizeof(open) - 8), "a short one is not");
	check(!mreg_regression_check(&open.sums, sizeof(r)), "nor one without its rows");
	mreg_regression_row(&open, 3, 2.5, 2);
	check(mreg_regression_close(&open.sums, &r) && r.head.n == 2, "it closes");
	for (int i = 0; i < MREG_ROWS; i++)
		open.row[2][i] = 1;
	open.waiting = MREG_ROWS;
	open.sums.head.n = MREG_ROWS;
	check(!mreg_regression_check(&open.sums, sizeof(open)), "one in which too many rows wait is refused");
	open.waiting = 2;
	check(mreg_regression_check(&open.sums, sizeof(open)), "one in which two wait is not");
	open.row[2][1] = -1;
	check(!mreg_regression_check(&open.sums, sizeof(open)), "and one with a negative weight");
	mreg_regression_open(&open, &r);
	check(mreg_regression_check(&open.sums, sizeof(open)), "what was closed opens");
	mreg_regression_close(&open.sums, &again);
	check(memcmp(&again, &r, sizeof(r)) == 0, "opening and closing gives the value back");
	for (size_t i = 4; i < sizeof(r); i++)
		for (int bit = 0; bit < 8; bit++)
		{
			MregRegression damaged = r;

			((unsigned char *) &damaged)[i] ^= 1 << bit;
			if (mreg_regression_check(&damaged, sizeof(damaged)))
			{
				/* what passes can be used */
				mreg_regression_merge(&damaged, &r);
				bytes_count = bytes_count && !isnan(mreg_mae(&damaged));
			}
		}
	check(bytes_count, "a value with a wrong bit is refused or can be read");
	check(!add_weighted_rows(&r, (double[]) { 1e160, -1e160 }, (double[]) { 0, 0 }, NULL, 2, false),
		  "squares that overflow are told");
	check(!add_weighted_rows(&r, (double[]) { 1.7e308 }, (double[]) { -1.7e308 }, NULL, 1, false),
		  "and an error that does");
	check(add_weighted_rows(&r, (double[]) { 1e-300, 2e-300 }, (double[]) { 3e-300, 1e-300 }, NULL, 2, false),
		  "tiny numbers do not");
	check(mreg_regression_check(&r, sizeof(r)) && near(mreg_mae(&r), 1.5e-300, 1e-15), "and their mean is right");
}

/* The losses of Poisson and gamma near their zero, where the plain formula loses all digits. */
static void
test_losses(void)
{
	MregRegression r;
	double worst = 0;

	for (double x = 0.9; x > 1e-12; x *= 0.93)
	{
		double y = 5e8 * (1 + x);
		long double e = ((long double) y - 5e8L) / 5e8L;
		long double series = 0;

		/* (1 + e) ln(1 + e) - e = e^2/2 - e^3/6 + ... */
		for (int k = 80; k >= 2; k--)
			series = (k % 2 ? -1.0L : 1.0L) / ((long double) k * (k - 1)) + series * e;
		add_weighted_rows(&r, &y, (double[]) { 5e8 }, NULL, 1, false);
		if (x < 0.5)
			worst = fmax(worst, fabs(mreg_tweedie_deviance(&r, 1) / (double) (2 * 5e8L * series * e * e) - 1));
	}
	check(worst < 1e-12, "Poisson's deviance keeps twelve digits near its zero");
	add_weighted_rows(&r, (double[]) { 1e-20, 1, 5e-324 }, (double[]) { 1, 1e-20, 1e9 }, NULL, 3, false);
	check(near(mreg_tweedie_deviance(&r, 1), 2 * (1 + 20 * log(10) - 1 + 1e9) / 3, 1e-14),
		  "numbers far apart have theirs");
	check(!(r.head.flags & MREG_NO_POISSON) && mreg_regression_check(&r, sizeof(r)), "and are whole");
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

static void
test_medians(void)
{
	bool good = true;
	bool weighted = true;

	for (int round = 0; round < 3000; round++)
	{
		static double a[1000];
		static double sorted[1000];
		static double pairs[2000];
		int n = 1 + (int) (random_number() * (round % 3 ? 20 : 1000));
		int levels = round % 2 ? 5 : 1000000;
		double median;

		for (int i = 0; i < n; i++)
		{
			a[i] = sorted[i] = pairs[2 * i] = round % 7 ? floor(random_number() * levels) : i;
			pairs[2 * i + 1] = 0.5;
		}
		qsort(sorted, n, sizeof(double), compare);
		median = n % 2 ? sorted[n / 2] : (sorted[n / 2] + sorted[n / 2 - 1]) / 2;
		good = good && mreg_median(a, n) == median;
		weighted = weighted && mreg_weighted_median(pairs, n) == median;
	}
	check(good, "medians are those of sorted numbers");
	check(weighted, "and with equal weights too");
	{
		double pairs[] = { 9, 1, 1, 5, 4, 1 };

		check(mreg_weighted_median(pairs, 3) == 1, "a heavy number is the median");
	}
}

static void
test_intervals(void)
{
	MregIntervals v;
	MregIntervals w;

	memset(&v, 0, sizeof(v));
	mreg_intervals_start(&v);
	mreg_intervals_row(&v, 1, 0, 2, 1);
	mreg_intervals_row(&v, 5, 0, 2, 1);
	mreg_intervals_close(&v, &v);
	w = v;
	check(mreg_intervals_merge(&w, &v) && mreg_intervals_check(&w, sizeof(w)) && w.head.n == 4, "intervals merge");
	check(mreg_coverage(&w) == 0.5 && mreg_width(&w) == 2, "and have their coverage and width");
	check(mreg_winkler(&w, 0.5) == 2 + 4 * 3 / 2.0, "and their score");
	w.below = mreg_pair(3);
	check(!mreg_intervals_check(&w, sizeof(w)), "more outside than there is are refused");
}

int
main(void)
{
	test_sums();
	test_offset(0, 1);
	test_offset(1e9, 1);
	test_offset(1e9, 1e-3);
	test_offset(-1e9, 1e-3);
	test_offset(-1e-12, 1e-15);
	test_large_values();
	test_few_rows();
	test_far_first_row();
	test_rows_together();
	test_states();
	test_losses();
	test_medians();
	test_intervals();
	test_corpus("regression");
	printf("1..%d\n", tests);
	return failures > 0;
}
