"""What all charts share: type, margins, axes in words, and the hover text."""

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from ontrack_dash.figures.marks import Mark
from ontrack_dash.figures.palette import Palette
from ontrack_dash.i18n import Words

FAMILY = '"Source Sans", "Source Sans 3", "Noto Sans", "Liberation Sans", Arial, sans-serif'
LABEL_WIDTH = 24  # characters; what a phone leaves beside the marks
LABEL_LINES = 2
NARROW_WIDTH = 14  # characters; beside more a phone has room for two ticks
SHARE_GRAIN = 0.05
TICK_STEPS = (1, 2, 4, 5, 10)  # grains from tick to tick
MOST_TICKS = 4
LEAST_HEIGHT = 13.6  # in heights of type: a legend may fill half of the chart, and has four lines on a phone


def compose(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """Return the figure without Plotly's checks of every property, most of its cost; tests run them instead."""
    return go.Figure(data=traces, layout=layout, _validate=False)


def lay_out(palette: Palette, words: Words, height: float, **parts: Any) -> dict[str, Any]:
    """Return the layout every chart starts from; `height` in pixels, width is the reader's."""
    return {
        "template": {},
        "height": round(height),
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 4},
        "font": {"family": FAMILY, "size": palette.text, "color": palette.ink},
        "paper_bgcolor": palette.paper,
        "plot_bgcolor": palette.paper,
        "separators": _read_separators(words),
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.paper,
            "bordercolor": palette.edge,
            "font": {"family": FAMILY, "size": palette.text, "color": palette.ink},
            "align": "left",
        },
        **parts,
    }


def lay_out_parts(palette: Palette, words: Words, bars: int) -> dict[str, Any]:
    """Return the layout of bars that are each cut into the parts of a whole, under a legend of the parts."""
    return lay_out(
        palette,
        words,
        palette.text * max(3.7 * bars + 7, LEAST_HEIGHT),
        barmode="stack",
        uniformtext={"minsize": palette.small, "mode": "hide"},
        xaxis={"range": [0, 1.002], "visible": False, "fixedrange": True},
        yaxis=row_axis(palette, [""] * bars, showticklabels=False),
        showlegend=True,
        legend=legend(palette, y=1, yref="container", yanchor="top"),
    )


def row_height(palette: Palette, labels: Sequence[str]) -> float:
    """Return the pixels one row needs, two lines of type when any label is broken."""
    return palette.text * (2.9 if any("<br>" in label for label in labels) else 2.1)


def row_axis(palette: Palette, labels: Sequence[str], **parts: Any) -> dict[str, Any]:
    """Return a vertical axis with one label a row, the first on top."""
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "range": [len(labels) - 0.5, -0.5],
        "tickfont": {"size": palette.text, "color": palette.ink},
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "ticklabelstandoff": 6,
        **parts,
    }


def value_axis(marks: Sequence[Mark], palette: Palette, words: Words) -> dict[str, Any]:
    """Return an axis that holds every value, interval and benchmark, its ticks written as words write them."""
    ends = [(mark.low, mark.value, mark.high, mark.benchmark) for mark in marks]
    reach = [number for numbers in ends for number in numbers if number is not None]
    return axis_over(reach, palette, words, is_share=all(mark.is_share for mark in marks))


def axis_over(reach: Sequence[float], palette: Palette, words: Words, *, is_share: bool = True) -> dict[str, Any]:
    """Return an axis that holds every one of these numbers."""
    low, high = (min(reach), max(reach)) if reach else (0.0, 1.0)
    grain = SHARE_GRAIN if is_share else _round_step(max(high - low, 1.0) / 10)
    first = max(0, floor(round(low / grain, 6)))
    last = max(ceil(round(high / grain, 6)), first + 1)
    every = next(step for step in TICK_STEPS if (last - first) / step <= MOST_TICKS)
    ticks = [round(place * grain, 6) for place in range(first, last + 1) if place % every == 0]
    return {
        "range": [round(first * grain, 6), round(last * grain, 6)],
        "tickvals": ticks,
        "ticktext": [write_tick(tick, is_share, words) for tick in ticks],
        "tickfont": {"size": palette.small, "color": palette.muted},
        "tickangle": 0,
        "gridcolor": palette.grid,
        "showgrid": bool(reach),
        "showticklabels": bool(reach),
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "ticks": "",
    }


def is_wide(labels: Sequence[str]) -> bool:
    """Tell whether labels leave little width to the marks on a phone."""
    return any(len(line) > NARROW_WIDTH for label in labels for line in label.split("<br>"))


def name_ends(texts: Sequence[str]) -> list[str]:
    """Keep the first and the last of the ticks named: all that fits beside long labels on a phone."""
    return [text if at in (0, len(texts) - 1) else "" for at, text in enumerate(texts)]


def write_tick(tick: float, is_share: bool, words: Words) -> str:
    """Write a number of an axis or a key."""
    return words.percent(tick, digits=0) if is_share else words.number(tick)


def legend(palette: Palette, **place: Any) -> dict[str, Any]:
    """Return a legend in one line (more where the line is short) that explains and does nothing when clicked."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "font": {"size": palette.small, "color": palette.ink},
        "bgcolor": "rgba(0,0,0,0)",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        **place,
    }


def keep_named(traces: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the traces, those without a name kept out of the legend."""
    return [trace if "name" in trace else {**trace, "showlegend": False} for trace in traces]


def shorten(label: str, width: int = LABEL_WIDTH, lines: int = LABEL_LINES) -> str:
    """Break a label into lines for an axis; the hover text keeps it whole.

    What is too long loses its middle: names of centres begin alike and differ at the end.
    """
    broken = wrap(label, width) if len(label) > width else [label]
    if len(broken) > lines:
        end = wrap(label[::-1], width - 2, break_on_hyphens=False)[0][::-1]
        broken = [*broken[: lines - 1], f"… {end}"]
    return "<br>".join(escape(line, quote=False) for line in broken)


def quiet(text: str, palette: Palette) -> str:
    """Return text for a label in the small grey type."""
    return f'<span style="font-size:{palette.small}px;color:{palette.muted}">{text}</span>'


def hatch(palette: Palette) -> dict[str, Any]:
    """Return the marker that says „protected“ in bars."""
    return {
        "color": palette.paper,
        "line": {"color": palette.edge, "width": 1},
        "pattern": {
            "shape": "/",
            "fgcolor": palette.edge,
            "bgcolor": palette.paper,
            "size": 9,
            "solidity": 0.12,
            "fgopacity": 0.6,
        },
    }


def _read_separators(words: Words) -> str:
    """Return the decimal sign and the sign between thousands, as this language writes a number."""
    written = words.number(12_345.5)
    return written[-2] + written[2]


def _round_step(least: float) -> float:
    """Return the next 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(least))
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least - 1e-9))
