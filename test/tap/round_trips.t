# 100,000 random values of every type come back from text and from binary form as they went.
use strict;
use warnings;
use Test::More;
use lib 'test/lib';
use MregTest;

my $dir = open_database();
is(script("CREATE EXTENSION mreg;\n"), '', 'the extension is made');

# Of every type an aggregate of five random rows, of several shapes.
my %value = (
	confusion => q{CASE g % 5 WHEN 0 THEN mreg.confusion_matrix((random() * 9)::integer, (random() * 3)::integer)
		WHEN 1 THEN mreg.confusion_matrix(md5(random()::text), left(md5(random()::text), g % 4))
		WHEN 2 THEN mreg.confusion_matrix(random() < 0.5, random() < 0.5, random() * 10.0::float8 ^ (g % 40 - 20))
		WHEN 3 THEN mreg.confusion_matrix(ARRAY[(random() * 4)::integer, 7], ARRAY[(random() * 4)::integer])
		ELSE mreg.confusion_matrix((random() * 1e18)::bigint, -i::bigint) END},
	curve => q{CASE g % 3 WHEN 0 THEN mreg.score_curve(random() < 0.5, random())
		WHEN 1 THEN mreg.score_curve(random() < 0.5, (random() - 0.5) * 10.0::float8 ^ (g % 600 - 300))
		ELSE mreg.score_curve(random() < 0.5, round(random() * 2), random() * 10.0::float8 ^ (g % 40 - 20)) END},
	regression => q{CASE g % 2 WHEN 0 THEN mreg.regression_errors(random() * 10.0::float8 ^ (g % 200 - 100), random() * 10.0::float8 ^ (g % 200 - 100))
		ELSE mreg.regression_errors(random() - 0.5, random() - 0.5, random()) END},
	intervals => q{mreg.interval_errors(random() * 10.0::float8 ^ (g % 200 - 100), -random(), random())},
	ranking => q{mreg.query_ranking((random() * 3)::integer, (random() - 0.5) * 10.0::float8 ^ (g % 600 - 300))},
	distribution => q{CASE g % 3 WHEN 0 THEN mreg.category_distribution((random() * 1e18)::bigint)
		WHEN 1 THEN mreg.category_distribution(left(md5(random()::text), g % 4))
		ELSE mreg.value_distribution(random() * 10, ARRAY[0, 0.1 * (g % 50 + 1), 7]) END},
	class_scores => q{CASE g % 2 WHEN 0 THEN mreg.class_scores((random() * 1)::integer, ARRAY[0.25, 0.75]::float8[])
		ELSE mreg.class_scores(md5((g % 3)::text), ARRAY[p, (1 - p) / 2, (1 - p) / 2]) END});

for my $type (sort keys %value)
{
	is(script(<<SQL), "100000|0|0\n", $type);
SELECT setseed(0.5) \\g /dev/null
CREATE TABLE $type AS SELECT g AS id, $value{$type} AS v
FROM generate_series(1, 100000) g, generate_series(1, 5) i, LATERAL (SELECT random() * (g + i > 0)::integer AS p) r GROUP BY g;
CREATE TABLE ${type}_copied (LIKE $type);
\\copy $type to '$dir/image' (FORMAT binary)
\\copy ${type}_copied from '$dir/image' (FORMAT binary)
SELECT count(*), count(*) FILTER (WHERE (c.v OPERATOR(mreg.=) o.v AND c.v::text = o.v::text) IS NOT TRUE),
	count(*) FILTER (WHERE (o.v::text::mreg.$type OPERATOR(mreg.=) o.v) IS NOT TRUE)
FROM $type o JOIN ${type}_copied c USING (id);
SQL
	script("DROP TABLE $type, ${type}_copied");
}
done_testing();
