"""One row of the chart of countries: its line with gaps and breaks, its flags, its target and its name."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ontrack_dash.figures import captions, frame
from ontrack_dash.figures.lines import BREAK_FLAG
from ontrack_dash.figures.palette import Palette
from ontrack_dash.i18n import Words

FOOT = 0.3  # of the axis, kept free under its values for the flags


class Country(NamedTuple):
    """One row: value and flags by year; a year without a figure is in neither."""

    geo: str
    values: dict[int, float]
    flags: dict[int, str]

    @property
    def breaks(self) -> list[int]:
        """Return the first years of a new series that stand beside a year before."""
        return [year for year, flags in self.flags.items() if BREAK_FLAG in flags and year != min(self.values)]


def draw_line(country: Country, side: str, colour: str, palette: Palette, words: Words) -> dict[str, Any]:
    """Return a line that is cut where a year is missing or a new series starts; flagged points are hollow."""
    points: list[tuple[float, float | None]] = []
    for year in range(min(country.values, default=0), max(country.values, default=-1) + 1):
        points += [(year - 0.5, None)] if year in country.breaks else []
        points.append((year, country.values.get(year)))
    is_own = colour == palette.this
    return {
        "type": "scatter",
        "x": [year for year, _ in points],
        "y": [value for _, value in points],
        "yaxis": side,
        "mode": "lines+markers" if is_own else "lines",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": palette.stroke * (1 if is_own else 0.6)},
        "marker": {
            "size": palette.dot * 0.8,
            "color": [palette.paper if country.flags.get(int(year)) else colour for year, _ in points],
            "line": {"color": colour, "width": palette.stroke * 0.7},
            "opacity": 1,
        },
        "customdata": [None if value is None else str(int(year)) for year, value in points],
        "hovertext": [_hover(country, int(year), value, words) for year, value in points],
        "hovertemplate": captions.HOVER,
        **({} if is_own else {"hoverinfo": "skip", "hovertemplate": None}),
    }


def _hover(country: Country, year: int, value: float | None, words: Words) -> str:
    if value is None:
        return ""
    flags = [words.t(f"reference.eurostat.flag.{flag}") for flag in country.flags.get(year, "")]
    return "<br>".join([f"<b>{name_of(country, words)}</b>", str(year), words.percent(value), *flags])


def write_flags(
    country: Country, side: str, reach: Sequence[float], palette: Palette, words: Words
) -> list[dict[str, Any]]:
    """Return the flags of a row in one line at its foot, where no line crosses them."""
    if not country.flags:
        return []
    foot = round(reach[0] - (reach[1] - reach[0]) * FOOT / 2, 4)
    return [
        {
            "type": "scatter",
            "x": list(country.flags),
            "y": [foot] * len(country.flags),
            "yaxis": side,
            "mode": "text",
            "text": ["".join(words.t(f"figure.flag.{flag}") for flag in flags) for flags in country.flags.values()],
            "textposition": "middle center",
            "textfont": {"size": palette.small, "color": palette.muted},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def draw_levels(country: Country, side: str, target: float, palette: Palette) -> list[dict[str, Any]]:
    """Return the target of one row, and a dotted line at each break of its series."""
    dashed, dotted = ({"color": palette.muted, "width": 1, "dash": dash} for dash in ("dash", "dot"))
    across = {"x0": 0, "x1": 1, "xref": "paper", "y0": target, "y1": target, "yref": side, "line": dashed}
    upright = [
        {"x0": year - 0.5, "x1": year - 0.5, "y0": 0, "y1": 1, "yref": f"{side} domain", "line": dotted}
        for year in country.breaks
    ]
    return [{"type": "line", **line} for line in (across, *upright)]


def write_name(country: Country, top: float, palette: Palette, words: Words) -> dict[str, Any]:
    """Return the name of a row with its latest figure."""
    if country.values:
        year = max(country.values)
        said = words.t("europe.latest", value=words.percent(country.values[year]), year=year)
    else:
        said = words.t("status.no_data")
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": top,
        "yref": "paper",
        "yanchor": "bottom",
        "text": f"<b>{name_of(country, words)}</b>  {frame.quiet(said, palette)}",
        "showarrow": False,
        "font": {"size": palette.text, "color": palette.ink},
    }


def name_of(country: Country, words: Words) -> str:
    """Return the name of the country."""
    return words.t(f"europe.country_name.{country.geo}")
