/*
 * distribution_text.c: mreg.distribution as text: {"edges": [0, 1, 2], "counts": [5, 3], "under": 1, "over": 0,
 * "nan": 0, "null": 2} or {"categories": ["a", "b"], "counts": [5, 3], "other": 0, "null": 2}.
 */
#include "types/distribution.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/numeric.h"

/* Writes the beginning of element k of an array. */
static void
Separate(StringInfo buf, uint32 k)
{
	if (k > 0)
		appendStringInfoString(buf, ", ");
}

static void
WriteNumeric(StringInfo buf, const MregDistribution *d)
{
	const int64_t *bins = mreg_bins(d);

	appendStringInfoString(buf, "{\"edges\": [");
	for (uint32 k = 0; k < d->nitems; k++)
	{
		Separate(buf, k);
		AppendNumber(buf, mreg_edges(d)[k]);
	}
	appendStringInfoString(buf, "], \"counts\": [");
	for (uint32 k = 1; k < d->nitems; k++)
	{
		Separate(buf, k - 1);
		appendStringInfo(buf, INT64_FORMAT, (int64) bins[k]);
	}
	appendStringInfo(buf, "], \"under\": " INT64_FORMAT ", \"over\": " INT64_FORMAT ", \"nan\": " INT64_FORMAT,
					 (int64) bins[0], (int64) bins[d->nitems], (int64) d->others);
}

static void
WriteCategories(StringInfo buf, const MregDistribution *d)
{
	appendStringInfoString(buf, "{\"categories\": [");
	for (uint32 k = 0; k < d->nitems; k++)
	{
		char *category = CategoryOut(d, k);

		Separate(buf, k);
		if (d->kind == MREG_LABEL_TEXT)
			escape_json(buf, category);
		else
			appendStringInfoString(buf, category);
		pfree(category);
	}
	appendStringInfoString(buf, "], \"counts\": [");
	for (uint32 k = 0; k < d->nitems; k++)
	{
		Separate(buf, k);
		appendStringInfo(buf, INT64_FORMAT, (int64) mreg_item_count(d, k));
	}
	appendStringInfo(buf, "], \"other\": " INT64_FORMAT, (int64) d->others);
}

/* A distribution as JSON. */
static char *
DistributionText(const MregDistribution *d)
{
	StringInfoData buf;

	initStringInfo(&buf);
	if (d->kind == MREG_NUMERIC)
		WriteNumeric(&buf, d);
	else
		WriteCategories(&buf, d);
	appendStringInfo(&buf, ", \"null\": " INT64_FORMAT "}", (int64) d->nulls);
	return buf.data;
}

/* Text output: JSON. */
EXPRESSION_FUNCTION(mreg_distribution_out,
					CStringGetDatum(DistributionText(DistributionGetClosed(PG_GETARG_DATUM(0)))))

MREG_FUNCTION(mreg_distribution_to_jsonb);

/* Cast to jsonb: the text. */
Datum
mreg_distribution_to_jsonb(PG_FUNCTION_ARGS)
{
	char *text = DistributionText(DistributionGetClosed(PG_GETARG_DATUM(0)));

	return DirectFunctionCall1(jsonb_in, CStringGetDatum(text));
}

/* What is read so far, and what is wrong with the text, or NULL. */
typedef struct DistributionInput
{
	JsonbContainer *object;
	uint32 keys; /* known keys that were found */
	const char *fault;
} DistributionInput;

static JsonbValue *
ValueUnder(DistributionInput *input, const char *key)
{
	JsonbValue *v = getKeyJsonValueFromContainer(input->object, key, strlen(key), NULL);

	input->keys += v != NULL;
	return v;
}

/* The count under a key that may be left out. */
static int64
CountUnder(DistributionInput *input, const char *key)
{
	JsonbValue *v = ValueUnder(input, key);
	int64 n = 0;

	if (v != NULL && (!IntegerOf(v, &n) || n < 0))
		input->fault = psprintf("The key \"%s\" must hold a count, an integer of 0 or above.", key);
	return n;
}

/* The elements of the array under a key, or NULL with a fault. */
static JsonbValue *
ElementsUnder(DistributionInput *input, const char *key, uint32 *n)
{
	JsonbValue *v = ValueUnder(input, key);
	JsonbValue *elements;
	JsonbIterator *it;
	uint32 k = 0;

	*n = 0;
	if (v == NULL || v->type != jbvBinary || !JsonContainerIsArray(v->val.binary.data) ||
		JsonContainerIsScalar(v->val.binary.data))
	{
		input->fault = psprintf("The key \"%s\" must hold an array.", key);
		return NULL;
	}
	*n = JsonContainerSize(v->val.binary.data);
	elements = palloc(((Size) *n + 1) * sizeof(JsonbValue));
	it = JsonbIteratorInit(v->val.binary.data);
	(void) JsonbIteratorNext(&it, &elements[0], true);
	while (JsonbIteratorNext(&it, &elements[k], true) == WJB_ELEM)
		k++;
	return elements;
}

/* The counts under "counts", as many as n. */
static int64 *
CountsUnder(DistributionInput *input, uint32 n, int64 least)
{
	uint32 given;
	JsonbValue *elements = ElementsUnder(input, "counts", &given);
	int64 *counts;

	if (elements == NULL)
		return NULL;
	if (given != n)
	{
		input->fault = psprintf("There are %u counts where %u are expected.", given, n);
		return NULL;
	}
	counts = palloc((Size) n * sizeof(int64) + 1);
	for (uint32 k = 0; k < n; k++)
	{
		if (!IntegerOf(&elements[k], &counts[k]) || counts[k] < least)
			input->fault = least > 0 ? "A count is not an integer above 0." :
									   "A count is not an integer of 0 or above.";
	}
	pfree(elements);
	return counts;
}

/* Reads edges and the counts of bins. */
static MregDistribution *
ReadNumeric(DistributionInput *input)
{
	uint32 n;
	JsonbValue *elements = ElementsUnder(input, "edges", &n);
	MregDistribution *d;
	double *edges;
	int64 *counts;
	uint32 where;

	if (elements == NULL)
		return NULL;
	edges = palloc((Size) n * sizeof(double) + 1);
	for (uint32 k = 0; k < n; k++)
	{
		if (!NumberOf(&elements[k], &edges[k]))
			edges[k] = NAN;
	}
	pfree(elements);
	switch (mreg_check_edges(edges, n, &where))
	{
		case MREG_EDGES_GOOD:
			break;
		case MREG_EDGES_FEW:
		case MREG_EDGES_MANY:
			input->fault = psprintf("There are from 2 to %d edges.", MREG_MAX_EDGES);
			return NULL;
		case MREG_EDGES_INFINITE:
			input->fault = psprintf("Edge %u is not a finite number.", where + 1);
			return NULL;
		case MREG_EDGES_ORDER:
			input->fault = psprintf("Edge %u is not above the one before.", where + 1);
			return NULL;
	}
	d = MakeNumeric(n, edges);
	counts = CountsUnder(input, n - 1, 0);
	if (input->fault != NULL)
		return NULL;
	memcpy(mreg_bins(d) + 1, counts, (n - 1) * sizeof(int64));
	mreg_bins(d)[0] = CountUnder(input, "under");
	mreg_bins(d)[n] = CountUnder(input, "over");
	d->others = CountUnder(input, "nan");
	return d;
}

/* Enters one category with its count. */
static MregOpenDistribution *
ReadCategory(DistributionInput *input, MregOpenDistribution *o, const JsonbValue *v, int64 n)
{
	uint32 before = o->live;
	uint32 len = v->type == jbvString ? v->val.string.len : 0;
	int64 value = 0;

	if (KindOf(v) == MREG_LABEL_NONE)
		input->fault = "A category is neither true or false, an integer nor a string.";
	else if (before > 0 && o->head.kind != KindOf(v))
		input->fault = "The categories are of different kinds.";
	else if (v->type == jbvNumeric && !IntegerOf(v, &value))
		input->fault = "A category is a number that is not an integer of eight bytes.";
	if (input->fault != NULL)
		return o;
	o->head.kind = KindOf(v);
	if (v->type == jbvBool)
		value = v->val.boolean;
	while ((v->type == jbvString ? mreg_item_add_text(o, v->val.string.val, len, n) :
								   mreg_item_add_integer(o, value, n)) == MREG_GROW)
		o = GrowItems(o, len);
	if (o->live == before)
		input->fault = "A category occurs twice.";
	return o;
}

/* Reads categories and their counts. */
static MregDistribution *
ReadCategories(DistributionInput *input)
{
	uint32 n;
	JsonbValue *elements = ElementsUnder(input, "categories", &n);
	MregOpenDistribution *o;
	int64 *counts;

	if (elements == NULL)
		return NULL;
	if (n > MREG_MAX_CATEGORIES)
	{
		input->fault = psprintf("There are at most %d categories, the rest are counted under \"other\".",
								MREG_MAX_CATEGORIES);
		return NULL;
	}
	counts = CountsUnder(input, n, 1);
	o = MakeItems(MREG_LABEL_NONE, n, 0);
	for (uint32 k = 0; input->fault == NULL && k < n; k++)
		o = ReadCategory(input, o, &elements[k], counts[k]);
	o->head.others = CountUnder(input, "other");
	if (n == 0 && o->head.others > 0 && input->fault == NULL)
		input->fault = "There are others without a category.";
	return &o->head;
}

/* Reads what a JSON value describes, in canonical form, or sets the fault. */
static MregDistribution *
ReadDistribution(DistributionInput *input, Jsonb *jb)
{
	MregDistribution *d;

	if (!JB_ROOT_IS_OBJECT(jb))
	{
		input->fault = "A JSON object with \"edges\" or \"categories\" and with \"counts\" is expected.";
		return NULL;
	}
	input->object = &jb->root;
	if (getKeyJsonValueFromContainer(input->object, "edges", strlen("edges"), NULL) != NULL)
		d = ReadNumeric(input);
	else
		d = ReadCategories(input);
	if (input->fault != NULL)
		return NULL;
	d->nulls = CountUnder(input, "null");
	if (input->fault == NULL && JB_ROOT_COUNT(jb) != input->keys)
		input->fault = "The only keys are \"counts\" and \"null\", with \"edges\", \"under\", \"over\" and \"nan\" "
					   "or with \"categories\" and \"other\".";
	if (input->fault != NULL)
		return NULL;
	d = DistributionClose(d);
	if (!mreg_distribution_check(d, VARSIZE(d)))
		input->fault = "The sum of the counts is out of range.";
	return d;
}

MREG_FUNCTION(mreg_distribution_in);

/* Text input: JSON of the shape that output gives, parsed by jsonb; counts other than "counts" may be left out. */
Datum
mreg_distribution_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	Datum json;
	DistributionInput input = { NULL, 0, NULL };
	MregDistribution *d;

	if (!MregInputJsonb(text, fcinfo->context, &json))
		PG_RETURN_NULL();
	d = ReadDistribution(&input, DatumGetJsonbP(json));
	if (input.fault != NULL)
		return RefuseText(fcinfo, DISTRIBUTION_TYPE, Clipped(text), input.fault);
	PG_RETURN_POINTER(d);
}
