-- Guards of the tables: what constraints cannot hold.

CREATE FUNCTION mreg_internal.refuse_change()
RETURNS trigger
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_refuse_change';
COMMENT ON FUNCTION mreg_internal.refuse_change() IS 'trigger: refuses the statement';

CREATE FUNCTION mreg_internal.lifecycle_guard()
RETURNS trigger
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_lifecycle_guard';
COMMENT ON FUNCTION mreg_internal.lifecycle_guard() IS
'trigger of mreg.lifecycle, mreg.stage and mreg.transition_rule: built-in lifecycles never change, others by define_lifecycle() alone';

CREATE FUNCTION mreg_internal.model_guard()
RETURNS trigger
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_model_guard';
COMMENT ON FUNCTION mreg_internal.model_guard() IS
'trigger of mreg.model: holds what never changes, checks deletion, writes the events of an UPDATE';

CREATE FUNCTION mreg_internal.version_guard()
RETURNS trigger
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_version_guard';
COMMENT ON FUNCTION mreg_internal.version_guard() IS
'trigger of mreg.version: numbers new rows, holds identity, transitions and capacity, writes the events of an UPDATE';

CREATE FUNCTION mreg_internal.version_count()
RETURNS trigger
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_version_count';
COMMENT ON FUNCTION mreg_internal.version_count() IS
'trigger of mreg.version: keeps mreg.model.last_number up with inserted rows';

CREATE FUNCTION mreg_internal.alias_guard()
RETURNS trigger
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_alias_guard';
COMMENT ON FUNCTION mreg_internal.alias_guard() IS
'trigger of mreg.alias: checks the version that an alias moves to, writes the events of UPDATE and DELETE';

CREATE FUNCTION mreg_internal.gate_guard()
RETURNS trigger
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_gate_guard';
COMMENT ON FUNCTION mreg_internal.gate_guard() IS
'trigger of mreg.gate: gates never change; writes the event of a DELETE';

CREATE FUNCTION mreg_internal.upload_feed()
RETURNS trigger
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_upload_feed';
COMMENT ON FUNCTION mreg_internal.upload_feed() IS
'trigger of mreg.upload: stores the part of an artifact that a row brings, and leaves the row out';

CREATE FUNCTION mreg_internal.quota_guard()
RETURNS trigger
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_quota_guard';
COMMENT ON FUNCTION mreg_internal.quota_guard() IS
'trigger of mreg.quota: only who manages the model changes its quota; writes the events of UPDATE and DELETE';

CREATE TRIGGER feed BEFORE INSERT ON mreg.upload
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.upload_feed();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON mreg.lifecycle
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.lifecycle_guard();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON mreg.stage
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.lifecycle_guard();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON mreg.transition_rule
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.lifecycle_guard();
CREATE TRIGGER guard BEFORE UPDATE ON mreg.model
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.model_guard();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON mreg.version
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.version_guard();
CREATE TRIGGER count AFTER INSERT ON mreg.version
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.version_count();
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON mreg.alias
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.alias_guard();
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON mreg.gate
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.gate_guard();
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON mreg.quota
	FOR EACH ROW EXECUTE FUNCTION mreg_internal.quota_guard();

CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.event
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE DELETE OR TRUNCATE ON mreg.model
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE DELETE OR TRUNCATE ON mreg.version
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE TRUNCATE ON mreg.alias
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE TRUNCATE ON mreg.lifecycle
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE TRUNCATE ON mreg.stage
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE TRUNCATE ON mreg.transition_rule
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.dataset
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.evaluation
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.evaluation_slice
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.metric
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.test
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.comparison
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE TRUNCATE ON mreg.gate
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE TRUNCATE ON mreg.quota
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.request
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.approval
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.segment
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.chunk
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.content
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON mreg.artifact
	FOR EACH STATEMENT EXECUTE FUNCTION mreg_internal.refuse_change();
