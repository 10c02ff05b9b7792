/* ranking.h: what the files of the type mreg.ranking share. */
#ifndef MREG_TYPES_RANKING_H
#define MREG_TYPES_RANKING_H

#include "types/common.h"

#include "core/ranking.h"
#include "mreg.h"

#define RANKING_TYPE "mreg.ranking"

extern MregRanking *RankingGet(Datum d);
extern MregRanking *RankingGetClosed(Datum d);
extern MregRanking *RankingMake(uint64 room);
extern MregRanking *RankingAppend(MregRanking *q, const MregDocument *documents, uint64 n);
extern MregRanking *RankingClose(const MregRanking *q);

#endif /* MREG_TYPES_RANKING_H */
