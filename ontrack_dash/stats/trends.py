"""Whether a share goes up or down with the years."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from ontrack_dash.stats.arrays import counts, numbers


def cochran_armitage(x: ArrayLike, n: ArrayLike, scores: ArrayLike) -> tuple[float, float]:
    """Test whether the shares x / n rise or fall in a line with `scores`, one entry a year (chi2, p).

    chi2 has one degree of freedom, p is two-sided, no correction for continuity. Years with n = 0 say nothing. NaN
    when fewer than two scores differ, or all or none succeeded. The years must not share persons. How many years
    make a trend is for the caller to ask.

    Raises ValueError for impossible counts, scores that are not finite, and lists of different length.

    Cochran 1954, Biometrics 10:417; Armitage 1955, Biometrics 11:375.
    """
    seen, size = counts(x, n)
    score = numbers(scores)
    if not seen.ndim == size.ndim == score.ndim == 1 or not seen.size == size.size == score.size:
        raise ValueError("x, n and scores must be equally long lists")
    people = size.sum()
    if people == 0:
        return float("nan"), float("nan")
    share = seen.sum() / people
    away = score - (size @ score) / people
    slope, variance = seen @ away, share * (1 - share) * (size @ away**2)
    if variance <= np.finfo(np.float64).eps * max(1.0, float(size @ score**2)):
        return float("nan"), float("nan")
    chi2 = float(slope**2 / variance)
    return chi2, float(chdtrc(1, chi2))
