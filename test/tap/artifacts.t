# Artifacts as drivers and psql stream them; what is left after transactions that end otherwise than they should.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Digest::SHA;
use Test::More;
use lib 'test/lib';
use MregTest qw(slurp);

my $dir = tempdir('mreg_artifacts.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $megabytes = $ENV{MREG_ARTIFACT_MB} // 64;
my $database = 'mreg_artifacts';

# Runs SQL by psql; returns exit code, standard output and standard error.
sub try_sql
{
	my ($text) = @_;
	open my $handle, '>', "$dir/script" or die;
	print $handle $text;
	close $handle;
	my $code = system "psql -X -q -A -t -v ON_ERROR_STOP=1 -d $database -f $dir/script >$dir/out 2>$dir/err";
	return ($code >> 8, slurp("$dir/out"), slurp("$dir/err"));
}

# Runs SQL that must succeed without a word; returns what it prints.
sub sql
{
	my ($code, $out, $err) = try_sql(@_);
	die($err) if $code || $err;
	chomp $out;
	return $out;
}

system("createdb $database") == 0 or die;
sql("CREATE EXTENSION mreg; SELECT mreg.register_model('m'); SELECT mreg.register_version('m') FROM generate_series(1, 3)");

# The number of an upload is only known in its session: a shell command of psql's writes the parts.
open my $writer, '>', "$dir/write.pl" or die;
print $writer <<'PERL';
use strict;
use warnings;
use Digest::SHA;
my ($file, $upload, $parts) = @ARGV;
my $sha = Digest::SHA->new(256);
open my $handle, '>:raw', $file or die;
print $handle "PGCOPY\n\xff\r\n\0", pack('N2', 0, 0);
for my $seq (1 .. $parts)
{
	my $data = join(q{}, map { Digest::SHA::sha512("$seq/$_") } 1 .. 256) x 64;
	$sha->add($data);
	print $handle pack('n N q> N q> N', 3, 8, $upload, 8, $seq, length $data), $data;
}
print $handle pack('n', 0xffff);
close $handle;
open my $digest, '>', "$file.sha256" or die;
print $digest $sha->hexdigest;
PERL
close $writer;

my $out = sql(<<"SQL");
BEGIN;
SELECT mreg.begin_artifact('m/1', 'big', size => $megabytes * 1048576) AS id \\gset
\\setenv ID :id
\\! perl $dir/write.pl $dir/parts \$ID $megabytes
\\copy mreg.upload FROM '$dir/parts' (FORMAT binary)
SELECT size FROM mreg.finish_artifact(:id);
SELECT sum(used_bytes) < 32 * 1048576 FROM pg_backend_memory_contexts;
COMMIT;
SELECT encode(sha256, 'hex') FROM mreg.artifacts('m/1');
SQL
is($out, join("\n", $megabytes * 1048576, 't', slurp("$dir/parts.sha256")), "COPY takes $megabytes MB in");

sql("\\copy (SELECT mreg.artifact_chunks('m/1', 'big')) TO '$dir/pieces' (FORMAT binary)");
my $sha = Digest::SHA->new(256);
open my $pieces, '<:raw', "$dir/pieces" or die;
read $pieces, my $head, 19;
my $n = 0;
my $fields;
while (read($pieces, $fields, 2) == 2 && unpack('n', $fields) == 1)
{
	read $pieces, my $length, 4;
	read $pieces, my $data, unpack('N', $length);
	$sha->add($data);
	$n++;
}
is($n . ' ' . $sha->hexdigest, $megabytes . ' ' . slurp("$dir/parts.sha256"), 'COPY gives them back by megabytes');

# Nothing is left of a transaction that does not commit.
my $counts = q{SELECT (SELECT count(*) FROM mreg.segment), (SELECT count(*) FROM mreg.chunk), (SELECT count(*) FROM mreg.content), (SELECT count(*) FROM mreg.artifact)};
my $before = sql($counts);
sql(q{BEGIN; SELECT mreg.begin_artifact('m/2', 'x') AS id \gset
SELECT mreg.append_artifact(:id, convert_to(repeat('some bytes', 500000), 'UTF8')); ROLLBACK;});
is(sql($counts), $before, 'nothing is left of an upload that is rolled back');
my ($code, undef, $err) = try_sql(q{SELECT mreg.begin_artifact('m/2', 'x')});
is($code, 0, 'an upload that does not end is no error');
like($err, qr/^psql:\S+ WARNING:  artifact "x" of version 2 of model "m" was not stored: its upload \d+ did not end\n.*HINT:.*one transaction/s, '... but is told of');
unlike($err, qr/leak/, '... and leaks nothing');
is(sql($counts), $before, '... and leaves nothing');

# A backend that is killed in the middle leaves nothing either.
($code, undef, $err) = try_sql(q{BEGIN; SELECT mreg.begin_artifact('m/2', 'x') AS id \gset
SELECT mreg.append_artifact(:id, convert_to(string_agg(md5(i::text), ''), 'UTF8')) FROM generate_series(1, 200000) i;
SELECT pg_terminate_backend(pg_backend_pid());});
isnt($code, 0, 'a backend ends in the middle of an upload');
is(sql($counts), $before, '... and leaves nothing');
is(sql(q{SELECT size FROM mreg.put_artifact('m/2', 'x', 'some bytes')}), 10, '... so that the path is free');

($code, undef, $err) = try_sql('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT mreg.collect_garbage()');
like($err, qr/ERROR:  mreg.collect_garbage\(\) must run at isolation level READ COMMITTED/, 'garbage is not collected by an old snapshot');
sql(q{SELECT mreg.delete_version('m/1'); SELECT mreg.purge('0')});
is(sql('SELECT mreg.collect_garbage() > 1048576'), 't', 'what a purged version took is freed');
is(sql($counts), '1|1|1|1', '... and what another stored stays');

system("dropdb $database");

# Headers are UTF-8, whatever the database is.
system("createdb -T template0 -E LATIN1 --locale=C $database") == 0 or die;
my $e = "\xc3\xa9";
my $euro = "\xe2\x82\xac";
my $json = qq({"__metadata__":{"$e":"$e","$euro":"no","b":"$euro"},"$e":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}});
my $more = qq({"$e":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"$euro":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}});
my ($file, $other) = map { unpack 'H*', pack('Q<', length $_) . $_ . 'ab' } ($json, $more);
is(sql("SET client_encoding = 'UTF8'; CREATE EXTENSION mreg; SELECT mreg.register_model('m') \\g /dev/null\nSELECT mreg.register_version('m') \\g /dev/null\n"
	. "SELECT path FROM mreg.put_artifact('m/1', 'a', '\\x$file'); SELECT path FROM mreg.put_artifact('m/1', 'b', '\\x$other');"
	. "SELECT header ->> 'metadata' FROM mreg.artifacts('m/1') WHERE path = 'a'; SELECT name FROM mreg.tensors('m/1', 'a'); SELECT mreg.read_tensor('m/1', 'b', '$e')"),
	qq(a\nb\n{"$e": "$e"}\n$e\n\\x61), 'what LATIN1 can express of a header is converted, the rest left out');
(undef, undef, $err) = try_sql(q{SELECT mreg.tensors('m/1', 'b')});
like($err, qr/DETAIL:  Read as safetensors: the name of a tensor cannot be expressed in the database's encoding/, '... unless it is the name of a tensor');

system("dropdb $database");
done_testing();
