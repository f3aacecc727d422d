"""One bar a kind of measure: how many of the possible points it gets with a reader's weights."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import captions, frame
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

ROW = 4.6  # in sizes of type
BAR, THICKNESS = 0.27, 0.24  # of a row: where its bar lies and how thick it is
HEAD = {1: 0.02, 2: -0.14}  # lines of the heading → where its middle stands over the bar


class Bar(NamedTuple):
    """One measure with its points of a hundred, written too, and the systems that are such measures."""

    name: str
    total: float
    points: str
    systems: str


def draw(
    rated: pd.DataFrame,
    words: Words,
    *,
    systems: Mapping[str, Sequence[str]],
    leaders: Sequence[str] = (),
    mode: str = "light",
) -> go.Figure:
    """Draw `effectiveness.rate`, the best on top; customdata is the measure.

    `systems` names those that are such a measure, `leaders` the measures nothing is rated above.
    """
    palette = PALETTES[mode]
    bars = _read(rated, words, systems)
    places = [row + BAR for row in range(len(bars))]
    colours = [palette.this if measure in leaders else palette.others for measure in rated["measure"]]
    return frame.compose(
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": [bar.total for bar in bars],
                "y": places,
                "width": THICKNESS,
                "marker": {"color": colours},
                "customdata": list(rated["measure"]),
                "hovertext": [
                    "<br>".join(filter(None, [f"<b>{bar.name}</b>", bar.points, bar.systems])) for bar in bars
                ],
                "hovertemplate": captions.HOVER,
            },
            _write_heads(bars, palette),
        ],
        frame.lay_out(
            palette,
            words,
            palette.text * (ROW * len(bars) + 1),
            xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
            yaxis=frame.row_axis(palette, [""] * len(bars), showticklabels=False),
        ),
    )


def describe(rated: pd.DataFrame, words: Words, *, systems: Mapping[str, Sequence[str]]) -> str:
    """Say in words how many points every measure gets."""
    said = [f"{bar.name}: {bar.points}." for bar in _read(rated, words, systems)]
    return " ".join([words.t("chart.tracking_measures.alt"), *said])


def _read(rated: pd.DataFrame, words: Words, systems: Mapping[str, Sequence[str]]) -> list[Bar]:
    return [
        Bar(
            words.t(f"europe.measure_name.{measure}"),
            0.0 if pd.isna(total) else float(total),
            words.t("status.no_data") if pd.isna(total) else _write(float(total), words),
            ", ".join(words.t(f"europe.system_name.{system}") for system in systems.get(measure, ())),
        )
        for measure, total in zip(rated["measure"], rated["total"], strict=True)
    ]


def _write(total: float, words: Words) -> str:
    return words.t("europe.of_hundred", points=words.number(total * 100, digits=0))


def _write_heads(bars: Sequence[Bar], palette: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [0] * len(bars),
        "y": [row + HEAD[2 if bar.systems else 1] for row, bar in enumerate(bars)],
        "mode": "text",
        "text": [_head(bar, palette) for bar in bars],
        "textposition": "middle right",
        "textfont": {"size": palette.text, "color": palette.ink},
        "cliponaxis": False,
        "hoverinfo": "none",
    }


def _head(bar: Bar, palette: Palette) -> str:
    name = f"{bar.name} – <b>{bar.points}</b>"
    return f"{name}<br>{frame.quiet(bar.systems, palette)}" if bar.systems else name
