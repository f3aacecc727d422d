"""Time until something happens, when for some it has not happened yet."""

import math

import numpy as np
from numpy.typing import ArrayLike

from ontrack_dash.stats.arrays import Numbers
from ontrack_dash.stats.intervals import normal_deviate

# A product of many fractions misses one half by rounding only; the same tolerance as R's survival package.
HALF = 0.5
TOLERANCE = math.sqrt(np.finfo(np.float64).eps)


def median_time(
    months: ArrayLike, events: ArrayLike, censored: ArrayLike, level: float = 0.95
) -> tuple[float, float, float]:
    """Give the Kaplan-Meier median time to the event and its limits (median, low, high), in months.

    One entry per month, in any order, months may repeat: `events` counts those whose event came in that month,
    `censored` those last known to be waiting then (still at risk for that month's events). NaN for whatever is not
    reached; the curve has no limits once it is at zero, so a limit not reached before stays NaN. A curve lying on
    one half gives the middle of that stretch, which without censoring is the ordinary median. When one month carries
    the curve and both its limits past one half, low and high are that month.

    Raises ValueError for negative or non-finite numbers, arrays that are not equally long, and a level outside
    (0, 1).

    Kaplan & Meier 1958, J Am Stat Assoc 53:457; interval of Brookmeyer & Crowley 1982, Biometrics 38:29, with
    log(-log) limits of the curve (Kalbfleisch & Prentice 1980; Klein & Moeschberger 2003, section 4.5), read off
    as R's survfit(conf.type = "log-log") does: where each limit first reaches one half.
    """
    z = normal_deviate(level)
    month, found, waiting = _counts_per_month(months, events, censored)
    share, low, high = _curve(found, waiting, z)
    return _middle(month, share), _first_reached(month, low), _first_reached(month, high)


def _counts_per_month(months: ArrayLike, events: ArrayLike, censored: ArrayLike) -> tuple[Numbers, Numbers, Numbers]:
    """Give the distinct months in order, the events in each, and the persons at risk in each."""
    columns = [np.asarray(column, dtype=np.float64) for column in (months, events, censored)]
    if any(column.ndim != 1 or column.size != columns[0].size for column in columns):
        raise ValueError("months, events and censored must be equally long lists")
    if not all(np.all(np.isfinite(column) & (column >= 0)) for column in columns):
        raise ValueError("months and counts must be finite and not negative")
    month, place = np.unique(columns[0], return_inverse=True)
    found = np.bincount(place, weights=columns[1], minlength=month.size).astype(np.float64)
    left = found + np.bincount(place, weights=columns[2], minlength=month.size)
    at_risk: Numbers = np.cumsum(left[::-1])[::-1]
    has_events = found > 0
    return month[has_events], found[has_events], at_risk[has_events]


def _curve(found: Numbers, at_risk: Numbers, z: float) -> tuple[Numbers, Numbers, Numbers]:
    """Give the share still waiting after each month and its limits, NaN once nobody waits."""
    still = at_risk - found
    share = np.cumprod(still / at_risk, dtype=np.float64)
    low, high = np.full(share.size, np.nan), np.full(share.size, np.nan)
    some = still > 0
    hazard = -np.log(share[some])
    greenwood = np.cumsum(found[some] / (at_risk[some] * still[some]))
    stretch = np.exp(z * np.sqrt(greenwood) / hazard)
    low[some], high[some] = np.exp(-hazard * stretch), np.exp(-hazard / stretch)
    return share, low, high


def _middle(month: Numbers, share: Numbers) -> float:
    at_half = np.abs(share - HALF) < TOLERANCE
    below = month[(share < HALF) & ~at_half]
    if not at_half.any():
        return _earliest(below)
    start = _earliest(month[at_half])
    return (start + _earliest(below)) / 2 if below.size else start


def _first_reached(month: Numbers, limit: Numbers) -> float:
    return _earliest(month[limit <= HALF])


def _earliest(months: Numbers) -> float:
    return float(months[0]) if months.size else math.nan
