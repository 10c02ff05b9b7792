-- The registry's functions that write, and those that raise.

CREATE FUNCTION mreg.resolve(ref text)
RETURNS mreg.version
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_resolve';
COMMENT ON FUNCTION mreg.resolve(text) IS
'the version that a reference names: iris (newest), iris/3, iris/1.4.0 (label), iris@champion (alias), iris:production (stage), models:/iris/3; raises no_data_found if it names nothing';

CREATE FUNCTION mreg.latest(model text, stage text DEFAULT NULL)
RETURNS mreg.version
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_latest';
COMMENT ON FUNCTION mreg.latest(text, text) IS
'the newest version of a model that is not deleted or, given a stage, the latest to enter it; raises no_data_found if there is none';

CREATE FUNCTION mreg_internal.find_model(model text)
RETURNS bigint
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_find_model';
COMMENT ON FUNCTION mreg_internal.find_model(text) IS
'id of the live model of a name, else of the one deleted last; reads with the caller''s rights; raises no_data_found if there is none';

CREATE FUNCTION mreg.register_model(
	name text,
	description text DEFAULT NULL,
	task text DEFAULT NULL,
	tags jsonb DEFAULT NULL,
	lifecycle text DEFAULT 'standard')
RETURNS mreg.model
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_register_model';
COMMENT ON FUNCTION mreg.register_model(text, text, text, jsonb, text) IS
'registers a model; task: binary, multiclass, multilabel, regression, ranking or other; tags: a JSON object; raises unique_violation if a live model has the name';

CREATE FUNCTION mreg.register_version(
	model text,
	params jsonb DEFAULT NULL,
	signature jsonb DEFAULT NULL,
	source jsonb DEFAULT NULL,
	parent text DEFAULT NULL,
	label text DEFAULT NULL,
	description text DEFAULT NULL,
	tags jsonb DEFAULT NULL,
	external_id text DEFAULT NULL)
RETURNS mreg.version
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_register_version';
COMMENT ON FUNCTION mreg.register_version(text, jsonb, jsonb, jsonb, text, text, text, jsonb, text) IS
'registers the next version of a model in its lifecycle''s initial stage; params, source, tags: JSON objects; signature: MLflow''s; parent: reference of the version it derives from; external_id: calling again with the same id and content returns the same version, with other content raises unique_violation';

CREATE FUNCTION mreg.promote(
	ref text,
	stage text,
	reason text DEFAULT NULL,
	override text DEFAULT NULL)
RETURNS mreg.version
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_promote';
COMMENT ON FUNCTION mreg.promote(text, text, text, text) IS
'moves a version to a stage along its lifecycle if all gates of the stage pass; the version that a full stage displaces moves on in the same transaction; raises check_violation if no rule allows the move or a gate does not pass; override: why the move passes by gates and approvals, recorded in an event of its own, for members of the model''s owner, of the owner of the registry, and superusers';

CREATE FUNCTION mreg.rollback(model text, stage text DEFAULT 'production', reason text DEFAULT NULL)
RETURNS mreg.version
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_rollback';
COMMENT ON FUNCTION mreg.rollback(text, text, text) IS
'brings back the version that a stage of limited capacity held before and returns it; repeated, goes further back, never to a version rolled back from; into a stage that is empty comes the last version it held; deleted versions are skipped; raises object_not_in_prerequisite_state if nothing is left';

CREATE FUNCTION mreg.set_alias(ref text, alias text)
RETURNS mreg.version
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_set_alias';
COMMENT ON FUNCTION mreg.set_alias(text, text) IS
'makes an alias name a version, taking it from the version that bore it';

CREATE FUNCTION mreg.drop_alias(model text, alias text)
RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_drop_alias';
COMMENT ON FUNCTION mreg.drop_alias(text, text) IS 'removes an alias of a model';

CREATE FUNCTION mreg.set_tag(ref text, key text, value text)
RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_set_tag';
COMMENT ON FUNCTION mreg.set_tag(text, text, text) IS
'gives a version, or by its bare name a model, a tag';

CREATE FUNCTION mreg.drop_tag(ref text, key text)
RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_drop_tag';
COMMENT ON FUNCTION mreg.drop_tag(text, text) IS
'takes a tag from a version, or by its bare name from a model';

CREATE FUNCTION mreg.describe(ref text, description text)
RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_describe';
COMMENT ON FUNCTION mreg.describe(text, text) IS
'describes a version, or by its bare name a model; NULL removes the description';

CREATE FUNCTION mreg.rename_model(old_name text, new_name text)
RETURNS mreg.model
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_rename_model';
COMMENT ON FUNCTION mreg.rename_model(text, text) IS
'gives a model another name; versions, aliases and history follow the model';

CREATE FUNCTION mreg.set_owner(model text, role text)
RETURNS mreg.model
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_set_owner';
COMMENT ON FUNCTION mreg.set_owner(text, text) IS 'names the role that answers for a model; that takes a member of the one that does so far, or of the role that owns mreg';

CREATE FUNCTION mreg.set_task(model text, task text)
RETURNS mreg.model
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_set_task';
COMMENT ON FUNCTION mreg.set_task(text, text) IS
'sets the task of a model that was registered without one; it never changes afterwards';

CREATE FUNCTION mreg.delete_version(ref text, reason text DEFAULT NULL)
RETURNS mreg.version
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_delete_version';
COMMENT ON FUNCTION mreg.delete_version(text, text) IS
'deletes a version softly; refused in a stage that is protected or limited, and under an alias; restore_version() brings it back';

CREATE FUNCTION mreg.restore_version(ref text)
RETURNS mreg.version
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_restore_version';
COMMENT ON FUNCTION mreg.restore_version(text) IS 'brings a deleted version back, unless it is purged';

CREATE FUNCTION mreg.delete_model(model text, reason text DEFAULT NULL)
RETURNS mreg.model
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_delete_model';
COMMENT ON FUNCTION mreg.delete_model(text, text) IS
'deletes a model softly; refused while a version is in a protected or limited stage or under an alias; its name becomes free';

CREATE FUNCTION mreg.restore_model(model text)
RETURNS mreg.model
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_restore_model';
COMMENT ON FUNCTION mreg.restore_model(text) IS
'brings back the latest deleted model of that name, unless it is purged or the name is taken';

CREATE FUNCTION mreg.purge(older_than interval)
RETURNS bigint
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_purge';
COMMENT ON FUNCTION mreg.purge(interval) IS
'removes for good params, signature, source, description, tags, evidence and artifacts of what was deleted longer ago; ids, numbers, digests, times and events stay; returns the number of versions';

