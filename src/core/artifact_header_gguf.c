/* artifact_header_gguf.c: headers of GGUF files, versions 2 and 3. */
#include "core/artifact_header.h"

#include <stdio.h>
#include <string.h>

#define NESTING 4
#define ALIGNMENT 32

enum
{
	GGUF_BOOL = 7,
	GGUF_STRING = 8,
	GGUF_ARRAY = 9,
	GGUF_VALUES = 13
};

/* Bytes of the plain kinds of value. */
static const uint8_t value_size[GGUF_VALUES] = { 1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8 };

/* Types of element: so many in a block of so many bytes. */
static const struct
{
	uint32_t type;
	const char *name;
	uint16_t elements;
	uint16_t bytes;
} types[] = {
	{ 0, "F32", 1, 4 },
	{ 1, "F16", 1, 2 },
	{ 2, "Q4_0", 32, 18 },
	{ 3, "Q4_1", 32, 20 },
	{ 6, "Q5_0", 32, 22 },
	{ 7, "Q5_1", 32, 24 },
	{ 8, "Q8_0", 32, 34 },
	{ 9, "Q8_1", 32, 36 },
	{ 10, "Q2_K", 256, 84 },
	{ 11, "Q3_K", 256, 110 },
	{ 12, "Q4_K", 256, 144 },
	{ 13, "Q5_K", 256, 176 },
	{ 14, "Q6_K", 256, 210 },
	{ 15, "Q8_K", 256, 292 },
	{ 16, "IQ2_XXS", 256, 66 },
	{ 17, "IQ2_XS", 256, 74 },
	{ 18, "IQ3_XXS", 256, 98 },
	{ 19, "IQ1_S", 256, 50 },
	{ 20, "IQ4_NL", 32, 18 },
	{ 21, "IQ3_S", 256, 110 },
	{ 22, "IQ2_S", 256, 82 },
	{ 23, "IQ4_XS", 256, 136 },
	{ 24, "I8", 1, 1 },
	{ 25, "I16", 1, 2 },
	{ 26, "I32", 1, 4 },
	{ 27, "I64", 1, 8 },
	{ 28, "F64", 1, 8 },
	{ 29, "IQ1_M", 256, 56 },
	{ 30, "BF16", 1, 2 },
	{ 34, "TQ1_0", 256, 54 },
	{ 35, "TQ2_0", 256, 66 }
};

/* Reads a text; *len is its whole length, of which MREG_NAME_MAX bytes are kept. */
static bool
text(MregCursor *c, char *out, uint64_t *len)
{
	uint64_t part;

	if (!mreg_cursor_number(c, 8, len))
		return false;
	part = *len < MREG_NAME_MAX ? *len : MREG_NAME_MAX;
	return mreg_cursor_bytes(c, out, part) && mreg_cursor_skip(c, *len - part);
}

/* Reads a text that has to be kept whole. */
static bool
name(MregCursor *c, char *out, uint64_t *len)
{
	return text(c, out, len) && (*len <= MREG_NAME_MAX || mreg_cursor_bad(c, "a name in the header is too long"));
}

/* Leaves the values of an array out. */
static bool
skip_array(MregCursor *c, int depth)
{
	uint64_t type;
	uint64_t n;
	uint64_t len;

	if (!mreg_cursor_number(c, 4, &type) || !mreg_cursor_number(c, 8, &n))
		return false;
	if (type >= GGUF_VALUES || (type == GGUF_ARRAY && depth == NESTING))
		return mreg_cursor_bad(c, "the header has an unknown kind of value");
	/* Texts take eight bytes at least, arrays twelve. */
	if (n > (c->end - c->at) / (value_size[type] ? value_size[type] : 8))
		return mreg_cursor_bad(c, "the header is cut off");
	if (value_size[type] > 0)
		return mreg_cursor_skip(c, n * value_size[type]);
	for (; n > 0; n--)
	{
		if (type == GGUF_ARRAY)
		{
			if (!skip_array(c, depth + 1))
				return false;
		}
		else if (!mreg_cursor_number(c, 8, &len) || !mreg_cursor_skip(c, len))
			return false;
	}
	return true;
}

/* Reads one fact and tells it if it is a text, a truth value or an integer. */
static bool
fact(MregCursor *c, uint64_t *alignment)
{
	uint64_t key_len;
	uint64_t type;
	uint64_t v;

	if (!name(c, c->name, &key_len) || !mreg_cursor_number(c, 4, &type))
		return false;
	if (type >= GGUF_VALUES)
		return mreg_cursor_bad(c, "the header has an unknown kind of value");
	if (type == GGUF_ARRAY)
		return skip_array(c, 0);
	if (type == GGUF_STRING)
		return text(c, c->text, &v) &&
			   (v > MREG_NAME_MAX || mreg_cursor_fact(c, c->name, (uint32_t) key_len, c->text, (uint32_t) v));
	if (!mreg_cursor_number(c, value_size[type], &v))
		return false;
	if (type == 6 || type == 12) /* floating point */
		return true;
	if (key_len == 17 && memcmp(c->name, "general.alignment", 17) == 0)
	{
		if (v == 0 || v > 1 << 20 || (v & (v - 1)) != 0)
			return mreg_cursor_bad(c, "the header has an impossible alignment");
		*alignment = v;
	}
	if (type == GGUF_BOOL)
		snprintf(c->text, sizeof(c->text), "%s", v ? "true" : "false");
	else if (type == 1 || type == 3 || type == 5 || type == 11)
		snprintf(c->text, sizeof(c->text), "%lld",
				 (long long) (int64_t) (v << (64 - 8 * value_size[type])) >> (64 - 8 * value_size[type]));
	else
		snprintf(c->text, sizeof(c->text), "%llu", (unsigned long long) v);
	return mreg_cursor_fact(c, c->name, (uint32_t) key_len, c->text, (uint32_t) strlen(c->text));
}

/* Reads a tensor's entry; its offset counts from the part for values. */
static bool
entry(MregCursor *c)
{
	MregTensor *t = &c->tensor;
	uint64_t name_len;
	uint64_t ndims;
	uint64_t type;
	uint64_t n;
	size_t i = 0;

	memset(t, 0, sizeof(*t));
	if (!name(c, c->name, &name_len) || !mreg_cursor_number(c, 4, &ndims))
		return false;
	if (ndims > MREG_DIMS_MAX)
		return mreg_cursor_bad(c, "a tensor has too many dimensions");
	t->name = c->name;
	t->name_len = (uint32_t) name_len;
	t->ndims = (uint32_t) ndims;
	for (uint32_t d = t->ndims; d > 0; d--)
	{
		if (!mreg_cursor_number(c, 8, &t->shape[d - 1]))
			return false;
	}
	if (!mreg_cursor_number(c, 4, &type) || !mreg_cursor_number(c, 8, &t->off))
		return false;
	if (!mreg_tensor_elements(t, &n))
		return mreg_cursor_bad(c, "a tensor is larger than any file");
	while (i < sizeof(types) / sizeof(types[0]) && types[i].type != type)
		i++;
	if (i == sizeof(types) / sizeof(types[0]))
	{
		char unknown[16];

		/* Of a type that is not known here no length is known either. */
		snprintf(unknown, sizeof(unknown), "GGML_%u", (unsigned) (type % 1000000));
		mreg_tensor_dtype(t, unknown, 0);
		return true;
	}
	mreg_tensor_dtype(t, types[i].name, types[i].elements == 1 ? types[i].bytes * 8 : 0);
	t->len = n / types[i].elements * types[i].bytes;
	return n % types[i].elements == 0 || mreg_cursor_bad(c, "a tensor's shape does not fill its blocks");
}

/* Reads the header of a GGUF file: once through to learn where values begin, then again to tell of the tensors. */
bool
mreg_gguf_read(MregCursor *c)
{
	uint64_t alignment = ALIGNMENT;
	uint64_t version;
	uint64_t ntensors;
	uint64_t nfacts;
	uint64_t entries;
	uint64_t data;
	uint8_t magic[4];

	if (!mreg_cursor_bytes(c, magic, 4) || !mreg_cursor_number(c, 4, &version))
		return false;
	if (memcmp(magic, "GGUF", 4) != 0 || version < 2 || version > 3)
		return mreg_cursor_bad(c, "this is no GGUF file of version 2 or 3");
	if (!mreg_cursor_number(c, 8, &ntensors) || !mreg_cursor_number(c, 8, &nfacts))
		return false;
	if (nfacts > (c->end - c->at) / 13 || ntensors > (c->end - c->at) / 24)
		return mreg_cursor_bad(c, "the header is cut off");
	for (; nfacts > 0; nfacts--)
	{
		if (!fact(c, &alignment))
			return false;
	}
	entries = c->at;
	for (uint64_t i = 0; i < ntensors; i++)
	{
		if (!entry(c))
			return false;
	}
	data = (c->at + alignment - 1) & ~(alignment - 1);
	c->at = entries;
	for (uint64_t i = 0; i < ntensors; i++)
	{
		if (!entry(c))
			return false;
		if (c->tensor.off > c->source->size)
			return mreg_cursor_bad(c, "a tensor lies outside the file");
		c->tensor.off += data;
		if (!mreg_cursor_tensor(c))
			return false;
	}
	return true;
}
