"""The workbook inside a chart: what PowerPoint opens for „edit data“, and where the chart takes its numbers from."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ontrack_dash.export.cells import UNPRINTABLE

# Text stays text, however it begins.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NAME = "Sheet1"
WIDE, NARROW = 36, 14

Number = float | int | None


@dataclass(frozen=True)
class Column:
    """One column as the chart knows it: where it stands, what it says, and how its numbers are written."""

    letter: str
    header: str
    values: tuple[Number, ...]
    form: str
    formulas: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The cell of its header."""
        return f"{NAME}!${self.letter}$1"

    @property
    def place(self) -> str:
        """The cells of its numbers."""
        return f"{NAME}!${self.letter}$2:${self.letter}${len(self.values) + 1}"


@dataclass
class Sheet:
    """A table of named rows that columns are added to; a row without a number has an empty cell."""

    corner: str
    rows: Sequence[str]
    columns: list[Column] = field(default_factory=list)

    def add(self, header: str, values: Sequence[Number], form: str, formulas: Sequence[str] = ()) -> Column:
        """Add a column of numbers; those with a formula follow other cells when these are edited."""
        letter = _letter(len(self.columns) + 1)
        column = Column(letter, UNPRINTABLE.sub("", header), tuple(map(_plain, values)), form, tuple(formulas))
        self.columns.append(column)
        return column

    def subtract(self, header: str, first: Column, second: Column) -> Column:
        """Add a column that Excel works out itself: the first less the second."""
        both = zip(first.values, second.values, strict=True)
        less = [None if a is None or b is None else a - b for a, b in both]
        rows = range(2, len(less) + 2)
        return self.add(header, less, first.form, [f"={first.letter}{row}-{second.letter}{row}" for row in rows])

    def span(self, header: str, low: Column, high: Column, count: int, first: int) -> Column:
        """Add a column with the two ends of every row and an empty cell after them, from row `first` on."""
        values: list[Number] = [None] * first
        formulas = [""] * first
        for at in range(count):
            values += [low.values[at], high.values[at], None]
            formulas += [f"={low.letter}{at + 2}", f"={high.letter}{at + 2}", ""]
        return self.add(header, values, low.form, formulas)

    def replace(self, column: Column, values: Sequence[Number]) -> Column:
        """Change the numbers of a column: an empty one has no formula either."""
        changed = replace(column, values=tuple(values))
        self.columns[self.columns.index(column)] = changed
        return changed

    @property
    def names(self) -> str:
        """The cells of the names of the rows."""
        return f"{NAME}!$A$2:$A${len(self.rows) + 1}"

    def content(self) -> bytes:
        """Return the workbook."""
        stream = io.BytesIO()
        with Workbook(stream, OPTIONS) as workbook:
            page = workbook.add_worksheet(NAME)
            page.set_column(0, 0, WIDE)
            page.set_column(1, max(len(self.columns), 1), NARROW)
            page.write_string(0, 0, self.corner)
            for row, name in enumerate(self.rows, 1):
                page.write_string(row, 0, UNPRINTABLE.sub("", name))
            for at, column in enumerate(self.columns, 1):
                page.write_string(0, at, column.header)
                _write(page, at, column, workbook.add_format({"num_format": column.form}))
        return stream.getvalue()


def _write(page: Worksheet, at: int, column: Column, form: Format) -> None:
    for row, value in enumerate(column.values, 1):
        if value is None:
            continue
        if column.formulas:
            page.write_formula(row, at, column.formulas[row - 1], form, value)
        else:
            page.write_number(row, at, value, form)


def _plain(value: Number) -> float | None:
    """Return a number as plain Python writes it; one that is none is nothing."""
    return None if value is None or math.isnan(value) else float(value)


def _letter(number: int) -> str:
    """Return the letters of a column, counted from 0."""
    first, last = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
