"""Text that a spreadsheet must never take for a formula."""

import re

from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

# What XML 1.0 cannot hold (section 2.2), and half of a pair that no encoding can write.
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def put(cell: Cell, value: object) -> None:
    """Write a value: text as text even where it begins like a formula, numbers and dates as they are."""
    if not isinstance(value, str):
        cell.value = value  # type: ignore[assignment]
        return
    text = UNPRINTABLE.sub("", value)
    cell.value = text
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def put_at(page: Worksheet, row: int, column: int, value: object) -> Cell:
    """Write a value into a cell of a sheet and return the cell.

    Raises:
        ValueError: the cell lies inside a merged range.
    """
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        raise ValueError(f"row {row}, column {column} is inside a merged range")
    put(cell, value)
    return cell


def defuse(text: str) -> str:
    """Return text for a delimited file, where only an apostrophe in front stops it from being run (OWASP)."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
