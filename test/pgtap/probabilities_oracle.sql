-- Every value that scikit-learn computed (test/oracle/probabilities.py) comes out of mreg, to 1e-12 relative.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;

CREATE TEMPORARY TABLE data_set (
    id integer PRIMARY KEY, kind text, y_true text[], probabilities double precision[], labels text[]);
CREATE TEMPORARY TABLE expected (
    id integer PRIMARY KEY, set_id integer, metric text, option integer, multi_class text, average text,
    without_labels boolean, value double precision);
\ir ../oracle/probabilities_cases.sql

-- The rows of every set, labels in their own type; integers of three widths where they fit.
CREATE TEMPORARY TABLE gathered AS
WITH row_of AS (
    SELECT s.id, s.kind, r.y, (SELECT array_agg(s.probabilities[r.i][j] ORDER BY j) FROM generate_series(1, cardinality(s.labels)) j) AS p
    FROM data_set s CROSS JOIN LATERAL unnest(s.y_true) WITH ORDINALITY r (y, i)
)
SELECT id, mreg.class_scores(y, p) AS scores FROM row_of WHERE kind = 'text' GROUP BY id
UNION ALL SELECT id, mreg.class_scores(y::bigint, p) FROM row_of WHERE kind = 'integer' AND (id % 3 = 0 OR id < 13) GROUP BY id
UNION ALL SELECT id, mreg.class_scores(y::integer, p) FROM row_of WHERE kind = 'integer' AND id % 3 = 1 AND id >= 13 GROUP BY id
UNION ALL SELECT id, mreg.class_scores(y::smallint, p) FROM row_of WHERE kind = 'integer' AND id % 3 = 2 AND id >= 13 GROUP BY id;

-- What mreg says: with labels as text, and as integers where they are.
CREATE FUNCTION pg_temp.computed(s mreg.class_scores, e expected, names text[]) RETURNS double precision LANGUAGE sql RETURN
    CASE e.metric
        WHEN 'log_loss' THEN mreg.log_loss(s, names, e.option = 1)
        WHEN 'brier_score_loss' THEN mreg.brier_score_loss(s, names, e.option = 1)
        WHEN 'expected_calibration_error' THEN mreg.expected_calibration_error(s, e.option, names)
        WHEN 'top_k_accuracy_score' THEN mreg.top_k_accuracy_score(s, e.option, names)
        WHEN 'roc_auc_score' THEN mreg.roc_auc_score(s, e.multi_class, e.average, names)
        WHEN 'class_curve' THEN mreg.roc_auc_score(mreg.class_curve(s, e.multi_class, names))
    END;
CREATE FUNCTION pg_temp.computed(s mreg.class_scores, e expected, names bigint[]) RETURNS double precision LANGUAGE sql RETURN
    CASE e.metric
        WHEN 'log_loss' THEN mreg.log_loss(s, names, e.option = 1)
        WHEN 'brier_score_loss' THEN mreg.brier_score_loss(s, names, e.option = 1)
        WHEN 'expected_calibration_error' THEN mreg.expected_calibration_error(s, e.option, names)
        WHEN 'top_k_accuracy_score' THEN mreg.top_k_accuracy_score(s, e.option, names)
        WHEN 'roc_auc_score' THEN mreg.roc_auc_score(s, e.multi_class, e.average, names)
        WHEN 'class_curve' THEN mreg.roc_auc_score(mreg.class_curve(s, e.multi_class::bigint, names))
    END;
CREATE FUNCTION pg_temp.close(a double precision, b double precision) RETURNS boolean LANGUAGE sql RETURN
    a IS NOT DISTINCT FROM b OR coalesce(abs(a - b) <= 1e-12 * abs(b) + 1e-15, false);

SELECT plan((2 * (SELECT count(*) FROM expected) + (SELECT count(*) FROM expected WHERE without_labels)
             + (SELECT count(*) FROM expected JOIN data_set d ON d.id = set_id WHERE d.kind = 'integer') + 1)::integer);
SELECT cmp_ok(count(*), '>=', 150::bigint, 'there are at least 150 cases') FROM expected;
SELECT ok(pg_temp.close(v, e.value), format('case %s of set %s, %s: %s, expected %s', e.id, e.set_id, e.metric, v, e.value))
FROM expected e JOIN data_set d ON d.id = e.set_id JOIN gathered g ON g.id = e.set_id,
     LATERAL pg_temp.computed(g.scores, e, d.labels) v ORDER BY e.id;
SELECT ok(pg_temp.close(v, e.value), format('case %s with integer labels: %s, expected %s', e.id, v, e.value))
FROM expected e JOIN data_set d ON d.id = e.set_id JOIN gathered g ON g.id = e.set_id,
     LATERAL pg_temp.computed(g.scores, e, d.labels::bigint[]) v WHERE d.kind = 'integer' ORDER BY e.id;
SELECT ok(pg_temp.close(v, e.value), format('case %s without labels: %s, expected %s', e.id, v, e.value))
FROM expected e JOIN gathered g ON g.id = e.set_id,
     LATERAL pg_temp.computed(g.scores, e, NULL::text[]) v WHERE e.without_labels ORDER BY e.id;
-- The same rows twice over through text: means stay as they are.
SELECT ok(pg_temp.close(v, e.value * CASE WHEN e.metric = 'log_loss' AND e.option = 0 THEN 2 ELSE 1 END),
          format('case %s of the rows twice: %s, expected %s', e.id, v, e.value))
FROM expected e JOIN data_set d ON d.id = e.set_id JOIN gathered g ON g.id = e.set_id,
     LATERAL pg_temp.computed(mreg.class_scores_add(g.scores::text::mreg.class_scores, g.scores), e, d.labels) v ORDER BY e.id;

SELECT * FROM finish();
ROLLBACK;
