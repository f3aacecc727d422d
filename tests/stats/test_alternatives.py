"""Another country: it must keep what it is told to keep, and differ where it is told to differ."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontrack_dash.stats.alternatives import NOTHING, Sum, Wishes, find

Array = np.ndarray
# Persons of three types and the columns they count in: asked, answered, answered yes.
TYPES = np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0]])
ONE = np.ones((1, 1))


def together(cells: int, types: int = 1, change: float = 0.0) -> Sum:
    return Sum(np.zeros(cells, dtype=np.int64), np.full((1, types), change))


def ask(shape: tuple[int, int], *differ: tuple[int, int], price: float = 1.0) -> Wishes:
    wanted = np.zeros(shape, dtype=bool)
    wanted[tuple(zip(*differ, strict=True))] = True
    return Wishes(wanted, np.full(shape, price))


@st.composite
def countries(draw: st.DrawFn) -> tuple[Array, Array, Wishes, int]:
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    counts = rng.poisson(6, (int(rng.integers(2, 7)), 3)).astype(float)
    room = np.floor(counts * rng.random(counts.shape))
    return counts, room, Wishes(rng.random(counts.shape) < 0.2, rng.random(counts.shape) * 20), int(rng.integers(100))


@settings(max_examples=25)
@given(countries())
def test_sums_stay_and_nobody_leaves_who_has_no_room(country: tuple[Array, Array, Wishes, int]) -> None:
    counts, room, wishes, seed = country
    halves = Sum(np.arange(len(counts)) % 2, np.zeros((2, 3)))
    change = find(counts, room, TYPES, wishes, (halves,), width=1.0, seed=seed)
    assert change.shape == counts.shape
    assert np.all(change >= -room - NOTHING)
    np.testing.assert_allclose([change[::2].sum(axis=0), change[1::2].sum(axis=0)], 0, atol=1e-5)


@given(st.integers(1, 4), st.integers(0, 100))
def test_a_sum_that_is_to_change_changes_by_just_that(persons: int, seed: int) -> None:
    counts = np.full((4, 3), 5.0)
    moved = Sum(np.array([0, 0, 1, 1]), np.array([[persons, 0.0, -persons], [0.0, 0.0, 0.0]]))
    change = find(counts, counts, TYPES, ask((4, 3), (3, 0)), (moved,), width=1.0, seed=seed)
    np.testing.assert_allclose(change[:2].sum(axis=0), moved.change[0], atol=1e-6)
    np.testing.assert_allclose(change[2:].sum(axis=0), 0, atol=1e-6)


@given(st.integers(0, 100))
def test_a_sum_that_may_change_anyhow_binds_nobody(seed: int) -> None:
    counts = np.array([[5.0], [50.0]])
    free = together(2, change=np.nan)
    change = find(counts, counts, ONE, ask((2, 1), (0, 0)), (free,), width=1.0, seed=seed)
    assert abs(change[0, 0]) >= 1 - NOTHING
    assert change[1, 0] == 0


@given(st.floats(0.5, 6), st.integers(0, 50))
def test_a_wish_that_can_be_met_is_met_by_the_width_asked(width: float, seed: int) -> None:
    counts = np.array([[6.0], [30.0], [40.0]])
    change = find(counts, counts, ONE, ask((3, 1), (0, 0)), (together(3),), width=width, seed=seed)
    assert abs(change[0, 0]) >= width - NOTHING


@given(st.integers(0, 50))
def test_wishes_of_two_small_cells_are_met_by_each_other(seed: int) -> None:
    counts = np.array([[4.0], [3.0], [300.0], [400.0]])
    wishes = Wishes(counts < 10, np.where(counts < 10, 0.0, counts))
    change = find(counts, counts, ONE, wishes, (together(4),), width=1.0, seed=seed)
    assert np.all(np.abs(change[:2]) >= 1 - NOTHING)
    assert change[2:].tolist() == [[0], [0]]


@given(st.integers(0, 50))
def test_the_cheaper_cell_is_changed_and_the_dear_one_left_alone(seed: int) -> None:
    counts = np.array([[4.0], [30.0], [400.0]])
    wishes = Wishes(counts < 10, np.where(counts < 10, 0.0, counts))
    change = find(counts, counts, ONE, wishes, (together(3),), width=1.0, seed=seed)
    assert abs(change[1, 0]) >= 1 - NOTHING
    assert change[2, 0] == 0


def test_who_counts_in_a_column_may_be_exchanged_and_the_column_left_as_it_is() -> None:
    # The number who answered yes must differ; how many were asked and answered has a price and need not.
    counts = np.array([[0.0, 8.0, 4.0], [0.0, 20.0, 20.0]])
    wishes = ask((2, 3), (0, 2), price=5.0)
    change = find(counts, counts, TYPES, wishes, (together(2, 3),), width=1.0, seed=0)
    columns = change @ TYPES
    assert abs(columns[0, 2]) >= 1 - NOTHING
    np.testing.assert_allclose(columns[:, :2], 0, atol=1e-6)


@pytest.mark.parametrize("room", [0.0, 5.0])
def test_a_wish_nothing_can_meet_is_left_unmet(room: float) -> None:
    # A single cell whose sum must stay cannot change, whoever may leave.
    counts = np.array([[5.0]])
    change = find(counts, np.array([[room]]), ONE, ask((1, 1), (0, 0)), (together(1),), width=1.0, seed=0)
    assert change.tolist() == [[0.0]]


@given(st.integers(0, 20))
def test_a_cell_nobody_may_leave_can_still_be_joined(seed: int) -> None:
    counts = np.array([[5.0], [50.0]])
    change = find(counts, np.array([[0.0], [50.0]]), ONE, ask((2, 1), (0, 0)), (together(2),), width=1.0, seed=seed)
    assert change[0, 0] >= 1 - NOTHING


def test_where_nothing_is_asked_nothing_changes() -> None:
    counts = np.full((3, 3), 5.0)
    nothing = Wishes(np.zeros((3, 3), dtype=bool), np.ones((3, 3)))
    assert not find(counts, counts, TYPES, nothing, (together(3, 3),), width=1.0, seed=0).any()
    empty = np.zeros((0, 3))
    assert find(empty, empty, TYPES, Wishes(empty > 0, empty), (), width=1.0, seed=0).shape == (0, 3)


@settings(max_examples=25)
@given(countries())
def test_the_same_seed_finds_the_same_country(country: tuple[Array, Array, Wishes, int]) -> None:
    counts, room, wishes, seed = country
    once, again = (
        find(counts, room, TYPES, wishes, (together(len(counts), 3),), width=1.0, seed=seed) for _ in range(2)
    )
    np.testing.assert_array_equal(once, again)


def test_sums_no_change_can_meet_are_refused() -> None:
    counts = np.array([[5.0], [5.0]])
    with pytest.raises(ArithmeticError):
        find(counts, counts, ONE, ask((2, 1), (0, 0)), (together(2, change=-11.0),), width=1.0, seed=0)
