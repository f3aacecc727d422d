"""What centres are read against: the line of a new state, the benchmark all share, the colour of a flag."""

from collections.abc import Sequence
from typing import Any

from ontrack_dash.comparisons.flags import INSIDE, is_outermost
from ontrack_dash.figures.marks import Mark
from ontrack_dash.figures.palette import Palette
from ontrack_dash.i18n import Words


def common_benchmark(marks: Sequence[Mark]) -> Mark | None:
    """Return a mark that carries the benchmark when all that are shown carry the same."""
    shown = [mark for mark in marks if mark.value is not None]
    return shown[0] if len({mark.benchmark for mark in shown}) == 1 and shown[0].benchmark is not None else None


def state_lines(marks: Sequence[Mark], palette: Palette) -> list[dict[str, Any]]:
    """Return a quiet line where a new state starts: values above and below it are not one order."""
    line = {"color": palette.edge, "width": 1, "dash": "dot"}
    return [
        {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": row - 0.5, "y1": row - 0.5, "line": line}
        for row in range(1, len(marks))
        if marks[row].status != marks[row - 1].status
    ]


def benchmark_line(mark: Mark, palette: Palette) -> dict[str, Any]:
    """Return a line through all rows at the benchmark."""
    line = {"color": palette.ink, "width": palette.stroke / 2, "dash": "dash"}
    place = {"x0": mark.benchmark, "x1": mark.benchmark, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "line": line, "layer": "below", **place}


def benchmark_label(mark: Mark, palette: Palette, words: Words) -> dict[str, Any]:
    """Return what stands over that line."""
    return {
        "x": mark.benchmark,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": words.t("figure.benchmark", value=words.value(mark.indicator, mark.benchmark)),
        "showarrow": False,
        "font": {"size": palette.small, "color": palette.ink},
    }


def colour_of(flag: Any, is_this: bool, palette: Palette) -> str:
    """Return the colour of a dot: orange only outside the widest limits, so that few dots ask for a look."""
    if is_this:
        return palette.this
    if is_outermost(flag):
        return palette.look
    return palette.others if flag == INSIDE else palette.muted
