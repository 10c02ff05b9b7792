/* module.c: the library's magic block. */
#include "postgres.h"

#include "fmgr.h"

PG_MODULE_MAGIC;
