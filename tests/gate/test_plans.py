"""What a plan may know of a centre: its own numbers to the centre, to the public what is published."""

from pathlib import Path

import pandas as pd
import pytest

from ontrack_dash import indicators, plans
from ontrack_dash.store import builds
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.pages.world import SMALL_CENTRE

LARGE_CENTRE = "9999120001"


@pytest.fixture(scope="module")
def country(guarded_country: Path) -> Path:
    build = builds.current(guarded_country)
    assert build is not None
    return build.path


def published(country: Path, name: str, by: list[str]) -> pd.DataFrame:
    return indicators.publish(country, [name], by, {"centre": (LARGE_CENTRE,)}, viewer=AGENCY)


def test_numbers_are_those_of_the_gate(country: Path) -> None:
    found = {one.year: one for one in plans.known(country, LARGE_CENTRE, viewer=AGENCY)}
    sizes = published(country, "completers", ["year"])
    assert {year: one.completers for year, one in found.items()} == {
        int(year): round(value) for year, value in zip(sizes["year"], sizes["value"], strict=True)
    }
    rates = published(country, "response_rate", ["year", "wave"]).query("status in ('value', 'imprecise')")
    for year, wave, value in zip(rates["year"], rates["wave"], rates["value"], strict=True):
        assert found[int(year)].response[int(wave)] == pytest.approx(min(value, 1.0))


def test_cohorts_come_newest_first(country: Path) -> None:
    years = [one.year for one in plans.known(country, LARGE_CENTRE, viewer=AGENCY)]
    assert years == sorted(years, reverse=True)
    assert years


def test_a_small_centre_sees_its_own_numbers_and_the_public_does_not(country: Path) -> None:
    own = plans.known(country, SMALL_CENTRE, viewer=Viewer("centre", SMALL_CENTRE))
    assert {one.completers for one in own} == {4}
    for viewer in (PUBLIC, Viewer("centre", LARGE_CENTRE)):
        seen = plans.known(country, SMALL_CENTRE, viewer=viewer)
        assert all(one.completers is None and one.reachable is None and not one.response for one in seen)


def test_a_centre_nobody_knows_has_no_cohorts(country: Path) -> None:
    assert plans.known(country, "9999129999", viewer=AGENCY) == ()
