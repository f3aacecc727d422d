"""A questionnaire on paper: a Word form of one A4 sheet, with boxes to tick and routing in words."""

import io
from itertools import groupby

from docx.shared import Cm, Pt

from ontrack_dash.export.tools import blanks, looks
from ontrack_dash.export.tools.blanks import Sheet
from ontrack_dash.export.tools.edition import edition_of
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import Instrument, Item

OFFICE_COLUMNS = (Cm(4.6), Cm(4.2), Cm(4.6), Cm(4.2))
# What the centre writes on every form, before what the instrument leaves to it.
OFFICE_FIELDS = ("answer_id", "answer_date")


def make(instrument: Instrument, words: Words) -> bytes:
    """Return the questionnaire as Word form."""
    title = words.t(f"instrument.{instrument.id}.title")
    document = looks.begin(words, title, edition_of(instrument, words), instrument.date)
    looks.add_footer(document, f"{title} · {edition_of(instrument, words)}")
    numbers = {item.id: number for number, item in enumerate(instrument.asked, start=1)}
    routes = {item.id: route(instrument, item, words) for item in instrument.asked}
    sheet = Sheet(document, words, numbers, routes)
    document.add_paragraph(title, "Title")
    intro = words.t(f"instrument.{instrument.id}.intro", minutes=words.number(instrument.minutes))
    document.add_paragraph(f"{intro} {words.t('tool.paper.tick', box=looks.BOX)}")
    for section, items in instrument.sections.items():
        document.add_paragraph(words.t(f"instrument_section.{section}"), "Heading 1")
        for _, together in groupby(items, _table_of):
            _write(sheet, list(together))
    _write_end(sheet, instrument)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def route(instrument: Instrument, item: Item, words: Words) -> str:
    """Return in words when a question is answered, "" for always.

    Where most answers lead to it, those that do not are named.
    """
    numbers = {asked.id: number for number, asked in enumerate(instrument.asked, start=1)}
    if item.when is None or item.when.item not in numbers:
        return ""
    source = instrument.item(item.when.item)
    others = tuple(choice.code for choice in source.choices if choice.code not in item.when.codes)
    is_short = len(item.when.codes) <= len(others)
    quoted = [
        words.t("tool.paper.quoted", text=source.choice(code).text(words))
        for code in (item.when.codes if is_short else others)
    ]
    answers = f" {words.t('tool.paper.or')} ".join(quoted)
    return words.t(f"tool.paper.{'only' if is_short else 'skip'}", number=numbers[source.id], answers=answers)


def _table_of(item: Item) -> tuple[object, ...]:
    """Return what questions share that stand in one table: a scale and a stem."""
    return (item.list, item.stem) if item.type == "scale" else (item.id,)


def _write(sheet: Sheet, items: list[Item]) -> None:
    if items[0].type == "scale":
        blanks.write_scale(sheet, items)
    else:
        blanks.write_question(sheet, items[0])


def _write_end(sheet: Sheet, instrument: Instrument) -> None:
    """Write where the form goes, the thanks, and what the centre fills in."""
    words = sheet.words
    back = sheet.add("question", f"{words.t(f'instrument.{instrument.id}.thanks')} {words.t('tool.paper.return')}")
    back.paragraph_format.keep_with_next = True
    looks.add_line(back)
    facts = [(words.t(f"field.{name}"), "") for name in OFFICE_FIELDS]
    for item in instrument.hidden:
        known = item.choice(item.given).text(words) if item.given and item.choices else item.given or ""
        facts.append((item.text(words), known))
    office = sheet.add("aside", words.t("tool.paper.office")).paragraph_format
    office.space_before, office.keep_with_next = Pt(8), True
    grid = looks.add_grid(sheet.document, (len(facts) + 1) // 2, OFFICE_COLUMNS)
    cells = [cell for row in grid.rows for cell in row.cells]
    for place, (label, known) in enumerate(facts):
        sheet.write(cells[2 * place], "aside", label)
        sheet.write(cells[2 * place + 1], "aside", known)
    for cell in cells:
        looks.shade(cell, "grid")
        looks.rule(cell)
