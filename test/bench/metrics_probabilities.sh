#!/usr/bin/env bash
# Compares metrics of class probabilities with plain aggregates, and with scikit-learn, on the same rows, in one run.
set -euo pipefail
export ROWS=$((${ROWS:-10000000} / 10))
. "$(dirname "$0")/lib.sh"
classes=10

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42) \g /dev/null
CREATE UNLOGGED TABLE mreg_bench.classified AS
  SELECT y, 'class ' || y AS label, (SELECT array_agg(w / total ORDER BY k) FROM unnest(ws) WITH ORDINALITY u (w, k)) AS p
  FROM (SELECT y, ws, (SELECT sum(w) FROM unnest(ws) w) AS total
        FROM (SELECT y, ARRAY(SELECT random() + (k = y)::integer FROM generate_series(0, $classes - 1) k) AS ws
              FROM (SELECT (random() * $classes)::integer % $classes AS y FROM generate_series(1, $rows)) AS a) AS b) AS c;
VACUUM (FREEZE, ANALYZE) mreg_bench.classified;
SQL
trap 'run -c "SET client_min_messages = warning; DROP SCHEMA mreg_bench CASCADE"' EXIT

from="FROM mreg_bench.classified"
scores="(SELECT mreg.class_scores(y, p) AS s $from) AS x"
base="SELECT count(y), count(p) $from"
gather="SELECT array_agg(p) IS NULL, array_agg(y) IS NULL $from"
loss="SELECT mreg.log_loss(s) FROM $scores"
four="SELECT mreg.log_loss(s), mreg.brier_score_loss(s), mreg.top_k_accuracy_score(s), mreg.expected_calibration_error(s) FROM $scores"
ovr="SELECT mreg.roc_auc_score(s) FROM $scores"
labelled="SELECT mreg.log_loss(mreg.class_scores(label, p)) $from"
sums="SELECT -avg(ln(greatest(p[y + 1], 2.2e-16::float8))), avg((SELECT sum((q - (k = y + 1)::integer) ^ 2) FROM unnest(p) WITH ORDINALITY u (q, k))),
  avg(((SELECT count(*) FROM unnest(p) q WHERE q > p[y + 1]) < 2)::integer) $from"
each="SELECT $(for k in $(seq 0 $((classes - 1))); do printf '%smreg.roc_auc_score(y = %d, p[%d])' "$([ "$k" -gt 0 ] && echo ' + ')" "$k" "$((k + 1))"; done) $from"

scikit probabilities "SELECT y, $(seq -s ', ' -f 'p[%g]' $classes) $from" "SELECT ARRAY[mreg.log_loss(s)] FROM $scores"
table "class probabilities, $rows rows of $classes classes, best of $runs, one process, no JIT"
read -ra t < <(best "$serial" "$base" "$serial" "$gather" "$serial" "$loss" "$serial" "$four" "$serial" "$ovr" "$serial" "$labelled")
read -ra w < <(runs=1 best "$serial" "$sums" "$serial" "$each")
compare "log_loss of class_scores / array_agg of the rows" "${t[2]}" "${t[1]}" "" loss
compare "four metrics of class_scores / log_loss alone" "${t[3]}" "${t[2]}" 1.5
compare "log loss, Brier, top 2 and ECE / three of them in SQL, timed once" "${t[3]}" "${w[0]}" 0.5
compare "AUC one-vs-rest / roc_auc_score of each class, timed once" "${t[4]}" "${w[1]}" 1.2 auc
compare "log_loss of text labels / of integers" "${t[5]}" "${t[2]}" 2
compare "log_loss of class_scores / count(y), count(p)" "${t[2]}" "${t[0]}"
ending
