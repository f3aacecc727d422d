"""Forms on paper: one sheet of A4, every question and answer on it, routing in words."""

import io
import re
import subprocess

import docx
import pypdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from ontrack_dash.export.tools import edition_of, paper
from ontrack_dash.export.tools.looks import BOX, ticked
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS, Instrument
from tests.export.tools.asking import BOTH, EACH, known
from tests.programs import OFFICE, find

BG = Words("bg")
A4_MM = (210, 297)
SIDES = 2


def opened(instrument: Instrument, words: Words = BG) -> Document:
    return docx.Document(io.BytesIO(paper.make(instrument, words)))


def lines(document: Document) -> list[str]:
    paragraphs = document.element.body.iter(qn("w:p"))
    return ["".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pypdf.PdfReader]:
    """Return every form in every language as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("printed")
    for name, instrument in INSTRUMENTS.items():
        for lang in LANGUAGES:
            (folder / f"{name}_{lang}.docx").write_bytes(paper.make(instrument, Words(lang)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(find(OFFICE)), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, folder.glob("*.docx"))], check=True, capture_output=True)
    return {path.stem: pypdf.PdfReader(path) for path in sorted(folder.glob("*.pdf"))}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_form_is_one_sheet_of_a4(printed: dict[str, pypdf.PdfReader], name: str, lang: str) -> None:
    pages = printed[f"{name}_{lang}"].pages
    assert len(pages) <= SIDES
    assert {tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in pages} == {A4_MM}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_the_answers_to_a_question_stay_on_its_page(printed: dict[str, pypdf.PdfReader], name: str, lang: str) -> None:
    assert [page for page in printed[f"{name}_{lang}"].pages if page.extract_text().lstrip().startswith(BOX)] == []


@BOTH
@EACH
def test_every_question_and_answer_is_printed(instrument: Instrument, words: Words) -> None:
    text = "\n".join(lines(opened(instrument, words)))
    for number, item in enumerate(instrument.asked, start=1):
        asked = item.row(words) if item.stem else item.text(words)
        assert f"{number}. {asked}" in text
        if item.type != "scale" and item.list != "profession":
            assert all(ticked(choice.text(words)) in text for choice in item.choices)


@EACH
def test_there_is_a_box_for_every_answer(instrument: Instrument) -> None:
    offered = [item for item in instrument.asked if item.list != "profession"]
    boxes = sum(line.count(BOX) for line in lines(opened(instrument))) - BG.t("tool.paper.tick", box=BOX).count(BOX)
    assert boxes == sum(len(item.choices) for item in offered)


def test_routes_are_said_by_the_number_of_the_question() -> None:
    instrument = INSTRUMENTS["graduates_1"]
    said = {item.id: paper.route(instrument, item, BG) for item in instrument.asked}
    assert said["destination"] == ""
    assert said["is_studying"] == "Пропуснете, ако на въпрос 1 сте отговорили „Уча или продължавам обучението си“"
    assert said["months_to_job"] == "Само ако на въпрос 4 сте отговорили „Започнах след края на обучението“"
    assert all(route in lines(opened(instrument)) for route in said.values() if route)


def test_questions_with_one_scale_stand_in_one_table() -> None:
    tables = opened(INSTRUMENTS["employers"]).tables
    heads = [[cell.text.split("\n")[0] for cell in table.rows[0].cells] for table in tables if len(table.columns) == 6]
    assert heads == [["", *"12345"], ["Как оценявате … на служителя?", *"12345"]]
    assert [len(table.rows) for table in tables if len(table.columns) == 6] == [3, 7]


@BOTH
def test_what_the_centre_knows_stands_where_it_fills_in(words: Words) -> None:
    document = opened(known(INSTRUMENTS["graduates_1"]), words)
    office = [cell.text for row in document.tables[-1].rows for cell in row.cells]
    facts = dict(zip(office[::2], office[1::2], strict=True))
    assert facts[words.t("field.answer_id")] == ""
    assert facts[words.t("instrument_item.licence.text")] == "9999120001"
    assert facts[words.t("instrument_item.kind.text")] == words.t("instrument_choice.kind.full")
    assert words.t("instrument_item.kind.text") not in " ".join(lines(document)[:-8])


@BOTH
@EACH
def test_every_page_says_version_date_and_licence(instrument: Instrument, words: Words) -> None:
    document = opened(instrument, words)
    assert edition_of(instrument, words) in document.sections[0].footer.paragraphs[0].text
    properties = document.core_properties
    assert (properties.title, properties.comments) == (
        words.t(f"instrument.{instrument.id}.title"), edition_of(instrument, words),
    )  # fmt: skip
    assert re.match(words.lang, properties.language)
