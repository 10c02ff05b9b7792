-- Built-in lifecycles: ids below 1000, no timestamps, not dumped.

INSERT INTO mreg.lifecycle (id, name) VALUES
	(1, 'standard'),
	(2, 'mlflow');

INSERT INTO mreg.stage (id, lifecycle, place, name, max_versions, displaced_to, is_initial, protected) VALUES
	(1, 'standard', 1, 'development', NULL, NULL, true, false),
	(2, 'standard', 2, 'staging', NULL, NULL, false, false),
	(4, 'standard', 4, 'archived', NULL, NULL, false, false),
	(3, 'standard', 3, 'production', 1, 'archived', false, true),
	(5, 'mlflow', 1, 'None', NULL, NULL, true, false),
	(6, 'mlflow', 2, 'Staging', NULL, NULL, false, false),
	(7, 'mlflow', 3, 'Production', NULL, NULL, false, false),
	(8, 'mlflow', 4, 'Archived', NULL, NULL, false, false);

INSERT INTO mreg.transition_rule (id, lifecycle, from_stage, to_stage) VALUES
	(1, 'standard', 'development', 'staging'),
	(2, 'standard', 'staging', 'production'),
	(3, 'standard', 'staging', 'development'),
	(4, 'standard', 'production', 'staging'),
	(5, 'standard', 'development', 'archived'),
	(6, 'standard', 'staging', 'archived'),
	(7, 'standard', 'production', 'archived'),
	(8, 'standard', 'archived', 'development'),
	(11, 'mlflow', 'None', 'Staging'),
	(12, 'mlflow', 'None', 'Production'),
	(13, 'mlflow', 'None', 'Archived'),
	(14, 'mlflow', 'Staging', 'None'),
	(15, 'mlflow', 'Staging', 'Production'),
	(16, 'mlflow', 'Staging', 'Archived'),
	(17, 'mlflow', 'Production', 'None'),
	(18, 'mlflow', 'Production', 'Staging'),
	(19, 'mlflow', 'Production', 'Archived'),
	(20, 'mlflow', 'Archived', 'None'),
	(21, 'mlflow', 'Archived', 'Staging'),
	(22, 'mlflow', 'Archived', 'Production');

SELECT pg_extension_config_dump('mreg.lifecycle', 'WHERE id >= 1000');
SELECT pg_extension_config_dump('mreg.stage', 'WHERE id >= 1000');
SELECT pg_extension_config_dump('mreg.transition_rule', 'WHERE id >= 1000');
SELECT pg_extension_config_dump('mreg.model', '');
SELECT pg_extension_config_dump('mreg.version', '');
SELECT pg_extension_config_dump('mreg.alias', '');
SELECT pg_extension_config_dump('mreg.event', '');
SELECT pg_extension_config_dump('mreg.lifecycle_id_seq', '');
SELECT pg_extension_config_dump('mreg.stage_id_seq', '');
SELECT pg_extension_config_dump('mreg.transition_rule_id_seq', '');
SELECT pg_extension_config_dump('mreg.model_id_seq', '');
SELECT pg_extension_config_dump('mreg.version_id_seq', '');
SELECT pg_extension_config_dump('mreg.event_id_seq', '');
SELECT pg_extension_config_dump('mreg.dataset', '');
SELECT pg_extension_config_dump('mreg.evaluation', '');
SELECT pg_extension_config_dump('mreg.evaluation_slice', '');
SELECT pg_extension_config_dump('mreg.metric', '');
SELECT pg_extension_config_dump('mreg.test', '');
SELECT pg_extension_config_dump('mreg.comparison', '');
SELECT pg_extension_config_dump('mreg.gate', '');
SELECT pg_extension_config_dump('mreg.request', '');
SELECT pg_extension_config_dump('mreg.approval', '');
SELECT pg_extension_config_dump('mreg.dataset_id_seq', '');
SELECT pg_extension_config_dump('mreg.evaluation_id_seq', '');
SELECT pg_extension_config_dump('mreg.metric_id_seq', '');
SELECT pg_extension_config_dump('mreg.test_id_seq', '');
SELECT pg_extension_config_dump('mreg.comparison_id_seq', '');
SELECT pg_extension_config_dump('mreg.gate_id_seq', '');
SELECT pg_extension_config_dump('mreg.request_id_seq', '');
