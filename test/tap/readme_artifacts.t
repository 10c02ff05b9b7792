# The examples of README.md that store and load files, in the shell and in Python, do what it says; and in constant memory.
use strict;
use warnings;
use Digest::SHA;
use File::Temp qw(tempdir);
use Test::More;
use lib 'test/lib';
use MregTest qw(slurp spill);
use MregArtifacts;

my $dir = tempdir('mreg_readme.XXXXXX', TMPDIR => 1, CLEANUP => 1);
chmod 0777, $dir;	# for the server
my $database = 'mreg_readme_artifacts';
my $size = 100 << 20;
my $most = 32 << 10;	# more memory that a client may take than for a small file, in kB

my ($guide) = slurp('README.md') =~ /^(## Guide: store and load the model's bytes\n.*?)^## /ms or die('there is no such guide');
my ($grants) = slurp('README.md') =~ /^```sql\n(CREATE ROLE ci_job;\n.*?)^```$/ms or die('there are no such grants');
my @blocks;
push @blocks, { language => $1, text => $2 } while $guide =~ /^```(sh|python)\n(.*?)^```$/msg;
is(join(' ', map { $_->{language} } @blocks), 'python sh sh sh sh', 'the guide has examples');

sub digest { return -e $_[0] ? Digest::SHA->new(256)->addfile($_[0], 'b')->hexdigest : 'missing' }

# Runs a block in the directory; returns exit code and output, and the most memory, in kB, that Python took.
sub play
{
	my ($block) = @_;
	my $program = "$dir/program";
	spill($program, $block->{language} eq 'sh' ? "set -e\n$block->{text}" :
		$block->{text} . "\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n");
	my $run = $block->{language} eq 'sh' ? 'sh' : '/usr/bin/python3 -I';
	my $output = `cd $dir && PGDATABASE=$database $run $program 2>&1`;
	return ($? >> 8, $output);
}

# A registry as it is at that place of the guide.
sub prepare
{
	sql('postgres', "DROP DATABASE IF EXISTS $database") if $_[0];
	sql('postgres', "CREATE DATABASE $database");
	sql($database, q{CREATE EXTENSION mreg; SELECT mreg.register_model('vision') \g /dev/null
SELECT mreg.register_version('vision') \g /dev/null});
}

# What is in the files does not matter to the examples.
sub files
{
	my ($bytes) = @_;
	unlink map { "$dir/$_" } qw(copy.bin model.copy);
	spill("$dir/model.json", '{"weights": [0.1, 0.2]}');
	spill("$dir/big.bin", python('stream.py', 'bytes', 'made:' . ($bytes >> 20)));
}

my %used;
for my $bytes (1 << 20, $size)
{
	prepare($bytes == $size);
	files($bytes);
	my $digest = digest("$dir/big.bin");
	is(-s "$dir/big.bin", $bytes, sprintf 'a file of %d MB', $bytes >> 20);
	my ($code, $output) = play($blocks[1]);
	is($code, 0, 'psql runs');
	unlike($output, qr/ERROR|error/, '... without errors') or diag($output);
	is(digest("$dir/copy.bin"), $digest, '... and the file comes back');
	is(sql($database, 'SELECT count(*) FROM pg_largeobject_metadata'), 0, '... without a large object that stays');
	unlink "$dir/copy.bin";
	($code, $output) = play($blocks[2]);
	is($code, 0, 'a small file goes as text');
	like($output, qr/^model\.copy: OK$/m, '... and is the same');
	is(slurp("$dir/model.copy"), slurp("$dir/model.json"), '... when it comes back');
	($code, $output) = play($blocks[3]);
	is($output, "$digest  -\n$digest\n", 'a pipe gives the right digest');
	($code, $output) = play($blocks[0]);
	is($code, 0, 'Python runs') or diag($output);
	my $used = $output;
	is(digest("$dir/copy.bin"), $digest, '... and the file comes back');
	is(sql($database, q{SELECT path, size, encode(sha256, 'hex') FROM mreg.artifacts('vision/2')}), "big.bin|$bytes|$digest", '... and is the artifact');
	unlink "$dir/copy.bin";
	($code, $output) = play({ %{$blocks[4]}, text => $blocks[4]{text} =~ s{/srv/models}{$dir}gr });
	is($code, 0, 'the server reads and writes files') or diag($output);
	is(digest("$dir/copy.bin"), $digest, '... which are the same');
	($used{$bytes}) = $used =~ /^(\d+)$/m;
}
cmp_ok($used{$size} - $used{1 << 20}, '<=', $most, 'Python takes little more memory for a large file than for a small one');
diag("Python takes $used{$size} kB for $size bytes");

# An exception in the middle leaves nothing.
prepare(1);
my %broken = (language => 'python', text => $blocks[0]{text} =~ s/^( +)(sent\.update\(part\))\n/$1$2\n$1if seq > 20: raise ValueError\n/mr);
isnt($broken{text}, $blocks[3]{text}, 'an exception in the middle of the upload');
my ($code) = play(\%broken);
isnt($code, 0, '... ends the program');
is(sql($database, 'SELECT (SELECT count(*) FROM mreg.segment), (SELECT count(*) FROM mreg.artifact), (SELECT count(*) FROM mreg.version)'), '0|0|1',
	'... and leaves nothing, not even the version');

# A role with the rights that the guide grants runs it; without that to send parts it does not.
unlink "$dir/copy.bin";
sql($database, $grants =~ s/\b(ci_job|auditor)\b/mreg_$1/gr);
sub play_as_job { local $ENV{PGOPTIONS} = '-c role=mreg_ci_job'; return play($blocks[0]) }
($code, my $output) = play_as_job();
is($code, 0, 'the rights that the guide grants are enough') or diag($output);
is(digest("$dir/copy.bin"), digest("$dir/big.bin"), '... to store and to load');
sql($database, 'REVOKE INSERT ON mreg.upload FROM mreg_ci_job');
($code, $output) = play_as_job();
like($output, qr/permission denied for table upload/, '... and all are needed');
sql($database, 'DROP OWNED BY mreg_ci_job, mreg_auditor; DROP ROLE mreg_ci_job, mreg_auditor');
sql('postgres', "DROP DATABASE $database");
done_testing();
