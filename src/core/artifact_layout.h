/* artifact_layout.h: what an artifact's header tells its encoder: where elements lie, and where the base has them. */
#ifndef MREG_CORE_ARTIFACT_LAYOUT_H
#define MREG_CORE_ARTIFACT_LAYOUT_H

#include "core/artifact_header.h"
#include "core/artifact_read.h"

#define MREG_STRETCHES_MAX 16384

/* Bytes off to end: elements of k bytes, k = 0 where that is not known. */
typedef struct MregStretch
{
	uint64_t off;
	uint64_t end;
	uint64_t name; /* hash of the tensor's name */
	int64_t shift; /* the base's offset less this one's */
	bool shifted;  /* shift is known */
	uint8_t k;
} MregStretch;

typedef struct MregLayout
{
	MregMemory memory;
	MregStretch *stretch; /* by off */
	uint32_t n;
	uint32_t room;
	uint32_t next; /* of the base's tensors, where the last was found */
} MregLayout;

extern bool mreg_layout_read(MregLayout *l, const MregMemory *memory, const uint8_t *start, size_t n, uint64_t size,
							 MregReader *reader, int64_t base, MregError *error);
extern void mreg_layout_end(MregLayout *l);
extern const MregStretch *mreg_layout_at(const MregLayout *l, uint64_t off, uint64_t *end);

#endif /* MREG_CORE_ARTIFACT_LAYOUT_H */
