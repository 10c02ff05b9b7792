/* mreg_internal.h: what the files of the registry share. */
#ifndef MREG_INTERNAL_H
#define MREG_INTERNAL_H

#include "postgres.h"

#include "commands/trigger.h"
#include "datatype/timestamp.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/jsonb.h"

#include "mreg_compat.h"

/* A rule of the registry that a statement breaks, and a state that forbids it now. */
#define ERRCODE_MREG_RULE ERRCODE_CHECK_VIOLATION
#define ERRCODE_MREG_STATE ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE

/* ---- call.c: entering the registry, running its statements ---- */

/* What a statement of the registry may do that the same statement of anybody else may not. */
typedef enum Announcement
{
	ANNOUNCE_NOTHING,
	ANNOUNCE_REGISTRATION,		/* the row of a new version is complete */
	ANNOUNCE_COUNT,				/* the model's counters change */
	ANNOUNCE_FREE_MOVE,			/* the change of stage needs no rule */
	ANNOUNCE_PURGE,				/* content is removed */
	ANNOUNCE_DEFINITION,		/* a lifecycle changes */
	ANNOUNCE_OVERRIDE,			/* the change of stage needs no gate and no approval */
	ANNOUNCE_REQUEST,			/* a request or an approval changes */
	ANNOUNCE_REWRITE			/* stored bytes are written another way; what they stand for stays */
} Announcement;

/*
 * What the call under way tells the triggers.  Saved and restored around every call, so an error resets it.
 */
typedef struct CallState
{
	int			depth;			/* nested entries; 0 outside */
	Oid			caller;			/* role that called */
	const char *reason;			/* why, for the events */
	const char *move_kind;		/* event kind of a stage change; NULL: transition */
	Jsonb	   *move_facts;		/* further facts of that event, or NULL */
	const char *override;		/* why gates and approvals do not count, or NULL */
	Announcement announcement;	/* what the statement under way may do */
	int			announced_depth;	/* depth of the triggers that this statement fires itself */
	MemoryContext result_context;	/* where results outlive the call */
} CallState;

extern CallState current_call;

extern Oid	RegistryOwner(void);
extern Datum RunInRegistry(FunctionCallInfo fcinfo, PGFunction body);
extern Datum CallInRegistry(PGFunction body, const void *argument);

/* Defines the SQL-callable mreg_<name>, which runs <name>_body as the owner of the registry. */
#define REGISTRY_FUNCTION(name) \
	static Datum name##_body(PG_FUNCTION_ARGS); \
	MREG_FUNCTION(mreg_##name); \
	Datum mreg_##name(PG_FUNCTION_ARGS) \
	{ \
		return RunInRegistry(fcinfo, name##_body); \
	} \
	static Datum name##_body(PG_FUNCTION_ARGS)

#define MAX_STATEMENT_ARGS 32

/* One fixed statement with its plan, which is made at first use. */
typedef struct Statement
{
	const char *sql;
	Oid			types[MAX_STATEMENT_ARGS];	/* ends with InvalidOid */
	SPIPlanPtr	plan;
	int			options;		/* CURSOR_OPT_GENERIC_PLAN: one plan for all arguments, made once */
} Statement;

/* Initializer: the text, then the types of its parameters. */
#define STATEMENT(text, ...)                    \
	{                                           \
		.sql = (text), .types = { __VA_ARGS__ } \
	}

#define ARG(d) ((NullableDatum) {(d), false})
#define NO_ARG ((NullableDatum) {(Datum) 0, true})
#define ARGS(...) ((NullableDatum[]) {__VA_ARGS__})

extern uint64 RunStatement(Statement *statement, const NullableDatum *args);
extern uint64 RunAnnounced(Announcement announcement, Statement *statement, const NullableDatum *args);
extern bool Announced(Announcement announcement);
extern uint64 ReadStatement(Statement *statement, const NullableDatum *args);
extern Datum ResultValue(int row, int column, bool *isnull);
extern char *ResultText(int row, int column);
extern Datum ResultRow(int column);

extern NullableDatum TextArg(const char *text);
extern NullableDatum OptionalArg(FunctionCallInfo fcinfo, int argno);
extern char *RequiredText(FunctionCallInfo fcinfo, int argno, const char *name);
extern char *OptionalText(FunctionCallInfo fcinfo, int argno);
extern Datum PastArgument(FunctionCallInfo fcinfo, int argno, const char *name);
extern NullableDatum OptionalObject(FunctionCallInfo fcinfo, int argno, const char *name);

/* ---- query.c: SQL that users give ---- */

/* Where rows are read from. */
typedef struct Source
{
	const char *given;			/* as the caller wrote it */
	bool		is_query;		/* else the name of a relation */
	Oid			relation;		/* that relation; InvalidOid for a query */
	char	   *sql;			/* what stands after FROM, with the alias predictions */
	TupleDesc	desc;			/* its columns */
} Source;

extern bool BeginsQuery(const char *text);
extern char *CheckQuery(const char *query, const char *argument);
extern void OpenSource(const char *given, const char *argument, Source *source);
extern char *SourceExpression(const Source *source, const char *given, const char *argument, Oid *type);
extern uint64 ReadQuery(const char *sql, int nargs, Oid *types, Datum *values, const char *nulls);

/* ---- trigger.c: guards of every table ---- */

extern TriggerData *CheckTrigger(FunctionCallInfo fcinfo, const char *table, TriggerEvent kind,
								 const char *statements);
extern Datum TriggerValue(HeapTuple tuple, TupleDesc desc, const char *column, bool *isnull);
extern char *TextColumn(HeapTuple tuple, TupleDesc desc, const char *column);
extern Jsonb *JsonbColumn(HeapTuple tuple, TupleDesc desc, const char *column);
extern bool ColumnChanged(TriggerData *trigdata, const char *column);
extern void RefuseChanges(TriggerData *trigdata, const char *const *columns, const char *object, const char *detail,
						  const char *hint);
extern HeapTuple ReplaceColumns(TriggerData *trigdata, HeapTuple tuple, int n, const char *const *columns,
								const NullableDatum *values);

/* ---- name.c: names ---- */

extern const char *ModelNameFault(const char *name, int len);
extern const char *StageNameFault(const char *name, int len);
extern const char *AliasFault(const char *alias, int len);
extern const char *LabelFault(const char *label, int len);
extern void CheckModelName(const char *name);
extern void CheckLifecycleName(const char *name);
extern void CheckStageName(const char *name);
extern void CheckAlias(const char *alias);
extern void CheckExternalId(const char *id);
extern void CheckLabel(const char *label);
extern void CheckArtifactPath(const char *path);
extern void CheckArtifactFormat(const char *format);

/* ---- ref.c: references ---- */

typedef enum RefKind
{
	REF_MODEL,
	REF_NUMBER,
	REF_LABEL,
	REF_ALIAS,
	REF_STAGE
} RefKind;

typedef struct Ref
{
	RefKind		kind;
	const char *text;			/* as written */
	char	   *model;
	char	   *item;			/* number, label, alias or stage as written; NULL for REF_MODEL */
	int32		number;			/* of REF_NUMBER; 0 if no version can have it */
} Ref;

/* A model whose row this transaction has locked. */
typedef struct Model
{
	int64		id;
	char	   *name;
	char	   *lifecycle;
	int32		last_number;
	TimestampTz changed_at;
	bool		is_deleted;
	bool		is_purged;
	bool		row_is_changing;	/* an UPDATE of this very row is under way */
} Model;

/* What the API needs to know of a version. */
typedef struct Version
{
	int64		id;
	int32		number;
	char	   *stage;
	bool		has_slot;
	bool		is_deleted;
	bool		is_purged;
} Version;

extern void ParseRef(const char *text, Ref *ref);
extern void ParseVersionRef(const char *text, Ref *ref);
extern void LockModelNamed(const char *name, Model *model);
extern void LockModelById(int64 id, Model *model);
extern void FindVersion(const Ref *ref, const Model *model, bool deleted, Version *version);
extern Datum FetchVersion(const Ref *ref);
extern Datum ResolveRef(const Ref *ref);
extern int64 ResolveVersionId(const char *text);
extern void RaiseNoModel(const char *name, bool read_only) pg_attribute_noreturn();

/* ---- event.c: the record ---- */

typedef struct Facts
{
	JsonbParseState *state;
} Facts;

extern void BeginFacts(Facts *facts);
extern void AddText(Facts *facts, const char *key, const char *value);
extern void AddInteger(Facts *facts, const char *key, int64 value);
extern void AddNumber(Facts *facts, const char *key, NullableDatum value);
extern void AddElement(Facts *facts, int64 value);
extern void AddJsonb(Facts *facts, const char *key, Jsonb *value);
extern Jsonb *EndFacts(Facts *facts);
extern Jsonb *TextFact(const char *key, const char *value);
extern Jsonb *BooleanFact(const char *key, bool value);
extern Jsonb *JoinFacts(Jsonb *facts, Jsonb *more);

extern TimestampTz NextEventTime(Model *model);
extern void RecordEvent(Model *model, int32 version, TimestampTz at, const char *kind, Jsonb *before, Jsonb *after);
extern void RecordLifecycleEvent(const char *kind, Jsonb *before, Jsonb *after);
extern void RecordTextChange(Model *model, int32 version, const char *kind, const char *key, const char *before,
							 const char *after);
extern void RecordTagChange(Model *model, int32 version, Jsonb *before, Jsonb *after);

/* ---- stage.c: stages and the moves between them ---- */

typedef struct Stage
{
	char	   *name;
	int32		max_versions;	/* 0: any number */
	char	   *displaced_to;	/* NULL: a full stage refuses */
	bool		is_protected;
	char	   *requires_artifact;	/* path of an artifact, * for any; NULL: none is needed */
} Stage;

extern void FindStage(const char *lifecycle, const char *name, Stage *stage);
extern void RequireStage(const char *lifecycle, const char *model, const char *name, Stage *stage);
extern void CheckTransition(const Model *model, int32 version, const char *from, const char *to);
extern void CheckRequiredArtifact(const Model *model, int32 version, const Stage *stage);
extern int32 FreeSlot(const Model *model, const Stage *stage);
extern int32 TakeSlot(Model *model, const Stage *stage, int32 version);
extern void MoveVersion(Announcement announcement, int64 id, const char *stage);

/* ---- request.c: requests and approvals ---- */

extern bool MayManage(const Model *model, char **owner);
extern Jsonb *CheckApprovals(Model *model, int32 version, const char *from, const char *to);
extern void LapseRequests(Model *model, int32 version, const char *since);

/* ---- keyed.c: rows that are known by a key ---- */

/* A source with the expression of its key. */
typedef struct Keyed
{
	Source		source;
	const char *argument;		/* that named the source */
	char	   *key;
	Oid			type;			/* of the key */
} Keyed;

extern void OpenKeyed(const char *given, const char *argument, const char *key, Keyed *keyed);
extern void CheckKeys(const Keyed *keyed);
extern const char *CheckKeysMatch(const Keyed *a, const Keyed *b);
extern const char *EqualityOf(Oid a, Oid b);
extern Datum KeepDatum(MemoryContext context, Datum value, Oid type);

/* ---- content.c ---- */

extern char *RowsDigest(const Source *source, int64 *row_count);

/* ---- dataset.c ---- */

extern int64 FindDataset(const char *ref, bool missing_ok);

/* ---- evidence.c ---- */

/* The version that evidence is about. */
typedef struct Subject
{
	int64		model;
	char	   *name;			/* of the model */
	int32		version;
} Subject;

extern void FindSubject(const char *ref, Subject *subject);
extern void LockSubject(const Subject *subject, Model *model);
extern NullableDatum CallerArg(void);
extern void CheckEvidenceName(const char *name, const char *argument);

/* ---- verdict.c ---- */

extern Jsonb *CheckGates(Model *model, int64 id, int32 version, const Stage *stage);
extern void CheckManages(const Model *model, const char *action);

/* ---- artifact.c ---- */

extern int	mreg_max_artifact_value;	/* kB */

/* ---- version.c, model.c and alias.c ---- */

extern int32 NextNumber(const Model *model);
extern Datum VersionRow(int64 id);
extern Datum ModelRow(int64 id);
extern bool HasAlias(int64 model, int32 version);
extern const char *TaskFault(const char *task, int len);

#endif							/* MREG_INTERNAL_H */
