#!/usr/bin/env bash
# Measures resolve() against a primary-key SELECT and register_version() against a bare INSERT, in the database that
# libpq's environment names, in which mreg is created.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

seconds=${SECONDS_EACH:-3}
rounds=${ROUNDS:-5}
work=$(mktemp -d "${MREG_BENCH_WORK:-/tmp}/registry.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Prints the transactions per second of one pgbench run; the script's name and pgbench's options are given.
tps()
{
	local script=$1

	shift
	pgbench -n -T "$seconds" -f "$work/$script" "$@" 2>"$work/err" | sed -n 's/^tps = \([0-9.]*\) .*/\1/p' ||
		{ cat "$work/err" >&2; exit 1; }
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# Prints one row: what is measured, the scripts of mreg and of its base, the target, pgbench's options.
rates()
{
	local title=$1 ours=$2 base=$3 target=$4 round

	shift 4
	: >"$work/ours"
	: >"$work/base"
	tps "$ours" "$@" >/dev/null
	tps "$base" "$@" >/dev/null
	for ((round = 0; round < rounds; round++)); do
		tps "$ours" "$@" >>"$work/ours"
		tps "$base" "$@" >>"$work/base"
	done
	compare "$title" "$(median <"$work/ours")" "$(median <"$work/base")" ">= $target"
}

psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
SET client_min_messages = warning;
SELECT mreg.register_model('iris') \g /dev/null
SELECT mreg.register_version('iris', params => '{"C": 1}') FROM generate_series(1, 100) \g /dev/null
SELECT mreg.set_alias('iris/42', 'champion') \g /dev/null
SELECT mreg.register_model('m' || i) FROM generate_series(1, 8) i \g /dev/null
-- The plain table has the columns and indexes of mreg.version, but no foreign keys, checks or triggers.
CREATE TABLE plain_version (LIKE mreg.version INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES);
CREATE SEQUENCE plain_number OWNED BY plain_version.number;
ALTER TABLE plain_version ALTER number SET DEFAULT nextval('plain_number');
VACUUM ANALYZE;
SQL
id=$(psql -X -At -c "SELECT id FROM mreg.resolve('iris@champion')")

echo "SELECT * FROM mreg.resolve('iris@champion');" >"$work/resolve"
echo "SELECT * FROM mreg.version WHERE id = $id;" >"$work/select"
echo "SELECT number FROM mreg.register_version('m' || (:client_id + 1), params => '{\"C\": 1}', source => '{\"commit\": \"abc\"}');" >"$work/register"
cat >"$work/insert" <<'SQL'
INSERT INTO plain_version (model, stage, params, source, tags, created_at, stage_since, lifecycle, digest) VALUES
	(:client_id, 'development', '{"C": 1}', '{"commit": "abc"}', '{}', now(), now(), 'standard', '\x00') RETURNING number;
SQL

table "registry, transactions per second, median of $rounds runs of $seconds s" tps
rates "resolve('iris@champion') / primary-key SELECT, prepared" resolve select 0.7 -M prepared
rates "resolve('iris@champion') / primary-key SELECT, simple" resolve select 0.7 -M simple
rates 'register_version / bare INSERT, 8 clients' register insert 0.5 -c 8 -j 2 -M prepared
ending
