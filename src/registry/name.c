/*
 * name.c: what models, stages, aliases and labels may be called.
 *
 * Each rule stands in one ...Fault function, which says what is wrong with a name or returns NULL; the tables' CHECK
 * constraints and the API both ask it.
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "mreg_internal.h"

#define MAX_NAME_CHARACTERS 256
#define MAX_STAGE_BYTES 800		/* a lifecycle and two stages fit into one index entry */
#define MAX_EXTERNAL_ID_CHARACTERS 512
#define MAX_PATH_BYTES 1024
#define NO_BREAK_SPACE "\xc2\xa0"

/* Whether a text of this length consists of ASCII digits alone. */
static bool
AllDigits(const char *s, int len)
{
	for (int i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return len > 0;
}

/* Whether the text holds a control character: C0, DEL, and in UTF-8 also C1 and the line separators. */
static bool
HasControlCharacter(const char *s, int len)
{
	const unsigned char *p = (const unsigned char *) s;
	bool		utf8 = GetDatabaseEncoding() == PG_UTF8;

	for (int i = 0; i < len; i++)
	{
		if (p[i] < 0x20 || p[i] == 0x7f)
			return true;
		if (utf8 && p[i] == 0xc2 && i + 1 < len && p[i + 1] < 0xa0)
			return true;
		if (utf8 && p[i] == 0xe2 && i + 2 < len && p[i + 1] == 0x80 && (p[i + 2] == 0xa8 || p[i + 2] == 0xa9))
			return true;
	}
	return false;
}

/* Says what is wrong with a name of a model. */
const char *
ModelNameFault(const char *name, int len)
{
	bool		utf8 = GetDatabaseEncoding() == PG_UTF8;

	if (len == 0)
		return "It is empty.";
	if (pg_mbstrlen_with_len(name, len) > MAX_NAME_CHARACTERS)
		return "It is longer than 256 characters.";
	if (HasControlCharacter(name, len))
		return "It holds a control character.";
	if (name[0] == ' ' || name[len - 1] == ' ' ||
		(utf8 && len >= 2 && (memcmp(name, NO_BREAK_SPACE, 2) == 0 || memcmp(name + len - 2, NO_BREAK_SPACE, 2) == 0)))
		return "It begins or ends with a blank.";
	for (int i = 0; i < len; i++)
		if (name[i] == '/' || name[i] == ':' || name[i] == '@')
			return "It holds one of / : @, which references use.";
	return NULL;
}

/* Says what is wrong with a name of a lifecycle. */
static const char *
LifecycleNameFault(const char *name, int len)
{
	if (len > MAX_STAGE_BYTES)
		return "It is longer than 800 bytes.";
	return ModelNameFault(name, len);
}

/* Says what is wrong with a name of a stage. */
const char *
StageNameFault(const char *name, int len)
{
	const char *fault = LifecycleNameFault(name, len);

	if (fault)
		return fault;
	if (AllDigits(name, len))
		return "It consists of digits alone.";
	if (len == 6 && pg_strncasecmp(name, "latest", 6) == 0)
		return "\"latest\" is reserved.";
	if (len == 1 && name[0] == '*')
		return "\"*\" stands for every stage.";
	return NULL;
}

/* Says what is wrong with an alias, or a label when further punctuation is allowed. */
static const char *
IdentifierFault(const char *s, int len, const char *punctuation, const char *allowed)
{
	if (len == 0)
		return "It is empty.";
	if (len > MAX_NAME_CHARACTERS)
		return "It is longer than 256 characters.";
	for (int i = 0; i < len; i++)
	{
		char		c = s[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) &&
			(c == '\0' || strchr(punctuation, c) == NULL))
			return allowed;
	}
	if (AllDigits(s, len))
		return "It consists of digits alone.";
	if (len == 6 && pg_strncasecmp(s, "latest", 6) == 0)
		return "\"latest\" is reserved.";
	if ((s[0] == 'v' || s[0] == 'V') && AllDigits(s + 1, len - 1))
		return "\"v\" and digits is reserved for version numbers.";
	return NULL;
}

/* Says what is wrong with an alias. */
const char *
AliasFault(const char *alias, int len)
{
	return IdentifierFault(alias, len, "_-", "It may hold only letters, digits, _ and -.");
}

/* Says what is wrong with a label. */
const char *
LabelFault(const char *label, int len)
{
	return IdentifierFault(label, len, "_-.+", "It may hold only letters, digits, _ - . and +.");
}

/* Says what is wrong with an external id. */
static const char *
ExternalIdFault(const char *id, int len)
{
	if (len == 0)
		return "It is empty.";
	if (pg_mbstrlen_with_len(id, len) > MAX_EXTERNAL_ID_CHARACTERS)
		return "It is longer than 512 characters.";
	return NULL;
}

/* Says what is wrong with the path of an artifact. */
static const char *
ArtifactPathFault(const char *path, int len)
{
	if (len == 0)
		return "It is empty.";
	if (len > MAX_PATH_BYTES)
		return "It is longer than 1024 bytes.";
	if (HasControlCharacter(path, len))
		return "It holds a control character.";
	if (path[0] == '/')
		return "It is not relative.";
	for (int start = 0, end; start <= len; start = end + 1)
	{
		for (end = start; end < len && path[end] != '/'; end++)
			;
		if (end == start)
			return "A part of it is empty.";
		if (path[start] == '.' && (end - start == 1 || (end - start == 2 && path[start + 1] == '.')))
			return "A part of it is . or ..";
	}
	return NULL;
}

/* Raises the fault of a name, if any. */
static void
RaiseFault(const char *what, const char *name, const char *fault)
{
	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid %s: \"%.*s\"", what, pg_mbcliplen(name, strlen(name), 300), name),
				 errdetail("%s", fault)));
}

/* Raises an error unless name may be that of a model. */
void
CheckModelName(const char *name)
{
	RaiseFault("model name", name, ModelNameFault(name, strlen(name)));
}

/* Raises an error unless name may be that of a lifecycle. */
void
CheckLifecycleName(const char *name)
{
	RaiseFault("lifecycle name", name, LifecycleNameFault(name, strlen(name)));
}

/* Raises an error unless name may be that of a stage. */
void
CheckStageName(const char *name)
{
	RaiseFault("stage name", name, StageNameFault(name, strlen(name)));
}

/* Raises an error unless alias may be one. */
void
CheckAlias(const char *alias)
{
	RaiseFault("alias", alias, AliasFault(alias, strlen(alias)));
}

/* Raises an error unless label may be one. */
void
CheckLabel(const char *label)
{
	RaiseFault("label", label, LabelFault(label, strlen(label)));
}

/* Raises an error unless id may be an external id. */
void
CheckExternalId(const char *id)
{
	RaiseFault("external_id", id, ExternalIdFault(id, strlen(id)));
}

/* Raises an error unless path may be that of an artifact. */
void
CheckArtifactPath(const char *path)
{
	RaiseFault("artifact path", path, ArtifactPathFault(path, strlen(path)));
}

/* Raises an error unless format may be the name of one. */
void
CheckArtifactFormat(const char *format)
{
	RaiseFault("artifact format", format, LabelFault(format, strlen(format)));
}

/* The same rules for CHECK constraints. */
#define NAME_PREDICATE(name, fault) \
	MREG_FUNCTION(name); \
	Datum name(PG_FUNCTION_ARGS) \
	{ \
		text	   *t = PG_GETARG_TEXT_PP(0); \
		PG_RETURN_BOOL(fault(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t)) == NULL); \
	}

NAME_PREDICATE(mreg_is_model_name, ModelNameFault)
NAME_PREDICATE(mreg_is_lifecycle_name, LifecycleNameFault)
NAME_PREDICATE(mreg_is_stage_name, StageNameFault)
NAME_PREDICATE(mreg_is_alias, AliasFault)
NAME_PREDICATE(mreg_is_label, LabelFault)
NAME_PREDICATE(mreg_is_external_id, ExternalIdFault)
NAME_PREDICATE(mreg_is_artifact_path, ArtifactPathFault)
