"""Tile map of the 28 oblasti: where, with equal weight for small ones."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.fields import reference
from ontrack_dash.figures import alt, captions, frame
from ontrack_dash.figures.marks import Mark, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

GAP = 0.08  # of a tile


def draw(
    estimates: pd.DataFrame,
    words: Words,
    *,
    highlight: str | None = None,
    mode: str = "light",
) -> go.Figure:
    """Draw one indicator by oblast; a tile's customdata is the code of its oblast.

    An oblast the frame does not name has no data. Needs the column `oblast`.
    """
    palette = PALETTES[mode]
    marks = _all_oblasti(read_marks(estimates, words, "oblast"), words)
    shown = [mark for mark in marks if mark.value is not None]
    scale = frame.value_axis([mark._replace(low=None, high=None, benchmark=None) for mark in shown], palette, words)
    low, high = scale["range"]
    kinds = {
        "value": [mark for mark in shown if mark.status == "value"],
        "imprecise": [mark for mark in shown if mark.status == "imprecise"],
        "protected": [mark for mark in marks if mark.status == "protected"],
        "no_data": [mark for mark in marks if mark.value is None and mark.status != "protected"],
    }
    traces = [_tiles(kind, group, low, high, palette, words, highlight) for kind, group in kinds.items() if group]
    rows = 1 + max(row for row, _ in _places().values())
    columns = 1 + max(column for _, column in _places().values())
    hidden = {"visible": False, "fixedrange": True}
    return frame.compose(
        [*traces, *_key(scale, shown, palette, words)],
        frame.lay_out(
            palette,
            words,
            palette.text * (rows * 4.4 + 8),
            barmode="overlay",
            xaxis={"range": [-0.5, columns - 0.5], **hidden},
            yaxis={"range": [rows - 0.5, -0.5], **hidden},
            showlegend=True,
            legend=frame.legend(palette, y=0, yref="container", yanchor="bottom"),
            # The colour key, and below it the legend, which has three lines on a phone.
            margin={"l": 8, "r": 8, "t": 8, "b": palette.text * 7.5, "pad": 4},
        ),
    )


def describe(estimates: pd.DataFrame, words: Words) -> str:
    """Say in words what the map shows."""
    return alt.describe("tiles", _all_oblasti(read_marks(estimates, words, "oblast"), words), words, "oblast")


@lru_cache
def _places() -> dict[str, tuple[int, int]]:
    """Return row and column of each oblast."""
    table = reference("oblasti")
    return {
        code: (int(row), int(column))
        for code, row, column in zip(table["oblast_code"], table["tile_row"], table["tile_column"], strict=True)
    }


def _all_oblasti(marks: Sequence[Mark], words: Words) -> list[Mark]:
    """Put the marks in the order of the map and add every oblast that has no row."""
    found = {mark.code: mark for mark in marks}
    indicator = marks[0].indicator
    return [found.get(code) or Mark(indicator, code, words.label("oblast", code), "no_data") for code in _places()]


def _tiles(
    kind: str, marks: Sequence[Mark], low: float, high: float, palette: Palette, words: Words, highlight: str | None
) -> dict[str, Any]:
    places = _places()
    fills = [palette.sequence_at(((mark.value or 0.0) - low) / (high - low)) for mark in marks]
    plain = kind in ("protected", "no_data")
    return {
        "type": "bar",
        "name": words.t(f"figure.tile.{kind}"),
        "showlegend": kind != "value",
        "x": [places[mark.code][1] for mark in marks],
        "base": [places[mark.code][0] - 0.5 + GAP / 2 for mark in marks],
        "y": [1 - GAP] * len(marks),
        "width": 1 - GAP,
        "marker": _fill(kind, fills, palette)
        | {
            "line": {
                "color": [palette.ink if mark.code == highlight else palette.edge for mark in marks],
                "width": [palette.stroke * 1.5 if mark.code == highlight else float(plain) for mark in marks],
            }
        },
        "text": [_text(mark, words) for mark in marks],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {
            "size": palette.small,
            "color": [palette.ink if plain else palette.text_on(fill) for fill in fills],
        },
        "customdata": [mark.code for mark in marks],
        "hovertext": [captions.hover(mark, words) for mark in marks],
        "hovertemplate": captions.HOVER,
    }


def _fill(kind: str, fills: Sequence[str], palette: Palette) -> dict[str, Any]:
    if kind == "protected":
        return frame.hatch(palette)
    return {"color": palette.paper if kind == "no_data" else list(fills)}


def _text(mark: Mark, words: Words) -> str:
    name = f"<b>{words.t(f'figure.oblast.{mark.code}')}</b>"
    if mark.value is None:
        return name
    # Without its sign, which stands in the key: a tile on a phone is five letters wide.
    value = (
        words.percent(mark.value, digits=0).rstrip("%\N{NO-BREAK SPACE}") if mark.is_share else words.number(mark.value)
    )
    return f"{name}<br>{captions.qualify(value, mark, words)}"


def _key(scale: dict[str, Any], shown: Sequence[Mark], palette: Palette, words: Words) -> list[dict[str, Any]]:
    """Return the colour key, an invisible mark that carries a colour bar."""
    if not shown:
        return []
    low, high = scale["range"]
    steps = len(palette.sequence) - 1
    return [
        {
            "type": "scatter",
            "x": [None],
            "y": [None],
            "mode": "markers",
            "showlegend": False,
            "hoverinfo": "skip",
            "marker": {
                "color": [low],
                "cmin": low,
                "cmax": high,
                "colorscale": [[step / steps, colour] for step, colour in enumerate(palette.sequence)],
                "showscale": True,
                "colorbar": {
                    "orientation": "h",
                    "x": 0,
                    "xanchor": "left",
                    "y": 0,
                    "yanchor": "top",
                    "len": 0.4,
                    "thickness": palette.text * 0.7,
                    "outlinewidth": 0,
                    "tickvals": [low, high],
                    "ticktext": [frame.write_tick(end, shown[0].is_share, words) for end in (low, high)],
                    "tickfont": {"size": palette.small, "color": palette.muted},
                    "ticks": "",
                },
            },
        }
    ]
