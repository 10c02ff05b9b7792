/* artifact_chunk.c: cuts bytes into chunks by their content (FastCDC), so that an insertion moves no later cut. */
#include "core/artifact.h"

#define MASK_EARLY (~(UINT64_MAX >> 17))
#define MASK_LATE (~(UINT64_MAX >> 13))

/* Fills the gear table and begins a chunk. */
void
mreg_chunker_start(MregChunker *c)
{
	uint64_t state = 0;

	for (int b = 0; b < 256; b++)
	{
		uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);

		z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
		z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
		c->gear[b] = z ^ (z >> 31);
	}
	c->hash = 0;
	c->at = 0;
}

/* The length of the chunk that begins there, or 0 where its end is not among the n bytes that are at hand. */
uint32_t
mreg_chunk_end(MregChunker *c, const uint8_t *chunk, uint32_t n)
{
	uint32_t end = n < MREG_CHUNK_MAX ? n : MREG_CHUNK_MAX;
	uint32_t middle = end < MREG_CHUNK_AVERAGE ? end : MREG_CHUNK_AVERAGE;
	uint32_t at = c->at < MREG_CHUNK_MIN ? MREG_CHUNK_MIN : c->at;
	uint64_t hash = c->hash;

	if (n <= at)
		return 0;
	while (at < middle)
	{
		hash = (hash << 1) + c->gear[chunk[at++]];
		if ((hash & MASK_EARLY) == 0)
		{
			c->at = at;
			return mreg_chunk_cut(c);
		}
	}
	while (at < end)
	{
		hash = (hash << 1) + c->gear[chunk[at++]];
		if ((hash & MASK_LATE) == 0)
		{
			c->at = at;
			return mreg_chunk_cut(c);
		}
	}
	c->at = at;
	c->hash = hash;
	return at == MREG_CHUNK_MAX ? mreg_chunk_cut(c) : 0;
}

/* Begins the next chunk; returns how far this one was looked at. */
uint32_t
mreg_chunk_cut(MregChunker *c)
{
	uint32_t len = c->at;

	c->at = 0;
	c->hash = 0;
	return len;
}
