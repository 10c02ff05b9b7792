/* module.c: the library's magic block and settings. */
#include "postgres.h"

#include "fmgr.h"
#include "utils/guc.h"

#include "mreg_internal.h"
#include "registry/evaluation.h"
#include "types/curve.h"

PG_MODULE_MAGIC;

PGDLLEXPORT void _PG_init(void);

/* Defines the settings. */
void
_PG_init(void)
{
	DefineCustomIntVariable("mreg.max_curve_scores",
							"The most distinct scores that a score curve keeps apart.",
							"A curve of more scores rounds them down by as many bits as it takes, and is inexact.",
							&mreg_max_curve_scores, MREG_CURVE_MAX, 16, MREG_CURVE_MAX, PGC_USERSET, 0,
							NULL, NULL, NULL);
	DefineCustomIntVariable("mreg.max_slices",
							"The most slices that an evaluation computes.",
							"mreg.evaluate() refuses slicings that lead to more combinations of values.",
							&mreg_max_slices, 10000, 1, 1000000, PGC_USERSET, 0,
							NULL, NULL, NULL);
	DefineCustomIntVariable("mreg.max_stored_scores",
							"The most distinct scores that an evaluation stores.",
							"The metrics of an evaluation are computed before its score curve is rounded to so many.",
							&mreg_max_stored_scores, 10000, 100, MREG_CURVE_MAX, PGC_USERSET, 0,
							NULL, NULL, NULL);
	DefineCustomIntVariable("mreg.max_artifact_value",
							"The longest artifact that is put or got as one value.",
							"Longer ones are read and written in parts.",
							&mreg_max_artifact_value, 64 * 1024, 1, 1024 * 1024 - 1, PGC_USERSET, GUC_UNIT_KB,
							NULL, NULL, NULL);
	MarkGUCPrefixReserved("mreg");
}
