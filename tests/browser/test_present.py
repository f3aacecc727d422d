"""An expert prepares a seminar and presents, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ontrack_dash.i18n import Words
from tests.browser.conftest import MILLISECONDS, Open, settle

WORDS = Words("bg")
PICTURE = ".od-stage img"
PHONE = {"width": 390, "height": 844}


def press(locator: Locator, key: str = "Enter") -> None:
    locator.focus()
    locator.page.keyboard.press(key)


def button(page: Page | Locator, key: str) -> Locator:
    return page.get_by_role("button", name=WORDS.t(key), exact=True)


def turn(page: Page, key: str, number: int) -> None:
    page.keyboard.press(key)
    expect(page).to_have_url(re.compile(rf"slide={number}\b"))


def make_run(page: Page, name: str) -> None:
    form = page.locator(".st-key-runs-new")
    press(form.locator("summary"))
    form.get_by_role("combobox").focus()
    # A page that still runs or moves shuts an open list.
    settle(page)
    page.wait_for_timeout(500)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="Пловдив")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(form.get_by_text("Пловдив")).to_be_visible()
    form.get_by_label(WORDS.t("views.name")).fill(name)
    press(button(form, "views.make_run"))


def see_notes(page: Page) -> None:
    """Open the window of notes from slide 2, turn back, and see it follow."""
    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    notes = settle(opened.value)
    expect(notes.locator("h1")).to_contain_text(WORDS.t("present.notes_title", number=2, count=3))
    turn(page, "Home", 1)
    expect(notes.locator("h1")).to_contain_text(WORDS.t("present.notes_title", number=1, count=3))
    notes.close()


def test_an_expert_saves_a_view_makes_a_run_and_presents_by_keyboard(open_path: Open) -> None:
    page = open_path("/years?oblast=PDV")
    press(button(page, "views.save"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(WORDS.t("views.name")).fill("Пловдив")
    press(button(dialog, "app.save"))
    expect(page.get_by_text("Запазено")).to_be_visible()
    press(page.get_by_role("link", name=WORDS.t("page.present.title"), exact=True))
    expect(page.locator("h1")).to_contain_text(WORDS.t("page.present.question"))
    make_run(page, "Семинар")
    card = page.locator("[class*=st-key-card-run]").filter(has_text="Семинар")
    press(card.get_by_role("button", name=f"{WORDS.t('views.present')}: Семинар", exact=True))
    expect(page.locator(PICTURE)).to_be_visible(timeout=MILLISECONDS)
    for key, number in (("PageDown", 2), ("ArrowLeft", 1), ("Space", 2), ("Home", 1), ("End", 3), ("PageUp", 2)):
        turn(page, key, number)
    expect(page.locator(".od-unseen h1")).not_to_be_empty()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.keyboard.press("o")
    expect(page.locator(".od-thumbnail")).to_have_count(3)
    page.keyboard.press("o")
    expect(page.locator(PICTURE)).to_be_visible()
    see_notes(page)
    page.keyboard.press("q")
    expect(page.locator("h1")).to_contain_text(WORDS.t("page.present.question"))


@pytest.mark.parametrize("size", [PHONE, {"width": 1920, "height": 1080}], ids=["phone", "projector"])
def test_a_slide_fills_the_screen_and_its_controls_are_large_enough(open_path: Open, size: dict[str, int]) -> None:
    page = open_path("/present?run=seminar&slide=2")
    page.set_viewport_size(size)
    page.mouse.move(60, 60)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    box = page.locator(PICTURE).bounding_box()
    assert box
    assert (box["width"], box["height"]) == (size["width"], size["height"])
    small = page.locator(".st-key-present-bar :is(button, a):visible").evaluate_all(
        "all => all.filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 24).length"
    )
    assert small == 0
