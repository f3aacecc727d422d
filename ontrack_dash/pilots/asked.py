"""Who asks the gate of pilots what: the groups of a question, and which of them its viewer may see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import VOCABULARIES
from ontrack_dash.i18n import UNKNOWN
from ontrack_dash.stats import crossed, intervals
from ontrack_dash.store import pilots
from ontrack_dash.viewers import Viewer

CRITERIA = pilots.CRITERIA
TOOL = "tool"
# What the public is told each tool by, one at a time: tables of two dimensions that share one give nothing away that
# neither of them does alone.
CROSSED = ("country", "round")
DIMENSIONS = (TOOL, *CROSSED)
# What one evaluation says in words, and how real answers were given, nobody but the agency sees.
AGENCY_ONLY = ("comments", "themes", "blank_answers")
KNOWN = {"tool": "pilot_tool", "country": "country"}
# Evaluations in which every criterion is scored, as if that were a column of its own.
COMPLETE = "complete"
TABLES = 64

Where = Mapping[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """What was imported: the codes of each dimension in the order people read them, and how much there is."""

    codes: Mapping[str, tuple[str, ...]]
    evaluations: int
    respondents: int


def contents(build: Path) -> Contents:
    """Return what a build holds of pilots; the size of the whole is no secret."""
    every = pilots.read_evaluations(build)
    codes = {name: tuple(sorted(every[name].unique(), key=lambda code: order(name, code))) for name in DIMENSIONS}
    return Contents(codes, len(every), count_people(every))


def order(dimension: str, code: str) -> tuple[int, str]:
    """Return where a code stands: rounds by number, known codes as in their list, others after, the unknown last."""
    if dimension == "round":
        return int(code), code
    known = list(VOCABULARIES[KNOWN[dimension]])
    return (known.index(code) if code in known else len(known) + (code == UNKNOWN)), code


def is_publishable(by: Sequence[str], where: Where | None = None) -> bool:
    """Tell whether the public may ask by these dimensions at all; a country or a round only tool by tool.

    Over all tools together a person counts once for each, and few people would look like many.
    """
    asked = {*by, *(where or {})}
    crossed_by = asked & set(CROSSED)
    return not crossed_by or (TOOL in asked and len(crossed_by) == 1)


def check(by: Sequence[str], where: Where) -> None:
    """Refuse what is no dimension, or one asked twice.

    Raises:
        ValueError: says which.
    """
    wrong = ({*by, *where} - set(DIMENSIONS)) | (set(by) & set(where))
    if wrong:
        raise ValueError(f"no such dimension, or asked twice: {', '.join(sorted(wrong))}")


def select(rows: pd.DataFrame, where: Where) -> pd.DataFrame:
    """Keep the rows of some codes."""
    for name, code in where.items():
        rows = rows[rows[name] == code]
    return rows


def groups(rows: pd.DataFrame, by: Sequence[str]) -> Iterator[tuple[Key, pd.DataFrame]]:
    """Yield key and rows of every group, in the order people read codes; without dimensions all rows are one."""
    if not by:
        yield (), rows
        return
    found = {tuple(map(str, key)): group for key, group in rows.groupby(list(by))}
    for key in sorted(found, key=lambda key: [order(name, code) for name, code in zip(by, key, strict=True)]):
        yield key, found[key]


def count_people(rows: pd.DataFrame) -> int:
    """Count the persons behind evaluations; one who tried several tools, or in several rounds, is one."""
    return len(rows[["provider", "respondent"]].drop_duplicates())


def closed_groups(build: Path, by: Sequence[str], where: Where, viewer: Viewer, of: str = "") -> "Closed":
    """Return which groups of a question are hidden from this viewer.

    `of`: the column the answer is of, or `COMPLETE`. Not everybody fills everything, so what one column says of two
    large groups may leave a small one between them.
    """
    if viewer.role == "agency":
        return Closed(by, where, None)
    if not is_publishable(by, where):
        return Closed(by, where, Guard(frozenset(), frozenset(), is_all=True))
    return Closed(by, where, _guard(build, build.stat().st_mtime_ns, of))


@dataclass(frozen=True)
class Guard:
    """Groups hidden from the public: dimension, tool and code of a cell; tools as a whole, "" for all together."""

    cells: frozenset[tuple[str, str, str]]
    whole: frozenset[str]
    is_all: bool = False


@dataclass(frozen=True)
class Closed:
    """Tells which groups of one question are hidden; without a guard none is."""

    by: Sequence[str]
    where: Where
    guard: Guard | None

    def hides(self, key: Key) -> bool:
        """Tell whether a group is hidden."""
        if self.guard is None or self.guard.is_all:
            return self.guard is not None
        said = {**self.where, **dict(zip(self.by, key, strict=True))}
        dimension = next((name for name in CROSSED if name in said), "")
        tool = said.get(TOOL, "")
        return tool in self.guard.whole if not dimension else (dimension, tool, said[dimension]) in self.guard.cells


@lru_cache(maxsize=TABLES)
def _guard(build: Path, written: int, of: str = "") -> Guard:
    """Find what is hidden of one column; what is hidden of whole evaluations is hidden of their parts too."""
    every = pilots.read_evaluations(build)
    if not of:
        return _protect(every)
    whole, filled = _guard(build, written), every.dropna(subset=list(CRITERIA) if of == COMPLETE else [of])
    if len(filled) == len(every):
        return whole
    part = _protect(filled)
    return Guard(whole.cells | part.cells, whole.whole | part.whole)


def _protect(every: pd.DataFrame) -> Guard:
    """Hide groups of the tables of tools by country and by round, so that the two agree on the tools."""
    tools = sorted(every[TOOL].unique())
    minimum = RULES["protection"]["minimum_n"]
    people = {name: _cross(every, tools, name) for name in CROSSED}
    hidden = np.zeros(len(tools), dtype=bool)
    while True:
        closed = {
            name: crossed.protect(table.to_numpy(), minimum, hidden, has_column_totals=False)
            for name, table in people.items()
        }
        either = np.logical_or.reduce([one.rows for one in closed.values()])
        if (either == hidden).all():
            break
        hidden = either
    cells = {
        (name, tools[row], str(people[name].columns[column]))
        for name, one in closed.items()
        for row, column in np.argwhere(one.cells)
    }
    few = {""} if count_people(every) < minimum else set[str]()
    gone = {tool for tool, is_hidden in zip(tools, hidden, strict=True) if is_hidden}
    return Guard(frozenset(cells), frozenset(gone | few))


def _cross(every: pd.DataFrame, tools: Sequence[str], dimension: str) -> pd.DataFrame:
    """Count persons by tool and another dimension."""
    people = every.drop_duplicates([TOOL, dimension, "provider", "respondent"])
    return people.groupby([TOOL, dimension]).size().unstack(fill_value=0).reindex(list(tools), fill_value=0)


def share(favourable: float, n: float) -> dict[str, Any]:
    """Estimate a share: value, low, high and status."""
    if not n:
        return {"value": np.nan, "low": np.nan, "high": np.nan, "status": "no_data"}
    low, high = intervals.wilson(favourable, n, RULES["precision"]["level"])
    rough = (high - low) / 2 > RULES["precision"]["half_width"]
    return {"value": favourable / n, "low": low, "high": high, "status": "imprecise" if rough else "value"}
