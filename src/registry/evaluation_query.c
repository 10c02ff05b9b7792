/*
 * evaluation_query.c: the one scan of an evaluation.  It runs with the caller's rights.
 *
 * Without slices it is one aggregation.  With slices rows are grouped by the finest cells, all dimensions crossed, and
 * the states of the cells are merged for each slicing and for the whole.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "metrics/metric_rows.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "registry/evaluation.h"

/* Columns of the result, from 1; then the values of the dimensions. */
#define RESULT_GROUPING 1
#define RESULT_CELLS 2
#define RESULT_TOTAL 3
#define RESULT_GAPS 4
#define RESULT_STATES 5
#define RESULT_DIMENSIONS (RESULT_STATES + STATE_COUNT)

static const char *const state_types[STATE_COUNT] = {
	"mreg.confusion", "mreg.curve", "mreg.class_scores", "mreg.regression", "pg_catalog.jsonb", "mreg.distribution",
	"mreg.distribution"
};

/* Metrics of a query: how each is called, and the expression of its documents. */
static const char *const ranking_metrics[][2] = {
	{"dcg_score", "mreg.dcg_score(q)"},
	{"ndcg_score", "mreg.ndcg_score(q)"},
	{"ndcg_score[5]", "mreg.ndcg_score(q, 5)"},
	{"ndcg_score[10]", "mreg.ndcg_score(q, 10)"},
	{"reciprocal_rank", "mreg.reciprocal_rank(q)"},
	{"average_precision_at", "mreg.average_precision_at(q)"},
	{"average_precision_at[10]", "mreg.average_precision_at(q, 10)"},
	{"precision_at[1]", "mreg.precision_at(q, 1)"},
	{"precision_at[5]", "mreg.precision_at(q, 5)"},
	{"precision_at[10]", "mreg.precision_at(q, 10)"},
	{"recall_at[5]", "mreg.recall_at(q, 5)"},
	{"recall_at[10]", "mreg.recall_at(q, 10)"},
	{"hit_rate_at[1]", "mreg.hit_rate_at(q, 1)"},
	{"hit_rate_at[5]", "mreg.hit_rate_at(q, 5)"},
	{"hit_rate_at[10]", "mreg.hit_rate_at(q, 10)"},
};

/* Returns SQL for the label that counts, as a boolean of column i0, true label. */
static char *
PositiveCondition(const Evaluation *e)
{
	switch (e->inputs[INPUT_Y_TRUE].type)
	{
		case BOOLOID:
			return strcmp(e->positive, "true") == 0 ? "i0" : "NOT i0";
		case TEXTOID:
			return psprintf("i0 OPERATOR(pg_catalog.=) %s::pg_catalog.text COLLATE pg_catalog.\"C\"",
							quote_literal_cstr(e->positive));
		default:
			return psprintf("i0 OPERATOR(pg_catalog.=) %s::%s", quote_literal_cstr(e->positive),
							format_type_extended(e->inputs[INPUT_Y_TRUE].type, -1, FORMAT_TYPE_FORCE_QUALIFY));
	}
}

/* Returns SQL for the constant of an array of numbers. */
static char *
EdgesLiteral(ArrayType *edges)
{
	Oid			output;
	bool		is_varlena;
	char	   *text;

	getTypeOutputInfo(FLOAT8ARRAYOID, &output, &is_varlena);
	text = OidOutputFunctionCall(output, PointerGetDatum(edges));
	return psprintf("%s::pg_catalog.float8[]", quote_literal_cstr(text));
}

/* Returns SQL for the source and filter of the rows. */
static char *
FromClause(const Evaluation *e)
{
	if (e->filter_sql == NULL)
		return psprintf("FROM %s", e->source.sql);
	return psprintf("FROM %s WHERE %s", e->source.sql, e->filter_sql);
}

/*
 * Sets edges for a distribution that no state contains, unless an earlier evaluation has them: by the first rows, of
 * scores as of a curve, of other numbers quantiles.
 */
static void
FindEdges(const Evaluation *e, InputKind kind, ArrayType **edges)
{
	char	   *aggregate = kind == INPUT_SCORE ? "mreg.score_curve(true, i)" :
		psprintf("mreg.distribution_edges(i, %d)", DISTRIBUTION_BINS);
	Datum		value;
	bool		isnull;

	if (*edges != NULL)
		return;
	ReadQuery(psprintf("SELECT %s FROM (SELECT %s AS i %s LIMIT 100000) AS rows", aggregate, e->inputs[kind].sql,
					   FromClause(e)),
			  0, NULL, NULL, NULL);
	value = ResultValue(0, 1, &isnull);
	if (!isnull)
		*edges = kind == INPUT_SCORE ? CurveEdges(value, DISTRIBUTION_BINS) : DatumGetArrayTypePCopy(value);
}

/* Sets the aggregates of a task; i0 to i5 are the inputs. */
static void
ChooseStates(Evaluation *e)
{
	const char *weight = HasInput(e, INPUT_WEIGHT) ? ", i4" : "";

	switch (e->task)
	{
		case TASK_BINARY:
		case TASK_MULTICLASS:
		case TASK_MULTILABEL:
			if (HasInput(e, INPUT_Y_PRED))
				e->states[STATE_CONFUSION] = psprintf("mreg.confusion_matrix(i0, i1%s)", weight);
			else if (e->task == TASK_BINARY)
				e->states[STATE_CONFUSION] = "mreg.confusion_matrix(i0, i0)";	/* which labels there are */
			if (HasInput(e, INPUT_SCORE))
				e->states[STATE_CURVE] = psprintf("mreg.score_curve(%s, i2%s)", PositiveCondition(e), weight);
			if (HasInput(e, INPUT_PROBABILITIES))
				e->states[STATE_CLASS_SCORES] = "mreg.class_scores(i0, i3)";
			/* Without weights the confusion and the curve tell the distributions. */
			if (!HasInput(e, INPUT_WEIGHT))
				break;
			if (HasInput(e, INPUT_Y_PRED) && e->task != TASK_MULTILABEL)
				e->states[STATE_PREDICTION_DISTRIBUTION] = "mreg.category_distribution(i1)";
			if (HasInput(e, INPUT_SCORE))
				FindEdges(e, INPUT_SCORE, &e->score_edges);
			if (HasInput(e, INPUT_SCORE) && e->score_edges != NULL)
				e->states[STATE_SCORE_DISTRIBUTION] =
					psprintf("mreg.value_distribution(i2, %s)", EdgesLiteral(e->score_edges));
			break;
		case TASK_REGRESSION:
			e->states[STATE_REGRESSION] = psprintf("mreg.regression_errors(i0, i1%s)", weight);
			FindEdges(e, INPUT_Y_PRED, &e->prediction_edges);
			if (e->prediction_edges != NULL)
				e->states[STATE_PREDICTION_DISTRIBUTION] =
					psprintf("mreg.value_distribution(i1, %s)", EdgesLiteral(e->prediction_edges));
			break;
		case TASK_RANKING:
			e->states[STATE_RANKING] = "mreg.query_ranking(i0, i2)";
			FindEdges(e, INPUT_SCORE, &e->score_edges);
			if (e->score_edges != NULL)
				e->states[STATE_SCORE_DISTRIBUTION] =
					psprintf("mreg.value_distribution(i2, %s)", EdgesLiteral(e->score_edges));
			break;
	}
}

/* Appends the subquery of the inputs i0, i1, ... and dimensions d0, d1, ... of the rows. */
static void
AppendRows(StringInfo sql, const Evaluation *e)
{
	const char *comma = "";

	appendStringInfoString(sql, " FROM (SELECT ");
	for (int k = 0; k < INPUT_COUNT; k++)
	{
		if (!HasInput(e, k))
			continue;
		appendStringInfo(sql, "%s%s AS i%d", comma, e->inputs[k].sql, k);
		comma = ", ";
	}
	for (int d = 0; d < e->ndimensions; d++)
		appendStringInfo(sql, ", %s AS d%d", e->dimensions[d].sql, d);
	appendStringInfo(sql, " %s", FromClause(e));
	/* Expressions are evaluated once, not in every place that uses them. */
	if (!e->is_plain)
		appendStringInfoString(sql, " OFFSET 0");
	appendStringInfoString(sql, ") AS rows");
}

/* Returns the condition of a row with a value in every input but those of a set, NULL if no other is left. */
static char *
CompleteCondition(const Evaluation *e, int but)
{
	StringInfoData sql;

	initStringInfo(&sql);
	for (int k = 0; k < INPUT_COUNT; k++)
	{
		if (HasInput(e, k) && !(but & (1 << k)))
			appendStringInfo(&sql, "%si%d IS NOT NULL", sql.len ? " AND " : "", k);
	}
	return sql.len ? sql.data : NULL;
}

/* Appends the distribution of the inputs without value, as bits, over the rows that lack any. */
static void
AppendGaps(StringInfo sql, const Evaluation *e)
{
	const char *operator= "";

	appendStringInfoString(sql, "mreg.category_distribution(");
	for (int k = 0; k < INPUT_COUNT; k++)
	{
		if (!HasInput(e, k))
			continue;
		appendStringInfo(sql, "%sCASE WHEN i%d IS NULL THEN %d ELSE 0 END", operator, k, 1 << k);
		operator= " OPERATOR(pg_catalog.|) ";
	}
	appendStringInfo(sql, ") FILTER (WHERE NOT (%s))", CompleteCondition(e, 0));
}

/* Returns which inputs a state reads, as bits: it skips rows where one of them is NULL. */
static int
InputsOfState(const Evaluation *e, StateKind kind)
{
	int			weight = HasInput(e, INPUT_WEIGHT) ? 1 << INPUT_WEIGHT : 0;

	switch (kind)
	{
		case STATE_CONFUSION:
		case STATE_REGRESSION:
			return (1 << INPUT_Y_TRUE) | (1 << INPUT_Y_PRED) | weight;
		case STATE_CURVE:
		case STATE_RANKING:
			return (1 << INPUT_Y_TRUE) | (1 << INPUT_SCORE) | weight;
		case STATE_CLASS_SCORES:
			return (1 << INPUT_Y_TRUE) | (1 << INPUT_PROBABILITIES);
		default:
			return 0;			/* distributions count NULL */
	}
}

/* Appends the aggregates of rows: their number c, gaps n, and states s0, s1, ... */
static void
AppendAggregates(StringInfo sql, const Evaluation *e)
{
	appendStringInfoString(sql, "pg_catalog.count(*) AS c, ");
	AppendGaps(sql, e);
	appendStringInfoString(sql, " AS n");
	for (int s = 0; s < STATE_COUNT; s++)
	{
		char	   *condition = CompleteCondition(e, InputsOfState(e, s));

		if (e->states[s] == NULL)
			appendStringInfo(sql, ", NULL::%s AS s%d", state_types[s], s);
		else if (condition == NULL)
			appendStringInfo(sql, ", %s AS s%d", e->states[s], s);
		else
			appendStringInfo(sql, ", %s FILTER (WHERE %s) AS s%d", e->states[s], condition, s);
	}
}

/*
 * Appends the same of groups that are merged.  Large states are better merged one group after another than in a hash
 * table of all, which spills; an aggregate with an order of its own makes the planner sort.
 */
static void
AppendMerged(StringInfo sql, const Evaluation *e, bool sorted)
{
	appendStringInfo(sql, "pg_catalog.sum(c%s)::pg_catalog.int8 AS c, mreg.rollup(n) AS n",
					 sorted ? " ORDER BY c" : "");
	for (int s = 0; s < STATE_COUNT; s++)
	{
		if (e->states[s] != NULL)
			appendStringInfo(sql, ", mreg.rollup(s%d) AS s%d", s, s);
		else
			appendStringInfo(sql, ", NULL::%s AS s%d", state_types[s], s);
	}
}

/* Appends a list of the dimensions by a prefix, each after a comma. */
static void
AppendDimensions(StringInfo sql, const Evaluation *e, const char *format)
{
	for (int d = 0; d < e->ndimensions; d++)
	{
		appendStringInfoString(sql, ", ");
		appendStringInfo(sql, format, d, d);
	}
}

/* Appends GROUP BY for the whole and every slicing; first is what all group by, or NULL. */
static void
AppendGroupingSets(StringInfo sql, const Evaluation *e, const char *first)
{
	appendStringInfo(sql, " GROUP BY GROUPING SETS ((%s)", first ? first : "");
	for (int k = 0; k < e->nslicings; k++)
	{
		appendStringInfoString(sql, ", (");
		for (int d = 0; d < e->slicings[k].ndimensions; d++)
			appendStringInfo(sql, "%st%d", d ? ", " : "", e->slicings[k].dimensions[d]);
		appendStringInfo(sql, "%s%s)", first ? ", " : "", first ? first : "");
	}
	appendStringInfoChar(sql, ')');
}

/* Appends GROUPING() of all dimensions, as g. */
static void
AppendGrouping(StringInfo sql, const Evaluation *e)
{
	if (e->ndimensions == 0)
	{
		appendStringInfoString(sql, "0 AS g");
		return;
	}
	appendStringInfoString(sql, "GROUPING(");
	for (int d = 0; d < e->ndimensions; d++)
		appendStringInfo(sql, "%st%d", d ? ", " : "", d);
	appendStringInfoString(sql, ") AS g");
}

/* Appends the order of slices: by slicing, then by value. */
static void
AppendOrder(StringInfo sql, const Evaluation *e)
{
	appendStringInfoString(sql, " ORDER BY g");
	AppendDimensions(sql, e, "t%d COLLATE pg_catalog.\"C\"");
}

/* Appends the query of the finest cells; t0, t1, ... are the values of the dimensions as texts. */
static void
AppendCells(StringInfo sql, const Evaluation *e, const char *before, bool limited)
{
	appendStringInfo(sql, "SELECT %s", before);
	AppendAggregates(sql, e);
	AppendDimensions(sql, e, "(d%d)::pg_catalog.text AS t%d");
	if (HasInput(e, INPUT_QUERY_ID))
		appendStringInfoString(sql, ", i5");
	AppendRows(sql, e);
	appendStringInfoString(sql, " GROUP BY ");
	for (int d = 0; d < e->ndimensions; d++)
		appendStringInfo(sql, "%sd%d", d ? ", " : "", d);
	if (HasInput(e, INPUT_QUERY_ID))
		appendStringInfo(sql, "%si5", e->ndimensions ? ", " : "");
	if (limited)
		appendStringInfo(sql, " LIMIT %d", mreg_max_slices + 1);
}

/* Returns the query of a task other than ranking; by_cells: of cells, which are merged here and not by the query. */
static char *
PlainQuery(const Evaluation *e, bool by_cells)
{
	StringInfoData sql;

	initStringInfo(&sql);
	if (e->ndimensions == 0)
	{
		appendStringInfoString(&sql, "SELECT 0, 0::pg_catalog.int8, ");
		AppendAggregates(&sql, e);
		AppendRows(&sql, e);
		return sql.data;
	}
	if (by_cells)
	{
		AppendCells(&sql, e, "0, 0::pg_catalog.int8, ", true);
		return sql.data;
	}
	appendStringInfoString(&sql, "WITH cells AS MATERIALIZED (");
	AppendCells(&sql, e, "", true);
	appendStringInfoString(&sql, ") SELECT ");
	AppendGrouping(&sql, e);
	appendStringInfoString(&sql, ", (SELECT pg_catalog.count(*) FROM cells), ");
	AppendMerged(&sql, e, true);
	AppendDimensions(&sql, e, "t%d");
	appendStringInfoString(&sql, " FROM cells");
	AppendGroupingSets(&sql, e, NULL);
	AppendOrder(&sql, e);
	return sql.data;
}

/* Returns the query of rankings: queries within cells, queries within slices with their metrics, means over queries. */
static char *
RankingQuery(const Evaluation *e)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "WITH cells AS MATERIALIZED (");
	AppendCells(&sql, e, "", false);
	appendStringInfoString(&sql, "), queries AS MATERIALIZED (SELECT ");
	AppendGrouping(&sql, e);
	appendStringInfoString(&sql, ", ");
	AppendMerged(&sql, e, false);
	AppendDimensions(&sql, e, "t%d");
	appendStringInfoString(&sql, " FROM cells");
	AppendGroupingSets(&sql, e, "i5");
	appendStringInfoString(&sql, "), measured AS (SELECT *");
	for (int m = 0; m < lengthof(ranking_metrics); m++)
		appendStringInfo(&sql, ", %s AS m%d", ranking_metrics[m][1], m);
	appendStringInfo(&sql, " FROM (SELECT *, s%d AS q FROM queries) AS queries) SELECT g, ", STATE_RANKING);
	if (e->ndimensions == 0)
		appendStringInfoString(&sql, "0::pg_catalog.int8, ");
	else
	{
		appendStringInfoString(&sql, "(SELECT pg_catalog.count(*) FROM (SELECT DISTINCT ");
		for (int d = 0; d < e->ndimensions; d++)
			appendStringInfo(&sql, "%st%d", d ? ", " : "", d);
		appendStringInfoString(&sql, " FROM cells) AS cells), ");
	}
	appendStringInfoString(&sql, "pg_catalog.sum(c)::pg_catalog.int8, mreg.rollup(n)");
	for (int s = 0; s < STATE_COUNT; s++)
	{
		if (s != STATE_RANKING && e->states[s] != NULL)
			appendStringInfo(&sql, ", mreg.rollup(s%d)", s);
		else if (s != STATE_RANKING)
			appendStringInfo(&sql, ", NULL::%s", state_types[s]);
		else
		{
			appendStringInfoString(&sql, ", pg_catalog.jsonb_build_object(");
			for (int m = 0; m < lengthof(ranking_metrics); m++)
				appendStringInfo(&sql, "%s'%s', mreg_internal.query_sums(pg_catalog.array_agg(m%d))", m ? ", " : "",
								 ranking_metrics[m][0], m);
			appendStringInfoChar(&sql, ')');
		}
	}
	AppendDimensions(&sql, e, "t%d");
	appendStringInfoString(&sql, " FROM measured GROUP BY g");
	AppendDimensions(&sql, e, "t%d");
	AppendOrder(&sql, e);
	return sql.data;
}

/* Copies a row of the result. */
static void
ReadSlice(const Evaluation *e, int row, Slice *slice)
{
	memset(slice, 0, sizeof(*slice));
	slice->total = DatumGetInt64(ResultValue(row, RESULT_TOTAL, NULL));
	slice->gaps.value = ResultValue(row, RESULT_GAPS, &slice->gaps.isnull);
	for (int s = 0; s < STATE_COUNT; s++)
		slice->states[s].value = ResultValue(row, RESULT_STATES + s, &slice->states[s].isnull);
	for (int d = 0; d < e->ndimensions; d++)
		slice->values[d] = ResultText(row, RESULT_DIMENSIONS + d);
	slice->used = slice->total - CountGaps(slice, ~0);
	slice->name = "";
}

/* Refuses more cells than there may be. */
static void
CheckCells(int64 cells)
{
	if (cells > mreg_max_slices)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("slices are of more than %d cells", mreg_max_slices),
				 errdetail("A cell is a combination of the values of everything that is sliced by."),
				 errhint("Slice by something coarser, in several calls, or raise the setting mreg.max_slices.")));
}

/* Sets the whole and the slices to the rows of the result. */
static void
TakeSlices(Evaluation *e, uint64 nrows)
{
	e->slices = palloc0(nrows * sizeof(Slice) + 1);
	for (uint64 row = 0; row < nrows; row++)
	{
		const Slicing *slicing = NULL;
		Slice	   *slice = &e->whole;

		if (e->ndimensions > 0)
		{
			CheckCells(DatumGetInt64(ResultValue(row, RESULT_CELLS, NULL)));
			slicing = SlicingOf(e, DatumGetInt32(ResultValue(row, RESULT_GROUPING, NULL)));
		}
		if (slicing != NULL)
			slice = &e->slices[e->nslices++];
		ReadSlice(e, row, slice);
		slice->slicing = slicing;
		if (slicing != NULL)
			slice->name = SliceName(e, slicing, slice->values);
	}
}

/* Reads the predictions; sets the whole and the slices. */
void
ScanPredictions(Evaluation *e)
{
	bool		by_cells;
	uint64		nrows;

	ChooseStates(e);
	/* A curve is as large as its rows are many: those of overlapping slices are better not made. */
	by_cells = e->ndimensions > 0 && e->states[STATE_CURVE] != NULL && !HasInput(e, INPUT_WEIGHT);
	nrows = ReadQuery(e->task == TASK_RANKING ? RankingQuery(e) : PlainQuery(e, by_cells), 0, NULL, NULL, NULL);
	for (int s = 0; s < STATE_COUNT; s++)
	{
		e->whole.states[s].isnull = true;
		e->state_types[s] = TupleDescAttr(SPI_tuptable->tupdesc, RESULT_STATES + s - 1)->atttypid;
	}
	e->whole.gaps.isnull = true;
	e->whole.name = "";
	if (by_cells)
	{
		Slice	   *cells = palloc(nrows * sizeof(Slice) + 1);

		CheckCells(nrows);
		for (uint64 row = 0; row < nrows; row++)
			ReadSlice(e, row, &cells[row]);
		MergeCells(e, cells, nrows);
	}
	else
		TakeSlices(e, nrows);
}
