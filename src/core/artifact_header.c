/* artifact_header.c: reads files through a cursor that stays inside them; npy headers. */
#include "core/artifact_header.h"

#include <string.h>

/* A fault in the file. */
bool
mreg_cursor_bad(MregCursor *c, const char *reason)
{
	return mreg_fail(c->error, MREG_DAMAGED, reason);
}

/* The next byte. */
bool
mreg_cursor_byte(MregCursor *c, uint8_t *byte)
{
	if (c->at >= c->end)
		return mreg_cursor_bad(c, "the header is cut off");
	if (c->at < c->from || c->at - c->from >= c->held)
	{
		uint64_t rest = c->source->size - c->at;
		uint32_t n = rest < MREG_CURSOR_BUFFER ? (uint32_t) rest : MREG_CURSOR_BUFFER;

		c->held = 0;
		if (!c->source->read(c->source->state, c->at, c->buffer, n, c->error))
			return false;
		c->from = c->at;
		c->held = n;
	}
	*byte = c->buffer[c->at++ - c->from];
	return true;
}

/* The next n bytes. */
bool
mreg_cursor_bytes(MregCursor *c, void *out, uint64_t n)
{
	for (uint64_t i = 0; i < n; i++)
	{
		if (!mreg_cursor_byte(c, (uint8_t *) out + i))
			return false;
	}
	return true;
}

/* Leaves n bytes out. */
bool
mreg_cursor_skip(MregCursor *c, uint64_t n)
{
	if (n > c->end - c->at)
		return mreg_cursor_bad(c, "the header is cut off");
	c->at += n;
	return true;
}

/* A little-endian number of some bytes. */
bool
mreg_cursor_number(MregCursor *c, int bytes, uint64_t *v)
{
	*v = 0;
	for (int i = 0; i < bytes; i++)
	{
		uint8_t b;

		if (!mreg_cursor_byte(c, &b))
			return false;
		*v |= (uint64_t) b << 8 * i;
	}
	return true;
}

/* Tells a fact. */
bool
mreg_cursor_fact(MregCursor *c, const char *key, uint32_t key_len, const char *value, uint32_t len)
{
	return c->facts->fact == NULL || c->facts->fact(c->facts->state, key, key_len, value, len, c->error);
}

/* The number of elements; false where it is beyond any file. */
bool
mreg_tensor_elements(const MregTensor *t, uint64_t *n)
{
	bool empty = false;

	*n = 1;
	for (uint32_t i = 0; i < t->ndims; i++)
	{
		if (t->shape[i] > MREG_ARTIFACT_MAX)
			return false;
		empty = empty || t->shape[i] == 0;
	}
	for (uint32_t i = 0; i < t->ndims && !empty; i++)
	{
		if (t->shape[i] > MREG_ARTIFACT_MAX / 128 / *n)
			return false;
		*n *= t->shape[i];
	}
	if (empty)
		*n = 0;
	return true;
}

/* Tells the cursor's tensor, after a look whether it lies in the file and its shape fits its length. */
bool
mreg_cursor_tensor(MregCursor *c)
{
	MregTensor *t = &c->tensor;
	uint64_t n;

	if (t->off > c->source->size || t->len > c->source->size - t->off)
		return mreg_cursor_bad(c, "a tensor lies outside the file");
	if (!mreg_tensor_elements(t, &n))
		return mreg_cursor_bad(c, "a tensor is larger than any file");
	if (t->bits > 0 && t->len > 0 && (n * t->bits + 7) / 8 != t->len)
		return mreg_cursor_bad(c, "a tensor's shape contradicts its length");
	return c->facts->tensor == NULL || c->facts->tensor(c->facts->state, t, c->error);
}

/* Names the type of a tensor's elements. */
void
mreg_tensor_dtype(MregTensor *t, const char *dtype, uint32_t bits)
{
	size_t len = strlen(dtype);

	memset(t->dtype, 0, sizeof(t->dtype));
	memcpy(t->dtype, dtype, len < sizeof(t->dtype) ? len : sizeof(t->dtype) - 1);
	t->bits = bits;
}

/* The format of a file of that size by its first n bytes, 16 if it has them. */
MregFormat
mreg_header_format(const uint8_t *start, size_t n, uint64_t size)
{
	uint64_t len = 0;

	if (n >= 8 && memcmp(start, "\x93NUMPY", 6) == 0)
		return MREG_FORMAT_NPY;
	if (n >= 8 && memcmp(start, "GGUF", 4) == 0)
		return MREG_FORMAT_GGUF;
	for (int i = 0; i < 8 && n > 8; i++)
		len |= (uint64_t) start[i] << 8 * i;
	if (n > 8 && start[8] == '{' && len >= 2 && len <= MREG_HEADER_MAX && size >= 8 && len <= size - 8)
		return MREG_FORMAT_SAFETENSORS;
	/* ONNX: the version of the representation, then another field of the model. */
	if (n >= 4 && start[0] == 0x08 && start[1] > 0 && start[1] < 0x40 && start[2] != 0 &&
		strchr("\x12\x1a\x22\x28\x32\x3a\x42", start[2]) != NULL)
		return MREG_FORMAT_ONNX;
	return MREG_FORMAT_UNKNOWN;
}

/* Reads the header of a file.  Trusts nothing it reads: a fault says that the file is not of that format. */
bool
mreg_header_read(MregFormat format, const MregSource *source, const MregFacts *facts, MregError *error)
{
	MregCursor c;

	memset(error, 0, sizeof(*error));
	memset(&c, 0, offsetof(MregCursor, name));
	c.source = source;
	c.facts = facts;
	c.error = error;
	c.end = source->size;
	switch (format)
	{
		case MREG_FORMAT_SAFETENSORS:
			return mreg_safetensors_read(&c);
		case MREG_FORMAT_NPY:
			return mreg_npy_read(&c);
		case MREG_FORMAT_ONNX:
			return mreg_onnx_read(&c);
		case MREG_FORMAT_GGUF:
			return mreg_gguf_read(&c);
		default:
			return true;
	}
}

/* Is that text next in an npy header?  Skips blanks before it. */
static bool
npy_next(MregCursor *c, const char *text)
{
	uint8_t b;

	do
	{
		if (!mreg_cursor_byte(c, &b))
			return false;
	} while (b == ' ');
	for (;; text++)
	{
		if (b != (uint8_t) *text)
			return mreg_cursor_bad(c, "this is no npy header of a plain array");
		if (text[1] == '\0')
			return true;
		if (!mreg_cursor_byte(c, &b))
			return false;
	}
}

/* The type of an npy array, as '<f4'. */
static bool
npy_type(MregCursor *c)
{
	static const char *const kinds = "fiubcOSUVmM";
	MregTensor *t = &c->tensor;
	char descr[16];
	char dtype[16];
	uint32_t n = 0;
	uint32_t size = 0;
	uint8_t b;

	if (!npy_next(c, "'"))
		return false;
	while (mreg_cursor_byte(c, &b) && b != '\'')
	{
		if (n == sizeof(descr) - 1 || b < ' ' || b > '~')
			return mreg_cursor_bad(c, "the type of the array is too long");
		descr[n++] = (char) b;
	}
	if (c->error->fault != MREG_SOUND)
		return false;
	descr[n] = '\0';
	if (!mreg_cursor_fact(c, "descr", 5, descr, n))
		return false;
	if (n < 2 || strchr("<>|=", descr[0]) == NULL || strchr(kinds, descr[1]) == NULL)
		return mreg_cursor_bad(c, "the array has an unknown type");
	for (uint32_t i = 2; i < n && descr[i] >= '0' && descr[i] <= '9' && size < 10000000; i++)
		size = 10 * size + (uint32_t) (descr[i] - '0');
	mreg_tensor_dtype(t, descr, descr[1] == 'O' ? 0 : size * (descr[1] == 'U' ? 32 : 8));
	if (descr[0] != '>' && strchr("fiubc", descr[1]) != NULL && size >= 1 && size <= 16)
	{
		static const char *const names = "FIU?C";
		uint32_t at = 0;
		uint32_t bits = size * 8;

		if (descr[1] == 'b')
			memcpy(dtype, "BOOL", 5);
		else
		{
			dtype[at++] = names[strchr("fiubc", descr[1]) - "fiubc"];
			for (uint32_t unit = 100; unit > 0; unit /= 10)
			{
				if (bits >= unit)
					dtype[at++] = (char) ('0' + bits / unit % 10);
			}
			dtype[at] = '\0';
		}
		mreg_tensor_dtype(t, dtype, bits);
	}
	return true;
}

/* The shape of an npy array, as (3, 4), whose parenthesis is still to come. */
static bool
npy_shape(MregCursor *c)
{
	MregTensor *t = &c->tensor;
	bool digits = false;
	uint8_t b;

	if (!npy_next(c, "("))
		return false;
	for (;;)
	{
		if (!mreg_cursor_byte(c, &b))
			return false;
		if (b >= '0' && b <= '9')
		{
			if (!digits && t->ndims == MREG_DIMS_MAX)
				return mreg_cursor_bad(c, "a tensor has too many dimensions");
			if (!digits)
				t->shape[t->ndims++] = 0;
			digits = true;
			if (t->shape[t->ndims - 1] > MREG_ARTIFACT_MAX / 10 - 9)
				return mreg_cursor_bad(c, "a tensor is larger than any file");
			t->shape[t->ndims - 1] = 10 * t->shape[t->ndims - 1] + (b - '0');
		}
		else if (b == ')')
			return true;
		else if (b == ',')
			digits = false;
		else if (b != ' ' && b != 'L')
			return mreg_cursor_bad(c, "this is no npy header of a plain array");
	}
}

/* Reads an npy header; numpy writes its keys in this order. */
bool
mreg_npy_read(MregCursor *c)
{
	MregTensor *t = &c->tensor;
	uint8_t magic[8];
	uint64_t len;
	uint64_t n;
	uint8_t b;

	if (!mreg_cursor_bytes(c, magic, 8))
		return false;
	if (memcmp(magic, "\x93NUMPY", 6) != 0 || magic[6] < 1 || magic[6] > 3)
		return mreg_cursor_bad(c, "this is no npy file");
	if (!mreg_cursor_number(c, magic[6] == 1 ? 2 : 4, &len))
		return false;
	if (len > c->end - c->at)
		return mreg_cursor_bad(c, "the header is cut off");
	c->end = c->at + len;
	if (!npy_next(c, "{") || !npy_next(c, "'descr':") || !npy_type(c) || !npy_next(c, ",") ||
		!npy_next(c, "'fortran_order':"))
		return false;
	do
	{
		if (!mreg_cursor_byte(c, &b))
			return false;
	} while (b == ' ');
	t->by_column = b == 'T';
	if (b != 'T' && b != 'F')
		return mreg_cursor_bad(c, "this is no npy header of a plain array");
	if (!npy_next(c, t->by_column ? "rue" : "alse") || !npy_next(c, ",") || !npy_next(c, "'shape':") || !npy_shape(c))
		return false;
	if (!mreg_cursor_fact(c, "fortran_order", 13, t->by_column ? "true" : "false", t->by_column ? 4 : 5))
		return false;
	t->name = "";
	t->off = c->end;
	if (!mreg_tensor_elements(t, &n) || n > MREG_ARTIFACT_MAX / 8 / (t->bits / 8 + 1))
		return mreg_cursor_bad(c, "a tensor is larger than any file");
	/* Objects are pickled. */
	t->len = n * (t->bits / 8);
	return mreg_cursor_tensor(c);
}
