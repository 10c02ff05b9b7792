/*
 * artifact_client.c: moves a file into and out of a database in one of several ways, and prints the seconds that it
 * took, the commit included, and the most anonymous memory, in MB, that the backend took meanwhile above what it had
 * before.  libpq's environment names the database, which runs on the same machine.
 *
 * artifact_client make FILE MB STEPS     makes a file of float32 weights, STEPS of fine-tuning away from the first
 * artifact_client bytea FILE             INSERT of one binary parameter into table bench_bytea (data bytea)
 * artifact_client large FILE             lo_write by 256 KB; prints the object's number too
 * artifact_client put FILE REF           mreg.put_artifact() with a binary parameter
 * artifact_client upload FILE REF HOW    COPY mreg.upload by 1 MB; announced by HOW: size, a SHA-256 in hexadecimal,
 *                                        none
 * artifact_client lo_get OID             SELECT lo_get() in binary form
 * artifact_client get REF                SELECT mreg.get_artifact() in binary form
 * artifact_client restore REF            COPY of mreg.artifact_chunks() in binary form
 * artifact_client range REF N LENGTH     N times LENGTH bytes at random places; prints the longest time only
 *
 * The artifact's path is always "a".
 */
#include <arpa/inet.h>
#include <libpq-fe.h>
#include <libpq/libpq-fs.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

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
whole(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	void *bytes;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
		fail(path);
	*len = (size_t) ftell(file);
	bytes = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fileno(file), 0);
	if (bytes == MAP_FAILED)
		fail(path);
	fclose(file);
	return bytes;
}

/* Anonymous memory of the backend, in KB. */
static long
memory(void)
{
	static char path[64];
	char line[256];
	FILE *file;
	long kb = 0;

	snprintf(path, sizeof(path), "/proc/%d/status", PQbackendPID(connection));
	file = fopen(path, "r");
	while (file != NULL && fgets(line, sizeof(line), file) != NULL)
		(void) sscanf(line, "RssAnon: %ld", &kb);
	if (file != NULL)
		fclose(file);
	return kb;
}

static volatile long most;

/* Watches it. */
static void *
watch(void *unused)
{
	(void) unused;
	for (;;)
	{
		long kb = memory();

		if (kb > most)
			most = kb;
		usleep(2000);
	}
	return NULL;
}

/* A number of a normal distribution, nearly: twelve uniform ones, from three steps of splitmix64. */
static double
normal(uint64_t *state)
{
	double sum = 0;

	for (int i = 0; i < 3; i++)
	{
		uint64_t z = *state += 0x9e3779b97f4a7c15;

		z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
		z = (z ^ z >> 27) * 0x94d049bb133111eb;
		z ^= z >> 31;
		sum += (double) ((z & 0xffff) + (z >> 16 & 0xffff) + (z >> 32 & 0xffff) + (z >> 48));
	}
	return sum / 65536 - 6;
}

static void
make(const char *path, size_t mb, int steps)
{
	FILE *file = fopen(path, "wb");
	uint64_t seed[10];
	float part[PART / 4];

	if (file == NULL || steps >= 10)
		fail(path);
	for (int i = 0; i < 10; i++)
		seed[i] = (uint64_t) i << 56;
	for (size_t m = 0; m < mb; m++)
	{
		for (int i = 0; i < PART / 4; i++)
		{
			double weight = 0.02 * normal(&seed[0]);

			for (int j = 1; j <= steps; j++)
				weight = (float) (weight * (1 + 1e-4 * normal(&seed[j])));
			part[i] = (float) weight;
		}
		if (fwrite(part, 1, PART, file) != PART)
			fail(path);
	}
	fclose(file);
}

/* Runs a statement whose first parameter is bytes, the second a text. */
static void
send_bytes(const char *sql, int n, const char *bytes, size_t len, const char *text)
{
	const char *const values[] = { bytes, text };
	const int lengths[] = { (int) len, 0 };
	const int formats[] = { 1, 0 };
	ExecStatusType status = PQresultStatus(PQexecParams(connection, sql, n, NULL, values, lengths, formats, 1));

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail(sql);
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
upload(const char *bytes, size_t len, const char *ref, const char *how)
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
	if (strlen(how) == 64)
		values[3] = how;
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
	const char *reads[] = { "lo_get", "get", "restore", "range" };
	double longest = 0;
	double begin;
	size_t len = 0;
	char *bytes = NULL;
	long before;
	pthread_t watcher;
	int writes = 1;

	if (argc < 3)
		fail("see the head of its source");
	if (strcmp(how, "make") == 0 && argc == 5)
	{
		make(argv[2], (size_t) atoi(argv[3]), atoi(argv[4]));
		return 0;
	}
	for (int i = 0; i < 4; i++)
		writes = writes && strcmp(how, reads[i]) != 0;
	if (writes)
		bytes = whole(argv[2], &len);
	connection = PQconnectdb("");
	if (PQstatus(connection) != CONNECTION_OK)
		fail("no connection");
	PQclear(run("SELECT FROM pg_class", 0, NULL, 0));
	before = memory();
	if (pthread_create(&watcher, NULL, watch, NULL) != 0)
		fail("no thread");
	begin = now();
	if (strcmp(how, "bytea") == 0)
		send_bytes("INSERT INTO bench_bytea VALUES ($1)", 1, bytes, len, NULL);
	else if (strcmp(how, "put") == 0 && argc == 4)
		send_bytes("SELECT size FROM mreg.put_artifact($2, 'a', $1)", 2, bytes, len, argv[3]);
	else if (strcmp(how, "large") == 0)
		printf("%u ", write_large(bytes, len));
	else if (strcmp(how, "upload") == 0 && argc == 5)
		upload(bytes, len, argv[3], argv[4]);
	else if (strcmp(how, "lo_get") == 0)
		PQclear(run("SELECT lo_get($1::oid)", 1, (const char *const *) &argv[2], 1));
	else if (strcmp(how, "get") == 0)
		PQclear(run("SELECT mreg.get_artifact($1, 'a')", 1, (const char *const *) &argv[2], 1));
	else if (strcmp(how, "restore") == 0)
		restore(argv[2]);
	else if (strcmp(how, "range") == 0 && argc == 5)
		longest = ranges(argv[2], atoi(argv[3]), argv[4]);
	else
		fail("see the head of its source");
	begin = now() - begin;
	printf("%.6f %.1f\n", longest > 0 ? longest : begin, (double) (most - before) / 1024);
	PQfinish(connection);
	return 0;
}
