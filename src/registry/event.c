/*
 * event.c: the append-only record of what happened.
 *
 * Every change writes one event in the transaction that makes it, after the model's row lock is held.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"
#include "utils/fmgrprotos.h"
#include "catalog/pg_type.h"

#include "mreg_internal.h"

/* Starts an object of facts. */
void
BeginFacts(Facts *facts)
{
	facts->state = NULL;
	pushJsonbValue(&facts->state, WJB_BEGIN_OBJECT, NULL);
}

/* Adds the key of the next fact. */
static void
AddKey(Facts *facts, const char *key)
{
	JsonbValue	k;

	k.type = jbvString;
	k.val.string.val = unconstify(char *, key);
	k.val.string.len = strlen(key);
	pushJsonbValue(&facts->state, WJB_KEY, &k);
}

/* Adds a text, or null. */
void
AddText(Facts *facts, const char *key, const char *value)
{
	JsonbValue	v;

	AddKey(facts, key);
	v.type = value ? jbvString : jbvNull;
	if (value)
	{
		v.val.string.val = unconstify(char *, value);
		v.val.string.len = strlen(value);
	}
	pushJsonbValue(&facts->state, WJB_VALUE, &v);
}

/* Adds a whole number. */
void
AddInteger(Facts *facts, const char *key, int64 value)
{
	JsonbValue	v;

	AddKey(facts, key);
	v.type = jbvNumeric;
	v.val.numeric = int64_to_numeric(value);
	pushJsonbValue(&facts->state, WJB_VALUE, &v);
}

/* Adds a float8, or null; what JSON has no number for becomes a text. */
void
AddNumber(Facts *facts, const char *key, NullableDatum value)
{
	JsonbValue	v;

	if (value.isnull || !isfinite(DatumGetFloat8(value.value)))
	{
		AddText(facts, key, value.isnull ? NULL : psprintf("%g", DatumGetFloat8(value.value)));
		return;
	}
	AddKey(facts, key);
	v.type = jbvNumeric;
	v.val.numeric = DatumGetNumeric(DirectFunctionCall1(float8_numeric, value.value));
	pushJsonbValue(&facts->state, WJB_VALUE, &v);
}

/* Adds a whole number to an array. */
void
AddElement(Facts *facts, int64 value)
{
	JsonbValue	v;

	v.type = jbvNumeric;
	v.val.numeric = int64_to_numeric(value);
	pushJsonbValue(&facts->state, WJB_ELEM, &v);
}

/* Adds an object or array, or null. */
void
AddJsonb(Facts *facts, const char *key, Jsonb *value)
{
	JsonbValue	v;

	AddKey(facts, key);
	if (value)
		JsonbToJsonbValue(value, &v);
	else
		v.type = jbvNull;
	pushJsonbValue(&facts->state, WJB_VALUE, &v);
}

/* Finishes the object. */
Jsonb *
EndFacts(Facts *facts)
{
	return JsonbValueToJsonb(pushJsonbValue(&facts->state, WJB_END_OBJECT, NULL));
}

/* Returns an object of one boolean. */
Jsonb *
BooleanFact(const char *key, bool value)
{
	Facts		facts;
	JsonbValue	v;

	BeginFacts(&facts);
	AddKey(&facts, key);
	v.type = jbvBool;
	v.val.boolean = value;
	pushJsonbValue(&facts.state, WJB_VALUE, &v);
	return EndFacts(&facts);
}

/* Returns an object of one text. */
Jsonb *
TextFact(const char *key, const char *value)
{
	Facts		facts;

	BeginFacts(&facts);
	AddText(&facts, key, value);
	return EndFacts(&facts);
}

/* Returns the facts of both objects; more may be NULL. */
Jsonb *
JoinFacts(Jsonb *facts, Jsonb *more)
{
	if (more == NULL)
		return facts;
	return DatumGetJsonbP(DirectFunctionCall2(jsonb_concat, JsonbPGetDatum(facts), JsonbPGetDatum(more)));
}

/* Reads the clock for the next event of a locked model: later than the event before, whatever the clock does. */
TimestampTz
NextEventTime(Model *model)
{
	model->changed_at = Max(GetCurrentTimestamp(), model->changed_at + 1);
	return model->changed_at;
}

/* Returns the facts of an event as one object. */
static Jsonb *
EventDetail(Jsonb *before, Jsonb *after)
{
	Facts		detail;

	BeginFacts(&detail);
	AddJsonb(&detail, "before", before);
	AddJsonb(&detail, "after", after);
	return EndFacts(&detail);
}

/* Returns a role's name. */
static NullableDatum
RoleArg(Oid role)
{
	return TextArg(GetUserNameFromId(role, false));
}

/*
 * Writes an event about a locked model, or one of its versions where version is not 0, and the model's counters with
 * it.  Where the model's row is the one being updated, its guard sets the counters.
 */
void
RecordEvent(Model *model, int32 version, TimestampTz at, const char *kind, Jsonb *before, Jsonb *after)
{
	static Statement count = STATEMENT("UPDATE mreg.model SET changed_at = $2, last_number = $3 WHERE id = $1",
		INT8OID, TIMESTAMPTZOID, INT4OID);
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.event (model, at, version, kind, actor, login, reason, detail)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		INT8OID, TIMESTAMPTZOID, INT4OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, JSONBOID);
	NullableDatum id = ARG(Int64GetDatum(model->id));
	NullableDatum time = ARG(TimestampTzGetDatum(at));

	if (!model->row_is_changing)
		RunAnnounced(ANNOUNCE_COUNT, &count, ARGS(id, time, ARG(Int32GetDatum(model->last_number))));
	RunStatement(&insert,
				 ARGS(id, time,
					  version ? ARG(Int32GetDatum(version)) : NO_ARG,
					  TextArg(kind),
					  RoleArg(current_call.caller),
					  RoleArg(GetSessionUserId()),
					  TextArg(current_call.reason),
					  ARG(JsonbPGetDatum(EventDetail(before, after)))));
}

/* Writes an event about a lifecycle. */
void
RecordLifecycleEvent(const char *kind, Jsonb *before, Jsonb *after)
{
	static Statement statement = STATEMENT(
		"INSERT INTO mreg.event (at, kind, actor, login, detail) VALUES ($1, $2, $3, $4, $5)",
		TIMESTAMPTZOID, TEXTOID, TEXTOID, TEXTOID, JSONBOID);

	RunStatement(&statement,
				 ARGS(ARG(TimestampTzGetDatum(GetCurrentTimestamp())),
					  TextArg(kind),
					  RoleArg(current_call.caller),
					  RoleArg(GetSessionUserId()),
					  ARG(JsonbPGetDatum(EventDetail(before, after)))));
}

/* Writes an event about one text that changed, if it did. */
void
RecordTextChange(Model *model, int32 version, const char *kind, const char *key, const char *before,
				 const char *after)
{
	if (before == after || (before && after && strcmp(before, after) == 0))
		return;
	RecordEvent(model, version, NextEventTime(model), kind, TextFact(key, before), TextFact(key, after));
}

/* Returns those keys of an object whose value is another, or none, in the other object. */
static Jsonb *
ChangedKeys(Jsonb *object, Jsonb *other)
{
	static Statement statement = STATEMENT(
		"SELECT coalesce(pg_catalog.jsonb_object_agg(key, value), '{}') FROM pg_catalog.jsonb_each($1)"
		" WHERE ($2 -> key) IS DISTINCT FROM value",
		JSONBOID, JSONBOID);
	bool		isnull;

	RunStatement(&statement, ARGS(ARG(JsonbPGetDatum(object)), ARG(JsonbPGetDatum(other))));
	return DatumGetJsonbP(ResultValue(0, 1, &isnull));
}

/* Writes an event about the tags that changed, if any did. */
void
RecordTagChange(Model *model, int32 version, Jsonb *before, Jsonb *after)
{
	Jsonb	   *lost = ChangedKeys(before, after);
	Jsonb	   *won = ChangedKeys(after, before);
	Facts		old_facts;
	Facts		new_facts;

	if (JB_ROOT_COUNT(lost) == 0 && JB_ROOT_COUNT(won) == 0)
		return;
	BeginFacts(&old_facts);
	AddJsonb(&old_facts, "tags", lost);
	BeginFacts(&new_facts);
	AddJsonb(&new_facts, "tags", won);
	RecordEvent(model, version, NextEventTime(model), JB_ROOT_COUNT(won) == 0 ? "drop_tag" : "set_tag",
				EndFacts(&old_facts), EndFacts(&new_facts));
}
