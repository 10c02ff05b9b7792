/* ranking.c: mreg.ranking: access, growth, text and binary I/O, equality, sum. */
#include "types/ranking.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define MAX_DOCUMENTS ((MaxAllocSize - sizeof(MregRanking)) / sizeof(MregDocument))

/* A value of either form, detoasted and checked. */
MregRanking *
RankingGet(Datum d)
{
	MregRanking *q = (MregRanking *) PG_DETOAST_DATUM(d);

	if (!mreg_ranking_check(q, VARSIZE(q)))
		RefuseDamage(RANKING_TYPE);
	return q;
}

/* The canonical form of a value. */
MregRanking *
RankingGetClosed(Datum d)
{
	MregRanking *q = RankingGet(d);

	return q->form == MREG_CLOSED ? q : RankingClose(q);
}

/* A new open form with that much room. */
MregRanking *
RankingMake(uint64 room)
{
	MregRanking *q;
	Size size;

	if (room > MAX_DOCUMENTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("ranking has more than %zu documents", (Size) MAX_DOCUMENTS),
				 errhint("Group the rows by their query.")));
	size = sizeof(MregRanking) + room * sizeof(MregDocument);
	q = palloc0(size);
	SET_VARSIZE(q, size);
	q->version = MREG_RANKING_VERSION;
	q->form = MREG_OPEN;
	q->room = (uint32) room;
	return q;
}

/* Appends to an open form and returns it, or one with at least twice the room in the current memory context. */
MregRanking *
RankingAppend(MregRanking *q, const MregDocument *documents, uint64 n)
{
	if (q->n + n > q->room)
	{
		uint64 room = Min(2 * (uint64) q->room, MAX_DOCUMENTS);
		MregRanking *larger = RankingMake(Max(room, q->n + n));

		larger->n = q->n;
		memcpy(larger->documents, q->documents, q->n * sizeof(MregDocument));
		q = larger;
	}
	memcpy(q->documents + q->n, documents, n * sizeof(MregDocument));
	q->n += (uint32) n;
	return q;
}

/* Sorts the documents of an open form, which has no room for more. */
static MregRanking *
CloseInPlace(MregRanking *q)
{
	MregDocument *work = MemoryContextAllocHuge(CurrentMemoryContext, q->n * sizeof(MregDocument) + 1);

	mreg_sort_documents(q->documents, q->n, work, true);
	pfree(work);
	q->form = MREG_CLOSED;
	return q;
}

/* The canonical form of a value, as a copy. */
MregRanking *
RankingClose(const MregRanking *q)
{
	return CloseInPlace(RankingAppend(RankingMake(q->n), q->documents, q->n));
}

MREG_FUNCTION(mreg_ranking_out);

/* Text output: JSON, the best score first. */
Datum
mreg_ranking_out(PG_FUNCTION_ARGS)
{
	MregRanking *q = RankingGetClosed(PG_GETARG_DATUM(0));
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoString(&buf, "{\"documents\": [");
	for (uint32 k = 0; k < q->n; k++)
	{
		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(&buf, k > 0 ? ", [" : "[");
		AppendNumber(&buf, q->documents[k].score);
		appendStringInfoString(&buf, ", ");
		AppendNumber(&buf, q->documents[k].relevance);
		appendStringInfoChar(&buf, ']');
	}
	appendStringInfoString(&buf, "]}");
	PG_RETURN_CSTRING(buf.data);
}

/* The text form as jsonb. */
EXPRESSION_FUNCTION(mreg_ranking_jsonb, DirectFunctionCall1(jsonb_in, mreg_ranking_out(fcinfo)))

/* Reads a JSON value; returns NULL with *fault where it has one. */
static MregRanking *
ReadRanking(Jsonb *jb, const char **fault)
{
	JsonbValue *v = NULL;
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue element;
	MregRanking *q;

	if (JB_ROOT_IS_OBJECT(jb) && JB_ROOT_COUNT(jb) == 1)
		v = getKeyJsonValueFromContainer(&jb->root, "documents", strlen("documents"), NULL);
	if (v == NULL || v->type != jbvBinary || !JsonContainerIsArray(v->val.binary.data))
	{
		*fault = "A JSON object with the key \"documents\" is expected, which holds an array.";
		return NULL;
	}
	q = RankingMake(JsonContainerSize(v->val.binary.data));
	it = JsonbIteratorInit(v->val.binary.data);
	(void) JsonbIteratorNext(&it, &element, true);
	while ((token = JsonbIteratorNext(&it, &element, true)) == WJB_ELEM)
	{
		MregDocument *document = &q->documents[q->n++];

		if (!PairOf(&element, &document->score, &document->relevance))
		{
			*fault = "A document is not an array of two finite numbers, score and relevance.";
			return NULL;
		}
		document->score += 0.0;
		document->relevance += 0.0;
	}
	return q;
}

MREG_FUNCTION(mreg_ranking_in);

/* Text input: JSON of the shape that output gives, in any order, parsed by jsonb. */
Datum
mreg_ranking_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	const char *fault = NULL;
	MregRanking *q;
	Datum json;

	if (!MregInputJsonb(text, fcinfo->context, &json))
		PG_RETURN_NULL();
	q = ReadRanking(DatumGetJsonbP(json), &fault);
	if (q == NULL)
		return RefuseText(fcinfo, RANKING_TYPE, Abridged(text), fault);
	PG_RETURN_POINTER(CloseInPlace(q));
}

MREG_FUNCTION(mreg_ranking_send);

/* Binary output: version, number of documents, then score and relevance of each. */
Datum
mreg_ranking_send(PG_FUNCTION_ARGS)
{
	MregRanking *q = RankingGetClosed(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MREG_RANKING_VERSION);
	pq_sendint32(&buf, q->n);
	for (uint32 k = 0; k < q->n; k++)
	{
		pq_sendfloat8(&buf, q->documents[k].score);
		pq_sendfloat8(&buf, q->documents[k].relevance);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

MREG_FUNCTION(mreg_ranking_recv);

/* Binary input: trusts nothing, and sorts what it reads. */
Datum
mreg_ranking_recv(PG_FUNCTION_ARGS)
{
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	MregRanking *q;
	uint32 n;

	if (buf->len - buf->cursor < 5 || pq_getmsgbyte(buf) != MREG_RANKING_VERSION)
		RefuseImage(RANKING_TYPE, "Its version is unknown.");
	n = (uint32) pq_getmsgint(buf, 4);
	if (n * (uint64) sizeof(MregDocument) != buf->len - buf->cursor)
		RefuseImage(RANKING_TYPE, "Its length is wrong.");
	q = RankingMake(n);
	for (; q->n < n; q->n++)
	{
		MregDocument *document = &q->documents[q->n];

		document->score = pq_getmsgfloat8(buf) + 0.0;
		document->relevance = pq_getmsgfloat8(buf) + 0.0;
		if (!isfinite(document->score) || !isfinite(document->relevance))
			RefuseImage(RANKING_TYPE, "A number is not finite.");
	}
	PG_RETURN_POINTER(CloseInPlace(q));
}

BYTES_FUNCTIONS(ranking, RankingGetClosed)

MREG_FUNCTION(mreg_ranking_add);

/* a + b: the documents of both. */
Datum
mreg_ranking_add(PG_FUNCTION_ARGS)
{
	MregRanking *a = RankingGet(PG_GETARG_DATUM(0));
	MregRanking *b = RankingGet(PG_GETARG_DATUM(1));
	MregRanking *sum = RankingMake((uint64) a->n + b->n);

	sum = RankingAppend(RankingAppend(sum, a->documents, a->n), b->documents, b->n);
	PG_RETURN_POINTER(CloseInPlace(sum));
}
