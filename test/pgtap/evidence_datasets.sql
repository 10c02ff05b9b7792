-- Datasets: the same content is the same row, another content the next number, and the digest tells them apart.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(60);

-- The SQLSTATE and message of a statement, or OK.
CREATE FUNCTION pg_temp.fault(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN 'OK';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ': ' || SQLERRM;
END
$$;
CREATE FUNCTION pg_temp.as_role(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	PERFORM set_config('role', role, true);
	result := pg_temp.fault(statement);
	PERFORM set_config('role', 'none', true);
	RETURN result;
END
$$;
-- The digest of a query's rows; every call is another dataset.
CREATE FUNCTION pg_temp.digest(query text) RETURNS text LANGUAGE sql AS $$
	SELECT (mreg.register_dataset('digest of ' || (SELECT count(*) FROM mreg.dataset), query => query)).digest
$$;

CREATE SCHEMA evidence_test;
CREATE TABLE evidence_test.rows (id integer, x float8, s text, at timestamptz);
INSERT INTO evidence_test.rows VALUES (3, 'NaN', NULL, '2026-07-01 00:00:00+00'), (2, NULL, '', NULL),
	(1, 0.1, 'a b', '2026-01-02 03:04:05+00'), (2, NULL, '', NULL);

-- Numbers and content.
SELECT is((d.number, d.relation, d.query, d.row_count, d.digest)::text,
	'(1,evidence_test.rows,,4,b7a425bdc96d4d629e8e1bb9f4a15e1390392dcdee23cb507a97534baf65f5b9)',
	'a relation is stored with its schema, counted and digested (the digest is that of an independent program)')
FROM mreg.register_dataset('rows', relation => 'evidence_test.rows', description => 'first', tags => '{"a": 1}') d;
SELECT is((d.number, d.description, d.tags)::text, '(1,first,"{""a"": 1}")', 'the same content returns the row that exists, with its description and tags')
FROM mreg.register_dataset('rows', relation => 'evidence_test.rows', description => 'second', tags => '{}') d;
SET LOCAL search_path = evidence_test, public;
SELECT is((mreg.register_dataset('rows', relation => 'rows')).number, 1, '... also where the relation is found by the search_path');
RESET search_path;
INSERT INTO evidence_test.rows VALUES (2, NULL, '', NULL);
SELECT is((d.number, d.row_count)::text, '(2,5)', 'one more row, equal to another, is another content') FROM mreg.register_dataset('rows', relation => 'evidence_test.rows') d;
SELECT is((mreg.register_dataset('rows', relation => 'evidence_test.rows', uri => 's3://bucket/rows')).number, 3, 'another uri is another content');
SELECT is((mreg.register_dataset('rows', query => 'SELECT * FROM evidence_test.rows')).number, 4, 'a query is another content than a relation');
DELETE FROM evidence_test.rows WHERE ctid = (SELECT max(ctid) FROM evidence_test.rows);
SELECT is((mreg.register_dataset('rows', relation => 'evidence_test.rows')).number, 5, 'a content that comes back is the newest again');
SELECT is((d.number, d.row_count, d.digest)::text, '(1,,abc)', 'a digest that is given is stored, and nothing is read')
FROM mreg.register_dataset('elsewhere', uri => 'file:///data', digest => 'abc') d;
SELECT is((mreg.register_dataset('elsewhere', uri => 'file:///data', digest => 'abd')).number, 2, 'another digest is the next number');
SELECT is((d.number, d.row_count, d.digest)::text, '(6,,)', 'compute => false reads no row') FROM mreg.register_dataset('rows', relation => 'evidence_test.rows', compute => false) d;
SELECT is((d.number, d.row_count, d.digest)::text, '(7,,mine)', 'a relation with a digest is not read') FROM mreg.register_dataset('rows', relation => 'evidence_test.rows', digest => 'mine') d;
SELECT is((d.row_count, d.digest)::text, '(0,f8f3b68c5db51717d8558a6b2a348d2d87ea5352c6a8adfe39f0e6bb9f71bbdf)', 'no row has a digest, too (that of an independent program)')
FROM mreg.register_dataset('none', query => 'SELECT 1 AS id WHERE false') d;
SELECT is((d.number, d.created_by)::text, format('(1,%s)', current_user), 'a name alone is a dataset; who registered it is recorded') FROM mreg.register_dataset('name alone') d;
SELECT is((SELECT string_agg(number::text, ' ' ORDER BY id) FROM mreg.dataset WHERE name = 'rows'), '1 2 3 4 5 6 7', 'numbers have no gaps');

-- What the digest depends on.
SELECT is(pg_temp.digest('SELECT i, i * 0.5 AS x FROM generate_series(1, 1000) i ORDER BY random()'), pg_temp.digest('SELECT i, i * 0.5 AS x FROM generate_series(1, 1000) i'), 'order does not count');
SELECT isnt(pg_temp.digest(a), pg_temp.digest(b), what || ' count') FROM (VALUES
	('duplicates', 'VALUES (1), (2), (2)', 'VALUES (1), (1), (2)'),
	('twins', 'VALUES (1), (1)', 'VALUES (2), (2)'),
	('names of columns', 'SELECT 1 AS a', 'SELECT 1 AS b'),
	('types', 'SELECT 1::integer AS a', 'SELECT 1::bigint AS a'),
	('orders of columns', 'SELECT 1 AS a, 2 AS b', 'SELECT 2 AS b, 1 AS a'),
	('borders of columns', $$SELECT 'a,b'::text AS x, 'c'::text AS y$$, $$SELECT 'a'::text AS x, 'b,c'::text AS y$$),
	('NULLs', 'SELECT NULL::text AS a', $$SELECT ''::text AS a$$),
	('last bits of floats', 'SELECT 0.1::float8 + 0.2 AS a', 'SELECT 0.3::float8 AS a'),
	('scales', 'SELECT 1.0::numeric AS a', 'SELECT 1.00::numeric AS a'),
	('values moved between rows', 'VALUES (1, 2), (3, 4)', 'VALUES (1, 4), (3, 2)')) t (what, a, b);
CREATE TABLE evidence_test.settings AS SELECT '2026-03-04 05:06:07.89+00'::timestamptz AS at, '2026-03-04'::date AS day, '1 day 2:03:04'::interval AS span, 1/3::float8 AS third, '\x00ff'::bytea AS bytes, '1.5'::money AS price, 'pg_class'::regclass AS relation;
SELECT pg_temp.digest('TABLE evidence_test.settings') AS digest \gset
SELECT is(pg_temp.fault(format('SET LOCAL %s', setting)) || pg_temp.digest('TABLE evidence_test.settings'), 'OK' || :'digest', 'the digest is the same after SET ' || setting)
FROM unnest(ARRAY['DateStyle = ''German''', 'IntervalStyle = ''iso_8601''', 'TimeZone = ''Asia/Tokyo''', 'extra_float_digits = -10', 'bytea_output = ''escape''', 'lc_monetary = ''C''', 'quote_all_identifiers = on']) setting;
SELECT is(current_setting('DateStyle') || ' ' || current_setting('TimeZone') || ' ' || current_setting('extra_float_digits') || ' ' || current_setting('bytea_output'), 'German, DMY Asia/Tokyo -10 escape',
	'the settings of the session are as before');
RESET DateStyle;
RESET TimeZone;
RESET extra_float_digits;
RESET bytea_output;
CREATE TABLE evidence_test.big AS SELECT i, md5(i::text) AS m FROM generate_series(1, 20000) i;
ANALYZE evidence_test.big;
SELECT pg_temp.digest('TABLE evidence_test.big') AS digest \gset
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SELECT is(pg_temp.digest('TABLE evidence_test.big'), :'digest', 'parallel workers give the same digest');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

-- Refusals; nothing stays.
SELECT count(*) AS before FROM mreg.dataset \gset
SELECT is(pg_temp.fault('SELECT mreg.register_dataset(' || arguments || ')'), expected, format('refused: register_dataset(%s)', arguments)) FROM (VALUES
	($$NULL$$, '22004: argument "name" must not be NULL'),
	($$'x', compute => NULL$$, '22004: argument "compute" must not be NULL'),
	($$''$$, '22023: invalid dataset name: ""'),
	($$'a/b'$$, '22023: invalid dataset name: "a/b"'),
	($$'x', relation => 'evidence_test.rows', query => 'SELECT 1'$$, '22023: arguments "relation" and "query" exclude each other'),
	($$'x', relation => 'evidence_test.nothing'$$, '42P01: relation "evidence_test.nothing" does not exist'),
	($$'x', relation => 'SELECT 1'$$, '22023: argument "relation" must be the name of a table or view'),
	($$'x', query => 'evidence_test.rows'$$, '22023: argument "query" must be a query that only reads'),
	($$'x', query => 'DELETE FROM evidence_test.rows RETURNING 1'$$, '22023: argument "query" must be a query that only reads'),
	($$'x', query => 'SELECT 1; SELECT 2'$$, '22023: argument "query" must be one query'),
	($$'x', query => 'SELECT 1) AS a; DROP TABLE evidence_test.rows; --'$$, '42601: syntax error at or near ")"'),
	($$'x', query => 'SELECT * FROM evidence_test.rows FOR UPDATE'$$, '22023: argument "query" must be a query that only reads'),
	($$'x', query => 'SELECT nope FROM evidence_test.rows'$$, '42703: column "nope" does not exist'),
	($$'x', query => 'SELECT nextval(''mreg.model_id_seq'')'$$, '25006: cannot execute nextval() in a read-only transaction'),
	($$'x', query => 'SELECT 1/0 AS a'$$, '22012: division by zero'),
	($$'x', digest => ''$$, '22023: argument "digest" must not be empty'),
	($$'x', uri => ''$$, '22023: argument "uri" must not be empty'),
	($$'x', tags => '[]'$$, '22023: argument "tags" must be a JSON object')) t (arguments, expected);
SELECT is((SELECT count(*) FROM mreg.dataset), :before::bigint, 'no refused dataset is there');
SELECT is(pg_temp.fault(statement), '23514: ' || expected, 'refused: ' || statement) FROM (VALUES
	($$UPDATE mreg.dataset SET digest = 'x'$$, 'UPDATE of "mreg.dataset" is not allowed'),
	($$DELETE FROM mreg.dataset$$, 'DELETE of "mreg.dataset" is not allowed')) t (statement, expected);

-- The rows are read with the caller's rights.
CREATE ROLE mreg_test_reader;
SELECT is(pg_temp.as_role('mreg_test_reader', $$SELECT mreg.register_dataset('mine')$$), '42501: permission denied for function register_dataset', 'without EXECUTE nobody registers');
GRANT EXECUTE ON FUNCTION mreg.register_dataset(text, text, text, text, text, text, jsonb, boolean) TO mreg_test_reader;
GRANT USAGE ON SCHEMA evidence_test TO mreg_test_reader;
SELECT is(pg_temp.as_role('mreg_test_reader', $$SELECT mreg.register_dataset('mine', relation => 'evidence_test.rows')$$), '42501: permission denied for table rows', 'a relation that the caller may not read is refused');
SELECT is(pg_temp.as_role('mreg_test_reader', $$SELECT mreg.register_dataset('mine', query => 'SELECT * FROM mreg.version')$$), '42501: permission denied for table version', '... a table of the registry, too');
GRANT SELECT ON evidence_test.rows TO mreg_test_reader;
SELECT is(pg_temp.as_role('mreg_test_reader', $$SELECT mreg.register_dataset('mine', relation => 'evidence_test.rows')$$), 'OK', 'with SELECT he registers it');
SELECT is((SELECT created_by::text FROM mreg.dataset WHERE name = 'mine'), 'mreg_test_reader', '... and is recorded');

SELECT * FROM finish();
ROLLBACK;
