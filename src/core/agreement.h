/* agreement.h: how well truth and prediction agree over all classes at once, without PostgreSQL. */
#ifndef MREG_CORE_AGREEMENT_H
#define MREG_CORE_AGREEMENT_H

#include "core/scores.h"

/* How a disagreement counts by the distance of its two labels. */
typedef enum MregDistance
{
	MREG_UNWEIGHTED,
	MREG_LINEAR,
	MREG_QUADRATIC
} MregDistance;

/* Bytes of work space for a matrix of that many labels. */
static inline size_t
mreg_agreement_worksize(size_t nlabels)
{
	return (nlabels + 1) * 4 * sizeof(double);
}

extern MregScore mreg_matthews(const MregConfusion *c, void *work);
extern MregScore mreg_kappa(const MregConfusion *c, MregDistance distance, const uint32_t *position,
							uint32_t npositions, void *work);
extern MregScore mreg_balanced_accuracy(const MregClass *classes, size_t n, bool adjusted, double *work);

#endif /* MREG_CORE_AGREEMENT_H */
