# Binary images of mreg.class_scores: they come back as they went, and damaged ones give an error of the right class.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $mutations = $ENV{MREG_FUZZ_IMAGES} || 4000;
my $dir = tempdir('mreg_fuzz.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $database = "mreg_probabilities_fuzz_$$";
my %allowed = map { $_ => 1 } qw(22P03 22021 22003 54000);

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

# One damaged image: bits turned, bytes set to the edges of their range, lengths wrong, parts of another image.
sub mutated
{
	my ($image, $other) = @_;
	for (1 .. 1 + int rand 3)
	{
		my $at = int rand length $image;
		my $how = int rand 6;
		if ($how == 0) { substr($image, $at, 1) ^= chr(1 << int rand 8) }
		elsif ($how == 1) { substr($image, $at, 1) = chr((0, 1, 0x7f, 0x80, 0xff)[rand 5]) }
		elsif ($how == 2) { substr($image, $at, 4) = pack('N', (0, 1, 2, 0x7fffffff, 0xffffffff, 0x10000000)[rand 6]) }
		elsif ($how == 3) { $image = substr($image, 0, $at + 1) }
		elsif ($how == 4) { $image .= substr($other, 0, int rand 40) }
		else { $image = substr($image, 0, $at) . substr($other, int rand length $other) }
	}
	return $image;
}

system('createdb', $database) == 0 or BAIL_OUT('createdb failed');
END { my $code = $?; system("dropdb --if-exists $database >/dev/null 2>&1") if $database; $? = $code }

is(script(<<SQL), '', 'the values are made');
CREATE EXTENSION mreg;
CREATE TABLE original (i integer, s mreg.class_scores);
INSERT INTO original
SELECT g, mreg.class_scores(i % 5 - 2, ARRAY[i / 9.0, 0.25, 1 - i / 9.0]) FROM generate_series(1, 40) g, generate_series(0, 9) i WHERE i <= g GROUP BY g
UNION ALL SELECT 100 + g, mreg.class_scores(chr(97 + i % g) || repeat(chr(233), g % 4), ARRAY[1 / g::float8, i / 9.0]) FROM generate_series(1, 30) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 200 + g, mreg.class_scores(repeat(chr(8364), g), array_fill(0.5::float8, ARRAY[g + 1])) FROM generate_series(1, 6) g GROUP BY g
UNION ALL SELECT 300, '{"y_true": [], "probabilities": []}';
CREATE TABLE copied (LIKE original);
CREATE TABLE damaged (s mreg.class_scores);
\\copy original to '$dir/all' (FORMAT binary)
\\copy copied from '$dir/all' (FORMAT binary)
\\copy (SELECT s FROM original) to '$dir/images' (FORMAT binary)
SQL
is(script('SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.s OPERATOR(mreg.=) c.s AND o.s::text = c.s::text'),
	"77\n", 'binary input of binary output gives every value back');
is(script("SET client_encoding = latin1;\n\\copy (SELECT i, s FROM original WHERE i < 200 OR i > 299) to '$dir/latin' (FORMAT binary)\n"
	. "TRUNCATE copied;\n\\copy copied from '$dir/latin' (FORMAT binary)\n"
	. 'SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.s OPERATOR(mreg.=) c.s'),
	"71\n", 'and in another encoding of the client');

my @images = images(slurp("$dir/images"));
is(scalar @images, 77, 'the images are found') or BAIL_OUT('there is nothing to damage');
srand(20240609);
my $session = "\\set VERBOSITY sqlstate\nSELECT 'process ' || pg_backend_pid();\n";
for my $n (1 .. $mutations)
{
	spill("$dir/$n.bin", copy_file(mutated(@images[rand @images, rand @images])));
	$session .= "\\copy damaged from '$dir/$n.bin' (FORMAT binary)\n";
}
$session .= "SELECT 'process ' || pg_backend_pid();\n";
my $out = script($session);
my %seen;
$seen{$1}++ while $out =~ /ERROR:\s+(\w{5})$/mg;
my $errors = 0;
$errors += $_ for values %seen;
is(join(' ', sort grep { !$allowed{$_} } keys %seen), '', 'damaged images give errors of the allowed classes only');
cmp_ok($errors, '>', $mutations / 2, 'most damaged images are refused');
my @processes = $out =~ /^process (\d+)$/mg;
is(scalar @processes, 2, 'the session lived to the end');
is($processes[0], $processes[1], 'in one backend');
my $accepted = $mutations - $errors;
is(script('SELECT count(*) FROM damaged'), "$accepted\n", 'what gave no error is stored');
is(script(<<'SQL'), "$accepted|$accepted\n", 'and is a whole value: through text, sums and metrics');
SELECT count(*), count(*) FILTER (WHERE s::text::mreg.class_scores OPERATOR(mreg.=) s AND mreg.class_scores_add(s, '{"y_true": [], "probabilities": []}') OPERATOR(mreg.=) s)
FROM damaged
SQL
diag(join(', ', map { "$_: $seen{$_}" } sort keys %seen));
done_testing();
