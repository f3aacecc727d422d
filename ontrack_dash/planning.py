"""When the graduates of a cohort are asked, which report their answers belong into, and what that costs a centre."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from ontrack_dash.catalogue import INDICATORS, RULES, Indicator, reported_cohort

# The indicator whose window a wave has to meet.
LEADS: Mapping[int, str] = {1: "employed_rate", 2: "placement_rate"}
HALVES = ((1, 6), (7, 12))
MONTHS_A_YEAR = 12
MINUTES_AN_HOUR = 60


@dataclass(frozen=True)
class Mailing:
    """One wave for people who completed between two days.

    `opens`, `closes`: the days on which everybody's answer falls into the window of the wave. `report`: the year of
    the report the answers belong into, `filed_by` the day it is due.
    """

    wave: int
    opens: date
    closes: date
    invitation: date
    reminders: tuple[date, ...]
    report: int
    filed_by: date


def add_months(day: date, months: int) -> date:
    """Return the day so many months later, or the last of a month that is too short."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def window(indicator: Indicator, first: date, last: date) -> tuple[date, date]:
    """Return the first and the last day on which answers of all who completed between two days count.

    Months since completion are whole ones, as `stg_answers` counts them, both ends of the window included: the last
    day is the one before another month is full. Raises ValueError where the indicator has no window or the days lie
    too far apart.
    """
    if indicator.window is None:
        raise ValueError(f"{indicator.id} counts answers of any time")
    opens = add_months(last, indicator.window[0])
    closes = add_months(first, indicator.window[1] + 1) - timedelta(days=1)
    if opens > closes:
        raise ValueError(f"between {first} and {last} lies more than one window of {indicator.id}")
    return opens, closes


def mailing(wave: int, first: date, last: date) -> Mailing:
    """Return when those who completed between two days, both in one year, are asked in a wave.

    The first wave is sent when its window opens, a later one on the same days of the years after.
    """
    opens, closes = window(INDICATORS[LEADS[wave]], first, last)
    nominal = RULES["waves"]["nominal_months"]
    begun, _ = window(INDICATORS[LEADS[1]], first, last)
    invitation = add_months(begun, nominal[str(wave)] - nominal["1"])
    reminders = tuple(invitation + timedelta(days=days) for days in RULES["invitations"]["reminder_days"])
    report = report_of(INDICATORS[LEADS[wave]], last.year)
    return Mailing(wave, opens, closes, invitation, reminders, report, due(report))


def halves(cohort: int) -> tuple[tuple[date, date], ...]:
    """Return the two halves of a year of completion: each meets its windows with one mailing a wave."""
    return tuple(
        (date(cohort, first, 1), date(cohort, last, calendar.monthrange(cohort, last)[1])) for first, last in HALVES
    )


def report_of(indicator: Indicator, cohort: int) -> int:
    """Return the year of the report the figure of a cohort belongs into."""
    return cohort + (cohort - reported_cohort(indicator, cohort))


def due(report: int) -> date:
    """Return the day the report of a year is due."""
    return date(report + 1, RULES["reporting"]["deadline"]["month"], RULES["reporting"]["deadline"]["day"])


def hours(completers: int, effort: Mapping[str, float] = MappingProxyType(RULES["effort"])) -> Mapping[str, float]:
    """Return what tracking one cohort of so many graduates through both waves takes: task → hours.

    `effort`: minutes and shares, named as the assumptions of `rules.toml [effort]`; `setup` is needed once, the others
    for every cohort.
    """
    invited = completers * effort["consent_share"]
    waves = len(LEADS)
    minutes = {
        "setup": effort["setup_minutes"],
        "register": completers * effort["register_minutes"],
        "invitations": waves * invited * effort["invitation_minutes"],
        "calls": waves * invited * effort["called_share"] * effort["call_minutes"],
        "entry": waves * invited * effort["paper_share"] * effort["entry_minutes"],
        "employers": completers * effort["employer_share"] * effort["employer_minutes"],
        "report": waves * effort["report_minutes"],
    }
    return {task: amount / MINUTES_AN_HOUR for task, amount in minutes.items()}
