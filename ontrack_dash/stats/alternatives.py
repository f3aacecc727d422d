"""Another country that published figures cannot tell from the real one: what hides a group beyond doubt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Labels = NDArray[np.int64]
# Where a matrix holds something: rows and columns.
Entries = tuple[Labels, Labels]

COMMON_TYPES = 8
ROUNDS = 4
STARTS = 2
# A person who moves costs a little, so that no more move than must; a wish not met costs more than all else together.
PER_PERSON, PER_WISH = 2.0, 1e6
# Where nothing else may change for it a wish is worth moving some persons, and less than any price times this.
FREE_WISH, FREE_PRICE = 30.0, 100.0
NOTHING = 1e-6


@dataclass(frozen=True)
class Sum:
    """What is given beforehand: cells with one label change together by `change` (labels × types; NaN: anyhow)."""

    labels: Labels
    change: Array


@dataclass(frozen=True)
class Wishes:
    """What is asked of a change, per cell and column: `differ` must change, `price` is what else it costs to change.

    With `at_any_price` false a wish is met only where nothing else changes for it.
    """

    differ: Flags
    price: Array
    at_any_price: bool = True


def find(
    counts: Array, room: Array, types: Array, wishes: Wishes, sums: Sequence[Sum], *, width: float, seed: int
) -> Array:
    """Find a change of the persons of cells that leaves as many columns as possible as they are.

    Every column of `wishes.differ` changes by `width` persons or more; the sums stay what they are given to be; nobody
    leaves a cell who is not in `room`. Which way a column changes is drawn, so that changes balance; a wish that
    cannot be met one way is tried the other way.

    Args:
        counts: cells × types, persons of each type (persons who count in the same columns are of one type).
        room: cells × types, how many may leave.
        types: types × columns, 1 where a person of the type counts.
        seed: of the drawing.

    Returns:
        cells × types, the change; zero where nothing is asked. A wish that could not be met is left unmet.

    Reweighted L1 (Candès, Wakin & Boyd 2008, J Fourier Anal Appl 14:877) keeps the columns that change few;
    the idea is that of Fischetti & Salazar-González 2000, J Am Stat Assoc 95:916: a protected cell is safe when
    another table agrees with all that is published and differs there.
    """
    moved = any(np.any(np.nan_to_num(each.change) != 0) for each in sums)
    if not len(counts) or not (moved or wishes.differ.any()):
        return np.zeros_like(counts)
    if len(counts) == 1 and len(sums) == 1 and not np.isnan(sums[0].change).any():
        # An only child changes as its parent does.
        return np.array(sums[0].change, dtype=float)
    rng = np.random.default_rng(seed)
    program = _Program(counts, room, types, wishes, sums)
    best: tuple[tuple[float, float], Array] | None = None
    for _ in range(STARTS):
        if best and best[0] == (0.0, 0.0):
            break
        sign = _alternate(program, counts @ types, sums, rng)
        price = program.price.copy()
        for attempt in range(ROUNDS):
            change, off, unmet = program.solve(price, sign, width)
            worth = (float(unmet.sum()), float(program.price[off > NOTHING].sum()))
            if best is None or worth < best[0]:
                best = worth, change
            if not unmet.any() and (attempt or not off.any()):
                break
            price = program.price / (off + 0.02)
            sign = np.where(unmet & (rng.random(len(sign)) < 0.75), -sign, sign)
    return program.lay_out(best[1]) if best else np.zeros_like(counts)


class _Program:
    """The linear program: who comes, who goes, what differs, what is missing to a wish."""

    def __init__(self, counts: Array, room: Array, types: Array, wishes: Wishes, sums: Sequence[Sum]) -> None:
        self.shape = counts.shape
        self.cell, self.type = np.nonzero(_allowed(counts, types, wishes, sums))
        self.room = room[self.cell, self.type]
        self.types = types
        priced = np.where(wishes.differ, 0.0, wishes.price)
        kept, kept_at = self._rows(priced > 0)
        wished, self.wished_at = self._rows(wishes.differ)
        equal, self.total = self._equalities(sums)
        self.price = priced[kept_at] * (1.0 if wishes.at_any_price else FREE_PRICE)
        self.worth = PER_WISH if wishes.at_any_price else FREE_WISH
        self.kept, self.wished = len(self.price), len(self.wished_at[0])
        self._assemble(equal, kept, wished)

    def _assemble(self, equal: Entries, kept: Entries, wished: Entries) -> None:
        """Lay the rows out: sums, what is kept from above and from below, wishes; who comes and who goes."""
        sums, persons = len(self.total), len(self.cell)
        first, shape = sums + 2 * self.kept, (sums + 2 * self.kept + self.wished, 2 * persons + self.kept + self.wished)
        parts, slack = [], np.arange(self.kept + self.wished)
        blocks = ((equal, 0, 1.0), (kept, sums, 1.0), (kept, sums + self.kept, -1.0), (wished, first, 1.0))
        for (row, variable), start, way in blocks:
            parts += [(row + start, variable, np.full(len(row), way))]
            parts += [(row + start, variable + persons, np.full(len(row), -way))]
        parts += [(sums + slack[: self.kept], 2 * persons + slack[: self.kept], np.full(self.kept, -1.0))]
        parts += [(sums + self.kept + slack, 2 * persons + slack, np.where(slack < self.kept, -1.0, 1.0))]
        row, column, number = (np.concatenate(each) for each in zip(*parts, strict=True))
        self.rows = sparse.csc_array((number, (row, column)), shape=shape)
        # Which numbers of the matrix turn with the way a wish goes: those of persons in its row.
        of_persons = np.arange(self.rows.nnz) < self.rows.indptr[2 * persons]
        self.turning = np.flatnonzero((self.rows.indices >= first) & of_persons)
        self.wish_of = self.rows.indices[self.turning] - first

    def _rows(self, which: Flags) -> tuple[Entries, tuple[Labels, Labels]]:
        """Write one row for each (cell, column) asked: which variables change its count."""
        at = np.nonzero(which)
        number = np.full(which.shape, -1)
        number[at] = np.arange(len(at[0]))
        variable, column = np.nonzero(self.types[self.type])
        row = number[self.cell[variable], column]
        used = row >= 0
        return (row[used], variable[used]), (at[0], at[1])

    def _equalities(self, sums: Sequence[Sum]) -> tuple[Entries, Array]:
        rows, variables, totals, above = [], [], [np.zeros(0)], 0
        for each in sums:
            change = each.change.ravel()
            of_variable = each.labels[self.cell] * each.change.shape[1] + self.type
            variable = np.flatnonzero(~np.isnan(change[of_variable]))
            used, row = np.unique(of_variable[variable], return_inverse=True)
            rows.append(row + above)
            variables.append(variable)
            totals.append(change[used])
            above += len(used)
        none = np.zeros(0, dtype=np.int64)
        return (np.concatenate([none, *rows]), np.concatenate([none, *variables])), np.concatenate(totals)

    def solve(self, price: Array, sign: Array, width: float) -> tuple[Array, Array, Flags]:
        """Return the change, how far each kept column is off, and which wishes are unmet."""
        persons, kept, wished = len(self.cell), self.kept, self.wished
        numbers: Array = np.array(self.rows.data, dtype=float)
        numbers[self.turning] *= sign[self.wish_of]
        rows = sparse.csc_array((numbers, self.rows.indices, self.rows.indptr), shape=self.rows.shape)
        found = milp(
            np.concatenate([np.full(2 * persons, PER_PERSON), price, np.full(wished, self.worth)]),
            constraints=LinearConstraint(
                rows,
                np.concatenate([self.total, np.full(2 * kept, -np.inf), np.full(wished, width)]),
                np.concatenate([self.total, np.zeros(2 * kept), np.full(wished, np.inf)]),
            ),
            bounds=Bounds(0.0, np.concatenate([np.full(persons, np.inf), self.room, np.full(kept + wished, np.inf)])),
        )
        if found.x is None:
            raise ArithmeticError(found.message)
        come, go, rest = np.split(found.x, [persons, 2 * persons])
        return come - go, rest[:kept], rest[kept:] > NOTHING

    def lay_out(self, change: Array) -> Array:
        """Return the change as cells × types."""
        laid: Array = np.zeros(self.shape)
        laid[self.cell, self.type] = np.where(np.abs(change) > NOTHING, change, 0.0)
        return laid


def _allowed(counts: Array, types: Array, wishes: Wishes, sums: Sequence[Sum]) -> Flags:
    """Tell which types may come to or leave a cell: those it has, common ones, and what the sums and wishes need."""
    people = counts.sum(axis=0)
    everywhere = np.zeros(len(people), dtype=bool)
    everywhere[np.argsort(-people)[:COMMON_TYPES]] = True
    most = np.where(types > 0, people[:, None] + 1, 0).argmax(axis=0)
    everywhere[most[wishes.differ.any(axis=0)]] = True
    for each in sums:
        everywhere |= (np.nan_to_num(each.change) != 0).any(axis=0)
    return np.asarray((counts > 0) | everywhere)


def _alternate(program: "_Program", counts: Array, sums: Sequence[Sum], rng: np.random.Generator) -> Array:
    """Draw which way each wished column goes, so that the cells of one sum balance.

    Where the number of persons itself is to change, all columns of the cell go one way: somebody comes or leaves.
    """
    cell, column = program.wished_at
    label = sums[0].labels if sums else np.zeros(len(counts), dtype=np.int64)
    sign: Array = np.zeros(len(cell))
    whole = np.zeros(len(counts), dtype=bool)
    whole[cell[counts[cell, column] == counts.max(axis=1)[cell]]] = True
    way: Array = np.zeros(len(counts))
    for group in np.unique(label[whole]):
        members = rng.permutation(np.flatnonzero(whole & (label == group)))
        way[members] = np.where(np.arange(len(members)) % 2, 1.0, -1.0) * rng.choice([-1.0, 1.0])
    sign[whole[cell]] = way[cell[whole[cell]]]
    balance: dict[tuple[int, int], float] = {}
    for wish in [*np.flatnonzero(sign), *rng.permutation(np.flatnonzero(sign == 0))]:
        key = int(label[cell[wish]]), int(column[wish])
        if sign[wish] == 0:
            so_far = balance.get(key, 0.0)
            sign[wish] = -np.sign(so_far) if so_far else rng.choice([-1.0, 1.0])
        balance[key] = balance.get(key, 0.0) + sign[wish]
    return sign
