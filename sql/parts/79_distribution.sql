CREATE FUNCTION mreg_internal.distribution_count_value(state mreg.distribution, value double precision, edges double precision[]) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_count_value' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_remove_value(state mreg.distribution, value double precision, edges double precision[]) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_remove_value' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_count_boolean(state mreg.distribution, category boolean) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_count_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_remove_boolean(state mreg.distribution, category boolean) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_remove_boolean' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_count_smallint(state mreg.distribution, category smallint) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_count_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_remove_smallint(state mreg.distribution, category smallint) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_remove_smallint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_count_integer(state mreg.distribution, category integer) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_count_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_remove_integer(state mreg.distribution, category integer) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_remove_integer' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_count_bigint(state mreg.distribution, category bigint) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_count_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_remove_bigint(state mreg.distribution, category bigint) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_remove_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_count_text(state mreg.distribution, category text) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_count_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_remove_text(state mreg.distribution, category text) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_remove_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_combine(state mreg.distribution, other mreg.distribution) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_final(state mreg.distribution) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_rollup(state mreg.distribution, d mreg.distribution) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_rollup' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_rollup_remove(state mreg.distribution, d mreg.distribution) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_rollup_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.distribution_rollup_final(state mreg.distribution) RETURNS mreg.distribution
    AS 'MODULE_PATHNAME', 'mreg_distribution_rollup_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.edges_collect(state double precision[], value double precision, bins integer) RETURNS double precision[]
    AS 'MODULE_PATHNAME', 'mreg_edges_collect' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.edges_combine(state double precision[], other double precision[]) RETURNS double precision[]
    AS 'MODULE_PATHNAME', 'mreg_edges_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION mreg_internal.edges_final(state double precision[]) RETURNS double precision[]
    AS 'MODULE_PATHNAME', 'mreg_edges_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE mreg.value_distribution(value double precision, edges double precision[]) (
    SFUNC = mreg_internal.distribution_count_value,
    STYPE = mreg.distribution,
    SSPACE = 512,
    FINALFUNC = mreg_internal.distribution_final,
    COMBINEFUNC = mreg_internal.distribution_combine,
    MSFUNC = mreg_internal.distribution_count_value,
    MINVFUNC = mreg_internal.distribution_remove_value,
    MSTYPE = mreg.distribution,
    MSSPACE = 512,
    MFINALFUNC = mreg_internal.distribution_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.value_distribution(double precision, double precision[]) IS
    'counts of values over edges, at least two, finite and ascending, the same in every row of a group; bins hold their lower edge and the last one its upper edge too, as numpy.histogram, with buckets for values below (under) and above (over), infinities included, for NaN and for NULL: a row with NULL is counted, not skipped; rows have no weights; no row gives NULL';

CREATE AGGREGATE mreg.category_distribution(category boolean) (
    SFUNC = mreg_internal.distribution_count_boolean,
    STYPE = mreg.distribution,
    SSPACE = 256,
    FINALFUNC = mreg_internal.distribution_final,
    COMBINEFUNC = mreg_internal.distribution_combine,
    MSFUNC = mreg_internal.distribution_count_boolean,
    MINVFUNC = mreg_internal.distribution_remove_boolean,
    MSTYPE = mreg.distribution,
    MSSPACE = 256,
    MFINALFUNC = mreg_internal.distribution_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.category_distribution(boolean) IS
    'counts of false and true; NULL has a bucket of its own: a row with NULL is counted, not skipped; rows have no weights; no row gives NULL';

CREATE AGGREGATE mreg.category_distribution(category smallint) (
    SFUNC = mreg_internal.distribution_count_smallint,
    STYPE = mreg.distribution,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.distribution_final,
    COMBINEFUNC = mreg_internal.distribution_combine,
    MSFUNC = mreg_internal.distribution_count_smallint,
    MINVFUNC = mreg_internal.distribution_remove_smallint,
    MSTYPE = mreg.distribution,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.distribution_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.category_distribution(smallint) IS
    'counts of smallint categories; NULL has a bucket of its own: a row with NULL is counted, not skipped; rows have no weights; of more than 10000 categories the least 10000 have counts of their own and the rest are counted together as other, whatever the order of the rows; no row gives NULL';

CREATE AGGREGATE mreg.category_distribution(category integer) (
    SFUNC = mreg_internal.distribution_count_integer,
    STYPE = mreg.distribution,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.distribution_final,
    COMBINEFUNC = mreg_internal.distribution_combine,
    MSFUNC = mreg_internal.distribution_count_integer,
    MINVFUNC = mreg_internal.distribution_remove_integer,
    MSTYPE = mreg.distribution,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.distribution_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.category_distribution(integer) IS
    'counts of integer categories; NULL has a bucket of its own: a row with NULL is counted, not skipped; rows have no weights; of more than 10000 categories the least 10000 have counts of their own and the rest are counted together as other, whatever the order of the rows; no row gives NULL';

CREATE AGGREGATE mreg.category_distribution(category bigint) (
    SFUNC = mreg_internal.distribution_count_bigint,
    STYPE = mreg.distribution,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.distribution_final,
    COMBINEFUNC = mreg_internal.distribution_combine,
    MSFUNC = mreg_internal.distribution_count_bigint,
    MINVFUNC = mreg_internal.distribution_remove_bigint,
    MSTYPE = mreg.distribution,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.distribution_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.category_distribution(bigint) IS
    'counts of bigint categories; NULL has a bucket of its own: a row with NULL is counted, not skipped; rows have no weights; of more than 10000 categories the least 10000 have counts of their own and the rest are counted together as other, whatever the order of the rows; no row gives NULL';

CREATE AGGREGATE mreg.category_distribution(category text) (
    SFUNC = mreg_internal.distribution_count_text,
    STYPE = mreg.distribution,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.distribution_final,
    COMBINEFUNC = mreg_internal.distribution_combine,
    MSFUNC = mreg_internal.distribution_count_text,
    MINVFUNC = mreg_internal.distribution_remove_text,
    MSTYPE = mreg.distribution,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.distribution_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.category_distribution(text) IS
    'counts of text categories; NULL has a bucket of its own: a row with NULL is counted, not skipped; rows have no weights; of more than 10000 categories the least 10000 by bytes have counts of their own and the rest are counted together as other, whatever the order of the rows; no row gives NULL';

CREATE AGGREGATE mreg.rollup(d mreg.distribution) (
    SFUNC = mreg_internal.distribution_rollup,
    STYPE = mreg.distribution,
    SSPACE = 1024,
    FINALFUNC = mreg_internal.distribution_rollup_final,
    COMBINEFUNC = mreg_internal.distribution_combine,
    MSFUNC = mreg_internal.distribution_rollup,
    MINVFUNC = mreg_internal.distribution_rollup_remove,
    MSTYPE = mreg.distribution,
    MSSPACE = 1024,
    MFINALFUNC = mreg_internal.distribution_rollup_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.rollup(mreg.distribution) IS
    'the distribution of all the rows that stored distributions were built from, which must be over the same edges or categories of one type; NULL is skipped, no value gives NULL';

CREATE AGGREGATE mreg.distribution_edges(value double precision, bins integer) (
    SFUNC = mreg_internal.edges_collect,
    STYPE = double precision[],
    SSPACE = 8192,
    FINALFUNC = mreg_internal.edges_final,
    COMBINEFUNC = mreg_internal.edges_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mreg.distribution_edges(double precision, integer) IS
    'edges for value_distribution that part the values, such as those of a reference, into bins of about equal count: the exact quantiles i / bins, interpolated linearly as numpy.quantile, equal ones merged, so there may be fewer than bins bins; one distinct value x gives x - 0.5 and x + 0.5; NULL, NaN and infinities are skipped, no value gives NULL; bins is from 1 to 1048575, the same in every row; holds 8 bytes per value in memory, at most 134 million values per group';

CREATE FUNCTION mreg.psi(
    reference mreg.distribution,
    current mreg.distribution,
    smoothing double precision DEFAULT 0.5
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_psi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.psi(mreg.distribution, mreg.distribution, double precision) IS
    'population stability index, sum of (q - p) ln(q / p) over the shares p of reference and q of current, 0 to Infinity; smoothing is added to the count of every bucket that is not empty in both (NULL, NaN, under, over and other are buckets too), those empty in both are left out; with smoothing 0 a bucket empty in one gives Infinity; NULL where either has no row. Compare with psi_critical, since fixed thresholds as 0.1 mean nothing without the numbers of rows';

CREATE FUNCTION mreg.js_distance(reference mreg.distribution, current mreg.distribution, base double precision DEFAULT 2) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_js_distance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.js_distance(mreg.distribution, mreg.distribution, double precision) IS
    'Jensen-Shannon distance, the square root of js_divergence, 0 to 1 with base 2 (to sqrt(ln 2) with base e), over all buckets; needs no smoothing; NULL where either has no row. As scipy.spatial.distance.jensenshannon, whose base is e by default';

CREATE FUNCTION mreg.js_divergence(reference mreg.distribution, current mreg.distribution, base double precision DEFAULT 2) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_js_divergence' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.js_divergence(mreg.distribution, mreg.distribution, double precision) IS
    'Jensen-Shannon divergence, the mean of the divergences of both from their mean, 0 to 1 with base 2, over all buckets; NULL where either has no row; the square of js_distance';

CREATE FUNCTION mreg.kl_divergence(
    reference mreg.distribution,
    current mreg.distribution,
    smoothing double precision DEFAULT 0.5,
    base double precision DEFAULT 2.718281828459045
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_kl_divergence' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.kl_divergence(mreg.distribution, mreg.distribution, double precision, double precision) IS
    'Kullback-Leibler divergence of reference from current, sum of p log(p / q), 0 to Infinity, in nats unless base says otherwise; smoothing as in psi, with 0 as scipy.stats.entropy(p, q): Infinity where current lacks a bucket; NULL where either has no row';

CREATE FUNCTION mreg.hellinger(reference mreg.distribution, current mreg.distribution) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_hellinger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.hellinger(mreg.distribution, mreg.distribution) IS
    'Hellinger distance, sqrt(sum of (sqrt p - sqrt q)^2 / 2), 0 to 1, over all buckets; NULL where either has no row';

CREATE FUNCTION mreg.total_variation(reference mreg.distribution, current mreg.distribution) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_total_variation' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.total_variation(mreg.distribution, mreg.distribution) IS
    'total variation distance, half the sum of |p - q|, 0 to 1, over all buckets; NULL where either has no row';

CREATE FUNCTION mreg.l_infinity(reference mreg.distribution, current mreg.distribution) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_l_infinity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.l_infinity(mreg.distribution, mreg.distribution) IS
    'the greatest |p - q| of a bucket, 0 to 1, over all buckets; NULL where either has no row';

CREATE FUNCTION mreg.ks_distance(reference mreg.distribution, current mreg.distribution) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_ks_distance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.ks_distance(mreg.distribution, mreg.distribution) IS
    'Kolmogorov-Smirnov distance, the greatest difference of the shares of values up to an edge, 0 to 1; NULL and NaN are left out; exact for category_distribution of integers, over edges and where integers are counted as other never above that of the values; an error for other categories; NULL where either has no value. As scipy.stats.ks_2samp';

CREATE FUNCTION mreg.wasserstein(reference mreg.distribution, current mreg.distribution) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_wasserstein' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.wasserstein(mreg.distribution, mreg.distribution) IS
    'Wasserstein distance (earth movers), in units of the value: values of a bin are taken to be in its middle, those under and over at the outermost edges, NULL and NaN are left out; where none is under or over, off by at most half the mean width of the bins in which the values of reference lie plus the same of current; exact for category_distribution of integers; an error for other categories and where integers are counted as other; NULL where either has no value. As scipy.stats.wasserstein_distance of these places';

CREATE FUNCTION mreg.chi2_test(
    reference mreg.distribution,
    current mreg.distribution,
    correction boolean DEFAULT false,
    OUT statistic double precision,
    OUT df bigint,
    OUT p_value double precision
) RETURNS record
    AS 'MODULE_PATHNAME', 'mreg_chi2_test' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.chi2_test(mreg.distribution, mreg.distribution, boolean) IS
    'chi-square test that both have one distribution, over the buckets that are not empty in both; df is their number less 1; correction is that of Yates and counts for two buckets; NULL where either has no row. As scipy.stats.chi2_contingency, whose correction is on by default; p-values to 1e-9 relative';

CREATE FUNCTION mreg.ks_test(
    reference mreg.distribution,
    current mreg.distribution,
    method text DEFAULT 'auto',
    OUT statistic double precision,
    OUT p_value double precision
) RETURNS record
    AS 'MODULE_PATHNAME', 'mreg_ks_test' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.ks_test(mreg.distribution, mreg.distribution, text) IS
    'two-sided two-sample Kolmogorov-Smirnov test: ks_distance and its p-value; method is exact (the law for samples without ties; numbers of values whose product is at most 10^9), asymp (Kolmogorovs limit) or auto (exact up to 10000 values in each); of binned values the p-value is on the safe side: no smaller than that of the values. NULL where either has no value. exact is that of scipy.stats.ks_2samp, asymp scipy.special.kolmogorov; to 1e-9 relative';

CREATE FUNCTION mreg.psi_critical(
    n bigint,
    m bigint,
    bins integer,
    alpha double precision DEFAULT 0.05
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_psi_critical' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.psi_critical(bigint, bigint, integer, double precision) IS
    'the psi (smoothing 0) that two samples of one distribution, of n and m rows over so many buckets, pass with probability alpha: (1 / n + 1 / m) times the chi-square quantile with bins - 1 degrees of freedom (Yurdakul 2018); n and m are 1 or above, bins 2 or above, alpha between 0 and 1';

CREATE FUNCTION mreg.psi_critical(
    reference mreg.distribution,
    current mreg.distribution,
    alpha double precision DEFAULT 0.05
) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_psi_critical_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.psi_critical(mreg.distribution, mreg.distribution, double precision) IS
    'the psi that these two distributions would pass with probability alpha if they were samples of one: by their numbers of rows and of buckets that are not empty in both; NULL where either has no row or there are fewer than two such buckets';

CREATE FUNCTION mreg.information_value(good mreg.distribution, bad mreg.distribution, smoothing double precision DEFAULT 0.5) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_information_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.information_value(mreg.distribution, mreg.distribution, double precision) IS
    'information value of a characteristic: the sum of the column iv of woe_table; NULL where either has no row';

CREATE FUNCTION mreg.woe_table(
    good mreg.distribution,
    bad mreg.distribution,
    smoothing double precision DEFAULT 0.5,
    OUT bucket text,
    OUT kind text,
    OUT lower double precision,
    OUT upper double precision,
    OUT good_count bigint,
    OUT bad_count bigint,
    OUT good_share double precision,
    OUT bad_share double precision,
    OUT woe double precision,
    OUT iv double precision
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'mreg_woe_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION mreg.woe_table(mreg.distribution, mreg.distribution, double precision) IS
    'weights of evidence, one row per bucket that is not empty in both: counts, shares (smoothing added to the count of each of these buckets), woe = ln(good_share / bad_share) and iv = (good_share - bad_share) woe; kind is under, bin, over, category, other, nan or null; lower and upper are the bounds of a bin or an integer category; shares, woe and iv are NULL where either has no row; with smoothing 0 a bucket empty in one has an infinite woe';

CREATE FUNCTION mreg.distribution_shares(
    d mreg.distribution,
    OUT bucket text,
    OUT kind text,
    OUT lower double precision,
    OUT upper double precision,
    OUT n bigint,
    OUT share double precision
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'mreg_distribution_shares' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION mreg.distribution_shares(mreg.distribution) IS
    'one row per bucket: kind is under, bin, over, category, other, nan or null; lower and upper are the bounds of a bin or an integer category; n is the number of rows, share that among all rows, NULL counted (NULL where there is no row)';

CREATE FUNCTION mreg.quantile(d mreg.distribution, q double precision) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.quantile(mreg.distribution, double precision) IS
    'quantile q, from 0 to 1: over edges the value below which that share of the values lies, those of a bin taken to be spread evenly over it, so off by at most that bin, NULL where it lies under or over the edges; exact for category_distribution of integers, interpolated linearly as numpy.quantile and percentile_cont; NULL and NaN are left out; NULL where there is no value; an error for other categories and where integers are counted as other';

CREATE FUNCTION mreg.distribution_mean(d mreg.distribution) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_distribution_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.distribution_mean(mreg.distribution) IS
    'mean of the values, those of a bin taken to be in its middle, those under and over at the outermost edges: where there are none, off by at most half a bin; exact for category_distribution of integers; an error for other categories and where integers are counted as other; NULL and NaN are left out, NULL where there is no value';

CREATE FUNCTION mreg.null_share(d mreg.distribution) RETURNS double precision
    AS 'MODULE_PATHNAME', 'mreg_null_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.null_share(mreg.distribution) IS
    'share of NULL among all rows, 0 to 1; NULL where there is no row';

CREATE FUNCTION mreg.support(d mreg.distribution) RETURNS bigint
    AS 'MODULE_PATHNAME', 'mreg_support_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mreg.support(mreg.distribution) IS
    'number of all rows, NULL and NaN counted';
