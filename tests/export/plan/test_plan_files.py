"""A plan to take away: a calendar that calendars read, a workbook of real numbers, a document to print."""

import io
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from ontrack_dash import plans
from ontrack_dash.export import plan as files
from ontrack_dash.export.plan import grids
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.plans import Plan

BOTH = pytest.mark.parametrize("words", [Words(lang) for lang in LANGUAGES], ids=LANGUAGES)
MADE = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
LICENCE, LICENSED = "9999120001", "EUPL-1.2"
LONGEST = 75  # octets of a line, RFC 5545 section 3.1


@pytest.fixture
def plan() -> Plan:
    return plans.make(2026, plans.start(()), licence=LICENCE)


@BOTH
def test_the_calendar_has_every_date_as_a_whole_day(plan: Plan, words: Words) -> None:
    read = Calendar.from_ical(files.FORMS["ics"](plan, words, MADE))
    events = list(read.walk("VEVENT"))
    assert [event["DTSTART"].dt for event in events] == [event.day for event in plan.events]
    assert all(type(event["DTSTART"].dt) is date for event in events)
    assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) for event in events)
    assert [str(event["SUMMARY"]) for event in events] == [grids.say_event(event, words) for event in plan.events]
    assert all(event["DTSTAMP"].dt == MADE for event in events)


@BOTH
def test_the_calendar_keeps_to_the_form_of_the_standard(plan: Plan, words: Words) -> None:
    content = files.FORMS["ics"](plan, words, MADE)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= LONGEST
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    read = Calendar.from_ical(content)
    assert not read.errors
    assert (str(read["VERSION"]), bool(read["PRODID"])) == ("2.0", True)
    assert str(read["X-WR-CALDESC"]).endswith(LICENSED)


def test_every_event_reminds_in_the_morning_of_its_day(plan: Plan) -> None:
    read = Calendar.from_ical(files.FORMS["ics"](plan, Words("bg"), MADE))
    alarms = [event.walk("VALARM") for event in read.walk("VEVENT")]
    assert {len(found) for found in alarms} == {1}
    assert {found[0]["TRIGGER"].dt for found in alarms} == {timedelta(hours=8)}


def test_a_newer_plan_replaces_its_events_and_no_others(plan: Plan) -> None:
    def names(made: Plan) -> list[str]:
        read = Calendar.from_ical(files.FORMS["ics"](made, Words("bg"), MADE))
        return [str(event["UID"]) for event in read.walk("VEVENT")]

    assert len(set(names(plan))) == len(plan.events)
    assert names(plan) == names(plans.make(2026, plans.start(()), licence=LICENCE))
    assert not set(names(plan)) & set(names(plans.make(2027, plans.start(()), licence=LICENCE)))
    assert not set(names(plan)) & set(names(plans.make(2026, plans.start(()))))


@BOTH
def test_the_workbook_holds_real_days_and_numbers(plan: Plan, words: Words) -> None:
    book = load_workbook(io.BytesIO(files.FORMS["xlsx"](plan, words, MADE)))
    assert book.sheetnames[0] == words.t("plan.sheet.dates")
    days = [row[0].value for row in book.worksheets[0].iter_rows(min_row=3, max_row=2 + len(plan.events))]
    assert [value.date() for value in days] == [event.day for event in plan.events]
    costs = book[words.t("plan.sheet.effort")]
    total = next(row for row in costs.iter_rows(values_only=True) if row[0] == words.t("app.total"))
    assert total[1:] == (pytest.approx(sum(plan.hours.values())), pytest.approx(plan.cost))
    precision = book[words.t("plan.sheet.expected")]
    cells = [cell for row in precision.iter_rows() for cell in row]
    assert sum(cell.value == words.t("plan.grid.expected.usual") for cell in cells) == 2


@BOTH
def test_every_file_says_what_it_was_made_with_and_its_licence(plan: Plan, words: Words) -> None:
    book = load_workbook(io.BytesIO(files.FORMS["xlsx"](plan, words, MADE)))
    said = {row[0]: row[1] for row in book.worksheets[-1].iter_rows(values_only=True)}
    assert said[words.t("plan.number.completers")] == words.number(plan.numbers.completers)
    assert set(dict(grids.facts(plan, words))) <= set(said)
    document = docx.Document(io.BytesIO(files.FORMS["docx"](plan, words, MADE)))
    for properties in (book.properties.description, document.core_properties.comments):
        assert "EUPL-1.2" in properties
        assert words.date(MADE.date()) in properties


@BOTH
def test_the_document_has_every_table_in_words(plan: Plan, words: Words) -> None:
    document = docx.Document(io.BytesIO(files.FORMS["docx"](plan, words, MADE)))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    expected = [[grid.header, *grid.written(words)] for grid in grids.all_of(plan, words)]
    assert tables[:-1] == expected
    assert [tuple(row) for row in tables[-1]] == grids.facts(plan, words)


@pytest.mark.parametrize(("numbers", "key"), [
    (plans.Numbers(40, 1.0, {1: 1.0, 2: 1.0}), "plan.needed.possible"),
    (plans.Numbers(60, 0.5, {1: 0.2, 2: 0.2}), "plan.needed.never"),
])  # fmt: skip
def test_whether_a_cohort_is_enough_is_said(numbers: plans.Numbers, key: str) -> None:
    words = Words("en")
    assert grids.say_needed(plans.make(2026, numbers), 1, words).endswith(words.t(key, most=4))


def test_how_many_cohorts_are_enough_is_said() -> None:
    plan = plans.make(2026, plans.Numbers(150, 0.9, {1: 0.5, 2: 0.5}))
    count = plan.needed[1].cohorts
    assert f"{count} like it together are" in grids.say_needed(plan, 1, Words("en"))


def test_names_of_files_tell_cohorts_centres_and_languages_apart(plan: Plan) -> None:
    assert files.name_file(plan, Words("bg"), "ics") == f"plan_2026_{LICENCE}_bg.ics"
    assert files.name_file(plans.make(2027, plans.start(())), Words("en"), "docx") == "plan_2027_en.docx"
