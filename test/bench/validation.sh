#!/usr/bin/env bash
# Compares mreg.evaluate() with the aggregates that it rests on, over the same rows in one run: ratios of the best of N
# times.  PGHOST, PGPORT, PGUSER and PGDATABASE name a database in which mreg is created.  ROWS and RUNS can be set.
set -euo pipefail
rows=${ROWS:-10000000}
runs=${RUNS:-3}
failed=0

run() { psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42);
CREATE UNLOGGED TABLE mreg_bench.predicted AS
  SELECT y, (score > 0.6)::integer AS predicted, score, round(score::numeric, 4)::float8 AS rounded, i % 10 AS region, i / 10 % 10 AS age
  FROM (SELECT i, y, CASE WHEN y = 1 THEN sqrt(random()) ELSE random() END AS score
    FROM (SELECT i, (random() < 0.3)::integer AS y FROM generate_series(1, $rows) i) AS s) AS t;
VACUUM (FREEZE, ANALYZE) mreg_bench.predicted;
SQL
model=mreg_bench_$$
run -c "SELECT mreg.register_model('$model', task => 'binary'), mreg.register_version('$model')" >/dev/null
trap 'run -c "SET client_min_messages = warning; DROP SCHEMA mreg_bench CASCADE; SELECT mreg.delete_model('"'$model'"')" >/dev/null' EXIT

# times_of SETTINGS QUERY...: best time of each query in milliseconds, the queries taking turns
times_of() {
  local settings=$1 query
  shift
  {
    echo "$settings;"
    echo '\timing on'
    for _ in $(seq "$runs"); do
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

measure() { # TITLE SETTINGS COLUMN
  local base evaluate t
  base="SELECT mreg.support(mreg.confusion_matrix(y, predicted)), mreg.support(mreg.score_curve(y, $3)) FROM mreg_bench.predicted"
  evaluate="SELECT (mreg.evaluate('$model/1', NULL, 'mreg_bench.predicted', 'y', 'predicted', '$3'"
  echo "evaluate, $rows rows, best of $runs, $1"
  mapfile -t t < <(times_of "$2" "$base" "$evaluate)).id" "$evaluate, slices => '{region,age}')).id")
  compare "evaluate to confusion_matrix + score_curve" "${t[1]}" "${t[0]}" 1.6
  compare "evaluate by two columns of 10 values to the same" "${t[2]}" "${t[0]}" 3
}

measure "scores of four digits, parallel as planned" "SET max_parallel_workers_per_gather = 2" rounded
measure "distinct scores, parallel as planned" "SET max_parallel_workers_per_gather = 2" score
measure "distinct scores, one process" "SET max_parallel_workers_per_gather = 0" score

echo "macro F1 of 10 classes, 2000 replicates, best of $((runs * 5))"
runs=$((runs * 5))
mapfile -t t < <(times_of "" "SELECT mreg.score_interval(mreg.confusion_matrix(a, CASE WHEN i % 5 = 0 THEN b ELSE a END), 'f1_score', 'macro')
  FROM (SELECT i, i % 10 AS a, i * 7 / 3 % 10 AS b FROM generate_series(1, 10000) i) s" "SELECT mreg.confusion_matrix(a, CASE WHEN i % 5 = 0 THEN b ELSE a END)
  FROM (SELECT i, i % 10 AS a, i * 7 / 3 % 10 AS b FROM generate_series(1, 10000) i) s")
interval=$(awk -v a="${t[0]}" -v b="${t[1]}" 'BEGIN { printf "%.1f", a - b }')
printf '  %-58s %9.1f ms  target 20\n' "interval" "$interval"
awk -v r="$interval" 'BEGIN { exit !(r > 20) }' && failed=$((failed + 1)) || true

exit $((failed > 0))
