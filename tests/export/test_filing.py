"""The list of who filed as a workbook: every centre with its level, the rules beside it, nothing made up."""

import io
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.export import filing, worked
from ontrack_dash.export.about import About
from ontrack_dash.i18n import LANGUAGES, Words
from tests.figures import filing as made
from tests.figures.compared import CODES, NAMED
from tests.figures.estimates import BG

ABOUT = About((("Година на доклада", "2024"),), "НАПОО", None, "7", False, "On Track")
BOTH = pytest.mark.parametrize("words", [Words(name) for name in LANGUAGES], ids=LANGUAGES)
FRAMES = {"scatter": made.centres, "filed": made.years, "areas": made.points}
KINDS = pytest.mark.parametrize("kind", FRAMES)
HARD = "\N{NO-BREAK SPACE}"


def statuses() -> pd.DataFrame:
    """Return one centre at a boundary, one late, one missing whose name a sheet would run."""
    named = {"settlement": "гр. Варна", "oblast": "VAR", "annual_status": "submitted"}
    rows = [
        {"centre": CODES[0], "centre_name": "Център 1", **named, "status": "approved", "filing_date": "2025-01-31",
         "is_late": False, "annual_date": "2025-01-10"},
        {"centre": CODES[1], "centre_name": "Център 2", **named, "status": "returned", "filing_date": "2025-02-01",
         "is_late": True},
        {"centre": CODES[2], "centre_name": "=1+1", "status": "missing", "annual_status": "unknown"},
    ]  # fmt: skip
    frame = pd.DataFrame(rows).assign(year=2024)
    days = {name: pd.to_datetime(frame[name]) for name in ("filing_date", "annual_date")}
    return frame.assign(**days).astype({"is_late": "boolean"})


def ratings() -> pd.DataFrame:
    """Return the reports of two centres; one has an earlier one too, which is of another year."""
    rows = [
        (CODES[0], 2024, 91.0, "excellent", True, 22, 3), (CODES[1], 2024, 65.95, "satisfactory", False, 22, 0),
        (CODES[0], 2023, 40.0, "unsatisfactory", False, 22, 9),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["centre", "year", "total", "level", "is_boundary", "questions", "zeros"])


def opened(words: Words = NAMED, beside: pd.DataFrame | None = None, about: About = ABOUT) -> openpyxl.Workbook:
    frame = made.centres() if beside is None else beside
    return openpyxl.load_workbook(
        io.BytesIO(filing.filing_workbook(statuses(), ratings(), frame, words, about)), rich_text=False
    )


def cells(page: Worksheet) -> list[list[object]]:
    return [list(row) for row in page.iter_rows(values_only=True)]


def test_every_centre_has_a_row_with_its_report_and_level() -> None:
    header, first, second, third = cells(opened()["Кой е подал"])
    assert header[:3] == ["Център (ЦПО)", "Лицензия", "Населено място"]
    assert first == [
        "Център 1", CODES[0], "гр. Варна", "Варна", 2024, "одобрен", datetime(2025, 1, 31), "не", "подаден",
        datetime(2025, 1, 10), 91, "отлично", "да", 3,
    ]  # fmt: skip
    assert second[5:8] == ["върнат", datetime(2025, 2, 1), "да"]
    assert second[10:] == [65.95, "задоволително", "не", 0]
    assert third[5:] == ["липсва", None, None, "не се знае", None, None, None, None, None]


def test_what_looks_like_a_formula_stays_text() -> None:
    cell = opened()["Кой е подал"]["A4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_list_can_be_filtered_and_its_header_stays() -> None:
    page = opened()["Кой е подал"]
    assert page.auto_filter.ref == "A1:N4"
    assert page.freeze_panes == "B2"
    assert (page.print_title_rows, page.sheet_properties.pageSetUpPr.fitToPage) == ("$1:$1", True)
    assert (page["K2"].number_format, page["G2"].number_format) == ("0.00", "dd.mm.yyyy")


def test_rated_and_measured_stand_side_by_side_with_their_formats() -> None:
    page = opened()["Оценка и измерено"]
    header, first = cells(page)[:2]
    row = dict(zip(header, first, strict=True))
    assert (row["Точки за „Реализация“"], row["Измерена стойност"], row["Брой лица"]) == (18, 0.45, 200)
    assert (row["Равнище"], row["Випуск"]) == ("отлично (на границата)", 2023)
    assert row["Самооценка и измерено"] == "висока самооценка, измерено под страната"
    place = header.index("Измерена стойност") + 1
    assert page.cell(2, place).number_format == "0.0%"


def test_a_centre_nobody_was_heard_of_keeps_its_points_and_has_no_number() -> None:
    header, *rows = cells(opened()["Оценка и измерено"])
    unheard = dict(zip(header, rows[4], strict=True))
    assert (unheard["Точки за „Реализация“"], unheard["Състояние"]) == (20, "няма данни")
    assert [unheard[name] for name in ("Брой лица", "Измерена стойност", "Долна граница", "Страната")] == [None] * 4


def test_rules_and_cautions_stand_in_the_file() -> None:
    said = dict(cells(opened()["Определения"])[1:])
    assert said["Равнище"].startswith("Отлично от 91 точки, добро от 66, задоволително от 45")
    assert "31.01.2025" in said["След срока"]
    assert "филтриран" in said["липсва"]
    cautions = [text for term, text in cells(opened()["Определения"]) if term == "Как да се чете съпоставката"]
    assert len(cautions) == 6
    # Four centres have points and a value; of four intervals 2.5 % lie below by chance.
    assert any("от 4 центъра около 0,1 " in text for text in cautions)
    assert dict(cells(opened()["За файла"])[1:])["Филтри"] == "Година на доклада: 2024"


def test_without_ratings_beside_measures_the_list_stands_alone() -> None:
    book = opened(beside=made.centres().head(0))
    assert book.sheetnames == ["Кой е подал", "Определения", "За файла"]
    assert "Как да се чете съпоставката" not in [term for term, _ in cells(book["Определения"])]


def test_demonstration_data_are_marked_where_a_sheet_is_chosen() -> None:
    about = About((), "НАПОО", None, "7", True, "On Track")
    assert opened(about=about).sheetnames[0] == "ПРОБНИ ДАННИ"


def test_an_empty_list_is_a_file_too() -> None:
    made_of_nothing = filing.filing_workbook(statuses().head(0), ratings().head(0), made.centres().head(0), BG, ABOUT)
    assert len(cells(openpyxl.load_workbook(io.BytesIO(made_of_nothing))["Кой е подал"])) == 1


@BOTH
def test_a_workbook_speaks_one_language(words: Words) -> None:
    book = opened(words)
    assert book.sheetnames[0] == words.t("filing.list")
    assert cells(book.worksheets[0])[1][5] == words.t("filing_status.approved")


@KINDS
@BOTH
def test_every_column_of_a_chart_has_its_words(kind: str, words: Words) -> None:
    table = worked.worked_table(kind, FRAMES[kind](), words)
    assert len(table.columns) == len(worked.COLUMNS[kind]) == len(set(table.columns))
    assert set(worked.ON_SCREEN[kind]) <= set(worked.COLUMNS[kind])


def test_the_table_of_the_scatter_says_points_even_where_nothing_was_measured() -> None:
    header, rows, right = worked.written_table("scatter", made.centres(), NAMED)
    assert header[:5] == ["Център (ЦПО)", "Точки за „Реализация“", "Точки общо", "Равнище", "Измерена стойност"]
    assert rows[0] == [
        "Център 1", "18", "91", "отлично (на границата)", f"45,0{HARD}%", f"39,0{HARD}%", f"51,0{HARD}%", "200",
        "висока самооценка, измерено под страната",
    ]  # fmt: skip
    assert rows[4] == ["Център 5", "20", "80,5", "добро", "няма данни", "", "", "", ""]
    assert rows[5][1] == "–"
    assert right == [False, True, True, False, True, True, True, True, False]


def test_the_tables_of_years_and_areas_are_written_as_people_read_them() -> None:
    _, of_years, _ = worked.written_table("filed", made.years(), BG)
    assert of_years[1] == ["2024", "одобрен", f"1{HARD}000", f"83,3{HARD}%", "0"]
    _, of_areas, _ = worked.written_table("areas", made.points(), BG)
    assert of_areas[0][:6] == ["2023", "Достъп до професионално обучение", "21", "18", "24,5", "40"]
    assert of_areas[3][3:5] == ["–", "–"]


@KINDS
def test_the_files_of_a_chart_hold_its_numbers_and_the_rules(kind: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(worked.worked_workbook(kind, FRAMES[kind](), NAMED, ABOUT)))
    assert len(cells(book.worksheets[0])) == len(FRAMES[kind]()) + 1
    terms = [row[0] for row in cells(book["Определения"])]
    assert {"Равнище", "липсва"} <= set(terms)
    text = worked.worked_csv(kind, FRAMES[kind](), NAMED, ABOUT).decode("utf-8-sig")
    assert text.count("\r\n") == len(FRAMES[kind]()) + 1
