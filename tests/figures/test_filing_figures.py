"""Scatter, reports by year and points by area: who is pointed out, hollow, named, left out, and in which words."""

import numpy as np
import pandas as pd
import pytest

from ontrack_dash.comparisons.self_rating import COLUMNS
from ontrack_dash.figures import areas, filed, scatter, scores
from ontrack_dash.figures.palette import PALETTES
from ontrack_dash.filings import STATUSES
from tests.figures.compared import CODES, NAMED
from tests.figures.estimates import BG, EN, plain, texts, trace
from tests.figures.filing import centres, points, rated, rating, years
from tests.figures.test_palette import APART, VISION, lab

LIGHT = PALETTES["light"]
PROUD, ROUGH, ALIKE, MODEST, UNHEARD, UNSAID = CODES


def marks(figure: object) -> dict[str, dict[str, object]]:
    drawn = trace(figure, mode="markers")
    marker = drawn["marker"]
    parts = zip(drawn["x"], drawn["y"], marker["color"], marker["line"]["color"], marker["symbol"], strict=True)
    names = ("x", "y", "fill", "line", "symbol")
    return {code: dict(zip(names, part, strict=True)) for code, part in zip(drawn["customdata"], parts, strict=True)}


def crowd(size: int) -> pd.DataFrame:
    """Return the five centres above among many that are alike."""
    alike = pd.concat([rated(rating(3, points=10 + place / 100)) for place in range(size)], ignore_index=True)
    codes = [f"88{place:08d}" for place in range(size)]
    return pd.concat([centres(), alike.assign(centre=codes)], ignore_index=True)


def test_a_centre_stands_at_its_points_and_its_value() -> None:
    drawn = marks(scatter.draw(centres(), NAMED))
    assert (drawn[PROUD]["x"], drawn[PROUD]["y"]) == (18, 0.45)
    assert set(drawn) == {PROUD, ROUGH, ALIKE, MODEST}


def test_only_who_rates_itself_high_and_measures_low_is_pointed_out_in_colour_and_shape() -> None:
    drawn = marks(scatter.draw(centres(), NAMED))
    assert {code for code, mark in drawn.items() if mark["line"] == LIGHT.look} == {PROUD, ROUGH}
    assert {code for code, mark in drawn.items() if mark["symbol"] == "diamond"} == {PROUD, ROUGH}


def test_an_imprecise_centre_is_hollow_and_own_centre_blue() -> None:
    drawn = marks(scatter.draw(centres(), NAMED, highlight=ALIKE))
    assert (drawn[ROUGH]["fill"], drawn[ROUGH]["line"]) == (LIGHT.paper, LIGHT.look)
    assert drawn[ALIKE]["fill"] == LIGHT.this


def test_intervals_stand_upright_through_their_dots() -> None:
    lines = [found for found in scatter.draw(centres(), NAMED).data if found.mode == "lines"]
    ends = {
        (found.x[place], found.y[place], found.y[place + 1]) for found in lines for place in range(0, len(found.x), 3)
    }
    assert ends == {(18, 0.39, 0.51), (14, 0.15, 0.5), (15.5, 0.53, 0.67), (6, 0.75, 0.85)}


def test_of_a_crowd_only_those_that_stand_out_have_their_interval_drawn() -> None:
    def drawn(size: int) -> int:
        figure = scatter.draw(crowd(size), NAMED, highlight=ALIKE)
        return sum(len(found.x) // 3 for found in figure.data if found.mode == "lines")

    assert drawn(scatter.CROWD - 4) == scatter.CROWD
    assert drawn(scatter.CROWD) == 3


def test_country_and_middle_are_lines_and_quadrants_stand_in_the_corners() -> None:
    figure = scatter.draw(centres(), NAMED)
    assert [(shape.y0, shape.y1) for shape in figure.layout.shapes if shape.xref == "paper"] == [(0.62, 0.62)]
    assert [shape.x0 for shape in figure.layout.shapes if shape.yref == "paper"] == [14]
    written = [plain(note.text) for note in figure.layout.annotations]
    assert "страната 62,0 %" in written
    assert {"висока самооценка, | под страната", "ниска самооценка, | над страната"} <= set(written)


def test_where_nobody_is_called_high_no_corner_says_so() -> None:
    few = centres().assign(rated=None, quadrant=None)
    written = texts(scatter.draw(few, NAMED))
    assert not [text for text in written if "самооценка, |" in text]
    assert "под страната" not in scatter.describe(few, NAMED)


def test_the_surest_of_those_pointed_out_are_named() -> None:
    low = {"quadrant": scatter.LOOKED_AT}
    sure = [rating(place, **low, points=10 + place, value=0.5 - place / 100) for place in range(1, 6)]
    many = rated(*sure, rating(6, "imprecise", **low, points=11, value=0.1))
    written = [plain(note.text) for note in scatter.draw(many, NAMED).layout.annotations]
    assert [text for text in written if text.startswith("Център")] == ["Център 3", "Център 4", "Център 5"]


def test_hovering_says_points_and_quadrant() -> None:
    drawn = trace(scatter.draw(centres(), NAMED), mode="markers")
    said = dict(zip(drawn["customdata"], drawn["hovertext"], strict=True))
    hover = plain(said[ALIKE]).replace(" | ", " ")
    assert "точки за „Реализация“ (самооценка): 15,5" in hover
    assert "измереното не се различава от страната повече от случайното" in hover


def test_the_scatter_is_said_in_words() -> None:
    said = scatter.describe(centres(), NAMED).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Точкова диаграма: точки от самооценката и измерена стойност на центровете. "
        "Показател: Дял на заетите една година след обучението. Разрез: Център (ЦПО). "
        "2 центъра поставят себе си по-високо, а измереното е под страната. "
        "Център 1 – 45,0 % (интервал 39–51 %). Център 2 – 30,0 % (интервал 15–50 %). "
        "1 стойност е от малка извадка. 1 стойност е без данни."
    )


def test_a_scatter_of_nothing_is_no_chart_that_breaks() -> None:
    assert scatter.draw(rated(rating(1, "no_data")), NAMED).layout.height
    assert scatter.draw(centres().assign(points=np.nan), NAMED).layout.height
    assert set(centres().columns) == set(COLUMNS)


def test_each_year_is_a_bar_of_statuses_the_latest_on_top() -> None:
    figure = filed.draw(years(), BG)
    bars = [found for found in figure.data if found.type == "bar"]
    assert [found.name for found in bars] == ["одобрен", "подаден", "върнат", "създаден", "липсва", "не се знае"]
    assert [found.text[0] for found in bars[:3]] == ["1\N{NO-BREAK SPACE}000", "120", "30"]
    heads = [plain(text) for text in trace(figure, mode="text")["text"]]
    assert heads == ["2024  1 200 центъра, липсва 44", "2023  1 200 центъра"]


def test_a_year_without_a_list_is_empty_and_says_so() -> None:
    bar = trace(filed.draw(years(), BG), name="не се знае")
    assert (bar["text"], bar["x"], bar["marker"]["color"]) == (["не се знае"], [1.0], LIGHT.paper)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("mode", PALETTES)
def test_statuses_are_told_apart_by_everyone(mode: str, vision: str) -> None:
    colours = [PALETTES[mode].destinations[place] for place in filed.COLOURS.values()]
    assert set(filed.COLOURS) == set(STATUSES) - {"unknown"}
    apart = [np.linalg.norm(lab(a, vision) - lab(b, vision)) for a in colours for b in colours if a != b]
    assert min(apart) >= APART


def test_hovering_a_bar_says_its_share_and_who_was_late() -> None:
    said = [plain(text) for found in filed.draw(years(), EN).data if found.type == "bar" for text in found.hovertext]
    assert "2024 | submitted | 120 centres (10.0%) | 14 of them late" in said
    assert "2024 | missing | 44 centres (3.7%)" in said


def test_the_years_are_said_in_words() -> None:
    assert filed.describe(years(), BG).replace("\N{NO-BREAK SPACE}", " ") == (
        "Ленти по години според това докъде е докладът за самооценка. "
        "2024 г. (1 200 центъра): одобрен 1 000, подаден 120, върнат 30, създаден 6, липсва 44. "
        "2023 г. (1 200 центъра): не се знае 1 200."
    )


def test_each_area_is_a_line_with_a_mark_of_its_own() -> None:
    figure = areas.draw(points(), BG)
    lines = [found for found in figure.data if found.customdata]
    assert [found.name for found in lines] == ["достъп", "реализация", "без посочена област"]
    assert len({found.marker.symbol for found in lines}) == len({found.line.color for found in lines}) == 3
    assert [found.y for found in lines] == [(21.0, 22.0), (15.5, 16.0), (None, 2.0)]
    written = [plain(note.text) for note in figure.layout.annotations]
    assert written == ["достъп", "реализация", "без посочена | област"]


def test_quartiles_of_few_centres_are_not_drawn() -> None:
    whiskers = [found for found in areas.draw(points(), BG).data if found.hoverinfo == "skip"]
    assert [found.y for found in whiskers] == [(18.0, 24.5, None), (12.0, 18.0, None), ()]


def test_of_many_years_every_second_is_named_and_the_last_always() -> None:
    many = pd.concat([points().assign(year=year) for year in range(2020, 2026)], ignore_index=True)
    assert areas.draw(many, BG).layout.xaxis.ticktext == ("2021", "2023", "2025")
    assert areas.draw(points(), BG).layout.xaxis.ticktext == ("2023", "2024")


def test_the_axis_of_points_begins_at_zero() -> None:
    assert areas.draw(points(), BG).layout.yaxis.range[0] == 0


def test_the_areas_are_said_in_words() -> None:
    said = areas.describe(points(), BG)
    assert said.startswith(
        "Линии по години с точките по области на самооценяване. Достъп до професионално обучение, 2023 – 21 точки, "
        "средната половина от центровете: 18–24,5, 40 центъра. Достъп до професионално обучение, 2024 – 22 точки, "
    )
    assert said.endswith("Без посочена област, 2024 – 2 точки, 3 центъра.")


@pytest.mark.parametrize(
    ("given", "written"),
    [(91, "91"), (90.95, "90,95"), (90.5, "90,5"), (0.1 + 0.2, "0,3"), (1200, "1\N{NO-BREAK SPACE}200")],
)
def test_points_keep_the_decimals_that_keep_them_under_a_threshold(given: float, written: str) -> None:
    assert scores.write_points(given, BG) == written
