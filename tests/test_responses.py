"""How far the answers speak for the graduates, on tiny tables worked by hand, for each viewer."""

from pathlib import Path

import pandas as pd
import pytest

from ontrack_dash import indicators, responses
from ontrack_dash.catalogue import RULES
from ontrack_dash.indicators import AGENCY, PUBLIC, Viewer
from ontrack_dash.stats import intervals, trends
from tests.builders import CENTRE, OTHER, Row, build, rows

OWN, STRANGER = Viewer("centre", CENTRE), Viewer("centre", OTHER)
MAN, WOMAN, NOBODY_KNOWS = {"sex": "male"}, {"sex": "female"}, {"sex": None}
EMPLOYED = {"destination": "employed"}
JOBLESS = {"destination": "unemployed", "in_field": None, "months_to_job": None, "usefulness": None}
SILENT = {**JOBLESS, "destination": "unknown"}
# Of several centres, so that none speaks for a whole group.
CENTRES = tuple(f"999912000{number}" for number in range(1, 6))
NUMBERS = ["cohort_n", "answered_n", "cohort_share", "answered_share", "difference", "low", "high"]


def joined(*frames: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True)


def spread(table: str, cells: Row | None = None, *, times: int, prefix: str = "") -> pd.DataFrame:
    """Make rows that are shared out among the centres."""
    made = ({**(cells or {}), "licence": CENTRES[place % len(CENTRES)]} for place in range(times))
    return rows(table, *made, prefix=prefix)


def answers(year: int, employed: int, jobless: int, **cells: object) -> pd.DataFrame:
    moved = {"completion_date": pd.Timestamp(year, 6, 30), "answer_date": pd.Timestamp(year + 1, 6, 30), **cells}
    return joined(
        spread("answers", {**EMPLOYED, **moved}, times=employed, prefix=f"{year}e"),
        spread("answers", {**JOBLESS, **moved}, times=jobless, prefix=f"{year}j"),
    )


@pytest.fixture(scope="module")
def sexes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 men and 60 women completed; 10 men and 30 women answered, and 5 of whom the sex is not known."""
    return build(
        tmp_path_factory.mktemp("sexes"),
        graduates=joined(
            spread("graduates", MAN, times=40, prefix="m"), spread("graduates", WOMAN, times=60, prefix="f")
        ),
        answers=joined(
            spread("answers", MAN, times=10, prefix="m"),
            spread("answers", WOMAN, times=30, prefix="f"),
            spread("answers", NOBODY_KNOWS, times=5, prefix="n"),
        ),
    ).path


@pytest.fixture(scope="module")
def oblasti(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Completed and answered: SOF 300 and 100, PDV 100 and 60, VAR 6 and 4."""
    sizes = {"SOF": (300, 100), "PDV": (100, 60), "VAR": (6, 4)}
    return build(
        tmp_path_factory.mktemp("oblasti"),
        graduates=joined(*(spread("graduates", {"oblast": k}, times=c, prefix=k) for k, (c, _) in sizes.items())),
        answers=joined(*(spread("answers", {"oblast": k}, times=a, prefix=k) for k, (_, a) in sizes.items())),
    ).path


@pytest.fixture(scope="module")
def destinations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 400 who completed 124 answered a year later: 90 in work, 30 without, 4 who do not say."""
    return build(
        tmp_path_factory.mktemp("destinations"),
        graduates=spread("graduates", times=400),
        answers=joined(
            spread("answers", EMPLOYED, times=90, prefix="a"),
            spread("answers", JOBLESS, times=30, prefix="b"),
            spread("answers", SILENT, times=4, prefix="c"),
            spread(
                "answers", {**EMPLOYED, "wave": "2", "answer_date": pd.Timestamp(2025, 6, 30)}, times=120, prefix="d"
            ),
            spread("answers", {**SILENT, "wave": "2", "answer_date": pd.Timestamp(2025, 6, 30)}, times=80, prefix="e"),
        ),
    ).path


def by_group(path: Path, dimension: str, viewer: Viewer = AGENCY, **where: tuple[str, ...]) -> pd.DataFrame:
    found = responses.representation(path, where, viewer=viewer)
    return found[found["dimension"] == dimension].set_index("group")


def test_shares_of_those_who_answered_stand_beside_those_of_the_cohort(sexes: Path) -> None:
    men = by_group(sexes, "sex").loc["male"]
    assert (men["cohort_n"], men["answered_n"], men["status"]) == (40, 10, "imprecise")
    assert (men["cohort_share"], men["answered_share"]) == (0.4, 0.25)
    assert men["difference"] == pytest.approx(-0.15)


def test_the_interval_is_that_between_those_who_answered_and_those_who_did_not(sexes: Path) -> None:
    men = by_group(sexes, "sex").loc["male"]
    low, high = intervals.difference(10, 40, 30, 60)
    assert (men["low"], men["high"]) == pytest.approx((0.6 * low, 0.6 * high))
    assert bool(men["is_apart"])


def test_persons_whose_group_is_unknown_are_in_neither_share(sexes: Path) -> None:
    found = by_group(sexes, "sex")
    assert list(found.index) == ["male", "female"]
    assert found["answered_share"].sum() == pytest.approx(1)


def test_a_dimension_with_one_group_or_one_filtered_to_one_is_left_out(sexes: Path) -> None:
    assert set(responses.representation(sexes, viewer=AGENCY)["dimension"]) == {"sex"}
    assert responses.representation(sexes, {"sex": ("male",)}, viewer=AGENCY).empty


def test_the_register_knows_no_waves_and_is_asked_without_them(sexes: Path) -> None:
    assert by_group(sexes, "sex", wave=("1",)).loc["male", "cohort_n"] == 40
    assert set(by_group(sexes, "sex", wave=("2",))["status"]) == {"no_data"}


def test_small_groups_lose_every_number_but_for_the_agency_and_the_centre_itself(oblasti: Path) -> None:
    for viewer in (PUBLIC, STRANGER):
        found = by_group(oblasti, "oblast", viewer)
        assert found.loc["VAR", "status"] == "protected"
        assert found.loc["VAR", NUMBERS].isna().all()
        assert not found.loc["VAR", "is_apart"]
    assert by_group(oblasti, "oblast").loc["VAR", "answered_n"] == 4
    own = by_group(oblasti, "oblast", OWN, centre=(CENTRE,))
    assert (own.loc["VAR", "cohort_n"], own.loc["VAR", "answered_n"]) == (2, 1)


def test_shares_shown_beside_a_hidden_group_are_of_the_whole_and_not_of_what_is_shown(oblasti: Path) -> None:
    agency, public = (by_group(oblasti, "oblast", viewer) for viewer in (AGENCY, PUBLIC))
    shown = public["status"] == "value"
    assert public.loc[shown, "cohort_share"].tolist() == agency.loc[shown, "cohort_share"].tolist()


def test_every_number_follows_from_rows_the_gate_published(oblasti: Path) -> None:
    found = by_group(oblasti, "oblast", PUBLIC)
    for name, column in (("completers", "cohort_n"), ("answered", "answered_n")):
        published = indicators.publish(oblasti, [name], ("oblast",), viewer=PUBLIC).set_index("oblast")["n"]
        assert found[column].dropna().to_dict() == {code: published[code] for code in found[column].dropna().index}


def test_chance_is_judged_for_all_groups_of_a_dimension_together(tmp_path: Path) -> None:
    # Alone the first oblast would be beyond chance at 95 %; as one of five it is not.
    sizes = {"SOF": (100, 37), "PDV": (100, 50), "VAR": (100, 50), "BGS": (100, 50), "RSE": (100, 50)}
    path = build(
        tmp_path,
        graduates=joined(*(spread("graduates", {"oblast": k}, times=c, prefix=k) for k, (c, _) in sizes.items())),
        answers=joined(*(spread("answers", {"oblast": k}, times=a, prefix=k) for k, (_, a) in sizes.items())),
    ).path
    sofia = by_group(path, "oblast").loc["SOF"]
    assert sofia["high"] < 0
    assert sofia["difference"] < -RULES["weights"]["moved_points"]
    assert intervals.difference(37, 237, 63, 263, 1 - 0.05 / 5)[1] > 0
    assert not sofia["is_apart"]


def test_more_answers_than_graduates_give_no_shares(tmp_path: Path) -> None:
    path = build(
        tmp_path,
        graduates=joined(
            spread("graduates", MAN, times=10, prefix="m"), spread("graduates", WOMAN, times=60, prefix="f")
        ),
        answers=joined(spread("answers", MAN, times=12, prefix="m"), spread("answers", WOMAN, times=20, prefix="f")),
    ).path
    men = by_group(path, "sex").loc["male"]
    assert men["status"] == "not_applicable"
    assert pd.isna(men["difference"])


def test_where_everybody_answered_there_is_no_difference_and_no_doubt(tmp_path: Path) -> None:
    sizes = (("m", MAN, 20), ("f", WOMAN, 30))
    path = build(
        tmp_path,
        graduates=joined(*(spread("graduates", sex, times=n, prefix=key) for key, sex, n in sizes)),
        answers=joined(*(spread("answers", sex, times=n, prefix=key) for key, sex, n in sizes)),
    ).path
    assert by_group(path, "sex")[["difference", "low", "high"]].to_numpy().tolist() == [[0, 0, 0]] * 2


def test_nothing_at_all_is_an_empty_frame(tmp_path: Path) -> None:
    path = build(tmp_path, courses=rows("courses", {"enrolled_men": 30, "certified_men": 24})).path
    found = responses.representation(path, viewer=AGENCY)
    assert found.empty or set(found["status"]) == {"no_data"}


def bound(path: Path, name: str, viewer: Viewer = AGENCY, **where: tuple[str, ...]) -> pd.Series:
    found = responses.bounds(path, [name], where, viewer=viewer)
    assert len(found) == 1
    return found.iloc[0]


def test_bounds_let_the_unknown_be_none_or_all(destinations: Path) -> None:
    found = bound(destinations, "employed_rate")
    assert (found["n"], found["answered_n"], found["population"]) == (120, 124, 400)
    assert (found["low"], found["high"]) == (90 / 124, 94 / 124)
    assert (found["cohort_low"], found["cohort_high"]) == (90 / 400, 370 / 400)


def test_the_second_wave_is_bounded_by_those_who_answered_it(destinations: Path) -> None:
    found = bound(destinations, "placement_rate")
    assert (found["n"], found["answered_n"]) == (120, 200)
    assert (found["low"], found["high"]) == (120 / 200, 1)


def test_a_handful_of_unknown_is_not_said_to_those_who_may_not_see_it(destinations: Path) -> None:
    for viewer in (PUBLIC, STRANGER):
        found = bound(destinations, "employed_rate", viewer)
        assert found["status"] in ("value", "imprecise")
        assert pd.isna(found["answered_n"])
        assert pd.isna(found["low"])
        assert (found["cohort_low"], found["cohort_high"]) == (90 / 400, 370 / 400)
    assert bound(destinations, "employed_rate", OWN, centre=(CENTRE,))["answered_n"] == 25


def test_a_hidden_share_has_no_bounds(destinations: Path) -> None:
    found = bound(destinations, "unemployed_rate", PUBLIC, sex=("male",))
    assert found["status"] != "value"
    assert found[["answered_n", "low", "high", "population", "cohort_low", "cohort_high"]].isna().all()


def test_shares_that_leave_out_more_than_the_unknown_have_no_bounds(destinations: Path) -> None:
    found = responses.bounds(destinations, ["in_field_rate", "employed_rate", "completion_rate"], viewer=AGENCY)
    assert found["indicator"].tolist() == ["employed_rate"]


@pytest.fixture(scope="module")
def unlike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 200 men 40 answered, 10 in work; of 200 women 80 answered, 64 in work."""
    return build(
        tmp_path_factory.mktemp("unlike"),
        graduates=joined(
            spread("graduates", MAN, times=200, prefix="m"), spread("graduates", WOMAN, times=200, prefix="f")
        ),
        answers=joined(
            spread("answers", {**MAN, **EMPLOYED}, times=10, prefix="me"),
            spread("answers", {**MAN, **JOBLESS}, times=30, prefix="mj"),
            spread("answers", {**WOMAN, **EMPLOYED}, times=64, prefix="fe"),
            spread("answers", {**WOMAN, **JOBLESS}, times=16, prefix="fj"),
        ),
    ).path


def test_weighting_gives_each_sex_the_weight_it_has_in_the_cohort(unlike: Path) -> None:
    found = responses.weighting_effect(unlike, ["employed_rate"], {"year": ("2023",)}, viewer=AGENCY).iloc[0]
    assert (found["n"], found["value"]) == (120, pytest.approx(74 / 120))
    assert found["weighted_value"] == pytest.approx((10 / 40 + 64 / 80) / 2)
    assert found["difference"] == pytest.approx(found["weighted_value"] - found["value"])
    assert bool(found["is_moved"])
    assert found["weighted_low"] < found["weighted_value"] < found["weighted_high"]


def test_what_the_weights_do_not_touch_is_not_moved(unlike: Path) -> None:
    found = responses.weighting_effect(unlike, ["graduate_satisfaction_rate"], viewer=AGENCY).iloc[0]
    assert found["difference"] == pytest.approx(0)
    assert not found["is_moved"]


def test_what_has_no_weights_keeps_its_value_alone(sexes: Path, unlike: Path) -> None:
    few = responses.weighting_effect(sexes, ["employed_rate"], viewer=AGENCY).iloc[0]
    assert few["weighted_status"] in ("not_applicable", "no_data")
    assert pd.isna(few["difference"])
    assert not few["is_moved"]
    assert few["value"] == 1
    other = responses.weighting_effect(unlike, ["completion_rate"], viewer=AGENCY).iloc[0]
    assert pd.isna(other["weighted_value"])


def test_a_value_hidden_on_either_side_has_no_difference(unlike: Path) -> None:
    found = responses.weighting_effect(unlike, ["employed_rate"], {"sex": ("male",), "level": ("3",)}, viewer=PUBLIC)
    assert found["status"].tolist() == ["protected"]
    numbers = ["n", "value", "low", "high", "weighted_value", "weighted_low", "weighted_high", "effective_n"]
    assert found[[*numbers, "difference"]].isna().all(axis=None)
    part = responses.weighting_effect(unlike, ["employed_rate"], {"sex": ("male",)}, viewer=PUBLIC).iloc[0]
    assert part["weighted_status"] == "protected"
    assert pd.isna(part["difference"])


def build_years(data: Path, counts: dict[int, tuple[int, int]]) -> Path:
    return build(data, answers=joined(*(answers(year, x, rest) for year, (x, rest) in counts.items()))).path


def test_five_rising_years_are_a_rise_of_so_much_a_year(tmp_path: Path) -> None:
    path = build_years(tmp_path, {2019 + step: (16 + 4 * step, 24 - 4 * step) for step in range(5)})
    found = responses.trend_test(path, "employed_rate", {"year": ("2023",)}, viewer=PUBLIC)
    assert (found.reason, found.direction, found.years) == ("", "rise", (2019, 2020, 2021, 2022, 2023))
    assert found.slope == pytest.approx(0.1)
    expected = trends.cochran_armitage([16, 20, 24, 28, 32], [40] * 5, [2019, 2020, 2021, 2022, 2023])
    assert (found.chi2, found.p) == pytest.approx(expected)


def test_what_goes_up_and_down_is_no_trend(tmp_path: Path) -> None:
    path = build_years(tmp_path, {2019 + step: (20 + 2 * (step % 2), 20 - 2 * (step % 2)) for step in range(5)})
    found = responses.trend_test(path, "employed_rate", viewer=AGENCY)
    assert (found.reason, found.direction) == ("", "none")
    assert found.p > 0.05


def test_four_years_are_not_tested(tmp_path: Path) -> None:
    path = build_years(tmp_path, {2019 + step: (16 + 4 * step, 24 - 4 * step) for step in range(4)})
    assert responses.trend_test(path, "employed_rate", viewer=AGENCY).reason == "few_years"


def test_a_protected_year_is_not_tested(tmp_path: Path) -> None:
    path = build_years(tmp_path, {2018: (3, 2), **{2019 + step: (16 + 4 * step, 24 - 4 * step) for step in range(4)}})
    assert responses.trend_test(path, "employed_rate", viewer=AGENCY).reason == ""
    public = responses.trend_test(path, "employed_rate", viewer=PUBLIC)
    assert (public.reason, public.years) == ("few_years", (2019, 2020, 2021, 2022))


def test_years_across_a_break_are_not_tested_together(tmp_path: Path) -> None:
    first = RULES["years"]["series_breaks"][0] - 4
    path = build_years(tmp_path, {first + step: (16 + 4 * step, 24 - 4 * step) for step in range(5)})
    found = responses.trend_test(path, "employed_rate", viewer=AGENCY)
    assert (found.reason, found.years) == ("few_years", tuple(range(first, first + 4)))


def test_what_is_no_share_or_never_changes_is_not_tested(tmp_path: Path) -> None:
    path = build_years(tmp_path, {2019 + step: (20, 0) for step in range(5)})
    assert responses.trend_test(path, "employed_rate", viewer=AGENCY).reason == "level"
    assert responses.trend_test(path, "time_to_job", viewer=AGENCY).reason == "kind"
    assert responses.trend_test(path, "employed_rate", {"sex": ("male",)}, viewer=AGENCY).reason == "few_years"
