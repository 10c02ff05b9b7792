/* quantile.c: several order statistics at once, without sorting everything. */
#include "core/quantile.h"

#include <math.h>

#define MANY_VALUES 100000 /* passes over more are worth a call of attend */

static inline void
swap(double *a, double *b)
{
	double t = *a;

	*a = *b;
	*b = t;
}

static void
insertion_sort(double *v, int64_t low, int64_t high)
{
	for (int64_t i = low + 1; i < high; i++)
	{
		double x = v[i];
		int64_t j = i;

		for (; j > low && v[j - 1] > x; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

/* The rank that quantile i of bins needs, rounded down. */
static inline int64_t
rank_of(uint64_t i, uint64_t n, uint32_t bins)
{
	return (int64_t) (i * (n - 1) / bins);
}

/*
 * Puts the values of ranks that quantiles first to last (not included) need, and the next greater ones, in their
 * places within v[low..high): quicksort that passes over the parts in which none of them lies.
 */
static void
select_ranks(double *v, int64_t low, int64_t high, uint64_t n, uint32_t bins, uint64_t first, uint64_t last,
			 void (*attend)(void))
{
	uint64_t random = n;

	for (;;)
	{
		int64_t less = low;
		int64_t at = low;
		int64_t greater = high;
		double pivot;

		while (first < last && rank_of(first, n, bins) + 1 < low)
			first++;
		while (first < last && rank_of(last - 1, n, bins) >= high)
			last--;
		if (first >= last)
			return;
		if (high - low <= 24)
		{
			insertion_sort(v, low, high);
			return;
		}
		if (high - low > MANY_VALUES)
			attend();
		random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		pivot = v[low + (int64_t) ((random >> 33) % (uint64_t) (high - low))];
		while (at < greater)
		{
			if (v[at] < pivot)
				swap(&v[at++], &v[less++]);
			else if (v[at] > pivot)
				swap(&v[at], &v[--greater]);
			else
				at++;
		}

		/* What equals the pivot is in its place; the smaller side by recursion. */
		if (less - low < high - greater)
		{
			select_ranks(v, low, less, n, bins, first, last, attend);
			low = greater;
		}
		else
		{
			select_ranks(v, greater, high, n, bins, first, last, attend);
			high = less;
		}
	}
}

/* A share t of the way from a to b. */
double
mreg_quantile_between(double a, double b, double t)
{
	if (!isfinite(b - a))
		return a * (1 - t) + b * t;
	return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
}

/* Quantile i of bins. */
static double
interpolate(const double *v, uint64_t i, uint64_t n, uint32_t bins)
{
	int64_t k = rank_of(i, n, bins);
	double t = (double) (i * (n - 1) % bins) / bins;
	double a = v[k];

	return mreg_quantile_between(a, t > 0 ? v[k + 1] : a, t);
}

uint32_t
mreg_quantile_edges(double *values, uint64_t n, uint32_t bins, double *edges, void (*attend)(void))
{
	uint32_t count = 0;

	select_ranks(values, 0, (int64_t) n, n, bins, 0, (uint64_t) bins + 1, attend);
	for (uint64_t i = 0; i <= bins; i++)
	{
		double edge = interpolate(values, i, n, bins) + 0.0;

		if (count == 0 || edge > edges[count - 1])
			edges[count++] = edge;
	}
	if (count == 1)
	{
		/* One value alone: a bin about it, as numpy.histogram makes it, and where that is too narrow the next wider. */
		edges[1] = fmax(edges[0] + 0.5, nextafter(edges[0], INFINITY));
		edges[0] = fmin(edges[0] - 0.5, nextafter(edges[0], -INFINITY));
		for (int k = 0; k < 2; k++)
		{
			if (isinf(edges[k]))
				edges[k] = nextafter(edges[k], 0);
		}
		count = 2;
	}
	return count;
}
