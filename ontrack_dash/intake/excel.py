"""The first visible sheet of a workbook, every cell as text, as Arrow columns."""

from dataclasses import dataclass

import fastexcel
import pyarrow as pa

from ontrack_dash.intake.problems import Unreadable


@dataclass(frozen=True)
class Sheet:
    """`columns`: by position, row 0 is the first row of the sheet; `skipped`: the other visible sheets with cells."""

    name: str
    columns: dict[int, pa.Array]
    skipped: tuple[str, ...] = ()


def load_sheet(data: bytes) -> Sheet:
    """Read the first visible sheet.

    Raises:
        Unreadable: damaged, or nothing in it.
    """
    sheets = [sheet for sheet in _load(data) if sheet.visible == "visible"]
    if not sheets or not sheets[0].total_height:
        raise Unreadable("file_empty")
    first, *others = sheets
    positions = [column.absolute_index for column in first.selected_columns]
    columns = dict(zip(positions, first.to_arrow().columns, strict=True))
    return Sheet(first.name, columns, tuple(sheet.name for sheet in others if sheet.total_height))


def _load(data: bytes) -> list[fastexcel.ExcelSheet]:
    try:
        book = fastexcel.read_excel(data)
        count = len(book.sheet_names)
        # Without skip_rows the reader drops blank rows at the top and every row number shifts.
        return [book.load_sheet(at, header_row=None, skip_rows=0, dtypes="string") for at in range(count)]
    except fastexcel.FastExcelError as error:
        raise Unreadable("file_unreadable") from error
    except BaseException as error:
        # A damaged workbook can make the Rust reader panic, which Python sees outside the tree of exceptions.
        if type(error).__name__ == "PanicException":
            raise Unreadable("file_unreadable") from error
        raise
