# Every example of README.md does what README.md says.
#
# All fenced blocks marked "sql" run in one database and one psql session, in the order of the page.  Where a block marked
# "output" follows, psql prints that, errors included; otherwise the block runs without an error.
# Every function, aggregate, type and setting that a user may name is named there, as code.
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

# What a Markdown text shows as code: the sql blocks and, outside of blocks, what stands between backquotes.
sub code
{
	my ($text) = @_;
	my $code = join "\n", map { @{ $_->{lines} } } grep { $_->{info} eq 'sql' } blocks($text);
	$text =~ s/^```.*?^```$//gms;
	return join "\n", $code, $text =~ /`([^`\n]+)`/g;
}

# Whether a name stands in a text as a word of its own.
sub names
{
	my ($text, $name) = @_;
	return $text =~ /(?<![\w.])(?:mreg\.)?\Q$name\E(?!\w)/;
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

my $sample = "`a_score`, b_score\n```sql\nSELECT mreg.c_score(x)\n```\n```output\nd_score\n```\n`e\n`";
is(join(' ', grep { names(code($sample), $_) } qw(a_score a b_score c_score c d_score e)), 'a_score c_score', 'code is told from prose and output');

open my $page, '<:encoding(UTF-8)', 'README.md' or die("README.md: $!");
my $text = do { local $/; <$page> };
my @blocks = blocks($text);
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

open my $catalog, '-|', qw(psql -X -q -A -t -v ON_ERROR_STOP=1 -d mreg_readme -c), q(LOAD '$libdir/mreg'), '-c', <<'SQL' or die;
SELECT proname FROM pg_proc WHERE pronamespace = 'mreg'::regnamespace
UNION SELECT 'mreg.' || typname FROM pg_type WHERE typnamespace = 'mreg'::regnamespace AND typtype = 'b' AND typelem = 0
UNION SELECT name FROM pg_settings WHERE name LIKE 'mreg.%'
SQL
chomp(my @public = <$catalog>);
ok(@public > 100, 'the extension has names to be found');
my $code = code($text);
is(join(' ', grep { !names($code, $_) } sort @public), '', 'README.md names every function, aggregate, type and setting');

done_testing();
