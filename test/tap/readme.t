# Every example of README.md does what README.md says.
#
# All fenced blocks marked "sql" run in one database and one psql session, in the order of the page.  Where a block marked
# "output" follows, psql prints that, errors included; otherwise the block runs without an error.
# In an expected line "..." stands for any text; where an output has such a line, runs of blanks and of dashes compare as
# one, since the width of the column depends on the text left out.
use strict;
use warnings;
use IPC::Open3;
use Test::More;

my $mark = 'end of the output';

# Splits a Markdown text into its fenced blocks: line number, info string, lines.
sub blocks
{
	my ($text) = @_;
	my (@blocks, $block);
	my $number = 0;

	for my $line (split /\n/, $text)
	{
		$number++;
		if ($line =~ /^```\s*(\S*)/)
		{
			if ($block) { push @blocks, $block; undef $block; }
			else { $block = { line => $number, info => $1, lines => [] }; }
		}
		elsif ($block) { push @{ $block->{lines} }, $line; }
	}
	die "a fence is not closed\n" if $block;
	return @blocks;
}

# Brings an output into the form that is compared: no blanks at the ends of lines, no empty lines at its end.
sub tidy
{
	my ($text) = @_;
	$text =~ s/[ \t]+$//mg;
	$text =~ s/\n+\z//;
	return $text;
}

# Whether an output is what is expected.
sub agrees
{
	my ($got, $expected) = map { tidy($_) } @_;
	return $got eq $expected unless $expected =~ /\.\.\./;
	for ($got, $expected) { s/ +/ /g; s/-+/-/g; s/ $//mg; }
	my $pattern = join '.*', map { quotemeta } split /\.\.\./, $expected, -1;
	return $got =~ /\A$pattern\z/;
}

# The comparison itself can tell.
ok(agrees("a\n(1 row)\n\n", "a\n(1 row)"), 'equal outputs agree');
ok(!agrees("a\n(1 row)\n", "b\n(1 row)"), 'another value does not agree');
ok(!agrees("a\n(2 rows)\n", "a\n(1 row)"), 'another number of rows does not agree');
ok(agrees(" at        | b\n-----------+---\n 2026-01-01 | 1\n", " at  | b\n-----+---\n ... | 1"), 'what is left out may be anything');
ok(!agrees(" 2026-01-01 | 2\n", " ... | 1"), 'what is not left out must be the same');

open my $page, '<:encoding(UTF-8)', 'README.md' or die("README.md: $!");
my @blocks = do { local $/; blocks(<$page>) };
binmode $_, ':utf8' for (\*STDOUT, \*STDERR, map { Test::More->builder->$_ } qw(output failure_output todo_output));

system('createdb', 'mreg_readme') == 0 or die('createdb failed');
local $ENV{PGCLIENTENCODING} = 'UTF8';
my $pid = open3(my $in, my $out, undef, qw(psql -X -q -P pager=off -d mreg_readme));
binmode $_, ':utf8' for ($in, $out);
$in->autoflush(1);

# Sends statements to psql and returns what it prints, command tags included as in a terminal.
sub play
{
	my ($statements) = @_;
	my $output = '';
	print $in "\\set QUIET off\n$statements\n\\set QUIET on\n\\echo\n\\echo $mark\n";
	while (defined(my $line = <$out>))
	{
		last if $line eq "$mark\n";
		$output .= $line;
	}
	$output =~ s/\n\z//;
	return $output;
}

my $compared = 0;
while (my $block = shift @blocks)
{
	if ($block->{info} eq 'output')
	{
		fail("line $block->{line}: an output follows statements");
	}
	next unless $block->{info} eq 'sql';
	my $got = play(join "\n", @{ $block->{lines} });
	if (@blocks && $blocks[0]{info} eq 'output')
	{
		my $expected = join "\n", @{ (shift @blocks)->{lines} };
		$compared++;
		ok(agrees($got, $expected), "line $block->{line}: psql prints what follows")
			or diag("expected:\n", tidy($expected), "\ngot:\n", tidy($got));
	}
	else
	{
		unlike($got, qr/^(?:ERROR|FATAL|PANIC):/m, "line $block->{line}: the statements run") or diag($got);
	}
}
close $in;
waitpid $pid, 0;
is($?, 0, 'the session survives');
ok($compared > 0, 'README.md shows outputs');

done_testing();
