"""Somebody reads: links, languages, filters, tables, a click on a chart, a phone, the keyboard."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Request, expect

from ontrack_dash.i18n import Words
from tests.browser.conftest import Open, settle

BG, EN = Words("bg"), Words("en")
# What Bulgarians too write in Latin letters.
LATIN = {
    "english", "excel", "csv", "zip", "xlsx", "xlsm", "xls", "txt", "eqavet", "track", "edat_lfse_24", "tps00215",
    "word", "pdf", "vireo", "eppka3", "epp", "nrp", "eoppep", "iek", "etefil", "ine", "biber", "bhs",
    "powerpoint", "json", "png", "svg", "kobotoolbox", "odk", "xlsform", "limesurvey", "eupl",
}  # fmt: skip
PHONE = 390
TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!holder.closest("script,style,noscript,[data-testid=stIconMaterial],a[href^='https:'],.od-address")) {
      found.push(walker.currentNode.data);
    }
  }
  for (const node of document.querySelectorAll("[aria-label],[title],[alt],[placeholder]")) {
    for (const name of ["aria-label", "title", "alt", "placeholder"]) found.push(node.getAttribute(name) ?? "");
  }
  return found;
}"""


def english_words(page: Page) -> set[str]:
    texts = page.evaluate(TEXTS)
    return {word.lower() for text in texts for word in re.findall(r"[A-Za-z_]{3,}\d*", text)} - LATIN


def test_english_is_one_press_away_and_stays(open_path: Open) -> None:
    page = open_path("/")
    page.get_by_role("radio", name="English").click()
    expect(page.locator("h1")).to_contain_text(EN.t("page.overview.question"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(settle(page).locator("h1")).to_contain_text(EN.t("page.overview.question"))


def test_filters_stay_when_the_page_changes_and_a_link_brings_them_back(open_path: Open) -> None:
    page = open_path("/?oblast=PDV&year=2021")
    page.get_by_role("link", name=BG.t("page.years.title")).click()
    expect(page.locator("h1")).to_contain_text(BG.t("page.years.question"))
    expect(page.locator("h1")).to_contain_text(BG.label("oblast", "PDV"))
    expect(page).to_have_url(re.compile("oblast=PDV"))
    page.reload()
    expect(settle(page).locator("h1")).to_contain_text(BG.label("oblast", "PDV"))


def test_a_click_on_an_oblast_filters_by_it(open_path: Open) -> None:
    page = open_path("/")
    tiles = page.locator("[data-testid=stPlotlyChart] .barlayer .point")
    tiles.filter(has_text=BG.t("figure.oblast.VAR")).first.click(force=True)
    expect(page.locator("h1")).to_contain_text(BG.label("oblast", "VAR"))
    expect(page).to_have_url(re.compile("oblast=VAR"))


def test_a_click_on_a_centre_opens_its_page(open_path: Open) -> None:
    page = open_path("/profession?profession=811010")
    chart = page.locator("[data-testid=stPlotlyChart]").filter(has_text="Примерен ЦПО 2")
    chart.locator(".scatterlayer .point").first.click(force=True)
    expect(page.locator("h1")).to_contain_text(BG.t("page.centre.question"))
    expect(page.locator("h1")).to_contain_text("Примерен ЦПО")


def test_a_centre_of_the_funnel_opens_its_page_and_switches_stay_in_the_address(open_path: Open) -> None:
    page = open_path("/compare?year=2023")
    page.get_by_role("radio", name="3", exact=True).click()
    expect(page.locator("h1")).to_contain_text(BG.t("app.cohorts", first="2021", last="2023"))
    page.get_by_text(BG.t("comparison.spread"), exact=True).click()
    expect(page).to_have_url(re.compile("pool=3.*spread=on|spread=on.*pool=3"))
    settle(page)
    chart = page.locator("[data-testid=stPlotlyChart]").first
    chart.locator(".scatterlayer .point").first.click(force=True)
    expect(page.locator("h1")).to_contain_text(BG.t("page.centre.question"))


def test_a_chart_is_taken_away_as_a_file_bulgarian_excel_opens(open_path: Open) -> None:
    page = open_path("/years")
    with page.expect_download() as caught:
        page.get_by_role("button", name=BG.t("app.download_csv")).click()
    content = Path(caught.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert BG.t("app.demo_mark") in content.decode("utf-8-sig")


def test_a_chart_turns_into_its_table(open_path: Open) -> None:
    page = open_path("/years")
    page.get_by_role("radio", name=BG.t("app.table")).click()
    expect(page.get_by_role("table")).to_contain_text("2021")
    expect(page.locator("[data-testid=stPlotlyChart]")).to_have_count(0)


def test_the_keyboard_is_enough_to_filter(open_path: Open) -> None:
    page = open_path("/")
    box = page.get_by_role("combobox", name=BG.t("dimension.oblast"), exact=True)
    box.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type(BG.label("oblast", "VAR"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(BG.label("oblast", "VAR"))


def test_the_keyboard_leads_where_a_click_on_a_chart_leads(open_path: Open) -> None:
    page = open_path("/?year=2023")
    press(page.get_by_role("link", name=BG.label("oblast", "VAR")))
    expect(page.locator("h1")).to_contain_text(BG.label("oblast", "VAR"))
    press(settle(page).get_by_role("link", name=BG.t("page.compare.title")))
    expect(page.locator("h1")).to_contain_text(BG.t("page.compare.question"))
    settle(page).get_by_role("radio", name=BG.t("app.chart")).first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    press(page.get_by_role("link", name="Примерен ЦПО").first)
    expect(page.locator("h1")).to_contain_text(BG.t("page.centre.question"))
    expect(page).to_have_url(re.compile("oblast=VAR.*year=2023|year=2023.*oblast=VAR"))


def press(focused: Locator) -> None:
    focused.focus()
    focused.press("Enter")


def test_a_search_that_finds_nothing_says_so_in_bulgarian(open_path: Open) -> None:
    page = open_path("/")
    page.get_by_role("combobox", name=BG.t("dimension.oblast"), exact=True).fill("zzz")
    expect(page.get_by_text(BG.t("ui.streamlit.nothing"), exact=True)).to_be_visible()


def test_the_rest_of_the_filters_stands_behind_one_button(open_path: Open) -> None:
    page = open_path("/")
    page.get_by_role("button", name=BG.t("app.more_filters")).click()
    expect(page.get_by_role("combobox", name=BG.t("dimension.funding"))).to_be_visible()


def test_the_finding_is_on_the_first_screen_of_a_phone(open_path: Open, page: Page) -> None:
    page.set_viewport_size({"width": PHONE, "height": 844})
    box = open_path("/").locator(".od-finding").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844


def test_a_dark_page_has_dark_charts(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark", locale="bg-BG")
    page.goto(f"{address}/years")
    chart = settle(page).locator("[data-testid=stPlotlyChart] .main-svg").first
    expect(chart).to_have_css("background-color", "rgb(14, 17, 23)")
    page.close()


def test_nothing_is_fetched_from_elsewhere(open_path: Open, page: Page, address: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    for path in ("/", "/import_data"):
        open_path(path)
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


def test_a_page_nobody_wrote_is_told_in_bulgarian(open_path: Open) -> None:
    page = open_path("/nowhere")
    expect(page.get_by_role("dialog")).to_contain_text(BG.t("ui.streamlit.not_found"))
    assert english_words(page) <= {"nowhere"}
