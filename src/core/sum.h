/*
 * sum.h: sums that keep what rounding takes away, without PostgreSQL.
 *
 * A sum is an unevaluated pair hi + lo: lo gathers the rounding errors of the additions to hi.  That is Neumaier's
 * improvement of Kahan's sum (ZAMM 54, 1974, 39-51), Sum2 of Ogita, Rump and Oishi (SIAM J. Sci. Comput. 26, 2005,
 * 1955-1988): the result is as good as one computed in twice the precision and then rounded, whatever the order.
 * The products and the arithmetic of pairs are those of Dekker (Numer. Math. 18, 1971, 224-242) and of Knuth.
 */
#ifndef MREG_CORE_SUM_H
#define MREG_CORE_SUM_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#if defined(__FAST_MATH__)
#error "sums with error terms need exact IEEE arithmetic: do not compile with -ffast-math"
#endif

typedef struct MregSum
{
	double hi;
	double lo;
} MregSum;

/* a + b as a pair, exactly; in any order of magnitude (Knuth). */
static inline MregSum
mreg_two_sum(double a, double b)
{
	double s = a + b;
	double t = s - a;

	return (MregSum) { s, (a - (s - t)) + (b - t) };
}

/* a + b as a pair, exactly, where |a| >= |b| or a is 0 (Dekker). */
static inline MregSum
mreg_fast_two_sum(double a, double b)
{
	double s = a + b;

	return (MregSum) { s, b - (s - a) };
}

/* a * b as a pair, exactly while both are below 2^995 and the product is above 2^-968. */
static inline MregSum
mreg_two_product(double a, double b)
{
	double p = a * b;
#ifdef FP_FAST_FMA
	return (MregSum) { p, fma(a, b, -p) };
#else
	const double split = 134217729.0; /* 2^27 + 1 */
	double c = split * a;
	double ah = c - (c - a);
	double al = a - ah;
	double bh;
	double bl;

	c = split * b;
	bh = c - (c - b);
	bl = b - bh;
	return (MregSum) { p, ((ah * bh - p) + ah * bl + al * bh) + al * bl };
#endif
}

/* Adds one number. */
static inline void
mreg_sum_add(MregSum *sum, double x)
{
	MregSum s = mreg_two_sum(sum->hi, x);

	sum->hi = s.hi;
	sum->lo += s.lo;
}

/* Adds a number given as a pair. */
static inline void
mreg_sum_add_pair(MregSum *sum, MregSum x)
{
	MregSum s = mreg_two_sum(sum->hi, x.hi);

	sum->hi = s.hi;
	sum->lo += s.lo + x.lo;
}

/* The same number with |lo| at most half a unit in the last place of hi: hi is then the sum rounded once. */
static inline MregSum
mreg_sum_normal(MregSum a)
{
	MregSum s = mreg_two_sum(a.hi, a.lo);

	if (!isfinite(s.hi))
		return (MregSum) { a.hi, 0 };
	return (MregSum) { s.hi + 0.0, s.lo + 0.0 };
}

/* The sum as one number. */
static inline double
mreg_sum_value(MregSum a)
{
	return mreg_sum_normal(a).hi;
}

/* a + b of two pairs, normal. */
static inline MregSum
mreg_pair_add(MregSum a, MregSum b)
{
	MregSum s = mreg_two_sum(a.hi, b.hi);
	MregSum t = mreg_two_sum(a.lo, b.lo);

	s = mreg_fast_two_sum(s.hi, s.lo + t.hi);
	return mreg_sum_normal((MregSum) { s.hi, s.lo + t.lo });
}

static inline MregSum
mreg_pair_negative(MregSum a)
{
	return (MregSum) { -a.hi, -a.lo };
}

/* a - b of two pairs, normal. */
static inline MregSum
mreg_pair_subtract(MregSum a, MregSum b)
{
	return mreg_pair_add(a, mreg_pair_negative(b));
}

/* a * b of two pairs, normal. */
static inline MregSum
mreg_pair_multiply(MregSum a, MregSum b)
{
	MregSum p = mreg_two_product(a.hi, b.hi);

	return mreg_sum_normal((MregSum) { p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi) });
}

/* a / b of two pairs, normal. */
static inline MregSum
mreg_pair_divide(MregSum a, MregSum b)
{
	double q = a.hi / b.hi;
	MregSum r;

	if (!isfinite(q))
		return (MregSum) { q, 0 };
	r = mreg_pair_subtract(a, mreg_pair_multiply((MregSum) { q, 0 }, b));
	return mreg_sum_normal((MregSum) { q, r.hi / b.hi });
}

/* A number as a pair. */
static inline MregSum
mreg_pair(double x)
{
	return (MregSum) { x, 0 };
}

#endif /* MREG_CORE_SUM_H */
