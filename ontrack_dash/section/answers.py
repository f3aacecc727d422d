"""What the gate answers about one centre: asked once for all indicators, cohorts and kinds of course of a section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from ontrack_dash import indicators
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.fields import VOCABULARIES
from ontrack_dash.section.scope import Scope

ESTIMATE = ("indicator", "n", "value", "low", "high", "benchmark", "status", "is_small", "population")
NOTHING: Mapping[str, Any] = MappingProxyType(
    {**dict.fromkeys(ESTIMATE, float("nan")), "n": pd.NA, "population": pd.NA, "status": "no_data", "is_small": False}
)
WHOLE = frozenset({"n", "population", "cohort", "wave", "previous_year"})
WORDS = frozenset({"indicator", "status", "profession", "kind", "view", "standing", "against"})
# Where a register of graduates is kept, somebody is listed in it.
LISTED = "reachable_rate"

Row = Mapping[Any, Any]
Key = tuple[str, int, str, int | None]


@dataclass(frozen=True)
class Answers:
    """Estimates of one centre; `rows` by year and kind of course, each indicator of its own wave."""

    rows: pd.DataFrame
    found: Mapping[Key, Row]

    def row(self, indicator: str, cohort: int, kind: str, wave: int | None = None) -> Row:
        """Return one estimate; what nobody has counted is no data."""
        own_wave = INDICATORS[indicator].wave
        found = self.found.get((indicator, cohort, kind, own_wave and (wave or own_wave)))
        return {name: found[name] for name in ESTIMATE} if found else {**NOTHING, "indicator": indicator}

    def kinds(self, indicator: str, cohort: int) -> dict[str, Row]:
        """Return the estimates by kind of course, those with data only."""
        rows = {kind: self.row(indicator, cohort, kind) for kind in VOCABULARIES["kind"]}
        return {kind: row for kind, row in rows.items() if row["status"] != "no_data"}


def read(scope: Scope) -> Answers:
    """Ask the gate for everything a section reports, the cohorts before included."""
    rules = RULES["section"]
    ids = tuple(dict.fromkeys((*rules["reported"], *rules["by_group"], *rules["response"], LISTED)))
    years = tuple(str(year) for year in range(scope.cohorts[0] - 1, scope.year + 1))
    where = {"centre": (scope.licence,), "year": years}
    rows = indicators.publish(scope.path, ids, ("year", "kind"), where, viewer=scope.viewer)
    waves = {INDICATORS[name].wave for name in rules["reported"]} - {None, 1}
    of_answers = [name for name in rules["response"] if INDICATORS[name].wave]
    later = {
        wave: indicators.publish(
            scope.path, of_answers, ("year", "kind"), {**where, "wave": (str(wave),)}, viewer=scope.viewer
        )
        for wave in waves
    }
    found = _index(rows, None)
    for wave, frame in later.items():
        found |= _index(frame, wave)
    return Answers(rows, found)


def main_kind(scope: Scope, answers: Answers) -> str:
    """Return the kind of course the section is about: the usual one, or the one most persons completed."""
    rules = RULES["section"]
    persons: dict[str, float] = {}
    for cohort in scope.cohorts:
        for kind, row in answers.kinds("completers", cohort).items():
            persons[kind] = persons.get(kind, 0.0) + (0.0 if is_missing(row["n"]) else float(row["n"]))
    usual = str(rules["main_kind"])
    if not persons or persons.get(usual, 0) >= rules["main_kind_n"]:
        return usual
    return max(persons, key=lambda kind: (persons[kind], kind == usual))


def frame(rows: Sequence[Row], *columns: str) -> pd.DataFrame:
    """Return rows of estimates as the frame of estimates, with more columns after those of an estimate."""
    return pd.DataFrame({name: _column(name, [row[name] for row in rows]) for name in (*ESTIMATE, *columns)})


def _column(name: str, cells: list[Any]) -> Any:
    """Return cells in the type of their column; casting a whole frame afterwards costs more than filling it."""
    if name in WHOLE:
        return pd.array([None if is_missing(cell) else int(cell) for cell in cells], dtype="Int64")
    if name in WORDS:
        return pd.array(cells, dtype="str")
    return np.array(cells, dtype=bool if name == "is_small" else float)


def is_missing(cell: Any) -> bool:
    """Tell whether a cell holds nothing."""
    return bool(pd.isna(cell))


def _index(rows: pd.DataFrame, wave: int | None) -> dict[Key, Row]:
    return {
        (row["indicator"], int(row["year"]), str(row["kind"]), wave or INDICATORS[row["indicator"]].wave): row
        for row in rows.to_dict("records")
    }
