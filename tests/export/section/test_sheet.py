"""The Excel file of a section, opened again: numbers as numbers, states, charts made of cells, nothing hidden in it."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from ontrack_dash.export.cells import put_at
from ontrack_dash.export.section import sheet
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section.model import Section
from tests.export.section import samples
from tests.programs import OFFICE, find

BG = Words("bg")


def open_book(section: Section, words: Words = BG) -> Workbook:
    content = sheet.make(section, samples.written(words.lang), words, samples.ABOUT)
    return openpyxl.load_workbook(io.BytesIO(content))


def page(book: Workbook, name: str, words: Words = BG) -> Worksheet:
    return book[words.t(f"export.section.sheet.{name}")]


def column(page: Worksheet, header: str) -> list[object]:
    place = next(cell.column for cell in page[1] if cell.value == header)
    return [page.cell(row, place).value for row in range(2, page.max_row + 1)]


def stands(page: Worksheet, header: str) -> list[str]:
    place = next(cell.column for cell in page[1] if cell.value == header)
    return [page.cell(row, place).number_format for row in range(2, page.max_row + 1)]


@pytest.fixture
def section(tmp_path: Path) -> Section:
    return samples.section(tmp_path)


@pytest.fixture
def book(section: Section) -> Workbook:
    return open_book(section)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_are_named_in_the_language_of_the_reader(section: Section, lang: str) -> None:
    words = Words(lang)
    names = ["measured", "charts", "counts", "professions", "employers", "response", "texts", "measures"]
    titles = [words.t(f"export.section.sheet.{name}") for name in names]
    assert open_book(section, words).sheetnames == [*titles, words.t("export.definitions"), words.t("export.about")]


def test_values_are_numbers_in_the_format_of_their_indicator(book: Workbook) -> None:
    measured = page(book, "measured")
    value = BG.t("app.value")
    assert column(measured, value) == [0.9125, 0.6523, 0.5, None, None, 2.5]
    assert stands(measured, value)[::5] == ["0.0%", "0.0"]
    assert column(measured, BG.t("app.n")) == [240, 96, 8, None, None, 60]
    assert column(measured, BG.t("export.section.column.cohort")) == [2025, 2024, 2024, 2024, 2023, 2024]
    assert column(measured, BG.t("export.section.column.difference"))[:3] == [0.0125, 0.1023, -0.02]
    assert stands(measured, BG.t("export.section.column.change"))[0] == "+0.0%;-0.0%;0.0%"
    assert column(measured, BG.t("export.section.column.standing"))[:3] == [
        BG.t("section.standing.within"), BG.t("section.standing.above"), None,
    ]  # fmt: skip


def test_a_row_without_a_value_says_why_and_has_no_number(section: Section) -> None:
    """Even where a frame held one: what may not be shown is not in the file."""
    leaking = section.measured.assign(expected=0.111, difference=0.222, change=0.333, response=0.444)
    measured = page(open_book(replace(section, measured=leaking)), "measured")
    for row, status in ((5, "protected"), (6, "no_data")):
        cells = [cell.value for cell in measured[row]]
        assert BG.t(f"status.{status}") in cells
        assert [cell for cell in cells if isinstance(cell, float)] == []


def test_the_eight_counts_stand_with_the_basis_of_their_year(book: Workbook) -> None:
    counts = page(book, "counts")
    assert column(counts, BG.t("section.counts.column.count")) == [BG.t(f"count.{name}") for name in section_counts()]
    assert column(counts, BG.t("export.section.column.own")) == [210, 32, 0, None, None, None, None, None]
    assert column(counts, BG.t("section.counts.column.filed")) == [210, 30, 0, 4, None, 18, 3, 12]
    alike, different = BG.t("section.counts.alike"), BG.t("section.counts.different")
    assert column(counts, BG.t("section.counts.column.agrees"))[:4] == [alike, different, alike, None]


def section_counts() -> list[str]:
    return list(samples.counts()["count"])


def test_measures_have_their_date_and_the_value_before_and_after(book: Workbook) -> None:
    measures = page(book, "measures")
    assert column(measures, BG.t("report.measure.due")) == [datetime(2026, 9, 30)]
    assert column(measures, BG.t("report.measure.step")) == [BG.t("report.step.do")]
    assert column(measures, BG.t("export.section.column.before")) == [0.48]
    assert stands(measures, BG.t("export.section.column.after")) == ["0.0%"]


def test_sentences_and_own_texts_are_in_the_book(book: Workbook) -> None:
    texts = page(book, "texts")
    headers = (BG.t(f"export.section.column.{name}") for name in ("text", "part"))
    said = dict(zip(*(column(texts, header) for header in headers), strict=True))
    assert said["Центърът работи с двадесет и шест работодатели."] == "Анализ на центъра"
    assert "Няма отговори от вълна 2. Поканете випуск 2023." in said


def test_tables_can_be_filtered_and_keep_their_header_in_sight(book: Workbook) -> None:
    for name in ("measured", "counts", "professions", "employers", "response", "texts", "measures"):
        assert page(book, name).freeze_panes == "B2", name
        assert page(book, name).auto_filter.ref == page(book, name).dimensions, name


def test_every_indicator_is_defined(book: Workbook, section: Section) -> None:
    defined = [row[0] for row in book[BG.t("export.definitions")].iter_rows(min_row=2, values_only=True)]
    for name in (*section.measured["indicator"], *section.employers["indicator"], "answered"):
        assert BG.t(f"indicator.{name}.name") in defined


def test_the_book_says_where_it_comes_from(book: Workbook) -> None:
    said = str(list(book[BG.t("export.about")].iter_rows(values_only=True)))
    assert BG.date(samples.ABOUT.data_date) in said
    assert samples.ABOUT.source in said


def test_demonstration_data_are_marked_on_the_first_sheet(section: Section) -> None:
    content = sheet.make(section, samples.written(), BG, replace(samples.ABOUT, is_demo=True))
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == BG.t("app.demo_mark")


def chart_parts(section: Section) -> list[str]:
    content = sheet.make(section, samples.written(), BG, samples.ABOUT)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return [file.read(name).decode() for name in file.namelist() if name.startswith("xl/charts/chart")]


def test_charts_have_error_bars_and_are_made_of_cells(section: Section) -> None:
    dots, steps = chart_parts(section)
    assert dots.count("<errBars>") == 2
    assert "<barChart>" in steps
    refers = re.findall(r"<f>'([^']+)'!", dots + steps)
    assert set(refers) == {BG.t("export.section.sheet.charts")}


def test_charts_keep_no_copy_of_numbers(section: Section) -> None:
    assert not [part for part in chart_parts(section) if re.search("Cache>|<v>", part)]


def test_charts_are_drawn_only_from_what_is_shown(book: Workbook) -> None:
    """Four of the six indicators of the sample have no value that is a share."""
    charts = page(book, "charts")
    labels = [charts.cell(row, 1).value for row in range(2, 5)]
    assert labels == [BG.t(f"indicator.{name}.short") for name in ("completion_rate", "employed_rate", "in_field_rate")]
    assert [charts.cell(4, place).value for place in (2, 3)] == [None, 0.5]
    assert charts.cell(5, 1).value is None
    assert charts.cell(2, 5).value == pytest.approx(0.9125 - 0.87)


def test_a_section_without_values_has_no_charts(section: Section) -> None:
    hidden = section.measured.assign(status="protected", value=float("nan"))
    empty = replace(section, measured=hidden, response=section.response.iloc[:0], professions=section.professions[:0])
    assert chart_parts(empty) == []


def test_text_that_looks_like_a_formula_is_text(section: Section) -> None:
    measure = replace(samples.MEASURE, measure="=HYPERLINK(1)", owner=samples.HOSTILE)
    measures = page(open_book(replace(section, measures=(measure,))), "measures")
    cell = measures.cell(2, 3)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_libreoffice_opens_it(section: Section, tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    path.write_bytes(sheet.make(section, samples.written(), BG, samples.ABOUT))
    office = find(OFFICE)
    assert office, OFFICE.missing
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    said = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "section.pdf").pages)
    assert BG.t("ui.response") in said
    assert "65.2%" in said or "65,2%" in said


def test_text_that_looks_like_a_formula_behind_a_control_character_is_text() -> None:
    cell = put_at(Workbook().create_sheet(), 1, 1, "\x0b=HYPERLINK(1)")
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_a_name_no_xml_can_hold_does_not_keep_the_book_from_being_made(section: Section) -> None:
    about = replace(samples.ABOUT, filters=(("Център (ЦПО)", "=Примерен\uffff ЦПО\ufffe"),))
    content = sheet.make(section, samples.written(), BG, about)
    said = openpyxl.load_workbook(io.BytesIO(content))[BG.t("export.about")]
    assert "Център (ЦПО): =Примерен ЦПО" in [row[1] for row in said.iter_rows(values_only=True)]
