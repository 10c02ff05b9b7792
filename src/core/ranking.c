/*
 * ranking.c: metrics of ranked lists.  Documents of equal score are in no order: what is returned is the mean over all
 * orders of them, by the closed forms of McSherry and Najork (ECIR 2008, 414-421), as scikit-learn's for NDCG.
 */
#include "core/ranking.h"

#include <math.h>
#include <string.h>

#include "core/sum.h"
#include "mreg.h"

static const MregScore undefined = { true, 0 };

/* Does a come before b? */
static bool
comes_before(const MregDocument *a, const MregDocument *b, bool by_relevance)
{
	if (a->score != b->score)
		return a->score > b->score;
	return by_relevance && a->relevance > b->relevance;
}

/* Sorts by descending score, then perhaps by relevance, else keeping the order; work has room for n (merge sort). */
void
mreg_sort_documents(MregDocument *documents, int64_t n, MregDocument *work, bool by_relevance)
{
	MregDocument *from = documents;
	MregDocument *to = work;

	for (int64_t width = 1; width < n; width *= 2)
	{
		MregDocument *kept = from;

		for (int64_t start = 0; start < n; start += 2 * width)
		{
			int64_t middle = start + width < n ? start + width : n;
			int64_t end = start + 2 * width < n ? start + 2 * width : n;
			int64_t i = start;
			int64_t j = middle;

			for (int64_t k = start; k < end; k++)
			{
				if (j >= end || (i < middle && !comes_before(&from[j], &from[i], by_relevance)))
					to[k] = from[i++];
				else
					to[k] = from[j++];
			}
		}
		from = to;
		to = kept;
	}
	if (from != documents)
		memcpy(documents, from, n * sizeof(MregDocument));
}

/* Can the value, of that many bytes, be read? */
bool
mreg_ranking_check(const MregRanking *q, uint64_t size)
{
	if (size < sizeof(MregRanking) || q->version != MREG_RANKING_VERSION || q->form > MREG_OPEN || q->n > q->room ||
		size != sizeof(MregRanking) + (uint64_t) q->room * sizeof(MregDocument))
		return false;
	if (q->form == MREG_CLOSED && q->n != q->room)
		return false;
	for (uint32_t k = 0; k < q->n; k++)
	{
		if (!isfinite(q->documents[k].score) || !isfinite(q->documents[k].relevance))
			return false;
		if (q->form == MREG_CLOSED && k > 0 && comes_before(&q->documents[k], &q->documents[k - 1], true))
			return false;
	}
	return true;
}

int64_t
mreg_count_relevant(const MregDocument *documents, int64_t n)
{
	int64_t count = 0;

	for (int64_t i = 0; i < n; i++)
		count += documents[i].relevance > 0;
	return count;
}

/* The end of the group of equal scores that begins at start. */
static int64_t
group_end(const MregRanked *list, int64_t start)
{
	int64_t end = start + 1;

	while (end < list->n && list->documents[end].score == list->documents[start].score)
		end++;
	return end;
}

static double
gain_of(double relevance, bool exponential)
{
	return exponential ? exp2(relevance) - 1 : relevance;
}

/* What a gain at a rank, counted from 0, is divided by. */
static double
discount_at(int64_t rank)
{
	return log2((double) rank + 2);
}

/* Discounted cumulative gain of the first k; equal scores share the mean of their gains, or stand as they are. */
double
mreg_dcg(const MregRanked *list, bool exponential, bool ignore_ties)
{
	MregSum sum = { 0, 0 };
	int64_t end;

	for (int64_t start = 0; start < list->n && start < list->k; start = end)
	{
		MregSum gain = { 0, 0 };
		MregSum discount = { 0, 0 };

		end = ignore_ties ? start + 1 : group_end(list, start);
		for (int64_t i = start; i < end; i++)
		{
			mreg_sum_add(&gain, gain_of(list->documents[i].relevance, exponential));
			if (i < list->k)
				mreg_sum_add(&discount, 1 / discount_at(i));
		}
		mreg_sum_add(&sum, mreg_sum_value(gain) / (double) (end - start) * mreg_sum_value(discount));
	}
	return mreg_sum_value(sum);
}

/* DCG over that of the best order, 0 where that is 0; work has room for 2 n. */
double
mreg_ndcg(const MregRanked *list, bool exponential, bool ignore_ties, MregDocument *work)
{
	MregRanked best = *list;
	double best_dcg;

	for (int64_t i = 0; i < list->n; i++)
		work[i].score = work[i].relevance = list->documents[i].relevance;
	mreg_sort_documents(work, list->n, work + list->n, false);
	best.documents = work;
	best_dcg = mreg_dcg(&best, exponential, true);
	return best_dcg == 0 ? 0 : mreg_dcg(list, exponential, ignore_ties) / best_dcg;
}

/* Number of relevant documents among the first k. */
static double
hits(const MregRanked *list)
{
	double sum = 0;
	int64_t end;

	for (int64_t start = 0; start < list->n && start < list->k; start = end)
	{
		double relevant;

		end = group_end(list, start);
		relevant = (double) mreg_count_relevant(list->documents + start, end - start);
		sum += end <= list->k ? relevant : relevant * (double) (list->k - start) / (double) (end - start);
	}
	return sum;
}

/* Mean of weight(rank) at the first relevant document, 0 if it is not among the first k. */
static double
first_hit(const MregRanked *list, bool reciprocal)
{
	MregSum sum = { 0, 0 };
	int64_t end;

	for (int64_t start = 0; start < list->n && start < list->k; start = end)
	{
		int64_t size;
		int64_t relevant;
		double chance;

		end = group_end(list, start);
		size = end - start;
		relevant = mreg_count_relevant(list->documents + start, size);
		if (relevant == 0)
			continue;
		if (!reciprocal && end <= list->k)
			return 1;
		/* chance that the j-th of the group, from 1, is its first relevant one */
		chance = (double) relevant / (double) size;
		for (int64_t j = 1; j <= size - relevant + 1 && start + j <= list->k; j++)
		{
			mreg_sum_add(&sum, reciprocal ? chance / (double) (start + j) : chance);
			if (j < size)
				chance *= (double) (size - j - relevant + 1) / (double) (size - j);
		}
		break;
	}
	return mreg_sum_value(sum);
}

/* 1 / rank of the first relevant document, 0 if it is not among the first k. */
double
mreg_reciprocal_rank_of(const MregRanked *list)
{
	return first_hit(list, true);
}

/* 1 if there is a relevant document among the first k, else 0. */
double
mreg_hit_rate(const MregRanked *list)
{
	return first_hit(list, false);
}

/*
 * Sum over the relevant documents among the first k of the precision at their rank, divided by min(k, relevant) if
 * capped, else by relevant; undefined where nothing is relevant.
 */
MregScore
mreg_average_precision(const MregRanked *list, bool capped)
{
	MregSum sum = { 0, 0 };
	int64_t before = 0;
	int64_t end;

	if (list->relevant == 0)
		return undefined;
	for (int64_t start = 0; start < list->n && start < list->k; start = end)
	{
		int64_t relevant;
		double chance;
		double density;

		end = group_end(list, start);
		relevant = mreg_count_relevant(list->documents + start, end - start);
		/* chance that a rank of the group is relevant; then, of each other rank */
		chance = (double) relevant / (double) (end - start);
		density = end - start > 1 ? (double) (relevant - 1) / (double) (end - start - 1) : 0;
		for (int64_t i = start; relevant > 0 && i < end && i < list->k; i++)
			mreg_sum_add(&sum, chance * ((double) before + (double) (i - start) * density + 1) / (double) (i + 1));
		before += relevant;
	}
	return mreg_defined(mreg_sum_value(sum) /
				   (double) (capped && list->k < list->relevant ? list->k : list->relevant));
}

/* Share of relevant documents among the first k; of a shorter list by its length unless padded with misses. */
MregScore
mreg_precision_of(const MregRanked *list, bool padded)
{
	int64_t length = list->k < list->n || (padded && list->k != INT64_MAX) ? list->k : list->n;

	return length == 0 ? undefined : mreg_defined(hits(list) / (double) length);
}

/* Share of the relevant documents that is among the first k; undefined where nothing is relevant. */
MregScore
mreg_recall_of(const MregRanked *list)
{
	return list->relevant == 0 ? undefined : mreg_defined(hits(list) / (double) list->relevant);
}
