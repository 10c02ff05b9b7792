# MregTest.pm: what the TAP tests share: whole files; for binary images a database, files of COPY BINARY and damage.
package MregTest;
use strict;
use warnings;
use Exporter qw(import);
use File::Temp qw(tempdir);
use Test::More;

our @EXPORT = qw(slurp spill script copy_file open_database survives);
my ($dir, $database);

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

# Makes a database for scripts; returns a directory that is removed in the end.
sub open_database
{
	$dir = tempdir('mreg_fuzz.XXXXXX', TMPDIR => 1, CLEANUP => 1);
	$database = "mreg_fuzz_$$";
	system('createdb', $database) == 0 or BAIL_OUT('createdb failed');
	return $dir;
}

END { my $code = $?; system("dropdb --if-exists $database >/dev/null 2>&1") if $database; $? = $code }

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

# Writes the images of a query to a file, damages so many and copies them into a table of one column; tests that nothing
# but the allowed errors comes of it, and that what is accepted is whole.  Of the images at least a share is refused.
sub survives
{
	my ($table, %is) = @_;
	my $mutations = $ENV{MREG_FUZZ_IMAGES} || $is{mutations} || 10000;
	my $mutate = $is{mutate} || \&mutated;
	is(script("\\copy ($is{query}) to '$dir/images' (FORMAT binary)\n"), '', "$table: the images are written");
	my @images = images(slurp("$dir/images"));
	is(scalar @images, $is{images}, "$table: the images are found") or BAIL_OUT('there is nothing to damage');
	srand($is{seed});
	my $session = "\\set VERBOSITY sqlstate\nSELECT 'process ' || pg_backend_pid();\n";
	for my $n (1 .. $mutations)
	{
		spill("$dir/$n.bin", copy_file($mutate->(@images[rand @images, rand @images])));
		$session .= "\\copy $table from '$dir/$n.bin' (FORMAT binary)\n";
	}
	my $out = script($session . "SELECT 'process ' || pg_backend_pid();\n");
	my %seen;
	$seen{$1}++ while $out =~ /ERROR:\s+(\w{5})$/mg;
	my $accepted = $mutations;
	$accepted -= $_ for values %seen;
	my %other = %seen;
	delete @other{ @{ $is{allowed} } };
	is(join(' ', sort keys %other), '', "$table: damaged images give errors of the allowed classes only");
	cmp_ok($mutations - $accepted, '>', $mutations * ($is{refused} || 0.5), "$table: many damaged images are refused");
	my @processes = $out =~ /^process (\d+)$/mg;
	is(scalar @processes, 2, "$table: the session lived to the end");
	is($processes[0], $processes[1], "$table: in one backend");
	is(script("SELECT count(*) FROM $table"), "$accepted\n", "$table: what gave no error is stored");
	is(script("SELECT count(*) FROM $table WHERE $is{whole}"), "$accepted\n", "$table: and is a whole value");
	diag("$table: " . join(', ', map { "$_: $seen{$_}" } sort keys %seen));
}

1;
