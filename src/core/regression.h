/* regression.h: sums over targets and predictions, and the metrics read off them, without PostgreSQL. */
#ifndef MREG_CORE_REGRESSION_H
#define MREG_CORE_REGRESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "core/scores.h"
#include "core/sum.h"

#define MREG_REGRESSION_VERSION 1
#define MREG_INTERVALS_VERSION 1

/* No value stands for more rows; from here no scan comes near the end of the range. */
#define MREG_MAX_ROWS (INT64_C(1) << 62)

/* Bits of MregRecord.flags of a regression: rows for which a loss is not defined were among those added. */
#define MREG_NO_LOG 1     /* a target or prediction of -1 or below */
#define MREG_NO_POISSON 2 /* a target below 0, or a prediction of 0 or below */
#define MREG_NO_GAMMA 4   /* a target or prediction of 0 or below, or too near it */

/* What every value of fixed size begins with. */
typedef struct MregRecord
{
	int32_t vl_len_; /* varlena header, not touched here */
	uint8_t version;
	uint8_t form; /* MREG_CLOSED or MREG_OPEN */
	uint8_t flags;
	uint8_t unused;
	int64_t n; /* rows */
} MregRecord;

/*
 * Sums over rows with the error d = y_true - y_pred and the weight w.  c is the mean in the closed form, and an anchor
 * near it in the open form, where rows can be added without knowing the mean.
 */
typedef struct MregRegression
{
	MregRecord head;
	MregSum weight;
	MregSum error[2];      /* of w |d| where d >= 0, where d < 0 */
	MregSum target[2];     /* of w |y| where y >= 0, where y < 0 */
	MregSum error_m2;      /* of w (d - c)^2 */
	MregSum target_m2;     /* of w (y - c)^2 */
	MregSum percentage;    /* of w |d| / max(|y|, 2^-52) */
	MregSum symmetric;     /* of w 2 |d| / (|y| + |y_pred|) */
	MregSum squared_log;   /* of w (ln(1 + y) - ln(1 + y_pred))^2 */
	MregSum poisson;       /* of w (y ln(y / y_pred) - d), half a deviance */
	MregSum gamma;         /* of w (d / y_pred - ln(y / y_pred)) */
	MregSum poisson_mean;  /* the same for the constant prediction c */
	MregSum gamma_mean;
	double error_min;
	double error_max;
	double target_min;
	double target_max;
	/* open form only, else 0 */
	double error_anchor;
	double target_anchor;
	double log_anchor;  /* target_anchor if above 0, else 1 */
	double next_anchor; /* weight at which the anchors move to the means */
} MregRegression;

/* How many rows are added at once. */
#define MREG_ROWS 32
typedef double MregRow[MREG_ROWS];

/* The open form: sums, and rows that wait to be added to them; the head counts all. */
typedef struct MregRegressionRows
{
	MregRegression sums;
	uint32_t waiting;
	uint32_t weighted; /* is there a weight among theirs that is not 1? */
	MregRow row[3];    /* targets, predictions, weights */
} MregRegressionRows;

/* Sums over rows with a lower and an upper bound.  The open form differs in that its pairs are not normal. */
typedef struct MregIntervals
{
	MregRecord head;
	MregSum weight;
	MregSum below;     /* of w where y < lower */
	MregSum above;     /* of w where y > upper */
	MregSum width;     /* of w (upper - lower) */
	MregSum shortfall; /* of w (lower - y) where y < lower */
	MregSum excess;    /* of w (y - upper) where y > upper */
} MregIntervals;

/* False where a sum leaves the range of its type, which shows once rows are added; the value is then of no use. */
extern void mreg_regression_start(MregRegressionRows *r);
extern void mreg_regression_open(MregRegressionRows *r, const MregRegression *closed);
extern bool mreg_regression_add_waiting(MregRegressionRows *r);
extern bool mreg_regression_merge(MregRegression *into, const MregRegression *r);
extern bool mreg_regression_close(const MregRegression *r, MregRegression *into);
extern bool mreg_regression_check(const MregRegression *r, uint64_t size);

/* Adds a row of finite numbers with a weight above 0. */
static inline bool
mreg_regression_row(MregRegressionRows *r, double y_true, double y_pred, double weight)
{
	uint32_t i = r->waiting++;

	r->row[0][i] = y_true;
	r->row[1][i] = y_pred;
	r->row[2][i] = weight;
	r->weighted |= weight != 1;
	r->sums.head.n++;
	return i + 1 < MREG_ROWS || mreg_regression_add_waiting(r);
}

extern double mreg_mae(const MregRegression *r);
extern double mreg_mse(const MregRegression *r);
extern double mreg_mape(const MregRegression *r);
extern MregScore mreg_wape(const MregRegression *r);
extern double mreg_smape(const MregRegression *r);
extern double mreg_msle(const MregRegression *r);
extern double mreg_bias(const MregRegression *r);
extern double mreg_pinball(const MregRegression *r, double alpha);
extern double mreg_largest_error(const MregRegression *r);
extern MregScore mreg_r2(const MregRegression *r, bool force_finite);
extern MregScore mreg_adjusted_r2(const MregRegression *r, double predictors);
extern MregScore mreg_explained_variance(const MregRegression *r, bool force_finite);
extern double mreg_tweedie_deviance(const MregRegression *r, int power);
extern MregScore mreg_d2_tweedie(const MregRegression *r, int power);

extern void mreg_intervals_start(MregIntervals *v);
extern bool mreg_intervals_row(MregIntervals *v, double y_true, double lower, double upper, double weight);
extern bool mreg_intervals_merge(MregIntervals *into, const MregIntervals *v);
extern bool mreg_intervals_close(const MregIntervals *v, MregIntervals *into);
extern bool mreg_intervals_check(const MregIntervals *v, uint64_t size);
extern double mreg_coverage(const MregIntervals *v);
extern double mreg_width(const MregIntervals *v);
extern double mreg_winkler(const MregIntervals *v, double alpha);

extern double mreg_median(double *values, uint64_t n);
extern double mreg_weighted_median(double *pairs, uint64_t n);

#endif /* MREG_CORE_REGRESSION_H */
