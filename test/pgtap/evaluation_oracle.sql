-- Every metric that scikit-learn computes of its own data sets (test/oracle/evaluation.py), whole and by slice, comes out
-- of mreg.evaluate(), to 1e-12 relative.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(13);

CREATE TEMPORARY TABLE expected (evaluation text, slice text, metric text, value double precision);
\ir ../oracle/evaluation_cases.sql

CREATE TEMPORARY TABLE model (name text, task text);
INSERT INTO model VALUES ('breast_cancer', 'binary'), ('iris', 'multiclass'), ('digits', 'multiclass'), ('sets', 'multilabel'),
	('diabetes', 'regression'), ('queries', 'ranking');
DO $$ BEGIN PERFORM mreg.register_model(m.name, task => m.task), mreg.register_version(m.name) FROM model m; END $$;

CREATE TEMPORARY TABLE evaluated (evaluation text, id bigint);
INSERT INTO evaluated
SELECT 'breast_cancer', (mreg.evaluate('breast_cancer/1', NULL, 'breast_cancer', 'y_true', 'y_pred', 'score', slices => '{size,texture,size*texture}')).id
UNION ALL
SELECT 'breast_cancer weighted', (mreg.evaluate('breast_cancer/1', NULL, 'breast_cancer', 'y_true', 'y_pred', 'score', weight => 'w',
	slices => '{size,texture,size*texture}')).id
UNION ALL
SELECT 'iris', (mreg.evaluate('iris/1', NULL, 'iris', 'y_true', 'y_pred', probabilities => 'probabilities', slices => '{petal,half,petal*half}')).id
UNION ALL
SELECT 'digits', (mreg.evaluate('digits/1', NULL, 'digits', 'y_true', 'y_pred', slices => '{ink,third,ink*third}')).id
UNION ALL
SELECT 'digits weighted', (mreg.evaluate('digits/1', NULL, 'digits', 'y_true', 'y_pred', weight => 'w', slices => '{ink,third,ink*third}')).id
UNION ALL
SELECT 'digits sets', (mreg.evaluate('sets/1', NULL, 'digits', 'set_true', 'set_pred', slices => '{ink,third,ink*third}')).id
UNION ALL
SELECT 'digits sets weighted', (mreg.evaluate('sets/1', NULL, 'digits', 'set_true', 'set_pred', weight => 'w', slices => '{ink,third,ink*third}')).id
UNION ALL
SELECT 'diabetes', (mreg.evaluate('diabetes/1', NULL, 'diabetes', 'y_true', 'y_pred', slices => '{sex,age,sex*age}')).id
UNION ALL
SELECT 'diabetes weighted', (mreg.evaluate('diabetes/1', NULL, 'diabetes', 'y_true', 'y_pred', weight => 'w', slices => '{sex,age,sex*age}')).id
UNION ALL
SELECT 'diabetes ranking', (mreg.evaluate('queries/1', NULL, 'diabetes', 'grade', score => 'y_pred', query_id => 'query', slices => '{sex,age,sex*age}')).id;

CREATE TEMPORARY TABLE compared AS
SELECT e.*, m.value AS computed, m.id IS NOT NULL AS is_there
FROM expected e JOIN evaluated v USING (evaluation)
	LEFT JOIN mreg.metric m ON m.evaluation = v.id AND m.slice = e.slice AND m.metric = e.metric;

SELECT is((SELECT count(DISTINCT evaluation) FROM compared), 10::bigint, 'ten evaluations are compared');
SELECT cmp_ok((SELECT count(*) FROM compared), '>', 4000::bigint, '... in thousands of values');
SELECT is_empty($$SELECT c.evaluation, c.slice, c.metric, c.value, c.computed FROM compared c WHERE c.evaluation = '$$ || evaluation || $$'
	AND NOT (c.is_there AND (c.value IS NULL AND c.computed IS NULL OR abs(c.value - c.computed) <= 1e-12 * greatest(1, abs(c.value))))$$, evaluation || ' agrees')
FROM evaluated ORDER BY evaluation;
SELECT is_empty($$SELECT v.evaluation, m.metric FROM evaluated v JOIN mreg.metric m ON m.evaluation = v.id
	JOIN mreg.evaluation e ON e.id = v.id WHERE NOT EXISTS (SELECT FROM mreg_internal.metric_definition(m.metric, e.task))$$,
	'every metric is in the catalogue');
SELECT * FROM finish();
ROLLBACK;
