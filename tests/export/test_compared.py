"""What comparisons add stands in the files too, and nothing of it beside a protected centre."""

import io
from datetime import date

from openpyxl import load_workbook

from ontrack_dash.export.about import About
from ontrack_dash.export.estimates import readable_table
from ontrack_dash.export.workbook import estimates_csv, estimates_workbook
from tests.figures.compared import NAMED, centres

ABOUT = About((), "agency", date(2026, 1, 31), "1", is_demo=False, source="test")
COLUMNS = (
    "flag", "p", "is_discovery", "rank_best", "rank_worst", "shrunken", "shrunken_low", "shrunken_high",
)  # fmt: skip
HEADERS = [NAMED.t(f"comparison.column.{name}") for name in COLUMNS]


def test_the_table_says_flag_places_and_smoothed_value_in_words() -> None:
    table = readable_table(centres(), NAMED).set_index(NAMED.t("dimension.centre"))
    first = table.loc["Център 1", HEADERS].tolist()
    assert first == ["над границата от 99,8\N{NO-BREAK SPACE}%", 0.0005, "да", 1, 1, 0.62, 0.56, 0.68]
    assert table.loc["Център 5", HEADERS[3:5]].tolist() == [None, None]
    assert table.loc["Център 6", HEADERS].tolist() == [None] * len(HEADERS)


def test_smoothed_values_are_shares_in_the_workbook() -> None:
    book = load_workbook(io.BytesIO(estimates_workbook(centres(), NAMED, ABOUT)))
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, headers.index(NAMED.t("comparison.column.shrunken")) + 1)
    assert (cell.value, cell.number_format) == (0.62, "0.0%")


def test_a_delimited_file_has_the_same_columns() -> None:
    header = estimates_csv(centres(), NAMED, ABOUT).decode("utf-8-sig").splitlines()[0].split(";")
    assert set(HEADERS) <= set(header)


def test_effective_persons_stand_beside_weighted_shares_only() -> None:
    name = NAMED.t("comparison.column.effective_n")
    assert name not in readable_table(centres(), NAMED)
    assert name in readable_table(centres().assign(effective_n=12.5), NAMED)
