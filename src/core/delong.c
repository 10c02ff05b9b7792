/*
 * delong.c: two correlated ROC AUCs after DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988, 837-845), in
 * n log n steps after Sun and Xu (IEEE Signal Processing Letters 21, 2014, 1389-1393).
 */
#include "core/delong.h"

/* Bytes of a state. */
uint64_t
mreg_paired_size(uint64_t cap)
{
	return sizeof(MregPaired) + cap * 2 * sizeof(uint64_t);
}

/* Makes an empty state; the varlena header is the caller's. */
void
mreg_paired_init(MregPaired *p, uint32_t cap)
{
	memset(p, 0, sizeof(*p));
	p->magic = MREG_PAIRED_MAGIC;
	p->cap = cap;
}

static inline uint64_t *
pairs_of(const MregPaired *p)
{
	return (uint64_t *) (p + 1);
}

/* Is a value of that many bytes a state that can be worked on? */
bool
mreg_paired_check(const MregPaired *p, uint64_t size)
{
	return size >= sizeof(*p) && p->magic == MREG_PAIRED_MAGIC && mreg_paired_size(p->cap) == size &&
		   (uint64_t) p->nneg + p->npos <= p->cap;
}

/* Adds a row; false where there is no room. */
bool
mreg_paired_add(MregPaired *p, uint64_t a, uint64_t b, bool label)
{
	uint64_t *pair = pairs_of(p) + 2 * (size_t) (label ? p->cap - 1 - p->npos : p->nneg);

	if (p->nneg + p->npos >= p->cap)
		return false;
	pair[0] = a;
	pair[1] = b;
	p->npos += label;
	p->nneg += !label;
	return true;
}

/* Appends the rows of src; false where there is no room. */
bool
mreg_paired_append(MregPaired *p, const MregPaired *src)
{
	const uint64_t *from = pairs_of(src);

	if ((uint64_t) p->nneg + p->npos + src->nneg + src->npos > p->cap)
		return false;
	memcpy(pairs_of(p) + 2 * (size_t) p->nneg, from, (size_t) src->nneg * 2 * sizeof(uint64_t));
	p->nneg += src->nneg;
	p->npos += src->npos;
	memcpy(pairs_of(p) + 2 * (size_t) (p->cap - p->npos), from + 2 * (size_t) (src->cap - src->npos),
		   (size_t) src->npos * 2 * sizeof(uint64_t));
	p->seen |= src->seen;
	return true;
}

/* Words of room that a comparison takes: two shares per row, and images with their rows twice. */
uint64_t
mreg_delong_room(const MregPaired *p)
{
	return 6 * ((uint64_t) p->nneg + p->npos);
}

/* Images of one score of n rows, each with the number of its row, in order. */
static void
sorted_images(const uint64_t *pairs, uint32_t n, int which, uint64_t *images, uint64_t *room)
{
	for (size_t k = 0; k < n; k++)
	{
		images[2 * k] = pairs[2 * k + which];
		images[2 * k + 1] = k;
	}
	mreg_sort_pairs(images, room, n);
}

/*
 * For each row the share of the n others that its score is above, ties one half, or below where so; others are in
 * order, as are the rows.  Returns the mean of the shares without their rounding.
 */
static double
shares_above(const uint64_t *rows, uint32_t n, const uint64_t *others, uint32_t nothers, bool below, double *shares)
{
	uint32_t less = 0;
	uint32_t to = 0;
	uint64_t twice = 0;

	for (size_t k = 0; k < n; k++)
	{
		uint64_t above;

		while (less < nothers && others[2 * (size_t) less] < rows[2 * k])
			less++;
		while (to < nothers && others[2 * (size_t) to] <= rows[2 * k])
			to++;
		above = (uint64_t) less + to;
		if (below)
			above = 2 * (uint64_t) nothers - above;
		shares[rows[2 * k + 1]] = (double) above / (2 * (double) nothers);
		twice += above;
	}
	return (double) twice / (2 * ((double) n * (double) nothers));
}

/* Mean products of the deviations of two arrays from their means. */
static double
covariance(const double *a, double mean_a, const double *b, double mean_b, uint32_t n)
{
	MregSum sum = { 0, 0 };

	for (size_t k = 0; k < n; k++)
		mreg_sum_add(&sum, (a[k] - mean_a) * (b[k] - mean_b));
	return mreg_sum_value(sum) / (n - 1.0) / n;
}

/* The same of the differences of two arrays. */
static double
variance_of_difference(const double *a, const double *b, double mean, uint32_t n)
{
	MregSum sum = { 0, 0 };

	for (size_t k = 0; k < n; k++)
		mreg_sum_add(&sum, (a[k] - b[k] - mean) * (a[k] - b[k] - mean));
	return mreg_sum_value(sum) / (n - 1.0) / n;
}

/* Compares the two scores; false where a class is missing. */
bool
mreg_delong_compare(const MregPaired *p, uint64_t *room, MregDelongPair *result)
{
	size_t n = (size_t) p->nneg + p->npos;
	const uint64_t *neg = pairs_of(p);
	const uint64_t *pos = pairs_of(p) + 2 * (size_t) (p->cap - p->npos);
	double *of_pos[2] = { (double *) room, (double *) room + p->npos };
	double *of_neg[2] = { (double *) room + 2 * (size_t) p->npos, (double *) room + 2 * (size_t) p->npos + p->nneg };
	uint64_t *sorted_neg = room + 2 * n;
	uint64_t *sorted_pos = sorted_neg + 2 * (size_t) p->nneg;
	uint64_t *spare = sorted_pos + 2 * (size_t) p->npos;

	if (p->nneg == 0 || p->npos == 0)
		return false;
	for (int which = 0; which < 2; which++)
	{
		sorted_images(neg, p->nneg, which, sorted_neg, spare);
		sorted_images(pos, p->npos, which, sorted_pos, spare);
		result->auc[which] = shares_above(sorted_pos, p->npos, sorted_neg, p->nneg, false, of_pos[which]);
		(void) shares_above(sorted_neg, p->nneg, sorted_pos, p->npos, true, of_neg[which]);
	}
	result->has_variance = p->npos > 1 && p->nneg > 1;
	if (!result->has_variance)
		return true;
	for (int which = 0; which < 2; which++)
		result->variance[which] =
			covariance(of_pos[which], result->auc[which], of_pos[which], result->auc[which], p->npos) +
			covariance(of_neg[which], result->auc[which], of_neg[which], result->auc[which], p->nneg);
	result->covariance = covariance(of_pos[0], result->auc[0], of_pos[1], result->auc[1], p->npos) +
						 covariance(of_neg[0], result->auc[0], of_neg[1], result->auc[1], p->nneg);
	result->difference = variance_of_difference(of_pos[0], of_pos[1], result->auc[0] - result->auc[1], p->npos) +
						 variance_of_difference(of_neg[0], of_neg[1], result->auc[0] - result->auc[1], p->nneg);
	return true;
}
