"""Slides as pictures and on paper: every kind in every mode, readable from the last row, hiding what is hidden."""

import io
import re
import struct
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from ontrack_dash.export.slides import album, colours, drawing, face, pdf, png, svg
from ontrack_dash.figures.palette import PALETTES, contrast
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.slides.model import KINDS, Chart, Deck, Mark, Series, Slide
from tests.export.slides import reading, samples
from tests.export.slides.reading import ADDRESS, Run

BG = Words("bg")
DECKS = {lang: samples.deck(Words(lang)) for lang in LANGUAGES}
TEXT, GRAPHICS = 4.5, 3.0


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module", params=LANGUAGES)
def slides(request: pytest.FixtureRequest) -> list[tuple[Slide, list[Run]]]:
    deck, words = DECKS[request.param], Words(request.param)
    return [(slide, reading.read(deck, number, words)) for number, slide in enumerate(deck.slides, start=1)]


@pytest.fixture(scope="module")
def handout() -> PdfReader:
    return PdfReader(io.BytesIO(pdf(DECKS["bg"], BG, address=ADDRESS)))


def tags(file: PdfReader) -> list[DictionaryObject]:
    root = file.trailer["/Root"]["/StructTreeRoot"]
    found, waiting = [], [root]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, ArrayObject):
            waiting += element
        elif isinstance(element, DictionaryObject):
            found.append(element)
            waiting += [element["/K"]] if "/K" in element else []
    return found


def drawn(chart: Chart) -> list[Run]:
    deck = Deck("bg", "", "", (Slide("numbers", "Едно", chart),))
    return reading.read(deck, 1, BG)


def test_the_samples_hold_every_kind() -> None:
    assert {slide.chart.kind for slide in DECKS["bg"].slides if slide.chart} == set(KINDS)


@pytest.mark.parametrize("mode", colours.MODES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_is_drawn_in_every_mode_and_language(lang: str, mode: str) -> None:
    deck = DECKS[lang]
    for number, slide in enumerate(deck.slides, start=1):
        made = svg(deck, number, Words(lang), mode)
        assert re.match(r'<svg role="img"[^>]* viewBox="0 0 960 540"', made), slide.id
        assert f'lang="{lang}"' in made[:200]
        assert PALETTES[mode].paper in made


def test_nothing_is_smaller_than_a_room_can_read(slides: list[tuple[Slide, list[Run]]]) -> None:
    assert [(slide.id, small) for slide, runs in slides if (small := reading.find_small(runs))] == []


def test_nothing_leaves_the_page(slides: list[tuple[Slide, list[Run]]]) -> None:
    assert [(slide.id, outside) for slide, runs in slides if (outside := reading.find_outside(runs))] == []


def test_no_words_stand_over_others(slides: list[tuple[Slide, list[Run]]]) -> None:
    assert [(slide.id, over) for slide, runs in slides if (over := reading.find_over(runs))] == []


def test_all_pictures_come_in_one_file_by_their_numbers() -> None:
    whole = samples.deck(Words("bg"))
    deck = replace(whole, slides=whole.slides[:2])
    with zipfile.ZipFile(io.BytesIO(album(deck, Words("bg"), width=96))) as archive:
        assert archive.namelist() == ["01.png", "02.png"]
        assert archive.read("02.png") == png(deck, 2, Words("bg"), width=96)


def test_what_is_safe_to_read_is_on_every_slide(slides: list[tuple[Slide, list[Run]]]) -> None:
    for number, (slide, runs) in enumerate(slides[1:], start=2):
        said = squeeze("".join(run.text for run in runs))
        for text in (slide.headline, slide.caution, slide.basis, slide.source, *slide.points):
            assert squeeze(text) in said, (slide.id, text)
        assert f"{number}/{len(slides)}" in said


@pytest.mark.parametrize("kind", ["numbers", "dots", "dots of twelve", "steps", "diverging", "stack"])
def test_every_name_is_whole(kind: str, slides: list[tuple[Slide, list[Run]]]) -> None:
    ((slide, runs),) = [(slide, runs) for slide, runs in slides if slide.id == kind]
    said = squeeze("".join(run.text for run in runs))
    assert slide.chart
    assert [name for name in slide.chart.categories if squeeze(name) not in said] == []


def test_values_stand_beside_their_marks(slides: list[tuple[Slide, list[Run]]]) -> None:
    for kind in ("numbers", "dots", "dots of twelve", "tiles", "steps", "stack of one"):
        ((slide, runs),) = [(slide, runs) for slide, runs in slides if slide.id == kind]
        said = squeeze("".join(run.text for run in runs))
        assert slide.chart
        marks = [mark for series in slide.chart.series for mark in series.marks if mark.value is not None]
        assert [mark.said for mark in marks if squeeze(mark.said) not in said] == [], kind


def test_the_mark_of_sample_data_is_on_every_slide(slides: list[tuple[Slide, list[Run]]]) -> None:
    marks = {Words(lang).t("app.demo_mark") for lang in LANGUAGES}
    assert [slide.id for slide, runs in slides if not marks & {run.text for run in runs}] == []


@pytest.mark.parametrize("kind", ["numbers", "dots", "stack", "steps", "diverging", "lines"])
def test_protected_marks_bear_no_number(kind: str) -> None:
    hidden = samples.hidden(BG)
    leaking = replace(hidden, value=0.4321, low=0.2, high=0.6, benchmark=0.5, n=7)
    names, texts = ("Първа", "Втора"), []
    for mark in (hidden, leaking):
        chart = Chart(kind, names, (Series("Всички", (mark, mark)),), samples.percent_axis(BG))
        texts.append([(run.text, round(run.left), round(run.y)) for run in drawn(replace(chart, axis=None))])
    assert texts[0] == texts[1]
    assert not any(re.search(r"\d", text) for text, *_ in texts[0] if not text.startswith("1 / 1"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "marks", [(), (samples.hidden(BG),), (Mark("0 %", "value", 0.0, at=50),)], ids=["no", "hidden", "nought"]
)
def test_a_chart_of_next_to_nothing_is_drawn(kind: str, marks: tuple[Mark, ...]) -> None:
    names = tuple("Едно" for _ in marks)
    chart = Chart(kind, names, (Series("", marks),), places=((0, 0),) * len(marks), cells=(names,) if names else ())
    assert reading.find_over(drawn(chart)) == []


def test_what_is_imprecise_is_hollow() -> None:
    def fills(status: str) -> int:
        chart = Chart("dots", ("Една",), (Series("", (Mark("50 %", status, 0.5),)),), samples.percent_axis(BG))
        return svg(Deck("bg", "", "", (Slide("dots", "", chart),)), 1, BG).count(
            f'fill="{PALETTES["projector"].paper}"'
        )

    assert fills("imprecise") == fills("value") + 1


def test_text_is_never_code() -> None:
    said = '#panic() $x$ *b* `c` \\ "]) #sys.inputs'
    runs = reading.read(Deck("bg", said, said, (Slide("dots", said, said_twice(said), caution=said),)), 1, BG)
    assert squeeze("".join(run.text for run in runs)).count(squeeze(said)) >= 3


def said_twice(said: str) -> Chart:
    return Chart("dots", (said,), (Series(said, (Mark("1", "value", 0.5),)),), samples.percent_axis(BG))


@pytest.mark.parametrize("mode", colours.MODES)
def test_colours_can_be_read(mode: str) -> None:
    palette = PALETTES[mode]
    inks = [palette.ink, palette.muted, palette.this, palette.look]
    inks += [colours.text_in(line, palette) for line in palette.lines]
    assert [ink for ink in inks if contrast(ink, palette.paper) < TEXT] == []
    assert [
        line for line in (palette.others, palette.edge, *palette.lines) if contrast(line, palette.paper) < GRAPHICS
    ] == []
    fills = [*palette.destinations, *(palette.sequence_at(step / 20) for step in range(21)), palette.this, palette.look]
    assert [fill for fill in fills if contrast(palette.text_on(fill), fill) < TEXT] == []


def test_a_picture_is_as_wide_as_asked() -> None:
    made = png(DECKS["bg"], 3, BG, width=1280)
    assert struct.unpack(">II", made[16:24]) == (1280, 720)


def test_the_code_to_photograph_needs_an_address() -> None:
    deck = DECKS["bg"]
    without, with_one = (drawing.slide_data(deck, 1, BG, "light", address) for address in ("", ADDRESS))
    assert without["code"] is None
    assert len({len(row) for row in with_one["code"]} | {len(with_one["code"])}) == 1
    assert with_one["link"].startswith(f"{ADDRESS}/")
    assert drawing.slide_data(deck, 2, BG, "light", ADDRESS)["code"] is None


@pytest.mark.parametrize("number", [0, 99])
def test_there_is_no_other_slide(number: int) -> None:
    with pytest.raises(IndexError):
        svg(DECKS["bg"], number, BG)


def test_a_slide_is_drawn_while_one_waits() -> None:
    deck, spent = DECKS["bg"], []
    svg(deck, 2, BG)
    for number in range(2, len(deck.slides) + 1):
        begun = time.process_time()
        svg(deck, number, BG)
        spent.append(time.process_time() - begun)
    assert sorted(spent)[len(spent) // 2] < 0.15


def test_the_face_of_the_screen_is_found_once_by_all() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: face.fonts(), range(8)))
    assert len({id(fonts) for fonts in found}) == 1
    assert face.FAMILIES[0] in found[0].families()


def test_the_handout_is_tagged_and_says_its_language_and_title(handout: PdfReader) -> None:
    root = handout.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("bg")
    assert handout.metadata
    assert handout.metadata.title == DECKS["bg"].title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_chart_of_the_handout_is_described_and_every_slide_headed(handout: PdfReader) -> None:
    found = tags(handout)
    described = {str(element["/Alt"]) for element in found if element.get("/S") == "/Figure"}
    assert {slide.alt for slide in DECKS["bg"].slides if slide.chart} <= described
    assert sum(element.get("/S") == "/H1" for element in found) == len(DECKS["bg"].slides)


def test_the_handout_holds_two_slides_a_page_with_their_notes(handout: PdfReader) -> None:
    deck = DECKS["bg"]
    assert len(handout.pages) == (len(deck.slides) + 1) // 2
    said = squeeze("".join(page.extract_text() for page in handout.pages))
    for slide in deck.slides:
        assert all(squeeze(line) in said for line in slide.notes.split("\n")), slide.id
    for number, page in enumerate(handout.pages, start=1):
        foot = squeeze(BG.t("export.section.page", page=number, pages=len(handout.pages)))
        assert foot in squeeze(page.extract_text())


def test_the_handout_is_made_whatever_is_pasted() -> None:
    # A face, a bell, a sign joined to nothing, a bullet of Word's own font.
    pasted = Slide("definitions", "Две \x07 \U0001f9d1\u200d\U0001f393", points=("\uf0b7 точка",))
    deck = Deck("bg", "Едно \U0001f642", "", (Slide("title", ""), pasted))
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(deck, BG))).pages)
    assert "точка" in said
