"""Scores around the middle and minutes of tools: where bars lie, what is written, and nothing of what is hidden."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontrack_dash.figures import diverging, minutes
from ontrack_dash.figures.palette import PALETTES
from ontrack_dash.pilots import POINTS
from tests.figures.estimates import BG, EN, plain, texts, trace
from tests.figures.pilot import COUNTS, NUMBERS, TIMES, scored, scores, times

LIGHT = PALETTES["light"]
NAMES = ("1 – никак", "2 – малко", "3 – донякъде", "4 – до голяма степен", "5 – напълно")


def ends(code: str) -> dict[str, tuple[float, float]]:
    """Return where each part of a tool's bar begins and ends."""
    found = {}
    for part in diverging.draw(scores(), BG).data:
        if part.type == "bar" and part.name in NAMES and code in part.customdata:
            at = list(part.customdata).index(code)
            found[part.name] = (part.base[at], round(part.base[at] + part.x[at], 6))
    return found


def test_the_middle_of_the_neutral_answer_stands_at_nothing() -> None:
    assert ends("graduates_1") == {
        NAMES[0]: (-0.2, -0.18), NAMES[1]: (-0.18, -0.1), NAMES[2]: (-0.1, 0.1), NAMES[3]: (0.1, 0.5),
        NAMES[4]: (0.5, 0.8),
    }  # fmt: skip
    assert ends("letters") == {NAMES[3]: (0.0, 0.3), NAMES[4]: (0.3, 1.0)}


def test_colours_run_with_the_points_and_a_legend_names_them() -> None:
    bars = [part for part in diverging.draw(scores(), BG).data if part.name in NAMES]
    assert tuple(part.name for part in bars) == NAMES
    assert tuple(part.marker.color for part in bars) == LIGHT.sequence


def test_every_row_says_its_share_its_interval_and_how_many_scored() -> None:
    heads = [plain(text) for text in trace(diverging.draw(scores(), BG), mode="text")["text"]]
    said = [head.replace("\N{NO-BREAK SPACE}", " ") for head in heads]
    assert said[:2] == [
        "Анкета за завършили, вълна 1  70 % | 62–76 % · 102 оценки",
        "Регистър на завършилите  (38 %)* | 30–44 % · 10 оценки",
    ]
    assert said[2].endswith("над останалите")
    assert said[3:] == ["Наръчник | защитена стойност", "Анкета за работодатели | няма данни"]


def test_protected_is_hatched_and_nobody_is_hollow() -> None:
    drawn = [part for part in diverging.draw(scores(), BG).data if part.type == "bar" and part.name is None]
    bars = {part.customdata[0]: part for part in drawn}
    assert bars["handbook"].marker.pattern.shape == "/"
    assert bars["employers"].marker.color == LIGHT.paper
    assert bars["employers"].marker.pattern.shape is None


def test_hovering_says_all_five_points_and_who_gave_none() -> None:
    drawn = trace(diverging.draw(scores(), EN), name="5 – fully")
    said = plain(dict(zip(drawn["customdata"], drawn["hovertext"], strict=True))["graduates_1"])
    assert said == (
        "Graduates' questionnaire, wave 1 | 70% give 4 or 5 | interval 62–76% | 102 evaluations | 1 – not at all: 2 | "
        "2 – a little: 8 | 3 – somewhat: 20 | 4 – to a great extent: 40 | 5 – fully: 30 | without a score: 2%"
    )


def test_a_tool_of_ones_own_is_named_by_its_code_and_not_as_markup() -> None:
    frame = scores().head(1).assign(code="<b>форма</b>")
    assert "&lt;b&gt;форма" in " ".join(trace(diverging.draw(frame, BG), mode="text")["text"])


def test_the_scores_are_said_in_words() -> None:
    assert diverging.describe(scores(), BG).replace("\N{NO-BREAK SPACE}", " ") == (
        "Ленти с оценки от 1 до 5, наредени около средната. "
        "Анкета за завършили, вълна 1: 70 % дават 4 или 5, интервал 62–76 %, 102 оценки. "
        "Регистър на завършилите: (38 %)* дават 4 или 5, интервал 30–44 %, 10 оценки. "
        "Писма и покани: 100 % дават 4 или 5, интервал 92–100 %, 102 оценки, над останалите. "
        "Наръчник: защитена стойност. Анкета за работодатели: няма данни."
    )


def test_a_frame_of_nothing_shown_is_no_chart_that_breaks() -> None:
    hidden = scores().tail(2)
    assert diverging.draw(hidden, BG).layout.height
    assert minutes.draw(times().tail(2), BG).layout.height


@given(st.lists(st.integers(0, 50), min_size=5, max_size=5).filter(any))
def test_a_bar_is_always_as_long_as_everybody(counts: list[int]) -> None:
    frame = pd.DataFrame([scored("register", tuple(counts))])
    drawn = [part for part in diverging.draw(frame, BG).data if part.name in NAMES and len(part.x)]
    assert sum(part.x[0] for part in drawn) == pytest.approx(1, abs=1e-5)
    low, high = diverging.draw(frame, BG).layout.xaxis.range
    # A bar that reaches out of the axis, be it by a rounding, loses the text in it.
    assert all(low < part.base[0] and part.base[0] + part.x[0] < high for part in drawn)


@pytest.mark.parametrize("status", ["protected", "no_data"])
@given(number=st.integers(0, 99))
def test_no_number_of_a_hidden_row_reaches_a_figure(status: str, number: int) -> None:
    def leak(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
        hidden = frame.assign(status=status)
        return hidden.assign(**{name: (number if name in COUNTS else number / 100) for name in columns})

    for figure, frame, columns in ((diverging, scores(), NUMBERS), (minutes, times(), TIMES)):
        blank: dict[str, Any] = dict.fromkeys(columns, np.nan)
        clean, leaky = frame.assign(status=status, **blank), leak(frame, columns)
        clean, leaky = (made.assign(is_apart=False) if "is_apart" in made else made for made in (clean, leaky))
        assert figure.draw(leaky, BG).to_json() == figure.draw(clean, BG).to_json()
        assert figure.describe(leaky, BG) == figure.describe(clean, BG)


def test_minutes_stand_at_their_median_with_the_middle_half_and_the_promise() -> None:
    figure = minutes.draw(times(), BG)
    assert trace(figure, name="медиана")["x"] == [5.0, 35.0]
    half = trace(figure, name="средната половина от хората")
    assert (half["base"], half["x"]) == ([4.0, 25.0], [2.5, 25.0])
    promise = trace(figure, name="колко казва самата анкета")
    assert (promise["x"], promise["customdata"]) == ([4.0], ["graduates_1"])
    assert figure.layout.xaxis.range[0] == 0


def test_a_tool_nobody_timed_says_so() -> None:
    said = [plain(text) for text in texts(minutes.draw(times(), BG))]
    assert "Писма и покани | няма данни" in said
    assert "Наръчник | защитена стойност" in said


def test_the_minutes_are_said_in_words() -> None:
    assert minutes.describe(times(), BG) == (
        "Точки с ленти: минути за попълване или прилагане на всеки инструмент. "
        "Анкета за завършили, вълна 1: 5 мин., средната половина 4–6,5 мин., 40 оценки, обещани 4 мин. "
        "Регистър на завършилите: 35 мин., средната половина 25–50 мин., 20 оценки. "
        "Писма и покани: няма данни. Наръчник: защитена стойност."
    )


def test_every_point_of_the_scale_has_a_colour() -> None:
    assert all(len(palette.sequence) == len(POINTS) for palette in PALETTES.values())
