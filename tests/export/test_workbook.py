"""Exported estimates, opened again: numbers, states, definitions, filters, date and source."""

import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.export.about import About
from ontrack_dash.export.workbook import estimates_csv, estimates_workbook
from ontrack_dash.i18n import LANGUAGES, Words

VALUE, PROTECTED, MEDIAN, COUNT = 2, 3, 4, 5
HOSTILE = "=HYPERLINK(1)"
ABOUT = About(
    filters=(("Област", "Варна"), ("Пол", "жени")),
    viewer="НАПОО",
    data_date=date(2026, 1, 31),
    build="42",
    is_demo=False,
    source="регистър на завършилите",
)


@pytest.fixture
def estimates() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator": ["employed_rate", "employed_rate", "time_to_job", "completers"],
            "centre": ["9999120001", "9999120002", "unknown", "9999120001"],
            "year": [2024, 2024, 2023, 2023],
            "n": pd.array([120, None, 50, 1300], dtype="Int64"),
            "value": [0.6523, None, 2.5, 1300.0],
            "low": [0.57, None, 2.0, None],
            "high": [0.73, None, 3.0, None],
            "benchmark": [0.7, 0.7, None, None],
            "status": ["value", "protected", "imprecise", "value"],
            "is_small": [False, False, True, False],
            "population": pd.array([300, None, None, None], dtype="Int64"),
        }
    )


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    return Words(request.param, {"centre": {"9999120001": HOSTILE}})


def open_sheets(estimates: pd.DataFrame, words: Words, about: About = ABOUT) -> list[Worksheet]:
    return openpyxl.load_workbook(io.BytesIO(estimates_workbook(estimates, words, about))).worksheets


def read_rows(estimates: pd.DataFrame, words: Words, about: About = ABOUT) -> list[dict[str, str]]:
    content = estimates_csv(estimates, words, about).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))


def column(sheet: Worksheet, header: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == header)


def every_text(sheet: Worksheet) -> str:
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


def test_values_are_numbers_in_the_format_of_their_indicator(estimates: pd.DataFrame, words: Words) -> None:
    data = open_sheets(estimates, words)[0]
    place = column(data, words.t("app.value"))
    cells = [data.cell(row, place) for row in (VALUE, MEDIAN, COUNT)]
    assert [(cell.value, cell.number_format) for cell in cells] == [(0.6523, "0.0%"), (2.5, "0.0"), (1300, "#,##0")]
    assert data.cell(COUNT, column(data, words.t("app.n"))).value == 1300
    assert data.cell(VALUE, column(data, words.t("dimension.year"))).value == 2024


def test_a_protected_row_has_empty_cells_and_its_word(estimates: pd.DataFrame, words: Words) -> None:
    data = open_sheets(estimates, words)[0]
    keys = ("app.n", "app.value", "app.interval_low", "app.interval_high", "export.population")
    assert [data.cell(PROTECTED, column(data, words.t(key))).value for key in keys] == [None] * len(keys)
    assert data.cell(PROTECTED, column(data, words.t("app.status"))).value == words.t("status.protected")


def test_a_protected_row_has_no_numbers_in_the_delimited_file_either(estimates: pd.DataFrame, words: Words) -> None:
    row = read_rows(estimates, words)[PROTECTED - 2]
    assert {row[words.t(key)] for key in ("app.n", "app.value", "app.interval_low", "app.interval_high")} == {""}
    assert row[words.t("app.status")] == words.t("status.protected")


def test_numbers_only_their_viewer_may_see_are_marked(estimates: pd.DataFrame, words: Words) -> None:
    notes = [row[words.t("export.note")] for row in read_rows(estimates, words)]
    assert notes == ["", "", words.t("app.small_mark"), ""]


def test_every_indicator_is_defined_once(estimates: pd.DataFrame, words: Words) -> None:
    definitions = list(open_sheets(estimates, words)[1].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in definitions] == [
        words.t(f"indicator.{name}.name") for name in estimates["indicator"].unique()
    ]
    for part in ("definition", "numerator", "denominator", "limits"):
        assert words.t(f"indicator.employed_rate.{part}") in definitions[0]
    assert words.t("source.answers") in definitions[0]
    assert words.date(INDICATORS["employed_rate"].review) in definitions[0]
    assert words.t("app.window_months", first=9, last=15) in definitions[0]


def test_the_workbook_says_where_it_comes_from(estimates: pd.DataFrame, words: Words) -> None:
    said = every_text(open_sheets(estimates, words)[2])
    assert "Област: Варна; Пол: жени" in said
    assert words.date(ABOUT.data_date) in said
    assert ABOUT.source in said
    assert words.t("export.rule_interval", level=words.percent(RULES["precision"]["level"], 0)) in said
    assert str(RULES["protection"]["minimum_n"]) in said


def test_the_delimited_file_says_where_it_comes_from_in_every_row(estimates: pd.DataFrame, words: Words) -> None:
    for row in read_rows(estimates, words):
        assert row[words.t("export.filters")] == "Област: Варна; Пол: жени"
        assert row[words.t("export.data_date")] == words.date(ABOUT.data_date)
        assert row[words.t("export.source")] == ABOUT.source
        assert row[words.t("app.definition")]


def test_files_without_filters_say_so(estimates: pd.DataFrame, words: Words) -> None:
    unfiltered = replace(ABOUT, filters=())
    assert read_rows(estimates, words, unfiltered)[0][words.t("export.filters")] == words.t("export.no_filters")


def test_demonstration_data_is_marked_in_both_files(estimates: pd.DataFrame, words: Words) -> None:
    demo = replace(ABOUT, is_demo=True)
    sheets = open_sheets(estimates, words, demo)
    assert sheets[0].title == words.t("app.demo_mark")
    assert words.t("app.demo_note") in every_text(sheets[2])
    assert read_rows(estimates, words, demo)[0][words.t("app.demo_mark")] == words.t("app.demo_note")
    assert words.t("app.demo_note") not in every_text(open_sheets(estimates, words)[2])


def test_a_name_that_looks_like_a_formula_is_text(estimates: pd.DataFrame, words: Words) -> None:
    data = open_sheets(estimates, words)[0]
    cell = data.cell(VALUE, column(data, words.t("dimension.centre")))
    assert (cell.value, cell.data_type, cell.quotePrefix) == (HOSTILE, "s", True)
    assert read_rows(estimates, words)[0][words.t("dimension.centre")] == f"'{HOSTILE}"


@pytest.mark.parametrize(("lang", "written"), [("bg", "0,6523"), ("en", "0.6523")])
def test_the_delimited_file_has_the_decimal_mark_of_its_language(
    estimates: pd.DataFrame, lang: str, written: str
) -> None:
    words = Words(lang)
    assert read_rows(estimates, words)[0][words.t("app.value")] == written
    assert read_rows(estimates, words)[3][words.t("app.value")] == "1300"


def test_the_delimited_file_opens_in_excel_with_a_double_click(estimates: pd.DataFrame) -> None:
    content = estimates_csv(estimates, Words("bg"), ABOUT)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n")[0].count(";") > 10
