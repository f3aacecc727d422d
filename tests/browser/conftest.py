"""The real server in the real browser: one over a small country that is only read, one that starts empty."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ontrack_dash.settings import DATA_VARIABLE
from tests.bench.server import serve

APP = Path(__file__).parents[2] / "app.py"
MILLISECONDS = 20_000
READY = """() => window.ontrackObserver
    && getComputedStyle(document.querySelector(".stApp")).getPropertyValue("--od-this")
    && !document.querySelector("html[lang=bg] [aria-label='Open'], [data-stale=true]")
    && document.getAnimations().every((one) => one.playState !== "running")"""

Open = Callable[[str], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "bg-BG", "viewport": {"width": 1366, "height": 900}}


@pytest.fixture(scope="session")
def shared_context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """Keep the browser's cache from test to test; what a reader chose lives in a tab and goes with it."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def page(shared_context: BrowserContext) -> Iterator[Page]:
    tab = shared_context.new_page()
    yield tab
    tab.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, guarded_country: Path) -> Iterator[str]:
    data = shutil.copytree(guarded_country, tmp_path_factory.mktemp("country"), dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_VARIABLE, str(data))
        with serve(APP) as served:
            yield served


@pytest.fixture(scope="module")
def empty_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_VARIABLE, str(tmp_path_factory.mktemp("empty")))
        with serve(APP) as served:
            yield served


@pytest.fixture
def open_path(page: Page, address: str) -> Open:
    def visit(path: str) -> Page:
        page.goto(f"{address}{path}")
        return settle(page)

    return visit


def settle(page: Page) -> Page:
    """Wait until the page has its title and the server is done with it."""
    page.set_default_timeout(MILLISECONDS)
    expect(page.locator("h1")).to_be_visible(timeout=MILLISECONDS)
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=MILLISECONDS)
    # Style sheet and translation are elements of the page: what they do is there a moment after them.
    page.wait_for_function(READY)
    return page
