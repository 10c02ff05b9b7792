# Shared by the scripts behind make test, demo and bench: messages, the working directory and its removal.
# shellcheck shell=bash

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=
keep_work=0
stop_hooks=()

say() { printf '%s\n' "$*"; }
heading() { printf '\n== %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Makes $work, a new directory below TMPDIR that the server's user can reach too, and sees to its removal.
make_work()
{
	local base=${TMPDIR:-/tmp}

	[ ${#base} -le 60 ] || base=/tmp	# a socket's path has less than 107 characters
	if [ "$(id -u)" -eq 0 ] && ! runuser -u "$(server_user)" -- test -x "$base"; then
		base=/tmp
	fi
	trap finish EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	work=$(mktemp -d "$base/mreg.XXXXXX") || die "cannot make a directory in $base"
	chmod 755 "$work"
}

# Ends children, runs the hooks (the last one first) and removes $work; the exit code stays.
finish()
{
	local code=$? i

	set +e
	trap '' HUP INT TERM
	trap - EXIT
	if [ "$keep_work" -eq 0 ]; then
		for i in $(jobs -p); do
			kill "$i" 2>/dev/null
		done
		for ((i = ${#stop_hooks[@]} - 1; i >= 0; i--)); do
			"${stop_hooks[i]}"
		done
		wait
		cd /
		[ -z "$work" ] || rm -rf "$work"
	fi
	exit "$code"
}

# Runs a long command so that a signal to this script is served at once.
attend()
{
	local child

	"$@" <&0 &
	child=$!
	wait "$child"
}

# Runs a command quietly; where it fails its output is shown, the middle of a long one left out.
quietly()
{
	local log=$work/log.$1.$RANDOM code=0

	shift
	attend "$@" >"$log" 2>&1 || code=$?
	if [ "$code" -ne 0 ]; then
		awk 'NR <= 40 { print } { line[NR] = $0 } END { if (NR > 80) print "..."; for (i = NR > 80 ? NR - 39 : 41; i <= NR; i++) print line[i] }' "$log"
		say "failed with exit code $code: $*"
	fi
	return "$code"
}

# The operating-system user that runs the server: never root, since PostgreSQL refuses that.
server_user()
{
	if [ "$(id -u)" -ne 0 ]; then
		id -un
	elif getent passwd postgres >/dev/null; then
		echo postgres
	else
		echo nobody
	fi
}
