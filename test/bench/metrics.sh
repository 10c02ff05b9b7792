#!/usr/bin/env bash
# Compares label metrics with plain queries over the same rows.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42) \g /dev/null
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

measure() { # TITLE SETTINGS
  local f t c w m g
  table "metrics, $rows rows, best of $runs, $1"
  read -r c f w t < <(best "$2" "$counts" "$2" "$f1" "$2" "$filters" "$2" "$three")
  read -r m g < <(best "$2" "$macro" "$2" "$groups")
  compare "f1_score(y, yhat) / count(y), count(yhat)" "$f" "$c" 1.10 f1
  compare "f1_score(y, yhat) / three FILTER counts" "$f" "$w" 0.75 f1
  compare "f1, precision and accuracy / f1_score alone" "$t" "$f" 1.10
  compare "macro F1 of 10 text classes / GROUP BY lbl, lblhat" "$m" "$g" 0.60 macro
}

scikit labels "SELECT y, yhat FROM mreg_bench.binary" "$f1"
scikit texts "SELECT lbl, lblhat FROM mreg_bench.classes" "$macro"
measure "one process, no JIT" "$serial"
measure "settings as they are" ""
ending
