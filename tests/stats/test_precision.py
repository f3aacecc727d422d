"""How precise a share will be, against the sum worked by hand and against the intervals themselves."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontrack_dash.stats.intervals import normal_deviate, wilson
from ontrack_dash.stats.precision import answers_needed, half_width

Z = normal_deviate(0.95)


def test_half_a_width_is_half_of_the_interval() -> None:
    # Newcombe 1998, Stat Med 17:857, table I, method 3: 81 of 263 gives 0.2553 to 0.3662.
    assert half_width(263, 81 / 263) == pytest.approx((0.3662 - 0.2553) / 2, abs=5e-5)


def test_at_one_half_the_width_has_a_closed_form() -> None:
    n = np.array([1, 10, 93, 381])
    assert half_width(n) == pytest.approx(Z / (2 * np.sqrt(n + Z**2)))


def test_a_whole_population_leaves_no_doubt() -> None:
    assert half_width(60, population=60) == 0
    assert half_width(30, population=60) < half_width(30, population=600) < half_width(30)


def test_nobody_says_nothing() -> None:
    assert math.isnan(half_width(0))


@pytest.mark.parametrize(("width", "answers"), [(0.05, 381), (0.1, 93), (0.03, 1064)])
def test_without_a_population_the_answers_are_those_of_the_closed_form(width: float, answers: int) -> None:
    # z² / (4 width²) of the normal approximation is 384.1, 96.0 and 1067.1; Wilson's needs z² = 3.8 fewer.
    assert answers_needed(width) == answers


@settings(deadline=None)
@given(width=st.floats(0.01, 0.3), population=st.integers(1, 2000), share=st.floats(0.1, 0.9))
def test_answers_needed_are_the_fewest_that_do_for_any_share(width: float, population: int, share: float) -> None:
    needed = answers_needed(width, population=population)
    assert 1 <= needed <= population
    low, high = wilson(needed * share, needed, population=population)
    assert (high - low) / 2 <= width + 1e-12
    if needed > 1:
        assert half_width(needed - 1, population=population) > width


def test_a_cohort_of_nobody_needs_no_answers() -> None:
    assert answers_needed(0.05, population=0) == 0


@pytest.mark.parametrize("width", [0, 1, -0.1, 2])
def test_a_width_that_is_none_is_refused(width: float) -> None:
    with pytest.raises(ValueError, match="width"):
        answers_needed(width)


def test_fewer_than_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="population"):
        answers_needed(0.05, population=-1)
