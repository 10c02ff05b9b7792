/*
 * artifact_tensor.c: what the headers of model files tell: facts, which are kept with the content, and tensors.
 *
 * Texts in headers are UTF-8.  One that is not, or that the database's encoding cannot express, is left out of the
 * facts; the name of a tensor may not be one.
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "registry/artifact.h"

/* What of a header is kept as facts, and what may be read for it: parts of MREG_CURSOR_BUFFER, segments. */
#define FACTS_MAX 256
#define FACT_BYTES 1024
#define FACTS_BYTES 32768
#define READS_MAX 4096
#define SEGMENTS_MAX 8

/* The bytes of a content, to be read as a header. */
typedef struct Stored
{
	MregReader *reader;
	int64		content;
	uint64		reads;			/* that may follow */
	uint64		segments;		/* that may have been decoded */
	bool		fault;			/* of the store, not of the header */
} Stored;

/* The run list of an upload whose content has no row. */
typedef struct Unstored
{
	MregFetch	fetch;			/* of its store */
	const MregEncoder *encoder;
} Unstored;

/* What a header told. */
typedef struct Told
{
	Facts		metadata;
	char	   *keys[FACTS_MAX];
	int			n;
	size_t		bytes;
	uint64		tensors;
	uint64		elements;		/* PG_UINT64_MAX also where there are more */
} Told;

/* A reader of the header of an artifact. */
typedef struct Header
{
	Artifact	artifact;
	ArtifactStore *store;
	const char *format;
	const char *wanted;			/* a tensor's name in UTF-8; NULL: all of them */
	size_t		wanted_len;
	bool		found;
	MregTensor	tensor;			/* that was wanted; without its name */
	ReturnSetInfo *result;
	MemoryContext row;
} Header;

/* Returns a format's name, or NULL. */
const char *
FormatName(MregFormat format)
{
	static const char *const names[] = {NULL, "safetensors", "npy", "onnx", "gguf"};

	return names[format];
}

/* Reads bytes of a content for the parser of headers. */
static bool
read_stored(void *state, uint64_t off, uint8_t *out, size_t n, MregError *error)
{
	Stored	   *stored = (Stored *) state;

	CHECK_FOR_INTERRUPTS();
	if (stored->reads == 0 || stored->reader->decoded > stored->segments)
		return mreg_fail(error, MREG_REFUSED, "the header takes too long to read");
	stored->reads--;
	if (mreg_reader_read(stored->reader, stored->content, off, out, n, error))
		return true;
	stored->fault = true;
	return false;
}

/* Returns a text in the database's encoding, or NULL where it is no UTF-8, has a zero byte or cannot be expressed. */
static char *
ServerText(const char *text, uint32 len)
{
	int			encoding = GetDatabaseEncoding();
	size_t		size = (size_t) len * MAX_CONVERSION_GROWTH + 1;
	char	   *converted;
	Oid			conversion;

	if (memchr(text, '\0', len) != NULL || !pg_verify_mbstr(PG_UTF8, text, (int) len, true))
		return NULL;
	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII || len == 0)
		return pnstrdup(text, len);
	conversion = FindDefaultConversionProc(PG_UTF8, encoding);
	if (!OidIsValid(conversion))
		return NULL;
	converted = palloc(size);
	if (pg_do_encoding_conversion_buf(conversion, PG_UTF8, encoding, (unsigned char *) unconstify(char *, text),
									  (int) len, (unsigned char *) converted, (int) size, true) != (int) len)
		return NULL;
	return converted;
}

/* Keeps a fact, the first of its name, if it is short and there is room. */
static bool
keep_fact(void *state, const char *key, uint32_t key_len, const char *value, uint32_t len, MregError *error)
{
	Told	   *told = (Told *) state;
	char	   *name;
	char	   *text;

	if (key_len > FACT_BYTES || len > FACT_BYTES || told->n == FACTS_MAX || told->bytes + key_len + len > FACTS_BYTES)
		return true;
	name = ServerText(key, key_len);
	for (int i = 0; name && i < told->n; i++)
		if (strcmp(told->keys[i], name) == 0)
		{
			pfree(name);
			return true;
		}
	text = name ? ServerText(value, len) : NULL;
	if (text == NULL)
		return true;
	told->keys[told->n++] = name;
	told->bytes += key_len + len;
	AddText(&told->metadata, name, text);
	return true;
}

/* Counts a tensor. */
static bool
count_tensor(void *state, const MregTensor *t, MregError *error)
{
	Told	   *told = (Told *) state;
	uint64_t	n;

	(void) mreg_tensor_elements(t, &n);
	told->tensors++;
	told->elements = n < PG_UINT64_MAX - told->elements ? told->elements + n : PG_UINT64_MAX;
	return true;
}

/* What a reader wants of an upload whose content has no row: as its store has it, with the encoder's run list. */
static bool
describe_unstored(void *state, int64_t segment, MregSegment *s, MregError *error)
{
	const Unstored *u = (const Unstored *) state;

	return u->fetch.describe(u->fetch.state, segment, s, error);
}

static bool
load_unstored(void *state, int64_t segment, const uint8_t **data, size_t *len, MregError *error)
{
	const Unstored *u = (const Unstored *) state;

	return u->fetch.load(u->fetch.state, segment, data, len, error);
}

static void
release_unstored(void *state, const uint8_t *data)
{
	const Unstored *u = (const Unstored *) state;

	u->fetch.release(u->fetch.state, data);
}

static bool
runs_unstored(void *state, int64_t artifact, const uint8_t **data, size_t *len, uint64_t *size, MregError *error)
{
	const Unstored *u = (const Unstored *) state;
	bytea	   *packed;

	if (artifact != PG_INT64_MAX)
		return u->fetch.runs(u->fetch.state, artifact, data, len, size, error);
	packed = palloc_extended(VARHDRSZ + mreg_runs_packed_max(&u->encoder->runs), MCXT_ALLOC_HUGE);
	*len = mreg_runs_pack(&u->encoder->runs, (uint8 *) VARDATA(packed));
	*data = (const uint8 *) VARDATA(packed);
	*size = u->encoder->runs.size;
	return true;
}

/*
 * Returns the facts of the header of an upload that is encoded and has no content's row, or NULL where it has none that
 * is understood.  The tensors of ONNX, which are all over the file, were counted as they came; those of another header
 * that takes long to read are not.
 */
Jsonb *
HeaderFacts(const Upload *upload)
{
	MregFormat	format = mreg_header_format(upload->start, Min(upload->received, sizeof(upload->start)),
											upload->received);
	MemoryContext context;
	MemoryContext old;
	Unstored	unstored;
	MregFetch	fetch = {&unstored, describe_unstored, load_unstored, release_unstored, runs_unstored};
	MregReader	reader;
	Stored		stored = {&reader, PG_INT64_MAX, READS_MAX, SEGMENTS_MAX, false};
	MregSource	source = {&stored, upload->received, read_stored};
	Told		told = {0};
	MregFacts	facts = {&told, format == MREG_FORMAT_ONNX ? NULL : count_tensor, keep_fact};
	MregError	error;
	Facts		header;
	Jsonb	   *result = NULL;
	bool		understood;
	bool		counted;

	if (format == MREG_FORMAT_UNKNOWN)
		return NULL;
	/* What was read of the base is not needed any more. */
	mreg_reader_forget(&upload->store->reader);
	unstored.fetch = upload->store->reader.fetch;
	unstored.encoder = upload->encoder;
	mreg_reader_start(&reader, &upload->store->memory, &fetch);
	context = AllocSetContextCreate(CurrentMemoryContext, "artifact header", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	BeginFacts(&told.metadata);
	understood = mreg_header_read(format, &source, &facts, &error) || (error.fault == MREG_REFUSED && !stored.fault);
	counted = error.fault == MREG_SOUND;
	if (format == MREG_FORMAT_ONNX)
	{
		counted = mreg_onnx_counted(&upload->count);
		understood = understood && counted;
		told.tensors = upload->count.tensors;
		told.elements = upload->count.elements;
	}
	if (understood)
	{
		BeginFacts(&header);
		AddText(&header, "format", FormatName(format));
		if (counted)
			AddInteger(&header, "tensors", (int64) told.tensors);
		if (counted && told.elements <= PG_INT64_MAX)
			AddInteger(&header, "elements", (int64) told.elements);
		AddJsonb(&header, "metadata", EndFacts(&told.metadata));
		MemoryContextSwitchTo(old);
		result = EndFacts(&header);
	}
	MemoryContextSwitchTo(old);
	mreg_reader_end(&reader);
	MemoryContextDelete(context);
	return result;
}

/* Has a tensor its values in the file, as plain bytes? */
static bool
IsPlaced(const MregTensor *t, uint64 elements)
{
	return t->off > 0 && (t->len > 0 || elements == 0);
}

/* Puts a tensor into the result. */
static bool
list_tensor(void *state, const MregTensor *t, MregError *error)
{
	Header	   *header = (Header *) state;
	MemoryContext old = MemoryContextSwitchTo(header->row);
	Datum		shape[MREG_DIMS_MAX];
	Datum		values[6];
	bool		nulls[6] = {false};
	char	   *name = ServerText(t->name, t->name_len);
	char	   *dtype = ServerText(t->dtype, strlen(t->dtype));
	uint64_t	elements;

	if (name == NULL || dtype == NULL)
	{
		MemoryContextSwitchTo(old);
		return mreg_fail(error, MREG_DAMAGED, "the name of a tensor cannot be expressed in the database's encoding");
	}
	(void) mreg_tensor_elements(t, &elements);
	for (uint32 i = 0; i < t->ndims; i++)
		shape[i] = Int64GetDatum((int64) t->shape[i]);
	values[0] = CStringGetTextDatum(name);
	values[1] = CStringGetTextDatum(dtype);
	nulls[1] = *dtype == '\0';
	values[2] = PointerGetDatum(construct_array(shape, (int) t->ndims, INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
												TYPALIGN_DOUBLE));
	values[3] = Int64GetDatum((int64) elements);
	values[4] = Int64GetDatum((int64) t->off);
	values[5] = Int64GetDatum((int64) t->len);
	nulls[4] = nulls[5] = !IsPlaced(t, elements);
	tuplestore_putvalues(header->result->setResult, header->result->setDesc, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(header->row);
	return true;
}

/* Keeps the tensor of a name and ends the reading. */
static bool
find_tensor(void *state, const MregTensor *t, MregError *error)
{
	Header	   *header = (Header *) state;

	if (t->name_len != header->wanted_len || memcmp(t->name, header->wanted, t->name_len) != 0)
		return true;
	header->tensor = *t;
	header->found = true;
	return mreg_fail(error, MREG_REFUSED, "the tensor was found");
}

/* Reads the header of the artifact that the first two arguments of a call name. */
static void
ReadHeader(FunctionCallInfo fcinfo, Header *header)
{
	char	   *ref = RequiredText(fcinfo, 0, "ref");
	char	   *path = RequiredText(fcinfo, 1, "path");
	Artifact   *artifact = &header->artifact;
	MregFacts	facts = {header, header->wanted ? find_tensor : list_tensor, NULL};
	Stored		stored = {.reads = PG_UINT64_MAX, .segments = PG_UINT64_MAX};
	MregSource	source = {&stored, 0, read_stored};
	MregFormat	format;
	MregError	error;
	uint8		start[16];
	size_t		n;

	FindArtifact(ref, path, artifact);
	CheckContent(artifact);
	header->store = OpenStore(AllocSetContextCreate(CurrentMemoryContext, "artifact", ALLOCSET_DEFAULT_SIZES), false);
	stored.reader = &header->store->reader;
	stored.content = artifact->content;
	source.size = (uint64) artifact->size;
	n = Min(sizeof(start), source.size);
	if (!mreg_reader_read(stored.reader, stored.content, 0, start, n, &error))
		RaiseArtifactFault(&error, artifact->object);
	format = mreg_header_format(start, n, source.size);
	if (format == MREG_FORMAT_UNKNOWN)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("%s has no header that lists tensors", artifact->object),
				 errdetail("It begins as a file of none of the formats safetensors, npy, ONNX and GGUF."),
				 errhint("Read its bytes with mreg.get_artifact() or mreg.artifact_chunks().")));
	header->format = FormatName(format);
	if (mreg_header_read(format, &source, &facts, &error) || (error.fault == MREG_REFUSED && !stored.fault))
		return;
	if (stored.fault)
		RaiseArtifactFault(&error, artifact->object);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("the header of %s cannot be understood", artifact->object),
			 errdetail("Read as %s: %s.", header->format, error.reason),
			 errhint("Its bytes are as they were stored; read them with mreg.get_artifact() or"
					 " mreg.artifact_chunks().")));
}

/* tensors(ref, path): what the header of an artifact tells of its tensors. */
REGISTRY_FUNCTION(tensors)
{
	Header		header = {.result = (ReturnSetInfo *) fcinfo->resultinfo};

	InitMaterializedSRF(fcinfo, 0);
	header.row = AllocSetContextCreate(CurrentMemoryContext, "tensor", ALLOCSET_DEFAULT_SIZES);
	ReadHeader(fcinfo, &header);
	PG_RETURN_NULL();
}

/* read_tensor(ref, path, name): the bytes of a tensor. */
REGISTRY_FUNCTION(read_tensor)
{
	char	   *name = RequiredText(fcinfo, 2, "name");
	Header		header = {.wanted = pg_server_to_any(name, strlen(name), PG_UTF8)};
	MregTensor *t = &header.tensor;
	uint64_t	elements;
	char	   *object;

	header.wanted_len = strlen(header.wanted);
	ReadHeader(fcinfo, &header);
	if (!header.found)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("%s has no tensor \"%s\"", header.artifact.object, name),
				 errhint("mreg.tensors() lists those that it has.")));
	object = psprintf("tensor \"%s\" of %s", name, header.artifact.object);
	(void) mreg_tensor_elements(t, &elements);
	if (!IsPlaced(t, elements) && elements > 0)
		ereport(ERROR,
				(errcode(ERRCODE_MREG_STATE),
				 errmsg("%s is not in the file as plain bytes", object),
				 errdetail("Its values are in another file, or not one after the other as plain numbers."),
				 errhint("mreg.tensors() shows which tensors have a start and a length.")));
	CheckValueSize(object, (int64) t->len,
				   psprintf("Read it in parts with mreg.read_artifact(), from start %lld.", (long long) t->off));
	PG_RETURN_BYTEA_P(ReadRange(header.store, &header.artifact, (int64) t->off, (int64) t->len));
}
