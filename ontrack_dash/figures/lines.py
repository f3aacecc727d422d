"""Lines, ribbons, reference levels and end labels of the trend chart."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from typing import Any, NamedTuple

from ontrack_dash.figures import captions
from ontrack_dash.figures.marks import Mark
from ontrack_dash.figures.palette import Palette, see_through
from ontrack_dash.i18n import Words

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down")
MOST_RIBBONS = 3
STEP = 0.06  # of a year
BREAK_FLAG = "b"


class Line(NamedTuple):
    """One series: its marks by year, and the Eurostat flags of those that have any."""

    code: str
    label: str
    marks: Mapping[int, Mark]
    colour: str
    symbol: str
    flags: Mapping[int, str] = {}
    dash: str = "solid"
    shift: float = 0.0  # of a year, so that the whiskers of several lines stand side by side


def symbols(count: int) -> list[str]:
    """Return a dot shape a line, so that colour is never alone."""
    return list(islice(cycle(SYMBOLS), count))


def spread_points(count: int) -> list[float]:
    """Return how far each of several lines steps aside; up to three have ribbons and need not."""
    return [STEP * (place - (count - 1) / 2) if count > MOST_RIBBONS else 0.0 for place in range(count)]


def draw_line(
    line: Line, years: Sequence[int], breaks: Sequence[int], palette: Palette, words: Words
) -> dict[str, Any]:
    """Return the line with its dots, cut where a year has no value or a new series starts."""
    points = list(_with_gaps(line, years, breaks))
    hollow = [mark is not None and (mark.status == "imprecise" or year in line.flags) for year, mark in points]
    thin = line.colour == palette.others
    return {
        "type": "scatter",
        "x": [round(year + line.shift, 3) for year, _ in points],
        "y": [None if mark is None else mark.value for _, mark in points],
        "mode": "lines+markers",
        "connectgaps": False,
        "name": line.label,
        "line": {"color": line.colour, "width": palette.stroke * (0.6 if thin else 1), "dash": line.dash},
        "marker": {
            "symbol": line.symbol,
            "size": palette.dot * (0.5 if thin else 0.9),
            "color": [palette.paper if empty else line.colour for empty in hollow],
            "line": {"color": line.colour, "width": palette.stroke * 0.7},
            "opacity": 1,
        },
        "customdata": [str(year) if mark else None for year, mark in points],
        "hovertext": [_hover(mark, year, line, words) if mark else "" for year, mark in points],
        "hovertemplate": captions.HOVER,
    }


def draw_whiskers(line: Line, palette: Palette) -> dict[str, Any]:
    """Return the intervals of a line as thin strokes, for charts with too many lines for ribbons."""
    ends = [(round(year + line.shift, 3), mark) for year, mark in line.marks.items() if mark.high is not None]
    return {
        "type": "scatter",
        "x": [place for year, _ in ends for place in (year, year, None)],
        "y": [end for _, mark in ends for end in (mark.low, mark.high, None)],
        "mode": "lines",
        "line": {"color": see_through(line.colour, 0.45), "width": palette.stroke * 0.6},
        "hoverinfo": "skip",
    }


def draw_ribbons(line: Line, years: Sequence[int], breaks: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield one ribbon for each unbroken run of years with an interval."""
    run: list[tuple[float, Mark]] = []
    for year, mark in [*_with_gaps(line, years, breaks), (0, None)]:
        if mark is not None and mark.low is not None and mark.high is not None:
            run.append((year, mark))
            continue
        if run:
            yield _ribbon(run, line.colour)
        run = []


def _ribbon(run: Sequence[tuple[float, Mark]], colour: str) -> dict[str, Any]:
    there = [year for year, _ in run]
    alone = len(run) == 1
    return {
        "type": "scatter",
        "x": there + there[::-1],
        "y": [mark.low for _, mark in run] + [mark.high for _, mark in reversed(run)],
        "mode": "lines",
        "line": {"width": 3 if alone else 0, "color": see_through(colour, 0.35)},
        "fill": "none" if alone else "toself",
        "fillcolor": see_through(colour, 0.16),
        "hoverinfo": "skip",
    }


def _with_gaps(line: Line, years: Sequence[int], breaks: Sequence[int]) -> Iterator[tuple[float, Mark | None]]:
    """Yield every year, with an empty point before the first year of a new series."""
    for year in years:
        if year in breaks or BREAK_FLAG in line.flags.get(year, ""):
            yield year - 0.5, None
        mark = line.marks.get(year)
        yield year, mark if mark is not None and mark.value is not None else None


def _hover(mark: Mark, year: float, line: Line, words: Words) -> str:
    if line.dash != "solid":
        said = [f"<b>{line.label}</b>", str(year), words.percent(mark.value)]
        return "<br>".join(
            [*said, *(words.t(f"reference.eurostat.flag.{flag}") for flag in line.flags.get(int(year), ""))]
        )
    return captions.hover(mark, words, str(year))
