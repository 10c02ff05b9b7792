# Binary images of mreg.distribution: they come back as they went, and damaged ones give an error of the right class.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $mutations = $ENV{MREG_FUZZ_IMAGES} || 10000;
my $dir = tempdir('mreg_fuzz.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $database = "mreg_distribution_fuzz_$$";
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
CREATE TABLE original (i integer, d mreg.distribution);
INSERT INTO original
SELECT g, mreg.category_distribution(g % 7 * i % 5) FROM generate_series(1, 20) g, generate_series(1, 30) i GROUP BY g
UNION ALL SELECT 100 + g, mreg.value_distribution(i * 0.7, (SELECT array_agg(x * g / 3.0::float8) FROM generate_series(0, g) x)) FROM generate_series(1, 30) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 200 + g, mreg.category_distribution(chr(97 + i % g) || repeat(chr(233), g % 4) || CASE WHEN g > 10 THEN chr(8364) ELSE '' END) FROM generate_series(1, 20) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 300 + g, mreg.category_distribution(NULLIF(i, 4) % g = 1) FROM generate_series(1, 5) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 400, mreg.category_distribution(i) FROM generate_series(1, 200) i
UNION ALL SELECT 401, mreg.category_distribution(i) FROM generate_series(1, 11000) i
UNION ALL SELECT 402, '{"categories": [], "counts": [], "null": 5}';
CREATE TABLE copied (LIKE original);
CREATE TABLE damaged (d mreg.distribution);
\\copy original to '$dir/all' (FORMAT binary)
\\copy copied from '$dir/all' (FORMAT binary)
\\copy (SELECT d FROM original WHERE i <> 401) to '$dir/images' (FORMAT binary)
SQL
is(script('SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.d OPERATOR(mreg.=) c.d AND o.d::text = c.d::text'),
	"78\n", 'binary input of binary output gives every value back');
is(script("SET client_encoding = latin1;\n\\copy (SELECT i, d FROM original WHERE i NOT BETWEEN 211 AND 299) to '$dir/latin' (FORMAT binary)\n"
	. "TRUNCATE copied;\n\\copy copied from '$dir/latin' (FORMAT binary)\n"
	. 'SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.d OPERATOR(mreg.=) c.d'),
	"68\n", 'and in another encoding of the client');
is(script(<<SQL), "t|100000\n", 'so do 100000 values of many shapes');
CREATE TABLE many AS SELECT CASE g % 3 WHEN 0 THEN mreg.category_distribution((i * g % 17)::bigint << g % 60)
	WHEN 1 THEN mreg.category_distribution(md5((i * g % 7)::text))
	ELSE mreg.value_distribution(i * g % 11, ARRAY[g % 5, g % 5 + 0.1, 7, 7 + g]) END AS d FROM generate_series(1, 100000) g, generate_series(1, 5) i GROUP BY g;
CREATE TABLE many_copied (LIKE many);
\\copy many to '$dir/many' (FORMAT binary)
\\copy many_copied from '$dir/many' (FORMAT binary)
SELECT (SELECT count(*) FROM (SELECT d FROM many EXCEPT SELECT d FROM many_copied) x) = 0, count(*) FROM many_copied WHERE d::text::mreg.distribution OPERATOR(mreg.=) d;
SQL

# Images that are wrong in one thing alone.
sub integers
{
	my (@pairs) = @_;
	return pack('CCN', 1, 2, scalar @pairs) . join('', map { pack('q>q>', @$_) } @pairs);
}
my $end = pack('q>q>', 0, 0);
my @wrong = (
	[ 'a category twice', integers([ 4, 1 ], [ 4, 1 ]) . $end, '22P03' ],
	[ 'a category without a row', integers([ 4, 0 ]) . $end, '22P03' ],
	[ 'a count below 0', integers([ 4, -1 ]) . $end, '22P03' ],
	[ 'bytes beyond the end', integers([ 4, 1 ]) . $end . "\0", '22P03' ],
	[ 'NULLs below 0', integers([ 4, 1 ]) . pack('q>q>', 0, -1), '22P03' ],
	[ 'others without a category', pack('CCN', 1, 0, 0) . pack('q>q>', 1, 0), '22P03' ],
	[ 'a kind without a category', pack('CCN', 1, 2, 0) . $end, '22P03' ],
	[ 'another version', pack('CCN', 2, 0, 0) . $end, '22P03' ],
	[ 'another kind', pack('CCN', 1, 5, 0) . $end, '22P03' ],
	[ 'more categories than are counted apart', integers(map { [ $_, 1 ] } 1 .. 10001) . $end, '22P03' ],
	[ 'more categories than bytes', pack('CCN', 1, 3, 9999) . $end, '22P03' ],
	[ 'a boolean that is neither', pack('CCNCq>', 1, 1, 1, 2, 1) . $end, '22P03' ],
	[ 'a sum beyond int64', integers([ 4, ~0 >> 1 ], [ 5, 1 ]) . $end, '22003' ],
	[ 'one edge', pack('CCNd>q>2', 1, 4, 1, 0, 0, 0) . $end, '22P03' ],
	[ 'edges that descend', pack('CCNd>2q>3', 1, 4, 2, 1, 0, 0, 0, 0) . $end, '22P03' ],
	[ 'an edge that is no number', pack('CCNd>2q>3', 1, 4, 2, 1, 'nan', 0, 0, 0) . $end, '22P03' ],
	[ 'an infinite edge', pack('CCNd>2q>3', 1, 4, 2, 1, 9**9**9, 0, 0, 0) . $end, '22P03' ],
	[ 'more edges than can be', pack('CCN', 1, 4, 0x7fffffff) . $end, '22P03' ]);
for my $case (@wrong)
{
	my ($name, $image, $state) = @$case;
	spill("$dir/wrong", copy_file($image));
	like(script("\\set VERBOSITY sqlstate\n\\copy damaged from '$dir/wrong' (FORMAT binary)\n"), qr/ERROR:\s+$state$/m, "an image with $name is refused");
}
spill("$dir/wrong", copy_file(integers([ 9, 2 ], [ -4, 1 ]) . pack('q>q>', 3, 1)));
is(script("\\copy damaged from '$dir/wrong' (FORMAT binary)\nSELECT d FROM damaged; TRUNCATE damaged"),
	qq({"categories": [-4, 9], "counts": [1, 2], "other": 3, "null": 1}\n), 'one with nothing wrong is read, in any order');

my @images = images(slurp("$dir/images"));
is(scalar @images, 77, 'the images are found') or BAIL_OUT('there is nothing to damage');
srand(20240607);
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
is(script(<<'SQL'), "$accepted|$accepted\n", 'and is a whole value: through text, sums, distances and rows');
SELECT count(*), count(*) FILTER (WHERE d::text::mreg.distribution OPERATOR(mreg.=) d AND mreg.distribution_add(d, '{"categories": [], "counts": []}') OPERATOR(mreg.=) d)
FROM damaged WHERE coalesce(mreg.psi(d, d), 0) = 0 AND coalesce(mreg.hellinger(d, d), 0) = 0 AND mreg.support(d) >= 0
     AND (SELECT sum(n) FROM mreg.distribution_shares(d)) = mreg.support(d)
SQL
diag(join(', ', map { "$_: $seen{$_}" } sort keys %seen));
done_testing();
