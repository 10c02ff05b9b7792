/*
 * artifact.c: artifacts of versions, in one piece.
 */
#include "postgres.h"

#include "access/detoast.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "registry/artifact.h"

#define READ_STEP ((size_t) 4 << 20)
#define PIECE ((int64) 1 << 20)
#define READ_IN_PARTS "Read it in parts with mreg.artifact_chunks() or mreg.read_artifact()."

int			mreg_max_artifact_value = 64 * 1024;

/* Raises an error if an artifact is too long to be one value. */
void
CheckValueSize(const char *object, int64 size, const char *hint)
{
	if (size > (int64) mreg_max_artifact_value * 1024)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s is too long for one value", object),
				 errdetail("It has %lld bytes; mreg.max_artifact_value is %lld bytes.", (long long) size,
						   (long long) mreg_max_artifact_value * 1024),
				 errhint("%s", hint)));
}

/* put_artifact(ref, path, bytes, format): adds an artifact to a version. */
REGISTRY_FUNCTION(put_artifact)
{
	char	   *ref = RequiredText(fcinfo, 0, "ref");
	char	   *path = RequiredText(fcinfo, 1, "path");
	char	   *format = OptionalText(fcinfo, 3);
	uint8		sha256[MREG_DIGEST_SIZE];
	bytea	   *bytes;
	size_t		len;
	pg_cryptohash_ctx *hash;
	Subject		subject;
	Upload	   *upload;
	Datum		row;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "bytes")));
	CheckArtifactPath(path);
	if (format)
		CheckArtifactFormat(format);
	FindSubject(ref, &subject);
	CheckValueSize(ArtifactObject(path, &subject), (int64) toast_raw_datum_size(PG_GETARG_DATUM(2)) - VARHDRSZ,
				   "Send it in parts with mreg.begin_artifact(), mreg.append_artifact() and mreg.finish_artifact().");
	CheckOpenFor(&subject, path);
	bytes = PG_GETARG_BYTEA_PP(2);
	len = VARSIZE_ANY_EXHDR(bytes);
	hash = StartHash();
	AddToHash(hash, VARDATA_ANY(bytes), len);
	EndHash(hash, sha256);
	pg_cryptohash_free(hash);
	upload = BeginUpload(AllocSetContextCreate(CurrentMemoryContext, "artifact", ALLOCSET_DEFAULT_SIZES),
						 CurrentResourceOwner, &subject, path, format, (int64) len, sha256, NULL);
	upload->trusted = true;
	AppendToUpload(upload, VARDATA_ANY(bytes), len);
	row = FinishUpload(upload);
	CloseUpload(upload);
	return row;
}

/* Finds the artifact of a path in the version that a reference names; raises an error if there is none. */
void
FindArtifact(const char *ref, const char *path, Artifact *artifact)
{
	static Statement statement = STATEMENT(
		"SELECT a.content, a.size, a.sha256, a.uri, m.name, v.number FROM mreg.version v"
		" JOIN mreg.model m ON m.id = v.model"
		" LEFT JOIN mreg.artifact a ON a.model = v.model AND a.version = v.number AND a.path = $2 WHERE v.id = $1",
		INT8OID, TEXTOID);
	Ref			parsed;
	Subject		subject = {0};
	Datum		id;
	bool		isnull;
	bool		elsewhere;
	bytea	   *sha256;

	ParseRef(ref, &parsed);
	CheckArtifactPath(path);
	id = GetAttributeByName(DatumGetHeapTupleHeader(ResolveRef(&parsed)), "id", &isnull);
	ReadStatement(&statement, ARGS(ARG(id), TextArg(path)));
	subject.name = ResultText(0, 5);
	subject.version = DatumGetInt32(ResultValue(0, 6, NULL));
	artifact->size = DatumGetInt64(ResultValue(0, 2, &isnull));
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("version %d of model \"%s\" has no artifact \"%s\"", subject.version, subject.name, path),
				 errhint("mreg.artifacts('%s') lists those that it has.", ref)));
	artifact->object = ArtifactObject(path, &subject);
	artifact->content = DatumGetInt64(ResultValue(0, 1, &elsewhere));
	artifact->uri = ResultText(0, 4);
	if (elsewhere)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("the bytes of %s are kept elsewhere", artifact->object),
				 errdetail("They are at %s.", artifact->uri)));
	sha256 = DatumGetByteaPP(ResultValue(0, 3, &isnull));
	memcpy(artifact->sha256, VARDATA_ANY(sha256), Min(VARSIZE_ANY_EXHDR(sha256), MREG_DIGEST_SIZE));
}

/* Raises an error unless the content that an artifact names has the bytes that it promises. */
void
CheckContent(const Artifact *artifact)
{
	MregError	error = {.fault = MREG_DAMAGED, .artifact = artifact->content};
	Content		content;

	if (!ReadContentRow(artifact->content, false, &content))
		error.reason = "the content is missing";
	else if (content.id == 0)
		error.reason = "the checksum of its run list is wrong";
	else if (content.size != artifact->size ||
			 memcmp(content.sha256, artifact->sha256, MREG_DIGEST_SIZE) != 0)
		error.reason = "it is not the content of the artifact's digest";
	if (error.reason)
		RaiseArtifactFault(&error, artifact->object);
}

/* Raises an error unless the bytes that were read have the artifact's digest; frees the hash. */
static void
CheckDigest(const Artifact *artifact, pg_cryptohash_ctx *hash)
{
	MregError	error = {MREG_DAMAGED, "its SHA-256 is wrong", artifact->content, 0};
	uint8		sha256[MREG_DIGEST_SIZE];

	EndHash(hash, sha256);
	pg_cryptohash_free(hash);
	if (memcmp(sha256, artifact->sha256, MREG_DIGEST_SIZE) != 0)
		RaiseArtifactFault(&error, artifact->object);
}

/* get_artifact(ref, path): the bytes of an artifact. */
REGISTRY_FUNCTION(get_artifact)
{
	char	   *ref = RequiredText(fcinfo, 0, "ref");
	char	   *path = RequiredText(fcinfo, 1, "path");
	MregError	error;
	Artifact	artifact;
	ArtifactStore *store;
	pg_cryptohash_ctx *hash;
	bytea	   *bytes;

	FindArtifact(ref, path, &artifact);
	CheckValueSize(artifact.object, artifact.size, READ_IN_PARTS);
	CheckContent(&artifact);
	store = OpenStore(AllocSetContextCreate(CurrentMemoryContext, "artifact", ALLOCSET_DEFAULT_SIZES), false);
	bytes = MemoryContextAlloc(current_call.result_context, VARHDRSZ + artifact.size);
	SET_VARSIZE(bytes, VARHDRSZ + artifact.size);
	hash = StartHash();
	for (int64 at = 0; at < artifact.size; at += READ_STEP)
	{
		size_t		n = Min(READ_STEP, artifact.size - at);

		CHECK_FOR_INTERRUPTS();
		if (!mreg_reader_read(&store->reader, artifact.content, at, (uint8 *) VARDATA(bytes) + at, n, &error))
			RaiseArtifactFault(&error, artifact.object);
		AddToHash(hash, VARDATA(bytes) + at, n);
	}
	CheckDigest(&artifact, hash);
	MemoryContextDelete(store->context);
	PG_RETURN_BYTEA_P(bytes);
}

/* Returns bytes of an artifact, in memory that outlives the call; the store goes. */
bytea *
ReadRange(ArtifactStore *store, const Artifact *artifact, int64 start, int64 length)
{
	bytea	   *bytes = MemoryContextAlloc(current_call.result_context, VARHDRSZ + length);
	MregError	error;

	SET_VARSIZE(bytes, VARHDRSZ + length);
	for (int64 at = 0; at < length; at += READ_STEP)
	{
		CHECK_FOR_INTERRUPTS();
		if (!mreg_reader_read(&store->reader, artifact->content, start + at, (uint8 *) VARDATA(bytes) + at,
							  Min(READ_STEP, length - at), &error))
			RaiseArtifactFault(&error, artifact->object);
	}
	MemoryContextDelete(store->context);
	return bytes;
}

/* read_artifact(ref, path, start, length): some bytes of an artifact; fewer where it ends before. */
REGISTRY_FUNCTION(read_artifact)
{
	char	   *ref = RequiredText(fcinfo, 0, "ref");
	char	   *path = RequiredText(fcinfo, 1, "path");
	int64		start;
	int64		length;
	Artifact	artifact;
	ArtifactStore *store;

	if (PG_ARGISNULL(2) || PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", PG_ARGISNULL(2) ? "start" : "length")));
	start = PG_GETARG_INT64(2);
	length = PG_GETARG_INT64(3);
	if (start < 0 || length < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be negative", start < 0 ? "start" : "length"),
				 start < 0 ? errhint("The first byte is number 0.") : 0));
	FindArtifact(ref, path, &artifact);
	start = Min(start, artifact.size);
	length = Min(length, artifact.size - start);
	CheckValueSize(psprintf("what was asked of %s", artifact.object), length, READ_IN_PARTS);
	CheckContent(&artifact);
	store = OpenStore(AllocSetContextCreate(CurrentMemoryContext, "artifact", ALLOCSET_DEFAULT_SIZES), false);
	PG_RETURN_BYTEA_P(ReadRange(store, &artifact, start, length));
}

/* Finds an artifact that is to be read piece by piece, within the registry. */
static Datum
find_pieces(PG_FUNCTION_ARGS)
{
	Pieces	   *pieces = (Pieces *) PG_GETARG_POINTER(0);
	MemoryContext context = current_call.result_context;

	FindArtifact(pieces->ref, pieces->path, &pieces->artifact);
	CheckContent(&pieces->artifact);
	pieces->artifact.object = MemoryContextStrdup(context, pieces->artifact.object);
	PG_RETURN_VOID();
}

/* Begins to read the artifact that the first two arguments of a call name, in the current context. */
Pieces *
BeginPieces(FunctionCallInfo fcinfo)
{
	Pieces	   *pieces = palloc0(sizeof(Pieces));

	pieces->ref = RequiredText(fcinfo, 0, "ref");
	pieces->path = RequiredText(fcinfo, 1, "path");
	(void) CallInRegistry(find_pieces, pieces);
	pieces->store = OpenStore(AllocSetContextCreate(CurrentMemoryContext, "artifact", ALLOCSET_DEFAULT_SIZES), false);
	pieces->hash = StartHash();
	return pieces;
}

/* Returns the next piece, with its own memory, or NULL after the last, which is given if the digest is right. */
bytea *
NextPiece(Pieces *pieces)
{
	int64		n = Min(PIECE, pieces->artifact.size - pieces->at);
	bytea	   *bytes = NULL;
	MregError	error;

	if (n > 0)
	{
		CHECK_FOR_INTERRUPTS();
		bytes = palloc(VARHDRSZ + n);
		SET_VARSIZE(bytes, VARHDRSZ + n);
		if (!mreg_reader_read(&pieces->store->reader, pieces->artifact.content, pieces->at, (uint8 *) VARDATA(bytes), n,
							  &error))
			RaiseArtifactFault(&error, pieces->artifact.object);
		AddToHash(pieces->hash, VARDATA(bytes), n);
		pieces->at += n;
	}
	if (pieces->hash && pieces->at == pieces->artifact.size)
	{
		pg_cryptohash_ctx *hash = pieces->hash;

		pieces->hash = NULL;
		CheckDigest(&pieces->artifact, hash);
	}
	return bytes;
}

/* Frees the hash of an artifact that is not read to its end. */
static void
EndPieces(Datum arg)
{
	Pieces	   *pieces = (Pieces *) DatumGetPointer(arg);

	if (pieces->hash)
		pg_cryptohash_free(pieces->hash);
	pieces->hash = NULL;
}

/* artifact_chunks(ref, path): the bytes of an artifact in pieces of 1 MB. */
MREG_FUNCTION(mreg_artifact_chunks);
Datum
mreg_artifact_chunks(PG_FUNCTION_ARGS)
{
	ExprContext *context = ((ReturnSetInfo *) fcinfo->resultinfo)->econtext;
	FuncCallContext *calls;
	bytea	   *bytes;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;

		calls = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(calls->multi_call_memory_ctx);
		calls->user_fctx = BeginPieces(fcinfo);
		MemoryContextSwitchTo(old);
		RegisterExprContextCallback(context, EndPieces, PointerGetDatum(calls->user_fctx));
	}
	calls = SRF_PERCALL_SETUP();
	bytes = NextPiece((Pieces *) calls->user_fctx);
	if (bytes)
		SRF_RETURN_NEXT(calls, PointerGetDatum(bytes));
	UnregisterExprContextCallback(context, EndPieces, PointerGetDatum(calls->user_fctx));
	SRF_RETURN_DONE(calls);
}
