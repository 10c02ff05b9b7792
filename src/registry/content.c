/*
 * content.c: digest of a set of rows that does not depend on their order.
 *
 * Each row's text is hashed with SHA-512; the hashes are added modulo 2^512 beside the number of rows (the additive
 * multiset hash of Bellare and Micciancio, EUROCRYPT 1997).  SHA-256 of columns, count and sum is the digest.  It
 * detects change; rows chosen by an adversary can add up to any sum (Wagner, CRYPTO 2002).
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/cryptohash.h"
#include "common/sha2.h"
#include "lib/stringinfo.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/guc.h"

#include "mreg_internal.h"

#define WORDS 8

/* What the aggregate keeps, most significant word of the sum first; stored in network byte order. */
typedef struct RowSum
{
	uint64		count;
	uint64		sum[WORDS];
} RowSum;

#define STATE_SIZE (VARHDRSZ + sizeof(RowSum))

/* Hashes a string. */
static void
HashBytes(pg_cryptohash_type type, const char *data, size_t len, uint8 *digest, size_t size)
{
	pg_cryptohash_ctx *context = pg_cryptohash_create(type);

	if (context == NULL || pg_cryptohash_init(context) < 0 ||
		pg_cryptohash_update(context, (const uint8 *) data, len) < 0 || pg_cryptohash_final(context, digest, size) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("could not compute a digest")));
	pg_cryptohash_free(context);
}

/* Adds rows to rows. */
static void
AddRows(RowSum *state, uint64 count, const uint64 *sum)
{
	uint64		carry = 0;

	for (int i = WORDS - 1; i >= 0; i--)
	{
		uint64		before = pg_ntoh64(state->sum[i]);
		uint64		after = before + pg_ntoh64(sum[i]) + carry;

		carry = carry ? after <= before : after < before;
		state->sum[i] = pg_hton64(after);
	}
	state->count = pg_hton64(pg_ntoh64(state->count) + count);
}

/* Reads a state; raises an error for bytes that are none. */
static RowSum
ReadState(bytea *state)
{
	RowSum		rows;

	if (VARSIZE_ANY_EXHDR(state) != sizeof(RowSum))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid state of mreg_internal.row_sum"),
				 errdetail("It has %zu bytes instead of %zu.", (size_t) VARSIZE_ANY_EXHDR(state), sizeof(RowSum))));
	memcpy(&rows, VARDATA_ANY(state), sizeof(rows));
	return rows;
}

/* Returns the rows counted so far; none for NULL. */
static RowSum
GivenRows(FunctionCallInfo fcinfo, int argno)
{
	return PG_ARGISNULL(argno) ? (RowSum) {0} : ReadState(PG_GETARG_BYTEA_PP(argno));
}

/* Returns rows as the state of the aggregate: in place of the one given where the aggregate owns it. */
static Datum
ReturnRows(FunctionCallInfo fcinfo, const RowSum *rows)
{
	MemoryContext context = CurrentMemoryContext;
	bytea	   *state;

	if (AggCheckCallContext(fcinfo, &context) != 0 && !PG_ARGISNULL(0))
		state = PG_GETARG_BYTEA_PP(0);
	else
	{
		state = MemoryContextAlloc(context, STATE_SIZE);
		SET_VARSIZE(state, STATE_SIZE);
	}
	memcpy(VARDATA_ANY(state), rows, sizeof(*rows));
	PG_RETURN_BYTEA_P(state);
}

/* row_sum_add(state, row): counts one row and adds its hash. */
MREG_FUNCTION(mreg_row_sum_add);
Datum
mreg_row_sum_add(PG_FUNCTION_ARGS)
{
	RowSum		rows = GivenRows(fcinfo, 0);
	uint64		hash[WORDS];

	if (!PG_ARGISNULL(1))
	{
		text	   *row = PG_GETARG_TEXT_PP(1);

		HashBytes(PG_SHA512, VARDATA_ANY(row), VARSIZE_ANY_EXHDR(row), (uint8 *) hash, sizeof(hash));
		AddRows(&rows, 1, hash);
	}
	return ReturnRows(fcinfo, &rows);
}

/* row_sum_combine(state, other): the rows of both. */
MREG_FUNCTION(mreg_row_sum_combine);
Datum
mreg_row_sum_combine(PG_FUNCTION_ARGS)
{
	RowSum		rows = GivenRows(fcinfo, 0);
	RowSum		other = GivenRows(fcinfo, 1);

	AddRows(&rows, pg_ntoh64(other.count), other.sum);
	return ReturnRows(fcinfo, &rows);
}

/* Writes the columns of a source, each as a name and a type that no other columns could read as. */
static void
WriteColumns(StringInfo out, TupleDesc desc)
{
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);
		char	   *type = format_type_extended(column->atttypid, column->atttypmod,
												FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY);

		appendStringInfo(out, "%zu:%s%zu:%s", strlen(NameStr(column->attname)), NameStr(column->attname), strlen(type),
						 type);
	}
}

/* Returns the digest of rows in hexadecimal. */
static char *
Digest(TupleDesc desc, const RowSum *rows)
{
	uint8		digest[PG_SHA256_DIGEST_LENGTH];
	StringInfoData content;
	StringInfoData text;

	initStringInfo(&content);
	WriteColumns(&content, desc);
	appendStringInfoChar(&content, '\0');
	appendBinaryStringInfo(&content, (const char *) rows, sizeof(*rows));
	HashBytes(PG_SHA256, content.data, content.len, digest, sizeof(digest));
	initStringInfo(&text);
	for (int i = 0; i < sizeof(digest); i++)
		appendStringInfo(&text, "%02x", digest[i]);
	return text.data;
}

/* Fixes, until the current GUC nest level ends, how values are written as text. */
static void
PinOutput(void)
{
	static const char *const settings[][2] = {
		{"DateStyle", "ISO"},
		{"IntervalStyle", "postgres"},
		{"TimeZone", "UTC"},
		{"extra_float_digits", "1"},
		{"bytea_output", "hex"},
		{"lc_monetary", "C"},
		{"quote_all_identifiers", "off"},
	};

	for (int i = 0; i < lengthof(settings); i++)
		(void) set_config_option(settings[i][0], settings[i][1], PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
								 false);
}

/* Reads all rows of a source as the current role: counts them and returns the digest.  Needs SPI. */
char *
RowsDigest(const Source *source, int64 *row_count)
{
	int			guc_level = NewGUCNestLevel();
	RowSum		rows = {0};
	bool		isnull;
	Datum		state;
	char	   *digest;

	PinOutput();
	ReadQuery(psprintf("SELECT mreg_internal.row_sum(ROW(predictions.*)::pg_catalog.text) FROM %s", source->sql), 0,
			  NULL, NULL, NULL);
	state = ResultValue(0, 1, &isnull);
	if (!isnull)
		rows = ReadState(DatumGetByteaPP(state));
	digest = Digest(source->desc, &rows);
	AtEOXact_GUC(true, guc_level);
	*row_count = pg_ntoh64(rows.count);
	return digest;
}
