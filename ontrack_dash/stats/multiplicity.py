"""Many centres tested at once: which findings hold, and how many alarms chance alone gives."""

from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ontrack_dash.stats.arrays import Numbers, amounts, plain
from ontrack_dash.stats.intervals import normal_deviate


def benjamini_hochberg(p: ArrayLike, q: float) -> NDArray[np.bool_]:
    """Mark the findings of which, on average, at most the part `q` is false.

    A centre without p (NaN) is no finding and not one of those tested. When nothing is true, any finding at all has
    probability q at most. Raises ValueError for p outside 0 to 1 and q outside (0, 1).

    Benjamini & Hochberg 1995, J R Stat Soc B 57:289.
    """
    if not 0 < q < 1:
        raise ValueError(f"q must lie between 0 and 1, not {q}")
    each = np.asarray(p, dtype=np.float64)
    tested = ~np.isnan(each)
    ordered = np.sort(each[tested])
    if ordered.size and (ordered[0] < 0 or ordered[-1] > 1):
        raise ValueError("p must lie between 0 and 1")
    passing = ordered <= q * (np.arange(1, ordered.size + 1) / max(ordered.size, 1))
    if not passing.any():
        return np.zeros(each.shape, dtype=np.bool_)
    return np.asarray(tested & (each <= ordered[passing][-1]), dtype=np.bool_)


@overload
def expected_alarms(count: float, level: float) -> float: ...
@overload
def expected_alarms(count: ArrayLike, level: float) -> Numbers: ...
def expected_alarms(count: Any, level: float) -> Any:
    """Give how many of `count` centres lie outside limits of that level when they differ by chance alone.

    Raises ValueError for a count that is negative or not finite and a level outside (0, 1).
    """
    normal_deviate(level)
    return plain(amounts(count) * (1 - level))
