/*
 * artifact_quota.c: how many bytes the artifacts of a model may take.
 *
 * An upload is held to the quota while its bytes come, against what was used before, so that it fails early; and
 * exactly when it is finished, with the model locked, so that two uploads at once do not exceed it together.  Where a
 * model has no quota that is one lookup each at the beginning and at the end.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "registry/artifact.h"

static const char *const quota_columns[QUOTA_KINDS] = {"logical_bytes", "stored_bytes", "artifact_bytes"};

/* Reads the quota of a model; what of it is used is counted when that is asked for. */
static void
ReadQuota(int64 model, Quota *quota)
{
	static Statement statement = STATEMENT(
		"SELECT logical_bytes, stored_bytes, artifact_bytes FROM mreg.quota WHERE model = $1",
		INT8OID);

	memset(quota, 0, sizeof(*quota));
	quota->model = model;
	if (RunStatement(&statement, ARGS(ARG(Int64GetDatum(model)))) == 0)
		return;
	quota->any = true;
	for (int i = 0; i < QUOTA_KINDS; i++)
	{
		bool		isnull;

		quota->limit[i] = DatumGetInt64(ResultValue(0, i + 1, &isnull));
		quota->has[i] = !isnull;
	}
	quota->counted[QUOTA_ARTIFACT] = true;
}

/* Counts what a model uses of a quota. */
static void
CountUsed(Quota *quota, QuotaKind kind)
{
	static Statement statements[] = {
		STATEMENT("SELECT coalesce(sum(size), 0)::bigint FROM mreg.artifact WHERE model = $1 AND content IS NOT NULL",
				  INT8OID),
		STATEMENT("SELECT coalesce(sum(stored_bytes), 0)::bigint FROM mreg.artifact_storage WHERE model = $1",
				  INT8OID)
	};

	RunStatement(&statements[kind], ARGS(ARG(Int64GetDatum(quota->model))));
	quota->used[kind] = DatumGetInt64(ResultValue(0, 1, NULL));
	quota->counted[kind] = true;
}

/* Whether bytes are more than a quota leaves; what asks for none is never refused. */
static bool
Exceeds(Quota *quota, QuotaKind kind, int64 asked)
{
	if (!quota->has[kind] || asked <= 0)
		return false;
	if (!quota->counted[kind])
		CountUsed(quota, kind);
	return asked > quota->limit[kind] - quota->used[kind];
}

/* Raises the error for an artifact that a quota does not leave room for. */
static void
RaiseExceeded(const Upload *upload, QuotaKind kind, const Quota *quota, int64 asked)
{
	static const char *const names[QUOTA_KINDS] = {
		"bytes of artifacts", "bytes stored", "bytes of one artifact"
	};

	ereport(ERROR,
			(errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
			 errmsg("%s exceeds the quota of model \"%s\" of %s", upload->object, upload->subject.name, names[kind]),
			 kind == QUOTA_ARTIFACT ?
			 errdetail("The limit is %lld; asked for: %lld.", (long long) quota->limit[kind], (long long) asked) :
			 errdetail("The limit is %lld; used: %lld; asked for: %lld.", (long long) quota->limit[kind],
					   (long long) quota->used[kind], (long long) asked),
			 kind == QUOTA_ARTIFACT ?
			 errhint("Who manages the model may raise the limit with mreg.set_quota(); bytes that stay elsewhere, named"
					 " with mreg.add_artifact_uri(), do not count.") :
			 errhint("Make room with mreg.delete_version() and mreg.purge(), or let who manages the model raise the"
					 " limit with mreg.set_quota().")));
}

/* Raises an error if any quota leaves less room than an upload asks for. */
static void
RefuseExcess(const Upload *upload, Quota *quota, const int64 *asked)
{
	for (int i = QUOTA_KINDS - 1; i >= 0; i--)
		if (Exceeds(quota, i, asked[i]))
			RaiseExceeded(upload, i, quota, asked[i]);
}

/*
 * Holds an upload of that many bytes to the quota as it was read before; where that seems to be exceeded, to what it is
 * now, for room may have been made meanwhile.
 */
void
CheckQuota(Upload *upload, int64 size)
{
	int64		asked[QUOTA_KINDS] = {
		size, upload->encoder ? (int64) upload->encoder->done.stored : 0, size
	};

	for (int i = 0; upload->quota.any && i < QUOTA_KINDS; i++)
		if (Exceeds(&upload->quota, i, asked[i]))
		{
			ReadQuota(upload->subject.model, &upload->quota);
			RefuseExcess(upload, &upload->quota, asked);
		}
}

/* Reads the quota that an upload is held to while its bytes come. */
void
BeginQuota(Upload *upload)
{
	ReadQuota(upload->subject.model, &upload->quota);
	CheckQuota(upload, Max(upload->size, 0));
}

/*
 * Returns the stored bytes that an artifact of a content is charged with: none if it is not the first, else what came
 * with the content, and what it needs of segments that no artifact is charged with so far.
 */
static int64
Charge(int64 content)
{
	static Statement named = STATEMENT("SELECT FROM mreg.artifact WHERE content = $1 LIMIT 1",
		INT8OID);
	static Statement claim = STATEMENT(
		"UPDATE mreg.segment s SET content = $1 WHERE s.id = ANY ($2) AND s.content <> $1"
		" AND NOT EXISTS (SELECT FROM mreg.artifact a WHERE a.content = s.content)",
		INT8OID, INT8ARRAYOID);
	static Statement sum = STATEMENT(
		"SELECT coalesce(sum(pg_catalog.octet_length(data)), 0)::bigint FROM mreg.segment WHERE content = $1",
		INT8OID);
	NullableDatum id = ARG(Int64GetDatum(content));

	if (RunStatement(&named, ARGS(id)) > 0)
		return 0;
	RunAnnounced(ANNOUNCE_PURGE, &claim, ARGS(id, SegmentsOf(content)));
	RunStatement(&sum, ARGS(id));
	return DatumGetInt64(ResultValue(0, 1, NULL));
}

/* Raises an error if an artifact of a content would exceed the quota of its model, which is locked. */
void
EnforceQuota(const Upload *upload, int64 content)
{
	int64		asked[QUOTA_KINDS] = {upload->received, 0, upload->received};
	Quota		quota;

	ReadQuota(upload->subject.model, &quota);
	if (!quota.any)
		return;
	if (quota.has[QUOTA_STORED])
		asked[QUOTA_STORED] = Charge(content);
	RefuseExcess(upload, &quota, asked);
}

/* Returns the limits as an event tells them. */
static Jsonb *
QuotaFacts(const NullableDatum *limits)
{
	Facts		facts;

	BeginFacts(&facts);
	for (int i = 0; i < QUOTA_KINDS; i++)
		if (limits[i].isnull)
			AddJsonb(&facts, quota_columns[i], NULL);
		else
			AddInteger(&facts, quota_columns[i], DatumGetInt64(limits[i].value));
	return EndFacts(&facts);
}

/* Writes the event of limits that are others than before; NULL stands for none. */
static void
RecordQuota(Model *model, const NullableDatum *before, const NullableDatum *after)
{
	bool		changed = before == NULL || after == NULL;

	for (int i = 0; !changed && i < QUOTA_KINDS; i++)
		changed = before[i].isnull != after[i].isnull || (!before[i].isnull && before[i].value != after[i].value);
	if (changed)
		RecordEvent(model, 0, NextEventTime(model), "set_quota", before ? QuotaFacts(before) : NULL,
					after ? QuotaFacts(after) : NULL);
}

/* set_quota(model, logical_bytes, stored_bytes, artifact_bytes): limits the bytes of a model's artifacts. */
REGISTRY_FUNCTION(set_quota)
{
	static Statement update = STATEMENT(
		"UPDATE mreg.quota SET logical_bytes = $2, stored_bytes = $3, artifact_bytes = $4 WHERE model = $1",
		INT8OID, INT8OID, INT8OID, INT8OID);
	static Statement insert = STATEMENT(
		"INSERT INTO mreg.quota (model, logical_bytes, stored_bytes, artifact_bytes) VALUES ($1, $2, $3, $4)",
		INT8OID, INT8OID, INT8OID, INT8OID);
	static Statement delete = STATEMENT("DELETE FROM mreg.quota WHERE model = $1",
		INT8OID);
	char	   *name = RequiredText(fcinfo, 0, "model");
	NullableDatum args[1 + QUOTA_KINDS];
	bool		any = false;
	Model		model;

	CheckModelName(name);
	for (int i = 0; i < QUOTA_KINDS; i++)
	{
		args[i + 1] = OptionalArg(fcinfo, i + 1);
		any |= !args[i + 1].isnull;
		if (!args[i + 1].isnull && DatumGetInt64(args[i + 1].value) < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"%s\" must not be negative", quota_columns[i]),
					 errhint("0 lets nothing in; leave the argument out for no limit.")));
	}
	LockModelNamed(name, &model);
	CheckManages(&model, "set the quota");
	args[0] = ARG(Int64GetDatum(model.id));
	if (!any)
		RunStatement(&delete, args);
	else if (RunStatement(&update, args) == 0)
	{
		RunStatement(&insert, args);
		RecordQuota(&model, NULL, args + 1);
	}
	PG_RETURN_VOID();
}

/* quota_guard(): BEFORE UPDATE OR DELETE of mreg.quota; asks who may, and writes the event. */
REGISTRY_FUNCTION(quota_guard)
{
	static const char *const identity[] = {"model", NULL};
	TriggerData *trigdata = CheckTrigger(fcinfo, "quota", TRIGGER_EVENT_ROW | TRIGGER_EVENT_BEFORE, "ud");
	TupleDesc	desc = RelationGetDescr(trigdata->tg_relation);
	bool		updates = TRIGGER_FIRED_BY_UPDATE(trigdata->tg_event);
	NullableDatum before[QUOTA_KINDS];
	NullableDatum after[QUOTA_KINDS];
	bool		isnull;
	Model		model;

	LockModelById(DatumGetInt64(TriggerValue(trigdata->tg_trigtuple, desc, "model", &isnull)), &model);
	CheckManages(&model, "set the quota");
	if (updates)
		RefuseChanges(trigdata, identity, psprintf("the quota of model \"%s\"", model.name), "It belongs to its model.",
					  "Use mreg.set_quota().");
	for (int i = 0; i < QUOTA_KINDS; i++)
	{
		before[i].value = TriggerValue(trigdata->tg_trigtuple, desc, quota_columns[i], &before[i].isnull);
		if (updates)
			after[i].value = TriggerValue(trigdata->tg_newtuple, desc, quota_columns[i], &after[i].isnull);
	}
	RecordQuota(&model, before, updates ? after : NULL);
	return PointerGetDatum(updates ? trigdata->tg_newtuple : trigdata->tg_trigtuple);
}
