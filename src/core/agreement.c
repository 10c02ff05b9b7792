/* agreement.c: Matthews' coefficient, Cohen's kappa, balanced accuracy; differences of products keep their digits. */
#include "core/agreement.h"

#include <math.h>
#include <string.h>

/* An unevaluated sum of two doubles: about 106 bits. */
typedef struct Long
{
	double hi;
	double lo;
} Long;

/* Counts or weights of one class. */
typedef struct Margin
{
	Long t;
	Long p;
} Margin;

static inline Long
long_of(double hi, double lo)
{
	Long r;

	r.hi = hi + lo;
	r.lo = lo - (r.hi - hi);
	return r;
}

/* Knuth's exact sum, then the low parts. */
static inline Long
long_add(Long a, Long b)
{
	double s = a.hi + b.hi;
	double v = s - a.hi;
	double e = (a.hi - (s - v)) + (b.hi - v);

	return long_of(s, e + (a.lo + b.lo));
}

static inline Long
long_negative(Long a)
{
	Long r = { -a.hi, -a.lo };

	return r;
}

static inline Long
long_subtract(Long a, Long b)
{
	return long_add(a, long_negative(b));
}

static inline Long
long_multiply(Long a, Long b)
{
	double p = a.hi * b.hi;
	double e = fma(a.hi, b.hi, -p);

	return long_of(p, e + (a.hi * b.lo + a.lo * b.hi));
}

/* a times 2^shift */
static inline Long
long_scaled(Long a, int shift)
{
	Long r = { ldexp(a.hi, shift), ldexp(a.lo, shift) };

	return r;
}

/* What a scanned cell holds. */
static inline Long
long_of_cell(const MregCellScan *scan)
{
	Long r = { scan->w, scan->lo };

	if (!mreg_weighted(scan->c))
	{
		int64_t low = scan->n & INT64_C(0x3FFFFF);

		r = long_of((double) (scan->n - low), (double) low);
	}
	return r;
}

/* Sums of rows and columns in the place that position gives each label, over cells that have one on both sides. */
static void
sum_margins(const MregConfusion *c, const uint32_t *position, Margin *margins, uint32_t n, Long *trace, Long *total)
{
	static const Long zero = { 0, 0 };
	MregCellScan scan;

	memset(margins, 0, n * sizeof(Margin));
	*trace = *total = zero;
	mreg_scan_start(&scan, c);
	while (mreg_scan_next(&scan))
	{
		uint32_t i = position != NULL ? position[scan.i] : scan.i;
		uint32_t j = position != NULL ? position[scan.j] : scan.j;
		Long cell = long_of_cell(&scan);

		if (i == MREG_NO_LABEL || j == MREG_NO_LABEL)
			continue;
		margins[i].t = long_add(margins[i].t, cell);
		margins[j].p = long_add(margins[j].p, cell);
		*total = long_add(*total, cell);
		if (i == j)
			*trace = long_add(*trace, cell);
	}
}

/* Matthews' coefficient of counts: all products as integers of 128 bits. */
static double
matthews_of_counts(const MregConfusion *c, int64_t *t)
{
	int64_t *p = t + c->nlabels;
	MregCellScan scan;
	__int128 n = 0;
	__int128 trace = 0;
	__int128 tp = 0;
	__int128 tt = 0;
	__int128 pp = 0;

	memset(t, 0, 2 * (size_t) c->nlabels * sizeof(int64_t));
	mreg_scan_start(&scan, c);
	while (mreg_scan_next(&scan))
	{
		n += scan.n;
		t[scan.i] += scan.n;
		p[scan.j] += scan.n;
		if (scan.i == scan.j)
			trace += scan.n;
	}
	for (uint32_t k = 0; k < c->nlabels; k++)
	{
		tp += (__int128) t[k] * p[k];
		tt += (__int128) t[k] * t[k];
		pp += (__int128) p[k] * p[k];
	}
	if (n * n == tt || n * n == pp)
		return 0;
	return (double) (trace * n - tp) / sqrt((double) (n * n - tt) * (double) (n * n - pp));
}

/* Matthews' coefficient of weights, scaled so that no product leaves the range. */
static double
matthews_of_weights(const MregConfusion *c, Margin *margins)
{
	Long tp = { 0, 0 };
	Long trace;
	Long n;
	Long covariance;
	Long spread_t = { 0, 0 };
	Long spread_p = { 0, 0 };
	int scale;

	sum_margins(c, NULL, margins, c->nlabels, &trace, &n);
	(void) frexp(n.hi, &scale);
	trace = long_scaled(trace, -scale);
	n = long_scaled(n, -scale);
	for (uint32_t k = 0; k < c->nlabels; k++)
	{
		Long t = long_scaled(margins[k].t, -scale);
		Long p = long_scaled(margins[k].p, -scale);

		tp = long_add(tp, long_multiply(t, p));
		/* n^2 - sum t^2 = sum t (n - t); of one class alone it is 0 to the last digit. */
		if (t.hi != n.hi || t.lo != n.lo)
			spread_t = long_add(spread_t, long_multiply(t, long_subtract(n, t)));
		if (p.hi != n.hi || p.lo != n.lo)
			spread_p = long_add(spread_p, long_multiply(p, long_subtract(n, p)));
	}
	covariance = long_subtract(long_multiply(trace, n), tp);
	if (!(spread_t.hi > 0) || !(spread_p.hi > 0))
		return 0;
	return covariance.hi / (sqrt(spread_t.hi) * sqrt(spread_p.hi));
}

/*
 * Matthews' coefficient of any number of classes (Gorodkin's R_K): covariance of truth and prediction over the
 * root of the product of their own.  0 where either is constant, as scikit-learn; NULL where there is no row.
 */
MregScore
mreg_matthews(const MregConfusion *c, void *work)
{
	MregScore score = { true, 0 };
	MregCellScan scan;

	mreg_scan_start(&scan, c);
	if (!mreg_scan_next(&scan))
		return score;
	score.is_null = false;
	score.value = mreg_weighted(c) ? matthews_of_weights(c, work) : matthews_of_counts(c, work);
	score.value = fmax(-1, fmin(1, score.value));
	return score;
}

/* Sum of the distances of all pairs of a true and a predicted label, were they independent: times n. */
static Long
expected_distance(MregDistance distance, const Margin *margins, uint32_t npositions, Long n)
{
	Long sum = { 0, 0 };
	Long t = { 0, 0 };
	Long p = { 0, 0 };

	if (distance == MREG_UNWEIGHTED)
	{
		for (uint32_t k = 0; k < npositions; k++)
			sum = long_add(sum, long_multiply(margins[k].t, long_subtract(n, margins[k].p)));
		return sum;
	}
	if (distance == MREG_LINEAR)
	{
		/* |i - j| is the number of cuts between i and j. */
		for (uint32_t k = 0; k + 1 < npositions; k++)
		{
			t = long_add(t, margins[k].t);
			p = long_add(p, margins[k].p);
			sum = long_add(sum, long_multiply(t, long_subtract(n, p)));
			sum = long_add(sum, long_multiply(p, long_subtract(n, t)));
		}
		return sum;
	}
	for (uint32_t k = 0; k < npositions; k++)
	{
		Long place = { k - (double) (npositions / 2), 0 };
		Long both = long_add(margins[k].t, margins[k].p);

		t = long_add(t, long_multiply(place, margins[k].t));
		p = long_add(p, long_multiply(place, margins[k].p));
		sum = long_add(sum, long_multiply(long_multiply(place, place), long_multiply(both, n)));
	}
	t = long_multiply(t, p);
	return long_subtract(sum, long_add(t, t));
}

/*
 * Cohen's kappa, 1 - sum of observed distances / sum of expected ones.  position is the place of each label in the
 * order that the distances are taken in (npositions places), MREG_NO_LABEL where its cells do not count; NULL for
 * the labels' own order.  NULL where no disagreement can be expected.
 */
MregScore
mreg_kappa(const MregConfusion *c, MregDistance distance, const uint32_t *position, uint32_t npositions, void *work)
{
	Margin *margins = work;
	MregScore score = { true, 0 };
	MregCellScan scan;
	Long observed = { 0, 0 };
	Long expected;
	Long trace;
	Long n;
	uint32_t used_t = 0;
	uint32_t used_p = 0;
	uint32_t shared = 0;
	int scale = 0;

	/* Weights are scaled so that no product leaves the range; counts are within it. */
	sum_margins(c, position, margins, npositions, &trace, &n);
	if (mreg_weighted(c))
		(void) frexp(n.hi, &scale);
	n = long_scaled(n, -scale);
	for (uint32_t k = 0; k < npositions; k++)
	{
		margins[k].t = long_scaled(margins[k].t, -scale);
		margins[k].p = long_scaled(margins[k].p, -scale);
		used_t += margins[k].t.hi > 0;
		used_p += margins[k].p.hi > 0;
		shared += margins[k].t.hi > 0 && margins[k].p.hi > 0;
	}
	if (used_t == 0 || (used_t == 1 && used_p == 1 && shared == 1))
		return score;
	mreg_scan_start(&scan, c);
	while (mreg_scan_next(&scan))
	{
		uint32_t i = position != NULL ? position[scan.i] : scan.i;
		uint32_t j = position != NULL ? position[scan.j] : scan.j;
		Long apart = { fabs((double) i - (double) j), 0 };

		if (i == MREG_NO_LABEL || j == MREG_NO_LABEL || i == j)
			continue;
		if (distance == MREG_UNWEIGHTED)
			apart.hi = 1;
		else if (distance == MREG_QUADRATIC)
			apart.hi *= apart.hi;
		observed = long_add(observed, long_multiply(apart, long_scaled(long_of_cell(&scan), -scale)));
	}
	expected = expected_distance(distance, margins, npositions, n);
	score.is_null = false;
	score.value = long_subtract(expected, long_multiply(observed, n)).hi / expected.hi;
	return score;
}

/*
 * Mean recall of the classes that have rows; adjusted: from 0 for chance to 1.  NULL where there is no row, and
 * adjusted where there is one class only.  Room for n doubles in work.
 */
MregScore
mreg_balanced_accuracy(const MregClass *classes, size_t n, bool adjusted, double *work)
{
	MregScore score = { true, 0 };
	size_t kept = 0;

	for (size_t k = 0; k < n; k++)
	{
		if (classes[k].t > 0)
			work[kept++] = classes[k].tp / classes[k].t;
	}
	if (kept == 0 || (adjusted && kept == 1))
		return score;
	score.is_null = false;
	score.value = mreg_pairwise_sum(work, kept) / (double) kept;
	if (adjusted)
	{
		double chance = 1 / (double) kept;

		score.value = (score.value - chance) / (1 - chance);
	}
	return score;
}
