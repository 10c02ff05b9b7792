/*
 * regression_rows.c: adding rows to sums over targets and predictions: some at once, so that the arithmetic of rows
 * goes side by side.
 */
#include "core/regression_rows.h"

#include <float.h>
#include <stddef.h>
#include <string.h>

/* Two to the -52, what scikit-learn divides by where a target is smaller. */
#define EPSILON 2.220446049250313e-16

/* For what is done for every row: a call costs more than the work. */
#define ALWAYS_INLINE inline __attribute__((always_inline))

/* Rows that go side by side.  What the compiler makes of it does not show: every row has the same arithmetic. */
#define LANES 4
typedef double Lanes __attribute__((vector_size(LANES * sizeof(double))));
typedef int64_t Mask __attribute__((vector_size(LANES * sizeof(double))));

/* As many sums as lanes. */
typedef struct LaneSum
{
	Lanes hi;
	Lanes lo;
} LaneSum;

static const LaneSum no_rows = { { 0, 0, 0, 0 }, { 0, 0, 0, 0 } };

/* Vectors go by pointer, since what they are passed in differs between processors. */
static ALWAYS_INLINE void
load(Lanes *x, const double *from)
{
	memcpy(x, from, sizeof(*x));
}

static ALWAYS_INLINE void
store(double *to, const Lanes *x)
{
	memcpy(to, x, sizeof(*x));
}

static ALWAYS_INLINE void
spread(Lanes *x, double value)
{
	*x = (Lanes) { value, value, value, value };
}

/* mask ? a : b, mask ? a : 0, |a|; is it so in any lane? */
#define CHOOSE(mask, a, b) ((Lanes) (((Mask) (a) & (mask)) | ((Mask) (b) & ~(mask))))
#define KEEP(mask, a) ((Lanes) ((mask) & (Mask) (a)))
#define ABSOLUTE(a) KEEP(INT64_MAX, a)
#define ANY(mask) (((mask)[0] | (mask)[1] | (mask)[2] | (mask)[3]) != 0)

/* a b as hi + lo, as mreg_two_product without fma. */
static ALWAYS_INLINE void
lanes_product(Lanes *hi, Lanes *lo, const Lanes *a, const Lanes *b)
{
	const double split = 134217729.0; /* 2^27 + 1 */
	Lanes p = *a * *b;
	Lanes c = split * *a;
	Lanes ah = c - (c - *a);
	Lanes al = *a - ah;
	Lanes bh;
	Lanes bl;

	c = split * *b;
	bh = c - (c - *b);
	bl = *b - bh;
	*hi = p;
	*lo = ((ah * bh - p) + ah * bl + al * bh) + al * bl;
}

/* Adds hi + lo. */
static ALWAYS_INLINE void
lanes_add(LaneSum *sum, const Lanes *hi, const Lanes *lo)
{
	Lanes s = sum->hi + *hi;
	Lanes t = s - sum->hi;

	sum->lo += (sum->hi - (s - t)) + (*hi - t) + *lo;
	sum->hi = s;
}

/* Adds w x, w only where weighted. */
static ALWAYS_INLINE void
lanes_add_term(LaneSum *sum, const Lanes *x, const Lanes *w, bool weighted)
{
	Lanes hi = *x;
	Lanes lo = { 0, 0, 0, 0 };

	if (weighted)
		lanes_product(&hi, &lo, w, x);
	lanes_add(sum, &hi, &lo);
}

/* Adds w (x - anchor)^2. */
static ALWAYS_INLINE void
lanes_add_square(LaneSum *sum, const Lanes *x, double anchor, const Lanes *w, bool weighted)
{
	Lanes s = *x - anchor;
	Lanes t = s - *x;
	Lanes e = (*x - (s - t)) + (-anchor - t);
	Lanes hi;
	Lanes lo;

	lanes_product(&hi, &lo, &s, &s);
	lo += 2 * s * e;
	if (weighted)
	{
		Lanes p;
		Lanes q;

		lanes_product(&p, &q, w, &hi);
		lo = q + *w * lo;
		hi = p;
	}
	lanes_add(sum, &hi, &lo);
}

/* Lanes of every sum of a MregRegression, in its order. */
#define SUMS ((offsetof(MregRegression, error_min) - offsetof(MregRegression, weight)) / sizeof(MregSum))
#define LOG_SUMS ((offsetof(MregRegression, error_min) - offsetof(MregRegression, squared_log)) / sizeof(MregSum))
#define LANES_OF(lanes, member) \
	(&(lanes)[(offsetof(MregRegression, member) - offsetof(MregRegression, weight)) / sizeof(MregSum)])

/* Adds the lanes of four sums to them, the same lane of all at once. */
static ALWAYS_INLINE void
gather_four(MregSum *sum, const LaneSum *x)
{
	LaneSum total = { { sum[0].hi, sum[1].hi, sum[2].hi, sum[3].hi }, { sum[0].lo, sum[1].lo, sum[2].lo, sum[3].lo } };

	for (int k = 0; k < LANES; k++)
	{
		Lanes hi = { x[0].hi[k], x[1].hi[k], x[2].hi[k], x[3].hi[k] };
		Lanes lo = { x[0].lo[k], x[1].lo[k], x[2].lo[k], x[3].lo[k] };

		lanes_add(&total, &hi, &lo);
	}
	for (int i = 0; i < 4; i++)
		sum[i] = (MregSum) { total.hi[i], total.lo[i] };
}

/* Adds the lanes of so many sums to them. */
static ALWAYS_INLINE void
gather(MregSum *sum, const LaneSum *lanes, size_t n)
{
	size_t i = 0;

	for (; i + 4 <= n; i += 4)
		gather_four(&sum[i], &lanes[i]);
	for (; i < n; i++)
		for (int k = 0; k < LANES; k++)
			mreg_sum_add_pair(&sum[i], (MregSum) { lanes[i].hi[k], lanes[i].lo[k] });
}

/* ln(1 + x) for x not near -1, by the logarithm of the sum and what rounding took from it: as good as log1p, faster. */
static inline double
log_of_one_and(double x)
{
	double u = 1 + x;

	return log(u) + (x - (u - 1)) / u;
}

/* Adds w x. */
static inline void
add_term(MregSum *sum, double x, double w)
{
	mreg_sum_add_pair(sum, mreg_two_product(w, x));
}

/* Adds w (ln(1 + y) - ln(1 + p))^2, by one logarithm of a number of 1 or above, which loses nothing. */
static inline void
add_squared_log(MregRegression *r, double y, double p, double w)
{
	double least = y < p ? y : p;
	double ratio = fabs(y - p) / (1 + least);
	double log_ratio = isfinite(ratio) ? log_of_one_and(ratio) : fabs(log1p(y) - log1p(p));

	add_term(&r->squared_log, log_ratio * log_ratio, w);
}

/* Coefficients of the losses of Poisson and gamma near their zero. */
static const double poisson_series[] = { 1 / 2.0, 1 / 6.0, 1 / 12.0, 1 / 20.0, 1 / 30.0, 1 / 42.0 };
static const double gamma_series[] = { 1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0, 1 / 6.0, 1 / 7.0 };

/* Where |d / p| is below, the series are taken, since the differences would cancel; beyond the other, y / p. */
#define NEAR 0x1p-10
#define FAR (-0.9375)

/* A row whose weighted target is below, or whose weighted loss is not, has no gamma: it would leave its range. */
#define LEAST_TARGET 0x1p-960
#define MOST_GAMMA 0x1p900

/* c[0] - c[1] x + c[2] x^2 - ... - c[5] x^5 */
static inline double
series(double x, const double *c)
{
	double sum = c[5];

	for (int k = 4; k >= 0; k--)
		sum = c[k] - x * sum;
	return sum;
}

/* The losses of Poisson, y ln(y / p) - d, and gamma, d / p - ln(y / p), for d = y - p, y > 0 and p > 0. */
void
mreg_unit_losses(double y, double d, double p, double *poisson, double *gamma)
{
	double x = d / p;
	double logged;

	if (fabs(x) < NEAR)
	{
		*poisson = p * (x * x * series(x, poisson_series));
		*gamma = x * x * series(x, gamma_series);
		return;
	}
	if (x > FAR && isfinite(x))
		logged = log_of_one_and(x);
	else if (y / p > 0 && isfinite(y / p))
		logged = log(y / p);
	else
		logged = log(y) - log(p);
	*poisson = y * logged - d;
	*gamma = x - logged;
}

/* Adds the losses of Poisson and gamma, and those of the anchor as a prediction. */
static void
add_deviances(MregRegression *r, double y, double p, double w)
{
	double poisson = p;
	double gamma = 0;
	double poisson_anchor = r->log_anchor;
	double gamma_anchor = 0;

	if (y > 0)
	{
		mreg_unit_losses(y, y - p, p, &poisson, &gamma);
		mreg_unit_losses(y, y - r->log_anchor, r->log_anchor, &poisson_anchor, &gamma_anchor);
	}
	add_term(&r->poisson, poisson, w);
	add_term(&r->poisson_mean, poisson_anchor, w);
	if (w * y < LEAST_TARGET || !(w * (gamma + gamma_anchor) < MOST_GAMMA))
		r->head.flags |= MREG_NO_GAMMA;
	if (r->head.flags & MREG_NO_GAMMA)
		return;
	add_term(&r->gamma, gamma, w);
	add_term(&r->gamma_mean, gamma_anchor, w);
}

/* Adds the losses with logarithms row by row, since for some row one of them is not defined or is extreme. */
static void
add_logs_one_by_one(MregRegression *r, const MregRow *row, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
	{
		double y = row[0][i];
		double p = row[1][i];
		double w = row[2][i];

		if (w == 0)
			continue;
		if (!(y > -1 && p > -1))
			r->head.flags |= MREG_NO_LOG;
		if (!(y >= 0 && p > 0))
			r->head.flags |= MREG_NO_POISSON | MREG_NO_GAMMA;
		if (!(r->head.flags & MREG_NO_LOG))
			add_squared_log(r, y, p, w);
		if (!(r->head.flags & MREG_NO_POISSON))
			add_deviances(r, y, p, w);
	}
}

/* What the losses of some rows are made of: d / p, d / anchor, and logarithms, in three times as many numbers. */
typedef struct LogWork
{
	double x[2][MREG_ROWS];       /* (y - p) / p, (y - anchor) / anchor */
	double logs[3][MREG_ROWS];    /* of 1 + x or what stands for it; of (1 + y) / (1 + p) or its inverse */
	double taken[3][MREG_ROWS];   /* what rounding took from these logarithms */
} LogWork;

/* Prepares ln(y / p); false in *plain where it needs care. */
static ALWAYS_INLINE void
prepare_ratio(double *x, double *argument, double *taken, const Lanes *y, const Lanes *p,
			  const Mask *zero, Mask *plain)
{
	const Lanes one = { 1, 1, 1, 1 };
	Lanes ratio = (*y - *p) / *p;
	Lanes u = 1 + ratio;
	Lanes t = (ratio - (u - 1)) / u;
	Mask far = ratio <= FAR;

	if (ANY(far))
	{
		Lanes quotient = *y / *p;

		u = CHOOSE(far, quotient, u);
	}
	u = CHOOSE(*zero, one, u);
	t = KEEP(~(far | *zero), t);
	*plain &= (u >= 0x1p-500) & (u <= 0x1p500);
	store(x, &ratio);
	store(argument, &u);
	store(taken, &t);
}

/* Prepares the logarithms of some rows; false where a row needs care. */
static ALWAYS_INLINE bool
prepare_logs(LogWork *work, MregRegression *r, const MregRow *row, uint32_t n)
{
	Mask plain = { -1, -1, -1, -1 };
	Mask zeros = { 0, 0, 0, 0 };
	Lanes anchor;

	spread(&anchor, r->log_anchor);
	for (uint32_t i = 0; i < n; i += LANES)
	{
		Lanes y;
		Lanes p;
		Lanes w;
		Lanes ratio;
		Lanes u;
		Lanes t;
		Mask zero;

		load(&y, &row[0][i]);
		load(&p, &row[1][i]);
		load(&w, &row[2][i]);
		zero = y == 0;
		zeros |= zero;
		plain &= (zero | (w * y >= LEAST_TARGET) | (w == 0)) & (y >= 0) & (p > 0) & (w <= 0x1p300);
		prepare_ratio(&work->x[0][i], &work->logs[0][i], &work->taken[0][i], &y, &p, &zero, &plain);
		prepare_ratio(&work->x[1][i], &work->logs[1][i], &work->taken[1][i], &y, &anchor, &zero, &plain);
		t = y - p;
		ratio = ABSOLUTE(t);
		u = CHOOSE(y < p, y, p);
		ratio /= 1 + u;
		u = 1 + ratio;
		t = (ratio - (u - 1)) / u;
		plain &= u <= 0x1p500;
		store(&work->logs[2][i], &u);
		store(&work->taken[2][i], &t);
	}
	plain = ~plain;
	if (ANY(plain))
		return false;
	if (ANY(zeros))
		r->head.flags |= MREG_NO_GAMMA;
	return true;
}

/* The losses of some rows and the prediction p; see mreg_unit_losses. */
static ALWAYS_INLINE void
lanes_losses(const Lanes *y, const Lanes *p, const double *ratio, const double *logs, const double *taken,
			 Lanes *poisson, Lanes *gamma)
{
	Lanes x;
	Lanes logged;
	Lanes size;
	Lanes t;
	Mask is_near;

	load(&x, ratio);
	load(&logged, logs);
	load(&t, taken);
	logged += t;
	size = ABSOLUTE(x);
	is_near = size < NEAR;
	*poisson = *y * logged - (*y - *p);
	*gamma = x - logged;
	if (ANY(is_near))
	{
		Lanes a;
		Lanes b;

		spread(&a, poisson_series[5]);
		spread(&b, gamma_series[5]);
		for (int k = 4; k >= 0; k--)
		{
			a = poisson_series[k] - x * a;
			b = gamma_series[k] - x * b;
		}
		a = *p * (x * x * a);
		b = x * x * b;
		*poisson = CHOOSE(is_near, a, *poisson);
		*gamma = CHOOSE(is_near, b, *gamma);
	}
}

/* Writes the lanes of the losses with logarithms; false where it added the rows one by one instead. */
static ALWAYS_INLINE bool
add_logs(MregRegression *r, LaneSum *lanes, const MregRow *row, uint32_t n, bool weighted)
{
	LogWork work;
	LaneSum squared = no_rows;
	LaneSum poissons[2] = { no_rows, no_rows };
	LaneSum gammas[2] = { no_rows, no_rows };
	Lanes anchor;

	if (!prepare_logs(&work, r, row, n))
	{
		add_logs_one_by_one(r, row, n);
		return false;
	}
	for (int k = 0; k < 3; k++)
		for (uint32_t i = 0; i < n; i++)
			work.logs[k][i] = log(work.logs[k][i]);
	spread(&anchor, r->log_anchor);
	for (uint32_t i = 0; i < n; i += LANES)
	{
		Lanes y;
		Lanes p;
		Lanes w;
		Lanes logged;
		Lanes t;

		load(&y, &row[0][i]);
		load(&p, &row[1][i]);
		load(&w, &row[2][i]);
		load(&logged, &work.logs[2][i]);
		load(&t, &work.taken[2][i]);
		logged += t;
		logged *= logged;
		lanes_add_term(&squared, &logged, &w, weighted);
		for (int k = 0; k < 2; k++)
		{
			Lanes poisson;
			Lanes gamma;

			lanes_losses(&y, k == 0 ? &p : &anchor, &work.x[k][i], &work.logs[k][i], &work.taken[k][i], &poisson,
						 &gamma);
			lanes_add_term(&poissons[k], &poisson, &w, weighted);
			lanes_add_term(&gammas[k], &gamma, &w, weighted);
		}
	}
	*LANES_OF(lanes, squared_log) = squared;
	*LANES_OF(lanes, poisson) = poissons[0];
	*LANES_OF(lanes, poisson_mean) = poissons[1];
	*LANES_OF(lanes, gamma) = gammas[0];
	*LANES_OF(lanes, gamma_mean) = gammas[1];
	return true;
}

/* Widens a range to that of some lanes. */
static ALWAYS_INLINE void
widen(double *least, double *most, const Lanes *lanes_least, const Lanes *lanes_most)
{
	for (int k = 0; k < LANES; k++)
	{
		if ((*lanes_least)[k] < *least)
			*least = (*lanes_least)[k];
		if ((*lanes_most)[k] > *most)
			*most = (*lanes_most)[k];
	}
}

/* Adds to two sums: of x where it is 0 or above, of -x where it is below 0. */
static ALWAYS_INLINE void
add_parts(LaneSum *parts, const Lanes *x, const Lanes *w, bool weighted)
{
	Lanes size;
	Lanes part;
	Mask below = *x < 0;

	size = ABSOLUTE(*x);
	part = KEEP(~below, size);
	lanes_add_term(&parts[0], &part, w, weighted);
	part = KEEP(below, size);
	lanes_add_term(&parts[1], &part, w, weighted);
}

/* Adds what depends on the errors. */
static ALWAYS_INLINE void
add_errors(MregRegression *r, LaneSum *lanes, const MregRow *row, uint32_t n, bool weighted)
{
	LaneSum parts[2] = { no_rows, no_rows };
	LaneSum m2 = no_rows;
	LaneSum percentage = no_rows;
	LaneSum symmetric = no_rows;
	Lanes least;
	Lanes most;

	spread(&least, row[0][0] - row[1][0]);
	most = least;
	for (uint32_t i = 0; i < n; i += LANES)
	{
		Lanes y;
		Lanes p;
		Lanes w;
		Lanes d;
		Lanes size;
		Lanes y_size;
		Lanes both;
		Lanes t;

		load(&y, &row[0][i]);
		load(&p, &row[1][i]);
		load(&w, &row[2][i]);
		d = y - p;
		least = CHOOSE(d < least, d, least);
		most = CHOOSE(d > most, d, most);
		add_parts(parts, &d, &w, weighted);
		lanes_add_square(&m2, &d, r->error_anchor, &w, weighted);
		size = ABSOLUTE(d);
		y_size = ABSOLUTE(y);
		both = ABSOLUTE(p);
		both += y_size;
		spread(&t, EPSILON);
		y_size = CHOOSE(y_size > t, y_size, t);
		t = size / y_size;
		lanes_add_term(&percentage, &t, &w, weighted);
		/* where both are 0, so is the error */
		spread(&t, 1);
		both = CHOOSE(both > 0, both, t);
		t = 2 * size / both;
		lanes_add_term(&symmetric, &t, &w, weighted);
	}
	*LANES_OF(lanes, error[0]) = parts[0];
	*LANES_OF(lanes, error[1]) = parts[1];
	*LANES_OF(lanes, error_m2) = m2;
	*LANES_OF(lanes, percentage) = percentage;
	*LANES_OF(lanes, symmetric) = symmetric;
	widen(&r->error_min, &r->error_max, &least, &most);
}

/* Adds what depends on the targets alone, and the weights. */
static ALWAYS_INLINE void
add_targets(MregRegression *r, LaneSum *lanes, const MregRow *row, uint32_t n, bool weighted)
{
	LaneSum parts[2] = { no_rows, no_rows };
	LaneSum m2 = no_rows;
	LaneSum weight = no_rows;
	Lanes least;
	Lanes most;

	spread(&least, row[0][0]);
	most = least;
	for (uint32_t i = 0; i < n; i += LANES)
	{
		const Lanes none = { 0, 0, 0, 0 };
		Lanes y;
		Lanes w;

		load(&y, &row[0][i]);
		load(&w, &row[2][i]);
		least = CHOOSE(y < least, y, least);
		most = CHOOSE(y > most, y, most);
		add_parts(parts, &y, &w, weighted);
		lanes_add_square(&m2, &y, r->target_anchor, &w, weighted);
		if (weighted)
			lanes_add(&weight, &w, &none);
	}
	*LANES_OF(lanes, target[0]) = parts[0];
	*LANES_OF(lanes, target[1]) = parts[1];
	*LANES_OF(lanes, target_m2) = m2;
	if (!weighted)
		weight.hi[0] = n;
	*LANES_OF(lanes, weight) = weight;
	widen(&r->target_min, &r->target_max, &least, &most);
}

/* Adds n rows, a multiple of LANES; those of weight 0 are repeats of the first. */
static ALWAYS_INLINE void
add_rows(MregRegression *r, const MregRow *row, uint32_t n, bool weighted)
{
	LaneSum lanes[SUMS];
	bool logs = (r->head.flags & MREG_NO_POISSON) == 0;

	add_errors(r, lanes, row, n, weighted);
	add_targets(r, lanes, row, n, weighted);
	if (logs)
		logs = add_logs(r, lanes, row, n, weighted);
	else if (!(r->head.flags & MREG_NO_LOG))
		add_logs_one_by_one(r, row, n);
	gather(&r->weight, lanes, logs ? SUMS : SUMS - LOG_SUMS);
}

typedef void (*AddRows)(MregRegression *r, const MregRow *row, uint32_t n);

#define ADD_ROWS(name, attribute, weighted)                       \
	attribute static void                                         \
		name(MregRegression *r, const MregRow *row, uint32_t n) \
	{                                                             \
		add_rows(r, row, n, weighted);                            \
	}

ADD_ROWS(add_equal_rows, , false)
ADD_ROWS(add_weighted_rows, , true)

/* The same, for processors with wider registers. */
#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2")))
ADD_ROWS(add_equal_rows_wide, WIDE, false)
ADD_ROWS(add_weighted_rows_wide, WIDE, true)
#endif

/* The function for this processor. */
static inline AddRows
best_add_rows(bool weighted)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2"))
		return weighted ? add_weighted_rows_wide : add_equal_rows_wide;
#endif
	return weighted ? add_weighted_rows : add_equal_rows;
}

/* Are all sums numbers? */
static inline bool
in_range(const MregRegression *r)
{
	bool good = true;

	for (const MregSum *sum = &r->weight; (const double *) sum < &r->error_min; sum++)
		good &= (fabs(sum->hi) <= DBL_MAX) & (fabs(sum->lo) <= DBL_MAX);
	return good;
}

/* Sum of the weighted targets, or errors, of n rows. */
static inline double
sum_of_rows(const MregRow *row, uint32_t n, bool errors)
{
	double sum[LANES] = { 0, 0, 0, 0 };

	for (uint32_t i = 0; i < n; i += LANES)
		for (int k = 0; k < LANES; k++)
			sum[k] += row[2][i + k] * (errors ? row[0][i + k] - row[1][i + k] : row[0][i + k]);
	return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/* Sum of the weights of n rows. */
static inline double
sum_of_weights(const MregRow *row, uint32_t n)
{
	double sum = 0;

	for (uint32_t i = 0; i < n; i++)
		sum += row[2][i];
	return sum;
}

/* Adds the rows that wait to the sums; false where a sum leaves the range of its type. */
bool
mreg_regression_add_waiting(MregRegressionRows *r)
{
	MregRegression *sums = &r->sums;
	uint32_t n = (r->waiting + LANES - 1) / LANES * LANES;
	bool weighted = r->weighted || n != r->waiting;
	const MregRow *row = (const MregRow *) r->row;
	double weight;
	double target;

	if (r->waiting == 0)
		return true;
	for (uint32_t i = r->waiting; i < n; i++)
	{
		r->row[0][i] = r->row[0][0];
		r->row[1][i] = r->row[1][0];
		r->row[2][i] = 0;
	}
	weight = weighted ? sum_of_weights(row, n) : n;
	target = sum_of_rows(row, n, false);
	/* when weights have doubled, or the sum of the targets has, whose logarithms count */
	if (sums->weight.hi + weight >= sums->next_anchor ||
		(!(sums->head.flags & MREG_NO_POISSON) && target > sums->weight.hi * sums->log_anchor))
		mreg_regression_move_anchors(sums, weight, sum_of_rows(row, n, true), target);
	if (sums->weight.hi == 0)
	{
		sums->error_min = sums->error_max = r->row[0][0] - r->row[1][0];
		sums->target_min = sums->target_max = r->row[0][0];
	}
	best_add_rows(weighted)(sums, row, n);
	r->waiting = 0;
	r->weighted = false;
	return in_range(sums);
}

/* Makes r the open form of no row; its header is the caller's. */
void
mreg_regression_start(MregRegressionRows *r)
{
	int32_t header = r->sums.head.vl_len_;

	memset(r, 0, sizeof(*r));
	r->sums.head.vl_len_ = header;
	r->sums.head.version = MREG_REGRESSION_VERSION;
	r->sums.head.form = MREG_OPEN;
	r->sums.log_anchor = 1;
}
