/* ranking_aggregate.c: the aggregates that build and merge mreg.ranking, one per query. */
#include "types/ranking.h"

#include <math.h>

#include "types/regression.h"

#define FIRST_ROOM 15

/* The open state of an aggregate, its own to change; for a closed value a copy with room. */
static MregRanking *
RankingState(FunctionCallInfo fcinfo)
{
	MregRanking *q;

	if (PG_ARGISNULL(0))
		return RankingMake(FIRST_ROOM);
	q = (MregRanking *) PG_GETARG_POINTER(0);
	if (VARATT_IS_4B_U(q) && q->version == MREG_RANKING_VERSION && q->form == MREG_OPEN && q->n <= q->room &&
		VARSIZE(q) == sizeof(MregRanking) + q->room * sizeof(MregDocument))
		return q;
	q = RankingGet(PG_GETARG_DATUM(0));
	return RankingAppend(RankingMake((uint64) q->n + 1), q->documents, q->n);
}

MREG_FUNCTION(mreg_ranking_accum);

/* Transition: adds a document (relevance, score); a NULL skips it. */
Datum
mreg_ranking_accum(PG_FUNCTION_ARGS)
{
	MregDocument document;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return SkipRow(fcinfo);
	document.relevance = PG_GETARG_FLOAT8(1) + 0.0;
	document.score = PG_GETARG_FLOAT8(2) + 0.0;
	if (!isfinite(document.relevance))
		RefuseNumber("relevance", document.relevance);
	if (!isfinite(document.score))
		RefuseNumber("score", document.score);
	PG_RETURN_POINTER(RankingAppend(RankingState(fcinfo), &document, 1));
}

MREG_FUNCTION(mreg_ranking_combine);

/* Appends the documents of the second value to the first, which is the aggregate's. */
Datum
mreg_ranking_combine(PG_FUNCTION_ARGS)
{
	MregRanking *other;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	other = RankingGet(PG_GETARG_DATUM(1));
	PG_RETURN_POINTER(RankingAppend(RankingState(fcinfo), other->documents, other->n));
}

MREG_FUNCTION(mreg_ranking_final);

/* Result: the canonical form; NULL where no document counted. */
Datum
mreg_ranking_final(PG_FUNCTION_ARGS)
{
	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(RankingClose(RankingGet(PG_GETARG_DATUM(0))));
}
