# Binary images of mreg.distribution: they come back as they went, and damaged ones give an error of the right class.
use strict;
use warnings;
use Test::More;
use lib 'test/lib';
use MregTest;

my $dir = open_database();
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

survives('damaged',
	query => 'SELECT d FROM original WHERE i <> 401',
	images => 77,
	seed => 20240607,
	allowed => [qw(22P03 22021 22003 54000)],
	whole => <<'SQL');
d::text::mreg.distribution OPERATOR(mreg.=) d AND mreg.distribution_add(d, '{"categories": [], "counts": []}') OPERATOR(mreg.=) d
	AND coalesce(mreg.psi(d, d), 0) = 0 AND coalesce(mreg.hellinger(d, d), 0) = 0 AND mreg.support(d) >= 0
	AND (SELECT sum(n) FROM mreg.distribution_shares(d)) = mreg.support(d)
SQL
done_testing();
