/* ranking.h: documents of one query in the order of their scores, and the metrics of that order, without PostgreSQL. */
#ifndef MREG_CORE_RANKING_H
#define MREG_CORE_RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/scores.h"

#define MREG_RANKING_VERSION 1

/* One document: relevant where its relevance is above 0. */
typedef struct MregDocument
{
	double score;
	double relevance;
} MregDocument;

/* The documents of one query; closed: by descending score, then relevance, and no room for more. */
typedef struct MregRanking
{
	int32_t vl_len_; /* varlena header, not touched here */
	uint8_t version;
	uint8_t form; /* MREG_CLOSED or MREG_OPEN */
	uint16_t unused;
	uint32_t n;
	uint32_t room;
	MregDocument documents[];
} MregRanking;

/* A list from which metrics are read: documents by descending score. */
typedef struct MregRanked
{
	const MregDocument *documents;
	int64_t n;
	int64_t k;        /* how many of the first count, 1 to INT64_MAX */
	int64_t relevant; /* documents that are relevant, in the list or not */
} MregRanked;

extern void mreg_sort_documents(MregDocument *documents, int64_t n, MregDocument *work, bool by_relevance);
extern bool mreg_ranking_check(const MregRanking *q, uint64_t size);
extern int64_t mreg_count_relevant(const MregDocument *documents, int64_t n);

extern double mreg_dcg(const MregRanked *list, bool exponential, bool ignore_ties);
extern double mreg_ndcg(const MregRanked *list, bool exponential, bool ignore_ties, MregDocument *work);
extern double mreg_reciprocal_rank_of(const MregRanked *list);
extern MregScore mreg_average_precision(const MregRanked *list, bool capped);
extern MregScore mreg_precision_of(const MregRanked *list, bool padded);
extern MregScore mreg_recall_of(const MregRanked *list);
extern double mreg_hit_rate(const MregRanked *list);

#endif /* MREG_CORE_RANKING_H */
