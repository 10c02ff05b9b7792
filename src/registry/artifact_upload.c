/*
 * artifact_upload.c: from bytes, as they come, to an artifact of a version.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "registry/artifact.h"

static uint64 begun = 0;		/* uploads of this session */

/* What messages call an artifact. */
char *
ArtifactObject(const char *path, const Subject *subject)
{
	return psprintf("artifact \"%s\" of version %d of model \"%s\"", path, subject->version, subject->name);
}

/* Raises an error unless the version still takes artifacts and has none of that path. */
void
CheckOpenFor(const Subject *subject, const char *path)
{
	static Statement stage = STATEMENT(
		"SELECT v.stage, s.is_initial AND v.artifact_digest IS NULL FROM mreg.version v"
		" JOIN mreg.stage s ON s.lifecycle = v.lifecycle AND s.name = v.stage WHERE v.model = $1 AND v.number = $2",
		INT8OID, INT4OID);
	static Statement exists = STATEMENT(
		"SELECT FROM mreg.artifact WHERE model = $1 AND version = $2 AND path = $3",
		INT8OID, INT4OID, TEXTOID);
	NullableDatum model = ARG(Int64GetDatum(subject->model));
	NullableDatum version = ARG(Int32GetDatum(subject->version));

	if (RunStatement(&stage, ARGS(model, version)) > 0 && !DatumGetBool(ResultValue(0, 2, NULL)))
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("the artifacts of version %d of model \"%s\" are frozen", subject->version, subject->name),
				 errdetail("A version takes artifacts until it leaves the first stage of its lifecycle; it is in"
						   " stage \"%s\".",
						   ResultText(0, 1)),
				 errhint("Register a new version with mreg.register_version().")));
	if (RunStatement(&exists, ARGS(model, version, TextArg(path))) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("version %d of model \"%s\" already has an artifact \"%s\"", subject->version, subject->name,
						path),
				 errdetail("Artifacts never change."),
				 errhint("Give another path, or register a new version with mreg.register_version().")));
}

/* Returns the content of the path in the newest earlier version that has it, or 0. */
static int64
DefaultBase(const Subject *subject, const char *path)
{
	static Statement statement = STATEMENT(
		"SELECT content FROM mreg.artifact"
		" WHERE model = $1 AND version < $2 AND path = $3 AND content IS NOT NULL ORDER BY version DESC LIMIT 1",
		INT8OID, INT4OID, TEXTOID);

	NullableDatum model = ARG(Int64GetDatum(subject->model));

	if (RunStatement(&statement, ARGS(model, ARG(Int32GetDatum(subject->version)), TextArg(path))) == 0)
		return 0;
	return DatumGetInt64(ResultValue(0, 1, NULL));
}

/* Returns the content of the path in the version that a reference names; raises an error if it has none. */
static int64
NamedBase(const char *ref, const char *path)
{
	static Statement statement = STATEMENT(
		"SELECT content FROM mreg.artifact WHERE model = $1 AND version = $2 AND path = $3 AND content IS NOT NULL",
		INT8OID, INT4OID, TEXTOID);
	Subject		base;

	FindSubject(ref, &base);
	if (RunStatement(&statement,
					 ARGS(ARG(Int64GetDatum(base.model)), ARG(Int32GetDatum(base.version)), TextArg(path))) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("version %d of model \"%s\" stores no artifact \"%s\"", base.version, base.name, path),
				 errhint("Leave out argument \"base\" to let the version before serve as base.")));
	return DatumGetInt64(ResultValue(0, 1, NULL));
}

/*
 * Chooses the content to take differences from: where too many bases stand behind it, its own base.  0 where it cannot
 * be read.
 */
static int64
ChooseBase(int64 content, int *depth)
{
	Content		row;

	*depth = 0;
	while (content != 0)
	{
		if (!ReadContentRow(content, true, &row) || row.id == 0 || row.depth < 0)
			return 0;
		*depth = row.depth;
		if (row.depth < MREG_DEPTH_CAP || row.base >= content)
			return row.depth < MREG_DEPTH_CAP ? content : 0;
		content = row.base;
	}
	return 0;
}

/*
 * Begins the hashes of an upload, after all else that can fail: where their owner outlives the subtransaction, nobody
 * would free them after an error.
 */
static void
StartHashes(Upload *upload, ResourceOwner owner)
{
	ResourceOwner old = CurrentResourceOwner;

	CurrentResourceOwner = owner;
	upload->hash = StartHash();
	if (upload->store)
		upload->store->hash = StartHash();
	CurrentResourceOwner = old;
}

/*
 * Begins an upload into a context that the caller made for it; its hashes belong to owner.  size is -1 and sha256 NULL
 * where they are not known; base refers to a version or is NULL.
 */
Upload *
BeginUpload(MemoryContext context, ResourceOwner owner, const Subject *subject, const char *path, const char *format,
			int64 size, const uint8 *sha256, const char *base)
{
	Upload	   *upload = MemoryContextAllocZero(context, sizeof(Upload));
	MemoryContext old = CurrentMemoryContext;
	MregEncodeOptions options = {0};
	MregStore	callbacks;
	MregError	error;

	upload->context = context;
	upload->number = ++begun;
	MemoryContextSwitchTo(context);
	upload->subject = *subject;
	upload->subject.name = pstrdup(subject->name);
	upload->path = pstrdup(path);
	upload->format = format ? pstrdup(format) : NULL;
	upload->object = ArtifactObject(path, subject);
	mreg_onnx_count_start(&upload->count);
	MemoryContextSwitchTo(old);
	upload->size = size;
	BeginQuota(upload);

	LockStore();
	if (sha256)
	{
		upload->has_sha256 = true;
		memcpy(upload->sha256, sha256, MREG_DIGEST_SIZE);
		if (size >= 0)
			upload->known = FindContent(sha256, size);
	}
	if (base || upload->known == 0)
		upload->base = base ? NamedBase(base, path) : DefaultBase(subject, path);
	if (upload->known != 0)
	{
		StartHashes(upload, owner);
		return upload;
	}
	upload->store = OpenStore(context, true);
	upload->base = ChooseBase(upload->base, &options.base_depth);
	options.size = size >= 0 ? (uint64) size : MREG_SIZE_UNKNOWN;
	options.reader = &upload->store->reader;
	options.base = upload->base;
	upload->encoder = MemoryContextAlloc(context, sizeof(MregEncoder));
	callbacks = StoreCallbacks(upload->store);
	if (!mreg_encoder_start(upload->encoder, &upload->store->memory, &callbacks, &options, &error))
	{
		if (error.fault != MREG_DAMAGED)
			RaiseArtifactFault(&error, upload->object);
		/* A base that is damaged is done without. */
		options.base = upload->base = 0;
		if (!mreg_encoder_start(upload->encoder, &upload->store->memory, &callbacks, &options, &error))
			RaiseArtifactFault(&error, upload->object);
	}
	StartHashes(upload, owner);
	return upload;
}

/* Raises the error for bytes that are not those that were announced. */
static void
RaiseMismatch(const Upload *upload, const char *what, const char *announced, const char *received)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s is not of the %s that was announced", upload->object, what),
			 errdetail("Announced: %s; received: %s.", announced, received),
			 errhint("Nothing of it is stored; send it again.")));
}

/* Gives bytes to the encoder, a window at a time, so that a quota ends what it does soon after it is exceeded. */
static void
Encode(Upload *upload, const uint8 *data, size_t len)
{
	MregError	error;

	for (size_t at = 0; at < len; at += MREG_WINDOW)
	{
		if (!mreg_encoder_append(upload->encoder, data + at, Min(len - at, MREG_WINDOW), &error))
			RaiseArtifactFault(&error, upload->object);
		CheckQuota(upload, upload->received);
	}
}

/* Takes the next bytes. */
void
AppendToUpload(Upload *upload, const void *data, size_t len)
{
	if ((uint64) len > (uint64) (MREG_ARTIFACT_MAX - upload->received) ||
		(upload->size >= 0 && (int64) len > upload->size - upload->received))
		RaiseMismatch(upload, "size", psprintf("%lld bytes", (long long) upload->size),
					  psprintf("more than %lld bytes", (long long) upload->size));
	CheckQuota(upload, upload->received + (int64) len);
	if (upload->received < sizeof(upload->start))
		memcpy(upload->start + upload->received, data, Min(len, sizeof(upload->start) - upload->received));
	if (!upload->trusted)
		AddToHash(upload->hash, data, len);
	mreg_onnx_count(&upload->count, data, len);
	if (upload->encoder)
		Encode(upload, data, len);
	upload->received += len;
}

/* Returns the name of the format that the first bytes tell, or NULL. */
static const char *
RecognisedFormat(const Upload *upload)
{
	return FormatName(mreg_header_format(upload->start, Min(upload->received, sizeof(upload->start)),
										 upload->received));
}

/*
 * Adds a row of mreg.artifact to a version, which is locked for it: for a content, or for bytes that are elsewhere;
 * returns the row.
 */
static Datum
AddArtifact(const Upload *upload, int64 content, const char *uri)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.artifact AS a (model, version, path, format, size, sha256, content, created_at, created_by,"
		" uri) VALUES ($1, $2, $3, $4, $5, pg_catalog.decode($6, 'hex'), $7, $8, $9, $10) RETURNING a",
		INT8OID, INT4OID, TEXTOID, TEXTOID, INT8OID, TEXTOID, INT8OID, TIMESTAMPTZOID, TEXTOID, TEXTOID);
	const char *format = upload->format || uri ? upload->format : RecognisedFormat(upload);
	char	   *digest = HexDigest(upload->sha256);
	Model		model;
	TimestampTz at;
	Facts		facts;
	Datum		row;

	LockSubject(&upload->subject, &model);
	CheckOpenFor(&upload->subject, upload->path);
	if (!uri)
		EnforceQuota(upload, content);
	at = NextEventTime(&model);
	RunStatement(&insert,
				 ARGS(ARG(Int64GetDatum(upload->subject.model)), ARG(Int32GetDatum(upload->subject.version)),
					  TextArg(upload->path), TextArg(format), ARG(Int64GetDatum(upload->received)), TextArg(digest),
					  uri ? NO_ARG : ARG(Int64GetDatum(content)), ARG(TimestampTzGetDatum(at)), CallerArg(),
					  TextArg(uri)));
	row = ResultRow(1);
	BeginFacts(&facts);
	AddText(&facts, "path", upload->path);
	AddText(&facts, "format", format);
	AddInteger(&facts, "size", upload->received);
	AddText(&facts, "sha256", digest);
	if (uri)
		AddText(&facts, "uri", uri);
	RecordEvent(&model, upload->subject.version, at, "add_artifact", NULL, EndFacts(&facts));
	return row;
}

/*
 * Checks the bytes against what was announced, stores what is left and adds the artifact; returns its row.  Where all
 * of them turn out to be stored already, segments of this upload are removed that no other can have built on.
 */
Datum
FinishUpload(Upload *upload)
{
	uint8		sha256[MREG_DIGEST_SIZE];
	int64		content = upload->known;
	MregError	error;

	if (upload->size >= 0 && upload->received != upload->size)
		RaiseMismatch(upload, "size", psprintf("%lld bytes", (long long) upload->size),
					  psprintf("%lld bytes", (long long) upload->received));
	if (upload->trusted)
		memcpy(sha256, upload->sha256, MREG_DIGEST_SIZE);
	else
		EndHash(upload->hash, sha256);
	if (upload->has_sha256 && memcmp(sha256, upload->sha256, MREG_DIGEST_SIZE) != 0)
		RaiseMismatch(upload, "SHA-256", HexDigest(upload->sha256), HexDigest(sha256));
	memcpy(upload->sha256, sha256, MREG_DIGEST_SIZE);
	if (upload->encoder && !mreg_encoder_finish(upload->encoder, &error))
		RaiseArtifactFault(&error, upload->object);
	if (content == 0)
		content = FindContent(sha256, upload->received);
	if (content == 0)
		content = StoreContent(upload->store, upload->encoder, sha256, upload->base, HeaderFacts(upload));
	else if (upload->store && upload->store->content != 0 && upload->number == begun && !OtherUploads(upload))
		DropSegments(upload->store->content);
	return AddArtifact(upload, content, NULL);
}

/* Frees an upload with its context. */
void
CloseUpload(Upload *upload)
{
	if (upload->hash)
		pg_cryptohash_free(upload->hash);
	if (upload->store)
		CloseStore(upload->store);
	MemoryContextDelete(upload->context);
}

/* Returns a digest that is an argument, or NULL; raises an error for one of another length. */
const uint8 *
DigestArgument(FunctionCallInfo fcinfo, int argno)
{
	bytea	   *digest;

	if (PG_ARGISNULL(argno))
		return NULL;
	digest = PG_GETARG_BYTEA_PP(argno);
	if (VARSIZE_ANY_EXHDR(digest) != MREG_DIGEST_SIZE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must have 32 bytes", "sha256"),
				 errhint("decode('...', 'hex') makes them of what sha256sum prints.")));
	return (const uint8 *) VARDATA_ANY(digest);
}

/* add_artifact_uri(ref, path, uri, size, sha256, format): adds an artifact whose bytes stay elsewhere. */
REGISTRY_FUNCTION(add_artifact_uri)
{
	char	   *ref = RequiredText(fcinfo, 0, "ref");
	char	   *uri = RequiredText(fcinfo, 2, "uri");
	const uint8 *sha256;
	Upload		upload = {0};

	upload.path = RequiredText(fcinfo, 1, "path");
	upload.format = OptionalText(fcinfo, 5);
	if (PG_ARGISNULL(3) || PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", PG_ARGISNULL(3) ? "size" : "sha256"),
				 errhint("Size and digest tell whether the bytes that come back are the same.")));
	sha256 = DigestArgument(fcinfo, 4);
	upload.received = PG_GETARG_INT64(3);
	CheckArtifactPath(upload.path);
	if (upload.format)
		CheckArtifactFormat(upload.format);
	if (upload.received < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be negative", "size")));
	if (*uri == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be empty", "uri")));
	memcpy(upload.sha256, sha256, MREG_DIGEST_SIZE);
	FindSubject(ref, &upload.subject);
	return AddArtifact(&upload, 0, uri);
}
