# Shared by the parts of make bench: queries timed in turns, scikit-learn on the same rows, rows of one table.
# PGHOST, PGPORT, PGUSER and PGDATABASE name a database in which mreg is created.  ROWS, RUNS and PYTHON can be set.
# shellcheck shell=bash

bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rows=${ROWS:-10000000}
runs=${RUNS:-5}
serial="SET max_parallel_workers_per_gather = 0; SET jit = off;"
# shellcheck disable=SC2034
workers="SET max_parallel_workers_per_gather = 2; SET parallel_leader_participation = off; SET min_parallel_table_scan_size = 0; SET jit = off;"
missed=0
declare -A in_memory with_fetch

run() { psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

# best SETTINGS QUERY [SETTINGS QUERY]...: prints the best time of each query in milliseconds; the queries take turns,
# so that load meets all alike.  Nothing is printed where one fails, so that read fails.
best()
{
	local n=$(($# / 2)) k round

	{
		for ((round = 0; round < runs; round++)); do
			for ((k = 1; k < 2 * n; k += 2)); do
				printf 'RESET ALL; %s\n\\timing on\n%s;\n\\timing off\n' "${!k}" "${@:k+1:1}"
			done
		done
		echo '\echo complete'
	} | run | awk -v n="$n" '/^Time: / { k = i++ % n; if (!(k in t) || $2 < t[k]) t[k] = $2 }
		/^complete$/ { for (k = 0; k < n; k++) printf "%s ", t[k]; print "" }'
}

# The first of the Pythons named by PYTHON, else Debian's or the PATH's, that has what the comparison needs.
scikit_python()
{
	local python

	for python in ${PYTHON:-/usr/bin/python3 python3}; do
		if "$python" -I -c 'import sklearn, psycopg2' 2>/dev/null; then
			echo "$python"
			return 0
		fi
	done
	return 1
}

# scikit KIND ROWS QUERY: has scikit-learn do the work of KIND on the rows of a query, for compare's last columns;
# QUERY is mreg's and has to give the same values.
scikit()
{
	local python name memory fetch

	python=$(scikit_python) || return 0
	while read -r name memory fetch; do
		in_memory[$name]=$memory
		with_fetch[$name]=$fetch
	done < <("$python" -I "$bench/scikit.py" "$runs" "$@" || echo "scikit-learn failed: its columns are left out" >&2)
}

# table WHAT [UNIT]: begins a table, whose last columns are scikit-learn's times in memory and with the fetch.
table()
{
	printf '%s\n%-68s %8s %12s %6s  %-24s %15s %13s\n' "$1" work "mreg ${2:-ms}" "baseline ${2:-ms}" ratio target \
		'scikit-learn ms' 'with fetch ms'
}

# compare WORK MEASURED BASE [TARGET [NAME]]: prints a row.  A target is the ratio's upper bound, or a lower one after
# ">=", or with "ms" one of the time; NAME is that of scikit's work.
compare()
{
	: "${2:?was not measured}"
	awk -v work="$1" -v measured="$2" -v base="$3" -v target="${4:-}" \
		-v memory="${in_memory[${5:-none}]:-}" -v fetch="${with_fetch[${5:-none}]:-}" '
		function time(t) { return t == "" ? "-" : sprintf(t < 10 ? "%.2f" : t < 100 ? "%.1f" : "%.0f", t) }
		BEGIN {
			ratio = base == "" ? "" : measured / base
			if (target ~ /^[0-9]/) target = "<= " target
			split(target, word, " ")
			excess = target == "" ? 0 : (word[3] == "ms" ? measured : ratio) / word[2] - 1
			missed = word[1] == ">=" ? excess < 0 : excess > 0
			if (excess < 0) excess = -excess
			if (missed) target = target sprintf(excess < 0.1 ? " missed by %.1f%%" : " missed by %.0f%%", 100 * excess)
			printf "%-68s %8s %12s %6s  %-24s %15s %13s\n", work, time(measured), time(base),
				ratio == "" ? "-" : sprintf("%.3f", ratio), target == "" ? "-" : target, time(memory), time(fetch)
			exit missed
		}' || missed=$((missed + 1))
}

# Ends a part; a missed target is told and is no failure.
ending() { echo "$missed target(s) missed, $SECONDS s"; }
