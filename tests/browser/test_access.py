"""Pages are open to everybody: axe finds nothing serious (WCAG 2.2 AA)."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Open, settle
from tests.browser.test_reading import PATHS

GRAVE = ("serious", "critical")


def grave_violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in GRAVE]


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious(open_path: Open, path: str) -> None:
    assert grave_violations(open_path(path)) == []


def test_axe_finds_nothing_serious_in_the_dark(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark", locale="bg-BG")
    for path in ("/", "/import_data"):
        page.goto(f"{address}{path}")
        assert grave_violations(settle(page)) == []
    page.close()
