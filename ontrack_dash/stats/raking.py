"""Raking over the distinct combinations that occur: few even where many margins would make a vast table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ontrack_dash.stats.arrays import Numbers, amounts

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Raked:
    """One weight per row; `gap` is the largest difference left between a margin and its target, of that target."""

    weights: Numbers
    gap: float
    rounds: int
    is_met: bool


def rake_cells(
    categories: ArrayLike,
    counts: ArrayLike,
    margins: Sequence[ArrayLike],
    *,
    start: ArrayLike = 1.0,
    tolerance: float = 1e-9,
    max_iterations: int = 1_000,
) -> Raked:
    """Multiply the weights of rows by one factor per category until every margin stands at its target.

    Args:
        categories: rows × margins, the number of each row's category.
        counts: persons behind each row; a row may have none.
        margins: per column of `categories` the target of each of its categories, all with one total.
        start: the weights to begin with.

    Raises ValueError for a target above zero in a category nobody is in.

    Deming & Stephan 1940, Ann Math Stat 11:427; Kalton & Flores-Cervantes 2003, J Off Stat 19:81, section 3.
    """
    places, persons = np.asarray(categories, dtype=np.int64), amounts(counts)
    targets = [amounts(margin, "margins") for margin in margins]
    weights = np.array(np.broadcast_to(amounts(start, "weights"), persons.shape))
    gap, rounds = largest_gap(places, persons * weights, targets), 0
    while gap > tolerance and rounds < max_iterations:
        for column, target in enumerate(targets):
            reached = _reached(places[:, column], persons * weights, target)
            factors = np.divide(target, reached, out=np.ones_like(target), where=reached > 0)
            weights *= factors[places[:, column]]
        gap, rounds = largest_gap(places, persons * weights, targets), rounds + 1
    return Raked(weights, gap, rounds, is_met=gap <= tolerance)


def largest_gap(categories: Whole, weighted: Numbers, margins: Sequence[Numbers]) -> float:
    """Return the largest difference between what rows add up to in a category and its target, of the target.

    Raises ValueError for a target above zero in a category that adds up to nothing.
    """
    gaps = [0.0]
    for column, target in enumerate(margins):
        reached = _reached(categories[:, column], weighted, target)
        if np.any((reached == 0) & (target > 0)):
            raise ValueError("margins must not have people in a category nobody answered from")
        off = np.abs(reached - target)
        gaps.append(float(np.divide(off, target, out=off.copy(), where=target > 0).max(initial=0.0)))
    return max(gaps)


def _reached(column: Whole, weighted: Numbers, target: Numbers) -> Numbers:
    return np.bincount(column, weighted, minlength=len(target)).astype(np.float64)
