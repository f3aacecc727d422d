"""Spine: one row an indicator, each dot against its own benchmark."""

from ontrack_dash.figures import spine
from ontrack_dash.figures.palette import PALETTES
from tests.figures.estimates import BG, EN, estimates, indicators, peers, plain, row, trace


def written(figure: object) -> list[list[str]]:
    return [list(map(plain, found.text)) for found in figure.data if found.mode == "text"]


def test_each_indicator_says_its_value_or_its_word() -> None:
    words, headings = written(spine.draw(indicators(), BG))
    assert headings == [
        "завършили  83,3 % от 300",
        "работят по професията  (44,0 %) от 31",
        "удовлетворени обучени",
        "удовлетворени работодатели",
        "месеци до работа  4,5 месеца при 130",
    ]
    assert words == ["защитена стойност", "няма данни", "3–6 месеца · сравнителна база 5 месеца"]


def test_the_spine_reads_the_same_in_english() -> None:
    assert written(spine.draw(indicators(), EN))[0] == ["protected value", "no data", "3–6 months · benchmark 5 months"]


def test_only_shares_stand_on_the_scale() -> None:
    points = trace(spine.draw(indicators(), BG), cliponaxis=False, mode="markers")
    assert (points["customdata"], points["x"]) == (["completion_rate", "in_field_rate"], [0.833, 0.44])


def test_benchmarks_are_strokes_in_the_rows_of_their_dots() -> None:
    figure = spine.draw(indicators(), BG)
    strokes = next(found for found in figure.data if found.marker.symbol == "line-ns")
    assert strokes.x == (0.79, 0.55)
    assert strokes.y == tuple(trace(figure, cliponaxis=False, mode="markers")["y"])


def test_imprecise_dots_are_hollow() -> None:
    points = trace(spine.draw(indicators(), BG), cliponaxis=False, mode="markers")
    palette = PALETTES["light"]
    assert points["marker"]["color"] == [palette.this, palette.paper]


def test_the_spread_shows_sure_values_of_the_same_indicators_only() -> None:
    figure = spine.draw(indicators(), BG, others=peers())
    assert figure.data[0].x == (0.7,)
    assert figure.data[0].hoverinfo == "skip"


def test_a_row_that_holds_a_word_has_no_spread_under_it() -> None:
    hidden = estimates(row("protected", indicator="employed_rate"))
    others = estimates(row(indicator="employed_rate", centre="1"), row(indicator="employed_rate", centre="2"))
    figure = spine.draw(hidden, BG, others=others)
    assert not any(found.x for found in figure.data if found.mode == "markers")


def test_other_values_stretch_the_scale() -> None:
    wide = estimates(row(indicator="completion_rate", centre="1", value=0.05, low=0.01, high=0.1))
    assert spine.draw(indicators(), BG, others=wide).layout.xaxis.range[0] == 0
