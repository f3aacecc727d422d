"""The smallest files of every kind, good and bad, in every format people send."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlwt

from ontrack_dash.fields import LAYOUTS, Column
from ontrack_dash.intake.draft import Draft, Known, Options, prepare
from tests.files import ANSWER, CENTRE, COURSE, GRADUATE, Row, workbook

TODAY = date(2026, 1, 31)
KNOWN = Known(today=TODAY)
# A valid ЕГН and a valid ЛНЧ of nobody: made from the rule of the check digit.
EGN = "8503125642"
PNF = "1000000001"

Cell = object
Grid = list[list[Cell]]

EXAMPLES: Mapping[str, Row] = {
    "centres": CENTRE,
    **{kind: {**COURSE, "row_number": 1} for kind in ("annual_a", "annual_b", "annual_d", "annual_e")},
    "annual_validation": {
        "row_number": 1, "profession": "811010", "level": "III СПК", "oblast": "Варна", "validated_full": 3,
        "validated_part": 1, "disabled": 0, "vulnerable": 0,
    },
    "graduates": {**GRADUATE, "pseudonym": "g-1"},
    "answers": {**ANSWER, "answer_id": "a-1"},
    "employers": {
        "licence": "9999120001", "answer_id": "e-1", "answer_date": "01.07.2024", "profession": "811010",
        "level": "III СПК", "kind": "СПК", "year": 2023, "qualification": 4, "satisfaction": "5",
    },
    "survey_detail": {"profession": "811010 Хотелиер", "specialty": "8110101 Организация на хотелиерството - III СПК"},
}  # fmt: skip
SAID: Mapping[str, dict[str, Any]] = {
    **{kind: {"year": 2024, "centre": "9999120001"} for kind in EXAMPLES if kind.startswith("annual_")},
    "annual_a": {"kind": "annual_a", "year": 2024, "centre": "9999120001"},
    "annual_e": {"kind": "annual_e", "year": 2024, "centre": "9999120001"},
    "survey_detail": {"year": 2024, "wave": 1},
}
QUESTIONS = {
    "Какво е основното Ви занимание в момента?": "Работя на трудов или граждански договор",
    "Учите ли в момента?": "Не",
}


def columns(kind: str) -> tuple[Column, ...]:
    return LAYOUTS[kind].columns


def grid(kind: str, *changes: Row, questions: Mapping[str, str] | None = None) -> Grid:
    """Return a sheet as the system prints it: merged groups stand once, over their first column."""
    asked = QUESTIONS if questions is None and kind == "survey_detail" else questions or {}
    header: Grid = []
    if LAYOUTS[kind].header_rows > 1:
        groups = [column.group for column in columns(kind)]
        header.append([name if name not in groups[:at] else None for at, name in enumerate(groups)])
    header.append([*(column.header or "   " for column in columns(kind)), *asked])
    rows = [{**EXAMPLES[kind], **change} for change in changes or ({},)]
    return [*header, *([*(row.get(column.field) for column in columns(kind)), *_answers(row, asked)] for row in rows)]


def _answers(row: Row, asked: Mapping[str, str]) -> list[Cell]:
    return [row.get(question, answer) for question, answer in asked.items()]


def xls(cells: Sequence[Sequence[Cell]]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Лист1")
    for at, row in enumerate(cells):
        for position, cell in enumerate(row):
            if cell is not None:
                sheet.write(at, position, cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def delimited(cells: Sequence[Sequence[Cell]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    texts = [["" if cell is None else str(cell) for cell in row] for row in cells]
    if len(delimiter) > 1:
        return "\r\n".join(delimiter.join(row) for row in texts).encode(encoding)
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(texts)
    return stream.getvalue().encode(encoding)


def packed(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def check(cells: Sequence[Sequence[Cell]], known: Known = KNOWN, **said: Any) -> Draft:
    """Prepare a workbook of these cells."""
    return check_file("файл.xlsx", workbook(cells), known, **said)


def check_file(name: str, data: bytes, known: Known = KNOWN, **said: Any) -> Draft:
    drafts = prepare(name, data, Options(**said), known)
    assert len(drafts) == 1
    return drafts[0]


def check_kind(kind: str, *changes: Row, known: Known = KNOWN, **said: Any) -> Draft:
    """Prepare a workbook of a kind, with what it needs to be told."""
    return check(grid(kind, *changes), known, **{**SAID.get(kind, {}), **said})


def rules(draft: Draft) -> list[str]:
    return list(draft.findings["rule"])


def places(draft: Draft, rule: str) -> list[tuple[Any, Any]]:
    """Return (row, letter of the column) of a rule's findings."""
    found = draft.findings[draft.findings["rule"] == rule]
    letters = found["column"].str.split(" · ").str[0]
    return list(zip(found["row"].tolist(), letters.tolist(), strict=True))


def digits_with_check(nine: str, weights: Sequence[int], modulus: int) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(nine, weights, strict=True))
    return f"{nine}{total % modulus % 10}"


def make_egn(nine: str) -> str:
    return digits_with_check(nine, (2, 4, 8, 5, 10, 9, 7, 3, 6), 11)


def make_pnf(nine: str) -> str:
    return digits_with_check(nine, (21, 19, 17, 13, 11, 9, 7, 3, 1), 10)
