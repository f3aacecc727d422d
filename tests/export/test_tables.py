"""Plain tables as workbooks: what is written is what is read again."""

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from ontrack_dash.export.tables import write_table

HEADERS = {1: [["code", "code", "n", "day"]], 2: [["group", "group", "", "single"], ["code", "code", "n", "day"]]}


@pytest.fixture
def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "a": pd.array(["0012", None], dtype="string"),
            "b": ["=1+1", "@SUM(A1)"],
            "n": pd.array([3, None], dtype="Int64"),
            "day": pd.to_datetime([date(2026, 1, 31), None]),
        }
    )


def read_sheet(content: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


@pytest.mark.parametrize("headers", HEADERS.values(), ids=["one header row", "two header rows"])
def test_codes_stay_text_and_numbers_and_dates_are_real(rows: pd.DataFrame, headers: list[list[str]]) -> None:
    sheet = read_sheet(write_table(rows, None, headers))
    first, second = list(sheet.iter_rows(min_row=len(headers) + 1))
    assert [cell.value for cell in first] == ["0012", "=1+1", 3, datetime(2026, 1, 31)]
    assert [cell.value for cell in second] == [None, "@SUM(A1)", None, None]
    assert first[1].data_type == "s"
    assert second[1].data_type == "s"


@pytest.mark.parametrize("headers", HEADERS.values(), ids=["one header row", "two header rows"])
def test_headers_may_repeat(rows: pd.DataFrame, headers: list[list[str]]) -> None:
    sheet = read_sheet(write_table(rows, None, headers))
    assert [cell.value for cell in sheet[len(headers)]] == ["code", "code", "n", "day"]


def test_equal_groups_are_merged_and_a_single_column_keeps_its_group(rows: pd.DataFrame) -> None:
    sheet = read_sheet(write_table(rows, None, HEADERS[2]))
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:B1"]
    assert [cell.value for cell in sheet[1]] == ["group", None, None, "single"]


def test_the_file_holds_what_is_returned(rows: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    assert write_table(rows, path, HEADERS[1]) == path.read_bytes()


@pytest.mark.parametrize("headers", [[], [["a", "b"]], [["a"] * 4] * 3])
def test_headers_that_do_not_fit_are_refused(rows: pd.DataFrame, headers: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="header rows"):
        write_table(rows, None, headers)
