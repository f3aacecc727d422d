"""An evaluator imports a pilot and reads its verdict."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from ontrack_dash.fields import LAYOUTS
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.pilot_names import name_code
from tests.browser.conftest import settle
from tests.intake.making import EXAMPLES
from tests.pilots import CRITERIA, fill

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PEOPLE, INVITED = 12, 20
# Everybody speaks for the register, but nobody finds it easy.
SCORES = {f"tool_{criterion}": 2 if criterion == "ease" else 5 for criterion in CRITERIA}
SAID = {
    "pilot_scores": [{**SCORES, "respondent": f"о-{person}"} for person in range(PEOPLE)],
    "pilot_responses": [{"tool": "register", "invited": INVITED, "answered": PEOPLE}],
}


def take_filled(page: Page, kind: str, words: Words) -> FilePayload:
    """Take the template of the page and fill it in."""
    with page.expect_download() as caught:
        page.get_by_role("button", name=words.t(f"file_kind.{kind}"), exact=True).click()
    columns = [column.field for column in LAYOUTS[kind].columns]
    rows = [[{**EXAMPLES[kind], **said}[name] for name in columns] for said in SAID[kind]]
    content = fill(Path(caught.value.path()).read_bytes(), *rows)
    return FilePayload(name=caught.value.suggested_filename, mimeType=EXCEL, buffer=content)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_evaluator_imports_a_pilot_and_reads_its_verdict(page: Page, empty_address: str, lang: str) -> None:
    words = Words(lang)
    page.goto(f"{empty_address}/pilot?lang={lang}")
    expect(settle(page).get_by_text(words.t("pilot.empty_title"))).to_be_visible()
    files = [take_filled(page, kind, words) for kind in SAID]

    page.get_by_role("button", name=words.t("empty.go_import")).click()
    expect(page.locator("h1")).to_contain_text(words.t("page.import_data.question"))
    page.set_input_files("input[type=file]", files)
    page.get_by_role("button", name=words.t("import.commit"), exact=True).click()
    expect(page.get_by_role("button", name=words.t("import.undo"))).to_be_visible()

    page.get_by_role("link", name=words.t("page.pilot.title")).click()
    tile = page.get_by_role("region", name=name_code("tool", "register", words))
    expect(tile.locator(".od-verdict")).to_have_text(words.t("pilot.verdict.not_practical"))
    tile.get_by_text(words.t("pilot.why")).click()
    limit, nobody = words.percent(0.5, 0), words.percent(0, 0)
    reason = words.t("pilot.reason.below_floor", criterion=words.t("criterion.ease"), value=nobody, limit=limit)
    expect(tile.get_by_text(reason)).to_be_visible()
    expect(settle(page).get_by_role("cell", name=words.percent(PEOPLE / INVITED))).to_be_visible()

    page.get_by_role("link", name=words.t("page.import_data.title")).click()
    page.get_by_role("button", name=words.t("import.undo")).click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name=words.t("import.undo")).click()
    expect(page.get_by_text(words.t("ui.undone_all"))).to_be_visible()
