"""What a template offers: which of its layouts serve our slides, and how much room they leave."""

from dataclasses import dataclass

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout

from ontrack_dash.export.slides.powerpoint.blank import TITLES
from ontrack_dash.export.slides.powerpoint.space import GAP, LEAST, LINE, Area

EMU = 12700
FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
# What a layout is called inside, by what it is for here; the first found is taken.
TYPES = {"title": ("title",), "chart": ("titleOnly",), "text": ("obj", "tx")}
# The lines of source and date below every slide, and what else is kept free at the edges.
FOOT = 2 * LEAST * LINE
EDGE, NUMBER = 24.0, 60.0
# The least share of a slide that a chart can live with.
LEAST_PART = 0.4


@dataclass(frozen=True)
class Frame:
    """One layout with the places on it, in points: title, what is shown, the line of the source, the number."""

    layout: SlideLayout
    title: Area
    content: Area
    foot: Area
    number: Area
    title_size: float


def find(presentation: Presentation, use: str) -> Frame:
    """Return the layout for `title`, `chart` or `text` slides; what has no layout of its own takes the nearest."""
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    titled = [layout for layout in layouts if _places(layout, TITLES)]
    fitting = [layout for kind in TYPES[use] for layout in titled if layout._element.get("type") == kind]
    if use == "text":
        fitting += [layout for layout in titled if len(_places(layout, BODIES)) == 1]
    plain = sorted(titled, key=lambda layout: len(_others(layout)))
    return _frame(presentation, (fitting or plain)[0])


def _places(layout: SlideLayout, kinds: tuple[PP_PLACEHOLDER, ...]) -> list[LayoutPlaceholder]:
    return [shape for shape in layout.placeholders if shape.placeholder_format.type in kinds]


def _others(layout: SlideLayout) -> list[LayoutPlaceholder]:
    return [shape for shape in layout.placeholders if shape.placeholder_format.type not in (*TITLES, *FEET)]


def _frame(presentation: Presentation, layout: SlideLayout) -> Frame:
    wide, high = (presentation.slide_width or 0) / EMU, (presentation.slide_height or 0) / EMU
    title = _area(_places(layout, TITLES)[0])
    left, right = max(title.x, EDGE), min(title.right, wide - EDGE)
    if right - left < wide / 2:
        left, right = EDGE, wide - EDGE
    bottom = high - EDGE / 2
    starts = title.bottom + GAP if title.bottom < high * (1 - LEAST_PART) else EDGE
    ends = bottom - FOOT - GAP / 2
    if ends - starts < high * LEAST_PART:
        starts, ends = min(starts, high * 0.25), bottom - FOOT - GAP
    foot = Area(left, bottom - FOOT, right - left - NUMBER - GAP, FOOT)
    content = Area(left, starts, right - left, ends - starts)
    return Frame(layout, title, content, foot, Area(right - NUMBER, foot.y, NUMBER, FOOT), _title_size(layout))


def _area(shape: LayoutPlaceholder) -> Area:
    return Area(*((value or 0) / EMU for value in (shape.left, shape.top, shape.width, shape.height)))


def _title_size(layout: SlideLayout) -> float:
    """Return the size of type of titles: the layout's own, else its master's."""
    title = _places(layout, TITLES)[0]._element
    style = layout.slide_master._element.find(qn("p:txStyles"))
    for holder in (title, None if style is None else style.find(qn("p:titleStyle"))):
        levels = [] if holder is None else list(holder.iter(qn("a:lvl1pPr")))
        sizes = [found.get("sz") for level in levels for found in level.iter(qn("a:defRPr"))]
        if any(sizes):
            return int(next(filter(None, sizes))) / 100
    return 32
