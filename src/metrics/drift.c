/* drift.c: what is read off two distributions or one: distances, tests, quantiles, shares. */
#include "types/distribution.h"

#include <math.h>

#include "core/statistics.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define MOST_EXACT_STEPS INT64CONST(1000000000) /* of the exact law of D: some seconds */
#define AUTO_EXACT_VALUES 10000					/* scipy's */

/* The buckets of the first two arguments side by side. */
void
AlignArgs(FunctionCallInfo fcinfo, MregBuckets *buckets)
{
	MregDistribution *a = DistributionGetClosed(PG_GETARG_DATUM(0));
	MregDistribution *b = DistributionGetClosed(PG_GETARG_DATUM(1));

	RequireComparable(a, b);
	mreg_align(buckets, a, b,
			   MemoryContextAllocHuge(CurrentMemoryContext, mreg_bucket_room(a, b) * sizeof(MregBucket)));
}

/* The buckets of the first argument. */
void
AlignArg(FunctionCallInfo fcinfo, MregBuckets *buckets)
{
	MregDistribution *d = DistributionGetClosed(PG_GETARG_DATUM(0));

	mreg_align(buckets, d, NULL,
			   MemoryContextAllocHuge(CurrentMemoryContext, mreg_bucket_room(d, NULL) * sizeof(MregBucket)));
}

/* A number, or NULL where it is NaN: undefined. */
static Datum
Defined(FunctionCallInfo fcinfo, double value)
{
	if (isnan(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* Smoothing: what is added to every count. */
double
SmoothingArg(FunctionCallInfo fcinfo, int argno)
{
	double smoothing = PG_GETARG_FLOAT8(argno);

	if (!(smoothing >= 0) || isinf(smoothing))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("smoothing must be a finite number, 0 or above, not %g", smoothing)));
	return smoothing;
}

/* Base of a logarithm. */
static double
BaseArg(FunctionCallInfo fcinfo, int argno)
{
	double base = PG_GETARG_FLOAT8(argno);

	if (!(base > 1) || isinf(base))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("base of the logarithm must be a finite number above 1, not %g", base)));
	return base;
}

/* Refuses distributions that are not over numbers; alone: one is given. */
static void
RequireNumbers(const MregBuckets *buckets, const char *name)
{
	for (int s = 0; s < 2; s++)
	{
		const MregDistribution *d = buckets->of[s];

		if (d != NULL && (d->kind == MREG_LABEL_BOOLEAN || d->kind == MREG_LABEL_TEXT))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s needs a distribution over numbers, not over %s categories", name,
							d->kind == MREG_LABEL_TEXT ? "text" : "boolean"),
					 errhint("It takes what value_distribution() or category_distribution() of integers gives.")));
	}
}

/* Refuses distributions with values whose place is not known. */
static void
RequirePlaces(const MregBuckets *buckets, const char *name)
{
	RequireNumbers(buckets, name);
	for (int s = 0; s < 2; s++)
	{
		const MregDistribution *d = buckets->of[s];

		if (d != NULL && d->kind != MREG_NUMERIC && d->others > 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s needs every integer by itself, but some are counted together", name),
					 errdetail("Rows counted as other: " INT64_FORMAT ".", (int64) d->others),
					 errhint("Count so many different integers by value_distribution().")));
	}
}

MREG_FUNCTION(mreg_psi);

/* psi(reference, current, smoothing) */
Datum
mreg_psi(PG_FUNCTION_ARGS)
{
	double smoothing = SmoothingArg(fcinfo, 2);
	MregBuckets buckets;

	AlignArgs(fcinfo, &buckets);
	return Defined(fcinfo, mreg_drift_psi(&buckets, smoothing));
}

/* information_value(good, bad, smoothing): the same sum as psi. */
EXPRESSION_FUNCTION(mreg_information_value, mreg_psi(fcinfo))

MREG_FUNCTION(mreg_kl_divergence);

/* kl_divergence(reference, current, smoothing, base) */
Datum
mreg_kl_divergence(PG_FUNCTION_ARGS)
{
	double smoothing = SmoothingArg(fcinfo, 2);
	double base = BaseArg(fcinfo, 3);
	MregBuckets buckets;

	AlignArgs(fcinfo, &buckets);
	return Defined(fcinfo, mreg_drift_kl_divergence(&buckets, smoothing, base));
}

MREG_FUNCTION(mreg_js_divergence);

/* js_divergence(reference, current, base) */
Datum
mreg_js_divergence(PG_FUNCTION_ARGS)
{
	double base = BaseArg(fcinfo, 2);
	MregBuckets buckets;

	AlignArgs(fcinfo, &buckets);
	return Defined(fcinfo, mreg_drift_js_divergence(&buckets, base));
}

MREG_FUNCTION(mreg_js_distance);

/* js_distance(reference, current, base): the square root of the divergence. */
Datum
mreg_js_distance(PG_FUNCTION_ARGS)
{
	double base = BaseArg(fcinfo, 2);
	MregBuckets buckets;

	AlignArgs(fcinfo, &buckets);
	return Defined(fcinfo, sqrt(mreg_drift_js_divergence(&buckets, base)));
}

/* A distance without parameters, SQL name and core function alike. */
#define PLAIN_DISTANCE(name)                                      \
	MREG_FUNCTION(mreg_##name);                                   \
	Datum                                                         \
		mreg_##name(PG_FUNCTION_ARGS)                             \
	{                                                             \
		MregBuckets buckets;                                      \
		AlignArgs(fcinfo, &buckets);                              \
		return Defined(fcinfo, mreg_drift_##name(&buckets));      \
	}

PLAIN_DISTANCE(hellinger)
PLAIN_DISTANCE(total_variation)
PLAIN_DISTANCE(l_infinity)

MREG_FUNCTION(mreg_ks_distance);

/* ks_distance(reference, current) */
Datum
mreg_ks_distance(PG_FUNCTION_ARGS)
{
	MregBuckets buckets;

	AlignArgs(fcinfo, &buckets);
	RequireNumbers(&buckets, "ks_distance");
	return Defined(fcinfo, mreg_drift_ks_distance(&buckets));
}

MREG_FUNCTION(mreg_wasserstein);

/* wasserstein(reference, current) */
Datum
mreg_wasserstein(PG_FUNCTION_ARGS)
{
	MregBuckets buckets;

	AlignArgs(fcinfo, &buckets);
	RequirePlaces(&buckets, "wasserstein");
	return Defined(fcinfo, mreg_drift_wasserstein(&buckets));
}

MREG_FUNCTION(mreg_chi2_test);

/* chi2_test(reference, current, correction) -> statistic, df, p_value */
Datum
mreg_chi2_test(PG_FUNCTION_ARGS)
{
	MregBuckets buckets;
	MregChi2 test = { 0, 0, 0 };
	Datum values[3];
	bool nulls[3] = { false, false, false };

	AlignArgs(fcinfo, &buckets);
	if (!mreg_drift_chi2_test(&buckets, PG_GETARG_BOOL(2), &test))
		nulls[0] = nulls[1] = nulls[2] = true;
	values[0] = Float8GetDatum(test.statistic);
	values[1] = Int64GetDatum(test.df);
	values[2] = Float8GetDatum(test.p_value);
	return RowDatum(fcinfo, values, nulls);
}

/* Shall the p-value be exact?  By the method and the number of values. */
static bool
IsExact(const MregBuckets *buckets, const char *method)
{
	int64 most = Max(buckets->valid[0], buckets->valid[1]);
	int64 steps;

	if (strcmp(method, "asymp") == 0)
		return false;
	if (strcmp(method, "auto") == 0)
		return most <= AUTO_EXACT_VALUES;
	if (strcmp(method, "exact") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown method \"%s\" of ks_test", method),
				 errhint("The methods are auto, exact and asymp.")));
	if (__builtin_mul_overflow(buckets->valid[0], buckets->valid[1], &steps) || steps > MOST_EXACT_STEPS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("samples are too large for the exact p-value"),
				 errdetail("The product of " INT64_FORMAT " and " INT64_FORMAT " values is above " INT64_FORMAT ".",
						   (int64) buckets->valid[0], (int64) buckets->valid[1], MOST_EXACT_STEPS),
				 errhint("Use method => 'asymp'.")));
	return true;
}

/* The exact p-value of a distance. */
static double
ExactP(const MregBuckets *buckets, double distance)
{
	int64 more = Max(buckets->valid[0], buckets->valid[1]);
	int64 fewer = Min(buckets->valid[0], buckets->valid[1]);
	double *work = palloc((fewer + 1) * sizeof(double));
	double p_value = mreg_smirnov_sf(more, fewer, mreg_drift_ks_steps(buckets, distance), work, Attend);

	pfree(work);
	return p_value;
}

MREG_FUNCTION(mreg_ks_test);

/* ks_test(reference, current, method) -> statistic, p_value */
Datum
mreg_ks_test(PG_FUNCTION_ARGS)
{
	char *method = text_to_cstring(PG_GETARG_TEXT_PP(2));
	MregBuckets buckets;
	Datum values[2] = { (Datum) 0, (Datum) 0 };
	bool nulls[2] = { true, true };
	double distance;
	double p_value;

	AlignArgs(fcinfo, &buckets);
	RequireNumbers(&buckets, "ks_test");
	distance = mreg_drift_ks_distance(&buckets);
	if (!isnan(distance))
	{
		p_value = IsExact(&buckets, method) ? ExactP(&buckets, distance) : mreg_drift_ks_limit(&buckets, distance);
		values[0] = Float8GetDatum(distance);
		values[1] = Float8GetDatum(p_value);
		nulls[0] = nulls[1] = false;
	}
	return RowDatum(fcinfo, values, nulls);
}

/* Probability of a false alarm. */
static double
AlphaArg(FunctionCallInfo fcinfo, int argno)
{
	double alpha = PG_GETARG_FLOAT8(argno);

	if (!(alpha > 0 && alpha < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("alpha must lie between 0 and 1, not at %g", alpha)));
	return alpha;
}

MREG_FUNCTION(mreg_psi_critical);

/* psi_critical(n, m, bins, alpha) */
Datum
mreg_psi_critical(PG_FUNCTION_ARGS)
{
	int64 n = PG_GETARG_INT64(0);
	int64 m = PG_GETARG_INT64(1);
	int32 bins = PG_GETARG_INT32(2);

	if (n < 1 || m < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("numbers of rows must be 1 or above, not " INT64_FORMAT " and " INT64_FORMAT, n, m)));
	if (bins < 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of bins must be 2 or above, not %d", bins)));
	PG_RETURN_FLOAT8(mreg_drift_psi_critical((double) n, (double) m, bins, AlphaArg(fcinfo, 3)));
}

MREG_FUNCTION(mreg_psi_critical_of);

/* psi_critical(reference, current, alpha): of the rows and buckets of two distributions. */
Datum
mreg_psi_critical_of(PG_FUNCTION_ARGS)
{
	double alpha = AlphaArg(fcinfo, 2);
	MregBuckets buckets;

	AlignArgs(fcinfo, &buckets);
	if (buckets.total[0] == 0 || buckets.total[1] == 0 || buckets.used < 2)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(mreg_drift_psi_critical((double) buckets.total[0], (double) buckets.total[1], buckets.used,
											 alpha));
}

MREG_FUNCTION(mreg_quantile);

/* quantile(d, q) */
Datum
mreg_quantile(PG_FUNCTION_ARGS)
{
	double q = PG_GETARG_FLOAT8(1);
	MregBuckets buckets;
	double value;

	if (!(q >= 0 && q <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("q of a quantile must be from 0 to 1, not %g", q)));
	AlignArg(fcinfo, &buckets);
	RequirePlaces(&buckets, "quantile");
	if (!mreg_drift_quantile(&buckets, q, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

MREG_FUNCTION(mreg_distribution_mean);

/* distribution_mean(d) */
Datum
mreg_distribution_mean(PG_FUNCTION_ARGS)
{
	MregBuckets buckets;

	AlignArg(fcinfo, &buckets);
	RequirePlaces(&buckets, "distribution_mean");
	return Defined(fcinfo, mreg_drift_mean(&buckets));
}

MREG_FUNCTION(mreg_support_distribution);

/* support(d): all rows. */
Datum
mreg_support_distribution(PG_FUNCTION_ARGS)
{
	MregBuckets buckets;

	AlignArg(fcinfo, &buckets);
	PG_RETURN_INT64(buckets.total[0]);
}

MREG_FUNCTION(mreg_null_share);

/* null_share(d): the share of NULL among all rows. */
Datum
mreg_null_share(PG_FUNCTION_ARGS)
{
	MregBuckets buckets;

	AlignArg(fcinfo, &buckets);
	if (buckets.total[0] == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) buckets.of[0]->nulls / (double) buckets.total[0]);
}
