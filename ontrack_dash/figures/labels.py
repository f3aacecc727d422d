"""Names at the right edge of the trend chart, kept apart where lines end close together."""

from collections.abc import Mapping, Sequence
from typing import Any

from ontrack_dash.figures import frame
from ontrack_dash.figures.lines import Line
from ontrack_dash.figures.marks import Mark
from ontrack_dash.figures.palette import Palette

WIDTH = 15  # characters


def spread_labels(
    drawn: Sequence[Line], levels: Sequence[Mark], reach: Sequence[float], pixels: float, palette: Palette
) -> list[dict[str, Any]]:
    """Return the labels at the right edge, pushed apart where lines end close together."""
    wanted = [(_last(line), line.label, _ink(line, palette)) for line in drawn if _last(line) is not None]
    wanted += [(mark.value, mark.label, palette.muted) for mark in levels]
    low, high = reach
    placed = sorted((((high - (value or 0)) / (high - low)) * pixels, text, colour) for value, text, colour in wanted)
    labels, free = [], -palette.small * 0.7
    for place, text, colour in placed:
        broken = frame.shorten(text, WIDTH, 3)
        tall = palette.small * 1.25 * (1 + broken.count("<br>"))
        middle = max(place, free + tall / 2)
        free = middle + tall / 2
        labels.append(
            {
                "x": 1,
                "xref": "paper",
                "xanchor": "left",
                "xshift": 6,
                "y": 1 - middle / pixels,
                "yref": "paper",
                "yanchor": "middle",
                "align": "left",
                "text": broken,
                "showarrow": False,
                "font": {"size": palette.small, "color": colour},
            }
        )
    return labels


def label_room(labels: Sequence[Mapping[str, Any]], palette: Palette) -> float:
    """Return the pixels the longest line of the labels takes."""
    longest = max((len(part) for label in labels for part in label["text"].split("<br>")), default=0)
    return 14 + longest * palette.small * 0.54


def _last(line: Line) -> float | None:
    shown = [line.marks[year].value for year in sorted(line.marks) if line.marks[year].value is not None]
    return shown[-1] if shown else None


def _ink(line: Line, palette: Palette) -> str:
    return palette.muted if line.colour == palette.others else line.colour
