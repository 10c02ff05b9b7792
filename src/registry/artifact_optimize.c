/*
 * artifact_optimize.c: writes what is stored anew, at leisure, so that it takes less.
 *
 * Segments of bytes by themselves, as they are or in a frame of zstd, are merged into segments of up to 8 MB, whose
 * window covers them all: those of artifacts of one model and path, in the order in which they came.  The run lists of
 * all contents and the chunks then lead to the merged segment.  Byte planes and differences stay where they are and are
 * written anew at a higher level.  Their planes are those of the stored difference, whatever the base holds, so that it
 * is read only where it is the prefix of what zstd compressed.  What was tried at a level is not tried again at the
 * same or a lower one.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "registry/artifact.h"

#define MOST_PARTS 4096			/* of a group */
#define ENOUGH (MREG_SEGMENT_MAX / 2)	/* bytes from which on a segment is not merged again at its level */
#define FEW 65536				/* bytes of a raw segment below which it may well be compressed with others */
#define NOISE 0.98				/* share for zstd above which a larger one is left as it is */
#define BATCH 1000				/* rows that are read at a time */

/* A segment that may be written anew. */
typedef struct Candidate
{
	int64		segment;
	int64		content;		/* that it came with */
	int64		model;			/* of the first artifact that has that content; 0 where none has it */
	char	   *path;			/* of that artifact */
	uint32		raw_len;
	uint32		stored;
	int			codec;
	int			level;
} Candidate;

/* A segment that is to become part of another. */
typedef struct Part
{
	int64		segment;
	int64		content;
	uint32		raw_len;
	uint32		stored;
	bool		fresh;			/* not tried at the level yet */
} Part;

/* Where a segment went. */
typedef struct Move
{
	int64		segment;
	int64		becomes;
	uint32		shift;			/* of its bytes in there */
	uint32		raw_len;
	bool		large;			/* what it became */
} Move;

/* A call of optimize_artifacts(). */
typedef struct Optimizer
{
	ArtifactStore *store;
	MemoryContext work;			/* of one segment or group */
	MregCodec	packer;
	int			level;
	int64		seen;			/* raw bytes that were tried */
	int64		saved;			/* stored bytes */
	bool		checked;		/* that all run lists can be read */
	HTAB	   *moves;
	HTAB	   *tried;			/* segments that stay as they are */
	uint8	   *raw;
	uint8	   *out;			/* behind MREG_HEADROOM bytes */
	uint8	   *again;
	uint8	   *base;			/* zeros, except where the base is a prefix */
	int64		model;			/* of the group that is being collected */
	char	   *path;
	uint32		filled;			/* bytes of its parts */
	int			nparts;
	Part		parts[MOST_PARTS];
} Optimizer;

/* Makes a table of entries that begin with a number. */
static HTAB *
NumberTable(const char *name, Size entrysize)
{
	HASHCTL		control = {.keysize = sizeof(int64), .entrysize = entrysize, .hcxt = CurrentMemoryContext};

	return hash_create(name, 1024, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* Gives room for a segment of any size, headroom included. */
static uint8 *
SegmentRoom(void)
{
	return palloc_extended((Size) MREG_SEGMENT_MAX + MREG_HEADROOM, MCXT_ALLOC_HUGE);
}

/* Begins a call, in the current context. */
static Optimizer *
BeginOptimizer(int level)
{
	Optimizer  *o = palloc0(sizeof(Optimizer));

	o->store = OpenStore(AllocSetContextCreate(CurrentMemoryContext, "artifact", ALLOCSET_DEFAULT_SIZES), true);
	o->work = AllocSetContextCreate(CurrentMemoryContext, "artifact group", ALLOCSET_DEFAULT_SIZES);
	mreg_codec_start(&o->packer, &o->store->memory);
	o->level = level;
	o->moves = NumberTable("moved segments", sizeof(Move));
	o->tried = NumberTable("tried segments", sizeof(int64));
	o->raw = SegmentRoom();
	o->again = SegmentRoom();
	o->base = SegmentRoom();
	o->out = SegmentRoom() + MREG_HEADROOM;
	return o;
}

/* Reads the run list of a content; raises an error if it cannot be read, since it may lead anywhere. */
static bool
OpenRuns(int64 id, const MregMemory *memory, Content *content, MregRuns *runs)
{
	MregError	error = {.fault = MREG_DAMAGED, .artifact = id};

	if (!ReadContentRow(id, true, content))
		return false;
	mreg_runs_start(runs, memory);
	error.reason = "the checksum of its run list is wrong";
	if (content->id == 0 ||
		!mreg_runs_unpack(runs, (const uint8 *) VARDATA(content->runs), VARSIZE(content->runs) - VARHDRSZ,
						  (uint64) content->size, &error))
		RaiseArtifactFault(&error, psprintf("content %lld", (long long) id));
	return true;
}

/* Leads the runs of a content to where its segments went, if any of them did. */
static void
MoveRuns(Optimizer *o, const Content *content, const MregRuns *runs)
{
	MregError	error = {.artifact = content->id};
	MregRuns	moved;
	bool		changed = false;
	bool		large = false;
	bool		good = true;

	mreg_runs_start(&moved, &o->store->memory);
	for (uint32 i = 0; i < runs->n && good; i++)
	{
		const MregRun *run = &runs->run[i];
		const Move *move = (const Move *) hash_search(o->moves, &run->segment, HASH_FIND, NULL);

		if (move == NULL)
			good = mreg_runs_add(&moved, run->segment, run->seg_off, run->len, &error);
		else if (run->seg_off > move->raw_len || run->len > move->raw_len - run->seg_off)
		{
			error.segment = run->segment;
			good = mreg_fail(&error, MREG_DAMAGED, "a run lies outside its segment");
		}
		else
			good = mreg_runs_add(&moved, move->becomes, move->shift + run->seg_off, run->len, &error);
		changed = changed || move != NULL;
		large = large || (move != NULL && move->large);
	}
	if (!good)
		RaiseArtifactFault(&error, psprintf("content %lld", (long long) content->id));
	if (changed)
		RewriteRuns(content, &moved, large ? Max(content->depth, MREG_DEPTH_LARGE) : content->depth);
	mreg_runs_end(&moved);
}

/* Reads the run lists of all contents: to see that none is damaged, or to lead them to where segments went. */
static void
EachContent(Optimizer *o, bool move)
{
	static Statement next = STATEMENT("SELECT id FROM mreg.content WHERE id > $1 ORDER BY id LIMIT $2", INT8OID,
									  INT8OID);
	int64		ids[BATCH];
	int64		last = PG_INT64_MIN;
	uint64		n;

	do
	{
		n = RunStatement(&next, ARGS(ARG(Int64GetDatum(last)), ARG(Int64GetDatum(BATCH))));
		for (uint64 i = 0; i < n; i++)
			last = ids[i] = DatumGetInt64(ResultValue(i, 1, NULL));
		SPI_freetuptable(SPI_tuptable);
		for (uint64 i = 0; i < n; i++)
		{
			MemoryContext old = MemoryContextSwitchTo(o->work);
			Content		content;
			MregRuns	runs;

			CHECK_FOR_INTERRUPTS();
			if (OpenRuns(ids[i], &o->store->memory, &content, &runs))
			{
				if (move)
					MoveRuns(o, &content, &runs);
				mreg_runs_end(&runs);
			}
			MemoryContextSwitchTo(old);
			MemoryContextReset(o->work);
		}
	} while (n == BATCH);
}

/* Reads a segment's base, if the segment depends on its bytes; else it is taken for zeros. */
static bool
ReadBase(Optimizer *o, const MregSegment *s, MregError *error)
{
	if (s->filter == MREG_PREFIX)
		return mreg_reader_clipped(&o->store->reader, s->base_artifact, s->base_off, o->base, s->raw_len, error);
	memset(o->base, 0, s->raw_len);
	return true;
}

/* Reads a segment's raw bytes, differences as from zeros; tells of one that is damaged and gives false. */
static bool
ReadSegment(Optimizer *o, int64 segment, MregSegment *s, uint8 *raw)
{
	const MregFetch *fetch = &o->store->reader.fetch;
	MregError	error = {0};
	const uint8_t *data;
	size_t		len;
	bool		good;

	CHECK_FOR_INTERRUPTS();
	memset(s, 0, sizeof(*s));
	good = fetch->describe(fetch->state, segment, s, &error) && mreg_segment_check(s, &error) &&
		   ReadBase(o, s, &error) && fetch->load(fetch->state, segment, &data, &len, &error);
	if (good)
	{
		memcpy(raw, o->base, s->raw_len);
		good = mreg_segment_decode(&o->store->reader.codec, s, data, len, raw, &error);
		fetch->release(fetch->state, data);
	}
	if (!good && error.fault != MREG_DAMAGED)
		RaiseArtifactFault(&error, psprintf("segment %lld", (long long) segment));
	if (!good)
		ereport(WARNING,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("segment %lld is damaged and left as it is", (long long) segment),
				 errdetail("%s.", error.reason),
				 errhint("mreg.verify_artifacts() tells which artifacts need it.")));
	return good;
}

/* Notes that a segment stays as it is. */
static void
NoteTried(Optimizer *o, int64 segment)
{
	(void) hash_search(o->tried, &segment, HASH_ENTER, NULL);
}

/*
 * Writes a segment's bytes in fewer than cap, and reads them back; *len is 0 where they take more.  The bytes of
 * differences are those from zeros.
 */
static void
Encode(Optimizer *o, const MregSegment *s, uint32 cap, uint32 *len)
{
	MregError	error = {0};

	if (s->filter != MREG_PREFIX)
		memset(o->base, 0, s->raw_len);
	memcpy(o->again, o->base, s->raw_len);
	if (!mreg_segment_encode(&o->packer, s, o->level, o->raw, o->base, o->out, cap - 1, len, &error) ||
		(*len > 0 && !mreg_segment_decode(&o->store->reader.codec, s, o->out, *len, o->again, &error)))
		RaiseArtifactFault(&error, "a segment that is written anew");
	if (*len > 0 && memcmp(o->raw, o->again, s->raw_len) != 0)
		elog(ERROR, "a segment that was written anew is not the same");
}

/* Writes byte planes or a difference anew. */
static void
Recode(Optimizer *o, const Candidate *c)
{
	MemoryContext old = MemoryContextSwitchTo(o->work);
	MregSegment s;
	uint32		len;

	if (ReadSegment(o, c->segment, &s, o->raw))
	{
		Encode(o, &s, c->stored, &len);
		if (len > 0)
		{
			RewriteSegment(o->store, c->segment, &s, o->out, len, o->level);
			o->saved += c->stored - len;
		}
		else
			NoteTried(o, c->segment);
		o->seen += c->raw_len;
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(o->work);
}

/* Whether bytes that were stored as they are would hardly become fewer. */
static bool
IsNoise(Optimizer *o, const uint8 *raw, uint32 n)
{
	MregHint	none = {0, 0};
	MregError	error = {0};
	MregGuess	guess;

	if (n < FEW)
		return false;
	if (!mreg_guess_plain(&o->store->reader.codec, raw, n, none, &guess, &error))
		RaiseArtifactFault(&error, "a segment that is written anew");
	return guess.lz > NOISE;
}

/* Reads the parts of the group, without those that are damaged or noise; returns the bytes that they take. */
static uint32
ReadParts(Optimizer *o)
{
	uint32		stored = 0;
	int			n = 0;

	o->filled = 0;
	for (int i = 0; i < o->nparts; i++)
	{
		const Part *part = &o->parts[i];
		MregSegment s;

		if (!ReadSegment(o, part->segment, &s, o->raw + o->filled))
			continue;
		o->seen += s.raw_len;
		if (s.codec == MREG_RAW && IsNoise(o, o->raw + o->filled, s.raw_len))
		{
			NoteTried(o, part->segment);
			continue;
		}
		stored += part->stored;
		o->filled += s.raw_len;
		o->parts[n++] = *part;
	}
	o->nparts = n;
	return stored;
}

/* Notes where the parts of the group went: one behind the other into a segment. */
static void
NoteMoves(Optimizer *o, int64 becomes)
{
	uint32		shift = 0;

	for (int i = 0; i < o->nparts; i++)
	{
		const Part *part = &o->parts[i];
		Move	   *move = (Move *) hash_search(o->moves, &part->segment, HASH_ENTER, NULL);

		move->becomes = becomes;
		move->shift = shift;
		move->raw_len = part->raw_len;
		move->large = o->filled > MREG_WINDOW;
		shift += part->raw_len;
	}
}

/* Merges the group that was collected, if that makes it smaller, and begins another. */
static void
CloseGroup(Optimizer *o)
{
	MemoryContext old = MemoryContextSwitchTo(o->work);
	MregSegment s = {.codec = MREG_ZSTD};
	bool		fresh = false;
	uint32		stored = 0;
	uint32		len = 0;

	for (int i = 0; i < o->nparts; i++)
		fresh = fresh || o->parts[i].fresh;
	if (fresh)
		stored = ReadParts(o);
	s.raw_len = o->filled;
	if (stored > 0)
		Encode(o, &s, stored, &len);
	if (len > 0 && o->nparts > 1)
	{
		if (!o->checked)
			EachContent(o, false);
		o->checked = true;
		NoteMoves(o, InsertSegment(&s, o->out, len, s.raw_len > MREG_WINDOW ? MREG_DEPTH_LARGE : 0,
								   o->parts[0].content, o->level));
	}
	else if (len > 0)
		RewriteSegment(o->store, o->parts[0].segment, &s, o->out, len, o->level);
	if (len > 0)
		o->saved += stored - len;
	for (int i = 0; len == 0 && stored > 0 && i < o->nparts; i++)
		NoteTried(o, o->parts[i].segment);
	o->filled = 0;
	o->nparts = 0;
	MemoryContextSwitchTo(old);
	MemoryContextReset(o->work);
}

/* Adds a segment to the group, or to the next where it has no place in this one. */
static void
AddToGroup(Optimizer *o, const Candidate *c)
{
	if (o->nparts > 0 && (o->model != c->model || strcmp(o->path, c->path) != 0 || o->nparts == MOST_PARTS ||
						  c->raw_len > MREG_SEGMENT_MAX - o->filled))
		CloseGroup(o);
	if (o->nparts == 0)
	{
		if (o->path)
			pfree(o->path);
		o->path = pstrdup(c->path);
		o->model = c->model;
	}
	o->parts[o->nparts++] = (Part) {c->segment, c->content, c->raw_len, c->stored, c->level < o->level};
	o->filled += c->raw_len;
}

/* Returns a number of a row, 0 for NULL. */
static int64
RowNumber(HeapTuple row, TupleDesc desc, int column)
{
	bool		isnull;
	Datum		value = SPI_getbinval(row, desc, column, &isnull);

	return isnull ? 0 : DatumGetInt64(value);
}

/* Tries the segments of a model, or of all (0), that came before a time, until more than limit raw bytes were tried. */
static void
TrySegments(Optimizer *o, int64 model, Datum before, int64 limit)
{
	Oid			types[] = {INT8OID, TIMESTAMPTZOID, INT4OID, INT4OID};
	Datum		values[] = {Int64GetDatum(model), before, Int32GetDatum(o->level), Int32GetDatum(ENOUGH)};
	Portal		portal;
	bool		more = true;

	portal = SPI_cursor_open_with_args(
		NULL,
		"SELECT s.id, s.content, a.model, s.raw_len::bigint, pg_catalog.octet_length(s.data)::bigint, s.codec::bigint,"
		" s.level::bigint, a.path FROM mreg.segment s JOIN mreg.content c ON c.id = s.content"
		" LEFT JOIN (SELECT DISTINCT ON (content) content, model, path FROM mreg.artifact WHERE content IS NOT NULL"
		" ORDER BY content, id) a ON a.content = s.content"
		" WHERE ($1 = 0 OR a.model = $1) AND c.created_at <= $2"
		" AND (s.level < $3 OR (s.codec <= 1 AND s.raw_len < $4))"
		" ORDER BY a.model, a.path, s.id",
		4, types, values, NULL, false, CURSOR_OPT_NO_SCROLL);
	while (more)
	{
		SPITupleTable *rows;
		uint64		n;

		SPI_cursor_fetch(portal, true, BATCH);
		rows = SPI_tuptable;
		n = SPI_processed;
		for (uint64 i = 0; i < n && o->seen < limit; i++)
		{
			HeapTuple	row = rows->vals[i];
			Candidate	c = {
				.segment = RowNumber(row, rows->tupdesc, 1),
				.content = RowNumber(row, rows->tupdesc, 2),
				.model = RowNumber(row, rows->tupdesc, 3),
				.raw_len = (uint32) RowNumber(row, rows->tupdesc, 4),
				.stored = (uint32) RowNumber(row, rows->tupdesc, 5),
				.codec = (int) RowNumber(row, rows->tupdesc, 6),
				.level = (int) RowNumber(row, rows->tupdesc, 7),
				.path = SPI_getvalue(row, rows->tupdesc, 8)
			};

			if (c.path == NULL)
				c.path = pstrdup("");
			if (c.codec <= MREG_ZSTD)
				AddToGroup(o, &c);
			else
				Recode(o, &c);
			pfree(c.path);
		}
		SPI_freetuptable(rows);
		more = n == BATCH && o->seen < limit;
	}
	if (o->seen < limit)
		CloseGroup(o);
	SPI_cursor_close(portal);
}

/* Writes down the level at which segments were tried that stay as they are. */
static void
KeepLevels(Optimizer *o)
{
	static Statement update = STATEMENT("UPDATE mreg.segment SET level = $2 WHERE id = ANY ($1)", INT8ARRAYOID,
										INT2OID);
	long		n = hash_get_num_entries(o->tried);
	Datum	   *ids = palloc(Max(n, 1) * sizeof(Datum));
	HASH_SEQ_STATUS scan;
	int64	   *id;
	int			i = 0;

	hash_seq_init(&scan, o->tried);
	while ((id = (int64 *) hash_seq_search(&scan)) != NULL)
		ids[i++] = Int64GetDatum(*id);
	if (i > 0)
		RunAnnounced(ANNOUNCE_REWRITE, &update,
					 ARGS(ARG(PointerGetDatum(construct_array(ids, i, INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
															  TYPALIGN_DOUBLE))),
						  ARG(Int16GetDatum(o->level))));
}

/* Counts large segments among the bases of contents: a later upload takes one that needs no more memory to be read. */
static void
DeepenContents(void)
{
	static Statement update = STATEMENT("UPDATE mreg.content c SET depth = b.depth + 1 FROM mreg.content b"
										" WHERE b.id = c.base AND b.id < c.id AND c.depth <= b.depth",
										InvalidOid);

	while (RunAnnounced(ANNOUNCE_REWRITE, &update, NULL) > 0)
		CHECK_FOR_INTERRUPTS();
}

/* Leads run lists and chunks to where segments went, and removes what these were. */
static void
ApplyMoves(Optimizer *o)
{
#define MOVES " FROM unnest($1, $2, $3, $4) m (was, becomes, shift, raw_len) WHERE "
	/* A chunk that lies outside its segment would come to lie in what is behind that. */
	static Statement statements[] = {
		STATEMENT("UPDATE mreg.chunk c SET segment = m.becomes, off = c.off + m.shift" MOVES
				  "c.segment = m.was AND c.off <= m.raw_len - c.len",
				  INT8ARRAYOID, INT8ARRAYOID, INT4ARRAYOID, INT4ARRAYOID),
		STATEMENT("DELETE FROM mreg.chunk c USING unnest($1) m (was) WHERE c.segment = m.was", INT8ARRAYOID),
		STATEMENT("DELETE FROM mreg.segment s USING unnest($1) m (was) WHERE s.id = m.was", INT8ARRAYOID)
	};
	long		n = hash_get_num_entries(o->moves);
	Datum	   *columns[4];
	NullableDatum args[4];
	HASH_SEQ_STATUS scan;
	Move	   *move;
	int			i = 0;

	if (n == 0)
		return;
	EachContent(o, true);
	DeepenContents();
	for (int column = 0; column < 4; column++)
		columns[column] = palloc(n * sizeof(Datum));
	hash_seq_init(&scan, o->moves);
	while ((move = (Move *) hash_seq_search(&scan)) != NULL)
	{
		columns[0][i] = Int64GetDatum(move->segment);
		columns[1][i] = Int64GetDatum(move->becomes);
		columns[2][i] = Int32GetDatum((int32) move->shift);
		columns[3][i++] = Int32GetDatum((int32) move->raw_len);
	}
	for (int column = 0; column < 2; column++)
		args[column] = ARG(PointerGetDatum(
			construct_array(columns[column], n, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE)));
	for (int column = 2; column < 4; column++)
		args[column] = ARG(PointerGetDatum(
			construct_array(columns[column], n, INT4OID, sizeof(int32), true, TYPALIGN_INT)));
	for (int statement = 0; statement < lengthof(statements); statement++)
		RunAnnounced(ANNOUNCE_REWRITE, &statements[statement], args);
#undef MOVES
}

/* Returns the id of a model that is not deleted. */
static int64
FindModel(const char *name)
{
	static Statement find = STATEMENT("SELECT id FROM mreg.model WHERE name = $1 AND deleted_at IS NULL", TEXTOID);

	if (RunStatement(&find, ARGS(TextArg(name))) == 0)
		RaiseNoModel(name, false);
	return DatumGetInt64(ResultValue(0, 1, NULL));
}

/* optimize_artifacts(model, level, older_than, max_bytes): writes what is stored anew; returns the bytes saved. */
REGISTRY_FUNCTION(optimize_artifacts)
{
	char	   *name = OptionalText(fcinfo, 0);
	int64		limit = PG_ARGISNULL(3) ? PG_INT64_MAX : PG_GETARG_INT64(3);
	int64		model = 0;
	Datum		before;
	Optimizer  *o;

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "level")));
	if (PG_GETARG_INT32(1) < 1 || PG_GETARG_INT32(1) > MREG_LEVEL_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be from 1 to %d", "level", MREG_LEVEL_MAX)));
	if (limit <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be above 0", "max_bytes")));
	CheckMayHoldStore("optimize_artifacts");
	if (name)
		model = FindModel(name);
	LockStoreAlone();
	before = PastArgument(fcinfo, 2, "older_than");
	o = BeginOptimizer(PG_GETARG_INT32(1));
	TrySegments(o, model, before, limit);
	KeepLevels(o);
	ApplyMoves(o);
	CloseStore(o->store);
	PG_RETURN_INT64(o->saved);
}
