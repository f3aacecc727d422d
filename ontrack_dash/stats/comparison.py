"""Centres against one value: funnels, with and without over-dispersion, and what a centre's mix lets expect."""

from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, ndtr, ndtri

from ontrack_dash.stats.arrays import Numbers, amounts, counts, plain, shares
from ontrack_dash.stats.intervals import ArrayLimits, Limits, normal_deviate

RIGHT_ANGLE = np.pi / 2
THINNEST_TAIL = 1e-200


@overload
def funnel_limits(p0: float, n: float, level: float) -> Limits: ...
@overload
def funnel_limits(p0: ArrayLike, n: ArrayLike, level: float) -> ArrayLimits: ...
def funnel_limits(p0: Any, n: Any, level: float) -> Any:
    """Give the limits (low, high) between which the share of n lies with probability `level` when the truth is p0.

    Drawn, not judged by: with few persons, or p0 near 0 or 1, more lie outside than the level says. `funnel_p` keeps
    to the level. n = 0 gives NaN. Raises ValueError for p0 outside 0 to 1, n negative or not finite, and a level
    outside (0, 1).

    Spiegelhalter 2005, Stat Med 24:1185: p0 ± z√(p0(1 - p0)/n), here kept between 0 and 1.
    """
    target, size = shares(p0, "p0"), amounts(n)
    reach = normal_deviate(level) * np.sqrt(target * (1 - target) / np.where(size > 0, size, np.nan))
    return plain(np.maximum(target - reach, 0.0)), plain(np.minimum(target + reach, 1.0))


@overload
def overdispersed_limits(p0: float, n: float, level: float, tau2: float) -> Limits: ...
@overload
def overdispersed_limits(p0: ArrayLike, n: ArrayLike, level: float, tau2: float) -> ArrayLimits: ...
def overdispersed_limits(p0: Any, n: Any, level: float, tau2: float) -> Any:
    """Give the limits (low, high) when centres differ anyway by tau2 on the arcsine scale, as `overdispersion` finds.

    NaN for n = 0 and for tau2 NaN. Raises ValueError as `funnel_limits` does, and for a negative tau2.

    Spiegelhalter 2005, Stat Med 24:1185, additive model, on asin√p with variance 1/(4n).
    """
    target, size = shares(p0, "p0"), amounts(n)
    reach = normal_deviate(level) * _arcsine_deviation(size, tau2)
    middle = np.arcsin(np.sqrt(target))
    low = np.sin(np.maximum(middle - reach, 0.0)) ** 2
    return plain(low), plain(np.sin(np.minimum(middle + reach, RIGHT_ANGLE)) ** 2)


def overdispersion(x: ArrayLike, n: ArrayLike, p0: ArrayLike, winsorise: float = 0.1) -> tuple[float, float]:
    """Give how far the centres scatter about p0 (phi, tau2), the outermost tenth at each end drawn in.

    phi is the mean squared z score (1 when chance alone works), tau2 the variance between centres on the arcsine
    scale. Centres with n = 0 do not count; with none phi is NaN, with fewer than two tau2 is.

    Raises ValueError for impossible counts, p0 outside 0 to 1, and winsorise outside [0, 0.5).

    Spiegelhalter 2005, Stat Med 24:1185, and Spiegelhalter et al. 2012, J R Stat Soc A 175:1, for the arcsine scale,
    winsorised z scores (quantiles of type 7) and tau2 by the moments of DerSimonian & Laird 1986.
    """
    if not 0 <= winsorise < 0.5:
        raise ValueError("winsorise must lie in [0, 0.5)")
    seen, size, target = np.broadcast_arrays(*counts(x, n), shares(p0, "p0"))
    some = size > 0
    z = _arcsine_z(seen[some], size[some], target[some], 0.0)
    centres, w = z.size, 4 * size[some]
    if centres == 0:
        return float("nan"), float("nan")
    z = np.clip(z, *np.quantile(z, [winsorise, 1 - winsorise]))
    phi = float(np.mean(z * z))
    if centres == 1:
        return phi, float("nan")
    excess = centres * phi - (centres - 1)
    return phi, max(0.0, float(excess / (w.sum() - (w @ w) / w.sum())))


@overload
def funnel_p(x: float, n: float, p0: float, tau2: float = ...) -> float: ...
@overload
def funnel_p(x: ArrayLike, n: ArrayLike, p0: ArrayLike, tau2: float = ...) -> Numbers: ...
def funnel_p(x: Any, n: Any, p0: Any, tau2: float = 0.0) -> Any:
    """Give the two-sided probability of a share at least as far from p0 as each centre's, were p0 its truth.

    What flags a centre: p below 1 - level. The binomial itself and not its normal likeness decides, because the drawn
    limits flag too many of the small centres when p0 is near 0 or 1; mid-p, because a full tail would flag too few.
    With tau2 the z score that belongs to this p is divided by √(1 + 4n tau2), as the limits are widened.

    NaN for n = 0 and for tau2 NaN. Raises ValueError for impossible counts, p0 outside 0 to 1, and a negative tau2.

    Spiegelhalter 2005, Stat Med 24:1185; mid-p: Lancaster 1961, J Am Stat Assoc 56:223.
    """
    seen, size, target = np.broadcast_arrays(*counts(x, n), shares(p0, "p0"))
    widening = 2 * np.sqrt(size) * _arcsine_deviation(size, tau2)
    p = _binomial_p(seen, size, target)
    if tau2 == 0:
        return plain(p)
    # A tail too thin to be a number has no z score any more; so far out the arcsine score is as good.
    has_score = ~(p < THINNEST_TAIL)
    z = np.where(has_score, ndtri(np.where(has_score, p, 1.0) / 2), -np.abs(_arcsine_z(seen, size, target, 0.0)))
    return plain(2 * ndtr(z / widening))


def expected(reference_rates: ArrayLike, counts: ArrayLike) -> float:
    """Give how many successes a centre would have, had each of its cells the rate of the reference: Σ n r.

    A cell without persons needs no rate: it may be NaN. Raises ValueError for rates outside 0 to 1 where there are
    persons, counts negative or not finite, and lists of different shape.

    Indirect standardisation: Breslow & Day 1987, IARC Sci Publ 82, section 2.3.
    """
    persons, rates = amounts(counts), np.asarray(reference_rates, dtype=np.float64)
    if rates.shape != persons.shape:
        raise ValueError("reference_rates and counts must have the same shape")
    some = persons > 0
    return float(np.sum(shares(rates[some], "reference_rates") * persons[some]))


def _arcsine_deviation(n: Numbers, tau2: float) -> Numbers:
    if tau2 < 0 or np.isinf(tau2):
        raise ValueError("tau2 must be finite and not negative")
    deviation: Numbers = np.sqrt(1 / (4 * np.where(n > 0, n, np.nan)) + tau2)
    return deviation


def _arcsine_z(x: Numbers, n: Numbers, p0: Numbers, tau2: float) -> Numbers:
    share = x / np.where(n > 0, n, np.nan)
    away: Numbers = np.arcsin(np.sqrt(share)) - np.arcsin(np.sqrt(p0))
    return away / _arcsine_deviation(n, tau2)


def _binomial_p(x: Numbers, n: Numbers, p0: Numbers) -> Numbers:
    """Give twice the smaller mid-p tail; the incomplete beta function carries it to counts that are not whole."""
    n = np.where(n > 0, n, np.nan)
    upper = (_at_least(x, n, p0) + _at_least(x + 1, n, p0)) / 2
    lower = (_at_least(n - x, n, 1 - p0) + _at_least(n - x + 1, n, 1 - p0)) / 2
    both: Numbers = np.minimum(2 * np.minimum(upper, lower), 1.0)
    return both


def _at_least(x: Numbers, n: Numbers, p: Numbers) -> Numbers:
    """Give the probability of x or more out of n: 1 from x = 0 down, 0 from x = n + 1 up."""
    inside = (x > 0) & (x < n + 1)
    tail = betainc(np.where(inside, x, 1.0), np.where(inside, n - x + 1, 1.0), p)
    found: Numbers = np.where(np.isnan(n), np.nan, np.where(inside, tail, np.where(x > 0, 0.0, 1.0)))
    return found
