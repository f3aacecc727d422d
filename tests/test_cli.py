"""The command line as scripts use it: output, exit codes, and what stays as it was."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from ontrack_dash.cli import main
from ontrack_dash.store import builds
from tests.files import table, workbook

OTHER = "9999120002"


@pytest.fixture(scope="module")
def files_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold files to import beside an installation's data."""
    folder = tmp_path_factory.mktemp("files")
    jobless = {"destination": "безработен", "in_field": None, "months_to_job": None, "usefulness": None}
    few = {"licence": OTHER, "oblast": "Видин"}
    files = {
        "register.xlsx": table("centres", {}, {"licence": OTHER, "centre_name": "ЦПО Друг"}),
        "graduates.xlsx": table("graduates", {}, few, times=60),
        "answers.xlsx": table("answers", {}, {}, jobless, times=20)
        + [[*row] for row in table("answers", few, few, {**few, **jobless}, times=2)[1:]],
        "courses.xlsx": table("annual_a", {}, {"profession": "815010", "certified_men": 1}),
        "unknown.xlsx": [["Плод", "Цвят"], ["ябълка", "червен"]],
        "broken.xlsx": table("graduates", {"completion_date": "31.02.2023"}),
    }
    cells = files["answers.xlsx"]
    column = cells[0].index("№ на отговора")
    for number, row in enumerate(cells[1:]):
        row[column] = str(number)
    for name, rows in files.items():
        (folder / name).write_bytes(workbook(rows))
    return folder


@pytest.fixture
def folder(files_made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(files_made, tmp_path, dirs_exist_ok=True)


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(folder / "data"), *arguments], catch_exceptions=False)


def bring_in(folder: Path, name: str, *options: str, code: int = 0) -> Any:
    result = run(folder, "import", str(folder / name), "--json", *options)
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def estimates(folder: Path, *arguments: str) -> pd.DataFrame:
    result = run(folder, "indicators", *arguments)
    assert result.exit_code == 0, result.output
    return pd.read_csv(io.StringIO(result.stdout), dtype={"centre": str})


@pytest.fixture(scope="module")
def all_imported(files_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(files_made, tmp_path_factory.mktemp("loaded"), dirs_exist_ok=True)
    for name in ("register.xlsx", "graduates.xlsx", "answers.xlsx"):
        bring_in(folder, name)
    bring_in(folder, "courses.xlsx", "--kind", "annual_a", "--year", "2023", "--centre", "9999120001")
    return folder


@pytest.fixture
def loaded(all_imported: Path, tmp_path: Path) -> Path:
    return shutil.copytree(all_imported, tmp_path, dirs_exist_ok=True)


def test_an_import_says_what_it_read_and_which_build_it_made(folder: Path) -> None:
    report = bring_in(folder, "graduates.xlsx")
    assert {key: report[key] for key in ("kind", "rows_read", "rows_accepted", "rows_rejected", "build")} == {
        "kind": "graduates", "rows_read": 120, "rows_accepted": 120, "rows_rejected": 0, "build": 1,
    }  # fmt: skip
    assert all(
        {"rule", "severity", "sheet", "row", "column", "message"} <= set(finding) for finding in report["findings"]
    )


def test_the_same_file_again_changes_nothing_and_says_so(folder: Path) -> None:
    bring_in(folder, "graduates.xlsx")
    again = bring_in(folder, "graduates.xlsx")
    assert again["build"] == 1
    assert "already_imported" in {finding["rule"] for finding in again["findings"]}


def test_a_blocked_file_names_the_place_and_changes_nothing(folder: Path) -> None:
    bring_in(folder, "graduates.xlsx")
    report = bring_in(folder, "broken.xlsx", code=2)
    assert (report["rows_accepted"], report["rows_rejected"], report["build"]) == (0, 1, 1)
    (finding,) = [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert (finding["rule"], finding["row"]) == ("date_invalid", 2)
    assert "Дата на завършване" in finding["column"]
    assert finding["message"]


def test_a_file_of_no_known_layout_ends_with_three(folder: Path) -> None:
    report = bring_in(folder, "unknown.xlsx", code=3)
    assert report["kind"] is None
    assert [finding["rule"] for finding in report["findings"]] == ["layout_unknown"]
    assert builds.current(folder / "data") is None


def test_a_survey_asked_elsewhere_comes_in_with_its_mapping_and_the_next_without(folder: Path) -> None:
    asked = ["Timestamp", "What do you do?"]
    for name, answer in {"first.xlsx": "Hired", "second.xlsx": "School"}.items():
        (folder / name).write_bytes(workbook([asked, ["2024/05/06 3:45:12 PM GMT+3", answer], [None, "Hired"]]))
    report = bring_in(folder, "first.xlsx", code=3)
    assert "survey_other" in report["findings"][0]["message"]
    said = ("--kind", "survey_other", "--year", "2023", "--wave", "1")
    report = bring_in(folder, "first.xlsx", *said, code=2)
    assert [finding["rule"] for finding in report["findings"]] == ["mapping_missing"]
    told = {"Hired": "employed", "School": "study"}
    mapping = {"questions": {asked[1]: "destination"}, "answers": {asked[1]: told}}
    (folder / "mapping.json").write_text(json.dumps(mapping), encoding="utf-8")
    assert bring_in(folder, "first.xlsx", *said, "--mapping", str(folder / "mapping.json"))["rows_accepted"] == 2
    assert bring_in(folder, "second.xlsx", *said)["build"] == 2


@pytest.mark.parametrize("text", ["no JSON", "[]", "{}", '{"questions": {"a": 1}}', '{"questions": [], "answers": {}}'])
def test_a_mapping_that_cannot_be_read_is_refused(folder: Path, text: str) -> None:
    (folder / "mapping.json").write_text(text, encoding="utf-8")
    mapping = str(folder / "mapping.json")
    result = run(folder, "import", str(folder / "unknown.xlsx"), "--kind", "survey_other", "--mapping", mapping)
    assert result.exit_code == 2
    assert '"questions"' in result.output


def test_two_kinds_with_one_header_are_asked_for(folder: Path) -> None:
    report = bring_in(folder, "courses.xlsx", "--year", "2023", "--centre", "9999120001", code=3)
    assert "kind_ambiguous" in {finding["rule"] for finding in report["findings"]}


def test_a_dry_run_checks_and_changes_nothing(folder: Path) -> None:
    report = bring_in(folder, "graduates.xlsx", "--dry-run")
    assert report["rows_accepted"] == 120
    assert builds.current(folder / "data") is None


def test_several_files_come_in_as_one_build_or_not_at_all(folder: Path) -> None:
    result = run(folder, "import", str(folder / "graduates.xlsx"), str(folder / "broken.xlsx"), "--json")
    assert result.exit_code == 2
    assert builds.current(folder / "data") is None
    result = run(folder, "import", str(folder / "register.xlsx"), str(folder / "graduates.xlsx"), "--json")
    assert result.exit_code == 0
    assert [report["build"] for report in json.loads(result.stdout)] == [1, 1]


def test_findings_are_worded_in_the_language_asked_for(folder: Path) -> None:
    arguments = ["--data", str(folder / "data"), "--lang", "en", "import", str(folder / "broken.xlsx"), "--json"]
    english = json.loads(CliRunner().invoke(main, arguments).stdout)["findings"][0]["message"]
    assert english != bring_in(folder, "broken.xlsx", code=2)["findings"][0]["message"]


def test_indicators_are_printed_by_dimension_with_their_state(loaded: Path) -> None:
    found = estimates(loaded, "employed_rate", "completion_rate", "--by", "centre,year")
    assert found.columns.tolist() == ["indicator", "centre", "year", "n", "value", "low", "high", "status"]
    employed = found[found["indicator"] == "employed_rate"].set_index("centre")
    assert employed.loc["9999120001", "n"] == 60
    assert employed.loc["9999120001", "value"] == pytest.approx(2 / 3)
    assert employed.loc[OTHER, "n"] == 6


def test_a_protected_row_has_no_numbers(loaded: Path) -> None:
    found = estimates(loaded, "employed_rate", "--by", "centre", "--viewer", "public").set_index("centre")
    assert found.loc[OTHER, "status"] == "protected"
    assert found.loc[OTHER, ["n", "value", "low", "high"]].isna().all()
    own = estimates(loaded, "employed_rate", "--by", "centre", "--viewer", f"centre:{OTHER}").set_index("centre")
    assert own.loc[OTHER, "n"] == 6


def test_where_keeps_one_value_and_may_be_repeated(loaded: Path) -> None:
    assert estimates(loaded, "completers", "--where", "oblast=VID")["n"].tolist() == [60]
    both = estimates(loaded, "completers", "--by", "oblast", "--where", "oblast=VID", "--where", "oblast=SOF")
    assert both["n"].tolist() == [60, 60]


def test_json_holds_the_same_rows_as_csv(loaded: Path) -> None:
    result = run(loaded, "indicators", "employed_rate", "--by", "centre", "--format", "json")
    rows = json.loads(result.stdout)
    assert [row["value"] for row in rows] == pytest.approx(
        estimates(loaded, "employed_rate", "--by", "centre")["value"]
    )


def compared(folder: Path, *arguments: str) -> pd.DataFrame:
    result = run(folder, "compare", *arguments)
    assert result.exit_code == 0, result.output
    return pd.read_csv(io.StringIO(result.stdout), dtype={"centre": str}).set_index("centre")


def test_centres_are_compared_as_the_page_does(loaded: Path) -> None:
    found = compared(loaded, "employed_rate", "--year", "2023")
    assert found.index.tolist() == ["9999120001", OTHER]
    assert found.columns.tolist() == [
        "indicator", "n", "value", "low", "high", "benchmark", "status", "is_small", "flag", "p", "is_discovery",
        "rank_best", "rank_worst", "shrunken", "shrunken_low", "shrunken_high",
    ]  # fmt: skip
    assert found["flag"].tolist() == ["inside", "inside"]
    hidden = compared(loaded, "employed_rate", "--year", "2023", "--viewer", "public").loc[OTHER]
    assert hidden["status"] == "protected"
    assert hidden[["n", "value", "flag", "p", "shrunken"]].isna().all()


def test_cohorts_are_pooled_on_the_command_line_too(loaded: Path) -> None:
    assert compared(loaded, "employed_rate", "--year", "2025").empty
    assert compared(loaded, "employed_rate", "--year", "2025", "--years", "3", "--spread")["n"].tolist() == [60, 6]
    rows = json.loads(run(loaded, "compare", "employed_rate", "--year", "2023", "--format", "json").stdout)
    assert [row["n"] for row in rows] == [60, 6]


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "time_to_job"),
        ("compare", "employed_rate", "--years", "2"),
        ("compare", "employed_rate", "--year", "2023", "--years", "5"),
        ("compare", "employed_rate", "--viewer", "king"),
        ("compare", "employed_rate", "--where", "planet=earth"),
        ("indicators", "happiness"),
        ("indicators", "employed_rate", "--by", "planet"),
        ("indicators", "employed_rate", "--where", "oblast"),
        ("indicators", "employed_rate", "--viewer", "king"),
        ("indicators", "employed_rate", "--viewer", "centre"),
    ],
)
def test_wrong_words_end_with_a_message_and_no_traceback(loaded: Path, arguments: tuple[str, ...]) -> None:
    result = run(loaded, *arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_undo_returns_and_history_tells(loaded: Path) -> None:
    assert json.loads(run(loaded, "undo").stdout) == {"build": 3}
    assert estimates(loaded, "completion_rate")["status"].tolist() == ["no_data"]
    events = json.loads(run(loaded, "history", "--json").stdout)
    assert [event["action"] for event in events] == ["undo", *["import"] * 4]
    assert run(loaded, "history").output.count("\n") == 5


def test_undo_at_the_beginning_says_there_is_nothing(folder: Path) -> None:
    result = run(folder, "undo")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_the_data_folder_is_made_and_holds_no_demonstration_data(folder: Path) -> None:
    bring_in(folder, "register.xlsx")
    current = builds.current(folder / "data")
    assert current is not None
    assert not current.is_demo


def test_help_lists_the_commands() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert all(name in result.output for name in ("import", "indicators", "compare", "history", "undo", "demo"))
