"""Which cells and totals of a table of two dimensions may be published together."""

from collections.abc import Sequence
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


def protect(
    table: ArrayLike, minimum_n: int = 10, rows: ArrayLike = False, *, has_column_totals: bool = True
) -> Closed:
    """Hide what is smaller than `minimum_n`, totals as well as cells, and what would give a hidden cell or total away.

    What is hidden of a published sum is that sum less the rest of it, so together it is never smaller either.

    `rows` says which totals of rows are hidden already. A total that is hidden takes all cells it sums with it. The
    total of everything counts as published, and so does every empty cell: nobody is no small group. Where that cannot
    be, everything but that total is hidden. Without `has_column_totals` nobody is told those, and none is hidden.

    Raises ValueError for a table without two axes, and for counts that are negative or not finite.
    """
    counts = np.asarray(table, dtype=float)
    if counts.ndim != len(("row", "column")):
        raise ValueError("table must have two axes")
    few = _hide_totals(counts.sum(axis=1), np.asarray(rows, dtype=bool), minimum_n)
    columns = np.zeros(counts.shape[1], dtype=bool)
    if has_column_totals:
        columns = _hide_totals(counts.sum(axis=0), columns, minimum_n)
    there = counts > 0
    small = suppression.protect(counts, minimum_n) if has_column_totals else counts < minimum_n
    cells = (small | few[:, None] | columns[None, :]) & there
    told = [*_lines(counts.shape, ~few, ~columns & has_column_totals), np.ones(counts.shape, dtype=bool)]
    while (open_part := _find_open(counts, Closed(cells, few, columns), told, minimum_n)) is not None:
        shown = there & ~cells
        if not shown.any():
            return Closed(there, np.ones_like(few), np.ones_like(columns))
        near = shown & open_part
        cells.flat[np.where(near if near.any() else shown, counts, np.inf).argmin()] = True
    return Closed(cells, few, columns)


def _hide_totals(totals: Array, hidden: Mask, minimum_n: int) -> Mask:
    """Hide small totals, and more where those that are hidden are few together."""
    gone = suppression.protect(totals, minimum_n) | hidden
    while 0 < totals[gone].sum() < minimum_n and (totals[~gone] > 0).any():
        gone[np.where(gone | (totals == 0), np.inf, totals).argmin()] = True
    return np.asarray(gone, dtype=bool)


def _find_open(counts: Array, closed: Closed, told: Sequence[Mask], minimum_n: int) -> Mask | None:
    """Return where more must be hidden: a sum that leaves few people, or what is around a cell or total given away."""
    few = (line for line in told if 0 < counts[line & closed.cells].sum() < minimum_n)
    given_away = None
    if (line := next(few, None)) is None:
        given_away = _find_given_away(counts, closed, told, minimum_n)
    return line if given_away is None else _near(given_away, told[:-1])


def _find_given_away(counts: Array, closed: Closed, told: Sequence[Mask], minimum_n: int) -> Mask | None:
    """Return the cells of the first small cell or total, hidden, that all published numbers give away."""
    hidden = np.flatnonzero(closed.cells)
    sums = [
        *_lines(counts.shape, closed.rows, closed.columns),
        *(_only(place, counts.shape) for place in hidden.tolist()),
    ]
    asked = [part for part in sums if 0 < counts[part].sum() < minimum_n]
    if not asked:
        return None
    known = sparse.csr_array(np.array([part.ravel()[hidden] for part in told], dtype=float))
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


def _near(part: Mask, told: Sequence[Mask]) -> Mask:
    """Mark the published rows and columns these cells are in."""
    around = np.zeros_like(part)
    for line in told:
        around |= line & (line & part).any()
    return around
