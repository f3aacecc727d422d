"""A director takes the section away; the agency finds who has not filed and takes all sections at once."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Download, Page, expect

from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.settings import DATA_VARIABLE
from ontrack_dash.store import builds, guard
from tests.bench.server import serve
from tests.browser.conftest import APP, settle
from tests.pages import world
from tests.pages.world import SMALL_CENTRE

BG = Words("bg")
CENTRE = "9999120001"
IDLE = 30
LONG = 60_000


@pytest.fixture(scope="module")
def filing_address(tmp_path_factory: pytest.TempPathFactory, guarded_country: Path) -> Iterator[str]:
    """Serve a country that may be written in, with enough centres for somebody to stop their sections half-way."""
    data = tmp_path_factory.mktemp("filing")
    build, known = world.make(data, idle=IDLE), builds.current(guarded_country)
    assert known is not None
    # Centres that do nothing stand in no count: what may be seen is what may be seen without them.
    shutil.copy(known.path.with_suffix(guard.SUFFIX), build.path.with_suffix(guard.SUFFIX))
    assert guard.is_ready(build.path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_VARIABLE, str(data))
        with serve(APP) as served:
            yield served


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option).first.click()
    settle(page)


def take(page: Page, name: str) -> Download:
    with page.expect_download(timeout=LONG) as caught:
        page.get_by_role("button", name=name, exact=True).click()
    return caught.value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_director_takes_the_section_away_as_word(page: Page, filing_address: str, lang: str) -> None:
    words = Words(lang)
    page.goto(f"{filing_address}/?lang={lang}")
    settle(page)
    choose(page, words.t("app.view_as"), words.t("viewer.centre"))
    choose(page, words.t("dimension.centre"), "Примерен ЦПО 1")
    page.get_by_role("link", name=words.t("page.self_assessment.title")).click()
    expect(page.locator("h1")).to_contain_text("Примерен ЦПО 1")
    expect(settle(page).get_by_role("heading", name=words.t("area.realisation"))).to_be_visible()
    caught = take(page, words.t("report.form.docx"))
    assert CENTRE in caught.suggested_filename
    document = docx.Document(io.BytesIO(Path(caught.path()).read_bytes()))
    assert words.t("area.realisation") in [paragraph.text for paragraph in document.paragraphs]


def test_a_director_writes_with_the_keyboard_alone(page: Page, filing_address: str) -> None:
    page.goto(f"{filing_address}/self_assessment?view=centre:{CENTRE}")
    settle(page).get_by_role("textbox", name=BG.t("report.own_part.context")).focus()
    page.keyboard.type("Районът губи население.")
    save = page.get_by_role("button", name=BG.t("report.own_save"))
    save.focus()
    settle(page)
    save.press("Enter")
    expect(page.get_by_text(BG.t("report.saved"))).to_be_visible()
    page.reload()
    field = settle(page).get_by_role("textbox", name=BG.t("report.own_part.context"))
    expect(field).to_have_value("Районът губи население.")


def test_a_measure_is_written_and_stands_in_the_file(page: Page, filing_address: str) -> None:
    page.goto(f"{filing_address}/self_assessment?view=centre:{CENTRE}")
    settle(page).get_by_role("button", name=BG.t("report.measure.add")).click()
    texts = {"finding": "Малко отговори", "measure": "Писмо до всички завършили", "owner": "директор"}
    for name, text in texts.items():
        page.get_by_role("textbox", name=BG.t(f"report.measure.{name}"), exact=True).fill(text)
        page.keyboard.press("Tab")
    page.get_by_role("button", name=BG.t("report.measures_save")).click()
    expect(page.get_by_text(BG.t("report.saved"))).to_be_visible()
    document = docx.Document(io.BytesIO(Path(take(page, BG.t("report.form.docx")).path()).read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("Писмо до всички завършили" in cell for cell in cells)


def test_the_agency_finds_the_missing_centres_of_a_year(page: Page, filing_address: str) -> None:
    page.goto(f"{filing_address}/self_assessment")
    choose(settle(page), BG.t("report.year"), "2023")
    expect(page.locator(".od-finding")).to_contain_text("2023")
    listed = page.get_by_role("region", name=BG.t("report.list", year=2023))
    expect(listed.get_by_role("row").filter(has_text=SMALL_CENTRE)).to_contain_text(BG.t("filing_status.missing"))
    expect(listed).not_to_contain_text(CENTRE)
    assert take(page, BG.t("report.list_excel")).suggested_filename.endswith(".xlsx")


def test_the_agency_stops_the_sections_and_takes_them_up_again(page: Page, filing_address: str) -> None:
    page.goto(f"{filing_address}/self_assessment?report=2024")
    start, stop = (settle(page).get_by_role("button", name=BG.t(f"report.all_{name}")) for name in ("start", "stop"))
    whole = page.get_by_role("button", name=BG.t("report.all_download"))
    start.click()
    expect(page.get_by_test_id("stProgress")).to_contain_text("1", timeout=LONG)
    stop.click()
    expect(start).to_be_visible()
    expect(page.get_by_test_id("stProgress")).to_have_count(0)
    expect(whole).to_have_count(0)
    start.click()
    expect(whole).to_be_visible(timeout=LONG)
    with zipfile.ZipFile(take(page, BG.t("report.all_download")).path()) as pack:
        assert len(pack.namelist()) == 2 * (IDLE + len(world.CENTRES))
        assert pack.testzip() is None
