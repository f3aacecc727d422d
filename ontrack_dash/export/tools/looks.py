"""How the Word materials look: page, styles, boxes to tick, lines to write on, fields that Word fills in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ontrack_dash.export.section import styles
from ontrack_dash.export.section.chart import colours
from ontrack_dash.i18n import Words

BOX = "\N{BALLOT BOX}"
MARGIN, WIDTH = Cm(1.7), Cm(17.6)
# Style → size in points, space before and after, colour; each is based on Normal.
STYLES: Mapping[str, tuple[float, float, float, str]] = {
    "question": (10.5, 7, 1.5, "ink"),
    "answer": (10.5, 0, 0.5, "ink"),
    "route": (8.5, 7, 0, "look"),
    "aside": (8.5, 0, 0, "muted"),
    "line": (10, 6, 0, "muted"),
    "gap": (2, 0, 0, "muted"),
}
HEADINGS: Mapping[str, tuple[float, float, float]] = {"Title": (18, 0, 2), "Heading 1": (11.5, 9, 2)}


def begin(words: Words, title: str, edition: str, made: date) -> Document:
    """Start a document of A4 pages."""
    document = docx.Document()
    styles.prepare(document, words)
    _set_page(document)
    for name, (size, before, after) in HEADINGS.items():
        _space(document.styles[name], size, before, after)
    for name, (size, before, after, colour) in STYLES.items():
        style = document.styles.add_style(style_name(name, words), WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = document.styles["Normal"], True
        _space(style, size, before, after)
        style.font.color.rgb = RGBColor.from_string(_colour(colour))
    document.styles[style_name("question", words)].font.bold = True
    hint = document.styles.add_style(style_name("hint", words), WD_STYLE_TYPE.CHARACTER)
    hint.font.size, hint.font.bold = Pt(8.5), False
    hint.font.color.rgb = RGBColor.from_string(_colour("muted"))
    _underline(document.styles["Heading 1"])
    properties = document.core_properties
    properties.title, properties.author = title, words.t("app.short_name")
    properties.comments, properties.language = edition, styles.LANGUAGES[words.lang]
    properties.created = properties.modified = datetime.combine(made, time())
    return document


def add_footer(document: Document, said: str) -> None:
    """Say on every page what it is of, and which page."""
    footer = document.sections[0].footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{said}\t")
    add_field(footer, "PAGE", "1")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES", "2")


def ticked(text: str) -> str:
    """Return an answer with its box, which stays beside it."""
    return f"{BOX}\N{NO-BREAK SPACE}{text}"


def style_name(style: str, words: Words) -> str:
    """Name a style of the materials as its users see it in Word."""
    return words.t(f"tool.style.{style}")


def add_field(paragraph: Paragraph, code: str, shown: str) -> Run:
    """Add what Word itself fills in: a page number, or a field of a mail merge."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    run = paragraph.add_run(shown)
    field.append(run._r)
    paragraph._p.append(field)
    return run


def add_line(paragraph: Paragraph, width: Length = WIDTH) -> None:
    """Add a line to write on, from where the paragraph stands to a width."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    paragraph.add_run("\t")


def add_grid(document: Document, rows: int, widths: Sequence[Length]) -> Table:
    """Add a table without lines whose rows stay whole."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.style, table.autofit = document.styles["Normal Table"], False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a ground."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_colour(colour)}"/>')
    )


def rule(cell: _Cell) -> None:
    """Draw a thin line under a cell."""
    line = f'<w:bottom w:val="single" w:sz="4" w:color="{_colour("grid")}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{line}</w:tcBorders>"))


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(1.4), Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.7)


def _space(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    style.font.size = Pt(size)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.0


def _underline(style: ParagraphStyle) -> None:
    line = f'<w:bottom w:val="single" w:sz="6" w:space="1" w:color="{_colour("this")}"/>'
    style.element.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"))


def _colour(name: str) -> str:
    return colours()[name].removeprefix("#")
