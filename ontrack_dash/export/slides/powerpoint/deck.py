"""A deck as PowerPoint presentation: titles, charts, notes and footers where the program looks for them."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.slide import Slide as Page

from ontrack_dash.comparisons import flags
from ontrack_dash.export.cells import UNPRINTABLE
from ontrack_dash.export.slides.powerpoint import bars, dots, feet, funnel, grid, layouts, lines, looks, numbers, tiles
from ontrack_dash.export.slides.powerpoint.layouts import Frame
from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.export.slides.powerpoint.space import GAP, LEAST, LINE, Area, fit, height, shorten
from ontrack_dash.export.slides.powerpoint.template import open_template
from ontrack_dash.export.slides.powerpoint.writing import LANGUAGES, Shapes, fill, write
from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import Chart, Deck, Slide

Drawer = Callable[[Shapes, Area, Chart, Looks, str], None]

DRAWERS: Mapping[str, Drawer] = MappingProxyType(
    {
        "lines": lines.draw,
        "dots": dots.draw,
        "stack": bars.draw_parts,
        "diverging": bars.draw_parts,
        "steps": bars.draw_steps,
        "funnel": funnel.draw,
        "tiles": tiles.draw,
        "numbers": numbers.draw,
        "table": grid.draw,
    }
)
TITLE = "title"
# The most a title grows, and the sizes of other text, in points.
LARGEST_TITLE, TEXT = 40, 24
# Kinds whose key says what is drawn here in another way than on the screen.
OWN_LEGENDS = ("dots", "funnel", "lines", "order", "profile", "stack")
# Of the room: the most that what is said below a chart takes; kinds with rows, and how many of them are few.
BELOW = 0.42
ROWS, FEW = ("dots", "stack", "diverging", "table"), 8
# Core properties take no more characters.
LONGEST = 255


def pptx(deck: Deck, words: Words, template: bytes | Path | None = None, *, address: str = "") -> bytes:
    """Return a deck as PowerPoint file in 16:9, or of the size of a template, with charts that can be edited.

    `template` is the agency's own (.pptx, .potx) as content or place; `address` is where the live pages are, for the
    links in it. The workbooks inside hold what the deck says and nothing else.

    Raises:
        BrokenTemplateError: no slides can be made from the template; its text says why.
    """
    presentation = open_template(template, words)
    chosen = looks.choose(presentation.slide_masters[0], words)
    frames = {use: layouts.find(presentation, use) for use in layouts.TYPES}
    for slide in deck.slides:
        use = TITLE if slide.id == TITLE else ("chart" if slide.chart else "text")
        _add(presentation, frames[use], deck, slide, chosen, address)
    _set_properties(presentation, deck)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _add(presentation: Presentation, frame: Frame, deck: Deck, slide: Slide, chosen: Looks, address: str) -> None:
    page = presentation.slides.add_slide(frame.layout)
    if slide.id == TITLE:
        _write_title(page, frame, slide.headline or deck.title, deck.lang, LARGEST_TITLE)
        _write_body(page, frame.content, tuple(dict.fromkeys((deck.subtitle, *slide.points))), deck.lang, is_title=True)
    else:
        _write_title(page, frame, slide.headline, deck.lang, frame.title_size)
        content = _content(frame, _foot(deck, slide))
        below = _write_below(page, content, slide, chosen.words)
        if slide.chart:
            _draw(page, content.top(below - content.y), slide, chosen)
        else:
            _write_body(page, content.top(below - content.y), slide.points, deck.lang)
    if slide.id == "link" and address:
        feet.add_link(page, frame, address.rstrip("/") + slide.link, chosen)
    feet.write(page, frame, _foot(deck, slide), deck.lang)
    _drop_empty(page)
    notes = "\n\n".join(filter(None, (slide.notes, address and address.rstrip("/") + slide.link)))
    if notes:
        _write_notes(page, notes, deck.lang)


def _write_title(page: Page, frame: Frame, text: str, lang: str, largest: float) -> None:
    """Write the title; it gets smaller than the template has it only where it would not fit."""
    if page.shapes.title is None:
        return
    size = fit(text, frame.title, largest, 20)
    own = None if size >= frame.title_size else size
    fill(page.shapes.title.text_frame, [text], lang, size=own)


def _foot(deck: Deck, slide: Slide) -> str:
    return " · ".join(text for text in (deck.mark, slide.source) if text)


def _content(frame: Frame, foot: str) -> Area:
    """Return the room of a slide; a short line of source leaves more of it."""
    spare = frame.foot.height - max(feet.lines_of(foot, frame), 1) * LEAST * LINE
    return Area(frame.content.x, frame.content.y, frame.content.width, frame.content.height + spare)


def _write_below(page: Page, content: Area, slide: Slide, words: Words) -> float:
    """Write caution, basis and the key of the chart under it; return where the room for the chart ends."""
    texts = [text for text in (_legend(slide, words), slide.caution, slide.basis) if text]
    if not texts:
        return content.bottom
    most = content.height * BELOW
    # One running line where rows need the room; the key of the chart is what may be left out.
    ways = [texts] * (not _is_crowded(slide)) + [[" ".join(texts)], [" ".join(texts[-2:])]]
    kept = next((way for way in ways if height(tuple(way), LEAST, content.width) <= most), ways[-1])
    high = height(tuple(kept), LEAST, content.width)
    write(page.shapes, Area(content.x, content.bottom - high, content.width, high), kept, words.lang)
    return content.bottom - high - GAP


def _is_crowded(slide: Slide) -> bool:
    chart = slide.chart
    return chart is not None and max(len(chart.cells), len(chart.categories)) > FEW and chart.kind in ROWS


def _legend(slide: Slide, words: Words) -> str:
    """Return the key of a chart; where this form draws otherwise than the screen, in words of its own."""
    chart = slide.chart
    if chart is None or not chart.legend or chart.kind == "tiles":
        return ""
    level, hatched = flags.name_level(flags.OUTERMOST, words), f" {words.t('slides.hatched')}"
    said = chart.legend.removesuffix(hatched)
    own = next((name for name in OWN_LEGENDS if words.t(f"slides.legend.{name}", level=level) == said), "")
    if not own:
        return chart.legend
    is_many = chart.kind == "lines" and not lines.shows_intervals(chart)
    gap = f" {words.t('export.slides.legend.gap')}" if said != chart.legend else ""
    return words.t(f"export.slides.legend.{'many' if is_many else own}", level=level) + gap


def _draw(page: Page, area: Area, slide: Slide, chosen: Looks) -> None:
    chart = slide.chart
    if chart is None:
        return
    if chart.title and chart.kind not in ("numbers", "table") and not _is_crowded(slide):
        line = LEAST * LINE
        title = shorten(chart.title, LEAST, area.width)
        write(page.shapes, area.top(line), [title], chosen.words.lang, bold=True)
        area = area.below(line + GAP / 2)
    DRAWERS[chart.kind](page.shapes, area, chart, chosen, slide.alt)


def _write_body(page: Page, area: Area, points: tuple[str, ...], lang: str, *, is_title: bool = False) -> None:
    texts = [text for text in points if text]
    kinds = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
    body = next((shape for shape in page.placeholders if shape.placeholder_format.type in kinds), None)
    if not texts:
        return
    if body is None:
        body = page.shapes.add_textbox(*area.box)
        body.text_frame.word_wrap = True
    elif not is_title:
        body.left, body.top, body.width, body.height = area.box
    room = Area(0, 0, area.width - 40, area.height * 0.85)
    size = fit("\n".join(texts), room, TEXT)
    fill(body.text_frame, texts, lang, size=size)


def _drop_empty(page: Page) -> None:
    """Take out places nothing was written into: PowerPoint would ask to click there."""
    for shape in list(page.placeholders):
        has_text = shape.has_text_frame and (shape.text_frame.text.strip() or shape._element.xpath(".//a:fld"))
        if not has_text:
            shape._element.getparent().remove(shape._element)


def _write_notes(page: Page, text: str, lang: str) -> None:
    frame = page.notes_slide.notes_text_frame
    if frame is not None:
        fill(frame, text.split("\n"), lang)


def _set_properties(presentation: Presentation, deck: Deck) -> None:
    properties = presentation.core_properties
    clean = UNPRINTABLE.sub("", deck.title)[:LONGEST]
    author = UNPRINTABLE.sub("", deck.author)[:LONGEST]
    properties.title, properties.subject = clean, UNPRINTABLE.sub("", deck.subtitle)[:LONGEST]
    properties.author = properties.last_modified_by = author
    properties.language = LANGUAGES[deck.lang]
    properties.keywords = properties.comments = properties.category = properties.content_status = ""
    properties.identifier = properties.version = ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    properties.revision = 1
