"""The section of a centre says what the page of the centre says, to the digit: both opened, and read side by side."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from ontrack_dash import section, written
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section import Section
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds
from ontrack_dash.viewers import PUBLIC, Viewer
from tests.pages.opening import all_text, chart_specs, chart_text, open_page

CENTRE = "9999120002"
YEAR = 2024
# What the page of a centre shows of itself whatever is chosen on it.
PROFILE = (
    "employed_rate", "in_field_rate", "placement_rate", "further_education_rate", "unemployed_rate",
    "graduate_satisfaction_rate", "training_relevance_rate", "employer_satisfaction_rate", "completion_rate",
    "time_to_job", "completers", "reachable", "invited", "answered", "response_rate",
)  # fmt: skip
VIEWS = {f"centre:{CENTRE}": Viewer("centre", CENTRE), "agency": Viewer("centre", CENTRE), "public": PUBLIC}


def read(view: str, lang: str, **address: str) -> str:
    """Return everything the page says: its words, its charts and what is said of them to those who do not see them."""
    app = open_page("centre", view=view, lang=lang, centre=CENTRE, kind="full", **address)
    alts = (chart.alt for chart in chart_specs(app))
    return "\n".join([all_text(app), chart_text(app), *alts])


def estimates(of: Section) -> Iterator[dict[str, object]]:
    """Yield what the section measures and counts, as far as the page of the centre shows the same."""
    first = of.response[of.response["wave"] == 1]
    for frame in (of.measured, first):
        shown = frame["status"].isin(written.SHOWN) & frame["indicator"].isin(PROFILE)
        yield from frame[shown].to_dict("records")  # type: ignore[misc]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_number_of_the_section_stands_on_the_page_of_the_centre(country: Path, view: str, lang: str) -> None:
    data, words = Settings(country), Words(lang)
    build = builds.current(data.data)
    assert build is not None
    of = section.compose(build, data, CENTRE, YEAR, viewer=VIEWS[view])
    pages: dict[int, str] = {}
    for row in estimates(of):
        name, cohort = str(row["indicator"]), int(str(row["cohort"]))
        page = pages[cohort] = pages.get(cohort) or read(view, lang, year=str(cohort))
        assert words.value(name, row["value"]) in page, (name, cohort)  # type: ignore[arg-type]
        if not pd.isna(row["low"]):
            assert written.interval(name, row["low"], row["high"], words) in page, (name, cohort)
    assert pages


@pytest.mark.parametrize("view", [f"centre:{CENTRE}", "agency"])
def test_what_is_expected_is_what_the_page_of_the_centre_expects(country: Path, view: str) -> None:
    data, words = Settings(country), Words("bg")
    build = builds.current(data.data)
    assert build is not None
    of = section.compose(build, data, CENTRE, YEAR, viewer=Viewer("centre", CENTRE))
    expected = of.measured[of.measured["against"] == "mix"].head(2).to_dict("records")
    assert expected
    for row in expected:
        page = read(view, "bg", year=str(row["cohort"]), indicator=row["indicator"])
        assert words.percent(row["expected"]) in page
        for name in ("difference", "difference_low", "difference_high"):
            assert words.points(row[name]) in page, name
