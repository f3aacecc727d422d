"""Median time against published data, against statsmodels, and against what a median must always do."""

import math
from typing import Any, TypeAlias

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from ontrack_dash.stats.survival import median_time

# Freireich et al. 1963, Blood 21:699, as listed by Gehan 1965, Biometrika 52:203: weeks in remission.
MERCAPTOPURINE = [6, 6, 6, 7, 10, 13, 16, 22, 23]
MERCAPTOPURINE_CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]

# McGilchrist & Aisbett 1991, Biometrics 47:461: days to infection at the catheter.
MEN = [2, 7, 8, 9, 12, 12, 15, 16, 17, 22, 25, 28, 30, 40, 63, 152, 154, 562]
MEN_CENSORED = [4, 8]
WOMEN = [
    *(7, 8, 13, 15, 23, 24, 26, 27, 30, 30, 30, 34, 38, 39, 43, 53, 58, 66, 78, 96),
    *(114, 119, 130, 132, 141, 152, 156, 177, 185, 190, 196, 201, 245, 292, 318, 333, 402, 447, 511, 536),
]
WOMEN_CENSORED = [5, 5, 6, 8, 13, 16, 22, 24, 25, 46, 54, 70, 108, 113, 149, 159]


Cohort: TypeAlias = tuple[list[int], list[int], list[int]]


def median_of(times: list[int], censored: list[int], **options: Any) -> tuple[float, float, float]:
    """Count one row per person, as a file would bring them."""
    events = [1] * len(times) + [0] * len(censored)
    return median_time([*times, *censored], events, [1 - event for event in events], **options)


def same(ours: tuple[float, ...], theirs: tuple[float, ...]) -> bool:
    return np.array_equal(np.array(ours, dtype=float), np.array(theirs, dtype=float), equal_nan=True)


@st.composite
def followed_up(draw: st.DrawFn) -> Cohort:
    """Some find a job each month, some are lost each month, and some still wait at the end."""
    length = draw(st.integers(4, 24))
    events = draw(st.lists(st.integers(1, 5), min_size=length, max_size=length))
    censored = draw(st.lists(st.integers(0, 3), min_size=length, max_size=length))
    censored[-1] = draw(st.integers(5, 60))
    return list(range(1, length + 1)), events, censored


def test_six_mercaptopurine_has_a_median_of_23_weeks_and_no_upper_limit() -> None:
    # Klein & Moeschberger 2003, table 4.1: 0.448 still in remission after week 23, 0.538 before.
    # R, survfit(conf.type = "log-log"): 23 (13, NA).
    assert same(median_of(MERCAPTOPURINE, MERCAPTOPURINE_CENSORED), (23, 13, math.nan))


def test_placebo_has_a_median_of_8_weeks() -> None:
    assert median_of(PLACEBO, []) == (8, 4, 11)


@pytest.mark.parametrize(
    ("times", "censored", "published"),
    [(MEN, MEN_CENSORED, (22, 12, 30)), (WOMEN, WOMEN_CENSORED, (130, 58, 185))],
)
def test_catheter_infections_give_what_sas_prints(times: list[int], censored: list[int], published: Any) -> None:
    # SAS PROC LIFETEST with its default log(-log) limits.
    assert median_of(times, censored) == published


@pytest.mark.parametrize("level", [0.8, 0.9, 0.99])
def test_published_data_agree_with_statsmodels_at_other_levels(level: float) -> None:
    # Someone who never has the event keeps the curve above zero, where statsmodels would divide by nothing.
    for times, censored in ((MERCAPTOPURINE, MERCAPTOPURINE_CENSORED), (WOMEN, WOMEN_CENSORED)):
        status = [1] * len(times) + [0] * len(censored)
        curve = SurvfuncRight([*times, *censored, 9999], [*status, 0])
        low, high = curve.quantile_ci(0.5, alpha=1 - level)
        ours = median_of(times, [*censored, 9999], level=level)
        assert same(ours, (curve.quantile(0.5), low, math.nan if math.isinf(high) else high))


@settings(deadline=None)
@given(followed_up(), st.floats(0.5, 0.99))
def test_median_and_limits_agree_with_statsmodels(cohort: Cohort, level: float) -> None:
    months, events, censored = cohort
    time = np.repeat([*months, *months], [*events, *censored])
    status = np.repeat([1, 0], [sum(events), sum(censored)])
    curve = SurvfuncRight(time, status)
    assume(not np.isclose(curve.surv_prob, 0.5).any())  # there statsmodels takes the next month, we the middle
    low, high = curve.quantile_ci(0.5, alpha=1 - level)
    assume(not math.isnan(low) or curve.surv_prob[-1] > 0.5)  # one big step over the whole band: nothing to compare
    theirs = (curve.quantile(0.5), low, math.nan if math.isinf(high) else high)
    assert same(median_time(months, events, censored, level), theirs)


@given(st.lists(st.integers(0, 36), min_size=1, max_size=60))
def test_without_censoring_it_is_the_ordinary_median(months: list[int]) -> None:
    assert median_of(months, [])[0] == np.median(months)


def test_a_curve_that_ends_on_one_half_takes_the_first_month_there() -> None:
    assert median_time([3, 9], [2, 0], [0, 2])[0] == 3


def test_fewer_than_half_with_a_job_gives_no_median() -> None:
    assert np.isnan(median_time([3, 6, 12], [1, 1, 0], [0, 0, 98])).all()


def test_nobody_followed_gives_no_median() -> None:
    assert np.isnan(median_time([], [], [])).all()
    assert np.isnan(median_time([1, 2], [0, 0], [0, 0])).all()
    assert np.isnan(median_time([1, 2], [0, 0], [5, 5])).all()


def test_one_graduate_has_a_median_but_no_limits() -> None:
    assert same(median_time([5], [1], [0]), (5, math.nan, math.nan))


def test_a_large_group_can_pass_one_half_within_one_month() -> None:
    assert median_time([1, 2, 3], [400, 300, 100], [0, 0, 200]) == (2, 2, 2)


def test_a_job_straight_away_counts_as_month_zero() -> None:
    assert median_time([0, 4, 12], [55, 25, 0], [0, 0, 20]) == (0, 0, 4)


def test_those_censored_in_a_month_are_still_at_risk_in_it() -> None:
    # 5 of 11 at risk in month 2, so 6/11 still wait; were the 3 censored gone before, 3/8 would, and 2 be the median.
    assert math.isnan(median_time([2, 9], [5, 0], [3, 3])[0])


def test_time_waited_by_those_without_a_job_pushes_the_median_up() -> None:
    assert median_time([2, 4, 6], [5, 5, 5], [0, 0, 0])[0] < median_time([2, 4, 6], [5, 5, 5], [0, 0, 10])[0]


@given(followed_up(), st.randoms(use_true_random=False))
def test_order_and_repeated_months_change_nothing(cohort: Cohort, shuffler: Any) -> None:
    rows = [(month, event, 0) for month, event, _ in zip(*cohort, strict=True)]
    rows += [(month, 0, lost) for month, _, lost in zip(*cohort, strict=True)]
    shuffler.shuffle(rows)
    months, events, censored = zip(*rows, strict=True)
    assert same(median_time(months, events, censored), median_time(*cohort))


@given(followed_up())
def test_limits_enclose_the_median_and_widen_with_the_level(cohort: Cohort) -> None:
    median, low, high = median_time(*cohort)
    _, lower, higher = median_time(*cohort, level=0.99)
    assert not median < low
    assert not median > high
    assert not low < lower
    assert not high > higher


def test_a_hundred_times_the_persons_narrows_the_limits() -> None:
    months, events, censored = np.arange(1, 13), np.full(12, 3), np.full(12, 1)
    _, low, high = median_time(months, events, censored)
    _, lower, higher = median_time(months, 100 * events, 100 * censored)
    assert low < lower <= higher < high


def test_the_result_is_three_python_floats() -> None:
    assert [type(part) for part in median_of(PLACEBO, [])] == [float, float, float]


@pytest.mark.parametrize(
    ("months", "events", "censored"),
    [
        ([1, -2], [1, 1], [0, 0]),
        ([1, math.nan], [1, 1], [0, 0]),
        ([1, 2], [1, -1], [0, 0]),
        ([1, 2], [1, 1], [0, -1]),
        ([1, 2], [1, math.inf], [0, 0]),
        ([1, 2], [1], [0, 0]),
        ([1, 2], [1, 1], [0]),
        ([[1, 2]], [[1, 1]], [[0, 0]]),
    ],
)
def test_impossible_input_raises(months: Any, events: Any, censored: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        median_time(months, events, censored)


@pytest.mark.parametrize("level", [0, 1, 95, math.nan])
def test_a_level_outside_zero_and_one_raises(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        median_time([1, 2], [1, 1], [0, 0], level)
