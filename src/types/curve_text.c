/*
 * curve_text.c: mreg.curve as text: {"scores": [0.1, 0.4], "positives": [0, 2], "negatives": [3, 1]}.
 *
 * The text is read by the server's JSON parser as a stream, since jsonb has no room for as many numbers as a curve
 * can hold.
 */
#include "types/curve.h"

#include <math.h>

#include "common/jsonapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/jsonfuncs.h"
#include "utils/memutils.h"

/* Appends one of the arrays of counts or weights. */
static void
AppendCounts(StringInfo buf, const MregCurve *c, bool label)
{
	for (uint32 k = 0; k < c->nscores; k++)
	{
		if (k > 0)
			appendBinaryStringInfo(buf, ", ", 2);
		if (c->flags & MREG_WEIGHTED)
			AppendNumber(buf, mreg_curve_weight_at(c, label, k));
		else
		{
			char digits[MAXINT8LEN + 1];

			appendBinaryStringInfo(buf, digits, pg_lltoa(mreg_curve_count_at(c, label, k), digits));
		}
	}
}

/* A curve as JSON text, palloc'd. */
static char *
CurveToText(const MregCurve *c)
{
	const double *scores = mreg_curve_scores(c);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoString(&buf, "{\"scores\": [");
	for (uint32 k = 0; k < c->nscores; k++)
	{
		if (k > 0)
			appendBinaryStringInfo(&buf, ", ", 2);
		AppendNumber(&buf, scores[k]);
	}
	appendStringInfoString(&buf, "], \"positives\": [");
	AppendCounts(&buf, c, true);
	appendStringInfoString(&buf, "], \"negatives\": [");
	AppendCounts(&buf, c, false);
	appendStringInfoChar(&buf, ']');
	if (c->flags & MREG_WEIGHTED)
		appendStringInfoString(&buf, ", \"weighted\": true");
	if (c->dropped > 0)
		appendStringInfo(&buf, ", \"dropped_bits\": %u", c->dropped);
	appendStringInfoChar(&buf, '}');
	return buf.data;
}

/* Text output: JSON. */
EXPRESSION_FUNCTION(mreg_curve_out, CStringGetDatum(CurveToText(CurveGetClosed(PG_GETARG_DATUM(0)))))

/* Cast to jsonb: the same object as the text. */
EXPRESSION_FUNCTION(mreg_curve_to_jsonb,
					DirectFunctionCall1(jsonb_in, CStringGetDatum(CurveToText(CurveGetClosed(PG_GETARG_DATUM(0))))))

/* Keys of the object. */
enum
{
	KEY_SCORES,
	KEY_POSITIVES,
	KEY_NEGATIVES,
	KEY_WEIGHTED,
	KEY_DROPPED_BITS,
	KEYS
};

static const char *const key_names[KEYS] = { "scores", "positives", "negatives", "weighted", "dropped_bits" };

/* The numbers of one array. */
typedef struct Numbers
{
	double *reals;
	int64 *counts; /* NULL where only reals are wanted */
	Size n;
	Size room;
	bool whole; /* all are integers that int64 has room for */
} Numbers;

/* A text while it is read. */
typedef struct CurveText
{
	const char *fault;
	Numbers numbers[3];
	bool found[KEYS];
	int key;   /* whose value is being read */
	int depth; /* of objects and arrays */
	bool weighted;
	uint8 dropped;
} CurveText;

static void
MakeRoom(Numbers *numbers, bool with_counts)
{
	if (numbers->n < numbers->room)
		return;
	if (numbers->room == 0)
	{
		numbers->room = 64;
		numbers->reals = palloc(numbers->room * sizeof(double));
		if (with_counts)
			numbers->counts = palloc(numbers->room * sizeof(int64));
		return;
	}
	numbers->room *= 2;
	numbers->reals = repalloc_huge(numbers->reals, numbers->room * sizeof(double));
	if (with_counts)
		numbers->counts = repalloc_huge(numbers->counts, numbers->room * sizeof(int64));
}

/* Takes a number of an array. */
static void
ReadNumber(CurveText *t, const char *token)
{
	Numbers *numbers = &t->numbers[t->key];
	bool with_counts = t->key != KEY_SCORES;
	double real = strtod(token, NULL);

	MakeRoom(numbers, with_counts);
	if (isinf(real))
		t->fault = "A number is out of range.";
	numbers->reals[numbers->n] = real;
	if (with_counts)
	{
		char *end;

		errno = 0;
		numbers->counts[numbers->n] = strtoll(token, &end, 10);
		if (errno != 0 || *end != '\0')
			numbers->whole = false;
	}
	numbers->n++;
}

static MREG_JSON_RESULT
OnObjectStart(void *state)
{
	CurveText *t = state;

	if (t->depth++ > 0 && t->fault == NULL)
		t->fault = "An object stands where a number, true or false is expected.";
	return MREG_JSON_OK;
}

static MREG_JSON_RESULT
OnEnd(void *state)
{
	((CurveText *) state)->depth--;
	return MREG_JSON_OK;
}

static MREG_JSON_RESULT
OnArrayStart(void *state)
{
	CurveText *t = state;

	if (t->fault == NULL && t->depth == 0)
		t->fault = "A JSON object with the keys \"scores\", \"positives\" and \"negatives\" is expected.";
	else if (t->fault == NULL && (t->depth != 1 || t->key > KEY_NEGATIVES))
		t->fault = "An array stands where a number, true or false is expected.";
	t->depth++;
	return MREG_JSON_OK;
}

static MREG_JSON_RESULT
OnField(void *state, char *name, bool is_null)
{
	CurveText *t = state;

	if (t->fault != NULL || t->depth != 1)
		return MREG_JSON_OK;
	for (t->key = 0; t->key < KEYS && strcmp(name, key_names[t->key]) != 0; t->key++)
		;
	if (t->key == KEYS)
		t->fault = "The only keys are \"scores\", \"positives\", \"negatives\", \"weighted\" and \"dropped_bits\".";
	else if (t->found[t->key])
		t->fault = psprintf("The key \"%s\" occurs twice.", key_names[t->key]);
	else
		t->found[t->key] = true;
	return MREG_JSON_OK;
}

static MREG_JSON_RESULT
OnScalar(void *state, char *token, JsonTokenType type)
{
	CurveText *t = state;

	if (t->fault != NULL)
		;
	else if (t->depth == 0)
		t->fault = "A JSON object with the keys \"scores\", \"positives\" and \"negatives\" is expected.";
	else if (t->key <= KEY_NEGATIVES && t->depth == 1)
		t->fault = psprintf("The key \"%s\" must hold an array.", key_names[t->key]);
	else if (t->key <= KEY_NEGATIVES)
	{
		if (type == JSON_TOKEN_NUMBER)
			ReadNumber(t, token);
		else
			t->fault = psprintf("The array \"%s\" must hold numbers.", key_names[t->key]);
	}
	else if (t->key == KEY_WEIGHTED)
	{
		t->weighted = type == JSON_TOKEN_TRUE;
		if (!t->weighted && type != JSON_TOKEN_FALSE)
			t->fault = "The key \"weighted\" must hold true or false.";
	}
	else
	{
		char *end = token;
		long bits = type == JSON_TOKEN_NUMBER ? strtol(token, &end, 10) : -1;

		if (bits < 0 || bits > MREG_DROPPED_MAX || *end != '\0')
			t->fault = "The key \"dropped_bits\" must hold an integer from 0 to 63.";
		else
			t->dropped = (uint8) bits;
	}
	if (token != NULL)
		pfree(token);
	return MREG_JSON_OK;
}

/* Brings the groups into order where they are not; false where a score occurs twice. */
static bool
SortGroups(uint64 *groups, Size n, uint32 words)
{
	uint64 *pairs;
	uint64 *copy;
	Size k;

	for (k = 1; k < n && groups[(k - 1) * words] < groups[k * words]; k++)
		;
	if (k >= n)
		return true;
	pairs = MemoryContextAllocHuge(CurrentMemoryContext, 4 * n * sizeof(uint64));
	copy = MemoryContextAllocHuge(CurrentMemoryContext, n * words * sizeof(uint64));
	memcpy(copy, groups, n * words * sizeof(uint64));
	for (k = 0; k < n; k++)
	{
		pairs[2 * k] = copy[k * words];
		pairs[2 * k + 1] = k;
	}
	mreg_sort_pairs(pairs, pairs + 2 * n, n);
	for (k = 0; k < n; k++)
	{
		memcpy(groups + k * words, copy + pairs[2 * k + 1] * words, words * sizeof(uint64));
		if (k > 0 && pairs[2 * k] == pairs[2 * (k - 1)])
			return false;
	}
	pfree(pairs);
	pfree(copy);
	return true;
}

/* Makes the group of score k, or sets the fault. */
static void
MakeGroup(CurveText *t, Size k, uint64 *group)
{
	group[0] = mreg_image(t->numbers[KEY_SCORES].reals[k]);
	if (group[0] != mreg_image_floor(group[0], t->dropped))
		t->fault = "A score is not rounded by as many bits as \"dropped_bits\" says.";
	if (t->weighted)
	{
		MregSum sums[2] = { { t->numbers[KEY_POSITIVES].reals[k] + 0.0, 0 },
							{ t->numbers[KEY_NEGATIVES].reals[k] + 0.0, 0 } };

		if (!(sums[0].hi >= 0 && sums[1].hi >= 0 && sums[0].hi + sums[1].hi > 0))
			t->fault = "Weights must be 0 or above, and one of a score's two above 0.";
		memcpy(group + 1, sums, sizeof(sums));
	}
	else
	{
		int64 pos = t->numbers[KEY_POSITIVES].counts[k];
		int64 neg = t->numbers[KEY_NEGATIVES].counts[k];

		if (pos < 0 || neg < 0 || (pos == 0 && neg == 0))
			t->fault = "Counts must be 0 or above, and one of a score's two above 0.";
		group[1] = (uint64) pos;
		group[2] = (uint64) neg;
	}
}

/* The groups that the text describes, in order; NULL with a fault. */
static uint64 *
GroupsOf(CurveText *t, uint32 words)
{
	Size n = t->numbers[KEY_SCORES].n;
	uint64 *groups;

	for (int key = KEY_SCORES; key <= KEY_NEGATIVES && t->fault == NULL; key++)
	{
		if (!t->found[key])
			t->fault = psprintf("The key \"%s\" is missing.", key_names[key]);
		else if (t->numbers[key].n != n)
			t->fault = "The arrays \"scores\", \"positives\" and \"negatives\" are not of one length.";
		else if (!t->weighted && !t->numbers[key].whole)
			t->fault = "A count is not an integer of eight bytes.";
	}
	if (t->fault != NULL)
		return NULL;
	groups = MemoryContextAllocHuge(CurrentMemoryContext, (n + 1) * words * sizeof(uint64));
	for (Size k = 0; k < n && t->fault == NULL; k++)
		MakeGroup(t, k, groups + k * words);
	if (t->fault == NULL && !SortGroups(groups, n, words))
		t->fault = "A score occurs twice.";
	return groups;
}

MREG_FUNCTION(mreg_curve_in);

/* Text input: JSON of the shape that output gives, the scores in any order. */
Datum
mreg_curve_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	CurveText t = { .numbers = { { .whole = true }, { .whole = true }, { .whole = true } }, .key = KEYS };
	JsonSemAction actions = { .semstate = &t,
							  .object_start = OnObjectStart,
							  .object_end = OnEnd,
							  .array_start = OnArrayStart,
							  .array_end = OnEnd,
							  .object_field_start = OnField,
							  .scalar = OnScalar };
	uint64 *groups = NULL;
	uint8 flags;

	if (!MregParseJson(MregJsonLexer(text), &actions, fcinfo->context))
		PG_RETURN_NULL();
	flags = t.weighted ? MREG_WEIGHTED : 0;
	if (t.fault == NULL)
		groups = GroupsOf(&t, mreg_group_words(flags));
	if (t.fault != NULL)
		return RefuseText(fcinfo, CURVE_TYPE, Clipped(text), t.fault);
	PG_RETURN_POINTER(CurveOfGroups(groups, (uint32) t.numbers[KEY_SCORES].n, flags, t.dropped));
}
