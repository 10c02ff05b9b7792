-- search_path: no function of the registry calls what a hostile schema puts before pg_catalog.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(66);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

CREATE SCHEMA mreg_test_trap;
-- Operators and functions of pg_catalog's names that raise an error.
CREATE FUNCTION pg_temp.lay_traps() RETURNS void LANGUAGE plpgsql AS $do$
DECLARE
	o record;
	n integer := 0;
BEGIN
	FOR o IN
		SELECT p.oprname, p.oprleft::regtype AS l, p.oprright::regtype AS r,
			CASE WHEN p.oprresult = 'boolean'::regtype THEN 'boolean' ELSE 'text' END AS result
		FROM pg_operator p
		WHERE p.oprnamespace = 'pg_catalog'::regnamespace AND p.oprleft <> 0
			AND p.oprleft IN ('text'::regtype, 'bigint'::regtype, 'integer'::regtype, 'jsonb'::regtype, 'boolean'::regtype, 'timestamptz'::regtype,
				'name'::regtype, 'bytea'::regtype, 'interval'::regtype, 'numeric'::regtype)
			AND p.oprright IN ('text'::regtype, 'bigint'::regtype, 'integer'::regtype, 'jsonb'::regtype, 'boolean'::regtype, 'timestamptz'::regtype,
				'name'::regtype, 'bytea'::regtype, 'interval'::regtype, 'numeric'::regtype, 'text[]'::regtype)
	LOOP
		n := n + 1;
		EXECUTE format('CREATE FUNCTION mreg_test_trap.trap_%s(%s, %s) RETURNS %s LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION ''trapped by %s''; END $f$',
			n, o.l, o.r, o.result, replace(o.oprname, '%', '%%'));
		EXECUTE format('CREATE OPERATOR mreg_test_trap.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = mreg_test_trap.trap_%s)', o.oprname, o.l, o.r, n);
	END LOOP;
	FOR o IN
		SELECT DISTINCT ON (p.proname, pg_get_function_identity_arguments(p.oid)) p.proname, pg_get_function_identity_arguments(p.oid) AS args
		FROM pg_proc p
		WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f' AND p.provariadic = 0
			AND p.proname IN ('lower', 'upper', 'btrim', 'format', 'clock_timestamp', 'now', 'jsonb_typeof', 'sha256', 'convert_to', 'encode', 'char_length',
				'octet_length', 'substr', 'jsonb_build_object', 'jsonb_each', 'jsonb_array_elements', 'jsonb_object_keys', 'jsonb_path_exists', 'pg_current_xact_id',
				'to_jsonb', 'trunc', 'text', 'int8', 'int4', 'bool')
			AND pg_get_function_identity_arguments(p.oid) !~ 'any|OUT|internal'
	LOOP
		EXECUTE format('CREATE FUNCTION mreg_test_trap.%I(%s) RETURNS text LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION ''trapped by %s''; END $f$', o.proname, o.args, o.proname);
	END LOOP;
END
$do$;
SELECT pg_temp.lay_traps() \g /dev/null
SELECT cmp_ok((SELECT count(*) FROM pg_operator WHERE oprnamespace = 'mreg_test_trap'::regnamespace), '>', 80::bigint, 'the operators are laid out');
SELECT cmp_ok((SELECT count(*) FROM pg_proc WHERE pronamespace = 'mreg_test_trap'::regnamespace AND proname !~ '^trap_'), '>', 20::bigint, '... and the functions');

-- Relations of the registry's names, first in the path.
CREATE TEMPORARY TABLE model (id integer);
CREATE TEMPORARY TABLE version (id integer);
CREATE TEMPORARY TABLE alias (id integer);
CREATE TEMPORARY TABLE event (id integer);
CREATE TEMPORARY TABLE stage (id integer);

-- Runs a statement with the traps before pg_catalog; returns its SQLSTATE and message if it fails.
CREATE FUNCTION pg_temp.trapped(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text := 'fine';
BEGIN
	PERFORM pg_catalog.set_config('search_path', 'pg_temp, mreg_test_trap, pg_catalog', true);
	BEGIN
		EXECUTE statement;
	EXCEPTION WHEN OTHERS THEN
		result := SQLERRM;
	END;
	PERFORM pg_catalog.set_config('search_path', current_setting('mreg_test.search_path'), true);
	RETURN result;
END
$$;
SELECT set_config('mreg_test.search_path', current_setting('search_path'), true) \g /dev/null

SELECT is(pg_temp.trapped(statement), expected, expected || ': ' || statement)
FROM (VALUES
	($$SELECT 1 = 1$$, 'trapped by ='),
	($$SELECT 'a'::text || 'b'::text$$, 'trapped by ||'),
	($$SELECT lower('A'::text)$$, 'trapped by lower'),
	($$SELECT '{}'::jsonb ->> 'a'::text$$, 'trapped by ->>')) t (statement, expected);

SELECT format('SELECT is(pg_temp.trapped(%L), ''fine'', %L)', statement, translate(statement, E'\n\t', ' '))
FROM (VALUES
	(1, $$SELECT mreg.register_model('iris', 'd', 'binary', '{"a": 1}')$$),
	(2, $$SELECT mreg.register_version('iris', '{"a": 1}', '{"inputs": "[{\"type\": \"long\", \"name\": \"x\"}]", "params": [{"type": "tensor", "name": "t", "tensor-spec": {"dtype": "d", "shape": []}}]}',
		'{"s": {"t": 1}}', label => '1.0', description => 'd', tags => '{"k": "v"}', external_id => 'e')$$),
	(3, $$SELECT mreg.register_version('iris', '{"a": 1}', '{"inputs": "[{\"type\": \"long\", \"name\": \"x\"}]", "params": [{"type": "tensor", "name": "t", "tensor-spec": {"dtype": "d", "shape": []}}]}',
		'{"s": {"t": 1}}', label => '1.0', description => 'd', tags => '{"k": "v"}', external_id => 'e')$$),
	(4, $$SELECT mreg.register_version('iris', parent => 'iris/1.0')$$),
	(5, $$SELECT mreg.promote('iris/1', 'Staging')$$),
	(6, $$SELECT mreg.promote('iris/1', 'production')$$),
	(7, $$UPDATE mreg.version SET stage = 'staging' WHERE number OPERATOR(pg_catalog.=) 2$$),
	(8, $$UPDATE mreg.version SET stage = 'production' WHERE number OPERATOR(pg_catalog.=) 2$$),
	(9, $$SELECT mreg.rollback('iris')$$),
	(10, $$SELECT mreg.set_alias('iris/1', 'champion')$$),
	(11, $$SELECT mreg.set_alias('iris/2', 'champion')$$),
	(12, $$UPDATE mreg.alias SET version = 1$$),
	(13, $$SELECT mreg.set_tag('iris', 'k', 'v')$$),
	(14, $$SELECT mreg.set_tag('iris/1', 'k', 'w')$$),
	(15, $$SELECT mreg.drop_tag('iris/1', 'k')$$),
	(16, $$SELECT mreg.describe('iris/1', 'e')$$),
	(17, $$SELECT mreg.resolve('iris')$$),
	(18, $$SELECT mreg.resolve('iris@champion')$$),
	(19, $$SELECT mreg.resolve('iris:production')$$),
	(20, $$SELECT mreg.resolve('iris/1.0')$$),
	(21, $$SELECT mreg.latest('iris', 'production')$$),
	(22, $$SELECT * FROM mreg.history('iris')$$),
	(23, $$SELECT * FROM mreg.as_of('iris', 'infinity')$$),
	(24, $$SELECT * FROM mreg.diff('iris/1', 'iris/2')$$),
	(25, $$SELECT mreg.drop_alias('iris', 'champion')$$),
	(26, $$INSERT INTO mreg.version (model, label) SELECT id, 'raw' FROM mreg.model$$),
	(27, $$SELECT mreg.delete_version('iris/2')$$),
	(28, $$SELECT mreg.restore_version('iris/2')$$),
	(29, $$SELECT mreg.delete_version('iris/2')$$),
	(30, $$SELECT mreg.purge('0')$$),
	(31, $$SELECT mreg.rename_model('iris', 'lily')$$),
	(32, $$SELECT mreg.set_owner('lily', 'pg_monitor')$$),
	(33, $$SELECT mreg.promote('lily/1', 'archived')$$),
	(34, $$SELECT mreg.delete_model('lily')$$),
	(35, $$SELECT * FROM mreg.history('lily')$$),
	(36, $$SELECT mreg.restore_model('lily')$$),
	(37, $$SELECT mreg.define_lifecycle('mine', '{"stages": [{"name": "a", "is_initial": true}, {"name": "b", "max_versions": 1, "displaced_to": "a"}],
		"transitions": [{"from": "*", "to": "b"}]}')$$),
	(38, $$SELECT mreg.register_model('m', lifecycle => 'mine')$$),
	(39, $$SELECT mreg.register_version('m')$$),
	(40, $$SELECT mreg.define_lifecycle('mine', '{"stages": [{"name": "a", "is_initial": true}, {"name": "b", "requires_artifact": "x"}], "transitions": [{"from": "*", "to": "b"}]}')$$),
	(41, $$SELECT mreg.set_quota('m', logical_bytes => 1000, stored_bytes => 1000, artifact_bytes => 100)$$),
	(42, $$SELECT mreg.put_artifact('m/1', 'x', 'x')$$),
	(43, $$SELECT mreg.promote('m/1', 'b')$$),
	(44, $$UPDATE mreg.quota SET artifact_bytes = 1$$),
	(45, $$SELECT mreg.set_quota('m')$$),
	(46, $$SELECT * FROM mreg.artifacts('m/1')$$),
	(47, $$SELECT * FROM mreg.storage('m')$$),
	(48, $$SELECT * FROM mreg.storage$$),
	(49, $$SELECT mreg.collect_garbage()$$)
) t (place, statement)
ORDER BY place
\gexec

-- Errors come from mreg, not from a trap.
SELECT is(pg_temp.trapped(statement), expected, statement)
FROM (VALUES
	($$SELECT mreg.resolve('iris/1')$$, 'model "iris" does not exist'),
	($$SELECT mreg.resolve('lily/9')$$, 'model "lily" has no version 9'),
	($$SELECT mreg.resolve('lily:nowhere')$$, 'lifecycle "standard" of model "lily" has no stage "nowhere"'),
	($$SELECT mreg.promote('lily/3', 'production')$$, 'version 3 of model "lily" may not move from stage "development" to "production"'),
	($$SELECT mreg.register_model('lily')$$, 'model "lily" already exists'),
	($$SELECT mreg.register_model('x', lifecycle => 'y')$$, 'lifecycle "y" does not exist'),
	($$SELECT mreg.register_version('lily', signature => '[]')$$, 'invalid signature'),
	($$SELECT mreg.define_lifecycle('bad', '{"stages": [{"name": "a"}]}')$$, 'invalid definition of lifecycle "bad"'),
	($$SELECT * FROM mreg.history('nothing')$$, 'model "nothing" does not exist')) t (statement, expected);
SELECT is((SELECT count(*) FROM ONLY pg_temp.model) + (SELECT count(*) FROM pg_temp.version) + (SELECT count(*) FROM pg_temp.event), 0::bigint,
	'nothing went into tables of the same names');
SELECT is((SELECT count(*) FROM mreg.version), 4::bigint, 'all went where it belongs');

SELECT * FROM finish();
ROLLBACK;
