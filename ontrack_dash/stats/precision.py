"""How precise a share will be before anybody has answered: interval widths and the answers they take."""

from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike

from ontrack_dash.stats.arrays import Numbers, plain
from ontrack_dash.stats.intervals import normal_deviate, wilson

# The share whose interval is widest.
WIDEST = 0.5


@overload
def half_width(n: float, share: float = ..., level: float = ..., population: float | None = ...) -> float: ...
@overload
def half_width(
    n: ArrayLike, share: ArrayLike = ..., level: float = ..., population: ArrayLike | None = ...
) -> Numbers: ...
def half_width(n: Any, share: Any = WIDEST, level: float = 0.95, population: Any = None) -> Any:
    """Give half the width of the Wilson interval that n answers will have if a share of them say yes.

    With `population` as `wilson` takes it: the answers speak for exactly those persons. n = 0 gives NaN. Raises
    ValueError as `wilson` does.
    """
    size = np.asarray(n, dtype=np.float64)
    low, high = wilson(size * np.asarray(share, dtype=np.float64), size, level, population)
    return plain(np.asarray((np.asarray(high) - np.asarray(low)) / 2, dtype=np.float64))


def answers_needed(width: float, level: float = 0.95, population: int | None = None) -> int:
    """Give the fewest answers whose interval reaches no further than `width` to either side, whatever the share.

    Raises ValueError for a width outside (0, 1), a negative population, and a level outside (0, 1).

    From Wilson 1927 at a share of one half: n = z² / (4 width²) - z², rounded up.
    """
    if not 0 < width < 1:
        raise ValueError(f"width must lie between 0 and 1, not {width}")
    if population is not None and population < 1:
        return 0 if population == 0 else _refuse(population)
    z_squared = normal_deviate(level) ** 2
    most = max(1, int(np.ceil(z_squared / (4 * width**2) - z_squared)))
    sizes = np.arange(1, (most if population is None else min(most, population)) + 1)
    fitting = sizes[half_width(sizes, WIDEST, level, population) <= width]
    return int(fitting[0]) if fitting.size else int(sizes[-1])


def _refuse(population: int) -> int:
    raise ValueError(f"population must not be negative: {population}")
