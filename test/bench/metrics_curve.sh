#!/usr/bin/env bash
# Compares metrics of scores with count(*) and with window functions over the same rows, in one run: ratios of the best
# of N times.  PGHOST, PGPORT, PGUSER and PGDATABASE name a database in which mreg is created.  ROWS and RUNS can be
# set.  Where a Python with scikit-learn and psycopg2 is found (PYTHON), it computes the same ROC AUC, in memory and
# with the fetch from the database.
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

compare() { # WHAT MEASURED BASE TARGET
  local ratio
  ratio=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.3f", a / b }')
  printf '  %-58s %9.0f ms %9.0f ms  ratio %s  target %s\n' "$1" "$2" "$3" "$ratio" "$4"
  awk -v r="$ratio" -v t="$4" 'BEGIN { exit !(r > t) }' && failed=$((failed + 1)) || true
}

measure() { # TITLE SETTINGS
  local t w
  echo "metrics of scores, $rows rows, best of $runs, $1"
  mapfile -t t < <(times_of "$2" "$runs" "$rows_" "$auc" "$six" "$four")
  w=$(times_of "$2" 1 "$window_")
  compare "roc_auc_score(y, score) / count(*)" "${t[1]}" "${t[0]}" 2.2
  compare "roc_auc_score(y, score) / window functions" "${t[1]}" "$w" 0.0833
  compare "AUC, AP, log loss, Brier, KS and ECE / roc_auc_score" "${t[2]}" "${t[1]}" 1.5
  compare "four one-step metrics / roc_auc_score" "${t[3]}" "${t[1]}" 1.8
}

measure "one process, no JIT" "SET max_parallel_workers_per_gather = 0; SET jit = off;"

for python in ${PYTHON:-python3 /usr/bin/python3}; do
  "$python" -c 'import sklearn, psycopg2' 2>/dev/null || continue
  "$python" - <<'PYTHON'
import io, time
import numpy as np, psycopg2, sklearn
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

connection = psycopg2.connect("")
begin = time.monotonic()
buffer = io.BytesIO()
connection.cursor().copy_expert("COPY (SELECT y::float8, score FROM mreg_bench.scored) TO STDOUT (FORMAT binary)", buffer)
image = np.frombuffer(buffer.getbuffer()[19:-2], dtype=np.dtype([("n", ">i2"), ("l", ">i4"), ("y", ">f8"), ("m", ">i4"), ("s", ">f8")]))
y, s = image["y"].astype(np.int64), image["s"].astype(np.float64)
fetch = time.monotonic() - begin
begin = time.monotonic()
roc_auc_score(y, s)
auc = time.monotonic() - begin
begin = time.monotonic()
average_precision_score(y, s), log_loss(y, s), brier_score_loss(y, s)
rest = time.monotonic() - begin
print("  scikit-learn %s: roc_auc_score %.0f ms, with the fetch %.0f ms; AP, log loss and Brier another %.0f ms"
      % (sklearn.__version__, 1000 * auc, 1000 * (auc + fetch), 1000 * rest))
PYTHON
  break
done
echo "metrics of scores: $failed target(s) missed"
[ "$failed" -eq 0 ]
