#!/usr/bin/env python3
"""Writes test/core/statistics_vectors.h: values of the distributions of src/core/statistics.c, computed by SciPy.

Usage: python3 test/oracle/statistics.py > test/core/statistics_vectors.h
Where SciPy differs from mpmath's 60 digits by more than 1e-14 relative, mpmath's value is taken; values below 1e-300
are left out.  Needs scipy, mpmath.
"""
import itertools
import math
import random
import sys

import mpmath
import numpy as np
import scipy
from scipy import special, stats

random.seed(20240608)
mpmath.mp.dps = 60
replaced = 0
rows = {}


def emit(table, arguments, value, reference=None):
    """One row; NaN and values that are all but 0 are left out."""
    global replaced
    value = float(value)
    if reference is not None:
        reference = mpmath.mpf(reference)
        if reference == 0 or abs(mpmath.mpf(value) / reference - 1) > 1e-14:
            value = float(reference)
            replaced += 1
    if math.isnan(value) or math.isinf(value) or abs(value) < 1e-300:
        return
    rows.setdefault(table, []).append([float(a) for a in arguments] + [value])


def gamma_q(a, x):
    return mpmath.gammainc(a, x, mpmath.inf, regularized=True)


def beta_i(a, b, x):
    a, b, x = mpmath.mpf(a), mpmath.mpf(b), mpmath.mpf(x)
    if b * x <= 1 or (x < 0.5 and max(a, b) < 1000):
        return x ** a / a / mpmath.beta(a, b) * mpmath.hyp2f1(a, 1 - b, a + 1, x)
    # The transformation with positive terms only.
    return x ** a * (1 - x) ** b / a / mpmath.beta(a, b) * mpmath.hyp2f1(1, a + b, a + 1, x, maxterms=10 ** 7)


for x in np.linspace(-37, 8, 91):
    emit("normal_cdf", [x], special.ndtr(x), mpmath.ncdf(mpmath.mpf(float(x))))
for p in [10.0 ** -k for k in range(1, 301, 13)] + list(np.linspace(0.01, 0.99, 50)) + [1 - 2.0 ** -k for k in range(2, 53, 7)]:
    p = float(p)
    x = special.ndtri(p)
    exact = mpmath.findroot(lambda t: mpmath.log(mpmath.ncdf(t) / mpmath.mpf(p)), mpmath.mpf(float(x)))
    emit("normal_quantile", [p], x, None if abs(exact) < 1e-15 else exact)

for a in (0.5, 1, 1.5, 2, 4.5, 9.5, 15, 50.5, 499.5, 12345.5, 500000):
    for z in (0.01, 0.3, 0.9, 1, 1.1, 1.5, 3, 10):
        x = a * z
        if a > 1000:
            x = a + (z - 2) * 3 * math.sqrt(a)
        q = gamma_q(a, x)
        emit("gamma_q", [a, x], special.gammaincc(a, x), q)
        emit("gamma_p", [a, x], special.gammainc(a, x), 1 - q if q < 0.9 else mpmath.gammainc(a, 0, x, regularized=True))
for df in (1, 2, 3, 9, 19, 99, 1023):
    for q in (1e-200, 1e-12, 1e-4, 0.01, 0.05, 0.1, 0.5, 0.9):
        x = stats.chi2.isf(q, df)
        h = mpmath.mpf(df) / 2
        exact = mpmath.findroot(lambda t: mpmath.log(gamma_q(h, t / 2) / mpmath.mpf(q)), mpmath.mpf(float(x)))
        emit("chi2_isf", [q, df], x, exact)

for a, b in itertools.product((0.5, 1, 2, 3.5, 10, 80, 600), repeat=2):
    for x in (1e-8, 1e-3, 0.05, 0.3, a / (a + b), 0.75, 0.97, 0.9999):
        x = float(x)
        lower = beta_i(a, b, x)
        emit("beta_cdf", [a, b, x], special.betainc(a, b, x), lower)
        emit("beta_sf", [a, b, x], special.betaincc(a, b, x), beta_i(b, a, 1 - mpmath.mpf(x)))
for a, b in itertools.product((1, 2, 3.5, 10, 80, 600), repeat=2):
    for p in (1e-100, 1e-10, 0.005, 0.025, 0.5, 0.975):
        x = special.betaincinv(a, b, p)
        exact = mpmath.mpf(float(x))
        for _ in range(4):
            value = beta_i(a, b, exact)
            slope = exact ** (a - 1) * (1 - exact) ** (b - 1) / mpmath.beta(a, b)
            exact -= value * mpmath.log(value / mpmath.mpf(p)) / slope
        emit("beta_quantile", [a, b, p], x, exact)

for n in (1, 2, 5, 13, 100, 2500, 10 ** 6):
    for k in sorted({0, 1, n // 3, n // 2, (n + 1) // 2, 9 * n // 10, n - 1, n}):
        for p in (0.001, 0.3, 0.5, 0.9):
            emit("binomial_test", [k, n, p], stats.binomtest(k, n, p).pvalue)
        for confidence in (0.8, 0.95, 0.999):
            interval = stats.binomtest(k, n).proportion_ci(confidence, "wilson")
            rows.setdefault("wilson", []).append([k, n, confidence, interval.low, interval.high])
            # proportion_ci(method="exact") stops at 2e-12 absolute.
            alpha = (1 - confidence) / 2
            rows.setdefault("clopper_pearson", []).append([
                k, n, confidence, stats.beta.ppf(alpha, k, n - k + 1) if k > 0 else 0.0,
                stats.beta.isf(alpha, k + 1, n - k) if k < n else 1.0])

for x in list(np.linspace(0.05, 3, 60)) + [5, 10, 18]:
    y = mpmath.mpf(float(x))
    exact = 2 * mpmath.nsum(lambda k: (-1) ** (int(k) - 1) * mpmath.exp(-2 * k ** 2 * y ** 2), [1, 400], method="d")
    emit("kolmogorov_sf", [x], special.kolmogorov(x), exact)
for m, n in ((1, 1), (5, 6), (7, 7), (3, 40), (12, 18), (60, 45), (101, 100), (400, 400), (1000, 700)):
    for _ in range(6):
        shift = random.choice((0, 0.05, 0.1, 0.5, 1))
        a, b = np.random.default_rng(random.randrange(10 ** 9)).normal(size=(2, max(m, n)))
        a, b = a[:m], b[:n] + shift
        result = stats.ks_2samp(a, b, method="exact")
        emit("smirnov_sf", [m, n, round(result.statistic * m * n)], result.pvalue)

print("/* statistics_vectors.h: written by test/oracle/statistics.py with SciPy %s; %d values by mpmath %s. */"
      % (scipy.__version__, replaced, mpmath.__version__))
for table, values in rows.items():
    print("static const double %s_vectors[][%d] = {" % (table, len(values[0])))
    for row in values:
        print("\t{ %s }," % ", ".join(repr(float(v)) for v in row))
    print("};")
print("%d values, %d by mpmath" % (sum(map(len, rows.values())), replaced), file=sys.stderr)
