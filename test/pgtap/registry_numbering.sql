-- Numbering: 1, 2, 3, ... per model, without gaps, never reused, however the row comes.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(51);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;

-- The numbers of a model's versions in order, and its counter.
CREATE FUNCTION pg_temp.numbers(name text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce((SELECT string_agg(v.number::text, ' ' ORDER BY v.id) FROM mreg.version v WHERE v.model = m.id), '')
		|| ' / ' || m.last_number
	FROM mreg.model m WHERE m.name = numbers.name
$$;
CREATE FUNCTION pg_temp.id(name text) RETURNS bigint LANGUAGE sql AS $$
	SELECT m.id FROM mreg.model m WHERE m.name = id.name
$$;

SELECT pg_temp.run(
	$$SELECT mreg.register_model('iris')$$,
	$$SELECT mreg.register_model('other')$$,
	$$SELECT mreg.register_model('third')$$,
	$$SELECT mreg.register_model('fourth')$$);
SELECT is(pg_temp.numbers('iris'), ' / 0', 'a new model has no number yet');

SELECT is((mreg.register_version('iris')).number, 1, 'the first version has number 1');
SELECT is((mreg.register_version('iris')).number, 2, 'the second has number 2');
SELECT is((mreg.register_version('other')).number, 1, 'another model counts for itself');
SELECT is(pg_temp.numbers('iris'), '1 2 / 2', 'the model''s counter follows');

INSERT INTO mreg.version (model) VALUES (pg_temp.id('iris'));
SELECT is(pg_temp.numbers('iris'), '1 2 3 / 3', 'a raw INSERT without a number gets the next');
INSERT INTO mreg.version (model) VALUES (pg_temp.id('iris')), (pg_temp.id('other')), (pg_temp.id('iris'));
SELECT is(pg_temp.numbers('iris'), '1 2 3 4 5 / 5', 'rows of one INSERT get one number each');
SELECT is(pg_temp.numbers('other'), '1 2 / 2', '... in the model that each belongs to');
INSERT INTO mreg.version (model) SELECT pg_temp.id('iris') FROM generate_series(1, 20);
SELECT is(pg_temp.numbers('iris'), '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 / 25',
	'INSERT ... SELECT numbers on');
SELECT results_eq(
	$$INSERT INTO mreg.version (model, number) VALUES (pg_temp.id('third'), NULL), (pg_temp.id('third'), NULL) RETURNING number$$,
	ARRAY[1, 2], 'an explicit NULL is numbered, and RETURNING shows it');

-- COPY, as a restore does it.
INSERT INTO mreg.model (id, name) VALUES (987654321, 'copied');
COPY mreg.version (model, params) FROM STDIN;
987654321	{"i": 1}
987654321	{"i": 2}
987654321	{"i": 3}
\.
SELECT is(pg_temp.numbers('copied'), '1 2 3 / 3', 'COPY without numbers gets them');
COPY mreg.version (model, number) FROM STDIN;
987654321	9
987654321	7
987654321	\N
\.
SELECT is(pg_temp.numbers('copied'), '1 2 3 9 7 10 / 10', 'COPY keeps the numbers it brings and goes on above them');

-- Numbers that a statement brings.
INSERT INTO mreg.version (model, number) VALUES (pg_temp.id('other'), 10);
SELECT is(pg_temp.numbers('other'), '1 2 10 / 10', 'a number that is supplied is kept, and the counter follows');
SELECT is((mreg.register_version('other')).number, 11, 'the function goes on above it');
INSERT INTO mreg.version (model, number) VALUES (pg_temp.id('other'), 5);
SELECT is(pg_temp.numbers('other'), '1 2 10 11 5 / 11', 'a lower number does not lower the counter');
INSERT INTO mreg.version (model, number) VALUES (pg_temp.id('other'), NULL), (pg_temp.id('other'), 20), (pg_temp.id('other'), NULL);
SELECT is(pg_temp.numbers('other'), '1 2 10 11 5 12 20 21 / 21', 'given and missing numbers may be mixed in one statement');
SELECT throws_ok($$INSERT INTO mreg.version (model, number) VALUES (pg_temp.id('other'), 20)$$, '23505', NULL,
	'a number that exists is refused');
SELECT throws_ok(format('INSERT INTO mreg.version (model, number) VALUES (pg_temp.id(''other''), %s)', n), '23514', NULL,
	format('number %s is refused', n))
FROM (VALUES (0), (-1)) t (n);
SELECT throws_ok($$INSERT INTO mreg.version (model) VALUES (-1)$$, '23503', NULL, 'an unknown model is refused');
SELECT throws_ok($$INSERT INTO mreg.version (model) VALUES (NULL)$$, '23502', NULL, 'a version without a model is refused');
SELECT is(pg_temp.numbers('other'), '1 2 10 11 5 12 20 21 / 21', '... and leaves the counter alone');

-- No gap where nothing is inserted.
INSERT INTO mreg.version (model, label) VALUES (pg_temp.id('third'), 'one');
INSERT INTO mreg.version (model, label) VALUES (pg_temp.id('third'), 'one') ON CONFLICT DO NOTHING;
SELECT is(pg_temp.numbers('third'), '1 2 3 / 3', 'ON CONFLICT DO NOTHING takes no number');
INSERT INTO mreg.version (model, label) VALUES (pg_temp.id('third'), 'one'), (pg_temp.id('third'), 'two'), (pg_temp.id('third'), 'two'),
	(pg_temp.id('third'), 'three') ON CONFLICT DO NOTHING;
SELECT is(pg_temp.numbers('third'), '1 2 3 4 5 / 5', '... nor among rows that are inserted');
SELECT throws_ok($$SELECT mreg.register_version('third', label => 'one')$$, '23505', NULL, 'a refused registration');
SELECT throws_ok($$SELECT mreg.register_version('third', signature => '[]')$$, '22023', NULL, 'another one');
SAVEPOINT s;
SELECT pg_temp.run($$SELECT mreg.register_version('third')$$, $$INSERT INTO mreg.version (model) VALUES (pg_temp.id('third'))$$);
ROLLBACK TO s;
SELECT is((mreg.register_version('third')).number, 6, 'what is refused or rolled back leaves no gap');
SELECT is((SELECT count(*) FROM mreg.register_version('third', external_id => 'run') a
	CROSS JOIN LATERAL mreg.register_version('third', external_id => 'run') b WHERE a.number = 7 AND b.number = 7), 1::bigint,
	'an idempotent registration takes one number');
SELECT is((mreg.register_version('third')).number, 8, '... and no other');

-- Never reused.
SELECT pg_temp.run(
	$$SELECT mreg.register_version('fourth') FROM generate_series(1, 3)$$,
	$$SELECT mreg.delete_version('fourth/3')$$);
SELECT is((mreg.register_version('fourth')).number, 4, 'the number of a deleted version is not reused');
SELECT pg_temp.run($$SELECT mreg.delete_version('fourth/4')$$);
SELECT is(mreg.purge('0'), 2::bigint, 'two versions are purged');
SELECT is((mreg.register_version('fourth')).number, 5, 'the number of a purged version is not reused');
SELECT throws_ok(format('INSERT INTO mreg.version (model, number) VALUES (pg_temp.id(''fourth''), %s)', n), '23505', NULL,
	format('number %s of a %s version cannot be taken by hand', n, what))
FROM (VALUES (3, 'purged'), (5, 'live')) t (n, what);
SELECT pg_temp.run(
	$$SELECT mreg.delete_model('fourth')$$,
	$$SELECT mreg.register_model('fourth')$$);
SELECT is((mreg.register_version('fourth')).number, 1, 'a new model of the same name starts at 1');
SELECT throws_ok(
	$$INSERT INTO mreg.version (model) SELECT id FROM mreg.model WHERE name = 'fourth' AND deleted_at IS NOT NULL$$,
	'55000', NULL, 'a deleted model gets no version by raw INSERT');

-- The counter is the registry's own.
SELECT throws_ok($$UPDATE mreg.model SET last_number = 1 WHERE name = 'iris'$$, '23514', NULL, 'the counter cannot be lowered');
SELECT throws_ok($$UPDATE mreg.model SET last_number = 99 WHERE name = 'iris'$$, '23514', NULL, '... nor raised');
SELECT throws_ok($$UPDATE mreg.model SET changed_at = now() WHERE name = 'iris'$$, '23514', NULL, '... nor the time of the last change');

-- What else a raw INSERT fills in.
SELECT is((SELECT v.stage FROM mreg.version v WHERE v.model = pg_temp.id('iris') AND v.number = 3), 'development',
	'a raw INSERT starts in the initial stage');
SELECT is((SELECT v.lifecycle FROM mreg.version v WHERE v.model = pg_temp.id('iris') AND v.number = 3), 'standard',
	'... of the model''s lifecycle');
SELECT ok((SELECT v.created_at = v.stage_since AND v.created_at >= now() FROM mreg.version v
	WHERE v.model = pg_temp.id('iris') AND v.number = 3), '... with the times of the insertion');
SELECT is((SELECT count(DISTINCT digest) FROM mreg.version WHERE model = pg_temp.id('copied') AND number <= 3), 3::bigint,
	'... and a digest of its content');
SELECT is((SELECT v.digest FROM mreg.version v WHERE v.model = 987654321 AND v.number = 2),
	(mreg.register_version('iris', params => '{"i": 2}')).digest, 'the digest is the same as by function');
INSERT INTO mreg.version (model, stage) VALUES (pg_temp.id('copied'), 'production');
SELECT is((SELECT v.slot FROM mreg.version v WHERE v.model = 987654321 AND v.stage = 'production'), 1,
	'a raw INSERT into a limited stage takes a slot');
SELECT throws_ok($$INSERT INTO mreg.version (model, stage) VALUES (pg_temp.id('copied'), 'production')$$, '23514', NULL,
	'a raw INSERT into a full stage is refused');
SELECT throws_ok($$INSERT INTO mreg.version (model, stage, slot) VALUES (pg_temp.id('copied'), 'production', 1)$$, '23505', NULL,
	'... also with the slot that is taken');
SELECT throws_ok($$INSERT INTO mreg.version (model, stage, slot) VALUES (pg_temp.id('copied'), 'production', 2)$$, '23514', NULL,
	'... also with a slot that the stage has not');
SELECT throws_ok($$INSERT INTO mreg.version (model, stage, slot) VALUES (pg_temp.id('copied'), 'staging', 1)$$, '23514', NULL,
	'a slot in a stage without slots is refused');
SELECT throws_ok($$INSERT INTO mreg.version (model, stage) VALUES (pg_temp.id('copied'), 'nowhere')$$, '23503', NULL,
	'a raw INSERT into an unknown stage is refused');
SELECT throws_ok($$INSERT INTO mreg.version (model, lifecycle) VALUES (pg_temp.id('copied'), 'mlflow')$$, '23503', NULL,
	'a raw INSERT into another lifecycle is refused');

SELECT * FROM finish();
ROLLBACK;
