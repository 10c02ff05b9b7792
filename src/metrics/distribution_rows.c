/* distribution_rows.c: distributions as rows: distribution_shares, woe_table. */
#include "types/distribution.h"

#include <math.h>

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* Columns that name a bucket: bucket, kind, lower, upper. */
#define NAMING_COLUMNS 4

/* The interval of a bin as text, [0, 1) or for the last one [1, 2]. */
static char *
BinName(const double *edges, uint32 nedges, uint32 k)
{
	return psprintf("[%s, %s%c", Shortest(edges[k - 1]), Shortest(edges[k]), k == nedges - 1 ? ']' : ')');
}

/* Fills the columns that name a bucket. */
static void
NameBucket(const MregBuckets *buckets, const MregBucket *bucket, Datum *values, bool *nulls)
{
	static const char *const kinds[] = { "under", "bin", "over", "category", "other", "nan", "null" };
	const MregDistribution *d = buckets->of[bucket->side];
	char *name = NULL;

	nulls[0] = nulls[1] = false;
	nulls[2] = nulls[3] = true;
	values[2] = values[3] = (Datum) 0;
	if (bucket->kind <= MREG_OVER)
	{
		const double *edges = mreg_edges(d);
		uint32 k = bucket->index;

		nulls[2] = nulls[3] = false;
		values[2] = Float8GetDatum(k == 0 ? -INFINITY : edges[k - 1]);
		values[3] = Float8GetDatum(k == d->nitems ? INFINITY : edges[k]);
		if (bucket->kind == MREG_BIN)
			name = BinName(edges, d->nitems, k);
	}
	else if (bucket->kind == MREG_CATEGORY)
	{
		name = CategoryOut(d, bucket->index);
		if (d->kind == MREG_LABEL_INTEGER)
		{
			values[2] = values[3] = Float8GetDatum((double) mreg_item_integer(d, bucket->index));
			nulls[2] = nulls[3] = false;
		}
	}
	values[0] = CStringGetTextDatum(name != NULL ? name : kinds[bucket->kind]);
	values[1] = CStringGetTextDatum(kinds[bucket->kind]);
	if (name != NULL)
		pfree(name);
}

/* Puts a row, whose first two columns are palloc'd. */
static void
PutRow(ReturnSetInfo *rsinfo, Datum *values, bool *nulls)
{
	CHECK_FOR_INTERRUPTS();
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	pfree(DatumGetPointer(values[0]));
	pfree(DatumGetPointer(values[1]));
}

MREG_FUNCTION(mreg_distribution_shares);

/* One row per bucket: bucket, kind, lower, upper, n, share. */
Datum
mreg_distribution_shares(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MregBuckets buckets;

	InitMaterializedSRF(fcinfo, 0);
	AlignArg(fcinfo, &buckets);
	for (uint32 k = 0; k < buckets.n; k++)
	{
		int64 n = buckets.list[k].n[0];
		Datum values[NAMING_COLUMNS + 2];
		bool nulls[NAMING_COLUMNS + 2];

		NameBucket(&buckets, &buckets.list[k], values, nulls);
		values[4] = Int64GetDatum(n);
		values[5] = Float8GetDatum((double) n / (double) buckets.total[0]);
		nulls[4] = false;
		nulls[5] = buckets.total[0] == 0;
		PutRow(rsinfo, values, nulls);
	}
	return (Datum) 0;
}

MREG_FUNCTION(mreg_woe_table);

/* One row per bucket that is not empty on both sides: bucket, kind, lower, upper, counts, shares, woe, iv. */
Datum
mreg_woe_table(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	double smoothing = SmoothingArg(fcinfo, 2);
	MregBuckets buckets;

	InitMaterializedSRF(fcinfo, 0);
	AlignArgs(fcinfo, &buckets);
	for (uint32 k = 0; k < buckets.n; k++)
	{
		const MregBucket *bucket = &buckets.list[k];
		Datum values[NAMING_COLUMNS + 6];
		bool nulls[NAMING_COLUMNS + 6] = { false };
		MregEvidence row;

		if (bucket->n[0] == 0 && bucket->n[1] == 0)
			continue;
		row = mreg_drift_evidence(&buckets, k, smoothing);
		NameBucket(&buckets, bucket, values, nulls);
		values[4] = Int64GetDatum(bucket->n[0]);
		values[5] = Int64GetDatum(bucket->n[1]);
		values[6] = Float8GetDatum(row.good_share);
		values[7] = Float8GetDatum(row.bad_share);
		values[8] = Float8GetDatum(row.woe);
		values[9] = Float8GetDatum(row.iv);
		if (buckets.total[0] == 0 || buckets.total[1] == 0)
			nulls[6] = nulls[7] = nulls[8] = nulls[9] = true;
		PutRow(rsinfo, values, nulls);
	}
	return (Datum) 0;
}
