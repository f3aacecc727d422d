"""Language: a figure speaks one language, and says in words what it shows."""

import re

import plotly.graph_objects as go
import pytest

from ontrack_dash.figures.palette import PALETTES
from ontrack_dash.i18n import Words
from tests.figures.estimates import BG, EN, describe_all, draw_all, texts

CHARTS = tuple(draw_all(BG))
LATIN, CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[А-Яа-я]")
RAW_NUMBER = re.compile(r"\d[.]\d|\d{4,}[,.]|\d[.,]\d{2}")


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize(("words", "foreign"), [(BG, LATIN), (EN, CYRILLIC)], ids=["bg", "en"])
def test_a_figure_speaks_one_language(chart: str, words: Words, foreign: re.Pattern[str]) -> None:
    said = texts(draw_all(words)[chart])
    assert said
    assert [text for text in said if foreign.search(text)] == []


@pytest.mark.parametrize("chart", CHARTS)
def test_no_raw_number_is_shown(chart: str) -> None:
    assert [text for text in texts(draw_all(BG)[chart]) if RAW_NUMBER.search(text)] == []


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize("chart", CHARTS)
def test_every_property_is_one_plotly_knows(chart: str, mode: str) -> None:
    # Figures are composed without these checks, for speed.
    figure = draw_all(BG, mode)[chart]
    assert go.Figure(figure.to_plotly_json()).to_plotly_json()["data"]


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize("chart", CHARTS)
def test_no_type_is_smaller_than_the_smallest(chart: str, mode: str) -> None:
    content = draw_all(BG, mode)[chart].to_json()
    sizes = [float(size) for size in re.findall(r'font":\{[^{}]*"size":([\d.]+)', content)]
    assert min([*sizes, *map(float, re.findall(r"font-size:(\d+)px", content))]) >= PALETTES[mode].small


@pytest.mark.parametrize("chart", CHARTS)
def test_decimal_signs_follow_the_language(chart: str) -> None:
    assert draw_all(BG)[chart].layout.separators == ",\N{NO-BREAK SPACE}"
    assert draw_all(EN)[chart].layout.separators == ".,"


@pytest.mark.parametrize("chart", CHARTS)
def test_a_hidden_trace_is_not_in_a_legend_under_a_made_up_name(chart: str) -> None:
    figure = draw_all(BG)[chart]
    if figure.layout.showlegend:
        assert [found for found in figure.data if not found.name and found.showlegend is not False] == []


def test_charts_are_described_in_bulgarian() -> None:
    said = {name: text.replace("\N{NO-BREAK SPACE}", " ") for name, text in describe_all(BG).items()}
    assert said["dots"] == (
        "Точки с линии на интервалите. Показател: Дял на заетите една година след обучението. Разрез: Област. "
        "Най-високо: Варна – 70,2 % (интервал 66–74 %). Най-ниско: Пловдив – 67,4 % (интервал 64–71 %). "
        "2 стойности са от малка извадка. 1 стойност е защитена. 1 стойност е без данни."
    )
    assert said["steps"] == (
        "Четири намаляващи ленти от завършилите до отговорилите. Завършили: 4 820. "
        "Достъпни за връзка: 3 610 (74,9 % от завършилите). Поканени: защитена стойност. "
        "Отговорили: 1 240 (36,4 % от поканените)."
    )
    assert said["stack"].startswith(
        "Ленти, разделени на дялове. Разрез: Област. Най-голям дял: Пловдив, по професията – 35,0 %."
    )


def test_charts_are_described_in_english() -> None:
    assert describe_all(EN)["spine"] == (
        "Dots with intervals, one row an indicator, and a stroke for the benchmark. "
        "completed – 83.3% (interval 79–87%); benchmark 79.0%. "
        "work in the profession – 44.0% (interval 29–61%); benchmark 55.0%. "
        "months to a job – 4.5 months (interval 3–6 months); benchmark 5 months. "
        "1 value comes from a small sample. 1 value is protected. 1 value has no data."
    )
    assert describe_all(EN)["trend"].startswith(
        "Lines over completion years with interval ribbons. Indicator: Share employed one year after training. "
        "By: Sex. men, 2021 – 52.0% (interval 47–57%). men, 2026 – 64.0% (interval 59–69%)."
    )
    assert describe_all(EN)["tiles"].endswith("1 value is protected. 23 values have no data.")


def test_an_imprecise_value_is_never_called_the_highest() -> None:
    assert "Видин" not in describe_all(BG)["dots"]
