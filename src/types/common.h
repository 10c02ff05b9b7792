/* common.h: what the types of the metrics and their aggregates share. */
#ifndef MREG_TYPES_COMMON_H
#define MREG_TYPES_COMMON_H

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/nodes.h"
#include "utils/jsonb.h"

#include "core/scores.h"
#include "mreg_compat.h"

/* ---- types/common.c ---- */

extern void RefuseCall(void) pg_attribute_noreturn();
extern void RefuseRemoval(void) pg_attribute_noreturn();
extern void RefuseDamage(const char *type) pg_attribute_noreturn();
extern void RefuseSize(const char *what, const char *hint) pg_attribute_noreturn();
extern void RefuseImage(const char *type, const char *detail) pg_attribute_noreturn();
extern void CheckLeft(const char *type, StringInfo buf, uint64 count, uint64 size);
extern Datum RefuseText(FunctionCallInfo fcinfo, const char *type, const char *quoted, const char *fault);
extern char *Clipped(const char *text);
extern char *Abridged(const char *text);
extern bool IntegerOf(const JsonbValue *v, int64 *value);
extern bool NumberOf(const JsonbValue *v, float8 *value);
extern bool PairOf(const JsonbValue *v, float8 *a, float8 *b);
extern uint8 KindOf(const JsonbValue *v);
extern char *Shortest(float8 number);
extern void AppendNumber(StringInfo buf, float8 number);
extern float8 WeightArg(FunctionCallInfo fcinfo, int argno);
extern Datum RowDatum(FunctionCallInfo fcinfo, Datum *values, bool *nulls);
extern Datum NumberRow(FunctionCallInfo fcinfo, const float8 *numbers, int n);
extern bool SameBytes(FunctionCallInfo fcinfo, void *a, void *b);
extern Datum HashBytes(FunctionCallInfo fcinfo, void *value);
extern void Attend(void);

/* Refuses every caller but an aggregate, plain or as a window function: AggCheckCallContext without its call. */
static inline void
RequireAggregate(FunctionCallInfo fcinfo)
{
	if (unlikely(fcinfo->context == NULL ||
				 !(IsA(fcinfo->context, AggState) || IsA(fcinfo->context, WindowAggState))))
		RefuseCall();
}

/* What a row that does not count returns: the state as it is. */
static inline Datum
SkipRow(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return PG_GETARG_DATUM(0);
}

static inline Datum
ScoreDatum(FunctionCallInfo fcinfo, MregScore score)
{
	if (score.is_null)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(score.value);
}

/* Defines an SQL-callable function that returns an expression. */
#define EXPRESSION_FUNCTION(name, expression) \
	MREG_FUNCTION(name);                      \
	Datum                                     \
		name(PG_FUNCTION_ARGS)                \
	{                                         \
		return expression;                    \
	}

/* Is one of the first arguments after the state, two or three, NULL? */
static inline bool
HasNull(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(1) || PG_ARGISNULL(2) || (n > 2 && PG_ARGISNULL(3));
}

/* Defines a transition that skips rows with a NULL among the first n arguments and returns an expression for others. */
#define ROW_FUNCTION(name, n, expression) \
	MREG_FUNCTION(name);                  \
	Datum                                 \
		name(PG_FUNCTION_ARGS)            \
	{                                     \
		RequireAggregate(fcinfo);         \
		if (HasNull(fcinfo, n))           \
			return SkipRow(fcinfo);       \
		return expression;                \
	}

/* Equality and hash of a type: those of the bytes of its canonical form, which get() gives. */
#define BYTES_FUNCTIONS(type, get)                                                                                \
	EXPRESSION_FUNCTION(mreg_##type##_eq,                                                                         \
						BoolGetDatum(SameBytes(fcinfo, get(PG_GETARG_DATUM(0)), get(PG_GETARG_DATUM(1)))))        \
	EXPRESSION_FUNCTION(mreg_##type##_ne,                                                                         \
						BoolGetDatum(!SameBytes(fcinfo, get(PG_GETARG_DATUM(0)), get(PG_GETARG_DATUM(1)))))       \
	EXPRESSION_FUNCTION(mreg_##type##_hash, HashBytes(fcinfo, get(PG_GETARG_DATUM(0))))                           \
	EXPRESSION_FUNCTION(mreg_##type##_hash_extended, HashBytes(fcinfo, get(PG_GETARG_DATUM(0))))

#endif /* MREG_TYPES_COMMON_H */
