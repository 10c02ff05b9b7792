/*
 * dataset.c: datasets that versions are evaluated on.
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "mreg_internal.h"

/*
 * Splits name or name/number; returns the number, 0 for none.  A name holds no slash, so that the last one is the
 * number's.
 */
static int32
SplitDatasetRef(const char *ref, char **name)
{
	char	   *slash;
	char	   *end;
	long		number;

	*name = pstrdup(ref);
	slash = strrchr(*name, '/');
	if (slash == NULL)
		return 0;
	errno = 0;
	number = strtol(slash + 1, &end, 10);
	if (slash[1] < '0' || slash[1] > '9' || *end != '\0' || errno != 0 || number < 1 || number > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid dataset reference: \"%s\"", ref),
				 errhint("Write name for the newest content, or name/number.")));
	*slash = '\0';
	return number;
}

/*
 * Returns the id of the dataset that name (its newest content) or name/number refers to; where there is none, 0 if that
 * is allowed.
 */
int64
FindDataset(const char *ref, bool missing_ok)
{
	static Statement statement = STATEMENT("SELECT id FROM mreg.dataset WHERE name = $1 AND ($2 = 0 OR number = $2)"
										   " ORDER BY number DESC LIMIT 1",
		TEXTOID, INT4OID);
	char	   *name;
	int32		number = SplitDatasetRef(ref, &name);

	if (RunStatement(&statement, ARGS(TextArg(name), ARG(Int32GetDatum(number)))) > 0)
		return DatumGetInt64(ResultValue(0, 1, NULL));
	if (!missing_ok)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("dataset \"%s\" does not exist", ref),
				 errhint("Register it with mreg.register_dataset().")));
	return 0;
}

/* A dataset as the call describes it. */
typedef struct Description
{
	char	   *name;
	char	   *relation;
	char	   *query;
	char	   *uri;
	char	   *digest;
	char	   *description;
	NullableDatum tags;
	NullableDatum row_count;
} Description;

/* Returns what the caller's arguments say. */
static void
ReadDescription(FunctionCallInfo fcinfo, Description *dataset)
{
	const char *fault;

	dataset->name = RequiredText(fcinfo, 0, "name");
	dataset->relation = OptionalText(fcinfo, 1);
	dataset->query = OptionalText(fcinfo, 2);
	dataset->uri = OptionalText(fcinfo, 3);
	dataset->digest = OptionalText(fcinfo, 4);
	dataset->description = OptionalText(fcinfo, 5);
	dataset->tags = OptionalObject(fcinfo, 6, "tags");
	dataset->row_count = NO_ARG;
	if (PG_ARGISNULL(7))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "compute")));
	fault = ModelNameFault(dataset->name, strlen(dataset->name));
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid dataset name: \"%.*s\"", pg_mbcliplen(dataset->name, strlen(dataset->name), 300),
						dataset->name),
				 errdetail("%s", fault)));
	if (dataset->relation && dataset->query)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("arguments \"relation\" and \"query\" exclude each other")));
	if ((dataset->digest && *dataset->digest == '\0') || (dataset->uri && *dataset->uri == '\0'))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be empty", dataset->digest && *dataset->digest == '\0' ? "digest" :
						"uri")));
}

/* Looks at the relation or query of a dataset as the current role, and at its rows where they shall be counted. */
static void
ReadContent(Description *dataset, bool compute)
{
	const char *given = dataset->relation ? dataset->relation : dataset->query;
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext spi;
	Source		source;
	int64		rows;
	char	   *digest;

	if (given == NULL)
		return;
	if (BeginsQuery(given) != (dataset->relation == NULL))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 dataset->relation ? errmsg("argument \"%s\" must be the name of a table or view", "relation") :
				 errmsg("argument \"%s\" must be a query that only reads", "query"),
				 dataset->relation ? errhint("Give a query as \"query\".") :
				 errhint("Give a SELECT, or the name of a table or view as \"relation\".")));
	SPI_connect();
	OpenSource(given, dataset->relation ? "relation" : "query", &source);
	spi = MemoryContextSwitchTo(caller);
	if (!source.is_query)
		dataset->relation = pnstrdup(source.sql, strlen(source.sql) - strlen(" AS predictions"));
	MemoryContextSwitchTo(spi);
	if (compute && dataset->digest == NULL)
	{
		digest = RowsDigest(&source, &rows);
		dataset->digest = MemoryContextStrdup(caller, digest);
		dataset->row_count = ARG(Int64GetDatum(rows));
	}
	SPI_finish();
}

/* Holds off every other registration of the same name until the transaction ends. */
static void
LockDatasetName(const char *name)
{
	Oid			table = get_relname_relid("dataset", get_namespace_oid("mreg", false));

	LockDatabaseObject(table, DatumGetUInt32(hash_any((const unsigned char *) name, strlen(name))), 0,
					   ShareUpdateExclusiveLock);
}

/*
 * Stores a dataset unless its name's newest content is that; returns the row.  A content that comes back gets a new
 * number, so that the bare name means what was registered last.
 */
static Datum
store_dataset(PG_FUNCTION_ARGS)
{
	static Statement find = STATEMENT(
		"SELECT d FROM mreg.dataset d WHERE d.name = $1 AND d.relation IS NOT DISTINCT FROM $2"
		" AND d.query IS NOT DISTINCT FROM $3 AND d.uri IS NOT DISTINCT FROM $4"
		" AND d.digest IS NOT DISTINCT FROM $5 AND d.row_count IS NOT DISTINCT FROM $6"
		" AND d.number = (SELECT pg_catalog.max(o.number) FROM mreg.dataset o WHERE o.name = $1)",
		TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, INT8OID);
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.dataset AS d (name, number, relation, query, uri, digest, row_count, description, tags,"
		" created_by) SELECT $1, coalesce(max(o.number), 0) + 1, $2, $3, $4, $5, $6, $7, coalesce($8, '{}'), $9"
		" FROM mreg.dataset o WHERE o.name = $1 ON CONFLICT (name, number) DO NOTHING RETURNING d",
		TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, INT8OID, TEXTOID, JSONBOID, TEXTOID);
	const Description *dataset = (const Description *) PG_GETARG_POINTER(0);
	NullableDatum args[] = {
		TextArg(dataset->name), TextArg(dataset->relation), TextArg(dataset->query), TextArg(dataset->uri),
		TextArg(dataset->digest), dataset->row_count, TextArg(dataset->description), dataset->tags,
		TextArg(GetUserNameFromId(current_call.caller, false))
	};

	LockDatasetName(dataset->name);
	if (RunStatement(&find, args) > 0)
		return ResultRow(1);
	/* Only a raw INSERT can take the number meanwhile. */
	while (RunStatement(&insert, args) == 0)
		CHECK_FOR_INTERRUPTS();
	return ResultRow(1);
}

/* register_dataset(name, relation, query, uri, digest, description, tags, compute): the dataset of that content. */
MREG_FUNCTION(mreg_register_dataset);
Datum
mreg_register_dataset(PG_FUNCTION_ARGS)
{
	Description dataset;

	ReadDescription(fcinfo, &dataset);
	ReadContent(&dataset, PG_GETARG_BOOL(7));
	return CallInRegistry(store_dataset, &dataset);
}
