/*
 * artifact_verify.c: which artifacts are damaged.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

#include "registry/artifact.h"

#define PIECE ((int64) 1 << 20)

/* Reads the stored bytes of every segment of a content against their checksums; raises an error for the first fault. */
static void
CheckSegments(ArtifactStore *store, const Artifact *artifact)
{
	const MregFetch *fetch = &store->reader.fetch;
	MregError	error = {0};
	MregRuns	runs;
	Content		content;
	int64		last = 0;
	bool		good;

	(void) ReadContentRow(artifact->content, false, &content);
	mreg_runs_start(&runs, &store->memory);
	good = mreg_runs_unpack(&runs, (const uint8 *) VARDATA(content.runs), VARSIZE(content.runs) - VARHDRSZ,
							(uint64) content.size, &error);
	for (uint32 i = 0; good && i < runs.n; i++)
	{
		const uint8_t *data;
		size_t		len;

		if (runs.run[i].segment == last)
			continue;
		CHECK_FOR_INTERRUPTS();
		last = error.segment = runs.run[i].segment;
		good = fetch->load(fetch->state, last, &data, &len, &error);
		if (good)
			fetch->release(fetch->state, data);
	}
	error.artifact = artifact->content;
	if (!good)
		RaiseArtifactFault(&error, artifact->object);
}

/* Reads all of an artifact against its SHA-256; raises an error for the first fault. */
static void
CheckBytes(ArtifactStore *store, const Artifact *artifact)
{
	Pieces		pieces = {.artifact = *artifact, .store = store, .hash = StartHash()};
	bytea	   *bytes;

	while ((bytes = NextPiece(&pieces)) != NULL)
		pfree(bytes);
}

/*
 * Checks an artifact in a subtransaction; returns what is wrong with it, or NULL.  Other errors than damage are raised.
 */
static char *
ArtifactDamage(const Artifact *artifact, bool deep)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	char	   *volatile damage = NULL;
	ArtifactStore *store;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		CheckContent(artifact);
		store = OpenStore(AllocSetContextCreate(CurTransactionContext, "artifact", ALLOCSET_DEFAULT_SIZES), false);
		if (deep)
			CheckBytes(store, artifact);
		else
			CheckSegments(store, artifact);
		MemoryContextDelete(store->context);
		ReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
		if (error->sqlerrcode != ERRCODE_DATA_CORRUPTED)
			ReThrowError(error);
		damage = error->detail ? error->detail : error->message;
	}
	PG_END_TRY();
	return damage;
}

/* verify_artifacts(ref, deep, sample): the artifacts that are damaged. */
REGISTRY_FUNCTION(verify_artifacts)
{
	static Statement list = STATEMENT(
		"SELECT m.name, a.version, a.path, a.content, a.size, a.sha256 FROM mreg.artifact a"
		" JOIN mreg.version v ON v.model = a.model AND v.number = a.version JOIN mreg.model m ON m.id = a.model"
		" WHERE a.content IS NOT NULL AND ($1 IS NULL OR v.id = $1) AND ($2 >= 1 OR pg_catalog.random() < $2)"
		" ORDER BY m.name, a.version, a.path",
		INT8OID, FLOAT8OID);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	char	   *ref = OptionalText(fcinfo, 0);
	NullableDatum version = NO_ARG;
	SPITupleTable *found;
	uint64		n;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", PG_ARGISNULL(1) ? "deep" : "sample")));
	if (!(PG_GETARG_FLOAT8(2) > 0 && PG_GETARG_FLOAT8(2) <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be above 0 and at most 1", "sample")));
	InitMaterializedSRF(fcinfo, 0);
	if (ref)
	{
		Ref			parsed;
		bool		isnull;

		ParseRef(ref, &parsed);
		version = ARG(GetAttributeByName(DatumGetHeapTupleHeader(ResolveRef(&parsed)), "id", &isnull));
	}
	n = ReadStatement(&list, ARGS(version, OptionalArg(fcinfo, 2)));
	found = SPI_tuptable;
	for (uint64 i = 0; i < n; i++)
	{
		Datum		values[4];
		bool		nulls[4] = {false};
		bool		isnull;
		Subject		subject;
		Artifact	artifact = {0};
		bytea	   *sha256;
		char	   *damage;

		CHECK_FOR_INTERRUPTS();
		for (int column = 1; column <= 3; column++)
			values[column - 1] = SPI_getbinval(found->vals[i], found->tupdesc, column, &isnull);
		subject.name = TextDatumGetCString(values[0]);
		subject.version = DatumGetInt32(values[1]);
		artifact.object = ArtifactObject(TextDatumGetCString(values[2]), &subject);
		artifact.content = DatumGetInt64(SPI_getbinval(found->vals[i], found->tupdesc, 4, &isnull));
		artifact.size = DatumGetInt64(SPI_getbinval(found->vals[i], found->tupdesc, 5, &isnull));
		sha256 = DatumGetByteaPP(SPI_getbinval(found->vals[i], found->tupdesc, 6, &isnull));
		memcpy(artifact.sha256, VARDATA_ANY(sha256), Min(VARSIZE_ANY_EXHDR(sha256), MREG_DIGEST_SIZE));
		damage = ArtifactDamage(&artifact, PG_GETARG_BOOL(1));
		if (damage == NULL)
			continue;
		values[3] = CStringGetTextDatum(damage);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	PG_RETURN_NULL();
}
