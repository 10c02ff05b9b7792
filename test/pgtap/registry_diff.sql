-- diff: only what differs, where and by how much.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(20);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

-- The differences, one a line.
CREATE FUNCTION pg_temp.diff(ref_a text, ref_b text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(format('%s|%s|%s|%s|%s', d.section, d.key, d.a, d.b, d.delta), E'\n'), 'nothing') FROM mreg.diff(ref_a, ref_b) d
$$;

SELECT pg_temp.run(
	$$SELECT mreg.register_model('m')$$,
	$$SELECT mreg.register_model('n')$$,
	$$SELECT mreg.register_version('m', params => '{"C": 1, "penalty": "l2", "net": {"layers": 3, "width": {"first": 10, "last": 2}}, "only_a": true, "list": [1, 2]}',
		source => '{"run": "r1", "git": {"commit": "abc"}}', signature => '{"inputs": [{"name": "x", "type": "double"}]}',
		label => '1.0', description => 'first', tags => '{"team": "a", "same": "s"}')$$,
	$$SELECT mreg.register_version('m', params => '{"C": 1.0, "penalty": "l1", "net": {"layers": 5, "width": {"first": 10, "last": 2.5}}, "only_b": null, "list": [1, 3]}',
		source => '{"run": "r2", "git": {"commit": "abc"}}', signature => '{"inputs": [{"name": "x", "type": "float"}]}',
		label => '2.0', tags => '{"same": "s", "score": "1"}')$$,
	$$SELECT mreg.register_version('m', params => '{"C": 1, "penalty": "l2", "net": {"layers": 3, "width": {"first": 10, "last": 2}}, "only_a": true, "list": [1, 2]}',
		source => '{"run": "r1", "git": {"commit": "abc"}}', signature => '{"inputs": [{"name": "x", "type": "double"}]}',
		description => 'first', tags => '{"team": "a", "same": "s"}')$$,
	$$SELECT mreg.register_version('m')$$,
	$$SELECT mreg.register_version('m')$$,
	$$SELECT mreg.register_version('n', params => '{"C": 10}')$$,
	$$SELECT mreg.register_version('m', params => '{"C": -0.5}')$$);

SELECT is(pg_temp.diff('m/1', 'm/1'), 'nothing', 'a version does not differ from itself');
SELECT is(pg_temp.diff('m/4', 'm/5'), 'nothing', 'two empty versions do not differ');
SELECT is(pg_temp.diff('m/1', 'm/3'), 'label||"1.0"||', 'versions of the same content differ by label alone');
SELECT is(pg_temp.diff('m/3', 'm/1'), 'label|||"1.0"|', '... and the other way round');
SELECT is(pg_temp.diff('m/1', 'm/2'), 'params|list|[1, 2]|[1, 3]|
params|net.layers|3|5|2
params|net.width.last|2|2.5|0.5
params|only_a|true||
params|only_b||null|
params|penalty|"l2"|"l1"|
source|run|"r1"|"r2"|
signature|inputs|[{"name": "x", "type": "double"}]|[{"name": "x", "type": "float"}]|
tags|score||"1"|
tags|team|"a"||
description||"first"||
label||"1.0"|"2.0"|', 'only what differs, by section and path, with the delta of numbers');
SELECT is(pg_temp.diff('m/2', 'm/1'), 'params|list|[1, 3]|[1, 2]|
params|net.layers|5|3|-2
params|net.width.last|2.5|2|-0.5
params|only_a||true|
params|only_b|null||
params|penalty|"l1"|"l2"|
source|run|"r2"|"r1"|
signature|inputs|[{"name": "x", "type": "float"}]|[{"name": "x", "type": "double"}]|
tags|score|"1"||
tags|team||"a"|
description|||"first"|
label||"2.0"|"1.0"|', '... and the other way round');
SELECT is(pg_temp.diff('n/1', 'm/6'), 'params|C|10|-0.5|-10.5', 'versions of different models');
SELECT is(pg_temp.diff('n', 'models:/m/latest'), 'params|C|10|-0.5|-10.5', '... in other spellings');
SELECT is(pg_temp.diff('m/4', 'm/6'), 'params|C||-0.5|', 'no delta where one has no number');
SELECT is(pg_temp.diff('m/4', 'm/1'), 'params|C||1|
params|list||[1, 2]|
params|net.layers||3|
params|net.width.first||10|
params|net.width.last||2|
params|only_a||true|
params|penalty||"l2"|
source|git.commit||"abc"|
source|run||"r1"|
signature|inputs||[{"name": "x", "type": "double"}]|
tags|same||"s"|
tags|team||"a"|
description|||"first"|
label|||"1.0"|', 'everything, where one has nothing');
SELECT pg_temp.run($$SELECT mreg.describe('m/5', 'x')$$, $$SELECT mreg.set_tag('m/5', 'a.b', '1')$$);
SELECT is(pg_temp.diff('m/4', 'm/5'), 'tags|a.b||"1"|
description|||"x"|', 'description and tags as they are now');

-- Objects and other values at the same path, empty objects, JSON null.
SELECT pg_temp.run(
	$$SELECT mreg.register_model('o')$$,
	$$SELECT mreg.register_version('o', params => '{"x": 1}')$$,
	$$SELECT mreg.register_version('o', params => '{"x": {"y": 1}}')$$,
	$$SELECT mreg.register_version('o', params => '{"x": {}}')$$,
	$$SELECT mreg.register_version('o', params => '{"x": null}')$$,
	$$SELECT mreg.register_version('o', params => '{"x": "1"}')$$,
	$$SELECT mreg.register_version('o', params => '{"x": 12345678901234567890123456789.5}')$$);
SELECT is(pg_temp.diff('o/1', 'o/2'), 'params|x|1||
params|x.y||1|', 'a number against an object');
SELECT is(pg_temp.diff('o/1', 'o/3'), 'params|x|1|{}|', '... against an empty object');
SELECT is(pg_temp.diff('o/1', 'o/4'), 'params|x|1|null|', '... against null');
SELECT is(pg_temp.diff('o/1', 'o/5'), 'params|x|1|"1"|', '... against the same digits in quotes');
SELECT is(pg_temp.diff('o/1', 'o/6'), 'params|x|1|12345678901234567890123456789.5|12345678901234567890123456788.5', '... against a large number, exactly');

SELECT throws_ok($$SELECT * FROM mreg.diff('m/1', 'm/99')$$, 'P0002', 'model "m" has no version 99', 'an unknown version on the right');
SELECT throws_ok($$SELECT * FROM mreg.diff('m/99', 'm/1')$$, 'P0002', 'model "m" has no version 99', '... on the left');
SELECT throws_ok($$SELECT * FROM mreg.diff('m/', 'm/1')$$, '22023', NULL, 'a malformed reference');
SELECT throws_ok($$SELECT * FROM mreg.diff(NULL, 'm/1')$$, '22004', NULL, 'NULL');

SELECT * FROM finish();
ROLLBACK;
