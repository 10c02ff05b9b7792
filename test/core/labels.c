/* labels.c: sets of labels against a plain model, metrics of all classes, resampling, and damaged values. */
#include "check.h"
#include "../fuzz/labels.c"
#include "core/resample.h"

#define LABELS 40
#define ROWS 3000

/* A row of the model: which labels are true, which predicted. */
typedef struct ModelRow
{
	bool is_true[LABELS];
	bool is_pred[LABELS];
	bool is_out; /* taken out again */
	double w;
} ModelRow;

static MregConfusion *
make_multi(uint8_t kind, uint8_t flags)
{
	MregMultiPlan plan;
	MregConfusion *m;

	must(mreg_multi_plan(&plan, kind, flags), "an empty value has a plan");
	m = malloc(plan.size);
	mreg_multi_init(m, &plan);
	m->vl_len_ = (int32_t) plan.size;
	return m;
}

static MregConfusion *
grow(MregConfusion *m, MregPart part, uint64_t text)
{
	MregMultiPlan plan;
	MregConfusion *larger;

	must(mreg_multi_plan_growth(&plan, m, part, text, false), "a value has a plan to grow");
	larger = malloc(plan.size);
	mreg_multi_rebuild(m, larger, &plan);
	larger->vl_len_ = (int32_t) plan.size;
	free(m);
	return larger;
}

/* Enters label k of the model, as an integer or as a text of any length. */
static MregConfusion *
intern(MregConfusion *m, uint32_t k, uint32_t *index)
{
	char text[64];
	uint32_t len = (uint32_t) sprintf(text, "%.*s%u", (int) (k % 20), "twenty common letters", k);
	MregStatus status;

	for (;;)
	{
		if (m->kind == MREG_LABEL_TEXT)
			status = mreg_intern_text(mreg_open_part(m, MREG_LABELS), text, len, index);
		else
			status = mreg_intern_integer(mreg_open_part(m, MREG_LABELS), (int64_t) k - 5, index);
		if (status == MREG_OK)
			return m;
		m = grow(m, MREG_LABELS, len);
	}
}

/* The sets of a row, each label twice, in no order. */
static MregConfusion *
row_sets(MregConfusion *m, const ModelRow *row, MregSets *sets, uint32_t *indexes)
{
	sets->y_true = indexes;
	sets->y_pred = indexes + 2 * LABELS;
	sets->n_true = sets->n_pred = 0;
	for (uint32_t twice = 0; twice < 2 * LABELS; twice++)
	{
		uint32_t k = twice * 7 % LABELS;

		if (row->is_true[k])
			m = intern(m, k, &sets->y_true[sets->n_true++]);
		if (row->is_pred[k])
			m = intern(m, k, &sets->y_pred[sets->n_pred++]);
	}
	mreg_sets_order(sets);
	return m;
}

static MregConfusion *
add_row(MregConfusion *m, const ModelRow *row)
{
	uint32_t indexes[4 * LABELS];
	MregSets sets;
	MregPart part;
	MregStatus status;

	m = row_sets(m, row, &sets, indexes);
	while ((status = mreg_multi_make_room(m, &sets, &part)) == MREG_GROW)
		m = grow(m, part, 1);
	must(status == MREG_OK && mreg_multi_add(m, &sets, row->w) == MREG_OK, "a row is added");
	return m;
}

/* Both parts closed behind a head. */
static MregConfusion *
close_multi(const MregConfusion *m, size_t *size)
{
	MregClose close[2];
	char *work[2];
	MregConfusion *closed;

	for (int k = 0; k < 2; k++)
	{
		work[k] = malloc(mreg_close_worksize(mreg_part(m, (MregPart) k)) + 1);
		must(mreg_close_prepare(&close[k], mreg_part(m, (MregPart) k), work[k]) == MREG_OK, "a part can be closed");
	}
	*size = sizeof(MregConfusion) + close[0].size + close[1].size;
	closed = malloc(*size);
	closed->textlen = (uint32_t) close[0].size;
	for (int k = 0; k < 2; k++)
	{
		mreg_close_write(&close[k], mreg_part(closed, (MregPart) k));
		free(work[k]);
	}
	mreg_multi_head(closed, m->flags, close[0].size, close[1].size);
	return closed;
}

/* Do the sums of every label and of the rows equal those of the model? */
static bool
same_as_model(const MregConfusion *m, const ModelRow *rows)
{
	static const MregZeroDivision zero = { false, 0 };
	const MregConfusion *labels = mreg_part(m, MREG_LABELS);
	uint32_t none = mreg_none_label(labels);
	MregClass *classes = malloc((labels->nlabels + 1) * sizeof(MregClass));
	MregClass model[LABELS];
	double total = 0;
	double jaccard = 0;
	bool same = true;

	memset(model, 0, sizeof(model));
	for (int r = 0; r < ROWS; r++)
	{
		int both = 0;
		int either = 0;

		if (rows[r].is_out)
			continue;
		total += rows[r].w;
		for (int k = 0; k < LABELS; k++)
		{
			model[k].t += rows[r].is_true[k] ? rows[r].w : 0;
			model[k].p += rows[r].is_pred[k] ? rows[r].w : 0;
			model[k].tp += rows[r].is_true[k] && rows[r].is_pred[k] ? rows[r].w : 0;
			both += rows[r].is_true[k] && rows[r].is_pred[k];
			either += rows[r].is_true[k] || rows[r].is_pred[k];
		}
		jaccard += either > 0 ? rows[r].w * both / either : 0;
	}
	mreg_class_sums(m, classes);
	for (uint32_t k = 0; k < labels->nlabels; k++)
	{
		char text[64];
		uint32_t len;
		const char *p;
		int v;

		if (k == none)
			continue;
		if (m->kind == MREG_LABEL_TEXT)
		{
			p = mreg_label_text(labels, k, &len);
			memcpy(text, p, len);
			text[len] = '\0';
			v = atoi(text + strcspn(text, "0123456789"));
		}
		else
			v = (int) mreg_label_integer(labels, k) + 5;
		same = same && classes[k].t == model[v].t && classes[k].p == model[v].p && classes[k].tp == model[v].tp &&
			classes[k].tn == total - model[v].t - model[v].p + model[v].tp;
		memset(&model[v], 0, sizeof(model[v]));
	}
	for (int k = 0; k < LABELS; k++)
		same = same && model[k].t == 0 && model[k].p == 0;
	free(classes);
	jaccard = jaccard / total - mreg_samples_score(MREG_JACCARD, 1, mreg_part(m, MREG_ROWS), zero).value;
	return same && fabs(jaccard) < 1e-12;
}

/* Rows with sets of labels, in and out again, closed and checked. */
static void
test_sets(uint8_t kind, uint8_t flags)
{
	ModelRow *rows = calloc(ROWS, sizeof(ModelRow));
	MregConfusion *m = make_multi(kind, flags);
	MregConfusion *closed;
	MregConfusion *damaged;
	double *work;
	size_t size;
	int passed = 0;

	for (int r = 0; r < ROWS; r++)
	{
		uint32_t share = below(12);

		rows[r].w = flags & MREG_WEIGHTED ? (1 + below(64)) / 16.0 : 1;
		for (uint32_t k = 0; k < LABELS; k++)
		{
			rows[r].is_true[k] = below(20) < share && k <= (uint32_t) r;
			rows[r].is_pred[k] = below(3) > 0 ? rows[r].is_true[k] : below(20) < share;
		}
		m = add_row(m, &rows[r]);
	}
	check(mreg_multi_check(m, (uint32_t) m->vl_len_), "an open value passes its check");
	check(same_as_model(m, rows), "its sums are those of the model");
	if (flags == 0)
	{
		uint32_t indexes[4 * LABELS];
		MregSets sets;

		for (int r = 0; r < ROWS; r += 3)
		{
			m = row_sets(m, &rows[r], &sets, indexes);
			rows[r].is_out = mreg_multi_take(m, &sets) == MREG_OK;
		}
		check(same_as_model(m, rows), "and after a third of the rows was taken out");
	}
	closed = close_multi(m, &size);
	work = malloc((mreg_part(closed, MREG_LABELS)->nlabels + 1) * sizeof(double));
	check(mreg_multi_check(closed, size) && mreg_multi_sound(closed, work), "closed it passes its checks");
	check(same_as_model(closed, rows), "and has the sums of the model");
	check(!mreg_multi_check(closed, size - 1) && !mreg_multi_check(closed, size + 8),
		  "too short or too long it does not");
	damaged = malloc(size);
	for (int k = 0; k < 4000; k++)
	{
		memcpy(damaged, closed, size);
		((uint8_t *) damaged)[below((uint32_t) size)] ^= (uint8_t) (1 << below(8));
		passed += mreg_multi_check(damaged, size) && mreg_multi_sound(damaged, work);
		LLVMFuzzerTestOneInput((uint8_t *) damaged, size);
	}
	check(passed < 4000, "damaged values are read without harm or not at all");
	free(damaged);
	free(work);
	free(closed);
	free(m);
	free(rows);
}

/* A closed confusion of integer labels from a matrix. */
static MregConfusion *
of_matrix(const int64_t *n, uint32_t labels)
{
	MregPlan plan;
	MregOpenConfusion *o;
	MregConfusion *closed;
	uint32_t index;

	must(mreg_plan_open(&plan, MREG_LABEL_INTEGER, 0, labels, (uint64_t) labels * labels, 0), "there is a plan");
	o = malloc(plan.size);
	mreg_open_init(o, &plan);
	for (uint32_t k = 0; k < labels; k++)
		must(mreg_intern_integer(o, k, &index) == MREG_OK, "a label is entered");
	for (uint32_t i = 0; i < labels * labels; i++)
		must(mreg_add_count(o, i / labels, i % labels, n[i]) == MREG_OK, "a cell is filled");
	closed = closed_copy(&o->head);
	free(o);
	return closed;
}

/* Matthews' coefficient and kappa, also where counts leave the range of doubles. */
static void
test_agreement(void)
{
	static const int64_t small[] = { 2, 0, 0, 1, 0, 1, 0, 2, 0 };
	static const int64_t large[] = { INT64_C(3000000000000000000), 1, 0, INT64_C(3000000000000000000) };
	double work[64];
	MregConfusion *c = of_matrix(small, 3);

	check(mreg_matthews(c, work).value == 0, "Matthews' coefficient of a golden example");
	check(mreg_kappa(c, MREG_UNWEIGHTED, NULL, 3, work).value == 0 &&
			  fabs(mreg_kappa(c, MREG_LINEAR, NULL, 3, work).value - 0.25) < 1e-15 &&
			  fabs(mreg_kappa(c, MREG_QUADRATIC, NULL, 3, work).value - 0.5) < 1e-15,
		  "the three kappas of a golden example");
	free(c);
	c = of_matrix(large, 2);
	check(fabs(mreg_matthews(c, work).value - 1) < 1e-15, "Matthews' coefficient of six quintillion rows");
	free(c);
}

/* Chi-square of binomial draws against their probabilities, in standard deviations. */
static double
deviation(int n, double p)
{
	enum
	{
		DRAWS = 200000
	};
	double *seen = calloc((size_t) n + 1, sizeof(double));
	MregRandom random;
	double chi2 = 0;
	int df = -1;

	mreg_random_seed(&random, n);
	for (int k = 0; k < DRAWS; k++)
		seen[mreg_random_binomial(&random, n, p)]++;
	for (int k = 0; k <= n; k++)
	{
		double expected = DRAWS * exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + k * log(p) +
									  (n - k) * log1p(-p));

		if (expected < 10)
			continue;
		chi2 += (seen[k] - expected) * (seen[k] - expected) / expected;
		df++;
	}
	free(seen);
	return (chi2 - df) / sqrt(2.0 * df);
}

/* The generator, its binomials and the quantiles. */
static void
test_resampling(void)
{
	static const int64_t counts[] = { 50, 8, 0, 12, 30 };
	static const double sorted[] = { 1, 2, 4, 8 };
	MregRandom random = { { 1, 2, 3, 4 } };
	MregTrial trials[5];
	int64_t drawn[5];
	bool right = true;
	double apart = 0;
	double beyond = 0;

	right = mreg_random_next(&random) == 11520 && mreg_random_next(&random) == 0 &&
		mreg_random_next(&random) == 1509978240 && mreg_random_next(&random) == UINT64_C(1215971899390074240);
	check(right, "the generator gives the numbers that its authors publish");
	check(deviation(5, 0.3) < 4 && deviation(20, 0.9) < 4 && deviation(30, 0.5) < 4 && deviation(1000, 0.009) < 4 &&
			  deviation(1000, 0.011) < 4 && deviation(400, 0.7) < 4 && deviation(100000, 0.4) < 4,
		  "binomial draws have their probabilities");
	mreg_multinomial_plan(counts, 5, 100, trials);
	mreg_random_seed(&random, 42);
	for (int k = 0; k < 1000; k++)
	{
		mreg_random_multinomial(&random, trials, 5, 100, drawn);
		right = right && drawn[0] + drawn[1] + drawn[2] + drawn[3] + drawn[4] == 100 && drawn[2] == 0;
	}
	check(right, "multinomial draws have as many rows, and none where there are none");
	for (int k = 0; k < 200000; k++)
	{
		/* Both ways of deciding about a draw meet at 24 from the mode. */
		int64_t draw = mreg_random_binomial(&random, 4000, 0.05);

		apart += (draw - 200) * (draw - 200) / 190.0;
		beyond += llabs(draw - 200) > 24;
	}
	check(fabs(apart / 200000 - 1) < 0.02 && fabs(beyond / 200000 - 0.07533) < 0.002,
		  "far from the mode and near it alike");
	check(drawn[0] == 51 && drawn[1] == 13 && drawn[3] == 6,
		  "one seed gives the same thousandth draw everywhere");
	check(mreg_sorted_quantile(sorted, 4, 0) == 1 && mreg_sorted_quantile(sorted, 4, 1) == 8 &&
			  mreg_sorted_quantile(sorted, 4, 0.5) == 3 && mreg_sorted_quantile(sorted, 1, 0.3) == 1,
		  "quantiles are linear between neighbours");
}

int
main(void)
{
	seed = 7;
	test_sets(MREG_LABEL_INTEGER, 0);
	test_sets(MREG_LABEL_TEXT, 0);
	test_sets(MREG_LABEL_INTEGER, MREG_WEIGHTED);
	test_sets(MREG_LABEL_TEXT, MREG_WEIGHTED);
	test_agreement();
	test_resampling();
	test_corpus("labels");
	printf("1..%d\n", tests);
	return failures > 0;
}
