# A throw-away PostgreSQL: a private copy of its tree with mreg in it, and a cluster on a Unix socket of its own.
# shellcheck shell=bash

cluster_bin=
cluster_running=0

as_server()
{
	if [ "$(id -u)" -eq 0 ]; then
		runuser -u "$(server_user)" -- "$@"
	else
		"$@"
	fi
}

# Copies the sources (as git knows them, new files included) to $work/src.
copy_sources()
{
	mkdir -p "$work/src"
	if git -C "$top" -c safe.directory='*' ls-files -z -co --exclude-standard >"$work/files" 2>/dev/null; then
		(cd "$top" && while IFS= read -r -d '' f; do [ ! -f "$f" ] || printf '%s\0' "$f"; done <"$work/files") >"$work/present"
		tar -C "$top" --null -T "$work/present" -cf - | tar -C "$work/src" --no-same-owner -xf -
	else
		tar -C "$top" --exclude-vcs --exclude='*.o' --exclude='*.bc' --exclude='*.so' --exclude=.build-flags -cf - . |
			tar -C "$work/src" --no-same-owner -xf -
	fi
}

# Builds the copied sources in $work/build with the make variables given.  The output is quiet unless the build fails.
build()
{
	mkdir -p "$work/build"
	quietly build make -s -C "$work/build" -f ../src/Makefile -j"$(nproc)" PG_CONFIG="$PG_CONFIG" "$@"
}

# Copies what a server needs from the PostgreSQL of PG_CONFIG below $work/pg and installs the build into the copy:
# a server looks for its files relative to its own place, so the copy is complete and the original stays as it is.
install_copy()
{
	local dir

	cluster_bin=$work/pg$("$PG_CONFIG" --bindir)
	mkdir -p "$cluster_bin"
	cp "$("$PG_CONFIG" --bindir)"/{postgres,initdb,pg_ctl} "$cluster_bin"
	for dir in "$("$PG_CONFIG" --pkglibdir)" "$("$PG_CONFIG" --sharedir)"; do
		mkdir -p "$work/pg$dir"
		cp -a "$dir/." "$work/pg$dir"
	done
	quietly install make -s -C "$work/build" -f ../src/Makefile PG_CONFIG="$PG_CONFIG" DESTDIR="$work/pg" "$@" install
}

# Starts a cluster with the settings given (name=value) and points libpq's environment to it.
start_cluster()
{
	local setting

	install -d -m 700 -o "$(server_user)" "$work/run"
	quietly initdb as_server "$cluster_bin/initdb" -D "$work/run/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync ||
		die "initdb failed"
	{
		echo "listen_addresses = ''"
		echo "unix_socket_directories = '$work/run'"
		echo "max_connections = 50"
		echo "timezone = 'UTC'"
		for setting in "$@"; do
			echo "$setting"
		done
	} >>"$work/run/data/postgresql.conf"
	stop_hooks+=(stop_cluster)
	cluster_running=1
	(cd "$work/run" && as_server "$cluster_bin/pg_ctl" -D data -l log -s -w -t 120 start) || {
		cat "$work/run/log"
		die "the server did not start"
	}
	export PGHOST=$work/run PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
	unset PGPASSWORD PGSERVICE PGOPTIONS PGHOSTADDR PGSSLMODE PGTZ PGCLIENTENCODING
	PATH=$("$PG_CONFIG" --bindir):$PATH
	export PATH
}

stop_cluster()
{
	if [ "$cluster_running" -eq 1 ]; then
		cluster_running=0
		(cd "$work/run" && as_server "$cluster_bin/pg_ctl" -D data -s -m immediate -w stop) >/dev/null 2>&1
	fi
}
