"""Intervals for a share, for the difference of two shares, and for observed against expected."""

from typing import Any, TypeAlias, overload

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv, ndtri

from ontrack_dash.stats.arrays import Numbers, counts, numbers, plain

Limits: TypeAlias = tuple[float, float]
ArrayLimits: TypeAlias = tuple[Numbers, Numbers]

# Public Health England 2018, Technical Guide: Confidence Intervals: from ten on Byar is within 0.2 % of exact at 95 %.
BYAR_FROM = 10.0


@overload
def wilson(successes: float, n: float, level: float = ..., population: float | None = ...) -> Limits: ...
@overload
def wilson(
    successes: ArrayLike, n: ArrayLike, level: float = ..., population: ArrayLike | None = ...
) -> ArrayLimits: ...
def wilson(successes: Any, n: Any, level: float = 0.95, population: Any = None) -> Any:
    """Give the Wilson score limits (low, high) of the share successes / n.

    Counts may be effective, so not whole. With `population` the statement is about the share among exactly
    those persons, and n == population leaves no doubt; without it, or where it is NaN, about the process behind
    them. n = 0 gives NaN. Floats for scalars, arrays for anything that broadcasts to one.

    Raises ValueError for counts that are negative or not finite, successes > n, population < n, and a level
    outside (0, 1).

    Wilson 1927, J Am Stat Assoc 22:209; Newcombe 1998, Stat Med 17:857, method 3;
    O'Neill 2021, arXiv:2109.12464, for the population.
    """
    x, size = counts(successes, n)
    _, low, high = _score(x, size, normal_deviate(level) ** 2 * _unseen(size, population))
    return plain(low), plain(high)


@overload
def difference(x1: float, n1: float, x2: float, n2: float, level: float = ...) -> Limits: ...
@overload
def difference(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = ...) -> ArrayLimits: ...
def difference(x1: Any, n1: Any, x2: Any, n2: Any, level: float = 0.95) -> Any:
    """Give the limits (low, high) of x1 / n1 - x2 / n2 for two independent groups.

    Between -1 and 1; NaN when either group is empty. Raises ValueError as `wilson` does.

    Newcombe 1998, Stat Med 17:873, method 10.
    """
    z_squared = np.asarray(normal_deviate(level) ** 2)
    p1, low1, high1 = _score(*counts(x1, n1), z_squared)
    p2, low2, high2 = _score(*counts(x2, n2), z_squared)
    low = p1 - p2 - np.hypot(p1 - low1, high2 - p2)
    high = p1 - p2 + np.hypot(high1 - p1, p2 - low2)
    return plain(np.maximum(low, -1.0)), plain(np.minimum(high, 1.0))


@overload
def observed_expected(observed: float, expected: float, level: float = ...) -> Limits: ...
@overload
def observed_expected(observed: ArrayLike, expected: ArrayLike, level: float = ...) -> ArrayLimits: ...
def observed_expected(observed: Any, expected: Any, level: float = 0.95) -> Any:
    """Give the limits (low, high) of observed / expected, the observed count taken as Poisson.

    `expected` is taken as known; 0 expected gives NaN. Raises ValueError for numbers that are negative or not
    finite and for a level outside (0, 1).

    Breslow & Day 1987, IARC Sci Publ 82, section 2.3: Byar's approximation, and below ten observed the exact
    limits (half the chi-square quantiles on 2 * observed and 2 * observed + 2 degrees of freedom).
    """
    z = normal_deviate(level)
    seen, due = numbers(observed), numbers(expected)
    if np.any(seen < 0) or np.any(due < 0):
        raise ValueError("observed and expected must not be negative")
    due = np.where(due > 0, due, np.nan)
    exact_low, exact_high = _exact_poisson(np.minimum(seen, BYAR_FROM), (1 - level) / 2)
    byar_low, byar_high = _byar(np.maximum(seen, BYAR_FROM), z)
    few = seen < BYAR_FROM
    return plain(np.where(few, exact_low, byar_low) / due), plain(np.where(few, exact_high, byar_high) / due)


def normal_deviate(level: float) -> float:
    """Give z such that a standard normal lies within ±z with probability `level`; ValueError outside (0, 1)."""
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    return float(-ndtri((1 - level) / 2))


def _score(x: Numbers, n: Numbers, w: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Solve the score equation; w is z² times the part of the population not seen."""
    n = np.where(n > 0, n, np.nan)
    y = n - x
    p, q = x / n, y / n
    spread = w + np.sqrt(w * w + 4 * w * x * q)
    # Both limits as p times, or p plus q times, a ratio of positive numbers: nothing cancels, so 0 and 1 are exact.
    low = p * _ratio(2 * x, 2 * x + spread)
    high = p + q * _ratio(spread, 2 * y + spread)
    return p, low, np.minimum(high, 1.0)


def _ratio(part: Numbers, whole: Numbers) -> Numbers:
    ratio = np.zeros(np.broadcast(part, whole).shape)
    return np.divide(part, whole, out=ratio, where=whole > 0)


def _unseen(n: Numbers, population: ArrayLike | None) -> Numbers:
    """Give (N - n) / (N - 1), and 1 where N is not known."""
    if population is None:
        return np.ones_like(n)
    people = np.asarray(population, dtype=np.float64)
    if np.any(people < n):
        raise ValueError("population must not be smaller than n")
    people, n = np.broadcast_arrays(people, n)
    unseen = np.divide(people - n, people - 1, out=np.ones(people.shape), where=np.isfinite(people) & (people > 1))
    # An effective n below one would widen the interval; a known population never does.
    return np.where(people == n, 0.0, np.minimum(unseen, 1.0))


def _byar(count: Numbers, z: float) -> ArrayLimits:
    above = count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return low, high


def _exact_poisson(count: Numbers, tail: float) -> ArrayLimits:
    """Give gamma quantiles, which are half the chi-square quantiles on twice the degrees of freedom."""
    some = count > np.finfo(np.float64).tiny  # for 0, and for what is all but 0, SciPy has no lower quantile
    low: Numbers = np.where(some, gammaincinv(np.where(some, count, 1.0), tail), 0.0)
    high: Numbers = np.asarray(gammainccinv(count + 1, tail), dtype=np.float64)
    return low, high
