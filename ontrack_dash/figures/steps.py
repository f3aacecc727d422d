"""Four falling bars: from completion to answer."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import alt, captions, frame, rows
from ontrack_dash.figures.marks import Mark, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

STEPS = ("completers", "reachable", "invited", "answered")
KEPT: Mapping[str, str] = MappingProxyType({"reachable": "reachable_rate", "answered": "response_rate"})
THICKNESS = 0.46  # of a row; the words stand above the bar


def draw(
    estimates: pd.DataFrame,
    words: Words,
    *,
    kept: Mapping[str, str] = KEPT,
    mode: str = "light",
) -> go.Figure:
    """Draw the four counts and, beside each, the share kept where the frame has it.

    Rows: the indicators of `STEPS` and those `kept` names (step → share). customdata is the step.
    """
    palette = PALETTES[mode]
    found = {mark.indicator: mark for mark in read_marks(estimates, words)}
    steps = [(row, found.get(name) or _absent(name, words)) for row, name in enumerate(STEPS)]
    solid = [(row, mark) for row, mark in steps if mark.value is not None]
    hidden = [(row, mark) for row, mark in steps if mark.status == "protected"]
    longest = max((mark.value or 0.0 for _, mark in solid), default=0.0) or 1.0
    texts = [_heading(mark, found.get(kept.get(mark.indicator, "")), words, palette) for _, mark in steps]
    return frame.compose(
        [
            *_bars(solid, [mark.value for _, mark in solid], {"color": palette.this}, words),
            *_bars(hidden, [longest] * len(hidden), frame.hatch(palette), words),
            *rows.write_headings([(row - 0.3, mark) for row, mark in steps], 0, palette, texts),
        ],
        frame.lay_out(
            palette,
            words,
            palette.text * 4.4 * len(STEPS),
            barmode="overlay",
            xaxis={"range": [0, longest], "visible": False, "fixedrange": True},
            yaxis={"range": [len(STEPS) - 0.6, -0.6], "visible": False, "fixedrange": True},
        ),
    )


def describe(estimates: pd.DataFrame, words: Words, *, kept: Mapping[str, str] = KEPT) -> str:
    """Say in words what the chart shows, step by step."""
    found = {mark.indicator: mark for mark in read_marks(estimates, words)}
    steps = [found.get(name) or _absent(name, words) for name in STEPS]
    said = [f"{_sentence(mark, found.get(kept.get(mark.indicator, '')), words)}." for mark in steps]
    return " ".join([alt.name_chart("steps", steps, words, None), *said])


def _absent(name: str, words: Words) -> Mark:
    return Mark(name, name, words.t(f"indicator.{name}.short"), "no_data")


def _sentence(mark: Mark, share: Mark | None, words: Words) -> str:
    name = words.t(f"indicator.{mark.indicator}.name")
    if mark.value is None:
        return f"{name}: {captions.word_for(mark, words)}"
    count = f"{name}: {words.value(mark.indicator, mark.value)}"
    return f"{count} ({_kept(share, words)})" if share else count


def _kept(share: Mark, words: Words) -> str:
    if share.value is None:
        return captions.word_for(share, words)
    return words.t(f"figure.kept.{share.indicator}", value=words.value(share.indicator, share.value))


def _heading(mark: Mark, share: Mark | None, words: Words, palette: Palette) -> str:
    name = words.t(f"indicator.{mark.indicator}.name")
    if mark.value is None:
        return f"{name}  {frame.quiet(captions.word_for(mark, words), palette)}"
    count = f"{name}  <b>{words.value(mark.indicator, mark.value)}</b>"
    return f"{count}  {frame.quiet(_kept(share, words), palette)}" if share else count


def _bars(
    placed: Sequence[tuple[int, Mark]], lengths: Sequence[float | None], marker: dict[str, Any], words: Words
) -> list[dict[str, Any]]:
    if not placed:
        return []
    return [
        {
            "type": "bar",
            "orientation": "h",
            "x": list(lengths),
            "y": [row + 0.12 for row, _ in placed],
            "width": THICKNESS,
            "marker": marker,
            "customdata": [mark.code for _, mark in placed],
            "hovertext": [captions.hover(mark, words) for _, mark in placed],
            "hovertemplate": captions.HOVER,
        }
    ]
