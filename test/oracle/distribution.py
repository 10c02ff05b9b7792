#!/usr/bin/env python3
"""Writes distribution_cases.sql: expected counts of distributions, edges and measures of drift, by NumPy and SciPy.

Usage: python3 test/oracle/distribution.py > test/oracle/distribution_cases.sql
"""
import math
import random

import numpy as np
import scipy
from scipy import special, stats
from scipy.spatial.distance import jensenshannon

random.seed(20240609)
rng = np.random.default_rng(20240609)
np.seterr(all="ignore")
samples, expected, edge_cases, criticals, woes = [], [], [], [], []


def literal(value):
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def number(value):
    if value is None:
        return "NULL"
    value = float(value)
    if math.isnan(value):
        return "'NaN'"
    return "'%sInfinity'" % ("-" if value < 0 else "") if math.isinf(value) else repr(value)


def text(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number(value).strip("'")
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def array(values):
    return "NULL" if values is None else literal("{" + ",".join(text(v) for v in values) + "}")


class Pair:
    """Two samples of one kind, and edges where they are numeric."""

    def __init__(self, kind, reference, current, edges=None):
        self.kind, self.sides, self.edges = kind, (list(reference), list(current)), edges
        self.id = len(samples) + 1
        if kind == "numeric":
            self.counts = [self.numeric(side) for side in self.sides]
        else:
            names = sorted({v for side in self.sides for v in side if v is not None},
                           key=lambda v: v.encode() if kind == "text" else v)
            self.names = names
            self.counts = [[sum(v == n for v in side) for n in names] + [sum(v is None for v in side)]
                           for side in self.sides]
        used = [k for k in range(len(self.counts[0])) if self.counts[0][k] or self.counts[1][k]]
        self.used = np.array([[counts[k] for k in used] for counts in self.counts], dtype=float)
        samples.append(self)

    def numeric(self, side):
        """under, bins, over, NaN, NULL"""
        given = np.array([v for v in side if v is not None], dtype=float)
        valid = given[~np.isnan(given)]
        inside = np.histogram(valid[np.isfinite(valid)], self.edges)[0]
        return [int((valid < self.edges[0]).sum()), *map(int, inside), int((valid > self.edges[-1]).sum()),
                int(np.isnan(given).sum()), sum(v is None for v in side)]

    def expect(self, metric, value, first=None, second=None):
        value = float(value) if value is not None else None
        expected.append((self.id, metric, first, second, None if value is None or math.isnan(value) else value))

    def shares(self, smoothing=0.0):
        smooth = self.used + smoothing
        return smooth[0] / smooth[0].sum(), smooth[1] / smooth[1].sum()

    def defined(self):
        return self.sides[0] and self.sides[1]

    def buckets(self):
        if not self.defined():
            return
        for smoothing in (0, 0.5, random.choice((1e-4, 1, 3.7))):
            p, q = self.shares(smoothing)
            self.expect("psi", np.sum((q - p) * np.log(q / p)), smoothing)
            self.expect("information_value", np.sum((p - q) * np.log(p / q)), smoothing)
            base = random.choice((math.e, 2, 10))
            self.expect("kl_divergence", stats.entropy(p, q, base=base), smoothing, base)
        p, q = self.shares()
        for base in (2, math.e, 10):
            self.expect("js_distance", jensenshannon(p, q, base), base)
            self.expect("js_divergence", jensenshannon(p, q, base) ** 2, base)
        self.expect("hellinger", np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / math.sqrt(2))
        self.expect("total_variation", np.abs(p - q).sum() / 2)
        self.expect("l_infinity", np.abs(p - q).max())
        for correction in (False, True):
            result = stats.chi2_contingency(self.used, correction=correction)
            for metric, value in (("chi2", result.statistic), ("chi2_df", result.dof), ("chi2_p", result.pvalue)):
                self.expect(metric, value, int(correction))
        if self.used.shape[1] > 1:
            alpha = random.choice((0.05, 0.01, 0.2))
            n, m = self.used.sum(axis=1)
            self.expect("psi_critical", (1 / n + 1 / m) * stats.chi2.isf(alpha, self.used.shape[1] - 1), alpha)

    def bins(self):
        """What is computed from counts over edges."""
        places = [self.edges[0], *((np.array(self.edges[1:]) + np.array(self.edges[:-1])) / 2), self.edges[-1]]
        counts = [np.array(c[:-2]) for c in self.counts]
        n, m = counts[0].sum(), counts[1].sum()
        if n and m:
            cdf = [np.cumsum(c) for c in counts]
            distance = max(abs(int(a) * int(m) - int(b) * int(n)) for a, b in zip(*cdf)) / (int(n) * int(m))
            self.expect("ks_distance", distance)
            self.expect("ks_asymp", special.kolmogorov(math.sqrt(n * m / (n + m)) * distance))
            self.expect("wasserstein", stats.wasserstein_distance(places, places, counts[0], counts[1]))
        if n:
            self.expect("mean", np.average(places, weights=counts[0]))
            cdf = np.cumsum(counts[0])[:-1] / n
            for q in (0, 0.05, 0.25, 0.5, 0.77, 1, random.random()):
                value = None
                if cdf[0] <= q <= cdf[-1]:
                    # The first bin whose end reaches q, of those that hold something.
                    k = next(k for k in range(1, len(cdf)) if cdf[k] > cdf[k - 1] and cdf[k] >= q) if cdf[-1] > cdf[0] else None
                    if k is not None:
                        value = np.interp(q, cdf[k - 1:k + 1], self.edges[k - 1:k + 1])
                self.expect("quantile", value, q)

    def integers(self):
        """What is exact of integers."""
        a, b = ([v for v in side if v is not None] for side in self.sides)
        if not a or not b:
            return
        for method in ("exact", "asymp"):
            result = stats.ks_2samp(a, b, method="exact")
            p = result.pvalue
            if method == "asymp":
                p = special.kolmogorov(math.sqrt(len(a) * len(b) / (len(a) + len(b))) * result.statistic)
            self.expect("ks_" + method, p)
        self.expect("ks_distance", result.statistic)
        self.expect("wasserstein", stats.wasserstein_distance(a, b))
        self.expect("mean", np.mean(a))
        for q in (0, 0.1, 0.5, 0.73, 1):
            self.expect("quantile", np.quantile(a, q), q)

    def evidence(self, smoothing):
        good, bad = self.shares(smoothing)
        for k, woe in enumerate(np.log(good / bad)):
            woes.append((self.id, smoothing, k + 1, good[k], bad[k], woe, (good[k] - bad[k]) * woe))


def sprinkle(values, share=0.1):
    """Some NULL, NaN and infinities among the values."""
    return [random.choice((None, math.nan, math.inf, -math.inf)) if random.random() < share else float(v)
            for v in values]


# Golden examples of the documentation, as integers.
def golden(a, b):
    return Pair("integer", [k for k, n in enumerate(a) for _ in range(n)], [k for k, n in enumerate(b) for _ in range(n)])


for a, b in (([10, 20, 30, 40], [40, 30, 20, 10]), ([5, 5, 0], [5, 0, 5]), ([10, 20, 30, 40, 0], [20, 25, 25, 25, 5]),
             ([10, 20, 30, 40], [20, 25, 25, 25]), ([100, 200, 300], [50, 30, 20]), ([1], [1]), ([7], [0, 3]), ([3, 4], [3, 4])):
    pair = golden(a, b)
    pair.buckets()
    pair.integers()
    pair.evidence(0.5)
    if a == [100, 200, 300]:
        pair.evidence(0)
pair = Pair("integer", [1, 2, 3, 4, 5], [2, 4, 6, 8, 10, 12])
pair.buckets()
pair.integers()

# Numbers over edges of many sorts.
for k in range(24):
    n, m = random.choice((1, 2, 9, 30, 120)), random.choice((1, 3, 12, 40, 150))
    reference = rng.normal(size=n) if k % 2 else rng.exponential(2, n).round(2)
    current = (rng.normal(0.3, 1.2, m) if k % 2 else rng.exponential(2.5, m).round(2)) * (1, 1, 1e-9, 1e12)[k % 4]
    reference = reference * (1, 1, 1e-9, 1e12)[k % 4]
    edges = np.unique(np.quantile(reference, np.linspace(0, 1, random.randint(2, 45)))).tolist()
    if k % 3 == 0 or len(edges) < 2:
        edges = np.linspace(-3, 6, random.randint(2, 70)).tolist()
    if k % 5 == 0:
        # Values that lie on edges.
        reference = [random.choice(edges) if random.random() < 0.5 else v for v in reference]
    reference, current = ([float(v) for v in side] for side in (reference, current))
    pair = Pair("numeric", sprinkle(reference, 0.1 * (k % 3)), sprinkle(current, 0.1 * (k % 4)), edges)
    pair.buckets()
    pair.bins()
    if k % 4 == 0:
        pair.evidence(0.5)
Pair("numeric", [None, None], [math.nan, 1.0], [0.0, 1.0]).bins()
pair = Pair("numeric", [None, None], [None, 0.5], [0.0, 1.0])
pair.buckets()

# Categories.
TEXTS = (["a", "b", "c"], ["", "A", "a", "É", "日本", "😀"], ["NULL", "null", "other", 'q"uote', "back\\slash", "{brace}", "a,b"],
         ["category %d" % k for k in range(40)])
for k in range(16):
    kind = ("text", "integer", "boolean", "text")[k % 4]
    if kind == "text":
        pool = random.choice(TEXTS)
    else:
        pool = [False, True] if kind == "boolean" else random.choice(([0, 1], list(range(-20, 20)), [-2 ** 40, 0, 2 ** 40, 7]))
    sides = []
    for _ in range(2):
        weights = [random.random() ** 2 for _ in pool]
        sides.append([None if random.random() < 0.08 else v for v in random.choices(pool, weights, k=random.randint(2, 90))])
    pair = Pair(kind, *sides)
    pair.buckets()
    if kind == "integer":
        pair.integers()
    if k % 3 == 0:
        pair.evidence(0.5)
for m, n in ((60, 80), (150, 150), (7, 300)):
    # Without ties the exact law is exact.
    values = random.sample(range(-10 ** 9, 10 ** 9), m + n)
    pair = Pair("integer", values[:m], [v + 2 * 10 ** 8 for v in values[m:]])
    pair.integers()

# Edges by quantiles.
for k in range(60):
    n = random.choice((1, 2, 3, 7, 20, 100))
    values = ((rng.normal(size=n), rng.integers(0, 5, n).astype(float), rng.lognormal(0, 3, n))[k % 3]).tolist()
    bins = random.choice((1, 2, 3, 4, 10, 20, 33))
    wanted = np.unique(np.quantile(values, np.linspace(0, 1, bins + 1)))
    if len(wanted) == 1:
        wanted = [wanted[0] - 0.5, wanted[0] + 0.5]
    # Quantiles that rounding tells apart are one.
    wanted = [e for i, e in enumerate(wanted) if i == 0 or e - wanted[i - 1] > 1e-13 * abs(e)]
    edge_cases.append((values, bins, [float(e) for e in wanted]))

for n, m, bins, alpha in ((200, 200, 10, 0.05), (1000, 1000, 10, 0.05), (10 ** 4, 10 ** 4, 20, 0.05), (10 ** 6, 10 ** 6, 20, 0.05),
                          (1, 1, 2, 0.5), (500, 10 ** 7, 33, 0.001), (12, 40000, 1000, 0.9), (300, 300, 2, 1e-300),
                          (300, 300, 10, 0.999), (300, 300, 1000, 1 - 1e-9), (300, 300, 3, 1e-9), (300, 300, 20, 1 - 1e-9), (300, 300, 100000, 0.7)):
    criticals.append((n, m, bins, alpha, (1 / n + 1 / m) * stats.chi2.isf(alpha, bins - 1)))

print("-- Written by distribution.py with SciPy %s and NumPy %s." % (scipy.__version__, np.__version__))
print("INSERT INTO sample_pair (id, kind, reference, current, edges, reference_counts, current_counts) VALUES")
print(",\n".join("(%d, '%s', %s, %s, %s, %s, %s)" % (
    s.id, s.kind, array(s.sides[0]), array(s.sides[1]), array(s.edges), *(literal("{%s}" % ",".join(map(str, c))) for c in s.counts))
    for s in samples) + ";")
print("INSERT INTO expected_value (id, pair_id, metric, first, second, value) VALUES")
print(",\n".join("(%d, %d, '%s', %s, %s, %s)" % (k + 1, pair_id, metric, number(first), number(second), number(value))
                 for k, (pair_id, metric, first, second, value) in enumerate(expected)) + ";")
print("INSERT INTO expected_edges (id, vals, bins, edges) VALUES")
print(",\n".join("(%d, %s, %d, %s)" % (k + 1, array(v), bins, array(e)) for k, (v, bins, e) in enumerate(edge_cases)) + ";")
print("INSERT INTO expected_critical (n, m, bins, alpha, value) VALUES")
print(",\n".join("(%d, %d, %d, %r, %r)" % (n, m, bins, alpha, float(v)) for n, m, bins, alpha, v in criticals) + ";")
print("INSERT INTO expected_woe (pair_id, smoothing, place, good_share, bad_share, woe, iv) VALUES")
print(",\n".join("(%d, %r, %d, %s)" % (pair_id, float(s), k, ", ".join(number(v) for v in values))
                 for pair_id, s, k, *values in woes) + ";")
