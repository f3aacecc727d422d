"""Lists of a page that are no estimates, as files: the columns of the screen, numbers as numbers."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from ontrack_dash.export import workbook
from ontrack_dash.export.about import About
from ontrack_dash.export.units import FORMATS
from ontrack_dash.i18n import Words


@dataclass(frozen=True)
class Listed:
    """One list: `columns` are header and unit (see `units`), None is a cell without a value.

    `ids` are the indicators whose definitions belong to it, `terms` what else its reader has to know. Moments are in
    UTC without saying so.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[object, ...], ...]
    ids: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


def listed_workbook(listed: Listed, words: Words, about: About) -> bytes:
    """Return a workbook of three sheets as `workbook.begin` makes it."""
    rows = [[_local(cell) for cell in row] for row in listed.rows]
    book = workbook.begin(_table(listed, rows), listed.ids, words, about, listed.terms)
    for row in book.worksheets[0].iter_rows(min_row=2):
        for cell, (_, unit) in zip(row, listed.columns, strict=True):
            cell.number_format = FORMATS.get(unit, "General")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def listed_csv(listed: Listed, words: Words, about: About) -> bytes:
    """Return the list as delimited text in the form of `workbook.estimates_csv`."""
    rows = [[words.moment(cell) if isinstance(cell, datetime) else cell for cell in row] for row in listed.rows]
    table = _table(listed, rows)
    said = " ".join(f"{name}: {text}" for name, text in (*_definitions(listed, words), *listed.terms))
    if said:
        table[words.t("export.definitions")] = said
    return workbook.delimit(table, [], words, about)


def _table(listed: Listed, rows: list[list[object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[header for header, _ in listed.columns], dtype=object)


def _definitions(listed: Listed, words: Words) -> Iterator[tuple[str, str]]:
    return ((words.t(f"indicator.{name}.name"), words.t(f"indicator.{name}.definition")) for name in listed.ids)


def _local(cell: object) -> object:
    """Return a moment as the clock of this machine shows it; a workbook knows no zones."""
    return cell.replace(tzinfo=UTC).astimezone().replace(tzinfo=None) if isinstance(cell, datetime) else cell
