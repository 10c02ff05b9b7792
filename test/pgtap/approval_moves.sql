-- What approvals do to moves: without enough of them none is made, by function or by statement, and they lapse.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(109);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;
-- Runs a query of one value as a role that has logged in; gives the value, or SQLSTATE and message.
CREATE FUNCTION pg_temp.as(login text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	own text := session_user;
	result text;
BEGIN
	BEGIN
		PERFORM set_config('session_authorization', login, true);
		EXECUTE statement INTO result;
	EXCEPTION WHEN OTHERS THEN
		result := SQLSTATE || ': ' || SQLERRM;
	END;
	PERFORM set_config('session_authorization', own, true);
	RETURN result;
END
$$;
-- SQLSTATE, detail and hint of an error.
CREATE FUNCTION pg_temp.advice(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' | ', SQLSTATE, nullif(detail, ''), nullif(hint, ''));
END
$$;
CREATE FUNCTION pg_temp.ask(version integer, stage text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.as('mreg_test_alice', format('SELECT (mreg.request_transition(''iris/%s'', %L, ''why %s'')).state', version, stage, version))
$$;
-- The latest request of a version.
CREATE FUNCTION pg_temp.request(version integer) RETURNS mreg.request LANGUAGE sql AS $$
	SELECT q FROM mreg.request q WHERE q.version = request.version ORDER BY q.id DESC LIMIT 1
$$;
CREATE FUNCTION pg_temp.approve(login text, version integer) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.as(login, format('SELECT (mreg.approve(%s, ''fine'')).state', (pg_temp.request(version)).id))
$$;
CREATE FUNCTION pg_temp.stage(version integer) RETURNS text LANGUAGE sql AS $$
	SELECT v.stage FROM mreg.version v WHERE v.number = stage.version
$$;
CREATE FUNCTION pg_temp.evaluate(version integer) RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO mreg.evaluation (model, version, task, predictions, n_used, n_skipped)
	SELECT m.id, evaluate.version, 'other', 'p', 1, 0 FROM mreg.model m WHERE m.name = 'iris' RETURNING id
$$;
CREATE FUNCTION pg_temp.last_story(skip integer DEFAULT 0) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(': ', e.kind, mreg_internal.story(e.kind, e.version, e.detail)) FROM mreg.event e ORDER BY e.id DESC LIMIT 1 OFFSET last_story.skip
$$;
-- A lifecycle whose move from draft to live has these keys besides.
CREATE FUNCTION pg_temp.lifecycle(keys jsonb) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object(
		'stages', '[{"name": "draft", "is_initial": true}, {"name": "shadow"}, {"name": "live", "max_versions": 1, "displaced_to": "gone"}, {"name": "full", "max_versions": 1}, {"name": "gone"}]'::jsonb,
		'transitions', jsonb_build_array('{"from": "draft", "to": "live"}'::jsonb || keys) || '[{"from": "draft", "to": "shadow"}, {"from": "shadow", "to": "draft"},
			{"from": "draft", "to": "full", "min_approvals": 1, "auto_apply": true}, {"from": "shadow", "to": "full"},
			{"from": "shadow", "to": "live", "required_role": "mreg_test_risk"}, {"from": "*", "to": "gone"}, {"from": "gone", "to": "draft", "min_approvals": 1}]')
$$;

CREATE ROLE mreg_test_alice LOGIN;
CREATE ROLE mreg_test_bob LOGIN;
CREATE ROLE mreg_test_carol LOGIN;
CREATE ROLE mreg_test_dave LOGIN;
CREATE ROLE mreg_test_risk;
GRANT mreg_test_risk TO mreg_test_dave;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_test_alice, mreg_test_bob, mreg_test_carol, mreg_test_dave;
GRANT SELECT, UPDATE ON mreg.version TO mreg_test_dave;
SELECT pg_temp.run(format('SELECT mreg.define_lifecycle(''asking'', %L)', pg_temp.lifecycle('{"min_approvals": 2}')),
	$$SELECT mreg.register_model('iris', lifecycle => 'asking')$$, $$SELECT mreg.register_version('iris') FROM generate_series(1, 20)$$);

-- Without a request, and with too few approvals.
SELECT throws_ok($$SELECT mreg.promote('iris/1', 'live')$$, '23514', 'version 1 of model "iris" needs 2 approvals to move from stage "draft" to "live"', 'no move without a request');
SELECT is(pg_temp.advice($$SELECT mreg.promote('iris/1', 'live')$$), '23514 | No open request asks for this move. | Ask for it with mreg.request_transition(''iris/1'', ''live'').', '... says how to ask');
SELECT is(pg_temp.ask(1, 'live'), 'open', 'asked for');
CREATE TEMPORARY VIEW attempt AS
SELECT * FROM (VALUES ('SELECT mreg.promote(''iris/1'', ''live'')'), ('UPDATE mreg.version SET stage = ''live'' WHERE number = 1'),
	('MERGE INTO mreg.version v USING (VALUES (1)) t (n) ON v.number = t.n WHEN MATCHED THEN UPDATE SET stage = ''live''')) t (statement);
SELECT is(pg_temp.advice(statement), format('23514 | Request %1$s has 0 of 2. | Others may approve it with mreg.approve(%1$s); mreg.pending shows whom it waits for.', (pg_temp.request(1)).id), statement) FROM attempt;
SELECT is(pg_temp.approve('mreg_test_bob', 1), 'open', 'one approval');
SELECT is(pg_temp.advice(statement), format('23514 | Request %1$s has 1 of 2. | Others may approve it with mreg.approve(%1$s); mreg.pending shows whom it waits for.', (pg_temp.request(1)).id), statement) FROM attempt;
SELECT is(pg_temp.stage(1) || ' ' || (pg_temp.request(1)).state, 'draft open', 'nothing has changed');
SELECT is((SELECT count(*) FROM mreg.event WHERE kind = 'transition'), 0::bigint, '... and no move is recorded');

-- mreg.pending.
SELECT is((SELECT concat_ws(' ', p.model, p.version, p.from_stage, p.stage, p.reason, p.requested_by, p.approvals, p.needed, p.approved_by, p.lapsed_by, coalesce(p.required_role, '-'), coalesce(p.expires_at::text, '-'))
	FROM mreg.pending p), 'iris 1 draft live why 1 mreg_test_alice 1 2 {mreg_test_bob} {} - -', 'pending shows the request and its approvals');
SELECT is((SELECT p.waits_for FROM mreg.pending p), format('1 approval by anybody other than mreg_test_alice, mreg_test_bob, %I', current_user), '... and whom it waits for');
SELECT is((SELECT (p.request, p.requested_at)::text FROM mreg.pending p), (SELECT (q.id, q.requested_at)::text FROM mreg.request q), '... and since when');

-- Enough.
SELECT is(pg_temp.approve('mreg_test_carol', 1), 'open', 'the second approval');
SELECT is((SELECT p.waits_for FROM mreg.pending p), 'somebody to promote the version', 'pending waits for a move');
SELECT is(pg_temp.as('mreg_test_dave', $$SELECT (mreg.promote('iris/1', 'live', 'now')).stage$$), 'live', 'anybody moves it now');
SELECT is((pg_temp.request(1)).state, 'applied', 'the request is applied');
SELECT is((SELECT (e.kind, e.actor, e.reason)::text FROM mreg.event e ORDER BY e.id DESC LIMIT 1), '(transition,mreg_test_dave,now)', 'the move is the last event');
SELECT is((SELECT e.detail -> 'after' ->> 'request' FROM mreg.event e ORDER BY e.id DESC LIMIT 1), (pg_temp.request(1)).id::text, '... which names the request');
SELECT is((SELECT string_agg(a ->> 'actor' || ' ' || (a ->> 'comment') || ' ' || ((a ->> 'at')::timestamptz = p.at), ', ' ORDER BY p.at) FROM mreg.approval p JOIN
	(SELECT jsonb_array_elements(e.detail #> '{after,approvals}') FROM mreg.event e WHERE e.kind = 'transition') t (a) ON a ->> 'actor' = p.actor),
	'mreg_test_bob fine true, mreg_test_carol fine true', '... and the approvals');
SELECT is(pg_temp.last_story(), format('transition: moved version 1 from draft to live, as request %s asked, approved by mreg_test_bob, mreg_test_carol', (pg_temp.request(1)).id), '... in words');
SELECT is((SELECT count(*) FROM mreg.pending), 0::bigint, 'nothing is pending');
SELECT is(pg_temp.ask(2, 'live') || pg_temp.approve('mreg_test_bob', 2) || pg_temp.approve('mreg_test_carol', 2), 'openopenopen', 'another version, approved by two');
SELECT lives_ok($$UPDATE mreg.version SET stage = 'live' WHERE number = 2$$, 'a raw UPDATE moves it');
SELECT is((pg_temp.request(2)).state || ' ' || pg_temp.stage(1), 'applied gone', 'its request is applied, and the version displaced needed no approval');

-- Rollback needs none; what else is asked for a version that moves lapses.
SELECT is(pg_temp.ask(1, 'draft'), 'open', 'the displaced version is asked back');
SELECT is((mreg.rollback('iris', 'live')).number, 1, 'rollback needs no approval');
SELECT is((pg_temp.request(1)).state || ((pg_temp.request(1)).closed_at = (SELECT at FROM mreg.event ORDER BY id DESC LIMIT 1)), 'lapsedtrue', '... and lets the request lapse');
SELECT is(pg_temp.last_story(), format('lapse: let request %s lapse that version 1 move to draft, since the version moved to live', (pg_temp.request(1)).id), '... with an event');
SELECT is(pg_temp.ask(1, 'gone'), 'open', 'a request of the version that is live');
SELECT is(pg_temp.ask(3, 'live') || pg_temp.approve('mreg_test_bob', 3) || pg_temp.approve('mreg_test_carol', 3), 'openopenopen', '... and of another to replace it');
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT (mreg.request_transition('iris/3', 'shadow')).state$$), 'open', '... which is asked to another stage, too');
SELECT pg_temp.run($$SELECT mreg.promote('iris/3', 'live')$$);
SELECT is((SELECT string_agg(q.version || ' ' || q.stage || ' ' || q.state, ', ' ORDER BY q.id) FROM mreg.request q WHERE q.id >= (SELECT max(id) FROM mreg.request WHERE version = 1)),
	'1 gone lapsed, 3 live applied, 3 shadow lapsed', 'displacement lets requests lapse, and so does a move for the others of the version');

-- A move away, deletion of the version and of the model.
SELECT is(pg_temp.ask(4, 'live') || pg_temp.approve('mreg_test_bob', 4), 'openopen', 'asked and approved');
SELECT pg_temp.run($$SELECT mreg.promote('iris/4', 'shadow')$$);
SELECT is((pg_temp.request(4)).state, 'lapsed', 'a move to another stage lets the request lapse');
SELECT is((SELECT e.actor::text FROM mreg.event e ORDER BY e.id DESC LIMIT 1), current_user::text, '... by who moved the version');
SELECT pg_temp.run($$SELECT mreg.promote('iris/4', 'draft')$$);
SELECT is(left(pg_temp.advice($$SELECT mreg.promote('iris/4', 'live')$$), 5), '23514', '... and back again it has to be asked for anew');
SELECT is(pg_temp.ask(5, 'live'), 'open', 'asked');
SELECT pg_temp.run($$SELECT mreg.delete_version('iris/5', 'bad')$$);
SELECT is((pg_temp.request(5)).state, 'lapsed', 'deletion lets the request lapse');
SELECT is(pg_temp.last_story(1) || ' | ' || pg_temp.last_story(),
	format('delete_version: deleted version 5 | lapse: let request %s lapse that version 5 move to live, since the version was deleted', (pg_temp.request(5)).id), '... with an event');
SELECT pg_temp.run($$SELECT mreg.restore_version('iris/5')$$);
SELECT is((pg_temp.request(5)).state, 'lapsed', '... and restoration does not bring it back');
SELECT pg_temp.run($$SELECT mreg.register_model('short', lifecycle => 'asking')$$, $$SELECT mreg.register_version('short') FROM generate_series(1, 2)$$,
	$$SELECT mreg.request_transition('short/1', 'live'), mreg.request_transition('short/2', 'live')$$, $$SELECT mreg.delete_model('short')$$);
SELECT is((SELECT string_agg(q.state, ' ') FROM mreg.request q JOIN mreg.model m ON m.id = q.model WHERE m.name = 'short'), 'lapsed lapsed', 'deletion of a model lets its requests lapse');
SELECT is((SELECT string_agg(h.kind, ' ' ORDER BY h.id) FROM mreg.history('short') h WHERE h.kind IN ('delete_model', 'lapse')), 'delete_model lapse lapse', '... with an event each');
SELECT pg_temp.run($$SELECT mreg.restore_model('short')$$);
SELECT is((SELECT string_agg(q.state, ' ') FROM mreg.request q JOIN mreg.model m ON m.id = q.model WHERE m.name = 'short'), 'lapsed lapsed', '... and restoration does not bring them back');

-- A newer evaluation.
SELECT pg_temp.evaluate(6) \g /dev/null
SELECT is(pg_temp.ask(6, 'live') || pg_temp.approve('mreg_test_bob', 6) || pg_temp.approve('mreg_test_carol', 6), 'openopenopen', 'approved after an evaluation');
SELECT is((SELECT count(*) FROM mreg.approval a WHERE a.request = (pg_temp.request(6)).id AND a.evidence = (SELECT max(id) FROM mreg.evaluation)), 2::bigint, 'the approvals know it');
SELECT pg_temp.evaluate(7) \g /dev/null
SELECT is((SELECT p.approvals FROM mreg.pending p WHERE p.version = 6), 2, 'an evaluation of another version does not matter');
SELECT pg_temp.evaluate(6) AS newest \gset
SELECT is((SELECT concat_ws(' ', p.approvals, p.approved_by, p.lapsed_by, p.waits_for) FROM mreg.pending p WHERE p.version = 6),
	format('0 {} {mreg_test_bob,mreg_test_carol} 2 approvals by anybody other than mreg_test_alice, %I', current_user), 'a newer one of the version makes the approvals lapse');
SELECT is(pg_temp.advice($$SELECT mreg.promote('iris/6', 'live')$$),
	format('23514 | Request %1$s has 0 of 2.  Not counted: mreg_test_bob (evaluation %2$s is newer), mreg_test_carol (evaluation %2$s is newer). | Others may approve it with mreg.approve(%1$s); mreg.pending shows whom it waits for.',
		(pg_temp.request(6)).id, :'newest'), 'the version does not move, and the detail says why');
SELECT is(pg_temp.approve('mreg_test_bob', 6), 'open', 'who has approved approves again');
SELECT is(pg_temp.last_story(), format('approve: approved again request %s that version 6 move to live, approval 1 of 2', (pg_temp.request(6)).id), '... in words');
SELECT is((SELECT a.evidence FROM mreg.approval a WHERE a.request = (pg_temp.request(6)).id AND a.actor = 'mreg_test_bob'), :newest::bigint, '... on the newer evidence');
SELECT is(pg_temp.approve('mreg_test_bob', 6), format('23514: role "mreg_test_bob" may not approve request %s twice', (pg_temp.request(6)).id), '... but no third time');
SELECT is((SELECT count(*) FROM mreg.event e WHERE e.kind = 'approve' AND e.version = 6), 3::bigint, 'the events keep every approval');
SELECT is(pg_temp.approve('mreg_test_dave', 6), 'open', 'another takes the place of the second');
SELECT is((mreg.promote('iris/6', 'live')).stage, 'live', '... and the version moves');
SELECT is((SELECT e.detail #>> '{after,approvals,0,actor}' || jsonb_array_length(e.detail #> '{after,approvals}') FROM mreg.event e WHERE e.kind = 'transition' ORDER BY e.id DESC LIMIT 1), 'mreg_test_bob2',
	'the event names the approvals that counted');

-- approval_ttl; the rule that counts is the one of the moment.
SELECT is(pg_temp.ask(7, 'live') || pg_temp.approve('mreg_test_bob', 7), 'openopen', 'one approval of today');
INSERT INTO mreg.approval VALUES ((pg_temp.request(7)).id, 'mreg_test_carol', 'mreg_test_carol', NULL, (SELECT max(id) FROM mreg.evaluation), now() - interval '3 days');
SELECT is((SELECT p.approvals FROM mreg.pending p WHERE p.version = 7), 2, '... one older than three days, which a restore brings');
SELECT pg_temp.run(format('SELECT mreg.define_lifecycle(''asking'', %L)', pg_temp.lifecycle('{"min_approvals": 2, "approval_ttl": "3 days"}')));
SELECT is((SELECT concat_ws(' ', p.approvals, p.lapsed_by, p.expires_at = a.at + interval '3 days') FROM mreg.pending p JOIN mreg.approval a ON a.request = p.request AND a.actor = 'mreg_test_bob' WHERE p.version = 7),
	'1 {mreg_test_carol} t', 'an approval lapses after approval_ttl');
SELECT is(pg_temp.advice($$SELECT mreg.promote('iris/7', 'live')$$),
	format('23514 | Request %1$s has 1 of 2.  Not counted: mreg_test_carol (it held for 3 days). | Others may approve it with mreg.approve(%1$s); mreg.pending shows whom it waits for.', (pg_temp.request(7)).id), '... and the detail says so');
SELECT is(pg_temp.approve('mreg_test_carol', 7), 'open', '... and may be given again');
SELECT pg_temp.run(format('SELECT mreg.define_lifecycle(''asking'', %L)', pg_temp.lifecycle('{"min_approvals": 3}')));
SELECT is((SELECT p.approvals || ' ' || p.needed FROM mreg.pending p WHERE p.version = 7), '2 3', 'a new definition may need more');
SELECT pg_temp.run(format('SELECT mreg.define_lifecycle(''asking'', %L)', pg_temp.lifecycle('{"min_approvals": 1, "required_role": "mreg_test_risk"}')));
SELECT is(pg_temp.advice($$SELECT mreg.promote('iris/7', 'live')$$),
	format('23514 | Request %1$s has 0 of 1.  Not counted: mreg_test_bob (role mreg_test_bob is not a member of mreg_test_risk), mreg_test_carol (role mreg_test_carol is not a member of mreg_test_risk). | '
		'Members of "mreg_test_risk" may approve it with mreg.approve(%1$s); mreg.pending shows whom it waits for.', (pg_temp.request(7)).id), '... or a role that those who approved are not of');
SELECT is((SELECT p.waits_for FROM mreg.pending p WHERE p.version = 7), format('1 approval by members of mreg_test_risk other than mreg_test_alice, %I', current_user), '... whose members it waits for');
SELECT pg_temp.run(format('SELECT mreg.define_lifecycle(''asking'', %L)', jsonb_set(pg_temp.lifecycle('{}'), '{transitions,0,to}', '"shadow"') #- '{transitions,1}'));
SELECT is((SELECT p.waits_for FROM mreg.pending p WHERE p.version = 7), 'nobody: lifecycle asking does not allow the move any more', '... or not allow the move at all');
SELECT is(pg_temp.as('mreg_test_dave', format('SELECT mreg.approve(%s)', (pg_temp.request(7)).id)), '23514: version 7 of model "iris" may not move from stage "draft" to "live"', '... when none approves');
SELECT is(pg_temp.as('mreg_test_alice', format('SELECT (mreg.cancel(%s)).state', (pg_temp.request(7)).id)), 'cancelled', '... and the request may be taken back');

-- Approvals that no rule would have let in do not count, whoever wrote them.
SELECT pg_temp.run(format('SELECT mreg.define_lifecycle(''asking'', %L)', pg_temp.lifecycle('{"min_approvals": 1}')));
SELECT is(pg_temp.ask(8, 'live'), 'open', 'asked');
INSERT INTO mreg.approval VALUES ((pg_temp.request(8)).id, 'mreg_test_alice', 'mreg_test_bob', NULL, 1000, now());
SELECT throws_ok($$SELECT mreg.promote('iris/8', 'live')$$, '23514', NULL, 'who asks does not count, not even by a raw INSERT');
INSERT INTO mreg.request (model, version, from_stage, stage) SELECT m.id, 17, 'shadow', 'live' FROM mreg.model m WHERE m.name = 'iris';
INSERT INTO mreg.approval VALUES ((pg_temp.request(17)).id, 'mreg_test_bob', 'mreg_test_bob', NULL, 1000, now());
SELECT is(pg_temp.advice($$SELECT mreg.promote('iris/17', 'live')$$), '23514 | No open request asks for this move. | Ask for it with mreg.request_transition(''iris/17'', ''live'').',
	'a request from another stage does not count either');

-- auto_apply.
SELECT pg_temp.run(format('SELECT mreg.define_lifecycle(''asking'', %L)', pg_temp.lifecycle('{"min_approvals": 2, "auto_apply": true}')));
SELECT is(pg_temp.ask(9, 'live') || pg_temp.approve('mreg_test_bob', 9), 'openopen', 'the first of two approvals carries nothing out');
SELECT is(pg_temp.approve('mreg_test_carol', 9), 'applied', 'the last does');
SELECT is(pg_temp.stage(9), 'live', '... the version has moved');
SELECT is((SELECT (e.kind, e.actor, e.login, e.reason)::text FROM mreg.event e WHERE e.version = 9 ORDER BY e.id DESC LIMIT 1), '(transition,mreg_test_carol,mreg_test_carol,"why 9")',
	'... by who approved last, for the reason of the request');
SELECT is((SELECT string_agg(e.kind, ' ' ORDER BY e.id) FROM mreg.event e WHERE e.version = 9), 'register_version request_transition approve approve transition', '... in this order');

-- What stands against the move leaves the request open.
SELECT pg_temp.run($$SELECT mreg.promote('iris/10', 'shadow')$$, $$SELECT mreg.promote('iris/10', 'full')$$);
SELECT is(pg_temp.ask(11, 'full'), 'open', 'a stage that is full and displaces none');
SET LOCAL client_min_messages = error;
SELECT is(pg_temp.approve('mreg_test_bob', 11), 'open', 'the approval stays, and the request stays open');
SET LOCAL client_min_messages = warning;
SELECT is(pg_temp.stage(11) || (SELECT count(*) FROM mreg.approval a WHERE a.request = (pg_temp.request(11)).id), 'draft1', '... and the version where it is');
SELECT is((SELECT string_agg(e.kind, ' ' ORDER BY e.id) FROM mreg.event e WHERE e.version = 11), 'register_version request_transition approve', '... without an event of a move');
SELECT pg_temp.run($$SELECT mreg.promote('iris/10', 'gone')$$);
SELECT is((mreg.promote('iris/11', 'full')).stage, 'full', '... until it may move');
SELECT is((pg_temp.request(11)).state, 'applied', '... when the request is applied');
CREATE FUNCTION pg_temp.sabotage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE division_by_zero; END $$;
CREATE TRIGGER zz BEFORE UPDATE OF stage ON mreg.version FOR EACH ROW EXECUTE FUNCTION pg_temp.sabotage();
SELECT is(pg_temp.ask(12, 'live') || pg_temp.approve('mreg_test_bob', 12) || ' ' || pg_temp.approve('mreg_test_carol', 12), 'openopen 22012: division_by_zero', 'another error than a refusal is passed on');
DROP TRIGGER zz ON mreg.version;
SELECT is((SELECT p.approvals FROM mreg.pending p WHERE p.version = 12), 1, '... and the approval undone with it');

-- A move that needs no approval but a role.
SELECT pg_temp.run($$SELECT mreg.promote('iris/13', 'shadow')$$);
SELECT throws_ok($$SELECT mreg.promote('iris/13', 'live')$$, '23514', format('role "%s" may not move version 13 of model "iris" from stage "shadow" to "live"', current_user), 'a superuser is no member');
SELECT is(pg_temp.advice($$UPDATE mreg.version SET stage = 'live' WHERE number = 13$$),
	'23514 | Lifecycle "asking" reserves the move to members of "mreg_test_risk". | Being superuser does not make a member.', '... nor does he get round by a statement');
SELECT is(pg_temp.as('mreg_test_bob', $$SELECT mreg.promote('iris/13', 'live')$$), '23514: role "mreg_test_bob" may not move version 13 of model "iris" from stage "shadow" to "live"', 'nor is bob');
SELECT is(pg_temp.as('mreg_test_dave', $$SELECT (mreg.promote('iris/13', 'live')).stage$$), 'live', 'dave is');
SELECT is((SELECT e.detail -> 'after' FROM mreg.event e WHERE e.version = 13 ORDER BY e.id DESC LIMIT 1), '{"stage": "live"}', 'an event without a request says nothing of one');
SELECT pg_temp.run($$SELECT mreg.promote('iris/14', 'shadow')$$);
SELECT is(pg_temp.as('mreg_test_dave', $$UPDATE mreg.version SET stage = 'live' WHERE number = 14 RETURNING stage$$), 'live', '... by a statement, too');

-- A request where no approval is needed is a record.
SELECT is(pg_temp.ask(15, 'shadow'), 'open', 'asked without need');
SELECT is((mreg.promote('iris/15', 'shadow')).stage, 'shadow', '... the version moves with no approval');
SELECT is((pg_temp.request(15)).state || (SELECT e.detail #> '{after,approvals}' FROM mreg.event e WHERE e.version = 15 ORDER BY e.id DESC LIMIT 1)::text, 'applied[]', '... and the request is applied');

-- A role that is gone.
SELECT pg_temp.run($$SELECT mreg.promote('iris/16', 'shadow')$$, 'DROP ROLE mreg_test_risk');
SELECT is(pg_temp.as('mreg_test_dave', $$SELECT mreg.promote('iris/16', 'live')$$), '23514: role "mreg_test_dave" may not move version 16 of model "iris" from stage "shadow" to "live"', 'nobody is a member of a role that is gone');
SELECT is(pg_temp.advice($$SELECT mreg.promote('iris/16', 'live')$$), '23514 | Lifecycle "asking" reserves the move to members of "mreg_test_risk", which does not exist. | Being superuser does not make a member.', '... and the detail says so');

-- Where gates are required.
SELECT pg_temp.run($$SELECT mreg.define_lifecycle('guarded', '{"stages": [{"name": "draft", "is_initial": true}, {"name": "live"}], "transitions": [{"from": "draft", "to": "live", "requires_gates": true}]}')$$,
	$$SELECT mreg.register_model('guarded', lifecycle => 'guarded')$$, $$SELECT mreg.register_version('guarded')$$);
SELECT throws_ok(statement, '23514', 'version 1 of model "guarded" may not move to stage "live", which no gate guards', statement)
FROM (VALUES ($$SELECT mreg.promote('guarded/1', 'live')$$), ($$UPDATE mreg.version v SET stage = 'live' FROM mreg.model m WHERE m.id = v.model AND m.name = 'guarded'$$)) t (statement);
CREATE FUNCTION pg_temp.measure(model text, value double precision) RETURNS void LANGUAGE sql AS $$
	INSERT INTO mreg.metric (model, version, metric, value) SELECT m.id, 1, 'accuracy_score', measure.value FROM mreg.model m WHERE m.name = measure.model
$$;
SELECT pg_temp.run($$SELECT mreg.add_gate('guarded', 'good enough', 'live', metric => 'accuracy_score', min => 0.9)$$);
SELECT matches(pg_temp.advice($$SELECT mreg.promote('guarded/1', 'live')$$), '^23514 .*good enough.*not_evaluated', 'with a gate, its verdict decides');
SELECT pg_temp.measure('guarded', 0.95) \g /dev/null
SELECT is((mreg.promote('guarded/1', 'live')).stage, 'live', '... and lets the version in');

-- Gates and approvals together: the last approval carries out what the gates let through.
SELECT pg_temp.run($$SELECT mreg.define_lifecycle('both', '{"stages": [{"name": "draft", "is_initial": true}, {"name": "live"}],
		"transitions": [{"from": "draft", "to": "live", "min_approvals": 1, "auto_apply": true}, {"from": "live", "to": "draft"}]}')$$,
	$$SELECT mreg.register_model('both', lifecycle => 'both')$$, $$SELECT mreg.register_version('both')$$,
	$$SELECT mreg.add_gate('both', 'good enough', 'live', metric => 'accuracy_score', min => 0.9)$$, $$SELECT mreg.request_transition('both/1', 'live')$$);
SELECT pg_temp.measure('both', 0.8) \g /dev/null
SET LOCAL client_min_messages = error;
SELECT is(pg_temp.as('mreg_test_bob', format('SELECT (mreg.approve(%s)).state', (SELECT max(id) FROM mreg.request))), 'open', 'a gate that does not pass leaves an approved request open');
SET LOCAL client_min_messages = warning;
SELECT is((SELECT string_agg(h.kind, ' ' ORDER BY h.id) FROM mreg.history('both') h), 'register_model register_version add_gate request_transition approve', '... with the approval');
SELECT pg_temp.measure('both', 0.9) \g /dev/null
SELECT is(pg_temp.as('mreg_test_dave', format('SELECT (mreg.approve(%s)).state', (SELECT max(id) FROM mreg.request))), 'applied', '... until it passes');
SELECT is((SELECT concat_ws(' ', e.detail #>> '{after,gates,0,verdict}', jsonb_array_length(e.detail #> '{after,approvals}'), e.detail #>> '{after,request}') FROM mreg.event e ORDER BY e.id DESC LIMIT 1),
	'pass 2 ' || (SELECT max(id) FROM mreg.request), 'the event keeps the verdicts beside the approvals');

-- An override needs neither; the request was not granted, so it lapses.
SELECT pg_temp.run($$SELECT mreg.promote('both/1', 'draft')$$, $$SELECT mreg.request_transition('both/1', 'live')$$);
SET LOCAL client_min_messages = error;
SELECT is((mreg.promote('both/1', 'live', override => 'the house is on fire')).stage, 'live', 'an override needs no approval');
SET LOCAL client_min_messages = warning;
SELECT is((SELECT q.state FROM mreg.request q ORDER BY q.id DESC LIMIT 1), 'lapsed', '... and lets the request lapse');
SELECT is((SELECT e.detail #> '{after,request}' FROM mreg.event e WHERE e.kind = 'transition' ORDER BY e.id DESC LIMIT 1), NULL, '... of which its event says nothing');
SELECT is(left(pg_temp.as('mreg_test_bob', $$SELECT mreg.promote('both/1', 'draft', override => 'me too')$$), 5), '42501', 'not everybody may override');

SELECT * FROM finish();
ROLLBACK;
