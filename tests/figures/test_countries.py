"""Countries over years: a row each, breaks cut, flags shown, the target in every row."""

import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from ontrack_dash import tracking
from ontrack_dash.figures import countries
from ontrack_dash.figures.palette import PALETTES
from tests.figures.estimates import BG, EN, plain, texts

LIGHT = PALETTES["light"]
DATASETS = ("edat_lfse_24", "tps00215")


def table(*rows: tuple[str, int, float | None, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["geo", "year", "value", "flags"])


def draw(frame: pd.DataFrame, **options: object) -> go.Figure:
    return countries.draw(frame, BG, target=0.82, **options)  # type: ignore[arg-type]


def own_lines(figure: go.Figure) -> list[dict[str, object]]:
    return [trace for trace in figure.to_plotly_json()["data"] if trace["mode"] == "lines+markers"]


def test_a_line_is_cut_at_a_break_and_where_a_year_is_missing() -> None:
    figure = draw(table(("BG", 2020, 0.6, ""), ("BG", 2021, 0.7, "b"), ("BG", 2022, None, ""), ("BG", 2023, 0.65, "u")))
    (line,) = own_lines(figure)
    assert list(zip(line["x"], line["y"], strict=True)) == [
        (2020, 0.6), (2020.5, None), (2021, 0.7), (2022, None), (2023, 0.65),
    ]  # fmt: skip
    assert line["connectgaps"] is False


def test_a_point_with_a_flag_is_hollow_and_its_flag_stands_at_the_foot_of_the_row() -> None:
    figure = draw(table(("BG", 2020, 0.6, ""), ("BG", 2021, 0.7, "u")))
    (line,) = own_lines(figure)
    assert line["marker"]["color"] == [LIGHT.this, LIGHT.paper]
    flags = next(trace for trace in figure.to_plotly_json()["data"] if trace["mode"] == "text")
    assert (flags["x"], flags["text"]) == ([2021], [BG.t("figure.flag.u")])
    assert flags["y"][0] < min(line["y"])
    assert BG.t("reference.eurostat.flag.u") in line["hovertext"][1]


def test_a_break_is_drawn_as_a_line_in_its_own_row_only() -> None:
    figure = draw(
        table(
            ("EU27_2020", 2020, 0.7, ""), ("EU27_2020", 2021, 0.7, ""), ("BG", 2020, 0.6, "b"), ("BG", 2021, 0.7, "b")
        )
    )
    dotted = [shape for shape in figure.to_plotly_json()["layout"]["shapes"] if shape["line"]["dash"] == "dot"]
    # The first year of a table has nothing before it that could be broken off.
    assert [(shape["x0"], shape["yref"]) for shape in dotted] == [(2020.5, "y2 domain")]


def test_every_row_has_the_target_and_every_country_the_line_of_the_union() -> None:
    figure = draw(tracking.eurostat("edat_lfse_24", ["BG", "SK"]))
    layout = figure.to_plotly_json()["layout"]
    levels = [shape for shape in layout["shapes"] if shape["line"]["dash"] == "dash"]
    assert [(shape["y0"], shape["yref"]) for shape in levels] == [(0.82, "y"), (0.82, "y2"), (0.82, "y3")]
    grey = [trace["yaxis"] for trace in figure.to_plotly_json()["data"] if trace["mode"] == "lines"]
    assert grey == ["y2", "y3"]


def test_rows_stand_one_under_the_other_on_the_same_scale() -> None:
    layout = draw(tracking.eurostat("edat_lfse_24")).to_plotly_json()["layout"]
    axes = [layout[name] for name in layout if name.startswith("yaxis")]
    assert len(axes) == 8
    assert len({tuple(axis["range"]) for axis in axes}) == 1
    edges = [edge for axis in axes for edge in reversed(axis["domain"])]
    assert edges == sorted(edges, reverse=True)


def test_a_country_without_figures_says_so_and_has_no_line() -> None:
    figure = draw(tracking.eurostat("tps00215", ["BG"]))
    names = [plain(note["text"]) for note in figure.to_plotly_json()["layout"]["annotations"]]
    assert names[1] == "България  няма данни"
    assert own_lines(figure)[1]["x"] == []


@pytest.mark.parametrize("dataset", DATASETS)
def test_the_chart_speaks_one_language_and_knows_plotly(dataset: str) -> None:
    for words, foreign in ((BG, "[A-Za-z]"), (EN, "[А-я]")):
        figure = countries.draw(tracking.eurostat(dataset), words, target=0.6, mode="dark")
        assert [text for text in texts(figure) if re.search(foreign, text)] == []
        assert go.Figure(figure.to_plotly_json()).to_plotly_json()["data"]


def test_the_chart_is_described_in_words() -> None:
    said = countries.describe(tracking.eurostat("tps00215", ["BG", "CY"]), EN)
    assert said == (
        "Lines over years, one country a row, with the value of the EU and its target. "
        "EU: 60.3% in 2021; 66.0% in 2025; 1 figure with a flag. Bulgaria: no data. "
        "Cyprus: 33.2% in 2021; 25.0% in 2025; 4 figures with a flag."
    )
