"""The gate of filings on a country of four centres worked by hand: who filed, how many points, who may know."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ontrack_dash import comparisons, filings
from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import fold
from ontrack_dash.settings import Settings
from ontrack_dash.store import areas
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.builders import CENTRE, OTHER, build, rows

SILENT, STRUCK_OFF = "9999120003", "9999120009"
OWN = Viewer("centre", CENTRE)
OPEN_DOORS, PLACED, LETTERS = "Достъп: отворени врати?", "Реализация: проследена?", "Реализация: писма?"
AREAS = {fold(OPEN_DOORS): "access", fold(PLACED): "realisation"}


def given(licence: str, year: int = 2024, **points: float) -> dict[str, object]:
    """Make a report with points for the three questions, in their order."""
    asked = dict(zip((OPEN_DOORS, PLACED, LETTERS), points.values(), strict=False))
    return {"licence": licence, "year": year, "points": json.dumps(asked, ensure_ascii=False)}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2024: a list of three, one of them struck off, of annual information too. 2023: one report picked by hand."""
    listed = rows(
        "filings",
        {"filing_status": "approved", "filing_date": date(2025, 1, 31)},
        {"licence": OTHER, "filing_status": "returned", "filing_date": date(2025, 2, 1)},
        {"licence": STRUCK_OFF, "filing_status": "created", "filing_date": None},
        {"list": "annual_all", "filing_status": None, "filing_date": None, "annual_status": "submitted",
         "annual_date": date(2025, 1, 10)},
        {"licence": OTHER, "list": "annual_all", "filing_status": None, "filing_date": None,
         "annual_status": "created"},
    )  # fmt: skip
    register = [{"licence": OTHER, "centre_name": "Втори ЦПО"}, {"licence": SILENT, "centre_name": "Ами ЦПО"}]
    reports = [
        given(CENTRE, a=40, b=50.5, c=0.5),
        {
            **given(OTHER, a=30, b=36, c=0),
            "filing_status": "returned",
            "filing_date": date(2025, 2, 1),
            "filed_full": 7,
        },
        {**given(CENTRE, 2023, a=90.99, b=0, c=0), "filing_date": date(2024, 1, 15)},
    ]
    return build(
        tmp_path_factory.mktemp("filings"),
        centres=rows("centres", {}, *register),
        filings=listed,
        self_assessments=rows("self_assessments", *reports),
        graduates=rows("graduates", {}, {"licence": OTHER}, times=12),
    ).path


def by_centre(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_index("centre")


def test_every_centre_of_the_register_and_of_the_lists_has_a_status(country: Path) -> None:
    found = filings.statuses(country, 2024, viewer=AGENCY)
    assert dict(zip(found["centre"], found["status"], strict=True)) == {
        SILENT: "missing", OTHER: "returned", CENTRE: "approved", STRUCK_OFF: "created",
    }  # fmt: skip
    assert (found["year"] == 2024).all()
    assert found["centre_name"].tolist()[:3] == ["Ами ЦПО", "Втори ЦПО", "Примерен ЦПО"]
    assert pd.isna(by_centre(found).loc[STRUCK_OFF, "centre_name"])


def test_filed_on_the_last_day_is_in_time_and_a_day_after_is_late(country: Path) -> None:
    assert filings.deadline(2024) == date(2025, 1, 31)
    late = by_centre(filings.statuses(country, 2024, viewer=AGENCY))["is_late"]
    assert (late[CENTRE], late[OTHER]) == (False, True)
    assert late[[SILENT, STRUCK_OFF]].isna().all()


def test_annual_information_has_its_own_status_and_its_own_lists(country: Path) -> None:
    found = by_centre(filings.statuses(country, 2024, viewer=AGENCY))
    assert found["annual_status"].to_dict() == {
        SILENT: "missing", OTHER: "created", CENTRE: "submitted", STRUCK_OFF: "missing",
    }  # fmt: skip
    assert found.loc[CENTRE, "annual_date"] == pd.Timestamp(2025, 1, 10)


def test_without_a_list_nobody_is_missing_even_where_a_report_was_picked_by_hand(country: Path) -> None:
    found = by_centre(filings.statuses(country, 2023, viewer=AGENCY))
    assert found["status"].to_dict() == {SILENT: "unknown", OTHER: "unknown", CENTRE: "approved"}
    assert set(found["annual_status"]) == {"unknown"}
    assert set(filings.statuses(country, 2019, viewer=AGENCY)["status"]) == {"unknown"}


def test_years_are_those_lists_and_reports_speak_of(country: Path) -> None:
    assert filings.years(country, viewer=AGENCY) == filings.years(country, viewer=OWN) == (2023, 2024)


def test_it_is_said_of_how_much_of_the_register_the_lists_speak(country: Path) -> None:
    found = filings.coverage(country, viewer=AGENCY)
    assert found.to_dict("records") == [
        {"year": 2024, "filed": "status", "listed": 3, "in_register": 2, "register": 3},
        {"year": 2024, "filed": "annual_status", "listed": 2, "in_register": 2, "register": 3},
    ]


def test_counts_stand_one_a_row_as_they_were_filed(country: Path) -> None:
    found = filings.filed_counts(country, viewer=AGENCY)
    assert found.columns.tolist() == ["centre", "year", "count", "filed"]
    assert len(found) == 3 * 8
    assert found[found["filed"] > 0].to_numpy().tolist() == [[OTHER, 2024, "filed_full", 7]]


def test_points_are_added_up_by_area_and_zeros_are_counted(country: Path) -> None:
    found = filings.points(country, AREAS, viewer=AGENCY)
    of_year = found[found["year"] == 2024]
    columns = ["area", "points", "questions", "zeros"]
    assert of_year.loc[of_year["centre"] == CENTRE, columns].to_numpy().tolist() == [
        ["access", 40.0, 1, 0], ["none", 0.5, 1, 0], ["realisation", 50.5, 1, 0],
    ]  # fmt: skip
    zeros = of_year[of_year["centre"] == OTHER].set_index("area")["zeros"]
    assert zeros.to_dict() == {"access": 0, "none": 1, "realisation": 0}


def test_an_area_is_found_however_its_question_is_spelt(country: Path) -> None:
    spelt = {fold(f"  {LETTERS.upper()} "): "realisation"}
    found = filings.points(country, spelt, viewer=OWN)
    of_year = found[found["year"] == 2024].set_index("area")["points"]
    assert of_year.to_dict() == {"none": 90.5, "realisation": 0.5}


def test_all_points_make_a_total_a_level_and_a_mark_at_the_boundary(country: Path) -> None:
    found = filings.ratings(country, AREAS, viewer=AGENCY).set_index(["centre", "year"])
    columns = ["total", "level", "is_boundary", "questions", "zeros"]
    assert found.loc[(CENTRE, 2024), columns].tolist() == [91.0, "excellent", True, 3, 0]
    assert found.loc[(OTHER, 2024), columns].tolist() == [66.0, "good", True, 3, 1]
    assert found.loc[(CENTRE, 2023), columns].tolist() == [90.99, "good", False, 3, 2]


@pytest.mark.parametrize(
    ("total", "level", "on_boundary"),
    [
        (100, "excellent", False), (91.01, "excellent", False), (91, "excellent", True), (90.99, "good", False),
        (90.5, "good", False), (66.01, "good", False), (66, "good", True), (65.99, "satisfactory", False),
        (45, "satisfactory", True), (44.99, "unsatisfactory", False), (0, "unsatisfactory", False),
    ],
)  # fmt: skip
def test_a_level_begins_at_its_threshold_and_exactly_there_it_is_said(
    total: float, level: str, on_boundary: bool
) -> None:
    assert filings.name_level(total) == level
    assert filings.is_boundary(pd.Series([total])).tolist() == [on_boundary]


def test_many_small_points_reach_a_threshold_exactly(tmp_path: Path) -> None:
    # 0.1 added ten times is not 1 in binary.
    asked = {f"Въпрос {number}": 0.1 for number in range(10)} | {"Последен": 90}
    path = build(tmp_path, self_assessments=rows("self_assessments", {"points": json.dumps(asked)})).path
    found = filings.ratings(path, {}, viewer=AGENCY).iloc[0]
    assert (found["total"], found["level"], found["is_boundary"]) == (91.0, "excellent", True)


def test_questions_are_listed_once_in_the_order_of_the_questionnaire(country: Path) -> None:
    assert filings.questions(country, viewer=AGENCY) == (OPEN_DOORS, PLACED, LETTERS)
    assert filings.questions(country, viewer=OWN) == filings.questions(country, viewer=PUBLIC) == ()


ASKED: dict[str, Callable[[Path, Viewer], pd.DataFrame]] = {
    "statuses": lambda path, viewer: filings.statuses(path, 2024, viewer=viewer),
    "filed_counts": lambda path, viewer: filings.filed_counts(path, viewer=viewer),
    "points": lambda path, viewer: filings.points(path, AREAS, viewer=viewer),
    "ratings": lambda path, viewer: filings.ratings(path, AREAS, viewer=viewer),
    "self_rating": lambda path, viewer: comparisons.self_rating(path, AREAS, 2024, viewer=viewer),
    "without_followup": lambda path, viewer: comparisons.without_followup(path, 2024, viewer=viewer),
}
# What counts centres: to a centre there is one.
COUNTED: dict[str, Callable[[Path, Viewer], pd.DataFrame]] = {
    "filed_by_year": lambda path, viewer: comparisons.filed_by_year(path, viewer=viewer),
    "points_by_area": lambda path, viewer: comparisons.points_by_area(path, AREAS, viewer=viewer),
}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("licence", [CENTRE, OTHER, SILENT])
def test_a_centre_never_gets_a_row_of_another(country: Path, name: str, licence: str) -> None:
    every, own = ASKED[name](country, AGENCY), ASKED[name](country, Viewer("centre", licence))
    assert every["centre"].nunique() > 1
    assert own["centre"].tolist() == every.loc[every["centre"] == licence, "centre"].tolist()
    # What stands in the row of a centre is what the agency sees there, but for what says where it stands among all.
    kept = [column for column in own if column not in ("rated", "quadrant", "benchmark", "measured")]
    expected = every.loc[every["centre"] == licence, kept].reset_index(drop=True)
    pd.testing.assert_frame_equal(own[kept].reset_index(drop=True), expected, check_dtype=len(own) > 0)


@pytest.mark.parametrize("name", COUNTED)
def test_a_centre_counts_nobody_but_itself(country: Path, name: str) -> None:
    assert COUNTED[name](country, AGENCY)["centres"].max() > 1
    assert COUNTED[name](country, OWN)["centres"].tolist() == [1] * len(COUNTED[name](country, OWN))
    assert filings.coverage(country, viewer=OWN).empty


@pytest.mark.parametrize("name", [*ASKED, *COUNTED])
def test_the_public_sees_nothing_of_what_was_filed(country: Path, name: str) -> None:
    found = (ASKED | COUNTED)[name](country, PUBLIC)
    assert found.empty
    assert found.columns.tolist() == (ASKED | COUNTED)[name](country, AGENCY).columns.tolist()
    assert filings.years(country, viewer=PUBLIC) == ()
    assert filings.coverage(country, viewer=PUBLIC).empty


def test_a_build_without_filings_has_none(tmp_path: Path) -> None:
    path = build(tmp_path, centres=rows("centres")).path
    assert filings.years(path, viewer=AGENCY) == ()
    assert filings.statuses(path, 2024, viewer=AGENCY)["status"].tolist() == ["unknown"]
    assert all(COUNTED[name](path, AGENCY).empty for name in COUNTED)
    assert filings.ratings(path, {}, viewer=AGENCY).empty


def test_years_are_counted_by_how_far_reports_are(country: Path) -> None:
    found = comparisons.filed_by_year(country, viewer=AGENCY)
    assert found[["year", "filing", "centres", "late"]].to_numpy().tolist() == [
        [2023, "approved", 1, 0], [2023, "unknown", 2, 0],
        [2024, "approved", 1, 0], [2024, "returned", 1, 1], [2024, "created", 1, 0], [2024, "missing", 1, 0],
    ]  # fmt: skip
    assert found.groupby("year")["share"].sum().tolist() == pytest.approx([1, 1])


def test_the_middle_of_points_has_quartiles_only_of_enough_centres(tmp_path: Path) -> None:
    least = RULES["self_rating"]["least_centres"]
    reports = [{"licence": f"999912000{n}", "points": json.dumps({PLACED: n})} for n in range(1, least + 1)]
    path = build(tmp_path, self_assessments=rows("self_assessments", *reports)).path
    found = comparisons.points_by_area(path, AREAS, viewer=AGENCY).iloc[0]
    assert found[["year", "area", "centres", "low", "value", "high"]].tolist() == [2024, "realisation", 5, 2, 3, 4]
    alone = comparisons.points_by_area(path, AREAS, viewer=AGENCY, centre="9999120004").iloc[0]
    assert (alone["centres"], alone["value"]) == (1, 4)
    assert alone[["low", "high"]].isna().all()


def test_the_area_of_a_question_is_kept_and_can_be_taken_back(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    long = "Дълъг въпрос " * 40
    areas.save(settings, PLACED, "access")
    areas.save(settings, f" {PLACED.upper()}", "realisation")
    areas.save(settings, long, "general")
    assert areas.read(settings) == {fold(PLACED): "realisation", fold(long): "general"}
    areas.save(settings, long, "none")
    assert areas.read(settings) == {fold(PLACED): "realisation"}
    with pytest.raises(ValueError, match="happiness"):
        areas.save(settings, PLACED, "happiness")
