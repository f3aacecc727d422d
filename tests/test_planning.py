"""The calendar of tracking: as the store counts months, and as the rules say reports are filed."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from ontrack_dash import planning
from ontrack_dash.catalogue import INDICATORS, RULES, reported_cohort

EMPLOYED = INDICATORS["employed_rate"]


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


@pytest.mark.parametrize("name", ["employed_rate", "placement_rate"])
def test_a_window_is_open_on_the_days_the_store_counts_answers_of(name: str) -> None:
    indicator = INDICATORS[name]
    assert indicator.window
    first, last = indicator.window
    asked = [
        (day, answered)
        for day in days(date(2027, 1, 1), date(2028, 12, 31))
        for opens, closes in [planning.window(indicator, day, day)]
        for answered in (opens - timedelta(days=1), opens, closes, closes + timedelta(days=1))
    ]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE asked (completed DATE, answered DATE)")
        values = ", ".join(f"(DATE '{day}', DATE '{answered}')" for day, answered in asked)
        connection.execute(f"INSERT INTO asked VALUES {values}")
        counted = connection.execute("SELECT date_sub('month', completed, answered) FROM asked").fetchall()
    months = [row[0] for row in counted]
    assert months == [first - 1, first, last, last + 1] * (len(months) // 4)


def test_a_mailing_serves_everybody_who_completed_in_half_a_year() -> None:
    for half in planning.halves(2026):
        mailing = planning.mailing(1, *half)
        assert mailing.opens <= mailing.invitation < max(mailing.reminders) < mailing.closes
        for day in days(*half):
            opens, closes = planning.window(EMPLOYED, day, day)
            assert opens <= mailing.opens <= mailing.closes <= closes


def test_the_second_wave_goes_out_on_the_same_days_a_year_later() -> None:
    for half in planning.halves(2026):
        first, second = (planning.mailing(wave, *half) for wave in (1, 2))
        assert (second.invitation.month, second.invitation.day) == (first.invitation.month, first.invitation.day)
        assert second.invitation.year == first.invitation.year + 1
        assert second.opens <= second.invitation < max(second.reminders) < second.closes


def test_a_year_and_a_half_has_no_common_window() -> None:
    with pytest.raises(ValueError, match="more than one window"):
        planning.window(EMPLOYED, date(2026, 1, 1), date(2027, 6, 30))


def test_what_counts_answers_of_any_time_has_no_window() -> None:
    with pytest.raises(ValueError, match="any time"):
        planning.window(INDICATORS["response_rate"], date(2026, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize("name", ["completion_rate", "employed_rate", "placement_rate", "employer_satisfaction_rate"])
def test_a_figure_goes_into_the_report_that_asks_for_its_cohort(name: str) -> None:
    report = planning.report_of(INDICATORS[name], 2026)
    assert reported_cohort(INDICATORS[name], report) == 2026


def test_a_report_is_due_in_the_january_after_its_year() -> None:
    assert planning.due(2027) == date(2028, 1, 31)


def test_hours_follow_from_the_assumptions() -> None:
    effort = RULES["effort"]
    hours = planning.hours(100)
    assert hours["setup"] == effort["setup_minutes"] / 60
    assert hours["register"] == 100 * effort["register_minutes"] / 60
    calls = 2 * 100 * effort["consent_share"] * effort["called_share"] * effort["call_minutes"] / 60
    assert hours["calls"] == pytest.approx(calls)
    assert planning.hours(0)["invitations"] == 0
