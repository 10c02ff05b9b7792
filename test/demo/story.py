"""The life of a model in mreg, told on real predictions: iris, scikit-learn's LogisticRegression, three versions.

Reads libpq's environment (PGHOST, PGDATABASE, ...) and works in that database.  Exits with 1 if a metric that mreg
computes is further than 1e-12 from scikit-learn's, or if something that must be refused is not.
"""
import json
import sys

TOLERANCE = 1e-12

VERSIONS = [
    ("the first", {"C": 0.05, "max_iter": 1000}),
    ("a second, worse one (too much regularisation)", {"C": 0.01, "max_iter": 1000}),
    ("a third, better one", {"C": 1.0, "max_iter": 1000}),
]


class Failure(Exception):
    """Something that the story promises did not happen."""


def say(text=""):
    print(text, flush=True)


def chapter(title):
    say()
    say(title)
    say("-" * len(title))


def print_table(header, rows):
    """Prints rows below a header, numbers to the right."""
    cells = [["" if v is None else ", ".join(v) if isinstance(v, list) else str(v) for v in row] for row in rows]
    widths = [max(len(r[i]) for r in [list(header)] + cells) for i in range(len(header))]
    numeric = [all(isinstance(r[i], (int, float)) or r[i] is None for r in rows) for i in range(len(header))]
    for number, row in enumerate([list(header)] + cells):
        say("  " + "  ".join(c.rjust(w) if n else c.ljust(w) for c, w, n in zip(row, widths, numeric)).rstrip())
        if number == 0:
            say("  " + "  ".join("-" * w for w in widths))


def deviations(pairs):
    """Returns the (name, mreg, scikit-learn) triples whose two values differ by more than the tolerance."""
    return [p for p in pairs if p[1] is None or not abs(float(p[1]) - float(p[2])) <= TOLERANCE]


def compare(pairs):
    """Prints the two values of each metric side by side; raises Failure where they differ."""
    print_table(
        ("metric", "mreg", "scikit-learn", "difference"),
        [(n, ours, float(theirs), None if ours is None else abs(float(ours) - float(theirs))) for n, ours, theirs in pairs],
    )
    bad = deviations(pairs)
    if bad:
        raise Failure("these differ from scikit-learn's: " + ", ".join(p[0] for p in bad))


class Registry:
    """One connection, each call a transaction of its own."""

    def __init__(self):
        import psycopg2
        import psycopg2.extras

        self.error = psycopg2.Error
        self.connection = psycopg2.connect("")
        psycopg2.extras.register_default_jsonb(self.connection, loads=str)
        self.connection.autocommit = True

    def rows(self, sql, *args):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, args or None)
            return ([d.name for d in cursor.description], cursor.fetchall()) if cursor.description else ([], [])

    def one(self, sql, *args):
        return self.rows(sql, *args)[1][0]

    def show(self, sql, *args):
        """Prints a statement and its result."""
        say("mreg=> " + sql)
        print_table(*self.rows(sql, *args))
        say()

    def refused(self, sql, *sqlstates):
        """Prints a statement that the database must refuse, and how it does."""
        say("mreg=> " + sql)
        try:
            self.rows(sql)
        except self.error as e:
            for line in (e.pgerror or str(e)).rstrip().splitlines():
                if not line.startswith(("CONTEXT", "LINE", " ")):
                    say("  " + line)
            if e.pgcode not in sqlstates:
                raise Failure(f"refused with SQLSTATE {e.pgcode}, not {' or '.join(sqlstates)}") from e
            say(f"  (SQLSTATE {e.pgcode})")
            say()
        else:
            raise Failure("the database accepted what it must refuse")

    def expect(self, what, sql, expected):
        got = self.one(sql)[0]
        if got != expected:
            raise Failure(f"{what}: expected {expected!r}, got {got!r}")


def train():
    """Returns the test labels and, for each version, its parameters and predictions."""
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split

    data = load_iris()
    x_train, x_test, y_train, y_test = train_test_split(data.data, data.target, test_size=0.2, random_state=42)
    return data, y_test, [(LogisticRegression(**params).fit(x_train, y_train).predict(x_test)) for _, params in VERSIONS]


def register(registry, data, y_test, predictions):
    """Writes the predictions to an ordinary table and registers the model and its versions."""
    import sklearn

    registry.rows("CREATE EXTENSION mreg")
    registry.rows("CREATE TABLE iris_predictions (version integer, y_true bigint, y_pred bigint)")
    registry.rows(
        "SELECT mreg.register_model('iris', task => 'multiclass', description => 'species of an iris from four lengths')"
    )
    signature = {
        "inputs": [{"name": name, "type": "double"} for name in data.feature_names],
        "outputs": [{"name": "species", "type": "long"}],
    }
    source = {"framework": "scikit-learn", "framework_version": sklearn.__version__, "data": "iris", "random_state": 42}
    for (words, params), y_pred in zip(VERSIONS, predictions):
        number = registry.one(
            "SELECT number FROM mreg.register_version('iris', params => %s, signature => %s, source => %s)",
            json.dumps(params),
            json.dumps(signature),
            json.dumps(source),
        )[0]
        with registry.connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO iris_predictions VALUES (%s, %s, %s)",
                [(number, int(t), int(p)) for t, p in zip(y_test, y_pred)],
            )
        say(f"iris/{number}, {words}: LogisticRegression({', '.join(f'{k}={v}' for k, v in params.items())})")
    say()
    registry.show("SELECT number, stage, params, created_by FROM mreg.version ORDER BY number")
    registry.show(
        "SELECT version, count(*) AS predictions, count(*) FILTER (WHERE y_true = y_pred) AS correct\n"
        "         FROM iris_predictions GROUP BY version ORDER BY version"
    )


def measure(registry, data, y_test, predictions):
    """Computes the metrics of every version in SQL and holds them against scikit-learn's."""
    from sklearn.metrics import accuracy_score, classification_report, precision_recall_fscore_support

    for number, y_pred in enumerate(predictions, 1):
        say(f"iris/{number}:")
        accuracy, precision, recall, f1 = registry.one(
            "SELECT mreg.accuracy_score(cm), mreg.precision_score(cm, average => 'macro'),"
            " mreg.recall_score(cm, average => 'macro'), mreg.f1_score(cm, average => 'macro')"
            " FROM (SELECT mreg.confusion_matrix(y_true, y_pred) AS cm FROM iris_predictions WHERE version = %s) m",
            number,
        )
        theirs = precision_recall_fscore_support(y_test, y_pred, average="macro")
        pairs = [
            ("accuracy", accuracy, accuracy_score(y_test, y_pred)),
            ("precision, macro", precision, theirs[0]),
            ("recall, macro", recall, theirs[1]),
            ("F1, macro", f1, theirs[2]),
        ]
        classes = registry.rows(
            "SELECT r.label, r.precision_score, r.recall_score, r.f1_score, r.support FROM mreg.class_report((SELECT"
            " mreg.confusion_matrix(y_true, y_pred) FROM iris_predictions WHERE version = %s)) r"
            " WHERE r.kind = 'class'",
            number,
        )[1]
        theirs = precision_recall_fscore_support(y_test, y_pred, average=None)
        if len(classes) != len(data.target_names):
            raise Failure(f"{len(classes)} classes instead of {len(data.target_names)}")
        for i, row in enumerate(classes):
            for j, metric in enumerate(("precision", "recall", "F1", "support")):
                pairs.append((f"{metric}, {data.target_names[i]}", row[j + 1], theirs[j][i]))
        compare(pairs)
        say()
    names = data.target_names.tolist()
    report = registry.one(
        "SELECT mreg.classification_report(mreg.confusion_matrix(y_true, y_pred), target_names => %s)"
        " FROM iris_predictions WHERE version = 1",
        names,
    )[0]
    say("The report of iris/1, as mreg prints it:")
    say(report)
    if report != classification_report(y_test, predictions[0], target_names=names):
        raise Failure("scikit-learn prints another report")
    say("scikit-learn prints the same text.")


def release(registry):
    """Takes the first version to production and shows what is refused on the way."""
    say("The first version goes through staging to production, and gets the alias that servers ask for.")
    say()
    registry.show("SELECT number, stage FROM mreg.promote('iris/1', 'staging', reason => 'metrics look fine')")
    registry.show("SELECT number, stage FROM mreg.promote('iris/1', 'production', reason => 'first release')")
    registry.show("SELECT number, stage FROM mreg.set_alias('iris/1', 'champion')")
    registry.show("SELECT number, stage, params FROM mreg.resolve('iris@champion')")

    say("The third version is better, but nobody gets from development to production in one step:")
    say()
    registry.refused("SELECT mreg.promote('iris/3', 'production')", "23514", "55000")
    say("... not by a raw UPDATE either, which meets the same rule:")
    say()
    registry.refused("UPDATE mreg.version SET stage = 'production' WHERE number = 3", "23514", "55000")
    say("What a version is can never be rewritten, and neither can its history:")
    say()
    registry.refused("UPDATE mreg.version SET params = '{\"C\": 1000}' WHERE number = 1", "23514", "55000")
    registry.refused("DELETE FROM mreg.event", "23514", "55000")


def replace(registry):
    """Replaces the first version by the third, then by the second by mistake, and rolls back."""
    say("By the rules, the third version replaces the first, which is archived in the same transaction:")
    say()
    registry.show("SELECT number, stage FROM mreg.promote('iris/3', 'staging')")
    registry.show("SELECT number, stage FROM mreg.promote('iris/3', 'production', reason => 'better on the test split')")
    registry.show("SELECT number, stage FROM mreg.version ORDER BY number")
    registry.expect("the stage of iris/1", "SELECT stage FROM mreg.resolve('iris/1')", "archived")
    registry.rows("SELECT mreg.set_alias('iris/3', 'champion')")
    before = registry.one("SELECT clock_timestamp()")[0]

    say("Somebody releases the second, worse version by mistake ...")
    say()
    registry.rows("SELECT mreg.promote('iris/2', 'staging')")
    registry.show("SELECT number, stage FROM mreg.promote('iris/2', 'production', reason => 'wrong button')")
    say("... and it is rolled back: the third one returns, not the bad one, and not just any.")
    say()
    registry.show("SELECT number, stage FROM mreg.rollback('iris', reason => 'iris/2 is worse on the test split')")
    registry.expect("production", "SELECT number FROM mreg.resolve('iris:production')", 3)
    say("A second rollback goes one step further back, to the first version.")
    say()
    registry.show("SELECT number, stage FROM mreg.rollback('iris', reason => 'practising')")
    registry.expect("production", "SELECT number FROM mreg.resolve('iris:production')", 1)
    return before


def look_back(registry, before):
    """Shows history, as_of and diff."""
    registry.show("SELECT version, story, reason, actor FROM mreg.history('iris') ORDER BY id")
    say("How things stood before the mistake:")
    say()
    moment = f"'{before.isoformat(sep=' ')}'"
    registry.show(f"SELECT version, stage, aliases FROM mreg.as_of('iris', {moment}) ORDER BY version")
    registry.expect(
        "production before the mistake",
        f"SELECT version FROM mreg.as_of('iris', {moment}) WHERE stage = 'production'",
        3,
    )
    say("What makes the third version different from the first:")
    say()
    registry.show("SELECT section, key, a, b, delta FROM mreg.diff('iris/1', 'iris/3')")


def main():
    chapter("1. Train three models on iris, test on a fifth of it")
    data, y_test, predictions = train()
    say(f"{len(data.target)} flowers, {len(y_test)} of them for testing; species: {', '.join(data.target_names)}")
    registry = Registry()
    chapter("2. CREATE EXTENSION mreg, register the model and its versions, write the test predictions to a table")
    register(registry, data, y_test, predictions)
    chapter("3. Measure in SQL, hold it against scikit-learn")
    measure(registry, data, y_test, predictions)
    chapter("4. Release")
    release(registry)
    chapter("5. Replace, and take it back")
    before = replace(registry)
    chapter("6. Look back")
    look_back(registry, before)
    say(f"All metrics agree with scikit-learn's to {TOLERANCE}, and all that must be refused was refused.")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        say()
        say(f"FAILED: {failure}")
        sys.exit(1)
