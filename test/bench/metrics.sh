#!/usr/bin/env bash
# Compares metrics with plain queries over the same rows, in one run: ratios of the best of N times.
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
CREATE UNLOGGED TABLE mreg_bench.binary AS
  SELECT y, CASE WHEN random() < 0.85 THEN y ELSE 1 - y END AS yhat
  FROM (SELECT (random() < 0.3)::integer AS y FROM generate_series(1, $rows)) AS s;
CREATE UNLOGGED TABLE mreg_bench.classes AS
  SELECT 'class ' || c AS lbl, 'class ' || CASE WHEN random() < 0.7 THEN c ELSE floor(random() * 10)::integer END AS lblhat
  FROM (SELECT floor(random() * 10)::integer AS c FROM generate_series(1, $rows)) AS s;
VACUUM (FREEZE, ANALYZE) mreg_bench.binary, mreg_bench.classes;
SQL
trap 'run -c "SET client_min_messages = warning; DROP SCHEMA mreg_bench CASCADE"' EXIT

f1="SELECT mreg.f1_score(y, yhat) FROM mreg_bench.binary"
three="SELECT mreg.f1_score(y, yhat), mreg.precision_score(y, yhat), mreg.accuracy_score(y, yhat) FROM mreg_bench.binary"
counts="SELECT count(y), count(yhat) FROM mreg_bench.binary"
filters="SELECT 2.0 * tp / (2 * tp + fp + fn) FROM (SELECT count(*) FILTER (WHERE y = 1 AND yhat = 1) AS tp,
  count(*) FILTER (WHERE y = 0 AND yhat = 1) AS fp, count(*) FILTER (WHERE y = 1 AND yhat = 0) AS fn FROM mreg_bench.binary) AS c"
macro="SELECT mreg.f1_score(mreg.confusion_matrix(lbl, lblhat), average => 'macro') FROM mreg_bench.classes"
groups="SELECT count(*) FROM (SELECT lbl, lblhat, count(*) FROM mreg_bench.classes GROUP BY lbl, lblhat) AS g"

# best SETTINGS QUERY...: best time of each query in milliseconds; the queries take turns, so that load meets all alike
best() {
  local settings=$1 query
  shift
  { echo "$settings"; echo '\timing on'; for _ in $(seq "$runs"); do for query in "$@"; do echo "$query;"; done; done; } | run |
    awk -v n=$# '/^Time: / { k = i++ % n; if (!(k in t) || $2 < t[k]) t[k] = $2 }
      END { for (k = 0; k < n; k++) printf "%s ", t[k] }'
}

compare() { # WHAT MEASURED BASE TARGET
  local ratio
  ratio=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.3f", a / b }')
  printf '  %-58s %9.0f ms %9.0f ms  ratio %s  target %s\n' "$1" "$2" "$3" "$ratio" "$4"
  awk -v r="$ratio" -v t="$4" 'BEGIN { exit !(r > t) }' && failed=$((failed + 1)) || true
}

measure() { # TITLE SETTINGS
  local f t c w m g
  echo "metrics, $rows rows, best of $runs, $1"
  read -r c f w t < <(best "$2" "$counts" "$f1" "$filters" "$three"; echo)
  read -r m g < <(best "$2" "$macro" "$groups"; echo)
  compare "f1_score(y, yhat) / count(y), count(yhat)" "$f" "$c" 1.10
  compare "f1_score(y, yhat) / three FILTER counts" "$f" "$w" 0.75
  compare "f1, precision and accuracy / f1_score alone" "$t" "$f" 1.10
  compare "macro F1 of 10 text classes / GROUP BY lbl, lblhat" "$m" "$g" 0.60
}

measure "one process, no JIT" "SET max_parallel_workers_per_gather = 0; SET jit = off;"
measure "settings as they are" "SELECT 1;"
echo "metrics: $failed target(s) missed"
[ "$failed" -eq 0 ]
