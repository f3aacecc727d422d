"""Which cells and totals of a table of two dimensions may be published together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from ontrack_dash.stats import alternatives, ranges, suppression
from ontrack_dash.stats.suppression import Array, Mask

# What published numbers must leave open of a hidden one, in persons.
WIDTH = 1.0


@dataclass(frozen=True)
class Closed:
    """What is hidden of a table: its cells, and the totals of its rows and its columns."""

    cells: Mask
    rows: Mask
    columns: Mask


def protect(table: ArrayLike, minimum_n: int = 10, rows: ArrayLike = False) -> Closed:
    """Hide what is smaller than `minimum_n`, totals as well as cells, and what would give a hidden cell or total away.

    `rows` says which totals of rows are hidden already. A total that is hidden takes all cells it sums with it. The
    total of everything counts as published, and so does every empty cell: nobody is no small group. Where that cannot
    be, everything but that total is hidden.

    Raises ValueError for a table without two axes, and for counts that are negative or not finite.
    """
    counts = np.asarray(table, dtype=float)
    if counts.ndim != len(("row", "column")):
        raise ValueError("table must have two axes")
    few, columns = (suppression.protect(counts.sum(axis=axis), minimum_n) for axis in (1, 0))
    few, there = few | np.asarray(rows, dtype=bool), counts > 0
    cells = (suppression.protect(counts, minimum_n) | few[:, None] | columns[None, :]) & there
    while (given_away := _find_given_away(counts, Closed(cells, few, columns), minimum_n)) is not None:
        shown = there & ~cells
        if not shown.any():
            return Closed(there, np.ones_like(few), np.ones_like(columns))
        near = shown & _near(given_away)
        cells.flat[np.where(near if near.any() else shown, counts, np.inf).argmin()] = True
    return Closed(cells, few, columns)


def _find_given_away(counts: Array, closed: Closed, minimum_n: int) -> Mask | None:
    """Return the cells of the first small cell or total, hidden, that all published numbers give away."""
    hidden = np.flatnonzero(closed.cells)
    published = [*_lines(counts.shape, ~closed.rows, ~closed.columns), np.ones(counts.shape, dtype=bool)]
    sums = [
        *_lines(counts.shape, closed.rows, closed.columns),
        *(_only(place, counts.shape) for place in hidden.tolist()),
    ]
    asked = [part for part in sums if 0 < counts[part].sum() < minimum_n]
    if not asked:
        return None
    known = sparse.csr_array(np.array([part.ravel()[hidden] for part in published], dtype=float))
    wanted = sparse.csr_array(np.array([part.ravel()[hidden] for part in asked], dtype=float))
    low, high = ranges.possible(known, known @ counts.ravel()[hidden], wanted, enough=WIDTH)
    found = np.flatnonzero(high - low < WIDTH - alternatives.NOTHING)
    return asked[found[0]] if len(found) else None


def _lines(shape: tuple[int, ...], rows: Mask, columns: Mask) -> list[Mask]:
    """Return the cells of each of these rows and columns."""
    place = np.indices(shape)
    return [place[axis] == line for axis, lines in enumerate((rows, columns)) for line in np.flatnonzero(lines)]


def _only(place: int, shape: tuple[int, ...]) -> Mask:
    alone = np.zeros(shape, dtype=bool)
    alone.flat[place] = True
    return alone


def _near(part: Mask) -> Mask:
    """Mark the rows and columns of these cells."""
    return np.asarray(part.any(axis=1, keepdims=True) | part.any(axis=0, keepdims=True), dtype=bool)
