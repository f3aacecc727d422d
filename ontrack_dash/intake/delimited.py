"""Text files with a delimiter into text cells, a quoted field with a line break being one row."""

import csv
import io
import re
from itertools import islice, zip_longest

import pyarrow as pa
import pyarrow.compute as pc

from ontrack_dash.catalogue import RULES
from ontrack_dash.intake.problems import Unreadable

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# The registers of the state system write six spaces between fields.
SIX_SPACES = " " * 6
STAND_IN = "\x1f"
DELIMITERS = ";,\t"
QUOTED = re.compile(r'"[^"]*"')
# Excel's own hint, which it does not show as a row.
HINT = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)


def read_delimited(data: bytes) -> dict[int, pa.Array]:
    """Read a text file as columns by position; a blank line is a row of empty cells.

    Raises:
        Unreadable: empty, not text, or wider than the limits.
    """
    text, delimiter = _find_delimiter(_decode(data))
    if text.count(delimiter) > RULES["files"]["most_cells"]:
        raise Unreadable("zip_bomb")
    rows = _split(text, delimiter)
    width = max(map(len, rows), default=0)
    if not width:
        raise Unreadable("file_empty")
    if width * len(rows) > RULES["files"]["most_cells"]:
        raise Unreadable("zip_bomb")
    columns = (pa.array(cells, pa.string()) for cells in zip_longest(*rows))
    return {at: _clean(cells) for at, cells in enumerate(columns)}


def _decode(data: bytes) -> str:
    coding = next((coding for mark, coding in BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    try:
        text = data.decode(coding or "utf-8")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1251")
        except UnicodeDecodeError as error:
            raise Unreadable("file_unreadable") from error
    if "\0" in text:
        raise Unreadable("file_unreadable")
    if not text.strip():
        raise Unreadable("file_empty")
    return text


def _find_delimiter(text: str) -> tuple[str, str]:
    """Return the text ready to split and what splits it.

    A title above the header has fewer delimiters than the header.
    """
    if hint := HINT.match(text):
        return text[hint.end() :], hint[1]
    top = islice(filter(str.strip, io.StringIO(text)), RULES["reading"]["header_within"])
    lines = [QUOTED.sub("", line) for line in top]
    if SIX_SPACES in lines[0]:
        return text.replace(SIX_SPACES, STAND_IN), STAND_IN
    return text, max(DELIMITERS, key=lambda mark: max(line.count(mark) for line in lines))


def _split(text: str, delimiter: str) -> list[list[str]]:
    """Split by the rules of quoting; where they are broken, a quote is a character like any other."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        pass
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        raise Unreadable("file_unreadable") from error


def _clean(cells: pa.Array) -> pa.Array:
    text = pc.utf8_trim_whitespace(pc.replace_substring(cells, STAND_IN, SIX_SPACES))
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, text.type), text)
