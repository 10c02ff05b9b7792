-- Registration: external ids, parents, labels, signatures, documents, and what NULL does.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(152);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

CREATE FUNCTION pg_temp.detail_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN detail;
END
$$;

-- What a new model and a new version look like.
SELECT is((SELECT (m.name, m.task, m.description, m.tags, m.lifecycle, m.last_number, m.deleted_at)::text FROM mreg.register_model('iris') m),
	'(iris,,,{},standard,0,)', 'a model of a name alone');
SELECT is((SELECT m.owner::text || ' ' || m.created_by FROM mreg.model m), current_user || ' ' || current_user, '... belongs to who registered it');
SELECT is((SELECT (v.number, v.label, v.stage, v.description, v.params, v.signature, v.source, v.tags, v.parent, v.external_id, v.slot)::text
	FROM mreg.register_version('iris') v), '(1,,development,,{},,,{},,,)', 'a version of nothing but its model');
CREATE TEMPORARY TABLE returned AS SELECT r.* FROM mreg.register_version('iris', params => '{"a": 1}') r;
SELECT results_eq('SELECT v.* FROM mreg.version v WHERE v.number = 2', 'SELECT r.* FROM returned r', 'the row returned is the row stored');

-- external_id.
SELECT pg_temp.run($$SELECT mreg.register_version('iris', params => '{"c": 1}', signature => '{"inputs": [{"type": "long"}]}', source => '{"run": 1}',
	parent => 'iris/1', label => '1.0', description => 'd', tags => '{"k": "v"}', external_id => 'run-1')$$);
CREATE TEMPORARY TABLE registered AS SELECT v.* FROM mreg.version v WHERE v.number = 3;
CREATE TEMPORARY TABLE event_count AS SELECT count(*) AS n FROM mreg.event;
CREATE TEMPORARY TABLE call (name text, value text);
INSERT INTO call VALUES ('params', '''{"c": 1}'''), ('signature', '''{"inputs": [{"type": "long"}]}'''), ('source', '''{"run": 1}'''), ('parent', '''iris/1'''),
	('label', '''1.0'''), ('description', '''d'''), ('tags', '''{"k": "v"}''');
-- The same registration with another value in one argument.
CREATE FUNCTION pg_temp.call(argument text DEFAULT '', value text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT mreg.register_version(''iris'', external_id => ''run-1'', %s)',
		string_agg(format('%s => %s', c.name, CASE c.name WHEN argument THEN call.value ELSE c.value END), ', ')) FROM pg_temp.call c
$$;
SELECT lives_ok(pg_temp.call(), 'the same registration again passes');
SELECT is((SELECT r::text FROM mreg.register_version('iris', '{"c": 1}', '{"inputs": [{"type": "long"}]}', '{"run": 1}', 'iris/1', '1.0', 'd', '{"k": "v"}',
	'run-1') r), (SELECT r::text FROM registered r), '... and returns the version that exists');
SELECT lives_ok(pg_temp.call('params', '''{ "c" : 1 }'''), 'the same JSON in other words is the same');
SELECT lives_ok(pg_temp.call('parent', '''models:/iris/1'''), 'the same parent in another spelling is the same');
SELECT lives_ok(pg_temp.call('signature', '''{"inputs": "[{\"type\": \"long\"}]"}'''), 'the same signature as MLflow writes it is the same');
SELECT throws_ok(pg_temp.call(argument, value), '23505', 'version 3 of model "iris" was registered with external_id "run-1" and other content',
	format('%s => %s is other content', argument, value))
FROM (VALUES ('params', '''{"c": 2}'''), ('params', 'NULL'), ('signature', 'NULL'), ('signature', '''{"inputs": [{"type": "double"}]}'''),
	('source', 'NULL'), ('source', '''{}'''), ('parent', 'NULL'), ('parent', '''iris/2'''), ('label', 'NULL'), ('label', '''1.1'''),
	('description', 'NULL'), ('description', '''e'''), ('tags', 'NULL'), ('tags', '''{"k": "w"}'''), ('tags', '''{"k": "v", "l": 1}''')) t (argument, value);
SELECT pg_temp.run($$SELECT mreg.describe('iris/3', 'changed')$$, $$SELECT mreg.set_tag('iris/3', 'k', 'changed')$$, $$SELECT mreg.promote('iris/3', 'staging')$$);
SELECT lives_ok(pg_temp.call(), 'the same registration passes also after description, tags and stage have changed');
SELECT is((SELECT v.description FROM mreg.version v WHERE v.number = 3), 'changed', '... and does not change them back');
SELECT is((SELECT count(*) FROM mreg.event) - n, 3::bigint, '... and records nothing') FROM event_count;
SELECT is((SELECT count(*) FROM mreg.version), 3::bigint, 'there is one version of that id');
SELECT pg_temp.run($$SELECT mreg.register_model('other')$$);
SELECT is((mreg.register_version('other', external_id => 'run-1')).number, 1, 'another model may use the same id');
SELECT is((mreg.register_version('other', external_id => 'RUN-1')).number, 2, 'ids that differ by case are different');
SELECT throws_ok($$SELECT mreg.register_version('other', external_id => 'run-2', label => 'v1')$$, '22023', NULL, 'a registration refused');
SELECT is((mreg.register_version('other', external_id => 'run-2')).number, 3, '... does not use the id up');
SELECT pg_temp.run($$SELECT mreg.delete_version('iris/3')$$);
SELECT throws_ok(pg_temp.call(), '55000', 'version 3 of model "iris", registered with external_id "run-1", is deleted', 'a deleted version is not returned');
SELECT pg_temp.run($$SELECT mreg.restore_version('iris/3')$$);
SELECT lives_ok(pg_temp.call(), '... unless it is restored');
SELECT throws_ok($$SELECT mreg.register_version('iris', external_id => '')$$, NULL, NULL, 'an empty id is refused');
SELECT throws_ok($$SELECT mreg.register_version('iris', external_id => repeat('x', 513))$$, NULL, NULL, 'an id of 513 characters is refused');
SELECT lives_ok($$SELECT mreg.register_version('iris', external_id => repeat('ä', 512))$$, 'an id of 512 characters is taken');

-- parent.
SELECT pg_temp.run($$SELECT mreg.set_alias('iris/2', 'champion')$$);
SELECT is((SELECT p.number FROM mreg.register_version('iris', parent => ref) v JOIN mreg.version p ON p.id = v.parent), number, 'parent ' || ref)
FROM (VALUES ('iris/1', 1), ('iris/1.0', 3), ('iris@champion', 2), ('iris:staging', 3), ('models:/iris/1', 1)) t (ref, number);
SELECT is((SELECT m.name FROM mreg.register_version('iris', parent => 'other/1') v JOIN mreg.version p ON p.id = v.parent JOIN mreg.model m ON m.id = p.model),
	'other', 'a parent of another model');
SELECT throws_ok(format('SELECT mreg.register_version(''iris'', parent => %L)', ref), code, NULL, 'no parent is ' || quote_literal(ref))
FROM (VALUES ('iris', '22023'), ('', '22023'), ('iris/', '22023'), ('models:/iris/latest', '22023'), ('iris/99', 'P0002'), ('iris@nobody', 'P0002'),
	('nothing/1', 'P0002')) t (ref, code);
SELECT throws_ok($$INSERT INTO mreg.version (id, model, parent) SELECT 987654321, id, 987654321 FROM mreg.model WHERE name = 'iris'$$, '23514', NULL,
	'a version is not its own parent');
SELECT throws_ok($$INSERT INTO mreg.version (id, model, parent) SELECT 1000000, id, 1000001 FROM mreg.model WHERE name = 'iris'$$, '23514', NULL,
	'a parent is older than its child');

-- label.
SELECT throws_ok($$SELECT mreg.register_version('iris', label => '1.0')$$, '23505', 'model "iris" already has a version labelled "1.0"', 'a label is taken once');
SELECT is(pg_temp.detail_of($$SELECT mreg.register_version('iris', label => '1.0')$$), 'It is version 3.', '... and the error says by which version');
SELECT lives_ok($$SELECT mreg.register_version('other', label => '1.0')$$, 'another model may use it');

-- Signatures.
SELECT is(pg_temp.detail_of(format('SELECT mreg.register_version(''iris'', signature => %L)', signature)), detail, 'signature ' || signature)
FROM (VALUES
	('{}', 'no error'),
	('{"inputs": null, "outputs": null, "params": null}', 'no error'),
	('{"inputs": []}', 'no error'),
	('{"inputs": [{"name": "x", "type": "double", "required": true}], "outputs": [{"type": "long"}]}', 'no error'),
	('{"inputs": [{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 28, 28]}}]}', 'no error'),
	('{"inputs": "[{\"name\": \"sepal length (cm)\", \"type\": \"double\"}]", "outputs": "[{\"type\": \"long\"}]", "params": null}', 'no error'),
	('{"params": [{"name": "temperature", "type": "float", "default": 0.5, "shape": null}]}', 'no error'),
	('{"inputs": [{"type": "array", "items": {"type": "string"}, "name": "words"}]}', 'no error'),
	('{"inputs": [{"type": "object", "properties": {"a": {"type": "long"}}}]}', 'no error'),
	('[]', 'It is not a JSON object.'),
	('"x"', 'It is not a JSON object.'),
	('1', 'It is not a JSON object.'),
	('null', 'It is not a JSON object.'),
	('{"input": []}', 'It has keys other than inputs, outputs and params.'),
	('{"inputs": [], "extra": 1}', 'It has keys other than inputs, outputs and params.'),
	('{"inputs": {}}', 'One of inputs, outputs and params is neither an array nor null.'),
	('{"outputs": 1}', 'One of inputs, outputs and params is neither an array nor null.'),
	('{"params": true}', 'One of inputs, outputs and params is neither an array nor null.'),
	('{"inputs": "{}"}', 'One of inputs, outputs and params is neither an array nor null.'),
	('{"inputs": ["x"]}', 'An entry of inputs, outputs or params is not an object.'),
	('{"inputs": [{"type": "long"}, 1]}', 'An entry of inputs, outputs or params is not an object.'),
	('{"inputs": [[]]}', 'An entry of inputs, outputs or params is not an object.'),
	('{"inputs": [null]}', 'An entry of inputs, outputs or params is not an object.'),
	('{"inputs": [{}]}', 'An entry of inputs, outputs or params has no "type" that is a string.'),
	('{"inputs": [{"type": 1}]}', 'An entry of inputs, outputs or params has no "type" that is a string.'),
	('{"inputs": [{"type": null}]}', 'An entry of inputs, outputs or params has no "type" that is a string.'),
	('{"inputs": [{"type": "long"}, {"name": "x"}]}', 'An entry of inputs, outputs or params has no "type" that is a string.'),
	('{"outputs": [{"type": "long", "name": 1}]}', 'An entry of inputs, outputs or params has a "name" that is not a string.'),
	('{"params": [{"type": "long"}]}', 'An entry of params has no "name".'),
	('{"inputs": [{"type": "tensor"}]}', 'An entry of type tensor has no "tensor-spec" with "dtype" and "shape".'),
	('{"inputs": [{"type": "tensor", "tensor-spec": {"dtype": "float64"}}]}', 'An entry of type tensor has no "tensor-spec" with "dtype" and "shape".'),
	('{"inputs": [{"type": "tensor", "tensor-spec": {"shape": [1]}}]}', 'An entry of type tensor has no "tensor-spec" with "dtype" and "shape".')
) t (signature, detail);
SELECT is((mreg.register_version('iris', signature => '{"inputs": "[{\"type\": \"long\"}]", "outputs": null}')).signature,
	'{"inputs": [{"type": "long"}], "outputs": null}'::jsonb, 'a signature as MLflow writes it is stored unpacked');
SELECT throws_ok($$INSERT INTO mreg.version (model, signature) SELECT id, '[]' FROM mreg.model WHERE name = 'iris'$$, '23514', NULL,
	'a raw INSERT checks the signature');

-- Documents that must be objects.
SELECT throws_ok(format('SELECT mreg.register_version(''iris'', %s => %L)', argument, value), '22023', format('argument "%s" must be a JSON object', argument),
	format('%s => %s is refused', argument, value))
FROM (VALUES ('params'), ('source'), ('tags')) a (argument), (VALUES ('[]'), ('[1]'), ('1'), ('"x"'), ('null'), ('true')) v (value);
SELECT throws_ok(format('SELECT mreg.register_model(''x'', tags => %L)', value), '22023', 'argument "tags" must be a JSON object',
	format('tags => %s of a model is refused', value))
FROM (VALUES ('[]'), ('1'), ('null')) v (value);
SELECT throws_ok(format('INSERT INTO mreg.version (model, %I) SELECT id, ''[]'' FROM mreg.model WHERE name = ''iris''', argument), '23514', NULL,
	'a raw INSERT checks ' || argument)
FROM (VALUES ('params'), ('source'), ('tags')) a (argument);
SELECT lives_ok(format('SELECT mreg.register_version(''iris'', params => %L)', (SELECT jsonb_object_agg('k' || i, repeat('x', 100)) FROM generate_series(1, 5000) i)),
	'half a megabyte of params');

-- NULL where a value is needed.
SELECT throws_ok('SELECT ' || statement, '22004', NULL, statement)
FROM (VALUES
	('mreg.register_model(NULL)'), ('mreg.register_model(''x'', lifecycle => NULL)'), ('mreg.register_version(NULL)'), ('mreg.resolve(NULL)'),
	('mreg.latest(NULL)'), ('mreg.promote(NULL, ''staging'')'), ('mreg.promote(''iris/1'', NULL)'), ('mreg.rollback(NULL)'),
	('mreg.rollback(''iris'', NULL)'), ('mreg.set_alias(NULL, ''a'')'), ('mreg.set_alias(''iris/1'', NULL)'), ('mreg.drop_alias(NULL, ''a'')'),
	('mreg.drop_alias(''iris'', NULL)'), ('mreg.set_tag(NULL, ''k'', ''v'')'), ('mreg.set_tag(''iris'', NULL, ''v'')'),
	('mreg.set_tag(''iris'', ''k'', NULL)'), ('mreg.drop_tag(NULL, ''k'')'), ('mreg.drop_tag(''iris'', NULL)'), ('mreg.describe(NULL, ''d'')'),
	('mreg.rename_model(NULL, ''x'')'), ('mreg.rename_model(''iris'', NULL)'), ('mreg.set_owner(NULL, ''pg_monitor'')'), ('mreg.set_owner(''iris'', NULL)'),
	('mreg.delete_version(NULL)'), ('mreg.restore_version(NULL)'), ('mreg.delete_model(NULL)'), ('mreg.restore_model(NULL)'), ('mreg.purge(NULL)'),
	('mreg.define_lifecycle(NULL, ''{}'')'), ('mreg.define_lifecycle(''x'', NULL)'), ('mreg.history(NULL)'), ('mreg.as_of(NULL, now())'),
	('mreg.diff(''iris/1'', NULL)')) t (statement);
SELECT throws_ok($$SELECT mreg.set_owner('iris', 'nobody of this name')$$, '42704', NULL, 'an owner must be a role');
SELECT throws_ok($$SELECT mreg.register_model('x', lifecycle => 'nothing')$$, 'P0002', 'lifecycle "nothing" does not exist', 'a lifecycle must exist');
SELECT throws_ok($$SELECT mreg.set_tag('iris', '', 'v')$$, '22023', NULL, 'a tag has a key');
SELECT throws_ok($$SELECT mreg.drop_tag('iris', 'none')$$, 'P0002', '"iris" has no tag "none"', 'a tag that is dropped must be there');
SELECT throws_ok($$SELECT mreg.set_tag('nothing', 'k', 'v')$$, 'P0002', NULL, 'a tag of an unknown model');

SELECT * FROM finish();
ROLLBACK;
