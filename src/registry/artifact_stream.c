/*
 * artifact_stream.c: uploads in parts, whose state lives as long as their transaction.
 *
 * What a subtransaction stored is gone when it is undone, so an upload that it worked on is dead then.
 */
#include "postgres.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "tcop/utility.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "registry/artifact.h"

/* The uploads of the transaction, in its context. */
static Upload *uploads = NULL;

/* Whether uploads of this transaction have not ended. */
bool
UploadsUnderWay(void)
{
	for (const Upload *u = uploads; u; u = u->next)
		if (!u->dead)
			return true;
	return false;
}

/* Forgets an upload that is in the list. */
static void
Forget(Upload *upload)
{
	Upload	  **link = &uploads;

	while (*link != upload)
		link = &(*link)->next;
	*link = upload->next;
	CloseUpload(upload);
}

/* Ends uploads with their transaction.  An abort frees their hashes and memory by itself. */
static void
EndTransaction(XactEvent event, void *arg)
{
	switch (event)
	{
		case XACT_EVENT_PRE_COMMIT:
		case XACT_EVENT_PRE_PREPARE:
			while (uploads)
			{
				if (!uploads->dead)
					ereport(WARNING,
							(errmsg("%s was not stored: its upload %lld did not end", uploads->object,
									(long long) uploads->id),
							 errhint("Run mreg.begin_artifact(), the parts and mreg.finish_artifact() in one"
									 " transaction.")));
				Forget(uploads);
			}
			break;
		case XACT_EVENT_COMMIT:
		case XACT_EVENT_ABORT:
		case XACT_EVENT_PREPARE:
			uploads = NULL;
			break;
		default:
			break;
	}
}

/* What a subtransaction worked on dies with it, or becomes its parent's. */
static void
EndSubtransaction(SubXactEvent event, SubTransactionId subxact, SubTransactionId parent, void *arg)
{
	for (Upload *u = uploads; u; u = u->next)
	{
		if (u->subxact != subxact)
			continue;
		if (event == SUBXACT_EVENT_ABORT_SUB)
			u->dead = true;
		if (event == SUBXACT_EVENT_ABORT_SUB || event == SUBXACT_EVENT_COMMIT_SUB)
			u->subxact = parent;
	}
}

/*
 * Begins an upload whose memory and hashes belong to the transaction, not to the statement; the memory from when it has
 * begun, so that nothing is left after an error.
 */
static Upload *
BeginLasting(const Subject *subject, const char *path, const char *format, int64 size, const uint8 *sha256,
			 const char *base)
{
	static bool registered = false;
	Upload	   *upload;

	if (!registered)
	{
		RegisterXactCallback(EndTransaction, NULL);
		RegisterSubXactCallback(EndSubtransaction, NULL);
		registered = true;
	}
	upload = BeginUpload(AllocSetContextCreate(CurrentMemoryContext, "artifact upload", ALLOCSET_DEFAULT_SIZES),
						 TopTransactionResourceOwner, subject, path, format, size, sha256, base);
	MemoryContextSetParent(upload->context, TopTransactionContext);
	return upload;
}

/*
 * Frees what uploads worked with that were undone with subtransactions: a transaction may try many times.  Not within
 * another call of the registry, which may be at work on one.
 */
static void
EmptyDead(void)
{
	for (Upload *u = uploads; u && current_call.depth == 1; u = u->next)
		if (u->dead)
			EmptyUpload(u);
}

/* Returns an upload of this transaction and notes who works on it; raises an error if there is none. */
static Upload *
FindUpload(int64 id)
{
	Upload	   *upload = uploads;

	while (upload && upload->id != id)
		upload = upload->next;
	if (upload == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("upload %lld does not exist in this transaction", (long long) id),
				 errdetail("An upload lasts from mreg.begin_artifact() to mreg.finish_artifact(), at most until its"
						   " transaction ends."),
				 errhint("Run mreg.begin_artifact(), the parts and mreg.finish_artifact() in one transaction.")));
	if (upload->dead)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("upload %lld was undone with a subtransaction", (long long) id),
				 errdetail("A part of %s was sent in a subtransaction that ended with an error.", upload->object),
				 errhint("Begin it again with mreg.begin_artifact().")));
	upload->subxact = GetCurrentSubTransactionId();
	return upload;
}

/* Returns a bigint argument that must not be NULL. */
static int64
RequiredNumber(FunctionCallInfo fcinfo, int argno, const char *name)
{
	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", name)));
	return PG_GETARG_INT64(argno);
}

/* begin_artifact(ref, path, size, sha256, base, format): begins to add an artifact to a version. */
REGISTRY_FUNCTION(begin_artifact)
{
	static uint32 counter = 0;
	char	   *ref = RequiredText(fcinfo, 0, "ref");
	char	   *path = RequiredText(fcinfo, 1, "path");
	char	   *base = OptionalText(fcinfo, 4);
	char	   *format = OptionalText(fcinfo, 5);
	int64		size = PG_ARGISNULL(2) ? -1 : PG_GETARG_INT64(2);
	const uint8 *sha256;
	Subject		subject;
	Upload	   *upload;

	CheckArtifactPath(path);
	if (format)
		CheckArtifactFormat(format);
	if (!PG_ARGISNULL(2) && size < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be negative", "size")));
	sha256 = DigestArgument(fcinfo, 3);
	PreventCommandIfReadOnly("mreg.begin_artifact()");
	EmptyDead();
	FindSubject(ref, &subject);
	CheckArtifactSize(ArtifactObject(path, &subject), (uint64) Max(size, 0));
	CheckOpenFor(&subject, path);
	upload = BeginLasting(&subject, path, format, size, sha256, base);
	/* Numbers of other sessions' uploads are other numbers. */
	upload->id = ((int64) MyProcPid << 24) + (++counter & 0xffffff);
	upload->subxact = GetCurrentSubTransactionId();
	upload->next = uploads;
	uploads = upload;
	PG_RETURN_INT64(upload->id);
}

/* append_artifact(upload, bytes): sends the next bytes; returns how many have come. */
REGISTRY_FUNCTION(append_artifact)
{
	Upload	   *upload = FindUpload(RequiredNumber(fcinfo, 0, "upload"));
	bytea	   *bytes;

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "bytes")));
	bytes = PG_GETARG_BYTEA_PP(1);
	upload->parts++;
	AppendToUpload(upload, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
	PG_RETURN_INT64(upload->received);
}

/* finish_artifact(upload): checks and stores the artifact. */
REGISTRY_FUNCTION(finish_artifact)
{
	Upload	   *upload = FindUpload(RequiredNumber(fcinfo, 0, "upload"));
	Datum		row = FinishUpload(upload);

	Forget(upload);
	return row;
}

/* Sends the part that a row of mreg.upload holds. */
static Datum
upload_feed_body(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	HeapTuple	tuple = trigdata->tg_trigtuple;
	bool		no_upload;
	bool		no_seq;
	bool		no_data;
	int64		id = DatumGetInt64(TriggerValue(tuple, desc, "upload", &no_upload));
	int64		seq = DatumGetInt64(TriggerValue(tuple, desc, "seq", &no_seq));
	Datum		data = TriggerValue(tuple, desc, "data", &no_data);
	Upload	   *upload;
	bytea	   *bytes;

	if (no_upload || no_seq || no_data)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("column \"%s\" of \"mreg.upload\" must not be NULL",
						no_upload ? "upload" : no_seq ? "seq" :
														"data")));
	upload = FindUpload(id);
	if (seq != upload->parts + 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("part %lld of upload %lld came instead of part %lld", (long long) seq, (long long) id,
						(long long) upload->parts + 1),
				 errdetail("The parts of %s are sent once each, in order, numbered from 1.", upload->object)));
	bytes = DatumGetByteaPP(data);
	upload->parts++;
	AppendToUpload(upload, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
	return PointerGetDatum(NULL);
}

/* upload_feed(): BEFORE INSERT of mreg.upload; the row goes into the store, not into the table. */
MREG_FUNCTION(mreg_upload_feed);
Datum
mreg_upload_feed(PG_FUNCTION_ARGS)
{
	(void) CheckTrigger(fcinfo, "upload", TRIGGER_EVENT_ROW | TRIGGER_EVENT_BEFORE, "i");
	return RunInRegistry(fcinfo, upload_feed_body);
}
