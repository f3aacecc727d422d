"""What others published: Eurostat's lines with their flags, and the targets of the European Union."""

from collections.abc import Sequence
from itertools import cycle
from math import isnan
from typing import Any

import pandas as pd

from ontrack_dash.figures.lines import Line
from ontrack_dash.figures.marks import Mark
from ontrack_dash.figures.palette import Palette
from ontrack_dash.i18n import Words

DASHES = ("dash", "dot", "longdash", "dashdot")
COMPARABLE = "employed_rate_excl_students"  # the indicator whose definition agrees


def read_references(references: pd.DataFrame | None, words: Words, palette: Palette) -> list[Line]:
    """Read outside series; empty values stay gaps."""
    if references is None:
        return []
    return [
        _read_reference(str(geo), rows, words, palette, dash)
        for (geo, rows), dash in zip(references.groupby("geo", sort=False), cycle(DASHES), strict=False)
    ]


def read_targets(targets: pd.DataFrame | None, words: Words) -> list[Mark]:
    """Read target levels, labelled with their year."""
    if targets is None:
        return []
    cells = zip(targets["id"], targets["year"], targets["value"].astype(float), strict=True)
    return [
        _outside_mark(code, words.t("figure.target", year=year, value=words.percent(value, 0)), value)
        for code, year, value in cells
    ]


def write_flags(line: Line, lift: float, palette: Palette, words: Words) -> list[dict[str, Any]]:
    """Return the marks of flagged points, `lift` above them.

    They have a trace of their own: on redrawing, Plotly loses texts that stand beside empty ones.
    """
    flagged = [(year, line.marks[year].value, flags) for year, flags in line.flags.items()]
    shown = [(year, value, flags) for year, value, flags in flagged if value is not None]
    if not shown:
        return []
    return [
        {
            "type": "scatter",
            "x": [year for year, _, _ in shown],
            "y": [round(value + lift, 4) for _, value, _ in shown],
            "mode": "text",
            "text": ["".join(words.t(f"figure.flag.{flag}") for flag in flags) for _, _, flags in shown],
            "textposition": "top center",
            "textfont": {"size": palette.small, "color": palette.muted},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def explain_flags(outside: Sequence[Line], words: Words) -> str:
    """Say what the marks beside outside figures mean, or nothing where there are none."""
    found = dict.fromkeys(flag for line in outside for flags in line.flags.values() for flag in flags)
    said = (f"{words.t(f'figure.flag.{flag}')} – {words.t(f'reference.eurostat.flag.{flag}')}" for flag in found)
    return "; ".join(said)


def draw_levels(levels: Sequence[Mark], palette: Palette) -> list[dict[str, Any]]:
    """Return one dashed level a target."""
    line = {"color": palette.muted, "width": 1.5, "dash": "dash"}
    return [
        {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": mark.value, "y1": mark.value, "line": line}
        for mark in levels
    ]


def _read_reference(geo: str, rows: pd.DataFrame, words: Words, palette: Palette, dash: str) -> Line:
    label = words.t(f"figure.geo.{geo}")
    values = pd.to_numeric(rows["value"], errors="coerce")
    cells = list(zip(rows["year"].astype(int), values, rows["flags"].fillna(""), strict=True))
    marks = {year: _outside_mark(geo, label, value) for year, value, _ in cells}
    return Line(geo, label, marks, palette.others, "circle", {year: flags for year, _, flags in cells if flags}, dash)


def _outside_mark(code: str, label: str, value: float) -> Mark:
    """Return a mark of a figure that others published: a share without persons or interval."""
    return (
        Mark(COMPARABLE, code, label, "no_data")
        if isnan(value)
        else Mark(COMPARABLE, code, label, "value", value=value)
    )
