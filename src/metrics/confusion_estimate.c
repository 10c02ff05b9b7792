/* confusion_estimate.c: estimated_confusion: the matrix to be expected where labels are not known yet. */
#include "metrics/confusion_state.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#define FEW_CLASSES 32
#define SUM_TOLERANCE 1e-5 /* of the probabilities of a row, which may be sums of float4 */

static void
RefuseProbability(double probability)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("probability of a row must be between 0 and 1"),
			 errdetail("A row has the probability %g.", probability)));
}

/*
 * Adds a row whose label is not known: it is positive with a probability, so that much of the row is counted as
 * positive and the rest as negative.
 */
static Datum
AddEstimate(FunctionCallInfo fcinfo, uint8 kind, int64 y_pred, double probability)
{
	MregOpenConfusion *o = ReadyState(fcinfo, kind, MREG_WEIGHTED);
	uint32 row[2];
	Datum state;

	if (y_pred != 0 && y_pred != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("predictions of estimated_confusion must be 0 or 1"),
				 errdetail("A row has the prediction " INT64_FORMAT ".", y_pred)));
	if (!(probability >= 0 && probability <= 1))
		RefuseProbability(probability);
	if (o == NULL)
		o = MakeState(fcinfo, kind, MREG_WEIGHTED, 0);
	while (mreg_intern_integer(o, 0, &row[0]) != MREG_OK || mreg_intern_integer(o, 1, &row[1]) != MREG_OK)
		o = ConfusionGrow(o, 0, false);
	state = PointerGetDatum(o);
	if (probability < 1)
		state = AddRowWeight(o, row[0], row[y_pred], 1 - probability);
	if (probability > 0)
		state = AddRowWeight((MregOpenConfusion *) DatumGetPointer(state), row[1], row[y_pred], probability);
	return state;
}

/* The transition of estimated_confusion for one type of label. */
#define ESTIMATE_TRANSITION(name, kind, GETARG)                                \
	ROW_FUNCTION(mreg_estimate_##name, 2, AddEstimate(fcinfo, kind, GETARG(1), PG_GETARG_FLOAT8(2)))

ESTIMATE_TRANSITION(boolean, MREG_LABEL_BOOLEAN, PG_GETARG_BOOL)
ESTIMATE_TRANSITION(smallint, MREG_LABEL_INTEGER, PG_GETARG_INT16)
ESTIMATE_TRANSITION(integer, MREG_LABEL_INTEGER, PG_GETARG_INT32)
ESTIMATE_TRANSITION(bigint, MREG_LABEL_INTEGER, PG_GETARG_INT64)

/* A row of any number of classes: its prediction, and the labels and probabilities of the classes. */
typedef struct ClassRow
{
	LabelValue y_pred;
	const float8 *probabilities;
	Datum *labels;
	int n;
} ClassRow;

/* Refuses an array that is no list, or that holds NULL. */
static void
CheckList(ArrayType *array, const char *name)
{
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s of a row must be an array of one dimension", name)));
	if (ARR_HASNULL(array) && array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s of a row must not hold NULL", name)));
}

/* A label of the arguments. */
static inline LabelValue
LabelOf(uint8 kind, Datum d)
{
	LabelValue label = { 0, NULL, 0 };

	if (kind == MREG_LABEL_TEXT)
	{
		const text *t = DatumGetTextPP(d);

		label.text = VARDATA_ANY(t);
		label.len = VARSIZE_ANY_EXHDR(t);
	}
	else
		label.value = DatumGetInt64(d);
	return label;
}

/* Reads the arguments y_pred, probabilities and labels. */
static void
ReadClassRow(FunctionCallInfo fcinfo, uint8 kind, ClassRow *row)
{
	ArrayType *probabilities = PG_GETARG_ARRAYTYPE_P(2);
	ArrayType *labels = PG_GETARG_ARRAYTYPE_P(3);
	bool is_text = kind == MREG_LABEL_TEXT;
	double sum = 0;
	int n;

	CheckList(probabilities, "probabilities");
	CheckList(labels, "labels");
	row->y_pred = LabelOf(kind, PG_GETARG_DATUM(1));
	row->probabilities = (const float8 *) ARR_DATA_PTR(probabilities);
	row->n = ArrayGetNItems(ARR_NDIM(probabilities), ARR_DIMS(probabilities));
	deconstruct_array(labels, ARR_ELEMTYPE(labels), is_text ? -1 : 8, is_text ? false : FLOAT8PASSBYVAL,
					  is_text ? TYPALIGN_INT : TYPALIGN_DOUBLE, &row->labels, NULL, &n);
	if (n != row->n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("labels must name the class of every probability of a row"),
				 errdetail("A row has %d probabilities and %d labels.", row->n, n)));
	for (int k = 0; k < n; k++)
	{
		double p = row->probabilities[k];

		if (!(p >= 0 && p <= 1))
			RefuseProbability(p);
		sum += p;
	}
	if (!(fabs(sum - 1) <= SUM_TOLERANCE))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("probabilities of a row must sum to 1"),
				 errdetail("A row has %d probabilities that sum to %g.", n, sum),
				 errhint("Give the probability of every class that the label may be.")));
}

static void
RefuseClassRow(uint8 kind, const LabelValue *label, const char *message)
{
	const char *name = kind == MREG_LABEL_TEXT ? Clipped(pnstrdup(label->text, label->len)) :
												 psprintf(INT64_FORMAT, label->value);

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg_internal(message, name)));
}

/* Adds a row whose label is not known: of each class as much as its probability. */
static Datum
AddClassRow(FunctionCallInfo fcinfo, uint8 kind)
{
	uint32 few[2 * FEW_CLASSES];
	uint32 *index = few;
	uint32 predicted = MREG_NO_LABEL;
	MregOpenConfusion *o;
	MregSets sets = { NULL, NULL, 0, 0, 0 };
	ClassRow row;

	RequireAggregate(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return SkipRow(fcinfo);
	ReadClassRow(fcinfo, kind, &row);
	if (row.n > FEW_CLASSES)
		index = palloc(2 * (Size) row.n * sizeof(uint32));
	o = ReadyState(fcinfo, kind, MREG_WEIGHTED);
	if (o == NULL)
		o = MakeState(fcinfo, kind, MREG_WEIGHTED, 0);
	for (int k = 0; k < row.n; k++)
	{
		LabelValue label = LabelOf(kind, row.labels[k]);

		while ((kind == MREG_LABEL_TEXT ? mreg_intern_text(o, label.text, label.len, &index[k]) :
										  mreg_intern_integer(o, label.value, &index[k])) != MREG_OK)
			o = ConfusionGrow(o, label.len, false);
	}
	predicted = kind == MREG_LABEL_TEXT ? mreg_find_text(o, row.y_pred.text, row.y_pred.len) :
										  mreg_find_integer(o, row.y_pred.value);

	/* Each label once, and the predicted one among them. */
	sets.y_true = index + row.n;
	sets.n_true = row.n;
	memcpy(sets.y_true, index, row.n * sizeof(uint32));
	mreg_sets_order(&sets);
	if (sets.n_true != row.n)
		RefuseClassRow(kind, &row.y_pred, "labels of the row with the prediction \"%s\" name a class twice");
	for (int k = 0; k < row.n && predicted != MREG_NO_LABEL; k++)
	{
		if (index[k] == predicted)
			sets.n_pred = 1;
	}
	if (sets.n_pred == 0)
		RefuseClassRow(kind, &row.y_pred, "prediction \"%s\" is not among the labels of its row");
	for (int k = 0; k < row.n; k++)
	{
		if (row.probabilities[k] > 0)
			o = (MregOpenConfusion *) DatumGetPointer(AddRowWeight(o, index[k], predicted, row.probabilities[k]));
	}
	PG_RETURN_POINTER(o);
}

/* The transition of estimated_confusion of any number of classes with text labels. */
EXPRESSION_FUNCTION(mreg_estimate_classes_text, AddClassRow(fcinfo, MREG_LABEL_TEXT))

/* The transition of estimated_confusion of any number of classes with integer labels. */
EXPRESSION_FUNCTION(mreg_estimate_classes_bigint, AddClassRow(fcinfo, MREG_LABEL_INTEGER))
