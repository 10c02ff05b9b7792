-- Gates on evidence as mreg.evaluate(), compare_predictions() and run_golden() store it.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(17);

-- Two versions' predictions for the same 2000 keys: the first errs on every tenth, the second on every twentieth.
CREATE TABLE public.gates_rows AS
SELECT i AS key, i % 2 = 0 AS label, (i % 2 = 0) <> (i % 10 = 0) AS first, (i % 2 = 0) <> (i % 20 = 0) AS second,
	(CASE WHEN (i % 2 = 0) <> (i % 10 = 0) THEN 0.7 ELSE 0.3 END + (i % 7) * 0.01)::float8 AS score,
	CASE WHEN i % 4 < 2 THEN 'north' ELSE 'south' END AS region
FROM generate_series(1, 2000) i;
SELECT mreg.register_model('e', task => 'binary'), mreg.register_dataset('holdout', relation => 'public.gates_rows') \g /dev/null
SELECT mreg.register_version('e'), mreg.promote('e/' || i, 'staging') FROM generate_series(1, 2) i \g /dev/null
SELECT mreg.evaluate('e/1', 'holdout', 'public.gates_rows', 'label', 'first', score => 'score', slices => '{region}') \g /dev/null
SELECT mreg.promote('e/1', 'production') \g /dev/null

CREATE FUNCTION pg_temp.verdict(gate text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('SELECT mreg.add_gate(''e'', ''x'', ''production'', %s)', gate);
	SELECT v.verdict INTO result FROM mreg.validate('e/2', 'production') v WHERE v.gate = 'x';
	PERFORM mreg.drop_gate('e', 'x');
	RETURN result;
END
$$;
SELECT is(pg_temp.verdict($$'accuracy_score', min => 0.9, dataset => 'holdout'$$), 'not_evaluated', 'not evaluated yet');
SELECT mreg.evaluate('e/2', 'holdout', 'public.gates_rows', 'label', 'second', score => 'score', slices => '{region}',
	name => 'training') \g /dev/null
SELECT mreg.evaluate('e/2', 'holdout', 'public.gates_rows', 'label', 'second', score => 'score', slices => '{region}') \g /dev/null
SELECT is(pg_temp.verdict(c.gate), c.verdict, c.gate)
FROM (VALUES
	($$'accuracy_score', min => 0.95, dataset => 'holdout', computed => true$$, 'pass'),
	($$'accuracy_score', min => 0.95, dataset => 'holdout', confidence => 0.95$$, 'fail'),
	($$'accuracy_score', min => 0.94, dataset => 'holdout', confidence => 0.8$$, 'pass'),
	($$'accuracy_score', min => 0.94, dataset => 'holdout', confidence => 0.999$$, 'fail'),
	($$'accuracy_score', min => 0.89, dataset => 'holdout', slice => 'region=*'$$, 'pass'),
	($$'accuracy_score', kind => 'spread', max => 0.2, dataset => 'holdout', slice => 'region=*'$$, 'pass'),
	($$'psi', kind => 'drift', max => 0.01, dataset => 'holdout'$$, 'pass'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.05, dataset => 'holdout'$$, 'pass'),
	($$'accuracy_score', baseline => 'stage', min_change => 0.02, dataset => 'holdout', confidence => 0.95$$, 'pass'),
	($$kind => 'flip_rate', baseline => 'stage', max => 0.05$$, 'not_evaluated'),
	($$min_n => 2000, max_age => '1 minute'$$, 'pass')) c (gate, verdict);
SELECT is(pg_temp.verdict($$'accuracy_score', baseline => 'stage', min_change => 0.038, dataset => 'holdout', confidence => 0.95$$),
	'fail', 'two intervals leave the improvement open');
SELECT mreg.compare_predictions('e/2', 'e/1', 'public.gates_rows', key => 'key', y_true => 'label', y_pred => 'second',
	y_pred_b => 'first', dataset => 'holdout') \g /dev/null
SELECT is(pg_temp.verdict($$'accuracy_score', baseline => 'stage', min_change => 0.038, dataset => 'holdout', confidence => 0.95$$),
	'pass', 'the paired comparison shows it');
SELECT is(pg_temp.verdict($$'accuracy_score', baseline => 'stage', min_change => 0.038, dataset => 'holdout', confidence => 0.9$$),
	'pass', '... at any confidence');
SELECT is(pg_temp.verdict($$kind => 'flip_rate', baseline => 'stage', max => 0.05, dataset => 'holdout'$$), 'pass',
	'the flip rate on the bound');
SELECT is(pg_temp.verdict($$kind => 'flip_rate', baseline => 'stage', max => 0.0499, dataset => 'holdout'$$), 'fail',
	'the flip rate above the bound');
SELECT * FROM finish();
ROLLBACK;
