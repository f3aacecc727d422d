"""Small centres read beside all others: what a centre's own count and the spread of all centres say together."""

from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize, root
from scipy.special import betainccinv, betaincinv, betaln, expit, logit, psi

from ontrack_dash.stats.arrays import Numbers, counts, plain
from ontrack_dash.stats.intervals import ArrayLimits, Limits, normal_deviate

# A prior worth more persons than this, or fewer, is no longer told from one worth all or none.
FEWEST, MOST = 1e-3, 1e6


class Prior(NamedTuple):
    """A beta distribution of the true shares of centres; alpha + beta is how many persons it is worth."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """Give the share the prior draws to."""
        return self.alpha / (self.alpha + self.beta)


def beta_binomial(x: ArrayLike, n: ArrayLike) -> Prior:
    """Fit how the true shares of centres are spread, by maximum likelihood, one x out of n a centre.

    Centres with n = 0 do not count. Where shares differ no more than chance makes them, alpha + beta has no maximum
    and stays at 1,000,000: every centre is then drawn all the way to the common share. NaN for both when there are
    fewer than two centres, or all answers are the same, so that nothing can be learnt.

    Raises ValueError for impossible counts.

    Skellam 1948, J R Stat Soc B 10:257; Griffiths 1973, Biometrics 29:637; start by moments as Kleinman 1973, J Am
    Stat Assoc 68:46.
    """
    seen, size = np.broadcast_arrays(*counts(x, n))
    some = size > 0
    seen, size = seen[some], size[some]
    if seen.size < 2 or seen.sum() in (0.0, size.sum()):
        return Prior(float("nan"), float("nan"))
    start = _moments(seen, size)
    limits = [(None, None), (np.log(FEWEST), np.log(MOST))]
    found = minimize(_misfit, start, (seen, size), method="L-BFGS-B", jac=True, bounds=limits, options={"ftol": 0.0})
    place = _polished(found.x, seen, size)
    mean, worth = float(expit(place[0])), float(np.exp(place[1]))
    return Prior(mean * worth, (1 - mean) * worth)


@overload
def posterior_mean(x: float, n: float, prior: Prior) -> float: ...
@overload
def posterior_mean(x: ArrayLike, n: ArrayLike, prior: Prior) -> Numbers: ...
def posterior_mean(x: Any, n: Any, prior: Prior) -> Any:
    """Give the shrunken share of each centre, between its own and the prior's mean.

    NaN for n = 0 and for a prior of NaN. Raises ValueError for impossible counts or prior.
    """
    alpha, beta = _posterior(x, n, prior)
    return plain(alpha / (alpha + beta))


@overload
def posterior_interval(x: float, n: float, prior: Prior, level: float = ...) -> Limits: ...
@overload
def posterior_interval(x: ArrayLike, n: ArrayLike, prior: Prior, level: float = ...) -> ArrayLimits: ...
def posterior_interval(x: Any, n: Any, prior: Prior, level: float = 0.95) -> Any:
    """Give the limits (low, high) between which the true share lies with probability `level`, tails equal.

    The prior is taken as known. NaN for n = 0 and for a prior of NaN. Raises ValueError for impossible counts or
    prior and for a level outside (0, 1).

    Gelman et al. 2013, Bayesian Data Analysis, third edition, section 2.4.
    """
    normal_deviate(level)
    alpha, beta = _posterior(x, n, prior)
    tail = (1 - level) / 2
    low: Numbers = np.asarray(betaincinv(alpha, beta, tail), dtype=np.float64)
    high: Numbers = np.asarray(betainccinv(alpha, beta, tail), dtype=np.float64)
    return plain(low), plain(high)


def _posterior(x: ArrayLike, n: ArrayLike, prior: Prior) -> tuple[Numbers, Numbers]:
    alpha, beta = prior
    if alpha <= 0 or beta <= 0 or np.isinf([alpha, beta]).any():
        raise ValueError("alpha and beta must be finite and above 0")
    seen, size = np.broadcast_arrays(*counts(x, n))
    size = np.where(size > 0, size, np.nan)
    return alpha + np.where(np.isnan(size), np.nan, seen), beta + size - seen


def _moments(x: Numbers, n: Numbers) -> Numbers:
    """Give logit of the mean and log of alpha + beta that match the spread of the shares, within bounds."""
    mean = x.sum() / n.sum()
    by_chance = mean * (1 - mean)
    scatter = n @ (x / n - mean) ** 2
    # E[scatter] = mean(1 - mean) * (I - 1 + (N - Σn²/N - (I - 1)) / (alpha + beta + 1))
    room = n.sum() - (n @ n) / n.sum() - (n.size - 1)
    excess = scatter / by_chance - (n.size - 1)
    worth = room / excess - 1 if excess > 0 and room > excess else MOST
    return np.array([logit(mean), np.log(np.clip(worth, FEWEST, MOST))])


def _polished(place: Numbers, x: Numbers, n: Numbers) -> Numbers:
    """Go on to where the slope is zero: the likelihood is too flat at its top for its own digits to tell."""
    if not np.log(FEWEST) < place[1] < np.log(MOST):
        return place
    top: Numbers = root(_slope, place, (x, n)).x
    return top if np.allclose(top, place, atol=0.01) else place


def _slope(place: Numbers, x: Numbers, n: Numbers) -> Numbers:
    return _misfit(place, x, n)[1]


def _misfit(place: Numbers, x: Numbers, n: Numbers) -> tuple[float, Numbers]:
    """Give minus the log-likelihood and its slope, by logit of the mean and log of alpha + beta."""
    mean, worth = expit(place[0]), np.exp(place[1])
    alpha, beta = mean * worth, (1 - mean) * worth
    fit = np.sum(betaln(alpha + x, beta + n - x) - betaln(alpha, beta))
    common = np.sum(psi(worth + n) - psi(worth))
    by_alpha = np.sum(psi(alpha + x) - psi(alpha)) - common
    by_beta = np.sum(psi(beta + n - x) - psi(beta)) - common
    slope = np.array([worth * mean * (1 - mean) * (by_alpha - by_beta), alpha * by_alpha + beta * by_beta])
    return -float(fit), -slope
