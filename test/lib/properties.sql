-- What the pgTAP files on properties of metrics begin with.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT no_plan();

CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    line text;
    whole text := '';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        whole := whole || line || E'\n';
    END LOOP;
    RETURN whole;
END $$;

CREATE FUNCTION pg_temp.value_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    value text;
BEGIN
    EXECUTE query INTO value;
    RETURN value;
END $$;

-- Queries of an aggregate over a frame of so many rows before the current one: as a moving frame, and each anew.
CREATE FUNCTION pg_temp.moving(expression text, rows integer, source text DEFAULT 'prediction') RETURNS text LANGUAGE sql AS $$
SELECT format('SELECT i, %1$s OVER (ORDER BY i ROWS BETWEEN %2$s PRECEDING AND 1 PRECEDING) AS value FROM %3$s WHERE i <= 400', expression, rows, source) $$;
CREATE FUNCTION pg_temp.anew(expression text, rows integer, source text DEFAULT 'prediction') RETURNS text LANGUAGE sql AS $$
SELECT format('SELECT i, (SELECT %1$s FROM %3$s q WHERE q.i BETWEEN p.i - %2$s AND p.i - 1) AS value FROM %3$s p WHERE i <= 400', expression, rows, source) $$;
