"""One stacked bar a year: how far the reports of all centres are."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import captions, frame, rows
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.filings import STATUSES
from ontrack_dash.i18n import Words

THICKNESS = 0.52  # of a row; its year stands above the bar
UNKNOWN = "unknown"
# Status → place among the colours of destinations, which everybody can tell apart; nothing has a colour of its own.
COLOURS = {"approved": 0, "submitted": 2, "returned": 3, "created": 6, "missing": 5}


class Part(NamedTuple):
    """The centres of one year whose report is that far."""

    filing: str
    centres: int
    share: float
    late: int


Bars = Mapping[int, Sequence[Part]]


def draw(worked: pd.DataFrame, words: Words, *, mode: str = "light") -> go.Figure:
    """Draw `comparisons.filed_by_year`, the latest year on top; customdata is the year."""
    palette = PALETTES[mode]
    bars = _read(worked)
    places = {year: row + rows.BELOW for row, year in enumerate(bars)}
    return frame.compose(
        [
            *(trace for filing in STATUSES for trace in _segment(filing, bars, places, palette, words)),
            _write_heads(bars, palette, words),
        ],
        frame.lay_out_parts(palette, words, len(bars)),
    )


def describe(worked: pd.DataFrame, words: Words) -> str:
    """Say in words how many reports of each year are how far."""
    said = [f"{_name_year(year, parts, words)}: {_list(parts, words)}." for year, parts in _read(worked).items()]
    return " ".join([words.t("chart.filed.alt"), *said])


def _read(worked: pd.DataFrame) -> dict[int, list[Part]]:
    bars: dict[int, list[Part]] = {}
    for row in worked.sort_values("year", ascending=False, kind="stable").to_dict("records"):
        part = Part(str(row["filing"]), int(row["centres"]), float(row["share"]), int(row["late"]))
        bars.setdefault(int(row["year"]), []).append(part)
    return bars


def _segment(
    filing: str, bars: Bars, places: Mapping[int, float], palette: Palette, words: Words
) -> list[dict[str, Any]]:
    placed = [(year, part) for year, parts in bars.items() for part in parts if part.filing == filing]
    if not placed:
        return []
    is_known = filing != UNKNOWN
    colour = palette.destinations[COLOURS[filing]] if is_known else palette.paper
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": words.t(f"filing_status.{filing}"),
            "x": [part.share for _, part in placed],
            "y": [places[year] for year, _ in placed],
            "width": THICKNESS,
            "marker": {"color": colour, "line": {"color": palette.paper if is_known else palette.edge, "width": 1}},
            "text": [
                words.number(part.centres) if is_known else words.t(f"filing_status.{filing}") for _, part in placed
            ],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "insidetextfont": {"size": palette.text, "color": palette.text_on(colour)},
            "customdata": [str(year) for year, _ in placed],
            "hovertext": [_hover(year, part, words) for year, part in placed],
            "hovertemplate": captions.HOVER,
        }
    ]


def _write_heads(bars: Bars, palette: Palette, words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [0] * len(bars),
        "y": [row - rows.ABOVE - 0.08 for row in range(len(bars))],
        "mode": "text",
        "text": [f"{year}  {frame.quiet(_head(parts, words), palette)}" for year, parts in bars.items()],
        "textposition": "middle right",
        "textfont": {"size": palette.text, "color": palette.ink},
        "cliponaxis": False,
        "showlegend": False,
        "customdata": [str(year) for year in bars],
        "hoverinfo": "none",
    }


def _head(parts: Sequence[Part], words: Words) -> str:
    """Say how many centres a year has, and how many reports are missing: that part may be too narrow for its number."""
    missing = [part for part in parts if part.filing == "missing"]
    return ", ".join(
        [words.plural("app.centres", sum(part.centres for part in parts)), *filter(None, [_list(missing, words)])]
    )


def _name_year(year: int, parts: Sequence[Part], words: Words) -> str:
    centres = words.plural("app.centres", sum(part.centres for part in parts))
    return words.t("filing.of_year", year=year, centres=centres)


def _list(parts: Sequence[Part], words: Words) -> str:
    return ", ".join(f"{words.t(f'filing_status.{part.filing}')} {words.number(part.centres)}" for part in parts)


def _hover(year: int, part: Part, words: Words) -> str:
    lines = [
        f"<b>{year}</b>",
        words.t(f"filing_status.{part.filing}"),
        f"{words.plural('app.centres', part.centres)} ({words.percent(part.share)})",
    ]
    return "<br>".join([*lines, *([words.plural("filing.late", part.late)] if part.late else [])])
