/*
 * evaluation_input.c: what mreg.evaluate() reads of every row: which arguments a task takes, and their types.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#include "registry/evaluation.h"

const char *const input_names[INPUT_COUNT] = {"y_true", "y_pred", "score", "probabilities", "weight", "query_id"};

/* Which inputs a task takes, as bits; which of them it must have; of which it must have one. */
typedef struct TaskInputs
{
	const char *name;
	int			takes;
	int			needs;
	int			needs_one;
} TaskInputs;

#define BIT(kind) (1 << (kind))

static const TaskInputs task_inputs[] = {
	[TASK_BINARY] = {"binary",
		BIT(INPUT_Y_TRUE) | BIT(INPUT_Y_PRED) | BIT(INPUT_SCORE) | BIT(INPUT_WEIGHT),
		BIT(INPUT_Y_TRUE), BIT(INPUT_Y_PRED) | BIT(INPUT_SCORE)},
	[TASK_MULTICLASS] = {"multiclass",
		BIT(INPUT_Y_TRUE) | BIT(INPUT_Y_PRED) | BIT(INPUT_PROBABILITIES) | BIT(INPUT_WEIGHT),
		BIT(INPUT_Y_TRUE), BIT(INPUT_Y_PRED) | BIT(INPUT_PROBABILITIES)},
	[TASK_MULTILABEL] = {"multilabel",
		BIT(INPUT_Y_TRUE) | BIT(INPUT_Y_PRED) | BIT(INPUT_WEIGHT),
		BIT(INPUT_Y_TRUE) | BIT(INPUT_Y_PRED), BIT(INPUT_Y_PRED)},
	[TASK_REGRESSION] = {"regression",
		BIT(INPUT_Y_TRUE) | BIT(INPUT_Y_PRED) | BIT(INPUT_WEIGHT),
		BIT(INPUT_Y_TRUE) | BIT(INPUT_Y_PRED), BIT(INPUT_Y_PRED)},
	[TASK_RANKING] = {"ranking",
		BIT(INPUT_Y_TRUE) | BIT(INPUT_SCORE) | BIT(INPUT_QUERY_ID),
		BIT(INPUT_Y_TRUE) | BIT(INPUT_SCORE) | BIT(INPUT_QUERY_ID), BIT(INPUT_SCORE)},
};

/* Names the inputs of a set, for a hint. */
static char *
InputList(int set)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int k = 0; k < INPUT_COUNT; k++)
	{
		if (set & BIT(k))
			appendStringInfo(&list, "%s%s", list.len ? ", " : "", input_names[k]);
	}
	return list.data;
}

/* Whether the predictions have a column of this name. */
static bool
HasColumn(const Evaluation *e, const char *name)
{
	for (int k = 0; k < e->source.desc->natts; k++)
	{
		if (strcmp(NameStr(TupleDescAttr(e->source.desc, k)->attname), name) == 0)
			return true;
	}
	return false;
}

/* Takes the column named as an input for it where none was given. */
static void
TakeColumn(Evaluation *e, InputKind kind)
{
	if (!HasInput(e, kind) && HasColumn(e, input_names[kind]))
		e->inputs[kind].given = input_names[kind];
}

/* Fills inputs up with columns of their names, and refuses those that the task does not take or lacks. */
static void
CheckInputs(Evaluation *e)
{
	const TaskInputs *task = &task_inputs[e->task];
	int			given = 0;

	for (int k = 0; k < INPUT_COUNT; k++)
	{
		if (HasInput(e, k) && !(task->takes & BIT(k)))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"%s\" does not go with a model of task %s", input_names[k], task->name),
					 errhint("It takes %s.", InputList(task->takes))));
		if (HasInput(e, k))
			given |= BIT(k);
	}
	for (int k = 0; k < INPUT_COUNT; k++)
	{
		if ((task->needs & BIT(k)) || ((task->needs_one & BIT(k)) && !(given & task->needs_one)))
			TakeColumn(e, k);
		if ((task->needs & BIT(k)) && !HasInput(e, k))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must be given", input_names[k]),
					 errdetail("The predictions have no column of this name."),
					 errhint("A model of task %s takes %s.", task->name, InputList(task->takes))));
	}
	for (int k = 0; k < INPUT_COUNT; k++)
	{
		if (HasInput(e, k) && (task->needs_one & BIT(k)))
			return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("nothing says what was predicted"),
			 errhint("A model of task %s takes %s.", task->name, InputList(task->takes))));
}

/* Refuses a type. */
static void pg_attribute_noreturn()
RefuseType(InputKind kind, Oid type, const char *wanted, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("argument \"%s\" must be %s", input_names[kind], wanted),
			 errdetail("It is of type %s.", format_type_be(type)),
			 hint ? errhint("%s", hint) : 0));
}

/* Casts an input. */
static void
Cast(Input *input, Oid type)
{
	if (input->type != type)
		input->sql = psprintf("(%s)::%s", input->sql, format_type_extended(type, -1, FORMAT_TYPE_FORCE_QUALIFY));
	input->type = type;
}

/* Reads an input as a number. */
static void
ReadNumber(Evaluation *e, InputKind kind)
{
	Input	   *input = &e->inputs[kind];
	Oid			base = getBaseType(input->type);

	if (base != INT2OID && base != INT4OID && base != INT8OID && base != FLOAT4OID && base != FLOAT8OID &&
		base != NUMERICOID)
		RefuseType(kind, input->type, "a number", NULL);
	Cast(input, FLOAT8OID);
}

/* Reads an input as a label: boolean, an integer, or text. */
static void
ReadLabel(Evaluation *e, InputKind kind)
{
	Input	   *input = &e->inputs[kind];
	Oid			base = getBaseType(input->type);

	switch (base)
	{
		case BOOLOID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
			Cast(input, base);
			return;
		case FLOAT4OID:
		case FLOAT8OID:
		case NUMERICOID:
			RefuseType(kind, input->type, "a label",
					   "Cast it, as in y_true => 'label::integer', or give numbers to a model of task regression.");
	}
	if (type_is_array(base) || get_typtype(base) == TYPTYPE_COMPOSITE || type_is_range(base) ||
		base == JSONOID || base == JSONBOID || base == BYTEAOID)
		RefuseType(kind, input->type, "a label",
				   type_is_array(base) ? "Sets of labels belong to a model of task multilabel." : NULL);
	Cast(input, TEXTOID);
}

/* Reads an input as a set of labels: an array of integers or of texts. */
static void
ReadLabels(Evaluation *e, InputKind kind)
{
	Input	   *input = &e->inputs[kind];
	Oid			base = getBaseType(input->type);
	Oid			element = get_element_type(base);

	if (!OidIsValid(element))
		RefuseType(kind, input->type, "an array of labels", NULL);
	element = getBaseType(element);
	if (element == FLOAT4OID || element == FLOAT8OID || element == NUMERICOID)
		RefuseType(kind, input->type, "an array of labels", "Cast it to integer[] or text[].");
	Cast(input, element == INT2OID || element == INT4OID ? INT4ARRAYOID : TEXTARRAYOID);
}

/* Makes two labels of one type, the wider integer. */
static void
MatchLabels(Evaluation *e)
{
	Input	   *y_true = &e->inputs[INPUT_Y_TRUE];
	Input	   *y_pred = &e->inputs[INPUT_Y_PRED];
	Oid			wider;

	if (y_true->type == y_pred->type)
		return;
	if (y_true->type == BOOLOID || y_pred->type == BOOLOID || y_true->type == TEXTOID || y_pred->type == TEXTOID ||
		type_is_array(y_true->type))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("y_true and y_pred must be labels of one kind"),
				 errdetail("y_true is of type %s, y_pred of type %s.", format_type_be(y_true->type),
						   format_type_be(y_pred->type)),
				 errhint("Cast one of them, as in y_pred => 'label::text'.")));
	if (y_true->type == INT8OID || y_pred->type == INT8OID)
		wider = INT8OID;
	else
		wider = INT4OID;
	Cast(y_true, wider);
	Cast(y_pred, wider);
}

/* Reads an input as an array of probabilities. */
static void
ReadProbabilities(Evaluation *e)
{
	Input	   *input = &e->inputs[INPUT_PROBABILITIES];
	Oid			element = get_element_type(getBaseType(input->type));

	if (element != FLOAT4OID && element != FLOAT8OID && element != NUMERICOID)
		RefuseType(INPUT_PROBABILITIES, input->type, "an array of numbers", NULL);
	Cast(input, FLOAT8ARRAYOID);
	/* Class scores have no form for boolean labels. */
	if (e->inputs[INPUT_Y_TRUE].type == BOOLOID)
		RefuseType(INPUT_Y_TRUE, BOOLOID, "an integer or text where there are probabilities",
				   "Two classes belong to a model of task binary, with the score of one of them.");
}

/* Reads inputs in the types that their states take. */
static void
ReadTypes(Evaluation *e)
{
	switch (e->task)
	{
		case TASK_BINARY:
		case TASK_MULTICLASS:
			ReadLabel(e, INPUT_Y_TRUE);
			if (HasInput(e, INPUT_Y_PRED))
			{
				ReadLabel(e, INPUT_Y_PRED);
				MatchLabels(e);
			}
			if (HasInput(e, INPUT_SCORE))
				ReadNumber(e, INPUT_SCORE);
			if (HasInput(e, INPUT_PROBABILITIES))
				ReadProbabilities(e);
			break;
		case TASK_MULTILABEL:
			ReadLabels(e, INPUT_Y_TRUE);
			ReadLabels(e, INPUT_Y_PRED);
			MatchLabels(e);
			break;
		case TASK_REGRESSION:
			ReadNumber(e, INPUT_Y_TRUE);
			ReadNumber(e, INPUT_Y_PRED);
			break;
		case TASK_RANKING:
			ReadNumber(e, INPUT_Y_TRUE);
			ReadNumber(e, INPUT_SCORE);
			break;
	}
	if (HasInput(e, INPUT_WEIGHT))
		ReadNumber(e, INPUT_WEIGHT);
}

/* Finds the positive label: as given, checked and in the spelling of its type, else 1 or true. */
static void
ReadPositive(Evaluation *e)
{
	Oid			type = e->inputs[INPUT_Y_TRUE].type;
	bool		value;

	if (type == TEXTOID && e->positive == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"positive\" must name the class that counts"),
				 errdetail("The labels are texts."),
				 errhint("Write positive => 'yes', say.")));
	if (type == BOOLOID)
	{
		value = true;
		if (e->positive != NULL && !parse_bool(e->positive, &value))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("\"%s\" cannot be a label", e->positive),
					 errdetail("The labels are boolean.")));
		e->positive = value ? "true" : "false";
	}
	else if (type != TEXTOID && e->positive != NULL)
	{
		char	   *end;
		int64		number;

		errno = 0;
		number = strtoll(e->positive, &end, 10);
		if (errno != 0 || end == e->positive || *end != '\0')
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("\"%s\" cannot be a label", e->positive),
					 errdetail("The labels are integers.")));
		e->positive = psprintf(INT64_FORMAT, number);
	}
	else if (e->positive == NULL)
		e->positive = "1";
}

/* Refuses arguments that mean nothing here. */
static void
CheckOptions(Evaluation *e)
{
	if (e->positive != NULL && e->task != TASK_BINARY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" does not go with a model of task %s", "positive", e->task_name)));
	if (e->labels != NULL && !HasInput(e, INPUT_PROBABILITIES))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"labels\" needs probabilities"),
				 errdetail("It says which class each of them is of.")));
	if (e->labels != NULL && ARR_NDIM(e->labels) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be an array of one dimension", "labels")));
	if (e->labels != NULL && array_contains_nulls(e->labels))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not hold NULL", "labels")));
	if (HasInput(e, INPUT_PROBABILITIES) && HasInput(e, INPUT_WEIGHT))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"weight\" does not go with probabilities"),
				 errhint("Evaluate y_pred with weights and probabilities without, one after the other.")));
}

/* Reads which expressions of the predictions the inputs and the filter are, and of which types. */
void
ReadInputs(Evaluation *e)
{
	CheckInputs(e);
	CheckOptions(e);
	e->is_plain = true;
	for (int k = 0; k < INPUT_COUNT; k++)
	{
		if (!HasInput(e, k))
			continue;
		e->inputs[k].sql = SourceExpression(&e->source, e->inputs[k].given, input_names[k], &e->inputs[k].type);
		e->is_plain = e->is_plain && e->inputs[k].sql[0] != '(';
	}
	ReadTypes(e);
	if (e->task == TASK_BINARY)
		ReadPositive(e);
	if (e->filter != NULL)
	{
		Oid			type;

		e->filter_sql = SourceExpression(&e->source, e->filter, "filter", &type);
		if (getBaseType(type) != BOOLOID)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("argument \"filter\" must be a condition"),
					 errdetail("It is of type %s.", format_type_be(type))));
	}
}
