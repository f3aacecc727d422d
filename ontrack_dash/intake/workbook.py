"""Excel workbooks into text cells that keep the row numbers and column letters people see."""

import re
import zipfile
from array import array
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ontrack_dash.catalogue import RULES
from ontrack_dash.intake.archive import open_archive, unpack
from ontrack_dash.intake.confined import load_confined
from ontrack_dash.intake.excel import Sheet, load_sheet
from ontrack_dash.intake.problems import Unreadable

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# The first record of an old workbook and, in a locked one, the record after it.
FIRST_RECORD = bytes.fromhex("09081000")
FIRST_RECORD_LENGTH = 20
LOCK_RECORD = bytes.fromhex("2f00")
WORKBOOK = "xl/workbook.xml"
# Most sheets have fewer than 27 columns: only one that goes further, or deeper than a million rows,
# or with cells that do not begin by saying where they stand, is measured.
UNPLACED_CELL = re.compile(rb"<c(?:>|\s[^r])")
FAR_CELL = r"""r=["']([A-Za-z]{2,6}\d|[A-Za-z]\d{7})"""
COLUMN_OF_CELL = re.compile(rb"""r=["']([A-Za-z]{1,6})\d""")
ROW_OF_CELL = re.compile(rb"""r=["'][A-Za-z]{1,6}(\d{1,12})["']""")
ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?r=["'](\d{1,12})["']""")
ROW_START = re.compile(rb"<(?:\w+:)?row[\s>]")
CELL_START = re.compile(rb"<(?:\w+:)?c[\s>]")
LONGEST_REFERENCE = 32
LETTERS = 26


def read_workbook(data: bytes) -> Sheet:
    """Read the first visible sheet of an xlsx, xlsm or xls file, every cell as trimmed text, None where empty.

    Raises:
        Unreadable: locked, cut off, not a workbook, empty, or larger inside than the limits.
    """
    limits = RULES["files"]
    if data.startswith(OLE):
        if ENCRYPTED in data or _is_locked_xls(data):
            raise Unreadable("file_password")
        sheet = load_confined(data, limits["reader_memory_mb"], limits["reader_seconds"])
    else:
        _check_extent(data)
        sheet = load_sheet(data)
    return replace(sheet, columns={at: _trim(cells) for at, cells in sheet.columns.items()})


def _is_locked_xls(data: bytes) -> bool:
    after = data.find(FIRST_RECORD) + FIRST_RECORD_LENGTH
    return data[after : after + len(LOCK_RECORD)] == LOCK_RECORD


def _trim(cells: pa.Array) -> pa.Array:
    text = pc.utf8_trim_whitespace(cells)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, text.type), text)


def _check_extent(data: bytes) -> None:
    """Refuse a sheet whose furthest cell spans more than a reader can lay out in memory."""
    with open_archive(data) as archive:
        if WORKBOOK not in archive.namelist():
            raise Unreadable("file_unreadable")
        for member in archive.infolist():
            is_far = _holds_far_cell(_overlapping(unpack(data, member)))
            if is_far and _measure(data, member) > RULES["files"]["most_cells"]:
                raise Unreadable("zip_bomb")


def _holds_far_cell(pieces: Iterator[bytes]) -> bool:
    """Tell whether any piece holds a cell to be measured.

    Every piece is unpacked, so that a cut-off member is noticed; one is searched while the next is unpacked.
    """
    is_far = False
    with ThreadPoolExecutor(max_workers=1) as pool:
        searched: Future[bool] | None = None
        for piece in pieces:
            is_far |= searched is not None and searched.result()
            searched = pool.submit(_is_far, piece)
        return is_far or (searched is not None and searched.result())


def _is_far(piece: bytes) -> bool:
    """Search with Arrow: faster than `re` over the hundred megabytes a large sheet unpacks to, and free of the lock."""
    offsets = pa.py_buffer(array("i", [0, len(piece)]))
    text = pa.Array.from_buffers(pa.binary(), 1, [None, offsets, pa.py_buffer(piece)])
    return any(pc.match_substring_regex(text, pattern)[0].as_py() for pattern in (FAR_CELL, UNPLACED_CELL.pattern))


def _measure(data: bytes, member: zipfile.ZipInfo) -> int:
    width = height = 0
    for piece in _overlapping(unpack(data, member)):
        width = max([width, *map(_column_number, set(COLUMN_OF_CELL.findall(piece)))])
        height = max([height, *map(int, set(ROW_OF_CELL.findall(piece)))])
        if UNPLACED_CELL.search(piece):
            width = max(width, *(len(CELL_START.findall(row)) for row in ROW_START.split(piece)))
            height = max([height, *map(int, ROW.findall(piece))])
    return width * height


def _overlapping(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Add the seams between pieces, so that no reference is cut in two."""
    tail = b""
    for piece in pieces:
        yield tail + piece[:LONGEST_REFERENCE]
        yield piece
        tail = piece[-LONGEST_REFERENCE:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * LETTERS + letter - ord("A") + 1
    return number
