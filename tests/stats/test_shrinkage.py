"""Beta-binomial fits against published ones and a direct search of the likelihood, posteriors against SciPy."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import beta, betabinom

from ontrack_dash.stats.shrinkage import Prior, beta_binomial, posterior_interval, posterior_mean

# Days with alcohol in one week, 399 persons: Lemmens, Knibbe & Tan 1988.
ALCOHOL = np.repeat(np.arange(8), [47, 54, 43, 40, 40, 41, 39, 95])
# Boys among the first twelve children of 6,115 families in Saxony: Geissler 1889, in Lindsey & Altham 1998.
BOYS = np.repeat(np.arange(13), [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7])

priors = st.builds(Prior, st.floats(0.1, 200), st.floats(0.1, 200))


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 2_000))
    return draw(st.integers(0, n)), n


@st.composite
def countries(draw: st.DrawFn) -> tuple[Any, Any]:
    seeded = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n = seeded.integers(2, 300, draw(st.integers(20, 80)))
    mean, worth = draw(st.floats(0.1, 0.9)), draw(st.floats(0.5, 40))
    return betabinom.rvs(n, mean * worth, (1 - mean) * worth, random_state=seeded), n


def log_likelihood(prior: Prior, x: Any, n: Any) -> float:
    return float(betabinom.logpmf(x, n, *prior).sum())


# --- fitting ---


def test_days_with_alcohol_give_the_published_fit() -> None:
    # Mahendran & Wijekoon 2019, J Open Source Softw 4:1505 (fitODBOD): a 0.7229, b 0.5808, minus ln L 813.4571.
    prior = beta_binomial(ALCOHOL, 7)
    assert prior == pytest.approx((0.7229, 0.5808), abs=1e-4)
    assert log_likelihood(prior, ALCOHOL, 7) == pytest.approx(-813.4571, abs=5e-5)


def test_boys_in_saxony_give_the_published_likelihood() -> None:
    # Wikipedia, Beta-binomial distribution, example of sex ratios: 34.1 and 31.6, ln L -12492.9. (Its further digits,
    # 34.09558 and 31.5715, are not quite at the top of this flat likelihood.)
    prior = beta_binomial(BOYS, 12)
    assert prior == pytest.approx((34.1, 31.6), abs=0.05)
    assert log_likelihood(prior, BOYS, 12) == pytest.approx(-12492.9, abs=0.05)


@given(countries())
def test_no_other_prior_makes_the_counts_likelier(country: Any) -> None:
    x, n = country
    fitted = beta_binomial(x, n)

    def misfit(logs: Any) -> float:
        return -log_likelihood(Prior(*np.exp(logs)), x, n)

    search = minimize(misfit, np.log([1.0, 1.0]), method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-10})
    assert misfit(np.log(fitted)) <= search.fun + 1e-6
    if sum(fitted) < 1e4:
        assert fitted == pytest.approx(tuple(np.exp(search.x)), rel=1e-3)


def test_a_known_prior_is_found_again() -> None:
    seeded = np.random.default_rng(7)
    n = seeded.integers(5, 200, 20_000)
    assert beta_binomial(betabinom.rvs(n, 14, 6, random_state=seeded), n) == pytest.approx((14, 6), rel=0.03)


def test_centres_that_differ_by_chance_alone_are_drawn_all_the_way_together() -> None:
    n = np.array([20, 40, 60, 80])
    prior = beta_binomial(n // 2, n)
    assert sum(prior) == pytest.approx(1e6)
    assert posterior_mean([20, 0], [20, 10], prior) == pytest.approx([0.5, 0.5], abs=1e-4)


def test_centres_that_are_all_or_nothing_leave_the_prior_worth_next_to_nothing() -> None:
    prior = beta_binomial([0, 30, 0, 25, 40], [20, 30, 10, 25, 40])
    assert sum(prior) < 0.1
    assert posterior_mean(30, 30, prior) > 0.99


def test_one_answer_a_centre_shows_no_difference() -> None:
    assert sum(beta_binomial([0, 1, 1, 0, 1], [1, 1, 1, 1, 1])) == pytest.approx(1e6)


@pytest.mark.parametrize(
    ("x", "n"), [([], []), ([3], [5]), ([0, 0], [5, 9]), ([5, 9], [5, 9]), ([0, 3], [0, 5]), ([0, 0], [0, 0])]
)
def test_nothing_to_learn_from_gives_no_prior(x: Any, n: Any) -> None:
    prior = beta_binomial(x, n)
    assert np.isnan(prior).all()
    assert math.isnan(posterior_mean(3, 5, prior))
    assert np.isnan(posterior_interval(3, 5, prior)).all()


def test_centres_without_answers_do_not_count() -> None:
    assert beta_binomial([3, 0, 9, 1], [10, 0, 10, 10]) == beta_binomial([3, 9, 1], [10, 10, 10])


def test_counting_failures_swaps_the_two_numbers() -> None:
    x, n = np.array([3, 9, 14, 2, 30]), np.array([10, 10, 20, 12, 33])
    assert beta_binomial(n - x, n) == pytest.approx(beta_binomial(x, n)[::-1], rel=1e-5)


# --- posterior ---


def test_four_tumours_in_fourteen_rats_give_the_published_posterior() -> None:
    # Gelman et al. 2013, Bayesian Data Analysis, third edition, section 5.1: Beta(5.4, 18.6), mean 0.223, from a prior
    # with mean 0.136 and standard deviation 0.103, Beta(1.4, 8.6).
    assert posterior_mean(4, 14, Prior(1.4, 8.6)) == pytest.approx(0.223, abs=2.1e-3)
    assert posterior_mean(4, 14, Prior(1.4, 8.6)) == pytest.approx(5.4 / 24)
    assert Prior(1.4, 8.6).mean == pytest.approx(0.14)


def test_girls_after_placenta_previa_give_the_published_interval() -> None:
    # Gelman et al. 2013, section 2.4: 437 girls of 980, uniform prior: mean 0.446, 95 % from 0.415 to 0.477.
    assert posterior_mean(437, 980, Prior(1, 1)) == pytest.approx(0.446, abs=5e-4)
    assert posterior_interval(437, 980, Prior(1, 1), 0.95) == pytest.approx((0.415, 0.477), abs=5e-4)


@given(counts(), priors, st.floats(0.5, 0.999))
def test_posterior_agrees_with_scipy(count: tuple[int, int], prior: Prior, level: float) -> None:
    x, n = count
    posterior = beta(prior.alpha + x, prior.beta + n - x)
    assert posterior_mean(x, n, prior) == pytest.approx(posterior.mean())
    assert posterior_interval(x, n, prior, level) == pytest.approx(posterior.interval(level), rel=1e-6, abs=1e-12)


@given(counts(), priors)
def test_the_shrunken_share_lies_between_the_own_and_the_common_one(count: tuple[int, int], prior: Prior) -> None:
    x, n = count
    low, high = sorted((x / n, prior.mean))
    assert low - 1e-12 <= posterior_mean(x, n, prior) <= high + 1e-12


def test_small_centres_are_drawn_further() -> None:
    prior = Prior(14, 6)
    small, large = posterior_mean([2, 200], [10, 1000], prior)
    assert 0.2 < large < small < 0.7


def test_intervals_hold_as_often_as_they_say() -> None:
    seeded = np.random.default_rng(3)
    n = seeded.integers(5, 60, 20_000)
    truth = seeded.beta(14, 6, n.size)
    low, high = posterior_interval(seeded.binomial(n, truth), n, Prior(14, 6), 0.95)
    # Monte Carlo error √(0.95 · 0.05 / 20,000) = 0.0015.
    assert ((low < truth) & (truth < high)).mean() == pytest.approx(0.95, abs=0.005)


def test_nobody_asked_gives_no_estimate() -> None:
    assert math.isnan(posterior_mean(0, 0, Prior(2, 2)))
    low, high = posterior_interval([0, 5], [0, 10], Prior(2, 2))
    assert np.isnan([low[0], high[0]]).all()
    assert low[1] < 0.5 < high[1]


def test_scalars_give_python_floats() -> None:
    assert type(posterior_mean(3, 10, Prior(2, 2))) is float
    assert [type(limit) for limit in posterior_interval(3, 10, Prior(2, 2))] == [float, float]
    assert [type(part) for part in beta_binomial([3, 9, 1], 10)] == [float, float]


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: beta_binomial([11], [10]),
        lambda: beta_binomial([math.nan], [10]),
        lambda: posterior_mean(11, 10, Prior(1, 1)),
        lambda: posterior_mean(1, 10, Prior(0, 1)),
        lambda: posterior_mean(1, 10, Prior(1, math.inf)),
        lambda: posterior_interval(-1, 10, Prior(1, 1)),
        lambda: posterior_interval(1, 10, Prior(1, -1)),
        lambda: posterior_interval(1, 10, Prior(1, 1), 95),
    ],
)
def test_impossible_input_raises(impossible: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        impossible()
