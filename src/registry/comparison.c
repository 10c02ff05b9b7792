/*
 * comparison.c: two versions compared by their predictions for the same rows.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"

#include "mreg_internal.h"

/* Operators that no search_path replaces. */
#define EQUALS "OPERATOR(pg_catalog.=)"
#define DIFFERS "OPERATOR(pg_catalog.<>)"

/* What the reading query yields, in its order. */
enum
{
	N_PAIRED = 1,
	N_UNMATCHED,
	N_LABELLED,
	FLIP_RATE,
	KAPPA,
	BOTH_RIGHT,
	ONLY_A,
	ONLY_B,
	BOTH_WRONG,
	MCNEMAR_P,
	AUC_A,
	AUC_B,
	AUC_VARIANCE_A,
	AUC_VARIANCE_B,
	AUC_COVARIANCE,
	DELONG_P,
	N_POSITIVE,
	HAS_SEVERAL_LABELS,
	N_RESULTS = HAS_SEVERAL_LABELS
};

/* One call: its arguments, what they name and what was read. */
typedef struct Comparison
{
	char	   *ref_a;
	char	   *ref_b;
	char	   *predictions_a;
	char	   *predictions_b;
	char	   *key;
	char	   *y_true;
	char	   *y_pred_a;
	char	   *y_pred_b;
	char	   *score_a;
	char	   *score_b;
	char	   *positive;
	char	   *dataset;
	int64		dataset_id;
	Subject		a;
	Subject		b;
	NullableDatum result[N_RESULTS + 1];
} Comparison;

/* The kinds of labels. */
typedef enum LabelKind
{
	LABEL_NONE,
	LABEL_BOOLEAN,
	LABEL_INTEGER,
	LABEL_TEXT
} LabelKind;

/* Raises the error for an argument that another one needs. */
static void
RaiseMissing(const char *argument, const char *why)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("argument \"%s\" is missing", argument),
			 errdetail("%s", why)));
}

/* Reads the arguments and fills in those that follow from others. */
static void
ReadArguments(FunctionCallInfo fcinfo, Comparison *call)
{
	call->ref_a = RequiredText(fcinfo, 0, "ref_a");
	call->ref_b = RequiredText(fcinfo, 1, "ref_b");
	call->predictions_a = RequiredText(fcinfo, 2, "predictions_a");
	call->predictions_b = OptionalText(fcinfo, 3);
	call->key = OptionalText(fcinfo, 4);
	call->y_true = OptionalText(fcinfo, 5);
	call->y_pred_a = OptionalText(fcinfo, 6);
	call->y_pred_b = OptionalText(fcinfo, 7);
	call->score_a = OptionalText(fcinfo, 8);
	call->score_b = OptionalText(fcinfo, 9);
	call->positive = OptionalText(fcinfo, 10);
	call->dataset = OptionalText(fcinfo, 11);

	if (call->predictions_b && call->key == NULL)
		RaiseMissing("key", "Rows of two sources are joined by it.");
	if (call->y_pred_a == NULL && call->score_a == NULL)
		RaiseMissing("y_pred", "Give the column of predicted labels, or that of scores as \"score\", or both.");
	if (call->score_a && call->y_true == NULL)
		RaiseMissing("y_true", "Scores are compared by how they rank the true labels.");
	if (call->y_pred_a == NULL && call->y_pred_b)
		RaiseMissing("y_pred", "Argument \"y_pred_b\" has nothing to compare with.");
	if (call->score_a == NULL && call->score_b)
		RaiseMissing("score", "Argument \"score_b\" has nothing to compare with.");
	if (call->predictions_b == NULL && call->y_pred_a && call->y_pred_b == NULL)
		RaiseMissing("y_pred_b", "Both versions' predictions are read from one source.");
	if (call->predictions_b == NULL && call->score_a && call->score_b == NULL)
		RaiseMissing("score_b", "Both versions' scores are read from one source.");
	if (call->y_pred_b == NULL)
		call->y_pred_b = call->y_pred_a;
	if (call->score_b == NULL)
		call->score_b = call->score_a;
}

/* Finds the dataset, within the registry. */
static Datum
find_dataset(PG_FUNCTION_ARGS)
{
	Comparison *call = (Comparison *) PG_GETARG_POINTER(0);

	call->dataset_id = FindDataset(call->dataset, false);
	PG_RETURN_VOID();
}

/* Returns the kind of labels that a type holds; raises an error if it holds none. */
static LabelKind
KindOfLabels(Oid type, const char *argument)
{
	switch (getBaseType(type))
	{
		case BOOLOID:
			return LABEL_BOOLEAN;
		case INT2OID:
		case INT4OID:
		case INT8OID:
			return LABEL_INTEGER;
		default:
			break;
	}
	if (TypeCategory(type) != TYPCATEGORY_STRING && TypeCategory(type) != TYPCATEGORY_ENUM)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("argument \"%s\" of type %s holds no labels", argument, format_type_be(type)),
				 errhint("Labels are boolean, integer or text; cast them.")));
	return LABEL_TEXT;
}

/*
 * Returns SQL for a column of labels as boolean, bigint or text; NULL where the argument is not given.  All must be of
 * one kind.
 */
static char *
LabelExpression(const Source *source, const char *given, const char *argument, LabelKind *kind)
{
	static const char *const types[] = {NULL, "boolean", "bigint", "text COLLATE pg_catalog.\"C\""};
	char	   *sql;
	Oid			type;
	LabelKind	own;

	if (given == NULL)
		return "NULL::pg_catalog.bool";
	sql = SourceExpression(source, given, argument, &type);
	own = KindOfLabels(type, argument);
	if (*kind != LABEL_NONE && *kind != own)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("argument \"%s\" of type %s does not compare with the other labels", argument,
						format_type_be(type)),
				 errhint("Labels of all columns must be boolean, or integer, or text; cast them.")));
	*kind = own;
	if (own == LABEL_TEXT)
		return psprintf("(%s)::pg_catalog.text COLLATE pg_catalog.\"C\"", sql);
	return psprintf("(%s)::%s", sql, types[own]);
}

/* Returns SQL for a column of scores; NULL where the argument is not given. */
static char *
ScoreExpression(const Source *source, const char *given, const char *argument)
{
	char	   *sql;
	Oid			type;

	if (given == NULL)
		return "NULL::pg_catalog.float8";
	sql = SourceExpression(source, given, argument, &type);
	if (TypeCategory(type) != TYPCATEGORY_NUMERIC)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("argument \"%s\" of type %s holds no scores", argument, format_type_be(type)),
				 errhint("Scores are numbers; cast them.")));
	return psprintf("(%s)::pg_catalog.float8", sql);
}

/* Returns SQL for the rows (t, p, q, s, r): true label, labels of a and b, scores of a and b. */
static char *
PredictionPairs(const Comparison *call, LabelKind *kind)
{
	Keyed		a = {.argument = "predictions_a"};
	Keyed		b = {.argument = "predictions_b"};
	const Source *other = &a.source;
	const char *equality = NULL;
	char	   *t;
	char	   *p;
	char	   *q;
	char	   *s;
	char	   *r;

	if (call->key)
	{
		OpenKeyed(call->predictions_a, "predictions_a", call->key, &a);
		CheckKeys(&a);
	}
	else
		OpenSource(call->predictions_a, "predictions_a", &a.source);
	if (call->predictions_b)
	{
		OpenKeyed(call->predictions_b, "predictions_b", call->key, &b);
		equality = CheckKeysMatch(&a, &b);
		CheckKeys(&b);
		other = &b.source;
	}
	t = LabelExpression(&a.source, call->y_true, "y_true", kind);
	if (call->y_pred_a == NULL)
		*kind = *kind == LABEL_NONE ? LABEL_BOOLEAN : *kind;
	p = LabelExpression(&a.source, call->y_pred_a, "y_pred", kind);
	q = LabelExpression(other, call->y_pred_b, "y_pred_b", kind);
	s = ScoreExpression(&a.source, call->score_a, "score");
	r = ScoreExpression(other, call->score_b, "score_b");
	if (call->predictions_b == NULL)
		return psprintf("(SELECT %s AS t, %s AS p, %s AS q, %s AS s, %s AS r FROM %s) AS pairs", t, p, q, s, r,
						a.source.sql);
	return psprintf("((SELECT %s AS k, %s AS t, %s AS p, %s AS s FROM %s) AS x"
					" FULL JOIN (SELECT %s AS l, %s AS q, %s AS r FROM %s) AS y ON x.k %s y.l) AS pairs",
					a.key, t, p, s, a.source.sql, b.key, q, r, b.source.sql, equality);
}

/* Returns SQL for what the labels of the pairs tell: flips, kappa, the four counts, McNemar's test. */
static const char *
LabelResults(const Comparison *call)
{
	if (call->y_pred_a == NULL)
		return "NULL::pg_catalog.float8, NULL::pg_catalog.float8, NULL::pg_catalog.int8, NULL::pg_catalog.int8,"
			   " NULL::pg_catalog.int8, NULL::pg_catalog.int8, NULL::pg_catalog.float8";
	if (call->y_true == NULL)
		return "pg_catalog.avg(CASE WHEN p " DIFFERS " q THEN 1::pg_catalog.float8 ELSE 0 END) FILTER (WHERE paired),"
			   " mreg.cohen_kappa_score(mreg.confusion_matrix(p, q) FILTER (WHERE paired)),"
			   " NULL::pg_catalog.int8, NULL::pg_catalog.int8, NULL::pg_catalog.int8, NULL::pg_catalog.int8,"
			   " NULL::pg_catalog.float8";
	return "pg_catalog.avg(CASE WHEN p " DIFFERS " q THEN 1::pg_catalog.float8 ELSE 0 END) FILTER (WHERE paired),"
		   " mreg.cohen_kappa_score(mreg.confusion_matrix(p, q) FILTER (WHERE paired)),"
		   " pg_catalog.count(*) FILTER (WHERE labelled AND p " EQUALS " t AND q " EQUALS " t),"
		   " pg_catalog.count(*) FILTER (WHERE labelled AND p " EQUALS " t AND q " DIFFERS " t),"
		   " pg_catalog.count(*) FILTER (WHERE labelled AND p " DIFFERS " t AND q " EQUALS " t),"
		   " pg_catalog.count(*) FILTER (WHERE labelled AND p " DIFFERS " t AND q " DIFFERS " t),"
		   " (mreg.mcnemar_test(mreg.paired_correctness(t, p, q) FILTER (WHERE labelled))).exact_p_value";
}

/* Raises an error where scores are given but not what they are for. */
static void
CheckPositive(const Comparison *call, LabelKind kind)
{
	if (call->score_a && call->positive == NULL && kind == LABEL_TEXT)
		RaiseMissing("positive", "Which label the scores are for cannot be told of labels that are text.");
}

/* Reads both versions' predictions with the rights of the current role. */
static void
ReadPredictions(Comparison *call)
{
	MemoryContext caller = CurrentMemoryContext;
	Oid			types[] = {TEXTOID};
	Datum		values[] = {(Datum) 0};
	LabelKind	kind = LABEL_NONE;
	char	   *pairs;
	const char *paired = "p IS NOT NULL AND q IS NOT NULL";
	const char *test = "NULL::mreg.delong_comparison";

	if (call->y_pred_a && call->score_a)
		paired = "p IS NOT NULL AND q IS NOT NULL AND s IS NOT NULL AND r IS NOT NULL";
	else if (call->score_a)
		paired = "s IS NOT NULL AND r IS NOT NULL";
	if (call->score_a)
		test = call->positive ? "mreg.delong_test(t::pg_catalog.text " EQUALS " $1, s, r) FILTER (WHERE labelled)" :
								"mreg.delong_test(t, s, r) FILTER (WHERE labelled)";
	if (call->positive)
		values[0] = CStringGetTextDatum(call->positive);

	SPI_connect();
	pairs = PredictionPairs(call, &kind);
	CheckPositive(call, kind);
	ReadQuery(psprintf("SELECT n_paired, n_unmatched, n_labelled, flip_rate, kappa, both_right, only_a, only_b,"
					   " both_wrong, mcnemar_p, (d).auc_a, (d).auc_b,"
					   " (d).variance_a, (d).variance_b, (d).covariance, (d).p_value, n_positive, several"
					   " FROM (SELECT pg_catalog.count(*) FILTER (WHERE paired),"
					   " pg_catalog.count(*) FILTER (WHERE NOT paired),"
					   " pg_catalog.count(*) FILTER (WHERE labelled), %s, %s,"
					   " pg_catalog.count(*) FILTER (WHERE labelled AND t::pg_catalog.text " EQUALS " $1),"
					   " pg_catalog.min(t::pg_catalog.text) FILTER (WHERE labelled)"
					   " " DIFFERS " pg_catalog.max(t::pg_catalog.text) FILTER (WHERE labelled)"
					   " FROM (SELECT *, paired AND t IS NOT NULL AS labelled FROM"
					   " (SELECT *, %s AS paired FROM %s) AS judged) AS judged)"
					   " AS results (n_paired, n_unmatched, n_labelled, flip_rate, kappa, both_right, only_a, only_b,"
					   " both_wrong, mcnemar_p, d, n_positive, several)",
					   LabelResults(call),
					   test,
					   paired, pairs),
			  1, types, values, call->positive ? NULL : "n");
	for (int i = 1; i <= N_RESULTS; i++)
	{
		call->result[i].value = ResultValue(0, i, &call->result[i].isnull);
		if (!call->result[i].isnull)
			call->result[i].value = KeepDatum(caller, call->result[i].value, SPI_gettypeid(SPI_tuptable->tupdesc, i));
	}
	SPI_finish();
	if (call->positive && DatumGetInt64(call->result[N_POSITIVE].value) == 0 &&
		!call->result[HAS_SEVERAL_LABELS].isnull && DatumGetBool(call->result[HAS_SEVERAL_LABELS].value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no true label is \"%s\", as argument \"positive\" says", call->positive)));
}

/* Locks the models of both versions, the lower id first, and checks that neither was deleted meanwhile. */
static void
LockBoth(const Comparison *call)
{
	bool		a_first = call->a.model <= call->b.model;
	Model		model;

	LockSubject(a_first ? &call->a : &call->b, &model);
	LockSubject(a_first ? &call->b : &call->a, &model);
}

/* Returns the variance of the difference of the areas, NULL where it is unknown: both areas have none of their own. */
static NullableDatum
DifferenceVariance(const NullableDatum *result)
{
	double		a;
	double		b;

	if (result[AUC_VARIANCE_A].isnull || result[AUC_VARIANCE_B].isnull || result[AUC_COVARIANCE].isnull)
		return NO_ARG;
	a = DatumGetFloat8(result[AUC_VARIANCE_A].value);
	b = DatumGetFloat8(result[AUC_VARIANCE_B].value);
	if (a == 0 && b == 0)
		return NO_ARG;
	return ARG(Float8GetDatum(a + b - 2 * DatumGetFloat8(result[AUC_COVARIANCE].value)));
}

/* Returns what was read, as given. */
static Datum
Inputs(const Comparison *call)
{
	Facts		facts;

	BeginFacts(&facts);
	AddText(&facts, "predictions_a", call->predictions_a);
	AddText(&facts, "predictions_b", call->predictions_b);
	AddText(&facts, "key", call->key);
	AddText(&facts, "y_true", call->y_true);
	AddText(&facts, "y_pred", call->y_pred_a);
	AddText(&facts, "y_pred_b", call->y_pred_b);
	AddText(&facts, "score", call->score_a);
	AddText(&facts, "score_b", call->score_b);
	AddText(&facts, "positive", call->positive);
	return JsonbPGetDatum(EndFacts(&facts));
}

/* Stores a comparison. */
static Datum
store_comparison(PG_FUNCTION_ARGS)
{
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.comparison AS e (model, version, baseline_model, baseline_version, dataset, inputs, n,"
		" n_unmatched, n_labelled, flip_rate, agreement, only_right, only_wrong, accuracy, baseline_accuracy,"
		" accuracy_lower, accuracy_upper, mcnemar_p, auc, baseline_auc, auc_lower, auc_upper, delong_p, confidence,"
		" actor)"
		" SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $13, $14,"
		" ($12 + $13)::pg_catalog.float8 / nullif($9, 0), ($12 + $14)::pg_catalog.float8 / nullif($9, 0),"
		" i.lower, i.upper, CASE WHEN $9 > 0 THEN $16 END, $17, $18, $17 - $18 - z.z * w.w,"
		" $17 - $18 + z.z * w.w, $20, 0.95, $21"
		" FROM mreg_internal.paired_difference_interval($12, $13, $14, $15, 0.95) i"
		" CROSS JOIN mreg_internal.normal_reach(0.95) AS z (z)"
		" CROSS JOIN (SELECT CASE WHEN $19 > 0 THEN pg_catalog.sqrt($19) WHEN $19 IS NOT NULL AND $17 = $18 THEN 0 END)"
		" AS w (w) RETURNING e",
		INT8OID, INT4OID, INT8OID, INT4OID, INT8OID, JSONBOID, INT8OID, INT8OID, INT8OID, FLOAT8OID, FLOAT8OID, INT8OID,
		INT8OID, INT8OID, INT8OID, FLOAT8OID, FLOAT8OID, FLOAT8OID, FLOAT8OID, FLOAT8OID, TEXTOID);
	const Comparison *call = (const Comparison *) PG_GETARG_POINTER(0);
	const NullableDatum *result = call->result;

	LockBoth(call);
	RunStatement(&insert,
				 ARGS(ARG(Int64GetDatum(call->a.model)), ARG(Int32GetDatum(call->a.version)),
					  ARG(Int64GetDatum(call->b.model)), ARG(Int32GetDatum(call->b.version)),
					  call->dataset ? ARG(Int64GetDatum(call->dataset_id)) : NO_ARG, ARG(Inputs(call)),
					  result[N_PAIRED], result[N_UNMATCHED], result[N_LABELLED], result[FLIP_RATE], result[KAPPA],
					  result[BOTH_RIGHT], result[ONLY_A], result[ONLY_B], result[BOTH_WRONG], result[MCNEMAR_P],
					  result[AUC_A], result[AUC_B], DifferenceVariance(result), result[DELONG_P], CallerArg()));
	return ResultRow(1);
}

/* compare_predictions(ref_a, ref_b, predictions_a, ...): two versions' predictions for the same rows. */
MREG_FUNCTION(mreg_compare_predictions);
Datum
mreg_compare_predictions(PG_FUNCTION_ARGS)
{
	Comparison	call = {0};

	ReadArguments(fcinfo, &call);
	FindSubject(call.ref_a, &call.a);
	FindSubject(call.ref_b, &call.b);
	if (call.a.model == call.b.model && call.a.version == call.b.version)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" and \"%s\" are the same version", call.ref_a, call.ref_b)));
	if (call.dataset)
		(void) CallInRegistry(find_dataset, &call);
	ReadPredictions(&call);
	return CallInRegistry(store_comparison, &call);
}
