/* curve_summary.c: the metrics of a score curve of counts, all in two walks over its points. */
#include "core/curve_summary.h"

#include <float.h>
#include <math.h>

/* What the first walk is for: totals, and the sums that the second one measures distances from. */
static void
first_walk(const MregCurve *c, MregSummary *s)
{
	MregPointScan scan;
	MregPoints points;
	MregSum pos = { 0, 0 };
	MregSum neg = { 0, 0 };
	MregSum twice = { 0, 0 };
	MregSum squares = { 0, 0 };
	double below = 0;

	mreg_points_start(&scan, c, false);
	while (mreg_points_next(&scan, &points))
	{
		double p = 0;
		double n = 0;
		double sum = 0;
		double square = 0;

		for (uint32_t k = 0; k < points.n; k++)
		{
			double score = points.score[k];

			sum += points.pos[k] * (2 * (below + n) + points.neg[k]);
			square += points.pos[k] * ((1 - score) * (1 - score)) + points.neg[k] * (score * score);
			p += points.pos[k];
			n += points.neg[k];
		}
		below += n;
		mreg_sum_add(&pos, p);
		mreg_sum_add(&neg, n);
		mreg_sum_add(&twice, sum);
		mreg_sum_add(&squares, square);
	}
	s->pos = mreg_sum_value(pos);
	s->neg = mreg_sum_value(neg);
	s->auc = fmin(1, mreg_sum_value(twice) / (2 * (s->pos * s->neg)));
	s->brier = mreg_sum_value(squares) / (s->pos + s->neg);
}

/* Sums of the second walk. */
typedef struct Sums
{
	MregSum precision;
	MregSum of_pos; /* squared distances of placements from the AUC */
	MregSum of_neg;
	MregSum loss;
	MregSum loss_squares; /* of distances from origin */
	MregSum brier_squares;
	double origin;
	double greatest;
	double tp;
	double fp;
} Sums;

/* Adds what needs an order of the points, which descend. */
static void
add_ranks(const MregPoints *points, const MregSummary *s, Sums *sums)
{
	double precision = 0;
	double p = 0;
	double q = 0;
	double per_pos = 1 / s->pos;
	double per_neg = 1 / s->neg;
	double tp = sums->tp;
	double fp = sums->fp;
	double greatest = sums->greatest;

	for (uint32_t k = 0; k < points->n; k++)
	{
		double pos = points->pos[k];
		double neg = points->neg[k];
		double of_p = (s->neg - fp - neg / 2) * per_neg - s->auc;
		double of_n = (tp + pos / 2) * per_pos - s->auc;
		double distance;

		p += pos * (of_p * of_p);
		q += neg * (of_n * of_n);
		tp += pos;
		fp += neg;
		precision += pos * (tp / (tp + fp));
		distance = fabs(tp * s->neg - fp * s->pos);
		greatest = distance > greatest ? distance : greatest;
	}
	sums->tp = tp;
	sums->fp = fp;
	sums->greatest = greatest;
	mreg_sum_add(&sums->precision, precision);
	mreg_sum_add(&sums->of_pos, p);
	mreg_sum_add(&sums->of_neg, q);
}

/* Adds what needs probabilities. */
static void
add_losses(const MregPoints *points, const MregSummary *s, Sums *sums)
{
	double x[2 * MREG_POINTS];
	double w[2 * MREG_POINTS];
	double loss = 0;
	double squares = 0;
	double brier = 0;
	uint32_t n = 0;

	for (uint32_t k = 0; k < points->n; k++)
	{
		double p = points->score[k];
		double of_pos = (1 - p) * (1 - p) - s->brier;
		double of_neg = p * p - s->brier;
		double q;

		brier += points->pos[k] * (of_pos * of_pos) + points->neg[k] * (of_neg * of_neg);
		p = p < DBL_EPSILON ? DBL_EPSILON : p > 1 - DBL_EPSILON ? 1 - DBL_EPSILON :
																  p;
		q = 1 - p;
		x[n] = p;
		w[n] = points->pos[k];
		n += points->pos[k] > 0;
		x[n] = q;
		w[n] = points->neg[k];
		n += points->neg[k] > 0;
		/* q is 1 - p rounded; what that took away counts where p is small. */
		loss += points->neg[k] * ((p - (1 - q)) / q);
	}
	if (sums->origin < 0 && n > 0)
		sums->origin = -log(x[0]);
	for (uint32_t k = 0; k < n; k++)
	{
		double l = -log(x[k]);
		double d = l - sums->origin;

		loss += w[k] * l;
		squares += w[k] * (d * d);
	}
	mreg_sum_add(&sums->loss, loss);
	mreg_sum_add(&sums->loss_squares, squares);
	mreg_sum_add(&sums->brier_squares, brier);
}

/* Standard error of a mean over n rows, from the sum of squared distances. */
static double
error_of_mean(double squares, double n)
{
	return n > 1 ? sqrt(fmax(0, squares) / (n - 1) / n) : NAN;
}

/* Computes the metrics of a curve of counts; NaN where one is undefined; without ranks only those of single rows. */
void
mreg_curve_summary(const MregCurve *c, bool ranks, MregSummary *s)
{
	const double *scores = mreg_curve_scores(c);
	bool probabilities = c->nscores > 0 && scores[0] >= 0 && scores[c->nscores - 1] <= 1;
	MregPointScan scan;
	MregPoints points;
	Sums sums = { .origin = -1 };
	bool both;
	double n;
	double distance;

	first_walk(c, s);
	n = s->pos + s->neg;
	both = s->pos > 0 && s->neg > 0;
	mreg_points_start(&scan, c, true);
	while ((ranks || probabilities) && mreg_points_next(&scan, &points))
	{
		if (ranks)
			add_ranks(&points, s, &sums);
		if (probabilities)
			add_losses(&points, s, &sums);
	}
	if (!both)
		s->auc = NAN;
	s->auc_error = NAN;
	if (s->pos > 1 && s->neg > 1)
		s->auc_error = sqrt(mreg_sum_value(sums.of_pos) / (s->pos - 1) / s->pos +
							mreg_sum_value(sums.of_neg) / (s->neg - 1) / s->neg);
	s->average_precision = s->pos > 0 ? mreg_sum_value(sums.precision) / s->pos : NAN;
	s->ks = both ? sums.greatest / (s->pos * s->neg) : NAN;
	s->log_loss = s->log_loss_error = s->brier_error = NAN;
	if (!probabilities)
	{
		s->brier = NAN;
		return;
	}
	s->log_loss = mreg_sum_value(sums.loss) / n;
	distance = s->log_loss - sums.origin;
	s->log_loss_error = error_of_mean(mreg_sum_value(sums.loss_squares) - n * (distance * distance), n);
	s->brier_error = error_of_mean(mreg_sum_value(sums.brier_squares), n);
}

/* How many scores are left when that many low bits are dropped, for each number of bits. */
void
mreg_curve_left(const MregCurve *c, uint32_t *left)
{
	const double *scores = mreg_curve_scores(c);
	uint64_t before = 0;

	memset(left, 0, (MREG_DROPPED_MAX + 1) * sizeof(uint32_t));
	for (uint32_t k = 0; k < c->nscores; k++)
	{
		uint64_t image = mreg_image(scores[k]);

		if (k == 0)
			left[MREG_DROPPED_MAX]++;
		else
			left[63 - __builtin_clzll(image ^ before)]++;
		before = image;
	}
	for (int d = MREG_DROPPED_MAX - 1; d >= 0; d--)
		left[d] += left[d + 1];
}

/* The least number of low bits to drop from the scores so that at most that many distinct ones are left. */
uint8_t
mreg_curve_bits_to_drop(const MregCurve *c, uint32_t most)
{
	uint32_t left[MREG_DROPPED_MAX + 1];
	uint8_t dropped = c->dropped;

	mreg_curve_left(c, left);
	while (dropped < MREG_DROPPED_MAX && left[dropped] > most)
		dropped++;
	return dropped;
}

/* Gathers the points in groups of scores rounded down by that many bits; returns their number. */
uint32_t
mreg_curve_gather(const MregCurve *c, uint8_t dropped, uint64_t *groups)
{
	const double *scores = mreg_curve_scores(c);
	bool weighted = (c->flags & MREG_WEIGHTED) != 0;
	uint32_t words = mreg_group_words(c->flags);
	uint64_t *group = groups;
	uint32_t n = 0;

	for (uint32_t k = 0; k < c->nscores; k++)
	{
		uint64_t image = mreg_image_floor(mreg_image(scores[k]), dropped);

		if (n == 0 || image != group[0])
		{
			group = groups + (size_t) n * words;
			memset(group, 0, words * sizeof(uint64_t));
			group[0] = image;
			n++;
		}
		if (weighted)
		{
			mreg_sum_add((MregSum *) (group + 1), mreg_curve_weight_at(c, true, k));
			mreg_sum_add((MregSum *) (group + 3), mreg_curve_weight_at(c, false, k));
		}
		else
		{
			group[1] += (uint64_t) mreg_curve_count_at(c, true, k);
			group[2] += (uint64_t) mreg_curve_count_at(c, false, k);
		}
	}
	for (uint32_t k = 0; weighted && k < n; k++)
	{
		MregSum *sums = (MregSum *) (groups + (size_t) k * words + 1);

		sums[0] = mreg_sum_normal(sums[0]);
		sums[1] = mreg_sum_normal(sums[1]);
	}
	return n;
}
