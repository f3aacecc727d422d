"""An open-data package says what the public page says, and not a figure more."""

import ast
import csv
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import ontrack_dash
from ontrack_dash import comparisons, indicators
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.export.open_data import Package
from ontrack_dash.export.open_data.figures import LISTS
from ontrack_dash.export.open_data.model import Resource
from ontrack_dash.fields import FIELDS
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY, PUBLIC
from tests.attack import adversary
from tests.pages.world import SMALL_CENTRE

MEASURES = ["n", "value", "low", "high", "benchmark", "population", "status"]
NUMBERS = ["n", "value", "low", "high"]
ALWAYS = ("year", "kind")
TABLES = comparisons.open_tables()
PRODUCT = Path(ontrack_dash.__file__).parent
ASKING = (PRODUCT / "comparisons" / "opened.py", *(PRODUCT / "export" / "open_data").glob("*.py"))


def resource(package: Package, name: str) -> Resource:
    return next(each for each in package.resources if each.name == name)


def name_of(groups: tuple[str, ...]) -> str:
    return "_".join(("by", *groups)) if groups else "country"


def read(folder: Path, groups: tuple[str, ...]) -> pd.DataFrame:
    """Read a table of the written package as text for codes and numbers for the rest."""
    codes = {name: str for name in ("kind", "indicator", "status", *groups) if name != "wave"}
    return pd.read_csv(folder / "data" / f"{name_of(groups)}.csv", dtype=codes, keep_default_na=False, na_values=[""])


@pytest.mark.parametrize("groups", TABLES, ids=name_of)
def test_every_row_is_the_public_answer_of_the_gate(build: Build, folder: Path, groups: tuple[str, ...]) -> None:
    assert groups == ("wave",) or (*ALWAYS, *groups) in set(adversary.questions())
    by, written = ["indicator", *ALWAYS, *groups], read(folder, groups)
    asked = indicators.publish(build.path, list(INDICATORS), (*ALWAYS, *groups), viewer=PUBLIC)
    both = written.merge(asked.astype({"year": "Int64"}), how="left", on=by, suffixes=("", "_asked"), indicator=True)
    assert len(both) == len(written) > 0
    assert set(both["_merge"]) == {"both"}
    for name in MEASURES:
        said, answer = both[name], both[f"{name}_asked"]
        if name == "status":
            assert said.tolist() == answer.tolist()
        else:
            numbers = answer.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
            np.testing.assert_allclose(
                said.to_numpy(dtype=float), numbers, rtol=0, atol=0.51 * 10.0 ** -RULES["open_data"]["digits"]
            )
    left_out = asked.merge(written[by], how="left", on=by, indicator="found").query("found == 'left_only'")
    assert set(left_out["status"]) <= {"no_data", "not_applicable"}


@pytest.mark.parametrize("groups", TABLES, ids=name_of)
def test_a_protected_row_has_no_number_of_its_own(folder: Path, groups: tuple[str, ...]) -> None:
    rows = read(folder, groups)
    hidden = rows[rows["status"] == "protected"]
    own = [*NUMBERS, "population", "change", "change_low", "change_high"]
    assert hidden[own].isna().all(axis=None)


def test_answers_only_the_agency_may_see_are_in_no_row(build: Build, folder: Path) -> None:
    assert len(read(folder, ("centre",)).query("status == 'protected'")) > 0
    rows = read(folder, ("centre",)).query("centre == @SMALL_CENTRE")
    assert len(rows) > 0
    agency = indicators.publish(
        build.path, list(INDICATORS), ALWAYS, {"centre": (SMALL_CENTRE,)}, viewer=AGENCY
    ).dropna(subset=["value"])
    of_answers = [name for name in agency["indicator"].unique() if INDICATORS[name].source == "answers"]
    assert of_answers
    assert rows[rows["indicator"].isin(of_answers)]["value"].isna().all()


def test_changes_are_those_of_the_page(build: Build, package: Package) -> None:
    rows = resource(package, "by_oblast").table
    compared = 0
    for year, oblast in (("2022", "SOF"), ("2024", "PDV")):
        where = {"year": (year,), "kind": ("full",), "oblast": (oblast,)}
        change = indicators.change(build.path, list(INDICATORS), where, viewer=PUBLIC).set_index("indicator")
        own = rows[(rows["year"] == int(year)) & (rows["kind"] == "full") & (rows["oblast"] == oblast)]
        own = own.set_index("indicator").dropna(subset=["change"])
        assert set(own.index) == set(change.index)
        expected = change.loc[own.index, ["difference", "low", "high"]].to_numpy(dtype=float)
        np.testing.assert_allclose(own[["change", "change_low", "change_high"]].to_numpy(dtype=float), expected)
        compared += len(own)
    assert compared > 0


def test_weighted_figures_are_the_public_ones_of_the_whole_country(build: Build, package: Package) -> None:
    rows = resource(package, "country_weighted").table
    asked = indicators.publish(build.path, list(INDICATORS), ALWAYS, viewer=PUBLIC, weighting="cohort")
    both = rows.merge(asked, on=["indicator", *ALWAYS], suffixes=("", "_asked"))
    assert len(both) == len(rows) > 0
    assert both["value"].equals(both["value_asked"])
    assert both["effective_n"].equals(both["effective_n_asked"])


def test_a_file_has_the_columns_its_schema_promises_and_no_other(folder: Path, package: Package) -> None:
    for each in package.resources:
        with (folder / each.path).open(encoding="utf-8", newline="") as stream:
            assert next(csv.reader(stream)) == [column.name for column in each.columns]


def test_no_column_is_about_a_person(package: Package) -> None:
    columns = {column.name for each in package.resources for column in each.columns}
    allowed = {"year", *LISTS, "centre_name", "settlement"}
    assert columns & set(FIELDS) <= allowed
    text = "".join(each.to_csv().decode() for each in package.resources)
    assert "@" not in text
    assert not re.search(r"(?<!\d)\d{10}(?!\d)", text.replace("99991", "ц"))


def test_no_module_can_ask_as_anybody_but_the_public() -> None:
    asked = 0
    for path in ASKING:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & {"AGENCY", "Viewer", "viewer"}
        given = [word for node in ast.walk(tree) if isinstance(node, ast.Call) for word in node.keywords]
        viewers = [word.value for word in given if word.arg == "viewer"]
        assert all(isinstance(value, ast.Name) and value.id == "PUBLIC" for value in viewers)
        asked += len(viewers)
    assert asked
