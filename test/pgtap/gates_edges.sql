-- Gates at their edges: whose tables a query reads, time that lies ahead, who may weaken gates, comparisons that do not fit.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(32);

-- SQLSTATE of a statement by a role, which is undone; ok if it has none.
CREATE FUNCTION pg_temp.attempt_as(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', role);
	EXECUTE statement;
	RAISE EXCEPTION SQLSTATE 'UNDO1';
EXCEPTION WHEN OTHERS THEN
	RETURN CASE SQLSTATE WHEN 'UNDO1' THEN 'ok' ELSE SQLSTATE END;
END
$$;
CREATE FUNCTION pg_temp.verdict(gate text) RETURNS text LANGUAGE sql AS $$
	SELECT v.verdict || ': ' || v.reason FROM mreg.validate('b/3', 'staging') v WHERE v.gate = verdict.gate
$$;

CREATE ROLE edges_author;
CREATE ROLE edges_promoter;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO edges_author, edges_promoter;
SELECT mreg.register_model('b', task => 'binary') \g /dev/null
SELECT mreg.register_version('b') FROM generate_series(1, 3) \g /dev/null

-- ---- whose tables and settings a query meets ----

CREATE SCHEMA edges;
GRANT USAGE ON SCHEMA edges TO edges_author;
CREATE TABLE edges.checks (ok boolean);
INSERT INTO edges.checks VALUES (false);
GRANT SELECT ON edges.checks TO edges_author;
CREATE FUNCTION edges.ready() RETURNS boolean LANGUAGE plpgsql SET search_path = edges AS
	'BEGIN RETURN (SELECT ok FROM checks); END';
CREATE FUNCTION edges.caught() RETURNS boolean LANGUAGE plpgsql SET search_path = edges AS
	'BEGIN RETURN (SELECT ok FROM checks); EXCEPTION WHEN OTHERS THEN RETURN true; END';
CREATE FUNCTION edges.own() RETURNS boolean LANGUAGE plpgsql SET search_path = edges, pg_temp AS
	'BEGIN RETURN (SELECT NOT ok FROM checks); END';
SET LOCAL ROLE edges_author;
SELECT mreg.add_gate('b', 'ready', 'staging', query => 'SELECT edges.ready()'),
	mreg.add_gate('b', 'caught', 'staging', query => 'SELECT edges.caught()'),
	mreg.add_gate('b', 'own', 'staging', query => 'SELECT edges.own()'),
	mreg.add_gate('b', 'date', 'staging', query => 'SELECT ''02/03/2026''::date = ''2026-02-03''::date'),
	mreg.add_gate('b', 'zone', 'staging', query => 'SELECT ''2026-01-01''::timestamptz = ''2026-01-01 00:00+00''::timestamptz'),
	mreg.add_gate('b', 'span', 'staging', query => 'SELECT interval ''-1 day 2 hours''::text = ''-1 days +02:00:00''')
\g /dev/null
RESET ROLE;
SELECT is(pg_temp.verdict('ready'), 'fail: the query returns false', 'a function that a query calls reads the author''s table');
SET LOCAL ROLE edges_promoter;
CREATE TEMPORARY TABLE checks (ok boolean);
INSERT INTO checks VALUES (true);
GRANT SELECT ON checks TO PUBLIC;
RESET ROLE;
DISCARD PLANS;
SELECT is(pg_temp.verdict('ready'), 'not_evaluated: the query calls a function that reads a temporary table',
	'a temporary table in its place does not let the gate pass');
SELECT is(pg_temp.verdict('caught'), 'not_evaluated: the query calls a function that reads a temporary table',
	'nor where the function catches errors');
SELECT is(pg_temp.verdict('own'), 'pass: the query returns true', 'a function that looks for temporary tables last reads its own');
SELECT is(pg_temp.attempt_as('edges_promoter', $$SELECT mreg.promote('b/3', 'staging')$$), '23514', 'the version stays out');
DROP TABLE checks;
SET LOCAL datestyle = 'German, DMY';
SET LOCAL timezone = 'Pacific/Apia';
SET LOCAL intervalstyle = 'sql_standard';
SELECT is(pg_temp.verdict('date'), 'pass: the query returns true', 'a date in a query does not follow the session that asks');
SELECT is(pg_temp.verdict('zone'), 'pass: the query returns true', 'nor does a time');
SELECT is(pg_temp.verdict('span'), 'pass: the query returns true', 'nor an interval');
SELECT is(current_setting('datestyle') || current_setting('timezone') || current_setting('intervalstyle'),
	'German, DMYPacific/Apiasql_standard', 'the session keeps its settings');
RESET datestyle;
RESET timezone;
RESET intervalstyle;
CREATE TEMPORARY TABLE mine AS SELECT 1 AS x;
SELECT is(pg_temp.verdict('own'), 'pass: the query returns true', 'a transaction that used temporary tables before may ask');
DROP TABLE mine;

-- ---- who may weaken gates ----

SELECT is(pg_temp.attempt_as('edges_promoter', $$SELECT mreg.promote('b/3', 'staging', override => 'x')$$), '42501',
	'who does not manage a model cannot override its gates');
SELECT is(pg_temp.attempt_as('edges_promoter', $$SELECT mreg.drop_gate('b', 'ready')$$), '42501', 'nor drop one');
SELECT is(pg_temp.attempt_as('edges_promoter', $$SELECT mreg.set_owner('b', 'edges_promoter')$$), '42501',
	'nor make himself the owner');
SELECT throws_like($$SET LOCAL ROLE edges_promoter; SELECT mreg.drop_gate('b', 'ready')$$,
	'role "edges_promoter" may not drop a gate of model "b"', 'the error says who, what and whose');
RESET ROLE;
GRANT SELECT, DELETE ON mreg.gate TO edges_promoter;
GRANT SELECT, UPDATE ON mreg.model TO edges_promoter;
SELECT is(pg_temp.attempt_as('edges_promoter', 'DELETE FROM mreg.gate'), '42501', 'a DELETE of gates meets the same rule');
SELECT is(pg_temp.attempt_as('edges_promoter', 'UPDATE mreg.model SET owner = ''edges_promoter'''), '42501',
	'so does an UPDATE of the owner');
SELECT is(pg_temp.attempt_as('edges_promoter', 'UPDATE mreg.model SET description = ''x'''), 'ok',
	'an UPDATE of something else does not');
SELECT is((SELECT count(*) FROM mreg.gate), 6::bigint, 'every gate is there');
SELECT mreg.set_owner('b', 'edges_promoter') \g /dev/null
SELECT is(pg_temp.attempt_as('edges_promoter', $$SELECT mreg.drop_gate('b', 'ready')$$), 'ok', 'the owner drops gates');
SELECT is(pg_temp.attempt_as('edges_promoter', $$SELECT mreg.set_owner('b', 'edges_author')$$), 'ok', 'and names another owner');

-- ---- time ----

DELETE FROM mreg.gate;
SELECT throws_ok($$SELECT mreg.add_gate('b', 'age', 'staging', 'accuracy_score', min => 0, max_age => '1000000 years')$$, '22008', NULL,
	'an age that no clock reaches back to is refused, not met by validate()');
SELECT mreg.add_gate('b', 'age', 'staging', 'accuracy_score', min => 0, max_age => '1 day') \g /dev/null
INSERT INTO mreg.metric (model, version, metric, value, n, at)
	SELECT id, 3, 'accuracy_score', 0.9, 10, clock_timestamp() + interval '1 minute' FROM mreg.model;
SELECT matches(pg_temp.verdict('age'), '^pass', 'a clock that was set back a little does no harm');
INSERT INTO mreg.metric (model, version, metric, value, n, at)
	SELECT id, 3, 'accuracy_score', 0.9, 10, clock_timestamp() + interval '2 days' FROM mreg.model;
SELECT matches(pg_temp.verdict('age'), '^not_evaluated: the evidence is of .*, more than 1 day from now',
	'evidence from far ahead does not stay recent for years');
INSERT INTO mreg.metric (model, version, metric, value, n, at) SELECT id, 3, 'accuracy_score', 0.9, 10, 'infinity' FROM mreg.model;
SELECT matches(pg_temp.verdict('age'), '^not_evaluated', 'nor for ever');

-- ---- comparisons that do not fit, and numbers at the end of their range ----

DELETE FROM mreg.gate;
SELECT mreg.promote('b/1', 'staging') \g /dev/null
SELECT mreg.add_gate('b', 'paired', 'staging', 'accuracy_score', baseline => 'stage', min_change => 0, confidence => 0.95,
	min_n => 100) \g /dev/null
INSERT INTO mreg.dataset (id, name, number) VALUES (9001, 'd', 1);
INSERT INTO mreg.metric (model, version, metric, dataset, value, n, lower, upper, confidence)
	SELECT id, v, 'accuracy_score', 9001, 0.8 + v / 100.0, 1000, 0.7, 0.9, 0.95 FROM mreg.model, unnest(ARRAY[1, 3]) v;
CREATE FUNCTION pg_temp.comparison(n bigint, n_labelled bigint, lower double precision, upper double precision)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO mreg.comparison (model, version, baseline_model, baseline_version, dataset, n, n_unmatched, n_labelled,
		flip_rate, accuracy_lower, accuracy_upper)
	SELECT id, 3, id, 1, 9001, n, 0, n_labelled, 0.1, lower, upper FROM mreg.model
$$;
SELECT matches(pg_temp.verdict('paired'), '^fail', 'both intervals are too wide');
SELECT pg_temp.comparison(1000, 10, 0.01, 0.03) \g /dev/null
SELECT matches(pg_temp.verdict('paired'), '^fail', 'a comparison with too few labels does not narrow them');
SELECT pg_temp.comparison(1000, 1000, 0.03, 0.05) \g /dev/null
SELECT matches(pg_temp.verdict('paired'), '^fail', 'nor one whose difference is not that of the evidence');
SELECT pg_temp.comparison(1000, 1000, 0.02, 0.03) \g /dev/null
SELECT matches(pg_temp.verdict('paired'), '^pass', 'one that fits does, with the difference on its bound');
DELETE FROM mreg.gate;
SELECT mreg.add_gate('b', 'far', 'staging', 'far', baseline => 'stage', min_change => -1e300, min => -1.7e308, confidence => 0.95,
	higher_is_better => true) \g /dev/null
INSERT INTO mreg.metric (model, version, metric, value, n, lower, upper, confidence)
	SELECT m.id, v.*, 10, -1.7e308, 1.7e308, 0.95
	FROM mreg.model m, (VALUES (1, 'far', -1.6e308), (3, 'far', 1.6e308)) v (number, metric, value);
SELECT is(split_part(pg_temp.verdict('far'), ':', 1), 'fail', 'a difference beyond the range of numbers does not pass');

-- ---- spread over slices ----

DELETE FROM mreg.gate;
CREATE TABLE edges.predictions AS
	SELECT (i % 3 = 0)::integer AS y_true, (i % 4 = 0)::integer AS y_pred, i % 2 AS a, i % 5 AS b FROM generate_series(1, 300) i;
SELECT mreg.evaluate('b/3', NULL, 'edges.predictions', slices => '{ a * b }') \g /dev/null
SELECT mreg.add_gate('b', 'cells', 'staging', 'accuracy_score', min => 0.1, slice => 'a=*,b=*') \g /dev/null
SELECT matches(pg_temp.verdict('cells'), '^pass: the worst of 10 slices', 'blanks around the * of a slicing do not hide its slices');
SELECT is((SELECT DISTINCT slicing FROM mreg.evaluation_slice), 'a*b', 'which have the name of their dimensions');
SELECT is((SELECT count(*) FROM mreg.stability((SELECT max(id) FROM mreg.evaluation), 'accuracy_score', 'a*b')), 1::bigint,
	'by which their stability is found');

SELECT * FROM finish();
ROLLBACK;
