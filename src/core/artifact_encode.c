/*
 * artifact_encode.c: from bytes to segments.  Whole chunks gather in a window; when it is full, the chunks that are
 * stored already become runs, and the others a segment, unless the difference of the window from the base is smaller.
 * Fresh bytes of windows that are mostly known wait in a pool until they fill a segment.
 */
#include "core/artifact_encode.h"

#include <string.h>

#define MREG_POOLED INT64_MAX /* stands for the segment that the pool will become */
#define LIKE 0.15             /* share of equal bytes that makes a base worth trying ... */
#define VERY_LIKE 0.4         /* ... and worth no further search */
#define STRINGS 0.7           /* share for zstd below which a base may have strings to repeat */
#define PREFIX_BETTER 0.9     /* what is behind a base may take of the bytes by themselves: it is slower to read */
#define PREFIX_WORTH 0.7      /* ... and what they must promise to be worth an attempt */
#define PATIENCE 4            /* windows in which strings are looked for in vain; from then on in one of so many */
#define DELTA_BETTER 0.98     /* what a difference may take of the bytes by themselves */
#define LZ_LIKE 0.5           /* share for zstd below which guesses are not trusted */
#define HARD 0.9              /* share for zstd from which on its level 1 will do */
#define POOL_BELOW(window) ((window) - (window) / 4)

/* Sees to a buffer of the size of a window, with headroom before it. */
static bool
buffer(MregEncoder *e, uint8_t **p, MregError *error)
{
	if (*p == NULL)
	{
		uint8_t *got = e->memory.get(e->memory.state, (size_t) e->options.window + MREG_HEADROOM);

		if (got == NULL)
			return mreg_fail(error, MREG_NO_MEMORY, "no memory for a window");
		*p = got + MREG_HEADROOM;
	}
	return true;
}

/* Gives back the buffers that hold nothing between windows, so that reading the base has their memory. */
static void
release(MregEncoder *e)
{
	uint8_t **buffers[] = { &e->fresh, &e->base, &e->out, &e->other, &e->pool };

	for (int i = 0; i < 5; i++)
	{
		if (*buffers[i] == NULL || (buffers[i] == &e->pool && e->pool_len > 0))
			continue;
		e->memory.give(e->memory.state, *buffers[i] - MREG_HEADROOM);
		*buffers[i] = NULL;
	}
}

/* Begins an artifact. */
bool
mreg_encoder_start(MregEncoder *e, const MregMemory *memory, const MregStore *store,
				   const MregEncodeOptions *options, MregError *error)
{
	memset(error, 0, sizeof(*error));
	memset(e, 0, sizeof(*e));
	e->memory = *memory;
	e->store = *store;
	e->options = *options;
	if (e->options.level == 0)
		e->options.level = MREG_LEVEL;
	if (e->options.window == 0)
		e->options.window = MREG_WINDOW;
	if (e->options.depth_cap == 0)
		e->options.depth_cap = MREG_DEPTH_CAP;
	mreg_codec_start(&e->own, memory);
	mreg_runs_start(&e->runs, memory);
	mreg_chunker_start(&e->chunker);
	e->codec = options->reader != NULL ? &options->reader->codec : &e->own;
	if (e->options.level < 1 || e->options.level > MREG_LEVEL_MAX || e->options.window < MREG_CHUNK_MAX ||
		e->options.window > MREG_SEGMENT_MAX)
		return mreg_fail(error, MREG_MISUSED, "the level or the window is out of range");
	if (e->options.depth_cap < 1 || e->options.depth_cap > MREG_DEPTH_GUARD || options->base_depth < 0)
		return mreg_fail(error, MREG_MISUSED, "the depth is out of range");
	if (options->reader == NULL || options->base_depth >= e->options.depth_cap)
		e->options.base = 0;
	if (e->options.base != 0 && !mreg_reader_size(options->reader, options->base, &e->base_size, error))
		return false;
	e->raw = memory->get(memory->state, (size_t) e->options.window + MREG_CHUNK_MAX);
	return e->raw != NULL || mreg_fail(error, MREG_NO_MEMORY, "no memory for a window");
}

/* Gives back all it holds, whatever happened before. */
void
mreg_encoder_end(MregEncoder *e)
{
	e->pool_len = 0;
	release(e);
	e->memory.give(e->memory.state, e->raw);
	e->raw = NULL;
	mreg_codec_end(&e->own);
	mreg_layout_end(&e->layout);
	mreg_runs_end(&e->runs);
}

/* Writes a segment the way that was guessed, or raw where that takes no less. */
static bool
encode(MregEncoder *e, MregGuess *guess, const uint8_t *raw, const uint8_t *base, uint8_t *out, uint32_t *len,
	   MregError *error)
{
	MregSegment *s = &guess->segment;
	int level = guess->lz > HARD && s->codec == MREG_ZSTD ? 1 : e->options.level;

	*len = 0;
	if (s->raw_len > 0 && !mreg_segment_encode(e->codec, s, level, raw, base, out, s->raw_len - 1, len, error))
		return false;
	if (*len == 0)
	{
		uint32_t raw_len = s->raw_len;

		memset(s, 0, sizeof(*s));
		s->raw_len = raw_len;
		memcpy(out, raw, raw_len);
		*len = raw_len;
	}
	return true;
}

/* Hands a segment over. */
static bool
keep(MregEncoder *e, const MregSegment *s, const uint8_t *data, uint32_t len, const MregNewChunk *chunks,
	 uint32_t nchunks, int64_t *segment, MregError *error)
{
	int depth = s->codec == MREG_DELTA ? e->options.base_depth + 1 : 0;

	if (!e->store.keep(e->store.state, s, data, len, depth, chunks, nchunks, segment, error))
		return false;
	if (*segment <= 0 || *segment == MREG_POOLED)
		return mreg_fail(error, MREG_MISUSED, "a segment has to have a number above 0");
	if (depth > e->done.depth)
		e->done.depth = depth;
	e->done.segments++;
	e->done.stored += len;
	e->done.fresh += s->raw_len;
	e->done.raw_by[s->codec] += s->raw_len;
	e->done.kept_by[s->codec] += len;
	return true;
}

/* Makes a segment of the pool; runs and chunks of the window that lie in it get its number. */
static bool
flush_pool(MregEncoder *e, MregError *error)
{
	MregHint none = { 0, 0 };
	MregGuess guess;
	int64_t segment;
	uint32_t len;

	if (e->pool_len == 0)
		return true;
	if (!mreg_guess_plain(e->codec, e->pool, e->pool_len, none, &guess, error) || !buffer(e, &e->out, error) ||
		!encode(e, &guess, e->pool, NULL, e->out, &len, error) ||
		!keep(e, &guess.segment, e->out, len, e->pooled, e->npooled, &segment, error))
		return false;
	for (uint32_t i = e->pool_run; i < e->runs.n; i++)
	{
		if (e->runs.run[i].segment == MREG_POOLED)
			e->runs.run[i].segment = segment;
	}
	for (uint32_t i = 0; i < e->nchunks; i++)
	{
		if (e->chunks[i].place.segment == MREG_POOLED)
			e->chunks[i].place.segment = segment;
	}
	e->pool_len = e->npooled = 0;
	e->pool_run = e->runs.n;
	return true;
}

/* Puts the fresh bytes of the window into the pool; *at is where they begin there. */
static bool
into_pool(MregEncoder *e, const uint8_t *fresh, uint32_t n, uint32_t nfresh, uint32_t *at, MregError *error)
{
	if (!buffer(e, &e->pool, error))
		return false;
	if ((n > e->options.window - e->pool_len || nfresh > MREG_WINDOW_CHUNKS - e->npooled) && !flush_pool(e, error))
		return false;
	if (e->pool_len == 0)
		e->pool_run = e->runs.n;
	*at = e->pool_len;
	memcpy(e->pool + e->pool_len, fresh, n);
	for (uint32_t i = 0; i < nfresh; i++)
	{
		e->pooled[e->npooled] = e->news[i];
		e->pooled[e->npooled++].off += e->pool_len;
	}
	e->pool_len += n;
	return true;
}

/* Finds a chunk in the window before it, in the pool or in the store. */
static bool
look_up(MregEncoder *e, uint32_t i, uint32_t *nfresh, MregError *error)
{
	MregWindowChunk *c = &e->chunks[i];

	for (uint32_t j = 0; j < i; j++)
	{
		const MregWindowChunk *o = &e->chunks[j];

		if (o->chunk.len == c->chunk.len && memcmp(o->chunk.digest, c->chunk.digest, MREG_DIGEST_SIZE) == 0)
		{
			c->place = o->place;
			c->fresh = o->fresh;
			return true;
		}
	}
	for (uint32_t j = 0; j < e->npooled; j++)
	{
		const MregNewChunk *o = &e->pooled[j];

		if (o->len == c->chunk.len && memcmp(o->digest, c->chunk.digest, MREG_DIGEST_SIZE) == 0)
		{
			c->place = (MregPlace) { MREG_POOLED, o->off, o->len, 0 };
			return true;
		}
	}
	if (!e->store.find(e->store.state, c->chunk.digest, c->chunk.len, &c->place, error))
		return false;
	if (c->place.segment <= 0 || c->place.len != c->chunk.len || c->place.depth > e->options.depth_cap)
	{
		c->place = (MregPlace) { 0, 0, 0, 0 };
		c->fresh = *nfresh;
		c->first = true;
		*nfresh += c->chunk.len;
	}
	return true;
}

/* Reads the base's range; a base that is damaged is done without from then on. */
static bool
read_base(MregEncoder *e, int64_t off, MregError *error)
{
	if (mreg_reader_clipped(e->options.reader, e->options.base, off, e->base, e->cut, error))
		return true;
	if (error->fault != MREG_DAMAGED)
		return false;
	memset(error, 0, sizeof(*error));
	e->options.base = 0;
	return true;
}

/* Reads the range of the base that is most like the window; *alike tells whether it is worth trying. */
static bool
find_base(MregEncoder *e, int64_t *base_off, bool *alike, MregError *error)
{
	int64_t shifts[4] = { e->shift, 0, 0, 0 };
	const MregStretch *stretch;
	uint64_t end;
	double best = 0;
	int chosen = -1;
	int at = -1;
	int n = 2;

	*alike = false;
	if (e->options.base == 0 || e->cut < 64)
		return true;
	if (!buffer(e, &e->base, error))
		return false;
	stretch = mreg_layout_at(&e->layout, e->start, &end);
	if (stretch != NULL && stretch->shifted)
	{
		shifts[0] = stretch->shift;
		shifts[n++] = e->shift;
	}
	if (e->options.size != MREG_SIZE_UNKNOWN && e->options.size <= MREG_ARTIFACT_MAX)
		shifts[n++] = (int64_t) e->base_size - (int64_t) e->options.size;
	for (int i = 0; i < n && best < VERY_LIKE; i++)
	{
		int64_t off = (int64_t) e->start + shifts[i];
		double like;

		if ((i > 0 && shifts[i] == shifts[0]) || (i > 1 && shifts[i] == shifts[1]) ||
			(i > 2 && shifts[i] == shifts[2]))
			continue;
		if (off < -MREG_BASE_OUTSIDE || off + (int64_t) e->cut > (int64_t) e->base_size + MREG_BASE_OUTSIDE)
			continue;
		if (!read_base(e, off, error))
			return false;
		if (e->options.base == 0)
			return true;
		at = i;
		like = mreg_likeness(e->raw, e->base, e->cut);
		if (like > best)
		{
			best = like;
			chosen = i;
		}
	}
	if (best < LIKE)
		return true;
	*base_off = (int64_t) e->start + shifts[chosen];
	if (at != chosen && !read_base(e, *base_off, error))
		return false;
	*alike = e->options.base != 0;
	return true;
}

/* Where the base's range begins that may share strings with the window: as far as it can be, within the base. */
static int64_t
prefix_off(const MregEncoder *e)
{
	int64_t off = (int64_t) e->start + e->shift;
	int64_t last = (int64_t) e->base_size - (int64_t) e->cut;

	if (off > last)
		off = last;
	return off > 0 ? off : 0;
}

/* Share of the bytes by themselves that a difference may take. */
static double
better(const MregGuess *guess)
{
	return guess->segment.filter == MREG_PREFIX ? PREFIX_BETTER : DELTA_BETTER;
}

/* Is it time to look for strings of the base?  Where there were none, only now and then. */
static bool
patient(const MregEncoder *e)
{
	return e->misses < PATIENCE || (e->start / e->options.window) % PATIENCE == 0;
}

/*
 * Chooses a difference from a base that promises less than the fresh bytes by themselves; *worth tells of one.  *second
 * is the choice if the first does not keep what it promised.
 */
static bool
guess_difference(MregEncoder *e, const MregGuess *plain, uint32_t nfresh, MregGuess *guess, MregGuess *second,
				 bool *worth, MregError *error)
{
	MregGuess prefix;
	int64_t base_off = 0;
	bool alike;

	*worth = false;
	if (!find_base(e, &base_off, &alike, error))
		return false;
	memset(guess, 0, sizeof(*guess));
	guess->share = 2;
	*second = *guess;
	if (alike && !mreg_guess_delta(e->codec, e->raw, e->base, e->cut, e->hint, guess, error))
		return false;
	if (e->options.base != 0 && e->cut >= 64 && (alike ? plain->lz < STRINGS : patient(e)))
	{
		if (!alike)
		{
			base_off = prefix_off(e);
			if (!read_base(e, base_off, error))
				return false;
			if (e->options.base == 0)
				return true;
		}
		if (!mreg_guess_prefix(e->codec, e->raw, e->base, e->cut, &prefix, error))
			return false;
		if (prefix.share < guess->share && prefix.share * e->cut < PREFIX_WORTH * plain->share * nfresh)
		{
			*second = *guess;
			*guess = prefix;
		}
		e->misses = guess->segment.filter == MREG_PREFIX ? 0 : e->misses + 1;
	}
	guess->segment.base_artifact = second->segment.base_artifact = e->options.base;
	guess->segment.base_off = second->segment.base_off = base_off;
	*worth = guess->share * e->cut < better(guess) * plain->share * nfresh;
	return true;
}

/* Keeps the whole window as a difference, if that is smaller than its fresh bytes by themselves. */
static bool
try_delta(MregEncoder *e, const uint8_t *fresh, uint32_t nfresh, uint32_t nnews, MregGuess *plain, uint32_t *len,
		  bool *kept, MregError *error)
{
	MregGuess delta;
	MregGuess second;
	int64_t segment;
	uint32_t delta_len;
	bool worth;

	*kept = false;
	*len = 0;
	if (!guess_difference(e, plain, nfresh, &delta, &second, &worth, error))
		return false;
	if (!worth)
		return true;
	if (!buffer(e, &e->other, error) || !encode(e, &delta, e->raw, e->base, e->other, &delta_len, error))
		return false;
	if (second.share * e->cut < delta_len)
	{
		delta = second;
		if (!encode(e, &delta, e->raw, e->base, e->other, &delta_len, error))
			return false;
	}
	if (plain->lz < LZ_LIKE &&
		(!buffer(e, &e->out, error) || !encode(e, plain, fresh, NULL, e->out, len, error)))
		return false;
	if (delta.segment.codec != MREG_DELTA || delta_len >= better(&delta) * (*len > 0 ? *len : nfresh))
		return true;
	for (uint32_t i = 0, j = 0; i < e->nchunks; i++)
	{
		if (e->chunks[i].first)
			e->news[j++].off = e->chunks[i].chunk.off;
	}
	e->shift = delta.segment.base_off - (int64_t) e->start;
	*kept = true;
	return keep(e, &delta.segment, e->other, delta_len, e->news, nnews, &segment, error) &&
		   mreg_runs_add(&e->runs, segment, 0, e->cut, error);
}

/* The fresh bytes of the window, together. */
static bool
gather(MregEncoder *e, uint32_t nfresh, uint32_t *nnews, const uint8_t **fresh, MregError *error)
{
	*fresh = e->raw;
	*nnews = 0;
	if (nfresh < e->cut && !buffer(e, &e->fresh, error))
		return false;
	for (uint32_t i = 0; i < e->nchunks; i++)
	{
		const MregWindowChunk *c = &e->chunks[i];

		if (!c->first)
			continue;
		if (nfresh < e->cut)
			memcpy(e->fresh + c->fresh, e->raw + c->chunk.off, c->chunk.len);
		e->news[*nnews] = c->chunk;
		e->news[(*nnews)++].off = c->fresh;
	}
	if (nfresh < e->cut)
		*fresh = e->fresh;
	return true;
}

/* Appends the window's runs; its fresh bytes lie from at of that segment. */
static bool
add_runs(MregEncoder *e, int64_t segment, uint32_t at, MregError *error)
{
	for (uint32_t i = 0; i < e->nchunks; i++)
	{
		MregWindowChunk *c = &e->chunks[i];

		if (c->place.segment == 0)
		{
			if (!mreg_runs_add(&e->runs, segment, at + c->fresh, c->chunk.len, error))
				return false;
		}
		else if (!mreg_runs_add(&e->runs, c->place.segment, c->place.off, c->chunk.len, error))
			return false;
		if (c->place.depth > e->done.depth)
			e->done.depth = c->place.depth;
		if (!c->first)
			e->done.repeated += c->chunk.len;
	}
	return true;
}

/* Which elements the layout tells that the window holds. */
static void
set_hint(MregEncoder *e)
{
	uint64_t end;
	const MregStretch *s = mreg_layout_at(&e->layout, e->start, &end);

	e->hint = (MregHint) { 0, 0 };
	if (s != NULL && s->k > 0)
	{
		e->hint.k = s->k;
		e->hint.phase = (uint8_t) ((s->k - (e->start - s->off) % s->k) % s->k);
	}
}

/* Stores the window's whole chunks. */
static bool
close_window(MregEncoder *e, MregError *error)
{
	MregGuess plain;
	const uint8_t *fresh;
	uint32_t nfresh = 0;
	uint32_t nnews;
	uint32_t len;
	uint32_t at = 0;
	int64_t segment = MREG_POOLED;
	bool kept = false;

	set_hint(e);
	for (uint32_t i = 0; i < e->nchunks; i++)
	{
		if (!look_up(e, i, &nfresh, error))
			return false;
	}
	if (nfresh > 0)
	{
		if (!gather(e, nfresh, &nnews, &fresh, error) ||
			!mreg_guess_plain(e->codec, fresh, nfresh, e->hint, &plain, error) ||
			!try_delta(e, fresh, nfresh, nnews, &plain, &len, &kept, error))
			return false;
		if (kept)
			nfresh = 0;
		else if (plain.segment.codec == MREG_ZSTD && nfresh < POOL_BELOW(e->options.window))
		{
			if (!into_pool(e, fresh, nfresh, nnews, &at, error))
				return false;
		}
		else if ((len == 0 &&
				  (!buffer(e, &e->out, error) || !encode(e, &plain, fresh, NULL, e->out, &len, error))) ||
				 !keep(e, &plain.segment, e->out, len, e->news, nnews, &segment, error))
			return false;
	}
	if (!kept && !add_runs(e, segment, at, error))
		return false;
	e->filled -= e->cut;
	memmove(e->raw, e->raw + e->cut, e->filled);
	e->start += e->cut;
	e->cut = e->nchunks = 0;
	e->align = 0;
	e->differs = kept;
	release(e);
	return true;
}

/* Takes a chunk into the window, after closing that where it would grow too long. */
static bool
take_chunk(MregEncoder *e, uint32_t len, MregError *error)
{
	MregWindowChunk *c;

	if ((len > e->options.window - e->cut || e->nchunks == MREG_WINDOW_CHUNKS) && !close_window(e, error))
		return false;
	c = &e->chunks[e->nchunks];
	memset(c, 0, sizeof(*c));
	c->chunk.off = e->cut;
	c->chunk.len = len;
	if (!e->store.digest(e->store.state, e->raw + e->cut, len, c->chunk.digest, error))
		return false;
	e->nchunks++;
	e->cut += len;
	return true;
}

/*
 * Chooses where the window ends at the latest: where the base has the end of a segment, so that what differs from it
 * takes one segment of each base to read.
 */
static bool
align(MregEncoder *e, MregError *error)
{
	const MregStretch *stretch;
	int64_t shift = e->shift;
	int64_t off;
	uint64_t end;

	e->align = UINT64_MAX;
	if (e->options.base == 0 || (e->start > 0 && !e->differs))
		return true;
	stretch = mreg_layout_at(&e->layout, e->start, &end);
	if (stretch != NULL && stretch->shifted)
		shift = stretch->shift;
	off = (int64_t) e->start + shift;
	if (off < 0)
		return true;
	if (!mreg_reader_boundary(e->options.reader, e->options.base, (uint64_t) off + e->options.window / 2,
							  (uint64_t) off + e->options.window, &end, error))
	{
		if (error->fault != MREG_DAMAGED)
			return false;
		memset(error, 0, sizeof(*error));
		e->options.base = 0;
	}
	else if (end > 0)
		e->align = end - (uint64_t) shift;
	return true;
}

/* Cuts chunks off what has come.  Where the layout changes a chunk and the window end. */
static bool
cut_chunks(MregEncoder *e, MregError *error)
{
	for (;;)
	{
		uint64_t at = e->start + e->cut;
		uint32_t there = e->filled - e->cut;
		uint64_t end;
		uint32_t len;
		bool turns;

		if (e->align == 0 && !align(e, error))
			return false;
		mreg_layout_at(&e->layout, at, &end);
		if (e->align < end)
			end = e->align;
		turns = end - at <= there;
		len = mreg_chunk_end(&e->chunker, e->raw + e->cut, turns ? (uint32_t) (end - at) : there);
		if (len == 0 && turns)
		{
			mreg_chunk_cut(&e->chunker);
			len = (uint32_t) (end - at);
		}
		if (len == 0)
			return true;
		if (!take_chunk(e, len, error) || (turns && len == end - at && !close_window(e, error)))
			return false;
	}
}

/* Reads the layout off the first window. */
static bool
look(MregEncoder *e, MregError *error)
{
	uint64_t size = e->options.size < MREG_ARTIFACT_MAX ? e->options.size : MREG_ARTIFACT_MAX;

	e->looked = true;
	return mreg_layout_read(&e->layout, &e->memory, e->raw, e->filled, size, e->options.reader, e->options.base, error);
}

/* Appends bytes of the artifact. */
bool
mreg_encoder_append(MregEncoder *e, const uint8_t *p, size_t n, MregError *error)
{
	memset(error, 0, sizeof(*error));
	if (e->finished || e->raw == NULL || n > MREG_ARTIFACT_MAX - e->done.size)
		return mreg_fail(error, MREG_MISUSED, "the artifact takes no more bytes");
	e->done.size += n;
	while (n > 0)
	{
		uint32_t room = e->options.window + MREG_CHUNK_MAX - e->filled;
		uint32_t part = n < room ? (uint32_t) n : room;

		memcpy(e->raw + e->filled, p, part);
		e->filled += part;
		p += part;
		n -= part;
		if (!e->looked && part == room && !look(e, error))
			return false;
		if (e->looked && !cut_chunks(e, error))
			return false;
	}
	return true;
}

/* Stores what is left; done and runs are complete then. */
bool
mreg_encoder_finish(MregEncoder *e, MregError *error)
{
	memset(error, 0, sizeof(*error));
	if (e->finished || e->raw == NULL)
		return mreg_fail(error, MREG_MISUSED, "the artifact is finished");
	if (e->options.size != MREG_SIZE_UNKNOWN && e->options.size != e->done.size)
		return mreg_fail(error, MREG_MISUSED, "the artifact is not of the size that was announced");
	if ((!e->looked && !look(e, error)) || !cut_chunks(e, error))
		return false;
	if (e->filled > e->cut && !take_chunk(e, e->filled - e->cut, error))
		return false;
	if ((e->cut > 0 && !close_window(e, error)) || !flush_pool(e, error))
		return false;
	e->finished = true;
	return true;
}
