"""Measures rated: a bar each, the first marked, its points and its systems beside its name."""

import re

import plotly.graph_objects as go
import pytest

from ontrack_dash import effectiveness
from ontrack_dash.figures import tracking_measures
from ontrack_dash.figures.palette import PALETTES
from tests.figures.estimates import BG, EN, texts

RATED = effectiveness.rate(effectiveness.usual_weights())
SYSTEMS = {"combined_repeated": ["sk", "es"]}


def bars(figure: go.Figure) -> dict[str, object]:
    return next(trace for trace in figure.to_plotly_json()["data"] if trace["type"] == "bar")


def test_bars_are_as_long_as_the_points_and_only_the_first_is_marked() -> None:
    drawn = bars(tracking_measures.draw(RATED, BG, systems=SYSTEMS, leaders=["combined_repeated"]))
    assert drawn["x"] == RATED["total"].tolist()
    palette = PALETTES["light"]
    assert drawn["marker"] == {"color": [palette.this, *[palette.others] * 5]}


def test_a_bar_is_named_with_its_points_and_its_systems() -> None:
    said = texts(tracking_measures.draw(RATED, EN, systems=SYSTEMS))
    assert "Register and survey, repeated – 75 of 100 | Slovakia, Spain" in said
    assert "Survey, once – 50 of 100" in said


def test_without_weights_there_are_no_bars_but_words() -> None:
    rated = effectiveness.rate(dict.fromkeys(effectiveness.CRITERIA, 0))
    figure = tracking_measures.draw(rated, BG, systems={})
    assert bars(figure)["x"] == [0.0] * 6
    assert "Регистър, еднократно – няма данни" in texts(figure)


@pytest.mark.parametrize("mode", PALETTES)
def test_the_chart_speaks_one_language_and_knows_plotly(mode: str) -> None:
    for words, foreign in ((BG, "[A-Za-z]"), (EN, "[А-я]")):
        figure = tracking_measures.draw(RATED, words, systems=SYSTEMS, mode=mode)
        assert [text for text in texts(figure) if re.search(foreign, text)] == []
        assert go.Figure(figure.to_plotly_json()).to_plotly_json()["data"]


def test_the_chart_is_described_in_words() -> None:
    assert tracking_measures.describe(RATED, EN, systems={}).endswith(
        "Register, once: 50 of 100. Survey, once: 50 of 100."
    )
