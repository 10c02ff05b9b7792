# Binary images of mreg.regression, mreg.intervals and mreg.ranking: they come back as they went, and damaged ones give
# an error of the right class.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $mutations = $ENV{MREG_FUZZ_IMAGES} || 10000;
my $dir = tempdir('mreg_fuzz.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $database = "mreg_regression_fuzz_$$";
my %allowed = map { $_ => 1 } qw(22P03 54000);

sub slurp
{
	my ($path) = @_;
	open my $handle, '<:raw', $path or die "$path: $!\n";
	local $/;
	return scalar(<$handle>) // '';
}

sub spill
{
	my ($path, $bytes) = @_;
	open my $handle, '>:raw', $path or die "$path: $!\n";
	print $handle $bytes;
	close $handle or die "$path: $!\n";
}

# Runs a script in one session; returns its output, errors included.
sub script
{
	my ($text) = @_;
	spill("$dir/script", $text);
	system("psql -X -q -A -t -d $database -f $dir/script >$dir/out 2>&1");
	return slurp("$dir/out");
}

# A file of COPY BINARY with one row of one column.
sub copy_file
{
	my ($image) = @_;
	return "PGCOPY\n\xff\r\n\0" . pack('NN', 0, 0) . pack('n', 1) . pack('N', length $image) . $image . pack('n', 0xffff);
}

# The images in a file of COPY BINARY.
sub images
{
	my ($bytes) = @_;
	my @found;
	my $at = 19;
	while (unpack('n', substr($bytes, $at, 2)) == 1)
	{
		my $length = unpack('N', substr($bytes, $at + 2, 4));
		push @found, substr($bytes, $at + 6, $length);
		$at += 6 + $length;
	}
	return @found;
}

# One damaged image: bits turned, bytes set to the edges of their range, numbers replaced, lengths wrong.
sub mutated
{
	my ($image, $other) = @_;
	for (1 .. 1 + int rand 3)
	{
		my $at = int rand length $image;
		my $how = int rand 6;
		if ($how == 0) { substr($image, $at, 1) ^= chr(1 << int rand 8) }
		elsif ($how == 1) { substr($image, $at, 1) = chr((0, 1, 0x7f, 0x80, 0xff)[rand 5]) }
		elsif ($how == 2 && length($image) >= 8) { substr($image, -8 * (1 + int rand(length($image) / 8)), 8) = pack('d>', ('NaN', 'Inf', -1, 0, 1e300, -0.0)[rand 6]) }
		elsif ($how == 3 && rand() < 0.3) { $image = substr($image, 0, $at + 1) }
		elsif ($how == 4 && rand() < 0.3) { $image .= substr($other, 0, int rand 40) }
		else { substr($image, $at) = substr($other, $at) if $at < length $other }
	}
	return $image;
}

system('createdb', $database) == 0 or BAIL_OUT('createdb failed');
END { my $code = $?; system("dropdb --if-exists $database >/dev/null 2>&1") if $database; $? = $code }

is(script(<<SQL), '', 'the values are made');
CREATE EXTENSION mreg;
CREATE TABLE original (i integer, r mreg.regression, v mreg.intervals, q mreg.ranking);
INSERT INTO original
SELECT g, mreg.regression_errors(g * i * 0.1, g * i * 0.1 + (i % 3) / 7.0 - (g % 2), 1 / (i + g % 4)::float8), mreg.interval_errors(i, g / 3.0 - 2, i % g + g / 3.0),
    mreg.query_ranking(i % g, i * 7 % 5)
FROM generate_series(1, 60) g, generate_series(1, 9) i GROUP BY g;
CREATE TABLE copied (LIKE original);
\\copy original to '$dir/all' (FORMAT binary)
\\copy copied from '$dir/all' (FORMAT binary)
SQL
is(script('SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.r OPERATOR(mreg.=) c.r AND o.v OPERATOR(mreg.=) c.v AND o.q OPERATOR(mreg.=) c.q AND o.r::text = c.r::text'),
	"60\n", 'binary input of binary output gives every value back');

my %whole = (
	r => q{t::text::mreg.regression OPERATOR(mreg.=) t AND mreg.max_error(t) >= 0 AND (mreg.max_error(t) > 1e100 OR coalesce(mreg.r2_score(t), 0) <= 1)},
	v => q{t::text::mreg.intervals OPERATOR(mreg.=) t AND mreg.winkler_score(t) IS NOT NULL},
	q => q{t::text::mreg.ranking OPERATOR(mreg.=) t AND coalesce(mreg.average_precision_at(t, 3), 0) >= 0});
my %type = (r => 'regression', v => 'intervals', q => 'ranking');
for my $column (sort keys %type)
{
	my $name = $type{$column};
	is(script("CREATE TABLE damaged_$column (t mreg.$name);\n\\copy (SELECT $column FROM original) to '$dir/images' (FORMAT binary)\n"), '', "$name: the images are written");
	my @images = images(slurp("$dir/images"));
	is(scalar @images, 60, "$name: they are found") or BAIL_OUT('there is nothing to damage');
	srand(20240608);
	my $session = "\\set VERBOSITY sqlstate\nSELECT 'process ' || pg_backend_pid();\n";
	for my $n (1 .. $mutations)
	{
		spill("$dir/$n.bin", copy_file(mutated(@images[rand @images, rand @images])));
		$session .= "\\copy damaged_$column from '$dir/$n.bin' (FORMAT binary)\n";
	}
	$session .= "SELECT 'process ' || pg_backend_pid();\n";
	my $out = script($session);
	my %seen;
	$seen{$1}++ while $out =~ /ERROR:\s+(\w{5})$/mg;
	my $errors = 0;
	$errors += $_ for values %seen;
	is(join(' ', sort grep { !$allowed{$_} } keys %seen), '', "$name: damaged images give errors of the allowed classes only");
	cmp_ok($errors, '>', $mutations / 5, "$name: many damaged images are refused");
	my @processes = $out =~ /^process (\d+)$/mg;
	ok(@processes == 2 && $processes[0] == $processes[1], "$name: the session lived to the end in one backend");
	my $accepted = $mutations - $errors;
	is(script("SELECT count(*) FROM damaged_$column"), "$accepted\n", "$name: what gave no error is stored");
	is(script("SELECT count(*) FROM damaged_$column WHERE $whole{$column}"), "$accepted\n", "$name: and is a whole value");
	diag("$name: " . join(', ', map { "$_: $seen{$_}" } sort keys %seen));
}
done_testing();
