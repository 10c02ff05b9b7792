-- Names: what models, versions, aliases and stages may be called, by function and by raw INSERT.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(422);

CREATE TEMPORARY TABLE name (kind text, name text, is_good boolean, what text);

-- What every kind refuses.
INSERT INTO name
SELECT k.kind, n.name, false, n.what
FROM (VALUES ('model'), ('lifecycle'), ('stage'), ('alias'), ('label')) k (kind), (VALUES
	('', 'the empty name'),
	(repeat('x', 257), 'a name of 257 characters'),
	('a/b', 'a slash'),
	('a:b', 'a colon'),
	('a@b', 'an at sign'),
	(' a', 'a leading blank'),
	('a ', 'a trailing blank'),
	(E'a\tb', 'a tab'),
	(E'a\nb', 'a line feed'),
	(E'a\001b', 'control character 1'),
	(E'a\177b', 'DEL'),
	(E'a\u0080b', 'a C1 control character'),
	(E'a\u009fb', 'the last C1 control character'),
	(E'a\u2028b', 'the line separator')) n (name, what);
INSERT INTO name
SELECT k.kind, n.name, false, n.what
FROM (VALUES ('stage'), ('alias'), ('label')) k (kind), (VALUES
	('1', 'a digit'), ('0042', 'digits'), ('latest', 'latest'), ('Latest', 'Latest')) n (name, what);
INSERT INTO name VALUES ('stage', '*', false, 'the asterisk');
INSERT INTO name
SELECT k.kind, n.name, false, n.what
FROM (VALUES ('alias'), ('label')) k (kind), (VALUES
	('v3', 'v3'), ('V12', 'V12'), ('a b', 'an inner blank'), ('größe', 'a letter beyond ASCII'), ('a*', 'an asterisk'),
	('a''b', 'a quote'), ('a\b', 'a backslash')) n (name, what);
INSERT INTO name VALUES ('alias', '1.4.0', false, 'dots'), ('alias', 'a+b', false, 'a plus sign');

-- What they take.
INSERT INTO name
SELECT k.kind, n.name, true, n.what
FROM (VALUES ('model'), ('lifecycle'), ('stage'), ('alias'), ('label')) k (kind), (VALUES
	(repeat('x', 256), '256 characters'), ('a', 'one letter'), ('a-b_c9', 'letters, digits, - and _'),
	('v3a', 'v, a digit and a letter'), ('v', 'v alone'), ('latest2', 'latest2')) n (name, what);
INSERT INTO name
SELECT k.kind, n.name, true, n.what
FROM (VALUES ('model'), ('lifecycle'), ('stage')) k (kind), (VALUES
	(repeat('ä', 256), '256 characters of two bytes'), (repeat('🌸', 200), '200 characters of four bytes'),
	('two words', 'an inner blank'), ('模型', 'Chinese'), ('it''s "it"', 'quotes'), ('a\b%', 'a backslash')) n (name, what);
INSERT INTO name
SELECT k.kind, n.name, false, n.what
FROM (VALUES ('model'), ('lifecycle'), ('stage')) k (kind), (VALUES
	(repeat('ä', 257), '257 characters of two bytes'), (repeat('🌸', 257), '257 characters of four bytes')) n (name, what);
INSERT INTO name VALUES
	('model', repeat('🌸', 256), true, '256 characters of four bytes'), ('model', E'\u00a0a', false, 'a leading no-break space'),
	('stage', E'a\u00a0', false, 'a trailing no-break space'),
	('lifecycle', repeat('🌸', 201), false, 'more than 800 bytes'), ('stage', repeat('🌸', 201), false, 'more than 800 bytes'),
	('model', '123', true, 'digits'), ('model', 'latest', true, 'latest'), ('model', 'v3', true, 'v3'),
	('model', 'mreg_x', true, 'the prefix mreg_'),
	('label', '1.4.0', true, 'a semantic version'), ('label', '2.0.0-rc.1+build.5', true, 'a full semantic version'),
	('label', 'v1.2', true, 'v1.2'), ('alias', '3rd', true, 'a leading digit'), ('alias', '-', true, 'a hyphen');

-- The calls and raw statements that make one thing of each kind.
CREATE TEMPORARY TABLE statement (kind text, by text, statement text);
INSERT INTO statement VALUES
	('model', 'register_model()', 'SELECT mreg.register_model(%1$L)'),
	('model', 'rename_model()', 'SELECT mreg.rename_model(''base'', %1$L)'),
	('model', 'raw INSERT', 'INSERT INTO mreg.model (name) VALUES (%1$L)'),
	('model', 'raw UPDATE', 'UPDATE mreg.model SET name = %1$L WHERE name = ''base'''),
	('lifecycle', 'define_lifecycle()', 'SELECT mreg.define_lifecycle(%1$L, ''{"stages": [{"name": "a", "is_initial": true}]}'')'),
	('lifecycle', 'raw INSERT', 'INSERT INTO mreg.lifecycle (name) VALUES (%1$L)'),
	('stage', 'define_lifecycle()',
		'SELECT mreg.define_lifecycle(''mine'', jsonb_build_object(''stages'', jsonb_build_array(jsonb_build_object(''name'', %1$L, ''is_initial'', true))))'),
	('stage', 'raw INSERT', 'INSERT INTO mreg.stage (lifecycle, place, name) VALUES (''own'', 2, %1$L)'),
	('alias', 'set_alias()', 'SELECT mreg.set_alias(''base/1'', %1$L)'),
	('alias', 'raw INSERT', 'INSERT INTO mreg.alias (model, alias, version) SELECT id, %1$L, 1 FROM mreg.model WHERE name = ''base'''),
	('label', 'register_version()', 'SELECT mreg.register_version(''base'', label => %1$L)'),
	('label', 'raw INSERT', 'INSERT INTO mreg.version (model, label) SELECT id, %1$L FROM mreg.model WHERE name = ''base''');

DO $$
BEGIN
	PERFORM mreg.register_model('base');
	PERFORM mreg.register_version('base');
	PERFORM mreg.define_lifecycle('own', '{"stages": [{"name": "first", "is_initial": true}]}');
END
$$;

-- Runs a statement, undoes it and returns the SQLSTATE.
CREATE FUNCTION pg_temp.outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	BEGIN
		EXECUTE statement;
		RAISE EXCEPTION SQLSTATE 'UNDO1';
	EXCEPTION WHEN OTHERS THEN
		RETURN CASE SQLSTATE WHEN 'UNDO1' THEN '00000' ELSE SQLSTATE END;
	END;
END
$$;

SELECT is(pg_temp.outcome(format(s.statement, n.name)),
	CASE WHEN n.is_good THEN '00000' WHEN s.by LIKE 'raw%' THEN '23514' ELSE '22023' END,
	format('%s of a %s %s %s', s.by, n.kind, CASE WHEN n.is_good THEN 'takes' ELSE 'refuses' END, n.what))
FROM name n JOIN statement s ON s.kind = n.kind
ORDER BY n.kind, s.by, n.is_good, n.what;

-- The error names what is wrong.
SELECT throws_ok($$SELECT mreg.register_model('a/b')$$, '22023', 'invalid model name: "a/b"', 'the message quotes the name');
SELECT throws_ok($$SELECT mreg.set_alias('base/1', 'v3')$$, '22023', 'invalid alias: "v3"', '... of an alias');
SELECT throws_ok($$SELECT mreg.register_version('base', label => '1')$$, '22023', 'invalid label: "1"', '... of a label');
SELECT throws_ok($$SELECT mreg.drop_alias('base', 'v3')$$, '22023', 'invalid alias: "v3"', 'drop_alias() checks the alias');
SELECT throws_ok($$SELECT mreg.drop_alias('base', 'none')$$, 'P0002', 'model "base" has no alias "none"', 'drop_alias() of none');
SELECT throws_ok($$SELECT mreg.register_model('base')$$, '23505', 'model "base" already exists', 'a name is taken once');
SELECT lives_ok($$SELECT mreg.register_model('Base')$$, 'names that differ by case are different');
SELECT throws_ok($$SELECT mreg.define_lifecycle('mreg_x', '{"stages": [{"name": "a", "is_initial": true}]}')$$, '42939', NULL,
	'lifecycles whose names start with mreg_ are reserved');
SELECT throws_ok($$INSERT INTO mreg.lifecycle (name) VALUES ('mreg_x')$$, '23514', NULL, '... by raw INSERT, too');

SELECT throws_ok(format('SELECT mreg.register_model(''t'', task => %L)', task), '22023', NULL, 'no task is ' || quote_literal(task))
FROM (VALUES (''), ('Binary'), ('binary '), ('clustering')) t (task);
SELECT lives_ok(format('SELECT mreg.register_model(%L, task => %L)', 'of ' || task, task), task || ' is a task')
FROM (VALUES ('binary'), ('multiclass'), ('multilabel'), ('regression'), ('ranking'), ('other')) t (task);
SELECT throws_ok($$INSERT INTO mreg.model (name, task) VALUES ('t', 'clustering')$$, '23514', NULL, 'raw INSERT checks the task');

SELECT * FROM finish();
ROLLBACK;
