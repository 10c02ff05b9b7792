/* delong.h: two scores of the same rows, compared by their ROC AUC, without PostgreSQL. */
#ifndef MREG_CORE_DELONG_H
#define MREG_CORE_DELONG_H

#include "core/curve.h"

#define MREG_PAIRED_MAGIC UINT32_C(0x4D500001)

/*
 * Rows with two scores, as cap pairs of images: those of negative rows from the start, those of positive ones from
 * the end.
 */
typedef struct MregPaired
{
	int32_t vl_len_; /* varlena header, not touched here */
	uint32_t magic;
	uint32_t cap;
	uint32_t nneg;
	uint32_t npos;
	uint32_t seen; /* bits 0, 1, 2: integer labels -1, 0, 1 */
} MregPaired;

/* AUC of both scores, and the variances and the covariance of these estimates. */
typedef struct MregDelongPair
{
	double auc[2];
	double variance[2];
	double covariance;
	double difference; /* variance of auc[0] - auc[1] */
	bool has_variance;
} MregDelongPair;

extern uint64_t mreg_paired_size(uint64_t cap);
extern void mreg_paired_init(MregPaired *p, uint32_t cap);
extern bool mreg_paired_check(const MregPaired *p, uint64_t size);
extern bool mreg_paired_add(MregPaired *p, uint64_t a, uint64_t b, bool label);
extern bool mreg_paired_append(MregPaired *p, const MregPaired *src);
extern uint64_t mreg_delong_room(const MregPaired *p);
extern bool mreg_delong_compare(const MregPaired *p, uint64_t *room, MregDelongPair *result);

#endif /* MREG_CORE_DELONG_H */
