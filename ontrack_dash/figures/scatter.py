"""Scatter: the points centres gave themselves against what was measured, with intervals and quadrants in words."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import alt, captions, frame, names, rulings, scores
from ontrack_dash.figures.marks import Mark, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette, see_through
from ontrack_dash.i18n import Words

HEIGHT = 34  # in sizes of type
LOOKED_AT = "rated_high.measured_low"
MOST_NAMED = 3
MOST_SAID = 8
CROWD = 120  # centres, above it dots are smaller and only those to look at have their interval drawn
FADED = 0.45
CORNER_WIDTH = 19  # characters: on a phone two corners stand beside one another
# Corner of the chart → what stands in it, and how the words are set.
CORNERS = {
    "rated_low.measured_high": (0, 1), "rated_high.measured_high": (1, 1),
    "rated_low.measured_low": (0, 0), "rated_high.measured_low": (1, 0),
}  # fmt: skip


class Point(NamedTuple):
    """A centre on the chart: its mark, the points it gave itself, and its quadrant, "" where none is said."""

    mark: Mark
    points: float
    quadrant: str

    @property
    def is_looked_at(self) -> bool:
        """Tell whether it rates itself high and measures low."""
        return self.quadrant == LOOKED_AT


def draw(worked: pd.DataFrame, words: Words, *, highlight: str = "", mode: str = "light") -> go.Figure:
    """Draw `comparisons.self_rating`; a point's customdata is the licence of its centre.

    Centres without points or without a value are not drawn; the table has them. `highlight` is „this“ centre.
    """
    palette = PALETTES[mode]
    points = _read(worked, words)
    axis = frame.value_axis([point.mark for point in points], palette, words)
    across = frame.axis_over([point.points for point in points], palette, words, is_share=False)
    height, country = palette.text * HEIGHT, rulings.common_benchmark([point.mark for point in points])
    # Nobody is pointed out by name for what a few persons said.
    looked_at = [point for point in _look_first(points) if not point.mark.is_small]
    named = [point for point in looked_at[:MOST_NAMED] if point.mark.code != highlight]
    own = [point for point in points if point.mark.code == highlight]
    span = (axis["range"], height - palette.text * 8, palette)
    return frame.compose(
        [
            *_draw_intervals(points, highlight, palette),
            *([_draw_points(points, highlight, palette, words)] if points else []),
        ],
        frame.lay_out(
            palette,
            words,
            height,
            margin={"l": 8, "r": 16, "t": palette.small * 3.2, "b": 8, "pad": 4},
            xaxis={**across, "title": _title(words.t("filing.points_axis"), palette), "showgrid": False},
            yaxis=axis,
            shapes=_draw_lines(points, country, palette),
            annotations=[
                *_write_corners(points, palette, words),
                *([_write_country(country, palette, words)] if country else []),
                # One side for all: names on both would meet in the middle.
                *names.place_names([(point.points, point.mark) for point in named], float("-inf"), *span),
                *names.place_names([(point.points, point.mark) for point in own], sum(across["range"]) / 2, *span),
            ],
        ),
    )


def describe(worked: pd.DataFrame, words: Words) -> str:
    """Say in words which centres rate themselves high and measure low, and what is not drawn."""
    points = _read(worked, words)
    looked_at = _look_first(points)
    said = [alt.say("figure.alt.only", point.mark, words) for point in looked_at[:MOST_SAID]]
    marks = read_marks(worked, words, "centre")
    count = [words.plural("filing.looked_at", len(looked_at))] if any(point.quadrant for point in points) else []
    return " ".join([alt.name_chart("scatter", marks, words, "centre"), *count, *said, *alt.count_states(marks, words)])


def _read(worked: pd.DataFrame, words: Words) -> list[Point]:
    """Read the centres that have points and a value; those to look at last and the lowest on top of them."""
    cells = zip(read_marks(worked, words, "centre"), worked["points"], worked["quadrant"], strict=True)
    points = [
        Point(mark, float(given), "" if pd.isna(quadrant) else str(quadrant))
        for mark, given, quadrant in cells
        if mark.value is not None and not pd.isna(given)
    ]
    return sorted(points, key=lambda point: (point.is_looked_at, -(point.mark.value or 0.0), point.mark.label))


def _look_first(points: Sequence[Point]) -> list[Point]:
    """Return the centres to look at, the surest first and of these the lowest."""
    looked_at = (point for point in points if point.is_looked_at)
    return sorted(
        looked_at,
        key=lambda point: (
            point.mark.status != "value", point.mark.is_small, point.mark.value or 0.0, point.mark.label,
        ),
    )  # fmt: skip


def _colour(point: Point, highlight: str, palette: Palette) -> str:
    if point.mark.code == highlight:
        return palette.this
    return palette.look if point.is_looked_at else palette.others


def _draw_points(points: Sequence[Point], highlight: str, palette: Palette, words: Words) -> dict[str, Any]:
    colours = [_colour(point, highlight, palette) for point in points]
    return {
        "type": "scatter",
        "x": [point.points for point in points],
        "y": [point.mark.value for point in points],
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "size": palette.dot * (0.6 if len(points) > CROWD else 0.9),
            "symbol": ["diamond" if point.is_looked_at else "circle" for point in points],
            "color": [
                palette.paper if point.mark.status == "imprecise" else colour
                for point, colour in zip(points, colours, strict=True)
            ],
            "line": {"color": colours, "width": palette.stroke * (0.5 if len(points) > CROWD else 0.7)},
            "opacity": 1,
        },
        "customdata": [point.mark.code for point in points],
        "hovertext": [captions.hover(point.mark, words, *_say_points(point, words)) for point in points],
        "hovertemplate": captions.HOVER,
    }


def _draw_intervals(points: Sequence[Point], highlight: str, palette: Palette) -> list[dict[str, Any]]:
    """Return the upright lines of the intervals, one trace a colour, pale but for those that ask for a look."""
    found: dict[str, list[Point]] = {}
    for point in points:
        is_drawn = len(points) <= CROWD or _colour(point, highlight, palette) != palette.others
        if is_drawn and point.mark.low is not None:
            found.setdefault(_colour(point, highlight, palette), []).append(point)
    return [
        {
            "type": "scatter",
            "x": [place for point in group for place in (point.points, point.points, None)],
            "y": [end for point in group for end in (point.mark.low, point.mark.high, None)],
            "mode": "lines",
            "line": {
                "color": see_through(colour, FADED) if colour == palette.others else colour,
                "width": palette.stroke * 0.6,
            },
            "hoverinfo": "skip",
        }
        for colour, group in found.items()
    ]


def _middle(points: Sequence[Point]) -> float | None:
    """Return the fewest points of those rated high: where the upright line stands."""
    return min((point.points for point in points if point.quadrant.startswith("rated_high")), default=None)


def _draw_lines(points: Sequence[Point], country: Mark | None, palette: Palette) -> list[dict[str, Any]]:
    line = {"color": palette.ink, "width": palette.stroke / 2, "dash": "dash"}
    shapes: list[dict[str, Any]] = []
    if country:
        level = {"x0": 0, "x1": 1, "xref": "paper", "y0": country.benchmark, "y1": country.benchmark}
        shapes.append({"type": "line", "line": line, "layer": "below", **level})
    if (middle := _middle(points)) is not None:
        upright = {"x0": middle, "x1": middle, "y0": 0, "y1": 1, "yref": "paper"}
        shapes.append(
            {"type": "line", "line": {**line, "color": palette.edge, "dash": "dot"}, "layer": "below", **upright}
        )
    return shapes


def _write_country(country: Mark, palette: Palette, words: Words) -> dict[str, Any]:
    return {
        "x": 1, "xref": "paper", "xanchor": "right", "y": country.benchmark, "yanchor": "bottom",
        "text": words.t("filing.country", value=words.value(country.indicator, country.benchmark)),
        "showarrow": False,
        "font": {"size": palette.small, "color": palette.ink, "shadow": names.halo(palette)},
    }  # fmt: skip


def _write_corners(points: Sequence[Point], palette: Palette, words: Words) -> list[dict[str, Any]]:
    """Write into each corner what a centre there says of itself and what was measured; nothing where that is unsaid."""
    if _middle(points) is None:
        return []
    return [
        {
            "x": x, "xref": "paper", "xanchor": ("left", "right")[x],
            "y": y, "yref": "paper", "yanchor": "bottom",
            "align": ("left", "right")[x],
            "text": frame.shorten(words.t(f"filing.corner.{name}"), CORNER_WIDTH),
            "showarrow": False,
            "font": {"size": palette.small, "color": palette.muted, "shadow": names.halo(palette)},
        }
        for name, (x, y) in CORNERS.items()
    ]  # fmt: skip


def _say_points(point: Point, words: Words) -> list[str]:
    given = f"{words.t('filing.points_axis')}: {scores.write_points(point.points, words)}"
    return [given, words.t(f"filing.quadrant.{point.quadrant}")] if point.quadrant else [given]


def _title(text: str, palette: Palette) -> Mapping[str, Any]:
    return {"text": text, "font": {"size": palette.small, "color": palette.muted}, "standoff": 8}
