-- Gates: what a version has to show before it enters a stage, and whether it does.

CREATE FUNCTION mreg_internal.suite_results(
	model bigint,
	version integer,
	suite text,
	computed boolean)
RETURNS TABLE (name text, passed boolean, at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE names AS (
		(SELECT t.name FROM mreg.test t
		WHERE t.model = suite_results.model AND t.version = suite_results.version AND t.suite = suite_results.suite
		ORDER BY t.name LIMIT 1)
		UNION ALL
		SELECT (SELECT t.name FROM mreg.test t
			WHERE t.model = suite_results.model AND t.version = suite_results.version AND t.suite = suite_results.suite
				AND t.name > n.name
			ORDER BY t.name LIMIT 1)
		FROM names n WHERE n.name IS NOT NULL
	)
	SELECT n.name, r.passed, r.at
	FROM names n LEFT JOIN LATERAL (
		SELECT t.passed, t.at FROM mreg.test t
		WHERE t.model = suite_results.model AND t.version = suite_results.version AND t.suite = suite_results.suite
			AND t.name >= n.name AND t.name <= n.name AND (t.computed OR NOT suite_results.computed)
		ORDER BY t.name DESC, t.id DESC LIMIT 1) r ON true
	WHERE n.name IS NOT NULL;
END;
COMMENT ON FUNCTION mreg_internal.suite_results(bigint, integer, text, boolean) IS
'the tests of a suite that a version has results of, each with its newest result; computed: only what the database computed counts';

CREATE FUNCTION mreg_internal.required_tests(
	model bigint,
	version integer,
	suite text,
	tests text[],
	computed boolean)
RETURNS TABLE (name text, passed boolean, at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH other AS (
		SELECT v.number FROM mreg.version v CROSS JOIN LATERAL (
			SELECT FROM mreg.test t
			WHERE t.model = v.model AND t.version = v.number AND t.suite = required_tests.suite
			ORDER BY t.name LIMIT 1) t
		WHERE required_tests.tests IS NULL AND v.model = required_tests.model AND v.number <> required_tests.version
			AND v.deleted_at IS NULL
		ORDER BY v.number DESC LIMIT 1
	), asked AS (
		SELECT unnest(required_tests.tests) COLLATE "C" AS name
		UNION
		SELECT r.name FROM other CROSS JOIN LATERAL
			mreg_internal.suite_results(required_tests.model, other.number, required_tests.suite, false) r
	)
	SELECT coalesce(a.name, r.name), r.passed, r.at
	FROM asked a FULL JOIN mreg_internal.suite_results(required_tests.model, required_tests.version,
		required_tests.suite, required_tests.computed) r ON r.name = a.name;
END;
COMMENT ON FUNCTION mreg_internal.required_tests(bigint, integer, text, text[], boolean) IS
'the tests that a gate asks for, with the newest result of each, NULL where there is none: those named, or where none is named those of the newest other version with results of the suite, and every test that the version has a result of';

CREATE FUNCTION mreg_internal.is_distance(metric text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN metric = ANY (ARRAY['psi', 'js_distance', 'js_divergence', 'kl_divergence', 'hellinger', 'total_variation',
	'l_infinity', 'ks_distance', 'wasserstein']);
COMMENT ON FUNCTION mreg_internal.is_distance(text) IS 'whether a name is that of a distance between two distributions';

CREATE FUNCTION mreg_internal.distance(
	metric text,
	reference mreg.distribution,
	current mreg.distribution)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN metric = 'psi' THEN mreg.psi(reference, current)
	WHEN metric = 'js_distance' THEN mreg.js_distance(reference, current)
	WHEN metric = 'js_divergence' THEN mreg.js_divergence(reference, current)
	WHEN metric = 'kl_divergence' THEN mreg.kl_divergence(reference, current)
	WHEN metric = 'hellinger' THEN mreg.hellinger(reference, current)
	WHEN metric = 'total_variation' THEN mreg.total_variation(reference, current)
	WHEN metric = 'l_infinity' THEN mreg.l_infinity(reference, current)
	WHEN metric = 'ks_distance' THEN mreg.ks_distance(reference, current)
	WHEN metric = 'wasserstein' THEN mreg.wasserstein(reference, current)
END;
COMMENT ON FUNCTION mreg_internal.distance(text, mreg.distribution, mreg.distribution) IS
'a distance between two distributions by its name';

CREATE FUNCTION mreg_internal.evaluation_distance(
	metric text,
	reference bigint,
	current bigint)
RETURNS double precision
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE
		WHEN r.score_distribution IS NOT NULL AND c.score_distribution IS NOT NULL THEN
			mreg_internal.distance(evaluation_distance.metric, r.score_distribution, c.score_distribution)
		ELSE mreg_internal.distance(evaluation_distance.metric, r.prediction_distribution, c.prediction_distribution)
		END
	FROM mreg.evaluation r CROSS JOIN mreg.evaluation c
	WHERE r.id = evaluation_distance.reference AND c.id = evaluation_distance.current;
END;
COMMENT ON FUNCTION mreg_internal.evaluation_distance(text, bigint, bigint) IS
'distance between the scores of two evaluations, or between their predictions where one has no scores; NULL where there is nothing to compare';

CREATE FUNCTION mreg_internal.signature_entries(signature jsonb, section text)
RETURNS TABLE (key jsonb, type jsonb, required boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT coalesce(e.value -> 'name', to_jsonb(e.ordinality)), e.value - ARRAY['name', 'required'],
		coalesce(e.value -> 'required' <> 'false', true)
	FROM jsonb_array_elements(CASE jsonb_typeof(signature -> section) WHEN 'array' THEN signature -> section ELSE '[]' END)
		WITH ORDINALITY e;
END;
COMMENT ON FUNCTION mreg_internal.signature_entries(jsonb, text) IS
'columns or tensors of a section of a signature: its name, or its place where it has none; its type; whether it must be there';

CREATE FUNCTION mreg_internal.signature_break(baseline jsonb, candidate jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
	(SELECT CASE
		WHEN b.key IS NULL THEN format('input %s is required and the baseline has none of that name', c.key)
		WHEN b.type <> c.type THEN format('input %s is %s and not %s', c.key, c.type, b.type)
		ELSE format('input %s is required and may be missing for the baseline', c.key) END
	FROM mreg_internal.signature_entries(candidate, 'inputs') c
		LEFT JOIN mreg_internal.signature_entries(baseline, 'inputs') b ON b.key = c.key
	WHERE (c.required AND b.key IS NULL) OR b.type <> c.type OR (c.required AND NOT b.required)
	ORDER BY c.key LIMIT 1),
	(SELECT format('output %s differs', coalesce(b.key, c.key))
	FROM mreg_internal.signature_entries(candidate, 'outputs') c
		FULL JOIN mreg_internal.signature_entries(baseline, 'outputs') b ON b.key = c.key
	WHERE c.key IS NULL OR b.key IS NULL OR b.type <> c.type OR b.required <> c.required
	ORDER BY coalesce(b.key, c.key) LIMIT 1));
COMMENT ON FUNCTION mreg_internal.signature_break(jsonb, jsonb) IS
'why who calls a baseline cannot call a candidate alike, or NULL if he can: every input that the candidate requires must be required by the baseline too, inputs of both must have the same type (those with "required": false may be missing, and what the candidate does not know it is not given), and the outputs must be the same, by name or, without names, by place';

CREATE FUNCTION mreg_internal.stranded_gates(lifecycle text, definition jsonb)
RETURNS TABLE (fault text, hint text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE
			WHEN d.name IS NULL THEN
				format('Stage "%s" is no longer defined but gate "%s" of "%s" guards it.', g.stage, g.name, m.name)
			WHEN d.is_initial THEN
				format('Versions would begin in stage "%s", which gate "%s" of "%s" guards.', g.stage, g.name, m.name)
			WHEN p.name IS NOT NULL THEN
				format('Stage "%s" would push versions into "%s", which gate "%s" of "%s" guards.', p.name, g.stage, g.name,
					m.name)
			ELSE format('Stage "%s" is no longer defined but gate "%s" of "%s" compares with it.', g.baseline, g.name,
				m.name)
		END,
		'Drop the gate with mreg.drop_gate() first, or keep the stage as it is; gates of deleted models count, too.'
	FROM mreg.gate g JOIN mreg.model m ON m.id = g.model
		LEFT JOIN mreg_internal.defined_stages(stranded_gates.definition) d ON d.name = g.stage
		LEFT JOIN mreg_internal.defined_stages(stranded_gates.definition) p ON p.displaced_to = g.stage
	WHERE g.lifecycle = stranded_gates.lifecycle AND (d.name IS NULL OR d.is_initial OR p.name IS NOT NULL
		OR (g.baseline NOT LIKE '@%'
			AND g.baseline NOT IN (SELECT b.name FROM mreg_internal.defined_stages(stranded_gates.definition) b)));
END;
COMMENT ON FUNCTION mreg_internal.stranded_gates(text, jsonb) IS
'why a new definition of a lifecycle would disable gates; no row if it would not';

CREATE FUNCTION mreg.add_gate(
	model text,
	name text,
	stage text,
	metric text DEFAULT NULL,
	min double precision DEFAULT NULL,
	max double precision DEFAULT NULL,
	baseline text DEFAULT NULL,
	min_change double precision DEFAULT NULL,
	min_relative_change double precision DEFAULT NULL,
	dataset text DEFAULT NULL,
	slice text DEFAULT NULL,
	min_n bigint DEFAULT NULL,
	confidence double precision DEFAULT NULL,
	kind text DEFAULT NULL,
	higher_is_better boolean DEFAULT NULL,
	worst boolean DEFAULT false,
	computed boolean DEFAULT false,
	max_age interval DEFAULT NULL,
	suite text DEFAULT NULL,
	tests text[] DEFAULT NULL,
	reference text DEFAULT NULL,
	query text DEFAULT NULL,
	first text DEFAULT NULL)
RETURNS mreg.gate
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_add_gate';
COMMENT ON FUNCTION mreg.add_gate(text, text, text, text, double precision, double precision, text, double precision,
	double precision, text, text, bigint, double precision, text, boolean, boolean, boolean, interval, text, text[], text,
	text, text) IS
'adds a gate that guards the entry into a stage: no version enters it by promote() or UPDATE unless every gate of it passes.
Kinds: metric (a metric against min and max, inclusive, and by min_change and min_relative_change against a baseline, for the better, relative to its absolute value; no positive relative change passes against 0), tests (every test of a suite passed), drift (max distance, as psi, of the scores of the newest evaluation from those of the evaluation named by reference, training by default), flip_rate (max share of keys that a comparison with the baseline found predicted otherwise), spread (greatest less least value of a metric over slices, max), freshness (age and rows of the newest evaluation), signature (compatible with the baseline''s), sql (query, which returns one true; $1 is the reference, such as iris/3, $2 the mreg.version.id; it runs with the rights of the role that adds the gate, reads only, sees only names of pg_catalog unqualified, has times in UTC and dates as ISO, MDY, and does not pass if it or a function in it reads a temporary table). The kind follows from query, suite, reference, metric or max_age, unless given.
Evidence is the newest there is, of the newest content of dataset where that is given, no older than max_age, on min_n rows; computed: only what mreg.evaluate() computed. Numbers are compared as decimals of 15 digits.
baseline: ''stage'' (the version in that stage now), another stage, or @ and an alias; first => ''pass'': a version with evidence passes where there is no baseline yet. higher_is_better must be given for a metric that evaluations do not yield.
slice: one slice, such as region=north, or every slice of the newest evaluation, such as region=* or *; worst: slices with fewer than min_n rows are left out.
confidence: the bound of the two-sided interval has to pass; against a baseline that of the difference, from a stored comparison of the two versions where there is one, else from both intervals.';

CREATE FUNCTION mreg.drop_gate(model text, name text)
RETURNS void
LANGUAGE C VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_drop_gate';
COMMENT ON FUNCTION mreg.drop_gate(text, text) IS 'removes a gate of a model; that takes a member of the model''s owner, as an override does';

CREATE FUNCTION mreg.validate(ref text, stage text)
RETURNS TABLE (
	gate text,
	verdict text,
	observed double precision,
	required text,
	baseline double precision,
	lower double precision,
	upper double precision,
	n bigint,
	evaluation bigint,
	reason text)
LANGUAGE C STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'mreg_validate';
COMMENT ON FUNCTION mreg.validate(text, text) IS
'the verdict of every gate that guards a stage, in the order in which they were added, if the version entered it now: pass, fail, insufficient_data (too few rows) or not_evaluated (no evidence, or none that counts); lower and upper: the interval of observed or, against a baseline, of the difference; of a spread its least and greatest value; no row: no gate';
