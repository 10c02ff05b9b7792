/* evaluation.h: what the files of mreg.evaluate() share. */
#ifndef MREG_REGISTRY_EVALUATION_H
#define MREG_REGISTRY_EVALUATION_H

#include "postgres.h"

#include "metrics/metric_rows.h"
#include "mreg_internal.h"
#include "utils/array.h"

/* Settings mreg.max_slices and mreg.max_stored_scores. */
extern int	mreg_max_slices;
extern int	mreg_max_stored_scores;

#define DISTRIBUTION_BINS 20
#define MAX_DIMENSIONS 16
#define STORED_CONFIDENCE 0.95

/* What is read of every row. */
typedef enum InputKind
{
	INPUT_Y_TRUE,
	INPUT_Y_PRED,
	INPUT_SCORE,
	INPUT_PROBABILITIES,
	INPUT_WEIGHT,
	INPUT_QUERY_ID,
	INPUT_COUNT
} InputKind;

/* The states that are built of it. */
typedef enum StateKind
{
	STATE_CONFUSION,
	STATE_CURVE,
	STATE_CLASS_SCORES,
	STATE_REGRESSION,
	STATE_RANKING,
	STATE_SCORE_DISTRIBUTION,
	STATE_PREDICTION_DISTRIBUTION,
	STATE_COUNT
} StateKind;

typedef enum Task
{
	TASK_BINARY,
	TASK_MULTICLASS,
	TASK_MULTILABEL,
	TASK_REGRESSION,
	TASK_RANKING
} Task;

/* One input: an expression of the rows, NULL where there is none. */
typedef struct Input
{
	const char *given;			/* as the caller wrote it */
	char	   *sql;
	Oid			type;
} Input;

/* One dimension of slices. */
typedef struct Dimension
{
	char	   *name;			/* as the caller wrote it */
	char	   *sql;
} Dimension;

/* One slicing: its dimensions in order. */
typedef struct Slicing
{
	char	   *name;			/* as the caller wrote it */
	int			ndimensions;
	int			dimensions[MAX_DIMENSIONS];
} Slicing;

/* Rows that belong together: all of them, a slice, or a cell that slices are made of. */
typedef struct Slice
{
	const Slicing *slicing;		/* NULL: all rows, or a cell */
	char	   *name;			/* such as region=north,age=NULL; empty: all rows */
	char	   *values[MAX_DIMENSIONS]; /* of the dimensions; NULL for NULL and for those that it is not sliced by */
	int64		total;			/* rows, also those without a value */
	int64		used;			/* rows with a value in every input */
	NullableDatum gaps;			/* distribution of the inputs without value, as bits, of rows with any such */
	NullableDatum states[STATE_COUNT];
	MetricRow  *curve_metrics;	/* where the curve is rounded: the metrics of the exact one; else NULL */
} Slice;

/* A call of mreg.evaluate(). */
typedef struct Evaluation
{
	/* arguments */
	Ref			ref;
	char	   *dataset;
	char	   *predictions;
	char	   *filter;
	char	   *positive;		/* as the labels spell it, once it is known */
	char	   *name;
	ArrayType  *slice_array;
	ArrayType  *labels;
	Input		inputs[INPUT_COUNT];

	/* what the registry says */
	Task		task;
	char	   *task_name;
	int64		model_id;
	int32		version;
	int64		dataset_id;		/* 0: none */
	ArrayType  *score_edges;	/* of the newest earlier evaluation; NULL: none */
	ArrayType  *prediction_edges;

	/* what is read */
	Source		source;
	char	   *filter_sql;
	bool		is_plain;		/* all inputs are columns */
	char	   *states[STATE_COUNT];	/* aggregates; NULL where there is none */
	int			ndimensions;
	Dimension	dimensions[MAX_DIMENSIONS];
	int			nslicings;
	Slicing    *slicings;

	/* the result */
	Oid			state_types[STATE_COUNT];
	Slice		whole;
	Slice	   *slices;
	uint32		nslices;
} Evaluation;

static inline bool
HasInput(const Evaluation *e, InputKind kind)
{
	return e->inputs[kind].given != NULL;
}

/* How many distinct scores the curve of a slice may have where it is stored: all slices together have about a share. */
static inline int32
StoredScores(const Evaluation *e, const Slice *slice)
{
	if (slice == &e->whole)
		return mreg_max_stored_scores;
	return Max(100, mreg_max_stored_scores / (int32) Max(e->nslices, 1));
}

/* ---- evaluation_input.c ---- */

extern const char *const input_names[INPUT_COUNT];

extern void ReadInputs(Evaluation *e);

/* ---- evaluation_query.c ---- */

extern void ScanPredictions(Evaluation *e);

/* ---- evaluation_slice.c ---- */

extern void ReadSlices(Evaluation *e);
extern const Slicing *SlicingOf(const Evaluation *e, int32 grouping);
extern char *SliceName(const Evaluation *e, const Slicing *slicing, char *const *values);
extern int64 CountGaps(const Slice *slice, int inputs);

/* ---- evaluation_cell.c ---- */

extern void MergeCells(Evaluation *e, Slice *cells, uint32 ncells);

#endif							/* MREG_REGISTRY_EVALUATION_H */
