/* distribution.h: what the files of the type mreg.distribution share. */
#ifndef MREG_TYPES_DISTRIBUTION_H
#define MREG_TYPES_DISTRIBUTION_H

#include "types/common.h"

#include "utils/array.h"

#include "core/distribution.h"
#include "core/drift.h"

#define DISTRIBUTION_TYPE "mreg.distribution"

/* ---- types/distribution.c ---- */

extern MregDistribution *DistributionGet(Datum d);
extern MregDistribution *DistributionGetClosed(Datum d);
extern MregDistribution *DistributionClose(const MregDistribution *d);
extern MregDistribution *MakeNumeric(uint32 nedges, const double *edges);
extern MregOpenDistribution *MakeItems(uint8 kind, uint64 items, uint64 text);
extern MregOpenDistribution *GrowItems(MregOpenDistribution *o, uint64 text);
extern MregDistribution *DistributionReopen(const MregDistribution *d);
extern MregDistribution *DistributionMerge(MregDistribution *into, const MregDistribution *src);
extern MregStatus DistributionTake(MregDistribution *from, const MregDistribution *src);
extern void RequireComparable(const MregDistribution *a, const MregDistribution *b);
extern char *EdgesDifference(const MregDistribution *a, const MregDistribution *b);
extern void RefuseCounts(void) pg_attribute_noreturn();
extern void EdgesError(MregEdgesFault fault, uint32 where, const double *edges, uint64 n) pg_attribute_noreturn();
extern char *CategoryOut(const MregDistribution *d, uint32 k);

/* ---- metrics/drift.c ---- */

extern double SmoothingArg(FunctionCallInfo fcinfo, int argno);
extern void AlignArgs(FunctionCallInfo fcinfo, MregBuckets *buckets);
extern void AlignArg(FunctionCallInfo fcinfo, MregBuckets *buckets);

#endif /* MREG_TYPES_DISTRIBUTION_H */
