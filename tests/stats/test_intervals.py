"""Intervals against the tables of their papers, against statsmodels, and against what an interval must always do."""

import math
from decimal import Decimal, localcontext
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from ontrack_dash.stats.intervals import difference, normal_deviate, observed_expected, wilson

TWO_SIGMA = math.erf(math.sqrt(2))  # the level at which z is exactly 2, so that examples can be worked by hand

levels = st.floats(0.5, 0.999)


@st.composite
def counts(draw: st.DrawFn, most: int = 100_000) -> tuple[int, int]:
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


# --- one share ---


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_limits_printed_by_newcombe(x: int, n: int, low: float, high: float) -> None:
    # Newcombe 1998, Two-sided confidence intervals for the single proportion, Stat Med 17:857, table I, method 3.
    assert wilson(x, n) == pytest.approx((low, high), abs=5e-5)


@settings(deadline=None)
@given(counts(), levels)
def test_wilson_agrees_with_statsmodels(count: tuple[int, int], level: float) -> None:
    x, n = count
    assert wilson(x, n, level) == pytest.approx(proportion_confint(x, n, 1 - level, method="wilson"), abs=1e-9)


@given(counts(), levels)
def test_limits_contain_the_share_and_stay_within_zero_and_one(count: tuple[int, int], level: float) -> None:
    x, n = count
    low, high = wilson(x, n, level)
    assert 0 <= low <= x / n <= high <= 1


@given(st.integers(1, 10**9), levels)
def test_nobody_and_everybody_reach_zero_and_one_exactly(n: int, level: float) -> None:
    assert wilson(0, n, level)[0] == 0.0
    assert wilson(n, n, level)[1] == 1.0


@given(counts(), levels)
def test_counting_the_others_mirrors_the_interval(count: tuple[int, int], level: float) -> None:
    x, n = count
    low, high = wilson(x, n, level)
    assert wilson(n - x, n, level) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(counts(), levels, levels)
def test_a_higher_level_is_never_narrower(count: tuple[int, int], one: float, other: float) -> None:
    narrow, wide = wilson(*count, min(one, other)), wilson(*count, max(one, other))
    assert wide[0] <= narrow[0] + 1e-12
    assert narrow[1] <= wide[1] + 1e-12


@given(counts(most=10_000))
def test_ten_times_the_persons_is_narrower(count: tuple[int, int]) -> None:
    x, n = count
    few, many = wilson(x, n), wilson(10 * x, 10 * n)
    assert many[1] - many[0] < few[1] - few[0]


def test_a_very_small_share_keeps_its_digits() -> None:
    # The textbook form, centre minus half-width, loses every digit here unless worked in fifty of them.
    with localcontext(prec=50):
        z, x, n = Decimal(normal_deviate(0.95)), Decimal(1), Decimal(10**12)
        textbook = (2 * x + z**2 - z * (z**2 + 4 * x * (1 - x / n)).sqrt()) / (2 * (n + z**2))
    assert wilson(1, 10**12)[0] == pytest.approx(float(textbook), rel=1e-14)


def test_effective_counts_need_not_be_whole() -> None:
    low, high = wilson(7.5, 12.25)
    assert wilson(7, 12.25)[0] < low < 7.5 / 12.25 < high < wilson(8, 12.25)[1]


@given(st.floats(0, 1), st.floats(1e-3, 1e6), st.floats(0, 1e6), levels)
def test_effective_counts_keep_their_share_inside(share: float, n: float, unseen: float, level: float) -> None:
    x = share * n
    for population in (None, n + unseen):
        low, high = wilson(x, n, level, population)
        assert 0 <= low <= x / n <= high <= 1


# --- one share of a known population ---


def test_population_gives_the_limits_of_oneills_own_package() -> None:
    # CRAN stat.extend, tests/test-CONF.R: CONF.prop(.05, mtcars$mpg > 20, N = 1000), 14 of 32 cars.
    assert wilson(14, 32, population=1000) == pytest.approx((0.283745994666663, 0.604278989534686), abs=1e-12)


def test_population_gives_the_limits_worked_by_hand() -> None:
    # z = 2, n = 16, N = 31: psi = 15/30 * 4/32 = 1/16;
    # (1/2 + 1/16 ± sqrt(2 * 1/16 * 1/4 + 1/256)) / (1 + 1/8) = (9/16 ± 3/16) / (9/8)
    assert wilson(8, 16, TWO_SIGMA, population=31) == pytest.approx((1 / 3, 2 / 3), abs=1e-12)


@given(counts(), st.integers(1, 10**7), levels)
def test_population_limits_solve_the_score_equation(count: tuple[int, int], unseen: int, level: float) -> None:
    # O'Neill 2021: the limits are where (p - t)² = (N - n)/(N - 1) * z²/n * t(1 - t).
    x, n = count
    factor = unseen / (n + unseen - 1) * normal_deviate(level) ** 2 / n
    for limit in wilson(x, n, level, population=n + unseen):
        assert (x / n - limit) ** 2 == pytest.approx(factor * limit * (1 - limit), rel=1e-6, abs=1e-14)


@given(counts())
def test_an_endless_population_is_plain_wilson(count: tuple[int, int]) -> None:
    x, n = count
    plain = wilson(x, n)
    assert wilson(x, n, population=1e15) == pytest.approx(plain, abs=1e-9)
    assert wilson(x, n, population=math.inf) == plain
    assert wilson(x, n, population=math.nan) == plain


@given(counts())
def test_a_population_seen_whole_leaves_no_doubt(count: tuple[int, int]) -> None:
    x, n = count
    assert wilson(x, n, population=n) == (x / n, x / n)


@given(counts(), st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_smaller_population_is_never_wider(count: tuple[int, int], some: int, more: int) -> None:
    x, n = count
    small, large, none = (wilson(x, n, population=p) for p in (n + some, n + some + more, None))
    for inner, outer in ((small, large), (large, none)):
        assert outer[0] <= inner[0] + 1e-12
        assert inner[1] <= outer[1] + 1e-12
    assert 0 <= small[0] <= x / n <= small[1] <= 1


def test_a_population_of_one_divides_by_nothing() -> None:
    assert wilson(1, 1, population=1) == (1.0, 1.0)
    assert wilson(0, 1, population=1) == (0.0, 0.0)


def test_fewer_than_one_effective_person_gain_and_lose_nothing_by_a_population() -> None:
    assert wilson(0.2, 0.5, population=1) == wilson(0.2, 0.5)
    assert wilson(0.2, 0.5, population=5) == wilson(0.2, 0.5)


def test_unknown_populations_are_told_apart_by_element() -> None:
    low, high = wilson([3, 3, 3], 10, population=[math.nan, 10, 40])
    assert (low[0], high[0]) == pytest.approx(wilson(3, 10), rel=1e-13)
    assert (low[1], high[1]) == (0.3, 0.3)
    assert (low[2], high[2]) == pytest.approx(wilson(3, 10, population=40), rel=1e-13)


# --- difference of two shares ---


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_difference_gives_the_limits_printed_by_newcombe(
    x1: int, n1: int, x2: int, n2: int, low: float, high: float
) -> None:
    # Newcombe 1998, Interval estimation for the difference, Stat Med 17:873, table II, method 10.
    assert difference(x1, n1, x2, n2) == pytest.approx((low, high), abs=5e-5)


@settings(deadline=None)
@given(counts(), counts(), levels)
def test_difference_agrees_with_statsmodels(one: tuple[int, int], two: tuple[int, int], level: float) -> None:
    theirs = confint_proportions_2indep(*one, *two, method="newcomb", compare="diff", alpha=1 - level)
    assert difference(*one, *two, level) == pytest.approx(theirs, abs=1e-9)


@given(counts(), counts(), levels)
def test_difference_contains_its_estimate_and_turns_with_the_groups(
    one: tuple[int, int], two: tuple[int, int], level: float
) -> None:
    low, high = difference(*one, *two, level)
    assert -1 <= low <= one[0] / one[1] - two[0] / two[1] <= high <= 1
    assert difference(*two, *one, level) == pytest.approx((-high, -low), abs=1e-12)


# --- observed against expected ---


@pytest.mark.parametrize(
    ("observed", "expected", "low", "high"),
    [
        (2, 1.44, 0.17, 5.02),
        (5, 2.85, 0.57, 4.09),
        (6, 3.34, 0.66, 3.91),
        (7, 7.40, 0.38, 1.95),
        (9, 3.19, 1.29, 5.36),
        (11, 4.29, 1.28, 4.59),
        (11, 5.82, 0.94, 3.38),
        (15, 7.68, 1.09, 3.22),
        (26, 12.71, 1.34, 3.00),
        (29, 12.84, 1.51, 3.24),
    ],
)
def test_observed_expected_gives_published_ratios(observed: int, expected: float, low: float, high: float) -> None:
    # Wild et al. 2000, Occup Environ Med 57:568, tables 3 and 4 (exact Poisson limits of mortality ratios).
    assert observed_expected(observed, expected) == pytest.approx((low, high), abs=5.1e-3)


def test_nobody_observed_still_has_an_upper_limit() -> None:
    # Garwood 1936, Biometrika 28:437: 0 seen, at most -ln(0.025) = 3.689 at 95 %.
    assert observed_expected(0, 1) == pytest.approx((0.0, -math.log(0.025)), abs=1e-12)


@given(st.integers(1, 9), st.floats(0.01, 1000), levels)
def test_fewer_than_ten_use_the_exact_limits(observed: int, expected: float, level: float) -> None:
    tail = (1 - level) / 2
    low, high = chi2.ppf(tail, 2 * observed) / 2, chi2.isf(tail, 2 * observed + 2) / 2
    assert observed_expected(observed, expected, level) == pytest.approx((low / expected, high / expected), rel=1e-9)


@pytest.mark.parametrize("observed", [10, 11, 250])
def test_ten_and_more_use_byar(observed: int) -> None:
    # Breslow & Day 1987, IARC Sci Publ 82, section 2.3, with z = 2.
    above = observed + 1
    low = observed * (1 - 1 / (9 * observed) - 2 / (3 * math.sqrt(observed))) ** 3
    high = above * (1 - 1 / (9 * above) + 2 / (3 * math.sqrt(above))) ** 3
    assert observed_expected(observed, 8, TWO_SIGMA) == pytest.approx((low / 8, high / 8), rel=1e-12)


def test_byar_is_within_a_fifth_of_a_per_cent_of_exact_where_it_takes_over() -> None:
    # Public Health England 2018, Technical Guide: Confidence Intervals, states this from ten on.
    observed = np.arange(10, 400)
    low, high = observed_expected(observed, 1)
    assert low == pytest.approx(chi2.ppf(0.025, 2 * observed) / 2, rel=2e-3)
    assert high == pytest.approx(chi2.isf(0.025, 2 * observed + 2) / 2, rel=2e-3)


@given(st.floats(0, 1e6), st.floats(0.01, 1e6), levels)
def test_observed_expected_contains_its_ratio(observed: float, expected: float, level: float) -> None:
    low, high = observed_expected(observed, expected, level)
    assert 0 <= low <= observed / expected <= high


# --- all three ---


def test_nothing_counted_gives_no_interval() -> None:
    assert np.isnan([wilson(0, 0), wilson(0, 0, population=0), wilson(0, 0, population=9)]).all()
    assert np.isnan([difference(0, 0, 3, 5), difference(3, 5, 0, 0)]).all()
    assert np.isnan([observed_expected(3, 0), observed_expected(0, 0)]).all()
    low, high = wilson([0, 1], [0, 2])
    assert np.isnan([low[0], high[0]]).all()
    assert (low[1], high[1]) == pytest.approx(wilson(1, 2), rel=1e-13)


def test_scalars_give_python_floats() -> None:
    for limits in (wilson(np.int64(3), 10), difference(3, 10, 4, 10), observed_expected(12, 10.5)):
        assert [type(limit) for limit in limits] == [float, float]


@given(st.lists(counts(), min_size=1, max_size=20), levels)
def test_arrays_equal_their_elements(pairs: list[tuple[int, int]], level: float) -> None:
    x, n = np.array(pairs).T
    cases: list[tuple[Any, list[tuple[float, float]]]] = [
        (wilson(x, n, level), [wilson(a, b, level) for a, b in pairs]),
        (wilson(x, n, level, 2 * n), [wilson(a, b, level, 2 * b) for a, b in pairs]),
        (difference(x, n, 1, 3, level), [difference(a, b, 1, 3, level) for a, b in pairs]),
        (observed_expected(x, n, level), [observed_expected(a, b, level) for a, b in pairs]),
    ]
    for arrays, scalars in cases:
        np.testing.assert_allclose(np.transpose(arrays), np.array(scalars), rtol=1e-13)


def test_shapes_broadcast() -> None:
    low, high = wilson(np.zeros((3, 1)), np.full(4, 9), population=[[9.0], [20.0], [math.nan]])
    assert low.shape == high.shape == (3, 4)
    assert wilson([], [])[0].shape == (0,)


def test_a_frame_column_with_gaps_serves_as_population() -> None:
    column: Any = pd.Series([pd.NA, 12], dtype="Int64")
    low, _ = wilson(pd.Series([4, 4]), pd.Series([8, 8], dtype="Int64"), population=column)
    assert low.tolist() == pytest.approx([wilson(4, 8)[0], wilson(4, 8, population=12)[0]], rel=1e-13)


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: wilson(-1, 10),
        lambda: wilson(0, -1),
        lambda: wilson(11, 10),
        lambda: wilson(1, 0),
        lambda: wilson(math.nan, 10),
        lambda: wilson(math.inf, math.inf),
        lambda: wilson(1, math.nan),
        lambda: wilson([1, 11], [10, 10]),
        lambda: wilson(1, 10, population=9),
        lambda: wilson(1, 10, population=-math.inf),
        lambda: wilson(0, 0, population=-1),
        lambda: wilson([1, 1], 10, population=[math.nan, 9]),
        lambda: difference(-1, 10, 1, 10),
        lambda: difference(1, 10, 11, 10),
        lambda: difference(1, 10, 1, -10),
        lambda: difference(math.nan, 10, 1, 10),
        lambda: observed_expected(-1, 10),
        lambda: observed_expected(1, -10),
        lambda: observed_expected(math.nan, 10),
        lambda: observed_expected(1, math.inf),
        lambda: observed_expected([1, -1], 10),
    ],
)
def test_impossible_input_raises(impossible: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        impossible()


@pytest.mark.parametrize("level", [0, 1, -0.5, 1.5, 95, math.nan, math.inf])
def test_a_level_outside_zero_and_one_raises(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        wilson(1, 10, level)
    with pytest.raises(ValueError, match="level"):
        difference(1, 10, 1, 10, level)
    with pytest.raises(ValueError, match="level"):
        observed_expected(1, 10, level)


@given(st.floats(1e-6, 1 - 1e-6))
def test_the_normal_deviate_leaves_the_level_inside(level: float) -> None:
    assert math.erf(normal_deviate(level) / math.sqrt(2)) == pytest.approx(level, rel=1e-9)
