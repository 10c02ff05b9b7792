/* drift.h: how far two distributions are apart, without PostgreSQL. */
#ifndef MREG_CORE_DRIFT_H
#define MREG_CORE_DRIFT_H

#include "core/distribution.h"

/* Sorts of bucket, in the order in which they are listed. */
typedef enum MregBucketKind
{
	MREG_UNDER,
	MREG_BIN,
	MREG_OVER,
	MREG_CATEGORY,
	MREG_OTHER,
	MREG_NAN,
	MREG_NULL
} MregBucketKind;

/* One bucket of two distributions, or of one: then the second count is 0. */
typedef struct MregBucket
{
	int64_t n[2];
	uint32_t index; /* of the count in a numeric distribution, of the item of a category */
	uint8_t side;   /* the distribution that has the item */
	uint8_t kind;
} MregBucket;

/* Buckets and their sums. */
typedef struct MregBuckets
{
	const MregDistribution *of[2];
	MregBucket *list;
	uint32_t n;
	uint32_t used;    /* those that are not empty on both sides */
	int64_t total[2]; /* all rows */
	int64_t valid[2]; /* rows with a value: without NULL and NaN */
} MregBuckets;

typedef struct MregChi2
{
	double statistic;
	int64_t df;
	double p_value;
} MregChi2;

/* One row of a table of weights of evidence. */
typedef struct MregEvidence
{
	double good_share;
	double bad_share;
	double woe;
	double iv;
} MregEvidence;

/* Two closed distributions of one kind and the same edges, or one and NULL; list has mreg_bucket_room entries. */
extern uint64_t mreg_bucket_room(const MregDistribution *a, const MregDistribution *b);
extern void mreg_align(MregBuckets *buckets, const MregDistribution *a, const MregDistribution *b, MregBucket *list);

/* NaN where undefined, that is where either side has no row that counts. */
extern double mreg_drift_psi(const MregBuckets *buckets, double smoothing);
extern double mreg_drift_kl_divergence(const MregBuckets *buckets, double smoothing, double base);
extern double mreg_drift_js_divergence(const MregBuckets *buckets, double base);
extern double mreg_drift_hellinger(const MregBuckets *buckets);
extern double mreg_drift_total_variation(const MregBuckets *buckets);
extern double mreg_drift_l_infinity(const MregBuckets *buckets);
extern bool mreg_drift_chi2_test(const MregBuckets *buckets, bool correction, MregChi2 *result);
extern double mreg_drift_psi_critical(double n, double m, double bins, double alpha);
extern MregEvidence mreg_drift_evidence(const MregBuckets *buckets, uint32_t k, double smoothing);

/* For numbers: kind MREG_NUMERIC, or integers of which none is counted as another. */
extern double mreg_drift_ks_distance(const MregBuckets *buckets);
extern double mreg_drift_ks_limit(const MregBuckets *buckets, double distance);
extern int64_t mreg_drift_ks_steps(const MregBuckets *buckets, double distance);
extern double mreg_drift_wasserstein(const MregBuckets *buckets);
extern double mreg_drift_mean(const MregBuckets *buckets);
extern bool mreg_drift_quantile(const MregBuckets *buckets, double q, double *value);

#endif /* MREG_CORE_DRIFT_H */
