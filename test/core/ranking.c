/* Unit tests of src/core/ranking.c: sorting, ties against every order, checking. */
#include "check.h"
#include "core/ranking.h"
#include "mreg.h"

static void
test_sorting(void)
{
	static MregDocument a[700];
	static MregDocument work[700];
	bool sorted = true;
	bool stable = true;

	for (int round = 0; round < 500; round++)
	{
		int n = (int) below(round % 10 ? 20 : 700);

		for (int i = 0; i < n; i++)
			a[i] = (MregDocument) { below(8), i };
		mreg_sort_documents(a, n, work, round % 2);
		for (int i = 1; i < n; i++)
		{
			sorted = sorted && a[i - 1].score >= a[i].score;
			if (a[i - 1].score == a[i].score)
				stable = stable && (round % 2 ? a[i - 1].relevance >= a[i].relevance :
												a[i - 1].relevance < a[i].relevance);
		}
	}
	check(sorted, "documents are sorted by score");
	check(stable, "then by relevance, or as they came");
}

/* Metrics of documents of equal score are means over all orders of them. */
static void
test_ties(void)
{
	double worst = 0;

	for (int round = 0; round < 2000; round++)
	{
		MregDocument documents[6];
		MregDocument ordered[6];
		MregDocument work[12];
		MregRanked list = { documents, 1 + below(6), 0, 0 };
		MregRanked one;
		double sums[6] = { 0, 0, 0, 0, 0, 0 };
		int orders = 0;
		int order[6];
		int total = 1;

		list.k = below(2) ? INT64_MAX : 1 + below(8);
		for (int i = 0; i < list.n; i++)
			documents[i] = (MregDocument) { below(3), below(3) };
		mreg_sort_documents(documents, list.n, work, false);
		list.relevant = mreg_count_relevant(documents, list.n) + below(2);
		one = list;
		one.documents = ordered;
		for (int i = 0; i < list.n; i++)
			total *= (int) list.n;
		/* every tuple of places that is an order in which scores descend */
		for (int code = 0; code < total; code++)
		{
			bool good = true;
			int used = 0;
			int rest = code;

			for (int i = 0; i < list.n; i++, rest /= (int) list.n)
			{
				order[i] = rest % (int) list.n;
				good = good && !(used & 1 << order[i]) && documents[order[i]].score == documents[i].score;
				used |= 1 << order[i];
			}
			if (!good)
				continue;
			orders++;
			for (int i = 0; i < list.n; i++)
				ordered[i] = (MregDocument) { -i, documents[order[i]].relevance };
			sums[0] += mreg_reciprocal_rank_of(&one);
			sums[1] += mreg_average_precision(&one, true).value;
			sums[2] += mreg_precision_of(&one, false).value;
			sums[3] += mreg_recall_of(&one).value;
			sums[4] += mreg_hit_rate(&one);
			sums[5] += mreg_ndcg(&one, true, false, work);
		}
		worst = fmax(worst, fabs(mreg_reciprocal_rank_of(&list) - sums[0] / orders));
		worst = fmax(worst, fabs(mreg_average_precision(&list, true).value - sums[1] / orders));
		worst = fmax(worst, fabs(mreg_precision_of(&list, false).value - sums[2] / orders));
		worst = fmax(worst, fabs(mreg_recall_of(&list).value - sums[3] / orders));
		worst = fmax(worst, fabs(mreg_hit_rate(&list) - sums[4] / orders));
		worst = fmax(worst, fabs(mreg_ndcg(&list, true, false, work) - sums[5] / orders));
	}
	check(worst < 1e-14, "metrics of ties are means over their orders");
}

static void
test_checking(void)
{
	uint64_t size = sizeof(MregRanking) + 2 * sizeof(MregDocument);
	MregRanking *q = calloc(1, size);

	q->version = MREG_RANKING_VERSION;
	q->n = q->room = 2;
	q->documents[0] = (MregDocument) { 2, 1 };
	q->documents[1] = (MregDocument) { 1, 3 };
	check(mreg_ranking_check(q, size), "a sorted value is whole");
	check(!mreg_ranking_check(q, size - 1) && !mreg_ranking_check(q, sizeof(MregRanking)) && !mreg_ranking_check(q, 3),
		  "a short one is not");
	q->documents[1].score = 3;
	check(!mreg_ranking_check(q, size), "nor one out of order");
	q->form = MREG_OPEN;
	check(mreg_ranking_check(q, size), "unless it is open");
	q->n = 3;
	check(!mreg_ranking_check(q, size), "nor one with more documents than room");
	q->n = 2;
	q->documents[0].relevance = NAN;
	check(!mreg_ranking_check(q, size), "nor one with a number that is none");
	free(q);
}

int
main(void)
{
	test_sorting();
	test_ties();
	test_checking();
	printf("1..%d\n", tests);
	return failures > 0;
}
