"""How much protection hides, counted from what the gate says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ontrack_dash import disclosure, indicators
from ontrack_dash.cli import main
from ontrack_dash.viewers import PUBLIC
from tests.attack import country


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hidden")
    country.make(folder, 8)
    return folder


def test_hidden_figures_hold_the_small_ones_and_more(data: Path) -> None:
    found = disclosure.measure(_build(data), ["employed_rate", "unemployed_rate"])
    assert set(found["table"]) >= {"-", "centre", "oblast", "profession", "oblast,sex"}
    assert "field,profession" not in set(found["table"])
    assert (found["figures_small"] <= found["figures_hidden"]).all()
    assert (found["figures_hidden"] <= found["figures"]).all()
    assert (found["persons_hidden"] <= found["persons"]).all()
    assert found["figures_hidden"].sum() > found["figures_small"].sum()


def test_the_count_is_that_of_protected_rows(data: Path) -> None:
    found = disclosure.measure(_build(data), ["employed_rate"]).set_index("table")
    rows = indicators.publish(_build(data), ["employed_rate"], ("year", "kind", "centre"), viewer=PUBLIC)
    assert found.loc["centre", "figures_hidden"] == (rows["status"] == "protected").sum()


def test_the_command_line_prints_it(data: Path) -> None:
    said = CliRunner().invoke(main, ["--data", str(data), "protection", "--format", "json"])
    assert said.exit_code == 0
    assert [row["table"] for row in json.loads(said.output)] == disclosure.measure(_build(data))["table"].tolist()


def test_weighted_figures_stand_on_the_command_line(data: Path) -> None:
    said = CliRunner().invoke(
        main,
        [
            "--data",
            str(data),
            "indicators",
            "employed_rate",
            "--by",
            "year",
            "--weighting",
            "cohort",
            "--format",
            "json",
        ],
    )
    assert said.exit_code == 0
    assert {row["status"] for row in json.loads(said.output)} <= {"value", "imprecise", "not_applicable", "no_data"}


def _build(data: Path) -> Path:
    return max((data / "builds").glob("*.duckdb"))
