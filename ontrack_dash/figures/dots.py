"""Dots with interval lines: how sure are we, and who differs."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import alt, captions, frame, rows
from ontrack_dash.figures.marks import Mark, by_state, grouping, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words


def draw(
    estimates: pd.DataFrame,
    words: Words,
    *,
    by: str | None = None,
    highlight: str | None = None,
    look: Sequence[str] = (),
    mode: str = "light",
) -> go.Figure:
    """Draw one indicator over groups; a point's customdata is the code of its group.

    `highlight` is „this“ group, `look` the groups to look at. Rows without a value stand last, with their word.
    """
    palette = PALETTES[mode]
    marks = by_state(read_marks(estimates, words, by or grouping(estimates)))
    placed = [(row, mark) for row, mark in enumerate(marks) if mark.value is not None]
    wordless = [(row, mark) for row, mark in enumerate(marks) if mark.value is None]
    colours = [_colour(mark, palette, highlight, look) for _, mark in placed]
    labels = [frame.shorten(mark.label) for mark in marks]
    axis = frame.value_axis([mark for _, mark in placed], palette, words)
    if frame.is_wide(labels):
        axis["ticktext"] = frame.name_ends(axis["ticktext"])
    left, right = axis["range"]
    common = _common_benchmark(marks)
    values = ["" if mark.value is None else captions.value_of(mark, words) for mark in marks]
    texts = [captions.word_for(mark, words) for _, mark in wordless]
    return frame.compose(
        [
            *rows.draw_intervals(placed, colours, right, palette),
            *([] if common else rows.draw_benchmarks(placed, palette)),
            rows.draw_dots(placed, colours, palette, words),
            rows.hang("y2"),
            *rows.write_words(wordless, left, palette, words, texts),
        ],
        frame.lay_out(
            palette,
            words,
            frame.row_height(palette, labels) * len(marks) + palette.text * 5,
            xaxis=axis,
            yaxis=frame.row_axis(
                palette,
                [
                    f"<b>{text}</b>" if mark.code == highlight else text
                    for mark, text in zip(marks, labels, strict=True)
                ],
            ),
            yaxis2=frame.row_axis(palette, values, overlaying="y", side="right"),
            shapes=[*_state_lines(marks, palette), *([_benchmark_line(common, palette)] if common else [])],
            annotations=[_benchmark_label(common, palette, words)] if common else [],
            margin={"l": 8, "r": 8, "t": palette.text * (2 if common else 0.6), "b": 8, "pad": 4},
        ),
    )


def describe(estimates: pd.DataFrame, words: Words, *, by: str | None = None) -> str:
    """Say in words what the chart shows."""
    column = by or grouping(estimates)
    return alt.describe("dots", read_marks(estimates, words, column), words, column)


def _colour(mark: Mark, palette: Palette, highlight: str | None, look: Sequence[str]) -> str:
    if mark.code in look:
        return palette.look
    return palette.this if highlight in (None, mark.code) else palette.others


def _common_benchmark(marks: Sequence[Mark]) -> Mark | None:
    """Return a mark that carries the benchmark when all that are shown carry the same."""
    shown = [mark for mark in marks if mark.value is not None]
    return shown[0] if len({mark.benchmark for mark in shown}) == 1 and shown[0].benchmark is not None else None


def _state_lines(marks: Sequence[Mark], palette: Palette) -> list[dict[str, Any]]:
    """Return a quiet line where a new state starts: values above and below it are not one order."""
    line = {"color": palette.edge, "width": 1, "dash": "dot"}
    return [
        {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": row - 0.5, "y1": row - 0.5, "line": line}
        for row in range(1, len(marks))
        if marks[row].status != marks[row - 1].status
    ]


def _benchmark_line(mark: Mark, palette: Palette) -> dict[str, Any]:
    line = {"color": palette.ink, "width": palette.stroke / 2, "dash": "dash"}
    place = {"x0": mark.benchmark, "x1": mark.benchmark, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "line": line, "layer": "below", **place}


def _benchmark_label(mark: Mark, palette: Palette, words: Words) -> dict[str, Any]:
    return {
        "x": mark.benchmark,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": words.t("figure.benchmark", value=words.value(mark.indicator, mark.benchmark)),
        "showarrow": False,
        "font": {"size": palette.small, "color": palette.ink},
    }
