/* gate.h: what the files that make and judge gates share. */
#ifndef MREG_GATE_H
#define MREG_GATE_H

#include "mreg_internal.h"

/*
 * Initializer of a statement that finds a few rows by an index, whatever its arguments.  For the newest row its last
 * condition is a range of one value, ordered by that column and id: an order by id alone would let statistics lead the
 * planner past the index that holds both, to a scan of every id.
 */
#define LOOKUP(text, ...)                                                               \
	{                                                                                   \
		.sql = (text), .types = { __VA_ARGS__ }, .options = CURSOR_OPT_GENERIC_PLAN     \
	}

/* A gate as it stands in mreg.gate; a text that is not given is NULL. */
typedef struct Gate
{
	char	   *name;
	char	   *kind;
	char	   *metric;
	NullableDatum min;
	NullableDatum max;
	char	   *baseline;		/* a stage, or @ and an alias */
	NullableDatum min_change;
	NullableDatum min_relative_change;
	bool		higher_is_better;
	bool		first_passes;
	char	   *dataset;
	int64		dataset_id;		/* what dataset names now; 0 where that does not exist */
	char	   *slice;
	bool		worst;
	NullableDatum min_n;
	NullableDatum confidence;
	bool		computed;
	NullableDatum max_age;
	char	   *suite;
	NullableDatum tests;
	char	   *reference;
	char	   *query;
	char	   *author;
} Gate;

/* The version that asks to enter a stage. */
typedef struct Candidate
{
	int64		model;
	char	   *model_name;
	char	   *lifecycle;
	int64		id;
	int32		number;
	TimestampTz now;
} Candidate;

/* Verdicts; of several slices the greatest counts. */
typedef enum VerdictKind
{
	PASS,
	INSUFFICIENT_DATA,
	NOT_EVALUATED,
	FAIL
} VerdictKind;

typedef struct Verdict
{
	VerdictKind kind;
	NullableDatum observed;
	char	   *required;
	NullableDatum baseline;
	NullableDatum lower;
	NullableDatum upper;
	NullableDatum n;
	NullableDatum evaluation;
	char	   *reason;
} Verdict;

/* The version that a gate compares with. */
typedef struct Baseline
{
	int32		number;			/* 0: none */
	bool		may_be_first;	/* none, and none ever stood there that could be asked for */
	char	   *reason;			/* why there is none */
} Baseline;

/* Values of one metric of one slice. */
typedef struct Evidence
{
	NullableDatum value;
	NullableDatum n;
	NullableDatum lower;
	NullableDatum upper;
	NullableDatum confidence;
	NullableDatum evaluation;
	NullableDatum dataset;
	TimestampTz at;
	char	   *slice;			/* empty: all rows */
} Evidence;

/* ---- verdict.c ---- */

extern void SetVerdict(Verdict *verdict, VerdictKind kind, const char *reason, ...) pg_attribute_printf(3, 4);
extern char *DatasetText(const Gate *gate);
extern bool FindBaseline(const Candidate *candidate, const Gate *gate, Verdict *verdict, Baseline *baseline);
extern bool CheckAge(const Candidate *candidate, const Gate *gate, TimestampTz at, Verdict *verdict);
extern bool CheckSize(const Gate *gate, NullableDatum n, Verdict *verdict);
extern bool CheckDataset(const Gate *gate, Verdict *verdict);
extern bool FindEvaluation(const Candidate *candidate, const Gate *gate, const char *other_than, int64 *id,
						   NullableDatum *dataset, Verdict *verdict);
extern bool CheckFinite(const char *what, NullableDatum value, Verdict *verdict);
extern void CheckBounds(const Gate *gate, const char *what, double value, Verdict *verdict);
extern bool AtLeast(double value, double bound);
extern char *NumberText(double value);

/* ---- verdict_metric.c ---- */

extern bool IsSlicePattern(const char *slice);
extern void JudgeMetric(const Candidate *candidate, const Gate *gate, Verdict *verdict);
extern void JudgeSpread(const Candidate *candidate, const Gate *gate, Verdict *verdict);

/* ---- verdict_kinds.c ---- */

extern void JudgeTests(const Candidate *candidate, const Gate *gate, Verdict *verdict);
extern void JudgeDrift(const Candidate *candidate, const Gate *gate, Verdict *verdict);
extern void JudgeFlipRate(const Candidate *candidate, const Gate *gate, Verdict *verdict);
extern void JudgeFreshness(const Candidate *candidate, const Gate *gate, Verdict *verdict);
extern void JudgeSignature(const Candidate *candidate, const Gate *gate, Verdict *verdict);

/* ---- verdict_query.c ---- */

typedef void (*GuardedBody)(void *argument);

extern char *RunGuarded(GuardedBody body, void *argument);
extern void CheckGateQuery(const char *query);
extern void JudgeQuery(const Candidate *candidate, const Gate *gate, Verdict *verdict);

#endif							/* MREG_GATE_H */
