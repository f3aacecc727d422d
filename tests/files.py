"""Small files in the product's layouts, for tests that start from a file."""

import io
from collections.abc import Mapping, Sequence

import openpyxl

from ontrack_dash.fields import LAYOUTS

Row = Mapping[str, object]

GRADUATE: Row = {
    "licence": "9999120001", "profession": "811010", "level": "III СПК", "kind": "СПК", "completion_date": "30.06.2023",
    "sex": "жена", "birth_year": 1990, "funding": "Заплащане на такса от обучаемите", "oblast": "София (столица)",
    "has_consent": "да", "is_invited_1": "да", "is_invited_2": "не",
}  # fmt: skip
ANSWER: Row = {
    "licence": "9999120001", "wave": "1", "answer_date": "30.06.2024 г.", "profession": "811010", "level": "III СПК",
    "kind": "СПК", "completion_date": "30.06.2023", "sex": "жена", "birth_year": 1990, "oblast": "София (столица)",
    "funding": "Заплащане на такса от обучаемите", "destination": "работя", "in_field": "да, по професията",
    "is_studying": "не", "months_to_job": 3, "usefulness": 5, "satisfaction": 4,
}  # fmt: skip
COURSE: Row = {
    "profession": "811010", "level": "III СПК", "oblast": "София-град", "enrolled_men": 12, "enrolled_women": 8,
    "certified_men": 10, "certified_women": 7, "hours": 960, "price": "1200,50",
    "funding": "Заплащане на такса от обучаемите", "disabled": 0, "vulnerable": 2,
}  # fmt: skip
CENTRE: Row = {"licence": "9999120001", "centre_name": "ЦПО Пример", "settlement": "гр. Варна"}

DEFAULTS = {"graduates": GRADUATE, "answers": ANSWER, "annual_a": COURSE, "annual_e": COURSE, "centres": CENTRE}
KEYS = {"graduates": "pseudonym", "answers": "answer_id"}


def table(kind: str, *changes: Row, times: int = 1) -> list[list[object]]:
    """Return the cells of a file, its header rows first; each change of the defaults stands as often as asked."""
    columns = LAYOUTS[kind].columns
    header = [[column.group or "" for column in columns]] if LAYOUTS[kind].header_rows > 1 else []
    header.append([column.header for column in columns])
    rows = [{**DEFAULTS[kind], **change} for change in changes or ({},) for _ in range(times)]
    key = KEYS.get(kind)
    keyed = [{key: f"{kind}-{index}", **row} if key else row for index, row in enumerate(rows)]
    return [*header, *([row.get(column.field) for column in columns] for row in keyed)]


def workbook(cells: Sequence[Sequence[object]]) -> bytes:
    """Write cells as an xlsx file."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in cells:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
