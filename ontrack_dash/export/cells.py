"""Text that a spreadsheet must never take for a formula."""

from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def put(cell: Cell, value: object) -> None:
    """Write a value: text as text even where it begins like a formula, numbers and dates as they are."""
    if not isinstance(value, str):
        cell.value = value  # type: ignore[assignment]
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    if value.startswith(FORMULA_STARTS):
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
