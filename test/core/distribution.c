/* distribution.c: distributions of src/core against plain models, with blocks of exact size for the sanitizers. */
#include "check.h"
#include "../fuzz/distribution.c"
#include "core/quantile.h"

static MregDistribution *
make_numeric(uint32_t n, const double *edges)
{
	MregDistribution *d = malloc(mreg_numeric_size(n));

	mreg_numeric_init(d, n, edges);
	d->vl_len_ = (int32_t) mreg_numeric_size(n);
	return d;
}

/* The place of a value by looking at every edge. */
static uint32_t
plain_bin(const double *edges, uint32_t n, double value)
{
	uint32_t k = 0;

	if (value == edges[n - 1])
		return n - 1;
	while (k < n && value >= edges[k])
		k++;
	return k;
}

/* Every value about every edge, and random ones, in the right bin. */
static bool
bins_agree(const double *edges, uint32_t n)
{
	MregDistribution *d = make_numeric(n, edges);
	bool good = mreg_distribution_check(d, (uint64_t) d->vl_len_);

	for (uint32_t k = 0; k < n; k++)
	{
		double near[] = { edges[k], nextafter(edges[k], -INFINITY), nextafter(edges[k], INFINITY), -INFINITY, INFINITY,
						  edges[0] + (edges[n - 1] - edges[0]) * below(1000000) / 1e6, edges[0] - 1, edges[n - 1] + 1 };

		for (size_t i = 0; i < sizeof(near) / sizeof(near[0]); i++)
			good = good && mreg_bin_of(d, near[i]) - mreg_bins(d) == plain_bin(edges, n, near[i]);
	}
	free(d);
	return good;
}

static void
test_bins(void)
{
	double edges[3000];
	bool uniform = true;
	bool uneven = true;
	bool nearly = true;
	uint32_t where;

	for (uint32_t n = 2; n < 3000; n += 1 + n / 4)
	{
		double width = 1 / (1.0 + below(50));
		double start = (double) below(200) - 100;

		for (uint32_t k = 0; k < n; k++)
			edges[k] = start + width * k;
		uniform = uniform && bins_agree(edges, n);
		for (uint32_t k = 1; k + 1 < n; k++)
			edges[k] += width * 0.3 * ((double) below(2000) / 1000 - 1);
		nearly = nearly && bins_agree(edges, n);
		for (uint32_t k = 1; k < n; k++)
			edges[k] = edges[k - 1] + exp((double) below(20) - 10);
		uneven = uneven && bins_agree(edges, n);
	}
	check(uniform, "values in equally wide bins");
	check(nearly, "values in nearly equally wide bins");
	check(uneven, "values in bins of very different widths");
	edges[0] = -1.7e308;
	edges[1] = 0;
	edges[2] = 1.7e308;
	check(bins_agree(edges, 3), "edges so far apart that their distance is no double");
	edges[0] = -0.0;
	edges[1] = 4.9e-324;
	check(bins_agree(edges, 2), "edges as near as they can be");
	check(mreg_check_edges(edges, 1, &where) == MREG_EDGES_FEW, "one edge is too few");
	edges[1] = 0;
	check(mreg_check_edges(edges, 2, &where) == MREG_EDGES_ORDER && where == 1, "-0 and 0 do not ascend");
	edges[1] = NAN;
	check(mreg_check_edges(edges, 2, &where) == MREG_EDGES_INFINITE && where == 1, "NaN is no edge");
}

static MregOpenDistribution *
make_open(uint8_t kind)
{
	MregItemPlan plan;
	MregOpenDistribution *o;

	mreg_plan_items(&plan, kind, 0, 0);
	o = malloc(plan.size);
	mreg_items_init(o, &plan);
	o->head.vl_len_ = (int32_t) plan.size;
	return o;
}

static MregDistribution *
close_open(const MregDistribution *d)
{
	uint64_t size;
	MregDistribution *closed = closed_copy(d, &size);

	closed->vl_len_ = (int32_t) size;
	return closed;
}

/* Text of a category: of many lengths, in the order of the numbers up to 9999999. */
static uint32_t
category_text(int64_t value, char *into)
{
	int length = (int) (value % 23 * 7 % 23);

	return (uint32_t) sprintf(into, "%07lld%.*s", (long long) value, length, "an end of many lengths.");
}

static MregOpenDistribution *
add(MregOpenDistribution *o, int64_t value, int64_t n)
{
	char text[64];
	uint32_t len = category_text(value, text);

	while ((o->head.kind == MREG_LABEL_TEXT ? mreg_item_add_text(o, text, len, n) :
											  mreg_item_add_integer(o, value, n)) == MREG_GROW)
		o = grown(o, len);
	return o;
}

static MregStatus
take(MregOpenDistribution *o, int64_t value, int64_t n)
{
	char text[64];
	uint32_t len = category_text(value, text);

	return o->head.kind == MREG_LABEL_TEXT ? mreg_item_take_text(o, text, len, n) : mreg_item_take_integer(o, value, n);
}

static bool
same(const MregDistribution *a, const MregDistribution *b)
{
	return a->vl_len_ == b->vl_len_ && memcmp(a, b, (size_t) a->vl_len_) == 0;
}

/* The closed form that counts of the categories 0 .. n - 1 ought to have. */
static bool
is_model(const MregDistribution *closed, const int64_t *model, uint32_t n)
{
	uint32_t k = 0;
	int64_t others = 0;
	bool good = mreg_distribution_check(closed, (uint64_t) closed->vl_len_);

	for (uint32_t value = 0; value < n; value++)
	{
		char text[64];
		uint32_t len;
		const char *p;

		if (model[value] == 0)
			continue;
		if (k == MREG_MAX_CATEGORIES)
		{
			others += model[value];
			continue;
		}
		good = good && k < closed->nitems && mreg_item_count(closed, k) == model[value];
		if (!good)
			return false;
		if (closed->kind == MREG_LABEL_TEXT)
		{
			p = mreg_item_text(closed, k, &len);
			good = len == category_text(value, text) && memcmp(p, text, len) == 0;
		}
		else
			good = mreg_item_integer(closed, k) == value;
		k++;
	}
	return good && k == closed->nitems && others == closed->others;
}

/* Counts rows of n categories in an order, splits them, merges and subtracts; all against the model. */
static void
against_model(uint8_t kind, uint32_t n, uint32_t rows, const char *order)
{
	int64_t *model = calloc(n, sizeof(int64_t));
	int64_t *part = calloc(n, sizeof(int64_t));
	MregOpenDistribution *whole = make_open(kind);
	MregOpenDistribution *parts[3];
	MregOpenDistribution *sum = make_open(kind);
	MregDistribution *closed;
	MregDistribution *other;
	char what[200];
	bool good = true;

	for (int p = 0; p < 3; p++)
		parts[p] = make_open(kind);
	for (uint32_t k = 0; k < rows; k++)
	{
		uint32_t value = below(n);
		uint32_t p = below(3);

		if (strcmp(order, "ascending") == 0)
			value = (uint32_t) ((uint64_t) k * n / rows);
		else if (strcmp(order, "descending") == 0)
			value = n - 1 - (uint32_t) ((uint64_t) k * n / rows);
		model[value]++;
		part[value] += p == 0;
		whole = add(whole, value, 1);
		parts[p] = add(parts[p], value, 1);
	}
	closed = close_open(&whole->head);
	good = is_model(closed, model, n);
	snprintf(what, sizeof(what), "%u rows of %u categories, %s", rows, n, order);
	check(good, what);

	/* Open and closed parts. */
	for (int p = 2; p >= 0; p--)
	{
		if (p == 1)
		{
			other = close_open(&parts[p]->head);
			good = mreg_distribution_check(other, (uint64_t) other->vl_len_);
			sum = merged(sum, other);
			free(other);
		}
		else
			sum = merged(sum, &parts[p]->head);
	}
	other = close_open(&sum->head);
	check(good && same(other, closed), "merged parts are the whole");
	free(other);

	/* The whole without a part. */
	other = close_open(&parts[0]->head);
	for (uint32_t k = 0; k < n; k++)
		model[k] -= part[k];
	switch (mreg_items_subtract(sum, other))
	{
		case MREG_OK:
			free(other);
			other = close_open(&sum->head);
			check(is_model(other, model, n), "the whole without a part is the rest");
			break;
		case MREG_GROW:
			check(closed->others > 0, "a part can only not be taken out where categories are counted together");
			break;
		default:
			check(false, "a part is found in the whole");
	}
	free(other);
	free(closed);
	for (int p = 0; p < 3; p++)
		free(parts[p]);
	free(sum);
	free(whole);
	free(model);
	free(part);
}

/* A frame that moves over rows, against a count of the frame alone. */
static void
moving_frame(uint8_t kind, uint32_t n, uint32_t frame, uint32_t steps, bool crowded)
{
	uint32_t *rows = malloc(steps * sizeof(uint32_t));
	int64_t *model = calloc(n, sizeof(int64_t));
	MregOpenDistribution *o = make_open(kind);
	uint32_t restarts = 0;
	bool good = true;
	char what[200];

	for (uint32_t k = 0; k < steps; k++)
	{
		/* Where it is crowded first, categories that were counted together come forward later. */
		rows[k] = below(crowded && k > steps / 2 ? n / 80 : n);
		model[rows[k]]++;
		o = add(o, rows[k], 1);
		if (k >= frame)
		{
			MregStatus status = take(o, rows[k - frame], 1);

			model[rows[k - frame]]--;
			good = good && status != MREG_MISSING;
			if (status == MREG_GROW)
			{
				restarts++;
				free(o);
				o = make_open(kind);
				for (uint32_t i = k + 1 - frame; i <= k; i++)
					o = add(o, rows[i], 1);
			}
		}
		if (k % (steps / 20) == 0)
		{
			MregDistribution *closed = close_open(&o->head);

			good = good && is_model(closed, model, n);
			free(closed);
		}
	}
	snprintf(what, sizeof(what), "a frame of %u rows moves over %u categories (%u restarts)", frame, n, restarts);
	check(good && (restarts > 0) == crowded, what);
	check(take(o, n + 1, 1) == MREG_MISSING || o->head.others > 0, "what was never there cannot be taken out");
	free(rows);
	free(model);
	free(o);
}

/* Reads a damaged value whose check passed; nothing else is asked of it. */
static uint64_t
read_all(const MregDistribution *d)
{
	MregBuckets buckets;
	MregBucket *list = malloc(mreg_bucket_room(d, d) * sizeof(MregBucket));
	uint64_t sum = 0;

	mreg_align(&buckets, d, d, list);
	sum += (uint64_t) buckets.used;
	if (d->kind == MREG_NUMERIC)
	{
		double value;

		sum += mreg_drift_quantile(&buckets, 0.5, &value);
		sum += mreg_drift_wasserstein(&buckets) == 0;
		sum += (uint64_t) *mreg_bin_of(d, 0.1);
	}
	for (uint32_t k = 0; d->kind == MREG_LABEL_TEXT && k < d->nitems; k++)
	{
		uint32_t len;
		const char *p = mreg_item_text(d, k, &len);

		for (uint32_t i = 0; i < len; i++)
			sum += (uint8_t) p[i];
	}
	free(list);
	return sum;
}

/* Damages a value in thousands of ways: what passes the check can be read. */
static void
damaged(const MregDistribution *good, const char *name)
{
	static const uint8_t bytes[] = { 0, 1, 2, 3, 4, 0x7f, 0x80, 0xff };
	uint32_t passed = 0;
	uint32_t refused = 0;
	volatile uint64_t sum = 0;
	char what[200];

	for (uint32_t round = 0; round < 20000; round++)
	{
		uint32_t size = (uint32_t) good->vl_len_;
		MregDistribution *d;

		if (round % 5 == 0)
			size = below(size + 1);
		d = malloc(size > 0 ? size : 1);
		memcpy(d, good, size);
		for (uint32_t k = 0; size > 4 && k < 1 + round % 3; k++)
		{
			uint32_t where = 4 + below(round % 2 ? size - 4 : (size < 64 ? size : 64) - 4);

			((uint8_t *) d)[where] = bytes[below(sizeof(bytes))];
		}
		if (mreg_distribution_check(d, size))
		{
			passed++;
			if (d->kind == MREG_NUMERIC || d->form == MREG_CLOSED)
				sum += read_all(d);
			else
			{
				MregDistribution *closed = close_open(d);

				sum += (uint64_t) closed->nitems;
				free(closed);
			}
		}
		else
			refused++;
		free(d);
	}
	snprintf(what, sizeof(what), "damaged %s: %u refused, %u read", name, refused, passed);
	check(refused > 1000, what);
	(void) sum;
}

static void
test_damage(void)
{
	double edges[] = { -1, 0, 0.5, 2, 3 };
	MregDistribution *d = make_numeric(5, edges);
	MregOpenDistribution *o;

	for (int k = 0; k < 100; k++)
		++*mreg_bin_of(d, (double) below(60) / 10 - 2);
	damaged(d, "edges");
	free(d);
	for (uint8_t kind = MREG_LABEL_BOOLEAN; kind <= MREG_LABEL_TEXT; kind++)
	{
		o = make_open(kind);
		for (int k = 0; k < 30; k++)
			o = add(o, below(kind == MREG_LABEL_BOOLEAN ? 2 : 9), 1);
		d = close_open(&o->head);
		damaged(d, "closed form");
		damaged(&o->head, "open form");
		free(d);
		free(o);
	}
}

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

static void
test_quantiles(void)
{
	bool good = true;

	for (int round = 0; round < 2000; round++)
	{
		uint32_t n = 1 + below(round % 10 == 0 ? 5000 : 60);
		uint32_t bins = 1 + below(40);
		uint32_t distinct = 1 + below(n);
		double *values = malloc(n * sizeof(double));
		double *sorted = malloc(n * sizeof(double));
		double *edges = malloc((bins + 1) * sizeof(double));
		double *want = malloc((bins + 1) * sizeof(double));
		uint32_t count = 0;
		uint32_t have;

		for (uint32_t k = 0; k < n; k++)
			values[k] = round % 3 == 0 ? below(distinct) : (double) below(1u << 30) - (round % 3 == 1 ? 0 : 1e9);
		memcpy(sorted, values, n * sizeof(double));
		qsort(sorted, n, sizeof(double), compare_doubles);
		for (uint32_t i = 0; i <= bins; i++)
		{
			double position = (double) i * (n - 1) / bins;
			uint32_t k = i == bins ? n - 1 : (uint32_t) (position + 1e-9);
			double edge = sorted[k] + (k + 1 < n ? (position - k) * (sorted[k + 1] - sorted[k]) : 0);

			if (count == 0 || edge > want[count - 1] + 1e-12 * fabs(edge) + 1e-9)
				want[count++] = edge;
		}
		have = mreg_quantile_edges(values, n, bins, edges, nothing);
		if (count == 1)
			good = good && have == 2 && edges[0] == sorted[0] - 0.5 && edges[1] == sorted[0] + 0.5;
		else
		{
			good = good && have == count;
			for (uint32_t k = 0; good && k < count; k++)
				good = fabs(edges[k] - want[k]) <= 1e-12 * fabs(want[k]) + 1e-9;
		}
		free(values);
		free(sorted);
		free(edges);
		free(want);
	}
	check(good, "quantile edges are those of the sorted values");
	{
		double huge[] = { 1.7976931348623157e308, 1.7976931348623157e308 };
		double far[] = { -1.7e308, 1.7e308 };
		double edges[3];

		check(mreg_quantile_edges(huge, 2, 1, edges, nothing) == 2 && edges[0] < edges[1] && isfinite(edges[1]),
			  "one distinct value, the greatest of all");
		check(mreg_quantile_edges(far, 2, 2, edges, nothing) == 3 && edges[1] == 0,
			  "values whose difference is no double");
	}
}

/* The measures of the difference that metrics of two plain lists of counts have. */
static void
test_drift(void)
{
	static const int64_t counts[2][4] = { { 10, 20, 30, 40 }, { 40, 30, 20, 10 } };
	MregOpenDistribution *o[2];
	MregDistribution *d[2];
	MregBucket list[12];
	MregBuckets b;
	MregChi2 chi2;

	for (int s = 0; s < 2; s++)
	{
		o[s] = make_open(MREG_LABEL_INTEGER);
		for (int k = 0; k < 4; k++)
			o[s] = add(o[s], k, counts[s][k]);
		d[s] = close_open(&o[s]->head);
	}
	mreg_align(&b, d[0], d[1], list);
	check(fabs(mreg_drift_psi(&b, 0) - 0.912869638293567) < 1e-14, "PSI");
	check(fabs(mreg_drift_kl_divergence(&b, 0, exp(1)) - 0.456434819146784) < 1e-14, "KL");
	check(fabs(sqrt(mreg_drift_js_divergence(&b, 2)) - 0.391868160647155) < 1e-14, "JS distance");
	check(fabs(mreg_drift_hellinger(&b) - 0.331816291708777) < 1e-14, "Hellinger");
	check(fabs(mreg_drift_total_variation(&b) - 0.4) < 1e-15 && fabs(mreg_drift_l_infinity(&b) - 0.3) < 1e-15,
		  "total variation and the greatest difference");
	check(mreg_drift_chi2_test(&b, false, &chi2) && fabs(chi2.statistic - 40) < 1e-12 && chi2.df == 3, "chi-square");
	check(fabs(mreg_drift_ks_distance(&b) - 0.4) < 1e-15 && fabs(mreg_drift_wasserstein(&b) - 1) < 1e-15,
		  "Kolmogorov-Smirnov and Wasserstein");
	mreg_align(&b, d[0], d[0], list);
	check(mreg_drift_psi(&b, 0.5) == 0 && mreg_drift_js_divergence(&b, 2) == 0 && mreg_drift_hellinger(&b) == 0 &&
			  mreg_drift_wasserstein(&b) == 0 && mreg_drift_ks_distance(&b) == 0,
		  "nothing is away from itself");
	mreg_align(&b, d[0], NULL, list);
	check(isnan(mreg_drift_psi(&b, 0.5)) && isnan(mreg_drift_ks_distance(&b)), "nothing is undefined without rows");
	for (int s = 0; s < 2; s++)
	{
		free(d[s]);
		free(o[s]);
	}
}

/* Is a number the wanted one, to 14 digits? */
static bool
is_near(double have, double want)
{
	return fabs(have - want) <= 1e-14 * fabs(want);
}

/* Counts near 10^17 that differ by a few rows: the wanted numbers are mpmath's with 60 digits. */
static void
test_small_drift(void)
{
	static const int64_t counts[2][3] = { { 86936969142400948, 71516552503083361, 35109592979710289 },
										  { 86936969142400953, 71516552503083358, 35109592979710285 } };
	MregOpenDistribution *o[2];
	MregDistribution *d[2];
	MregBucket list[12];
	MregBuckets b;
	MregChi2 chi2;
	double quantile;

	for (int s = 0; s < 2; s++)
	{
		o[s] = make_open(MREG_LABEL_INTEGER);
		for (int k = 0; k < 3; k++)
			o[s] = add(o[s], INT64_MAX - 2 + k, counts[s][k]);
		d[s] = close_open(&o[s]->head);
	}
	mreg_align(&b, d[0], d[1], list);
	check(is_near(mreg_drift_psi(&b, 0), 4.3833788622064584e-33) &&
			  is_near(mreg_drift_psi(&b, 0.5), 4.3833788622064583e-33),
		  "PSI of nearly the same counts");
	check(is_near(mreg_drift_kl_divergence(&b, 0, exp(1)), 2.1916894311032292e-33), "KL of nearly the same counts");
	check(is_near(mreg_drift_js_divergence(&b, 2), 7.9048486835534555e-34), "JS of nearly the same counts");
	check(is_near(mreg_drift_hellinger(&b), 2.3407741406974901e-17), "Hellinger of nearly the same counts");
	check(is_near(mreg_drift_total_variation(&b), 3.047212967411539e-17) &&
			  is_near(mreg_drift_l_infinity(&b), 3.047212967411539e-17),
		  "total variation of nearly the same counts");
	check(mreg_drift_chi2_test(&b, false, &chi2) && is_near(chi2.statistic, 4.2423023257546189e-16),
		  "chi-square of nearly the same counts");
	check(is_near(mreg_drift_evidence(&b, 0, 0).woe, -6.7845479169205109e-17), "weight of nearly the same counts");
	check(mreg_drift_quantile(&b, 0.5, &quantile) && quantile == 9223372036854775807.0, "quantile of great integers");
	free(d[1]);
	free(o[1]);
	o[1] = add(make_open(MREG_LABEL_INTEGER), INT64_MAX, 1);
	d[1] = close_open(&o[1]->head);
	free(d[0]);
	free(o[0]);
	o[0] = add(make_open(MREG_LABEL_INTEGER), INT64_MAX - 1, 3);
	d[0] = close_open(&o[0]->head);
	mreg_align(&b, d[0], d[1], list);
	check(mreg_drift_wasserstein(&b) == 1, "integers that no double tells apart are apart");
	for (int s = 0; s < 2; s++)
	{
		free(d[s]);
		free(o[s]);
	}
}

/* Sums of counts that int64 cannot hold are found before anything is merged. */
static void
test_full_counts(void)
{
	MregOpenDistribution *full = add(make_open(MREG_LABEL_INTEGER), 5, INT64_MAX - 1);
	MregOpenDistribution *one = add(make_open(MREG_LABEL_INTEGER), 6, 1);
	MregOpenDistribution *two = add(make_open(MREG_LABEL_INTEGER), 6, 2);

	check(mreg_items_check_merge(full, &one->head) == MREG_OK &&
			  mreg_items_check_merge(full, &two->head) == MREG_OVERFLOW,
		  "a sum up to the end of int64, and beyond");
	one->head.nulls = 1;
	check(mreg_items_check_merge(full, &one->head) == MREG_OVERFLOW, "NULLs are part of it");
	one->head.nulls = 0;
	one->head.others = 1;
	check(mreg_items_check_merge(full, &one->head) == MREG_OVERFLOW, "and others");
	free(full);
	free(one);
	free(two);
}

/* Where one side counts categories together, the other side is counted so too. */
static void
test_bounded_align(void)
{
	MregOpenDistribution *o[2];
	MregDistribution *d[2];
	MregBucket *list;
	MregBuckets b;

	for (int s = 0; s < 2; s++)
	{
		o[s] = make_open(MREG_LABEL_INTEGER);
		for (int64_t k = 0; k < MREG_MAX_CATEGORIES + 500; k++)
			o[s] = add(o[s], s == 0 ? k : 2 * k, 1 + s);
		d[s] = close_open(&o[s]->head);
	}
	list = malloc(mreg_bucket_room(d[0], d[1]) * sizeof(MregBucket));
	mreg_align(&b, d[0], d[1], list);
	check(d[0]->others == 500 && d[1]->others == 1000 && b.n == MREG_MAX_CATEGORIES + 2 &&
			  list[MREG_MAX_CATEGORIES].kind == MREG_OTHER && list[MREG_MAX_CATEGORIES].n[0] == 500 &&
			  list[MREG_MAX_CATEGORIES].n[1] == 2 * (MREG_MAX_CATEGORIES + 500) - MREG_MAX_CATEGORIES &&
			  b.total[0] == MREG_MAX_CATEGORIES + 500 && b.total[1] == 2 * (MREG_MAX_CATEGORIES + 500),
		  "categories beyond the bound of one side are others on both");
	free(list);
	for (int s = 0; s < 2; s++)
	{
		free(d[s]);
		free(o[s]);
	}
}

int
main(void)
{
	static const char *const orders[] = { "shuffled", "ascending", "descending" };

	test_bins();
	for (uint8_t kind = MREG_LABEL_INTEGER; kind <= MREG_LABEL_TEXT; kind++)
	{
		for (int k = 0; k < 3; k++)
		{
			against_model(kind, 1, 3, orders[k]);
			against_model(kind, 5, 100, orders[k]);
			against_model(kind, 1000, 5000, orders[k]);
			against_model(kind, MREG_MAX_CATEGORIES, 60000, orders[k]);
			against_model(kind, 50000, 150000, orders[k]);
		}
		moving_frame(kind, 10, 7, 2000, false);
		moving_frame(kind, 3000, 500, 20000, false);
		moving_frame(kind, 40000, 30000, 60000, true);
	}
	test_damage();
	test_quantiles();
	test_drift();
	test_small_drift();
	test_full_counts();
	test_bounded_align();
	test_corpus("distribution");
	printf("1..%d\n# %d passed, %d failed\n", tests, tests - failures, failures);
	return failures > 0;
}
