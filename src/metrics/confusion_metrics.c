/* confusion_metrics.c: the metrics of a confusion as rows, each with its interval. */
#include "metrics/metric_rows.h"

#include <math.h>

#include "core/resample.h"
#include "core/statistics.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "types/confusion.h"
#include "utils/builtins.h"

#define REPLICATES 2000
#define SEED 0
#define MOST_CELLS 10000  /* a bootstrap of more would take too long */
#define MOST_CLASSES 100 /* with more there are no metrics of single classes */
#define MOST_METRICS (32 + 3 * MOST_CLASSES)

static const MregZeroDivision undefined_is_null = { true, 0 };

/* What a metric is of. */
typedef enum MetricKind
{
	OF_ROWS,	/* the share of right rows, or of wrong ones */
	OF_CLASS,	/* one class */
	OF_AVERAGE, /* an average over the classes */
	OF_SETS,	/* the share of wrong labels in sets of them */
	BALANCED_ACCURACY,
	MATTHEWS,
	KAPPA
} MetricKind;

typedef struct Metric
{
	const char *name;
	MetricKind kind;
	bool of_wrong; /* of rows: the wrong ones count */
	MregMetric metric;
	MregAverage average;
	uint32 class; /* index into the classes, MREG_NO_LABEL for one that has no rows */
} Metric;

/* A confusion under evaluation and what its metrics are computed in. */
typedef struct Evaluation
{
	const MregConfusion *c;
	ClassList list;
	MregClass *classes; /* those of the list, of the confusion at hand */
	MregClass *sums;	/* those of all labels */
	MregClass rest;		/* of a class without rows */
	double total;
	double correct;
	double *work;
	Metric *metrics;
	int nmetrics;
	const char *only; /* the one metric that is wanted, or NULL */
} Evaluation;

/* Puts a metric on the list, if it is wanted. */
static void
Want(Evaluation *e, Metric metric)
{
	if (e->only == NULL || strcmp(e->only, metric.name) == 0)
		e->metrics[e->nmetrics++] = metric;
}

/* Puts the metrics on the list that classifications of two and of more classes have. */
static void
WantCommon(Evaluation *e)
{
	Want(e, (Metric) { .name = "accuracy_score", .kind = OF_ROWS });
	Want(e, (Metric) { .name = "zero_one_loss", .kind = OF_ROWS, .of_wrong = true });
	Want(e, (Metric) { .name = "hamming_loss", .kind = mreg_multilabel(e->c) ? OF_SETS : OF_ROWS, .of_wrong = true });
	if (mreg_multilabel(e->c))
		return;
	Want(e, (Metric) { .name = "balanced_accuracy_score", .kind = BALANCED_ACCURACY });
	Want(e, (Metric) { .name = "matthews_corrcoef", .kind = MATTHEWS });
	Want(e, (Metric) { .name = "cohen_kappa_score", .kind = KAPPA });
}

/* Puts the metrics of the positive class on the list. */
static void
WantBinary(Evaluation *e, uint32 positive)
{
	static const char *const names[] = {
		"precision_score", "recall_score", "f1_score", "jaccard_score", "specificity_score",
		"negative_predictive_value", "false_positive_rate", "false_negative_rate", "false_discovery_rate",
		"false_omission_rate", "positive_likelihood_ratio", "negative_likelihood_ratio", "prevalence",
		"informedness", "markedness"
	};

	for (int k = 0; k < lengthof(names); k++)
		Want(e, (Metric) { .name = names[k], .kind = OF_CLASS, .metric = (MregMetric) k, .class = positive });
}

/* Puts averages and metrics of single classes on the list. */
static void
WantAverages(Evaluation *e)
{
	static const char *const names[] = { "precision", "recall", "f1", "jaccard" };
	static const char *const averages[] = { "micro", "macro", "weighted", "samples" };

	for (int m = 0; m < lengthof(names); m++)
	{
		Want(e, (Metric) { .name = psprintf("%s_score", names[m]),
						   .kind = OF_AVERAGE,
						   .metric = (MregMetric) m,
						   .average = MREG_MACRO });
		for (int a = MREG_MICRO; a <= MREG_SAMPLES; a++)
		{
			if (a != MREG_SAMPLES || mreg_multilabel(e->c))
				Want(e, (Metric) { .name = psprintf("%s_%s", names[m], averages[a - MREG_MICRO]),
								   .kind = OF_AVERAGE,
								   .metric = (MregMetric) m,
								   .average = (MregAverage) a });
		}
	}
	if (e->list.n > MOST_CLASSES)
		return;
	for (uint32 k = 0; k < e->list.n; k++)
	{
		char *label = ClassName(e->c, &e->list, k);

		for (int m = 0; m < 3; m++)
			Want(e, (Metric) { .name = psprintf("%s_score[%s]", names[m], label),
							   .kind = OF_CLASS,
							   .metric = (MregMetric) m,
							   .class = k });
	}
}

/* Takes the sums of the classes of a confusion with the labels of the one under evaluation. */
static void
TakeSums(Evaluation *e, const MregConfusion *c)
{
	mreg_class_sums(c, e->sums);
	mreg_totals(c, &e->total, &e->correct);
	e->rest.tn = e->total;
	for (uint32 k = 0; k < e->list.n; k++)
		e->classes[k] = e->list.index[k] == MREG_NO_LABEL ? e->rest : e->sums[e->list.index[k]];
}

static MregClass
ClassOf(const Evaluation *e, const Metric *metric)
{
	return metric->class == MREG_NO_LABEL ? e->rest : e->classes[metric->class];
}

/* The share of wrong labels in sets of labels, over rows and labels. */
static MregScore
WrongLabels(const Evaluation *e)
{
	MregScore score = { e->list.n == 0 || e->total == 0, 0 };

	for (uint32 k = 0; k < e->list.n; k++)
		score.value += (e->classes[k].t - e->classes[k].tp) + (e->classes[k].p - e->classes[k].tp);
	if (!score.is_null)
		score.value /= e->total * e->list.n;
	return score;
}

/* A metric of a confusion whose sums have been taken; NaN where it is undefined. */
static double
ValueOf(const Evaluation *e, const Metric *metric, const MregConfusion *c)
{
	MregScore score = { e->total == 0, 0 };
	MregClass class;

	switch (metric->kind)
	{
		case OF_ROWS:
			if (!score.is_null)
				score.value = e->correct / e->total;
			if (metric->of_wrong)
				score.value = 1 - score.value;
			break;
		case OF_CLASS:
			class = ClassOf(e, metric);
			score = mreg_class_score(metric->metric, 1, &class, undefined_is_null);
			break;
		case OF_AVERAGE:
			if (metric->average == MREG_SAMPLES)
				score = mreg_samples_score(metric->metric, 1, e->list.rows, undefined_is_null);
			else
				score = mreg_average_score(metric->metric, 1, metric->average, e->classes, e->list.n,
										   undefined_is_null, e->work);
			break;
		case OF_SETS:
			score = WrongLabels(e);
			break;
		case BALANCED_ACCURACY:
			score = mreg_balanced_accuracy(e->sums, c->nlabels, false, e->work);
			break;
		case MATTHEWS:
			score = mreg_matthews(c, e->work);
			break;
		case KAPPA:
			score = mreg_kappa(c, MREG_UNWEIGHTED, NULL, c->nlabels, e->work);
			break;
	}
	return score.is_null ? NAN : score.value;
}

/* Sets what a proportion is of: successes of n; false where the metric is none. */
static bool
ProportionOf(const Evaluation *e, const Metric *metric, double *successes, double *n)
{
	MregClass class;
	double fp;
	double fn;

	*n = e->total;
	*successes = metric->of_wrong ? e->total - e->correct : e->correct;
	if (metric->kind == OF_ROWS)
		return true;
	/* Over all classes of single labels these are the share of right rows. */
	if (metric->kind == OF_AVERAGE && metric->average == MREG_MICRO && metric->metric != MREG_JACCARD)
		return !mreg_multilabel(e->c);
	if (metric->kind != OF_CLASS)
		return false;
	class = ClassOf(e, metric);
	fp = class.p - class.tp;
	fn = class.t - class.tp;
	switch (metric->metric)
	{
		case MREG_PRECISION:
		case MREG_FALSE_DISCOVERY_RATE:
			*n = class.p;
			*successes = metric->metric == MREG_PRECISION ? class.tp : fp;
			return true;
		case MREG_RECALL:
		case MREG_FALSE_NEGATIVE_RATE:
			*n = class.t;
			*successes = metric->metric == MREG_RECALL ? class.tp : fn;
			return true;
		case MREG_SPECIFICITY:
		case MREG_FALSE_POSITIVE_RATE:
			*n = class.tn + fp;
			*successes = metric->metric == MREG_SPECIFICITY ? class.tn : fp;
			return true;
		case MREG_NEGATIVE_PREDICTIVE_VALUE:
		case MREG_FALSE_OMISSION_RATE:
			*n = class.tn + fn;
			*successes = metric->metric == MREG_NEGATIVE_PREDICTIVE_VALUE ? class.tn : fn;
			return true;
		case MREG_PREVALENCE:
			*successes = class.t;
			return true;
		default:
			return false;
	}
}

/* Brings the number that belongs at a place in ascending order there: none greater is before it, none less behind. */
static void
Select(double *a, int n, int place)
{
	int first = 0;
	int last = n - 1;

	while (first < last)
	{
		double pivot = a[first + (last - first) / 2];
		int i = first;
		int j = last;

		while (i <= j)
		{
			while (a[i] < pivot)
				i++;
			while (a[j] > pivot)
				j--;
			if (i <= j)
			{
				double swap = a[i];

				a[i++] = a[j];
				a[j--] = swap;
			}
		}
		if (place <= j)
			last = j;
		else if (place >= i)
			first = i;
		else
			return;
	}
}

/* A quantile of numbers that it reorders, linear between the two nearest. */
static double
Quantile(double *a, int n, double q)
{
	int below = (int) (q * (n - 1));

	Select(a, n, below);
	if (below + 1 < n)
		Select(a + below + 1, n - below - 1, 0);
	return mreg_sorted_quantile(a, n, q);
}

/*
 * Sets the bounds of the metrics that wait for them (index of each into metrics): quantiles over replicates of the
 * confusion, as many rows drawn anew from its cells.  The draws are those of score_interval with its defaults.
 */
static void
Bootstrap(Evaluation *e, const int *waiting, int nwaiting, double confidence, MetricRow *rows)
{
	const MregConfusion *c = e->c;
	MregConfusion *drawn = palloc(VARSIZE(c));
	MregConfusion *part;
	MregCell *cells;
	int64 *counts;
	MregTrial *trials;
	double *values = palloc((Size) nwaiting * REPLICATES * sizeof(double));
	int *kept = palloc0(nwaiting * sizeof(int));
	MregRandom random;
	int64 total = 0;

	memcpy(drawn, c, VARSIZE(c));
	part = mreg_multilabel(drawn) ? mreg_part(drawn, MREG_ROWS) : drawn;
	if (part->ncells > MOST_CELLS)
		return;
	counts = palloc(part->ncells * sizeof(int64));
	trials = palloc(part->ncells * sizeof(MregTrial));
	cells = (MregCell *) mreg_closed_cells(part);
	for (uint32 k = 0; k < part->ncells; k++)
		total += counts[k] = cells[k].u.n;
	mreg_multinomial_plan(counts, part->ncells, total, trials);
	mreg_random_seed(&random, SEED);
	if (mreg_multilabel(drawn))
		e->list.rows = part;
	for (int b = 0; b < REPLICATES; b++)
	{
		CHECK_FOR_INTERRUPTS();
		mreg_random_multinomial(&random, trials, part->ncells, total, counts);
		for (uint32 k = 0; k < part->ncells; k++)
			cells[k].u.n = counts[k];
		TakeSums(e, drawn);
		for (int w = 0; w < nwaiting; w++)
		{
			double value = ValueOf(e, &e->metrics[waiting[w]], drawn);

			if (!isnan(value))
				values[(Size) w * REPLICATES + kept[w]++] = value;
		}
	}
	for (int w = 0; w < nwaiting; w++)
	{
		double *drawn_values = values + (Size) w * REPLICATES;
		MetricRow *row = &rows[waiting[w]];

		if (kept[w] == 0 || isnan(row->value))
			continue;
		row->lower = Quantile(drawn_values, kept[w], (1 - confidence) / 2);
		row->upper = Quantile(drawn_values, kept[w], 1 - (1 - confidence) / 2);
	}
	pfree(values);
	pfree(trials);
	pfree(counts);
	pfree(drawn);
}

/* Appends all metrics that are on the list. */
static void
PutMetrics(FunctionCallInfo fcinfo, Evaluation *e, int64 n, bool has_intervals, double confidence)
{
	MetricRow *rows = palloc(e->nmetrics * sizeof(MetricRow) + 1);
	int *waiting = palloc(e->nmetrics * sizeof(int) + 1);
	int nwaiting = 0;

	has_intervals = has_intervals && !mreg_weighted(e->c);
	TakeSums(e, e->c);
	for (int k = 0; k < e->nmetrics; k++)
	{
		const Metric *metric = &e->metrics[k];
		MetricRow *row = &rows[k];
		double successes;
		double of;

		*row = (MetricRow) { metric->name, ValueOf(e, metric, e->c), n, NAN, NAN };
		if (!has_intervals)
			continue;
		if (ProportionOf(e, metric, &successes, &of))
		{
			row->n = (int64) of;
			if (of > 0)
				mreg_wilson(successes, of, confidence, &row->lower, &row->upper);
		}
		/* Of rows with sets of labels the confusion tells what the rows look like, not with which labels. */
		else if (!mreg_multilabel(e->c) || (metric->kind == OF_AVERAGE && metric->average == MREG_SAMPLES))
			waiting[nwaiting++] = k;
	}
	if (nwaiting > 0 && e->total > 0)
		Bootstrap(e, waiting, nwaiting, confidence, rows);
	for (int k = 0; k < e->nmetrics; k++)
		PutMetric(fcinfo, &rows[k]);
}

/* The index of the positive class, MREG_NO_LABEL where it has no rows. */
static uint32
PositiveClass(const MregConfusion *c, const char *positive)
{
	LabelValue label;

	if (c->kind == MREG_LABEL_NONE)
		return MREG_NO_LABEL;
	LabelFromText(c, positive, strlen(positive), &label);
	return FindLabel(c, &label);
}

MREG_FUNCTION(mreg_confusion_metrics);

/*
 * (confusion, positive, n, has_intervals, confidence, only): the metrics of a confusion; of two classes where positive
 * is given; only the one named only where that is given.
 */
Datum
mreg_confusion_metrics(PG_FUNCTION_ARGS)
{
	Evaluation e = { 0 };
	double confidence;
	Size nlabels;

	if (PG_ARGISNULL(2) || PG_ARGISNULL(3) || PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("n, has_intervals and confidence must not be NULL")));
	confidence = MetricConfidenceArg(fcinfo, 4);
	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	e.c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	e.only = PG_ARGISNULL(5) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(5));
	ListClasses(e.c, NULL, &e.list);
	nlabels = LabelsOf(e.c)->nlabels;
	e.sums = palloc(nlabels * sizeof(MregClass) + 1);
	e.classes = palloc(e.list.n * sizeof(MregClass) + 1);
	e.work = palloc(mreg_agreement_worksize(nlabels));
	e.metrics = palloc(MOST_METRICS * sizeof(Metric));
	WantCommon(&e);
	if (PG_ARGISNULL(1))
		WantAverages(&e);
	else
		WantBinary(&e, PositiveClass(e.c, text_to_cstring(PG_GETARG_TEXT_PP(1))));
	PutMetrics(fcinfo, &e, PG_GETARG_INT64(2), PG_GETARG_BOOL(3), confidence);
	return (Datum) 0;
}
