"""A provider who has nothing gets from the handbook to a dated plan and a working questionnaire."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect
from pyxform.xls2xform import convert

from ontrack_dash import planning
from ontrack_dash.i18n import LANGUAGES, Words
from tests.browser.conftest import settle

BOTH = pytest.mark.parametrize("lang", LANGUAGES)
LONG = 60_000


def take(page: Page, name: str) -> Download:
    with page.expect_download(timeout=LONG) as caught:
        page.get_by_role("button", name=name, exact=True).click()
    return caught.value


def content_of(caught: Download) -> bytes:
    return Path(caught.path()).read_bytes()


def turn_to(page: Page, part: str, words: Words) -> None:
    page.get_by_role("radio", name=words.t(f"kit.part_name.{part}"), exact=True).click()
    heading = words.t("kit.group.letters" if part == "letters" else f"kit.part_name.{part}")
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    settle(page)


@BOTH
def test_from_the_handbook_to_a_dated_plan_and_a_working_questionnaire(
    page: Page, empty_address: str, lang: str
) -> None:
    words, this = Words(lang), date.today().year
    page.goto(f"{empty_address}/tools?lang={lang}")
    expect(settle(page).get_by_role("heading", name=words.t("handbook.title"))).to_be_visible()

    page.get_by_role("link", name=words.t("pilot_tool.planner"), exact=True).click()
    expect(page.get_by_role("heading", name=words.t("kit.part_name.plan"), exact=True)).to_be_in_viewport()
    expect(page).to_have_url(re.compile("part=plan$"))
    people = settle(page).get_by_role("spinbutton", name=words.t("plan.number.completers"), exact=True)
    people.fill("200")
    people.press("Enter")
    expect(page.locator(".od-said").first).to_contain_text("180")
    caught = take(settle(page), words.t("plan.form.ics"))
    assert caught.suggested_filename == f"plan_{this}_{lang}.ics"
    days = [event["DTSTART"].dt for event in Calendar.from_ical(content_of(caught)).walk("VEVENT")]
    for half in planning.halves(this):
        mailing = planning.mailing(1, *half)
        assert {mailing.invitation, *mailing.reminders, mailing.filed_by} <= set(days)

    turn_to(page, "questionnaires", words)
    page.get_by_text(words.t("instrument_choice.destination.employed"), exact=True).click()
    in_field = page.get_by_role("radiogroup", name=re.compile(re.escape(words.t("instrument_item.in_field.text"))))
    expect(in_field).to_be_visible()
    form = content_of(take(settle(page), words.t("tool.form.xlsform")))
    made = convert(xlsform=io.BytesIO(form), validate=False, file_type=".xlsx")
    assert made.warnings == []
    assert words.t("instrument_item.destination.text") in made.xform


def test_numbers_of_a_plan_stay_when_it_is_left_and_the_page_loaded_again(page: Page, empty_address: str) -> None:
    words = Words("bg")
    page.goto(f"{empty_address}/tools?part=plan")
    people = settle(page).get_by_role("spinbutton", name=words.t("plan.number.completers"), exact=True)
    people.fill("321")
    people.press("Enter")
    expect(page).to_have_url(re.compile("numbers=all.321"))
    turn_to(page, "letters", words)
    turn_to(page, "plan", words)
    expect(people).to_have_value("321")
    page.reload()
    expect(settle(page).get_by_role("spinbutton", name=words.t("plan.number.completers"), exact=True)).to_have_value(
        "321"
    )


def test_everything_is_taken_away_as_one_archive(page: Page, empty_address: str) -> None:
    words = Words("bg")
    page.goto(f"{empty_address}/tools?part=downloads")
    caught = take(settle(page), words.t("kit.zip_all"))
    with zipfile.ZipFile(io.BytesIO(content_of(caught))) as archive:
        assert archive.testzip() is None
        assert {name.split("/")[0] for name in archive.namelist()} == set(LANGUAGES)
        (name,) = (name for name in archive.namelist() if name.startswith("bg/graduates_1/") and "_entry_" in name)
        assert load_workbook(io.BytesIO(archive.read(name))).worksheets
