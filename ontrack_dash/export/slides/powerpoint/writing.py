"""Text on a slide: always in its language, at a size that is read, in the colours and the face of the template."""

from collections.abc import Sequence
from typing import TypeAlias

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.shapetree import GroupShapes, SlideShapes
from pptx.text.text import TextFrame, _Paragraph, _Run
from pptx.util import Pt

from ontrack_dash.export.cells import UNPRINTABLE
from ontrack_dash.export.slides.powerpoint.space import LEAST, Area, height

LANGUAGES = {"bg": "bg-BG", "en": "en-GB"}
NARROW = "\N{NO-BREAK SPACE}"

Shapes: TypeAlias = SlideShapes | GroupShapes


def fill(
    frame: TextFrame,
    texts: Sequence[str],
    lang: str,
    *,
    size: float | None = None,
    bold: bool | None = None,
    colour: str = "",
    align: PP_ALIGN | None = None,
) -> None:
    """Write paragraphs into a text frame; what is not said comes from the template."""
    for number, text in enumerate(texts or ("",)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        run = add_run(paragraph, text, lang)
        if size is not None:
            run.font.size = Pt(size)
        if bold is not None:
            run.font.bold = bold
        if colour:
            run.font.color.rgb = rgb(colour)


def add_run(paragraph: _Paragraph, text: str, lang: str) -> _Run:
    """Add text to a paragraph and say its language."""
    run = paragraph.add_run()
    run.text = UNPRINTABLE.sub("", text)
    run._r.get_or_add_rPr().set("lang", LANGUAGES[lang])
    return run


def write(
    shapes: Shapes,
    area: Area,
    texts: Sequence[str],
    lang: str,
    *,
    size: float = LEAST,
    bold: bool | None = None,
    colour: str = "",
    align: PP_ALIGN | None = None,
) -> Shape:
    """Put a box of text on a slide, without the margins PowerPoint adds."""
    box = shapes.add_textbox(*area.box)
    bare(box.text_frame, MSO_ANCHOR.TOP)
    fill(box.text_frame, texts, lang, size=size, bold=bold, colour=colour, align=align)
    return box


def write_key(shapes: Shapes, area: Area, entries: Sequence[tuple[str, str]], lang: str, sign: str = "■") -> float:
    """Write what colours mean, (colour, name) one after the other; return the height taken."""
    said = [f"{sign}{NARROW}{name.replace(' ', NARROW)}" for _, name in entries]
    high = height(("   ".join(said),), LEAST, area.width)
    box = shapes.add_textbox(*area.top(high).box)
    bare(box.text_frame, MSO_ANCHOR.TOP)
    paragraph = box.text_frame.paragraphs[0]
    for (colour, _), text in zip(entries, said, strict=True):
        for part, ink in ((text[0], colour), (text[1:] + "   ", "")):
            run = add_run(paragraph, part, lang)
            run.font.size = Pt(LEAST)
            if ink:
                run.font.color.rgb = rgb(ink)
    return high


def rgb(colour: str) -> RGBColor:
    """Return `#rrggbb` as the library takes it."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def bare(frame: TextFrame, anchor: MSO_ANCHOR) -> None:
    """Take the margins off a text frame and let its lines break."""
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def describe(shape: object, name: str, alt: str = "") -> None:
    """Name a shape, and say in words what it shows; without words it is one nobody need hear of."""
    found = shape._element.xpath(".//p:cNvPr")[0]  # type: ignore[attr-defined]
    found.set("name", UNPRINTABLE.sub("", name))
    if alt:
        found.set("descr", UNPRINTABLE.sub("", alt))


def unstyle(shape: Shape) -> None:
    """Take off the shadows and colours a theme gives to shapes."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)


def number_field(paragraph: _Paragraph, lang: str) -> None:
    """Add the number of the slide, which PowerPoint counts itself."""
    field = paragraph._p.makeelement(qn("a:fld"), {"id": "{5C9B1B1A-6F2F-4E0B-9B6C-0A7D7F0B1D11}", "type": "slidenum"})
    properties = field.makeelement(qn("a:rPr"), {"lang": LANGUAGES[lang], "sz": str(LEAST * 100)})
    text = field.makeelement(qn("a:t"), {})
    text.text = "‹#›"
    field.extend([properties, text])
    paragraph._p.insert(len(paragraph._p), field)
