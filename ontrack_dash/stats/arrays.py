"""What the statistics take and give: numbers that can be counts and shares, floats for scalars, arrays for arrays."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers: TypeAlias = NDArray[np.float64]


def numbers(values: ArrayLike) -> Numbers:
    """Read finite numbers; ValueError for anything else."""
    found = np.asarray(values, dtype=np.float64)
    if not np.all(np.isfinite(found)):
        raise ValueError("counts must be finite numbers")
    return found


def amounts(values: ArrayLike, name: str = "counts") -> Numbers:
    """Read finite numbers that are not negative; ValueError, naming them, for anything else."""
    found = np.asarray(values, dtype=np.float64)
    if not np.all(np.isfinite(found) & (found >= 0)):
        raise ValueError(f"{name} must be finite and not negative")
    return found


def counts(successes: ArrayLike, n: ArrayLike) -> tuple[Numbers, Numbers]:
    """Read successes out of n, which may be effective and so not whole; ValueError unless 0 <= successes <= n."""
    x, size = numbers(successes), numbers(n)
    if np.any(size < 0) or np.any(x < 0) or np.any(x > size):
        raise ValueError("counts must satisfy 0 <= successes <= n")
    return x, size


def shares(values: ArrayLike, name: str = "shares") -> Numbers:
    """Read numbers between 0 and 1; ValueError, naming them, for anything else."""
    found = np.asarray(values, dtype=np.float64)
    if not np.all((found >= 0) & (found <= 1)):
        raise ValueError(f"{name} must lie between 0 and 1")
    return found


def plain(values: Numbers) -> float | Numbers:
    """Give a Python float for a single number, and arrays as they are."""
    return float(values) if np.ndim(values) == 0 else values
