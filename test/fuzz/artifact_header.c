/*
 * artifact_header.c: fuzz target: any bytes as a model's file, read as every format.  What is told of tensors lies in
 * the file.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -o fuzz test/fuzz/artifact_header.c src/core/[a-z]*.c \
 *     -lzstd -lm
 * ./fuzz test/fuzz/corpus/artifact_header
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/artifact_header.h"

/* Stops where something does not hold. */
static void
must(bool good, const char *what)
{
	if (!good)
	{
		fprintf(stderr, "%s\n", what);
		abort();
	}
}

/* A file in memory. */
typedef struct File
{
	const uint8_t *data;
	uint64_t size;
	uint64_t sum;
	uint64_t tensors;
	uint64_t elements;
} File;

static bool
read_file(void *state, uint64_t off, uint8_t *out, size_t n, MregError *error)
{
	const File *f = state;

	must(off <= f->size && n <= f->size - off, "no byte beyond the file is asked for");
	memcpy(out, f->data + off, n);
	return true;
}

static bool
take_tensor(void *state, const MregTensor *t, MregError *error)
{
	File *f = state;
	uint64_t n = 0;

	must(mreg_tensor_elements(t, &n), "a tensor has a number of elements");
	f->tensors++;
	f->elements = n < UINT64_MAX - f->elements ? f->elements + n : UINT64_MAX;
	must(t->off <= f->size && t->len <= f->size - t->off, "a tensor lies in the file");
	must(t->ndims <= MREG_DIMS_MAX && t->name_len <= MREG_NAME_MAX, "and has a shape and a name");
	must(memchr(t->dtype, '\0', sizeof(t->dtype)) != NULL, "and a type");
	for (uint32_t i = 0; i < t->name_len; i++)
		f->sum += (uint8_t) t->name[i];
	return true;
}

static bool
take_fact(void *state, const char *key, uint32_t key_len, const char *value, uint32_t len, MregError *error)
{
	File *f = state;

	must(key_len <= MREG_NAME_MAX && len <= MREG_NAME_MAX, "a fact has its length");
	for (uint32_t i = 0; i < key_len; i++)
		f->sum += (uint8_t) key[i];
	for (uint32_t i = 0; i < len; i++)
		f->sum += (uint8_t) value[i];
	return true;
}

/* Counts the tensors of an ONNX file that was understood, in parts. */
static void
count(const File *f)
{
	MregOnnxCount c;

	mreg_onnx_count_start(&c);
	for (uint64_t at = 0, n; at < f->size; at += n)
	{
		n = 1 + (f->data[at] & 31);
		n = n < f->size - at ? n : f->size - at;
		mreg_onnx_count(&c, f->data + at, n);
	}
	must(mreg_onnx_counted(&c), "what is understood can be counted");
	must(c.tensors == f->tensors && c.elements == f->elements, "a count is what was told");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size + (size == 0));
	File f = { copy, size, 0, 0, 0 };
	MregSource source = { &f, size, read_file };
	MregFacts facts = { &f, take_tensor, take_fact };

	memcpy(copy, data, size);
	(void) mreg_header_format(copy, size, size);
	for (int format = MREG_FORMAT_SAFETENSORS; format <= MREG_FORMAT_GGUF; format++)
	{
		MregError error;

		f.tensors = f.elements = 0;
		if (!mreg_header_read((MregFormat) format, &source, &facts, &error))
			must(error.fault == MREG_DAMAGED && error.reason != NULL, "a refusal has a reason");
		else if (format == MREG_FORMAT_ONNX)
			count(&f);
	}
	free(copy);
	return 0;
}
