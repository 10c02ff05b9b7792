#!/usr/bin/env bash
# Compares regression metrics with corr() over the same rows, in one run: ratios of the best of N times.
# PGHOST, PGPORT, PGUSER and PGDATABASE name a database in which mreg is created.  ROWS and RUNS can be set.
set -euo pipefail
rows=${ROWS:-10000000}
runs=${RUNS:-5}
failed=0

run() { psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42);
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

# time_of SETTINGS QUERY: best time in milliseconds
time_of() {
  { echo "$1"; echo '\timing on'; for _ in $(seq "$runs"); do echo "$2;"; done; } | run |
    sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | sort -n | head -n 1
}

compare() { # WHAT MEASURED BASE [TARGET]
  local ratio
  ratio=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.3f", a / b }')
  printf '  %-58s %9.0f ms %9.0f ms  ratio %s  %s\n' "$1" "$2" "$3" "$ratio" "${4:+target $4}"
  if [ -n "${4:-}" ] && awk -v r="$ratio" -v t="$4" 'BEGIN { exit !(r > t) }'; then failed=$((failed + 1)); fi
}

serial="SET max_parallel_workers_per_gather = 0; SET jit = off;"
workers="SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0; SET jit = off;"
echo "regression, $rows rows, best of $runs, no JIT"
corr=$(time_of "$serial" "SELECT corr(y, yhat) FROM mreg_bench.numbers")
corr_prices=$(time_of "$serial" "SELECT corr(y, yhat) FROM mreg_bench.prices")
numbers=$(time_of "$serial" "$(six numbers)")
compare "six metrics / corr(y, yhat)" "$numbers" "$corr" 1.50
compare "four one-step metrics / corr(y, yhat)" "$(time_of "$serial" "$apart")" "$corr" 1.50
compare "six metrics, numbers above 0 (three log losses) / corr" "$(time_of "$serial" "$(six prices)")" "$corr_prices" 1.50
compare "coverage and Winkler score / corr(y, yhat)" "$(time_of "$serial" "$intervals")" "$corr"
compare "median absolute error / percentile_cont" "$(time_of "$serial" "$median")" "$(time_of "$serial" "$percentile")"
compare "six metrics, two workers / none" "$(time_of "$workers" "$(six numbers)")" "$numbers" 0.70
echo "regression: $failed target(s) missed"
