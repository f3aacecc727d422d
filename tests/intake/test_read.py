"""Files of every format come in with the rows, letters and zeros people see."""

import io
import re
import zipfile
from datetime import date
from types import MappingProxyType
from typing import Any

import openpyxl
import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from ontrack_dash.catalogue import RULES
from ontrack_dash.intake import archive, delimited
from ontrack_dash.intake import workbook as workbooks
from ontrack_dash.intake.archive import unpack
from ontrack_dash.intake.problems import Unreadable
from ontrack_dash.intake.read import open_parts
from tests.files import workbook
from tests.intake.making import delimited as write_text
from tests.intake.making import grid, packed, xls

CENTRES = grid("centres")
SHEET = "xl/worksheets/sheet1.xml"
HEADER = ["Лицензия", "ЦПО", "Населено място"]


def why(name: str, data: bytes) -> tuple[str, str | None]:
    with pytest.raises(Unreadable) as caught:
        open_parts(name, data)
    return caught.value.rule, caught.value.detail


def read_one(name: str, data: bytes) -> dict[int, list[str | None]]:
    (part,) = open_parts(name, data)
    return {int(row): [None if cell is None else str(cell) for cell in cells] for row, cells in _rows(part.cells)}


def _rows(cells: Any) -> Any:
    texts = cells.astype(object).where(cells.notna(), None)
    return zip(cells.index, texts.itertuples(index=False, name=None), strict=True)


def save(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_xlsx_keeps_zeros_row_numbers_and_letters() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"], sheet["C3"] = "код", "брой"
    sheet["B6"], sheet["C6"] = "0012", 5.0
    (part,) = open_parts("x.xlsx", save(book))
    assert list(part.cells.columns) == [1, 2]
    assert part.cells.loc[6].tolist() == ["0012", "5"]
    assert part.cells.loc[[1, 2, 4, 5]].isna().all(axis=None)


def test_an_excel_date_and_a_half_arrive_as_text() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["C1"] = date(2024, 1, 31), 0.5, "  с интервали\u00a0"
    assert read_one("x.xlsx", save(book))[1] == ["2024-01-31 00:00:00", "0.5", "с интервали"]


def test_an_old_xls_reads_like_an_xlsx() -> None:
    rows = [*CENTRES, ["0099120001", None, "с. Бяла"]]
    assert read_one("x.xls", xls(rows)) == read_one("x.xlsx", workbook(rows))


def test_only_the_first_visible_sheet_is_read_and_the_others_are_named() -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.append(["тайно"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Данни").append(["видимо"])
    book.create_sheet("Още").append(["друго"])
    book.create_sheet("Празен")
    (part,) = open_parts("x.xlsx", save(book))
    assert (part.sheet, part.cells.loc[1].tolist(), part.skipped) == ("Данни", ["видимо"], ("Още",))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", " " * 6], ids=["semicolon", "comma", "tab", "six spaces"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_text_file_reads_with_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    rows = [
        ["Лицензия", "ЦПО", "Населено място"],
        ["0099120001", "ЦПО към Пример", "гр. Варна"],
        ["0099120002", "", "с. Бяла"],
    ]
    assert read_one("x.csv", write_text(rows, delimiter, encoding)) == {
        1: rows[0],
        2: rows[1],
        3: ["0099120002", None, "с. Бяла"],
    }


def test_blank_lines_and_quoted_line_breaks_keep_row_numbers() -> None:
    text = 'а;б\n\n"първи\nред; още";2\r\n\n3;4\n'
    assert read_one("x.txt", text.encode()) == {
        1: ["а", "б"],
        2: [None, None],
        3: ["първи\nред; още", "2"],
        4: [None, None],
        5: ["3", "4"],
    }


def test_a_badly_quoted_file_loses_no_rows() -> None:
    assert read_one("x.csv", 'а;б\n"ЦПО "Знание" ЕООД;1\n"незатворен;2\nв;3'.encode()) == {
        1: ["а", "б"],
        2: ['"ЦПО "Знание" ЕООД', "1"],
        3: ['"незатворен', "2"],
        4: ["в", "3"],
    }


def test_the_delimiter_is_taken_from_the_header_under_a_title() -> None:
    assert read_one("x.csv", "Справка, 2024 г.\nа;б;в\n1,5;2;3".encode())[3] == ["1,5", "2", "3"]
    assert read_one("x.csv", "sep=,\nа,б\n1;2,3".encode()) == {1: ["а", "б"], 2: ["1;2", "3"]}


def test_an_archive_gives_a_part_for_each_spreadsheet() -> None:
    data = packed(
        {"папка/а.xlsx": workbook(CENTRES), "б.csv": write_text(CENTRES), "в.pdf": b"%PDF", "__MACOSX/г.xlsx": b"-"}
    )
    first, second = open_parts("данни.zip", data)
    assert [first.name, second.name] == ["данни.zip/папка/а.xlsx", "данни.zip/б.csv"]
    assert (first.skipped, second.skipped) == (("в.pdf",), ())


def test_cyrillic_names_packed_by_windows_are_readable() -> None:
    data = packed({"aaaaaaa.csv": write_text(CENTRES)}).replace(b"aaaaaaa.csv", "центъра.csv".encode("cp866"))
    assert open_parts("x.zip", data)[0].name == "x.zip/центъра.csv"


def test_personal_columns_never_leave_the_reader() -> None:
    people = [
        [*HEADER, "Лице за контакт", "E-mail ", "Телефон за връзка"],
        ["1" * 10, "ЦПО", "Варна", "Иван", "a@b.bg", "1"],
    ]
    (part,) = open_parts("x.xlsx", workbook(people))
    assert list(part.cells.columns) == [0, 1, 2]
    assert part.personal == ("D · Лице за контакт", "E · E-mail", "F · Телефон за връзка")


def test_an_answer_that_looks_like_a_personal_header_costs_no_column() -> None:
    answers = [
        ["ЦПО", "Професионално направление", "Професия", "Специалност", "Как научихте?"],
        [*[None] * 4, "Телефон"],
    ]
    (part,) = open_parts("x.xlsx", workbook(answers))
    assert (part.personal, part.cells.loc[2, 4]) == ((), "Телефон")


def test_columns_of_an_unknown_file_are_dropped_by_any_of_its_top_rows() -> None:
    (part,) = open_parts("x.xlsx", workbook([["Списък"], [], ["Номер", "ЕГН", "Име"], [1, "8001010000", "Иван"]]))
    assert part.personal == ("B · ЕГН", "C · Име")
    assert list(part.cells.columns) == [0]
    (part,) = open_parts("x.xlsx", workbook([["нещо", "друго"], ["1", "Име на лицето: Иван Петров"]]))
    assert part.personal == ("B",)


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("x.xlsx", b"", "file_empty"),
        ("x.csv", b" \n;\n".replace(b";", b""), "file_empty"),
        ("x.xlsx", save(openpyxl.Workbook()), "file_empty"),
        ("x.zip", packed({}), "file_empty"),
        ("x.ods", packed({"content.xml": b"<office/>"}), "file_unreadable"),
        ("x.xlsx", workbook(CENTRES)[:-200], "file_unreadable"),
        ("x.xls", xls(CENTRES)[:1500], "file_unreadable"),
        ("x.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "file_unreadable"),
        ("x.xlsx", packed({"word/document.xml": b"<w/>"}), "file_unreadable"),
        ("x.csv", bytes(range(256)), "file_unreadable"),
        ("x.csv", "а;б\0".encode("utf-16-le"), "file_unreadable"),
        ("x.csv", b"\x98\x98", "file_unreadable"),
        ("x.csv", b"a" * 200_000, "file_unreadable"),
    ],
)  # fmt: skip
def test_a_file_that_gives_no_cells_says_why(name: str, data: bytes, rule: str) -> None:
    assert why(name, data)[0] == rule


def test_a_damaged_file_in_an_archive_is_named() -> None:
    assert why("x.zip", packed({"а.csv": write_text(CENTRES), "б.xlsx": b"PK junk"})) == ("file_unreadable", "б.xlsx")


def test_an_archive_in_an_archive_is_refused() -> None:
    assert why("x.zip", packed({"вътре.zip": packed({"а.csv": b"1"})})) == ("file_unreadable", "вътре.zip")


def encrypted_container() -> bytes:
    """Write an OLE file with the directory entry that every workbook encrypted by Excel has."""
    entries = ["Root Entry", "EncryptedPackage", "EncryptionInfo"]
    directory = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in entries)
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + directory.ljust(512, b"\0")


def locked_xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("x").write(0, 0, "а")
    records = book.get_biff_data()
    stream = io.BytesIO()
    XlsDoc().save(stream, records[:20] + bytes.fromhex("2f003600") + bytes(54) + records[20:])
    return stream.getvalue()


def locked_zip() -> bytes:
    data = bytearray(packed({"а.csv": b"1;2"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.xlsx", encrypted_container()), ("x.xls", locked_xls()), ("x.zip", locked_zip())],
    ids=["xlsx", "xls", "zip"],
)
def test_a_locked_file_asks_for_the_password_to_be_removed(name: str, data: bytes) -> None:
    assert why(name, data)[0] == "file_password"


@pytest.fixture
def tight_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {**RULES["files"], "largest_mb": 1, "largest_unpacked_mb": 2, "most_members": 12, "most_cells": 3_000}
    tight = MappingProxyType({**RULES, "files": MappingProxyType(limits)})
    for module in (archive, delimited, workbooks):
        monkeypatch.setattr(module, "RULES", tight)
    monkeypatch.setattr("ontrack_dash.intake.read.RULES", tight)


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, content)
    return stream.getvalue()


LARGE = b"".join(b"%06d;" % number for number in range(170_000))


@pytest.mark.usefixtures("tight_limits")
@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("x.csv", b"1;2\n" * 300_000, "file_too_large"),
        ("x.zip", packed({"а.csv": LARGE}), "file_too_large"),
        ("x.zip", packed({f"{number}.csv": b"1" for number in range(13)}), "zip_bomb"),
        ("x.zip", packed({"а.csv": LARGE, "б.csv": LARGE}), "zip_bomb"),
        ("x.zip", packed({"а.csv": bytes(1_000_000)}), "zip_bomb"),
        ("x.xlsx", with_member(workbook(CENTRES), "xl/media/1.bin", bytes(1_500_000)), "zip_bomb"),
        ("x.csv", b";" * 2_000 + b"\n\n", "zip_bomb"),
        ("x.csv", b"1;2\n" * 1_501, "zip_bomb"),
    ],
    ids=["large", "large inside", "members", "unpacked", "ratio", "workbook", "wide", "long"],
)
def test_a_file_beyond_the_limits_is_not_opened(name: str, data: bytes, rule: str) -> None:
    assert why(name, data)[0] == rule


@pytest.mark.usefixtures("tight_limits")
def test_one_far_cell_cannot_make_a_workbook_fill_the_memory() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["AZ90"] = "а", "далече"
    assert why("x.xlsx", save(book))[0] == "zip_bomb"
    del sheet["AZ90"]
    sheet["AZ30"] = "близо"
    assert len(read_one("x.xlsx", save(book))) == 30


@pytest.mark.usefixtures("tight_limits")
def test_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="%d">' + b"<c><v>1</v></c>" * 60 + b"</row>"
    book = zipfile.ZipFile(io.BytesIO(workbook(CENTRES)))
    members = {name: book.read(name) for name in book.namelist()}

    def with_rows(last: int) -> bytes:
        filled = b"<sheetData>" + rows % last + b"</sheetData>"
        sheet = re.sub(rb"(?s)<sheetData>.*</sheetData>", filled, members[SHEET])
        return packed({**members, SHEET: sheet})

    assert why("x.xlsx", with_rows(90))[0] == "zip_bomb"
    assert len(read_one("x.xlsx", with_rows(30))) == 30


def test_an_old_workbook_that_asks_for_all_memory_harms_nobody() -> None:
    greedy = bytearray(xls(CENTRES))
    greedy[64:68] = (0x00FFFFFF).to_bytes(4, "little")
    assert why("x.xls", bytes(greedy)) == ("file_unreadable", None)


def test_a_member_longer_than_the_archive_says_is_a_bomb() -> None:
    data = packed({"a.xml": b"x" * 5_000})
    (member,) = zipfile.ZipFile(io.BytesIO(data)).infolist()
    member.file_size = 4_000
    with pytest.raises(Unreadable, match="zip_bomb"):
        list(unpack(data, member))


def test_a_member_shorter_than_the_archive_says_is_cut_off() -> None:
    data = packed({"a.xml": b"x" * 5_000})
    (member,) = zipfile.ZipFile(io.BytesIO(data)).infolist()
    member.compress_size -= 5
    with pytest.raises(Unreadable, match="file_unreadable"):
        list(unpack(data, member))


def test_limits_of_size_say_how_large_the_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = MappingProxyType({**RULES["files"], "largest_mb": 1})
    monkeypatch.setattr("ontrack_dash.intake.read.RULES", MappingProxyType({**RULES, "files": limits}))
    assert why("x.csv", bytes(3 << 20)) == ("file_too_large", "3")
