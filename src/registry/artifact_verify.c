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
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

#include "registry/artifact.h"

#define REMEMBERED 1000000		/* segments that were read and need not be again */

/* What is read while stored bytes are checked against their checksums. */
typedef struct Check
{
	ArtifactStore *store;
	HTAB	   *sound;			/* segments that are, with all that stands behind them */
	int64		opened[MREG_DEPTH_GUARD + 1];	/* contents whose run lists were read, by depth */
	MregRuns	runs[MREG_DEPTH_GUARD + 1];
} Check;

static bool CheckRange(Check *check, int64 content, int64 off, int64 len, int depth, MregError *error);

/* Makes a set of segments. */
static HTAB *
SegmentSet(void)
{
	HASHCTL		control = {.keysize = sizeof(int64), .entrysize = sizeof(int64), .hcxt = CurrentMemoryContext};

	return hash_create("sound segments", 1024, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* Checks the stored bytes of a segment, and of what it is a difference from. */
static bool
CheckSegment(Check *check, int64 segment, int depth, MregError *error)
{
	const MregFetch *fetch = &check->store->reader.fetch;
	const uint8_t *data;
	size_t		len;
	MregSegment s;

	if (hash_search(check->sound, &segment, HASH_FIND, NULL))
		return true;
	CHECK_FOR_INTERRUPTS();
	memset(&s, 0, sizeof(s));
	if (!fetch->describe(fetch->state, segment, &s, error) || !fetch->load(fetch->state, segment, &data, &len, error))
		return false;
	fetch->release(fetch->state, data);
	if (!mreg_segment_check(&s, error))
		return false;
	if (s.codec == MREG_DELTA && depth == MREG_DEPTH_GUARD)
		return mreg_fail(error, MREG_DAMAGED, "bases stand behind bases without end");
	if (s.codec == MREG_DELTA && !CheckRange(check, s.base_artifact, s.base_off, s.raw_len, depth + 1, error))
		return false;
	(void) hash_search(check->sound, &segment, HASH_ENTER, NULL);
	return true;
}

/* Sees to the run list of a content. */
static bool
OpenRuns(Check *check, int64 content, int depth, MregError *error)
{
	const MregFetch *fetch = &check->store->reader.fetch;
	MregRuns   *runs = &check->runs[depth];
	const uint8_t *data;
	size_t		len;
	uint64_t	size;
	bool		good;

	if (check->opened[depth] == content)
		return true;
	if (check->opened[depth] != 0)
		mreg_runs_end(runs);
	check->opened[depth] = 0;
	if (!fetch->runs(fetch->state, content, &data, &len, &size, error))
		return false;
	mreg_runs_start(runs, &check->store->memory);
	good = mreg_runs_unpack(runs, data, len, size, error);
	fetch->release(fetch->state, data);
	if (good)
		check->opened[depth] = content;
	return good;
}

/* Checks the segments that hold bytes of a content; the range may reach beyond it. */
static bool
CheckRange(Check *check, int64 content, int64 off, int64 len, int depth, MregError *error)
{
	const MregRuns *runs = &check->runs[depth];
	int64		end = off + len;
	bool		good = OpenRuns(check, content, depth, error);
	int64		segment = 0;

	off = Max(off, 0);
	for (uint32_t i = good && off < runs->size ? mreg_runs_find(runs, off) : UINT32_MAX;
		 good && i < runs->n && (int64) runs->run[i].off < end; i++)
	{
		segment = runs->run[i].segment;
		good = CheckSegment(check, segment, depth, error);
	}
	/* The deepest is to blame. */
	if (!good && error->artifact == 0)
	{
		error->artifact = content;
		error->segment = segment;
	}
	return good;
}

/*
 * Checks the stored bytes of every segment of a content, and of those that they are differences from, against their
 * checksums; raises an error for the first fault.
 */
static void
CheckSegments(ArtifactStore *store, const Artifact *artifact, HTAB *sound)
{
	Check		check = {.store = store, .sound = sound};
	MregError	error = {0};

	if (!CheckRange(&check, artifact->content, 0, artifact->size, 0, &error))
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
ArtifactDamage(const Artifact *artifact, bool deep, HTAB *sound)
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
			CheckSegments(store, artifact, sound);
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
	HTAB	   *sound = SegmentSet();
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
		if (hash_get_num_entries(sound) > REMEMBERED)
		{
			hash_destroy(sound);
			sound = SegmentSet();
		}
		damage = ArtifactDamage(&artifact, PG_GETARG_BOOL(1), sound);
		if (damage == NULL)
			continue;
		values[3] = CStringGetTextDatum(damage);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	PG_RETURN_NULL();
}
