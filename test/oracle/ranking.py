#!/usr/bin/env python3
"""Writes ranking_cases.sql: expected values of the ranking metrics.

Usage: python3 test/oracle/ranking.py > test/oracle/ranking_cases.sql
DCG and NDCG come from scikit-learn (exponential gain: of the relevances 2^r - 1).  The others are computed from their
definitions, and of equal scores as the mean over every order, one by one, in exact fractions.
"""
import itertools
import random
import warnings
from fractions import Fraction

import numpy as np
import sklearn
from sklearn.metrics import dcg_score, ndcg_score

warnings.filterwarnings("ignore")
random.seed(20240609)
sets, cases, lists, list_cases = [], [], [], []


def precision(hits, k, relevant, padded=True):
    length = k if padded and k is not None or k is not None and k < len(hits) else len(hits)
    return Fraction(sum(hits[:k]), length) if length else None


def recall(hits, k, relevant):
    return Fraction(sum(hits[:k]), relevant) if relevant else None


def hit_rate(hits, k, relevant):
    return Fraction(int(any(hits[:k])))


def reciprocal_rank(hits, k, relevant):
    return next((Fraction(1, i) for i, hit in enumerate(hits[:k], 1) if hit), Fraction(0))


def average_precision(hits, k, relevant, capped=True):
    if not relevant:
        return None
    found = sum(Fraction(sum(hits[:i]), i) for i, hit in enumerate(hits[:k], 1) if hit)
    return found / (min(k, relevant) if capped and k is not None else relevant)


BINARY = (("reciprocal_rank", reciprocal_rank, (None,)), ("average_precision_at", average_precision, (True, False)),
          ("precision_at", precision, (True, False)), ("recall_at", recall, (None,)), ("hit_rate_at", hit_rate, (None,)))


def binary(into, where, orders, relevant, ks):
    """The mean over the orders, each a list of hits."""
    for name, function, options in BINARY:
        for k in ks:
            for option in options:
                values = [function(h, k, relevant, *([] if option is None else [option])) for h in orders]
                value = None if values[0] is None else float(sum(values) / len(values))
                into.append((where, name, k, option, value))


def orders_of(relevance, score):
    """Hits in every order that the scores allow."""
    groups = [[int(r > 0) for r, s in zip(relevance, score) if s == x] for x in sorted(set(score), reverse=True)]
    for parts in itertools.product(*(list(itertools.permutations(g)) for g in groups)):
        yield [h for part in parts for h in part]


def scored(relevance, score):
    where = len(sets) + 1
    sets.append((where, relevance, score))
    n = len(relevance)
    ks = [None, 1, random.randint(1, n), n + 3]
    y = np.array([relevance], dtype=float)
    for exponential in (False, True):
        gains = 2.0 ** y - 1 if exponential else y
        for k in ks:
            for ignore in (False, True):
                if n < 2:
                    continue
                # NumPy sorts equal scores in no particular order: here as a stable sort would
                s = np.argsort(np.argsort(score, kind="stable"))[None, :] if ignore else np.array([score], dtype=float)
                cases.append((where, "dcg_score", k, (exponential, ignore), dcg_score(gains, s, k=k, ignore_ties=ignore)))
                if min(relevance) >= 0:
                    cases.append((where, "ndcg_score", k, (exponential, ignore),
                                  ndcg_score(gains, s, k=k, ignore_ties=ignore)))
    orders = list(itertools.islice(orders_of(relevance, score), 2000))
    if len(orders) < 2000:
        binary(cases, where, orders, sum(r > 0 for r in relevance), ks)


def listed(relevant, ranked):
    where = len(lists) + 1
    lists.append((where, relevant, ranked))
    ks = [None, 1, 3, random.randint(1, 9)]
    binary(list_cases, where, [[int(i in relevant) for i in ranked]], len(set(relevant)), ks)


# The examples of scikit-learn's documentation, and edges.
scored([10, 0, 0, 1, 5], [0.1, 0.2, 0.3, 4, 70])
scored([10, 0, 0, 1, 5], [0.05, 1.1, 1.0, 0.5, 0.0])
scored([10, 0, 0, 1, 5], [1, 0, 0, 0, 1])
scored([0, 0, 0], [1, 2, 3])
scored([1, 1, 1], [1, 2, 3])
scored([0, 1], [1, 1])
scored([1], [0])
scored([0], [0])
scored([-1, 2, 0], [3, 2, 1])
for k in range(60):
    n = random.choice((2, 3, 4, 5, 6, 7))
    grades = random.choice(((0, 1), (0, 0, 0, 1), (0, 1, 2, 3), (0, 0.5, 2)))
    levels = random.choice((1, 2, 3, 100))
    scored([random.choice(grades) for _ in range(n)], [random.randint(1, levels) / 4 for _ in range(n)])
for k in range(6):
    n = random.choice((50, 200))
    scored([random.choice((0, 0, 1, 2, 4)) for _ in range(n)], random.sample(range(10 * n), n))
listed([], [])
listed([], [1, 2])
listed([1, 2], [])
listed([1, 2, 2, 1], [2, 1])
listed([7], [1, 2, 3])
listed([3], [1, 2, 3])
for k in range(40):
    listed([random.randint(1, 15) for _ in range(random.randint(1, 8))], random.sample(range(1, 16), random.randint(1, 12)))


def number(value):
    return "NULL" if value is None else repr(float(value))


def array(values):
    return "'{" + ",".join(repr(v) for v in values) + "}'"


def row(k, case):
    where, name, cutoff, option, value = case
    gain, ignore, flag = "NULL", "NULL", "NULL"
    if isinstance(option, tuple):
        gain, ignore = "'exponential'" if option[0] else "'linear'", str(option[1]).lower()
    elif option is not None:
        flag = str(option).lower()
    return "(%d, %d, '%s', %s, %s, %s, %s, %s)" % (
        k + 1, where, name, "NULL" if cutoff is None else cutoff, gain, ignore, flag, number(value))


print("-- Written by ranking.py with scikit-learn %s and NumPy %s." % (sklearn.__version__, np.__version__))
print("INSERT INTO data_set (id, relevance, score) VALUES")
print(",\n".join("(%d, %s, %s)" % (i, array(r), array(s)) for i, r, s in sets) + ";")
print("INSERT INTO expected_score (id, set_id, metric, k, gain, ignore_ties, flag, value) VALUES")
print(",\n".join(row(k, c) for k, c in enumerate(cases)) + ";")
print("INSERT INTO list_set (id, relevant, ranked) VALUES")
print(",\n".join("(%d, %s, %s)" % (i, array(r), array(s)) for i, r, s in lists) + ";")
print("INSERT INTO expected_list (id, set_id, metric, k, gain, ignore_ties, flag, value) VALUES")
print(",\n".join(row(k, c) for k, c in enumerate(list_cases)) + ";")
