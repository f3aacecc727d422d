"""The smallest files of every kind, good and bad, in every format people send."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlwt

from ontrack_dash.fields import LAYOUTS, Column
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS, Instrument
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
    **{f"form_{name}": {"answer_id": "a-1", "respondent": "a-1", "answer_date": "01.07.2025"} for name in INSTRUMENTS},
    "survey_detail": {"profession": "811010 Хотелиер", "specialty": "8110101 Организация на хотелиерството - III СПК"},
    "survey_other": {"answer_date": "2024-07-01 10:00:00"},
    "self_assessments": {
        "licence": "9999120001", "centre_name": "Пример ООД", "year": 2024, "filing_date": "28.01.2025 г.",
        "filing_status": "Одобрен", "filed_full": 12, "filed_part": 3, "filed_validation": 1,
        "filed_validation_part": 0, "filed_legal": 4, "filed_continuing": 5, "filed_failed": 2, "filed_withdrawn": 1,
    },
    "filing_list": {
        "licence": "9999120001", "centre_name": "Пример ООД", "year": 2024, "filing_date": "28.01.2025 г.",
        "filing_status": "Подаден",
    },
    "annual_list_napoo": {
        "licence": "9999120001", "centre_name": "ЦПО Пример", "settlement": "гр. Варна", "annual_status": "Работен",
        "annual_date": "15.01.2025", "filing_status": "Върнат", "filing_date": "28.01.2025",
    },
    "annual_list": {
        "licence": "9999120001", "centre_name": "ЦПО Пример", "settlement": "гр. Варна", "is_annual_filed": "Да",
        "annual_date": "15.01.2025",
    },
    "annual_list_all": {
        "licence": "9999120001", "centre_name": "ЦПО Пример", "year": "2024", "annual_status": "Одобрен",
        "annual_date": "20.02.2025",
    },
    "pilot_scores": {
        "round": 1, "tool": "Регистър на завършилите", "country": "България", "provider": "ц-01", "respondent": "о-1",
        "role": "Преподавател", "tool_usefulness": 5, "tool_clarity": "4", "tool_ease": 3, "tool_time": 2,
        "tool_feasibility": 4, "tool_relevance": 5, "tool_completeness": None, "minutes": 12,
        "adopt": "Да, след промени", "theme": "Лекота; Яснота", "comment": "Три колони могат да отпаднат.",
    },
    "pilot_responses": {
        "round": 1, "tool": "register", "country": "BG", "provider": "ц-01", "invited": 8, "answered": 5,
    },
}  # fmt: skip
SAID: Mapping[str, dict[str, Any]] = {
    **{kind: {"year": 2024, "centre": "9999120001"} for kind in EXAMPLES if kind.startswith("annual_")},
    "annual_a": {"kind": "annual_a", "year": 2024, "centre": "9999120001"},
    "annual_e": {"kind": "annual_e", "year": 2024, "centre": "9999120001"},
    "survey_detail": {"year": 2024, "wave": 1},
    "survey_other": {"kind": "survey_other", "year": 2023, "wave": 1},
    "annual_list_napoo": {"year": 2024},
    "annual_list": {"year": 2024},
}


def answered(instrument: Instrument) -> Mapping[str, Cell]:
    """Return an answer to every question: the third it offers, or the least number it takes."""
    words, plain = Words("bg"), {"date": "30.06.2024", "text": "9999120001"}
    answers: dict[str, Cell] = {}
    for item in instrument.items:
        texts = [choice.text(words) for choice in item.choices[:3]]
        if not item.is_dropped:
            answers[item.text(words)] = texts[-1] if texts else item.limits[0] if item.limits else plain[item.type]
    return answers


QUESTIONS: Mapping[str, Mapping[str, Cell]] = {
    **{f"form_{name}": answered(instrument) for name, instrument in INSTRUMENTS.items()},
    "survey_detail": {
        "Какво е основното Ви занимание в момента?": "Работя на трудов или граждански договор",
        "Учите ли в момента?": "Не",
    },
    "survey_other": {
        "What is your main activity at present?": "I work under an employment or civil contract",
        "Are you studying at present?": "No",
    },
    "self_assessments": {"Публичност на предлаганото обучение": 2, "Проследяване на завършилите": "0,5"},
}


def columns(kind: str) -> tuple[Column, ...]:
    return LAYOUTS[kind].columns


def grid(kind: str, *changes: Row, questions: Mapping[str, Cell] | None = None) -> Grid:
    """Return a sheet as the system prints it: merged groups stand once, over their first column."""
    asked = QUESTIONS.get(kind, {}) if questions is None else questions
    header: Grid = []
    if LAYOUTS[kind].header_rows > 1:
        groups = [column.group for column in columns(kind)]
        header.append([name if name not in groups[:at] else None for at, name in enumerate(groups)])
    header.append([*(column.header or "   " for column in columns(kind)), *asked])
    rows = [{**EXAMPLES[kind], **change} for change in changes or ({},)]
    return [*header, *([*(row.get(column.field) for column in columns(kind)), *_answers(row, asked)] for row in rows)]


def _answers(row: Row, asked: Mapping[str, Cell]) -> list[Cell]:
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
