"""Funnels by hand and against SciPy and statsmodels. How often they flag by chance: tests/test_false_alarms.py."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, norm
from statsmodels.stats.meta_analysis import combine_effects

from ontrack_dash.stats.comparison import expected, funnel_limits, funnel_p, overdispersed_limits, overdispersion

TWO_SIGMA = math.erf(math.sqrt(2))
shares = st.floats(0.02, 0.98)
levels = st.floats(0.5, 0.999)


@st.composite
def countries(draw: st.DrawFn) -> tuple[Any, Any]:
    """Centres of different size whose true shares differ."""
    seeded = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n = seeded.integers(5, 400, draw(st.integers(3, 60)))
    return seeded.binomial(n, seeded.beta(8, 4, n.size)), n


# --- limits ---


def test_funnel_limits_by_hand() -> None:
    # 0.5 ± 2 √(0.25 / 100).
    assert funnel_limits(0.5, 100, TWO_SIGMA) == pytest.approx((0.4, 0.6))


@pytest.mark.parametrize(("level", "z"), [(0.95, 1.959964), (0.998, 3.090232)])
def test_the_two_funnels_lie_as_far_out_as_spiegelhalter_draws_them(level: float, z: float) -> None:
    # Spiegelhalter 2005, Stat Med 24:1185: 95 % and 99.8 %, about two and three standard deviations.
    low, high = funnel_limits(0.5, 10_000, level)
    assert (0.5 - low, high - 0.5) == pytest.approx((z / 200, z / 200), abs=5e-9)


@given(shares, st.integers(1, 10**6), levels)
def test_funnel_limits_agree_with_scipy(p0: float, n: int, level: float) -> None:
    low, high = norm.interval(level, p0, math.sqrt(p0 * (1 - p0) / n))
    assert funnel_limits(p0, n, level) == pytest.approx((max(low, 0), min(high, 1)))


def test_overdispersed_limits_by_hand() -> None:
    # asin √0.5 = π/4; 2 √(1/400 + 0.01²) = 2 √0.0026.
    reach = 2 * math.sqrt(0.0026)
    low, high = math.sin(math.pi / 4 - reach) ** 2, math.sin(math.pi / 4 + reach) ** 2
    assert overdispersed_limits(0.5, 100, TWO_SIGMA, 0.0001) == pytest.approx((low, high))


@given(shares, st.integers(1, 10**6), levels, st.floats(0, 0.1))
def test_overdispersion_only_widens_and_limits_stay_within_zero_and_one(
    p0: float, n: int, level: float, tau2: float
) -> None:
    low, high = overdispersed_limits(p0, n, level, 0.0)
    lower, higher = overdispersed_limits(p0, n, level, tau2)
    assert 0 <= lower <= low <= p0 * (1 + 1e-12)
    assert p0 * (1 - 1e-12) <= high <= higher <= 1


def test_without_overdispersion_both_funnels_meet_in_large_centres() -> None:
    plain, arcsine = funnel_limits(0.7, 10**7, 0.998), overdispersed_limits(0.7, 10**7, 0.998, 0.0)
    assert plain == pytest.approx(arcsine, abs=1e-6)


def test_a_funnel_reaching_past_certainty_ends_there() -> None:
    assert funnel_limits(0.02, 10, 0.998)[0] == 0
    assert funnel_limits(0.98, 10, 0.998)[1] == 1
    assert overdispersed_limits(0.02, 10, 0.998, 0.5) == (0, 1)


# --- over-dispersion ---


def test_overdispersion_by_hand() -> None:
    # Shares 0.25, 0.5 and 0.75 are π/6, π/4 and π/3 on the arcsine scale, so z = ∓ 2 √n π/12 and 0; n = 36 each.
    z_squared = (12 * math.pi / 12) ** 2
    phi = 2 * z_squared / 3
    w = 4 * 36
    tau2 = (3 * phi - 2) / (3 * w - w)
    assert overdispersion([9, 18, 27], [36, 36, 36], 0.5, winsorise=0) == pytest.approx((phi, tau2))


def test_winsorising_draws_the_tenth_at_each_end_to_its_quantile() -> None:
    # Eleven centres: the quantiles of type 7 at 10 % and 90 % are the second and the second but last.
    x = np.array([0, 44, 46, 47, 48, 50, 52, 53, 54, 56, 100])
    drawn_in = np.array([44, 44, 46, 47, 48, 50, 52, 53, 54, 56, 56])
    assert overdispersion(x, 100, 0.5) == pytest.approx(overdispersion(drawn_in, 100, 0.5, winsorise=0))


@given(countries())
def test_without_winsorising_tau2_is_that_of_dersimonian_and_laird(country: Any) -> None:
    # About their own weighted mean, the moments are those of a random-effects meta-analysis.
    x, n = country
    angles = np.arcsin(np.sqrt(x / n))
    middle = np.average(angles, weights=4 * n)
    with np.errstate(invalid="ignore"):  # it takes roots of a spread below zero before anybody can cut it off
        theirs = combine_effects(angles, 1 / (4 * n), method_re="chi2")
    phi, tau2 = overdispersion(x, n, math.sin(middle) ** 2, winsorise=0)
    assert phi == pytest.approx(theirs.q / n.size)
    assert tau2 == pytest.approx(max(theirs.tau2, 0), abs=1e-12)


def test_a_known_spread_between_centres_is_found_again() -> None:
    seeded = np.random.default_rng(20)
    n = np.full(20_000, 400)
    x = seeded.binomial(n, np.sin(seeded.normal(0.9, 0.06, n.size)) ** 2)
    phi, tau2 = overdispersion(x, n, math.sin(0.9) ** 2, winsorise=0)
    assert tau2 == pytest.approx(0.06**2, rel=0.04)
    assert phi == pytest.approx(1 + 4 * 400 * 0.06**2, rel=0.04)


def test_no_more_scatter_than_chance_leaves_no_spread() -> None:
    phi, tau2 = overdispersion([50, 51, 49], [100, 100, 100], 0.5)
    assert phi < 1
    assert tau2 == 0


def test_centres_without_answers_do_not_count() -> None:
    assert overdispersion([9, 0, 18, 27], [36, 0, 36, 36], 0.5) == overdispersion([9, 18, 27], [36, 36, 36], 0.5)
    assert np.isnan(overdispersion([], [], 0.5)).all()
    assert np.isnan(overdispersion([0, 0], [0, 0], 0.5)).all()


def test_one_centre_scatters_but_shows_no_spread_between_centres() -> None:
    phi, tau2 = overdispersion([9], [36], 0.5)
    assert phi == pytest.approx(math.pi**2)
    assert math.isnan(tau2)


# --- p values ---


def test_mid_p_by_hand() -> None:
    # None of ten at one half: 2 · (1/2) · 2⁻¹⁰. Eight of ten: 2 (1 + 10 + 45/2) / 1024. Five of ten is the middle.
    assert funnel_p(0, 10, 0.5) == pytest.approx(1 / 1024)
    assert funnel_p(8, 10, 0.5) == pytest.approx(2 * 33.5 / 1024)
    assert funnel_p(5, 10, 0.5) == 1


@given(st.integers(1, 5_000), st.data(), shares)
def test_funnel_p_agrees_with_the_binomial_of_scipy(n: int, data: Any, p0: float) -> None:
    x = data.draw(st.integers(0, n))
    half = binom.pmf(x, n, p0) / 2
    both = 2 * min(binom.cdf(x - 1, n, p0) + half, binom.sf(x, n, p0) + half)
    assert funnel_p(x, n, p0) == pytest.approx(min(both, 1), rel=1e-6, abs=1e-13)


@given(st.floats(0.5, 300), st.data(), shares)
def test_effective_counts_lie_between_whole_ones(n: float, data: Any, p0: float) -> None:
    x = data.draw(st.floats(0, n))
    p = funnel_p(x, n, p0)
    assert 0 <= p <= 1
    if x < n * p0 / 2:
        assert funnel_p(x / 2, n, p0) <= p + 1e-12


@given(st.integers(200_000, 10**6), st.floats(-3.5, 3.5), st.floats(0.2, 0.8), st.floats(1e-5, 1e-2))
def test_in_large_centres_p_is_what_the_overdispersed_limits_test(n: int, z: float, p0: float, tau2: float) -> None:
    x = round(n * math.sin(math.asin(math.sqrt(p0)) + z * math.sqrt(1 / (4 * n) + tau2)) ** 2)
    p = funnel_p(x, n, p0, tau2)
    level = 1 - p
    if level > 0.5:
        low, high = overdispersed_limits(p0, n, level, tau2)
        assert x / n == pytest.approx(low if z < 0 else high, abs=0.02 * math.sqrt(1 / (4 * n) + tau2))


def test_a_little_overdispersion_changes_p_a_little() -> None:
    x, n = np.arange(41), 40
    np.testing.assert_allclose(funnel_p(x, n, 0.7, 1e-12), funnel_p(x, n, 0.7), rtol=1e-6)


def test_overdispersion_makes_every_p_larger() -> None:
    x, n = np.array([0, 3, 90, 1500]), np.array([10, 10, 100, 2000])
    assert (funnel_p(x, n, 0.7, 0.002) > funnel_p(x, n, 0.7)).all()


def test_a_tail_thinner_than_any_number_still_has_a_p_under_overdispersion() -> None:
    # 100,000 persons 90 standard deviations out, but only 1.4 of those of centres that differ by 0.1.
    x = round(100_000 * math.sin(math.asin(math.sqrt(0.5)) + 0.14) ** 2)
    assert funnel_p(x, 100_000, 0.5) == 0
    assert funnel_p(x, 100_000, 0.5, 0.01) == pytest.approx(2 * norm.sf(1.4), rel=0.01)


def test_a_certain_reference_is_contradicted_by_one() -> None:
    assert funnel_p([0, 1], [5, 5], 0.0).tolist() == [1, 0]
    assert funnel_p([5, 4], [5, 5], 1.0).tolist() == [1, 0]


# --- expected ---


def test_expected_by_hand() -> None:
    # Ten at 80 % and thirty at 60 %.
    assert expected([0.8, 0.6], [10, 30]) == pytest.approx(26)
    assert type(expected([0.8, 0.6], [10, 30])) is float


def test_a_centre_measured_by_its_own_rates_gets_what_it_has() -> None:
    x, n = np.array([3, 8, 0]), np.array([5, 9, 4])
    assert expected(x / n, n) == pytest.approx(11)


def test_a_cell_without_persons_needs_no_rate() -> None:
    assert expected([0.5, math.nan], [4, 0]) == 2
    assert expected([], []) == 0


# --- all ---


def test_nobody_gives_no_limits_and_no_p() -> None:
    for limits in (funnel_limits(0.5, 0, 0.95), overdispersed_limits(0.5, 0, 0.95, 0.1)):
        assert np.isnan(limits).all()
    assert math.isnan(funnel_p(0, 0, 0.5))
    assert math.isnan(funnel_p(0, 0, 0.5, 0.1))
    assert np.isnan(overdispersed_limits(0.5, 10, 0.95, math.nan)).all()
    assert math.isnan(funnel_p(1, 10, 0.5, math.nan))


def test_scalars_give_python_floats_and_arrays_their_elements() -> None:
    n = np.array([10, 50, 0])
    for scalar, several in (
        (lambda size: funnel_limits(0.7, size, 0.95), funnel_limits(0.7, n, 0.95)),
        (lambda size: overdispersed_limits(0.7, size, 0.95, 0.01), overdispersed_limits(0.7, n, 0.95, 0.01)),
        (lambda size: (funnel_p(size / 2, size, 0.7),), (funnel_p(n / 2, n, 0.7),)),
        (lambda size: (funnel_p(size / 2, size, 0.7, 0.01),), (funnel_p(n / 2, n, 0.7, 0.01),)),
    ):
        assert {type(part) for part in scalar(10)} == {float}
        np.testing.assert_allclose(np.transpose(several), [scalar(size) for size in n.tolist()], rtol=1e-12)


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: funnel_limits(1.1, 10, 0.95),
        lambda: funnel_limits(math.nan, 10, 0.95),
        lambda: funnel_limits(0.5, -1, 0.95),
        lambda: funnel_limits(0.5, 10, 95),
        lambda: overdispersed_limits(-0.1, 10, 0.95, 0.1),
        lambda: overdispersed_limits(0.5, math.inf, 0.95, 0.1),
        lambda: overdispersed_limits(0.5, 10, 0.95, -0.1),
        lambda: overdispersed_limits(0.5, 10, 1, 0.1),
        lambda: overdispersion([11], [10], 0.5),
        lambda: overdispersion([1], [10], 1.5),
        lambda: overdispersion([1], [10], 0.5, winsorise=0.5),
        lambda: overdispersion([1], [10], 0.5, winsorise=-0.1),
        lambda: funnel_p(11, 10, 0.5),
        lambda: funnel_p(1, 10, 2),
        lambda: funnel_p(1, 10, 0.5, -0.1),
        lambda: expected([1.2], [3]),
        lambda: expected([math.nan], [3]),
        lambda: expected([0.5], [-3]),
        lambda: expected([0.5, 0.5], [3]),
    ],
)
def test_impossible_input_raises(impossible: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        impossible()
