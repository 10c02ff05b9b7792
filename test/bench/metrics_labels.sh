#!/usr/bin/env bash
# Measures the label metrics against plain queries over the same rows.  FRAME_ROWS can be set.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
frame_rows=${FRAME_ROWS:-1000000}
[ "$frame_rows" -le "$rows" ] || frame_rows=$rows

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42) \g /dev/null
CREATE UNLOGGED TABLE mreg_bench.pair AS
  SELECT i, y, CASE WHEN r < 0.85 THEN y ELSE 1 - y END AS yhat, CASE WHEN r > 0.1 THEN y ELSE 1 - y END AS other, r AS p
  FROM (SELECT i, (random() < 0.3)::integer AS y, random() AS r FROM generate_series(1, $rows) i) AS s;
CREATE UNLOGGED TABLE mreg_bench.tagged AS
  SELECT i, ARRAY['tag ' || i % 10, 'tag ' || i % 7] AS y, ARRAY['tag ' || i % 10, 'tag ' || i % 6] AS yhat FROM generate_series(1, $rows / 10) i;
VACUUM (FREEZE, ANALYZE) mreg_bench.pair, mreg_bench.tagged;
SQL
trap 'run -c "SET client_min_messages = warning; DROP SCHEMA mreg_bench CASCADE"' EXIT

from="FROM mreg_bench.pair"
frame="OVER (ORDER BY i ROWS BETWEEN 9999 PRECEDING AND CURRENT ROW) AS v $from WHERE i <= $frame_rows"

scikit labels "SELECT y, yhat $from" "SELECT mreg.f1_score(y, yhat) $from"
table "labels, $rows rows, best of $runs, one process unless told, no JIT"
read -r c f m p e w < <(best "$serial" "SELECT count(y), count(yhat) $from" "$serial" "SELECT mreg.f1_score(y, yhat) $from" \
  "$serial" "SELECT mreg.matthews_corrcoef(y, yhat) $from" \
  "$serial" "SELECT mreg.mcnemar_test(mreg.paired_correctness(y, yhat, other)) $from" \
  "$serial" "SELECT mreg.f1_score(mreg.estimated_confusion(yhat, p)) $from" "$workers" "SELECT mreg.f1_score(y, yhat) $from")
compare "f1_score(y, yhat) / count(y), count(yhat)" "$f" "$c" 1.10 f1
compare "matthews_corrcoef(y, yhat) / f1_score(y, yhat)" "$m" "$f" 1.05
compare "paired_correctness(y, yhat, other) / count(y), count(yhat)" "$p" "$c" 1.30
compare "estimated_confusion(yhat, p) / count(y), count(yhat)" "$e" "$c" 1.60
compare "f1_score of two workers / of none" "$w" "$f" 0.70 f1

read -r s g < <(best "$serial" "SELECT mreg.f1_score(mreg.confusion_matrix(y, yhat), 'macro') FROM mreg_bench.tagged" \
  "$serial" "SELECT count(*) FROM (SELECT t, count(*) FROM mreg_bench.tagged, unnest(y) t GROUP BY t) g,
    (SELECT t, count(*) FROM mreg_bench.tagged, unnest(yhat) t GROUP BY t) h WHERE g.t = h.t")
compare "multilabel macro F1, $((rows / 10)) rows / two GROUP BY of unnest()" "$s" "$g" 1.00

read -r v a < <(best "$serial" "SELECT sum(v) FROM (SELECT mreg.f1_score(y, yhat) $frame) w" \
  "$serial" "SELECT sum(v) FROM (SELECT avg(yhat) $frame) w")
compare "f1_score / avg(yhat) over a moving frame of 10,000 rows, $frame_rows rows" "$v" "$a" 1.30

run -c "CREATE TABLE mreg_bench.ten AS
  SELECT n, mreg.confusion_matrix(i % 10, CASE WHEN random() < 0.5 THEN (random() * 9)::integer ELSE i % 10 END) AS cm
  FROM (VALUES (2000), (100000)) v (n), generate_series(1, n) i GROUP BY n"
for n in 2000 100000; do
  read -r b < <(best "$serial" "SELECT i.* FROM mreg_bench.ten, mreg.score_interval(cm, 'f1_score', 'macro') i WHERE n = $n")
  compare "score_interval of macro F1, 10 classes, $n rows, 2,000 replicates" "$b" "" "<= 20 ms"
done
ending
