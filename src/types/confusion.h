/* confusion.h: what the files of the type mreg.confusion share. */
#ifndef MREG_TYPES_CONFUSION_H
#define MREG_TYPES_CONFUSION_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"
#include "utils/jsonb.h"

#include "core/confusion.h"
#include "core/scores.h"
#include "mreg_compat.h"

/* A label as a caller names it, in the kind of the matrix it is meant for. */
typedef struct LabelValue
{
	int64 value;
	const char *text;
	uint32 len;
} LabelValue;

/* The classes that a score or report is about, in its order. */
typedef struct ClassList
{
	MregClass *classes;
	uint32 *index;      /* labels of the matrix, MREG_NO_LABEL where absent */
	LabelValue *labels; /* as asked for; NULL: all labels of the matrix */
	uint8 kind;
	uint32 n;
	bool covers_all; /* no label of the matrix is left out */
} ClassList;

/* ---- types/confusion.c ---- */

extern MregConfusion *ConfusionGet(Datum d);
extern MregConfusion *ConfusionGetClosed(Datum d);
extern MregOpenConfusion *ConfusionMakeOpen(uint8 kind, uint8 flags, uint64 labels, uint64 cells, uint64 text);
extern MregOpenConfusion *ConfusionGrow(MregOpenConfusion *o, uint64 text, bool compact);
extern MregOpenConfusion *ConfusionReopen(const MregConfusion *c, uint8 kind, uint8 flags);
extern MregOpenConfusion *ConfusionMerge(MregOpenConfusion *o, const MregConfusion *src);
extern MregConfusion *ConfusionClose(const MregConfusion *c);
extern const char *LabelKindName(uint8 kind);
extern void RefuseMixedKinds(uint8 a, uint8 b) pg_attribute_noreturn();
extern void RefuseOverflow(void) pg_attribute_noreturn();
extern char *Clipped(const char *text);
extern char *LabelOut(const MregConfusion *c, uint32 k);

/* ---- types/confusion_text.c ---- */

extern bool IntegerOf(const JsonbValue *v, int64 *value);
extern uint8 KindOf(const JsonbValue *v);

/* ---- metrics/confusion_labels.c ---- */

extern void LabelFromText(const MregConfusion *c, const char *text, int len, LabelValue *label);
extern void LabelFromInteger(const MregConfusion *c, int64 value, LabelValue *label);
extern uint32 FindLabel(const MregConfusion *c, const LabelValue *label);
extern LabelValue *LabelsArg(const MregConfusion *c, ArrayType *array, uint32 *n);
extern void ListClasses(const MregConfusion *c, ArrayType *labels, ClassList *list);
extern char *ClassName(const MregConfusion *c, const ClassList *list, uint32 k);

/* ---- metrics/confusion_score.c ---- */

extern void RequireBinary(uint8 kind, uint32 present, bool found, const char *name);
extern MregZeroDivision ZeroDivisionArg(FunctionCallInfo fcinfo, int argno);

#endif /* MREG_TYPES_CONFUSION_H */
