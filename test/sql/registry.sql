-- The story of a newcomer: what the registry does, and what it says when it refuses.
\set VERBOSITY default
\set SHOW_CONTEXT never
\pset null '-'

-- A model and three versions of it.
SELECT name, task, description, tags, lifecycle, last_number
FROM mreg.register_model('iris', 'species of a flower', 'multiclass', '{"team": "botany"}');
SELECT number, stage, params, source, label
FROM mreg.register_version('iris', '{"C": 1.0, "penalty": "l2"}', source => '{"run": "r1", "commit": "a1b2"}', label => '1.0.0');
SELECT number, stage, params
FROM mreg.register_version('iris', '{"C": 0.01, "penalty": "l2"}', source => '{"run": "r2", "commit": "a1b2"}', parent => 'iris/1', label => '1.1.0',
	signature => '{"inputs": [{"name": "petal length", "type": "double"}], "outputs": [{"type": "string"}]}', external_id => 'run-2');
SELECT number, stage, params FROM mreg.register_version('iris', '{"C": 10, "penalty": "l1", "solver": {"name": "saga", "steps": 300}}', description => 'the better one');

-- The same registration again returns the version that exists; with other content it is refused.
SELECT number FROM mreg.register_version('iris', '{"C": 0.01, "penalty": "l2"}', source => '{"run": "r2", "commit": "a1b2"}', parent => 'iris/1', label => '1.1.0',
	signature => '{"inputs": [{"name": "petal length", "type": "double"}], "outputs": [{"type": "string"}]}', external_id => 'run-2');
SELECT mreg.register_version('iris', '{"C": 0.02}', external_id => 'run-2');

-- Through staging into production.
SELECT number, stage FROM mreg.promote('iris/1', 'staging');
SELECT number, stage FROM mreg.promote('iris/1', 'production', reason => 'first release');
SELECT number, stage FROM mreg.promote('iris/1.1.0', 'Staging');
SELECT number, stage FROM mreg.promote('iris/2', 'production', reason => 'smaller');
SELECT number, label, stage FROM mreg.version ORDER BY number;
SELECT mreg.promote('iris/2', 'production') IS NULL AS nothing;

-- What the rules forbid is refused, whichever way it is asked.
SELECT mreg.promote('iris/3', 'production');
UPDATE mreg.version SET stage = 'production' WHERE number = 3;
SELECT mreg.promote('iris/1', 'production');
UPDATE mreg.version SET params = '{"C": 99}' WHERE number = 2;
UPDATE mreg.version SET slot = 2 WHERE number = 2;
DELETE FROM mreg.version WHERE number = 3;
UPDATE mreg.event SET reason = 'better';
DELETE FROM mreg.event;
TRUNCATE mreg.event;
UPDATE mreg.model SET last_number = 100;
UPDATE mreg.stage SET max_versions = 2 WHERE name = 'production';
SELECT mreg.define_lifecycle('standard', '{"stages": [{"name": "a", "is_initial": true}]}');

-- Aliases, tags, descriptions.
SELECT number FROM mreg.set_alias('iris/2', 'champion');
SELECT number FROM mreg.set_alias('iris/3', 'challenger');
SELECT alias, version FROM mreg.alias ORDER BY alias;
SELECT mreg.set_alias('iris', 'newest');
SELECT mreg.set_alias('iris/3', 'v3');
SELECT mreg.set_tag('iris/3', 'reviewed', 'yes');
SELECT mreg.set_tag('iris', 'team', 'data');
SELECT mreg.describe('iris/3', 'the best one');
SELECT mreg.drop_tag('iris/3', 'nothing');

-- References.
SELECT ref, (mreg.resolve(ref)).number, (mreg.resolve(ref)).stage
FROM (VALUES ('iris'), ('iris/1'), ('iris/1.1.0'), ('iris@champion'), ('iris:production'), ('iris:Archived'), ('models:/iris/3'), ('models:/iris@challenger'),
	('models:/iris/production'), ('models:/iris/latest')) t (ref);
SELECT number FROM mreg.latest('iris');
SELECT number FROM mreg.latest('iris', 'archived');
SELECT mreg.resolve('iris/7');
SELECT mreg.resolve('iris/2.0.0');
SELECT mreg.resolve('iris@nobody');
SELECT mreg.resolve('iris:staging');
SELECT mreg.resolve('iris:nowhere');
SELECT mreg.resolve('rose/1');
SELECT mreg.resolve('iris/');
SELECT mreg.resolve('models:/iris');
SELECT mreg.resolve(NULL);

-- In what two versions differ.
SELECT * FROM mreg.diff('iris/2', 'iris/3');
SELECT * FROM mreg.diff('iris/3', 'iris/3');

-- Rollback.
SELECT number, stage FROM mreg.rollback('iris', reason => 'errors since noon');
SELECT number, stage FROM mreg.version ORDER BY number;
SELECT mreg.rollback('iris');
SELECT mreg.rollback('iris', 'staging');

-- Deletion.
SELECT mreg.delete_version('iris/1');
SELECT mreg.delete_version('iris/3');
SELECT mreg.drop_alias('iris', 'challenger');
SELECT number, deleted_at IS NOT NULL AS deleted FROM mreg.delete_version('iris/3', 'not needed');
SELECT mreg.resolve('iris/3');
SELECT number, deleted_at IS NOT NULL AS deleted FROM mreg.restore_version('iris/3');
SELECT mreg.delete_model('iris');

-- A lifecycle of one's own.
SELECT name FROM mreg.define_lifecycle('release', '{"stages": [{"name": "candidate", "is_initial": true},
	{"name": "live", "max_versions": 1, "displaced_to": "retired", "protected": true}, {"name": "retired"}],
	"transitions": [{"from": "candidate", "to": "live"}, {"from": "*", "to": "retired"}]}');
SELECT place, name, max_versions, displaced_to, is_initial, protected FROM mreg.stage WHERE lifecycle = 'release' ORDER BY place;
SELECT mreg.define_lifecycle('bad', '{"stages": [{"name": "a", "is_initial": true}, {"name": "b"}]}');
SELECT mreg.define_lifecycle('bad', '{"stages": [{"name": "a"}]}');
SELECT lifecycle FROM mreg.register_model('rose', lifecycle => 'release');
SELECT stage FROM mreg.register_version('rose');
SELECT stage FROM mreg.promote('rose/1', 'live');
SELECT mreg.define_lifecycle('release', '{"stages": [{"name": "candidate", "is_initial": true}]}');
SELECT mreg.register_model('tulip', lifecycle => 'releases');

-- Another name, and the old one for another model.
SELECT name FROM mreg.rename_model('iris', 'iris-classic');
SELECT mreg.resolve('iris/1');
SELECT name, last_number FROM mreg.register_model('iris');
SELECT mreg.register_model('iris');

-- The history, and a day in the past.
SELECT version, kind, story, reason FROM mreg.history('iris-classic');
SELECT kind, story FROM mreg.history('iris');
SELECT s.* FROM mreg.history('iris-classic') h, mreg.as_of('iris-classic', h.at) s WHERE h.reason = 'smaller' AND h.kind = 'transition';
SELECT s.* FROM mreg.history('iris-classic') h, mreg.as_of('iris-classic', h.at - interval '1 microsecond') s WHERE h.kind = 'rollback';
SELECT * FROM mreg.as_of('iris-classic', 'now'::timestamptz);
SELECT * FROM mreg.as_of('iris-classic', '2000-01-01');
