/*
 * signature.c: the shape of a model's signature, which is MLflow's JSON: inputs, outputs and params, each an array of
 * specifications.
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "mreg_internal.h"

/* Finds a member of an object; returns NULL if there is none. */
static JsonbValue *
Member(JsonbContainer *object, const char *key, JsonbValue *value)
{
	return getKeyJsonValueFromContainer(object, key, strlen(key), value);
}

/* Whether a value is an object. */
static bool
IsObject(const JsonbValue *value)
{
	return value && value->type == jbvBinary && JsonContainerIsObject(value->val.binary.data);
}

/* Whether a value is an array. */
static bool
IsArray(const JsonbValue *value)
{
	return value && value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data);
}

/* Says what is wrong with one specification of a column, tensor or parameter. */
static const char *
EntryFault(const JsonbValue *entry, bool is_param)
{
	JsonbValue	type;
	JsonbValue	name;
	JsonbValue	spec;
	JsonbValue	member;

	if (!IsObject(entry))
		return "An entry of inputs, outputs or params is not an object.";
	if (Member(entry->val.binary.data, "type", &type) == NULL || type.type != jbvString)
		return "An entry of inputs, outputs or params has no \"type\" that is a string.";
	if (Member(entry->val.binary.data, "name", &name) == NULL)
	{
		if (is_param)
			return "An entry of params has no \"name\".";
	}
	else if (name.type != jbvString)
		return "An entry of inputs, outputs or params has a \"name\" that is not a string.";
	if (type.val.string.len != 6 || memcmp(type.val.string.val, "tensor", 6) != 0)
		return NULL;
	if (!IsObject(Member(entry->val.binary.data, "tensor-spec", &spec)) ||
		Member(spec.val.binary.data, "dtype", &member) == NULL || member.type != jbvString ||
		!IsArray(Member(spec.val.binary.data, "shape", &member)))
		return "An entry of type tensor has no \"tensor-spec\" with \"dtype\" and \"shape\".";
	return NULL;
}

/* Says what is wrong with one section of a signature. */
static const char *
SectionFault(const JsonbValue *section, bool is_param)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	entry;
	const char *fault = NULL;

	if (section->type == jbvNull)
		return NULL;
	if (!IsArray(section))
		return "One of inputs, outputs and params is neither an array nor null.";
	iterator = JsonbIteratorInit(section->val.binary.data);
	while (fault == NULL && (token = JsonbIteratorNext(&iterator, &entry, true)) != WJB_DONE)
		if (token == WJB_ELEM)
			fault = EntryFault(&entry, is_param);
	return fault;
}

/* Says what is wrong with a signature; NULL if nothing is. */
static const char *
SignatureFault(Jsonb *signature)
{
	static const char *const sections[] = {"inputs", "outputs", "params"};
	int			found = 0;

	if (!JB_ROOT_IS_OBJECT(signature))
		return "It is not a JSON object.";
	for (int i = 0; i < lengthof(sections); i++)
	{
		JsonbValue	section;
		const char *fault;

		if (Member(&signature->root, sections[i], &section) == NULL)
			continue;
		found++;
		fault = SectionFault(&section, i == 2);
		if (fault)
			return fault;
	}
	if (found < JB_ROOT_COUNT(signature))
		return "It has keys other than inputs, outputs and params.";
	return NULL;
}

/* signature_fault(jsonb): what is wrong with the shape of a signature, or NULL. */
MREG_FUNCTION(mreg_signature_fault);
Datum
mreg_signature_fault(PG_FUNCTION_ARGS)
{
	const char *fault = SignatureFault(PG_GETARG_JSONB_P(0));

	if (fault == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(fault));
}
