"""Figures of surveys as scipy and statsmodels work them out.

Reads lines "kind|inputs" and answers with "kind|inputs|outputs". With --table it writes the cases that the tests keep,
as a Swift file. Inputs are groups of numbers: groups are divided by ";", numbers by blanks.
"""

import random
import sys

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW


def wilson(share, size, level):
    return list(proportion_confint(share * size, size, alpha=1 - level, method="wilson"))


def finite(n, kish, population):
    """The effective size in a population of so many; 0 means endless."""
    if population == 0:
        return kish
    return kish * (population - 1) / (population - n)


def weighted_mean(x, w, level, population=0):
    """The mean and its interval from a regression on a constant with robust errors (HC1)."""
    x, w = np.asarray(x, float), np.asarray(w, float)
    fit = sm.WLS(x, np.ones(len(x)), weights=w).fit(cov_type="HC1", use_t=True)
    low, high = fit.conf_int(alpha=1 - level)[0]
    mean = fit.params[0]
    factor = np.sqrt(1 - len(x) / population) if population else 1
    return [mean, mean + (low - mean) * factor, mean + (high - mean) * factor]


def kish(w):
    w = np.asarray(w, float)
    return w.sum() ** 2 / (w**2).sum()


def share(values, weights, threshold, population, level):
    x, w = np.asarray(values), np.asarray(weights)
    p = DescrStatsW((x >= threshold).astype(float), weights=w).mean
    size = kish(w)
    return [p, size, len(x) / size] + wilson(p, finite(len(x), size, population), level)


def recommendation(values, weights, level):
    coded = np.where(np.asarray(values) >= 9, 1.0, np.where(np.asarray(values) <= 6, -1.0, 0.0))
    d = DescrStatsW(coded, weights=weights)
    variance = d.var / kish(weights)
    if variance == 0:  # scipy knows no distribution without a spread.
        return [100 * d.mean, 0, 100 * d.mean, 100 * d.mean]
    low, high = stats.norm.interval(level, loc=d.mean, scale=np.sqrt(variance))
    return [100 * d.mean, 1e4 * variance, max(-100, 100 * low), min(100, 100 * high)]


def index(rows, weights, shares, level):
    """A combination of columns' means, where some of the values are missing (nan)."""
    y, w, a = np.asarray(rows, float), np.asarray(weights, float), np.asarray(shares, float)
    a = a / a.sum()
    if not np.isnan(y).any():
        return weighted_mean(y @ a, w, level)
    there = ~np.isnan(y)
    sums = (w[:, None] * there).sum(axis=0)
    means = np.nansum(w[:, None] * y, axis=0) / sums
    # Each person's influence on the combination; its variance is the sum of the squares.
    influence = np.where(there, (y - means) * w[:, None] * a / sums, 0).sum(axis=1)
    n = there.any(axis=1).sum()
    error = np.sqrt((influence**2).sum() * n / (n - 1))
    reach = stats.t.ppf(0.5 + level / 2, n - 1) * error
    value = float(means @ a)
    return [value, value - reach, value + reach]


def strata_variance(influences, labels, sizes):
    """Of a sum of influences, each stratum drawn by itself without putting back."""
    total = 0
    for label, size in enumerate(sizes):
        part = influences[labels == label]
        if len(part):
            total += len(part) * part.var(ddof=1) * (1 - len(part) / size)
    return total


def stratified(groups):
    """Mean, share and net share of a stratified sample: sums of W² s² / n (1 − f) over the strata."""
    (threshold, low_threshold, level), strata = groups[0], groups[1:]
    sizes = np.array([stratum[0] for stratum in strata])
    values = [np.asarray(stratum[1:]) for stratum in strata]
    n = sum(len(v) for v in values)

    def total(coded):
        mean = sum(size / sizes.sum() * coded(v).mean() for size, v in zip(sizes, values))
        variance = sum(
            (size / sizes.sum()) ** 2 * coded(v).var(ddof=1) / len(v) * (1 - len(v) / size)
            for size, v in zip(sizes, values)
        )
        return mean, variance

    mean, variance = total(lambda v: v)
    reach = stats.t.ppf(0.5 + level / 2, n - len(strata)) * np.sqrt(variance)
    share, spread = total(lambda v: (v >= threshold).astype(float))
    size = share * (1 - share) / spread
    net, both = total(lambda v: np.where(v >= threshold, 1.0, np.where(v <= low_threshold, -1.0, 0.0)))
    return [mean, mean - reach, mean + reach, share] + wilson(share, size, level) + [100 * net, 1e4 * both]


def stratified_index(groups):
    """A combination of columns' means of a stratified sample, where some of the values are missing (nan)."""
    a, level, sizes, labels = np.asarray(groups[0]), groups[1][0], np.asarray(groups[2]), np.asarray(groups[3])
    y = np.asarray(groups[4:], float)
    a = a / a.sum()
    there = ~np.isnan(y)
    counts = np.array([(labels == label).sum() for label in range(len(sizes))])
    w = (sizes / sizes.sum() / (counts / counts.sum()))[labels.astype(int)]
    sums = (w[:, None] * there).sum(axis=0)
    means = np.nansum(w[:, None] * y, axis=0) / sums
    influence = np.where(there, (y - means) * w[:, None] * a / sums, 0).sum(axis=1)
    error = np.sqrt(strata_variance(influence, labels, sizes))
    reach = stats.t.ppf(0.5 + level / 2, len(y) - len(sizes)) * error
    value = float(means @ a)
    return [value, value - reach, value + reach]


def raking(counts, rows, columns):
    """Weights of a table's cells that fit both margins: the least change, found by minimising its dual."""
    n = np.asarray(counts, float).reshape(len(rows), len(columns))
    r, c = np.asarray(rows, float), np.asarray(columns, float)
    q = n / n.sum()
    target = np.concatenate([r / r.sum(), c / c.sum()])

    def gap(v):
        cells = q * np.exp(v[: len(r), None] + v[None, len(r) :])
        return np.concatenate([cells.sum(axis=1), cells.sum(axis=0)]) - target

    def slope(v):
        cells = q * np.exp(v[: len(r), None] + v[None, len(r) :])
        return np.block([[np.diag(cells.sum(axis=1)), cells], [cells.T, np.diag(cells.sum(axis=0))]])

    v = np.zeros(len(target))
    for _ in range(100):
        # The two margins have one sum in common, so the slope is singular: the least step solves it.
        step = np.linalg.lstsq(slope(v), -gap(v), rcond=None)[0]
        v = v + step
        if np.abs(step).max() < 1e-14:
            break
    assert np.abs(gap(v)).max() < 1e-12
    return list(np.exp(v[: len(r), None] + v[None, len(r) :]).ravel())


def answer(kind, groups):
    """What a case comes to; the meaning of its groups stands with each kind."""
    g = groups
    if kind == "normal":  # p
        return [stats.norm.ppf(g[0][0])]
    if kind == "cumulative":  # x
        return [stats.norm.cdf(g[0][0])]
    if kind == "student":  # p, freedom
        return [stats.t.ppf(g[0][0], g[0][1])]
    if kind == "wilson":  # share, size, level
        return wilson(*g[0])
    if kind == "share":  # values; weights; threshold, population, level
        return share(g[0], g[1], *g[2])
    if kind == "mean":  # values; weights; population, level
        return weighted_mean(g[0], g[1], g[2][1], g[2][0])
    if kind == "equal":  # values; level
        d = DescrStatsW(np.asarray(g[0]))
        return [d.mean] + list(d.tconfint_mean(alpha=1 - g[1][0]))
    if kind == "recommendation":  # values; weights; level
        return recommendation(g[0], g[1], g[2][0])
    if kind == "index":  # shares; weights; level; one person's dimensions; the next's ...
        return index(g[3:], g[1], g[0], g[2][0])
    if kind == "stratified":  # thresholds, level; a stratum's size and values; the next's ...
        return stratified(g)
    if kind == "stratified-index":  # shares; level; sizes; strata of the persons; one's dimensions; the next's ...
        return stratified_index(g)
    if kind == "raking":  # counts by rows; row targets; column targets
        return raking(*g)
    raise ValueError(kind)


def line(kind, groups):
    inputs = ";".join(" ".join(repr(float(x)) for x in group) for group in groups)
    outputs = " ".join(repr(float(x)) for x in answer(kind, groups))
    return f"{kind}|{inputs}|{outputs}"


def cases():
    dice = random.Random(20260401)
    for p in [1e-300, 1e-16, 1e-6, 0.001, 0.025, 0.074999, 0.0750001, 0.3, 0.5, 0.7, 0.9250001, 0.95, 0.975, 0.995, 0.9999999]:
        yield "normal", [[p]]
    for x in [-30, -8, -3.2, -1, -1e-9, 0, 0.5, 1.96, 5.5]:
        yield "cumulative", [[x]]
    for freedom in [0.3, 1, 2, 2.5, 3, 7, 30, 99.5, 499, 999.9, 1000, 1e4, 1e6]:
        for p in [0.01, 0.6, 0.95, 0.975, 0.9995]:
            yield "student", [[p, freedom]]
    for share_, size in [(0, 5), (1, 5), (0.5, 1), (0.02, 50), (0.9807, 500), (0.333, 17.25), (0.25, 1e6), (0.875, 8)]:
        for level in [0.8, 0.95, 0.99]:
            yield "wilson", [[share_, size, level]]
    for n in [1, 2, 7, 40]:
        for population in [0, n + 1, 3 * n, 100 * n]:
            values = [dice.randint(1, 5) for _ in range(n)]
            weights = [round(dice.uniform(0.2, 5), 3) for _ in range(n)]
            yield "share", [values, weights, [4, population, 0.95]]
            if n > 1:
                yield "mean", [values, weights, [population, 0.9]]
                yield "equal", [values, [0.95]]
    for n in [3, 25, 60]:
        values = [dice.choice([0, 3, 6, 6, 7, 8, 9, 10, 10]) for _ in range(n)]
        yield "recommendation", [values, [1] * n, [0.95]]
        yield "recommendation", [values, [round(dice.uniform(0.2, 5), 3) for _ in range(n)], [0.9]]
    for missing in [0, 0.2]:
        for n in [5, 24]:
            rows = [[float("nan") if dice.random() < missing else dice.randint(1, 7) for _ in range(4)] for _ in range(n)]
            rows[0] = [4, 5, 6, 7]
            weights = [round(dice.uniform(0.2, 5), 3) for _ in range(n)]
            yield "index", [[0.3, 0.2, 0.1, 0.4], weights, [0.95]] + rows
    for rows, columns in [(2, 2), (3, 2), (4, 5)]:
        counts = [dice.randint(5, 60) for _ in range(rows * columns)]
        yield "raking", [counts, [dice.randint(20, 50) for _ in range(rows)], [dice.randint(20, 50) for _ in range(columns)]]
    for sizes in [(900, 100), (40, 60, 17), (5000, 3000, 1500, 80)]:
        strata = [[size] + [dice.randint(1, 10) for _ in range(dice.randint(8, 16))] for size in sizes]
        yield "stratified", [[8, 4, 0.95]] + strata
        for missing in [0, 0.2]:
            labels = sorted(dice.randrange(len(sizes)) for _ in range(12 * len(sizes)))
            rows = [[float("nan") if dice.random() < missing else dice.randint(1, 7) for _ in range(4)] for _ in labels]
            rows = [[4, 5, 6, 7] if all(x != x for x in row) else row for row in rows]
            yield "stratified-index", [[0.3, 0.2, 0.1, 0.4], [0.9], list(sizes), labels] + rows


def table():
    print("// Written by tools/survey-second-opinion --table: what scipy and statsmodels come to.")
    print("// swift-format-ignore-file")
    print('let secondOpinionTable = #"""')
    for kind, groups in cases():
        print("  " + line(kind, groups))
    print('  """#')


if "--table" in sys.argv:
    table()
else:
    for text in sys.stdin:
        kind, inputs = text.strip().split("|")
        print(line(kind, [[float(x) for x in group.split()] for group in inputs.split(";")]))
