-- The metrics that evaluations compute: their names, what they are read off, which way is better.

CREATE FUNCTION mreg_internal.metric_definitions()
RETURNS TABLE (
	metric text,
	family text,
	tasks text[],
	higher_is_better boolean,
	has_interval boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	SELECT d.metric, d.family, d.tasks, d.higher_is_better, d.has_interval
	FROM (VALUES
		('accuracy_score', 'confusion', ARRAY['binary', 'multiclass', 'multilabel'], true, true),
		('zero_one_loss', 'confusion', ARRAY['binary', 'multiclass', 'multilabel'], false, true),
		('hamming_loss', 'confusion', ARRAY['binary', 'multiclass'], false, true),
		('hamming_loss', 'confusion', ARRAY['multilabel'], false, false),
		('balanced_accuracy_score', 'confusion', ARRAY['binary', 'multiclass'], true, true),
		('matthews_corrcoef', 'confusion', ARRAY['binary', 'multiclass'], true, true),
		('cohen_kappa_score', 'confusion', ARRAY['binary', 'multiclass'], true, true),
		('precision_score', 'confusion', ARRAY['binary', 'multiclass'], true, true),
		('precision_score', 'confusion', ARRAY['multilabel'], true, false),
		('recall_score', 'confusion', ARRAY['binary', 'multiclass'], true, true),
		('recall_score', 'confusion', ARRAY['multilabel'], true, false),
		('f1_score', 'confusion', ARRAY['binary', 'multiclass'], true, true),
		('f1_score', 'confusion', ARRAY['multilabel'], true, false),
		('jaccard_score', 'confusion', ARRAY['binary', 'multiclass'], true, true),
		('jaccard_score', 'confusion', ARRAY['multilabel'], true, false),
		('specificity_score', 'confusion', ARRAY['binary'], true, true),
		('negative_predictive_value', 'confusion', ARRAY['binary'], true, true),
		('false_positive_rate', 'confusion', ARRAY['binary'], false, true),
		('false_negative_rate', 'confusion', ARRAY['binary'], false, true),
		('false_discovery_rate', 'confusion', ARRAY['binary'], false, true),
		('false_omission_rate', 'confusion', ARRAY['binary'], false, true),
		('positive_likelihood_ratio', 'confusion', ARRAY['binary'], true, true),
		('negative_likelihood_ratio', 'confusion', ARRAY['binary'], false, true),
		('informedness', 'confusion', ARRAY['binary'], true, true),
		('markedness', 'confusion', ARRAY['binary'], true, true),
		('prevalence', 'confusion', ARRAY['binary'], NULL, true),
		('precision_macro', 'confusion', ARRAY['multiclass'], true, true),
		('precision_macro', 'confusion', ARRAY['multilabel'], true, false),
		('precision_micro', 'confusion', ARRAY['multiclass'], true, true),
		('precision_micro', 'confusion', ARRAY['multilabel'], true, false),
		('precision_weighted', 'confusion', ARRAY['multiclass'], true, true),
		('precision_weighted', 'confusion', ARRAY['multilabel'], true, false),
		('precision_samples', 'confusion', ARRAY['multilabel'], true, true),
		('recall_macro', 'confusion', ARRAY['multiclass'], true, true),
		('recall_macro', 'confusion', ARRAY['multilabel'], true, false),
		('recall_micro', 'confusion', ARRAY['multiclass'], true, true),
		('recall_micro', 'confusion', ARRAY['multilabel'], true, false),
		('recall_weighted', 'confusion', ARRAY['multiclass'], true, true),
		('recall_weighted', 'confusion', ARRAY['multilabel'], true, false),
		('recall_samples', 'confusion', ARRAY['multilabel'], true, true),
		('f1_macro', 'confusion', ARRAY['multiclass'], true, true),
		('f1_macro', 'confusion', ARRAY['multilabel'], true, false),
		('f1_micro', 'confusion', ARRAY['multiclass'], true, true),
		('f1_micro', 'confusion', ARRAY['multilabel'], true, false),
		('f1_weighted', 'confusion', ARRAY['multiclass'], true, true),
		('f1_weighted', 'confusion', ARRAY['multilabel'], true, false),
		('f1_samples', 'confusion', ARRAY['multilabel'], true, true),
		('jaccard_macro', 'confusion', ARRAY['multiclass'], true, true),
		('jaccard_macro', 'confusion', ARRAY['multilabel'], true, false),
		('jaccard_micro', 'confusion', ARRAY['multiclass'], true, true),
		('jaccard_micro', 'confusion', ARRAY['multilabel'], true, false),
		('jaccard_weighted', 'confusion', ARRAY['multiclass'], true, true),
		('jaccard_weighted', 'confusion', ARRAY['multilabel'], true, false),
		('jaccard_samples', 'confusion', ARRAY['multilabel'], true, true),
		('precision_score[]', 'confusion', ARRAY['multiclass', 'multilabel'], true, true),
		('recall_score[]', 'confusion', ARRAY['multiclass', 'multilabel'], true, true),
		('f1_score[]', 'confusion', ARRAY['multiclass'], true, true),
		('f1_score[]', 'confusion', ARRAY['multilabel'], true, false),
		('roc_auc_score', 'curve', ARRAY['binary'], true, true),
		('gini', 'curve', ARRAY['binary'], true, true),
		('average_precision_score', 'curve', ARRAY['binary'], true, false),
		('ks_statistic', 'curve', ARRAY['binary'], true, false),
		('log_loss', 'curve', ARRAY['binary'], false, true),
		('brier_score_loss', 'curve', ARRAY['binary'], false, true),
		('expected_calibration_error', 'curve', ARRAY['binary'], false, false),
		('maximum_calibration_error', 'curve', ARRAY['binary'], false, false),
		('root_mean_squared_calibration_error', 'curve', ARRAY['binary'], false, false),
		('log_loss', 'class_scores', ARRAY['multiclass'], false, false),
		('brier_score_loss', 'class_scores', ARRAY['multiclass'], false, false),
		('top_k_accuracy_score', 'class_scores', ARRAY['multiclass'], true, true),
		('expected_calibration_error', 'class_scores', ARRAY['multiclass'], false, false),
		('roc_auc_score', 'class_scores', ARRAY['multiclass'], true, false),
		('roc_auc_ovr', 'class_scores', ARRAY['multiclass'], true, false),
		('roc_auc_ovo', 'class_scores', ARRAY['multiclass'], true, false),
		('roc_auc_ovr_weighted', 'class_scores', ARRAY['multiclass'], true, false),
		('roc_auc_ovo_weighted', 'class_scores', ARRAY['multiclass'], true, false),
		('mean_absolute_error', 'regression', ARRAY['regression'], false, true),
		('mean_squared_error', 'regression', ARRAY['regression'], false, false),
		('root_mean_squared_error', 'regression', ARRAY['regression'], false, false),
		('mean_bias_error', 'regression', ARRAY['regression'], NULL, true),
		('max_error', 'regression', ARRAY['regression'], false, false),
		('mean_absolute_percentage_error', 'regression', ARRAY['regression'], false, false),
		('weighted_absolute_percentage_error', 'regression', ARRAY['regression'], false, false),
		('symmetric_mean_absolute_percentage_error', 'regression', ARRAY['regression'], false, false),
		('mean_squared_log_error', 'regression', ARRAY['regression'], false, false),
		('root_mean_squared_log_error', 'regression', ARRAY['regression'], false, false),
		('mean_poisson_deviance', 'regression', ARRAY['regression'], false, false),
		('mean_gamma_deviance', 'regression', ARRAY['regression'], false, false),
		('r2_score', 'regression', ARRAY['regression'], true, false),
		('explained_variance_score', 'regression', ARRAY['regression'], true, false),
		('dcg_score', 'ranking', ARRAY['ranking'], true, true),
		('ndcg_score', 'ranking', ARRAY['ranking'], true, true),
		('ndcg_score[5]', 'ranking', ARRAY['ranking'], true, true),
		('ndcg_score[10]', 'ranking', ARRAY['ranking'], true, true),
		('reciprocal_rank', 'ranking', ARRAY['ranking'], true, true),
		('average_precision_at', 'ranking', ARRAY['ranking'], true, true),
		('average_precision_at[10]', 'ranking', ARRAY['ranking'], true, true),
		('precision_at[1]', 'ranking', ARRAY['ranking'], true, true),
		('precision_at[5]', 'ranking', ARRAY['ranking'], true, true),
		('precision_at[10]', 'ranking', ARRAY['ranking'], true, true),
		('recall_at[5]', 'ranking', ARRAY['ranking'], true, true),
		('recall_at[10]', 'ranking', ARRAY['ranking'], true, true),
		('hit_rate_at[1]', 'ranking', ARRAY['ranking'], true, true),
		('hit_rate_at[5]', 'ranking', ARRAY['ranking'], true, true),
		('hit_rate_at[10]', 'ranking', ARRAY['ranking'], true, true)
	) d (metric, family, tasks, higher_is_better, has_interval);
END;
COMMENT ON FUNCTION mreg_internal.metric_definitions() IS
'metrics that mreg.evaluate() computes: what each is read off, for which tasks, whether more is better (NULL: neither way), whether an unweighted evaluation gives it an interval; a name that ends in [] stands for one metric of every class, as recall_score[setosa]; one row for each metric and task';

CREATE FUNCTION mreg_internal.metric_definition(metric text, task text)
RETURNS TABLE (
	family text,
	higher_is_better boolean,
	has_interval boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT d.family, d.higher_is_better, d.has_interval
	FROM mreg_internal.metric_definitions() d
	WHERE metric_definition.task = ANY (d.tasks)
		AND (d.metric = metric_definition.metric
			OR d.metric = regexp_replace(metric_definition.metric, '^([a-z0-9_]+)\[.+\]$', '\1[]'));
END;
COMMENT ON FUNCTION mreg_internal.metric_definition(text, text) IS
'the definition of a metric, also of one class, for a task; no row where the task never yields it';
