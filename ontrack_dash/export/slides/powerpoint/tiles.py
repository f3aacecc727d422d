"""The map of oblasti as tiles: code and value in each, hatched where there is none to show."""

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.util import Pt

from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.export.slides.powerpoint.space import GAP, LEAST, LINE, Area, height, width
from ontrack_dash.export.slides.powerpoint.writing import Shapes, bare, describe, fill, rgb, unstyle, write
from ontrack_dash.slides.model import Axis, Chart, Mark

# Of the width: what the key takes; between tiles, in points.
KEY, BETWEEN = 0.25, 3.0
TALLEST, SWATCH = 84.0, 30.0
PIECES = 5


def draw(shapes: Shapes, area: Area, chart: Chart, looks: Looks, alt: str) -> None:
    """Draw the tiles as one group, and their key beside them."""
    if not chart.places:
        return
    rows, columns = (max(place[side] for place in chart.places) + 1 for side in (0, 1))
    map_area = area.part(0, 1 - KEY)
    wide, tall = map_area.width / columns, min(area.height / rows, TALLEST)
    group = shapes.add_group_shape()
    describe(group, chart.title or looks.words.t("export.slides.tiles"), alt)
    marks = chart.series[0].marks
    for (row, column), name, mark in zip(chart.places, chart.categories, marks, strict=True):
        place = Area(area.x + column * wide, area.y + row * tall, wide - BETWEEN, tall - BETWEEN)
        _tile(group.shapes, place, mark.label or name, mark, chart.axis, looks)
    _key(
        shapes,
        Area(area.right - area.width * KEY + 2 * GAP, area.y, area.width * KEY - 2 * GAP, area.height),
        chart,
        looks,
    )


def _tile(shapes: Shapes, place: Area, code: str, mark: Mark, axis: Axis | None, looks: Looks) -> None:
    if mark.value is None:
        hatch(shapes, place, mark, looks)
        inner = Area(place.x + place.width * 0.12, place.y + place.height / 2 - 13, place.width * 0.76, 26)
        plain(shapes, inner, looks.palette.paper, [code], looks, ink=looks.palette.ink)
        return
    ends = (axis.low, axis.high) if axis else (0.0, 1.0)
    colour = looks.palette.sequence_at((mark.value - ends[0]) / ((ends[1] - ends[0]) or 1))
    shape = plain(shapes, place, colour, [code, mark.said], looks, ink=looks.palette.text_on(colour))
    if mark.role == "look":
        shape.line.color.rgb, shape.line.width = rgb(looks.palette.look), Pt(5)


def plain(shapes: Shapes, place: Area, colour: str, texts: list[str], looks: Looks, *, ink: str) -> Shape:
    """Put a filled rectangle with text in its middle."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *place.box)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    unstyle(shape)
    bare(shape.text_frame, MSO_ANCHOR.MIDDLE)
    fill(shape.text_frame, texts, looks.words.lang, size=LEAST, bold=False, colour=ink, align=PP_ALIGN.CENTER)
    shape.text_frame.word_wrap = False
    return shape


def hatch(shapes: Shapes, place: Area, mark: Mark, looks: Looks) -> None:
    """Put a rectangle that says a value is not shown: hatched when protected, else only an outline."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *place.box)
    if mark.status == "protected":
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(looks.palette.edge), rgb(looks.palette.paper)
    else:
        shape.fill.background()
    shape.line.color.rgb, shape.line.width = rgb(looks.palette.edge), Pt(1)
    unstyle(shape)


def _key(shapes: Shapes, area: Area, chart: Chart, looks: Looks) -> None:
    """Say what colours and hatches mean."""
    line, at = LEAST * LINE, area.y
    if chart.axis and chart.axis.ticks:
        at = _scale(shapes, area, chart.axis, looks)
    unseen = {mark.status: mark for mark in chart.series[0].marks if mark.value is None}
    for mark in unseen.values():
        hatch(shapes, Area(area.x, at, SWATCH, line), mark, looks)
        room = area.width - SWATCH - GAP
        tall = height((mark.said,), LEAST, room)
        write(shapes, Area(area.x + SWATCH + GAP, at, room, tall), [mark.said], looks.words.lang)
        at += tall + GAP
    if chart.legend:
        write(shapes, Area(area.x, at, area.width, area.bottom - at), [chart.legend], looks.words.lang)


def _scale(shapes: Shapes, area: Area, axis: Axis, looks: Looks) -> float:
    line, piece = LEAST * LINE, area.width / PIECES
    for number in range(PIECES):
        colour = looks.palette.sequence_at(number / (PIECES - 1))
        plain(shapes, Area(area.x + number * piece, area.y, piece, 14), colour, [""], looks, ink=looks.palette.ink)
    first, last = axis.ticks[0][1], axis.ticks[-1][1]
    write(shapes, Area(area.x, area.y + 18, area.width / 2, line), [first], looks.words.lang)
    wide = width(last, LEAST) + GAP
    end = Area(area.right - wide, area.y + 18, wide, line)
    write(shapes, end, [last], looks.words.lang, align=PP_ALIGN.RIGHT)
    return area.y + 18 + line + GAP
