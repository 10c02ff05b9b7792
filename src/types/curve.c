/* curve.c: mreg.curve: access, growth, merging, closing. */
#include "types/curve.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#define LEAST_ROWS 16
#define LEAST_FULL_ROWS 65536 /* rows gathered before groups are made of them, where the setting allows fewer */
#define COMPACT_ROWS 4096
#define HUGE_PAGE ((Size) 2 * 1024 * 1024)

int mreg_max_curve_scores = MREG_CURVE_MAX;

/* Raises the error of a sum that leaves the range of its type. */
void
RefuseCurveOverflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("sum of the rows of a score curve is out of range")));
}

/* A value of either form, detoasted and checked. */
MregCurve *
CurveGet(Datum d)
{
	ExpandedCurve *e = CurveExpanded(d);
	MregCurve *c;
	Size size;

	if (e != NULL)
		return &e->o->head;
	c = (MregCurve *) PG_DETOAST_DATUM(d);
	size = VARSIZE(c);
	if (size < sizeof(MregCurve) ||
		!(c->form == MREG_OPEN ? mreg_curve_open_check(c, size) : mreg_curve_check(c, size)))
		RefuseDamage(CURVE_TYPE);
	return c;
}

/* Asks the system for large pages, which scattered access is faster in; it may well not have any. */
static void
PreferHugePages(void *p, Size size)
{
#ifdef MADV_HUGEPAGE
	uintptr_t begin = TYPEALIGN(HUGE_PAGE, (uintptr_t) p);
	uintptr_t end = TYPEALIGN_DOWN(HUGE_PAGE, (uintptr_t) p + size);

	if (size >= 2 * HUGE_PAGE && begin < end)
		(void) madvise((void *) begin, end - begin, MADV_HUGEPAGE);
#endif
}

/* Memory that may be more than a value can take. */
void *
CurveRoom(Size size)
{
	void *room = MemoryContextAllocHuge(CurrentMemoryContext, size + sizeof(uint64));

	PreferHugePages(room, size);
	return room;
}

/* Room for that many words. */
static uint64 *
Room(uint64 words)
{
	return CurveRoom(words * sizeof(uint64));
}

/* The canonical form of a value that is not ours to change: closing orders the rows in place. */
static MregCurve *
CurveCloseCopy(const MregCurve *c)
{
	MregOpenCurve *o;
	MregCurve *closed;

	if (c->form == MREG_CLOSED)
	{
		closed = palloc(VARSIZE(c));
		memcpy(closed, c, VARSIZE(c));
		return closed;
	}
	o = palloc(VARSIZE(c));
	memcpy(o, c, VARSIZE(c));
	closed = CurveClose(o);
	pfree(o);
	return closed;
}

/* The canonical form of a value, detoasted and checked. */
MregCurve *
CurveGetClosed(Datum d)
{
	MregCurve *c = CurveGet(d);

	return c->form == MREG_CLOSED ? c : CurveCloseCopy(c);
}

/* An empty open form with room for that many rows and groups. */
MregOpenCurve *
CurveMakeOpen(uint64 rawcap, uint64 groupcap, uint8 flags)
{
	uint64 size = mreg_curve_open_size(rawcap, groupcap, flags);
	MregOpenCurve *o;

	if (rawcap > PG_UINT32_MAX || groupcap > PG_UINT32_MAX || size > MaxAllocSize)
		RefuseSize("score curve", "Lower mreg.max_curve_scores, or round the scores.");
	o = palloc(size);
	PreferHugePages(o, size);
	mreg_curve_open_init(o, rawcap, groupcap, flags);
	SET_VARSIZE(o, size);
	return o;
}

/* The most rows that are gathered before they are grouped. */
static uint64
FullRows(uint8 flags)
{
	uint64 rows = (uint64) mreg_max_curve_scores * ((flags & MREG_WEIGHTED) ? 1 : 2);

	return Max(rows, LEAST_FULL_ROWS);
}

/* The same with room for more rows, at least twice as many: what was at the end moves there. */
static MregOpenCurve *
Stretch(MregOpenCurve *o, uint64 rawcap)
{
	uint64 size = mreg_curve_open_size(rawcap, o->groupcap, o->head.flags);

	if (size > MaxAllocSize)
		RefuseSize("score curve", "Lower mreg.max_curve_scores, or round the scores.");
	o = repalloc(o, size);
	PreferHugePages(o, size);
	mreg_curve_stretch(o, rawcap);
	SET_VARSIZE(o, size);
	return o;
}

/* A copy with room for that many rows and groups, in the current memory context. */
static MregOpenCurve *
Enlarge(const MregOpenCurve *o, uint64 rawcap, uint64 groupcap)
{
	MregOpenCurve *larger = CurveMakeOpen(rawcap, groupcap, o->head.flags);

	mreg_curve_open_copy(o, larger);
	return larger;
}

/* Brings the rows into order, in place; the content stays what it is. */
void
CurveOrder(MregOpenCurve *o)
{
	uint64 words = mreg_curve_order_room(o);
	uint64 *room;

	if (words == 0 || (o->head.flags & MREG_WEIGHTED))
		return;
	room = Room(words);
	mreg_curve_order(o, room);
	pfree(room);
}

/*
 * A copy whose rows are grouped, with room for so many rows (four times the groups at least, as far as rows are
 * gathered) and for more groups, or as many as fit.
 */
static MregOpenCurve *
Compact(MregOpenCurve *o, uint64 rawcap, uint64 more)
{
	MregStreams streams;
	MregOpenCurve *compact;
	uint64 *room;
	uint64 most;
	uint64 groupcap;
	uint8 dropped = o->head.dropped;

	CHECK_FOR_INTERRUPTS();
	CurveOrder(o);
	room = Room(mreg_streams_room(o));
	mreg_streams_start(&streams, o, room);
	groupcap = mreg_curve_survey(streams, mreg_max_curve_scores, &dropped);
	rawcap = Max(rawcap, Min(4 * groupcap, FullRows(o->head.flags)));
	most = (MaxAllocSize - mreg_curve_open_size(rawcap, 0, o->head.flags)) /
		   (mreg_group_words(o->head.flags) * sizeof(uint64));
	compact = CurveMakeOpen(rawcap, Max(groupcap, Min(groupcap + more, most)), o->head.flags);
	compact->head.dropped = dropped;
	compact->inputs = o->inputs;
	compact->seen = o->seen;
	if (mreg_curve_group(streams, dropped, mreg_open_groups(compact), &compact->ngroups) != MREG_OK)
		RefuseCurveOverflow();
	compact->nsorted = compact->ngroups;
	pfree(room);
	return compact;
}

/* A copy whose rows and groups are sorted groups. */
MregOpenCurve *
CurveCompact(MregOpenCurve *o)
{
	return Compact(o, o->rawcap, o->ngroups);
}

/*
 * The state with room for another row: twice as large, or grouped where that frees more than half of the room or the
 * rows are as many as are gathered.  A copy in the current memory context, which with in_place replaces the given one.
 */
MregOpenCurve *
CurveGrowRows(MregOpenCurve *o, bool in_place)
{
	uint64 full = FullRows(o->head.flags);
	uint64 rawcap = Min(Max(2 * (uint64) o->rawcap, LEAST_ROWS), full);
	bool group = o->rawcap >= full;
	MregOpenCurve *larger;

	/* Looking for repetitions costs a pass over the rows, which every second time is often enough. */
	if (!group && o->rawcap >= COMPACT_ROWS && __builtin_ctz(o->rawcap) % 2 == 0)
	{
		uint64 *room = Room(MREG_REPEATS_ROOM);

		group = mreg_curve_repeats(o, room);
		pfree(room);
	}
	if (in_place && !group)
		return Stretch(o, rawcap);
	larger = group ? Compact(o, Min(o->rawcap, full), 0) : Enlarge(o, rawcap, o->groupcap);
	if (in_place)
		pfree(o);
	return larger;
}

/* An open form with the content of c, with weights if flags say so. */
MregOpenCurve *
CurveReopen(const MregCurve *c, uint8 flags)
{
	MregOpenCurve *o = CurveMakeOpen(0, c->nscores, (flags | c->flags) & MREG_WEIGHTED);
	MregOpenCurve *merged = CurveMerge(o, c);

	if (merged != o)
		pfree(o);
	return merged;
}

/* Adds a closed curve, in portions where there is not room for all of it. */
static MregOpenCurve *
MergeClosed(MregOpenCurve *o, const MregCurve *src)
{
	MregOpenCurve *given = o;
	uint32 done = 0;

	for (;;)
	{
		MregOpenCurve *larger;

		if (src->nscores - done > o->groupcap - o->ngroups)
		{
			/* Twice what is there, so that many small curves are sorted in few rounds. */
			larger = Compact(o, o->rawcap, 2 * (uint64) (src->nscores - done) + o->ngroups);
			if (o != given)
				pfree(o);
			o = larger;
		}
		done = mreg_curve_append_closed(o, src, done);
		if (done == src->nscores)
			return o;
	}
}

/* Adds the content of src, whatever its form and flags, by way of its closed form. */
static MregOpenCurve *
MergeAny(MregOpenCurve *o, const MregCurve *src)
{
	MregCurve *closed = CurveCloseCopy(src);

	o = MergeClosed(o, closed);
	pfree(closed);
	return o;
}

/* An open form of weights with the content of one of counts. */
static MregOpenCurve *
Weighted(MregOpenCurve *o)
{
	MregCurve *closed = CurveClose(o);
	MregOpenCurve *weighted = CurveReopen(closed, MREG_WEIGHTED);

	weighted->inputs = o->inputs;
	weighted->seen = o->seen;
	pfree(closed);
	return weighted;
}

/*
 * Adds src, which may be open, to an open form and returns it, or another one in the current memory context; the
 * given one then is the caller's to free.
 */
MregOpenCurve *
CurveMerge(MregOpenCurve *o, const MregCurve *src)
{
	const MregOpenCurve *open = (const MregOpenCurve *) src;
	uint64 full = FullRows(src->flags);
	uint64 rows;
	uint64 groups;

	if ((src->flags & MREG_WEIGHTED) && !(o->head.flags & MREG_WEIGHTED))
	{
		MregOpenCurve *weighted = Weighted(o);

		o = CurveMerge(weighted, src);
		if (o != weighted)
			pfree(weighted);
		return o;
	}
	if (src->form == MREG_CLOSED)
		return MergeClosed(o, src);
	o->seen |= open->seen;
	rows = (uint64) o->nneg + o->npos + open->nneg + open->npos;
	groups = (uint64) o->ngroups + open->ngroups;
	if (src->flags != o->head.flags || rows > full || mreg_curve_open_size(2 * rows, groups, src->flags) > MaxAllocSize)
		return MergeAny(o, src);
	if (!mreg_curve_append(o, open))
	{
		o = Enlarge(o, Max(rows, Min(2 * (uint64) o->rawcap, full)), Max(groups, o->groupcap));
		(void) mreg_curve_append(o, open);
	}
	return o;
}

/* A closed curve of that size without its points. */
static MregCurve *
CurveEmpty(uint8 flags, uint8 dropped, uint32 nscores, uint8 width)
{
	uint64 size = mreg_curve_size(nscores, width);
	MregCurve *c;

	if (size > MaxAllocSize)
		RefuseSize("score curve", "Lower mreg.max_curve_scores, or round the scores.");
	c = palloc(size);
	PreferHugePages(c, size);
	mreg_curve_init(c, nscores, flags, dropped, width);
	SET_VARSIZE(c, size);
	return c;
}

/* The closed curve of groups in order. */
MregCurve *
CurveOfGroups(const uint64 *groups, uint32 n, uint8 flags, uint8 dropped)
{
	MregCurve *c;
	uint8 width;

	if (mreg_curve_groups_width(groups, n, flags, &width) != MREG_OK)
		RefuseCurveOverflow();
	c = CurveEmpty(flags, dropped, n, width);
	mreg_curve_groups_close(groups, n, flags, dropped, width, c);
	SET_VARSIZE(c, mreg_curve_size(n, width));
	return c;
}

/* The canonical form; the open one is brought into order in place, with the same content. */
MregCurve *
CurveClose(MregOpenCurve *o)
{
	MregStreams streams;
	MregCurve *c;
	uint64 *room;
	uint64 *groups;
	uint32 n;
	uint8 dropped = o->head.dropped;

	CurveOrder(o);
	if (!(o->head.flags & MREG_WEIGHTED) && o->ngroups == 0 && dropped == 0 &&
		(n = mreg_curve_rows_distinct(o)) <= mreg_max_curve_scores)
	{
		uint8 width = mreg_curve_rows_width(o);

		c = CurveEmpty(0, 0, n, width);
		mreg_curve_rows_close(o, c, n, width);
		SET_VARSIZE(c, mreg_curve_size(n, width));
		return c;
	}
	room = Room(mreg_streams_room(o));
	mreg_streams_start(&streams, o, room);
	n = mreg_curve_survey(streams, mreg_max_curve_scores, &dropped);
	groups = Room((uint64) n * mreg_group_words(o->head.flags));
	if (mreg_curve_group(streams, dropped, groups, &n) != MREG_OK)
		RefuseCurveOverflow();
	pfree(room);
	c = CurveOfGroups(groups, n, o->head.flags, dropped);
	pfree(groups);
	return c;
}
