/*
 * artifact_object.c: artifacts from and to large objects, as psql moves files.  Large objects are opened with the
 * caller's rights, artifacts with the registry's.
 */
#include "postgres.h"

#include "libpq/be-fsstubs.h"
#include "libpq/libpq-fs.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"

#include "registry/artifact.h"

#define PIECE (1 << 20)

/* What import_large_object() passes into the registry. */
typedef struct Import
{
	FunctionCallInfo fcinfo;
	int32		fd;				/* of the large object */
	int64		size;
} Import;

/* Begins the upload of so many bytes for a function that takes ref, path, where they are, and format. */
Upload *
BeginImport(FunctionCallInfo fcinfo, int64 size)
{
	char	   *ref = RequiredText(fcinfo, 0, "ref");
	char	   *path = RequiredText(fcinfo, 1, "path");
	char	   *format = OptionalText(fcinfo, 3);
	Subject		subject;

	CheckArtifactPath(path);
	if (format)
		CheckArtifactFormat(format);
	FindSubject(ref, &subject);
	CheckOpenFor(&subject, path);
	return BeginUpload(AllocSetContextCreate(CurrentMemoryContext, "artifact", ALLOCSET_DEFAULT_SIZES),
					   CurrentResourceOwner, &subject, path, format, size, NULL, NULL);
}

/* Adds the bytes of an open large object to a version. */
static Datum
import_body(PG_FUNCTION_ARGS)
{
	Import	   *import = (Import *) PG_GETARG_POINTER(0);
	Upload	   *upload = BeginImport(import->fcinfo, import->size);
	Datum		row;

	while (upload->received < import->size)
	{
		bytea	   *bytes = DatumGetByteaPP(DirectFunctionCall2(be_loread, Int32GetDatum(import->fd),
																 Int32GetDatum(PIECE)));

		CHECK_FOR_INTERRUPTS();
		if (VARSIZE_ANY_EXHDR(bytes) == 0)
			break;
		AppendToUpload(upload, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
		pfree(bytes);
	}
	row = FinishUpload(upload);
	CloseUpload(upload);
	return row;
}

/* import_large_object(ref, path, object, format): adds what a large object holds to a version, and removes it. */
MREG_FUNCTION(mreg_import_large_object);
Datum
mreg_import_large_object(PG_FUNCTION_ARGS)
{
	Import		import = {.fcinfo = fcinfo};
	Datum		row;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "object"),
				 errhint("\\lo_import of psql leaves it in :LASTOID.")));
	import.fd = DatumGetInt32(DirectFunctionCall2(be_lo_open, PG_GETARG_DATUM(2), Int32GetDatum(INV_READ)));
	import.size = DatumGetInt64(DirectFunctionCall3(be_lo_lseek64, Int32GetDatum(import.fd), Int64GetDatum(0),
													Int32GetDatum(SEEK_END)));
	(void) DirectFunctionCall3(be_lo_lseek64, Int32GetDatum(import.fd), Int64GetDatum(0), Int32GetDatum(SEEK_SET));
	row = CallInRegistry(import_body, &import);
	(void) DirectFunctionCall1(be_lo_close, Int32GetDatum(import.fd));
	(void) DirectFunctionCall1(be_lo_unlink, PG_GETARG_DATUM(2));
	return row;
}

/* export_large_object(ref, path): a new large object of the caller with the bytes of an artifact. */
MREG_FUNCTION(mreg_export_large_object);
Datum
mreg_export_large_object(PG_FUNCTION_ARGS)
{
	Pieces	   *pieces = BeginPieces(fcinfo);
	Datum		object = DirectFunctionCall1(be_lo_create, ObjectIdGetDatum(InvalidOid));
	Datum		fd = DirectFunctionCall2(be_lo_open, object, Int32GetDatum(INV_WRITE));
	bytea	   *bytes;

	while ((bytes = NextPiece(pieces)) != NULL)
	{
		(void) DirectFunctionCall2(be_lowrite, fd, PointerGetDatum(bytes));
		pfree(bytes);
	}
	(void) DirectFunctionCall1(be_lo_close, fd);
	MemoryContextDelete(pieces->store->context);
	return object;
}
