"""Spine: one centre or group across indicators, each dot against its benchmark."""

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import alt, captions, frame, rows
from ontrack_dash.figures.marks import Mark, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette, see_through
from ontrack_dash.i18n import Words


def draw(
    estimates: pd.DataFrame,
    words: Words,
    *,
    others: pd.DataFrame | None = None,
    mode: str = "light",
) -> go.Figure:
    """Draw one entity, a row an indicator in the order of the frame; customdata is the id of the indicator.

    `others` are published estimates of comparable entities, drawn as pale dots: the spread to read the dot against.
    What is not a share has no place on the axis and is written out.
    """
    palette = PALETTES[mode]
    marks = read_marks(estimates, words)
    below = [(row + rows.BELOW, mark) for row, mark in enumerate(marks)]
    placed = [(place, mark) for place, mark in below if mark.value is not None and mark.is_share]
    written = [(place, mark) for place, mark in below if mark.value is None or not mark.is_share]
    around = _place_others(others, placed, words)
    axis = frame.value_axis([mark for _, mark in (*placed, *around)], palette, words)
    left, right = axis["range"]
    headings = [(row - rows.ABOVE, mark) for row, mark in enumerate(marks)]
    return frame.compose(
        [
            *_spread(around, palette),
            *rows.draw_intervals(placed, [palette.this] * len(placed), right, palette),
            *rows.draw_benchmarks(placed, palette),
            rows.draw_dots(placed, [palette.this] * len(placed), palette, words),
            *rows.write_words(written, left, palette, words, [_write(mark, words) for _, mark in written]),
            *rows.write_headings(headings, left, palette, [_head(mark, words) for mark in marks]),
        ],
        frame.lay_out(
            palette,
            words,
            palette.text * (3.4 * len(marks) + 3),
            margin={"l": 8, "r": 16, "t": 4, "b": 8, "pad": 4},
            xaxis=axis,
            yaxis=frame.row_axis(
                palette,
                [""] * len(marks),
                showticklabels=False,
                tickvals=[place for place, _ in placed],
                showgrid=True,
                gridcolor=palette.grid,
            ),
        ),
    )


def describe(estimates: pd.DataFrame, words: Words) -> str:
    """Say in words what the chart shows, indicator by indicator."""
    marks = read_marks(estimates, words)
    shown = [alt.say_against_benchmark(mark, words) for mark in marks if mark.value is not None]
    return " ".join([alt.name_chart("spine", marks, words, None), *shown, *alt.count_states(marks, words)])


def _place_others(others: pd.DataFrame | None, placed: rows.Placed, words: Words) -> list[tuple[float, Mark]]:
    """Place the others beside a dot to read them against; a row with a word instead keeps its line for it."""
    if others is None:
        return []
    place = {mark.indicator: height for height, mark in placed}
    known = others[others["indicator"].isin(place)]
    return [
        (place[mark.indicator], mark)
        for mark in read_marks(known, words)
        if mark.value is not None and mark.status == "value" and mark.is_share
    ]


def _spread(around: list[tuple[float, Mark]], palette: Palette) -> list[dict[str, object]]:
    if not around:
        return []
    return [
        {
            "type": "scatter",
            "x": [mark.value for _, mark in around],
            "y": [row for row, _ in around],
            "mode": "markers",
            "marker": {"size": palette.dot * 0.7, "color": see_through(palette.others, 0.35), "opacity": 1},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def _head(mark: Mark, words: Words) -> str:
    return mark.label if mark.value is None else f"{mark.label}  <b>{captions.value_of(mark, words)}</b>"


def _write(mark: Mark, words: Words) -> str:
    """Write out a row that has no place on the axis."""
    if mark.value is None:
        return captions.word_for(mark, words)
    parts = [captions.interval_of(mark, words)]
    if mark.benchmark is not None:
        parts.append(words.t("figure.benchmark", value=words.value(mark.indicator, mark.benchmark)))
    return " · ".join(part for part in parts if part)
