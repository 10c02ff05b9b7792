/* ranking_score.c: ranking metrics of one query: of mreg.ranking, and of arrays. */
#include "types/ranking.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* The argument k: how many of the first documents count; NULL: all. */
static int64
CutoffArg(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		return INT64_MAX;
	if (PG_GETARG_INT32(argno) < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("k must be 1 or above"),
				 errdetail("It is %d.", PG_GETARG_INT32(argno))));
	return PG_GETARG_INT32(argno);
}

/* The argument gain: exponential? */
static bool
GainArg(FunctionCallInfo fcinfo, int argno)
{
	char *gain = PG_ARGISNULL(argno) ? "NULL" : text_to_cstring(PG_GETARG_TEXT_PP(argno));

	if (strcmp(gain, "linear") != 0 && strcmp(gain, "exponential") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("gain \"%s\" is unknown", gain),
				 errhint("It is linear (the relevance) or exponential (2 ^ relevance - 1).")));
	return gain[0] == 'e';
}

/* A boolean argument whose NULL is its default. */
static bool
FlagArg(FunctionCallInfo fcinfo, int argno, bool otherwise)
{
	return PG_ARGISNULL(argno) ? otherwise : PG_GETARG_BOOL(argno);
}

/* A gain as a result; it must be a number. */
static Datum
ReturnGain(double gain)
{
	if (!isfinite(gain))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("gain is out of range"),
				 errhint("An exponential gain is meant for small grades of relevance.")));
	PG_RETURN_FLOAT8(gain);
}

/* The argument log_base, as what a gain with logarithms to the base 2 is multiplied with. */
static double
LogBaseArg(FunctionCallInfo fcinfo, int argno)
{
	float8 base = PG_ARGISNULL(argno) ? 2 : PG_GETARG_FLOAT8(argno);

	if (!(base > 0) || isinf(base) || base == 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("log_base must be a finite number above 0, but not 1"),
				 errdetail("It is %g.", base)));
	return log2(base);
}

/* DCG of a list, NULL where it is empty. */
static Datum
DiscountedGain(FunctionCallInfo fcinfo, const MregRanked *list, bool exponential, bool ignore_ties, double scale)
{
	if (list->n == 0)
		PG_RETURN_NULL();
	return ReturnGain(scale * mreg_dcg(list, exponential, ignore_ties));
}

/* NDCG of a list, NULL where it is empty. */
static Datum
NormalizedGain(FunctionCallInfo fcinfo, const MregRanked *list, bool exponential, bool ignore_ties)
{
	if (list->n == 0)
		PG_RETURN_NULL();
	for (int64 i = 0; i < list->n; i++)
		if (list->documents[i].relevance < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("relevance is negative"),
					 errdetail("A document has the relevance %g, for which NDCG is not defined.",
							   list->documents[i].relevance)));
	return ReturnGain(mreg_ndcg(list, exponential, ignore_ties,
								MemoryContextAllocHuge(CurrentMemoryContext, 2 * list->n * sizeof(MregDocument))));
}

/* The list of a mreg.ranking; false where it is NULL. */
static bool
ListArg(FunctionCallInfo fcinfo, MregRanked *list)
{
	MregRanking *q;

	list->k = CutoffArg(fcinfo, 1);
	if (PG_ARGISNULL(0))
		return false;
	q = RankingGetClosed(PG_GETARG_DATUM(0));
	list->documents = q->documents;
	list->n = q->n;
	list->relevant = mreg_count_relevant(q->documents, q->n);
	return true;
}

/* The elements of an array of float8 without NULL. */
static float8 *
NumbersArg(ArrayType *array, const char *name, int64 *n)
{
	float8 *numbers = (float8 *) ARR_DATA_PTR(array);

	*n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be an array of one dimension", name)));
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not contain NULL", name)));
	for (int64 i = 0; i < *n; i++)
		if (!isfinite(numbers[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must hold finite numbers", name),
					 errdetail("Element %lld is %g.", (long long) i + 1, numbers[i])));
	return numbers;
}

/* (relevance float8[], score float8[], k, gain, ignore_ties [, log_base]) */
static Datum
GainOfArrays(FunctionCallInfo fcinfo, bool normalized)
{
	MregRanked list;
	bool exponential = GainArg(fcinfo, 3);
	bool ignore_ties = FlagArg(fcinfo, 4, false);
	double scale = normalized ? 1 : LogBaseArg(fcinfo, 5);
	MregDocument *documents;
	float8 *relevance;
	float8 *score;
	int64 n;

	list.k = CutoffArg(fcinfo, 2);
	list.relevant = 0;
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	relevance = NumbersArg(PG_GETARG_ARRAYTYPE_P(0), "relevance", &list.n);
	score = NumbersArg(PG_GETARG_ARRAYTYPE_P(1), "score", &n);
	if (n != list.n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relevance and score have different lengths"),
				 errdetail("They have %lld and %lld elements.", (long long) list.n, (long long) n)));
	documents = MemoryContextAllocHuge(CurrentMemoryContext, 2 * n * sizeof(MregDocument) + 1);
	/* of equal scores the last comes first where ties are ignored, as in scikit-learn */
	for (int64 i = 0; i < n; i++)
	{
		documents[n - 1 - i].relevance = relevance[i];
		documents[n - 1 - i].score = score[i];
	}
	mreg_sort_documents(documents, n, documents + n, false);
	list.documents = documents;
	return normalized ? NormalizedGain(fcinfo, &list, exponential, ignore_ties) :
						DiscountedGain(fcinfo, &list, exponential, ignore_ties, scale);
}

/* dcg_score(relevance, score, k, gain, ignore_ties, log_base) */
EXPRESSION_FUNCTION(mreg_dcg_score_arrays, GainOfArrays(fcinfo, false))

/* ndcg_score(relevance, score, k, gain, ignore_ties) */
EXPRESSION_FUNCTION(mreg_ndcg_score_arrays, GainOfArrays(fcinfo, true))

MREG_FUNCTION(mreg_dcg_score);

/* dcg_score(q, k, gain, log_base) */
Datum
mreg_dcg_score(PG_FUNCTION_ARGS)
{
	MregRanked list;
	bool exponential = GainArg(fcinfo, 2);
	double scale = LogBaseArg(fcinfo, 3);

	if (!ListArg(fcinfo, &list))
		PG_RETURN_NULL();
	return DiscountedGain(fcinfo, &list, exponential, false, scale);
}

MREG_FUNCTION(mreg_ndcg_score);

/* ndcg_score(q, k, gain) */
Datum
mreg_ndcg_score(PG_FUNCTION_ARGS)
{
	MregRanked list;
	bool exponential = GainArg(fcinfo, 2);

	if (!ListArg(fcinfo, &list))
		PG_RETURN_NULL();
	return NormalizedGain(fcinfo, &list, exponential, false);
}

/* An item that is relevant or ranked: an integer, or the bytes of a text. */
typedef struct Item
{
	int64 value;
	const char *text;
	int len;
	int64 position;
} Item;

static int
CompareItems(const void *a, const void *b)
{
	const Item *x = a;
	const Item *y = b;
	int order;

	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	order = memcmp(x->text, y->text, Min(x->len, y->len));
	return order != 0 ? order : x->len - y->len;
}

/* The elements of an array of bigint or text without NULL, sorted. */
static Item *
ItemsArg(ArrayType *array, const char *name, int64 *n)
{
	bool is_text = ARR_ELEMTYPE(array) == TEXTOID;
	int count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	Item *items = MemoryContextAllocHuge(CurrentMemoryContext, count * sizeof(Item) + 1);
	ArrayIterator it;
	Datum element;
	bool is_null;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be an array of one dimension", name)));
	it = array_create_iterator(array, 0, NULL);
	for (*n = 0; array_iterate(it, &element, &is_null); (*n)++)
	{
		Item *item = &items[*n];

		if (is_null)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must not contain NULL", name)));
		item->position = *n;
		item->value = is_text ? 0 : DatumGetInt64(element);
		item->text = is_text ? VARDATA_ANY(DatumGetPointer(element)) : "";
		item->len = is_text ? VARSIZE_ANY_EXHDR(DatumGetPointer(element)) : 0;
	}
	array_free_iterator(it);
	qsort(items, *n, sizeof(Item), CompareItems);
	return items;
}

/* The list of (relevant, ranked, k): ranked items that are relevant have the relevance 1; false where one is NULL. */
static bool
ItemListArgs(FunctionCallInfo fcinfo, MregRanked *list)
{
	MregDocument *documents;
	Item *relevant;
	Item *ranked;
	int64 n;
	int64 distinct = 0;
	int64 j = 0;

	list->k = CutoffArg(fcinfo, 2);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return false;
	relevant = ItemsArg(PG_GETARG_ARRAYTYPE_P(0), "relevant", &n);
	ranked = ItemsArg(PG_GETARG_ARRAYTYPE_P(1), "ranked", &list->n);
	for (int64 i = 0; i < n; i++)
		if (i == 0 || CompareItems(&relevant[i], &relevant[i - 1]) != 0)
			relevant[distinct++] = relevant[i];
	documents = MemoryContextAllocHuge(CurrentMemoryContext, list->n * sizeof(MregDocument) + 1);
	for (int64 i = 0; i < list->n; i++)
	{
		MregDocument *document = &documents[ranked[i].position];

		if (i > 0 && CompareItems(&ranked[i], &ranked[i - 1]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("ranked names an item twice"),
					 errdetail("Elements %lld and %lld are the same.",
							   (long long) Min(ranked[i].position, ranked[i - 1].position) + 1,
							   (long long) Max(ranked[i].position, ranked[i - 1].position) + 1)));
		while (j < distinct && CompareItems(&relevant[j], &ranked[i]) < 0)
			j++;
		document->score = -(double) ranked[i].position;
		document->relevance = j < distinct && CompareItems(&relevant[j], &ranked[i]) == 0;
	}
	list->documents = documents;
	list->relevant = distinct;
	return true;
}

/* One metric, of arrays (relevant, ranked, k [, option]) and of a mreg.ranking (q, k [, option]). */
#define RANKING_SCORE(name, expression)             \
	static Datum                                    \
		name##_of(FunctionCallInfo fcinfo, const MregRanked *list, int option) \
	{                                               \
		return ScoreDatum(fcinfo, expression);     \
	}                                               \
	MREG_FUNCTION(mreg_##name);                     \
	Datum                                           \
		mreg_##name(PG_FUNCTION_ARGS)               \
	{                                               \
		MregRanked list;                            \
                                                                               \
		if (!ListArg(fcinfo, &list))                \
			PG_RETURN_NULL();                       \
		return name##_of(fcinfo, &list, 2);         \
	}                                               \
	MREG_FUNCTION(mreg_##name##_arrays);            \
	Datum                                           \
		mreg_##name##_arrays(PG_FUNCTION_ARGS)      \
	{                                               \
		MregRanked list;                            \
                                                                               \
		if (!ItemListArgs(fcinfo, &list))           \
			PG_RETURN_NULL();                       \
		return name##_of(fcinfo, &list, 3);         \
	}

RANKING_SCORE(reciprocal_rank, ((MregScore) { false, mreg_reciprocal_rank_of(list) }))
RANKING_SCORE(hit_rate_at, ((MregScore) { false, mreg_hit_rate(list) }))
RANKING_SCORE(recall_at, mreg_recall_of(list))
RANKING_SCORE(precision_at, mreg_precision_of(list, FlagArg(fcinfo, option, true)))
RANKING_SCORE(average_precision_at, mreg_average_precision(list, FlagArg(fcinfo, option, true)))
