"""The list of who filed on the command line: one row a centre, in CSV and in JSON, and only for those it is for."""

import io
import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from ontrack_dash.cli import main
from ontrack_dash.settings import Settings
from ontrack_dash.store import areas
from tests.builders import CENTRE, OTHER, build, rows

QUESTION = "Проследена реализация?"
COLUMNS = [
    "centre", "centre_name", "oblast", "status", "filing_date", "is_late", "annual_status", "total", "level",
    "is_boundary", "zeros", "points_general", "points_access", "points_qualification", "points_realisation",
    "points_none",
]  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One centre filed late with 45 points, 0.25 of them for realisation; the other is on no list."""
    folder = tmp_path_factory.mktemp("data")
    late = {"filing_date": date(2025, 2, 3)}
    build(
        folder,
        centres=rows("centres", {}, {"licence": OTHER, "centre_name": "ЦПО „Втори“"}),
        filings=rows("filings", late),
        self_assessments=rows(
            "self_assessments", {**late, "points": json.dumps({"Друг въпрос?": 44.75, QUESTION: 0.25, "Без точки?": 0})}
        ),
    )
    areas.save(Settings(data=folder), QUESTION, "realisation")
    return folder


def run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), "filing", *arguments], catch_exceptions=False)


def listed(data: Path, *arguments: str) -> pd.DataFrame:
    result = run(data, "--year", "2024", *arguments)
    assert result.exit_code == 0, result.output
    return pd.read_csv(io.StringIO(result.stdout), dtype={"centre": str})


def test_every_centre_is_a_row_with_its_report_level_and_points(data: Path) -> None:
    found = listed(data)
    assert found.columns.tolist() == COLUMNS
    filed, missing = found.set_index("centre").loc[CENTRE], found.set_index("centre").loc[OTHER]
    assert filed[["status", "filing_date", "is_late", "annual_status"]].tolist() == [
        "approved", "2025-02-03", True, "unknown",
    ]  # fmt: skip
    assert filed[["total", "level", "is_boundary", "zeros"]].tolist() == [45.0, "satisfactory", True, 1]
    assert filed[["points_realisation", "points_none"]].tolist() == [0.25, 44.75]
    assert pd.isna(filed["points_access"])
    assert missing["status"] == "missing"
    assert missing[["filing_date", "is_late", "total", "level", "points_none"]].isna().all()


def test_json_holds_the_same_rows(data: Path) -> None:
    rows_of = json.loads(run(data, "--year", "2024", "--format", "json").stdout)
    assert [list(row) for row in rows_of] == [COLUMNS] * 2
    own = next(row for row in rows_of if row["centre"] == CENTRE)
    assert (own["total"], own["is_late"], own["is_boundary"], own["zeros"]) == (45.0, True, True, 1)
    assert own["filing_date"] == "2025-02-03"
    missing = next(row for row in rows_of if row["centre"] == OTHER)
    assert (missing["centre_name"], missing["total"]) == ("ЦПО „Втори“", None)


def test_a_centre_gets_its_row_and_the_public_a_header(data: Path) -> None:
    own = listed(data, "--viewer", f"centre:{OTHER}")
    assert own[["centre", "status"]].to_numpy().tolist() == [[OTHER, "missing"]]
    assert own["total"].isna().all()
    public = listed(data, "--viewer", "public")
    assert (len(public), public.columns.tolist()) == (0, COLUMNS)
    assert json.loads(run(data, "--year", "2024", "--viewer", "public", "--format", "json").stdout) == []


def test_a_name_that_looks_like_a_formula_is_text_in_csv_and_itself_in_json(tmp_path: Path) -> None:
    name = '=HYPERLINK("x")'
    build(tmp_path, centres=rows("centres", {"centre_name": name}), filings=rows("filings"))
    assert listed(tmp_path)["centre_name"].tolist() == [f"'{name}"]
    (found,) = json.loads(run(tmp_path, "--year", "2024", "--format", "json").stdout)
    assert found["centre_name"] == name


def test_of_a_year_without_a_list_nothing_is_known(data: Path) -> None:
    result = run(data, "--year", "2020")
    assert pd.read_csv(io.StringIO(result.stdout))["status"].tolist() == ["unknown", "unknown"]


@pytest.mark.parametrize(
    "arguments", [(), ("--year", "soon"), ("--year", "9999"), ("--year", "0"), ("--year", "2024", "--viewer", "king")]
)
def test_wrong_words_end_with_a_message(data: Path, arguments: tuple[str, ...]) -> None:
    result = run(data, *arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_without_data_it_says_so(tmp_path: Path) -> None:
    result = run(tmp_path, "--year", "2024")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
