"""Tables of two dimensions: small totals go with small cells, and nothing hidden can be worked out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ontrack_dash.stats.crossed import Closed, protect

MINIMUM = 10


def span(counts: np.ndarray, closed: Closed, wanted: np.ndarray) -> float:
    """Solve the least and the greatest value of a sum of cells under all that is published; return their distance."""
    equations, sums = [], []
    for at in np.argwhere(~closed.cells):
        equations.append(np.eye(counts.size)[np.ravel_multi_index(tuple(at), counts.shape)])
        sums.append(counts[tuple(at)])
    for axis, hidden in ((1, closed.rows), (0, closed.columns)):
        for line in np.flatnonzero(~hidden):
            part = np.zeros(counts.shape)
            part[(line, slice(None)) if axis else (slice(None), line)] = 1
            equations.append(part.ravel())
            sums.append((part * counts).sum())
    equations.append(np.ones(counts.size))
    sums.append(counts.sum())
    ends = [
        linprog(sign * wanted.ravel(), A_eq=np.array(equations), b_eq=sums, bounds=(0, None)).fun for sign in (1, -1)
    ]
    return float(-ends[1] - ends[0])


@given(
    st.integers(1, 5).flatmap(
        lambda rows: st.integers(1, 4).flatmap(
            lambda columns: st.lists(
                st.lists(st.sampled_from([0, 2, 4, 7, 9, 12, 20, 40]), min_size=columns, max_size=columns),
                min_size=rows,
                max_size=rows,
            )
        )
    )
)
def test_no_hidden_cell_or_total_can_be_worked_out(table: list[list[int]]) -> None:
    counts = np.array(table, dtype=float)
    closed = protect(counts, MINIMUM)
    is_small = (counts > 0) & (counts < MINIMUM)
    assert not (is_small & ~closed.cells).any()
    # A grand total that is itself small is not published.
    if counts.sum() < MINIMUM:
        return
    for at in np.argwhere(is_small):
        wanted = np.zeros(counts.shape)
        wanted[tuple(at)] = 1
        assert span(counts, closed, wanted) >= 1 - 1e-6
    for axis, hidden in ((1, closed.rows), (0, closed.columns)):
        totals = counts.sum(axis=axis)
        for line in np.flatnonzero(hidden & (totals > 0) & (totals < MINIMUM)):
            wanted = np.zeros(counts.shape)
            wanted[(line, slice(None)) if axis else (slice(None), line)] = 1
            assert span(counts, closed, wanted) >= 1 - 1e-6


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.sampled_from([0, 2, 3, 7, 12, 40]), min_size=4, max_size=4), min_size=1, max_size=4),
    st.booleans(),
)
def test_what_is_left_of_a_published_sum_is_never_few(table: list[list[int]], has_column_totals: bool) -> None:
    counts = np.array(table, dtype=float)
    closed = protect(counts, MINIMUM, has_column_totals=has_column_totals)
    left = [counts[row][closed.cells[row]].sum() for row in np.flatnonzero(~closed.rows)]
    if has_column_totals:
        left += [counts[:, column][closed.cells[:, column]].sum() for column in np.flatnonzero(~closed.columns)]
    else:
        assert not closed.columns.any() or closed.rows.all()
    if counts.sum() >= MINIMUM:
        left += [counts[closed.cells].sum(), counts[closed.rows].sum()]
    assert [few for few in left if 0 < few < MINIMUM] == []


def test_a_small_total_takes_its_cells_and_one_more_total_with_it() -> None:
    closed = protect([[30, 30], [4, 5], [20, 15]], MINIMUM)
    assert closed.rows.tolist() == [False, True, True]
    assert closed.cells.tolist() == [[False, False], [True, True], [True, True]]
    assert closed.columns.tolist() == [False, False]


def test_a_total_hidden_elsewhere_is_hidden_here() -> None:
    closed = protect([[30, 30], [40, 50], [20, 15]], MINIMUM, rows=[False, True, True])
    assert closed.rows.tolist() == [False, True, True]
    assert closed.cells.any(axis=1).tolist() == [False, True, True]


def test_where_everything_is_large_nothing_is_hidden() -> None:
    closed = protect([[30, 0], [40, 12]], MINIMUM)
    assert [part.any() for part in (closed.cells, closed.rows, closed.columns)] == [False] * 3


def test_a_table_has_two_axes() -> None:
    with pytest.raises(ValueError, match="two axes"):
        protect([10, 20])
