/* regression.c: the types mreg.regression and mreg.intervals: their fields, and their functions as SQL calls them. */
#include "types/regression.h"

static bool
CheckRegression(const void *value, uint64 size)
{
	return mreg_regression_check(value, size);
}

static bool
CloseRegression(const void *value, void *into)
{
	return mreg_regression_close(value, into);
}

static bool
MergeRegression(void *into, const void *value)
{
	return mreg_regression_merge(into, value);
}

#define SUM(key, member, flag) \
	{                                                          \
		key, offsetof(MregRegression, member), FIELD_SUM, flag \
	}
#define NUMBER(key, member) \
	{                                                          \
		key, offsetof(MregRegression, member), FIELD_NUMBER, 0 \
	}

/* error = y_true - y_pred, target = y_true; m2 is a sum of squared distances from the mean. */
static const Field regression_fields[] = {
	SUM("weight", weight, 0),
	SUM("error_above", error[0], 0),
	SUM("error_below", error[1], 0),
	SUM("target_above", target[0], 0),
	SUM("target_below", target[1], 0),
	SUM("error_m2", error_m2, 0),
	SUM("target_m2", target_m2, 0),
	SUM("percentage", percentage, 0),
	SUM("symmetric", symmetric, 0),
	SUM("squared_log", squared_log, MREG_NO_LOG),
	SUM("poisson", poisson, MREG_NO_POISSON),
	SUM("gamma", gamma, MREG_NO_GAMMA),
	SUM("poisson_mean", poisson_mean, MREG_NO_POISSON),
	SUM("gamma_mean", gamma_mean, MREG_NO_GAMMA),
	NUMBER("error_min", error_min),
	NUMBER("error_max", error_max),
	NUMBER("target_min", target_min),
	NUMBER("target_max", target_max)
};

const RecordType regression_type = {
	"mreg.regression", sizeof(MregRegression), MREG_REGRESSION_VERSION, regression_fields, lengthof(regression_fields),
	CheckRegression, CloseRegression, MergeRegression
};

static bool
CheckIntervals(const void *value, uint64 size)
{
	return mreg_intervals_check(value, size);
}

static bool
CloseIntervals(const void *value, void *into)
{
	return mreg_intervals_close(value, into);
}

static bool
MergeIntervals(void *into, const void *value)
{
	return mreg_intervals_merge(into, value);
}

#define INTERVAL_SUM(key, member) \
	{                                                      \
		key, offsetof(MregIntervals, member), FIELD_SUM, 0 \
	}

static const Field intervals_fields[] = {
	INTERVAL_SUM("weight", weight),
	INTERVAL_SUM("below", below),
	INTERVAL_SUM("above", above),
	INTERVAL_SUM("width", width),
	INTERVAL_SUM("shortfall", shortfall),
	INTERVAL_SUM("excess", excess)
};

const RecordType intervals_type = {
	"mreg.intervals", sizeof(MregIntervals), MREG_INTERVALS_VERSION, intervals_fields, lengthof(intervals_fields),
	CheckIntervals, CloseIntervals, MergeIntervals
};

/* The functions of one type. */
#define RECORD_FUNCTION(type, function, call) \
	EXPRESSION_FUNCTION(mreg_##type##_##function, call(&type##_type, fcinfo))
#define regression_get(d) RecordGet(&regression_type, d)
#define intervals_get(d) RecordGet(&intervals_type, d)
#define RECORD_FUNCTIONS(type) \
	RECORD_FUNCTION(type, in, RecordIn) \
	RECORD_FUNCTION(type, out, RecordOut) \
	RECORD_FUNCTION(type, recv, RecordRecv) \
	RECORD_FUNCTION(type, send, RecordSend) \
	RECORD_FUNCTION(type, jsonb, RecordToJsonb) \
	BYTES_FUNCTIONS(type, type##_get) \
	RECORD_FUNCTION(type, add, RecordAdd) \
	RECORD_FUNCTION(type, combine, RecordCombine) \
	RECORD_FUNCTION(type, final, RecordFinal)

RECORD_FUNCTIONS(regression)
RECORD_FUNCTIONS(intervals)
