/*
 * evaluation.c: mreg.evaluate(): a version's predictions are read with the caller's rights, then the states and every
 * metric of the task are stored as the owner of the registry.
 *
 * The scan holds no lock on the model, so that it delays nobody; the version is looked at again when it is over.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "metrics/metric_rows.h"
#include "mreg.h"
#include "types/confusion.h"
#include "types/probabilities.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "registry/evaluation.h"

int			mreg_max_slices;
int			mreg_max_stored_scores;

/* Reads the arguments of the call. */
static void
ReadArguments(FunctionCallInfo fcinfo, Evaluation *e)
{
	static const int input_args[INPUT_COUNT] = {3, 4, 5, 6, 7, 13};

	ParseVersionRef(RequiredText(fcinfo, 0, "ref"), &e->ref);
	e->dataset = OptionalText(fcinfo, 1);
	e->predictions = RequiredText(fcinfo, 2, "predictions");
	for (int k = 0; k < INPUT_COUNT; k++)
		e->inputs[k].given = OptionalText(fcinfo, input_args[k]);
	e->slice_array = PG_ARGISNULL(8) ? NULL : PG_GETARG_ARRAYTYPE_P(8);
	e->filter = OptionalText(fcinfo, 9);
	e->positive = OptionalText(fcinfo, 10);
	e->name = OptionalText(fcinfo, 11);
	e->labels = PG_ARGISNULL(12) ? NULL : PG_GETARG_ARRAYTYPE_P(12);
	if (e->name != NULL && *e->name == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be empty", "name")));
}

/* Returns the task that a name stands for; raises an error for one that has no metrics. */
static Task
ParseTask(const char *model, const char *name)
{
	static const char *const names[] = {"binary", "multiclass", "multilabel", "regression", "ranking"};

	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("model \"%s\" has no task", model),
				 errdetail("The task decides which metrics are computed."),
				 errhint("Set it with mreg.set_task('%s', 'binary'), say.", model)));
	for (int k = 0; k < lengthof(names); k++)
	{
		if (strcmp(name, names[k]) == 0)
			return (Task) k;
	}
	ereport(ERROR,
			(errcode(ERRCODE_MREG_STATE),
			 errmsg("model \"%s\" is of task %s, for which no metrics are computed", model, name),
			 errhint("Store metrics that were computed elsewhere with mreg.log_metric().")));
}

/* Copies a column of the first result row into the memory that outlives the call, NULL for NULL. */
static ArrayType *
KeepArray(int column)
{
	bool		isnull;
	Datum		value = ResultValue(0, column, &isnull);
	ArrayType  *array;
	MemoryContext old;

	if (isnull)
		return NULL;
	old = MemoryContextSwitchTo(current_call.result_context);
	array = DatumGetArrayTypePCopy(value);
	MemoryContextSwitchTo(old);
	return array;
}

/* Finds, before the scan, the version, the task, the dataset, and the edges of earlier distributions. */
static Datum
Prepare(PG_FUNCTION_ARGS)
{
	static Statement version = STATEMENT(
		"SELECT m.task, v.number, m.id FROM mreg.version v JOIN mreg.model m ON m.id = v.model WHERE v.id = $1",
		INT8OID);
	static Statement edges = STATEMENT(
		"SELECT (SELECT mreg_internal.distribution_bounds(e.score_distribution) FROM mreg.evaluation e"
		" WHERE e.model = v.model AND e.score_distribution IS NOT NULL ORDER BY e.id DESC LIMIT 1),"
		" (SELECT mreg_internal.distribution_bounds(e.prediction_distribution) FROM mreg.evaluation e"
		" WHERE e.model = v.model AND e.task = 'regression' AND e.prediction_distribution IS NOT NULL"
		" ORDER BY e.id DESC LIMIT 1)"
		" FROM mreg.version v WHERE v.id = $1",
		INT8OID);
	Evaluation *e = (Evaluation *) PG_GETARG_POINTER(0);
	NullableDatum id = ARG(Int64GetDatum(ResolveVersionId(e->ref.text)));
	MemoryContext old;
	char	   *task;

	RunStatement(&version, ARGS(id));
	task = ResultText(0, 1);
	e->version = DatumGetInt32(ResultValue(0, 2, NULL));
	e->model_id = DatumGetInt64(ResultValue(0, 3, NULL));
	e->task = ParseTask(e->ref.model, task);
	old = MemoryContextSwitchTo(current_call.result_context);
	e->task_name = pstrdup(task);
	MemoryContextSwitchTo(old);
	if (e->dataset != NULL)
		e->dataset_id = FindDataset(e->dataset, false);
	RunStatement(&edges, ARGS(id));
	e->score_edges = KeepArray(1);
	e->prediction_edges = KeepArray(2);
	PG_RETURN_VOID();
}

/* Returns an argument of an array of texts as jsonb. */
static Jsonb *
ArrayFact(ArrayType *array)
{
	Datum	   *elements;
	bool	   *nulls;
	int			n;
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &n);
	for (int k = 0; k < n; k++)
	{
		JsonbValue	v;

		v.type = jbvString;
		v.val.string.val = TextDatumGetCString(elements[k]);
		v.val.string.len = strlen(v.val.string.val);
		pushJsonbValue(&state, WJB_ELEM, &v);
	}
	return JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_ARRAY, NULL));
}

/* Returns what was read, as given. */
static Jsonb *
InputFacts(const Evaluation *e)
{
	Facts		facts;

	BeginFacts(&facts);
	for (int k = 0; k < INPUT_COUNT; k++)
	{
		if (HasInput(e, k))
			AddText(&facts, input_names[k], e->inputs[k].given);
	}
	if (e->filter != NULL)
		AddText(&facts, "filter", e->filter);
	if (e->positive != NULL)
		AddText(&facts, "positive", e->positive);
	if (e->labels != NULL)
		AddJsonb(&facts, "labels", ArrayFact(e->labels));
	if (e->slice_array != NULL)
		AddJsonb(&facts, "slices", ArrayFact(e->slice_array));
	return EndFacts(&facts);
}

/* Returns how many rows have no value, by input. */
static Jsonb *
SkippedFacts(const Evaluation *e)
{
	Facts		facts;

	BeginFacts(&facts);
	for (int k = 0; k < INPUT_COUNT; k++)
	{
		int64		missing = CountGaps(&e->whole, 1 << k);

		if (missing > 0)
			AddInteger(&facts, input_names[k], missing);
	}
	return EndFacts(&facts);
}

/* Refuses labels that two classes do not have, and a positive one that is none of them. */
static void
CheckBinary(const Evaluation *e)
{
	NullableDatum state = e->whole.states[STATE_CONFUSION];
	const MregConfusion *c;
	LabelValue	label;

	if (state.isnull)
		return;
	c = ConfusionGetClosed(state.value);
	if (c->nlabels > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a model of task binary has two classes, but there are %u labels", c->nlabels),
				 errdetail("The first are \"%s\", \"%s\" and \"%s\".", Clipped(LabelOut(c, 0)), Clipped(LabelOut(c, 1)),
						   Clipped(LabelOut(c, 2))),
				 errhint("Compare with the one that counts, as in y_true => 'label = ''yes'''.")));
	LabelFromText(c, e->positive, strlen(e->positive), &label);
	if (c->nlabels == 2 && FindLabel(c, &label) == MREG_NO_LABEL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the positive label \"%s\" is not among the labels", Clipped(e->positive)),
				 errdetail("They are \"%s\" and \"%s\".", Clipped(LabelOut(c, 0)), Clipped(LabelOut(c, 1))),
				 errhint("Name one of them with argument \"positive\".")));
}

/* Forgets confusions of the true labels with themselves, once these are checked. */
static void
ForgetConfusions(Evaluation *e)
{
	e->whole.states[STATE_CONFUSION] = NO_ARG;
	for (uint32 k = 0; k < e->nslices; k++)
		e->slices[k].states[STATE_CONFUSION] = NO_ARG;
}

/* Names the classes of probabilities where the caller did not: those of y_true in ascending order. */
static void
FindLabels(Evaluation *e)
{
	NullableDatum state = e->whole.states[STATE_CLASS_SCORES];
	const MregClassScores *c;
	MregRun    *runs;
	Datum	   *labels;
	uint32		n;

	if (state.isnull || e->labels != NULL)
		return;
	c = ScoresGetClosed(state.value);
	n = mreg_scores_runs(c, NULL);
	if (n != c->columns)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("rows have %u probabilities, but y_true has %u classes", c->columns, n),
				 errhint("Say with argument \"labels\" which class each probability is of.")));
	runs = palloc(n * sizeof(MregRun));
	(void) mreg_scores_runs(c, runs);
	labels = palloc(n * sizeof(Datum));
	for (uint32 k = 0; k < n; k++)
	{
		if (runs[k].text != NULL)
			labels[k] = PointerGetDatum(cstring_to_text_with_len(runs[k].text, runs[k].len));
		else
			labels[k] = CStringGetTextDatum(psprintf(INT64_FORMAT, runs[k].value));
	}
	e->labels = construct_array(labels, n, TEXTOID, -1, false, TYPALIGN_INT);
}

/*
 * Sets the types of a statement's last parameters, which are states, and returns their values after the others.  The
 * statement is planned without values, since a planner that knows them copies them, and curves are large.
 */
static NullableDatum *
StateArgs(const Evaluation *e, Statement *statement, const NullableDatum *states, int n, const NullableDatum *others)
{
	NullableDatum *args = palloc((n + STATE_COUNT) * sizeof(NullableDatum));

	Assert(n + STATE_COUNT <= MAX_STATEMENT_ARGS);
	memcpy(args, others, n * sizeof(NullableDatum));
	memcpy(args + n, states, STATE_COUNT * sizeof(NullableDatum));
	for (int k = 0; k < STATE_COUNT; k++)
	{
		if (statement->types[n + k] != e->state_types[k] && statement->plan != NULL)
		{
			SPI_freeplan(statement->plan);
			statement->plan = NULL;
		}
		statement->types[n + k] = e->state_types[k];
	}
	if (statement->plan == NULL)
	{
		statement->plan = SPI_prepare_cursor(statement->sql, n + STATE_COUNT, statement->types,
											 CURSOR_OPT_GENERIC_PLAN);
		if (statement->plan == NULL)
			elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
		SPI_keepplan(statement->plan);
	}
	return args;
}

#define STATE_ARGS(e, statement, states, ...) \
	StateArgs(e, statement, states, lengthof(ARGS(__VA_ARGS__)), ARGS(__VA_ARGS__))

/* Finds the edges for the distribution of scores that the curve contains: those of earlier ones, else by the scores. */
static void
FindScoreEdges(Evaluation *e)
{
	NullableDatum curve = e->whole.states[STATE_CURVE];

	if (e->score_edges == NULL && !curve.isnull)
		e->score_edges = CurveEdges(curve.value, DISTRIBUTION_BINS);
}

/* Returns a value that may be missing. */
static NullableDatum
DatumArg(Datum value)
{
	return value == (Datum) 0 ? NO_ARG : ARG(value);
}

/*
 * Sets the states of a slice in the form in which they are stored: a curve of few scores, class scores if they are few,
 * and the distributions that other states contain.
 */
static void
StoredStates(const Evaluation *e, const Slice *slice, NullableDatum *states)
{
	int32		scores = StoredScores(e, slice);
	NullableDatum *curve = &states[STATE_CURVE];
	NullableDatum *class_scores = &states[STATE_CLASS_SCORES];

	memcpy(states, slice->states, STATE_COUNT * sizeof(NullableDatum));
	if (states[STATE_PREDICTION_DISTRIBUTION].isnull && !states[STATE_CONFUSION].isnull)
		states[STATE_PREDICTION_DISTRIBUTION] = DatumArg(PredictionDistribution(states[STATE_CONFUSION].value));
	if (states[STATE_SCORE_DISTRIBUTION].isnull && !curve->isnull)
		states[STATE_SCORE_DISTRIBUTION] = DatumArg(CurveDistribution(curve->value, e->score_edges));
	if (!curve->isnull)
		curve->value = SmallerCurve(curve->value, scores);
	if (!class_scores->isnull && ScoresGetClosed(class_scores->value)->nrows > scores)
		*class_scores = NO_ARG;
}

/* What all rows that an evaluation stores have in common. */
typedef struct Record
{
	NullableDatum model;
	NullableDatum version;
	NullableDatum evaluation;
	NullableDatum dataset;
	NullableDatum at;
	NullableDatum actor;
} Record;

/* Stores the evaluation itself and returns its id. */
static Datum
StoreEvaluation(const Evaluation *e, const Record *record)
{
	static Statement statement = STATEMENT(
		"INSERT INTO mreg.evaluation (model, version, dataset, at, actor, name, task, predictions, inputs, n_used,"
		" n_skipped, skipped, confusion, curve, class_scores, regression, ranking, score_distribution,"
		" prediction_distribution)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)"
		" RETURNING id",
		INT8OID, INT4OID, INT8OID, TIMESTAMPTZOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, JSONBOID, INT8OID, INT8OID,
		JSONBOID);
	NullableDatum states[STATE_COUNT];

	StoredStates(e, &e->whole, states);
	RunStatement(&statement,
				 STATE_ARGS(e, &statement, states,
							record->model, record->version, record->dataset, record->at, record->actor,
							TextArg(e->name),
							TextArg(e->task_name),
							TextArg(e->predictions),
							ARG(JsonbPGetDatum(InputFacts(e))),
							ARG(Int64GetDatum(e->whole.used)),
							ARG(Int64GetDatum(e->whole.total - e->whole.used)),
							ARG(JsonbPGetDatum(SkippedFacts(e)))));
	return ResultValue(0, 1, NULL);
}

/* Stores the states of a slice. */
static void
StoreSlice(const Evaluation *e, const Slice *slice, const Record *record)
{
	static Statement statement = STATEMENT(
		"INSERT INTO mreg.evaluation_slice (evaluation, slice, slicing, keys, n_used, confusion, curve, class_scores,"
		" regression, ranking, score_distribution, prediction_distribution)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
		INT8OID, TEXTOID, TEXTOID, JSONBOID, INT8OID);
	Facts		keys;
	NullableDatum states[STATE_COUNT];

	BeginFacts(&keys);
	for (int k = 0; k < slice->slicing->ndimensions; k++)
	{
		int			d = slice->slicing->dimensions[k];

		AddText(&keys, e->dimensions[d].name, slice->values[d]);
	}
	StoredStates(e, slice, states);
	RunStatement(&statement,
				 STATE_ARGS(e, &statement, states,
							record->evaluation,
							TextArg(slice->name),
							TextArg(slice->slicing->name),
							ARG(JsonbPGetDatum(EndFacts(&keys))),
							ARG(Int64GetDatum(slice->used))));
}

/* Stores that no row had what the metrics of the evaluation need. */
static void
StoreNoMetrics(const Evaluation *e, const Slice *slice, const Record *record)
{
	static Statement statement = STATEMENT(
		"INSERT INTO mreg.metric (model, version, evaluation, dataset, slice, at, actor, metric, n)"
		" SELECT $1, $2, $3, $4, $5, $6, $7, d.metric, 0 FROM mreg_internal.metric_definitions() d"
		" WHERE $8 = ANY (d.tasks) AND d.metric NOT LIKE '%[]' AND CASE d.family"
		" WHEN 'curve' THEN $9 WHEN 'class_scores' THEN $10 WHEN 'confusion' THEN $11 ELSE true END",
		INT8OID, INT4OID, INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID, TEXTOID, TEXTOID, BOOLOID, BOOLOID, BOOLOID);

	RunStatement(&statement,
				 ARGS(record->model, record->version, record->evaluation, record->dataset,
					  TextArg(slice->name), record->at, record->actor,
					  TextArg(e->task_name),
					  ARG(BoolGetDatum(e->states[STATE_CURVE] != NULL)),
					  ARG(BoolGetDatum(e->states[STATE_CLASS_SCORES] != NULL)),
					  ARG(BoolGetDatum(HasInput(e, INPUT_Y_PRED)))));
}

/* Returns a number, NULL for NaN. */
static NullableDatum
NumberArg(double number)
{
	return isnan(number) ? NO_ARG : ARG(Float8GetDatum(number));
}

/* Stores the metrics of a curve that is not stored as exactly. */
static void
StoreCurveMetrics(const Slice *slice, const Record *record)
{
	static Statement statement = STATEMENT(
		"INSERT INTO mreg.metric (model, version, evaluation, dataset, slice, at, actor, metric, value, n, lower,"
		" upper, confidence)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, CASE WHEN $11 IS NOT NULL THEN $13 END)",
		INT8OID, INT4OID, INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID, TEXTOID, TEXTOID, FLOAT8OID, INT8OID, FLOAT8OID,
		FLOAT8OID, FLOAT8OID);

	for (int k = 0; k < CURVE_METRICS; k++)
	{
		const MetricRow *row = &slice->curve_metrics[k];

		RunStatement(&statement,
					 ARGS(record->model, record->version, record->evaluation, record->dataset,
						  TextArg(slice->name), record->at, record->actor,
						  TextArg(row->name),
						  NumberArg(row->value),
						  ARG(Int64GetDatum(row->n)),
						  NumberArg(row->lower),
						  NumberArg(row->upper),
						  ARG(Float8GetDatum(STORED_CONFIDENCE))));
	}
}

/* Stores every metric that the states of all rows, or of a slice, hold. */
static void
StoreMetrics(const Evaluation *e, const Slice *slice, const Record *record)
{
	static Statement statement = STATEMENT(
		"INSERT INTO mreg.metric (model, version, evaluation, dataset, slice, at, actor, metric, value, n, lower,"
		" upper, confidence)"
		" SELECT $1, $2, $3, $4, $5, $6, $7, m.metric, m.value, m.n_rows, m.lower, m.upper,"
		" CASE WHEN m.lower IS NOT NULL THEN $12 END"
		" FROM mreg_internal.state_metrics($8, $9, $10, $11, $13, $14, $15, $16, $17, $12) m",
		INT8OID, INT4OID, INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID, TEXTOID, TEXTOID, TEXTARRAYOID, INT8OID, BOOLOID,
		FLOAT8OID);
	NullableDatum states[STATE_COUNT];

	if (slice->used == 0)
	{
		StoreNoMetrics(e, slice, record);
		return;
	}
	memcpy(states, slice->states, sizeof(states));
	if (slice->curve_metrics != NULL)
	{
		StoreCurveMetrics(slice, record);
		states[STATE_CURVE] = NO_ARG;
	}
	RunStatement(&statement,
				 STATE_ARGS(e, &statement, states,
							record->model, record->version, record->evaluation, record->dataset,
							TextArg(slice->name), record->at, record->actor,
							TextArg(e->positive),
							e->labels ? ARG(PointerGetDatum(e->labels)) : NO_ARG,
							ARG(Int64GetDatum(slice->used)),
							ARG(BoolGetDatum(!HasInput(e, INPUT_WEIGHT))),
							ARG(Float8GetDatum(STORED_CONFIDENCE))));
}

/* Stores all slices, their states and metrics. */
static void
StoreSlices(const Evaluation *e, const Record *record)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "slice of an evaluation", ALLOCSET_DEFAULT_SIZES);

	for (uint32 k = 0; k < e->nslices; k++)
	{
		MemoryContext old = MemoryContextSwitchTo(work);

		CHECK_FOR_INTERRUPTS();
		StoreSlice(e, &e->slices[k], record);
		StoreMetrics(e, &e->slices[k], record);
		MemoryContextSwitchTo(old);
		MemoryContextReset(work);
	}
}

/* Stores, after the scan, what it found, and returns the row of the evaluation. */
static Datum
Store(PG_FUNCTION_ARGS)
{
	static Statement find = STATEMENT("SELECT e FROM mreg.evaluation e WHERE e.id = $1",
		INT8OID);
	Evaluation *e = (Evaluation *) PG_GETARG_POINTER(0);
	Ref			ref = {REF_NUMBER, e->ref.text, e->ref.model, psprintf("%d", e->version), e->version};
	Model		model;
	Version		version;
	Record		record;
	Facts		facts;
	TimestampTz at;

	if (e->task == TASK_BINARY)
		CheckBinary(e);
	if (!HasInput(e, INPUT_Y_PRED))
		ForgetConfusions(e);
	FindLabels(e);
	LockModelById(e->model_id, &model);
	if (model.is_deleted)
		RaiseNoModel(model.name, false);
	FindVersion(&ref, &model, false, &version);
	FindScoreEdges(e);

	at = NextEventTime(&model);
	record.model = ARG(Int64GetDatum(model.id));
	record.version = ARG(Int32GetDatum(e->version));
	record.dataset = e->dataset_id ? ARG(Int64GetDatum(e->dataset_id)) : NO_ARG;
	record.at = ARG(TimestampTzGetDatum(at));
	record.actor = TextArg(GetUserNameFromId(current_call.caller, false));
	record.evaluation = ARG(StoreEvaluation(e, &record));
	StoreMetrics(e, &e->whole, &record);
	StoreSlices(e, &record);

	BeginFacts(&facts);
	AddInteger(&facts, "evaluation", DatumGetInt64(record.evaluation.value));
	AddText(&facts, "name", e->name);
	AddText(&facts, "dataset", e->dataset);
	AddInteger(&facts, "n_used", e->whole.used);
	RecordEvent(&model, e->version, at, "evaluate", NULL, EndFacts(&facts));
	RunStatement(&find, ARGS(record.evaluation));
	return ResultRow(1);
}

/* evaluate(ref, dataset, predictions, ...): evaluates a version on predictions and stores states and metrics. */
MREG_FUNCTION(mreg_evaluate);
Datum
mreg_evaluate(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	Evaluation	e = {0};
	MemoryContext work;
	Datum		result;

	ReadArguments(fcinfo, &e);
	(void) CallInRegistry(Prepare, &e);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	OpenSource(e.predictions, "predictions", &e.source);
	ReadInputs(&e);
	ReadSlices(&e);
	ScanPredictions(&e);
	work = MemoryContextSwitchTo(caller);
	result = CallInRegistry(Store, &e);
	MemoryContextSwitchTo(work);
	SPI_finish();
	return result;
}
