"""Lines over years: the points centres give themselves in each area of the self-assessment."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.fields import VOCABULARIES
from ontrack_dash.figures import captions, frame, labels, lines, scores
from ontrack_dash.figures.lines import Line
from ontrack_dash.figures.marks import Mark
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.filings import NO_AREA
from ontrack_dash.i18n import Words

HEIGHT = 26  # in sizes of type
MOST_YEARS = 5  # of more every second is named, the last always
ASIDE = 6  # pixels: the last mark of a line may stand a little to the right of its year
ORDER = (*VOCABULARIES["area"], NO_AREA)


def draw(worked: pd.DataFrame, words: Words, *, mode: str = "light") -> go.Figure:
    """Draw `comparisons.points_by_area`, one line an area; customdata is the area."""
    palette = PALETTES[mode]
    areas = _read(worked, words, palette)
    years = sorted({year for line in areas for year in line.marks})
    named = [year for year in years if len(years) <= MOST_YEARS or (years[-1] - year) % 2 == 0]
    marks = [mark for line in areas for mark in line.marks.values()]
    reach = [number for mark in marks for number in (mark.low, mark.value, mark.high) if number is not None]
    axis = frame.axis_over([0.0, *reach], palette, words, is_share=False)
    height = palette.text * HEIGHT
    ends = labels.spread_labels(areas, [], axis["range"], height - palette.text * 6, palette)
    return frame.compose(
        [
            *(lines.draw_whiskers(line, palette) for line in areas),
            *(_draw_line(line, years, palette, words) for line in areas),
        ],
        frame.lay_out(
            palette,
            words,
            height,
            margin={"l": 8, "r": labels.label_room(ends, palette) + ASIDE, "t": palette.text, "b": 8, "pad": 4},
            xaxis={
                "range": [years[0] - 0.4, years[-1] + 0.4],
                "tickvals": named,
                "ticktext": [str(year) for year in named],
                "tickfont": {"size": palette.small, "color": palette.muted},
                "tickangle": 0,
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
                "automargin": True,
                "ticks": "",
            },
            yaxis={**axis, "title": _title(words.t(_name_points(worked)), palette)},
            annotations=ends,
        ),
    )


def describe(worked: pd.DataFrame, words: Words) -> str:
    """Say in words the first and the last year of each area."""
    said = [sentence for line in _read(worked, words, PALETTES["light"]) for sentence in _say_ends(line, words)]
    return " ".join([words.t("chart.areas.alt"), *said])


def _read(worked: pd.DataFrame, words: Words, palette: Palette) -> list[Line]:
    """Read one line an area, each a little aside, so that their quartiles stand side by side."""
    present = [code for code in ORDER if (worked["area"] == code).any()]
    aside = [lines.STEP * (place - (len(present) - 1) / 2) for place in range(len(present))]
    looks = zip(present, palette.lines, lines.symbols(len(present)), aside, strict=False)
    return [
        Line(code, words.t(f"area_short.{code}"), _read_marks(code, worked, words), colour, symbol, shift=shift)
        for code, colour, symbol, shift in looks
    ]


def _read_marks(code: str, worked: pd.DataFrame, words: Words) -> dict[int, Mark]:
    label = words.t(f"area_short.{code}")
    return {
        int(row["year"]): Mark(
            "",
            code,
            label,
            "value",
            int(row["centres"]),
            float(row["value"]),
            _number(row["low"]),
            _number(row["high"]),
        )
        for row in worked[worked["area"] == code].to_dict("records")
    }


def _name_points(worked: pd.DataFrame) -> str:
    """Name the points: of one centre there is no middle."""
    return "filing.points_middle" if (worked["centres"] > 1).any() else "filing.points_own"


def _title(text: str, palette: Palette) -> dict[str, Any]:
    return {"text": text, "font": {"size": palette.small, "color": palette.muted}, "standoff": 8}


def _number(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(cell)


def _draw_line(line: Line, years: Sequence[int], palette: Palette, words: Words) -> dict[str, Any]:
    marks = [line.marks.get(year) for year in years]
    return {
        "type": "scatter",
        "x": [round(year + line.shift, 3) for year in years],
        "y": [mark.value if mark else None for mark in marks],
        "mode": "lines+markers",
        "connectgaps": False,
        "name": line.label,
        "line": {"color": line.colour, "width": palette.stroke},
        "marker": {"symbol": line.symbol, "size": palette.dot * 0.9, "color": line.colour, "opacity": 1},
        "customdata": [line.code if mark else None for mark in marks],
        "hovertext": [_hover(mark, year, words) if mark else "" for year, mark in zip(years, marks, strict=True)],
        "hovertemplate": captions.HOVER,
    }


def _hover(mark: Mark, year: int, words: Words) -> str:
    return "<br>".join([f"<b>{words.t(f'area.{mark.code}')}</b>", str(year), *_say(mark, words)])


def _say(mark: Mark, words: Words) -> Iterator[str]:
    yield scores.count_points(mark.value or 0.0, words)
    if mark.low is not None and mark.high is not None:
        yield words.t(
            "filing.half", low=scores.write_points(mark.low, words), high=scores.write_points(mark.high, words)
        )
    if mark.n and mark.n > 1:
        yield words.plural("app.centres", mark.n)


def _say_ends(line: Line, words: Words) -> Iterator[str]:
    years = sorted(line.marks)
    for year in years if len(years) == 1 else (years[0], years[-1]):
        mark = line.marks[year]
        yield f"{words.t(f'area.{mark.code}')}, {year} – {', '.join(_say(mark, words))}."
