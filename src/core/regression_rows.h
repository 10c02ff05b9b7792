/* regression_rows.h: what adding rows and closing sums share. */
#ifndef MREG_CORE_REGRESSION_ROWS_H
#define MREG_CORE_REGRESSION_ROWS_H

#include "core/regression.h"

extern void mreg_unit_losses(double y, double d, double p, double *poisson, double *gamma);
extern void mreg_regression_move_anchors(MregRegression *r, double weight, double error, double target);

#endif /* MREG_CORE_REGRESSION_ROWS_H */
