-- Every value that scikit-learn computed (test/oracle/confusion.py) comes out of mreg, to 1e-12 relative.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;

CREATE TEMPORARY TABLE data_set (
    id integer PRIMARY KEY, kind text, y_true text[], y_pred text[], weight double precision[]);
CREATE TEMPORARY TABLE expected_score (
    id integer PRIMARY KEY, set_id integer, metric text, average text, beta double precision, labels text[],
    pos_label text, zero_division double precision, value double precision);
CREATE TEMPORARY TABLE expected_report (
    id integer PRIMARY KEY, set_id integer, labels text[], target_names text[], digits integer,
    zero_division double precision, report text);
CREATE TEMPORARY TABLE expected_cell (set_id integer, y_true text, y_pred text, n double precision);
\ir ../oracle/confusion_cases.sql

-- The matrix of every set, its labels in the type that its number chooses.
CREATE TEMPORARY TABLE matrix AS
WITH pair AS (
    SELECT s.id, s.kind, s.weight IS NOT NULL AS is_weighted, p.y, p.yhat, p.w
    FROM data_set s CROSS JOIN LATERAL unnest(s.y_true, s.y_pred, s.weight) p (y, yhat, w)
)
SELECT id, mreg.confusion_matrix(y::boolean, yhat::boolean) AS cm
FROM pair WHERE kind = 'boolean' AND NOT is_weighted GROUP BY id
UNION ALL SELECT id, mreg.confusion_matrix(y::boolean, yhat::boolean, w)
FROM pair WHERE kind = 'boolean' AND is_weighted GROUP BY id
UNION ALL SELECT id, mreg.confusion_matrix(y::smallint, yhat::smallint)
FROM pair WHERE kind = 'integer' AND NOT is_weighted AND id % 3 = 0 GROUP BY id
UNION ALL SELECT id, mreg.confusion_matrix(y::smallint, yhat::smallint, w)
FROM pair WHERE kind = 'integer' AND is_weighted AND id % 3 = 0 GROUP BY id
UNION ALL SELECT id, mreg.confusion_matrix(y::integer, yhat::integer)
FROM pair WHERE kind = 'integer' AND NOT is_weighted AND id % 3 = 1 GROUP BY id
UNION ALL SELECT id, mreg.confusion_matrix(y::integer, yhat::integer, w)
FROM pair WHERE kind = 'integer' AND is_weighted AND id % 3 = 1 GROUP BY id
UNION ALL SELECT id, mreg.confusion_matrix(y::bigint, yhat::bigint)
FROM pair WHERE kind = 'integer' AND NOT is_weighted AND id % 3 = 2 GROUP BY id
UNION ALL SELECT id, mreg.confusion_matrix(y::bigint, yhat::bigint, w)
FROM pair WHERE kind = 'integer' AND is_weighted AND id % 3 = 2 GROUP BY id
UNION ALL SELECT id, mreg.confusion_matrix(y, yhat)
FROM pair WHERE kind = 'text' AND NOT is_weighted GROUP BY id
UNION ALL SELECT id, mreg.confusion_matrix(y, yhat, w)
FROM pair WHERE kind = 'text' AND is_weighted GROUP BY id;

CREATE FUNCTION pg_temp.close_to(have double precision, want double precision) RETURNS boolean
IMMUTABLE LANGUAGE SQL
RETURN CASE WHEN want IS NULL OR have IS NULL THEN have IS NULL AND want IS NULL
            WHEN want = 'NaN' OR have = 'NaN' THEN have = want
            ELSE abs(have - want) <= 1e-12 * abs(want) END;

SELECT plan((SELECT count(*) FROM expected_score)::integer + (SELECT count(*) FROM expected_report)::integer
            + (SELECT count(DISTINCT set_id) FROM expected_cell)::integer
            + (SELECT count(*) FROM expected_score e JOIN data_set s ON s.id = e.set_id
               WHERE s.kind = 'integer' AND (e.labels IS NOT NULL OR e.pos_label IS NOT NULL))::integer
            + (SELECT count(*) FROM expected_report e JOIN data_set s ON s.id = e.set_id
               WHERE s.kind = 'integer' AND e.labels IS NOT NULL)::integer + 3);

SELECT cmp_ok((SELECT count(*) FROM expected_score), '>=', 300::bigint, 'at least 300 scores are compared');
SELECT is((SELECT count(*) FROM matrix), (SELECT count(*) FROM data_set), 'every set has its matrix');

SELECT ok(pg_temp.close_to(have.value, e.value),
          format('set %s: %s(%s)%s is %s', e.set_id, e.metric,
                 concat_ws(', ', e.average, 'beta ' || e.beta, 'labels ' || e.labels::text, 'pos_label ' || e.pos_label,
                           'zero_division ' || e.zero_division),
                 CASE WHEN pg_temp.close_to(have.value, e.value) THEN '' ELSE ' = ' || coalesce(have.value::text, 'NULL') END,
                 coalesce(e.value::text, 'NULL')))
FROM expected_score e
JOIN matrix m ON m.id = e.set_id
CROSS JOIN LATERAL (
    SELECT CASE e.metric
        WHEN 'precision_score' THEN mreg.precision_score(m.cm, e.average, e.labels, e.pos_label, e.zero_division)
        WHEN 'recall_score' THEN mreg.recall_score(m.cm, e.average, e.labels, e.pos_label, e.zero_division)
        WHEN 'f1_score' THEN mreg.f1_score(m.cm, e.average, e.labels, e.pos_label, e.zero_division)
        WHEN 'fbeta_score' THEN mreg.fbeta_score(m.cm, e.beta, e.average, e.labels, e.pos_label, e.zero_division)
        WHEN 'accuracy_score' THEN mreg.accuracy_score(m.cm)
        WHEN 'accuracy_count' THEN mreg.accuracy_score(m.cm, normalized => false) END AS value) have
ORDER BY e.id;

SELECT ok(pg_temp.close_to(have.value, e.value), format('case %s is the same by integer arguments', e.id))
FROM expected_score e
JOIN data_set s ON s.id = e.set_id AND s.kind = 'integer'
JOIN matrix m ON m.id = e.set_id
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN e.labels IS NOT NULL THEN CASE e.metric
            WHEN 'precision_score' THEN mreg.precision_score(m.cm, e.average, e.labels::bigint[], e.zero_division)
            WHEN 'recall_score' THEN mreg.recall_score(m.cm, e.average, e.labels::bigint[], e.zero_division)
            WHEN 'f1_score' THEN mreg.f1_score(m.cm, e.average, e.labels::bigint[], e.zero_division) END
        ELSE CASE e.metric
            WHEN 'precision_score' THEN mreg.precision_score(m.cm, e.pos_label::bigint, e.zero_division)
            WHEN 'recall_score' THEN mreg.recall_score(m.cm, e.pos_label::bigint, e.zero_division)
            WHEN 'f1_score' THEN mreg.f1_score(m.cm, e.pos_label::bigint, e.zero_division) END
        END AS value) have
WHERE e.labels IS NOT NULL OR e.pos_label IS NOT NULL
ORDER BY e.id;

SELECT is(mreg.classification_report(m.cm, e.labels, e.target_names, e.digits, e.zero_division), e.report,
          format('report %s of set %s is what scikit-learn prints', e.id, e.set_id))
FROM expected_report e JOIN matrix m ON m.id = e.set_id ORDER BY e.id;

SELECT is(mreg.classification_report(m.cm, e.labels::bigint[], e.target_names, e.digits, e.zero_division), e.report,
          format('report %s is the same by integer labels', e.id))
FROM expected_report e
JOIN data_set s ON s.id = e.set_id AND s.kind = 'integer'
JOIN matrix m ON m.id = e.set_id
WHERE e.labels IS NOT NULL
ORDER BY e.id;

SELECT is(have.cells, want.cells, format('set %s has the cells of scikit-learn''s confusion_matrix', want.set_id))
FROM (SELECT set_id, array_agg((y_true, y_pred, n)::text ORDER BY y_true COLLATE "C", y_pred COLLATE "C") AS cells
      FROM expected_cell GROUP BY set_id) want
JOIN matrix m ON m.id = want.set_id
CROSS JOIN LATERAL (
    SELECT array_agg((c.y_true, c.y_pred, c.n)::text ORDER BY c.y_true COLLATE "C", c.y_pred COLLATE "C") AS cells
    FROM mreg.confusion_cells(m.cm) c) have
ORDER BY want.set_id;

-- The rows of class_report hold what the scores say one by one.
SELECT is_empty(
    $$SELECT m.id, r.label
      FROM matrix m CROSS JOIN LATERAL mreg.class_report(m.cm) r
      WHERE r.kind = 'class' AND NOT (
          pg_temp.close_to(r.precision_score, mreg.precision_score(m.cm, pos_label => r.label))
          AND pg_temp.close_to(r.recall_score, mreg.recall_score(m.cm, pos_label => r.label))
          AND pg_temp.close_to(r.f1_score, mreg.f1_score(m.cm, pos_label => r.label))
          AND r.support = mreg.support(m.cm, r.label))
      OR r.kind IN ('macro', 'weighted') AND NOT (
          pg_temp.close_to(r.precision_score, mreg.precision_score(m.cm, r.kind))
          AND pg_temp.close_to(r.recall_score, mreg.recall_score(m.cm, r.kind))
          AND pg_temp.close_to(r.f1_score, mreg.f1_score(m.cm, r.kind)) AND r.support = mreg.support(m.cm))
      OR r.kind = 'accuracy' AND r.f1_score <> mreg.accuracy_score(m.cm)$$,
    'class_report agrees with the scores');
SELECT * FROM finish();
ROLLBACK;
