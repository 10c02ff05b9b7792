/*
 * golden.c: golden cases: what a version is expected to answer against what it answered.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "parser/parse_coerce.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "mreg_internal.h"

#define SHOWN_DIFFERENCES 5
#define SHOWN_CHARACTERS 200

/* One run. */
typedef struct Golden
{
	char	   *dataset_ref;	/* as given */
	char	   *predictions;
	char	   *key;
	char	   *expected;
	char	   *actual;
	double		tolerance;
	double		relative;
	Subject		subject;
	char	   *dataset_name;	/* of the dataset found, with its number */
	char	   *dataset_source; /* its relation or query; NULL where it has none */
	char	   *dataset_digest; /* where the database computed it */
	char	   *dataset_author; /* role that registered it */
	int64		equal;
	int64		different;
	int64		missing;
	int64		extra;
	Datum		differences;	/* jsonb */
} Golden;

/* Returns a tolerance: a number that is not negative. */
static double
Tolerance(FunctionCallInfo fcinfo, int argno, const char *name)
{
	double		value;

	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", name)));
	value = PG_GETARG_FLOAT8(argno);
	if (!isfinite(value) || value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be finite and not negative", name)));
	return value;
}

/* Finds the dataset, within the registry. */
static Datum
find_golden(PG_FUNCTION_ARGS)
{
	static Statement statement = STATEMENT(
		"SELECT name || '/' || number, coalesce(relation, query), CASE WHEN row_count IS NOT NULL THEN digest END,"
		" created_by FROM mreg.dataset WHERE id = $1",
		INT8OID);
	Golden	   *golden = (Golden *) PG_GETARG_POINTER(0);
	MemoryContext spi;

	RunStatement(&statement, ARGS(ARG(Int64GetDatum(FindDataset(golden->dataset_ref, false)))));
	spi = MemoryContextSwitchTo(current_call.result_context);
	golden->dataset_name = ResultText(0, 1);
	golden->dataset_source = ResultText(0, 2);
	golden->dataset_digest = ResultText(0, 3);
	golden->dataset_author = ResultText(0, 4);
	MemoryContextSwitchTo(spi);
	PG_RETURN_VOID();
}

/* Returns the owner of a relation. */
static Oid
RelationOwner(Oid relation)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", relation);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

/*
 * Raises an error unless the dataset's query or view, which would call functions with the current role's rights, is by
 * a role that this one is a member of, or by a superuser or the owner of the registry.
 */
static void
CheckAuthor(const Golden *golden, const Source *source)
{
	Oid			author;

	if (source->is_query)
		author = get_role_oid(golden->dataset_author, true);
	else if (get_rel_relkind(source->relation) == RELKIND_VIEW)
		author = RelationOwner(source->relation);
	else
		return;
	if (OidIsValid(author) &&
		(is_member_of_role_nosuper(GetUserId(), author) || has_privs_of_role(author, RegistryOwner())))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("the %s of dataset \"%s\" is by role \"%s\", which \"%s\" is no member of",
					source->is_query ? "query" : "view", golden->dataset_name,
					OidIsValid(author) ? GetUserNameFromId(author, false) : golden->dataset_author,
					GetUserNameFromId(GetUserId(), false)),
			 errdetail("It would call functions with the rights of \"%s\".", GetUserNameFromId(GetUserId(), false)),
			 errhint("Run it as a member of that role, or register a dataset of your own that is a table, or what you "
					 "have read of that %s.",
					 source->is_query ? "query" : "view")));
}

/* Raises an error if the rows of the dataset are not those that were registered. */
static void
CheckUnchanged(const Golden *golden, const Source *source)
{
	int64		rows;

	if (golden->dataset_digest == NULL || strcmp(RowsDigest(source, &rows), golden->dataset_digest) == 0)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_MREG_STATE),
			 errmsg("the rows of dataset \"%s\" have changed since it was registered", golden->dataset_name),
			 errhint("Register what it is now with mreg.register_dataset().")));
}

/* Whether values of a type are numbers. */
static bool
IsNumber(Oid type)
{
	switch (getBaseType(type))
	{
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
		case NUMERICOID:
			return true;
		default:
			return false;
	}
}

/* Returns the type that has an equality as which values of a type are compared. */
static Oid
ComparedType(Oid type)
{
	if (getBaseType(type) == JSONOID)
		return JSONBOID;
	if (TypeCategory(type) == TYPCATEGORY_STRING ||
		!OidIsValid(lookup_type_cache(type, TYPECACHE_EQ_OPR)->eq_opr))
		return TEXTOID;
	return type;
}

/* Returns an expression as that type. */
static char *
Comparable(char *expression, Oid type)
{
	Oid			compared = ComparedType(type);

	if (compared != type && compared == JSONBOID)
		return psprintf("(%s)::pg_catalog.jsonb", expression);
	if (compared == TEXTOID)
		return psprintf("(%s)::pg_catalog.text COLLATE pg_catalog.\"C\"", expression);
	return expression;
}

/* Returns the condition that e and a, of these types, agree. */
static const char *
Agreement(const Golden *golden, Oid expected, Oid actual)
{
	const char *equality;
	const char *equal;
	bool		tolerant = golden->tolerance > 0 || golden->relative > 0;
	bool		numbers = IsNumber(expected) && IsNumber(actual);

	if (tolerant && !numbers)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a tolerance needs numbers"),
				 errdetail("Argument \"expected\" is of type %s, \"actual\" of type %s.", format_type_be(expected),
						   format_type_be(actual))));
	if (!numbers && getBaseType(expected) != getBaseType(actual) &&
		(TypeCategory(expected) != TYPCATEGORY_STRING || TypeCategory(actual) != TYPCATEGORY_STRING))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("expected and actual values are of different types"),
				 errdetail("Argument \"expected\" is of type %s, \"actual\" of type %s.", format_type_be(expected),
						   format_type_be(actual)),
				 errhint("Cast one of them, such as actual => 'answer::integer'.")));
	equality = EqualityOf(ComparedType(expected), ComparedType(actual));
	equal = equality ? psprintf("coalesce(e %s a, pg_catalog.num_nulls(e, a) OPERATOR(pg_catalog.=) 2)", equality) :
		"(e IS NOT DISTINCT FROM a)";
	if (!tolerant)
		return equal;
	return psprintf("(%s OR coalesce(mreg_internal.is_close(e::pg_catalog.numeric, a::pg_catalog.numeric,"
					" $1::pg_catalog.numeric, $2::pg_catalog.numeric), false))",
					equal);
}

/* Returns SQL for the rows (ek, e, ak, a): keys and values of both sides, NULL keys where a side has no row. */
static char *
PairedRows(Golden *golden, const char **agreement)
{
	Keyed		predictions;
	Keyed		cases;
	Oid			expected_type;
	Oid			actual_type;
	const char *equality;
	char	   *expected;
	char	   *actual;

	OpenKeyed(golden->predictions, "predictions", golden->key, &predictions);
	CheckKeys(&predictions);
	actual = SourceExpression(&predictions.source, golden->actual, "actual", &actual_type);
	if (golden->dataset_source == NULL)
	{
		expected = SourceExpression(&predictions.source, golden->expected, "expected", &expected_type);
		*agreement = Agreement(golden, expected_type, actual_type);
		return psprintf("(SELECT %s AS ek, %s AS e, %s AS ak, %s AS a FROM %s) AS pairs", predictions.key,
						Comparable(expected, expected_type), predictions.key, Comparable(actual, actual_type),
						predictions.source.sql);
	}
	OpenKeyed(golden->dataset_source, "dataset", golden->key, &cases);
	CheckAuthor(golden, &cases.source);
	equality = CheckKeysMatch(&cases, &predictions);
	CheckKeys(&cases);
	CheckUnchanged(golden, &cases.source);
	expected = SourceExpression(&cases.source, golden->expected, "expected", &expected_type);
	*agreement = Agreement(golden, expected_type, actual_type);
	return psprintf("((SELECT %s AS ek, %s AS e FROM %s) AS x FULL JOIN (SELECT %s AS ak, %s AS a FROM %s) AS y"
					" ON x.ek %s y.ak) AS pairs",
					cases.key, Comparable(expected, expected_type), cases.source.sql, predictions.key,
					Comparable(actual, actual_type), predictions.source.sql, equality);
}

/* Counts the golden cases by their outcome, with the rights of the current role. */
static void
ReadCases(Golden *golden)
{
	MemoryContext caller = CurrentMemoryContext;
	Oid			types[] = {FLOAT8OID, FLOAT8OID};
	Datum		values[] = {Float8GetDatum(golden->tolerance), Float8GetDatum(golden->relative)};
	const char *agreement;
	char	   *rows;
	int64	   *counts[] = {&golden->equal, &golden->different, &golden->missing, &golden->extra};

	SPI_connect();
	rows = PairedRows(golden, &agreement);
	ReadQuery(psprintf("SELECT pg_catalog.count(*) FILTER (WHERE ek IS NOT NULL AND ak IS NOT NULL AND %s),"
					   " pg_catalog.count(*) FILTER (WHERE ek IS NOT NULL AND ak IS NOT NULL AND NOT %s),"
					   " pg_catalog.count(*) FILTER (WHERE ak IS NULL), pg_catalog.count(*) FILTER (WHERE ek IS NULL)"
					   " FROM %s",
					   agreement, agreement, rows),
			  2, types, values, NULL);
	for (int i = 0; i < lengthof(counts); i++)
		*counts[i] = DatumGetInt64(ResultValue(0, i + 1, NULL));
	ReadQuery(psprintf("SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object("
					   "'key', pg_catalog.left(coalesce(ek, ak)::pg_catalog.text, %d),"
					   " 'expected', pg_catalog.left(e::pg_catalog.text, %d),"
					   " 'actual', pg_catalog.left(a::pg_catalog.text, %d),"
					   " 'outcome', CASE WHEN ak IS NULL THEN 'missing' WHEN ek IS NULL THEN 'extra'"
					   " ELSE 'different' END)"
					   " ORDER BY coalesce(ek, ak)), '[]')"
					   " FROM (SELECT * FROM %s WHERE ek IS NULL OR ak IS NULL OR NOT %s"
					   " ORDER BY coalesce(ek, ak) LIMIT %d) AS differences",
					   SHOWN_CHARACTERS, SHOWN_CHARACTERS, SHOWN_CHARACTERS, rows, agreement, SHOWN_DIFFERENCES),
			  2, types, values, NULL);
	golden->differences = KeepDatum(caller, ResultValue(0, 1, NULL), JSONBOID);
	SPI_finish();
}

/* Stores the result as a test. */
static Datum
store_golden(PG_FUNCTION_ARGS)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.test AS e (model, version, suite, name, passed, computed, actor, detail)"
		" VALUES ($1, $2, 'golden', $3, $4 > 0 AND $5 = 0 AND $6 = 0 AND $7 = 0, true, $8,"
		" pg_catalog.jsonb_build_object('equal', $4, 'different', $5, 'missing', $6, 'extra', $7, 'differences', $9,"
		" 'dataset', $10, 'predictions', $11, 'key', $12, 'expected', $13, 'actual', $14, 'tolerance', $15,"
		" 'relative_tolerance', $16)) RETURNING e",
		INT8OID, INT4OID, TEXTOID, INT8OID, INT8OID, INT8OID, INT8OID, TEXTOID, JSONBOID, TEXTOID, TEXTOID, TEXTOID,
		TEXTOID, TEXTOID, FLOAT8OID, FLOAT8OID);
	const Golden *golden = (const Golden *) PG_GETARG_POINTER(0);
	Model		model;
	char	   *name = pstrdup(golden->dataset_name);

	LockSubject(&golden->subject, &model);
	*strrchr(name, '/') = '\0';
	RunStatement(&insert,
				 ARGS(ARG(Int64GetDatum(golden->subject.model)), ARG(Int32GetDatum(golden->subject.version)),
					  TextArg(name), ARG(Int64GetDatum(golden->equal)), ARG(Int64GetDatum(golden->different)),
					  ARG(Int64GetDatum(golden->missing)), ARG(Int64GetDatum(golden->extra)), CallerArg(),
					  ARG(golden->differences), TextArg(golden->dataset_name), TextArg(golden->predictions),
					  TextArg(golden->key), TextArg(golden->expected), TextArg(golden->actual),
					  ARG(Float8GetDatum(golden->tolerance)), ARG(Float8GetDatum(golden->relative))));
	return ResultRow(1);
}

/* run_golden(ref, dataset, predictions, key, expected, actual, tolerance, relative_tolerance): runs golden cases. */
MREG_FUNCTION(mreg_run_golden);
Datum
mreg_run_golden(PG_FUNCTION_ARGS)
{
	Golden		golden = {0};
	char	   *ref = RequiredText(fcinfo, 0, "ref");

	golden.dataset_ref = RequiredText(fcinfo, 1, "dataset");
	golden.predictions = RequiredText(fcinfo, 2, "predictions");
	golden.key = RequiredText(fcinfo, 3, "key");
	golden.expected = RequiredText(fcinfo, 4, "expected");
	golden.actual = RequiredText(fcinfo, 5, "actual");
	golden.tolerance = Tolerance(fcinfo, 6, "tolerance");
	golden.relative = Tolerance(fcinfo, 7, "relative_tolerance");
	FindSubject(ref, &golden.subject);
	(void) CallInRegistry(find_golden, &golden);
	ReadCases(&golden);
	return CallInRegistry(store_golden, &golden);
}
