/*
 * keyed.c: rows that are known by a key, so that rows of one source can be set against those of another.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "parser/parse_oper.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "mreg_internal.h"

/* Returns an expression; one of strings as text that compares byte by byte, whatever its collation. */
static char *
PlainText(char *expression, Oid type)
{
	if (TypeCategory(type) != TYPCATEGORY_STRING)
		return expression;
	return psprintf("(%s)::pg_catalog.text COLLATE pg_catalog.\"C\"", expression);
}

/* Opens a source, with the expression of its key, as the current role.  Needs SPI. */
void
OpenKeyed(const char *given, const char *argument, const char *key, Keyed *keyed)
{
	OpenSource(given, argument, &keyed->source);
	keyed->argument = argument;
	keyed->key = SourceExpression(&keyed->source, key, "key", &keyed->type);
	keyed->key = PlainText(keyed->key, keyed->type);
	if (TypeCategory(keyed->type) == TYPCATEGORY_STRING)
		keyed->type = TEXTOID;
	if (!OidIsValid(lookup_type_cache(keyed->type, TYPECACHE_EQ_OPR)->eq_opr))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("argument \"key\" of type %s cannot be compared", format_type_be(keyed->type)),
				 errdetail("It is read from \"%s\".", argument),
				 errhint("Cast it, such as key => '(%s)::text'.", key)));
}

/* Whether an operator of this name takes two types. */
static bool
HasOperator(List *name, Oid a, Oid b)
{
	Operator	found = oper(NULL, name, a, b, true, -1);

	if (found == NULL)
		return false;
	ReleaseSysCache(found);
	return true;
}

/*
 * Returns the operator by which two types are equal: PostgreSQL's own, which no search_path replaces, before that of an
 * extension; NULL where there is none.
 */
const char *
EqualityOf(Oid a, Oid b)
{
	if (HasOperator(list_make2(makeString("pg_catalog"), makeString("=")), a, b))
		return "OPERATOR(pg_catalog.=)";
	return HasOperator(list_make1(makeString("=")), a, b) ? "=" : NULL;
}

/* Returns the operator by which keys of two sources are equal; raises an error if there is none. */
const char *
CheckKeysMatch(const Keyed *a, const Keyed *b)
{
	const char *equality = EqualityOf(a->type, b->type);

	if (equality)
		return equality;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("the keys are of different types"),
			 errdetail("In \"%s\" argument \"key\" is of type %s, in \"%s\" of type %s.", a->argument,
					   format_type_be(a->type), b->argument, format_type_be(b->type)),
			 errhint("Cast it to a type that fits both.")));
}

/* Raises an error if a key of the source, or a part of one, is NULL, or if one comes twice.  Needs SPI. */
void
CheckKeys(const Keyed *keyed)
{
	bool		isnull;
	int64		rows;

	ReadQuery(psprintf("SELECT pg_catalog.sum(c) FILTER (WHERE NOT (k IS NOT NULL)),"
					   " pg_catalog.count(*) FILTER (WHERE k IS NOT NULL AND c OPERATOR(pg_catalog.>) 1),"
					   " pg_catalog.min(k::pg_catalog.text) FILTER (WHERE c OPERATOR(pg_catalog.>) 1)"
					   " FROM (SELECT %s AS k, pg_catalog.count(*) AS c FROM %s GROUP BY 1) AS keys",
					   keyed->key, keyed->source.sql),
			  0, NULL, NULL, NULL);
	(void) ResultValue(0, 1, &isnull);
	if (!isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"key\" is NULL in %s rows of \"%s\"", ResultText(0, 1), keyed->argument),
				 errhint("Leave such rows out, or give a key without NULL in any of its parts.")));
	rows = DatumGetInt64(ResultValue(0, 2, NULL));
	if (rows > 0)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("%lld keys of \"%s\" have more than one row", (long long) rows, keyed->argument),
				 errdetail("One of them is %s.", ResultText(0, 3)),
				 errhint("Give a key that is unique, or a query with one row for each.")));
}

/* Copies a value into a context. */
Datum
KeepDatum(MemoryContext context, Datum value, Oid type)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	int16		length;
	bool		by_value;

	get_typlenbyval(type, &length, &by_value);
	value = datumCopy(value, by_value, length);
	MemoryContextSwitchTo(old);
	return value;
}
