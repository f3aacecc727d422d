"""The plan of a cohort: its days, how many will answer, how sure that is, what it takes."""

from datetime import date, timedelta

import pytest

from ontrack_dash import planning, plans
from ontrack_dash.catalogue import RULES
from ontrack_dash.plans import EFFORT, Numbers
from ontrack_dash.stats.intervals import wilson
from ontrack_dash.stats.precision import answers_needed

SMALL = Numbers(completers=60, reachable=0.9, response={1: 0.4, 2: 0.3})
LARGE = Numbers(completers=2000, reachable=0.9, response={1: 0.4, 2: 0.0})
EVERYBODY = Numbers(completers=40, reachable=1.0, response={1: 1.0, 2: 1.0})


def test_everything_is_in_the_order_of_days_and_named_once() -> None:
    events = plans.make(2026, SMALL).events
    assert [event.day for event in events] == sorted(event.day for event in events)
    assert len({event.id for event in events}) == len(events)


def test_each_half_is_invited_reminded_and_has_a_last_day_in_both_waves() -> None:
    events = plans.make(2026, SMALL).events
    for first, last in planning.halves(2026):
        for wave in (1, 2):
            own = [event for event in events if (event.first, event.last, event.wave) == (first, last, wave)]
            assert [event.kind for event in own] == ["invitation", "reminder", "reminder", "deadline"]
            mailing = planning.mailing(wave, first, last)
            assert own[0].day == mailing.invitation
            assert tuple(event.day for event in own[1:3]) == mailing.reminders
            assert mailing.opens <= own[0].day
            assert own[3].day == mailing.invitation + timedelta(days=RULES["plan"]["deadline_days"]) <= mailing.closes


def test_answers_are_in_before_the_report_they_belong_into() -> None:
    events = plans.make(2026, SMALL).events
    reports = {event.wave: event for event in events if event.kind == "report"}
    assert {wave: event.number for wave, event in reports.items()} == {1: 2027, 2: 2028}
    assert all(event.day < reports[event.wave].day for event in events if event.kind == "deadline")


def test_contacts_are_kept_through_the_second_wave_and_no_longer_than_promised() -> None:
    events = plans.make(2026, SMALL).events
    for event in (one for one in events if one.kind == "erase"):
        assert event.day == date(event.first.year + 3, event.first.month, 1)
        last_answer = max(one.day for one in events if one.kind == "deadline" and one.first == event.first)
        assert last_answer < event.day


def test_expected_answers_and_their_width_follow_from_the_numbers() -> None:
    plan = plans.make(2026, SMALL)
    assert plan.numbers.invited == 54
    assert plan.answers == {1: 22, 2: 16}
    expected = next(row for row in plan.expected[1] if row.rate == 0.4)
    low, high = wilson(11, 22, 0.95, 60)
    assert expected.half_width == pytest.approx((high - low) / 2)


def test_a_rate_of_ones_own_stands_among_the_others() -> None:
    numbers = Numbers(60, 0.9, {1: 0.37, 2: 0.3})
    rows = plans.make(2026, numbers).expected[1]
    assert [row.rate for row in rows] == sorted({*RULES["plan"]["rates"], 0.37})


def test_without_answers_there_is_no_width_and_nothing_is_enough() -> None:
    plan = plans.make(2026, LARGE)
    assert plan.answers[2] == 0
    assert next(row for row in plan.expected[2] if row.rate == 0.0).half_width is None
    assert not plan.needed[2].is_possible
    assert [row.half_width for row in plan.pooled[2]] == [None] * 4
    assert plan.needed[2].invitations == 0


def test_invitations_needed_bring_the_answers_needed() -> None:
    need = plans.make(2026, LARGE).needed[1]
    assert need.answers == answers_needed(0.05, 0.95, 2000)
    assert need.invitations * 0.4 >= need.answers > (need.invitations - 1) * 0.4
    assert need.is_possible
    assert need.cohorts == 1


def test_a_cohort_that_answers_whole_leaves_nothing_open() -> None:
    plan = plans.make(2026, EVERYBODY)
    assert plan.needed[1].is_possible
    assert plan.pooled[1][0].half_width == pytest.approx(0)


def test_pooling_narrows_the_interval_and_may_be_enough() -> None:
    numbers = Numbers(150, 0.9, {1: 0.5, 2: 0.5})
    plan = plans.make(2026, numbers)
    widths = [row.half_width for row in plan.pooled[1]]
    assert widths == sorted(widths, key=lambda width: -(width or 0))
    enough = [row.cohorts for row in plan.pooled[1] if row.is_enough]
    assert not plan.needed[1].is_possible
    assert plan.needed[1].cohorts == min(enough) > 1
    assert all((row.half_width or 1) <= 0.05 for row in plan.pooled[1] if row.is_enough)


def test_hours_and_cost_are_those_of_the_numbers_given() -> None:
    effort = {**EFFORT, "hour_euro": 10.0, "contact_euro": 0.5, "call_minutes": 0.0}
    plan = plans.make(2026, SMALL, effort)
    assert plan.hours["calls"] == 0
    assert plan.hours["invitations"] == pytest.approx(2 * 54 * 2 / 60)
    assert plan.cost == pytest.approx(10 * sum(plan.hours.values()) + 2 * 54 * 0.5)


def test_without_data_a_plan_starts_from_the_rules() -> None:
    numbers = plans.start(())
    assert numbers.completers == RULES["plan"]["completers"]
    assert numbers.reachable == RULES["effort"]["consent_share"]
    assert numbers.response == {1: RULES["plan"]["response"]["1"], 2: RULES["plan"]["response"]["2"]}


def test_of_each_number_the_newest_known_one_is_taken() -> None:
    cohorts = (
        plans.Known(2025, 80, None, {}),
        plans.Known(2024, 70, 0.6, {1: 0.5}),
        plans.Known(2023, 60, 0.5, {2: 0.4}),
    )
    assert plans.start(cohorts) == Numbers(80, 0.6, {1: 0.5, 2: 0.4})
