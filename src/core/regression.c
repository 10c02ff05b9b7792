/* regression.c: sums over targets and predictions: adding rows, merging, closing, checking. */
#include "core/regression.h"

#include <string.h>

/* Two to the -52, what scikit-learn divides by where a target is smaller. */
#define EPSILON 2.220446049250313e-16

/* For what is done for every row: a call costs more than the work. */
#if defined(__GNUC__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#else
#define ALWAYS_INLINE inline
#endif

/* (x + lo)^2 as a pair, without lo^2, which is below its last place. */
static inline MregSum
square(double x, double lo)
{
	MregSum p = mreg_two_product(x, x);

	p.lo += 2 * x * lo;
	return p;
}

/* Adds w x, w only where weighted. */
static inline void
add_term(MregSum *sum, double x, double w, bool weighted)
{
	if (weighted)
		mreg_sum_add_pair(sum, mreg_two_product(w, x));
	else
		mreg_sum_add(sum, x);
}

/* Adds w (x - anchor)^2. */
static inline void
add_square(MregSum *sum, double x, double anchor, double w, bool weighted)
{
	MregSum t = mreg_two_sum(x, -anchor);
	MregSum p = square(t.hi, t.lo);

	if (weighted)
	{
		MregSum q = mreg_two_product(w, p.hi);

		q.lo += w * p.lo;
		p = q;
	}
	mreg_sum_add_pair(sum, p);
}

/* ln(1 + x) for x not near -1, by the logarithm of the sum and what rounding took from it: as good as log1p, faster. */
static inline double
log_of_one_and(double x)
{
	double u = 1 + x;

	return log(u) + (x - (u - 1)) / u;
}

/* Adds w (ln(1 + y) - ln(1 + p))^2, by one logarithm of a number of 1 or above, which loses nothing. */
static inline void
add_squared_log(MregRegression *r, double y, double p, double w)
{
	double least = y < p ? y : p;
	double ratio = fabs(y - p) / (1 + least);
	double log_ratio = isfinite(ratio) ? log_of_one_and(ratio) : fabs(log1p(y) - log1p(p));

	mreg_sum_add(&r->squared_log, w * (log_ratio * log_ratio));
}

/* c[0] - c[1] x + c[2] x^2 - ... - c[5] x^5 */
static inline double
series(double x, const double *c)
{
	double sum = c[5];

	for (int k = 4; k >= 0; k--)
		sum = c[k] - x * sum;
	return sum;
}

/*
 * The losses of Poisson, y ln(y / p) - d, and gamma, d / p - ln(y / p), for d = y - p, y > 0 and p > 0.  Near p they
 * are taken from their series, since the differences would cancel.
 */
static ALWAYS_INLINE void
losses(double y, double d, double p, double *poisson, double *gamma)
{
	static const double for_poisson[] = { 1 / 2.0, 1 / 6.0, 1 / 12.0, 1 / 20.0, 1 / 30.0, 1 / 42.0 };
	static const double for_gamma[] = { 1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0, 1 / 6.0, 1 / 7.0 };
	double x = d / p;
	double logged;

	if (fabs(x) < 0x1p-10)
	{
		*poisson = p * (x * x * series(x, for_poisson));
		*gamma = x * x * series(x, for_gamma);
		return;
	}
	if (x > -0.9375 && isfinite(x))
		logged = log_of_one_and(x);
	else if (y / p > 0 && isfinite(y / p))
		logged = log(y / p);
	else
		logged = log(y) - log(p);
	*poisson = y * logged - d;
	*gamma = x - logged;
}

/* Adds the losses of Poisson and gamma, and those of the anchor as a prediction. */
static ALWAYS_INLINE void
add_deviances(MregRegression *r, double y, double p, double w, bool weighted)
{
	double poisson = p;
	double gamma = 0;
	double poisson_anchor = r->log_anchor;
	double gamma_anchor = 0;

	if (y > 0)
	{
		losses(y, y - p, p, &poisson, &gamma);
		losses(y, y - r->log_anchor, r->log_anchor, &poisson_anchor, &gamma_anchor);
	}
	add_term(&r->poisson, poisson, w, weighted);
	add_term(&r->poisson_mean, poisson_anchor, w, weighted);
	if (y == 0 || !isfinite(w * (gamma + gamma_anchor)))
		r->head.flags |= MREG_NO_GAMMA;
	if (r->head.flags & MREG_NO_GAMMA)
		return;
	add_term(&r->gamma, gamma, w, weighted);
	add_term(&r->gamma_mean, gamma_anchor, w, weighted);
}

/* Adds what is not defined everywhere. */
static inline void
add_logs(MregRegression *r, double y, double p, double w, bool weighted)
{
	if (!(r->head.flags & MREG_NO_LOG))
	{
		if (y > -1 && p > -1)
			add_squared_log(r, y, p, w);
		else
			r->head.flags |= MREG_NO_LOG;
	}
	if (!(r->head.flags & MREG_NO_POISSON))
	{
		if (y >= 0 && p > 0)
			add_deviances(r, y, p, w, weighted);
		else
			r->head.flags |= MREG_NO_POISSON | MREG_NO_GAMMA;
	}
}

/* Are the sums that grow fastest still numbers? */
static inline bool
in_range(const MregRegression *r, bool weighted)
{
	double x = (r->error_m2.hi + r->error_m2.lo) + (r->target_m2.hi + r->target_m2.lo) +
			   r->target[0].hi + r->target[1].hi;

	if (weighted)
		x += r->weight.hi + (r->error[0].hi + r->error[0].lo) + (r->error[1].hi + r->error[1].lo) +
			 (r->target[0].lo + r->target[1].lo) + (r->percentage.hi + r->percentage.lo) +
			 (r->symmetric.hi + r->symmetric.lo) + r->squared_log.hi + r->poisson.hi + r->gamma.hi +
			 (r->poisson_mean.hi + r->poisson_mean.lo) + (r->gamma_mean.hi + r->gamma_mean.lo);
	return isfinite(x);
}

/* Adds a row to the open form. */
static inline bool
add_row(MregRegression *r, double y, double p, double w, bool weighted)
{
	double d = y - p;
	double size = fabs(d);
	double both = fabs(y) + fabs(p);

	r->head.n++;
	mreg_sum_add(&r->weight, weighted ? w : 1);
	add_term(&r->error[d < 0], size, w, weighted);
	add_term(&r->target[y < 0], fabs(y), w, weighted);
	add_square(&r->error_m2, d, r->error_anchor, w, weighted);
	add_square(&r->target_m2, y, r->target_anchor, w, weighted);
	add_term(&r->percentage, size / (fabs(y) > EPSILON ? fabs(y) : EPSILON), w, weighted);
	add_term(&r->symmetric, both > 0 ? 2 * size / both : 0, w, weighted);
	if (d < r->error_min)
		r->error_min = d;
	if (d > r->error_max)
		r->error_max = d;
	if (y < r->target_min)
		r->target_min = y;
	if (y > r->target_max)
		r->target_max = y;
	if ((r->head.flags & (MREG_NO_LOG | MREG_NO_POISSON)) != (MREG_NO_LOG | MREG_NO_POISSON))
		add_logs(r, y, p, weighted ? w : 1, weighted);
	return in_range(r, weighted);
}

/* Makes r the open form of one row; its header is the caller's. */
bool
mreg_regression_start(MregRegression *r, double y_true, double y_pred, double weight)
{
	int32_t header = r->head.vl_len_;

	memset(r, 0, sizeof(*r));
	r->head.vl_len_ = header;
	r->head.version = MREG_REGRESSION_VERSION;
	r->head.form = MREG_OPEN;
	r->error_anchor = r->error_min = r->error_max = y_true - y_pred;
	r->target_anchor = r->target_min = r->target_max = y_true;
	r->log_anchor = y_true > 0 ? y_true : 1;
	r->next_anchor = 2 * weight;
	return isfinite(r->error_anchor) && add_row(r, y_true, y_pred, weight, true);
}

/* Mean of what has the sums of positive and of negative numbers. */
static MregSum
mean_of(const MregSum *parts, MregSum weight)
{
	return mreg_pair_divide(mreg_pair_subtract(parts[0], parts[1]), weight);
}

static MregSum
pair_square(MregSum a)
{
	return mreg_pair_multiply(a, a);
}

/* A second moment about the mean from one about the anchor. */
static MregSum
about_mean(MregSum m2, const MregSum *parts, MregSum weight, double anchor, bool constant)
{
	MregSum shift = mreg_pair_subtract(mean_of(parts, weight), mreg_pair(anchor));

	m2 = mreg_pair_subtract(m2, mreg_pair_multiply(weight, pair_square(shift)));
	return constant || !(m2.hi > 0) ? mreg_pair(0) : m2;
}

/*
 * Adds to the losses of a constant prediction of rows, or takes from them, what it costs more than their mean does:
 * that is the loss of the constant for the mean itself, as with squares.
 */
static void
move_constant(MregRegression *r, MregSum weight, MregSum mean, double constant, double sign)
{
	double poisson = constant;
	double gamma = 0;

	if (r->head.flags & MREG_NO_POISSON)
		return;
	if (mean.hi > 0)
		losses(mean.hi, (mean.hi - constant) + mean.lo, constant, &poisson, &gamma);
	r->poisson_mean = mreg_pair_add(r->poisson_mean, mreg_pair_multiply(weight, mreg_pair(sign * poisson)));
	r->gamma_mean = mreg_pair_add(r->gamma_mean, mreg_pair_multiply(weight, mreg_pair(sign * gamma)));
}

/* Makes the sums zero that mean nothing or that rounding left beside 0. */
static void
clear_undefined(MregRegression *r)
{
	if (r->head.flags & MREG_NO_LOG)
		r->squared_log = mreg_pair(0);
	if (r->head.flags & MREG_NO_POISSON)
		r->poisson = r->poisson_mean = mreg_pair(0);
	if (r->head.flags & MREG_NO_GAMMA)
		r->gamma = r->gamma_mean = mreg_pair(0);
	if (r->target_min == r->target_max || !(r->poisson_mean.hi > 0))
		r->poisson_mean = mreg_pair(0);
	if (r->target_min == r->target_max || !(r->gamma_mean.hi > 0))
		r->gamma_mean = mreg_pair(0);
}

/* Writes the closed form of r, which may be into; the header of into is the caller's. */
void
mreg_regression_close(const MregRegression *r, MregRegression *into)
{
	int32_t header = into->head.vl_len_;
	MregSum *sum;

	if (into != r)
		*into = *r;
	into->head.vl_len_ = header;
	if (r->head.form == MREG_CLOSED)
		return;
	for (sum = &into->weight; (double *) sum < &into->error_min; sum++)
		*sum = mreg_sum_normal(*sum);
	into->error_m2 = about_mean(into->error_m2, into->error, into->weight, r->error_anchor,
								r->error_min == r->error_max);
	into->target_m2 = about_mean(into->target_m2, into->target, into->weight, r->target_anchor,
								 r->target_min == r->target_max);
	move_constant(into, into->weight, mean_of(into->target, into->weight), into->log_anchor, -1);
	clear_undefined(into);
	into->error_min += 0.0;
	into->error_max += 0.0;
	into->target_min += 0.0;
	into->target_max += 0.0;
	into->error_anchor = into->target_anchor = into->log_anchor = into->next_anchor = 0;
	into->head.form = MREG_CLOSED;
}

/*
 * Makes the open form of a closed one in place: anchors at the means.  That of the logarithms is at the mean with the
 * row that comes next, so that the losses of a first row far away do not swallow those of the others.
 */
static void
open_for(MregRegression *r, double y, double w)
{
	MregSum error = mean_of(r->error, r->weight);
	MregSum target = mean_of(r->target, r->weight);
	double next = (mreg_pair_subtract(r->target[0], r->target[1]).hi + w * y) / (r->weight.hi + w);

	r->error_anchor = error.hi;
	r->target_anchor = target.hi;
	r->log_anchor = next > 0 && isfinite(next) ? next : 1;
	move_constant(r, r->weight, target, r->log_anchor, 1);
	r->error_m2 = mreg_pair_add(r->error_m2, mreg_pair_multiply(r->weight, pair_square(mreg_pair(error.lo))));
	r->target_m2 = mreg_pair_add(r->target_m2, mreg_pair_multiply(r->weight, pair_square(mreg_pair(target.lo))));
	r->next_anchor = 2 * r->weight.hi;
	r->head.form = MREG_OPEN;
}

/* The open form of a closed one, in place. */
void
mreg_regression_open(MregRegression *r)
{
	open_for(r, 0, 0);
}

/* Moves the anchors before a row with which the weight or the sum of the targets has doubled. */
static inline void
move_anchors(MregRegression *r, double y, double w)
{
	if (r->weight.hi + w >= r->next_anchor || w * y > r->weight.hi * r->log_anchor)
	{
		mreg_regression_close(r, r);
		open_for(r, y, w);
	}
}

/* Adds a row. */
bool
mreg_regression_row(MregRegression *r, double y_true, double y_pred)
{
	move_anchors(r, y_true, 1);
	return add_row(r, y_true, y_pred, 1, false);
}

/* Adds a row with a weight above 0. */
bool
mreg_regression_weighted_row(MregRegression *r, double y_true, double y_pred, double weight)
{
	move_anchors(r, y_true, weight);
	return add_row(r, y_true, y_pred, weight, true);
}

/* Second moment of two groups of rows together (Chan, Golub, LeVeque, COMPSTAT 1982, 30-41). */
static MregSum
merged_m2(const MregRegression *r, const MregRegression *s, MregSum r_m2, MregSum s_m2, const MregSum *r_parts,
		  const MregSum *s_parts)
{
	MregSum shift = mreg_pair_subtract(mean_of(s_parts, s->weight), mean_of(r_parts, r->weight));
	MregSum share = mreg_pair_divide(s->weight, mreg_pair_add(r->weight, s->weight));

	share = mreg_pair_multiply(r->weight, share);
	return mreg_pair_add(mreg_pair_add(r_m2, s_m2), mreg_pair_multiply(pair_square(shift), share));
}

/* Adds the rows of r to into; both are closed. */
bool
mreg_regression_merge(MregRegression *into, const MregRegression *r)
{
	MregRegression sum = *into;
	double mean;
	MregSum *to;
	const MregSum *from;
	bool finite = true;

	if (r->head.n > MREG_MAX_ROWS - into->head.n)
		return false;
	for (to = &sum.weight, from = &r->weight; (double *) to < &sum.error_min; to++, from++)
		*to = mreg_pair_add(*to, *from);
	sum.head.n += r->head.n;
	sum.head.flags |= r->head.flags;
	sum.error_min = fmin(sum.error_min, r->error_min);
	sum.error_max = fmax(sum.error_max, r->error_max);
	sum.target_min = fmin(sum.target_min, r->target_min);
	sum.target_max = fmax(sum.target_max, r->target_max);
	if (sum.error_min == sum.error_max)
		sum.error_m2 = mreg_pair(0);
	else
		sum.error_m2 = merged_m2(into, r, into->error_m2, r->error_m2, into->error, r->error);
	if (sum.target_min == sum.target_max)
		sum.target_m2 = mreg_pair(0);
	else
		sum.target_m2 = merged_m2(into, r, into->target_m2, r->target_m2, into->target, r->target);
	mean = mean_of(sum.target, sum.weight).hi;
	if (mean > 0)
	{
		move_constant(&sum, into->weight, mean_of(into->target, into->weight), mean, 1);
		move_constant(&sum, r->weight, mean_of(r->target, r->weight), mean, 1);
	}
	clear_undefined(&sum);
	for (to = &sum.weight; (double *) to < &sum.error_min; to++)
		finite = finite && isfinite(to->hi) && isfinite(to->lo);
	*into = sum;
	return finite;
}

/* Is the pair finite, normal, and a sum of what is not negative? */
static bool
is_sum(MregSum a)
{
	return isfinite(a.hi) && isfinite(a.lo) && a.hi + a.lo == a.hi && (a.hi > 0 || (a.hi == 0 && a.lo == 0));
}

/* Can sums of what is positive and of what is negative come from n numbers in that range, with that weight? */
static bool
fits(const MregSum *parts, double weight, int64_t n, double least, double most)
{
	/* for rounding, that of products near 0 included */
	const double slack = 1 + 1e-9;
	double little = 1e-300 * (double) n;
	double above = most > 0 ? most : 0;
	double below = least < 0 ? -least : 0;

	return parts[0].hi <= slack * weight * above + little && parts[1].hi <= slack * weight * below + little;
}

static bool
is_range(double least, double most)
{
	return isfinite(least) && isfinite(most) && least <= most;
}

/* Can the value, of that many bytes, be read?  The closed form in full; of the open form what arithmetic relies on. */
bool
mreg_regression_check(const MregRegression *r, uint64_t size)
{
	const MregSum *sum;
	uint8_t flags;

	if (size != sizeof(*r) || r->head.version != MREG_REGRESSION_VERSION || r->head.form > MREG_OPEN)
		return false;
	flags = r->head.flags;
	if (r->head.n < 1 || r->head.n > MREG_MAX_ROWS || flags > (MREG_NO_LOG | MREG_NO_POISSON | MREG_NO_GAMMA) ||
		((flags & MREG_NO_POISSON) && !(flags & MREG_NO_GAMMA)) ||
		!is_range(r->error_min, r->error_max) || !is_range(r->target_min, r->target_max) || !(r->weight.hi > 0))
		return false;
	if (r->head.form == MREG_OPEN)
	{
		for (sum = &r->weight; (const double *) sum < &r->error_min; sum++)
			if (!isfinite(sum->hi) || !isfinite(sum->lo))
				return false;
		return isfinite(r->error_anchor) && isfinite(r->target_anchor) && r->log_anchor > 0 && isfinite(r->log_anchor);
	}
	for (sum = &r->weight; (const double *) sum < &r->error_min; sum++)
	{
		if (!is_sum(*sum))
			return false;
	}
	if (((flags & MREG_NO_LOG) && r->squared_log.hi != 0) ||
		((flags & MREG_NO_POISSON) && (r->poisson.hi != 0 || r->poisson_mean.hi != 0)) ||
		((flags & MREG_NO_GAMMA) && (r->gamma.hi != 0 || r->gamma_mean.hi != 0)))
		return false;
	return fits(r->error, r->weight.hi, r->head.n, r->error_min, r->error_max) &&
		   fits(r->target, r->weight.hi, r->head.n, r->target_min, r->target_max) &&
		   r->error_anchor == 0 && r->target_anchor == 0 && r->log_anchor == 0 && r->next_anchor == 0;
}
