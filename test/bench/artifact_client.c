/*
 * artifact_client.c: moves a file into and out of a database in one of several ways, and prints the seconds that it
 * took, the commit included.  libpq's environment names the database.
 *
 * artifact_client bytea FILE             INSERT of one binary parameter into table bench_bytea (data bytea)
 * artifact_client large FILE             lo_write by 256 KB; prints the object's number too
 * artifact_client upload FILE REF HOW    COPY mreg.upload by 1 MB; HOW: size or digest (announced), or none
 * artifact_client lo_get OID             SELECT lo_get() in binary form
 * artifact_client restore REF            COPY of mreg.artifact_chunks() in binary form
 * artifact_client range REF N LENGTH     N times LENGTH bytes at random places; prints the longest too
 */
#include <arpa/inet.h>
#include <libpq-fe.h>
#include <libpq/libpq-fs.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PART (1 << 20)

static PGconn *connection;

/* Ends with a message. */
static void
fail(const char *what)
{
	fprintf(stderr, "artifact_client: %s: %s\n", what, connection ? PQerrorMessage(connection) : "");
	exit(1);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

/* Runs a statement with text parameters; binary is the form of its result. */
static PGresult *
run(const char *sql, int n, const char *const *values, int binary)
{
	PGresult *result = PQexecParams(connection, sql, n, NULL, values, NULL, NULL, binary);
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN && status != PGRES_COPY_OUT)
		fail(sql);
	return result;
}

/* The whole of a file. */
static char *
slurp(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	char *bytes;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
		fail(path);
	*len = (size_t) ftell(file);
	rewind(file);
	bytes = malloc(*len + 1);
	if (bytes == NULL || fread(bytes, 1, *len, file) != *len)
		fail(path);
	fclose(file);
	return bytes;
}

static void
insert_bytea(const char *bytes, size_t len)
{
	const char *const values[] = { bytes };
	const int lengths[] = { (int) len };
	const int formats[] = { 1 };

	if (PQresultStatus(PQexecParams(connection, "INSERT INTO bench_bytea VALUES ($1)", 1, NULL, values, lengths,
									formats, 1)) != PGRES_COMMAND_OK)
		fail("bytea");
}

static Oid
write_large(const char *bytes, size_t len)
{
	Oid object;
	int fd;

	PQclear(run("BEGIN", 0, NULL, 0));
	object = lo_create(connection, InvalidOid);
	fd = lo_open(connection, object, INV_WRITE);
	for (size_t at = 0; at < len; at += PART / 4)
	{
		size_t n = len - at < PART / 4 ? len - at : PART / 4;

		if (lo_write(connection, fd, bytes + at, n) != (int) n)
			fail("lo_write");
	}
	lo_close(connection, fd);
	PQclear(run("COMMIT", 0, NULL, 0));
	return object;
}

/* Writes a 64-bit number in network order. */
static void
put64(char *p, int64_t v)
{
	for (int i = 0; i < 8; i++)
		p[i] = (char) ((uint64_t) v >> (56 - 8 * i));
}

static void
upload(const char *bytes, size_t len, const char *ref, const char *how, const char *digest)
{
	char size[24];
	char head[2 + 4 + 8 + 4 + 8 + 4];
	const char *values[4] = { ref, "a", NULL, NULL };
	const char *number;
	PGresult *begun;
	uint32_t n;

	snprintf(size, sizeof(size), "%zu", len);
	if (strcmp(how, "none") != 0)
		values[2] = size;
	if (strcmp(how, "digest") == 0)
		values[3] = digest;
	PQclear(run("BEGIN", 0, NULL, 0));
	begun = run("SELECT mreg.begin_artifact($1, $2, size => $3::bigint, sha256 => decode($4, 'hex'))", 4, values, 0);
	number = PQgetvalue(begun, 0, 0);
	PQclear(run("COPY mreg.upload FROM STDIN (FORMAT binary)", 0, NULL, 0));
	PQputCopyData(connection, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
	for (size_t at = 0, seq = 1; at < len; at += PART, seq++)
	{
		size_t part = len - at < PART ? len - at : PART;

		memset(head, 0, sizeof(head));
		head[1] = 3;
		head[5] = 8;
		put64(head + 6, atoll(number));
		head[17] = 8;
		put64(head + 18, (int64_t) seq);
		n = htonl((uint32_t) part);
		memcpy(head + 26, &n, 4);
		if (PQputCopyData(connection, head, sizeof(head)) != 1 ||
			PQputCopyData(connection, bytes + at, (int) part) != 1)
			fail("COPY");
	}
	PQputCopyData(connection, "\377\377", 2);
	if (PQputCopyEnd(connection, NULL) != 1 || PQresultStatus(PQgetResult(connection)) != PGRES_COMMAND_OK)
		fail("COPY");
	while (PQgetResult(connection) != NULL)
		;
	PQclear(run("SELECT mreg.finish_artifact($1)", 1, &number, 0));
	PQclear(run("COMMIT", 0, NULL, 0));
}

static void
restore(const char *ref)
{
	const char *sql = "COPY (SELECT mreg.artifact_chunks(%s, 'a')) TO STDOUT (FORMAT binary)";
	char *quoted = PQescapeLiteral(connection, ref, strlen(ref));
	char command[256];
	char *row;
	int n;

	snprintf(command, sizeof(command), sql, quoted);
	PQclear(run(command, 0, NULL, 0));
	while ((n = PQgetCopyData(connection, &row, 0)) > 0)
		PQfreemem(row);
	if (n != -1 || PQresultStatus(PQgetResult(connection)) != PGRES_COMMAND_OK)
		fail("COPY");
}

/* Reads ranges of an artifact; returns the longest time. */
static double
ranges(const char *ref, int times, const char *length)
{
	PGresult *found = run("SELECT size FROM mreg.artifacts($1) WHERE path = 'a'", 1, &ref, 0);
	double size = atof(PQgetvalue(found, 0, 0));
	double longest = 0;

	PQprepare(connection, "range", "SELECT mreg.read_artifact($1, 'a', $2::bigint, $3::bigint)", 3, NULL);
	for (int i = 0; i < times; i++)
	{
		char start[24];
		const char *values[] = { ref, start, length };
		double begin;

		snprintf(start, sizeof(start), "%.0f", (size - atof(length)) * (i == 0 ? 1 : drand48()));
		begin = now();
		if (PQresultStatus(PQexecPrepared(connection, "range", 3, values, NULL, NULL, 1)) != PGRES_TUPLES_OK)
			fail("range");
		begin = now() - begin;
		if (i > 2 && begin > longest)
			longest = begin;
	}
	return longest;
}

int
main(int argc, char **argv)
{
	const char *how = argc > 2 ? argv[1] : "";
	int reads = strcmp(how, "lo_get") == 0 || strcmp(how, "restore") == 0 || strcmp(how, "range") == 0;
	double longest = 0;
	double begin;
	size_t len = 0;
	char *bytes;

	if (argc < 3)
		fail("see the head of its source");
	bytes = reads ? NULL : slurp(argv[2], &len);
	connection = PQconnectdb("");
	if (PQstatus(connection) != CONNECTION_OK)
		fail("no connection");
	begin = now();
	if (strcmp(how, "bytea") == 0)
		insert_bytea(bytes, len);
	else if (strcmp(how, "large") == 0)
		printf("%u ", write_large(bytes, len));
	else if (strcmp(how, "upload") == 0 && argc >= 5)
		upload(bytes, len, argv[3], argv[4], argc > 5 ? argv[5] : NULL);
	else if (strcmp(how, "lo_get") == 0)
		PQclear(run("SELECT lo_get($1::oid)", 1, (const char *const *) &argv[2], 1));
	else if (strcmp(how, "restore") == 0)
		restore(argv[2]);
	else if (strcmp(how, "range") == 0 && argc == 5)
		longest = ranges(argv[2], atoi(argv[3]), argv[4]);
	else
		fail("see the head of its source");
	begin = now() - begin;
	if (longest > 0)
		printf("%.6f ", longest);
	printf("%.6f\n", begin);
	PQfinish(connection);
	return 0;
}
