"""One stacked bar a group: what becomes of graduates."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.catalogue import INDICATORS, members
from ontrack_dash.figures import alt, captions, frame, rows
from ontrack_dash.figures.marks import Mark, grouping, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

HEAD_WIDTH = 40  # characters
THICKNESS = 0.52  # of a row; its name stands above the bar

Bars = Mapping[str, Mapping[str, Mark]]  # code of the group → indicator → mark


def draw(
    estimates: pd.DataFrame,
    words: Words,
    *,
    by: str | None = None,
    highlight: str | None = None,
    mode: str = "light",
) -> go.Figure:
    """Draw the shares of one whole, a bar a group in the order of the frame; customdata is the code of the group.

    Where some shares of a bar are protected, the published ones come first and the hatch fills the rest.
    """
    palette = PALETTES[mode]
    column = by or grouping(estimates)
    bars = _read_bars(estimates, words, column)
    places = {code: row + rows.BELOW for row, code in enumerate(bars)}
    headings = [(row - rows.ABOVE - 0.08, next(iter(bar.values()))) for row, bar in enumerate(bars.values())]
    heads = [_head(code, bar, column, words, palette, highlight) for code, bar in bars.items()]
    return frame.compose(
        [
            *_backgrounds(bars, places, palette, words),
            *_segments(bars, places, palette, words),
            *rows.write_headings(headings, 0, palette, heads),
        ],
        frame.lay_out_parts(palette, words, len(bars)),
    )


def describe(estimates: pd.DataFrame, words: Words, *, by: str | None = None) -> str:
    """Say in words what the chart shows: the largest published share of each group."""
    column = by or grouping(estimates)
    bars = _read_bars(estimates, words, column)
    marks = [mark for bar in bars.values() for mark in bar.values()]
    said = [_say_largest(bar, words) for bar in bars.values()]
    return " ".join(
        [alt.name_chart("stack", marks, words, column), *filter(None, said), *alt.count_states(marks, words)]
    )


def _read_bars(estimates: pd.DataFrame, words: Words, column: str | None) -> dict[str, dict[str, Mark]]:
    codes = [""] * len(estimates) if column is None else None
    marks = read_marks(estimates, words, column)
    bars: dict[str, dict[str, Mark]] = {}
    for code, mark in zip(codes or [mark.code for mark in marks], marks, strict=True):
        bars.setdefault(code, {})[mark.indicator] = mark
    return bars


def _head(
    code: str, bar: Mapping[str, Mark], column: str | None, words: Words, palette: Palette, highlight: str | None
) -> str:
    name = words.t("app.total") if column is None else frame.shorten(words.label(column, code), HEAD_WIDTH, 1)
    heading = f"<b>{name}</b>" if code == highlight else name
    persons = next((mark.n for mark in bar.values() if mark.n), None)
    return heading if persons is None else f"{heading}  {frame.quiet(words.plural('app.persons', persons), palette)}"


def _order(bars: Bars) -> list[str]:
    """Return the indicators in the order of their group."""
    present = dict.fromkeys(indicator for bar in bars.values() for indicator in bar)
    group = INDICATORS[next(iter(present))].group
    return [indicator for indicator in members(group or "") if indicator in present]


def _segments(bars: Bars, places: Mapping[str, float], palette: Palette, words: Words) -> list[dict[str, Any]]:
    order = _order(bars)
    colours = dict(zip(members(INDICATORS[order[0]].group or ""), palette.destinations, strict=True))
    return [
        _segment(
            [
                (places[code], code, bar[name])
                for code, bar in bars.items()
                if name in bar and bar[name].value is not None
            ],
            words.t(f"indicator.{name}.short"),
            colours[name],
            palette,
            words,
        )
        for name in order
    ]


def _segment(
    placed: Sequence[tuple[float, str, Mark]], name: str, colour: str, palette: Palette, words: Words
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": [mark.value for _, _, mark in placed],
        "y": [row for row, _, _ in placed],
        "width": THICKNESS,
        "marker": {"color": colour, "line": {"color": palette.paper, "width": 1}},
        "text": [_share(mark, words) for _, _, mark in placed],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"size": palette.text, "color": palette.text_on(colour)},
        "customdata": [code for _, code, _ in placed],
        "hovertext": [captions.hover(mark, words) for _, _, mark in placed],
        "hovertemplate": captions.HOVER,
    }


def _share(mark: Mark, words: Words) -> str:
    return captions.qualify(words.percent(mark.value, digits=0), mark, words)


def _backgrounds(bars: Bars, places: Mapping[str, float], palette: Palette, words: Words) -> list[dict[str, Any]]:
    """Return the hatched bars that stand behind what is protected, and the hollow ones where there are no data."""
    hidden = [code for code, bar in bars.items() if any(mark.status == "protected" for mark in bar.values())]
    empty = [
        code for code, bar in bars.items() if all(mark.value is None for mark in bar.values()) and code not in hidden
    ]
    hollow = {"color": palette.paper, "line": {"color": palette.edge, "width": 1}}
    return [
        _background(kind, codes, bars, places, marker, palette, words)
        for kind, codes, marker in (("protected", hidden, frame.hatch(palette)), ("no_data", empty, hollow))
        if codes
    ]


def _background(
    status: str,
    codes: Sequence[str],
    bars: Bars,
    places: Mapping[str, float],
    marker: dict[str, Any],
    palette: Palette,
    words: Words,
) -> dict[str, Any]:
    # An explicit base keeps the bar out of the stack: it lies behind and says nothing of any length.
    behind = [next(mark for mark in bars[code].values() if mark.value is None) for code in codes]
    whole = [all(mark.value is None for mark in bars[code].values()) for code in codes]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.t(f"status.{status}"),
        "showlegend": status == "protected",
        "legendrank": 2000,
        "base": [0] * len(codes),
        "x": [1] * len(codes),
        "y": [places[code] for code in codes],
        "width": THICKNESS,
        "marker": marker,
        "text": [
            f"\N{NO-BREAK SPACE}{captions.word_for(mark, words)}" if alone else ""
            for mark, alone in zip(behind, whole, strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "insidetextfont": {"size": palette.text, "color": palette.ink},
        "customdata": list(codes),
        "hovertext": [captions.hover_state(mark, words) for mark in behind],
        "hovertemplate": captions.HOVER,
    }


def _say_largest(bar: Mapping[str, Mark], words: Words) -> str | None:
    shown = [mark for mark in bar.values() if mark.status == "value" and mark.value is not None]
    if not shown:
        return None
    largest = max(shown, key=lambda mark: mark.value or 0.0)
    name = words.t(f"indicator.{largest.indicator}.short")
    label = name if largest.code == largest.indicator else f"{largest.label}, {name}"
    return alt.say("figure.alt.largest", largest, words, label)
