"""Verdicts on tools by the stated thresholds, groups against the others, rounds, and real use, worked by hand."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ontrack_dash import comparisons, pilots
from ontrack_dash.catalogue import RULES
from ontrack_dash.comparisons.practicality import VERDICTS
from ontrack_dash.stats.intervals import difference, wilson
from ontrack_dash.viewers import AGENCY, PUBLIC
from tests.builders import build, rows
from tests.pilots import evaluations

RULE = RULES["pilot"]


def judge(path: Path, *said: dict[str, object], invited: int = 100) -> dict[str, Any]:
    """Return the verdict on the one tool these evaluations are of."""
    responses = rows("pilot_responses", {"invited": invited, "answered": min(len(said), invited)})
    made = build(path, pilot_scores=rows("pilot_scores", *said), pilot_responses=responses)
    found = comparisons.verdicts(made.path, viewer=AGENCY).to_dict("records")
    assert len(found) == 1
    return {str(name): cell for name, cell in found[0].items()}


def mixed(good: int, bad: int, place: int = 0, **changes: object) -> list[dict[str, object]]:
    """Make evaluations of which some score one criterion 5 and the others 2; all else is 5."""
    low = [2 if at == place else 5 for at in range(7)]
    return [*evaluations([5], times=good, **changes), *evaluations(low, times=bad, start=500, **changes)]


def rules(row: dict[str, Any], part: str = "reasons") -> list[tuple[str, str]]:
    return [(reason.rule, reason.criterion) for reason in row[part]]


def test_a_tool_everybody_speaks_for_is_practical_and_surely(tmp_path: Path) -> None:
    row = judge(tmp_path, *evaluations([5], times=40), invited=50)
    assert (row["verdict"], row["is_sure"], row["reached"], rules(row)) == ("practical", True, 7, [])
    assert rules(row, "reservations") == []


def test_at_the_threshold_a_criterion_is_reached_but_chance_may_decide(tmp_path: Path) -> None:
    row = judge(tmp_path, *mixed(70, 30))
    assert (row["verdict"], row["is_sure"], row["reached"]) == ("practical", False, 7)
    assert (row["weakest"], row["value"], row["low"], row["high"]) == ("usefulness", 0.7, *wilson(70, 100))
    assert rules(row, "reservations")[0] == ("reaches", "usefulness")


def test_below_the_threshold_a_tool_needs_changes(tmp_path: Path) -> None:
    row = judge(tmp_path, *mixed(69, 31, place=2))
    assert (row["verdict"], row["is_sure"], rules(row)) == ("after_changes", False, [("short", "ease")])
    assert (row["reasons"][0].value, row["reasons"][0].limit) == (0.69, RULE["good_share"])
    # Far below it, and above the floor, nothing inside the interval says otherwise.
    assert judge(tmp_path / "sure", *mixed(240, 160), invited=400)["is_sure"]


def test_below_the_floor_a_tool_is_not_practical(tmp_path: Path) -> None:
    row = judge(tmp_path, *mixed(49, 51))
    assert (row["verdict"], row["is_sure"], rules(row)) == ("not_practical", False, [("below_floor", "usefulness")])
    at_floor = judge(tmp_path / "floor", *mixed(50, 50))
    assert at_floor["verdict"] == "after_changes"
    assert judge(tmp_path / "sure", *mixed(20, 80))["is_sure"]


def test_a_criterion_left_empty_by_too_many_or_by_all_needs_changes(tmp_path: Path) -> None:
    empty = [*[5] * 6, None]
    row = judge(tmp_path, *evaluations([5], times=89), *evaluations(empty, times=11, start=200))
    assert (row["verdict"], rules(row)) == ("after_changes", [("unanswered", "completeness")])
    allowed = judge(tmp_path / "allowed", *evaluations([5], times=90), *evaluations(empty, times=10, start=200))
    assert allowed["verdict"] == "practical"
    nobody = judge(tmp_path / "nobody", *evaluations(empty, times=20))
    assert (nobody["verdict"], rules(nobody)) == ("after_changes", [("empty", "completeness")])


def test_a_questionnaire_that_takes_longer_than_it_says_needs_changes(tmp_path: Path) -> None:
    form = {"tool": "graduates_1"}
    row = judge(tmp_path, *evaluations([5], times=20, minutes=7, **form))
    assert (row["promised"], row["minutes"], rules(row)) == (4, 7, [("too_long", "")])
    in_time = judge(tmp_path / "in_time", *evaluations([5], times=20, minutes=6, **form))
    assert (in_time["verdict"], in_time["reasons"]) == ("practical", ())
    other = judge(tmp_path / "other", *evaluations([5], times=20, minutes=300))
    assert (other["verdict"], pd.isna(other["promised"])) == ("practical", True)


def test_few_evaluations_give_no_verdict(tmp_path: Path) -> None:
    row = judge(tmp_path, *evaluations([5], times=RULE["least_evaluations"] - 1))
    assert (row["verdict"], pd.isna(row["is_sure"]), row["n"]) == ("too_few", True, 9)
    assert judge(tmp_path / "ten", *evaluations([5], times=RULE["least_evaluations"]))["verdict"] == "practical"


def test_low_response_and_low_reliability_are_reservations_and_no_reasons(tmp_path: Path) -> None:
    said = [row for at in range(14) for row in evaluations([4 + (at + k) % 2 for k in range(7)], start=at)]
    row = judge(tmp_path, *said, invited=40)
    assert (row["verdict"], rules(row, "reservations")) == (
        "practical", [("low_response", ""), ("low_alpha", "")],
    )  # fmt: skip
    unknown = judge(tmp_path / "unknown", *evaluations([5], times=20), invited=0)
    assert rules(unknown, "reservations") == [("no_response", "")]


def test_what_the_public_may_not_see_has_no_verdict(tmp_path: Path) -> None:
    said = [*evaluations([5], times=9), *evaluations([5], times=30, tool="letters", start=50)]
    path = build(tmp_path, pilot_scores=rows("pilot_scores", *said)).path
    found = comparisons.verdicts(path, viewer=PUBLIC)
    assert set(found["verdict"]) == {"protected"}
    numbers = found[["n", "reached", "value", "low", "high", "minutes", "promised"]]
    assert numbers.isna().all(axis=None)
    assert set(comparisons.verdicts(path, viewer=AGENCY)["verdict"]) == {"too_few", "practical"}


def test_every_verdict_has_been_met_above() -> None:
    assert set(VERDICTS) == {"practical", "after_changes", "not_practical", "too_few", "protected"}


def groups(path: Path) -> pd.DataFrame:
    said = [
        *evaluations([5], times=40),
        *evaluations([5], times=30, start=100, country="LV", provider="ц-02"),
        *evaluations([2], times=10, start=150, country="LV", provider="ц-02"),
        *evaluations([2], times=20, start=200, country="CY", provider="ц-03"),
    ]
    made = build(path, pilot_scores=rows("pilot_scores", *said))
    found = pilots.scores(made.path, ("country",), viewer=AGENCY)
    return found[found["criterion"] == "ease"].reset_index(drop=True)


def test_every_country_is_held_against_the_others_together(tmp_path: Path) -> None:
    found = comparisons.compare_groups(groups(tmp_path)).set_index("country")
    # 40 of 40 against 30 of 60; three comparisons share the level.
    low, high = difference(40, 40, 30, 60, 1 - 0.05 / 3)
    bulgaria = found.loc["BG"]
    assert bulgaria[["difference", "difference_low", "difference_high"]].tolist() == pytest.approx([0.5, low, high])
    assert found["is_apart"].to_dict() == {"BG": True, "LV": False, "CY": True}


def test_hidden_groups_take_no_part_in_a_comparison(tmp_path: Path) -> None:
    rows_shown = groups(tmp_path)
    hidden = rows_shown["country"] == "CY"
    counts = ["n", "answered", *[f"score_{point}" for point in pilots.POINTS], "value"]
    masked = rows_shown.assign(status=rows_shown["status"].mask(hidden, "protected"))
    masked[counts] = masked[counts].mask(hidden)
    found = comparisons.compare_groups(masked).set_index("country")
    assert pd.isna(found.loc["CY", "difference"])
    assert found.loc["BG", "difference"] == pytest.approx(1 - 30 / 40)


def test_a_round_is_held_against_the_one_before(tmp_path: Path) -> None:
    said = [*mixed(20, 20, place=2), *evaluations([5], times=40, round=2, start=900)]
    made = build(tmp_path, pilot_scores=rows("pilot_scores", *said))
    published = pilots.scores(made.path, ("tool", "round"), viewer=AGENCY)
    found = comparisons.compare_rounds(published).set_index("criterion")
    low, high = difference(40, 40, 20, 40, 1 - 0.05 / 7)
    ease = found.loc["ease"]
    assert (ease["previous"], ease["round"], ease["previous_value"], ease["is_apart"]) == ("1", "2", 0.5, True)
    assert ease[["difference", "difference_low", "difference_high"]].tolist() == pytest.approx([0.5, low, high])
    assert not found.drop(index="ease")["is_apart"].any()


def test_one_round_has_no_change(tmp_path: Path) -> None:
    made = build(tmp_path, pilot_scores=rows("pilot_scores", *evaluations([5], times=12)))
    found = comparisons.compare_rounds(pilots.scores(made.path, ("tool", "round"), viewer=AGENCY))
    assert found.empty
    assert {"previous", "difference", "is_apart"} <= set(found)


def test_the_same_tools_are_laid_beside_their_real_answers(tmp_path: Path) -> None:
    made = build(
        tmp_path,
        graduates=rows("graduates", {}, times=30),
        answers=rows("answers", *[{}] * 14, {"satisfaction": None}),
        employer_answers=rows("employer_answers", times=10),
        pilot_scores=rows("pilot_scores", *evaluations([5], times=12, tool="graduates_1")),
        pilot_responses=rows("pilot_responses", {"tool": "graduates_1", "invited": 16, "answered": 12}),
    )
    found = comparisons.real_use(made.path, viewer=AGENCY).set_index("tool")
    assert list(found.index) == ["graduates_1", "employers"]
    first = found.loc["graduates_1"]
    assert (first["tried_n"], first["tried"], first["used_n"], first["used"]) == (16, 0.75, 30, 0.5)
    assert first["blank"] == pytest.approx(1 / (15 * 6))
    assert found.loc["employers", "used_status"] == "not_applicable"
    assert (found.loc["employers", "tried_status"], found.loc["employers", "blank"]) == ("no_data", 0)


def test_the_public_is_not_told_which_answers_were_empty(tmp_path: Path) -> None:
    made = build(
        tmp_path,
        graduates=rows("graduates", {}, times=30),
        answers=rows("answers", times=15),
        employer_answers=rows("employer_answers", times=10),
    )
    found = comparisons.real_use(made.path, viewer=PUBLIC)
    assert found["tool"].tolist() == ["graduates_1"]
    assert set(found["blank_status"]) == {"protected"}
    assert found["blank"].isna().all()


def test_nothing_imported_is_laid_beside_nothing(tmp_path: Path) -> None:
    path = build(tmp_path, centres=rows("centres")).path
    assert comparisons.real_use(path, viewer=AGENCY).empty
    assert comparisons.verdicts(path, viewer=AGENCY).empty
