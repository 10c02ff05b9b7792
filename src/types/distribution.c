/* distribution.c: mreg.distribution: access, growth, binary I/O, equality, sum and difference. */
#include "types/distribution.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* Raises the error of a sum that leaves the range of int64. */
void
RefuseCounts(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("sum of the counts of a distribution is out of range")));
}

/* Raises the error of edges that cannot be; where is the edge at fault, from 0. */
void
EdgesError(MregEdgesFault fault, uint32 where, const double *edges, uint64 n)
{
	if (fault == MREG_EDGES_FEW || fault == MREG_EDGES_MANY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a distribution needs from 2 to %d edges, not " UINT64_FORMAT, MREG_MAX_EDGES, n)));
	if (fault == MREG_EDGES_INFINITE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("edges of a distribution must be finite numbers"),
				 errdetail("Edge %u is %s.", where + 1, Shortest(edges[where])),
				 errhint("Values beyond the edges, infinite ones included, have buckets of their own.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("edges of a distribution must ascend"),
			 errdetail("Edge %u is %s after %s.", where + 1, Shortest(edges[where]), Shortest(edges[where - 1]))));
}

/* A value of either form, detoasted and checked. */
MregDistribution *
DistributionGet(Datum d)
{
	MregDistribution *value = (MregDistribution *) PG_DETOAST_DATUM(d);

	if (!mreg_distribution_check(value, VARSIZE(value)))
		RefuseDamage(DISTRIBUTION_TYPE);
	return value;
}

/* The canonical form of a value, detoasted and checked. */
MregDistribution *
DistributionGetClosed(Datum d)
{
	MregDistribution *value = DistributionGet(d);

	return value->form == MREG_CLOSED && value->inputs == 0 && value->flags == 0 ? value : DistributionClose(value);
}

/* A numeric distribution without values, over edges that have been checked. */
MregDistribution *
MakeNumeric(uint32 nedges, const double *edges)
{
	MregDistribution *d = palloc(mreg_numeric_size(nedges));

	mreg_numeric_init(d, nedges, edges);
	SET_VARSIZE(d, mreg_numeric_size(nedges));
	return d;
}

/* A new open form with room for that many categories and bytes. */
MregOpenDistribution *
MakeItems(uint8 kind, uint64 items, uint64 text)
{
	MregItemPlan plan;
	MregOpenDistribution *o;

	if (!mreg_plan_items(&plan, kind, items, text) || plan.size > MaxAllocSize)
		RefuseSize("distribution", "Count shorter categories.");
	o = palloc(plan.size);
	mreg_items_init(o, &plan);
	SET_VARSIZE(o, plan.size);
	return o;
}

/* A larger copy after MREG_GROW, in the current memory context; text is what the next category needs. */
MregOpenDistribution *
GrowItems(MregOpenDistribution *o, uint64 text)
{
	MregItemPlan plan;
	MregOpenDistribution *larger;
	MregRef *refs;

	CHECK_FOR_INTERRUPTS();
	if (!mreg_plan_items_growth(&plan, o, text) || plan.size > MaxAllocSize)
		RefuseSize("distribution", "Count shorter categories.");
	larger = palloc(plan.size);
	refs = palloc((Size) o->head.nitems * sizeof(MregRef) + 1);
	mreg_items_rebuild(o, larger, &plan, refs);
	SET_VARSIZE(larger, plan.size);
	pfree(refs);
	return larger;
}

/* The canonical form of a value. */
MregDistribution *
DistributionClose(const MregDistribution *d)
{
	MregDistribution *result;
	MregRef *refs;
	uint32 nrefs;
	uint64 size;

	if (d->kind == MREG_NUMERIC)
	{
		result = palloc(VARSIZE(d));
		memcpy(result, d, VARSIZE(d));
		result->inputs = 0;
		result->flags = 0;
		return result;
	}
	refs = palloc((Size) d->nitems * sizeof(MregRef) + 1);
	nrefs = mreg_items_sort(d, refs);
	size = mreg_items_closed_size(d, refs, nrefs);
	if (size > MaxAllocSize)
		RefuseSize("distribution", "Count shorter categories.");
	result = palloc(size);
	mreg_items_close(d, refs, nrefs, result);
	SET_VARSIZE(result, size);
	pfree(refs);
	return result;
}

/* What a distribution is over, for a message. */
static char *
Describe(const MregDistribution *d)
{
	static const char *const names[] = { "no", "boolean", "integer", "text" };

	if (d->kind != MREG_NUMERIC)
		return psprintf("%s categories", names[d->kind]);
	return psprintf("%u edges from %s to %s", d->nitems, Shortest(mreg_edges(d)[0]),
					Shortest(mreg_edges(d)[d->nitems - 1]));
}

/* Do two distributions have nothing that keeps them apart? */
static bool
IsComparable(const MregDistribution *a, const MregDistribution *b, uint32 *where)
{
	*where = 0;
	if (a->kind == MREG_NUMERIC || b->kind == MREG_NUMERIC)
		return a->kind == b->kind && mreg_same_edges(a, b, where);
	return a->nitems == 0 || b->nitems == 0 || a->kind == b->kind;
}

/* How the edges of two numeric distributions differ. */
char *
EdgesDifference(const MregDistribution *a, const MregDistribution *b)
{
	uint32 where;

	if (a->nitems != b->nitems)
		return psprintf("The first is over %s, the second over %s.", Describe(a), Describe(b));
	(void) mreg_same_edges(a, b, &where);
	return psprintf("Edge %u is %s in the first, %s in the second.", where + 1, Shortest(mreg_edges(a)[where]),
					Shortest(mreg_edges(b)[where]));
}

/* Refuses distributions of different kinds or over different edges, and names what they are. */
void
RequireComparable(const MregDistribution *a, const MregDistribution *b)
{
	uint32 where;

	if (IsComparable(a, b, &where))
		return;
	if (a->kind != b->kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("distributions of different kinds do not go together"),
				 errdetail("The first is over %s, the second over %s.", Describe(a), Describe(b))));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("distributions over different edges do not go together"),
			 errdetail_internal("%s", EdgesDifference(a, b)),
			 errhint("Build both over the same edges, such as distribution_edges() of the reference.")));
}

/* Is there nothing in a distribution, not even what it is over? */
static bool
IsBlank(const MregDistribution *d)
{
	return d->kind == MREG_LABEL_NONE && d->nulls == 0;
}

/* A copy of d that an aggregate can change. */
MregDistribution *
DistributionReopen(const MregDistribution *d)
{
	MregDistribution *copy;

	if (d->kind == MREG_NUMERIC)
	{
		copy = palloc(VARSIZE(d));
		memcpy(copy, d, VARSIZE(d));
		return copy;
	}
	copy = &MakeItems(d->kind, d->nitems, d->textlen)->head;
	copy = DistributionMerge(copy, d);
	copy->inputs = d->inputs;
	return copy;
}

/* Adds n rows of item k of src, and returns o or a larger one. */
static MregOpenDistribution *
AddItem(MregOpenDistribution *o, const MregDistribution *src, uint32 k)
{
	MregRef ref = mreg_item_ref(src, k);
	int64 n = mreg_item_count(src, k);

	while ((src->kind == MREG_LABEL_TEXT ? mreg_item_add_text(o, ref.u.text, ref.len, n) :
										   mreg_item_add_integer(o, ref.u.value, n)) == MREG_GROW)
		o = GrowItems(o, ref.len);
	return o;
}

/*
 * Adds src, which is left as it is, to a state that can be changed and returns that, or a larger one in the current
 * memory context.  A state without a row takes any kind.
 */
MregDistribution *
DistributionMerge(MregDistribution *into, const MregDistribution *src)
{
	MregOpenDistribution *o;

	if (IsBlank(src))
		return into;
	if (IsBlank(into))
	{
		MregDistribution *copy = src->kind == MREG_NUMERIC ? DistributionReopen(src) :
															 &MakeItems(src->kind, src->nitems, src->textlen)->head;

		copy->inputs = into->inputs;
		if (src->kind == MREG_NUMERIC)
			return copy;
		into = copy;
	}
	RequireComparable(into, src);
	if (into->kind == MREG_NUMERIC)
	{
		if (mreg_numeric_add(into, src) != MREG_OK)
			RefuseCounts();
		return into;
	}
	o = (MregOpenDistribution *) into;
	if (mreg_items_check_merge(o, src) != MREG_OK)
		RefuseCounts();
	if (src->nitems > 0)
		o->head.kind = src->kind;
	for (uint32 k = 0; k < src->nitems; k++)
	{
		if (mreg_item_count(src, k) > 0)
			o = AddItem(o, src, k);
	}
	mreg_items_finish_merge(o, src);
	return &o->head;
}

/* Takes src out of a state that can be changed; see mreg_items_subtract. */
MregStatus
DistributionTake(MregDistribution *from, const MregDistribution *src)
{
	uint32 where;

	if (IsBlank(src))
		return MREG_OK;
	if (!IsComparable(from, src, &where))
		return MREG_MISSING;
	if (from->kind == MREG_NUMERIC)
		return mreg_numeric_subtract(from, src);
	return mreg_items_subtract((MregOpenDistribution *) from, src);
}

/* Category k as text, palloc'd. */
char *
CategoryOut(const MregDistribution *d, uint32 k)
{
	uint32 len;
	const char *p;

	if (d->kind == MREG_LABEL_BOOLEAN)
		return pstrdup(mreg_item_integer(d, k) ? "true" : "false");
	if (d->kind == MREG_LABEL_INTEGER)
		return psprintf(INT64_FORMAT, (int64) mreg_item_integer(d, k));
	p = mreg_item_text(d, k, &len);
	return pnstrdup(p, len);
}

MREG_FUNCTION(mreg_distribution_send);

/* Binary output: version, kind, edges and counts or categories with their counts, others (NaN), NULLs. */
Datum
mreg_distribution_send(PG_FUNCTION_ARGS)
{
	MregDistribution *d = DistributionGetClosed(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MREG_DISTRIBUTION_VERSION);
	pq_sendbyte(&buf, d->kind);
	pq_sendint32(&buf, d->nitems);
	if (d->kind == MREG_NUMERIC)
	{
		for (uint32 k = 0; k < d->nitems; k++)
			pq_sendfloat8(&buf, mreg_edges(d)[k]);
		for (uint32 k = 0; k <= d->nitems; k++)
			pq_sendint64(&buf, mreg_bins(d)[k]);
	}
	for (uint32 k = 0; d->kind != MREG_NUMERIC && k < d->nitems; k++)
	{
		if (d->kind == MREG_LABEL_TEXT)
		{
			uint32 len;
			const char *p = mreg_item_text(d, k, &len);
			char *converted = pg_server_to_client(p, len);

			if (converted != p)
				len = strlen(converted);
			pq_sendint32(&buf, len);
			pq_sendbytes(&buf, converted, len);
			if (converted != p)
				pfree(converted);
		}
		else if (d->kind == MREG_LABEL_BOOLEAN)
			pq_sendbyte(&buf, (uint8) mreg_item_integer(d, k));
		else
			pq_sendint64(&buf, mreg_item_integer(d, k));
		pq_sendint64(&buf, mreg_item_count(d, k));
	}
	pq_sendint64(&buf, d->others);
	pq_sendint64(&buf, d->nulls);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Reads a count, which is not below least. */
static int64
ReceiveCount(StringInfo buf, int64 least)
{
	int64 n;

	CheckLeft(DISTRIBUTION_TYPE, buf, 1, 8);
	n = pq_getmsgint64(buf);
	if (n < least)
		RefuseImage(DISTRIBUTION_TYPE, "A count is too small.");
	return n;
}

/* Reads edges and counts. */
static MregDistribution *
ReceiveNumeric(StringInfo buf, uint32 n)
{
	MregDistribution *d;
	double *edges;
	uint32 where;

	if (n < 2 || n > MREG_MAX_EDGES)
		RefuseImage(DISTRIBUTION_TYPE, "Its number of edges is out of range.");
	CheckLeft(DISTRIBUTION_TYPE, buf, n, 16);
	edges = palloc(n * sizeof(double));
	for (uint32 k = 0; k < n; k++)
		edges[k] = pq_getmsgfloat8(buf);
	if (mreg_check_edges(edges, n, &where) != MREG_EDGES_GOOD)
		RefuseImage(DISTRIBUTION_TYPE, "Its edges do not ascend or are not finite.");
	d = MakeNumeric(n, edges);
	for (uint32 k = 0; k <= n; k++)
		mreg_bins(d)[k] = ReceiveCount(buf, 0);
	pfree(edges);
	return d;
}

/* Reads one category with its count and enters it; it must be new. */
static MregOpenDistribution *
ReceiveItem(StringInfo buf, MregOpenDistribution *o)
{
	uint32 before = o->live;
	uint32 len = 0;
	char *text = NULL;
	int64 value = 0;
	int64 n;
	MregStatus status;

	if (o->head.kind == MREG_LABEL_TEXT)
	{
		uint32 sent;
		int given;

		CheckLeft(DISTRIBUTION_TYPE, buf, 1, 4);
		sent = (uint32) pq_getmsgint(buf, 4);
		CheckLeft(DISTRIBUTION_TYPE, buf, sent, 1);
		text = pq_getmsgtext(buf, (int) sent, &given);
		len = (uint32) given;
	}
	else
	{
		CheckLeft(DISTRIBUTION_TYPE, buf, 1, o->head.kind == MREG_LABEL_BOOLEAN ? 1 : 8);
		value = o->head.kind == MREG_LABEL_BOOLEAN ? pq_getmsgbyte(buf) : pq_getmsgint64(buf);
		if (o->head.kind == MREG_LABEL_BOOLEAN && (value & ~INT64CONST(1)))
			RefuseImage(DISTRIBUTION_TYPE, "A boolean category is neither 0 nor 1.");
	}
	n = ReceiveCount(buf, 1);
	while ((status = text != NULL ? mreg_item_add_text(o, text, len, n) :
									mreg_item_add_integer(o, value, n)) == MREG_GROW)
		o = GrowItems(o, len);
	if (status == MREG_OVERFLOW)
		RefuseCounts();
	if (o->live == before)
		RefuseImage(DISTRIBUTION_TYPE, "A category occurs twice.");
	if (text != NULL)
		pfree(text);
	return o;
}

/* Refuses a value whose counts have no sum. */
static MregDistribution *
CheckSum(MregDistribution *d)
{
	if (!mreg_distribution_check(d, VARSIZE(d)))
		RefuseCounts();
	return d;
}

MREG_FUNCTION(mreg_distribution_recv);

/* Binary input: trusts nothing, and closes what it built. */
Datum
mreg_distribution_recv(PG_FUNCTION_ARGS)
{
	static const uint8 item_size[] = { 0, 9, 16, 12 };
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	MregDistribution *d;
	uint8 kind;
	uint32 n;

	CheckLeft(DISTRIBUTION_TYPE, buf, 6, 1);
	if (pq_getmsgbyte(buf) != MREG_DISTRIBUTION_VERSION)
		RefuseImage(DISTRIBUTION_TYPE, "Its version is unknown.");
	kind = (uint8) pq_getmsgbyte(buf);
	n = (uint32) pq_getmsgint(buf, 4);
	if (kind > MREG_NUMERIC)
		RefuseImage(DISTRIBUTION_TYPE, "Its kind is unknown.");
	if (kind == MREG_NUMERIC)
		d = ReceiveNumeric(buf, n);
	else
	{
		MregOpenDistribution *o;

		if ((kind == MREG_LABEL_NONE) != (n == 0))
			RefuseImage(DISTRIBUTION_TYPE, "Its kind and number of categories disagree.");
		if (n > MREG_MAX_CATEGORIES)
			RefuseImage(DISTRIBUTION_TYPE, "It has too many categories.");
		CheckLeft(DISTRIBUTION_TYPE, buf, n, item_size[kind]);
		o = MakeItems(kind, n, 0);
		for (uint32 k = 0; k < n; k++)
			o = ReceiveItem(buf, o);
		d = &o->head;
	}
	d->others = ReceiveCount(buf, 0);
	d->nulls = ReceiveCount(buf, 0);
	if (n == 0 && d->others > 0)
		RefuseImage(DISTRIBUTION_TYPE, "It has others without a category.");
	if (buf->cursor != buf->len)
		RefuseImage(DISTRIBUTION_TYPE, "It goes on after its end.");
	PG_RETURN_POINTER(CheckSum(DistributionClose(d)));
}

BYTES_FUNCTIONS(distribution, DistributionGetClosed)

MREG_FUNCTION(mreg_distribution_add);

/* a + b: the distribution of the rows of both. */
Datum
mreg_distribution_add(PG_FUNCTION_ARGS)
{
	MregDistribution *a = DistributionGetClosed(PG_GETARG_DATUM(0));
	MregDistribution *b = DistributionGetClosed(PG_GETARG_DATUM(1));

	PG_RETURN_POINTER(DistributionClose(DistributionMerge(DistributionReopen(a), b)));
}

MREG_FUNCTION(mreg_distribution_subtract);

/* a - b: the distribution of the rows of a without those of b, which must be there. */
Datum
mreg_distribution_subtract(PG_FUNCTION_ARGS)
{
	MregDistribution *a = DistributionGetClosed(PG_GETARG_DATUM(0));
	MregDistribution *b = DistributionGetClosed(PG_GETARG_DATUM(1));
	MregDistribution *state = DistributionReopen(a);
	MregStatus status;

	if (!IsBlank(b))
		RequireComparable(a, b);
	status = DistributionTake(state, b);
	if (status == MREG_GROW)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot subtract a distribution where categories are counted together"),
				 errdetail("Categories that were counted as others would have to be counted apart, and are not known."),
				 errhint("Build the distribution again from the rows that remain.")));
	if (status != MREG_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot subtract a distribution that is not part of the other"),
				 errdetail("A count of the second distribution is larger than that of the first.")));
	PG_RETURN_POINTER(DistributionClose(state));
}
