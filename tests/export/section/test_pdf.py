"""The PDF of a section, read back: text, language, title, tags, fonts, pages."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from ontrack_dash.export.section import pdf
from ontrack_dash.export.section.texts import clean
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section.model import Section, Written
from tests.export.section import samples

BG = Words("bg")


def make(section: Section, written: Written, words: Words = BG) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.make(section, written, words, samples.ABOUT)))


@pytest.fixture
def section(tmp_path: Path) -> Section:
    return samples.section(tmp_path)


@pytest.fixture
def file(section: Section) -> PdfReader:
    return make(section, samples.written())


def text(file: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in file.pages)


def elements(node: Any) -> Iterator[DictionaryObject]:
    """Walk the tree of tags."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tags(file: PdfReader) -> list[DictionaryObject]:
    return list(elements(file.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def test_everything_written_is_in_the_text(file: PdfReader) -> None:
    said = text(file)
    written = samples.written()
    for part in written.parts:
        assert part.heading in said
        assert all(" ".join(clean(line).split()) in said for line in (*part.lead, *part.items)), part.id
        for row in part.table.rows if part.table else ():
            assert all(word in said for cell in row for word in cell.split()), part.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_says_its_language_and_title(section: Section, lang: str) -> None:
    file = make(section, samples.written(lang), Words(lang))
    root = file.trailer["/Root"]
    assert root["/Lang"] == lang
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert file.metadata is not None
    assert str(file.metadata.title).startswith(samples.written().title)
    assert file.metadata.author == samples.ABOUT.source


def test_the_file_claims_the_standard_for_readers_programs(file: PdfReader) -> None:
    metadata = file.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_headings_tables_lists_and_the_chart_are_tagged(file: PdfReader) -> None:
    written = samples.written()
    counted = Counter(str(tag["/S"]) for tag in tags(file))
    tables = [part.table for part in written.parts if part.table]
    assert counted["/H1"] == len(written.parts)
    assert counted["/Table"] == len(tables)
    assert counted["/TH"] == sum(len(table.header) for table in tables)
    assert counted["/TD"] == sum(len(row) for table in tables for row in table.rows)
    assert counted["/LI"] == sum(len(part.items) for part in written.parts)
    assert counted["/Title"] == 1


def test_the_chart_is_described(file: PdfReader) -> None:
    (figure,) = [tag for tag in tags(file) if tag["/S"] == "/Figure"]
    assert figure["/Alt"] == samples.written().chart_alt


def test_without_dots_there_is_no_chart(section: Section) -> None:
    file = make(section, replace(samples.written(), dots=()))
    assert not [tag for tag in tags(file) if tag["/S"] == "/Figure"]


def test_every_font_is_inside(file: PdfReader) -> None:
    fonts = [font.get_object() for page in file.pages for font in page["/Resources"]["/Font"].values()]
    described = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert fonts
    assert all(any(key.startswith("/FontFile") for key in one) for one in described)
    assert all("/ToUnicode" in font for font in fonts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_a4_and_numbered(section: Section, lang: str) -> None:
    file = make(section, samples.written(lang), Words(lang))
    for number, page in enumerate(file.pages, start=1):
        assert [float(side) for side in page.mediabox[2:]] == pytest.approx([595.3, 841.9], abs=0.1)
        assert Words(lang).t("export.section.page", page=number, pages=len(file.pages)) in page.extract_text()


def test_demonstration_data_are_marked_on_every_page(section: Section) -> None:
    marked = make(section, samples.written(mark="ПРОБНИ ДАННИ"))
    assert len(marked.pages) > 1
    assert all("ПРОБНИ ДАННИ" in page.extract_text() for page in marked.pages)
    assert "ПРОБНИ ДАННИ" not in text(make(section, samples.written()))


def test_text_from_data_is_not_read_as_markup(section: Section) -> None:
    written = samples.written()
    hostile = replace(written, title=samples.HOSTILE, footer=samples.HOSTILE, chart_alt=samples.HOSTILE)
    said = text(make(section, hostile))
    assert said.count("#strong[x] $x$") >= 3


def test_headers_of_long_tables_are_repeated(file: PdfReader) -> None:
    """The table of forty professions takes two pages, each with its header."""
    holding = [page.extract_text() for page in file.pages if "Монтьор на селскостопанска" in page.extract_text()]
    assert len(holding) > 1
    assert all("Сравнителна" in page for page in holding)


@pytest.mark.parametrize(
    ("text_of_centre", "shown"),
    [
        ("\uf0b7\tНаблюдаваме практиката", "□ Наблюдаваме практиката"),
        ("Добър резултат 😀 и 👍🏽", "Добър резултат □ и □"),
        ("1️⃣ Стажове", "1 Стажове"),
        ("Партньор 漢字", "Партньор □□"),
        ("Със стре\u0300ме\u0300ж ✓ → ● №", "Със стре\u0300ме\u0300ж ✓ → ● №"),
    ],
    ids=["bullet of Word", "emoji", "keycap", "another script", "what the fonts have"],
)
def test_what_no_font_of_the_file_has_does_not_keep_it_from_being_made(
    section: Section, text_of_centre: str, shown: str
) -> None:
    written = samples.written()
    parts = tuple(replace(part, lead=(text_of_centre,)) if part.id == "own" else part for part in written.parts)
    assert shown in text(make(section, replace(written, parts=parts)))
