# Every byte of five versions of many models comes back after all that can happen to a registry: dump and restore,
# replication, garbage collection, the deletion of what others build on, crashes.
#
# MREG_FAMILIES names a directory of other files, called <family>.v<number>.<extension>.
use strict;
use warnings;
use Digest::SHA;
use File::Basename qw(basename);
use File::Temp qw(tempdir);
use Test::More;
use Time::HiRes qw(time);
use lib 'test/lib';
use MregTest qw(slurp);
use MregArtifacts;

# What the stored bytes of all versions may take of the raw ones, about a third above what they take.
my %share = (
	dense_bf16 => 0.33, dense_f32 => 0.62, json_insert => 0.1, metadata => 0.2, online_f64 => 0.06, rows_f32 => 0.26,
	shifted_f32 => 0.68, trees_append => 0.12, trees_retrain => 0.42, zeros => 0.001,
);

my $dir = tempdir('mreg_families.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $families = $ENV{MREG_FAMILIES};
unless ($families)
{
	mkdir($families = "$dir/families");
	python('families.py', $families);
}

# The files, by family and version: ref, path, name of the file, size, SHA-256.
my @files;
for my $file (sort glob "$families/*.v[0-9]*.*")
{
	my ($family, $version) = basename($file) =~ /^(\w+)\.v(\d+)\./ or next;
	my $digest = Digest::SHA->new(256)->addfile($file, 'b')->hexdigest;
	push @files, { family => $family, version => $version, ref => "$family/$version", file => $file, size => -s $file, digest => $digest };
}
my %versions;
push @{ $versions{ $_->{family} } }, $_ for @files;
cmp_ok(scalar keys %versions, '>=', 4, 'there are families') or BAIL_OUT("none in $families");

# A server of its own, for it is killed, and a standby of it.
my $primary = server('main', 5433);
as_server('sh', '-c', "$primary->{bin}/initdb -D $primary->{data} -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >$primary->{dir}/initdb 2>&1") == 0
	or BAIL_OUT(slurp("$primary->{dir}/initdb"));
start_server($primary, 'max_wal_size=4GB');
my $registry = "$primary->{at} dbname=registry";
sql("$primary->{at} dbname=postgres", 'CREATE DATABASE registry');
sql($registry, 'CREATE EXTENSION mreg');
sql($registry, "SELECT mreg.register_model('$_') \\g /dev/null\nSELECT mreg.register_version('$_') FROM generate_series(1, 9) \\g /dev/null") for sort keys %versions;
my $standby = server('copy', 5434);
as_server('sh', '-c', "pg_basebackup -d '$primary->{at}' -D $standby->{data} -R -c fast --no-sync >$standby->{dir}/backup 2>&1") == 0
	or BAIL_OUT(slurp("$standby->{dir}/backup"));
start_server($standby);
my $replica = "$standby->{at} dbname=registry";

# Tests that all artifacts come back whole: in turn by pieces and by one value, and with verify_artifacts.
my $stages = 0;
sub whole
{
	my ($database, $stage, @these) = @_;
	my (@queries, @expected, @wrong, $bytes);
	my $start = time;
	$stages++;
	for my $is (@these)
	{
		my $path = $is->{path} // 'model';
		my $pieces = ($stages + @queries) % 2 || $is->{size} > 60e6;
		push @expected, join ' ', $pieces ? int(($is->{size} + 1048575) / 1048576) : 1, $is->{size}, $is->{digest};
		push @queries, $pieces ? "SELECT mreg.artifact_chunks('$is->{ref}', '$path')" : "SELECT mreg.get_artifact('$is->{ref}', '$path')";
		$bytes += $is->{size};
	}
	my @got = fetch($database, @queries);
	push @wrong, map { ($got[$_] // '') eq $expected[$_] ? () : "$queries[$_]: expected $expected[$_], got " . ($got[$_] // 'nothing') } 0 .. $#queries;
	is(join("\n", @wrong), '', sprintf '%s: all %d artifacts come back, %d MB', $stage, scalar @these, $bytes / 1e6);
	is(sql($database, 'SELECT * FROM mreg.verify_artifacts(deep => true)'), '', '... and none is damaged');
	note(sprintf '%s: %.1f s', $stage, time - $start);
}

# Tests some ranges of each artifact.
sub in_parts
{
	my ($database, $stage) = @_;
	my @asked;
	srand(5);
	for my $is (@files)
	{
		my @ranges = map { [ int rand($is->{size} + 1), int rand((10, 70_000, 3_000_000)[rand 3]) ] } 1 .. 6;
		push @ranges, [ 0, 1 ], [ $is->{size}, 9 ], [ $is->{size} ? $is->{size} - 1 : 0, 9 ];
		push @asked, map { [ $is->{ref}, $is->{file}, @$_ ] } @ranges;
	}
	my @expected = ranges(map { [ @$_[1 .. 3] ] } @asked);
	my @got = query($database, join '', map { "SELECT encode(sha256(mreg.read_artifact('$_->[0]', 'model', $_->[2], $_->[3])), 'hex');\n" } @asked);
	is(scalar @got, scalar @expected, "$stage: ranges can be read");
	my @wrong = map { $got[$_] eq $expected[$_] ? () : "@{ $asked[$_] }" } 0 .. $#asked;
	is(join("\n", @wrong), '', '... and are right');
}

# The standby has all that the primary has.
sub caught_up
{
	my $lsn = sql($registry, 'SELECT pg_current_wal_flush_lsn()');
	ok(until_true($replica, "SELECT pg_last_wal_replay_lsn() >= '$lsn'"), 'the standby catches up');
}

# Psql's statements that store a file in one value.
sub put
{
	my ($is, $path) = @_;
	return "\\set bytes `base64 -w0 $is->{file}`\nSELECT 1 FROM mreg.put_artifact('$is->{ref}', '$path', decode(:'bytes', 'base64')) \\g /dev/null\n";
}

my $payload = 'SELECT coalesce(sum(octet_length(data)), 0) FROM mreg.segment';

# Stage 1: the files are stored, in turn in parts of mixed sizes and in one value; some with what is known beforehand.
my $start = time;
my $statements = '';
for my $i (0 .. $#files)
{
	my $is = $files[$i];
	my $known = ('', ", size => $is->{size}", ", sha256 => '\\x$is->{digest}'", ", size => $is->{size}, sha256 => '\\x$is->{digest}'")[$i / 2 % 4];
	$statements .= $i % 2 && $is->{size} < 60e6 ? put($is, 'model') : copy_in($is->{ref}, 'model', $is->{file}, $known, $i);
}
sql($registry, $statements);
note(sprintf 'stored in %.1f s', time - $start);
whole($registry, 'stored', @files);
in_parts($registry, 'stored');
for my $line (query($registry, q{SELECT model, round(stored_bytes::numeric / nullif(logical_bytes, 0), 4), stored_bytes FROM mreg.storage ORDER BY 1}))
{
	my ($family, $is, $bytes) = split /\|/, $line;
	if ($is eq '') { is($bytes, 0, "$family takes nothing"); next }
	my $most = $ENV{MREG_FAMILIES} ? 1.001 : $share{$family} // 1;
	cmp_ok($is, '<=', $most, "$family takes $is of its raw size");
}
my $stored = sql($registry, $payload);

# The same bytes again, sent the other way, take next to nothing.
sql($registry, join '', map { $files[$_]{size} < 60e6 && $_ % 2 == 0 ? put($files[$_], 'again') : copy_in($files[$_]{ref}, 'again', $files[$_]{file}, '', $_) } 0 .. $#files);
is(sql($registry, $payload), $stored, 'the same bytes again take no room');
whole($registry, 'stored again', map { { %$_, path => 'again' } } @files[0 .. $#files / 4]);

# Stage 2: replication.
caught_up();
whole($replica, 'on the hot standby', @files);
in_parts($replica, 'on the hot standby');

# Stage 3: dump and restore.
sql("$primary->{at} dbname=postgres", 'CREATE DATABASE copy');
is(system("pg_dump -Fc -Z0 -d '$registry' | pg_restore -d '$primary->{at} dbname=copy' >$dir/restore 2>&1"), 0, 'pg_dump | pg_restore') or diag(slurp("$dir/restore"));
whole("$primary->{at} dbname=copy", 'restored from a dump', @files);
sql("$primary->{at} dbname=postgres", 'DROP DATABASE copy');

# Stage 4: optimized.
sql($registry, 'SELECT mreg.optimize_artifacts() \g /dev/null');
cmp_ok(sql($registry, $payload), '<=', $stored, 'what is optimized takes no more');
whole($registry, 'optimized', @files);
in_parts($registry, 'optimized');

# Stage 5: garbage is collected while an upload builds on what is there.  The first version's bytes go by its deletion,
# the content stays where others build on it.
my @kept = grep { $_->{version} > 1 } @files;
my $upload = psql_session($registry);
my $collector = psql_session($registry);
sql($registry, join '', map { "SELECT mreg.delete_version('$_/1') \\g /dev/null\n" } sort keys %versions);
sql($registry, q{SELECT mreg.purge('0') \g /dev/null});
my @begun = map { $versions{$_}[-1] } (sort keys %versions)[0 .. keys(%versions) / 2];
my ($sent, $finished) = ("BEGIN;\n", '');
for my $is (@begun)
{
	my $command = send_command($is->{file});
	$sent .= <<~"SQL";
		SELECT mreg.begin_artifact('$is->{family}/9', 'model') AS "$is->{family}" \\gset
		\\setenv UPLOAD :$is->{family}
		\\copy mreg.upload FROM PROGRAM '$command' (FORMAT binary)
		SQL
	$finished .= "SELECT 1 FROM mreg.finish_artifact(:$is->{family}) \\g /dev/null\n";
}
my $waits = q{SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%collect_garbage%' AND pid <> pg_backend_pid()};
is(ask($upload, $sent), '', 'uploads begin');
ask_later($collector, 'SELECT mreg.collect_garbage() > 0;');
ok(until_true($registry, $waits), 'garbage waits for uploads');
is(ask($upload, $finished . 'COMMIT;'), '', '... which go on and end');
is(answer($collector), 't', '... and is collected then');
whole($registry, 'collected beside an upload', @kept, map { { %$_, ref => "$_->{family}/9" } } @begun);
cmp_ok(sql($registry, $payload), '<', $stored, 'something was freed');
is(sql($registry, 'SELECT mreg.collect_garbage()'), 0, '... at once');

# Stage 6: a backend is killed in the middle of an upload; the server recovers, nothing of it is left, and it can be sent again.
my $counts = q{SELECT (SELECT count(*) FROM mreg.segment), (SELECT count(*) FROM mreg.chunk), (SELECT count(*) FROM mreg.content), (SELECT count(*) FROM mreg.artifact)};
my $place = q{SELECT pg_table_size('mreg.segment')};
my $before = sql($registry, $counts);
my $took = sql($registry, $place);
my $new = { ref => $files[0]{family} . '/8', file => 'made:16', size => 16 << 20 };
($new->{digest}) = ranges([ $new->{file}, 0, $new->{size} ]);
ask($upload, join "\n", 'BEGIN;', "SELECT mreg.begin_artifact('$new->{ref}', 'model') AS upload \\gset", '\setenv UPLOAD :upload');
my $backend = ask($upload, 'SELECT pg_backend_pid();');
ask_later($upload, q{\copy mreg.upload FROM PROGRAM '} . send_command($new->{file}, 1, "$dir/half") . q{' (FORMAT binary)});
select undef, undef, undef, 0.01 until -e "$dir/half";
ok(until_true($registry, "$place > $took + 1000000"), 'half of an artifact is sent');
kill 'KILL', $backend;
unlink "$dir/half";
like(answer($upload), qr/server closed the connection|terminat/, 'its backend is killed');
for (1 .. 600)
{
	my ($code) = try_sql($registry, 'SELECT 1');
	last if $code == 0;
	select undef, undef, undef, 0.1;
}
like(server_log($primary), qr/terminated by signal 9.*redo done/s, 'the server recovers');
is(sql($registry, $counts), $before, '... and nothing of the upload is left');
whole($registry, 'after the crash', @kept);
sql($registry, copy_in($new->{ref}, 'model', $new->{file}, ", sha256 => '\\x$new->{digest}'", 1));
is(sql($registry, 'SELECT mreg.collect_garbage()'), 0, 'all that is stored is needed');
caught_up();
whole($replica, 'on the hot standby after all', @kept, $new);

# The servers saw nothing else go wrong.
is(join("\n", grep { /TRAP|PANIC|terminated by signal/ } map { split /\n/, server_log($_) } $primary, $standby) =~ s/.*terminated by signal 9.*//r, '', 'nothing else crashed');
done_testing();
