"""The dots of a section as its files draw them: label and value as written over each line, benchmark as a stroke."""

from collections.abc import Sequence
from html import escape
from typing import Any, Protocol

import plotly.graph_objects as go

from ontrack_dash.figures import frame, rows
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

WIDTH = 34  # characters of a line of a label, which leaves a phone room for the value
FLAT, TALL = 3.4, 4.6  # rows with one line and with two, in sizes of type


class Dot(Protocol):
    """One line: shares 0-1, and the value as it is written."""

    @property
    def label(self) -> str: ...

    @property
    def value(self) -> float: ...

    @property
    def low(self) -> float: ...

    @property
    def high(self) -> float: ...

    @property
    def benchmark(self) -> float | None: ...

    @property
    def said(self) -> str: ...

    @property
    def is_imprecise(self) -> bool: ...


def draw(dots: Sequence[Dot], words: Words, *, mode: str = "light") -> go.Figure:
    """Draw a row a dot, in the order given."""
    palette = PALETTES[mode]
    reach = [number for dot in dots for number in (dot.low, dot.value, dot.high, dot.benchmark) if number is not None]
    axis = frame.axis_over(reach, palette, words)
    return frame.compose(
        [
            _intervals(dots, palette),
            *_benchmarks(dots, palette),
            _points(dots, palette),
            _headings(dots, axis, palette),
        ],
        frame.lay_out(
            palette,
            words,
            palette.text * ((TALL if any("<br>" in _head(dot) for dot in dots) else FLAT) * len(dots) + 3),
            margin={"l": 8, "r": 16, "t": 4, "b": 8, "pad": 4},
            xaxis=axis,
            yaxis=frame.row_axis(
                palette,
                [""] * len(dots),
                showticklabels=False,
                tickvals=[_place(row) for row in range(len(dots))],
                showgrid=True,
                gridcolor=palette.grid,
            ),
        ),
    )


def _place(row: int) -> float:
    return row + rows.BELOW


def _intervals(dots: Sequence[Dot], palette: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [end for dot in dots for end in (dot.low, dot.high, None)],
        "y": [end for row in range(len(dots)) for end in (_place(row), _place(row), None)],
        "mode": "lines",
        "line": {"color": palette.this, "width": palette.stroke},
        "hoverinfo": "skip",
    }


def _benchmarks(dots: Sequence[Dot], palette: Palette) -> list[dict[str, Any]]:
    measured = [(row, dot.benchmark) for row, dot in enumerate(dots) if dot.benchmark is not None]
    line = {"color": palette.ink, "width": palette.stroke}
    marker = {"symbol": "line-ns", "size": palette.dot * 0.9, "line": line, "opacity": 1}
    return [_markers([place for _, place in measured], [row for row, _ in measured], marker)] if measured else []


def _points(dots: Sequence[Dot], palette: Palette) -> dict[str, Any]:
    marker = {
        "size": palette.dot,
        "color": [palette.paper if dot.is_imprecise else palette.this for dot in dots],
        "line": {"color": palette.this, "width": palette.stroke * 0.8},
        "opacity": 1,
    }
    return _markers([dot.value for dot in dots], range(len(dots)), marker)


def _markers(places: Sequence[float], at: Sequence[int], marker: dict[str, Any]) -> dict[str, Any]:
    """Return marks without hover text: what it would say stands over each line."""
    return {
        "type": "scatter",
        "x": list(places),
        "y": [_place(row) for row in at],
        "mode": "markers",
        "marker": marker,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _headings(dots: Sequence[Dot], axis: dict[str, Any], palette: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [axis["range"][0]] * len(dots),
        "y": [row - rows.ABOVE for row in range(len(dots))],
        "mode": "text",
        "text": [_head(dot) for dot in dots],
        "textposition": "middle right",
        "textfont": {"size": palette.text, "color": palette.ink},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _head(dot: Dot) -> str:
    """Return the label with the value behind its last line, no line wider than a phone."""
    return f"{frame.shorten(dot.label, WIDTH)}  <b>{escape(dot.said, quote=False)}</b>"
