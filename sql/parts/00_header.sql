\echo Use "CREATE EXTENSION mreg" to load this file. \quit

SET LOCAL search_path = pg_catalog, pg_temp;

