/* curve_summary.h: all metrics of a score curve at once, and smaller curves, without PostgreSQL. */
#ifndef MREG_CORE_CURVE_SUMMARY_H
#define MREG_CORE_CURVE_SUMMARY_H

#include "core/curve.h"

/* Metrics and the standard errors of some; NaN where undefined. */
typedef struct MregSummary
{
	double pos; /* rows of each class */
	double neg;
	double auc;
	double auc_error; /* after DeLong */
	double average_precision;
	double ks;
	double log_loss; /* NaN, as the next three, where scores are no probabilities */
	double log_loss_error;
	double brier;
	double brier_error;
} MregSummary;

extern void mreg_curve_summary(const MregCurve *c, bool ranks, MregSummary *s);
extern void mreg_curve_left(const MregCurve *c, uint32_t *left);
extern uint8_t mreg_curve_bits_to_drop(const MregCurve *c, uint32_t most);
extern uint32_t mreg_curve_gather(const MregCurve *c, uint8_t dropped, uint64_t *groups);

#endif /* MREG_CORE_CURVE_SUMMARY_H */
