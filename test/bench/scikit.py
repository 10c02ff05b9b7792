"""scikit.py RUNS KIND ROWS QUERY: does the work of KIND with scikit-learn on the rows that the query ROWS gives, and
prints "name milliseconds milliseconds", the best times of RUNS in memory and with the fetch.  QUERY gives mreg's values
of the same rows; a difference is told on standard error.  libpq's environment names the database."""
import io
import sys
import time

import numpy as np
import psycopg2
from sklearn import metrics

PATIENCE = 5.0  # seconds after which work is not repeated


def fetch_numbers(cursor, query, *types):
    """Fetches columns of numbers by COPY in binary form: per row 2 bytes of count, per column 4 bytes of length."""
    buffer = io.BytesIO()
    cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT binary)", buffer)
    fields = [("count", ">i2")]
    for i, kind in enumerate(types):
        fields += [(f"length{i}", ">i4"), (f"value{i}", f">{kind}")]
    image = np.frombuffer(buffer.getbuffer()[19:-2], dtype=fields)
    return [image[f"value{i}"].astype(kind) for i, kind in enumerate(types)]


def fetch_texts(cursor, query):
    """Fetches two columns of texts, which have no character that COPY would escape."""
    buffer = io.BytesIO()
    cursor.copy_expert(f"COPY ({query}) TO STDOUT", buffer)
    words = np.array(buffer.getvalue().decode().rstrip("\n").replace("\t", "\n").split("\n"))
    return [words[0::2], words[1::2]]


def ks_statistic(y, score):
    """KS from the ROC curve; scikit-learn has no function of its own."""
    fpr, tpr, _ = metrics.roc_curve(y, score)
    return np.max(np.abs(tpr - fpr))


def calibration_error(y, score):
    """ECE over 15 bins of equal width, by numpy; scikit-learn has no function of its own."""
    which = np.searchsorted(np.linspace(0, 1, 16)[1:-1], score)
    return np.sum(np.abs(np.bincount(which, score, 15) - np.bincount(which, y, 15))) / len(y)


def six_of_curve(y, score):
    return (
        metrics.roc_auc_score(y, score),
        metrics.average_precision_score(y, score),
        metrics.log_loss(y, score),
        metrics.brier_score_loss(y, score),
        ks_statistic(y, score),
        calibration_error(y, score),
    )


def six_of_regression(y, yhat):
    mse = metrics.mean_squared_error(y, yhat)
    return (
        metrics.mean_absolute_error(y, yhat),
        mse,
        np.sqrt(mse),
        metrics.r2_score(y, yhat),
        metrics.explained_variance_score(y, yhat),
        metrics.mean_absolute_percentage_error(y, yhat),
    )


# Of each kind: how its rows are fetched, and its works by name, the last of which gives QUERY's values.
KINDS = {
    "curve": (
        lambda cursor, query: fetch_numbers(cursor, query, "i4", "f8"),
        {"auc": metrics.roc_auc_score, "six": six_of_curve},
    ),
    "labels": (lambda cursor, query: fetch_numbers(cursor, query, "i4", "i4"), {"f1": metrics.f1_score}),
    "texts": (fetch_texts, {"macro": lambda y, yhat: metrics.f1_score(y, yhat, average="macro")}),
    "regression": (lambda cursor, query: fetch_numbers(cursor, query, "f8", "f8"), {"six": six_of_regression}),
    "distribution": (
        lambda cursor, query: fetch_numbers(cursor, query, "f8"),
        {"twenty": lambda values: np.histogram(values, np.arange(20.0))[0]},
    ),
    "probabilities": (
        lambda cursor, query: fetch_numbers(cursor, query, "i4", *["f8"] * 10),
        {
            "auc": lambda y, *p: metrics.roc_auc_score(y, np.column_stack(p), multi_class="ovr"),
            "loss": lambda y, *p: metrics.log_loss(y, np.column_stack(p)),
        },
    ),
}


def best(runs, work, *arguments):
    """Returns the best time of work in milliseconds, and what it gives."""
    times = []
    while not times or (len(times) < runs and sum(times) < PATIENCE):
        begin = time.monotonic()
        result = work(*arguments)
        times.append(time.monotonic() - begin)
    return 1000 * min(times), result


def main(runs, kind, rows, query):
    fetch, works = KINDS[kind]
    cursor = psycopg2.connect("").cursor()
    fetching, columns = best(int(runs), fetch, cursor, rows)
    for name, work in works.items():
        working, result = best(int(runs), work, *columns)
        print(name, working, working + fetching)
    cursor.execute(query)
    ours, theirs = (np.ravel(values).astype(float) for values in (cursor.fetchone(), result))
    if ours.shape != theirs.shape or not np.allclose(ours, theirs, rtol=1e-9, atol=0):
        print(f"{kind}: mreg's {ours} are not scikit-learn's {theirs}", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
