"""Pages are open to everybody: on every page, in both languages, axe finds no violation and nothing is cut off.

A page is loaded once a language, and everything is asked of it there: in Bulgarian on a light laptop, in English on a
dark phone.
"""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Open
from tests.browser.test_reading import english_words

PATHS = (
    "/", "/centre?centre=9999120001", "/profession?profession=811010", "/years", "/compare", "/methods", "/import_data",
    "/self_assessment", "/self_assessment?view=centre:9999120001", "/self_assessment?view=public&centre=9999120001",
    "/europe", "/pilot", *(f"/tools?part={part}" for part in ("handbook", "questionnaires", "letters", "plan")),
    "/tools?part=downloads", "/present", "/present?run=seminar&slide=3",
)  # fmt: skip
PHONE, LAPTOP, PROJECTOR = (ViewportSize(width=width, height=900) for width in (390, 1366, 1920))
FITS = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return [main, document.documentElement].every((one) => one.scrollWidth <= one.clientWidth);
}"""


@dataclass(frozen=True)
class Reader:
    lang: str
    ground: str
    screen: ViewportSize


@pytest.mark.parametrize("reader", [Reader("bg", "light", LAPTOP), Reader("en", "dark", PHONE)], ids=lambda it: it.lang)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_open_to_everybody(open_path: Open, page: Page, path: str, reader: Reader) -> None:
    page.emulate_media(color_scheme="dark" if reader.ground == "dark" else "light")
    page.set_viewport_size(reader.screen)
    open_path(f"{path}{'&' if '?' in path else '?'}lang={reader.lang}")
    expect(page.locator("html")).to_have_attribute("lang", reader.lang)
    assert violations(page) == []
    for screen in (PHONE, PROJECTOR):
        page.set_viewport_size(screen)
        page.wait_for_function(FITS)
    if reader.lang == "bg":
        assert english_words(page) <= {"demo"}


def violations(page: Page) -> list[str]:
    """Return what axe finds, whatever its impact."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']} ({one['impact']}): {node['html'][:120]}" for one in found for node in one["nodes"]]
