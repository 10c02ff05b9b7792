#!/usr/bin/env bash
# Compares artifacts with a bytea and a large object of the same bytes, in time and memory; and what families of model
# versions take with what they take in git, borg and zstd, where these are installed.
#   FAMILIES=...   a program that writes families into the directory that is its argument, as FAMILY.vN.EXTENSION, or a
#                  directory with such files; without it that part is left out
#   MB=200         size of what is stored and restored
#   RANGE_MB=5120  size of the artifact from which ranges are read
# shellcheck disable=SC2046
set -euo pipefail
. "$(dirname "$0")/lib.sh"
mb=${MB:-200}
range_mb=${RANGE_MB:-5120}
work=$(mktemp -d "${MREG_BENCH_WORK:-${TMPDIR:-/tmp}}/artifacts.XXXXXX")
trap 'rm -rf "$work"' EXIT
pg_config=${PG_CONFIG:-pg_config}
cc -O2 -I"$("$pg_config" --includedir)" "$bench/artifact_client.c" -L"$("$pg_config" --libdir)" -lpq -lpthread -o "$work/client"
cat >"$work/schema.sql" <<'SQL'
CREATE TABLE bench_bytea (data bytea);
ALTER TABLE bench_bytea ALTER data SET STORAGE EXTERNAL;
SELECT mreg.register_model('bench') \g /dev/null
SQL
run -f "$work/schema.sql"

client() { "$work/client" "$@"; }
version() { run -c "SELECT '$1/' || number FROM mreg.register_version('$1')"; }

# Removes what the last round stored, so that the next does not find it.
clear_store()
{
	run >/dev/null <<-SQL
		SELECT mreg.delete_version('bench/' || number) FROM mreg.version WHERE deleted_at IS NULL;
		SELECT mreg.purge('0');
		SELECT mreg.collect_garbage();
		TRUNCATE bench_bytea;
		SELECT lo_unlink(oid) FROM pg_largeobject_metadata;
		VACUUM;
		CHECKPOINT;
	SQL
}

# keep NAME SECONDS MEMORY: notes the best time, in ms, and the most memory.
declare -A ms mem
keep()
{
	ms[$1]=$(awk -v a="${ms[$1]:-}" -v b="$2" 'BEGIN { b *= 1000; print a == "" || b < a ? b : a }')
	mem[$1]=$(awk -v a="${mem[$1]:-0}" -v b="$3" 'BEGIN { print (b > a ? b : a) }')
}

# store NAME FILE HOW: uploads a file, and sets ref to its version.
store()
{
	ref=$(version bench)
	run -c CHECKPOINT
	keep "$1" $(client upload "$2" "$ref" "$3")
}

# against NAME FILE: stores a file as an artifact, a bytea and a large object, in turns; ref and object are the last.
against()
{
	local round result

	for ((round = 0; round < runs; round++)); do
		clear_store
		store "$1" "$2" size
		run -c CHECKPOINT
		keep "$1 bytea" $(client bytea "$2")
		run -c CHECKPOINT
		result=$(client large "$2")
		object=${result%% *}
		keep "$1 large" ${result#* }
	done
}

runs=${RUNS:-3}
table "artifacts: $mb MB, the commit included, best of $runs"
client make "$work/floats" "$mb" 0
against floats "$work/floats"
first=$ref
digest=$(sha256sum "$work/floats")
for ((round = 0; round < runs; round++)); do
	store again "$work/floats" none
	store known "$work/floats" "${digest%% *}"
	run -c CHECKPOINT
	keep restore $(client restore "$first")
	keep lo_get $(client lo_get "$object")
done
compare "store float32 weights / one bytea" "${ms[floats]}" "${ms[floats bytea]}" 0.4
compare "store float32 weights / large object" "${ms[floats]}" "${ms[floats large]}" 0.833
compare "store them again / one bytea" "${ms[again]}" "${ms[floats bytea]}" 0.143
compare "store them again, SHA-256 announced / one bytea" "${ms[known]}" "${ms[floats bytea]}" 0.143
compare "restore them / lo_get" "${ms[restore]}" "${ms[lo_get]}" 0.667
for step in 1 2 3 4; do
	client make "$work/tuned" "$mb" "$step"
	before=$(run -c "SELECT sum(octet_length(data)) FROM mreg.segment")
	store tuned "$work/tuned" size
	compare "restore $step fine-tunings on / lo_get" "$(client restore "$ref" | awk '{ print 1000 * $1 }')" "${ms[lo_get]}" 0.667
	after=$(run -c "SELECT sum(octet_length(data)) FROM mreg.segment")
	compare "bytes stored of fine-tuning $step / raw, in KB" $(((after - before) / 1024)) $((mb * 1024))
done
compare "store fine-tuned weights / one bytea" "${ms[tuned]}" "${ms[floats bytea]}" 0.4
compare "1 MB at random places of the last, the longest of 100" "$(client range "$ref" 100 1048576 | awk '{ print 1000 * $1 }')" "" "<= 15 ms"
before=$(run -c "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relnamespace = 'mreg'::regnamespace AND relkind = 'r'")
for step in {1..20}; do
	store again "$work/floats" none
done
after=$(run -c "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relnamespace = 'mreg'::regnamespace AND relkind = 'r'")
echo "bytes that the database grows by when the same bytes are stored again: $(((after - before) / 20)), target <= 4096"

value=$((mb < 60 ? mb : 60))
head -c $((value * 1048576)) "$work/floats" >"$work/value"
clear_store
ref=$(version bench)
keep put $(client put "$work/value" "$ref")
keep get $(client get "$ref")
printf '\n%-68s %8s\n' "backend memory above idle, at most" MB
for way in floats tuned again restore put get; do
	case $way in
		put | get) target="<= $((4 * value))" ;;
		*) target="<= 32" ;;
	esac
	printf '%-68s %8.1f %s\n' "$way" "${mem[$way]}" "$target"
done
rm -f "$work/floats" "$work/tuned" "$work/value"

printf '\n'
clear_store
client make "$work/large" "$range_mb" 0
store large "$work/large" size
rm -f "$work/large"
compare "store $range_mb MB" "${ms[large]}" ""
printf '%-68s %8.1f <= 32\n' "its memory, MB" "${mem[large]}"
compare "1 MB at random places of $range_mb MB, the longest of 200" "$(client range "$ref" 200 1048576 | awk '{ print 1000 * $1 }')" "" "<= 15 ms"
clear_store

if [ -z "${FAMILIES:-}" ]; then
	echo "FAMILIES is not given: what families of versions take is left out"
	ending
	exit
fi
families=$FAMILIES
if [ -f "$FAMILIES" ]; then
	families=$work/families
	mkdir "$families"
	"${PYTHON:-/usr/bin/python3}" "$FAMILIES" "$families" >/dev/null 2>"$work/families.log" || { cat "$work/families.log"; exit 1; }
fi

# What zstd is for: files that share nothing, as one artifact.
for kind in rf_retrain sgd_linear; do
	compgen -G "$families/$kind.v*" >/dev/null || continue
	cat "$families/$kind".v* >"$work/kind"
	against "$kind" "$work/kind"
	compare "store versions of $kind in one artifact / one bytea" "${ms[$kind]}" "${ms[$kind bytea]}" 0.667
	compare "store versions of $kind in one artifact / large object" "${ms[$kind]}" "${ms[$kind large]}"
done
clear_store

# What mreg's tables take with TOAST and indexes, in bytes.
taken() { run -c "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relnamespace = 'mreg'::regnamespace AND relkind = 'r'"; }

# Payload of the segments that came with the contents of a model.
stored()
{
	run -c "SELECT coalesce(sum(octet_length(data)), 0) FROM mreg.segment
	  WHERE content IN (SELECT a.content FROM mreg.artifact a JOIN mreg.model m ON m.id = a.model WHERE m.name = '$1')"
}

# The bytes of files or of a directory, by content.
bytes_of() { find -L "$@" -type f -printf '%s\n' | awk '{ n += $1 } END { printf "%d", n }'; }

# peer NAME FAMILY: bytes that git, borg or zstd take for the versions of a family, or nothing.
peer()
{
	local dir=$work/peer/$2 file

	command -v "$1" >/dev/null || return 0
	rm -rf "$work/peer"
	mkdir -p "$dir"
	case $1 in
		git)
			git -C "$dir" init -q
			for file in "$families/$2".v*; do
				cp "$file" "$dir/model"
				git -C "$dir" add model
				git -C "$dir" -c user.name=bench -c user.email=bench@localhost commit -qm "$file"
			done
			git -C "$dir" repack -adfq --window=10
			bytes_of "$dir/.git/objects/pack"
			;;
		borg)
			export BORG_BASE_DIR=$work/peer/borg BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes
			borg init -e none "$dir/repo" 2>/dev/null
			for file in "$families/$2".v*; do
				cp "$file" "$work/peer/model"
				(cd "$work/peer" && borg create --compression zstd,3 --chunker-params buzhash,10,23,16,4095 "$dir/repo::${file##*.v}" model)
			done
			bytes_of "$dir/repo/data"
			;;
		zstd)
			for file in "$families/$2".v*; do
				zstd -q -3 -c <"$file" | wc -c
			done | awk '{ n += $1 } END { print n }'
			;;
	esac
}

share() { awk -v a="${1:-}" -v b="$2" 'BEGIN { printf a == "" ? "        -" : " %8.4f", a / b }'; }

run -c "VACUUM FULL"
start=$(taken)
total=0
names=$(find "$families" -name '*.v1.*' -printf '%f\n' | sed 's/\.v1\..*//' | sort)
declare -A raw at_first others
for family in $names; do
	run -c "SELECT mreg.register_model('$family')" >/dev/null
	for file in "$families/$family".v*; do
		ref=$(version "$family")
		keep "family $family" $(client upload "$file" "$ref" size)
	done
	raw[$family]=$(bytes_of "$families/$family".v*)
	total=$((total + raw[$family]))
	for other in git borg zstd; do
		others[$other $family]=$(peer "$other" "$family")
		others[$other]=$((${others[$other]:-0} + ${others[$other $family]:-0}))
	done
	at_first[$family]=$(stored "$family")
done
whole=$(($(taken) - start))
optimized=
if run -c "SELECT mreg.optimize_artifacts()" >"$work/saved"; then
	optimized=yes
	run -c "VACUUM FULL"
fi
printf '\n%-20s %10s %9s %9s %9s %9s %9s   bytes stored / raw\n' family "raw KB" mreg optimized git borg64K zstd-3
for family in $names; do
	printf '%-20s %10d' "$family" $((raw[$family] / 1024))
	share "${at_first[$family]}" "${raw[$family]}"
	if [ -n "$optimized" ]; then
		share "$(stored "$family")" "${raw[$family]}"
	else
		share "" 1
	fi
	for other in git borg zstd; do
		share "${others[$other $family]}" "${raw[$family]}"
	done
	echo
done
printf '%-20s %10d' "all, TOAST and index" $((total / 1024))
share "$whole" "$total"
if [ -n "$optimized" ]; then
	share $(($(taken) - start)) "$total"
else
	share "" 1
fi
for other in git borg zstd; do
	share "${others[$other]}" "$total"
done
printf '   target <= 0.24\n'
ending
