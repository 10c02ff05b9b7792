/* artifact_layout.c: reads the headers of an artifact and of its base before the artifact is cut. */
#include "core/artifact_layout.h"

#include <stdlib.h>
#include <string.h>

#define LEAST 65536 /* bytes of a stretch that is worth a cut */

/* The start of an artifact that is still to come. */
typedef struct Start
{
	const uint8_t *bytes;
	size_t n;
} Start;

/* An artifact that is stored. */
typedef struct Stored
{
	MregReader *reader;
	int64_t artifact;
} Stored;

/* Reads what is there of the start; what follows it reads as zeros, except for all of it. */
static bool
read_start(void *state, uint64_t off, uint8_t *out, size_t n, MregError *error)
{
	const Start *s = state;
	size_t part;

	if (off >= s->n)
		return mreg_fail(error, MREG_DAMAGED, "the header is longer than a window");
	part = s->n - (size_t) off < n ? s->n - (size_t) off : n;
	memcpy(out, s->bytes + off, part);
	memset(out + part, 0, n - part);
	return true;
}

static bool
read_stored(void *state, uint64_t off, uint8_t *out, size_t n, MregError *error)
{
	const Stored *s = state;

	return mreg_reader_read(s->reader, s->artifact, off, out, n, error);
}

static uint64_t
hash_name(const char *p, uint32_t n)
{
	uint64_t h = UINT64_C(0xCBF29CE484222325);

	for (uint32_t i = 0; i < n; i++)
		h = (h ^ (uint8_t) p[i]) * UINT64_C(0x100000001B3);
	return h;
}

/* Notes a tensor of the artifact. */
static bool
note(void *state, const MregTensor *t, MregError *error)
{
	MregLayout *l = state;

	if (l->n == MREG_STRETCHES_MAX)
		return mreg_fail(error, MREG_REFUSED, "there are too many tensors");
	if (t->len == 0)
		return true;
	if (l->n == l->room)
	{
		uint32_t room = l->room == 0 ? 64 : 2 * l->room;
		MregStretch *larger = l->memory.get(l->memory.state, room * sizeof(MregStretch));

		if (larger == NULL)
			return mreg_fail(error, MREG_NO_MEMORY, "no memory for the tensors");
		if (l->n > 0)
			memcpy(larger, l->stretch, l->n * sizeof(MregStretch));
		l->memory.give(l->memory.state, l->stretch);
		l->stretch = larger;
		l->room = room;
	}
	l->stretch[l->n++] = (MregStretch) { t->off, t->off + t->len, hash_name(t->name, t->name_len), 0, false,
										 t->bits == 8 || t->bits == 16 || t->bits == 32 || t->bits == 64 ?
											 (uint8_t) (t->bits / 8) :
											 (uint8_t) 0 };
	return true;
}

/* Notes where the base has a tensor of that name and length.  Versions mostly list theirs in the same order. */
static bool
match(void *state, const MregTensor *t, MregError *error)
{
	MregLayout *l = state;
	uint64_t name = hash_name(t->name, t->name_len);

	for (uint32_t i = 0; i < l->n && i < 1024; i++)
	{
		MregStretch *s = &l->stretch[(l->next + i) % l->n];

		if (s->name == name && s->end - s->off == t->len)
		{
			s->shift = (int64_t) t->off - (int64_t) s->off;
			s->shifted = true;
			l->next = (l->next + i + 1) % l->n;
			break;
		}
	}
	return true;
}

static int
by_offset(const void *a, const void *b)
{
	const MregStretch *s = a;
	const MregStretch *t = b;

	return s->off < t->off ? -1 : s->off > t->off;
}

/* Joins neighbours that are alike, and leaves out what is short or overlaps. */
static void
join(MregLayout *l)
{
	uint32_t n = 0;
	uint32_t kept = 0;

	if (l->n > 0)
		qsort(l->stretch, l->n, sizeof(MregStretch), by_offset);
	for (uint32_t i = 0; i < l->n; i++)
	{
		MregStretch *last = n > 0 ? &l->stretch[n - 1] : NULL;
		MregStretch *s = &l->stretch[i];

		if (last != NULL && s->off < last->end)
			continue;
		if (last != NULL && s->off == last->end && s->k == last->k && s->shifted == last->shifted &&
			s->shift == last->shift && (s->k == 0 || (s->off - last->off) % s->k == 0))
			last->end = s->end;
		else
			l->stretch[n++] = *s;
	}
	for (uint32_t i = 0; i < n; i++)
	{
		if (l->stretch[i].end - l->stretch[i].off >= LEAST)
			l->stretch[kept++] = l->stretch[i];
	}
	l->n = kept;
}

/*
 * Reads the layout of an artifact of that size, or MREG_ARTIFACT_MAX where it is not known, of which the first n bytes
 * are there.  What is not understood, or damaged in the base, is no layout; only a callback that refuses and missing
 * memory are errors.
 */
bool
mreg_layout_read(MregLayout *l, const MregMemory *memory, const uint8_t *start, size_t n, uint64_t size,
				 MregReader *reader, int64_t base, MregError *error)
{
	Start there = { start, n };
	Stored stored = { reader, base };
	MregSource source = { &there, size, read_start };
	MregSource base_source = { &stored, 0, read_stored };
	MregFacts facts = { l, note, NULL };
	MregFacts base_facts = { l, match, NULL };
	MregFormat format = mreg_header_format(start, n, size);
	MregError fault;
	uint8_t head[16];

	memset(l, 0, sizeof(*l));
	l->memory = *memory;
	if (format == MREG_FORMAT_UNKNOWN || format == MREG_FORMAT_ONNX)
		return true;
	if (!mreg_header_read(format, &source, &facts, &fault))
	{
		/* There may be more tensors than are noted. */
		l->n = 0;
		if (fault.fault == MREG_NO_MEMORY)
			*error = fault;
		return fault.fault != MREG_NO_MEMORY;
	}
	if (base != 0 && l->n > 0 && mreg_reader_size(reader, base, &base_source.size, &fault) &&
		base_source.size >= sizeof(head) && mreg_reader_read(reader, base, 0, head, sizeof(head), &fault) &&
		mreg_header_format(head, sizeof(head), base_source.size) == format)
		(void) mreg_header_read(format, &base_source, &base_facts, &fault);
	join(l);
	if (fault.fault != MREG_SOUND && fault.fault != MREG_DAMAGED)
	{
		*error = fault;
		return false;
	}
	return true;
}

/* Gives back its memory. */
void
mreg_layout_end(MregLayout *l)
{
	if (l->stretch != NULL)
		l->memory.give(l->memory.state, l->stretch);
	l->stretch = NULL;
	l->n = l->room = 0;
}

/* The stretch that holds a byte, or NULL; *end is where that, or the gap between stretches, ends. */
const MregStretch *
mreg_layout_at(const MregLayout *l, uint64_t off, uint64_t *end)
{
	uint32_t low = 0;
	uint32_t high = l->n;

	/* Stretches before low end at off or before it; those from high on end behind it. */
	while (low < high)
	{
		uint32_t middle = low + (high - low) / 2;

		if (l->stretch[middle].end <= off)
			low = middle + 1;
		else
			high = middle;
	}
	*end = UINT64_MAX;
	if (low == l->n)
		return NULL;
	if (l->stretch[low].off > off)
	{
		*end = l->stretch[low].off;
		return NULL;
	}
	*end = l->stretch[low].end;
	return &l->stretch[low];
}
