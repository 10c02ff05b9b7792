/* regression.c: sums over targets and predictions: closing, opening, merging, checking. */
#include "core/regression_rows.h"

#include <string.h>

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
		mreg_unit_losses(mean.hi, (mean.hi - constant) + mean.lo, constant, &poisson, &gamma);
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

/* Makes the closed form of sums to which no row waits to be added. */
static void
close_sums(MregRegression *r)
{
	for (MregSum *sum = &r->weight; (double *) sum < &r->error_min; sum++)
		*sum = mreg_sum_normal(*sum);
	r->error_m2 = about_mean(r->error_m2, r->error, r->weight, r->error_anchor, r->error_min == r->error_max);
	r->target_m2 = about_mean(r->target_m2, r->target, r->weight, r->target_anchor, r->target_min == r->target_max);
	move_constant(r, r->weight, mean_of(r->target, r->weight), r->log_anchor, -1);
	clear_undefined(r);
	r->error_min += 0.0;
	r->error_max += 0.0;
	r->target_min += 0.0;
	r->target_max += 0.0;
	r->error_anchor = r->target_anchor = r->log_anchor = r->next_anchor = 0;
	r->head.form = MREG_CLOSED;
}

/* Writes the closed form of r, of either form, to into, whose header is the caller's. */
bool
mreg_regression_close(const MregRegression *r, MregRegression *into)
{
	int32_t header = into->head.vl_len_;
	MregRegressionRows rows;
	bool good = true;

	if (r->head.form == MREG_CLOSED)
	{
		if (into != r)
			*into = *r;
	}
	else
	{
		rows = *(const MregRegressionRows *) r;
		good = mreg_regression_add_waiting(&rows);
		if (good)
			close_sums(&rows.sums);
		*into = rows.sums;
	}
	into->head.vl_len_ = header;
	return good;
}

/* A second moment about an anchor from one about the mean. */
static MregSum
about_anchor(MregSum m2, MregSum mean, MregSum weight, double anchor)
{
	return mreg_pair_add(m2, mreg_pair_multiply(weight, pair_square(mreg_pair_subtract(mean, mreg_pair(anchor)))));
}

/*
 * Moves the anchors to the means that there will be with rows that come next, whose sums of weights, weighted errors
 * and weighted targets are given: so that rows far away do not swallow the digits of the others.
 */
static void
set_anchors(MregRegression *r, double weight, double error, double target)
{
	MregSum error_mean = r->weight.hi > 0 ? mean_of(r->error, r->weight) : mreg_pair(0);
	MregSum target_mean = r->weight.hi > 0 ? mean_of(r->target, r->weight) : mreg_pair(0);
	MregSum total = mreg_pair_add(r->weight, mreg_pair(weight));
	MregSum errors = mreg_pair_subtract(mreg_pair_add(r->error[0], mreg_pair(error)), r->error[1]);
	MregSum targets = mreg_pair_subtract(mreg_pair_add(r->target[0], mreg_pair(target)), r->target[1]);

	r->error_anchor = mreg_pair_divide(errors, total).hi;
	r->target_anchor = mreg_pair_divide(targets, total).hi;
	if (!isfinite(r->error_anchor))
		r->error_anchor = error_mean.hi;
	if (!isfinite(r->target_anchor))
		r->target_anchor = target_mean.hi;
	r->log_anchor = r->target_anchor > 0 ? r->target_anchor : 1;
	r->next_anchor = 2 * total.hi;
	r->head.form = MREG_OPEN;
	if (!(r->weight.hi > 0))
		return;
	move_constant(r, r->weight, target_mean, r->log_anchor, 1);
	r->error_m2 = about_anchor(r->error_m2, error_mean, r->weight, r->error_anchor);
	r->target_m2 = about_anchor(r->target_m2, target_mean, r->weight, r->target_anchor);
}

/* Moves the anchors of the open form's sums; see set_anchors. */
void
mreg_regression_move_anchors(MregRegression *r, double weight, double error, double target)
{
	if (r->weight.hi > 0)
		close_sums(r);
	set_anchors(r, weight, error, target);
}

/* Writes the open form of a closed one; the header of r is the caller's. */
void
mreg_regression_open(MregRegressionRows *r, const MregRegression *closed)
{
	int32_t header = r->sums.head.vl_len_;

	memset(r, 0, sizeof(*r));
	r->sums = *closed;
	r->sums.head.vl_len_ = header;
	set_anchors(&r->sums, 0, 0, 0);
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

/* Can arithmetic go on from the open form?  Its sums and rows are an aggregate's own. */
static bool
check_open(const MregRegressionRows *rows, uint64_t size)
{
	const MregRegression *r = &rows->sums;

	if (size != sizeof(*rows) || rows->waiting >= MREG_ROWS || rows->weighted > 1 ||
		r->head.n < (int64_t) rows->waiting + (r->weight.hi > 0) || !(r->weight.hi >= 0) ||
		!(rows->waiting > 0 || r->weight.hi > 0))
		return false;
	for (const MregSum *sum = &r->weight; (const double *) sum < &r->error_min; sum++)
		if (!isfinite(sum->hi) || !isfinite(sum->lo))
			return false;
	for (uint32_t i = 0; i < rows->waiting; i++)
		if (!isfinite(rows->row[0][i]) || !isfinite(rows->row[1][i]) || !isfinite(rows->row[2][i]) ||
			!(rows->row[2][i] > 0) || (!rows->weighted && rows->row[2][i] != 1))
			return false;
	return isfinite(r->error_anchor) && isfinite(r->target_anchor) && r->log_anchor > 0 && isfinite(r->log_anchor);
}

/* Can the value, of that many bytes, be read?  The closed form in full; of the open form what arithmetic relies on. */
bool
mreg_regression_check(const MregRegression *r, uint64_t size)
{
	uint8_t flags;

	if (size < sizeof(*r) || r->head.version != MREG_REGRESSION_VERSION || r->head.form > MREG_OPEN)
		return false;
	flags = r->head.flags;
	if (r->head.n < 1 || r->head.n > MREG_MAX_ROWS || flags > (MREG_NO_LOG | MREG_NO_POISSON | MREG_NO_GAMMA) ||
		((flags & MREG_NO_POISSON) && !(flags & MREG_NO_GAMMA)) ||
		!is_range(r->error_min, r->error_max) || !is_range(r->target_min, r->target_max))
		return false;
	if (r->head.form == MREG_OPEN)
		return check_open((const MregRegressionRows *) r, size);
	if (size != sizeof(*r) || !(r->weight.hi > 0))
		return false;
	for (const MregSum *sum = &r->weight; (const double *) sum < &r->error_min; sum++)
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
