#!/usr/bin/env python3
"""Writes regression_cases.sql: expected values of the regression metrics, computed by scikit-learn.

Usage: python3 test/oracle/regression.py > test/oracle/regression_cases.sql
Needs scikit-learn 1.8 or later: earlier ones take the lower weighted median.  What scikit-learn lacks is computed with
exact fractions, and the losses with logarithms with 60 digits, since scikit-learn's lose digits where targets and
predictions are close; they are checked against these.
"""
import math
import random
import warnings
from decimal import Decimal, getcontext
from fractions import Fraction

import numpy as np
import sklearn
from sklearn import metrics

warnings.filterwarnings("ignore")
random.seed(20240608)
getcontext().prec = 60
sets, cases, interval_sets, interval_cases = [], [], [], []

PLAIN = ("mean_absolute_error", "mean_squared_error", "root_mean_squared_error", "mean_absolute_percentage_error",
         "mean_squared_log_error", "root_mean_squared_log_error", "median_absolute_error")


def number(value):
    if value is None:
        return "NULL"
    if math.isinf(value):
        return "'%sInfinity'" % ("-" if value < 0 else "")
    return repr(float(value))


def array(values):
    return "NULL" if values is None else "'{" + ",".join(repr(float(v)) for v in values) + "}'"


class Data:
    def __init__(self, y, p, w=None):
        self.y, self.p, self.w = [float(v) for v in y], [float(v) for v in p], w
        self.id = len(sets) + 1
        sets.append(self)
        self.everything()

    def case(self, metric, parameter, value):
        value = None if value is None or math.isnan(value) else float(value)
        cases.append((self.id, metric, parameter, value))

    def scikit(self, metric, parameter=None, weighted=True, **options):
        if weighted and self.w is not None:
            options["sample_weight"] = self.w
        try:
            value = getattr(metrics, metric)(self.y, self.p, **options)
        except ZeroDivisionError:
            value = None
        except ValueError as error:
            assert "can only be used" in str(error) or "cannot be used" in str(error), error
            cases.append((self.id, metric, parameter, "22023"))
            return
        self.case(metric, parameter, value)

    def squared_log(self):
        """Replaces scikit-learn's value of the log errors, which come in turn, by the exact one."""
        where, metric, parameter, value = cases[-2]
        if value == "22023":
            return
        w = [Decimal(c) for c in self.w or [1] * len(self.y)]
        exact = sum(c * ((1 + Decimal(y)).ln() - (1 + Decimal(p)).ln()) ** 2 for y, p, c in zip(self.y, self.p, w)) / sum(w)
        root = float(exact.sqrt())
        largest = max(abs(math.log1p(v)) for v in self.y + self.p)
        assert abs(cases[-1][3] - root) <= 1e-12 * root + 4e-16 * largest, (cases[-1], root)
        cases[-2:] = [(where, metric, parameter, float(exact)), cases[-1][:3] + (root,)]

    def deviance(self, power, predictions):
        w = self.w if self.w is not None else [1] * len(self.y)
        sums = [Decimal(0), Decimal(0)]
        for y, p, c in zip(map(Decimal, self.y), predictions, map(Decimal, w)):
            logged = (y / p).ln() if y else Decimal(0)
            sums[0] += c * (2 * ((y * logged) - y + p) if power == 1 else 2 * (y / p - logged - 1))
            sums[1] += c
        return sums[0] / sums[1]

    def tweedie(self, power):
        """Deviance and share explained: the error or undefined value of scikit-learn, or the exact value."""
        self.scikit("mean_tweedie_deviance", power, power=power)
        self.scikit("d2_tweedie_score", power, power=power)
        if power == 0:
            return
        w = [Decimal(c) for c in self.w or [1] * len(self.y)]
        mean = sum(c * Decimal(y) for y, c in zip(self.y, w)) / sum(w)
        for place in (-2, -1):
            where, metric, parameter, value = cases[place]
            if value is None or value == "22023":
                continue
            exact = self.deviance(power, list(map(Decimal, self.p)))
            if place == -1:
                exact = 1 - exact / self.deviance(power, [mean] * len(self.y))
            if place == -2:
                rounding = 1e-15 * (max(self.y + self.p) if power == 1 else 1)
                assert abs(float(exact) - value) <= 1e-12 * abs(value) + 4 * rounding, (metric, power, value, exact)
            cases[place] = (where, metric, parameter, float(exact))

    def exact(self):
        """What scikit-learn has no function for, by exact arithmetic on the same floating-point errors."""
        y, p = [Fraction(v) for v in self.y], [Fraction(v) for v in self.p]
        w = [Fraction(v) for v in self.w] if self.w is not None else [Fraction(1)] * len(y)
        size = sum(c * abs(a) for a, c in zip(y, w))
        loss = sum(c * abs(Fraction(float(a) - float(b))) for a, b, c in zip(y, p, w))
        self.case("weighted_absolute_percentage_error", None, loss / size if size else None)
        self.case("symmetric_mean_absolute_percentage_error", None,
                  sum(c * 2 * abs(a - b) / (abs(a) + abs(b)) for a, b, c in zip(y, p, w) if a or b) / sum(w))
        self.case("mean_bias_error", None,
                  sum(c * Fraction(float(b) - float(a)) for a, b, c in zip(y, p, w)) / sum(w))

    def everything(self):
        for metric in PLAIN:
            self.scikit(metric)
            if metric == "root_mean_squared_log_error":
                self.squared_log()
        self.scikit("max_error", weighted=False)
        for force in (True, False):
            self.scikit("r2_score", float(force), force_finite=force)
            self.scikit("explained_variance_score", float(force), force_finite=force)
        for alpha in random.sample((0, 0.05, 0.1, 0.25, 0.5, 0.9, 1), 3):
            self.scikit("mean_pinball_loss", alpha, alpha=alpha)
        for power in (0, 1, 2):
            self.tweedie(power)
        n, predictors = len(self.y), random.choice((0, 1, 3))
        options = {} if self.w is None else {"sample_weight": self.w}
        r2 = metrics.r2_score(self.y, self.p, **options)
        self.case("adjusted_r2_score", predictors,
                  1 - (1 - r2) * (n - 1) / (n - predictors - 1) if n - predictors - 1 > 0 else None)
        self.exact()


class Intervals:
    """Coverage, width and interval score in exact arithmetic."""

    def __init__(self, y, lower, upper, w=None):
        self.y, self.lower, self.upper, self.w = y, lower, upper, w
        self.id = len(interval_sets) + 1
        interval_sets.append(self)
        rows = [tuple(map(Fraction, row)) for row in zip(y, lower, upper, w or [1] * len(y))]
        total = sum(r[3] for r in rows)

        def mean(f):
            return float(sum(r[3] * f(*r[:3]) for r in rows) / total)

        interval_cases.append((self.id, "interval_coverage", None, mean(lambda a, b, c: int(b <= a <= c))))
        interval_cases.append((self.id, "mean_interval_width", None, mean(lambda a, b, c: c - b)))
        for alpha in (0.05, 0.1, 0.5):
            interval_cases.append((self.id, "winkler_score", alpha, mean(
                lambda a, b, c: c - b + 2 / Fraction(alpha) * (max(b - a, 0) + max(a - c, 0)))))


def dyadic(n):
    """Weights whose sums are exact in any order."""
    return [random.randint(1, 64) / 16 for _ in range(n)]


# The examples of scikit-learn's documentation.
Data([3, -0.5, 2, 7], [2.5, 0, 2, 8])
Data([3, 5, 2.5, 7], [2.5, 5, 4, 8])
Data([1, 10, 1e6], [0.9, 15, 1.2e6])
Data([1, 2, 3], [2, 3, 4])
Data([1, 2, 3], [1, 2, 3])
Data([1, 2, 3], [3, 2, 1])
Data([1, 2, 3], [0, 2, 3])
Data([1, 2, 3], [1, 2, 4])
Data([0.5, 1, 2.5, 7], [1, 1, 5, 3.5])
Data([0.5, 0.5, 2, 2], [0.5, 0.5, 2, 2])
Data([1, 2, 3, 4], [0, 0, 0, 0], [1, 1, 1, 1])
# Constant targets and predictions, one row, zeros, edges of the domains.
Data([-2, -2, -2], [-2, -2, -2])
Data([-2, -2, -2], [-2, -2, -2 + 1e-8])
Data([-2, -2, -2], [-1, -1, -1])
Data([0.5] * 10, [0.25] * 10)
Data([0.5] * 8, [0.5] * 8, dyadic(8))
Data([5], [5])
Data([5], [3])
Data([0], [1])
Data([0, 0], [0, 0])
Data([0, 0, 1], [1, 0.5, 2])
Data([1, 2], [-1, 3])
Data([1, 2], [-0.999, 3])
Data([-0.5, 2, 8], [0.5, 1, 2])
Data([1, 2, 4], [0, 1, 2])
Data([2, 2, 2, 2], [1, 2, 3, 5], [0.5, 1, 1, 0.25])
Data([1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 8], [1e9, 1e9 + 3, 1e9 + 5, 1e9 + 6])
Data([1e-9, 3e-9, 2e-9], [2e-9, 1e-9, 2.5e-9])
Data([1e100, 2e100, 5e100], [2e100, 2e100, 3e100])
Data([1e-20, 1, 3, 2], [1, 1e-20, 2.5, 7])
Data([1e-20, 1e-40, 1e-18], [1e-18, 1e-19, 1e-20])
Data([1e-200, 1e20, 3], [1e-10, 1e25, 2.5])
# Random shapes: noise around the target, counts, heavy tails, a bias, an offset.
for k in range(70):
    n = random.choice((2, 3, 4, 7, 12, 25, 40))
    shape = k % 7
    if shape == 0:
        y = [random.gauss(0, 10) for _ in range(n)]
        p = [v + random.gauss(0, 3) for v in y]
    elif shape == 1:
        y = [float(random.randint(0, 9)) for _ in range(n)]
        p = [max(v + random.gauss(0, 2), 0.01) for v in y]
    elif shape == 2:
        y = [math.exp(random.gauss(3, 2)) for _ in range(n)]
        p = [v * math.exp(random.gauss(0, 1)) for v in y]
    elif shape == 3:
        y = [random.uniform(1, 2) for _ in range(n)]
        p = [v + 5 for v in y]
    elif shape == 4:
        y = [1e6 + random.gauss(0, 1000) for _ in range(n)]
        p = [v + random.gauss(100, 1000) for v in y]
    elif shape == 5:
        y = [random.choice((-1.5, 0.0, 2.5)) for _ in range(n)]
        p = [random.choice((-1.0, 0.0, 2.5)) for _ in y]
    else:
        y = [random.gauss(-500, 1) for _ in range(n)]
        p = [random.gauss(-500, 1) for _ in range(n)]
    Data(y, p, dyadic(n) if k % 3 == 2 else None)
# Intervals.
Intervals([1, 2, 3, 4], [0, 2, 4, 1], [2, 2, 5, 3])
Intervals([5], [5], [5])
Intervals([5], [6], [8])
for k in range(40):
    n = random.choice((1, 2, 5, 20))
    y = [random.gauss(100 if k % 2 else 0, 10) for _ in range(n)]
    lower = [v + random.gauss(-8, 8) for v in y]
    upper = [v + random.expovariate(0.05) for v in lower]
    Intervals(y, lower, upper, dyadic(n) if k % 3 == 2 else None)

print("-- Written by regression.py with scikit-learn %s and NumPy %s." % (sklearn.__version__, np.__version__))
print("INSERT INTO data_set (id, y_true, y_pred, weight) VALUES")
print(",\n".join("(%d, %s, %s, %s)" % (s.id, array(s.y), array(s.p), array(s.w)) for s in sets) + ";")
print("INSERT INTO expected_score (id, set_id, metric, parameter, value, error) VALUES")
print(",\n".join("(%d, %d, '%s', %s, %s, %s)" % (
    k + 1, s, m, number(a), "NULL" if v == "22023" else number(v), "'22023'" if v == "22023" else "NULL")
    for k, (s, m, a, v) in enumerate(cases)) + ";")
print("INSERT INTO interval_set (id, y_true, lower, upper, weight) VALUES")
print(",\n".join("(%d, %s, %s, %s, %s)" % (s.id, array(s.y), array(s.lower), array(s.upper), array(s.w))
                 for s in interval_sets) + ";")
print("INSERT INTO expected_interval (id, set_id, metric, parameter, value) VALUES")
print(",\n".join("(%d, %d, '%s', %s, %s)" % (k + 1, s, m, number(a), number(v))
                 for k, (s, m, a, v) in enumerate(interval_cases)) + ";")
