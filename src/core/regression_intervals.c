/* regression_intervals.c: sums over targets with a lower and an upper bound, and what is read off them. */
#include "core/regression.h"

#include <string.h>

/* Makes v the sums of no row; its header is the caller's. */
void
mreg_intervals_start(MregIntervals *v)
{
	int32_t header = v->head.vl_len_;

	memset(v, 0, sizeof(*v));
	v->head.vl_len_ = header;
	v->head.version = MREG_INTERVALS_VERSION;
	v->head.form = MREG_OPEN;
}

/* Are all sums numbers? */
static bool
in_range(const MregIntervals *v)
{
	return isfinite(v->weight.hi + (v->width.hi + v->width.lo) + (v->shortfall.hi + v->shortfall.lo) +
					(v->excess.hi + v->excess.lo));
}

/* Adds a row with a weight above 0 to either form; false where a sum leaves the range of its type. */
bool
mreg_intervals_row(MregIntervals *v, double y_true, double lower, double upper, double weight)
{
	v->head.form = MREG_OPEN;
	v->head.n++;
	mreg_sum_add(&v->weight, weight);
	mreg_sum_add_pair(&v->width, mreg_two_product(weight, upper - lower));
	if (y_true < lower)
	{
		mreg_sum_add(&v->below, weight);
		mreg_sum_add_pair(&v->shortfall, mreg_two_product(weight, lower - y_true));
	}
	else if (y_true > upper)
	{
		mreg_sum_add(&v->above, weight);
		mreg_sum_add_pair(&v->excess, mreg_two_product(weight, y_true - upper));
	}
	return in_range(v);
}

/* Writes the closed form of v, which may be into; the header of into is the caller's.  True. */
bool
mreg_intervals_close(const MregIntervals *v, MregIntervals *into)
{
	int32_t header = into->head.vl_len_;

	if (into != v)
		*into = *v;
	into->head.vl_len_ = header;
	for (MregSum *sum = &into->weight; sum <= &into->excess; sum++)
		*sum = mreg_sum_normal(*sum);
	into->head.form = MREG_CLOSED;
	return true;
}

/* Adds the rows of v to into; both are closed. */
bool
mreg_intervals_merge(MregIntervals *into, const MregIntervals *v)
{
	const MregSum *from = &v->weight;

	if (v->head.n > MREG_MAX_ROWS - into->head.n)
		return false;
	into->head.n += v->head.n;
	for (MregSum *to = &into->weight; to <= &into->excess; to++, from++)
		*to = mreg_pair_add(*to, *from);
	return in_range(into);
}

/* Can the value, of that many bytes, be read? */
bool
mreg_intervals_check(const MregIntervals *v, uint64_t size)
{
	if (size != sizeof(*v) || v->head.version != MREG_INTERVALS_VERSION || v->head.form > MREG_OPEN ||
		v->head.flags != 0 || v->head.n < 1 || v->head.n > MREG_MAX_ROWS || !(v->weight.hi > 0))
		return false;
	for (const MregSum *sum = &v->weight; sum <= &v->excess; sum++)
	{
		if (!isfinite(sum->hi) || !isfinite(sum->lo) || sum->hi < 0)
			return false;
		if (v->head.form == MREG_CLOSED && (sum->hi + sum->lo != sum->hi || (sum->hi == 0 && sum->lo != 0)))
			return false;
	}
	return v->head.form == MREG_OPEN || mreg_pair_subtract(v->weight, mreg_pair_add(v->below, v->above)).hi >= 0;
}

/* Share of the targets within their bounds, bounds included. */
double
mreg_coverage(const MregIntervals *v)
{
	MregSum outside = mreg_pair_add(v->below, v->above);

	return mreg_pair_divide(mreg_pair_subtract(v->weight, outside), v->weight).hi;
}

/* Mean of upper - lower. */
double
mreg_width(const MregIntervals *v)
{
	return mreg_pair_divide(v->width, v->weight).hi;
}

/* Mean of the width plus 2 / alpha times the distance to the interval (Winkler, JASA 67, 1972, 187-191). */
double
mreg_winkler(const MregIntervals *v, double alpha)
{
	MregSum missed = mreg_pair_add(v->shortfall, v->excess);
	MregSum penalty = mreg_pair_divide(mreg_pair_add(missed, missed), mreg_pair(alpha));

	return mreg_pair_divide(mreg_pair_add(v->width, penalty), v->weight).hi;
}
