/*
 * evidence.c: what is told about versions: metrics and tests that ran elsewhere, and the best version by a metric.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "mreg_internal.h"

#define MAX_NAME_CHARACTERS 256

/* Returns the role that called. */
NullableDatum
CallerArg(void)
{
	return TextArg(GetUserNameFromId(current_call.caller, false));
}

/* Raises an error unless a text may name a metric, a suite or a test: 1 to 256 characters, none of them for control. */
void
CheckEvidenceName(const char *name, const char *argument)
{
	const char *fault = NULL;

	if (*name == '\0')
		fault = "It is empty.";
	else if (pg_mbstrlen(name) > MAX_NAME_CHARACTERS)
		fault = "It has more than 256 characters.";
	for (const unsigned char *p = (const unsigned char *) name; *p && !fault; p++)
		if (*p < 0x20 || *p == 0x7f)
			fault = "It holds a control character.";
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid %s: \"%.*s\"", argument, pg_mbcliplen(name, strlen(name), 300), name),
				 errdetail("%s", fault)));
}

/* Returns the id of the live version that a reference names, which must say which version. */
static NullableDatum
VersionArg(FunctionCallInfo fcinfo)
{
	return ARG(Int64GetDatum(ResolveVersionId(RequiredText(fcinfo, 0, "ref"))));
}

/* Returns the id of the dataset that an argument refers to, or NULL. */
static NullableDatum
DatasetArg(FunctionCallInfo fcinfo, int argno)
{
	char	   *ref = OptionalText(fcinfo, argno);

	return ref ? ARG(Int64GetDatum(FindDataset(ref, false))) : NO_ARG;
}

/* What FindSubject passes into the registry. */
typedef struct SubjectCall
{
	const char *ref;
	Subject    *subject;
} SubjectCall;

/* FindSubject, within the registry. */
static Datum
find_subject(PG_FUNCTION_ARGS)
{
	static Statement statement = STATEMENT(
		"SELECT m.id, m.name, v.number FROM mreg.version v JOIN mreg.model m ON m.id = v.model WHERE v.id = $1",
		INT8OID);
	SubjectCall *call = (SubjectCall *) PG_GETARG_POINTER(0);

	RunStatement(&statement, ARGS(ARG(Int64GetDatum(ResolveVersionId(call->ref)))));
	call->subject->model = DatumGetInt64(ResultValue(0, 1, NULL));
	call->subject->name = MemoryContextStrdup(current_call.result_context, ResultText(0, 2));
	call->subject->version = DatumGetInt32(ResultValue(0, 3, NULL));
	PG_RETURN_VOID();
}

/* Finds the live version that a reference names, which must say which version, without locking its model. */
void
FindSubject(const char *ref, Subject *subject)
{
	SubjectCall call = {ref, subject};

	(void) CallInRegistry(find_subject, &call);
}

/* Locks the model of a version that was found before; raises an error if the version was deleted meanwhile. */
void
LockSubject(const Subject *subject, Model *model)
{
	Version		version;
	Ref			ref = {
		.kind = REF_NUMBER, .model = subject->name, .number = subject->version, .item = psprintf("%d", subject->version)
	};

	LockModelById(subject->model, model);
	if (model->is_deleted)
		RaiseNoModel(model->name, false);
	FindVersion(&ref, model, false, &version);
}

/* log_metric(ref, metric, value, dataset, slice, step): a value that was computed elsewhere. */
REGISTRY_FUNCTION(log_metric)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.metric AS e (model, version, metric, value, dataset, slice, step, actor)"
		" SELECT v.model, v.number, $2, $3, $4, $5, $6, $7 FROM mreg.version v WHERE v.id = $1 RETURNING e",
		INT8OID, TEXTOID, FLOAT8OID, INT8OID, TEXTOID, INT8OID, TEXTOID);
	NullableDatum version = VersionArg(fcinfo);
	char	   *metric = RequiredText(fcinfo, 1, "metric");
	char	   *slice = OptionalText(fcinfo, 4);

	CheckEvidenceName(metric, "metric");
	if (slice && *slice)
		CheckEvidenceName(slice, "slice");
	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "value"),
				 errhint("Log nothing where there is no value, or NaN where it is undefined.")));
	RunStatement(&insert,
				 ARGS(version, TextArg(metric), OptionalArg(fcinfo, 2), DatasetArg(fcinfo, 3),
					  TextArg(slice ? slice : ""), OptionalArg(fcinfo, 5), CallerArg()));
	return ResultRow(1);
}

/* log_test(ref, suite, name, passed, detail): the result of a test that ran elsewhere. */
REGISTRY_FUNCTION(log_test)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.test AS e (model, version, suite, name, passed, detail, actor)"
		" SELECT v.model, v.number, $2, $3, $4, $5, $6 FROM mreg.version v WHERE v.id = $1 RETURNING e",
		INT8OID, TEXTOID, TEXTOID, BOOLOID, JSONBOID, TEXTOID);
	NullableDatum version = VersionArg(fcinfo);
	char	   *suite = RequiredText(fcinfo, 1, "suite");
	char	   *name = RequiredText(fcinfo, 2, "name");

	CheckEvidenceName(suite, "suite");
	CheckEvidenceName(name, "name");
	if (PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "passed"),
				 errhint("A test that gave no answer has not passed.")));
	RunStatement(&insert,
				 ARGS(version, TextArg(suite), TextArg(name), OptionalArg(fcinfo, 3), OptionalArg(fcinfo, 4),
					  CallerArg()));
	return ResultRow(1);
}

/* Raises the error for a metric by which no version of a model is ranked. */
static void
RaiseNoBest(const char *model, const char *metric, const char *dataset)
{
	static Statement exists = STATEMENT("SELECT FROM mreg.model WHERE name = $1 AND deleted_at IS NULL",
		TEXTOID);

	if (ReadStatement(&exists, ARGS(TextArg(model))) == 0)
		RaiseNoModel(model, true);
	ereport(ERROR,
			(errcode(ERRCODE_NO_DATA_FOUND),
			 errmsg("no version of model \"%s\" has a computed value of metric \"%s\"", model, metric),
			 dataset ? errdetail("Asked for dataset \"%s\".", dataset) : 0,
			 errhint("mreg.evaluate() computes metrics; mreg.leaderboard lists them.")));
}

/* best_version(model, metric, dataset): the version that leads by a metric. */
REGISTRY_FUNCTION(best_version)
{
	static Statement leaders = STATEMENT(
		"SELECT v, b.dataset || '/' || b.dataset_number FROM mreg.leaderboard b"
		" JOIN mreg.model m ON m.name = b.model AND m.deleted_at IS NULL"
		" JOIN mreg.version v ON v.model = m.id AND v.number = b.version"
		" WHERE b.model = $1 AND b.metric = $2 AND b.rank = 1"
		" AND ($3 IS NULL OR (b.dataset, b.dataset_number) ="
		" (SELECT d.name, d.number FROM mreg.dataset d WHERE d.id = $3))"
		" ORDER BY b.dataset, b.dataset_number, b.version",
		TEXTOID, TEXTOID, INT8OID);
	char	   *model = RequiredText(fcinfo, 0, "model");
	char	   *metric = RequiredText(fcinfo, 1, "metric");
	char	   *dataset = OptionalText(fcinfo, 2);
	NullableDatum dataset_id = DatasetArg(fcinfo, 2);
	uint64		found;
	char	   *first;

	CheckModelName(model);
	found = ReadStatement(&leaders, ARGS(TextArg(model), TextArg(metric), dataset_id));
	if (found == 0)
		RaiseNoBest(model, metric, dataset);
	first = ResultText(0, 2);
	for (uint64 i = 1; i < found; i++)
	{
		char	   *other = ResultText(i, 2);

		if (first == NULL ? other != NULL : other == NULL || strcmp(first, other) != 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("metric \"%s\" of model \"%s\" was computed on several datasets", metric, model),
					 errdetail("Values on different data do not compare."),
					 errhint("Say which one, such as dataset => '%s'.", first ? first : other)));
	}
	return ResultRow(1);
}
