/*
 * curve_sweep.c: metrics of many overlapping unions of score curves of counts, such as slices of cells, without making
 * the unions: one descending sweep over all curves feeds each row to the unions that it belongs to.
 */
#include "core/curve_sweep.h"

#include <math.h>
#include <string.h>

#define PART_SCORES 256

enum
{
	TWICE,
	OF_POS,
	OF_NEG,
	PRECISION
};

/* Sum of squared distances from a mean over n rows, from its standard error. */
static double
squares_of(double error, double n)
{
	return n > 1 ? error * error * n * (n - 1) : 0;
}

/* Takes of one curve what needs no order of rows. */
void
mreg_union_of(const MregCurve *c, MregUnion *u)
{
	const double *scores = mreg_curve_scores(c);
	double edges[MREG_SWEEP_BINS + 1];
	MregSummary s;

	memset(u, 0, sizeof(*u));
	if (c->nscores == 0)
		return;
	mreg_curve_summary(c, false, &s);
	u->pos = s.pos;
	u->neg = s.neg;
	if (s.pos > 0 && s.neg > 0)
	{
		u->auc_sum = s.auc * (s.pos + s.neg);
		u->auc_weight = s.pos + s.neg;
	}
	mreg_curve_left(c, u->most);
	for (int d = 0; d <= MREG_DROPPED_MAX; d++)
		u->total[d] = u->most[d];
	u->probabilities = scores[0] >= 0 && scores[c->nscores - 1] <= 1;
	if (!u->probabilities)
		return;
	u->log_loss = s.log_loss;
	u->log_loss_m2 = squares_of(s.log_loss_error, s.pos + s.neg);
	u->brier = s.brier;
	u->brier_m2 = squares_of(s.brier_error, s.pos + s.neg);
	mreg_uniform_edges(MREG_SWEEP_BINS, edges);
	mreg_curve_bins(c, edges, MREG_SWEEP_BINS, u->bins);
}

/* Joins a mean over n more rows to one over before rows, and the sums of squared distances from them. */
static void
join_mean(double *mean, double *m2, double before, double more, double more_m2, double n)
{
	double distance = more - *mean;
	double part = n / (before + n);

	*mean += distance * part;
	*m2 += more_m2 + distance * distance * before * part;
}

/* Adds the rows of another union to u, as far as they need no order. */
void
mreg_union_join(MregUnion *u, const MregUnion *other)
{
	double before = u->pos + u->neg;
	double n = other->pos + other->neg;

	if (n == 0)
		return;
	u->probabilities = other->probabilities && (before == 0 || u->probabilities);
	join_mean(&u->log_loss, &u->log_loss_m2, before, other->log_loss, other->log_loss_m2, n);
	join_mean(&u->brier, &u->brier_m2, before, other->brier, other->brier_m2, n);
	u->pos += other->pos;
	u->neg += other->neg;
	u->auc_sum += other->auc_sum;
	u->auc_weight += other->auc_weight;
	for (int d = 0; d <= MREG_DROPPED_MAX; d++)
	{
		u->most[d] = u->most[d] > other->most[d] ? u->most[d] : other->most[d];
		u->total[d] += other->total[d];
	}
	for (int b = 0; b < MREG_SWEEP_BINS; b++)
	{
		u->bins[b].n += other->bins[b].n;
		u->bins[b].pos += other->bins[b].pos;
		u->bins[b].prob += other->bins[b].prob;
	}
}

/*
 * Chooses center and bits to drop, as many at least, for about that many groups; returns how many groups there must be
 * room for.
 */
uint64_t
mreg_union_prepare(MregUnion *u, uint32_t scores, uint8_t dropped)
{
	u->center = u->auc_weight > 0 ? u->auc_sum / u->auc_weight : 0.5;
	u->dropped = dropped;
	while (u->dropped < MREG_DROPPED_MAX && u->total[u->dropped] > scores && u->most[u->dropped] > scores / 2)
		u->dropped++;
	return u->total[u->dropped];
}

/* Moves the parts to the sums. */
static void
add_parts(MregUnion *u)
{
	for (int k = 0; k < MREG_SWEEP_SUMS; k++)
	{
		mreg_sum_add(&u->sum[k], u->part[k]);
		u->part[k] = 0;
	}
	u->nparts = 0;
}

/* Counts the rows of the last score; scores descend. */
static inline void
count_score(MregUnion *u)
{
	double pos = u->tie_pos;
	double neg = u->tie_neg;
	double below = u->neg - u->fp - neg; /* negative rows with lower scores */
	double of_pos = (below + neg / 2) - u->center * u->neg;
	double of_neg = (u->tp + pos / 2) - u->center * u->pos;
	double distance;
	uint64_t image = mreg_image_floor(mreg_image(u->score), u->dropped);

	if (u->ngroups == 0 || image != u->groups[0])
	{
		u->groups -= 3;
		u->groups[0] = image;
		u->groups[1] = u->groups[2] = 0;
		u->ngroups++;
	}
	u->groups[1] += (uint64_t) pos;
	u->groups[2] += (uint64_t) neg;
	u->part[TWICE] += pos * (2 * below + neg);
	u->part[OF_POS] += pos * (of_pos * of_pos);
	u->part[OF_NEG] += neg * (of_neg * of_neg);
	u->tp += pos;
	u->fp += neg;
	u->part[PRECISION] += pos * (u->tp / (u->tp + u->fp));
	distance = fabs(u->tp * u->neg - u->fp * u->pos);
	u->greatest = distance > u->greatest ? distance : u->greatest;
	if (++u->nparts == PART_SCORES)
		add_parts(u);
}

/* The score at a cursor, which reads on where it must; minus infinity at the end. */
static inline double
key_of(MregSweepCursor *cursor)
{
	if (cursor->at == cursor->points.n)
	{
		cursor->at = 0;
		if (!mreg_points_next(&cursor->scan, &cursor->points))
		{
			cursor->points.n = 0;
			return -INFINITY;
		}
	}
	return cursor->points.score[cursor->at];
}

/* Plays the matches of a tree of losers below a node, whose leaves are the curves; returns the winner. */
static MregLoser
play(const MregSweep *sweep, uint32_t node)
{
	uint32_t n = sweep->ncurves;
	MregLoser left;
	MregLoser right;

	if (node >= n)
		return (MregLoser) { key_of(&sweep->cursors[node - n]), node - n };
	left = play(sweep, 2 * node);
	right = play(sweep, 2 * node + 1);
	sweep->losers[node] = left.key >= right.key ? right : left;
	return left.key >= right.key ? left : right;
}

/* The winner after the key of the last one has changed: its matches are played again, without a branch on who wins. */
static inline MregLoser
replay(const MregSweep *sweep, MregLoser winner)
{
	for (uint32_t node = (winner.curve + sweep->ncurves) / 2; node > 0; node /= 2)
	{
		MregLoser *loser = &sweep->losers[node];
		double key = loser->key;
		uint32_t curve = loser->curve;
		uint32_t beaten = -(uint32_t) (key > winner.key);
		uint32_t swap = (curve ^ winner.curve) & beaten;

		loser->key = key < winner.key ? key : winner.key;
		loser->curve = curve ^ swap;
		winner.key = key > winner.key ? key : winner.key;
		winner.curve ^= swap;
	}
	return winner;
}

/* Reads the rows of all curves, highest score first, into the unions, which must know their rows and centers. */
void
mreg_sweep(MregSweep *sweep)
{
	MregLoser winner = { -INFINITY, 0 };

	for (uint32_t k = 0; k < sweep->ncurves; k++)
	{
		mreg_points_start(&sweep->cursors[k].scan, sweep->curves[k], true);
		sweep->cursors[k].points.n = sweep->cursors[k].at = 0;
	}
	for (uint32_t k = 0; k < sweep->nunions; k++)
		sweep->unions[k].score = INFINITY;
	if (sweep->ncurves > 0)
		winner = play(sweep, 1);
	while (winner.key > -INFINITY)
	{
		MregSweepCursor *cursor = &sweep->cursors[winner.curve];
		double score = winner.key;
		double pos = cursor->points.pos[cursor->at];
		double neg = cursor->points.neg[cursor->at];
		const uint32_t *member = sweep->members + (size_t) winner.curve * sweep->nmembers;

		for (uint32_t k = 0; k < sweep->nmembers; k++)
		{
			MregUnion *u = &sweep->unions[member[k]];

			if (score != u->score)
			{
				if (u->score < INFINITY)
					count_score(u);
				u->score = score;
				u->tie_pos = u->tie_neg = 0;
			}
			u->tie_pos += pos;
			u->tie_neg += neg;
		}
		cursor->at++;
		winner.key = key_of(cursor);
		winner = replay(sweep, winner);
	}
	for (uint32_t k = 0; k < sweep->nunions; k++)
	{
		if (sweep->unions[k].score < INFINITY)
			count_score(&sweep->unions[k]);
		add_parts(&sweep->unions[k]);
	}
}

/* Standard error of a mean over n rows, from the sum of squared distances. */
static double
error_of_mean(double squares, double n)
{
	return n > 1 ? sqrt(fmax(0, squares) / (n - 1) / n) : NAN;
}

/* The sum of squared distances of placements, in units of other rows, from their mean; n rows have them. */
static double
spread(const MregUnion *u, int which, double n, double other, double auc)
{
	double distance = auc - u->center;

	return fmax(0, mreg_sum_value(u->sum[which]) / (other * other) - n * distance * distance);
}

/* Computes the metrics after the sweep; NaN where one is undefined. */
void
mreg_union_summary(const MregUnion *u, MregSummary *s)
{
	double n = u->pos + u->neg;
	bool both = u->pos > 0 && u->neg > 0;

	s->pos = u->pos;
	s->neg = u->neg;
	s->auc = s->auc_error = s->ks = s->average_precision = NAN;
	s->log_loss = s->log_loss_error = s->brier = s->brier_error = NAN;
	if (both)
	{
		s->auc = fmin(1, mreg_sum_value(u->sum[TWICE]) / (2 * (u->pos * u->neg)));
		s->ks = u->greatest / (u->pos * u->neg);
	}
	if (u->pos > 1 && u->neg > 1)
		s->auc_error = sqrt(spread(u, OF_POS, u->pos, u->neg, s->auc) / (u->pos - 1) / u->pos +
							spread(u, OF_NEG, u->neg, u->pos, s->auc) / (u->neg - 1) / u->neg);
	if (u->pos > 0)
		s->average_precision = mreg_sum_value(u->sum[PRECISION]) / u->pos;
	if (n == 0 || !u->probabilities)
		return;
	s->log_loss = u->log_loss;
	s->log_loss_error = error_of_mean(u->log_loss_m2, n);
	s->brier = u->brier;
	s->brier_error = error_of_mean(u->brier_m2, n);
}
