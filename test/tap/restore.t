# A dump restored into another database is the same registry, and goes on like the first one.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;
use lib 'test/lib';
use MregTest qw(slurp);

my $dir = tempdir('mreg_restore.XXXXXX', TMPDIR => 1, CLEANUP => 1);

# Runs a command; returns exit code, standard output and standard error.
sub run
{
	my @command = @_;
	my $pid = fork() // die "fork: $!\n";

	if ($pid == 0)
	{
		open STDOUT, '>', "$dir/out" or die;
		open STDERR, '>', "$dir/err" or die;
		exec @command or exit 127;
	}
	waitpid $pid, 0;
	return ($? >> 8, map { slurp("$dir/$_") } qw(out err));
}

# Runs SQL in a database and returns what it prints; any error or warning ends the test.
sub sql
{
	my ($database, $text) = @_;
	open my $handle, '>', "$dir/script" or die;
	print $handle $text;
	close $handle;
	my ($code, $out, $err) = run(qw(psql -X -q -A -t -v ON_ERROR_STOP=1 -d), $database, '-f', "$dir/script");
	die("in $database: $err") if $code || $err =~ /WARNING/;
	return $out;
}

# Runs a command that must end with 0 and print nothing to standard error.
sub quiet
{
	my ($name, @command) = @_;
	my ($code, $out, $err) = run(@command);
	is("$code $err", '0 ', $name);
}

# Every row of every table and sequence of the extension, and what the reading functions make of them.
sub state_of
{
	my ($database) = @_;
	my $list = sql($database, <<~'SQL');
		SELECT c.relkind, c.oid::regclass FROM pg_class c
		WHERE c.relnamespace IN ('mreg'::regnamespace, 'mreg_internal'::regnamespace) AND c.relkind IN ('r', 'p', 'S')
		ORDER BY c.oid::regclass::text COLLATE "C"
		SQL
	my $script = '';
	for (split /\n/, $list)
	{
		my ($kind, $relation) = split /\|/;
		my $columns = $kind eq q{S} ? q{last_value, is_called} : q{t};
		$script .= "\\echo $relation\nSELECT $columns FROM $relation t" . ($kind eq q{S} ? ";\n" : " ORDER BY t::text COLLATE \"C\";\n");
	}
	$script .= <<~'SQL';
		\echo history
		SELECT m.id, h FROM mreg.model m CROSS JOIN mreg.history(m.name) h WHERE m.deleted_at IS NULL ORDER BY h.id;
		\echo as_of
		SELECT m.id, e.id, a FROM mreg.event e JOIN mreg.model m ON m.id = e.model CROSS JOIN mreg.as_of(m.name, e.at) a
		WHERE m.deleted_at IS NULL ORDER BY e.id, a.version;
		\echo evidence
		SELECT d FROM mreg.diff('first/1', 'first/2') d;
		SELECT b FROM mreg.leaderboard b ORDER BY b::text COLLATE "C";
		SELECT t FROM mreg.metrics t ORDER BY t.id;
		SELECT mreg.roc_auc_score(e.curve), mreg.accuracy_score(e.confusion), mreg.r2_score(e.regression) FROM mreg.evaluation e ORDER BY e.id;
		\echo pending
		SELECT p FROM mreg.pending p ORDER BY p.request;
		SELECT l.name, mreg_internal.lifecycle_definition(l.name) FROM mreg.lifecycle l ORDER BY l.id;
		\echo artifacts
		SELECT r.ref, a, CASE WHEN a.uri IS NULL THEN sha256(mreg.get_artifact(r.ref, a.path)) = a.sha256 END FROM (VALUES ('first/1'), ('first/2')) r (ref) CROSS JOIN mreg.artifacts(r.ref) a;
		SELECT s FROM mreg.storage s ORDER BY s.model;
		SELECT m.name, s FROM mreg.model m CROSS JOIN mreg.storage(m.name) s WHERE m.deleted_at IS NULL ORDER BY m.id;
		\echo references
		SELECT r.ref, v.id FROM (VALUES ('iris'), ('iris/1.0.0'), ('iris@champion'), ('iris:production'), ('fraud:live')) r (ref)
		CROSS JOIN mreg.resolve(r.ref) v ORDER BY r.ref;
		SQL
	return sql($database, $script);
}

# Goes on working; the same steps give the same numbers in every copy.
sub continue_in
{
	my ($database) = @_;
	return sql($database, <<~'SQL');
		SELECT id, model, number, stage, parent FROM mreg.register_version('iris', params => '{"C": 4}', parent => 'iris/3');
		SELECT id, number, stage FROM mreg.register_version('fraud');
		SELECT id, name FROM mreg.register_model('new');
		SELECT id, number FROM mreg.register_version('new');
		SELECT id, number FROM mreg.register_version('iris', params => '{"C": 0.5}', external_id => 'run-1', label => '1.0.0',
			signature => '{"inputs": [{"name": "x", "type": "double"}], "outputs": null}', source => '{"commit": "abc"}');
		INSERT INTO mreg.version (model) SELECT id FROM mreg.model WHERE name = 'second' RETURNING number;
		SELECT number, stage FROM mreg.rollback('iris');
		SELECT number, stage FROM mreg.promote('iris/6', 'staging');
		SELECT number, stage FROM mreg.promote('iris/6', 'production', reason => 'after the restore');
		SELECT number, stage FROM mreg.rollback('iris');
		SELECT number, stage FROM mreg.set_alias('iris/6', 'champion');
		SELECT number, stage FROM mreg.restore_version('iris/4');
		SELECT name FROM mreg.restore_model('gone');
		SET SESSION AUTHORIZATION mreg_restore_risk;
		SELECT p.version, r.state FROM mreg.pending p CROSS JOIN mreg.approve(p.request) r ORDER BY p.version;
		RESET SESSION AUTHORIZATION;
		SELECT id, version, stage, state FROM mreg.request_transition('asked/2', 'live');
		SELECT id, name FROM mreg.define_lifecycle('later', '{"stages": [{"name": "a", "is_initial": true}, {"name": "b"}],
			"transitions": [{"from": "a", "to": "b"}]}');
		SELECT number, stage FROM mreg.version ORDER BY id;
		SELECT id, number FROM mreg.register_dataset('holdout', relation => 'holdout.labels');
		SELECT id, number FROM mreg.register_dataset('holdout', uri => 's3://bucket/holdout');
		SELECT id, metric, dataset FROM mreg.log_metric('first/2', 'latency_ms', 2, dataset => 'holdout');
		SELECT id, passed, detail ->> 'equal' FROM mreg.run_golden('first/2', 'holdout/1', 'holdout.labels', key => 'id', expected => 'y', actual => 'p');
		SELECT id, n_used FROM mreg.evaluate('first/2', 'holdout/1', 'holdout.labels', y_true => 'y', y_pred => 'p', score => 's');
		SELECT id, only_right FROM mreg.compare_predictions('first/2', 'first/1', 'holdout.labels', y_true => 'y', y_pred => 'p', y_pred_b => 'y');
		SELECT gate, verdict, observed, n FROM mreg.validate('first/1', 'staging');
		SELECT id, state FROM mreg.request ORDER BY id;
		SELECT id, content FROM mreg.put_artifact('first/2', 'more', 'more bytes');
		SELECT id, content FROM mreg.put_artifact('first/2', 'again', 'some bytes');
		DO 'BEGIN PERFORM mreg.put_artifact(''first/2'', ''long'', decode(repeat(''00'', 5000001), ''hex'')); ASSERT false, ''a quota was exceeded'';
			EXCEPTION WHEN configuration_limit_exceeded THEN NULL; END';
		DO 'BEGIN PERFORM mreg.promote(''fraud/3'', ''shown''); ASSERT false, ''an artifact was not asked for''; EXCEPTION WHEN check_violation THEN NULL; END';
		SELECT model, version, metric, rank FROM mreg.leaderboard ORDER BY model, version, metric COLLATE "C", dataset_number;
		SELECT id, kind, model, version FROM mreg.event ORDER BY id;
		SQL
}

# Creates an empty database; the words after the name go to createdb.
sub create
{
	my ($database, $first) = @_;
	my ($code, $out, $err) = run('createdb', $database);
	die($err) if $code;
	sql($database, $first) if $first;
	return $database;
}

my $source = create('mreg_restore_source', 'CREATE EXTENSION mreg');
sql($source, 'DROP ROLE IF EXISTS mreg_restore_risk; CREATE ROLE mreg_restore_risk SUPERUSER');
sql($source, <<~'SQL');
	SELECT mreg.define_lifecycle('asking', '{"stages": [{"name": "draft", "is_initial": true}, {"name": "live"}],
		"transitions": [{"from": "draft", "to": "live", "min_approvals": 1, "required_role": "mreg_restore_risk", "approval_ttl": "36 hours", "auto_apply": true},
			{"from": "live", "to": "draft", "min_approvals": 2, "own_request": true, "own_version": true}]}');
	SELECT mreg.define_lifecycle('canary', '{"stages": [{"name": "candidate", "is_initial": true},
		{"name": "live", "max_versions": 2, "displaced_to": "retired", "protected": true}, {"name": "retired"},
		{"name": "shown", "requires_artifact": true}, {"name": "shipped", "requires_artifact": "dir/trees"}],
		"transitions": [{"from": "candidate", "to": "live"}, {"from": "live", "to": "shown"}, {"from": "shown", "to": "shipped"}, {"from": "*", "to": "retired"}]}');
	SELECT mreg.register_model('iris', task => 'multiclass', description => E'three\tspecies,\nfour \\ lengths', tags => '{"team": "flora \u00e9"}');
	SELECT mreg.register_model('fraud', lifecycle => 'canary', task => 'binary');
	SELECT mreg.register_model('first', description => 'was here before');
	SELECT mreg.register_model('gone');
	SELECT mreg.register_model('purged', description => 'not for long');
	SELECT mreg.register_version('purged', params => '{"secret": 1}');
	SELECT mreg.register_version('iris', params => '{"C": 0.5}', external_id => 'run-1', label => '1.0.0',
		signature => '{"inputs": [{"name": "x", "type": "double"}], "outputs": null}', source => '{"commit": "abc"}');
	SELECT mreg.register_version('iris', params => '{"C": 0.01, "note": "a \"quoted\" \\ word", "none": null}', parent => 'iris/1');
	SELECT mreg.register_version('iris', params => '{"C": 1e-300, "n": 12345678901234567890.1}', parent => 'iris/2', tags => '{"k": [1, 2]}');
	SELECT mreg.register_version('iris', description => 'to be deleted');
	SELECT mreg.register_version('iris', description => 'to be purged', params => '{"C": 9}');
	SELECT mreg.promote('iris/1', 'staging');
	SELECT mreg.promote('iris/1', 'production', reason => 'first');
	SELECT mreg.promote('iris/2', 'staging');
	SELECT mreg.promote('iris/2', 'production', reason => 'second');
	SELECT mreg.promote('iris/3', 'staging');
	SELECT mreg.promote('iris/3', 'production', reason => 'third');
	SELECT mreg.rollback('iris', reason => 'third is bad');
	SELECT mreg.set_alias('iris/1', 'champion');
	SELECT mreg.set_alias('iris/2', 'champion');
	SELECT mreg.set_alias('iris/3', 'challenger');
	SELECT mreg.set_alias('iris/3', 'spare');
	SELECT mreg.drop_alias('iris', 'spare');
	SELECT mreg.set_tag('iris/2', 'quality', '"high"');
	SELECT mreg.set_tag('iris', 'owner', '"botany"');
	SELECT mreg.drop_tag('iris', 'owner');
	SELECT mreg.describe('iris/2', 'the one that works');
	SELECT mreg.register_version('fraud') FROM generate_series(1, 4);
	SELECT mreg.promote('fraud/' || n, 'live') FROM generate_series(1, 3) n;
	SELECT mreg.rename_model('first', 'second');
	SELECT mreg.register_model('first', description => 'took the name');
	SELECT mreg.register_version('second');
	CREATE SCHEMA holdout;
	CREATE TABLE holdout.labels AS SELECT i AS id, i % 3 = 0 AS y, i % 4 = 0 AS p, (i * 7 % 100) / 100.0::float8 AS s, i % 2 AS region FROM generate_series(1, 200) i;
	SELECT mreg.register_dataset('holdout', relation => 'holdout.labels', description => E'two\nlines', tags => '{"k": "v"}');
	SELECT mreg.register_dataset('holdout', query => 'SELECT * FROM holdout.labels WHERE id > 100');
	SELECT mreg.register_dataset('train', uri => 's3://bucket/train', digest => 'abc');
	SELECT mreg.set_task('first', 'binary');
	SELECT mreg.register_version('first') FROM generate_series(1, 2);
	SELECT mreg.put_artifact('first/1', 'small', 'some bytes'), mreg.put_artifact('first/1', 'dir/trees', b, format => 'trees'), mreg.put_artifact('first/2', 'dir/trees', 'other' || b)
	FROM (SELECT string_agg(sha256(i::text::bytea), '' ORDER BY i) FROM generate_series(1, 50000) i) t (b);
	SELECT mreg.add_artifact_uri('first/2', 'far', 's3://bucket/far', 12345678901, sha256('far'), format => 'onnx');
	SELECT mreg.set_quota('first', logical_bytes => 100000000, artifact_bytes => 5000000);
	SELECT mreg.evaluate('first/1', 'holdout', 'holdout.labels', y_true => 'y', y_pred => 'p', score => 's', slices => '{region}', name => 'real');
	INSERT INTO mreg.evaluation (model, version, dataset, name, task, predictions, n_used, n_skipped, skipped, confusion, curve, regression, score_distribution, prediction_distribution)
	SELECT m.id, 2, (SELECT max(id) FROM mreg.dataset), 'raw', 'binary', 'SELECT 1', 3, 1, '{"y": 1}', mreg.confusion_matrix(i > 1, i > 2), mreg.score_curve(i > 1, i / 3.0::float8),
		mreg.regression_errors(i, i + 0.1), mreg.value_distribution(i, '{0,1,2,3}'), mreg.category_distribution(E'a\tb ' || i)
	FROM mreg.model m CROSS JOIN generate_series(1, 3) i WHERE m.name = 'first' GROUP BY m.id;
	INSERT INTO mreg.metric (model, version, evaluation, dataset, metric, value, n) SELECT model, version, id, dataset, 'log_loss', 'NaN', 3 FROM mreg.evaluation WHERE name = 'raw';
	SELECT mreg.log_metric('first/1', 'latency_ms', 'Infinity', dataset => 'holdout/1', slice => 'region="a,b"', step => 3);
	SELECT mreg.log_test('first/1', 'schema', 'columns', true, detail => '{"checked": [1, 2]}');
	SELECT mreg.run_golden('first/1', 'holdout/1', 'holdout.labels', key => 'id', expected => 'y', actual => 'p');
	SELECT mreg.compare_predictions('first/2', 'first/1', 'holdout.labels', y_true => 'y', y_pred => 'p', y_pred_b => 'NOT p', score => 's', score_b => '-s', dataset => 'holdout/1');
	SELECT mreg.add_gate('first', 'accuracy', 'staging', metric => 'accuracy_score', min => 0.5, dataset => 'holdout', confidence => 0.9);
	SELECT mreg.add_gate('first', 'schema', 'production', kind => 'tests', suite => 'schema', tests => '{columns}');
	INSERT INTO mreg.request (model, version, from_stage, stage, reason) SELECT id, 2, 'development', 'staging', 'please' FROM mreg.model WHERE name = 'first';
	INSERT INTO mreg.request (model, version, from_stage, stage, state, closed_at) SELECT id, 1, 'development', 'staging', 'cancelled', '2026-01-02' FROM mreg.model WHERE name = 'first';
	INSERT INTO mreg.approval (request, actor, login, comment, evidence, at) SELECT min(id), 'somebody', 'someone', 'fine', 1, '2026-01-02 03:04:05.678901' FROM mreg.request WHERE reason = 'please';
	SELECT mreg.register_model('asked', lifecycle => 'asking');
	SELECT mreg.register_version('asked') FROM generate_series(1, 3);
	SELECT mreg.request_transition('asked/' || n, 'live', 'why ' || n) FROM generate_series(1, 3) n;
	SET SESSION AUTHORIZATION mreg_restore_risk;
	SELECT mreg.approve(p.request, E'a "good"\tone') FROM mreg.pending p WHERE p.version = 1;
	SELECT mreg.reject(p.request, 'no') FROM mreg.pending p WHERE p.version = 2;
	RESET SESSION AUTHORIZATION;
	SELECT mreg.approve(r.id) FROM mreg.request_transition('asked/1', 'draft') r;
	SELECT mreg.delete_version('iris/5', reason => 'no use');
	SELECT mreg.delete_model('purged', reason => 'no use');
	SELECT mreg.purge(older_than => interval '0');
	SELECT mreg.delete_version('iris/4', reason => 'not needed');
	SELECT mreg.delete_model('gone', reason => 'not needed');
	SQL

my $expected = state_of($source);
like($expected, qr/canary.*live.*displacement.*purge/s, 'the registry has something to lose');
unlike($expected, qr/^mreg\.(?:approval|artifact|chunk|comparison|content|dataset|evaluation|evaluation_slice|gate|metric|quota|request|segment|test)\n(?:mreg|\z)/m, '... in every table of evidence, gates and approvals');

quiet('pg_dump -Fc is quiet', 'pg_dump', '-Fc', '-f', "$dir/custom", $source);
quiet('pg_dump is quiet', 'pg_dump', '-f', "$dir/plain", $source);
quiet('pg_dump -Fd is quiet', 'pg_dump', '-Fd', '-f', "$dir/directory", $source);
quiet('pg_dump --inserts is quiet', 'pg_dump', '-Fc', '--inserts', '-f', "$dir/inserts", $source);
is(state_of($source), $expected, 'a dump changes nothing');
my $continued = continue_in($source);

# A database restored by each of the ways that are promised.
my %ways = (
	custom => sub { quiet('pg_restore is quiet', 'pg_restore', '-d', $_[0], "$dir/custom") },
	plain => sub { quiet('psql is quiet', qw(psql -X -q -v ON_ERROR_STOP=1 -o /dev/null -d), $_[0], '-f', "$dir/plain") },
	parallel => sub {
		local $ENV{PGOPTIONS} = '-c session_replication_role=replica';
		quiet('pg_restore -j4 is quiet', 'pg_restore', '-j4', '-d', $_[0], "$dir/directory");
	},
	data_only => sub {
		sql($_[0], 'CREATE EXTENSION mreg; CREATE SCHEMA holdout; CREATE TABLE holdout.labels (id integer, y boolean, p boolean, s float8, region integer)');
		quiet('pg_restore --data-only is quiet', 'pg_restore', '--data-only', '-d', $_[0], "$dir/custom");
	},
	inserts => sub { quiet('pg_restore of --inserts is quiet', 'pg_restore', '-d', $_[0], "$dir/inserts") },
);

for my $way (sort keys %ways)
{
	my $database = create("mreg_restore_$way");
	subtest $way => sub {
		$ways{$way}->($database);
		is(state_of($database), $expected, 'rows, sequences, history and as_of are the same');
		is(continue_in($database), $continued, 'it goes on like the original');
		done_testing();
	};
}

# The comparison can tell: a registry that lost one event is not the same.
sql('mreg_restore_custom', "SET session_replication_role = replica; DELETE FROM mreg.event WHERE id = (SELECT min(id) FROM mreg.event)");
sql('mreg_restore_plain', "SET session_replication_role = replica; DELETE FROM mreg.alias WHERE alias = 'challenger'");
isnt(state_of('mreg_restore_custom'), state_of('mreg_restore_data_only'), 'a missing event shows');
isnt(state_of('mreg_restore_plain'), state_of('mreg_restore_data_only'), 'a missing alias shows');

sql($source, 'DROP ROLE mreg_restore_risk');
done_testing();
