"""The code book: every question and answer with its codes, where it is kept and what it feeds."""

import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.export.cells import put_at
from ontrack_dash.export.tools.edition import add_about
from ontrack_dash.export.tools.paper import route
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import PROFESSION, Instrument, Item

QUESTIONS = (
    *("number", "code", "short", "section", "type", "asked", "required", "when"),
    *("kept", "indicators", "basis", "part"),
)
ANSWERS = ("code", "answer", "short", "value")
WIDTH, WIDE = 16, 44
WIDE_COLUMNS = {"when", "kept", "indicators", "basis"}


def make(instrument: Instrument, words: Words) -> bytes:
    """Return the code book of a questionnaire as workbook: questions, answers, and what it is."""
    book = Workbook()
    questions = book.worksheets[0]
    questions.title = words.t("tool.codebook.questions")
    _fill(questions, QUESTIONS, _questions(instrument, words), words)
    _fill(book.create_sheet(words.t("tool.codebook.answers")), ANSWERS, _answers(instrument), words)
    add_about(book, instrument, words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _questions(instrument: Instrument, words: Words) -> Iterator[Sequence[object]]:
    numbers = {item.id: number for number, item in enumerate(instrument.asked, start=1)}
    for item in instrument.items:
        yield (
            *(item.text(Words(lang)) for lang in LANGUAGES),
            numbers.get(item.id),
            item.id,
            item.short,
            words.t(f"instrument_section.{item.section}"),
            words.t(f"tool.type_{item.type}"),
            words.t(f"tool.by.{item.by}"),
            words.t("app.yes" if item.required else "app.no"),
            route(instrument, item, words),
            kept(item, words),
            "; ".join(words.t(f"indicator.{name}.name") for name in item.indicators),
            words.t(f"basis.{item.basis}") if item.basis else "",
            words.t(f"tool.part.{item.part}") if item.part else "",
        )


def kept(item: Item, words: Words) -> str:
    """Return in words where the answers to a question are kept when they are imported."""
    if item.field:
        return f"{words.t(f'field.{item.field}')} ({item.field})"
    return words.t(f"tool.kept.{'dropped' if item.is_dropped else 'further'}")


def _answers(instrument: Instrument) -> Iterator[Sequence[object]]:
    for item in instrument.items:
        # The list of professions is a reference table of its own: code and name are the same everywhere.
        for choice in item.choices if item.list != PROFESSION else ():
            texts = (choice.text(Words(lang)) for lang in LANGUAGES)
            yield (*texts, item.id, choice.code, choice.short, choice.value or "" if item.field else "")


def _fill(page: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[object]], words: Words) -> None:
    languages = [Words(lang).t("app.language_name") for lang in LANGUAGES]
    headers = [*languages, *(words.t(f"tool.codebook.{name}") for name in columns)]
    wide = {*languages, *(words.t(f"tool.codebook.{name}") for name in WIDE_COLUMNS)}
    for place, header in enumerate(headers, start=1):
        cell = put_at(page, 1, place, header)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(place)].width = WIDE if header in wide else WIDTH
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            put_at(page, number, place, value).alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes, page.auto_filter.ref = "C2", page.dimensions
