"""Dots with quartile bars: how long tools take, and how long their questionnaire says."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash import pilot_names
from ontrack_dash.figures import captions, frame
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.figures.palette import PALETTES, Palette, see_through
from ontrack_dash.i18n import Words

ROW = 5.0  # in sizes of type
THICKNESS = 0.18  # of a row
BAR, HEAD = 0.3, -0.2  # of a row: where the middles of its bar and of its words lie
OPACITY = 0.35
LEAST = 10.0  # minutes the axis reaches at least


class Timed(NamedTuple):
    """One tool: median and quartiles of the minutes it took, None where they are hidden or nobody said."""

    code: str
    name: str
    status: str
    low: float | None
    middle: float | None
    high: float | None
    n: int
    promised: float | None


def draw(worked: pd.DataFrame, words: Words, *, mode: str = "light") -> go.Figure:
    """Draw the minutes of `pilots.evaluations` with `promised`, a row a tool; customdata is the tool."""
    palette = PALETTES[mode]
    rows = list(enumerate(_read(worked, words)))
    timed = [(row, tool) for row, tool in rows if tool.middle is not None]
    reach = [number for _, tool in timed for number in (tool.low, tool.high, tool.promised) if number is not None]
    axis = frame.axis_over([0.0, LEAST, *reach], palette, words, is_share=False)
    return frame.compose(
        frame.keep_named(
            [
                *_bars(timed, palette, words),
                *_dots(timed, palette, words),
                *_promises(timed, palette, words),
                _write_heads(rows, palette, words),
            ]
        ),
        frame.lay_out(
            palette,
            words,
            palette.text * (ROW * len(rows) + 9),
            margin={"l": 8, "r": 16, "t": palette.text * 5, "b": 8, "pad": 4},
            barmode="overlay",
            xaxis={**axis, "title": _title(words.t("pilot.axis_minutes"), palette)},
            yaxis={"range": [len(rows) - 0.4, -0.6], "visible": False, "fixedrange": True},
            showlegend=True,
            legend=frame.legend(palette, y=1, yanchor="bottom"),
        ),
    )


def describe(worked: pd.DataFrame, words: Words) -> str:
    """Say in words how long each tool takes."""
    said = [f"{tool.name}: {', '.join(_say(tool, words)).removesuffix('.')}." for tool in _read(worked, words)]
    return " ".join([words.t("chart.minutes.alt"), *said])


def _read(worked: pd.DataFrame, words: Words) -> list[Timed]:
    return [_read_row(row, words) for row in worked.to_dict("records")]


def _read_row(row: Mapping[Any, Any], words: Words) -> Timed:
    name, status = pilot_names.name_code("tool", str(row["tool"]), words), str(row["status"])
    if status not in SHOWN:
        return Timed(str(row["tool"]), name, status, None, None, None, 0, None)
    low, middle, high = (_number(row[column]) for column in ("minutes_low", "minutes", "minutes_high"))
    n = int(_number(row["minutes_n"]) or 0)
    return Timed(str(row["tool"]), name, status, low, middle, high, n, _number(row["promised"]))


def _number(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(cell)


def _title(text: str, palette: Palette) -> dict[str, Any]:
    return {"text": text, "font": {"size": palette.small, "color": palette.muted}, "standoff": 8}


def _bars(timed: Sequence[tuple[int, Timed]], palette: Palette, words: Words) -> list[dict[str, Any]]:
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": words.t("pilot.middle_half"),
            "base": [tool.low for _, tool in timed],
            "x": [(tool.high or 0.0) - (tool.low or 0.0) for _, tool in timed],
            "y": [row + BAR for row, _ in timed],
            "width": THICKNESS,
            "marker": {"color": see_through(palette.this, OPACITY), "line": {"width": 0}},
            **_points(timed, words),
        }
    ]


def _dots(timed: Sequence[tuple[int, Timed]], palette: Palette, words: Words) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": words.t("pilot.median"),
            "x": [tool.middle for _, tool in timed],
            "y": [row + BAR for row, _ in timed],
            "cliponaxis": False,
            "marker": {"size": palette.dot, "color": palette.this, "opacity": 1},
            **_points(timed, words),
        }
    ]


def _promises(timed: Sequence[tuple[int, Timed]], palette: Palette, words: Words) -> list[dict[str, Any]]:
    """Return a stroke at the minutes a questionnaire says it takes."""
    said = [(row, tool) for row, tool in timed if tool.promised is not None]
    if not said:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": words.t("pilot.promised"),
            "x": [tool.promised for _, tool in said],
            "y": [row + BAR for row, _ in said],
            "marker": {
                "symbol": "line-ns",
                "size": palette.dot * 1.2,
                "line": {"color": palette.ink, "width": palette.stroke},
                "opacity": 1,
            },
            **_points(said, words),
        }
    ]


def _points(timed: Sequence[tuple[int, Timed]], words: Words) -> Mapping[str, Any]:
    hovers = ["<br>".join([f"<b>{escape(tool.name, quote=False)}</b>", *_say(tool, words)]) for _, tool in timed]
    return {"customdata": [tool.code for _, tool in timed], "hovertext": hovers, "hovertemplate": captions.HOVER}


def _write_heads(rows: Sequence[tuple[int, Timed]], palette: Palette, words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [0] * len(rows),
        "y": [row + HEAD for row, _ in rows],
        "mode": "text",
        "text": [_head(tool, palette, words) for _, tool in rows],
        "textposition": "middle right",
        "textfont": {"size": palette.text, "color": palette.ink},
        "cliponaxis": False,
        "customdata": [tool.code for _, tool in rows],
        "hoverinfo": "none",
    }


def _head(tool: Timed, palette: Palette, words: Words) -> str:
    name = escape(tool.name, quote=False)
    if tool.middle is None:
        return f"{name}<br>{frame.quiet(_missing(tool, words), palette)}"
    first, *rest = _say(tool, words)
    return f"{name}  <b>{first}</b><br>{frame.quiet(' · '.join(rest), palette)}"


def _missing(tool: Timed, words: Words) -> str:
    return words.t("status.protected" if tool.status == "protected" else "status.no_data")


def _say(tool: Timed, words: Words) -> list[str]:
    if tool.middle is None:
        return [_missing(tool, words)]
    promised = [] if tool.promised is None else [words.t("pilot.promised_minutes", minutes=words.number(tool.promised))]
    return [
        words.t("pilot.minutes", minutes=words.number(tool.middle)),
        words.t("pilot.quartiles", low=words.number(tool.low), high=words.number(tool.high)),
        words.plural("pilot.evaluations", tool.n),
        *promised,
    ]
