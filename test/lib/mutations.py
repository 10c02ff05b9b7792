"""mutations.py DATABASE: changes stored rows of artifacts in every way it can think of, one at a time, and reads all
artifacts after each: what comes back is right, or a clean error names what is damaged.  Speaks TAP.

The constraints of the tables are dropped for it: a damaged disk does not keep them.  A forged row is one whose checksum
was made to fit.  Needs numpy and psycopg.
"""
import hashlib
import random
import re
import struct
import sys

import numpy as np
import psycopg

ROUNDS = 1
rng = random.Random(1)
noise = np.random.default_rng(1)
results = []


def ok(good, name, *facts):
    results.append(bool(good))
    print(f"{'' if good else 'not '}ok {len(results)} - {name}", flush=True)
    if not good:
        for fact in facts:
            print("\n".join("# " + line for line in str(fact).splitlines()), file=sys.stderr)


CRC = []
for i in range(256):
    for _ in range(8):
        i = i >> 1 ^ (0x82F63B78 if i & 1 else 0)
    CRC.append(i)


def crc32c(data):
    crc = 0xFFFFFFFF
    for b in data:
        crc = CRC[(crc ^ b) & 255] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def wrapped(n):
    return struct.pack("<Q", (n or 0) % 2**64)


def segment_crc(row):
    fields = ("id", "raw_len", "codec", "k", "phase", "filter", "base_content", "base_off")
    return crc32c(b"".join(wrapped(row[f]) for f in fields) + row["data"])


def content_crc(row):
    fields = (row["id"], 0, 0, 0, 0, 0, row["size"], 0)
    return crc32c(b"".join(map(wrapped, fields)) + row["sha256"] + row["runs"])


def artifacts():
    """What is stored: every codec, every filter, pieces that are shared, differences of differences, nothing at all."""
    text = b" ".join(b"word%d" % noise.integers(400) for _ in range(8000))
    bits = noise.bytes(40_000)
    f4 = noise.standard_normal(12_000).astype("<f4")
    f8 = noise.standard_normal(6000)
    large = noise.standard_normal(540_000).astype("<f4")
    for version in range(1, 6):
        yield version, "text", text.replace(b"word7 ", b"Word%d " % version)
        yield version, "edited", b"more%d " % version * version + text[:30_000] + b"and %d " % (7 ** version) + text[30_000:]
        yield version, "bits", bits + b"%d" % version
        yield version, "f4", b"x" * version + f4.tobytes()
        yield version, "f8", f8.tobytes()
        f4 = (f4 + 1e-5 * noise.standard_normal(f4.shape)).astype("<f4")
        f8 = f8 + 1e-9 * noise.standard_normal(f8.shape)
    yield 1, "large", large.tobytes() + text
    yield 1, "empty", b""
    yield 1, "zeros", bytes(100_000)
    yield 4, "mixed", bits + text + bits


OUTCOMES = """
CREATE FUNCTION pg_temp.outcomes(OUT version integer, OUT path text, OUT digest bytea, OUT state text, OUT message text, OUT detail text)
RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
    FOR version, path IN SELECT e.version, e.path FROM expected e ORDER BY 1, 2 LOOP
        digest := NULL; state := NULL; message := NULL; detail := NULL;
        BEGIN
            digest := sha256(mreg.get_artifact('m/' || version, path));
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
        END;
        RETURN NEXT;
    END LOOP;
END $$
"""

# Reads that know no digest of the whole, and uploads that build on what is there, may fail with damage only.
PARTS = """
CREATE FUNCTION pg_temp.other_states() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE e record;
BEGIN
    FOR e IN SELECT * FROM expected LOOP
        BEGIN
            PERFORM mreg.read_artifact('m/' || e.version, e.path, e.size / 2, 1000);
            PERFORM length(p) FROM (SELECT mreg.artifact_chunks('m/' || e.version, e.path) AS p) t;
        EXCEPTION WHEN data_corrupted THEN NULL; WHEN OTHERS THEN RETURN NEXT e.path || ': ' || SQLSTATE || ' ' || SQLERRM;
        END;
    END LOOP;
    FOR e IN SELECT * FROM later LOOP
        BEGIN
            PERFORM mreg.put_artifact('m/5', e.path, e.data);
            IF mreg.get_artifact('m/5', e.path) <> e.data THEN RETURN NEXT 'a later ' || e.path || ' has other bytes'; END IF;
        EXCEPTION WHEN data_corrupted THEN NULL; WHEN OTHERS THEN RETURN NEXT 'a later ' || e.path || ': ' || SQLSTATE || ' ' || SQLERRM;
        END;
    END LOOP;
    BEGIN
        PERFORM mreg.collect_garbage();
    EXCEPTION WHEN data_corrupted THEN NULL; WHEN OTHERS THEN RETURN NEXT 'garbage: ' || SQLSTATE || ' ' || SQLERRM;
    END;
END $$
"""

INTEGERS = [-(2**63), -(2**31), -1, 0, 1, 2, 3, 4, 5, 8, 16, 255, 256, 257, 258, 259, 260, 32767, 2**23, 2**23 + 1, 2**31 - 1, 2**62, 2**63 - 1]
RANGES = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}


def other_numbers(row, column, kind):
    """Numbers that a column of that type might hold instead."""
    value = row[column]
    near = [] if value is None else [value + 1, value - 1, value ^ 1 << rng.randrange(15), value // 2]
    return [n for n in near + INTEGERS if -RANGES[kind] <= n < RANGES[kind] and n != value]


def other_bytes(value, foreign):
    """Bytes that might stand there instead."""
    at = rng.randrange(len(value)) if value else 0
    turned = value[:at] + bytes([value[at] ^ 1 << rng.randrange(8)]) + value[at + 1:] if value else b"\0"
    some = bytearray(value)
    for _ in range(min(20, len(some))):
        some[rng.randrange(len(some))] = rng.randrange(256)
    return [turned, bytes(some), value[:at], value[at:] if at else b"", value + b"\0", b"", bytes(len(value)), foreign]


class Test:
    def __init__(self, database):
        self.db = psycopg.connect(f"dbname={database}", autocommit=False)
        self.run("CREATE EXTENSION mreg")
        self.columns = {}
        for table in ("segment", "content", "chunk"):
            rows = self.run(
                "SELECT attname, atttypid::regtype::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
                " AND NOT attisdropped AND attgenerated = ''",
                f"mreg.{table}",
            )
            self.columns[table] = dict(rows)

    def run(self, statement, *values):
        cursor = self.db.execute(statement, values or None, binary=True)
        return cursor.fetchall() if cursor.description else []

    def rows(self, table):
        names = list(self.columns[table])
        return [dict(zip(names, r)) for r in self.run(f"SELECT {', '.join(names)} FROM mreg.{table} ORDER BY ctid")]

    def fill(self):
        self.run("SELECT mreg.register_model('m')")
        self.run("SELECT mreg.register_version('m') FROM generate_series(1, 6)")
        self.run("CREATE TEMP TABLE expected (version integer, path text, size bigint, digest bytea)")
        self.run("CREATE TEMP TABLE later (path text, data bytea)")
        for version, path, data in artifacts():
            if version == 5:
                self.run("INSERT INTO later VALUES (%s, %b)", path, data)
                continue
            self.run("SELECT mreg.put_artifact(%s, %s, %b)", f"m/{version}", path, data)
            self.run("INSERT INTO expected VALUES (%s, %s, %s, %b)", version, path, len(data), hashlib.sha256(data).digest())
        self.run(OUTCOMES)
        self.run(PARTS)
        for table in self.columns:
            for name, in self.run(
                "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'", f"mreg.{table}"
            ):
                self.run(f"ALTER TABLE mreg.{table} DROP CONSTRAINT {name}")
            for column, in self.run("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND attnotnull", f"mreg.{table}"):
                if column != "id":
                    self.run(f"ALTER TABLE mreg.{table} ALTER COLUMN {column} DROP NOT NULL")
        self.run("SET session_replication_role = replica")
        self.db.commit()

    def mutations(self):
        """(table, what, statement, values, forged) of every change."""
        for table in ("segment", "content", "chunk"):
            rows = self.rows(table)
            for _ in range(ROUNDS):
                for column, kind in self.columns[table].items():
                    row = rng.choice(rows)
                    foreign = rng.choice(rows)[column]
                    if kind == "bytea":
                        values = other_bytes(row[column], foreign)
                    elif kind in RANGES:
                        values = other_numbers(row, column, kind) + [foreign]
                    else:
                        continue
                    for value in rng.sample(values, min(len(values), 8)) + [None]:
                        yield from self.change(table, row, column, value)
                for row in rng.sample(rows, 3):
                    yield table, f"row {row.get('id')} deleted", f"DELETE FROM mreg.{table} WHERE {self.key(table, row)}", (), False
                a, b = rng.sample(rows, 2)
                if "id" in a:
                    yield table, f"rows {a['id']} and {b['id']} swapped", (
                        f"UPDATE mreg.{table} SET id = CASE id WHEN -1 THEN {b['id']} ELSE -1 END WHERE id = {a['id']};"
                        f"UPDATE mreg.{table} SET id = {a['id']} WHERE id = {b['id']};"
                        f"UPDATE mreg.{table} SET id = {b['id']} WHERE id = -1"
                    ), (), False

    def key(self, table, row):
        return f"segment = {row['segment']} AND off = {row['off']}" if table == "chunk" else f"id = {row['id']}"

    def change(self, table, row, column, value):
        """A change of one column, and the same with a checksum that fits."""
        shown = value[:20].hex() + f" ({len(value)} bytes)" if isinstance(value, bytes) else value
        what = f"row {row.get('id')}: {column} = {shown}"
        where = self.key(table, row)
        kind = self.columns[table][column]
        placeholder = "%b" if kind == "bytea" else "%s"
        if column == "id" and (value is None or any(r["id"] == value for r in self.rows(table))):
            return
        yield table, what, f"UPDATE mreg.{table} SET {column} = {placeholder}::{kind} WHERE {where}", (value,), False
        changed = dict(row, **{column: value})
        if table == "segment" and column not in ("crc", "depth") and changed["data"] is not None and len(changed["data"]) < 200_000:
            forged = segment_crc(changed)
        elif table == "content" and column in ("size", "sha256", "runs", "id") and None not in (changed["sha256"], changed["runs"]):
            forged = content_crc(changed)
        else:
            return
        yield table, what + ", forged", f"UPDATE mreg.{table} SET {column} = {placeholder}::{kind}, crc = {forged} WHERE {where}", (value,), True

    def main(self):
        self.fill()
        self.expected = {(v, p): d for v, p, d in self.run("SELECT version, path, digest FROM expected")}
        codecs = self.run("SELECT array_agg(DISTINCT codec), array_agg(DISTINCT filter), array_agg(DISTINCT k), max(depth) FROM mreg.segment")[0]
        ok(set(codecs[0]) == {0, 1, 2, 3} and set(codecs[1]) == {0, 1, 2, 3} and codecs[3] >= 2, "every codec and filter is there", codecs)
        rows = self.rows("segment")
        ok(all(segment_crc(r) == r["crc"] for r in rows if len(r["data"]) < 200_000), "the checksums of segments are known")
        ok(all(content_crc(r) == r["crc"] for r in self.rows("content")), "... and those of contents")
        ok(self.outcomes() == ([], 0, set()), "before anything is changed all artifacts are right")
        pid = self.db.info.backend_pid
        seen = {}
        faults = []
        unseen = []
        changes = list(self.mutations())
        self.db.commit()
        for table, what, statement, values, forged in changes:
            try:
                for part in statement.split(";"):
                    self.run(part, *values)
            except psycopg.errors.UniqueViolation:
                self.db.rollback()
                continue
            said, damaged, named = self.outcomes()
            if table == "segment" and not forged:
                said += [f"blamed: {d}" for d in named if not d.startswith("Segment ")]
            faults += [f"{table} {what}: {s}" for s in said]
            faults += [f"{table} {what}: {s}" for s, in self.run("SELECT pg_temp.other_states()")]
            seen.setdefault((table, forged), []).append(damaged)
            self.db.rollback()
        ok(self.db.info.backend_pid == pid and self.run("SELECT pg_backend_pid()") == [(pid,)], "no backend crashed")
        ok(not faults, f"after each of {len(changes)} changes what is read is right or said to be damaged", *faults[:40])
        ok(len(changes) > 200, "there were many changes")
        for (table, forged), damaged in sorted(seen.items()):
            some = sum(d > 0 for d in damaged)
            print(f"# {table}{', forged' if forged else ''}: {len(damaged)} changes, {some} damage something")
            if table != "chunk":
                ok(some * 2 > len(damaged), f"most changes of {table}{', forged' if forged else ''} are seen")
            else:
                ok(some == 0, "nothing that is read depends on chunks")
        print(f"1..{len(results)}")
        return all(results)

    def outcomes(self):
        """What is wrong with the outcome of reading all artifacts, how many are damaged, what details say."""
        said = []
        details = set()
        for version, path, digest, state, message, detail in self.run("SELECT * FROM pg_temp.outcomes()"):
            if state is None:
                if digest != self.expected[version, path]:
                    said.append(f"{path} of version {version} has other bytes")
                continue
            if state != "XX001" or message != f'artifact "{path}" of version {version} of model "m" is damaged' or not re.fullmatch(
                r"(Segment \d+, read for content \d+|Content \d+): [^.]+\.", detail
            ):
                said.append(f"{path} of version {version}: {state} {message} / {detail}")
            details.add((version, path, detail))
        damaged = {(v, p) for v, p, _ in details}
        verified = {(v, p): d for v, p, d in self.run("SELECT version, path, damage FROM mreg.verify_artifacts(deep => true)")}
        if set(verified) != damaged:
            said.append(f"verify_artifacts finds {sorted(verified)} instead of {sorted(damaged)}")
        return said, len(damaged), {d for _, _, d in details}


sys.exit(not Test(sys.argv[1]).main())
