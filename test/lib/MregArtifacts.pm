# MregArtifacts.pm: what the TAP tests of artifact storage share: servers of their own, sessions of psql, bytes that are sent
# and fetched by COPY, the memory of backends.
package MregArtifacts;
use strict;
use warnings;
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use IPC::Open3;
use Test::More;
use MregTest qw(slurp spill);

our @EXPORT = qw(python query sql try_sql copy_in send_command digest_command fetch ranges server start_server server_log as_server psql_session ask ask_later answer until_true resident peak_of);

my $mark = 'end of the output';
my @python = qw(/usr/bin/python3 -I);
my $stream = dirname(__FILE__) . '/stream.py';
my $dir = tempdir('mreg_artifacts.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my @servers;
my $owner = $$;

$SIG{$_} = sub { exit 1 } for qw(HUP INT PIPE TERM);

# Runs one of the programs beside this file; returns what it prints.
sub python
{
	my ($name, @arguments) = @_;
	open my $out, '-|', @python, dirname(__FILE__) . "/$name", @arguments or die;
	local $/;
	my $text = <$out>;
	close $out or die("$name @arguments failed\n");
	return $text;
}

# Runs SQL in a database by psql; returns exit code, standard output and standard error.
sub try_sql
{
	my ($database, $text) = @_;
	spill("$dir/script", $text);
	my $code = system "psql -X -q -A -t -v ON_ERROR_STOP=1 -d '$database' -f $dir/script >$dir/out 2>$dir/err";
	chomp(my $out = slurp("$dir/out"));
	return ($code >> 8, $out, slurp("$dir/err"));
}

# Runs SQL that must succeed without a word; returns what it prints.
sub sql
{
	my ($code, $out, $err) = try_sql(@_);
	die("in $_[0]: $err") if $code || $err;
	return $out;
}

# The same as the lines of it.
sub query { return split /\n/, sql(@_) }

# The shell command that sends a source as an upload whose number is in the environment, for \copy FROM PROGRAM.
sub send_command
{
	my ($source, @rest) = @_;
	return join ' ', @python, $stream, 'send $UPLOAD', $source, @rest;
}

# Psql's statements that store a source as an artifact by COPY, in one transaction.
sub copy_in
{
	my ($ref, $path, $source, $arguments, @rest) = @_;
	my $command = send_command($source, @rest);
	return <<~"SQL";
		BEGIN;
		SELECT mreg.begin_artifact('$ref', '$path'$arguments) AS upload \\gset
		\\setenv UPLOAD :upload
		\\copy mreg.upload FROM PROGRAM '$command' (FORMAT binary)
		SELECT 1 FROM mreg.finish_artifact(:upload) \\g /dev/null
		COMMIT;
		SQL
}

# Rows, bytes and SHA-256 of what each query, of one column of bytea, gives by COPY; after an error that.
sub fetch
{
	my ($database, @queries) = @_;
	spill("$dir/copy", join '', map { "COPY ($_) TO STDOUT (FORMAT binary);\n" } @queries);
	my @got = split /\n/, `psql -X -q -v ON_ERROR_STOP=1 -d '$database' -f $dir/copy 2>$dir/err | @python $stream digest 2>&1`;
	my $error = slurp("$dir/err");
	return $error eq '' ? @got : (@got, $error);
}

# The shell command that takes the digest of \copy TO PROGRAM.
sub digest_command { return join ' ', @python, $stream, 'digest' }

# The SHA-256 of ranges, each of a source, from an offset, of a length.
sub ranges
{
	spill("$dir/ranges", join '', map { "@$_\n" } @_);
	return split /\n/, `@python $stream ranges <$dir/ranges`;
}

# Waits until a query gives t; false after a minute.
sub until_true
{
	my ($database, $query) = @_;
	for (1 .. 1200)
	{
		return 1 if sql($database, $query) eq 't';
		select undef, undef, undef, 0.05;
	}
	return 0;
}

# A session of psql that outlives statements.
sub psql_session
{
	my ($database) = @_;
	my $pid = open3(my $in, my $out, undef, qw(psql -X -q -A -t -d), $database);
	$in->autoflush(1);
	return { pid => $pid, in => $in, out => $out };
}

# Gives a session statements without waiting for them.
sub ask_later
{
	my ($session, $statements) = @_;
	print { $session->{in} } "$statements\n\\echo $mark\n";
}

# What they printed.
sub answer
{
	my ($session) = @_;
	my $output = '';
	while (defined(my $line = readline $session->{out}))
	{
		last if $line eq "$mark\n";
		$output .= $line;
	}
	chomp $output;
	return $output;
}

# Gives a session statements; returns what they print.
sub ask
{
	ask_later(@_);
	return answer($_[0]);
}

# A backend's own memory in kB; undef where the system does not tell.
sub resident
{
	my ($pid) = @_;
	open my $status, '<', "/proc/$pid/status" or return undef;
	return (map { /^RssAnon:\s+(\d+) kB/ ? $1 : () } <$status>)[0];
}

# Runs statements in a session and returns what they print and the most memory meanwhile that its backend had, in kB.
sub peak_of
{
	my ($session, $statements) = @_;
	my $backend = ask($session, 'SELECT pg_backend_pid();');
	my $peak = 0;
	ask_later($session, $statements);
	my $ready = '';
	vec($ready, fileno $session->{out}, 1) = 1;
	until (select(my $r = $ready, undef, undef, 0.01))
	{
		my $now = resident($backend) // 0;
		$peak = $now if $now > $peak;
	}
	my $now = resident($backend) // 0;
	return (answer($session), $now > $peak ? $now : $peak);
}

# Runs a command as the user that the servers run as, who is the one of the server that the suite runs on.
sub as_server
{
	my (@command) = @_;
	my $user = getpwuid((stat sql('postgres', 'SHOW data_directory'))[4]);
	@command = ('runuser', '-u', $user, '--', @command) if $> == 0;
	return system(@command);
}

# A directory for a new server and its files, in which its user may write, beside that of the suite's server.
sub server
{
	my ($name, $port) = @_;
	my $data = sql('postgres', 'SHOW data_directory');
	my $place = dirname($data) . "/$name$$";
	mkdir $place, 0755 or die("$place: $!");
	chown((stat $data)[4, 5], $place);
	my $bin = sql('postgres', q{SELECT setting FROM pg_config() WHERE name = 'BINDIR'});
	my $server = { dir => $place, data => "$place/data", bin => $bin, at => "host=$place port=$port user=postgres", port => $port };
	push @servers, $server;
	return $server;
}

# Starts a server whose data directory is there; settings are name=value.
sub start_server
{
	my ($server, @settings) = @_;
	my $options = join ' ', map { "-c $_" } "listen_addresses=''", "unix_socket_directories='$server->{dir}'", "port=$server->{port}", 'fsync=off', @settings;
	as_server('sh', '-c', "cd $server->{dir} && exec $server->{bin}/pg_ctl -D data -l log -s -w -t 120 -o \"$options\" start") == 0
		or BAIL_OUT("a server did not start:\n" . slurp("$server->{dir}/log"));
	$server->{running} = 1;
}

sub server_log { return slurp("$_[0]{dir}/log") }

END
{
	my $code = $?;
	if ($owner == $$)
	{
		for my $server (@servers)
		{
			as_server('sh', '-c', "cd $server->{dir} && $server->{bin}/pg_ctl -D data -s -m immediate -w stop >/dev/null 2>&1") if $server->{running};
			system('rm', '-rf', $server->{dir});
		}
	}
	$? = $code;
}

1;
