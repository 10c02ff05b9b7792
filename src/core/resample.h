/* resample.h: random counts for the bootstrap, the same on every platform, without PostgreSQL. */
#ifndef MREG_CORE_RESAMPLE_H
#define MREG_CORE_RESAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* xoshiro256** of Blackman and Vigna, seeded by splitmix64. */
typedef struct MregRandom
{
	uint64_t s[4];
} MregRandom;

/* A binomial of any number of trials: p is at most 1/2, mirrored where that is of the failures. */
typedef struct MregTrial
{
	double p;
	bool mirrored;
	double ratio; /* p / (1 - p) */
	double log_q; /* ln(1 - p) */
} MregTrial;

extern void mreg_random_seed(MregRandom *random, int64_t seed);
extern uint64_t mreg_random_next(MregRandom *random);
extern double mreg_random_uniform(MregRandom *random);
extern int64_t mreg_random_binomial(MregRandom *random, int64_t n, double p);
extern void mreg_multinomial_plan(const int64_t *counts, size_t ncounts, int64_t total, MregTrial *trials);
extern void mreg_random_multinomial(MregRandom *random, const MregTrial *trials, size_t ncounts, int64_t total,
									int64_t *drawn);
extern double mreg_sorted_quantile(const double *a, size_t n, double q);

#endif /* MREG_CORE_RESAMPLE_H */
