"""Weighted sums of groups, and the sums of squared raking residuals their variance is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from ontrack_dash.stats.arrays import Numbers
from ontrack_dash.stats.raking import Whole

# Groups × dummies × measures held at once: some 100 MB.
HELD = 4_000_000


@dataclass(frozen=True)
class Raking:
    """Rows as they were raked: persons and weight of each, and for every margin the number of its dummy (0..width)."""

    persons: Numbers
    weights: Numbers
    columns: Whole
    width: int

    @cached_property
    def fit(self) -> "Fit":
        """Solve what every group shares."""
        rows, margins = self.columns.shape
        every = (np.ones(rows * margins), (np.repeat(np.arange(rows), margins), self.columns.ravel()))
        dummies = sparse.csr_array(every, shape=(rows, self.width))
        weighted = self.weights * self.persons
        gram = (dummies.T @ dummies.multiply(weighted[:, None])).toarray()
        squared = (dummies.T @ dummies.multiply((self.weights * weighted)[:, None])).toarray()
        # Margins of one population add up to the same, so some dummies say nothing new.
        inverse = np.linalg.pinv(gram, rcond=1e-10, hermitian=True)
        persons, rank = self.persons.sum(), np.linalg.matrix_rank(gram, hermitian=True)
        return Fit(inverse, inverse @ squared @ inverse, float(persons / max(persons - rank, 1.0)))


@dataclass(frozen=True)
class Fit:
    """The inverse of X'WX, the same on both sides of X'W²X, and persons : (persons - rank of X)."""

    inverse: Numbers
    middle: Numbers
    lost: float


@dataclass(frozen=True)
class Sums:
    """Sums by group (rows) and measure (columns); those of the denominators first.

    `squares` is Σw² without residuals: weight² over it is Kish's effective n, which a share of 0 or 1 needs.
    """

    weight: Numbers
    squares: Numbers
    ones: Numbers
    weighted: Numbers
    yy: Numbers
    y1: Numbers


def sum_groups(raking: Raking, groups: Whole, x: Numbers, n: Numbers, within: Whole) -> Sums:
    """Sum every group of rows, with the residuals of the group's own x and n on the margins of all rows.

    e_y = 1_g y - X B_y and e_1 = 1_g d - X B_1, d telling who is in the denominator and B by least squares under the
    weights over everyone; outside the group a residual is -X B and counts too. The squares are multiplied by
    persons : (persons - rank of X), what the fitted margins cost.

    Args:
        groups: the group of each row, numbered from 0.
        x: rows × numerators, persons in each.
        n: rows × denominators.
        within: for each numerator the column of its denominator in `n`.

    Deville & Särndal 1992, J Am Stat Assoc 87:376 (residuals of calibration); Woodruff 1971, J Am Stat Assoc 66:411
    (ratios); Binder & Théberge 1988, Can J Stat 16:47 (raking).
    """
    rows, margins = raking.columns.shape
    count, width = int(groups.max(initial=-1)) + 1, raking.width
    wholes, parts = n.shape[1], x.shape[1]
    once = raking.weights[:, None] * np.hstack([n, x])
    twice = raking.weights[:, None] * once
    of_group = sparse.csr_array((np.ones(rows), (groups, np.arange(rows))), shape=(count, rows))
    totals, squares = np.asarray(of_group @ once), np.asarray(of_group @ twice)
    places = (groups[:, None] * width + raking.columns).ravel()
    every = (np.ones(places.size), (places, np.repeat(np.arange(rows), margins)))
    of_dummy = sparse.csr_array(every, shape=(count * width, rows))
    yy, y1, ones = (np.zeros((count, size)) for size in (parts, parts, wholes))
    for place in np.flatnonzero(n.any(axis=0)):
        inside = np.flatnonzero(within == place)
        for some in _batches(inside, count * width):
            chosen = np.array([place, *(wholes + some)])
            moments, seen = (_by_measure(of_dummy, sums[:, chosen], count) for sums in (once, twice))
            own, crossed = _residuals(moments, seen, squares[:, chosen].T, raking.fit)
            ones[:, place], yy[:, some], y1[:, some] = own[0], own[1:].T, crossed[1:].T
    lost = raking.fit.lost
    return Sums(totals[:, :wholes], squares[:, :wholes], lost * ones, totals[:, wholes:], lost * yy, lost * y1)


def _by_measure(of_dummy: sparse.csr_array, sums: Numbers, groups: int) -> Numbers:
    """Add rows up by group and dummy: measures × groups × dummies."""
    return np.ascontiguousarray(np.asarray(of_dummy @ sums).T).reshape(sums.shape[1], groups, -1)


def _batches(measures: Whole, cells: int) -> Iterator[Whole]:
    size = max(HELD // max(cells, 1), 1)
    return iter(np.split(measures, range(size, len(measures), size)))


def _residuals(moments: Numbers, seen: Numbers, squares: Numbers, fit: Fit) -> tuple[Numbers, Numbers]:
    """Return Σw²e² of each measure, and Σw²e e_1 with the first; measures × groups.

    With b = X'W1_g y (`moments`), h = X'W²1_g y (`seen`) and e = 1_g y - X(X'WX)⁻b, the sum over everyone is
    Σ_g w²y² + b'(X'WX)⁻X'W²X(X'WX)⁻b - 2 b'(X'WX)⁻h; people are counted, so y² is y, and y·1 is y within the whole.
    """
    solved = moments.reshape(-1, moments.shape[2]) @ np.hstack([fit.middle, fit.inverse])
    outside, fitted = (part.reshape(moments.shape) for part in np.hsplit(solved, 2))
    own = squares + (outside * moments).sum(axis=2) - 2 * (fitted * seen).sum(axis=2)
    both = (fitted[0] * seen).sum(axis=2) + (fitted * seen[0]).sum(axis=2)
    return np.maximum(own, 0.0), squares + (outside * moments[0]).sum(axis=2) - both
