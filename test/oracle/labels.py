#!/usr/bin/env python3
"""Writes labels_cases.sql: expected values of the label metrics, computed by scikit-learn, and of intervals and tests,
computed by SciPy and, for counts that scikit-learn cannot hold, by Python's exact integers.

Usage: python3 test/oracle/labels.py > test/oracle/labels_cases.sql
Needs scikit-learn 1.8 or later and SciPy.
"""
import decimal
import math
import random
import warnings
from fractions import Fraction

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.metrics import (accuracy_score, balanced_accuracy_score, class_likelihood_ratios, classification_report,
                             cohen_kappa_score, confusion_matrix, f1_score, fbeta_score, hamming_loss, jaccard_score,
                             matthews_corrcoef, multilabel_confusion_matrix, precision_score, recall_score,
                             zero_one_loss)

warnings.filterwarnings("ignore")
random.seed(20250711)
decimal.getcontext().prec = 60
sets, cases, reports, cells = [], [], [], []
AVERAGES = ("micro", "macro", "weighted")
ZERO_DIVISIONS = (None, "0", "1", "NaN")


def text(value):
    return "true" if value is True else "false" if value is False else str(value)


def literal(value):
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def array_body(values):
    return "{" + ",".join('"' + text(v).replace("\\", "\\\\").replace('"', '\\"') + '"' for v in values) + "}"


def array(values):
    return "NULL" if values is None else literal(array_body(values))


def number(value):
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "NULL"
    return repr(float(value))


def expect(set_id, call, value):
    """The call, in SQL over the matrix cm, gives the value; NaN is undefined, which mreg says as NULL."""
    cases.append((set_id, call, value))


class Data:
    """Two columns, perhaps with weights."""

    def __init__(self, kind, y_true, y_pred, weight=None):
        self.kind, self.weight = kind, weight
        self.y_true, self.y_pred = list(y_true), list(y_pred)
        self.labels = sorted(set(self.y_true) | set(self.y_pred)) if kind[-1] != "]" else \
            sorted(set().union(*self.y_true, *self.y_pred))
        self.id = len(sets) + 1
        sets.append(self)

    def given(self):
        result = {} if self.weight is None else {"sample_weight": np.array(self.weight)}
        if self.kind[-1] == "]":
            result["y_true"], result["y_pred"] = (
                np.array([[int(label in row) for label in self.labels] for row in column]).reshape(len(column), -1)
                for column in (self.y_true, self.y_pred))
        else:
            dtype = {"text": object, "boolean": bool}.get(self.kind, np.int64)
            result["y_true"], result["y_pred"] = np.array(self.y_true, dtype), np.array(self.y_pred, dtype)
            if self.kind == "text":
                result["y_true"], result["y_pred"] = result["y_true"].astype(str), result["y_pred"].astype(str)
        return result

    def against_rest(self, label):
        given = self.given()
        return dict(given, y_true=np.array([y == label for y in self.y_true]),
                    y_pred=np.array([y == label for y in self.y_pred]))


def averaged(data, name, function, average, labels=None, zd=None, **options):
    """One average of a score that has zero_division; labels of sets are columns to scikit-learn."""
    chosen = labels
    if labels is not None and data.kind[-1] == "]":
        chosen = [data.labels.index(label) for label in labels]
    if name == "jaccard_score" and zd == "NaN":
        zd = "0"
    value = function(**data.given(), average=average, labels=chosen,
                     zero_division="warn" if zd is None else float(zd), **options)
    beta = "" if "beta" not in options else f"{number(options['beta'])}, "
    if options.get("beta") == math.inf:
        beta = "'Infinity', "
    call = f"mreg.{name}(cm, {beta}'{average}'" + ("" if labels is None else f", {array(labels)}")
    expect(data.id, call + ("" if zd is None else f", zero_division => '{zd}'") + ")", float(value))
    if math.isnan(value):
        cases[-1] = (data.id, f"nullif({cases[-1][1]}, 'NaN')", None)


def rate(numerator, denominator):
    return math.nan if denominator == 0 else float(numerator) / float(denominator)


def single(data):
    given = data.given()
    d = data.id
    expect(d, "mreg.matthews_corrcoef(cm)", matthews_corrcoef(**given))
    expect(d, "one_step", matthews_corrcoef(**given) if data.weight is None else None)
    for weights in (None, "linear", "quadratic"):
        kappa = {"y1": given["y_true"], "y2": given["y_pred"], "weights": weights,
                 "sample_weight": given.get("sample_weight")}
        expect(d, f"mreg.cohen_kappa_score(cm, {literal(weights)})", cohen_kappa_score(**kappa))
        if len(data.labels) > 2 and data.kind != "boolean":
            some = random.sample(data.labels, len(data.labels) - 1)
            if set(some) & set(data.y_true):
                expect(d, f"mreg.cohen_kappa_score(cm, {literal(weights)}, {array(some)})",
                       cohen_kappa_score(**kappa, labels=some))
    expect(d, "mreg.balanced_accuracy_score(cm)", balanced_accuracy_score(**given))
    adjusted = balanced_accuracy_score(**given, adjusted=True)
    expect(d, "mreg.balanced_accuracy_score(cm, adjusted => true)", math.nan if math.isinf(adjusted) else adjusted)
    expect(d, "mreg.hamming_loss(cm)", hamming_loss(**given))
    expect(d, "mreg.zero_one_loss(cm)", zero_one_loss(**given))
    expect(d, "mreg.zero_one_loss(cm, normalized => false)", zero_one_loss(**given, normalize=False))
    for average in AVERAGES:
        averaged(data, "jaccard_score", jaccard_score, average, zd=random.choice(ZERO_DIVISIONS))
    if data.kind != "boolean":
        averaged(data, "jaccard_score", jaccard_score, random.choice(AVERAGES), random.sample(data.labels, 1))
    for over in ("true", "pred", "all"):
        share = confusion_matrix(**given, normalize=over)
        cells.append((d, over, [(a, b, share[i, j]) for i, a in enumerate(data.labels)
                                for j, b in enumerate(data.labels) if share[i, j] != 0]))
    for label in random.sample(data.labels, min(2, len(data.labels))):
        one_class(data, label)
    macro = {}
    for tn, fp, fn, tp in (m.ravel() for m in multilabel_confusion_matrix(**given)):
        for name, value in (("specificity_score", rate(tn, tn + fp)), ("false_omission_rate", rate(fn, fn + tn)),
                            ("false_discovery_rate", rate(fp, fp + tp))):
            macro.setdefault(name, []).append(0 if math.isnan(value) else value)
    for name, values in macro.items():
        expect(d, f"mreg.{name}(cm, 'macro')", np.mean(values))
    total = multilabel_confusion_matrix(**given).sum(axis=0)
    expect(d, "mreg.specificity_score(cm, 'micro', zero_division => 0)",
           float(total[0, 0]) / max(1, float(total[0, 0] + total[0, 1])))


def one_class(data, label):
    rest = data.against_rest(label)
    matrix = confusion_matrix(**rest, labels=[False, True])
    tn, fp, fn, tp = matrix.ravel()
    other = dict(rest, y_true=~rest["y_true"], y_pred=~rest["y_pred"])
    values = {
        "specificity_score": recall_score(**other, zero_division=np.nan),
        "negative_predictive_value": precision_score(**other, zero_division=np.nan),
        "false_positive_rate": rate(fp, fp + tn), "false_negative_rate": rate(fn, fn + tp),
        "false_discovery_rate": rate(fp, fp + tp), "false_omission_rate": rate(fn, fn + tn),
        "jaccard_score": rate(tp, tp + fp + fn), "prevalence": (tp + fn) / matrix.sum(),
        "informedness": rate(tp, tp + fn) + rate(tn, tn + fp) - 1,
        "markedness": rate(tp, tp + fp) + rate(tn, tn + fn) - 1,
    }
    if len(set(rest["y_true"]) | set(rest["y_pred"])) == 2:
        values["positive_likelihood_ratio"], values["negative_likelihood_ratio"] = class_likelihood_ratios(
            **rest, labels=[False, True])
    for name, value in values.items():
        expect(data.id, f"mreg.{name}(cm, pos_label => {literal(text(label))})", value)


def multilabel(data):
    given = data.given()
    d = data.id
    expect(d, "mreg.accuracy_score(cm)", accuracy_score(**given))
    expect(d, "mreg.zero_one_loss(cm)", zero_one_loss(**given))
    expect(d, "mreg.zero_one_loss(cm, normalized => false)", zero_one_loss(**given, normalize=False))
    expect(d, "mreg.hamming_loss(cm)", hamming_loss(**given))
    for average in AVERAGES + ("samples",):
        for name, function in (("precision_score", precision_score), ("recall_score", recall_score),
                               ("f1_score", f1_score), ("jaccard_score", jaccard_score)):
            averaged(data, name, function, average, zd=random.choice(ZERO_DIVISIONS))
        averaged(data, "fbeta_score", fbeta_score, average, zd=random.choice(ZERO_DIVISIONS),
                 beta=random.choice((0, 0.5, 2.0, math.inf)))
    for average in AVERAGES:
        some = random.sample(data.labels, random.randint(1, len(data.labels)))
        averaged(data, random.choice(("f1_score", "jaccard_score")), f1_score, average, some)
        if cases[-1][1].startswith("mreg.jaccard"):
            cases.pop()
            averaged(data, "jaccard_score", jaccard_score, average, some)
    zd = random.choice(ZERO_DIVISIONS)
    digits = random.choice((2, 3, 5))
    reports.append((d, digits, zd, classification_report(
        **given, target_names=[text(label) for label in data.labels], digits=digits,
        zero_division="warn" if zd is None else float(zd))))
    matrices = multilabel_confusion_matrix(**given)
    cells.append((d, "labels", [(label, None, f"{float(m[0, 0])!r} {float(m[0, 1])!r} {float(m[1, 0])!r} {float(m[1, 1])!r}")
                                for label, m in zip(data.labels, matrices)]))


def dyadic(n):
    """Weights whose sums are exact in any order."""
    return [random.randint(1, 64) / 16 for _ in range(n)]


def columns(labels, n, agreement):
    y_true = [random.choice(labels) for _ in range(n)]
    return y_true, [t if random.random() < agreement else random.choice(labels) for t in y_true]


def subsets(labels, n, agreement, share):
    y_true = [{label for label in labels if random.random() < share} for _ in range(n)]
    return y_true, [t if random.random() < agreement else {label for label in labels if random.random() < share}
                    for t in y_true]


# The golden examples of the documentation, and degenerate matrices.
for y, p in (([1, 1, 1, -1], [1, -1, 1, 1]), ([0, 1, 0, 1], [0, 1, 0, 0]), ([0, 1, 2, 2, 1, 0, 2], [0, 2, 1, 2, 1, 0, 2]),
             ([0, 0], [0, 0]), ([0, 1, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1]), ([0, 1, 2, 2], [0, 2, 1, 2]),
             ([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]), ([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]), ([0, 1, 0, 1, 0], [1, 1, 0, 0, 0]),
             ([1], [1]), ([1], [0]), ([0, 1], [1, 0]), ([0, 0, 1], [0, 0, 0]), ([0, 0], [0, 1]), ([0, 1, 2], [1, 2, 0])):
    single(Data("integer", y, p))
TEXTS = (["a", "b"], ["cat", "dog", "bird"], ["", "a", "aa"], ["É", "日本", "😀", "z"], ["class %d" % k for k in range(12)])
INTEGERS = ([0, 1], [0, 1, 2], [-1, 1], list(range(10)), list(range(-20, 20)), [7, 9], [-2147483648, 0, 2147483647])
for k in range(48):
    kind = ("integer", "text", "boolean")[k % 3]
    labels = [False, True] if kind == "boolean" else random.choice(TEXTS if kind == "text" else INTEGERS)
    n = random.choice((2, 3, 5, 8, 13, 30, 80))
    single(Data(kind, *columns(labels, n, random.choice((0, 0.3, 0.8, 1))), dyadic(n) if k % 4 == 3 else None))

# Sets of labels.
multilabel(Data("text[]", [{"b"}, {"a", "b"}], [{"a", "b"}, {"a", "b"}]))
multilabel(Data("text[]", [{"b"}, {"a", "b"}], [set(), set()]))
multilabel(Data("integer[]", [{1}, set(), {1, 2}], [set(), set(), {3}]))
for k in range(24):
    kind = ("integer[]", "text[]")[k % 2]
    labels = random.choice(TEXTS if kind == "text[]" else INTEGERS)
    n = random.choice((2, 5, 13, 40))
    y, p = subsets(labels, n, random.choice((0, 0.4, 0.9)), random.choice((0.1, 0.3, 0.6)))
    y[0] = y[0] | {labels[0]}
    p[1] = p[1] | {labels[-1]}
    multilabel(Data(kind, y, p, dyadic(n) if k % 4 == 3 else None))


def exact(matrix):
    """Matthews' coefficient and Cohen's kappas of counts of any size."""
    size = len(matrix)
    t = [sum(row) for row in matrix]
    p = [sum(row[j] for row in matrix) for j in range(size)]
    n = sum(t)
    trace = sum(matrix[i][i] for i in range(size))
    covariance = trace * n - sum(a * b for a, b in zip(t, p))
    spread = (n * n - sum(a * a for a in t)) * (n * n - sum(b * b for b in p))
    matrix_text = '{"labels": [%s], "cells": [%s]}' % (
        ", ".join(map(str, range(size))),
        ", ".join("[%d, %d, %d]" % (i, j, matrix[i][j]) for i in range(size) for j in range(size) if matrix[i][j]))
    cm = literal(matrix_text) + "::mreg.confusion"
    value = float(decimal.Decimal(covariance) / decimal.Decimal(spread).sqrt()) if spread else 0.0
    expect(None, f"mreg.matthews_corrcoef({cm})", value)
    for name, distance in ((None, lambda i, j: i != j), ("linear", lambda i, j: abs(i - j)),
                           ("quadratic", lambda i, j: (i - j) ** 2)):
        observed = sum(distance(i, j) * matrix[i][j] for i in range(size) for j in range(size))
        expected = Fraction(sum(distance(i, j) * t[i] * p[j] for i in range(size) for j in range(size)), n)
        expect(None, f"mreg.cohen_kappa_score({cm}, {literal(name)})",
               float(1 - observed / expected) if expected else None)


# Counts up to 10^18, where products of float8 lose all digits.
exact([[10**10, 3], [1, 2]])
exact([[5 * 10**9, 10**9], [2 * 10**9, 3 * 10**9]])
exact([[10**10, 10**10 + 1], [10**10 - 1, 10**10]])
exact([[4 * 10**18, 1], [1, 4 * 10**18]])
exact([[9 * 10**18, 0], [0, 0]])
exact([[10**17, 7, 0], [11, 2, 1], [0, 3, 10**17]])
for _ in range(20):
    size = random.choice((2, 3, 5))
    exact([[random.randint(0, 10 ** random.choice((0, 3, 9, 15))) for _ in range(size)] for _ in range(size)])

# Intervals and tests.
for k, n in ((8, 10), (0, 10), (10, 10), (1, 1), (0, 1), (1, 2), (5, 100), (500, 1000), (999999, 1000000), (3, 1000000),
             (123, 456), (17, 23)):
    for confidence in (0.5, 0.9, 0.95, 0.999):
        tail = (1 - confidence) / 2
        wilson = stats.binomtest(k, n).proportion_ci(confidence, "wilson")
        # SciPy's own exact interval is solved to 1e-12 absolute only; these are its quantiles of the beta distribution.
        exactly = (stats.beta.ppf(tail, k, n - k + 1) if k else 0, stats.beta.isf(tail, k + 1, n - k) if k < n else 1)
        for name, bounds in (("wilson", wilson), ("clopper_pearson", exactly)):
            for bound, value in zip(("lower", "upper"), bounds):
                expect(None, f"(mreg.{name}_interval({k}, {n}, {confidence})).{bound}", value)
for b, c in ((10, 3), (0, 0), (1, 0), (0, 7), (5, 5), (25, 30), (100, 60), (1000, 1100), (123456, 123000), (2, 40)):
    call = '(mreg.mcnemar_test(\'{"labels": [false, true], "cells": [[0, 0, 4]%s%s]}\')).' % (
        f", [1, 0, {b}]" if b else "", f", [0, 1, {c}]" if c else "")
    expect(None, call + "only_a", b)
    expect(None, call + "only_b", c)
    for prefix, apart in (("", abs(b - c)), ("corrected_", max(abs(b - c) - 1, 0))):
        chi2 = rate(apart**2, b + c)
        expect(None, call + prefix + "chi2", chi2)
        expect(None, call + prefix + "p_value", stats.chi2.sf(chi2, 1))
    expect(None, call + "exact_p_value", stats.binomtest(min(b, c), b + c, 0.5).pvalue if b + c else 1)

print("-- Written by labels.py with scikit-learn %s, SciPy %s and NumPy %s." % (
    sklearn.__version__, scipy.__version__, np.__version__))
print("INSERT INTO data_set (id, kind, y_true, y_pred, weight) VALUES")
print(",\n".join("(%d, '%s', %s, %s, %s)" % ((s.id, s.kind) + tuple(
    array(c if s.kind[-1] != "]" else [array_body(sorted(row)) for row in c]) for c in (s.y_true, s.y_pred)) + (array(s.weight),))
    for s in sets) + ";")
print("INSERT INTO expected (id, set_id, call, value) VALUES")
cases = [c for c in cases if c[1] != "one_step" or c[2] is not None]
print(",\n".join("(%d, %s, %s, %s)" % (k + 1, s or "NULL", literal(call), number(value))
                 for k, (s, call, value) in enumerate(cases)) + ";")
print("INSERT INTO expected_report (set_id, digits, zero_division, report) VALUES")
print(",\n".join("(%d, %d, %s, %s)" % (s, digits, literal(zd), literal(r)) for s, digits, zd, r in reports) + ";")
print("INSERT INTO expected_cell (set_id, over, a, b, value) VALUES")
print(",\n".join("(%d, '%s', %s, %s, %s)" % (s, over, literal(text(a)), literal(None if b is None else text(b)), literal(v))
                 for s, over, rows in cells for a, b, v in rows) + ";")
