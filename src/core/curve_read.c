/* curve_read.c: metrics read off a closed score curve.  A row is predicted positive if its score is at or above. */
#include "core/curve_read.h"

#include <float.h>
#include <math.h>

/* Sums of one block are plain, those of blocks compensated: the error stays near that of one block. */

/* Rows, or weights, of the two classes. */
MregTotals
mreg_curve_totals(const MregCurve *c)
{
	return (MregTotals) { mreg_curve_total(c, true), mreg_curve_total(c, false) };
}

/* A walk for ratios: weights are scaled by a power of two, so that their products stay in range. */
typedef struct Walk
{
	MregPointScan scan;
	MregTotals totals;
	double scale;
} Walk;

static void
start_walk(Walk *walk, const MregCurve *c, bool descending)
{
	int exponent;

	walk->totals = mreg_curve_totals(c);
	walk->scale = 1;
	if (c->flags & MREG_WEIGHTED)
	{
		(void) frexp(walk->totals.pos + walk->totals.neg, &exponent);
		exponent = exponent > 1000 ? 1000 : exponent < -1000 ? -1000 :
															   exponent;
		walk->scale = ldexp(1, -exponent);
		walk->totals.pos *= walk->scale;
		walk->totals.neg *= walk->scale;
	}
	mreg_points_start(&walk->scan, c, descending);
}

static bool
next_points(Walk *walk, MregPoints *points)
{
	if (!mreg_points_next(&walk->scan, points))
		return false;
	if (walk->scale != 1)
	{
		for (uint32_t k = 0; k < points->n; k++)
		{
			points->pos[k] *= walk->scale;
			points->neg[k] *= walk->scale;
		}
	}
	return true;
}

static inline bool
one_class(MregTotals totals)
{
	return !(totals.pos > 0 && totals.neg > 0);
}

/* ROC AUC: the probability that a positive row scores above a negative one, ties one half. */
bool
mreg_curve_auc(const MregCurve *c, double *value)
{
	Walk walk;
	MregPoints points;
	MregSum twice = { 0, 0 };
	double below = 0;

	start_walk(&walk, c, false);
	if (one_class(walk.totals))
		return false;
	while (next_points(&walk, &points))
	{
		double sum = 0;

		for (uint32_t k = 0; k < points.n; k++)
		{
			sum += points.pos[k] * (2 * below + points.neg[k]);
			below += points.neg[k];
		}
		mreg_sum_add(&twice, sum);
	}
	*value = mreg_sum_value(twice) / (2 * (walk.totals.pos * walk.totals.neg));
	if (*value > 1)
		*value = 1;
	return true;
}

/*
 * A bound on the error of the AUC: 0 for an exact curve.  Rounding scores down makes ties of pairs whose order is
 * known no more; each counts one half instead of 0 or 1.  An epsilon on top is for the rounding of the two AUCs.
 */
bool
mreg_curve_auc_error(const MregCurve *c, double *value)
{
	Walk walk;
	MregPoints points;
	MregSum tied = { 0, 0 };

	start_walk(&walk, c, false);
	if (one_class(walk.totals))
		return false;
	while (next_points(&walk, &points))
	{
		double sum = 0;

		for (uint32_t k = 0; k < points.n; k++)
			sum += points.pos[k] * points.neg[k];
		mreg_sum_add(&tied, sum);
	}
	*value = mreg_sum_value(tied) / (2 * (walk.totals.pos * walk.totals.neg)) + DBL_EPSILON;
	if (c->dropped == 0)
		*value = 0;
	return true;
}

/* Area under the ROC curve up to a false positive rate in (0, 1), standardised after McClish. */
bool
mreg_curve_partial_auc(const MregCurve *c, double max_fpr, double *value)
{
	Walk walk;
	MregPoints points;
	MregSum area = { 0, 0 };
	double tp = 0;
	double fp = 0;
	double tpr = 0;
	double fpr = 0;
	double least = 0.5 * max_fpr * max_fpr;

	start_walk(&walk, c, true);
	if (one_class(walk.totals))
		return false;
	while (fpr < max_fpr && next_points(&walk, &points))
	{
		for (uint32_t k = 0; k < points.n; k++)
		{
			double x;
			double y;

			tp += points.pos[k];
			fp += points.neg[k];
			x = fp / walk.totals.neg;
			y = tp / walk.totals.pos;
			if (x > max_fpr)
			{
				y = tpr + (y - tpr) / (x - fpr) * (max_fpr - fpr);
				mreg_sum_add(&area, (max_fpr - fpr) * (tpr + y) / 2);
				fpr = max_fpr;
				break;
			}
			mreg_sum_add(&area, (x - fpr) * (tpr + y) / 2);
			fpr = x;
			tpr = y;
		}
	}
	*value = 0.5 * (1 + (mreg_sum_value(area) - least) / (max_fpr - least));
	return true;
}

/* Average precision: the sum of the precisions at every score, by the rise in recall there. */
bool
mreg_curve_average_precision(const MregCurve *c, double *value)
{
	Walk walk;
	MregPoints points;
	MregSum total = { 0, 0 };
	double tp = 0;
	double all = 0;

	start_walk(&walk, c, true);
	if (!(walk.totals.pos > 0))
		return false;
	while (next_points(&walk, &points))
	{
		double sum = 0;

		for (uint32_t k = 0; k < points.n; k++)
		{
			tp += points.pos[k];
			all += points.pos[k] + points.neg[k];
			sum += points.pos[k] * (tp / all);
		}
		mreg_sum_add(&total, sum);
	}
	*value = mreg_sum_value(total) / walk.totals.pos;
	return true;
}

/* Sum of the log losses of all rows over that of their weights; not scaled back. */
static double
log_losses(Walk *walk)
{
	MregPoints points;
	MregSum total = { 0, 0 };

	while (next_points(walk, &points))
	{
		double x[2 * MREG_POINTS];
		double w[2 * MREG_POINTS];
		double sum = 0;
		uint32_t n = 0;

		for (uint32_t k = 0; k < points.n; k++)
		{
			double p = points.score[k];
			double q;

			p = p < DBL_EPSILON ? DBL_EPSILON : p > 1 - DBL_EPSILON ? 1 - DBL_EPSILON :
																	  p;
			q = 1 - p;
			x[n] = p;
			w[n] = points.pos[k];
			n += points.pos[k] > 0;
			x[n] = q;
			w[n] = points.neg[k];
			n += points.neg[k] > 0;
			/* q is 1 - p rounded; what that took away counts where p is small. */
			sum += points.neg[k] * ((p - (1 - q)) / q);
		}
		for (uint32_t k = 0; k < n; k++)
			sum -= w[k] * log(x[k]);
		mreg_sum_add(&total, sum);
	}
	return mreg_sum_value(total);
}

/* Log loss: the mean of -ln of the probability given to what came true, which is kept 2^-52 away from 0 and 1. */
bool
mreg_curve_log_loss(const MregCurve *c, double *value)
{
	Walk walk;

	start_walk(&walk, c, false);
	if (!(walk.totals.pos + walk.totals.neg > 0))
		return false;
	*value = log_losses(&walk) / (walk.totals.pos + walk.totals.neg);
	return true;
}

/* The sum of the log losses of the rows. */
bool
mreg_curve_log_loss_sum(const MregCurve *c, double *value)
{
	Walk walk;

	start_walk(&walk, c, false);
	*value = log_losses(&walk) / walk.scale;
	return walk.totals.pos + walk.totals.neg > 0;
}

/* Brier score: the mean squared difference of the probability and what came true. */
bool
mreg_curve_brier(const MregCurve *c, double *value)
{
	Walk walk;
	MregPoints points;
	MregSum total = { 0, 0 };

	start_walk(&walk, c, false);
	if (!(walk.totals.pos + walk.totals.neg > 0))
		return false;
	while (next_points(&walk, &points))
	{
		double sum = 0;

		for (uint32_t k = 0; k < points.n; k++)
		{
			double p = points.score[k];

			sum += points.pos[k] * ((1 - p) * (1 - p)) + points.neg[k] * (p * p);
		}
		mreg_sum_add(&total, sum);
	}
	*value = mreg_sum_value(total) / (walk.totals.pos + walk.totals.neg);
	return true;
}

/* Greatest distance of true and false positive rate, and the highest threshold where it is reached. */
static bool
kolmogorov_smirnov(const MregCurve *c, double *distance, double *threshold)
{
	Walk walk;
	MregPoints points;
	double tp = 0;
	double fp = 0;
	double best = -1;

	start_walk(&walk, c, true);
	if (one_class(walk.totals))
		return false;
	while (next_points(&walk, &points))
	{
		for (uint32_t k = 0; k < points.n; k++)
		{
			double d;

			tp += points.pos[k];
			fp += points.neg[k];
			d = fabs(tp * walk.totals.neg - fp * walk.totals.pos);
			if (d > best)
			{
				best = d;
				*threshold = points.score[k];
			}
		}
	}
	*distance = best / (walk.totals.pos * walk.totals.neg);
	return true;
}

/* Kolmogorov-Smirnov statistic of the scores of the two classes. */
bool
mreg_curve_ks(const MregCurve *c, double *value)
{
	double threshold;

	return kolmogorov_smirnov(c, value, &threshold);
}

/* The threshold where the Kolmogorov-Smirnov statistic is reached. */
bool
mreg_curve_ks_threshold(const MregCurve *c, double *value)
{
	double distance;

	return kolmogorov_smirnov(c, &distance, value);
}

/* Gini coefficient: 2 AUC - 1. */
bool
mreg_curve_gini(const MregCurve *c, double *value)
{
	if (!mreg_curve_auc(c, value))
		return false;
	*value = 2 * *value - 1;
	return true;
}

/* Share of the positive rows among that share of all rows that scores highest; of tied rows a part counts in part. */
bool
mreg_curve_capture(const MregCurve *c, double share, double *value)
{
	Walk walk;
	MregPoints points;
	double wanted;
	double all = 0;
	double tp = 0;

	start_walk(&walk, c, true);
	if (!(walk.totals.pos > 0))
		return false;
	wanted = share * (walk.totals.pos + walk.totals.neg);
	while (all < wanted && next_points(&walk, &points))
	{
		for (uint32_t k = 0; k < points.n && all < wanted; k++)
		{
			double n = points.pos[k] + points.neg[k];
			double part = all + n <= wanted ? 1 : (wanted - all) / n;

			tp += part * points.pos[k];
			all += n;
		}
	}
	*value = tp < walk.totals.pos && share < 1 ? tp / walk.totals.pos : 1;
	return true;
}

/* What is to be as great as possible. */
static inline double
merit(const MregChoice *choice, MregTotals totals, double tp, double fp)
{
	double beta2 = choice->beta * choice->beta;

	switch (choice->criterion)
	{
		case MREG_BY_FBETA:
			if (isinf(beta2))
				return tp;
			return tp / (beta2 * totals.pos + tp + fp);
		case MREG_BY_YOUDEN:
			return tp * totals.neg - fp * totals.pos;
		default:
			return -(fp * choice->cost_fp + (totals.pos - tp) * choice->cost_fn + tp * choice->cost_tp +
					 (totals.neg - fp) * choice->cost_tn);
	}
}

/*
 * The threshold that is best by a criterion, of equals the highest: one of the scores, or Infinity where it costs
 * least to predict no row as positive.
 */
bool
mreg_curve_best_threshold(const MregCurve *c, const MregChoice *choice, double *value)
{
	Walk walk;
	MregPoints points;
	double tp = 0;
	double fp = 0;
	double best = -INFINITY;

	start_walk(&walk, c, true);
	if (choice->criterion == MREG_BY_COST ? !(walk.totals.pos + walk.totals.neg > 0) :
		choice->criterion == MREG_BY_FBETA ? !(walk.totals.pos > 0) :
											 one_class(walk.totals))
		return false;
	if (choice->criterion == MREG_BY_COST)
	{
		best = merit(choice, walk.totals, 0, 0);
		*value = INFINITY;
	}
	while (next_points(&walk, &points))
	{
		for (uint32_t k = 0; k < points.n; k++)
		{
			double m;

			tp += points.pos[k];
			fp += points.neg[k];
			m = merit(choice, walk.totals, tp, fp);
			if (m > best)
			{
				best = m;
				*value = points.score[k];
			}
		}
	}
	return true;
}

/*
 * AUC and its variance after DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988): from the share of rows of the
 * other class that each row stands on the right side of.  False where a class is missing.
 */
bool
mreg_curve_delong(const MregCurve *c, MregDelong *result)
{
	Walk walk;
	MregPoints points;
	MregSum of_pos = { 0, 0 };
	MregSum of_neg = { 0, 0 };
	double pos_below = 0;
	double neg_below = 0;
	MregTotals n;

	if (!mreg_curve_auc(c, &result->auc))
		return false;
	start_walk(&walk, c, false);
	n = walk.totals;
	while (next_points(&walk, &points))
	{
		double p = 0;
		double q = 0;

		for (uint32_t k = 0; k < points.n; k++)
		{
			double of_p = (neg_below + points.neg[k] / 2) / n.neg - result->auc;
			double of_n = (n.pos - pos_below - points.pos[k] / 2) / n.pos - result->auc;

			p += points.pos[k] * (of_p * of_p);
			q += points.neg[k] * (of_n * of_n);
			pos_below += points.pos[k];
			neg_below += points.neg[k];
		}
		mreg_sum_add(&of_pos, p);
		mreg_sum_add(&of_neg, q);
	}
	result->has_variance = n.pos > 1 && n.neg > 1;
	result->variance = mreg_sum_value(of_pos) / (n.pos - 1) / n.pos + mreg_sum_value(of_neg) / (n.neg - 1) / n.neg;
	return true;
}

/* Edges of bins of equal width from 0 to 1. */
void
mreg_uniform_edges(uint32_t nbins, double *edges)
{
	double width = 1.0 / nbins;

	for (uint32_t k = 0; k < nbins; k++)
		edges[k] = k * width;
	edges[nbins] = 1;
}

/* A place in a curve: score k, before which so many rows lie. */
typedef struct Place
{
	uint32_t k;
	double before;
} Place;

/* Goes on to the score of row number index, counted from 0, or of a share of the weight. */
static double
score_at(const MregCurve *c, Place *place, double index)
{
	bool weighted = (c->flags & MREG_WEIGHTED) != 0;

	for (;;)
	{
		double positive = mreg_curve_weight_at(c, true, place->k);
		double after = place->before + positive + mreg_curve_weight_at(c, false, place->k);

		if (place->k + 1 == c->nscores || (weighted ? after >= index : after > index))
			return mreg_curve_scores(c)[place->k];
		place->before = after;
		place->k++;
	}
}

/*
 * Edges between which about as many rows lie: numpy's percentiles, interpolated linearly; of weights the least score
 * with so much weight at or below it.
 */
void
mreg_calibration_edges(const MregCurve *c, uint32_t nbins, double *edges)
{
	MregTotals totals = mreg_curve_totals(c);
	double n = totals.pos + totals.neg;
	double width = 1.0 / nbins;
	Place place = { 0, 0 };

	for (uint32_t k = 0; k <= nbins; k++)
	{
		double quantile = (k == nbins ? 1.0 : k * width) * 100 / 100;
		double index = quantile * (n - 1);
		double lower;
		double upper;
		double gamma;
		Place further;

		if (c->flags & MREG_WEIGHTED)
		{
			edges[k] = score_at(c, &place, quantile * n);
			continue;
		}
		lower = score_at(c, &place, floor(index));
		further = place;
		upper = floor(index) + 1 < n ? score_at(c, &further, floor(index) + 1) : lower;
		gamma = index - floor(index);
		edges[k] = gamma >= 0.5 ? upper - (upper - lower) * (1 - gamma) : lower + (upper - lower) * gamma;
	}
}

/* Adds what lies in one block and one bin. */
static void
flush_bin(MregSum *sums, MregBin *part)
{
	mreg_sum_add(&sums[0], part->n);
	mreg_sum_add(&sums[1], part->pos);
	mreg_sum_add(&sums[2], part->prob);
	memset(part, 0, sizeof(*part));
}

static void
close_bin(const MregSum *sums, MregBin *bin)
{
	bin->n = mreg_sum_value(sums[0]);
	bin->pos = mreg_sum_value(sums[1]);
	bin->prob = mreg_sum_value(sums[2]);
}

/* Fills bins; a score on an inner edge belongs to the bin below it.  Outer edges bind no score. */
void
mreg_curve_bins(const MregCurve *c, const double *edges, uint32_t nbins, MregBin *bins)
{
	MregPointScan scan;
	MregPoints points;
	MregSum sums[3] = { { 0, 0 }, { 0, 0 }, { 0, 0 } };
	MregBin part = { 0, 0, 0 };
	uint32_t b = 0;

	memset(bins, 0, nbins * sizeof(MregBin));
	mreg_points_start(&scan, c, false);
	while (mreg_points_next(&scan, &points))
	{
		for (uint32_t k = 0; k < points.n; k++)
		{
			double n = points.pos[k] + points.neg[k];

			if (b + 1 < nbins && points.score[k] > edges[b + 1])
			{
				flush_bin(sums, &part);
				close_bin(sums, &bins[b]);
				memset(sums, 0, sizeof(sums));
				while (b + 1 < nbins && points.score[k] > edges[b + 1])
					b++;
			}
			part.n += n;
			part.pos += points.pos[k];
			part.prob += n * points.score[k];
		}
		flush_bin(sums, &part);
	}
	close_bin(sums, &bins[b]);
}

/* Calibration error of bins: norm 1 the mean distance of share and score, 2 its root mean square, 0 the greatest. */
bool
mreg_calibration_error(const MregBin *bins, uint32_t nbins, int norm, double *value)
{
	double total = 0;

	for (uint32_t k = 0; k < nbins; k++)
		total += bins[k].n;
	*value = 0;
	for (uint32_t k = 0; k < nbins; k++)
	{
		double gap;

		if (bins[k].n == 0)
			continue;
		gap = fabs(bins[k].pos - bins[k].prob) / bins[k].n;
		if (norm == 0)
			*value = gap > *value ? gap : *value;
		else
			*value += bins[k].n / total * (norm == 1 ? gap : gap * gap);
	}
	if (norm == 2)
		*value = sqrt(*value);
	return total > 0;
}
