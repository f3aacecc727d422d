"""Marks on rows: dots, their intervals and benchmarks, and the words of rows that have no dot."""

from collections.abc import Sequence
from typing import Any

from ontrack_dash.figures import captions
from ontrack_dash.figures.marks import Mark
from ontrack_dash.figures.palette import Palette
from ontrack_dash.i18n import Words

Placed = Sequence[tuple[float, Mark]]  # height of the mark on the axis of rows

ABOVE = 0.26  # of a row: how far a heading stands over the middle of its row
BELOW = 0.14  # and how far its mark hangs under it


def draw_intervals(placed: Placed, colours: Sequence[str], right: float, palette: Palette) -> list[dict[str, Any]]:
    """Return one line trace a colour; `colours` has one entry a mark. An interval without an end runs to `right`."""
    ends = [(place, mark, own) for (place, mark), own in zip(placed, colours, strict=True) if mark.low is not None]
    return [
        {
            "type": "scatter",
            "x": [
                end
                for _, mark, own in ends
                if own == colour
                for end in (mark.low, right if mark.high is None else mark.high, None)
            ],
            "y": [end for place, _, own in ends if own == colour for end in (place, place, None)],
            "mode": "lines",
            "line": {"color": colour, "width": palette.stroke},
            "hoverinfo": "skip",
        }
        for colour in dict.fromkeys(own for _, _, own in ends)
    ]


def draw_dots(placed: Placed, colours: Sequence[str], palette: Palette, words: Words) -> dict[str, Any]:
    """Return the dots, hollow when imprecise; `colours` has one entry a mark."""
    return {
        "type": "scatter",
        "x": [mark.value for _, mark in placed],
        "y": [place for place, _ in placed],
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "size": palette.dot,
            "color": [
                palette.paper if mark.status == "imprecise" else colour
                for (_, mark), colour in zip(placed, colours, strict=True)
            ],
            "line": {"color": list(colours), "width": palette.stroke * 0.8},
            "opacity": 1,
        },
        **_points(placed, words),
    }


def hang(axis: str) -> dict[str, Any]:
    """Return an empty trace, without which a second axis is not drawn."""
    return {"type": "scatter", "x": [None], "y": [None], "yaxis": axis, "mode": "markers", "hoverinfo": "skip"}


def draw_benchmarks(placed: Placed, palette: Palette) -> list[dict[str, Any]]:
    """Return a short stroke for each row that has a benchmark."""
    measured = [(place, mark) for place, mark in placed if mark.benchmark is not None]
    if not measured:
        return []
    return [
        {
            "type": "scatter",
            "x": [mark.benchmark for _, mark in measured],
            "y": [place for place, _ in measured],
            "mode": "markers",
            "marker": {
                "symbol": "line-ns",
                "size": palette.dot * 0.9,
                "line": {"color": palette.ink, "width": palette.stroke},
                "opacity": 1,
            },
            "hoverinfo": "skip",
        }
    ]


def write_words(
    placed: Placed, left: float, palette: Palette, words: Words, texts: Sequence[str]
) -> list[dict[str, Any]]:
    """Return quiet words at the left edge of rows, with the hover text of their mark."""
    return _write(placed, left, texts, {"size": palette.small, "color": palette.muted}, _points(placed, words))


def write_headings(placed: Placed, left: float, palette: Palette, texts: Sequence[str]) -> list[dict[str, Any]]:
    """Return the names of rows, which stand above their marks; they are clicked like the marks."""
    points = {"customdata": [mark.code for _, mark in placed], "hoverinfo": "none"}
    return _write(placed, left, texts, {"size": palette.text, "color": palette.ink}, points)


def _write(
    placed: Placed, left: float, texts: Sequence[str], font: dict[str, Any], points: dict[str, Any]
) -> list[dict[str, Any]]:
    if not placed:
        return []
    return [
        {
            "type": "scatter",
            "x": [left] * len(placed),
            "y": [place for place, _ in placed],
            "mode": "text",
            "text": list(texts),
            "textposition": "middle right",
            "textfont": font,
            "cliponaxis": False,
            "showlegend": False,
            **points,
        }
    ]


def _points(placed: Placed, words: Words) -> dict[str, Any]:
    return {
        "customdata": [mark.code for _, mark in placed],
        "hovertext": [captions.hover(mark, words) for _, mark in placed],
        "hovertemplate": captions.HOVER,
    }
