/* scores.h: precision, recall, F and their relatives, of classes and averages, without PostgreSQL. */
#ifndef MREG_CORE_SCORES_H
#define MREG_CORE_SCORES_H

#include "core/confusion.h"

typedef enum MregMetric
{
	MREG_PRECISION,
	MREG_RECALL,
	MREG_FBETA,
	MREG_JACCARD,
	MREG_SPECIFICITY,
	MREG_NEGATIVE_PREDICTIVE_VALUE,
	MREG_FALSE_POSITIVE_RATE,
	MREG_FALSE_NEGATIVE_RATE,
	MREG_FALSE_DISCOVERY_RATE,
	MREG_FALSE_OMISSION_RATE,
	MREG_POSITIVE_LIKELIHOOD_RATIO,
	MREG_NEGATIVE_LIKELIHOOD_RATIO,
	MREG_PREVALENCE,
	MREG_INFORMEDNESS,
	MREG_MARKEDNESS
} MregMetric;

typedef enum MregAverage
{
	MREG_BINARY,
	MREG_MICRO,
	MREG_MACRO,
	MREG_WEIGHTED_AVERAGE,
	MREG_SAMPLES
} MregAverage;

/*
 * What a class contributes: true positives, rows that are it, rows predicted as it, rows that are neither, and the
 * false positives and negatives, which differences of the others would not give to the last digit.
 */
typedef struct MregClass
{
	double tp;
	double t;
	double p;
	double tn;
	double fp;
	double fn;
} MregClass;

/* An undefined ratio: NULL, or the value that stands for it. */
typedef struct MregZeroDivision
{
	bool is_null;
	double value;
} MregZeroDivision;

/* A score, or none. */
typedef struct MregScore
{
	bool is_null;
	double value;
} MregScore;

static inline MregScore
mreg_defined(double value)
{
	return (MregScore) { false, value };
}

extern void mreg_class_sums(const MregConfusion *c, MregClass *classes);
extern void mreg_totals(const MregConfusion *c, double *total, double *correct);
extern double mreg_wrong(const MregConfusion *c);
extern MregClass mreg_all_labels(const MregConfusion *rows, uint32_t nlabels);
extern double mreg_pairwise_sum(const double *a, size_t n);
extern MregScore mreg_class_score(MregMetric metric, double beta, const MregClass *k, MregZeroDivision zero_division);
extern MregScore mreg_average_score(MregMetric metric, double beta, MregAverage average, const MregClass *classes,
									size_t n, MregZeroDivision zero_division, double *work);
extern MregScore mreg_samples_score(MregMetric metric, double beta, const MregConfusion *rows,
									MregZeroDivision zero_division);

#endif /* MREG_CORE_SCORES_H */
