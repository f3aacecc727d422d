"""What every material says of itself: what it is, its version, date and licence."""

from collections.abc import Iterable
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from ontrack_dash.export.cells import put_at
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import LICENCE, Instrument

WIDTHS = (24, 90)


def edition(version: str, made: date, words: Words) -> str:
    """Return version, date and licence in one line."""
    return words.t("tool.edition", version=version, date=words.date(made), licence=LICENCE)


def edition_of(instrument: Instrument, words: Words) -> str:
    """Return version, date and licence of a questionnaire in one line."""
    return edition(instrument.version, instrument.date, words)


def stamp(book: Workbook, title: str, version: str, made: date, words: Words) -> None:
    """Write into the properties of a workbook what it is, and its version, date and licence."""
    properties = book.properties
    properties.title, properties.creator = title, words.t("app.short_name")
    properties.version, properties.description = version, edition(version, made, words)
    properties.language = words.lang
    properties.created = properties.modified = datetime.combine(made, time())


def describe(instrument: Instrument, words: Words) -> list[tuple[str, str]]:
    """Return what holds for every file of a questionnaire, as label and text."""
    return [
        (words.t("tool.about.name"), words.t(f"instrument.{instrument.id}.name")),
        (words.t("tool.about.who"), words.t(f"instrument.{instrument.id}.who")),
        *dated(instrument.version, instrument.date, words),
        (words.t("tool.about.origin"), words.t("tool.own")),
        (words.t("export.source"), words.t("app.name")),
    ]


def dated(version: str, made: date, words: Words) -> list[tuple[str, str]]:
    """Return version, date and licence as label and text."""
    return [
        (words.t("tool.about.version"), version),
        (words.t("tool.about.date"), words.date(made)),
        (words.t("tool.about.licence"), LICENCE),
    ]


def add_about(book: Workbook, instrument: Instrument, words: Words, name: str | None = None) -> None:
    """Add the sheet that says what a workbook of a questionnaire is, and say it in its properties too."""
    add_facts(book, name or words.t("export.about"), describe(instrument, words))
    title = words.t(f"instrument.{instrument.id}.name")
    stamp(book, title, instrument.version, instrument.date, words)


def add_facts(book: Workbook, name: str, facts: Iterable[tuple[str, str]]) -> None:
    """Add a sheet of labels and texts."""
    page = book.create_sheet(name)
    for row, (label, text) in enumerate(facts, start=1):
        put_at(page, row, 1, label).font = Font(bold=True)
        put_at(page, row, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("AB", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
