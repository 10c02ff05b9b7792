# A large artifact goes in and out in constant memory, from and to pipes, and can be read from anywhere.
#
# MREG_LARGE_MB is its size; 0 leaves it out.  It takes about as much room on the disk, and 3 GB.
use strict;
use warnings;
use Digest::SHA;
use File::Temp qw(tempdir);
use Test::More;
use Time::HiRes qw(time);
use lib 'test/lib';
use MregArtifacts;

my $database = 'mreg_large';
my $most = 32 * 1024;
my $dir = tempdir('mreg_large.XXXXXX', TMPDIR => 1, CLEANUP => 1);

# Runs statements in a new session whose backend may take so much memory, in kB, above what it has when idle; returns what
# they print.
sub within
{
	my ($limit, $what, $statements) = @_;
	my $session = psql_session($database);
	ask($session, q{SELECT 1 FROM mreg.resolve('m/1');});
	my $idle = resident(ask($session, 'SELECT pg_backend_pid();'));
	my $start = time;
	my ($output, $peak) = peak_of($session, $statements);
	diag(sprintf '%s: %.1f s, %.1f MB of memory', $what, time - $start, ($peak - $idle) / 1024);
	cmp_ok($peak - $idle, '<=', $limit, "$what: at most $limit kB above an idle backend");
	return $output;
}

# Tests that ranges of an artifact are right; tells the longest time that one took.
sub right_ranges
{
	my ($what, $ref, $source, @at) = @_;
	my @expected = ranges(map { [ $source, $_, 1 << 20 ] } @at);
	my $session = psql_session($database);
	my @wrong;
	my $worst = 0;
	ask($session, "SELECT length(mreg.read_artifact('$ref', 'big', 0, 1));");
	for my $i (0 .. $#at)
	{
		my $start = time;
		my $got = ask($session, "SELECT encode(sha256(mreg.read_artifact('$ref', 'big', $at[$i], 1048576)), 'hex');");
		$worst = time - $start if time - $start > $worst;
		push @wrong, "$at[$i]: $got" if $got ne $expected[$i];
	}
	is(join("\n", @wrong), '', "$what: " . @at . ' ranges of 1 MB are right');
	diag(sprintf '%s: 1 MB from anywhere takes at most %.1f ms', $what, 1000 * $worst);
}

# Stores a source, reads ranges of it, then all.
sub in_and_out
{
	my ($what, $ref, $source, $arguments) = @_;
	my ($megabytes) = $source =~ /^made:(\d+)/;
	my $size = $megabytes << 20;
	my ($digest) = ranges([ $source, 0, $size ]);
	is(within($most, "$what in", copy_in($ref, 'big', $source, $arguments)), '', "$what goes in");
	is(sql($database, "SELECT size, encode(sha256, 'hex') FROM mreg.artifacts('$ref')"), "$size|$digest", '... with all its bytes');
	srand(7);
	right_ranges($what, $ref, $source, 0, $size - 5, map { int rand $size } 1 .. 60);
	is(within($most, "$what out", "\\copy (SELECT mreg.artifact_chunks('$ref', 'big')) TO PROGRAM '" . digest_command() . "' (FORMAT binary)"),
		"$megabytes $size $digest", "$what comes out");
}

SKIP:
{
	skip 'the system does not tell the memory of processes', 1 unless defined resident($$);
	my $data = sql('postgres', 'SHOW data_directory');
	my $free = (split ' ', (`df -Pk '$data'`)[1])[3] / 1024;
	my $wanted = $ENV{MREG_LARGE_MB} // 2048;
	my ($megabytes) = grep { $_ <= $wanted && $_ + 3072 <= $free } $wanted, 2048;

	sql('postgres', "CREATE DATABASE $database");
	sql($database, q{CREATE EXTENSION mreg; SELECT mreg.register_model('m') \g /dev/null
SELECT mreg.register_version('m') FROM generate_series(1, 5) \g /dev/null});

	# A fine-tune of what is there takes differences from it.
	in_and_out('a model of 64 MB', 'm/1', 'made:64', '');
	in_and_out('its fine-tune', 'm/2', 'made:64:1', '');
	cmp_ok(sql($database, q{SELECT sum(raw_len) FROM mreg.segment WHERE codec = 3}), '>', 10 << 20, '... which is stored as a difference');

	# In one value an artifact takes at most four times its bytes; these come as a large object, which becomes one value.
	my $size = 48 << 20;
	system("head -c $size /dev/urandom >$dir/value") == 0 or die;
	my $digest = Digest::SHA->new(256)->addfile("$dir/value", 'b')->hexdigest;
	sql($database, "\\lo_import $dir/value");
	is(within(4 * $size >> 10, 'put_artifact() of 48 MB', q{SELECT size FROM pg_largeobject_metadata l, mreg.put_artifact('m/3', 'big', lo_get(l.oid));}),
		$size, 'put_artifact() stores a value');
	is(within(4 * $size >> 10, 'get_artifact() of 48 MB', "\\copy (SELECT mreg.get_artifact('m/3', 'big')) TO PROGRAM '" . digest_command() . "' (FORMAT binary)"),
		"1 $size $digest", 'get_artifact() gives it back');
	SKIP:
	{
		skip 'MREG_LARGE_MB is 0', 1 unless $wanted;
		skip sprintf('%d MB of disk are free, which is too little for an artifact of %d MB', $free, $wanted), 1 unless $megabytes;
		diag(sprintf 'only %d MB of disk are free', $free) if $megabytes < $wanted;
		in_and_out("an artifact of $megabytes MB", 'm/5', "made:$megabytes", '');
	}
	sql('postgres', "DROP DATABASE $database");
}
done_testing();
