"""Funnel: who stands out more than chance, given how many persons answered."""

from collections.abc import Sequence
from math import log10
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.comparisons import flags
from ontrack_dash.figures import alt, captions, frame, labels, names, rulings
from ontrack_dash.figures.marks import Mark, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

HEIGHT = 32  # in sizes of type
MOST_SAID = 6
# Persons on the axis, which is logarithmic: most centres are small.
TICKS = tuple(digit * 10**power for power in range(7) for digit in (1, 3))
ROOM = 1.25  # how far the axis goes past the smallest and the largest centre


class Point(NamedTuple):
    """A centre on the chart: its mark, how many persons its value weighs, and its flag."""

    mark: Mark
    weight: float
    flag: str
    p: float


def draw(
    estimates: pd.DataFrame,
    words: Words,
    *,
    curves: pd.DataFrame,
    highlight: str = "",
    mode: str = "light",
) -> go.Figure:
    """Draw centres by persons and value; a point's customdata is the licence of its centre.

    Needs the columns `centre`, `flag`, `p` and, where shares are weighted, `effective_n`. `curves`: n, then low and
    high of each pair of limits. `highlight` is „this“ centre.
    """
    palette = PALETTES[mode]
    points = _read_points(estimates, words)
    axis = _share_axis(points, curves, palette, words)
    height = palette.text * HEIGHT
    ends = labels.spread_labels(
        [], _name_limits(points, curves, words), axis["range"], height - palette.text * 6, palette
    )
    reach = _reach(points)
    return frame.compose(
        [*_draw_limits(points, curves, palette), _draw_points(points, highlight, palette, words)],
        frame.lay_out(
            palette,
            words,
            height,
            margin={"l": 8, "r": labels.label_room(ends, palette), "t": palette.text, "b": 8, "pad": 4},
            xaxis=_person_axis(reach, "effective_n" in estimates, palette, words),
            yaxis=axis,
            annotations=[
                *ends,
                *names.place_names(
                    [(log10(point.weight), point.mark) for point in points if _is_named(point, highlight)],
                    (log10(reach[0]) + log10(reach[1])) / 2,
                    axis["range"],
                    height - palette.text * 6,
                    palette,
                ),
            ],
        ),
    )


def describe(estimates: pd.DataFrame, words: Words) -> str:
    """Say in words which centres lie outside the widest limits."""
    marks = read_marks(estimates, words, "centre")
    outside = sorted((point for point in _read_points(estimates, words) if flags.is_outermost(point.flag)), key=_by_p)
    said = [alt.say("figure.alt.only", point.mark, words) for point in outside[:MOST_SAID]]
    level = flags.name_level(flags.OUTERMOST, words)
    count = words.plural("figure.alt.outside", len(outside), level=level)
    return " ".join([alt.name_chart("funnel", marks, words, "centre"), count, *said, *alt.count_states(marks, words)])


def _read_points(estimates: pd.DataFrame, words: Words) -> list[Point]:
    """Read the centres that have a value, those that ask for a look last, so that they lie on top."""
    weights = estimates["effective_n" if "effective_n" in estimates else "n"]
    rows = zip(read_marks(estimates, words, "centre"), weights, estimates["flag"], estimates["p"], strict=True)
    points = [
        Point(mark, float(weight), flags.INSIDE if pd.isna(flag) else str(flag), 1.0 if pd.isna(p) else float(p))
        for mark, weight, flag, p in rows
        if mark.value is not None
    ]
    return sorted(points, key=_by_p, reverse=True)


def _by_p(point: Point) -> tuple[float, str]:
    return point.p, point.mark.label


def _is_named(point: Point, highlight: str) -> bool:
    return flags.is_outermost(point.flag) or point.mark.code == highlight


def _reach(points: Sequence[Point]) -> tuple[float, float]:
    found = [point.weight for point in points] or [1.0]
    return min(found) / ROOM, max(found) * ROOM


def _draw_points(points: Sequence[Point], highlight: str, palette: Palette, words: Words) -> dict[str, Any]:
    colours = [rulings.colour_of(point.flag, point.mark.code == highlight, palette) for point in points]
    return {
        "type": "scatter",
        "x": [point.weight for point in points],
        "y": [point.mark.value for point in points],
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "size": palette.dot * 0.9,
            "symbol": ["diamond" if flags.is_outermost(point.flag) else "circle" for point in points],
            "color": [
                palette.paper if point.mark.status == "imprecise" else colour
                for point, colour in zip(points, colours, strict=True)
            ],
            "line": {"color": colours, "width": palette.stroke * 0.7},
            "opacity": 1,
        },
        "customdata": [point.mark.code for point in points],
        "hovertext": [captions.hover(point.mark, words, flags.say_flag(point.flag, words)) for point in points],
        "hovertemplate": captions.HOVER,
    }


def _draw_limits(points: Sequence[Point], curves: pd.DataFrame, palette: Palette) -> list[dict[str, Any]]:
    """Return two lines a pair of limits, dashed the inner, and the line of the reference."""
    if curves.empty:
        return []
    edges = [
        (curves[f"{side}{name}"].tolist(), "solid" if name == flags.OUTERMOST else "dot")
        for name in flags.LEVELS
        for side in ("low", "high")
    ]
    n, middle = curves["n"].tolist(), next((point.mark.benchmark for point in points), None)
    lines = [_line(n, edge, palette.edge, dash, palette) for edge, dash in edges]
    return [*lines, _line([n[0], n[-1]], [middle, middle], palette.ink, "dash", palette)]


def _line(x: list[float], y: list[float | None], colour: str, dash: str, palette: Palette) -> dict[str, Any]:
    line = {"color": colour, "width": palette.stroke * 0.6, "dash": dash}
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip"}


def _name_limits(points: Sequence[Point], curves: pd.DataFrame, words: Words) -> list[Mark]:
    """Return what stands at the right end of each line, as marks of the height it stands at."""
    if curves.empty or not points:
        return []
    indicator, last = points[0].mark.indicator, curves.iloc[-1]
    found = [
        Mark(indicator, "", flags.name_level(name, words), "value", value=float(last[f"{side}{name}"]))
        for name in flags.LEVELS
        for side in ("low", "high")
    ]
    middle = points[0].mark.benchmark
    return [
        *found,
        Mark(indicator, "", words.t("figure.reference", value=words.percent(middle)), "value", value=middle),
    ]


def _share_axis(points: Sequence[Point], curves: pd.DataFrame, palette: Palette, words: Words) -> dict[str, Any]:
    marks = [point.mark._replace(low=None, high=None) for point in points]
    if marks and not curves.empty:
        low, high = f"low{flags.OUTERMOST}", f"high{flags.OUTERMOST}"
        marks.append(marks[0]._replace(low=float(curves[low].min()), high=float(curves[high].max())))
    return frame.value_axis(marks, palette, words)


def _person_axis(reach: tuple[float, float], is_weighted: bool, palette: Palette, words: Words) -> dict[str, Any]:
    ticks = [tick for tick in TICKS if reach[0] <= tick <= reach[1]]
    return {
        "type": "log",
        "range": [log10(reach[0]), log10(reach[1])],
        "tickvals": ticks,
        "ticktext": [words.number(tick) for tick in ticks],
        "tickfont": {"size": palette.small, "color": palette.muted},
        "tickangle": 0,
        "title": {
            "text": words.t(f"figure.{'effective_' * is_weighted}persons"),
            "font": {"size": palette.small, "color": palette.muted},
            "standoff": 8,
        },
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "ticks": "outside",
        "tickcolor": palette.grid,
    }
