"""Worked-out figures as files: real numbers under words, nothing of what is hidden."""

import csv
import io

import pytest
from openpyxl import load_workbook

from ontrack_dash.export import worked
from ontrack_dash.export.about import About
from ontrack_dash.i18n import LANGUAGES, Words
from tests.figures.estimates import BG, EN
from tests.figures.worked import BOUNDED, GROUP, WEIGHTED, bounded, frame, groups, hidden, weighted

FRAMES = {"representation": groups, "dumbbell": weighted, "bounds": bounded}
ROWS = {"representation": {**GROUP, "group": "male"}, "dumbbell": WEIGHTED, "bounds": BOUNDED}
ABOUT = About((("Област", "Варна"),), "НАПОО", None, "7", True, "On Track")
KINDS = pytest.mark.parametrize("kind", FRAMES)
BOTH = pytest.mark.parametrize("words", [Words(name) for name in LANGUAGES], ids=LANGUAGES)


@KINDS
@BOTH
def test_every_column_has_its_words(kind: str, words: Words) -> None:
    table = worked.worked_table(kind, FRAMES[kind](), words)
    assert len(table.columns) == len(worked.COLUMNS[kind]) == len(set(table.columns))
    assert set(worked.ON_SCREEN[kind]) <= set(worked.COLUMNS[kind])


@KINDS
def test_a_hidden_row_has_its_status_and_no_number(kind: str) -> None:
    careless = frame({**ROWS[kind], "status": "protected"})
    cells = worked.worked_table(kind, careless, BG).iloc[0].tolist()
    assert [cell for cell in cells if isinstance(cell, (int, float))] == []
    assert "защитена стойност" in cells
    assert worked.worked_csv(kind, careless, BG, ABOUT) == worked.worked_csv(
        kind, frame(hidden({**ROWS[kind]})), BG, ABOUT
    )


def test_on_screen_a_row_without_numbers_says_its_status_once() -> None:
    header, rows, right = worked.written_table("representation", groups(), BG)
    assert header == ["Признак", "Група", "Дял сред завършилите", "Дял сред отговорилите", "Разлика"]
    assert rows[0] == ["Пол", "мъже", "45,0\N{NO-BREAK SPACE}%", "40,0\N{NO-BREAK SPACE}%", "−5,0 пункта"]
    assert rows[-1] == ["Област", "Смолян", "защитена стойност", "", ""]
    assert right == [False, False, True, True, True]


def test_on_screen_effective_persons_are_whole_and_what_is_missing_is_a_dash() -> None:
    _, rows, _ = worked.written_table("dumbbell", weighted(), EN)
    assert rows[0] == ["Share employed one year after training", "60.0%", "61.2%", "+1.2 points", "300", "240"]
    assert rows[2][2:] == ["–", "–", "300", "–"]


@KINDS
def test_the_workbook_holds_numbers_definitions_and_what_it_is(kind: str) -> None:
    book = load_workbook(io.BytesIO(worked.worked_workbook(kind, FRAMES[kind](), BG, ABOUT)))
    assert book.sheetnames == [BG.t("app.demo_mark"), BG.t("export.definitions"), BG.t("export.about")]
    data = book.worksheets[0]
    place = list(worked.COLUMNS[kind]).index("low") + 1
    assert data.cell(2, place).value == pytest.approx(FRAMES[kind]()["low"].iloc[0])
    assert "%" in data.cell(2, place).number_format
    assert data.cell(1, 1).value == BG.t(f"worked.{kind}.{next(iter(worked.COLUMNS[kind]))}")


@KINDS
def test_the_delimited_file_has_a_row_for_each_and_names_its_filters(kind: str) -> None:
    text = worked.worked_csv(kind, FRAMES[kind](), BG, ABOUT).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == len(FRAMES[kind]())
    assert rows[0][BG.t("export.filters")] == "Област: Варна"
    assert rows[0][BG.t(f"worked.{kind}.low")].replace(",", ".") == f"{FRAMES[kind]()['low'].iloc[0]:g}"
