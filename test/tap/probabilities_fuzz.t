# Binary images of mreg.class_scores: they come back as they went, and damaged ones give an error of the right class.
use strict;
use warnings;
use Test::More;
use lib 'test/lib';
use MregTest;

my $dir = open_database();
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
SQL
is(script('SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.s OPERATOR(mreg.=) c.s AND o.s::text = c.s::text'),
	"77\n", 'binary input of binary output gives every value back');
is(script("SET client_encoding = latin1;\n\\copy (SELECT i, s FROM original WHERE i < 200 OR i > 299) to '$dir/latin' (FORMAT binary)\n"
	. "TRUNCATE copied;\n\\copy copied from '$dir/latin' (FORMAT binary)\n"
	. 'SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.s OPERATOR(mreg.=) c.s'),
	"71\n", 'and in another encoding of the client');

survives('damaged',
	query => 'SELECT s FROM original',
	images => 77,
	mutations => 4000,
	seed => 20240609,
	allowed => [qw(22P03 22021 22003 54000)],
	whole => <<'SQL');
s::text::mreg.class_scores OPERATOR(mreg.=) s AND mreg.class_scores_add(s, '{"y_true": [], "probabilities": []}') OPERATOR(mreg.=) s
SQL
done_testing();
