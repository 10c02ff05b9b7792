#!/usr/bin/env bash
# Compares distributions with plain counts over the same rows, in one run: ratios of the best of N times, the queries
# taking turns.  PGHOST, PGPORT, PGUSER and PGDATABASE name a database in which mreg is created.  ROWS and RUNS can be set.
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
CREATE UNLOGGED TABLE mreg_bench.value AS
  SELECT r AS value, floor(r * 2)::integer AS number, 'category ' || floor(r * 2)::integer AS category
  FROM (SELECT random() * 20 AS r FROM generate_series(1, $rows)) AS s;
VACUUM (FREEZE, ANALYZE) mreg_bench.value;
SQL
trap 'run -c "SET client_min_messages = warning; DROP SCHEMA mreg_bench CASCADE"' EXIT

from="FROM mreg_bench.value"
declare -A query=(
  [count]="SELECT count(value) $from"
  [twenty]="SELECT mreg.value_distribution(value, '{0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19}') $from"
  [uneven]="SELECT mreg.value_distribution(value, '{0,0.1,0.3,0.6,1,1.5,2,2.7,3.5,4.4,5.5,6.6,8,9.5,11,12.5,14,16,18,20}') $from"
  [uniform]="SELECT mreg.value_distribution(value, (SELECT array_agg(g / 10.0::float8) FROM generate_series(0, 200) g)) $from"
  [search]="SELECT mreg.value_distribution(value, (SELECT array_agg(g * g / 2000.0::float8) FROM generate_series(0, 200) g)) $from"
  [integers]="SELECT mreg.category_distribution(number) $from"
  [numbers]="SELECT count(*) FROM (SELECT number, count(*) $from GROUP BY number) AS g"
  [texts]="SELECT mreg.category_distribution(category) $from"
  [categories]="SELECT count(*) FROM (SELECT category, count(*) $from GROUP BY category) AS g"
  [edges]="SELECT mreg.distribution_edges(value, 20) $from"
  [percentiles]="SELECT percentile_cont((SELECT array_agg(g / 20.0::float8) FROM generate_series(0, 20) g)) WITHIN GROUP (ORDER BY value) $from"
)
declare -A best

# Times every query twice per round, in turn, and keeps the best of each.
measure() { # SETTINGS QUERIES
  local settings=$1 name time
  shift
  best=()
  for _ in $(seq "$runs"); do
    for name in "$@"; do
      time=$(printf '%s\n\\timing on\n%s;\n%s;\n' "$settings" "${query[$name]}" "${query[$name]}" | run |
        sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | sort -n | head -n 1)
      best[$name]=$(awk -v a="${best[$name]:-1e9}" -v b="$time" 'BEGIN { print (b < a) ? b : a }')
    done
  done
}

compare() { # WHAT MEASURED BASE [TARGET]
  local ratio
  ratio=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.3f", a / b }')
  printf '  %-58s %9.0f ms %9.0f ms  ratio %s  %s\n' "$1" "$2" "$3" "$ratio" "${4:+target $4}"
  if [ -n "${4:-}" ] && awk -v r="$ratio" -v t="$4" 'BEGIN { exit !(r > t) }'; then failed=$((failed + 1)); fi
}

echo "distribution, $rows rows, best of $runs, no JIT"
measure "SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '256MB';" \
  count twenty uneven uniform search integers numbers texts categories edges percentiles
compare "distribution over 20 edges / count(value)" "${best[twenty]}" "${best[count]}" 1.30
compare "over 20 uneven edges / count(value)" "${best[uneven]}" "${best[count]}" 1.30
compare "over 201 equally wide bins / count(value)" "${best[uniform]}" "${best[count]}"
compare "over 201 uneven edges / count(value)" "${best[search]}" "${best[count]}"
compare "of 40 integer categories / GROUP BY" "${best[integers]}" "${best[numbers]}"
compare "of 40 text categories / GROUP BY" "${best[texts]}" "${best[categories]}"
compare "edges by quantiles / percentile_cont" "${best[edges]}" "${best[percentiles]}"
serial=${best[twenty]}
measure "SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0; SET jit = off;" twenty
compare "distribution over 20 edges, two workers / none" "${best[twenty]}" "$serial"
echo "distribution: $failed target(s) missed"
[ "$failed" -eq 0 ]
