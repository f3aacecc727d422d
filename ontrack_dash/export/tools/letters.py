"""The letters of a survey: consent, privacy notice, invitations, reminders, thanks; Word files with merge fields."""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count

from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ontrack_dash.export.cells import put_at
from ontrack_dash.export.tools import looks
from ontrack_dash.export.tools.edition import add_facts, dated, edition, stamp
from ontrack_dash.i18n import Words

VERSION, DATE = "1.0", date(2026, 11, 22)
# In the order they are needed; the texts stand in locales under `letter.<id>`, numbered, the letter before the number
# says how a paragraph looks: plain, heading, box to tick, line to write on.
LETTERS = (
    *("consent", "privacy", "invitation_1", "invitation_2", "invitation_employer"),
    *("reminder_1", "reminder_2", "thanks"),
)
PLAIN, HEADING, TICKED, LINE = "p", "h", "b", "w"
# What a mail merge fills in: for each person, for the whole mailing, for the centre.
FIELDS = (
    *("name", "profession", "completed", "link", "deadline"),
    *("centre", "licence", "address", "phone", "email", "contact"),
)
# Characters no text has, so that the place of a field is found again in a text that was filled in.
PLACE = re.compile("\ue000(\\w+)\ue001")
WIDTH, ROOM = 24, Pt(8)


def make(letter: str, words: Words) -> bytes:
    """Return a letter as Word file, ready for Word's mail merge.

    Raises:
        KeyError: no such letter.
    """
    title = words.t(f"letter.{letter}.title")
    document = looks.begin(words, title, edition(VERSION, DATE, words), DATE)
    note = f"{words.t('letter.note')} {edition(VERSION, DATE, words)}"
    document.add_paragraph(note, looks.style_name("aside", words)).paragraph_format.space_after = ROOM
    subject = f"letter.{letter}.subject"
    document.add_paragraph(
        words.t(subject) if words.has(subject) else title, "Title"
    ).paragraph_format.space_after = ROOM
    for style, text in _paragraphs(letter, words):
        _write(document, style, text, words)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(letter: str, words: Words) -> Iterator[tuple[str, str]]:
    """Return how each paragraph of a letter looks and its text, merge fields as Word shows them.

    Raises:
        KeyError: no such letter.
    """
    for style, text in _paragraphs(letter, words):
        yield style, PLACE.sub(lambda found: f"«{words.t(f'letter_field.{found[1]}')}»", text)


def make_recipients(words: Words) -> bytes:
    """Return a blank list of those to write to, its columns the merge fields of the letters."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = words.t("letter.recipients")
    for place, field in enumerate(FIELDS, start=1):
        put_at(page, 1, place, words.t(f"letter_field.{field}")).font = Font(bold=True)
        letter = get_column_letter(place)
        page.column_dimensions[letter].width, page.column_dimensions[letter].number_format = WIDTH, "@"
    page.freeze_panes = "A2"
    facts = [
        (words.t("tool.about.name"), words.t("letter.recipients_note")),
        *dated(VERSION, DATE, words),
    ]
    add_facts(book, words.t("export.about"), facts)
    stamp(book, words.t("letter.recipients"), VERSION, DATE, words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _paragraphs(letter: str, words: Words) -> Iterator[tuple[str, str]]:
    """Return how each paragraph looks and its text, places of merge fields marked."""
    places: Mapping[str, str] = {field: f"\ue000{field}\ue001" for field in FIELDS}
    for number in count(1):
        keys = {style: f"letter.{letter}.{style}{number}" for style in (PLAIN, HEADING, TICKED, LINE)}
        style = next((style for style, key in keys.items() if words.has(key)), None)
        if style is None:
            return
        yield style, words.t(keys[style], **places)


def _write(document: Document, style: str, text: str, words: Words) -> None:
    names = {HEADING: "Heading 1", LINE: looks.style_name("line", words)}
    paragraph = document.add_paragraph(style=names.get(style, "Normal"))
    _fill(paragraph, looks.ticked(text) if style == TICKED else text, words)
    if style == LINE:
        paragraph.add_run(" ")
        looks.add_line(paragraph)
        paragraph.paragraph_format.space_after = ROOM


def _fill(paragraph: Paragraph, text: str, words: Words) -> None:
    """Write a text, with a merge field wherever one is named."""
    for at, piece in enumerate(PLACE.split(text)):
        if at % 2 == 0:
            paragraph.add_run(piece)
        else:
            name = words.t(f"letter_field.{piece}")
            looks.add_field(paragraph, f"MERGEFIELD {name} \\* MERGEFORMAT", f"«{name}»")
