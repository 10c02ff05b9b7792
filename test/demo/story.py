"""The lives of two models in mreg, told on real data with scikit-learn's LogisticRegression.

The first tells species of iris apart: three versions, released, replaced, rolled back.  The second finds malignant
tumours: three versions that have to pass gates, and somebody else's eyes, before they go live.

Reads libpq's environment (PGHOST, PGDATABASE, ...) and works in that database.  Exits with 1 if a metric that mreg
computes is further than 1e-12 from scikit-learn's, if something that must be refused is not, or if something else
comes out otherwise.
"""
import json
import sys

TOLERANCE = 1e-12

VERSIONS = [
    ("the first", {"C": 0.05, "max_iter": 1000}),
    ("a second, worse one (too much regularisation)", {"C": 0.01, "max_iter": 1000}),
    ("a third, better one", {"C": 1.0, "max_iter": 1000}),
]

MEASUREMENTS = (
    "radius texture perimeter area smoothness compactness concavity symmetry".split() + ["concave points", "fractal dimension"]
)
TUMOUR_VERSIONS = [
    ("the first", ["worst texture", "worst concavity"]),
    ("a second that goes by the size", ["worst radius", "worst texture"]),
    ("a third with ten measurements", ["worst " + name for name in MEASUREMENTS]),
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
        """Prints a statement and its result, below what the database warns of.  Returns the rows."""
        say("mreg=> " + sql)
        del self.connection.notices[:]
        header, rows = self.rows(sql, *args)
        for line in "".join(self.connection.notices).rstrip().splitlines():
            say("  " + line)
        print_table(header, rows)
        say()
        return rows

    def log_in(self, role=None):
        """Goes on as if a role had logged in; without one, as before."""
        sql = f"SET SESSION AUTHORIZATION {role}" if role else "RESET SESSION AUTHORIZATION"
        say("mreg=> " + sql)
        self.rows(sql)

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


def train_tumours():
    """Returns the true labels of the test rows, whether each tumour is large, and the scores of each version."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    data = load_breast_cancer()
    names = data.feature_names.tolist()
    malignant = 1 - data.target
    x_train, x_test, y_train, y_test = train_test_split(
        data.data, malignant, test_size=0.5, random_state=42, stratify=malignant
    )
    scores = []
    for _, features in TUMOUR_VERSIONS:
        columns = [names.index(feature) for feature in features]
        model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced", max_iter=1000))
        scores.append(model.fit(x_train[:, columns], y_train).predict_proba(x_test[:, columns])[:, 1])
    return y_test, x_test[:, names.index("mean radius")] >= 14, scores


def register_tumours(registry, y_test, large, scores):
    """Sets up who may do what, and registers the second model, its versions and its test data."""
    registry.rows("CREATE ROLE ada LOGIN")
    registry.rows("CREATE ROLE pathologists")
    registry.rows("CREATE ROLE grace LOGIN IN ROLE pathologists")
    registry.rows("GRANT SELECT ON ALL TABLES IN SCHEMA mreg TO ada, grace")
    registry.rows("GRANT EXECUTE ON FUNCTION mreg.promote, mreg.validate, mreg.approve TO ada, grace")
    registry.rows("GRANT EXECUTE ON FUNCTION mreg.register_version, mreg.evaluate, mreg.request_transition TO ada")
    registry.rows("CREATE TABLE tumour_test (id integer PRIMARY KEY, malignant integer, size text)")
    registry.rows(
        "CREATE TABLE tumour_predictions (version integer, id integer, y_true integer, y_pred integer,"
        " score float8, size text)"
    )
    registry.rows("GRANT SELECT ON tumour_predictions TO ada")
    sizes = ["large" if value else "small" for value in large]
    with registry.connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO tumour_test VALUES (%s, %s, %s)", [(i, int(y), s) for i, (y, s) in enumerate(zip(y_test, sizes))]
        )
        for number, of_version in enumerate(scores, 1):
            cursor.executemany(
                "INSERT INTO tumour_predictions VALUES (%s, %s, %s, %s, %s, %s)",
                [
                    (number, i, int(y), int(score >= 0.5), float(score), s)
                    for i, (y, score, s) in enumerate(zip(y_test, of_version, sizes))
                ],
            )
    definition = {
        "stages": [
            {"name": "candidate", "is_initial": True},
            {"name": "live", "max_versions": 1, "displaced_to": "retired"},
            {"name": "retired"},
        ],
        "transitions": [
            {
                "from": "candidate",
                "to": "live",
                "requires_gates": True,
                "min_approvals": 1,
                "required_role": "pathologists",
                "auto_apply": True,
            },
            {"from": "*", "to": "retired"},
        ],
    }
    registry.rows("SELECT mreg.define_lifecycle('reviewed', %s)", json.dumps(definition))
    registry.rows("SELECT mreg.register_model('tumour', task => 'binary', lifecycle => 'reviewed')")
    say("Ada trains models; Grace is one of the pathologists, and one of them has to agree before a version goes live.")
    say()
    registry.show("SELECT name, number, row_count FROM mreg.register_dataset('tumours', relation => 'tumour_test')")
    registry.log_in("ada")
    for words, features in TUMOUR_VERSIONS:
        number = registry.one(
            "SELECT number FROM mreg.register_version('tumour', params => %s)", json.dumps({"features": features})
        )[0]
        say(f"tumour/{number}, {words}")
    say()


def scores_of(y_true, score):
    """Returns scikit-learn's values of the metrics that mreg stores, by name."""
    from sklearn import metrics

    y_pred = (score >= 0.5).astype(int)
    of_labels = (
        "accuracy_score balanced_accuracy_score precision_score recall_score f1_score jaccard_score matthews_corrcoef"
        " cohen_kappa_score hamming_loss zero_one_loss"
    )
    of_scores = "roc_auc_score average_precision_score log_loss brier_score_loss"
    values = {name: getattr(metrics, name)(y_true, y_pred) for name in of_labels.split()}
    values.update({name: getattr(metrics, name)(y_true, score) for name in of_scores.split()})
    return values


def evaluate(registry, y_test, large, scores):
    """Evaluates every version in the database, as a whole and by size, and holds it against scikit-learn."""
    parts = {"": slice(None), "size=large": large, "size=small": ~large}
    for number, score in enumerate(scores, 1):
        registry.show(
            f"SELECT id, n_used, n_skipped FROM mreg.evaluate('tumour/{number}', 'tumours', 'tumour_predictions',\n"
            f"         filter => 'version = {number}', y_pred => 'y_pred', score => 'score', slices => '{{size}}')"
        )
        of_slices = []
        for part, rows in parts.items():
            stored = dict(
                registry.rows(
                    "SELECT metric, value FROM mreg.metrics WHERE model = 'tumour' AND version = %s AND slice = %s",
                    number,
                    part,
                )[1]
            )
            pairs = [(name, stored.get(name), theirs) for name, theirs in scores_of(y_test[rows], score[rows]).items()]
            if part == "":
                compare(pairs)
            else:
                of_slices += [(f"{name} of {part}", ours, theirs) for name, ours, theirs in pairs]
        bad = deviations(of_slices)
        if bad:
            raise Failure("these differ from scikit-learn's: " + ", ".join(p[0] for p in bad))
        say(f"The {len(of_slices)} values of the slices {' and '.join(filter(None, parts))} agree as well.")
        say()


def add_gates(registry):
    """Guards the stage live, and lets the first version in."""
    registry.log_in()
    say("Three gates guard the stage.  The second asks of every size of tumour that at least 80 % be found.")
    say()
    for gate in (
        "'ranks well', 'live', metric => 'roc_auc_score', min => 0.9, confidence => 0.95, computed => true",
        "'misses few', 'live', metric => 'recall_score', min => 0.8, slice => 'size=*', computed => true",
        "'no worse', 'live', metric => 'f1_score', baseline => 'stage', min_change => 0, first => 'pass', computed => true",
    ):
        registry.show(f"SELECT name, kind FROM mreg.add_gate('tumour', {gate})")
    registry.log_in("ada")
    validate(registry, 1, {})
    approve(registry, 1, "first release")


def validate(registry, number, failing):
    """Shows the verdicts about a version; failing has the expected ones that are not pass, by gate."""
    verdicts = registry.show(
        f"SELECT gate, verdict, observed, baseline, lower, n, reason FROM mreg.validate('tumour/{number}', 'live')"
    )
    got = {row[0]: row[1] for row in verdicts if row[1] != "pass"}
    if len(verdicts) != 3 or got != failing:
        raise Failure(f"expected {failing or 'that all gates pass'}, got {got}")


def approve(registry, number, reason):
    """Asks for a release as Ada and approves it as Grace."""
    ref = f"tumour/{number}"
    request = registry.show(f"SELECT id, state FROM mreg.request_transition('{ref}', 'live', reason => '{reason}')")[0][0]
    if number > 1:
        say("Ada cannot approve what she asks for, and promote() tells what is missing:")
        say()
        registry.refused(f"SELECT mreg.approve({request})", "23514")
        registry.refused(f"SELECT mreg.promote('{ref}', 'live')", "23514")
    registry.log_in("grace")
    registry.show("SELECT model, version, stage, reason, approvals, needed, waits_for FROM mreg.pending")
    state = registry.show(f"SELECT id, state FROM mreg.approve({request}, comment => 'looked at the misses')")[0][1]
    if state != "applied":
        raise Failure(f"the request is {state} and not applied")
    say("That was the approval it waited for, so the version is live:")
    say()
    registry.log_in()
    live = registry.show("SELECT number, stage FROM mreg.resolve('tumour:live')")[0][0]
    if live != number:
        raise Failure(f"version {live} is live and not {number}")


def refuse_worse(registry):
    """Shows that a worse version does not get in."""
    say("On the whole the second version ranks better, and its F1 is higher. But it goes by the size, and misses small tumours.")
    say()
    validate(registry, 2, {"misses few": "fail"})
    registry.refused("SELECT mreg.promote('tumour/2', 'live')", "23514")
    say("A raw UPDATE by a superuser meets the same gates:")
    say()
    registry.refused(
        "UPDATE mreg.version SET stage = 'live'\n"
        "         WHERE number = 2 AND model = (SELECT id FROM mreg.model WHERE name = 'tumour')",
        "23514",
    )
    registry.expect("the stage of tumour/2", "SELECT stage FROM mreg.resolve('tumour/2')", "candidate")


def release_better(registry):
    """Lets a better version in, as soon as somebody else agrees."""
    registry.log_in("ada")
    validate(registry, 3, {})
    approve(registry, 3, "finds more tumours of every size")


def override(registry):
    """Overrides the gates, takes it back, and shows what is on record."""
    registry.log_in("ada")
    registry.refused("SELECT mreg.promote('tumour/2', 'live', override => 'I am in a hurry')", "42501")
    registry.log_in()
    registry.show(
        "SELECT number, stage FROM mreg.promote('tumour/2', 'live',\n"
        "         override => 'the lab cannot measure concavity today')"
    )
    if not any("without regard to gates" in notice for notice in registry.connection.notices):
        raise Failure("an override without a warning")
    registry.show("SELECT number, stage FROM mreg.rollback('tumour', 'live', reason => 'the lab is back')")
    registry.expect("live after the rollback", "SELECT number FROM mreg.resolve('tumour:live')", 3)
    registry.show("SELECT version, story, reason, actor FROM mreg.history('tumour') ORDER BY id")
    say("What was known when the second version got in is kept with the move:")
    say()
    verdicts = registry.show(
        "SELECT v ->> 'gate' AS gate, v ->> 'verdict' AS verdict, v ->> 'reason' AS reason\n"
        "         FROM mreg.history('tumour') AS h, jsonb_array_elements(h.detail -> 'after' -> 'gates') AS v\n"
        "         WHERE h.kind = 'override'"
    )
    if [row[1] for row in verdicts] != ["pass", "fail", "fail"]:
        raise Failure("the record of the override is not what it should be")


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
    chapter("7. A second model, for tumours: evaluate in the database, hold it against scikit-learn")
    tumours = train_tumours()
    register_tumours(registry, *tumours)
    evaluate(registry, *tumours)
    chapter("8. Gates, and the first release with somebody else's approval")
    add_gates(registry)
    chapter("9. A version that is worse where it matters stays out")
    refuse_worse(registry)
    chapter("10. A better version goes live")
    release_better(registry)
    chapter("11. Override, loudly, and take it back")
    override(registry)
    say(f"All metrics agree with scikit-learn's to {TOLERANCE}, and all that must be refused was refused.")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        say()
        say(f"FAILED: {failure}")
        sys.exit(1)
