"""A few numbers, large, as text: name, value, how sure it is."""

from pptx.enum.shapes import MSO_SHAPE

from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.export.slides.powerpoint.space import BOLD, LEAST, LINE, Area, height, shorten, width
from ontrack_dash.export.slides.powerpoint.writing import Shapes, describe, rgb, unstyle, write
from ontrack_dash.slides.model import Chart, Mark

BETWEEN, INDENT = 28.0, 16.0
LARGEST, SMALLEST = 60.0, 26.0


def draw(shapes: Shapes, area: Area, chart: Chart, looks: Looks, alt: str) -> None:
    """Draw a card a number, as one group."""
    marks = chart.series[0].marks
    many = len(marks)
    columns = many if many <= 3 else (2 if many == 4 else 3)
    rows = -(-many // columns)
    wide = (area.width - BETWEEN * (columns - 1)) / columns
    tall = min((area.height - BETWEEN / 2 * (rows - 1)) / rows, 220)
    size = _size(marks, wide - INDENT, tall)
    head = min(max(height((name,), LEAST, wide - INDENT) for name in chart.categories), tall / 2)
    group = shapes.add_group_shape()
    describe(group, chart.title or looks.words.t("export.slides.numbers"), alt)
    for number, (name, mark) in enumerate(zip(chart.categories, marks, strict=True)):
        row, column = divmod(number, columns)
        place = Area(area.x + column * (wide + BETWEEN), area.y + row * (tall + BETWEEN / 2), wide, tall)
        _card(group.shapes, place, name, mark, (head, size), looks)


def _size(marks: tuple[Mark, ...], wide: float, tall: float) -> float:
    """Return the size at which the longest value fits one line and leaves room for name and small print."""
    longest = max((width(mark.said, BOLD) for mark in marks if mark.value is not None), default=1)
    small = max(height((mark.label,), LEAST, wide) if mark.label else 0 for mark in marks)
    room = (tall - 2 * LEAST * LINE - small) / LINE
    return max(min(LARGEST, wide / longest, room), SMALLEST)


def _card(shapes: Shapes, place: Area, name: str, mark: Mark, sizes: tuple[float, float], looks: Looks) -> None:
    """Draw a card; `sizes` are the height of its name and the size of its value."""
    high, size = sizes
    edge = shapes.add_shape(MSO_SHAPE.RECTANGLE, *Area(place.x, place.y, 3, place.height).box)
    edge.fill.solid()
    edge.fill.fore_color.rgb = rgb(looks.palette.grid)
    edge.line.fill.background()
    unstyle(edge)
    inner = Area(place.x + INDENT, place.y, place.width - INDENT, place.height)
    lang, head = looks.words.lang, inner.top(high)
    most = max(round(high / (LEAST * LINE)), 1)
    write(shapes, head, [shorten(name, LEAST, inner.width, most)], lang)
    if mark.value is None:
        write(shapes, inner.below(head.height + 6), [mark.said], lang, size=24)
        return
    colour = looks.palette.ink if mark.role in ("others", "quiet") else looks.of_role(mark.role)
    middle = inner.below(head.height).top(size * LINE)
    write(shapes, middle, [mark.said], lang, size=size, bold=True, colour=colour)
    if mark.label:
        write(shapes, inner.below(head.height + size * LINE), [mark.label], lang)
