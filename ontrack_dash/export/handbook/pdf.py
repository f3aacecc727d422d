"""The handbook as PDF: tagged for readers' programs (PDF/UA-1), with an outline, its language and its fonts inside."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

from ontrack_dash import handbook
from ontrack_dash.export.handbook import layout
from ontrack_dash.export.section.chart import colours, compile_page
from ontrack_dash.handbook import Block, Line, Step, Table
from ontrack_dash.i18n import Words

STANDARD = "ua-1"


def make(words: Words) -> bytes:
    """Return the handbook as PDF."""
    return _made(words.lang)


@lru_cache
def _made(lang: str) -> bytes:
    words = Words(lang)
    front = layout.front(words)
    before, between, after = words.t("export.section.page", page="\n", pages="\n").split("\n")
    data = {
        "lang": lang,
        "colours": colours(),
        "author": words.t("app.name"),
        "title": front.title,
        "subtitle": front.subtitle,
        "edition": front.edition,
        "notes": front.notes,
        "contents": front.contents,
        "page": [before, between, after],
        "steps": [_step(step, words) for step in handbook.steps(words)],
    }
    page = (files("ontrack_dash.export.handbook") / "handbook.typ").read_text(encoding="utf-8")
    return compile_page(page, data, format="pdf", pdf_standards=STANDARD)


def _step(step: Step, words: Words) -> dict[str, Any]:
    return {
        "title": layout.title(step, words),
        "lead": [_block(block) for block in step.lead],
        "sections": [
            {
                "title": section.title,
                "is_listed": layout.is_listed(section),
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in step.sections
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "lines": [_line(line) for line in block.lines],
        "table": _table(block.table) if block.table else None,
    }


def _line(line: Line) -> list[dict[str, Any]]:
    return [
        {"text": run.text, "is_bold": run.is_bold, "is_italic": run.is_italic, "href": run.href or None} for run in line
    ]


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.title,
        "header": table.header,
        "rows": table.rows,
        "right": table.right,
        "widths": list(layout.share_line(table)),
        "is_kept": layout.is_kept(table),
        "notes": table.notes,
    }
