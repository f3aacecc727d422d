"""Lines over years with interval ribbons: what changes over cohorts."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import alt, captions, frame, labels, lines, outside
from ontrack_dash.figures.lines import Line
from ontrack_dash.figures.marks import Mark, grouping, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

HEIGHT = 26  # in sizes of type
MOST_YEARS = 7
MOST_NAMED = 6


def draw(
    estimates: pd.DataFrame,
    words: Words,
    *,
    by: str | None = None,
    highlight: str | None = None,
    references: pd.DataFrame | None = None,
    targets: pd.DataFrame | None = None,
    breaks: Sequence[int] = (),
    mode: str = "light",
) -> go.Figure:
    """Draw indicators over completion years, one line a group (column `by`) or, without groups, one an indicator.

    customdata is the year; a year without a value is a gap. `references`: geo, year, value (share), flags, one grey
    line a geo. `targets`: id, year, value (share), one dashed level each. `breaks`: first years of a new series.
    """
    palette = PALETTES[mode]
    series = _read_lines(estimates, words, by or grouping(estimates, without=("year",)), palette, highlight)
    published = outside.read_references(references, words, palette)
    levels = outside.read_targets(targets, words)
    years = _years(series, published)
    reach = [mark for line in series for mark in line.marks.values()]
    axis = frame.value_axis(
        [*reach, *(mark for line in published for mark in line.marks.values()), *levels], palette, words
    )
    lift = (axis["range"][1] - axis["range"][0]) / 80
    coloured = [line for line in series if line.colour != palette.others]
    ribbons = [line for line in coloured if len(coloured) <= lines.MOST_RIBBONS]
    named = [*(series if len(series) <= MOST_NAMED else coloured), *published]
    height = palette.text * HEIGHT
    ends = labels.spread_labels(named, levels, axis["range"], height - palette.text * 6, palette)
    return frame.compose(
        [
            *(trace for line in ribbons for trace in lines.draw_ribbons(line, years, breaks)),
            *(lines.draw_whiskers(line, palette) for line in coloured if line not in ribbons),
            *(lines.draw_line(line, years, (), palette, words) for line in published),
            *(trace for line in published for trace in outside.write_flags(line, lift, palette, words)),
            *(lines.draw_line(line, years, breaks, palette, words) for line in reversed(series)),
        ],
        frame.lay_out(
            palette,
            words,
            height,
            margin={"l": 8, "r": labels.label_room(ends, palette), "t": palette.text * 2, "b": 8, "pad": 4},
            xaxis=_year_axis(years, palette, outside.explain_flags(published, words)),
            yaxis=axis,
            shapes=[*outside.draw_levels(levels, palette), *_break_lines(breaks, years, palette)],
            annotations=[
                *ends,
                *_break_notes(breaks, years, palette, words),
                *_gap_notes(series, years, axis["range"][0], palette, words),
            ],
        ),
    )


def describe(estimates: pd.DataFrame, words: Words, *, by: str | None = None) -> str:
    """Say in words what the chart shows: first and last published value of each line."""
    column = by or grouping(estimates, without=("year",))
    palette = PALETTES["light"]
    series = _read_lines(estimates, words, column, palette, None)
    marks = [mark for line in series for mark in line.marks.values()]
    said = [sentence for line in series for sentence in _say_ends(line, words)]
    return " ".join([alt.name_chart("trend", marks, words, column), *said, *alt.count_states(marks, words)])


def _read_lines(
    estimates: pd.DataFrame, words: Words, column: str | None, palette: Palette, highlight: str | None
) -> list[Line]:
    """Read one line a group; the highlighted one and the first of the rest get a colour, at most five in all."""
    found: dict[str, dict[int, Mark]] = {}
    for mark, year in zip(read_marks(estimates, words, column), estimates["year"], strict=True):
        found.setdefault(mark.code, {})[int(year)] = mark
    first = [highlight] if highlight in found else []
    order = [*first, *(code for code in found if code != highlight)]
    chosen = [palette.this] if first else palette.lines
    colours = [*chosen, *[palette.others] * len(order)][: len(order)]
    shifts = lines.spread_points(min(len(order), len(chosen))) if len(chosen) > 1 else []
    return [
        Line(code, next(iter(found[code].values())).label, found[code], colour, symbol, shift=shift)
        for code, colour, symbol, shift in zip(
            order, colours, lines.symbols(len(order)), [*shifts, *[0.0] * len(order)], strict=False
        )
    ]


def _years(series: Sequence[Line], published: Sequence[Line]) -> list[int]:
    found = [year for line in (*series, *published) for year in line.marks]
    return list(range(min(found), max(found) + 1))


def _year_axis(years: Sequence[int], palette: Palette, note: str) -> dict[str, Any]:
    """Return an axis with room for each year; where they are many, every second is named, the last always."""
    named = list(years) if len(years) <= MOST_YEARS else [year for year in years if (years[-1] - year) % 2 == 0]
    return {
        "range": [years[0] - 0.4, years[-1] + 0.4],
        "tickvals": named,
        "ticktext": [str(year) for year in named],
        "tickfont": {"size": palette.small, "color": palette.muted},
        "tickangle": 0,
        "title": {"text": note, "font": {"size": palette.small, "color": palette.muted}, "standoff": 8},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "ticks": "",
    }


def _break_places(breaks: Sequence[int], years: Sequence[int]) -> list[float]:
    return [year - 0.5 for year in breaks if year in years and year != years[0]]


def _break_lines(breaks: Sequence[int], years: Sequence[int], palette: Palette) -> list[dict[str, Any]]:
    line = {"color": palette.edge, "width": 1, "dash": "dot"}
    return [
        {"type": "line", "x0": place, "x1": place, "y0": 0, "y1": 1, "yref": "paper", "line": line}
        for place in _break_places(breaks, years)
    ]


def _break_notes(breaks: Sequence[int], years: Sequence[int], palette: Palette, words: Words) -> list[dict[str, Any]]:
    return [
        {
            "x": place,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": words.t("figure.break"),
            "showarrow": False,
            "font": {"size": palette.small, "color": palette.muted},
        }
        for place in _break_places(breaks, years)
    ]


def _gap_notes(
    series: Sequence[Line], years: Sequence[int], floor: float, palette: Palette, words: Words
) -> list[dict[str, Any]]:
    """Write the word into each year in which no line has a value."""
    notes = []
    for year in years:
        marks = [line.marks[year] for line in series if year in line.marks]
        within = min(min(line.marks) for line in series) <= year <= max(max(line.marks) for line in series)
        if not within or any(mark.value is not None for mark in marks):
            continue
        word = captions.word_for(marks[0], words) if marks else words.t("status.no_data")
        notes.append(
            {
                "x": year,
                "y": floor,
                "yanchor": "bottom",
                "text": word,
                "textangle": -90,
                "showarrow": False,
                "font": {"size": palette.small, "color": palette.muted},
            }
        )
    return notes


def _say_ends(line: Line, words: Words) -> list[str]:
    shown = [(year, mark) for year, mark in sorted(line.marks.items()) if mark.value is not None]
    if not shown:
        return []
    ends = shown if len(shown) == 1 else [shown[0], shown[-1]]
    return [alt.say("figure.alt.only", mark, words, f"{mark.label}, {year}") for year, mark in ends]
