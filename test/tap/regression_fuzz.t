# Binary images of mreg.regression, mreg.intervals and mreg.ranking: they come back as they went, and damaged ones give
# an error of the right class.
use strict;
use warnings;
use Test::More;
use lib 'test/lib';
use MregTest;

# One damaged image: bits turned, bytes set to the edges of their range, numbers replaced, lengths wrong.
sub damaged
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

my $dir = open_database();
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
	my $table = "damaged_$type{$column}";
	is(script("CREATE TABLE $table (t mreg.$type{$column})"), '', "$table is made");
	survives($table,
		query => "SELECT $column FROM original",
		images => 60,
		mutate => \&damaged,
		seed => 20240608,
		allowed => [qw(22P03 54000)],
		refused => 0.2,
		whole => $whole{$column});
}
done_testing();
