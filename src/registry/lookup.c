/*
 * lookup.c: the quick way from a reference to its version, through the tables' unique indexes.
 *
 * Serving processes resolve at every request.  Three index look-ups cost a third of one planned statement.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_collation.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "mreg_internal.h"

/*
 * Fetches the one row of a registry's table that some keys of an index lead to, and that is not deleted where the table
 * has such rows; NULL if there is none.
 */
static HeapTuple
FetchRow(Relation relation, const char *index, int nkeys, ScanKey keys, bool has_deleted)
{
	Oid			index_id = get_relname_relid(index, RelationGetNamespace(relation));
	SysScanDesc scan;
	HeapTuple	tuple;
	bool		is_live = !has_deleted;

	if (!OidIsValid(index_id))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("index \"mreg.%s\" does not exist", index),
				 errhint("Install the extension anew.")));
	scan = systable_beginscan(relation, index_id, true, GetActiveSnapshot(), nkeys, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		if (has_deleted)
			(void) TriggerValue(tuple, RelationGetDescr(relation), "deleted_at", &is_live);
		if (is_live)
		{
			tuple = heap_copytuple(tuple);
			break;
		}
	}
	systable_endscan(scan);
	return tuple;
}

/* Opens a table of the registry. */
static Relation
OpenTable(const char *table)
{
	return table_open(get_relname_relid(table, get_namespace_oid("mreg", false)), AccessShareLock);
}

/* Sets a key: column = value. */
static void
SetKey(ScanKey key, Relation relation, const char *column, RegProcedure equal, Datum value)
{
	ScanKeyInit(key, get_attnum(RelationGetRelid(relation), column), BTEqualStrategyNumber, equal, value);
}

/* Returns the id of the live model of a name, or 0. */
static int64
FetchModel(const char *name)
{
	Relation	relation = OpenTable("model");
	ScanKeyData key;
	HeapTuple	tuple;
	int64		id = 0;
	bool		isnull;

	SetKey(&key, relation, "name", F_TEXTEQ, CStringGetTextDatum(name));
	tuple = FetchRow(relation, "model_name_key", 1, &key, true);
	if (tuple)
		id = DatumGetInt64(TriggerValue(tuple, RelationGetDescr(relation), "id", &isnull));
	table_close(relation, AccessShareLock);
	return id;
}

/* Returns the number of the version that an alias of a model names, or 0. */
static int32
FetchAlias(int64 model, const char *alias)
{
	Relation	relation = OpenTable("alias");
	ScanKeyData keys[2];
	HeapTuple	tuple;
	int32		number = 0;
	bool		isnull;

	SetKey(&keys[0], relation, "model", F_INT8EQ, Int64GetDatum(model));
	SetKey(&keys[1], relation, "alias", F_TEXTEQ, CStringGetTextDatum(alias));
	tuple = FetchRow(relation, "alias_pkey", 2, keys, false);
	if (tuple)
		number = DatumGetInt32(TriggerValue(tuple, RelationGetDescr(relation), "version", &isnull));
	table_close(relation, AccessShareLock);
	return number;
}

/*
 * Returns the row of the live version that a reference by number, label or alias names, or 0 if it names none or is of
 * another kind.
 */
Datum
FetchVersion(const Ref *ref)
{
	Relation	relation;
	ScanKeyData keys[2];
	HeapTuple	tuple;
	int64		model;
	int32		number = ref->number;
	Datum		row = (Datum) 0;

	if (ref->kind != REF_NUMBER && ref->kind != REF_LABEL && ref->kind != REF_ALIAS)
		return row;
	model = FetchModel(ref->model);
	if (model == 0)
		return row;
	if (ref->kind == REF_ALIAS)
		number = FetchAlias(model, ref->item);

	relation = OpenTable("version");
	SetKey(&keys[0], relation, "model", F_INT8EQ, Int64GetDatum(model));
	if (ref->kind == REF_LABEL)
	{
		SetKey(&keys[1], relation, "label", F_TEXTEQ, CStringGetTextDatum(ref->item));
		tuple = FetchRow(relation, "version_label_key", 2, keys, true);
	}
	else
	{
		SetKey(&keys[1], relation, "number", F_INT4EQ, Int32GetDatum(number));
		tuple = FetchRow(relation, "version_model_number_key", 2, keys, true);
	}
	if (tuple)
	{
		/* A row may be older than the table's last column. */
		if (HeapTupleHeaderGetNatts(tuple->t_data) < RelationGetDescr(relation)->natts)
			tuple = heap_expand_tuple(tuple, RelationGetDescr(relation));
		row = heap_copy_tuple_as_datum(tuple, RelationGetDescr(relation));
	}
	table_close(relation, AccessShareLock);
	return row;
}
