-- What the catalogs say about the extension's members.
\set QUIET 1
BEGIN;
SELECT plan(22);

CREATE TEMPORARY VIEW member AS
SELECT d.classid, d.objid, o.type, o.schema, o.identity
FROM pg_depend d
JOIN pg_extension e ON e.oid = d.refobjid
CROSS JOIN pg_identify_object(d.classid, d.objid, 0) o
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'mreg';

CREATE TEMPORARY VIEW routine AS
SELECT p.*, l.lanname, p.oid::regprocedure::text AS identity, p.pronamespace::regnamespace::text AS schema
FROM pg_proc p
JOIN pg_language l ON l.oid = p.prolang
WHERE p.pronamespace::regnamespace::text IN ('mreg', 'mreg_internal');

CREATE TEMPORARY VIEW relation AS
SELECT c.*, c.oid::regclass::text AS identity
FROM pg_class c
WHERE c.relnamespace::regnamespace::text IN ('mreg', 'mreg_internal') AND c.relkind IN ('r', 'p', 'v', 'm', 'S');

CREATE TEMPORARY VIEW keyword AS
SELECT word, catcode FROM pg_get_keywords() WHERE catcode <> 'U';

-- Functions that aggregates and types are made of.
CREATE TEMPORARY VIEW support AS
SELECT r.oid, r.identity
FROM routine r
WHERE r.prokind = 'a'
	OR EXISTS (SELECT FROM pg_aggregate a
		WHERE r.oid IN (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn,
			a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn))
	OR EXISTS (SELECT FROM pg_type t
		WHERE r.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout))
	OR EXISTS (SELECT FROM pg_operator o WHERE o.oprcode = r.oid)
	OR EXISTS (SELECT FROM pg_cast c WHERE c.castfunc = r.oid);

SELECT isnt_empty('SELECT * FROM member', 'the extension has members');

SELECT is_empty(
	$$SELECT type, identity FROM member
		WHERE schema IN ('mreg', 'mreg_internal') IS NOT TRUE AND type NOT IN ('schema', 'cast')
			AND NOT (type = 'type' AND identity ~ '^mreg\.')$$,
	'every member lives in mreg or mreg_internal');

SELECT is_empty(
	$$SELECT r.identity FROM routine r
		WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_proc'::regclass AND m.objid = r.oid)$$,
	'every function of the two schemas belongs to the extension');

SELECT is_empty(
	$$SELECT m.type, m.identity FROM member m
		WHERE (m.schema = 'mreg' OR m.type IN ('schema', 'cast'))
			AND m.type <> 'sequence'
			AND NOT EXISTS (SELECT FROM pg_type t
				WHERE m.classid = 'pg_type'::regclass AND t.oid = m.objid AND (t.typtype = 'c' OR t.typcategory = 'A'))
			AND obj_description(m.objid, (SELECT relname FROM pg_class WHERE oid = m.classid)) IS NULL$$,
	'every member in schema mreg, schema and cast has a comment');

SELECT is_empty(
	$$SELECT r.identity, a.attname FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
		WHERE r.relkind <> 'S' AND a.attnum > 0 AND NOT a.attisdropped AND col_description(r.oid, a.attnum) IS NULL$$,
	'every column of tables and views has a comment');

SELECT is_empty(
	$$SELECT identity FROM routine
		WHERE has_function_privilege('public', oid, 'EXECUTE')
			AND oid NOT IN (SELECT oid FROM support)
			AND (prorettype IN ('trigger'::regtype, 'event_trigger'::regtype)
				OR provolatile = 'v'
				OR (provolatile = 's' AND schema = 'mreg' AND prorettype <> 'mreg.curve'::regtype))$$, -- a curve depends on a setting
	'PUBLIC may execute neither registry functions nor trigger functions');

SELECT is_empty(
	$$SELECT identity FROM support WHERE NOT has_function_privilege('public', oid, 'EXECUTE')$$,
	'PUBLIC may execute aggregates, their support functions, and those of types, operators and casts');

SELECT is_empty(
	$$SELECT r.identity FROM routine r
		WHERE r.schema = 'mreg' AND r.provolatile = 'i' AND r.prokind = 'f'
			AND NOT has_function_privilege('public', r.oid, 'EXECUTE')$$,
	'PUBLIC may execute accessors');

SELECT is_empty(
	$$SELECT identity FROM relation
		WHERE CASE relkind
			WHEN 'S' THEN has_sequence_privilege('public', oid, 'USAGE, SELECT, UPDATE')
			ELSE has_table_privilege('public', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
		END$$,
	'PUBLIC holds no privilege on tables, views and sequences');

SELECT ok(has_schema_privilege('public', s, 'USAGE') AND NOT has_schema_privilege('public', s, 'CREATE'),
	'PUBLIC may use but not create in schema ' || s)
FROM unnest(ARRAY['mreg', 'mreg_internal']) s;

SELECT is_empty(
	$$SELECT r.identity, a.name FROM routine r CROSS JOIN unnest(r.proargnames) a (name)
		JOIN keyword k ON k.word = a.name$$,
	'no argument or output column is named by a word that PostgreSQL reserves there');

SELECT is_empty(
	$$SELECT r.identity, a.attname FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
		JOIN keyword k ON k.word = a.attname AND k.catcode IN ('R', 'T') WHERE a.attnum > 0$$,
	'no column is named by a word that PostgreSQL reserves there');

SELECT is_empty(
	$$SELECT identity FROM relation JOIN keyword k ON k.word = relname AND k.catcode IN ('R', 'T')
		UNION ALL
		SELECT identity FROM routine JOIN keyword k ON k.word = proname AND k.catcode IN ('R', 'C')$$,
	'no relation and no function is named by a word that PostgreSQL reserves there');

SELECT is_empty(
	$$SELECT identity FROM relation
		WHERE relkind IN ('r', 'p', 'S')
			AND NOT oid = ANY ((SELECT extconfig FROM pg_extension WHERE extname = 'mreg')::oid[])$$,
	'every table and sequence is registered for pg_dump');

SELECT is_empty(
	$$SELECT identity, lanname FROM routine
		WHERE prokind <> 'a' AND NOT (lanname = 'c' OR (lanname = 'sql' AND prosqlbody IS NOT NULL))$$,
	'functions are written in C or have SQL-standard bodies');

SELECT is_empty(
	$$SELECT identity, probin, prosrc FROM routine
		WHERE lanname = 'c' AND (probin <> '$libdir/mreg' OR prosrc !~ '^mreg_')$$,
	'every C function is a symbol mreg_... of the library mreg');

SELECT is_empty(
	$$SELECT identity FROM routine WHERE prosecdef$$,
	'no function is SECURITY DEFINER');

SELECT is_empty(
	$$SELECT identity FROM routine r JOIN pg_aggregate a ON a.aggfnoid = r.oid
		WHERE r.proparallel <> 's' OR a.aggcombinefn = 0 OR a.aggtranstype = 'internal'::regtype OR r.provariadic <> 0
			OR EXISTS (SELECT FROM unnest(r.proargtypes::oid[]) t JOIN pg_type y ON y.oid = t WHERE y.typtype = 'p')$$,
	'every aggregate is parallel safe, mergeable, and has a storable state and exact argument types');

SELECT is_empty(
	$$SELECT r.identity FROM routine r JOIN pg_type t ON t.typname = r.proname AND t.typnamespace = 'pg_catalog'::regnamespace$$,
	'no function shares the name of a type of pg_catalog');

SELECT is_empty(
	$$SELECT c.oid::regclass FROM pg_class c
		WHERE c.relnamespace::regnamespace::text IN ('mreg', 'mreg_internal') AND c.relkind IN ('r', 'p')
			AND c.relreplident <> 'f' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)$$,
	'every table has a primary key, or logical replication finds its rows by all their columns');

SELECT is_empty(
	$$SELECT c.conrelid::regclass, c.conname FROM pg_constraint c
		WHERE c.connamespace::regnamespace::text IN ('mreg', 'mreg_internal') AND NOT c.convalidated$$,
	'every constraint is validated');

SELECT * FROM finish();
ROLLBACK;
