"""One bar a group around the neutral answer: how tools are scored from 1 to 5, and which part speaks for them."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash import pilot_names, written
from ontrack_dash.figures import captions, frame
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words
from ontrack_dash.pilots import POINTS

ROW = 5.4  # in sizes of type: a name, what is said of it, its bar
THICKNESS = 0.36  # of a row
BAR, HEAD = 0.29, -0.17  # of a row: where the middles of its bar and of its words lie
ASIDE = 0.04  # of a row: how far the mark of the middle stands out of a bar
NEUTRAL = 3
LEAST_REACH = 0.3  # of the axis on either side, so that words of hidden rows have room
EDGE = 1e-3  # of the axis beyond its bars: one that reached out of it by a rounding would lose its text


class Scored(NamedTuple):
    """One group: how many gave each point, and which part gave 4 or 5; without numbers where they are hidden."""

    code: str
    name: str
    status: str
    is_small: bool
    counts: tuple[int, ...]
    n: int
    unanswered: float
    value: float
    low: float
    high: float
    outlier: str

    @property
    def shares(self) -> tuple[float, ...]:
        """The part that gave each point."""
        return tuple(count / sum(self.counts) for count in self.counts)

    @property
    def start(self) -> float:
        """Where the bar begins, so that the middle of the neutral answer stands at nothing."""
        below = [share for point, share in zip(POINTS, self.shares, strict=True) if point < NEUTRAL]
        return -(sum(below) + self.shares[POINTS.index(NEUTRAL)] / 2)


def draw(worked: pd.DataFrame, words: Words, *, mode: str = "light") -> go.Figure:
    """Draw scores of `pilots.scores` with `grouped` and `code`, a bar a row; customdata is the code."""
    palette = PALETTES[mode]
    rows = list(enumerate(_read(worked, words)))
    scored = [(row, group) for row, group in rows if group.counts]
    left = max([LEAST_REACH, *(-group.start for _, group in scored)])
    right = max([LEAST_REACH, *(1 + group.start for _, group in scored)])
    return frame.compose(
        frame.keep_named(
            [
                *(_segment(point, scored, palette, words) for point in POINTS),
                *_hidden([(row, group) for row, group in rows if not group.counts], (left, right), palette, words),
                _write_heads(rows, -left, palette, words),
            ]
        ),
        frame.lay_out(
            palette,
            words,
            palette.text * (ROW * len(rows) + 6),
            barmode="overlay",
            uniformtext={"minsize": palette.small, "mode": "hide"},
            xaxis={"range": [-left - EDGE, right + EDGE], "visible": False, "fixedrange": True},
            yaxis=frame.row_axis(palette, [""] * len(rows), showticklabels=False),
            showlegend=True,
            legend=frame.legend(palette, y=1, yref="container", yanchor="top"),
            shapes=[_mark_middle(row, palette) for row, _ in scored],
        ),
    )


def describe(worked: pd.DataFrame, words: Words) -> str:
    """Say in words which part speaks for each group."""
    said = [
        f"{group.name}: {', '.join([_say(group, words), *_aside(group, words)])}." for group in _read(worked, words)
    ]
    return " ".join([words.t("chart.diverging.alt"), *said])


def _read(worked: pd.DataFrame, words: Words) -> list[Scored]:
    return [_read_row(row, words) for row in worked.to_dict("records")]


def _read_row(row: Mapping[Any, Any], words: Words) -> Scored:
    code = str(row["code"])
    name = pilot_names.name_code(str(row["grouped"]), code, words)
    nothing = float("nan")
    if row["status"] not in SHOWN:
        return Scored(code, name, str(row["status"]), False, (), 0, nothing, nothing, nothing, nothing, "")
    apart = row.get("is_apart", False) and float(row["difference"])
    return Scored(
        code,
        name,
        str(row["status"]),
        bool(row["is_small"]),
        tuple(int(row[f"score_{point}"]) for point in POINTS),
        int(row["n"]),
        float(row["unanswered"]),
        float(row["value"]),
        float(row["low"]),
        float(row["high"]),
        ("above" if apart > 0 else "below") if apart else "",
    )


def _segment(point: int, scored: Sequence[tuple[int, Scored]], palette: Palette, words: Words) -> dict[str, Any]:
    at = POINTS.index(point)
    colour = palette.sequence[at]
    given = [(row, group) for row, group in scored if group.counts[at]]
    return {
        "type": "bar",
        "orientation": "h",
        "name": _name_point(point, words),
        "base": [round(group.start + sum(group.shares[:at]), 6) for _, group in given],
        "x": [round(group.shares[at], 6) for _, group in given],
        "y": [row + BAR for row, _ in given],
        "width": THICKNESS,
        "marker": {"color": colour, "line": {"color": palette.edge, "width": 1}},
        "text": [words.percent(group.shares[at], digits=0) for _, group in given],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"size": palette.text, "color": palette.text_on(colour)},
        "customdata": [group.code for _, group in given],
        "hovertext": [_hover(group, words) for _, group in given],
        "hovertemplate": captions.HOVER,
    }


def _hidden(
    rows: Sequence[tuple[int, Scored]], reach: tuple[float, float], palette: Palette, words: Words
) -> list[dict[str, Any]]:
    """Return a hatched bar for what is protected and a hollow one where nobody gave a score."""
    hollow = {"color": palette.paper, "line": {"color": palette.edge, "width": 1}}
    return [
        {
            "type": "bar",
            "orientation": "h",
            "base": [-reach[0]] * len(of_status),
            "x": [sum(reach)] * len(of_status),
            "y": [row + BAR for row, _ in of_status],
            "width": THICKNESS,
            "marker": frame.hatch(palette) if status == "protected" else hollow,
            "customdata": [group.code for _, group in of_status],
            "hovertext": [_hover(group, words) for _, group in of_status],
            "hovertemplate": captions.HOVER,
        }
        for status in dict.fromkeys(group.status for _, group in rows)
        if (of_status := [(row, group) for row, group in rows if group.status == status])
    ]


def _mark_middle(row: int, palette: Palette) -> dict[str, Any]:
    """Return a stroke behind a bar, where the middle of the neutral answer is."""
    reach = THICKNESS / 2 + ASIDE
    line = {"color": palette.ink, "width": 1.5}
    return {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": row + BAR - reach,
        "y1": row + BAR + reach,
        "layer": "below",
        "line": line,
    }


def _write_heads(rows: Sequence[tuple[int, Scored]], left: float, palette: Palette, words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [left] * len(rows),
        "y": [row + HEAD for row, _ in rows],
        "mode": "text",
        "text": [_head(group, palette, words) for _, group in rows],
        "textposition": "middle right",
        "textfont": {"size": palette.text, "color": palette.ink},
        "cliponaxis": False,
        "customdata": [group.code for _, group in rows],
        "hoverinfo": "none",
    }


def _head(group: Scored, palette: Palette, words: Words) -> str:
    name = escape(group.name, quote=False)
    said = f"{name}  <b>{_value(group, words)}</b>" if group.counts else f"<b>{name}</b>"
    return f"{said}<br>{frame.quiet(' · '.join([*_aside(group, words, is_short=True)]), palette)}"


def _value(group: Scored, words: Words) -> str:
    return written.qualify(words.percent(group.value, digits=0), group.status, group.is_small, words)


def _say(group: Scored, words: Words) -> str:
    return (
        words.t("pilot.favourable", share=_value(group, words)) if group.counts else words.t(f"status.{group.status}")
    )


def _aside(group: Scored, words: Words, *, is_short: bool = False) -> list[str]:
    """Say the interval and who is behind it; a hidden row says only that it is hidden."""
    if not group.counts:
        return [words.t(f"status.{group.status}")] if is_short else []
    outlier = [words.t(f"pilot.{group.outlier}")] if group.outlier else []
    span, people = words.interval(group.low, group.high), words.plural("pilot.evaluations", group.n)
    return [span if is_short else words.t("pilot.interval", interval=span), people, *outlier]


def _name_point(point: int, words: Words) -> str:
    return words.t("pilot.point", point=point, label=words.t(f"instrument_choice.extent.{point}"))


def _hover(group: Scored, words: Words) -> str:
    name = f"<b>{escape(group.name, quote=False)}</b>"
    if not group.counts:
        return f"{name}<br>{words.t(f'status.{group.status}')}"
    counted = zip(POINTS, group.counts, strict=True)
    points = [f"{_name_point(point, words)}: {words.number(count)}" for point, count in counted]
    empty = words.t("pilot.unanswered", share=words.percent(group.unanswered, digits=0))
    small = [words.t("app.small_mark")] if group.is_small else []
    rough = [words.t("status.imprecise")] if group.status == "imprecise" else []
    return "<br>".join([name, _say(group, words), *_aside(group, words), *points, empty, *rough, *small])
