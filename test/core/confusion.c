/* confusion.c: the confusion of src/core against a plain model, with blocks of exact size for the sanitizers. */
#include "check.h"
#include "core/confusion.h"
#include "core/scores.h"

static MregOpenConfusion *
make_open(uint8_t kind, uint8_t flags)
{
	MregPlan plan;
	MregOpenConfusion *o;

	mreg_plan_open(&plan, kind, flags, 0, 0, 0);
	o = malloc(plan.size);
	mreg_open_init(o, &plan);
	o->head.vl_len_ = (int32_t) plan.size;
	return o;
}

static MregOpenConfusion *
grow(MregOpenConfusion *o, uint64_t text, bool compact)
{
	MregPlan plan;
	MregOpenConfusion *larger;

	if (!mreg_plan_growth(&plan, o, text, compact))
		abort();
	larger = malloc(plan.size);
	mreg_open_rebuild(o, larger, &plan);
	larger->head.vl_len_ = (int32_t) plan.size;
	free(o);
	return larger;
}

static MregConfusion *
close_open(const MregConfusion *c)
{
	MregClose close;
	char *work = malloc(mreg_close_worksize(c));
	MregConfusion *closed;

	if (mreg_close_prepare(&close, c, work) != MREG_OK)
		abort();
	closed = malloc(close.size);
	closed->vl_len_ = 0;
	mreg_close_write(&close, closed);
	closed->vl_len_ = (int32_t) close.size;
	free(work);
	return closed;
}

static MregOpenConfusion *
merge(MregOpenConfusion *o, const MregConfusion *src)
{
	MregMerge m;
	uint32_t *map = malloc(src->nlabels * sizeof(uint32_t) + 1);
	uint32_t len;

	o->head.kind = src->kind;
	mreg_merge_start(&m, src, map);
	while (mreg_merge_step(&m, o) != MREG_OK)
	{
		len = 0;
		if (src->kind == MREG_LABEL_TEXT && m.mapped < src->nlabels)
			mreg_label_text(src, m.mapped, &len);
		o = grow(o, len, false);
	}
	free(map);
	return o;
}

/* Text of a label: of many lengths, with common beginnings. */
static uint32_t
label_text(int64_t value, char *into)
{
	return (uint32_t) sprintf(into, "%.*s%lld", (int) (value * 7 % 23), "a common beginning here", (long long) value);
}

static MregOpenConfusion *
count_row(MregOpenConfusion *o, int64_t a, int64_t b)
{
	char p[64];
	char q[64];

	if (o->head.kind == MREG_LABEL_TEXT)
	{
		uint32_t plen = label_text(a, p);
		uint32_t qlen = label_text(b, q);

		while (mreg_count_texts(o, p, plen, q, qlen) != MREG_OK)
			o = grow(o, plen + qlen, true);
		return o;
	}
	while (mreg_count_integers(o, a, b) != MREG_OK)
		o = grow(o, 0, true);
	return o;
}

static void
remove_row(MregOpenConfusion *o, int64_t a, int64_t b)
{
	char p[64];
	uint32_t i;
	uint32_t j;

	if (o->head.kind == MREG_LABEL_TEXT)
	{
		i = mreg_find_text(o, p, label_text(a, p));
		j = mreg_find_text(o, p, label_text(b, p));
	}
	else
	{
		i = mreg_find_integer(o, a);
		j = mreg_find_integer(o, b);
	}
	if (i == MREG_NO_LABEL || j == MREG_NO_LABEL || mreg_take_count(o, i, j, 1) != MREG_OK)
		abort();
}

/* Number of a label of the model in a closed value, or MREG_NO_LABEL. */
static uint32_t
find_closed(const MregConfusion *c, int64_t value)
{
	char p[64];

	if (c->kind != MREG_LABEL_TEXT)
		return mreg_closed_find_integer(c, value);
	return mreg_closed_find_text(c, p, label_text(value, p));
}

/* Does a closed value hold the counts of the model, a matrix of k x k? */
static bool
same_as_model(const MregConfusion *c, const int64_t *model, uint32_t k)
{
	const MregCell *cells = mreg_closed_cells(c);
	uint32_t used = 0;

	for (uint32_t a = 0; a < k; a++)
	{
		for (uint32_t b = 0; b < k; b++)
		{
			uint32_t i = find_closed(c, a);
			uint32_t j = find_closed(c, b);
			bool found = false;

			if (model[a * k + b] == 0)
				continue;
			used++;
			for (uint32_t n = 0; n < c->ncells && !found; n++)
				found = cells[n].i == i && cells[n].j == j && cells[n].u.n == model[a * k + b];
			if (!found)
				return false;
		}
	}
	return used == c->ncells;
}

/* Counts random rows of k labels, takes half of them out, merges; compares with the model every time. */
static void
against_model(uint8_t kind, uint32_t k, uint32_t rows)
{
	char what[128];
	int64_t *model = calloc((size_t) k * k, sizeof(int64_t));
	uint32_t *a = malloc(rows * sizeof(uint32_t));
	uint32_t *b = malloc(rows * sizeof(uint32_t));
	MregOpenConfusion *o = make_open(kind, 0);
	MregOpenConfusion *part = make_open(kind, 0);
	MregOpenConfusion *sum;
	MregConfusion *closed;
	MregConfusion *again;
	bool good;

	for (uint32_t r = 0; r < rows; r++)
	{
		a[r] = below(k);
		b[r] = below(2) ? a[r] : below(k);
		model[a[r] * k + b[r]]++;
		o = count_row(o, a[r], b[r]);
		if (r % 3 == 0)
			part = count_row(part, a[r], b[r]);
	}
	closed = close_open(&o->head);
	good = mreg_open_check(&o->head, (uint32_t) o->head.vl_len_) &&
		   mreg_closed_check(closed, (uint32_t) closed->vl_len_) && same_as_model(closed, model, k);
	sprintf(what, "kind %d, %u labels: counts are those of the model", kind, k);
	check(good, what);

	sum = merge(make_open(kind, 0), closed);
	again = close_open(&sum->head);
	good = again->vl_len_ == closed->vl_len_ && memcmp(again, closed, (size_t) closed->vl_len_) == 0;
	sprintf(what, "kind %d, %u labels: opened and closed again it is the same", kind, k);
	check(good, what);
	free(again);

	sum = merge(sum, &part->head);
	good = mreg_subtract(sum, &part->head) == MREG_OK;
	again = close_open(&sum->head);
	good = good && again->vl_len_ == closed->vl_len_ && memcmp(again, closed, (size_t) closed->vl_len_) == 0;
	sprintf(what, "kind %d, %u labels: (a + b) - b is a", kind, k);
	check(good, what);
	good = mreg_subtract(part, closed) == MREG_MISSING;
	sprintf(what, "kind %d, %u labels: a part does not hold the whole", kind, k);
	check(good, what);
	free(again);
	free(closed);

	for (uint32_t r = 0; r < rows; r++)
	{
		if (r % 2 == 0)
			continue;
		remove_row(o, a[r], b[r]);
		model[a[r] * k + b[r]]--;
	}
	closed = close_open(&o->head);
	sprintf(what, "kind %d, %u labels: after half of the rows left", kind, k);
	check(mreg_closed_check(closed, (uint32_t) closed->vl_len_) && same_as_model(closed, model, k), what);
	free(closed);
	free(sum);
	free(part);
	free(o);
	free(a);
	free(b);
	free(model);
}

/* A frame that moves over ever new labels stays small. */
static void
moving_frame(uint8_t kind)
{
	MregOpenConfusion *o = make_open(kind, 0);
	MregConfusion *closed;
	const uint32_t frame = 100;

	for (uint32_t r = 0; r < 50000; r++)
	{
		o = count_row(o, r, r + 1);
		if (r >= frame)
			remove_row(o, r - frame, r - frame + 1);
	}
	closed = close_open(&o->head);
	check(closed->ncells == frame && closed->nlabels == frame + 1, "a moving frame holds its own rows");
	check(o->head.vl_len_ < 64 * 1024, "a moving frame does not grow with the labels that left it");
	free(closed);
	free(o);
}

/* Damaged values are refused, or can be read, merged and closed without harm. */
static void
damaged(uint8_t kind, uint32_t k, bool open)
{
	MregOpenConfusion *o = make_open(kind, 0);
	MregConfusion *c;
	size_t size;
	uint32_t refused = 0;

	for (uint32_t r = 0; r < 3 * k; r++)
		o = count_row(o, below(k), below(k));
	c = open ? &o->head : close_open(&o->head);
	size = (size_t) c->vl_len_;
	for (uint32_t n = 0; n < 20000; n++)
	{
		size_t kept = below(8) ? size : below((uint32_t) size);
		MregConfusion *copy = malloc(kept > 0 ? kept : 1);
		uint32_t flips = 1 + below(4);

		memcpy(copy, c, kept);
		while (flips-- > 0 && kept > 4)
			((uint8_t *) copy)[4 + below(below(2) ? (uint32_t) kept - 4 : (kept < 60 ? (uint32_t) kept - 4 : 56))] ^=
				(uint8_t) (1u << below(8));
		if (kept < sizeof(MregConfusion) ||
			!(copy->form == MREG_OPEN ? mreg_open_check(copy, kept) : mreg_closed_check(copy, kept)))
			refused++;
		else
		{
			MregClass *classes = malloc(copy->nlabels * sizeof(MregClass) + 1);
			double total;
			double correct;
			MregClose close;
			char *work = malloc(mreg_close_worksize(copy) + 1);

			if (copy->kind == kind && !mreg_weighted(copy))
			{
				MregOpenConfusion *sum = merge(make_open(kind, 0), copy);

				free(sum);
				mreg_class_sums(copy, classes);
				mreg_totals(copy, &total, &correct);
			}
			(void) mreg_close_prepare(&close, copy, work);
			free(work);
			free(classes);
		}
		free(copy);
	}
	check(refused > 1000, open ? "damaged open values are refused or harmless" :
								 "damaged closed values are refused or harmless");
	if (!open)
		free(c);
	free(o);
}

/* Sums of weights are the same in any order and split, and counts join them exactly. */
static void
weights(void)
{
	MregOpenConfusion *serial = make_open(MREG_LABEL_INTEGER, MREG_WEIGHTED);
	MregOpenConfusion *parts[2];
	MregOpenConfusion *counts = make_open(MREG_LABEL_INTEGER, 0);
	MregConfusion *a;
	MregConfusion *b;
	uint32_t i;

	parts[0] = make_open(MREG_LABEL_INTEGER, MREG_WEIGHTED);
	parts[1] = make_open(MREG_LABEL_INTEGER, MREG_WEIGHTED);
	for (int r = 0; r < 100000; r++)
	{
		double w = ldexp((double) below(1000000) + 1, (int) below(60) - 30) / 3;
		MregOpenConfusion *part = parts[below(2)];

		(void) mreg_intern_integer(serial, 0, &i);
		(void) mreg_add_weight(serial, i, i, w, 0);
		(void) mreg_intern_integer(part, 0, &i);
		(void) mreg_add_weight(part, i, i, w, 0);
	}
	parts[1] = merge(parts[1], &parts[0]->head);
	a = close_open(&serial->head);
	b = close_open(&parts[1]->head);
	check(mreg_closed_cells(a)[0].u.w == mreg_closed_cells(b)[0].u.w, "weights in two parts sum to the same bits");
	free(a);
	free(b);

	(void) mreg_intern_integer(counts, 0, &i);
	(void) mreg_add_count(counts, i, i, INT64_MAX);
	check(mreg_add_count(counts, i, i, 1) == MREG_OVERFLOW, "a count that overflows is told");
	check(mreg_count_integers(counts, 0, 0) == MREG_OVERFLOW, "a row beyond the last count is told");
	serial = merge(serial, &counts->head);
	check(mreg_add_weight(serial, 0, 0, 1e308, 0) == MREG_OK &&
			  mreg_add_weight(serial, 0, 0, 1e308, 0) == MREG_OVERFLOW,
		  "a sum of weights that overflows is told");
	free(serial);
	free(parts[0]);
	free(parts[1]);
	free(counts);
}

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-12 * fabs(b);
}

/* Scores of one class and averages, with everything that can be undefined. */
static void
scores(void)
{
	static const MregZeroDivision null = { true, 0 };
	static const MregZeroDivision nan = { false, NAN };
	MregClass classes[] = { { 2, 2, 3, 0, 1, 0 }, { 0, 2, 1, 0, 1, 2 }, { 0, 0, 0, 0, 0, 0 } };
	double work[6];
	double tenths[1000];

	check(near(mreg_class_score(MREG_PRECISION, 1, &classes[0], null).value, 2.0 / 3), "precision");
	check(near(mreg_class_score(MREG_RECALL, 1, &classes[0], null).value, 1), "recall");
	check(near(mreg_class_score(MREG_FBETA, 2, &classes[0], null).value, 10.0 / 11), "F2");
	check(near(mreg_class_score(MREG_FBETA, 0, &classes[0], null).value, 2.0 / 3), "F0 is precision");
	check(near(mreg_class_score(MREG_FBETA, INFINITY, &classes[0], null).value, 1), "F of infinite beta is recall");
	check(near(mreg_class_score(MREG_FBETA, 1e200, &classes[0], null).value, 1), "F of a beta whose square overflows");
	check(mreg_class_score(MREG_FBETA, 1, &classes[2], null).is_null, "F of a class without rows is undefined");
	check(near(mreg_average_score(MREG_FBETA, 1, MREG_MACRO, classes, 3, null, work).value, 0.8 / 3),
		  "undefined counts as 0 in an average");
	check(near(mreg_average_score(MREG_FBETA, 1, MREG_MACRO, classes, 3, nan, work).value, 0.4),
		  "NaN is left out of an average");
	check(isnan(mreg_average_score(MREG_FBETA, 1, MREG_MACRO, &classes[2], 1, nan, work).value),
		  "an average of NaN alone is NaN");
	check(near(mreg_average_score(MREG_RECALL, 1, MREG_WEIGHTED_AVERAGE, classes, 3, null, work).value, 0.5),
		  "weighted recall is accuracy");
	check(mreg_average_score(MREG_RECALL, 1, MREG_MICRO, classes, 0, null, work).is_null, "no class, no average");
	for (int k = 0; k < 1000; k++)
		tenths[k] = 0.1;
	check(near(mreg_pairwise_sum(tenths, 1000), 100), "a pairwise sum of many");
}

int
main(void)
{
	static const uint32_t labels[] = { 1, 2, 3, 8, 63, 64, 65, 130, 300 };

	for (size_t k = 0; k < sizeof(labels) / sizeof(labels[0]); k++)
	{
		against_model(MREG_LABEL_INTEGER, labels[k], labels[k] * 20);
		against_model(MREG_LABEL_TEXT, labels[k], labels[k] * 20);
	}
	moving_frame(MREG_LABEL_INTEGER);
	moving_frame(MREG_LABEL_TEXT);
	damaged(MREG_LABEL_INTEGER, 5, false);
	damaged(MREG_LABEL_TEXT, 5, false);
	damaged(MREG_LABEL_TEXT, 5, true);
	damaged(MREG_LABEL_INTEGER, 100, true);
	weights();
	scores();
	printf("1..%d\n# %d passed, %d failed\n", tests, tests - failures, failures);
	return failures > 0;
}
