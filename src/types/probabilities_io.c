/*
 * probabilities_io.c: mreg.class_scores as text, {"y_true": ["a", "b"], "probabilities": [[0.7, 0.3], [0.4, 0.6]]}, and
 * in binary.
 *
 * The text is read by the server's JSON parser as a stream, since jsonb has no room for as many numbers as a value can
 * hold.
 */
#include "types/probabilities.h"

#include "common/jsonapi.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonfuncs.h"
#include "utils/memutils.h"

/* The label of a run in JSON. */
static void
AppendRunLabel(StringInfo buf, const MregClassScores *c, const MregRun *run)
{
	if (c->kind == MREG_LABEL_TEXT)
		escape_json(buf, pnstrdup(run->text, run->len));
	else
		appendStringInfo(buf, INT64_FORMAT, run->value);
}

/* The runs of a closed value, palloc'd. */
static MregRun *
RunsOf(const MregClassScores *c, uint32 *nruns)
{
	MregRun *runs;

	*nruns = mreg_scores_runs(c, NULL);
	runs = MemoryContextAllocHuge(CurrentMemoryContext, ((Size) *nruns + 1) * sizeof(MregRun));
	(void) mreg_scores_runs(c, runs);
	return runs;
}

/* A value as JSON text, palloc'd. */
static char *
ScoresToText(const MregClassScores *c)
{
	StringInfoData buf;
	uint32 nruns;
	MregRun *runs = RunsOf(c, &nruns);
	const char *comma = "";

	initStringInfo(&buf);
	appendStringInfoString(&buf, "{\"y_true\": [");
	for (uint32 r = 0; r < nruns; r++)
	{
		StringInfoData label;

		initStringInfo(&label);
		AppendRunLabel(&label, c, &runs[r]);
		for (uint32 k = 0; k < runs[r].n; k++)
		{
			appendStringInfoString(&buf, comma);
			appendBinaryStringInfo(&buf, label.data, label.len);
			comma = ", ";
		}
	}
	appendStringInfoString(&buf, "], \"probabilities\": [");
	comma = "";
	for (uint32 r = 0; r < nruns; r++)
	{
		for (uint32 k = 0; k < runs[r].n; k++)
		{
			const double *p = mreg_run_row(&runs[r], k);

			appendStringInfoString(&buf, comma);
			comma = ", ";
			for (uint32 j = 0; j < c->columns; j++)
			{
				appendStringInfoString(&buf, j == 0 ? "[" : ", ");
				AppendNumber(&buf, p[j]);
			}
			appendStringInfoChar(&buf, ']');
		}
	}
	appendStringInfoString(&buf, "]}");
	return buf.data;
}

/* Text output: JSON. */
EXPRESSION_FUNCTION(mreg_class_scores_out, CStringGetDatum(ScoresToText(ScoresGetClosed(PG_GETARG_DATUM(0)))))

/* Cast to jsonb: the same object as the text. */
EXPRESSION_FUNCTION(mreg_class_scores_to_jsonb,
					DirectFunctionCall1(jsonb_in, CStringGetDatum(ScoresToText(ScoresGetClosed(PG_GETARG_DATUM(0))))))

/* Keys of the object. */
enum
{
	KEY_Y_TRUE,
	KEY_PROBABILITIES,
	KEYS
};

static const char *const key_names[KEYS] = { "y_true", "probabilities" };
static const char object_expected[] = "A JSON object with the keys \"y_true\" and \"probabilities\" is expected.";

/* A text while it is read. */
typedef struct ScoresText
{
	const char *fault;
	bool found[KEYS];
	int key;   /* whose value is being read */
	int depth; /* of objects and arrays */
	ClassLabel *labels;
	Size nlabels;
	Size label_room;
	uint8 kind;
	double *numbers;
	Size nnumbers;
	Size number_room;
	Size nrows;
	Size columns; /* of the first row */
	Size begin;	  /* of the row that is being read */
	uint64 bytes; /* of all labels as rows hold them */
} ScoresText;

static MREG_JSON_RESULT
OnObjectStart(void *state)
{
	ScoresText *t = state;

	if (t->depth++ > 0 && t->fault == NULL)
		t->fault = "An object stands where a label or a number is expected.";
	return MREG_JSON_OK;
}

static MREG_JSON_RESULT
OnObjectEnd(void *state)
{
	((ScoresText *) state)->depth--;
	return MREG_JSON_OK;
}

static MREG_JSON_RESULT
OnArrayStart(void *state)
{
	ScoresText *t = state;

	if (t->fault == NULL && t->depth == 0)
		t->fault = object_expected;
	else if (t->fault == NULL && t->depth > (t->key == KEY_PROBABILITIES ? 2 : 1))
		t->fault = "An array stands where a label or a number is expected.";
	t->begin = t->nnumbers;
	t->depth++;
	return MREG_JSON_OK;
}

static MREG_JSON_RESULT
OnArrayEnd(void *state)
{
	ScoresText *t = state;

	t->depth--;
	if (t->fault != NULL || t->key != KEY_PROBABILITIES || t->depth != 2)
		return MREG_JSON_OK;
	if (t->nrows++ == 0)
		t->columns = t->nnumbers - t->begin;
	if (t->nnumbers - t->begin != t->columns)
		t->fault = "The rows of \"probabilities\" are not of one length.";
	else if (t->columns < MREG_COLUMNS_MIN || t->columns > MREG_COLUMNS_MAX)
		t->fault = "A row of \"probabilities\" must hold 2 to 32768 numbers.";
	return MREG_JSON_OK;
}

static MREG_JSON_RESULT
OnField(void *state, char *name, bool is_null)
{
	ScoresText *t = state;

	if (t->fault != NULL || t->depth != 1)
		return MREG_JSON_OK;
	for (t->key = 0; t->key < KEYS && strcmp(name, key_names[t->key]) != 0; t->key++)
		;
	if (t->key == KEYS)
		t->fault = "The only keys are \"y_true\" and \"probabilities\".";
	else if (t->found[t->key])
		t->fault = psprintf("The key \"%s\" occurs twice.", key_names[t->key]);
	else
		t->found[t->key] = true;
	return MREG_JSON_OK;
}

/* Room for another element of an array that is doubled. */
static void *
MakeRoom(void *array, Size n, Size *room, Size width)
{
	if (n < *room)
		return array;
	*room = Max(*room * 2, 64);
	return array == NULL ? palloc(*room * width) : repalloc_huge(array, *room * width);
}

/* Takes a label; true where it keeps the token. */
static bool
ReadLabel(ScoresText *t, char *token, JsonTokenType type)
{
	uint8 kind = type == JSON_TOKEN_STRING ? MREG_LABEL_TEXT : MREG_LABEL_INTEGER;
	ClassLabel label = { 0, NULL, 0 };
	char *end;

	if (type != JSON_TOKEN_STRING && type != JSON_TOKEN_NUMBER)
		t->fault = "A label must be a string or an integer.";
	else if (t->nlabels > 0 && kind != t->kind)
		t->fault = "Labels must be all strings or all integers.";
	if (t->fault != NULL)
		return false;
	t->kind = kind;
	if (kind == MREG_LABEL_TEXT)
	{
		label.text = token;
		label.len = strlen(token);
	}
	else
	{
		errno = 0;
		label.value = strtoll(token, &end, 10);
		if (errno != 0 || *end != '\0')
			t->fault = "A label is not an integer of eight bytes.";
	}
	t->labels = MakeRoom(t->labels, t->nlabels, &t->label_room, sizeof(ClassLabel));
	t->labels[t->nlabels++] = label;
	t->bytes += mreg_lead(kind, label.len);
	return kind == MREG_LABEL_TEXT;
}

/* Takes a probability. */
static void
ReadNumber(ScoresText *t, const char *token)
{
	double number = strtod(token, NULL);

	if (!(number >= 0 && number <= 1))
		t->fault = "Probabilities must be from 0 to 1.";
	t->numbers = MakeRoom(t->numbers, t->nnumbers, &t->number_room, sizeof(double));
	t->numbers[t->nnumbers++] = number;
}

static MREG_JSON_RESULT
OnScalar(void *state, char *token, JsonTokenType type)
{
	ScoresText *t = state;
	bool kept = false;

	if (t->fault != NULL)
		;
	else if (t->depth == 0)
		t->fault = object_expected;
	else if (t->key == KEY_Y_TRUE && t->depth == 2)
		kept = ReadLabel(t, token, type);
	else if (t->key == KEY_PROBABILITIES && t->depth == 3 && type == JSON_TOKEN_NUMBER)
		ReadNumber(t, token);
	else
		t->fault = "\"y_true\" must hold an array of labels and \"probabilities\" an array of arrays of numbers.";
	if (token != NULL && !kept)
		pfree(token);
	return MREG_JSON_OK;
}

MREG_FUNCTION(mreg_class_scores_in);

/* Text input: JSON of the shape that output gives, the rows in any order. */
Datum
mreg_class_scores_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	ScoresText t = { .key = KEYS };
	JsonSemAction actions = { .semstate = &t,
							  .object_start = OnObjectStart,
							  .object_end = OnObjectEnd,
							  .array_start = OnArrayStart,
							  .array_end = OnArrayEnd,
							  .object_field_start = OnField,
							  .scalar = OnScalar };
	MregClassScores *c;

	if (!MregParseJson(MregJsonLexer(text), &actions, fcinfo->context))
		PG_RETURN_NULL();
	for (int key = 0; key < KEYS && t.fault == NULL; key++)
	{
		if (!t.found[key])
			t.fault = psprintf("The key \"%s\" is missing.", key_names[key]);
	}
	if (t.fault == NULL && t.nlabels != t.nrows)
		t.fault = "\"y_true\" and \"probabilities\" are not of one length.";
	if (t.fault != NULL)
		return RefuseText(fcinfo, SCORES_TYPE, Clipped(text), t.fault);
	c = ScoresMakeOpen(t.kind, (uint32) t.columns, t.bytes + t.nnumbers * sizeof(double));
	for (Size k = 0; k < t.nrows; k++)
		c = ScoresAppend(c, &t.labels[k], t.numbers + k * t.columns);
	PG_RETURN_POINTER(ScoresClose(c));
}

MREG_FUNCTION(mreg_class_scores_send);

/* Binary output: version, kind of label, columns, rows; of each row the label (text: bytes and length before them). */
Datum
mreg_class_scores_send(PG_FUNCTION_ARGS)
{
	MregClassScores *c = ScoresGetClosed(PG_GETARG_DATUM(0));
	StringInfoData buf;
	uint32 nruns;
	MregRun *runs = RunsOf(c, &nruns);

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MREG_CLASS_SCORES_VERSION);
	pq_sendbyte(&buf, c->kind);
	pq_sendint32(&buf, c->columns);
	pq_sendint32(&buf, c->nrows);
	for (uint32 r = 0; r < nruns; r++)
	{
		for (uint32 k = 0; k < runs[r].n; k++)
		{
			const double *p = mreg_run_row(&runs[r], k);

			if (c->kind == MREG_LABEL_TEXT)
				MregSendCountedText(&buf, runs[r].text, runs[r].len);
			else
				pq_sendint64(&buf, runs[r].value);
			for (uint32 j = 0; j < c->columns; j++)
				pq_sendfloat8(&buf, p[j]);
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Reads the label of a row. */
static void
ReceiveLabel(StringInfo buf, uint8 kind, ClassLabel *label)
{
	uint32 len;
	int bytes;

	label->value = 0;
	label->text = NULL;
	label->len = 0;
	CheckLeft(SCORES_TYPE, buf, 1, kind == MREG_LABEL_TEXT ? 4 : 8);
	if (kind == MREG_LABEL_INTEGER)
	{
		label->value = pq_getmsgint64(buf);
		return;
	}
	len = (uint32) pq_getmsgint(buf, 4);
	CheckLeft(SCORES_TYPE, buf, len, 1);
	label->text = pq_getmsgtext(buf, (int) len, &bytes);
	label->len = bytes;
}

MREG_FUNCTION(mreg_class_scores_recv);

/* Binary input: trusts nothing; the rows may come in any order. */
Datum
mreg_class_scores_recv(PG_FUNCTION_ARGS)
{
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	MregClassScores *c;
	double *p;
	uint64 least;
	uint32 columns;
	uint32 nrows;
	uint8 kind;

	CheckLeft(SCORES_TYPE, buf, 10, 1);
	if (pq_getmsgbyte(buf) != MREG_CLASS_SCORES_VERSION)
		RefuseImage(SCORES_TYPE, "Its version is unknown.");
	kind = (uint8) pq_getmsgbyte(buf);
	columns = (uint32) pq_getmsgint(buf, 4);
	nrows = (uint32) pq_getmsgint(buf, 4);
	if (kind != MREG_LABEL_NONE && kind != MREG_LABEL_INTEGER && kind != MREG_LABEL_TEXT)
		RefuseImage(SCORES_TYPE, "Its kind of label is unknown.");
	if (nrows > 0 ? kind == MREG_LABEL_NONE || columns < MREG_COLUMNS_MIN || columns > MREG_COLUMNS_MAX : columns != 0)
		RefuseImage(SCORES_TYPE, "Its number of classes is out of range.");
	least = (kind == MREG_LABEL_TEXT ? 4 : 8) + columns * sizeof(double);
	CheckLeft(SCORES_TYPE, buf, nrows, least);
	c = ScoresMakeOpen(kind, columns, 0);
	p = palloc(columns * sizeof(double) + 1);
	for (uint32 k = 0; k < nrows; k++)
	{
		MregClassScores *larger;
		ClassLabel label;

		ReceiveLabel(buf, kind, &label);
		CheckLeft(SCORES_TYPE, buf, columns, sizeof(double));
		for (uint32 j = 0; j < columns; j++)
		{
			p[j] = pq_getmsgfloat8(buf);
			if (!(p[j] >= 0 && p[j] <= 1))
				RefuseImage(SCORES_TYPE, "Probabilities must be from 0 to 1.");
		}
		larger = ScoresAppend(c, &label, p);
		if (larger != c)
			pfree(c);
		c = larger;
	}
	PG_RETURN_POINTER(ScoresClose(c));
}
