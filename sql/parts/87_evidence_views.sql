-- What analysts read of the evidence.

CREATE VIEW mreg.metrics AS
SELECT m.name AS model,
	v.number AS version,
	v.label,
	v.stage,
	ARRAY(SELECT a.alias FROM mreg.alias a WHERE a.model = v.model AND a.version = v.number ORDER BY a.alias) AS aliases,
	d.name AS dataset,
	d.number AS dataset_number,
	t.slice,
	t.metric,
	t.value,
	t.lower,
	t.upper,
	t.confidence,
	t.n,
	t.computed,
	t.evaluation,
	e.name,
	t.step,
	t.at,
	t.actor,
	t.id
FROM mreg.metric t
	JOIN mreg.version v ON v.model = t.model AND v.number = t.version
	JOIN mreg.model m ON m.id = v.model
	LEFT JOIN mreg.dataset d ON d.id = t.dataset
	LEFT JOIN mreg.evaluation e ON e.id = t.evaluation
WHERE v.deleted_at IS NULL AND m.deleted_at IS NULL;
COMMENT ON VIEW mreg.metrics IS 'every value of a metric with all that a dashboard needs of its version, dataset and evaluation; versions and models that are deleted are left out';
COMMENT ON COLUMN mreg.metrics.model IS 'name of the model';
COMMENT ON COLUMN mreg.metrics.version IS 'number of the version';
COMMENT ON COLUMN mreg.metrics.label IS 'label of the version';
COMMENT ON COLUMN mreg.metrics.stage IS 'stage that the version is in now';
COMMENT ON COLUMN mreg.metrics.aliases IS 'aliases that name the version now';
COMMENT ON COLUMN mreg.metrics.dataset IS 'name of the dataset; NULL where none was named';
COMMENT ON COLUMN mreg.metrics.dataset_number IS 'number of the dataset''s content';
COMMENT ON COLUMN mreg.metrics.slice IS 'slice of the rows; empty for all of them';
COMMENT ON COLUMN mreg.metrics.metric IS 'name of the metric';
COMMENT ON COLUMN mreg.metrics.value IS 'its value; NULL where it is undefined';
COMMENT ON COLUMN mreg.metrics.lower IS 'lower bound of its confidence interval';
COMMENT ON COLUMN mreg.metrics.upper IS 'upper bound of its confidence interval';
COMMENT ON COLUMN mreg.metrics.confidence IS 'confidence of the interval';
COMMENT ON COLUMN mreg.metrics.n IS 'number of rows that it rests on';
COMMENT ON COLUMN mreg.metrics.computed IS 'whether the database computed it from predictions; false: logged';
COMMENT ON COLUMN mreg.metrics.evaluation IS 'evaluation (mreg.evaluation.id) that computed it';
COMMENT ON COLUMN mreg.metrics.name IS 'name of that evaluation';
COMMENT ON COLUMN mreg.metrics.step IS 'step of training that a logged value belongs to';
COMMENT ON COLUMN mreg.metrics.at IS 'when it was stored';
COMMENT ON COLUMN mreg.metrics.actor IS 'role that stored it';
COMMENT ON COLUMN mreg.metrics.id IS 'number of the row (mreg.metric.id)';

CREATE FUNCTION mreg_internal.metric_directions()
RETURNS TABLE (metric text, higher_is_better boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	SELECT d.metric, bool_and(d.higher_is_better)
	FROM mreg_internal.metric_definitions() d
	GROUP BY d.metric;
END;
COMMENT ON FUNCTION mreg_internal.metric_directions() IS 'for each metric that evaluations compute whether a higher value is better; NULL where neither is';

CREATE VIEW mreg.leaderboard AS
SELECT r.model,
	r.dataset,
	r.dataset_number,
	r.metric,
	CASE WHEN r.merit IS NOT NULL THEN rank() OVER (
		PARTITION BY r.model, r.dataset, r.dataset_number, r.metric ORDER BY r.merit DESC NULLS LAST) END AS rank,
	r.version,
	r.value,
	r.lower,
	r.upper,
	r.stage,
	r.champion,
	r.evaluation,
	r.at
FROM (
	SELECT m.name AS model,
		d.name AS dataset,
		d.number AS dataset_number,
		t.metric,
		v.number AS version,
		t.value,
		t.lower,
		t.upper,
		v.stage,
		(v.slot IS NOT NULL AND EXISTS (SELECT FROM mreg.stage s
			WHERE s.lifecycle = v.lifecycle AND s.name = v.stage AND s.max_versions = 1))
		OR EXISTS (SELECT FROM mreg.alias a
			WHERE a.model = v.model AND a.version = v.number AND a.alias = 'champion') AS champion,
		t.evaluation,
		t.at,
		CASE WHEN t.value = 'NaN' THEN NULL WHEN g.higher_is_better THEN t.value WHEN NOT g.higher_is_better THEN -t.value
		END AS merit
	FROM mreg.model m
		JOIN mreg.version v ON v.model = m.id
		CROSS JOIN LATERAL (
			SELECT DISTINCT ON (c.metric, c.dataset) c.metric, c.dataset, c.value, c.lower, c.upper, c.evaluation, c.at
			FROM mreg.metric c
			WHERE c.model = v.model AND c.version = v.number AND c.slice = '' AND c.evaluation IS NOT NULL
			ORDER BY c.metric, c.dataset, c.id DESC
		) t
		LEFT JOIN mreg.dataset d ON d.id = t.dataset
		LEFT JOIN mreg_internal.metric_directions() g ON g.metric = regexp_replace(t.metric, '\[.*\]$', '')
	WHERE m.deleted_at IS NULL AND v.deleted_at IS NULL
) r;
COMMENT ON VIEW mreg.leaderboard IS 'versions of each model ranked by each metric on each content of a dataset: the newest value that the database computed over all rows; deleted versions are left out';
COMMENT ON COLUMN mreg.leaderboard.model IS 'name of the model';
COMMENT ON COLUMN mreg.leaderboard.dataset IS 'name of the dataset; NULL where none was named';
COMMENT ON COLUMN mreg.leaderboard.dataset_number IS 'number of the dataset''s content';
COMMENT ON COLUMN mreg.leaderboard.metric IS 'name of the metric';
COMMENT ON COLUMN mreg.leaderboard.rank IS '1 for the best, equal values share a rank; NULL where the value is undefined or neither direction of the metric is better';
COMMENT ON COLUMN mreg.leaderboard.version IS 'number of the version';
COMMENT ON COLUMN mreg.leaderboard.value IS 'newest value of the metric';
COMMENT ON COLUMN mreg.leaderboard.lower IS 'lower bound of its confidence interval';
COMMENT ON COLUMN mreg.leaderboard.upper IS 'upper bound of its confidence interval';
COMMENT ON COLUMN mreg.leaderboard.stage IS 'stage that the version is in now';
COMMENT ON COLUMN mreg.leaderboard.champion IS 'whether alias champion names the version or it is in a stage that holds one version';
COMMENT ON COLUMN mreg.leaderboard.evaluation IS 'evaluation (mreg.evaluation.id) that computed the value';
COMMENT ON COLUMN mreg.leaderboard.at IS 'when it was stored';

CREATE FUNCTION mreg.stability(
	evaluation bigint,
	metric text,
	INOUT slicing text DEFAULT NULL,
	OUT slices bigint,
	OUT undefined bigint,
	OUT mean double precision,
	OUT sd double precision,
	OUT min double precision,
	OUT max double precision,
	OUT spread double precision,
	OUT cv double precision)
RETURNS SETOF record
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT s.slicing, count(x.value), count(*) - count(x.value), avg(x.value), stddev_samp(x.value), min(x.value),
		max(x.value), max(x.value) - min(x.value), stddev_samp(x.value) / nullif(abs(avg(x.value)), 0)
	FROM mreg.evaluation_slice s
		JOIN mreg.metric t ON t.evaluation = s.evaluation AND t.slice = s.slice
		CROSS JOIN LATERAL (SELECT CASE WHEN abs(t.value) < 'Infinity' THEN t.value END AS value) x
	WHERE s.evaluation = $1 AND t.metric = $2 AND ($3 IS NULL OR s.slicing = $3)
	GROUP BY s.slicing
	ORDER BY s.slicing;
END;
COMMENT ON FUNCTION mreg.stability(bigint, text, text) IS
'how far a metric of an evaluation differs between the slices of each slicing (folds or weeks, say): number of slices with a value and without (NULL, NaN, infinite), mean, sample standard deviation, least and greatest value, their distance and the coefficient of variation sd / |mean|; every slice counts alike; no row where there is no such evaluation, metric or slicing';

CREATE FUNCTION mreg.score_drift(
	evaluation_a bigint,
	evaluation_b bigint,
	alpha double precision DEFAULT 0.05)
RETURNS TABLE (
	distribution text,
	n_a bigint,
	n_b bigint,
	psi double precision,
	psi_critical double precision,
	js_distance double precision,
	ks_distance double precision)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT x.distribution, mreg.support(x.a), mreg.support(x.b), mreg.psi(x.a, x.b), mreg.psi_critical(x.a, x.b, $3),
		mreg.js_distance(x.a, x.b), CASE WHEN x.place = 1 THEN mreg.ks_distance(x.a, x.b) END
	FROM mreg.evaluation a CROSS JOIN mreg.evaluation b
		CROSS JOIN LATERAL (VALUES
			(1, 'score', a.score_distribution, b.score_distribution),
			(2, 'prediction', a.prediction_distribution, b.prediction_distribution)) x (place, distribution, a, b)
	WHERE a.id = $1 AND b.id = $2 AND x.a IS NOT NULL AND x.b IS NOT NULL
	ORDER BY x.place;
END;
COMMENT ON FUNCTION mreg.score_drift(bigint, bigint, double precision) IS
'how far the scores and the predictions of evaluation b have moved from those of evaluation a: rows, population stability index and the value that chance passes with probability alpha, Jensen-Shannon distance (base 2), of scores the Kolmogorov-Smirnov distance; a row for each distribution that both have; raises invalid_parameter_value where they were counted over different edges';
