"""Weights that let those who answered speak for their cohort, and what the weighting costs."""

from collections.abc import Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike

from ontrack_dash.stats.arrays import Numbers, amounts, plain
from ontrack_dash.stats.raking import rake_cells

# Margins of one cohort have one total; only rounding may part them.
SAME_TOTAL = 1e-6
# More effective persons than anywhere live: the variance is zero but for rounding.
NO_VARIANCE = 1e-12


@overload
def poststratify(sample_counts: float, population_counts: float) -> float: ...
@overload
def poststratify(sample_counts: ArrayLike, population_counts: ArrayLike) -> Numbers: ...
def poststratify(sample_counts: Any, population_counts: Any) -> Any:
    """Give the weight N / n of each cell: how many of the population one who answered stands for.

    A cell nobody answered from has no weight (NaN), and whoever it holds is spoken for by nobody: collapse it with
    another first. Raises ValueError for counts that are negative or not finite.

    Holt & Smith 1979, J R Stat Soc A 142:33; Kalton & Flores-Cervantes 2003, J Off Stat 19:81.
    """
    sample, population = amounts(sample_counts), amounts(population_counts)
    return plain(population / np.where(sample > 0, sample, np.nan))


def rake(
    sample_counts: ArrayLike, margins: Sequence[ArrayLike], tolerance: float = 1e-9, max_iterations: int = 1_000
) -> Numbers:
    """Give the weight of each cell that brings every margin of the sample to that of the population.

    One margin per axis of `sample_counts`, in its order, all with the same total. A weight is the product of one
    factor per margin, so a cell without answers has one too. Done when no margin is off by more than `tolerance`
    of itself.

    Raises ValueError for counts that are negative or not finite, margins that do not fit the axes or differ in
    total, people in a category nobody answered from, and margins that are not met after `max_iterations` rounds
    (empty cells can make them impossible): collapse categories then.

    Deming & Stephan 1940, Ann Math Stat 11:427; Kalton & Flores-Cervantes 2003, J Off Stat 19:81.
    """
    sample = amounts(sample_counts)
    targets = _targets(sample, margins)
    cells = np.indices(sample.shape).reshape(sample.ndim, -1).T
    raked = rake_cells(cells, sample.ravel(), targets, tolerance=tolerance, max_iterations=max_iterations)
    if not raked.is_met:
        raise ValueError(f"margins must be reachable: not met after {max_iterations} rounds")
    return raked.weights.reshape(sample.shape)


def effective_n(weights: ArrayLike) -> float:
    """Give the number of equally weighted persons who would say as much: (Σw)² / Σw², one weight per person.

    NaN when nobody has any weight. Raises ValueError for weights that are negative or not finite.

    Kish 1965, Survey Sampling, section 11.7; Kish 1992, J Off Stat 8:183.
    """
    each = amounts(weights, "weights").ravel()
    largest = each.max(initial=0.0)
    if largest == 0:
        return float("nan")
    each = each / largest  # squares of very small or very large weights would leave the range of numbers
    return float(each.sum() ** 2 / (each @ each))


def trim(weights: ArrayLike, counts: ArrayLike, low: float, high: float) -> Numbers:
    """Bring weights between `low` and `high` times the mean weight, keeping their sum over all persons.

    The rule: all weights times one factor, then cut at both ends; the factor is the one that keeps the sum. So those
    not cut keep their ratios. `counts` are the persons behind each weight; a weight behind which nobody stands
    decides nothing, is cut like the others, and may be NaN.

    Raises ValueError unless 0 <= low <= 1 <= high, and for weights or counts that are negative or not finite.

    Potter 1990, Proc Surv Res Methods Sect ASA:225 and Kalton & Flores-Cervantes 2003, J Off Stat 19:81,
    on cutting and giving away the excess.
    """
    if not 0 <= low <= 1 <= high:
        raise ValueError("limits of weights must satisfy 0 <= low <= 1 <= high")
    persons, given = np.broadcast_arrays(amounts(counts), np.asarray(weights, dtype=np.float64))
    has_persons = persons > 0
    each, many = amounts(given[has_persons], "weights"), persons[has_persons]
    total = float(each @ many)
    if total == 0:
        return np.array(given)
    floor, ceiling = low * total / many.sum(), high * total / many.sum()
    factor = _keeping(each, many, floor, ceiling)
    trimmed: Numbers = np.clip(given * factor, floor, ceiling)
    return trimmed


@overload
def linearised(weighted: float, weight: float, yy: float, y1: float, ones: float) -> tuple[float, float]: ...
@overload
def linearised(
    weighted: ArrayLike, weight: ArrayLike, yy: ArrayLike, y1: ArrayLike, ones: ArrayLike
) -> tuple[Numbers, Numbers]: ...
def linearised(weighted: Any, weight: Any, yy: Any, y1: Any, ones: Any) -> Any:
    """Give the weighted share and the effective n behind it (share, effective_n), from sums that add up over groups.

    With w the weights, y the answer (0 or 1) and e_y, e_1 the residuals of y and of 1 on the margins raked to (both
    zero outside the group): weighted = Σwy, weight = Σw, yy = Σw²e_y², y1 = Σw²e_y e_1, ones = Σw²e_1². The variance
    of the share p is (yy - 2p y1 + p² ones) / weight², and effective n is p(1 - p) over it. A share of 0 or 1, or no
    variance, takes weight² / ones instead (Kish, where e_1 is 1), and NaN where that is nothing too, as for a group
    that is itself a margin.
    NaN for weight 0. Raises ValueError for sums that cannot be: not finite, negative, weighted > weight.

    Deville & Särndal 1992, J Am Stat Assoc 87:376, for the residuals; Särndal, Swensson & Wretman 1992, Model
    Assisted Survey Sampling, section 5.6, for the ratio.
    """
    parts = (amounts(part, "sums of weights") for part in (weighted, weight, yy, ones))
    above, whole, own, unit, cross = np.broadcast_arrays(*parts, np.asarray(y1, dtype=np.float64))
    if not np.all(np.isfinite(cross)) or np.any(above > whole * (1 + SAME_TOTAL)):
        raise ValueError("sums of weights must be finite, and weighted must not exceed weight")
    some = np.where(whole > 0, whole, np.nan)
    p = np.minimum(above / some, 1.0)
    spread = p * (1 - p)
    variance = (own - 2 * p * cross + p * p * unit) / some**2
    has_variance = (spread > NO_VARIANCE) & (variance > NO_VARIANCE * spread)
    kish = np.where(unit > NO_VARIANCE * some**2, some**2 / np.where(unit > 0, unit, np.nan), np.nan)
    effective = np.where(has_variance, spread / np.where(has_variance, variance, 1.0), kish)
    return plain(p), plain(effective)


def _targets(sample: Numbers, margins: Sequence[ArrayLike]) -> list[Numbers]:
    targets = [amounts(margin, "margins") for margin in margins]
    if [target.shape for target in targets] != [(length,) for length in sample.shape] or not targets:
        raise ValueError("margins must be one list per axis, each as long as its axis")
    totals = np.array([target.sum() for target in targets])
    if not np.allclose(totals, totals[0], rtol=SAME_TOTAL, atol=0):
        raise ValueError("margins must have the same total")
    # Brought to one total exactly, or the last rounding would keep them from ever being met together.
    return [
        target * (totals[0] / total) if total > 0 else target for target, total in zip(targets, totals, strict=True)
    ]


def _keeping(each: Numbers, many: Numbers, floor: float, ceiling: float) -> float:
    """Give the factor after which the cut weights sum to what they did: the sum is piecewise linear in it."""
    total = each @ many
    positive = each[each > 0]
    corners = np.unique(np.concatenate([[0.0, 1.0], floor / positive, ceiling / positive]))
    first, last = 0, corners.size - 1
    while last - first > 1:
        middle = (first + last) // 2
        if np.clip(each * corners[middle], floor, ceiling) @ many < total:
            first = middle
        else:
            last = middle
    sums = [float(np.clip(each * corner, floor, ceiling) @ many) for corner in (corners[first], corners[last])]
    return float(np.interp(total, sums, [corners[first], corners[last]]))
