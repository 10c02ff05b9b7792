/* module.c: the library's magic block. */
#include "postgres.h"

#include "fmgr.h"

#include "mreg_compat.h"

PG_MODULE_MAGIC;
