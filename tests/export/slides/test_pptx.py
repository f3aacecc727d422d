"""Decks as PowerPoint files: what they say, what their charts hold, and what a template may not do."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.presentation import Presentation as Opened

from ontrack_dash.export.slides import BrokenTemplateError, find_problem, own_template, pptx
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.slides.model import Chart, Deck, Mark, Series, Slide
from tests.export.slides import inside, samples

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LANG = {"bg": "bg-BG", "en": "en-GB"}
NATIVE = ("lines", "dots", "stack", "diverging", "steps", "funnel")
PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
EVIL = '=HYPERLINK("http://example.org","x")'


@cache
def made(lang: str) -> bytes:
    return pptx(samples.deck(Words(lang)), Words(lang))


def opened(content: bytes) -> Opened:
    return Presentation(io.BytesIO(content))


def members(content: bytes, ending: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        yield from ((name, file.read(name)) for name in file.namelist() if name.endswith(ending))


def repacked(content: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, added in (more or {}).items():
            target.writestr(name, added)
    return stream.getvalue()


def retyped(content: bytes, kind: str) -> bytes:
    return repacked(content, lambda _, member: member.replace(PRESENTATION.encode(), kind.encode()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_has_its_headline_in_the_title_and_its_notes_with_the_speaker(lang: str) -> None:
    deck = samples.deck(Words(lang))
    for slide, page in zip(deck.slides, opened(made(lang)).slides, strict=True):
        assert page.shapes.title.text == (slide.headline or deck.title)
        if slide.notes:
            assert page.notes_slide.notes_text_frame.text == slide.notes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_has_its_number_its_source_and_the_mark_of_the_data(lang: str) -> None:
    deck = samples.deck(Words(lang))
    for slide, page in zip(deck.slides, opened(made(lang)).slides, strict=True):
        feet = {shape.placeholder_format.type: shape for shape in page.placeholders}
        said = " ".join(shape.text_frame.text for shape in feet.values() if shape.has_text_frame)
        assert deck.mark in said
        assert slide.source in said
        assert page._element.xpath(".//a:fld[@type='slidenum']")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_text_says_its_language_and_none_is_smaller_than_eighteen_points(lang: str) -> None:
    for name, content in members(made(lang), ".xml"):
        if re.match(r"ppt/(slides|charts|slideLayouts)/", name):
            root = etree.fromstring(content)
            languages = {run.get("lang") for run in root.iter(f"{A}rPr", f"{A}defRPr")} - {None}
            assert languages <= {LANG[lang]}, name
            assert all(run.get("lang") for text in root.iter(f"{A}r") for run in text.iter(f"{A}rPr")), name
            assert all(int(size) >= 1800 for size in root.xpath("//@sz") if str(size).isdigit()), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_and_drawn_groups_are_said_in_words(lang: str) -> None:
    deck = samples.deck(Words(lang))
    for slide, page in zip(deck.slides, opened(made(lang)).slides, strict=True):
        if slide.chart:
            assert slide.alt in {shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in page.shapes}


def test_nothing_asks_to_be_clicked_and_nothing_of_others_is_left() -> None:
    for page in opened(made("bg")).slides:
        assert all(shape.text_frame.text.strip() for shape in page.placeholders if shape.has_text_frame)
    everything = b"".join(content for _, content in members(made("bg"), ".xml"))
    assert b"Click to" not in everything
    assert b"Steve Canny" not in everything
    properties = opened(made("bg")).core_properties
    assert (properties.author, properties.last_modified_by) == ("НАПОО", "НАПОО")
    assert (properties.language, properties.keywords) == ("bg-BG", "")


def test_sheets_hold_each_value_in_its_row_and_nothing_in_the_rows_of_hidden_ones() -> None:
    deck, kinds = samples.deck(Words("bg")), set()
    for slide, sheet in inside.charted(made("bg"), deck):
        chart = slide.chart
        assert chart is not None
        kinds.add(chart.kind)
        rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)}
        heads = [cell.value for cell in sheet[1]]
        across = {heads.index(level.label) for level in chart.levels}
        for series in chart.series if chart.kind != "funnel" else ():
            own = heads.index(series.name) if series.name else 1
            for name, mark in zip(chart.categories, series.marks, strict=True):
                assert rows[name][own] == pytest.approx(mark.value)
        for name in chart.categories:
            if all(mark.value is None for mark in marks_of(chart, name)):
                assert [
                    value for at, value in enumerate(rows[name]) if at and at not in across and value is not None
                ] == []
    assert kinds == set(NATIVE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_hold_no_number_that_the_deck_does_not_say(lang: str) -> None:
    words = Words(lang)
    assert inside.find_unsaid(made(lang), samples.deck(words), words) == []


def marks_of(chart: Chart, name: str) -> list[Mark]:
    return [series.marks[chart.categories.index(name)] for series in chart.series]


def test_ends_of_intervals_are_those_published() -> None:
    deck = samples.deck(Words("en"))
    low, high = (Words("en").t(f"export.slides.sheet.{end}", name="") for end in ("low", "high"))
    for slide, sheet in inside.charted(made("en"), deck):
        chart = slide.chart
        if chart is None or chart.kind not in ("dots", "lines") or len(chart.series) > 1:
            continue
        heads = [cell.value for cell in sheet[1]]
        for end, ending in (("low", low), ("high", high)):
            at = next(place for place, head in enumerate(heads) if head.endswith(ending.strip()))
            found = {row[0]: row[at] for row in sheet.iter_rows(min_row=2, values_only=True)}
            for name, mark in zip(chart.categories, chart.series[0].marks, strict=True):
                assert found[name] == pytest.approx(getattr(mark, end))


def test_numbers_are_numbers_with_a_format_of_the_language() -> None:
    formats = {lang: set() for lang in LANGUAGES}
    for lang in LANGUAGES:
        for _, sheet in inside.charted(made(lang), samples.deck(Words(lang))):
            cells = [cell for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row if cell.value is not None]
            assert all(isinstance(cell.value, int | float) for cell in cells)
            formats[lang] |= {cell.number_format for cell in cells}
    assert '[$-402]0.0"\N{NO-BREAK SPACE}"%' in formats["bg"]
    assert "[$-809]0.0%" in formats["en"]


def test_imprecise_parts_of_bars_are_written_in_brackets() -> None:
    marks = (Mark("(50 %)", "imprecise", 0.5), Mark("50 %", "value", 0.5))
    chart = Chart("stack", ("а", "б"), (Series("дял", marks, 0), Series("друг", marks, 1)))
    content = pptx(Deck("bg", "т", "", (Slide("s", "т", chart, alt="т"),)), Words("bg"))
    (drawn,) = [etree.fromstring(part) for name, part in members(content, ".xml") if name.startswith("ppt/charts/")]
    labels = [one for one in drawn.iter("{*}dLbl") if one.find("{*}numFmt") is not None]
    assert [one.find("{*}idx").get("val") for one in labels] == ["0", "0"]
    assert all("\\(" in one.find("{*}numFmt").get("formatCode") for one in labels)


def test_names_that_look_like_formulas_stay_text() -> None:
    words = Words("bg")
    chart = samples.charts(words)["stack of one"]
    evil = type(chart)("steps", (EVIL,), (type(chart.series[0])(EVIL, (Mark("1", "value", 1.0),)),))
    content = pptx(Deck("bg", EVIL, "", (Slide("evil", EVIL, evil, alt=EVIL + "\x00"),)), words)
    (blob,) = [member for _, member in members(content, ".xlsx")]
    sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
    assert [(cell.value, cell.data_type) for cell in (sheet["A2"], sheet["B1"])] == [(EVIL, "s"), (EVIL, "s")]
    assert sheet["A2"].hyperlink is None


def test_a_template_of_the_agency_lends_its_looks_and_loses_its_slides() -> None:
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[1]).shapes.title.text = "Стар слайд"
    own.core_properties.author = "Иван Иванов"
    stream = io.BytesIO()
    own.save(stream)
    for template in (
        stream.getvalue(),
        retyped(stream.getvalue(), PRESENTATION.replace("presentation.main", "template.main")),
    ):
        deck = samples.deck(Words("bg"))
        content = pptx(deck, Words("bg"), template)
        found = opened(content)
        assert (found.slide_width, found.slide_height) == (own.slide_width, own.slide_height)
        assert len(found.slides) == len(deck.slides)
        everything = b"".join(member for _, member in members(content, ".xml"))
        assert "Стар слайд".encode() not in everything
        assert "Иван Иванов".encode() not in everything
        for page in found.slides:
            for shape in page.shapes:
                assert shape.left >= 0
                assert shape.left + shape.width <= found.slide_width * 1.01
                assert shape.top + shape.height <= found.slide_height * 1.01


def bomb(content: bytes) -> bytes:
    return repacked(content, lambda _, member: member, {"ppt/media/big.png": b"\0" * (51 << 20)})


def linked(content: bytes) -> bytes:
    link = b'<Relationship Id="rId99" TargetMode="External" Target="http://example.org/a.png" Type='
    link += b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    master = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    return repacked(
        content, lambda name, member: member.replace(b"</Relationships>", link) if name == master else member
    )


def untitled(content: bytes) -> bytes:
    def drop(name: str, member: bytes) -> bytes:
        return re.sub(rb'type="(title|ctrTitle)"', b'type="body"', member) if "Layout" in name else member

    return repacked(content, drop)


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "active": lambda content: retyped(content, "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
    "too_large": bomb,
    "linked": linked,
    "no_title": untitled,
    "unreadable": lambda content: content[: len(content) // 2],
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_template_nothing_can_be_made_from_is_refused_in_words(rule: str) -> None:
    template = BROKEN[rule](made("bg"))
    for lang in LANGUAGES:
        words = Words(lang)
        with pytest.raises(BrokenTemplateError) as caught:
            pptx(samples.deck(words), words, template)
        assert caught.value.rule == rule
        assert str(caught.value) == find_problem(template, words)
        assert words.t("export.slides.template.remedy") in str(caught.value)


def test_programs_are_refused_whatever_type_a_template_calls_them_by() -> None:
    program = b'<Relationship Id="rId99" Target="code.dat" Type='
    program += b'"http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>'
    kind = b'<Default Extension="dat" ContentType="application/octet-stream"/><Default '

    def carry(name: str, member: bytes) -> bytes:
        typed = member.replace(b"<Default ", kind, 1) if name == "[Content_Types].xml" else member
        return typed.replace(b"</Relationships>", program) if name == "ppt/_rels/presentation.xml.rels" else typed

    words = Words("bg")
    template = repacked(made("bg"), carry, {"ppt/code.dat": b"MZ"})
    assert words.t("export.slides.template.active") in find_problem(template, words)


def test_the_template_in_the_folder_of_data_is_found(tmp_path: Path) -> None:
    assert own_template(tmp_path) is None
    place = tmp_path / "templates" / "slides.potx"
    place.parent.mkdir()
    place.write_bytes(b"")
    assert own_template(tmp_path) == place
