/* probabilities.h: what the files of the type mreg.class_scores share. */
#ifndef MREG_TYPES_PROBABILITIES_H
#define MREG_TYPES_PROBABILITIES_H

#include "types/common.h"

#include "core/probabilities.h"

#define SCORES_TYPE "mreg.class_scores"

/* A true class: an integer, or text where text is not NULL. */
typedef struct ClassLabel
{
	int64 value;
	const char *text;
	uint32 len;
} ClassLabel;

/* ---- types/probabilities.c ---- */

extern MregClassScores *ScoresGet(Datum d);
extern MregClassScores *ScoresGetClosed(Datum d);
extern MregClassScores *ScoresMakeOpen(uint8 kind, uint32 columns, uint64 bytes);
extern MregClassScores *ScoresAppend(MregClassScores *c, const ClassLabel *label, const double *probabilities);
extern MregClassScores *ScoresMerge(MregClassScores *c, const MregClassScores *src);
extern MregClassScores *ScoresClose(const MregClassScores *c);

#endif /* MREG_TYPES_PROBABILITIES_H */
