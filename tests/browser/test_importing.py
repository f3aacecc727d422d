"""Somebody brings data in: from an empty installation to figures, and back."""

from playwright.sync_api import FilePayload, Page, expect

from ontrack_dash.i18n import Words
from tests import files
from tests.browser.conftest import settle

BG = Words("bg")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LICENCE = "2013121111"
GRADUATES = files.workbook(files.table("graduates", {"licence": LICENCE}, times=30))
ANSWERS = files.workbook(files.table("answers", {"licence": LICENCE}, times=20))
BROKEN = files.workbook(files.table("graduates", {"licence": LICENCE, "completion_date": "31.31.2023"}))


def upload(page: Page, *uploads: tuple[str, bytes]) -> None:
    payloads = [FilePayload(name=name, mimeType=EXCEL, buffer=content) for name, content in uploads]
    page.set_input_files("input[type=file]", payloads)


def test_the_first_visit_by_a_deep_link_has_everything_around_the_page(page: Page, empty_address: str) -> None:
    page.goto(f"{empty_address}/methods")
    expect(settle(page).locator("h1")).to_contain_text(BG.t("page.methods.question"))
    expect(page.get_by_role("link", name=BG.t("page.import_data.title"))).to_be_visible()
    expect(page.get_by_role("combobox", name=BG.t("app.view_as"))).to_be_visible()


def test_from_nothing_to_figures_and_back(page: Page, empty_address: str) -> None:
    page.goto(empty_address)
    settle(page).get_by_role("button", name=BG.t("empty.go_import")).click()
    expect(page.locator("h1")).to_contain_text(BG.t("page.import_data.question"))

    upload(page, ("graduates.xlsx", GRADUATES), ("answers.xlsx", ANSWERS))
    expect(page.get_by_text(BG.t("import.recognised", kind=BG.t("file_kind.graduates")))).to_be_visible()
    expect(page.get_by_text(BG.t("import.recognised", kind=BG.t("file_kind.answers")))).to_be_visible()
    page.get_by_role("button", name=BG.t("import.commit"), exact=True).click()
    expect(page.get_by_text(BG.t("import.committed", build=1))).to_be_visible()

    page.get_by_role("link", name=BG.t("page.overview.title")).click()
    expect(page.locator(".od-finding")).to_contain_text("100,0 %")

    page.get_by_role("link", name=BG.t("page.import_data.title")).click()
    upload(page, ("again.xlsx", GRADUATES))
    expect(page.get_by_text(BG.t("rule.already_imported.message"))).to_be_visible()

    page.get_by_role("button", name=BG.t("import.undo")).click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name=BG.t("import.undo")).click()
    expect(page.get_by_text(BG.t("ui.undone_all"))).to_be_visible()


def test_a_broken_file_comes_back_with_its_findings(page: Page, empty_address: str) -> None:
    page.goto(f"{empty_address}/import_data")
    upload(settle(page), ("broken.xlsx", BROKEN))
    expect(page.get_by_role("table").first).to_contain_text(BG.t("rule.date_invalid.remedy"))
    expect(page.get_by_role("button", name=BG.t("import.commit"), exact=True)).to_have_count(0)
    with page.expect_download() as caught:
        page.get_by_role("button", name=BG.t("ui.annotated")).click()
    assert caught.value.suggested_filename.endswith(".xlsx")
