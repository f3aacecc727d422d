"""The dates of a plan as a file every calendar reads (RFC 5545): whole days, each with a reminder in the morning."""

from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from ontrack_dash import __version__, plans
from ontrack_dash.export.plan import grids
from ontrack_dash.export.tools.edition import edition
from ontrack_dash.i18n import Words
from ontrack_dash.plans import Plan

# Counted from midnight, at which a whole day begins.
MORNING = timedelta(hours=8)
DAY = timedelta(days=1)
DOMAIN = "ontrack-dashboard"


def make(plan: Plan, words: Words, made: datetime) -> bytes:
    """Return the calendar; an event keeps its name, so that a newer plan replaces an older one."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{words.t('app.short_name')}//{__version__}//{words.lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.t("plan.title", cohort=plan.cohort))
    calendar.add("x-wr-caldesc", edition(__version__, made.date(), words))
    for event in plan.events:
        calendar.add_component(_event(plan, event, words, made))
    return bytes(calendar.to_ical())


def _event(plan: Plan, event: plans.Event, words: Words, made: datetime) -> Event:
    said = grids.say_event(event, words)
    entry = Event()
    entry.add("uid", f"{plan.licence or 'plan'}-{plan.cohort}-{event.id}@{DOMAIN}")
    entry.add("dtstamp", made)
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + DAY)
    entry.add("summary", said)
    entry.add("description", f"{grids.say_group(event, words)}. {words.t(f'plan.event_note.{event.kind}')}")
    entry.add("categories", [words.t("app.short_name")])
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", MORNING)
    entry.add_component(alarm)
    return entry
