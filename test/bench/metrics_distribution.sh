#!/usr/bin/env bash
# Compares distributions with plain counts over the same rows; for scikit-learn numpy.histogram stands in.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

run <<SQL
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS mreg_bench CASCADE;
CREATE SCHEMA mreg_bench;
SELECT setseed(0.42) \g /dev/null
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

# time_of SETTINGS QUERIES: times queries by their names
declare -A took
time_of() {
  local settings=$1 name arguments=() times
  shift
  for name in "$@"; do arguments+=("$settings" "${query[$name]}"); done
  read -ra times < <(best "${arguments[@]}")
  for name in "$@"; do took[$name]=${times[0]} times=("${times[@]:1}"); done
}

scikit distribution "SELECT value $from" "SELECT array_agg(n ORDER BY lower) FROM (${query[twenty]}) AS s (d), mreg.distribution_shares(d) WHERE kind = 'bin'"
table "distribution, $rows rows, best of $runs, one process unless told, no JIT; in scikit-learn's columns numpy.histogram"
hashed="$serial SET work_mem = '256MB';"
time_of "$hashed" count twenty uneven uniform search integers numbers texts categories
runs=1 time_of "$hashed" edges percentiles
compare "distribution over 20 edges / count(value)" "${took[twenty]}" "${took[count]}" 1.30 twenty
compare "over 20 uneven edges / count(value)" "${took[uneven]}" "${took[count]}" 1.30
compare "over 201 equally wide bins / count(value)" "${took[uniform]}" "${took[count]}"
compare "over 201 uneven edges / count(value)" "${took[search]}" "${took[count]}"
compare "of 40 integer categories / GROUP BY" "${took[integers]}" "${took[numbers]}"
compare "of 40 text categories / GROUP BY" "${took[texts]}" "${took[categories]}"
compare "edges by quantiles / percentile_cont, timed once" "${took[edges]}" "${took[percentiles]}"
none=${took[twenty]}
time_of "$workers" twenty
compare "distribution over 20 edges, two workers / none" "${took[twenty]}" "$none" "" twenty
ending
