"""The dots of a section: drawn from what its files say, word for word."""

import json

import plotly.graph_objects as go
import pytest

from ontrack_dash.figures import written_dots
from ontrack_dash.figures.palette import PALETTES
from ontrack_dash.section.model import Dot
from tests.figures.estimates import BG, EN, texts, trace

DOTS = (
    Dot("Заети, випуск 2023", 0.542, 0.48, 0.6, 0.61, "54,2 % от 312", is_imprecise=False),
    Dot("Дял на работещите по придобитата професия, випуск 2023", 0.44, 0.3, 0.58, None, "(44,0 %)", is_imprecise=True),
)


def heads(figure: go.Figure) -> tuple[str, ...]:
    return tuple(next(found for found in figure.data if found.mode == "text").text)


def test_a_row_says_what_the_files_say() -> None:
    first, second = heads(written_dots.draw(DOTS, BG))
    assert first == "Заети, випуск 2023  <b>54,2 % от 312</b>"
    assert second.endswith("<b>(44,0 %)</b>")
    assert second.replace("<br>", " ").startswith(DOTS[1].label)


def test_marks_stand_at_their_numbers_and_imprecise_ones_are_hollow() -> None:
    figure = written_dots.draw(DOTS, BG)
    points = trace(figure, cliponaxis=False, mode="markers", x=[0.542, 0.44])
    assert points["marker"]["color"] == [PALETTES["light"].this, PALETTES["light"].paper]
    assert figure.data[0].x == (0.48, 0.6, None, 0.3, 0.58, None)


def test_only_rows_with_a_benchmark_have_its_stroke() -> None:
    strokes = next(found for found in written_dots.draw(DOTS, BG).data if found.marker.symbol == "line-ns")
    assert strokes.x == (0.61,)
    assert not any(found.marker.symbol == "line-ns" for found in written_dots.draw(DOTS[1:], BG).data)


def test_a_label_is_text_and_never_markup() -> None:
    odd = Dot("<b>Заети</b>", 0.5, 0.4, 0.6, None, "50,0 % <i>", is_imprecise=False)
    (head,) = heads(written_dots.draw((odd,), BG))
    assert head == "&lt;b&gt;Заети&lt;/b&gt;  <b>50,0 % &lt;i&gt;</b>"


@pytest.mark.parametrize("mode", PALETTES)
def test_every_property_is_one_plotly_knows(mode: str) -> None:
    figure = written_dots.draw(DOTS, BG, mode=mode)
    assert go.Figure(json.loads(figure.to_json())).data


def test_ticks_are_written_as_the_language_writes_them() -> None:
    assert "40%" in texts(written_dots.draw(DOTS, EN))
    assert "40 %" in texts(written_dots.draw(DOTS, BG))
