-- Evaluations: from predictions to states, from states to metrics with their intervals.

CREATE FUNCTION mreg_internal.confusion_metrics(
	cm mreg.confusion,
	positive text,
	n bigint,
	has_intervals boolean,
	confidence double precision,
	only_metric text DEFAULT NULL)
RETURNS TABLE (
	metric text,
	value double precision,
	n_rows bigint,
	lower double precision,
	upper double precision)
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 30
AS 'MODULE_PATHNAME', 'mreg_confusion_metrics';
COMMENT ON FUNCTION mreg_internal.confusion_metrics(mreg.confusion, text, bigint, boolean, double precision, text) IS
'metrics of a confusion, of two classes where positive names the one, else averages and those of each of at most 100 classes: proportions rest on their denominator and have Wilson''s interval, the others have that of score_interval() unless there are more than 10000 cells; weights have none, of sets of labels only the averages over rows do';

CREATE FUNCTION mreg_internal.curve_metrics(
	curve mreg.curve,
	n bigint,
	has_intervals boolean,
	confidence double precision)
RETURNS TABLE (
	metric text,
	value double precision,
	n_rows bigint,
	lower double precision,
	upper double precision)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 10
AS 'MODULE_PATHNAME', 'mreg_curve_metrics';
COMMENT ON FUNCTION mreg_internal.curve_metrics(mreg.curve, bigint, boolean, double precision) IS
'metrics of a score curve: the area under the ROC curve and gini with the interval of DeLong, log loss and Brier score with that of a mean; what needs probabilities is NULL where a score is none';

CREATE FUNCTION mreg_internal.regression_metrics(
	r mreg.regression,
	n bigint,
	has_intervals boolean,
	confidence double precision)
RETURNS TABLE (
	metric text,
	value double precision,
	n_rows bigint,
	lower double precision,
	upper double precision)
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 14
AS 'MODULE_PATHNAME', 'mreg_regression_metrics';
COMMENT ON FUNCTION mreg_internal.regression_metrics(mreg.regression, bigint, boolean, double precision) IS
'metrics of regression errors: the mean absolute error and the bias with the interval of a mean; NULL where rows are out of the domain of a loss or a value is out of range';

CREATE FUNCTION mreg_internal.normal_reach(confidence double precision)
RETURNS double precision
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_normal_reach';
COMMENT ON FUNCTION mreg_internal.normal_reach(double precision) IS
'standard errors between a normal mean and a bound of its two-sided interval: 1.96 for 0.95';

CREATE FUNCTION mreg_internal.distribution_bounds(d mreg.distribution)
RETURNS double precision[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT array_agg(s.lower ORDER BY s.lower) || max(s.upper)
	FROM mreg.distribution_shares(d) s
	WHERE s.kind = 'bin';
END;
COMMENT ON FUNCTION mreg_internal.distribution_bounds(mreg.distribution) IS
'the edges of a distribution of numbers, NULL of one over categories';

CREATE FUNCTION mreg_internal.mean_interval(
	metric text,
	mean double precision,
	standard_error double precision,
	confidence double precision,
	OUT lower double precision,
	OUT upper double precision)
RETURNS record
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT
		CASE
			WHEN metric IN ('mean_bias_error') THEN b.low
			WHEN metric = 'gini' THEN greatest(-1, b.low)
			ELSE greatest(0, b.low)
		END,
		CASE
			WHEN metric IN ('mean_bias_error', 'mean_absolute_error', 'log_loss', 'dcg_score') THEN b.high
			ELSE least(1, b.high)
		END
	FROM (VALUES (
		mean - mreg_internal.normal_reach(confidence) * standard_error,
		mean + mreg_internal.normal_reach(confidence) * standard_error)) b (low, high)
	WHERE mean IS NOT NULL AND standard_error IS NOT NULL;
END;
COMMENT ON FUNCTION mreg_internal.mean_interval(text, double precision, double precision, double precision) IS
'the normal interval of a metric that is a mean or behaves like one, within the range of the metric';

CREATE FUNCTION mreg_internal.class_score_metrics(
	scores mreg.class_scores,
	labels text[],
	n bigint,
	confidence double precision)
RETURNS TABLE (
	metric text,
	value double precision,
	n_rows bigint,
	lower double precision,
	upper double precision)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 9
BEGIN ATOMIC
	SELECT m.metric, m.value, class_score_metrics.n, i.lower, i.upper
	FROM (VALUES
		('log_loss', mreg.log_loss(scores, labels)),
		('brier_score_loss', mreg.brier_score_loss(scores, labels)),
		('top_k_accuracy_score', mreg.top_k_accuracy_score(scores, 2, labels)),
		('expected_calibration_error', mreg.expected_calibration_error(scores, 15, labels)),
		('roc_auc_score', mreg.roc_auc_score(scores, 'ovr', 'macro', labels)),
		('roc_auc_ovr', mreg.roc_auc_score(scores, 'ovr', 'macro', labels)),
		('roc_auc_ovo', mreg.roc_auc_score(scores, 'ovo', 'macro', labels)),
		('roc_auc_ovr_weighted', mreg.roc_auc_score(scores, 'ovr', 'weighted', labels)),
		('roc_auc_ovo_weighted', mreg.roc_auc_score(scores, 'ovo', 'weighted', labels))
	) m (metric, value) CROSS JOIN LATERAL mreg.wilson_interval(
		CASE WHEN m.metric = 'top_k_accuracy_score' THEN round(m.value * class_score_metrics.n) END,
		class_score_metrics.n, confidence) i;
END;
COMMENT ON FUNCTION mreg_internal.class_score_metrics(mreg.class_scores, text[], bigint, double precision) IS
'metrics of class scores, whose columns are of the classes that labels names; the share of rows with the true class among the first two has Wilson''s interval';

CREATE FUNCTION mreg_internal.ranking_metrics(
	ranking jsonb,
	confidence double precision)
RETURNS TABLE (
	metric text,
	value double precision,
	n_rows bigint,
	lower double precision,
	upper double precision)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 14
BEGIN ATOMIC
	SELECT m.key, s.mean, s.n, i.lower, i.upper
	FROM jsonb_each(ranking) m
		CROSS JOIN LATERAL jsonb_to_record(m.value) s (n bigint, mean double precision, m2 double precision)
		CROSS JOIN LATERAL mreg_internal.mean_interval(
			m.key, s.mean, CASE WHEN s.n > 1 THEN sqrt(s.m2 / (s.n - 1) / s.n) END, confidence) i;
END;
COMMENT ON FUNCTION mreg_internal.ranking_metrics(jsonb, double precision) IS
'means over queries of ranking metrics, each with the normal interval of a mean; they rest on the queries that have the metric';

CREATE FUNCTION mreg_internal.state_metrics(
	positive text,
	labels text[],
	n bigint,
	has_intervals boolean,
	cm mreg.confusion,
	curve mreg.curve,
	scores mreg.class_scores,
	r mreg.regression,
	ranking jsonb,
	confidence double precision)
RETURNS TABLE (
	metric text,
	value double precision,
	n_rows bigint,
	lower double precision,
	upper double precision)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 40
BEGIN ATOMIC
	SELECT m.metric, m.value, m.n_rows, m.lower, m.upper
	FROM mreg_internal.confusion_metrics(cm, positive, state_metrics.n, has_intervals, confidence) m
	UNION ALL
	SELECT m.metric, m.value, m.n_rows, m.lower, m.upper
	FROM mreg_internal.curve_metrics(curve, state_metrics.n, has_intervals, confidence) m
	UNION ALL
	SELECT m.metric, m.value, m.n_rows, m.lower, m.upper
	FROM mreg_internal.class_score_metrics(scores, labels, state_metrics.n, confidence) m
	UNION ALL
	SELECT m.metric, m.value, m.n_rows, m.lower, m.upper
	FROM mreg_internal.regression_metrics(r, state_metrics.n, has_intervals, confidence) m
	UNION ALL
	SELECT m.metric, m.value, m.n_rows, m.lower, m.upper
	FROM mreg_internal.ranking_metrics(ranking, confidence) m;
END;
COMMENT ON FUNCTION mreg_internal.state_metrics(
	text, text[], bigint, boolean, mreg.confusion, mreg.curve, mreg.class_scores, mreg.regression, jsonb,
	double precision) IS
'every metric that the states of an evaluation, or of a slice of it, hold; n is the number of rows';

CREATE FUNCTION mreg_internal.metric_interval(
	evaluation bigint,
	slice text,
	metric text,
	confidence double precision)
RETURNS TABLE (
	lower double precision,
	upper double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT
		CASE WHEN s.confusion IS NULL THEN i.lower ELSE c.lower END,
		CASE WHEN s.confusion IS NULL THEN i.upper ELSE c.upper END
	FROM mreg.metric m
		JOIN mreg.evaluation e ON e.id = m.evaluation
		JOIN LATERAL mreg_internal.metric_definition(m.metric, e.task) d ON true
		LEFT JOIN mreg.evaluation_slice p ON p.evaluation = m.evaluation AND p.slice = m.slice
		CROSS JOIN LATERAL (
			SELECT CASE WHEN d.family <> 'confusion' THEN NULL WHEN m.slice = '' THEN e.confusion ELSE p.confusion END
				AS confusion,
				CASE WHEN m.slice = '' THEN e.n_used ELSE p.n_used END AS n
		) s
		LEFT JOIN LATERAL mreg_internal.confusion_metrics(
			s.confusion, e.inputs ->> 'positive', s.n, NOT e.inputs ? 'weight', metric_interval.confidence, m.metric) c
			ON true
		CROSS JOIN LATERAL (
			SELECT w.lower, w.upper
			FROM mreg.wilson_interval(
				CASE WHEN d.family = 'class_scores' THEN round(m.value * m.n) END, m.n, metric_interval.confidence) w
			WHERE d.family = 'class_scores' AND m.lower IS NOT NULL
			UNION ALL
			SELECT w.lower, w.upper
			FROM mreg_internal.mean_interval(
				m.metric, m.value,
				CASE WHEN m.upper = 1 AND m.lower = CASE m.metric WHEN 'gini' THEN -1 ELSE 0 END THEN 'Infinity'
					ELSE greatest(m.upper - m.value, m.value - m.lower) / mreg_internal.normal_reach(m.confidence)
					END,
				metric_interval.confidence) w
			WHERE d.family <> 'class_scores'
		) i
	WHERE m.evaluation = metric_interval.evaluation AND m.slice = metric_interval.slice
		AND m.metric = metric_interval.metric;
END;
COMMENT ON FUNCTION mreg_internal.metric_interval(bigint, text, text, double precision) IS
'the interval of a computed metric at any confidence: of a confusion anew, another by its stored interval, whose bounds lie as many standard errors from the value as its confidence says, and where both were cut off at the ends of the metric''s range, that range; NULL where it has none';

CREATE FUNCTION mreg_internal.query_sums(value double precision[])
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT jsonb_build_object('n', count(v), 'mean', avg(v), 'm2', var_pop(v) * count(v)) FROM unnest(value) v;
END;
COMMENT ON FUNCTION mreg_internal.query_sums(double precision[]) IS
'what the mean of a metric over queries and its interval are read off: n, mean, and m2, the sum of squared distances from it';

CREATE FUNCTION mreg.evaluate(
	ref text,
	dataset text,
	predictions text,
	y_true text DEFAULT NULL,
	y_pred text DEFAULT NULL,
	score text DEFAULT NULL,
	probabilities text DEFAULT NULL,
	weight text DEFAULT NULL,
	slices text[] DEFAULT NULL,
	filter text DEFAULT NULL,
	positive text DEFAULT NULL,
	name text DEFAULT NULL,
	labels text[] DEFAULT NULL,
	query_id text DEFAULT NULL)
RETURNS mreg.evaluation
LANGUAGE C
AS 'MODULE_PATHNAME', 'mreg_evaluate';
COMMENT ON FUNCTION mreg.evaluate(
	text, text, text, text, text, text, text, text, text[], text, text, text, text[], text) IS
'evaluates a version on the rows of predictions, a relation or a query that the caller may read, in one scan, and stores states and metrics: binary y_true with y_pred, score or both; multiclass y_true with y_pred, probabilities (an array) or both; multilabel y_true and y_pred, arrays; regression y_true and y_pred; ranking y_true (relevance), score and query_id. Each is a column or an expression; without any, columns of these names. Rows without a value in one are skipped and counted. slices: each a column, an expression, or several joined by *; filter: a condition; positive: the class that counts of two, 1 or true by default; labels: the classes of probabilities, in ascending order by default; name: free. dataset may be NULL';
