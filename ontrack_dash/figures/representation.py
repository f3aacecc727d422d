"""Pairs of dots: the share of a group among those who completed and among those who answered."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import captions, frame, rows
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

MOST = 6  # groups of one dimension that are drawn; the table has all
NUMBERS = ("cohort_share", "answered_share", "difference", "low", "high")


class Pair(NamedTuple):
    """One group; one that is not shown has no number, whatever its frame holds."""

    dimension: str
    code: str
    label: str
    status: str
    cohort: float = 0.0
    answered: float = 0.0
    difference: float = 0.0
    low: float = 0.0
    high: float = 0.0
    is_apart: bool = False

    @property
    def is_shown(self) -> bool:
        """Tell whether there are two dots to draw."""
        return self.status in SHOWN


class Panel(NamedTuple):
    """The pairs of one dimension that are drawn, and how many groups it has."""

    dimension: str
    pairs: tuple[Pair, ...]
    size: int


Placed = Sequence[tuple[int, Pair]]


def draw(worked: pd.DataFrame, words: Words, *, mode: str = "light") -> go.Figure:
    """Draw `responses.representation`, one panel a dimension; customdata is the code of the group.

    Of a dimension with many groups those are drawn that differ most.
    """
    palette = PALETTES[mode]
    lines: list[Pair | Panel] = []
    for panel in _read_panels(worked, words):
        lines += [panel, *panel.pairs]
    pairs = [(row, line) for row, line in enumerate(lines) if isinstance(line, Pair)]
    shown = [(row, pair) for row, pair in pairs if pair.is_shown]
    wordless = [(row, pair) for row, pair in pairs if not pair.is_shown]
    labels = [_label(line, words) for line in lines]
    axis = frame.axis_over([0.0, *(end for _, pair in shown for end in (pair.cohort, pair.answered))], palette, words)
    if frame.is_wide(labels):
        axis["ticktext"] = frame.name_ends(axis["ticktext"])
    differences = [_say_difference(line, palette, words) if isinstance(line, Pair) else "" for line in lines]
    return frame.compose(
        frame.keep_named(
            [
                *_links(shown, palette),
                *_dots(shown, palette, words),
                rows.hang("y2"),
                *_write_words(wordless, palette, words),
            ]
        ),
        frame.lay_out(
            palette,
            words,
            frame.row_height(palette, labels) * len(lines) + palette.text * 6,
            xaxis=axis,
            yaxis=frame.row_axis(palette, labels),
            yaxis2=frame.row_axis(palette, differences, overlaying="y", side="right"),
            annotations=[
                _note_cut(row, line, palette, words)
                for row, line in enumerate(lines)
                if isinstance(line, Panel) and line.size > len(line.pairs)
            ],
            showlegend=True,
            legend=frame.legend(palette, y=1, yanchor="bottom"),
            margin={"l": 8, "r": 8, "t": palette.text * 2.6, "b": 8, "pad": 4},
        ),
    )


def describe(worked: pd.DataFrame, words: Words) -> str:
    """Say in words what the chart shows: of each dimension the group that differs most, and what is protected."""
    said = [words.t("chart.representation.alt")]
    for panel in _read_panels(worked, words):
        shown = [pair for pair in panel.pairs if pair.is_shown]
        if shown:
            most = max(shown, key=lambda pair: abs(pair.difference))
            said.append(f"{words.t(f'dimension.{panel.dimension}')}: {_say_pair(most, words)}.")
    hidden = int((worked["status"] == "protected").sum())
    return " ".join([*said, *([words.plural("figure.alt.protected", hidden)] if hidden else [])])


def _read_panels(worked: pd.DataFrame, words: Words) -> list[Panel]:
    panels = []
    for dimension in dict.fromkeys(worked["dimension"]):
        cells = worked[worked["dimension"] == dimension].to_dict("records")
        pairs = [_read(row, words) for row in cells]
        if len(pairs) > MOST:
            pairs.sort(key=lambda pair: (not pair.is_shown, not pair.is_apart, -abs(pair.difference)))
        panels.append(Panel(str(dimension), tuple(pairs[:MOST]), len(cells)))
    return panels


def _read(row: Mapping[Any, Any], words: Words) -> Pair:
    dimension, code, status = str(row["dimension"]), str(row["group"]), str(row["status"])
    label = words.label(dimension, code)
    if status not in SHOWN:
        return Pair(dimension, code, label, status)
    cohort, answered, difference, low, high = (float(row[name]) for name in NUMBERS)
    return Pair(dimension, code, label, status, cohort, answered, difference, low, high, bool(row["is_apart"]))


def _links(shown: Placed, palette: Palette) -> list[dict[str, Any]]:
    """Return the lines between two dots of a row, orange where the group is not there as it should be."""
    return [
        {
            "type": "scatter",
            "x": [end for _, pair in chosen for end in (pair.cohort, pair.answered, None)],
            "y": [end for row, _ in chosen for end in (row, row, None)],
            "mode": "lines",
            "line": {"color": colour, "width": palette.stroke * 1.2},
            "hoverinfo": "skip",
        }
        for is_apart, colour in ((False, palette.others), (True, palette.look))
        if (chosen := [(row, pair) for row, pair in shown if pair.is_apart == is_apart])
    ]


def _dots(shown: Placed, palette: Palette, words: Words) -> list[dict[str, Any]]:
    """Return the filled dots of the cohort and the rings of those who answered."""
    ink = [palette.look if pair.is_apart else palette.this for _, pair in shown]
    cohort = {"color": palette.others, "line": {"color": palette.others, "width": palette.stroke * 0.8}}
    answered = {"color": palette.paper, "line": {"color": ink, "width": palette.stroke}}
    points = {
        "y": [row for row, _ in shown],
        "customdata": [pair.code for _, pair in shown],
        "hovertext": [_hover(pair, words) for _, pair in shown],
        "hovertemplate": captions.HOVER,
    }
    return [
        {
            "type": "scatter",
            "x": [pair.cohort if side == "cohort" else pair.answered for _, pair in shown],
            "mode": "markers",
            "name": words.t(f"figure.pair.{side}"),
            "cliponaxis": False,
            "marker": {"size": palette.dot, "opacity": 1, **marker},
            **points,
        }
        for side, marker in (("cohort", cohort), ("answered", answered))
        if shown
    ]


def _write_words(wordless: Placed, palette: Palette, words: Words) -> list[dict[str, Any]]:
    if not wordless:
        return []
    return [
        {
            "type": "scatter",
            "x": [0.0] * len(wordless),
            "y": [row for row, _ in wordless],
            "mode": "text",
            "text": [words.t(f"status.{pair.status}") for _, pair in wordless],
            "textposition": "middle right",
            "textfont": {"size": palette.small, "color": palette.muted},
            "cliponaxis": False,
            "customdata": [pair.code for _, pair in wordless],
            "hovertext": [_hover(pair, words) for _, pair in wordless],
            "hovertemplate": captions.HOVER,
        }
    ]


def _label(line: Pair | Panel, words: Words) -> str:
    if isinstance(line, Pair):
        return frame.shorten(line.label)
    return f"<b>{frame.shorten(words.t(f'dimension.{line.dimension}'))}</b>"


def _note_cut(row: int, panel: Panel, palette: Palette, words: Words) -> dict[str, Any]:
    """Say beside the name of a dimension how many of its groups are drawn."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": row,
        "yanchor": "middle",
        "text": words.t("figure.pair.cut", shown=words.number(len(panel.pairs)), total=words.number(panel.size)),
        "showarrow": False,
        "font": {"size": palette.small, "color": palette.muted},
    }


def _say_difference(pair: Pair, palette: Palette, words: Words) -> str:
    if not pair.is_shown:
        return ""
    said = words.points(pair.difference).split(" ")[0]
    return f'<b><span style="color:{palette.look}">{said}</span></b>' if pair.is_apart else said


def _say_pair(pair: Pair, words: Words) -> str:
    return words.t(
        "figure.pair.said",
        group=pair.label,
        cohort=words.percent(pair.cohort),
        answered=words.percent(pair.answered),
    )


def _hover(pair: Pair, words: Words) -> str:
    name = f"<b>{escape(pair.label, quote=False)}</b>"
    if not pair.is_shown:
        return f"{name}<br>{words.t('app.status')}: {words.t(f'status.{pair.status}')}"
    between = words.t("ui.change_between", low=words.points(pair.low), high=words.points(pair.high))
    said = (
        f"{words.t('figure.pair.cohort')}: {words.percent(pair.cohort)}",
        f"{words.t('figure.pair.answered')}: {words.percent(pair.answered)}",
        f"{words.t('worked.representation.difference')}: {words.points(pair.difference)}",
        f"{words.t('app.interval')}: {between}",
    )
    return "<br>".join([name, *said])
