/* module.c: the library's magic block and settings. */
#include "postgres.h"

#include "fmgr.h"
#include "utils/guc.h"

#include "mreg_compat.h"
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
	MarkGUCPrefixReserved("mreg");
}
