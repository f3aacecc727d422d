"""The handbook as Word document: headings for Word's own outline, linked contents, boxes to tick."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from ontrack_dash import handbook
from ontrack_dash.export.handbook import layout
from ontrack_dash.export.handbook.layout import Front
from ontrack_dash.export.section.chart import colours
from ontrack_dash.export.tools import looks
from ontrack_dash.handbook import Block, Line, Run, Step, Table
from ontrack_dash.i18n import Words

TITLE, SUBTITLE, STEP, SECTION = "Title", "Subtitle", "Heading 1", "Heading 2"
CONTENTS = ("toc 1", "toc 2")
# Style → size in points, space before and after.
SIZES = {TITLE: (24, 0, 6), STEP: (18, 0, 8), SECTION: (13, 14, 5), CONTENTS[0]: (10.5, 8, 2), CONTENTS[1]: (10, 0, 1)}
LISTS: Mapping[str, str] = {"bullets": "List Bullet", "numbers": "List Number"}
TABLE, CAPTION = "Table Grid", "Caption"
INDENT = Cm(0.6)
# Below a list, and below a table without notes.
ROOM = Pt(7)


def make(words: Words) -> bytes:
    """Return the handbook as Word document."""
    return _made(words.lang)


@lru_cache
def _made(lang: str) -> bytes:
    words = Words(lang)
    front = layout.front(words)
    document = looks.begin(words, front.title, front.edition, handbook.DATE)
    looks.add_footer(document, f"{front.title} · {front.edition}")
    _restyle(document)
    book = _Book(document, words, count(1))
    steps = handbook.steps(words)
    book.write_front(front, steps)
    for step in steps:
        book.write_step(step)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@dataclass
class _Book:
    """The document while it is written; `numbers` gives each list of numbers and each bookmark its own."""

    document: Document
    words: Words
    numbers: Iterator[int]

    def write_front(self, front: Front, steps: tuple[Step, ...]) -> None:
        self.document.add_paragraph(front.title, TITLE)
        self.document.add_paragraph(front.subtitle, SUBTITLE)
        self.aside(front.edition)
        for note in front.notes:
            self.document.add_paragraph(note)
        # Not a heading: the contents do not list themselves.
        heading = self.document.add_paragraph(front.contents, SUBTITLE)
        heading.paragraph_format.keep_with_next = True
        for step in steps:
            self.link(CONTENTS[0], step.id, layout.title(step, self.words))
            for section in filter(layout.is_listed, step.sections):
                self.link(CONTENTS[1], _mark(step, section.id), section.title)

    def write_step(self, step: Step) -> None:
        heading = self.document.add_paragraph(layout.title(step, self.words), STEP)
        heading.paragraph_format.page_break_before = True
        self.mark(heading, step.id)
        for block in step.lead:
            self.write(block)
        for section in step.sections:
            self.mark(self.document.add_paragraph(section.title, SECTION), _mark(step, section.id))
            for block in section.blocks:
                self.write(block)

    def write(self, block: Block) -> None:
        if block.table:
            self.table(block.table)
            return
        restart = self.restart() if block.kind == "numbers" else None
        for line in block.lines:
            paragraph = self.document.add_paragraph(style=LISTS.get(block.kind))
            if block.kind == "checks":
                paragraph.add_run(f"{looks.BOX} ")
                _hang(paragraph)
            if block.kind == "note":
                _set_apart(paragraph)
            if restart is not None:
                _number(paragraph, restart)
            self.runs(paragraph, line)
        if block.kind in LISTS:
            paragraph.paragraph_format.space_after = ROOM

    def table(self, given: Table) -> None:
        if given.title:
            self.document.add_paragraph(given.title, CAPTION).paragraph_format.keep_with_next = True
        widths = [Length(int(looks.WIDTH * share)) for share in layout.share_line(given)]
        made = looks.add_grid(self.document, len(given.rows) + 1, widths)
        made.style = self.document.styles[TABLE]
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        cell_style = self.words.t("export.section.style.cell")
        for row, texts in zip(made.rows, (given.header, *given.rows), strict=True):
            for cell, text, is_right in zip(row.cells, texts, given.right, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = cell_style
                paragraph.add_run(text)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_right else None
                paragraph.paragraph_format.keep_with_next = layout.is_kept(given) and row is not made.rows[-1]
        self.aside(given.notes)

    def aside(self, text: str) -> None:
        """Add a remark in small type; where nothing is said, some room below a table."""
        style = self.words.t("export.section.style.note") if text else looks.style_name("gap", self.words)
        paragraph = self.document.add_paragraph(text, style)
        paragraph.paragraph_format.space_after = None if text else ROOM

    def runs(self, paragraph: Paragraph, line: Line) -> None:
        for run in line:
            if run.href:
                self.address(paragraph, run)
                continue
            _look(paragraph.add_run(run.text), run)

    def address(self, paragraph: Paragraph, run: Run) -> None:
        """Add words that lead to an address."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.document.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        _add_link(paragraph, link, run.text)

    def link(self, style: str, mark: str, text: str) -> None:
        """Add a line of the contents that leads to its heading."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), mark)
        _add_link(self.document.add_paragraph(style=style), link, text)

    def mark(self, paragraph: Paragraph, name: str) -> None:
        """Give a heading the name by which the contents find it."""
        number = str(next(self.numbers))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), number)
        start.set(qn("w:name"), name)
        paragraph._p.insert(1, start)
        paragraph._p.append(end)

    def restart(self) -> int:
        """Return a numbering like that of the list style that begins with one."""
        style = self.document.styles[LISTS["numbers"]].element
        used = style.pPr.numPr.numId.val
        numbering = self.document.part.numbering_part.element
        new = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(new.numId)


def _restyle(document: Document) -> None:
    for name in CONTENTS:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
    document.styles[CONTENTS[0]].font.bold = True
    document.styles[CONTENTS[1]].paragraph_format.left_indent = INDENT
    for name, sizes in SIZES.items():
        _resize(document.styles[name], *sizes)
    for border in document.styles[STEP].element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    # What is read for long stands wider than a form.
    document.styles["Normal"].paragraph_format.line_spacing = 1.15


def _resize(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    style.font.size = Pt(size)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _mark(step: Step, section: str) -> str:
    return f"{step.id}_{section}"


def _look(word_run: WordRun, run: Run) -> None:
    word_run.bold, word_run.italic = run.is_bold or None, run.is_italic or None


def _add_link(paragraph: Paragraph, link: BaseOxmlElement, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.color.rgb = RGBColor.from_string(colours()["this"].removeprefix("#"))
    link.append(run._r)
    paragraph._p.append(link)


def _hang(paragraph: Paragraph) -> None:
    spacing = paragraph.paragraph_format
    spacing.left_indent, spacing.first_line_indent, spacing.space_after = INDENT, -INDENT, Pt(4)


def _set_apart(paragraph: Paragraph) -> None:
    """Draw a line beside a note."""
    spacing = paragraph.paragraph_format
    spacing.left_indent, spacing.space_before = INDENT, Pt(6)
    borders, side = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (
        ("val", "single"),
        ("sz", "12"),
        ("space", "8"),
        ("color", colours()["look"].removeprefix("#")),
    ):
        side.set(qn(f"w:{name}"), value)
    borders.append(side)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _number(paragraph: Paragraph, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering
