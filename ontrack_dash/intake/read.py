"""Files as people send them into text cells; columns that identify a person are dropped before anyone sees them."""

from dataclasses import dataclass
from pathlib import PurePath

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.intake import headers
from ontrack_dash.intake.archive import MEGABYTE, Member, open_archive, read_members
from ontrack_dash.intake.coded import as_text
from ontrack_dash.intake.delimited import read_delimited
from ontrack_dash.intake.excel import Sheet
from ontrack_dash.intake.problems import Unreadable
from ontrack_dash.intake.workbook import OLE, WORKBOOK, read_workbook

ZIP = b"PK"
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls")


@dataclass(frozen=True)
class Part:
    """One sheet to look at.

    `cells`: text cells, columns by position (a dropped column leaves a gap), index = the row number people see.
    `personal`: labels of the columns that were dropped. `skipped`: what else the file holds that was not read.
    """

    name: str
    sheet: str | None
    cells: pd.DataFrame
    personal: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def open_parts(name: str, data: bytes, kind: str | None = None) -> list[Part]:
    """Read a file by what it holds, whatever it is called; an archive gives a part for each spreadsheet in it.

    `kind` is what the person chose: of a kind that is never recognised it says where the header is.

    Raises:
        Unreadable: nothing can be read; says which rule and which member of an archive.
    """
    _check_size(data)
    if not _is_archive(name, data):
        return [_open(name, data, kind)]
    members, skipped = read_members(data)
    if not members:
        raise Unreadable("file_unreadable" if skipped else "file_empty")
    parts = [_open_member(name, member, kind) for member in members]
    first = parts[0]
    parts[0] = Part(first.name, first.sheet, first.cells, first.personal, first.skipped + skipped)
    return parts


def _check_size(data: bytes) -> None:
    if not data:
        raise Unreadable("file_empty")
    if len(data) > RULES["files"]["largest_mb"] * MEGABYTE:
        raise Unreadable("file_too_large", str(len(data) // MEGABYTE))


def _is_archive(name: str, data: bytes) -> bool:
    if not data.startswith(ZIP) or PurePath(name).suffix.lower() in WORKBOOK_SUFFIXES:
        return False
    with open_archive(data) as archive:
        return WORKBOOK not in archive.namelist()


def _open_member(archive: str, member: Member, kind: str | None) -> Part:
    try:
        _check_size(member.content)
        return _open(f"{archive}/{member.name}", member.content, kind)
    except Unreadable as problem:
        raise Unreadable(problem.rule, problem.detail or member.name) from problem


def _open(name: str, data: bytes, kind: str | None) -> Part:
    is_workbook = data.startswith((ZIP, OLE)) or PurePath(name).suffix.lower() in WORKBOOK_SUFFIXES
    sheet = read_workbook(data) if is_workbook else Sheet("", read_delimited(data))
    cells = pd.DataFrame({at: as_text(column) for at, column in sheet.columns.items()})
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    dropped = headers.personal_columns(cells, kind)
    return Part(
        name=name,
        sheet=sheet.name or None,
        cells=cells.drop(columns=list(dropped)),
        personal=tuple(dropped.values()),
        skipped=sheet.skipped,
    )
