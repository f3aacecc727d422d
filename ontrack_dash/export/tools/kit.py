"""All materials of graduate tracking, as files with names that say what they are."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from openpyxl import load_workbook

from ontrack_dash.export.templates import template_workbook
from ontrack_dash.export.tools import letters
from ontrack_dash.export.tools.edition import add_facts, dated, stamp
from ontrack_dash.export.tools.forms import FORMS
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS, Given, prepare

REGISTER = "graduates"


@dataclass(frozen=True)
class Material:
    """One file to hand out; it is made when asked for.

    `group`: the instrument it belongs to, „letters“ or „register“.
    """

    group: str
    form: str
    file_name: str
    title: str
    make: Callable[[], bytes]


def materials(words: Words, given: Given | None = None) -> Iterator[Material]:
    """Yield every file in a language; `given` is what a centre knows beforehand (see `instruments.prepare`)."""
    for name, instrument in INSTRUMENTS.items():
        prepared = prepare(instrument, given or {})
        title = words.t(f"instrument.{name}.name")
        for form, its in FORMS.items():
            yield Material(
                name,
                form,
                _file_name(f"{name}_{form}", instrument.version, words, its.suffix),
                f"{title}: {words.t(f'tool.form.{form}')}",
                partial(its.make, prepared, words),
            )
    for letter in letters.LETTERS:
        file_name = _file_name(f"letter_{letter}", letters.VERSION, words, ".docx")
        title = words.t(f"letter.{letter}.title")
        yield Material("letters", letter, file_name, title, partial(letters.make, letter, words))
    file_name = _file_name("letter_recipients", letters.VERSION, words, ".xlsx")
    title = words.t("letter.recipients")
    yield Material("letters", "recipients", file_name, title, partial(letters.make_recipients, words))
    file_name = _file_name("register", letters.VERSION, words, ".xlsx")
    title = words.t(f"file_kind.{REGISTER}")
    yield Material("register", REGISTER, file_name, title, partial(_make_register, title, words))


def _make_register(title: str, words: Words) -> bytes:
    """Return the blank register of graduates, which says what it is like the other materials."""
    book = load_workbook(io.BytesIO(template_workbook(REGISTER, words)))
    facts = [(words.t("tool.about.name"), title), *dated(letters.VERSION, letters.DATE, words)]
    add_facts(book, words.t("export.about"), facts)
    stamp(book, title, letters.VERSION, letters.DATE, words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _file_name(name: str, version: str, words: Words, suffix: str) -> str:
    return f"{name}_{words.lang}_v{version}{suffix}"
