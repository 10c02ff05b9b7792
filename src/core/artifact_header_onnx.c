/* artifact_header_onnx.c: initializers and facts of ONNX files, which are messages of protocol buffers. */
#include "core/artifact_header.h"

#include <stdio.h>
#include <string.h>

enum
{
	VARINT = 0,
	FIXED64 = 1,
	BYTES = 2,
	FIXED32 = 5
};

/* Types of element by number. */
static const struct
{
	const char *name;
	uint32_t bits;
} types[] = {
	{ "", 0 },
	{ "F32", 32 },
	{ "U8", 8 },
	{ "I8", 8 },
	{ "U16", 16 },
	{ "I16", 16 },
	{ "I32", 32 },
	{ "I64", 64 },
	{ "STRING", 0 },
	{ "BOOL", 8 },
	{ "F16", 16 },
	{ "F64", 64 },
	{ "U32", 32 },
	{ "U64", 64 },
	{ "C64", 64 },
	{ "C128", 128 },
	{ "BF16", 16 },
	{ "F8_E4M3", 8 },
	{ "F8_E4M3FNUZ", 8 },
	{ "F8_E5M2", 8 },
	{ "F8_E5M2FNUZ", 8 },
	{ "U4", 4 },
	{ "I4", 4 },
	{ "F4", 4 }
};

/* A field: its number, kind, and value, or length and end of a text or message. */
typedef struct Field
{
	uint64_t number;
	uint64_t value;
	uint64_t end;
	int kind;
} Field;

static bool
varint(MregCursor *c, uint64_t *v)
{
	*v = 0;
	for (int shift = 0; shift < 70; shift += 7)
	{
		uint8_t b;

		if (!mreg_cursor_byte(c, &b))
			return false;
		if (shift < 64)
			*v |= (uint64_t) (b & 0x7F) << shift;
		if (b < 0x80)
			return true;
	}
	return mreg_cursor_bad(c, "a number in the file is too large");
}

/* Reads the head of the next field, and its value unless it has a length. */
static bool
field(MregCursor *c, Field *f)
{
	uint64_t tag;

	if (!varint(c, &tag))
		return false;
	f->number = tag >> 3;
	f->kind = (int) (tag & 7);
	f->end = c->at;
	switch (f->kind)
	{
		case VARINT:
			return varint(c, &f->value);
		case FIXED64:
			return mreg_cursor_number(c, 8, &f->value);
		case FIXED32:
			return mreg_cursor_number(c, 4, &f->value);
		case BYTES:
			if (!varint(c, &f->value))
				return false;
			if (f->value > c->end - c->at)
				return mreg_cursor_bad(c, "the file is cut off");
			f->end = c->at + f->value;
			return true;
		default:
			return mreg_cursor_bad(c, "this is no ONNX file");
	}
}

/* Reads a text; *len is its whole length, of which MREG_NAME_MAX bytes are kept. */
static bool
text(MregCursor *c, const Field *f, char *out, uint32_t *len)
{
	uint64_t part = f->value < MREG_NAME_MAX ? f->value : MREG_NAME_MAX;

	*len = f->value <= MREG_NAME_MAX ? (uint32_t) f->value : MREG_NAME_MAX + 1;
	if (!mreg_cursor_bytes(c, out, part))
		return false;
	c->at = f->end;
	return true;
}

/* Tells a text under a name of our own. */
static bool
text_fact(MregCursor *c, const Field *f, const char *key)
{
	uint32_t len;

	return text(c, f, c->text, &len) &&
		   (len > MREG_NAME_MAX || mreg_cursor_fact(c, key, (uint32_t) strlen(key), c->text, len));
}

/* Reads a pair of texts and tells it. */
static bool
pair(MregCursor *c, uint64_t end)
{
	uint32_t key_len = 0;
	uint32_t len = 0;
	Field f;

	while (c->at < end)
	{
		if (!field(c, &f))
			return false;
		if (f.kind != BYTES)
			continue;
		if ((f.number == 1 && !text(c, &f, c->name, &key_len)) || (f.number == 2 && !text(c, &f, c->text, &len)))
			return false;
		c->at = f.end;
	}
	return key_len > MREG_NAME_MAX || len > MREG_NAME_MAX || mreg_cursor_fact(c, c->name, key_len, c->text, len);
}

/* Reads an import of operators and tells its version, under the name of its domain where it has one. */
static bool
operators(MregCursor *c, uint64_t end)
{
	static const char key[] = "opset";
	uint64_t version = 0;
	uint32_t len = 0;
	uint32_t at = sizeof(key) - 1;
	Field f;

	while (c->at < end)
	{
		if (!field(c, &f) || (f.number == 1 && f.kind == BYTES && !text(c, &f, c->text, &len)))
			return false;
		if (f.number == 2 && f.kind == VARINT)
			version = f.value;
		if (f.kind == BYTES)
			c->at = f.end;
	}
	if (len > MREG_NAME_MAX - sizeof(key))
		return true;
	memcpy(c->name, key, at);
	if (len > 0)
	{
		c->name[at++] = '.';
		memcpy(c->name + at, c->text, len);
		at += len;
	}
	len = (uint32_t) snprintf(c->text, sizeof(c->text), "%llu", (unsigned long long) version);
	return mreg_cursor_fact(c, c->name, at, c->text, len);
}

/* Appends a dimension. */
static bool
dimension(MregCursor *c, uint64_t n)
{
	MregTensor *t = &c->tensor;

	if (t->ndims == MREG_DIMS_MAX)
		return mreg_cursor_bad(c, "a tensor has too many dimensions");
	if (n > MREG_ARTIFACT_MAX)
		return mreg_cursor_bad(c, "a tensor is larger than any file");
	t->shape[t->ndims++] = n;
	return true;
}

/* Reads a tensor and tells of it.  Values that are not plain bytes in this file have no place. */
static bool
tensor(MregCursor *c, uint64_t end)
{
	MregTensor *t = &c->tensor;
	uint32_t type = 0;
	bool outside = false;
	uint64_t v;
	Field f;

	memset(t, 0, sizeof(*t));
	t->name = c->name;
	while (c->at < end)
	{
		if (!field(c, &f))
			return false;
		if (f.number == 1 && f.kind == VARINT)
		{
			if (!dimension(c, f.value))
				return false;
		}
		else if (f.number == 1 && f.kind == BYTES)
		{
			while (c->at < f.end)
			{
				if (!varint(c, &v) || !dimension(c, v))
					return false;
			}
			if (c->at > f.end)
				return mreg_cursor_bad(c, "a list of dimensions is cut off");
		}
		else if (f.number == 2 && f.kind == VARINT)
			type = f.value < sizeof(types) / sizeof(types[0]) ? (uint32_t) f.value : 0;
		else if (f.number == 8 && f.kind == BYTES)
		{
			if (!text(c, &f, c->name, &t->name_len))
				return false;
			if (t->name_len > MREG_NAME_MAX)
				return mreg_cursor_bad(c, "a name in the file is too long");
		}
		else if ((f.number == 9 || f.number == 4 || f.number == 10) && f.kind == BYTES)
		{
			t->off = c->at;
			t->len = f.value;
		}
		else if (f.number == 14 && f.kind == VARINT)
			outside = f.value != 0;
		if (f.kind == BYTES)
			c->at = f.end;
	}
	mreg_tensor_dtype(t, types[type].name, types[type].bits);
	if (outside)
		t->off = t->len = 0;
	return mreg_cursor_tensor(c);
}

/* Reads the model's graph; where nobody wants tensors, at most until the first, for its name. */
static bool
graph(MregCursor *c, uint64_t end)
{
	Field f;

	while (c->at < end)
	{
		if (!field(c, &f))
			return false;
		if (f.kind != BYTES)
			continue;
		if (f.number == 2 && !text_fact(c, &f, "graph"))
			return false;
		if (f.number == 5 && c->facts->tensor == NULL)
			break;
		if (f.number == 5)
		{
			uint64_t outer = c->end;

			c->end = f.end;
			if (!tensor(c, f.end))
				return false;
			c->end = outer;
		}
		c->at = f.end;
	}
	return true;
}

/* Reads an ONNX file from one end to the other, except for the values. */
bool
mreg_onnx_read(MregCursor *c)
{
	Field f;

	while (c->at < c->source->size)
	{
		uint64_t outer = c->end;

		if (!field(c, &f))
			return false;
		if (f.kind == VARINT && (f.number == 1 || f.number == 5))
		{
			const char *key = f.number == 1 ? "ir_version" : "model_version";
			int len = snprintf(c->text, sizeof(c->text), "%llu", (unsigned long long) f.value);

			if (!mreg_cursor_fact(c, key, (uint32_t) strlen(key), c->text, (uint32_t) len))
				return false;
		}
		if (f.kind != BYTES)
			continue;
		c->end = f.end;
		if ((f.number == 2 && !text_fact(c, &f, "producer_name")) ||
			(f.number == 3 && !text_fact(c, &f, "producer_version")) ||
			(f.number == 4 && !text_fact(c, &f, "domain")) ||
			(f.number == 7 && !graph(c, f.end)) ||
			(f.number == 8 && !operators(c, f.end)) ||
			(f.number == 14 && !pair(c, f.end)))
			return false;
		c->end = outer;
		c->at = f.end;
	}
	return true;
}

/* Notes a dimension of the tensor that is counted. */
static void
count_dimension(MregOnnxCount *c, uint64_t n)
{
	MregTensor *t = &c->tensor;

	c->bad = t->ndims == MREG_DIMS_MAX;
	if (!c->bad)
		t->shape[t->ndims++] = n;
}

/* Goes on behind the length of a value: into a graph, tensor or list of dimensions, past any other. */
static void
count_bytes(MregOnnxCount *c, uint64_t len)
{
	static const uint64_t inner[] = { 7, 5, 1 };

	if (len > c->end[c->depth] - c->at)
		c->bad = true;
	else if (c->depth < 3 && c->tag >> 3 == inner[c->depth])
	{
		c->end[++c->depth] = c->at + len;
		if (c->depth == 2)
			c->tensor.ndims = 0;
	}
	else
		c->run = len;
}

/* Takes a byte of a number, and what follows from it if it is the last. */
static void
count_byte(MregOnnxCount *c, uint8_t byte)
{
	uint64_t v;

	if (c->shift < 64)
		c->number |= (uint64_t) (byte & 0x7F) << c->shift;
	if (byte >= 0x80)
	{
		c->shift += 7;
		c->bad = c->shift >= 70 || c->at == c->end[c->depth];
		return;
	}
	v = c->number;
	c->number = 0;
	c->shift = 0;
	if (c->depth == 3)
		count_dimension(c, v);
	else if (!c->tagged)
	{
		c->tag = v;
		c->tagged = (v & 7) == VARINT || (v & 7) == BYTES;
		if (!c->tagged)
		{
			c->run = (v & 7) == FIXED64 ? 8 : 4;
			c->bad = ((v & 7) != FIXED64 && (v & 7) != FIXED32) || c->run > c->end[c->depth] - c->at;
		}
	}
	else
	{
		c->tagged = false;
		if ((c->tag & 7) == BYTES)
			count_bytes(c, v);
		else if (c->depth == 2 && c->tag >> 3 == 1)
			count_dimension(c, v);
	}
}

/* Leaves a message whose end is reached. */
static void
count_end(MregOnnxCount *c)
{
	uint64_t n;

	if (c->depth-- != 2)
		return;
	if (!mreg_tensor_elements(&c->tensor, &n))
	{
		c->bad = true;
		return;
	}
	c->tensors++;
	c->elements = n < UINT64_MAX - c->elements ? c->elements + n : UINT64_MAX;
}

/* Begins to count the tensors of a file. */
void
mreg_onnx_count_start(MregOnnxCount *c)
{
	memset(c, 0, sizeof(*c));
	c->end[0] = UINT64_MAX;
}

/* Counts on in the next bytes.  Values are passed over, whose place is not looked at. */
void
mreg_onnx_count(MregOnnxCount *c, const uint8_t *p, size_t n)
{
	while (n > 0 && !c->bad)
	{
		size_t part = c->run == 0 ? 1 : c->run < n ? (size_t) c->run :
													 n;

		c->at += part;
		if (c->run > 0)
			c->run -= part;
		else
			count_byte(c, *p);
		p += part;
		n -= part;
		while (!c->bad && c->run == 0 && c->shift == 0 && c->depth > 0 && c->at == c->end[c->depth])
		{
			c->bad = c->tagged;
			count_end(c);
		}
	}
}

/* Does a file end well here? */
bool
mreg_onnx_counted(const MregOnnxCount *c)
{
	return !c->bad && c->depth == 0 && c->run == 0 && c->shift == 0 && !c->tagged;
}
