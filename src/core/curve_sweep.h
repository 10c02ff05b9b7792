/* curve_sweep.h: metrics of overlapping unions of score curves in one sweep over all curves, without PostgreSQL. */
#ifndef MREG_CORE_CURVE_SWEEP_H
#define MREG_CORE_CURVE_SWEEP_H

#include "core/curve_read.h"
#include "core/curve_summary.h"

#define MREG_SWEEP_BINS 15 /* of calibration */
#define MREG_SWEEP_SUMS 4

/* A curve of counts, or a union of such: what needs no order of its rows, then what the sweep finds. */
typedef struct MregUnion
{
	double pos; /* rows of each class */
	double neg;
	bool probabilities; /* of all rows; of none where there are no rows */
	double log_loss;    /* mean, and sum of squared distances from it */
	double log_loss_m2;
	double brier;
	double brier_m2;
	MregBin bins[MREG_SWEEP_BINS];
	double auc_sum;    /* of curves with both classes: AUC by rows, and rows */
	double auc_weight;
	uint32_t most[MREG_DROPPED_MAX + 1]; /* scores of a curve, by the number of low bits that are dropped: at most */
	uint64_t total[MREG_DROPPED_MAX + 1]; /* and of all curves */

	/* what the caller sets before the sweep */
	double center;   /* a number near the AUC, which placements are measured from */
	uint8_t dropped; /* low bits of scores to drop for the groups */
	uint64_t *groups; /* end of the room for total[dropped] groups, which are written from there down */

	uint32_t ngroups;
	double score; /* the last one, whose rows are not counted yet */
	double tie_pos;
	double tie_neg;
	double tp; /* rows that are counted */
	double fp;
	double greatest;
	double part[MREG_SWEEP_SUMS]; /* of the sums, of few scores */
	uint32_t nparts;
	MregSum sum[MREG_SWEEP_SUMS]; /* ordered pairs twice, squared placements of each class, precision */
} MregUnion;

/* Where the sweep is in one curve. */
typedef struct MregSweepCursor
{
	MregPointScan scan;
	MregPoints points;
	uint32_t at;
} MregSweepCursor;

/* A match of a tree of losers: who lost it, with what score. */
typedef struct MregLoser
{
	double key;
	uint32_t curve;
} MregLoser;

/* A sweep over curves; members has nmembers unions for each curve in turn. */
typedef struct MregSweep
{
	const MregCurve *const *curves;
	uint32_t ncurves;
	MregUnion *unions;
	uint32_t nunions;
	const uint32_t *members;
	uint32_t nmembers;
	/* room */
	MregSweepCursor *cursors; /* ncurves */
	MregLoser *losers;   /* ncurves */
} MregSweep;

extern void mreg_union_of(const MregCurve *c, MregUnion *u);
extern uint64_t mreg_union_prepare(MregUnion *u, uint32_t scores, uint8_t dropped);
extern void mreg_union_join(MregUnion *u, const MregUnion *other);
extern void mreg_sweep(MregSweep *sweep);
extern void mreg_union_summary(const MregUnion *u, MregSummary *s);

#endif /* MREG_CORE_CURVE_SWEEP_H */
