/* mreg.h: memory layout of mreg's types.  Needs no PostgreSQL header. */
#ifndef MREG_H
#define MREG_H

#include <stdint.h>

#define MREG_CONFUSION_VERSION 1
#define MREG_CURVE_VERSION 1
#define MREG_DISTRIBUTION_VERSION 1
#define MREG_CLASS_SCORES_VERSION 1

/* Forms of a state. */
#define MREG_CLOSED 0 /* canonical: what is stored, sent and compared */
#define MREG_OPEN 1   /* working state of an aggregate */

/* Kinds of label; every width of integer is one kind. */
#define MREG_LABEL_NONE 0
#define MREG_LABEL_BOOLEAN 1
#define MREG_LABEL_INTEGER 2
#define MREG_LABEL_TEXT 3
#define MREG_NUMERIC 4 /* of a distribution: not labels but numbers over edges */

/* Bits of MregConfusion.flags. */
#define MREG_WEIGHTED 1   /* cells are float8 */
#define MREG_SHRUNK 2     /* open form: something was taken out, labels may lack cells */
#define MREG_MULTILABEL 4 /* labels of a row are sets; two parts follow the head */

/* Bit of MregDistribution.flags. */
#define MREG_CONSTANT_EDGES 1 /* of a state: the edges are a constant of the query, so that rows cannot differ */

/*
 * A confusion matrix.  The closed form goes on with
 *   labels  int64 each, or for text uint32 ends into the text, padded to 8
 *   cells   MregCell each, by (i, j), none empty
 *   text    textlen bytes
 * in label order (numeric; text by bytes), every label in some cell.
 *
 * Of a multilabel confusion only this head is its own, with nlabels and ncells 0: two confusions of the same form
 * follow, the rows (textlen bytes) and the labels (extralen bytes), which core/multilabel.h describes.
 */
typedef struct MregConfusion
{
	int32_t vl_len_; /* varlena header, not touched here */
	uint8_t version;
	uint8_t form;
	uint8_t kind;
	uint8_t flags;
	uint32_t nlabels;
	uint32_t ncells; /* open form: slots in use where cells are hashed */
	uint32_t textlen;
	uint32_t extralen; /* bytes of further sections: 0 where not multilabel */
} MregConfusion;

/* One cell of the closed form: rows true, columns predicted. */
typedef struct MregCell
{
	uint32_t i;
	uint32_t j;
	union
	{
		int64_t n;
		double w;
	} u;
} MregCell;

/*
 * The open form goes on with
 *   labels   labelcap MregLabel, in order of first sight
 *   cells    cellcap 0: a matrix of labelcap x labelcap counts (weighted: pairs);
 *            else cellcap hashed slots
 *   buckets  4 x labelcap uint32: index of a label + 1, 0 where empty
 *   text     textcap bytes
 */
typedef struct MregOpenConfusion
{
	MregConfusion head;
	uint32_t labelcap; /* power of two */
	uint32_t cellcap;  /* 0 or a power of two */
	uint32_t textcap;
	uint32_t inputs; /* values merged by rollup, stops at its maximum */
	int64_t total;   /* sum of the counts, 0 where weighted */
} MregOpenConfusion;

/* One label of the open form. */
typedef union MregLabel
{
	int64_t value;
	struct
	{
		uint32_t hash;
		uint32_t end; /* end of its bytes in the text */
	} t;
} MregLabel;

/*
 * A distribution: counts of values by bucket.  A numeric one (kind MREG_NUMERIC), which has one form, goes on with
 *   scale   double, the bins per unit where they are equally wide, else 0
 *   edges   nitems doubles, finite, ascending
 *   counts  nitems + 1 int64: below the first edge, each bin, above the last edge
 * The closed form of one over categories (kind MREG_LABEL_NONE where there is none) goes on with
 *   counts  nitems int64, all above 0
 *   keys    int64 each, or for text uint32 ends into the text, padded to 8
 *   text    textlen bytes
 * in the order of the categories (numeric; text by bytes).  Categories beyond the last are counted as others.
 */
typedef struct MregDistribution
{
	int32_t vl_len_; /* varlena header, not touched here */
	uint8_t version;
	uint8_t form;
	uint8_t kind;
	uint8_t flags;   /* 0 outside of aggregates */
	uint32_t nitems; /* edges or categories */
	uint32_t textlen;
	uint32_t extralen; /* bytes of further sections: 0 in this version */
	uint32_t inputs;   /* values merged by rollup, stops at its maximum; 0 outside of aggregates */
	int64_t nulls;
	int64_t others; /* numeric: NaN */
} MregDistribution;

/*
 * The open form of a distribution over categories goes on with
 *   items    itemcap MregItem, in order of first sight
 *   buckets  4 x itemcap uint32: index of an item + 1, 0 where empty
 *   text     textcap bytes
 */
typedef struct MregOpenDistribution
{
	MregDistribution head;
	uint32_t itemcap; /* power of two */
	uint32_t textcap;
	uint32_t live;  /* items with a count above 0 */
	uint32_t bound; /* index + 1 of the item beyond which all are others; 0: none */
} MregOpenDistribution;

/* One category of the open form; its count may be 0. */
typedef struct MregItem
{
	int64_t n;
	union
	{
		int64_t value;
		struct
		{
			uint32_t hash;
			uint32_t end; /* end of its bytes in the text */
		} t;
	} key;
} MregItem;

/*
 * A score curve: ascending distinct scores with what they count.  The closed form goes on with
 *   scores     double each, finite, no -0, ascending
 *   positives  nscores numbers of width bytes: unsigned counts, or where weighted doubles
 *   negatives  likewise
 * and width is the least of 1, 2, 4 and 8 that holds every count.  No score lacks both.
 */
typedef struct MregCurve
{
	int32_t vl_len_; /* varlena header, not touched here */
	uint8_t version;
	uint8_t form;
	uint8_t flags;
	uint8_t width;
	uint8_t dropped; /* low bits that every score was rounded down by: 0 where the curve is exact */
	uint8_t reserved[3];
	uint32_t nscores; /* open form: 0 */
} MregCurve;

/*
 * The open form goes on with
 *   rows    counts: rawcap images of scores (see core/curve.h), those of negative rows from the start and those of
 *           positive ones from the end; weights: rawcap pairs of an image and a weight, below 0 for negative rows
 *   groups  groupcap entries: an image, then two counts (int64), positive first, or two sums of weights (MregSum)
 */
typedef struct MregOpenCurve
{
	MregCurve head;
	uint32_t rawcap;
	uint32_t nneg; /* where weighted: all rows */
	uint32_t npos; /* where weighted: 0 */
	uint32_t sneg; /* of nneg, the first that are in ascending order */
	uint32_t spos; /* of npos, likewise: those nearest to the end */
	uint32_t groupcap;
	uint32_t ngroups;
	uint32_t nsorted; /* of ngroups, the first that are ascending and distinct */
	uint32_t inputs;  /* values merged by rollup, stops at its maximum */
	uint32_t seen;    /* bits 0, 1, 2: integer labels -1, 0, 1 */
} MregOpenCurve;

/*
 * Rows of a classifier: the true class with the probability of every class.  It goes on with used bytes of rows, each
 *   label          int64; or uint32 length and so many bytes, filled up with 0 to a multiple of 8
 *   probabilities  columns doubles, 0 to 1, no -0
 * The closed form has no room beyond them and its rows ascend by label (numeric; text by bytes), then by
 * probabilities.  Without rows kind is MREG_LABEL_NONE and columns 0.
 */
typedef struct MregClassScores
{
	int32_t vl_len_; /* varlena header, not touched here */
	uint8_t version;
	uint8_t form;
	uint8_t kind;
	uint8_t reserved;
	uint32_t columns;
	uint32_t nrows;
	uint64_t used;
} MregClassScores;

#endif /* MREG_H */
