-- Requests and the decisions on them: who may do what, in which state, and what is recorded.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS mreg;
SELECT plan(111);

-- Runs statements for their effect; returns no row.
CREATE FUNCTION pg_temp.run(VARIADIC statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. cardinality(statements) LOOP
		EXECUTE statements[i];
	END LOOP;
END
$$;
-- Runs a query of one value as a role that has logged in, by default as itself; gives the value, or SQLSTATE and message.
CREATE FUNCTION pg_temp.as(login text, statement text, role text DEFAULT 'none') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	own text := session_user;
	result text;
BEGIN
	BEGIN
		PERFORM set_config('session_authorization', login, true), set_config('role', role, true);
		EXECUTE statement INTO result;
	EXCEPTION WHEN OTHERS THEN
		result := SQLSTATE || ': ' || SQLERRM;
	END;
	PERFORM set_config('session_authorization', own, true), set_config('role', 'none', true);
	RETURN result;
END
$$;
-- The detail and the hint of an error.
CREATE FUNCTION pg_temp.advice(login text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	own text := session_user;
	detail text;
	hint text;
BEGIN
	BEGIN
		PERFORM set_config('session_authorization', login, true);
		EXECUTE statement;
	EXCEPTION WHEN OTHERS THEN
		GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	END;
	PERFORM set_config('session_authorization', own, true);
	RETURN concat_ws(' | ', nullif(detail, ''), nullif(hint, ''));
END
$$;
-- Everything that a request could change.
CREATE FUNCTION pg_temp.state() RETURNS text LANGUAGE sql AS $$
	SELECT md5(concat((SELECT string_agg(q::text, ',' ORDER BY q.id) FROM mreg.request q), (SELECT string_agg(a::text, ',' ORDER BY a.at, a.actor) FROM mreg.approval a),
		(SELECT string_agg(v::text, ',' ORDER BY v.id) FROM mreg.version v), (SELECT string_agg(m::text, ',' ORDER BY m.id) FROM mreg.model m),
		(SELECT max(id) FROM mreg.event)))
$$;
-- The open request of a version.
CREATE FUNCTION pg_temp.request(version integer) RETURNS bigint LANGUAGE sql AS $$
	SELECT q.id FROM mreg.request q WHERE q.version = request.version ORDER BY q.id DESC LIMIT 1
$$;

CREATE ROLE mreg_test_alice LOGIN;
CREATE ROLE mreg_test_bob LOGIN;
CREATE ROLE mreg_test_carol LOGIN;
CREATE ROLE mreg_test_dave LOGIN;
CREATE ROLE mreg_test_app LOGIN;
CREATE ROLE mreg_test_boss LOGIN;
CREATE ROLE mreg_test_super LOGIN SUPERUSER;
CREATE ROLE mreg_test_team;
CREATE ROLE mreg_test_risk;
CREATE ROLE mreg_test_deputies;
CREATE ROLE mreg_test_lurker LOGIN NOINHERIT;
GRANT mreg_test_team TO mreg_test_alice;
GRANT mreg_test_deputies TO mreg_test_lurker;
GRANT mreg_test_risk TO mreg_test_deputies;
GRANT mreg_test_alice, mreg_test_bob, mreg_test_carol TO mreg_test_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mreg TO mreg_test_alice, mreg_test_bob, mreg_test_carol, mreg_test_dave, mreg_test_app, mreg_test_boss, mreg_test_team,
	mreg_test_risk, mreg_test_lurker;
SELECT pg_temp.run($$SELECT mreg.define_lifecycle('four eyes', '{"stages": [{"name": "draft", "is_initial": true}, {"name": "shadow"}, {"name": "Live"}, {"name": "gone"}],
	"transitions": [{"from": "draft", "to": "shadow"}, {"from": "draft", "to": "Live", "min_approvals": 2}, {"from": "shadow", "to": "Live", "min_approvals": 1, "required_role": "mreg_test_risk"},
		{"from": "shadow", "to": "draft", "min_approvals": 1, "own_request": true}, {"from": "Live", "to": "shadow", "min_approvals": 1, "own_version": true},
		{"from": "Live", "to": "draft", "min_approvals": 1, "own_version": true, "own_request": true}, {"from": "*", "to": "gone"}]}')$$,
	$$SELECT mreg.register_model('iris', lifecycle => 'four eyes')$$, $$SELECT mreg.set_owner('iris', 'mreg_test_boss')$$);
SELECT is(pg_temp.as('mreg_test_carol', $$SELECT string_agg((mreg.register_version('iris')).number::text, ' ') FROM generate_series(1, 9)$$), '1 2 3 4 5 6 7 8 9', 'carol registers versions');
CREATE TEMPORARY TABLE before AS SELECT pg_temp.state() AS state;

-- Requests that are refused.
SELECT is(pg_temp.as('mreg_test_alice', format('SELECT mreg.request_transition(%s)', arguments)), error, arguments)
FROM (VALUES
	('NULL, ''Live''', '22004: argument "ref" must not be NULL'), ('''iris/1'', NULL', '22004: argument "stage" must not be NULL'),
	('''iris'', ''Live''', '22023: reference "iris" does not say which version is to be changed'), ('''iris/77'', ''Live''', 'P0002: model "iris" has no version 77'),
	('''flowers/1'', ''Live''', 'P0002: model "flowers" does not exist'), ('''iris/1'', ''nowhere''', 'P0002: lifecycle "four eyes" of model "iris" has no stage "nowhere"'),
	('''iris/1'', ''a/b''', '22023: invalid stage name: "a/b"'), ('''iris/1'', ''DRAFT''', '55000: version 1 of model "iris" is in stage "draft" already')) t (arguments, error);
SELECT is(pg_temp.state(), state, 'what is refused changes nothing') FROM before;
SELECT pg_temp.run($$SELECT mreg.promote('iris/9', 'gone')$$, $$SELECT mreg.delete_version('iris/8')$$);
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT mreg.request_transition('iris/9', 'live')$$), '23514: version 9 of model "iris" may not move from stage "gone" to "Live"', 'a move that no rule allows');
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT mreg.request_transition('iris/8', 'live')$$), 'P0002: version 8 of model "iris" is deleted', 'a deleted version');

-- A request.
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT concat_ws(' ', q.version, q.from_stage, q.stage, q.reason, q.state, q.requested_by, q.requested_login, coalesce(q.closed_at::text, '-'))
	FROM mreg.request_transition('iris/1', 'LIVE', 'beats the champion') q$$), '1 draft Live beats the champion open mreg_test_alice mreg_test_alice -', 'request_transition() returns the request');
SELECT is((SELECT (e.kind, e.version, e.actor, e.login, e.reason)::text FROM mreg.event e ORDER BY e.id DESC LIMIT 1),
	'(request_transition,1,mreg_test_alice,mreg_test_alice,"beats the champion")', '... and writes an event');
SELECT is((SELECT h.story FROM mreg.history('iris') h ORDER BY h.id DESC LIMIT 1), format('asked that version 1 move from draft to Live, by request %s', pg_temp.request(1)), '... in words');
SELECT is((SELECT q.requested_at FROM mreg.request q), (SELECT e.at FROM mreg.event e ORDER BY e.id DESC LIMIT 1), '... at its time');
SELECT is(pg_temp.as('mreg_test_bob', $$SELECT mreg.request_transition('iris/1', 'Live')$$), '55000: version 1 of model "iris" has an open request for stage "Live" already', 'a second request of the same move');
SELECT is(pg_temp.advice('mreg_test_bob', $$SELECT mreg.request_transition('iris/1', 'Live')$$),
	format('Request %1$s was made by "mreg_test_alice". | Have it approved with mreg.approve(%1$s), or take it back with mreg.cancel(%1$s).', pg_temp.request(1)), '... names the first');
SELECT is((SELECT count(*) FROM mreg.request), 1::bigint, '... and leaves the one');
SELECT is(pg_temp.as('mreg_test_bob', $$SELECT (mreg.request_transition('iris/1', 'shadow')).stage$$), 'shadow', 'a request for another stage, which needs no approval');
SELECT is(pg_temp.as('mreg_test_bob', $$SELECT (mreg.request_transition('iris/2', 'Live')).version$$), '2', 'a request of another version');

-- Who may approve: not who asks, not who registered.
SELECT is(pg_temp.as(login, format('SELECT mreg.approve(%s)', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live')), role),
	format('23514: role "%s" may not approve request %s', coalesce(nullif(role, 'none'), login), (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live')), what)
FROM (VALUES
	('mreg_test_alice', 'none', 'not who asks'), ('mreg_test_alice', 'mreg_test_team', '... nor in another role'), ('mreg_test_app', 'mreg_test_alice', '... nor another login in that role'),
	('mreg_test_carol', 'none', 'not who registered the version'), ('mreg_test_app', 'mreg_test_carol', '... nor another login in that role')) t (login, role, what);
SELECT is(pg_temp.advice('mreg_test_alice', format('SELECT mreg.approve(%s)', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live'))),
	'For the move from "draft" to "Live" by lifecycle "four eyes": the request was made by mreg_test_alice, logged in as mreg_test_alice. | mreg.pending shows whom it waits for.', 'the detail says why');
SELECT is(pg_temp.advice('mreg_test_carol', format('SELECT mreg.approve(%s)', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live'))),
	'For the move from "draft" to "Live" by lifecycle "four eyes": the version was registered by mreg_test_carol, logged in as mreg_test_carol. | mreg.pending shows whom it waits for.', '... and of the version');
SELECT is(pg_temp.as('mreg_test_alice', format('SELECT mreg.reject(%s)', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live'))),
	format('23514: role "mreg_test_alice" may not reject request %s', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live')), 'who may not approve may not reject');
SELECT is((SELECT count(*) FROM mreg.approval), 0::bigint, 'what is refused leaves no approval');

-- Approvals.
SELECT is(pg_temp.as('mreg_test_bob', format($$SELECT concat_ws(' ', q.state, q.stage) FROM mreg.approve(%s, 'looks good') q$$, (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live'))), 'open Live', 'bob approves');
SELECT is((SELECT (a.actor, a.login, a.comment, a.evidence)::text FROM mreg.approval a), '(mreg_test_bob,mreg_test_bob,"looks good",0)', '... which is stored');
SELECT is((SELECT (e.kind, e.version, e.actor, e.reason)::text FROM mreg.event e ORDER BY e.id DESC LIMIT 1), '(approve,1,mreg_test_bob,"looks good")', '... with an event');
SELECT is((SELECT e.at FROM mreg.event e ORDER BY e.id DESC LIMIT 1), (SELECT a.at FROM mreg.approval a), '... of the same time');
SELECT is((SELECT h.story FROM mreg.history('iris') h ORDER BY h.id DESC LIMIT 1),
	format('approved request %s that version 1 move to Live, approval 1 of 2', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live')), '... in words');
SELECT is(pg_temp.as(login, format('SELECT mreg.approve(%s)', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live')), role),
	format('23514: role "mreg_test_bob" may not approve request %s twice', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live')), what)
FROM (VALUES ('mreg_test_bob', 'none', 'nobody approves twice'), ('mreg_test_app', 'mreg_test_bob', '... nor another login in that role')) t (login, role, what);
GRANT mreg_test_team TO mreg_test_bob;
SELECT is(pg_temp.as('mreg_test_bob', format('SELECT mreg.approve(%s)', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live')), 'mreg_test_team'),
	format('23514: role "mreg_test_team" may not approve request %s twice', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live')), '... nor the same login in another role');
REVOKE mreg_test_team FROM mreg_test_bob;
SELECT is((SELECT count(*) FROM mreg.approval), 1::bigint, '... so that there is one approval');
SELECT is(pg_temp.as('mreg_test_dave', format('SELECT (mreg.approve(%s)).state', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'Live'))), 'open', 'a second approval leaves the request open without auto_apply');
SELECT is((SELECT v.stage FROM mreg.version v WHERE v.number = 1), 'draft', '... and the version where it is');

-- Requests that are not there or not open.
SELECT is(pg_temp.as('mreg_test_dave', format('SELECT mreg.%s(%s)', f, id)), error, format('%s(%s)', f, coalesce(id, 'NULL')))
FROM (VALUES ('approve'), ('reject'), ('cancel')) t (f), (VALUES ('NULL', '22004: argument "request" must not be NULL'), ('-1', 'P0002: request -1 does not exist')) u (id, error);

-- Rejection.
SELECT is(pg_temp.as('mreg_test_dave', format($$SELECT q.state || (q.closed_at IS NOT NULL) FROM mreg.reject(%s, 'no evidence') q$$, pg_temp.request(2))), 'rejectedtrue', 'one rejection closes a request');
SELECT is((SELECT (e.kind, e.version, e.actor, e.reason)::text FROM mreg.event e ORDER BY e.id DESC LIMIT 1), '(reject,2,mreg_test_dave,"no evidence")', '... with an event');
SELECT is((SELECT h.story FROM mreg.history('iris') h ORDER BY h.id DESC LIMIT 1), format('rejected request %s that version 2 move to Live', pg_temp.request(2)), '... in words');
SELECT is((SELECT q.closed_at FROM mreg.request q WHERE q.id = pg_temp.request(2)), (SELECT e.at FROM mreg.event e ORDER BY e.id DESC LIMIT 1), '... at its time');
UPDATE before SET state = pg_temp.state();
SELECT is(pg_temp.as('mreg_test_alice', format('SELECT mreg.%s(%s)', f, pg_temp.request(2))), format('55000: request %s is not open', pg_temp.request(2)), format('no %s() afterwards', f))
FROM (VALUES ('approve'), ('reject'), ('cancel')) t (f);
SELECT is(pg_temp.advice('mreg_test_alice', format('SELECT mreg.approve(%s)', pg_temp.request(2))), 'It is rejected. | Make another with mreg.request_transition().', '... the detail says its state');
SELECT is(pg_temp.state(), state, '... nor any change') FROM before;
SELECT is(pg_temp.as('mreg_test_bob', $$SELECT (mreg.request_transition('iris/2', 'Live')).state$$), 'open', 'the same move may be asked for again');

-- Taking back.
SELECT is(pg_temp.as(login, format('SELECT mreg.cancel(%s)', pg_temp.request(2)), role), format('42501: role "%s" may not cancel request %s', coalesce(nullif(role, 'none'), login), pg_temp.request(2)), what)
FROM (VALUES ('mreg_test_dave', 'none', 'a stranger takes no request back'), ('mreg_test_carol', 'none', 'nor does who registered the version'), ('mreg_test_alice', 'mreg_test_team', 'nor a role of others')) t (login, role, what);
SELECT is(pg_temp.as('mreg_test_bob', format($$SELECT (mreg.cancel(%s, 'too soon')).state$$, pg_temp.request(2))), 'cancelled', 'who asks takes it back');
SELECT is((SELECT (e.kind, e.version, e.actor, e.reason)::text FROM mreg.event e ORDER BY e.id DESC LIMIT 1), '(cancel,2,mreg_test_bob,"too soon")', '... with an event');
SELECT is((SELECT h.story FROM mreg.history('iris') h ORDER BY h.id DESC LIMIT 1), format('took back request %s that version 2 move to Live', pg_temp.request(2)), '... in words');
SELECT is(pg_temp.as('mreg_test_bob', $$SELECT (mreg.request_transition('iris/2', 'Live')).state$$), 'open', 'asked again');
SELECT is(pg_temp.as('mreg_test_app', format('SELECT (mreg.cancel(%s)).state', pg_temp.request(2)), 'mreg_test_bob'), 'cancelled', 'another login in the role of who asks takes it back');
SELECT is(pg_temp.as('mreg_test_app', $$SELECT (mreg.request_transition('iris/2', 'Live')).state$$, 'mreg_test_bob'), 'open', 'asked again, in a role');
SELECT is(pg_temp.as('mreg_test_app', format('SELECT (mreg.cancel(%s)).state', pg_temp.request(2)), 'mreg_test_carol'), 'cancelled', 'the login that asks takes it back in another role');
SELECT is(pg_temp.as('mreg_test_bob', $$SELECT (mreg.request_transition('iris/2', 'Live')).state$$), 'open', 'asked again');
SELECT is(pg_temp.as('mreg_test_boss', format('SELECT (mreg.cancel(%s)).state', pg_temp.request(2))), 'cancelled', 'the owner of the model takes it back');
SELECT is(pg_temp.as('mreg_test_bob', $$SELECT (mreg.request_transition('iris/2', 'Live')).state$$), 'open', 'asked again');
SELECT is(pg_temp.as('mreg_test_super', format('SELECT (mreg.cancel(%s)).state', pg_temp.request(2))), 'cancelled', 'a superuser takes it back');

-- A role whose members alone decide.
SELECT pg_temp.run($$SELECT mreg.promote('iris/3', 'shadow')$$, $$SELECT mreg.promote('iris/4', 'shadow')$$, $$SELECT mreg.promote('iris/5', 'shadow')$$);
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT (mreg.request_transition('iris/3', 'Live')).state$$), 'open', 'a move that needs a role');
SELECT is(pg_temp.as(login, format('SELECT mreg.%s(%s)', f, pg_temp.request(3))), format('23514: role "%s" may not %s request %s', login, f, pg_temp.request(3)), format('%s, who is no member, may not %s', login, f))
FROM (VALUES ('mreg_test_bob'), ('mreg_test_super')) t (login), (VALUES ('approve'), ('reject')) u (f);
SELECT is(pg_temp.advice('mreg_test_super', format('SELECT mreg.approve(%s)', pg_temp.request(3))),
	'For the move from "shadow" to "Live" by lifecycle "four eyes": role mreg_test_super is not a member of mreg_test_risk. | mreg.pending shows whom it waits for.', 'the detail says so');
SELECT is(pg_temp.as('mreg_test_lurker', format('SELECT (mreg.approve(%s)).state', pg_temp.request(3))), 'open', 'a member of a member approves, whatever it inherits');
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT (mreg.request_transition('iris/4', 'Live')).state$$), 'open', 'another such move');
SELECT is(pg_temp.as('mreg_test_super', format('SELECT (mreg.reject(%s)).state', pg_temp.request(4)), 'mreg_test_risk'), 'rejected', 'the role itself rejects it');
GRANT mreg_test_risk TO mreg_test_alice, mreg_test_carol;
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT (mreg.request_transition('iris/4', 'Live')).state$$), 'open', 'a member asks');
SELECT is(pg_temp.as(login, format('SELECT mreg.approve(%s)', pg_temp.request(4))), format('23514: role "%s" may not approve request %s', login, pg_temp.request(4)), login || ' is a member, and yet may not')
FROM (VALUES ('mreg_test_alice'), ('mreg_test_carol')) t (login);

-- own_request and own_version.
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT (mreg.request_transition('iris/5', 'draft')).state$$), 'open', 'a move with own_request');
SELECT is(pg_temp.as('mreg_test_carol', format('SELECT mreg.approve(%s)', pg_temp.request(5))), format('23514: role "mreg_test_carol" may not approve request %s', pg_temp.request(5)), '... who registered the version may not approve it');
SELECT is(pg_temp.as('mreg_test_alice', format('SELECT (mreg.approve(%s)).state', pg_temp.request(5))), 'open', '... who asks may');
SELECT is(pg_temp.as('mreg_test_bob', format('SELECT (mreg.approve(%s)).state', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'shadow'))),
	format('23514: role "mreg_test_bob" may not approve request %s', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'shadow')), 'a move that needs no approval has the same rule');
SELECT is(pg_temp.as('mreg_test_dave', format('SELECT (mreg.approve(%s)).state', (SELECT id FROM mreg.request WHERE version = 1 AND stage = 'shadow'))), 'open', '... and may be approved for the record');
SELECT pg_temp.run($$SELECT mreg.promote('iris/1', 'live', 'approved by two')$$);
SELECT is(pg_temp.as('mreg_test_carol', $$SELECT (mreg.request_transition('iris/1', 'shadow')).state$$), 'open', 'a move with own_version, asked for by who registered the version');
SELECT is(pg_temp.as('mreg_test_carol', format('SELECT mreg.approve(%s)', pg_temp.request(1))), format('23514: role "mreg_test_carol" may not approve request %s', pg_temp.request(1)), '... who may not approve what he asks');
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT (mreg.request_transition('iris/1', 'draft')).state$$), 'open', 'a move with both');
SELECT is(pg_temp.as('mreg_test_carol', format('SELECT (mreg.approve(%s)).state', pg_temp.request(1))), 'open', '... who registered the version may approve');
SELECT is(pg_temp.as('mreg_test_alice', format('SELECT (mreg.approve(%s)).state', pg_temp.request(1))), 'open', '... and who asks');

-- Who registered a version is known by his login, too.
SELECT is(pg_temp.as('mreg_test_app', $$SELECT (mreg.register_version('iris')).created_by$$, 'mreg_test_carol'), 'mreg_test_carol', 'the application registers a version as carol');
SELECT is(pg_temp.as('mreg_test_alice', $$SELECT (mreg.request_transition('iris/10', 'Live')).state$$), 'open', '... alice asks');
SELECT is(pg_temp.as('mreg_test_app', format('SELECT mreg.approve(%s)', pg_temp.request(10)), 'mreg_test_bob'), format('23514: role "mreg_test_bob" may not approve request %s', pg_temp.request(10)),
	'... and the application may not approve as bob');
SELECT is(pg_temp.as('mreg_test_bob', format('SELECT (mreg.approve(%s)).state', pg_temp.request(10))), 'open', '... bob himself may');

-- Without the right to call.
REVOKE EXECUTE ON FUNCTION mreg.request_transition(text, text, text), mreg.approve(bigint, text), mreg.reject(bigint, text), mreg.cancel(bigint, text) FROM mreg_test_dave;
SELECT is(left(pg_temp.as('mreg_test_dave', format('SELECT mreg.%s', call)), 5), '42501', 'without EXECUTE: ' || call)
FROM (VALUES ('request_transition(''iris/2'', ''Live'')'), ('approve(1)'), ('reject(1)'), ('cancel(1)')) t (call);

-- Raw statements.
UPDATE before SET state = pg_temp.state();
SELECT throws_ok(statement, '23514', NULL, statement)
FROM (VALUES ('UPDATE mreg.request SET state = ''rejected'', closed_at = now() WHERE state = ''open'''), ('UPDATE mreg.request SET reason = reason WHERE false'), ('DELETE FROM mreg.request'),
	('UPDATE mreg.approval SET evidence = 1000'), ('DELETE FROM mreg.approval'), ('TRUNCATE mreg.request, mreg.approval'),
	('MERGE INTO mreg.approval a USING (VALUES (1)) t (x) ON true WHEN MATCHED THEN UPDATE SET at = now()'),
	('MERGE INTO mreg.request q USING (VALUES (1)) t (x) ON true WHEN MATCHED THEN DELETE'),
	('INSERT INTO mreg.approval SELECT * FROM mreg.approval ON CONFLICT (request, actor) DO UPDATE SET at = now()')) t (statement);
SELECT is(pg_temp.state(), state, 'raw statements of a superuser change nothing') FROM before;

SELECT * FROM finish();
ROLLBACK;
