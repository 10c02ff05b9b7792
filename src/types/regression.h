/* regression.h: what the files of mreg.regression and mreg.intervals share. */
#ifndef MREG_TYPES_REGRESSION_H
#define MREG_TYPES_REGRESSION_H

#include "types/common.h"

#include "core/regression.h"
#include "mreg.h"

/* What a key of the text form stands for. */
typedef enum FieldKind
{
	FIELD_SUM,   /* MregSum */
	FIELD_NUMBER /* double */
} FieldKind;

typedef struct Field
{
	const char *key;
	Size offset;
	FieldKind kind;
	uint8 flag; /* where this flag is set: null */
} Field;

/* A type of fixed size: a MregRecord, then sums and numbers. */
typedef struct RecordType
{
	const char *name;
	Size size;
	uint8 version;
	const Field *fields;
	int nfields;
	bool (*check)(const void *value, uint64 size);
	bool (*close)(const void *value, void *into);
	bool (*merge)(void *into, const void *value);
} RecordType;

extern const RecordType regression_type;
extern const RecordType intervals_type;

/* ---- types/regression_record.c ---- */

extern void *RecordGet(const RecordType *type, Datum d);
extern void *RecordMake(const RecordType *type);
extern void *RecordState(const RecordType *type, FunctionCallInfo fcinfo);
extern void RefuseSumOverflow(const RecordType *type) pg_attribute_noreturn();
extern Datum RecordIn(const RecordType *type, FunctionCallInfo fcinfo);
extern Datum RecordOut(const RecordType *type, FunctionCallInfo fcinfo);
extern Datum RecordRecv(const RecordType *type, FunctionCallInfo fcinfo);
extern Datum RecordSend(const RecordType *type, FunctionCallInfo fcinfo);
extern Datum RecordToJsonb(const RecordType *type, FunctionCallInfo fcinfo);
extern Datum RecordAdd(const RecordType *type, FunctionCallInfo fcinfo);
extern Datum RecordCombine(const RecordType *type, FunctionCallInfo fcinfo);
extern Datum RecordFinal(const RecordType *type, FunctionCallInfo fcinfo);

/* ---- metrics/regression_aggregate.c ---- */

extern void RefuseNumber(const char *name, float8 value) pg_attribute_noreturn();

#endif /* MREG_TYPES_REGRESSION_H */
