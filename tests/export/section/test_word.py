"""The Word file of a section, opened again: text, styles, tables, language, picture; and by LibreOffice."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from pypdf import PdfReader

from ontrack_dash.export.section import word
from ontrack_dash.export.section.texts import clean
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section.model import Section, Written
from tests.export.section import samples
from tests.programs import OFFICE, find

BG = Words("bg")


def make(section: Section, written: Written, words: Words = BG) -> Document:
    return docx.Document(io.BytesIO(word.make(section, written, words, samples.ABOUT)))


def texts(document: Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


@pytest.fixture
def section(tmp_path: Path) -> Section:
    return samples.section(tmp_path)


@pytest.fixture
def document(section: Section) -> Document:
    return make(section, samples.written())


def test_every_part_stands_under_its_heading_in_words_own_styles(document: Document) -> None:
    headings = [part.heading for part in samples.written().parts if part.id != "own"]
    assert [text for text in texts(document, "Heading 1") if text in headings] == headings
    assert texts(document, "Title") == [samples.written().title]
    assert texts(document, "List Bullet") == [item for part in samples.written().parts for item in part.items]


def test_tables_hold_what_is_written_cell_by_cell(document: Document) -> None:
    written = [part.table for part in samples.written().parts if part.table]
    facts, *tables = document.tables
    assert [tuple(cell.text for cell in row.cells) for row in facts.rows] == list(samples.written().facts)
    for made, table in zip(tables, written, strict=True):
        assert [tuple(cell.text for cell in row.cells) for row in made.rows] == [table.header, *table.rows]
        assert made.style.name == "Table Grid"


def test_headers_of_tables_are_marked_and_repeated(document: Document) -> None:
    for table in document.tables[1:]:
        marked = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
        assert marked == [True] + [False] * (len(table.rows) - 1)
        assert table._tbl.xpath("w:tblPr/w:tblCaption/@w:val")


def test_columns_fill_the_line_and_no_more(document: Document) -> None:
    for table in document.tables[1:]:
        assert sum(column.width for column in table.columns) == pytest.approx(Cm(17), abs=Cm(0.1))


@pytest.mark.parametrize(("lang", "tag"), [("bg", "bg-BG"), ("en", "en-GB")])
def test_a_document_names_its_language_and_title(section: Section, lang: str, tag: str) -> None:
    document = make(section, samples.written(lang), Words(lang))
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == [tag]
    properties = document.core_properties
    assert properties.language == tag
    assert properties.title.startswith(samples.written().title)
    assert properties.author == samples.ABOUT.source
    assert properties.created.year > 2025


def test_pages_are_a4_and_numbered_by_word(document: Document) -> None:
    page = document.sections[0]
    assert [page.page_width, page.page_height] == pytest.approx([Cm(21), Cm(29.7)], abs=Cm(0.01))
    fields = page.footer._element.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]
    assert page.footer.paragraphs[0].text.startswith(samples.written().footer)


def test_no_line_of_a_definition_is_left_on_a_page_of_its_own(document: Document) -> None:
    assert document.styles["Normal"].paragraph_format.widow_control
    assert document.styles["List Bullet"].paragraph_format.keep_together


def test_the_chart_is_a_picture_with_its_description(document: Document) -> None:
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == samples.written().chart_alt
    assert shape.width == pytest.approx(Cm(17), abs=Cm(0.1))
    blip = shape._inline.graphic.graphicData.pic.blipFill.blip
    assert document.part.related_parts[blip.embed].blob.startswith(b"\x89PNG")


def test_without_dots_there_is_no_picture(section: Section) -> None:
    document = make(section, replace(samples.written(), dots=()))
    assert len(document.inline_shapes) == 0
    assert samples.written().chart_title not in texts(document, "Caption")


def test_what_the_centre_says_stands_in_its_place_and_the_rest_is_asked_for(document: Document) -> None:
    assert texts(document, "Heading 2") == [BG.t(f"section.own.{name}") for name in ("context", "analysis", "plan")]
    prompts = texts(document, BG.t("export.section.style.prompt"))
    assert prompts == [f"[{BG.t(f'report.own_part.{name}')}]" for name in ("context", "plan")]
    for line in clean(samples.OWN).split("\n"):
        assert line in texts(document, "Normal")


def test_measures_are_asked_for_where_there_are_none(section: Section) -> None:
    written = samples.written()
    without = replace(written, parts=tuple(part for part in written.parts if part.id != "measures"))
    document = make(section, without)
    assert f"[{BG.t('report.measures_note')}]" in texts(document, BG.t("export.section.style.prompt"))


def test_others_are_asked_for_nothing(tmp_path: Path) -> None:
    written = samples.written()
    public = replace(written, parts=tuple(part for part in written.parts if part.id not in ("own", "measures")))
    document = make(samples.public_section(tmp_path), public)
    assert texts(document, BG.t("export.section.style.prompt")) == []
    assert BG.t("section.part.own") not in texts(document, "Heading 1")


def test_text_from_data_is_only_text(document: Document) -> None:
    (hostile,) = [text for text in texts(document, "Normal") if "{{ 7 * 7 }}" in text]
    assert hostile == clean(samples.OWN.split("\n")[1])
    assert "\x00" not in hostile
    assert "49" not in hostile


def test_demonstration_data_are_marked_on_every_page(section: Section) -> None:
    marked = make(section, samples.written(mark="ПРОБНИ ДАННИ"))
    assert marked.sections[0].header.paragraphs[0].text == "ПРОБНИ ДАННИ"
    assert make(section, samples.written()).sections[0].header.paragraphs[0].text == ""


def test_a_document_does_not_open_in_compatibility_mode(document: Document) -> None:
    mode = document.settings.element.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']")
    assert [setting.get(qn("w:val")) for setting in mode] == ["15"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_opens_it(section: Section, lang: str, tmp_path: Path) -> None:
    written = samples.written(lang, mark="ПРОБНИ ДАННИ")
    path = tmp_path / "section.docx"
    path.write_bytes(word.make(section, written, Words(lang), samples.ABOUT))
    office = find(OFFICE)
    assert office, OFFICE.missing
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = PdfReader(tmp_path / "section.pdf").pages
    said = [" ".join(page.extract_text().split()) for page in pages]
    assert all("ПРОБНИ ДАННИ" in page for page in said)
    last = Words(lang).t("export.section.page", page=len(pages), pages=len(pages))
    assert last in said[-1]
    whole = " ".join(said)
    for part in written.parts:
        assert part.id == "own" or part.heading in whole
    assert "{%" not in whole.replace("{% raw %}", "")
