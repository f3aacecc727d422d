"""Figures worked out from published estimates (representation, weighting, bounds) as tables, on screen and in files."""

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from ontrack_dash.export import workbook
from ontrack_dash.export.about import About
from ontrack_dash.i18n import Words

SHARE, POINTS, PERSONS, TEXT = "share", "points", "persons", "text"
FORMATS = {SHARE: "0.0%", POINTS: "+0.0%;-0.0%;0.0%", PERSONS: "#,##0"}
SHOWN = ("value", "imprecise")
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
    }
)  # fmt: skip
ON_SCREEN: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "representation": ("dimension", "group", "cohort_share", "answered_share", "difference"),
        "dumbbell": ("indicator", "value", "weighted_value", "difference", "n", "effective_n"),
        "bounds": ("indicator", "value", "low", "high", "cohort_low", "cohort_high"),
    }
)

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
    book = workbook.begin(table, _indicators(kind, worked), words, about)
    for place, unit in enumerate(COLUMNS[kind].values(), start=1):
        for row in range(2, len(table) + 2):
            book.worksheets[0].cell(row, place).number_format = FORMATS.get(unit, "General")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def worked_csv(kind: str, worked: pd.DataFrame, words: Words, about: About) -> bytes:
    """Return the same table as delimited text, in the form of `workbook.estimates_csv`."""
    by_row = list(worked["indicator"]) if "indicator" in worked else []
    return workbook.delimit(worked_table(kind, worked, words), by_row, words, about)


def _indicators(kind: str, worked: pd.DataFrame) -> list[str]:
    return list(worked["indicator"]) if "indicator" in COLUMNS[kind] else ["completers", "answered"]


def _cell(column: str, unit: str, row: Row, words: Words) -> object:
    if unit == TEXT:
        return _say(column, row, words)
    return None if row["status"] not in SHOWN or _is_missing(row[column]) else row[column]


def _say(column: str, row: Row, words: Words) -> str:
    if column == "indicator":
        return words.t(f"indicator.{row[column]}.name")
    if column == "dimension":
        return words.t(f"dimension.{row[column]}")
    if column == "group":
        return words.label(row["dimension"], row[column])
    return words.t(f"status.{row[column]}")


def _write_row(columns: Sequence[str], units: Sequence[str], row: Row, words: Words) -> list[str]:
    if row["status"] in SHOWN:
        return [_write(column, unit, row, words) for column, unit in zip(columns, units, strict=True)]
    names = [_say(column, row, words) for column, unit in zip(columns, units, strict=True) if unit == TEXT]
    rest = [""] * (len(columns) - len(names) - 1)
    return [*names, words.t(f"status.{row['status']}"), *rest]


def _write(column: str, unit: str, row: Row, words: Words) -> str:
    if unit == TEXT:
        return _say(column, row, words)
    if _is_missing(row[column]):
        return "–"
    if unit == PERSONS:
        # An effective number of persons is not whole, and its tenths say nothing.
        return words.number(row[column], digits=0)
    return words.points(row[column]) if unit == POINTS else words.percent(row[column])


def _is_missing(cell: Any) -> bool:
    return bool(pd.isna(cell))
