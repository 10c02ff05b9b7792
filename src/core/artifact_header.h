/* artifact_header.h: what the headers of safetensors, npy, ONNX and GGUF files tell of their tensors. */
#ifndef MREG_CORE_ARTIFACT_HEADER_H
#define MREG_CORE_ARTIFACT_HEADER_H

#include "core/artifact.h"

#define MREG_DIMS_MAX 16
#define MREG_NAME_MAX 4096                          /* bytes of a name or fact; a longer fact is left out */
#define MREG_HEADER_MAX ((uint64_t) 100 << 20)      /* bytes of a safetensors header */
#define MREG_CURSOR_BUFFER 4096

typedef enum MregFormat
{
	MREG_FORMAT_UNKNOWN,
	MREG_FORMAT_SAFETENSORS,
	MREG_FORMAT_NPY,
	MREG_FORMAT_ONNX,
	MREG_FORMAT_GGUF
} MregFormat;

/* The file, to be read anywhere; a read that returns false has filled the error, or never returns. */
typedef struct MregSource
{
	void *state;
	uint64_t size;
	bool (*read)(void *state, uint64_t off, uint8_t *out, size_t n, MregError *error);
} MregSource;

/* One tensor; texts are not terminated unless said. */
typedef struct MregTensor
{
	const char *name;
	uint32_t name_len;
	char dtype[16]; /* terminated; safetensors' names where it has one: F32, BF16, I64, ... */
	uint32_t bits;  /* of an element; 0 where elements have no size of their own */
	uint32_t ndims;
	uint64_t shape[MREG_DIMS_MAX]; /* the last dimension runs fastest */
	bool by_column;                /* npy: the first runs fastest */
	uint64_t off;                  /* in the file */
	uint64_t len;                  /* 0 also where the values are not in the file as plain bytes */
} MregTensor;

/* Who wants to know.  Either may be NULL; one that returns false has filled the error and ends the reading. */
typedef struct MregFacts
{
	void *state;
	bool (*tensor)(void *state, const MregTensor *t, MregError *error);
	bool (*fact)(void *state, const char *key, uint32_t key_len, const char *value, uint32_t len, MregError *error);
} MregFacts;

/* The tensors of an ONNX file, which are all over it, counted as its bytes come. */
typedef struct MregOnnxCount
{
	uint64_t tensors;
	uint64_t elements; /* of all of them; UINT64_MAX also where there are more */
	uint64_t at;       /* bytes that came */
	uint64_t run;      /* of a value that are still to come */
	uint64_t end[4];   /* of the file, graph, tensor and list of dimensions that the next byte is in */
	int depth;
	uint64_t tag; /* of the field */
	bool tagged;  /* its value or length is still to come */
	uint64_t number;
	int shift;
	bool bad; /* this is no ONNX file */
	MregTensor tensor;
} MregOnnxCount;

extern void mreg_onnx_count_start(MregOnnxCount *c);
extern void mreg_onnx_count(MregOnnxCount *c, const uint8_t *p, size_t n);
extern bool mreg_onnx_counted(const MregOnnxCount *c);

extern MregFormat mreg_header_format(const uint8_t *start, size_t n, uint64_t size);
extern bool mreg_header_read(MregFormat format, const MregSource *source, const MregFacts *facts, MregError *error);

/* What follows is for the readers of the formats only. */
typedef struct MregCursor
{
	const MregSource *source;
	const MregFacts *facts;
	MregError *error;
	uint64_t at;  /* of the next byte in the file */
	uint64_t end; /* of what may be read */
	uint64_t from; /* of the buffer in the file */
	uint32_t held;
	MregTensor tensor;
	char name[MREG_NAME_MAX];
	char text[MREG_NAME_MAX];
	uint8_t buffer[MREG_CURSOR_BUFFER];
} MregCursor;

extern bool mreg_cursor_byte(MregCursor *c, uint8_t *byte);
extern bool mreg_cursor_bytes(MregCursor *c, void *out, uint64_t n);
extern bool mreg_cursor_skip(MregCursor *c, uint64_t n);
extern bool mreg_cursor_number(MregCursor *c, int bytes, uint64_t *v);
extern bool mreg_cursor_bad(MregCursor *c, const char *reason);
extern bool mreg_cursor_fact(MregCursor *c, const char *key, uint32_t key_len, const char *value, uint32_t len);
extern bool mreg_cursor_tensor(MregCursor *c);
extern void mreg_tensor_dtype(MregTensor *t, const char *dtype, uint32_t bits);
extern bool mreg_tensor_elements(const MregTensor *t, uint64_t *n);
extern bool mreg_safetensors_read(MregCursor *c);
extern bool mreg_onnx_read(MregCursor *c);
extern bool mreg_npy_read(MregCursor *c);
extern bool mreg_gguf_read(MregCursor *c);

#endif /* MREG_CORE_ARTIFACT_HEADER_H */
