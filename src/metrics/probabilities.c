/* probabilities.c: metrics read off mreg.class_scores. */
#include "types/probabilities.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "types/confusion.h"
#include "types/curve.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define MOST_BINS 1000000

/* The value that an accessor reads: its runs, each with the column of its class. */
typedef struct Reading
{
	MregClassScores *c;
	MregRun *runs;
	uint32 nruns;
} Reading;

/* A label of labels, with the column that it names. */
typedef struct NamedColumn
{
	ClassLabel label;
	uint32 column;
} NamedColumn;

static void pg_attribute_noreturn()
RefuseLabel(const char *label, uint8 kind)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"%s\" cannot be a label of these class scores", Clipped(label)),
			 errdetail("Their labels are of kind %s.", LabelKindName(kind))));
}

/* Order of labels as that of rows: numeric, or by bytes. */
static int
CompareLabels(const ClassLabel *a, const ClassLabel *b)
{
	int order;

	if (a->text == NULL)
		return (a->value > b->value) - (a->value < b->value);
	order = memcmp(a->text, b->text, Min(a->len, b->len));
	return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static int
CompareNamed(const void *a, const void *b)
{
	return CompareLabels(&((const NamedColumn *) a)->label, &((const NamedColumn *) b)->label);
}

static char *
LabelText(const ClassLabel *label)
{
	return label->text != NULL ? Clipped(pnstrdup(label->text, label->len)) : psprintf(INT64_FORMAT, label->value);
}

/* An element of labels in the kind of the value. */
static ClassLabel
ReadLabel(Datum element, bool is_text, uint8 kind)
{
	ClassLabel label = { 0, NULL, 0 };
	char *digits;
	char *end;

	if (!is_text)
	{
		label.value = DatumGetInt64(element);
		if (kind == MREG_LABEL_TEXT)
			RefuseLabel(psprintf(INT64_FORMAT, label.value), kind);
		return label;
	}
	if (kind == MREG_LABEL_TEXT)
	{
		label.text = VARDATA_ANY(DatumGetPointer(element));
		label.len = VARSIZE_ANY_EXHDR(DatumGetPointer(element));
		return label;
	}
	digits = TextDatumGetCString(element);
	errno = 0;
	label.value = strtoll(digits, &end, 10);
	if (errno != 0 || end == digits || *end != '\0')
		RefuseLabel(digits, kind);
	return label;
}

/* The labels of labels in order, each with its column; n is set to how many there are. */
static NamedColumn *
ReadLabels(const Reading *reading, ArrayType *array, int *count)
{
	bool is_text = ARR_ELEMTYPE(array) == TEXTOID;
	NamedColumn *named;
	Datum *elements;
	bool *nulls;
	int n;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("labels must be an array of one dimension")));
	deconstruct_array(array, ARR_ELEMTYPE(array), is_text ? -1 : 8, is_text ? false : FLOAT8PASSBYVAL,
					  is_text ? TYPALIGN_INT : TYPALIGN_DOUBLE, &elements, &nulls, &n);
	if (n != reading->c->columns)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("labels must name the class of each of the %u probabilities of a row", reading->c->columns),
				 errdetail("It names %d.", n)));
	named = palloc(n * sizeof(NamedColumn));
	for (int k = 0; k < n; k++)
	{
		if (nulls[k])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("labels must not hold NULL")));
		named[k].label = ReadLabel(elements[k], is_text, reading->c->kind);
		named[k].column = k;
	}
	qsort(named, n, sizeof(NamedColumn), CompareNamed);
	for (int k = 1; k < n; k++)
	{
		if (CompareNamed(&named[k - 1], &named[k]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("labels names the label \"%s\" twice", LabelText(&named[k].label))));
	}
	*count = n;
	return named;
}

/* Gives every run the column that labels names for its class. */
static void
NameColumns(Reading *reading, ArrayType *array)
{
	int n;
	NamedColumn *named = ReadLabels(reading, array, &n);

	for (uint32 r = 0; r < reading->nruns; r++)
	{
		MregRun *run = &reading->runs[r];
		NamedColumn key = { { run->value, run->text, run->len }, 0 };
		NamedColumn *found = bsearch(&key, named, n, sizeof(NamedColumn), CompareNamed);

		if (found == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("labels does not name the class \"%s\", which y_true has", LabelText(&key.label))));
		run->column = found->column;
	}
}

/* Reads the value that is argument 0, with labels as that argument says; false where the metric is NULL. */
static bool
Read(FunctionCallInfo fcinfo, int labels_arg, Reading *reading)
{
	if (PG_ARGISNULL(0))
		return false;
	reading->c = ScoresGetClosed(PG_GETARG_DATUM(0));
	if (reading->c->nrows == 0)
		return false;
	reading->nruns = mreg_scores_runs(reading->c, NULL);
	reading->runs = MemoryContextAllocHuge(CurrentMemoryContext, (Size) reading->nruns * sizeof(MregRun));
	(void) mreg_scores_runs(reading->c, reading->runs);
	if (!PG_ARGISNULL(labels_arg))
	{
		NameColumns(reading, PG_GETARG_ARRAYTYPE_P(labels_arg));
		return true;
	}
	if (reading->nruns != reading->c->columns)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("rows have %u probabilities, but y_true has %u classes", reading->c->columns, reading->nruns),
				 errhint("Say with labels which class each probability is of.")));
	for (uint32 r = 0; r < reading->nruns; r++)
		reading->runs[r].column = r;
	return true;
}

static void
RequireArgument(FunctionCallInfo fcinfo, int argno, const char *name)
{
	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be NULL", name)));
}

MREG_FUNCTION(mreg_class_scores_log_loss);

/* Log loss, mean or sum. */
Datum
mreg_class_scores_log_loss(PG_FUNCTION_ARGS)
{
	Reading reading;

	RequireArgument(fcinfo, 2, "normalized");
	if (!Read(fcinfo, 1, &reading))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(mreg_runs_log_loss(reading.runs, reading.nruns, PG_GETARG_BOOL(2)));
}

MREG_FUNCTION(mreg_class_scores_brier);

/* Brier score, halved for two classes unless said otherwise. */
Datum
mreg_class_scores_brier(PG_FUNCTION_ARGS)
{
	Reading reading;
	double value;

	if (!Read(fcinfo, 1, &reading))
		PG_RETURN_NULL();
	value = mreg_runs_brier(reading.runs, reading.nruns, reading.c->columns);
	if (PG_ARGISNULL(2) ? reading.c->columns < 3 : PG_GETARG_BOOL(2))
		value /= 2;
	PG_RETURN_FLOAT8(value);
}

MREG_FUNCTION(mreg_class_scores_top_k);

/* Top-k accuracy. */
Datum
mreg_class_scores_top_k(PG_FUNCTION_ARGS)
{
	Reading reading;

	RequireArgument(fcinfo, 1, "k");
	if (PG_GETARG_INT32(1) < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("k must be 1 or above")));
	if (!Read(fcinfo, 2, &reading))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(mreg_runs_top_k(reading.runs, reading.nruns, reading.c->columns, PG_GETARG_INT32(1)));
}

MREG_FUNCTION(mreg_class_scores_calibration_error);

/* Expected calibration error of the most probable class. */
Datum
mreg_class_scores_calibration_error(PG_FUNCTION_ARGS)
{
	Reading reading;
	MregBin *bins;
	double *edges;
	double value;
	int32 n;

	RequireArgument(fcinfo, 1, "bins");
	n = PG_GETARG_INT32(1);
	if (n < 1 || n > MOST_BINS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bins must be from 1 to %d", MOST_BINS)));
	if (!Read(fcinfo, 2, &reading))
		PG_RETURN_NULL();
	bins = palloc(n * sizeof(MregBin));
	edges = palloc((n + 1) * sizeof(double));
	mreg_uniform_edges(n, edges);
	mreg_runs_bins(reading.runs, reading.nruns, reading.c->columns, edges, n, bins, palloc(n * sizeof(double)));
	(void) mreg_calibration_error(bins, n, 1, &value);
	PG_RETURN_FLOAT8(value);
}

/* What ROC AUCs of parts are computed in. */
typedef struct AucRoom
{
	MregOpenCurve *o;
	uint64 *room;
	uint32 rawcap;
} AucRoom;

static double
PartAuc(AucRoom *room, const MregRun *positive, const MregRun *negative, uint32 nnegative)
{
	CHECK_FOR_INTERRUPTS();
	return mreg_runs_auc(positive, negative, nnegative, positive->column, room->o, room->rawcap, room->room);
}

/* How the AUCs of classes or pairs become one. */
typedef enum Average
{
	AVERAGE_MACRO,
	AVERAGE_WEIGHTED,
	AVERAGE_MICRO
} Average;

/* Mean of the AUC of each class against the rest; NULL where a class that counts has no rows, or all of them. */
static bool
OneVersusRest(const Reading *reading, AucRoom *room, bool weighted, double *value)
{
	MregSum sum = { 0, 0 };

	if (reading->nruns < 2 || (!weighted && reading->nruns < reading->c->columns))
		return false;
	for (uint32 r = 0; r < reading->nruns; r++)
	{
		double weight = weighted ? reading->runs[r].n : 1;

		mreg_sum_add(&sum, weight * PartAuc(room, &reading->runs[r], reading->runs, reading->nruns));
	}
	*value = mreg_sum_value(sum) / (weighted ? reading->c->nrows : reading->nruns);
	return true;
}

/* Mean over the pairs of classes that have rows of the AUC among the rows of the two, each positive in turn. */
static bool
OneVersusOne(const Reading *reading, AucRoom *room, bool weighted, double *value)
{
	MregSum sum = { 0, 0 };
	double weights = 0;

	for (uint32 a = 0; a < reading->nruns; a++)
	{
		for (uint32 b = a + 1; b < reading->nruns; b++)
		{
			const MregRun *first = &reading->runs[a];
			const MregRun *second = &reading->runs[b];
			double weight = weighted ? (double) first->n + second->n : 1;

			mreg_sum_add(&sum, weight * (PartAuc(room, first, second, 1) + PartAuc(room, second, first, 1)) / 2);
			weights += weight;
		}
	}
	if (weights == 0)
		return false;
	*value = mreg_sum_value(sum) / weights;
	return true;
}

/* Which of n words an argument is; expected lists them. */
static int
Choice(FunctionCallInfo fcinfo, int argno, const char *name, const char *const *words, int n, const char *expected)
{
	char *word;

	RequireArgument(fcinfo, argno, name);
	word = text_to_cstring(PG_GETARG_TEXT_PP(argno));
	for (int k = 0; k < n; k++)
	{
		if (strcmp(word, words[k]) == 0)
			return k;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must be %s", name, expected),
			 errdetail("It is \"%s\".", Clipped(word))));
	return 0;
}

MREG_FUNCTION(mreg_class_scores_roc_auc);

/* ROC AUC of several classes. */
Datum
mreg_class_scores_roc_auc(PG_FUNCTION_ARGS)
{
	static const char *const multi_classes[] = { "ovr", "ovo" };
	static const char *const averages[] = { "macro", "weighted", "micro" };
	bool one_versus_one = Choice(fcinfo, 1, "multi_class", multi_classes, 2, "ovr or ovo") == 1;
	Average average = Choice(fcinfo, 2, "average", averages, 3, "macro, weighted or micro");
	bool weighted = average == AVERAGE_WEIGHTED;
	Reading reading;
	AucRoom room;
	double value;

	if (one_versus_one && average == AVERAGE_MICRO)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("average micro goes with multi_class ovr"),
				 errhint("One against one has no micro average: choose macro or weighted.")));
	if (!Read(fcinfo, 3, &reading))
		PG_RETURN_NULL();
	if (!mreg_runs_sum_to_one(reading.runs, reading.nruns, reading.c->columns))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("roc_auc_score needs probabilities that sum to 1 in every row"),
				 errhint("Divide the probabilities of a row by their sum.")));
	room.rawcap = reading.c->nrows * (average == AVERAGE_MICRO ? reading.c->columns : 1);
	room.o = MemoryContextAllocHuge(CurrentMemoryContext, mreg_curve_open_size(room.rawcap, 0, 0));
	room.room = MemoryContextAllocHuge(CurrentMemoryContext, (Size) room.rawcap * sizeof(uint64));
	if (average == AVERAGE_MICRO)
		PG_RETURN_FLOAT8(mreg_runs_auc_micro(reading.runs, reading.nruns, reading.c->columns,
											 room.o, room.rawcap, room.room));
	if (!(one_versus_one ? OneVersusOne : OneVersusRest)(&reading, &room, weighted, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* The column of a label: where labels names it, or else that of its class in y_true. */
static uint32
ColumnOf(const Reading *reading, const ClassLabel *label, ArrayType *labels)
{
	if (labels != NULL)
	{
		int n;
		NamedColumn *named = ReadLabels(reading, labels, &n);
		NamedColumn key = { *label, 0 };
		NamedColumn *found = bsearch(&key, named, n, sizeof(NamedColumn), CompareNamed);

		if (found != NULL)
			return found->column;
	}
	for (uint32 r = 0; labels == NULL && r < reading->nruns; r++)
	{
		const MregRun *run = &reading->runs[r];
		ClassLabel of_run = { run->value, run->text, run->len };

		if (CompareLabels(&of_run, label) == 0)
			return run->column;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("there is no class \"%s\" in these class scores", LabelText(label)),
			 errhint("The classes are those that labels names, or without it those of y_true.")));
	return 0;
}

/* The score curve of one class, which text or an integer names, against the rest, by its probability. */
static Datum
ClassCurve(FunctionCallInfo fcinfo, bool is_text)
{
	ArrayType *labels = PG_ARGISNULL(2) ? NULL : PG_GETARG_ARRAYTYPE_P(2);
	Reading reading;
	MregOpenCurve *o;
	ClassLabel label;
	uint32 column;

	RequireArgument(fcinfo, 1, "label");
	if (!Read(fcinfo, 2, &reading))
		PG_RETURN_NULL();
	label = ReadLabel(is_text ? PointerGetDatum(PG_GETARG_TEXT_PP(1)) : PG_GETARG_DATUM(1), is_text, reading.c->kind);
	column = ColumnOf(&reading, &label, labels);
	o = CurveMakeOpen(reading.c->nrows, 0, 0);
	for (uint32 r = 0; r < reading.nruns; r++)
	{
		const MregRun *run = &reading.runs[r];

		for (uint32 k = 0; k < run->n; k++)
			(void) mreg_curve_count(o, mreg_image(mreg_run_row(run, k)[column]), run->column == column);
	}
	PG_RETURN_POINTER(CurveClose(o));
}

/* The score curve of a class that text names. */
EXPRESSION_FUNCTION(mreg_class_curve, ClassCurve(fcinfo, true))

/* The score curve of a class that an integer names. */
EXPRESSION_FUNCTION(mreg_class_curve_integer, ClassCurve(fcinfo, false))

/* Number of the rows. */
EXPRESSION_FUNCTION(mreg_class_scores_support, Float8GetDatum(ScoresGet(PG_GETARG_DATUM(0))->nrows))
