"""Figures worked out from published estimates, and what was filed, as tables, on screen and in files."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

import pandas as pd

from ontrack_dash import written
from ontrack_dash.export import piloted, workbook
from ontrack_dash.export.about import About
from ontrack_dash.export.units import (
    CENTRES,
    DECIMAL,
    FILED,
    FORMATS,
    MINUTES,
    PERSONS,
    POINTS,
    RATED,
    SCORE,
    SHARE,
    TEXT,
    YEAR,
)
from ontrack_dash.figures.scores import write_points
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_filing, of_pilot

SHOWN = ("value", "imprecise")
# Unit → how its number is written on screen; the rest are shares.
WRITERS: Mapping[str, Callable[[Words, Any], str]] = MappingProxyType(
    {
        SCORE: lambda words, number: write_points(number, words),
        YEAR: lambda _, number: str(number),
        # An effective number of persons is not whole, and its tenths say nothing.
        PERSONS: partial(Words.number, digits=0),
        CENTRES: partial(Words.number, digits=0),
        POINTS: Words.points,
        DECIMAL: partial(Words.number, digits=2),
        MINUTES: Words.number,
    }
)
# Kind of chart → columns of its frame in the order of the file, and what stands in them. Headers are
# `worked.<kind>.<column>`; on screen a table has those of `ON_SCREEN`.
COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "representation": {
            "dimension": TEXT, "group": TEXT, "cohort_n": PERSONS, "answered_n": PERSONS, "cohort_share": SHARE,
            "answered_share": SHARE, "difference": POINTS, "low": POINTS, "high": POINTS, "status": TEXT,
        },
        "dumbbell": {
            "indicator": TEXT, "n": PERSONS, "value": SHARE, "low": SHARE, "high": SHARE, "effective_n": PERSONS,
            "weighted_value": SHARE, "weighted_low": SHARE, "weighted_high": SHARE, "difference": POINTS,
            "status": TEXT, "weighted_status": TEXT,
        },
        "bounds": {
            "indicator": TEXT, "n": PERSONS, "value": SHARE, "answered_n": PERSONS, "low": SHARE, "high": SHARE,
            "population": PERSONS, "cohort_low": SHARE, "cohort_high": SHARE, "status": TEXT,
        },
        "scatter": {
            "centre": TEXT, "year": YEAR, "points": SCORE, "zeros": CENTRES, "total": SCORE, "level": TEXT,
            "indicator": TEXT, "cohort": YEAR, "n": PERSONS, "value": RATED, "low": SHARE, "high": SHARE,
            "benchmark": SHARE, "quadrant": TEXT, "status": TEXT,
        },
        "filed": {"year": YEAR, "filing": TEXT, "centres": CENTRES, "share": SHARE, "late": CENTRES},
        "areas": {
            "year": YEAR, "area": TEXT, "centres": CENTRES, "value": SCORE, "low": SCORE, "high": SCORE, "zeros": SCORE,
        },
        **piloted.COLUMNS,
    }
)  # fmt: skip
ON_SCREEN: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "representation": ("dimension", "group", "cohort_share", "answered_share", "difference"),
        "dumbbell": ("indicator", "value", "weighted_value", "difference", "n", "effective_n"),
        "bounds": ("indicator", "value", "low", "high", "cohort_low", "cohort_high"),
        "scatter": ("centre", "points", "total", "level", "value", "low", "high", "n", "quadrant"),
        "filed": ("year", "filing", "centres", "share", "late"),
        "areas": ("year", "area", "value", "low", "high", "centres", "zeros"),
        **piloted.ON_SCREEN,
    }
)
# Whose definitions stand in a file whose rows have no indicator.
RESTS_ON = {"representation": ("completers", "answered")}

# Column of text → the key its codes are named by; others are states.
NAMED_BY = {
    "indicator": "indicator.{}.name", "dimension": "dimension.{}", "filing": "filing_status.{}", "area": "area.{}",
    "quadrant": "filing.quadrant.{}",
}  # fmt: skip

Row = Mapping[Any, Any]


def worked_table(kind: str, worked: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Name everything in words; numbers stay numbers, shares and points 0-1, and what is hidden stays missing."""
    rows = worked.to_dict("records")
    return pd.DataFrame(
        {
            words.t(f"worked.{kind}.{column}"): [_cell(column, unit, row, words) for row in rows]
            for column, unit in COLUMNS[kind].items()
        },
        dtype=object,
    )


def written_table(kind: str, worked: pd.DataFrame, words: Words) -> tuple[list[str], list[list[str]], list[bool]]:
    """Return headers, rows as people read them, and which columns stand to the right.

    A row without numbers says its status in the first of them.
    """
    columns = ON_SCREEN[kind]
    units = [COLUMNS[kind][column] for column in columns]
    rows = [_write_row(columns, units, row, words) for row in worked.to_dict("records")]
    return [words.t(f"worked.{kind}.{column}") for column in columns], rows, [unit != TEXT for unit in units]


def worked_workbook(kind: str, worked: pd.DataFrame, words: Words, about: About) -> bytes:
    """Return the workbook of `workbook.estimates_workbook` with the columns of this kind of chart."""
    table = worked_table(kind, worked, words)
    if kind in piloted.PROTECTED:
        about = replace(about, protection=of_pilot.say_protection(words))
    book = workbook.begin(table, _indicators(kind, worked), words, about, _terms(kind, worked, words))
    for place, unit in enumerate(COLUMNS[kind].values(), start=1):
        for row in range(2, len(table) + 2):
            book.worksheets[0].cell(row, place).number_format = FORMATS.get(unit, "General")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def worked_csv(kind: str, worked: pd.DataFrame, words: Words, about: About) -> bytes:
    """Return the same table as delimited text, in the form of `workbook.estimates_csv`."""
    by_row = list(worked["indicator"]) if "indicator" in worked else []
    table = worked_table(kind, worked, words)
    if kind in piloted.COLUMNS:
        table[words.t("export.definitions")] = " ".join(f"{name}: {text}" for name, text in _terms(kind, worked, words))
    return workbook.delimit(table, by_row, words, about)


def _indicators(kind: str, worked: pd.DataFrame) -> list[str]:
    return list(worked["indicator"]) if "indicator" in COLUMNS[kind] else list(RESTS_ON.get(kind, ()))


def _terms(kind: str, worked: pd.DataFrame, words: Words) -> list[tuple[str, str]]:
    """Return the rules behind what was filed, or behind what is said of tools."""
    if kind in piloted.COLUMNS:
        return of_pilot.explain(words)
    if worked.empty or YEAR not in COLUMNS[kind].values():
        return []
    cohort = int(worked["cohort"].iloc[0]) if "cohort" in worked else None
    return of_filing.explain(words, int(worked["year"].max()), cohort)


def _cell(column: str, unit: str, row: Row, words: Words) -> object:
    if unit == TEXT:
        return _say(column, row, words)
    return None if _is_hidden(unit, row) or _is_missing(row[column]) else row[column]


def _is_hidden(unit: str, row: Row) -> bool:
    return row["status"] not in SHOWN and unit not in FILED


def _say(column: str, row: Row, words: Words) -> str:
    if column in piloted.SAID:
        return piloted.SAID[column](row, words)
    if _is_missing(row[column]):
        return ""
    if column == "group":
        return words.label(row["dimension"], row[column])
    if column == "centre":
        return words.label(column, row[column])
    if column == "level":
        return of_filing.name_rating(row[column], row["is_boundary"], words)
    return words.t(NAMED_BY.get(column, "status.{}").format(row[column]))


def _write_row(columns: Sequence[str], units: Sequence[str], row: Row, words: Words) -> list[str]:
    cells = [_write(column, unit, row, words) for column, unit in zip(columns, units, strict=True)]
    hidden = [place for place, unit in enumerate(units) if unit != TEXT and _is_hidden(unit, row)]
    for place in hidden:
        cells[place] = words.t(f"status.{row['status']}") if place == hidden[0] else ""
    return cells


def _write(column: str, unit: str, row: Row, words: Words) -> str:
    if unit == TEXT:
        return _say(column, row, words)
    if unit == RATED:
        return _write_rated(column, row, words)
    if _is_missing(row[column]):
        return "–"
    return WRITERS.get(unit, Words.percent)(words, row[column])


def _write_rated(column: str, row: Row, words: Words) -> str:
    """Write a share as its own state asks, or that state where there is none."""
    status = row.get(f"{column}_status", row["status"])
    if status not in SHOWN or _is_missing(row[column]):
        return words.t(f"status.{status}") if status not in SHOWN else "–"
    return written.qualify(words.percent(row[column]), status, bool(row.get("is_small", False)), words)


def _is_missing(cell: Any) -> bool:
    return bool(pd.isna(cell))
