"""Rank intervals by hand, against going through every order, and whether they hold as often as they say."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, rankdata

from ontrack_dash.stats.intervals import normal_deviate, wilson
from ontrack_dash.stats.ranks import joint_level, rank_intervals

limits = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6)), min_size=1, max_size=12)


def test_fifty_one_states_need_the_published_deviate() -> None:
    # Klein, Wright & Wieczorek 2020, J R Stat Soc C 69:589: travel to work in 51 states, 90 % jointly, independent
    # surveys; z of about 3.081 (R package RankingProject, vignette "joint").
    assert normal_deviate(joint_level(0.90, 51)) == pytest.approx(3.081, abs=5e-4)


@given(st.floats(0.5, 0.999), st.integers(1, 5_000))
def test_intervals_of_the_joint_level_hold_together_with_the_level(level: float, count: int) -> None:
    each = joint_level(level, count)
    assert each**count == pytest.approx(level)
    assert level <= each <= 1 - (1 - level) / count + 1e-15  # never wider than Bonferroni


def test_three_overlapping_neighbours_by_hand() -> None:
    # The middle one overlaps both others, which do not overlap each other.
    best, worst = rank_intervals([1, 1.5, 2], [1.75, 2.25, 2.75])
    assert best.tolist() == [2, 1, 1]
    assert worst.tolist() == [3, 3, 2]


def test_separate_intervals_rank_as_bare_values_do() -> None:
    best, worst = rank_intervals([0.1, 0.7, 0.4], [0.2, 0.8, 0.5])
    assert best.tolist() == worst.tolist() == [3, 1, 2]


def test_intervals_that_only_touch_leave_the_order_open() -> None:
    best, worst = rank_intervals([0.1, 0.2], [0.2, 0.3])
    assert best.tolist() == [1, 1]
    assert worst.tolist() == [2, 2]


@given(limits)
def test_ranks_agree_with_comparing_every_pair(pairs: Any) -> None:
    low, width = np.array(pairs, dtype=float).T
    high = low + width
    best, worst = rank_intervals(low, high)
    above = (low[None, :] > high[:, None]).sum(axis=1)
    below = (high[None, :] < low[:, None]).sum(axis=1)
    assert best.tolist() == (1 + above).tolist()
    assert worst.tolist() == (low.size - below).tolist()


@given(st.lists(st.tuples(st.floats(0, 9), st.floats(0.1, 4)), min_size=1, max_size=5))
def test_ranks_are_those_some_order_of_true_values_can_have(pairs: Any) -> None:
    low, width = np.array(pairs).T
    high = low + width
    orders = [order for order in itertools.permutations(range(low.size)) if _can_be(order, low, high)]
    places = np.array([[order.index(centre) + 1 for centre in range(low.size)] for order in orders])
    best, worst = rank_intervals(low, high)
    assert best.tolist() == places.min(axis=0).tolist()
    assert worst.tolist() == places.max(axis=0).tolist()


def _can_be(order: Any, low: Any, high: Any) -> bool:
    """Values falling in this order exist when none must lie above the lowest ceiling before it."""
    ceilings = np.minimum.accumulate(high[list(order)])
    return bool((low[list(order)] <= ceilings).all())


def test_true_ranks_lie_within_as_often_as_the_level_says() -> None:
    seeded = np.random.default_rng(8)
    truth = np.linspace(0, 3, 40)
    true_rank = rankdata(-truth)
    z = normal_deviate(joint_level(0.9, truth.size))
    held = []
    for _ in range(1_000):
        seen = seeded.normal(truth, 0.3)
        best, worst = rank_intervals(seen - 0.3 * z, seen + 0.3 * z)
        held.append(((best <= true_rank) & (true_rank <= worst)).all())
    # At least the level, since a wrong interval need not make a wrong rank; Monte Carlo error below 0.01.
    assert np.mean(held) >= 0.88


def test_the_joint_deviate_is_that_of_scipy() -> None:
    assert normal_deviate(joint_level(0.95, 1000)) == pytest.approx(norm.isf((1 - 0.95**0.001) / 2))


def test_wilson_limits_of_shares_give_ranks() -> None:
    low, high = wilson([90, 50, 48, 1], [100, 100, 100, 2], joint_level(0.95, 4))
    best, worst = rank_intervals(low, high)
    assert best.tolist() == [1, 2, 2, 1]
    assert worst.tolist() == [2, 4, 4, 4]


def test_a_centre_without_limits_has_no_rank_and_is_not_counted() -> None:
    best, worst = rank_intervals([0.1, math.nan, 0.7], [0.2, math.nan, 0.8])
    np.testing.assert_array_equal(best, [2, math.nan, 1])
    np.testing.assert_array_equal(worst, [2, math.nan, 1])
    assert rank_intervals([], [])[0].shape == (0,)


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: rank_intervals([0.3], [0.2]),
        lambda: rank_intervals([0.1, 0.2], [0.3]),
        lambda: rank_intervals(0.1, 0.2),
        lambda: joint_level(95, 3),
        lambda: joint_level(0.95, 0),
    ],
)
def test_impossible_input_raises(impossible: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        impossible()
