# The version stands in three places and is the same; the library exports nothing foreign.
use strict;
use warnings;
use JSON::PP;
use Test::More;
use lib 'test/lib';
use MregTest qw(slurp);

my $meta = eval { JSON::PP->new->decode(slurp('META.json')) };
ok($meta, 'META.json is JSON') or diag($@);
my ($control) = slurp('mreg.control') =~ /^default_version = '([^']+)'/m;
my ($change) = slurp('CHANGELOG.md') =~ /^## (\S+)/m;

like($control, qr/^\d+\.\d+\.\d+$/, 'the version is a semantic version');
is($meta->{version}, $control, 'META.json names the version of mreg.control');
is($meta->{provides}{mreg}{version}, $control, 'META.json provides that version');
is($meta->{provides}{mreg}{file}, "sql/mreg--$control.sql", 'META.json names the install script');
ok(-e $meta->{provides}{mreg}{docfile}, 'META.json names a document that exists');
is($change, $control, 'the first entry of CHANGELOG.md is that version');

is(join(' ', grep { !defined $meta->{$_} } qw(name version abstract maintainer license provides meta-spec)),
	'', 'META.json has the keys that PGXN requires');
is($meta->{name}, 'mreg', 'META.json names the distribution');
is($meta->{license}, 'postgresql', 'META.json names the licence');
is($meta->{'meta-spec'}{version}, '1.0.0', 'META.json follows version 1 of the specification');
like($meta->{release_status}, qr/^(?:stable|testing|unstable)$/, 'META.json has a release status of the specification');
is(join(' ', grep { ref || !length || length > 256 || m{[/\\[:cntrl:]]} } @{ $meta->{tags} }), '', 'the tags are valid');
is(join(' ', grep { !/^(?:abstract|description|generated_by|license|maintainer|meta-spec|name|no_index|prereqs|provides|release_status|resources|tags|version|x_.*)$/i } keys %$meta),
	'', 'META.json has no key that the specification does not know');

SKIP:
{
	my $library = $ENV{MREG_LIBRARY} or skip 'MREG_LIBRARY does not name the library', 2;
	my @symbols = map { (split)[-1] } grep { / [A-TV-Z] / } split /\n/, qx(nm -D --defined-only '$library');
	ok(scalar(grep { $_ eq 'Pg_magic_func' } @symbols), 'the library is an extension module');
	is(join(' ', grep { !/^(?:pg_finfo_)?mreg_|^Pg_magic_func$|^_PG_(?:init|fini)$/ } @symbols),
		'', 'the library exports no symbol without its prefix');
}

done_testing();
