#!/usr/bin/env bash
# Measures the label metrics against plain queries over the same rows, in one run: ratios of the best of N times.
# PGHOST, PGPORT, PGUSER and PGDATABASE name a database in which mreg is created.  ROWS, FRAME_ROWS and RUNS can be set.
set -euo pipefail
rows=${ROWS:-10000000}
frame_rows=${FRAME_ROWS:-1000000}
runs=${RUNS:-3}
failed=0

run() { psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42);
CREATE UNLOGGED TABLE mreg_bench.pair AS
  SELECT i, y, CASE WHEN r < 0.85 THEN y ELSE 1 - y END AS yhat, CASE WHEN r > 0.1 THEN y ELSE 1 - y END AS other, r AS p
  FROM (SELECT i, (random() < 0.3)::integer AS y, random() AS r FROM generate_series(1, $rows) i) AS s;
CREATE UNLOGGED TABLE mreg_bench.tagged AS
  SELECT i, ARRAY['tag ' || i % 10, 'tag ' || i % 7] AS y, ARRAY['tag ' || i % 10, 'tag ' || i % 6] AS yhat FROM generate_series(1, $rows / 10) i;
VACUUM (FREEZE, ANALYZE) mreg_bench.pair, mreg_bench.tagged;
SQL
trap 'run -c "SET client_min_messages = warning; DROP SCHEMA mreg_bench CASCADE"' EXIT

# best SETTINGS QUERY [SETTINGS QUERY]...: best time of each query in milliseconds; the queries take turns, so that load
# meets all alike
best() {
  local n=$(($# / 2)) k
  {
    for _ in $(seq "$runs"); do
      for ((k = 1; k < 2 * n; k += 2)); do
        printf '%s\n\\timing on\n%s;\n\\timing off\n' "${!k}" "${@:k+1:1}"
      done
    done
  } | run | awk -v n="$n" '/^Time: / { k = i++ % n; if (!(k in t) || $2 < t[k]) t[k] = $2 }
    END { for (k = 0; k < n; k++) printf "%s ", t[k] }'
  echo
}

compare() { # WHAT MEASURED BASE TARGET
  local ratio
  ratio=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.3f", a / b }')
  printf '  %-66s %9.0f ms %9.0f ms  ratio %s  target %s\n' "$1" "$2" "$3" "$ratio" "$4"
  awk -v r="$ratio" -v t="$4" 'BEGIN { exit !(r > t) }' && failed=$((failed + 1)) || true
}

at_most() { # WHAT MEASURED TARGET
  printf '  %-66s %9.1f ms  target %s ms\n' "$1" "$2" "$3"
  awk -v a="$2" -v t="$3" 'BEGIN { exit !(a > t) }' && failed=$((failed + 1)) || true
}

one="SET max_parallel_workers_per_gather = 0; SET jit = off;"
two="SET max_parallel_workers_per_gather = 2; SET parallel_leader_participation = off; SET jit = off;"
from="FROM mreg_bench.pair"
frame="OVER (ORDER BY i ROWS BETWEEN 9999 PRECEDING AND CURRENT ROW) AS v $from WHERE i <= $frame_rows"

echo "labels, $rows rows, best of $runs, one process unless told, no JIT"
read -r c f m p e w < <(best "$one" "SELECT count(y), count(yhat) $from" "$one" "SELECT mreg.f1_score(y, yhat) $from" \
  "$one" "SELECT mreg.matthews_corrcoef(y, yhat) $from" \
  "$one" "SELECT mreg.mcnemar_test(mreg.paired_correctness(y, yhat, other)) $from" \
  "$one" "SELECT mreg.f1_score(mreg.estimated_confusion(yhat, p)) $from" "$two" "SELECT mreg.f1_score(y, yhat) $from")
compare "f1_score(y, yhat) / count(y), count(yhat)" "$f" "$c" 1.10
compare "matthews_corrcoef(y, yhat) / f1_score(y, yhat)" "$m" "$f" 1.05
compare "paired_correctness(y, yhat, other) / count(y), count(yhat)" "$p" "$c" 1.30
compare "estimated_confusion(yhat, p) / count(y), count(yhat)" "$e" "$c" 1.60
compare "f1_score of two workers / of none" "$w" "$f" 0.70

read -r s g < <(best "$one" "SELECT mreg.f1_score(mreg.confusion_matrix(y, yhat), 'macro') FROM mreg_bench.tagged" \
  "$one" "SELECT count(*) FROM (SELECT t, count(*) FROM mreg_bench.tagged, unnest(y) t GROUP BY t) g,
    (SELECT t, count(*) FROM mreg_bench.tagged, unnest(yhat) t GROUP BY t) h WHERE g.t = h.t")
compare "multilabel macro F1, $((rows / 10)) rows / two GROUP BY of unnest()" "$s" "$g" 1.00

read -r v a < <(best "$one" "SELECT sum(v) FROM (SELECT mreg.f1_score(y, yhat) $frame) w" \
  "$one" "SELECT sum(v) FROM (SELECT avg(yhat) $frame) w")
compare "f1_score / avg(yhat) over a moving frame of 10,000 rows" "$v" "$a" 1.30

run -c "CREATE TABLE mreg_bench.ten AS
  SELECT n, mreg.confusion_matrix(i % 10, CASE WHEN random() < 0.5 THEN (random() * 9)::integer ELSE i % 10 END) AS cm
  FROM (VALUES (2000), (100000)) v (n), generate_series(1, n) i GROUP BY n"
for n in 2000 100000; do
  read -r b < <(best "$one" "SELECT i.* FROM mreg_bench.ten, mreg.score_interval(cm, 'f1_score', 'macro') i WHERE n = $n")
  at_most "score_interval of macro F1, 10 classes, $n rows, 2,000 replicates" "$b" 20
done
echo "labels: $failed target(s) missed"
[ "$failed" -eq 0 ]
