"""A section as PDF: tagged for readers' programs (PDF/UA-1), its language and title set, its fonts inside."""

import json
from typing import Any

import typst

from ontrack_dash.export.about import About
from ontrack_dash.export.section import chart, glyphs
from ontrack_dash.export.section.parts import DRAWN
from ontrack_dash.export.section.texts import clean, name
from ontrack_dash.export.section.widths import is_dense, is_short, widths
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Part, Section, Table, Written

STANDARD = "ua-1"


def make(_section: Section, written: Written, words: Words, about: About) -> bytes:
    """Return the section as PDF."""
    before, between, after = words.t("export.section.page", page="\n", pages="\n").split("\n")
    data = {
        "name": name(written),
        "author": about.source,
        "lang": written.lang,
        "colours": chart.colours(),
        "mark": clean(written.mark),
        "title": clean(written.title),
        "subtitle": clean(written.subtitle),
        "facts": [[clean(label), clean(said)] for label, said in written.facts],
        "parts": [_part(part, written, words) for part in written.parts],
        "footer": clean(written.footer),
        "page": [before, between, after],
    }
    try:
        return _compile(data)
    except typst.TypstError:
        # Most likely a character the fonts lack; what else is wrong is wrong again.
        return _compile(_shown(data))


def _compile(data: Any) -> bytes:
    return chart.compile_page(chart.source("section.typ"), data, format="pdf", pdf_standards=STANDARD)


def _shown(data: Any) -> Any:
    return json.loads(glyphs.stand_in(json.dumps(data, ensure_ascii=False)))


def _part(part: Part, written: Written, words: Words) -> dict[str, Any]:
    return {
        "heading": clean(part.heading),
        "lead": [line for said in part.lead for line in clean(said).split("\n") if line.strip()],
        "items": [clean(said) for said in part.items],
        "chart": chart.chart_data(written, words) if part.id == DRAWN and written.dots else None,
        "table": _table(part.table) if part.table else None,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": clean(table.caption),
        "header": [clean(text) for text in table.header],
        "rows": [[clean(text) for text in row] for row in table.rows],
        "right": list(table.right),
        "widths": list(widths(table)),
        "is_dense": is_dense(table),
        "is_kept": is_short(table),
        "notes": clean(table.notes),
    }
