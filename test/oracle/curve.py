#!/usr/bin/env python3
"""Writes curve_cases.sql: expected values of the metrics of scores, computed by scikit-learn, SciPy and NumPy.

Usage: python3 test/oracle/curve.py > test/oracle/curve_cases.sql
Needs scikit-learn 1.8 or later: earlier ones have another det_curve, log_loss and Brier score.
"""
import math
import random
import warnings
from fractions import Fraction

import numpy as np
import scipy
import scipy.stats
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.metrics import (average_precision_score, brier_score_loss, confusion_matrix, det_curve, f1_score,
                             fbeta_score, log_loss, precision_recall_curve, roc_auc_score, roc_curve)

warnings.filterwarnings("ignore")
random.seed(20240613)
sets, scores, curves, tests = [], [], [], []


def number(value):
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "NULL"
    if math.isinf(value):
        return "'Infinity'" if value > 0 else "'-Infinity'"
    return repr(float(value))


def array(values):
    if values is None:
        return "NULL"
    return "'{" + ",".join("NULL" if v is None or math.isnan(v) else "Infinity" if v == math.inf else repr(float(v))
                           for v in values) + "}'"


class Data:
    """Labels 0 and 1, scores, perhaps weights whose sums are exact."""

    def __init__(self, y, s, w=None):
        self.y, self.s, self.w = list(y), [float(x) for x in s], w
        self.id = len(sets) + 1
        sets.append(self)
        kept = [k for k in range(len(self.y)) if w is None or w[k] > 0]
        self.Y = np.array([self.y[k] for k in kept])
        self.S = np.array([self.s[k] for k in kept])
        self.W = None if w is None else np.array([w[k] for k in kept])
        self.weights = np.ones(len(kept)) if w is None else self.W
        self.two = len(set(self.Y)) == 2
        self.probability = self.S.min() >= 0 and self.S.max() <= 1

    def score(self, metric, value, parameter=None, option=None):
        scores.append((self.id, metric, option, parameter, value))

    def curve(self, function, option, *columns):
        curves.append((self.id, function, option, columns))

    def thresholds(self):
        return sorted(set(self.S), reverse=True)

    def counts(self, threshold):
        """tp, fp, P, N as exact fractions."""
        w = [Fraction(float(x)) for x in self.weights]
        hit = self.S >= threshold
        tp = sum((x for x, y, h in zip(w, self.Y, hit) if y == 1 and h), Fraction(0))
        fp = sum((x for x, y, h in zip(w, self.Y, hit) if y == 0 and h), Fraction(0))
        p = sum((x for x, y in zip(w, self.Y) if y == 1), Fraction(0))
        return tp, fp, p, sum(w, Fraction(0)) - p

    def best(self, merit):
        """The highest threshold where a merit is greatest, and it."""
        table = [(merit(*self.counts(t)), t) for t in self.thresholds()]
        greatest = max(m for m, _ in table)
        return next(t for m, t in table if m == greatest), greatest

    def bins(self, n):
        """Rows, positives and scores of bins of equal width, empty ones left out."""
        ids = np.searchsorted(np.linspace(0, 1, n + 1)[1:-1], self.S)
        for b in sorted(set(ids)):
            m = ids == b
            yield (math.fsum(self.weights[m]), math.fsum(self.weights[m] * self.Y[m]),
                   math.fsum(self.weights[m] * self.S[m]))

    def capture(self, q):
        total = math.fsum(self.weights)
        wanted, seen, found = Fraction(q) * Fraction(total), Fraction(0), Fraction(0)
        for t in self.thresholds():
            m = self.S == t
            n = Fraction(math.fsum(self.weights[m]))
            part = min(Fraction(1), (wanted - seen) / n)
            if part <= 0:
                break
            found += part * Fraction(math.fsum(self.weights[m] * self.Y[m]))
            seen += n
        return float(found / Fraction(math.fsum(self.weights * self.Y)))

    def everything(self):
        given = {"sample_weight": self.W}
        self.score("roc_auc_score", float(roc_auc_score(self.Y, self.S, **given)) if self.two else None)
        self.score("average_precision_score",
                   float(average_precision_score(self.Y, self.S, **given)) if self.Y.any() else None)
        for m in random.sample([0.01, 0.1, 0.25, 0.5, 0.75, 1.0, random.random()], 3):
            self.score("roc_auc_score", float(roc_auc_score(self.Y, self.S, max_fpr=m, **given)) if self.two else None, m)
        if self.probability:
            self.score("log_loss", log_loss(self.Y, self.S, labels=[0, 1], **given))
            self.score("log_loss_sum", log_loss(self.Y, self.S, labels=[0, 1], normalize=False, **given))
            self.score("brier_score_loss", float(np.average((self.S - self.Y) ** 2, weights=self.weights)))
            if self.two:
                assert math.isclose(scores[-1][-1], brier_score_loss(self.Y, self.S, **given), rel_tol=1e-12, abs_tol=1e-300)
            for n in (15, random.choice((1, 2, 3, 10, 40))):
                table = list(self.bins(n))
                total = math.fsum(r for r, _, _ in table)
                gaps = [abs(p - q) / r for r, p, q in table]
                self.score("expected_calibration_error", math.fsum(r * g for (r, _, _), g in zip(table, gaps)) / total, n)
                self.score("maximum_calibration_error", max(gaps), n)
                self.score("root_mean_squared_calibration_error",
                           math.sqrt(math.fsum(r * g * g for (r, _, _), g in zip(table, gaps)) / total), n)
            if self.W is None:
                for strategy in ("uniform", "quantile"):
                    for n in (5, random.choice((1, 2, 3, 7, 20))):
                        self.curve("calibration_curve", "%s %d" % (strategy, n),
                                   *calibration_curve(self.Y, self.S, n_bins=n, strategy=strategy, pos_label=1))
        if self.two:
            self.thresholds_of_two()
        if self.Y.any():
            for q in (0.1, random.random(), 1.0):
                self.score("capture_rate", self.capture(q), q)
            for beta in (1, random.choice((0.5, 2))):
                t, _ = self.best(lambda tp, fp, p, n: (1 + Fraction(beta) ** 2) * tp / (Fraction(beta) ** 2 * p + tp + fp))
                self.score("best_threshold", t, beta, "fbeta")
        else:
            self.score("capture_rate", None, 0.5)
        for drop in (True, False):
            fpr, tpr, threshold = roc_curve(self.Y, self.S, drop_intermediate=drop, pos_label=1, **given)
            self.curve("roc_curve", str(drop).lower(), fpr, tpr, threshold)
            precision, recall, threshold = precision_recall_curve(self.Y, self.S, drop_intermediate=drop, pos_label=1, **given)
            if not self.Y.any():
                recall = [math.nan] * (len(recall) - 1) + [0]
            self.curve("precision_recall_curve", str(drop).lower(), precision, recall, [*threshold, math.nan])
            if self.two:
                self.curve("det_curve", str(drop).lower(),
                           *det_curve(self.Y, self.S, drop_intermediate=drop, pos_label=1, **given))
            else:
                self.curve("det_curve", str(drop).lower(), [], [], [])
        threshold = random.choice([*self.S, 0.5, -1e9, 1e9])
        tn, fp, fn, tp = confusion_matrix(self.Y, (self.S >= threshold).astype(int), labels=[0, 1], **given).ravel()
        self.curve("confusion_at", repr(float(threshold)), [tn, fp, fn, tp])

    def thresholds_of_two(self):
        if self.W is None:
            self.score("ks_statistic", float(scipy.stats.ks_2samp(self.S[self.Y == 1], self.S[self.Y == 0]).statistic))
            self.delong()
        t, d = self.best(lambda tp, fp, p, n: abs(tp / p - fp / n))
        self.score("ks_statistic", float(d))
        self.score("ks_threshold", t)
        self.score("gini", float(2 * roc_auc_score(self.Y, self.S, sample_weight=self.W) - 1))
        t, _ = self.best(lambda tp, fp, p, n: tp / p - fp / n)
        self.score("best_threshold", t, None, "youden")
        cost = random.choice((0.25, 1, 3, 10))
        t, m = self.best(lambda tp, fp, p, n: -(fp * Fraction(cost) + (p - tp)))
        self.score("best_threshold", t if m > -self.counts(math.inf)[2] else math.inf, cost, "cost")

    def delong(self):
        """DeLong's variance from all pairs, without a clever ordering."""
        x, y = self.S[self.Y == 1], self.S[self.Y == 0]
        kernel = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
        if len(x) < 2 or len(y) < 2:
            variance = None
        else:
            variance = kernel.mean(axis=1).var(ddof=1) / len(x) + kernel.mean(axis=0).var(ddof=1) / len(y)
        self.score("auc_variance", variance)
        reach = None if variance is None else scipy.stats.norm.ppf(0.95) * math.sqrt(variance)
        self.score("auc_lower", None if reach is None else max(0, kernel.mean() - reach), 0.9)
        self.score("auc_upper", None if reach is None else min(1, kernel.mean() + reach), 0.9)


def paired(y, a, b):
    """The paired test of DeLong, from all pairs."""
    y, a, b = np.array(y), np.array(a, dtype=float), np.array(b, dtype=float)
    kernels = [(s[y == 1][:, None] > s[y == 0][None, :]) + 0.5 * (s[y == 1][:, None] == s[y == 0][None, :]) for s in (a, b)]
    p, n = (y == 1).sum(), (y == 0).sum()
    auc = [k.mean() for k in kernels]
    covariance = (np.cov([k.mean(axis=1) for k in kernels]) / p + np.cov([k.mean(axis=0) for k in kernels]) / n)
    difference = auc[0] - auc[1]
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    z = difference / math.sqrt(variance) if variance > 1e-15 else None
    tests.append((y, a, b, [*auc, difference, covariance[0, 0], covariance[1, 1], covariance[0, 1], z,
                            None if z is None else 2 * scipy.stats.norm.sf(abs(z))]))


def dyadic(n):
    return [random.choice((0, 1, 1, 2, 3)) / random.choice((1, 2, 4, 8, 16)) for _ in range(n)]


# The golden examples of the documentation.
Data([0, 0, 1, 1], [.1, .4, .35, .8]).everything()
Data([0, 0, 1, 1], [.1, .4, .35, .8], [1, 2, 3, 4]).everything()
Data([0, 0, 1, 1], [.1, .4, .35, .8], [1, 0, 1, 1]).everything()
Data([0, 1, 0, 1, 1, 0], [.5, .5, .5, .9, .2, .1]).everything()
Data([1, 0], [.5, .5]).everything()
Data([0, 0, 0, 1, 1, 1], [.1, .2, .3, .4, .5, .6]).everything()
Data([1, 1, 1], [.1, .2, .3]).everything()
Data([0, 0, 0], [.1, .2, .3]).everything()
Data([0, 0, 1, 1], [.1, .2, .7, .99]).everything()
Data([0, 1], [1, 1]).everything()
Data([0, 1], [0, 0]).everything()
Data([0, 1, 1, 0], [.1, .9, .8, .3]).everything()
Data([0, 0, 0, 0, 1, 1, 1, 1, 1], [0, .1, .2, .3, .4, .65, .7, .8, .9]).everything()
Data([0, 1, 0, 1], [0, .5, .5, 1]).everything()
Data([1], [0.3]).everything()
Data([0], [0.3]).everything()

# Random shapes: few and many distinct scores, probabilities and not, good and bad classifiers, both scales of weight.
for k in range(76):
    n = random.choice((2, 3, 5, 8, 13, 30, 60, 90))
    y = [int(random.random() < random.choice((0.1, 0.5, 0.5, 0.8))) for _ in range(n)]
    kind = k % 5
    help_ = random.choice((0, 0.3, 0.9))
    s = [help_ * t + (1 - help_) * random.random() for t in y]
    if kind == 1:
        s = [round(x * random.choice((4, 10, 16))) / 16 for x in s]
    elif kind == 2:
        s = [math.log(x + 1e-3) * 10 for x in s]
    elif kind == 3:
        s = [float(np.float32(x)) for x in s]
    elif kind == 4:
        s = [round(x, 1) for x in s]
    Data(y, s, dyadic(n - 1) + [1] if k % 3 == 2 else None).everything()

paired([0, 1, 0, 1, 1, 0], [.5, .5, .5, .9, .2, .1], [.1, .4, .35, .8, .6, .7])
for k in range(30):
    n = random.choice((8, 20, 60))
    y = [0, 0, 1, 1] + [random.randint(0, 1) for _ in range(n)]
    a = [random.choice((0.2, 0.5)) * t + random.random() for t in y]
    b = [x if k % 6 == 5 else round(0.7 * x + 0.3 * random.random(), random.choice((1, 3))) for x in a]
    paired(y, a, b)

print("-- Written by curve.py with scikit-learn %s, SciPy %s and NumPy %s." % (
    sklearn.__version__, scipy.__version__, np.__version__))
print("INSERT INTO data_set (id, y_true, score, weight) VALUES")
print(",\n".join("(%d, '{%s}', %s, %s)" % (s.id, ",".join(map(str, s.y)), array(s.s), array(s.w)) for s in sets) + ";")
print("INSERT INTO expected_score (id, set_id, metric, option, parameter, value) VALUES")
print(",\n".join("(%d, %d, '%s', %s, %s, %s)" % (
    k + 1, s, metric, "NULL" if option is None else "'%s'" % option, number(parameter), number(value))
    for k, (s, metric, option, parameter, value) in enumerate(scores)) + ";")
print("INSERT INTO expected_curve (id, set_id, metric, option, a, b, c) VALUES")
print(",\n".join("(%d, %d, '%s', '%s', %s)" % (
    k + 1, s, function, option, ", ".join(array(c) for c in (*columns, None, None)[:3]))
    for k, (s, function, option, columns) in enumerate(curves)) + ";")
print("INSERT INTO expected_test (id, y_true, score_a, score_b, result) VALUES")
print(",\n".join("(%d, '{%s}', %s, %s, %s)" % (k + 1, ",".join(map(str, y)), array(a), array(b), array(
    [math.nan if r is None else r for r in result])) for k, (y, a, b, result) in enumerate(tests)) + ";")
