"""Which figures are too small to publish, which others must go with them, and whether that holds."""

from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from ontrack_dash.stats import alternatives, ranges
from ontrack_dash.stats.alternatives import Sum, Wishes

Mask = NDArray[np.bool_]
Array = NDArray[np.float64]
Columns = NDArray[np.int64]
ABSENT = -1
# How many other tables `protect` tries before it hides more by hand.
TRIES = 5
# How many times it starts anew, drawing other ways for cells to change.
STARTS = 3


@dataclass(frozen=True)
class Rule:
    """When a figure is too small: fewer persons than `minimum_n`, or 1 to `small_count` in a numerator or complement.

    `dominance`: a group with more than this share of its persons in one unit speaks for that unit.
    """

    minimum_n: int
    small_count: int
    dominance: float = 1.0


@dataclass(frozen=True)
class Published:
    """What is published of each cell: for every figure the column of its n, numerator and complement.

    A figure that is a bare count has no numerator and no complement (`ABSENT`).
    """

    n: Columns
    numerator: Columns
    complement: Columns


def primary(numerator: ArrayLike, denominator: ArrayLike, minimum_n: int, small_count: int) -> Mask:
    """Mark shares that rest on too few persons.

    A share is protected when fewer than `minimum_n` stand behind it, or when it or its complement counts
    1 to `small_count` persons. Nobody (0) and everybody are not small counts.
    """
    x, n = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    few = (n > 0) & (n < minimum_n)
    return np.asarray(few | _is_small(x, small_count) | _is_small(n - x, small_count), dtype=bool)


def sensitive(counts: Array, figures: Published, rule: Rule, largest: Array | None = None) -> tuple[Mask, Mask]:
    """Mark the counts that must not be worked out, and the figures that rest on them.

    Args:
        counts: cells × columns.
        largest: cells × columns, the persons of the largest unit in each cell.

    Returns:
        Cells × columns, and cells × figures.
    """
    n = counts[:, figures.n]
    few = (n > 0) & (n < rule.minimum_n)
    if largest is not None:
        few |= (n > 0) & (largest[:, figures.n] > rule.dominance * n)
    marked, hidden = np.zeros(counts.shape, dtype=bool), few.copy()
    small_group = n.max(axis=1, initial=0.0) < rule.minimum_n
    for figure, column in enumerate(figures.n):
        share = figures.numerator[figure]
        # Of a large group it may be known how many a question was put to; how many of them it was must not be.
        of_large = few[:, figure] & ~small_group if share != ABSENT else np.zeros(len(counts), dtype=bool)
        marked[:, column] |= few[:, figure] & ~of_large
        marked[of_large, share] = True
        for part in (figures.numerator[figure], figures.complement[figure]):
            if figures.complement[figure] != ABSENT:
                small = _is_small(counts[:, part], rule.small_count) & ~few[:, figure]
                marked[:, part] |= small
                hidden[:, figure] |= small
    return marked, hidden


def prices(counts: Array, figures: Published, hidden: Mask) -> Array:
    """Say what it costs to change each count: the persons behind the figures that would be hidden for it.

    Returns:
        Cells × columns; 0 where nothing is published anyway. Somebody where there is nobody costs as much as a few.
    """
    there = counts[:, figures.n] > 0
    visible = there & ~hidden
    persons = counts.max(axis=1, initial=0.0) / np.maximum(there.sum(axis=1), 1)
    price = np.zeros(counts.shape)
    for figure, column in enumerate(figures.n):
        cost = np.where(visible[:, figure], persons, 0.0)
        price[:, column] += cost
        if figures.numerator[figure] not in (ABSENT, column):
            price[:, figures.numerator[figure]] += cost
    price[~there.any(axis=1)] = price_of_nobody(figures)
    return price


def touched(changed: Mask, figures: Published) -> Mask:
    """Mark the figures (cells × figures) that rest on a changed count: their n or their numerator."""
    by_numerator = np.where(figures.numerator == ABSENT, False, changed[:, figures.numerator])
    return np.asarray(changed[:, figures.n] | by_numerator)


def price_of_nobody(figures: Published) -> float:
    """Price the appearance of somebody in a cell that has nobody: as an ordinary small cell, all figures of it."""
    return 2.0 * len(figures.n)


def _is_small(count: Array, small_count: int) -> Mask:
    return np.asarray((count >= 1) & (count <= small_count))


def protect(table: ArrayLike, minimum_n: int = 10, *, width: float = 1.0, seed: int = 0) -> Mask:
    """Mark the cells of a table of counts to hide, when its totals along every axis are published.

    Too small cells are hidden, and with them as few persons in others as can be found that leave no hidden cell to be
    worked out from the totals, not even to within less than `width`. Totals that are too small are not published, and
    of a table hidden whole no total is. Of several masks found the one that hides the fewest persons is taken.

    Args:
        table: counts, any number of axes, without totals.

    Returns:
        A mask of the same shape.

    Raises ValueError for counts that are negative or not finite, for no axis, and for a width that is not positive.
    """
    counts = _table(table, width)
    found = [_protect_once(counts, minimum_n, width, seed + start) for start in range(STARTS)]
    return min(found, key=lambda mask: (counts[mask].sum(), mask.sum()))


def _protect_once(counts: Array, minimum_n: int, width: float, seed: int) -> Mask:
    small = np.asarray((counts > 0) & (counts < minimum_n))
    mask = small | _differing(counts, small, minimum_n, width, seed)
    while len(given_away := audit(counts, mask, minimum_n, width=width)):
        mask |= _next_to(counts, mask, given_away[0])
    others = np.flatnonzero(mask & ~small)
    for cell in others[np.argsort(-counts.flat[others], kind="stable")]:
        fewer = mask.copy()
        fewer.flat[cell] = False
        if not _leaves_one_alone(counts, fewer, minimum_n) and not len(audit(counts, fewer, minimum_n, width=width)):
            mask = fewer
    return mask


def _leaves_one_alone(counts: Array, mask: Mask, minimum_n: int) -> bool:
    """Tell whether a published total has a single hidden cell: what `audit` would find, found at once."""
    known, left = _known(counts, mask, minimum_n)
    return bool(np.any((known.sum(axis=1) == 1) & (left > 0)))


def _differing(counts: Array, small: Mask, minimum_n: int, width: float, seed: int) -> Mask:
    """Mark the cells in which other tables with the same totals differ, of those that differ in the small cells."""
    flat, wanted = counts.reshape(-1, 1), small.reshape(-1, 1).copy()
    hidden = wanted.copy()
    sums = tuple(
        Sum(labels, np.where(_is_published(totals, minimum_n), 0.0, np.nan)[:, None])
        for labels, totals in _margins(counts)
    )
    for attempt in range(TRIES):
        price = np.where(hidden, 0.0, np.where(flat > 0, flat, flat.sum() + 1))
        wishes = Wishes(wanted, price)
        change = alternatives.find(flat, flat, np.ones((1, 1)), wishes, sums, width=width, seed=seed + attempt)
        hidden |= np.abs(change) > alternatives.NOTHING
        wanted &= np.abs(change) < width - alternatives.NOTHING
        if not wanted.any():
            break
    return hidden.reshape(counts.shape)


def audit(table: ArrayLike, mask: ArrayLike, minimum_n: int = 10, *, width: float = 1.0) -> NDArray[np.int64]:
    """Find the hidden cells that the cells shown and the totals along every axis give away.

    Solves the least and the greatest value of every hidden cell by linear programming. Known are the totals of nobody
    and of `minimum_n` or more, totals of totals among them; the total of a single cell is that cell's own number, and
    shown where it is. A table hidden whole gives nothing away: then no total is published.

    Returns:
        Cells × axes: the places of hidden, non-empty cells whose range is narrower than `width`.

    Raises ValueError as `protect` does, and for a mask of another shape.
    """
    counts, hidden = _table(table, width), np.asarray(mask, dtype=bool)
    if hidden.shape != counts.shape:
        raise ValueError("mask must have the shape of the table")
    places = np.flatnonzero(hidden)
    asked = places[counts.ravel()[places] > 0]
    if hidden.all() or not asked.size:
        return np.zeros((0, counts.ndim), dtype=np.int64)
    known, totals = _known(counts, hidden, minimum_n)
    wanted = _ones(np.arange(len(asked)), np.searchsorted(places, asked), (len(asked), len(places)))
    low, high = ranges.possible(known, totals, wanted, enough=width)
    found = asked[high - low < width - alternatives.NOTHING]
    return np.column_stack(np.unravel_index(found, counts.shape)).astype(np.int64)


def _known(counts: Array, hidden: Mask, minimum_n: int) -> tuple[ranges.Matrix, Array]:
    """Write what published totals say of the hidden cells: which cells each total sums, and what is left for them."""
    places, unknown = np.flatnonzero(hidden), np.where(hidden, counts, 0.0).ravel()
    rows, left = [], []
    for labels, totals in _margins(counts):
        published = np.flatnonzero(_is_published(totals, minimum_n))
        rows.append(_ones(labels[places], np.arange(len(places)), (len(totals), len(places)))[published])
        left.append(np.bincount(labels, weights=unknown, minlength=len(totals))[published])
    return sparse.vstack(rows, format="csr"), np.concatenate(left)


def _ones(row: Columns, column: Columns, shape: tuple[int, int]) -> ranges.Matrix:
    return sparse.csr_array((np.ones(len(row)), (row, column)), shape=shape)


def _table(table: ArrayLike, width: float) -> Array:
    counts = np.asarray(table, dtype=float)
    if not counts.ndim or not np.all(np.isfinite(counts)) or np.any(counts < 0):
        raise ValueError("a table has an axis or more, and its counts are finite and not negative")
    if not width > 0:
        raise ValueError("width must be positive")
    return counts


def _margins(counts: Array) -> list[tuple[Columns, Array]]:
    """Return for each set of axes summed over which total every cell belongs to, and the totals; single axes first."""
    place = np.indices(counts.shape).reshape(counts.ndim, -1)
    axes = [axis for axis, length in enumerate(counts.shape) if length > 1]
    found = []
    for summed in chain.from_iterable(combinations(axes, size + 1) for size in range(len(axes))):
        shape = tuple(1 if axis in summed else length for axis, length in enumerate(counts.shape))
        labels = np.ravel_multi_index(tuple(np.minimum(place, np.array(shape)[:, None] - 1)), shape).astype(np.int64)
        found.append((labels, counts.sum(axis=summed).ravel()))
    return found


def _is_published(totals: Array, minimum_n: int) -> Mask:
    return np.asarray((totals == 0) | (totals >= minimum_n))


def _next_to(counts: Array, mask: Mask, cell: Columns) -> Mask:
    """Mark the smallest shown cell in a line with this one; failing that, of the table; failing that, all of it."""
    in_line = (np.indices(counts.shape) == cell.reshape(-1, *[1] * counts.ndim)).sum(axis=0)
    shown = ~mask & (counts > 0)
    near = shown & (in_line >= counts.ndim - 1)
    among = near if near.any() else shown
    if not among.any():
        return np.ones_like(mask)
    chosen = np.zeros_like(mask)
    chosen.flat[np.where(among, counts, np.inf).argmin()] = True
    return chosen
