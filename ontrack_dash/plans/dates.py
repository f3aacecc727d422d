"""What is done on which day for one cohort, from the register to the day its contacts are erased."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ontrack_dash import planning
from ontrack_dash.catalogue import RULES
from ontrack_dash.planning import Mailing


@dataclass(frozen=True)
class Event:
    """Something to do on a day, for those who completed between `first` and `last`.

    `number` tells reminders apart; a report has its year instead.
    """

    kind: str
    day: date
    first: date
    last: date
    wave: int | None = None
    number: int | None = None

    @property
    def id(self) -> str:
        """Name the event within its plan."""
        return "-".join(str(part) for part in (self.kind, self.wave, self.number, f"{self.first:%m}") if part)


def events(cohort: int) -> tuple[Event, ...]:
    """Return everything there is to do for who completed in a year, in the order of days."""
    first, last = planning.halves(cohort)
    found = [event for half in (first, last) for event in _of_half(*half)]
    for wave in planning.LEADS:
        mailing = planning.mailing(wave, *last)
        found.append(Event("report", mailing.filed_by, first[0], last[1], wave, mailing.report))
    return tuple(sorted(found, key=lambda event: (event.day, event.first)))


def _of_half(first: date, last: date) -> Iterator[Event]:
    """Yield what is done for those who completed in half a year; the order decides within a day."""
    yield Event("register", last, first, last)
    for wave in planning.LEADS:
        yield from _of_mailing(planning.mailing(wave, first, last), first, last)
    yield Event("erase", planning.add_months(first, RULES["plan"]["keep_months"]), first, last)


def _of_mailing(mailing: Mailing, first: date, last: date) -> Iterator[Event]:
    yield Event("invitation", mailing.invitation, first, last, mailing.wave)
    if mailing.wave == min(planning.LEADS):
        yield Event("employers", mailing.invitation, first, last)
    for number, day in enumerate(mailing.reminders, start=1):
        yield Event("reminder", day, first, last, mailing.wave, number)
    deadline = mailing.invitation + timedelta(days=RULES["plan"]["deadline_days"])
    yield Event("deadline", deadline, first, last, mailing.wave)
