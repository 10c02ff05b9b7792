/* artifact_read.c: reads ranges of artifacts, with a small cache of decoded segments. */
#include "core/artifact_read.h"

#include <string.h>

static bool read_range(MregReader *r, int64_t artifact, uint64_t off, uint8_t *out, size_t n, int depth,
					   MregError *error);
static bool read_clipped(MregReader *r, int64_t artifact, int64_t off, uint8_t *out, size_t n, int depth,
						 MregError *error);
static MregCached *get_segment(MregReader *r, int64_t segment, int depth, MregError *error);

/* A reader that holds nothing yet. */
void
mreg_reader_start(MregReader *r, const MregMemory *memory, const MregFetch *fetch)
{
	memset(r, 0, sizeof(*r));
	r->memory = *memory;
	r->fetch = *fetch;
	r->cache_bytes = MREG_READ_BYTES;
	mreg_codec_start(&r->codec, memory);
}

/* Gives a cached segment's memory back. */
static void
drop(MregReader *r, MregCached *c)
{
	if (c->segment != 0)
		r->held -= c->raw_len;
	r->memory.give(r->memory.state, c->raw);
	memset(c, 0, sizeof(*c));
}

/* Forgets what it has read: the segments and run lists may have changed. */
void
mreg_reader_forget(MregReader *r)
{
	for (int i = 0; i < MREG_READ_SLOTS; i++)
		drop(r, &r->cached[i]);
	for (int i = 0; i < MREG_READ_ARTIFACTS; i++)
	{
		if (r->opened[i].artifact != 0)
			mreg_runs_end(&r->opened[i].runs);
		memset(&r->opened[i], 0, sizeof(r->opened[i]));
	}
}

/* Gives back all it holds. */
void
mreg_reader_end(MregReader *r)
{
	mreg_reader_forget(r);
	mreg_codec_end(&r->codec);
}

/* Names the artifact or segment to blame, unless a deeper one was named. */
static bool
blame(MregError *error, int64_t artifact, int64_t segment)
{
	if (error->segment == 0)
		error->segment = segment;
	if (error->artifact == 0)
		error->artifact = artifact;
	return false;
}

/* The run list of an artifact, pinned; NULL after a fault. */
static MregOpened *
open_artifact(MregReader *r, int64_t artifact, MregError *error)
{
	MregOpened *place = NULL;
	const uint8_t *data;
	size_t len;
	uint64_t size;
	bool good;

	for (int i = 0; i < MREG_READ_ARTIFACTS; i++)
	{
		MregOpened *o = &r->opened[i];

		if (o->artifact == artifact)
		{
			o->pins++;
			o->used = ++r->clock;
			return o;
		}
		if (o->pins == 0 && (place == NULL || o->used < place->used))
			place = o;
	}
	if (place->artifact != 0)
		mreg_runs_end(&place->runs);
	memset(place, 0, sizeof(*place));
	if (!r->fetch.runs(r->fetch.state, artifact, &data, &len, &size, error))
		return NULL;
	mreg_runs_start(&place->runs, &r->memory);
	good = mreg_runs_unpack(&place->runs, data, len, size, error);
	r->fetch.release(r->fetch.state, data);
	if (!good)
	{
		mreg_runs_end(&place->runs);
		return NULL;
	}
	place->artifact = artifact;
	place->used = ++r->clock;
	place->pins = 1;
	return place;
}

/* Frees slots and bytes for one more segment; returns a free slot. */
static MregCached *
make_slot(MregReader *r, uint32_t raw_len)
{
	for (;;)
	{
		MregCached *empty = NULL;
		MregCached *oldest = NULL;
		int kept = 0;

		for (int i = 0; i < MREG_READ_SLOTS; i++)
		{
			MregCached *c = &r->cached[i];

			if (c->segment == 0)
				empty = c;
			else if (c->pins == 0)
			{
				kept++;
				if (oldest == NULL || c->used < oldest->used)
					oldest = c;
			}
		}
		if (oldest == NULL || (empty != NULL && kept < MREG_READ_CACHE && r->held + raw_len <= r->cache_bytes))
			return empty;
		drop(r, oldest);
	}
}

/* Fills a slot with a segment's bytes. */
static bool
decode(MregReader *r, MregCached *c, int64_t segment, const MregSegment *s, int depth, MregError *error)
{
	const uint8_t *data;
	size_t len;
	bool good;

	if (s->codec == MREG_DELTA &&
		!read_clipped(r, s->base_artifact, s->base_off, c->raw, s->raw_len, depth + 1, error))
		return false;
	if (!r->fetch.load(r->fetch.state, segment, &data, &len, error))
		return false;
	good = mreg_segment_decode(&r->codec, s, data, len, c->raw, error);
	r->fetch.release(r->fetch.state, data);
	r->decoded++;
	return good;
}

/* Decodes where a base begins before what differs from it takes room: bases behind bases take theirs in turn. */
static bool
prepare_base(MregReader *r, const MregSegment *s, int depth, MregError *error)
{
	uint64_t off = s->base_off > 0 ? (uint64_t) s->base_off : 0;
	bool good = true;
	MregOpened *o;

	if (depth >= MREG_DEPTH_GUARD)
		return mreg_fail(error, MREG_DAMAGED, "bases stand behind bases without end");
	o = open_artifact(r, s->base_artifact, error);
	if (o == NULL)
		return blame(error, s->base_artifact, 0);
	if (off < o->runs.size)
	{
		int64_t segment = o->runs.run[mreg_runs_find(&o->runs, off)].segment;
		MregCached *c = get_segment(r, segment, depth + 1, error);

		if (c != NULL)
			c->pins--;
		else
			good = blame(error, s->base_artifact, segment);
	}
	o->pins--;
	return good;
}

/* A decoded segment, pinned; NULL after a fault. */
static MregCached *
get_segment(MregReader *r, int64_t segment, int depth, MregError *error)
{
	MregSegment s;
	MregCached *c;

	for (int i = 0; i < MREG_READ_SLOTS; i++)
	{
		c = &r->cached[i];
		if (c->segment == segment)
		{
			c->pins++;
			c->used = ++r->clock;
			return c;
		}
	}
	memset(&s, 0, sizeof(s));
	if (!r->fetch.describe(r->fetch.state, segment, &s, error) || !mreg_segment_check(&s, error))
		return NULL;
	if (s.codec == MREG_DELTA && !prepare_base(r, &s, depth, error))
		return NULL;
	c = make_slot(r, s.raw_len);
	if (c == NULL)
	{
		mreg_fail(error, MREG_DAMAGED, "bases stand behind bases without end");
		return NULL;
	}
	c->raw = r->memory.get(r->memory.state, (size_t) s.raw_len + 1);
	if (c->raw == NULL)
	{
		mreg_fail(error, MREG_NO_MEMORY, "no memory for a segment");
		return NULL;
	}
	/* Taken, but not to be found before it is whole. */
	c->segment = -1;
	c->raw_len = s.raw_len;
	c->pins = 1;
	r->held += s.raw_len;
	if (!decode(r, c, segment, &s, depth, error))
	{
		drop(r, c);
		return NULL;
	}
	c->segment = segment;
	c->used = ++r->clock;
	return c;
}

/* Reads bytes that lie in the artifact. */
static bool
read_range(MregReader *r, int64_t artifact, uint64_t off, uint8_t *out, size_t n, int depth, MregError *error)
{
	MregOpened *o = open_artifact(r, artifact, error);
	bool good = true;

	if (o == NULL)
		return blame(error, artifact, 0);
	if (off > o->runs.size || n > o->runs.size - off)
		good = mreg_fail(error, MREG_MISUSED, "the range lies outside the artifact");
	for (uint32_t i = n > 0 && good ? mreg_runs_find(&o->runs, off) : 0; n > 0 && good; i++)
	{
		const MregRun *run = &o->runs.run[i];
		uint32_t skip = (uint32_t) (off - run->off);
		uint32_t part = run->len - skip < n ? run->len - skip : (uint32_t) n;
		MregCached *c = get_segment(r, run->segment, depth, error);

		if (c == NULL)
			good = blame(error, artifact, run->segment);
		else if (run->seg_off > c->raw_len || run->len > c->raw_len - run->seg_off)
		{
			good = mreg_fail(error, MREG_DAMAGED, "a run lies outside its segment");
			blame(error, artifact, run->segment);
		}
		else
			memcpy(out, c->raw + run->seg_off + skip, part);
		if (c != NULL)
			c->pins--;
		off += part;
		out += part;
		n -= part;
	}
	o->pins--;
	return good;
}

/* Reads bytes from off, which may be negative, of an artifact; those outside it are zeros. */
static bool
read_clipped(MregReader *r, int64_t artifact, int64_t off, uint8_t *out, size_t n, int depth, MregError *error)
{
	MregOpened *o = open_artifact(r, artifact, error);
	uint64_t size;
	size_t before;
	size_t inside;

	if (o == NULL)
		return blame(error, artifact, 0);
	size = o->runs.size;
	o->pins--;
	before = off >= 0 ? 0 : (uint64_t) -off < n ? (size_t) -off :
												  n;
	memset(out, 0, before);
	off += (int64_t) before;
	inside = n - before;
	if (off < 0 || (uint64_t) off >= size)
		inside = 0;
	else if (size - (uint64_t) off < inside)
		inside = (size_t) (size - (uint64_t) off);
	memset(out + before + inside, 0, n - before - inside);
	return inside == 0 || read_range(r, artifact, (uint64_t) off, out + before, inside, depth, error);
}

/* The size of an artifact by its run list. */
bool
mreg_reader_size(MregReader *r, int64_t artifact, uint64_t *size, MregError *error)
{
	MregOpened *o;

	memset(error, 0, sizeof(*error));
	o = open_artifact(r, artifact, error);
	if (o == NULL)
		return blame(error, artifact, 0);
	*size = o->runs.size;
	o->pins--;
	return true;
}

/* The last place after from, at most to, where a segment of an artifact ends and another begins; 0 if there is none. */
bool
mreg_reader_boundary(MregReader *r, int64_t artifact, uint64_t from, uint64_t to, uint64_t *boundary, MregError *error)
{
	MregOpened *o;

	memset(error, 0, sizeof(*error));
	*boundary = 0;
	o = open_artifact(r, artifact, error);
	if (o == NULL)
		return blame(error, artifact, 0);
	if (to >= o->runs.size)
		to = o->runs.size > 0 ? o->runs.size - 1 : 0;
	for (uint32_t i = to > from ? mreg_runs_find(&o->runs, to) : 0; i > 0 && o->runs.run[i].off > from; i--)
	{
		if (o->runs.run[i].segment != o->runs.run[i - 1].segment)
		{
			*boundary = o->runs.run[i].off;
			break;
		}
	}
	o->pins--;
	return true;
}

/* Reads n bytes that lie in the artifact. */
bool
mreg_reader_read(MregReader *r, int64_t artifact, uint64_t off, uint8_t *out, size_t n, MregError *error)
{
	memset(error, 0, sizeof(*error));
	return read_range(r, artifact, off, out, n, 0, error);
}

/* Reads n bytes the way that a base is read: from off, which may be negative, zeros outside the artifact. */
bool
mreg_reader_clipped(MregReader *r, int64_t artifact, int64_t off, uint8_t *out, size_t n, MregError *error)
{
	memset(error, 0, sizeof(*error));
	return read_clipped(r, artifact, off, out, n, 0, error);
}
