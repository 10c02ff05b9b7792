-- Evidence: datasets, metrics and tests from elsewhere, golden cases, comparisons.

CREATE FUNCTION mreg_internal.row_sum_add(state bytea, row_text text)
RETURNS bytea
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_row_sum_add';
COMMENT ON FUNCTION mreg_internal.row_sum_add(bytea, text) IS 'counts a row and adds its hash';

CREATE FUNCTION mreg_internal.row_sum_combine(state bytea, other bytea)
RETURNS bytea
LANGUAGE C IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_row_sum_combine';
COMMENT ON FUNCTION mreg_internal.row_sum_combine(bytea, bytea) IS 'the rows of both states';

CREATE AGGREGATE mreg_internal.row_sum(row_text text) (
	SFUNC = mreg_internal.row_sum_add,
	STYPE = bytea,
	SSPACE = 128,
	COMBINEFUNC = mreg_internal.row_sum_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg_internal.row_sum(text) IS
'number of rows and the sum of their SHA-512 hashes modulo 2^512, whatever their order: 72 bytes';

CREATE FUNCTION mreg.register_dataset(
	name text,
	relation text DEFAULT NULL,
	query text DEFAULT NULL,
	uri text DEFAULT NULL,
	digest text DEFAULT NULL,
	description text DEFAULT NULL,
	tags jsonb DEFAULT NULL,
	compute boolean DEFAULT true)
RETURNS mreg.dataset
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_register_dataset';
COMMENT ON FUNCTION mreg.register_dataset(text, text, text, text, text, text, jsonb, boolean) IS
'registers the content of a dataset: where the newest of the name has the same content (relation, query, uri, digest, row count) that row is returned, with its description and tags; another content is the next number, also one that was there before, so that the bare name means what was registered last. relation: a table or view, stored with its schema; query: one SELECT. Where one of them is given without a digest, all rows are read with the caller''s rights, unless compute is false, and counted, and digested whatever their order: columns, types and each row''s text with ISO dates, UTC, shortest exact floats and hexadecimal bytea, duplicates counted. The digest (SHA-256 of a sum of SHA-512 hashes) shows that the content changed by accident; it does not withstand somebody who chooses rows to match';

CREATE FUNCTION mreg.log_metric(
	ref text,
	metric text,
	value double precision,
	dataset text DEFAULT NULL,
	slice text DEFAULT NULL,
	step bigint DEFAULT NULL)
RETURNS mreg.metric
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_log_metric';
COMMENT ON FUNCTION mreg.log_metric(text, text, double precision, text, text, bigint) IS
'stores a value that was computed elsewhere, marked as such (computed is false); value: NaN and infinities are stored as they are, NULL is refused; dataset: name or name/number; slice: such as region=north, NULL for all rows; step: of training';

CREATE FUNCTION mreg.log_test(
	ref text,
	suite text,
	name text,
	passed boolean,
	detail jsonb DEFAULT NULL)
RETURNS mreg.test
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_log_test';
COMMENT ON FUNCTION mreg.log_test(text, text, text, boolean, jsonb) IS
'stores the result of a functional test that ran elsewhere, marked as such (computed is false); of several results of a test the newest counts';

CREATE FUNCTION mreg.best_version(
	model text,
	metric text,
	dataset text DEFAULT NULL)
RETURNS mreg.version
LANGUAGE C STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'mreg_best_version';
COMMENT ON FUNCTION mreg.best_version(text, text, text) IS
'the version that leads mreg.leaderboard by a metric, of equal ones the earliest; dataset: name or name/number, needed where the metric was computed on several; raises no_data_found if no version has a value';

CREATE FUNCTION mreg_internal.is_close(
	expected numeric,
	actual numeric,
	tolerance numeric,
	relative_tolerance numeric)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN abs(expected) < 'Infinity' AND abs(actual) < 'Infinity'
	AND abs(actual - expected) <= tolerance + relative_tolerance * abs(expected);
COMMENT ON FUNCTION mreg_internal.is_close(numeric, numeric, numeric, numeric) IS
'whether two finite numbers are as close as numpy.isclose(actual, expected) asks; NULL where one is';

CREATE FUNCTION mreg.run_golden(
	ref text,
	dataset text,
	predictions text,
	key text,
	expected text,
	actual text,
	tolerance double precision DEFAULT 0,
	relative_tolerance double precision DEFAULT 0)
RETURNS mreg.test
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_run_golden';
COMMENT ON FUNCTION mreg.run_golden(text, text, text, text, text, text, double precision, double precision) IS
'sets a version''s answers against the expected ones, with the caller''s rights, and stores the result as a test of suite golden, named as the dataset, marked as computed. key and expected are columns or expressions of the dataset''s relation or query (of predictions where the dataset has neither), key and actual of predictions, a table, view or query; keys are unique and not NULL, nor is a part of one. A dataset''s query, or view, must be by a role that the caller is a member of, a superuser or the owner of the registry, since functions in it run with the caller''s rights. Passed only if there is a case and none differs, is missing or extra; detail counts them and shows the first five by key. NULL equals NULL, NaN equals NaN; numbers agree if |actual - expected| <= tolerance + relative_tolerance * |expected| (numpy.isclose), in decimals of 15 digits; without tolerance all values must be equal. Raises object_not_in_prerequisite_state if the dataset''s rows are no longer those registered';

CREATE FUNCTION mreg_internal.paired_difference_interval(
	both_right double precision,
	only_a double precision,
	only_b double precision,
	both_wrong double precision,
	confidence double precision,
	OUT lower double precision,
	OUT upper double precision)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN t.n > 0 THEN greatest(p.a - p.b - sqrt(greatest(
			(p.a - a.lower) ^ 2 - 2 * c.phi * (p.a - a.lower) * (b.upper - p.b) + (b.upper - p.b) ^ 2, 0)), -1) END,
		CASE WHEN t.n > 0 THEN least(p.a - p.b + sqrt(greatest(
			(a.upper - p.a) ^ 2 - 2 * c.phi * (a.upper - p.a) * (p.b - b.lower) + (p.b - b.lower) ^ 2, 0)), 1) END
	FROM (SELECT $1 + $2 + $3 + $4 AS n, $1 * $4 - $2 * $3 AS product,
			sqrt(($1 + $2) * ($3 + $4) * ($1 + $3) * ($2 + $4)) AS root) t
		CROSS JOIN LATERAL (SELECT ($1 + $2) / nullif(t.n, 0) AS a, ($1 + $3) / nullif(t.n, 0) AS b) p
		CROSS JOIN LATERAL (SELECT CASE
			WHEN t.root = 0 THEN 0
			WHEN t.product > t.n / 2 THEN (t.product - t.n / 2) / t.root
			WHEN t.product >= 0 THEN 0
			ELSE t.product / t.root END AS phi) c
		CROSS JOIN LATERAL mreg.wilson_interval($1 + $2, t.n, $5) a
		CROSS JOIN LATERAL mreg.wilson_interval($1 + $3, t.n, $5) b;
END;
COMMENT ON FUNCTION mreg_internal.paired_difference_interval(double precision, double precision, double precision, double precision, double precision) IS
'interval of the difference of two proportions of the same rows, a less b, from the counts of rows right in both, in a alone, in b alone and in neither: method 10 of Newcombe (Statistics in Medicine 17, 1998), Wilson intervals joined with the correlation phi; NULL without rows';

CREATE FUNCTION mreg_internal.comparison_interval(
	comparison bigint,
	metric text,
	confidence double precision,
	OUT lower double precision,
	OUT upper double precision)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE $2
			WHEN 'accuracy_score' THEN CASE WHEN c.confidence = $3 THEN c.accuracy_lower ELSE i.lower END
			WHEN 'roc_auc_score' THEN CASE WHEN c.confidence = $3 THEN c.auc_lower ELSE d.difference - d.width END END,
		CASE $2
			WHEN 'accuracy_score' THEN CASE WHEN c.confidence = $3 THEN c.accuracy_upper ELSE i.upper END
			WHEN 'roc_auc_score' THEN CASE WHEN c.confidence = $3 THEN c.auc_upper ELSE d.difference + d.width END END
	FROM mreg.comparison c
		CROSS JOIN LATERAL (SELECT round(c.accuracy * c.n_labelled) - c.only_right AS both_right) t
		CROSS JOIN LATERAL mreg_internal.paired_difference_interval(t.both_right, c.only_right, c.only_wrong,
			c.n_labelled - t.both_right - c.only_right - c.only_wrong, $3) i
		CROSS JOIN LATERAL (SELECT c.auc - c.baseline_auc AS difference,
			(c.auc_upper - c.auc_lower) / 2 * mreg_internal.normal_reach($3)
			/ mreg_internal.normal_reach(c.confidence) AS width) d
	WHERE c.id = $1;
END;
COMMENT ON FUNCTION mreg_internal.comparison_interval(bigint, text, double precision) IS
'paired interval, at any confidence, of the difference that a comparison found in accuracy_score or roc_auc_score, version less baseline; NULL for other metrics and where it found none';

CREATE FUNCTION mreg.compare_predictions(
	ref_a text,
	ref_b text,
	predictions_a text,
	predictions_b text DEFAULT NULL,
	key text DEFAULT NULL,
	y_true text DEFAULT NULL,
	y_pred text DEFAULT NULL,
	y_pred_b text DEFAULT NULL,
	score text DEFAULT NULL,
	score_b text DEFAULT NULL,
	positive text DEFAULT NULL,
	dataset text DEFAULT NULL)
RETURNS mreg.comparison
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_compare_predictions';
COMMENT ON FUNCTION mreg.compare_predictions(text, text, text, text, text, text, text, text, text, text, text, text) IS
'compares version a with version b, the baseline, by their predictions for the same rows, with the caller''s rights, and stores the result. Of two sources (tables, views or queries) the rows are joined by key, which is unique and not NULL in each; y_true, y_pred and score are read from predictions_a, y_pred_b and score_b, by default the same names, from predictions_b. Of one source (predictions_b NULL) y_pred_b and score_b are its columns for b, and key is only checked. y_pred gives flip rate and Cohen''s kappa, with y_true also McNemar''s exact test and the accuracies with Newcombe''s paired interval of their difference; score with y_true gives the areas under the ROC curves with DeLong''s paired test and interval (none where the variance of both areas is 0, as of scores that separate the labels). Labels are boolean, integer or text, alike in all columns; positive: the label that scores are for, by default true or 1. Rows without a prediction of both are counted as unmatched; bounds have a confidence of 0.95';
