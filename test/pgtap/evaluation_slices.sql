-- Slices of mreg.evaluate(): names, NULL, crosses, expressions, and that each is what an evaluation of its rows alone gives.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SET LOCAL search_path = public, mreg;
SELECT plan(66);

DO $$ BEGIN
	PERFORM mreg.register_model(task, task => task), mreg.register_version(task)
	FROM unnest('{binary,multiclass,multilabel,regression,ranking}'::text[]) task;
END $$;
CREATE TABLE pg_temp.prediction AS
SELECT i, (i * 7 % 10 < 4)::integer AS y, (i * 7 % 10 < 4 AND i % 3 > 0 OR i % 11 = 0)::integer AS p, (i * 37 % 101) / 101.0::float8 AS s, i % 3 AS c, i * i % 3 AS d,
	1 + i % 4 / 4.0::float8 AS w, (ARRAY['north', 'so,uth', 'a"b=c', '', 'NULL', NULL])[1 + i % 6] AS region, i % 4 AS age, sin(i) AS amount, cos(i) AS guess, i % 4 > 1 AS "Odd*Name"
FROM generate_series(1, 600) i;

-- Names and keys.
SELECT lives_ok($$SELECT mreg.evaluate('binary/1', NULL, 'prediction', 'y', 'p', 's', slices => '{region, age , age*region,age % 2 = 0,Odd*Name,(age * 2)}')$$, 'slices by columns, expressions and crosses');
SELECT results_eq($$SELECT s.slicing, s.slice, s.keys FROM mreg.evaluation_slice s WHERE s.slicing <> 'age*region' ORDER BY 1, 2$$, $$VALUES
	('(age * 2)' COLLATE "C", '(age * 2)=0' COLLATE "C", '{"(age * 2)": "0"}'::jsonb), ('(age * 2)', '(age * 2)=2', '{"(age * 2)": "2"}'), ('(age * 2)', '(age * 2)=4', '{"(age * 2)": "4"}'),
	('(age * 2)', '(age * 2)=6', '{"(age * 2)": "6"}'), ('Odd*Name', 'Odd*Name=false', '{"Odd*Name": "false"}'), ('Odd*Name', 'Odd*Name=true', '{"Odd*Name": "true"}'),
	('age', 'age=0', '{"age": "0"}'), ('age', 'age=1', '{"age": "1"}'), ('age', 'age=2', '{"age": "2"}'), ('age', 'age=3', '{"age": "3"}'),
	('age % 2 = 0', 'age % 2 = 0=false', '{"age % 2 = 0": "false"}'), ('age % 2 = 0', 'age % 2 = 0=true', '{"age % 2 = 0": "true"}'),
	('region', 'region=""', '{"region": ""}'), ('region', 'region="NULL"', '{"region": "NULL"}'), ('region', 'region="a""b=c"', '{"region": "a\"b=c"}'),
	('region', 'region="so,uth"', '{"region": "so,uth"}'), ('region', 'region=NULL', '{"region": null}'), ('region', 'region=north', '{"region": "north"}')$$, 'names and keys');
SELECT results_eq($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.slicing = 'age*region' ORDER BY 1$$,
	$$SELECT DISTINCT format('age=%s,region=%s', age, CASE WHEN region IS NULL THEN 'NULL' WHEN region = 'north' THEN region ELSE '"' || replace(region, '"', '""') || '"' END) COLLATE "C"
	FROM prediction ORDER BY 1$$, 'names of crosses');
SELECT is((SELECT jsonb_agg(DISTINCT inputs -> 'slices') FROM mreg.evaluation), '[["region", "age", "age*region", "age % 2 = 0", "Odd*Name", "(age * 2)"]]', 'slices are kept as given');

-- The states and metrics of a slice are those of its rows.
SELECT is_empty($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.slicing = 'region' AND NOT EXISTS (
	SELECT FROM prediction p WHERE p.region IS NOT DISTINCT FROM s.keys ->> 'region' HAVING count(*) = s.n_used AND mreg.confusion_matrix(y, p) = s.confusion AND mreg.score_curve(y, s) = s.curve)$$, 'states');
SELECT is_empty($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.slicing = 'age*region' AND NOT EXISTS (
	SELECT FROM prediction p WHERE p.region IS NOT DISTINCT FROM s.keys ->> 'region' AND p.age::text = s.keys ->> 'age'
	HAVING count(*) = s.n_used AND mreg.confusion_matrix(y, p) = s.confusion AND mreg.score_curve(y, s) = s.curve)$$, 'states of crosses');
SELECT is((SELECT (e.confusion, e.curve)::text FROM mreg.evaluation e), (SELECT (mreg.confusion_matrix(y, p), mreg.score_curve(y, s))::text FROM prediction), 'and of the whole');
SELECT is_empty($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.slicing = 'age' AND NOT EXISTS (SELECT FROM prediction p
	WHERE p.age::text = s.keys ->> 'age' HAVING mreg.category_distribution(p.p) = s.prediction_distribution AND mreg.support(s.score_distribution) = s.n_used)$$, 'distributions');

-- Compares the slices of an evaluation with evaluations of their rows alone: by arguments, for each task.
CREATE TEMPORARY TABLE call (task text, arguments text);
INSERT INTO call VALUES ('binary', $$'y', 'p', 's'$$), ('binary', $$'y', score => '10 * s - 3'$$), ('binary', $$'y', score => 'sqrt(i + s) / 30'$$), ('binary', $$'(i > 599)::integer', score => 's'$$), ('binary', $$'y', 'p', 's', weight => 'w'$$), ('multiclass', $$'c', 'd'$$),
	('multiclass', $$'c', 'd', probabilities => 'ARRAY[s / 2, 0.8 - s / 2, 0.2]'$$), ('multilabel', $$'ARRAY[c, age]', 'ARRAY[d, y]'$$), ('multilabel', $$'ARRAY[c, age]', 'ARRAY[d, y]', weight => 'w'$$),
	('regression', $$'amount', 'guess'$$), ('regression', $$'amount', 'guess', weight => 'w'$$), ('ranking', $$'c', score => 's', query_id => 'i / 50'$$);
CREATE FUNCTION pg_temp.differences(task text, arguments text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	sliced bigint;
	alone bigint;
	differences bigint = 0;
	one record;
BEGIN
	EXECUTE format('SELECT (mreg.evaluate(%L, NULL, %L, %s, slices => %L)).id', task || '/1', 'prediction', arguments, '{age,age > 1}') INTO sliced;
	FOR one IN SELECT s.slice, s.keys, s.n_used FROM mreg.evaluation_slice s WHERE s.evaluation = sliced LOOP
		EXECUTE format('SELECT (mreg.evaluate(%L, NULL, %L, %s, filter => %L)).id', task || '/1', 'prediction', arguments,
			(SELECT format('(%s)::text = %L', k.key, k.value) FROM jsonb_each_text(one.keys) k)) INTO alone;
		SELECT differences + count(*) INTO differences
		FROM (SELECT * FROM mreg.metric m WHERE m.evaluation = sliced AND m.slice = one.slice) a FULL JOIN (SELECT * FROM mreg.metric m WHERE m.evaluation = alone) b USING (metric)
		WHERE (a.n, a.lower IS NULL) IS DISTINCT FROM (b.n, b.lower IS NULL) OR (a.value IS NULL) <> (b.value IS NULL)
			OR abs(a.value - b.value) > 1e-12 * greatest(1, abs(a.value)) OR abs(a.lower - b.lower) + abs(a.upper - b.upper) > 1e-10 * greatest(1, abs(a.value));
	END LOOP;
	RETURN differences + CASE WHEN (SELECT count(*) FROM mreg.evaluation_slice s WHERE s.evaluation = sliced) = 6 THEN 0 ELSE 1 END;
END
$$;
SELECT is(pg_temp.differences(task, arguments), 0::bigint, format('slices equal evaluations of their rows: %s, %s', task, arguments)) FROM call;
SELECT is_empty($$SELECT m.slice, m.metric FROM mreg.metric m CROSS JOIN LATERAL mreg_internal.metric_interval(m.evaluation, m.slice, m.metric, m.confidence) i
	WHERE m.lower IS NOT NULL AND abs(m.lower - i.lower) + abs(m.upper - i.upper) > 1e-10 * greatest(1, abs(m.value))$$, 'intervals of slices are computed anew as stored');

-- What is stored of curves of many scores, and rounded curves.
SET LOCAL mreg.max_stored_scores = 100;
SELECT lives_ok($$SELECT mreg.evaluate('binary/1', NULL, 'prediction', 'y', score => 'sqrt(i + s) / 30', slices => '{age,region}')$$, 'curves of many scores');
SELECT is_empty($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.evaluation = (SELECT max(id) FROM mreg.evaluation)
	AND ((SELECT count(*) FROM mreg.curve_points(s.curve)) > 100 OR mreg.support(s.curve) <> s.n_used OR mreg.support(s.score_distribution) <> s.n_used)$$, '... are rounded and keep all rows');
SELECT is((SELECT ((SELECT count(*) FROM mreg.curve_points(e.curve)) <= 100, mreg.support(e.curve), mreg.curve_is_exact(e.curve))::text FROM mreg.evaluation e ORDER BY id DESC LIMIT 1), '(t,600,f)', '... as that of the whole');
SELECT is((SELECT score_distribution FROM mreg.evaluation e ORDER BY id DESC LIMIT 1),
	(SELECT mreg.value_distribution(sqrt(i + s) / 30, (SELECT mreg_internal.distribution_bounds(score_distribution) FROM mreg.evaluation ORDER BY id LIMIT 1)) FROM prediction), '... whose distribution is exact');
RESET mreg.max_stored_scores;
SET LOCAL mreg.max_curve_scores = 64;
SELECT lives_ok($$SELECT mreg.evaluate('binary/1', NULL, 'prediction', 'y', score => 'sqrt(i + s) / 30', slices => '{age > 1}')$$, 'curves that are rounded when they are made');
SELECT is_empty($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.evaluation = (SELECT max(id) FROM mreg.evaluation) AND (mreg.support(s.curve) <> s.n_used OR mreg.curve_is_exact(s.curve))$$, '... say so');
SELECT ok(abs((SELECT m.value FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation) AND m.metric = 'roc_auc_score' AND m.slice = '') - mreg.roc_auc_score(c)) <= mreg.roc_auc_error_bound(c) + 1e-12, '... and come as near as those of one aggregate')
FROM (SELECT mreg.score_curve(y, sqrt(i + s) / 30) AS c FROM prediction) x;
RESET mreg.max_curve_scores;

-- Slices of nothing usable, of no rows, of other types.
SELECT lives_ok($$SELECT mreg.evaluate('binary/1', NULL, 'SELECT *, CASE WHEN age > 0 THEN p END AS q FROM prediction', 'y', 'q', slices => '{age}')$$, 'a slice may have no usable row');
SELECT is((SELECT (s.n_used, s.confusion)::text FROM mreg.evaluation_slice s WHERE s.evaluation = (SELECT max(id) FROM mreg.evaluation) AND s.slice = 'age=0'), '(0,)', '... it is there');
SELECT is((SELECT (count(*), count(value), max(n))::text FROM mreg.metric m WHERE m.evaluation = (SELECT max(id) FROM mreg.evaluation) AND m.slice = 'age=0'), '(21,0,0)', '... its metrics are NULL');
SELECT is((SELECT (e.n_used, e.n_skipped, e.skipped)::text FROM mreg.evaluation e ORDER BY id DESC LIMIT 1), '(450,150,"{""y_pred"": 150}")', '... and the whole counts what was skipped');
SELECT lives_ok($$SELECT mreg.evaluate(task || '/1', NULL, 'SELECT * FROM prediction WHERE false', t, p, score => s, query_id => q, slices => '{age}')
	FROM (VALUES ('binary', 'y', 'p', NULL, NULL), ('regression', 's', 'w', NULL, NULL), ('ranking', 'c', NULL, 's', 'age')) x (task, t, p, s, q)$$, 'there may be no row');
SELECT lives_ok(format($$SELECT mreg.evaluate('binary/1', NULL, 'prediction', 'y', 'p', slices => ARRAY[%L])$$, expression), 'slices by ' || expression)
FROM (VALUES ('date ''2024-01-01'' + age'), ('(age, region)'), ('ARRAY[age]'), ('age / 2.0'), ('CASE WHEN age > 1 THEN ''old, or not'' ELSE ''x*y'' END'), ('''constant'''), ('nullif(age, age)')) x (expression);
SELECT results_eq($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.slicing LIKE 'CASE%' ORDER BY 1$$,
	$$VALUES ('CASE WHEN age > 1 THEN ''old, or not'' ELSE ''x*y'' END="old, or not"' COLLATE "C"), ('CASE WHEN age > 1 THEN ''old, or not'' ELSE ''x*y'' END=x*y')$$, 'a star in quotes joins nothing');
SELECT results_eq($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.slicing LIKE 'nullif%'$$, $$VALUES ('nullif(age, age)=NULL' COLLATE "C")$$, 'NULL alone is a slice');
SELECT results_eq($$SELECT s.slice FROM mreg.evaluation_slice s WHERE s.slicing LIKE 'age / 2%' ORDER BY 1$$, $$SELECT DISTINCT ('age / 2.0=' || age / 2.0) COLLATE "C" FROM prediction ORDER BY 1$$, 'numbers');
SELECT is((SELECT count(*) FROM mreg.evaluate('binary/1', NULL, 'prediction', 'y', 'p', slices => '{}')), 1::bigint, 'no slices');

-- What is refused.
CREATE TEMPORARY TABLE count_before AS SELECT count(*) AS n FROM mreg.evaluation;
SELECT throws_ok(format('SELECT mreg.evaluate(''binary/1'', NULL, ''prediction'', ''y'', ''p'', slices => %L)', slices), code, message, title)
FROM (VALUES ('{nowhere}', '42703', 'column "nowhere" of argument "slices" does not exist', 'an unknown column'), ('{age,age}', '22023', 'argument "slices" holds "age" twice', 'a slicing given twice'),
	('{age*region,region*age}', '22023', 'argument "slices" holds "region*age" twice', 'a cross given twice'), ('{age*age}', '22023', 'slicing "age*age" names "age" twice', 'a column crossed with itself'),
	('{age*}', '22023', 'invalid slicing: "age*"', 'a cross with nothing'), ('{""}', '22023', 'invalid slicing: ""', 'an empty slicing'), ('{NULL}', '22004', 'argument "slices" must not hold NULL', 'NULL'),
	('{{age,region}}', '22023', 'argument "slices" must be an array of one dimension', 'an array of arrays'), ('{count(*)}', '22023', NULL, 'an aggregate'), ('{"age, region"}', '22023', 'argument "slices" must be a column or one expression', 'two expressions')) x (slices, code, message, title);
SELECT throws_ok($$SELECT mreg.evaluate('binary/1', NULL, 'SELECT *, json_build_object() AS j FROM prediction', 'y', 'p', slices => '{j}')$$, '42883', NULL, 'a type without equality');
SET LOCAL mreg.max_slices = 20;
SELECT throws_ok(format('SELECT mreg.evaluate(%L, NULL, ''prediction'', %s, slices => ''{i %% 21}'')', task || '/1', arguments), '54000', 'slices are of more than 20 cells', 'too many cells: ' || task)
FROM call WHERE arguments NOT LIKE '%weight%' AND arguments NOT LIKE '%prob%';
SELECT lives_ok(format('SELECT mreg.evaluate(%L, NULL, ''prediction'', %s, slices => ''{i %% 20}'')', task || '/1', arguments), 'as many as are allowed: ' || task)
FROM call WHERE arguments = $$'y', 'p', 's'$$ OR task = 'ranking';
SELECT is((SELECT count(*) FROM mreg.evaluation), (SELECT n + 2 FROM count_before), 'what is refused leaves nothing');
SELECT * FROM finish();
ROLLBACK;
