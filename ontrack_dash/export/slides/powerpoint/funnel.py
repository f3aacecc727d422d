"""Centres by persons and value between the limits of chance; those that stand out are named."""

import math

from pptx.enum.text import PP_ALIGN

from ontrack_dash.export.slides.powerpoint import forms, lines, native, xml
from ontrack_dash.export.slides.powerpoint.dots import scattered, share
from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.export.slides.powerpoint.marks import of_series
from ontrack_dash.export.slides.powerpoint.sheet import Sheet
from ontrack_dash.export.slides.powerpoint.space import BOLD, GAP, LEAST, LINE, Area, shorten, width
from ontrack_dash.export.slides.powerpoint.writing import Shapes, write
from ontrack_dash.slides.model import Axis, Chart, Curve, Series

ACROSS, UPWARD = 4001, 4002
LEFT, BELOW, ABOVE, NAMES = 78.0, 34.0, 12.0, 0.24
# Of the dot of the palette: the size of points; of the chart: the most the name of one takes.
SIZE, NAMED = 0.75, 0.55
LOGARITHMIC = '<c:logBase val="10"/>'
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"


def draw(shapes: Shapes, area: Area, chart: Chart, looks: Looks, alt: str) -> None:
    """Draw points, limits and levels."""
    axis = chart.axis
    if axis is None:
        return
    drawn = area.part(0, 1 - NAMES)
    below = BELOW + LEAST * LINE
    inner = Area(drawn.x + LEFT, drawn.y + ABOVE, drawn.width - LEFT - 12, drawn.height - ABOVE - below)
    sheet, content = _content(chart, axis, looks, lines.inner_of(drawn, inner))
    native.place(shapes, drawn, content, sheet, chart.title, alt)
    across = Area(inner.x, drawn.bottom - LEAST * LINE, inner.width, LEAST * LINE)
    write(shapes, across, [looks.words.t("export.slides.sheet.persons")], looks.words.lang, align=PP_ALIGN.CENTER)
    for is_left in (True, False):
        _name_marks(shapes, inner, chart, looks, is_left=is_left)
    _name_curves(shapes, area.part(1 - NAMES, 1), inner, chart, looks)


def _content(chart: Chart, axis: Axis, looks: Looks, inner: xml.Inner) -> tuple[Sheet, bytes]:
    marks = [mark for series in chart.series for mark in series.marks]
    say = looks.words.t
    ends = _persons(chart)
    limits = [*chart.curves, *(Curve(level.label, tuple((end, level.value) for end in ends)) for level in chart.levels)]
    named = [mark.label or say("export.slides.sheet.centre") for mark in marks]
    sheet = Sheet(say("export.slides.sheet.row"), [*named, *(limit.label for limit in limits for _ in limit.points)])
    form = forms.of_chart(chart, looks.words)
    places: list[float | None] = [mark.at if mark.value is not None else None for mark in marks]
    places += [place for limit in limits for place, _ in limit.points]
    across = sheet.add(say("export.slides.sheet.persons"), places, forms.persons(looks.words))
    drawn, first = [], 0
    for number, series in enumerate(chart.series):
        values = _between(len(sheet.rows), first, [mark.value for mark in series.marks])
        column = sheet.add(series.name or chart.title, values, form)
        look = _points(series, first, looks)
        drawn.append(scattered(number, column, look, across, column))
        first += len(series.marks)
    for number, limit in enumerate(limits):
        is_level = number >= len(chart.curves)
        inside = [value if axis.low <= value <= axis.high else None for _, value in limit.points]
        column = sheet.add(limit.label, _between(len(sheet.rows), first, inside), form)
        first += len(limit.points)
        colour = looks.palette.edge if is_level else looks.palette.others
        look = f"<c:spPr>{xml.stroke(colour, 2, '' if is_level else 'dash')}</c:spPr>{xml.NO_MARKER}"
        drawn.append(scattered(len(drawn), column, look, across, column, is_smooth=not is_level))
    plot = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{"".join(drawn)}'
        f'<c:axId val="{ACROSS}"/><c:axId val="{UPWARD}"/></c:scatterChart>'
    )
    return sheet, xml.space(plot, _axes(axis, chart, looks), inner, looks.lang)


def _points(series: Series, first: int, looks: Looks) -> str:
    return _NO_LINE + of_series(series, looks, looks.palette.dot * SIZE, first)


def _between(rows: int, first: int, values: list[float | None]) -> list[float | None]:
    """Return the values at their rows of the sheet, nothing above and below."""
    return [None] * first + values + [None] * (rows - first - len(values))


def _persons(chart: Chart) -> tuple[float, float]:
    """Return the ends of the axis of persons: powers of ten below, whoever has most above."""
    places = [mark.at for series in chart.series for mark in series.marks if mark.at]
    places += [place for curve in chart.curves for place, _ in curve.points if place > 0]
    least, most = min(places, default=1), max(places, default=10)
    return float(10 ** math.floor(math.log10(least))), float(max(most * 1.1, 10))


def _axes(axis: Axis, chart: Chart, looks: Looks) -> str:
    step = axis.ticks[1][0] - axis.ticks[0][0] if len(axis.ticks) > 1 else 0
    grid = f"<c:majorGridlines><c:spPr>{xml.stroke(looks.palette.grid, 1)}</c:spPr></c:majorGridlines>"
    between = '<c:crossBetween val="midCat"/>'
    across = {
        "scale": LOGARITHMIC + xml.scale(*_persons(chart)), "form": forms.persons(looks.words), "more": between,
        "line": xml.stroke(looks.palette.edge, 1), "lang": looks.lang, "crosses": "min",
    }  # fmt: skip
    upward = {
        "scale": xml.scale(axis.low, axis.high), "grid": grid, "form": forms.of_axis(chart, looks.words),
        "more": between + lines.unit(step), "lang": looks.lang, "crosses": "min",
    }  # fmt: skip
    return xml.axis("valAx", ACROSS, UPWARD, "b", across) + xml.axis("valAx", UPWARD, ACROSS, "l", upward)


def _name_marks(shapes: Shapes, inner: Area, chart: Chart, looks: Looks, *, is_left: bool) -> None:
    """Name those that stand out on the side their point leaves free, pushed apart."""
    low, high = (math.log10(end) for end in _persons(chart))
    room = inner.width * NAMED / BOLD
    named = []
    for mark in (mark for series in chart.series for mark in series.marks if mark.label and mark.value is not None):
        along = inner.x + inner.width * (math.log10(max(mark.at or 1, 1)) - low) / ((high - low) or 1)
        if (along < inner.x + inner.width / 2) == is_left:
            up = inner.bottom - inner.height * min(max(share(chart.axis, mark.value or 0), 0), 1)
            named.append((lines.Ending(shorten(mark.label, LEAST, room), up, ""), along))
    places = dict(named)
    for top, ending in lines.spread([one for one, _ in named], inner, room):
        wide = width(ending.text, LEAST) * BOLD + GAP
        start = places[ending] + 2 * GAP if is_left else places[ending] - 2 * GAP - wide
        align = PP_ALIGN.LEFT if is_left else PP_ALIGN.RIGHT
        write(shapes, Area(start, top, wide, LEAST * LINE), [ending.text], looks.words.lang, bold=True, align=align)


def _name_curves(shapes: Shapes, room: Area, inner: Area, chart: Chart, looks: Looks) -> None:
    axis = chart.axis
    if axis is None:
        return

    def high(value: float) -> float:
        return inner.bottom - inner.height * min(max(share(axis, value), 0), 1)

    named = [(curve.label, curve.points[-1][1]) for curve in chart.curves if curve.points and curve.label]
    named += [(level.label, level.value) for level in chart.levels]
    endings = [lines.Ending(shorten(name, LEAST, room.width, 2), high(value), "") for name, value in named]
    for top, ending in lines.spread(endings, inner, room.width):
        write(shapes, Area(room.x, top, room.width, 2 * LEAST * LINE), [ending.text], looks.words.lang)
