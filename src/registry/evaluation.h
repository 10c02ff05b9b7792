/* evaluation.h: what the files of mreg.evaluate() share. */
#ifndef MREG_REGISTRY_EVALUATION_H
#define MREG_REGISTRY_EVALUATION_H

#include "postgres.h"

#include "mreg_internal.h"
#include "utils/array.h"

/* Settings mreg.max_slices and mreg.max_stored_scores. */
extern int	mreg_max_slices;
extern int	mreg_max_stored_scores;

#define DISTRIBUTION_BINS 20
#define MAX_DIMENSIONS 16

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
	ArrayType  *slices;
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

	/* the result: one row for all rows, one for each slice */
	SPITupleTable *rows;
	uint64		nrows;
} Evaluation;

/* Columns of a row of the result, from 1; after the last the values of the dimensions. */
#define RESULT_GROUPING 1
#define RESULT_CELLS 2
#define RESULT_TOTAL 3
#define RESULT_GAPS 4			/* distribution of the inputs without value, as bits, of rows with any such */
#define RESULT_STATES 5
#define RESULT_DIMENSIONS (RESULT_STATES + STATE_COUNT)

static inline bool
HasInput(const Evaluation *e, InputKind kind)
{
	return e->inputs[kind].given != NULL;
}

/* ---- evaluation_input.c ---- */

extern const char *const input_names[INPUT_COUNT];

extern void ReadInputs(Evaluation *e);

/* ---- evaluation_query.c ---- */

extern void ScanPredictions(Evaluation *e);

/* ---- evaluation_slice.c ---- */

extern void ReadSlices(Evaluation *e);
extern const Slicing *SlicingOf(const Evaluation *e, int32 grouping);
extern char *SliceName(const Evaluation *e, const Slicing *slicing, char **values);

#endif							/* MREG_REGISTRY_EVALUATION_H */
