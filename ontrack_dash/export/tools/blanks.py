"""How a question is answered on paper: boxes, tables of boxes, lines to write on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from ontrack_dash.export.tools import looks
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import POINTS, PROFESSION, Item

# In characters: answers that fit one line together, the longest answer of so many columns.
ONE_LINE, FITTING = 72, {4: 20, 3: 28, 2: 48}
GAP = "\N{EM SPACE}" * 2
INDENT, POINT_WIDTH = Cm(0.55), Cm(2.05)
MONTH_END, YEAR_END, NAME_END, CODE_END = Cm(4), Cm(7), Cm(10), Cm(17)
TEXT_LINES, NUMBER_LENGTH = 2, 10


@dataclass(frozen=True)
class Sheet:
    """The form while it is written; `numbers`, `routes`: of each question, when it is answered in words."""

    document: Document
    words: Words
    numbers: Mapping[str, int]
    routes: Mapping[str, str]

    def add(self, style: str, text: str = "") -> Paragraph:
        """Add a paragraph in one of the styles of the materials."""
        return self.document.add_paragraph(text, looks.style_name(style, self.words))

    def write(self, cell: _Cell, style: str, text: str) -> Paragraph:
        """Write a cell in one of the styles of the materials."""
        paragraph: Paragraph = cell.paragraphs[0]
        paragraph.style = looks.style_name(style, self.words)
        paragraph.add_run(text)
        return paragraph

    def settle(self, grid: Table) -> None:
        """Keep a table on one page, without room for empty cells, and apart from the next one."""
        style = looks.style_name("answer", self.words)
        *upper, _ = grid.rows
        for row in grid.rows:
            for paragraph in (paragraph for cell in row.cells for paragraph in cell.paragraphs):
                paragraph.style = paragraph.style if paragraph.text else style
                paragraph.paragraph_format.space_before = Pt(1)
                paragraph.paragraph_format.keep_with_next = row in upper
        self.add("gap")

    def title(self, item: Item, text: str) -> str:
        """Return a question with its number."""
        return f"{self.numbers[item.id]}. {text}"


def write_question(sheet: Sheet, item: Item) -> None:
    """Write one question and where its answer goes."""
    if sheet.routes[item.id]:
        sheet.add("route", sheet.routes[item.id]).paragraph_format.keep_with_next = True
    heading = sheet.add("question", sheet.title(item, item.text(sheet.words)))
    heading.paragraph_format.keep_with_next = True
    if item.type == "number":
        _number(heading)
    if hint := item.hint(sheet.words):
        aside = heading.add_run(f" {hint}")
        aside.style = sheet.document.styles[looks.style_name("hint", sheet.words)]
    if write := WRITERS.get(PROFESSION if item.list == PROFESSION else item.type):
        write(sheet, item)


def write_scale(sheet: Sheet, items: Sequence[Item]) -> None:
    """Write questions with the same scale as one table, the points above the boxes."""
    words, first = sheet.words, items[0]
    asked = looks.WIDTH - POINT_WIDTH * len(POINTS)
    grid = looks.add_grid(sheet.document, len(items) + 1, (Length(asked), *(POINT_WIDTH,) * len(POINTS)))
    header, *rows = grid.rows
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in (cell for row in grid.rows for cell in row.cells):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if first.stem:
        sheet.write(header.cells[0], "question", words.t(f"instrument_stem.{first.stem}", what="…").replace(" ?", "?"))
    for cell, choice in zip(header.cells[1:], first.choices, strict=True):
        sheet.write(cell, "aside", f"{choice.code}\n{choice.label(words)}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for row, item in zip(rows, items, strict=True):
        style, text = ("answer", item.row(words)) if item.stem else ("question", item.text(words))
        sheet.write(row.cells[0], style, sheet.title(item, text))
        if sheet.routes[item.id]:
            row.cells[0].add_paragraph(sheet.routes[item.id], looks.style_name("route", words))
        for cell in row.cells[1:]:
            sheet.write(cell, "answer", looks.BOX).alignment = WD_ALIGN_PARAGRAPH.CENTER
        for cell in row.cells:
            looks.rule(cell)
    sheet.settle(grid)


def _tick(sheet: Sheet, item: Item) -> None:
    texts = [looks.ticked(choice.text(sheet.words)) for choice in item.choices]
    if len(GAP.join(texts)) <= ONE_LINE:
        sheet.add("answer", GAP.join(texts)).paragraph_format.left_indent = INDENT
        return
    longest = max(map(len, texts))
    columns = next((columns for columns, length in FITTING.items() if longest <= length), 1)
    if columns == 1:
        _list(sheet, texts)
        return
    height = -(-len(texts) // columns)
    width = Length((looks.WIDTH - INDENT) // columns)
    grid = looks.add_grid(sheet.document, height, (INDENT, *(width,) * columns))
    for place, text in enumerate(texts):
        column, row = divmod(place, height)
        sheet.write(grid.cell(row, column + 1), "answer", text)
    sheet.settle(grid)


def _list(sheet: Sheet, texts: Sequence[str]) -> None:
    """Write answers one under the other, on one page: rows of a table are kept together by Word only."""
    for text in texts:
        answer = sheet.add("answer", text).paragraph_format
        answer.left_indent, answer.keep_with_next = INDENT, text != texts[-1]
    sheet.add("gap")


def _number(heading: Paragraph) -> None:
    """Add a line for a number at the end of the question, as far as it goes."""
    heading.add_run(" ")
    heading.add_run("_" * NUMBER_LENGTH).bold = False


def _date(sheet: Sheet, _: Item) -> None:
    words = sheet.words
    _lines(sheet, (words.t("tool.paper.month"), MONTH_END), (f" {words.t('tool.paper.year')}", YEAR_END))


def _profession(sheet: Sheet, _: Item) -> None:
    _lines(sheet, ("", NAME_END), (f" {sheet.words.t('tool.paper.code')}", CODE_END))


def _text(sheet: Sheet, _: Item) -> None:
    for _line in range(TEXT_LINES):
        _lines(sheet, ("", looks.WIDTH))


def _lines(sheet: Sheet, *parts: tuple[str, Length]) -> None:
    """Write lines to write on, each from the end of its label to a place."""
    paragraph = sheet.add("line")
    paragraph.paragraph_format.left_indent = INDENT
    for label, end in parts:
        paragraph.add_run(label)
        looks.add_line(paragraph, end)


WRITERS: Mapping[str, Callable[[Sheet, Item], None]] = {
    "one": _tick,
    "many": _tick,
    "date": _date,
    "text": _text,
    PROFESSION: _profession,
}
