"""The gate of pilots on evaluations worked by hand: shares, agreement, times, and who may see which group."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from ontrack_dash import pilots
from ontrack_dash.pilots import CRITERIA, POINTS
from ontrack_dash.stats.intervals import wilson
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.builders import CENTRE, build, rows
from tests.pilots import evaluations

MIXED = [5, 4, 3, 2, 4, 5, None]
OWN = Viewer("centre", CENTRE)
OTHERS = pytest.mark.parametrize("viewer", [PUBLIC, OWN], ids=["public", "centre"])


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Register: 12 in Bulgaria in round 1 and 20 in round 2, 4 in Latvia in round 1. Letters: 30. Own form: 3."""
    said = [
        *evaluations([4], times=8, theme="clarity;ease", comment="Три колони могат да отпаднат."),
        *evaluations(MIXED, times=4, start=8, minutes=40, adopt="changed"),
        *evaluations([1], times=4, start=20, country="LV", provider="ц-09", minutes=None),
        *evaluations([5], times=20, start=40, round=2, provider="ц-02"),
        *evaluations([3], times=10, start=60, tool="letters", provider="ц-03", theme="other", comment="Кратки са."),
        *evaluations([4], times=20, start=80, tool="letters", provider="ц-03", round=2),
        *evaluations([2], times=3, start=99, tool="наш формуляр", provider="ц-04", comment="Дълъг е."),
    ]
    responses = [
        {"invited": 20, "answered": 12},
        {"country": "LV", "provider": "ц-09", "invited": 16, "answered": 4},
        {"round": 2, "provider": "ц-02", "invited": 25, "answered": 20},
        {"tool": "letters", "provider": "ц-03", "invited": 50, "answered": 10},
    ]
    return build(
        tmp_path_factory.mktemp("pilot"),
        pilot_scores=rows("pilot_scores", *said),
        pilot_responses=rows("pilot_responses", *responses),
    ).path


def one(frame: pd.DataFrame, **said: object) -> dict[str, Any]:
    for name, code in said.items():
        frame = frame[frame[name] == code]
    found = frame.to_dict("records")
    assert len(found) == 1
    return found[0]


def test_what_was_imported_is_told_in_the_order_people_read_it(tried: Path) -> None:
    found = pilots.contents(tried)
    assert found.codes == {
        "tool": ("register", "letters", "наш формуляр"), "country": ("BG", "LV"), "round": ("1", "2"),
    }  # fmt: skip
    assert (found.evaluations, found.respondents) == (69, 69)


def test_a_form_nobody_sent_says_neither_country_nor_organisation(tmp_path: Path) -> None:
    said = [*evaluations([5], times=12), *evaluations([4], times=3, start=20, country=None, provider=None)]
    path = build(tmp_path, pilot_scores=rows("pilot_scores", *said)).path
    assert pilots.contents(path).codes["country"] == ("BG", "unknown")
    assert pilots.contents(path).respondents == 15
    found = pilots.scores(path, ("country",), viewer=AGENCY).groupby("country", sort=False)["n"].first()
    assert found.to_dict() == {"BG": 12, "unknown": 3}
    assert set(pilots.scores(path, ("country",), viewer=PUBLIC)["status"]) == {"protected"}


def test_a_build_without_a_pilot_has_none(tmp_path: Path) -> None:
    path = build(tmp_path, centres=rows("centres")).path
    assert pilots.contents(path).evaluations == 0
    assert pilots.scores(path, ("tool",), viewer=AGENCY).empty
    assert pilots.scores(path, viewer=PUBLIC).empty
    assert pilots.evaluations(path, viewer=AGENCY).empty
    assert pilots.comments(path, viewer=AGENCY).empty
    assert pilots.themes(path, viewer=AGENCY).empty
    assert set(pilots.agreement_on_tools(path, viewer=AGENCY)["status"]) == {"not_applicable"}


def test_the_share_that_speaks_for_a_tool_is_of_those_who_scored_it(tried: Path) -> None:
    found = pilots.scores(tried, viewer=AGENCY, where={"tool": "register", "round": "1", "country": "BG"})
    assert found["criterion"].tolist() == list(CRITERIA)
    row = one(found, criterion="completeness")
    assert [row[f"score_{point}"] for point in POINTS] == [0, 0, 0, 8, 0]
    assert (row["n"], row["answered"], row["unanswered"]) == (12, 8, pytest.approx(4 / 12))
    assert (row["value"], row["low"], row["high"]) == (1, *wilson(8, 8))
    row = one(found, criterion="ease")
    assert (row["value"], row["low"], row["high"]) == (pytest.approx(8 / 12), *wilson(8, 12))
    assert row["status"] == "imprecise"


def test_few_persons_are_marked_for_the_agency(tried: Path) -> None:
    found = pilots.scores(tried, ("tool",), viewer=AGENCY)
    assert found.groupby("tool")["is_small"].first().to_dict() == {
        "letters": False, "register": False, "наш формуляр": True,
    }  # fmt: skip


def test_a_criterion_nobody_scored_has_no_data(tmp_path: Path) -> None:
    path = build(tmp_path, pilot_scores=rows("pilot_scores", *evaluations([*[5] * 6, None], times=10))).path
    row = one(pilots.scores(path, viewer=AGENCY), criterion="completeness")
    assert (row["status"], row["answered"], row["unanswered"]) == ("no_data", 0, 1)
    assert np.isnan(row["value"])


def test_times_and_response_are_of_the_group(tried: Path) -> None:
    row = one(pilots.evaluations(tried, where={"round": "1"}, viewer=AGENCY), tool="register")
    assert (row["n"], row["respondents"], row["complete"], row["minutes_n"]) == (16, 16, 12, 12)
    assert (row["minutes_low"], row["minutes"], row["minutes_high"]) == (10, 10, 40)
    assert (row["invited"], row["answered"], row["response"]) == (36, 16, pytest.approx(16 / 36))
    assert (row["response_low"], row["response_high"]) == wilson(16, 36)
    assert row["unanswered"] == pytest.approx(4 / (16 * 7))
    assert [row[name] for name in ("adopt_n", "adopt_yes", "adopt_changed", "adopt_no")] == [16, 12, 4, 0]


def test_without_counts_of_those_invited_there_is_no_response(tried: Path) -> None:
    row = one(pilots.evaluations(tried, viewer=AGENCY), tool="наш формуляр")
    assert (row["status"], row["response_status"]) == ("value", "no_data")
    assert pd.isna(row["invited"])


# Three evaluators of seven criteria: all agree on five, on two one of three differs. Pairs that agree: (5·1 + 2·1/3)/7.
# Of 21 ratings 12 speak for the tool: P-bar 0.8095, by chance (12/21)² + (9/21)² = 0.5102, kappa 0.6111.
THREE = ([5, 5, 5, 5, 1, 1, 4], [4, 5, 4, 5, 2, 1, 3], [5, 4, 5, 2, 3, 3, 3])


def build_three(path: Path, count: int) -> Path:
    said = [row for at, scores in enumerate(THREE[:count]) for row in evaluations(scores, start=at)]
    return build(path, pilot_scores=rows("pilot_scores", *said)).path


def test_agreement_of_three_is_that_of_fleiss(tmp_path: Path) -> None:
    row = one(pilots.evaluations(build_three(tmp_path, 3), viewer=AGENCY))
    assert (row["method"], row["raters"]) == ("fleiss", 3)
    assert row["agreed"] == pytest.approx((5 + 2 / 3) / 7)
    assert row["agreement"] == pytest.approx(0.6111, abs=5e-5)


def test_agreement_of_two_is_that_of_cohen(tmp_path: Path) -> None:
    row = one(pilots.evaluations(build_three(tmp_path, 2), viewer=AGENCY))
    assert (row["method"], row["raters"], row["agreed"]) == ("cohen", 2, pytest.approx(6 / 7))
    # 4 for and 2 against together, 1 apart: by chance (5·4 + 2·3)/49.
    assert row["agreement"] == pytest.approx((6 / 7 - 26 / 49) / (1 - 26 / 49))


def test_one_evaluator_agrees_with_nobody_and_no_disagreement_has_no_kappa(tmp_path: Path) -> None:
    alone = one(pilots.evaluations(build_three(tmp_path / "alone", 1), viewer=AGENCY))
    assert (alone["method"], np.isnan(alone["agreement"])) == ("none", True)
    path = build(tmp_path / "alike", pilot_scores=rows("pilot_scores", *evaluations([5], times=4))).path
    alike = one(pilots.evaluations(path, viewer=AGENCY))
    assert (alike["method"], alike["agreed"], np.isnan(alike["agreement"])) == ("alike", 1, True)


def test_tools_put_together_have_no_agreement_on_one(tried: Path) -> None:
    row = one(pilots.evaluations(tried, (), viewer=AGENCY))
    assert (row["method"], row["n"]) == ("none", 69)


def test_agreement_on_tools_is_asked_of_those_who_scored_the_same_ones(tmp_path: Path) -> None:
    tried_by = {"register": ([5], 15), "letters": ([2], 14), "handbook": ([4], 12), "employers": ([3], 4)}
    said = [
        row
        for tool, (scores, people) in tried_by.items()
        for at in range(people)
        for row in evaluations(scores, start=at, tool=tool)
    ]
    path = build(tmp_path / "many", pilot_scores=rows("pilot_scores", *said)).path
    found = pilots.agreement_on_tools(path, viewer=AGENCY)
    # Four people who scored everything are too few: twelve of three tools are the most.
    assert set(zip(found["tools"], found["raters"], found["method"], strict=True)) == {(3, 12, "fleiss")}
    assert found["agreement"].to_numpy() == pytest.approx(1)
    few = [row for row in said if row["respondent"] in ("о-0", "о-1")]
    path = build(tmp_path / "few", pilot_scores=rows("pilot_scores", *few)).path
    found = pilots.agreement_on_tools(path, viewer=AGENCY)
    assert set(zip(found["tools"], found["raters"], found["method"], strict=True)) == {(4, 2, "cohen")}
    assert set(pilots.agreement_on_tools(path, viewer=PUBLIC)["status"]) == {"protected"}


@OTHERS
def test_fewer_than_ten_persons_are_hidden_from_everybody_else(tried: Path, viewer: Viewer) -> None:
    found = pilots.scores(tried, ("tool",), viewer=viewer)
    hidden = found[found["tool"] == "наш формуляр"]
    assert set(hidden["status"]) == {"protected"}
    numbers = hidden.drop(columns=["tool", "criterion", "status", "is_small"])
    assert numbers.isna().all(axis=None)
    described = one(pilots.evaluations(tried, viewer=viewer), tool="наш формуляр")
    assert described["status"] == "protected"
    assert [name for name in ("n", "respondents", "minutes", "alpha", "invited") if not pd.isna(described[name])] == []


@OTHERS
def test_what_is_hidden_cannot_be_taken_off_a_sum(tried: Path, viewer: Viewer) -> None:
    # All 69 are known; were only the three hidden, they would be what is left.
    shown = pilots.evaluations(tried, viewer=viewer).set_index("tool")["status"]
    assert (shown == "protected").sum() == 2
    by_country = pilots.scores(tried, ("country",), {"tool": "register"}, viewer=viewer)
    assert set(by_country["status"]) == {"protected"}


@OTHERS
def test_two_dimensions_beside_the_tool_are_never_crossed_in_public(tried: Path, viewer: Viewer) -> None:
    assert not pilots.is_publishable(("country",), {"round": "2"})
    found = pilots.scores(tried, ("country",), {"tool": "letters", "round": "2"}, viewer=viewer)
    assert set(found["status"]) == {"protected"}
    assert pilots.is_publishable(("tool",), {"round": "2"})


@OTHERS
def test_a_large_tool_is_public_by_round(tried: Path, viewer: Viewer) -> None:
    found = pilots.scores(tried, ("round",), {"tool": "register"}, viewer=viewer)
    ease = found[found["criterion"] == "ease"].set_index("round")
    assert ease["status"].to_dict() == {"1": "imprecise", "2": "value"}
    assert ease["value"].to_dict() == {"1": 0.5, "2": 1}


@OTHERS
def test_what_rests_on_few_of_many_evaluations_is_hidden(tmp_path: Path, viewer: Viewer) -> None:
    said = [*evaluations([5], times=11, minutes=None, adopt=None), *evaluations([*[4] * 6, None], times=9, start=50)]
    path = build(tmp_path, pilot_scores=rows("pilot_scores", *said)).path
    row = one(pilots.evaluations(path, viewer=viewer))
    assert (row["n"], row["raters"]) == (20, 11)
    assert [name for name in ("minutes_n", "minutes", "adopt_n", "adopt_yes") if not pd.isna(row[name])] == []
    few = [*evaluations([5], times=9), *evaluations([*[4] * 6, None], times=11, start=50)]
    path = build(tmp_path / "few", pilot_scores=rows("pilot_scores", *few)).path
    assert one(pilots.scores(path, viewer=viewer), criterion="completeness")["status"] == "protected"
    row = one(pilots.evaluations(path, viewer=viewer))
    assert (row["method"], row["n"]) == ("none", 20)
    assert [name for name in ("complete", "alpha", "raters", "agreement") if not pd.isna(row[name])] == []


@OTHERS
def test_what_few_filled_cannot_be_taken_off_what_all_filled(tmp_path: Path, viewer: Viewer) -> None:
    gap = [*[5] * 6, None]
    said = [
        *evaluations([5], times=7, adopt="no"), *evaluations(gap, times=6, start=20, adopt=None),
        *evaluations([4], times=30, start=50, country="LV", provider="ц-02"),
        *evaluations([4], times=30, start=90, country="CY", provider="ц-03"),
    ]  # fmt: skip
    path = build(tmp_path, pilot_scores=rows("pilot_scores", *said)).path
    shown = pilots.scores(path, ("country",), {"tool": "register"}, viewer=viewer)
    assert set(shown.loc[shown["criterion"] == "ease", "status"]) <= {"value", "imprecise"}
    assert (shown.loc[shown["criterion"] == "completeness", "status"] == "protected").sum() == 2
    adopted = [one(pilots.evaluations(path, where={"country": code}, viewer=viewer)) for code in ("BG", "LV", "CY")]
    assert [row["status"] for row in adopted] == ["value"] * 3
    assert sum(pd.isna(row["adopt_no"]) for row in adopted) == 2


@OTHERS
def test_few_people_who_tried_many_tools_are_still_few(tmp_path: Path, viewer: Viewer) -> None:
    said = [
        row
        for tool in ("register", "letters", "handbook")
        for number in (1, 2)
        for row in [
            *evaluations([5], times=4, tool=tool, round=number, country="LV", provider="ц-02"),
            *evaluations([4], times=30, start=50, tool=tool, round=number),
        ]
    ]
    path = build(tmp_path, pilot_scores=rows("pilot_scores", *said)).path
    assert not pilots.is_publishable(("country",))
    assert set(pilots.scores(path, ("country",), viewer=viewer)["status"]) == {"protected"}
    assert set(pilots.agreement_on_tools(path, {"round": "1"}, viewer=viewer)["status"]) == {"value"}
    for code in ("LV", "BG"):
        assert set(pilots.agreement_on_tools(path, {"country": code}, viewer=viewer)["status"]) == {"protected"}
    assert set(pilots.agreement_on_tools(path, {"country": "LV"}, viewer=AGENCY)["raters"]) == {8}


@OTHERS
def test_nobody_else_reads_comments_themes_and_empty_answers(tried: Path, viewer: Viewer) -> None:
    for name in pilots.AGENCY_ONLY:
        ask = getattr(pilots, name)
        assert ask(tried, viewer=viewer).empty
        assert ask(tried, viewer=viewer).columns.tolist() == ask(tried, viewer=AGENCY).columns.tolist()


def test_comments_stand_as_they_were_entered_tool_by_tool(tried: Path) -> None:
    found = pilots.comments(tried, {"round": "1"}, viewer=AGENCY)
    assert found["tool"].drop_duplicates().tolist() == ["register", "letters", "наш формуляр"]
    first = found.iloc[0]
    assert (first["themes"], first["comment"]) == (("clarity", "ease"), "Три колони могат да отпаднат.")


def test_a_comment_counts_for_each_of_its_themes_and_none_is_guessed(tried: Path) -> None:
    found = pilots.themes(tried, viewer=AGENCY)
    assert found.to_numpy().tolist() == [
        ["register", "clarity", 8, 8], ["register", "ease", 8, 8], ["letters", "other", 10, 10],
        ["наш формуляр", "none", 3, 3],
    ]  # fmt: skip


def test_empty_answers_are_counted_where_the_question_was_put(tmp_path: Path) -> None:
    path = build(
        tmp_path,
        answers=rows(
            "answers", {}, {"in_field": None}, {"destination": "unemployed", "in_field": None, "usefulness": None},
            {"destination": "study", "in_field": None, "is_studying": None, "usefulness": None, "satisfaction": None},
            {"wave": "2", "destination": None}, {"survey": "чужда", "satisfaction": None},
        ),
        employer_answers=rows("employer_answers", {"qualification": None}, times=2),
        course_answers=rows("course_answers", {}, {"satisfaction": None}),
    ).path  # fmt: skip
    found = pilots.blank_answers(path, viewer=AGENCY).set_index(["tool", "item"])
    counted = {key: (int(row["n"]), int(row["blank"])) for key, row in found.iterrows()}
    first = {item: found for (tool, item), found in counted.items() if tool == "graduates_1"}
    assert first["destination"] == (4, 0)
    assert (first["in_field"], first["usefulness"]) == ((2, 1), (2, 0))
    assert first["is_studying"] == (3, 0)
    assert first["satisfaction"] == (4, 1)
    assert counted[("graduates_2", "destination")] == (1, 1)
    assert counted[("employers", "")] == (4, 2)
    assert counted[("satisfaction", "satisfaction")] == (2, 1)
    assert "months_to_job" not in first


def test_dimensions_that_are_none_are_refused(tried: Path) -> None:
    for by, where in ((("oblast",), {}), (("tool",), {"tool": "register"})):
        with pytest.raises(ValueError, match=by[0]):
            pilots.scores(tried, by, where, viewer=AGENCY)
