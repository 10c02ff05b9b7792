/* probabilities.h: rows of a true class and the probabilities of all classes, without PostgreSQL. */
#ifndef MREG_CORE_PROBABILITIES_H
#define MREG_CORE_PROBABILITIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/curve_read.h"
#include "mreg.h"

#define MREG_COLUMNS_MIN 2
#define MREG_COLUMNS_MAX 32768

/* The rows of one true class. */
typedef struct MregRun
{
	const uint8_t *rows;
	size_t stride; /* bytes of a row */
	size_t lead;   /* of which the label */
	int64_t value; /* integer label */
	const char *text;
	uint32_t len;
	uint32_t n;
	uint32_t column; /* of its probability, which the caller sets */
} MregRun;

/* Bytes of a label in a row; of an integer one whatever len is. */
static inline uint64_t
mreg_lead(uint8_t kind, uint64_t len)
{
	return kind == MREG_LABEL_TEXT ? (sizeof(uint32_t) + len + 7) / 8 * 8 : sizeof(int64_t);
}

/* The probabilities of a row of a run. */
static inline const double *
mreg_run_row(const MregRun *run, uint32_t k)
{
	return (const double *) (run->rows + k * run->stride + run->lead);
}

static inline uint8_t *
mreg_scores_rows(const MregClassScores *c)
{
	return (uint8_t *) (c + 1);
}

extern void mreg_scores_init(MregClassScores *c, uint8_t kind, uint32_t columns);
extern bool mreg_scores_check(const MregClassScores *c, uint64_t size);
extern double *mreg_scores_append(MregClassScores *c, uint64_t size, int64_t value, const char *text, uint32_t len);
extern void mreg_scores_close(const MregClassScores *c, MregClassScores *into, const uint8_t **room,
							  void (*poll)(void));
extern uint32_t mreg_scores_runs(const MregClassScores *c, MregRun *runs);

extern bool mreg_runs_sum_to_one(const MregRun *runs, uint32_t nruns, uint32_t columns);
extern double mreg_runs_log_loss(const MregRun *runs, uint32_t nruns, bool normalized);
extern double mreg_runs_brier(const MregRun *runs, uint32_t nruns, uint32_t columns);
extern double mreg_runs_top_k(const MregRun *runs, uint32_t nruns, uint32_t columns, uint32_t top);
extern void mreg_runs_bins(const MregRun *runs, uint32_t nruns, uint32_t columns, const double *edges, uint32_t nbins,
						   MregBin *bins, double *lost);
extern double mreg_runs_auc(const MregRun *positive, const MregRun *negative, uint32_t nnegative, uint32_t column,
							MregOpenCurve *o, uint32_t rawcap, uint64_t *room);
extern double mreg_runs_auc_micro(const MregRun *runs, uint32_t nruns, uint32_t columns, MregOpenCurve *o,
								  uint32_t rawcap, uint64_t *room);

#endif /* MREG_CORE_PROBABILITIES_H */
