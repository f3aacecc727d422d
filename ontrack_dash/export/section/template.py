"""The Word template of a section: where the agency's own lies, and the one that is handed out for changing."""

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from ontrack_dash.export.section import styles
from ontrack_dash.export.section.parts import DRAWN, LEADING, MEASURES, OWN, PARTS
from ontrack_dash.i18n import Words
from ontrack_dash.store.builds import Build

FOLDER = "templates"
MARGIN, WIDE_MARGIN = Cm(2), Cm(2.2)
LABELS, TEXTS = Cm(4.6), Cm(12.4)
# The lines some parts have beside those of every part, and their styles: the chart, and what the centre says itself.
MORE: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        DRAWN: (
            ("{%p if chart %}", "tag"),
            ("{{ chart_title }}", "Caption"),
            ("{{p chart }}", "tag"),
            ("{{ chart_legend }}", "note"),
            ("{%p endif %}", "tag"),
        ),
        OWN: (
            ("{%p for own_text in own.texts %}", "tag"),
            ("{{ own_text.heading }}", "Heading 2"),
            ("{%p for text in own_text.lines %}", "tag"),
            ("{{ text }}", "Normal"),
            ("{%p endfor %}", "tag"),
            ("{%p if own_text.prompt %}", "tag"),
            ("{{ own_text.prompt }}", "prompt"),
            ("{%p endif %}", "tag"),
            ("{%p endfor %}", "tag"),
        ),
        MEASURES: (("{%p if measures.prompt %}", "tag"), ("{{ measures.prompt }}", "prompt"), ("{%p endif %}", "tag")),
    }
)


def place(data: Path, lang: str) -> Path:
    """Return where the agency's own template of a language lies, if it has one."""
    return data / FOLDER / f"section_{lang}.docx"


def current(build: Build, words: Words) -> bytes:
    """Return the agency's own template, which lies beside its builds, or the default one."""
    own = place(build.path.parents[1], words.lang)
    return own.read_bytes() if own.is_file() else default_template(words)


def default_template(words: Words) -> bytes:
    """Return the template that stands in where the agency has none: to download, change in Word and put in its place.

    A tag in brackets is replaced by what it names. A line with tags of its own may be moved, restyled or taken out
    whole; whatever else stands in the template is kept.
    """
    return _made(words.lang)


@lru_cache
def _made(lang: str) -> bytes:
    words = Words(lang)
    document = docx.Document()
    styles.prepare(document, words)
    _set_page(document, words)
    document.add_paragraph(f"{{#p {words.t('export.section.template.help')} #}}", words.t("export.section.style.help"))
    document.add_paragraph("{{ title }}", "Title")
    document.add_paragraph("{{ subtitle }}", "Subtitle")
    _write_facts(document, words)
    for part in PARTS:
        _write_part(document, part, words)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write_facts(document: Document, words: Words) -> None:
    """Write the table of facts: its middle row is repeated for each of them."""
    table = document.add_table(rows=3, cols=2)
    table.autofit = False
    for row, texts in zip(
        table.rows,
        (("{%tr for fact in facts %}", ""), ("{{ fact.label }}", "{{ fact.text }}"), ("{%tr endfor %}", "")),
        strict=True,
    ):
        for cell, text, style in zip(row.cells, texts, ("label", "fact"), strict=True):
            cell.paragraphs[0].text = text
            cell.paragraphs[0].style = words.t(f"export.section.style.{style}")
    for column, width in zip(table.columns, (LABELS, TEXTS), strict=True):
        column.width = width


def _write_part(document: Document, part: str, words: Words) -> None:
    lines = [
        ("{{ PART.heading }}", "Heading 1"),
        ("{%p for text in PART.lead %}", "tag"),
        ("{{ text }}", "lead" if part in LEADING else "Normal"),
        ("{%p endfor %}", "tag"),
        *MORE.get(part, ()),
        ("{%p for text in PART.points %}", "tag"),
        ("{{ text }}", "List Bullet"),
        ("{%p endfor %}", "tag"),
        ("{{p PART.table }}", "tag"),
    ]
    for text, style in [("{%p if PART %}", "tag"), *lines, ("{%p endif %}", "tag")]:
        own = f"export.section.style.{style}"
        document.add_paragraph(text.replace("PART", part), words.t(own) if words.has(own) else style)


def _set_page(document: Document, words: Words) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = WIDE_MARGIN
    section.header_distance = section.footer_distance = Cm(1.1)
    mark = section.header.paragraphs[0]
    mark.text, mark.alignment = "{{ mark }}", WD_ALIGN_PARAGRAPH.CENTER
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)
    before, between, after = words.t("export.section.page", page="\n", pages="\n").split("\n")
    footer.add_run("{{ footer }}\t" + before)
    _add_field(footer, "PAGE")
    footer.add_run(between)
    _add_field(footer, "NUMPAGES")
    footer.add_run(after)


def _add_field(paragraph: Paragraph, code: str) -> None:
    """Add a number that Word works out itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)
