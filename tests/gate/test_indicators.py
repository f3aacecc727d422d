"""The gate on tiny tables worked by hand: values, states, viewers."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontrack_dash import indicators
from ontrack_dash.catalogue import INDICATORS, members
from ontrack_dash.indicators import AGENCY, PUBLIC, Viewer
from ontrack_dash.stats import intervals, suppression
from tests.builders import CENTRE, HAIRDRESSER, OTHER, build, rows

OWN = Viewer("centre", CENTRE)
EMPLOYED = {"destination": "employed"}
JOBLESS = {"destination": "unemployed", "in_field": None, "months_to_job": None, "usefulness": None}
NUMBERS = ["n", "value", "low", "high", "population"]


@pytest.fixture(scope="module")
def two_centres(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """CENTRE: 40 graduates, 12 answers (9 in work). OTHER: 300 graduates, 160 answers (100 in work); 4 hairdressers."""
    theirs = {"licence": OTHER}
    return build(
        tmp_path_factory.mktemp("two"),
        graduates=pd.concat(
            [rows("graduates", times=40, prefix="a"), rows("graduates", theirs, times=300, prefix="b")],
            ignore_index=True,
        ),
        answers=pd.concat(
            [
                rows("answers", EMPLOYED, times=9, prefix="a"),
                rows("answers", JOBLESS, times=3, prefix="b"),
                rows("answers", {**theirs, **EMPLOYED}, times=97, prefix="c"),
                rows("answers", {**theirs, **JOBLESS}, times=59, prefix="d"),
                rows("answers", {**theirs, **EMPLOYED, "profession": HAIRDRESSER}, times=3, prefix="e"),
                rows("answers", {**theirs, **JOBLESS, "profession": HAIRDRESSER}, times=1, prefix="f"),
            ],
            ignore_index=True,
        ),
        courses=rows("courses", {"enrolled_men": 30, "certified_men": 24, "enrolled_women": 20, "certified_women": 16}),
    ).path


def one(path: Path, name: str, viewer: Viewer = AGENCY, **where: str) -> pd.Series:
    found = indicators.publish(path, [name], (), where, viewer=viewer)
    assert len(found) == 1
    return found.iloc[0]


def test_a_share_is_its_numerator_over_its_denominator_with_a_wilson_interval(two_centres: Path) -> None:
    found = one(two_centres, "completion_rate")
    assert (found["n"], found["value"], found["status"]) == (50, 40 / 50, "imprecise")
    assert (found["low"], found["high"]) == pytest.approx(intervals.wilson(40, 50))


def test_a_statement_about_the_cohort_knows_its_size_and_a_comparison_does_not(two_centres: Path) -> None:
    of_cohort = one(two_centres, "employed_rate")
    compared = indicators.publish(two_centres, ["employed_rate"], viewer=AGENCY, purpose="comparison").iloc[0]
    assert of_cohort["value"] == compared["value"] == pytest.approx(109 / 172)
    assert (of_cohort["low"], of_cohort["high"]) == pytest.approx(intervals.wilson(109, 172, population=340))
    assert (compared["low"], compared["high"]) == pytest.approx(intervals.wilson(109, 172))
    assert compared["low"] < of_cohort["low"]


def test_waves_are_never_pooled(tmp_path: Path) -> None:
    answers = pd.concat(
        [
            rows("answers", EMPLOYED, times=20, prefix="a"),
            rows("answers", {**JOBLESS, "wave": "2"}, times=30, prefix="b"),
        ],
        ignore_index=True,
    )
    path = build(tmp_path, answers=answers).path
    assert one(path, "employed_rate")["n"] == 20
    assert one(path, "placement_rate")["n"] == 30
    by_wave = indicators.publish(path, ["employed_rate"], ("wave",), viewer=AGENCY)
    assert by_wave[["wave", "n"]].to_numpy().tolist() == [[1, 20], [2, 30]]


def test_the_benchmark_is_the_same_question_asked_of_the_country(two_centres: Path) -> None:
    found = one(two_centres, "employed_rate", centre=CENTRE)
    assert found["value"] == 9 / 12
    assert found["benchmark"] == pytest.approx(109 / 172)


def test_groups_without_answers_are_said_and_never_zero(tmp_path: Path) -> None:
    path = build(
        tmp_path, graduates=rows("graduates", {}, {"oblast": "PDV"}, times=12), answers=rows("answers", times=12)
    ).path
    found = indicators.publish(path, ["employed_rate"], ("oblast",), viewer=AGENCY).set_index("oblast")
    assert found.loc["PDV", "status"] == "no_data"
    assert pd.isna(found.loc["PDV", "value"])
    assert found.loc["SOF", "status"] != "no_data"


def test_a_dimension_the_source_lacks_is_not_applicable(two_centres: Path) -> None:
    found = indicators.publish(two_centres, ["completion_rate", "employed_rate"], ("wave",), viewer=AGENCY)
    assert found.loc[found["indicator"] == "completion_rate", "status"].tolist() == ["not_applicable"]
    assert "value" in set(found.loc[found["indicator"] == "employed_rate", "status"])


def test_more_answers_than_invitations_give_no_rate(tmp_path: Path) -> None:
    path = build(tmp_path, graduates=rows("graduates", times=10), answers=rows("answers", times=12)).path
    found = one(path, "response_rate")
    assert (found["status"], found["n"]) == ("not_applicable", 10)
    assert pd.isna(found["value"])


def test_the_median_counts_those_still_without_a_job_as_censored(tmp_path: Path) -> None:
    answers = [{**EMPLOYED, "months_to_job": month} for month in (1, 2, 3, 4, 5, 6)]
    path = build(tmp_path, answers=rows("answers", *answers, *[JOBLESS] * 4)).path
    found = one(path, "time_to_job")
    # Half have a job after month 5 exactly, so the median lies midway to the next one found.
    assert (found["n"], found["value"]) == (10, 5.5)
    assert 1 <= found["low"] < 5.5


def test_a_median_half_have_not_reached_is_no_number(tmp_path: Path) -> None:
    path = build(tmp_path, answers=rows("answers", {**EMPLOYED, "months_to_job": 2}, *[JOBLESS] * 9, times=2)).path
    found = one(path, "time_to_job")
    assert (found["status"], found["n"]) == ("not_applicable", 20)


@pytest.mark.parametrize(("answers", "status"), [(9, "protected"), (10, "imprecise")])
def test_small_groups_lose_every_number(tmp_path: Path, answers: int, status: str) -> None:
    # Nothing else is asked of those in work: a small answer to another question would hide this one with it.
    in_work = rows("answers", {"in_field": None, "usefulness": None}, times=answers - 4, prefix="a")
    path = build(
        tmp_path,
        graduates=rows("graduates", times=200),
        answers=pd.concat([in_work, rows("answers", JOBLESS, times=4, prefix="b")]),
    ).path
    found = one(path, "employed_rate", PUBLIC)
    assert found["status"] == status
    assert found[NUMBERS].isna().all() == (status == "protected")


@pytest.mark.parametrize(("jobless", "status"), [(0, "value"), (1, "protected"), (2, "protected"), (3, "value")])
def test_one_or_two_people_are_never_readable_from_a_share(tmp_path: Path, jobless: int, status: str) -> None:
    answers = rows("answers", times=150 - jobless, prefix="a")
    if jobless:
        answers = pd.concat([answers, rows("answers", JOBLESS, times=jobless, prefix="b")], ignore_index=True)
    path = build(tmp_path, answers=answers).path
    for name in ("employed_rate", "unemployed_rate"):
        assert one(path, name, PUBLIC)["status"] == status
        assert one(path, name, AGENCY)["status"] == "value"
        assert one(path, name, AGENCY)["is_small"] == (status == "protected")


def test_three_viewers_get_the_right_rows(two_centres: Path) -> None:
    asked = {"ids": ["employed_rate"], "by": ("centre", "profession")}
    seen = {
        viewer: indicators.publish(two_centres, viewer=viewer, **asked).set_index(["centre", "profession"])["status"]
        for viewer in (AGENCY, OWN, PUBLIC, Viewer("centre", OTHER))
    }
    assert (OTHER, HAIRDRESSER) in seen[AGENCY].index
    assert seen[AGENCY][(OTHER, HAIRDRESSER)] == "imprecise"
    assert seen[PUBLIC][(OTHER, HAIRDRESSER)] == "protected"
    assert seen[OWN][(OTHER, HAIRDRESSER)] == "protected"
    assert seen[Viewer("centre", OTHER)][(OTHER, HAIRDRESSER)] == "imprecise"


def test_a_centre_filtering_to_itself_sees_itself_and_nobody_else(two_centres: Path) -> None:
    where = {"centre": OTHER, "profession": HAIRDRESSER}
    assert one(two_centres, "employed_rate", Viewer("centre", OTHER), **where)["n"] == 4
    assert one(two_centres, "employed_rate", OWN, **where)["status"] == "protected"
    both = indicators.publish(
        two_centres, ["employed_rate"], (), {"centre": (CENTRE, OTHER), "profession": HAIRDRESSER}, viewer=OWN
    )
    assert both["status"].tolist() == ["protected"]


def test_the_size_of_a_handful_nobody_asked_is_hidden_too(tmp_path: Path) -> None:
    path = build(tmp_path, graduates=rows("graduates", times=4)).path
    assert pd.isna(one(path, "employed_rate", PUBLIC)["population"])
    assert one(path, "employed_rate", AGENCY)["population"] == 4


def test_one_hidden_destination_takes_another_with_it(tmp_path: Path) -> None:
    answers = pd.concat(
        [
            rows("answers", EMPLOYED, times=60, prefix="a"),
            rows("answers", JOBLESS, times=20, prefix="b"),
            rows("answers", {**JOBLESS, "destination": "inactive"}, times=1, prefix="c"),
        ],
        ignore_index=True,
    )
    path = build(tmp_path, answers=answers).path
    found = indicators.publish(path, members("destinations"), viewer=PUBLIC).set_index("indicator")["status"]
    assert found["destination_inactive"] == "protected"
    assert found["destination_unemployed"] == "protected"
    assert found["destination_in_field"] != "protected"
    assert one(path, "destination_unemployed", PUBLIC)["status"] == "protected"


def test_the_destinations_of_everybody_add_up_to_one(two_centres: Path) -> None:
    found = indicators.publish(two_centres, members("destinations"), ("centre",), viewer=AGENCY)
    assert found.groupby("centre")["value"].sum().tolist() == pytest.approx([1, 1])


def test_a_change_is_measured_between_published_years_only(tmp_path: Path) -> None:
    def answers(year: int, employed: int, jobless: int, prefix: str) -> pd.DataFrame:
        moved = {"completion_date": pd.Timestamp(year, 6, 30), "answer_date": pd.Timestamp(year + 1, 6, 30)}
        return pd.concat(
            [
                rows("answers", {**EMPLOYED, **moved}, times=employed, prefix=prefix),
                rows("answers", {**JOBLESS, **moved}, times=jobless, prefix=prefix + "x"),
            ],
            ignore_index=True,
        )

    published = build(
        tmp_path, answers=pd.concat([answers(2021, 3, 3, "a"), answers(2022, 56, 14, "b"), answers(2023, 48, 32, "c")])
    )
    found = indicators.change(published.path, ["employed_rate"], {"year": ("2023",)}, viewer=PUBLIC)
    assert found["difference"].tolist() == pytest.approx([0.6 - 0.8])
    # Newcombe 1998 (Interval estimation for the difference), table II: 56/70 against 48/80 gives .0524 to .3339.
    assert (-found["high"].iloc[0], -found["low"].iloc[0]) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert indicators.change(published.path, ["employed_rate"], {"year": ("2022",)}, viewer=PUBLIC).empty
    assert len(indicators.change(published.path, ["employed_rate"], {"year": ("2022",)}, viewer=AGENCY)) == 1


def test_what_the_country_answers_one_viewer_is_not_given_to_another(two_centres: Path) -> None:
    where = {"centre": (CENTRE,)}
    ids = ["employed_rate", "in_field_rate", "completers"]
    for viewer in (AGENCY, OWN, PUBLIC, OWN, AGENCY):
        country = indicators.publish(two_centres, ids, ("sex",), viewer=viewer)
        found = indicators.publish(two_centres, ids, ("sex",), where, viewer=viewer)
        benchmarks = country.set_index(["indicator", "sex"])["value"].reindex(
            pd.MultiIndex.from_frame(found[["indicator", "sex"]])
        )
        assert found["benchmark"].tolist() == pytest.approx(benchmarks.tolist(), nan_ok=True)
    closed = indicators.publish(two_centres, ids, ("sex",), where, viewer=PUBLIC)["benchmark"].isna()
    own = indicators.publish(two_centres, ids, ("sex",), where, viewer=OWN)["benchmark"].isna()
    assert closed.tolist() == own.tolist()


def test_unknown_words_are_refused(two_centres: Path) -> None:
    with pytest.raises(KeyError):
        indicators.publish(two_centres, ["happiness"], viewer=AGENCY)
    with pytest.raises(ValueError, match="planet"):
        indicators.publish(two_centres, ["employed_rate"], ("planet",), viewer=AGENCY)
    with pytest.raises(ValueError, match="purpose"):
        indicators.publish(two_centres, ["employed_rate"], viewer=AGENCY, purpose="fun")
    with pytest.raises(ValueError, match="viewer"):
        Viewer("centre")
    with pytest.raises(ValueError, match="viewer"):
        Viewer("public", CENTRE)


def test_the_shape_of_estimates_is_the_same_for_every_indicator_and_viewer(two_centres: Path) -> None:
    for viewer in (AGENCY, OWN, PUBLIC):
        found = indicators.publish(two_centres, list(INDICATORS), ("year", "oblast"), viewer=viewer)
        assert found.columns.tolist() == [
            "indicator", "year", "oblast", "n", "value", "low", "high", "benchmark", "status", "is_small", "population",
        ]  # fmt: skip
        assert set(found["status"]) <= {"value", "imprecise", "protected", "not_applicable", "no_data"}
        assert found.loc[found["status"] == "protected", NUMBERS].isna().all(axis=None)


def test_shares_never_leave_nought_to_one(two_centres: Path) -> None:
    shares = [name for name, indicator in INDICATORS.items() if indicator.kind in ("share", "ratio")]
    found = indicators.publish(two_centres, shares, ("centre", "sex"), viewer=AGENCY)
    for column in ("value", "low", "high"):
        assert found[column].dropna().between(0, 1).all()


@given(x=st.integers(0, 300), rest=st.integers(0, 300))
def test_protection_follows_its_rule_for_every_count(x: int, rest: int) -> None:
    n = x + rest
    expected = n > 0 and (n < 10 or x in (1, 2) or rest in (1, 2))
    assert bool(suppression.primary(x, n, 10, 2)) == expected
