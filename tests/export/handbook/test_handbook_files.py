"""The handbook as files, opened again: all of its text, its outline, its edition, its language; and by LibreOffice."""

import io
import re
import subprocess
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from pypdf import PdfReader

from ontrack_dash import handbook
from ontrack_dash.export.handbook import FORMS, name_file, pdf, word
from ontrack_dash.export.tools.looks import BOX
from ontrack_dash.handbook import Block, Section
from ontrack_dash.i18n import LANGUAGES, Words
from tests.programs import OFFICE, find

BOTH = pytest.mark.parametrize("words", [Words(lang) for lang in LANGUAGES], ids=LANGUAGES)
TAGS = {"bg": "bg-BG", "en": "en-GB"}


def sections(words: Words) -> list[Section]:
    return [section for step in handbook.steps(words) for section in step.sections]


def blocks(words: Words) -> list[Block]:
    return [block for section in sections(words) for block in section.blocks]


def headings(words: Words) -> list[str]:
    return [words.t("handbook.step_title", number=step.number, title=step.title) for step in handbook.steps(words)]


def open_word(words: Words) -> Document:
    return docx.Document(io.BytesIO(word.make(words)))


def open_pdf(words: Words) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.make(words)))


def squeeze(text: str) -> str:
    """Return text without what a line end may have changed in it."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def said(document: Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


@BOTH
def test_a_file_is_named_by_its_edition(words: Words) -> None:
    for form in FORMS:
        assert re.fullmatch(rf"[a-z-]+-{re.escape(handbook.VERSION)}\.{form}", name_file(words, form))


@BOTH
def test_the_document_has_every_heading_in_words_own_styles(words: Words) -> None:
    document = open_word(words)
    assert said(document, "Title") == [words.t("handbook.title")]
    assert said(document, "Heading 1") == headings(words)
    assert said(document, "Heading 2") == [section.title for section in sections(words)]


@BOTH
def test_the_document_holds_the_whole_text(words: Words) -> None:
    document = open_word(words)
    written = {paragraph.text.removeprefix(f"{BOX} ") for paragraph in document.paragraphs}
    missing = [text for block in blocks(words) if not block.table for text in block.texts if text not in written]
    assert missing == []


@BOTH
def test_the_document_holds_every_table_cell_by_cell(words: Words) -> None:
    given = [block.table for block in blocks(words) if block.table]
    document = open_word(words)
    assert len(document.tables) == len(given)
    for made, table in zip(document.tables, given, strict=True):
        assert [tuple(cell.text for cell in row.cells) for row in made.rows] == [table.header, *table.rows]
        assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in made.rows] == [True] + [False] * len(table.rows)


@BOTH
def test_the_contents_lead_to_headings(words: Words) -> None:
    document = open_word(words)
    marks = set(document.element.xpath("//w:bookmarkStart/@w:name"))
    links = document.element.xpath("//w:hyperlink/@w:anchor")
    assert len(links) == len(set(links)) > len(handbook.STEPS)
    assert set(links) <= marks
    numbers = document.element.xpath("//w:bookmarkStart/@w:id")
    assert len(numbers) == len(set(numbers))


@BOTH
def test_links_lead_to_their_sources(words: Words) -> None:
    document = open_word(words)
    targets = {link.target_ref for link in document.part.rels.values() if link.is_external}
    assert targets == {run.href for block in blocks(words) for line in block.lines for run in line if run.href}


@BOTH
def test_every_list_of_numbers_begins_with_one(words: Words) -> None:
    document = open_word(words)
    used = document.element.xpath("//w:p/w:pPr/w:numPr/w:numId/@w:val")
    lists = [block for block in blocks(words) if block.kind == "numbers"]
    assert [len(block.lines) for block in lists] == [used.count(number) for number in dict.fromkeys(used)]
    numbering = document.part.numbering_part.element
    for number in dict.fromkeys(used):
        assert numbering.num_having_numId(int(number)).xpath("w:lvlOverride/w:startOverride/@w:val") == ["1"]


@BOTH
def test_every_check_has_a_box(words: Words) -> None:
    boxes = [paragraph.text for paragraph in open_word(words).paragraphs if paragraph.text.startswith(BOX)]
    assert len(boxes) == sum(len(list(step.checks)) for step in handbook.steps(words))


@BOTH
def test_the_document_says_its_edition_language_and_page(words: Words) -> None:
    document = open_word(words)
    edition = handbook.edition(words)
    footer = "".join(document.sections[0].footer._element.xpath(".//w:t/text()"))
    assert f"{words.t('handbook.title')} · {edition}" in footer
    assert words.t("handbook.own") in [paragraph.text for paragraph in document.paragraphs]
    assert document.core_properties.comments == edition
    assert document.core_properties.language == TAGS[words.lang]
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == [TAGS[words.lang]]
    assert document.sections[0].page_width == pytest.approx(Cm(21), abs=Cm(0.01))
    assert document.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == TAGS[words.lang]


@BOTH
def test_the_pdf_is_tagged_and_says_its_language_and_title(words: Words) -> None:
    reader = open_pdf(words)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(words.lang)
    assert "/StructTreeRoot" in root
    assert reader.metadata
    assert reader.metadata.title == words.t("handbook.title")
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@BOTH
def test_the_pdf_carries_its_fonts(words: Words) -> None:
    fonts = {}
    for page in open_pdf(words).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            fonts[descriptor["/FontName"]] = any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
    assert fonts
    assert all(fonts.values())


@BOTH
def test_the_pdf_is_a4_and_says_its_edition_on_every_page(words: Words) -> None:
    for page in open_pdf(words).pages:
        assert [float(page.mediabox.width), float(page.mediabox.height)] == pytest.approx([595.3, 841.9], abs=0.5)
        assert squeeze(handbook.edition(words)) in squeeze(page.extract_text())


@BOTH
def test_the_pdf_holds_the_whole_text(words: Words) -> None:
    written = squeeze("".join(page.extract_text() for page in open_pdf(words).pages))
    # A text that goes on overleaf has the footer in the middle of it, so each is looked for sentence by sentence.
    sentences = [
        sentence
        for block in blocks(words)
        for text in block.texts
        for sentence in re.split(r"[.:;·] ", text)
        if sentence
    ]
    missing = [sentence for sentence in sentences if squeeze(sentence) not in written]
    assert len(missing) <= 2 * len(open_pdf(words).pages)


@BOTH
def test_the_outline_of_the_pdf_names_every_heading(words: Words) -> None:
    reader = open_pdf(words)

    def names(items: list[object]) -> list[str]:
        return [name for item in items for name in (names(item) if isinstance(item, list) else [item["/Title"]])]

    outlined = names(reader.outline)
    assert [name for name in outlined if name in headings(words)] == headings(words)
    assert {section.title for section in sections(words)} <= set(outlined)


@BOTH
def test_making_it_twice_gives_the_same(words: Words) -> None:
    for form, make in FORMS.items():
        assert make(words) == make(words), form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_opens_the_document(lang: str, tmp_path: Path) -> None:
    words = Words(lang)
    path = tmp_path / name_file(words, "docx")
    path.write_bytes(word.make(words))
    program = find(OFFICE)
    assert program, OFFICE.missing
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    reader = PdfReader(path.with_suffix(".pdf"))
    text = squeeze("".join(page.extract_text() for page in reader.pages))
    assert len(reader.pages) < 30
    assert all(squeeze(title) in text for title in headings(words))
