"""Those who answered, as the fine cube counts them, and the cohorts they are to speak for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.i18n import UNKNOWN
from ontrack_dash.store import cube

ANSWERS = "mart_answers"
COHORTS = ("mart_graduates", "mart_enrolments")
SLICE = ("year", "kind", "wave")

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Codes = NDArray[np.object_]
Key = tuple[int, str]


@dataclass(frozen=True)
class Respondents:
    """Cells of the fine cube with answers: `places` number the codes of each dimension, `counts` hold each measure."""

    codes: dict[str, Codes]
    places: dict[str, Whole]
    counts: dict[str, Numbers]

    def take(self, rows: Whole) -> "Respondents":
        """Return some of the cells."""
        return Respondents(
            self.codes,
            {name: places[rows] for name, places in self.places.items()},
            {name: counts[rows] for name, counts in self.counts.items()},
        )

    def slices(self) -> Iterator["Respondents"]:
        """Yield the cells of each year, kind and wave."""
        _, of_slice = self.number(SLICE)
        order = np.argsort(of_slice, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(of_slice[order])) + 1):
            yield self.take(rows)

    def number(self, dimensions: Sequence[str]) -> tuple[dict[str, Codes], Whole]:
        """Return the groups these dimensions make, as codes, and the group of each cell."""
        key = np.zeros(len(self.places["year"]), dtype=np.int64)
        for name in dimensions:
            key = key * len(self.codes[name]) + self.places[name]
        _, first, group = np.unique(key, return_index=True, return_inverse=True)
        return {name: self.codes[name][self.places[name][first]] for name in dimensions}, group

    @property
    def slice(self) -> tuple[int, str, int]:
        """The year, kind and wave of the first cell, which those of a slice share."""
        year, kind, wave = (self.codes[name][self.places[name][0]] for name in SLICE)
        return int(year), str(kind), int(wave)


def read(cursor: duckdb.DuckDBPyConnection, measures: Sequence[str]) -> Respondents:
    """Read everyone who answered, with the measures asked for and `n`."""
    names = ", ".join((*DIMENSIONS, "n", *measures))
    table = cursor.execute(f"SELECT {names} FROM {cube.margins()[-1].table(ANSWERS)}").to_arrow_table()
    encoded = {name: table[name].combine_chunks().dictionary_encode() for name in DIMENSIONS}
    return Respondents(
        codes={name: np.array(column.dictionary.to_pylist(), dtype=object) for name, column in encoded.items()},
        places={name: column.indices.to_numpy().astype(np.int64) for name, column in encoded.items()},
        counts={name: table[name].to_numpy().astype(np.float64) for name in ("n", *measures)},
    )


def read_cohorts(cursor: duckdb.DuckDBPyConnection, dimensions: Sequence[str]) -> dict[str, dict[Key, dict[str, int]]]:
    """Count the completers of every year and kind by each dimension, from registers or else from annual information.

    Returns:
        Per dimension: (year, kind) → code → persons.
    """
    found: dict[str, dict[Key, dict[str, int]]] = {}
    for dimension in dimensions:
        margin = cube.margin_for({dimension})
        both = cube.UNION.join(
            f"SELECT year, kind, {dimension}, is_completer FROM {margin.table(source)} WHERE is_completer > 0"
            for source in COHORTS
        )
        persons = cursor.execute(f"SELECT year, kind, {dimension}, sum(is_completer) FROM ({both}) GROUP BY ALL")
        cohorts = found.setdefault(dimension, {})
        for year, kind, code, count in persons.fetchall():
            cohorts.setdefault((year, kind), {})[code] = int(count)
    return found


def line_up(respondents: Respondents, dimension: str, cohort: dict[str, int]) -> tuple[list[str], Whole, Numbers]:
    """Give one list of categories to those who answered and to their cohort, the unknown last.

    Returns:
        The categories, the category of each cell, and the persons of the cohort in each category.
    """
    codes, places = respondents.codes[dimension], respondents.places[dimension]
    met = {str(code) for code in codes[np.unique(places)]} | set(cohort)
    categories = [*sorted(met - {UNKNOWN}), UNKNOWN]
    position = {code: number for number, code in enumerate(categories)}
    numbered = np.array([position.get(str(code), 0) for code in codes], dtype=np.int64)
    persons = np.array([cohort.get(code, 0) for code in categories], dtype=np.float64)
    return categories, numbered[places], persons
