-- Every value of test/oracle/labels.py comes out of mreg: 1e-12 relative, p-values and exact intervals 1e-9.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;

CREATE TEMPORARY TABLE data_set (
    id integer PRIMARY KEY, kind text, y_true text[], y_pred text[], weight double precision[]);
CREATE TEMPORARY TABLE expected (id integer PRIMARY KEY, set_id integer, call text, value double precision);
CREATE TEMPORARY TABLE expected_report (set_id integer, digits integer, zero_division double precision, report text);
CREATE TEMPORARY TABLE expected_cell (set_id integer, over text, a text, b text, value text);
\ir ../oracle/labels_cases.sql

-- The matrix of every set; smallint, integer and bigint take turns.
CREATE FUNCTION pg_temp.over_set(s data_set, aggregate text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    label text := CASE WHEN s.kind = 'integer' AND '{-2147483648}' && (s.y_true || s.y_pred) THEN 'integer'
                       WHEN s.kind = 'integer' THEN (ARRAY['smallint', 'integer', 'bigint'])[1 + s.id % 3]
                       ELSE s.kind END;
    result text;
BEGIN
    EXECUTE format('SELECT %s(y::%s, p::%2$s%s)::text FROM unnest($1, $2, $3) r (y, p, w)', aggregate, label,
                   CASE WHEN s.weight IS NOT NULL THEN ', w' END)
    INTO result USING s.y_true, s.y_pred, s.weight;
    RETURN result;
END $$;
CREATE TEMPORARY TABLE matrix AS SELECT s.id, pg_temp.over_set(s, 'mreg.confusion_matrix')::mreg.confusion AS cm FROM data_set s;

CREATE FUNCTION pg_temp.value_of(call text, cm mreg.confusion) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
    result double precision;
BEGIN
    EXECUTE 'SELECT ' || call || ' FROM (SELECT $1) s (cm)' INTO result USING cm;
    RETURN result;
END $$;

-- Relative; but where scikit-learn takes differences of numbers near 1, its own results are good to 1e-15 only.
CREATE FUNCTION pg_temp.close_to(have double precision, want double precision, tolerance double precision, smallest double precision)
RETURNS boolean
IMMUTABLE LANGUAGE SQL
RETURN CASE WHEN want IS NULL OR have IS NULL THEN have IS NULL AND want IS NULL
            WHEN want = 'NaN' OR have = 'NaN' THEN have = want
            ELSE abs(have - want) <= tolerance * greatest(abs(want), smallest) END;

SELECT plan((SELECT count(*) FROM expected)::integer + (SELECT count(*) FROM expected_report)::integer
            + (SELECT count(DISTINCT (set_id, over)) FROM expected_cell)::integer + 2);

SELECT cmp_ok((SELECT count(*) FROM expected), '>=', 1500::bigint, 'at least 1500 values are compared');
SELECT is((SELECT count(cm) FROM matrix), (SELECT count(*) FROM data_set), 'every set has its matrix');

SELECT ok(pg_temp.close_to(h.value, e.value, CASE WHEN e.call ~ 'p_value|clopper' THEN 1e-9 ELSE 1e-12 END,
                       CASE WHEN e.set_id IS NULL THEN 0 ELSE 1e-3 END),
          format('set %s: %s%s is %s', e.set_id, e.call,
                 CASE WHEN h.value IS DISTINCT FROM e.value THEN ' = ' || coalesce(h.value::text, 'NULL') END, coalesce(e.value::text, 'NULL')))
FROM expected e
LEFT JOIN data_set s ON s.id = e.set_id
LEFT JOIN matrix m ON m.id = e.set_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN e.call = 'one_step' THEN pg_temp.over_set(s, 'mreg.matthews_corrcoef')::double precision
                ELSE pg_temp.value_of(e.call, m.cm) END AS value) h
ORDER BY e.id;

SELECT is(mreg.classification_report(m.cm, digits => e.digits, zero_division => e.zero_division), e.report,
          format('the report of set %s is what scikit-learn prints', e.set_id))
FROM expected_report e JOIN matrix m ON m.id = e.set_id ORDER BY m.id;

-- Shares of cells, and the counts of every class.
SELECT ok(count(*) = count(c.share) AND count(*) = count(e.value)
          AND bool_and(pg_temp.close_to(c.share, e.value::double precision, 1e-12, 0)),
          format('set %s has the cells of scikit-learn over %s', w.set_id, w.over))
FROM (SELECT DISTINCT set_id, over FROM expected_cell WHERE over <> 'labels') w
JOIN matrix m ON m.id = w.set_id
CROSS JOIN LATERAL (SELECT * FROM mreg.confusion_cells(m.cm, w.over)) c
FULL JOIN (SELECT * FROM expected_cell WHERE over <> 'labels') e
    ON (e.set_id, e.over, e.a, e.b) = (w.set_id, w.over, c.y_true, c.y_pred)
GROUP BY coalesce(w.set_id, e.set_id), coalesce(w.over, e.over), w.set_id, w.over
ORDER BY 1;
SELECT ok(count(*) = count(c.tn) AND count(*) = count(e.value)
          AND bool_and(ARRAY[c.tn, c.fp, c.fn, c.tp] = string_to_array(e.value, ' ')::double precision[]),
          format('set %s has the counts of scikit-learn for every label', w.set_id))
FROM (SELECT DISTINCT set_id FROM expected_cell WHERE over = 'labels') w
JOIN matrix m ON m.id = w.set_id
CROSS JOIN LATERAL (SELECT * FROM mreg.multilabel_confusion_matrix(m.cm)) c
FULL JOIN (SELECT * FROM expected_cell WHERE over = 'labels') e ON (e.set_id, e.a) = (w.set_id, c.label)
GROUP BY coalesce(w.set_id, e.set_id), w.set_id
ORDER BY 1;

SELECT * FROM finish();
ROLLBACK;
