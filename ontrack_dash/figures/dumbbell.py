"""Dumbbells: what weighting does to each estimate."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import captions, frame, rows
from ontrack_dash.figures.marks import Mark, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

WEIGHTED = {"weighted_value": "value", "weighted_low": "low", "weighted_high": "high", "weighted_status": "status"}
APART = 0.11  # of a row: how far the two intervals stand from one another


class Pair(NamedTuple):
    """One indicator without and with weights; either may have no number."""

    plain: Mark
    weighted: Mark
    difference: float
    is_moved: bool

    @property
    def is_whole(self) -> bool:
        """Tell whether both can be drawn."""
        return self.plain.value is not None and self.weighted.value is not None


def draw(worked: pd.DataFrame, words: Words, *, mode: str = "light") -> go.Figure:
    """Draw `responses.weighting_effect`, one row an indicator; customdata is the id of the indicator."""
    palette = PALETTES[mode]
    pairs = list(enumerate(_read(worked, words)))
    places = [row + rows.BELOW for row, _ in pairs]
    plain = [(row + rows.BELOW - APART, pair.plain) for row, pair in pairs if pair.plain.value is not None]
    weighted = [(row + rows.BELOW + APART, pair) for row, pair in pairs if pair.is_whole]
    marks = [(place, pair.weighted) for place, pair in weighted]
    colours = [palette.look if pair.is_moved else palette.this for _, pair in weighted]
    axis = frame.value_axis([mark for _, mark in (*plain, *marks)], palette, words)
    left, right = axis["range"]
    headings = [(row - rows.ABOVE, pair.plain) for row, pair in pairs]
    return frame.compose(
        frame.keep_named(
            [
                *rows.draw_intervals(plain, [palette.others] * len(plain), right, palette),
                *rows.draw_intervals(marks, colours, right, palette),
                *_dots(plain, [palette.others] * len(plain), "plain", palette, words),
                *_dots(marks, colours, "weighted", palette, words),
                *rows.write_headings(headings, left, palette, [_head(pair, palette, words) for _, pair in pairs]),
            ]
        ),
        frame.lay_out(
            palette,
            words,
            palette.text * (4.2 * len(pairs) + 5),
            margin={"l": 8, "r": 16, "t": palette.text * 2.6, "b": 8, "pad": 4},
            xaxis=axis,
            yaxis=frame.row_axis(
                palette, [""] * len(pairs), showticklabels=False, tickvals=places, showgrid=True, gridcolor=palette.grid
            ),
            showlegend=True,
            legend=frame.legend(palette, y=1, yanchor="bottom"),
        ),
    )


def describe(worked: pd.DataFrame, words: Words) -> str:
    """Say in words what the chart shows, indicator by indicator."""
    said = [f"{pair.plain.label}: {_say(pair, words)}." for pair in _read(worked, words)]
    return " ".join([words.t("chart.dumbbell.alt"), *said])


def _read(worked: pd.DataFrame, words: Words) -> list[Pair]:
    plain = read_marks(worked.assign(benchmark=None), words)
    beside = worked.drop(columns=list(WEIGHTED.values())).rename(columns=WEIGHTED)
    # What one of the two hides the other may not show.
    states = beside["status"].where(worked["status"].isin(("value", "imprecise")), worked["status"])
    weighted = read_marks(beside.assign(status=states, benchmark=None), words)
    moved = zip(worked["difference"].tolist(), worked["is_moved"].tolist(), strict=True)
    return [
        Pair(one, other, float(difference), bool(is_moved))
        for one, other, (difference, is_moved) in zip(plain, weighted, moved, strict=True)
    ]


def _dots(
    placed: rows.Placed, colours: Sequence[str], side: str, palette: Palette, words: Words
) -> list[dict[str, Any]]:  # fmt: skip
    """Return the dots of one side, named for the key."""
    if not placed:
        return []
    return [{**rows.draw_dots(placed, colours, palette, words), "name": words.t(f"figure.weights.{side}")}]


def _head(pair: Pair, palette: Palette, words: Words) -> str:
    said = _say(pair, words)
    if pair.is_moved:
        said = f'<span style="color:{palette.look}">{said}</span>'
    return (
        f"{pair.plain.label}  <b>{said}</b>" if pair.is_whole else f"{pair.plain.label}  {frame.quiet(said, palette)}"
    )


def _say(pair: Pair, words: Words) -> str:
    """Say both values and what lies between them; where weights are missing, the plain one and that they are."""
    if pair.plain.value is None:
        return captions.word_for(pair.plain, words)
    plain = captions.qualify(words.percent(pair.plain.value), pair.plain, words)
    if pair.weighted.value is None:
        return words.t("figure.weights.without", value=plain, word=captions.word_for(pair.weighted, words))
    weighted = captions.qualify(words.percent(pair.weighted.value), pair.weighted, words)
    return words.t(
        "figure.weights.said", plain=plain, weighted=weighted, difference=words.points(pair.difference).split(" ")[0]
    )
