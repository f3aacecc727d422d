"""Whether anybody can work out what is protected, who asks for everything that is published."""

import json
from datetime import date
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from ontrack_dash import demo, indicators
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.cli import main
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds
from ontrack_dash.viewers import PUBLIC, Viewer
from tests.attack import adversary, country

ANSWERS = tuple(name for name, item in INDICATORS.items() if item.source == "answers" and item.wave == 1)
PEOPLE = ("completers", "reachable_rate")
ASKED = ("employed_rate", "destination_unemployed", "completers")
FAMILIES = {"answers": ANSWERS, "people": PEOPLE}


@pytest.mark.parametrize(("family", "seed"), [("answers", 0), ("people", 1), ("people", 2)])
def test_nobody_works_out_a_protected_row_of_a_small_country(tmp_path: Path, family: str, seed: int) -> None:
    knowledge = adversary.listen(country.make(tmp_path, seed), family, FAMILIES[family])
    assert len(knowledge.secrets) > 100
    assert adversary.worked_out(knowledge) == []


def test_a_centre_that_knows_itself_works_out_nobody_else(tmp_path: Path) -> None:
    build, own = country.make(tmp_path, 3), "9999120002"
    knowledge = adversary.listen(build, "answers", ANSWERS, Viewer("centre", own))
    assert adversary.of_others(build, adversary.worked_out(knowledge), own) == []


def test_the_adversary_works_out_what_small_counts_alone_would_hide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attack can succeed: without the other countries only the too small figures would be missing."""
    monkeypatch.setattr("ontrack_dash.indicators._close", _nothing_more)
    knowledge = adversary.listen(country.make(tmp_path, 0), "people", PEOPLE)
    assert len(adversary.worked_out(knowledge)) > 50


def test_tables_that_are_not_published_say_nothing(tmp_path: Path) -> None:
    build = country.make(tmp_path, 4)
    closed = [groups for groups in combinations(adversary.GROUPS, 2) if not indicators.is_publishable(groups)]
    assert closed
    for groups in closed:
        found = indicators.publish(build, ["employed_rate"], groups, viewer=PUBLIC)
        assert set(found["status"]) <= {"protected", "no_data"}
        assert found[["n", "value", "low", "high", "population"]].isna().all(axis=None)


def test_a_filter_says_no_more_than_a_group(tmp_path: Path) -> None:
    build = country.make(tmp_path, 5)
    for name in adversary.GROUPS:
        grouped = indicators.publish(build, ASKED, (*adversary.ALWAYS, name), viewer=PUBLIC)
        for code in grouped[name].dropna().unique():
            filtered = indicators.publish(build, ASKED, adversary.ALWAYS, {name: (code,)}, viewer=PUBLIC)
            same = grouped[grouped[name] == code].merge(filtered, on=["indicator", *adversary.ALWAYS])
            assert same["status_x"].tolist() == same["status_y"].tolist()
            assert same["value_x"].equals(same["value_y"])


def test_the_command_line_says_what_the_gate_says(tmp_path: Path) -> None:
    country.make(tmp_path, 6)
    build = builds.current(tmp_path)
    assert build
    for by in [by for by in adversary.questions() if by][::7]:
        said = CliRunner().invoke(
            main,
            ["--data", str(tmp_path), "indicators", "employed_rate", "--by", ",".join(by), "--viewer", "public",
             "--format", "json"],
        )  # fmt: skip
        expected = indicators.publish(build.path, ["employed_rate"], by, viewer=PUBLIC)
        assert [row["status"] for row in json.loads(said.output)] == expected["status"].tolist()
        assert [row["n"] for row in json.loads(said.output)] == [None if n is pd.NA else n for n in expected["n"]]


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(100, 300))
def test_nobody_works_out_a_protected_row_of_any_of_200_countries(tmp_path: Path, seed: int) -> None:
    build = country.make(tmp_path, seed)
    for family, ids in FAMILIES.items():
        assert adversary.worked_out(adversary.listen(build, family, ids)) == []


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(300, 340))
def test_no_centre_works_out_another(tmp_path: Path, seed: int) -> None:
    build, own = country.make(tmp_path, seed), f"99991200{1 + seed % 4:02d}"
    knowledge = adversary.listen(build, "answers", ANSWERS, Viewer("centre", own))
    assert adversary.of_others(build, adversary.worked_out(knowledge), own) == []


@pytest.mark.campaign
@pytest.mark.parametrize("year", [2022, 2023])
def test_nobody_works_out_a_protected_row_of_the_demonstration(tmp_path: Path, year: int) -> None:
    demo.load(Settings(tmp_path), 2_000, 2026, date(2026, 6, 30))
    build = builds.current(tmp_path)
    assert build
    knowledge = adversary.listen(build.path, "answers", ANSWERS, year=year)
    assert adversary.worked_out(knowledge) == []


def _nothing_more(build: Path, together: object, by: list[str], where: object) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=object) for name in by})
