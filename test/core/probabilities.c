/* probabilities.c: the class scores of src/core against a plain model, with blocks of exact size for the sanitizers. */
#include "check.h"
#include "../fuzz/probabilities.c"

#define COLUMNS 4
#define CLASSES 3

/* An open value of exactly the room that is needed, its rows those of model from one on. */
static MregClassScores *
gather(uint8_t kind, const double *model, const uint32_t *classes, uint32_t n, uint32_t first, uint64_t *size)
{
	static const char *const names[CLASSES] = { "", "a", "longer than eight bytes" };
	MregClassScores *c;
	bool room = true;

	*size = sizeof(MregClassScores);
	for (uint32_t k = 0; k < n; k++)
		*size += mreg_lead(kind, strlen(names[classes[k]])) + COLUMNS * sizeof(double);
	c = malloc(*size);
	mreg_scores_init(c, n > 0 ? kind : MREG_LABEL_NONE, n > 0 ? COLUMNS : 0);
	for (uint32_t k = 0; k < n; k++)
	{
		uint32_t at = (k + first) % n;
		double *p = mreg_scores_append(c, *size, (int64_t) classes[at] - 1, names[classes[at]],
									   (uint32_t) strlen(names[classes[at]]));

		room = room && p != NULL;
		if (p != NULL)
			memcpy(p, model + at * COLUMNS, COLUMNS * sizeof(double));
	}
	check(room && mreg_scores_check(c, *size), "the rows fit into their room");
	check(n == 0 || mreg_scores_append(c, *size, 0, "", 0) == NULL, "and no more");
	return c;
}

/* The closed form of the same rows, of exact size. */
static MregClassScores *
closed(uint8_t kind, const double *model, const uint32_t *classes, uint32_t n, uint32_t first, uint64_t *size)
{
	MregClassScores *c = gather(kind, model, classes, n, first, size);
	MregClassScores *into = malloc(*size);
	const uint8_t **room = malloc(2 * c->nrows * sizeof(*room) + 1);

	mreg_scores_close(c, into, room, no_poll);
	into->vl_len_ = 0;
	free(room);
	free(c);
	return into;
}

static void
against_model(uint8_t kind, uint32_t n)
{
	double *model = malloc(n * COLUMNS * sizeof(double) + 1);
	uint32_t *classes = malloc(n * sizeof(uint32_t) + 1);
	uint64_t size;
	MregClassScores *c;
	MregClassScores *other;
	MregRun runs[CLASSES];
	uint32_t nruns;
	double loss = 0;
	double hits = 0;
	double wins = 0;
	double pairs = 0;
	double micro_wins = 0;
	double micro_pairs = 0;

	for (uint32_t k = 0; k < n; k++)
	{
		classes[k] = k < CLASSES ? k : below(CLASSES);
		for (uint32_t j = 0; j < COLUMNS; j++)
			model[k * COLUMNS + j] = below(8) / 8.0;
	}
	c = closed(kind, model, classes, n, 0, &size);
	other = closed(kind, model, classes, n, n / 2, &size);
	check(memcmp(c, other, size) == 0, "the closed form does not depend on the order of the rows");
	check(mreg_scores_check(c, size) && !mreg_scores_check(c, size - 1), "it is sound, and not when cut");
	nruns = mreg_scores_runs(c, NULL);
	check(nruns == (n < CLASSES ? n : CLASSES) && mreg_scores_runs(c, runs) == nruns, "its runs are the classes");
	for (uint32_t r = 0; r < nruns; r++)
		runs[r].column = r + 1;
	for (uint32_t k = 0; k < n; k++)
	{
		const double *p = model + k * COLUMNS;
		double mine = p[classes[k] + 1];
		uint32_t before = 0;

		loss -= log(mine > 2.220446049250313e-16 ? mine : 2.220446049250313e-16);
		for (uint32_t j = 0; j < COLUMNS; j++)
			before += p[j] > mine || (p[j] == mine && j > classes[k] + 1);
		hits += before < 2;
		for (uint32_t l = 0; l < n * COLUMNS; l++)
		{
			if (l % COLUMNS == classes[l / COLUMNS] + 1)
				continue;
			micro_pairs++;
			micro_wins += mine > model[l] ? 1 : mine == model[l] ? 0.5 :
																   0;
		}
		for (uint32_t l = 0; l < n; l++)
		{
			if (classes[k] != 0 || classes[l] == 0)
				continue;
			pairs++;
			wins += p[1] > model[l * COLUMNS + 1] ? 1 : p[1] == model[l * COLUMNS + 1] ? 0.5 :
																					0;
		}
	}
	if (n >= CLASSES)
	{
		MregOpenCurve *o = malloc(mreg_curve_open_size(n * COLUMNS, 0, 0));
		uint64_t *room = malloc(n * COLUMNS * sizeof(uint64_t));

		check(fabs(mreg_runs_log_loss(runs, nruns, false) - loss) <= 1e-9 * loss, "log loss is that of the model");
		check(mreg_runs_top_k(runs, nruns, COLUMNS, 2) == hits / n, "top-2 accuracy too");
		check(fabs(mreg_runs_auc(&runs[0], runs, nruns, 1, o, n, room) - wins / pairs) < 1e-12, "and the AUC");
		check(fabs(mreg_runs_auc_micro(runs, nruns, COLUMNS, o, n * COLUMNS, room) - micro_wins / micro_pairs) < 1e-12,
			  "and the micro AUC");
		free(o);
		free(room);
	}
	free(c);
	free(other);
	free(model);
	free(classes);
}

/* Damaged bytes are refused, or are a value that can be walked. */
static void
damaged(uint8_t kind)
{
	static const double model[3 * COLUMNS] = { 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1 };
	static const uint32_t classes[3] = { 0, 1, 2 };
	uint64_t size;
	MregClassScores *c = closed(kind, model, classes, 3, 0, &size);
	uint32_t refused = 0;

	for (uint32_t k = 0; k < 20000; k++)
	{
		MregClassScores *bad = malloc(size);

		memcpy(bad, c, size);
		((uint8_t *) bad)[4 + below((uint32_t) size - 4)] = (uint8_t) below(256);
		if (!mreg_scores_check(bad, size))
			refused++;
		else
			(void) mreg_scores_runs(bad, NULL);
		free(bad);
	}
	check(refused > 1000, "damaged values are refused");
	free(c);
}

int
main(void)
{
	static const uint32_t sizes[] = { 0, 1, 2, 3, 7, 64, 1000 };

	for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++)
	{
		against_model(MREG_LABEL_INTEGER, sizes[k]);
		against_model(MREG_LABEL_TEXT, sizes[k]);
	}
	damaged(MREG_LABEL_INTEGER);
	damaged(MREG_LABEL_TEXT);
	test_corpus("probabilities");
	printf("1..%d\n# %d passed, %d failed\n", tests, tests - failures, failures);
	return failures > 0;
}
