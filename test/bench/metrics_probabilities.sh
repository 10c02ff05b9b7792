#!/usr/bin/env bash
# Compares metrics of class probabilities with plain aggregates over the same rows, in one run: ratios of the best of N
# times.  PGHOST, PGPORT, PGUSER and PGDATABASE name a database in which mreg is created.  ROWS and RUNS can be set.
# Where a Python with scikit-learn is found (PYTHON), it computes metrics of the same shape, in memory.
set -euo pipefail
rows=${ROWS:-1000000}
runs=${RUNS:-5}
classes=10
failed=0

run() { psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42);
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

# times_of SETTINGS RUNS QUERY...: best time of each query in milliseconds, the queries taking turns
times_of() {
  local settings=$1 n=$2 query
  shift 2
  {
    echo "$settings"
    echo '\timing on'
    for _ in $(seq "$n"); do
      for query in "$@"; do echo "$query;"; done
    done
  } | run | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' |
    awk -v q="$#" '{ k = (NR - 1) % q; if (!(k in best) || $1 < best[k]) best[k] = $1 } END { for (k = 0; k < q; k++) print best[k] }'
}

compare() { # WHAT MEASURED BASE [TARGET]
  local ratio
  ratio=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.3f", a / b }')
  printf '  %-58s %9.0f ms %9.0f ms  ratio %s  %s\n' "$1" "$2" "$3" "$ratio" "${4:+target $4}"
  if [ -n "${4:-}" ] && awk -v r="$ratio" -v t="$4" 'BEGIN { exit !(r > t) }'; then failed=$((failed + 1)); fi
}

settings="SET max_parallel_workers_per_gather = 0; SET jit = off;"
echo "class probabilities, $rows rows of $classes classes, best of $runs, one process, no JIT"
mapfile -t t < <(times_of "$settings" "$runs" "$base" "$gather" "$loss" "$four" "$ovr" "$labelled")
mapfile -t w < <(times_of "$settings" 1 "$sums" "$each")
compare "log_loss of class_scores / array_agg of the rows" "${t[2]}" "${t[1]}"
compare "four metrics of class_scores / log_loss alone" "${t[3]}" "${t[2]}" 1.5
compare "log loss, Brier, top 2 and ECE / three of them in SQL" "${t[3]}" "${w[0]}" 0.5
compare "AUC one-vs-rest / roc_auc_score of each class" "${t[4]}" "${w[1]}" 1.2
compare "log_loss of text labels / of integers" "${t[5]}" "${t[2]}" 2
compare "log_loss of class_scores / count(y), count(p)" "${t[2]}" "${t[0]}"

for python in ${PYTHON:-python3 /usr/bin/python3}; do
  "$python" -c 'import sklearn, psycopg2' 2>/dev/null || continue
  "$python" - <<'PYTHON'
import time
import numpy as np, psycopg2, sklearn
from sklearn.metrics import log_loss, roc_auc_score, top_k_accuracy_score

cursor = psycopg2.connect("").cursor()
begin = time.monotonic()
cursor.execute("SELECT y, p FROM mreg_bench.classified")
rows = cursor.fetchall()
y, p = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
fetch = time.monotonic() - begin
begin = time.monotonic()
log_loss(y, p), top_k_accuracy_score(y, p)
losses = time.monotonic() - begin
begin = time.monotonic()
roc_auc_score(y, p, multi_class="ovr")
auc = time.monotonic() - begin
print("  scikit-learn %s: log loss and top 2 %.0f ms, AUC one-vs-rest %.0f ms; the fetch before it %.0f ms"
      % (sklearn.__version__, 1000 * losses, 1000 * auc, 1000 * fetch))
PYTHON
  break
done
echo "class probabilities: $failed target(s) missed"
