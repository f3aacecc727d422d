"""The indicators of a section: digit by digit what the pages ask the gate and the comparisons for."""

import pandas as pd
import pytest

from ontrack_dash import comparisons, indicators, section
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.estimating import SHARES
from ontrack_dash.section import Section
from ontrack_dash.settings import Settings
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.builders import CENTRE, COOK, HAIRDRESSER
from tests.section.world import OTHERS, SINGLE, UNLISTED, YEAR

OWN = Viewer("centre", CENTRE)
ESTIMATE = ["n", "value", "low", "high", "status", "is_small", "population"]
REPORTED = RULES["section"]["reported"]


@pytest.fixture(scope="module")
def made(country: Build, settings: Settings) -> Section:
    return section.compose(country, settings, CENTRE, YEAR, viewer=OWN)


def asked(build: Build, name: str, viewer: Viewer, cohort: int, **where: str) -> pd.DataFrame:
    codes = {
        "centre": (CENTRE,),
        "year": (str(cohort),),
        "kind": ("full",),
        **{key: (code,) for key, code in where.items()},
    }
    return indicators.publish(build.path, [name], (), codes, viewer=viewer)


def only(frame: pd.DataFrame, **cells: object) -> pd.Series:
    for name, cell in cells.items():
        frame = frame[frame[name] == cell]
    assert len(frame) == 1
    return frame.iloc[0]


def alike(found: pd.Series, expected: pd.Series, columns: list[str]) -> bool:
    return all(
        (pd.isna(found[name]) and pd.isna(expected[name])) or found[name] == pytest.approx(expected[name], rel=1e-12)
        if name != "status"
        else found[name] == expected[name]
        for name in columns
    )


@pytest.mark.parametrize("name", REPORTED)
@pytest.mark.parametrize("viewer", [OWN, PUBLIC], ids=["own", "public"])
def test_an_estimate_is_the_one_the_page_shows(country: Build, settings: Settings, viewer: Viewer, name: str) -> None:
    found = only(section.compose(country, settings, CENTRE, YEAR, viewer=viewer).measured, indicator=name)
    page = asked(country, name, viewer, int(found["cohort"])).iloc[0]
    assert alike(found, page, ESTIMATE)
    if INDICATORS[name].kind != "count":
        assert alike(found, page, ["benchmark"])


def test_each_indicator_is_of_the_cohort_whose_window_falls_in_the_year(made: Section) -> None:
    cohorts = dict(zip(made.measured["indicator"], made.measured["cohort"], strict=True))
    assert {cohorts[name] for name in ("enrolled", "completers", "completion_rate")} == {YEAR}
    assert {cohorts[name] for name in ("employed_rate", "time_to_job", "employer_satisfaction_rate")} == {YEAR - 1}
    assert {cohorts[name] for name in ("placement_rate", "training_relevance_rate")} == {YEAR - 2}
    assert list(cohorts) == REPORTED


def test_a_change_is_the_one_the_page_shows(country: Build, made: Section) -> None:
    for row in made.measured.to_dict("records"):
        where = {"centre": (CENTRE,), "year": (str(row["cohort"]),), "kind": ("full",)}
        pages = indicators.change(country.path, [row["indicator"]], where, viewer=OWN).to_dict("records")
        expected = pages[0] if pages else {}
        for ours, theirs in (("change", "difference"), ("change_low", "low"), ("change_high", "high")):
            assert row[ours] == pytest.approx(expected.get(theirs, float("nan")), nan_ok=True)
        assert pd.isna(row["previous_year"]) == (not pages)
    assert made.measured["change"].notna().sum() >= 10


def test_what_is_expected_is_what_the_page_shows(country: Build, made: Section) -> None:
    compared = made.measured[made.measured["against"] == "mix"]
    assert set(compared["indicator"]) == {name for name in REPORTED if INDICATORS[name].kind in SHARES}
    for row in compared.to_dict("records"):
        where = {"centre": (CENTRE,), "year": (str(row["cohort"]),), "kind": ("full",)}
        page = only(comparisons.case_mix(country.path, row["indicator"], where, viewer=OWN))
        assert row["expected"] == pytest.approx(page["benchmark"], rel=1e-12)
        for name in ("difference", "difference_low", "difference_high"):
            assert row[name] == pytest.approx(page[name], rel=1e-12)
        side = "above" if page["difference_low"] > 0 else "below" if page["difference_high"] < 0 else "within"
        assert row["standing"] == side


def test_who_is_above_the_others_is_said_to_be(country: Build, settings: Settings, made: Section) -> None:
    assert only(made.measured, indicator="employed_rate")["standing"] == "above"
    assert only(made.measured, indicator="unemployed_rate")["standing"] == "below"
    assert only(made.measured, indicator="placement_rate")["standing"] == "within"
    other = section.compose(country, settings, OTHERS[0], YEAR, viewer=AGENCY)
    assert only(other.measured, indicator="employed_rate")["standing"] == "within"


def test_a_count_is_not_read_against_the_count_of_a_country(made: Section) -> None:
    counted = made.measured[made.measured["indicator"].isin(["enrolled", "completers"])]
    assert counted["benchmark"].isna().all()
    assert (counted["standing"] == "").all()


def test_the_response_is_that_of_the_wave_and_cohort(country: Build, made: Section) -> None:
    first = asked(country, "response_rate", OWN, YEAR - 1, wave="1")["value"].iloc[0]
    second = asked(country, "response_rate", OWN, YEAR - 2, wave="2")["value"].iloc[0]
    response = made.measured.set_index("indicator")["response"]
    assert response["employed_rate"] == pytest.approx(first) == pytest.approx(46 / 60)
    assert response["placement_rate"] == pytest.approx(second) == pytest.approx(20 / 60)
    assert response[["completion_rate", "employer_satisfaction_rate"]].isna().all()
    table = made.response
    assert only(table, indicator="response_rate", wave=2)["value"] == pytest.approx(second)
    assert only(table, indicator="answered", wave=1)["n"] == 46
    assert only(table, indicator="completers", wave=2)["cohort"] == YEAR - 2


def test_professions_stand_by_their_graduates(country: Build, made: Section) -> None:
    rows = made.professions
    assert list(dict.fromkeys(rows["profession"])) == [COOK, HAIRDRESSER]
    for name in ("employed_rate", "in_field_rate", "graduate_satisfaction_rate"):
        page = asked(country, name, OWN, YEAR - 1, profession=COOK).iloc[0]
        assert alike(only(rows, indicator=name, profession=COOK), page, ESTIMATE)
    completers = rows[(rows["indicator"] == "completers") & (rows["profession"] == HAIRDRESSER)]
    assert dict(zip(completers["cohort"], completers["n"], strict=True)) == {YEAR: 20, YEAR - 1: 20}


def test_employers_stand_beside_graduates(made: Section) -> None:
    assert list(made.employers["indicator"]) == [
        "employer_satisfaction_rate", "graduate_satisfaction_rate", "employer_qualification_rate",
        "training_relevance_rate",
    ]  # fmt: skip
    assert set(made.employers["view"]) == {"employer_satisfaction_rate", "employer_qualification_rate"}
    assert only(made.employers, indicator="employer_satisfaction_rate")["value"] == pytest.approx(0.8)


def test_kinds_of_course_are_never_put_together(country: Build, settings: Settings) -> None:
    made = section.compose(country, settings, UNLISTED, YEAR, viewer=AGENCY)
    assert made.kind == "full"
    assert only(made.measured, indicator="employed_rate")["n"] == 18
    assert set(made.kinds["kind"]) == {"part"}
    assert only(made.kinds, indicator="employed_rate")["n"] == 24
    assert only(made.kinds, indicator="completers")["n"] == 40


def test_a_centre_of_one_profession_has_one_row(country: Build, settings: Settings) -> None:
    made = section.compose(country, settings, SINGLE, YEAR, viewer=AGENCY)
    assert set(made.professions["profession"]) == {COOK}
    assert made.kinds.empty
