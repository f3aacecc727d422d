"""Raking over combinations, collapsing and trimming, against dense tables and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontrack_dash.stats import nonresponse, weights
from ontrack_dash.stats.nonresponse import Limits, collapse, refuse, weigh
from ontrack_dash.stats.raking import rake_cells

LIMITS = Limits(smallest_slice=10, smallest_cell=5, known_share=0.8, low=0.2, high=5.0)


def dense(seed: int, shape: tuple[int, ...]) -> tuple[np.ndarray, list[np.ndarray]]:
    draw = np.random.default_rng(seed)
    sample = draw.integers(1, 30, shape).astype(float)
    cohort = sample * draw.uniform(1, 6, shape)
    axes = range(len(shape))
    return sample, [cohort.sum(axis=tuple(other for other in axes if other != axis)) for axis in axes]


@given(seed=st.integers(0, 10_000), shape=st.lists(st.integers(2, 4), min_size=1, max_size=4))
def test_rows_get_the_weights_of_the_cells_of_a_dense_table(seed: int, shape: list[int]) -> None:
    sample, margins = dense(seed, tuple(shape))
    occupied = np.argwhere(sample > 0)
    raked = rake_cells(occupied, sample[tuple(occupied.T)], margins)
    assert raked.is_met
    np.testing.assert_allclose(raked.weights, weights.rake(sample, margins)[tuple(occupied.T)], rtol=1e-6)


def test_a_combination_may_stand_in_several_rows() -> None:
    sample, margins = dense(3, (3, 2))
    cells = np.argwhere(sample > 0)
    halves = np.tile(sample[tuple(cells.T)] / 2, 2)
    raked = rake_cells(np.vstack([cells, cells]), halves, margins)
    whole = weights.rake(sample, margins)[tuple(cells.T)]
    np.testing.assert_allclose(raked.weights, np.tile(whole, 2))


def test_one_margin_gives_cohort_over_respondents() -> None:
    raked = rake_cells([[0], [1]], [10, 40], [[60, 40]])
    np.testing.assert_allclose(raked.weights, [6, 1])
    assert raked.rounds == 1


def test_margins_that_contradict_each_other_are_not_met_and_say_how_far_they_are() -> None:
    """Everyone in the first row is in the first column, so two to one cannot be one to two."""
    raked = rake_cells([[0, 0], [1, 1]], [1, 1], [[2, 1], [1, 2]], max_iterations=50)
    assert not raked.is_met
    assert raked.rounds == 50
    assert raked.gap == pytest.approx(1.0)


def test_a_target_nobody_can_stand_for_is_refused() -> None:
    with pytest.raises(ValueError, match="category nobody answered from"):
        rake_cells([[0]], [5], [[5, 5]])


@pytest.mark.parametrize(
    ("sample", "cohort", "cells"),
    [
        ([20, 20, 20], [60, 60, 60], [0, 1, 2]),
        ([20, 5, 5], [60, 60, 60], [0, 1, 2]),
        ([20, 4, 1], [60, 60, 60], [0, 1, 1]),  # two small ones are enough together
        ([20, 4, 9], [60, 60, 60], [0, 1, 1]),  # one small one takes the next smallest
        ([20, 9, 4], [60, 60, 60], [0, 1, 1]),
        ([4, 20, 9], [60, 60, 60], [0, 1, 0]),
        ([20, 9, 9], [60, 4, 60], [0, 1, 1]),  # small in the cohort is small too
        ([20, 9, 0], [60, 60, 60], [0, 1, 1]),  # nobody answered
        ([20, 9, 9], [60, 60, 0], [0, 1, 1]),  # nobody is registered
        ([20, 9, 0], [60, 60, 0], [0, 1, 0]),  # nobody anywhere asks for no cell
        ([20, 4], [60, 60], [0, 0]),
        ([1, 1, 1], [60, 60, 60], [0, 0, 0]),
    ],
)
def test_categories_of_fewer_than_five_share_a_cell(sample: list[int], cohort: list[int], cells: list[int]) -> None:
    found = collapse(np.array(sample, dtype=float), np.array(cohort, dtype=float), 5)
    assert found.tolist() == cells


@pytest.mark.parametrize(
    ("respondents", "cohort", "reason"),
    [
        (10, 30, ""), (9, 30, "few_respondents"), (10, 10, ""), (10, 9, "cohort_smaller"), (10, 0, "no_cohort"),
    ],
)  # fmt: skip
def test_a_slice_without_enough_to_go_by_is_refused(respondents: int, cohort: int, reason: str) -> None:
    assert refuse(respondents, cohort, LIMITS) == reason


def weighed(rows: list[tuple[int, ...]], persons: list[int], cohort: list[list[int]]) -> nonresponse.Weighting:
    margins = [np.array(margin, dtype=float) for margin in cohort]
    return weigh(np.array(rows), np.array(persons, dtype=float), margins, LIMITS)


def test_the_unknown_keep_their_share_and_the_known_fill_the_rest_as_the_cohort_does() -> None:
    """10 of 40 did not say; the cohort of 100 is 3 : 1, so 75 are shared 56.25 to 18.75."""
    found = weighed([(0,), (1,), (2,)], [15, 15, 10], [[75, 25, 0]])
    np.testing.assert_allclose(found.weights, [56.25 / 15, 18.75 / 15, 25 / 10])


def test_a_few_unknown_share_the_cell_of_the_small() -> None:
    found = weighed([(0,), (1,), (2,)], [20, 16, 4], [[60, 40, 0]])
    assert found.fates[0].cells.tolist() == [0, 1, 1]
    assert found.fates[0].collapsed.tolist() == [1, 2]


def test_a_margin_the_cohort_hardly_knows_is_left_out() -> None:
    at, below = [weighed([(0,), (1,)], [20, 20], [[known, 20, 80 - known]]) for known in (60, 59)]
    assert at.fates[0].status == nonresponse.USED  # 80 of 100 known
    assert below.fates[0].status == nonresponse.NOT_KNOWN
    np.testing.assert_allclose(below.weights, 100 / 40)


def test_without_a_margin_everyone_stands_for_as_many() -> None:
    found = weighed([(0,)], [20], [[60, 0]])
    assert found.fates[0].status == nonresponse.ONE_CELL
    assert found.weights.tolist() == [3.0]
    assert (found.columns.tolist(), found.width) == ([[0]], 1)


def test_weights_up_to_five_times_the_mean_stay_and_above_are_cut() -> None:
    """Of 100 who answered 10 stand for 50 in 100 of the cohort: five times the mean exactly."""
    kept = weighed([(0,), (1,)], [10, 90], [[500, 500, 0]])
    assert (kept.found.trimmed, kept.found.gap) == (0, pytest.approx(0, abs=1e-9))
    cut = weighed([(0,), (1,)], [10, 90], [[520, 480, 0]])
    assert cut.found.trimmed == 10
    assert cut.weights[0] == pytest.approx(5 * 1000 / 100)
    assert cut.weights @ [10, 90] == pytest.approx(1000)
    assert cut.found.gap == pytest.approx(20 / 480)
