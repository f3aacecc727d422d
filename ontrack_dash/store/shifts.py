"""The other countries: for one year and wave, changes of small groups that leave what is published as it is.

Groups stand in a tree (`within` in dimensions.toml): all, kinds of course, in each kind the groups of a dimension,
in an oblast its centres, in a field its professions. Each brood is changed so that its sum is what its parent's
change says.
Tables of two dimensions (`crossed` in rules.toml) all share one of them, so whatever agrees with their rows and columns
agrees with one country: tables that share no more than one dimension always fit together.

What one country cannot make differ the next one tries; a figure is published where it is the same in all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from zlib import crc32

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.stats import alternatives, suppression
from ontrack_dash.stats.alternatives import Sum, Wishes
from ontrack_dash.store.people import Cells, Labels, People, figures

ROOT = "kind"
UNIT = "centre"
RULE = suppression.Rule(
    RULES["protection"]["minimum_n"], RULES["protection"]["small_count"], RULES["protection"]["dominance"]
)
WIDTH = float(RULES["protection"]["width"])
CROSSED = tuple((first, second) for first, second in RULES["protection"]["crossed"])
# A centre that knows its own answers must not be able to subtract them: two others change with each that does.
TOGETHER = 3
# The first country changes only what is hidden anyway; the others hide more for what is left.
COUNTRIES, FREE = 5, 1
# Counted up with every change in how countries are found: what older versions found is found anew.
VERSION = 1

Array = NDArray[np.float64]
Dimensions = tuple[str, ...]


@dataclass
class Node:
    """The groups of one dimension: how many may leave, the parent of each, and the change found."""

    cells: Cells
    room: Array
    parent: Labels
    change: Array = field(default_factory=lambda: np.zeros((0, 0)))


@dataclass
class Table:
    """What protection knows of one table: its counts, which must still differ, which figures are hidden anyway.

    Cells of one `brood` are changed together.
    """

    keys: Labels
    brood: Labels
    counts: Array
    wanted: suppression.Mask
    hidden: suppression.Mask


def tables() -> tuple[Dimensions, ...]:
    """Return the dimensions of every table there is something published of, beside year, kind and wave."""
    singles = tuple((name,) for name, dimension in DIMENSIONS.items() if not dimension.always)
    return ((), *singles, *CROSSED)


def find(people: People) -> dict[Dimensions, pd.DataFrame]:
    """Return for each table the change of every group that changes.

    Returns:
        Dimensions → country (a number), kind, the dimensions, year, wave, one column a measure; NaN where no change
        could be found, so that all of the group's brood stays hidden.
    """
    country = Country(people)
    for number in range(COUNTRIES):
        country.change(number)
        if not country.is_wanting():
            break
    country.close()
    return {dimensions: country.lay_out(dimensions) for dimensions, found in country.found.items() if found}


class Country:
    """The groups of one year and wave, and how far they are protected."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.at_any_price = False
        self.figures = figures(people.measures)
        self.nodes: dict[str, Node] = {}
        self.tables: dict[Dimensions, Table] = {}
        self.found: dict[Dimensions, list[tuple[Labels, Labels, Array]]] = {dimensions: [] for dimensions in tables()}
        for name, parent in order():
            self._add_node(name, parent)
        self._leave_room()
        self._keep_three_together()
        for first, second in CROSSED:
            self._add_table((first, second), *self._crossed(first, second))

    def is_wanting(self) -> bool:
        """Tell whether some count could still be worked out."""
        return any(table.wanted.any() for table in self.tables.values())

    def change(self, number: int) -> None:
        """Find the next country and note what differs in it."""
        total = self.people.cells(()).counts
        self.at_any_price = number >= FREE
        wishes = self._total_wishes(total)
        room = self.nodes[ROOT].room.sum(axis=0, keepdims=True)
        top = self._search(total, room, wishes, (), number, "all")
        for name, parent in order():
            self._change_node(name, self.nodes[parent].change if parent else top, number)
        for first, second in CROSSED:
            self._change_crossed(first, second, number)

    def close(self) -> None:
        """Close a column of a whole brood where a count in it could not be made to differ in any country."""
        for dimensions, table in self.tables.items():
            if table.wanted.any():
                unmet = np.zeros((table.brood.max() + 1, table.wanted.shape[1]), dtype=bool)
                np.logical_or.at(unmet, table.brood, table.wanted)
                self._keep(dimensions, COUNTRIES, np.where(unmet[table.brood], np.nan, 0.0))

    def lay_out(self, dimensions: Dimensions) -> pd.DataFrame:
        """Return what changes in one table, as `find` gives it; something must have been found."""
        numbers, keys, shift = (np.concatenate(parts) for parts in zip(*self.found[dimensions], strict=True))
        codes = {name: self.people.codes[name][keys[:, place]] for place, name in enumerate((ROOT, *dimensions))}
        measures = pd.DataFrame(shift, columns=list(self.people.measures))
        named = pd.DataFrame({**codes, "country": numbers, "year": self.people.year, "wave": self.people.wave})
        return pd.concat([named, measures], axis=1)

    def _add_node(self, name: str, parent: str | None) -> None:
        cells = self.people.cells((ROOT,) if name == ROOT else (ROOT, name))
        if parent is None:
            node = Node(cells, cells.counts, np.zeros(len(cells.counts), dtype=np.int64))
        else:
            room, above = self._main_parts(cells, self.nodes[parent].cells)
            node = Node(cells, cells.counts if parent == ROOT else room, above)
        self.nodes[name] = node
        dimensions = () if name == ROOT else (name,)
        self._add_table(dimensions, cells.keys, node.parent, cells.counts, self._largest(name, cells))

    def _largest(self, name: str, cells: Cells) -> Array | None:
        """Count the largest centre of each group that it must not speak for.

        The country and an oblast are made of whole centres, whose own figures are published: only of a centre too
        small for that they must not speak.
        """
        if name in (ROOT, UNIT):
            return None
        largest = self.people.largest(cells, UNIT)
        if name != DIMENSIONS[UNIT].within:
            return largest
        return np.where(largest < RULE.minimum_n, largest, 0.0)

    def _add_table(
        self, dimensions: Dimensions, keys: Labels, brood: Labels, counts: Array, largest: Array | None
    ) -> None:
        columns = counts @ self.people.types
        wanted, hidden = suppression.sensitive(columns, self.figures, RULE, largest)
        self.tables[dimensions] = Table(keys, brood, counts, wanted, hidden)

    def _main_parts(self, cells: Cells, above: Cells) -> tuple[Array, Labels]:
        """Find the parent each group has most of its persons in, and these persons: those who may change."""
        keys, of_row = np.unique(np.column_stack([cells.of_row, above.of_row]), axis=0, return_inverse=True)
        counts = np.zeros((len(keys), len(self.people.types)))
        np.add.at(counts, (of_row.ravel(), self.people.type_of), self.people.n)
        by_size = np.lexsort((-counts.sum(axis=1), keys[:, 0]))
        first = by_size[np.r_[True, np.diff(keys[by_size, 0]) > 0]]
        return counts[first], keys[first, 1]

    def _leave_room(self) -> None:
        """Let no more leave a group than may leave its children."""
        for name, parent in reversed(list(order())):
            if parent is not None:
                inside = np.zeros_like(self.nodes[parent].room)
                np.add.at(inside, self.nodes[name].parent, self.nodes[name].room)
                self.nodes[parent].room = np.minimum(self.nodes[parent].room, inside)

    def _keep_three_together(self) -> None:
        """Hide at least three centres of an oblast where one is hidden; where there are fewer, the oblast as well."""
        above = DIMENSIONS[UNIT].within or ROOT
        units, parents = self.tables[(UNIT,)], self.tables[(above,)]
        counts = units.counts @ self.people.types
        for parent in range(len(parents.counts)):
            brood = np.flatnonzero(self.nodes[UNIT].parent == parent)
            for column in np.flatnonzero(units.wanted[brood].any(axis=0)):
                there = brood[counts[brood, column] > 0]
                free = there[~units.wanted[there, column]]
                missing = TOGETHER - (len(there) - len(free))
                if missing > 0:
                    smallest = free[np.argsort(counts[free, column], kind="stable")[:missing]]
                    units.wanted[smallest, column] = True
                if missing > len(free):
                    parents.wanted[parent, column] = True

    def _total_wishes(self, total: Array) -> Wishes:
        """Change the whole only where the whole is too small."""
        columns = total @ self.people.types
        wanted, hidden = suppression.sensitive(columns, self.figures, RULE)
        return Wishes(wanted, suppression.prices(columns, self.figures, hidden))

    def _wishes(self, table: Table) -> Wishes:
        columns = table.counts @ self.people.types
        return Wishes(table.wanted, suppression.prices(columns, self.figures, table.hidden), self.at_any_price)

    def _search(
        self, counts: Array, room: Array, wishes: Wishes, sums: tuple[Sum, ...], number: int, *parts: object
    ) -> Array:
        seed = crc32(repr((self.people.year, self.people.wave, number, *map(str, parts))).encode())
        return alternatives.find(counts, room, self.people.types, wishes, sums, width=WIDTH, seed=seed)

    def _change_node(self, name: str, above: Array, number: int) -> None:
        """Change the groups of one dimension, a brood at a time."""
        node, dimensions = self.nodes[name], () if name == ROOT else (name,)
        table = self.tables[dimensions]
        wishes = self._wishes(table)
        node.change = np.zeros_like(table.counts)
        for parent in range(len(above)):
            brood = np.flatnonzero(node.parent == parent)
            sums = (Sum(np.zeros(len(brood), dtype=np.int64), above[parent : parent + 1]),)
            asked = replace(wishes, differ=wishes.differ[brood], price=wishes.price[brood])
            node.change[brood] = self._search(table.counts[brood], node.room[brood], asked, sums, number, name, parent)
        self._note(dimensions, node.change, number)

    def _change_crossed(self, first: str, second: str, number: int) -> None:
        """Change the cells of a table of two dimensions so that rows and columns are what their own changes say."""
        table, a, b = self.tables[(first, second)], self.nodes[first], self.nodes[second]
        wishes, change = self._wishes(table), np.zeros_like(table.counts)
        for kind in np.unique(table.keys[:, 0]):
            inside = np.flatnonzero(table.keys[:, 0] == kind)
            rows, columns = np.flatnonzero(a.cells.keys[:, 0] == kind), np.flatnonzero(b.cells.keys[:, 0] == kind)
            sums = (
                Sum(np.repeat(np.arange(len(rows)), len(columns)), a.change[rows]),
                Sum(np.tile(np.arange(len(columns)), len(rows)), b.change[columns]),
            )
            counts, asked = (
                table.counts[inside],
                replace(wishes, differ=wishes.differ[inside], price=wishes.price[inside]),
            )
            change[inside] = self._search(counts, counts, asked, sums, number, first, second, kind)
        self._note((first, second), change, number)

    def _crossed(self, first: str, second: str) -> tuple[Labels, Labels, Array, Array]:
        """Count the persons of every pair in a kind of course, those of nobody included, and of the largest centre."""
        a, b = self.nodes[first].cells, self.nodes[second].cells
        pairs = np.argwhere(a.keys[:, None, 0] == b.keys[None, :, 0])
        pairs = pairs[np.argsort(a.keys[pairs[:, 0], 0], kind="stable")]
        place = np.full((len(a.keys), len(b.keys)), -1)
        place[pairs[:, 0], pairs[:, 1]] = np.arange(len(pairs))
        cell = place[a.of_row, b.of_row]
        counts = np.zeros((len(pairs), len(self.people.types)))
        np.add.at(counts, (cell, self.people.type_of), self.people.n)
        keys = np.column_stack([a.keys[pairs[:, 0]], b.keys[pairs[:, 1], 1]])
        return keys, keys[:, 0], counts, self.people.largest(Cells(keys, counts, cell), UNIT)

    def _note(self, dimensions: Dimensions, change: Array, number: int) -> None:
        """Note which counts differ now, and which figures are hidden for it."""
        table, shift = self.tables[dimensions], change @ self.people.types
        table.wanted &= np.abs(shift) < WIDTH - alternatives.NOTHING
        table.hidden |= suppression.touched(np.abs(shift) > alternatives.NOTHING, self.figures)
        self._keep(dimensions, number, shift)

    def _keep(self, dimensions: Dimensions, number: int, shift: Array) -> None:
        measures = shift[:, : len(self.people.measures)]
        changed = (np.isnan(measures) | (np.abs(measures) > alternatives.NOTHING)).any(axis=1)
        if changed.any():
            keys = self.tables[dimensions].keys[changed]
            self.found[dimensions].append((np.full(len(keys), number), keys, measures[changed]))


def order() -> Iterator[tuple[str, str | None]]:
    """Yield every dimension with the one it stands within, parents first."""
    yield ROOT, None
    waiting = {name: dimension.within or ROOT for name, dimension in DIMENSIONS.items() if not dimension.always}
    done = {ROOT}
    while waiting:
        for name in [name for name, parent in waiting.items() if parent in done]:
            yield name, waiting.pop(name)
            done.add(name)
