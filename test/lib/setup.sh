# Finds PostgreSQL and installs, on Debian and its kin, what is missing.
# shellcheck shell=bash

supported='18 17 16 15'

# Succeeds if the pg_config that is named can build extensions and has a server beside it.
usable_pg()
{
	[ -x "$1" ] && [ -e "$("$1" --pgxs)" ] && [ -x "$("$1" --bindir)/postgres" ]
}

# Sets PG_CONFIG to the one given, or to that of the newest supported PostgreSQL.
find_pg()
{
	local v

	if [ -n "${PG_CONFIG:-}" ]; then
		PG_CONFIG=$(command -v "$PG_CONFIG") || die "PG_CONFIG names nothing that can be run"
		usable_pg "$PG_CONFIG" || die "$PG_CONFIG belongs to a PostgreSQL without server or server headers"
		return 0
	fi
	for v in $supported; do
		if usable_pg "/usr/lib/postgresql/$v/bin/pg_config"; then
			PG_CONFIG=/usr/lib/postgresql/$v/bin/pg_config
			return 0
		fi
	done
	if usable_pg "$(command -v pg_config || true)"; then
		PG_CONFIG=$(command -v pg_config)
		return 0
	fi
	return 1
}

pg_major() { "$PG_CONFIG" --version | sed 's/^PostgreSQL \([0-9]*\).*/\1/'; }

# Succeeds if Debian's Python has all modules that are named.
has_python()
{
	[ -x /usr/bin/python3 ] && /usr/bin/python3 - "$@" <<-'PYTHON'
		import importlib.util, sys
		sys.exit(any(importlib.util.find_spec(m) is None for m in sys.argv[1:]))
	PYTHON
}

clang_format()
{
	local c

	for c in clang-format-14 clang-format; do
		if command -v "$c" >/dev/null && "$c" --version | grep -q 'version 14\.'; then
			echo "$c"
			return 0
		fi
	done
	return 1
}

# Prints the packages that the purposes named (build, demo, test) want and that are not there.
missing_packages()
{
	local v

	command -v cc >/dev/null && [ -e /usr/include/stdio.h ] || echo gcc libc6-dev
	[ -e /usr/include/zstd.h ] || echo libzstd-dev
	command -v make >/dev/null || echo make
	if ! find_pg; then
		v=$(newest_packaged)
		echo "postgresql-$v" "postgresql-server-dev-$v"
	else
		v=$(pg_major)
	fi
	if [[ " $* " = *" demo "* ]]; then
		has_python sklearn psycopg2 || echo python3-sklearn python3-psycopg2
	fi
	if [[ " $* " = *" test "* ]]; then
		if ! find_pg || [ ! -e "$("$PG_CONFIG" --sharedir)/extension/pgtap.control" ]; then
			echo "postgresql-$v-pgtap"
		fi
		has_python numpy psycopg || echo python3-numpy python3-psycopg
		perl -MTAP::Harness -MTest::More -MJSON::PP -e 1 2>/dev/null || echo perl
		clang_format >/dev/null || { packaged clang-format-14 && echo clang-format-14; }
	fi
	return 0
}

packaged() { apt-cache show "$1" >/dev/null 2>&1; }

newest_packaged()
{
	local v

	for v in $supported; do
		if packaged "postgresql-server-dev-$v"; then
			echo "$v"
			return 0
		fi
	done
	echo 15		# Debian 12's, where the package lists are still to be fetched
}

# Installs what the purposes want; says what it does only where something is missing.
setup()
{
	local packages

	packages=$(missing_packages "$@" | xargs)
	if [ -n "$packages" ]; then
		command -v apt-get >/dev/null || die "missing, and there is no apt-get to install it: $packages"
		if [ "$(id -u)" -ne 0 ]; then
			die "some packages are missing; run: sudo apt-get install -y --no-install-recommends $packages"
		fi
		export DEBIAN_FRONTEND=noninteractive
		say "fetching the package lists"
		quietly apt apt-get -q update || die "apt-get update failed"
		packages=$(missing_packages "$@" | xargs)
		say "installing $packages"
		# shellcheck disable=SC2086
		quietly apt apt-get -q install -y --no-install-recommends $packages || die "apt-get install failed"
	fi
	find_pg || die "no PostgreSQL of version 15 to 18 with server headers was found; give PG_CONFIG=/path/to/pg_config"
	export PG_CONFIG
}
