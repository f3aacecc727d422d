"""Every workbook a page offers of its figures: a header that stays, typed cells, formats, filters, source, version."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash import __version__
from ontrack_dash.export import filing, listed, sourced, workbook, worked
from ontrack_dash.export.about import About
from ontrack_dash.export.listed import Listed
from ontrack_dash.export.units import DECIMAL, MOMENT, PERSONS, RATED, SHARE, TEXT
from tests.export import test_filing, test_piloted, test_sourced, test_worked
from tests.figures.estimates import BG

ABOUT = About((("Година", "2024"),), "НАПОО", date(2026, 1, 31), "42", is_demo=False, source=BG.t("app.name"))
LIST = Listed(
    (("Кога", MOMENT), ("Име", TEXT), ("Лица", PERSONS), ("Дял", SHARE), ("Мярка", DECIMAL)),
    ((datetime(2026, 1, 31, 10), "=едно", 1234, 0.5, 1.25), (datetime(2026, 2, 1, 10), "две", None, None, None)),
    ids=("completers",),
    terms=(("Дял", "от поканените"),),
)
ESTIMATES = pd.DataFrame(
    {
        "indicator": ["employed_rate", "time_to_job", "completers"], "n": pd.array([120, 50, 1300], dtype="Int64"),
        "value": [0.65, 2.5, 1300.0], "low": [0.57, 2.0, None], "high": [0.73, 3.0, None],
        "benchmark": [0.6, 3.0, None], "status": ["value"] * 3, "is_small": [False] * 3,
        "change": [-0.02, None, None], "change_low": [-0.05, None, None], "change_high": [0.01, None, None],
    }
)  # fmt: skip
Make = Callable[[], bytes]

WORKED = {**test_worked.FRAMES, **test_filing.FRAMES, **test_piloted.FRAMES}
OF_FIGURES: dict[str, Make] = {
    "estimates": lambda: workbook.estimates_workbook(ESTIMATES, BG, ABOUT),
    "listed": lambda: listed.listed_workbook(LIST, BG, ABOUT),
    "filings": lambda: filing.filing_workbook(
        test_filing.statuses(), test_filing.ratings(), test_filing.made.centres(), BG, ABOUT
    ),
    **{kind: lambda kind=kind: worked.worked_workbook(kind, WORKED[kind](), BG, ABOUT) for kind in worked.COLUMNS},
}
OF_OTHERS: dict[str, Make] = {
    name: lambda make=make: sourced.sourced_workbook(make(BG), BG) for name, make in test_sourced.TABLES.items()
}


def read(make: Make) -> Workbook:
    return load_workbook(io.BytesIO(make()))


def said(page: Worksheet) -> dict[str, str]:
    return {str(row[0].value): str(row[1].value) for row in page.iter_rows(min_row=2)}


@pytest.mark.parametrize("name", [*OF_FIGURES, *OF_OTHERS])
def test_the_header_stays_and_every_column_can_be_filtered(name: str) -> None:
    data = read({**OF_FIGURES, **OF_OTHERS}[name]).worksheets[0]
    assert data.freeze_panes == "B2"
    assert data.auto_filter.ref == data.dimensions
    assert all(cell.font.bold for cell in data[1])


@pytest.mark.parametrize("name", [*OF_FIGURES, *OF_OTHERS])
def test_no_number_is_left_without_a_format(name: str) -> None:
    data = read({**OF_FIGURES, **OF_OTHERS}[name]).worksheets[0]
    bare = [cell.coordinate for row in data.iter_rows(min_row=2) for cell in row if cell.number_format == "General"]
    assert [place for place in bare if isinstance(data[place].value, int | float)] == []


@pytest.mark.parametrize("kind", [kind for kind, units in worked.COLUMNS.items() if SHARE in units.values()])
def test_a_share_is_a_number_written_in_per_cent(kind: str) -> None:
    data = read(OF_FIGURES[kind]).worksheets[0]
    shares = [place for place, unit in enumerate(worked.COLUMNS[kind].values()) if unit in (SHARE, RATED)]
    cells = [row[place] for row in data.iter_rows(min_row=2) for place in shares if row[place].value is not None]
    assert cells
    assert {type(cell.value) for cell in cells} <= {int, float}
    assert {cell.number_format for cell in cells} == {"0.0%"}


@pytest.mark.parametrize("name", OF_FIGURES)
def test_definitions_filters_source_and_version_are_in_the_file(name: str) -> None:
    book = read(OF_FIGURES[name])
    definitions, about = book[BG.t("export.definitions")], said(book[BG.t("export.about")])
    assert definitions.freeze_panes == about_pane(book) == "B2"
    assert definitions.max_row > 1
    assert about[BG.t("export.build")] == "42"
    assert about[BG.t("export.filters")] == "Година: 2024"
    assert about[BG.t("export.source")] == BG.t("app.name")
    assert about[BG.t("export.data_date")] == "31.01.2026"


@pytest.mark.parametrize("name", OF_OTHERS)
def test_figures_of_others_say_their_terms_and_by_what_version_they_were_written(name: str) -> None:
    book = read(OF_OTHERS[name])
    about = said(book[BG.t("export.about")])
    assert book[BG.t("export.definitions")].max_row > 1
    assert about[BG.t("europe.version")] == __version__
    assert about[BG.t("export.source")] == BG.t("app.name")


def about_pane(book: Workbook) -> object:
    return book[BG.t("export.about")].freeze_panes


def test_a_list_keeps_its_types_and_runs_no_formula() -> None:
    when, name, persons, share, number = read(OF_FIGURES["listed"]).worksheets[0][2]
    assert isinstance(when.value, datetime)
    assert (when.number_format, persons.number_format) == ("dd.mm.yyyy hh:mm", "#,##0")
    assert (name.data_type, name.value) == ("s", "=едно")
    assert (persons.value, share.value, share.number_format, number.value) == (1234, 0.5, "0.0%", 1.25)


def test_a_list_opens_as_bulgarian_delimited_text_with_what_it_means() -> None:
    text = listed.listed_csv(LIST, BG, ABOUT).decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (first["Дял"], first["Мярка"], first["Име"]) == ("0,5", "1,25", "'=едно")
    assert first["Кога"].startswith("31.01.2026")
    assert second["Лица"] == ""
    assert BG.t("indicator.completers.definition") in first[BG.t("export.definitions")]
    assert first[BG.t("export.build")] == "42"


def test_the_list_of_filings_opens_as_delimited_text() -> None:
    text = filing.filing_csv(test_filing.statuses(), test_filing.ratings(), BG, ABOUT).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == len(test_filing.statuses())
    assert rows[0][BG.t("filing.column.filing_date")] == "31.01.2025"


def test_the_change_of_a_tile_stands_beside_its_value() -> None:
    data = read(OF_FIGURES["estimates"]).worksheets[0]
    place = [cell.value for cell in data[1]].index(BG.t("open_data.change"))
    assert (data[2][place].value, data[2][place].number_format) == (-0.02, "0.0%")
    assert data[3][place].value is None
