"""Range bars: how far a share could lie from its value if those nothing is known of were none, or all, realised."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import captions, frame, rows
from ontrack_dash.figures.marks import Mark, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette, see_through
from ontrack_dash.i18n import Words

THICKNESS = {"cohort": 0.12, "answers": 0.26}  # of a row
OPACITY = {"cohort": 0.35, "answers": 0.45}
ENDS = {"cohort": ("cohort_low", "cohort_high"), "answers": ("low", "high")}


class Range(NamedTuple):
    """One indicator with its bounds: side → low and high."""

    mark: Mark
    sides: Mapping[str, tuple[float, float]]


def draw(worked: pd.DataFrame, words: Words, *, mode: str = "light") -> go.Figure:
    """Draw `responses.bounds`, one row an indicator; customdata is the id of the indicator."""
    palette = PALETTES[mode]
    ranges = list(enumerate(_read(worked, words)))
    placed = [(row + 0.2, found.mark) for row, found in ranges if found.mark.value is not None]
    ends = [end for _, found in ranges for pair in found.sides.values() for end in pair]
    axis = frame.axis_over([*ends, *(mark.value or 0.0 for _, mark in placed)], palette, words)
    left = axis["range"][0]
    return frame.compose(
        frame.keep_named(
            [
                *(bar for side in ENDS for bar in _bars(ranges, side, palette, words)),
                rows.draw_dots(placed, [palette.this] * len(placed), palette, words),
                *rows.write_headings(
                    [(row - 0.38, found.mark) for row, found in ranges],
                    left,
                    palette,
                    [_head(found.mark, words, palette) for _, found in ranges],
                ),
                *rows.write_words(
                    [(row - 0.1, found.mark) for row, found in ranges if found.sides],
                    left,
                    palette,
                    words,
                    [_say_sides(found, words) for _, found in ranges if found.sides],
                ),
            ]
        ),
        frame.lay_out(
            palette,
            words,
            palette.text * (5 * len(ranges) + 5),
            barmode="overlay",
            margin={"l": 8, "r": 16, "t": palette.text * 2.6, "b": 8, "pad": 4},
            xaxis=axis,
            yaxis={"range": [len(ranges) - 0.4, -0.6], "visible": False, "fixedrange": True},
            showlegend=True,
            legend=frame.legend(palette, y=1, yanchor="bottom"),
        ),
    )


def describe(worked: pd.DataFrame, words: Words) -> str:
    """Say in words what the chart shows, indicator by indicator."""
    said = []
    for found in _read(worked, words):
        value = captions.word_for(found.mark, words)
        if found.mark.value is not None:
            value = words.percent(found.mark.value)
        said.append(f"{found.mark.label}: {'; '.join(filter(None, (value, _say_sides(found, words))))}.")
    return " ".join([words.t("chart.bounds.alt"), *said])


def _read(worked: pd.DataFrame, words: Words) -> list[Range]:
    """Read values and bounds; a hidden row has neither, and no interval is drawn here."""
    marks = read_marks(worked.assign(low=None, high=None, benchmark=None), words)
    return [
        Range(mark, _read_sides(row) if mark.value is not None else {})
        for mark, row in zip(marks, worked.to_dict("records"), strict=True)
    ]


def _read_sides(row: Mapping[Any, Any]) -> dict[str, tuple[float, float]]:
    return {
        side: (float(row[low]), float(row[high]))
        for side, (low, high) in ENDS.items()
        if not (pd.isna(row[low]) or pd.isna(row[high]))
    }


def _bars(ranges: Sequence[tuple[int, Range]], side: str, palette: Palette, words: Words) -> list[dict[str, Any]]:
    drawn = [(row, found) for row, found in ranges if side in found.sides]
    if not drawn:
        return []
    colour = palette.others if side == "cohort" else palette.this
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": words.t(f"figure.bounds.{side}"),
            "base": [found.sides[side][0] for _, found in drawn],
            "x": [round(found.sides[side][1] - found.sides[side][0], 6) for _, found in drawn],
            "y": [row + 0.2 for row, _ in drawn],
            "width": THICKNESS[side],
            "marker": {"color": see_through(colour, OPACITY[side]), "line": {"width": 0}},
            "customdata": [found.mark.code for _, found in drawn],
            "hovertext": [f"{_head(found.mark, words)}<br>{_say(side, found, words)}" for _, found in drawn],
            "hovertemplate": captions.HOVER,
        }
    ]


def _head(mark: Mark, words: Words, palette: Palette | None = None) -> str:
    if mark.value is None:
        word = captions.word_for(mark, words)
        return f"{mark.label}  {frame.quiet(word, palette) if palette else word}"
    return f"{mark.label}  <b>{captions.qualify(words.percent(mark.value), mark, words)}</b>"


def _say_sides(found: Range, words: Words) -> str:
    return " · ".join(_say(side, found, words) for side in reversed(list(ENDS)) if side in found.sides)


def _say(side: str, found: Range, words: Words) -> str:
    low, high = found.sides[side]
    digits = 0 if words.percent(low, 0) != words.percent(high, 0) else 1
    return words.t(f"figure.bounds.said_{side}", interval=words.interval(low, high, digits))
