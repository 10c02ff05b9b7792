/* curve.c: the score curve of src/core against a plain model, with blocks of exact size for the sanitizers. */
#include <float.h>

#include "check.h"
#include "../fuzz/curve.c"

/* A pseudo-random finite double of any size. */
static double
any_double(void)
{
	for (;;)
	{
		uint64_t u = random_bits() ^ (random_bits() << 1);
		double d;

		memcpy(&d, &u, sizeof(d));
		if (isfinite(d))
			return d;
	}
}

static MregOpenCurve *
make_open(uint32_t rawcap, uint32_t groupcap, uint8_t flags)
{
	uint64_t size = mreg_curve_open_size(rawcap, groupcap, flags);
	MregOpenCurve *o = malloc(size);

	mreg_curve_open_init(o, rawcap, groupcap, flags);
	o->head.vl_len_ = (int32_t) size;
	return o;
}

static void
order(MregOpenCurve *o)
{
	uint64_t *room = malloc(mreg_curve_order_room(o) * sizeof(uint64_t));

	mreg_curve_order(o, room);
	free(room);
}

/* Closes by way of groups, with at most limit scores. */
static MregCurve *
close_groups(MregOpenCurve *o, uint32_t limit, MregStatus *status)
{
	uint64_t *room = malloc(mreg_streams_room(o) * sizeof(uint64_t));
	MregStreams streams;
	uint8_t dropped = o->head.dropped;
	uint64_t *groups;
	MregCurve *c = NULL;
	uint32_t expected;
	uint32_t n;
	uint8_t width;

	order(o);
	mreg_streams_start(&streams, o, room);
	expected = mreg_curve_survey(streams, limit, &dropped);
	groups = malloc((size_t) expected * mreg_group_words(o->head.flags) * sizeof(uint64_t));
	*status = mreg_curve_group(streams, dropped, groups, &n);
	if (*status == MREG_OK && n != expected)
		*status = MREG_MISSING;
	if (*status == MREG_OK)
		*status = mreg_curve_groups_width(groups, n, o->head.flags, &width);
	if (*status == MREG_OK)
	{
		c = malloc(mreg_curve_size(n, width));
		mreg_curve_groups_close(groups, n, o->head.flags, dropped, width, c);
	}
	free(groups);
	free(room);
	return c;
}

static uint64_t
size_of(const MregCurve *c)
{
	return mreg_curve_size(c->nscores, c->width);
}

/* Closes the rows of an ordered curve without groups. */
static MregCurve *
close_rows(MregOpenCurve *o)
{
	uint32_t n;
	uint8_t width;
	MregCurve *c;

	order(o);
	n = mreg_curve_rows_distinct(o);
	width = mreg_curve_rows_width(o);
	c = malloc(mreg_curve_size(n, width));
	mreg_curve_rows_close(o, c, n, width);
	return c;
}

/* The same but for the varlena header. */
static bool
same(const MregCurve *a, const MregCurve *b)
{
	return size_of(a) == size_of(b) && memcmp((const char *) a + 4, (const char *) b + 4, size_of(a) - 4) == 0;
}

static bool
sound(const MregCurve *c)
{
	return mreg_curve_check(c, size_of(c)) && mreg_curve_check_points(c);
}

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

static void
test_images(void)
{
	static const double edges[] = { -DBL_MAX, -1, -DBL_MIN, -4.9e-324, 0, 4.9e-324, DBL_MIN, 0.5, 1, DBL_MAX };
	bool good = true;
	uint8_t d;

	for (size_t k = 0; k < sizeof(edges) / sizeof(*edges); k++)
	{
		good &= mreg_image_score(mreg_image(edges[k])) == edges[k] && mreg_image_finite(mreg_image(edges[k]));
		good &= k == 0 || mreg_image(edges[k - 1]) < mreg_image(edges[k]);
	}
	check(good, "images keep the order of doubles and give them back");
	check(mreg_image(-0.0) == mreg_image(0.0) && !signbit(mreg_image_score(mreg_image(-0.0))), "-0 is 0");
	check(!mreg_image_finite(mreg_image(NAN)) && !mreg_image_finite(mreg_image(-NAN)) &&
			  !mreg_image_finite(mreg_image(INFINITY)) && !mreg_image_finite(mreg_image(-INFINITY)),
		  "images of NaN and infinities are told apart");
	good = true;
	for (int k = 0; k < 100000; k++)
	{
		double a = any_double();
		double b = any_double();

		d = (uint8_t) below(64);
		good &= (a < b) == (mreg_image(a) < mreg_image(b)) && mreg_image_score(mreg_image(a)) == a;
		good &= mreg_image_floor(mreg_image(a), d) <= mreg_image(a);
		good &= mreg_image_finite(mreg_image_floor(mreg_image(a), d));
		good &= mreg_image_floor(mreg_image_floor(mreg_image(a), d), d) == mreg_image_floor(mreg_image(a), d);
	}
	check(good, "any two doubles are in the order of their images, and rounding down stays rounded and finite");
	good = true;
	for (d = 0; d < 64; d++)
	{
		good &= mreg_image_score(mreg_image_floor(mreg_image(1), d)) <= 1;
		good &= mreg_image_score(mreg_image_floor(mreg_image(0.3), d)) >= 0;
	}
	check(good, "probabilities stay probabilities when rounded down");
}

static int
compare_words(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *) a;
	uint64_t y = *(const uint64_t *) b;

	return (x > y) - (x < y);
}

static void
test_sorting(void)
{
	static const size_t sizes[] = { 0, 1, 2, 16, 17, 18, 100, 1000, 5000, 70000, 300000 };
	bool good = true;
	bool stable = true;

	for (size_t k = 0; k < sizeof(sizes) / sizeof(*sizes); k++)
	{
		for (int kind = 0; kind < 7; kind++)
		{
			size_t n = sizes[k];
			uint64_t *a = malloc(n * sizeof(uint64_t));
			uint64_t *b = malloc(n * sizeof(uint64_t));
			uint64_t *pairs = malloc(2 * n * sizeof(uint64_t));
			uint64_t *room = malloc(2 * n * sizeof(uint64_t));

			for (size_t i = 0; i < n; i++)
			{
				uint64_t x = random_bits();

				a[i] = kind == 0 ? x : kind == 1 ? 7 :
								   kind == 2     ? x % 3 :
								   kind == 3     ? (uint64_t) i :
					   kind == 4 ? mreg_image((double) (x >> 11) * 0x1p-53) :
								   kind == 5     ? (uint64_t) (n - i) << 40 :
												   (x % 100 == 0 ? x : UINT64_C(0x8000000000000000));
				b[i] = a[i];
				pairs[2 * i] = a[i];
				pairs[2 * i + 1] = i;
			}
			mreg_sort_images(a, room, n);
			mreg_sort_pairs(pairs, room, n);
			qsort(b, n, sizeof(uint64_t), compare_words);
			good &= n == 0 || memcmp(a, b, n * sizeof(uint64_t)) == 0;
			for (size_t i = 0; i < n; i++)
			{
				stable &= pairs[2 * i] == b[i];
				stable &= i == 0 || pairs[2 * i - 2] < pairs[2 * i] || pairs[2 * i - 1] < pairs[2 * i + 1];
			}
			free(a);
			free(b);
			free(pairs);
			free(room);
		}
	}
	check(good, "images are sorted");
	check(stable, "pairs are sorted, stably");
}

/* Counts by score, kept plainly. */
typedef struct Model
{
	double *score;
	int64_t *pos;
	int64_t *neg;
	size_t n;
} Model;

static void
model_add(Model *m, double score, bool label, int by)
{
	size_t k = 0;

	while (k < m->n && m->score[k] != score)
		k++;
	if (k == m->n)
	{
		m->score[k] = score;
		m->pos[k] = m->neg[k] = 0;
		m->n++;
	}
	if (label)
		m->pos[k] += by;
	else
		m->neg[k] += by;
}

static bool
matches(const Model *m, const MregCurve *c)
{
	double *sorted = malloc(m->n * sizeof(double) + 1);
	size_t live = 0;
	bool good;

	for (size_t k = 0; k < m->n; k++)
	{
		if (m->pos[k] > 0 || m->neg[k] > 0)
			sorted[live++] = m->score[k];
	}
	qsort(sorted, live, sizeof(double), compare_doubles);
	good = live == c->nscores && sound(c);
	for (size_t k = 0; k < live && good; k++)
	{
		size_t i = 0;

		while (m->score[i] != sorted[k])
			i++;
		good &= mreg_curve_scores(c)[k] == sorted[k] && mreg_curve_count_at(c, true, k) == m->pos[i] &&
				mreg_curve_count_at(c, false, k) == m->neg[i];
	}
	free(sorted);
	return good;
}

/* Random additions, removals, orderings, enlargements and compactions against the model. */
static void
test_against_model(void)
{
	bool closed_good = true;
	bool rows_good = true;
	bool taken_good = true;
	bool checked = true;

	for (int round = 0; round < 300; round++)
	{
		uint32_t variety = 1 + below(200);
		Model m = { malloc(2000 * sizeof(double)), malloc(2000 * sizeof(int64_t)), malloc(2000 * sizeof(int64_t)), 0 };
		MregOpenCurve *o = make_open(4, 0, 0);
		int steps = (int) below(600);
		MregCurve *c;
		MregStatus status;

		for (int step = 0; step < steps; step++)
		{
			double score = (double) below(variety) / 7 - 3;
			bool label = below(3) == 0;
			uint32_t what = below(40);

			if (what == 0)
				order(o);
			else if (what < 8)
			{
				MregStatus expected = MREG_MISSING;

				for (size_t k = 0; k < m.n; k++)
				{
					if (m.score[k] == score && (label ? m.pos[k] : m.neg[k]) > 0)
						expected = MREG_OK;
				}
				order(o);
				status = mreg_curve_take(o, mreg_image(score), label);
				taken_good &= status == expected;
				if (status == MREG_OK)
					model_add(&m, score, label, -1);
			}
			else
			{
				while (!mreg_curve_count(o, mreg_image(score), label))
				{
					MregOpenCurve *larger;

					if (below(2) == 0)
					{
						larger = make_open(2 * o->rawcap, o->ngroups, 0);
						mreg_curve_open_copy(o, larger);
						free(o);
					}
					else if (below(2) == 0)
					{
						uint32_t rawcap = 2 * o->rawcap;
						uint64_t size = mreg_curve_open_size(rawcap, o->groupcap, 0);

						larger = realloc(o, size);
						mreg_curve_stretch(larger, rawcap);
						larger->head.vl_len_ = (int32_t) size;
					}
					else
					{
						uint64_t *room = malloc(mreg_streams_room(o) * sizeof(uint64_t));
						MregStreams streams;
						uint8_t dropped = 0;

						order(o);
						mreg_streams_start(&streams, o, room);
						larger = make_open(o->rawcap, mreg_curve_survey(streams, 1000, &dropped), 0);
						(void) mreg_curve_group(streams, dropped, mreg_open_groups(larger), &larger->ngroups);
						larger->nsorted = larger->ngroups;
						free(room);
						free(o);
					}
					o = larger;
				}
				model_add(&m, score, label, 1);
			}
			checked &= mreg_curve_open_check(&o->head, (uint32_t) o->head.vl_len_);
		}
		c = close_groups(o, 1000, &status);
		closed_good &= status == MREG_OK && matches(&m, c);
		if (o->ngroups == 0)
		{
			MregCurve *direct = close_rows(o);
			double auc;

			rows_good &= same(c, direct);
			if (o->nneg > 0 && o->npos > 0)
				rows_good &= mreg_curve_auc(c, &auc) && auc == mreg_curve_rows_auc(o);
			free(direct);
		}
		free(c);
		free(o);
		free(m.score);
		free(m.pos);
		free(m.neg);
	}
	check(closed_good, "rows, groups and their mixtures close to the counts of the model");
	check(rows_good, "rows close directly to the same bytes and have the same AUC");
	check(taken_good, "rows can be taken out exactly where they are there");
	check(checked, "every open form on the way passes the check");
}

static void
test_widths(void)
{
	static const uint32_t repeats[] = { 1, 255, 256, 65535, 65536, 70000 };
	static const uint8_t widths[] = { 1, 1, 2, 2, 4, 4 };
	bool good = true;
	MregOpenCurve *o;
	MregCurve *c;
	MregStatus status;

	for (int label = 0; label < 2; label++)
	{
		for (size_t k = 0; k < sizeof(repeats) / sizeof(*repeats); k++)
		{
			MregCurve *direct;

			o = make_open(repeats[k] + 2, 0, 0);
			for (uint32_t i = 0; i < repeats[k]; i++)
				(void) mreg_curve_count(o, mreg_image(0.5), label);
			(void) mreg_curve_count(o, mreg_image(0.25), true);
			(void) mreg_curve_count(o, mreg_image(0.75), false);
			c = close_groups(o, 100, &status);
			direct = close_rows(o);
			good &= c->width == widths[k] && same(c, direct) && sound(c);
			good &= mreg_curve_count_at(c, label, 1) == repeats[k] && mreg_curve_count_at(c, !label, 1) == 0;
			free(direct);
			free(c);
			free(o);
		}
	}
	check(good, "counts have the least width that holds them");
	o = make_open(0, 3, 0);
	mreg_curve_put_counts(o, mreg_image(1), UINT32_MAX, 0);
	c = close_groups(o, 100, &status);
	good = status == MREG_OK && c->width == 4;
	free(c);
	mreg_curve_put_counts(o, mreg_image(1), 1, INT64_MAX - 1 - (int64_t) UINT32_MAX);
	c = close_groups(o, 100, &status);
	good &= status == MREG_OK && c->width == 8 && mreg_curve_count_at(c, true, 0) == INT64_C(0x100000000) && sound(c);
	free(c);
	mreg_curve_put_counts(o, mreg_image(2), 1, 0);
	c = close_groups(o, 100, &status);
	good &= status == MREG_OVERFLOW && c == NULL;
	check(good, "counts up to the greatest int64 are held, and their sum overflows openly");
	free(o);
	good = true;
	for (uint32_t n = 0; n < 5000; n = n * 3 / 2 + 1)
	{
		o = make_open(0, n, 0);
		for (uint32_t k = 0; k < n; k++)
			mreg_curve_put_counts(o, mreg_image(k), 255, 254);
		c = close_groups(o, 5000, &status);
		good &= c->width == 1 && mreg_curve_total(c, true) == 255.0 * n && mreg_curve_total(c, false) == 254.0 * n;
		free(c);
		free(o);
	}
	check(good, "totals of small counts are right");
}

static void
test_rounding(void)
{
	bool good = true;
	bool split = true;

	for (int round = 0; round < 60; round++)
	{
		uint32_t n = 200 + below(2000);
		uint32_t limit = 16 + below(100);
		MregOpenCurve *all = make_open(n, 0, 0);
		MregOpenCurve *half[2] = { make_open(n, 0, 0), make_open(n, 0, 0) };
		MregOpenCurve *sum;
		MregCurve *exact;
		MregCurve *rounded;
		MregCurve *parts[2];
		MregCurve *merged;
		MregStatus status;
		double auc;
		double auc_rounded;
		double bound;

		for (uint32_t k = 0; k < n; k++)
		{
			double shift = round % 3 == 1 ? 0 : 0.5;
			double x = round % 3 == 0 ? any_double() : (double) (random_bits() >> 11) * 0x1p-53 - shift;
			bool label = below(4) == 0 || k == 0;

			(void) mreg_curve_count(all, mreg_image(x), label && k != 1);
			(void) mreg_curve_count(half[below(2)], mreg_image(x), label && k != 1);
		}
		exact = close_groups(all, n, &status);
		rounded = close_groups(all, limit, &status);
		good &= sound(exact) && sound(rounded);
		good &= exact->dropped == 0 && rounded->dropped > 0 && rounded->nscores <= limit;
		good &= mreg_curve_auc(exact, &auc) && mreg_curve_auc(rounded, &auc_rounded);
		good &= mreg_curve_auc_error(rounded, &bound);
		good &= fabs(auc - auc_rounded) <= bound;
		good &= mreg_curve_auc_error(exact, &bound) && bound == 0;

		parts[0] = close_groups(half[0], limit, &status);
		parts[1] = close_groups(half[1], limit, &status);
		sum = make_open(0, parts[0]->nscores + parts[1]->nscores, 0);
		split &= mreg_curve_append_closed(sum, parts[0], 0) == parts[0]->nscores;
		split &= mreg_curve_append_closed(sum, parts[1], 0) == parts[1]->nscores;
		merged = close_groups(sum, limit, &status);
		split &= same(merged, rounded);
		free(merged);
		free(parts[0]);
		free(parts[1]);
		free(sum);
		free(exact);
		free(rounded);
		free(half[0]);
		free(half[1]);
		free(all);
	}
	check(good, "rounded curves keep to the limit, and their AUC to its bound");
	check(split, "rounding parts and merging them is rounding the whole");
}

static void
test_weights(void)
{
	MregOpenCurve *o = make_open(3000, 0, MREG_WEIGHTED);
	MregOpenCurve *shuffled = make_open(3000, 10, MREG_WEIGHTED);
	MregCurve *c;
	MregCurve *d;
	MregStatus status;
	bool good = true;
	double w[3000];
	long double sum = 0;
	MregSum huge[2] = { { 1e308, 0 }, { 0, 0 } };

	for (int k = 0; k < 3000; k++)
	{
		w[k] = ldexp(0.5 + below(1000) / 3000.0, (int) below(40) - 20);
		sum += w[k];
	}
	for (int k = 0; k < 3000; k++)
	{
		good &= mreg_curve_weigh(o, mreg_image(k % 2), k % 3 == 0, w[k]);
		good &= mreg_curve_weigh(shuffled, mreg_image((2999 - k) % 2), (2999 - k) % 3 == 0, w[2999 - k]);
	}
	good &= !mreg_curve_weigh(o, mreg_image(1), true, 1);
	check(good && mreg_curve_open_check(&o->head, (uint32_t) o->head.vl_len_), "weighted rows are taken in until full");
	c = close_groups(o, 100, &status);
	d = close_groups(shuffled, 100, &status);
	check(same(c, d), "sums of weights do not depend on their order");
	check(c->nscores == 2 && c->width == 8 && sound(c) &&
			  fabsl((long double) mreg_curve_totals(c).pos + mreg_curve_totals(c).neg - sum) <= 1e-15L * sum,
		  "and are right");
	free(d);
	mreg_curve_put(shuffled, mreg_image(0.5), &huge[0], &huge[1]);
	d = close_groups(shuffled, 100, &status);
	check(status == MREG_OK && d->nscores == 3, "groups join rows");
	free(d);
	mreg_curve_put(shuffled, mreg_image(0.5), &huge[0], &huge[1]);
	d = close_groups(shuffled, 100, &status);
	check(status == MREG_OVERFLOW, "a sum that overflows is told");
	free(d);
	free(c);
	free(o);
	free(shuffled);
}

static void
test_extremes(void)
{
	static const double scales[] = { 1e-320, 1e-300, 1e-150, 1, 1e150, 1e300, 1e307 };
	double auc[7];
	double ap[7];
	double loss[7];
	double brier[7];
	double ks[7];
	bool good = true;

	for (int k = 0; k < 7; k++)
	{
		MregOpenCurve *o = make_open(4, 0, MREG_WEIGHTED);
		MregCurve *c;
		MregStatus status;

		(void) mreg_curve_weigh(o, mreg_image(0.1), false, 1 * scales[k]);
		(void) mreg_curve_weigh(o, mreg_image(0.4), false, 2 * scales[k]);
		(void) mreg_curve_weigh(o, mreg_image(0.35), true, 3 * scales[k]);
		(void) mreg_curve_weigh(o, mreg_image(0.8), true, 4 * scales[k]);
		c = close_groups(o, 100, &status);
		good &= mreg_curve_auc(c, &auc[k]) && mreg_curve_average_precision(c, &ap[k]);
		good &= mreg_curve_log_loss(c, &loss[k]) &&
				mreg_curve_brier(c, &brier[k]) && mreg_curve_ks(c, &ks[k]);
		good &= fabs(auc[k] - 10.0 / 14) < 1e-3 && fabs(ap[k] - 0.904762) < 1e-3 && fabs(loss[k] - 0.516905) < 1e-3;
		if (k > 0)
			good &= fabs(auc[k] - auc[3]) < 1e-12 || k < 3;
		free(c);
		free(o);
	}
	for (int k = 1; k < 7; k++)
		good &= fabs(auc[k] - auc[1]) < 1e-12 && fabs(ap[k] - ap[1]) < 1e-12 && fabs(loss[k] - loss[1]) < 1e-12 &&
				fabs(brier[k] - brier[1]) < 1e-12 && fabs(ks[k] - ks[1]) < 1e-12;
	check(good, "ratios of weights do not depend on their size");
}

static void
test_damage(void)
{
	MregOpenCurve *o = make_open(8, 4, 0);
	MregCurve *c;
	MregStatus status;
	uint64_t size = (uint32_t) o->head.vl_len_;
	bool good;
	int accepted = 0;

	for (int k = 0; k < 8; k++)
		(void) mreg_curve_count(o, mreg_image(k % 3), k % 2);
	mreg_curve_put_counts(o, mreg_image(9), 300, 1);
	order(o);
	good = mreg_curve_open_check(&o->head, size);
	good &= !mreg_curve_open_check(&o->head, size - 8) && !mreg_curve_open_check(&o->head, 20);
	c = close_groups(o, 100, &status);
	good &= sound(c) && !mreg_curve_check(c, size_of(c) - 1) && !mreg_curve_check(c, 8);
	check(good, "sizes are checked");
	for (int round = 0; round < 200000; round++)
	{
		char *bytes = malloc(size);
		MregCurve *copy = (MregCurve *) bytes;
		double value;

		memcpy(bytes, round % 2 ? (char *) c : (char *) o, round % 2 ? size_of(c) : size);
		bytes[4 + below((round % 2 ? (uint32_t) size_of(c) : (uint32_t) size) - 4)] ^= (char) (1 << below(8));
		if (round % 2)
		{
			bytes = realloc(bytes, size_of(c));
			copy = (MregCurve *) bytes;
			if (mreg_curve_check(copy, size_of(c)) && mreg_curve_check_points(copy))
			{
				MregBin bins[7];
				double edges[8];

				accepted++;
				mreg_calibration_edges(copy, 7, edges);
				mreg_curve_bins(copy, edges, 7, bins);
				(void) mreg_curve_auc(copy, &value);
				(void) mreg_curve_capture(copy, 0.3, &value);
			}
		}
		else if (mreg_curve_open_check(copy, size))
		{
			MregCurve *closed = close_groups((MregOpenCurve *) copy, 100, &status);

			accepted++;
			free(closed);
		}
		free(bytes);
	}
	check(accepted > 0, "damaged values are refused or can be worked on");
	free(c);
	free(o);
}

/* Rows that repeat are told from rows that do not, whatever part of them is sampled. */
static void
test_repeats(void)
{
	uint64_t *room = malloc(MREG_REPEATS_ROOM * sizeof(uint64_t));
	bool good = true;

	for (uint32_t n = 4096; n <= 65536; n *= 4)
	{
		for (int kind = 0; kind < 5; kind++)
		{
			uint32_t distinct = kind == 0 ? n : kind == 1 ? n / 2 :
											kind == 2     ? n / 12 :
											kind == 3     ? 20 :
															1;
			MregOpenCurve *o = make_open(n, 0, 0);

			for (uint32_t k = 0; k < n; k++)
				(void) mreg_curve_count(o, mreg_image(ldexp(1 + k % distinct, -16)), below(3) == 0);
			good &= mreg_curve_repeats(o, room) == (kind > 1);
			free(o);
		}
	}
	check(good, "rows of few scores are told from rows of many");
	free(room);
}

/* Closed curves that are not what closing makes are refused. */
static void
test_points(void)
{
	MregOpenCurve *o = make_open(0, 3, 0);
	MregCurve *c;
	MregCurve *wide;
	MregStatus status;
	bool good;

	mreg_curve_put_counts(o, mreg_image(0.3), 1, 2);
	mreg_curve_put_counts(o, mreg_image(0.7), 200, 0);
	c = close_groups(o, 10, &status);
	good = sound(c);
	c->dropped = 1;
	check(good && !mreg_curve_check_points(c), "scores that are not rounded as said are refused");
	c->dropped = 0;
	wide = malloc(mreg_curve_size(2, 2));
	mreg_curve_init(wide, 2, 0, 0, 2);
	memcpy(mreg_curve_scores(wide), mreg_curve_scores(c), 2 * sizeof(double));
	for (int k = 0; k < 2; k++)
	{
		((uint16_t *) (mreg_curve_scores(wide) + 2))[k] = (uint16_t) mreg_curve_count_at(c, true, k);
		((uint16_t *) (mreg_curve_scores(wide) + 2))[2 + k] = (uint16_t) mreg_curve_count_at(c, false, k);
	}
	good = mreg_curve_check(wide, mreg_curve_size(2, 2));
	check(good && !mreg_curve_check_points(wide), "and counts wider than they need be");
	free(wide);
	free(c);
	free(o);
	o = make_open(0, 1, MREG_WEIGHTED);
	mreg_curve_put_counts(o, mreg_image(0.5), INT64_C(0x1000000000000001), 1);
	c = close_groups(o, 10, &status);
	good = sound(c) && mreg_curve_weight_at(c, true, 0) == (double) INT64_C(0x1000000000000001);
	((double *) (mreg_curve_scores(c) + 1))[1] = -0.0;
	check(good && !mreg_curve_check_points(c), "and a weight of -0");
	free(c);
	free(o);
}

/* Large counts become weights without loss: what a double drops comes back with the next group. */
static void
test_counts_to_weights(void)
{
	MregOpenCurve *o = make_open(0, 2, MREG_WEIGHTED);
	MregCurve *c;
	MregStatus status;

	mreg_curve_put_counts(o, mreg_image(0.5), (INT64_C(1) << 53) + 1, (INT64_C(1) << 53) + 1);
	mreg_curve_put_counts(o, mreg_image(0.5), 1, 1);
	c = close_groups(o, 10, &status);
	check(mreg_curve_weight_at(c, true, 0) == 0x1p53 + 2 && mreg_curve_weight_at(c, false, 0) == 0x1p53 + 2,
		  "large counts become weights without loss");
	free(c);
	free(o);
}

int
main(void)
{
	test_images();
	test_sorting();
	test_against_model();
	test_widths();
	test_rounding();
	test_weights();
	test_extremes();
	test_damage();
	test_repeats();
	test_points();
	test_counts_to_weights();
	test_corpus("curve");
	printf("1..%d\n", tests);
	return failures > 0;
}
