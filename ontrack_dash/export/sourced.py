"""Tables of facts that others published: one definition for the screen and for the files, each row with its source."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ontrack_dash import __version__
from ontrack_dash.export import workbook
from ontrack_dash.i18n import Words

TEXT, NUMBER, SHARE, SCORE, QUANTITY, DAY, LINK = "text", "number", "share", "score", "quantity", "day", "link"
# Kinds of column whose cells stand to the right.
NUMBERS = (NUMBER, SHARE, SCORE, QUANTITY)
FORMATS: Mapping[str, str] = MappingProxyType(
    {SHARE: "0.0%", SCORE: "0", NUMBER: "#,##0", DAY: "dd.mm.yyyy", "months": "0.0#"}
)
WIDE_COLUMN = 60
LONG_TEXT = 60  # characters
NOTHING = "–"


class Quantity(NamedTuple):
    """A number whose unit differs from row to row: a share 0-1 or months."""

    value: float
    unit: str
    qualifier: str = ""


@dataclass(frozen=True)
class Sourced:
    """One table: `columns` are header and kind, `rows` hold values; None is a cell nothing was found for."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[tuple[str, str], ...] = ()


def sourced_workbook(table: Sourced, words: Words) -> bytes:
    """Return a workbook: the table, its numbers real numbers and its sources links; its terms; and what the file is."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = words.t("export.data")
    frame, formats = _spread(table, words)
    workbook.fill(page, frame.columns, frame.itertuples(index=False, name=None))
    page.auto_filter.ref = page.dimensions
    for row, of_row in zip(page.iter_rows(min_row=2), formats, strict=True):
        for cell, form in zip(row, of_row, strict=True):
            cell.number_format = FORMATS.get(form, "General")
            if form == LINK and cell.value:
                cell.hyperlink = str(cell.value)
    for place, name in enumerate(frame.columns, start=1):
        if frame[name].map(lambda value: len(str(value))).max() > LONG_TEXT:
            page.column_dimensions[get_column_letter(place)].width = WIDE_COLUMN
    headers = (words.t("export.what"), words.t("export.text"))
    workbook.fill(book.create_sheet(words.t("export.definitions")), headers, _terms(table, words), workbook.WIDE)
    workbook.fill(book.create_sheet(words.t("export.about")), headers, _origin(table, words), workbook.WIDE)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sourced_csv(table: Sourced, words: Words) -> bytes:
    """Return the table as delimited text in the form of `workbook.estimates_csv`; what it is stands in every row."""
    frame, _ = _spread(table, words)
    frame = frame.map(lambda cell: words.date(cell) if isinstance(cell, date) else cell)
    for label, text in (*_origin(table, words), *_terms(table, words)):
        frame[label] = text
    return workbook.write_delimited(frame, words.lang)


def write(kind: str, value: object, words: Words) -> str:
    """Write a cell for a reader.

    Raises:
        TypeError: a value that is not of its kind.
    """
    if value is None:
        return NOTHING if kind == SCORE else words.t("status.no_data" if kind in NUMBERS else "europe.not_found")
    match value:
        case Quantity(number, unit, qualifier):
            said = _measure(number, unit, words, is_rough=bool(qualifier))
            return words.t(f"europe.{qualifier}", value=said) if qualifier else said
        case date():
            return words.date(value)
        case int() | float():
            return words.percent(value) if kind == SHARE else words.number(value)
        case str():
            return value
    raise TypeError(f"no such cell: {value!r}")


def _measure(number: float, unit: str, words: Words, *, is_rough: bool) -> str:
    """Write a quantity with the digits its source gives; a rough one in whole numbers."""
    if unit == SHARE:
        return words.percent(number, 0 if is_rough else 1)
    digits = len(str(number).partition(".")[2])
    return words.t(f"months.{'one' if number == 1 else 'other'}", n=words.number(number, digits))


def _spread(table: Sourced, words: Words) -> tuple[pd.DataFrame, list[list[str]]]:
    """Return the table of a file and the format of each of its cells; a quantity takes two columns."""
    columns = [
        part
        for header, kind in table.columns
        for part in ([header, words.t("export.unit")] if kind == QUANTITY else [header])
    ]
    kinds = [kind for _, kind in table.columns]
    cells, formats = [], []
    for row in table.rows:
        parts = [_parts(kind, value, words) for kind, value in zip(kinds, row, strict=True)]
        cells.append([value for part in parts for value, _ in part])
        formats.append([form for part in parts for _, form in part])
    return pd.DataFrame(cells, columns=columns, dtype=object), formats


def _parts(kind: str, value: object, words: Words) -> Sequence[tuple[object, str]]:
    """Return the cells of a file one value takes, each with its format; a number nobody gave stays empty."""
    if isinstance(value, Quantity):
        unit = words.t(f"export.unit_{value.unit}")
        said = f"{unit}; {write(kind, value, words)}" if value.qualifier else unit
        return [(value.value, value.unit), (said, TEXT)]
    if value is None and kind not in NUMBERS:
        return [(words.t("europe.not_found"), TEXT)]
    return [(value, kind)]


def _terms(table: Sourced, words: Words) -> list[tuple[str, str]]:
    """Return what a reader of the table has to know of its contents."""
    notes = [note for note in table.notes if note[0] != words.t("export.filters")]
    return [*notes, (words.t("europe.dates"), words.t("europe.dates_note"))]


def _origin(table: Sourced, words: Words) -> list[tuple[str, str]]:
    """Return what the file is, of which rows, and who made it when."""
    made = datetime.now(UTC).astimezone().date()
    return [
        (words.t("europe.dataset"), table.title),
        *(note for note in table.notes if note[0] == words.t("export.filters")),
        (words.t("export.source"), words.t("app.name")),
        (words.t("europe.version"), __version__),
        (words.t("europe.made"), words.date(made)),
    ]
