# The story of make demo ends well, and would not if a metric were off or something were not refused.
use strict;
use warnings;
use Test::More;

my $python = '/usr/bin/python3';

# Runs the story's comparison of one pair of values and returns its exit code.
sub compared
{
	my ($ours, $theirs) = @_;
	my $program = "import sys; sys.path.insert(0, 'test/demo'); import story\n"
		. "try: story.compare([('metric', $ours, $theirs)])\nexcept story.Failure: sys.exit(7)\n";
	return system('sh', '-c', 'exec "$0" -B -c "$1" >/dev/null 2>&1', $python, $program) >> 8;
}

is(compared('0.5', '0.5'), 0, 'equal values pass');
is(compared('0.5', '0.5 + 1e-13'), 0, 'a difference within the tolerance passes');
is(compared('0.5', '0.5 + 1e-11'), 7, 'a difference beyond the tolerance fails');
is(compared('None', '0.5'), 7, 'NULL fails');
is(compared('float("nan")', '0.5'), 7, 'NaN fails');

system('createdb', 'mreg_demo') == 0 or die('createdb failed');
$ENV{PGDATABASE} = 'mreg_demo';
my $output = qx($python -B test/demo/story.py 2>&1);
my $code = $?;
is($code >> 8, 0, 'the story ends well') or diag($output);
unlike($output, qr/FAILED|Traceback/, 'it tells of no failure');
like($output, qr/SQLSTATE/, 'it shows what is refused');
like($output, qr/scikit-learn prints the same text/, 'the report is as scikit-learn prints it');
like($output, qr/may not enter stage "live": 1 of 3 gates does not pass/, 'a gate keeps a version out');
like($output, qr/moved version 3 from candidate to live, as request 2 asked, approved by grace/, 'an approval lets one in');
like($output, qr/WARNING:  version 2 of model "tumour" enters stage "live" without regard to gates/, 'an override is loud');

# Runs the story's check that the database refuses a statement and returns its exit code.
sub refused
{
	my ($statement, $sqlstate) = @_;
	my $program = "import sys; sys.path.insert(0, 'test/demo'); import story\n"
		. "try: story.Registry().refused('$statement', '$sqlstate')\nexcept story.Failure: sys.exit(7)\n";
	return system('sh', '-c', 'exec "$0" -B -c "$1" >/dev/null 2>&1', $python, $program) >> 8;
}

is(refused('DELETE FROM mreg.event', '23514'), 0, 'what is refused passes');
is(refused('DELETE FROM mreg.event', '55000'), 7, 'what is refused with another SQLSTATE fails');
is(refused('SELECT 1', '23514'), 7, 'what is not refused fails');

done_testing();
