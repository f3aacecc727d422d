"""The template that stands in where the agency has none: a plain master, wide, in our colours and a face all have."""

import io
import re
from functools import lru_cache
from typing import Any

from pptx import Presentation as Open
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as LINK
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from ontrack_dash.export.slides.powerpoint import traces
from ontrack_dash.export.slides.powerpoint.space import LEAST, Area
from ontrack_dash.export.slides.powerpoint.writing import LANGUAGES, bare
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

WIDTH, HEIGHT = 960, 540
# Its widths are those of Liberation Sans, so lines break alike where there is no Office.
FACE = "Arial"
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
# The layouts of the library's own template that are kept, by what they are here.
KEPT = {"title": 0, "text": 1, "chart": 5}
PLACES = {
    PP_PLACEHOLDER.TITLE: Area(40, 16, 880, 70),
    PP_PLACEHOLDER.BODY: Area(40, 92, 880, 385),
    PP_PLACEHOLDER.OBJECT: Area(40, 92, 880, 385),
    PP_PLACEHOLDER.CENTER_TITLE: Area(60, 130, 840, 130),
    PP_PLACEHOLDER.SUBTITLE: Area(60, 286, 840, 150),
    PP_PLACEHOLDER.FOOTER: Area(40, 484, 800, 44),
    PP_PLACEHOLDER.SLIDE_NUMBER: Area(850, 484, 70, 44),
}
ACCENT = Area(60, 270, 120, 6)
SIZES = {"p:titleStyle": (28,), "p:bodyStyle": (24, 20, 20, 18, 18)}
COLOURS = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)


@lru_cache
def content(lang: str) -> bytes:
    """Return the template as a file, with the words of a language where text goes."""
    words = Words(lang)
    presentation = Open()
    traces.forget(presentation)
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = presentation.slide_masters[0]
    for number, layout in reversed(list(enumerate(master.slide_layouts))):
        if number not in KEPT.values():
            master.slide_layouts.remove(layout)
    _set_theme(master, PALETTES["projector"])
    _set_type(master)
    for holder, name in zip((master, *master.slide_layouts), ("", *KEPT), strict=True):
        _lay_out(holder, words, name)
    _accent(master.slide_layouts[0])
    word_notes(presentation, words)
    properties = presentation.core_properties
    properties.author = properties.last_modified_by = properties.title = ""
    return _saved(presentation)


def word_notes(presentation: Presentation, words: Words) -> None:
    """Give notes a master in the language of the slides, where a template has none of its own."""
    if any(link.reltype == LINK.NOTES_MASTER for link in presentation.part.rels.values()):
        return
    for shape in presentation.notes_master.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.BODY:
            _prompt(shape._element, words, PP_PLACEHOLDER.BODY)


def _saved(presentation: Presentation) -> bytes:
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _lay_out(holder: SlideMaster | SlideLayout, words: Words, name: str) -> None:
    """Put the places of a master or a layout where they belong on a wide slide and say in words what they are for."""
    if name:
        holder.name = words.t(f"export.slides.layout.{name}")
    for shape in list(holder.placeholders):
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = PLACES[kind].box
        bare(shape.text_frame, MSO_ANCHOR.BOTTOM if kind in _LOW else MSO_ANCHOR.TOP)
        _prompt(shape._element, words, kind)
        if kind in SIZED:
            _set_look(shape._element.find(qn("p:txBody")), kind)


def _set_look(body: Any, kind: PP_PLACEHOLDER) -> None:
    """Set size, side and colour of a place whose own differ from what its master says."""
    _set_sizes(body, (SIZED[kind],))
    for level in body.find(qn("a:lstStyle")):
        level.set("algn", "r" if kind == PP_PLACEHOLDER.SLIDE_NUMBER else "l")
    for colour in list(body.iter(qn("a:schemeClr"))):
        colour.set("val", "tx2")
        for tint in list(colour):
            colour.remove(tint)


SIZED = {
    PP_PLACEHOLDER.FOOTER: LEAST, PP_PLACEHOLDER.SLIDE_NUMBER: LEAST, PP_PLACEHOLDER.CENTER_TITLE: 40,
    PP_PLACEHOLDER.SUBTITLE: 24,
}  # fmt: skip
_LOW = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.CENTER_TITLE)
_PROMPTS = {
    PP_PLACEHOLDER.TITLE: "title", PP_PLACEHOLDER.CENTER_TITLE: "title", PP_PLACEHOLDER.SUBTITLE: "text",
    PP_PLACEHOLDER.BODY: "text", PP_PLACEHOLDER.OBJECT: "text",
}  # fmt: skip


def _prompt(element: Any, words: Words, kind: PP_PLACEHOLDER) -> None:
    runs = element.xpath(".//a:r | .//a:fld")
    for run in runs:
        run.find(qn("a:rPr")).set("lang", LANGUAGES[words.lang])
    if kind not in _PROMPTS:
        return
    texts = element.xpath(".//a:t")
    for level, text in enumerate(texts):
        text.text = words.t(f"export.slides.prompt.{_PROMPTS[kind]}") if level == 0 else str(level + 1)


def _set_type(master: SlideMaster) -> None:
    """Set sizes and the start of lines for all slides."""
    styles = master._element.find(qn("p:txStyles"))
    for name, sizes in SIZES.items():
        _set_sizes(styles.find(qn(name)), sizes)
    title = styles.find(qn("p:titleStyle"))[0]
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("b", "1")


def _set_sizes(style: Any, sizes: tuple[int, ...]) -> None:
    levels = list(style.iter(qn("a:defRPr")))
    if not levels:
        own = style.find(qn("a:lstStyle"))
        first = own.makeelement(qn("a:lvl1pPr"), {})
        own.append(first)
        levels = [first.makeelement(qn("a:defRPr"), {})]
        first.append(levels[0])
    for level, found in enumerate(levels):
        found.set("sz", str(sizes[min(level, len(sizes) - 1)] * 100))


def _set_theme(master: SlideMaster, palette: Palette) -> None:
    part = master.part.part_related_by(LINK.THEME)
    theme = part.blob.decode()
    grounds = (palette.ink, palette.paper, palette.muted, palette.grid)
    shown = (*grounds, *palette.lines, palette.look, palette.this, palette.lines[2])
    for name, colour in zip(COLOURS, shown, strict=True):
        value = f'<a:{name}><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:{name}>'
        theme = re.sub(f"<a:{name}>.*?</a:{name}>", value, theme, count=1, flags=re.DOTALL)
    part.blob = re.sub(r'(<a:latin typeface=")[^"]*', rf"\g<1>{FACE}", theme, count=2).encode()


def _accent(layout: SlideLayout) -> None:
    """Put a short line under the title of the first slide."""
    scratch = Open()
    shapes = scratch.slides.add_slide(scratch.slide_layouts[6]).shapes
    line = shapes.add_shape(MSO_SHAPE.RECTANGLE, *ACCENT.box)
    line.fill.solid()
    line.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    line.line.fill.background()
    line.shadow.inherit = False
    line.name = "accent"
    layout.shapes._spTree.append(line._element)
