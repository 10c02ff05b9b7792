/* artifact.h: what the files of artifacts share. */
#ifndef MREG_REGISTRY_ARTIFACT_H
#define MREG_REGISTRY_ARTIFACT_H

#include "mreg_internal.h"

#include "common/cryptohash.h"
#include "core/artifact_encode.h"
#include "core/artifact_header.h"
#include "core/artifact_read.h"
#include "utils/resowner.h"

/* A segment whose description was read and whose bytes were not yet. */
typedef struct Described
{
	int64		segment;		/* 0 for a free slot */
	MregSegment description;
	uint32		crc;
	Datum		data;			/* as it stands in the row: mostly a pointer into the TOAST table */
} Described;

#define MAX_DESCRIBED (MREG_DEPTH_GUARD + 2)

/* The stored bytes as the core sees them.  All memory is of one context. */
typedef struct ArtifactStore
{
	MemoryContext context;
	MemoryContext work;			/* of one callback */
	bool		latest;			/* reads what is committed now, not what the active snapshot sees */
	int64		content;		/* that segments are stored for, 0 before the first */
	MregMemory	memory;
	MregReader	reader;
	pg_cryptohash_ctx *hash;	/* of chunks; NULL where nothing is stored */
	Described	described[MAX_DESCRIBED];
	int			next;			/* slot of the next description */
} ArtifactStore;

/* A row of mreg.content. */
typedef struct Content
{
	int64		id;
	int64		size;
	int64		base;			/* 0 for none */
	int			depth;
	uint8		sha256[MREG_DIGEST_SIZE];
	bytea	   *runs;
} Content;

/* A row of mreg.artifact, with what it belongs to. */
typedef struct Artifact
{
	int64		content;		/* 0 where the bytes are elsewhere */
	int64		size;
	uint8		sha256[MREG_DIGEST_SIZE];
	char	   *uri;
	char	   *object;			/* for messages */
} Artifact;

/* An artifact that is read piece by piece. */
typedef struct Pieces
{
	char	   *ref;
	char	   *path;
	Artifact	artifact;
	ArtifactStore *store;
	pg_cryptohash_ctx *hash;	/* of what was read; NULL after the end */
	int64		at;
} Pieces;

/* artifact.c */
extern void CheckValueSize(const char *object, int64 size, const char *hint);
extern void FindArtifact(const char *ref, const char *path, Artifact *artifact);
extern bytea *ReadRange(ArtifactStore *store, const Artifact *artifact, int64 start, int64 length);
extern void CheckContent(const Artifact *artifact);
extern Pieces *BeginPieces(FunctionCallInfo fcinfo);
extern bytea *NextPiece(Pieces *pieces);

/* artifact_store.c */
extern ArtifactStore *OpenStore(MemoryContext context, bool latest);
extern void CloseStore(ArtifactStore *store);
extern MregStore StoreCallbacks(ArtifactStore *store);
extern void RaiseArtifactFault(const MregError *error, const char *object) pg_attribute_noreturn();
extern void LockStore(void);
extern void LockStoreAlone(void);
extern bool ReadContentRow(int64 id, bool latest, Content *content);
extern int64 FindContent(const uint8 *sha256, int64 size);
extern int64 StoreContent(ArtifactStore *store, const MregEncoder *encoder, const uint8 *sha256, int64 base,
						  Jsonb *header);
extern int64 InsertSegment(const MregSegment *s, const uint8 *data, uint32 len, int depth, int64 content, int level);
extern void RewriteSegment(ArtifactStore *store, int64 id, const MregSegment *s, const uint8 *data, uint32 len,
						   int level);
extern void RewriteRuns(const Content *content, const MregRuns *runs, int depth);
extern pg_cryptohash_ctx *StartHash(void);
extern void AddToHash(pg_cryptohash_ctx *hash, const void *data, size_t len);
extern void EndHash(pg_cryptohash_ctx *hash, uint8 *sha256);
extern char *HexDigest(const uint8 *sha256);

/* artifact_garbage.c */
extern NullableDatum SegmentsOf(int64 content);

/* artifact_quota.c */

typedef enum QuotaKind
{
	QUOTA_LOGICAL,				/* bytes of all artifacts of a model */
	QUOTA_STORED,				/* bytes that they take */
	QUOTA_ARTIFACT				/* bytes of one */
} QuotaKind;

#define QUOTA_KINDS 3

/* The quota of a model, by kind. */
typedef struct Quota
{
	int64		model;
	bool		any;
	bool		has[QUOTA_KINDS];
	int64		limit[QUOTA_KINDS];
	bool		counted[QUOTA_KINDS];
	int64		used[QUOTA_KINDS];	/* where counted; 0 of QUOTA_ARTIFACT */
} Quota;

typedef struct Upload Upload;

extern void BeginQuota(Upload *upload);
extern void CheckQuota(Upload *upload, int64 size);
extern void EnforceQuota(const Upload *upload, int64 content);

/* artifact_upload.c */

/* Bytes on their way into the store. */
struct Upload
{
	int64		id;
	uint64		number;			/* in the session's order of beginnings */
	MemoryContext context;		/* of all that belongs to it */
	ArtifactStore *store;
	MregEncoder *encoder;		/* NULL where the bytes are stored already */
	pg_cryptohash_ctx *hash;	/* of all bytes */
	Subject		subject;
	char	   *path;
	char	   *format;			/* NULL: as recognised */
	char	   *object;			/* for messages */
	int64		size;			/* as announced, or -1 */
	bool		has_sha256;		/* announced */
	bool		trusted;		/* the digest was computed here */
	uint8		sha256[MREG_DIGEST_SIZE];
	int64		known;			/* content of these bytes, or 0 */
	int64		base;			/* content that differences are taken from, or 0 */
	int64		received;
	int64		parts;
	uint8		start[MREG_CURSOR_BUFFER];
	MregOnnxCount count;
	SubTransactionId subxact;	/* the innermost that worked on it */
	bool		dead;			/* undone with a subtransaction */
	Quota		quota;			/* as it was when the upload began */
	Upload	   *next;
};

extern char *ArtifactObject(const char *path, const Subject *subject);
extern void CheckOpenFor(const Subject *subject, const char *path);
extern Upload *BeginUpload(MemoryContext context, ResourceOwner owner, const Subject *subject, const char *path,
						   const char *format, int64 size, const uint8 *sha256, const char *base);
extern void AppendToUpload(Upload *upload, const void *data, size_t len);
extern Datum FinishUpload(Upload *upload);
extern void CloseUpload(Upload *upload);
extern const uint8 *DigestArgument(FunctionCallInfo fcinfo, int argno);

/* artifact_garbage.c */
extern void CheckMayHoldStore(const char *function);
extern void DropSegments(int64 content);

/* artifact_object.c */
extern Upload *BeginImport(FunctionCallInfo fcinfo, int64 size);

/* artifact_tensor.c */
extern const char *FormatName(MregFormat format);
extern Jsonb *HeaderFacts(const Upload *upload);

/* artifact_stream.c */
extern bool UploadsUnderWay(void);
extern bool OtherUploads(const Upload *upload);

#endif							/* MREG_REGISTRY_ARTIFACT_H */
