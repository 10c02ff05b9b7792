/*
 * dataset.c: datasets that versions are evaluated on.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

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
