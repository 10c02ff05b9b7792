CREATE FUNCTION mreg.roc_auc_interval(
    curve mreg.curve,
    confidence double precision DEFAULT 0.95,
    OUT roc_auc_score double precision,
    OUT variance double precision,
    OUT standard_error double precision,
    OUT lower_bound double precision,
    OUT upper_bound double precision
)
    AS 'MODULE_PATHNAME', 'mreg_roc_auc_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.roc_auc_interval(mreg.curve, double precision) IS
    'area under the ROC curve with its variance after DeLong (Biometrics 44, 1988), standard error and normal interval of that confidence (above 0, below 1), cut off at 0 and 1; NULL where a class is missing, variance and interval also where a class has one row. Needs counts: a weighted curve is an error';

CREATE TYPE mreg.delong_comparison AS (
    auc_a double precision,
    auc_b double precision,
    difference double precision,
    variance_a double precision,
    variance_b double precision,
    covariance double precision,
    z double precision,
    p_value double precision
);
COMMENT ON TYPE mreg.delong_comparison IS
    'result of delong_test: areas under the ROC curves of two scores of the same rows, a - b, variances and covariance of the two estimates, the difference over its standard error, and the two-sided p-value';

CREATE FUNCTION mreg_internal.delong_count_boolean(
    state bytea,
    y_true boolean,
    score_a double precision,
    score_b double precision
) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_delong_count_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.delong_count_smallint(
    state bytea,
    y_true smallint,
    score_a double precision,
    score_b double precision
) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_delong_count_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.delong_count_integer(
    state bytea,
    y_true integer,
    score_a double precision,
    score_b double precision
) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_delong_count_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.delong_count_bigint(
    state bytea,
    y_true bigint,
    score_a double precision,
    score_b double precision
) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_delong_count_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.delong_combine(state bytea, other bytea) RETURNS bytea
    AS 'MODULE_PATHNAME', 'mreg_delong_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.delong_final(state bytea) RETURNS mreg.delong_comparison
    AS 'MODULE_PATHNAME', 'mreg_delong_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.delong_test(y_true boolean, score_a double precision, score_b double precision) (
    SFUNC = mreg_internal.delong_count_boolean,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.delong_final,
    COMBINEFUNC = mreg_internal.delong_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.delong_test(boolean, double precision, double precision) IS
    'champion against challenger on the same rows: paired test of DeLong (Biometrics 44, 1988) whether two scores have the same area under the ROC curve; y_true is true for the positive class, scores are finite; rows with a NULL are skipped, no row gives NULL. Areas are NULL where a class is missing, variances where a class has one row, z and p_value where the two scores rank all rows alike. Keeps 16 bytes per row, at most 67 million rows';

CREATE AGGREGATE mreg.delong_test(y_true smallint, score_a double precision, score_b double precision) (
    SFUNC = mreg_internal.delong_count_smallint,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.delong_final,
    COMBINEFUNC = mreg_internal.delong_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.delong_test(smallint, double precision, double precision) IS
    'champion against challenger on the same rows: paired test of DeLong (Biometrics 44, 1988) whether two scores have the same area under the ROC curve; y_true is 0 or 1, or -1 or 1, scores are finite; rows with a NULL are skipped, no row gives NULL. Areas are NULL where a class is missing, variances where a class has one row, z and p_value where the two scores rank all rows alike. Keeps 16 bytes per row, at most 67 million rows';

CREATE AGGREGATE mreg.delong_test(y_true integer, score_a double precision, score_b double precision) (
    SFUNC = mreg_internal.delong_count_integer,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.delong_final,
    COMBINEFUNC = mreg_internal.delong_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.delong_test(integer, double precision, double precision) IS
    'champion against challenger on the same rows: paired test of DeLong (Biometrics 44, 1988) whether two scores have the same area under the ROC curve; y_true is 0 or 1, or -1 or 1, scores are finite; rows with a NULL are skipped, no row gives NULL. Areas are NULL where a class is missing, variances where a class has one row, z and p_value where the two scores rank all rows alike. Keeps 16 bytes per row, at most 67 million rows';

CREATE AGGREGATE mreg.delong_test(y_true bigint, score_a double precision, score_b double precision) (
    SFUNC = mreg_internal.delong_count_bigint,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.delong_final,
    COMBINEFUNC = mreg_internal.delong_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.delong_test(bigint, double precision, double precision) IS
    'champion against challenger on the same rows: paired test of DeLong (Biometrics 44, 1988) whether two scores have the same area under the ROC curve; y_true is 0 or 1, or -1 or 1, scores are finite; rows with a NULL are skipped, no row gives NULL. Areas are NULL where a class is missing, variances where a class has one row, z and p_value where the two scores rank all rows alike. Keeps 16 bytes per row, at most 67 million rows';
