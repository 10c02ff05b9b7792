/* confusion.h: what the files of the type mreg.confusion share. */
#ifndef MREG_TYPES_CONFUSION_H
#define MREG_TYPES_CONFUSION_H

#include "types/common.h"

#include "utils/array.h"

#include "core/agreement.h"
#include "core/confusion.h"
#include "core/multilabel.h"

#define CONFUSION_TYPE "mreg.confusion"

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
	const MregConfusion *rows; /* of a multilabel matrix: the shapes of its rows, else NULL */
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
extern MregConfusion *ConfusionGetAny(Datum d);
extern MregConfusion *ConfusionGetAnyClosed(Datum d);
extern bool ConfusionIsEmpty(const MregConfusion *c);
extern void *ConfusionAllocate(uint64 size);
extern MregOpenConfusion *ConfusionMakeOpen(uint8 kind, uint8 flags, uint64 labels, uint64 cells, uint64 text);
extern MregOpenConfusion *ConfusionGrow(MregOpenConfusion *o, uint64 text, bool compact);
extern MregOpenConfusion *ConfusionReopen(const MregConfusion *c, uint8 kind, uint8 flags);
extern MregOpenConfusion *ConfusionMerge(MregOpenConfusion *o, const MregConfusion *src);
extern MregConfusion *ConfusionClose(const MregConfusion *c);
extern const char *LabelKindName(uint8 kind);
extern void RefuseMixedKinds(uint8 a, uint8 b) pg_attribute_noreturn();
extern void RefuseMixedRows(void) pg_attribute_noreturn();
extern void RefuseOverflow(void) pg_attribute_noreturn();
extern uint32 ReceiveCount(StringInfo buf);
extern void SendLabel(StringInfo buf, const MregConfusion *c, uint32 k);
extern char *LabelOut(const MregConfusion *c, uint32 k);

/* ---- types/confusion_text.c ---- */

/* A value being read from JSON; fault is what is wrong with it, or NULL. */
typedef struct TextInput
{
	MregConfusion *c;
	uint32 next; /* place of the next class of a multilabel one */
	const char *fault;
} TextInput;

extern bool PositiveOf(const JsonbValue *v, float8 *value);
extern JsonbContainer *ArrayUnder(JsonbContainer *object, const char *key, TextInput *input);
extern void ReadArray(TextInput *input, JsonbContainer *array, void (*read)(TextInput *, const JsonbValue *));
extern void AppendLabel(StringInfo buf, const MregConfusion *c, uint32 k);
extern void AppendNumberOf(StringInfo buf, const MregConfusion *c, int64 n, double w);

/* ---- types/multilabel.c ---- */

extern MregConfusion *MultilabelMake(uint8 kind, uint8 flags);
extern MregConfusion *MultilabelGrow(MregConfusion *m, MregPart part, uint64 text, bool compact);
extern MregConfusion *MultilabelReopen(const MregConfusion *m, uint8 kind, uint8 flags);
extern MregConfusion *MultilabelMerge(MregConfusion *m, const MregConfusion *src);
extern MregConfusion *MultilabelClose(const MregConfusion *m);
extern MregConfusion *MultilabelIntern(MregConfusion *m, MregPart part, const LabelValue *label, uint32 *index);
extern MregConfusion *MultilabelPut(MregConfusion *m, MregPart part, uint32 i, uint32 j, int64 n, double w);
extern MregStatus MultilabelSubtract(MregConfusion *m, const MregConfusion *src);
extern bool MultilabelIsSound(const MregConfusion *m);
extern void MultilabelSend(StringInfo buf, const MregConfusion *m);
extern MregConfusion *MultilabelReceive(StringInfo buf, uint8 kind, uint8 flags);

/* ---- types/multilabel_text.c ---- */

extern void MultilabelOut(StringInfo buf, const MregConfusion *m);
extern void ReadMultilabel(TextInput *input, JsonbContainer *object, bool is_weighted);

/* ---- metrics/confusion_labels.c ---- */

extern void LabelFromText(const MregConfusion *c, const char *text, int len, LabelValue *label);
extern void LabelFromInteger(const MregConfusion *c, int64 value, LabelValue *label);
extern uint32 FindLabel(const MregConfusion *c, const LabelValue *label);
extern LabelValue *LabelsArg(const MregConfusion *c, ArrayType *array, uint32 *n);
extern void ListClasses(const MregConfusion *c, ArrayType *labels, ClassList *list);
extern char *ClassName(const MregConfusion *c, const ClassList *list, uint32 k);

/* ---- metrics/confusion_score.c ---- */

/* What a score is asked for. */
typedef struct ScoreCall
{
	const char *name;
	MregMetric metric;
	double beta;
	const MregConfusion *c;
	MregZeroDivision zero_division;
} ScoreCall;

#define MAX_REPORT_AVERAGES 4

/* One line of averages of a report: precision, recall, F1. */
typedef struct ReportAverage
{
	const char *kind;
	const char *label;
	MregScore scores[3];
	double support;
} ReportAverage;

extern int ReportAverages(const ClassList *list, MregZeroDivision zero_division, ReportAverage *averages);
extern MregDistance DistanceArg(FunctionCallInfo fcinfo, int argno);
extern void RequireBinary(uint8 kind, uint32 present, bool found, const char *name);
extern MregZeroDivision ZeroDivisionArg(FunctionCallInfo fcinfo, int argno);
extern MregAverage AverageArg(FunctionCallInfo fcinfo, int argno);
extern uint32 BinaryClass(const MregConfusion *c, const char *name);
extern uint32 NamedClass(const MregConfusion *c, const LabelValue *label, const char *as_written);
extern MregScore ClassScore(const ScoreCall *call, uint32 k);
extern MregScore AverageScore(const ScoreCall *call, MregAverage average, const ClassList *list);

/* The confusion that the labels of a value are in: of a multilabel one its part. */
static inline const MregConfusion *
LabelsOf(const MregConfusion *c)
{
	return mreg_multilabel(c) ? mreg_part(c, MREG_LABELS) : c;
}

#endif /* MREG_TYPES_CONFUSION_H */
