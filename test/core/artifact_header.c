/* artifact_header.c: headers of model files: what they tell, and what is refused. */
#include "../fuzz/artifact_header.c"
#include "artifact_test.h"

/* What a header told, as text. */
typedef struct Told
{
	File file;
	char text[4000];
} Told;

static void
tell(Told *told, const char *text)
{
	must(strlen(told->text) + strlen(text) < sizeof(told->text), "room for what is told");
	strcat(told->text, text);
}

static bool
tell_tensor(void *state, const MregTensor *t, MregError *error)
{
	char text[5000];
	int at = snprintf(text, sizeof(text), "%.*s %s", (int) t->name_len, t->name, t->dtype);

	for (uint32_t i = 0; i < t->ndims; i++)
		at += snprintf(text + at, sizeof(text) - at, "%c%llu", i == 0 ? '[' : ',', (unsigned long long) t->shape[i]);
	snprintf(text + at, sizeof(text) - at, "%s%s @%llu+%llu;", t->ndims > 0 ? "]" : "", t->by_column ? "F" : "",
			 (unsigned long long) t->off, (unsigned long long) t->len);
	tell(state, text);
	return take_tensor(state, t, error);
}

static bool
tell_fact(void *state, const char *key, uint32_t key_len, const char *value, uint32_t len, MregError *error)
{
	char text[10000];

	snprintf(text, sizeof(text), "%.*s=%.*s;", (int) key_len, key, (int) len, value);
	tell(state, text);
	return take_fact(state, key, key_len, value, len, error);
}

/* Reads a file that has its format's marks; returns what it told, or the reason of the refusal. */
static const char *
told(const uint8_t *data, size_t size)
{
	static Told t;
	uint8_t *copy = malloc(size + (size == 0));
	MregSource source = { &t, size, read_file };
	MregFacts facts = { &t, tell_tensor, tell_fact };
	MregError error;

	memcpy(copy, data, size);
	memset(&t, 0, sizeof(t));
	t.file.data = copy;
	t.file.size = size;
	if (!mreg_header_read(mreg_header_format(copy, size, size), &source, &facts, &error))
		tell(&t, error.reason);
	free(copy);
	return t.text;
}

/* Is that what a file tells? */
static void
tells(const uint8_t *data, size_t size, const char *wanted, const char *what)
{
	const char *text = told(data, size);

	check(strcmp(text, wanted) == 0, what);
	if (strcmp(text, wanted) != 0)
		printf("# %s\n", text);

	/* Cut off or damaged it must do no harm. */
	for (int round = 0; round < 300; round++)
	{
		uint8_t *copy = malloc(size + 1);

		memcpy(copy, data, size);
		for (uint32_t flips = draw() % 3; flips > 0; flips--)
			copy[draw() % size] = (uint8_t) draw();
		LLVMFuzzerTestOneInput(copy, draw() % 2 == 0 ? size : draw() % size);
		free(copy);
	}
}

/* A safetensors file with that header and so many bytes of values. */
static void
safetensors(const char *json, size_t values, const char *wanted, const char *what)
{
	uint8_t data[9000];
	size_t len = strlen(json);

	memset(data, 0, sizeof(data));
	data[0] = (uint8_t) len;
	data[1] = (uint8_t) (len >> 8);
	memcpy(data + 8, json, len);
	tells(data, 8 + len + values, wanted, what);
}

static void
test_safetensors(void)
{
	char json[8000];

	safetensors("{\"__metadata__\":{\"format\":\"pt\",\"a\\u00e9\\n\":\"\\ud83d\\ude00\"},"
				"\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
				" \"b\" : { \"shape\" : [ ], \"extra\":[{\"x\":1.5e3},\"]\",null], "
				"\"data_offsets\":[24,26],\"dtype\":\"BF16\"}}  ",
				26,
				"format=pt;a\xC3\xA9\n=\xF0\x9F\x98\x80;w F32[2,3] @220+24;b BF16 @244+2;",
				"safetensors: metadata, tensors, escapes, what is not known");
	safetensors("{}", 0, "", "safetensors: nothing");
	safetensors("{\"w\":{\"dtype\":\"I64\",\"shape\":[0,5],\"data_offsets\":[0,0]}}", 0, "w I64[0,5] @64+0;",
				"safetensors: an empty tensor");
	safetensors("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 7, "a tensor lies outside the file",
				"safetensors: a tensor beyond the file");
	safetensors("{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 8,
				"a tensor's shape contradicts its length", "safetensors: a wrong shape");
	safetensors("{\"w\":{\"dtype\":\"F32\",\"shape\":[4611686018427387903,8],\"data_offsets\":[0,8]}}", 8,
				"a number in the header is too large", "safetensors: a number beyond any file");
	safetensors("{\"w\":{\"dtype\":\"F32\",\"shape\":[99999999999,99999999999],\"data_offsets\":[0,8]}}", 8,
				"a tensor is larger than any file", "safetensors: a product beyond any file");
	safetensors("{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "a tensor lies outside the file",
				"safetensors: a tensor without a place");
	safetensors("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, "a tensor lies outside the file",
				"safetensors: a tensor that ends before it begins");
	safetensors("{\"w\":\"\\ud800\"}", 0, "the header is no JSON of safetensors", "safetensors: no tensor");
	safetensors("{\"\\ud800x\":1}", 0, "the header has a bad escape", "safetensors: half a character");
	safetensors("{\"w\":{\"dtype\":", 0, "the header is cut off", "safetensors: cut off");
	memset(json, '[', sizeof(json));
	memcpy(json, "{\"w\":{\"x\":", 10);
	json[200] = '\0';
	safetensors(json, 0, "the header is nested too deep", "safetensors: nested too deep");
	memset(json, 'n', sizeof(json));
	memcpy(json, "{\"", 2);
	json[MREG_NAME_MAX + 100] = '\0';
	strcat(json, "\":{}}");
	safetensors(json, 0, "a name in the header is too long", "safetensors: a long name");
}

/* An npy file with that header and so many bytes of values. */
static void
npy(const char *header, size_t values, const char *wanted, const char *what)
{
	uint8_t data[1000];
	size_t len = strlen(header);

	memset(data, 0, sizeof(data));
	memcpy(data, "\x93NUMPY\x01", 8);
	data[8] = (uint8_t) len;
	memcpy(data + 10, header, len);
	tells(data, 10 + len + values, wanted, what);
}

static void
test_npy(void)
{
	npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }  \n", 48,
		"descr=<f4;fortran_order=false; F32[3,4] @72+48;", "npy: a matrix");
	npy("{'descr': '<f8', 'fortran_order': True, 'shape': (3,), }\n", 24,
		"descr=<f8;fortran_order=true; F64[3]F @67+24;", "npy: by columns");
	npy("{'descr': '|b1', 'fortran_order': False, 'shape': (), }\n", 1,
		"descr=|b1;fortran_order=false; BOOL @66+1;", "npy: one truth value");
	npy("{'descr': '<c16', 'fortran_order': False, 'shape': (1,), }\n", 16,
		"descr=<c16;fortran_order=false; C128[1] @69+16;", "npy: complex");
	npy("{'descr': '>i2', 'fortran_order': False, 'shape': (2,), }\n", 4,
		"descr=>i2;fortran_order=false; >i2[2] @68+4;", "npy: byte order");
	npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }\n", 47,
		"descr=<f4;fortran_order=false;a tensor lies outside the file", "npy: cut off");
	npy("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }\n", 40, "descr=|O;fortran_order=false; |O[2] @67+0;",
		"npy: objects are not plain bytes");
	npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3, 4), }\n", 48,
		"this is no npy header of a plain array", "npy: records");
	npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }\n", 48,
		"descr=<f4;fortran_order=false;a tensor is larger than any file", "npy: too large");
}

/* Writes protocol buffers. */
typedef struct Message
{
	uint8_t data[2000];
	size_t len;
} Message;

static void
put_number(Message *m, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		m->data[m->len++] = (uint8_t) (v | 0x80);
	m->data[m->len++] = (uint8_t) v;
}

static void
put_varint(Message *m, int field, uint64_t v)
{
	put_number(m, (uint64_t) field << 3);
	put_number(m, v);
}

static void
put_bytes(Message *m, int field, const void *p, size_t n)
{
	put_number(m, (uint64_t) field << 3 | 2);
	put_number(m, n);
	memcpy(m->data + m->len, p, n);
	m->len += n;
}

static void
test_onnx(void)
{
	static const uint8_t values[16] = { 0 };
	Message model = { { 0 }, 0 };
	Message graph = { { 0 }, 0 };
	Message t = { { 0 }, 0 };
	Message entry = { { 0 }, 0 };
	Message opset = { { 0 }, 0 };
	MregOnnxCount c;
	int ends = 0;

	put_varint(&t, 1, 2);
	put_varint(&t, 1, 2);
	put_varint(&t, 2, 1);
	put_bytes(&t, 8, "w", 1);
	put_bytes(&t, 9, values, 16);
	put_bytes(&graph, 1, "node", 4);
	put_bytes(&graph, 2, "net", 3);
	put_bytes(&graph, 5, t.data, t.len);
	t.len = 0;
	put_bytes(&t, 1, "\x03", 1);
	put_bytes(&t, 8, "out", 3);
	put_varint(&t, 2, 7);
	put_varint(&t, 14, 1);
	put_bytes(&graph, 5, t.data, t.len);
	put_bytes(&entry, 1, "stage", 5);
	put_bytes(&entry, 2, "beta", 4);
	put_varint(&model, 1, 8);
	put_bytes(&model, 2, "someone", 7);
	put_bytes(&model, 4, "org.example", 11);
	put_bytes(&model, 7, graph.data, graph.len);
	put_varint(&opset, 2, 17);
	put_bytes(&model, 8, opset.data, opset.len);
	put_bytes(&opset, 1, "ai.onnx.ml", 10);
	put_bytes(&model, 8, opset.data, opset.len);
	put_bytes(&model, 14, entry.data, entry.len);
	tells(model.data, model.len,
		  "ir_version=8;producer_name=someone;domain=org.example;graph=net;w F32[2,2] @50+16;out I64[3] @0+0;"
		  "opset=17;opset.ai.onnx.ml=17;stage=beta;",
		  "onnx: facts and initializers");
	check(strstr(told(model.data, model.len - 1), "the file is cut off") != NULL, "onnx: cut off");
	mreg_onnx_count_start(&c);
	for (size_t i = 0; i < model.len; i++)
	{
		ends += mreg_onnx_counted(&c);
		mreg_onnx_count(&c, model.data + i, 1);
	}
	check(mreg_onnx_counted(&c) && c.tensors == 2 && c.elements == 7, "onnx: tensors are counted as bytes come");
	check(ends == 7, "onnx: a count ends well between two fields of the model only");
	memset(&model, 0, sizeof(model));
	put_varint(&model, 1, 8);
	put_bytes(&graph, 5, "\x0a\x02\x03\x83\x10\x01", 6);
	put_bytes(&model, 7, graph.data, graph.len);
	check(strstr(told(model.data, model.len), "a list of dimensions is cut off") != NULL,
		  "onnx: a number runs out of a list of dimensions");
	mreg_onnx_count_start(&c);
	mreg_onnx_count(&c, model.data, model.len);
	check(!mreg_onnx_counted(&c), "onnx: ... is not counted");
}

/* Writes GGUF. */
static void
put_fixed(Message *m, int bytes, uint64_t v)
{
	for (int i = 0; i < bytes; i++)
		m->data[m->len++] = (uint8_t) (v >> 8 * i);
}

static void
put_text(Message *m, const char *text)
{
	put_fixed(m, 8, strlen(text));
	memcpy(m->data + m->len, text, strlen(text));
	m->len += strlen(text);
}

static void
test_gguf(void)
{
	Message m = { { 0 }, 0 };

	memcpy(m.data, "GGUF", 4);
	m.len = 4;
	put_fixed(&m, 4, 3);
	put_fixed(&m, 8, 2);
	put_fixed(&m, 8, 4);
	put_text(&m, "general.name");
	put_fixed(&m, 4, 8);
	put_text(&m, "tiny");
	put_text(&m, "general.alignment");
	put_fixed(&m, 4, 4);
	put_fixed(&m, 4, 64);
	put_text(&m, "tokens");
	put_fixed(&m, 4, 9);
	put_fixed(&m, 4, 8);
	put_fixed(&m, 8, 2);
	put_text(&m, "a");
	put_text(&m, "bc");
	put_text(&m, "bias");
	put_fixed(&m, 4, 5);
	put_fixed(&m, 4, (uint32_t) -3);
	put_text(&m, "w");
	put_fixed(&m, 4, 2);
	put_fixed(&m, 8, 32);
	put_fixed(&m, 8, 2);
	put_fixed(&m, 4, 8);
	put_fixed(&m, 8, 0);
	put_text(&m, "b");
	put_fixed(&m, 4, 1);
	put_fixed(&m, 8, 4);
	put_fixed(&m, 4, 0);
	put_fixed(&m, 8, 128);
	m.len = (m.len + 63) & ~(size_t) 63;
	check(m.len == 256, "gguf: the part for values begins at a multiple of the alignment");
	m.len += 144;
	tells(m.data, m.len,
		  "general.name=tiny;general.alignment=64;bias=-3;w Q8_0[2,32] @256+68;b F32[4] @384+16;",
		  "gguf: facts, blocks and tensors");
	check(strstr(told(m.data, m.len - 1), "a tensor lies outside the file") != NULL, "gguf: a tensor beyond the file");
}

int
main(void)
{
	test_safetensors();
	test_npy();
	test_onnx();
	test_gguf();
	check(told((const uint8_t *) "something else", 14)[0] == '\0', "what is of no format tells nothing");
	check(replay("artifact_header") > 20, "the corpus of the fuzz target is replayed");
	return done();
}
