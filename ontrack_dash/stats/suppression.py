"""Which figures are too small to publish."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Mask = NDArray[np.bool_]


def primary(numerator: ArrayLike, denominator: ArrayLike, minimum_n: int, small_count: int) -> Mask:
    """Mark shares that rest on too few persons.

    A share is protected when fewer than `minimum_n` stand behind it, or when it or its complement counts
    1 to `small_count` persons. Nobody (0) and everybody are not small counts.
    """
    x, n = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    rest = n - x
    few = (n > 0) & (n < minimum_n)
    return np.asarray(few | _is_small(x, small_count) | _is_small(rest, small_count), dtype=bool)


def complete_shares(counts: ArrayLike, mask: ArrayLike) -> Mask:
    """Hide a second share wherever one hidden share of a whole could be had by subtraction.

    Args:
        counts: groups × shares of one whole.
        mask: the shares already hidden, same shape.

    Returns:
        The mask, in each row with a single hidden share the smallest other non-zero share added.
    """
    hidden = np.array(mask, dtype=bool)
    values = np.asarray(counts, dtype=float)
    alone = hidden.sum(axis=1) == 1
    candidates = np.where(hidden | (values == 0), np.inf, values)
    second = candidates.argmin(axis=1)
    rows = np.flatnonzero(alone & np.isfinite(candidates.min(axis=1)))
    hidden[rows, second[rows]] = True
    return hidden


def _is_small(count: NDArray[np.float64], small_count: int) -> Mask:
    return (count >= 1) & (count <= small_count)
