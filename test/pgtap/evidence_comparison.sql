-- compare_predictions(): two versions' predictions for the same rows, and what follows from them.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(77);

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
-- Numbers to twelve digits.
CREATE FUNCTION pg_temp.digits(VARIADIC numbers float8[]) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(coalesce(round(n::numeric, 12)::float8::text, 'NULL'), ' ' ORDER BY o) FROM unnest(numbers) WITH ORDINALITY t (n, o)
$$;

CREATE SCHEMA evidence_test;
CREATE TABLE evidence_test.pairs AS
SELECT i AS id, y, CASE WHEN y = 1 THEN i * 37 % 101 * 6 + 404 ELSE i * 53 % 101 * 7 END AS a, CASE WHEN y = 1 THEN i * 29 % 97 * 7 + 194 ELSE i * 61 % 97 * 9 END AS b
FROM (SELECT i, (i * 7 % 5 < 2)::integer AS y FROM generate_series(1, 60) i) t;
CREATE TABLE evidence_test.species AS
SELECT i AS id, y, CASE WHEN i % 4 = 0 THEN ('{a,b,c}'::text[])[i % 3 + 1] ELSE y END AS a, CASE WHEN i % 3 = 0 THEN ('{a,b,c}'::text[])[i * 5 % 7 % 3 + 1] ELSE y END AS b
FROM (SELECT i, ('{a,b,c}'::text[])[i * 11 % 7 % 3 + 1] AS y FROM generate_series(1, 60) i) t;
SELECT mreg.register_model(m) FROM unnest('{m,other,gone}'::text[]) m \g /dev/null
SELECT mreg.register_version(m) FROM unnest('{m,m,m,other,gone}'::text[]) m \g /dev/null
SELECT mreg.delete_version('m/3'), mreg.delete_model('gone') \g /dev/null
SELECT mreg.register_dataset('holdout', digest => 'x') \g /dev/null
SELECT count(*) AS events FROM mreg.event \gset

-- Against scikit-learn (kappa, accuracy), SciPy (exact McNemar), an independent DeLong and Newcombe's method 10 in Python.
SELECT is((c.version, c.baseline_version, c.model = c.baseline_model, d.name, c.n, c.n_unmatched, c.n_labelled, c.only_right, c.only_wrong, c.confidence)::text, '(2,1,t,holdout,60,0,60,18,8,0.95)', 'counts of one source with both predictions')
FROM mreg.compare_predictions('m/2', 'm/1', 'evidence_test.pairs', y_true => 'y', y_pred => '(a >= 505)::integer', y_pred_b => '(b >= 485)::integer', score => 'a', score_b => 'b', dataset => 'holdout') c
	JOIN mreg.dataset d ON d.id = c.dataset;
SELECT max(id) AS first FROM mreg.comparison \gset
SELECT is(pg_temp.digits(c.flip_rate, c.agreement, c.mcnemar_p), pg_temp.digits(0.43333333333333335, 0.1333333333333333, 0.07551869750022888), 'flip rate, kappa (scikit-learn) and McNemar''s exact p-value (SciPy)') FROM mreg.comparison c WHERE id = :first;
SELECT is(pg_temp.digits(c.accuracy, c.baseline_accuracy, c.accuracy_lower, c.accuracy_upper), pg_temp.digits(0.7666666666666667, 0.6, 0.00019215458458576862, 0.3211709635583954), 'accuracies and the paired interval of their difference')
FROM mreg.comparison c WHERE id = :first;
SELECT is(pg_temp.digits(c.auc, c.baseline_auc, c.auc_lower, c.auc_upper, c.delong_p), pg_temp.digits(0.9126157407407407, 0.6984953703703703, 0.06663437229033073, 0.36160636845040994, 0.004434477400367153), 'areas, the paired interval of their difference and DeLong''s p-value')
FROM mreg.comparison c WHERE id = :first;
SELECT is(c.inputs, '{"key": null, "score": "a", "y_pred": "(a >= 505)::integer", "y_true": "y", "score_b": "b", "positive": null, "y_pred_b": "(b >= 485)::integer", "predictions_a": "evidence_test.pairs", "predictions_b": null}', 'what was read is stored as given')
FROM mreg.comparison c WHERE id = :first;
SELECT is((c.n, c.only_right, c.only_wrong, c.auc, c.baseline_model = c.model)::text, '(60,15,8,,f)', 'text labels of several classes, and a version of another model')
FROM mreg.compare_predictions('m/2', 'other/1', 'evidence_test.species', y_true => 'y', y_pred => 'a', y_pred_b => 'b') c;
SELECT is(pg_temp.digits(c.flip_rate, c.agreement, c.mcnemar_p, c.accuracy_lower, c.accuracy_upper), pg_temp.digits(0.4166666666666667, 0.37027707808564236, 0.21003961563110352, -0.03918357800483757, 0.26580147506742824), '... kappa, McNemar and interval, too')
FROM mreg.comparison c WHERE id = (SELECT max(id) FROM mreg.comparison);
SELECT is(pg_temp.digits(i.lower, i.upper), pg_temp.digits(l, u), format('Newcombe''s interval of %s, %s, %s, %s', a, b, c, d)) FROM (VALUES
	(36, 12, 2, 0, 0.05692958400323869, 0.3404276029749407), (0, 0, 0, 10, -0.2775327998628892, 0.2775327998628892), (10, 0, 0, 0, -0.27753279986288926, 0.27753279986288926),
	(0, 5, 3, 0, -0.38851521079474527, 0.7263114283528052), (0, 0, 0, 0, NULL, NULL)) t (a, b, c, d, l, u)
	CROSS JOIN mreg_internal.paired_difference_interval(a, b, c, d, 0.95) i;
SELECT is(pg_temp.digits(c.accuracy_lower, c.accuracy_upper, c.auc_lower, c.auc_upper), pg_temp.digits(a.lower, a.upper, r.lower, r.upper), 'the interval at the confidence of the comparison is its own')
FROM mreg.comparison c CROSS JOIN mreg_internal.comparison_interval(c.id, 'accuracy_score', 0.95) a CROSS JOIN mreg_internal.comparison_interval(c.id, 'roc_auc_score', 0.95) r WHERE c.id = :first;
SELECT ok(a.lower > c.accuracy_lower AND a.upper < c.accuracy_upper AND r.lower > c.auc_lower AND r.upper < c.auc_upper, '... and narrower at a lower one')
FROM mreg.comparison c CROSS JOIN mreg_internal.comparison_interval(c.id, 'accuracy_score', 0.9) a CROSS JOIN mreg_internal.comparison_interval(c.id, 'roc_auc_score', 0.9) r WHERE c.id = :first;
SELECT is((SELECT i::text FROM mreg_internal.comparison_interval(:first, 'f1_score', 0.95) i), '(,)', '... of another metric there is none');

-- Two sources are joined by key.
SELECT is((c.n, c.n_unmatched, c.n_labelled, c.only_right, c.only_wrong, pg_temp.digits(c.delong_p) = pg_temp.digits(0.004434477400367153))::text, '(60,0,60,18,8,t)', 'two sources give the same, in any order, with the names of the first by default')
FROM mreg.compare_predictions('m/2', 'm/1', 'SELECT id, y, a >= 505 AS p, a AS s FROM evidence_test.pairs ORDER BY random()', 'SELECT id::bigint AS id, b >= 485 AS p, b::numeric AS s FROM evidence_test.pairs ORDER BY random()',
	key => 'id', y_true => 'y = 1', y_pred => 'p', score => 's') c;
SELECT is((c.n, c.n_unmatched)::text, '(40,20)', 'keys of one side alone are unmatched')
FROM mreg.compare_predictions('m/2', 'm/1', 'SELECT id, a > 500 AS p FROM evidence_test.pairs WHERE id > 10', 'SELECT id, b > 500 AS q FROM evidence_test.pairs WHERE id <= 50', key => 'id', y_pred => 'p', y_pred_b => 'q') c;
SELECT is((c.n, c.n_unmatched, c.n_labelled, c.only_right, c.only_wrong)::text, '(57,3,52,16,7)', 'a NULL prediction is unmatched, a NULL label leaves the pair out of what needs labels')
FROM mreg.compare_predictions('m/2', 'm/1', 'evidence_test.pairs', y_true => 'CASE WHEN id > 5 THEN y END', y_pred => 'CASE WHEN id NOT IN (7, 8) THEN (a >= 505)::integer END', y_pred_b => 'CASE WHEN id <> 9 THEN (b >= 485)::integer END') c;
SELECT is((c.n, c.n_labelled, c.only_right, c.accuracy, c.accuracy_lower, c.mcnemar_p, c.auc, c.flip_rate IS NOT NULL)::text, '(60,0,,,,,,t)', 'without y_true there are flip rate and kappa alone')
FROM mreg.compare_predictions('m/2', 'm/1', 'evidence_test.pairs', y_pred => 'a >= 505', y_pred_b => 'b >= 485') c;
SELECT is((c.n, c.n_labelled, c.flip_rate, c.only_right, c.accuracy, c.accuracy_lower, c.mcnemar_p, pg_temp.digits(c.auc))::text, '(60,60,,,,,,0.912615740741)', 'with scores alone there are areas alone')
FROM mreg.compare_predictions('m/2', 'm/1', 'evidence_test.pairs', y_true => 'y', score => 'a', score_b => 'b') c;
SELECT is(pg_temp.digits(c.auc, c.delong_p), pg_temp.digits(0.9126157407407407, 0.004434477400367153), 'positive names the label that scores are for')
FROM mreg.compare_predictions('m/2', 'm/1', 'evidence_test.pairs', y_true => $$CASE y WHEN 1 THEN 'bad' ELSE 'good' END$$, score => 'a', score_b => 'b', positive => 'bad') c;
SELECT is((c.n, c.n_unmatched, c.flip_rate, c.agreement, c.only_right, c.accuracy, c.accuracy_lower, c.mcnemar_p, c.auc, c.auc_lower)::text, '(0,0,,,0,,,,,)', 'no row at all: everything is undefined')
FROM mreg.compare_predictions('m/2', 'm/1', 'SELECT * FROM evidence_test.pairs WHERE false', y_true => 'y', y_pred => 'a', y_pred_b => 'b', score => 'a', score_b => 'b') c;
SELECT is((c.auc, c.baseline_auc, c.auc_lower, c.auc_upper, c.delong_p)::text, '(1,0.5,,,)', 'scores whose variance is 0 have no interval')
FROM mreg.compare_predictions('m/2', 'm/1', 'VALUES (0, 1, 1), (0, 2, 1), (1, 3, 1), (1, 4, 1)', y_true => 'column1', score => 'column2', score_b => 'column3') c;
SELECT is((c.auc, c.baseline_auc, c.auc_lower, c.auc_upper)::text, '(1,1,,)', '... nor have two that both separate the labels, whose difference is unknown')
FROM mreg.compare_predictions('m/2', 'm/1', 'VALUES (1, 0.9, 0.8), (1, 0.8, 0.9), (0, 0.1, 0.2), (0, 0.3, 0.1)', y_true => 'column1', score => 'column2', score_b => 'column3') c;
SELECT is((c.auc, c.baseline_auc, c.auc_lower, c.auc_upper)::text, '(0.75,0.75,0,0)', 'the same scores have no difference')
FROM mreg.compare_predictions('m/2', 'm/1', 'VALUES (1, 0.9), (0, 0.1), (1, 0.2), (0, 0.5)', y_true => 'column1', score => 'column2', score_b => 'column2') c;
SELECT is((c.auc_lower, c.auc_upper)::text, '(0,0)', '... but where both rank alike the difference is 0')
FROM mreg.compare_predictions('m/2', 'm/1', 'evidence_test.pairs', y_true => 'y', score => 'a', score_b => 'a * 2') c;
SELECT is((SELECT count(*) FROM mreg.event), :events::bigint, 'comparisons write no event');

-- Refusals; nothing stays.
SELECT count(*) AS before FROM mreg.comparison \gset
SELECT is(pg_temp.fault('SELECT mreg.compare_predictions(' || arguments || ')'), expected, format('refused: compare_predictions(%s)', arguments)) FROM (VALUES
	($$NULL, 'm/1', 'evidence_test.pairs', y_pred => 'a', y_pred_b => 'b'$$, '22004: argument "ref_a" must not be NULL'),
	($$'m/2', 'm/1', NULL, y_pred => 'a', y_pred_b => 'b'$$, '22004: argument "predictions_a" must not be NULL'),
	($$'m', 'm/1', 'evidence_test.pairs', y_pred => 'a', y_pred_b => 'b'$$, '22023: reference "m" does not say which version is to be changed'),
	($$'m/2', 'm/2', 'evidence_test.pairs', y_pred => 'a', y_pred_b => 'b'$$, '22023: "m/2" and "m/2" are the same version'),
	($$'m/3', 'm/1', 'evidence_test.pairs', y_pred => 'a', y_pred_b => 'b'$$, 'P0002: version 3 of model "m" is deleted'),
	($$'m/1', 'm/3', 'evidence_test.pairs', y_pred => 'a', y_pred_b => 'b'$$, 'P0002: version 3 of model "m" is deleted'),
	($$'m/1', 'gone/1', 'evidence_test.pairs', y_pred => 'a', y_pred_b => 'b'$$, 'P0002: model "gone" is deleted'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_pred => 'a', y_pred_b => 'b', dataset => 'none'$$, 'P0002: dataset "none" does not exist'),
	($$'m/2', 'm/1', 'evidence_test.pairs'$$, '22023: argument "y_pred" is missing'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_pred => 'a'$$, '22023: argument "y_pred_b" is missing'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_pred_b => 'a', score => 'a', y_true => 'y', score_b => 'b'$$, '22023: argument "y_pred" is missing'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_true => 'y', score => 'a'$$, '22023: argument "score_b" is missing'),
	($$'m/2', 'm/1', 'evidence_test.pairs', score => 'a', score_b => 'b'$$, '22023: argument "y_true" is missing'),
	($$'m/2', 'm/1', 'evidence_test.pairs', 'evidence_test.pairs', y_pred => 'a'$$, '22023: argument "key" is missing'),
	($$'m/2', 'm/1', 'evidence_test.species', y_true => 'y', score => 'id', score_b => 'id'$$, '22023: argument "positive" is missing'),
	($$'m/2', 'm/1', 'evidence_test.species', y_true => 'y', score => 'id', score_b => 'id', positive => 'z'$$, '22023: no true label is "z", as argument "positive" says'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_true => 'y', y_pred => 'a > 1', y_pred_b => 'b > 1'$$, '42804: argument "y_pred" of type boolean does not compare with the other labels'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_pred => 'a::float8', y_pred_b => 'b'$$, '42804: argument "y_pred" of type double precision holds no labels'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_true => 'y', score => 'a::text', score_b => 'b'$$, '42804: argument "score" of type text holds no scores'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_true => 'y', score => '''NaN''::float8', score_b => 'b'$$, '22023: score of a row must be a finite number'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_pred => 'nope', y_pred_b => 'b'$$, '42703: column "nope" of argument "y_pred" does not exist'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_pred => 'max(a)', y_pred_b => 'b'$$, '22023: argument "y_pred" must give one value for each row'),
	($$'m/2', 'm/1', 'evidence_test.nothing', y_pred => 'a', y_pred_b => 'b'$$, '42P01: relation "evidence_test.nothing" does not exist'),
	($$'m/2', 'm/1', 'evidence_test.pairs', key => 'y', y_pred => 'a', y_pred_b => 'b'$$, '21000: 2 keys of "predictions_a" have more than one row'),
	($$'m/2', 'm/1', 'evidence_test.pairs', 'SELECT 1 AS id, 1 AS a UNION ALL SELECT 1, 2', key => 'id', y_pred => 'a'$$, '21000: 1 keys of "predictions_b" have more than one row'),
	($$'m/2', 'm/1', 'evidence_test.pairs', 'SELECT 1 AS id, NULL::integer AS y, 1 AS a', key => 'ROW(id, y)', y_pred => 'a'$$, '22004: argument "key" is NULL in 1 rows of "predictions_b"'),
	($$'m/2', 'm/1', 'evidence_test.pairs', 'SELECT ''1''::text AS id, 1 AS a', key => 'id', y_pred => 'a'$$, '42804: the keys are of different types'),
	($$'m/2', 'm/1', 'evidence_test.pairs', 'SELECT ''1''::xml AS id, 1 AS a', key => 'id', y_pred => 'a'$$, '42804: argument "key" of type xml cannot be compared'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_pred => '(predictions).*', y_pred_b => 'b'$$, '22023: argument "y_pred" must give one value for each row'),
	($$'m/2', 'm/1', 'evidence_test.pairs', 'SELECT NULL::integer AS id, 1 AS a', key => 'id', y_pred => 'a'$$, '22004: argument "key" is NULL in 1 rows of "predictions_b"'),
	($$'m/2', 'm/1', 'evidence_test.pairs', y_pred => 'a', y_pred_b => 'nextval(''mreg.comparison_id_seq'')'$$, '25006: cannot execute nextval() in a read-only transaction')) t (arguments, expected);
SELECT is((SELECT count(*) FROM mreg.comparison), :before::bigint, 'nothing of what was refused is there');
SELECT is(pg_temp.fault($$DELETE FROM mreg.comparison$$), '23514: DELETE of "mreg.comparison" is not allowed', 'comparisons stay');
CREATE ROLE mreg_test_worker;
SELECT is(pg_temp.as_role('mreg_test_worker', $$SELECT mreg.compare_predictions('m/2', 'm/1', 'VALUES (1, 2)', y_pred => 'column1', y_pred_b => 'column2')$$), '42501: permission denied for function compare_predictions', 'without EXECUTE nobody compares');
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_test_worker;
SELECT is(pg_temp.as_role('mreg_test_worker', $$SELECT mreg.compare_predictions('m/2', 'm/1', 'VALUES (1, 2)', y_pred => 'column1', y_pred_b => 'column2')$$), 'OK', 'with EXECUTE alone he compares what he may read');
SELECT is((SELECT actor::text FROM mreg.comparison ORDER BY id DESC LIMIT 1), 'mreg_test_worker', '... and is recorded');
SELECT is(pg_temp.as_role('mreg_test_worker', $$SELECT mreg.compare_predictions('m/2', 'm/1', 'mreg.version', y_pred => 'number', y_pred_b => 'number')$$), '42501: permission denied for table version', '... and nothing else');

SELECT mreg.delete_version('m/1') \g /dev/null
SELECT mreg.purge(interval '0') \g /dev/null
SELECT is((SELECT count(*) FROM mreg.comparison), 1::bigint, 'purge() removes the comparisons of a purged version, also as the baseline');

-- Operators that others put in the way are not called.
SELECT mreg.register_model('op') \g /dev/null
SELECT mreg.register_version('op') \g /dev/null
SELECT mreg.register_version('op') \g /dev/null
CREATE SCHEMA evidence_evil;
CREATE FUNCTION evidence_evil.caught(anyelement, anyelement) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'caught by %', current_user;
END
$$;
CREATE FUNCTION evidence_evil.times(integer, float8) RETURNS float8 LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'caught by %', current_user;
END
$$;
CREATE FUNCTION evidence_evil.mixed(integer, numeric) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'caught by %', current_user;
END
$$;
CREATE OPERATOR evidence_evil.= (FUNCTION = evidence_evil.caught, LEFTARG = anyelement, RIGHTARG = anyelement);
CREATE OPERATOR evidence_evil.<> (FUNCTION = evidence_evil.caught, LEFTARG = anyelement, RIGHTARG = anyelement);
CREATE OPERATOR evidence_evil.> (FUNCTION = evidence_evil.caught, LEFTARG = anyelement, RIGHTARG = anyelement);
CREATE FUNCTION evidence_evil.texts(text, text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'caught by %', current_user;
END
$$;
CREATE OPERATOR evidence_evil.= (FUNCTION = evidence_evil.texts, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR evidence_evil.<> (FUNCTION = evidence_evil.texts, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR evidence_evil.= (FUNCTION = evidence_evil.mixed, LEFTARG = integer, RIGHTARG = numeric);
CREATE OPERATOR evidence_evil.* (FUNCTION = evidence_evil.times, LEFTARG = integer, RIGHTARG = float8);
SELECT mreg.register_dataset('evil', query => 'SELECT 1 AS id, 1 AS answer, ''x''::text AS t') \g /dev/null
CREATE FUNCTION pg_temp.under(path text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	own text := current_setting('search_path');
	result text;
BEGIN
	PERFORM set_config('search_path', path, true);
	result := pg_temp.fault(statement);
	PERFORM set_config('search_path', own, true);
	RETURN result;
END
$$;
SELECT is(pg_temp.under(path, statement), 'OK', format('%s: %s', path, what)) FROM (VALUES
	('areas', $$SELECT mreg.compare_predictions('op/2', 'op/1', 'evidence_test.pairs', y_true => 'y', score => 'a', score_b => 'b')$$),
	('labels', $$SELECT mreg.compare_predictions('op/2', 'op/1', 'SELECT ''x''::text AS t, ''x''::text AS p, ''y''::text AS q', y_true => 't', y_pred => 'p', y_pred_b => 'q')$$),
	('a positive label', $$SELECT mreg.compare_predictions('op/2', 'op/1', 'VALUES (''x'', 1, 2), (''y'', 2, 1)', y_true => 'column1', score => 'column2', score_b => 'column3', positive => 'x')$$),
	('keys', $$SELECT mreg.compare_predictions('op/2', 'op/1', 'SELECT 1 AS k, true AS p', 'SELECT 1.0 AS k, true AS p', key => 'k', y_pred => 'p')$$),
	('golden numbers', $$SELECT mreg.run_golden('op/1', 'evil', 'SELECT 1.0 AS id, 1.0 AS out', 'id', 'answer', 'out')$$),
	('golden texts', $$SELECT mreg.run_golden('op/1', 'evil', 'SELECT 1 AS id, ''x''::text AS t', 'id', 't', 't')$$)) t (what, statement),
	(VALUES ('pg_catalog, evidence_evil'), ('evidence_evil, pg_catalog')) p (path);

SELECT * FROM finish();
ROLLBACK;
