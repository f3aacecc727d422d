"""Persons as protection sees them: by year and wave, with the codes of their groups and the counts they stand in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.stats.suppression import ABSENT, Published
from ontrack_dash.store import cube

# Sources whose persons may stand in one published count together.
FAMILIES = {
    "answers": ("mart_answers",),
    "people": ("mart_graduates", "mart_enrolments"),
    "employers": ("mart_employer_answers",),
    "courses": ("mart_course_answers",),
}
SLICE = ("year", "wave")
GROUPS = tuple(name for name in DIMENSIONS if name not in SLICE)

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
Codes = NDArray[np.object_]


@dataclass(frozen=True)
class Cells:
    """The groups that some dimensions make: their codes, the persons of each type, the group of every row."""

    keys: Labels
    counts: Array
    of_row: Labels


@dataclass(frozen=True)
class People:
    """Persons of one family, year and wave: rows of persons alike, with their codes, their type and their number.

    `types` are the distinct combinations of the columns of `measures` and, behind them, of the complements of shares.
    """

    year: int
    wave: int | None
    measures: tuple[str, ...]
    codes: dict[str, Codes]
    places: dict[str, Labels]
    types: Array
    type_of: Labels
    n: Array

    def cells(self, dimensions: Sequence[str]) -> Cells:
        """Group the persons; the keys number the codes of each dimension."""
        key = np.zeros(len(self.n), dtype=np.int64)
        for name in dimensions:
            key = key * len(self.codes[name]) + self.places[name]
        _, first, of_row = np.unique(key, return_index=True, return_inverse=True)
        keys = np.column_stack([self.places[name][first] for name in dimensions]) if dimensions else np.zeros((1, 0))
        counts = np.zeros((len(first), len(self.types)))
        np.add.at(counts, (of_row, self.type_of), self.n)
        return Cells(keys.astype(np.int64), counts, of_row)

    def largest(self, cells: Cells, unit: str) -> Array:
        """Count the persons of the largest unit in each cell, by column."""
        key = cells.of_row * len(self.codes[unit]) + self.places[unit]
        _, first, of_row = np.unique(key, return_index=True, return_inverse=True)
        counts = np.zeros((len(first), len(self.types)))
        np.add.at(counts, (of_row, self.type_of), self.n)
        largest = np.zeros((len(cells.counts), self.types.shape[1]))
        np.maximum.at(largest, cells.of_row[first], counts @ self.types)
        return largest


@lru_cache
def columns(known: frozenset[str]) -> dict[str, str]:
    """Return column → condition of what a mart with these columns counts; a flag of one wave is a column of its own."""
    waved = {flag: flag for _, _, flag in cube.waved(known)}
    held = {name: condition for name, condition in cube.measures().items() if cube.knows(known, condition)}
    return {**held, **waved}


def figures(measures: Sequence[str]) -> Published:
    """Return which columns the catalogue publishes as shares, and which as bare counts; complements stand last."""
    place = {name: number for number, name in enumerate(measures)}
    shares = [(place[x], place[n]) for x, n in _shares() if x in place and n in place]
    bare = [number for name, number in place.items() if name in _bare(measures)]
    return Published(
        n=np.array([n for _, n in shares] + bare, dtype=np.int64),
        numerator=np.array([x for x, _ in shares] + [ABSENT] * len(bare), dtype=np.int64),
        complement=np.array(
            [len(measures) + number for number in range(len(shares))] + [ABSENT] * len(bare), dtype=np.int64
        ),
    )


def _shares() -> list[tuple[str, str]]:
    pairs = [(cube.numerator(item), cube.denominator(item)) for item in INDICATORS.values() if item.kind == "share"]
    return list(dict.fromkeys(pairs))


def _bare(measures: Sequence[str]) -> set[str]:
    """Return the columns published as counts of persons: counts, both sides of a ratio, those behind a median."""
    used = set[str]()
    for item in INDICATORS.values():
        if item.kind != "share":
            used |= {cube.denominator(item)} | ({cube.numerator(item)} if item.kind != "median" else set())
    return used | {flag for measure, _, flag in cube.waved(measures) if measure in used}


def count_slices(cursor: duckdb.DuckDBPyConnection, family: str) -> int:
    """Count the years and waves of a family."""
    parts = []
    for source in FAMILIES[family]:
        known = [row[0] for row in cursor.execute(f"DESCRIBE {source}").fetchall()]
        parts.append(f"SELECT {', '.join(name for name in SLICE if name in known)} FROM {source}")
    row = cursor.execute(f"SELECT count(*) FROM (SELECT DISTINCT * FROM ({cube.UNION.join(parts)}))").fetchone()
    return int(row[0]) if row else 0


def read(cursor: duckdb.DuckDBPyConnection, family: str) -> Iterator[People]:
    """Read the persons of a family, a year and wave at a time."""
    parts, names = [], dict[str, None]()
    for source in FAMILIES[family]:
        known = frozenset(row[0] for row in cursor.execute(f"DESCRIBE {source}").fetchall())
        held = columns(known)
        names |= dict.fromkeys(held)
        flags = ", ".join(f"coalesce({condition}, false) AS {name}" for name, condition in held.items())
        parts.append(f"SELECT {', '.join(DIMENSIONS)}, {flags}, n FROM {cube.grouped(source, known)}")
    groups = ", ".join((*DIMENSIONS, *(f"coalesce({name}, false) AS {name}" for name in names)))
    table = cursor.execute(
        f"SELECT {groups}, sum(n)::DOUBLE AS n FROM ({cube.UNION.join(parts)}) GROUP BY ALL ORDER BY ALL"
    ).df()
    table["wave"] = table["wave"].astype("float64")
    for year in sorted(set(table["year"])):
        of_year = table[table["year"] == year]
        for wave in dict.fromkeys(of_year["wave"].dropna()):
            yield _people(int(year), int(wave), tuple(names), of_year[of_year["wave"] == wave])
        if of_year["wave"].isna().any():
            yield _people(int(year), None, tuple(names), of_year[of_year["wave"].isna()])


def _people(year: int, wave: int | None, measures: tuple[str, ...], frame: pd.DataFrame) -> People:
    encoded = {name: np.unique(frame[name].to_numpy(dtype=object), return_inverse=True) for name in GROUPS}
    flags = frame[list(measures)].to_numpy(dtype=float)
    place = {name: number for number, name in enumerate(measures)}
    complements = [flags[:, place[n]] * (1 - flags[:, place[x]]) for x, n in _shares() if x in place and n in place]
    types, type_of = np.unique(np.column_stack([flags, *complements]), axis=0, return_inverse=True)
    return People(
        year=year,
        wave=wave,
        measures=measures,
        codes={name: codes for name, (codes, _) in encoded.items()},
        places={name: places.astype(np.int64) for name, (_, places) in encoded.items()},
        types=types,
        type_of=type_of.ravel(),
        n=frame["n"].to_numpy(dtype=float),
    )
