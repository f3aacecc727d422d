"""What the mix of a centre lets expect, worked out by hand; centres side by side; cohorts together."""

from pathlib import Path

import pandas as pd
import pytest

from ontrack_dash import comparisons, indicators
from ontrack_dash.stats import intervals
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.builders import CENTRE, COOK, HAIRDRESSER, OTHER, build, rows

JOBLESS = {"destination": "unemployed", "in_field": None, "months_to_job": None, "usefulness": None}
OWN = Viewer("centre", CENTRE)
# (centre, profession) → (in work, asked). In the country 60 of 100 cooks and 56 of 100 hairdressers are in work.
CELLS = {
    (CENTRE, COOK): (30, 40), (CENTRE, HAIRDRESSER): (8, 20), (OTHER, COOK): (30, 60), (OTHER, HAIRDRESSER): (48, 80),
}  # fmt: skip


def make(data: Path, cells: dict[tuple[str, str], tuple[int, int]]) -> Path:
    frames = [
        rows("answers", {"licence": licence, "profession": profession, **state}, times=count, prefix=f"{place}{kind}")
        for place, ((licence, profession), (working, asked)) in enumerate(cells.items())
        for kind, state, count in (("a", {}, working), ("b", JOBLESS, asked - working))
    ]
    return build(data, answers=pd.concat(frames, ignore_index=True)).path


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("mix"), CELLS)


def only(frame: pd.DataFrame) -> pd.Series:
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_mix_of_a_centre_says_how_many_are_to_be_expected(country: Path) -> None:
    found = only(comparisons.case_mix(country, "employed_rate", {"centre": (CENTRE,)}, viewer=AGENCY))
    assert (found["centre"], found["n"], found["value"]) == (CENTRE, 60, pytest.approx(38 / 60))
    assert found["expected"] == pytest.approx(40 * 0.6 + 20 * 0.56)
    assert found["benchmark"] == pytest.approx(35.2 / 60)
    assert found["ratio"] == pytest.approx(38 / 35.2)
    assert (found["ratio_low"], found["ratio_high"]) == pytest.approx(intervals.observed_expected(38, 35.2))
    assert found["contribution"] == pytest.approx((40 * 40 / 100 + 20 * 20 / 100) / 60)
    assert found["coarser"] == 0


def test_the_difference_counts_own_answers_once(country: Path) -> None:
    found = only(comparisons.case_mix(country, "employed_rate", {"centre": (CENTRE,)}, viewer=AGENCY))
    # Two thirds of the benchmark are others: at the same mix 61 % here against 54 % there.
    assert found["difference"] == pytest.approx(38 / 60 - 35.2 / 60)
    assert found["difference"] == pytest.approx(2 / 3 * (0.61 - 0.54))
    here, there = (4 / 9) / (0.16 / 40 + 0.64 / 9 / 20), (4 / 9) / (0.16 / 60 + 0.64 / 9 / 80)
    low, high = intervals.difference(0.61 * here, here, 0.54 * there, there)
    assert (found["difference_low"], found["difference_high"]) == pytest.approx((low * 2 / 3, high * 2 / 3))


def test_a_cell_with_few_others_takes_a_coarser_rate(tmp_path: Path) -> None:
    path = make(tmp_path, {**CELLS, (OTHER, HAIRDRESSER): (4, 9)})
    found = only(comparisons.case_mix(path, "employed_rate", {"centre": (CENTRE,)}, viewer=AGENCY))
    # Cooks and hairdressers are of different fields, so hairdressers take the rate of level and kind: 72 of 129.
    assert found["expected"] == pytest.approx(40 * 0.6 + 20 * 72 / 129)
    assert found["coarser"] == pytest.approx(20 / 60)


def test_a_centre_alone_in_the_country_has_nothing_to_be_read_against(tmp_path: Path) -> None:
    path = make(tmp_path, {(CENTRE, COOK): (30, 40)})
    found = only(comparisons.case_mix(path, "employed_rate", viewer=AGENCY))
    assert found["value"] == pytest.approx(0.75)
    assert found[["expected", "benchmark", "ratio", "difference", "contribution"]].isna().all()


def test_the_agency_sees_every_centre_and_their_expected_numbers_add_up(country: Path) -> None:
    found = comparisons.case_mix(country, "employed_rate", viewer=AGENCY)
    assert found["centre"].tolist() == [CENTRE, OTHER]
    assert found["expected"].sum() == pytest.approx(60 + 56)


def test_a_centre_is_read_against_the_rates_published_to_it(tmp_path: Path) -> None:
    others = {(f"999912000{place}", job): CELLS[OTHER, job] for place in range(2, 7) for job in (COOK, HAIRDRESSER)}
    path = make(tmp_path, {**CELLS, **others})
    found = only(comparisons.case_mix(path, "employed_rate", viewer=OWN))
    assert (found["centre"], found["n"], found["value"]) == (CENTRE, 60, pytest.approx(38 / 60))
    rates = indicators.publish(path, ["employed_rate"], ("profession",), viewer=PUBLIC).set_index("profession")["value"]
    # Professions by level are not published, professions are; of the 60 here 40 are cooks.
    assert found["expected"] == pytest.approx(40 * rates[COOK] + 20 * rates[HAIRDRESSER])
    assert found["coarser"] == 0


def test_several_indicators_are_compared_as_each_by_itself(country: Path) -> None:
    ids = ["unemployed_rate", "employed_rate"]
    for viewer in (AGENCY, OWN):
        alone = [comparisons.case_mix(country, name, viewer=viewer) for name in ids]
        together = comparisons.case_mixes(country, ids, comparisons.MixQuestion(), viewer=viewer)
        pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True))


def test_each_indicator_may_be_of_a_year_of_its_own(tmp_path: Path) -> None:
    later = {"completion_date": pd.Timestamp(2024, 6, 30), "answer_date": pd.Timestamp(2025, 6, 30)}
    frames = [
        rows("answers", {"licence": licence, **state, **moved}, times=count, prefix=f"{licence}{kind}{len(moved)}")
        for licence, working in ((CENTRE, 30), (OTHER, 20))
        for moved in ({}, later)
        for kind, state, count in (("a", {}, working + len(moved)), ("b", JOBLESS, 40 - working))
    ]
    path = build(tmp_path, answers=pd.concat(frames, ignore_index=True)).path
    years = {"employed_rate": 2023, "unemployed_rate": 2024}
    together = comparisons.case_mixes(path, list(years), comparisons.MixQuestion(years=years), viewer=AGENCY)
    alone = [comparisons.case_mix(path, name, {"year": (str(year),)}, viewer=AGENCY) for name, year in years.items()]
    pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True))
    assert together["n"].tolist() == [40, 40, 42, 42]


def test_rates_kept_for_one_viewer_are_not_given_to_another(country: Path) -> None:
    first = [comparisons.case_mix(country, "in_field_rate", viewer=viewer) for viewer in (AGENCY, OWN)]
    again = [comparisons.case_mix(country, "in_field_rate", viewer=viewer) for viewer in (OWN, AGENCY)]
    pd.testing.assert_frame_equal(first[0], again[1])
    pd.testing.assert_frame_equal(first[1], again[0])


@pytest.mark.parametrize(
    ("viewer", "where"), [(PUBLIC, {}), (OWN, {"centre": (OTHER,)}), (PUBLIC, {"centre": (CENTRE,)})]
)
def test_nobody_else_sees_the_mix_of_a_centre(country: Path, viewer: Viewer, where: dict[str, tuple[str, ...]]) -> None:
    found = comparisons.case_mix(country, "employed_rate", where, viewer=viewer)
    assert found.empty
    assert "benchmark" in found.columns


def test_the_oblast_may_count_too(tmp_path: Path) -> None:
    far = rows("answers", {"licence": OTHER, "oblast": "PDV"}, times=40, prefix="x")
    near = [
        rows("answers", {"licence": licence, **state}, times=count, prefix=f"{licence}{kind}")
        for licence, working in ((CENTRE, 30), (OTHER, 20))
        for kind, state, count in (("a", {}, working), ("b", JOBLESS, 40 - working))
    ]
    path = build(tmp_path, answers=pd.concat([far, *near], ignore_index=True)).path
    asked = {"viewer": AGENCY, "where": {"centre": (CENTRE,)}}
    assert only(comparisons.case_mix(path, "employed_rate", **asked))["benchmark"] == pytest.approx(90 / 120)
    near_only = only(comparisons.case_mix(path, "employed_rate", **asked, with_oblast=True))
    assert near_only["benchmark"] == pytest.approx(50 / 80)


def test_only_shares_have_an_expected_number(country: Path) -> None:
    with pytest.raises(ValueError, match="completers"):
        comparisons.case_mix(country, "completers", viewer=AGENCY)


def test_centres_stand_side_by_side_in_the_order_asked_for(country: Path) -> None:
    ids = ("unemployed_rate", "employed_rate")
    found = comparisons.side_by_side(country, ids, (OTHER, CENTRE), viewer=PUBLIC)
    assert list(zip(found["indicator"], found["centre"], strict=True)) == [
        ("unemployed_rate", OTHER), ("unemployed_rate", CENTRE), ("employed_rate", OTHER), ("employed_rate", CENTRE),
    ]  # fmt: skip
    assert comparisons.side_by_side(country, ids, ("9999129999",), viewer=PUBLIC).empty


def test_no_more_than_six_centres_stand_side_by_side(country: Path) -> None:
    with pytest.raises(ValueError, match="6"):
        comparisons.side_by_side(country, ("employed_rate",), [str(number) for number in range(7)], viewer=AGENCY)


@pytest.mark.parametrize(
    ("year", "count", "pooled"),
    [
        ("2024", 1, ("2024",)),
        ("2024", 3, ("2022", "2023", "2024")),
        ("2021", 4, ("2020", "2021")),
        ("2026", 4, ("2026",)),
        ("2027", 4, ("2026", "2027")),
        ("1990", 2, ()),
    ],
)
def test_cohorts_are_put_together_up_to_a_break_in_the_series(year: str, count: int, pooled: tuple[str, ...]) -> None:
    present = [*map(str, range(2020, 2028)), "unknown"]
    assert comparisons.pooled_years(year, count, present) == pooled


@pytest.mark.parametrize("count", [0, 5])
def test_one_to_four_cohorts_are_put_together(count: int) -> None:
    with pytest.raises(ValueError, match="4"):
        comparisons.pooled_years("2024", count, ["2024"])
