"""Dots with interval lines: how sure are we, and who differs."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import alt, captions, frame, rows, rulings
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
    common = rulings.common_benchmark(marks)
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
            shapes=[
                *rulings.state_lines(marks, palette),
                *([rulings.benchmark_line(common, palette)] if common else []),
            ],
            annotations=[rulings.benchmark_label(common, palette, words)] if common else [],
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
