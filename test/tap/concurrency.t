# Eight sessions at once: registrations get consecutive numbers, a mixed load leaves what its events say, and nobody fails.
use strict;
use warnings;
use IO::Handle;
use File::Temp qw(tempdir);
use Test::More;
use lib 'test/lib';
use MregTest qw(slurp);

my $dir = tempdir('mreg_concurrency.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $database = 'mreg_concurrency';
my $sessions = 8;
my $rounds = $ENV{MREG_ROUNDS} // 150;

$ENV{PGOPTIONS} = '-c client_min_messages=warning';
system('dropdb', '--if-exists', $database) == 0 or die "dropdb failed\n";
system('createdb', $database) == 0 or die "createdb failed\n";

# Starts psql on a script; returns the process.  Errors do not end the script.
sub start
{
	my ($name, $script) = @_;
	open my $handle, '>', "$dir/$name.sql" or die "$!\n";
	print $handle "\\set VERBOSITY verbose\n", $script;
	close $handle;
	my $pid = fork() // die "fork: $!\n";
	if ($pid == 0)
	{
		open STDOUT, '>', "$dir/$name.out" or die;
		open STDERR, '>', "$dir/$name.err" or die;
		exec qw(psql -X -q -A -t -d), $database, '-f', "$dir/$name.sql" or exit 127;
	}
	return $pid;
}

# Runs one script in every session at the same time; returns their outputs and their errors.
sub together
{
	my ($name, $script_of) = @_;
	my @pids = map { start("$name.$_", $script_of->($_)) } 1 .. $sessions;
	my $bad = 0;
	for my $pid (@pids)
	{
		waitpid $pid, 0;
		$bad++ if $?;
	}
	is($bad, 0, "$name: every session ends well");
	return (join('', map { slurp("$dir/$name.$_.out") } 1 .. $sessions), join('', map { slurp("$dir/$name.$_.err") } 1 .. $sessions));
}

# Runs SQL and returns what it prints; an error ends the test.
sub sql
{
	my ($text) = @_;
	my $pid = start('sql', "\\set ON_ERROR_STOP 1\n$text");
	waitpid $pid, 0;
	die 'psql: ' . slurp("$dir/sql.err") if $?;
	return slurp("$dir/sql.out") =~ s/\n\z//r;
}

# All sessions begin when the lock that holds them back is released, not one after the other as they connect.
my $gate = "SELECT pg_advisory_lock_shared(42) \\g /dev/null\nSELECT pg_advisory_unlock_shared(42) \\g /dev/null\n";

sub opened
{
	my ($name, $script_of) = @_;
	open my $holder, '|-', 'psql', '-X', '-q', '-d', $database, '-o', '/dev/null' or die "psql: $!\n";
	$holder->autoflush(1);
	print $holder "SELECT pg_advisory_lock(42);\n";
	sql("DO 'BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = ''advisory'' AND objid = 42 AND granted) LOOP"
		. " PERFORM pg_sleep(0.01); END LOOP; END'");
	# The holder lets go once it sees the others wait.
	print $holder "DO 'BEGIN FOR i IN 1 .. 1000 LOOP EXIT WHEN (SELECT count(*) FROM pg_locks WHERE locktype = ''advisory'' AND NOT granted) >= $sessions;"
		. " PERFORM pg_sleep(0.01); END LOOP; END';\nSELECT pg_advisory_unlock(42);\n";
	my @result = together($name, sub { $gate . $script_of->(@_) });
	close $holder;
	return @result;
}

sql('CREATE EXTENSION mreg');

# Registrations of one model.
sql("SELECT mreg.register_model('iris')");
my ($out, $err) = opened('register', sub { "SELECT (mreg.register_version('iris')).number;\n" x 10 });
is($err, '', 'ten registrations by each of eight sessions meet no error');
is(join(' ', sort { $a <=> $b } split(/\n/, $out)), join(' ', 1 .. 80), '... and return eighty consecutive numbers');
is(sql("SELECT string_agg(number::text, ' ' ORDER BY number) FROM mreg.version"), join(' ', 1 .. 80), '... which are those of the table');
is(sql('SELECT last_number FROM mreg.model'), '80', '... and the model counts to the last');
is(sql("SELECT count(*) FROM mreg.event WHERE kind = 'register_version'"), '80', '... and each has its event');

# The same external id from everywhere.
($out, $err) = opened('idempotent', sub { "SELECT (mreg.register_version('iris', external_id => 'run', params => '{\"a\": 1}')).number;\n" x 3 });
is($err, '', 'the same registration from eight sessions meets no error');
is(join(' ', sort { $a <=> $b } split(/\n/, $out)), join(' ', (81) x 24), '... and returns one version');

# The same model name from everywhere: one wins.
($out, $err) = opened('name', sub { "SELECT (mreg.register_model('rose')).name;\n" });
is($out, "rose\n", 'of eight registrations of a model one passes');
is(scalar(() = $err =~ /ERROR:  23505: model "rose" already exists/g), 7, '... and seven say that it exists');

# Raw inserts and calls at once.
sql("SELECT mreg.register_model('raw')");
($out, $err) = opened('raw', sub {
	my ($session) = @_;
	return ($session % 2 ? "SELECT (mreg.register_version('raw')).number;\n"
		: "INSERT INTO mreg.version (model) SELECT id FROM mreg.model WHERE name = 'raw' RETURNING number;\n") x 10;
});
is($err, '', 'raw inserts and calls at once meet no error');
is(join(' ', sort { $a <=> $b } split(/\n/, $out)), join(' ', 1 .. 80), '... and get eighty consecutive numbers');

# A mixed load of calls on three models, one of them with a stage of two versions.
sql(<<'SQL');
SELECT mreg.define_lifecycle('pair', '{"stages": [{"name": "development", "is_initial": true}, {"name": "staging"},
	{"name": "production", "max_versions": 2, "displaced_to": "archived", "protected": true}, {"name": "archived"}],
	"transitions": [{"from": "development", "to": "staging"}, {"from": "staging", "to": "production"}, {"from": "*", "to": "archived"},
		{"from": "archived", "to": "development"}]}') \g /dev/null
SELECT mreg.register_model('a'), mreg.register_model('b'), mreg.register_model('c', lifecycle => 'pair') \g /dev/null
SELECT mreg.register_version(m), mreg.register_version(m), mreg.register_version(m) FROM unnest(ARRAY['a', 'b', 'c']) m \g /dev/null
SQL
srand(7);
my $load = sub {
	my $script = '';
	for (1 .. $rounds)
	{
		my $model = (qw(a b c))[rand 3];
		my $version = $model . '/' . (1 + int(rand 8));
		my $alias = (qw(champion challenger))[rand 2];
		my @calls = (
			"mreg.register_version('$model')",
			"mreg.promote('$version', 'staging')", "mreg.promote('$version', 'staging')", "mreg.promote('$version', 'production')",
			"mreg.promote('$version', 'production')", "mreg.promote('$version', 'archived')", "mreg.promote('$version', 'development')",
			"mreg.rollback('$model')", "mreg.rollback('$model', reason => 'load')",
			"mreg.set_alias('$version', '$alias')", "mreg.set_alias('$model:production', '$alias')", "mreg.drop_alias('$model', '$alias')",
			"mreg.delete_version('$version')", "mreg.restore_version('$version')",
			"mreg.set_tag('$version', 'k', '" . int(rand 5) . "')", "mreg.describe('$model', '" . int(rand 5) . "')",
			"mreg.resolve('$model:production')", "mreg.resolve('$model\@$alias')");
		my $call = 'SELECT ' . $calls[rand @calls] . " \\g /dev/null\n";
		# Now and then several calls on one model are one transaction.
		$call = "BEGIN;\n$call" . "SELECT mreg.set_tag('$model', 's', '" . int(rand 99) . "') \\g /dev/null\n$call" . "COMMIT;\n" if rand() < 0.1;
		$script .= $call;
	}
	return $script;
};
($out, $err) = opened('load', $load);
my %codes;
$codes{$1}++ while $err =~ /(?:ERROR|FATAL|PANIC):  (\w{5}):/g;
# 25P02 stands for what follows an error within a transaction.
my @unexpected = grep { !/^(?:P0002|55000|23514|25P02)$/ } sort keys %codes;
is("@unexpected", '', 'the load meets no error but refusals') or diag($err);
cmp_ok($codes{'23514'} // 0, '>', 0, '... of which there are some by the rules');
cmp_ok($codes{'P0002'} // 0, '>', 0, '... some for what is not there');
unlike($err, qr/deadlock/, '... and no deadlock');
cmp_ok(sql("SELECT count(DISTINCT kind) FROM mreg.event e JOIN mreg.model m ON m.id = e.model WHERE m.name IN ('a', 'b', 'c')"), '>=', 10,
	'the load went through ten kinds of events or more');

my $scope = "(SELECT id FROM mreg.model WHERE name IN ('a', 'b', 'c'))";
is(sql("SELECT count(*) FROM (SELECT v.model FROM mreg.version v JOIN mreg.stage s ON s.lifecycle = v.lifecycle AND s.name = v.stage"
	. " WHERE s.max_versions IS NOT NULL GROUP BY v.model, v.stage, s.max_versions HAVING count(*) > s.max_versions) x"), '0',
	'no limited stage holds more than it may');
is(sql('SELECT count(*) FROM mreg.version v JOIN mreg.stage s ON s.lifecycle = v.lifecycle AND s.name = v.stage'
	. ' WHERE (s.max_versions IS NULL) <> (v.slot IS NULL) OR v.slot > s.max_versions'), '0', 'every version in a limited stage has a slot, and no other');
is(sql("SELECT count(*) FROM mreg.version v WHERE v.model IN $scope AND v.stage IS DISTINCT FROM (SELECT e.detail #>> '{after,stage}' FROM mreg.event e"
	. " WHERE e.model = v.model AND e.version = v.number AND e.detail #>> '{after,stage}' IS NOT NULL ORDER BY e.id DESC LIMIT 1)"), '0',
	'every stage is what the events end in');
is(sql("SELECT count(*) FROM (SELECT e.detail #>> '{before,stage}' AS origin, lag(e.detail #>> '{after,stage}') OVER (PARTITION BY e.model, e.version ORDER BY e.id) AS place"
	. " FROM mreg.event e WHERE e.model IN $scope AND e.detail #>> '{after,stage}' IS NOT NULL) x WHERE origin IS DISTINCT FROM place"), '0',
	'every move starts where the one before it ended');
is(sql("SELECT count(*) FROM mreg.version v WHERE v.model IN $scope AND (v.deleted_at IS NOT NULL) <> coalesce((SELECT (e.detail #>> '{after,deleted}')::boolean FROM mreg.event e"
	. " WHERE e.model = v.model AND e.version = v.number AND e.detail #>> '{after,deleted}' IS NOT NULL ORDER BY e.id DESC LIMIT 1), false)"), '0',
	'every deletion is what the events end in');
is(sql("SELECT count(*) FROM (SELECT DISTINCT ON (e.model, coalesce(e.detail #>> '{after,alias}', e.detail #>> '{before,alias}')) e.model,"
	. " coalesce(e.detail #>> '{after,alias}', e.detail #>> '{before,alias}') AS alias, (e.detail #>> '{after,version}')::integer AS version"
	. " FROM mreg.event e WHERE e.model IN $scope AND e.kind IN ('set_alias', 'drop_alias') ORDER BY 1, 2, e.id DESC) x"
	. " FULL JOIN (SELECT * FROM mreg.alias WHERE model IN $scope) a ON a.model = x.model AND a.alias = x.alias WHERE a.version IS DISTINCT FROM x.version"), '0',
	'every alias is what the events end in');
is(sql("SELECT count(*) FROM mreg.alias a JOIN mreg.version v ON v.model = a.model AND v.number = a.version WHERE v.deleted_at IS NOT NULL"), '0',
	'no alias names a deleted version');
is(sql('SELECT count(*) FROM mreg.version v JOIN mreg.stage s ON s.lifecycle = v.lifecycle AND s.name = v.stage WHERE v.deleted_at IS NOT NULL AND s.protected'), '0',
	'no deleted version is in production');
is(sql('SELECT count(*) FROM (SELECT at <= lag(at) OVER (PARTITION BY model ORDER BY id) AS late FROM mreg.event WHERE model IS NOT NULL) x WHERE late'), '0',
	'the times of each model\'s events increase');
is(sql('SELECT count(*) FROM mreg.model m WHERE m.last_number <> (SELECT count(*) FROM mreg.version v WHERE v.model = m.id)'
	. ' OR m.last_number <> coalesce((SELECT max(number) FROM mreg.version v WHERE v.model = m.id), 0)'), '0', 'no number is missing');
is(sql("SELECT count(*) FROM mreg.model m CROSS JOIN LATERAL mreg.as_of(m.name, clock_timestamp()) s FULL JOIN (SELECT * FROM mreg.version WHERE deleted_at IS NULL) v"
	. " ON v.model = m.id AND v.number = s.version WHERE (v.model IS NULL OR v.model IN $scope) AND s.stage IS DISTINCT FROM v.stage"), '0', 'as_of() now says the same');

# The same at the stricter levels: what fails is told to retry, and what is left is as sound.
for my $level ('REPEATABLE READ', 'SERIALIZABLE')
{
	my $promotions = "SET default_transaction_isolation = '$level';\n";
	($out, $err) = opened(lc $level, sub {
		my ($session) = @_;
		return $promotions . join '', map { "SELECT mreg.promote('b/$_', 'staging') \\g /dev/null\nSELECT mreg.promote('b/$_', 'production') \\g /dev/null\n"
			. "SELECT mreg.promote('b/$_', 'archived') \\g /dev/null\nSELECT mreg.promote('b/$_', 'development') \\g /dev/null\n" } map { 1 + ($_ + $session) % 8 } 1 .. 10;
	});
	my @codes = grep { !/^(?:P0002|55000|23514|40001)$/ } $err =~ /(?:ERROR|FATAL|PANIC):  (\w{5}):/g;
	is("@codes", '', "at $level errors are refusals or serialization failures");
	is(sql("SELECT count(*) FROM (SELECT model FROM mreg.version WHERE stage = 'production' AND model IN $scope GROUP BY model, slot HAVING count(*) > 1) x"), '0',
		'... and production holds one version');
	is(sql("SELECT count(*) FROM mreg.version v WHERE v.model IN $scope AND v.stage IS DISTINCT FROM (SELECT e.detail #>> '{after,stage}' FROM mreg.event e"
		. " WHERE e.model = v.model AND e.version = v.number AND e.detail #>> '{after,stage}' IS NOT NULL ORDER BY e.id DESC LIMIT 1)"), '0',
		'... and every stage is what the events end in');
}

system('dropdb', $database);
done_testing();
