/*
 * artifact_store.c: the tables in which artifacts are stored, as the encoder and the reader of src/core see them.
 *
 * Rows are read through the tables' indexes without a plan: a lookup is needed for every chunk.  Uploads read what is
 * committed now, whatever the transaction's snapshot: with the store locked, a segment that they find stays.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/tableam.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "commands/sequence.h"
#include "common/sha2.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "port/pg_crc32c.h"
#include "storage/lmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "registry/artifact.h"

#define KEPT_MEMORY ((size_t) 16 << 20)
#define UPLOAD_CACHE ((size_t) 4 << 20) /* of decoded segments, beside the encoder's windows */

/* The fault of an artifact as an error; object names it. */
void
RaiseArtifactFault(const MregError *error, const char *object)
{
	if (error->fault == MREG_NO_MEMORY)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("out of memory"),
				 errdetail("For %s: %s.", object, error->reason)));
	if (error->fault != MREG_DAMAGED)
		elog(ERROR, "storage of %s failed: %s", object, error->reason);
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("%s is damaged", object),
			 error->segment > 0 ?
			 errdetail("Segment %lld, read for content %lld: %s.", (long long) error->segment,
					   (long long) error->artifact, error->reason) :
			 errdetail("Content %lld: %s.", (long long) error->artifact, error->reason),
			 errhint("Restore its rows from a backup.")));
}

/* Gives the core memory; an interrupt ends what it is about. */
static void *
GetMemory(void *state, size_t size)
{
	CHECK_FOR_INTERRUPTS();
	return MemoryContextAllocExtended((MemoryContext) state, Max(size, 1), MCXT_ALLOC_HUGE);
}

/* Takes it back. */
static void
GiveMemory(void *state, void *p)
{
	if (p)
		pfree(p);
}

/* Begins a SHA-256. */
pg_cryptohash_ctx *
StartHash(void)
{
	pg_cryptohash_ctx *hash = pg_cryptohash_create(PG_SHA256);

	if (hash == NULL || pg_cryptohash_init(hash) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("could not compute a digest")));
	return hash;
}

/* Adds bytes to it. */
void
AddToHash(pg_cryptohash_ctx *hash, const void *data, size_t len)
{
	if (pg_cryptohash_update(hash, data, len) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("could not compute a digest")));
}

/* Takes the digest; the hash is not freed. */
void
EndHash(pg_cryptohash_ctx *hash, uint8 *sha256)
{
	if (pg_cryptohash_final(hash, sha256, PG_SHA256_DIGEST_LENGTH) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("could not compute a digest")));
}

/* Returns a digest in hexadecimal. */
char *
HexDigest(const uint8 *sha256)
{
	char	   *text = palloc(2 * MREG_DIGEST_SIZE + 1);

	for (int i = 0; i < MREG_DIGEST_SIZE; i++)
		snprintf(text + 2 * i, 3, "%02x", sha256[i]);
	return text;
}

/* Returns the OID of a table or index of the registry. */
static Oid
MemberOid(const char *name)
{
	Oid			oid = get_relname_relid(name, get_namespace_oid("mreg", false));

	if (!OidIsValid(oid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("relation \"mreg.%s\" does not exist", name),
				 errhint("Install the extension anew.")));
	return oid;
}

/* Keeps what uploads build on from being removed until the transaction ends. */
void
LockStore(void)
{
	LockDatabaseObject(MemberOid("segment"), 0, 0, RowExclusiveLock);
}

/* Waits for uploads to end, and keeps others from beginning until the transaction ends. */
void
LockStoreAlone(void)
{
	LockDatabaseObject(MemberOid("segment"), 0, 0, ShareRowExclusiveLock);
}

/* A scan of a table by one column. */
typedef struct Lookup
{
	Relation	relation;
	SysScanDesc scan;
	Snapshot	snapshot;
	bool		registered;
} Lookup;

/* Begins to look for rows whose column equals a value. */
static void
BeginLookup(Lookup *lookup, const char *table, const char *index, const char *column, RegProcedure equal, Datum value,
			bool latest)
{
	ScanKeyData key;

	lookup->relation = table_open(MemberOid(table), AccessShareLock);
	lookup->registered = latest;
	lookup->snapshot = latest ? RegisterSnapshot(GetLatestSnapshot()) : GetActiveSnapshot();
	ScanKeyInit(&key, get_attnum(RelationGetRelid(lookup->relation), column), BTEqualStrategyNumber, equal, value);
	lookup->scan = systable_beginscan(lookup->relation, MemberOid(index), true, lookup->snapshot, 1, &key);
}

/* Ends it. */
static void
EndLookup(Lookup *lookup)
{
	systable_endscan(lookup->scan);
	if (lookup->registered)
		UnregisterSnapshot(lookup->snapshot);
	/* What was read may be a pointer into the TOAST table, which must not be rewritten before it is followed. */
	table_close(lookup->relation, NoLock);
}

/* Returns a column of a row that is not NULL. */
static Datum
RowValue(Lookup *lookup, HeapTuple tuple, const char *column)
{
	bool		isnull;
	Datum		value = TriggerValue(tuple, RelationGetDescr(lookup->relation), column, &isnull);

	return isnull ? (Datum) 0 : value;
}

/* CRC-32C of what a segment's row says, without its bytes. */
static pg_crc32c
DescriptionCrc(int64 segment, const MregSegment *s)
{
	int64		fields[] = {segment, s->raw_len, s->codec, s->k, s->phase, s->filter, s->base_artifact, s->base_off};
	pg_crc32c	crc;

	INIT_CRC32C(crc);
	for (int i = 0; i < lengthof(fields); i++)
	{
		uint8		bytes[8];

		for (int j = 0; j < 8; j++)
			bytes[j] = (uint8) ((uint64) fields[i] >> (8 * j));
		COMP_CRC32C(crc, bytes, 8);
	}
	return crc;
}

/* CRC-32C of a segment's row. */
static pg_crc32c
SegmentCrc(int64 segment, const MregSegment *s, const void *data, size_t len)
{
	pg_crc32c	crc = DescriptionCrc(segment, s);

	COMP_CRC32C(crc, data, len);
	FIN_CRC32C(crc);
	return crc;
}

/* CRC-32C of a content's row. */
static pg_crc32c
ContentCrc(int64 id, int64 size, const uint8 *sha256, const void *runs, size_t len)
{
	MregSegment s = {.base_artifact = size};
	pg_crc32c	crc = DescriptionCrc(id, &s);

	COMP_CRC32C(crc, sha256, MREG_DIGEST_SIZE);
	COMP_CRC32C(crc, runs, len);
	FIN_CRC32C(crc);
	return crc;
}

/* The description of a segment; notes where its bytes are. */
static bool
DescribeSegment(void *state, int64_t segment, MregSegment *s, MregError *error)
{
	ArtifactStore *store = (ArtifactStore *) state;
	Described  *slot = &store->described[store->next];
	Lookup		lookup;
	HeapTuple	tuple;
	struct varlena *data = NULL;
	bool		in_range = true;
	MemoryContext old = MemoryContextSwitchTo(store->work);

	BeginLookup(&lookup, "segment", "segment_pkey", "id", F_INT8EQ, Int64GetDatum(segment), store->latest);
	tuple = systable_getnext(lookup.scan);
	if (HeapTupleIsValid(tuple))
	{
		int32		raw_len = DatumGetInt32(RowValue(&lookup, tuple, "raw_len"));
		int16		codec = DatumGetInt16(RowValue(&lookup, tuple, "codec"));
		int16		k = DatumGetInt16(RowValue(&lookup, tuple, "k"));
		int16		phase = DatumGetInt16(RowValue(&lookup, tuple, "phase"));
		int16		filter = DatumGetInt16(RowValue(&lookup, tuple, "filter"));

		data = (struct varlena *) DatumGetPointer(RowValue(&lookup, tuple, "data"));
		memset(s, 0, sizeof(*s));
		in_range = data != NULL && raw_len >= 0 && ((codec | k | phase | filter) & ~0xff) == 0;
		s->raw_len = (uint32) raw_len;
		s->codec = (uint8) codec;
		s->k = (uint8) k;
		s->phase = (uint8) phase;
		s->filter = (uint8) filter;
		s->base_artifact = DatumGetInt64(RowValue(&lookup, tuple, "base_content"));
		s->base_off = DatumGetInt64(RowValue(&lookup, tuple, "base_off"));
	}
	if (HeapTupleIsValid(tuple) && in_range)
	{
		if (slot->segment != 0)
			pfree(DatumGetPointer(slot->data));
		slot->segment = 0;
		slot->data = PointerGetDatum(MemoryContextAlloc(store->context, VARSIZE_ANY(data)));
		memcpy(DatumGetPointer(slot->data), data, VARSIZE_ANY(data));
		slot->crc = (uint32) DatumGetInt64(RowValue(&lookup, tuple, "crc"));
		slot->description = *s;
		slot->segment = segment;
		store->next = (store->next + 1) % MAX_DESCRIBED;
	}
	EndLookup(&lookup);
	MemoryContextSwitchTo(old);
	MemoryContextReset(store->work);
	if (!HeapTupleIsValid(tuple))
		return mreg_fail(error, MREG_DAMAGED, "the segment is missing");
	return in_range || mreg_fail(error, MREG_DAMAGED, "its description is out of range");
}

/* The stored bytes of a segment, checked against its CRC. */
static bool
LoadSegment(void *state, int64_t segment, const uint8_t **data, size_t *len, MregError *error)
{
	ArtifactStore *store = (ArtifactStore *) state;
	const Described *slot = NULL;
	MregSegment s;
	struct varlena *stored;
	MemoryContext old;

	for (int attempt = 0; slot == NULL; attempt++)
	{
		for (int i = 0; i < MAX_DESCRIBED; i++)
			if (store->described[i].segment == segment)
				slot = &store->described[i];
		if (slot == NULL && (attempt > 0 || !DescribeSegment(state, segment, &s, error)))
			return attempt > 0 ? mreg_fail(error, MREG_DAMAGED, "the segment is missing") : false;
	}
	old = MemoryContextSwitchTo(store->context);
	stored = PG_DETOAST_DATUM_COPY(slot->data);
	MemoryContextSwitchTo(old);
	*data = (const uint8_t *) stored;
	if (SegmentCrc(segment, &slot->description, VARDATA(stored), VARSIZE(stored) - VARHDRSZ) != slot->crc)
	{
		pfree(stored);
		return mreg_fail(error, MREG_DAMAGED, "its checksum is wrong");
	}
	*data = (const uint8_t *) VARDATA(stored);
	*len = VARSIZE(stored) - VARHDRSZ;
	return true;
}

/* Frees bytes that LoadSegment or LoadRuns gave. */
static void
ReleaseBytes(void *state, const uint8_t *data)
{
	pfree((void *) (data - VARHDRSZ));
}

/* Reads a content's row; false if there is none.  The id is 0 where the checksum is wrong. */
bool
ReadContentRow(int64 id, bool latest, Content *content)
{
	Lookup		lookup;
	HeapTuple	tuple;
	bytea	   *sha256;
	pg_crc32c	crc;

	BeginLookup(&lookup, "content", "content_pkey", "id", F_INT8EQ, Int64GetDatum(id), latest);
	tuple = systable_getnext(lookup.scan);
	memset(content, 0, sizeof(*content));
	if (HeapTupleIsValid(tuple))
	{
		Datum		digest = RowValue(&lookup, tuple, "sha256");
		Datum		runs = RowValue(&lookup, tuple, "runs");

		content->size = DatumGetInt64(RowValue(&lookup, tuple, "size"));
		content->base = DatumGetInt64(RowValue(&lookup, tuple, "base"));
		content->depth = DatumGetInt16(RowValue(&lookup, tuple, "depth"));
		sha256 = digest ? DatumGetByteaPP(digest) : NULL;
		if (sha256 && VARSIZE_ANY_EXHDR(sha256) == MREG_DIGEST_SIZE)
			memcpy(content->sha256, VARDATA_ANY(sha256), MREG_DIGEST_SIZE);
		if (runs)
		{
			content->runs = DatumGetByteaPCopy(runs);
			crc = ContentCrc(id, content->size, content->sha256, VARDATA(content->runs),
							 VARSIZE(content->runs) - VARHDRSZ);
			if (crc == (uint32) DatumGetInt64(RowValue(&lookup, tuple, "crc")))
				content->id = id;
		}
	}
	EndLookup(&lookup);
	return HeapTupleIsValid(tuple);
}

/* The run list of a content. */
static bool
LoadRuns(void *state, int64_t artifact, const uint8_t **data, size_t *len, uint64_t *size, MregError *error)
{
	ArtifactStore *store = (ArtifactStore *) state;
	MemoryContext old = MemoryContextSwitchTo(store->context);
	Content		content;
	bool		found = ReadContentRow(artifact, store->latest, &content);

	MemoryContextSwitchTo(old);
	if (!found)
		return mreg_fail(error, MREG_DAMAGED, "the content is missing");
	if (content.id == 0)
		return mreg_fail(error, MREG_DAMAGED, "the checksum of its run list is wrong");
	*data = (const uint8_t *) VARDATA(content.runs);
	*len = VARSIZE(content.runs) - VARHDRSZ;
	*size = (uint64_t) content.size;
	return true;
}

/*
 * Returns the id of a content of these bytes that is committed or the transaction's own, or 0.  One whose run list is
 * damaged is passed over: the bytes are at hand to be stored anew.
 */
int64
FindContent(const uint8 *sha256, int64 size)
{
	bytea	   *digest = palloc(VARHDRSZ + MREG_DIGEST_SIZE);
	int64		id = 0;
	Lookup		lookup;
	HeapTuple	tuple;

	SET_VARSIZE(digest, VARHDRSZ + MREG_DIGEST_SIZE);
	memcpy(VARDATA(digest), sha256, MREG_DIGEST_SIZE);
	BeginLookup(&lookup, "content", "content_sha256_idx", "sha256", F_BYTEAEQ, PointerGetDatum(digest), true);
	while (id == 0 && HeapTupleIsValid(tuple = systable_getnext(lookup.scan)))
	{
		int64		candidate = DatumGetInt64(RowValue(&lookup, tuple, "id"));
		Content		content;

		if (DatumGetInt64(RowValue(&lookup, tuple, "size")) == size && ReadContentRow(candidate, true, &content))
			id = content.id;
	}
	EndLookup(&lookup);
	return id;
}

/* The SHA-256 of a chunk. */
static bool
ChunkDigest(void *state, const uint8_t *p, uint32_t n, uint8_t *digest, MregError *error)
{
	ArtifactStore *store = (ArtifactStore *) state;

	CHECK_FOR_INTERRUPTS();
	if (pg_cryptohash_init(store->hash) < 0)
		return mreg_fail(error, MREG_NO_MEMORY, "could not compute a digest");
	AddToHash(store->hash, p, n);
	EndHash(store->hash, digest);
	return true;
}

/* Returns how many bases stand behind a segment, -1 where there is none that reaches to end. */
static int
SegmentDepth(int64 segment, int64 end)
{
	Lookup		lookup;
	HeapTuple	tuple;
	int			depth = -1;

	BeginLookup(&lookup, "segment", "segment_pkey", "id", F_INT8EQ, Int64GetDatum(segment), true);
	tuple = systable_getnext(lookup.scan);
	if (HeapTupleIsValid(tuple) && end <= DatumGetInt32(RowValue(&lookup, tuple, "raw_len")))
		depth = DatumGetInt16(RowValue(&lookup, tuple, "depth"));
	EndLookup(&lookup);
	return depth;
}

/* Wraps bytes. */
static Datum
ByteaDatum(const void *data, size_t len)
{
	bytea	   *value = palloc(VARHDRSZ + len);

	SET_VARSIZE(value, VARHDRSZ + len);
	memcpy(VARDATA(value), data, len);
	return PointerGetDatum(value);
}

/* A chunk's row that a digest leads to, if its segment reaches that far. */
static bool
PlaceOfChunk(TupleTableSlot *slot, const uint8 *digest, uint32 n, MregPlace *place)
{
	TupleDesc	desc = slot->tts_tupleDescriptor;
	bool		should_free;
	HeapTuple	tuple = ExecFetchSlotHeapTuple(slot, false, &should_free);
	bool		isnull;
	bytea	   *found = DatumGetByteaPP(TriggerValue(tuple, desc, "digest", &isnull));
	int64		segment = DatumGetInt64(TriggerValue(tuple, desc, "segment", &isnull));
	int32		off = DatumGetInt32(TriggerValue(tuple, desc, "off", &isnull));
	int32		len = DatumGetInt32(TriggerValue(tuple, desc, "len", &isnull));
	int			depth;

	if (VARSIZE_ANY_EXHDR(found) != MREG_DIGEST_SIZE || memcmp(VARDATA_ANY(found), digest, MREG_DIGEST_SIZE) != 0 ||
		len != (int32) n || off < 0 || (depth = SegmentDepth(segment, (int64) off + n)) < 0)
		return false;
	*place = (MregPlace) {segment, (uint32) off, n, depth};
	return true;
}

/* Where a chunk is stored. */
static bool
FindChunk(void *state, const uint8_t *digest, uint32_t n, MregPlace *place, MregError *error)
{
	ArtifactStore *store = (ArtifactStore *) state;
	MemoryContext old = MemoryContextSwitchTo(store->work);
	Relation	relation = table_open(MemberOid("chunk"), AccessShareLock);
	Relation	index = index_open(MemberOid("chunk_digest_idx"), AccessShareLock);
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	TupleTableSlot *slot = table_slot_create(relation, NULL);
	IndexScanDesc scan = MregBeginIndexScan(relation, index, snapshot, 1);
	ScanKeyData key;

	memset(place, 0, sizeof(*place));
	ScanKeyInit(&key, 1, HTEqualStrategyNumber, F_BYTEAEQ, ByteaDatum(digest, MREG_DIGEST_SIZE));
	index_rescan(scan, &key, 1, NULL, 0);
	while (place->segment == 0 && index_getnext_slot(scan, ForwardScanDirection, slot))
		(void) PlaceOfChunk(slot, digest, n, place);
	index_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	UnregisterSnapshot(snapshot);
	index_close(index, NoLock);
	table_close(relation, NoLock);
	MemoryContextSwitchTo(old);
	MemoryContextReset(store->work);
	return true;
}

/* Writes the chunks of a segment. */
static void
StoreChunks(int64 segment, const MregNewChunk *chunks, uint32 n)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.chunk (segment, off, len, digest) SELECT $1, t.off, t.len, t.digest"
		" FROM unnest($2, $3, $4) t (off, len, digest)",
		INT8OID, INT4ARRAYOID, INT4ARRAYOID, BYTEAARRAYOID);
	Datum	   *off = palloc(n * sizeof(Datum));
	Datum	   *len = palloc(n * sizeof(Datum));
	Datum	   *digest = palloc(n * sizeof(Datum));

	for (uint32 i = 0; i < n; i++)
	{
		off[i] = Int32GetDatum((int32) chunks[i].off);
		len[i] = Int32GetDatum((int32) chunks[i].len);
		digest[i] = ByteaDatum(chunks[i].digest, MREG_DIGEST_SIZE);
	}
	RunStatement(&insert,
				 ARGS(ARG(Int64GetDatum(segment)),
					  ARG(PointerGetDatum(construct_array(off, n, INT4OID, sizeof(int32), true, TYPALIGN_INT))),
					  ARG(PointerGetDatum(construct_array(len, n, INT4OID, sizeof(int32), true, TYPALIGN_INT))),
					  ARG(PointerGetDatum(construct_array(digest, n, BYTEAOID, -1, false, TYPALIGN_INT)))));
}

/* The number of the content that segments are stored for. */
static int64
ContentId(ArtifactStore *store)
{
	if (store->content == 0)
		store->content = nextval_internal(MemberOid("content_id_seq"), false);
	return store->content;
}

/* Bytes as a value, in place: their header takes some of the MREG_HEADROOM bytes before them. */
static NullableDatum
InPlaceArg(const uint8 *data, uint32 len)
{
	bytea	   *value = (bytea *) (data - VARHDRSZ);

	StaticAssertStmt(VARHDRSZ <= MREG_HEADROOM, "a bytea's header fits before the data");
	SET_VARSIZE(value, VARHDRSZ + len);
	return ARG(PointerGetDatum(value));
}

/* Writes a new segment and returns its number.  The MREG_HEADROOM bytes before data are used. */
int64
InsertSegment(const MregSegment *s, const uint8 *data, uint32 len, int depth, int64 content, int level)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.segment (id, raw_len, codec, k, phase, filter, base_content, base_off, depth, crc, data,"
		" content, level) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
		INT8OID, INT4OID, INT2OID, INT2OID, INT2OID, INT2OID, INT8OID, INT8OID, INT2OID, INT8OID, BYTEAOID, INT8OID,
		INT2OID);
	bool		has_base = s->base_artifact != 0;
	int64		id = nextval_internal(MemberOid("segment_id_seq"), false);

	RunStatement(&insert,
				 ARGS(ARG(Int64GetDatum(id)), ARG(Int32GetDatum((int32) s->raw_len)), ARG(Int16GetDatum(s->codec)),
					  ARG(Int16GetDatum(s->k)), ARG(Int16GetDatum(s->phase)), ARG(Int16GetDatum(s->filter)),
					  has_base ? ARG(Int64GetDatum(s->base_artifact)) : NO_ARG,
					  has_base ? ARG(Int64GetDatum(s->base_off)) : NO_ARG, ARG(Int16GetDatum(depth)),
					  ARG(Int64GetDatum((int64) SegmentCrc(id, s, data, len))), InPlaceArg(data, len),
					  ARG(Int64GetDatum(content)), ARG(Int16GetDatum(level))));
	return id;
}

/* Writes other bytes, which stand for the same, into a segment.  The MREG_HEADROOM bytes before data are used. */
void
RewriteSegment(ArtifactStore *store, int64 id, const MregSegment *s, const uint8 *data, uint32 len, int level)
{
	static Statement update = STATEMENT(
		"UPDATE mreg.segment SET codec = $2, crc = $3, data = $4, level = $5 WHERE id = $1",
		INT8OID, INT2OID, INT8OID, BYTEAOID, INT2OID);

	RunAnnounced(ANNOUNCE_REWRITE, &update,
				 ARGS(ARG(Int64GetDatum(id)), ARG(Int16GetDatum(s->codec)),
					  ARG(Int64GetDatum((int64) SegmentCrc(id, s, data, len))), InPlaceArg(data, len),
					  ARG(Int16GetDatum(level))));
	/* Its description is to be read again. */
	for (int i = 0; i < MAX_DESCRIBED; i++)
	{
		if (store->described[i].segment != id)
			continue;
		pfree(DatumGetPointer(store->described[i].data));
		store->described[i].segment = 0;
	}
}

/* Writes a segment and its chunks. */
static bool
KeepSegment(void *state, const MregSegment *s, const uint8_t *data, uint32_t len, int depth,
			const MregNewChunk *chunks, uint32_t nchunks, int64_t *segment, MregError *error)
{
	ArtifactStore *store = (ArtifactStore *) state;
	MemoryContext old = MemoryContextSwitchTo(store->work);

	CHECK_FOR_INTERRUPTS();
	*segment = InsertSegment(s, data, len, depth, ContentId(store), MREG_LEVEL);
	if (nchunks > 0)
		StoreChunks(*segment, chunks, nchunks);
	MemoryContextSwitchTo(old);
	MemoryContextReset(store->work);
	return true;
}

/* Writes what a finished encoder made as a content, with the facts of its header or NULL; returns its id. */
int64
StoreContent(ArtifactStore *store, const MregEncoder *encoder, const uint8 *sha256, int64 base, Jsonb *header)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.content (id, size, base, depth, sha256, crc, runs, header)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		INT8OID, INT8OID, INT8OID, INT2OID, BYTEAOID, INT8OID, BYTEAOID, JSONBOID);
	int64		id = ContentId(store);
	int64		size = (int64) encoder->done.size;
	uint8	   *runs = palloc_extended(mreg_runs_packed_max(&encoder->runs), MCXT_ALLOC_HUGE);
	size_t		len = mreg_runs_pack(&encoder->runs, runs);
	bool		has_base = base != 0 && encoder->done.raw_by[MREG_DELTA] > 0;

	RunStatement(&insert,
				 ARGS(ARG(Int64GetDatum(id)), ARG(Int64GetDatum(size)), has_base ? ARG(Int64GetDatum(base)) : NO_ARG,
					  ARG(Int16GetDatum(encoder->done.depth)), ARG(ByteaDatum(sha256, MREG_DIGEST_SIZE)),
					  ARG(Int64GetDatum((int64) ContentCrc(id, size, sha256, runs, len))),
					  ARG(ByteaDatum(runs, len)), header ? ARG(JsonbPGetDatum(header)) : NO_ARG));
	return id;
}

/* Writes another run list, which leads to the same bytes, into a content. */
void
RewriteRuns(const Content *content, const MregRuns *runs, int depth)
{
	static Statement update = STATEMENT("UPDATE mreg.content SET runs = $2, crc = $3, depth = $4 WHERE id = $1",
										INT8OID, BYTEAOID, INT8OID, INT2OID);
	uint8	   *packed = palloc_extended(mreg_runs_packed_max(runs), MCXT_ALLOC_HUGE);
	size_t		len = mreg_runs_pack(runs, packed);
	pg_crc32c	crc = ContentCrc(content->id, content->size, content->sha256, packed, len);

	RunAnnounced(ANNOUNCE_REWRITE, &update,
				 ARGS(ARG(Int64GetDatum(content->id)), ARG(ByteaDatum(packed, len)), ARG(Int64GetDatum((int64) crc)),
					  ARG(Int16GetDatum(depth))));
}

/*
 * Lets the C library keep the memory of segments for the next ones.  glibc gives blocks back to the kernel that are
 * larger than any that was freed before; getting them anew, page by page, took up to half of the time of reading.
 */
static void
KeepMemory(MemoryContext context)
{
	static bool kept = false;

	if (!kept)
		pfree(MemoryContextAllocExtended(context, KEPT_MEMORY, MCXT_ALLOC_HUGE));
	kept = true;
}

/* Opens the store, for uploads to see what is committed now, else for reading under the active snapshot. */
ArtifactStore *
OpenStore(MemoryContext context, bool latest)
{
	ArtifactStore *store = MemoryContextAllocZero(context, sizeof(ArtifactStore));
	MregFetch	fetch = {store, DescribeSegment, LoadSegment, ReleaseBytes, LoadRuns};

	KeepMemory(context);
	store->context = context;
	store->work = AllocSetContextCreate(context, "artifact row", ALLOCSET_DEFAULT_SIZES);
	store->latest = latest;
	store->memory = (MregMemory) {context, GetMemory, GiveMemory};
	mreg_reader_start(&store->reader, &store->memory, &fetch);
	if (latest)
		store->reader.cache_bytes = UPLOAD_CACHE;
	return store;
}

/* Frees what does not belong to the store's context. */
void
CloseStore(ArtifactStore *store)
{
	if (store->hash)
		pg_cryptohash_free(store->hash);
	store->hash = NULL;
}

/* What the encoder writes to. */
MregStore
StoreCallbacks(ArtifactStore *store)
{
	return (MregStore) {store, ChunkDigest, FindChunk, KeepSegment};
}
