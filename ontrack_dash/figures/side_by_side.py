"""A few centres side by side: one group of rows an indicator."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import alt, captions, frame, rows
from ontrack_dash.figures.marks import Mark, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

WIDTH = 16  # characters of a name: the marks need the room more


def draw(estimates: pd.DataFrame, words: Words, *, highlight: str = "", mode: str = "light") -> go.Figure:
    """Draw the rows of centres under the name of each indicator; a point's customdata is the licence of its centre."""
    palette = PALETTES[mode]
    lines = _group(read_marks(estimates, words, "centre"))
    every = [(row, mark) for row, mark in enumerate(lines) if isinstance(mark, Mark)]
    placed = [(row, mark) for row, mark in every if mark.value is not None]
    wordless = [(row, mark) for row, mark in every if mark.value is None]
    colours = [palette.this if highlight in ("", mark.code) else palette.others for _, mark in placed]
    names = {row: frame.shorten(mark.label, WIDTH) for row, mark in every}
    axis = frame.value_axis([mark for _, mark in placed], palette, words)
    if frame.is_wide(list(names.values())):
        axis["ticktext"] = frame.name_ends(axis["ticktext"])
    left, right = axis["range"]
    values = {row: captions.value_of(mark, words) for row, mark in placed}
    texts = [captions.word_for(mark, words) for _, mark in wordless]
    return frame.compose(
        [
            *rows.draw_intervals(placed, colours, right, palette),
            *rows.draw_benchmarks(placed, palette),
            rows.draw_dots(placed, colours, palette, words),
            rows.hang("y2"),
            *rows.write_words(wordless, left, palette, words, texts),
        ],
        frame.lay_out(
            palette,
            words,
            frame.row_height(palette, list(names.values())) * len(lines) + palette.text * 4,
            xaxis=axis,
            yaxis=frame.row_axis(palette, [names.get(row, "") for row in range(len(lines))]),
            yaxis2=frame.row_axis(
                palette, [values.get(row, "") for row in range(len(lines))], overlaying="y", side="right"
            ),
            annotations=_head(lines, palette, words),
        ),
    )


def describe(estimates: pd.DataFrame, words: Words) -> str:
    """Say every value the chart shows, indicator by indicator."""
    lines = _group(read_marks(estimates, words, "centre"))
    marks = [line for line in lines if isinstance(line, Mark)]
    said = [
        f"{words.t(f'indicator.{line}.name')}:" if isinstance(line, str) else alt.say("figure.alt.only", line, words)
        for line in lines
        if isinstance(line, str) or line.value is not None
    ]
    return " ".join([words.t("chart.side_by_side.alt"), *said, *alt.count_states(marks, words)])


def _group(marks: Sequence[Mark]) -> list[Mark | str]:
    """Put the id of each indicator before its marks."""
    found: list[Mark | str] = []
    for mark in marks:
        if not any(isinstance(line, Mark) and line.indicator == mark.indicator for line in found):
            found.append(mark.indicator)
        found.append(mark)
    return found


def _head(lines: Sequence[Mark | str], palette: Palette, words: Words) -> list[dict[str, Any]]:
    """Return the names of indicators over their rows, from the left edge of the marks."""
    return [
        {
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": row,
            "yanchor": "middle",
            "text": f"<b>{words.t(f'indicator.{line}.short')}</b>",
            "showarrow": False,
            "font": {"size": palette.text, "color": palette.ink},
        }
        for row, line in enumerate(lines)
        if isinstance(line, str)
    ]
