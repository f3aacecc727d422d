"""What stands below every slide: source, date, mark, number; and on the last, the way to the live page."""

import io
from copy import deepcopy

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide as Page
from pptx.util import Pt

from ontrack_dash.export.slides import qr
from ontrack_dash.export.slides.powerpoint.layouts import Frame
from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.export.slides.powerpoint.space import LEAST, LINE, Area, lines, shorten
from ontrack_dash.export.slides.powerpoint.writing import add_run, bare, describe, fill, number_field

CODE = 200.0
MOST_LINES = 4


def write(page: Page, frame: Frame, said: str, lang: str) -> None:
    """Write the footer and the number of a slide into the template's own places, or where they usually are."""
    if said:
        high = lines_of(said, frame) * LEAST * LINE
        area = Area(frame.foot.x, frame.foot.bottom - high, frame.foot.width, high)
        footer = _place(page, frame, PP_PLACEHOLDER.FOOTER, area)
        fill(
            footer.text_frame,
            [shorten(said, LEAST, frame.foot.width, MOST_LINES)],
            lang,
            size=LEAST,
            align=PP_ALIGN.LEFT,
        )
    number = _place(page, frame, PP_PLACEHOLDER.SLIDE_NUMBER, frame.number)
    number.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    number_field(number.text_frame.paragraphs[0], lang)


def lines_of(said: str, frame: Frame) -> int:
    """Return how many lines the footer takes."""
    return min(lines(said, LEAST, frame.foot.width), MOST_LINES)


def add_link(page: Page, frame: Frame, address: str, looks: Looks) -> None:
    """Put the address as a code to photograph and as a link to click."""
    area = frame.content
    code = page.shapes.add_picture(
        io.BytesIO(qr.png(address)), Pt(area.right - CODE), Pt(area.bottom - CODE - 40), Pt(CODE), Pt(CODE)
    )
    describe(code, looks.words.t("export.slides.code"), address)
    box = page.shapes.add_textbox(*Area(area.x, area.bottom - 40, area.width, 36).box)
    bare(box.text_frame, MSO_ANCHOR.BOTTOM)
    run = add_run(box.text_frame.paragraphs[0], address, looks.words.lang)
    run.font.size = Pt(LEAST)
    run.hyperlink.address = address


def _place(page: Page, frame: Frame, kind: PP_PLACEHOLDER, area: Area) -> Shape:
    """Return the place of a kind on this slide, as large as the text needs."""
    own = next((one for one in frame.layout.placeholders if one.placeholder_format.type == kind), None)
    if own is None:
        shape = page.shapes.add_textbox(*area.box)
    else:
        element = deepcopy(own._element)
        for body in element.findall(qn("p:txBody")):
            for paragraph in body.findall(qn("a:p"))[1:]:
                body.remove(paragraph)
            for child in list(body.find(qn("a:p"))):
                body.find(qn("a:p")).remove(child)
        page.shapes._spTree.append(element)
        element.xpath(".//p:cNvPr")[0].set("id", str(page.shapes._next_shape_id))
        shape = page.shapes[-1]
        shape.left, shape.top, shape.width, shape.height = area.box
    bare(shape.text_frame, MSO_ANCHOR.BOTTOM)
    return shape
