# Artifacts from and to files of the server: the same bytes, only for who may, only regular files, nothing overwritten and
# nothing unfinished left.
use strict;
use warnings;
use File::Temp qw(tempdir);
use POSIX qw(mkfifo);
use Test::More;
use lib 'test/lib';
use MregTest qw(slurp spill);

my $dir = tempdir('mreg_files.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $database = 'mreg_artifact_files';
chmod 0777, $dir;

# Runs SQL by psql; returns what it prints, errors with their SQLSTATE included.
sub sql
{
	my ($text) = @_;
	spill("$dir/script", "\\set VERBOSITY verbose\n$text");
	system "timeout 60 psql -X -q -A -t -v ON_ERROR_STOP=1 -d $database -f $dir/script >$dir/out 2>&1";
	my $out = slurp("$dir/out");
	$out =~ s/^psql:\S+ //mg;
	$out =~ s/^LOCATION:.*\n//mg;
	chomp $out;
	return $out;
}

# Tests that a call is refused with an SQLSTATE and message, and leaves the registry as it is.
sub refused
{
	my ($call, $wanted, $what, $role) = @_;
	my $before = sql('SELECT count(*), max(id) FROM mreg.artifact');
	like(sql(($role ? "SET ROLE $role; " : '') . "SELECT mreg.$call"), qr/^ERROR:  $wanted/, $what);
	is(sql('SELECT count(*), max(id) FROM mreg.artifact'), $before, '... and changes nothing');
}

system("createdb $database") == 0 or die;
is(sql(<<'SQL'), '', 'the roles are made');
CREATE EXTENSION mreg;
SELECT mreg.register_model('m') \g /dev/null
SELECT mreg.register_version('m') FROM generate_series(1, 3) \g /dev/null
CREATE ROLE mreg_files_none;
CREATE ROLE mreg_files_reader IN ROLE pg_read_server_files;
CREATE ROLE mreg_files_writer IN ROLE pg_write_server_files;
GRANT USAGE ON SCHEMA mreg TO mreg_files_none, mreg_files_reader, mreg_files_writer;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_files_none, mreg_files_reader, mreg_files_writer;
GRANT SELECT ON ALL TABLES IN SCHEMA mreg TO mreg_files_none, mreg_files_reader, mreg_files_writer;
SQL

# Files of lengths around that of a piece, one with a header.
srand(5);
my $noise = join '', map { pack 'L', int rand 2**32 } 1 .. 600_000;
my $json = '{"w":{"dtype":"U8","shape":[1048576],"data_offsets":[0,1048576]}}';
my %files = (
	empty => '', byte => 'x', piece => substr($noise, 0, 1048576), more => substr($noise, 7, 1048577), noise => $noise,
	safetensors => pack('Q<', length $json) . $json . substr($noise, 0, 1048576));
for my $name (sort keys %files)
{
	spill("$dir/$name", $files{$name});
	is(sql("SET ROLE mreg_files_reader; SELECT size, created_by FROM mreg.import_artifact('m/1', '$name', '$dir/$name')"),
		length($files{$name}) . '|mreg_files_reader', "a file of the server becomes an artifact: $name");
	is(sql("SET ROLE mreg_files_writer; SELECT mreg.export_artifact('m/1', '$name', '$dir/$name.copy')"), length $files{$name}, '... and an artifact a file');
	ok(slurp("$dir/$name.copy") eq $files{$name}, '... of the same bytes');
}
is(sprintf('%o', (stat "$dir/noise.copy")[2] & 07777), '644', 'others may read the file, as one of COPY');
is(sql("SELECT format, header ->> 'elements' FROM mreg.artifacts('m/1') WHERE path = 'safetensors'"), 'safetensors|1048576', 'the header of a file is kept');
is(sql("SELECT format FROM mreg.import_artifact('m/1', 'told', '$dir/byte', format => 'mine')"), 'mine', 'a format may be told');
is(sql("SELECT octet_length(mreg.read_tensor('m/1', 'safetensors', 'w'))"), 1048576, 'and its tensors are read');

# Who may not.
my $denied = '42501: permission denied for files of the server\nDETAIL:  Only roles with privileges of the';
for my $role (qw(mreg_files_none mreg_files_writer))
{
	refused("import_artifact('m/2', 'x', '$dir/byte')", "$denied \"pg_read_server_files\" role", "$role reads no file", $role);
	refused("import_artifact('m/2', 'x', '$dir/nothing')", $denied, '... nor learns whether there is one', $role);
}
for my $role (qw(mreg_files_none mreg_files_reader))
{
	refused("export_artifact('m/1', 'byte', '$dir/new')", "$denied \"pg_write_server_files\" role", "$role writes no file", $role);
	ok(!-e "$dir/new", '... and none is there');
}

# What is no file to read.
mkfifo("$dir/pipe", 0666) or die;
spill("$dir/secret", 'secret');
chmod 0, "$dir/secret";
refused("import_artifact('m/2', 'x', '$dir')", "42809: \"$dir\" is a directory", 'a directory');
refused("import_artifact('m/2', 'x', '$dir/pipe')", "42809: \"$dir/pipe\" is not a regular file", 'a pipe does not hold the import up');
refused("import_artifact('m/2', 'x', '/dev/zero')", '42809: "/dev/zero" is not a regular file', 'a device');
refused("import_artifact('m/2', 'x', '$dir/nothing')", "58P01: could not open file \"$dir/nothing\": No such file or directory", 'no file');
refused("import_artifact('m/2', 'x', '$dir/byte/x')", '.....: could not open file', 'a file taken for a directory');
refused("import_artifact('m/2', 'x', '$dir/secret')", "42501: could not open file \"$dir/secret\": Permission denied", 'a file that the server may not read');
refused("import_artifact('m/2', 'x', 'byte')", '42602: relative path not allowed for file "byte"', 'a relative path');
refused("import_artifact('m/2', 'x', '')", '42602: relative path not allowed for file ""', 'an empty path');
refused("import_artifact('m/2', 'x', NULL)", '22004: argument "file" must not be NULL', 'no path');
refused("import_artifact('m/1', 'byte', '$dir/byte')", '23505: version 1 of model "m" already has an artifact "byte"', 'a path that is taken');
refused("import_artifact('m', 'x', '$dir/byte')", '22023: ', 'a reference without a version');
SKIP:
{
	skip 'there is no file that grows', 2 unless -f '/proc/version';
	refused("import_artifact('m/2', 'x', '/proc/version')", '55006: file "/proc/version" changed while it was read', 'a file that is longer than its length');
}

# What is not written.
spill("$dir/there", 'mine');
symlink "$dir/target", "$dir/link" or die;
refused("export_artifact('m/1', 'byte', '$dir/there')", "58P02: file \"$dir/there\" already exists\nHINT:  mreg.export_artifact\\(\\) overwrites nothing", 'a file that is there');
is(slurp("$dir/there"), 'mine', '... which stays');
refused("export_artifact('m/1', 'byte', '$dir/link')", "58P02: file \"$dir/link\" already exists", 'a link to nowhere');
ok(!-e "$dir/target", '... is not followed');
refused("export_artifact('m/1', 'byte', '$dir/no/new')", "58P01: could not create file \"$dir/no/new\": No such file or directory", 'no directory');
refused("export_artifact('m/1', 'byte', 'new')", '42602: relative path not allowed for file "new"', 'a relative path');
refused("export_artifact('m/1', 'byte', NULL)", '22004: argument "file" must not be NULL', 'no path');
refused("export_artifact('m/1', 'none', '$dir/new')", 'P0002: version 1 of model "m" has no artifact "none"', 'no artifact');
ok(!-e "$dir/new", '... and no file');
SKIP:
{
	skip 'there is no full device', 2 unless -c '/dev/full';
	refused("export_artifact('m/1', 'byte', '/dev/full')", '58P02: file "/dev/full" already exists', 'a device');
}

# An artifact that turns out damaged at its end leaves no file.
is(sql(<<"SQL"), '', 'the last segment is damaged');
ALTER TABLE mreg.segment DISABLE TRIGGER USER;
UPDATE mreg.segment SET crc = crc # 1 WHERE id = (SELECT max(s.id) FROM mreg.segment s JOIN mreg.artifact a USING (content) WHERE a.path = 'noise');
SQL
refused("export_artifact('m/1', 'noise', '$dir/new')", 'XX001: artifact "noise" of version 1 of model "m" is damaged', 'a damaged artifact');
ok(!-e "$dir/new", '... leaves no file');
is(sql('SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()'), 1, 'and no session');

system("dropdb $database");
for my $role (qw(none reader writer)) { system("psql -X -q -d postgres -c 'DROP ROLE mreg_files_$role'") }
done_testing();
