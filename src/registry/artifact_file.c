/*
 * artifact_file.c: artifacts from and to files of the server, for those who may read and write them by COPY, too.
 *
 * Files are opened on the caller's behalf, artifacts as the registry.
 */
#include "postgres.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/pg_authid.h"
#include "miscadmin.h"
#include "storage/fd.h"
#include "storage/ipc.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/wait_event.h"

#include "registry/artifact.h"

#define PIECE ((size_t) 1 << 20)

/* What import_artifact() passes into the registry. */
typedef struct Import
{
	FunctionCallInfo fcinfo;
	const char *file;
	int			fd;
	struct stat before;			/* reading */
} Import;

/* Returns the file that an argument names; raises an error unless the caller has the privileges of a role. */
static char *
FileArgument(FunctionCallInfo fcinfo, Oid role, const char *name, const char *function)
{
	char	   *file;

	if (!has_privs_of_role(GetUserId(), role))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for files of the server"),
				 errdetail("Only roles with privileges of the \"%s\" role may use mreg.%s().", name, function),
				 errhint("Files of the client go in and out as large objects, by mreg.import_large_object() and"
						 " mreg.export_large_object().")));
	file = RequiredText(fcinfo, 2, "file");
	if (!is_absolute_path(file))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("relative path not allowed for file \"%s\"", file),
				 errhint("Give the absolute path of a file on the server.")));
	return file;
}

/* Raises the error of a file that an operation failed for. */
static void
RaiseFileError(const char *operation, const char *file)
{
	bool		missing = errno == ENOENT;

	ereport(ERROR,
			(errcode_for_file_access(),
			 errmsg("could not %s file \"%s\": %m", operation, file),
			 missing ? errhint("The file is one of the server, not of the client.") : 0));
}

/* Raises an error unless a file is a regular one. */
static void
CheckRegular(const char *file, const struct stat *status)
{
	if (S_ISDIR(status->st_mode))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is a directory", file),
				 errhint("Import its files one by one.")));
	if (!S_ISREG(status->st_mode))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a regular file", file)));
}

/* Opens a regular file; neither waits for a pipe's other end nor touches a device. */
static int
OpenRegularFile(const char *file, struct stat *status)
{
	int			fd;

	if (stat(file, status) < 0)
		RaiseFileError("open", file);
	CheckRegular(file, status);
	fd = OpenTransientFile(file, O_RDONLY | O_NONBLOCK | PG_BINARY);
	if (fd < 0)
		RaiseFileError("open", file);
	if (fstat(fd, status) < 0)
		RaiseFileError("stat", file);
	CheckRegular(file, status);
	return fd;
}

/* Reads so many bytes of a file, fewer where it ends. */
static size_t
ReadFromFile(int fd, const char *file, char *buffer, size_t len)
{
	size_t		have = 0;

	while (have < len)
	{
		ssize_t		n;

		CHECK_FOR_INTERRUPTS();
		pgstat_report_wait_start(WAIT_EVENT_COPY_FILE_READ);
		n = read(fd, buffer + have, len - have);
		pgstat_report_wait_end();
		if (n < 0 && errno != EINTR)
			RaiseFileError("read", file);
		if (n == 0)
			break;
		if (n > 0)
			have += (size_t) n;
	}
	return have;
}

/* Raises an error if a file is not what it was when it was opened. */
static void
CheckUnchanged(const Import *import, bool ends)
{
	struct stat after;

	if (fstat(import->fd, &after) < 0)
		RaiseFileError("stat", import->file);
	if (ends && after.st_size == import->before.st_size && after.st_mtime == import->before.st_mtime)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_IN_USE),
			 errmsg("file \"%s\" changed while it was read", import->file),
			 errhint("Import it again when nobody writes to it.")));
}

/* Adds the bytes of an open file to a version. */
static Datum
import_file_body(PG_FUNCTION_ARGS)
{
	Import	   *import = (Import *) PG_GETARG_POINTER(0);
	Upload	   *upload = BeginImport(import->fcinfo, import->before.st_size);
	char	   *buffer = palloc(PIECE);
	char		beyond;
	Datum		row;

	while (upload->received < import->before.st_size)
	{
		size_t		n = ReadFromFile(import->fd, import->file, buffer,
								 Min(PIECE, (size_t) (import->before.st_size - upload->received)));

		if (n == 0)
			CheckUnchanged(import, false);
		AppendToUpload(upload, buffer, n);
	}
	CheckUnchanged(import, ReadFromFile(import->fd, import->file, &beyond, 1) == 0);
	row = FinishUpload(upload);
	CloseUpload(upload);
	return row;
}

/* import_artifact(ref, path, file, format): adds a file of the server to a version. */
MREG_FUNCTION(mreg_import_artifact);
Datum
mreg_import_artifact(PG_FUNCTION_ARGS)
{
	Import		import = {.fcinfo = fcinfo};
	Datum		row;

	import.file = FileArgument(fcinfo, ROLE_PG_READ_SERVER_FILES, "pg_read_server_files", "import_artifact");
	import.fd = OpenRegularFile(import.file, &import.before);
	row = CallInRegistry(import_file_body, &import);
	if (CloseTransientFile(import.fd) != 0)
		RaiseFileError("close", import.file);
	return row;
}

/* Makes a file that must not exist, as COPY does: others may read it. */
static int
MakeFile(const char *file)
{
	mode_t		old = umask(S_IWGRP | S_IWOTH);
	int			fd = -1;
	int			saved = 0;

	PG_TRY();
	{
		fd = OpenTransientFilePerm(file, O_WRONLY | O_CREAT | O_EXCL | PG_BINARY,
								   S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH);
		saved = errno;
	}
	PG_FINALLY();
	{
		umask(old);
	}
	PG_END_TRY();
	errno = saved;
	if (fd < 0 && errno == EEXIST)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("file \"%s\" already exists", file),
				 errhint("mreg.export_artifact() overwrites nothing: give another name, or remove the file first.")));
	if (fd < 0)
		RaiseFileError("create", file);
	return fd;
}

/* Writes bytes to a file. */
static void
WriteToFile(int fd, const char *file, const char *data, size_t len)
{
	while (len > 0)
	{
		ssize_t		n;

		CHECK_FOR_INTERRUPTS();
		errno = 0;
		pgstat_report_wait_start(WAIT_EVENT_COPY_FILE_WRITE);
		n = write(fd, data, len);
		pgstat_report_wait_end();
		if (n == 0 && errno == 0)
			errno = ENOSPC;
		if (n <= 0 && errno != EINTR)
			RaiseFileError("write to", file);
		if (n > 0)
		{
			data += n;
			len -= (size_t) n;
		}
	}
}

/* Removes a file that could not be finished. */
static void
RemoveUnfinished(int code, Datum file)
{
	if (unlink(DatumGetCString(file)) < 0)
		ereport(LOG,
				(errcode_for_file_access(),
				 errmsg("could not remove file \"%s\": %m", DatumGetCString(file))));
}

/* export_artifact(ref, path, file): writes an artifact to a file of the server; returns its bytes. */
MREG_FUNCTION(mreg_export_artifact);
Datum
mreg_export_artifact(PG_FUNCTION_ARGS)
{
	char	   *file = FileArgument(fcinfo, ROLE_PG_WRITE_SERVER_FILES, "pg_write_server_files", "export_artifact");
	Pieces	   *pieces = BeginPieces(fcinfo);
	int			fd = MakeFile(file);

	PG_ENSURE_ERROR_CLEANUP(RemoveUnfinished, CStringGetDatum(file));
	{
		bytea	   *bytes;

		while ((bytes = NextPiece(pieces)) != NULL)
		{
			WriteToFile(fd, file, VARDATA(bytes), VARSIZE(bytes) - VARHDRSZ);
			pfree(bytes);
		}
		if (CloseTransientFile(fd) != 0)
			RaiseFileError("close", file);
	}
	PG_END_ENSURE_ERROR_CLEANUP(RemoveUnfinished, CStringGetDatum(file));
	MemoryContextDelete(pieces->store->context);
	PG_RETURN_INT64(pieces->at);
}
