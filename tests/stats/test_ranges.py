"""What sums leave open, against every table that fits them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from ontrack_dash.stats.ranges import possible

Array = np.ndarray
small_tables = arrays(np.int64, (2, 3), elements=st.integers(0, 4))


def lines(shape: tuple[int, ...]) -> Array:
    """Write the totals along every axis as rows of ones."""
    cells = np.arange(np.prod(shape)).reshape(shape)
    return np.array(
        [
            np.isin(cells.ravel(), line)
            for axis in range(len(shape))
            for line in np.moveaxis(cells, axis, -1).reshape(-1, shape[axis])
        ],
        dtype=float,
    )


def solve(known: Array, counts: Array, wanted: Array, **options: float) -> tuple[Array, Array]:
    return possible(sparse.csr_array(known), known @ counts, sparse.csr_array(wanted), **options)


def every_fit(table: Array) -> Array:
    """List every table of whole numbers with the totals of this one; two cells of two by three say the rest."""
    first, second = np.indices((table.max() * 3 + 1,) * 2).reshape(2, -1)
    upper = np.column_stack([first, second, table[0].sum() - first - second])
    found = np.hstack([upper, table.sum(axis=0) - upper])
    return found[(found >= 0).all(axis=1)]


@settings(max_examples=25)
@given(small_tables)
def test_the_range_of_a_cell_is_that_of_all_whole_tables_with_its_totals(table: Array) -> None:
    known, counts = lines(table.shape), table.ravel()
    fits = every_fit(table)
    low, high = solve(known, counts, np.eye(6))
    np.testing.assert_allclose(low, fits.min(axis=0), atol=1e-6)
    np.testing.assert_allclose(high, fits.max(axis=0), atol=1e-6)


@given(small_tables, arrays(np.int64, (2, 6), elements=st.integers(0, 1)))
def test_sums_of_several_cells_have_ranges_too(table: Array, wanted: Array) -> None:
    known, counts = lines(table.shape), table.ravel()
    sums = every_fit(table) @ wanted.T
    low, high = solve(known, counts, wanted.astype(float))
    # Whole tables lie within; fractions may reach further for a sum of cells.
    assert np.all(low <= sums.min(axis=0) + 1e-6)
    assert np.all(high >= sums.max(axis=0) - 1e-6)


@settings(max_examples=25)
@given(arrays(np.int64, (2, 2, 2), elements=st.integers(0, 3)))
def test_a_cube_of_two_by_two_by_two_has_one_freedom(table: Array) -> None:
    # With all totals along one axis known only +1 −1 … moves, in the pattern of a chessboard; worked by hand.
    sign = np.where(np.indices((2, 2, 2)).sum(axis=0) % 2, -1, 1).ravel()
    counts = table.ravel()
    up, down = counts[sign < 0].min(), counts[sign > 0].min()
    low, high = solve(lines((2, 2, 2)), counts, np.eye(8))
    np.testing.assert_allclose(high - low, up + down, atol=1e-6)


@settings(max_examples=25)
@given(small_tables, st.sampled_from([0.5, 1.0, 3.0]), st.integers(0, 3))
def test_a_range_is_followed_only_as_far_as_is_enough(table: Array, enough: float, seed: int) -> None:
    known, counts = lines(table.shape), table.ravel()
    low, high = solve(known, counts, np.eye(6))
    near, far = solve(known, counts, np.eye(6), enough=enough, seed=seed)
    assert np.all((near >= low - 1e-6) & (far <= high + 1e-6))
    np.testing.assert_allclose(np.minimum(far - near, enough), np.minimum(high - low, enough), atol=1e-6)


def test_what_no_total_holds_can_be_anything() -> None:
    low, high = solve(np.array([[1.0, 1.0, 0.0]]), np.array([2.0, 3.0, 4.0]), np.eye(3))
    assert low.tolist() == [0, 0, 0]
    assert high[:2].tolist() == [5, 5]
    assert high[2] > 1_000


def test_where_nothing_is_known_everything_is_open() -> None:
    low, high = solve(np.zeros((0, 2)), np.array([2.0, 3.0]), np.eye(2))
    assert low.tolist() == [0, 0]
    assert np.all(high >= 1_000)


def test_where_nothing_is_asked_nothing_is_answered() -> None:
    low, high = solve(np.ones((1, 2)), np.array([2.0, 3.0]), np.zeros((0, 2)))
    assert low.size == high.size == 0


def test_totals_no_counts_can_have_are_refused() -> None:
    with pytest.raises(ArithmeticError):
        possible(sparse.csr_array([[1.0, 1.0], [1.0, 1.0]]), np.array([3.0, 4.0]), sparse.csr_array(np.eye(2)))
    with pytest.raises(ArithmeticError):
        possible(sparse.csr_array([[1.0, 1.0]]), np.array([-1.0]), sparse.csr_array(np.eye(2)))
