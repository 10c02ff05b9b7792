/* artifact_header_json.c: headers of safetensors files. */
#include "core/artifact_header.h"

#include <string.h>

#define NESTING 64 /* of values that are skipped */

static const struct
{
	const char *name;
	uint32_t bits;
} dtypes[] = {
	{ "F32", 32 },
	{ "BF16", 16 },
	{ "F16", 16 },
	{ "F64", 64 },
	{ "I8", 8 },
	{ "U8", 8 },
	{ "I16", 16 },
	{ "U16", 16 },
	{ "I32", 32 },
	{ "U32", 32 },
	{ "I64", 64 },
	{ "U64", 64 },
	{ "BOOL", 8 },
	{ "F8_E4M3", 8 },
	{ "F8_E5M2", 8 },
	{ "F8_E8M0", 8 },
	{ "C64", 64 },
	{ "F4", 4 },
	{ "F6_E2M3", 6 },
	{ "F6_E3M2", 6 }
};

/* The next byte that is no blank. */
static bool
next(MregCursor *c, uint8_t *b)
{
	do
	{
		if (!mreg_cursor_byte(c, b))
			return false;
	} while (*b == ' ' || *b == '\t' || *b == '\n' || *b == '\r');
	return true;
}

/* The next byte that is no blank has to be that. */
static bool
expect(MregCursor *c, char wanted)
{
	uint8_t b;

	return next(c, &b) && (b == (uint8_t) wanted || mreg_cursor_bad(c, "the header is no JSON of safetensors"));
}

/* Four hexadecimal digits. */
static bool
hex4(MregCursor *c, uint32_t *v)
{
	*v = 0;
	for (int i = 0; i < 4; i++)
	{
		static const char digits[] = "0123456789abcdef";
		const char *at;
		uint8_t b;

		if (!mreg_cursor_byte(c, &b))
			return false;
		at = b != 0 ? strchr(digits, b >= 'A' && b <= 'F' ? b + 32 : b) : NULL;
		if (at == NULL)
			return mreg_cursor_bad(c, "the header has a bad escape");
		*v = *v * 16 + (uint32_t) (at - digits);
	}
	return true;
}

/* Reads the escape that follows a backslash as UTF-8. */
static bool
escape(MregCursor *c, char *out, uint32_t *n)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	uint32_t v;
	uint32_t low;
	uint8_t b;

	*n = 0;
	if (!mreg_cursor_byte(c, &b))
		return false;
	if (b != 0 && strchr(from, b) != NULL)
	{
		out[(*n)++] = to[strchr(from, b) - from];
		return true;
	}
	if (b != 'u')
		return mreg_cursor_bad(c, "the header has a bad escape");
	if (!hex4(c, &v))
		return false;
	if (v >= 0xD800 && v < 0xDC00)
	{
		if (!mreg_cursor_byte(c, &b) || b != '\\' || !mreg_cursor_byte(c, &b) || b != 'u' || !hex4(c, &low) ||
			low < 0xDC00 || low > 0xDFFF)
			return mreg_cursor_bad(c, "the header has a bad escape");
		v = 0x10000 + ((v - 0xD800) << 10) + (low - 0xDC00);
	}
	else if (v == 0 || (v >= 0xDC00 && v < 0xE000))
		return mreg_cursor_bad(c, "the header has a bad escape");
	if (v < 0x80)
		out[(*n)++] = (char) v;
	else
	{
		int more = v < 0x800 ? 1 : v < 0x10000 ? 2 :
												 3;

		out[(*n)++] = (char) (0xFF00 >> (more + 1) | v >> 6 * more);
		while (more-- > 0)
			out[(*n)++] = (char) (0x80 | (v >> 6 * more & 0x3F));
	}
	return true;
}

/* Reads a text whose first quote was read.  *len is its whole length, of which MREG_NAME_MAX bytes are kept. */
static bool
text(MregCursor *c, char *out, uint32_t *len)
{
	*len = 0;
	for (;;)
	{
		char piece[4];
		uint32_t n = 1;
		uint8_t b;

		if (!mreg_cursor_byte(c, &b))
			return false;
		if (b == '"')
			return true;
		if (b < ' ')
			return mreg_cursor_bad(c, "the header is no JSON of safetensors");
		piece[0] = (char) b;
		if (b == '\\' && !escape(c, piece, &n))
			return false;
		for (uint32_t i = 0; i < n; i++, (*len)++)
		{
			if (*len < MREG_NAME_MAX)
				out[*len] = piece[i];
		}
	}
}

/* Reads a text that has to be kept whole. */
static bool
name(MregCursor *c, char *out, uint32_t *len)
{
	return expect(c, '"') && text(c, out, len) &&
		   (*len <= MREG_NAME_MAX || mreg_cursor_bad(c, "a name in the header is too long"));
}

/* Leaves a value out. */
static bool
skip(MregCursor *c)
{
	int depth = 0;
	uint8_t b;

	do
	{
		uint32_t len;

		if (!next(c, &b))
			return false;
		if (b == '"' && !text(c, c->text, &len))
			return false;
		if ((b == '{' || b == '[') && ++depth > NESTING)
			return mreg_cursor_bad(c, "the header is nested too deep");
		if ((b == '}' || b == ']') && --depth < 0)
			return mreg_cursor_bad(c, "the header is no JSON of safetensors");
		if (depth == 0 && b != '"' && b != '}' && b != ']')
		{
			/* A number or a word ends before what may follow a value. */
			while (c->at < c->end && b != ',' && b != '}')
			{
				if (!mreg_cursor_byte(c, &b))
					return false;
			}
			if (b == ',' || b == '}')
				c->at--;
		}
	} while (depth > 0);
	return true;
}

/* Reads a list of numbers without sign, at most so many. */
static bool
numbers(MregCursor *c, uint64_t *out, uint32_t most, uint32_t *n)
{
	uint8_t b;

	*n = 0;
	if (!expect(c, '[') || !next(c, &b))
		return false;
	while (b != ']' || *n > 0)
	{
		uint64_t v = 0;

		if (*n == most || b < '0' || b > '9')
			return mreg_cursor_bad(c, "the header has a bad list of numbers");
		while (b >= '0' && b <= '9')
		{
			if (v > MREG_ARTIFACT_MAX / 10 - 9)
				return mreg_cursor_bad(c, "a number in the header is too large");
			v = 10 * v + (b - '0');
			if (!mreg_cursor_byte(c, &b))
				return false;
		}
		out[(*n)++] = v;
		c->at--;
		if (!next(c, &b))
			return false;
		if (b == ']')
			return true;
		if (b != ',')
			return mreg_cursor_bad(c, "the header has a bad list of numbers");
		if (!next(c, &b))
			return false;
	}
	return true;
}

/* Does an object go on behind a member?  Reads the comma or the brace. */
static bool
more(MregCursor *c, bool *goes_on)
{
	uint8_t b;

	if (!next(c, &b))
		return false;
	*goes_on = b == ',';
	return b == ',' || b == '}' || mreg_cursor_bad(c, "the header is no JSON of safetensors");
}

/* Enters an object; is it empty? */
static bool
enter(MregCursor *c, bool *goes_on)
{
	uint8_t b;

	if (!expect(c, '{') || !next(c, &b))
		return false;
	*goes_on = b != '}';
	if (*goes_on)
		c->at--;
	return true;
}

/* Tells the members of __metadata__. */
static bool
metadata(MregCursor *c)
{
	bool goes_on;

	if (!enter(c, &goes_on))
		return false;
	while (goes_on)
	{
		uint32_t key_len;
		uint32_t len;

		if (!name(c, c->name, &key_len) || !expect(c, ':') || !expect(c, '"') || !text(c, c->text, &len))
			return false;
		if (len <= MREG_NAME_MAX && !mreg_cursor_fact(c, c->name, key_len, c->text, len))
			return false;
		if (!more(c, &goes_on))
			return false;
	}
	return true;
}

/* Reads and tells the tensor that has been named; data are the bounds of the file's part for values. */
static bool
tensor(MregCursor *c, uint64_t data)
{
	MregTensor *t = &c->tensor;
	uint64_t offsets[2] = { 0, 0 };
	uint32_t n = 0;
	int seen = 0;
	bool goes_on;

	if (!enter(c, &goes_on))
		return false;
	while (goes_on)
	{
		uint32_t len;

		if (!name(c, c->text, &len) || !expect(c, ':'))
			return false;
		if (len == 5 && memcmp(c->text, "dtype", 5) == 0)
		{
			if (!name(c, c->text, &len))
				return false;
			if (len == 0 || len >= sizeof(t->dtype))
				return mreg_cursor_bad(c, "a tensor has an unknown type");
			memset(t->dtype, 0, sizeof(t->dtype));
			memcpy(t->dtype, c->text, len);
			t->bits = 0;
			for (size_t i = 0; i < sizeof(dtypes) / sizeof(dtypes[0]); i++)
			{
				if (strcmp(dtypes[i].name, t->dtype) == 0)
					t->bits = dtypes[i].bits;
			}
			seen |= 1;
		}
		else if (len == 5 && memcmp(c->text, "shape", 5) == 0)
		{
			if (!numbers(c, t->shape, MREG_DIMS_MAX, &t->ndims))
				return false;
			seen |= 2;
		}
		else if (len == 12 && memcmp(c->text, "data_offsets", 12) == 0)
		{
			if (!numbers(c, offsets, 2, &n))
				return false;
			seen |= 4;
		}
		else if (!skip(c))
			return false;
		if (!more(c, &goes_on))
			return false;
	}
	if (seen != 7 || n != 2 || offsets[0] > offsets[1] || offsets[1] > c->source->size - data)
		return mreg_cursor_bad(c, "a tensor lies outside the file");
	t->off = data + offsets[0];
	t->len = offsets[1] - offsets[0];
	return mreg_cursor_tensor(c);
}

/* Reads the header of a safetensors file. */
bool
mreg_safetensors_read(MregCursor *c)
{
	uint64_t len;
	uint64_t data;
	bool goes_on;

	if (!mreg_cursor_number(c, 8, &len))
		return false;
	if (len > MREG_HEADER_MAX || len > c->end - c->at)
		return mreg_cursor_bad(c, "the header is cut off");
	data = c->end = c->at + len;
	if (!enter(c, &goes_on))
		return false;
	while (goes_on)
	{
		uint32_t name_len;

		if (!name(c, c->name, &name_len) || !expect(c, ':'))
			return false;
		if (name_len == 12 && memcmp(c->name, "__metadata__", 12) == 0)
		{
			if (!metadata(c))
				return false;
		}
		else
		{
			memset(&c->tensor, 0, sizeof(c->tensor));
			c->tensor.name = c->name;
			c->tensor.name_len = name_len;
			if (!tensor(c, data))
				return false;
		}
		if (!more(c, &goes_on))
			return false;
	}
	return true;
}
