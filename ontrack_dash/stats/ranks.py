"""Ranks that say how unsure they are."""

import numpy as np
from numpy.typing import ArrayLike

from ontrack_dash.stats.arrays import Numbers
from ontrack_dash.stats.intervals import normal_deviate


def joint_level(level: float, count: int) -> float:
    """Give the level each of `count` independent intervals needs for all to hold at once with probability `level`.

    Raises ValueError for a level outside (0, 1) and a count below one.

    Šidák 1967, J Am Stat Assoc 62:626.
    """
    normal_deviate(level)
    if count < 1:
        raise ValueError("count must be one or more")
    return float(level ** (1 / count))


def rank_intervals(low: ArrayLike, high: ArrayLike) -> tuple[Numbers, Numbers]:
    """Give the ranks (best, worst) each centre may have, the largest value being rank 1.

    `low` and `high` are limits that hold for all centres at once (see `joint_level`); then so do the ranks, with the
    same probability. A centre ranks behind those whose whole interval lies above its own, and before those below.
    A centre without limits (NaN) has no rank and is not counted.

    Raises ValueError for low above high and for lists of different length.

    Klein, Wright & Wieczorek 2020, J R Stat Soc C 69:589 (their rank 1 is the smallest).
    """
    below, above = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if below.ndim != 1 or below.shape != above.shape or np.any(below > above):
        raise ValueError("low and high must be equally long lists with low <= high")
    ranked = ~(np.isnan(below) | np.isnan(above))
    lows, highs = np.sort(below[ranked]), np.sort(above[ranked])
    best, worst = np.full(below.shape, np.nan), np.full(below.shape, np.nan)
    best[ranked] = 1 + lows.size - np.searchsorted(lows, above[ranked], side="right")
    worst[ranked] = lows.size - np.searchsorted(highs, below[ranked], side="left")
    return best, worst
