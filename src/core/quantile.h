/* quantile.h: exact quantiles of values in memory, without PostgreSQL. */
#ifndef MREG_CORE_QUANTILE_H
#define MREG_CORE_QUANTILE_H

#include <stdint.h>

/*
 * Edges that part n finite values into that many bins of about equal count: the quantiles i / bins, interpolated
 * linearly as numpy.quantile does by default; equal ones are merged.  Values are reordered, n and bins are at least 1,
 * edges has room for bins + 1 and at least 2.  Calls attend now and then.  Returns how many edges there are, at least
 * 2.
 */
extern uint32_t mreg_quantile_edges(double *values, uint64_t n, uint32_t bins, double *edges, void (*attend)(void));

/* Between two neighbours in order, numpy's linear interpolation: symmetric to the last bit. */
extern double mreg_quantile_between(double a, double b, double t);

#endif /* MREG_CORE_QUANTILE_H */
