"""A plan as Word document: to print, to sign, to hang up."""

import io
from datetime import datetime

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Length

from ontrack_dash import __version__
from ontrack_dash.export.plan import grids
from ontrack_dash.export.plan.grids import Grid
from ontrack_dash.export.tools import looks
from ontrack_dash.export.tools.edition import edition
from ontrack_dash.i18n import Words
from ontrack_dash.plans import Plan

# Shares of the line a column takes: words need more than numbers.
WEIGHTS = {grids.TEXT: 3, grids.DAY: 1.4}
TABLE = "Table Grid"


def make(plan: Plan, words: Words, made: datetime) -> bytes:
    """Return the plan as Word document."""
    title = words.t("plan.title", cohort=plan.cohort)
    said = edition(__version__, made.date(), words)
    document = looks.begin(words, title, said, made.date())
    looks.add_footer(document, f"{title} · {said}")
    document.add_paragraph(title, "Title")
    document.add_paragraph(words.t("plan.assumed"))
    for wave in plan.needed:
        document.add_paragraph(grids.say_needed(plan, wave, words))
    for grid in grids.all_of(plan, words):
        document.add_paragraph(grid.title, "Heading 1")
        _add_table(document, grid.header, grid.written(words), grid, words)
    document.add_paragraph(words.t("plan.basis"), "Heading 1")
    facts = grids.facts(plan, words)
    made_with = Grid("", "", (("", grids.TEXT), ("", grids.COUNT)), tuple(facts))
    _add_table(document, None, [list(fact) for fact in facts], made_with, words)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document: Document, header: list[str] | None, rows: list[list[str]], grid: Grid, words: Words) -> None:
    weights = [WEIGHTS.get(kind, 1) for _, kind in grid.columns]
    widths = [Length(int(looks.WIDTH * weight / sum(weights))) for weight in weights]
    written = [*([header] if header else []), *rows]
    table = looks.add_grid(document, len(written), widths)
    table.style = document.styles[TABLE]
    if header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    style = words.t("export.section.style.cell")
    for row, texts in zip(table.rows, written, strict=True):
        for cell, text, is_right in zip(row.cells, texts, grid.right, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = style
            run = paragraph.add_run(text)
            run.bold = texts is header or None
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_right else None
    document.add_paragraph(grid.note, looks.style_name("aside" if grid.note else "gap", words))
