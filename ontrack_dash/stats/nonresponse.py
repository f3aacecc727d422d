"""From those who answered and their cohort to weights: which categories are told apart, raked to, and trimmed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ontrack_dash.stats.arrays import Numbers
from ontrack_dash.stats.raking import Whole, largest_gap, rake_cells
from ontrack_dash.stats.weights import trim

USED, ONE_CELL, NOT_KNOWN = "used", "one_cell", "cohort_not_known"
TOLERANCE, ITERATIONS = 1e-5, 500
# Trimming moves the margins and raking moves the weights: that often in turn, and the last word is the trimming's.
TURNS = 10


@dataclass(frozen=True)
class Limits:
    """The rules of `rules.toml`: fewest persons, least share of the cohort, bounds in multiples of the mean weight."""

    smallest_slice: int
    smallest_cell: int
    known_share: float
    low: float
    high: float


@dataclass(frozen=True)
class Fate:
    """What became of one margin: `cells` gives the cell of each category, the unknown last."""

    status: str
    known_share: float
    cells: Whole
    collapsed: Whole


@dataclass(frozen=True)
class Trimmed:
    """Weights raked and trimmed in turn.

    `trimmed`: persons whose weight was beyond the bounds before; `gap`: the largest difference left between a cell
    and its target, of the target; `is_met`: the last raking reached its targets.
    """

    weights: Numbers
    trimmed: float
    gap: float
    rounds: int
    is_met: bool


@dataclass(frozen=True)
class Weighting:
    """Weights that add up to the cohort; `columns` numbers for each row and margin the cell it was raked in."""

    found: Trimmed
    columns: Whole
    width: int
    fates: tuple[Fate, ...]

    @property
    def weights(self) -> Numbers:
        """The weight of each row."""
        return self.found.weights


def refuse(respondents: float, cohort: float, limits: Limits) -> str:
    """Say why a slice can have no weights, "" when it can."""
    if cohort <= 0:
        return "no_cohort"
    if cohort < respondents:
        return "cohort_smaller"
    return "few_respondents" if respondents < limits.smallest_slice else ""


def collapse(sample: Numbers, cohort: Numbers, smallest: int) -> Whole:
    """Give the cell of each category: those with fewer than `smallest` persons, here or there, share one.

    When they are too few together, the next smallest category joins them, and so on. Cells are numbered from 0 in
    the order of their first category; a category nobody is in is in the first.
    """
    size = np.minimum(sample, cohort)
    is_there = (sample > 0) | (cohort > 0)
    is_small = is_there & (size < smallest)
    largest_first = [place for place in np.argsort(-size, kind="stable") if is_there[place] and not is_small[place]]
    while is_small.any() and largest_first and _fewest(sample, cohort, is_small) < smallest:
        is_small[largest_first.pop()] = True
    own = np.arange(len(sample))
    named = np.where(is_small, own[is_small].min(initial=len(sample)), own)
    cells = np.zeros(len(sample), dtype=np.int64)
    cells[is_there] = np.unique(named[is_there], return_inverse=True)[1]
    return cells


def weigh(categories: Whole, counts: Numbers, cohort: Sequence[Numbers], limits: Limits) -> Weighting:
    """Weigh rows of respondents so that they stand for their cohort.

    The unknown (the last category of each margin) are told apart like any other, at the share they have among those
    who answered; the known share the rest as the cohort's known do. A margin the cohort hardly knows is left out.

    Args:
        categories: rows × margins.
        counts: persons behind each row.
        cohort: per margin the persons of the cohort in each category, the unknown last.
    """
    total = float(cohort[0].sum())
    fates, targets, columns = [], [], []
    for place, persons in enumerate(cohort):
        fate, target = _settle(categories[:, place], counts, persons, limits)
        fates.append(fate)
        if fate.status == USED:
            targets.append(target)
            columns.append(fate.cells[categories[:, place]])
    raked_in = np.column_stack(columns) if columns else np.zeros((len(counts), 0), dtype=np.int64)
    found = _rake(raked_in, counts, targets, total, limits)
    starts = np.cumsum([0, *map(len, targets)])
    # Without a margin everyone is in one cell.
    numbered = raked_in + starts[:-1] if columns else np.zeros((len(counts), 1), dtype=np.int64)
    return Weighting(found, numbered, max(int(starts[-1]), 1), tuple(fates))


def _settle(column: Whole, counts: Numbers, cohort: Numbers, limits: Limits) -> tuple[Fate, Numbers]:
    """Decide the cells of one margin and what each is to add up to."""
    total, known = float(cohort.sum()), float(cohort[:-1].sum())
    sample = np.bincount(column, counts, minlength=len(cohort)).astype(np.float64)
    unknown = total * sample[-1] / sample.sum()
    wanted = np.append(cohort[:-1] * ((total - unknown) / known if known else 0.0), unknown)
    cells = collapse(sample, wanted, limits.smallest_cell)
    target = np.bincount(cells, wanted).astype(np.float64)
    share = known / total
    status = NOT_KNOWN if share < limits.known_share else (USED if len(target) > 1 else ONE_CELL)
    is_there = (sample > 0) | (cohort > 0)
    shared = np.bincount(cells[is_there], minlength=len(target)) > 1
    return Fate(status, share, cells, np.flatnonzero(is_there & shared[cells])), target


def _rake(columns: Whole, counts: Numbers, targets: list[Numbers], total: float, limits: Limits) -> Trimmed:
    weights, beyond, rounds = np.full(len(counts), total / counts.sum()), None, 0
    for _ in range(TURNS):
        raked = rake_cells(columns, counts, targets, start=weights, tolerance=TOLERANCE, max_iterations=ITERATIONS)
        weights, rounds = trim(raked.weights, counts, limits.low, limits.high), rounds + raked.rounds
        beyond = _count_beyond(raked.weights, counts, limits) if beyond is None else beyond
        if np.allclose(weights, raked.weights, rtol=TOLERANCE, atol=0):
            break
    return Trimmed(weights, beyond or 0.0, largest_gap(columns, weights * counts, targets), rounds, raked.is_met)


def _count_beyond(weights: Numbers, counts: Numbers, limits: Limits) -> float:
    mean = (weights @ counts) / counts.sum()
    return float(counts[(weights < limits.low * mean) | (weights > limits.high * mean)].sum())


def _fewest(sample: Numbers, cohort: Numbers, chosen: NDArray[np.bool_]) -> float:
    return float(min(sample[chosen].sum(), cohort[chosen].sum()))
