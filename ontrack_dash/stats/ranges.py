"""What sums leave open: the least and the greatest a count can be when others are known."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

Array = NDArray[np.float64]
Matrix = sparse.csr_array

# Random directions first: a few programs widen most ranges enough, and only the rest are solved one by one.
DIRECTIONS = 12


def possible(
    known: Matrix, totals: Array, wanted: Matrix, *, enough: float = np.inf, seed: int = 0
) -> tuple[Array, Array]:
    """Give the least and the greatest value of each wanted sum of unknown counts, none of them negative.

    Args:
        known: sums × unknowns, with their `totals`.
        wanted: sums × unknowns.
        enough: a range this wide is not widened further (its ends are then reached, but perhaps not the last ones).

    Raises:
        ArithmeticError: no counts fit the totals.

    Linear programming by HiGHS (Huangfu & Hall 2018, Math Program Comput 10:119), after Fischetti &
    Salazar-González 2000, J Am Stat Assoc 95:916, section 2: the attacker's problem.
    """
    rng = np.random.default_rng(seed)
    low, high = np.full(wanted.shape[0], np.inf), np.full(wanted.shape[0], -np.inf)
    if not wanted.shape[0]:
        return low, high
    for _ in range(min(DIRECTIONS, len(low)) if np.isfinite(enough) else 1):
        open_ = high - low < enough
        if not open_.any():
            break
        direction = wanted.T @ np.where(open_, rng.normal(size=len(low)), 0.0)
        for objective in (direction, -direction):
            found = wanted @ _solve(objective, known, totals)
            low, high = np.minimum(low, found), np.maximum(high, found)
    for row in np.flatnonzero(high - low < enough):
        objective = wanted[[int(row)]].toarray()[0]
        low[row] = min(low[row], objective @ _solve(objective, known, totals))
        if high[row] - low[row] < enough:
            high[row] = max(high[row], objective @ _solve(-objective, known, totals))
    return low, high


def _solve(objective: Array, known: Matrix, totals: Array) -> Array:
    """Minimise; a direction in which counts could grow without end is stopped by the totals or far off."""
    most = float(totals.sum()) + 1e3
    # The stubs know no sparse matrix here; SciPy hands it to HiGHS as it is.
    found = linprog(objective, A_eq=known, b_eq=totals, bounds=(0, most), method="highs")  # type: ignore[call-overload]
    if found.x is None:
        raise ArithmeticError(found.message)
    return np.asarray(found.x)
