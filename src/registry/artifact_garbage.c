/*
 * artifact_garbage.c: removes what no artifact needs any more.
 *
 * A content is needed by artifacts, or as the base of a segment that is needed; a segment by the run list of a content.
 * The store is locked against uploads meanwhile, so that none builds on what is about to go.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "registry/artifact.h"

/* A segment that is needed, in a set of them. */
typedef struct Needed
{
	int64		segment;
	int64		content;		/* the first that was found to need it */
} Needed;

/* Makes a set of numbers; entries begin with one. */
static HTAB *
NumberSet(const char *name, Size entrysize)
{
	HASHCTL		control = {.keysize = sizeof(int64), .entrysize = entrysize, .hcxt = CurrentMemoryContext};

	return hash_create(name, 1024, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* Returns numbers as an array of bigint. */
static NullableDatum
NumberArray(Datum *values, int n)
{
	return ARG(PointerGetDatum(construct_array(values, n, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE)));
}

/* Returns a set as an array of bigint. */
static NullableDatum
SetArg(HTAB *set)
{
	long		n = hash_get_num_entries(set);
	Datum	   *values = palloc(Max(n, 1) * sizeof(Datum));
	HASH_SEQ_STATUS scan;
	int64	   *entry;
	int			i = 0;

	hash_seq_init(&scan, set);
	while ((entry = (int64 *) hash_seq_search(&scan)) != NULL)
		values[i++] = Int64GetDatum(*entry);
	return NumberArray(values, i);
}

/* Adds the first column of the result to a set and to a list of what is new. */
static List *
AddResults(HTAB *set, uint64 n, List *list)
{
	for (uint64 i = 0; i < n; i++)
	{
		int64		id = DatumGetInt64(ResultValue(i, 1, NULL));
		bool		found;

		(void) hash_search(set, &id, HASH_ENTER, &found);
		if (!found)
		{
			int64	   *copy = palloc(sizeof(int64));

			*copy = id;
			list = lappend(list, copy);
		}
	}
	return list;
}

/* Adds the segments of a content to a set; one whose run list cannot be read is an error, lest too much is removed. */
static void
AddSegments(HTAB *set, int64 id, const MregMemory *memory)
{
	Artifact	artifact = {.content = id, .object = psprintf("content %lld", (long long) id)};
	MregError	error = {.fault = MREG_DAMAGED, .artifact = id};
	MregRuns	runs;
	Content		content;

	if (!ReadContentRow(id, true, &content))
		return;
	if (content.id == 0)
	{
		error.reason = "the checksum of its run list is wrong";
		RaiseArtifactFault(&error, artifact.object);
	}
	mreg_runs_start(&runs, memory);
	if (!mreg_runs_unpack(&runs, (const uint8 *) VARDATA(content.runs), VARSIZE(content.runs) - VARHDRSZ,
						  (uint64) content.size, &error))
		RaiseArtifactFault(&error, artifact.object);
	for (uint32 i = 0; i < runs.n; i++)
	{
		bool		found;
		Needed	   *needed = (Needed *) hash_search(set, &runs.run[i].segment, HASH_ENTER, &found);

		if (!found)
			needed->content = id;
	}
	mreg_runs_end(&runs);
	pfree(content.runs);
}

/* Returns the segments of a content as an array of bigint. */
NullableDatum
SegmentsOf(int64 content)
{
	ArtifactStore *store = OpenStore(AllocSetContextCreate(CurrentMemoryContext, "artifact", ALLOCSET_DEFAULT_SIZES),
									 true);
	HTAB	   *segments = NumberSet("segments", sizeof(Needed));

	AddSegments(segments, content, &store->memory);
	CloseStore(store);
	return SetArg(segments);
}

/* Charges segments that came with contents which are about to go to contents that stay and need them. */
static void
ChargeAnew(HTAB *segments, NullableDatum contents)
{
	static Statement statement = STATEMENT(
		"UPDATE mreg.segment s SET content = n.content FROM unnest($1, $2) n (id, content) WHERE s.id = n.id"
		" AND NOT EXISTS (SELECT FROM unnest($3) c (id) WHERE c.id = s.content)",
		INT8ARRAYOID, INT8ARRAYOID, INT8ARRAYOID);
	long		n = hash_get_num_entries(segments);
	Datum	   *ids = palloc(Max(n, 1) * sizeof(Datum));
	Datum	   *charged = palloc(Max(n, 1) * sizeof(Datum));
	HASH_SEQ_STATUS scan;
	Needed	   *needed;
	int			i = 0;

	hash_seq_init(&scan, segments);
	while ((needed = (Needed *) hash_seq_search(&scan)) != NULL)
	{
		ids[i] = Int64GetDatum(needed->segment);
		charged[i++] = Int64GetDatum(needed->content);
	}
	RunAnnounced(ANNOUNCE_PURGE, &statement, ARGS(NumberArray(ids, i), NumberArray(charged, i), contents));
}

/* Removes the segments that came with a content which is not stored in the end; none other may lead to them. */
void
DropSegments(int64 content)
{
	static Statement chunks = STATEMENT("DELETE FROM mreg.chunk WHERE segment IN"
										" (SELECT id FROM mreg.segment WHERE content = $1)",
										INT8OID);
	static Statement segments = STATEMENT("DELETE FROM mreg.segment WHERE content = $1", INT8OID);

	RunAnnounced(ANNOUNCE_PURGE, &chunks, ARGS(ARG(Int64GetDatum(content))));
	RunAnnounced(ANNOUNCE_PURGE, &segments, ARGS(ARG(Int64GetDatum(content))));
}

/*
 * Raises an error where a function that holds the store alone could not see all that is needed, or would get in the way
 * of its own transaction.
 */
void
CheckMayHoldStore(const char *function)
{
	if (IsolationUsesXactSnapshot())
		ereport(ERROR,
				(errcode(ERRCODE_ACTIVE_SQL_TRANSACTION),
				 errmsg("mreg.%s() must run at isolation level READ COMMITTED", function),
				 errdetail("At a stricter level it would not see what was stored meanwhile.")));
	if (UploadsUnderWay())
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("an upload of this transaction has not ended"),
				 errhint("Call mreg.finish_artifact() first.")));
}

/* collect_garbage(): removes contents and segments that nothing needs; returns the stored bytes that they took. */
REGISTRY_FUNCTION(collect_garbage)
{
	static Statement named = STATEMENT(
		"SELECT DISTINCT content FROM mreg.artifact WHERE content IS NOT NULL ORDER BY content",
		InvalidOid);
	static Statement bases = STATEMENT("SELECT DISTINCT s.base_content FROM mreg.segment s"
									   " JOIN unnest($1) n (id) ON s.id = n.id WHERE s.base_content IS NOT NULL",
									   INT8ARRAYOID);
	static Statement freed = STATEMENT("SELECT coalesce(sum(pg_catalog.octet_length(s.data)), 0)::bigint"
									   " FROM mreg.segment s WHERE NOT EXISTS (SELECT FROM unnest($1) n (id)"
									   " WHERE n.id = s.id)",
									   INT8ARRAYOID);
	static Statement removals[] = {
		STATEMENT("DELETE FROM mreg.chunk c WHERE NOT EXISTS (SELECT FROM unnest($1) n (id) WHERE n.id = c.segment)",
				  INT8ARRAYOID),
		STATEMENT("DELETE FROM mreg.segment s WHERE NOT EXISTS (SELECT FROM unnest($1) n (id) WHERE n.id = s.id)",
				  INT8ARRAYOID),
		STATEMENT("DELETE FROM mreg.content c WHERE NOT EXISTS (SELECT FROM unnest($1) n (id) WHERE n.id = c.id)",
				  INT8ARRAYOID)
	};
	ArtifactStore *store;
	HTAB	   *contents = NumberSet("contents", sizeof(int64));
	HTAB	   *segments = NumberSet("segments", sizeof(Needed));
	List	   *open = NIL;
	NullableDatum live;
	NullableDatum kept;
	int64		bytes;

	CheckMayHoldStore("collect_garbage");
	LockStoreAlone();
	store = OpenStore(AllocSetContextCreate(CurrentMemoryContext, "artifact", ALLOCSET_DEFAULT_SIZES), false);
	open = AddResults(contents, RunStatement(&named, NULL), NIL);
	while (open != NIL)
	{
		ListCell   *cell;

		foreach (cell, open)
		{
			CHECK_FOR_INTERRUPTS();
			AddSegments(segments, *(int64 *) lfirst(cell), &store->memory);
		}
		open = AddResults(contents, RunStatement(&bases, ARGS(SetArg(segments))), NIL);
	}
	live = SetArg(segments);
	kept = SetArg(contents);
	ChargeAnew(segments, kept);
	RunStatement(&freed, ARGS(live));
	bytes = DatumGetInt64(ResultValue(0, 1, NULL));
	RunAnnounced(ANNOUNCE_PURGE, &removals[0], ARGS(live));
	RunAnnounced(ANNOUNCE_PURGE, &removals[1], ARGS(live));
	RunAnnounced(ANNOUNCE_PURGE, &removals[2], ARGS(kept));
	CloseStore(store);
	PG_RETURN_INT64(bytes);
}
