"""Facts of others as files: real numbers, links that lead to the source, the day and the method beside them."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash import __version__, effectiveness, tracking
from ontrack_dash.export import abroad, eurostat, sourced, tracking_measures
from ontrack_dash.export.sourced import DAY, LINK, QUANTITY, SHARE, TEXT, Quantity, Sourced
from ontrack_dash.i18n import LANGUAGES, Words

BG, EN = Words("bg"), Words("en")
WEIGHTS = effectiveness.usual_weights()
TABLES: dict[str, Callable[[Words], Sourced]] = {
    "systems": abroad.systems,
    "outcomes": abroad.outcomes,
    "mapping": abroad.counted,
    "definitions": abroad.differences,
    "targets": eurostat.targets,
    **{name: lambda words, name=name: eurostat.eurostat(name, words) for name in tracking.datasets()["dataset"]},
    "measures": lambda words: tracking_measures.rated(WEIGHTS, words),
    "reasons": tracking_measures.reasons,
    "kinds": lambda words: tracking_measures.placed(WEIGHTS, words),
}
EVERY = pytest.mark.parametrize("name", TABLES)
BOTH = pytest.mark.parametrize("words", [BG, EN], ids=LANGUAGES)


def read_book(table: Sourced, words: Words) -> tuple[Worksheet, dict[str, str]]:
    data, *said = load_workbook(io.BytesIO(sourced.sourced_workbook(table, words))).worksheets
    return data, {str(row[0].value): str(row[1].value) for page in said for row in page.iter_rows(min_row=2)}


def read_csv(table: Sourced, words: Words) -> list[dict[str, str]]:
    text = sourced.sourced_csv(table, words).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@EVERY
@BOTH
def test_the_workbook_and_the_delimited_file_hold_every_row(name: str, words: Words) -> None:
    table = TABLES[name](words)
    page, about = read_book(table, words)
    assert page.max_row == len(table.rows) + 1 == len(read_csv(table, words)) + 1
    assert about[words.t("europe.version")] == __version__
    assert about[words.t("europe.dataset")] == table.title


def test_a_file_of_some_countries_says_which() -> None:
    chosen = ("SK", "AT")
    for table in (
        abroad.systems(BG, chosen), abroad.outcomes(BG, chosen), eurostat.eurostat("tps00215", BG, chosen),
        tracking_measures.placed(WEIGHTS, BG, chosen),
    ):  # fmt: skip
        assert read_csv(table, BG)[0][BG.t("export.filters")] == "Държави: Словакия, Австрия"
    assert BG.t("export.filters") not in read_csv(abroad.systems(BG), BG)[0]


@EVERY
def test_headers_of_a_file_are_not_given_twice(name: str) -> None:
    page, _ = read_book(TABLES[name](BG), BG)
    headers = [cell.value for cell in page[1]]
    assert len(headers) == len(set(headers))


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"measures"}))
def test_every_row_that_says_something_leads_to_its_source(name: str) -> None:
    page, _ = read_book(TABLES[name](EN), EN)
    place = [cell.value for cell in page[1]].index(EN.t("europe.source"))
    without = {EN.t("europe.not_found"), EN.t("europe.argument")}
    for row in page.iter_rows(min_row=2):
        cell = row[place]
        if cell.value not in without:
            assert cell.hyperlink is not None
            assert cell.hyperlink.target == cell.value
            assert str(cell.value).startswith("https://")


def test_the_method_of_the_rating_stands_in_its_file() -> None:
    _, about = read_book(tracking_measures.rated({**WEIGHTS, "cost": 0}, EN), EN)
    assert about[EN.t("europe.method")].startswith("No study scores measures this way.")
    assert about[EN.t("europe.weight")].endswith("Costs little – 0")


def test_shares_and_months_are_numbers_under_one_header_with_their_unit() -> None:
    rows = (("a", Quantity(0.75, "share", "nearly")), ("b", Quantity(7.37, "months")))
    page, _ = read_book(Sourced("t", (("Name", TEXT), ("Value", QUANTITY)), rows), EN)
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2)] == [
        ["a", 0.75, "share (0 to 1); nearly 75%"],
        ["b", 7.37, "months"],
    ]
    assert [page["B2"].number_format, page["B3"].number_format] == ["0.0%", "0.0#"]
    assert [sourced.write(QUANTITY, row[1], BG) for row in rows] == ["почти 75\N{NO-BREAK SPACE}%", "7,37 месеца"]


def test_a_figure_nobody_gave_is_an_empty_cell_and_a_word_on_the_page() -> None:
    table = Sourced("t", (("Value", SHARE), ("Text", TEXT)), ((None, None),))
    page, _ = read_book(table, BG)
    assert [cell.value for cell in page[2]] == [None, "не е намерено"]
    assert sourced.write(SHARE, None, BG) == "няма данни"


def test_a_delimited_file_opens_in_excel_of_its_language() -> None:
    columns = (("Дял", SHARE), ("Източник", LINK), ("Ден", DAY))
    table = Sourced("t", columns, ((0.662, "https://a.bg/x", date(2026, 9, 10)),))
    assert read_csv(table, BG)[0] | {"Дял": "0,662", "Ден": "10.09.2026"} == read_csv(table, BG)[0]
    page, _ = read_book(table, BG)
    assert page["C2"].value == datetime(2026, 9, 10)


def test_a_fact_that_begins_like_a_formula_is_not_run() -> None:
    table = Sourced("t", (("Text", TEXT),), (("=1+1",),))
    page, _ = read_book(table, EN)
    assert (page["A2"].value, page["A2"].data_type) == ("=1+1", "s")
    assert read_csv(table, EN)[0]["Text"] == "'=1+1"


def test_the_filter_of_countries_reaches_the_files() -> None:
    assert {row[0] for row in abroad.systems(EN, ["AT"]).rows} == {"Austria"}
    assert {row[0] for row in eurostat.eurostat("edat_lfse_24", EN, ["AT"]).rows} == {"EU", "Austria"}
    assert {row[0] for row in tracking_measures.placed(WEIGHTS, EN, ["AT"]).rows} == {"Austria"}
    assert len(eurostat.by_year("edat_lfse_24", EN, ["AT"]).columns) == 5
