/*
 * tag.c: tags and descriptions of models and versions.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "mreg_internal.h"

/* One statement for the model itself and one for a version. */
typedef struct StatementPair
{
	Statement	model;
	Statement	version;
} StatementPair;

/*
 * Locks the model of a reference, runs the statement for the model or the version that it names, and returns the rows.
 */
static uint64
RunOnTarget(FunctionCallInfo fcinfo, StatementPair *pair, NullableDatum first, NullableDatum second)
{
	Ref			ref;
	Model		model;
	Version		version;

	ParseRef(RequiredText(fcinfo, 0, "ref"), &ref);
	LockModelNamed(ref.model, &model);
	if (ref.kind == REF_MODEL && ref.text[strlen(ref.model)] == '\0')
		return RunStatement(&pair->model, ARGS(ARG(Int64GetDatum(model.id)), first, second));
	if (ref.kind == REF_MODEL)
		ParseVersionRef(ref.text, &ref);
	FindVersion(&ref, &model, false, &version);
	return RunStatement(&pair->version, ARGS(ARG(Int64GetDatum(version.id)), first, second));
}

/* set_tag(ref, key, value): gives a model or a version a tag. */
REGISTRY_FUNCTION(set_tag)
{
#define SET_TAG(table) \
	STATEMENT("UPDATE " table " SET tags = tags || pg_catalog.jsonb_build_object($2, $3) WHERE id = $1", \
			  INT8OID, TEXTOID, TEXTOID)
	static StatementPair pair = {SET_TAG("mreg.model"), SET_TAG("mreg.version")};
	char	   *key = RequiredText(fcinfo, 1, "key");
	char	   *value = RequiredText(fcinfo, 2, "value");

	if (*key == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be empty", "key")));
	RunOnTarget(fcinfo, &pair, TextArg(key), TextArg(value));
	PG_RETURN_VOID();
}

/* drop_tag(ref, key): takes a tag away from a model or a version. */
REGISTRY_FUNCTION(drop_tag)
{
#define DROP_TAG(table) \
	STATEMENT("UPDATE " table " SET tags = tags - $2 WHERE id = $1 AND tags ? $2", INT8OID, TEXTOID)
	static StatementPair pair = {DROP_TAG("mreg.model"), DROP_TAG("mreg.version")};
	char	   *key = RequiredText(fcinfo, 1, "key");

	if (RunOnTarget(fcinfo, &pair, TextArg(key), NO_ARG) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("\"%s\" has no tag \"%s\"", RequiredText(fcinfo, 0, "ref"), key),
				 errhint("Column tags of mreg.model and mreg.version has the tags.")));
	PG_RETURN_VOID();
}

/* describe(ref, description): describes a model or a version; NULL takes the description away. */
REGISTRY_FUNCTION(describe)
{
#define DESCRIBE(table) \
	STATEMENT("UPDATE " table " SET description = $2 WHERE id = $1", INT8OID, TEXTOID)
	static StatementPair pair = {DESCRIBE("mreg.model"), DESCRIBE("mreg.version")};

	RunOnTarget(fcinfo, &pair, TextArg(OptionalText(fcinfo, 1)), NO_ARG);
	PG_RETURN_VOID();
}
