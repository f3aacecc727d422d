"""Which colour a mark of a slide has: by what it means, or by its place in a list of the mode."""

from ontrack_dash.figures.palette import PALETTES, Palette, contrast
from ontrack_dash.slides.model import Chart, Mark, Series

MODES = tuple(PALETTES)
# WCAG 2.2: text, and what is not text (1.4.3, 1.4.11).
READABLE = 4.5
NAMED = ("paper", "ink", "muted", "grid", "this", "others", "look", "edge")


def named(palette: Palette) -> dict[str, str]:
    """Return the colours by their meaning, and `steps`, the sequence from low to high."""
    return {name: getattr(palette, name) for name in NAMED}


def stroke_of(mark: Mark, series: Series, palette: Palette) -> str:
    """Return the colour of a dot or a line."""
    if series.colour is not None and mark.role == "this":
        return palette.lines[series.colour % len(palette.lines)]
    return {"others": palette.others, "look": palette.look, "quiet": palette.others}.get(mark.role, palette.this)


def fill_of(mark: Mark, series: Series, chart: Chart, palette: Palette) -> str:
    """Return the colour of an area: a part of a bar, a tile, a step."""
    if chart.kind == "tiles":
        return palette.sequence_at(_place(mark, chart))
    if chart.kind == "diverging":
        return palette.sequence_at(chart.series.index(series) / max(len(chart.series) - 1, 1))
    if series.colour is not None:
        return palette.destinations[series.colour % len(palette.destinations)]
    roles = {"others": palette.others, "look": palette.look, "quiet": palette.destinations[-1]}
    return roles.get(mark.role, palette.this)


def text_in(colour: str, palette: Palette) -> str:
    """Return a colour for words that name a mark of this colour: its own where that can be read."""
    return colour if contrast(colour, palette.paper) >= READABLE else palette.muted


def reach_of(chart: Chart) -> tuple[float, float]:
    """Return the ends of the value axis, as given or as the values have it."""
    found = [mark.value for series in chart.series for mark in series.marks if mark.value is not None]
    found = [chart.axis.low, chart.axis.high] if chart.axis else found + [level.value for level in chart.levels]
    low, high = min(found, default=0.0), max(found, default=1.0)
    return (low, high) if high > low else (low, low + 1.0)


def _place(mark: Mark, chart: Chart) -> float:
    low, high = reach_of(chart)
    return ((mark.value or 0.0) - low) / (high - low)
