#!/usr/bin/env bash
# Measures resolve() against a primary-key SELECT and register_version() against a bare INSERT, in the database that
# libpq's environment names, in which mreg is created.
set -euo pipefail

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

# Prints one row: what is measured, its base, their rates and the ratio with its target.
compare()
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
	awk -v title="$title" -v target="$target" -v ours="$(median <"$work/ours")" -v base="$(median <"$work/base")" 'BEGIN {
		printf "%-58s %9.0f %9.0f %7.2f   >= %.2f  %s\n", title, ours, base, ours / base, target, (ours >= target * base) ? "met" : "MISSED" }'
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

printf '%-58s %9s %9s %7s   %s\n' registry mreg base ratio target
compare "resolve('iris@champion') / primary-key SELECT, prepared" resolve select 0.7 -M prepared
compare "resolve('iris@champion') / primary-key SELECT, simple" resolve select 0.7 -M simple
compare 'register_version / bare INSERT, 8 clients' register insert 0.5 -c 8 -j 2 -M prepared
