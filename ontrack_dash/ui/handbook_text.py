"""The text of the handbook as HTML; every word in it is escaped."""

from collections.abc import Iterable
from html import escape

from ontrack_dash.handbook import Block, Hit, Line, Run, Section, Step, Table
from ontrack_dash.handbook.model import BULLETS, CHECKS, NOTE, NUMBERS
from ontrack_dash.i18n import Words
from ontrack_dash.ui import markup

LISTS = {BULLETS: "ul", NUMBERS: "ol", CHECKS: "ul"}


def body(blocks: Iterable[Block], label: str) -> str:
    """Return blocks of text; `label` names those tables that have no title."""
    return f'<div class="od-read">{"".join(_block(block, label) for block in blocks)}</div>'


def section(step: Step, given: Section) -> str:
    """Return a section under its heading, without what is ticked off."""
    heading = f'<h4 id="{_anchor(step, given)}">{escape(given.title)}</h4>'
    blocks = [block for block in given.blocks if block.kind != CHECKS]
    return heading + (body(blocks, given.title) if blocks else "")


def contents(title: str, step: Step) -> str:
    """Return links to the sections of a step that stands on the page."""
    items = "".join(f'<li><a href="#{_anchor(step, one)}">{escape(one.title)}</a></li>' for one in step.sections)
    return f'<nav class="od-contents" aria-label="{escape(title)}"><p>{escape(title)}</p><ul>{items}</ul></nav>'


def found(hit: Hit, words: Words) -> str:
    """Return one place that was found: its heading, what stands around it, and at a press the whole section."""
    step = words.t("handbook.step", number=hit.step.number)
    title = words.t("handbook.found_in", step=step, section=hit.title)
    mark = f"<mark>{escape(hit.found)}</mark>" if hit.found else ""
    around = f"<small>{escape(hit.before)}{mark}{escape(hit.after)}</small>"
    blocks = hit.section.blocks if hit.section else hit.step.lead
    return (
        f'<details class="od-entry"><summary>{escape(title)}<br>{around}</summary>{body(blocks, hit.title)}</details>'
    )


def _anchor(step: Step, given: Section) -> str:
    """Return the address of a section within the page."""
    return f"{step.id}-{given.id}"


def _block(block: Block, label: str) -> str:
    if block.table:
        return _table(block.table, label)
    if tag := LISTS.get(block.kind):
        return f"<{tag}>{''.join(f'<li>{_line(line)}</li>' for line in block.lines)}</{tag}>"
    style = ' class="od-note"' if block.kind == NOTE else ""
    return "".join(f"<p{style}>{_line(line)}</p>" for line in block.lines)


def _table(table: Table, label: str) -> str:
    title = f'<p class="od-heading">{escape(table.title)}</p>' if table.title else ""
    notes = f"<p><small>{escape(table.notes)}</small></p>" if table.notes else ""
    return f"{title}{markup.table(table.header, table.rows, table.title or label, table.right)}{notes}"


def _line(line: Line) -> str:
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    said = escape(run.text)
    for is_so, tag in ((run.is_bold, "b"), (run.is_italic, "i")):
        said = f"<{tag}>{said}</{tag}>" if is_so else said
    return f'<a href="{escape(run.href)}" target="_blank" rel="noopener">{said}</a>' if run.href else said
