# The build keeps its promises: out of the tree, without warnings, without stale objects, with clear errors.
use strict;
use warnings;
use Cwd qw(getcwd);
use File::Find qw(find);
use File::Temp qw(tempdir);
use Test::More;

my $dir = tempdir('mreg_build.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $pg_config = $ENV{PG_CONFIG} // 'pg_config';

delete @ENV{qw(MAKEFLAGS MAKELEVEL MFLAGS)};
system('cp', '-R', getcwd(), "$dir/mreg") == 0 or die "cp failed\n";
mkdir "$dir/out";

# Runs make in a directory below $dir; returns exit code and all that it prints.
sub make
{
	my ($where, @arguments) = @_;
	my $words = join ' ', map { "'$_'" } @arguments;
	my $output = qx(cd '$dir/$where' && make $words 2>&1);
	return ($? >> 8, $output);
}

# The files below a directory.
sub files
{
	my ($where) = @_;
	my @files;
	find(sub { push @files, $File::Find::name =~ s{^\Q$dir/$where/\E}{}r if -f }, "$dir/$where");
	return join "\n", sort @files;
}

my ($code, $output);
my $sources = files('mreg');

($code, $output) = make('mreg', 'PG_CONFIG=/nonexistent/pg_config');
isnt($code, 0, 'without pg_config make fails');
like($output, qr/pg_config was not found: install .* or give PG_CONFIG=/, '... and says what to do');
unlike($output, qr/No such file/, '... and nothing else');
($code, $output) = make('mreg', 'PG_CONFIG=/nonexistent/pg_config', 'help');
is($code, 0, 'help needs no pg_config');

my @vpath = ('-f', '../mreg/Makefile', "PG_CONFIG=$pg_config");
($code, $output) = make('out', @vpath, '-j2');
is($code, 0, 'make works in an empty directory') or diag($output);
unlike($output, qr/warning|overriding|ignoring/i, '... without a warning');
is(files('mreg'), $sources, '... and writes nothing beside the sources');

($code, $output) = make('out', @vpath);
unlike($output, qr/ -c /, 'nothing is compiled twice');
($code, $output) = make('out', @vpath, 'ASSERT=1', 'src/module.o');
like($output, qr/-DUSE_ASSERT_CHECKING.* -c /, 'other flags make an object stale');
($code, $output) = make('out', @vpath, 'src/module.o');
unlike($output, qr/-DUSE_ASSERT_CHECKING/, '... and so does their absence');
like($output, qr/ -c /, '... which compiles again');
my ($header) = glob("$dir/mreg/src/*.h");
utime time + 5, time + 5, $header;
($code, $output) = make('out', @vpath, 'src/module.o');
like($output, qr/ -c /, 'a newer header makes an object stale');

($code, $output) = make('out', @vpath, "DESTDIR=$dir/destination", 'install');
is($code, 0, 'make install honours DESTDIR') or diag($output);
my ($version) = qx(cat '$dir/mreg/mreg.control') =~ /default_version = '(.*)'/;
for my $file ("extension/mreg--$version.sql", 'extension/mreg.control')
{
	my $sharedir = qx('$pg_config' --sharedir) =~ s/\n//r;
	ok(-f "$dir/destination$sharedir/$file", "$file is installed");
}

symlink '../mreg/expected', "$dir/out/expected";
($code, $output) = make('out', @vpath, 'clean');
ok(!-l "$dir/out/expected", 'make clean removes the link that installcheck makes');
is(files('out'), '', 'make clean leaves nothing');

($code, $output) = make('mreg', "PG_CONFIG=$pg_config", 'CLANG=/nonexistent/clang', '-n');
is($code, 0, 'a missing clang is no error');
unlike($output, qr/\.bc/, '... and no bitcode is made');

mkdir "$dir/mreg/test/sql";
for my $path ("$dir/mreg/sql/shadow.sql", "$dir/mreg/test/sql/shadow.sql")
{
	open my $handle, '>', $path or die "$path: $!\n";
}
($code, $output) = make('mreg', "PG_CONFIG=$pg_config", 'installcheck');
like($output, qr/shadows a test/, 'a script that hides a test is an error');

done_testing();
