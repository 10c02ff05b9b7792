#!/usr/bin/env python3
"""Writes probabilities_cases.sql: expected values of the metrics of class probabilities, computed by scikit-learn.

Usage: python3 test/oracle/probabilities.py > test/oracle/probabilities_cases.sql
Needs scikit-learn 1.9 or later.  The expected calibration error is computed here, after Guo et al. 2017.
"""
import math
import random
import warnings

import numpy as np
import sklearn
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score, top_k_accuracy_score

warnings.filterwarnings("ignore")
random.seed(20240609)
sets, cases = [], []


def calibration_error(y, p, labels, bins):
    """Mean distance of confidence and accuracy; an inner edge belongs to the bin below it."""
    edges = np.arange(bins) * (1.0 / bins)
    confidence = p.max(axis=1)
    right = np.array(labels)[p.argmax(axis=1)] == np.array(y)
    index = np.maximum(np.searchsorted(edges, confidence, side="left") - 1, 0)
    total = 0.0
    for b in np.unique(index):
        inside = index == b
        total += abs(math.fsum(confidence[inside]) - right[inside].sum()) / len(y)
    return total


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'%s'" % value
    return repr(value)


def array(values):
    return "'{%s}'" % ",".join(str(v) for v in values)


def add(y, p, labels):
    """Adds a data set with the metrics that are defined for it."""
    p = np.array(p, dtype=float)
    n = len(sets) + 1
    kind = "text" if isinstance(labels[0], str) else "integer"
    sets.append((n, kind, y, p, labels))
    default = sorted(set(y)) == list(labels)

    def case(metric, value, option=None, word=None, average=None):
        value = float(value)
        cases.append((n, metric, option, word, average, default, None if math.isnan(value) else value))

    case("log_loss", log_loss(y, p, labels=labels), 1)
    case("log_loss", log_loss(y, p, labels=labels, normalize=False), 0)
    case("brier_score_loss", brier_score_loss(y, p, labels=labels))
    case("brier_score_loss", brier_score_loss(y, p, labels=labels, scale_by_half=True), 1)
    case("brier_score_loss", brier_score_loss(y, p, labels=labels, scale_by_half=False), 0)
    for bins in (15, 1, 10, random.randint(2, 40)):
        case("expected_calibration_error", calibration_error(y, p, labels, bins), bins)
    if len(labels) < 3:
        return
    for k in {1, 2, len(labels) - 1, len(labels), len(labels) + 3}:
        case("top_k_accuracy_score", top_k_accuracy_score(y, p, k=k, labels=labels), k)
    if not np.allclose(1, p.sum(axis=1)):
        return
    case("roc_auc_score", roc_auc_score(y, p, labels=labels, multi_class="ovr", average="micro"), word="ovr", average="micro")
    for label, value in zip(labels, roc_auc_score(y, p, labels=labels, multi_class="ovr", average=None)):
        case("class_curve", value, word=str(label))
    for multi_class in ("ovr", "ovo"):
        for average in ("macro", "weighted"):
            try:
                value = roc_auc_score(y, p, labels=labels, multi_class=multi_class, average=average)
            except ZeroDivisionError:  # no pair of classes to weigh
                value = math.nan
            case("roc_auc_score", value, word=multi_class, average=average)


def rows(n, columns, digits=None, sharp=1.0):
    """Rows that sum to 1, where digits are given with many ties."""
    result = []
    for _ in range(n):
        if digits is None:
            w = [random.expovariate(1) ** sharp for _ in range(columns)]
            s = sum(w)
            result.append([x / s for x in w])
        else:
            left, row = 10 ** digits, []
            for _ in range(columns - 1):
                row.append(random.randint(0, left))
                left -= row[-1]
            row.append(left)
            random.shuffle(row)
            result.append([x / 10 ** digits for x in row])
    return result


add([0, 1, 2, 2], [[.6, .3, .1], [.2, .5, .3], [.1, .2, .7], [.5, .2, .3]], [0, 1, 2])
add([0, 1, 2, 2], [[.5, .2, .2], [.3, .4, .2], [.2, .4, .3], [.7, .2, .1]], [0, 1, 2])
add([0, 1, 2], [[1 / 3] * 3] * 3, [0, 1, 2])
add([0, 1], [[.5, .6], [.2, .3]], [0, 1])
add([0, 0, 1, 1], [[.9, .1], [.8, .2], [.3, .7], [.01, .99]], [0, 1])
add([0, 1], [[0, 1], [0, 1]], [0, 1])
add([0, 1], [[.7, .2, .1], [.1, .8, .1]], [0, 1, 2])
add(["ham"], [[.25, .5, .25]], ["eggs", "ham", "spam"])
add(["eggs", "ham", "spam"], [[.8, .1, .1], [.2, .7, .1], [.2, .2, .6]], ["eggs", "ham", "spam"])
add([2, 2, 2], [[0, 0, 1], [1, 0, 0], [.5, .25, .25]], [0, 1, 2])
add([0, 1, 2, 3], [[1e-300, 1, 0, 0], [0, 1, 0, 0], [0, 5e-324, 1, 0], [0, 0, 0, 1]], [0, 1, 2, 3])
add([-5, 9000000000, 7], [[.6, .3, .1], [.2, .5, .3], [.1, .2, .7]], [-5, 7, 9000000000])
for index in range(24):
    columns = random.choice((2, 3, 4, 5, 10))
    labels = list(range(columns)) if index % 2 else ["class %d" % k for k in range(columns)]
    n = random.choice((1, 5, 20, 60, 120))
    p = rows(n, columns, random.choice((None, None, 1, 2)), random.choice((1, 4)))
    if index % 3 == 0:
        y = [random.choice(labels[:max(1, columns - 1)]) for _ in p]
    else:
        y = [random.choices(labels, row)[0] for row in p]
    if index % 8 == 7:
        p = [[x * random.choice((.5, .9, 1)) for x in row] for row in p]
    add(y, p, labels)

print("-- Written by probabilities.py with scikit-learn %s and NumPy %s." % (sklearn.__version__, np.__version__))
print("INSERT INTO data_set (id, kind, y_true, probabilities, labels) VALUES")
print(",\n".join("(%d, '%s', %s, '{%s}', %s)" % (
    n, kind, array(y), ",".join("{%s}" % ",".join(repr(float(x)) for x in row) for row in p), array(labels))
    for n, kind, y, p, labels in sets) + ";")
print("INSERT INTO expected (id, set_id, metric, option, multi_class, average, without_labels, value) VALUES")
print(",\n".join("(%d, %d, '%s', %s, %s, %s, %s, %s)" % (
    k + 1, n, metric, literal(option), literal(word), literal(average), str(default).lower(), literal(value))
    for k, (n, metric, option, word, average, default, value) in enumerate(cases)) + ";")
