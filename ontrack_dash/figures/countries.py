"""One small line chart a country, one under the other: a share over years as Eurostat publishes it, with its flags."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import country_rows, frame, rows
from ontrack_dash.figures.country_rows import FOOT, Country
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words
from ontrack_dash.tracking import UNION

NAME, PLOT, YEARS = 1.9, 6.6, 2.0  # heights in sizes of type
HEAD = 0.06  # of the axis, kept free above its values
MOST_YEARS = 7
# The years stand at the head of the chart too: it is taller than a screen.
TOP = {"anchor": "free", "position": 1, "side": "top", "overlaying": "x", "showgrid": False}


def draw(table: pd.DataFrame, words: Words, *, target: float, mode: str = "light") -> go.Figure:
    """Draw columns geo, year, value (share, NaN where none) and flags; customdata is the year.

    Every country has the line of the Union beside its own in grey; `target` is a share, dashed in every row.
    """
    palette = PALETTES[mode]
    found, years = _read(table), sorted(table["year"].unique())
    union = [country for country in found if country.geo == UNION]
    block, edge = palette.text * (NAME + PLOT), palette.text * YEARS
    axis = frame.axis_over([*table["value"].dropna(), target], palette, words)
    sides = [f"y{place + 1}" if place else "y" for place in range(len(found))]
    tops = [1 - (place + NAME / (NAME + PLOT)) / len(found) for place in range(len(found))]
    bottoms = [1 - (place + 1) / len(found) for place in range(len(found))]
    traces = [{**rows.hang("y"), "xaxis": "x2"}]
    for side, country in zip(sides, found, strict=True):
        beside = [] if country in union else union
        traces += [
            *(country_rows.draw_line(one, side, palette.others, palette, words) for one in beside),
            country_rows.draw_line(country, side, palette.this, palette, words),
            *country_rows.write_flags(country, side, axis["range"], palette, words),
        ]
    return frame.compose(
        frame.keep_named(traces),
        frame.lay_out(
            palette,
            words,
            block * len(found) + edge * 2,
            margin={"l": 8, "r": 16, "t": edge, "b": edge, "pad": 4},
            xaxis={**_year_axis(years, palette), "anchor": sides[-1]},
            xaxis2={**_year_axis(years, palette), **TOP},
            shapes=[
                shape
                for side, country in zip(sides, found, strict=True)
                for shape in country_rows.draw_levels(country, side, target, palette)
            ],
            annotations=[
                country_rows.write_name(country, top, palette, words) for country, top in zip(found, tops, strict=True)
            ],
            **{
                side.replace("y", "yaxis"): _value_axis(axis, bottom, top)
                for side, bottom, top in zip(sides, bottoms, tops, strict=True)
            },
        ),
    )


def describe(table: pd.DataFrame, words: Words) -> str:
    """Say in words the first and the latest figure of every country, and how many figures have a flag."""
    said = [_say(country, words) for country in _read(table)]
    return " ".join([words.t("chart.countries.alt"), *said])


def _read(table: pd.DataFrame) -> list[Country]:
    known = table[table["value"].notna()]
    return [
        Country(
            str(geo),
            dict(zip(of_geo["year"].astype(int), of_geo["value"].astype(float), strict=True)),
            {int(year): str(flags) for year, flags in zip(of_geo["year"], of_geo["flags"], strict=True) if flags},
        )
        for geo in table["geo"].unique()
        for of_geo in [known[known["geo"] == geo]]
    ]


def _value_axis(axis: dict[str, Any], bottom: float, top: float) -> dict[str, Any]:
    low, high = axis["range"]
    return {
        **axis,
        "range": [low - (high - low) * FOOT, high + (high - low) * HEAD],
        "domain": [round(bottom, 6), round(top, 6)],
    }


def _year_axis(years: Sequence[int], palette: Palette) -> dict[str, Any]:
    """Return an axis with room for each year; where they are many, every second is named, the last always."""
    named = [int(year) for year in years if len(years) <= MOST_YEARS or (years[-1] - year) % 2 == 0]
    return {
        "range": [int(years[0]) - 0.4, int(years[-1]) + 0.4],
        "tickvals": named,
        "ticktext": [str(year) for year in named],
        "tickfont": {"size": palette.small, "color": palette.muted},
        "tickangle": 0,
        "gridcolor": palette.grid,
        "showgrid": True,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
    }


def _say(country: Country, words: Words) -> str:
    name = country_rows.name_of(country, words)
    if not country.values:
        return f"{name}: {words.t('status.no_data')}."
    ends = [
        words.t("europe.latest", value=words.percent(country.values[year]), year=year)
        for year in dict.fromkeys((min(country.values), max(country.values)))
    ]
    flagged = [words.plural("europe.flagged", len(country.flags))] if country.flags else []
    return f"{name}: {'; '.join([*ends, *flagged])}."
