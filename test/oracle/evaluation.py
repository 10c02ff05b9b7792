#!/usr/bin/env python3
"""Writes evaluation_cases.sql: predictions for scikit-learn's own data sets and the metrics that scikit-learn computes
of them, of all rows and of slices.

Usage: python3 test/oracle/evaluation.py > test/oracle/evaluation_cases.sql
Needs scikit-learn 1.9 or later.  Where scikit-learn has no function of a metric it is computed here from those it has.
"""
import math
import warnings

import numpy as np
import sklearn
from sklearn import datasets, metrics as m
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.naive_bayes import GaussianNB

warnings.filterwarnings("ignore")
tables, cases = [], []


def literal(value):
    """One value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'%s'" % value.replace("'", "''")
    if isinstance(value, (list, tuple, np.ndarray)):
        return "'{%s}'" % ",".join(str(v) for v in value)
    return repr(value.item() if hasattr(value, "item") else value)


def table(name, columns, rows):
    tables.append((name, columns, rows))


def case(evaluation, slice_name, metric, value):
    """An expected value; NaN stands for a metric that is undefined."""
    value = float(value)
    cases.append((evaluation, slice_name, metric, None if math.isnan(value) else value))


def slices(keys):
    """The whole, each value of each key, and each pair of values: name and mask."""
    n = len(next(iter(keys.values())))
    yield "", np.ones(n, bool)
    shown = {k: np.array(["NULL" if v is None else str(v) for v in values]) for k, values in keys.items()}
    for k, values in shown.items():
        for v in sorted(set(values)):
            yield "%s=%s" % (k, v), values == v
    a, b = shown
    for v in sorted(set(shown[a])):
        for w in sorted(set(shown[b])):
            mask = (shown[a] == v) & (shown[b] == w)
            if mask.any():
                yield "%s=%s,%s=%s" % (a, v, b, w), mask


def quartile(values):
    return np.searchsorted(np.quantile(values, [0.25, 0.5, 0.75]), values)


def binary(evaluation, keys, y, pred, score, weight=None):
    for name, mask in slices(keys):
        t, p, s = y[mask], pred[mask], score[mask]
        w = None if weight is None else weight[mask]
        c = m.confusion_matrix(t, p, labels=[0, 1], sample_weight=w).astype(float)
        (tn, fp), (fn, tp) = c

        def ratio(a, b):
            return a / b if b > 0 else math.nan

        def put(metric, value):
            case(evaluation, name, metric, value)

        nan = {"zero_division": np.nan, "sample_weight": w}
        put("accuracy_score", m.accuracy_score(t, p, sample_weight=w))
        put("zero_one_loss", m.zero_one_loss(t, p, sample_weight=w))
        put("hamming_loss", m.hamming_loss(t, p, sample_weight=w))
        put("balanced_accuracy_score", m.balanced_accuracy_score(t, p, sample_weight=w))
        put("matthews_corrcoef", m.matthews_corrcoef(t, p, sample_weight=w))
        put("cohen_kappa_score", m.cohen_kappa_score(t, p, sample_weight=w))
        put("precision_score", m.precision_score(t, p, **nan))
        put("recall_score", m.recall_score(t, p, **nan))
        put("f1_score", m.f1_score(t, p, **nan))
        put("jaccard_score", m.jaccard_score(t, p, sample_weight=w) if tp + fp + fn > 0 else math.nan)
        put("specificity_score", m.recall_score(t, p, pos_label=0, **nan))
        put("negative_predictive_value", m.precision_score(t, p, pos_label=0, **nan))
        put("false_positive_rate", ratio(fp, fp + tn))
        put("false_negative_rate", ratio(fn, fn + tp))
        put("false_discovery_rate", ratio(fp, fp + tp))
        put("false_omission_rate", ratio(fn, fn + tn))
        put("prevalence", ratio(tp + fn, c.sum()))
        put("informedness", ratio(tp, tp + fn) + ratio(tn, tn + fp) - 1)
        put("markedness", ratio(tp, tp + fp) + ratio(tn, tn + fn) - 1)
        both = len(set(t)) == 2
        put("roc_auc_score", m.roc_auc_score(t, s, sample_weight=w) if both else math.nan)
        put("gini", 2 * m.roc_auc_score(t, s, sample_weight=w) - 1 if both else math.nan)
        fpr, tpr, _ = m.roc_curve(t, s, sample_weight=w, drop_intermediate=False)
        put("ks_statistic", np.max(np.abs(tpr - fpr)) if both else math.nan)
        if t.any():
            put("average_precision_score", m.average_precision_score(t, s, sample_weight=w))
        put("log_loss", m.log_loss(t, s, sample_weight=w, labels=[0, 1]))
        put("brier_score_loss", m.brier_score_loss(t, s, sample_weight=w, labels=[0, 1]))


def averages(evaluation, name, t, p, kinds, w=None):
    for kind in kinds:
        arguments = {"average": kind, "sample_weight": w, "zero_division": 0}
        for word, function in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score),
                               ("jaccard", m.jaccard_score)):
            value = function(t, p, **arguments)
            case(evaluation, name, "%s_%s" % (word, kind), value)
            if kind == "macro":
                case(evaluation, name, "%s_score" % word, value)


def of_classes(evaluation, name, t, p, labels, names, w=None):
    arguments = {"average": None, "labels": labels, "sample_weight": w, "zero_division": np.nan}
    for word, function in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
        for label, value in zip(names, function(t, p, **arguments)):
            case(evaluation, name, "%s_score[%s]" % (word, label), value)


def multiclass(evaluation, keys, y, pred, proba=None, labels=None, weight=None):
    for name, mask in slices(keys):
        t, p = y[mask], pred[mask]
        w = None if weight is None else weight[mask]
        for metric in ("accuracy_score", "zero_one_loss", "hamming_loss", "balanced_accuracy_score",
                       "matthews_corrcoef", "cohen_kappa_score"):
            case(evaluation, name, metric, getattr(m, metric)(t, p, sample_weight=w))
        averages(evaluation, name, t, p, ("micro", "macro", "weighted"), w)
        present = sorted(set(t) | set(p))
        of_classes(evaluation, name, t, p, present, present, w)
        if proba is None:
            continue
        q = proba[mask]
        case(evaluation, name, "log_loss", m.log_loss(t, q, labels=labels))
        case(evaluation, name, "brier_score_loss", m.brier_score_loss(t, q, labels=labels))
        case(evaluation, name, "top_k_accuracy_score", m.top_k_accuracy_score(t, q, k=2, labels=labels))
        if len(set(t)) < len(labels):
            case(evaluation, name, "roc_auc_score", math.nan)
            continue
        case(evaluation, name, "roc_auc_score", m.roc_auc_score(t, q, multi_class="ovr"))
        for kind in ("ovr", "ovo"):
            case(evaluation, name, "roc_auc_" + kind, m.roc_auc_score(t, q, multi_class=kind))
            case(evaluation, name, "roc_auc_%s_weighted" % kind,
                 m.roc_auc_score(t, q, multi_class=kind, average="weighted"))


def multilabel(evaluation, keys, y, pred, names, weight=None):
    for name, mask in slices(keys):
        # A class that no row of the slice has in either set is not there.
        used = (y[mask] | pred[mask]).any(axis=0)
        t, p = y[mask][:, used], pred[mask][:, used]
        w = None if weight is None else weight[mask]
        for metric in ("accuracy_score", "zero_one_loss", "hamming_loss"):
            case(evaluation, name, metric, getattr(m, metric)(t, p, sample_weight=w))
        averages(evaluation, name, t, p, ("micro", "macro", "weighted", "samples"), w)
        of_classes(evaluation, name, t, p, None, np.array(names)[used], w)


def regression(evaluation, keys, y, pred, weight=None):
    for name, mask in slices(keys):
        t, p = y[mask], pred[mask]
        w = None if weight is None else weight[mask]
        for metric in ("mean_absolute_error", "mean_squared_error", "root_mean_squared_error", "r2_score",
                       "explained_variance_score", "mean_absolute_percentage_error", "mean_squared_log_error",
                       "root_mean_squared_log_error", "mean_poisson_deviance", "mean_gamma_deviance"):
            case(evaluation, name, metric, getattr(m, metric)(t, p, sample_weight=w))
        case(evaluation, name, "max_error", m.max_error(t, p))
        ones = np.ones(len(t)) if w is None else w
        case(evaluation, name, "mean_bias_error", math.fsum(ones * (p - t)) / math.fsum(ones))
        case(evaluation, name, "weighted_absolute_percentage_error",
             math.fsum(ones * abs(p - t)) / math.fsum(ones * abs(t)))
        case(evaluation, name, "symmetric_mean_absolute_percentage_error",
             math.fsum(ones * 2 * abs(p - t) / (abs(p) + abs(t))) / math.fsum(ones))


def ranking(evaluation, keys, query, relevance, score):
    for name, mask in slices(keys):
        values = {}
        for q in sorted(set(query[mask])):
            rows = mask & (query == q)
            r, s = relevance[rows], score[rows]
            hits = (r > 0)[np.argsort(-s)]
            found = {"dcg_score": m.dcg_score([r], [s]) if len(r) > 1 else float(r[0]),
                     "precision_at[1]": float(hits[0]),
                     "precision_at[5]": hits[:5].sum() / 5, "precision_at[10]": hits[:10].sum() / 10,
                     "hit_rate_at[1]": float(hits[0]), "hit_rate_at[5]": float(hits[:5].any()),
                     "hit_rate_at[10]": float(hits[:10].any()),
                     "reciprocal_rank": 1 / (1 + hits.argmax()) if hits.any() else 0.0}
            if len(r) > 1:
                for metric, k in (("ndcg_score", None), ("ndcg_score[5]", 5), ("ndcg_score[10]", 10)):
                    found[metric] = m.ndcg_score([r], [s], k=k)
            else:
                for metric in ("ndcg_score", "ndcg_score[5]", "ndcg_score[10]"):
                    found[metric] = float(r[0] > 0)
            if hits.any():
                found["average_precision_at"] = m.average_precision_score(r > 0, s)
                found["recall_at[5]"] = hits[:5].sum() / hits.sum()
                found["recall_at[10]"] = hits[:10].sum() / hits.sum()
            for metric, value in found.items():
                values.setdefault(metric, []).append(float(value))
        for metric, list_ in values.items():
            case(evaluation, name, metric, math.fsum(list_) / len(list_))


# Breast cancer: two classes, with a score.
x, y = datasets.load_breast_cancer(return_X_y=True)
model = LogisticRegression(C=0.001, max_iter=100).fit(x[::2, :6], y[::2])
x, y = x[1::2], y[1::2]
score = model.predict_proba(x[:, :6])[:, 1]
pred = (score > 0.6).astype(int)
size = [None if k % 17 == 0 else "large" if v > 14 else "small" for k, v in enumerate(x[:, 0])]
texture = list(quartile(x[:, 1]))
weight = np.round(0.1 + np.arange(len(y)) % 7 / 3, 3)
table("breast_cancer", "y_true integer, y_pred integer, score double precision, size text, texture integer, w double precision",
      list(zip(y, pred, score, size, texture, weight)))
binary("breast_cancer", {"size": size, "texture": texture}, y, pred, score)
binary("breast_cancer weighted", {"size": size, "texture": texture}, y, pred, score, weight)

# Iris: three classes, by name, with probabilities.
iris = datasets.load_iris()
x, y = iris.data, iris.target_names[iris.target]
model = LogisticRegression(C=0.05, max_iter=200).fit(x[::2, :2], y[::2])
x, y = x[1::2], y[1::2]
proba = model.predict_proba(x[:, :2])
pred = model.predict(x[:, :2])
petal = ["short" if v < 4 else "long" for v in x[:, 2]]
half = [k % 2 for k in range(len(y))]
table("iris", "y_true text, y_pred text, probabilities double precision[], petal text, half integer",
      list(zip(y, pred, proba, petal, half)))
multiclass("iris", {"petal": petal, "half": half}, y, pred, proba, sorted(set(y)))

# Digits: ten classes, with weights; the same as sets of properties.
x, y = datasets.load_digits(return_X_y=True)
model = GaussianNB(var_smoothing=0.01).fit(x[::2], y[::2])
x, y = x[1::4], y[1::4]
pred = model.predict(x)
ink = ["dark" if v > 310 else "light" for v in x.sum(axis=1)]
third = [k % 3 for k in range(len(y))]
weight = np.round(0.5 + np.arange(len(y)) % 5 / 3, 3)
properties = {"even": {0, 2, 4, 6, 8}, "prime": {2, 3, 5, 7}, "loop": {0, 6, 8, 9}, "big": {8, 9}}


def sets(digits):
    return np.array([[d in properties[name] for name in sorted(properties)] for d in digits])


def named(row):
    return [name for name, has in zip(sorted(properties), row) if has]


table("digits", "y_true smallint, y_pred bigint, set_true text[], set_pred text[], ink text, third integer, w double precision",
      [(a, b, named(c), named(d), e, f, g)
       for a, b, c, d, e, f, g in zip(y, pred, sets(y), sets(pred), ink, third, weight)])
multiclass("digits", {"ink": ink, "third": third}, y, pred)
multiclass("digits weighted", {"ink": ink, "third": third}, y, pred, weight=weight)
multilabel("digits sets", {"ink": ink, "third": third}, sets(y), sets(pred), sorted(properties))
multilabel("digits sets weighted", {"ink": ink, "third": third}, sets(y), sets(pred), sorted(properties), weight)

# Diabetes: regression; the same rows as documents of twelve queries.
x, y = datasets.load_diabetes(return_X_y=True)
model = LinearRegression().fit(x[::2], y[::2])
x, y = x[1::2], y[1::2]
pred = model.predict(x)
sex = ["f" if v < 0 else "m" for v in x[:, 1]]
age = [None if v == 0 else int(v) for v in quartile(x[:, 0])]
weight = np.round(1 + np.arange(len(y)) % 4 / 7, 3)
query = np.arange(len(y)) % 12
relevance = np.maximum(quartile(y) - 1, 0)
table("diabetes", "y_true double precision, y_pred double precision, sex text, age integer, w double precision, query integer, grade integer",
      list(zip(y, pred, sex, age, weight, query, relevance)))
regression("diabetes", {"sex": sex, "age": age}, y, pred)
regression("diabetes weighted", {"sex": sex, "age": age}, y, pred, weight)
ranking("diabetes ranking", {"sex": sex, "age": age}, query, relevance, pred)

print("-- Written by evaluation.py with scikit-learn %s and NumPy %s." % (sklearn.__version__, np.__version__))
for name, columns, rows in tables:
    print("CREATE TEMPORARY TABLE %s (%s);" % (name, columns))
    print("INSERT INTO %s VALUES" % name)
    print(",\n".join("(%s)" % ", ".join(literal(v) for v in row) for row in rows) + ";")
print("INSERT INTO expected (evaluation, slice, metric, value) VALUES")
print(",\n".join("(%s)" % ", ".join(literal(v) for v in row) for row in cases) + ";")
