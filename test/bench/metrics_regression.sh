#!/usr/bin/env bash
# Compares regression metrics with corr() over the same rows.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42) \g /dev/null
CREATE UNLOGGED TABLE mreg_bench.numbers AS
  SELECT y, y + random() - 0.45 AS yhat, y - 0.5 AS low, y + random() - 0.1 AS high
  FROM (SELECT random() * 10 - 4 AS y FROM generate_series(1, $rows)) AS s;
CREATE UNLOGGED TABLE mreg_bench.prices AS
  SELECT y, y * (0.6 + random()) AS yhat FROM (SELECT 1 + random() * 100 AS y FROM generate_series(1, $rows)) AS s;
VACUUM (FREEZE, ANALYZE) mreg_bench.numbers, mreg_bench.prices;
SQL
trap 'run -c "SET client_min_messages = warning; DROP SCHEMA mreg_bench CASCADE"' EXIT

# six TABLE: six metrics in one SELECT
six() {
  echo "SELECT mreg.mean_absolute_error(r), mreg.mean_squared_error(r), mreg.root_mean_squared_error(r), mreg.r2_score(r),
    mreg.explained_variance_score(r), mreg.mean_absolute_percentage_error(r) FROM (SELECT mreg.regression_errors(y, yhat) AS r FROM mreg_bench.$1) AS s"
}
apart="SELECT mreg.mean_absolute_error(y, yhat), mreg.mean_squared_error(y, yhat), mreg.root_mean_squared_error(y, yhat), mreg.r2_score(y, yhat) FROM mreg_bench.numbers"
median="SELECT mreg.median_absolute_error(y, yhat) FROM mreg_bench.numbers"
percentile="SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(y - yhat)) FROM mreg_bench.numbers"
intervals="SELECT mreg.interval_coverage(v), mreg.winkler_score(v) FROM (SELECT mreg.interval_errors(y, low, high) AS v FROM mreg_bench.numbers) AS s"

scikit regression "SELECT y, yhat FROM mreg_bench.numbers" "$(six numbers)"
table "regression, $rows rows, best of $runs, one process unless told, no JIT"
read -r c n a i w < <(best "$serial" "SELECT corr(y, yhat) FROM mreg_bench.numbers" "$serial" "$(six numbers)" "$serial" "$apart" \
  "$serial" "$intervals" "$workers" "$(six numbers)")
read -r cp p < <(best "$serial" "SELECT corr(y, yhat) FROM mreg_bench.prices" "$serial" "$(six prices)")
read -r m q < <(runs=1 best "$serial" "$median" "$serial" "$percentile")
compare "six metrics / corr(y, yhat)" "$n" "$c" 1.50 six
compare "four one-step metrics / corr(y, yhat)" "$a" "$c" 1.50
compare "six metrics, numbers above 0 (three log losses) / corr" "$p" "$cp" 1.50
compare "coverage and Winkler score / corr(y, yhat)" "$i" "$c"
compare "median absolute error / percentile_cont, timed once" "$m" "$q"
compare "six metrics of two workers / of none" "$w" "$n" 0.70 six
ending
