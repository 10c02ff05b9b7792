/* curve_read.h: metrics read off a closed score curve, without PostgreSQL. */
#ifndef MREG_CORE_CURVE_READ_H
#define MREG_CORE_CURVE_READ_H

#include "core/curve.h"

/* Rows, or weights, of the two classes. */
typedef struct MregTotals
{
	double pos;
	double neg;
} MregTotals;

/* One bin of a calibration table. */
typedef struct MregBin
{
	double n;    /* rows or weight */
	double pos;  /* of which positive */
	double prob; /* sum of the scores */
} MregBin;

typedef enum MregCriterion
{
	MREG_BY_FBETA,
	MREG_BY_YOUDEN,
	MREG_BY_COST
} MregCriterion;

/* What best_threshold weighs: beta, or the cost of a row of each kind. */
typedef struct MregChoice
{
	MregCriterion criterion;
	double beta;
	double cost_fp;
	double cost_fn;
	double cost_tp;
	double cost_tn;
} MregChoice;

/* DeLong's estimate. */
typedef struct MregDelong
{
	double auc;
	double variance;
	bool has_variance; /* two rows of each class at least */
} MregDelong;

extern MregTotals mreg_curve_totals(const MregCurve *c);
extern bool mreg_curve_auc(const MregCurve *c, double *value);
extern bool mreg_curve_auc_error(const MregCurve *c, double *value);
extern bool mreg_curve_partial_auc(const MregCurve *c, double max_fpr, double *value);
extern bool mreg_curve_average_precision(const MregCurve *c, double *value);
extern bool mreg_curve_log_loss(const MregCurve *c, double *value);
extern bool mreg_curve_log_loss_sum(const MregCurve *c, double *value);
extern bool mreg_curve_brier(const MregCurve *c, double *value);
extern bool mreg_curve_ks(const MregCurve *c, double *value);
extern bool mreg_curve_ks_threshold(const MregCurve *c, double *value);
extern bool mreg_curve_gini(const MregCurve *c, double *value);
extern bool mreg_curve_capture(const MregCurve *c, double share, double *value);
extern bool mreg_curve_best_threshold(const MregCurve *c, const MregChoice *choice, double *value);
extern bool mreg_curve_delong(const MregCurve *c, MregDelong *result);
extern void mreg_curve_bins(const MregCurve *c, const double *edges, uint32_t nbins, MregBin *bins);
extern void mreg_uniform_edges(uint32_t nbins, double *edges);
extern void mreg_calibration_edges(const MregCurve *c, uint32_t nbins, double *edges);
extern bool mreg_calibration_error(const MregBin *bins, uint32_t nbins, int norm, double *value);

#endif /* MREG_CORE_CURVE_READ_H */
