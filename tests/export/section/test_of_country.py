"""Sections put together from data and written in every form: each number is the gate's answer for that viewer."""

import io
from collections.abc import Iterator

import docx
import openpyxl
import pandas as pd
import pytest
from pypdf import PdfReader

from ontrack_dash import filings, indicators, section
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.export import section as files
from ontrack_dash.export.section.parts import PARTS
from ontrack_dash.fields import load_definition
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section.model import Section, Written
from ontrack_dash.settings import Settings
from ontrack_dash.store import authored
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import PUBLIC, Viewer
from tests.builders import CENTRE
from tests.section import world

LACKING = (
    world.SILENT, world.TINY, world.SINGLE, world.UNHEARD, world.VALIDATOR, world.MODERN, world.UNLISTED,
)  # fmt: skip
OWN = Viewer("centre", CENTRE)
SECRET = "Таен текст на центъра."
NUMBERS = ("n", "value", "low", "high")


@pytest.fixture(scope="module")
def told(settings: Settings, country: Build) -> Iterator[Settings]:
    """Let the centre have written something of its own."""
    authored.save_text(settings, CENTRE, world.YEAR, "analysis", SECRET)
    measure = authored.Measure(world.YEAR, SECRET, SECRET, indicator="employed_rate")
    authored.save_measures(settings, CENTRE, world.YEAR, [measure])
    yield settings
    authored.save_text(settings, CENTRE, world.YEAR, "analysis", "")
    authored.save_measures(settings, CENTRE, world.YEAR, [])


def make(facts: Section, written: Written, words: Words) -> dict[str, bytes]:
    about = files.describe(facts, words)
    return {form: make(facts, written, words, about) for form, make in files.FORMS.items()}


def put_together(
    settings: Settings, country: Build, licence: str, viewer: Viewer, words: Words
) -> tuple[Section, Written]:
    facts = section.compose(country, settings, licence, world.YEAR, viewer=viewer)
    return facts, section.write(facts, words)


def texts(made: dict[str, bytes]) -> dict[str, str]:
    """Return everything that is said in each file, without spaces: a line of a PDF may end anywhere."""
    document = docx.Document(io.BytesIO(made["docx"]))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    values = [value for page in book for row in page.iter_rows(values_only=True) for value in row if value is not None]
    said = {
        "docx": [*(paragraph.text for paragraph in document.paragraphs), *cells],
        "pdf": [page.extract_text() for page in PdfReader(io.BytesIO(made["pdf"])).pages],
        "xlsx": [str(value) for value in values],
    }
    return {form: squeeze(" ".join(lines)) for form, lines in said.items()}


def squeeze(text: str) -> str:
    return "".join(text.split())


def sheet_rows(content: bytes, words: Words) -> list[dict[str, object]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def ask(country: Build, name: str, cohort: int, kind: str, viewer: Viewer) -> dict[str, object]:
    """Ask the gate for one figure, without the section."""
    where = {"centre": (CENTRE,), "year": (str(cohort),), "kind": (kind,)}
    (row,) = indicators.publish(country.path, [name], ("year", "kind"), where, viewer=viewer).to_dict("records")
    return row


@pytest.mark.parametrize("viewer", [OWN, PUBLIC], ids=["centre", "public"])
def test_every_number_is_the_gates_answer(settings: Settings, country: Build, viewer: Viewer) -> None:
    words = Words("bg")
    facts, written = put_together(settings, country, CENTRE, viewer, words)
    made = make(facts, written, words)
    said = texts(made)
    keys = {"n": "app.n", "value": "app.value", "low": "app.interval_low", "high": "app.interval_high"}
    rows = sheet_rows(made["xlsx"], words)
    for name, cohort, cells in zip(facts.measured["indicator"], facts.measured["cohort"], rows, strict=True):
        answer = ask(country, name, cohort, facts.kind, viewer)
        for number in NUMBERS:
            cell = cells[words.t(keys[number])]
            expected = answer[number] if answer["status"] in ("value", "imprecise") else None
            assert cell is None if pd.isna(expected) else cell == pytest.approx(expected), (name, number)
        if answer["status"] in ("value", "imprecise"):
            value = words.value(name, answer["value"])
            assert squeeze(value) in said["docx"], name
            assert squeeze(value) in said["pdf"], name


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("viewer", [OWN, PUBLIC], ids=["centre", "public"])
def test_what_is_written_is_in_word_and_pdf(settings: Settings, country: Build, viewer: Viewer, lang: str) -> None:
    words = Words(lang)
    facts, written = put_together(settings, country, CENTRE, viewer, words)
    said = texts(make(facts, written, words))
    for part in written.parts:
        assert part.id in PARTS
        for form in ("docx", "pdf"):
            for text in (part.heading, *part.lead, *part.items):
                assert squeeze(text) in said[form], (form, text)
            for row in part.table.rows if part.table else ():
                assert all(squeeze(cell) in said[form] for cell in row), (form, row)


def test_others_find_nothing_of_what_a_centre_says_or_files(told: Settings, country: Build) -> None:
    words = Words("bg")
    own_files, public_files = (
        make(*put_together(told, country, CENTRE, viewer, words), words) for viewer in (OWN, PUBLIC)
    )
    own, public = texts(own_files), texts(public_files)
    assert all(squeeze(SECRET) in text for text in own.values())
    assert not any(squeeze(SECRET) in text for text in public.values())
    filed = filings.filed_counts(country.path, viewer=OWN)
    assert set(filed["filed"]) >= {57, 11}
    filed_header = squeeze(words.t("section.counts.column.filed"))
    assert filed_header in own["docx"]
    assert filed_header not in public["docx"] + public["pdf"]
    book = openpyxl.load_workbook(io.BytesIO(public_files["xlsx"]))
    counts = book[words.t("export.section.sheet.counts")]
    place = list(load_definition("counts")).index("filed_continuing") + 2
    assert [counts.cell(place, column).value for column in (3, 5)] == [None, None]


def test_protected_figures_are_in_no_file_of_the_public(settings: Settings, country: Build) -> None:
    words = Words("bg")
    for licence in (CENTRE, world.TINY, world.UNLISTED):
        facts, written = put_together(settings, country, licence, PUBLIC, words)
        rows = sheet_rows(make(facts, written, words)["xlsx"], words)
        for status, cells in zip(facts.measured["status"], rows, strict=True):
            if status not in ("value", "imprecise"):
                own = {header: cell for header, cell in cells.items() if header != words.t("app.benchmark")}
                assert not [cell for cell in own.values() if isinstance(cell, float)]
                assert cells[words.t("app.n")] in (None, 0)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("licence", LACKING)
def test_a_centre_that_lacks_something_gets_every_file(
    settings: Settings, country: Build, licence: str, lang: str
) -> None:
    words = Words(lang)
    facts, written = put_together(settings, country, licence, Viewer("centre", licence), words)
    said = texts(make(facts, written, words))
    (gaps,) = [part for part in written.parts if part.id == "gaps"]
    for form in ("docx", "pdf", "xlsx"):
        assert all(squeeze(text) in said[form] for text in gaps.items), form
        assert squeeze(facts.name) in said[form]


def test_the_sheets_of_estimates_have_all_their_rows(settings: Settings, country: Build) -> None:
    words = Words("en")
    facts, written = put_together(settings, country, CENTRE, OWN, words)
    book = openpyxl.load_workbook(io.BytesIO(make(facts, written, words)["xlsx"]))
    for name in ("professions", "employers", "response"):
        page = book[words.t(f"export.section.sheet.{name}")]
        assert page.max_row - 1 == len(getattr(facts, name)), name
    assert {INDICATORS[name].kind for name in facts.measured["indicator"]} >= {"share", "median", "count"}
