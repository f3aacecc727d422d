"""What centres say of themselves beside what was measured, worked out by hand."""

import json
from pathlib import Path

import pandas as pd
import pytest

from ontrack_dash import comparisons, indicators
from ontrack_dash.catalogue import INDICATORS, RULES, reported_cohort
from ontrack_dash.fields import fold
from ontrack_dash.stats import intervals
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.builders import build, rows

QUESTION, OTHER_QUESTION = "Проследена реализация?", "Осигурен достъп?"
AREAS = {fold(QUESTION): "realisation", fold(OTHER_QUESTION): "access"}
JOBLESS = {"destination": "unemployed", "in_field": None, "months_to_job": None, "usefulness": None}
# Centre → points for realisation, then (in work, asked) of the cohort of 2023; the report is that of 2024.
PROUD, GOOD, USUAL, MODEST, POOR, UNHEARD = (f"999912000{number}" for number in range(1, 7))
POINTS = {PROUD: 20, GOOD: 18, USUAL: 15, MODEST: 10, POOR: 5.25, UNHEARD: 30}
ANSWERED = {PROUD: (120, 300), GOOD: (270, 300), USUAL: (183, 300), MODEST: (264, 300), POOR: (100, 300)}
COUNTRY = sum(x for x, _ in ANSWERED.values()) / sum(n for _, n in ANSWERED.values())


def answers(licence: str, working: int, asked: int, **more: object) -> pd.DataFrame:
    """Make so many answers, so many of them of people in work."""
    counted = ((more, working), ({**more, **JOBLESS}, asked - working))
    frames = [
        rows("answers", {"licence": licence, **state}, times=count, prefix=f"{licence}{place}{sorted(more)}")
        for place, (state, count) in enumerate(counted)
    ]
    return pd.concat(frames, ignore_index=True)


def reports(points: dict[str, float], year: int = 2024) -> pd.DataFrame:
    return rows(
        "self_assessments",
        *(
            {"licence": licence, "year": year, "points": json.dumps({OTHER_QUESTION: 46, QUESTION: given})}
            for licence, given in points.items()
        ),
    )


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the centres above; people of another kind of course, and a later cohort, are all in work."""
    later = {"completion_date": pd.Timestamp(2024, 6, 30), "answer_date": pd.Timestamp(2025, 6, 30)}
    frames = [answers(licence, *counts) for licence, counts in ANSWERED.items()]
    frames += [answers(PROUD, 60, 60, kind="part"), answers(PROUD, 60, 60, **later)]
    people = [
        {"licence": UNHEARD, "is_invited_1": True},
        {"licence": UNHEARD, "kind": "part", "has_consent": False, "is_invited_1": False},
        {"licence": PROUD},
    ]
    return build(
        tmp_path_factory.mktemp("rated"),
        answers=pd.concat(frames, ignore_index=True),
        graduates=pd.concat(
            [rows("graduates", one, times=7, prefix=str(place)) for place, one in enumerate(people)], ignore_index=True
        ),
        self_assessments=pd.concat([reports(POINTS), reports({PROUD: 1}, 2022)], ignore_index=True),
    ).path


def rated(country: Path, **more: object) -> pd.DataFrame:
    return comparisons.self_rating(country, AREAS, 2024, **{"viewer": AGENCY, **more}).set_index("centre")


def test_points_stand_beside_the_cohort_the_report_is_about(country: Path) -> None:
    found = rated(country)
    assert reported_cohort(INDICATORS["employed_rate"], 2024) == 2023
    assert set(found["cohort"]) == {2023}
    assert found["points"].to_dict() == POINTS
    assert found["total"].to_dict() == {licence: given + 46 for licence, given in POINTS.items()}
    measured = found["value"].dropna()
    assert measured.to_dict() == pytest.approx({licence: x / n for licence, (x, n) in ANSWERED.items()})
    assert found.loc[list(ANSWERED), "benchmark"].tolist() == pytest.approx([COUNTRY] * 5)


def test_the_levels_come_with_the_points(country: Path) -> None:
    found = rated(country)
    assert (found.loc[PROUD, "level"], found.loc[PROUD, "is_boundary"]) == ("good", True)
    assert (found.loc[POOR, "level"], found.loc[POOR, "is_boundary"]) == ("satisfactory", False)


def test_the_interval_is_that_of_a_comparison(country: Path) -> None:
    found = rated(country).loc[PROUD]
    assert (found["low"], found["high"]) == pytest.approx(intervals.wilson(120, 300))


def test_high_is_the_middle_of_those_shown_and_measured_is_told_by_the_interval(country: Path) -> None:
    # Of those with a value the middle is 15 points; who was not heard has more, and counts for nothing.
    found = rated(country)
    assert found["quadrant"].dropna().to_dict() == {
        PROUD: "rated_high.measured_low",
        GOOD: "rated_high.measured_high",
        USUAL: "rated_high.measured_alike",
        MODEST: "rated_low.measured_high",
        POOR: "rated_low.measured_low",
    }
    for licence, row in found.loc[list(ANSWERED)].iterrows():
        side = "alike" if row["low"] <= COUNTRY <= row["high"] else "high" if row["value"] > COUNTRY else "low"
        assert row["measured"] == f"measured_{side}", licence


def test_who_was_not_heard_has_points_and_no_data(country: Path) -> None:
    found = rated(country).loc[UNHEARD]
    assert (found["points"], found["status"]) == (30, "no_data")
    assert found[["n", "value", "low", "high", "rated", "measured", "quadrant"]].isna().all()


def test_kinds_of_course_are_never_pooled(country: Path) -> None:
    part = rated(country, kind="part")
    assert part["value"].dropna().to_dict() == {PROUD: 1.0}
    assert rated(country)["n"].to_dict()[PROUD] == 300
    assert part["quadrant"].isna().all()


def test_among_few_centres_none_is_called_high(tmp_path: Path) -> None:
    few = dict(list(POINTS.items())[: RULES["self_rating"]["least_centres"] - 1])
    heard = pd.concat([answers(licence, *ANSWERED[licence]) for licence in few], ignore_index=True)
    path = build(tmp_path, answers=heard, self_assessments=reports(few)).path
    found = rated(path)
    assert found[["rated", "quadrant"]].isna().all(axis=None)
    assert found.loc[GOOD, "measured"] == "measured_high"


def test_a_centre_sees_its_own_measure_and_no_place_among_the_others(country: Path) -> None:
    own = rated(country, viewer=Viewer("centre", PROUD))
    assert own.index.tolist() == [PROUD]
    assert (own.loc[PROUD, "points"], own.loc[PROUD, "value"]) == (20, 0.4)
    assert own[["rated", "quadrant"]].isna().all(axis=None)
    assert own.loc[PROUD, "measured"] == "measured_low"
    assert rated(country, viewer=PUBLIC).empty


def test_the_values_are_those_of_the_gate(country: Path) -> None:
    where = {"year": ("2023",), "kind": ("full",)}
    gate = indicators.publish(country, ["employed_rate"], ("centre",), where, viewer=AGENCY, purpose="comparison")
    columns = ["n", "value", "low", "high", "benchmark", "status", "is_small"]
    expected = gate.set_index("centre").loc[list(ANSWERED), columns]
    pd.testing.assert_frame_equal(rated(country).loc[list(ANSWERED), columns], expected, check_dtype=False)


def test_without_areas_there_are_totals_and_no_points(country: Path) -> None:
    found = comparisons.self_rating(country, {}, 2024, viewer=AGENCY)
    assert found["points"].isna().all()
    assert found["total"].notna().all()
    assert found["quadrant"].isna().all()


def test_a_year_without_reports_has_no_rows(country: Path) -> None:
    assert comparisons.self_rating(country, AREAS, 2021, viewer=AGENCY).empty


@pytest.mark.parametrize("indicator", ["unemployed_rate", "time_to_job", "vulnerable_share"])
def test_only_shares_of_which_more_is_better_are_compared(country: Path, indicator: str) -> None:
    with pytest.raises(ValueError, match=indicator):
        comparisons.self_rating(country, AREAS, 2024, viewer=AGENCY, indicator=indicator)


def test_centres_with_graduates_and_no_answer_are_listed(country: Path) -> None:
    found = comparisons.without_followup(country, 2024, viewer=AGENCY)
    assert found.to_dict("records") == [
        {"centre": UNHEARD, "cohort": 2023, "completers": 14, "reachable": 7, "invited": 7, "answered": 0}
    ]
    assert comparisons.without_followup(country, 2024, viewer=Viewer("centre", UNHEARD)).equals(found)
    assert comparisons.without_followup(country, 2024, viewer=Viewer("centre", PROUD)).empty
    assert comparisons.without_followup(country, 2024, viewer=PUBLIC).empty
    assert comparisons.without_followup(country, 2020, viewer=AGENCY).empty
