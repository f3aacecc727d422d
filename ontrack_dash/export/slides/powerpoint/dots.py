"""Rows of dots with intervals: an XY chart, the only native one whose dots lie in rows and hold true intervals.

Bars would begin where the axis happens to begin; lines with marks stand upright, where names of rows have no room.
Intervals are a second series, bound to the cells of their ends. The names of rows and the written values are text
beside the chart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pptx.enum.text import PP_ALIGN

from ontrack_dash.export.slides.powerpoint import forms, lines, native, xml
from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.export.slides.powerpoint.marks import of_series
from ontrack_dash.export.slides.powerpoint.sheet import Column, Number, Sheet
from ontrack_dash.export.slides.powerpoint.space import CHARACTER, GAP, LEAST, LINE, Area, height, shorten, width
from ontrack_dash.export.slides.powerpoint.space import lines as lines_of
from ontrack_dash.export.slides.powerpoint.writing import Shapes, describe, write, write_key
from ontrack_dash.slides.marking import shorten as shorten_middle
from ontrack_dash.slides.model import Axis, Chart, Level, Mark, Series

ACROSS, UPWARD = 2001, 2002
# Of the width: the most that names and values take.
MOST_NAMES, MOST_VALUES = 0.5, 0.24
BELOW, SIDE, ABOVE = 34.0, 22.0, 28.0
# Of a row: how far several dots of one row lie apart.
STEP = 0.26
THIN = 3.0


def draw(shapes: Shapes, area: Area, chart: Chart, looks: Looks, alt: str) -> None:
    """Draw the rows."""
    axis = chart.axis
    if axis is None or not chart.categories:
        return
    said = [" · ".join(_say(series.marks[at]) for series in chart.series) for at in range(len(chart.categories))]
    wide = min(max(width(name, LEAST) for name in chart.categories) + 2 * GAP, area.width * MOST_NAMES)
    right = min(max(width(text, LEAST) for text in said) + 2 * GAP, area.width * MOST_VALUES)
    head = _head(shapes, area, chart, looks)
    outer = Area(area.x + wide, area.y + head, area.width - wide - right, area.height - head)
    top = ABOVE if chart.levels else 4.0
    inner = Area(outer.x + SIDE, outer.y + top, outer.width - 2 * SIDE, outer.height - top - BELOW)
    sheet, content = _content(chart, axis, looks, inner, outer)
    native.place(shapes, outer, content, sheet, chart.title, alt)
    names = Area(area.x, inner.y, wide - GAP, inner.height)
    values = Area(outer.right + GAP, inner.y, right - GAP, inner.height)
    _name_levels(shapes, Area(area.x, outer.y, area.width, top), inner, chart, looks)
    write_rows(shapes, names, _shorten(chart.categories, names), looks)
    write_rows(shapes, values, said, looks)


def _shorten(names: Sequence[str], area: Area) -> list[str]:
    """Take the middle out of names too long for their row, so that those that begin alike are told apart."""
    most = max(int(area.height / len(names) / (LEAST * LINE)), 1)
    longest = int(area.width / (LEAST * CHARACTER))
    return [
        name if lines_of(name, LEAST, area.width) <= most else shorten_middle(name, longest * most) for name in names
    ]


def _say(mark: Mark) -> str:
    """Return a value with what is said of it: its places in an order, its flags."""
    return f"{mark.said} {mark.label}" if mark.label and mark.value is not None else mark.said


def write_rows(shapes: Shapes, area: Area, texts: tuple[str, ...] | list[str], looks: Looks) -> None:
    """Write one text a row, as one group."""
    group = shapes.add_group_shape()
    describe(group, looks.words.t("export.slides.rows"))
    high = area.height / len(texts)
    most = max(int(high / (LEAST * LINE)), 1)
    for at, text in enumerate(texts):
        if not text:
            continue
        short = shorten(text, LEAST, area.width, most)
        place = area.cell(at, len(texts))
        tall = height((short,), LEAST, area.width)
        # A line that is a little wider than reckoned must not break.
        wide = area.width + (GAP if tall <= LEAST * LINE else 0)
        middle = Area(place.x, place.y + (place.height - tall) / 2, wide, tall)
        write(group.shapes, middle, [short], looks.words.lang, align=PP_ALIGN.LEFT)


def _head(shapes: Shapes, area: Area, chart: Chart, looks: Looks) -> float:
    """Name the dots of one row where there are several, in their colours; return the height taken."""
    if len(chart.series) < 2:
        return 0
    entries = [(looks.usual(series), series.name) for series in chart.series]
    return write_key(shapes, area, entries, looks.words.lang, "●") + GAP / 2


def _name_levels(shapes: Shapes, room: Area, inner: Area, chart: Chart, looks: Looks) -> None:
    """Write the names of levels over their lines, next to each other where they would meet."""
    free = room.x
    for level in sorted(chart.levels, key=lambda one: one.value):
        text = shorten(level.label, LEAST, room.width / len(chart.levels))
        wide = width(text, LEAST) + GAP
        middle = inner.x + inner.width * share(chart.axis, level.value)
        start = min(max(middle - wide / 2, free), room.right - wide)
        write(shapes, Area(start, room.y, wide, LEAST * LINE), [text], looks.words.lang, align=PP_ALIGN.CENTER)
        free = start + wide


def share(axis: Axis | None, value: float) -> float:
    """Return how far along an axis a value lies."""
    return 0 if axis is None else (value - axis.low) / ((axis.high - axis.low) or 1)


@dataclass
class _Rows:
    """The sheet of a chart of rows: the rows themselves first, then the ends of levels, then those of intervals."""

    sheet: Sheet
    form: str
    count: int
    looks: Looks
    free: int

    def place(self, name: str, values: Sequence[Number]) -> Column:
        """Add a column of places on the upright axis."""
        return self.sheet.add(self.looks.words.t("export.slides.sheet.place", name=name), values, forms.plain())


def _content(chart: Chart, axis: Axis, looks: Looks, inner: Area, outer: Area) -> tuple[Sheet, bytes]:
    count = len(chart.categories)
    names = [*chart.categories, *(name for level in chart.levels for name in (level.label, level.label))]
    ends = [name for series in chart.series if _is_sure(series) for name in _end_names(chart, looks)]
    sheet = Sheet(looks.words.t("export.slides.sheet.row"), [*names, *ends])
    rows = _Rows(sheet, forms.of_chart(chart, looks.words), count, looks, len(names))
    drawn: list[str] = []
    for number, series in enumerate(chart.series):
        offset = (number - (len(chart.series) - 1) / 2) * STEP
        drawn += _row_of_dots(len(drawn), series, offset, rows)
    for number, level in enumerate(chart.levels):
        drawn.append(_level(len(drawn), level, count + 2 * number, rows))
    plot = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{"".join(drawn)}'
        f'<c:axId val="{ACROSS}"/><c:axId val="{UPWARD}"/></c:scatterChart>'
    )
    place = lines.inner_of(outer, inner)
    return sheet, xml.space(plot, _axes(axis, chart, looks, count), place, looks.lang)


def _is_sure(series: Series) -> bool:
    return any(mark.low is not None and mark.high is not None for mark in series.marks)


def _end_names(chart: Chart, looks: Looks) -> Iterator[str]:
    for name in chart.categories:
        yield looks.words.t("export.slides.sheet.low", name=name)
        yield looks.words.t("export.slides.sheet.high", name=name)
        yield ""


def _row_of_dots(number: int, series: Series, offset: float, rows: _Rows) -> list[str]:
    sheet, looks, rest = rows.sheet, rows.looks, [None] * (len(rows.sheet.rows) - rows.count)
    marks = [*series.marks, *(Mark("", "no_data") for _ in rest)]
    values = sheet.add(series.name or sheet.corner, [mark.value for mark in marks], rows.form)
    ends = lines.ends(marks, values, sheet, looks)
    at = [rows.count - at - offset if mark.value is not None else None for at, mark in enumerate(series.marks)]
    upward = rows.place(values.header, [*at, *rest])
    size = looks.palette.dot * 0.9
    drawn = [_spans(number, ends, upward, rows)] if _is_sure(series) else []
    drawn.append(scattered(number + len(drawn), values, _NO_LINE + of_series(series, looks, size), values, upward))
    if any(mark.benchmark is not None for mark in marks):
        name = looks.words.t("export.slides.sheet.benchmark")
        of_others = sheet.add(name, [mark.benchmark for mark in marks], rows.form)
        look = f"{_NO_LINE}{xml.marker(looks.palette.others, size, 'diamond')}"
        drawn.append(scattered(number + len(drawn), of_others, look, of_others, upward))
    return drawn


def _spans(number: int, ends: tuple[Column, Column], upward: Column, rows: _Rows) -> str:
    """Return the intervals as a broken line: not all programs draw error bars that lie."""
    sheet, looks, first = rows.sheet, rows.looks, rows.free
    rows.free += 3 * rows.count
    name = looks.words.t("export.slides.sheet.interval", name=ends[0].header.rpartition(":")[0])
    across = sheet.span(name, *ends, rows.count, first)
    along = sheet.span(looks.words.t("export.slides.sheet.place", name=name), upward, upward, rows.count, first)
    seen = zip(across.values, along.values, strict=True)
    along = sheet.replace(along, [None if place is None else value for place, value in seen])
    look = f"<c:spPr>{xml.stroke(looks.palette.edge, THIN)}</c:spPr>{xml.NO_MARKER}"
    return scattered(number, across, look, across, along)


_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"


def scattered(number: int, title: Column, look: str, across: Column, upward: Column, *, is_smooth: bool = False) -> str:
    """Return one series of points."""
    values = xml.numbers("xVal", across) + xml.numbers("yVal", upward)
    end = f'<c:smooth val="{int(is_smooth)}"/>'
    return f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{xml.title_of(title)}{look}{values}{end}</c:ser>'


def _level(number: int, level: Level, first: int, rows: _Rows) -> str:
    """Return a line across all rows, whose two ends stand in the sheet from row `first` on."""
    before, after = [None] * first, [None] * (len(rows.sheet.rows) - first - 2)
    across = rows.sheet.add(level.label, [*before, level.value, level.value, *after], rows.form)
    upward = rows.place(level.label, [*before, 0.5, rows.count + 0.5, *after])
    look = f"<c:spPr>{xml.stroke(rows.looks.palette.others, 2, 'dash')}</c:spPr>{xml.NO_MARKER}"
    return scattered(number, across, look, across, upward)


def _axes(axis: Axis, chart: Chart, looks: Looks, count: int) -> str:
    step = axis.ticks[1][0] - axis.ticks[0][0] if len(axis.ticks) > 1 else 0
    grid = f"<c:majorGridlines><c:spPr>{xml.stroke(looks.palette.grid, 1)}</c:spPr></c:majorGridlines>"
    between = '<c:crossBetween val="midCat"/>'
    across = {
        "scale": xml.scale(axis.low, axis.high), "grid": grid, "form": forms.of_axis(chart, looks.words),
        "more": between + lines.unit(step), "lang": looks.lang, "crosses": "min",
    }  # fmt: skip
    upward = {
        "scale": xml.scale(0.5, count + 0.5), "labels": "none", "more": between + lines.unit(1), "crosses": "min",
    }  # fmt: skip
    return xml.axis("valAx", ACROSS, UPWARD, "b", across) + xml.axis("valAx", UPWARD, ACROSS, "l", upward)
