#!/usr/bin/env python3
"""Writes confusion_cases.sql: expected values of the confusion metrics, computed by scikit-learn.

Usage: python3 test/oracle/confusion.py > test/oracle/confusion_cases.sql
Needs scikit-learn 1.4 or later: earlier ones compute F and zero_division=NaN otherwise.
"""
import math
import random
import warnings

import numpy as np
import sklearn
from sklearn.metrics import (accuracy_score, classification_report, confusion_matrix, f1_score, fbeta_score,
                             precision_score, recall_score)

warnings.filterwarnings("ignore")
random.seed(20240607)
AVERAGES = ("micro", "macro", "weighted")
METRICS = {"precision_score": precision_score, "recall_score": recall_score, "f1_score": f1_score}
sets, cases, reports, cells = [], [], [], []


def text(value):
    return "true" if value is True else "false" if value is False else str(value)


def literal(value):
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def array(values):
    if values is None:
        return "NULL"
    quoted = ('"' + text(v).replace("\\", "\\\\").replace('"', '\\"') + '"' for v in values)
    return literal("{" + ",".join(quoted) + "}")


def number(value):
    if value is None:
        return "NULL"
    return "'NaN'" if math.isnan(value) else repr(float(value))


class Data:
    """One pair of columns, with the kind of its labels and perhaps weights."""

    def __init__(self, kind, y_true, y_pred, weight=None):
        self.kind, self.y_true, self.y_pred, self.weight = kind, list(y_true), list(y_pred), weight
        self.labels = sorted(set(self.y_true) | set(self.y_pred))
        self.id = len(sets) + 1
        sets.append(self)

    def arguments(self):
        # np.array keeps the type of the labels, strings of any length included.
        dtype = object if self.kind == "text" else bool if self.kind == "boolean" else np.int64
        given = {"y_true": np.array(self.y_true, dtype=dtype), "y_pred": np.array(self.y_pred, dtype=dtype)}
        if self.kind == "text":
            given = {k: v.astype(str) for k, v in given.items()}
        if self.weight is not None:
            given["sample_weight"] = np.array(self.weight, dtype=float)
        return given

    def score(self, metric, average, zero_division, labels=None, pos_label=None, beta=None):
        """The value that mreg documents: scikit-learn's, but NULL for an undefined score of one class."""
        function = fbeta_score if metric == "fbeta_score" else METRICS[metric]
        options = {"average": average, "labels": labels}
        if beta is not None:
            options["beta"] = beta
        if pos_label is not None:
            # A class of its own in any matrix: one label with average macro is the score of that class.
            options.update(average="macro", labels=[pos_label])

        def value(zd):
            return float(function(**self.arguments(), **options, zero_division=zd))

        if zero_division is None:
            single = average == "binary"
            expected = None if single and value(0) != value(1) else value("warn")
        else:
            expected = value(float(zero_division))
        cases.append((self.id, metric, average, beta, labels, pos_label, zero_division, expected))

    def accuracy(self, normalize):
        given = self.arguments()
        if self.weight is not None and self.kind == "text":
            expected = accuracy_score(**given, normalize=normalize)
        else:
            expected = accuracy_score(**given, normalize=normalize)
        cases.append((self.id, "accuracy_score" if normalize else "accuracy_count", None, None, None, None, None,
                      float(expected)))

    def report(self, labels=None, target_names=None, digits=2, zero_division=None):
        zd = "warn" if zero_division is None else float(zero_division)
        given = self.arguments()
        if labels is not None:
            labels_given = np.array(labels, dtype=given["y_true"].dtype if self.kind != "text" else str)
        else:
            labels_given = None
        expected = classification_report(**given, labels=labels_given, target_names=target_names, digits=digits,
                                         zero_division=zd)
        reports.append((self.id, labels, target_names, digits, zero_division, expected))

    def matrix(self):
        expected = confusion_matrix(**self.arguments())
        cells.append((self.id, [(a, b, expected[i, j]) for i, a in enumerate(self.labels)
                                for j, b in enumerate(self.labels) if expected[i, j] != 0]))


def dyadic(n):
    """Weights whose sums are exact in any order."""
    return [random.randint(1, 64) / 16 for _ in range(n)]


def columns(labels, n, agreement):
    y_true = [random.choice(labels) for _ in range(n)]
    y_pred = [t if random.random() < agreement else random.choice(labels) for t in y_true]
    return y_true, y_pred


def averages(data, labels=None):
    for metric in METRICS:
        for average in AVERAGES:
            data.score(metric, average, random.choice((None, None, "0", "1", "NaN")), labels=labels)


def classes(data, chosen, zero_divisions):
    for label in chosen:
        for metric in METRICS:
            data.score(metric, "binary", random.choice(zero_divisions), pos_label=label)


TEXTS = (["a", "b"], ["cat", "dog", "bird"], ["", "a", "aa", "aaa"], ["É", "e", "z", "日本", "😀"],
         ["a,b", 'q"uote', "back\\slash", "{brace}", "o'clock"], ["class %d" % k for k in range(12)],
         ["a label that is rather longer than the others", "short"], ["NULL", "null", "true"])
INTEGERS = ([0, 1], [0, 1, 2], [-1, 1], [1, 2, 3, 4, 5], [7], [1], list(range(10)), list(range(-40, 40)),
            [0, 10, 2, 33], [-32768, 0, 32767])

# The golden examples of the documentation.
for y, p in (([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]), ([0, 1, 2, 2, 2], [0, 0, 2, 2, 1]),
             ([0, 1, 2, 0, 2, 1], [0, 2, 2, 2, 2, 2]), ([0, 1, 2, 2], [0, 2, 1, 2]), ([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2])):
    d = Data("integer", y, p)
    averages(d)
    averages(d, labels=[0, 2])
    averages(d, labels=[2, 3, 0])
    classes(d, d.labels, (None, "0", "1", "NaN"))
    d.accuracy(True)
    d.accuracy(False)
    d.matrix()
    d.report()
    d.report(labels=[1, 2])
d = Data("integer", [0, 1, 0, 1], [0, 1, 0, 0])
for beta in (0, 0.5, 1, 2, 10, math.inf):
    d.score("fbeta_score", "binary", None, beta=beta)
    d.score("fbeta_score", "macro", None, beta=beta)

# One row, one class, classes that are never predicted or never true, no positive row.
for kind, y, p in (("integer", [1], [1]), ("integer", [0], [0]), ("integer", [1], [0]), ("integer", [0], [1]),
                   ("integer", [0, 0, 0], [0, 0, 0]), ("integer", [1, 1, 1], [1, 1, 1]), ("integer", [0, 0, 1], [0, 0, 0]),
                   ("integer", [0, 0], [1, 1]), ("integer", [1, 1], [0, 0]), ("integer", [0, 1], [0, 0]),
                   ("integer", [0, 0], [0, 1]), ("integer", [-1, -1, 1], [-1, 1, 1]),
                   ("boolean", [True], [True]), ("boolean", [False], [False]), ("boolean", [False, True], [False, False]),
                   ("boolean", [False, False], [True, True])):
    d = Data(kind, y, p)
    for metric in METRICS:
        for zd in (None, "0", "1", "NaN"):
            d.score(metric, "binary", zd)
    averages(d)
    d.accuracy(True)
    d.matrix()
    d.report(zero_division=random.choice((None, "0", "1", "NaN")))

# Random shapes.
for k in range(60):
    kind = ("integer", "text", "boolean")[k % 3] if k < 45 else ("integer", "text")[k % 2]
    labels = [False, True] if kind == "boolean" else random.choice(TEXTS if kind == "text" else INTEGERS)
    n = random.choice((2, 3, 5, 8, 13, 30, 60))
    y, p = columns(labels, n, random.choice((0, 0.3, 0.8, 1)))
    d = Data(kind, y, p, dyadic(n) if k % 4 == 3 else None)
    averages(d)
    classes(d, random.sample(d.labels, min(2, len(d.labels))), (None, None, "0", "1", "NaN"))
    d.accuracy(True)
    if k % 2:
        d.accuracy(False)
        d.score("fbeta_score", random.choice(AVERAGES), random.choice((None, "0", "1", "NaN")),
                beta=random.choice((0, 0.1, 0.5, 2, 3.7, math.inf)))
    some = random.sample(d.labels, random.randint(1, len(d.labels)))
    if kind == "integer":
        averages(d, labels=some + [99])
    if kind == "text":
        averages(d, labels=["never seen"] + some)
    if k % 3 == 0 or k % 5 == 0:
        d.matrix()
    d.report(digits=random.choice((2, 2, 3, 0, 14)), zero_division=random.choice((None, "0", "1", "NaN")))
    if kind != "boolean":
        d.report(labels=some)
        d.report(target_names=["name %d" % i for i in range(len(d.labels))], digits=4)
        d.report(labels=some, target_names=["only", "two names of classes"])

print("-- Written by confusion.py with scikit-learn %s and NumPy %s." % (sklearn.__version__, np.__version__))
print("INSERT INTO data_set (id, kind, y_true, y_pred, weight) VALUES")
print(",\n".join("(%d, '%s', %s, %s, %s)" % (s.id, s.kind, array(s.y_true), array(s.y_pred), array(s.weight))
                 for s in sets) + ";")
print("INSERT INTO expected_score (id, set_id, metric, average, beta, labels, pos_label, zero_division, value) VALUES")
print(",\n".join("(%d, %d, '%s', %s, %s, %s, %s, %s, %s)" % (
    k + 1, s, metric, literal(average), "'Infinity'" if beta == math.inf else number(beta), array(labels),
    literal(None if pos is None else text(pos)), literal(zd), number(value))
    for k, (s, metric, average, beta, labels, pos, zd, value) in enumerate(cases)) + ";")
print("INSERT INTO expected_report (id, set_id, labels, target_names, digits, zero_division, report) VALUES")
print(",\n".join("(%d, %d, %s, %s, %d, %s, %s)" % (k + 1, s, array(labels), array(names), digits, literal(zd), literal(r))
                 for k, (s, labels, names, digits, zd, r) in enumerate(reports)) + ";")
print("INSERT INTO expected_cell (set_id, y_true, y_pred, n) VALUES")
print(",\n".join("(%d, %s, %s, %r)" % (s, literal(text(a)), literal(text(b)), float(n))
                 for s, of_set in cells for a, b, n in of_set) + ";")
