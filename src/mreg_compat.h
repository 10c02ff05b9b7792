/* mreg_compat.h: every difference between the supported server versions. */
#ifndef MREG_COMPAT_H
#define MREG_COMPAT_H

#if PG_VERSION_NUM < 150000
#error "mreg needs PostgreSQL 15 or later"
#endif

/* PostgreSQL 16 reports bad input softly where the caller asks for it. */
#if PG_VERSION_NUM < 160000
#ifndef ereturn
#define ereturn(context, dummy_value, ...) ereport(ERROR, __VA_ARGS__)
#endif
#endif

/* Parses JSON into *json; false where the caller takes errors softly and there was one. */
#if PG_VERSION_NUM < 160000
#define MregInputJsonb(text, context, json) \
	((*(json) = DirectFunctionCall1(jsonb_in, CStringGetDatum(text))), true)
#else
#define MregInputJsonb(text, context, json) \
	DirectInputFunctionCallSafe(jsonb_in, (text), InvalidOid, -1, (context), (json))
#endif

/*
 * Handlers of the JSON parser return a code since 16, which takes errors softly.  MregParseJson is false where the
 * caller takes errors softly and there was one.
 */
#if PG_VERSION_NUM < 160000
#define MREG_JSON_RESULT void
#define MREG_JSON_OK
#define MregParseJson(lexer, actions, context) (pg_parse_json_or_ereport(lexer, actions), true)
#else
#define MREG_JSON_RESULT JsonParseErrorType
#define MREG_JSON_OK JSON_SUCCESS
#define MregParseJson(lexer, actions, context) pg_parse_json_or_errsave(lexer, actions, context)
#endif
#if PG_VERSION_NUM < 170000
#define MregJsonLexer(text) makeJsonLexContextCstringLen(text, strlen(text), GetDatabaseEncoding(), true)
#else
#define MregJsonLexer(text) makeJsonLexContextCstringLen(NULL, text, strlen(text), GetDatabaseEncoding(), true)
#endif

/* Since PostgreSQL 17 the length before a text never counts itself. */
#if PG_VERSION_NUM < 170000
#define MregSendCountedText(buffer, text, length) pq_sendcountedtext(buffer, text, length, false)
#else
#define MregSendCountedText(buffer, text, length) pq_sendcountedtext(buffer, text, length)
#endif

/* PostgreSQL 18 can count what an index scan does. */
#if PG_VERSION_NUM < 180000
#define MregBeginIndexScan(relation, index, snapshot, keys) index_beginscan(relation, index, snapshot, keys, 0)
#else
#define MregBeginIndexScan(relation, index, snapshot, keys) index_beginscan(relation, index, snapshot, NULL, keys, 0)
#endif

/* The library is built with hidden symbols; 15 does not yet export what it marks. */
#if PG_VERSION_NUM < 160000 && defined(__GNUC__) && !defined(WIN32)
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#endif

/* PostgreSQL 18 drops the mark that stands after the declarator. */
#if PG_VERSION_NUM >= 180000 && !defined(pg_attribute_noreturn)
#define pg_attribute_noreturn() __attribute__((noreturn))
#endif

/* Declares an SQL-callable function and exports it. */
#define MREG_FUNCTION(name) \
	PG_FUNCTION_INFO_V1(name); \
	PGDLLEXPORT Datum name(PG_FUNCTION_ARGS)

#endif							/* MREG_COMPAT_H */
