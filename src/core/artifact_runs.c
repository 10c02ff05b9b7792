/* artifact_runs.c: run lists: which part of which segment each byte of an artifact is. */
#include "core/artifact.h"

#include <string.h>

/* An empty list. */
void
mreg_runs_start(MregRuns *runs, const MregMemory *memory)
{
	memset(runs, 0, sizeof(*runs));
	runs->memory = *memory;
}

/* Gives back its memory. */
void
mreg_runs_end(MregRuns *runs)
{
	runs->memory.give(runs->memory.state, runs->run);
	runs->run = NULL;
	runs->n = runs->room = 0;
	runs->size = 0;
}

/* Makes room for that many runs. */
static bool
make_room(MregRuns *runs, uint64_t room, MregError *error)
{
	MregRun *larger;

	if (room <= runs->room)
		return true;
	larger = room < UINT32_MAX ? runs->memory.get(runs->memory.state, room * sizeof(MregRun)) : NULL;
	if (larger == NULL)
		return mreg_fail(error, MREG_NO_MEMORY, "no memory for the run list");
	if (runs->n > 0)
		memcpy(larger, runs->run, runs->n * sizeof(MregRun));
	runs->memory.give(runs->memory.state, runs->run);
	runs->run = larger;
	runs->room = (uint32_t) room;
	return true;
}

/* Appends part of a segment; what continues the run before becomes part of that. */
bool
mreg_runs_add(MregRuns *runs, int64_t segment, uint32_t seg_off, uint32_t len, MregError *error)
{
	MregRun *last = runs->n > 0 ? &runs->run[runs->n - 1] : NULL;

	if (segment <= 0 || seg_off > MREG_SEGMENT_MAX || len > MREG_SEGMENT_MAX - seg_off ||
		runs->size > (uint64_t) MREG_ARTIFACT_MAX - len)
		return mreg_fail(error, MREG_MISUSED, "a run lies outside every segment");
	if (len == 0)
		return true;
	if (last != NULL && last->segment == segment && last->seg_off + last->len == seg_off)
		last->len += len;
	else
	{
		if (runs->n == runs->room && !make_room(runs, runs->room < 32 ? 32 : 2 * (uint64_t) runs->room, error))
			return false;
		runs->run[runs->n++] = (MregRun) { runs->size, segment, seg_off, len };
	}
	runs->size += len;
	return true;
}

/* Writes a varint, returns what follows it. */
static uint8_t *
put_varint(uint8_t *out, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		*out++ = (uint8_t) (v | 0x80);
	*out++ = (uint8_t) v;
	return out;
}

/* Reads a varint; false where it is cut off, too large or longer than need be. */
static bool
get_varint(const uint8_t **at, const uint8_t *end, uint64_t *v)
{
	const uint8_t *p = *at;

	*v = 0;
	for (int shift = 0; shift < 64 && p < end; shift += 7)
	{
		uint8_t b = *p++;

		if (shift == 63 && b > 1)
			return false;
		*v |= (uint64_t) (b & 0x7F) << shift;
		if (b < 0x80)
		{
			*at = p;
			return b != 0 || shift == 0;
		}
	}
	return false;
}

/* Bytes that mreg_runs_pack may write. */
size_t
mreg_runs_packed_max(const MregRuns *runs)
{
	return 1 + 5 + (size_t) runs->n * (10 + 4 + 4);
}

/* Writes the packed form, returns its length. */
size_t
mreg_runs_pack(const MregRuns *runs, uint8_t *out)
{
	uint8_t *at = out;
	uint64_t before = 0;

	*at++ = MREG_RUNS_VERSION;
	at = put_varint(at, runs->n);
	for (uint32_t i = 0; i < runs->n; i++)
	{
		const MregRun *r = &runs->run[i];
		uint64_t d = (uint64_t) r->segment - before;

		at = put_varint(at, (d << 1) ^ (0 - (d >> 63)));
		at = put_varint(at, r->seg_off);
		at = put_varint(at, r->len);
		before = (uint64_t) r->segment;
	}
	return (size_t) (at - out);
}

/* Reads the packed form of the list of an artifact of that size into an empty list.  Trusts nothing it reads. */
bool
mreg_runs_unpack(MregRuns *runs, const uint8_t *data, size_t len, uint64_t size, MregError *error)
{
	const uint8_t *at = data;
	const uint8_t *end = data + len;
	uint64_t segment = 0;
	uint64_t n;

	if (len < 1 || *at++ != MREG_RUNS_VERSION)
		return mreg_fail(error, MREG_DAMAGED, "the run list is of an unknown version");
	if (!get_varint(&at, end, &n) || n > (size_t) (end - at) / 3)
		return mreg_fail(error, MREG_DAMAGED, "the run list is cut off");
	if (!make_room(runs, n, error))
		return false;
	for (uint64_t i = 0; i < n; i++)
	{
		uint64_t d;
		uint64_t seg_off;
		uint64_t part;

		if (!get_varint(&at, end, &d) || !get_varint(&at, end, &seg_off) || !get_varint(&at, end, &part))
			return mreg_fail(error, MREG_DAMAGED, "the run list is cut off");
		segment += (d >> 1) ^ (0 - (d & 1));
		if (segment == 0 || segment > INT64_MAX)
			return mreg_fail(error, MREG_DAMAGED, "the run list names an impossible segment");
		if (part == 0 || part > MREG_SEGMENT_MAX || seg_off > MREG_SEGMENT_MAX - part)
			return mreg_fail(error, MREG_DAMAGED, "a run lies outside every segment");
		if (part > size - runs->size)
			return mreg_fail(error, MREG_DAMAGED, "the run list is longer than the artifact");
		if (!mreg_runs_add(runs, (int64_t) segment, (uint32_t) seg_off, (uint32_t) part, error))
			return false;
		if (runs->n != i + 1)
			return mreg_fail(error, MREG_DAMAGED, "the run list is not coalesced");
	}
	if (at != end)
		return mreg_fail(error, MREG_DAMAGED, "bytes follow the run list");
	if (runs->size != size)
		return mreg_fail(error, MREG_DAMAGED, "the run list is shorter than the artifact");
	return true;
}

/* The run that holds a byte of the artifact, which has to exist. */
uint32_t
mreg_runs_find(const MregRuns *runs, uint64_t off)
{
	uint32_t low = 0;
	uint32_t high = runs->n;

	while (high - low > 1)
	{
		uint32_t middle = low + (high - low) / 2;

		if (runs->run[middle].off <= off)
			low = middle;
		else
			high = middle;
	}
	return low;
}
