# Binary images of mreg.curve: they come back as they went, and damaged ones give an error of the right class.
use strict;
use warnings;
use Test::More;
use lib 'test/lib';
use MregTest;

my $dir = open_database();
is(script(<<SQL), '', 'the values are made');
CREATE EXTENSION mreg;
CREATE TABLE original (i integer, c mreg.curve);
INSERT INTO original
SELECT g, mreg.score_curve(i % 3 = 0, (g * i % 11) / 7.0) FROM generate_series(1, 40) g, generate_series(1, 30) i GROUP BY g
UNION ALL SELECT 100 + g, mreg.score_curve(i % 2, ln(i * g), i / 7.0) FROM generate_series(1, 20) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 200, mreg.score_curve(i % 5 = 0, -i) FROM generate_series(1, 300) i
UNION ALL SELECT 201, mreg.score_curve(i % 5 = 0, i % 3) FROM generate_series(1, 70000) i
UNION ALL SELECT 202, '{"scores": [], "positives": [], "negatives": []}'
UNION ALL SELECT 203, '{"scores": [-1e308, 5e-324], "positives": [1, 9223372036854775000], "negatives": [1, 0]}'
UNION ALL SELECT 204, '{"scores": [0.25, 0.5], "positives": [1, 1e-300], "negatives": [1, 0], "weighted": true, "dropped_bits": 30}';
INSERT INTO original SELECT 1000 + g, mreg.score_curve(random() < 0.5, random() * 10.0::float8 ^ (random() * 20)) FROM generate_series(1, 200000) g GROUP BY g / 2, 1000 + g;
CREATE TABLE copied (LIKE original);
CREATE TABLE damaged (c mreg.curve);
\\copy original to '$dir/all' (FORMAT binary)
\\copy copied from '$dir/all' (FORMAT binary)
SQL
is(script('SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.c OPERATOR(mreg.=) c.c AND o.c::text = c.c::text'),
	"200065\n", 'binary input of binary output gives every value back');

survives('damaged',
	query => 'SELECT c FROM original WHERE i < 1000',
	images => 65,
	seed => 20240607,
	allowed => [qw(22P03 22003)],
	whole => <<'SQL');
c::text::mreg.curve OPERATOR(mreg.=) c AND mreg.curve_add(c, '{"scores": [], "positives": [], "negatives": []}') OPERATOR(mreg.=) c
	AND (mreg.roc_auc_score(c) IS NULL) = (mreg.support(c, true) = 0 OR mreg.support(c, false) = 0)
	AND (SELECT count(*) FROM mreg.roc_curve(c)) >= 0 AND (mreg.lift_score(c, 0.1) > -1) IS NOT FALSE
SQL
done_testing();
