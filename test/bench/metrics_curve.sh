#!/usr/bin/env bash
# Compares metrics of scores with count(*) and with window functions over the same rows.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42) \g /dev/null
CREATE UNLOGGED TABLE mreg_bench.scored AS
  SELECT y, CASE WHEN y = 1 THEN sqrt(random()) ELSE random() END AS score
  FROM (SELECT (random() < 0.3)::integer AS y FROM generate_series(1, $rows)) AS s;
VACUUM (FREEZE, ANALYZE) mreg_bench.scored;
SQL
trap 'run -c "SET client_min_messages = warning; DROP SCHEMA mreg_bench CASCADE"' EXIT

rows_="SELECT count(*) FROM mreg_bench.scored"
auc="SELECT mreg.roc_auc_score(y, score) FROM mreg_bench.scored"
six="SELECT mreg.roc_auc_score(c), mreg.average_precision_score(c), mreg.log_loss(c), mreg.brier_score_loss(c), mreg.ks_statistic(c),
  mreg.expected_calibration_error(c) FROM (SELECT mreg.score_curve(y, score) AS c FROM mreg_bench.scored) AS s"
four="SELECT mreg.roc_auc_score(y, score), mreg.average_precision_score(y, score), mreg.log_loss(y, score), mreg.brier_score_loss(y, score)
  FROM mreg_bench.scored"
window_="SELECT (sum(r) FILTER (WHERE y = 1) - count(*) FILTER (WHERE y = 1) * (count(*) FILTER (WHERE y = 1) + 1) / 2.0)
    / (count(*) FILTER (WHERE y = 1) * count(*) FILTER (WHERE y = 0))
  FROM (SELECT y, (rank() OVER (ORDER BY score) + count(*) OVER (ORDER BY score)) / 2.0::float8 AS r FROM mreg_bench.scored) AS s"

scikit curve "SELECT y, score FROM mreg_bench.scored" "$six"
table "metrics of scores, $rows rows, best of $runs, one process, no JIT; KS from roc_curve and ECE by numpy in scikit-learn's columns"
read -r c a s f < <(best "$serial" "$rows_" "$serial" "$auc" "$serial" "$six" "$serial" "$four")
w=$(runs=1 best "$serial" "$window_")
compare "roc_auc_score(y, score) / count(*)" "$a" "$c" 2.2 auc
compare "roc_auc_score(y, score) / window functions, timed once" "$a" "$w" 0.0833 auc
compare "AUC, AP, log loss, Brier, KS and ECE / roc_auc_score" "$s" "$a" 1.5 six
compare "four one-step metrics / roc_auc_score" "$f" "$a" 1.8
ending
