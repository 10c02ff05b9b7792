CREATE SCHEMA mreg;
COMMENT ON SCHEMA mreg IS 'mreg: model registry and metrics (what users call)';
GRANT USAGE ON SCHEMA mreg TO PUBLIC;

CREATE SCHEMA mreg_internal;
COMMENT ON SCHEMA mreg_internal IS 'mreg: support functions of types, aggregates and triggers';
GRANT USAGE ON SCHEMA mreg_internal TO PUBLIC;
